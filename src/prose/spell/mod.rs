//! Lengths of time against the dates that they lie between: "the twelve-day strike, from 1 June to
//! 8 June".
//!
//! | file | what |
//! | --- | --- |
//! | `since` | "twelve years later, in 2008", anniversaries |
//! | `clock` | lengths against times of day |
//! | `age` | ages against years of birth and death |
//! | `aged` | how old a document says that somebody is, in several places |
//! | `life` | ages with their years, of the one whose birth a document tells |
//! | `dated` | what a document dates, and phrases that mean it |
//! | `day_of` | days of the week beside the words for what another sentence dates |
//! | `deed` | what is said to have been done, and when |
//! | `extent` | what lasted from one day to another |
//! | `gender` | whether pronouns speak of him or of her |
//! | `known` | lengths that are told as known, against the one beginning and end that is told |
//! | `listed` | dates of the rows of a table, told otherwise by a sentence |
//! | `order` | what is said to come before or after what is dated elsewhere |
//! | `apart` | lengths that a sentence puts between two things that others date |
//! | `lasting` | lengths of what one sentence says began and another that it ended, by its own verbs |
//! | `standing` | what something has done for years past, against its founding |
//! | `taken_up` | days of what is taken up by a noun or a clause, against the day that another sentence gives it |
//! | `tenure` | years in a post or in use, hours in the air |
//! | `term` | lengths that mean a time of which other sentences tell the beginning and the end |
//! | `alarm` | calls and what they are about, by times of day |
//! | `sequence` | two sentences that tell one order, and not alike |
//! | `twice` | lengths that are told again of the same |
//! | `timeline` | lists of what happened when, against sentences that tell its order |
//! | `years_old` | ages and births that pronouns and birthdays tell |

mod age;
pub(super) mod aged;
mod alarm;
mod apart;
mod clock;
mod dated;
mod day_of;
mod deed;
mod extent;
mod gender;
mod known;
mod lasting;
mod life;
pub(super) mod listed;
mod order;
mod sequence;
pub(super) mod since;
pub(super) mod standing;
mod taken_up;
mod tenure;
mod term;
#[cfg(test)]
mod tests;
mod timeline;
mod twice;
mod years_old;

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::lexicon::{VERB, class};
use super::open;
use super::passage::{Clause, Mention, MentionKind, Passage, VerbGroup};
use super::reading::BlockIx;
use super::slip::Slip;
use crate::value::date::{DateReading, Day, Days, Duration, MonthDay, When, show};
use extent::{BEGINS, CLOSED, ENDS, Extent, NEAR, OUT_OF, days_of, done_to, extents, far};

/// The rule that reports these.
pub(super) const RULE: &str = "duration-mismatch";

/// What to do about them.
pub(super) const HELP: &str =
    "look both dates up in another source; one of them or the length is mistyped";

/// Words before a length that make it a rough one.
const HEDGES: &[&str] =
    &["about", "around", "roughly", "nearly", "almost", "over", "under", "some"];

/// Verbs that say how long something goes on.
const LASTS: &[&str] = &["last", "run", "continue", "take", "go", "stretch", "span", "be"];

/// Words beside a length that make it a part of something, or the way from one thing to another.
const OTHER: &[&str] = &[
    "first",
    "last",
    "another",
    "every",
    "each",
    "further",
    "extra",
    "within",
    "next",
    "final",
    "second",
    "third",
    "after",
    "than",
    "minimum",
    "maximum",
    "later",
    "earlier",
    "before",
    "ago",
    "notice",
    "into",
    "more",
    "old",
    "initial",
    "opening",
    "closing",
    "by",
    "planned",
    "remaining",
    "extension",
];

/// Slips of a passage.
pub(super) fn of_passage(at: BlockIx, passage: &Passage<'_>) -> Vec<Slip> {
    let mut out = Vec::new();
    let lengths = || {
        passage.mentions.iter().filter_map(|mention| match &mention.kind {
            MentionKind::Duration(duration) => Some((mention, duration)),
            _ => None,
        })
    };
    if lengths().next().is_some() {
        let extents = extents(at, passage);
        for (mention, duration) in lengths() {
            let found = length(at, passage, &extents, mention, duration);
            out.extend(found.or_else(|| spanned(at, passage, mention, duration)));
        }
    }
    since::slips(at, passage, &mut out);
    clock::slips(at, passage, &mut out);
    out.extend(age::at_death(at, passage));
    out
}

/// Slips of a document that no passage shows by itself.
pub(super) fn of_document<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    issued: Option<Date>,
) -> Vec<Slip> {
    let passages: Vec<_> = passages.collect();
    let mut out = of_extents(&passages, issued);
    term::slips(&passages, &mut out);
    taken_up::slips(&passages, &mut out);
    twice::slips(&passages, &mut out);
    out
}

/// Those that one dated thing or one extent shows.
fn of_extents(passages: &[(BlockIx, &Passage<'_>)], issued: Option<Date>) -> Vec<Slip> {
    let mut out = Vec::new();
    age::of_document(passages, issued, &mut out);
    order::slips(passages, &mut out);
    tenure::slips(passages, issued, &mut out);
    timeline::slips(passages, &mut out);
    sequence::slips(passages, &mut out);
    alarm::slips(passages, &mut out);
    let mut all: Vec<Extent> =
        passages.iter().flat_map(|(at, passage)| extents(*at, passage)).collect();
    all.extend(far(passages, &all));
    // The first two of each thing: of two it is not sure which is meant.
    let mut of: FxHashMap<&str, SmallVec<[usize; 2]>> = FxHashMap::default();
    for (ix, extent) in all.iter().enumerate() {
        for head in &extent.heads {
            let same = of.entry(head).or_default();
            if same.len() < 2 && !same.contains(&ix) {
                same.push(ix);
            }
        }
    }
    let lasted = known::Lasted::new(passages, &all);
    for (at, passage) in passages {
        for mention in &passage.mentions {
            let MentionKind::Duration(duration) = &mention.kind else { continue };
            let found = elsewhere(*at, passage, (&all, &of), mention, duration);
            let told = out.iter().any(|slip| slip.is_of(*at, &mention.bytes));
            let known = || known::slip((*at, passage), &lasted, (mention, duration));
            out.extend(found.or_else(|| if told { None } else { known() }));
        }
    }
    out
}

/// A length whose dates stand in another passage: of something of which the document tells no other
/// beginning and end, in a sentence that has no date of its own.
fn elsewhere(
    at: BlockIx,
    passage: &Passage<'_>,
    (all, of): (&[Extent], &FxHashMap<&str, SmallVec<[usize; 2]>>),
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    let heads = heads_of(passage, mention);
    let mut same = heads.iter().filter_map(|head| of.get(head.as_str())).flatten().copied();
    let first = same.next()?;
    let extent = all.get(first).filter(|_| same.all(|other| other == first))?;
    let sentence = passage.sentences.get(passage.sentence_of(mention.tokens.start)?)?;
    let mut inside = passage.mentions_of(sentence).iter();
    let dated = inside.any(|m| matches!(m.kind, MentionKind::Date(_)));
    let pronoun = extent.heads.iter().all(|head| is_pronoun(head));
    if dated || pronoun || extent.at == at {
        return None;
    }
    length(at, passage, std::slice::from_ref(extent), mention, duration)
}

fn is_pronoun(head: &str) -> bool {
    matches!(head, "it" | "they" | "this" | "that" | "which" | "he" | "she" | "we")
}

fn between(start: &Days, end: &Days) -> Option<(i64, i64)> {
    let ((a, b), (c, d)) = match (start, end) {
        (Days::Yearly(a, b), Days::Yearly(c, d)) => {
            // A common year, and another where the end lies before the start.
            let day = |at: &MonthDay, year| Date::new(year, at.month, at.day).ok().map(Day::of);
            let next = i16::from((c.month, c.day) < (a.month, a.day));
            let year = 2023;
            ((day(a, year)?, day(b, year)?), (day(c, year + next)?, day(d, year + next)?))
        }
        (Days::Ranges(_), Days::Ranges(_)) => {
            let ((a, b), (c, d)) = (start.bounds()?, end.bounds()?);
            ((a?, b?), (c?, d?))
        }
        // "Closed on 3 March 2025, reopened on 26 September": the next one.
        (Days::Ranges(_), Days::Yearly(c, d)) => {
            let (a, b) = start.bounds()?;
            let (a, b) = (a?, b?);
            let first = a.date();
            let next = i16::from((c.month, c.day) < (first.month(), first.day()));
            let day = |at: &MonthDay| {
                Date::new(first.year().checked_add(next)?, at.month, at.day).ok().map(Day::of)
            };
            ((a, b), (day(c)?, day(d)?))
        }
        _ => return None,
    };
    let apart = |from: Day, to: Day| i64::from(to.0) - i64::from(from.0);
    let (least, most) = (apart(b, c), apart(a, d));
    (most > 0).then_some((least.max(0), most))
}

/// The innermost clause of a token.
fn clause_of<'p>(passage: &'p Passage<'_>, token: usize) -> Option<(usize, &'p Clause)> {
    let sentence = passage.sentence_of(token)?;
    passage.sentences[sentence].clause_of(token).map(|clause| (sentence, clause))
}

/// The noun, or pronoun, that a clause is about.
fn subject(passage: &Passage<'_>, clause: &Clause) -> Vec<String> {
    let mention = clause.subject.and_then(|at| passage.mentions.get(at));
    let head = mention.and_then(|mention| match &mention.kind {
        MentionKind::Noun(noun) => Some(open::noun_lemma(passage, noun.head)),
        MentionKind::Pronoun => Some(passage.token(mention.tokens.start).to_lowercase()),
        _ => None,
    });
    head.into_iter().collect()
}

/// The same, or the last part of the name of it.
fn named_subject(passage: &Passage<'_>, clause: &Clause) -> Vec<String> {
    let mention = clause.subject.and_then(|at| passage.mentions.get(at));
    let name = mention.filter(|mention| matches!(mention.kind, MentionKind::Name));
    let last = name.and_then(|name| name.tokens.end.checked_sub(1));
    let last = last.map(|last| passage.token(last).to_lowercase());
    last.map_or_else(|| subject(passage, clause), |last| vec![last])
}

/// The noun phrase that ends before a token, or before a bracket or comma there.
fn noun_before(passage: &Passage<'_>, token: usize) -> Option<String> {
    let mut end = token;
    while end > 0 && matches!(passage.token(end - 1), "(" | "," | "from" | "of") {
        end -= 1;
    }
    passage.mentions.iter().find_map(|mention| match &mention.kind {
        MentionKind::Noun(noun) if mention.tokens.end == end => {
            Some(open::noun_lemma(passage, noun.head))
        }
        _ => None,
    })
}

/// What a length of time is of.
fn heads_of(passage: &Passage<'_>, mention: &Mention) -> Vec<String> {
    let mut out = Vec::new();
    let end = mention.tokens.end;
    let after = passage.mentions.iter().find_map(|other| match &other.kind {
        MentionKind::Noun(noun) if noun.head >= end && other.tokens.start <= end => {
            Some(open::noun_lemma(passage, noun.head))
        }
        _ => None,
    });
    out.extend(after);
    // "The nine days of the heatwave": all of them.
    let all = mention.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "the"));
    if all && passage.is(end, "of") && passage.is_any(end + 1, &["the", "that", "this"]) {
        let of = passage.mentions.iter().find_map(|other| match &other.kind {
            MentionKind::Noun(noun) if other.tokens.start == end + 1 => {
                Some(open::noun_lemma(passage, noun.head))
            }
            _ => None,
        });
        out.extend(of);
    }
    if mention.tokens.start > 0 && passage.token(mention.tokens.start - 1) == "of" {
        out.extend(noun_before(passage, mention.tokens.start));
    }
    if let Some((_, clause)) = clause_of(passage, mention.tokens.start) {
        let lasts = clause.verb.as_ref().filter(|verb| {
            let between = mention.tokens.start.checked_sub(verb.tokens.end);
            LASTS.contains(&verb.lemma.text()) && between.is_some_and(|n| n <= 1) && !verb.modal
        });
        if lasts.is_some() {
            out.extend(subject(passage, clause));
        }
        // "They searched for twelve days": the search. "The bridge was closed for five months".
        let hedge = |at: &usize| passage.is(*at, "just") || passage.is_any(*at, HEDGES);
        let hedges = (0..mention.tokens.start).rev().take_while(hedge).count();
        let start = mention.tokens.start - hedges;
        let verb = clause
            .verb
            .as_ref()
            .filter(|verb| verb.tokens.end + 1 == start && passage.lower(verb.tokens.end) == "for");
        out.extend(verb.filter(|verb| !verb.modal).map(|verb| verb.stem.to_string()));
        let of = named_subject(passage, clause);
        let will =
            |verb: &&VerbGroup| !verb.modal || verb.tokens.clone().any(|at| passage.is(at, "will"));
        if let Some(verb) = verb.filter(will) {
            out.extend(of.iter().map(|of| done_to(of, &verb.stem)));
        }
        // "Was out of use for five months".
        let out_of = |at: usize| {
            passage.is(at, "out") && passage.is(at + 1, "of") && passage.is_any(at + 2, OUT_OF)
        };
        if start.checked_sub(4).is_some_and(|at| out_of(at) && passage.is(at + 3, "for")) {
            out.extend(of.iter().flat_map(|of| CLOSED.iter().map(|verb| done_to(of, verb))));
        }
    }
    out
}

/// Seconds of a day.
const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// How far a length may be off, in days, by the unit that it is given in: half of one, and a day
/// for counting both ends.
const SLACK: &[(char, i64)] = &[('D', 1), ('W', 4), ('M', 16), ('Y', 190)];

/// Fewest and most days that a length of time may be said of; `None` for what is vague or shorter
/// than days.
pub(super) fn window(duration: &Duration) -> Option<(i64, i64)> {
    let (low, high) = days_told(duration).filter(|_| !duration.soft)?;
    let slack = slack_of(duration)?;
    // From 18 to 28 June are ten days, or eleven with both ends, and never nine.
    let above = if duration.iso.ends_with('D') { 0 } else { slack };
    Some((low - slack, high + above))
}

/// Fewest and most days of a length, as it is told; `None` for what is shorter than days.
fn days_told(duration: &Duration) -> Option<(i64, i64)> {
    if duration.iso.contains('T') {
        return None;
    }
    let (low, high) = duration.seconds();
    let days = |seconds: Decimal| seconds.checked_div(DAY)?.round().to_i64();
    Some((days(low)?, days(high)?))
}

/// How far a length may be off, in days.
fn slack_of(duration: &Duration) -> Option<i64> {
    let unit = duration.iso.chars().next_back()?;
    SLACK.iter().find(|(name, _)| *name == unit).map(|(_, slack)| *slack)
}

/// Whether a length of time cannot be that of so many days; `None` where it can.
fn apart(duration: &Duration, (least, most): (i64, i64)) -> Option<()> {
    let (low, high) = window(duration)?;
    (high < least || low > most).then_some(())
}

/// Whether a vague length ("just under five months") cannot be that of so many days, be it by a quarter more
/// or less.
fn far_apart(duration: &Duration, (least, most): (i64, i64)) -> Option<()> {
    let (low, high) = days_told(duration)?;
    (high + high / 4 + 1 < least || low - low / 4 - 1 > most).then_some(())
}

/// So many days, for people.
fn length_of((least, most): (i64, i64)) -> String {
    /// Days of a year: longer lengths are told in years.
    const YEAR: i64 = 365;
    if least >= YEAR {
        let (low, high) = ((least + 1) / YEAR, (most + 1) / YEAR);
        let years = if low == high { low.to_string() } else { format!("{low} to {high}") };
        return format!("about {years} year{}", if years == "1" { "" } else { "s" });
    }
    if least != most {
        return format!("{least} to {most} days");
    }
    let days = usize::try_from(least).unwrap_or_default();
    let both = crate::text::grouped(days + 1);
    format!("{}, or {both} with both ends", crate::text::count(days, "day"))
}

/// A length that does not fit two dates, in words, which lie so many days apart, and stand there.
pub(super) fn misfit(
    (at, passage, bytes): (BlockIx, &Passage<'_>, &Range<usize>),
    (dates, days): (&str, (i64, i64)),
    (there, other): (BlockIx, Range<usize>),
) -> Option<Slip> {
    let printed = passage.text.get(bytes.clone())?;
    let is = length_of(days);
    Some(Slip {
        rule: RULE,
        at,
        bytes: bytes.clone(),
        message: format!("\u{201c}{printed}\u{201d} does not fit {dates}: that is {is}"),
        label: "does not fit the dates".to_owned(),
        help: HELP,
        other: Some((there, other, is)),
    })
}

/// Fewest and most days from one date to another, neither of them vague.
fn span_of(from: &DateReading, to: &DateReading) -> Option<(i64, i64)> {
    let (When::Day(a), When::Day(b)) = (&from.when, &to.when) else { return None };
    if from.soft || to.soft { None } else { between(a, b) }
}

/// "nine days, from 11 to 25 March", "twelve years (1998 to 2006)": nothing stands between.
fn is_beside(passage: &Passage<'_>, mention: &Mention, extent: &Extent) -> bool {
    let start = passage.tokens_of(&extent.bytes).start;
    start >= mention.tokens.end
        && start - mention.tokens.end <= 2
        && (mention.tokens.end..start).all(|at| matches!(passage.token(at), "," | "(" | "—" | "–"))
        && start > mention.tokens.end
}

fn length(
    at: BlockIx,
    passage: &Passage<'_>,
    extents: &[Extent],
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    if duration.iso.contains('T') {
        return None;
    }
    let first = mention.tokens.start;
    let beside = first.saturating_sub(2)..first;
    let behind = mention.tokens.end..(mention.tokens.end + 1).min(passage.tokens.len());
    let other = |at: usize| OTHER.contains(&passage.token(at).to_lowercase().as_str());
    let end = mention.tokens.end;
    let closed = passage.is(end, "by") && passage.is(end + 1, "the") && passage.is(end + 2, "time");
    if beside.into_iter().any(other) || !closed && behind.into_iter().any(other) {
        return None;
    }
    let hedged = (first.saturating_sub(2)..first).any(|at| passage.is_any(at, HEDGES));
    let sentence = passage.sentence_of(first)?;
    let heads = heads_of(passage, mention);
    let same = |extent: &&Extent| {
        let here = extent.at == at && extent.sentence == sentence;
        extent.heads.iter().any(|head| heads.contains(head) && (here || !is_pronoun(head)))
    };
    let beside = |extent: &&Extent| extent.at == at && is_beside(passage, mention, extent);
    let mut of = extents.iter().filter(same);
    let extent = match (extents.iter().find(beside), of.next(), of.next()) {
        (Some(extent), ..) | (None, Some(extent), None) => extent,
        // Two of one kind: which is meant is not sure.
        _ => return None,
    };
    if duration.soft || hedged {
        far_apart(duration, extent.days)?;
    } else {
        apart(duration, extent.days)?;
    }
    if extent.is_of_workdays(duration) {
        return None;
    }
    // "It took seven months to clear it and another nine, from May to January, to line it".
    let start = passage.tokens_of(&extent.bytes).start;
    let further = |at: usize| passage.is_any(at, &["another", "further"]);
    if extent.at == at && (mention.tokens.end..start.max(mention.tokens.end)).any(further) {
        return None;
    }
    let other = (extent.at, extent.bytes.clone());
    misfit((at, passage, &mention.bytes), (&extent.words, extent.days), other)
}

/// Whether a word makes the length before it a distance from a plan.
fn late(passage: &Passage<'_>, at: usize) -> bool {
    const LATE: &[&str] =
        &["late", "early", "longer", "more", "less", "behind", "ahead", "over", "away"];
    LATE.contains(&passage.lower(at).as_str())
}

/// Participles and verbs that give the length from one date of a sentence to the other.
const SPANS: &[&str] =
    &["last", "take", "occupy", "run", "continue", "span", "burn", "rage", "endure", "stretch"];

/// "Work began on D1 and the road opened on D2, having taken N": the one length between the two
/// dates of a sentence.
fn spanned(
    at: BlockIx,
    passage: &Passage<'_>,
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    const LINKS: &[&str] = &["for", "just", "exactly", "all"];
    let mut verb = mention.tokens.start;
    while verb > 0 && LINKS.contains(&passage.lower(verb - 1).as_str()) {
        verb -= 1;
    }
    let verb = passage.tokens.get(verb.checked_sub(1)?)?;
    let closes = matches!(passage.token(mention.tokens.end), "." | "," | ";" | ")" | "");
    let after = closes && verb.text(passage.text) == "after";
    if !after && (!SPANS.contains(&verb.word.lemma.text()) || !verb.word.is(VERB)) {
        return None;
    }
    let sentence = passage.sentences.get(passage.sentence_of(mention.tokens.start)?)?;
    let mentions = passage.mentions_of(sentence);
    let mut dates = mentions.iter().filter_map(|other| match &other.kind {
        MentionKind::Date(reading) => Some((other, reading)),
        _ => None,
    });
    let lengths = mentions.iter().filter(|m| matches!(m.kind, MentionKind::Duration(_))).count();
    let (Some((a, from)), Some((b, to)), None) = (dates.next(), dates.next(), dates.next()) else {
        return None;
    };
    let days = span_of(from, to)?;
    // "Having taken N", or what began on the first date.
    let verb_at = mention.tokens.start;
    let having = (verb_at.saturating_sub(NEAR)..verb_at).any(|at| passage.lower(at) == "having");
    let begun = clause_of(passage, a.tokens.start).and_then(|(_, clause)| clause.verb.as_ref());
    let begun = begun.is_some_and(|verb| BEGINS.contains(&verb.lemma.text()));
    if !(having || begun || verb.word.is(class::GERUND)) || late(passage, mention.tokens.end) {
        return None;
    }
    if lengths > 1 || b.tokens.end > mention.tokens.start {
        return None;
    }
    apart(duration, days)?;
    let printed = passage.text.get(mention.bytes.clone())?;
    let is = length_of(days);
    let words = format!("{} to {}", show(from), show(to));
    Some(Slip {
        rule: RULE,
        at,
        bytes: mention.bytes.clone(),
        message: format!("\u{201c}{printed}\u{201d} does not fit {words}: that is {is}"),
        label: "does not fit the dates".to_owned(),
        help: HELP,
        other: Some((at, a.bytes.start..b.bytes.end, is)),
    })
}
