//! What a text says that all of a column come to, and how far the first of it is ahead of the second, wherever
//! that stands: "4,150 residents had to leave", and a table pages on whose residents come to 4,250; "a majority
//! of 1,565 votes", and a table of votes in which the two are 1,665 apart.
//!
//! No word links the text to the table. So a total is meant only where it counts what the column does and is a
//! slip of the pen away from its sum, which no figure of the document is; a lead only where votes are told of
//! and one table has them.

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::board::{Axis, Board, Boards, Cell};
use super::digits::{is_swapped, one_digit};
use super::figure::{OF_TIME, any_of, any_on, is_other};
use super::placed::Placed;
use super::{Amount, show, slip};
use crate::prose::gist;
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::text;

/// Fewest parts of a sum, and most.
const FEWEST: usize = 3;
const MOST: usize = 40;

/// Words for how far the first is ahead of the second.
const LEADS: &[&str] = &["majority", "margin", "lead"];

/// What is counted where somebody wins by some.
const VOTES: &[&str] = &["vote", "ballot"];

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], text: &Text<'_, '_>, boards: &Boards, out: &mut Vec<Slip>) {
    if boards.is_empty() {
        return;
    }
    let shown = |placed: &Placed<'_>| Some(placed.figure.amount.as_ref()?.shown);
    let told: FxHashSet<Decimal> = all.iter().filter_map(shown).collect();
    for placed in all.iter().filter(|placed| placed.own && placed.figure.is_count()) {
        if placed.is_in(out) || is_of_another_year(placed) {
            continue;
        }
        let (passage, figure) = (placed.passage, &placed.figure);
        let some = figure.segment(passage, placed.sentence).any(|at| is_other(passage, at));
        // Of a text that has many tables, those around.
        let near = boards.around(placed.at.block);
        let mut found = near.clone().filter_map(|place| boards.get(place)).filter_map(|board| {
            let other = board.is_of_another_time(text, placed.at.block);
            let total = || total(placed, board, &told).filter(|_| !some);
            if other { None } else { total().or_else(|| lead(placed, board, boards, &near)) }
        });
        out.extend(found.next());
    }
}

/// Whether the words around a figure give a year that it is of.
fn is_of_another_year(placed: &Placed<'_>) -> bool {
    let (figure, passage) = (&placed.figure, placed.passage);
    let mut segment = figure.segment(passage, placed.sentence);
    segment.any(|at| {
        let token = passage.token(at);
        token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit())
    })
}

/// The cells of a column that are its parts, with their amounts: whole, of one unit, none of them a total.
fn parts<'b>(board: &'b Board, column: usize, like: &Amount) -> Option<Vec<(&'b Cell, Decimal)>> {
    let rows = &board.rows;
    let plain = rows.iter().all(|row| !row.is_total && row.period.is_none());
    let of_time = board.columns[column].period.is_some() || board.columns[column].is_total;
    if !plain || of_time || rows.len() > MOST {
        return None;
    }
    let part = |(_, cell): (usize, &'b Cell)| {
        let amount = Amount::of(&cell.quantity).filter(|amount| amount.is_like(like))?;
        amount.shown.is_sign_positive().then_some((cell, amount.shown))
    };
    let parts: Option<Vec<_>> = board.cells(Axis::Column, column).map(part).collect();
    parts.filter(|parts| parts.len() == rows.len())
}

/// Whether a column is of what a noun says.
fn is_of(board: &Board, column: usize, noun: &str) -> bool {
    board.columns[column].gist.iter().any(|word| gist::is_form(word, noun))
}

/// A figure against the sum of a column of its noun.
fn total(placed: &Placed<'_>, board: &Board, told: &FxHashSet<Decimal>) -> Option<Slip> {
    let figure = &placed.figure;
    let (said, noun) = (figure.amount.as_ref()?, figure.noun.as_deref()?);
    let mut columns = (0..board.columns.len()).filter(|column| is_of(board, *column, noun));
    let column = columns.next().filter(|_| columns.next().is_none())?;
    let parts = parts(board, column, said).filter(|parts| parts.len() >= FEWEST)?;
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, part)| sum.checked_add(*part))?;
    let greatest = parts.iter().map(|(_, part)| *part).max()?;
    let slipped = one_digit(sum, said.shown) || is_swapped(sum, said.shown);
    if !slipped || said.shown <= greatest || told.contains(&sum) {
        return None;
    }
    let (is, said) = (show(sum, &figure.quantity), show(said.shown, &figure.quantity));
    let title = &board.columns[column].title;
    let message = format!(
        "{said} here, but the {} of the table under \u{201c}{title}\u{201d} come to {is}",
        text::count(parts.len(), "number"),
    );
    Some(against(placed, message, format!("{is} by the table"), &parts))
}

/// "A majority of 1,565 votes" against a table of votes.
fn lead(placed: &Placed<'_>, board: &Board, boards: &Boards, near: &Range<usize>) -> Option<Slip> {
    /// Words of a lead before its figure or behind it.
    const NEAR: usize = 3;
    let (figure, passage) = (&placed.figure, placed.passage);
    let said = figure.amount.as_ref()?;
    let (first, end) = (figure.tokens.start, figure.tokens.end);
    let tokens = &placed.sentence.tokens;
    let around = first.saturating_sub(NEAR).max(tokens.start)..(end + NEAR).min(tokens.end);
    let was = any_on(passage, tokens.clone(), &OF_TIME);
    let voted = figure.noun.as_deref().is_some_and(|noun| VOTES.contains(&noun));
    if !voted || was || !any_of(passage, around, LEADS) {
        return None;
    }
    let of_votes = |board: &Board| {
        (0..board.columns.len()).find(|at| VOTES.iter().any(|noun| is_of(board, *at, noun)))
    };
    let others = near.clone().filter_map(|place| boards.get(place));
    let alone = others.filter(|board| of_votes(board).is_some()).count() == 1;
    let column = of_votes(board).filter(|_| alone)?;
    let mut parts = parts(board, column, said)?;
    parts.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
    let [(_, most), (_, next), ..] = parts[..] else { return None };
    let is = most.checked_sub(next)?;
    // Somebody else's lead is that over another.
    if is.is_zero() || board.has_apart(Axis::Column, column, said.shown) {
        return None;
    }
    let (shown, said) = (show(is, &figure.quantity), show(said.shown, &figure.quantity));
    let message = format!(
        "{said} here, but the first two of the table are {shown} apart, with {} and {}",
        show(most, &figure.quantity),
        show(next, &figure.quantity),
    );
    Some(against(placed, message, format!("{shown} by the table"), &parts))
}

fn against(
    placed: &Placed<'_>,
    message: String,
    label: String,
    parts: &[(&Cell, Decimal)],
) -> Slip {
    let mut slip = slip(placed.at, placed.figure.bytes.clone(), message, label);
    if let Some((cell, _)) = parts.first() {
        let at = BlockIx { document: placed.at.document, block: cell.block };
        let of = format!("the first of {}", text::count(parts.len(), "number"));
        slip.other = Some((at, cell.bytes.clone(), of));
    }
    slip
}

#[cfg(test)]
mod tests {
    use crate::prose::sum::tests::{check_by, slips_of};

    #[test]
    fn totals_and_leads_fit_the_column() {
        let flood = |sentence: &str, n| {
            let table = "# Flood\n\n| District | Residents moved | Houses |\n|---|---|---|\n\
                | Old Town | 1,920 | 530 |\n| Millby | 1,130 | 342 |\n| Hessel | 740 | 221 |\n\
                | Quay | 460 | 147 |\n\n## Later\n\n";
            (format!("{table}{sentence}\n"), n)
        };
        let votes = |sentence: &str, n| {
            let table = "# By-election\n\n| Candidate | Votes |\n|---|---|\n| Ada Grew | 11,482 |\n\
                | Orm Lank | 9,817 |\n| Ruth Ode | 3,264 |\n\n## Later\n\n";
            (format!("{table}{sentence}\n"), n)
        };
        check_by(
            |text| slips_of(super::super::RULE, text),
            &[
                flood("In that night 4,150 residents had to leave.", 1),
                flood("In that night 2,450 residents had to leave.", 1),
                flood("In that night 3,150 residents had to leave.", 0),
                flood("In that night 4,520 residents had to leave.", 1),
                flood("In that night 4,250 residents had to leave.", 0),
                flood("In 2011 4,150 residents had to leave.", 0),
                flood("About 4,150 residents had to leave.", 0),
                flood("Of 4,150 trees 12 fell.", 0),
                flood(
                    "In that night 4,150 of the residents left. All 4,250 residents are back.",
                    0,
                ),
                votes("She won by a majority of 1,565 votes.", 1),
                votes("She won by a majority of 1,665 votes.", 0),
                votes("She won by 1,665 votes.", 0),
                votes("Lank was 6,553 votes ahead of Ode, a lead of 6,553 votes.", 0),
                votes("In 2019 the majority was 902 votes.", 0),
            ],
        );
    }
}
