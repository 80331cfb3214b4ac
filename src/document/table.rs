//! Tables in plain text: rows of cells between bars, tabs, or two and more spaces.

use std::ops::Range;

use super::lines::Line;

/// A run of lines that is a table.
#[derive(Debug)]
pub(super) struct Table {
    /// Lines that it takes, rules among them.
    pub(super) lines: usize,
    /// Rows of cells, each the bytes of its text; an empty cell is an empty range.
    pub(super) rows: Vec<Vec<Range<usize>>>,
    /// Whether the first row names the columns.
    pub(super) header: bool,
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Bars,
    Tabs,
    Spaces,
}

/// Rows that show columns between spaces, which may fall under each other twice by chance.
const CLEAR: usize = 3;

/// The table that begins at the first of some lines, where that is clear; else how many lines it
/// would have taken (one, where the first line has no cells).
pub(super) fn at_start(file: &str, lines: &[Line]) -> Result<Table, usize> {
    let Some(between) = lines.first().and_then(|line| kind(line.text(file))) else { return Err(1) };
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut rule = None;
    let mut taken = 0;
    for line in lines {
        let text = line.text(file);
        if is_rule(text) {
            rule = rule.or(Some(rows.len()));
        } else if kind(text) == Some(between) {
            let row = cells(file, line.range(), between);
            // Where spaces part the cells, an empty cell cannot be told from a wide gap.
            if rows.first().is_some_and(|first| first.len() != row.len()) {
                break;
            }
            rows.push(row);
        } else {
            break;
        }
        taken += 1;
    }
    let columns = rows.first().map_or(0, Vec::len);
    let clear = match between {
        _ if columns < 2 => false,
        Between::Bars | Between::Tabs => rows.len() > 1,
        Between::Spaces => {
            rows.len() >= CLEAR && (0..columns).all(|column| is_aligned(lines, &rows, column))
        }
    };
    if !clear {
        return Err(taken.max(1));
    }
    let header = rule == Some(1) || names_columns(file, &rows);
    Ok(Table { lines: taken, rows, header })
}

fn kind(text: &str) -> Option<Between> {
    if text.contains('|') {
        Some(Between::Bars)
    } else if text.contains('\t') {
        Some(Between::Tabs)
    } else if text.contains("  ") {
        Some(Between::Spaces)
    } else {
        None
    }
}

/// A line that only rules: `|---|---|`, `+====+`, `-----  ----`.
pub(super) fn is_rule(text: &str) -> bool {
    let rules = |b: u8| matches!(b, b'-' | b'=' | b'+' | b'|' | b':' | b' ' | b'_' | b'\t');
    text.bytes().all(rules) && text.bytes().filter(|b| matches!(b, b'-' | b'=' | b'_')).count() > 2
}

fn cells(file: &str, line: Range<usize>, between: Between) -> Vec<Range<usize>> {
    let mut line = line;
    if between == Between::Bars {
        // Bars at the edges are a frame.
        let text = &file[line.clone()];
        line.start += usize::from(text.starts_with('|'));
        line.end -= usize::from(text.len() > 1 && text.ends_with('|'));
    }
    let text = &file[line.clone()];
    let separator = match between {
        Between::Bars => "|",
        Between::Tabs => "\t",
        Between::Spaces => "  ",
    };
    let mut out = Vec::new();
    let mut from = 0;
    for part in text.split(separator) {
        let range = from..from + part.len();
        from = range.end + separator.len();
        let lead = part.len() - part.trim_start().len();
        let trimmed = part.trim();
        if between != Between::Spaces || !trimmed.is_empty() {
            let start = line.start + range.start + lead.min(part.len());
            out.push(start..start + trimmed.len());
        }
    }
    out
}

/// Whether the cells of a column begin or end under each other, the first row's, which may be
/// centred, aside.
fn is_aligned(lines: &[Line], rows: &[Vec<Range<usize>>], column: usize) -> bool {
    let mut edges = rows.iter().skip(1).filter_map(|row| {
        let cell = row.get(column)?;
        let next = lines.partition_point(|line| line.start as usize <= cell.start);
        let line = lines.get(next.checked_sub(1)?)?;
        let margin = line.indent as usize;
        let start = cell.start - line.start as usize + margin;
        Some((start, start + cell.len()))
    });
    let Some((start, end)) = edges.next() else { return false };
    let (mut left, mut right) = (true, true);
    for edge in edges {
        left &= edge.0 == start;
        right &= edge.1 == end;
    }
    left || right
}

/// A first row without figures above a column of them.
fn names_columns(file: &str, rows: &[Vec<Range<usize>>]) -> bool {
    let figure = |cell: &Range<usize>| file[cell.clone()].bytes().any(|b| b.is_ascii_digit());
    let Some((first, rest)) = rows.split_first() else { return false };
    !rest.is_empty()
        && !first.iter().any(figure)
        && (0..first.len()).any(|column| rest.iter().all(|row| row.get(column).is_some_and(figure)))
}
