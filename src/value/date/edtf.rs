//! EDTF, levels 0 to 2, through the `edtf-core` crate: the grammar is its, the windows are ours.
//!
//! Beyond the standard's bounds: `~` has a window, a season has the days of [`super::windows`], and a
//! month and day of an unwritten year (`XXXX-03-25`) is yearly. A time of day is cut off.

use edtf_core::{
    Bound, Date, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, Year, YearKind,
};
use smallvec::{SmallVec, smallvec};

use super::calendar::day_of;
use super::period::{Grain, NO_YEAR, Period, Run};
use super::windows::DateWindows;
use super::{DateError, DateErrorKind, DateReading, Day, Edge, When};
use crate::value::ValueError;

/// How many separate runs of days a date with unspecified digits may have (`201X-XX-22` has 120);
/// a wider one is read as everything from its first day to its last.
const MOST_RUNS: usize = 400;

/// How many members a set may have.
const MOST_MEMBERS: usize = 1_000;

/// Read a text that is EDTF as a whole. Spaces within brackets are allowed, as in a YAML list.
pub(super) fn read(text: &str, windows: &DateWindows) -> Result<DateReading, DateError> {
    let bracketed = text.starts_with(['[', '{']);
    let compact: String =
        if bracketed { text.split_whitespace().collect() } else { text.to_owned() };
    let parsed = Edtf::parse(&compact).map_err(|e| {
        let at = if bracketed { 0 } else { floor(text, e.offset) };
        // The crate tells its errors apart by their words only.
        let kind = if e.message.contains("supported range") {
            DateErrorKind::OutOfRange
        } else if e.message.contains("precedes") {
            DateErrorKind::Reversed
        } else {
            DateErrorKind::NotADate
        };
        fault(kind, &format!("not a date: {}", e.message), at..text.len())
    })?;
    let whole = 0..text.len();
    let far = || {
        let message = "a year too far away to be computed with";
        fault(DateErrorKind::OutOfRange, message, whole.clone())
    };
    let reading = match &parsed {
        Edtf::Date(date) => period(date, windows).ok_or_else(far)?.reading(),
        Edtf::DateTime(at) => period(&at.date, windows).ok_or_else(far)?.reading(),
        Edtf::Interval(interval) => extent(interval, windows).ok_or_else(far)?,
        Edtf::Set(set) if set.elements.len() > MOST_MEMBERS => {
            let message = format!("a set of more than {MOST_MEMBERS} dates");
            return Err(fault(DateErrorKind::OutOfRange, &message, whole));
        }
        Edtf::Set(set) => members(set, windows).ok_or_else(far)?,
    };
    let edtf = match &parsed {
        Edtf::DateTime(at) => at.date_text(),
        other => other.to_string(),
    };
    Ok(DateReading { edtf, uncertain: parsed.is_uncertain(), ..reading })
}

/// Whether a text that could not be read was meant as EDTF.
pub(super) fn looks_like(text: &str) -> bool {
    let mut bytes = text.bytes();
    let starts = bytes.next().is_some_and(|b| {
        b.is_ascii_digit() || matches!(b, b'[' | b'{' | b'X' | b'Y' | b'.' | b'/' | b'-')
    });
    starts && text.bytes().all(|b| b.is_ascii_digit() || b"XYEST[]{},./-?~%:+Z ".contains(&b))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn fault(kind: DateErrorKind, message: &str, span: std::ops::Range<usize>) -> DateError {
    let help =
        Some("write a date as 2024-03-22, 2024-03, 2024, 2014/2016 or in English".to_owned());
    DateError { kind, error: ValueError { message: message.to_owned(), span, help } }
}

/// The date part of a date and time.
trait DateText {
    fn date_text(&self) -> String;
}

impl DateText for edtf_core::DateTime {
    fn date_text(&self) -> String {
        Edtf::Date(self.date).to_string()
    }
}

fn period(date: &Date, windows: &DateWindows) -> Option<Period> {
    let exact = exact_period(date)?;
    let vague = approximate_grain(date).map_or(exact.clone(), |grain| {
        let around = Period { grain, ..exact.clone() };
        around.about(windows)
    });
    Some(Period { edtf: Some(Edtf::Date(*date).to_string()), ..vague })
}

/// The finest part of the date that is marked as approximate; the finer parts are exact.
fn approximate_grain(date: &Date) -> Option<Grain> {
    if date.day.is_some_and(|d| d.qualifier.approximate) {
        Some(Grain::Day)
    } else if date.month.is_some_and(|m| m.qualifier.approximate) {
        Some(Grain::Month)
    } else {
        date.year.qualifier.approximate.then_some(match date.year.kind {
            YearKind::Standard { digits: [_, _, None, _], .. } => Grain::Century,
            YearKind::Standard { digits: [_, _, _, None], .. } => Grain::Decade,
            _ => Grain::Year,
        })
    }
}

fn exact_period(date: &Date) -> Option<Period> {
    let month = date.month.map(|m| m.value());
    if let YearKind::Standard { digits: [None, None, None, None], .. } = date.year.kind
        && let (Some(Some(month @ 1..=41)), day) = (month, date.day)
        && day.is_none_or(|d| d.value().is_some())
    {
        return yearly(month, day.and_then(edtf_core::DateField::value));
    }
    if let Some(Some(code @ 21..=41)) = month {
        return season(&date.year, code);
    }
    let whole = bounds(&Edtf::Date(*date))?;
    let grain = if date.day.is_some() {
        Grain::Day
    } else if date.month.is_some() {
        Grain::Month
    } else {
        Grain::Year
    };
    let has_gaps = date.has_unspecified() && date.month.is_some();
    let runs = if has_gaps { completions(date) } else { None };
    Some(Period::of_runs(runs.unwrap_or_else(|| smallvec![whole]), grain))
}

/// A month, a day or a part of the year, of an unwritten year.
fn yearly(month: u8, day: Option<u8>) -> Option<Period> {
    let period = match (month, day) {
        (1..=12, Some(day)) => Period::day(day_of(NO_YEAR, month, day)),
        (1..=12, None) => Period::month(NO_YEAR, month),
        _ => coded(NO_YEAR, month)?,
    };
    // The winter of no year has one run: the days of the year repeat.
    let runs = period.runs.iter().copied().rev().take(1).collect();
    Some(Period { yearly: true, runs, ..period })
}

fn season(year: &Year, code: u8) -> Option<Period> {
    if let Some(year) = year.value() {
        return coded(year, code);
    }
    let YearKind::Standard { digits, .. } = year.kind else { return None };
    let at = |fill: u8| digits.iter().fold(0, |n, d| n * 10 + i64::from(d.unwrap_or(fill)));
    let (first, last) = (at(0), at(9));
    let mut runs = SmallVec::new();
    // At most a century of seasons is kept apart; a wider one is read from its first to its last.
    if last - first < 100 {
        let fits = |year: &i64| {
            let mut rest = *year;
            digits.iter().rev().all(|d| {
                let digit = rest % 10;
                rest /= 10;
                d.is_none_or(|d| i64::from(d) == digit)
            })
        };
        for year in (first..=last).filter(fits) {
            runs.extend(coded(year, code)?.runs);
        }
    } else {
        runs.push((coded(first, code)?.first(), coded(last, code)?.last()));
    }
    Some(Period { soft: code <= 32, ..Period::of_runs(runs, Grain::Season) })
}

/// EDTF's codes for parts of a year, in the order of ISO 8601-2, 4.8.
fn coded(year: i64, code: u8) -> Option<Period> {
    let months = |first: u8, last: u8| Some(Period::months(year, first, last, code));
    match code {
        21..=28 => Some(Period::season(year, usize::from((code - 21) % 4))),
        // The southern seasons lie half a year apart: their spring is the northern autumn.
        29..=32 => Some(Period::season(year, usize::from((code - 29 + 2) % 4))),
        33..=36 => months((code - 33) * 3 + 1, (code - 33) * 3 + 3),
        37..=39 => months((code - 37) * 4 + 1, (code - 37) * 4 + 4),
        40 | 41 => months((code - 40) * 6 + 1, (code - 40) * 6 + 6),
        _ => None,
    }
}

/// The separate runs of a date with unspecified digits, while they are few.
fn completions(date: &Date) -> Option<SmallVec<[Run; 1]>> {
    let values = Edtf::Date(*date).values().ok()?;
    let mut runs: SmallVec<[Run; 1]> = SmallVec::new();
    for value in values.take(MOST_RUNS + 1) {
        runs.push(bounds(&value)?);
    }
    (runs.len() <= MOST_RUNS).then_some(runs)
}

fn bounds(value: &Edtf) -> Option<Run> {
    let all = value.bounds();
    let day = |bound: Bound| -> Option<Option<Day>> {
        match bound {
            Bound::Date(d) => Some(Some(day_of(d.year, d.month, d.day))),
            Bound::NegativeInfinity | Bound::PositiveInfinity => Some(None),
            Bound::Unknown => None,
        }
    };
    Some((day(all.earliest)?, day(all.latest)?))
}

fn extent(interval: &Interval, windows: &DateWindows) -> Option<DateReading> {
    let mut soft = false;
    let mut edge = |endpoint: &IntervalEndpoint| -> Option<Edge> {
        let mut on = |date: &Date, cut: fn(&Period) -> Run| -> Option<Edge> {
            let period = period(date, windows)?;
            soft |= period.soft;
            let cut = cut(&period);
            Some(Edge::On(if period.yearly || cut == (None, None) {
                period.days()
            } else {
                super::period::days_of(&[cut])
            }))
        };
        match endpoint {
            IntervalEndpoint::Date(date) => on(date, |_| (None, None)),
            IntervalEndpoint::OnOrBefore(date) => on(date, |p| (None, p.last())),
            IntervalEndpoint::OnOrAfter(date) => on(date, |p| (p.first(), None)),
            IntervalEndpoint::Open => Some(Edge::Open),
            IntervalEndpoint::Unknown => Some(Edge::Unknown),
        }
    };
    let when = When::Extent { start: edge(&interval.start)?, end: edge(&interval.end)? };
    Some(DateReading { soft, ..Period::day(Day(0)).reading() }.with(when))
}

impl DateReading {
    fn with(self, when: When) -> Self {
        Self { when, ..self }
    }
}

/// `[…]` is one unknown day of its members; `{…}` lasts from the first member to the last.
fn members(set: &Set, windows: &DateWindows) -> Option<DateReading> {
    let mut periods: Vec<Period> = Vec::new();
    for element in &set.elements {
        let between = |first: Option<Day>, last: Option<Day>, like: Period| Period {
            runs: smallvec![(first, last)],
            ..like
        };
        periods.push(match element {
            SetElement::Date(date) => period(date, windows)?,
            SetElement::OnOrBefore(date) => {
                let date = period(date, windows)?;
                between(None, date.last(), date)
            }
            SetElement::OnOrAfter(date) => {
                let date = period(date, windows)?;
                between(date.first(), None, date)
            }
            SetElement::Range(a, b) => {
                let (a, b) = (period(a, windows)?, period(b, windows)?);
                between(a.first(), b.last(), a)
            }
        });
    }
    let single = matches!(set.elements[..], [SetElement::Date(_)]);
    Some(if set.kind == SetKind::AllMembers && !single {
        lasting(&periods)?
    } else {
        union(&periods)
    })
}

fn lasting(periods: &[Period]) -> Option<DateReading> {
    let start = periods.iter().min_by_key(|p| p.first().map_or(i64::MIN, |d| d.0.into()))?;
    let end = periods.iter().max_by_key(|p| p.last().map_or(i64::MAX, |d| d.0.into()))?;
    let edge = |period: &Period, day: Option<Day>| {
        if day.is_some() { Edge::On(period.days()) } else { Edge::Open }
    };
    let when = When::Extent { start: edge(start, start.first()), end: edge(end, end.last()) };
    let soft = periods.iter().any(|p| p.soft);
    Some(DateReading { soft, ..Period::day(Day(0)).reading() }.with(when))
}

/// One of some periods. Of days without a year, which have no union, all from the first to the last.
pub(super) fn union(periods: &[Period]) -> DateReading {
    let yearly = !periods.is_empty() && periods.iter().all(|p| p.yearly);
    let mut runs: Vec<Run> = periods.iter().flat_map(|p| p.runs.iter().copied()).collect();
    if yearly {
        let first = runs.iter().filter_map(|run| run.0).min();
        let last = runs.iter().filter_map(|run| run.1).max();
        runs = vec![(first, last)];
    }
    let soft = periods.iter().any(|p| p.soft);
    let whole = Period::of_runs(runs.into(), Grain::Other);
    Period { soft, yearly, ..whole }.reading()
}
