//! Lengths of time: "90 days", "three and a half years", `PT3M`.

use rust_decimal::Decimal;

use super::Day;
use super::calendar::{add_days, add_months};
use super::cue::{self, Cue};
use super::lexicon::TimeUnit;
use super::token::Tokens;
use super::windows::DateWindows;
use crate::value::{Found, ValueError};

/// Days of an average Gregorian month: 146,097 days in 4,800 months.
const MEAN_MONTH: Decimal = Decimal::from_parts(30_436_875, 0, 0, false, 6);

/// How far any number of whole months is from that many mean ones, in days: February is 2.4 days
/// short, and no run of months is farther off.
const MONTH_SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

const SECONDS_OF_DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// A length of time as it was read, in units that do not turn into each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Calendar months; years are twelve.
    pub months: Decimal,
    /// Calendar days; weeks are seven.
    pub days: Decimal,
    /// Seconds; hours are 3,600.
    pub seconds: Decimal,
}

/// A length of time between two lengths, which are equal unless the words are vague or a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// The least that it may be.
    pub low: Length,
    /// The most that it may be.
    pub high: Length,
    /// As ISO 8601 writes it: `P90D`, `P2W`, `P3.5Y`, `PT3M`; of a range, the upper end.
    pub iso: String,
    /// Whether a bound comes from a vague word ("a few", "several").
    pub soft: bool,
}

impl Duration {
    /// Least and most, in seconds. A month is taken between its shortest and its longest.
    #[must_use]
    pub fn seconds(&self) -> (Decimal, Decimal) {
        (self.low.seconds(-MONTH_SLACK), self.high.seconds(MONTH_SLACK))
    }

    /// Whether two lengths can be one.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let ((a1, a2), (b1, b2)) = (self.seconds(), other.seconds());
        a1 <= b2 && b1 <= a2
    }

    /// The last day that lies at most this long after a day: "settles after 90 days". Parts of a day
    /// and of a month are left out.
    #[must_use]
    pub fn after(&self, day: Day) -> Day {
        let whole = |n: Decimal| i64::try_from(n.trunc()).unwrap_or(i64::MAX);
        let by_seconds = self.high.seconds.checked_div(SECONDS_OF_DAY).unwrap_or_default();
        let days = whole(self.high.days).saturating_add(whole(by_seconds));
        add_days(add_months(day, whole(self.high.months)), days)
    }
}

impl Length {
    fn of(unit: TimeUnit, n: Decimal) -> Option<Self> {
        let times = |factor: i64| n.checked_mul(Decimal::from(factor));
        let none = Self::default();
        Some(match unit {
            TimeUnit::Second => Self { seconds: n, ..none },
            TimeUnit::Minute => Self { seconds: times(60)?, ..none },
            TimeUnit::Hour => Self { seconds: times(3_600)?, ..none },
            TimeUnit::Day => Self { days: n, ..none },
            TimeUnit::Week => Self { days: times(7)?, ..none },
            TimeUnit::Fortnight => Self { days: times(14)?, ..none },
            TimeUnit::Month => Self { months: n, ..none },
            TimeUnit::Quarter => Self { months: times(3)?, ..none },
            TimeUnit::Year => Self { months: times(12)?, ..none },
            TimeUnit::Decade => Self { months: times(120)?, ..none },
            TimeUnit::Century => Self { months: times(1_200)?, ..none },
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            months: self.months.checked_add(other.months)?,
            days: self.days.checked_add(other.days)?,
            seconds: self.seconds.checked_add(other.seconds)?,
        })
    }

    fn seconds(self, slack: Decimal) -> Decimal {
        let months = if self.months.is_zero() {
            Some(Decimal::ZERO)
        } else {
            self.months.checked_mul(MEAN_MONTH).and_then(|days| days.checked_add(slack))
        };
        months
            .and_then(|days| days.checked_add(self.days))
            .and_then(|days| days.checked_mul(SECONDS_OF_DAY))
            .and_then(|seconds| seconds.checked_add(self.seconds))
            .unwrap_or(Decimal::MAX)
    }
}

/// Read a text that must be a length of time as a whole.
///
/// # Errors
///
/// When it is none.
pub fn read_duration(text: &str) -> Result<Duration, ValueError> {
    let tokens = Tokens::of(text);
    let reader = Reader { tokens: &tokens, text, windows: &DateWindows::default() };
    let found = reader.hedged(0).filter(|(_, end)| *end == tokens.len());
    found.map(|(duration, _)| duration).ok_or_else(|| ValueError {
        message: "not a length of time".to_owned(),
        span: 0..text.len(),
        help: Some("write it as 90 days, 2 weeks, 3 months, 1.5 years or P90D".to_owned()),
    })
}

/// The lengths of time in running text, in order and without overlaps.
///
/// What belongs to something else is left out: "two weeks ago" is a date, "36 years old" an age,
/// "five attacks a day" a rate.
#[must_use]
pub fn find_durations(text: &str) -> Vec<Found<Duration>> {
    let tokens = Tokens::of(text);
    durations(text, &tokens, &cue::length_starts(&tokens, &cue::near(&tokens)))
}

/// The lengths of time in a text whose tokens are given, with where one may start.
pub(super) fn durations(text: &str, tokens: &Tokens, starts: &[bool]) -> Vec<Found<Duration>> {
    let reader = Reader { tokens, text, windows: &DateWindows::default() };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = starts[at]
            .then(|| reader.hedged(at))
            .flatten()
            .filter(|(_, end)| reader.fits(at, *end));
        match found {
            Some((value, end)) => {
                out.push(Found { span: tokens.span(at, end), value });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// Words before which "a day" is a length and not a rate.
const LENGTH_WORDS: &[&str] = &[
    "for", "in", "within", "over", "after", "lasted", "lasting", "about", "nearly", "almost",
    "than", "took", "takes", "take", "under", "of", "only", "least", "most", "around", "every",
    "spent", "all",
];

struct Reader<'a> {
    tokens: &'a Tokens,
    text: &'a str,
    windows: &'a DateWindows,
}

/// A number of units: least and most, and whether that is a guess.
#[derive(Clone, Copy)]
struct Number {
    low: Decimal,
    high: Decimal,
    soft: bool,
}

impl Number {
    fn exact(n: Decimal) -> Self {
        Self { low: n, high: n, soft: false }
    }

    fn add(&mut self, part: Decimal) -> Option<()> {
        self.low = self.low.checked_add(part)?;
        self.high = self.high.checked_add(part)?;
        Some(())
    }

    fn vague((low, high): (u16, u16)) -> Self {
        Self { low: low.into(), high: high.into(), soft: true }
    }
}

impl Reader<'_> {
    /// Whether a length found in running text is one there.
    fn fits(&self, from: usize, to: usize) -> bool {
        let t = self.tokens;
        let before = from.checked_sub(1).map_or("", |i| t.word(i));
        let joined = from > 0
            && t.glued(from)
            && t.sign(from - 1)
                .is_some_and(|c| matches!(c, '$' | '£' | '€' | '.' | '/' | '-' | '#'));
        let next = if t.dash(to) { to + 1 } else { to };
        let other = matches!(t.word(next), "ago" | "old" | "olds");
        let rate = matches!(t.word(from), "a" | "an")
            && !t.is(from + 1, "quarter")
            && !LENGTH_WORDS.contains(&before)
            && t.unit(from + 1).is_some_and(|unit| unit < TimeUnit::Decade);
        // "The past five years" is a date.
        let dated = matches!(before, "past" | "last" | "previous" | "next" | "coming");
        let share = t.unit(to - 1) == Some(TimeUnit::Quarter);
        let ordinal = t.word(to - 1) == "second" && matches!(t.word(from), "a" | "one");
        !joined && !other && !dated && !rate && !share && !ordinal
    }

    /// "About two weeks", "two weeks".
    fn hedged(&self, i: usize) -> Option<(Duration, usize)> {
        if self.tokens.has(i, Cue::HEDGE) && self.tokens.word(i).len() > 2 {
            let (duration, end) = self.sum(i + 1)?;
            return Some((Duration { soft: true, ..duration }, end));
        }
        self.iso(i).or_else(|| self.sum(i))
    }

    /// `P90D`, `PT3M`: letters and digits glued together.
    fn iso(&self, i: usize) -> Option<(Duration, usize)> {
        let t = self.tokens;
        let mut time = t.is(i, "pt");
        if !(time || t.is(i, "p")) || !t.capital(i) {
            return None;
        }
        let (mut at, mut length) = (i + 1, Length::default());
        while t.glued(at) && t.number(at).is_some() {
            let (n, next) = self.digits(at)?;
            let unit = match (t.word(next), time) {
                ("y", false) => TimeUnit::Year,
                ("m" | "mt", false) => TimeUnit::Month,
                ("w" | "wt", false) => TimeUnit::Week,
                ("d" | "dt", false) => TimeUnit::Day,
                ("h", true) => TimeUnit::Hour,
                ("m", true) => TimeUnit::Minute,
                ("s", true) => TimeUnit::Second,
                ("yt", false) => TimeUnit::Year,
                _ => return None,
            };
            time |= t.word(next).len() == 2;
            length = length.plus(Length::of(unit, n)?)?;
            at = next + 1;
        }
        let iso = self.text.get(t.span(i, at))?.to_owned();
        (at > i + 1).then_some((Duration { low: length, high: length, iso, soft: false }, at))
    }

    /// "Two years, one month and 21 days", "a year and a half".
    fn sum(&self, i: usize) -> Option<(Duration, usize)> {
        let t = self.tokens;
        let mut parts: Vec<(Number, TimeUnit)> = Vec::new();
        let mut at = i;
        // Each unit once: no length of time has more parts than there are units.
        const MOST_PARTS: usize = 11;
        while parts.len() < MOST_PARTS {
            let joint = if parts.is_empty() { at } else { self.joint(at) };
            if let (Some((number, unit)), Some(end)) = (
                parts.last_mut(),
                t.phrase(joint, &["a", "half"]).or_else(|| t.phrase(joint, &["half"])),
            ) {
                if joint > at && t.unit(end).is_none() {
                    number.add(Decimal::new(5, 1))?;
                    let _ = unit;
                    at = end;
                }
                break;
            }
            // "Three hours and a quarter".
            if let (Some((number, _)), Some((part, end))) = (parts.last_mut(), self.quarters(joint))
                && joint > at
                && !t.is(end, "of")
            {
                number.add(part)?;
                at = end;
                break;
            }
            let Some((number, unit, end)) = self.part(joint) else { break };
            if parts.iter().any(|(_, other)| *other == unit) {
                break;
            }
            parts.push((number, unit));
            at = end;
        }
        let soft = parts.iter().any(|(number, _)| number.soft);
        let total = |high: bool| {
            parts.iter().try_fold(Length::default(), |sum, (n, unit)| {
                sum.plus(Length::of(*unit, if high { n.high } else { n.low })?)
            })
        };
        let (low, high) = (total(false)?, total(true)?);
        (!parts.is_empty()).then(|| (Duration { low, high, iso: iso_text(&parts), soft }, at))
    }

    fn joint(&self, at: usize) -> usize {
        let t = self.tokens;
        let at = if t.sign(at) == Some(',') { at + 1 } else { at };
        if t.is(at, "and") { at + 1 } else { at }
    }

    /// A number and a unit: "90 days", "three-year", "half an hour", "two to three weeks".
    fn part(&self, i: usize) -> Option<(Number, TimeUnit, usize)> {
        let t = self.tokens;
        // "All day", "a full-year": one of them.
        if matches!(t.word(i), "all" | "whole" | "entire" | "full" | "another") {
            let at = if t.dash(i + 1) { i + 2 } else { i + 1 };
            let unit = t.unit(at).filter(|unit| *unit >= TimeUnit::Hour)?;
            let one = !t.word(at).ends_with('s');
            return one.then_some((Number::exact(Decimal::ONE), unit, at + 1));
        }
        let (mut number, mut at) = self.number(i)?;
        if (t.dash(at) || matches!(t.word(at), "to" | "or"))
            && let Some((upper, end)) = self.number(at + 1).filter(|(n, _)| n.low > number.high)
        {
            number.high = upper.high;
            at = end;
        }
        if t.dash(at) && t.glued(at) && t.glued(at + 1) {
            at += 1;
        }
        for word in ["more", "full", "whole", "consecutive", "straight", "calendar"] {
            if t.is(at, word) {
                at += 1;
                break;
            }
        }
        Some((number, t.unit(at)?, at + 1))
    }

    /// "A quarter", "three quarters", "three-quarters", each a part of one.
    fn quarters(&self, i: usize) -> Option<(Decimal, usize)> {
        let t = self.tokens;
        let (n, at) = match t.word(i) {
            "a" | "one" => (1, i + 1),
            "three" => (3, i + 1),
            "quarter" => (1, i),
            _ => return None,
        };
        let at = if t.dash(at) { at + 1 } else { at };
        let word = if n == 1 { "quarter" } else { "quarters" };
        t.is(at, word).then(|| (Decimal::new(25 * n, 2), at + 1))
    }

    fn number(&self, i: usize) -> Option<(Number, usize)> {
        let t = self.tokens;
        let half = Decimal::new(5, 1);
        // "A quarter of an hour", "a quarter-century".
        if let Some((part, end)) = self.quarters(i) {
            let of = t.is(end, "of") && matches!(t.word(end + 1), "a" | "an");
            let at = if of { end + 2 } else { end };
            if (of || t.dash(end) && t.glued(end)) && t.unit(if of { at } else { at + 1 }).is_some()
            {
                return Some((Number::exact(part), at));
            }
        }
        for words in [&["half", "a"][..], &["half", "an"], &["a", "half"], &["half"]] {
            if let Some(end) = t.phrase(i, words) {
                return Some((Number::exact(half), end));
            }
        }
        for (words, window) in [
            (&["a", "few"][..], self.windows.a_few),
            (&["few"], self.windows.a_few),
            (&["several"], self.windows.several),
            (&["a", "couple", "of"], self.windows.a_couple),
            (&["couple", "of"], self.windows.a_couple),
            (&["a", "couple"], self.windows.a_couple),
        ] {
            if let Some(end) = t.phrase(i, words) {
                return Some((Number::vague(window), end));
            }
        }
        let (n, at) = self.digits(i).or_else(|| t.count(i).map(|(n, at)| (n.into(), at)))?;
        match t.phrase(at, &["and", "a", "half"]) {
            Some(end) => Some((Number::exact(n.checked_add(half)?), end)),
            None => Some((Number::exact(n), at)),
        }
    }

    /// `90`, `3.5`, `1,000`.
    fn digits(&self, i: usize) -> Option<(Decimal, usize)> {
        let t = self.tokens;
        t.number(i)?;
        let decimal = t.sign(i + 1) == Some('.') && t.glued(i + 1) && t.glued(i + 2);
        if decimal && t.number(i + 2).is_some() {
            let text = self.text.get(t.span(i, i + 3))?;
            return Some((Decimal::from_str_exact(text).ok()?, i + 3));
        }
        t.count(i).map(|(n, end)| (n.into(), end))
    }
}

/// The letters of ISO 8601 for a unit, whether it stands after `T`, and how many of it the unit has.
fn letter(unit: TimeUnit) -> (char, bool, i64) {
    match unit {
        TimeUnit::Second => ('S', true, 1),
        TimeUnit::Minute => ('M', true, 1),
        TimeUnit::Hour => ('H', true, 1),
        TimeUnit::Day => ('D', false, 1),
        TimeUnit::Week => ('W', false, 1),
        TimeUnit::Fortnight => ('W', false, 2),
        TimeUnit::Month => ('M', false, 1),
        TimeUnit::Quarter => ('M', false, 3),
        TimeUnit::Year => ('Y', false, 1),
        TimeUnit::Decade => ('Y', false, 10),
        TimeUnit::Century => ('Y', false, 100),
    }
}

fn iso_text(parts: &[(Number, TimeUnit)]) -> String {
    let mut sorted: Vec<&(Number, TimeUnit)> = parts.iter().collect();
    sorted.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
    let (mut out, mut in_time) = ("P".to_owned(), false);
    for (number, unit) in sorted {
        let (letter, time, factor) = letter(*unit);
        if time && !in_time {
            out.push('T');
            in_time = true;
        }
        let n = number.high.checked_mul(factor.into()).unwrap_or(number.high).normalize();
        out.push_str(&n.to_string());
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_iso() {
        for (text, iso, soft) in [
            ("90 days", "P90D", false),
            ("two weeks", "P2W", false),
            ("a decade", "P10Y", false),
            ("three and a half years", "P3.5Y", false),
            ("a year and a half", "P1.5Y", false),
            ("half an hour", "PT0.5H", false),
            ("a quarter of an hour", "PT0.25H", false),
            ("three-quarters of an hour", "PT0.75H", false),
            ("a quarter-century", "P25Y", false),
            ("three hours and a quarter", "PT3.25H", false),
            ("PT3M", "PT3M", false),
            ("P1Y2M10DT2H", "P1Y2M10DT2H", false),
            ("1.5 years", "P1.5Y", false),
            ("two years, one month and 21 days", "P2Y1M21D", false),
            ("18 to 24 months", "P24M", false),
            ("a few days", "P6D", true),
            ("about two weeks", "P2W", true),
            ("90-day", "P90D", false),
            ("1,000 days", "P1000D", false),
            ("a fortnight", "P2W", false),
            ("twenty-four hours", "PT24H", false),
        ] {
            let read = read_duration(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
            assert_eq!((read.iso.as_str(), read.soft), (iso, soft), "{text}");
        }
        for text in ["", "days", "90", "P", "PT", "in two", "two people", "two weeks ago", "May"] {
            assert!(read_duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_in_prose_and_what_is_none() {
        let found = |text: &str| -> Vec<String> {
            find_durations(text).into_iter().map(|f| f.value.iso).collect()
        };
        assert_eq!(found("The siege lasted 90 days, not three months."), ["P90D", "P3M"]);
        assert_eq!(found("A six-week truce held for a year and a half."), ["P6W", "P1.5Y"]);
        assert_eq!(found("Within two to three weeks it fell."), ["P3W"]);
        for text in [
            "It began two weeks ago.",
            "The 36-year-old, 40 years old, fled.",
            "They made five attacks a day.",
            "A second attack and a quarter of the men.",
            "It cost $90 days before.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn lengths_meet_and_count_on() {
        let read = |text: &str| read_duration(text).unwrap();
        assert!(read("three months").meets(&read("90 days")));
        assert!(read("a year").meets(&read("365 days")));
        assert!(read("two weeks").meets(&read("14 days")));
        assert!(!read("two weeks").meets(&read("15 days")));
        assert!(!read("three months").meets(&read("four months")));
        let start = super::super::calendar::day_of(2024, 1, 31);
        assert_eq!(read("90 days").after(start).date().to_string(), "2024-04-30");
        assert_eq!(read("one month").after(start).date().to_string(), "2024-02-29");
    }
}
