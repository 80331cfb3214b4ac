//! Quotes against the text they are said to come from.
//!
//! A quote is a selector in the sense of the W3C's Web Annotation Data Model (TextQuoteSelector):
//! exact words, and where two places must be told apart, what stands before and after them. In
//! reading order:
//!
//! | file | what |
//! | --- | --- |
//! | `normal` | a text without what typesetting changes, with the way back to its bytes |
//! | `pattern` | what a quote with `…` and `[brackets]` asks for |
//! | `index`, `search` | the places that have it |
//! | `myers`, `nearest`, `diff` | the passage that is nearest to it, word by word |
//! | `cut` | cuts that change the meaning |
//! | `locator` | lines |
//!
//! What holds: a place is never guessed, and what a text has is told in short excerpts, so that
//! nothing of it needs to be kept.

mod cut;
mod diff;
mod index;
mod locator;
mod myers;
mod nearest;
mod normal;
mod pattern;
mod search;

pub use cut::{Cut, CutKind, Kept, hedge_around};
pub use locator::lines;

use std::ops::Range;

use locator::Lines;
use search::{Place, Searcher};

/// A quote, as a record has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quote<'a> {
    /// The words; `None` for a citation that has a locator alone.
    pub exact: Option<&'a str>,
    /// What stands before them.
    pub prefix: Option<&'a str>,
    /// What stands after them.
    pub suffix: Option<&'a str>,
    /// Locator, as written.
    pub at: Option<&'a str>,
    /// What the record says of its own.
    pub kept: Kept,
}

/// What came of looking for a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// There, byte by byte.
    Found,
    /// There, but for what typesetting changes, or as the quote itself says.
    Normalised,
    /// Something like it is there; the difference word by word.
    Altered(String),
    /// Nothing like it is there.
    Absent,
    /// There in several places, which nothing tells apart: the lines, ascending, each once.
    Ambiguous(Vec<usize>),
    /// There, and cut so that it says something else.
    Truncated(Cut),
    /// No words to look for.
    Unquoted,
}

/// What is wrong with a locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// The words stand on these other lines.
    Elsewhere(Vec<usize>),
    /// The text has only so many lines.
    PastTheEnd(usize),
    /// There is nothing on the line.
    Empty,
}

/// The result for one quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it is there.
    pub status: Status,
    /// The line, from 1, of the passage that was found, or of the nearest one.
    pub line: Option<usize>,
    /// What is wrong with the locator.
    pub misplaced: Option<Misplaced>,
}

/// Most lines that a result names.
const MOST_LINES: usize = 8;

/// Look for quotes in the text they are said to come from; results in the order of the quotes. Takes
/// time in proportion to the text and to the quotes; for each quote that is not there, to the text
/// once more.
///
/// ```
/// use belie::quote::{Quote, Status, check};
/// let quote = Quote { exact: Some("the \"old\" mill"), at: Some("line 2"), ..Quote::default() };
/// let found = check("They met\nat the “old” mill.", &[quote]);
/// assert_eq!((&found[0].status, found[0].line), (&Status::Normalised, Some(2)));
/// assert_eq!(found[0].misplaced, None);
/// ```
#[must_use]
pub fn check(text: &str, quotes: &[Quote<'_>]) -> Vec<Outcome> {
    let normal = normal::Normal::new(text);
    let searcher = Searcher::new(text, &normal);
    let lines = Lines::new(text);
    quotes.iter().map(|quote| one(text, &searcher, &lines, quote)).collect()
}

fn one(text: &str, searcher: &Searcher<'_>, lines: &Lines, quote: &Quote<'_>) -> Outcome {
    let named = quote.at.and_then(lines_of);
    let beside = named.as_ref().and_then(|named| no_such_line(text, lines, named));
    let Some(exact) = quote.exact else {
        return Outcome { status: Status::Unquoted, line: None, misplaced: beside };
    };
    let found = searcher.find(exact, quote.prefix, quote.suffix);
    if found.is_empty() {
        let nearest = searcher.nearest(exact, quote.prefix, quote.suffix);
        let line = nearest.as_ref().map(|(place, _)| lines.of(place.start));
        let status = nearest.map_or(Status::Absent, |(_, diff)| Status::Altered(diff));
        return Outcome { status, line, misplaced: beside };
    }
    let (places, misplaced) = located(found, named.as_deref(), lines);
    let misplaced = misplaced.map(|elsewhere| beside.unwrap_or(elsewhere));
    let first = &places[0];
    let line = Some(lines.of(first.passage.start));
    let status = if places.len() > 1 && misplaced.is_none() {
        Status::Ambiguous(lines_among(&places, lines))
    } else if let Some(cut) =
        (places.len() == 1).then(|| cut::find(text, first, quote.kept)).flatten()
    {
        Status::Truncated(cut)
    } else if first.exact {
        Status::Found
    } else {
        Status::Normalised
    };
    Outcome { status, line, misplaced }
}

fn lines_of(at: &str) -> Option<Vec<std::ops::RangeInclusive<usize>>> {
    lines(at)
}

/// The places on the lines that a locator names; if there are none, all, and where they are.
fn located(
    found: Vec<Place>,
    named: Option<&[std::ops::RangeInclusive<usize>]>,
    lines: &Lines,
) -> (Vec<Place>, Option<Misplaced>) {
    let Some(named) = named else { return (found, None) };
    let on_line = |place: &Place| {
        let Range { start, end } = place.passage;
        let (first, last) = (lines.of(start), lines.of(end.saturating_sub(1).max(start)));
        named.iter().any(|range| first <= *range.end() && *range.start() <= last)
    };
    if found.iter().any(on_line) {
        return (found.into_iter().filter(on_line).collect(), None);
    }
    if found.len() >= index::MOST_PLACES {
        // Not all places are known; one of the others may be the right one.
        return (found, None);
    }
    let elsewhere = Misplaced::Elsewhere(lines_among(&found, lines));
    (found, Some(elsewhere))
}

/// Lines of places, ascending, each once, the first few.
fn lines_among(places: &[Place], lines: &Lines) -> Vec<usize> {
    let mut out: Vec<usize> = places.iter().map(|place| lines.of(place.passage.start)).collect();
    out.dedup();
    out.truncate(MOST_LINES);
    out
}

/// Whether a locator names a line that is not there, or is empty.
fn no_such_line(
    text: &str,
    lines: &Lines,
    named: &[std::ops::RangeInclusive<usize>],
) -> Option<Misplaced> {
    if named.iter().any(|range| *range.start() == 0 || *range.end() > lines.count()) {
        return Some(Misplaced::PastTheEnd(lines.count()));
    }
    let empty = |range: &std::ops::RangeInclusive<usize>| {
        range.start() == range.end() && lines.text(text, *range.start()) == Some("")
    };
    named.iter().all(empty).then_some(Misplaced::Empty)
}

#[cfg(test)]
mod tests;
