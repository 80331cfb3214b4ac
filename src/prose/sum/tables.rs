//! Totals of the rows and columns of tables.

use rustc_hash::FxHashMap;

use super::digits::one_digit;
use super::{Amount, Sum, adds_up, show, slip, sum};
use crate::document::BlockKind;
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::{self, Around, Grid, Row, Text};
use crate::text;
use crate::value::quantity::{self, Dimension, Quantity, Unit};
use rust_decimal::Decimal;

/// Words of a caption, or of a note at a table, that say why its rows are not all there are or do
/// not add up.
const EXCUSES: &[&str] = &[
    "rounding",
    "rounded",
    "selected",
    "top",
    "largest",
    "biggest",
    "main",
    "leading",
    "principal",
    "major",
    "among",
    "including",
    "includes",
    "excluding",
    "excludes",
    "overlap",
    "double",
    "provisional",
    "sample",
    "add",
];

/// Words of a header below which nothing is added up.
const NO_SUMS: &[&str] = &[
    "average",
    "mean",
    "median",
    "rate",
    "ratio",
    "per",
    "change",
    "growth",
    "rank",
    "index",
    "score",
    "age",
    "ages",
    "year",
    "years",
    "founded",
    "price",
    "density",
    "margin",
    "cumulative",
    "running",
    "distance",
    "height",
    "elevation",
    "temperature",
    "max",
    "maximum",
    "min",
    "minimum",
    "peak",
    "highest",
    "lowest",
    "range",
    "position",
    "place",
    "no.",
    "target",
    "difference",
    "net",
    "balance",
    "unique",
    "distinct",
];

/// Words that begin the label of a row that is a part of the row above it.
const NESTED: &[&str] = &["of", "including", "incl", "thereof", "-", "–", "—", "•", "↳"];

/// Last words of labels that name what all rows before are parts of.
const WHOLES: &[&str] = &[
    "province",
    "provinces",
    "region",
    "regions",
    "county",
    "country",
    "nation",
    "national",
    "nationwide",
    "state",
    "city",
    "district",
    "island",
    "group",
    "company",
    "world",
    "worldwide",
    "year",
    "season",
    "everyone",
    "whole",
    "both",
];

/// Fewest and most rows of a table whose last is a sum that is not called so.
const UNNAMED: usize = 4;
const MOST_UNNAMED: usize = 40;

/// Least sum of that kind: small numbers add up by chance.
const LEAST_UNNAMED: Decimal = Decimal::ONE_HUNDRED;

/// Most rows of a table that are added up, by column; data beyond that is no text for readers.
const MOST_PARTS: usize = 1_000;

/// Slips of the tables of a document.
pub(super) fn slips(document: usize, text: &Text<'_, '_>, out: &mut Vec<Slip>) {
    for grid in text.grids() {
        if is_excused(grid, text) || grid.rows.len() > MOST_PARTS {
            continue;
        }
        let table = Table::new(grid, text);
        let columns = table.total_rows();
        let rows = table.total_columns();
        table.report(document, columns, rows, out);
    }
}

/// Whether words at a table say that its parts are not all, or are rounded.
pub(super) fn is_excused(grid: &Grid, text: &Text<'_, '_>) -> bool {
    let excused = |text: &str, words: &[&str]| {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
    };
    let near = [grid.blocks.start.checked_sub(1), Some(grid.blocks.end)];
    let near = near.into_iter().flatten().filter(|at| {
        text.blocks.get(*at).is_some_and(|block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Note { .. })
        })
    });
    let corner = grid.header.cell(grid.labels);
    let told = grid.caption.into_iter().chain(corner);
    told.into_iter().any(|at| excused(text.text(at), EXCUSES))
        || near.into_iter().any(|at| excused(text.text(at), &EXCUSES[..2]))
}

/// A cell's value.
struct Cell {
    block: usize,
    amount: Amount,
    quantity: Quantity,
}

/// A total that its parts do not come to.
struct Mismatch {
    row: usize,
    column: u32,
    sum: Sum,
    parts: Vec<(usize, u32)>,
}

struct Table<'a, 't, 'd> {
    grid: &'a Grid,
    text: &'a Text<'t, 'd>,
    /// By row and column; what is not read is not here.
    cells: FxHashMap<(usize, u32), Cell>,
    /// For each row, whether its label says that it is a total.
    totals: Vec<bool>,
    /// For each row, whether its label says that it is a part of the one above.
    nested: Vec<bool>,
}

impl<'a, 't, 'd> Table<'a, 't, 'd> {
    fn new(grid: &'a Grid, text: &'a Text<'t, 'd>) -> Self {
        let label = |row: &Row| {
            let first = row.cell(0).filter(|_| grid.labels > 0).map(|at| text.text(at));
            let first = first.filter(|label| grid::is_total(label));
            first.or(row.cell(grid.labels).map(|at| text.text(at))).unwrap_or("")
        };
        let totals: Vec<bool> = grid.rows.iter().map(|row| grid::is_total(label(row))).collect();
        let nested = grid
            .rows
            .iter()
            .map(|row| {
                let label = label(row).to_lowercase();
                let first = label.split(|c: char| c.is_whitespace() || c == '.').next();
                NESTED.contains(&first.unwrap_or(""))
                    || label.split_whitespace().any(|word| word == "which" || word == "whom")
            })
            .collect();
        let mut table = Self { grid, text, cells: FxHashMap::default(), totals, nested };
        let in_columns = grid.header.cells.iter().any(|(_, at)| grid::is_total(text.text(*at)));
        let in_rows = table.totals.contains(&true);
        let unnamed = !in_rows && (UNNAMED..MOST_UNNAMED).contains(&grid.rows.len());
        if in_columns || in_rows || unnamed {
            table.read();
        }
        if unnamed && table.sums_up() {
            table.totals.iter_mut().next_back().into_iter().for_each(|last| *last = true);
        }
        table
    }

    /// Whether the last row is the sum of the others though it is not called so: by its label and
    /// about as much, or in every column to a digit.
    fn sums_up(&self) -> bool {
        let Some(last) = self.grid.rows.len().checked_sub(1) else { return false };
        if self.nested.contains(&true) {
            return false;
        }
        let label = |row: usize| {
            let cell = self.grid.rows.get(row).and_then(|row| row.cell(self.grid.labels));
            cell.map_or(String::new(), |at| self.text.text(at).trim().to_lowercase())
        };
        let noun = |label: &str| label.split_whitespace().next_back().unwrap_or("").to_owned();
        let whole = noun(&label(last));
        let named =
            WHOLES.contains(&whole.as_str()) && (0..last).all(|row| noun(&label(row)) != whole);
        let mut seen = false;
        for column in self.columns() {
            let parts: Vec<(usize, u32)> = (0..last).map(|row| (row, column)).collect();
            let whole = self.cells.get(&(last, column)).map(|cell| &cell.amount);
            let Some(whole) = whole.filter(|_| self.adds(column)) else { continue };
            let Some(sum) = self.sum(&parts, whole) else { return false };
            let slip = one_digit(sum.shown, whole.shown);
            let exact = sum.shown == whole.shown && whole.shown >= LEAST_UNNAMED;
            let fits = slip || exact || (named && adds_up(&sum, whole));
            let tenth = whole.shown.checked_div(Decimal::TEN);
            let apart = sum.shown.checked_sub(whole.shown).map(|apart| apart.abs());
            let close = apart.zip(tenth).is_some_and(|(apart, tenth)| apart <= tenth);
            let near = named && close && self.is_total(whole, &sum, &parts);
            if !fits && !near {
                return false;
            }
            seen = true;
        }
        seen
    }

    fn read(&mut self) {
        let text = self.text;
        let caption = self.grid.unit(text);
        let arounds: FxHashMap<u32, Around> = self
            .grid
            .header
            .cells
            .iter()
            .map(|(column, at)| (*column, grid::header(text.text(*at)).around))
            .collect();
        for (at, row) in self.grid.rows.iter().enumerate() {
            let of_row = row.cell(self.grid.labels).map(|at| grid::header(text.text(at)).around);
            for (column, block) in &row.cells {
                let own = [of_row.clone(), arounds.get(column).cloned(), caption.clone()];
                let mut own = own.into_iter().flatten().filter(|a| *a != Around::default());
                let around = own.next().unwrap_or_default();
                let printed = text.figure(*block).and_then(|bytes| text.text(*block).get(bytes));
                let Some((_, quantity)) = printed.and_then(|cell| around.read(cell)) else {
                    continue;
                };
                if let Some(amount) = Amount::of(&quantity) {
                    self.cells.insert((at, *column), Cell { block: *block, amount, quantity });
                }
            }
        }
    }

    fn header(&self, column: u32) -> &'t str {
        self.grid.header.cell(column).map_or("", |at| self.text.text(at))
    }

    /// Whether what stands below a header can be added up.
    fn adds(&self, column: u32) -> bool {
        let header = self.header(column).to_lowercase();
        let mut words = header.split(|c: char| c.is_whitespace() || "(),/-".contains(c));
        column != self.grid.labels && !words.any(|word| NO_SUMS.contains(&word))
    }

    /// Columns that hold values, in order.
    fn columns(&self) -> Vec<u32> {
        let mut out: Vec<u32> = self.cells.keys().map(|(_, column)| *column).collect();
        out.sort_unstable();
        out.dedup();
        out.retain(|column| *column != self.grid.labels);
        out
    }

    /// The sum of cells against a whole; `None` where one of them is not read.
    fn sum(&self, parts: &[(usize, u32)], whole: &Amount) -> Option<Sum> {
        let parts: Option<Vec<&Amount>> =
            parts.iter().map(|at| self.cells.get(at).map(|cell| &cell.amount)).collect();
        sum(&parts?, whole)
    }

    /// The rows that a total may be the sum of: those since the total before it, all that are no
    /// totals, the totals before it, and these with what follows them; each with and without the
    /// parts of parts. A total at the top has its parts below.
    fn candidates(&self, total: usize) -> Vec<Vec<usize>> {
        let single = |at: &usize| !self.totals[*at];
        if total == 0 {
            let end = (1..self.totals.len()).find(|at| self.totals[*at]);
            let below: Vec<usize> = (1..end.unwrap_or(self.totals.len())).collect();
            return self.unnested(vec![below]);
        }
        let before: Vec<usize> = (0..total).filter(|at| self.totals[*at]).collect();
        let since: Vec<usize> = (before.last().map_or(0, |at| at + 1)..total).collect();
        let mut out = vec![since.clone()];
        if !before.is_empty() {
            out.push((0..total).filter(single).collect());
            out.push(before.iter().chain(&since).copied().collect());
            out.push(before);
        }
        self.unnested(out)
    }

    fn unnested(&self, all: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let flat = |rows: &Vec<usize>| -> Vec<usize> {
            rows.iter().copied().filter(|at| !self.nested[*at]).collect()
        };
        let more: Vec<_> = all.iter().map(flat).filter(|rows| !all.contains(rows)).collect();
        more.into_iter().chain(all).filter(|rows| rows.len() > 1).collect()
    }

    /// Totals of columns that are wrong.
    fn total_rows(&self) -> Vec<Mismatch> {
        /// Totals of a table that are looked at: each may be the sum of all rows before it.
        const MOST_TOTALS: usize = 50;
        let mut out = Vec::new();
        let columns = self.columns();
        let totals = (0..self.totals.len()).filter(|at| self.totals[*at]);
        for row in totals.take(MOST_TOTALS) {
            let candidates = self.candidates(row);
            let mut fits = 0;
            let mut wrong = Vec::new();
            for column in columns.iter().copied().filter(|column| self.adds(*column)) {
                match self.total_row(row, column, &candidates) {
                    Some(None) => fits += 1,
                    Some(Some(mismatch)) => wrong.push(mismatch),
                    None => {}
                }
            }
            // Several columns that do not add up are a table that is not meant to.
            if wrong.len() == 1 || wrong.len() <= fits {
                out.extend(wrong);
            }
        }
        out
    }

    /// Whether a total is that of its column: nothing where that cannot be told.
    fn total_row(
        &self,
        row: usize,
        column: u32,
        candidates: &[Vec<usize>],
    ) -> Option<Option<Mismatch>> {
        let whole = &self.cells.get(&(row, column))?.amount;
        let mut first = None;
        for rows in candidates {
            let parts: Vec<(usize, u32)> = rows.iter().map(|at| (*at, column)).collect();
            let sum = self.sum(&parts, whole)?;
            if adds_up(&sum, whole) {
                return Some(None);
            }
            first = first.or(Some((sum, parts)));
        }
        let (sum, parts) = first?;
        self.is_total(whole, &sum, &parts).then_some(Some(Mismatch { row, column, sum, parts }))
    }

    /// Whether a figure that is not the sum of its parts is meant to be it, and no mean or maximum.
    fn is_total(&self, whole: &Amount, sum: &Sum, parts: &[(usize, u32)]) -> bool {
        let largest = parts
            .iter()
            .filter_map(|at| self.cells.get(at))
            .map(|cell| cell.amount.shown)
            .max()
            .unwrap_or_default();
        let extensive = match &whole.unit {
            Unit::Share => whole.shown == Decimal::ONE,
            Unit::Measure(dimension) => !matches!(
                dimension,
                Dimension::Temperature | Dimension::Speed | Dimension::Magnitude
            ),
            Unit::Count(_) | Unit::Money(_) => true,
            _ => false,
        };
        let near = sum.shown.checked_sub(whole.shown).map(|apart| apart.abs());
        let near = near.and_then(|apart| apart.checked_mul(Decimal::TWO));
        extensive && whole.shown >= largest && near.is_some_and(|apart| apart <= whole.shown)
    }

    /// Totals of rows that are wrong.
    fn total_columns(&self) -> Vec<Mismatch> {
        let columns = self.columns();
        let is_total = |column: &&u32| grid::is_total(self.header(**column));
        let mut totals = columns.iter().filter(is_total);
        let (Some(total), None) = (totals.next(), totals.next()) else { return Vec::new() };
        let parts = || columns.iter().copied().filter(|column| column != total);
        let parts: Vec<u32> = if columns.first() == Some(total) {
            parts().collect()
        } else {
            parts().take_while(|column| column < total).collect()
        };
        if parts.len() < 2 || !parts.iter().all(|column| self.adds(*column)) {
            return Vec::new();
        }
        let mut fits = 0;
        let mut wrong = Vec::new();
        for row in 0..self.grid.rows.len() {
            let Some(whole) = self.cells.get(&(row, *total)).map(|cell| &cell.amount) else {
                continue;
            };
            let parts: Vec<(usize, u32)> = parts.iter().map(|column| (row, *column)).collect();
            let Some(sum) = self.sum(&parts, whole) else { continue };
            if adds_up(&sum, whole) {
                fits += 1;
            } else if self.is_total(whole, &sum, &parts) && !self.label_is_part(row, whole, &sum) {
                wrong.push(Mismatch { row, column: *total, sum, parts });
            } else {
                return Vec::new();
            }
        }
        let periods = parts.iter().all(|column| {
            self.grid.header.cell(*column).is_some_and(|at| self.text.period(at).is_some())
        });
        if wrong.len() <= fits || (periods && wrong.len() == 1) { wrong } else { Vec::new() }
    }

    /// One slip for each total that is wrong; where a row and a column are wrong by as much, the
    /// cell that both have is.
    fn report(
        &self,
        document: usize,
        columns: Vec<Mismatch>,
        rows: Vec<Mismatch>,
        out: &mut Vec<Slip>,
    ) {
        let by = |m: &Mismatch| {
            self.cells.get(&(m.row, m.column))?.amount.shown.checked_sub(m.sum.shown)
        };
        if let ([column], [row]) = (columns.as_slice(), rows.as_slice()) {
            let shared = (row.row, column.column);
            let both = column.parts.contains(&shared) && row.parts.contains(&shared);
            if both && by(column) == by(row) {
                out.extend(self.shared(document, shared, (column, row)));
                return;
            }
        }
        out.extend(columns.iter().chain(&rows).filter_map(|wrong| self.slip(document, wrong)));
    }

    fn shared(
        &self,
        document: usize,
        at: (usize, u32),
        (column, row): (&Mismatch, &Mismatch),
    ) -> Option<Slip> {
        let cell = self.cells.get(&at)?;
        let whole = &self.cells.get(&(column.row, column.column))?.amount;
        let apart = whole.shown.checked_sub(column.sum.shown)?;
        let fits = cell.amount.shown.checked_add(apart)?;
        let message = format!(
            "{} fits neither the total of its row nor that of its column; {} fits both",
            show(cell.amount.shown, &cell.quantity),
            show(fits, &cell.quantity),
        );
        let at = |block| BlockIx { document, block };
        let mut slip =
            slip(at(cell.block), self.bytes(cell.block), message, "fits neither total".to_owned());
        let total = self.cells.get(&(row.row, row.column))?;
        slip.other = Some((at(total.block), self.bytes(total.block), "a total".to_owned()));
        Some(slip)
    }

    /// Whether the first cell of a row, which stands where labels do, is one of the parts.
    fn label_is_part(&self, row: usize, whole: &Amount, sum: &Sum) -> bool {
        let label = self.grid.rows[row].cell(self.grid.labels);
        let label = label.map(|at| self.text.text(at).trim());
        let amount = label.and_then(|label| quantity::read(label, None).ok());
        let amount = amount.as_ref().and_then(Amount::of);
        let all = amount.and_then(|amount| amount.shown.checked_add(sum.shown));
        all == Some(whole.shown)
    }

    fn bytes(&self, block: usize) -> std::ops::Range<usize> {
        self.text.figure(block).unwrap_or(0..self.text.text(block).len())
    }

    fn slip(&self, document: usize, wrong: &Mismatch) -> Option<Slip> {
        /// Parts that are named; more are counted.
        const NAMED: usize = 6;
        let cell = self.cells.get(&(wrong.row, wrong.column))?;
        let shown = |amount: Decimal| show(amount, &cell.quantity);
        let amounts = wrong.parts.iter().filter_map(|at| self.cells.get(at));
        let parts: Vec<String> = amounts.clone().map(|cell| shown(cell.amount.shown)).collect();
        let named = if parts.len() > NAMED {
            text::count(parts.len(), "part")
        } else {
            text::list(&parts, "and")
        };
        let message = format!(
            "the total is {}, but {named} come to {}",
            shown(cell.amount.shown),
            shown(wrong.sum.shown)
        );
        let at = |block| BlockIx { document, block };
        let label = format!("the parts come to {}", shown(wrong.sum.shown));
        let mut slip = slip(at(cell.block), self.bytes(cell.block), message, label);
        let first = amounts.clone().next()?;
        let label = format!("the first of {} parts", parts.len());
        slip.other = Some((at(first.block), self.bytes(first.block), label));
        Some(slip)
    }
}
