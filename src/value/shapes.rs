//! Tables of words, asked by a word's length, its first and last letter, and those beside these:
//! nearly all words of a text are in none of the tables, and these say so without a look at the rest.

/// Letters of the alphabet.
const LETTERS: usize = 26;

/// The shapes of some words of ASCII letters.
#[derive(Debug)]
pub(crate) struct Shapes {
    /// By first and last letter, a bit for each length.
    ends: Vec<u32>,
    /// By second and last but one, the same for words of three letters and more.
    inner: Vec<u32>,
}

impl Shapes {
    /// The shapes of the words of a table. Entries with anything but letters in them are no words.
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w [u8]>) -> Self {
        let table = || vec![0; LETTERS * LETTERS];
        let mut shapes = Self { ends: table(), inner: table() };
        for word in words {
            let letters = word.iter().all(u8::is_ascii_alphabetic);
            if let Some((ends, length)) = shape(word).filter(|_| letters) {
                shapes.ends[ends] |= length;
                if let Some((inner, _)) = inner(word).and_then(shape) {
                    shapes.inner[inner] |= length;
                }
            }
        }
        shapes
    }

    /// Whether a word of letters may be one of the table, whatever its case; `false` is sure.
    pub(crate) fn may_hold(&self, word: &[u8]) -> bool {
        let Some((ends, length)) = shape(word) else { return false };
        if self.ends[ends] & length == 0 {
            return false;
        }
        let inner = inner(word).map(shape);
        inner.is_none_or(|shape| shape.is_some_and(|(inner, _)| self.inner[inner] & length != 0))
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

/// A word without its first and last letter, if that leaves any.
fn inner(word: &[u8]) -> Option<&[u8]> {
    match word {
        [_, inner @ .., _] if !inner.is_empty() => Some(inner),
        _ => None,
    }
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

/// First and last letter as one number, and the bit of the length; words too long for a bit of
/// their own share the last one. `None` where an end is no letter.
fn shape(word: &[u8]) -> Option<(usize, u32)> {
    let letter = |byte: u8| {
        let at = usize::from((byte | 0x20).wrapping_sub(b'a'));
        (at < LETTERS).then_some(at)
    };
    let (first, last) = (letter(*word.first()?)?, letter(*word.last()?)?);
    Some((first * LETTERS + last, 1 << word.len().min(31)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_table_are_held_and_most_others_are_not() {
        let long = "a".repeat(40);
        let table = ["about", "nearly", "so-called", &long];
        let shapes = Shapes::of(table.map(str::as_bytes));
        for word in ["about", "About", "NEARLY", "abcut", &long] {
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
