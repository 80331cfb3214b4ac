//! How the populations, places and periods of two claims lie to each other.

use crate::claim::scope::Nesting;
use crate::claim::{Claim, ClaimValue, EntityIx, Place, Scope, World};
use crate::record::{Change, ValueKind};
use crate::value::date::Day;
use crate::value::quantity::Unit;

/// How what one claim counts lies to what another counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Same,
    /// The first counts a part of what the second counts.
    Part,
    /// The second counts a part of what the first counts.
    Whole,
    /// Nothing to compare.
    Apart,
    /// It is not settled, for this reason.
    Unsettled(&'static str),
}

/// A relation, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Related {
    /// The relation.
    pub relation: Relation,
    /// Whether one lies in the other only because a default names the scope or place.
    pub by_default: bool,
    /// Whether scope or place differ (and not only the period).
    pub other_scope: bool,
}

/// What one slot shares within its family: scope, places (after identity), period, and a unit in
/// which its amounts can be compared. Places part only quantities.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell<'w> {
    scope: &'w Scope,
    places: Vec<EntityIx>,
    period: Option<(Day, Day)>,
    /// Of amounts that are no counts; the nouns of counts part nothing.
    unit: Option<&'w Unit>,
}

/// The slot of a claim within its family.
#[must_use]
pub fn cell<'w>(world: &World, claim: &'w Claim, period: Option<(Day, Day)>) -> Cell<'w> {
    let mut places = Vec::new();
    if world.predicate_of(claim).kind == ValueKind::Quantity {
        places.extend(claim.place.places.iter().map(|ix| world.identity.class(*ix)));
        places.sort_unstable();
    }
    let unit = match &claim.value {
        ClaimValue::Quantity(quantity) => Some(&quantity.unit).filter(|unit| !unit.is_count()),
        _ => None,
    };
    Cell { scope: &claim.scope, places, period, unit }
}

/// How two claims of one family are related; periods are those of per-period figures.
#[must_use]
pub fn relate(
    world: &World,
    (a, a_period): (&Claim, Option<(Day, Day)>),
    (b, b_period): (&Claim, Option<(Day, Day)>),
) -> Related {
    let predicate = world.predicate_of(a);
    let scope = world.scopes.nesting(&a.scope, &b.scope);
    let quantity = predicate.kind == ValueKind::Quantity;
    let place = places(world, &a.place, &b.place);
    let period = if predicate.change == Change::PerPeriod {
        periods(a_period, b_period)
    } else {
        Some(Nesting::Same)
    };
    let by_default = (scope != Nesting::Same && (a.scope_defaulted || b.scope_defaulted))
        || (place.is_some_and(|p| p != Nesting::Same) && (a.place.defaulted || b.place.defaulted));
    let other_scope = scope != Nesting::Same || place.is_some_and(|place| place != Nesting::Same);
    let relation = combine(scope, place, period, quantity);
    Related { relation, by_default, other_scope }
}

/// One claim is part of another only if scope, place and period are each equal or inside.
fn combine(
    scope: Nesting,
    place: Option<Nesting>,
    period: Option<Nesting>,
    quantity: bool,
) -> Relation {
    // A claim without a place, beside one with a place: for values other than quantities this
    // makes no difference.
    let place = if quantity { place } else { Some(place.unwrap_or(Nesting::Same)) };
    let known: Vec<_> = [Some(scope), place, period].into_iter().flatten().collect();
    if known.contains(&Nesting::Apart) {
        return Relation::Apart;
    }
    if place.is_none() {
        return Relation::Unsettled("one names a place and the other does not");
    }
    if period.is_none() {
        return Relation::Unsettled("their periods overlap in part, or one names none");
    }
    match (known.contains(&Nesting::Inside), known.contains(&Nesting::Contains)) {
        (false, false) => Relation::Same,
        (true, false) => Relation::Part,
        (false, true) => Relation::Whole,
        (true, true) => {
            Relation::Unsettled("each counts a part of the other, by scope, place or period")
        }
    }
}

/// `None` when only one names a place.
fn places(world: &World, a: &Place, b: &Place) -> Option<Nesting> {
    match (a.places.as_slice(), b.places.as_slice()) {
        ([], []) => Some(Nesting::Same),
        ([], _) | (_, []) => None,
        (x, y) => Some(Nesting::of(all_within(world, x, y), all_within(world, y, x))),
    }
}

fn all_within(world: &World, parts: &[EntityIx], wholes: &[EntityIx]) -> bool {
    let class = |ix: &EntityIx| world.identity.class(*ix);
    parts
        .iter()
        .all(|part| wholes.iter().any(|whole| world.parts.within(class(part), class(whole))))
}

/// `None` when a period is missing or the two overlap in part.
fn periods(a: Option<(Day, Day)>, b: Option<(Day, Day)>) -> Option<Nesting> {
    let ((a1, a2), (b1, b2)) = a.zip(b)?;
    if a2 < b1 || b2 < a1 {
        return Some(Nesting::Apart);
    }
    match Nesting::of(b1 <= a1 && a2 <= b2, a1 <= b1 && b2 <= a2) {
        Nesting::Apart => None,
        nested => Some(nested),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_nesting_is_unsettled_and_apart_wins() {
        let c = |s, p, d| combine(s, p, d, true);
        use Nesting::{Apart, Contains, Inside, Same};
        assert_eq!(c(Same, Some(Same), Some(Inside)), Relation::Part);
        assert!(matches!(c(Inside, Some(Contains), Some(Same)), Relation::Unsettled(_)));
        assert_eq!(c(Apart, None, None), Relation::Apart);
        assert!(matches!(c(Same, None, Some(Same)), Relation::Unsettled(_)));
        assert_eq!(combine(Same, None, Some(Same), false), Relation::Same);
    }

    #[test]
    fn periods_nest_or_are_unsettled() {
        let p = |a, b| Some((Day(a), Day(b)));
        assert_eq!(periods(p(0, 9), p(0, 9)), Some(Nesting::Same));
        assert_eq!(periods(p(0, 4), p(0, 9)), Some(Nesting::Inside));
        assert_eq!(periods(p(0, 4), p(3, 9)), None);
        assert_eq!(periods(p(0, 4), p(5, 9)), Some(Nesting::Apart));
        assert_eq!(periods(None, p(5, 9)), None);
    }
}
