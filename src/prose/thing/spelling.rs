//! Words that may be one word written in two ways: a letter or two wrong, one sound in other letters,
//! one half of a name taken for another's.

use super::key::singular;
use crate::prose::lexicon;

/// Shortest word that may be misspelled; shorter words with a letter's difference are other words.
pub(super) const SHORTEST: usize = 5;
/// Shortest word with two letters' difference, and the same where the other words of a name agree.
pub(super) const SHORTEST_TWO: usize = 8;
const SHORTEST_TWO_BESIDE: usize = 6;
/// Shortest surname with a letter's difference, after the same first name.
pub(super) const SHORTEST_SURNAME: usize = 4;
/// Spellings of one sound in English names, longest first.
const SOUNDS: &[(&str, &str)] = &[
    ("qu", "kw"),
    ("ck", "k"),
    ("ph", "f"),
    ("gh", ""),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("mps", "ms"),
    ("y", "i"),
];

/// Fewest letters of a name that is matched by its sound, and most edits between two spellings.
const SOUNDING: usize = 4;
const MOST_EDITS: usize = 2;

/// Whether two words are surely more than [`MOST_EDITS`] apart: an edit adds or takes away a letter,
/// or does both, and so changes which letters there are by two at most.
pub(super) fn may_be_far(a: &str, b: &str) -> bool {
    let (mut of_a, mut of_b) = (0_u64, 0_u64);
    let letters = |word: &str, set: &mut u64| {
        word.chars().inspect(|c| *set |= 1 << (u32::from(*c) % u64::BITS)).count()
    };
    let apart = letters(a, &mut of_a).abs_diff(letters(b, &mut of_b));
    apart > MOST_EDITS || (of_a ^ of_b).count_ones() as usize > 2 * MOST_EDITS
}

/// How many letters are wrong, missing, added or swapped with their neighbour (the optimal string
/// alignment distance), where that is [`MOST_EDITS`] at most.
pub(super) fn edits(a: &str, b: &str) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() {
        return edits_within(a.as_bytes(), b.as_bytes(), MOST_EDITS);
    }
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    edits_within(&letters(a), &letters(b), MOST_EDITS)
}

/// The same by its definition: few edits are few tries.
fn edits_within<T: Copy + PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let (Some((x, after_x)), Some((y, after_y))) = (a.split_first(), b.split_first()) else {
        return Some(a.len().max(b.len()));
    };
    let most = most.checked_sub(1)?;
    let swapped = after_x.first() == Some(y) && after_y.first() == Some(x);
    let tries = [
        edits_within(after_x, after_y, most),
        edits_within(after_x, b, most),
        edits_within(a, after_y, most),
        if swapped { edits_within(&after_x[1..], &after_y[1..], most) } else { None },
    ];
    tries.into_iter().flatten().min().map(|edits| edits + 1)
}

/// Whether two surnames sound alike: "Tait" and "Tate", "Quan" and "Kwan".
pub(super) fn sounds_like(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    letters(a).min(letters(b)) >= SOUNDING
        && a != b
        && edits(a, b).is_some()
        && !(is_derived(a, b) && a.ends_with('s') || is_derived(b, a) && b.ends_with('s'))
        && sound(a) == sound(b)
}

/// The consonants of a name as they sound, its vowels as one mark each run, none at its end.
fn sound(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let (piece, used) = SOUNDS
            .iter()
            .find(|(from, _)| rest.starts_with(from))
            .map_or((c.to_string(), c.len_utf8()), |(from, to)| ((*to).to_owned(), from.len()));
        for c in piece.chars() {
            let c = if "aeiou".contains(c) { '·' } else { c };
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = &rest[used..];
    }
    out.trim_end_matches('·').to_owned()
}

/// The sound of a name's first letter: "Kwan" and "Quan" are looked up together.
pub(super) fn initial(word: &str) -> char {
    match word.chars().next() {
        Some('q' | 'c') => 'k',
        Some(first) => first,
        None => ' ',
    }
}

/// Whether two words end alike: "allocator" and "allocation" are two words of one stem, and no slip.
pub(super) fn same_end(a: &str, b: &str) -> bool {
    a.chars().rev().take(2).eq(b.chars().rev().take(2))
}

/// Whether a name is a word of the language by itself.
pub(super) fn is_word(key: &str) -> bool {
    lexicon::word(key) != lexicon::Word::UNKNOWN
}

/// Whether one word may be the other with a letter or two wrong.
pub(super) fn misspelled(a: &str, b: &str) -> bool {
    let shortest = a.chars().count().min(b.chars().count());
    if shortest < SHORTEST || a.chars().next() != b.chars().next() || may_be_far(a, b) {
        return false;
    }
    let digits = a.contains(char::is_numeric) || b.contains(char::is_numeric);
    let inflected =
        singular(&a.into()).0 == singular(&b.into()).0 || is_derived(a, b) || is_derived(b, a);
    if digits || inflected {
        return false;
    }
    let far = edits(a, b);
    far == Some(1) || (far == Some(2) && shortest >= SHORTEST_TWO)
}

/// Endings that make another word of a name: a people, an adjective, a woman's name.
pub(super) fn is_derived(long: &str, short: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|end| matches!(end, "n" | "an" | "i" | "a" | "s" | "e" | "ly" | "al" | "er"))
}

/// Shortest surname that another may hold whole.
const SHORTEST_HELD: usize = 5;

/// Whether one surname is the other with a letter or two before or around it: "Orrock", "Horrocks".
fn is_held(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let more = long.len() - short.len();
    let inside = !long.starts_with(short) && long.contains(short);
    short.len() >= SHORTEST_HELD && (1..=MOST_EDITS).contains(&more) && inside
}

/// The same of a word of a name whose other words agree: "Casimir Roth", "Casimir Rath".
pub(super) fn misspelled_beside(a: &str, b: &str, last: bool) -> bool {
    // "Ledger", "Letters": words that are written in the plural by mistake as well.
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss");
    let bare = |word: &str| word.strip_suffix('s').map(str::to_owned);
    let stems = match (plural(a), plural(b)) {
        (true, false) => bare(a).map(|a| (a, b.to_owned())),
        (false, true) => bare(b).map(|b| (a.to_owned(), b)),
        _ => None,
    };
    if let Some((a, b)) = stems.filter(|_| last) {
        return misspelled_beside(&a, &b, last);
    }
    let shortest = a.chars().count().min(b.chars().count());
    let words = is_word(a) || is_word(b);
    let far = edits(a, b);
    let initials = a.chars().next() == b.chars().next();
    let derived = is_derived(a, b) || is_derived(b, a) || a.contains(char::is_numeric);
    if last && !words && is_held(a, b) {
        return true;
    }
    initials
        && last
        && !derived
        && (far == Some(1) && shortest >= SHORTEST_SURNAME && !words
            || far == Some(2) && shortest >= SHORTEST_TWO_BESIDE && a.len() == b.len())
}

/// Shortest word of which half may be another's, fewest letters at its start or end that are not, and
/// at the start of a surname that is told by itself.
const SHORTEST_HALF: usize = 5;
const SAME_END: usize = 3;
const SAME_SURNAME: usize = 4;

/// Endings that make words of one stem: "Communist", "Communism", "Federal", "Federation".
const ENDINGS: &[&str] = &[
    "", "al", "an", "ans", "ar", "ary", "ate", "ation", "ed", "er", "ers", "es", "ian", "ians",
    "ic", "ical", "ics", "ing", "ion", "ions", "ise", "ish", "ism", "ist", "ists", "ity", "ive",
    "ize", "ment", "ological", "ology", "or", "ors", "ous", "s", "y",
];

/// How many letters two words begin with alike, and end with alike.
fn same_letters(a: &str, b: &str) -> (usize, usize) {
    let start = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let end = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    (start, end)
}

/// Whether two words differ in no more than half of their letters, as when one name is written from
/// memory for another ("Leopold" and "Leonard"), and are not words of one stem.
fn half_alike(a: &str, b: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    let (short, long) = (letters(a).min(letters(b)), letters(a).max(letters(b)));
    let digits = a.contains(char::is_numeric) || b.contains(char::is_numeric);
    let (start, _) = same_letters(a, b);
    let tail = |word: &str| word.chars().skip(start).collect::<String>();
    let of_one_stem = ENDINGS.contains(&tail(a).as_str()) && ENDINGS.contains(&tail(b).as_str());
    short >= SHORTEST_HALF
        && !digits
        && !of_one_stem
        && !is_derived(a, b)
        && !is_derived(b, a)
        && 2 * strsim::osa_distance(a, b) <= long
}

/// The same of a word of a name: it begins alike, or, as a first name, ends alike.
pub(super) fn half_alike_beside(words: &[&str], a: &str, b: &str) -> bool {
    let (start, end) = same_letters(a, b);
    let first = words.first() == Some(&a);
    (start >= SAME_END || (first && end >= SAME_END)) && half_alike(a, b)
}

/// The same of a surname that is told by itself; with a title before it, it is surely a surname.
pub(super) fn half_alike_surnames(a: &str, b: &str, titled: bool) -> bool {
    let least = if titled { SAME_END } else { SAME_SURNAME };
    same_letters(a, b).0 >= least && half_alike(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_those_of_the_distance() {
        let words = [
            "",
            "a",
            "ab",
            "ba",
            "abc",
            "acb",
            "cab",
            "holt",
            "hotl",
            "hlot",
            "holst",
            "olt",
            "lindemar",
            "lindmar",
            "lindermar",
            "linedmra",
            "münde",
            "mudne",
            "müdne",
            "zzzz",
        ];
        for a in words {
            for b in words {
                let far = Some(strsim::osa_distance(a, b)).filter(|far| *far <= MOST_EDITS);
                assert_eq!(edits(a, b), far, "{a} {b}");
            }
        }
    }
}
