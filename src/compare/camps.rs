//! Camps: the maximal sets of claims that can all be true together.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rust_decimal::Decimal;

use super::family::Position;
use super::value::{self, Meet};
use crate::claim::{ClaimValue, World};
use crate::graph::groups;
use crate::record::Denied;
use crate::value::date::{Day, Days, When};
use crate::value::quantity::{self, Unit};
use crate::value::set::{Interval, cmp_high, cmp_low, reaches};

/// Camps of some members, and those that belong to several.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Camps {
    /// Members of one camp only, by position in what was given; in order of value.
    pub camps: Vec<Vec<usize>>,
    /// Members of several camps.
    pub shared: Vec<usize>,
}

/// Form the camps of members that share scope, place and period.
#[must_use]
pub fn form(world: &World, members: &[&Position<'_>]) -> Camps {
    if members.iter().any(|m| m.claim.denied != Denied::No) {
        return greedy(world, members);
    }
    if let Some(amounts) = amounts(members) {
        return by_unit(&amounts);
    }
    match days(members) {
        Some(sets) => sweep(&sets),
        None => greedy(world, members),
    }
}

/// What the members admit, when all are amounts.
fn amounts<'a>(members: &[&'a Position<'_>]) -> Option<Vec<(&'a Unit, Interval<Decimal>)>> {
    let amount = |m: &&'a Position<'_>| match &m.claim.value {
        ClaimValue::Quantity(q) => Some((&q.unit, quantity::admitted(q))),
        _ => None,
    };
    members.iter().map(amount).collect()
}

/// What the members admit, when each is one stretch of days.
fn days(members: &[&Position<'_>]) -> Option<Vec<Interval<Day>>> {
    let stretch = |m: &&Position<'_>| match &m.claim.value {
        ClaimValue::Date(date) => match &date.when {
            When::Day(Days::Ranges(ranges)) => match ranges.pieces() {
                [one] => Some(one.clone()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    members.iter().map(stretch).collect()
}

/// Amounts in units that cannot be compared have no camp in common.
fn by_unit(amounts: &[(&Unit, Interval<Decimal>)]) -> Camps {
    let mut units: Vec<(&Unit, Vec<usize>)> = Vec::new();
    for (i, (unit, _)) in amounts.iter().enumerate() {
        match units.iter_mut().find(|(known, _)| known.comparable(unit)) {
            Some((_, list)) => list.push(i),
            None => units.push((unit, vec![i])),
        }
    }
    let mut all = Camps::default();
    for (_, list) in units {
        let sets: Vec<_> = list.iter().map(|&i| amounts[i].1.clone()).collect();
        let formed = sweep(&sets);
        let back = |at: &usize| list[*at];
        all.camps.extend(formed.camps.iter().map(|camp| camp.iter().map(back).collect()));
        all.shared.extend(formed.shared.iter().map(back));
    }
    all
}

/// An upper end in a heap that yields the lowest first.
struct Upper<'a, T>(&'a Interval<T>, usize);

impl<T: Ord + Clone> Ord for Upper<'_, T> {
    fn cmp(&self, other: &Self) -> Ordering {
        cmp_high(other.0.high(), self.0.high()).then(other.1.cmp(&self.1))
    }
}

impl<T: Ord + Clone> PartialOrd for Upper<'_, T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord + Clone> PartialEq for Upper<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T: Ord + Clone> Eq for Upper<'_, T> {}

/// Camps of intervals, in n log n: going up the lower ends, a camp is complete when the next
/// interval begins beyond the lowest upper end of those that are open. A member belongs to the
/// camps that are completed while it is open.
fn sweep<T: Ord + Clone>(sets: &[Interval<T>]) -> Camps {
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by(|&i, &j| cmp_low(sets[i].low(), sets[j].low()).then(i.cmp(&j)));
    let mut first = vec![0; sets.len()];
    let mut last = vec![0; sets.len()];
    let mut open = BinaryHeap::new();
    let mut camp = 0;
    for &next in &order {
        let beyond = |upper: Option<&Upper<'_, T>>| {
            upper.is_some_and(|Upper(set, _)| !reaches(sets[next].low(), set.high()))
        };
        // Between two pushes nothing closes twice, so every step past an end completes a camp.
        if beyond(open.peek()) {
            camp += 1;
        }
        while beyond(open.peek()) {
            if let Some(Upper(_, member)) = open.pop() {
                last[member] = camp - 1;
            }
        }
        open.push(Upper(&sets[next], next));
        first[next] = camp;
    }
    for Upper(_, member) in open {
        last[member] = camp;
    }
    let mut camps = vec![Vec::new(); camp + 1];
    let mut shared = Vec::new();
    for member in 0..sets.len() {
        if first[member] == last[member] {
            camps[first[member]].push(member);
        } else {
            shared.push(member);
        }
    }
    camps.retain(|members| !members.is_empty());
    Camps { camps, shared }
}

/// Camps of values without an order. Equal values stand together; those that agree with the fewest
/// others found camps, and whoever agrees with all of several camps is shared by them.
fn greedy(world: &World, members: &[&Position<'_>]) -> Camps {
    let values = distinct(members);
    let agree = |x: usize, y: usize| agrees(world, members[values[x][0]], members[values[y][0]]);
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_cached_key(|&x| ((0..values.len()).filter(|&y| agree(x, y)).count(), x));
    let mut camps: Vec<Vec<usize>> = Vec::new();
    let mut shared = Vec::new();
    for x in order {
        let mut fits: Vec<&mut Vec<usize>> =
            camps.iter_mut().filter(|camp| camp.iter().all(|&y| agree(x, y))).collect();
        match fits.as_mut_slice() {
            [] => camps.push(vec![x]),
            [one] => one.push(x),
            _ => shared.push(x),
        }
    }
    let members = |list: &[usize]| {
        let mut all: Vec<usize> = list.iter().flat_map(|&x| values[x].iter().copied()).collect();
        all.sort_unstable();
        all
    };
    let mut camps: Vec<Vec<usize>> = camps.iter().map(|camp| members(camp)).collect();
    camps.sort();
    Camps { camps, shared: members(&shared) }
}

/// Members with equal values, together.
fn distinct(members: &[&Position<'_>]) -> Vec<Vec<usize>> {
    let value = |i: &usize| (members[*i].claim.value_text.as_str(), members[*i].claim.denied);
    groups::by_key(0..members.len(), value)
}

/// "No evidence" is compatible with everything, and still no agreement.
fn agrees(world: &World, a: &Position<'_>, b: &Position<'_>) -> bool {
    let unseen = |p: &Position<'_>| p.claim.denied == Denied::Unseen;
    unseen(a) == unseen(b) && value::meet(world, a.claim, b.claim) == Meet::Yes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wide_member_is_shared_by_the_camps_it_agrees_with() {
        let camps = sweep(&[
            Interval::point(143),
            Interval::at_least(100),
            Interval::point(144),
            Interval::point(143),
        ]);
        assert_eq!(camps.camps, [vec![0, 3], vec![2]]);
        assert_eq!(camps.shared, [1]);
        assert_eq!(sweep::<i32>(&[]), Camps { camps: vec![], shared: vec![] });
    }

    proptest! {
        #[test]
        fn members_of_one_camp_meet_and_everyone_is_listed_once(
            ends in prop::collection::vec((0..30_i32, 0..8_i32), 0..12)
        ) {
            let sets: Vec<_> = ends.iter().map(|(a, n)| Interval::closed(*a, a + n)).collect();
            let formed = sweep(&sets);
            for camp in &formed.camps {
                for i in camp {
                    for j in camp {
                        prop_assert!(sets[*i].meets(&sets[*j]));
                    }
                }
            }
            let mut all: Vec<_> = formed.camps.concat();
            all.extend(&formed.shared);
            all.sort_unstable();
            prop_assert_eq!(all, (0..sets.len()).collect::<Vec<_>>());
        }
    }
}
