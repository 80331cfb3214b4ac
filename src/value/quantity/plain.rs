//! A count that is printed so plainly that no grammar is needed to find it: digits with a word on
//! each side, and no word near them that the grammar of quantities knows.
//!
//! What holds: where [`find_plain`] finds a count, [`find`](super::find) finds it in the same place,
//! as its first quantity. It asks for more than that takes: it may miss a count, and never makes one
//! up.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{hedge, lexicon, money, unit};
use crate::value::shapes::{Classes, Shapes, first_digit, letters};

/// A count that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainCount {
    /// "143"
    Just(u64),
    /// "at least 143"
    AtLeast(u64),
    /// "140 to 150", the lower one first
    Range(u64, u64),
}

/// The words that the one hedge is written in that is read here.
const AT_LEAST: &str = "at least ";

/// What joins the ends of a range.
const TO: &str = " to ";

/// Most digits that are no identifier.
const MAX_DIGITS: usize = 6;

/// Digits of a number that may be a year.
const YEAR_DIGITS: usize = 4;

/// Words after a number in which its noun phrase ends, or whatever stands behind that.
const MAX_AFTER: usize = 8;

/// It holds a number, alone or with others: "dozen", "third".
const NUMBER: u16 = 1;
/// It may be the last word before a number that says more about it, or names something by it.
const LAST_BEFORE: u16 = 1 << 1;
/// It is a part of several words that do so.
const PART_BEFORE: u16 = 1 << 2;
/// It may be the first word after a number that says more about it.
const AFTER: u16 = 1 << 3;
/// It may say more about a number when it stands right behind it.
const RIGHT_AFTER: u16 = 1 << 4;
/// It ends a noun phrase.
const STOP: u16 = 1 << 5;
/// It is the first of several words after a number that say more about it: "on average".
const PART_AFTER: u16 = 1 << 6;
/// It is the second of them.
const SECOND_AFTER: u16 = 1 << 7;
/// It is a word of the grammar in some other way.
const OTHER: u16 = 1 << 8;

/// Words right before a number that are in no table of words: openers of ranges, what makes an age
/// of a number, signs in words.
const OTHERS_BEFORE: [&str; 10] =
    ["from", "between", "magnitude", "aged", "age", "minus", "negative", "a", "an", "the"];

/// Words right behind a number that are in no table of words: what connects it with a second one,
/// makes a share of it, or a time of day.
const OTHERS_AFTER: [&str; 21] = [
    "and", "or", "but", "to", "through", "till", "up", "in", "out", "of", "if", "not", "a", "an",
    "p", "the", "strong", "each", "every", "from", "between",
];

static WORDS: LazyLock<Classes<u16>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, u16> = FxHashMap::default();
    for (word, lex) in lexicon::words() {
        let has = |flags: u32, class: u16| if lex.has(flags) { class } else { 0 };
        let number = lex.has(lexicon::CUE) || lex.ordinal > 0 || lex.plural;
        *words.entry(word).or_default() |= OTHER
            | if number { NUMBER } else { 0 }
            | has(lexicon::LABEL | lexicon::WEAK_LABEL | lexicon::LEAD, LAST_BEFORE)
            | has(lexicon::MONTH, LAST_BEFORE | RIGHT_AFTER)
            | has(lexicon::CLOCK | lexicon::IDIOM, RIGHT_AFTER)
            | has(lexicon::STOP, STOP);
    }
    for phrase in hedge::phrases_before().chain(money::phrases_before()) {
        let class = if phrase.contains(' ') { PART_BEFORE } else { LAST_BEFORE };
        phrase.split(' ').for_each(|word| *words.entry(word).or_default() |= class);
    }
    let firsts = |phrase: &'static str| phrase.split(' ').next();
    for phrase in hedge::phrases_after() {
        let is_long = phrase.contains(' ');
        let classes: &[u16] = if is_long { &[PART_AFTER, SECOND_AFTER] } else { &[AFTER] };
        for (word, class) in phrase.split(' ').zip(classes) {
            *words.entry(word).or_default() |= class;
        }
    }
    for word in unit::rate_words() {
        *words.entry(word).or_default() |= AFTER;
    }
    let units = unit::phrases().chain(money::phrases_after()).filter_map(firsts);
    let short = lexicon::SHORT_SCALES.iter().map(|(word, _)| *word);
    for word in units.chain(short).chain(OTHERS_AFTER) {
        *words.entry(word).or_default() |= RIGHT_AFTER;
    }
    for word in OTHERS_BEFORE {
        *words.entry(word).or_default() |= LAST_BEFORE;
    }
    Classes::new(words)
});

/// Those that hold a number.
static NUMBERS: LazyLock<Shapes> = LazyLock::new(|| WORDS.shapes_of(|class| class & NUMBER != 0));

/// What a word of ASCII letters is in the grammar, whatever its case.
fn class(word: &[u8]) -> u16 {
    WORDS.class(word)
}

/// Where the first quantity of a running text stands, if that is surely this count, of whatever.
///
/// ```
/// use belie::value::quantity::{PlainCount, find_plain};
/// let text = "The blast killed 143 guests of the hall";
/// assert_eq!(find_plain(text, PlainCount::Just(143)), Some(17..20));
/// assert_eq!(find_plain("a blast killed about 143 guests", PlainCount::Just(143)), None);
/// ```
#[must_use]
pub fn find_plain(text: &str, count: PlainCount) -> Option<Range<usize>> {
    let (low, high) = match count {
        PlainCount::Just(n) | PlainCount::AtLeast(n) => (n, None),
        PlainCount::Range(low, high) if low < high => (low, Some(high)),
        PlainCount::Range(..) => return None,
    };
    let bytes = text.as_bytes();
    // The first number of the text, with a space on each side, or at the end.
    let number = first_digit(bytes)?;
    let mut end = number_ends(bytes, number, low)?;
    if let Some(high) = high {
        let joined = text[end..].starts_with(TO);
        end = joined.then(|| number_ends(bytes, end + TO.len(), high)).flatten()?;
    }
    let mut before = text[..number].strip_suffix(' ')?;
    let mut start = number;
    if let PlainCount::AtLeast(_) = count {
        before = before.strip_suffix(AT_LEAST.trim_end())?.strip_suffix(' ')?;
        start = number - AT_LEAST.len();
    }
    let quiet = is_quiet_before(before.as_bytes()) && is_quiet_after(&bytes[end..]);
    quiet.then_some(start..end)
}

/// Where a number ends that starts at a place, with a space or nothing behind it.
fn number_ends(text: &[u8], start: usize, n: u64) -> Option<usize> {
    let mut buffer = [0; MAX_DIGITS];
    let digits = digits(n, &mut buffer)?;
    let end = start + digits.len();
    (text.get(start..end) == Some(digits) && is_space(text.get(end))).then_some(end)
}

fn is_space(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| *byte == b' ')
}

/// The digits of a number that is neither a year nor an identifier.
fn digits(mut n: u64, buffer: &mut [u8; MAX_DIGITS]) -> Option<&[u8]> {
    let mut at = MAX_DIGITS;
    while n > 0 {
        at = at.checked_sub(1)?;
        buffer[at] = b'0' + u8::try_from(n % 10).ok()?;
        n /= 10;
    }
    let digits = &buffer[at..];
    (!digits.is_empty() && digits.len() != YEAR_DIGITS).then_some(digits)
}

/// Whether what stands before a number, to the beginning of the text, holds no number, and ends in a
/// word that says nothing about the next one.
fn is_quiet_before(text: &[u8]) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    let end = text.iter().rposition(|byte| !is_letter(byte)).map_or(0, |at| at + 1);
    let (rest, last) = text.split_at(end);
    // A capital is a name, and a number after a name is often its part.
    if last.is_empty()
        || !last.iter().all(u8::is_ascii_lowercase)
        || !matches!(rest, [] | [.., b' '])
    {
        return false;
    }
    let own = class(last);
    if own & (NUMBER | LAST_BEFORE) != 0 {
        return false;
    }
    let mut words = rest.rsplit(|byte| !is_letter(byte));
    if own & PART_BEFORE != 0 {
        // The empty one is what stands after the space.
        let _ = words.next();
        let known = words.next().is_none_or(|word| word.is_empty() || class(word) != 0);
        if known {
            return false;
        }
    }
    !NUMBERS.may_be_in(rest) || words.all(|word| word.is_empty() || class(word) & NUMBER == 0)
}

/// Whether what stands behind a number, to the end of its noun phrase, says nothing about it.
fn is_quiet_after(text: &[u8]) -> bool {
    let mut rest = text;
    for at in 0..MAX_AFTER {
        let Some(phrase) = rest.strip_prefix(b" ") else { return rest.is_empty() };
        let (word, after) = phrase.split_at(letters(phrase));
        // A mark after a word ends the phrase; after one letter it may be an abbreviation's.
        let ends = match after {
            [] | [b' ', ..] => false,
            [b',' | b'.' | b';' | b':'] | [b',' | b'.' | b';' | b':', b' ', ..] => true,
            _ => return false,
        };
        rest = &after[usize::from(ends)..];
        let named = word.is_empty() || ends && word.len() < 2;
        if named || !word.iter().all(u8::is_ascii_lowercase) {
            return false;
        }
        let class = class(word);
        let loud = if at == 0 { NUMBER | AFTER | RIGHT_AFTER } else { NUMBER | AFTER };
        let next = || rest.split(|byte| *byte == b' ').nth(1);
        let goes_on = (class & PART_AFTER != 0 || ends)
            && next().is_some_and(|next| self::class(next) & SECOND_AFTER != 0);
        if class & loud != 0 || goes_on {
            return false;
        }
        if class & STOP != 0 || ends {
            return true;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::super::find;
    use super::*;

    /// The count, where nothing else is found first; `false` where it is not found.
    fn agrees(text: &str, count: PlainCount) -> bool {
        let Some(place) = find_plain(text, count) else { return false };
        let all = find(text);
        let first = all.first().unwrap_or_else(|| panic!("nothing in {text:?}"));
        let set = match count {
            PlainCount::Just(n) => crate::value::set::Interval::point(Decimal::from(n)),
            PlainCount::AtLeast(n) => crate::value::set::Interval::at_least(Decimal::from(n)),
            PlainCount::Range(low, high) => {
                crate::value::set::Interval::closed(Decimal::from(low), Decimal::from(high))
            }
        };
        assert!(first.span == place && first.value.set == set, "{text:?}: {first:?}");
        assert!(first.value.unit.is_count() && !first.value.soft, "{text:?}: {first:?}");
        true
    }

    #[test]
    fn plain_counts_are_found() {
        for text in [
            "the ministry put the deaths at 143 after the attack",
            "It killed 143 people",
            "It killed 143 people and left the hall, they said",
            "It killed 143 people, some of them guests",
            "killed 143",
            "the town counted 143 wounded soldiers on Friday",
        ] {
            assert!(agrees(text, PlainCount::Just(143)), "{text}");
        }
        assert!(agrees("it killed at least 143 people", PlainCount::AtLeast(143)));
        assert!(agrees("it killed 140 to 150 people", PlainCount::Range(140, 150)));
    }

    #[test]
    fn what_may_be_something_else_is_left_to_the_grammar() {
        for text in [
            "143 people died",
            "killed about 143 people",
            "killed 143 or more people",
            "killed 143 thousand people",
            "estimated at 143 people",
            "on page 143 of it",
            "The Group 143 men",
            "killed 143, others fled",
            "two blasts killed 143 people",
            "killed 143 people daily",
            "raised 143 dollars",
            "killed 143 to 150 people",
            "killed 143 percent",
            "killed 143 people or more",
        ] {
            assert_eq!(find_plain(text, PlainCount::Just(143)), None, "{text}");
        }
    }

    /// Words of the tables, and some that are in none, around a number.
    #[test]
    fn a_plain_count_is_what_the_grammar_finds() {
        let mut words: Vec<&str> = WORDS.words().collect();
        words.extend([
            "market", "guests", "guests,", "guests.", "deaths", "Friday", "hall,", "it;", "—",
        ]);
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
            let n = [7, 12, 31, 143, 2024, 98_765][below(6)];
            let mut text = String::new();
            for _ in 0..below(4) {
                text.push_str(words[below(words.len())]);
                text.push(' ');
            }
            text.push_str(["guests ", "at ", ""][below(3)]);
            let count = match below(4) {
                0 => PlainCount::AtLeast(n),
                1 => PlainCount::Range(n, [3, 13, 150, 99_000][below(4)]),
                _ => PlainCount::Just(n),
            };
            text.push_str(if let PlainCount::AtLeast(_) = count { AT_LEAST } else { "" });
            text.push_str(&n.to_string());
            if let PlainCount::Range(_, high) = count {
                text.push_str(&format!("{TO}{high}"));
            }
            for _ in 0..below(10) {
                text.push(' ');
                text.push_str(words[below(words.len())]);
            }
            found += usize::from(agrees(&text, count));
        }
        assert!(found > 1000, "{found}");
    }
}
