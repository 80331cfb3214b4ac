//! Dates in digits: `2024-03-22`, `13/04/2024`, `4/2024`, `22-Mar-2024`.
//!
//! The year has four digits: with two, nobody can tell which part it is. What begins with the year
//! goes on with the month; what ends with it may begin with either.

use super::calendar::day_of;
use super::cue::Cue;
use super::lexicon;
use super::term::{Base, Calendar, Counted, check};
use super::token::Tokens;

/// Years that are taken for years in digits.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

/// A date in digits at a token, with the token after it.
pub(super) fn read(t: &Tokens, i: usize) -> Option<(Base, usize)> {
    let (first, digits) = t.number(i)?;
    if digits == 4 && YEARS.contains(&first) {
        year_first(t, i, first)
    } else if digits <= 2 {
        year_last(t, i, first)
    } else {
        None
    }
}

/// One of the signs that stand between the parts, glued to both.
fn separator(t: &Tokens, i: usize) -> Option<char> {
    let sign = t.sign(i).filter(|c| matches!(c, '-' | '/' | '.' | '‑'))?;
    (t.glued(i) && t.glued(i + 1)).then_some(sign)
}

fn part(t: &Tokens, i: usize) -> Option<i64> {
    t.number(i).filter(|(_, digits)| *digits <= 2).map(|(n, _)| n)
}

/// Whether another part follows, so that what stands before is no date but a longer number.
fn goes_on(t: &Tokens, i: usize) -> bool {
    separator(t, i).is_some() && (t.number(i + 1).is_some() || t.sign(i) == Some('/'))
}

fn date(year: i64, month: i64, day: Option<i64>, end: usize) -> Option<(Base, usize)> {
    let calendar = Calendar {
        year: Some(Counted::Written(year)),
        month: Some(Counted::Written(month)),
        day: match day {
            Some(day) => Some(u8::try_from(day).ok()?),
            None => None,
        },
        ..Calendar::default()
    };
    Some((Base::Calendar(calendar), end))
}

fn year_first(t: &Tokens, i: usize, year: i64) -> Option<(Base, usize)> {
    let sign = separator(t, i + 1)?;
    if let Some(month) = t.look(i + 2, lexicon::MONTHS, Cue::MONTH) {
        let day = part(t, i + 4).filter(|_| separator(t, i + 3) == Some(sign))?;
        return date(year, month.into(), Some(day), i + 5);
    }
    let month = part(t, i + 2)?;
    if separator(t, i + 3) == Some(sign) {
        let day = part(t, i + 4)?;
        let end = time_of_day(t, i + 5);
        return if goes_on(t, end) { None } else { date(year, month, Some(day), end) };
    }
    // `2014-15` is two years, `2015.3` a decimal number, `2015/3` a month.
    let is_month = (1..=12).contains(&month) && sign != '.';
    (is_month && !goes_on(t, i + 3)).then(|| date(year, month, None, i + 3)).flatten()
}

/// `T10:30:00Z` after a date is cut off with it.
fn time_of_day(t: &Tokens, i: usize) -> usize {
    if !(t.is(i, "t") && t.glued(i) && t.glued(i + 1) && t.number(i + 1).is_some()) {
        return i;
    }
    let mut end = i + 2;
    while t.glued(end)
        && (t.number(end).is_some()
            || t.is(end, "z")
            || (t.sign(end).is_some_and(|c| matches!(c, ':' | '.' | '+' | '-'))
                && t.glued(end + 1)
                && t.number(end + 1).is_some()))
    {
        end += 1;
    }
    end
}

fn year_last(t: &Tokens, i: usize, first: i64) -> Option<(Base, usize)> {
    let sign = separator(t, i + 1)?;
    let year = |at: usize| {
        t.number(at).filter(|(n, digits)| *digits == 4 && YEARS.contains(n)).map(|(n, _)| n)
    };
    if let Some(month) = t.look(i + 2, lexicon::MONTHS, Cue::MONTH) {
        let year = year(i + 4).filter(|_| separator(t, i + 3) == Some(sign))?;
        return date(year, month.into(), Some(first), i + 5);
    }
    if let Some(year) = year(i + 2) {
        let is_month = (1..=12).contains(&first) && sign != '.';
        return (is_month && !goes_on(t, i + 3)).then(|| date(year, first, None, i + 3)).flatten();
    }
    let second = part(t, i + 2)?;
    let year = year(i + 4).filter(|_| separator(t, i + 3) == Some(sign))?;
    let end = i + 5;
    if goes_on(t, end) {
        return None;
    }
    let fits = |month: i64, day: i64| {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        check(year, month, day).ok().map(|()| day_of(year, month, day))
    };
    match (fits(second, first), fits(first, second)) {
        (Some(a), Some(b)) if a != b => Some((Base::Either(a, b), end)),
        (None, Some(_)) => date(year, first, Some(second), end),
        (None, None) if second > 12 && first <= 12 => date(year, first, Some(second), end),
        _ => date(year, second, Some(first), end),
    }
}
