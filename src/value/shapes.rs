//! Tables of words, asked by a word's length, first and last letter: nearly all words of a text are
//! in none of the tables, and these three say so without a look at the rest.

/// Letters of the alphabet.
const LETTERS: usize = 26;

/// The shapes of some words of ASCII letters: by first and last letter, a bit for each length.
#[derive(Debug)]
pub(crate) struct Shapes(Vec<u32>);

impl Shapes {
    /// The shapes of the words of a table. Entries with anything but letters in them are no words.
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w [u8]>) -> Self {
        let mut shapes = vec![0; LETTERS * LETTERS];
        for word in words {
            let letters = word.iter().all(u8::is_ascii_alphabetic);
            if let Some((ends, length)) = shape(word).filter(|_| letters) {
                shapes[ends] |= length;
            }
        }
        Self(shapes)
    }

    /// Whether a word of letters may be one of the table, whatever its case; `false` is sure.
    pub(crate) fn may_hold(&self, word: &[u8]) -> bool {
        shape(word).is_some_and(|(ends, length)| self.0[ends] & length != 0)
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

/// How many letters a text begins with, looked at eight at a time.
fn letters(text: &[u8]) -> usize {
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
        for word in ["about", "About", "NEARLY", "afoot", &long] {
            assert!(shapes.may_hold(word.as_bytes()), "{word}");
        }
        for word in ["", "a", "abo", "market", "so-called", "near", "{bout"] {
            assert!(!shapes.may_hold(word.as_bytes()), "{word}");
        }
        assert!(shapes.may_be_in(b"it was (about) 3") && shapes.may_be_in(b"3, about"));
        assert!(!shapes.may_be_in(b"it was 3") && !shapes.may_be_in(b""));
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
