//! Tables of words, asked by a number that a word's first letters and its length make: nearly all words
//! of a text are in none of the tables, and these say so in a few steps.

use rustc_hash::FxHashMap;

/// Bits of that number: many times as many numbers as any table has words.
const NUMBER_BITS: u32 = 15;

/// Knuth's multiplier for hashing (the golden ratio as a fraction of 64 bits).
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The shapes of some words of ASCII letters.
#[derive(Debug)]
pub(crate) struct Shapes {
    /// A bit for each number.
    numbers: Vec<u64>,
}

impl Shapes {
    /// The shapes of the words of a table. Entries with anything but letters in them are no words.
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w [u8]>) -> Self {
        let mut shapes = Self { numbers: vec![0; 1 << (NUMBER_BITS - u64::BITS.ilog2())] };
        for word in words {
            let letters = word.iter().all(u8::is_ascii_alphabetic);
            if let Some((place, bit)) = place(word).filter(|_| letters) {
                shapes.numbers[place] |= bit;
            }
        }
        shapes
    }

    /// Whether a word of letters may be one of the table, whatever its case; `false` is sure.
    #[inline]
    pub(crate) fn may_hold(&self, word: &[u8]) -> bool {
        place(word).is_some_and(|(place, bit)| self.numbers[place] & bit != 0)
    }

    /// Whether a text may have a word of the table, with anything but letters around it; `false` is
    /// sure.
    pub(crate) fn may_be_in(&self, text: &[u8]) -> bool {
        let mut start = 0;
        let (eights, rest) = text.as_chunks::<EIGHT>();
        for (at, eight) in eights.iter().enumerate() {
            let mut marks = no_letters(u64::from_le_bytes(*eight));
            while marks != 0 {
                let end = EIGHT * at + (marks.trailing_zeros() / u8::BITS) as usize;
                if start < end && self.may_hold_at(text, start, end) {
                    return true;
                }
                start = end + 1;
                marks &= marks - 1;
            }
        }
        let first = text.len() - rest.len();
        for end in (first..text.len()).filter(|at| !text[*at].is_ascii_alphabetic()) {
            if start < end && self.may_hold_at(text, start, end) {
                return true;
            }
            start = end + 1;
        }
        start < text.len() && self.may_hold_at(text, start, text.len())
    }

    /// [`Shapes::may_hold`] for a word of a text, without a look at how long it is.
    #[inline]
    fn may_hold_at(&self, text: &[u8], start: usize, end: usize) -> bool {
        let Some(eight) = text[start..].first_chunk() else {
            return self.may_hold(&text[start..end]);
        };
        let length = end - start;
        let (place, bit) = place_of(u64::from_le_bytes(*eight) & FIRST[length.min(EIGHT)], length);
        self.numbers[place] & bit != 0
    }
}

/// Words of ASCII letters, each with what it does.
#[derive(Debug)]
pub(crate) struct Classes<C> {
    words: FxHashMap<&'static str, C>,
    /// The same by their keys.
    keys: FxHashMap<Key, C>,
    shapes: Shapes,
}

impl<C: Copy + Default> Classes<C> {
    pub(crate) fn new(words: FxHashMap<&'static str, C>) -> Self {
        // Words are looked up in lower case, which codes like "ALL" are not.
        let lower =
            words.iter().filter(|(word, _)| !word.bytes().any(|byte| byte.is_ascii_uppercase()));
        let keys =
            lower.filter_map(|(word, class)| Some((key(word.as_bytes())?, *class))).collect();
        let shapes = Shapes::of(words.keys().map(|word| word.as_bytes()));
        Self { words, keys, shapes }
    }

    /// What a word does, whatever its case; by default nothing.
    pub(crate) fn class(&self, word: &[u8]) -> C {
        let known = self.shapes.may_hold(word).then(|| key(word)).flatten();
        known.and_then(|key| self.keys.get(&key)).copied().unwrap_or_default()
    }

    /// The shapes of those that do this.
    pub(crate) fn shapes_of(&self, does: impl Fn(C) -> bool) -> Shapes {
        let doing = self.words.iter().filter(|(_, class)| does(**class));
        Shapes::of(doing.map(|(word, _)| word.as_bytes()))
    }

    /// All of them, in any order.
    #[cfg(test)]
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.keys().copied()
    }
}

/// Bytes of a number.
const EIGHT: usize = size_of::<u64>();

/// The bits of the first bytes of a number.
const FIRST: [u64; EIGHT + 1] = {
    let mut first = [u64::MAX; EIGHT + 1];
    let mut length = 0;
    while length < EIGHT {
        first[length] = (1 << (length * u8::BITS as usize)) - 1;
        length += 1;
    }
    first
};

/// The bit of a word, whatever its case; `None` for one without letters.
#[inline]
fn place(word: &[u8]) -> Option<(usize, u64)> {
    let mut first = [0; EIGHT];
    let length = word.len().min(EIGHT);
    first[..length].copy_from_slice(&word[..length]);
    (length > 0).then(|| place_of(u64::from_le_bytes(first), word.len()))
}

/// The same by its first letters and its length.
#[inline]
fn place_of(first: u64, length: usize) -> (usize, u64) {
    const LOWER: u64 = u64::from_le_bytes([0x20; EIGHT]);
    let number = ((first | LOWER) ^ length as u64).wrapping_mul(MULTIPLIER);
    let number = number >> (u64::BITS - NUMBER_BITS);
    let place = usize::try_from(number / u64::from(u64::BITS)).unwrap_or_default();
    (place, 1 << (number % u64::from(u64::BITS)))
}

/// Where the first digit of a text stands, looked for eight bytes at a time.
pub(crate) fn first_digit(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(eight) = text[at..].first_chunk() {
        let digits = digits(u64::from_le_bytes(*eight));
        if digits != 0 {
            return Some(at + (digits.trailing_zeros() / u8::BITS) as usize);
        }
        at += eight.len();
    }
    text[at..].iter().position(u8::is_ascii_digit).map(|digit| at + digit)
}

/// The highest bit of each of eight bytes that is a digit.
fn digits(bytes: u64) -> u64 {
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let high = each(0x80);
    let low = bytes & !high;
    // None of the sums carries into the next byte.
    let from_0 = low + each(0x80 - b'0');
    let past_9 = low + each(0x80 - b'9' - 1);
    from_0 & !past_9 & !bytes & high
}

/// The longest word that has a [`Key`].
const LONGEST: usize = 3 * size_of::<u64>();

/// A word in lower case, as numbers, by which it is looked up in a few steps.
type Key = (u64, u64, u64);

/// The key of a word; `None` for one that is too long.
fn key(word: &[u8]) -> Option<Key> {
    let mut lower = [0; LONGEST];
    lower.get_mut(..word.len())?.copy_from_slice(word);
    lower.make_ascii_lowercase();
    match lower.as_chunks().0 {
        [a, b, c] => Some((u64::from_le_bytes(*a), u64::from_le_bytes(*b), u64::from_le_bytes(*c))),
        _ => None,
    }
}

/// How many letters a text begins with, looked at eight at a time.
pub(crate) fn letters(text: &[u8]) -> usize {
    let mut length = 0;
    while let Some(eight) = text[length..].first_chunk() {
        let marks = no_letters(u64::from_le_bytes(*eight));
        if marks != 0 {
            return length + (marks.trailing_zeros() / u8::BITS) as usize;
        }
        length += eight.len();
    }
    length + text[length..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// The highest bit of each of eight bytes that is no letter.
fn no_letters(bytes: u64) -> u64 {
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let high = each(0x80);
    let small = (bytes | each(0x20)) & !high;
    // None of the sums carries into the next byte.
    let from_a = small + each(0x80 - b'a');
    let past_z = small + each(0x80 - b'z' - 1);
    (bytes | !from_a | past_z) & high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_table_are_held_and_most_others_are_not() {
        let long = "a".repeat(40);
        let table = ["about", "nearly", "so-called", &long];
        let shapes = Shapes::of(table.map(str::as_bytes));
        for word in ["about", "About", "NEARLY", &long] {
            assert!(shapes.may_hold(word.as_bytes()), "{word}");
        }
        for word in ["", "a", "abo", "afoot", "market", "so-called", "near", "{bout"] {
            assert!(!shapes.may_hold(word.as_bytes()), "{word}");
        }
        assert!(shapes.may_be_in(b"it was (about) 3") && shapes.may_be_in(b"3, about"));
        assert!(!shapes.may_be_in(b"it was 3") && !shapes.may_be_in(b""));
        for at in 0..24 {
            let text = format!("{} Nearly{}", "x".repeat(at), " 3".repeat(24 - at));
            assert!(shapes.may_be_in(text.as_bytes()), "{text}");
            let text = format!("{}, x1about", "3".repeat(at));
            assert!(shapes.may_be_in(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn words_have_their_class_in_any_case() {
        let words = [("about", 1_u8), ("ALL", 2), ("so", 3)];
        let classes = Classes::new(words.into_iter().collect());
        for (word, class) in
            [("about", 1), ("About", 1), ("SO", 3), ("all", 0), ("ALL", 0), ("near", 0), ("", 0)]
        {
            assert_eq!(classes.class(word.as_bytes()), class, "{word}");
        }
        let odd = classes.shapes_of(|class| class == 3);
        assert!(odd.may_hold(b"so") && !odd.may_hold(b"about"));
    }

    #[test]
    fn the_first_digit_is_found_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut text = *b"abcxyz/:BCXYZabcxyzA";
                text[at] = byte;
                assert_eq!(first_digit(&text), text.iter().position(u8::is_ascii_digit), "{byte}");
            }
        }
    }

    #[test]
    fn letters_are_counted_to_the_first_other_byte() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut text = *b"abcxyzABCXYZabcxyzAZ";
                text[at] = byte;
                let expected = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(letters(&text), expected, "{byte} at {at}");
            }
        }
    }
}
