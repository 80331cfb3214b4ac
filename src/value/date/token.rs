//! Words, numbers and signs of a text, with their places.

use smol_str::SmolStr;

use super::cue::{self, Cue};
use super::lexicon::{self, TimeUnit, look};
use crate::text;

/// The longest word that can be in a table.
const LONGEST_WORD: usize = 22;

/// A word, a run of digits, or a sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Nothing, not even a space, stands between it and the token before.
    pub(super) glued: bool,
    /// The first letter of a word is a capital.
    pub(super) capital: bool,
    /// What may start at it.
    pub(super) cue: Cue,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, in lower case; too long a word is empty.
    Word(SmolStr),
    /// Digits: value and how many. Beyond nine digits the value is of no use here.
    Number(Option<i64>, usize),
    /// Any other character.
    Sign(char),
}

/// The tokens of a text.
pub(super) struct Tokens {
    all: Vec<Token>,
}

impl Tokens {
    pub(super) fn of(text: &str) -> Self {
        // English prose has a token every five bytes or so.
        let mut all: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
        let mut previous_end = None;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let start = at;
            at += c.len_utf8();
            if c.is_whitespace() {
                continue;
            }
            if c.is_ascii_digit() {
                at += text[at..].bytes().take_while(u8::is_ascii_digit).count();
            } else if c.is_alphabetic() {
                // Most words are ASCII letters and nothing else.
                at += text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
                let more = text[at..].chars().take_while(|c| c.is_alphabetic());
                at += more.map(char::len_utf8).sum::<usize>();
            }
            let end = at;
            let token = |start: usize, end: usize, glued: bool| {
                let kind = kind(&text[start..end], c);
                let cue = cue::of(&kind);
                Token { start, end, kind, glued, capital: c.is_uppercase(), cue }
            };
            let glued = previous_end == Some(start);
            previous_end = Some(end);
            let tokens = Self { all };
            let split = c.is_ascii_digit() && tokens.note_mark(&text[start..end]);
            all = tokens.all;
            if split {
                // The mark of a note ran into the year: "in February 202383".
                all.push(token(start, start + 4, glued));
                all.push(token(start + 4, end, true));
            } else {
                all.push(token(start, end, glued));
            }
        }
        Self { all }
    }

    /// Whether a run of digits that comes next is a recent year and the number of a note: five or six
    /// digits after a month, or after a month, a day and a comma.
    fn note_mark(&self, digits: &str) -> bool {
        let recent = digits.starts_with("19") || digits.starts_with("20");
        if !recent || !(5..=6).contains(&digits.len()) {
            return false;
        }
        let count = self.all.len();
        let month = |back: usize| {
            count
                .checked_sub(back)
                .is_some_and(|i| self.look(i, lexicon::MONTHS, Cue::MONTH).is_some())
        };
        let comma = count > 0 && self.sign(count - 1) == Some(',');
        month(1) || (comma && month(3))
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Token> {
        self.all.get(i)
    }

    /// The word at a place, in lower case; empty when there is none.
    pub(super) fn word(&self, i: usize) -> &str {
        match self.get(i).map(|t| &t.kind) {
            Some(Kind::Word(word)) => word,
            _ => "",
        }
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i) == word
    }

    /// Whether these words stand here, one after another; apostrophes between them are passed over.
    pub(super) fn phrase(&self, i: usize, words: &[&str]) -> Option<usize> {
        // Most phrases fail at their first word, and this is asked of many at each token.
        if words.first().is_none_or(|first| !self.is(i, first)) {
            return None;
        }
        let mut at = i;
        for (n, word) in words.iter().enumerate() {
            let apostrophe =
                self.sign(at).is_some_and(|c| matches!(c, '\'' | '’' | '‘' | 'ʻ' | '-'));
            if n > 0 && apostrophe {
                at += 1;
            }
            if !self.is(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    pub(super) fn sign(&self, i: usize) -> Option<char> {
        match self.get(i).map(|t| &t.kind) {
            Some(Kind::Sign(c)) => Some(*c),
            _ => None,
        }
    }

    /// A run of digits: its value and how many there are.
    pub(super) fn number(&self, i: usize) -> Option<(i64, usize)> {
        match self.get(i).map(|t| &t.kind) {
            Some(Kind::Number(Some(value), digits)) => Some((*value, *digits)),
            _ => None,
        }
    }

    pub(super) fn glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.glued)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.capital)
    }

    /// What a table of the lexicon has for the word at a place; `listed` is the bit of its words.
    pub(super) fn look<T: Copy>(&self, i: usize, table: &[(&str, T)], listed: u32) -> Option<T> {
        if self.has(i, listed) { look(table, self.word(i)) } else { None }
    }

    /// Whether a token has one of these bits of [`Cue`].
    pub(super) fn has(&self, i: usize, bits: u32) -> bool {
        self.get(i).is_some_and(|token| token.cue.has(bits))
    }

    /// A hyphen or a dash.
    pub(super) fn dash(&self, i: usize) -> bool {
        self.sign(i).is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−'))
    }

    /// Bytes from one token to before another.
    pub(super) fn span(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let start = self.get(from).map_or(0, |t| t.start);
        let end = to.checked_sub(1).and_then(|i| self.get(i)).map_or(start, |t| t.end);
        start..end.max(start)
    }

    /// `22nd`, "twenty-second", "22" with its suffix: an ordinal up to 99, as written.
    pub(super) fn ordinal(&self, i: usize) -> Option<(u8, usize)> {
        if let Some((n, 1..=2)) = self.number(i) {
            let suffix = self.glued(i + 1) && matches!(self.word(i + 1), "st" | "nd" | "rd" | "th");
            return suffix.then(|| (u8::try_from(n).unwrap_or(0), i + 2));
        }
        if let Some(n) = self.look(i, lexicon::ORDINALS, Cue::ORDINAL) {
            return Some((n, i + 1));
        }
        let tens = self.look(i, lexicon::TENS, Cue::TEN)?;
        let next = if self.dash(i + 1) { i + 2 } else { i + 1 };
        let ones = self.look(next, lexicon::ORDINALS, Cue::ORDINAL).filter(|n| *n < 10)?;
        Some((u8::try_from(tens).unwrap_or(0) + ones, next + 1))
    }

    /// "Six", "twenty-four", "a hundred and ten", `36`: a whole number below a million.
    pub(super) fn count(&self, i: usize) -> Option<(u32, usize)> {
        if let Some((n, 1..=6)) = self.number(i) {
            let thousands = self.sign(i + 1) == Some(',') && self.glued(i + 1) && self.glued(i + 2);
            if let (true, Some((rest, 3))) = (thousands && n < 1000, self.number(i + 2)) {
                return Some((u32::try_from(n * 1000 + rest).ok()?, i + 3));
            }
            return Some((u32::try_from(n).ok()?, i + 1));
        }
        let (mut total, mut at) = match self.below_hundred(i) {
            Some(found) => found,
            None if matches!(self.word(i), "a" | "an") => (1, i + 1),
            None => return None,
        };
        if self.is(at, "hundred") && total < 100 {
            total *= 100;
            at += 1;
            let next = if self.is(at, "and") { at + 1 } else { at };
            if let Some((rest, end)) = self.below_hundred(next) {
                total += rest;
                at = end;
            }
        }
        Some((total, at))
    }

    pub(super) fn below_hundred(&self, i: usize) -> Option<(u32, usize)> {
        if let Some(n) = self.look(i, lexicon::ONES, Cue::ONE) {
            return Some((n, i + 1));
        }
        let tens = self.look(i, lexicon::TENS, Cue::TEN)?;
        let next = if self.dash(i + 1) { i + 2 } else { i + 1 };
        let ones = self.look(next, lexicon::ONES, Cue::ONE).filter(|n| (1..10).contains(n));
        Some(ones.map_or((tens, i + 1), |n| (tens + n, next + 1)))
    }

    pub(super) fn unit(&self, i: usize) -> Option<TimeUnit> {
        self.look(i, lexicon::UNITS, Cue::UNIT)
    }
}

fn kind(text: &str, first: char) -> Kind {
    if first.is_ascii_digit() {
        let value = if text.len() <= 9 { text.parse().ok() } else { None };
        Kind::Number(value, text.len())
    } else if first.is_alphabetic() {
        Kind::Word(lower(text))
    } else {
        Kind::Sign(first)
    }
}

/// A word in lower case; empty if it is too long for the tables.
fn lower(text: &str) -> SmolStr {
    if text.len() > LONGEST_WORD {
        return SmolStr::default();
    }
    if text.is_ascii() {
        return text::lower(text);
    }
    text.chars().flat_map(char::to_lowercase).collect()
}
