//! A fast way through the YAML that records are mostly written in.
//!
//! It knows block lists and mappings, lists and mappings in brackets on one line, plain keys, and
//! texts on one line, and reads them some eight times as fast as a reader of all YAML can. It gives up at
//! the first thing that it does not know; then the general reader reads the whole text. It reports
//! nothing, so what is wrong is for the general reader too: whatever this one reads, both read to
//! the same tree (a property test holds it to that).

use std::borrow::Cow;

use crate::tree::Style;
use crate::tree::build::Builder;

/// How deep this reader goes, far less than the general one may: records need about eight levels.
const DEEPEST: usize = 24;

/// Longest key. The general reader takes up to 1,024 characters.
const LONGEST_KEY: usize = 128;

/// This reader does not know what stands there.
pub(super) struct Unknown;

type Known<T = ()> = Result<T, Unknown>;

/// Read the rest of a text from an offset. When it gives up, the builder holds a part of the text
/// and must be rewound.
pub(super) fn read(builder: &mut Builder<'_>, start: usize) -> Known {
    let text = builder.tree.text;
    if has_odd_character(text.as_bytes().get(start..).unwrap_or_default()) {
        return Err(Unknown);
    }
    let mut reader = Reader { builder, text, bytes: text.as_bytes(), at: start, column: 0 };
    reader.seek_line(start);
    if reader.at >= text.len() {
        return Err(Unknown);
    }
    if reader.column == 0 && reader.bytes[reader.at..].starts_with(b"---\n") {
        reader.at += 3;
        reader.next_line()?;
    }
    if reader.column != 0 || reader.at >= text.len() {
        return Err(Unknown);
    }
    reader.block(0)?;
    if reader.at < text.len() { Err(Unknown) } else { Ok(()) }
}

/// Whether a text holds a character with a meaning of its own in YAML, or none at all: tabs,
/// carriage returns, other control characters, Unicode's line breaks, byte order marks.
fn has_odd_character(bytes: &[u8]) -> bool {
    /// Small enough to stop early, large enough for the compiler to use wide registers.
    const CHUNK: usize = 64;
    let plain = |b: u8| (b' '..0x7f).contains(&b) || b == b'\n';
    bytes.chunks(CHUNK).enumerate().any(|(at, chunk)| {
        let odd = chunk.iter().fold(false, |odd, b| odd | !plain(*b));
        odd && (0..chunk.len()).any(|i| is_odd(&bytes[at * CHUNK + i..]))
    })
}

/// Whether a text starts with an odd character. Bytes inside of characters are never odd.
fn is_odd(rest: &[u8]) -> bool {
    match rest {
        [b'\n' | b' '..0x7f, ..] => false,
        [0..0x80, ..] => true,
        // U+0080 to U+009F.
        [0xc2, next, ..] => *next < 0xa0,
        // U+2028 and U+2029.
        [0xe2, 0x80, last, ..] => matches!(last, 0xa8 | 0xa9),
        // U+FEFF; U+FFFE and U+FFFF.
        [0xef, 0xbb, last, ..] => *last == 0xbf,
        [0xef, 0xbf, last, ..] => *last >= 0xbe,
        _ => false,
    }
}

struct Reader<'b, 't> {
    builder: &'b mut Builder<'t>,
    text: &'t str,
    bytes: &'t [u8],
    /// Between lines, the first character of the next line that says something; the text's end
    /// after the last.
    at: usize,
    /// Its column, from 0.
    column: usize,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    /// A byte; a line break past the end.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn skip_spaces(&mut self) {
        while self.peek() == b' ' {
            self.at += 1;
        }
    }

    /// Go to the first line from here on that says something; `start` is the start of a line.
    fn seek_line(&mut self, start: usize) {
        let mut start = start;
        while start < self.bytes.len() {
            self.at = start;
            self.skip_spaces();
            match self.peek() {
                b'\n' => start = self.at + 1,
                b'#' => start = self.line_end(self.at) + 1,
                _ => {
                    self.column = self.at - start;
                    return;
                }
            }
        }
        self.at = self.bytes.len();
        self.column = 0;
    }

    fn line_end(&self, from: usize) -> usize {
        self.bytes[from..].iter().position(|b| *b == b'\n').map_or(self.bytes.len(), |i| from + i)
    }

    /// Go to the next line that says something. Only a comment may stand before it.
    fn next_line(&mut self) -> Known {
        let from = self.at;
        self.skip_spaces();
        match self.peek() {
            b'\n' => {}
            b'#' if self.at > from => self.at = self.line_end(self.at),
            _ => return Err(Unknown),
        }
        self.seek_line(self.at + 1);
        Ok(())
    }

    /// The list or mapping whose parts stand in a column; the first one is here.
    fn block(&mut self, column: usize) -> Known {
        if self.is_dash() { self.list(column, self.at) } else { self.mapping(column) }
    }

    fn is_dash(&self) -> bool {
        self.peek() == b'-' && self.byte(self.at + 1) == b' '
    }

    fn open(&mut self, is_map: bool, start: usize) -> Known {
        let fits = self.builder.depth() < DEEPEST && self.builder.open(is_map, start);
        if fits { Ok(()) } else { Err(Unknown) }
    }

    /// Whether the next line is the next part of the list or mapping in a column. A line that stands
    /// further in continues the one before it.
    fn goes_on(&self, column: usize) -> Known<bool> {
        if self.at >= self.bytes.len() || self.column < column {
            return Ok(false);
        }
        if self.column == column { Ok(true) } else { Err(Unknown) }
    }

    /// `start` is where the list is said to start.
    fn list(&mut self, column: usize, start: usize) -> Known {
        self.open(false, start)?;
        while self.goes_on(column)? && self.is_dash() {
            self.at += 1;
            let dash = self.at;
            self.skip_spaces();
            let inner = column + 1 + self.at - dash;
            if self.key_end().is_some() {
                self.mapping(inner)?;
            } else {
                self.inline()?;
                self.next_line()?;
            }
        }
        self.builder.close(None);
        Ok(())
    }

    fn mapping(&mut self, column: usize) -> Known {
        self.open(true, self.at)?;
        loop {
            let end = self.key_end().ok_or(Unknown)?;
            self.plain(self.at..end);
            self.at = end + 1;
            self.value(column)?;
            if !self.goes_on(column)? || self.is_dash() {
                break;
            }
        }
        self.builder.close(None);
        Ok(())
    }

    /// The value of a block mapping's key.
    fn value(&mut self, column: usize) -> Known {
        let colon = self.at;
        self.skip_spaces();
        if !matches!(self.peek(), b'\n' | b'#') {
            self.inline()?;
            return self.next_line();
        }
        self.at = colon;
        self.next_line()?;
        let more = self.at < self.bytes.len();
        if more && self.column > column {
            self.block(self.column)
        } else if more && self.column == column && self.is_dash() {
            // The general reader lets a list that is indented like its key start after its dash.
            let after = self.bytes[self.at + 1..].iter().position(|b| *b != b' ').unwrap_or(0);
            self.list(column, self.at + 1 + after)
        } else {
            // Nothing at all: for the general reader, which knows where nothing stands.
            Err(Unknown)
        }
    }

    /// The end of the key that stands here, if one does; a `:` and a space or a line's end follow.
    fn key_end(&self) -> Option<usize> {
        let is_key = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|b| !is_key(b))?;
        let named = (1..=LONGEST_KEY).contains(&length) && rest[0] != b'-';
        let end = self.at + length;
        let ends = self.byte(end) == b':' && matches!(self.byte(end + 1), b' ' | b'\n');
        (named && ends).then_some(end)
    }

    fn plain(&mut self, range: std::ops::Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or("");
        self.builder.scalar(Cow::Borrowed(text), Style::Plain, range);
    }

    /// A text, or a list or mapping in brackets, of a block list or mapping.
    fn inline(&mut self) -> Known {
        match self.peek() {
            b'[' | b'{' => self.brackets(),
            b'"' | b'\'' => self.quoted(),
            _ => {
                self.plain_start()?;
                let start = self.at;
                let end = self.line_end(start);
                let mut last = start;
                for at in start..end {
                    match self.bytes[at] {
                        b' ' => {}
                        b':' if matches!(self.byte(at + 1), b' ' | b'\n') => return Err(Unknown),
                        b'#' if self.bytes[at - 1] == b' ' => break,
                        _ => last = at + 1,
                    }
                }
                self.plain(start..last);
                self.at = last;
                Ok(())
            }
        }
    }

    /// Whether a plain text may begin here, for certain.
    fn plain_start(&self) -> Known {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b >= 0x80;
        let fine = match self.peek() {
            b'-' => self.byte(self.at + 1).is_ascii_alphanumeric(),
            b'~' | b'(' | b'+' | b'$' | b'/' | b'_' | b'<' | b'=' => true,
            b => plain(b),
        };
        if fine { Ok(()) } else { Err(Unknown) }
    }

    /// A text in quotes, on one line.
    fn quoted(&mut self) -> Known {
        let (start, quote) = (self.at, self.peek());
        let mut decoded: Option<String> = None;
        let mut from = start + 1;
        let mut at = from;
        loop {
            let rest = self.bytes.get(at..).ok_or(Unknown)?;
            at += memchr::memchr3(quote, b'\n', b'\\', rest).ok_or(Unknown)?;
            let next = self.byte(at + 1);
            let stands_for = match self.bytes[at] {
                b'\n' => return Err(Unknown),
                b'\\' if quote == b'\'' => {
                    at += 1;
                    continue;
                }
                b'\\' if matches!(next, b'"' | b'\\') => char::from(next),
                b'\\' => return Err(Unknown),
                _ if quote == b'\'' && next == b'\'' => '\'',
                _ => break,
            };
            let text = decoded.get_or_insert_default();
            text.push_str(self.text.get(from..at).ok_or(Unknown)?);
            text.push(stands_for);
            at += 2;
            from = at;
        }
        let tail = self.text.get(from..at).ok_or(Unknown)?;
        let text = match decoded {
            Some(text) => Cow::Owned(text + tail),
            None => Cow::Borrowed(tail),
        };
        self.at = at + 1;
        self.builder.scalar(text, Style::Quoted, start..self.at);
        Ok(())
    }

    /// A list or mapping in brackets, on one line.
    fn brackets(&mut self) -> Known {
        let is_map = self.peek() == b'{';
        let close = if is_map { b'}' } else { b']' };
        self.open(is_map, self.at)?;
        self.at += 1;
        self.skip_spaces();
        let mut more = self.peek() != close;
        while more {
            if is_map {
                let end = self.key_end().ok_or(Unknown)?;
                self.plain(self.at..end);
                self.at = end + 1;
                self.skip_spaces();
            }
            self.part()?;
            self.skip_spaces();
            more = match self.peek() {
                b',' => true,
                b if b == close => false,
                _ => return Err(Unknown),
            };
            if more {
                self.at += 1;
                self.skip_spaces();
            }
        }
        self.at += 1;
        self.builder.close(Some(self.at));
        Ok(())
    }

    /// A value inside of brackets.
    fn part(&mut self) -> Known {
        match self.peek() {
            b'[' | b'{' => return self.brackets(),
            b'"' | b'\'' => return self.quoted(),
            _ => self.plain_start()?,
        }
        let start = self.at;
        let mut last = start;
        let mut at = start;
        loop {
            match self.byte(at) {
                b' ' => {}
                b',' | b']' | b'}' => break,
                b'\n' | b'[' | b'{' => return Err(Unknown),
                b':' if matches!(
                    self.byte(at + 1),
                    b' ' | b'\n' | b',' | b'[' | b']' | b'{' | b'}'
                ) =>
                {
                    return Err(Unknown);
                }
                b'#' if self.bytes[at - 1] == b' ' => return Err(Unknown),
                _ => last = at + 1,
            }
            at += 1;
        }
        self.plain(start..last);
        self.at = last;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Wrap, piece};
    use super::*;
    use crate::source::SourceMap;

    /// Both readers' trees, the fast one's only if it knows the text.
    fn both(text: &str) -> (Option<String>, String) {
        let id = SourceMap::new().add("a.yaml", String::new());
        let show = |builder: Builder<'_>| {
            let (tree, defects) = builder.finish();
            format!("{:?} {:?} {:?} {defects:?}", tree.nodes, tree.decoded, tree.roots)
        };
        let mut general = Builder::new(text, id);
        let wrong = piece(&mut general, 0..text.len(), Wrap::Stream).is_err();
        let mut fast = Builder::new(text, id);
        let known = read(&mut fast, 0).is_ok();
        let general = if wrong { "an error".to_owned() } else { show(general) };
        (known.then(|| show(fast)), general)
    }

    fn agree(text: &str) -> bool {
        let (fast, general) = both(text);
        if let Some(fast) = &fast {
            assert_eq!(*fast, general, "{text:?}");
        }
        fast.is_some()
    }

    #[test]
    fn records_as_they_are_mostly_written_are_known() {
        let text = "# Notes\n---\ndefaults: {source: yip-2024}   # for all\n\nclaims:\n  - id: a\n    \
                    subject: Al-Shabaab's men\n    value: 4,000 to 6,000\n    scope: [civilians, 'the \
                    ''others''']\n    cite:\n    - source: x\n      quote: \"killing \\\"143\\\" civilians\"\n      \
                    via: [a, {b: c, d: []}]\n\n  - {id: b, note: http://a.b/#c}\n  - é # text\nentities:\n- \
                    id: -5\n  name: null";
        assert!(agree(text));
        for known in
            ["- a\n- b\n", "a: ~\n", "a: b", "a:\n- b\nc: d\n", "a:   #\n  b: c\n", "a: b   \n"]
        {
            assert!(agree(known), "{known:?}");
        }
    }

    #[test]
    fn what_it_does_not_know_is_left_to_the_general_reader() {
        for odd in [
            "",
            "a:\n",
            "a: b\n c\n",
            "a: b: c\n",
            "a: [b\n]\n",
            "a: |\n b\n",
            "a: &b c\n",
            "a: \"b\n c\"\n",
            "a: b\n  c: d\n",
            " a: b\n",
            "a: [b: c]\n",
            "a: {b}\n",
            "a: [b, ]\n",
            "a: 'b' c\n",
            "a:\tb\n",
            "a: b\r\n",
            "a: \"\\x41\"\n",
            "a: \u{85}b\n",
            "a: b\n---\nc: d\n",
            "- - a\n",
            "a: b#c #d\n e\n",
        ] {
            assert!(!agree(odd), "{odd:?}");
        }
    }

    const WORDS: [&str; 44] = [
        "a", "key", "b-c", "é", "数", "143", "-5", "~", "null", ": ", ":", ":\n", "- ", "-", "\n",
        "\n  ", "\n    ", "\n- ", "\n  - ", " ", "  ", "#", " # x", "\"", "'", "''", "\\\"", "\\",
        "[", "]", "{", "}", ", ", ",", "? ", "&a ", "*a", "|", ">", "---", "\n---\n", "...",
        "k: v", "\u{a0}",
    ];

    const LINES: [&str; 26] = [
        "k: v",
        "k: v # c",
        "k:",
        "- v",
        "- k: v",
        "-",
        "# c",
        "",
        "k: [a, b]",
        "k: {a: b, c: [d]}",
        "k: \"x\"",
        "k: 'x''y'",
        "k: \"x",
        "y\"",
        "k: >",
        "k: |",
        "word",
        "k: a: b",
        "k: #c",
        "[a]",
        "- [a, b]",
        "- - a",
        "k: [a,",
        "b]",
        "---",
        "...",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn both_readers_agree_on_words(
            words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..24)
        ) {
            agree(&words.concat());
        }

        #[test]
        fn both_readers_agree_on_lines(
            lines in prop::collection::vec((0..5_usize, prop::sample::select(&LINES[..])), 0..12)
        ) {
            let text: String = lines.iter().map(|(n, line)| format!("{}{line}\n", " ".repeat(*n))).collect();
            agree(&text);
        }

        #[test]
        fn both_readers_agree_on_any_text(text in "(k: |- |\n|\n  )?\\PC{0,40}") {
            agree(&text);
        }
    }
}
