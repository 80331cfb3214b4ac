//! Values against values: whether both can be true.

use crate::claim::{Atom, Claim, ClaimValue, EntityIx, EntityKind, World};
use crate::record::Denied;
use crate::value::date::{self, DateReading, Days, When};
use crate::value::quantity::{self, Quantity};

/// What two values have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meet {
    /// Both can be true.
    Yes,
    /// They cannot both be true.
    No,
    /// They name an organisation and its branch.
    Branch,
    /// It cannot be said, for this reason.
    Unknown(&'static str),
}

/// Whether two values of one slot can both be true, denials taken into account. `unseen` is
/// compatible with everything here.
#[must_use]
pub fn meet(world: &World, a: &Claim, b: &Claim) -> Meet {
    match (a.denied, b.denied) {
        (Denied::No, Denied::No) => asserted(world, a, b),
        // A denial leaves everything else: it conflicts with what lies wholly inside it.
        (Denied::No, Denied::Yes) => denied(world, a, b),
        (Denied::Yes, Denied::No) => denied(world, b, a),
        _ => Meet::Yes,
    }
}

/// Why two asserted amounts or dates cannot both be true, in words that a reader can check.
#[must_use]
pub fn reason(a: &Claim, b: &Claim) -> Option<String> {
    if a.denied != Denied::No || b.denied != Denied::No {
        return None;
    }
    match (&a.value, &b.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => Some(quantity::reason(x, y)),
        (ClaimValue::Date(x), ClaimValue::Date(y)) => Some(date::reason(x, y)),
        _ => None,
    }
    .filter(|reason| !reason.is_empty())
}

fn yes(meets: bool) -> Meet {
    if meets { Meet::Yes } else { Meet::No }
}

/// Whether two values can both be true, as if both were asserted.
#[must_use]
pub fn asserted(world: &World, a: &Claim, b: &Claim) -> Meet {
    match (&a.value, &b.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => {
            quantity::meet(x, y).map_or(Meet::Unknown("their units differ"), yes)
        }
        (ClaimValue::Date(x), ClaimValue::Date(y)) => yes(date::meet(x, y)),
        (ClaimValue::OneOf(x), ClaimValue::OneOf(y)) => any_same(world, x, y),
        (ClaimValue::Several { .. }, ClaimValue::Several { .. })
        | (ClaimValue::OneOf(_), ClaimValue::Several { .. })
        | (ClaimValue::Several { .. }, ClaimValue::OneOf(_)) => several(world, a, b),
        _ => Meet::Yes,
    }
}

fn any_same(world: &World, x: &[Atom], y: &[Atom]) -> Meet {
    let mut best = Meet::No;
    for a in x {
        for b in y {
            match atoms(world, *a, *b) {
                Meet::Yes => return Meet::Yes,
                Meet::No => {}
                other if best == Meet::No || matches!(other, Meet::Unknown(_)) => best = other,
                _ => {}
            }
        }
    }
    best
}

fn atoms(world: &World, a: Atom, b: Atom) -> Meet {
    match (a, b) {
        (Atom::Term(x), Atom::Term(y)) => yes(x == y),
        (Atom::Entity(x), Atom::Entity(y)) => entities(world, x, y),
        _ => Meet::No,
    }
}

/// Nested places share ground; an organisation and its branch are neither one nor two.
fn entities(world: &World, a: EntityIx, b: EntityIx) -> Meet {
    match world.identity.same(a, b) {
        Some(true) => return Meet::Yes,
        None => return Meet::Unknown("the records contradict each other about who is who"),
        Some(false) => {}
    }
    let (x, y) = (world.identity.class(a), world.identity.class(b));
    if world.parts.within(x, y) || world.parts.within(y, x) {
        let place = |ix| world.entities.get(ix).kind == Some(EntityKind::Place);
        return if place(a) || place(b) { Meet::Yes } else { Meet::Branch };
    }
    let one_name = crate::claim::translit::may_be_one;
    let names = |ix| {
        let entity = world.entities.get(ix);
        std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.name))
    };
    let similar = names(a).any(|p| names(b).any(|q| one_name(p, q)));
    if similar && !world.identity.kept_apart(a, b) {
        return Meet::Unknown("the two names may be spellings of one");
    }
    Meet::No
}

/// Values of a predicate that may have many at once.
fn several(world: &World, a: &Claim, b: &Claim) -> Meet {
    let predicate = world.predicate_of(a);
    let (x, y) = (a.value.atoms(), b.value.atoms());
    let excluded = x.iter().any(|p| {
        y.iter().any(|q| match (p, q) {
            (Atom::Term(p), Atom::Term(q)) => predicate.excludes(*p, *q),
            _ => false,
        })
    });
    if excluded {
        return Meet::No;
    }
    match (closed_against(world, a, b), closed_against(world, b, a)) {
        // Many may share a role, but an organisation beside its branch is one of them twice.
        (Meet::Yes, Meet::Yes) if any_same(world, x, y) == Meet::Branch => Meet::Branch,
        (Meet::Yes, Meet::Yes) => Meet::Yes,
        (Meet::Yes, other) | (other, _) => other,
    }
}

/// Whether what `open` names has room in `closed`, when that says "and no others".
fn closed_against(world: &World, closed: &Claim, open: &Claim) -> Meet {
    let ClaimValue::Several { all, only: true } = &closed.value else { return Meet::Yes };
    let inside = open.value.atoms().iter().map(|atom| any_same(world, &[*atom], all));
    let mut worst = Meet::Yes;
    for meet in inside {
        match meet {
            Meet::Yes => {}
            Meet::No => return Meet::No,
            other => worst = other,
        }
    }
    worst
}

/// An assertion against a denial.
fn denied(world: &World, claim: &Claim, denial: &Claim) -> Meet {
    let inside = match (&claim.value, &denial.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => {
            if !x.unit.comparable(&y.unit) {
                return Meet::Unknown("their units differ");
            }
            quantity_within(x, y)
        }
        (ClaimValue::Date(x), ClaimValue::Date(y)) => date_within(x, y),
        (ClaimValue::Several { all, .. }, _) => {
            let denied = denial.value.atoms();
            !denied.is_empty() && denied.iter().all(|d| any_same(world, &[*d], all) == Meet::Yes)
        }
        (ClaimValue::OneOf(one_of), _) => {
            let denied = denial.value.atoms();
            one_of.iter().all(|a| any_same(world, &[*a], denied) == Meet::Yes)
        }
        _ => false,
    };
    yes(!inside)
}

fn quantity_within(a: &Quantity, b: &Quantity) -> bool {
    a.set.is_within(&b.set)
}

fn date_within(a: &DateReading, b: &DateReading) -> bool {
    match (&a.when, &b.when) {
        (When::Day(Days::Ranges(x)), When::Day(Days::Ranges(y))) => x.is_within(y),
        (x, y) => x == y,
    }
}
