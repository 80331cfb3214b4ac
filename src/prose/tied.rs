//! What the rest of a text says of a figure.
//!
//! Whoever gets a figure wrong seldom gets wrong all that goes with it: the total no longer adds up, the
//! share is of something else, and elsewhere the figure stands as it should. A figure that the rest of
//! its text bears out (printed again in another place, the sum of others beside it, a share that
//! two counts beside it make) is therefore meant as it stands, and where both figures of a pair are,
//! the two are of two things, however alike they are told.

use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::passage::{MentionKind, Passage};
use super::reading::BlockIx;
use super::slip::Slip;
use crate::document::{Block, BlockKind};
use crate::value::quantity::{Quantity, Unit};

/// Amounts, as printed, below which a figure is the sum or difference of two others by chance.
const SMALL: Decimal = Decimal::TEN;

/// Figures of a paragraph or row beyond which any amount is the sum of some.
const MOST: usize = 40;

/// Cells of a column beyond which any amount is the sum of some.
const LONGEST: usize = 60;

/// Figures in a row that are added up at most.
const RUN: usize = 6;

/// A document's blocks, each with what was read of it.
pub(super) type Blocks<'a, 't> = Vec<(&'a Block, &'a Passage<'t>)>;

/// The figures of documents, read where they are asked for.
pub(super) struct Ties<'a, 't> {
    documents: Vec<(Blocks<'a, 't>, OnceCell<Told<'a>>)>,
}

/// The figures of a document.
#[derive(Default)]
struct Told<'a> {
    /// By block and place.
    all: Vec<Seen<'a>>,
    /// Places in `all` of each amount.
    of_amount: FxHashMap<Decimal, Vec<usize>>,
    /// Places in `all` of the cells of each column of a table, downwards.
    of_column: FxHashMap<(u32, u32), Vec<usize>>,
    /// Places in `all` of the cells of each row of a table.
    of_row: FxHashMap<(u32, u32), Vec<usize>>,
}

/// A figure.
struct Seen<'a> {
    block: usize,
    bytes: Range<usize>,
    amount: Decimal,
    quantity: &'a Quantity,
    /// Table, row and column of the cell that it stands in.
    cell: Option<(u32, u32, u32)>,
}

impl Seen<'_> {
    fn shown(&self) -> Decimal {
        self.amount.checked_div(self.quantity.shown_in.factor).unwrap_or(self.amount).abs()
    }

    fn is_like(&self, other: &Self) -> bool {
        self.quantity.unit.comparable(&other.quantity.unit)
    }
}

impl<'a, 't> Ties<'a, 't> {
    pub(super) fn new(documents: impl Iterator<Item = Blocks<'a, 't>>) -> Self {
        Self { documents: documents.map(|blocks| (blocks, OnceCell::new())).collect() }
    }

    fn told(&self, document: usize) -> Option<&Told<'a>> {
        let (blocks, told) = self.documents.get(document)?;
        Some(told.get_or_init(|| Told::of(blocks)))
    }

    /// Whether the rest of the text bears out figures of several places of one document, each by itself.
    pub(super) fn all_hold(&self, places: &[(BlockIx, &Range<usize>)]) -> bool {
        let blocks: Vec<usize> = places.iter().map(|(at, _)| at.block).collect();
        places.iter().all(|(at, bytes)| {
            self.told(at.document).is_some_and(|told| told.holds(at.block, bytes, &blocks))
        })
    }

    /// Leave the slips of two figures one of which, at least, nothing bears out.
    pub(super) fn retain(&self, slips: &mut Vec<Slip>) {
        slips.retain(|slip| {
            let Some((there, bytes, _)) = &slip.other else { return true };
            let two = slip.rule == "value-conflict" && slip.at.document == there.document;
            !two || !self.all_hold(&[(slip.at, &slip.bytes), (*there, bytes)])
        });
    }
}

impl<'a> Told<'a> {
    fn of(blocks: &Blocks<'a, '_>) -> Self {
        let mut out = Self::default();
        for (at, (block, passage)) in blocks.iter().enumerate() {
            let cell = match block.kind {
                BlockKind::Code | BlockKind::Reference { .. } | BlockKind::Boilerplate => continue,
                BlockKind::Cell { table, row, column, .. } => Some((table, row, column)),
                _ => None,
            };
            for mention in &passage.mentions {
                let MentionKind::Figure(figure) = &mention.kind else { continue };
                let printed = figure.value.printed.as_ref().filter(|p| p.high.is_none());
                let Some(printed) = printed else { continue };
                let amount = printed.low.normalize();
                out.of_amount.entry(amount).or_default().push(out.all.len());
                if let Some((table, row, column)) = cell {
                    out.of_column.entry((table, column)).or_default().push(out.all.len());
                    out.of_row.entry((table, row)).or_default().push(out.all.len());
                }
                let (quantity, bytes) = (&figure.value, mention.bytes.clone());
                out.all.push(Seen { block: at, bytes, amount, quantity, cell });
            }
        }
        out
    }

    /// Whether the rest of the text bears out a figure. What stands in some blocks is not taken for
    /// another place.
    fn holds(&self, block: usize, bytes: &Range<usize>, besides: &[usize]) -> bool {
        let from = self.all.partition_point(|seen| seen.block < block);
        let to = self.all.partition_point(|seen| seen.block <= block);
        let meets = |seen: &Seen<'_>| seen.bytes.start < bytes.end && bytes.start < seen.bytes.end;
        let Some(at) = (from..to).find(|at| meets(&self.all[*at])) else { return false };
        let seen = &self.all[at];
        let again = |other: &usize| {
            !besides.contains(&self.all[*other].block) && seen.is_like(&self.all[*other])
        };
        if self.of_amount.get(&seen.amount).is_some_and(|same| same.iter().any(again)) {
            return true;
        }
        match seen.cell {
            None => self.is_borne_out(at, &(from..to).collect::<Vec<_>>()),
            Some((table, row, column)) => {
                let row = self.of_row.get(&(table, row));
                let column = self.of_column.get(&(table, column));
                row.is_some_and(|row| self.is_borne_out(at, row))
                    || column.is_some_and(|column| self.is_of_sum(at, column))
            }
        }
    }

    /// Whether figures beside one add up to it, or it to one of them with others, or it is the share
    /// that two of them make.
    fn is_borne_out(&self, at: usize, beside: &[usize]) -> bool {
        if beside.len() > MOST {
            return false;
        }
        let seen = &self.all[at];
        let others: Vec<&Seen<'_>> =
            beside.iter().filter(|other| **other != at).map(|other| &self.all[*other]).collect();
        if seen.quantity.unit == Unit::Share && makes_share(seen, &others) {
            return true;
        }
        let like: Vec<Decimal> =
            others.iter().filter(|other| seen.is_like(other)).map(|other| other.amount).collect();
        seen.shown() >= SMALL && (is_of_two(seen.amount, &like) || is_of_run(seen.amount, &like))
    }

    /// Whether a cell is one of those that the column adds up, or what they add up to.
    fn is_of_sum(&self, at: usize, column: &[usize]) -> bool {
        let Some(place) = column.iter().position(|cell| *cell == at) else { return false };
        if column.len() > LONGEST {
            return false;
        }
        let amount = |place: usize| self.all[column[place]].amount;
        (place.max(2)..column.len()).any(|total| {
            let mut sum = Decimal::ZERO;
            (0..total).rev().any(|from| {
                sum = sum.saturating_add(amount(from));
                let holds = from <= place && total - from > 1;
                holds && sum == amount(total) && !sum.is_zero()
            })
        })
    }
}

/// Whether an amount is the sum or the difference of two others.
fn is_of_two(amount: Decimal, others: &[Decimal]) -> bool {
    let pairs = others.iter().enumerate();
    pairs.flat_map(|(at, a)| others[at + 1..].iter().map(move |b| (a, b))).any(|(a, b)| {
        let sum = a.checked_add(*b).map(|sum| sum.normalize());
        let apart = a.checked_sub(*b).map(|apart| apart.abs().normalize());
        !a.is_zero() && !b.is_zero() && (sum == Some(amount) || apart == Some(amount))
    })
}

/// Whether an amount is the sum of three and more others that stand side by side.
fn is_of_run(amount: Decimal, others: &[Decimal]) -> bool {
    (0..others.len()).any(|from| {
        let mut sum = Decimal::ZERO;
        others[from..].iter().take(RUN).enumerate().any(|(more, other)| {
            sum = sum.saturating_add(*other);
            more > 1 && sum.normalize() == amount
        })
    })
}

/// Whether two of some counts make a share, or what one of them grew by.
fn makes_share(share: &Seen<'_>, others: &[&Seen<'_>]) -> bool {
    let set = &share.quantity.set;
    let counts = || others.iter().filter(|other| other.quantity.unit != Unit::Share);
    counts().any(|part| {
        counts().any(|whole| {
            let two = part.bytes != whole.bytes && part.is_like(whole) && whole.shown() >= SMALL;
            let made = || part.amount.checked_div(whole.amount);
            let grown = |made: Decimal| made.checked_sub(Decimal::ONE).map(|grown| grown.abs());
            let is = |made: Decimal| set.contains(&made);
            two && made().is_some_and(|made| is(made) || grown(made).is_some_and(is))
        })
    })
}
