//! "Revenue rose by 8.5 per cent", where the row has it for two periods.

use rust_decimal::Decimal;

use super::super::board::{Board, Cell};
use super::super::figure::{Figure, any_of};
use super::super::{Amount, change, show as show_amount, slip};
use super::{About, Told};
use crate::prose::lexicon::class;
use crate::prose::slip::Slip;
use crate::value::quantity::{Unit, show};

impl Told<'_, '_> {
    /// "Revenue rose by 8.5 per cent", where the row has it for two periods.
    pub(super) fn grown(&self, board: &Board, about: &About) -> Option<Slip> {
        /// Tokens between the row's name and its change.
        const NEAR: usize = 6;
        let label = about.label.as_ref()?;
        let figure = self.figures.iter().find(|figure| figure.tokens.start >= label.end)?;
        let between = label.end..figure.tokens.start;
        let free = !any_of(self.passage, figure.segment(self.passage, self.sentence), AGAIN)
            && self.sentence.tokens.start + 2 >= label.start;
        // "Revenue per mile rose" is of something else: the verb follows the name.
        let idle = class::BE | class::HAVE | class::DO | class::ADVERB;
        let verb = between
            .clone()
            .find(|at| self.passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle)));
        let moves = verb.and_then(|at| change::moves(self.passage, at));
        let points = self.passage.is_any(figure.tokens.end, &["point", "points"]);
        if !free || points || between.len() > NEAR {
            return None;
        }
        let up = moves?;
        let mut dated: Vec<(&str, &Cell)> = board
            .cells(about.axis, about.line)
            .filter_map(|(at, cell)| Some((board.across(about.axis)[at].period.as_deref()?, cell)))
            .collect();
        dated.sort_by_key(|(period, _)| *period);
        let said = figure.amount.as_ref()?;
        let fits = |(is, slack): (Decimal, Decimal)| {
            let is = if up { is } else { -is };
            is.checked_sub(said.shown)
                .is_some_and(|apart| apart.abs() <= slack.saturating_add(said.slack))
        };
        let (last, earlier) = dated.split_last()?;
        let pairs: Option<Vec<_>> =
            earlier.iter().map(|from| change_of(figure, from.1, last.1)).collect();
        let pairs = pairs?;
        let latest = *pairs.last()?;
        let all =
            dated.windows(2).any(|pair| change_of(figure, pair[0].1, pair[1].1).is_none_or(fits));
        if all || pairs.iter().any(|pair| fits(*pair)) {
            return None;
        }
        let from = earlier.last()?.1;
        let is = if figure.is_share() {
            format!("{}%", latest.0.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize())
        } else {
            show_amount(latest.0, &from.quantity)
        };
        let (a, b) = (show(&from.quantity), show(&last.1.quantity));
        let message = format!(
            "from {a} to {b} in the table is a change of {is}, not {}",
            show(&figure.quantity)
        );
        let mut slip = slip(self.at, figure.bytes.clone(), message, format!("{is} by the table"));
        slip.other = Some((self.cell_at(last.1), last.1.bytes.clone(), format!("from {a} to {b}")));
        Some(slip)
    }
}

/// The change from one cell to another in the terms of a figure, a share or an amount, and how far
/// rounding moves it.
fn change_of(figure: &Figure, from: &Cell, to: &Cell) -> Option<(Decimal, Decimal)> {
    let (from, to) = (Amount::of(&from.quantity)?, Amount::of(&to.quantity)?);
    let apart = to.shown.checked_sub(from.shown)?;
    let slack = from.slack.checked_add(to.slack)?;
    if !figure.is_share() {
        return figure.amount.as_ref()?.is_like(&to).then_some((apart, slack));
    }
    let share = apart.checked_div(from.shown)?;
    let of = share.abs().checked_add(Decimal::ONE)?.checked_mul(slack)?;
    (!to.unit.comparable(&Unit::Share)).then_some((share, of.checked_div(from.shown)?))
}

/// Words of a sentence whose change is not that of the row's last two periods.
const AGAIN: &[&str] = &[
    "since",
    "from",
    "to",
    "adjusted",
    "underlying",
    "like-for-like",
    "constant",
    "quarter",
    "half",
    "month",
    "forecast",
    "expected",
    "average",
    "a",
    "each",
    "every",
    "decade",
    "would",
    "could",
    "will",
    "may",
    "should",
    "excluding",
    "further",
];
