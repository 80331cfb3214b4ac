//! Dates that must come before or after others: `before` and `after` of a predicate.

use std::cell::OnceCell;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::family::{Family, FamilyKey, Position};
use super::ties::Lookup;
use super::time::{self, Window};
use crate::claim::predicate::Order;
use crate::claim::{AsOfBasis, Atom, ClaimValue, EntityIx, PredicateIx, World};
use crate::record::{Change, Denied};
use crate::value::date::{self, DateReading, Edge, When};

/// A date on the wrong side of another.
#[derive(Debug)]
pub struct Violation<'a> {
    /// The claim whose predicate says where it belongs.
    pub date: &'a Position<'a>,
    /// The claim with the other day.
    pub other: &'a Position<'a>,
    /// The claim that ties the two subjects, if they are two.
    pub link: Option<&'a Position<'a>>,
    /// Whether it should come before (or else after).
    pub before: bool,
    /// The other day in words.
    pub other_day: String,
    /// Whether the window of a vague word, or a default, decides.
    pub soft: bool,
}

/// All violations: the first found for each date and kind of other day, so that one wrong founding
/// year is one finding, and not one for each deed since.
#[must_use]
pub fn violations<'a>(
    world: &'a World,
    families: &'a [Family<'a>],
    lookup: &'a Lookup<'a>,
) -> Vec<Violation<'a>> {
    let index = Index::new(families, lookup);
    let mut out = Vec::new();
    for family in families {
        let predicate = world.predicates.get(family.key.predicate);
        for (orders, before) in [(&predicate.before, true), (&predicate.after, false)] {
            for order in orders {
                for date in &family.members {
                    out.extend(index.violation(world, date, order, before));
                }
            }
        }
    }
    out
}

struct Index<'a> {
    families: &'a [Family<'a>],
    lookup: &'a Lookup<'a>,
    /// Once something is asked of them.
    by_subject: OnceCell<Families<'a, EntityIx>>,
    by_predicate: OnceCell<Families<'a, PredicateIx>>,
}

/// Families by something that those of one list share.
type Families<'a, K> = FxHashMap<K, Vec<&'a Family<'a>>>;

impl<'a> Index<'a> {
    fn new(families: &'a [Family<'a>], lookup: &'a Lookup<'a>) -> Self {
        Self { families, lookup, by_subject: OnceCell::new(), by_predicate: OnceCell::new() }
    }

    /// The families that share something.
    fn of<K: Eq + Hash>(
        &self,
        by: &OnceCell<Families<'a, K>>,
        shared: fn(&FamilyKey) -> K,
        what: K,
    ) -> impl Iterator<Item = &'a Family<'a>> {
        let known = by.get_or_init(|| {
            let mut known: Families<'a, K> = FxHashMap::default();
            for family in self.families {
                known.entry(shared(&family.key)).or_default().push(family);
            }
            known
        });
        known.get(&what).into_iter().flatten().copied()
    }

    fn violation(
        &self,
        world: &World,
        date: &'a Position<'a>,
        order: &Order,
        before: bool,
    ) -> Option<Violation<'a>> {
        let ClaimValue::Date(reading) = &date.claim.value else { return None };
        if date.claim.denied != Denied::No {
            return None;
        }
        let own = time::window(reading);
        let others = self.others(world, date, order);
        let wrong = |other: &&Other<'a>| {
            if before { time::precedes(other.days, own) } else { time::precedes(own, other.days) }
        };
        // The farthest on the wrong side; of equals, the first.
        let far = |other: &&Other<'a>| {
            // Before: the earliest end; after: the latest beginning.
            if before { other.days.1.map(|d| -d.0) } else { other.days.0.map(|d| d.0) }
        };
        let worst = others.iter().filter(wrong).rev().max_by_key(far)?;
        Some(Violation {
            date,
            other: worst.position,
            link: worst.link,
            before,
            other_day: worst.words.clone(),
            soft: date.claim.unsure() || worst.position.claim.unsure() || worst.soft,
        })
    }

    fn others(&self, world: &World, date: &Position<'_>, order: &Order) -> Vec<Other<'a>> {
        let subject = world.identity.class(date.claim.subject);
        match order {
            Order::Date { predicate, through: None } => {
                let key = FamilyKey { subject, predicate: *predicate, toward: None };
                self.lookup.family(key).map(|f| dates(f, None)).unwrap_or_default()
            }
            Order::Date { predicate, through: Some(through) } => {
                self.through(world, subject, *predicate, *through)
            }
            Order::During | Order::AsOf => self
                .of(&self.by_subject, |key| key.subject, subject)
                .flat_map(|family| family.members.iter())
                .filter_map(|position| known_time(world, position, order))
                .collect(),
        }
    }

    /// Dates of the subjects whose `through` is this subject.
    fn through(
        &self,
        world: &World,
        subject: EntityIx,
        predicate: PredicateIx,
        through: PredicateIx,
    ) -> Vec<Other<'a>> {
        let mut out = Vec::new();
        for family in self.of(&self.by_predicate, |key| key.predicate, through) {
            let names = |position: &&Position<'_>| {
                let atoms = position.claim.value.atoms();
                position.claim.denied == Denied::No
                    && matches!(atoms, [Atom::Entity(ix)] if world.identity.class(*ix) == subject)
            };
            let Some(link) = family.members.iter().find(names) else { continue };
            let key = FamilyKey { subject: family.key.subject, predicate, toward: None };
            if let Some(found) = self.lookup.family(key) {
                out.extend(dates(found, Some(link)));
            }
        }
        out
    }
}

struct Other<'a> {
    position: &'a Position<'a>,
    link: Option<&'a Position<'a>>,
    days: Window,
    words: String,
    soft: bool,
}

fn dates<'a>(family: &'a Family<'a>, link: Option<&'a Position<'a>>) -> Vec<Other<'a>> {
    let members = family.members.iter().filter(|p| p.claim.denied == Denied::No);
    members
        .filter_map(|position| {
            let ClaimValue::Date(reading) = &position.claim.value else { return None };
            let words = position.claim.value_text.to_string();
            Some(Other { position, link, days: beginning(reading), words, soft: reading.soft })
        })
        .collect()
}

/// When a claim of the subject holds (`during`), or was known (`as_of`, cumulative figures only).
fn known_time<'a>(world: &World, position: &'a Position<'a>, order: &Order) -> Option<Other<'a>> {
    if position.claim.denied != Denied::No {
        return None;
    }
    let issued = position.printing.as_of_basis == AsOfBasis::Issued;
    let reading = match order {
        Order::During => match &position.claim.during {
            Some(crate::claim::During::Time(reading)) => reading,
            _ => return None,
        },
        _ => {
            let change = world.predicate_of(position.claim).change;
            position.printing.as_of.as_ref().filter(|_| change == Change::Cumulative)?
        }
    };
    let words = date::show(reading);
    let link = None;
    // A source's date that stands in for `as_of` decides nothing by itself.
    let soft = reading.soft || (*order == Order::AsOf && issued);
    Some(Other { position, link, days: beginning(reading), words, soft })
}

/// The window of the day itself, or of the day on which an extent begins.
fn beginning(reading: &DateReading) -> Window {
    match &reading.when {
        When::Extent { start: Edge::On(days), .. } => days.bounds().unwrap_or((None, None)),
        When::Extent { .. } => (None, None),
        When::Day(_) => time::window(reading),
    }
}
