//! Lists of words that tokens are held against, with a filter that nearly all tokens fail: a stage
//! asks of every word of a text whether it is one of dozens.

/// What can be told of a word at a glance, by its length and its ends. Equal for all ways of writing
/// it in capitals and small letters; one mark stands for all words in other than ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark(u16);

/// Marks of words in ASCII: so many that few words pass for one of a list of dozens.
const MARKS: u16 = 1 << 10;

/// Numbers that hold a bit for each mark.
const PARTS: usize = MARKS as usize / 64;

impl Mark {
    /// Of words in other than ASCII, of which nothing is told.
    const OTHER: Self = Self(MARKS);

    /// That of a word.
    #[inline]
    pub(super) const fn of(word: &str) -> Self {
        if word.is_ascii() { Self::of_ascii(word.as_bytes()) } else { Self::OTHER }
    }

    /// As far as its length and its ends tell.
    #[inline]
    const fn of_ascii(word: &[u8]) -> Self {
        // Any mixture does that spreads words over the marks; the bit that is set is what tells
        // capitals from small letters.
        let (Some(first), Some(last)) = (word.first(), word.last()) else { return Self(0) };
        let ends = ((*first | 0x20) as u16).wrapping_mul(31) ^ ((*last | 0x20) as u16) << 4;
        #[allow(clippy::cast_possible_truncation, reason = "the low bits of the length will do")]
        let length = (word.len() as u16).wrapping_mul(357);
        Self(ends.wrapping_add(length) % MARKS)
    }

    /// That of a sign, which is written in one way only, be it in ASCII or not.
    #[inline]
    pub(super) const fn of_sign(sign: &str) -> Self {
        Self::of_ascii(sign.as_bytes())
    }

    /// Whether it tells nothing, since the word is in other than ASCII.
    #[inline]
    pub(super) const fn is_other(self) -> bool {
        self.0 == MARKS
    }

    /// Whether a token of this mark may be a word, which is given in lower case.
    #[inline]
    pub(super) const fn may_be(self, word: &str) -> bool {
        self.0 == MARKS || self.0 == Self::of_ascii(word.as_bytes()).0
    }
}

/// The marks of some words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks([u64; PARTS]);

impl Marks {
    /// Those of some words.
    pub(super) const fn of(words: &[&str]) -> Self {
        let mut out = Self([0; PARTS]);
        let mut at = 0;
        while at < words.len() {
            out = out.with(words[at].as_bytes());
            at += 1;
        }
        out
    }

    /// Those and that of one more.
    pub(super) const fn with(mut self, word: &[u8]) -> Self {
        let mark = Mark::of_ascii(word).0;
        self.0[(mark / 64) as usize] |= 1 << (mark % 64);
        self
    }

    /// Whether a token of a mark may be one of them.
    #[inline]
    pub(super) const fn has(&self, mark: Mark) -> bool {
        mark.0 == MARKS || self.0[(mark.0 / 64) as usize] & (1 << (mark.0 % 64)) != 0
    }
}

/// Words in lower case.
#[derive(Debug)]
pub(super) struct Words {
    marks: Marks,
    words: &'static [&'static str],
}

impl Words {
    /// A list as it is made ready when the program is built.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self { marks: Marks::of(words), words }
    }

    /// Whether a token of a mark may be one of them.
    #[inline]
    pub(super) const fn may_hold(&self, mark: Mark) -> bool {
        self.marks.has(mark)
    }

    /// Whether a word in lower case is one of them.
    pub(super) fn hold(&self, word: &str) -> bool {
        self.marks.has(Mark::of(word)) && self.words.contains(&word)
    }

    /// All of them.
    pub(super) const fn all(&self) -> &'static [&'static str] {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_never_held_back() {
        static WORDS: Words = Words::new(&["of", "éclair", "k", "—", "[", ""]);
        for text in ["of", "OF", "Of", "éclair", "\u{212a}", "—", "[", ""] {
            assert!(WORDS.may_hold(Mark::of(text)), "{text}");
            assert!(WORDS.all().iter().any(|word| Mark::of(text).may_be(word)), "{text}");
        }
        assert!(WORDS.may_hold(Mark::of_sign("—")) && !WORDS.may_hold(Mark::of_sign("…")));
        assert!(!WORDS.may_hold(Mark::of("government")));
        assert!(!Mark::of("government").may_be("of"));
    }
}
