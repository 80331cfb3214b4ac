//! Two figures of one sentence that are read as the value of one thing.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::words::clause_of;
use super::{Block, Filled, Filler};
use crate::prose::lexicon::class;
use crate::prose::passage::Passage;
use crate::prose::reading::{Claim, Said, SaidBy};
use crate::prose::thing::{Meaning, ThingIx};
use crate::record::ValueKind;

/// What two claims of one sentence have to share to be about one value.
type Breath<'a> =
    (usize, &'a Said, ThingIx, &'a [SmolStr], &'a [ThingIx], Option<&'a SmolStr>, &'a [SaidBy]);

impl Filler<'_> {
    /// Of two figures of one sentence that are read as the value of one thing, the second is of
    /// another: nobody gives two in one breath, unless the one replaces the other ("from 12 to 15").
    /// So of "21 of the 48 seats", and "38 people, and four, were taken to hospital". Their places
    /// among the claims, the last first.
    pub(super) fn said_again(&self, block: &Block<'_>, out: &Filled) -> Vec<usize> {
        let links = block.contexts.links().iter();
        let linked: FxHashSet<usize> = links
            .flat_map(|link| [link.earlier, link.later])
            .filter_map(|at| first_byte(block, at))
            .collect();
        let mut order: Vec<usize> = (0..out.claims.len()).collect();
        order.sort_by_key(|at| out.claims[*at].bytes.start);
        let mut first: FxHashMap<Breath<'_>, &Claim> = FxHashMap::default();
        let mut again = Vec::new();
        for at in order {
            let claim = &out.claims[at];
            let Meaning::One { thing, .. } = claim.subject else { continue };
            let kind = match &claim.said {
                Said::Known(id) => self.cues.of_id(id).map(|target| target.kind),
                Said::Open { kind, .. } => Some(*kind),
                Said::Recurring { .. } | Said::Settled { .. } => None,
            };
            let is_value = matches!(kind, Some(ValueKind::Quantity | ValueKind::Date));
            if !is_value || linked.contains(&claim.bytes.start) {
                continue;
            }
            let (scope, place, by) = (&*claim.scope, &*claim.place, &*claim.said_by);
            let during = claim.during.as_ref();
            let slot = (claim.sentence.start, &claim.said, thing, scope, place, during, by);
            let told = *first.entry(slot).or_insert(claim);
            if told.value != claim.value
                && told.denied == claim.denied
                && is_another(block.passage, told, claim)
            {
                again.push(at);
            }
        }
        again.sort_unstable_by(|a, b| b.cmp(a));
        again
    }
}

/// Whether a figure is one that another of its sentence is some of ("21 of the 48 seats"), stands in
/// another clause, or is added to the other ("17,800 for want of crew and 14,100 for faults").
fn is_another(passage: &Passage<'_>, first: &Claim, second: &Claim) -> bool {
    let (first, second) = (passage.tokens_of(&first.bytes), passage.tokens_of(&second.bytes));
    let whole = passage.is_any(first.end, &["of"]) && second.start <= first.end + 3;
    let led = |end: usize| passage.tokens.get(end).filter(|next| next.word.is(class::PREPOSITION));
    let alike = led(first.end).is_some() && passage.lower(first.end) == passage.lower(second.end);
    let added = alike && (first.end..second.start).any(|at| passage.is_any(at, &["and", "plus"]));
    whole || added || clause_of(passage, first.start) != clause_of(passage, second.start)
}

/// The first byte of a mention.
pub(super) fn first_byte(block: &Block<'_>, mention: usize) -> Option<usize> {
    block.passage.mentions.get(mention).map(|mention| mention.bytes.start)
}
