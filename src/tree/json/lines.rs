//! Lines of JSON, each a value of its own.

use std::ops::Range;

use super::{MARK, Place, Reader, Scan, plain};
use crate::span::FileId;
use crate::tree::{Defect, Node, Tree};

pub(in crate::tree) fn read_lines(text: &str, file: FileId) -> (Tree<'_>, Vec<Defect>) {
    let mut lines = Lines::new(text, file, 0..text.len());
    while lines.read_next() {}
    lines.reader.builder.finish()
}

/// Reads JSON Lines one after the other, all into the room of one.
pub(crate) struct Lines<'t> {
    reader: Reader<'t>,
    /// Where the next line starts.
    next: usize,
    end: usize,
}

impl<'t> Lines<'t> {
    /// Of a text, a range of whole lines.
    pub(crate) fn new(text: &'t str, file: FileId, range: Range<usize>) -> Self {
        let marked = range.start == 0 && text.starts_with(MARK);
        let next = if marked { MARK.len_utf8() } else { range.start };
        Self { reader: Reader::new(text, file), next, end: range.end }
    }

    /// What a reader of its own makes of the next line, which is passed then; the line stays the next
    /// one where that is nothing.
    pub(crate) fn next_with<T>(
        &mut self,
        read: impl FnOnce(&mut Scan<'t>) -> Option<T>,
    ) -> Option<T> {
        let mut scan = Scan::new(self.reader.text, self.next, self.end);
        let found = read(&mut scan).filter(|_| scan.ends())?;
        self.next = scan.at();
        Some(found)
    }

    /// The root of the next line that holds something and can be read.
    pub(crate) fn next_root(&mut self) -> Option<Node<'_>> {
        loop {
            self.reader.builder.clear();
            if !self.read_next() {
                return None;
            }
            if !self.reader.builder.tree.is_empty() {
                break;
            }
        }
        self.reader.builder.tree.roots().next()
    }

    /// The defects of all lines so far.
    pub(crate) fn finish(self) -> Vec<Defect> {
        self.reader.builder.defects
    }

    /// Add what the next line holds; `false` after the last.
    fn read_next(&mut self) -> bool {
        let reader = &mut self.reader;
        let rest = reader.text.get(self.next..self.end).unwrap_or("");
        if rest.is_empty() {
            return false;
        }
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        reader.at = self.next;
        reader.lost = false;
        self.next += length;
        reader.end = self.next;
        reader.skip_space();
        if reader.at == reader.end {
            return true;
        }
        let (before, start) = (reader.builder.mark(), reader.at);
        if plain::read(reader).is_err() {
            reader.builder.rewind(&before);
            reader.at = start;
            // A line is one record; what is broken in it breaks all of it.
            reader.document(Place::Inside);
        }
        true
    }
}
