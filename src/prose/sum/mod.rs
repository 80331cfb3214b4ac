//! Sums that do not come out: what one table, list or sentence gets wrong by itself.
//!
//! | file | what |
//! | --- | --- |
//! | `tables` | totals of rows and columns |
//! | `figure` | the figures of a sentence |
//! | `part` | parts that a sentence or a paragraph names, and their whole |
//! | `listing` | parts that stand in a list or a table, and a whole beside it |
//! | `elsewhere` | parts that one sentence lists, and the whole that another gives |
//! | `elided` | parts without a noun behind the sentence that has it |
//! | `share` | shares against the counts that they are of |
//! | `change` | changes against their ends |
//! | `closing` | parts of which the last is all that is left |
//! | `multiple` | how many times as much one thing is, against two amounts of other sentences |
//! | `course` | what went up or down, and how far, against two counts of it in another sentence |
//! | `gathered` | parts that several sentences name, as many as one says there are |
//! | `above` | parts of people that are more than the whole that another sentence gives |
//! | `between` | changes and margins of one sentence against the counts of others |
//! | `fraction` | shares of one sentence against the counts of another |
//! | `board`, `cell` | what sentences say of the rows of a table, against its cells |
//! | `kinds` | which things are kinds of which |
//! | `each` | so many of so much each, against all of it elsewhere |
//! | `lacking` | shares of those who have not, against the counts of them |
//! | `lines` | shares of a row, sums of two rows and changes from row to row, against the table |
//! | `best` | superlatives against the column that they are of |
//! | `record` | what has never been so before, against a line of numbers by year |
//! | `joint` | sums of a line of a table, told as of all together |
//! | `column` | totals and leads that a text tells anywhere, against the column that they are of |
//! | `lists` | the lists of figures of a document's sentences |
//! | `tally` | lists against the figure of the document that is meant to be their sum |
//! | `ratio` | shares against the counts of other sentences, by the words of part and whole |
//! | `moved` | shares of change against the amounts of other sentences |
//! | `whole` | parts with their wholes, read once |
//! | `sole` | shares of a text that tells of one part and its whole, by what they are shares of |
//! | `over` | parts that are more than any count of their noun |
//! | `beyond` | parts that are more than anything that is told |
//! | `factor` | changes that are told twice |
//! | `quotient` | ratios with a name of their own, against what they divide |
//! | `people` | which figures count people |
//! | `digits` | how the digits of two numbers differ |
//! | `pen` | figures that are a slip of the pen away from the row that is named |
//! | `recalled` | counts that a short text tells again as known, against the first telling |
//! | `transposed` | amounts of a short text that are mistyped where it tells them again |
//! | `norm` | what a rule allows, against what the text calls the limit |
//! | `every` | counts of all that are fewer than there were at least |
//! | `rate` | amounts for each against their sum, margins against the two counts |
//! | `yearly` | what is paid by the month against what it is said to be in a year |
//!
//! Precision first: nothing is said unless all parts are read, exact, and of one kind, and no word
//! says that they are not all there are or that they overlap.

mod above;
mod best;
mod between;
mod beyond;
mod board;
mod cell;
pub(super) mod change;
mod closing;
mod column;
mod course;
mod digits;
mod each;
mod elided;
mod elsewhere;
mod every;
mod factor;
mod figure;
mod fraction;
mod gathered;
mod joint;
mod kinds;
mod lacking;
mod lines;
mod listing;
mod lists;
mod moved;
mod multiple;
mod norm;
mod over;
mod part;
mod pen;
mod people;
mod placed;
mod quotient;
mod rate;
mod ratio;
mod recalled;
mod record;
mod share;
mod sole;
mod tables;
mod tally;
#[cfg(test)]
mod tests;
mod transposed;
mod whole;
#[cfg(test)]
mod wide;
mod yearly;

use rust_decimal::Decimal;

use super::context::Contexts;
use super::passage::Passage;
use super::reading::BlockIx;
use super::slip::Slip;
use super::table::grid::Text;
use crate::document::BlockKind;
use crate::value::quantity::{self, Printed, Quantity, Unit};
use crate::value::set::Interval;

/// The rule that reports a sum that does not come out.
const RULE: &str = "arithmetic-mismatch";

/// The rule that reports two figures that are one and are told in two ways.
const CONFLICT: &str = "conflicting-detail";

/// What to do about it.
const HELP: &str = "add the parts up again; correct a part or the total";

/// Slips of the sums of a document.
pub(super) fn of_document(
    document: usize,
    text: &Text<'_, '_>,
    contexts: &[&Contexts],
) -> Vec<Slip> {
    let mut out = Vec::new();
    tables::slips(document, text, &mut out);
    listing::slips(document, text, &mut out);
    let runs = |kind: &BlockKind| {
        let set = matches!(
            kind,
            BlockKind::Cell { .. }
                | BlockKind::Code
                | BlockKind::Reference { .. }
                | BlockKind::Boilerplate
        );
        !set
    };
    let runs: Vec<bool> = text.blocks.iter().map(|block| runs(&block.kind)).collect();
    for index in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(index) else { continue };
        of_passage(BlockIx { document, block: index }, passage, &mut out);
    }
    let all = placed::all(document, text, (&runs, contexts));
    elsewhere::slips(&all, &mut out);
    elided::slips(&all, &mut out);
    each::slips(&all, &mut out);
    gathered::slips(text, &runs, (document, &all), &mut out);
    above::slips(&all, &mut out);
    between::slips(&all, &mut out);
    let boards = board::Boards::new(text);
    fraction::slips(document, text, (&runs, contexts), &boards, &mut out);
    lacking::slips(&all, &boards, &mut out);
    if !boards.is_empty() {
        let told = (&*runs, contexts);
        let timed = placed::of_sentences(document, text, told, figure::with_lengths);
        cell::slips(document, text, (&runs, &timed), &boards, &mut out);
    }
    lines::slips(&all, &boards, &mut out);
    best::slips(document, text, (&runs, contexts), &boards, &mut out);
    record::slips(document, text, (&runs, contexts, &all), &boards, &mut out);
    joint::slips(&all, &boards, &mut out);
    column::slips(&all, text, &boards, &mut out);
    let hidden = placed::of_sentences(document, text, (&runs, contexts), lists::with_hidden);
    tally::slips(&hidden, &boards, &mut out);
    ratio::slips(&all, &mut out);
    over::slips(&all, &boards, &mut out);
    quotient::slips(&all, &boards, &mut out);
    beyond::slips(&all, &boards, &mut out);
    pen::slips(document, text, (&runs, contexts), &boards, &mut out);
    every::slips(&all, &mut out);
    recalled::slips(&all, &mut out);
    transposed::slips(&all, &mut out);
    norm::slips(&all, &mut out);
    yearly::slips(&all, &mut out);
    closing::slips(&hidden, &mut out);
    let read = (0..text.blocks.len()).filter(|at| runs[*at]);
    let read = read.filter_map(|block| Some((BlockIx { document, block }, text.passage(block)?)));
    course::slips(read.clone(), &all, &mut out);
    multiple::slips(read.clone(), &all, &mut out);
    factor::slips(read, &mut out);
    out.sort_by_key(|slip: &Slip| (slip.at, slip.bytes.start));
    out
}

/// Figures of a sentence beyond which it is a table in disguise.
const MOST_FIGURES: usize = 40;

fn of_passage(at: BlockIx, passage: &Passage<'_>, out: &mut Vec<Slip>) {
    for (index, sentence) in passage.sentences.iter().enumerate() {
        // Two figures are the fewest that can disagree.
        let figures = figure::figures(passage, sentence);
        let range = |figure: &figure::Figure| {
            figure.quantity.printed.as_ref().is_some_and(|printed| printed.high.is_some())
        };
        let few = figures.len() + figures.iter().filter(|figure| range(figure)).count() < 2;
        if few || figures.len() > MOST_FIGURES {
            continue;
        }
        let before = out.len();
        share::slips(at, passage, (index, sentence), &figures, out);
        change::slips(at, passage, &figures, out);
        if out.len() == before {
            rate::slips(at, passage, sentence, &figures, out);
        }
        if out.len() == before {
            part::slips(at, passage, sentence, &figures, out);
        }
    }
    part::of_paragraph(at, passage, out);
}

/// An amount as it is added up: what is printed, and how far that is rounded either way.
#[derive(Clone, Debug)]
struct Amount {
    shown: Decimal,
    slack: Decimal,
    unit: Unit,
}

/// Whole counts that all end in three zeros are taken as rounded to thousands.
const ROUND: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

impl Amount {
    /// The amount of a figure that is printed exactly: no hedge, no range, no vague word.
    fn of(quantity: &Quantity) -> Option<Self> {
        let printed = quantity.printed.as_ref().filter(|printed| printed.high.is_none())?;
        if quantity.hedge.is_some() || quantity.soft {
            return None;
        }
        let (low, high) = ends(quantity)?;
        let shown = printed.low;
        let slack = high.checked_sub(shown)?.max(shown.checked_sub(low)?);
        (!slack.is_sign_negative()).then(|| Self { shown, slack, unit: quantity.unit.clone() })
    }

    /// Whether two amounts can be added.
    fn is_like(&self, other: &Self) -> bool {
        self.unit.comparable(&other.unit)
            && matches!(self.unit, Unit::Count(_) | Unit::Money(_) | Unit::Share | Unit::Measure(_))
    }
}

/// The ends of the amounts that a quantity admits.
fn ends(quantity: &Quantity) -> Option<(Decimal, Decimal)> {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    let end = |bound: &std::ops::Bound<Decimal>| match bound {
        Included(value) | Excluded(value) => Some(*value),
        Unbounded => None,
    };
    Some((end(quantity.set.low())?, end(quantity.set.high())?))
}

/// A sum, and how far rounding may have moved it.
#[derive(Clone, Copy, Debug)]
struct Sum {
    shown: Decimal,
    slack: Decimal,
    /// The square of how far it is likely to have moved it; none where that is not reckoned.
    likely: Option<Decimal>,
}

/// Square of the three standard deviations up to which roundings are likely to add up, as a multiple of the
/// squares of their slacks: an amount is off by anything up to its slack, the variance of which is a third of
/// its square.
const LIKELY: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// The sum of some amounts, with that of the whole they are set against in its slack; `None` where
/// they cannot be added.
fn sum(parts: &[&Amount], whole: &Amount) -> Option<Sum> {
    let mut shown = Decimal::ZERO;
    let mut slack = whole.slack;
    let mut squares = whole.slack.checked_mul(whole.slack)?;
    for part in parts {
        if !part.is_like(whole) {
            return None;
        }
        shown = shown.checked_add(part.shown)?;
        slack = slack.checked_add(part.slack)?;
        squares = squares.checked_add(part.slack.checked_mul(part.slack)?)?;
    }
    let mut likely = squares.checked_mul(LIKELY);
    let round = |amount: &Amount| (amount.shown % ROUND).is_zero() && amount.slack.is_zero();
    if parts.iter().all(|part| round(part)) && round(whole) {
        let all = Decimal::from(parts.len()).checked_add(Decimal::ONE)?;
        slack = slack.checked_add(ROUND.checked_mul(all)?.checked_div(Decimal::TWO)?)?;
        likely = None;
    }
    Some(Sum { shown, slack, likely })
}

/// Whether two amounts lie so far apart that the one is printed without the scale of the other: "63 million:
/// 41 for the mill", "from 9 to 8 billion".
fn are_of_two_scales(a: Decimal, b: Decimal) -> bool {
    let (least, most) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    !least.is_zero() && least.checked_mul(ROUND).is_some_and(|scaled| scaled <= most)
}

/// Whether a whole is the sum of its parts.
fn adds_up(sum: &Sum, whole: &Amount) -> bool {
    let apart = sum.shown.checked_sub(whole.shown).map(|apart| apart.abs());
    // That all are rounded to their very ends, and the same way, is no chance to reckon with, and that of
    // many nearly all are is hardly one.
    let is_likely = |apart: Decimal| {
        let square = apart.checked_mul(apart);
        sum.likely.zip(square).is_none_or(|(likely, square)| square <= likely)
    };
    apart.is_none_or(|apart| apart.is_zero() || apart < sum.slack && is_likely(apart))
}

/// An amount as another of its kind is printed.
fn show(amount: Decimal, like: &Quantity) -> String {
    let amount = amount.round_dp(MOST_DIGITS).normalize();
    let mut shown = like.clone();
    let half = ends(like)
        .and_then(|(low, high)| high.checked_sub(low)?.checked_div(Decimal::TWO))
        .unwrap_or_default();
    let set = amount
        .checked_sub(half)
        .zip(amount.checked_add(half))
        .map_or(Interval::point(amount), |(low, high)| Interval::closed(low, high));
    (shown.hedge, shown.soft) = (None, false);
    (shown.set, shown.printed) = (set, Some(Printed { low: amount, high: None }));
    quantity::show(&shown)
}

/// Digits behind the point that are shown; beyond them stands only the rounding of a division.
const MOST_DIGITS: u32 = 6;

/// A slip of a block.
fn slip(at: BlockIx, bytes: std::ops::Range<usize>, message: String, label: String) -> Slip {
    Slip { rule: RULE, at, bytes, message, label, help: HELP, other: None }
}
