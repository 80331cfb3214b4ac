//! Figures that are a slip of the pen away from a cell of the row that their sentence names: "Outer
//! Skerra, with 4,310 burrows", beside a row of Outer Skerra with 4,130; "195 more a day", beside two
//! cells that are 165 apart.
//!
//! What the sentence counts is not asked: that a row is named, that the figure stands nowhere else in
//! the document, and that of all cells just one of the row's own has nearly its digits is the evidence.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::board::{Axis, Board, Boards, Cell, Line, Named};
use super::digits::{self, Difference};
use super::figure::{self, any_of, is_of_a_split};
use super::{Amount, slip};
use crate::prose::context::Contexts;
use crate::prose::gist;
use crate::prose::open;
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::value::quantity::{Unit, show};

/// Most figures of a document.
const MOST: usize = 600;

/// Fewest digits of a figure, zeros at the end aside.
const DIGITS: usize = 3;

/// Digits of a figure that counts what its column is of.
const SHORT: usize = 2;

/// The rule that reports figures that are not those of a table.
const RULE: &str = "value-conflict";

/// What to do about them.
const HELP: &str = "correct the sentence or the cell, or say what each counts";

/// Words of a figure that is of another time, or is not so.
const OTHER: &[&str] = &[
    "target",
    "forecast",
    "expected",
    "planned",
    "would",
    "could",
    "may",
    "might",
    "should",
    "previous",
    "previously",
    "earlier",
    "capacity",
    "average",
    "until",
];

/// Words that make a figure a distance between two others.
const MORE: &[&str] = &["more", "fewer", "less", "higher", "lower"];

/// Words that make a number another one.
const SCALES: &[&str] = &["thousand", "million", "billion", "trillion"];

/// Nouns of such a distance: "a fall of 8,700".
const CHANGES: &[&str] = &[
    "fall", "rise", "drop", "increase", "decrease", "decline", "loss", "gain", "growth", "margin",
];

/// A number of a sentence.
struct Said<'t> {
    at: BlockIx,
    passage: &'t Passage<'t>,
    index: usize,
    sentence: &'t Sentence,
    tokens: Tokens,
    /// One past its noun.
    end: usize,
    bytes: Range<usize>,
    /// Its number, as printed.
    number: &'t str,
    /// Its unit; none for a length of time.
    unit: Option<&'t Unit>,
}

/// Slips of a document.
pub(super) fn slips(
    document: usize,
    text: &Text<'_, '_>,
    (runs, contexts): (&[bool], &[&Contexts]),
    boards: &Boards,
    out: &mut Vec<Slip>,
) {
    if boards.is_empty() {
        return;
    }
    let all = gather(document, text, (runs, contexts));
    if all.len() > MOST {
        return;
    }
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for said in &all {
        *times.entry(said.number).or_default() += 1;
    }
    for said in all.iter().filter(|said| times.get(said.number) == Some(&1) && said.is_flat()) {
        let near = boards.around(said.at.block);
        let mut here = boards.named(&near, said.passage, &said.sentence.tokens);
        // "From July to September": a row that is a period has no name to be found by.
        let named: Vec<usize> = here.iter().map(|named| named.board).collect();
        let dated = near.clone().filter(|at| {
            let of = boards.get(*at).and_then(|board| said.of_period(board));
            !named.contains(at) && of.is_some()
        });
        here.extend(dated.map(|board| Named { board, ..Named::default() }));
        let before = said.index.checked_sub(1).and_then(|at| said.passage.sentences.get(at));
        let ahead =
            || before.map(|of| boards.named(&near, said.passage, &of.tokens)).unwrap_or_default();
        let (named, own) = if here.is_empty() { (ahead(), false) } else { (here, true) };
        let found = named.iter().find_map(|named| {
            let board = boards.get(named.board)?;
            let other = board.is_of_another_time(text, said.at.block);
            if other { None } else { said.of_row((board, named), own) }
        });
        let same = |slip: &Slip| slip.is_of(said.at, &said.bytes);
        out.extend(found.filter(|_| !out.iter().any(same)));
    }
}

/// The numbers that the text tells itself.
fn gather<'t>(
    document: usize,
    text: &Text<'t, 't>,
    (runs, contexts): (&[bool], &[&Contexts]),
) -> Vec<Said<'t>> {
    let mut out = Vec::new();
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        let at = BlockIx { document, block };
        for (index, sentence) in passage.sentences.iter().enumerate() {
            for mention in passage.mentions_of(sentence) {
                let (end, exact, unit) = match &mention.kind {
                    MentionKind::Figure(figure) => {
                        let end = figure.counted.as_ref().map_or(0, |noun| noun.head + 1);
                        (end, Amount::of(&figure.value).is_some(), Some(&figure.value.unit))
                    }
                    MentionKind::Duration(duration) => (0, !duration.soft, None),
                    _ => continue,
                };
                let printed = passage.text.get(mention.bytes.clone()).unwrap_or("");
                let exact = exact || printed.starts_with("within");
                let own = gist::is_own(contexts.get(block).copied(), mention.tokens.start);
                let (tokens, bytes) = (mention.tokens.clone(), mention.bytes.clone());
                let number = number(printed);
                let end = end.max(tokens.end);
                // "1.2 million" beside cells in units is another number.
                let scaled = printed.split_whitespace().any(|word| SCALES.contains(&word));
                if own && exact && !scaled && !number.is_empty() {
                    out.push(Said {
                        at,
                        passage,
                        index,
                        sentence,
                        tokens,
                        end,
                        bytes,
                        number,
                        unit,
                    });
                }
            }
        }
    }
    out
}

/// The first number of a text, without what stands around it.
fn number(printed: &str) -> &str {
    let start = printed.find(|c: char| c.is_ascii_digit()).unwrap_or(printed.len());
    let rest = printed.get(start..).unwrap_or("");
    let end =
        rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
    rest.get(..end).unwrap_or("").trim_end_matches([',', '.'])
}

/// Digits of a number, zeros at the end aside.
fn length(number: &str) -> usize {
    number.trim_end_matches(['0', ',']).bytes().filter(u8::is_ascii_digit).count()
}

fn plain(printed: &str) -> Option<Decimal> {
    let number = printed.replace(',', "");
    if number.is_empty() { None } else { number.parse().ok() }
}

fn shown(cell: &Cell) -> Option<Decimal> {
    plain(number(&show(&cell.quantity)))
}

impl Said<'_> {
    /// Whether it has digits enough, and is of its own time.
    fn is_flat(&self) -> bool {
        let cuts =
            |at: &usize| matches!(self.passage.token(*at), "," | ";" | ":" | "(" | ")" | "—" | "–");
        let start = (self.sentence.tokens.start..self.tokens.start).rev().find(cuts);
        let start = start.unwrap_or(self.sentence.tokens.start);
        let end =
            (self.end..self.sentence.tokens.end).find(cuts).unwrap_or(self.sentence.tokens.end);
        let of = self.tokens.end;
        // "112 mm in the three days": of less time than its row.
        let within = |at: usize| self.passage.is_any(at, &["in", "over", "within", "during"]);
        let lasts = (self.end..end).find(|at| within(*at));
        let lasts = lasts.is_some_and(|at| figure::lasts(self.passage, at..end));
        let part = self.passage.is(of, "of")
            && self.passage.is_any(of + 1, &["the", "them", "these", "those"]);
        let other = !self.is_change() && any_of(self.passage, start..end, OTHER);
        let long = length(self.number) >= DIGITS;
        // "In the first week it had 78 cases": short numbers are like each other by chance.
        let own = || {
            let other = |at: usize| figure::is_other(self.passage, at);
            let whole = !self.sentence.tokens.clone().any(other);
            self.number.len() == SHORT && self.noun().is_some() && whole
        };
        (long || own()) && !part && !lasts && !other
    }

    /// What it counts.
    fn noun(&self) -> Option<String> {
        let counted = self.end > self.tokens.end && self.unit.is_some_and(Unit::is_count);
        counted.then(|| open::noun_lemma(self.passage, self.end - 1))
    }

    /// Whether it counts what a column is of.
    fn is_of(&self, column: &Line) -> bool {
        self.noun().is_some_and(|noun| column.gist.iter().any(|word| gist::is_form(word, &noun)))
    }

    /// The one row that is a period whose title the sentence prints.
    fn of_period(&self, board: &Board) -> Option<usize> {
        let printed = |row: &usize| {
            let line = &board.rows[*row];
            line.period.is_some() && line.is_printed(self.passage, &self.sentence.tokens)
        };
        let mut found = (0..board.rows.len()).filter(printed);
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether it is a distance between two others: "195 more", "by 195", "a fall of 195".
    fn is_change(&self) -> bool {
        let first = self.tokens.start;
        let before = |back: usize, words: &[&str]| {
            first.checked_sub(back).is_some_and(|at| self.passage.is_any(at, words))
        };
        let more = self.end.saturating_sub(2).max(self.tokens.end)..self.end + 1;
        any_of(self.passage, more, MORE)
            || before(1, &["by"])
            || (before(1, &["of"]) && before(2, CHANGES))
    }

    /// Against the row that is named, in its own sentence or in the one before.
    fn of_row(&self, (board, named): (&Board, &Named), own: bool) -> Option<Slip> {
        const UNLIKE: &[&str] = &["unlike", "like", "than", "beside", "besides", "except"];
        let (row, label) = match (named.rows.as_slice(), self.of_period(board)) {
            ([(row, label)], None) => (*row, label.clone()),
            ([], Some(row)) => (row, 0..0),
            _ => return None,
        };
        let said = plain(self.number)?;
        if self.is_change() {
            return if own { self.of_change(board, row, said) } else { None };
        }
        // "Rent was 251 million", in a paragraph on a row that has no rent.
        let (first, sentence) = (self.tokens.start, self.sentence);
        let alien = !own && board.knows_nothing_of(self.passage, (sentence, first), row);
        let aside = own && any_of(self.passage, label.start.saturating_sub(2)..label.start, UNLIKE);
        if aside || alien || is_anywhere(board, said) {
            return None;
        }
        let mut alike = board.cells(Axis::Row, row).filter(|(column, cell)| {
            let near = |is: Decimal| {
                if length(self.number) < DIGITS {
                    own && is_swapped(is, said) && self.is_of(&board.columns[*column])
                } else {
                    is_swapped(is, said)
                }
            };
            self.is_like(cell) && shown(cell).is_some_and(near)
        });
        let (column, cell) = alike.next().filter(|_| alike.next().is_none())?;
        // The sentence tells the cell's value too, or names another column.
        let is = shown(cell)?;
        let mut tokens = self.sentence.tokens.clone();
        let told = tokens.any(|at| plain(number(self.passage.token(at))) == Some(is));
        let split = is_of_a_split(self.passage, self.sentence, self.end);
        if told || split || named.columns.iter().any(|(other, _)| *other != column) {
            return None;
        }
        let (line, across) = (&board.rows[row], &board.columns[column]);
        let here = self.passage.text.get(self.bytes.clone())?;
        let there = show(&cell.quantity);
        let message = format!(
            "{here} here, but the table has {there} for \u{201c}{}\u{201d} and \u{201c}{}\u{201d}",
            line.title, across.title
        );
        Some(Slip {
            rule: RULE,
            at: self.at,
            bytes: self.bytes.clone(),
            message,
            label: format!("{here} here"),
            help: HELP,
            other: Some((self.cell_at(cell), cell.bytes.clone(), format!("{there} here"))),
        })
    }

    fn cell_at(&self, cell: &Cell) -> BlockIx {
        BlockIx { document: self.at.document, block: cell.block }
    }

    /// "195 more than two years earlier", where the row has two cells that are 165 apart.
    fn of_change(&self, board: &Board, row: usize, said: Decimal) -> Option<Slip> {
        let dated = |column: &usize| board.columns[*column].period.is_some();
        let cells: Vec<&Cell> = board
            .cells(Axis::Row, row)
            .filter(|(column, cell)| dated(column) && self.is_like(cell))
            .map(|(_, cell)| cell)
            .collect();
        let mut wrong = None;
        for (at, from) in cells.iter().enumerate() {
            for to in &cells[at + 1..] {
                let apart = shown(to)?.checked_sub(shown(from)?)?.abs();
                if apart == said {
                    return None;
                }
                if is_swapped(apart, said) || is_one_off(apart, said) {
                    wrong = Some((*from, *to, apart));
                }
            }
        }
        let (from, to, apart) = wrong.filter(|_| !is_anywhere(board, said))?;
        let (a, b) = (show(&from.quantity), show(&to.quantity));
        let here = self.passage.text.get(self.bytes.clone())?;
        let message = format!("from {a} to {b} in the table is a change of {apart}, not {here}");
        let label = format!("{apart} by the table");
        let mut slip = slip(self.at, self.bytes.clone(), message, label);
        slip.other = Some((self.cell_at(to), to.bytes.clone(), format!("from {a} to {b}")));
        Some(slip)
    }

    /// Whether a cell can hold what is told.
    fn is_like(&self, cell: &Cell) -> bool {
        let is = &cell.quantity.unit;
        let Some(amount) = Amount::of(&cell.quantity) else { return false };
        let like = match self.unit {
            None => matches!(is, Unit::Measure(_)),
            Some(said) => {
                let bare = is.is_count() && !matches!(said, Unit::Money(_) | Unit::Share);
                bare || said.comparable(is) || said.is_count()
            }
        };
        like && !amount.shown.is_zero()
    }
}

/// Whether a table prints a number somewhere, or two of its cells, or all of a line, make it.
fn is_anywhere(board: &Board, number: Decimal) -> bool {
    let of_row = |row: usize| {
        let cells: Vec<Decimal> =
            board.cells(Axis::Row, row).filter_map(|(_, cell)| shown(cell)).collect();
        cells.contains(&number)
            || cells.iter().enumerate().any(|(at, a)| {
                let apart =
                    |b: &Decimal| a.checked_sub(*b).is_some_and(|apart| apart.abs() == number);
                cells[at..].iter().any(apart)
            })
    };
    let sums = |axis: Axis, lines: usize| (0..lines).any(|at| board.sum(axis, at) == Some(number));
    (0..board.rows.len()).any(of_row)
        || sums(Axis::Row, board.rows.len())
        || sums(Axis::Column, board.columns.len())
}

/// How the digits of two numbers differ, where they are as many as tell something; and how many.
fn difference(a: Decimal, b: Decimal) -> Option<(Difference, usize)> {
    let (a, b) = digits::aligned(a, b);
    Difference::of(&a, &b).map(|difference| (difference, a.len())).filter(|(_, len)| *len >= SHORT)
}

/// Whether two numbers differ in two digits side by side, the other way round.
fn is_swapped(a: Decimal, b: Decimal) -> bool {
    matches!(difference(a, b), Some((Difference::Swapped, _)))
}

/// Whether two numbers differ in one digit, and not in the last of a few.
fn is_one_off(a: Decimal, b: Decimal) -> bool {
    let Some((Difference::One(at), digits)) = difference(a, b) else { return false };
    digits > DIGITS || (digits == DIGITS && at + 1 < digits)
}
