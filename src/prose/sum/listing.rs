//! Lists, and columns of tables, against the sum that a paragraph beside them gives.

use super::digits::one_digit;
use super::figure::{Figure, any_of, figures};
use super::part::{Parts, Total, check, counts, total};
use super::tables::is_excused;
use super::{Amount, sum};
use crate::document::BlockKind;
use crate::prose::passage::Passage;
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::{self, Grid, Text};
use std::ops::Range;

/// Sentences of a paragraph, from the side of the list, that its sum may stand in.
const NEAR: usize = 2;

/// Fewest parts whose sum is looked for without a word that announces it.
const UNANNOUNCED: usize = 3;

/// Words of a lead that say that what follows is not all there is.
const PICKED: &[&str] = &[
    "including",
    "include",
    "includes",
    "among",
    "some",
    "example",
    "examples",
    "such",
    "main",
    "largest",
    "biggest",
    "top",
    "selected",
    "most",
    "mostly",
    "mainly",
    "each",
    "average",
];

/// Most rows of a table that a paragraph may sum up.
const MOST_ROWS: usize = 40;

/// A part, with its block.
type Part = (usize, Figure);

/// Slips of lists: items with one figure of a kind each, against the sum that the paragraph before
/// or behind them gives; tables without a row for it likewise.
pub(super) fn slips(document: usize, text: &Text<'_, '_>, out: &mut Vec<Slip>) {
    let is_item = |at: usize| {
        text.blocks.get(at).is_some_and(|block| matches!(block.kind, BlockKind::Item { .. }))
    };
    let mut at = 0;
    while at < text.blocks.len() {
        if !is_item(at) {
            at += 1;
            continue;
        }
        let end = (at..text.blocks.len()).find(|at| !is_item(*at)).unwrap_or(text.blocks.len());
        out.extend(list(document, text, at..end));
        at = end;
    }
    for grid in text.grids() {
        out.extend(table(document, text, grid));
    }
}

/// The paragraphs before and behind some blocks, captions aside.
fn around(text: &Text<'_, '_>, blocks: &Range<usize>) -> [Option<usize>; 2] {
    let kind = |at: usize| text.blocks.get(at).map(|block| &block.kind);
    let skip = |at: usize| matches!(kind(at), Some(BlockKind::Caption));
    let before = blocks.start.checked_sub(1);
    let before = before.and_then(|at| if skip(at) { at.checked_sub(1) } else { Some(at) });
    let behind = if skip(blocks.end) { blocks.end + 1 } else { blocks.end };
    let paragraph = |at: &usize| kind(*at) == Some(&BlockKind::Paragraph);
    [before.filter(paragraph), Some(behind).filter(paragraph)]
}

/// The sum that a paragraph beside some blocks gives.
fn announced(text: &Text<'_, '_>, blocks: &Range<usize>) -> Option<(usize, Total)> {
    let [before, behind] = around(text, blocks);
    let close = || {
        let passage = text.passage(behind?)?;
        passage.sentences.iter().take(NEAR).find_map(|s| total(passage, s)).map(|t| (behind, t))
    };
    let lead = || {
        let passage = text.passage(before?)?;
        let found = passage.sentences.iter().rev().take(NEAR).find_map(|s| total(passage, s));
        found.map(|total| (before, total))
    };
    let (block, total) = close().or_else(lead)?;
    Some((block?, total))
}

fn list(document: usize, text: &Text<'_, '_>, items: Range<usize>) -> Option<Slip> {
    let kind = &text.blocks.get(items.start)?.kind;
    let flat = items.clone().all(|at| text.blocks[at].kind == *kind);
    if !flat || items.len() < 2 {
        return None;
    }
    let parts = |total: &Figure| -> Option<Vec<Part>> {
        items.clone().map(|at| Some((at, item(text.passage(at)?, total)?))).collect()
    };
    if let Some((block, total)) = announced(text, &items) {
        if total.parts.is_some_and(|n| n != items.len()) {
            return None;
        }
        let mut parts = parts(&total.figure)?;
        parts.extend(total.added.map(|figure| (block, figure)));
        return slip(BlockIx { document, block }, &total.figure, &parts);
    }
    let (block, whole) = unannounced(text, &items, &parts)?;
    slip(BlockIx { document, block }, &whole, &parts(&whole)?)
}

/// A figure of the paragraphs before a list that is its sum but for one digit.
fn unannounced(
    text: &Text<'_, '_>,
    items: &Range<usize>,
    parts: &dyn Fn(&Figure) -> Option<Vec<Part>>,
) -> Option<(usize, Figure)> {
    let first = items.start;
    let is_lead = |at: usize| {
        text.blocks.get(at).is_some_and(|block| {
            block.kind == BlockKind::Paragraph && block.text.trim_end().ends_with(':')
        })
    };
    let last = first.checked_sub(1).filter(|at| is_lead(*at))?;
    let lead = text.passage(last)?;
    let lead = lead.sentences.last().map(|sentence| any_of(lead, sentence.tokens.clone(), PICKED));
    if items.len() < UNANNOUNCED || lead == Some(true) {
        return None;
    }
    let mut found = None;
    for block in last.saturating_sub(1)..first {
        if text.blocks[block].kind != BlockKind::Paragraph {
            continue;
        }
        let Some(passage) = text.passage(block) else { continue };
        for whole in passage.sentences.iter().flat_map(|sentence| figures(passage, sentence)) {
            let Some(amount) = whole.amount.as_ref().filter(|_| !whole.is_share()) else {
                continue;
            };
            let Some(parts) = parts(&whole) else { continue };
            let amounts: Option<Vec<&Amount>> =
                parts.iter().map(|(_, part)| part.amount.as_ref()).collect();
            let Some(sum) = amounts.and_then(|amounts| sum(&amounts, amount)) else { continue };
            if super::adds_up(&sum, amount) {
                return None;
            }
            if one_digit(sum.shown, amount.shown) {
                found = Some((block, whole));
            }
        }
    }
    found
}

/// The one figure of an item that the total can be the sum of.
fn item(passage: &Passage<'_>, total: &Figure) -> Option<Figure> {
    let all = passage.sentences.iter().flat_map(|sentence| figures(passage, sentence));
    let all: Vec<Figure> =
        all.filter(|f| f.quantity.unit.comparable(&total.quantity.unit)).collect();
    // "1,320, including 96 children": what follows is a part of the part.
    let include = |at: &usize| matches!(passage.lower(*at).as_str(), "including" | "incl");
    let end = (0..passage.tokens.len()).find(include).unwrap_or(passage.tokens.len());
    if any_of(passage, 0..passage.tokens.len(), &["total", "each", "per"]) {
        return None;
    }
    let one = |keep: &dyn Fn(&&Figure) -> bool| {
        let mut found = all.iter().filter(|figure| figure.tokens.start < end).filter(keep);
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    };
    let counted = total.is_count() && total.noun.is_some();
    let found = if counted {
        one(&|f: &&Figure| f.noun == total.noun).or_else(|| one(&|f: &&Figure| f.noun.is_none()))
    } else {
        one(&|f: &&Figure| !total.is_count() || f.noun.is_none())
    };
    found.filter(|figure| figure.amount.is_some())
}

/// The one column of figures of a table, against the sum that is given beside it.
fn table(document: usize, text: &Text<'_, '_>, grid: &Grid) -> Option<Slip> {
    let labels = |at: &usize| text.text(*at);
    let rows = || grid.rows.iter().filter_map(|row| row.cell(grid.labels));
    if grid.rows.len() < 2
        || grid.rows.len() > MOST_ROWS
        || is_excused(grid, text)
        || rows().any(|at| grid::is_total(labels(&at)))
    {
        return None;
    }
    let (block, total) = announced(text, &grid.blocks)?;
    if total.added.is_some() || total.parts.is_some_and(|n| n != grid.rows.len()) {
        return None;
    }
    let mut columns: Vec<u32> =
        grid.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.0)).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut read = columns.into_iter().filter(|column| *column != grid.labels);
    let (Some(column), None) = (read.next(), read.next()) else { return None };
    let around = grid.header.cell(column).map(|at| grid::header(text.text(at)).around);
    let around = around.unwrap_or_default();
    let cell = |row: &grid::Row| -> Option<Part> {
        let at = row.cell(column)?;
        let bytes = text.figure(at)?;
        let (_, quantity) = around.read(text.text(at).get(bytes.clone())?)?;
        let amount = Amount::of(&quantity);
        let noun = None;
        Some((at, Figure { tokens: 0..0, end: 0, bytes, quantity, amount, noun, sentence: 0 }))
    };
    let parts: Option<Vec<Part>> = grid.rows.iter().map(cell).collect();
    let parts = parts?;
    // A row of the table gives the sum itself, by whatever name.
    let shown = |figure: &Figure| figure.amount.as_ref().map(|amount| amount.shown);
    let given = parts.iter().any(|(_, part)| shown(part) == shown(&total.figure));
    if given { None } else { slip(BlockIx { document, block }, &total.figure, &parts) }
}

/// A sum that is not that of its parts.
fn slip(at: BlockIx, whole: &Figure, parts: &[Part]) -> Option<Slip> {
    let (first, figure) = parts.first()?;
    let label = format!("the first of {} parts", parts.len());
    let bytes = figure.bytes.clone();
    let found = Parts { whole, parts: parts.iter().map(|part| &part.1).collect() };
    if !counts(found.whole, &found.parts) {
        return None;
    }
    let mut slip = check(at, &found)?;
    slip.bytes = found.whole.bytes.clone();
    slip.other = Some((BlockIx { document: at.document, block: *first }, bytes, label));
    Some(slip)
}
