//! The parts of a text that locators name: lines, pages, paragraphs, sections, captions, notes.
//!
//! What a text shows of its parts depends on how it was taken out of a page. Where it does not show
//! them, nothing is known, and a locator is left unchecked; where they can be counted in several
//! ways, each of them is allowed.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::locator::{Lines, Locator, Unit};
use crate::document::{self, Block, BlockKind, Document, Format};
use crate::source::SourceMap;

/// What is wrong with a locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// The words stand on these other lines, or pages.
    Elsewhere(Unit, Vec<usize>),
    /// The text has only so many of these.
    PastTheEnd(Unit, usize),
    /// The text has such parts, and none of that name.
    Missing(Unit),
    /// There is nothing on the line.
    Empty,
}

/// What a locator names in a text.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Bytes of it; what stands in one of these is where it should be.
    pub(super) places: Vec<Range<usize>>,
    /// What cannot be there.
    pub(super) missing: Option<Misplaced>,
}

impl Named {
    fn places(places: Vec<Range<usize>>) -> Self {
        Self { places, missing: None }
    }

    fn missing(what: Misplaced) -> Self {
        Self { places: Vec::new(), missing: Some(what) }
    }
}

/// The parts of a text. All but lines are made when they are first asked for.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    text: &'t str,
    pub(super) lines: Lines,
    pages: OnceCell<Vec<Range<usize>>>,
    document: OnceCell<Document>,
    /// Blocks and pages that may still be looked at.
    looks: Cell<usize>,
}

/// How many blocks and pages the locators of one text may look at: five hundred locators of a text of
/// a hundred thousand blocks. Those behind them are left unchecked, and counted.
const MOST_LOOKS: usize = 50_000_000;

/// Whether numbers of paragraphs fit one of the ways of counting.
struct Counts {
    /// Running text alone; with items of lists; with headings and captions too.
    ways: [usize; 3],
}

impl Counts {
    fn next(&mut self, kind: &BlockKind) {
        let [running, items, all] = &mut self.ways;
        match kind {
            BlockKind::Paragraph | BlockKind::Quotation => {
                *running += 1;
                *items += 1;
                *all += 1;
            }
            BlockKind::Item { .. } => {
                *items += 1;
                *all += 1;
            }
            BlockKind::Heading(_) | BlockKind::Caption | BlockKind::Note { .. } => *all += 1,
            _ => {}
        }
    }

    fn most(&self) -> usize {
        self.ways.iter().copied().max().unwrap_or(0)
    }
}

impl<'t> Parts<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (pages, document) = (OnceCell::new(), OnceCell::new());
        Self { text, lines: Lines::new(text), pages, document, looks: Cell::new(MOST_LOOKS) }
    }

    /// Whether so many blocks or pages may be looked at once more.
    fn may_look(&self, at: usize) -> bool {
        let left = self.looks.get().checked_sub(at);
        self.looks.set(left.unwrap_or(0));
        left.is_some()
    }

    /// What a locator names; nothing at all where the text does not show it.
    pub(super) fn named(&self, locator: &Locator) -> Named {
        let looks = match locator.unit {
            Unit::Line | Unit::Title => 0,
            Unit::Page => self.pages().len(),
            // The lines too, where no heading is found.
            Unit::Section => self.document().blocks.len() + self.lines.count(),
            _ => self.document().blocks.len(),
        };
        if !self.may_look(looks) {
            return Named::default();
        }
        match locator.unit {
            Unit::Line => self.named_lines(locator),
            Unit::Page => self.named_pages(locator),
            Unit::Paragraph => self.named_paragraphs(locator),
            Unit::Section => self.named_sections(locator),
            Unit::Figure | Unit::Table => self.named_captions(locator),
            Unit::Note => self.named_notes(locator),
            Unit::Title => self.title(),
        }
    }

    /// Pages, where form feeds part them; a last one without text is none.
    pub(super) fn pages(&self) -> &[Range<usize>] {
        self.pages.get_or_init(|| {
            let mut out: Vec<Range<usize>> = Vec::new();
            let mut start = 0;
            for at in memchr::memchr_iter(b'\x0c', self.text.as_bytes()) {
                out.push(start..at + 1);
                start = at + 1;
            }
            if !out.is_empty() && !self.slice(&(start..self.text.len())).trim().is_empty() {
                out.push(start..self.text.len());
            }
            out
        })
    }

    /// The page, from 1, that a byte stands on.
    pub(super) fn page_of(&self, byte: usize) -> usize {
        self.pages().partition_point(|page| page.end <= byte) + 1
    }

    fn document(&self) -> &Document {
        self.document.get_or_init(|| {
            let mut sources = SourceMap::new();
            let file = sources.add("snapshot", self.text.to_owned());
            document::read(&sources, file, Format::of_content(self.text))
        })
    }

    fn slice(&self, bytes: &Range<usize>) -> &'t str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    fn named_lines(&self, locator: &Locator) -> Named {
        let count = self.lines.count();
        let ranges = &locator.numbers;
        let places: Vec<_> = ranges.iter().filter_map(|range| self.lines.bytes(range)).collect();
        let past = ranges.iter().any(|range| *range.start() == 0 || *range.end() > count);
        let empty = ranges.iter().all(|range| range.start() == range.end())
            && places.iter().all(|place| self.slice(place).trim().is_empty());
        let missing = match (past, empty) {
            (true, _) => Some(Misplaced::PastTheEnd(Unit::Line, count)),
            (_, true) => Some(Misplaced::Empty),
            _ => None,
        };
        Named { places, missing }
    }

    fn named_pages(&self, locator: &Locator) -> Named {
        let pages = self.pages();
        if pages.is_empty() {
            return Named::default();
        }
        let mut printed = 0;
        let mut places = Vec::new();
        for (at, page) in pages.iter().enumerate() {
            let number = self.printed_number(page);
            printed += usize::from(number.is_some());
            // What the page prints of itself, or its place in the file.
            if locator.has(at + 1) || number.is_some_and(|number| locator.has(number)) {
                places.push(page.clone());
            }
        }
        // A journal's page 412 is in no file of twelve pages unless these say so.
        if places.is_empty() && printed * 2 > pages.len() {
            return Named::missing(Misplaced::PastTheEnd(Unit::Page, pages.len()));
        }
        Named::places(places)
    }

    /// The number that the first or the last line of a page prints and nothing else.
    fn printed_number(&self, page: &Range<usize>) -> Option<usize> {
        let mut lines = self.slice(page).lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next()?;
        let number = |line: &str| line.trim_matches(['-', '–', '—', ' ']).parse().ok();
        number(first).or_else(|| number(lines.next_back()?))
    }

    fn bytes(&self, block: &Block) -> Range<usize> {
        block.source(0..block.text.len())
    }

    fn named_paragraphs(&self, locator: &Locator) -> Named {
        let mut counts = Counts { ways: [0; 3] };
        let mut places = Vec::new();
        for block in &self.document().blocks {
            let before = counts.ways;
            counts.next(&block.kind);
            let counted = counts.ways.iter().zip(before).any(|(n, b)| *n > b && locator.has(*n));
            let bytes = self.bytes(block);
            let printed = counts.ways != before
                && self.number_before(&bytes).is_some_and(|number| locator.has(number));
            // An item is read with the paragraph that introduces it.
            let follows = matches!(block.kind, BlockKind::Item { .. }) && locator.has(before[0]);
            if counted || printed || follows {
                places.push(bytes);
            }
        }
        if places.is_empty() {
            return Named::missing(Misplaced::PastTheEnd(Unit::Paragraph, counts.most()));
        }
        Named::places(places)
    }

    /// The number that is printed before a paragraph: "12. ".
    fn number_before(&self, bytes: &Range<usize>) -> Option<usize> {
        let outside = self.slice(&self.lines.before(bytes.start)).trim();
        let inside = self.slice(bytes).split_whitespace().next().unwrap_or_default();
        let number = |text: &str| text.trim_matches(['.', ')', '(', '[', ']']).parse().ok();
        let marked = |text: &&str| text.ends_with(['.', ')', ']']);
        number(outside).or_else(|| Some(inside).filter(marked).and_then(number))
    }

    fn named_sections(&self, locator: &Locator) -> Named {
        let blocks = &self.document().blocks;
        let wanted = key(&locator.words);
        let is_number = wanted.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let mut numbered = false;
        let mut headings = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            if !matches!(block.kind, BlockKind::Heading(_)) {
                continue;
            }
            let (number, words) = heading(&block.text);
            numbered |= number.is_some();
            let text = key(&block.text);
            let named = if is_number {
                number.is_some_and(|number| key(number) == wanted)
            } else {
                text == wanted || key(words) == wanted || begins(&key(words), &wanted)
            };
            if named {
                headings.push(at);
            }
        }
        let inside = |at: usize| {
            headings.contains(&at)
                || blocks[at].section.iter().any(|heading| headings.contains(heading))
        };
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for at in (0..blocks.len()).filter(|at| inside(*at)) {
            let bytes = self.bytes(&blocks[at]);
            match places.last_mut().filter(|_| last.is_some_and(|last: usize| last + 1 == at)) {
                Some(place) => place.end = place.end.max(bytes.end),
                None => places.push(bytes),
            }
            last = Some(at);
        }
        let any = blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_)));
        // A line that says it and does not look like a heading may be one all the same.
        let shown = || self.text.lines().any(|line| begins(&key(heading(line).1), &wanted));
        let known = if is_number { numbered } else { any && !shown() };
        if places.is_empty() && known {
            return Named::missing(Misplaced::Missing(Unit::Section));
        }
        Named::places(places)
    }

    fn named_captions(&self, locator: &Locator) -> Named {
        let blocks = &self.document().blocks;
        let mut known = false;
        let mut places = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let Some((unit, label)) = caption(block).filter(|(unit, _)| *unit == locator.unit)
            else {
                continue;
            };
            known = true;
            let number = label.parse::<usize>().ok();
            let named = label.eq_ignore_ascii_case(&locator.words)
                || number.is_some_and(|number| locator.has(number));
            if named {
                places.push(self.around(at, unit));
            }
        }
        if places.is_empty() && known {
            return Named::missing(Misplaced::Missing(locator.unit));
        }
        Named::places(places)
    }

    /// A caption with what it is the caption of: the cells beside it, and a block before and after,
    /// for sources and legends.
    fn around(&self, caption: usize, unit: Unit) -> Range<usize> {
        let blocks = &self.document().blocks;
        let is_cell = |block: &Block| matches!(block.kind, BlockKind::Cell { .. });
        let cells = |blocks: &mut dyn Iterator<Item = &Block>| match unit {
            Unit::Table => blocks.take_while(|block| is_cell(block)).count(),
            _ => 0,
        };
        let after = cells(&mut blocks[caption + 1..].iter());
        // A table stands on one side of its caption.
        let before = match after {
            0 => cells(&mut blocks[..caption].iter().rev()),
            _ => 0,
        };
        let first = caption.saturating_sub(before + 1);
        let last = (caption + after + 1).min(blocks.len() - 1);
        self.bytes(&blocks[first]).start..self.bytes(&blocks[last]).end
    }

    fn named_notes(&self, locator: &Locator) -> Named {
        let mut known = false;
        let mut places = Vec::new();
        for block in &self.document().blocks {
            let label = match &block.kind {
                BlockKind::Note { label } | BlockKind::Reference { label: Some(label) } => label,
                _ => continue,
            };
            known = true;
            let bare = label.trim_start_matches('^');
            let number = bare.parse::<usize>().ok();
            if bare == locator.words || number.is_some_and(|number| locator.has(number)) {
                places.push(self.bytes(block));
            }
        }
        if places.is_empty() && known {
            return Named::missing(Misplaced::Missing(Unit::Note));
        }
        Named::places(places)
    }

    fn title(&self) -> Named {
        let document = self.document();
        let first = || {
            let mut blocks = document.blocks.iter();
            let block = blocks.find(|block| block.kind != BlockKind::Boilerplate)?;
            matches!(block.kind, BlockKind::Heading(_)).then(|| self.bytes(block))
        };
        let title = document.title.as_ref().map(|title| title.range.clone()).or_else(first);
        Named::places(title.into_iter().collect())
    }
}

/// Words in small letters, with one blank between them.
pub(super) fn key(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether words begin with other words.
fn begins(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words).filter(|_| !words.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// "2.1 Methods", "Section 3: Results": the number and the words of a heading.
fn heading(text: &str) -> (Option<&str>, &str) {
    let text = text.trim_start_matches(['#', ' ']);
    let rest = ["section ", "chapter ", "part ", "§"].iter().find_map(|word| {
        let start = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        text.get(start.len()..)
    });
    let text = rest.unwrap_or(text).trim_start();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ')' && c != ':')
        .unwrap_or(text.len());
    let (number, words) = text.split_at(end);
    if number.starts_with(|c: char| c.is_ascii_digit()) {
        (Some(number.trim_end_matches(['.', ')', ':'])), words.trim_start())
    } else {
        (None, text)
    }
}

/// The kind and the number of a caption: "Table A-1: Boats".
fn caption(block: &Block) -> Option<(Unit, &str)> {
    if block.kind != BlockKind::Caption {
        return None;
    }
    let mut words = block.text.split_whitespace();
    let unit = match words.next()?.to_lowercase().as_str() {
        "table" | "tab." => Unit::Table,
        "figure" | "fig." | "fig" => Unit::Figure,
        _ => return None,
    };
    Some((unit, words.next()?.trim_end_matches(['.', ':', '|', '—', '–', '-'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, locator: &str) -> (Vec<String>, Option<Misplaced>) {
        let parts = Parts::new(text);
        let named = parts.named(&Locator::read(locator).unwrap());
        let texts = named.places.iter().map(|place| text[place.clone()].trim().to_owned());
        (texts.collect(), named.missing)
    }

    fn all(texts: &[&str]) -> (Vec<String>, Option<Misplaced>) {
        (texts.iter().map(|text| (*text).to_owned()).collect(), None)
    }

    #[test]
    fn pages_by_form_feeds_and_by_what_they_print() {
        let text = "One.\n7\n\x0cTwo.\n8\n\x0cThree.\n9\n\x0c";
        assert_eq!(named(text, "page 2"), all(&["Two.\n8"]));
        assert_eq!(named(text, "p. 9"), all(&["Three.\n9"]));
        assert_eq!(named(text, "pp. 8-9"), all(&["Two.\n8", "Three.\n9"]));
        let past = Some(Misplaced::PastTheEnd(Unit::Page, 3));
        assert_eq!(named(text, "page 12"), (vec![], past));
        assert_eq!(named("One.\x0cTwo.", "page 412"), all(&[]));
        assert_eq!(named("One. Two.", "page 1"), all(&[]));
    }

    const REPORT: &str = "\
# The Weirs of Orrin

Nobody counted them before.

## 1 Methods

We walked along the river. [^a]

1. First upwards.
2. Then downwards.

## 2 Results

There were 12 weirs.

Table 1: Weirs by bank

| bank | weirs |
| --- | --- |
| left | 5 |
| right | 7 |

Figure 2: The upper weir

[^a]: Twice, in fact.
";

    #[test]
    fn paragraphs_are_counted_in_several_ways() {
        let (texts, missing) = named(REPORT, "paragraph 2");
        assert!(texts.contains(&"Nobody counted them before.".to_owned()), "{texts:?}");
        assert!(texts.iter().any(|text| text.starts_with("We walked")), "{texts:?}");
        assert!(texts.iter().all(|text| !text.contains("There were")), "{texts:?}");
        assert_eq!(missing, None);
        let (texts, missing) = named(REPORT, "para. 40");
        assert!(texts.is_empty() && matches!(missing, Some(Misplaced::PastTheEnd(..))));
    }

    #[test]
    fn sections_by_number_and_name() {
        for locator in ["section 2", "§ 2", "section Results", "section \"2 Results\""] {
            let (texts, missing) = named(REPORT, locator);
            assert!(texts.iter().any(|text| text.contains("12 weirs")), "{locator}: {texts:?}");
            assert!(texts.iter().all(|text| !text.contains("walked")), "{locator}: {texts:?}");
            assert_eq!(missing, None);
        }
        let missing = (vec![], Some(Misplaced::Missing(Unit::Section)));
        assert_eq!(named(REPORT, "section 4"), missing);
        assert_eq!(named(REPORT, "section Discussion"), missing);
        assert_eq!(named("Weirs.\n", "section Discussion"), all(&[]));
    }

    #[test]
    fn tables_figures_and_notes_by_their_marks() {
        let (texts, _) = named(REPORT, "table 1");
        assert!(texts[0].contains("right") && texts[0].contains("Weirs by bank"), "{texts:?}");
        let missing = |unit| (vec![], Some(Misplaced::Missing(unit)));
        assert_eq!(named(REPORT, "table 3"), missing(Unit::Table));
        assert_eq!(named(REPORT, "figure 1"), missing(Unit::Figure));
        assert_eq!(named(REPORT, "fig. 2").0.len(), 1);
        let (texts, _) = named(REPORT, "note a");
        assert!(texts[0].contains("Twice"), "{texts:?}");
        assert_eq!(named(REPORT, "note 9"), missing(Unit::Note));
        assert_eq!(named("Weirs.\n", "note 9"), all(&[]));
        let (texts, _) = named(REPORT, "title");
        assert!(texts[0].contains("The Weirs of Orrin"), "{texts:?}");
    }
}
