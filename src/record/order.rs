//! Things in the order of their ids, sorted by several threads.

use crate::parallel;

/// Two things have one id.
#[derive(Debug)]
pub(crate) struct EqualIds;

/// The first bytes of an id after what all of them begin with, as a number, which tells most of them
/// apart; the id; what has it.
type Key<'t, T> = (u64, &'t str, T);

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
    let order = |a: &Key<'t, T>, b: &Key<'t, T>| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1));
    let mut keys = parallel::map(batches, |batch| {
        let key = |(id, thing): &(&'t str, T)| (first_bytes(&id.as_bytes()[begins..]), *id, *thing);
        let mut keys: Vec<Key<'t, T>> = batch.iter().map(key).collect();
        keys.sort_unstable_by(order);
        keys
    })
    .concat();
    // Of stretches that are in order already, this takes note.
    keys.sort_by(order);
    if keys.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1) {
        return Err(EqualIds);
    }
    Ok(keys.into_iter().map(|(.., thing)| thing).collect())
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
        assert!(by_id::<&str>(&[]).unwrap().is_empty());
    }
}
