//! Locators that can be checked against a text: lines.

use std::ops::RangeInclusive;

/// Words for lines, as CSL and its styles write them.
const LINES: [&str; 5] = ["line", "lines", "l.", "ll.", "l"];

/// Most parts of a locator ("lines 3, 7-9").
const MOST_PARTS: usize = 16;

/// The lines that a locator names; `None` for a locator of another kind, which a plain text cannot
/// bear out.
///
/// ```
/// use belie::quote::lines;
/// assert_eq!(lines("line 3"), Some(vec![3..=3]));
/// assert_eq!(lines("lines 3-5, 9"), Some(vec![3..=5, 9..=9]));
/// assert_eq!(lines("page 3"), None);
/// ```
#[must_use]
pub fn lines(locator: &str) -> Option<Vec<RangeInclusive<usize>>> {
    let locator = locator.trim().to_lowercase();
    let digits = locator.find(|c: char| c.is_ascii_digit())?;
    let (word, numbers) = locator.split_at(digits);
    if !LINES.contains(&word.trim_end()) {
        return None;
    }
    let mut out = Vec::new();
    for part in numbers.split([',', ';', '&']) {
        let mut ends = part.split(['-', '–', '—']).map(|n| n.trim().parse::<usize>());
        let first = ends.next()?.ok()?;
        let last = ends.next().map_or(Some(first), Result::ok)?;
        if ends.next().is_some() || last < first || out.len() == MOST_PARTS {
            return None;
        }
        out.push(first..=last);
    }
    Some(out)
}

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    /// A final line break starts no further line.
    count: usize,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts: Vec<usize> = std::iter::once(0).chain(breaks.map(|at| at + 1)).collect();
        let count = starts.len() - usize::from(text.ends_with('\n') || text.is_empty());
        Self { starts, count }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The line, from 1, that a byte stands on.
    pub(super) fn of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// The text of a line, from 1, without its break; `None` past the end.
    pub(super) fn text<'t>(&self, text: &'t str, line: usize) -> Option<&'t str> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        (line <= self.count).then(|| text.get(start..end).map(str::trim)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_that_name_no_lines_are_left_alone() {
        for text in ["", "line", "line three", "page 3, line 4", "lines 5-3", "3", "line 3-4-5"] {
            assert_eq!(lines(text), None, "{text}");
        }
        assert_eq!(lines(" Line 12 "), Some(vec![12..=12]));
        assert_eq!(lines("ll. 3–5"), Some(vec![3..=5]));
    }

    #[test]
    fn lines_are_counted_from_one() {
        let text = "a\nb\n\nc\n";
        let lines = Lines::new(text);
        assert_eq!((lines.count(), lines.of(0), lines.of(2), lines.of(5)), (4, 1, 2, 4));
        assert_eq!((lines.text(text, 3), lines.text(text, 4)), (Some(""), Some("c")));
        assert_eq!((lines.text(text, 0), lines.text(text, 5)), (None, None));
        assert_eq!(Lines::new("").count(), 0);
    }
}
