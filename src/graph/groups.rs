//! Joining things into groups.

use std::hash::Hash;

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_the_order_in_which_things_come() {
        assert_eq!(by_key([5, 2, 7, 4, 9], |n| n % 2), [vec![5, 7, 9], vec![2, 4]]);
        assert!(by_key(Vec::<i32>::new(), |n| *n).is_empty());
    }
}
