//! A text as words, numbers and signs, each with its place.

use std::ops::Range;

use super::lexicon::{self, Word};
use super::words::Mark;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with hyphens, apostrophes and full stops inside ("al-Qaida", "U.S.", "12-year-old").
    Word,
    /// Begins with a digit and holds no letter ("1,200", "3.5", "2020/21").
    Number,
    /// One sign.
    Sign,
}

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text of the passage.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// What the lexicon knows of it, by its lower-case form; [`Word::UNKNOWN`] for the others.
    pub word: Word,
    /// What tells it from most other words at a glance.
    pub(super) mark: Mark,
}

impl Token {
    /// Its place in the text of the passage.
    #[must_use]
    #[inline]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text.
    #[must_use]
    #[inline]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether it is this sign.
    #[must_use]
    #[inline]
    pub fn is_sign(&self, text: &str, sign: char) -> bool {
        self.kind == Kind::Sign && self.text(text).starts_with(sign)
    }
}

/// The tokens of a text, in order. A possessive `'s` is a token of its own; a full stop belongs to a
/// word only inside of it or in a form that the lexicon knows ("U.S.", "Mr.").
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    // English prose has a token every five bytes or so, and some texts are full of signs: what is
    // too much is given back, since all tokens of a document are kept.
    let mut out = Vec::with_capacity(text.len() / 4 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if c.is_alphanumeric() {
            word_end(text, at)
        } else {
            at + c.len_utf8()
        };
        push(text, at, end, c, &mut out);
        at = end;
    }
    out.shrink_to_fit();
    out
}

fn push(text: &str, start: usize, end: usize, first: char, out: &mut Vec<Token>) {
    let piece = &text[start..end];
    let kind = if !first.is_alphanumeric() {
        Kind::Sign
    } else if first.is_numeric() && !piece.chars().any(char::is_alphabetic) {
        Kind::Number
    } else {
        Kind::Word
    };
    let word = if kind == Kind::Word { lexicon::word(piece) } else { Word::UNKNOWN };
    let fits = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    out.push(Token {
        start: fits(start),
        end: fits(end),
        kind,
        capital: first.is_uppercase(),
        word,
        mark: if kind == Kind::Sign { Mark::of_sign(piece) } else { Mark::of(piece) },
    });
}

/// Signs that hold a word or a number together when letters or digits stand on both sides.
fn joins(sign: char, before: char, after: char) -> bool {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => true,
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        '.' | ',' => before.is_numeric() && after.is_numeric(),
        '`' => before.is_alphabetic() && after.is_alphabetic(),
        '&' => before.is_uppercase() && after.is_uppercase(),
        '/' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    // Most words are ASCII letters up to a space or a comma.
    let bytes = &text.as_bytes()[start..];
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if matches!(bytes.get(letters), None | Some(b' ' | b',' | b'\n' | b')' | b';' | b':')) {
        return start + letters;
    }
    let mut before = ' ';
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || is_mark(c) {
            before = c;
            continue;
        }
        let here = start + at;
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let rest = &text[here + c.len_utf8()..];
        if matches!(c, '\'' | '’') && is_possessive(rest) {
            return here;
        }
        if c == '.' {
            // "U.S.", "U.N.": single letters with a full stop each.
            let letter = before.is_alphabetic() && at == before.len_utf8();
            let initials = text[start..here].contains('.') && before.is_alphabetic();
            if (letter || initials) && after.is_uppercase() {
                before = c;
                continue;
            }
            // "a.m.", "p.m.": letters in lower case with a full stop each.
            let two = here + 2 + after.len_utf8();
            if letter && text.get(start..two).is_some_and(lexicon::is_abbreviation) {
                return two;
            }
            if initials || lexicon::is_abbreviation(&text[start..=here]) {
                return here + 1;
            }
        }
        if after.is_alphanumeric() && joins(c, before, after) {
            before = c;
            continue;
        }
        return here;
    }
    text.len()
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}')
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn words_keep_what_is_inside_of_them() {
        assert_eq!(texts("The U.S. al-Qaida don't."), ["The", "U.S.", "al-Qaida", "don't", "."]);
        assert_eq!(texts("Mr. Orel’s 12-year-old"), ["Mr.", "Orel", "’", "s", "12-year-old"]);
        assert_eq!(
            texts("1,200 (3.5%), 2020/21."),
            ["1,200", "(", "3.5", "%", ")", ",", "2020/21", "."]
        );
        assert_eq!(texts("killing 60—or"), ["killing", "60", "—", "or"]);
        assert_eq!(texts("at 4 p.m. or 9 a.m."), ["at", "4", "p.m.", "or", "9", "a.m."]);
    }
}
