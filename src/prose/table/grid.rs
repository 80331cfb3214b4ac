//! The cells of a table in their rows, with what its headers say of their units.

use std::cell::OnceCell;
use std::ops::{Range, RangeInclusive};

use smol_str::{SmolStr, ToSmolStr};

use crate::document::{Block, BlockKind};
use crate::prose::fill;
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::value::quantity::{self, Quantity, Unit};

/// A row of a table.
#[derive(Debug, Default)]
pub(in crate::prose) struct Row {
    /// Its column, and the block of the document, of each cell that holds text; by column.
    pub(in crate::prose) cells: Vec<(u32, usize)>,
}

impl Row {
    /// The block of a column's cell.
    pub(in crate::prose) fn cell(&self, column: u32) -> Option<usize> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
        Some(self.cells[at].1)
    }
}

/// A table.
#[derive(Debug)]
pub(in crate::prose) struct Grid {
    /// The row that names the columns.
    pub(in crate::prose) header: Row,
    /// The others.
    pub(in crate::prose) rows: Vec<Row>,
    /// The column of the rows' labels.
    pub(in crate::prose) labels: u32,
    /// Blocks of the table, first to one past the last.
    pub(in crate::prose) blocks: Range<usize>,
    /// Its caption: the block before or behind it that is one.
    pub(in crate::prose) caption: Option<usize>,
}

/// A document's blocks with what the stages before made of them.
pub(in crate::prose) struct Text<'a, 'd> {
    /// The blocks.
    pub(in crate::prose) blocks: &'a [Block],
    /// Their analyses, as many.
    pub(in crate::prose) passages: &'a [&'a Passage<'d>],
    /// Its tables, once somebody asks for them.
    grids: OnceCell<Vec<Grid>>,
}

impl<'a, 'd> Text<'a, 'd> {
    pub(in crate::prose) fn new(blocks: &'a [Block], passages: &'a [&'a Passage<'d>]) -> Self {
        Self { blocks, passages, grids: OnceCell::new() }
    }

    /// The tables of the document, in order.
    pub(in crate::prose) fn grids(&self) -> &[Grid] {
        self.grids.get_or_init(|| grids(self))
    }

    /// The clean text of a block.
    pub(in crate::prose) fn text(&self, block: usize) -> &'a str {
        self.blocks.get(block).map_or("", |block| block.text.as_str())
    }

    /// A block's analysis.
    pub(in crate::prose) fn passage(&self, block: usize) -> Option<&'a Passage<'d>> {
        self.passages.get(block).copied()
    }

    /// The figure that a cell holds and nothing beside it.
    pub(in crate::prose) fn figure(&self, block: usize) -> Option<Range<usize>> {
        let passage = self.passage(block)?;
        passage.mentions.iter().find_map(|mention| {
            let figure = matches!(mention.kind, MentionKind::Figure(_) | MentionKind::Duration(_));
            (figure && is_all(passage.text, &mention.bytes)).then(|| mention.bytes.clone())
        })
    }

    /// The same, or the figure in brackets that is all that a cell holds: accounts print so what is taken
    /// off, which a sentence tells without a sign.
    pub(in crate::prose) fn amount(&self, block: usize) -> Option<Range<usize>> {
        self.figure(block).or_else(|| {
            let text = self.text(block).trim_end();
            let inside = text.strip_prefix('(')?.strip_suffix(')')?;
            let mut bytes = inside.bytes();
            let number = bytes.next().is_some_and(|b| b.is_ascii_digit())
                && bytes.all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
            number.then_some(1..text.len() - 1)
        })
    }

    /// The period that the cell of a label names, EDTF: a date, or a year by itself.
    pub(in crate::prose) fn period(&self, block: usize) -> Option<SmolStr> {
        let passage = self.passage(block)?;
        let words = header(passage.text).words;
        let named = |mention: &&Mention| {
            let printed = passage.text.get(mention.bytes.clone());
            !words.is_empty() && printed == Some(words.as_str())
        };
        if let Some(edtf) = passage.mentions.iter().filter(named).find_map(fill::edtf) {
            return Some(edtf);
        }
        let is_year = words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit());
        let year = words.parse().ok().filter(|year| is_year && YEARS.contains(year));
        year.map(|year: i32| year.to_smolstr())
    }
}

impl Text<'_, '_> {
    /// The words of a label without the one date among them, and that date, EDTF: "2024 budget",
    /// "Deaths in 2023".
    pub(in crate::prose) fn dated(
        &self,
        block: usize,
        words: &str,
    ) -> (Option<String>, Option<SmolStr>) {
        let is_year = |word: &&str| {
            word.len() == 4 && word.parse().is_ok_and(|year: i32| YEARS.contains(&year))
        };
        let whole = self.text(block);
        // "Deaths (2023)": what the brackets of a header say.
        let inside = whole.rsplit_once('(').map(|(_, inside)| inside.trim_end_matches(')'));
        let beside = inside.filter(|year| is_year(year)).map(ToSmolStr::to_smolstr);
        let years: Vec<&str> = words.split_whitespace().filter(is_year).collect();
        match (years.as_slice(), beside) {
            ([year], None) => {
                let rest = words.split_whitespace().filter(|word| word != year);
                let rest = rest.collect::<Vec<_>>().join(" ");
                let rest = rest.trim_end_matches(" in").trim_start_matches("in ").to_owned();
                (Some(rest), Some(year.to_smolstr()))
            }
            ([], beside) => (None, beside),
            _ => (None, None),
        }
    }
}

/// Numbers that name years where they stand by themselves as labels.
const YEARS: RangeInclusive<i32> = 1500..=2100;

/// Whether a range is all that a text says, signs of a note aside.
fn is_all(text: &str, bytes: &Range<usize>) -> bool {
    let idle = |part: Option<&str>| {
        part.is_some_and(|part| part.chars().all(|c| c.is_whitespace() || "*†‡".contains(c)))
    };
    idle(text.get(..bytes.start)) && idle(text.get(bytes.end..))
}

impl Grid {
    /// The unit that its caption gives for all of it, else the sentence that it follows.
    pub(in crate::prose) fn unit(&self, text: &Text<'_, '_>) -> Option<Around> {
        let caption = self.caption.and_then(|at| of_caption(text.text(at)));
        caption.or_else(|| {
            let before = self.blocks.start.checked_sub(1)?;
            let passage = (text.blocks[before].kind == BlockKind::Paragraph)
                .then(|| text.passage(before))??;
            of_lead(passage.slice(&passage.sentences.last()?.tokens))
        })
    }
}

/// The tables of a document, in order.
fn grids(text: &Text<'_, '_>) -> Vec<Grid> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.blocks.len() {
        let BlockKind::Cell { table, .. } = text.blocks[at].kind else {
            at += 1;
            continue;
        };
        let same =
            |block: &Block| matches!(block.kind, BlockKind::Cell { table: t, .. } if t == table);
        let end = text.blocks[at..].iter().position(|block| !same(block));
        let end = end.map_or(text.blocks.len(), |more| at + more);
        out.push(grid(text, at..end));
        at = end;
    }
    out
}

fn grid(text: &Text<'_, '_>, blocks: Range<usize>) -> Grid {
    let mut header = Row::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    for at in blocks.clone() {
        let BlockKind::Cell { row, column, header: names, .. } = text.blocks[at].kind else {
            continue;
        };
        if names && last.is_none() {
            header.cells.push((column, at));
            continue;
        }
        if last != Some(row) {
            rows.push(Row::default());
            last = Some(row);
        }
        if let Some(row) = rows.last_mut() {
            row.cells.push((column, at));
        }
    }
    let is_caption =
        |at: &usize| text.blocks.get(*at).is_some_and(|block| block.kind == BlockKind::Caption);
    let around = [blocks.start.checked_sub(1), Some(blocks.end)];
    let caption = around.into_iter().flatten().find(is_caption);
    let labels = labels(text, &rows);
    Grid { header, rows, labels, blocks, caption }
}

/// Columns among which the labels of rows are looked for: a number or a rank may stand before them.
const LABELS_WITHIN: u32 = 3;

/// The first column whose cells are words or dates, not figures.
fn labels(text: &Text<'_, '_>, rows: &[Row]) -> u32 {
    let speaks = |column: &u32| {
        let cells = rows.iter().filter_map(|row| row.cell(*column));
        let (mut words, mut all) = (0, 0);
        for cell in cells {
            all += 1;
            words += usize::from(text.figure(cell).is_none() || text.period(cell).is_some());
        }
        words * 2 > all
    };
    (0..LABELS_WITHIN).find(speaks).unwrap_or(0)
}

/// What stands around the values of a column by what its header says: "£" and "m".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::prose) struct Around {
    before: String,
    after: String,
}

impl Around {
    /// A cell's value as the header has it.
    pub(in crate::prose) fn value(&self, cell: &str) -> String {
        format!("{}{cell}{}", self.before, self.after)
    }

    /// A cell's value, if it can be read: its own unit comes before the header's.
    pub(in crate::prose) fn read(&self, cell: &str) -> Option<(String, Quantity)> {
        let own = quantity::read(cell, None).ok()?;
        if !matches!(own.unit, Unit::Count(None)) || *self == Self::default() {
            return Some((cell.to_owned(), own));
        }
        let full = self.value(cell);
        let value = quantity::read(&full, None).ok()?;
        Some((full, value))
    }
}

/// A header without what its brackets say of the unit, and that unit.
#[derive(Clone, Debug, Default)]
pub(in crate::prose) struct Header {
    /// Its words.
    pub(in crate::prose) words: String,
    /// The unit of the cells.
    pub(in crate::prose) around: Around,
}

/// Words of a unit that stand for a scale.
const SCALES: &[(&str, &str)] = &[
    ("thousand", " thousand"),
    ("thousands", " thousand"),
    ("000", " thousand"),
    ("000s", " thousand"),
    ("'000", " thousand"),
    ("’000", " thousand"),
    ("'000s", " thousand"),
    ("k", " thousand"),
    ("m", " million"),
    ("mn", " million"),
    ("mln", " million"),
    ("million", " million"),
    ("millions", " million"),
    ("bn", " billion"),
    ("billion", " billion"),
    ("billions", " billion"),
];

/// Currencies by the words that captions use for them.
const CURRENCIES: &[(&str, &str)] =
    &[("pounds", "£"), ("euros", "€"), ("euro", "€"), ("dollars", "$"), ("yen", "¥")];

/// What a header says: "Revenue (£m)", "Turnout, %", "Area in km", "$000".
pub(in crate::prose) fn header(text: &str) -> Header {
    let text = text.trim();
    let bracket = text.strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '[']));
    if let Some((words, inside)) = bracket {
        // "Height (m)" is in metres, "Passengers (m)" in millions.
        let people = |word: &str| super::super::lexicon::word(word).is(class::PERSON);
        let millions = inside.trim() == "m" && words.to_lowercase().split(' ').any(people);
        let around = if millions { Some(suffix(" million")) } else { around(inside) };
        return Header { words: words.trim().to_owned(), around: around.unwrap_or_default() };
    }
    // "C" is the name of a row.
    let letter = matches!(text.as_bytes(), [byte] if byte.is_ascii_uppercase());
    if let Some(around) = around(text).filter(|_| !letter) {
        return Header { words: String::new(), around };
    }
    for between in [", ", " in "] {
        let parts = text.rsplit_once(between);
        let found = parts.and_then(|(words, unit)| Some((words, around(unit)?)));
        if let Some((words, around)) = found {
            return Header { words: words.trim().to_owned(), around };
        }
    }
    if let Some(words) = text.strip_suffix('%') {
        return Header { words: words.trim().to_owned(), around: suffix("%") };
    }
    Header { words: text.to_owned(), around: Around::default() }
}

fn suffix(after: &str) -> Around {
    Around { before: String::new(), after: after.to_owned() }
}

/// A unit as a header prints it, if it is one.
pub(in crate::prose) fn around(unit: &str) -> Option<Around> {
    let unit = unit.trim().trim_end_matches('.');
    let unit = unit.strip_prefix("in ").or(unit.strip_prefix("In ")).unwrap_or(unit).trim();
    let lower = unit.to_lowercase();
    let scale = |word: &str| SCALES.iter().find(|(name, _)| *name == word).map(|(_, s)| *s);
    // A lone "m" is metres.
    if let Some(scale) = scale(&lower).filter(|_| lower.len() > 1) {
        return Some(suffix(scale));
    }
    if ["%", "per cent", "percent", "percentage"].contains(&lower.as_str()) {
        return Some(suffix("%"));
    }
    if let Some((scaled, currency)) = lower.split_once(" of ").or(lower.split_once(' ')) {
        let symbol = CURRENCIES.iter().find(|(name, _)| *name == currency).map(|(_, s)| *s);
        match (scale(scaled), symbol) {
            (Some(scale), Some(symbol)) => {
                return Some(Around { before: symbol.to_owned(), after: scale.to_owned() });
            }
            // "Millions of cubic metres".
            (Some(scale), None) => {
                let of = around(currency).filter(|unit| unit.before.is_empty())?;
                return Some(suffix(&format!("{scale}{}", of.after)));
            }
            _ => {}
        }
    }
    // A currency's sign or code, and perhaps a scale.
    let cut = unit.find(|c: char| !(c.is_uppercase() || "£$€¥₹".contains(c))).unwrap_or(unit.len());
    let (sign, rest) = unit.split_at(cut);
    let after =
        if rest.trim().is_empty() { Some("") } else { scale(rest.trim().to_lowercase().as_str()) };
    if let Some(after) = after.filter(|_| !sign.is_empty()) {
        let code = sign.chars().all(char::is_alphabetic);
        let before = if code { format!("{sign} ") } else { sign.to_owned() };
        let around = Around { before, after: after.to_owned() };
        let value = quantity::read(&around.value("12"), None);
        if value.is_ok_and(|value| matches!(value.unit, Unit::Money(_))) {
            return Some(around);
        }
    }
    // "km", "tonnes", "ha", "years". Most headers are words that no unit begins with.
    let plain = unit.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
    if plain && !unit.split(' ').any(quantity::may_begin_unit) {
        return None;
    }
    let around = suffix(&format!(" {unit}"));
    let value = quantity::read(&around.value("12"), None).ok()?;
    matches!(value.unit, Unit::Measure(_)).then_some(around)
}

/// The unit that a caption gives for a whole table: in its brackets, or behind "in".
fn of_caption(text: &str) -> Option<Around> {
    let inside = text.split(['(', '[']).skip(1).filter_map(|part| part.split([')', ']']).next());
    inside.into_iter().find_map(around).or_else(|| {
        let (_, unit) = text.trim().trim_end_matches('.').rsplit_once(", ")?;
        around(unit)
    })
}

/// The unit that the last sentence before a table gives for all of it: "… (thousand tonnes):", "Contents
/// are given in millions of cubic metres."
fn of_lead(sentence: &str) -> Option<Around> {
    let sentence = sentence.trim();
    let bracket = sentence.trim_end_matches(':').strip_suffix(')').and_then(|s| s.rsplit_once('('));
    let unit = bracket.or_else(|| sentence.trim_end_matches(['.', ':']).rsplit_once(" in "));
    around(unit?.1)
}

/// Labels of rows and columns that hold the sum of the others.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "overall total",
    "combined total",
    "sum",
    "sum total",
    "in total",
    "all told",
    "altogether",
    "overall",
    "combined",
    "all",
];

/// Whether a label names the whole: "Total", "Total staff", "All regions".
pub(in crate::prose) fn is_total(label: &str) -> bool {
    let words = header(label).words.to_lowercase();
    let words = words.trim_end_matches([':', '*']).trim();
    let first = words.split_whitespace().next().unwrap_or("");
    TOTALS.contains(&words) || ["total", "totals", "all"].contains(&first)
}

/// Words of a label that narrow a noun, lower case: no digits, no small words.
pub(in crate::prose) fn narrowing(passage: &Passage<'_>) -> Vec<String> {
    let idle = class::ADJECTIVE
        | class::DETERMINER
        | class::NUMBER
        | class::ADVERB
        | class::PREPOSITION
        | class::CONJUNCTION;
    let speaks = |at: &usize| {
        passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle))
            && passage.token(*at).chars().any(char::is_alphabetic)
    };
    (0..passage.tokens.len()).filter(speaks).map(|at| passage.lower(at).into()).collect()
}
