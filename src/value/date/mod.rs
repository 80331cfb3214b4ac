//! Dates and periods: one unknown day among some, or an extent from a start to an end.
//!
//! One grammar reads dates for records ([`read`]: the whole text is a date, EDTF first and English
//! next) and for prose ([`find`], [`scan`]: dates found in running text). What a text denotes follows
//! one principle:
//!
//! - A period that is *named* (`2014`, "March 2024", "the past decade", "between May and July") is a
//!   window for **one unknown day**: [`When::Day`]. "Before 2015", "after" and "by" are such windows
//!   too, without an end on one side. "2014 or 2015" is the union.
//! - Words that say it *lasted* ("from … to", "May–July", "since", "until", "throughout", "2014 and
//!   2015") make an **extent**: [`When::Extent`]. EDTF's `{2014,2015}`, all of these, is the extent
//!   from its first member to its last: what lies between is admitted, so that nothing is called a
//!   contradiction which the members leave open.
//!
//! "Between A and B" is not an extent, because it is as often said of one day as of a stretch, and
//! as a window it can only meet more. Who counts something over it takes its [`possible_days`].
//!
//! Numeric dates: `13/04/2024` and `2024.4.13` can be read in one way only, and are. `3/4/2024` is an
//! error in a record, whose writer can say which; in prose it is one of the two days.
//!
//! Relative dates ("last Tuesday", "two weeks ago") need the document's date, the reference. A date
//! without a year takes the year that puts it last before the reference, or at most
//! [`DateWindows::ahead_days`] after it; a bare "Friday" is the last Friday up to the reference, as
//! news has it. Without a reference, "22 March" is [`Days::Yearly`], and the others are not read.

mod atom;
mod calendar;
mod compare;
mod cue;
mod denote;
mod duration;
mod edtf;
mod english;
mod eras;
mod hijri;
mod lexicon;
mod numeric;
mod period;
mod plain;
mod prose;
mod relative;
mod show;
mod term;
mod token;
mod windows;
mod words;

#[cfg(test)]
mod recognizers;
#[cfg(test)]
mod tests;

use std::ops::Bound;

use jiff::civil::{Date, Weekday};

use super::ValueError;
use super::set::{Interval, Ranges};

pub use compare::{
    Window, earliest, latest, meet, possible_days, reason, sure_days, surely_precedes, window,
};
pub use cue::CUES;
pub use denote::any_of;
pub use duration::{Duration, Length, find_durations, read_duration};
pub use lexicon::{cardinal, decade, ordinal, words_for};
pub use plain::find_plain;
pub use prose::{Seen, find, find_with, scan, scan_all};
pub use show::{MONTH_NAMES, show, show_day, weekday_name};
pub use windows::{DateWindows, Twelfths};

/// A calendar day as the number of days since 1970-01-01 (proleptic Gregorian).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a calendar date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        calendar::day_of(
            date.year().into(),
            calendar::small(date.month().into()),
            calendar::small(date.day().into()),
        )
    }

    /// The calendar date; days beyond the calendar library's range are clamped to its ends.
    #[must_use]
    pub fn date(self) -> Date {
        let (year, month, day) = calendar::civil(self);
        let beyond = if year < 0 { Date::MIN } else { Date::MAX };
        let part = |n: u8| i8::try_from(n).unwrap_or(1);
        i16::try_from(year)
            .ok()
            .and_then(|year| Date::new(year, part(month), part(day)).ok())
            .unwrap_or(beyond)
    }
}

/// A month and a day without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// The days one unknown day may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Days {
    /// These calendar days; ends are closed wherever they are bounded.
    Ranges(Ranges<Day>),
    /// These days of some year that is not written ("22 March"); from and to inclusive, to may
    /// lie before from when the window runs over the new year.
    Yearly(MonthDay, MonthDay),
}

/// An end of an extent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// On one of these days.
    On(Days),
    /// `..`: the extent has no end on this side as far as is known.
    Open,
    /// Nothing is written: there is an end, and it is unknown.
    Unknown,
}

/// What a date denotes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// One unknown day among these (`2014`, `201X`, `[2014,2015]`, `early 2015`).
    Day(Days),
    /// Lasted from, to (`2014/2016`, "from May 2020 to June 2021").
    Extent {
        /// When it began.
        start: Edge,
        /// When it ended.
        end: Edge,
    },
}

/// A date as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// What it denotes, soft windows applied.
    pub when: When,
    /// Canonical EDTF, levels 0 to 2, where EDTF can say it; else an interval that bounds it.
    pub edtf: String,
    /// Whether a bound comes from the window of a vague word (`~`, "early", "about").
    pub soft: bool,
    /// Marked as uncertain (`?`): lowers confidence, changes no bound.
    pub uncertain: bool,
    /// The day of the week that was written with it ("Friday, March 22"), right or wrong.
    pub weekday: Option<Weekday>,
    /// The year is not written: it was taken from the reference.
    pub year_inferred: bool,
}

impl DateReading {
    /// The day, when it is a single certain one.
    #[must_use]
    pub fn single_day(&self) -> Option<Day> {
        match &self.when {
            When::Day(days) if !self.soft => days.single(),
            _ => None,
        }
    }

    /// The day of the week that the date really is, when another one is written with it. A day that
    /// fits the Julian calendar, while that was in use, is none the worse for it.
    #[must_use]
    pub fn weekday_mismatch(&self) -> Option<Weekday> {
        let (day, written) = (self.single_day()?, self.weekday?);
        let actual = calendar::weekday(day);
        let fits = actual == written || calendar::old_style_weekday(day) == Some(written);
        (!fits).then_some(actual)
    }
}

/// What keeps a text from being read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateErrorKind {
    /// It does not have the shape of a date.
    NotADate,
    /// It has the shape of a date, and the calendar has no such day ("30 February 2024").
    Impossible,
    /// A numeric date that may be read in two ways (`3/4/2024`).
    Ambiguous,
    /// A relative date, and the reference is not known.
    NeedsReference,
    /// It ends before it begins ("from 2016 to 2014").
    Reversed,
    /// A year too far away to be computed with.
    OutOfRange,
}

/// Why a text could not be read as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What kind of fault it is.
    pub kind: DateErrorKind,
    /// The fault in words, with its place and help.
    pub error: ValueError,
}

/// Read a text that must be a date as a whole: EDTF first, then English.
///
/// `reference` is the date of the document that the text stands in.
///
/// # Errors
///
/// When the text is no date, names a day that does not exist, may be read in two ways, or needs a
/// reference that is not given. [`read_with`] tells these apart.
pub fn read(text: &str, reference: Option<Date>) -> Result<DateReading, ValueError> {
    read_with(text, reference, &DateWindows::default()).map_err(|e| e.error)
}

/// [`read`] with other windows, and errors by kind.
///
/// # Errors
///
/// As for [`read`].
pub fn read_with(
    text: &str,
    reference: Option<Date>,
    windows: &DateWindows,
) -> Result<DateReading, DateError> {
    let inner = text.trim();
    let offset = text.len() - text.trim_start().len();
    let as_edtf = match edtf::read(inner, windows) {
        Ok(reading) => return Ok(reading),
        Err(error) => error,
    };
    let mut error = match english::read(inner, reference, windows) {
        Ok(reading) => return Ok(reading),
        // What looks like EDTF gets EDTF's own complaint, unless the English reading knows more.
        Err(e) if e.kind == DateErrorKind::NotADate && edtf::looks_like(inner) => as_edtf,
        Err(e) => e,
    };
    error.error.span = offset + error.error.span.start..offset + error.error.span.end;
    Err(error)
}

/// Whether what a reading gives as EDTF can be read. Nearly all are a plain year, month or day.
#[must_use]
pub fn reads_again(edtf: &str) -> bool {
    let is_plain = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let plain = matches!(edtf.len(), 4 | 7 | 10) && edtf.bytes().enumerate().all(is_plain);
    let part = |from: usize| edtf.get(from..from + 2).map_or(Some(1), |part| part.parse().ok());
    let day = || Date::new(edtf.get(..4)?.parse().ok()?, part(5)?, part(8)?).ok();
    plain && day().is_some() || read(edtf, None).is_ok()
}

impl Days {
    /// The days from one to another, both included, in whichever order.
    #[must_use]
    pub fn between(a: Day, b: Day) -> Self {
        Self::Ranges(Interval::closed(a, b).into())
    }

    /// The day, when there is only one.
    #[must_use]
    pub fn single(&self) -> Option<Day> {
        match self {
            Self::Ranges(ranges) => match ranges.pieces() {
                [piece] => piece.as_point().copied(),
                _ => None,
            },
            Self::Yearly(..) => None,
        }
    }

    /// Whether one day can be in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ranges(a), Self::Ranges(b)) => a.meets(b),
            (Self::Yearly(from, to), Self::Ranges(ranges))
            | (Self::Ranges(ranges), Self::Yearly(from, to)) => {
                ranges.pieces().iter().any(|piece| yearly_meets(*from, *to, piece))
            }
            (Self::Yearly(a, b), Self::Yearly(c, d)) => {
                let inside = |x: MonthDay, from: MonthDay, to: MonthDay| {
                    if from <= to { from <= x && x <= to } else { x >= from || x <= to }
                };
                inside(*a, *c, *d) || inside(*c, *a, *b)
            }
        }
    }

    /// First and last day, where they are bounded; `None` for a day of an unwritten year.
    #[must_use]
    pub fn bounds(&self) -> Option<(Option<Day>, Option<Day>)> {
        match self {
            Self::Ranges(ranges) => {
                let hull = ranges.hull()?;
                Some((end_day(hull.low()), end_day(hull.high())))
            }
            Self::Yearly(..) => None,
        }
    }
}

fn end_day(bound: &Bound<Day>) -> Option<Day> {
    match bound {
        Bound::Included(day) | Bound::Excluded(day) => Some(*day),
        Bound::Unbounded => None,
    }
}

/// Whether the days `from` to `to` of some year fall into a piece.
fn yearly_meets(from: MonthDay, to: MonthDay, piece: &Interval<Day>) -> bool {
    let (Some(low), Some(high)) = (end_day(piece.low()), end_day(piece.high())) else {
        // An unbounded piece holds every day of the year.
        return true;
    };
    if high.0.saturating_sub(low.0) >= 366 {
        return true;
    }
    let (first, ..) = calendar::civil(low);
    (first - 1..=first + 1).any(|year| {
        let start = day_in(year, from);
        let end = day_in(if to < from { year + 1 } else { year }, to);
        Interval::closed(start, end.max(start)).meets(piece)
    })
}

/// A month and day in a year; 29 February falls on 1 March where the year has none.
fn day_in(year: i64, at: MonthDay) -> Day {
    calendar::day_of(year, calendar::small(at.month.into()), calendar::small(at.day.into()))
}
