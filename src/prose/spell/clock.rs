//! Lengths of time against times of day: "it lasted twelve minutes", from 7.34 to 7.46 p.m.

use super::{HELP, RULE, late};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::Duration;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// A time of day.
pub(super) struct Time {
    /// Minutes since midnight.
    pub(super) minutes: i64,
    /// Whether it may be of the morning or the evening.
    either: bool,
    pub(super) tokens: Range<usize>,
}

/// Minutes of an hour, of half a day and of a day.
const HOUR: i64 = 60;
const HALF: i64 = 12 * HOUR;
const DAY: i64 = 24 * HOUR;

/// Verbs that say how long something went on.
const LASTS: &[&str] = &[
    "last", "take", "run", "continue", "go", "burn", "rage", "spend", "span", "occupy", "endure",
    "stretch",
];

/// Nouns of what goes on between two times.
const WAYS: &[&str] = &[
    "journey", "flight", "crossing", "voyage", "ride", "trip", "drive", "session", "delay", "gap",
    "wait", "meeting", "hearing", "debate", "interval", "stretch",
];

/// Slips of a passage: two times of day and one length, told to lie between them.
pub(super) fn slips(at: BlockIx, passage: &Passage<'_>, out: &mut Vec<Slip>) {
    let lengths = passage.mentions.iter().filter_map(|mention| match &mention.kind {
        MentionKind::Duration(duration) if duration.iso.starts_with("PT") => {
            Some((mention, &duration.duration))
        }
        _ => None,
    });
    let lengths: Vec<(&Mention, &Duration)> = lengths.collect();
    if lengths.is_empty() {
        return;
    }
    let times = times(passage);
    for (mention, duration) in lengths {
        let Some(sentence) = passage.sentence_of(mention.tokens.start) else { continue };
        let tokens = &passage.sentences[sentence].tokens;
        let mut inside = times.iter().filter(|time| tokens.contains(&time.tokens.start));
        let pair = match (inside.next(), inside.next(), inside.next()) {
            // "58 minutes later, at 07:12, and …": from a time that was told before. "From 06:10 to 20:10,
            // and arrive 34 minutes later": each time.
            (Some(a), Some(b), None)
                if passage.is(mention.tokens.end, "later")
                    && (a.tokens.start > mention.tokens.end
                        || b.tokens.start <= a.tokens.end + 1) =>
            {
                None
            }
            (Some(a), Some(b), None) => Some((a, b)),
            // "It began at … and ended at …. It lasted …"
            (None, ..) if passage.lower(mention.tokens.end) != "later" => match times.as_slice() {
                [a, b] if b.tokens.end <= tokens.start => {
                    let last = passage.sentence_of(b.tokens.start);
                    let first = passage.sentence_of(a.tokens.start);
                    let near = |of: Option<usize>, n| of.is_some_and(|of| of + n >= sentence);
                    (near(last, 1) && near(first, 2)).then_some((a, b))
                }
                _ => None,
            },
            _ => None,
        };
        out.extend(pair.and_then(|pair| check(at, passage, pair, mention, duration)));
    }
}

/// The times of day of a passage: "14:10", "7.34 p.m.", "at 7.34".
pub(super) fn times(passage: &Passage<'_>) -> Vec<Time> {
    let mut out: Vec<Time> = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        if let Some(time) = time(passage, at) {
            at = time.tokens.end.max(at + 1);
            out.push(time);
        } else {
            at += 1;
        }
    }
    out
}

/// The time of day that begins at a token.
pub(super) fn time(passage: &Passage<'_>, at: usize) -> Option<Time> {
    let text = passage.token(at);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = |text: &str, digits: &[usize]| -> Option<i64> {
        let all = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if all { text.parse().ok() } else { None }
    };
    let glued = |from: usize| {
        let (a, b) = (passage.tokens.get(from), passage.tokens.get(from + 1));
        a.zip(b).is_some_and(|(a, b)| a.end == b.start)
    };
    let (hours, minutes, end, colon) = if let Some((h, m)) = text.split_once('.') {
        (number(h, &[1, 2])?, number(m, &[2])?, at + 1, false)
    } else if passage.token(at + 1) == ":" && glued(at) && glued(at + 1) {
        (number(text, &[1, 2])?, number(passage.token(at + 2), &[2])?, at + 3, true)
    } else if passage.lower(at + 1).trim_end_matches('.').ends_with('m') {
        // "8 p.m."
        (number(text, &[1, 2])?, 0, at + 1, false)
    } else {
        return None;
    };
    let half = match passage.lower(end).trim_end_matches('.') {
        "am" | "a.m" => Some(0),
        "pm" | "p.m" => Some(HALF),
        _ => None,
    };
    // A decimal, or a score, unless a word or a sign says that it is a time.
    let before = at.checked_sub(1).map(|at| passage.lower(at)).unwrap_or_default();
    let said =
        matches!(before.as_str(), "at" | "by" | "until" | "till" | "from" | "to" | "between");
    let score = passage.token(end) == ":" || before == ":";
    let bare = half.is_none() && !text.contains('.') && !colon;
    if bare || (!colon && half.is_none() && !said) || score || hours >= 24 || minutes >= HOUR {
        return None;
    }
    let (of_half, either) = match half {
        Some(half) if hours <= 12 => (hours % 12 * HOUR + half, false),
        Some(_) => return None,
        // "14:10" and "08:30" are of a day of 24 hours.
        None => (hours * HOUR, hours <= 12 && (!colon || text.len() < 2)),
    };
    let end = if half.is_some() { end + 1 } else { end };
    Some(Time { minutes: of_half + minutes, either, tokens: at..end })
}

/// Minutes from one time to another, as far as they are told apart.
fn between(a: &Time, b: &Time) -> i64 {
    let apart = b.minutes - a.minutes;
    if a.either || b.either { apart.rem_euclid(HALF) } else { apart.rem_euclid(DAY) }
}

fn check(
    at: BlockIx,
    passage: &Passage<'_>,
    (a, b): (&Time, &Time),
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    /// Minutes either way for times that are told to the minute.
    const SLACK: i64 = 1;
    if duration.soft || !is_between(passage, mention) || late(passage, mention.tokens.end) {
        return None;
    }
    let (low, high) = duration.seconds();
    let (low, high) = (low.to_i64()? / HOUR, high.to_i64()? / HOUR);
    let apart = between(a, b);
    // Lengths in hours are told to the half.
    let slack = if duration.iso.ends_with('H') { HOUR / 2 } else { SLACK + rounding(low) };
    if (low - slack..=high + slack).contains(&apart) {
        return None;
    }
    let printed = passage.text.get(mention.bytes.clone())?;
    let is = if apart < 2 * HOUR {
        format!("{apart} minutes")
    } else {
        format!("{} hours {} minutes", apart / HOUR, apart % HOUR)
    };
    let (from, to) = (passage.slice(&a.tokens), passage.slice(&b.tokens));
    let message = format!("\u{201c}{printed}\u{201d} does not fit {from} and {to}: that is {is}");
    let whole = passage.bytes(&(a.tokens.start..b.tokens.end));
    Some(Slip {
        rule: RULE,
        at,
        bytes: mention.bytes.clone(),
        message,
        label: "does not fit the times".to_owned(),
        help: HELP,
        other: Some((at, whole, is)),
    })
}

/// How far a round number of minutes may be off: 50 of 48, 20 of 18.
fn rounding(minutes: i64) -> i64 {
    if minutes % 10 == 0 {
        4
    } else if minutes % 5 == 0 {
        2
    } else {
        0
    }
}

/// Whether the words say that the length lies between two times: "lasted N", "N later".
fn is_between(passage: &Passage<'_>, mention: &Mention) -> bool {
    const OTHER: &[&str] = &[
        "first", "last", "another", "every", "each", "than", "about", "some", "nearly", "almost",
        "around", "roughly", "over", "under", "least", "most", "only", "within", "further", "next",
    ];
    const LINKS: &[&str] = &["for", "just", "exactly", "all", "it", "them", "him", "her"];
    let first = mention.tokens.start;
    if (first.saturating_sub(2)..first).any(|at| OTHER.contains(&passage.lower(at).as_str())) {
        return false;
    }
    if passage.lower(mention.tokens.end) == "later" {
        return passage.lower(mention.tokens.end + 1) != "than";
    }
    // ", a journey of four hours"
    let of = first.checked_sub(1).filter(|at| passage.lower(*at) == "of");
    if let Some(noun) = of.and_then(|of| of.checked_sub(1)) {
        let article = noun.checked_sub(1).map(|at| passage.lower(at));
        let comma = noun.checked_sub(2).map(|at| passage.token(at));
        return WAYS.contains(&passage.lower(noun).as_str())
            && matches!(article.as_deref(), Some("a" | "an"))
            && matches!(comma, Some("," | "—" | "–"));
    }
    let mut verb = first;
    while verb > 0 && LINKS.contains(&passage.lower(verb - 1).as_str()) {
        verb -= 1;
    }
    let Some(verb) = verb.checked_sub(1).and_then(|at| passage.tokens.get(at)) else {
        return false;
    };
    let lemma = verb.word.lemma.text();
    verb.word.is(class::PAST | class::PARTICIPLE | class::GERUND) && LASTS.contains(&lemma)
}
