//! A period on its way from words to a reading: its days, how fine it is, how EDTF writes it.

use std::ops::Bound;

use jiff::civil::Weekday;
use smallvec::{SmallVec, smallvec};

use super::calendar::{add_days, add_months, civil, day_of, month_days, year_days};
use super::windows::{DateWindows, SEASONS, Twelfths};
use super::{DateReading, Day, Days, MonthDay, When};
use crate::value::set::{Interval, Ranges};

/// A run of days, each end included; an absent end is unbounded.
pub(super) type Run = (Option<Day>, Option<Day>);

/// How fine a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Week,
    Month,
    /// A season, a quarter or a half of a year.
    Season,
    Year,
    Decade,
    Century,
    /// Any other run of days.
    Other,
}

/// The year in which periods without a year are computed; a leap year, so that all days exist.
pub(super) const NO_YEAR: i64 = 2000;

/// A period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// Its days, in order.
    pub(super) runs: SmallVec<[Run; 1]>,
    pub(super) grain: Grain,
    /// The year is not known; `runs` lie in [`NO_YEAR`].
    pub(super) yearly: bool,
    /// EDTF, when it is more than the bounds say.
    pub(super) edtf: Option<String>,
    pub(super) soft: bool,
    pub(super) uncertain: bool,
    pub(super) weekday: Option<Weekday>,
    pub(super) year_inferred: bool,
}

impl Period {
    pub(super) fn new(first: Day, last: Day, grain: Grain) -> Self {
        Self::of_runs(smallvec![(Some(first), Some(last))], grain)
    }

    pub(super) fn of_runs(runs: SmallVec<[Run; 1]>, grain: Grain) -> Self {
        Self {
            runs,
            grain,
            yearly: false,
            edtf: None,
            soft: false,
            uncertain: false,
            weekday: None,
            year_inferred: false,
        }
    }

    pub(super) fn day(day: Day) -> Self {
        Self::new(day, day, Grain::Day)
    }

    pub(super) fn month(year: i64, month: u8) -> Self {
        let (first, last) = month_days(year, month);
        Self::new(first, last, Grain::Month)
    }

    pub(super) fn years(first: i64, last: i64, grain: Grain) -> Self {
        let (a, b) = year_days(first, last);
        Self::new(a, b, grain)
    }

    /// Spring (0) to winter (3) of a year, as [`SEASONS`] has them. The winter of a year is the one
    /// that begins in it or the one that ends in it.
    pub(super) fn season(year: i64, index: usize) -> Self {
        let SeasonDays { from, to } = &SEASONS[index.min(SEASONS.len() - 1)];
        let run = |year: i64| {
            let end = if to.0 < from.0 { year + 1 } else { year };
            (Some(day_of(year, from.0, from.1)), Some(day_of(end, to.0, to.1)))
        };
        let runs =
            if to.0 < from.0 { smallvec![run(year - 1), run(year)] } else { smallvec![run(year)] };
        let code = 21 + index;
        Self { soft: true, ..Self::of_runs(runs, Grain::Season) }.written(year, &code.to_string())
    }

    /// A run of whole months of one year: quarters (EDTF 33 to 36), halves (40, 41).
    pub(super) fn months(year: i64, first: u8, last: u8, code: u8) -> Self {
        Self::new(month_days(year, first).0, month_days(year, last).1, Grain::Season)
            .written(year, &code.to_string())
    }

    fn written(self, year: i64, rest: &str) -> Self {
        let edtf = (0..=9999).contains(&year).then(|| format!("{year:04}-{rest}"));
        Self { edtf, ..self }
    }

    pub(super) fn first(&self) -> Option<Day> {
        self.runs.first().and_then(|run| run.0)
    }

    pub(super) fn last(&self) -> Option<Day> {
        self.runs.last().and_then(|run| run.1)
    }

    /// First and last day, where both are bounded.
    pub(super) fn hull(&self) -> Option<(Day, Day)> {
        Some((self.first()?, self.last()?))
    }

    /// Another run of days in the place of this period, soft.
    fn resized(&self, first: Day, last: Day) -> Self {
        Self {
            runs: smallvec![(Some(first), Some(last))],
            grain: Grain::Other,
            edtf: None,
            soft: true,
            ..self.clone()
        }
    }

    /// A part of the period; the day on which a twelfth ends belongs to both sides of it.
    pub(super) fn part(&self, (from, to): Twelfths) -> Self {
        let Some((first, last)) = self.hull() else { return self.clone() };
        let length = i64::from(last.0) - i64::from(first.0) + 1;
        let at = |twelfth: u8| length * i64::from(twelfth);
        let start = add_days(first, at(from) / 12);
        let end = add_days(first, (at(to) + 11) / 12 - 1);
        let (start, end) = self.whole_units(start, end.max(start));
        self.resized(start.max(first), end.min(last))
    }

    /// Widened to whole months for years, to whole years for decades and more: "early 2015" ends
    /// with a month, not within it.
    fn whole_units(&self, start: Day, end: Day) -> (Day, Day) {
        // Months are not equally long; a border that lies within three days of a month's is its.
        const SLACK: i64 = 3;
        let ((sy, sm, _), (ey, em, _)) =
            (civil(add_days(start, SLACK)), civil(add_days(end, -SLACK)));
        match self.grain {
            Grain::Year => (month_days(sy, sm).0, month_days(ey, em).1),
            Grain::Decade | Grain::Century => year_days(sy, ey),
            _ => (start, end),
        }
    }

    /// With the window of "about" around it.
    pub(super) fn about(&self, windows: &DateWindows) -> Self {
        let Some((first, last)) = self.hull() else { return Self { soft: true, ..self.clone() } };
        let days = |n: u16| (add_days(first, -i64::from(n)), add_days(last, i64::from(n)));
        let months = |n: i64| {
            let (end, ..) = (add_months(add_days(last, 1), n),);
            (add_months(first, -n), add_days(end, -1))
        };
        let year = civil(first).0;
        let around_year = if year < windows.recent_from && !self.yearly {
            windows.about_old_year_years
        } else {
            windows.about_year_years
        };
        let (start, end) = match self.grain {
            Grain::Day => days(windows.about_day_days),
            Grain::Week => days(windows.about_week_days),
            Grain::Month | Grain::Season | Grain::Other => {
                months(windows.about_month_months.into())
            }
            Grain::Year => months(12 * i64::from(around_year)),
            Grain::Decade => months(12 * i64::from(windows.about_decade_years)),
            Grain::Century => months(12 * i64::from(windows.about_century_years)),
        };
        let edtf = self.edtf_atom().map(|atom| atom + "~");
        Self { edtf, ..self.resized(start, end) }
    }

    /// The days, merged and in order.
    pub(super) fn days(&self) -> Days {
        if self.yearly
            && let Some((first, last)) = self.hull()
        {
            // A window of a year and more holds every day.
            let whole = i64::from(last.0) - i64::from(first.0) >= 365;
            let at = |day: Day| {
                let (_, month, day) = civil(day);
                MonthDay { month: small_i8(month), day: small_i8(day) }
            };
            return if whole {
                Days::Yearly(MonthDay { month: 1, day: 1 }, MonthDay { month: 12, day: 31 })
            } else {
                Days::Yearly(at(first), at(last))
            };
        }
        days_of(&self.runs)
    }

    /// The EDTF date that denotes just this period, if there is one: usable at an interval's end.
    pub(super) fn edtf_atom(&self) -> Option<String> {
        if let Some(edtf) = &self.edtf {
            return Some(edtf.clone());
        }
        let [(Some(first), Some(last))] = self.runs[..] else { return None };
        let atom = atom(first, last)?;
        Some(if self.yearly { atom.replacen("2000", "XXXX", 1) } else { atom })
    }

    /// EDTF for one unknown day of the period.
    pub(super) fn edtf_text(&self) -> String {
        if let Some(atom) = self.edtf_atom() {
            return atom;
        }
        if self.yearly {
            let text = |day: Option<Day>| {
                day.map_or_else(String::new, |d| {
                    let (_, month, day) = civil(d);
                    format!("XXXX-{month:02}-{day:02}")
                })
            };
            return format!("{}/{}", text(self.first()), text(self.last()));
        }
        one_of(&self.runs)
    }

    pub(super) fn reading(&self) -> DateReading {
        DateReading {
            when: When::Day(self.days()),
            edtf: self.edtf_text(),
            soft: self.soft,
            uncertain: self.uncertain,
            weekday: self.weekday,
            year_inferred: self.year_inferred,
        }
    }
}

use super::windows::SeasonDays;

pub(super) fn small_i8(n: u8) -> i8 {
    i8::try_from(n).unwrap_or(1)
}

/// Runs as a set of days: sorted, and merged where one ends the day before another begins.
pub(super) fn days_of(runs: &[Run]) -> Days {
    let mut sorted: Vec<Run> = runs.to_vec();
    sorted.sort_by_key(|run| (run.0.map_or(i64::MIN, |d| d.0.into()), run.1));
    let mut merged: Vec<Run> = Vec::with_capacity(sorted.len());
    for run in sorted {
        let joins = merged.last().is_some_and(|last| match (last.1, run.0) {
            (Some(end), Some(start)) => i64::from(start.0) <= i64::from(end.0) + 1,
            _ => true,
        });
        match merged.last_mut() {
            Some(last) if joins => {
                last.1 = last.1.zip(run.1).map(|(a, b)| a.max(b));
            }
            _ => merged.push(run),
        }
    }
    let bound = |day: Option<Day>| day.map_or(Bound::Unbounded, Bound::Included);
    Days::Ranges(Ranges::union(
        merged.into_iter().filter_map(|(low, high)| Interval::new(bound(low), bound(high))),
    ))
}

/// The EDTF date for exactly these days: a day, a month, a year, a decade or a century.
fn atom(first: Day, last: Day) -> Option<String> {
    let ((y1, m1, d1), (y2, m2, d2)) = (civil(first), civil(last));
    if !(-9999..=9999).contains(&y1) || !(-9999..=9999).contains(&y2) {
        let whole = y1 == y2 && year_days(y1, y1) == (first, last);
        return whole.then(|| format!("Y{y1}"));
    }
    if first == last {
        return Some(format!("{}-{m1:02}-{d1:02}", year_text(y1)));
    }
    if (y1, m1) == (y2, m2) && month_days(y1, m1) == (first, last) {
        return Some(format!("{}-{m1:02}", year_text(y1)));
    }
    if (m1, d1, m2, d2) != (1, 1, 12, 31) {
        return None;
    }
    match y2 - y1 {
        0 => Some(year_text(y1)),
        9 if y1 >= 0 && y1 % 10 == 0 => Some(format!("{:03}X", y1 / 10)),
        99 if y1 >= 0 && y1 % 100 == 0 => Some(format!("{:02}XX", y1 / 100)),
        _ => None,
    }
}

fn year_text(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// A day, in EDTF; days beyond its plain years are written by their year.
pub(super) fn day_text(day: Day) -> String {
    let (year, month, d) = civil(day);
    if (-9999..=9999).contains(&year) {
        format!("{}-{month:02}-{d:02}", year_text(year))
    } else {
        format!("Y{year}")
    }
}

/// `[…]`: one of these days.
pub(super) fn one_of(runs: &[Run]) -> String {
    let parts: Vec<String> = runs
        .iter()
        .map(|&(first, last)| match (first, last) {
            (Some(a), Some(b)) => atom(a, b).unwrap_or_else(|| range_text(a, b)),
            (None, Some(b)) => format!("..{}", coarsest(b, false)),
            (Some(a), None) => format!("{}..", coarsest(a, true)),
            (None, None) => "..".to_owned(),
        })
        .collect();
    format!("[{}]", parts.join(","))
}

/// A day as the year or the month that begins, or ends, with it.
fn coarsest(day: Day, begins: bool) -> String {
    let (year, month, _) = civil(day);
    let edge = |(first, last): (Day, Day)| if begins { first } else { last };
    if !(-9999..=9999).contains(&year) {
        day_text(day)
    } else if edge(year_days(year, year)) == day {
        year_text(year)
    } else if edge(month_days(year, month)) == day {
        format!("{}-{month:02}", year_text(year))
    } else {
        day_text(day)
    }
}

/// `a..b` in the coarsest units that both ends keep.
fn range_text(first: Day, last: Day) -> String {
    let ((y1, m1, _), (y2, m2, _)) = (civil(first), civil(last));
    let plain = (-9999..=9999).contains(&y1) && (-9999..=9999).contains(&y2);
    if !plain {
        // EDTF writes years beyond four digits alone.
        let text = |year: i64| {
            if (-9999..=9999).contains(&year) { year_text(year) } else { format!("Y{year}") }
        };
        return if y1 == y2 { text(y1) } else { format!("{}..{}", text(y1), text(y2)) };
    }
    // EDTF wants both ends of a range equally fine.
    let (month_begins, _) = month_days(y1, m1);
    let (_, month_ends) = month_days(y2, m2);
    if year_days(y1, y2) == (first, last) {
        format!("{}..{}", year_text(y1), year_text(y2))
    } else if (month_begins, month_ends) == (first, last) {
        format!("{}-{m1:02}..{}-{m2:02}", year_text(y1), year_text(y2))
    } else {
        format!("{}..{}", day_text(first), day_text(last))
    }
}
