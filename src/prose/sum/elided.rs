//! "The council has 45 seats. The Greens hold 14, Labour 17 and the Centre 12": a list whose noun
//! stands with the whole in the sentence before it; "The choir has 64 singers. It has 18 sopranos,
//! …": a list of what the thing that has so many has.

use rust_decimal::Decimal;

use super::figure::any_on;
use super::kinds::is_kind;
use super::part::{NOT_PARTS, Parts, are_of_hundred, told};
use super::placed::Placed;
use super::{Amount, adds_up, sum};
use crate::prose::lexicon::class;
use crate::prose::passage::MentionKind;
use crate::prose::slip::Slip;
use crate::value::quantity::Printed;
use crate::value::set::Interval;

/// Most figures of a document: of longer ones any sum is that of something.
const MOST: usize = 600;

/// Fewest parts.
const FEWEST: usize = 3;

/// Part of a sum that a whole which is meant to be it lies off at most.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Most tokens between a comma, or "and", and the part behind it: "and the Centre 12".
const ELEMENT: usize = 4;

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let sentences: Vec<&[Placed<'_>]> = all.chunk_by(Placed::is_beside).collect();
    for pair in sentences.windows(2) {
        let [[whole], parts] = pair else { continue };
        let named = last(parts);
        let all_parts: Vec<Placed<'_>>;
        let parts = if let Some(named) = named {
            all_parts = parts.iter().cloned().chain([named]).collect();
            &all_parts
        } else {
            *parts
        };
        if !whole.is_in(out) {
            out.extend(check(all, whole, parts));
        }
    }
}

/// "And the Greens 12": the last part, where the name before it has drawn its number in.
fn last<'t>(parts: &[Placed<'t>]) -> Option<Placed<'t>> {
    let before = parts.last()?;
    let passage = before.passage;
    let mentions = passage.mentions_of(before.sentence);
    let name = mentions.iter().rfind(|mention| matches!(mention.kind, MentionKind::Name))?;
    let (first, end) = (name.tokens.start, name.tokens.end);
    let number: Decimal = passage.token(end.checked_sub(1)?).replace(',', "").parse().ok()?;
    let behind = first >= before.figure.tokens.end && name.tokens.len() > 1;
    let closes = matches!(passage.token(end), "." | "" | ";");
    let own = before.figure.amount.as_ref().filter(|_| behind && closes)?;
    let mut out = before.clone();
    let tokens = end - 1..end;
    out.figure.amount = Some(Amount { shown: number, ..own.clone() });
    out.figure.quantity.set = Interval::point(number);
    out.figure.quantity.printed = Some(Printed { low: number, high: None });
    out.figure.noun = None;
    (out.figure.end, out.figure.bytes, out.figure.tokens) = (end, passage.bytes(&tokens), tokens);
    Some(out)
}

fn check(all: &[Placed<'_>], whole: &Placed<'_>, parts: &[Placed<'_>]) -> Option<Slip> {
    let first = parts.first()?;
    let directly = if whole.at == first.at {
        whole.index + 1 == first.index
    } else {
        let last = whole.passage.sentences.len() == whole.index + 1;
        whole.at.block + 1 == first.at.block && last && first.index == 0
    };
    let has = |placed: &Placed<'_>| {
        let start = placed.figure.tokens.start;
        let ahead = start.saturating_sub(2).max(placed.sentence.tokens.start)..start;
        ahead.into_iter().any(|at| placed.passage.tokens[at].word.is(class::HAVE))
    };
    let amount = whole.figure.amount.as_ref()?;
    let noun = whole.figure.noun.as_ref()?;
    let start = first.sentence.tokens.start;
    let bare = parts.iter().enumerate().all(|(ix, part)| {
        let own = part.figure.noun.as_ref();
        own.is_none() || (ix == 0 && own == Some(noun))
    });
    let kinds = parts
        .iter()
        .all(|part| part.figure.noun.as_ref().is_some_and(|own| own == noun || is_kind(own, noun)));
    let pronoun = kinds && first.passage.is_any(start, &["it", "they"]) && has(first);
    let flat = parts.iter().chain([whole]).all(|p| p.own && p.figure.is_count());
    if !directly || !flat || !(bare || pronoun) || parts.len() < FEWEST || !are_listed(parts) {
        return None;
    }
    let around = whole.figure.tokens.start.saturating_sub(2)..whole.figure.end + 1;
    if any_on(whole.passage, around, &NOT_PARTS)
        || any_on(first.passage, first.sentence.tokens.clone(), &NOT_PARTS)
    {
        return None;
    }
    let unit = &amount.unit;
    let in_unit = |part: &Placed<'_>| {
        let own = part.figure.amount.as_ref()?;
        Some(Amount { unit: unit.clone(), ..own.clone() })
    };
    let amounts: Option<Vec<Amount>> = parts.iter().map(in_unit).collect();
    let amounts = amounts?;
    let total = sum(&amounts.iter().collect::<Vec<_>>(), amount)?;
    let apart = total.shown.checked_sub(amount.shown)?.abs();
    // What is left, or the sum itself, is told somewhere else.
    let elsewhere = all.iter().any(|placed| {
        let shown = placed.figure.amount.as_ref().map(|amount| amount.shown);
        shown.is_some_and(|shown| shown == apart || shown == total.shown)
    });
    if adds_up(&total, amount) || elsewhere || apart > total.shown.checked_mul(NEAR)? {
        return None;
    }
    let figures =
        Parts { whole: &whole.figure, parts: parts.iter().map(|part| &part.figure).collect() };
    if are_of_hundred(&figures.parts, total.shown) {
        return None;
    }
    let mut slip = told(whole.at, &figures, total.shown);
    slip.bytes = whole.figure.bytes.clone();
    let label = format!("the first of {} parts", parts.len());
    slip.other = Some((first.at, first.figure.bytes.clone(), label));
    Some(slip)
}

/// Whether all figures of a sentence are the elements of one list.
fn are_listed(parts: &[Placed<'_>]) -> bool {
    let linked = |pair: &[Placed<'_>]| {
        let [a, b] = pair else { return false };
        let between = a.figure.tokens.end..b.figure.tokens.start;
        let link =
            between.clone().rev().find(|at| matches!(a.passage.token(*at), "," | ";" | "and"));
        link.is_some_and(|link| between.end - link <= ELEMENT)
    };
    let and = parts.iter().rev().nth(1).zip(parts.last()).is_some_and(|(a, b)| {
        (a.figure.tokens.end..b.figure.tokens.start).any(|at| a.passage.is(at, "and"))
    });
    and && parts.windows(2).all(linked)
}
