//! Joining things into groups.

use petgraph::unionfind::UnionFind;

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
