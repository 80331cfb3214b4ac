//! What a document says in its own voice and has somebody say otherwise, without a word that they
//! differ.
//!
//! Two parties that disagree are reported with words of it: "but", "claims", "put the figure at", the
//! one figure beside the other. Where a text gives a date flatly and pages on has a speaker say
//! another in passing, it does not seem to know that it tells two: often the one of them is a slip.

use rustc_hash::FxHashMap;

use super::Analysed;
use super::cue::Cues;
use super::passage::Passage;
use super::reading::{Claim, Reading, Said, SaidBy};
use super::thing::{Meaning, ThingIx};
use super::words::Words;
use crate::record::Change;

/// Words by which a text tells that somebody's figure is his own, or not the only one.
const APART: Words = Words::new(&[
    "although",
    "alleged",
    "alleges",
    "argued",
    "argues",
    "asked",
    "believed",
    "believes",
    "boasted",
    "but",
    "challenged",
    "claim",
    "claimed",
    "claims",
    "contested",
    "contrary",
    "contrast",
    "conversely",
    "corrected",
    "denied",
    "denies",
    "despite",
    "differ",
    "differed",
    "differs",
    "discrepancy",
    "dispute",
    "disputed",
    "disputes",
    "doubt",
    "doubted",
    "doubts",
    "earlier",
    "erroneously",
    "estimate",
    "estimated",
    "estimates",
    "even",
    "exaggerated",
    "expected",
    "expects",
    "first",
    "guessed",
    "hoped",
    "however",
    "initially",
    "instead",
    "legend",
    "mistaken",
    "mistakenly",
    "nonetheless",
    "nevertheless",
    "only",
    "originally",
    "predicted",
    "preliminary",
    "put",
    "puts",
    "rather",
    "reckoned",
    "reckons",
    "rejected",
    "rejects",
    "revised",
    "rumour",
    "rumoured",
    "rumours",
    "tradition",
    "though",
    "whereas",
    "while",
    "wrong",
    "wrongly",
    "yet",
]);

/// Most flat statements that one of a speaker is held against: what is told more often is no slip.
const MOST: usize = 16;

/// What claims have to share to be held against each other here.
type Slot<'a> = (usize, ThingIx, &'a Said);

/// Mark the claims of speakers that are told against the document's own flat statement as if the
/// text did not know of it.
pub(super) fn mark(reading: &mut Reading, documents: &[Vec<Analysed<'_>>], cues: &Cues) {
    let claims = &reading.claims;
    let is_spoken = |claim: &Claim| claim.said_by.iter().any(|by| *by != SaidBy::Unnamed);
    let spoken: Vec<usize> = (0..claims.len()).filter(|at| is_spoken(&claims[*at])).collect();
    if spoken.is_empty() {
        return;
    }
    let mut flat: FxHashMap<Slot<'_>, Vec<usize>> = FxHashMap::default();
    // A count that is still being made is told by many, each as of when they knew it.
    let lasts = |claim: &Claim| match &claim.said {
        Said::Known(id) => cues.of_id(id).is_some_and(|target| target.change == Change::Fixed),
        Said::Open { .. } => true,
        Said::Recurring { .. } | Said::Settled { .. } => false,
    };
    let own = |claim: &Claim| claim.said_by.is_empty() && claim.hedge.is_none() && lasts(claim);
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| own(claim)) {
        if let Some(slot) = slot(claim) {
            flat.entry(slot).or_default().push(at);
        }
    }
    let passage = |claim: &Claim| {
        let block = documents.get(claim.at.document)?.get(claim.at.block)?;
        Some(&block.passage)
    };
    let is = |claim: &Claim| {
        let (Some(others), Some(here)) =
            (slot(claim).and_then(|slot| flat.get(&slot)), passage(claim))
        else {
            return false;
        };
        let unaware = |other: &usize| {
            let other = &claims[*other];
            let there = passage(other);
            other.at != claim.at
                && !tells(here, other)
                && there.is_some_and(|there| !tells(there, claim))
        };
        !is_set_apart(here, claim) && others.iter().take(MOST).any(unaware)
    };
    let marked: Vec<usize> = spoken.into_iter().filter(|at| is(&claims[*at])).collect();
    for at in marked {
        reading.claims[at].unreconciled = true;
    }
}

fn slot(claim: &Claim) -> Option<Slot<'_>> {
    match claim.subject {
        Meaning::One { thing, .. } => Some((claim.at.document, thing, &claim.said)),
        _ => None,
    }
}

/// Whether a passage holds the printed value of a claim.
fn tells(passage: &Passage<'_>, claim: &Claim) -> bool {
    let mut printed = passage.mentions.iter().map(|mention| passage.slice(&mention.tokens));
    printed.any(|text| text.eq_ignore_ascii_case(&claim.value))
}

/// Whether a word of the sentence of a claim, or of the one before or behind it, sets it apart.
fn is_set_apart(passage: &Passage<'_>, claim: &Claim) -> bool {
    let token = passage.tokens.partition_point(|token| token.range().end <= claim.bytes.start);
    let Some(at) = passage.sentence_of(token) else { return true };
    let near = at.saturating_sub(1)..(at + 2).min(passage.sentences.len());
    let mut words = passage.sentences[near].iter().flat_map(|sentence| sentence.tokens.clone());
    words.any(|at| passage.is_of(at, &APART))
}
