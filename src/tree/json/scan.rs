//! Steps over the parts of one line of JSON, for who knows what stands there.

use std::ops::Range;

use super::token::{is_word_byte, is_word_value, plain_length};

/// Where in a text a reader stands. It takes what is as it should be and stands in the file as it
/// is; at anything else it stops, and the general reader has to read the line.
pub(crate) struct Scan<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, at: usize, end: usize) -> Self {
        Self { text, at, end: end.min(text.len()) }
    }

    /// Where it stands.
    #[inline]
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The text of a range.
    #[inline]
    pub(crate) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or("")
    }

    /// The bytes that are left.
    #[inline]
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..self.end).unwrap_or_default()
    }

    #[inline]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r') = self.rest().first() {
            self.at += 1;
        }
    }

    /// Whether a mark comes next, which is passed.
    #[inline]
    pub(crate) fn is(&mut self, mark: u8) -> bool {
        if self.rest().first() != Some(&mark) {
            self.skip_space();
        }
        let found = self.rest().first() == Some(&mark);
        self.at += usize::from(found);
        found
    }

    /// Whether the line ends here; the end is passed.
    pub(crate) fn ends(&mut self) -> bool {
        self.at == self.end || self.is(b'\n') || self.at == self.end
    }

    /// The inside of a string.
    #[inline]
    pub(crate) fn string(&mut self) -> Option<Range<usize>> {
        let start = self.is(b'"').then_some(self.at)?;
        let end = start + plain_length(self.rest());
        self.at = end + 1;
        (self.text.as_bytes().get(end) == Some(&b'"') && end < self.end).then_some(start..end)
    }

    /// A key, and the colon after it.
    #[inline]
    pub(crate) fn key(&mut self) -> Option<&'t str> {
        let key = self.string()?;
        self.is(b':').then(|| self.slice(key))
    }

    /// The text of a string, a number, or a word other than `null`.
    #[inline]
    pub(crate) fn scalar(&mut self) -> Option<Range<usize>> {
        self.skip_space();
        if self.rest().first() == Some(&b'"') { self.string() } else { self.word() }
    }

    fn word(&mut self) -> Option<Range<usize>> {
        let length = self.rest().iter().take_while(|byte| is_word_byte(**byte)).count();
        let range = self.at..self.at + length;
        let word = self.slice(range.clone());
        self.at = range.end;
        (is_word_value(word) && word != "null").then_some(range)
    }
}
