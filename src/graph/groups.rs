//! Joining things into groups.

use std::hash::Hash;

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Groups of things numbered from 0.
#[derive(Debug)]
pub struct Groups(UnionFind<usize>);

impl Groups {
    /// Every thing on its own.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self(UnionFind::new(count))
    }

    /// Put two things into one group.
    pub fn join(&mut self, a: usize, b: usize) {
        self.0.union(a, b);
    }

    /// What stands for a thing's group.
    #[must_use]
    pub fn root(&self, thing: usize) -> usize {
        self.0.find(thing)
    }
}

/// Things with equal keys together; groups in the order in which their first members come, members
/// in the order given.
#[must_use]
pub fn by_key<T, K: Eq + Hash>(
    things: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> Vec<Vec<T>> {
    let mut at: FxHashMap<K, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<T>> = Vec::new();
    for thing in things {
        let place = *at.entry(key(&thing)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(thing);
    }
    groups
}

/// Numbers for different things, in the order in which they come. There mostly are a few of them.
#[derive(Debug)]
pub struct Numbers<K> {
    few: SmallVec<[K; FEW]>,
    others: FxHashMap<K, u32>,
}

/// Things that are gone through one by one.
pub const FEW: usize = 8;

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self { few: SmallVec::new(), others: FxHashMap::default() }
    }
}

impl<K: Eq + Hash> Numbers<K> {
    /// Whether nothing has a number yet.
    pub fn is_empty(&self) -> bool {
        self.few.is_empty()
    }

    /// The number of a thing, and whether it is new.
    pub fn number(&mut self, thing: K) -> (u32, bool) {
        if let Some((at, _)) = (0..).zip(&self.few).find(|(_, known)| **known == thing) {
            return (at, false);
        }
        let next = u32::try_from(self.few.len() + self.others.len()).unwrap_or(u32::MAX);
        if self.few.len() < FEW {
            self.few.push(thing);
            return (next, true);
        }
        let number = *self.others.entry(thing).or_insert(next);
        (number, number == next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_the_order_in_which_things_come() {
        assert_eq!(by_key([5, 2, 7, 4, 9], |n| n % 2), [vec![5, 7, 9], vec![2, 4]]);
        assert!(by_key(Vec::<i32>::new(), |n| *n).is_empty());
    }

    #[test]
    fn things_are_numbered_as_they_come() {
        let mut numbers = Numbers::default();
        let things = 2 * u32::try_from(FEW).unwrap();
        for thing in 0..things {
            assert_eq!(numbers.number(thing), (thing, true));
        }
        assert!((0..things).all(|thing| numbers.number(thing) == (thing, false)));
    }
}
