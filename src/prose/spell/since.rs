//! "In 1998 … Twelve years later, in 2008", "in 2016, 20 years after it opened in 1998", "its 20th
//! anniversary in 2016": a length of time from one date of a passage to another.

use super::{HELP, RULE, apart, clause_of, misfit, span_of};
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{self, DateReading, Day, Duration, When, show};
use std::ops::Range;

/// Tokens between "twelve years later" and its date.
const BESIDE: usize = 3;

/// Verbs whose date is the first of the anniversaries.
const FOUNDS: &[&str] =
    &["open", "found", "establish", "launch", "start", "begin", "create", "inaugurate", "set"];

/// Years between an anniversary and what the dates give that are let pass: a season, a first event
/// that counts as the first.
const YEAR: i64 = 1;

/// Slips of a passage.
pub(super) fn slips(at: BlockIx, passage: &Passage<'_>, out: &mut Vec<Slip>) {
    let durations = passage.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Duration(duration) if !duration.soft => Some((mention, duration)),
        _ => None,
    });
    for (mention, duration) in durations {
        out.extend(later(at, passage, mention, duration));
        out.extend(after(at, passage, mention, duration));
    }
    out.extend(anniversary(at, passage));
}

/// The dates of a passage that are days, months or years, each with its place.
fn dates<'p>(
    passage: &'p Passage<'_>,
) -> impl Iterator<Item = (&'p Mention, &'p DateReading)> + Clone {
    passage.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Date(reading) if matches!(reading.when, When::Day(_)) => {
            Some((mention, &**reading))
        }
        _ => None,
    })
}

/// Whether a length is exact: no word before it widens it or makes it one of several.
pub(super) fn is_plain(passage: &Passage<'_>, mention: &Mention) -> bool {
    const OTHER: &[&str] = &[
        "about",
        "nearly",
        "almost",
        "around",
        "roughly",
        "some",
        "over",
        "under",
        "than",
        "least",
        "most",
        "another",
        "a",
        "every",
        "each",
        "within",
        "up",
        "further",
        "approximately",
        "only",
    ];
    let first = mention.tokens.start;
    !(first.saturating_sub(2)..first).any(|at| OTHER.contains(&passage.lower(at).as_str()))
}

/// "Twelve years later, in 2008", against the dates told before.
fn later(
    at: BlockIx,
    passage: &Passage<'_>,
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    let end = mention.tokens.end;
    if passage.lower(end) != "later"
        || passage.lower(end + 1) == "than"
        || !is_plain(passage, mention)
    {
        return None;
    }
    let near = |date: &Mention| {
        let behind = date.tokens.start.checked_sub(end + 1);
        let ahead = mention.tokens.start.checked_sub(date.tokens.end);
        behind.or(ahead).is_some_and(|apart| apart <= BESIDE)
    };
    let idle = |tokens: Range<usize>| {
        tokens.into_iter().all(|at| {
            matches!(passage.lower(at).as_str(), "," | "in" | "on" | "(" | "–" | "—" | "by")
        })
    };
    let (date, reading) = dates(passage).find(|(date, _)| {
        let between = if date.tokens.start >= end {
            end + 1..date.tokens.start
        } else {
            date.tokens.end..mention.tokens.start
        };
        near(date) && idle(between)
    })?;
    let first = date.tokens.start.min(mention.tokens.start);
    let mut earlier = dates(passage).filter(|(other, _)| other.tokens.end <= first).peekable();
    earlier.peek()?;
    // "Until 5 May 2023": the end of an extent may be meant.
    let extent = |other: &Mention| {
        let MentionKind::Date(reading) = &other.kind else { return false };
        other.tokens.end <= first && !matches!(reading.when, When::Day(_))
    };
    if passage.mentions.iter().any(extent) {
        return None;
    }
    // Any of the dates before may be meant.
    let mut nearest = None;
    for (other, from) in earlier {
        let days = span_of(from, reading)?;
        apart(duration, days)?;
        nearest = Some((other, from, days));
    }
    let (other, from, days) = nearest?;
    // What is told of two dates that are far apart in the text is seldom of them.
    let (here, there) = (passage.sentence_of(first)?, passage.sentence_of(other.tokens.start)?);
    if here - there > 1 {
        return None;
    }
    told(at, passage, mention, (other, from, reading), days)
}

/// "In 2016, 20 years after it opened in 1998".
fn after(
    at: BlockIx,
    passage: &Passage<'_>,
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    let end = mention.tokens.end;
    if !matches!(passage.lower(end).as_str(), "after" | "before") || !is_plain(passage, mention) {
        return None;
    }
    let sentence = &passage.sentences.get(passage.sentence_of(end)?)?.tokens;
    let mut inside = dates(passage).filter(|(date, _)| sentence.contains(&date.tokens.start));
    let (Some((a, first)), Some((b, second)), None) = (inside.next(), inside.next(), inside.next())
    else {
        return None;
    };
    let comma = (a.tokens.end..mention.tokens.start).all(|at| passage.token(at) == ",");
    let beside = a.tokens.end <= mention.tokens.start
        && mention.tokens.start - a.tokens.end <= 1
        && comma
        && b.tokens.start > end;
    // "After he had left the school of 1998": the date of something else.
    let (_, clause) = clause_of(passage, b.tokens.start)?;
    let verb = clause.verb.as_ref().filter(|verb| !verb.modal && verb.tokens.start > end)?;
    let near = b.tokens.start.checked_sub(verb.tokens.end).is_some_and(|n| n <= BESIDE);
    // ", and did not resume until …": the length is of what came before the comma.
    let closed = || (end..b.tokens.start).any(|at| passage.is_any(at, &[",", ";", "and", "but"]));
    if !beside || !near || closed() {
        return None;
    }
    let back = passage.lower(end) == "before";
    let days = if back { span_of(first, second)? } else { span_of(second, first)? };
    apart(duration, days)?;
    told(at, passage, mention, (b, second, first), days)
}

fn told(
    at: BlockIx,
    passage: &Passage<'_>,
    mention: &Mention,
    (other, from, to): (&Mention, &DateReading, &DateReading),
    days: (i64, i64),
) -> Option<Slip> {
    let dates = format!("{} and {}", show(from), show(to));
    misfit((at, passage, &mention.bytes), (&dates, days), (at, other.bytes.clone()))
}

/// What an ordinal in words or digits counts: "third", "forty-fifth", "21st".
pub(in crate::prose) fn ordinal(word: &str) -> Option<i64> {
    const HUNDRED: i64 = 100;
    let one = |word: &str| date::ordinal(word).map(i64::from);
    let tens = |word: &str| date::cardinal(word).map(i64::from).filter(|number| *number >= 20);
    // "Fortieth" is "forty" with another ending.
    let round = || tens(&format!("{}y", word.strip_suffix("ieth")?));
    let both = || {
        let (tens_of, unit) = word.split_once('-')?;
        Some(tens(tens_of)? + one(unit).filter(|unit| *unit < 10)?)
    };
    let digits = || {
        let stem = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
        stem.parse().ok()
    };
    let hundred = || (word == "hundredth").then_some(HUNDRED);
    one(word).or_else(round).or_else(both).or_else(digits).or_else(hundred)
}

/// What a birthday makes somebody, and the place of the word ahead, which says whose it is: "his
/// forty-fifth birthday".
pub(super) fn birthday(passage: &Passage<'_>, at: usize) -> Option<(i64, usize)> {
    // "Forty-fifth" may be one token or three.
    let parts = if at > 2 && passage.token(at - 2) == "-" { 3 } else { 1 };
    let first = at.checked_sub(parts)?;
    let age = ordinal(&passage.slice(&(first..at)).to_lowercase())?;
    Some((age, first.checked_sub(1)?))
}

/// "Its 20th birthday": that of what was founded, not born.
fn is_birthday(passage: &Passage<'_>, at: usize) -> bool {
    passage.is(at, "birthday")
        && at.checked_sub(2).is_some_and(|at| passage.is_any(at, &["its", "their"]))
}

/// "It opened in 1998 and marked its 20th anniversary in 2016": against the one year in which the
/// sentence says that it was founded.
fn anniversary(at: BlockIx, passage: &Passage<'_>) -> Option<Slip> {
    let word = (1..passage.tokens.len())
        .find(|at| passage.is(*at, "anniversary") || is_birthday(passage, *at))?;
    let number = ordinal(&passage.lower(word - 1))?;
    let year = |reading: &DateReading| {
        let When::Day(days) = &reading.when else { return None };
        let (low, high) = days.bounds()?;
        let year = |day: Day| i64::from(day.date().year());
        (year(low?) == year(high?)).then_some(year(high?))
    };
    let sentence = passage.sentence_of(word)?;
    let near = |date: &Mention| {
        passage.sentence_of(date.tokens.start) == Some(sentence)
            && date.tokens.start.abs_diff(word) <= BESIDE + 1
    };
    let (held, of) = dates(passage).find(|(date, _)| near(date))?;
    let held_in = year(of)?;
    let founded = dates(passage).filter(|(date, _)| {
        let clause = clause_of(passage, date.tokens.start);
        let verb = clause.and_then(|(_, clause)| clause.verb.as_ref());
        date.tokens != held.tokens
            && verb.is_some_and(|verb| {
                let near = date.tokens.start.checked_sub(verb.tokens.end);
                FOUNDS.contains(&verb.stem.as_str()) && near.is_some_and(|n| n <= BESIDE)
            })
    });
    let mut founded = founded.filter_map(|(date, reading)| Some((date, year(reading)?)));
    let (Some((date, from)), None) = (founded.next(), founded.next()) else { return None };
    let years = held_in - from;
    let fits = dates(passage)
        .filter_map(|(_, reading)| year(reading))
        .any(|other| (held_in - other - number).abs() <= YEAR);
    if fits || years <= 0 || passage.sentence_of(date.tokens.start)? != sentence {
        return None;
    }
    let message = format!("from {from} to {held_in} is {years} years, not {number}");
    let bytes = passage.bytes(&(word - 1..word + 1));
    let other = Some((at, date.bytes.clone(), format!("{years} years before")));
    let label = "does not fit the years".to_owned();
    Some(Slip { rule: RULE, at, bytes, message, label, help: HELP, other })
}
