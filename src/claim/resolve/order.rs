//! Claims in the order of their ids.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::claim::{Claim, ClaimIx, Printing, PrintingRange};
use crate::parallel;
use crate::record::{ClaimRecord, Text};

/// Claims of some records in the order of these, each until it is taken, with their printings.
#[derive(Default)]
pub(super) struct Part {
    /// A claim for each record, where something came of it.
    pub(super) claims: Vec<Option<Claim>>,
    pub(super) printings: Vec<Option<Printing>>,
    /// Records that are not resolved yet, with their positions.
    pub(super) left: Vec<(usize, ClaimRecord)>,
    /// The ids of claims that those at some positions replace.
    pub(super) replaced: Vec<(usize, Text)>,
}

/// Where a claim is: its part, and its position there.
type Place = (u32, u32);

/// The first bytes of an id after what all of them begin with, as a number, which tells most of them
/// apart; and where the claim is.
type Key = (u64, Place);

/// All claims by their ids, their printings by claim, and the ids that claims replace, with the
/// positions of these.
pub(super) fn in_order(mut parts: Vec<Part>) -> (Vec<Claim>, Vec<Printing>, Vec<(usize, Text)>) {
    let order = match by_id(&parts) {
        Ok(order) => order,
        Err(EqualIds) => {
            number_equal_ids(&mut parts);
            by_id(&parts).unwrap_or_default()
        }
    };
    let mut replaced: FxHashMap<Place, Vec<Text>> = FxHashMap::default();
    for (number, part) in (0..).zip(&mut parts) {
        for (at, earlier) in std::mem::take(&mut part.replaced) {
            replaced.entry((number, small(at))).or_default().push(earlier);
        }
    }
    let (mut claims, mut arrows) = (Vec::<Claim>::with_capacity(order.len()), Vec::new());
    for (_, place) in &order {
        let earlier = if replaced.is_empty() { None } else { replaced.remove(place) };
        let earlier = earlier.into_iter().flatten();
        arrows.extend(earlier.map(|earlier| (claims.len(), earlier)));
        claims.extend(parts[place.0 as usize].claims[place.1 as usize].take());
    }
    // Memory would hold all claims twice beside all printings twice otherwise.
    parts.iter_mut().for_each(|part| part.claims = Vec::new());
    let count = parts.iter().map(|part| part.printings.len()).sum();
    let mut printings = Vec::with_capacity(count);
    for (at, (claim, (_, place))) in claims.iter_mut().zip(&order).enumerate() {
        let (all, first) = (&mut parts[place.0 as usize].printings, printings.len());
        let printed = claim.printings.iter().filter_map(|ix| all[ix.index()].take());
        printings.extend(printed.map(|one| Printing { claim: ClaimIx::new(at), ..one }));
        claim.printings = PrintingRange::new(first, printings.len());
    }
    (claims, printings, arrows)
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Two claims have one id.
#[derive(Debug)]
struct EqualIds;

/// The places of all claims in the order of their ids.
fn by_id(parts: &[Part]) -> Result<Vec<Key>, EqualIds> {
    let begins = parallel::map(parts, |part| {
        let mut ids = part.claims.iter().flatten().map(|claim| claim.id.as_str());
        let first = ids.next()?;
        Some(SmolStr::new(ids.fold(first, common)))
    });
    let mut begins = begins.iter().flatten();
    let Some(first) = begins.next() else { return Ok(Vec::new()) };
    let begins = begins.fold(first.as_str(), |known, next| common(known, next));
    let numbered: Vec<(u32, &Part)> = (0..).zip(parts).collect();
    let mut keys: Vec<Key> = parallel::map(&numbered, |(number, part)| {
        let claims = (0..).zip(&part.claims);
        let key = |(at, claim): (u32, &Option<Claim>)| {
            Some((first_bytes(&claim.as_ref()?.id.as_bytes()[begins.len()..]), (*number, at)))
        };
        let mut keys: Vec<Key> = claims.filter_map(key).collect();
        keys.sort_unstable();
        keys
    })
    .concat();
    // Of stretches that are in order already, this takes note.
    keys.sort();
    let id = |key: &Key| {
        let (part, at) = key.1;
        parts[part as usize].claims[at as usize].as_ref().map(|claim| claim.id.as_str())
    };
    for alike in keys.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        alike.sort_by(|a, b| id(a).cmp(&id(b)));
        if alike.windows(2).any(|pair| id(&pair[0]) == id(&pair[1])) {
            return Err(EqualIds);
        }
    }
    Ok(keys)
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

/// Claims that say the same in every field get the same made id; the second and later ones are
/// told apart by a counter, in the order of their places.
fn number_equal_ids(parts: &mut [Part]) {
    let claims = parts.iter().flat_map(|part| part.claims.iter().flatten());
    let mut taken: FxHashSet<SmolStr> = claims.map(|claim| claim.id.clone()).collect();
    let mut seen: FxHashMap<SmolStr, usize> = FxHashMap::default();
    for claim in parts.iter_mut().flat_map(|part| part.claims.iter_mut().flatten()) {
        let uses = seen.entry(claim.id.clone()).or_default();
        *uses += 1;
        if *uses > 1 {
            let mut number = *uses;
            let base = claim.id.clone();
            while !taken.insert(SmolStr::new(format!("{base}-{number}"))) {
                number += 1;
            }
            claim.id = SmolStr::new(format!("{base}-{number}"));
        }
    }
}
