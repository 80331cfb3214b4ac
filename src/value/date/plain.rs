//! A day that is printed so plainly that no grammar is needed to find it: `2024-03-22` or "22 March
//! 2024", and no word beside it that the grammar of dates knows.
//!
//! What holds: where [`find_plain`] finds a day, [`scan`](super::scan) finds it in the same place,
//! before anything else. It asks for more than that takes: it may miss a day, and never makes one up.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::calendar::civil;
use super::lexicon::{HEDGES, LABELS};
use super::{Day, MONTH_NAMES, cue, english};
use crate::value::shapes::{Classes, Shapes, first_digit};

/// Years whose four digits are a year wherever they stand behind a month.
const YEARS: Range<i64> = 1400..2100;

/// Words between what leads to a date and the date that are in no table.
const OTHERS_BEFORE: [&str; 12] = [
    "of",
    "in",
    "on",
    "during",
    "the",
    "time",
    "year",
    "beginning",
    "commencing",
    "starting",
    "and",
    "or",
];

/// Words before a date that say nothing about it, unless what stands before them does.
const LINKS: [&[u8]; 2] = [b"on", b"in"];

/// Words behind a date that make more of it.
const AFTER: [&str; 14] = [
    "to", "through", "until", "till", "thru", "or", "and", "of", "ad", "ah", "ce", "bc", "bce", "s",
];

/// What a word does to a date.
#[derive(Clone, Copy, Default)]
struct Class {
    /// It is a date, or a part of one.
    cue: bool,
    /// It may be the last word before a date that says more about it.
    before: bool,
    /// It may be the first word behind one that does.
    after: bool,
}

static WORDS: LazyLock<Classes<Class>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Class> = FxHashMap::default();
    let lasts = english::LEADS.iter().filter_map(|(words, _)| words.last().copied());
    let before = lasts.chain(OTHERS_BEFORE).chain(HEDGES.iter().chain(LABELS).copied());
    for word in before.chain(cue::starts_of_dates()) {
        words.entry(word).or_default().before = true;
    }
    for &word in cue::CUES {
        words.entry(word).or_default().cue = true;
    }
    for word in AFTER {
        words.entry(word).or_default().after = true;
    }
    Classes::new(words)
});

/// Those that are a date, or a part of one.
static CUES: LazyLock<Shapes> = LazyLock::new(|| WORDS.shapes_of(|class| class.cue));

/// What a word of ASCII letters does, whatever its case.
fn class(word: &[u8]) -> Class {
    WORDS.class(word)
}

/// Where the first date of a running text stands, if that is surely this day.
///
/// ```
/// use belie::value::date::{find_plain, read};
/// let day = read("2024-03-22", None).unwrap().single_day().unwrap();
/// assert_eq!(find_plain("the guests met on 22 March 2024", day), Some(18..31));
/// assert_eq!(find_plain("they left before 2024-03-22", day), None);
/// ```
#[must_use]
pub fn find_plain(text: &str, day: Day) -> Option<Range<usize>> {
    let start = first_digit(text.as_bytes())?;
    let (before, printed) = text.split_at(start);
    let (year, month, of_month) = civil(day);
    let end = start + length(printed, year, month.into(), of_month.into())?;
    (is_quiet_before(before) && is_quiet_after(&text.as_bytes()[end..])).then_some(start..end)
}

/// How many bytes a day takes that a text begins with.
fn length(text: &str, year: i64, month: i64, day: i64) -> Option<usize> {
    const ISO: usize = "2024-03-22".len();
    let year = Some(year).filter(|year| YEARS.contains(year))?;
    let number = |range: Range<usize>| -> Option<i64> {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    if number(0..4) == Some(year) {
        let hyphens = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let same = number(5..7) == Some(month) && number(8..10) == Some(day);
        return (hyphens && same).then_some(ISO);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let name = MONTH_NAMES[usize::try_from(month - 1).ok()?];
    let rest = text[digits..].strip_prefix(' ')?.strip_prefix(name)?.strip_prefix(' ')?;
    let at = text.len() - rest.len();
    let same = digits <= 2 && number(0..digits) == Some(day) && number(at..at + 4) == Some(year);
    same.then_some(at + 4)
}

/// Whether what stands before a date, to the beginning of the text, holds no other, and ends in a
/// word that says nothing about the next one.
fn is_quiet_before(text: &str) -> bool {
    let Some(text) = text.strip_suffix(' ').filter(|text| text.is_ascii()) else { return false };
    let mut words = text.as_bytes().rsplit(|byte| !byte.is_ascii_alphabetic());
    let mut last = words.next().unwrap_or_default();
    if LINKS.contains(&last) {
        last = words.next().unwrap_or_default();
    }
    let own = class(last);
    let quiet = !last.is_empty() && !own.before && !own.cue;
    quiet && (!CUES.may_be_in(text.as_bytes()) || words.all(|word| !class(word).cue))
}

/// Whether a date ends where a text begins, with a word behind it that says nothing about it.
fn is_quiet_after(text: &[u8]) -> bool {
    let (rest, comma) = match text {
        [] => return true,
        [b' ', rest @ ..] => (rest, false),
        [b',', b' ', rest @ ..] => (rest, true),
        _ => return false,
    };
    let word = rest.split(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
    let class = class(word);
    // After a comma another date may follow, with what leads to it.
    let leads = comma && class.before;
    !word.is_empty() && !class.after && !class.cue && !leads
}

#[cfg(test)]
mod tests {
    use super::super::{DateWindows, Seen, read, scan};
    use super::*;

    fn agrees(text: &str, day: Day) -> bool {
        let Some(place) = find_plain(text, day) else { return false };
        let all = scan(text, None, &DateWindows::default());
        let first = all.first().unwrap_or_else(|| panic!("nothing in {text:?}"));
        let Seen::Date(date) = &first.value else { panic!("{text:?}: {first:?}") };
        assert!(first.span == place && date.single_day() == Some(day), "{text:?}: {first:?}");
        true
    }

    #[test]
    fn what_may_be_something_else_is_left_to_the_grammar() {
        let day = read("2024-03-22", None).unwrap().single_day().unwrap();
        for text in ["the guests met on 22 March 2024", "The town fell, 2024-03-22 they say"] {
            assert_eq!(agrees(text, day), !text.contains(','), "{text}");
        }
        for text in [
            "they left before 2024-03-22",
            "they met 2024-03-22 to 2024-03-24",
            "it was 2024-03-22T10:30",
            "from May they met 2024-03-22",
            "late 22 March 2024",
            "it was 22 March 2024, or later",
            "it was 22 March 2024, early in the day",
        ] {
            assert_eq!(find_plain(text, day), None, "{text}");
        }
    }

    /// Words of the tables, and some that are in none, around a day.
    #[test]
    fn a_plain_day_is_what_the_grammar_finds() {
        let day = read("2024-03-22", None).unwrap().single_day().unwrap();
        let mut words: Vec<&str> = WORDS.words().collect();
        words.extend(["market", "guests", "Friday", "town,", "it;", ",", "—", "ago", "days"]);
        words.sort_unstable();
        // Marsaglia's generator (xorshift, 2003).
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut below = |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 33).unwrap() % limit
        };
        let mut found = 0;
        for _ in 0..40_000 {
            let mut text = String::new();
            for _ in 0..below(5) {
                text.push_str(words[below(words.len())]);
                text.push(' ');
            }
            text.push_str(["guests ", "at ", "on ", ""][below(4)]);
            text.push_str(["2024-03-22", "22 March 2024"][below(2)]);
            text.push_str(["", ","][below(2)]);
            for _ in 0..below(5) {
                text.push(' ');
                text.push_str(words[below(words.len())]);
            }
            found += usize::from(agrees(&text, day));
        }
        assert!(found > 500, "{found}");
    }
}
