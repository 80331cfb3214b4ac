//! Comparing readings: whether two dates can both be true, which comes first, what they cover.

use std::cmp::Ordering;
use std::ops::Bound;

use super::calendar::{civil, month_days, year_days};
use super::period::days_of;
use super::show::{show, show_days};
use super::{DateReading, Day, Days, Edge, When};
use crate::value::set::{Interval, Ranges};

/// Whether two dates can both be true.
///
/// Two unknown days meet when they can be one day; two extents, when their starts can meet and their
/// ends can meet (an end that is open or unknown meets any); an extent and a day conflict only when
/// the day lies outside everything that the extent can cover.
#[must_use]
pub fn meet(a: &DateReading, b: &DateReading) -> bool {
    match (&a.when, &b.when) {
        (When::Day(a), When::Day(b)) => a.meets(b),
        (When::Extent { start: s1, end: e1 }, When::Extent { start: s2, end: e2 }) => {
            edges_meet(s1, s2) && edges_meet(e1, e2)
        }
        (When::Extent { .. }, When::Day(day)) => reach(&a.when).meets(day),
        (When::Day(day), When::Extent { .. }) => reach(&b.when).meets(day),
    }
}

fn edges_meet(a: &Edge, b: &Edge) -> bool {
    match (a, b) {
        (Edge::On(a), Edge::On(b)) => a.meets(b),
        _ => true,
    }
}

/// The first day that the date can touch; `None` when it is unbounded or its year is not known.
#[must_use]
pub fn earliest(reading: &DateReading) -> Option<Day> {
    possible_days(reading).bounds()?.0
}

/// The last day that the date can touch; `None` when it is unbounded or its year is not known.
#[must_use]
pub fn latest(reading: &DateReading) -> Option<Day> {
    possible_days(reading).bounds()?.1
}

/// Ends of a window of days; `None` is unbounded or unknown.
pub type Window = (Option<Day>, Option<Day>);

/// First and last possible day of a reading.
#[must_use]
pub fn window(reading: &DateReading) -> Window {
    // Most dates are a day.
    if let When::Day(days) = &reading.when
        && let Some(day) = days.single()
    {
        return (Some(day), Some(day));
    }
    (earliest(reading), latest(reading))
}

/// Whether the last day that the one can touch lies before the first of the other.
#[must_use]
pub fn surely_precedes(a: &DateReading, b: &DateReading) -> bool {
    latest(a).zip(earliest(b)).is_some_and(|(a, b)| a < b)
}

/// Every day that the date can touch: where it happened, or what it can have lasted through.
#[must_use]
pub fn possible_days(reading: &DateReading) -> Days {
    reach(&reading.when)
}

fn reach(when: &When) -> Days {
    match when {
        When::Day(days) => days.clone(),
        When::Extent { start, end } => match (start, end) {
            (Edge::On(Days::Yearly(from, _)), Edge::On(Days::Yearly(_, to))) => {
                Days::Yearly(*from, *to)
            }
            _ => {
                let low = edge_bounds(start).and_then(|bounds| bounds.0);
                let high = edge_bounds(end).and_then(|bounds| bounds.1);
                days_of(&[(low, high)])
            }
        },
    }
}

fn edge_bounds(edge: &Edge) -> Option<(Option<Day>, Option<Day>)> {
    match edge {
        Edge::On(days) => days.bounds(),
        Edge::Open | Edge::Unknown => None,
    }
}

/// The days on which the date surely held: those of an extent from the last day it can have begun
/// to the first it can have ended, and a single certain day. `None` when there is no such day, or
/// when days cannot be told without a year. An open end lasts, so it has no bound; an unknown one is
/// sure of nothing but its other end.
#[must_use]
pub fn sure_days(reading: &DateReading) -> Option<Days> {
    match &reading.when {
        When::Day(days) => days.single().map(|day| Days::between(day, day)),
        When::Extent { start, end } => {
            let from = edge_bounds(start).and_then(|bounds| bounds.1);
            let to = edge_bounds(end).and_then(|bounds| bounds.0);
            let bound = |edge: &Edge, day: Option<Day>, other: Option<Day>| match edge {
                Edge::Open => Some(Bound::Unbounded),
                Edge::Unknown => other.map(Bound::Included),
                Edge::On(_) => day.map(Bound::Included),
            };
            let interval = Interval::new(bound(start, from, to)?, bound(end, to, from)?)?;
            Some(Days::Ranges(Ranges::from(interval)))
        }
    }
}

/// Why two dates do not meet, in words; empty when they do.
#[must_use]
pub fn reason(a: &DateReading, b: &DateReading) -> String {
    if meet(a, b) {
        return String::new();
    }
    if let (When::Extent { start: s1, end: e1 }, When::Extent { start: s2, end: e2 }) =
        (&a.when, &b.when)
    {
        let (which, x, y) =
            if edges_meet(s1, s2) { ("end", e1, e2) } else { ("beginning", s1, s2) };
        if let (Edge::On(x), Edge::On(y)) = (x, y) {
            let gap = apart(x, y).map_or_else(String::new, |gap| format!(": {gap} apart"));
            return format!("the {which}, {}, is not {}{gap}", show_days(x), show_days(y));
        }
    }
    let gap = apart(&possible_days(a), &possible_days(b))
        .map_or_else(String::new, |gap| format!(": {gap} apart"));
    format!("{} is not {}{gap}", show(a), show(b))
}

/// How far two sets of days are from each other, in the coarsest unit that says it.
fn apart(a: &Days, b: &Days) -> Option<String> {
    let ((a1, a2), (b1, b2)) = (a.bounds()?, b.bounds()?);
    let (low, high, from, to) = match (a2, b1, b2, a1) {
        (Some(end), Some(start), _, _) if end < start => (end, start, (a1?, end), (start, b2)),
        (_, _, Some(end), Some(start)) if end < start => (end, start, (b1?, end), (start, a2)),
        _ => return None,
    };
    let year = |run: (Day, Day)| {
        let ((y1, ..), (y2, ..)) = (civil(run.0), civil(run.1));
        (y1 == y2 && year_days(y1, y1) == run).then_some(y1)
    };
    let month = |run: (Day, Day)| {
        let ((y1, m1, _), (y2, m2, _)) = (civil(run.0), civil(run.1));
        ((y1, m1) == (y2, m2) && month_days(y1, m1) == run).then_some(y1 * 12 + i64::from(m1))
    };
    let to = (to.0, to.1?);
    if let Some((x, y)) = year(from).zip(year(to)) {
        return Some(counted(y - x, "year"));
    }
    if let Some((x, y)) = month(from).zip(month(to)) {
        return Some(counted(y - x, "month"));
    }
    // Beyond two months the number of days says little.
    const MANY_DAYS: i64 = 60;
    let days = i64::from(high.0) - i64::from(low.0);
    match days.cmp(&MANY_DAYS) {
        Ordering::Greater => {
            let ((y1, m1, d1), (y2, m2, d2)) = (civil(low), civil(high));
            let months = (y2 - y1) * 12 + i64::from(m2) - i64::from(m1) - i64::from(d2 < d1);
            Some(if months >= 24 { counted(months / 12, "year") } else { counted(months, "month") })
        }
        _ => Some(counted(days, "day")),
    }
}

/// "Three days", "14 months".
fn counted(n: i64, unit: &str) -> String {
    const WORDS: [&str; 10] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let plural = if n == 1 { "" } else { "s" };
    let word = usize::try_from(n).ok().and_then(|n| WORDS.get(n));
    word.map_or_else(|| format!("{n} {unit}{plural}"), |word| format!("{word} {unit}{plural}"))
}
