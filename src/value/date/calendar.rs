//! Calendar arithmetic on day numbers: total for every year, unlike the calendar library's.
//!
//! EDTF can name years far beyond ±9999. The two conversions are the well-known ones by Howard
//! Hinnant ("chrono-compatible low-level date algorithms"), over `i64` and clamped to [`Day`].

use jiff::civil::Weekday;

use super::Day;

/// Years whose days fit a [`Day`] with room to spare; dates beyond are clamped to the ends.
pub(super) const FARTHEST_YEAR: i64 = 5_000_000;

/// The day of a date. The month and the day of the month must exist; the year is clamped.
pub(super) fn day_of(year: i64, month: u8, day: u8) -> Day {
    let year = year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR);
    let (month, day) = (i64::from(month), i64::from(day));
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    clamp(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of the month.
pub(super) fn civil(day: Day) -> (i64, u8, u8) {
    let days = i64::from(day.0) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, small(month), small(day))
}

/// A number that is known to be a month or a day of the month.
pub(super) fn small(n: i64) -> u8 {
    u8::try_from(n).unwrap_or(1)
}

/// How many days a month has.
pub(super) fn month_length(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

pub(super) fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// First and last day of a month.
pub(super) fn month_days(year: i64, month: u8) -> (Day, Day) {
    (day_of(year, month, 1), day_of(year, month, month_length(year, month)))
}

/// First and last day of a run of years.
pub(super) fn year_days(first: i64, last: i64) -> (Day, Day) {
    (day_of(first, 1, 1), day_of(last, 12, 31))
}

/// The same day some months on; the 31st becomes the last day of a shorter month.
pub(super) fn add_months(day: Day, months: i64) -> Day {
    let (year, month, dom) = civil(day);
    let (year, month) = shift_month(year, month, months);
    day_of(year, month, dom.min(month_length(year, month)))
}

/// The month some months on.
pub(super) fn shift_month(year: i64, month: u8, months: i64) -> (i64, u8) {
    let index = year.saturating_mul(12).saturating_add(i64::from(month) - 1).saturating_add(months);
    (index.div_euclid(12), small(index.rem_euclid(12) + 1))
}

/// The day some days on, clamped.
pub(super) fn add_days(day: Day, days: i64) -> Day {
    clamp(i64::from(day.0).saturating_add(days))
}

/// Day of the week.
pub(super) fn weekday(day: Day) -> Weekday {
    // 1970-01-01 was a Thursday.
    let offset = (i64::from(day.0) + 3).rem_euclid(7);
    i8::try_from(offset)
        .ok()
        .and_then(|n| Weekday::from_monday_zero_offset(n).ok())
        .unwrap_or(Weekday::Monday)
}

/// Day of the week of the date of the same name in the Julian calendar, up to its last day as the
/// calendar of a state (Greece, 15 February 1923); `None` for later dates.
pub(super) fn old_style_weekday(day: Day) -> Option<Weekday> {
    let (year, month, _) = civil(day);
    let shifted = if month <= 2 { year - 1 } else { year };
    let behind = shifted.div_euclid(100) - shifted.div_euclid(400) - 2;
    (day <= day_of(1923, 2, 15)).then(|| weekday(add_days(day, behind)))
}

fn clamp(days: i64) -> Day {
    let end = if days < 0 { i32::MIN } else { i32::MAX };
    Day(i32::try_from(days).unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn agrees_with_the_calendar_library_over_its_whole_range() {
        let mut at = date(-9999, 1, 1);
        while let Ok(next) = at.checked_add(jiff::Span::new().days(997)) {
            let day = Day::of(at);
            let (y, m, d) = civil(day);
            let written = (at.year().into(), at.month().into(), at.day().into());
            assert_eq!((y, i64::from(m), i64::from(d)), written);
            assert_eq!(day_of(y, m, d), day);
            assert_eq!(day.date(), at);
            assert_eq!(weekday(day), at.weekday());
            at = next;
        }
        assert_eq!(Day(i32::MAX).date(), jiff::civil::Date::MAX);
        assert_eq!(Day(i32::MIN).date(), jiff::civil::Date::MIN);
    }

    #[test]
    fn the_julian_calendar_falls_behind_and_ends() {
        let old = |y, m, d| old_style_weekday(day_of(y, m, d));
        // The October Revolution, the day before Britain changed over, and the end in Greece.
        assert_eq!(old(1917, 10, 25), Some(Weekday::Wednesday));
        assert_eq!(old(1752, 9, 2), Some(Weekday::Wednesday));
        assert_eq!(old(1923, 2, 15), Some(Weekday::Wednesday));
        assert_eq!(old(1923, 2, 16), None);
    }

    #[test]
    fn months_shift_over_years_and_clip() {
        assert_eq!(add_months(day_of(2024, 1, 31), 1), day_of(2024, 2, 29));
        assert_eq!(add_months(day_of(2024, 1, 31), -2), day_of(2023, 11, 30));
        assert_eq!(day_of(i64::MAX, 1, 1), day_of(FARTHEST_YEAR, 1, 1));
    }
}
