//! Dates in words, for messages: "22 March 2024", "2014 or 2015", "from 2014 to 2016".

use jiff::civil::Weekday;

use super::calendar::{civil, month_days, year_days};
use super::period::NO_YEAR;
use super::{DateReading, Day, Days, Edge, MonthDay, When};
use crate::value::set::Interval;

/// Names of the months, January first.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How many separate periods a message lists before it gives the hull.
const MOST_LISTED: usize = 4;

/// The name of a month, 1 to 12.
pub(super) fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|i| MONTH_NAMES.get(i)).copied().unwrap_or("")
}

/// The name of a day of the week.
#[must_use]
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A date in words.
#[must_use]
pub fn show(reading: &DateReading) -> String {
    match &reading.when {
        When::Day(days) => {
            // The window of "about" would hide what was said.
            let exact = reading
                .edtf
                .strip_suffix(['~', '%'])
                .filter(|rest| reading.soft && !rest.contains(['/', '[', '{', '~']))
                .and_then(|rest| super::edtf::read(rest, &super::DateWindows::default()).ok());
            match exact {
                Some(DateReading { when: When::Day(days), .. }) => {
                    format!("about {}", show_days(&days))
                }
                _ => season_text(&reading.edtf).unwrap_or_else(|| show_days(days)),
            }
        }
        When::Extent { start, end } => show_extent(start, end),
    }
}

/// "Spring 2021" for `2021-21`: its bounds would say less.
fn season_text(edtf: &str) -> Option<String> {
    const SEASONS: [(&str, &str); 10] = [
        ("-21", "the spring of"),
        ("-22", "the summer of"),
        ("-23", "the autumn of"),
        ("-24", "the winter of"),
        ("-33", "the first quarter of"),
        ("-34", "the second quarter of"),
        ("-35", "the third quarter of"),
        ("-36", "the fourth quarter of"),
        ("-40", "the first half of"),
        ("-41", "the second half of"),
    ];
    let (year, name) =
        SEASONS.iter().find_map(|(code, name)| edtf.strip_suffix(code).map(|year| (year, name)))?;
    let plain = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| format!("{name} {year}"))
}

fn show_extent(start: &Edge, end: &Edge) -> String {
    match (start, end) {
        (Edge::On(a), Edge::On(b)) => format!("from {} to {}", show_days(a), show_days(b)),
        (Edge::On(a), Edge::Open) => format!("since {}", show_days(a)),
        (Edge::On(a), Edge::Unknown) => format!("from {}", show_days(a)),
        (_, Edge::On(b)) => format!("until {}", show_days(b)),
        _ => "an unknown time".to_owned(),
    }
}

/// A set of days in words.
pub(super) fn show_days(days: &Days) -> String {
    match days {
        Days::Yearly(from, to) => show_yearly(*from, *to),
        Days::Ranges(ranges) => {
            let pieces = ranges.pieces();
            if pieces.len() > MOST_LISTED {
                return ranges.hull().map_or_else(String::new, |hull| show_piece(&hull));
            }
            match pieces.split_last() {
                None => "no day".to_owned(),
                Some((last, [])) => show_piece(last),
                Some((last, rest)) => {
                    let rest: Vec<String> = rest.iter().map(show_piece).collect();
                    format!("{} or {}", rest.join(", "), show_piece(last))
                }
            }
        }
    }
}

fn show_yearly(from: MonthDay, to: MonthDay) -> String {
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    let day = |at: MonthDay| format!("{} {}", at.day, month_name(part(at.month)));
    if from == to {
        return day(from);
    }
    let last = super::calendar::month_length(NO_YEAR, part(to.month));
    if from.month == to.month && from.day == 1 && part(to.day) == last {
        return month_name(part(from.month)).to_owned();
    }
    format!("between {} and {}", day(from), day(to))
}

fn show_piece(piece: &Interval<Day>) -> String {
    let (first, last) = (super::end_day(piece.low()), super::end_day(piece.high()));
    match (first, last) {
        (Some(a), Some(b)) => show_run(a, b),
        (None, Some(b)) => show_until(b),
        (Some(a), None) => show_from(a),
        (None, None) => "any day".to_owned(),
    }
}

fn show_until(day: Day) -> String {
    let (year, month, _) = civil(day);
    if year_days(year, year).1 == day {
        return format!("{} or earlier", year_name(year));
    }
    if month_days(year, month).1 == day {
        return format!("{} {} or earlier", month_name(month), year_name(year));
    }
    format!("on or before {}", show_day(day))
}

fn show_from(day: Day) -> String {
    let (year, month, _) = civil(day);
    if year_days(year, year).0 == day {
        return format!("{} or later", year_name(year));
    }
    if month_days(year, month).0 == day {
        return format!("{} {} or later", month_name(month), year_name(year));
    }
    format!("on or after {}", show_day(day))
}

/// A run of days as the day, the month, the years or the ends that it is.
fn show_run(a: Day, b: Day) -> String {
    if a == b {
        return show_day(a);
    }
    let ((y1, m1, _), (y2, m2, _)) = (civil(a), civil(b));
    let month = |year: i64, month: u8| format!("{} {}", month_name(month), year_name(year));
    if (year_days(y1, y1).0, year_days(y2, y2).1) == (a, b) {
        return match y2 - y1 {
            0 => year_name(y1),
            1 => format!("{} or {}", year_name(y1), year_name(y2)),
            9 if y1 > 0 && y1 % 10 == 0 => format!("the {y1}s"),
            _ => format!("between {} and {}", year_name(y1), year_name(y2)),
        };
    }
    if (month_days(y1, m1).0, month_days(y2, m2).1) == (a, b) {
        return match (y2 - y1) * 12 + i64::from(m2) - i64::from(m1) {
            0 => month(y1, m1),
            1 => format!("{} or {}", month(y1, m1), month(y2, m2)),
            _ => format!("between {} and {}", month(y1, m1), month(y2, m2)),
        };
    }
    if b.0 == a.0.saturating_add(1) {
        return format!("{} or {}", show_day(a), show_day(b));
    }
    format!("between {} and {}", show_day(a), show_day(b))
}

/// A day in words: "22 March 2024".
#[must_use]
pub fn show_day(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{day} {} {}", month_name(month), year_name(year))
}

fn year_name(year: i64) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - year),
        1..=999 => format!("AD {year}"),
        _ => year.to_string(),
    }
}
