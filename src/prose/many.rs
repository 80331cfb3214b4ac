//! Slots that hold more values than one thing can have.
//!
//! Two values of one slot may be a slip. Three and more, each told once and none of them for certain of
//! it, are figures of things that differ in ways that were not understood ("62 deaths", "71 of those who
//! died", "79 deaths" of three groups of road users): nobody gets one fact wrong in three ways. Nor is a
//! figure a slip for another that is several times as much ("won by 53,000 votes", "412,000 votes"),
//! unless its digits are the same.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use super::reading::{Claim, Reading, Said, SaidBy};
use super::thing::{Meaning, ThingIx};
use crate::finding::Confidence;
use crate::record::ValueKind;
use crate::value::date;
use crate::value::quantity::{self, Quantity, significant};

/// Values of a slot from which they are told of several things.
const SEVERAL: usize = 3;

/// How many times another figure is as much, from which the two are told of two things.
const FAR: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

/// The same of a predicate of the vocabulary, under which figures of a part come as well.
const FAR_KNOWN: Decimal = Decimal::TWO;

/// The same where the words say for certain what each is of.
const FAR_SURE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Values of a slot beyond which it is left as it is: each is held against all others.
const MOST: usize = 64;

/// What claims have to share to be compared.
type Slot<'a> = (usize, ThingIx, &'a Said, &'a [SmolStr], &'a [ThingIx], Option<&'a str>);

/// Make claims of slots with several values such that two of them never conflict.
pub(super) fn part(reading: &mut Reading) {
    let mut slots: FxHashMap<Slot<'_>, Vec<usize>> = FxHashMap::default();
    for (at, claim) in reading.claims.iter().enumerate() {
        if let Some(slot) = slot(claim) {
            slots.entry(slot).or_default().push(at);
        }
    }
    let claims = &reading.claims;
    let mut parted = of_one_sentence(claims);
    for mut slot in slots.into_values().filter(|slot| slot.len() > 1) {
        slot.retain(|at| is_figure(&claims[*at]));
        // When something was known tells two figures of about one size apart, and no others.
        let untimed = slot.iter().copied().filter(|at| !is_timed(&claims[*at]));
        if is_many(untimed.clone().map(|at| &claims[at])) {
            parted.extend(untimed);
        }
        parted.extend(far(claims, slot));
    }
    parted.sort_unstable();
    parted.dedup();
    for at in parted {
        sever(&mut reading.claims[at]);
    }
}

/// Make a claim one that no other conflicts with.
pub(super) fn sever(claim: &mut Claim) {
    if let Said::Known(id) | Said::Open { id, .. } = &claim.said {
        let id = format_smolstr!("{id}-of-several");
        let kind = if is_quantity(claim) { ValueKind::Quantity } else { ValueKind::Date };
        claim.said = Said::Recurring { id, kind };
    }
}

/// Those of a slot to which one sentence gives two values: whoever writes them side by side knows that they
/// differ, and means two things.
fn of_one_sentence(claims: &[Claim]) -> Vec<usize> {
    // Two names in one sentence are none of our business, and in "it rose from 12 to 15" the one
    // replaces the other.
    let is_amount = |claim: &Claim| is_quantity(claim) || date::read(&claim.value, None).is_ok();
    let is_meant = |at: &usize| !is_timed(&claims[*at]) && is_amount(&claims[*at]);
    let sentence = |at: &usize| (claims[*at].at, claims[*at].sentence.start);
    let mut sorted: Vec<usize> = (0..claims.len()).collect();
    sorted.sort_by_key(|at| (sentence(at), claims[*at].bytes.start));
    let mut out = Vec::new();
    for same in sorted.chunk_by(|a, b| sentence(a) == sentence(b)).filter(|same| same.len() > 1) {
        let differs = |at: &usize| {
            let other = |with: &usize| {
                let (a, b) = (&claims[*at], &claims[*with]);
                a.value != b.value && are_of_one_slot(a, b) && is_meant(with)
            };
            same.iter().any(other) && is_meant(at)
        };
        out.extend(same.iter().copied().filter(differs));
    }
    out
}

/// Whether two claims can be of one slot, as the same speaker tells them.
fn are_of_one_slot(a: &Claim, b: &Claim) -> bool {
    let thing = |claim: &Claim| match claim.subject {
        Meaning::One { thing, .. } => Some(thing),
        _ => None,
    };
    thing(a).is_some()
        && thing(a) == thing(b)
        && a.said == b.said
        && a.said_by == b.said_by
        && a.scope == b.scope
        && a.place == b.place
        && a.during == b.during
}

/// Whether something is said of when a figure was known.
fn is_timed(claim: &Claim) -> bool {
    claim.as_of.is_some() || !claim.supersedes.is_empty()
}

/// The slot of a figure that the document says itself.
fn slot(claim: &Claim) -> Option<Slot<'_>> {
    let Meaning::One { thing, .. } = claim.subject else { return None };
    let own = claim.said_by.iter().all(|by| *by == SaidBy::Unnamed);
    let during = claim.during.as_deref();
    own.then_some((
        claim.at.document,
        thing,
        &claim.said,
        claim.scope.as_slice(),
        claim.place.as_slice(),
        during,
    ))
}

fn is_quantity(claim: &Claim) -> bool {
    quantity::read(&claim.value, None).is_ok()
}

/// Whether a claim is of a figure; it is read only where its slot has several.
fn is_figure(claim: &Claim) -> bool {
    match &claim.said {
        Said::Known(_) => is_quantity(claim),
        Said::Open { kind, .. } => *kind == ValueKind::Quantity,
        Said::Recurring { .. } | Said::Settled { .. } => false,
    }
}

/// Whether a slot has several values, each told once, and one is of it by a guess.
fn is_many<'a>(claims: impl Iterator<Item = &'a Claim> + Clone) -> bool {
    if claims.clone().nth(SEVERAL - 1).is_none() || claims.clone().nth(MOST).is_some() {
        return false;
    }
    let guessed = claims.clone().any(|claim| claim.confidence != Confidence::High);
    let values: Vec<Quantity> =
        claims.filter_map(|claim| quantity::read(&claim.value, None).ok()).collect();
    let alike = |(at, value): (usize, &Quantity)| {
        values[at + 1..].iter().any(|other| quantity::meet(value, other) == Some(true))
    };
    guessed && values.len() >= SEVERAL && !values.iter().enumerate().any(alike)
}

/// The claims of a slot whose figures are far from every other of it; the first that is told stays.
fn far(claims: &[Claim], mut slot: Vec<usize>) -> Vec<usize> {
    let guessed = slot.iter().any(|at| claims[*at].confidence != Confidence::High);
    if slot.len() < 2 || slot.len() > MOST {
        return Vec::new();
    }
    slot.sort_unstable_by_key(|at| (claims[*at].at, claims[*at].bytes.start));
    let values: Vec<Option<Quantity>> =
        slot.iter().map(|at| quantity::read(&claims[*at].value, None).ok()).collect();
    let known = slot.iter().all(|at| matches!(claims[*at].said, Said::Known(_)));
    let times = match (guessed, known) {
        (true, true) => FAR_KNOWN,
        (true, false) => FAR,
        (false, _) => FAR_SURE,
    };
    let near = |a: &Quantity, b: &Quantity| {
        amounts(a, b).is_none_or(|(a, b)| is_within(a, b, times))
            || quantity::meet(a, b) == Some(true)
    };
    let alone = |at: &usize| {
        let Some(value) = &values[*at] else { return false };
        let mut others = values.iter().enumerate().filter(|(other, _)| other != at);
        !others.any(|(_, other)| other.as_ref().is_none_or(|other| near(value, other)))
    };
    let lonely: Vec<usize> = (0..slot.len()).filter(alone).collect();
    let all = lonely.len() == slot.len();
    lonely.into_iter().skip(usize::from(all)).map(|at| slot[at]).collect()
}

/// Whether one figure can be a slip for another: it is about as much, or has the same digits.
pub(super) fn is_near(a: &Quantity, b: &Quantity) -> bool {
    amounts(a, b).is_none_or(|(a, b)| is_within(a, b, FAR))
}

fn amounts(a: &Quantity, b: &Quantity) -> Option<(Decimal, Decimal)> {
    Some((a.printed.as_ref()?.low, b.printed.as_ref()?.low))
}

fn is_within(a: Decimal, b: Decimal, times: Decimal) -> bool {
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    // "62,000" and "26,000": in another order, and as many of them.
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    let level = low.checked_mul(FAR).is_none_or(|reach| high <= reach);
    let same = |a: Vec<u8>, b: Vec<u8>| a == b || level && sorted(a) == sorted(b);
    low.checked_mul(times).is_none_or(|reach| high <= reach) || same(significant(a), significant(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reading::BlockIx;

    #[test]
    fn a_figure_is_no_slip_for_one_several_times_as_much() {
        let parted = |values: &[&str]| {
            let claims = values.iter().map(|value| claim(value, Confidence::Low));
            let mut reading = Reading { claims: in_sentences(claims), ..Reading::default() };
            part(&mut reading);
            let is = |claim: &Claim| matches!(claim.said, Said::Recurring { .. });
            reading.claims.iter().map(is).collect::<Vec<_>>()
        };
        assert_eq!(parted(&["412,386", "53,472"]), [false, true]);
        assert_eq!(parted(&["143", "144", "144", "11"]), [false, false, false, true]);
        // Thousands for millions, and what is about as much.
        assert_eq!(parted(&["14 million", "14,000"]), [false, false]);
        assert_eq!(parted(&["52", "96"]), [false, false]);
        assert_eq!(parted(&["62,000", "26,000"]), [false, false]);
        assert_eq!(parted(&["31", "130"]), [false, true]);
        assert_eq!(parted(&["52", "120"]), [false, true]);
    }

    fn claim(value: &str, confidence: Confidence) -> Claim {
        let place = (BlockIx { document: 0, block: 0 }, 0..1);
        let said = Said::Known(SmolStr::new_static("deaths"));
        let subject = Meaning::One { thing: ThingIx(0), soft: false };
        Claim { confidence, ..Claim::new(place, said, SmolStr::new(value), subject) }
    }

    /// Each in a sentence of its own.
    fn in_sentences(claims: impl Iterator<Item = Claim>) -> Vec<Claim> {
        let own = |(block, claim)| Claim { at: BlockIx { document: 0, block }, ..claim };
        claims.enumerate().map(own).collect()
    }

    #[test]
    fn two_values_of_one_sentence_are_of_two_things() {
        let pair =
            |second: &str| vec![claim("143", Confidence::High), claim(second, Confidence::High)];
        assert!(parted(pair("144")));
        assert!(!parted(pair("143")));
        // Names are neither figures nor dates.
        let name = |name: &str| claim(name, Confidence::High);
        assert!(!parted(vec![name("Ada Roth"), name("Carl Ek")]));
        // As somebody says, too, unless they are of two places.
        let said = |claim: Claim| Claim { said_by: vec![SaidBy::Thing(ThingIx(1))], ..claim };
        assert!(parted(pair("144").into_iter().map(said).collect()));
        let there = |claim: Claim| Claim { place: vec![ThingIx(2)], ..claim };
        assert!(!parted(vec![
            claim("143", Confidence::High),
            there(claim("144", Confidence::High))
        ]));
        // "It rose from 143 to 144": the one replaces the other.
        let known = Claim { as_of: Some("2024-05-01".into()), ..claim("144", Confidence::High) };
        assert!(!parted(vec![claim("143", Confidence::High), known]));
    }

    fn parted(claims: Vec<Claim>) -> bool {
        let mut reading = Reading { claims, ..Reading::default() };
        part(&mut reading);
        reading.claims.iter().all(|claim| matches!(claim.said, Said::Recurring { .. }))
    }

    #[test]
    fn three_values_that_are_told_once_are_of_three_things() {
        let of = |values: &[&str], confidence| {
            parted(in_sentences(values.iter().map(|value| claim(value, confidence))))
        };
        assert!(of(&["62", "71", "79"], Confidence::Low));
        // A slip; a fact that is told again; what is sure; too many to be looked at.
        assert!(!of(&["143", "144"], Confidence::Low));
        assert!(!of(&["143", "144", "143"], Confidence::Low));
        assert!(!of(&["62", "71", "79"], Confidence::High));
        let many: Vec<String> = (100..200).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(!of(&many, Confidence::Low));
        // Somebody else says one of them.
        let mut claims: Vec<Claim> =
            ["62", "71", "79"].iter().map(|value| claim(value, Confidence::Low)).collect();
        claims[0].said_by = vec![SaidBy::Thing(ThingIx(1))];
        assert!(!parted(claims));
    }
}
