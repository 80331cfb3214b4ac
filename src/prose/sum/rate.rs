//! "€2.7 billion, or €11.50 for each of its 200 million shares": an amount for each against the sum;
//! "by 312 votes to 280, a majority of 32": a margin against the two counts.

use super::figure::{Figure, any_of, any_on, before};
use super::{Amount, show, slip};
use crate::prose::lexicon::word;
use crate::prose::passage::{Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::{self, Unit};
use rust_decimal::Decimal;

/// Words that say that an amount is all that the others come to.
const ALL: &[&str] = &[
    "total",
    "altogether",
    "worth",
    "values",
    "valued",
    "value",
    "shared",
    "split",
    "divided",
    "distributed",
    "or",
    "totalling",
    "totaling",
    "equally",
    "cost",
    "costs",
    "costing",
];

/// Words that leave open how many have how much.
pub(super) static OPEN: Words = Words::new(&[
    "up",
    "least",
    "most",
    "than",
    "some",
    "about",
    "average",
    "first",
    "further",
    "another",
    "more",
    "extra",
    "remaining",
    "rest",
    "nearly",
    "almost",
    "over",
    "from",
    "between",
]);

/// How far a product may be off, as a part of it: what is told for each is rounded.
const LOOSE: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// Slips of a sentence that names three figures.
pub(super) fn slips(
    at: BlockIx,
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &[Figure],
    out: &mut Vec<Slip>,
) {
    // "A majority of 32": the word alone is no figure here.
    let printed = figures.iter().filter(|figure| figure.quantity.printed.is_some());
    let printed: Vec<Figure> = printed.cloned().collect();
    let figures = printed.as_slice();
    if figures.len() != 3 {
        return;
    }
    out.extend(product(at, passage, sentence, figures).or_else(|| margin(at, passage, figures)));
}

/// What stands behind a figure that is told for each of some things.
pub(super) fn is_each(passage: &Passage<'_>, figure: &Figure, of: &Figure) -> bool {
    let end = figure.tokens.end;
    let behind = figure.end.max(end);
    let next = |at: usize| passage.lower(at);
    let each = |at: usize| matches!(next(at).as_str(), "each" | "apiece");
    if each(end) || each(behind) {
        // "£11.50 each": of whatever is counted, or "for each of its 200 million shares".
        return true;
    }
    if next(behind) == "for" && matches!(next(behind + 1).as_str(), "each" | "every") {
        return true;
    }
    // "£11.50 a share", "12 per boat".
    let noun = of.noun.as_deref().unwrap_or("");
    let article = matches!(next(behind).as_str(), "a" | "an" | "per");
    let lemma = word(&next(behind + 1)).lemma.text();
    article && !noun.is_empty() && (lemma == noun || next(behind + 1) == noun)
}

/// "40 rooms at £50 each, £2,000 in all".
fn product(
    at: BlockIx,
    passage: &Passage<'_>,
    sentence: &Sentence,
    figures: &[Figure],
) -> Option<Slip> {
    let tokens = &sentence.tokens;
    if any_on(passage, tokens.clone(), &OPEN) {
        return None;
    }
    let sums = any_of(passage, tokens.clone(), ALL)
        || tokens.clone().any(|at| {
            passage.lower(at) == "in" && matches!(passage.lower(at + 1).as_str(), "all" | "total")
        });
    if !sums {
        return None;
    }
    let mut found = None;
    for each in figures {
        let others: Vec<&Figure> =
            figures.iter().filter(|other| other.tokens.start != each.tokens.start).collect();
        let [a, b] = others.as_slice() else { return None };
        for (count, total) in [(a, b), (b, a)] {
            let of_money = matches!(each.quantity.unit, Unit::Money(_));
            let named = count.noun.is_some() && count.is_count();
            let alike = total.quantity.unit.comparable(&each.quantity.unit)
                && (of_money || total.noun.is_none() || total.noun == each.noun);
            if named && alike && is_each(passage, each, count) && count.noun != each.noun {
                if found.is_some() {
                    return None;
                }
                found = Some((each, *count, *total));
            }
        }
    }
    let (each, count, total) = found?;
    let (e, n, t) = (each.amount.as_ref()?, count.amount.as_ref()?, total.amount.as_ref()?);
    let product = e.shown.checked_mul(n.shown)?;
    let off = product.checked_sub(t.shown)?.abs();
    // Rounding of each of the three.
    let slack = e.slack.checked_mul(n.shown)?.checked_add(n.slack.checked_mul(e.shown)?)?;
    let slack = slack.checked_add(t.slack)?.checked_add(product.checked_mul(LOOSE)?)?;
    // Ten times as much and more is of something else.
    let near = product.checked_mul(Decimal::TWO)? >= t.shown
        && t.shown.checked_mul(Decimal::TWO)? >= product;
    if off <= slack || !near {
        return None;
    }
    let (x, y, z) = (
        quantity::show(&count.quantity),
        quantity::show(&each.quantity),
        quantity::show(&total.quantity),
    );
    let is = show(product, &total.quantity);
    let message = format!("{x} times {y} is {is}, not {z}");
    Some(slip(at, bytes(figures), message, format!("that comes to {is}")))
}

/// Nouns of what lies between two counts.
const MARGINS: &[&str] = &["majority", "margin", "lead", "difference", "gap"];

/// "By 312 votes to 280, a majority of 32".
fn margin(at: BlockIx, passage: &Passage<'_>, figures: &[Figure]) -> Option<Slip> {
    let is_margin = |figure: &&Figure| {
        let first = figure.tokens.start;
        before(passage, first) == "of"
            && first.checked_sub(2).is_some_and(|at| MARGINS.contains(&passage.lower(at).as_str()))
    };
    let margin = figures.iter().find(is_margin)?;
    let mut others = figures.iter().filter(|figure| figure.tokens.start != margin.tokens.start);
    let (a, b) = (others.next()?, others.next()?);
    let joined = matches!(before(passage, b.tokens.start).as_str(), "to" | "against" | "and")
        || any_of(passage, a.end..b.tokens.start, &["rival", "opponent", "against", "and"]);
    let votes = |figure: &Figure| figure.noun.as_deref().is_none_or(|n| n == "vote");
    let exact = |figure: &Figure| figure.amount.clone();
    if !joined || a.tokens.start > b.tokens.start || ![a, b, margin].into_iter().all(votes) {
        return None;
    }
    if a.noun.is_none() && b.noun.is_none() && margin.noun.is_none() {
        // "312 to 280": of votes, or of nothing that is known.
        let sentence = &passage.sentences.get(passage.sentence_of(a.tokens.start)?)?.tokens;
        let voted = ["vote", "votes", "voted", "ballots", "motion", "bill", "majority"];
        any_of(passage, sentence.clone(), &voted).then_some(())?;
    }
    let (x, y, m): (Amount, Amount, Amount) = (exact(a)?, exact(b)?, exact(margin)?);
    let counts = [a, b, margin].into_iter().all(Figure::is_count);
    let is = x.shown.checked_sub(y.shown)?.abs();
    let slack = x.slack.checked_add(y.slack)?.checked_add(m.slack)?;
    if !counts || is.checked_sub(m.shown)?.abs() <= slack || m.shown > x.shown.max(y.shown) {
        return None;
    }
    let (p, q, r) = (
        quantity::show(&a.quantity),
        quantity::show(&b.quantity),
        quantity::show(&margin.quantity),
    );
    let is = show(is, &margin.quantity);
    let message = format!("from {p} to {q} is {is}, not {r}");
    Some(slip(at, bytes(figures), message, format!("the difference is {is}")))
}

fn bytes(figures: &[Figure]) -> std::ops::Range<usize> {
    let start = figures.iter().map(|figure| figure.bytes.start).min().unwrap_or_default();
    let end = figures.iter().map(|figure| figure.bytes.end).max().unwrap_or_default();
    start..end
}
