//! Sums of a line of a table that a sentence tells as of all together: "the two schools will have 2,210 pupils
//! between them", beside a row of pupils with 1,240 and 870.
//!
//! The same for the share that one of them has in all: "a quarter of the pupils of the two came to Elm Park".
//!
//! A figure that is near the sum and is not it is wrong where it counts what the line does, and the sentence
//! speaks of all of them and names none.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::board::{Axis, Board, Boards, Cell, Named};
use super::digits::{is_swapped, one_digit};
use super::figure::{any_on, is_other};
use super::lines::LIES;
use super::placed::Placed;
use super::share::{not_that_share, percent};
use super::{Amount, show, slip};
use crate::prose::gist::{self, Gist};
use crate::prose::passage::MentionKind;
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::text;
use crate::value::quantity::{self, rounded_to};

/// Words of a sentence that speaks of all that a line has: what is joined, or so many of them.
static JOINED: Words = Words::new(&[
    "together",
    "combined",
    "combine",
    "both",
    "two",
    "three",
    "four",
    "all",
    "total",
    "altogether",
    "joint",
    "jointly",
    "joined",
    "merger",
    "merged",
    "merge",
    "united",
    "between",
    "create",
    "creates",
    "form",
    "forms",
    "sum",
]);

/// Those of the words of a part that speak of all.
const OF_ALL: &[&str] = &["both", "combined", "together"];

/// Words of a figure that is not so, or that is of some.
static NOT_SO: Words = Words::new(&[
    "want",
    "wants",
    "need",
    "needs",
    "plan",
    "plans",
    "aim",
    "aims",
    "would",
    "could",
    "should",
    "may",
    "might",
    "new",
    "extra",
    "additional",
    "since",
    "fell",
    "rose",
    "over",
]);

/// Most things that a line has, each with a name.
const MOST: usize = 6;

/// How near a sum a figure is that is meant to be it, as a part of it.
const NEAR: Decimal = Decimal::from_parts(6, 0, 0, false, 2);

/// How far a share may lie off what the cells give, beyond its own rounding.
const SLACK: Decimal = Decimal::from_parts(15, 0, 0, false, 3);

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if boards.is_empty() {
        return;
    }
    for sentence in all.chunk_by(Placed::is_beside) {
        let first = &sentence[0];
        let (passage, tokens) = (first.passage, first.sentence.tokens.clone());
        let near = boards.around(first.at.block);
        // Most sentences speak of no table.
        let named = OnceCell::new();
        let named = || named.get_or_init(|| boards.named(&near, passage, &tokens)).iter();
        for placed in sentence.iter().filter(|placed| placed.own && placed.figure.is_share()) {
            let found = named().find_map(|named| {
                let board = boards.get(named.board)?;
                [Axis::Row, Axis::Column]
                    .into_iter()
                    .find_map(|axis| share(placed, board, named, axis))
            });
            out.extend(
                found.filter(|slip| !out.iter().any(|other| other.is_of(slip.at, &slip.bytes))),
            );
        }
        let dated = passage.mentions_of(first.sentence).iter();
        let dated = dated.filter(|m| matches!(m.kind, MentionKind::Date(_))).count() > 0;
        if dated
            || !any_on(passage, tokens.clone(), &JOINED)
            || any_on(passage, tokens.clone(), &NOT_SO)
        {
            continue;
        }
        for placed in sentence.iter().filter(|placed| placed.own) {
            if placed.is_in(out) {
                continue;
            }
            let found = near.clone().find_map(|place| {
                let board = boards.get(place)?;
                let named = named().find(|named| named.board == place);
                [Axis::Row, Axis::Column].into_iter().find_map(|axis| {
                    // A sentence that names one of them is of that.
                    let one = named.is_some_and(|named| {
                        let across = if axis == Axis::Row { &named.columns } else { &named.rows };
                        !across.is_empty()
                    });
                    if one { None } else { of_lines(placed, board, axis) }
                })
            });
            out.extend(found);
        }
    }
}

/// A figure against the sum of the one line of its noun.
fn of_lines(placed: &Placed<'_>, board: &Board, axis: Axis) -> Option<Slip> {
    let across = board.across(axis);
    let plain =
        across.iter().all(|line| !line.is_total && line.period.is_none() && !line.label.is_empty());
    if !plain || !(2..=MOST).contains(&across.len()) {
        return None;
    }
    let (figure, passage) = (&placed.figure, placed.passage);
    let said = figure.amount.as_ref()?;
    let noun = figure.noun.as_deref().filter(|_| figure.is_count())?;
    let segment = figure.segment(passage, placed.sentence);
    let other = |at: usize| is_other(passage, at) && !passage.is_any(at, OF_ALL);
    if segment.clone().any(other) {
        return None;
    }
    let words = Gist::of(passage, segment);
    let is = |line: &usize| {
        let gist = &board.lines(axis)[*line].gist;
        let head = gist.last().is_some_and(|head| gist::is_form(head, noun));
        head && gist.iter().all(|word| words.has(word))
    };
    let mut lines = (0..board.lines(axis).len()).filter(is);
    let line = lines.next().filter(|_| lines.next().is_none())?;
    let cells: Vec<&Cell> = board.cells(axis, line).map(|(_, cell)| cell).collect();
    let amounts: Option<Vec<Amount>> =
        cells.iter().map(|cell| Amount::of(&cell.quantity)).collect();
    let amounts =
        amounts.filter(|all| all.len() == across.len() && all.iter().all(|a| a.is_like(said)))?;
    let sum = amounts.iter().try_fold(Decimal::ZERO, |sum, a| sum.checked_add(a.shown))?;
    let apart = sum.checked_sub(said.shown)?.abs();
    let meant = apart <= sum.checked_mul(NEAR)?
        || one_digit(sum, said.shown)
        || is_swapped(sum, said.shown);
    let greatest = amounts.iter().map(|a| a.shown).max()?;
    if !meant || said.shown <= greatest || is_rounded(sum, said.shown) {
        return None;
    }
    let shown: Vec<String> = amounts.iter().map(|a| show(a.shown, &figure.quantity)).collect();
    let (is, said) = (show(sum, &figure.quantity), show(said.shown, &figure.quantity));
    let title = &board.lines(axis)[line].title;
    let message = format!(
        "{said} here, but {} under \u{201c}{title}\u{201d} come to {is}",
        text::list(&shown, "and")
    );
    let mut slip = slip(placed.at, figure.bytes.clone(), message, format!("{is} by the table"));
    let cell = cells.first()?;
    let at = BlockIx { document: placed.at.document, block: cell.block };
    slip.other = Some((
        at,
        cell.bytes.clone(),
        format!("the first of {}", text::count(cells.len(), "part")),
    ));
    Some(slip)
}

/// "A quarter of the patients whom the two hospitals saw came to Whitmoor": the share of the one that is named
/// in a line of what is spoken of. The sentence does not say which line it means; so a share is wrong only
/// where it is that of none which can be meant.
fn share(placed: &Placed<'_>, board: &Board, named: &Named, axis: Axis) -> Option<Slip> {
    /// Tokens behind "of" that say of what.
    const WHOLE: usize = 8;
    /// Most tokens from a verb to the name of the one.
    const FAR: usize = 6;
    let (figure, passage) = (&placed.figure, placed.passage);
    let across = if axis == Axis::Row { &named.columns } else { &named.rows };
    let [(one, label)] = across.as_slice() else { return None };
    let end = figure.tokens.end;
    let of = passage.is(end, "of") && figure.tokens.end < label.start;
    let (low, high) = figure.limits().filter(|_| of && figure.is_share())?;
    let number = board.across(axis).len();
    let tokens = placed.sentence.tokens.clone();
    let all = tokens.clone().any(|at| {
        let of_two = passage.is(at, "both") || passage.is(at, "two");
        number == 2 && of_two || number == 3 && passage.is(at, "three")
    });
    let lies = (label.start.saturating_sub(FAR).max(end)..label.start)
        .any(|at| passage.is_any(at, LIES) && !passage.is_any(at, &["are", "is", "were", "was"]));
    let plain = board.across(axis).iter().all(|line| !line.is_total && line.period.is_none());
    if !all || !lies || !plain {
        return None;
    }
    let whole = Gist::of(passage, end..(end + WHOLE).min(label.start));
    let shares = (0..board.lines(axis).len()).filter_map(|line| {
        let said = board.lines(axis)[line].gist.iter().filter(|word| whole.has(word)).count();
        let cell = board.cell(axis, line, *one).filter(|_| said > 0)?;
        let sum = board.sum(axis, line)?;
        let complete = board.cells(axis, line).count() == number;
        let part = Amount::of(&cell.quantity).filter(|_| complete)?;
        Some((cell, sum, part.shown.checked_div(sum)?))
    });
    let shares: Vec<(&Cell, Decimal, Decimal)> = shares.collect();
    let fits = |is: Decimal| low.saturating_sub(SLACK) <= is && is <= high.saturating_add(SLACK);
    if shares.iter().any(|(.., is)| fits(*is)) {
        return None;
    }
    let (cell, sum, is) = shares.first()?;
    let said = passage.text.get(figure.bytes.clone())?;
    let (part, sum, is) =
        (quantity::show(&cell.quantity), show(*sum, &cell.quantity), percent(*is));
    let message = not_that_share(said, &part, &sum, &is);
    let mut slip = slip(placed.at, figure.bytes.clone(), message, format!("{is} by the table"));
    let at = BlockIx { document: placed.at.document, block: cell.block };
    slip.other = Some((at, cell.bytes.clone(), "the table".to_owned()));
    Some(slip)
}

/// Whether a figure is a sum, rounded as its zeros say: "5,100", of 5,090.
fn is_rounded(sum: Decimal, said: Decimal) -> bool {
    let step = rounded_to(said).unwrap_or(Decimal::ONE);
    sum == said
        || sum.checked_sub(said).is_some_and(|apart| apart.abs() < step) && step > Decimal::TEN
}

#[cfg(test)]
mod tests {
    use crate::prose::sum::tests::{check_by, slips_of};

    const COLLEGES: &str = "# Two colleges\n\n| | Northgate | Elm Park |\n|---|---|---|\n| Opened | 1961 | 1934 |\n\
        | Classrooms | 86 | 57 |\n| Pupils | 1,240 | 870 |\n\n";

    const SCHOOLS: &str = "# Two schools\n\n| School | Pupils | Teachers |\n|---|---|---|\n| Northgate | 1,240 | 81 |\n\
        | Elm Park | 870 | 66 |\n\n";

    #[test]
    fn what_all_have_together_is_the_sum_of_their_line() {
        let colleges = |sentence: &str, n| (format!("{COLLEGES}{sentence}\n"), n);
        let schools = |sentence: &str, n| (format!("{SCHOOLS}{sentence}\n"), n);
        check_by(
            |text| slips_of(super::super::RULE, text),
            &[
                colleges("The merged college will have 148 classrooms and 2,110 pupils.", 1),
                colleges("The merged college will have 143 classrooms.", 0),
                colleges("The two have 2,190 pupils.", 1),
                colleges("The two have some 2,000 pupils.", 0),
                colleges("In 2019 the two had 2,190 pupils.", 0),
                colleges("The two would need 150 classrooms.", 0),
                colleges("The two have 145 bicycles.", 0),
                colleges("A quarter of the pupils of the two colleges came to Elm Park.", 1),
                colleges("Four in ten of the pupils of the two colleges came to Elm Park.", 0),
                colleges("A quarter of the pupils who came to Elm Park are late.", 0),
                schools("Together the two schools have 2,210 pupils.", 1),
                schools("Together the two schools have 147 teachers.", 0),
                schools("Both have enough teachers, and Elm Park has 2,210 pupils.", 0),
            ],
        );
    }
}
