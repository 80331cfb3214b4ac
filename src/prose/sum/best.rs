//! "Galen was the strongest storm of the year", beside a table in which another had more wind.

use super::Amount;
use super::board::{Axis, Board, Boards, Cell};
use crate::prose::context::Contexts;
use crate::prose::gist;
use crate::prose::passage::{Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::prose::words::Marks;
use crate::value::quantity::show;

/// Superlatives, and the words of a header that say of what.
const BESTS: &[(&str, &[&str])] = &[
    ("strongest", &["wind", "magnitude", "strength", "force", "speed"]),
    ("deadliest", &["death", "dead", "kill", "killed", "fatality", "toll"]),
    ("bloodiest", &["death", "dead", "kill", "killed", "fatality", "toll"]),
    ("tallest", &["height"]),
    ("highest", &["height", "altitude", "elevation"]),
    ("longest", &["length"]),
    ("deepest", &["depth"]),
    ("heaviest", &["weight", "mass"]),
    ("fastest", &["speed"]),
    ("costliest", &["cost", "damage", "loss"]),
    ("oldest", &["age"]),
    ("hottest", &["temperature"]),
    ("wettest", &["rain", "rainfall"]),
];

/// Marks of the superlatives.
const MARKS: Marks = {
    let mut out = Marks::of(&[]);
    let mut at = 0;
    while at < BESTS.len() {
        out = out.with(BESTS[at].0.as_bytes());
        at += 1;
    }
    out
};

/// Most tokens between a name and its superlative: "Galen (19 to 27 August) was the strongest".
const NEAR: usize = 9;

/// Slips of a document's superlatives against its tables.
pub(super) fn slips(
    document: usize,
    text: &Text<'_, '_>,
    (runs, contexts): (&[bool], &[&Contexts]),
    boards: &Boards,
    out: &mut Vec<Slip>,
) {
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        let at = BlockIx { document, block };
        for token in 0..passage.tokens.len() {
            if !MARKS.has(passage.tokens[token].mark) {
                continue;
            }
            let word = passage.lower(token);
            let Some((_, of)) = BESTS.iter().find(|(name, _)| *name == word) else { continue };
            let own = gist::is_own(contexts.get(block).copied(), token);
            if own && said_flatly(passage, token) {
                out.extend(of_superlative(at, passage, token, of, boards));
            }
        }
    }
}

/// "Was the strongest", and not "the second strongest" or "one of the strongest".
fn said_flatly(passage: &Passage<'_>, token: usize) -> bool {
    let back = |n: usize| token.checked_sub(n);
    back(1).is_some_and(|at| passage.is(at, "the"))
        && back(2).is_some_and(|at| passage.is_any(at, &["was", "is", "were", "remains", "became"]))
}

fn of_superlative(
    at: BlockIx,
    passage: &Passage<'_>,
    token: usize,
    of: &[&str],
    boards: &Boards,
) -> Option<Slip> {
    let sentence = &passage.sentences.get(passage.sentence_of(token)?)?.tokens;
    let near = boards.around(at.block);
    boards.named(&near, passage, &(sentence.start..token)).iter().find_map(|named| {
        let [row] = named.rows.as_slice() else { return None };
        check(at, passage, (token, sentence.start), of, (boards.get(named.board)?, row))
    })
}

fn check(
    at: BlockIx,
    passage: &Passage<'_>,
    (token, start): (usize, usize),
    of: &[&str],
    (board, (row, label)): (&Board, &(usize, Tokens)),
) -> Option<Slip> {
    let mut columns = board
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.gist.iter().any(|word| of.contains(&word.as_str())));
    let ((column, header), None) = (columns.next()?, columns.next()) else { return None };
    let amount = |cell: &Cell| Amount::of(&cell.quantity);
    let own = board.cell(Axis::Row, *row, column)?;
    let is = amount(own)?;
    let rows = (0..board.rows.len()).filter(|other| !board.rows[*other].is_total);
    let other = rows.filter_map(|row| Some((row, board.cell(Axis::Row, row, column)?)));
    let more = other.filter(|(_, cell)| amount(cell).is_some_and(|a| a.shown > is.shown));
    let (best, cell) = more.max_by_key(|(_, cell)| amount(cell).map(|amount| amount.shown))?;
    if token - label.end > NEAR || label.start > start + 1 {
        return None;
    }
    let (a, b) = (show(&own.quantity), show(&cell.quantity));
    let (name, better) = (passage.slice(label), &board.rows[best].title);
    let superlative = passage.slice(&(token..token + 1));
    let message = format!(
        "{name} is said to be the {superlative}, but the table has {a} for it and {b} for \
         \u{201c}{better}\u{201d} under \u{201c}{}\u{201d}",
        header.title
    );
    let bytes = passage.bytes(&(token..token + 1));
    let mut slip = super::slip(at, bytes, message, format!("{a} in the table"));
    let there = BlockIx { document: at.document, block: cell.block };
    slip.other = Some((there, cell.bytes.clone(), format!("{b} for the other")));
    slip.help = "correct the superlative or the cell";
    Some(slip)
}
