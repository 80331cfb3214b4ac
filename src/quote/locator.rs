//! Locators as records write them: what kind of part they name, and which.

use std::ops::RangeInclusive;

/// The parts of a text that a locator can name and that can be looked for in a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A line of the snapshot.
    Line,
    /// A page, where form feeds part them.
    Page,
    /// A block of running text.
    Paragraph,
    /// What stands under a heading.
    Section,
    /// A picture, by its caption.
    Figure,
    /// A table, by its caption.
    Table,
    /// A note, by its mark.
    Note,
    /// The title of the whole.
    Title,
}

impl Unit {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Page => "page",
            Self::Paragraph => "paragraph",
            Self::Section => "section",
            Self::Figure => "figure",
            Self::Table => "table",
            Self::Note => "note",
            Self::Title => "title",
        }
    }

    /// The word that goes before it: *on* a page, *in* a section.
    #[must_use]
    pub fn preposition(self) -> &'static str {
        match self {
            Self::Line | Self::Page => "on",
            _ => "in",
        }
    }
}

/// The terms of locators in the locales of CSL 1.0.2: long, short and symbol, in both numbers.
const TERMS: &[(Unit, &[&str])] = &[
    (Unit::Line, &["line", "lines", "l", "l.", "ll.", "ln."]),
    (Unit::Page, &["page", "pages", "p", "p.", "pp", "pp."]),
    (Unit::Paragraph, &["paragraph", "paragraphs", "para", "para.", "paras", "paras.", "¶", "¶¶"]),
    (Unit::Section, &["section", "sections", "sec", "sec.", "secs.", "§", "§§"]),
    (Unit::Figure, &["figure", "figures", "fig", "fig.", "figs."]),
    (Unit::Table, &["table", "tables", "tbl.", "tbls."]),
    (Unit::Note, &["note", "notes", "n.", "nn.", "footnote", "endnote"]),
    (Unit::Title, &["title", "titles", "tit."]),
];

/// Most parts of a locator ("lines 3, 7-9").
const MOST_PARTS: usize = 16;

/// Quotation marks around the name of a section.
const QUOTES: &[char] = &['"', '\'', '“', '”', '‘', '’', '«', '»'];

/// A locator, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What it names.
    pub unit: Unit,
    /// Which, in words or marks: "Methods", "2.1", "A-1".
    pub words: String,
    /// Which, by number, where all of it is numbers.
    pub numbers: Vec<RangeInclusive<usize>>,
}

impl Locator {
    /// Read a locator; `None` for one of another kind (a volume, a timestamp) or of several kinds at
    /// once, which a plain text cannot bear out. A number alone is a page, as in CSL.
    ///
    /// ```
    /// use belie::quote::{Locator, Unit};
    /// let read = |text| Locator::read(text).map(|locator| (locator.unit, locator.numbers));
    /// assert_eq!(read("lines 3-5, 9"), Some((Unit::Line, vec![3..=5, 9..=9])));
    /// assert_eq!(read("p. 3"), Some((Unit::Page, vec![3..=3])));
    /// assert_eq!(read("volume 3"), None);
    /// ```
    #[must_use]
    pub fn read(locator: &str) -> Option<Self> {
        let text = locator.trim();
        let number = |c: char| c.is_whitespace() || c.is_ascii_digit();
        let end = text.find(number).unwrap_or(text.len());
        // A symbol needs no blank behind it, and the name of a section no other word before it.
        let (term, rest) = text.split_at(end);
        let small = term.to_lowercase();
        let unit = match TERMS.iter().find(|(_, terms)| terms.contains(&small.as_str())) {
            Some((unit, _)) => *unit,
            None if term.is_empty() => Unit::Page,
            None => return None,
        };
        let words = rest.trim().trim_matches(QUOTES).trim().to_owned();
        let numbers = numbers(&words).unwrap_or_default();
        let named = match unit {
            Unit::Line | Unit::Page | Unit::Paragraph => !numbers.is_empty(),
            // Of two kinds at once, the first alone would not be what is meant.
            Unit::Section | Unit::Figure | Unit::Table | Unit::Note => {
                !words.is_empty() && !words.contains([',', ';']) || !numbers.is_empty()
            }
            Unit::Title => words.is_empty(),
        };
        named.then_some(Self { unit, words, numbers })
    }

    /// Whether it names a number.
    pub(super) fn has(&self, number: usize) -> bool {
        self.numbers.iter().any(|range| range.contains(&number))
    }
}

/// "3-5, 9" as ranges; `None` where anything else stands there.
fn numbers(text: &str) -> Option<Vec<RangeInclusive<usize>>> {
    let mut out = Vec::new();
    for part in text.split([',', ';', '&']) {
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

/// Whether a locator may be one that names the title; `false` is sure. Nearly all name something else,
/// and need not be read to tell.
#[must_use]
pub fn may_name_title(locator: &str) -> bool {
    let text = locator.trim_start().as_bytes();
    let terms = TERMS.iter().filter(|(unit, _)| *unit == Unit::Title);
    // No letter beyond ASCII has one of theirs as its lower case.
    let begins = |term: &&str| {
        text.get(..term.len()).is_some_and(|first| first.eq_ignore_ascii_case(term.as_bytes()))
    };
    terms.flat_map(|(_, terms)| *terms).any(begins)
}

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    /// A final line break starts no further line.
    count: usize,
    end: usize,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts: Vec<usize> = std::iter::once(0).chain(breaks.map(|at| at + 1)).collect();
        let count = starts.len() - usize::from(text.ends_with('\n') || text.is_empty());
        Self { starts, count, end: text.len() }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The line, from 1, that a byte stands on.
    pub(super) fn of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// The bytes of some lines, from 1, their breaks included; `None` past the end.
    pub(super) fn bytes(&self, lines: &RangeInclusive<usize>) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(lines.start().checked_sub(1)?)?;
        let end = self.starts.get(*lines.end()).copied().unwrap_or(self.end);
        (*lines.start() <= self.count).then_some(start..end)
    }

    /// The bytes before a byte on its line.
    pub(super) fn before(&self, byte: usize) -> std::ops::Range<usize> {
        let line = self.of(byte);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied();
        start.unwrap_or(0)..byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_that_name_nothing_we_know_are_left_alone() {
        for text in [
            "",
            "line",
            "line three",
            "page 3, line 4",
            "lines 5-3",
            "line 3-4-5",
            "page xii",
            "chapter 3",
            "00:12:07",
            "title page 3",
            "section 2, paragraph 3",
        ] {
            assert_eq!(Locator::read(text), None, "{text}");
        }
    }

    #[test]
    fn locators_of_all_kinds() {
        let read = |text| {
            let Locator { unit, words, numbers } = Locator::read(text).unwrap();
            (unit, words, numbers)
        };
        let words = |words: &str| words.to_owned();
        assert_eq!(read(" Line 12 "), (Unit::Line, words("12"), vec![12..=12]));
        assert_eq!(read("ll. 3–5"), (Unit::Line, words("3–5"), vec![3..=5]));
        assert_eq!(read("12"), (Unit::Page, words("12"), vec![12..=12]));
        assert_eq!(read("¶3"), (Unit::Paragraph, words("3"), vec![3..=3]));
        assert_eq!(read("§4.2"), (Unit::Section, words("4.2"), vec![]));
        assert_eq!(read("section “Key Findings”"), (Unit::Section, words("Key Findings"), vec![]));
        assert_eq!(read("Fig. 2a"), (Unit::Figure, words("2a"), vec![]));
        assert_eq!(read("tables 1-2"), (Unit::Table, words("1-2"), vec![1..=2]));
        assert_eq!(read("note a"), (Unit::Note, words("a"), vec![]));
        assert_eq!(read("title"), (Unit::Title, words(""), vec![]));
    }

    #[test]
    fn lines_are_counted_from_one() {
        let text = "a\nb\n\nc\n";
        let lines = Lines::new(text);
        assert_eq!((lines.count(), lines.of(0), lines.of(2), lines.of(5)), (4, 1, 2, 4));
        assert_eq!((lines.bytes(&(3..=3)), lines.bytes(&(4..=4))), (Some(4..5), Some(5..7)));
        assert_eq!((lines.bytes(&(0..=0)), lines.bytes(&(5..=5))), (None, None));
        assert_eq!((lines.bytes(&(2..=9)), lines.before(5)), (Some(2..7), 5..5));
        assert_eq!(Lines::new("").count(), 0);
    }
}
