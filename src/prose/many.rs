//! Slots that hold more values than one thing can have.
//!
//! Two values of one slot may be a slip. Three and more, each told once and none of them for certain of
//! it, are figures of things that differ in ways that were not understood ("62 deaths", "71 of those who
//! died", "79 deaths" of three groups of road users): nobody gets one fact wrong in three ways.

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use super::reading::{Claim, Reading, Said};
use super::thing::{Meaning, ThingIx};
use crate::finding::Confidence;
use crate::record::ValueKind;
use crate::value::quantity::{self, Quantity};

/// Values of a slot from which they are told of several things.
const SEVERAL: usize = 3;

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
    let several = slots.into_values().filter(|slot| slot.len() >= SEVERAL).map(|mut slot| {
        slot.retain(|at| is_figure(&claims[*at]));
        slot
    });
    let many = several.filter(|slot| is_many(slot.iter().map(|at| &claims[*at])));
    let many: Vec<usize> = many.flatten().collect();
    for at in many {
        let claim = &mut reading.claims[at];
        if let Said::Known(id) | Said::Open { id, .. } = &claim.said {
            let id = format_smolstr!("{id}-of-several");
            claim.said = Said::Recurring { id, kind: ValueKind::Quantity };
        }
    }
}

/// The slot of a figure that nothing tells apart in time.
fn slot(claim: &Claim) -> Option<Slot<'_>> {
    let Meaning::One { thing, .. } = claim.subject else { return None };
    let own = claim.said_by.is_empty();
    let timed = claim.as_of.is_some() || !claim.supersedes.is_empty();
    let during = claim.during.as_deref();
    (own && !timed).then_some((
        claim.at.document,
        thing,
        &claim.said,
        claim.scope.as_slice(),
        claim.place.as_slice(),
        during,
    ))
}

/// Whether a claim is of a figure; it is read only where its slot has several.
fn is_figure(claim: &Claim) -> bool {
    match &claim.said {
        Said::Known(_) => quantity::read(&claim.value, None).is_ok(),
        Said::Open { kind, .. } => *kind == ValueKind::Quantity,
        Said::Recurring { .. } => false,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::reading::BlockIx;

    fn claim(value: &str, confidence: Confidence) -> Claim {
        let place = (BlockIx { document: 0, block: 0 }, 0..1);
        let said = Said::Known(SmolStr::new_static("deaths"));
        let subject = Meaning::One { thing: ThingIx(0), soft: false };
        Claim { confidence, ..Claim::new(place, said, SmolStr::new(value), subject) }
    }

    fn parted(claims: Vec<Claim>) -> bool {
        let mut reading = Reading { claims, ..Reading::default() };
        part(&mut reading);
        reading.claims.iter().all(|claim| matches!(claim.said, Said::Recurring { .. }))
    }

    #[test]
    fn three_values_that_are_told_once_are_of_three_things() {
        let of = |values: &[&str], confidence| {
            parted(values.iter().map(|value| claim(value, confidence)).collect())
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
        claims[0].said_by = vec![crate::prose::reading::SaidBy::Unnamed];
        assert!(!parted(claims));
    }
}
