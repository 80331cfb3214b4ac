//! Values against values: whether both can be true.

use crate::claim::{Atom, Claim, ClaimValue, EntityIx, EntityKind, Predicate, World};
use crate::finding::Confidence;
use crate::record::Denied;
use crate::value::date::{self, DateReading, Days, When};
use crate::value::quantity::{self, Quantity};
use crate::value::set::cmp_low;

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
        (ClaimValue::OneOf(x), ClaimValue::OneOf(y)) => match any_same(world, x, y) {
            Meet::No if guessed(a) && guessed(b) && may_nest(world, x, y) => {
                Meet::Unknown("whether one place lies in the other is not known")
            }
            met => met,
        },
        (ClaimValue::Several { .. }, ClaimValue::Several { .. })
        | (ClaimValue::OneOf(_), ClaimValue::Several { .. })
        | (ClaimValue::Several { .. }, ClaimValue::OneOf(_)) => several(world, a, b),
        _ => Meet::Yes,
    }
}

/// Whether a claim was read out of prose, and could be of another thing.
fn guessed(claim: &Claim) -> bool {
    claim.read == Some(Confidence::Low)
}

/// Whether a place of one list may lie in one of the other for all that is recorded: a hall in a
/// town, a town in a country.
fn may_nest(world: &World, x: &[Atom], y: &[Atom]) -> bool {
    let place = |atom: &Atom| match atom {
        Atom::Entity(ix)
            if matches!(world.entities.get(*ix).kind, None | Some(EntityKind::Place)) =>
        {
            Some(world.identity.class(*ix))
        }
        _ => None,
    };
    let places = || x.iter().chain(y).map(place);
    let whole = |ix: EntityIx| world.parts.above(ix).iter().any(|above| *above != ix);
    let grounds = places().flatten();
    places().all(|place| place.is_some())
        && grounds.clone().any(|ix| world.entities.get(ix).kind.is_some())
        && !grounds.into_iter().all(whole)
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
    let similar = world.entities.get(a).may_be_spelt_as(world.entities.get(b));
    if similar && !world.identity.kept_apart(a, b) {
        return Meet::Unknown("the two names may be spellings of one");
    }
    Meet::No
}

/// One way of reading a value of a predicate that may have many: what holds, and whether no others
/// do.
struct View<'a> {
    all: &'a [Atom],
    only: bool,
}

/// A list of alternatives stands for any one of them; anything else for itself.
fn views(value: &ClaimValue) -> Vec<View<'_>> {
    match value {
        ClaimValue::OneOf(atoms) => atoms.chunks(1).map(|all| View { all, only: false }).collect(),
        ClaimValue::Several { all, only } => vec![View { all, only: *only }],
        _ => Vec::new(),
    }
}

/// Values of a predicate that may have many at once: they agree if some reading of each does.
fn several(world: &World, a: &Claim, b: &Claim) -> Meet {
    let (x, y) = (views(&a.value), views(&b.value));
    let pairs = x.iter().flat_map(|p| y.iter().map(move |q| (p, q)));
    let meets = pairs.map(|(p, q)| views_meet(world, world.predicate_of(a), p, q));
    meets.min_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
}

/// How far from agreement.
fn gravity(meet: Meet) -> u8 {
    match meet {
        Meet::Yes => 0,
        Meet::Branch => 1,
        Meet::Unknown(_) => 2,
        Meet::No => 3,
    }
}

fn views_meet(world: &World, predicate: &Predicate, a: &View<'_>, b: &View<'_>) -> Meet {
    let excluded = a.all.iter().any(|p| {
        b.all.iter().any(|q| match (p, q) {
            (Atom::Term(p), Atom::Term(q)) => predicate.excludes(*p, *q),
            _ => false,
        })
    });
    if excluded {
        return Meet::No;
    }
    let room = |closed: &View<'_>, open: &View<'_>| {
        let inside = open.all.iter().map(|atom| any_same(world, &[*atom], closed.all));
        inside.filter(|_| closed.only).max_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
    };
    let worst = [room(a, b), room(b, a)].into_iter().max_by_key(|m| gravity(*m));
    match worst.unwrap_or(Meet::Yes) {
        // Many may share a role, but an organisation beside its branch is one of them twice.
        Meet::Yes if any_same(world, a.all, b.all) == Meet::Branch => Meet::Branch,
        worst => worst,
    }
}

/// An assertion against a denial: they conflict when all that the assertion admits is denied.
fn denied(world: &World, claim: &Claim, denial: &Claim) -> Meet {
    match (&claim.value, &denial.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => {
            if !x.unit.comparable(&y.unit) {
                return Meet::Unknown("their units differ");
            }
            yes(!quantity_within(x, y))
        }
        (ClaimValue::Date(x), ClaimValue::Date(y)) => yes(!date_within(x, y)),
        (ClaimValue::Several { all, only }, ClaimValue::Several { all: not, only: not_only }) => {
            // "Not only these" leaves room for more; a claim that names no limit has it.
            if *not_only && !(*only && all.iter().all(|a| is_within(world, *a, not) == Meet::No)) {
                return Meet::Yes;
            }
            let each = not.iter().map(|d| named_within(world, all, *d));
            each.min_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
        }
        (ClaimValue::Several { all, .. }, ClaimValue::OneOf(not)) => {
            let each = not.iter().map(|d| named_within(world, all, *d));
            each.min_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
        }
        (ClaimValue::OneOf(any), _) => {
            let each = any.iter().map(|a| is_within(world, *a, denial.value.atoms()));
            each.min_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
        }
        _ => Meet::Yes,
    }
}

/// Whether what is denied is named, or something inside it: then [`Meet::No`].
fn named_within(world: &World, claimed: &[Atom], denied: Atom) -> Meet {
    let each = claimed.iter().map(|atom| is_within(world, *atom, &[denied]));
    each.max_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
}

/// [`Meet::No`] when something is one of the denied things or, as a place, lies in one.
fn is_within(world: &World, atom: Atom, denied: &[Atom]) -> Meet {
    let inside = |d: &Atom| match (atom, *d) {
        (Atom::Entity(x), Atom::Entity(y)) => {
            let (p, q) = (world.identity.class(x), world.identity.class(y));
            let place = |ix| world.entities.get(ix).kind == Some(EntityKind::Place);
            match world.identity.same(x, y) {
                Some(true) => Meet::No,
                None => Meet::Unknown("the records contradict each other about who is who"),
                Some(false) if place(x) && world.parts.within(p, q) => Meet::No,
                Some(false) => Meet::Yes,
            }
        }
        (Atom::Term(x), Atom::Term(y)) if x == y => Meet::No,
        _ => Meet::Yes,
    };
    denied.iter().map(inside).max_by_key(|meet| gravity(*meet)).unwrap_or(Meet::Yes)
}

/// Whether every amount of the first is greater than every amount of the second, of counts as
/// whole numbers; false when their units differ.
#[must_use]
pub fn above(a: &Quantity, b: &Quantity) -> bool {
    quantity::meet(a, b) == Some(false) && cmp_low(a.set.low(), b.set.low()).is_gt()
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
