//! Days of the week: against the calendar, against each other, and against the days that the text puts
//! between two of them.

use std::ops::Range;

use jiff::civil::Weekday;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Slip;
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::spell::since;
use crate::prose::token::Kind;
use crate::value::date::{
    self, DateReading, Day, Days, Edge, MonthDay, When, show_day, weekday_name,
};

/// The rule that reports these.
const RULE: &str = "weekday-mismatch";

/// A date that is another day of the week than is written with it.
pub(super) fn dated(at: BlockIx, mention: &Mention, reading: &DateReading) -> Option<Slip> {
    let (day, actual) = (reading.single_day()?, reading.weekday_mismatch()?);
    let written = weekday_name(reading.weekday?);
    let inferred = if reading.year_inferred { ", if that is the year" } else { "" };
    let message = format!("{written}, {} is a {}{inferred}", show_day(day), weekday_name(actual));
    Some(Slip {
        rule: "weekday-mismatch",
        at,
        bytes: mention.bytes.clone(),
        message,
        label: format!("a {}", weekday_name(actual)),
        help: "look the date up in another source; the day, month or year may be mistyped",
        other: None,
    })
}

/// Those that two places of a document show.
pub(super) fn of_document(passages: &[(BlockIx, &Passage<'_>)]) -> Vec<Slip> {
    let mut out = Vec::new();
    one_day(passages, &mut out);
    of_the_year(passages, &mut out);
    days_between(passages, &mut out);
    same_day(passages, &mut out);
    of_the_month(passages, &mut out);
    out
}

/// A day of the month with its day of the week, in a text that gives no year: two such that do not
/// agree, whatever the year is.
fn one_day(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut seen: FxHashMap<&str, (Weekday, BlockIx, &Range<usize>)> = FxHashMap::default();
    for (at, mention, reading) in dates(passages) {
        // That of an end is no part of its reading.
        let of_end = || {
            let own = passages.binary_search_by_key(&at, |(at, _)| *at).ok()?;
            let (_, passage) = passages[own];
            mention.tokens.clone().find_map(|at| day_of_week(&passage.lower(at)))
        };
        let ends = matches!(reading.when, When::Extent { .. });
        let of_end = if ends { of_end() } else { None };
        let Some(weekday) = reading.weekday.or(of_end) else { continue };
        let exact = match &reading.when {
            When::Day(days) => days.single().is_some() || days.bounds().is_none(),
            // "Until Friday 20 October" names one day as well.
            When::Extent { .. } => true,
        };
        let day = reading.edtf.trim_matches(['.', '/']);
        // A mismatch with the calendar is reported of its own.
        if !exact || day.contains('/') || reading.weekday_mismatch().is_some() {
            continue;
        }
        let Some((known, there, bytes)) = seen.get(day) else {
            seen.insert(day, (weekday, at, &mention.bytes));
            continue;
        };
        if *known == weekday {
            continue;
        }
        let (here, before) = (weekday_name(weekday), weekday_name(*known));
        out.push(Slip {
            rule: RULE,
            at,
            bytes: mention.bytes.clone(),
            message: format!("one day of the month is a {here} here and a {before} before"),
            label: format!("a {here}"),
            help: "look the date up in another source; one day of the week is wrong",
            other: Some((*there, (*bytes).clone(), format!("a {before}"))),
        });
    }
}

/// All dates of a document, in order.
fn dates<'p>(
    passages: &'p [(BlockIx, &'p Passage<'p>)],
) -> impl Iterator<Item = (BlockIx, &'p Mention, &'p DateReading)> {
    passages.iter().flat_map(|(at, passage)| {
        passage.mentions.iter().filter_map(|mention| match &mention.kind {
            MentionKind::Date(reading) => Some((*at, mention, &**reading)),
            _ => None,
        })
    })
}

/// Days between a date without a year and one with it that are told of one time.
const NEAR: i32 = 60;

/// Years beside that of the dates which a date without one may be of, where the text names them.
const YEARS: u16 = 2;

/// Words before a year that is not the one told of.
const OTHER: &[&str] = &["next", "last", "previous", "following"];

/// "From Monday 6 May 2024 … on Friday 11 May": a day of the month without a year that stands near a
/// date with one, in a text whose dates are all of one year, is of that year.
fn of_the_year(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let yearless = |reading: &DateReading| match (&reading.when, reading.weekday) {
        (When::Day(Days::Yearly(from, to)), Some(written)) if from == to => Some((*from, written)),
        _ => None,
    };
    if !dates(passages).any(|(.., reading)| yearless(reading).is_some()) {
        return;
    }
    // "Next year's regatta is on Saturday 13 June 2026": another year than that of the rest.
    let other_year = |at: BlockIx, mention: &Mention| {
        let Ok(own) = passages.binary_search_by_key(&at, |(at, _)| *at) else { return false };
        let (_, passage) = passages[own];
        let Some(sentence) = passage.sentence_of(mention.tokens.start) else { return false };
        let other = |at| passage.is_any(at, OTHER) && passage.is_any(at + 1, &["year", "season"]);
        passage.sentences[sentence].tokens.clone().any(other)
    };
    let mut known: Vec<(Day, BlockIx, &Range<usize>)> = dates(passages)
        .filter_map(|(at, mention, reading)| {
            let day = reading.single_day().or_else(|| begins(reading))?;
            (!other_year(at, mention)).then_some((day, at, &mention.bytes))
        })
        .collect();
    known.sort_by_key(|(day, ..)| *day);
    // A text of several years may mean any of them, and the one in which it was written.
    let mut years = known.iter().map(|(day, ..)| day.date().year());
    let Some(year) = years.next().filter(|first| years.all(|year| year == *first)) else { return };
    let around: FxHashSet<i16> = dates(passages)
        .filter_map(|(.., reading)| date::earliest(reading).zip(date::latest(reading)))
        .flat_map(|(from, to)| [from.date().year(), to.date().year()])
        .filter(|other| other.abs_diff(year) <= YEARS)
        .collect();
    // "On Sunday 8 August … on Monday 9 August", beside one date of two years later: of the year that
    // they fit.
    let told: Vec<(MonthDay, Weekday)> =
        dates(passages).filter_map(|(.., reading)| yearless(reading)).collect();
    let year = year_of_most(&told, year);
    // The first of these stands for a year that no date tells.
    let is_told = known.iter().any(|(day, ..)| day.date().year() == year);
    let mut fitting = dates(passages).filter(|(.., reading)| {
        yearless(reading).is_some_and(|(told, day)| weekday_in(told, year) == Some(day))
    });
    let fitting = if is_told { None } else { fitting.next() };
    let fitting = fitting.map(|(at, mention, _)| (at, &mention.bytes));
    for (at, mention, reading) in dates(passages) {
        let Some((told, written)) = yearless(reading) else { continue };
        // Another place of the text has the day right.
        if out.iter().any(|slip| slip.is_of(at, &mention.bytes)) {
            continue;
        }
        let day = jiff::civil::Date::new(year, told.month, told.day).map(Day::of);
        let Ok(day) = day else { continue };
        let from = known.partition_point(|(other, ..)| other.0 < day.0.saturating_sub(NEAR));
        let near = known.get(from).filter(|(other, ..)| other.0 <= day.0.saturating_add(NEAR));
        let Some((there, bytes)) = near.map(|(_, at, bytes)| (*at, *bytes)).or(fitting) else {
            continue;
        };
        // The year in which it was written may be named without a day.
        let fits = |year: i16| weekday_in(told, year) == Some(written);
        let actual = day.date().weekday();
        if actual == written || around.iter().any(|other| fits(*other)) {
            continue;
        }
        let (written, actual) = (weekday_name(written), weekday_name(actual));
        out.push(Slip {
            rule: RULE,
            at,
            bytes: mention.bytes.clone(),
            message: format!("{written}, {} is a {actual}", show_day(day)),
            label: format!("a {actual}"),
            help: "look the date up in another source; the day of the week or of the month may be \
                   mistyped",
            other: Some((there, bytes.clone(), "which gives the year".to_owned())),
        });
    }
}

/// The day from which something lasts: "from 3 February 2025".
fn begins(reading: &DateReading) -> Option<Day> {
    let When::Extent { start: Edge::On(start), end } = &reading.when else { return None };
    // A span of its own is of another time than a day beside it.
    if matches!(end, Edge::On(_)) { None } else { start.single() }
}

/// A day of a month that is named by its number alone, with its day of the week: "Monday the 2nd", "the
/// 11th, a Sunday".
struct Numbered<'p> {
    at: BlockIx,
    bytes: &'p Range<usize>,
    number: i64,
    day: Weekday,
}

/// The days of a document that are named so, in order.
fn numbered<'p>(passages: &'p [(BlockIx, &'p Passage<'p>)]) -> Vec<Numbered<'p>> {
    const MOST: i64 = 31;
    let of = |at: BlockIx, passage: &'p Passage<'p>, mention: &'p Mention| {
        if !matches!(mention.kind, MentionKind::BadDate(_)) {
            return None;
        }
        let words = || mention.tokens.clone().map(|at| passage.lower(at));
        let day = words().find_map(|word| day_of_week(&word))?;
        let number = words().find_map(|word| since::ordinal(&word))?;
        let plain = !words().any(|word| OTHER.contains(&word.as_str()));
        // "Monday, the first day of spring".
        let next = passage.tokens.get(mention.tokens.end);
        let goes_on =
            class::PREPOSITION | class::CONJUNCTION | class::BE | class::HAVE | class::MODAL;
        let plain = plain
            && next.is_none_or(|next| {
                next.kind == Kind::Sign || next.word.is(goes_on | class::PRONOUN)
            });
        (plain && (1..=MOST).contains(&number)).then_some(Numbered {
            at,
            bytes: &mention.bytes,
            number,
            day,
        })
    };
    let of_passage = |(at, passage): &'p (BlockIx, &'p Passage<'p>)| {
        passage.mentions.iter().filter_map(move |mention| of(*at, passage, mention))
    };
    passages.iter().flat_map(of_passage).collect()
}

/// "Monday, 11 August 2025 … on the 11th, a Sunday", "Saturday the 1st … Monday the 2nd": days of the one
/// month of which a document tells, against each other.
fn of_the_month(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let days = numbered(passages);
    if days.is_empty() {
        return;
    }
    // The number of the day and its day of the week, as the calendar has it where the year is told.
    let fixed = |reading: &DateReading| match (&reading.when, reading.weekday) {
        (When::Day(Days::Yearly(from, to)), day) if from == to => Some((None, *from, day)),
        _ => reading.single_day().or_else(|| begins(reading)).map(|day| {
            let date = day.date();
            let at = MonthDay { month: date.month(), day: date.day() };
            (Some(date.year()), at, Some(date.weekday()))
        }),
    };
    let dated: Vec<_> = dates(passages)
        .filter_map(|(at, mention, reading)| Some((at, &mention.bytes, fixed(reading)?)))
        .collect();
    let month = dated.first().map(|(.., (year, at, _))| (year, at.month));
    let one = dated.iter().all(|(.., (year, at, _))| Some((year, at.month)) == month);
    let known = dated
        .iter()
        .find_map(|(at, bytes, (_, of, day))| Some((*at, *bytes, i64::from(of.day), (*day)?)));
    let first = days.first().map(|first| (first.at, first.bytes, first.number, first.day));
    // Without a date, the first day that is named so; a later one of a smaller number is of another month.
    let known = if dated.is_empty() { first } else { known };
    let Some((there, bytes, number, day)) = known.filter(|_| one) else { return };
    for other in days {
        let back = dated.is_empty() && other.number <= number;
        let Some(right) = shifted(day, other.number - number) else { continue };
        if back || right == other.day {
            continue;
        }
        let (here, right) = (weekday_name(other.day), weekday_name(right));
        out.push(Slip {
            rule: RULE,
            at: other.at,
            bytes: other.bytes.clone(),
            message: format!("a {here} here, and a {right} by another day of that month"),
            label: format!("a {right} by the other"),
            help: "look both days up in another source; a day of the week or of the month is wrong",
            other: Some((there, bytes.clone(), format!("a {}", weekday_name(day)))),
        });
    }
}

/// The day of the week of a day of a year.
fn weekday_in(at: MonthDay, year: i16) -> Option<Weekday> {
    Some(jiff::civil::Date::new(year, at.month, at.day).ok()?.weekday())
}

/// The year that most days of a text with their days of the week fit, if they do not fit `year`: one
/// that lies not long before it, or else `year`.
fn year_of_most(told: &[(MonthDay, Weekday)], year: i16) -> i16 {
    /// Days that have to agree on another year.
    const AGREE: usize = 3;
    /// Years before which the calendar is that of a later one.
    const BACK: i16 = 5;
    let fit =
        |year: i16| told.iter().filter(|(at, day)| weekday_in(*at, year) == Some(*day)).count();
    let others = (1..=BACK).map(|back| year - back).chain([year + 1]);
    let best = others.max_by_key(|other| (fit(*other), -(year - other).abs()));
    let sure = |other: &i16| fit(*other) >= AGREE && fit(*other) > 2 * fit(year);
    best.filter(sure).unwrap_or(year)
}

/// A day of the week, or a date whose day of the week is known.
struct Named {
    at: BlockIx,
    /// Its sentence, counted from the beginning of the document.
    sentence: usize,
    tokens: Range<usize>,
    bytes: Range<usize>,
    day: Weekday,
}

/// "Three days later": how far on, in days, and where.
struct Step {
    tokens: Range<usize>,
    days: i64,
}

/// Sentences before it in which the day stands that a step is counted from.
const BEFORE: usize = 4;

/// "He left on Saturday. Three days later, on Wednesday, …": the days between two days of the week.
fn days_between(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut before: Vec<Named> = Vec::new();
    let mut place = 0;
    for (at, passage) in passages {
        let steps = steps(passage);
        let named = named(*at, passage, place);
        place += passage.sentences.len();
        let from = before.len();
        before.extend(named);
        for step in &steps {
            // What is reached stands beside the step, and all that it may be counted from before both.
            let target = before[from..].iter().position(|named| beside(passage, step, named));
            let Some(target) = target.map(|at| from + at) else { continue };
            let reached = &before[target];
            let start = step.tokens.start.min(reached.tokens.start);
            let counted = before[..target].iter().rev();
            let counted = counted.take_while(|n| n.sentence + BEFORE >= reached.sentence);
            let starts: Vec<&Named> =
                counted.filter(|n| n.at != *at || n.tokens.end <= start).collect();
            let Some(nearest) = starts.first() else { continue };
            // Another step on the way moves the day that this one is counted from.
            let between = |other: &Step| {
                other.tokens.end <= start
                    && (nearest.at != *at || nearest.tokens.end <= other.tokens.start)
            };
            let reaches = |named: &&Named| shifted(named.day, step.days) == Some(reached.day);
            if steps.iter().any(between) || starts.iter().any(reaches) {
                continue;
            }
            let Some(right) = shifted(nearest.day, step.days) else { continue };
            let (right, first) = (weekday_name(right), weekday_name(nearest.day));
            let words = passage.slice(&step.tokens);
            out.push(Slip {
                rule: RULE,
                at: *at,
                bytes: reached.bytes.clone(),
                message: format!(
                    "counted from {first}, “{words}” is a {right}, not a {}",
                    weekday_name(reached.day)
                ),
                label: format!("a {right}, by the days between"),
                help: "look both days up in another source; one of them or the length is mistyped",
                other: Some((nearest.at, nearest.bytes.clone(), format!("a {first}"))),
            });
        }
    }
}

/// "The same Tuesday", in a text that has told of no Tuesday.
fn same_day(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut before: Vec<Named> = Vec::new();
    let mut place = 0;
    for (at, passage) in passages {
        let own = named(*at, passage, place);
        place += passage.sentences.len();
        // A day of the month without its year may be any day of the week.
        let unknown = passage.mentions.iter().any(|mention| match &mention.kind {
            MentionKind::Date(reading) => {
                matches!(reading.when, When::Day(Days::Yearly(..))) && reading.weekday.is_none()
            }
            _ => false,
        });
        if unknown {
            return;
        }
        for day in own {
            let same = day.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "same"));
            let known = before.iter().any(|other| other.day == day.day);
            if let Some(last) = before.last().filter(|_| same && !known) {
                let (here, there) = (weekday_name(day.day), weekday_name(last.day));
                out.push(Slip {
                    rule: RULE,
                    at: *at,
                    bytes: day.bytes.clone(),
                    message: format!("“the same {here}”, and no {here} is told of before"),
                    label: format!("a {here}"),
                    help: "find out which day is meant",
                    other: Some((last.at, last.bytes.clone(), format!("a {there}"))),
                });
            }
            before.push(day);
        }
    }
}

fn shifted(day: Weekday, by: i64) -> Option<Weekday> {
    Some(day.wrapping_add(by.checked_rem(7)?))
}

/// The days of the week of a passage, and its dates that have one. `place` is how many sentences of
/// the document are before it.
fn named(at: BlockIx, passage: &Passage<'_>, place: usize) -> Vec<Named> {
    /// Words before a day of the week that make it no day of what is told.
    const ANY: &[&str] = &["every", "each", "any", "most", "black", "next", "alternate"];
    let sentence = |token: usize| Some(place + passage.sentence_of(token)?);
    let mut out: Vec<Named> = Vec::new();
    for mention in &passage.mentions {
        let MentionKind::Date(reading) = &mention.kind else { continue };
        let day = reading.weekday.or_else(|| Some(reading.single_day()?.date().weekday()));
        let Some((day, sentence)) = day.zip(sentence(mention.tokens.start)) else { continue };
        let (tokens, bytes) = (mention.tokens.clone(), mention.bytes.clone());
        out.push(Named { at, sentence, tokens, bytes, day });
    }
    let dated = out.len();
    for (token, word) in passage.tokens.iter().enumerate() {
        let covered = |named: &Named| named.tokens.contains(&token);
        if !word.word.is(class::WEEKDAY) || out[..dated].iter().any(covered) {
            continue;
        }
        let before = token.checked_sub(1).map(|at| passage.lower(at));
        let of_any = before.is_some_and(|before| ANY.contains(&before.as_str()));
        let is_name = passage.mentions.iter().any(|mention| {
            matches!(mention.kind, MentionKind::Name) && mention.tokens.contains(&token)
        });
        let day = day_of_week(&passage.lower(token));
        let Some((day, sentence)) = day.zip(sentence(token)) else { continue };
        if !of_any && !is_name {
            out.push(Named { at, sentence, tokens: token..token + 1, bytes: word.range(), day });
        }
    }
    out.sort_by_key(|named| named.tokens.start);
    out
}

pub(in crate::prose) fn day_of_week(word: &str) -> Option<Weekday> {
    let mut days = Weekday::Monday.cycle_forward().take(7);
    days.find(|day| weekday_name(*day).eq_ignore_ascii_case(word))
}

/// The steps from one day to another that a passage tells.
fn steps(passage: &Passage<'_>) -> Vec<Step> {
    let lengths = passage.mentions.iter().filter_map(|mention| {
        let MentionKind::Duration(duration) = &mention.kind else { return None };
        let (low, high) = (&duration.low, &duration.high);
        let other = |length: &crate::value::date::Length| {
            !length.months.is_zero() || !length.seconds.is_zero()
        };
        let days = low.days.to_i64().filter(|days| Decimal::from(*days) == low.days)?;
        if duration.soft || low.days != high.days || other(low) || other(high) {
            return None;
        }
        let end = mention.tokens.end;
        // "Six weeks later than planned": counted from what was planned.
        if passage.is(end + 1, "than") {
            return None;
        }
        let days = match passage.lower(end).as_str() {
            "later" | "afterwards" => days,
            "earlier" => -days,
            _ => return None,
        };
        // "Some three days later", "more than a week later".
        let vague = mention.tokens.start.checked_sub(1).map(|at| passage.lower(at));
        let vague = vague.is_some_and(|word| {
            matches!(word.as_str(), "some" | "about" | "than" | "nearly" | "almost" | "around")
        });
        (!vague).then_some(Step { tokens: mention.tokens.start..end + 1, days })
    });
    // "The next morning", "the previous evening", "the day before".
    const PARTS: &[&str] = &["day", "morning", "afternoon", "evening", "night"];
    let next = (0..passage.tokens.len()).filter_map(|at| {
        let days = match () {
            () if passage.is_any(at, &["next", "following"]) => 1,
            () if passage.is(at, "previous") => -1,
            () if passage.is_any(at, PARTS) && passage.is(at + 1, "before") => {
                return Some(Step { tokens: at..at + 2, days: -1 });
            }
            () => return None,
        };
        passage.is_any(at + 1, PARTS).then_some(Step { tokens: at..at + 2, days })
    });
    let mut out: Vec<Step> = lengths.chain(next).collect();
    out.sort_by_key(|step| step.tokens.start);
    out
}

/// Whether a day of the week says which day a step reaches: "the next day, a Sunday", "on Monday, four
/// days later".
fn beside(passage: &Passage<'_>, step: &Step, named: &Named) -> bool {
    let between = if named.tokens.start >= step.tokens.end {
        step.tokens.end..named.tokens.start
    } else if named.tokens.end <= step.tokens.start {
        named.tokens.end..step.tokens.start
    } else {
        return false;
    };
    let idle =
        |at| matches!(passage.lower(at).as_str(), "," | "on" | "a" | "the" | "(" | "–" | "—");
    between.len() <= 3 && between.into_iter().all(idle)
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::reading;

    #[test]
    fn days_of_a_month_by_their_numbers_fit_each_other() {
        let found = |text: &str| {
            let slips = reading(text).slips.into_iter();
            slips.filter(|slip| slip.rule == super::RULE).count()
        };
        for bad in [
            "The court sat on Monday, 11 August 2025. She was cleared on the 11th, a Sunday.",
            "The ferry left on Monday, 11 August 2025. It was back by Friday the 16th.",
            "The ward opened on 4 May 2025, a Tuesday.",
            "Rehearsals began on the first of the month, a Saturday. The stage fell on Monday the 2nd.",
            "Play begins on Saturday 6 December 2025. The last day, 8 December, a Tuesday, is sold out.",
            "The road is shut from Monday 3 February 2025. Work ends on Friday 8 February.",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
        for good in [
            "The court sat on Monday, 11 August 2025. She was cleared on the 12th, a Tuesday.",
            "The ferry left on Monday, 11 August 2025. It sank on 3 October 2025, and by Friday the 16th \
             it was raised.",
            "The ward opened on 4 May 2025, a Sunday.",
            "Rehearsals began on Saturday the 29th. The stage fell on Tuesday the 2nd.",
            "Play begins on Saturday 6 December 2025. The last day, 8 December, a Monday, is sold out.",
            "The court sat on Monday, 11 August 2025. The 12th, a Tuesday club, met.",
            "The court sat on Monday, 11 August 2025. Sunday, the first day of its recess, was wet.",
            "The farm was let from 3 February to 28 April 2025. It is shut on Thursday 1 January.",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
    }

    #[test]
    fn steps_from_day_to_day_reach_the_day_that_is_told() {
        let found = |text: &str| {
            let slips = reading(text).slips.into_iter();
            slips.filter(|slip| slip.rule == super::RULE).count()
        };
        for bad in [
            "The ferry struck a rock on Tuesday evening. Early the next morning, Thursday, it was pulled off.",
            "The jury went out on Friday. The following afternoon, a Sunday, it was back.",
            "The bank shut its doors on Thursday. The evening before, on Monday, its chief had fled.",
            "The ward was opened on Wednesday 14 May 2025. A stone was laid in the hall the same Tuesday.",
            "The play opened on Friday. Its author was taken ill that same Saturday.",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
        for good in [
            "The ferry struck a rock on Tuesday evening. Early the next morning, Wednesday, it was pulled off.",
            "The jury went out on Friday. The following afternoon, a Saturday, it was back.",
            "The bank shut its doors on Thursday. The evening before, on Wednesday, its chief had fled.",
            "The ward was opened on Wednesday 14 May 2025. A stone was laid in the hall the same Wednesday.",
            "The ward was opened on 14 May. A stone was laid in the hall the same Tuesday.",
            "The play opened on Friday. Rehearsals end the next morning. On Thursday it is shut.",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
    }

    #[test]
    fn days_of_no_year_are_of_the_year_that_most_of_them_fit() {
        let found = |text: &str| {
            let slips = reading(text).slips.into_iter();
            let slips = slips.filter(|slip| slip.rule == super::RULE);
            slips.map(|slip| slip.message).collect::<Vec<_>>()
        };
        // Days of August 2021, and what was unveiled two years later.
        let log = |second: &str| {
            format!(
                "On Sunday 8 August the hill smoked.\n\n{second} it burned.\n\nOn Thursday 12 August it \
                 rained.\n\nOn Saturday 14 August they came home.\n\nA stone was unveiled on 20 August 2023."
            )
        };
        assert_eq!(found(&log("On Monday 9 August")), [""; 0]);
        assert_eq!(found(&log("On Friday 9 August")), ["Friday, 9 August 2021 is a Monday"]);
        // One day that does not fit its year is a slip.
        let one = "On Tuesday 8 August the hill smoked. On Friday 9 August it burned.\n\nA stone was \
                   unveiled on 20 August 2023.";
        assert_eq!(found(one), ["Friday, 9 August 2023 is a Wednesday"]);
        let race = |when: &str| {
            found(&format!(
                "The race was on Saturday 14 June.\n\n{when} is on Saturday 13 June 2026."
            ))
        };
        assert_eq!(race("Next year's race"), [""; 0]);
        assert_eq!(race("The race"), ["Saturday, 14 June 2026 is a Sunday"]);
    }
}
