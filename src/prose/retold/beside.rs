//! What stands beside a figure: a year, the clause around its own, words that make it one of several.

use crate::prose::passage::{Clause, ClauseKind, Mention, MentionKind, Passage, Tokens};
use crate::prose::words::Words;
use crate::value::date::{self, Days};

/// Digits of a year.
pub(super) const YEAR: usize = 4;

/// Whether a word has the form of "2018".
pub(super) fn is_year_like(word: &str) -> bool {
    word.len() == YEAR && (word.starts_with("19") || word.starts_with("20"))
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

/// The tokens of the date that is a figure's and of nothing else in its sentence: "201 in 2018", "the
/// 2023 figure of 181".
pub(super) fn own_date(
    passage: &Passage<'_>,
    mention: &Mention,
    counted: Option<usize>,
) -> Option<Tokens> {
    const NAMED: &[&str] = &["figure", "total", "level", "number", "count", "figures", "value"];
    let behind = counted.map_or(mention.tokens.end, |head| (head + 1).max(mention.tokens.end));
    let year_at = |at: usize| at < passage.tokens.len() && year(passage.token(at)).is_some();
    if passage.is_any(behind, &["in", "for", "during"]) && year_at(behind + 1) {
        return Some(behind..behind + 2);
    }
    let noun = mention.tokens.start.checked_sub(2)?;
    let named = passage.is(noun + 1, "of") && passage.is_any(noun, NAMED);
    noun.checked_sub(1).filter(|at| named && year_at(*at)).map(|at| at..at + 1)
}
