//! Parts of which the last is said to be all that is left: "of these, 88 have come back, 30 were found and
//! the other 38 are being sought", beside a whole of 146; "20 seats went to the Greens, 14 to Labour and
//! the remaining nine to the Centre", beside 45.
//!
//! "The other", "the remaining" and "the rest" say that nothing else belongs to the whole. What else the
//! parts are is not asked: where no choice of the figures before it makes up the whole with the last, one
//! of them is wrong.

use rust_decimal::Decimal;

use super::figure::{any_of, any_on, before, joined_noun};
use super::placed::Placed;
use super::{Amount, adds_up, show, slip, sum};
use crate::prose::gist;
use crate::prose::passage::Passage;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity;

/// Most parts before the last.
const MOST: usize = 6;

/// Part of the whole that a sum which is meant to be it lies off at most.
const NEAR: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// The same, where nothing but the amounts says which whole is meant.
const CLOSE: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// Words of a sentence whose figures are no parts of one whole.
static APART: Words = Words::new(&[
    "including",
    "includes",
    "include",
    "among",
    "both",
    "each",
    "every",
    "per",
    "than",
    "average",
    "against",
    "from",
    "compared",
    "if",
    "would",
    "could",
    "or",
    "minus",
    "respectively",
]);

/// Most tokens from "of" to the whole: "of the company's 45".
const LED: usize = 4;

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    let sentences: Vec<&[Placed<'_>]> = all.chunk_by(Placed::is_beside).collect();
    for (ix, sentence) in sentences.iter().enumerate() {
        if let Some(slip) = exhausted(sentence, all) {
            if !out.iter().any(|known| known.at == slip.at && known.bytes == slip.bytes) {
                out.push(slip);
            }
            continue;
        }
        let last = (1..sentence.len()).rev().find(|at| closes(&sentence[*at]));
        let first = || sentence.first().filter(|only| sentence.len() == 1 && closes(only));
        let (parts, last) = match last {
            Some(at) => (&sentence[..at], &sentence[at]),
            None => match first() {
                Some(only) => (&sentence[..0], only),
                None => continue,
            },
        };
        let ahead = ix.checked_sub(1).and_then(|at| sentences.get(at));
        let ahead = ahead
            .filter(|ahead| ahead[0].at == last.at && ahead[0].index + 1 >= last.index && last.own);
        let known = |slip: &Slip| {
            slip.at == last.at
                && sentence.iter().chain(ahead.copied().into_iter().flatten()).any(|placed| {
                    slip.bytes.start <= placed.figure.bytes.start
                        && placed.figure.bytes.end <= slip.bytes.end
                })
        };
        if !out.iter().any(known) {
            out.extend(check(parts, last, ahead.map_or(&[], |ahead| *ahead)));
        }
    }
}

/// "Two mates, five sailors and a cook, and nobody else": parts of a sentence that says that they are all,
/// against the one count elsewhere that is about as much and is told with its words.
fn exhausted(sentence: &[Placed<'_>], all: &[Placed<'_>]) -> Option<Slip> {
    /// Words behind "and" that close a list.
    const ELSE: &[&[&str]] = &[
        &["nobody", "else"],
        &["nothing", "else"],
        &["none", "else"],
        &["no", "others"],
        &["no", "other"],
        &["no", "one", "else"],
        &["no-one", "else"],
        &["leaving", "nothing"],
        &["leaving", "none"],
        &["nothing", "left"],
    ];
    let first = sentence.first()?;
    let passage = first.passage;
    let tokens = first.sentence.tokens.clone();
    let says = |at: usize| {
        ELSE.iter().any(|words| words.iter().enumerate().all(|(n, word)| passage.is(at + n, word)))
    };
    // "And everything else for 495": the last part is all else.
    let rest = tokens.clone().find(|at| {
        passage.is_any(*at, &["everything", "everyone", "everybody"]) && passage.is(*at + 1, "else")
    });
    let rest = rest.filter(|at| sentence.iter().any(|part| part.figure.tokens.start > *at));
    let close = rest.map(|_| tokens.end).or_else(|| tokens.clone().find(|at| says(*at)))?;
    let parts: Vec<&Placed<'_>> =
        sentence.iter().filter(|part| part.figure.tokens.end <= close).collect();
    let amounts: Vec<&Amount> =
        parts.iter().map(|part| part.figure.amount.as_ref()).collect::<Option<_>>()?;
    let like = amounts.windows(2).all(|pair| pair[0].is_like(pair[1]));
    // "Everything else, from parks to roads": inside of the last part.
    let apart = |at: usize| {
        let inside = rest.is_some_and(|rest| at > rest) && passage.is(at, "from");
        passage.is_of(at, &APART) && !inside
    };
    if parts.len() < 2 || !like || (tokens.start..close).any(apart) {
        return None;
    }
    let unit = &amounts.first()?.unit;
    let words = gist::lemmas(passage, tokens.clone());
    let shares = |whole: &Placed<'_>| {
        let mut there = gist::lemmas(whole.passage, whole.sentence.tokens.clone());
        there.extend(joined_noun(whole.passage, &whole.figure));
        there.iter().any(|word| words.contains(word))
    };
    // What leaves nothing out by its own words need not share one with its whole, if that is near.
    let (near, several) = match rest {
        Some(_) => (CLOSE, parts.len() > 2),
        None => (NEAR, false),
    };
    let mut found: Option<(&Placed<'_>, super::Sum)> = None;
    for whole in all.iter().filter(|whole| !whole.is_beside(first)) {
        let Some(total) = whole.figure.amount.as_ref().filter(|a| a.unit.comparable(unit)) else {
            continue;
        };
        let as_whole: Vec<Amount> = amounts
            .iter()
            .map(|own| Amount { unit: total.unit.clone(), ..(*own).clone() })
            .collect();
        let Some(come) = sum(&as_whole.iter().collect::<Vec<_>>(), total) else { continue };
        if adds_up(&come, total) {
            return None;
        }
        let near = come.shown.checked_sub(total.shown)?.abs() <= total.shown.checked_mul(near)?;
        let less = amounts.iter().all(|part| part.shown < total.shown);
        if !(near && less && whole.own && (several || shares(whole))) {
            continue;
        }
        // Of two that both may be meant, neither is.
        let shown = |placed: &Placed<'_>| placed.figure.amount.as_ref().map(|a| a.shown);
        if several && found.as_ref().is_some_and(|(known, _)| shown(known) != shown(whole)) {
            return None;
        }
        let far = |placed: &Placed<'_>| placed.at.block.abs_diff(first.at.block);
        found = match found {
            Some(known) if far(known.0) <= far(whole) => Some(known),
            _ => Some((whole, come)),
        };
    }
    let (whole, come) = found?;
    let shown: Vec<String> =
        parts.iter().map(|part| quantity::show(&part.figure.quantity)).collect();
    Some(told(whole, &shown, come.shown, (first, "and nothing else")))
}

/// A whole that its parts do not come to.
fn told(whole: &Placed<'_>, parts: &[String], come: Decimal, other: (&Placed<'_>, &str)) -> Slip {
    let (is, all) = (quantity::show(&whole.figure.quantity), show(come, &whole.figure.quantity));
    let message =
        format!("the total is {is}, but {} come to {all}", crate::text::list(parts, "and"));
    let label = format!("the parts come to {all}");
    let mut slip = slip(whole.at, whole.figure.bytes.clone(), message, label);
    slip.other = Some((other.0.at, other.0.figure.bytes.clone(), other.1.to_owned()));
    slip
}

/// Whether a figure is told as all that is left: "the remaining six", "the other 38", "the rest, 12".
fn closes(placed: &Placed<'_>) -> bool {
    let (passage, start) = (placed.passage, placed.figure.tokens.start);
    let word = before(passage, start);
    let led = |at: usize| at > 0 && passage.is_any(at - 1, &["the", "its", "their", "his", "her"]);
    let left = matches!(word.as_str(), "remaining" | "other") && led(start - 1);
    let rest = word == "," && start > 1 && passage.is(start - 2, "rest") && led(start - 2);
    let exact = placed.figure.amount.is_some() && !placed.figure.is_share();
    (left || rest) && exact && !is_of_them(passage, placed)
}

/// "The other 38 of the lorries".
fn is_of_them(passage: &Passage<'_>, placed: &Placed<'_>) -> bool {
    passage.is(placed.figure.tokens.end, "of")
}

fn check(parts: &[Placed<'_>], last: &Placed<'_>, ahead: &[Placed<'_>]) -> Option<Slip> {
    let passage = last.passage;
    let tokens = last.sentence.tokens.clone();
    if any_on(passage, tokens.clone(), &APART) || parts.len() > MOST {
        return None;
    }
    let like =
        |placed: &&Placed<'_>| placed.figure.quantity.unit.comparable(&last.figure.quantity.unit);
    let own: Vec<&Placed<'_>> = parts.iter().filter(like).collect();
    // "The town has 45 seats: …", "of the 45, …": the whole stands before its parts.
    let opens = own.first().filter(|first| {
        let figure = &first.figure;
        let led = passage.is(tokens.start, "of")
            && figure.tokens.start - tokens.start <= LED
            && !any_of(
                passage,
                tokens.start..figure.tokens.start,
                &[",", "these", "those", "them"],
            );
        let end = figure.end.max(figure.tokens.end);
        led || passage.is_any(end, &[":", "\u{2014}", "\u{2013}"])
            || passage.token(end) == ","
                && passage.is(end + 1, "of")
                && passage.is_any(end + 2, &["which", "whom"])
    });
    let (whole, parts) = match opens {
        Some(whole) => (*whole, &own[1..]),
        // Of what the sentence before counts last.
        None => (ahead.iter().rev().find(like)?, own.as_slice()),
    };
    if parts.is_empty() || is_of_two(whole, parts, last) {
        return None;
    }
    let total = whole.figure.amount.as_ref()?;
    let amount = |placed: &&Placed<'_>| {
        let own = placed.figure.amount.as_ref()?;
        Some(Amount { unit: total.unit.clone(), ..own.clone() })
    };
    let left = amount(&last)?;
    let amounts: Vec<Amount> = parts.iter().map(amount).collect::<Option<_>>()?;
    let choose = |choice: usize| -> Option<super::Sum> {
        let chosen = amounts.iter().enumerate().filter(|(at, _)| choice & (1 << at) != 0);
        let chosen: Vec<&Amount> = chosen.map(|(_, amount)| amount).chain([&left]).collect();
        sum(&chosen, total)
    };
    let every = (1_usize << amounts.len()) - 1;
    let fits = |choice| choose(choice).is_some_and(|sum| adds_up(&sum, total));
    let all = choose(every)?;
    let apart = all.shown.checked_sub(total.shown)?.abs();
    let is_told = |placed: &Placed<'_>| {
        placed.figure.amount.as_ref().is_some_and(|amount| adds_up(&all, amount))
    };
    let near = apart <= total.shown.checked_mul(NEAR)?;
    let less = amounts.iter().chain([&left]).all(|part| part.shown < total.shown);
    if !near || !less || (0..=every).any(fits) || ahead.iter().any(is_told) {
        return None;
    }
    let shown: Vec<String> =
        parts.iter().chain([&last]).map(|placed| quantity::show(&placed.figure.quantity)).collect();
    Some(told(whole, &shown, all.shown, (last, "all that is left")))
}

/// Whether what is counted says that a whole is of something else than its parts.
fn is_of_two(whole: &Placed<'_>, parts: &[&Placed<'_>], last: &Placed<'_>) -> bool {
    let noun = whole.figure.noun.as_ref();
    let mut nouns = parts.iter().copied().chain([last]).filter_map(|p| p.figure.noun.as_ref());
    let counts = whole.figure.is_count();
    counts && whole.index != last.index && nouns.all(|own| Some(own) != noun) && {
        // "Of these", "of them": of what was counted, whatever the parts are.
        let start = last.sentence.tokens.start;
        let of = last.passage.is(start, "of");
        let bare = parts.iter().copied().chain([last]).all(|p| p.figure.noun.is_none());
        // "It has 54 seats. The Reds will have 23 of them".
        let of_them = |placed: &Placed<'_>| {
            is_of_them(placed.passage, placed)
                && placed.passage.is_any(placed.figure.tokens.end + 1, &["them", "these", "those"])
        };
        !(of || bare || parts.iter().copied().any(of_them))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{all_slips, check_by};

    #[test]
    fn what_is_left_makes_up_the_whole() {
        check_by(
            all_slips,
            &[
                (
                    "The port lost 146 crates. Of these, 88 have come back, 30 were found in a barn, and the other 38 are being sought.",
                    1,
                ),
                (
                    "The port lost 156 crates. Of these, 88 have come back, 30 were found in a barn, and the other 38 are being sought.",
                    0,
                ),
                (
                    "Of the £1.2 million, £500,000 went on roads, £400,000 on the roof and the remaining £200,000 on parks.",
                    1,
                ),
                (
                    "Of the £1.1 million, £500,000 went on roads, £400,000 on the roof and the remaining £200,000 on parks.",
                    0,
                ),
                ("The town has 120 boats: 50 ferries, 40 tugs and the other 20 trawlers.", 1),
                (
                    "The town has 110 boats, among them 50 ferries, 40 tugs and the other 20 trawlers.",
                    0,
                ),
                (
                    "Three ships came. Of the wounded, 38 were at the Orlen clinic and 21 at the Varde clinic; the other 12 had gone home.",
                    0,
                ),
                (
                    "The crew of the boat numbered nine.\n\nOn board the boat were two mates, five sailors and a cook of 50, and nobody else.",
                    0,
                ),
                (
                    "The boat had a crew of 38.\n\nOn the boat were nine mates, 21 sailors and six cooks, and nobody else.",
                    1,
                ),
                (
                    "The boat had a crew of 36.\n\nOn the boat were nine mates, 21 sailors and six cooks, and nobody else.",
                    0,
                ),
                (
                    "The office received 2,480 letters.\n\nRoads accounted for 940 of them, parks for 705, water for 410 and everything else, from noise to trees, for 225.",
                    1,
                ),
                (
                    "The office received 2,280 letters.\n\nRoads accounted for 940 of them, parks for 705, water for 410 and everything else, from noise to trees, for 225.",
                    0,
                ),
                (
                    "The port will spend £2.8 million on its sheds.\n\nOf this sum for sheds, £1.2 million goes on roofs, £800,000 on doors and £500,000 on lifts, leaving nothing for paint.",
                    1,
                ),
                (
                    "The port will spend £2.5 million on its sheds.\n\nOf this sum for sheds, £1.2 million goes on roofs, £800,000 on doors and £500,000 on lifts, leaving nothing for paint.",
                    0,
                ),
                (
                    "The port will spend £2.8 million on its sheds.\n\nOf the money, £1.2 million goes on roofs, £800,000 on doors and £500,000 on lifts, leaving nothing for paint.",
                    0,
                ),
                (
                    "The port will spend £2.8 million on piers. Of this sum, £1.2 million goes on roofs, £800,000 on doors and £500,000 on lifts, leaving nothing for paint.",
                    1,
                ),
                (
                    "The port will spend £2.5 million on piers. Of this sum, £1.2 million goes on roofs, £800,000 on doors and £500,000 on lifts, leaving nothing for paint.",
                    0,
                ),
                (
                    "The senate has 54 seats. The Reds will have 23 of them and the Blues 19, with the Greens on seven; the remaining six belong to others.",
                    1,
                ),
                (
                    "The senate has 55 seats. The Reds will have 23 of them and the Blues 19, with the Greens on seven; the remaining six belong to others.",
                    0,
                ),
                (
                    "The 72-seat senate was chosen.\n\nThe Reds took 40 seats, the Blues 20 and the Greens 15; no one else was elected.",
                    1,
                ),
                (
                    "The 75-seat senate was chosen.\n\nThe Reds took 40 seats, the Blues 20 and the Greens 15; no one else was elected.",
                    0,
                ),
                ("The town has 12 boats. Three men came, four left and the other six stayed.", 0),
            ],
        );
    }
}
