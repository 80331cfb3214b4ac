//! What is paid by the month, against what it comes to in a year: "a rent of £900 a month", and
//! "£9,600, the rent for the year"; "3,000 crowns a month", and "annual pay of 42,000 crowns".
//!
//! Only a short text that tells one amount by the month and one by the year is sure to mean the same money,
//! and both have to be told with one word for what is paid.

use rust_decimal::Decimal;

use super::figure::{any_of, before};
use super::placed::Placed;
use super::share::UNTOLD;
use super::slip;
use crate::prose::gist;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::{self, RateBase, Unit};

/// Most figures of a short text.
const SHORT: usize = 24;

/// How far a year's sum may lie off what its months come to, and how far one that is meant to be it does.
const LOOSE: Decimal = Decimal::from_parts(4, 0, 0, false, 2);
const NEAR: Decimal = Decimal::from_parts(40, 0, 0, false, 2);

/// A thirteenth month is paid in many places.
const THIRTEEN: Decimal = Decimal::from_parts(13, 0, 0, false, 0);
const TWELVE: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Words for what is paid again and again, those of one thing together.
static PAID: [Words; 5] = [
    Words::new(&["pay", "paid", "wage", "salary", "earn", "earning", "income", "stipend"]),
    Words::new(&["rent", "lease", "let", "tenancy", "tenant"]),
    Words::new(&["fee", "subscription", "dues", "charge", "membership"]),
    Words::new(&["pension", "allowance", "grant", "benefit"]),
    Words::new(&["premium", "instalment", "installment", "repayment", "mortgage"]),
];

/// Words of another time, or of more than what is paid by the month.
const OTHER: &[&str] = &[
    "previous",
    "previously",
    "earlier",
    "last",
    "until",
    "instead",
    "bonus",
    "bonuses",
    "including",
    "average",
    "up",
    "extra",
    "plus",
    "first",
];

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > SHORT {
        return;
    }
    let mut parts = all.iter().filter(|placed| placed.by_less_than_a_year().is_some());
    let (Some(part), None) = (parts.next(), parts.next()) else { return };
    let mut wholes = all.iter().filter(|placed| placed.by_the_year().is_some());
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return };
    out.extend(check(part, whole));
}

fn check(part: &Placed<'_>, whole: &Placed<'_>) -> Option<Slip> {
    let (of_part, of_whole) = (part.by_less_than_a_year()?, whole.by_the_year()?);
    let (a, b) = part.figure.amount.as_ref().zip(whole.figure.amount.as_ref())?;
    if part.is_beside(whole) || !of_part.comparable(of_whole) || !are_of_one(part, whole) {
        return None;
    }
    let apart = |is: Decimal| is.checked_sub(b.shown)?.abs().checked_div(is);
    let off = apart(a.shown)?;
    let thirteenth = apart(a.shown.checked_mul(THIRTEEN)?.checked_div(TWELVE)?)?;
    if off <= LOOSE || thirteenth <= LOOSE || off > NEAR {
        return None;
    }
    let (x, y) = (quantity::show(&part.figure.quantity), quantity::show(&whole.figure.quantity));
    let is = super::show(a.shown, &whole.figure.quantity);
    let message = format!("{x} comes to {is} in a year, not {y}");
    let mut slip = slip(whole.at, whole.figure.bytes.clone(), message, format!("{is} in a year"));
    slip.other = Some((part.at, part.figure.bytes.clone(), x));
    Some(slip)
}

/// Whether both are told with a word for one kind of payment.
fn are_of_one(part: &Placed<'_>, whole: &Placed<'_>) -> bool {
    let words = |placed: &Placed<'_>| gist::lemmas(placed.passage, placed.sentence.tokens.clone());
    let (here, there) = (words(part), words(whole));
    PAID.iter().any(|kind| {
        let of = |words: &[String]| words.iter().any(|word| kind.hold(word));
        of(&here) && of(&there)
    })
}

impl Placed<'_> {
    /// The unit of an amount that is told by the month, or by another part of a year.
    fn by_less_than_a_year(&self) -> Option<&Unit> {
        let quantity = &self.figure.quantity;
        let Unit::Rate(unit, RateBase::Year) = &quantity.unit else { return None };
        let less = quantity.shown_in.factor > Decimal::ONE && self.figure.amount.is_some();
        (less && self.is_flat()).then_some(&**unit)
    }

    /// The unit of an amount that is told by the year: "£9,600 a year", "annual pay of £9,600", "£9,600 for the
    /// year".
    fn by_the_year(&self) -> Option<&Unit> {
        /// Tokens around it in which that is said.
        const AHEAD: usize = 5;
        const BEHIND: usize = 8;
        let quantity = &self.figure.quantity;
        let unit = match &quantity.unit {
            Unit::Rate(unit, RateBase::Year) if quantity.shown_in.factor == Decimal::ONE => &**unit,
            unit @ (Unit::Money(_) | Unit::Count(_) | Unit::Other(_)) => {
                let (passage, start) = (self.passage, self.figure.tokens.start);
                let tokens = &self.sentence.tokens;
                let from = start.saturating_sub(AHEAD).max(tokens.start);
                let yearly = any_of(passage, from..start, &["annual", "yearly"]);
                let end = self.figure.end.max(self.figure.tokens.end);
                let for_year = |at: usize| {
                    passage.is_any(at, &["for", "over"])
                        && passage.is_any(at + 1, &["the", "a"])
                        && (passage.is(at + 1 + 1, "year")
                            || passage.is_any(at + 2, &["whole", "full"])
                                && passage.is(at + 3, "year"))
                };
                let mut behind = end..(end + BEHIND).min(tokens.end);
                (yearly || behind.any(for_year)).then_some(unit)?
            }
            _ => return None,
        };
        (self.figure.amount.is_some() && self.is_flat()).then_some(unit)
    }

    fn is_flat(&self) -> bool {
        let segment = self.figure.segment(self.passage, self.sentence);
        let said = |at: usize| self.passage.is_any(at, OTHER) || self.passage.is_any(at, UNTOLD);
        // "Raised from £8,000".
        before(self.passage, self.figure.tokens.start) != "from"
            && !segment.into_iter().any(|at| said(at) && !self.figure.tokens.contains(&at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, sums_of};

    #[test]
    fn months_come_to_their_year() {
        check_by(
            sums_of,
            &[
                // A flat, sailors, a club, widows, a loan.
                (
                    "They took the shop at a rent of £700 a month.\n\nThe owner says that £7,400, the full rent for the year, was paid.",
                    1,
                ),
                (
                    "They took the shop at a rent of £700 a month.\n\nThe owner says that £8,400, the full rent for the year, was paid.",
                    0,
                ),
                (
                    "Deckhands are paid 2,000 crowns a month.\n\nTheir annual pay of 28,000 crowns is low.",
                    1,
                ),
                (
                    "Deckhands are paid 2,000 crowns a month.\n\nTheir annual pay of 24,000 crowns is low.",
                    0,
                ),
                (
                    "The club charges a fee of €30 a month.\n\nA yearly fee of €450 is too much for most, she said.",
                    1,
                ),
                (
                    "The club charges a fee of €30 a month.\n\nA yearly fee of €360 is too much for most, she said.",
                    0,
                ),
                (
                    "Widows get a pension of $200 a month.\n\nA pension of $2,000 a year buys little.",
                    1,
                ),
                (
                    "Widows get a pension of $200 a month.\n\nA pension of $2,400 a year buys little.",
                    0,
                ),
                (
                    "The premium is $80 a month.\n\nFor a premium of $1,200 a year one may expect more.",
                    1,
                ),
                (
                    "The premium is $80 a month.\n\nFor a premium of $960 a year one may expect more.",
                    0,
                ),
                (
                    "From May sailors will be paid 2,000 crowns a month.\n\nAnnual pay of 28,000 crowns is low.",
                    1,
                ),
                (
                    "Sailors are paid 2,000 crowns a month.\n\nTheir annual pay went from 20,000 crowns to more.",
                    0,
                ),
                // A thirteenth month, another payment, another time, two rates, far more.
                (
                    "Deckhands are paid 2,000 crowns a month.\n\nTheir annual pay of 26,000 crowns is low.",
                    0,
                ),
                (
                    "They took the shop at a rent of £700 a month.\n\nThe clerk earns £7,400 a year.",
                    0,
                ),
                (
                    "They took the shop at a rent of £700 a month.\n\nThe rent was £7,400 a year until May.",
                    0,
                ),
                (
                    "The shop pays a rent of £700 a month and the bar one of £800 a month.\n\nThe rent of £7,400 a year is low.",
                    0,
                ),
                (
                    "Deckhands are paid 2,000 crowns a month.\n\nThe pay of a captain is 90,000 crowns a year.",
                    0,
                ),
                (
                    "They took the shop at a rent of £700 a month.\n\nRepairs of £7,400 for the year were too much.",
                    0,
                ),
            ],
        );
    }
}
