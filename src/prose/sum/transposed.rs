//! Amounts that are mistyped where a short text tells them again: "a bill of £8,450" and "the price of
//! £8,540"; "118 services were cancelled" and "the 181 trains"; "a fee of 730,000 euros" and "the 730,000
//! crowns", "18 million" and "18 billion".
//!
//! Two digits the other way round is how numbers are mistyped, and seldom how two of them differ; so is one
//! number in two currencies or scales. In a long text two of many are so by chance; in a short one they
//! are not, whatever words they are told in. Short numbers are, so that of two digits more is asked for,
//! and so it is of longer texts.

use rust_decimal::Decimal;

use super::digits::is_swapped;
use super::figure::any_of;
use super::kinds::is_kind;
use super::placed::Placed;
use super::recalled::{OTHERS, are_of_two_times, is_made_of, is_recalled};
use crate::prose::gist::{self, Gist};
use crate::prose::passage::MentionKind;
use crate::prose::slip::Slip;
use crate::value::quantity::{Unit, show, significance};

/// What to do about them.
const HELP: &str = "find out which is right; one of them may be mistyped";

/// Most figures of a short text: among more, two are alike by chance.
const SHORT: usize = 20;

/// Most figures of a text that is no longer short, but in which words may still say that one thing is meant.
const MOST: usize = 60;

/// Digits, zeros at the end aside, that are alike by no chance.
const DIGITS: usize = 3;

/// Most amounts of money of a text in which two with fewer digits are.
const FEW: usize = 4;

/// Slips of a document, of whose figures it is told.
pub(super) fn slips<'a, 't>(all: &'a [Placed<'t>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let flat: Vec<(&'a Placed<'t>, Decimal)> =
        all.iter().filter_map(|placed| Some((placed, flat(placed)?))).collect();
    for (at, (later, m)) in flat.iter().enumerate() {
        let slipped = |(first, n): &(&'a Placed<'t>, Decimal)| {
            Some((*first, how((first, *n), (later, *m), all)?))
        };
        let mut like = flat[..at].iter().filter_map(slipped);
        let Some((first, why)) = like.next().filter(|_| like.next().is_none()) else { continue };
        if later.is_in(out) {
            continue;
        }
        let (n, m) = (show(&first.figure.quantity), show(&later.figure.quantity));
        out.push(later.against(first, format!("{n} or {m}: {why}"), HELP));
    }
}

/// What an amount is of, whatever the time that it is for: "€1,200 a year", "a grant of €2,100".
fn plain(unit: &Unit) -> &Unit {
    match unit {
        Unit::Rate(unit, _) => unit,
        unit => unit,
    }
}

/// The amount of a figure, which nothing around it leaves open.
fn flat(placed: &Placed<'_>) -> Option<Decimal> {
    let (passage, figure) = (placed.passage, &placed.figure);
    let printed = figure.quantity.printed.as_ref().filter(|printed| printed.high.is_none())?;
    let around = figure.tokens.start.saturating_sub(2)..figure.end + 1;
    let tells = printed.low > Decimal::TEN || significance(printed.low) >= DIGITS;
    (tells && !any_of(passage, around, OTHERS)).then_some(printed.low)
}

/// How one of two amounts of two sentences may be the other, mistyped.
fn how(
    (first, n): (&Placed<'_>, Decimal),
    (later, m): (&Placed<'_>, Decimal),
    all: &[Placed<'_>],
) -> Option<&'static str> {
    let is_date = |kind: &MentionKind| matches!(kind, MentionKind::Date(_));
    let why = if first.is_beside(later) {
        None
    } else if is_in_other_unit((first, n), (later, m), all) {
        Some("one number in two currencies or scales")
    } else {
        is_transposed((first, n), (later, m), all)
            .then_some("the same digits, two of them the other way round")
    };
    let told = || all.len() <= SHORT || words_in_common(first, later) > 0;
    why.filter(|_| !are_of_two_times(first, later, is_date) && told())
}

/// "A fee of 730,000 euros", "the 730,000 crowns"; "18 million", "an 18-billion-dirham film".
fn is_in_other_unit(
    (first, n): (&Placed<'_>, Decimal),
    (later, m): (&Placed<'_>, Decimal),
    all: &[Placed<'_>],
) -> bool {
    /// Digits of a number that is told as known.
    const KNOWN: usize = 1;
    /// The same of one that is not.
    const LONG: usize = 2;
    /// Least amount that is in two currencies by no chance.
    const LEAST: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
    let (a, b) = (&first.figure.quantity.unit, &later.figure.quantity.unit);
    if a == &Unit::Share || b == &Unit::Share {
        return false;
    }
    let money = |unit: &Unit| matches!(plain(unit), Unit::Money(_));
    // What is told in both is converted.
    let both =
        |unit: &Unit| all.iter().filter(|p| plain(&p.figure.quantity.unit) == unit).count() > 1;
    let currencies = || {
        let one = n == m && m >= LEAST && money(a) && money(b) && plain(a) != plain(b);
        one && !are_both_dollars(plain(a), plain(b)) && !(both(plain(a)) && both(plain(b)))
    };
    let scaled = |placed: &Placed<'_>| {
        let tokens = placed.figure.tokens.clone();
        tokens.into_iter().any(|at| SCALES.iter().any(|s| placed.passage.lower(at).contains(s)))
    };
    let thousands = || {
        let times = n.max(m).checked_div(n.min(m));
        times
            .is_some_and(|times| times == THOUSAND || Some(times) == THOUSAND.checked_mul(THOUSAND))
    };
    let scales = || {
        let one = n != m && a == b && !a.is_count() && thousands();
        one && significance(m) >= LONG && scaled(first) && scaled(later)
    };
    let enough = || if is_recalled(later) { KNOWN } else { LONG };
    (currencies() || scales()) && significance(m) >= enough()
}

/// Whether two amounts are both of dollars, one of which may be called no more than that: "450 million Canadian
/// dollars", "the $450 million".
fn are_both_dollars(a: &Unit, b: &Unit) -> bool {
    let code = |unit: &Unit| match unit {
        Unit::Money(code) => Some(code.clone()),
        _ => None,
    };
    let (Some(a), Some(b)) = (code(a), code(b)) else { return false };
    (a == "USD" && b.ends_with('D')) || (b == "USD" && a.ends_with('D'))
}

/// Words of scale.
const SCALES: &[&str] = &["thousand", "million", "billion", "trillion"];

/// How far one scale is from the next.
const THOUSAND: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// Whether one of two amounts of one kind is the other with two digits changed.
fn is_transposed(
    (first, n): (&Placed<'_>, Decimal),
    (later, m): (&Placed<'_>, Decimal),
    all: &[Placed<'_>],
) -> bool {
    let (a, b) = (plain(&first.figure.quantity.unit), plain(&later.figure.quantity.unit));
    let comparable = a.comparable(b) || (first.figure.is_count() && later.figure.is_count());
    if !comparable || !is_swapped(n, m) {
        return false;
    }
    let (long, known) = (significance(n).max(significance(m)) >= DIGITS, is_recalled(later));
    let meant = match b {
        Unit::Money(_) => {
            let money = |p: &&Placed<'_>| matches!(plain(&p.figure.quantity.unit), Unit::Money(_));
            long || all.iter().filter(money).count() <= FEW
        }
        _ if later.figure.is_count() => match are_of_one(first, later) {
            true => long || known,
            false => long && known,
        },
        _ => long && (known || words_in_common(first, later) > 0),
    };
    meant && !is_made_of(all.iter().filter(|other| !std::ptr::eq(*other, later)), m)
}

/// Whether two figures count one kind of thing.
fn are_of_one(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let nouns = a.figure.noun.as_deref().zip(b.figure.noun.as_deref());
    nouns.is_some_and(|(a, b)| gist::alike(a, b) || is_kind(a, b) || is_kind(b, a))
}

fn words_in_common(a: &Placed<'_>, b: &Placed<'_>) -> usize {
    let said = Gist::of(a.passage, a.sentence.tokens.clone());
    let words = gist::lemmas(b.passage, b.sentence.tokens.clone());
    words.iter().filter(|word| said.holds(word)).count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of, sums_of};

    #[test]
    fn in_a_longer_text_words_say_that_one_amount_is_meant() {
        let many = vec!["It had 14 eggs."; 20];
        let text = |later: &str| {
            format!("The bill of the mill was £8,450.\n\n{}\n\n{later}", many.join("\n\n"))
        };
        check_by(
            sums_of,
            &[(text("The mill paid the £8,540 in May."), 1), (text("A new roof took £8,540."), 0)],
        );
    }

    #[test]
    fn digits_that_have_changed_places_are_those_of_one_amount() {
        check_by(
            |markdown| slips_of(super::super::CONFLICT, markdown),
            &[
                // Courts, ports, theatres, farms, hospitals, sport.
                (
                    "The court put the damage at £6,720.\n\nHe has until May to find a sum of £6,270.",
                    1,
                ),
                (
                    "The strike held up 138 lorries at the port.\n\nHauliers blame the union for the 183 vehicles.",
                    1,
                ),
                (
                    "The theatre sold 2,460 tickets in a day.\n\nWith 2,640 seats gone, the box office shut.",
                    1,
                ),
                (
                    "The dairy will pay €48 million for the mill.\n\nFew of the farmers thought €84 million a bargain.",
                    1,
                ),
                (
                    "Each ward can spend €1,300 a year on books.\n\nA grant of €3,100, said a nurse, would buy a library.",
                    1,
                ),
                (
                    "The builder put the work at 150,000 euros.\n\nA bill of 105,000 euros is a burden for thirty years.",
                    1,
                ),
                ("The jumper cleared 6.72 metres.\n\nHer jump of 7.62 metres is a record.", 1),
                (
                    "He wrote cheques for $47,200 in all.\n\n\"You took forty-two thousand seven hundred dollars,\" she said.",
                    1,
                ),
                // Currencies and scales.
                (
                    "The port fined the line 700,000 euros.\n\nThe 700,000 Swiss francs will be paid in May.",
                    1,
                ),
                (
                    "The bridge will cost 18 million pesos.\n\nAn 18-billion-peso bridge, he said, is dear.",
                    1,
                ),
                ("The fee is 700,000 euros.\n\nShe earns 600,000 Swiss francs.", 0),
                ("The mill cost 18 million pesos.\n\nIt made 14 billion nails.", 0),
                ("A seat costs £25.\n\nIn Spain a seat costs €25.", 0),
                // Two things of two kinds, two times, a sum, a rest, a short number, one sentence.
                ("The farm has 214 hens.\n\nTheir eggs went to 241 shops.", 0),
                ("In 2019 the choir sold 1,460 seats.\n\nIn 2023 the choir sold 1,640 seats.", 0),
                ("She drew 214 maps at the school.\n\nHer pupils drew the other 241 maps.", 0),
                (
                    "It cost £412 to hire and £9 to fill. A van cost £421 in all.\n\nNobody complained of the £421.",
                    0,
                ),
                ("Rovers scored 21 points at home.\n\nUnited scored 12 points.", 0),
                ("The price fell from £8,540 to £8,450.", 0),
                (
                    "The fee is £62. A child pays £31.\n\nLunch is £14, tea is £9 and a map is £26.",
                    0,
                ),
            ],
        );
    }
}
