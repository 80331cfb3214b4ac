//! Which groups of a family may have anything between them, where these count many different things:
//! the rows of a table, each of a place, a population or a period of its own.
//!
//! What is apart in scope, place or period has no verdict, unless it prints one figure. Of these three
//! the one that parts most is asked, by an index of what lies in what, so that a table of n rows takes
//! n looks and not n². More pairs may be named than have a verdict, and never fewer.

use rustc_hash::FxHashMap;

use super::family::{Family, Position};
use crate::claim::{ClaimValue, EntityIx, Scope, ScopeIx, World};
use crate::record::{Change, ValueKind};
use crate::value::date::Day;
use crate::value::quantity::Printed;

/// Fewer things need no index.
const FEW: usize = 32;

/// Pairs of things, for each of them, beyond which an index saves nothing.
const MOST: usize = 64;

/// What a group counts: scope, places as written, period.
type Thing<'a> = (&'a Scope, &'a [EntityIx], Option<(Day, Day)>);

/// Pairs of things by their numbers.
type Pairs = Vec<(usize, usize)>;

/// What may be related to what.
pub(super) struct Related<'a> {
    /// The thing of each group.
    of_group: Vec<usize>,
    /// The groups of each thing, ascending.
    groups: Vec<Vec<usize>>,
    /// The things that each may be related to, itself included.
    related: Vec<Vec<usize>>,
    /// The figures that each group prints.
    prints: Vec<Vec<&'a Printed>>,
    /// The groups that print a figure, ascending.
    printed_by: FxHashMap<&'a Printed, Vec<usize>>,
}

impl<'a> Related<'a> {
    /// Of groups of members, which share what they count; `None` where an index would not help.
    pub(super) fn new<'g>(
        world: &World,
        family: &'a Family<'_>,
        groups: impl Iterator<Item = &'g [usize]> + Clone,
    ) -> Option<Self> {
        let predicate = world.predicates.get(family.key.predicate);
        // Places part nothing else.
        if predicate.kind != ValueKind::Quantity {
            return None;
        }
        let mut numbers: FxHashMap<Thing<'a>, usize> = FxHashMap::default();
        let (mut things, mut of_group) = (Vec::new(), Vec::new());
        let mut by_thing: Vec<Vec<usize>> = Vec::new();
        for (at, members) in groups.clone().enumerate() {
            let first: &Position<'_> = &family.members[*members.first()?];
            let claim = first.claim;
            let thing = (&claim.scope, claim.place.places.as_slice(), first.period);
            let number = *numbers.entry(thing).or_insert_with(|| {
                things.push(thing);
                by_thing.push(Vec::new());
                things.len() - 1
            });
            of_group.push(number);
            by_thing[number].push(at);
        }
        if things.len() <= FEW {
            return None;
        }
        let most = MOST * things.len();
        let per_period = predicate.change == Change::PerPeriod;
        let pairs = [
            by_scope(world, &things, most),
            by_place(world, &things, most),
            if per_period { by_period(&things, most) } else { None },
        ];
        let pairs = pairs.into_iter().flatten().min_by_key(Vec::len)?;
        let mut related: Vec<Vec<usize>> = (0..things.len()).map(|thing| vec![thing]).collect();
        for (a, b) in pairs {
            related[a].push(b);
            related[b].push(a);
        }
        let mut out = Self {
            of_group,
            groups: by_thing,
            related,
            prints: Vec::new(),
            printed_by: FxHashMap::default(),
        };
        groups.enumerate().for_each(|(at, members)| out.print(family, at, members));
        Some(out)
    }

    fn print(&mut self, family: &'a Family<'_>, group: usize, members: &[usize]) {
        let mut prints: Vec<&'a Printed> = Vec::new();
        for member in members {
            let ClaimValue::Quantity(quantity) = &family.members[*member].claim.value else {
                continue;
            };
            let Some(printed) = &quantity.printed else { continue };
            let by = self.printed_by.entry(printed).or_default();
            if by.last() != Some(&group) {
                by.push(group);
                prints.push(printed);
            }
        }
        self.prints.push(prints);
    }

    /// The groups after one that may have something between them and it, in their order.
    pub(super) fn after(&self, group: usize, out: &mut Vec<usize>) {
        out.clear();
        let later = |all: &[usize]| all.partition_point(|other| *other <= group);
        for thing in &self.related[self.of_group[group]] {
            let all = &self.groups[*thing];
            out.extend(&all[later(all)..]);
        }
        for printed in &self.prints[group] {
            if let Some(all) = self.printed_by.get(printed) {
                out.extend(&all[later(all)..]);
            }
        }
        out.sort_unstable();
        out.dedup();
    }
}

/// Pairs of which one lies in the other, given for each what it lies in and where others find it;
/// `None` beyond `most` of them.
fn nested<K: Eq + std::hash::Hash>(
    anchors: impl Iterator<Item = Vec<K>>,
    above: impl Iterator<Item = Vec<K>>,
    most: usize,
) -> Option<Pairs> {
    let mut at: FxHashMap<K, Vec<usize>> = FxHashMap::default();
    for (thing, anchors) in anchors.enumerate() {
        for anchor in anchors {
            at.entry(anchor).or_default().push(thing);
        }
    }
    let mut pairs = Vec::new();
    for (thing, above) in above.enumerate() {
        for whole in above.iter().filter_map(|key| at.get(key)) {
            if pairs.len() + whole.len() > most {
                return None;
            }
            pairs
                .extend(whole.iter().filter(|whole| **whole != thing).map(|whole| (thing, *whole)));
        }
    }
    Some(pairs)
}

/// A scope lies in another when each of its intersections lies in one of the other's: then one of
/// these is everything, or its first scope is one that the first intersection lies in.
fn by_scope(world: &World, things: &[Thing<'_>], most: usize) -> Option<Pairs> {
    let anchors = things.iter().map(|(scope, ..)| {
        let firsts = scope.intersections().iter().map(|all| all.first().copied());
        firsts.collect::<Vec<Option<ScopeIx>>>()
    });
    // The union of nothing lies in all.
    if things.iter().any(|(scope, ..)| scope.intersections().is_empty()) {
        return None;
    }
    let above = things.iter().map(|(scope, ..)| {
        let first = scope.intersections().iter().take(1).flatten();
        let above = first.flat_map(|scope| world.scopes.above(*scope)).map(|above| Some(*above));
        std::iter::once(None).chain(above).collect()
    });
    nested(anchors, above, most)
}

/// Places lie in others when each does in one of them. Where one names none, nothing is settled.
fn by_place(world: &World, things: &[Thing<'_>], most: usize) -> Option<Pairs> {
    let class = |ix: &EntityIx| world.identity.class(*ix);
    let anchors = things.iter().map(|(_, places, _)| match places {
        [] => vec![None],
        some => some.iter().map(|place| Some(class(place))).collect(),
    });
    let above = things.iter().map(|(_, places, _)| {
        let first = places.first().map(class);
        let above = first.into_iter().flat_map(|first| world.parts.above(first)).copied();
        std::iter::once(None).chain(first.into_iter().chain(above).map(Some)).collect()
    });
    nested(anchors, above, most)
}

/// Periods that share a day. Where one is not known, nothing is settled.
fn by_period(things: &[Thing<'_>], most: usize) -> Option<Pairs> {
    let mut known: Vec<((Day, Day), usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (thing, (.., period)) in things.iter().enumerate() {
        match period {
            Some(period) => known.push((*period, thing)),
            None if things.len() > most - pairs.len() => return None,
            None => pairs.extend((0..things.len()).filter(|o| *o != thing).map(|o| (thing, o))),
        }
    }
    known.sort_unstable();
    for (at, ((_, end), thing)) in known.iter().enumerate() {
        for ((start, _), other) in &known[at + 1..] {
            if start > end {
                break;
            }
            if pairs.len() >= most {
                return None;
            }
            pairs.push((*thing, *other));
        }
    }
    Some(pairs)
}
