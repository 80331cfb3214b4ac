//! Things in the order of their ids, sorted by several threads.

use crate::parallel;

/// Two things have one id.
#[derive(Debug)]
pub(crate) struct EqualIds;

/// The first bytes of an id after what all of them begin with, as a number, which tells most of them
/// apart; the id; what has it.
type Key<'t, T> = (u64, &'t str, T);

/// Parts of the order that threads sort by themselves: many more than threads, so that each part is
/// near at hand while it is sorted.
const PARTS: usize = 64;

/// One id in so many is looked at to see how ids are spread.
const SAMPLE: usize = 64;

/// Things in the order of their ids. They are given with these, in batches for one thread each.
pub(crate) fn by_id<'t, T: Copy + Send + Sync>(
    batches: &[Vec<(&'t str, T)>],
) -> Result<Vec<T>, EqualIds> {
    let begins = parallel::map(batches, |batch| {
        let (first, _) = batch.first()?;
        Some(batch.iter().fold(*first, |known, (id, _)| common(known, id)))
    });
    let mut begins = begins.into_iter().flatten();
    let Some(first) = begins.next() else { return Ok(Vec::new()) };
    let begins = begins.fold(first, common).len();
    let number = |id: &str| first_bytes(&id.as_bytes()[begins..]);
    let limits = limits(batches.iter().flatten().step_by(SAMPLE).map(|(id, _)| number(id)));
    // Equal ids come into one part.
    let dealt = parallel::map(batches, |batch| {
        let mut parts: Vec<Vec<Key<'t, T>>> = vec![Vec::new(); limits.len() + 1];
        for (id, thing) in batch {
            let number = number(id);
            parts[limits.partition_point(|limit| *limit <= number)].push((number, id, *thing));
        }
        parts
    });
    let order = |a: &Key<'t, T>, b: &Key<'t, T>| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1));
    let parts: Vec<usize> = (0..=limits.len()).collect();
    let sorted = parallel::map(&parts, |part| {
        let mut keys: Vec<Key<'t, T>> = dealt.iter().flat_map(|all| &all[*part]).copied().collect();
        keys.sort_unstable_by(order);
        let equal = keys.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1);
        (!equal).then(|| keys.into_iter().map(|(.., thing)| thing).collect::<Vec<T>>())
    });
    let sorted: Option<Vec<Vec<T>>> = sorted.into_iter().collect();
    sorted.map(|parts| parts.concat()).ok_or(EqualIds)
}

/// Where parts of some numbers begin that have about as many of them each.
fn limits(sample: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut sample: Vec<u64> = sample.collect();
    sample.sort_unstable();
    let mut limits: Vec<u64> =
        sample.chunks(sample.len().div_ceil(PARTS).max(1)).skip(1).map(|part| part[0]).collect();
    limits.dedup();
    limits
}

/// What two ids both begin with.
fn common<'a>(known: &'a str, id: &str) -> &'a str {
    if id.starts_with(known) {
        return known;
    }
    let alike = known.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count();
    &known[..known.floor_char_boundary(alike)]
}

fn first_bytes(id: &[u8]) -> u64 {
    const FIRST: usize = size_of::<u64>();
    let mut bytes = [0; FIRST];
    let length = id.len().min(FIRST);
    bytes[..length].copy_from_slice(&id[..length]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_come_together_in_order() {
        let batch = |ids: &[&'static str]| ids.iter().map(|id| (*id, *id)).collect::<Vec<_>>();
        let some = [batch(&["c-10", "c-9", "c-"]), Vec::new(), batch(&["c-éa", "c-1000000000002"])];
        let more = [batch(&["c-1000000000001"])];
        let sorted = by_id(&[&some[..], &more[..]].concat()).unwrap();
        assert_eq!(sorted, ["c-", "c-10", "c-1000000000001", "c-1000000000002", "c-9", "c-éa"]);
        assert!(by_id(&[batch(&["a", "b"]), batch(&["a"])]).is_err());
        let ids: Vec<String> = (0..20_000).map(|n| format!("c-{}", n * 7_919 % 20_000)).collect();
        let all: Vec<_> = ids.iter().map(|id| (id.as_str(), id.as_str())).collect();
        let mut expected: Vec<&str> = ids.iter().map(String::as_str).collect();
        expected.sort_unstable();
        let batches: Vec<_> = all.chunks(3_000).map(<[_]>::to_vec).collect();
        assert_eq!(by_id(&batches).unwrap(), expected);
        assert!(by_id::<&str>(&[]).unwrap().is_empty());
    }
}
