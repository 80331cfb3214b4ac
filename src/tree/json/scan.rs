//! Steps over the parts of one line of JSON, for who knows what stands there.

use std::ops::Range;

use super::token::{is_word_byte, is_word_value, plain_length};

/// Where in a text a reader stands. It takes what is as it should be and stands in the file as it
/// is; at anything else it stops, and the general reader has to read the line.
pub(crate) struct Scan<'t> {
    text: &'t str,
    /// The same up to where the reader may go.
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, at: usize, end: usize) -> Self {
        Self { text, bytes: &text.as_bytes()[..end.min(text.len())], at }
    }

    /// Where it stands.
    #[inline]
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The bytes of a range.
    #[inline]
    pub(crate) fn slice(&self, range: Range<usize>) -> &'t [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// The next byte; at the end NUL, which has no place in JSON.
    #[inline]
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Whether a mark comes next, which is passed.
    #[inline]
    pub(crate) fn is(&mut self, mark: u8) -> bool {
        if self.peek() == mark {
            self.at += 1;
            return true;
        }
        // Space is seldom.
        self.peek() <= b' ' && self.is_after_space(mark)
    }

    fn is_after_space(&mut self, mark: u8) -> bool {
        self.skip_space();
        let found = self.peek() == mark;
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while let b' ' | b'\t' | b'\r' = self.peek() {
            self.at += 1;
        }
    }

    /// Whether the line ends here; the end is passed.
    pub(crate) fn ends(&mut self) -> bool {
        self.is(b'\n') || self.at >= self.bytes.len()
    }

    /// The inside of a string.
    #[inline]
    pub(crate) fn string(&mut self) -> Option<Range<usize>> {
        if self.is(b'"') { self.rest_of_string() } else { None }
    }

    #[inline]
    fn rest_of_string(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let end = start + plain_length(self.bytes.get(start..)?);
        self.at = end + 1;
        (self.bytes.get(end) == Some(&b'"')).then_some(start..end)
    }

    /// A key, and the colon after it.
    #[inline]
    pub(crate) fn key(&mut self) -> Option<&'t [u8]> {
        let key = self.string()?;
        if self.is(b':') { self.bytes.get(key) } else { None }
    }

    /// The text of a string, a number, or a word other than `null`.
    #[inline]
    pub(crate) fn scalar(&mut self) -> Option<Range<usize>> {
        if self.is(b'"') { self.rest_of_string() } else { self.word() }
    }

    fn word(&mut self) -> Option<Range<usize>> {
        self.skip_space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is_word_byte(**byte)).count();
        let range = self.at..self.at + length;
        let word = self.text.get(range.clone())?;
        self.at = range.end;
        (is_word_value(word) && word != "null").then_some(range)
    }
}
