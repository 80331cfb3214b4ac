//! Passages as they are shown: the lines around labels, cut to the page, with nothing in them that
//! acts, and the labels' places in what is left.
//!
//! A line of prose may be a paragraph, and a line of a broken file may be all of it. So work and
//! output are bounded by the page, never by the line: a long line is shown as a window around each
//! label, wrapped into rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use super::text;
use crate::source::SourceFile;

/// Lines shown of a label that runs over several. A whole record is recognised by its first ones.
const MOST_LINES: usize = 3;
/// Characters of indentation that are looked at; a line of spaces may be as long as its file.
const MOST_INDENT: usize = 400;
/// Rows up to which a line is shown whole: a sentence or two on a usual page.
const WHOLE_ROWS: usize = 4;
/// Rows shown of a label within one line.
const LABEL_ROWS: usize = 3;
/// Characters looked at for each column, so that characters without a width cannot stretch a row.
const CHARS_PER_COLUMN: usize = 4;
/// Marks (accents, vowel signs) shown on one character; no script stacks more. Further ones are
/// written as escapes, since a terminal draws them over the lines above.
const MOST_MARKS: usize = 8;
/// Columns between tab stops.
const TAB: usize = 4;
/// Columns between the place a label hangs from and its text.
pub(super) const STEM: usize = 4;
/// Columns that a label has at least before it is wrapped.
const LABEL_COLUMNS: usize = 16;

/// A label to be shown in a file.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// Bytes of the file; may be anything.
    pub(super) span: Range<usize>,
    /// Words, escaped.
    pub(super) text: String,
    /// Whether it is the place to look at first.
    pub(super) primary: bool,
}

/// What a row begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gutter {
    /// The number of the line that begins here.
    Line(usize),
    /// The same line goes on, or the file has no lines.
    Same,
    /// Lines are left out.
    Gap,
}

/// A label in a frame's text, within one row.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Bytes of [`Frame::text`].
    pub(super) range: Range<usize>,
    /// Words; `None` where the label goes on in a later row.
    pub(super) label: Option<String>,
    /// Whether it is the place to look at first.
    pub(super) primary: bool,
}

/// Rows to be drawn, each ending in a line break.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) text: String,
    /// One for each row.
    pub(super) gutters: Vec<Gutter>,
    /// In order, without overlaps.
    pub(super) marks: Vec<Mark>,
}

/// The room a frame has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    /// Columns for text, gutter not included.
    pub(super) columns: usize,
    /// What stands where text is left out.
    pub(super) ellipsis: &'static str,
    /// Whether lines mean something in this file.
    pub(super) numbered: bool,
}

/// A part of a label within one line, by bytes of the file.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    label: Option<String>,
    primary: bool,
}

/// The rows that show the labels of one file.
pub(super) fn frame(file: &SourceFile, labels: &[Label], page: Page) -> Frame {
    let mut lines: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
    for label in labels {
        for (line, piece) in pieces(file, label) {
            lines.entry(line).or_default().push(piece);
        }
    }
    let labelled: Vec<usize> = lines.keys().copied().collect();
    let shown = with_context(file, &labelled, page);
    let mut frame = Frame::default();
    let mut before = None;
    for line in shown {
        if before.is_some_and(|b: usize| b + 1 < line) {
            frame.push_row("", Gutter::Gap);
        }
        before = Some(line);
        let pieces = without_overlaps(lines.remove(&line).unwrap_or_default());
        let gutter = if page.numbered { Gutter::Line(line) } else { Gutter::Same };
        frame.push_line(file, &line_range(file, line), pieces, gutter, page);
    }
    frame
}

/// Bytes of a line as it is shown: without its break, and without a byte order mark.
fn line_range(file: &SourceFile, line: usize) -> Range<usize> {
    let range = file.line_range(line).unwrap_or(0..0);
    let mark =
        if file.text()[range.clone()].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    range.start + mark..range.end
}

/// The parts of a label in its first lines; the last one carries the words.
fn pieces(file: &SourceFile, label: &Label) -> Vec<(usize, Piece)> {
    // Bytes of the text; a position's are those of the raw file, which may be in another encoding.
    let floor = |byte: usize| {
        let byte = byte.min(file.text().len());
        (0..=byte).rev().find(|at| file.text().is_char_boundary(*at)).unwrap_or(0)
    };
    let (first, last) = (floor(label.span.start), floor(label.span.end.max(label.span.start)));
    let start = file.position(first);
    let last_line = file.position(last.saturating_sub(1).max(first)).line;
    let mut out = Vec::new();
    for line in start.line..=last_line.min(start.line + MOST_LINES - 1) {
        let whole = line_range(file, line);
        // Indentation of a continued passage is not part of it.
        let text = file.text()[whole.clone()].chars().take(MOST_INDENT);
        let indent = text.take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        let indent = if line == start.line { 0 } else { indent };
        let from = first.clamp(whole.start + indent, whole.end);
        let to = last.clamp(from, whole.end);
        if line == start.line || from < to {
            out.push((line, Piece { range: from..to, label: None, primary: label.primary }));
        }
    }
    if let Some((_, last)) = out.last_mut() {
        last.label = Some(label.text.clone()).filter(|text| !text.is_empty());
    }
    out
}

/// Pieces of one line, in order; where two overlap, the one that begins first gives way, and those
/// with nothing left lend their words to their neighbour.
fn without_overlaps(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by_key(|p| (p.range.start, p.range.end));
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut next in pieces {
        if let Some(last) = out.last_mut() {
            let same = last.range == next.range;
            if next.range.start > last.range.start {
                last.range.end = last.range.end.min(next.range.start);
            }
            let point = next.range.is_empty();
            next.range.start = next.range.start.max(last.range.end);
            next.range.end = next.range.end.max(next.range.start);
            if same || (next.range.is_empty() && !point) {
                last.primary |= next.primary;
                last.label = match (last.label.take(), next.label) {
                    (Some(a), Some(b)) if a != b => Some(format!("{a}; {b}")),
                    (a, b) => a.or(b),
                };
                continue;
            }
        }
        out.push(next);
    }
    out
}

/// The lines to show: the labelled ones, their neighbours where all are short, and what fills a
/// hole of one line. Context of a whole paragraph would bury the passage.
fn with_context(file: &SourceFile, labelled: &[usize], page: Page) -> BTreeSet<usize> {
    let mut shown: BTreeSet<usize> = labelled.iter().copied().collect();
    if !page.numbered {
        return shown;
    }
    let short = |line: usize| {
        file.line_range(line).is_some_and(|range| {
            forward(file.text(), &range, range.start, page.columns) == range.end
        })
    };
    let blank = |line: usize| {
        file.line_range(line).is_none_or(|range| file.text()[range].trim().is_empty())
    };
    for line in labelled.iter().copied().filter(|line| short(*line)) {
        let neighbours = [line.saturating_sub(1), line + 1];
        shown.extend(neighbours.into_iter().filter(|n| *n > 0 && short(*n) && !blank(*n)));
    }
    let pairs = shown.iter().zip(shown.iter().skip(1));
    let holes = pairs.filter(|(a, b)| *a + 2 == **b).map(|(a, _)| a + 1).filter(|l| short(*l));
    let holes: Vec<usize> = holes.collect();
    shown.extend(holes);
    shown
}

/// Characters that are shown as they are, one column each.
const PLAIN: RangeInclusive<u8> = b' '..=b'~';

/// Writes characters one by one as they are shown.
#[derive(Default)]
struct Shown {
    column: usize,
    /// Characters without a width since the last one with.
    marks: usize,
}

impl Shown {
    fn push(&mut self, out: &mut String, c: char) {
        // Nearly all text is ASCII, and this is done for each character.
        if u8::try_from(c).is_ok_and(|c| PLAIN.contains(&c)) {
            out.push(c);
            (self.column, self.marks) = (self.column + 1, 0);
            return;
        }
        let at = out.len();
        self.marks = if text::char_width(c) == 0 { self.marks + 1 } else { 0 };
        if c == '\t' {
            out.extend(std::iter::repeat_n(' ', TAB - self.column % TAB));
        } else if self.marks > MOST_MARKS {
            text::push_code(out, c);
        } else {
            text::push_escaped(out, c);
        }
        self.column += text::width(&out[at..]);
    }
}

/// How many of the characters fit into so many columns, as bytes.
fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut shown = Shown::default();
    let mut out = String::new();
    let mut bytes = 0;
    for c in chars.take(columns * CHARS_PER_COLUMN) {
        out.clear();
        shown.push(&mut out, c);
        if shown.column > columns {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

/// How many bytes at the start of a text fit into so many columns.
fn fitting_ahead(text: &str, columns: usize) -> usize {
    // With one more, which might take no room.
    let ahead = &text.as_bytes()[..text.len().min(columns.saturating_add(1))];
    if ahead.iter().all(|byte| PLAIN.contains(byte)) {
        return text.len().min(columns);
    }
    fitting(text.chars(), columns)
}

/// The byte so many columns after `from`, within the line.
fn forward(text: &str, line: &Range<usize>, from: usize, columns: usize) -> usize {
    from + fitting_ahead(&text[from..line.end], columns)
}

/// The byte so many columns before `to`, within the line.
fn backward(text: &str, line: &Range<usize>, to: usize, columns: usize) -> usize {
    to - fitting(text[line.start..to].chars().rev(), columns)
}

/// The parts of a line to show: all of it, or about a row before and after each piece, cut between
/// words. A piece itself is cut when it is longer than some rows.
fn windows(text: &str, line: &Range<usize>, pieces: &[Piece], columns: usize) -> Vec<Range<usize>> {
    let whole = forward(text, line, line.start, columns * WHOLE_ROWS) == line.end;
    if whole || pieces.is_empty() {
        let end = forward(text, line, line.start, columns * WHOLE_ROWS);
        return std::iter::once(line.start..end).collect();
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let (start, end) = (piece.range.start, piece.range.end);
        let end = end.min(forward(text, line, start, columns * LABEL_ROWS));
        let mut from = backward(text, line, start, columns);
        let mut to = forward(text, line, end, columns);
        if from > line.start {
            from = text[from..start].find(' ').map_or(from, |space| from + space + 1);
        }
        if to < line.end {
            to = text[end..to].rfind(' ').map_or(to, |space| end + space);
        }
        match out.last_mut() {
            Some(last) if from <= last.end + columns => last.end = last.end.max(to),
            _ => out.push(from..to),
        }
    }
    out
}

/// A window of a line with its escapes, and the way from the file's bytes to the window's.
struct View {
    text: String,
    /// Byte of the file and byte of the text, for each character and for the end.
    map: Vec<(usize, usize)>,
}

impl View {
    fn new(source: &str, line: &Range<usize>, window: &Range<usize>, ellipsis: &str) -> Self {
        let mut text = String::with_capacity(window.len() + 2 * ellipsis.len());
        let mut map = Vec::with_capacity(window.len() + 1);
        if window.start > line.start {
            text.push_str(ellipsis);
        }
        let mut shown = Shown { column: text::width(&text), marks: 0 };
        for (i, c) in source[window.clone()].char_indices() {
            map.push((window.start + i, text.len()));
            shown.push(&mut text, c);
        }
        map.push((window.end, text.len()));
        if window.end < line.end {
            text.push_str(ellipsis);
        }
        Self { text, map }
    }

    /// A window and its rows, less a last row that would hold a few words after the label and
    /// nothing else.
    fn without_stub(
        source: &str,
        line: &Range<usize>,
        window: &Range<usize>,
        pieces: &[Piece],
        page: Page,
    ) -> (Self, Vec<Range<usize>>) {
        let mut view = Self::new(source, line, window, page.ellipsis);
        let mut rows = view.rows(pieces, page.columns);
        // What is cut makes room for an ellipsis, which may push a word onto a new stub.
        for _ in 0..WHOLE_ROWS {
            let [.., kept, stub] = rows.as_slice() else { break };
            let end = view.source(kept.end);
            let labelled = pieces.iter().any(|piece| piece.range.end > end);
            let long = text::width(&view.text[stub.clone()]) > page.columns / 2;
            if labelled || long || window.end == line.end {
                break;
            }
            view = Self::new(source, line, &(window.start..end), page.ellipsis);
            rows = view.rows(pieces, page.columns);
        }
        (view, rows)
    }

    /// The byte of the file for a byte of the text.
    fn source(&self, at: usize) -> usize {
        let i = self.map.partition_point(|(_, text)| *text < at);
        self.map.get(i).or(self.map.last()).map_or(0, |(source, _)| *source)
    }

    /// The byte of the text for a byte of the file; those outside the window are at its ends.
    fn at(&self, byte: usize) -> usize {
        let i = self.map.partition_point(|(source, _)| *source < byte);
        self.map.get(i).or(self.map.last()).map_or(0, |(_, at)| *at)
    }

    fn piece(&self, piece: &Piece) -> Range<usize> {
        self.at(piece.range.start)..self.at(piece.range.end)
    }

    /// The rows of the window. A word from which a label hangs begins a row if the label would not
    /// fit to the right of it.
    fn rows(&self, pieces: &[Piece], columns: usize) -> Vec<Range<usize>> {
        let room = |word: &Range<usize>| {
            let hanging = pieces.iter().filter_map(|piece| {
                let at = self.piece(piece);
                let label = piece.label.as_ref().filter(|_| word.contains(&at.start))?;
                let before = text::width(&self.text[word.start..at.start]);
                let half = text::width(&self.text[at]).div_ceil(2);
                Some(before + half + STEM + text::width(label).min(columns / 2))
            });
            hanging.max().unwrap_or(0)
        };
        let rows = text::rows(&self.text, columns, columns, room);
        rows.into_iter().flat_map(|row| split(&self.text, row, columns)).collect()
    }
}

/// Cut a row that is too long because it has no spaces; not inside a number, if that can be.
fn split(text: &str, row: Range<usize>, columns: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = row.start;
    while start < row.end {
        let mut end = start + fitting_ahead(&text[start..row.end], columns);
        if end < row.end {
            let head = &text[start..end];
            let whole = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let inside = text[end..].starts_with(|c: char| c.is_ascii_digit());
            if inside && whole > 0 {
                end = start + whole;
            }
            if end == start {
                // Not even one character fits; it must be shown all the same.
                end = start + text[start..].chars().next().map_or(1, char::len_utf8);
            }
        }
        out.push(start..end);
        start = end;
    }
    if out.is_empty() {
        out.push(row);
    }
    out
}

impl Frame {
    fn push_row(&mut self, text: &str, gutter: Gutter) {
        self.text.push_str(text);
        self.text.push('\n');
        self.gutters.push(gutter);
    }

    /// Add the rows of one line with its pieces.
    fn push_line(
        &mut self,
        file: &SourceFile,
        line: &Range<usize>,
        mut pieces: Vec<Piece>,
        mut gutter: Gutter,
        page: Page,
    ) {
        for piece in &mut pieces {
            piece.label = piece.label.take().map(|label| {
                crate::text::shorten(&label, page.columns * 2, page.ellipsis).into_owned()
            });
        }
        let windows = windows(file.text(), line, &pieces, page.columns);
        let last_window = windows.len().saturating_sub(1);
        let mut rest = pieces.as_slice();
        for (i, window) in windows.iter().enumerate() {
            let inside = rest
                .iter()
                .take_while(|piece| i == last_window || piece.range.start <= window.end)
                .count();
            let (here, later) = rest.split_at(inside);
            rest = later;
            let (view, rows) = View::without_stub(file.text(), line, window, here, page);
            let base = self.text.len();
            for row in &rows {
                self.push_row(&view.text[row.clone()], gutter);
                gutter = Gutter::Same;
            }
            for piece in here {
                self.push_marks(&view, piece, &rows, base, page);
            }
        }
    }

    /// Add the marks of a piece: one for each row it falls into, the words at the last.
    fn push_marks(
        &mut self,
        view: &View,
        piece: &Piece,
        rows: &[Range<usize>],
        base: usize,
        page: Page,
    ) {
        let at = view.piece(piece);
        let mut parts = Vec::new();
        let mut point = None;
        let mut row_base = base;
        for row in rows {
            let inside = at.start.max(row.start)..at.end.min(row.end);
            if inside.start < inside.end {
                let shift = |byte: usize| byte - row.start + row_base;
                parts.push((shift(inside.start)..shift(inside.end), row_base));
            } else if row.start <= at.start {
                let byte = at.start.min(row.end) - row.start + row_base;
                point = Some((byte..byte, row_base));
            }
            row_base += row.len() + 1;
        }
        if parts.is_empty() {
            parts.extend(point.or(Some((base..base, base))));
        }
        let count = parts.len();
        for (i, (range, row_base)) in parts.into_iter().enumerate() {
            let anchor = text::width(&self.text[row_base..range.start])
                + text::width(&self.text[range.clone()]) / 2;
            let label = piece.label.as_ref().filter(|_| i + 1 == count);
            let room = page.columns.saturating_sub(anchor + STEM).max(LABEL_COLUMNS);
            let label = label.map(|label| text::wrap(label, room, room).join("\n"));
            self.marks.push(Mark { range, label, primary: piece.primary });
        }
    }
}

#[cfg(test)]
mod tests;
