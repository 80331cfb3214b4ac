//! Tables of words, asked by a number that a word's letters and its length make: nearly all words of a
//! text are in none of the tables, and these say so in a few steps.

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
        let mut rest = text;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(letters(rest));
            if self.may_hold(word) {
                return true;
            }
            rest = after.get(1..).unwrap_or_default();
        }
        false
    }
}

/// The bit of a word, whatever its case; `None` for one without letters.
#[inline]
fn place(word: &[u8]) -> Option<(usize, u64)> {
    const LOWER: u64 = u64::from_le_bytes([0x20; 8]);
    let number = if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first) | LOWER, u64::from_le_bytes(*last) | LOWER);
        first ^ last.rotate_left(u64::BITS / 2 - 3)
    } else if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        (u64::from(first) | u64::from(last) << u32::BITS) | LOWER
    } else {
        let byte = |byte: &u8| u64::from(*byte);
        let (first, last) = (byte(word.first()?), byte(word.last()?));
        (first | byte(&word[word.len() / 2]) << u8::BITS | last << (2 * u8::BITS)) | LOWER
    };
    let number = (number ^ word.len() as u64).wrapping_mul(MULTIPLIER) >> (u64::BITS - NUMBER_BITS);
    let at = usize::try_from(number).ok()?;
    Some((at / u64::BITS as usize, 1 << (number % u64::from(u64::BITS))))
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
pub(crate) const LONGEST: usize = 3 * size_of::<u64>();

/// A word in lower case, as numbers, by which it is looked up in a few steps.
pub(crate) type Key = (u64, u64, u64);

/// The key of a word; `None` for one that is too long.
pub(crate) fn key(word: &[u8]) -> Option<Key> {
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
