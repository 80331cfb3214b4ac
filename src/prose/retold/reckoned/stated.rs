//! The lengths of time and the ages that a statement tells, with their bounds.

use std::ops::{Bound, Range};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::YEAR;
use crate::prose::gist;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::spell::{self, aged, since};
use crate::prose::words::Words;
use crate::value::date;
use crate::value::quantity::{self, Dimension, Unit};

/// Days of an average month.
const MONTH: f64 = YEAR / 12.0;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// Words of a statement that say how old somebody became.
static LIVES: Words = Words::new(&["die", "death", "live", "dead", "perish"]);

/// A length or an age that a statement tells.
pub(super) struct Stated {
    pub(super) at: BlockIx,
    pub(super) bytes: Range<usize>,
    /// Fewest and most days, or years of age; the latter end is not among them.
    pub(super) from: f64,
    pub(super) to: f64,
    /// The tokens of what it tells, which say nothing of what it is told of.
    pub(super) tokens: Range<usize>,
    /// Whether it is an age, and at death.
    pub(super) age: Option<bool>,
}

impl Stated {
    /// Whether it can be between so much and so much.
    pub(super) fn fits(&self, (least, most): (f64, f64)) -> bool {
        least < self.to && most >= self.from
    }
}

/// What a passage of the statement tells of lengths and ages.
pub(super) fn stated(at: BlockIx, passage: &Passage<'_>) -> Vec<Stated> {
    let lengths = passage.mentions.iter().filter(|mention| is_lasting(passage, mention));
    let lengths = lengths.filter_map(|mention| {
        let (from, to) = length(passage, mention)?;
        let said = passage.tokens_of(&mention.hedged());
        // A hedge of a number is part of it already.
        let is_plain = said.start == mention.tokens.start;
        let words = opened(passage, mention).filter(|_| is_plain).map_or(0, |(words, _)| words);
        let tokens = said.start.saturating_sub(words)..said.end;
        Some(Stated { at, bytes: passage.bytes(&tokens), from, to, tokens, age: None })
    });
    let mut out: Vec<Stated> = lengths.collect();
    let at_death = (0..passage.tokens.len())
        .any(|token| gist::lemma(passage, token).is_some_and(|lemma| LIVES.hold(&lemma)));
    for sentence in &passage.sentences {
        let found = sentence.tokens.clone().find_map(|token| age(passage, sentence, token));
        out.extend(found.map(|(from, to, tokens)| {
            let bytes = passage.bytes(&tokens);
            Stated { at, bytes, from, to, tokens, age: Some(at_death) }
        }));
    }
    out
}

/// Whether a length is that of something which went on, or between two things.
pub(super) fn is_lasting(passage: &Passage<'_>, mention: &Mention) -> bool {
    if !matches!(mention.kind, MentionKind::Duration(_)) {
        return false;
    }
    const PARTS: &[&str] =
        &["first", "last", "past", "next", "previous", "every", "each", "per", "of", "further"];
    let end = mention.tokens.end;
    let start = passage.tokens_of(&mention.hedged()).start;
    let before = start.checked_sub(1).is_some_and(|at| passage.is_any(at, PARTS));
    const OTHER: &[&str] = &[
        "old", "ago", "younger", "older", "each", "per", "of", "later", "earlier", "before",
        "running", "straight",
    ];
    let after = passage.is_any(end, OTHER)
        || passage.is(end, "in") && passage.is(end + 1, "a") && passage.is(end + 2, "row");
    // "A four-year term".
    let joined = passage.slice(&mention.tokens).contains('-');
    !(before || after || joined)
}

/// What the words before a length make of it: how long they are, and which ends they open.
fn opened(passage: &Passage<'_>, mention: &Mention) -> Option<(usize, [bool; 2])> {
    let before = |n: usize| {
        let at = mention.tokens.start.checked_sub(n);
        at.map(|at| passage.lower(at)).unwrap_or_default()
    };
    Some(match (before(2).as_str(), before(1).as_str()) {
        ("less" | "fewer", "than") | ("up", "to") => (2, [true, false]),
        (_, "within" | "inside" | "under") => (1, [true, false]),
        ("more", "than") | ("at", "least") => (2, [false, true]),
        (_, "over") => (1, [false, true]),
        (_, "nearly" | "almost" | "about" | "around" | "roughly" | "some" | "than" | "least") => {
            return None;
        }
        _ => (0, [false, false]),
    })
}

/// The fewest days that a length of time may mean, and the most; the latter not among them.
pub(super) fn length(passage: &Passage<'_>, mention: &Mention) -> Option<(f64, f64)> {
    let MentionKind::Duration(lasting) = &mention.kind else { return None };
    if lasting.hedge == 0 {
        // "More than a decade" is no number with a hedge.
        let (low, high) = spell::window(&lasting.duration)?;
        let (_, [is_most, is_least]) = opened(passage, mention)?;
        let low = if is_most { 0.0 } else { low.to_f64()? };
        return Some((low, if is_least { f64::INFINITY } else { high.to_f64()? + 1.0 }));
    }
    let read = quantity::read(passage.text.get(mention.hedged())?, None).ok()?;
    let days = match read.unit {
        Unit::Measure(Dimension::Months) => MONTH,
        Unit::Measure(Dimension::Time) => 1.0 / DAY,
        _ => return None,
    };
    let of = |bound: &Decimal| bound.to_f64().map(|bound| bound * days);
    let low = match read.set.low() {
        Bound::Unbounded => 0.0,
        Bound::Included(low) | Bound::Excluded(low) => of(low)?,
    };
    let high = match read.set.high() {
        Bound::Unbounded => f64::INFINITY,
        Bound::Included(high) | Bound::Excluded(high) => of(high)? + 1.0,
    };
    Some((low, high))
}

/// Years of age.
const AGES: std::ops::RangeInclusive<i64> = 5..=115;

/// The age that is told at a token, and where its words end: "past the age of 80", "before his 20th
/// birthday", "was not yet 18", "in her fifties".
fn age(
    passage: &Passage<'_>,
    sentence: &Sentence,
    token: usize,
) -> Option<(f64, f64, Range<usize>)> {
    let back = |n: usize, words: &[&str]| {
        token
            .checked_sub(n)
            .is_some_and(|at| at >= sentence.tokens.start && passage.is_any(at, words))
    };
    const POSSESSIVE: &[&str] = &["his", "her", "their"];
    // "His 20th birthday".
    if passage.is(token + 1, "birthday") && back(1, POSSESSIVE) {
        let age = since::ordinal(&passage.lower(token)).filter(|age| AGES.contains(age))?;
        let (from, to, opens) = bounded(passage, token - 1, age.to_f64()?)?;
        return Some((from, to, opens..token + 2));
    }
    // "In her fifties".
    if back(1, POSSESSIVE) && back(2, &["in"]) {
        let decade = date::decade(&passage.lower(token)).filter(|from| *from > 0)?;
        let from = decade.to_f64()?;
        return Some((from, from + 10.0, token - 2..token + 1));
    }
    if passage.is(token, "teenager") && back(1, &["a"]) {
        return Some((13.0, 20.0, token - 1..token + 1));
    }
    let (age, end) = aged::number(passage, token).filter(|(age, _)| AGES.contains(age))?;
    let age = age.to_f64()?;
    let of = back(1, &["of"]) && back(2, &["age"]);
    let closes = matches!(passage.token(end), "." | "," | "" | ";" | "when" | "and")
        || passage.is_any(end, &["years"]) && passage.is(end + 1, "old");
    if of {
        let the = token - 2 - usize::from(back(3, &["the"]));
        let (from, to, opens) = bounded(passage, the, age)?;
        return Some((from, to, opens..end));
    }
    if back(1, &["aged"]) {
        return Some((age, age + 1.0, token - 1..end));
    }
    if !closes {
        return None;
    }
    // "Before she was 30", "was past 25", "was not yet 18", "was 61 when".
    let be = &["was", "turned", "is", "reached"];
    if back(1, be) && back(3, &["before"]) {
        return Some((0.0, age, token - 3..end));
    }
    if back(1, &["past", "over", "under"])
        && (back(2, be) || back(2, &["already", "lived", "well"]))
    {
        let (from, to, opens) = bounded(passage, token, age)?;
        return Some((from, to, opens..end));
    }
    let was = |n: usize| back(n, &["was", "wasn't", "wasn’t"]);
    if back(1, &["yet", "even"]) && (back(2, &["not", "n't", "n’t"]) || was(2)) {
        return Some((0.0, age, token - 2..end));
    }
    let when = passage.is(end, "when") || passage.is(end + 2, "when");
    (back(1, &["was"]) && when).then(|| (age, age + 1.0, token - 1..end))
}

/// The ages that a word before makes of one: "before", "past", "by", and where it stands.
fn bounded(passage: &Passage<'_>, token: usize, age: f64) -> Option<(f64, f64, usize)> {
    let before = token.checked_sub(1)?;
    Some(match passage.lower(before).as_str() {
        "before" | "under" | "below" => (0.0, age, before),
        "past" | "over" | "after" | "above" | "beyond" => (age, f64::INFINITY, before),
        "by" | "until" => (0.0, age + 1.0, before),
        "on" | "at" => (age, age + 1.0, before),
        _ => return None,
    })
}

/// The ages that a passage tells.
pub(super) fn ages(passage: &Passage<'_>) -> Vec<f64> {
    let told = |token: usize| {
        let back = |n: usize, words: &[&str]| {
            token.checked_sub(n).is_some_and(|at| passage.is_any(at, words))
        };
        let said = back(1, &["aged", "was", "only", "at"]) || back(1, &["of"]) && back(2, &["age"]);
        aged::number(passage, token).filter(|_| said)?.0.to_f64()
    };
    (0..passage.tokens.len()).filter_map(told).collect()
}
