//! Figures that two documents tell of one thing, in other words.
//!
//! Within a document nearly all that is said is of the few things that it is about. Two documents may
//! have nothing in common but a country: so that two of their figures are taken for one, both have to
//! be of one thing that has a name, beside all that figures of one document need.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::pair::Terms;
use super::telling::{Role, Telling};
use super::{Pair, Read, Runs, accepted, gather, open_frame, pairs, shared_words};
use crate::finding::Confidence;
use crate::prose::passage::Passage;
use crate::prose::reading::{BlockIx, Claim, Reading, Said};
use crate::prose::thing::{Meaning, Resolved};
use crate::record::EntityKind;

/// Give one frame and one subject to claims of different documents that tell one thing. `documents`
/// are the blocks of each, and what each block is.
pub(in crate::prose) fn join<'a, I>(
    documents: impl Iterator<Item = (I, Vec<Runs>)>,
    resolved: &Resolved,
    reading: &mut Reading,
) where
    I: Iterator<Item = Read<'a>>,
{
    let (mut tellings, mut terms, mut place) = (Vec::new(), Terms::default(), 0);
    let mut passages: FxHashMap<BlockIx, &Passage<'_>> = FxHashMap::default();
    for (blocks, runs) in documents {
        let blocks = blocks.inspect(|(at, passage, ..)| {
            passages.insert(*at, passage);
        });
        gather(blocks, &runs, resolved, (&mut place, &mut terms), &mut tellings);
    }
    let found = pairs(&mut tellings, terms, |a, b| a.at.document != b.at.document);
    let accepted = accepted(&tellings, found);
    if accepted.is_empty() {
        return;
    }
    let mut join = Join::new(resolved, reading);
    for pair in accepted {
        let (a, b) = (&tellings[pair.a], &tellings[pair.b]);
        join.pair((a, passages[&a.at]), (b, passages[&b.at]), &pair);
    }
}

/// Words that are not common in the documents and that both sentences of a sure pair have.
const WORDS: u8 = 2;

/// Whether both count or measure what one noun names.
fn counts_one(a: &Telling, b: &Telling) -> bool {
    let heads = a.head().zip(b.head());
    heads.is_some_and(|(x, y)| x.ids.iter().any(|id| y.ids.contains(id)))
}

struct Join<'a> {
    resolved: &'a Resolved,
    reading: &'a mut Reading,
    /// Claims by their place.
    of: FxHashMap<(BlockIx, usize), usize>,
    /// Ids of frames that are taken.
    ids: FxHashSet<SmolStr>,
}

impl<'a> Join<'a> {
    fn new(resolved: &'a Resolved, reading: &'a mut Reading) -> Self {
        let claims = reading.claims.iter().enumerate();
        let of = claims.map(|(at, claim)| ((claim.at, claim.bytes.start), at)).collect();
        let id = |claim: &Claim| match &claim.said {
            Said::Known(id) | Said::Open { id, .. } | Said::Recurring { id, .. } => id.clone(),
        };
        let ids = reading.claims.iter().map(id).collect();
        Self { resolved, reading, of, ids }
    }

    fn claim(&self, telling: &Telling, passage: &Passage<'_>) -> Option<usize> {
        let start = passage.mentions[telling.mention].bytes.start;
        self.of.get(&(telling.at, start)).copied()
    }

    /// The thing with a name that both are of: the subject of both clauses, or of both claims.
    fn anchor(&self, a: (&Telling, usize), b: (&Telling, usize), pair: &Pair) -> Option<Meaning> {
        let of = |at: usize| &self.reading.claims[at].subject;
        let is_named = |meaning: &Meaning| {
            let Meaning::One { thing, .. } = meaning else { return false };
            let thing = self.resolved.things.all.get(thing.0 as usize);
            thing.is_some_and(|thing| {
                thing.kind != Some(EntityKind::Place)
                    && (!thing.names.is_empty() || thing.event.is_some())
            })
        };
        if of(a.1) == of(b.1) && is_named(of(a.1)) {
            return Some(of(a.1).clone());
        }
        let subject = |telling: &Telling| {
            let slot = telling.subject.map(|at| &telling.slots[at]);
            slot.is_some_and(|slot| slot.role == Role::Name)
        };
        if !(pair.likeness.same_subject && subject(a.0) && subject(b.0)) {
            return None;
        }
        [a.1, b.1].into_iter().map(of).find(|meaning| is_named(meaning)).cloned()
    }

    fn pair(
        &mut self,
        (a, passage): (&Telling, &Passage<'_>),
        (b, other): (&Telling, &Passage<'_>),
        pair: &Pair,
    ) {
        let Some((x, y)) = self.claim(a, passage).zip(self.claim(b, other)) else { return };
        // What one document dates, another may say of any other time.
        if self.reading.claims[x].during != self.reading.claims[y].during {
            return;
        }
        let Some(subject) = self.anchor((a, x), (b, y), pair) else { return };
        // The words that say who and the words that say what: a reading that only the time may upset.
        let is_sure = pair.likeness.same_subject
            && (pair.likeness.deeds.same || counts_one(a, b))
            && pair.likeness.words >= WORDS;
        let confidence = if is_sure { Confidence::Medium } else { Confidence::Low };
        let said = |at: usize| &self.reading.claims[at].said;
        let said = match (said(x), said(y)) {
            // These are compared as they are, or not at all.
            (Said::Known(_), Said::Known(_)) => return,
            (known @ Said::Known(_), _) | (_, known @ Said::Known(_)) => known.clone(),
            (open @ Said::Open { .. }, other) if open == other => open.clone(),
            _ => open_frame(&mut self.ids, shared_words(a, passage, &pair.likeness), &a.measure),
        };
        let both_open = !matches!(said, Said::Known(_));
        for at in [x, y] {
            let claim = &mut self.reading.claims[at];
            claim.said = said.clone();
            claim.subject = subject.clone();
            // A frame of the vocabulary says what its scopes are.
            if both_open {
                claim.scope.clear();
            }
            claim.confidence = confidence;
        }
    }
}
