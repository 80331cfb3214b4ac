//! Decades, centuries, lunar dates, and days with a name.

use smallvec::smallvec;

use super::Day;
use super::atom::{Atoms, PROSE_YEARS, Read};
use super::calendar::{add_days, civil, year_days};
use super::hijri;
use super::lexicon::{self, look};
use super::period::{Grain, Period};
use super::term::{Base, Calendar, Counted};

/// The last Gregorian year to which lunar months are converted.
const FARTHEST_GREGORIAN: i64 = 2999;

impl Atoms<'_> {
    /// "The 1990s", "the '70s", "the nineteen seventies", "the 20th century".
    pub(super) fn decade_or_century(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        let the = t.is(i, "the");
        let at = if the { i + 1 } else { i };
        if let Some((n, next)) = t.ordinal(at) {
            let next = if t.dash(next) { next + 1 } else { next };
            if t.is(next, "century") && (1..=30).contains(&n) {
                return Some((self.century(n.into()), next + 1));
            }
        }
        let apostrophe = t.sign(at).is_some_and(|c| matches!(c, '\'' | '’' | '‘'));
        let first = if apostrophe { at + 1 } else { at };
        let (year, end) = self.decade_digits(first, the || apostrophe).or_else(|| {
            let (century, next) = match t.below_hundred(at).filter(|(n, _)| (17..=20).contains(n)) {
                Some((n, next)) => (i64::from(n) * 100, next),
                None if the => (self.century_of_decade(look(lexicon::DECADES, t.word(at))?), at),
                None => return None,
            };
            Some((century + look(lexicon::DECADES, t.word(next))?, next + 1))
        })?;
        // "The 1800s" is the century; "the 2000s" is the decade that it has been so far.
        let century = year % 100 == 0 && year < 2000;
        let (length, grain) = if century { (99, Grain::Century) } else { (9, Grain::Decade) };
        Some((Base::Fixed(Period::years(year, year + length, grain)), end))
    }

    /// `1990s`, `1990's`, `70s` after "the" or an apostrophe.
    pub(super) fn decade_digits(&self, i: usize, short: bool) -> Read<i64> {
        let t = self.tokens;
        let (n, digits) = t.number(i).filter(|(n, _)| n % 10 == 0)?;
        let plural =
            if t.sign(i + 1).is_some_and(|c| matches!(c, '\'' | '’')) { i + 2 } else { i + 1 };
        if !(t.is(plural, "s") && t.glued(plural) && t.glued(i + 1)) {
            return None;
        }
        match digits {
            4 if PROSE_YEARS.contains(&n) => Some((n, plural + 1)),
            2 if short => Some((self.century_of_decade(n) + n, plural + 1)),
            _ => None,
        }
    }

    /// The century of a decade without one: the last such decade that has begun.
    pub(super) fn century_of_decade(&self, decade: i64) -> i64 {
        // Without a reference: no text that calls a decade "the thirties" means 2030.
        const UNKNOWN: i64 = 2025;
        let now = self.setting.reference.map_or(UNKNOWN, |day| civil(day).0);
        let century = now.div_euclid(100) * 100;
        if century + decade <= now { century } else { century - 100 }
    }

    /// The 20th century is 1901 to 2000 by count and 1900 to 1999 by usage: both are admitted.
    pub(super) fn century(&self, n: i64) -> Base {
        Base::Fixed(Period::years(n * 100 - 100, n * 100, Grain::Century))
    }

    /// "3 Ramadan 1444", "Ramadan 1444 AH", "1444 AH", "Ramadan 2023".
    pub(super) fn hijri(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        let era = |at: usize| t.is(at, "ah") && t.capital(at);
        if let Some((year, 1..=4)) = t.number(i).filter(|_| era(i + 1)) {
            let known = (1..=hijri::LAST_YEAR).contains(&year);
            return known.then(|| (self.lunar(hijri::year_days(year)), i + 2));
        }
        if let Some(found) = self.hijri_digits(i) {
            return Some(found);
        }
        let (day, at) = match self.day(i) {
            Some((day, next)) if t.is(next, "of") => (Some(day), next + 1),
            Some((day, next)) => (Some(day), next),
            None => (None, i),
        };
        t.get(at).filter(|token| token.cue.is_lunar())?;
        let (month, mut end) = hijri::MONTHS
            .iter()
            .find_map(|(words, month)| t.phrase(at, words).map(|end| (*month, end)))?;
        if t.sign(end) == Some(',') {
            end += 1;
        }
        let (year, _) = t.number(end).filter(|(_, digits)| (1..=4).contains(digits))?;
        end += 1;
        if year > hijri::LAST_YEAR {
            let known = day.is_none() && year <= FARTHEST_GREGORIAN;
            let gregorian = known.then(|| lunar_month_in(year, month))?;
            return Some((self.soft(gregorian), end));
        }
        let days = match day {
            Some(day) if day <= hijri::month_length(year, month) && day > 0 => {
                let day = hijri::day_of(year, month, day);
                (day, day)
            }
            Some(_) => return None,
            None => hijri::month_days(year, month),
        };
        Some((self.lunar(days), if era(end) { end + 1 } else { end }))
    }

    /// "24/8/1444 AH", in either order: the part above twelve is the day; without one, either.
    fn hijri_digits(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        let sign = t.sign(i + 1).filter(|c| matches!(c, '/' | '-' | '.'))?;
        let era = t.is(i + 5, "ah") && t.capital(i + 5);
        if !era || t.sign(i + 3) != Some(sign) {
            return None;
        }
        let part = |at: usize| t.number(at).and_then(|(n, _)| u8::try_from(n).ok());
        let (a, b) = (part(i)?, part(i + 2)?);
        let (year, _) = t.number(i + 4).filter(|(n, _)| (1..=hijri::LAST_YEAR).contains(n))?;
        let fits = |month: u8, day: u8| {
            let exists =
                (1..=12).contains(&month) && (1..=hijri::month_length(year, month)).contains(&day);
            exists.then(|| hijri::day_of(year, month, day))
        };
        let days = match (fits(b, a), fits(a, b)) {
            (Some(x), Some(y)) => {
                smallvec![(Some(x.min(y)), Some(x.min(y))), (Some(x.max(y)), Some(x.max(y)))]
            }
            (Some(x), None) | (None, Some(x)) => smallvec![(Some(x), Some(x))],
            (None, None) => return None,
        };
        Some((self.soft(Period::of_runs(days, Grain::Other)), i + 6))
    }

    pub(super) fn lunar(&self, (first, last): (Day, Day)) -> Base {
        self.soft(Period::new(first, last, Grain::Other))
    }

    /// With the window of a converted date.
    pub(super) fn soft(&self, mut period: Period) -> Base {
        let slack = i64::from(self.setting.windows.hijri_days);
        for run in &mut period.runs {
            run.0 = run.0.map(|day| add_days(day, -slack));
            run.1 = run.1.map(|day| add_days(day, slack));
        }
        period.soft = true;
        Base::Fixed(period)
    }

    /// "Christmas 2021", "New Year's Day 2020".
    pub(super) fn holiday(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        t.get(i).filter(|token| token.cue.is_holiday())?;
        let (end, month, day) = lexicon::HOLIDAYS
            .iter()
            .find_map(|(words, month, day)| t.phrase(i, words).map(|end| (end, *month, *day)))?;
        let year = self.year_after(end);
        // "Christmas" alone is a season as well as a day.
        if year.is_none() && end == i + 1 {
            return None;
        }
        let calendar = Calendar {
            month: Some(Counted::Written(month.into())),
            day: Some(day),
            year: year.map(|(year, _)| year),
            ..Calendar::default()
        };
        Some((Base::Calendar(calendar), year.map_or(end, |(_, next)| next)))
    }
}

/// The days of a lunar month that lie in a Gregorian year; it may fall into it twice.
fn lunar_month_in(year: i64, month: u8) -> Period {
    // The lunar year is some 354 days; the year 622 is the first.
    let near = (year - 622) * 33 / 32;
    let (first, last) = year_days(year, year);
    let runs = (near - 1..=near + 2)
        .map(|lunar| hijri::month_days(lunar.max(1), month))
        .filter(|(a, b)| *b >= first && *a <= last)
        .map(|(a, b)| (Some(a), Some(b)))
        .collect();
    Period::of_runs(runs, Grain::Other)
}
