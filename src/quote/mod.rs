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
//! | `locator` | what a locator names |
//! | `part` | the parts of a text: lines, pages, sections, captions, notes |
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
mod part;
mod pattern;
mod search;

pub use cut::{Cut, CutKind, Kept, hedge_around};
pub use locator::{Locator, Unit, may_name_title};
pub use part::Misplaced;

use std::ops::Range;

use part::{Named, Parts};
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
    /// The source's title, as its reference gives it.
    pub title: Option<&'a str>,
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

/// Whether a locator leads to what is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Located {
    /// There is no locator.
    #[default]
    Unnamed,
    /// It does.
    There,
    /// It does not.
    Not(Misplaced),
    /// The text does not show what it names, or the words to look for are not found.
    Unchecked,
}

/// The result for one quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it is there.
    pub status: Status,
    /// The line, from 1, of the passage that was found, or of the nearest one.
    pub line: Option<usize>,
    /// What came of the locator.
    pub located: Located,
}

/// Most lines that a result names.
const MOST_LINES: usize = 8;

/// Look for quotes in the text they are said to come from; results in the order of the quotes. Takes
/// time in proportion to the text and to the quotes; for each quote that is not there, to the text
/// once more.
///
/// ```
/// use belie::quote::{Located, Quote, Status, check};
/// let quote = Quote { exact: Some("the \"old\" mill"), at: Some("line 2"), ..Quote::default() };
/// let found = check("They met\nat the “old” mill.", &[quote]);
/// assert_eq!((&found[0].status, found[0].line), (&Status::Normalised, Some(2)));
/// assert_eq!(found[0].located, Located::There);
/// ```
#[must_use]
pub fn check(text: &str, quotes: &[Quote<'_>]) -> Vec<Outcome> {
    let normal = normal::Normal::new(text);
    let searcher = Searcher::new(text, &normal);
    let parts = Parts::new(text);
    quotes.iter().map(|quote| one(text, &searcher, &parts, quote)).collect()
}

/// Look for a quote that is said to stand in the title of a source without a text. `None` for other
/// quotes. Where it is not in the title, nothing is known of the words.
///
/// ```
/// use belie::quote::{Located, Misplaced, Quote, Status, Unit, in_title};
/// let quote = Quote { exact: Some("new mill"), at: Some("title"), ..Quote::default() };
/// let found = in_title("Fire in the Old Mill", &quote).unwrap();
/// assert_eq!((found.status, found.located), (Status::Unquoted, Located::Not(Misplaced::Missing(Unit::Title))));
/// let quote = Quote { exact: Some("Old Mill"), ..quote };
/// let found = in_title("Fire in the Old Mill", &quote).unwrap();
/// assert_eq!((found.status, found.located), (Status::Found, Located::There));
/// ```
#[must_use]
pub fn in_title(title: &str, quote: &Quote<'_>) -> Option<Outcome> {
    let at = quote.at.filter(|at| quote.exact.is_some() && may_name_title(at))?;
    if Locator::read(at)?.unit != Unit::Title {
        return None;
    }
    let found = check(title, &[Quote { at: None, ..*quote }]).pop()?;
    Some(match found.status {
        Status::Altered(_) | Status::Absent => {
            let located = Located::Not(Misplaced::Missing(Unit::Title));
            Outcome { status: Status::Unquoted, line: None, located }
        }
        _ => Outcome { line: None, located: Located::There, ..found },
    })
}

fn one(text: &str, searcher: &Searcher<'_>, parts: &Parts<'_>, quote: &Quote<'_>) -> Outcome {
    let locator = quote.at.and_then(Locator::read);
    let named = locator.as_ref().map(|locator| parts.named(locator));
    // What came of the locator where no words were found.
    let alone = |known: Located| match (quote.at, &named) {
        (None, _) => Located::Unnamed,
        (_, Some(Named { missing: Some(missing), .. })) => Located::Not(missing.clone()),
        (_, Some(named)) if !named.places.is_empty() => known,
        _ => Located::Unchecked,
    };
    let Some(exact) = quote.exact else {
        return Outcome { status: Status::Unquoted, line: None, located: alone(Located::There) };
    };
    let found = searcher.find(exact, quote.prefix, quote.suffix);
    if found.is_empty() {
        let nearest = searcher.nearest(exact, quote.prefix, quote.suffix);
        let line = nearest.as_ref().map(|(place, _)| parts.lines.of(place.start));
        let status = nearest.map_or(Status::Absent, |(_, diff)| Status::Altered(diff));
        return Outcome { status, line, located: alone(Located::Unchecked) };
    }
    let unit = locator.map(|locator| locator.unit);
    let (places, mut located) = match (unit, &named) {
        (Some(unit), Some(named)) => located(found, unit, named, parts),
        _ => (found, alone(Located::Unchecked)),
    };
    let entitled = unit == Some(Unit::Title) && located != Located::There;
    if entitled && quote.title.is_some_and(|title| in_title_alone(title, quote)) {
        located = Located::There;
    }
    let first = &places[0];
    let line = Some(parts.lines.of(first.passage.start));
    let status = if places.len() > 1 && !matches!(located, Located::Not(_)) {
        Status::Ambiguous(lines_among(&places, parts))
    } else if let Some(cut) =
        (places.len() == 1).then(|| cut::find(text, first, quote.kept)).flatten()
    {
        Status::Truncated(cut)
    } else if first.exact {
        Status::Found
    } else {
        Status::Normalised
    };
    Outcome { status, line, located }
}

/// Whether the reference's own title has the words.
fn in_title_alone(title: &str, quote: &Quote<'_>) -> bool {
    in_title(title, quote).is_some_and(|outcome| outcome.located == Located::There)
}

/// The places in the parts that a locator names; if there are none, all, and where they are.
fn located(
    found: Vec<Place>,
    unit: Unit,
    named: &Named,
    parts: &Parts<'_>,
) -> (Vec<Place>, Located) {
    let in_one = |place: &Place| {
        let Range { start, end } = place.passage;
        named.places.iter().any(|part| start < part.end && part.start < end)
    };
    if found.iter().any(in_one) {
        return (found.into_iter().filter(in_one).collect(), Located::There);
    }
    // Not all places are known, and one of the others may be the right one; or nothing is known of
    // what is named.
    let known = found.len() < index::MOST_PLACES;
    let misplaced = match &named.missing {
        _ if !known => None,
        Some(missing) => Some(missing.clone()),
        None if named.places.is_empty() => None,
        None => Some(elsewhere(&found, unit, parts)),
    };
    (found, misplaced.map_or(Located::Unchecked, Located::Not))
}

/// Where places are: by pages if a page was named, else by lines.
fn elsewhere(found: &[Place], unit: Unit, parts: &Parts<'_>) -> Misplaced {
    if unit != Unit::Page {
        return Misplaced::Elsewhere(Unit::Line, lines_among(found, parts));
    }
    let mut pages: Vec<usize> =
        found.iter().map(|place| parts.page_of(place.passage.start)).collect();
    pages.dedup();
    pages.truncate(MOST_LINES);
    Misplaced::Elsewhere(Unit::Page, pages)
}

/// Lines of places, ascending, each once, the first few.
fn lines_among(places: &[Place], parts: &Parts<'_>) -> Vec<usize> {
    let mut out: Vec<usize> =
        places.iter().map(|place| parts.lines.of(place.passage.start)).collect();
    out.dedup();
    out.truncate(MOST_LINES);
    out
}

#[cfg(test)]
mod tests;
