//! "Each of the six turbines is rated at 180 megawatts", "a station of 960 megawatts": so many of so
//! much each, against what another sentence says of all of them.

use rust_decimal::Decimal;

use super::figure::{any_of, any_on, before};
use super::kinds::is_kind;
use super::part::says_sum;
use super::placed::Placed;
use super::{Sum, adds_up, rate, show, slip};
use crate::prose::gist;
use crate::prose::open;
use crate::prose::passage::{Passage, Tokens};
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::{self, Unit};

/// Most figures of a document: of longer ones any product is that of something.
const MOST: usize = 600;

/// Most figures of a short text, in which how many there are may stand in another sentence.
const SHORT: usize = 20;

/// Least number of them: twice and three times as much is told of anything.
const FEWEST: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

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
    if all.len() <= SHORT {
        out.extend(all.iter().filter_map(|each| of_all(all, each)));
    }
    for sentence in all.chunk_by(Placed::is_beside) {
        if let [a, b] = sentence
            && let Some((count, each)) = of_each(a, b)
        {
            out.extend(product(all, count, each));
        }
    }
}

/// "An order for 40 buses. Each bus will cost £310,000", and "an order worth £14.2 million": an amount for
/// each of what a short text counts, and the only amount of it that is about so many times as much.
fn of_all(all: &[Placed<'_>], each: &Placed<'_>) -> Option<Slip> {
    matches!(each.figure.quantity.unit, Unit::Money(_) | Unit::Other(_)).then_some(())?;
    let noun = each_of(each)?;
    let amount = each.figure.amount.as_ref()?;
    let named = |other: &&Placed<'_>| {
        let own = other.figure.noun.as_deref();
        own.is_some_and(|own| gist::alike(own, &noun) || is_kind(&noun, own))
    };
    // "200 kilos at 45 pesos a kilo".
    let measured = |other: &&Placed<'_>| {
        let figure = &other.figure;
        let unit = figure.tokens.end.checked_sub(1);
        let unit = unit.map(|unit| open::noun_lemma(other.passage, unit));
        matches!(figure.quantity.unit, Unit::Measure(_)) && unit.as_ref() == Some(&noun)
    };
    let counts = all.iter().filter(|p| p.figure.is_count() && named(p) || measured(p));
    let many = |count: &&Placed<'_>| number(count).is_some_and(|number| number >= FEWEST);
    // A share or an ounce has many prices.
    let price = |other: &&Placed<'_>| {
        let own = other.figure.amount.as_ref().filter(|own| own.unit.comparable(&amount.unit));
        own.is_some_and(|own| own.shown != amount.shown) && each_of(other).as_ref() == Some(&noun)
    };
    if all.iter().any(|other| price(&other)) {
        return None;
    }
    let like = |other: &&Placed<'_>| {
        let own = other.figure.amount.as_ref();
        own.is_some_and(|own| own.unit.comparable(&amount.unit))
            && other.figure.tokens != each.figure.tokens
    };
    let wholes: Vec<&Placed<'_>> = all.iter().filter(like).collect();
    let mut found: Option<(&Placed<'_>, &Placed<'_>, Decimal)> = None;
    for count in counts.filter(many) {
        let n = number(count)?;
        let shown = n.checked_mul(amount.shown)?;
        let own = count.figure.amount.as_ref()?;
        let of_count = own.slack.checked_div(count.figure.quantity.shown_in.factor)?;
        let of_count = of_count.checked_mul(amount.shown)?;
        let slack = amount.slack.checked_mul(n)?.checked_add(of_count)?;
        for whole in &wholes {
            let told = whole.figure.amount.as_ref()?;
            // It may be cut off at its last digit.
            let slack = slack.checked_add(told.slack.checked_mul(Decimal::TWO)?)?;
            let apart = shown.checked_sub(told.shown)?.abs();
            // It comes to one of them, or may be meant to come to two.
            if adds_up(&Sum { shown, slack, likely: None }, told) {
                return None;
            }
            if apart <= shown.checked_mul(NEAR)? && !whole.is_beside(each) {
                found.is_none().then_some(())?;
                found = Some((count, whole, shown));
            }
        }
    }
    let (count, whole, shown) = found?;
    let around = |p: &Placed<'_>| p.figure.tokens.start.saturating_sub(2)..p.figure.end;
    if [count, each, whole].into_iter().any(|p| is_open(p.passage, &around(p))) {
        return None;
    }
    let is = show(shown, &whole.figure.quantity);
    let (x, y) = (quantity::show(&count.figure.quantity), quantity::show(&each.figure.quantity));
    let message = format!("{x} times {y} is {is}, not {}", quantity::show(&whole.figure.quantity));
    let bytes = whole.figure.bytes.clone();
    let mut slip = slip(whole.at, bytes, message, format!("that comes to {is}"));
    slip.other = Some((each.at, each.figure.bytes.clone(), format!("{y} each")));
    Some(slip)
}

/// How many there are, of things or of units.
fn number(count: &Placed<'_>) -> Option<Decimal> {
    count.figure.amount.as_ref()?.shown.checked_div(count.figure.quantity.shown_in.factor)
}

/// What an amount is told for each of: "bus" for "each bus will cost £9", "£9 on every bus", "£9 a bus".
fn each_of(placed: &Placed<'_>) -> Option<String> {
    const EACH: &[&str] = &["each", "every", "per"];
    /// Tokens between "each bus" and its amount.
    const WITHIN: usize = 4;
    let (passage, end) = (placed.passage, placed.figure.tokens.end);
    let start = placed.sentence.tokens.start;
    let from = placed.figure.tokens.start.saturating_sub(WITHIN).max(start);
    let noun = |at: usize| {
        let mut at = (at..at + WITHIN).skip_while(|at| passage.is_any(*at, &["of", "the", "its"]));
        gist::lemma(passage, at.next()?)
    };
    let ahead = || (from..placed.figure.tokens.start).find(|at| passage.is_any(*at, EACH));
    let behind = || {
        let joint = usize::from(passage.is_any(end, &["on", "for", "to"]));
        passage.is_any(end + joint, EACH).then_some(end + joint)
    };
    let article = || passage.is_any(end, &["a", "an"]).then_some(end);
    noun(ahead().or_else(behind).or_else(article)? + 1)
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
        if adds_up(&Sum { shown, slack, likely: None }, amount) {
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

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, sums_of};

    #[test]
    fn so_many_of_so_much_each_come_to_what_all_are_told_to() {
        let texts = [
            (
                "The port ordered 40 cranes.",
                "Each crane will cost £310,000. The order is worth £14.2 million.",
                1,
            ),
            (
                "The port ordered 40 cranes.",
                "Each crane will cost £310,000. The order is worth £12.4 million.",
                0,
            ),
            (
                "The county bought twelve vehicles for £960,000.",
                "It spent £89,000 on every ambulance.",
                1,
            ),
            (
                "The county bought twelve vehicles for £960,000.",
                "It spent £80,000 on every ambulance.",
                0,
            ),
            (
                "The theatre sold 600 tickets and took £5,900.",
                "At £9 a ticket, that is a record.",
                1,
            ),
            (
                "The theatre sold 600 tickets and took £5,400.",
                "At £9 a ticket, that is a record.",
                0,
            ),
            (
                "An inn bought 300 kilos of plums at £4 a kilo.",
                "The £1,100 which that sale brought in was spent on ladders.",
                1,
            ),
            (
                "An inn bought 300 kilos of plums at £4 a kilo.",
                "The £1,200 which that sale brought in was spent on ladders.",
                0,
            ),
            (
                "The yard sold 120 tonnes of scrap at £200 a tonne.",
                "The £26,000 was shared out.",
                1,
            ),
            (
                "The yard sold 120 tonnes of scrap at £200 a tonne.",
                "The £24,000 was shared out.",
                0,
            ),
            (
                "The yard sold 120 tonnes of scrap. Tin fetches £200 a litre.",
                "The £26,000 was shared out.",
                0,
            ),
            (
                "The club has 85 members. Its roof will cost £88,000.",
                "The fee is £90 per member.",
                0,
            ),
            ("The club has 85 members. Its roof will cost £7,900.", "The fee is £90 per horse.", 0),
            (
                "The club has 85 members, 20 members of them old.",
                "It cost £7,900, or £90 per member.",
                0,
            ),
            ("The club has about 85 members. It cost £7,900.", "The fee is £90 per member.", 0),
            // Of several prices, of what may be rounded, of what is told beside it.
            (
                "The fund holds 40 shares of the port.",
                "It paid £9 a share for some and £11 a share for others. Its stake cost £350.",
                0,
            ),
            (
                "The fund holds 2.3 million shares of the port.",
                "It paid £69 a share. The stake is worth £161 million.",
                0,
            ),
            ("The fund bought 40 shares at £9 a share for £360 in all.", "Its debt is £330.", 0),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a}\n\n{b}"), *n)).collect();
        check_by(sums_of, &all);
    }
}
