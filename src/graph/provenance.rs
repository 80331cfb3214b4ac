//! What rests on what, for things numbered from 0: rings, and what all chains pass through.

use std::collections::VecDeque;

use petgraph::algo::dominators::simple_fast;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::{FxHashMap, FxHashSet};

/// Most things beside those asked about that [`Provenance::shared`] looks at: no figure is handed
/// on through so many, and without a limit each question could cost as much as the whole graph.
const MOST_BEHIND: usize = 1_000;

/// Things that rest on each other.
#[derive(Debug)]
pub struct Provenance {
    graph: DiGraph<(), ()>,
}

/// Things that rest on each other in a circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// A shortest way round from the lowest of them: each rests on the next, the last on the first.
    pub steps: Vec<usize>,
    /// Everything that is joined in circles with them, itself included, sorted.
    pub knot: Vec<usize>,
}

impl Provenance {
    /// Arrows between `count` things, from what rests to what it rests on.
    #[must_use]
    pub fn new(count: usize, arrows: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut graph = DiGraph::with_capacity(count, 0);
        for _ in 0..count {
            graph.add_node(());
        }
        let mut arrows: Vec<_> = arrows.into_iter().collect();
        // petgraph gives the latest arrow first.
        arrows.sort_unstable_by(|a, b| b.cmp(a));
        arrows.dedup();
        for (from, to) in arrows {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
        }
        Self { graph }
    }

    /// What a thing rests on, lowest first.
    pub fn below(&self, thing: usize) -> impl Iterator<Item = usize> {
        self.graph.neighbors(NodeIndex::new(thing)).map(NodeIndex::index)
    }

    /// One ring for each knot of things that rest on each other, in order of their lowest members.
    /// Kosaraju's algorithm, since petgraph's version of Tarjan's calls itself.
    #[must_use]
    pub fn rings(&self) -> Vec<Ring> {
        let mut rings: Vec<Ring> = kosaraju_scc(&self.graph)
            .into_iter()
            .filter(|knot| knot.len() > 1 || knot.iter().any(|n| self.graph.contains_edge(*n, *n)))
            .filter_map(|knot| {
                let mut knot: Vec<usize> = knot.into_iter().map(NodeIndex::index).collect();
                knot.sort_unstable();
                let lowest = *knot.first()?;
                let inside: FxHashSet<usize> = knot.iter().copied().collect();
                let steps = self.walk(lowest, |n| inside.contains(&n), |n| n == lowest)?;
                Some(Ring { steps, knot })
            })
            .collect();
        rings.sort_by_key(|ring| ring.knot.first().copied());
        rings
    }

    /// A shortest chain from one thing down to another, both included; `None` where there is none.
    #[must_use]
    pub fn chain(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        if from == to {
            return Some(vec![from]);
        }
        let mut chain = self.walk(from, |_| true, |n| n == to)?;
        chain.push(to);
        Some(chain)
    }

    /// Things from the first up to, but without, the first that is looked for, which may be the
    /// first again.
    fn walk(
        &self,
        from: usize,
        usable: impl Fn(usize) -> bool,
        found: impl Fn(usize) -> bool,
    ) -> Option<Vec<usize>> {
        let mut before: FxHashMap<usize, usize> = FxHashMap::default();
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            for next in self.below(at) {
                if found(next) {
                    let mut chain = vec![at];
                    while let Some(&known) = chain.last().filter(|n| **n != from) {
                        chain.push(*before.get(&known)?);
                    }
                    chain.reverse();
                    return Some(chain);
                }
                if next != from && usable(next) && !before.contains_key(&next) {
                    before.insert(next, at);
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// Everything that some of these things rest on, directly or not; of what lies too far behind them
    /// only the nearest. Each once, nearest first.
    #[must_use]
    pub fn behind(&self, starts: &[usize]) -> Vec<usize> {
        let (mut behind, mut known) = (Vec::new(), FxHashSet::default());
        let mut queue: VecDeque<usize> = starts.iter().copied().collect();
        let mut asked: FxHashSet<usize> = starts.iter().copied().collect();
        let most = asked.len() + MOST_BEHIND;
        while let Some(at) = queue.pop_front() {
            for next in self.below(at) {
                if known.insert(next) {
                    behind.push(next);
                }
                if asked.len() < most && asked.insert(next) {
                    queue.push_back(next);
                }
            }
        }
        behind
    }

    /// Where a chain ends that never forks. Two that end in two places share nothing.
    fn only_end(&self, start: usize) -> Option<usize> {
        /// Longer ones are looked at in full.
        const STEPS: usize = 16;
        let mut at = start;
        for _ in 0..STEPS {
            let mut below = self.below(at);
            match (below.next(), below.next()) {
                (None, _) => return Some(at),
                (Some(next), None) => at = next,
                (Some(_), Some(_)) => return None,
            }
        }
        None
    }

    /// What every chain from every one of some things passes through or ends in, nearest first;
    /// the last is what all of them go back to. These are the dominators of the place where all
    /// chains end, seen from a place above all that are asked about. Empty when the chains share
    /// nothing, when none of them ends, or when too much lies behind them.
    #[must_use]
    pub fn shared(&self, starts: &[usize]) -> Vec<usize> {
        let mut ends = starts.iter().filter_map(|start| self.only_end(*start));
        if let Some(end) = ends.next()
            && ends.any(|other| other != end)
        {
            return Vec::new();
        }
        let mut local: FxHashMap<usize, NodeIndex> = FxHashMap::default();
        let mut below: DiGraph<usize, ()> = DiGraph::new();
        let (root, end) = (below.add_node(usize::MAX), below.add_node(usize::MAX));
        let mut queue = VecDeque::new();
        for &start in starts {
            local.entry(start).or_insert_with(|| {
                queue.push_back(start);
                below.add_node(start)
            });
            below.add_edge(root, local[&start], ());
        }
        let most = local.len() + MOST_BEHIND;
        while let Some(at) = queue.pop_front() {
            let from = local[&at];
            let mut ends = true;
            for next in self.below(at) {
                ends = false;
                let to = *local.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    below.add_node(next)
                });
                below.add_edge(from, to, ());
            }
            if ends {
                below.add_edge(from, end, ());
            }
            if local.len() > most {
                return Vec::new();
            }
        }
        let dominators = simple_fast(&below, root);
        let mut shared: Vec<usize> = dominators
            .strict_dominators(end)
            .into_iter()
            .flatten()
            .filter(|node| *node != root)
            .map(|node| below[node])
            .collect();
        shared.reverse();
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_told_step_by_step() {
        let graph = Provenance::new(8, [(2, 1), (1, 3), (3, 2), (0, 1), (4, 4), (5, 6), (3, 7)]);
        let rings = graph.rings();
        assert_eq!(rings.len(), 2);
        assert_eq!(rings[0], Ring { steps: vec![1, 3, 2], knot: vec![1, 2, 3] });
        assert_eq!(rings[1], Ring { steps: vec![4], knot: vec![4] });
        let eight = Provenance::new(3, [(0, 1), (1, 0), (1, 2), (2, 1)]);
        assert_eq!(eight.rings(), [Ring { steps: vec![0, 1], knot: vec![0, 1, 2] }]);
    }

    #[test]
    fn what_all_chains_pass_through() {
        // 0 and 1 rest on 2, which rests on 3 and 4, which both rest on 5.
        let graph = Provenance::new(8, [(0, 2), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (6, 7)]);
        assert_eq!(graph.shared(&[0, 1]), [2, 5]);
        assert_eq!(graph.shared(&[0, 5]), [5]);
        assert_eq!(graph.shared(&[0, 6]), [0; 0]);
        assert_eq!(graph.behind(&[2, 3]), [3, 4, 5], "3 is behind 2");
        assert_eq!(graph.chain(0, 5), Some(vec![0, 2, 3, 5]));
        assert_eq!(graph.chain(0, 7), None);
        assert_eq!(graph.chain(3, 3), Some(vec![3]));
    }

    #[test]
    fn chains_that_end_nowhere_share_nothing() {
        let graph = Provenance::new(3, [(0, 1), (1, 0), (2, 0)]);
        assert_eq!(graph.shared(&[0, 2]), [0; 0]);
    }

    #[test]
    fn long_chains_are_walked_without_calls_into_calls() {
        let count = 50_000;
        let ring = Provenance::new(count, (0..count).map(|n| (n, (n + 1) % count)));
        assert_eq!(ring.rings()[0].steps.len(), count);
        let chain = Provenance::new(count, (1..count).map(|n| (n - 1, n)));
        assert_eq!(chain.shared(&[0, 1]), [0; 0], "too much lies behind them");
        assert_eq!(chain.shared(&[count - 3, count - 2]), [count - 2, count - 1]);
        let star = Provenance::new(count, (1..count).map(|n| (n, 0)));
        assert_eq!(star.shared(&(1..count).collect::<Vec<_>>()), [0]);
    }
}
