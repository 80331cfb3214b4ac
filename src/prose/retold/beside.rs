//! What stands beside a figure: a year, the clause around its own, words that make it one of several.

use crate::prose::passage::{Clause, ClauseKind, MentionKind, Passage, Tokens};
use crate::prose::words::Words;
use crate::value::date::{self, Days};

/// Whether a word has the form of "2018".
pub(super) fn is_year_like(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// "2018", wherever it stands.
pub(super) fn year(word: &str) -> Option<Days> {
    let reading = is_year_like(word).then(|| date::read(word, None).ok())??;
    Some(date::possible_days(&reading))
}

/// The tokens of the clause that a clause without a subject of its own is about.
pub(super) fn around_own(passage: &Passage<'_>, clauses: &[Clause], at: usize) -> Tokens {
    let own = &clauses[at];
    let subject = own.subject.and_then(|at| passage.mentions.get(at));
    let pronoun = subject.is_some_and(|m| matches!(m.kind, MentionKind::Pronoun));
    let parent = own.parent.and_then(|parent| clauses.get(parent));
    match parent {
        Some(parent) if pronoun || own.kind == ClauseKind::Relative => parent.tokens.clone(),
        _ => 0..0,
    }
}

/// Words that say that a thing is one of several.
pub(super) static ORDINALS: Words = Words::new(&[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "another", "other", "next",
    "previous", "earlier", "later", "last", "again", "also", "too", "new", "old", "former",
]);
