//! Reading a file that has syntax errors: piece by piece, so that each error costs one record.
//!
//! Pieces are found by lines alone. A top-level key starts in the column of the first one; a record
//! starts with `- ` in the column of its list's first `- `. In a well-formed file no text that
//! belongs to a record can stand in these columns, so well-formed records are never cut. Every
//! piece is parsed by itself, each at most once for each level of lists, so that the work stays
//! proportionate to the file however many errors it has.

use std::borrow::Cow;
use std::ops::Range;

use super::{Broken, Why, Wrap, piece, syntax};
use crate::tree::Style;
use crate::tree::build::Builder;

/// How many series (`with:` and `claims:`) inside of each other are looked into for errors.
const MAX_SERIES: usize = 4;

/// The key under which a series holds its records.
const SERIES_KEY: &str = "claims:";

/// Read the file again after its first error.
pub(super) fn file(builder: &mut Builder<'_>, start: usize, first: Broken) {
    let text = builder.tree.text;
    let mut recovery = Recovery { builder, errors: 0 };
    for document in documents(text, start) {
        recovery.builder.start_document();
        recovery.document(document);
    }
    // The error lay between the pieces.
    if recovery.errors == 0 {
        recovery.report(&first);
    }
}

/// A line of the file, by offsets.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    start: usize,
    /// Its first character that is no space or tab.
    content: usize,
    next: usize,
    /// From `content` to the line's end, without blank space there.
    text: &'t str,
    after_tab: bool,
}

impl Line<'_> {
    fn indent(&self) -> usize {
        self.content - self.start
    }

    /// Neither blank nor only a comment.
    fn says_something(&self) -> bool {
        !self.text.is_empty() && !self.text.starts_with('#')
    }

    fn is_dash(&self) -> bool {
        self.text.strip_prefix('-').is_some_and(|r| r.is_empty() || r.starts_with([' ', '\t']))
    }

    /// Only closes a bracket; these may stand in any column.
    fn is_closer(&self) -> bool {
        self.text.starts_with([']', '}'])
    }

    fn is_key(&self) -> bool {
        !self.is_dash() && (self.text.ends_with(':') || self.text.contains(": "))
    }

    /// The key of a line that holds a plain key and nothing else (`claims:`).
    fn lone_key(&self) -> Option<&str> {
        let (key, rest) = self.text.split_once(':')?;
        let plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let rest = rest.trim_start();
        (plain && !key.is_empty() && (rest.is_empty() || rest.starts_with('#'))).then_some(key)
    }

    /// The column of what follows the dash.
    fn after_dash(&self) -> usize {
        let rest = &self.text[1..];
        self.indent() + 1 + (rest.len() - rest.trim_start().len())
    }
}

fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Line<'_>> {
    let mut start = range.start;
    std::iter::from_fn(move || {
        let rest = text.get(start..range.end).filter(|rest| !rest.is_empty())?;
        // YAML 1.2 breaks lines at \n, \r\n and \r.
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = &rest[..length];
        let ending = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        let content = line.trim_start_matches([' ', '\t']);
        let found = Line {
            start,
            content: start + line.len() - content.len(),
            next: (start + length + ending).min(range.end),
            text: content.trim_end(),
            after_tab: line.starts_with('\t'),
        };
        start = found.next;
        Some(found)
    })
}

/// The parts of a file between `---` and `...`.
fn documents(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = start;
    let mut end = |range: Range<usize>| {
        if lines(text, range.clone()).any(|line| line.says_something()) {
            out.push(range);
        }
    };
    for line in lines(text, start..text.len()).filter(|line| line.indent() == 0) {
        let starts = line.text == "---" || line.text.starts_with("--- ");
        if starts || line.text == "..." {
            end(from..line.start);
            from = if starts { line.start + "---".len() } else { line.next };
        }
    }
    end(from..text.len());
    out
}

struct Recovery<'b, 't> {
    builder: &'b mut Builder<'t>,
    errors: usize,
}

impl Recovery<'_, '_> {
    fn report(&mut self, broken: &Broken) {
        self.errors += 1;
        syntax::report(self.builder, broken);
    }

    /// Parse a piece; if it is broken, nothing of it stays.
    fn try_piece(&mut self, range: Range<usize>, wrap: Wrap) -> Result<(), Broken> {
        let mark = self.builder.mark();
        piece(self.builder, range, wrap).inspect_err(|_| self.builder.rewind(&mark))
    }

    fn document(&mut self, range: Range<usize>) {
        let text = self.builder.tree.text;
        let directives = |line: &Line<'_>| !line.says_something() || line.text.starts_with('%');
        let Some(first) = lines(text, range.clone()).find(|line| !directives(line)) else {
            return;
        };
        let range = first.start..range.end;
        if first.is_dash() {
            self.builder.open(false, first.content);
            self.list(range, first.indent(), 0);
            self.builder.close(None);
        } else if first.text.starts_with(['{', '[']) || !first.is_key() && !has_keys(text, &range) {
            if let Err(broken) = self.try_piece(range, Wrap::Stream) {
                self.report(&broken);
            }
        } else {
            self.builder.open(true, first.content);
            let starts = lines(text, range.clone())
                .filter(|line| line.indent() <= first.indent() && line.is_key())
                .filter(|line| line.says_something() && !line.is_closer())
                .map(|line| line.start);
            for part in parts(starts, range) {
                self.entry(part);
            }
            self.builder.close(None);
        }
    }

    /// One key of the file with its value.
    fn entry(&mut self, range: Range<usize>) {
        let text = self.builder.tree.text;
        let Err(broken) = self.try_piece(range.clone(), Wrap::Map) else { return };
        let mut all = lines(text, range.clone()).filter(Line::says_something);
        match (all.next(), all.next()) {
            (Some(key), Some(dash)) if dash.is_dash() && dash.indent() >= key.indent() => {
                if let Some(name) = key.lone_key() {
                    let span = key.content..key.content + name.len();
                    self.records(span, dash, range.end, 0);
                    return;
                }
                self.report(&broken);
            }
            _ => self.report(&broken),
        }
    }

    /// A key and its list, which starts with the dash and ends there.
    fn records(&mut self, key: Range<usize>, dash: Line<'_>, end: usize, series: usize) {
        let name = self.builder.tree.slice(key.clone());
        self.builder.scalar(Cow::Borrowed(name), Style::Plain, key);
        self.builder.open(false, dash.content);
        self.list(dash.start..end, dash.indent(), series);
        self.builder.close(None);
    }

    /// The elements of a list whose dashes stand in a column.
    fn list(&mut self, range: Range<usize>, indent: usize, series: usize) {
        let text = self.builder.tree.text;
        let mut dashes = lines(text, range.clone()).filter(Line::is_dash);
        // A tab is one column here and several to the eye; the column is that of another dash.
        let indent = match dashes.next() {
            Some(first) if first.after_tab => {
                dashes.find(|line| !line.after_tab).map_or(indent, |line| line.indent())
            }
            _ => indent,
        };
        let starts = lines(text, range.clone()).filter(Line::says_something).filter(|line| {
            // A dash one column further in is a slip: what a record holds starts two further in.
            let dash = line.is_dash() && (line.indent() <= indent + 1 || line.after_tab);
            let stray = line.indent() <= indent && !line.is_dash() && !line.after_tab;
            dash || (stray && !line.is_closer())
        });
        for part in parts(starts.map(|line| line.start), range) {
            self.element(part, indent, series);
        }
    }

    fn element(&mut self, range: Range<usize>, indent: usize, series: usize) {
        let text = self.builder.tree.text;
        let Some(first) = lines(text, range.clone()).find(Line::says_something) else { return };
        match self.try_piece(range.clone(), Wrap::Seq) {
            // Only a byte order mark, which is nothing at the start of a piece.
            Ok(()) if !first.is_dash() => self.report(&Broken {
                kind: Why::Misplaced,
                at: first.content,
                after: first.content,
                opened: None,
            }),
            Ok(()) if first.after_tab => {
                self.errors += 1;
                syntax::tab(self.builder, first.start);
            }
            Ok(()) if first.indent() == indent => {}
            Ok(()) => {
                self.errors += 1;
                let message = format!(
                    "this `-` stands in column {}, the first one of its list in column {}",
                    first.indent() + 1,
                    indent + 1
                );
                let help = "indent all elements of a list alike, with spaces";
                let dash = first.content..first.content + 1;
                self.builder.defect(dash, message, "indented differently", Some(help));
            }
            Err(broken) => {
                let stray = stray_closers(text, range.clone());
                if stray.is_some_and(|cut| self.try_piece(range.start..cut, Wrap::Seq).is_ok()) {
                    // The record is whole; only the brackets behind it are not.
                    self.report(&broken);
                } else if series >= MAX_SERIES || !self.series(range, first, series) {
                    self.report(&broken);
                }
            }
        }
    }

    /// A series with an error in it: its records are parsed one by one. `false` when the error lies
    /// elsewhere, or what the records share cannot be known.
    fn series(&mut self, range: Range<usize>, first: Line<'_>, series: usize) -> bool {
        let text = self.builder.tree.text;
        if !first.is_dash() {
            return false;
        }
        let column = first.after_dash();
        let mut inside = lines(text, range.clone()).filter(Line::says_something).skip(1);
        let key = inside.find(|line| line.indent() == column && line.text.starts_with(SERIES_KEY));
        let Some((key, dash)) = key.zip(inside.next()) else { return false };
        let name = key.lone_key().unwrap_or("").len();
        // What follows the list could be the keys that its records share.
        let follows = inside.any(|l| l.indent() <= column && !l.is_dash() && !l.is_closer());
        if name == 0 || !dash.is_dash() || dash.indent() < column || follows {
            return false;
        }
        let mark = self.builder.mark();
        self.builder.open(true, first.start + column);
        if let Err(broken) = piece(self.builder, range.start..key.start, Wrap::Item) {
            self.builder.rewind(&mark);
            self.report(&broken);
            return true;
        }
        self.records(key.content..key.content + name, dash, range.end, series + 1);
        self.builder.close(None);
        true
    }
}

/// Where lines that only close brackets begin at the end of a piece.
fn stray_closers(text: &str, range: Range<usize>) -> Option<usize> {
    let mut cut = None;
    for line in lines(text, range).filter(Line::says_something) {
        cut = if line.is_closer() { cut.or(Some(line.start)) } else { None };
    }
    cut
}

fn has_keys(text: &str, range: &Range<usize>) -> bool {
    lines(text, range.clone()).any(|line| line.indent() == 0 && line.lone_key().is_some())
}

/// The parts of a range that begin at the starts; what stands before the first one is a part too.
fn parts(starts: impl Iterator<Item = usize>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    for start in starts.filter(|start| *start > range.start) {
        out.push(from..start);
        from = start;
    }
    out.push(from..range.end);
    out
}
