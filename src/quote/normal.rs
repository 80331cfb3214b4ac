//! A text as it is compared: without what typesetting, hyphenation and encoding change, and with an
//! exact way back to the bytes it was made of.
//!
//! | in the text | compared as |
//! | --- | --- |
//! | white space of any kind and length | one space; none before closing punctuation |
//! | quotation marks and apostrophes of any kind, alone or in a row | `'` |
//! | hyphens and dashes between letters, with the space around them | nothing |
//! | other hyphens, dashes and minus signs, with the space around them | `-` |
//! | `…`, `...`, `. . .` | `...` |
//! | what cannot be seen (soft hyphens, zero-width characters, marks of direction) | nothing |
//! | raised digits and `[12]`: marks of notes | nothing |
//! | everything else | its compatibility decomposition (NFKD) |
//!
//! Case stays, and so does every digit of a number.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// A stretch of the normalised text and the bytes it was made of.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// First byte in the normalised text.
    at: u32,
    /// First byte in the raw text.
    raw: u32,
    /// Bytes of the raw text that all of it stands for; 0 where both go byte by byte.
    raw_len: u32,
}

/// A normalised text.
#[derive(Debug)]
pub(super) struct Normal {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// Longest mark of a note in square brackets, in digits.
const NOTE_DIGITS: usize = 3;

/// Closing punctuation: no space stands before it in English, and a thin one in French.
fn closes(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '′'..='‷' | '‹' | '›' | '「'..='』'
            | '〝'..='〟' | '＂' | '＇' | 'ʼ' | 'ʹ'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Characters that print nothing.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

fn is_raised_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Characters that stand for themselves wherever they stand: of those that are printed, not `"`, `'`,
/// `-`, `.`, `[` and the backtick.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'!' | b'#'..=b'&' | b'('..=b',' | b'/'..=b'Z' | b'\\'..=b'_' | b'a'..=b'~')
}

/// White space and dashes that were read and not yet written, since what follows decides.
#[derive(Clone, Copy, Debug)]
struct Gap {
    start: usize,
    end: usize,
    dash: bool,
}

struct Builder<'a> {
    raw: &'a str,
    out: Normal,
    gap: Option<Gap>,
    last: Option<char>,
}

impl Normal {
    pub(super) fn new(raw: &str) -> Self {
        let out = Self { text: String::with_capacity(raw.len()), pieces: Vec::new() };
        let mut builder = Builder { raw, out, gap: None, last: None };
        let mut at = 0;
        while at < raw.len() {
            at = builder.step(at);
        }
        builder.out
    }

    /// The raw bytes that a range of normalised ones was made of. The range is not empty.
    pub(super) fn raw(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let (first, from) = self.piece(range.start);
        let (last, to) = self.piece(range.end.saturating_sub(1).max(range.start));
        let start = if first.raw_len == 0 { first.raw as usize + from } else { first.raw as usize };
        let end = if last.raw_len == 0 { to + 1 } else { last.raw_len as usize };
        start..(last.raw as usize + end).max(start)
    }

    /// The piece that holds a normalised byte, and how far into it the byte lies.
    fn piece(&self, at: usize) -> (Piece, usize) {
        let next = self.pieces.partition_point(|piece| piece.at as usize <= at);
        let piece = next.checked_sub(1).and_then(|i| self.pieces.get(i)).copied();
        let piece = piece.unwrap_or(Piece { at: 0, raw: 0, raw_len: 0 });
        (piece, at.saturating_sub(piece.at as usize))
    }
}

/// Texts are limited to far less than 4 GiB before they are read.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Builder<'_> {
    /// Read what stands at a byte; where the next thing stands.
    fn step(&mut self, at: usize) -> usize {
        let bytes = self.raw.as_bytes();
        if is_plain(bytes[at]) {
            let len = bytes[at..].iter().take_while(|byte| is_plain(**byte)).count();
            self.same(at, at + len);
            return at + len;
        }
        let Some(c) = self.raw[at..].chars().next() else { return self.raw.len() };
        let next = at + c.len_utf8();
        match c {
            _ if c.is_whitespace() => self.wait(at, next, false),
            _ if is_dash(c) => self.wait(at, next, true),
            _ if is_invisible(c) || is_raised_digit(c) => {}
            '[' if let Some(end) = note_mark(bytes, at) => return end,
            '.' | '…' if let Some(end) = ellipsis(self.raw, at) => {
                self.other(at, end, "...");
                return end;
            }
            _ if is_quotation_mark(c) => {
                if self.gap.is_some() || self.last != Some('\'') {
                    self.other(at, next, "'");
                }
            }
            _ if c.is_ascii() => self.same(at, next),
            _ => return self.decomposed(at, next),
        }
        next
    }

    fn wait(&mut self, start: usize, end: usize, dash: bool) {
        match &mut self.gap {
            Some(gap) => {
                gap.end = end;
                gap.dash |= dash;
            }
            None => self.gap = Some(Gap { start, end, dash }),
        }
    }

    /// Write the gap, now that it is known what follows it.
    fn settle(&mut self, next: char) {
        let (Some(gap), Some(last)) = (self.gap.take(), self.last) else { return };
        let sign = match gap.dash {
            true if last.is_alphabetic() && next.is_alphabetic() => return,
            true => "-",
            false if closes(next) || matches!(last, '(' | '[' | '{') => return,
            false => " ",
        };
        if gap.end - gap.start == 1 {
            self.write(gap.start, 0, sign);
        } else {
            self.write(gap.start, gap.end - gap.start, sign);
        }
    }

    /// Characters that stand for themselves.
    fn same(&mut self, start: usize, end: usize) {
        let raw = self.raw;
        let text = &raw[start..end];
        self.settle(text.chars().next().unwrap_or(' '));
        self.write(start, 0, text);
        self.last = text.chars().next_back();
    }

    /// Raw bytes that another text stands for.
    fn other(&mut self, start: usize, end: usize, text: &str) {
        self.settle(text.chars().next().unwrap_or(' '));
        self.write(start, end - start, text);
        self.last = text.chars().next_back();
    }

    /// A character beyond ASCII with its combining marks.
    fn decomposed(&mut self, start: usize, next: usize) -> usize {
        let raw = self.raw;
        let marks = raw[next..].chars().take_while(|c| canonical_combining_class(*c) != 0);
        let end = next + marks.map(char::len_utf8).sum::<usize>();
        let text: String =
            raw[start..end].nfkd().map(|c| if c == '\u{2044}' { '/' } else { c }).collect();
        if let Some(first) = text.chars().next() {
            self.settle(first);
            self.write(start, end - start, &text);
            self.last = Some(first);
        }
        end
    }

    fn write(&mut self, raw: usize, raw_len: usize, text: &str) {
        let at = self.out.text.len();
        let joins = self.out.pieces.last().is_some_and(|piece| {
            raw_len == 0
                && piece.raw_len == 0
                && at - piece.at as usize == raw.wrapping_sub(piece.raw as usize)
        });
        if !joins {
            let piece = Piece { at: small(at), raw: small(raw), raw_len: small(raw_len) };
            self.out.pieces.push(piece);
        }
        self.out.text.push_str(text);
    }
}

/// The end of `[12]`.
fn note_mark(bytes: &[u8], at: usize) -> Option<usize> {
    let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let closed = bytes.get(at + 1 + digits) == Some(&b']');
    ((1..=NOTE_DIGITS).contains(&digits) && closed).then_some(at + digits + 2)
}

/// The end of `…` or of three dots and more, with or without spaces between them.
pub(super) fn ellipsis(text: &str, at: usize) -> Option<usize> {
    let mut dots = 0;
    let mut end = at;
    let mut space = false;
    for (i, c) in text[at..].char_indices() {
        match c {
            '.' => dots += 1,
            '…' => dots += 3,
            ' ' | '\u{a0}' if !space && dots > 0 => {
                space = true;
                continue;
            }
            _ => break,
        }
        space = false;
        end = at + i + c.len_utf8();
    }
    (dots >= 3).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn normal(text: &str) -> String {
        Normal::new(text).text
    }

    #[test]
    fn what_typesetting_changes_is_gone() {
        for (a, b) in [
            ("the group\u{2019}s “new” men", "the group's \"new\" men"),
            ("said: ‘“Go!”’", "said: \"'Go!'\""),
            ("a well-\n known rebel", "a well-known rebel"),
            ("a re-\nbel", "a rebel"),
            ("al\u{2011}Amin", "al-Amin"),
            ("the men—all of them—left", "the men - all of them -- left"),
            ("in 2020 – 2021", "in 2020-2021"),
            ("ﬁfty\u{a0}\u{202f}men", "fifty men"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("52 %", "52%"),
            ("so . . . they", "so … they"),
            ("left.[12] Then", "left. Then"),
            ("left²³ then", "left then"),
            ("sol\u{ad}diers", "soldiers"),
            ("１４３ men", "143 men"),
        ] {
            assert_eq!(normal(a), normal(b), "{a} {b}");
        }
        for (a, b) in [
            ("4-6 men", "46 men"),
            ("the men", "The men"),
            ("1,200", "1200"),
            ("re sign", "resign"),
            ("[his] men", "his men"),
        ] {
            assert_ne!(normal(a), normal(b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn every_byte_leads_back(text in "(?s)[ -~–…“”’éﬁ\u{ad}\n\t\u{301}²\\[\\]0-9数🔥\u{feff}-]{0,60}") {
            let normal = Normal::new(&text);
            let mut before = 0;
            for (at, c) in normal.text.char_indices() {
                let raw = normal.raw(at..at + c.len_utf8());
                prop_assert!(raw.start <= raw.end && raw.end <= text.len());
                prop_assert!(text.get(raw.clone()).is_some(), "{raw:?}");
                prop_assert!(raw.start >= before);
                before = raw.start;
                if c.is_ascii_alphanumeric() && raw.len() == 1 {
                    prop_assert_eq!(&text[raw], c.to_string());
                }
            }
        }
    }
}
