//! Tables as sentences refer to them: lines by their labels, cells by their lines.

use std::cmp::Reverse;
use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Amount;
use crate::prose::gist;
use crate::prose::lexicon::{Word, class, word};
use crate::prose::open;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::table::grid::{self, Around, Grid, Row, Text};
use crate::prose::token;
use crate::prose::words::Marks;
use crate::value::date;
use crate::value::quantity::{Quantity, Unit};

/// Most rows and columns of a table that sentences are held against; larger ones are data.
const MOST_ROWS: usize = 60;
const MOST_COLUMNS: usize = 12;

/// Tables before and behind a sentence that it is held against: a text that has more of them speaks
/// of those around.
const AROUND: usize = 12;

/// Headers of columns of labels that are units of something else.
const LABELS: &[&str] = &["year", "years", "month", "week", "day", "date", "quarter", "hour"];

/// A row or a column, by its label.
#[derive(Debug)]
pub(super) struct Line {
    /// The words of the label in lower case, without unit and year.
    pub(super) label: Vec<String>,
    /// Other words that name it: "sector C", "flight 4", by the header of a column of numbers or letters.
    others: Vec<Vec<String>>,
    /// All of it, as printed.
    pub(super) title: String,
    /// Lemmas of those that say something.
    pub(super) gist: Vec<String>,
    /// The period that it is of, EDTF.
    pub(super) period: Option<SmolStr>,
    /// Whether it is the sum of the others.
    pub(super) is_total: bool,
    around: Around,
}

/// A value of a table.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) block: usize,
    pub(super) bytes: Range<usize>,
    pub(super) quantity: Quantity,
}

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Axis {
    Row,
    Column,
}

impl Axis {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Row => Self::Column,
            Self::Column => Self::Row,
        }
    }
}

/// A table.
#[derive(Debug)]
pub(super) struct Board {
    /// Its first block.
    start: usize,
    /// Lemmas of the header over the labels of its rows.
    pub(super) corner: Vec<String>,
    pub(super) rows: Vec<Line>,
    pub(super) columns: Vec<Line>,
    /// By row and column.
    cells: FxHashMap<(usize, usize), Cell>,
}

/// The tables of a document, and where the labels of their lines begin.
#[derive(Debug, Default)]
pub(super) struct Boards {
    all: Vec<Board>,
    /// By the first word of a label, the lines that a sentence can name by it, in the order of the
    /// tables: a sentence is read once, however many tables stand around it.
    names: FxHashMap<SmolStr, Vec<Name>>,
    /// Marks of these words.
    firsts: Marks,
}

/// A line that has a label to be named by: by table, way and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    board: usize,
    axis: Axis,
    line: usize,
    /// Which of its names it is: its label, or one of the others.
    which: usize,
}

/// The lines of a table that some tokens name, each with the first place of its label. Of two
/// labels at one place the longer one counts.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// By place among the tables.
    pub(super) board: usize,
    pub(super) rows: Vec<(usize, Tokens)>,
    pub(super) columns: Vec<(usize, Tokens)>,
}

impl Boards {
    /// Those of a document.
    pub(super) fn new(text: &Text<'_, '_>) -> Self {
        let all = text.grids().iter().filter_map(|grid| Board::new(text, grid)).collect();
        let mut out = Self { all, ..Self::default() };
        for (board, of) in out.all.iter().enumerate() {
            for axis in [Axis::Row, Axis::Column] {
                for (line, of) in of.lines(axis).iter().enumerate() {
                    for which in 0..=of.others.len() {
                        let first = of.name(which).and_then(|name| name.first());
                        let Some(first) = first.filter(|_| which > 0 || of.speaks()) else {
                            continue;
                        };
                        let names = out.names.entry(SmolStr::new(first)).or_default();
                        names.push(Name { board, axis, line, which });
                        out.firsts = out.firsts.with(first.as_bytes());
                    }
                }
            }
        }
        out
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All tables of the document.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Board> {
        self.all.iter()
    }

    /// A table by its place.
    pub(super) fn get(&self, at: usize) -> Option<&Board> {
        self.all.get(at)
    }

    /// Whether some cell of a line of a noun is a share of its total, within limits.
    pub(super) fn have(&self, noun: &str, limits: Option<(Decimal, Decimal)>) -> bool {
        let Some((low, high)) = limits else { return false };
        let of = |board: &Board, axis: Axis| {
            (0..board.lines(axis).len()).any(|line| {
                let named = board.lines(axis)[line].gist.iter().any(|word| word == noun);
                let total = board.sum(axis, line).filter(|total| named && !total.is_zero());
                let Some(total) = total else { return false };
                board.cells(axis, line).any(|(_, cell)| {
                    let part = Amount::of(&cell.quantity).and_then(|a| a.shown.checked_div(total));
                    part.is_some_and(|part| low <= part && part <= high)
                })
            })
        };
        self.all.iter().any(|board| of(board, Axis::Row) || of(board, Axis::Column))
    }

    /// Whether only one table has a line of this name.
    pub(super) fn has_once(&self, at: usize, axis: Axis, line: usize) -> bool {
        let label = self.all[at].lines(axis).get(line).map(|line| &line.label);
        let others = self.all.iter().enumerate().filter(|(other, _)| *other != at);
        let mut lines = others.flat_map(|(_, board)| board.rows.iter().chain(&board.columns));
        !lines.any(|line| Some(&line.label) == label)
    }

    /// The places of the tables around a block.
    pub(super) fn around(&self, block: usize) -> Range<usize> {
        let behind = self.all.partition_point(|board| board.start <= block);
        behind.saturating_sub(AROUND)..(behind + AROUND).min(self.all.len())
    }

    /// What some tokens name of some tables, by table; those of which they name nothing left out.
    pub(super) fn named(
        &self,
        boards: &Range<usize>,
        passage: &Passage<'_>,
        tokens: &Tokens,
    ) -> Vec<Named> {
        let mut found: Vec<(Name, Tokens)> = Vec::new();
        for from in tokens.clone() {
            let Some(token) = passage.tokens.get(from).filter(|t| self.firsts.has(t.mark)) else {
                continue;
            };
            if from == 0 && is_dateline(token.text(passage.text)) {
                continue;
            }
            let Some(names) = self.names.get(&passage.folded(from)) else { continue };
            let first = names.partition_point(|name| name.board < boards.start);
            for name in names[first..].iter().take_while(|name| name.board < boards.end) {
                let line = &self.all[name.board].lines(name.axis)[name.line];
                let Some(label) = line.name(name.which) else { continue };
                let fits = |(n, word): (usize, &String)| passage.is(from + n, word);
                if line.is_short(name.which) && is_in_name(passage, from) {
                    continue;
                }
                if from + label.len() <= tokens.end && label.iter().enumerate().all(fits) {
                    let printed = from..from + label.len();
                    let board = &self.all[name.board];
                    if !is_other_than(passage, &printed)
                        && !is_of_longer(passage.text, &passage.bytes(&printed))
                        && !board.is_in_another(passage, &printed)
                    {
                        found.push((*name, printed));
                    }
                }
            }
        }
        // Of one line, the first place, and the longest of its names there.
        found.sort_by_key(|(name, tokens)| {
            (name.board, name.axis, name.line, tokens.start, Reverse(tokens.end))
        });
        found.dedup_by_key(|(name, _)| (name.board, name.axis, name.line));
        let mut out: Vec<Named> = Vec::new();
        for (name, tokens) in found {
            if out.last().is_none_or(|last| last.board != name.board) {
                out.push(Named { board: name.board, ..Named::default() });
            }
            let Some(last) = out.last_mut() else { continue };
            let lines = if name.axis == Axis::Row { &mut last.rows } else { &mut last.columns };
            lines.push((name.line, tokens));
        }
        for named in &mut out {
            keep_longest(&mut named.rows);
            keep_longest(&mut named.columns);
        }
        out
    }
}

/// "Cape Corran": whether a word has another of its name beside it.
fn is_in_name(passage: &Passage<'_>, at: usize) -> bool {
    let capital = |at: usize| passage.tokens.get(at).is_some_and(|token| token.capital);
    let opens = |at: usize| passage.sentences.iter().any(|s| s.tokens.start == at);
    capital(at + 1) || at.checked_sub(1).is_some_and(|before| capital(before) && !opens(before))
}

/// "DRAVO, Kerovia \u{2014} Rescue workers …" was written there.
fn is_dateline(first: &str) -> bool {
    first.len() > 2 && first.chars().all(char::is_uppercase)
}

/// Whether a word of a name joins the place that it stands in to it: "Puebla de Orlen".
fn joins(passage: &Passage<'_>, at: usize) -> bool {
    const JOINTS: &[&str] =
        &["de", "del", "di", "da", "do", "des", "la", "le", "sur", "van", "bei"];
    passage.is_any(at, JOINTS)
}

/// "2022/23", "2022\u{2013}23": neither is a year by itself.
fn is_of_longer(text: &str, label: &Range<usize>) -> bool {
    const JOINTS: [char; 3] = ['/', '-', '\u{2013}'];
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joins = |c: Option<char>| c.is_some_and(|c| JOINTS.contains(&c));
    let (before, behind) = (text.get(..label.start), text.get(label.end..));
    let (mut before, mut behind) =
        (before.unwrap_or("").chars().rev(), behind.unwrap_or("").chars());
    let own = text.get(label.clone()).unwrap_or("");
    number(own.chars().next_back()) && joins(behind.next()) && number(behind.next())
        || number(own.chars().next()) && joins(before.next()) && number(before.next())
}

/// "Outside intensive care", "unlike Orlen": whether words before a label say that it is not the line's
/// own that is told of.
fn is_other_than(passage: &Passage<'_>, label: &Tokens) -> bool {
    const OTHER_THAN: &[&str] =
        &["outside", "beyond", "except", "excluding", "besides", "unlike", "without"];
    let before = |n: usize| label.start.checked_sub(n);
    let article = before(1).is_some_and(|at| passage.tokens[at].word.is(class::DETERMINER));
    before(1 + usize::from(article)).is_some_and(|at| passage.is_any(at, OTHER_THAN))
}

/// Leaves out what stands inside a longer one.
fn keep_longest(lines: &mut Vec<(usize, Tokens)>) {
    let longer = |a: &Tokens, b: &Tokens| {
        a.start <= b.start && b.end <= a.end && (b.end - b.start) < (a.end - a.start)
    };
    let inside: Vec<bool> =
        lines.iter().map(|(_, a)| lines.iter().any(|(_, b)| longer(b, a))).collect();
    let mut inside = inside.into_iter();
    lines.retain(|_| inside.next() == Some(false));
}

impl Board {
    fn new(text: &Text<'_, '_>, grid: &Grid) -> Option<Self> {
        let few = (2..=MOST_ROWS).contains(&grid.rows.len())
            && (2..=MOST_COLUMNS).contains(&grid.header.cells.len().max(2));
        if !few || grid.header.cells.is_empty() {
            return None;
        }
        // "Year" over the labels says what they are, and not what the cells are in.
        let of_labels = |at: &usize| {
            let words = text.text(*at).trim().to_lowercase();
            LABELS.contains(&words.as_str())
        };
        let corner = grid.header.cell(grid.labels).filter(|at| !of_labels(at));
        let corner = corner.map(|at| grid::header(text.text(at)).around);
        let caption = || grid.unit(text);
        let common = corner.filter(|around| *around != Around::default()).or_else(caption);
        let common = common.unwrap_or_default();
        let numbers: Vec<u32> =
            grid.header.cells.iter().map(|(n, _)| *n).filter(|n| *n != grid.labels).collect();
        let columns: Vec<Line> = numbers
            .iter()
            .filter_map(|n| grid.header.cell(*n))
            .map(|block| {
                let mut line = line(text, block);
                let labels = grid.header.cells.iter().map(|(_, at)| text.text(*at));
                line.others.extend(short_name(text.text(block), labels));
                line
            })
            .collect();
        let start = grid.blocks.start;
        let words = grid.header.cell(grid.labels).map(|at| line(text, at).gist);
        let mut out = Self {
            start,
            corner: words.unwrap_or_default(),
            rows: Vec::new(),
            columns,
            cells: FxHashMap::default(),
        };
        for row in &grid.rows {
            let Some(label) = row.cell(grid.labels) else { continue };
            let mut line = line(text, label);
            // "Second", under "Quarter", is no unit.
            if date::ordinal(&text.text(label).trim().to_lowercase()).is_some() {
                line.around = Around::default();
            }
            line.others = codes(text, grid, row);
            let labels = grid.rows.iter().filter_map(|row| row.cell(grid.labels));
            line.others.extend(short_name(text.text(label), labels.map(|at| text.text(at))));
            line.others.extend(spelled_out(&line.label));
            for (at, number) in numbers.iter().enumerate() {
                let Some(block) = row.cell(*number) else { continue };
                let units = [&line.around, &out.columns[at].around, &common];
                let around = units.into_iter().find(|around| **around != Around::default());
                let Some(bytes) = text.amount(block) else { continue };
                let printed = text.text(block).get(bytes.clone()).unwrap_or("");
                let read = around.unwrap_or(&common).read(printed);
                if let Some((_, quantity)) = read {
                    out.cells.insert((out.rows.len(), at), Cell { block, bytes, quantity });
                }
            }
            out.rows.push(line);
        }
        Some(out)
    }

    /// Whether a label stands inside of the name of something else ("Puebla de Orlen" for Orlen), or
    /// says of which kind something is that the table does not speak of ("other revenue" for other
    /// costs).
    fn is_in_another(&self, passage: &Passage<'_>, label: &Tokens) -> bool {
        /// Mentions that begin before a word of a name and in it.
        const NEAR: usize = 8;
        let upto = passage.mentions.partition_point(|m| m.tokens.start <= label.start);
        let mut names = passage.mentions[..upto].iter().rev().take(NEAR).filter(|m| {
            matches!(m.kind, MentionKind::Name)
                && m.tokens.len() > label.len()
                && label.end <= m.tokens.end
        });
        let ahead = |m: &Mention| {
            let mut before = m.tokens.start..label.start;
            before.any(|at| passage.tokens[at].word.is(class::PREPOSITION) || joins(passage, at))
        };
        if names.any(ahead) {
            return true;
        }
        let Some(next) = passage.tokens.get(label.end) else { return false };
        let other = label.len() == 1 && passage.is_any(label.start, &["other", "others"]);
        other && next.word.is(class::NOUN) && {
            let noun = open::noun_lemma(passage, label.end);
            !self.rows.iter().chain(&self.columns).any(|line| line.gist.contains(&noun))
        }
    }

    /// Lines of one way.
    pub(super) fn lines(&self, axis: Axis) -> &[Line] {
        match axis {
            Axis::Row => &self.rows,
            Axis::Column => &self.columns,
        }
    }

    /// Lines across those of one way.
    pub(super) fn across(&self, axis: Axis) -> &[Line] {
        match axis {
            Axis::Row => &self.columns,
            Axis::Column => &self.rows,
        }
    }

    /// The cell of a line and one across it.
    pub(super) fn cell(&self, axis: Axis, line: usize, across: usize) -> Option<&Cell> {
        let at = if axis == Axis::Row { (line, across) } else { (across, line) };
        self.cells.get(&at)
    }

    /// The cells of a line, each with the line across it.
    pub(super) fn cells(&self, axis: Axis, line: usize) -> impl Iterator<Item = (usize, &Cell)> {
        let across = 0..self.across(axis).len();
        across.filter_map(move |at| Some((at, self.cell(axis, line, at)?)))
    }
}

impl Board {
    /// "The result in 2019", over a paragraph and not over a table: whether a heading gives what a block
    /// tells another time than the table has.
    pub(super) fn is_of_another_time(&self, text: &Text<'_, '_>, block: usize) -> bool {
        let section = |at: usize| text.blocks.get(at).map_or(&[][..], |block| &block.section);
        let of_table = section(self.start);
        let year =
            |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let dated = |heading: &usize| {
            let Some(heading) = text.passage(*heading) else { return false };
            let date = |mention: &Mention| matches!(mention.kind, MentionKind::Date(_));
            let years: Vec<&str> =
                (0..heading.tokens.len()).map(|at| heading.token(at)).filter(|t| year(t)).collect();
            // "The flights of 2024" are among those of a table whose rows have dates.
            let of = |line: &Line, year: &str| {
                line.period.as_ref().is_some_and(|period| period.starts_with(year))
            };
            let among = |year: &&str| self.rows.iter().any(|row| of(row, year));
            let own = !years.is_empty() && years.iter().all(among);
            !own && (heading.mentions.iter().any(date) || !years.is_empty())
        };
        section(block).iter().any(|heading| !of_table.contains(heading) && dated(heading))
    }

    /// Whether a block stands behind a table or in its section.
    pub(super) fn is_behind_or_beside(&self, text: &Text<'_, '_>, block: usize) -> bool {
        let section = |at: usize| text.blocks.get(at).map(|block| &block.section);
        block > self.start || section(block) == section(self.start)
    }

    /// "Rent was 251 million", beside a row and columns without any rent: whether a clause says what
    /// something is that a table has nothing of.
    pub(super) fn knows_nothing_of(
        &self,
        passage: &Passage<'_>,
        (sentence, figure): (&Sentence, usize),
        row: usize,
    ) -> bool {
        let Some(clause) = sentence.clause_of(figure) else { return false };
        let is = clause.verb.as_ref().is_some_and(|verb| {
            passage.tokens[verb.main].word.is(class::BE) && verb.tokens.end <= figure
        });
        let subject = clause.subject.and_then(|at| passage.mentions.get(at)).filter(|_| is);
        let Some(subject) = subject.filter(|m| matches!(m.kind, MentionKind::Noun(_))) else {
            return false;
        };
        let lines = || self.columns.iter().chain(self.rows.get(row));
        let has = |word: &String| {
            let mut own = lines().flat_map(|line| &line.gist).chain(&self.corner);
            own.any(|own| gist::is_form(own, word))
        };
        let words = gist::lemmas(passage, subject.tokens.clone());
        !words.is_empty() && !words.iter().any(has)
    }

    /// Whether a cell of it is printed as a share.
    pub(super) fn has_shares(&self) -> bool {
        let is_share = |(_, cell): (usize, &Cell)| cell.quantity.unit == Unit::Share;
        (0..self.rows.len()).any(|row| self.cells(Axis::Row, row).any(is_share))
    }

    /// Whether two cells of a line are so much apart.
    pub(super) fn has_apart(&self, axis: Axis, line: usize, amount: Decimal) -> bool {
        let amounts = self.cells(axis, line).filter_map(|(_, cell)| Amount::of(&cell.quantity));
        let amounts: Vec<Decimal> = amounts.map(|amount| amount.shown).collect();
        let is = |a: &Decimal| {
            amounts.iter().any(|b| a.checked_sub(*b).is_some_and(|apart| apart == amount))
        };
        !amount.is_zero() && amounts.iter().any(is)
    }

    /// What the cells of a line come to, those of its totals left out.
    pub(super) fn sum(&self, axis: Axis, line: usize) -> Option<Decimal> {
        let parts = self.cells(axis, line).filter(|(at, _)| !self.across(axis)[*at].is_total);
        let mut amounts = parts.map(|(_, cell)| Amount::of(&cell.quantity));
        amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?.shown))
    }
}

impl Line {
    /// Its label, or another of its names.
    fn name(&self, which: usize) -> Option<&Vec<String>> {
        which.checked_sub(1).map_or(Some(&self.label), |at| self.others.get(at))
    }

    /// Whether a name is the first word of a longer one.
    fn is_short(&self, which: usize) -> bool {
        which > 0 && self.name(which).is_some_and(|name| name.len() == 1)
    }

    /// Whether a sentence can name it by its label.
    fn speaks(&self) -> bool {
        let words = self.label.iter().filter(|word| word.chars().all(char::is_alphabetic));
        // "Year 9", "Day 3": a word and its number.
        let numbered = || self.label.iter().any(|word| word.bytes().all(|b| b.is_ascii_digit()));
        let words = words.count();
        let speaks = !self.gist.is_empty() || words > 1 || (words == 1 && numbered());
        !self.is_total && self.period.is_none() && speaks
    }

    /// Whether some tokens print its label whole: "in 2023/24".
    pub(super) fn is_printed(&self, passage: &Passage<'_>, tokens: &Tokens) -> bool {
        let printed = passage.slice(tokens);
        let ends = |at: usize, end: usize| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let (before, behind) = (printed.get(..at), printed.get(end..));
            !letter(before.and_then(|text| text.chars().next_back()))
                && !letter(behind.and_then(|text| text.chars().next()))
        };
        let mut found = printed.match_indices(self.title.as_str());
        let whole = |(at, part): (usize, &str)| {
            let end = at + part.len();
            ends(at, end) && !is_of_longer(printed, &(at..end))
        };
        !self.title.is_empty() && found.any(whole)
    }
}

fn line(text: &Text<'_, '_>, block: usize) -> Line {
    let header = grid::header(text.text(block));
    let (rest, dated) = text.dated(block, &header.words);
    let period = text.period(block);
    let words = rest.as_deref().unwrap_or(&header.words);
    // "Uplands (six posts)" is the Uplands in a sentence.
    let named = words.split_once(" (").map_or(words, |(name, _)| name);
    let label: Vec<String> =
        token::tokens(named).iter().map(|token| token.text(named).to_lowercase()).collect();
    let passage = Passage::of_words(words);
    let gist = gist::lemmas(&passage, 0..passage.tokens.len());
    let is_total = grid::is_total(words);
    let period = period.or(dated);
    let title = header.words.clone();
    // "Uplands (six posts)" does not say what its cells are in.
    let inside = text.text(block).split_once('(').map_or("", |(_, inside)| inside);
    let first = inside.split_whitespace().next().unwrap_or("");
    let counted = word(first).is(class::NUMBER) || first.bytes().all(|b| b.is_ascii_digit());
    let around = if counted && !first.is_empty() { Around::default() } else { header.around };
    Line { title, label, others: Vec::new(), gist, period, is_total, around }
}

/// Columns among which the numbers or letters of rows are looked for.
const CODES_WITHIN: u32 = 2;

/// "Sector C", "flight 4": the names of a row by the first columns, where a header of one word stands over
/// numbers or letters, each of one row.
fn codes(text: &Text<'_, '_>, grid: &Grid, row: &Row) -> Vec<Vec<String>> {
    /// Most letters of such a code.
    const LONGEST: usize = 3;
    let code = |row: &Row, column: u32| {
        let cell = text.text(row.cell(column)?).trim().to_lowercase();
        let fits = !cell.is_empty() && cell.len() <= LONGEST;
        (fits && cell.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(cell)
    };
    let header = |column: u32| -> Option<String> {
        let header = text.text(grid.header.cell(column)?).trim().to_lowercase();
        let one = header.len() > LONGEST && header.chars().all(char::is_alphabetic);
        one.then_some(header)
    };
    let name = |column: u32| -> Option<Vec<Vec<String>>> {
        let (header, own) = (header(column)?, code(row, column)?);
        let others = grid.rows.iter().filter_map(|row| code(row, column));
        let once = others.filter(|other| *other == own).count() == 1;
        let of_time = word(&header).is(class::TIME_UNIT | class::MONTH);
        let number = own.parse().ok().and_then(date::words_for);
        let ordinal = number.map(|(number, nth)| {
            [vec![header.clone(), number.to_owned()], vec![nth.to_owned(), header.clone()]]
        });
        let names = ordinal.into_iter().flatten().chain([vec![header, own]]);
        (once && !of_time).then(|| names.collect())
    };
    // "Third", under "Quarter".
    let nth = |column: u32| {
        let label = text.text(row.cell(column)?).trim().to_lowercase();
        Some(vec![vec![label.clone(), header(column)?]]).filter(|_| date::ordinal(&label).is_some())
    };
    let within = 0..CODES_WITHIN.min(grid.labels + 1);
    within.filter_map(|column| name(column).or_else(|| nth(column))).flatten().collect()
}

/// "100 metres", for a row of 100 m.
fn spelled_out(label: &[String]) -> Option<Vec<String>> {
    const UNITS: &[(&str, &str)] =
        &[("m", "metres"), ("km", "kilometres"), ("kg", "kilograms"), ("ft", "feet")];
    let [number, unit] = label else { return None };
    let (_, name) = UNITS.iter().find(|(short, _)| short == unit)?;
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || b == b',');
    is_number.then(|| vec![number.clone(), (*name).to_owned()])
}

/// "Corran", for Corran High: the word that a name begins with, where no other row has it and it is no
/// word but a name. `all` are the labels of its way.
fn short_name<'t>(label: &str, all: impl Iterator<Item = &'t str>) -> Option<Vec<String>> {
    /// Fewest letters.
    const SHORTEST: usize = 4;
    let own: Vec<&str> = label.split_whitespace().collect();
    let first = own.first().filter(|_| own.len() > 1)?;
    let name = first.len() >= SHORTEST
        && first.chars().all(char::is_alphabetic)
        && first.starts_with(char::is_uppercase)
        && own.iter().all(|word| word.starts_with(char::is_uppercase));
    let lower = first.to_lowercase();
    let once = all.filter(|label| label.split_whitespace().any(|word| word == *first)).count() == 1;
    (name && once && word(&lower) == Word::UNKNOWN).then(|| vec![lower])
}

/// Whether the sentences of a block name rows of another table that are none of this one.
pub(super) fn names_another(named: &[Vec<Named>], place: usize) -> bool {
    named.iter().any(|all| {
        let own = |tokens: &Tokens| {
            let of = all.iter().filter(|named| named.board == place);
            of.flat_map(|named| named.rows.iter().chain(&named.columns)).any(|(_, t)| t == tokens)
        };
        let others = all.iter().filter(|named| named.board != place);
        others.flat_map(|named| &named.rows).any(|(_, tokens)| !own(tokens))
    })
}
