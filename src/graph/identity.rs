//! Which entities are one.
//!
//! `same_as` records join entities; `different_from` records keep them apart. Where a path of
//! sames meets a different, nothing is merged in that component: its members stay themselves, and
//! comparisons across them are undecidable until a person settles it.

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::ids::{EntityIx, SourceIx};

/// A `same_as` between two entities, with the record it comes from.
#[derive(Clone, Debug)]
pub struct Link {
    /// One entity.
    pub a: EntityIx,
    /// The other.
    pub b: EntityIx,
    /// Position of the identity record.
    pub record: usize,
    /// Sources that say so.
    pub cited: Vec<SourceIx>,
}

/// A path of sames that meets a different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityConflict {
    /// Entities along the path, from one of the different two to the other.
    pub path: Vec<EntityIx>,
    /// Identity records along the path, one for each step.
    pub sames: Vec<usize>,
    /// The record that keeps the two ends apart.
    pub different: usize,
}

/// The classes of entities known to be one.
#[derive(Debug)]
pub struct Identity {
    component: Vec<EntityIx>,
    contested: Vec<bool>,
    same: UnGraph<(), usize>,
    links: Vec<Link>,
    /// Pairs of classes that `different_from` keeps apart, each sorted.
    apart: Vec<(EntityIx, EntityIx)>,
    /// What an entity that stands for one use of an ambiguous name may be.
    meanings: FxHashMap<EntityIx, Vec<EntityIx>>,
    /// Conflicts, in the order of the `different_from` records.
    pub conflicts: Vec<IdentityConflict>,
}

impl Identity {
    /// Build the classes of `count` entities from sames and differents.
    #[must_use]
    pub fn new(count: usize, links: Vec<Link>, different: &[(EntityIx, EntityIx, usize)]) -> Self {
        let mut same = UnGraph::with_capacity(count, links.len());
        for _ in 0..count {
            same.add_node(());
        }
        let mut union = UnionFind::<usize>::new(count);
        for (at, link) in links.iter().enumerate() {
            same.add_edge(node(link.a), node(link.b), at);
            union.union(link.a.index(), link.b.index());
        }
        let mut conflicts = Vec::new();
        let mut contested_roots = vec![false; count];
        for &(a, b, record) in different {
            if union.equiv(a.index(), b.index()) {
                contested_roots[union.find(a.index())] = true;
                // One conflict for each record, however many it keeps apart.
                let told =
                    conflicts.last().is_some_and(|c: &IdentityConflict| c.different == record);
                if !told {
                    conflicts.extend(conflict(&same, &links, a, b, record));
                }
            }
        }
        // The member with the lowest index stands for its class, so that the order of records does
        // not matter to anything but which name is shown first.
        let mut lowest = vec![usize::MAX; count];
        for ix in 0..count {
            let root = union.find(ix);
            lowest[root] = lowest[root].min(ix);
        }
        let component: Vec<_> =
            (0..count).map(|ix| EntityIx::new(lowest[union.find(ix)])).collect();
        let mut apart: Vec<_> = different
            .iter()
            .map(|&(a, b, _)| sorted_pair(component[a.index()], component[b.index()]))
            .collect();
        apart.sort_unstable();
        let contested = (0..count).map(|ix| contested_roots[union.find(ix)]).collect();
        let meanings = FxHashMap::default();
        Self { component, contested, same, links, apart, meanings, conflicts }
    }

    /// What stands for everything that is one with this entity. Where the records contradict each
    /// other, nothing is one; entities added after the classes were built stand for themselves.
    #[must_use]
    pub fn class(&self, ix: EntityIx) -> EntityIx {
        if self.contested(ix) { ix } else { self.component(ix) }
    }

    /// What stands for everything that is *said* to be one with this entity, rightly or not.
    #[must_use]
    pub fn component(&self, ix: EntityIx) -> EntityIx {
        self.component.get(ix.index()).copied().unwrap_or(ix)
    }

    fn contested(&self, ix: EntityIx) -> bool {
        self.contested.get(ix.index()).copied().unwrap_or(false)
    }

    /// Let an entity stand for one use of an ambiguous name: it may be any of these.
    pub(crate) fn add_ambiguous(&mut self, ix: EntityIx, meanings: Vec<EntityIx>) {
        self.meanings.insert(ix, meanings);
    }

    /// Take over the ambiguous names that were met before the records were read.
    pub(crate) fn take_ambiguous(&mut self, earlier: Self) {
        self.meanings.extend(earlier.meanings);
    }

    /// Whether two entities may be one by the meanings of an ambiguous name.
    fn may_mean_one(&self, a: EntityIx, b: EntityIx) -> bool {
        let meanings = |ix: &EntityIx| self.meanings.get(ix).cloned().unwrap_or_else(|| vec![*ix]);
        let (x, y) = (meanings(&a), meanings(&b));
        x.iter().any(|p| y.iter().any(|q| self.class(*p) == self.class(*q)))
    }

    /// Whether two entities are one; `None` when the records contradict each other about it, or one
    /// stands for an ambiguous name that may mean the other.
    #[must_use]
    pub fn same(&self, a: EntityIx, b: EntityIx) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        if self.meanings.contains_key(&a) || self.meanings.contains_key(&b) {
            return if self.may_mean_one(a, b) { None } else { Some(false) };
        }
        let one = self.component(a) == self.component(b);
        if one && self.contested(a) { None } else { Some(one) }
    }

    /// Whether a record says that two entities are different.
    #[must_use]
    pub fn kept_apart(&self, a: EntityIx, b: EntityIx) -> bool {
        self.apart.binary_search(&sorted_pair(self.component(a), self.component(b))).is_ok()
    }

    /// Everything that `same_as` links of some kind join with an entity, itself first.
    pub fn joined(&self, start: EntityIx, usable: impl Fn(&Link) -> bool) -> Vec<EntityIx> {
        let mut reached = vec![start];
        if start.index() >= self.same.node_count() {
            return reached;
        }
        let mut known: FxHashSet<EntityIx> = reached.iter().copied().collect();
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            next += 1;
            for edge in self.same.edges(node(at)) {
                let link = &self.links[*edge.weight()];
                let other = if link.a == at { link.b } else { link.a };
                if usable(link) && known.insert(other) {
                    reached.push(other);
                }
            }
        }
        reached
    }
}

fn sorted_pair(a: EntityIx, b: EntityIx) -> (EntityIx, EntityIx) {
    if a <= b { (a, b) } else { (b, a) }
}

fn node(ix: EntityIx) -> NodeIndex {
    NodeIndex::new(ix.index())
}

/// Steps of a shortest path: the entity reached and the link used.
fn shortest(same: &UnGraph<(), usize>, a: EntityIx, b: EntityIx) -> Vec<(EntityIx, usize)> {
    let Some((_, nodes)) = astar(same, node(a), |n| n == node(b), |_| 1_u32, |_| 0) else {
        return Vec::new();
    };
    let step = |pair: &[NodeIndex]| {
        // Of parallel links, the earliest.
        let links = same.edges_connecting(pair[0], pair[1]).map(|edge| *edge.weight());
        links.min().map(|link| (EntityIx::new(pair[1].index()), link))
    };
    nodes.windows(2).filter_map(step).collect()
}

fn conflict(
    same: &UnGraph<(), usize>,
    links: &[Link],
    a: EntityIx,
    b: EntityIx,
    different: usize,
) -> Option<IdentityConflict> {
    let steps = shortest(same, a, b);
    if steps.is_empty() && a != b {
        return None;
    }
    let path = std::iter::once(a).chain(steps.iter().map(|(ix, _)| *ix)).collect();
    let sames = steps.iter().map(|(_, at)| links[*at].record).collect();
    Some(IdentityConflict { path, sames, different })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(a: usize, b: usize, record: usize) -> Link {
        Link { a: EntityIx::new(a), b: EntityIx::new(b), record, cited: Vec::new() }
    }

    #[test]
    fn sames_join_and_a_different_on_the_path_contests_the_whole() {
        let e = EntityIx::new;
        let identity = Identity::new(
            6,
            vec![link(0, 1, 10), link(1, 2, 11), link(4, 5, 12)],
            &[(e(0), e(2), 20), (e(3), e(4), 21)],
        );
        assert_eq!(identity.same(e(4), e(5)), Some(true));
        assert_eq!(identity.same(e(3), e(4)), Some(false));
        assert_eq!(identity.same(e(0), e(1)), None, "contested by the path to 2");
        assert_eq!(identity.same(e(0), e(0)), Some(true));
        let [conflict] = identity.conflicts.as_slice() else { panic!("one conflict") };
        assert_eq!(conflict.path, [e(0), e(1), e(2)]);
        assert_eq!(conflict.sames, [10, 11]);
        assert_eq!(conflict.different, 20);
    }
    #[test]
    fn parallel_links_are_all_followed_and_the_wrong_kind_none() {
        let e = EntityIx::new;
        let identity =
            Identity::new(4, vec![link(0, 1, 1), link(0, 1, 2), link(1, 2, 3), link(2, 3, 4)], &[]);
        let over = |records: &[usize]| {
            let mut all = identity.joined(e(0), |link| records.contains(&link.record));
            all.sort_unstable();
            all
        };
        assert_eq!(over(&[2, 3]), [e(0), e(1), e(2)]);
        assert_eq!(over(&[1, 4]), [e(0), e(1)]);
        assert_eq!(over(&[]), [e(0)]);
    }
}
