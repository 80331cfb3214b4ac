//! Camps: the maximal sets of claims that can all be true together.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::family::Position;
use super::value::{self, Meet};
use crate::claim::{Claim, ClaimValue, World};
use crate::record::Denied;
use crate::value::date::{Days, When};
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
    let asserted = members.iter().all(|m| m.claim.denied == Denied::No);
    let quantities = || -> Option<Vec<_>> {
        members
            .iter()
            .map(|m| match &m.claim.value {
                ClaimValue::Quantity(quantity) => Some(quantity.set.clone()),
                _ => None,
            })
            .collect()
    };
    let days = || -> Option<Vec<_>> {
        members
            .iter()
            .map(|m| match &m.claim.value {
                ClaimValue::Date(date) => match &date.when {
                    When::Day(Days::Ranges(ranges)) if ranges.pieces().len() == 1 => {
                        ranges.pieces().first().cloned()
                    }
                    _ => None,
                },
                _ => None,
            })
            .collect()
    };
    if asserted && let Some(sets) = quantities() {
        sweep(&sets)
    } else if asserted && let Some(sets) = days() {
        sweep(&sets)
    } else {
        greedy(world, members)
    }
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

/// Camps of values without an order: each member joins the first camp it agrees with throughout.
fn greedy(world: &World, members: &[&Position<'_>]) -> Camps {
    let mut camps: Vec<Vec<usize>> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let agrees = |camp: &&mut Vec<usize>| {
            camp.iter().all(|other| {
                let other = members[*other].claim;
                // "No evidence" is compatible with everything, and still no agreement.
                let unseen = |claim: &Claim| claim.denied == Denied::Unseen;
                unseen(other) == unseen(member.claim)
                    && value::meet(world, other, member.claim) == Meet::Yes
            })
        };
        match camps.iter_mut().find(agrees) {
            Some(camp) => camp.push(at),
            None => camps.push(vec![at]),
        }
    }
    Camps { camps, shared: Vec::new() }
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
