//! "Each of the six turbines is rated at 180 megawatts", "a station of 960 megawatts": so many of so
//! much each, against what another sentence says of all of them.

use rust_decimal::Decimal;

use super::figure::{any_of, any_on, before};
use super::part::says_sum;
use super::placed::Placed;
use super::{Sum, adds_up, rate, show, slip};
use crate::prose::open;
use crate::prose::passage::{Passage, Tokens};
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::{self, Unit};

/// Most figures of a document: of longer ones any product is that of something.
const MOST: usize = 600;

/// Part of a product that a whole which is meant to be it lies off at most.
const NEAR: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// Words of a sentence that tells what all of them come to.
const WHOLE: &[&str] =
    &["total", "whole", "installed", "overall", "entire", "combined", "capacity"];

/// Words that leave open how much each has, or how many there are of that much, beside
/// [`rate::OPEN`].
static OPEN: Words = Words::new(&[
    "per",
    "would",
    "could",
    "half",
    "former",
    "originally",
    "roughly",
    "around",
    "other",
    "second",
]);

/// Whether a range leaves open how much, or how many.
fn is_open(passage: &Passage<'_>, tokens: &Tokens) -> bool {
    [&OPEN, &rate::OPEN].iter().any(|words| any_on(passage, tokens.clone(), words))
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    for sentence in all.chunk_by(Placed::is_beside) {
        if let [a, b] = sentence
            && let Some((count, each)) = of_each(a, b)
        {
            out.extend(product(all, count, each));
        }
    }
}

/// How many there are, and how much each has.
fn of_each<'a, 't>(
    a: &'a Placed<'t>,
    b: &'a Placed<'t>,
) -> Option<(&'a Placed<'t>, &'a Placed<'t>)> {
    let passage = a.passage;
    let span = a.sentence.tokens.start..b.figure.tokens.end;
    let flat = !is_open(passage, &span) && a.own && b.own;
    // "Each of the six turbines is rated at 180 megawatts".
    let start = a.figure.tokens.start;
    let the =
        usize::from(passage.is_any(start.saturating_sub(1), &["the", "its", "their", "these"]));
    let opens = start
        .checked_sub(1 + the)
        .is_some_and(|of| passage.is(of, "of") && before(passage, of) == "each");
    let distributed = opens || rate::is_each(passage, &b.figure, &a.figure);
    let much = matches!(b.figure.quantity.unit, Unit::Measure(_) | Unit::Money(_))
        || (b.figure.is_count() && b.figure.noun.is_some() && b.figure.noun != a.figure.noun);
    let exact = a.figure.amount.is_some() && b.figure.amount.is_some();
    let many = a.figure.is_count() && a.figure.noun.is_some();
    (flat && distributed && much && exact && many).then_some((a, b))
}

/// The one amount of the document that is told of all of them and is not so many times as much.
fn product(all: &[Placed<'_>], count: &Placed<'_>, each: &Placed<'_>) -> Option<Slip> {
    let (n, e) = (count.figure.amount.as_ref()?, each.figure.amount.as_ref()?);
    let shown = n.shown.checked_mul(e.shown)?;
    let slack = e.slack.checked_mul(n.shown)?.checked_add(n.slack.checked_mul(e.shown)?)?;
    let noun = count.figure.noun.as_deref()?;
    let mut found: Option<&Placed<'_>> = None;
    for other in all.iter().filter(|other| !other.is_beside(count)) {
        let Some(amount) = other.figure.amount.as_ref().filter(|amount| amount.is_like(e)) else {
            continue;
        };
        let slack = slack.checked_add(amount.slack)?;
        if adds_up(&Sum { shown, slack }, amount) {
            return None;
        }
        let apart = shown.checked_sub(amount.shown)?.abs();
        let near = shown.checked_mul(NEAR).is_some_and(|near| apart <= near);
        let tokens = other.sentence.tokens.clone();
        // What is paid with a currency, or weighed in tonnes, may be anything.
        let named = tokens.clone().any(|at| open::noun_lemma(other.passage, at) == noun);
        let all_of_it =
            any_of(other.passage, tokens.clone(), WHOLE) || says_sum(other.passage, tokens.clone());
        let counted = each.figure.is_count();
        if counted && (other.figure.noun != each.figure.noun || !named) {
            continue;
        }
        let said = named || (all_of_it && matches!(amount.unit, Unit::Measure(_)));
        let start = other.figure.tokens.start;
        let hedged = is_open(other.passage, &(start.saturating_sub(2)..start));
        if near && said && !hedged && other.own {
            if found.is_some_and(|known| {
                known.figure.amount.as_ref().is_some_and(|known| known.shown != amount.shown)
            }) {
                return None;
            }
            found = found.or(Some(other));
        }
    }
    let whole = found?;
    let is = show(shown, &whole.figure.quantity);
    let (x, y) = (quantity::show(&count.figure.quantity), quantity::show(&each.figure.quantity));
    let message = format!("{x} times {y} is {is}, not {}", quantity::show(&whole.figure.quantity));
    let bytes = whole.figure.bytes.clone();
    let mut slip = slip(whole.at, bytes, message, format!("that comes to {is}"));
    let bytes = count.figure.bytes.start..each.figure.bytes.end;
    slip.other = Some((count.at, bytes, format!("{x} of {y} each")));
    Some(slip)
}
