//! Lunar Hijri dates, by the tabular Islamic civil calendar.
//!
//! Months alternate between 30 and 29 days; in 11 years of each cycle of 30 (2, 5, 7, 10, 13, 16,
//! 18, 21, 24, 26, 29) the last month has 30. The civil epoch is Friday 16 July 622 in the Julian
//! calendar (E. M. Reingold and N. Dershowitz, *Calendrical Calculations*, "The Islamic Calendar").
//! What is in use is observed or computed otherwise by country, and a day begins at sunset: a
//! converted date is soft, with the window of [`super::DateWindows::hijri_days`].

use super::Day;
use super::calendar::add_days;

/// 1 Muharram 1, as days since 1970-01-01: 19 July 622 in the proleptic Gregorian calendar.
const EPOCH: Day = Day(-492_148);

/// Years written as Hijri years: 1600 AH is 2174. A larger number after a lunar month's name is
/// a Gregorian year ("Ramadan 2023").
pub(super) const LAST_YEAR: i64 = 1600;

/// The names of the months as sequences of words, in lower case and without apostrophes.
pub(super) const MONTHS: &[(&[&str], u8)] = &[
    (&["muharram"], 1),
    (&["safar"], 2),
    (&["rabi", "al", "awwal"], 3),
    (&["rabi", "al", "awal"], 3),
    (&["rabi", "i"], 3),
    (&["rabi", "al", "thani"], 4),
    (&["rabi", "al", "akhir"], 4),
    (&["rabi", "ii"], 4),
    (&["jumada", "al", "ula"], 5),
    (&["jumada", "al", "awwal"], 5),
    (&["jumada", "i"], 5),
    (&["jumada", "al", "thani"], 6),
    (&["jumada", "al", "akhira"], 6),
    (&["jumada", "ii"], 6),
    (&["rajab"], 7),
    (&["shaban"], 8),
    (&["sha", "ban"], 8),
    (&["ramadan"], 9),
    (&["ramazan"], 9),
    (&["shawwal"], 10),
    (&["dhu", "al", "qadah"], 11),
    (&["dhul", "qadah"], 11),
    (&["dhu", "al", "qada"], 11),
    (&["zulqaida"], 11),
    (&["dhu", "al", "hijjah"], 12),
    (&["dhul", "hijjah"], 12),
    (&["dhu", "al", "hijja"], 12),
    (&["zulhijja"], 12),
];

/// How many days a month has.
pub(super) fn month_length(year: i64, month: u8) -> u8 {
    if month % 2 == 1 || (month == 12 && (14 + 11 * year).rem_euclid(30) < 11) { 30 } else { 29 }
}

/// The day of a date by the tabular calendar.
pub(super) fn day_of(year: i64, month: u8, day: u8) -> Day {
    let months = i64::from(month) - 1;
    let days = (year - 1) * 354
        + (3 + 11 * year).div_euclid(30)
        + 29 * months
        + i64::from(month) / 2
        + i64::from(day)
        - 1;
    add_days(EPOCH, days)
}

/// First and last day of a month.
pub(super) fn month_days(year: i64, month: u8) -> (Day, Day) {
    (day_of(year, month, 1), day_of(year, month, month_length(year, month)))
}

/// First and last day of a year.
pub(super) fn year_days(year: i64) -> (Day, Day) {
    (day_of(year, 1, 1), day_of(year, 12, month_length(year, 12)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::date::calendar;

    #[test]
    fn known_dates() {
        assert_eq!(day_of(1, 1, 1), calendar::day_of(622, 7, 19));
        // The first of Muharram 1445 was kept on 19 July 2023 by the tabular reckoning.
        assert_eq!(day_of(1445, 1, 1), calendar::day_of(2023, 7, 19));
        assert_eq!(day_of(1444, 9, 1), calendar::day_of(2023, 3, 23));
        // In Mecca 1400 began on 20 November 1979; by the tables, a day later.
        assert_eq!(day_of(1400, 1, 1), calendar::day_of(1979, 11, 21));
    }

    #[test]
    fn months_and_years_follow_without_gaps() {
        for year in 1..=LAST_YEAR {
            assert_eq!(add_days(year_days(year).1, 1), day_of(year + 1, 1, 1), "{year}");
            for month in 1..12 {
                assert_eq!(add_days(month_days(year, month).1, 1), day_of(year, month + 1, 1));
            }
        }
    }
}
