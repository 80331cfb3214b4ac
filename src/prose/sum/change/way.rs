//! Which way a change goes: the words that say so, and which of them says it of two figures.

use super::super::figure::before;
use super::ends::{APART, Ends};
use crate::prose::passage::{Passage, Tokens};
use crate::prose::words::Words;

/// Verbs and nouns of going up.
static UP: Words = Words::new(&[
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "increase",
    "increases",
    "increased",
    "increasing",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "growth",
    "climb",
    "climbs",
    "climbed",
    "climbing",
    "jump",
    "jumps",
    "jumped",
    "jumping",
    "gain",
    "gains",
    "gained",
    "soar",
    "soared",
    "soaring",
    "surge",
    "surged",
    "surging",
    "up",
]);

/// Verbs and nouns of going down.
static DOWN: Words = Words::new(&[
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "decline",
    "declines",
    "declined",
    "declining",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "shrink",
    "shrank",
    "shrunk",
    "shrinking",
    "slump",
    "slumped",
    "plunge",
    "plunged",
    "cut",
    "reduced",
    "reduction",
    "sank",
    "down",
]);

/// Whether a word says up (true) or down.
pub(in crate::prose) fn moves(passage: &Passage<'_>, at: usize) -> Option<bool> {
    let up = passage.is_of(at, &UP);
    (up || passage.is_of(at, &DOWN)).then_some(up)
}

/// Whether a word, in lower case, says up or down.
pub(super) fn says_way(word: &str) -> bool {
    UP.hold(word) || DOWN.hold(word)
}

/// Nouns of a change that is itself what two figures are of: "growth slowed to 2 per cent from 4".
const OF_ITSELF: &[&str] = &["growth", "reduction"];

/// Which way the words say that a change between two ends goes.
pub(super) fn way(passage: &Passage<'_>, sentence: &Tokens, ends: &Ends<'_>) -> Option<bool> {
    if ends.up.is_some() {
        return ends.up;
    }
    let before = (sentence.start..ends.start).rev().take(APART * 2);
    let mut said = before.filter(|at| !passage.is_any(*at, OF_ITSELF) || leads(passage, *at));
    let word = said.find(|at| moves(passage, *at).is_some())?;
    // "This rise in prices will bring what people earn to 140 from 150".
    let clause = passage.sentences.get(passage.sentence_of(ends.start)?)?.clause_of(ends.start);
    let verb = clause.and_then(|clause| clause.verb.as_ref()).map(|verb| verb.main);
    let other = verb.is_some_and(|verb| (word + 1..ends.start).contains(&verb));
    moves(passage, word).filter(|_| !other)
}

/// "A reduction from 50 to 40", "a reduction of the fee to 40 from 50".
fn leads(passage: &Passage<'_>, at: usize) -> bool {
    passage.is(at, "reduction")
        && passage.is_any(at + 1, &["from", "to", "of", "by"])
        && matches!(before(passage, at).as_str(), "a" | "the" | "this" | "its" | "their")
}
