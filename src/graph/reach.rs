//! What is reached step by step along arrows between things numbered from 0.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Most things that one thing reaches, itself not counted: real chains of wholes, of wider scopes
/// or of corrections have a handful. Without a limit a chain of n records would take n * n memory.
pub const MOST_REACHED: usize = 256;

/// Everything that each thing reaches.
#[derive(Debug)]
pub struct Reach {
    /// For each thing, itself and what it reaches, nearest first.
    pub reached: Vec<Vec<usize>>,
    /// Things that reach themselves, by rings, each sorted; a ring of one points to itself.
    pub rings: Vec<Vec<usize>>,
    /// The first thing that reaches more than [`MOST_REACHED`]; the farthest are not counted.
    pub cut: Option<usize>,
}

impl Reach {
    /// Follow arrows between `count` things. What a thing points to by itself always counts, however
    /// much it is.
    #[must_use]
    pub fn new(count: usize, arrows: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut graph = DiGraph::<(), ()>::with_capacity(count, 0);
        for _ in 0..count {
            graph.add_node(());
        }
        let mut arrows: Vec<_> = arrows.into_iter().collect();
        arrows.sort_unstable();
        arrows.dedup();
        for &(from, to) in &arrows {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
        }
        let rings = if arrows.is_empty() { Vec::new() } else { rings(&graph) };
        let mut walk = Walk { graph: &graph, stamps: vec![usize::MAX; count], cut: None };
        let reached = (0..count).map(|start| walk.from(start)).collect();
        Self { reached, rings, cut: walk.cut }
    }
}

/// Kosaraju's algorithm, since petgraph's version of Tarjan's calls itself once for each step of a
/// chain.
fn rings(graph: &DiGraph<(), ()>) -> Vec<Vec<usize>> {
    let mut rings: Vec<Vec<usize>> = kosaraju_scc(graph)
        .into_iter()
        .filter(|ring| ring.len() > 1 || ring.iter().any(|n| graph.contains_edge(*n, *n)))
        .map(|ring| ring.into_iter().map(NodeIndex::index).collect())
        .collect();
    for ring in &mut rings {
        ring.sort_unstable();
    }
    rings.sort();
    rings
}

struct Walk<'g> {
    graph: &'g DiGraph<(), ()>,
    /// For each thing, from where it was reached last.
    stamps: Vec<usize>,
    cut: Option<usize>,
}

impl Walk<'_> {
    fn from(&mut self, start: usize) -> Vec<usize> {
        self.stamps[start] = start;
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            // The arrows are sorted, and petgraph gives the latest first.
            let first = reached.len();
            for to in self.graph.neighbors(NodeIndex::new(at)).map(NodeIndex::index) {
                if self.stamps[to] == start {
                    continue;
                }
                if next > 0 && reached.len() > MOST_REACHED {
                    self.cut.get_or_insert(start);
                    break;
                }
                self.stamps[to] = start;
                reached.push(to);
            }
            reached[first..].reverse();
            next += 1;
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_and_rings_are_followed_once() {
        let reach = Reach::new(6, [(0, 1), (1, 2), (2, 1), (3, 3), (4, 0)]);
        assert_eq!(reach.reached[4], [4, 0, 1, 2]);
        assert_eq!(reach.reached[5], [5]);
        assert_eq!(reach.rings, [vec![1, 2], vec![3]]);
        assert_eq!(reach.cut, None);
    }

    #[test]
    fn long_chains_take_no_more_than_they_may() {
        let count = 50_000;
        let reach = Reach::new(count, (1..count).map(|n| (n - 1, n)));
        assert_eq!(reach.reached[0].len(), MOST_REACHED + 1);
        assert_eq!(reach.cut, Some(0));
        assert!(reach.rings.is_empty());
        let wide = Reach::new(count, (1..count).map(|n| (0, n)));
        assert_eq!((wide.reached[0].len(), wide.cut), (count, None));
    }
}
