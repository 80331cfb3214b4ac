//! One date of a phrase, as the words give it, and its resolution into a period.

use jiff::civil::Weekday;
use smallvec::smallvec;

use super::calendar::{add_days, add_months, civil, day_of, month_length, weekday};
use super::lexicon::TimeUnit;
use super::period::{Grain, NO_YEAR, Period};
use super::relative::Relative;
use super::windows::DateWindows;
use super::{DateErrorKind, Day};

/// Why a phrase that has the shape of a date denotes none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: DateErrorKind,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(kind: DateErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: None }
    }

    pub(super) fn needs_reference() -> Self {
        Self {
            kind: DateErrorKind::NeedsReference,
            message: "a date relative to the document's own, which is not known".to_owned(),
            help: Some("write the date out, or give the document's date".to_owned()),
        }
    }
}

/// What resolution depends on.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) reference: Option<Day>,
    pub(super) windows: &'a DateWindows,
}

/// A date as the words give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) base: Base,
    /// Parts of it, the outermost first: "the end of the first half of 2022".
    pub(super) part: Option<Part>,
    pub(super) about: bool,
    /// First token, and one past the last.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What the words of a date name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Calendar(Calendar),
    /// Decades, centuries, Hijri dates: resolved while reading.
    Fixed(Period),
    Relative(Relative),
    /// `3/4/2024`: day and month may be either.
    Either(Day, Day),
}

/// Parts of a calendar date; the year and the month may come from elsewhere in the phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) year: Option<Counted>,
    pub(super) month: Option<Counted>,
    pub(super) day: Option<u8>,
    pub(super) season: Option<YearPart>,
    pub(super) weekday: Option<Weekday>,
}

/// A year or a month: written, or counted from the reference's ("last year" is -1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Written(i64),
    FromReference(i64),
}

/// A part of a year with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearPart {
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
    /// Spring is 0.
    Season(u8),
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    Start,
    End,
    /// 1 or 2.
    Half(u8),
    /// "The first six months of".
    First(u32, TimeUnit),
    /// "The last three days of".
    Last(u32, TimeUnit),
    /// "The second week of".
    Week(u8),
    /// "The first Friday of".
    NthWeekday(u8, Weekday),
    /// "The last Friday of".
    LastWeekday(Weekday),
    /// "The week of": the week that holds it.
    WeekOf,
    /// "The week beginning": the seven days from it.
    WeekFrom,
}

impl Term {
    pub(super) fn new(base: Base, from: usize, to: usize) -> Self {
        Self { base, part: None, about: false, from, to }
    }

    pub(super) fn calendar(&self) -> Option<&Calendar> {
        match &self.base {
            Base::Calendar(calendar) => Some(calendar),
            _ => None,
        }
    }

    /// The calendar parts, when nothing but a year, or nothing but a month, is written.
    pub(super) fn is_bare_year(&self) -> bool {
        self.calendar().is_some_and(|c| {
            matches!(c.year, Some(Counted::Written(_))) && c.month.is_none() && c.season.is_none()
        })
    }

    pub(super) fn is_bare_month(&self) -> bool {
        self.calendar().is_some_and(|c| c.month.is_some() && c.year.is_none() && c.day.is_none())
    }

    /// A day of a month that is not written beside it.
    pub(super) fn is_bare_day(&self) -> bool {
        self.calendar().is_some_and(|c| c.day.is_some() && c.month.is_none())
    }

    pub(super) fn resolve(&self, setting: Setting<'_>) -> Result<Period, Fault> {
        let whole = match &self.base {
            Base::Calendar(calendar) => calendar.resolve(setting)?,
            Base::Fixed(period) => period.clone(),
            Base::Relative(relative) => {
                relative.resolve(setting.reference.ok_or_else(Fault::needs_reference)?, setting)?
            }
            Base::Either(a, b) => Period::of_runs(
                smallvec![(Some(*a.min(b)), Some(*a.min(b))), (Some(*a.max(b)), Some(*a.max(b)))],
                Grain::Day,
            ),
        };
        let part = match self.part {
            Some(part) => part.of(&whole, setting.windows)?,
            None => whole,
        };
        Ok(if self.about { part.about(setting.windows) } else { part })
    }
}

impl Calendar {
    fn resolve(&self, setting: Setting<'_>) -> Result<Period, Fault> {
        let reference = || setting.reference.ok_or_else(Fault::needs_reference);
        let (mut year, mut month) = (None, None);
        match self.month {
            Some(Counted::Written(n)) => month = u8::try_from(n).ok(),
            Some(Counted::FromReference(n)) => {
                let (y, m, _) = civil(add_months(reference()?, n));
                (year, month) = (Some(y), Some(m));
            }
            None => {}
        }
        match self.year {
            Some(Counted::Written(n)) => year = Some(n),
            // "3 May of this year", in a text whose year is not known: some 3 May.
            Some(Counted::FromReference(0)) if month.is_some() && setting.reference.is_none() => {}
            Some(Counted::FromReference(n)) => year = Some(civil(reference()?).0 + n),
            None => {}
        }
        let period = match (year, month, setting.reference) {
            (Some(year), ..) => self.in_year(year, month)?,
            (None, None, _) if self.season.is_none() => {
                self.weekday_and_day(reference()?, setting.windows)?
            }
            (None, _, Some(reference)) => self.nearest(reference, month, setting.windows)?,
            (None, ..) => {
                let period = self.in_year(NO_YEAR, month)?;
                let runs = period.runs.iter().copied().rev().take(1).collect();
                let edtf = period.edtf.map(|edtf| edtf.replacen("2000", "XXXX", 1));
                Period { yearly: true, runs, edtf, ..period }
            }
        };
        Ok(Period { weekday: self.weekday, ..period })
    }

    fn in_year(&self, year: i64, month: Option<u8>) -> Result<Period, Fault> {
        match (month, self.day, self.season) {
            (Some(month), Some(day), _) => {
                check(year, month, day).map(|()| Period::day(day_of(year, month, day)))
            }
            (Some(month @ 1..=12), None, _) => Ok(Period::month(year, month)),
            (None, None, None) => Ok(Period::years(year, year, Grain::Year)),
            (None, None, Some(part)) => Ok(part.of(year)),
            _ => Err(Fault::new(DateErrorKind::NotADate, "not a date")),
        }
    }

    /// In the year that puts it last before the reference, or a little after it.
    fn nearest(
        &self,
        reference: Day,
        month: Option<u8>,
        windows: &DateWindows,
    ) -> Result<Period, Fault> {
        // Eight years hold a leap day wherever one is left out at the end of a century.
        const YEARS_BACK: i64 = 8;
        let latest = add_days(reference, windows.ahead_days.into());
        let (year, ..) = civil(latest);
        let mut fault = None;
        for candidate in (year - YEARS_BACK..=year).rev() {
            match self.in_year(candidate, month) {
                Ok(period) if period.first().is_some_and(|day| day <= latest) => {
                    return Ok(Period { year_inferred: true, ..period });
                }
                Ok(_) => {}
                Err(e) => fault = Some(e),
            }
        }
        // A day that a leap year has is worth no complaint about the year; 30 February is.
        self.in_year(NO_YEAR, month)?;
        Err(fault.unwrap_or_else(|| Fault::new(DateErrorKind::NotADate, "not a date")))
    }

    /// "Thursday the 21st": the last such day up to the reference or a little after it.
    fn weekday_and_day(&self, reference: Day, windows: &DateWindows) -> Result<Period, Fault> {
        // Every day of the month but the last three falls on every day of the week within a year.
        const DAYS_BACK: i64 = 700;
        let ahead = i64::from(windows.ahead_days);
        let (Some(name), Some(day)) = (self.weekday, self.day) else {
            return Err(Fault::new(DateErrorKind::NotADate, "a day without its month"));
        };
        (-ahead..DAYS_BACK)
            .map(|back| add_days(reference, -back))
            .find(|at| weekday(*at) == name && civil(*at).2 == day)
            .map(|at| Period { year_inferred: true, ..Period::day(at) })
            .ok_or_else(|| Fault::new(DateErrorKind::NotADate, "a day without its month"))
    }
}

impl YearPart {
    pub(super) fn of(self, year: i64) -> Period {
        match self {
            Self::Quarter(n) => {
                let n = n.clamp(1, 4);
                Period::months(year, n * 3 - 2, n * 3, 32 + n)
            }
            Self::Half(n) => {
                let n = n.clamp(1, 2);
                Period::months(year, n * 6 - 5, n * 6, 39 + n)
            }
            Self::Season(index) => Period::season(year, index.into()),
        }
    }
}

/// Whether the month and the day exist.
pub(super) fn check(year: i64, month: u8, day: u8) -> Result<(), Fault> {
    let impossible = |message: String| Err(Fault::new(DateErrorKind::Impossible, message));
    if !(1..=12).contains(&month) {
        return impossible(format!("there is no month {month}"));
    }
    let length = month_length(year, month);
    if (1..=length).contains(&day) {
        return Ok(());
    }
    let name = super::show::month_name(month);
    if year == NO_YEAR {
        impossible(format!("{day} {name} does not exist: {name} has {length} days"))
    } else {
        impossible(format!("{day} {name} {year} does not exist: {name} {year} has {length} days"))
    }
}

impl Part {
    fn of(self, whole: &Period, windows: &DateWindows) -> Result<Period, Fault> {
        let Some((first, last)) = whole.hull() else { return Ok(whole.clone()) };
        let run = |a: Day, b: Day, grain: Grain| Period {
            runs: smallvec![(Some(a), Some(b.max(a)))],
            grain,
            edtf: None,
            ..whole.clone()
        };
        Ok(match self {
            Self::Early => whole.part(windows.early),
            Self::Mid => whole.part(windows.mid),
            Self::Late => whole.part(windows.late),
            Self::Start => whole.part(windows.start),
            Self::End => whole.part(windows.end),
            Self::Half(n) => half(whole, first, last, n),
            Self::First(n, unit) => {
                run(first, add_days(unit.after(first, n), -1).min(last), Grain::Other)
            }
            Self::Last(1, TimeUnit::Week) => {
                let slack = i64::from(windows.week_of_slack_days);
                let week = run(add_days(last, -6 - slack), add_days(last, slack), Grain::Week);
                Period { soft: true, ..week }
            }
            Self::Last(n, unit) => {
                let next = add_days(last, 1);
                run(unit.before(next, n).max(first), last, Grain::Other)
            }
            Self::Week(n) => {
                let slack = i64::from(windows.week_of_slack_days);
                let start = add_days(first, 7 * (i64::from(n) - 1));
                let week = run(add_days(start, -slack), add_days(start, 6 + slack), Grain::Week);
                Period { soft: true, ..week }
            }
            Self::WeekOf => {
                let monday = monday_of(first);
                run(monday, add_days(monday, 6), Grain::Week)
            }
            Self::WeekFrom => run(first, add_days(first, 6), Grain::Week),
            Self::NthWeekday(n, name) => {
                let skip = days_until(first, name) + 7 * (i64::from(n) - 1);
                let day = add_days(first, skip);
                if whole.yearly || day > last {
                    let message = "no such day of the week in that period";
                    return Err(Fault::new(DateErrorKind::NotADate, message));
                }
                run(day, day, Grain::Day)
            }
            Self::LastWeekday(name) => {
                let day = add_days(last, days_until(last, name) - 7);
                let day = if weekday(last) == name { last } else { day };
                run(day, day, Grain::Day)
            }
        })
    }
}

/// A half: of a year by its months, of a run of years by years, of anything else by days.
fn half(whole: &Period, first: Day, last: Day, n: u8) -> Period {
    if whole.grain == Grain::Year && !whole.soft {
        return YearPart::Half(n).of(civil(first).0);
    }
    let ((first_year, ..), (last_year, ..)) = (civil(first), civil(last));
    let middle = if matches!(whole.grain, Grain::Decade | Grain::Century) {
        day_of(first_year + (last_year - first_year + 1) / 2, 1, 1)
    } else {
        add_days(first, (i64::from(last.0) - i64::from(first.0) + 1) / 2)
    };
    let run = if n == 1 { (first, add_days(middle, -1)) } else { (middle, last) };
    Period {
        runs: smallvec![(Some(run.0), Some(run.1.max(run.0)))],
        grain: Grain::Other,
        edtf: None,
        ..whole.clone()
    }
}

/// The Monday of the week that holds a day.
pub(super) fn monday_of(day: Day) -> Day {
    add_days(day, -i64::from(weekday(day).to_monday_zero_offset()))
}

/// Days from a day to the next day of that name, none if it is one.
pub(super) fn days_until(day: Day, name: Weekday) -> i64 {
    let gap = name.to_monday_zero_offset() - weekday(day).to_monday_zero_offset();
    i64::from(gap.rem_euclid(7))
}

impl TimeUnit {
    /// How many days or months the unit has.
    fn step(self, n: u32) -> (i64, i64) {
        let n = i64::from(n);
        match self {
            Self::Second | Self::Minute | Self::Hour => (0, 0),
            Self::Day => (n, 0),
            Self::Week => (7 * n, 0),
            Self::Fortnight => (14 * n, 0),
            Self::Month => (0, n),
            Self::Quarter => (0, 3 * n),
            Self::Year => (0, 12 * n),
            Self::Decade => (0, 120 * n),
            Self::Century => (0, 1200 * n),
        }
    }

    /// The day that many units later.
    pub(super) fn after(self, day: Day, n: u32) -> Day {
        let (days, months) = self.step(n);
        add_days(if months == 0 { day } else { add_months(day, months) }, days)
    }

    /// The day that many units earlier.
    pub(super) fn before(self, day: Day, n: u32) -> Day {
        let (days, months) = self.step(n);
        add_days(if months == 0 { day } else { add_months(day, -months) }, -days)
    }
}
