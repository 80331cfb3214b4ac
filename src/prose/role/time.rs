//! Whether a post is one of another time: a former one, one to come, one that was just taken.

use std::ops::Range;

use crate::prose::passage::Passage;
use crate::prose::words::Words;

/// Words beside a post that make it one of another time, or of another kind.
static OTHER: Words = Words::new(&[
    "former",
    "ex",
    "then",
    "acting",
    "interim",
    "incoming",
    "outgoing",
    "designate",
    "previous",
    "late",
    "next",
    "new",
    "future",
    "became",
    "appointed",
    "named",
    "promoted",
    "formerly",
    "since",
    "until",
    "once",
    "resigned",
    "moved",
    "succeeded",
    "replaced",
    "retired",
    "sacked",
    "ousted",
    "later",
    "successor",
    "predecessor",
    "shadow",
    "junior",
]);

/// Words of a sentence that tell of a change of posts.
static MOVES: Words = Words::new(&[
    "became",
    "become",
    "becomes",
    "appointed",
    "promoted",
    "succeed",
    "succeeds",
    "succeeded",
    "replace",
    "replaces",
    "replaced",
    "resigned",
    "steps",
    "stepped",
    "moves",
    "moved",
    "returns",
    "returned",
    "rejoined",
    "switched",
    "swapped",
]);

/// Those that tell of it where they say as what.
const JOINS: &[&str] = &["joined", "joins"];

/// Whether a word makes the post beside it one of another time, or of another kind.
pub(super) fn is_other(word: &str) -> bool {
    OTHER.hold(word)
}

/// Whether a sentence tells of a change of posts, or when one was held.
pub(super) fn is_of_a_change(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    // "In 2019", "from 2004": of another time.
    let dated = (sentence.start + 1..sentence.end).any(|at| {
        let year = passage.token(at);
        year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && {
            let before = passage.lower(at - 1);
            matches!(before.as_str(), "in" | "from" | "since" | "until" | "to" | "by")
        }
    });
    let joins = |at: usize| {
        passage.is_any(at, JOINS) && (at + 1..sentence.end).any(|at| passage.is(at, "as"))
    };
    dated || sentence.clone().any(|at| moves(passage, at) || joins(at))
}

/// Whether a word tells of a change of posts.
pub(super) fn moves(passage: &Passage<'_>, at: usize) -> bool {
    let over = passage.is(at + 1, "over") && passage.is_any(at, &["take", "takes", "took"]);
    over || passage.is_of(at, &MOVES)
}
