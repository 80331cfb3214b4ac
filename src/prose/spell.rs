//! Lengths of time against the dates that they lie between: "the twelve-day strike, from 1 June to
//! 8 June"; ages against the years of birth and death.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::open;
use super::passage::{Clause, Mention, MentionKind, Passage};
use super::reading::BlockIx;
use super::slip::Slip;
use crate::value::date::{DateReading, Day, Days, Duration, Edge, MonthDay, When, show};

/// The rule that reports these.
const RULE: &str = "duration-mismatch";

/// What to do about them.
const HELP: &str = "look both dates up in another source; one of them or the length is mistyped";

/// Verbs that say how long something goes on.
const LASTS: &[&str] = &["last", "run", "continue", "take", "go", "stretch", "span", "be"];

/// Verbs that say when something begins, and when it ends.
const BEGINS: &[&str] = &["begin", "start", "open", "commence"];
const ENDS: &[&str] = &["end", "finish", "conclude", "close", "stop"];

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
    "about",
    "nearly",
    "almost",
    "every",
    "remaining",
    "extension",
];

/// Something that lasted from a date to another.
struct Extent {
    heads: Vec<String>,
    sentence: usize,
    /// Fewest and most days from its first to its last.
    days: (i64, i64),
    bytes: Range<usize>,
    words: String,
}

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
        let extents = extents(passage);
        for (mention, duration) in lengths() {
            out.extend(length(at, passage, &extents, mention, duration));
        }
    }
    out.extend(age(at, passage));
    out
}

/// The extents of a passage, each with what they are of; those that begin and end in clauses of
/// their own with them.
fn extents(passage: &Passage<'_>) -> Vec<Extent> {
    let mut out = Vec::new();
    for mention in &passage.mentions {
        let MentionKind::Date(reading) = &mention.kind else { continue };
        let Some(days) = days_of(reading) else { continue };
        let Some((sentence, clause)) = clause_of(passage, mention.tokens.start) else { continue };
        let mut heads = subject(passage, clause);
        heads.extend(noun_before(passage, mention.tokens.start));
        let (bytes, words) = (mention.bytes.clone(), show(reading));
        out.push(Extent { heads, sentence, days, bytes, words });
    }
    out.extend(begun_and_ended(passage));
    out
}

/// "The strike began on 1 June and ended on 8 June", where that is said of one thing only.
fn begun_and_ended(passage: &Passage<'_>) -> Option<Extent> {
    let dated = |verbs: &[&str]| {
        let mut found = passage.mentions.iter().filter_map(|mention| {
            let MentionKind::Date(reading) = &mention.kind else { return None };
            let (sentence, clause) = clause_of(passage, mention.tokens.start)?;
            let verb = clause.verb.as_ref()?;
            let near = mention.tokens.start.checked_sub(verb.tokens.end)? <= 2;
            let said = verbs.contains(&verb.lemma.text()) && !verb.modal && !verb.negated;
            (near && said).then_some((mention, reading, sentence, clause))
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let (from, started, sentence, clause) = dated(BEGINS)?;
    let (to, ended, last, end_clause) = dated(ENDS)?;
    let heads = subject(passage, clause);
    let same = subject(passage, end_clause);
    let joined = same.is_empty()
        || same.iter().any(|head| heads.contains(head) || head == "it")
        || sentence == last && clause.tokens == end_clause.tokens;
    if !joined || from.tokens.start > to.tokens.start || last.saturating_sub(sentence) > 2 {
        return None;
    }
    let (When::Day(a), When::Day(b)) = (&started.when, &ended.when) else { return None };
    let days = between(a, b)?;
    let words = format!("from {} to {}", show(started), show(ended));
    Some(Extent { heads, sentence, days, bytes: from.bytes.start..to.bytes.end, words })
}

/// Fewest and most days from the start of an extent to its end.
fn days_of(reading: &DateReading) -> Option<(i64, i64)> {
    let When::Extent { start: Edge::On(start), end: Edge::On(end) } = &reading.when else {
        return None;
    };
    if reading.soft { None } else { between(start, end) }
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
        _ => return None,
    };
    let apart = |from: Day, to: Day| i64::from(to.0) - i64::from(from.0);
    let (least, most) = (apart(b, c), apart(a, d));
    (most > 0).then_some((least.max(0), most))
}

/// The innermost clause of a token.
fn clause_of<'p>(passage: &'p Passage<'_>, token: usize) -> Option<(usize, &'p Clause)> {
    let sentence = passage.sentence_of(token)?;
    let clauses = passage.sentences[sentence].clauses.iter();
    let inside = clauses.filter(|clause| clause.tokens.contains(&token));
    inside.min_by_key(|clause| clause.tokens.len()).map(|clause| (sentence, clause))
}

/// The noun, or pronoun, that a clause is about.
fn subject(passage: &Passage<'_>, clause: &Clause) -> Vec<String> {
    let mention = clause.subject.and_then(|at| passage.mentions.get(at));
    let head = mention.and_then(|mention| match &mention.kind {
        MentionKind::Noun(noun) => Some(open::noun_lemma(passage, noun.head)),
        MentionKind::Pronoun => Some(passage.lower(mention.tokens.start).into()),
        _ => None,
    });
    head.into_iter().collect()
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
    }
    out
}

/// Seconds of a day.
const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// How far a length may be off, in days, by the unit that it is given in: half of one, and a day
/// for counting both ends.
const SLACK: &[(char, i64)] = &[('D', 1), ('W', 4), ('M', 16), ('Y', 190)];

fn length(
    at: BlockIx,
    passage: &Passage<'_>,
    extents: &[Extent],
    mention: &Mention,
    duration: &Duration,
) -> Option<Slip> {
    if duration.soft || duration.iso.contains('T') {
        return None;
    }
    let unit = duration.iso.chars().next_back()?;
    let (_, slack) = SLACK.iter().find(|(name, _)| *name == unit)?;
    let first = mention.tokens.start;
    let beside = first.saturating_sub(2)..first;
    let behind = mention.tokens.end..(mention.tokens.end + 1).min(passage.tokens.len());
    let other = |at: usize| passage.is_any(at, OTHER);
    if beside.into_iter().any(other) || behind.into_iter().any(other) {
        return None;
    }
    let sentence = passage.sentence_of(first)?;
    let heads = heads_of(passage, mention);
    let pronoun = |head: &str| matches!(head, "it" | "they" | "this" | "that" | "which");
    let same = |extent: &&Extent| {
        extent
            .heads
            .iter()
            .any(|head| heads.contains(head) && (extent.sentence == sentence || !pronoun(head)))
    };
    let mut of = extents.iter().filter(same);
    // Two of one kind: which is meant is not sure.
    let (extent, None) = (of.next()?, of.next()) else { return None };
    let (low, high) = duration.seconds();
    let days = |seconds: Decimal| seconds.checked_div(DAY)?.round().to_i64();
    let (low, high) = (days(low)?, days(high)?);
    let (least, most) = extent.days;
    if high + slack >= least && low - slack <= most {
        return None;
    }
    let printed = passage.text.get(mention.bytes.clone())?;
    let is = if least == most {
        let days = usize::try_from(least).ok()?;
        let both = crate::text::grouped(days + 1);
        format!("{}, or {both} with both ends", crate::text::count(days, "day"))
    } else {
        format!("{least} to {most} days")
    };
    let message = format!("\u{201c}{printed}\u{201d} does not fit {}: that is {is}", extent.words);
    Some(Slip {
        rule: RULE,
        at,
        bytes: mention.bytes.clone(),
        message,
        label: "does not fit the dates".to_owned(),
        help: HELP,
        other: Some((at, extent.bytes.clone(), is)),
    })
}

/// Tokens between "born" or "died" and its date.
const NEAR: usize = 8;

/// "Born in 1950 … died in 2001 aged 60", where a passage says each once.
fn age(at: BlockIx, passage: &Passage<'_>) -> Option<Slip> {
    let only = |words: &[&str]| {
        let is = |at: &usize| passage.is_any(*at, words);
        let mut found = (0..passage.tokens.len()).filter(is);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let (born, died) = (only(&["born"])?, only(&["died", "dies"])?);
    let birth = date_after(passage, born)?;
    let death = date_after(passage, died)?;
    let (number, aged) = aged(passage, died)?;
    let sentence = |token: usize| passage.sentence_of(token);
    // Of two people that are named in one passage, each may be meant.
    let (first, last) = (sentence(born.min(died))?, sentence(born.max(died))?);
    let names = passage.mentions.iter().filter(|mention| {
        let opens = passage.sentence_of(mention.tokens.start).is_some_and(|at| {
            let start = passage.sentences[at].tokens.start;
            (first + 1..=last).contains(&at) && mention.tokens.start == start
        });
        opens && matches!(mention.kind, MentionKind::Name)
    });
    if last.saturating_sub(first) > 2 || names.count() > 1 {
        return None;
    }
    let least = death.1.0 - birth.1.1 - 1;
    let most = death.1.1 - birth.1.0;
    // A year either way: how ages are counted differs.
    if (least - 1..=most + 1).contains(&number) || most < 0 {
        return None;
    }
    let years = if most > least + 1 { format!("{least} to {most}") } else { most.to_string() };
    let message =
        format!("aged {number} does not fit the years of birth and death, which give {years}");
    Some(Slip {
        rule: RULE,
        at,
        bytes: aged,
        message,
        label: format!("the dates give {years}"),
        help: HELP,
        other: Some((at, birth.0, "born".to_owned())),
    })
}

/// The date behind a word, with its first and its last year.
fn date_after(passage: &Passage<'_>, word: usize) -> Option<(Range<usize>, (i64, i64))> {
    passage.mentions.iter().find_map(|mention| {
        let MentionKind::Date(reading) = &mention.kind else { return None };
        let near = mention.tokens.start > word && mention.tokens.start - word <= NEAR;
        let When::Day(days) = &reading.when else { return None };
        let (low, high) = days.bounds()?;
        let year = |day: Day| i64::from(day.date().year());
        let same = passage.sentence_of(word) == passage.sentence_of(mention.tokens.start);
        let crosses = ["born", "died", "dies"];
        let between = word + 1..mention.tokens.start.max(word + 1);
        let free = !between.into_iter().any(|at| crosses.contains(&passage.token(at)));
        (near && same && free && !reading.soft)
            .then_some((mention.bytes.clone(), (year(low?), year(high?))))
    })
}

/// The age that a sentence of a death gives, and its place.
fn aged(passage: &Passage<'_>, died: usize) -> Option<(i64, Range<usize>)> {
    let sentence = &passage.sentences[passage.sentence_of(died)?].tokens;
    (died + 1..sentence.end).find_map(|at| {
        let before = |n: usize| at.checked_sub(n).map_or("", |at| passage.token(at));
        let said =
            before(1) == "aged" || before(1) == "age" || before(2) == "age" && before(1) == "of";
        let number: i64 = passage.token(at).parse().ok()?;
        (said && number < 130).then(|| (number, passage.bytes(&(at..at + 1))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        let at = BlockIx { document: 0, block: 0 };
        of_passage(at, &passage).into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn lengths_fit_their_dates() {
        for good in [
            "The eight-day strike ran from 1 June to 8 June.",
            "The strike lasted seven days, from 1 June to 8 June.",
            "The search lasted two weeks, from 3 May to 17 May 2021.",
            "The strike ran from 1 June to 8 June. A twelve-day truce had come before.",
            "The trial ran from 4 March 2019 to 2 July 2019. The four-month trial was long.",
            "The search ran from 1 June to 8 June, after twelve days of rain.",
            "The strike began on 1 June and ended on 12 June. The twelve-day strike shut the port.",
            "The war lasted eight years, from 1980 to 1988.",
            "The talks ran from 1 June to 8 June; the first three days of talks were public.",
            "The festival ran from 28 December to 4 January and the eight-day festival sold out.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "The twelve-day strike ran from 1 June to 8 June.",
            "The strike lasted twelve days, from 1 June to 8 June.",
            "The search lasted two weeks, from 3 May to 27 May 2021.",
            "The strike ran from 1 June to 8 June. The twelve-day strike shut the port.",
            "The trial ran from 4 March 2019 to 2 July 2019. The nine-month trial was long.",
            "The strike began on 1 June and ended on 8 June. The twelve-day strike shut the port.",
            "The war lasted twelve years, from 1980 to 1988.",
            "It lasted three days, from 2 May to 9 May 2020.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}");
        }
    }

    #[test]
    fn ages_fit_their_years() {
        for good in [
            "She was born in 1950 and died in 2001 aged 51.",
            "Born in Orlen in 1950, he died in 2001 at the age of 50.",
            "She was born in 1950. Her brother died in 1990.",
            "Born on 3 May 1950, she died on 2 May 2001, aged 50.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "She was born in 1950 and died in 2001 aged 60.",
            "Born in Orlen in 1950, he died in 2001 at the age of 45.",
            "Born on 3 May 1950, she died on 2 May 2001, aged 54.",
            "She was born in 1950. She died in 2001, aged 61.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}");
        }
    }
}
