//! Claims in the order of their ids.
//!
//! They are moved within the one place that they were written to: room for a second million of them
//! takes longer to get than all the rest.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::claim::run::Run;
use crate::claim::{Census, Chunked, Claim, ClaimIx, Printing, PrintingIx, PrintingRange};
use crate::parallel;
use crate::record::order::{self, EqualIds};
use crate::record::{ClaimRecord, Text};

/// What came of some records, in the order of these.
pub(super) struct Resolved {
    /// A claim for each record, where something came of it.
    pub(super) claims: Vec<Option<Claim>>,
    /// The printings of each record, also where nothing came of it; then they are not used.
    pub(super) printings: Vec<Option<Printing>>,
    /// The positions of claims, and the ids that they replace.
    pub(super) replaced: Vec<(usize, Text)>,
    /// All of it, where nothing is left and the claims are in the order of their ids; then the lists
    /// are empty.
    pub(super) whole: Option<Whole>,
    /// Whether the claims are in the order of their ids.
    pub(super) sorted: bool,
}

/// All claims in the order of their ids.
pub(super) struct Whole {
    pub(super) claims: Chunked<Claim>,
    pub(super) printings: Chunked<Printing>,
    pub(super) noted: Option<Noted>,
}

/// What claims have, and their runs.
pub(super) type Noted = (Census, Vec<Vec<Run>>);

/// How many printings a record has.
pub(super) fn printings_of(record: &ClaimRecord) -> usize {
    record.cite.len().max(1)
}

impl Resolved {
    /// With memory set aside for so many.
    pub(super) fn with_capacity(claims: usize, printings: usize) -> Self {
        Self {
            claims: Vec::with_capacity(claims),
            printings: Vec::with_capacity(printings),
            replaced: Vec::new(),
            whole: None,
            sorted: false,
        }
    }

    /// Room for more claims and printings.
    pub(super) fn room(
        &mut self,
        claims: usize,
        printings: usize,
    ) -> (&mut [Option<Claim>], &mut [Option<Printing>]) {
        let (claim, printing) = (self.claims.len(), self.printings.len());
        self.claims.resize_with(claim + claims, || None);
        self.printings.resize_with(printing + printings, || None);
        (&mut self.claims[claim..], &mut self.printings[printing..])
    }

    /// All claims by their ids, their printings by claim, and the ids that claims replace, with the
    /// positions of these.
    pub(super) fn in_order(mut self) -> (Chunked<Claim>, Chunked<Printing>, Vec<(usize, Text)>) {
        if let Some(whole) = self.whole {
            self.replaced.sort_by_key(|(at, _)| *at);
            return (whole.claims, whole.printings, self.replaced);
        }
        if self.sorted && self.claims.iter().all(Option::is_some) {
            // The printings know their claims.
            let claims = self.claims.into_iter().flatten().collect();
            let printings = self.printings.into_iter().flatten().collect();
            self.replaced.sort_by_key(|(at, _)| *at);
            return (claims, printings, self.replaced);
        }
        let order = match by_id(&self.claims) {
            Ok(order) => order,
            Err(EqualIds) => {
                number_equal_ids(&mut self.claims);
                by_id(&self.claims).unwrap_or_default()
            }
        };
        let claim_at = |at: &ClaimIx| self.claims[at.index()].as_ref();
        let printed = order.iter().filter_map(claim_at).flat_map(|claim| claim.printings);
        let printed: Vec<PrintingIx> = printed.collect();
        let replaced = std::mem::take(&mut self.replaced);
        let arrows = if replaced.is_empty() { Vec::new() } else { moved(&order, replaced) };
        let mut printings = arranged(self.printings, printed.iter().map(|ix| ix.index()));
        let mut claims = arranged(self.claims, order.iter().map(|at| at.index()));
        let mut next = 0;
        for (at, claim) in claims.iter_mut().enumerate() {
            let first = next;
            next += claim.printings.into_iter().len();
            claim.printings = PrintingRange::new(first, next);
            printings[first..next].iter_mut().for_each(|one| one.claim = ClaimIx::new(at));
        }
        (claims.into_iter().collect(), printings.into_iter().collect(), arrows)
    }
}

/// Where claims are in an order, with what they replace.
fn moved(order: &[ClaimIx], replaced: Vec<(usize, Text)>) -> Vec<(usize, Text)> {
    let mut by_claim: FxHashMap<usize, Vec<Text>> = FxHashMap::default();
    for (at, earlier) in replaced {
        by_claim.entry(at).or_default().push(earlier);
    }
    let earlier = order.iter().enumerate().map(|(at, old)| (at, by_claim.remove(&old.index())));
    earlier.flat_map(|(at, all)| all.into_iter().flatten().map(move |one| (at, one))).collect()
}

/// Things in an order, given by their present positions; those that it leaves out are dropped.
#[allow(clippy::filter_map_identity, reason = "of a flattened list the library makes a copy")]
fn arranged<T>(mut things: Vec<Option<T>>, order: impl ExactSizeIterator<Item = usize>) -> Vec<T> {
    const NOWHERE: u32 = u32::MAX;
    let kept = order.len();
    let mut target = vec![NOWHERE; things.len()];
    for (new, old) in (0..).zip(order) {
        target[old] = new;
    }
    if kept < things.len() {
        let left_out = target.iter_mut().filter(|target| **target == NOWHERE);
        left_out.zip(small(kept)..).for_each(|(target, new)| *target = new);
    }
    for at in 0..things.len() {
        while target[at] as usize != at {
            let to = target[at] as usize;
            things.swap(at, to);
            target.swap(at, to);
        }
    }
    things.truncate(kept);
    things.into_iter().filter_map(|thing| thing).collect()
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Claims of which a thread looks at the ids in one go.
const BATCH: usize = 1 << 15;

/// The positions of claims in the order of their ids.
fn by_id(claims: &[Option<Claim>]) -> Result<Vec<ClaimIx>, EqualIds> {
    let batches: Vec<(usize, &[Option<Claim>])> = claims.chunks(BATCH).enumerate().collect();
    let ids = parallel::map(&batches, |(batch, claims)| {
        let claims = claims.iter().enumerate();
        let ids = claims.filter_map(|(at, claim)| {
            Some((claim.as_ref()?.id.as_str(), ClaimIx::new(batch * BATCH + at)))
        });
        ids.collect::<Vec<_>>()
    });
    order::by_id(&ids)
}

/// Claims that say the same in every field get the same made id; the second and later ones are
/// told apart by a counter, in the order of their places.
fn number_equal_ids(all: &mut [Option<Claim>]) {
    let mut taken: FxHashSet<SmolStr> =
        all.iter().flatten().map(|claim| claim.id.clone()).collect();
    let mut seen: FxHashMap<SmolStr, usize> = FxHashMap::default();
    for claim in all.iter_mut().flatten() {
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
