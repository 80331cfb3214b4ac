//! The texts that were read, and the way from a byte to a line and a column.

use std::sync::OnceLock;

use camino::{Utf8Path, Utf8PathBuf};

use crate::span::{FileId, Span};

/// The largest file that is read, in bytes (512 MiB). Spans hold 32-bit offsets, and a claims file
/// of this size holds about a million records; a larger one is refused with an error, never cut.
pub const MAX_FILE: u64 = 512 << 20;

/// One text with its path and, once asked for, its line index.
#[derive(Debug)]
pub struct SourceFile {
    path: Utf8PathBuf,
    text: String,
    encoding: &'static str,
    raw: Option<RawMap>,
    lines: OnceLock<Vec<u32>>,
    columns: OnceLock<Vec<u32>>,
}

/// A file's bytes as text, with what it took to read them.
#[derive(Debug)]
pub struct Decoded {
    /// The text. A UTF-8 byte order mark stays in it; that of UTF-16 does not.
    pub text: String,
    /// The encoding's name as the WHATWG Encoding Standard writes it: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// Sequences that are malformed in this encoding, each read as U+FFFD.
    pub malformed: usize,
    /// The way back to the bytes, where they are not those of `text`.
    pub(crate) raw: Option<RawMap>,
}

impl Decoded {
    /// A text that is its own file: UTF-8 without a fault.
    #[must_use]
    pub fn utf8(text: String) -> Self {
        Self { text, encoding: UTF_8, malformed: 0, raw: None }
    }
}

/// The name of the encoding that costs nothing.
pub(crate) const UTF_8: &str = "UTF-8";

/// From bytes of a decoded text to bytes of the file: stretches in which every character has one
/// width in the text and one in the file.
#[derive(Debug, Default)]
pub(crate) struct RawMap {
    runs: Vec<RawRun>,
}

#[derive(Clone, Copy, Debug)]
struct RawRun {
    text: u32,
    raw: u32,
    text_width: u8,
    raw_width: u8,
}

impl RawMap {
    /// One character, or many that have the same widths, from these offsets on; they come in
    /// ascending order.
    pub(crate) fn push(&mut self, text: usize, raw: usize, text_width: usize, raw_width: usize) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let width = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        let run = RawRun {
            text: small(text),
            raw: small(raw),
            text_width: width(text_width).max(1),
            raw_width: width(raw_width),
        };
        let goes_on = self.runs.last().is_some_and(|last| {
            (last.text_width, last.raw_width) == (run.text_width, run.raw_width)
                && last.raw_of(run.text) == run.raw as usize
        });
        if !goes_on {
            self.runs.push(run);
        }
    }

    fn raw_byte(&self, text: usize) -> usize {
        let text = u32::try_from(text).unwrap_or(u32::MAX);
        let next = self.runs.partition_point(|run| run.text <= text);
        next.checked_sub(1).map_or(text as usize, |last| self.runs[last].raw_of(text))
    }
}

impl RawRun {
    fn raw_of(self, text: u32) -> usize {
        let characters = (text - self.text) / u32::from(self.text_width);
        self.raw as usize + characters as usize * usize::from(self.raw_width)
    }
}

/// Bytes between two checkpoints of the column index. A line shorter than this is counted from its
/// start; in a longer one (a whole file on one line, say) each column would otherwise cost as much
/// as the line is long.
const CHECKPOINT: usize = 4096;

/// A place as people count it: lines and columns from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Byte offset in the raw file, from 0.
    pub byte: usize,
}

impl SourceFile {
    /// Path as it is shown: relative to the repository's root, or as the user gave it.
    #[must_use]
    pub fn path(&self) -> &Utf8Path {
        &self.path
    }

    /// The encoding of the raw file, as the WHATWG Encoding Standard writes its name.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The byte of the raw file at which a byte of the text stands. They differ only where the
    /// file is not UTF-8, or has faults as UTF-8.
    #[must_use]
    pub fn raw_byte(&self, text_byte: usize) -> usize {
        self.raw.as_ref().map_or(text_byte, |raw| raw.raw_byte(text_byte))
    }

    /// The whole text, byte order mark included: in a UTF-8 file offsets are those of the raw file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offsets at which lines start; the first is 0.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
            let starts = breaks.map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            std::iter::once(0).chain(starts).collect()
        })
    }

    /// Number of lines; a final line break starts no further line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        let starts = self.lines().len();
        if self.text.ends_with('\n') { starts - 1 } else { starts }
    }

    /// Bytes of a line (from 1) without its line break. `None` past the end.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let lines = self.lines();
        let start = *lines.get(line.checked_sub(1)?)? as usize;
        let end = lines.get(line).map_or(self.text.len(), |next| *next as usize);
        let trimmed = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Some(start..start + trimmed)
    }

    /// Line, column and byte of an offset; an offset past the end or inside a character is moved
    /// back to the character's start.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let lines = self.lines();
        let line = lines.partition_point(|start| *start as usize <= byte);
        let start = lines.get(line - 1).map_or(0, |s| *s as usize);
        let column = if byte - start < CHECKPOINT {
            self.columns_in(start..byte)
        } else {
            self.columns_before(byte) - self.columns_before(start)
        };
        Position { line, column: column + 1, byte: self.raw_byte(byte) }
    }

    /// The line of an offset, from 1, without the price of its column.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.lines().partition_point(|start| *start as usize <= byte.min(self.text.len()))
    }

    /// Columns of all text before a character's start.
    fn columns_before(&self, byte: usize) -> usize {
        let checkpoints = self.columns.get_or_init(|| {
            let mut before = 0;
            let mut out = vec![0];
            for end in (CHECKPOINT..=self.text.len()).step_by(CHECKPOINT) {
                before += self.columns_in(end - CHECKPOINT..end);
                out.push(u32::try_from(before).unwrap_or(u32::MAX));
            }
            out
        });
        let nearest = byte / CHECKPOINT;
        let before = checkpoints.get(nearest).map_or(0, |n| *n as usize);
        before + self.columns_in(nearest * CHECKPOINT..byte)
    }

    /// Columns that begin in a range of bytes: its characters, counted by their first bytes.
    fn columns_in(&self, range: std::ops::Range<usize>) -> usize {
        /// A byte order mark is part of the file's bytes, but no column of what people see.
        const MARK: &[u8] = "\u{feff}".as_bytes();
        let bytes = self.text.as_bytes();
        let begins = |i: &usize| match bytes[*i] {
            0xef => !bytes[*i..].starts_with(MARK),
            byte => byte & 0xc0 != 0x80,
        };
        range.filter(begins).count()
    }
}

/// All texts of a run, by [`FileId`].
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Add a text under the path it is shown with.
    pub fn add(&mut self, path: impl Into<Utf8PathBuf>, text: String) -> FileId {
        self.add_decoded(path, Decoded::utf8(text))
    }

    /// Add a text of any encoding under the path it is shown with.
    pub fn add_decoded(&mut self, path: impl Into<Utf8PathBuf>, decoded: Decoded) -> FileId {
        let id = FileId::new(self.files.len());
        self.files.push(SourceFile {
            path: path.into(),
            text: decoded.text,
            encoding: decoded.encoding,
            raw: decoded.raw,
            lines: OnceLock::new(),
            columns: OnceLock::new(),
        });
        id
    }

    /// The file of an id. Ids come from [`SourceMap::add`] of this map.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// Files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, file)| (FileId::new(i), file))
    }

    /// The text of a span; empty when the span does not fall on characters of the file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }

    /// Where a span starts and ends.
    #[must_use]
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let file = self.file(span.file);
        (file.position(span.start as usize), file.position(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_counted_alike() {
        let line = format!("\u{feff}{}", "aé数🔥\u{feff}".repeat(3000));
        let mut map = SourceMap::new();
        let id = map.add("a.jsonl", format!("first\n{line}\nlast"));
        let file = map.file(id);
        for (byte, _) in line.char_indices().step_by(97) {
            let column = line[..byte].chars().filter(|c| *c != '\u{feff}').count() + 1;
            assert_eq!(file.position(6 + byte), Position { line: 2, column, byte: 6 + byte });
            assert_eq!(file.line(6 + byte), 2);
        }
        assert_eq!(file.position(usize::MAX).column, 5);
    }

    #[test]
    fn positions_count_characters_and_skip_the_mark() {
        let mut map = SourceMap::new();
        let id = map.add("a.yaml", "\u{feff}é: 1\r\nb: 2\n".to_owned());
        let file = map.file(id);
        assert_eq!(file.position(3), Position { line: 1, column: 1, byte: 3 });
        assert_eq!(file.position(5), Position { line: 1, column: 2, byte: 5 });
        assert_eq!(file.position(10), Position { line: 2, column: 1, byte: 10 });
        assert_eq!(file.line_count(), 2);
        assert_eq!(file.line_range(1), Some(0..8));
        assert_eq!(&file.text()[file.line_range(2).unwrap()], "b: 2");
        assert_eq!(file.line_range(9), None);
    }
}
