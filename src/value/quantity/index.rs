//! Phrases by their first word, made when the program is built: a short text would spend more on
//! putting them in order than on what it says.

use super::token::Token;
use crate::text::fixed::{Part, Table};

/// Phrases, longest first of those that start alike, and what each stands for. There is room for
/// `ROOM` of them and `LETTERS` bytes of their texts; `SLOTS` is a power of two, and at least twice
/// `ROOM`.
pub(super) struct Index<T, const ROOM: usize, const SLOTS: usize, const LETTERS: usize> {
    letters: [u8; LETTERS],
    end: usize,
    firsts: Table<ROOM, SLOTS>,
    /// Of each first word, one more than the phrase to try first; of each phrase, the next one.
    heads: [u16; ROOM],
    nexts: [u16; ROOM],
    phrases: [Phrase; ROOM],
    values: [T; ROOM],
    len: u16,
}

/// Where a phrase stands among the letters, in lower case where that is how it is compared.
#[derive(Clone, Copy)]
struct Phrase {
    from: u16,
    to: u16,
    /// Its pieces, as the tokenizer parts them, which are parted by spaces.
    pieces: u8,
    /// Compare with the text as written, for symbols in which case matters ("MW", "mW").
    exact: bool,
}

impl<T: Copy, const ROOM: usize, const SLOTS: usize, const LETTERS: usize>
    Index<T, ROOM, SLOTS, LETTERS>
{
    /// An empty index. The value is that of no phrase.
    pub(super) const fn new(none: T) -> Self {
        assert!(ROOM < u16::MAX as usize && LETTERS < u16::MAX as usize);
        Self {
            letters: [0; LETTERS],
            end: 0,
            firsts: Table::new(),
            heads: [0; ROOM],
            nexts: [0; ROOM],
            phrases: [Phrase { from: 0, to: 0, pieces: 0, exact: false }; ROOM],
            values: [none; ROOM],
            len: 0,
        }
    }

    /// Add each of some spellings, which are parted by `|`, with each of some endings. One after `!`
    /// is compared as it is written.
    pub(super) const fn add_each(&mut self, spellings: &str, endings: &[&str], value: T) {
        let (mut rest, mut more) = (spellings, true);
        while more {
            let mut bar = 0;
            while bar < rest.len() && rest.as_bytes()[bar] != b'|' {
                bar += 1;
            }
            let (mut spelling, after) = rest.split_at(bar);
            more = !after.is_empty();
            rest = if more { after.split_at(1).1 } else { after };
            let exact = !spelling.is_empty() && spelling.as_bytes()[0] == b'!';
            if exact {
                spelling = spelling.split_at(1).1;
            }
            let mut ending = 0;
            while ending < endings.len() {
                self.add([spelling, endings[ending]], exact, value);
                ending += 1;
            }
        }
    }

    /// Add a phrase, which is written in two parts.
    #[allow(clippy::cast_possible_truncation, reason = "the room is less than what a u16 holds")]
    pub(super) const fn add(&mut self, [stem, ending]: [&str; 2], exact: bool, value: T) {
        let from = self.end;
        self.append(stem.as_bytes(), !exact);
        self.append(ending.as_bytes(), !exact);
        let to = self.end;
        let (mut pieces, mut first, mut at) = (1, to, from);
        while at < to {
            if self.letters[at] == b' ' {
                pieces += 1;
                first = if first == to { at } else { first };
            }
            at += 1;
        }
        let mut part = Part { start: from, end: first, next: first };
        if exact {
            // It is looked up in lower case.
            part.start = to;
            at = from;
            while at < first {
                self.append(&[self.letters[at]], true);
                at += 1;
            }
            part.end = self.end;
        }
        let first = self.firsts.put(&self.letters, part);
        let new = self.len as usize;
        let phrase = Phrase { from: from as u16, to: to as u16, pieces, exact };
        (self.phrases[new], self.values[new]) = (phrase, value);
        self.len += 1;
        // Behind those that are longer, or as long and came before.
        let (mut before, mut next) = (0, self.heads[first]);
        while next != 0 {
            let other = self.phrases[next as usize - 1];
            if other.pieces < pieces || other.pieces == pieces && !other.exact && exact {
                break;
            }
            (before, next) = (next, self.nexts[next as usize - 1]);
        }
        self.nexts[new] = next;
        let link =
            if before == 0 { &mut self.heads[first] } else { &mut self.nexts[before as usize - 1] };
        *link = self.len;
    }

    const fn append(&mut self, text: &[u8], lower: bool) {
        let mut at = 0;
        while at < text.len() {
            let byte = text[at];
            self.letters[self.end] = if lower { byte.to_ascii_lowercase() } else { byte };
            (self.end, at) = (self.end + 1, at + 1);
        }
    }

    /// Each phrase.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases[..usize::from(self.len)].iter().map(|phrase| self.text(phrase))
    }

    fn text(&self, phrase: &Phrase) -> &str {
        std::str::from_utf8(self.bytes(phrase)).unwrap_or_default()
    }

    fn bytes(&self, phrase: &Phrase) -> &[u8] {
        &self.letters[usize::from(phrase.from)..usize::from(phrase.to)]
    }

    /// The words that phrases start with, in lower case.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        let words = (0..self.firsts.len()).map(|number| {
            let (at, len) = self.firsts.place(number);
            &self.letters[at..at + len]
        });
        words.map(|word| std::str::from_utf8(word).unwrap_or_default())
    }

    /// Whether a phrase may start with a word, given in lower case.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        self.firsts.get(&self.letters, word.as_bytes()).is_some()
    }

    /// The longest phrase that starts at a token, and the token after it.
    pub(super) fn longest(&self, text: &str, tokens: &[Token], at: usize) -> Option<(&T, usize)> {
        let first = tokens.get(at)?;
        let mut next = self.heads[self.firsts.get(&self.letters, first.word.as_bytes())?];
        while let Some(number) = usize::from(next).checked_sub(1) {
            let phrase = &self.phrases[number];
            let end = at + usize::from(phrase.pieces);
            let is_here = tokens.get(at..end).is_some_and(|here| {
                let pieces = self.bytes(phrase).split(|byte| *byte == b' ');
                here.iter().zip(pieces).all(|(token, piece)| {
                    let written =
                        if phrase.exact { &text[token.span.clone()] } else { token.word.as_str() };
                    written.as_bytes() == piece
                })
            });
            if is_here {
                return Some((&self.values[number], end));
            }
            next = self.nexts[number];
        }
        None
    }
}

/// Whether a word is on a list.
pub(super) const fn is_among(word: &str, list: &[&str]) -> bool {
    let (word, mut at) = (word.as_bytes(), 0);
    while at < list.len() {
        let other = list[at].as_bytes();
        let mut same = 0;
        while same < word.len() && word.len() == other.len() && word[same] == other[same] {
            same += 1;
        }
        if same == word.len() && same == other.len() {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;

    static INDEX: Index<u8, 16, 32, 256> = {
        let mut index = Index::new(0);
        index.add_each("full moon|!Mo|moon", &["", "s"], 1);
        index.add(["full moon rise", ""], false, 2);
        index.add(["full", ""], false, 3);
        index.add(["mo", ""], false, 4);
        index
    };

    #[test]
    fn the_longest_phrase_is_found() {
        for (text, found) in [
            ("full moon rise", Some((2, 3))),
            ("Full Moons rise", Some((1, 2))),
            ("full stop", Some((3, 1))),
            ("Mo", Some((1, 1))),
            ("mo", Some((4, 1))),
            ("MO", Some((4, 1))),
            ("rise", None),
        ] {
            let tokens = token::tokens(text);
            let longest = INDEX.longest(text, &tokens, 0).map(|(value, next)| (*value, next));
            assert_eq!(longest, found, "{text}");
        }
        assert!(INDEX.may_begin("moons") && !INDEX.may_begin("rise"));
        assert_eq!(INDEX.first_words().collect::<Vec<_>>(), ["full", "mo", "mos", "moon", "moons"]);
        assert_eq!(INDEX.phrases().nth(2), Some("Mo"));
        assert!(is_among("a", &["b", "a"]) && !is_among("a", &["ab", ""]));
    }
}
