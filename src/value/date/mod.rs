//! Dates and periods: one unknown day among some, or an extent from a start to an end.

use std::ops::Bound;

use jiff::civil::Date;

use super::set::{Interval, Ranges};

/// A calendar day as the number of days since 1970-01-01 (proleptic Gregorian).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a calendar date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        // Dates of the calendar library span some seven million days.
        Self(Date::constant(1970, 1, 1).until(date).map_or(0, |span| span.get_days()))
    }

    /// The calendar date; days beyond the calendar library's range are clamped to its ends.
    #[must_use]
    pub fn date(self) -> Date {
        Date::constant(1970, 1, 1)
            .saturating_add(jiff::Span::new().try_days(self.0).unwrap_or_default())
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
}

impl Days {
    /// The days from one to another, both included, in whichever order.
    #[must_use]
    pub fn between(a: Day, b: Day) -> Self {
        Self::Ranges(Interval::closed(a, b).into())
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
    if high.0 - low.0 >= 366 {
        return true;
    }
    let first = low.date().year();
    (first.saturating_sub(1)..=first.saturating_add(1)).any(|year| {
        let start = day_in(year, from);
        let end = day_in(if to < from { year.saturating_add(1) } else { year }, to);
        Interval::closed(start, end.max(start)).meets(piece)
    })
}

/// A month and day in a year; 29 February falls on 1 March where the year has none.
fn day_in(year: i16, at: MonthDay) -> Day {
    Date::new(year, at.month, at.day)
        .or_else(|_| Date::new(year, at.month, 28).and_then(|d| d.tomorrow()))
        .map_or(Day(0), Day::of)
}
