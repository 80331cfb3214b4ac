//! "496 of the 800 members (62 per cent)": a share against the counts that it is a share of.

use super::figure::{Figure, all_of, any_of, before};
use super::{Amount, slip};
use crate::prose::passage::Passage;
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::quantity::show;
use rust_decimal::Decimal;

/// Words between a part and its whole.
const OF: &[&str] =
    &["of", "out", "the", "its", "their", "all", "a", "total", "those", "these", ")", ",", "some"];

/// Words between a count and its share.
const OR: &[&str] = &[
    "(", ",", "or", "about", "nearly", "almost", "just", "over", "under", "around", "roughly",
    "some", "—", "–",
];

/// Words that open the share of a count.
const OPENS: &[&str] = &["(", "or"];

/// Most tokens of a noun phrase that stand between.
const NOUN: usize = 5;

/// Slips of the shares of a sentence.
pub(super) fn slips(at: BlockIx, passage: &Passage<'_>, figures: &[Figure], out: &mut Vec<Slip>) {
    for window in figures.windows(3) {
        let [a, b, c] = window else { continue };
        let found = if a.is_count() && b.is_count() && c.is_share() {
            // "496 of the 800 members (62 per cent)"
            (is_of(passage, a, b) && is_or(passage, b, c)).then_some((a, b, c))
        } else if a.is_count() && b.is_share() && c.is_count() {
            // "496, or 62 per cent, of the 800 members"
            (is_or(passage, a, b) && is_of(passage, b, c)).then_some((a, c, b))
        } else if a.is_share() && b.is_count() && c.is_count() {
            // "62 per cent of the 800 members (496)"
            let aside = before(passage, c.tokens.start) == "(";
            (is_of(passage, a, b) && aside && is_or(passage, b, c)).then_some((c, b, a))
        } else {
            None
        };
        out.extend(found.and_then(|found| check(at, found)));
    }
}

fn is_of(passage: &Passage<'_>, part: &Figure, whole: &Figure) -> bool {
    let between = part.until(whole);
    any_of(passage, between.clone(), &["of"]) && all_of(passage, between, OF)
}

fn is_or(passage: &Passage<'_>, count: &Figure, share: &Figure) -> bool {
    let between = count.tokens.end..share.tokens.start;
    let opening = between.clone().find(|at| OPENS.contains(&passage.token(*at)));
    opening.is_some_and(|opening| {
        opening - between.start <= NOUN && all_of(passage, opening..between.end, OR)
    })
}

/// What part of the whole the counts are, and whether the share is that: rounded or cut off at its
/// last digit.
fn check(at: BlockIx, (part, whole, share): (&Figure, &Figure, &Figure)) -> Option<Slip> {
    let (n, m) = (part.amount.as_ref()?, whole.amount.as_ref()?);
    let nouns = part.noun.as_ref().zip(whole.noun.as_ref());
    if m.shown.is_zero() || n.shown > m.shown || nouns.is_some_and(|(a, b)| a != b) {
        return None;
    }
    let actual = n.shown.checked_div(m.shown)?;
    let (low, high) = share.ends()?;
    let width = high.checked_sub(low)?.checked_div(Decimal::TWO)?;
    // A fraction in words is seldom exact ("a third").
    let words = width.is_zero();
    let width = if words { FRACTION } else { width };
    // "Some" counts may themselves be rounded.
    let slack = width.checked_add(rounding(n, m)?)?;
    if low.checked_sub(slack)? <= actual && actual <= high.checked_add(slack)? {
        return None;
    }
    let percent = actual.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize();
    let (n, m, p) = (show(&part.quantity), show(&whole.quantity), show(&share.quantity));
    let bytes = part.bytes.start.min(whole.bytes.start).min(share.bytes.start)
        ..part.bytes.end.max(whole.bytes.end).max(share.bytes.end);
    let message = format!("{n} of {m} are {percent}%, not {p}");
    Some(slip(at, bytes, message, format!("{percent}%")))
}

/// How far a fraction in words may be off.
const FRACTION: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// How far rounding of the counts moves their share.
fn rounding(part: &Amount, whole: &Amount) -> Option<Decimal> {
    part.slack.checked_add(whole.slack)?.checked_div(whole.shown)
}
