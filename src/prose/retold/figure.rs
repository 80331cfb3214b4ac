//! How a figure is printed, and what can be compared with it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use smol_str::SmolStr;

use super::telling::{IDLE, Measure};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Determiner, Mention, MentionKind, NounPhrase, Passage};
use crate::prose::token::Kind;
use crate::value::date::{self, DateReading, Days};
use crate::value::quantity::{self, Dimension, Unit};
use crate::value::set::Interval;

/// What a length of time says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Span {
    /// How long something went on.
    #[default]
    Lasting,
    /// How far one thing is from another: "two days later".
    Offset,
    /// How old somebody is, or how long they have served.
    Age,
}

/// Which way a length is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// "Long".
    Along,
    /// "Wide".
    Across,
    /// "High", "tall".
    Up,
    /// "Down", "deep", "below ground".
    Down,
}

/// Words behind a length that say which way it is measured.
const WAYS: &[(&str, Way)] = &[
    ("long", Way::Along),
    ("wide", Way::Across),
    ("broad", Way::Across),
    ("high", Way::Up),
    ("tall", Way::Up),
    ("above", Way::Up),
    ("down", Way::Down),
    ("deep", Way::Down),
    ("below", Way::Down),
    ("beneath", Way::Down),
    ("under", Way::Down),
    ("underground", Way::Down),
];

fn way(passage: &Passage<'_>, at: usize) -> Option<Way> {
    WAYS.iter().find(|(name, _)| passage.is(at, name)).map(|(_, way)| *way)
}

/// How a figure is printed and introduced.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// What it can be, in base units; `None` for a date.
    pub(super) extent: Option<Interval<Decimal>>,
    /// The number as printed, in its own unit.
    pub(super) printed: Option<Decimal>,
    /// Words of its scale and unit, as printed.
    pub(super) unit: String,
    /// Digits of the number, without the zeros it ends in.
    pub(super) digits: usize,
    /// How a length of time is meant.
    pub(super) span: Span,
    /// Whether it is introduced as known ("the 143 victims", "his forty hours").
    pub(super) taken: bool,
    /// Which way a length is measured, by the word behind it.
    pub(super) way: Option<Way>,
    /// Whether something is counted by name: "forty staff", not "at force 6".
    pub(super) headed: bool,
    /// Whether it is told as how far two are apart: "180 more", "40 guests fewer".
    pub(super) is_more: bool,
}

impl Figure {
    pub(super) fn of(passage: &Passage<'_>, mention: &Mention) -> Self {
        let headed = matches!(&mention.kind, MentionKind::Figure(figure) if figure.counted.is_some())
            || noun_of(passage, mention).is_some();
        Self {
            extent: extent(passage, mention),
            printed: printed(passage, mention),
            unit: unit_words(passage, mention).join(" "),
            digits: digits(passage.slice(&mention.tokens)),
            span: span(passage, mention),
            taken: is_taken(passage, mention),
            way: way(passage, mention.tokens.end),
            headed,
            is_more: is_more(passage, mention),
        }
    }
}

/// "180 more", "40 guests fewer", "an extra £4.1 million".
fn is_more(passage: &Passage<'_>, mention: &Mention) -> bool {
    const MORE: &[&str] = &["more", "fewer", "less", "extra", "additional"];
    let counted = match &mention.kind {
        MentionKind::Figure(figure) => figure.counted.as_ref().map(|noun| noun.head + 1),
        _ => None,
    };
    let before = mention.tokens.start.checked_sub(1);
    let ahead = before.is_some_and(|at| passage.is_any(at, &["fewer", "extra", "additional"]));
    let inside = mention.tokens.clone().skip(1).chain([mention.tokens.end]).chain(counted);
    ahead || inside.into_iter().any(|at| passage.is_any(at, MORE))
}

/// Words of the unit and scale that a figure is printed with: "million cubic metres", "per cent".
fn unit_words(passage: &Passage<'_>, mention: &Mention) -> Vec<SmolStr> {
    let words = mention
        .tokens
        .clone()
        .filter(|at| {
            let token = &passage.tokens[*at];
            let scale = passage.is_any(*at, SCALES);
            token.kind == Kind::Word
                && (scale || !token.word.is(class::NUMBER | IDLE | class::ADVERB))
        })
        .map(|at| open::singular(&passage.lower(at)));
    words.collect()
}

/// Whether a figure is introduced as known, or as somebody's: itself, or what it is the size of
/// ("her cheque for 50,000 crowns").
fn is_taken(passage: &Passage<'_>, mention: &Mention) -> bool {
    let is_known = |determiner: Determiner| {
        matches!(determiner, Determiner::Possessive(_) | Determiner::Demonstrative)
    };
    let figure = match &mention.kind {
        MentionKind::Figure(figure) => figure,
        MentionKind::Duration(_) => return is_introduced(passage, mention.tokens.start),
        _ => return false,
    };
    let of = noun_of(passage, mention)
        .is_some_and(|noun| is_known(noun.determiner) || noun.determiner == Determiner::Definite);
    figure.definite
        || figure.counted.as_ref().is_some_and(|noun| is_known(noun.determiner))
        || of
        || is_introduced(passage, mention.tokens.start)
}

/// "The nine days", "their existing 140 places": whether a word before a figure, but for adjectives,
/// says that it is known.
pub(in crate::prose) fn is_introduced(passage: &Passage<'_>, start: usize) -> bool {
    const KNOWN: &[&str] = &[
        "the",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "this",
        "these",
        "those",
        "s",
        "'s",
        "\u{2019}s",
    ];
    /// Adjectives that may stand between.
    const BETWEEN: usize = 2;
    let idle = class::ADJECTIVE | class::QUALITY | class::ADVERB | class::PARTICIPLE;
    let before = (0..start).rev().take(BETWEEN + 1);
    let passed = |at: &usize| passage.tokens[*at].word.is(idle) && !passage.is_any(*at, KNOWN);
    let mut rest = before.skip_while(passed);
    rest.next().is_some_and(|at| passage.is_any(at, KNOWN))
}

/// The noun phrase that a figure gives the size of: "a crew of 23", "her cheque for 50,000 crowns".
pub(super) fn noun_of<'p>(passage: &'p Passage<'_>, mention: &Mention) -> Option<&'p NounPhrase> {
    let joint = mention.tokens.start.checked_sub(1)?;
    if !passage.is_any(joint, &["of", "for"]) {
        return None;
    }
    let upto = passage.mentions.partition_point(|m| m.tokens.start < joint);
    // A noun phrase that ends here is among the last that begin before it.
    const NEAR: usize = 4;
    passage.mentions[..upto].iter().rev().take(NEAR).find_map(|m| match &m.kind {
        MentionKind::Noun(noun) if m.tokens.end == joint => Some(noun),
        _ => None,
    })
}

/// Whether a length or a time only names a class: "the 65-week standard", "waits of more than 78
/// weeks".
pub(super) fn is_threshold(passage: &Passage<'_>, mention: &Mention, measure: &Measure) -> bool {
    const NAMED: &[&str] =
        &["standard", "target", "limit", "rule", "threshold", "guarantee", "deadline", "mark"];
    const BOUNDS: &[&str] = &["more", "over", "under", "less", "at", "up"];
    if !matches!(measure, Measure::Time | Measure::Of(_)) {
        return false;
    }
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let before = (start.saturating_sub(3)..=start).rev().find(|at| passage.is(*at, "of"));
    let of_many = before.is_some_and(|of| {
        let plural = of.checked_sub(1).is_some_and(|at| passage.tokens[at].word.is(class::PLURAL));
        plural && passage.is_any(of + 1, BOUNDS)
    });
    of_many || passage.is_any(end, NAMED)
}

/// "1978" that counts nothing: a year that was not read as one.
pub(super) fn is_year(passage: &Passage<'_>, mention: &Mention) -> bool {
    let text = passage.slice(&mention.tokens);
    let counts = matches!(&mention.kind, MentionKind::Figure(figure) if figure.counted.is_some());
    !counts && text.len() == 4 && (text.starts_with('1') || text.starts_with("20"))
}

/// Digits of a printed number, without the zeros that it ends in; none for one in words.
fn digits(text: &str) -> usize {
    let all: String = text.chars().filter(char::is_ascii_digit).collect();
    all.trim_end_matches('0').len()
}

/// How a length of time is meant, by the words beside it.
fn span(passage: &Passage<'_>, mention: &Mention) -> Span {
    const AFTER: &[&str] = &["later", "after", "before", "earlier", "ago", "on", "early", "late"];
    const BEFORE: &[&str] = &["after", "within", "every", "last", "past", "next"];
    let (before, after) = (mention.tokens.start.checked_sub(1), mention.tokens.end);
    let is_before = |words: &[&str]| before.is_some_and(|at| passage.is_any(at, words));
    match () {
        () if passage.is_any(after, AFTER) || is_before(BEFORE) => Span::Offset,
        () if passage.is_any(after, &["old", "'", "\u{2019}"]) || is_before(&["aged"]) => Span::Age,
        () => Span::Lasting,
    }
}

/// The number of a figure in the unit that it is printed in.
pub(super) fn printed(passage: &Passage<'_>, mention: &Mention) -> Option<Decimal> {
    let number =
        |value: &quantity::Quantity| value.printed.as_ref()?.low.checked_div(value.shown_in.factor);
    match &mention.kind {
        MentionKind::Figure(figure) => number(&figure.value),
        MentionKind::Duration(_) => {
            number(&quantity::read(passage.text.get(mention.bytes.clone())?, None).ok()?)
        }
        _ => None,
    }
}

/// All that a figure can be, its hedge and its rounding taken in.
fn extent(passage: &Passage<'_>, mention: &Mention) -> Option<Interval<Decimal>> {
    match &mention.kind {
        MentionKind::Figure(figure) => Some(figure.value.set.clone()),
        MentionKind::Duration(_) => {
            quantity::read(passage.text.get(mention.hedged())?, None).ok().map(|q| q.set)
        }
        _ => None,
    }
}

/// Words of scale.
const SCALES: &[&str] = &["thousand", "million", "billion", "trillion", "m", "bn", "k"];

/// How much a figure is, in base units; months in seconds.
pub(super) fn amount(passage: &Passage<'_>, mention: &Mention) -> Option<f64> {
    /// Seconds of a month on average.
    const MONTH: f64 = 2_629_746.0;
    let text = passage.text.get(mention.bytes.clone())?;
    let read = match &mention.kind {
        MentionKind::Date(reading) => return first_day(reading),
        MentionKind::Duration(_) => quantity::read(text, None).ok(),
        _ => None,
    };
    let value = match (&mention.kind, &read) {
        (MentionKind::Figure(figure), _) => &figure.value,
        (_, Some(read)) => read,
        _ => return None,
    };
    let low = value.printed.as_ref()?.low.to_f64()?;
    Some(match value.unit {
        Unit::Measure(Dimension::Months) => low * MONTH,
        _ => low,
    })
}

/// The first day of a date, as a number that no other has: days of no year lie before all others.
fn first_day(reading: &DateReading) -> Option<f64> {
    /// Before any day that can be written.
    const BEFORE: i32 = i32::MIN / 2;
    let day = match date::possible_days(reading) {
        Days::Yearly(from, _) => BEFORE + i32::from(from.month) * 31 + i32::from(from.day),
        Days::Ranges(_) => date::earliest(reading)?.0,
    };
    Some(f64::from(day))
}

/// Whether "times" before a token says how often something was done ("was paid five times"), and not how
/// many times as much something is ("three times the 40", "five times as many").
fn is_how_often(passage: &Passage<'_>, end: usize) -> bool {
    let Some(next) = passage.tokens.get(end) else { return true };
    let more = passage.is_any(end, &["as", "more", "less", "what", "that", "those"])
        || passage.token(end).ends_with("er");
    let known = next.word.is(class::DETERMINER | class::NUMBER) || next.capital;
    !(more || known)
}

/// What a figure can be compared with.
pub(super) fn measure(passage: &Passage<'_>, mention: &Mention) -> Option<Measure> {
    let figure = match &mention.kind {
        MentionKind::Figure(figure) => figure,
        MentionKind::Duration(_) => return Some(Measure::Time),
        MentionKind::Date(_) => return Some(Measure::Date),
        _ => return None,
    };
    figure.value.printed.as_ref()?;
    let unit = match &figure.value.unit {
        Unit::Rate(unit, base) => return Some(Measure::Rate(unit.clone(), *base)),
        unit => unit,
    };
    Some(match unit {
        Unit::Count(_) => match figure.counted.as_ref().map(|noun| noun.head) {
            Some(head) if open::is_currency(passage, head) => {
                Measure::Money(open::noun_lemma(passage, head).into())
            }
            _ => Measure::Count,
        },
        Unit::Share => Measure::Share,
        Unit::Money(code) => Measure::Money(code.clone()),
        Unit::Measure(Dimension::Time | Dimension::Months) => Measure::Time,
        Unit::Measure(dimension) => Measure::Of(*dimension),
        Unit::Other(unit) if unit == "times" && is_how_often(passage, mention.tokens.end) => {
            Measure::Other(SmolStr::new_static("occasions"))
        }
        Unit::Other(unit) => Measure::Other(unit.clone()),
        Unit::Rate(..) => return None,
    })
}
