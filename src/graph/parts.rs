//! What lies in what: `part_of` between entities, followed through identity.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::identity::Identity;
use crate::ids::EntityIx;

/// For every class of entities, itself and everything it is a part of.
#[derive(Debug)]
pub struct Parts {
    above: Vec<Vec<EntityIx>>,
    /// Entities that are, step by step, a part of themselves.
    pub rings: Vec<Vec<EntityIx>>,
}

impl Parts {
    /// Follow all `part_of` of `count` entities, given as pairs of a part and its whole.
    #[must_use]
    pub fn new(
        count: usize,
        part_of: impl IntoIterator<Item = (EntityIx, EntityIx)>,
        identity: &Identity,
    ) -> Self {
        let mut graph = DiGraph::<(), ()>::with_capacity(count, count);
        for _ in 0..count {
            graph.add_node(());
        }
        let node = |ix: EntityIx| NodeIndex::new(identity.class(ix).index());
        for (part, whole) in part_of {
            graph.update_edge(node(part), node(whole), ());
        }
        let back = |n: &NodeIndex| EntityIx::new(n.index());
        let mut rings: Vec<Vec<EntityIx>> = tarjan_scc(&graph)
            .into_iter()
            .filter(|component| component.len() > 1)
            .map(|component| component.iter().map(back).collect())
            .collect();
        for ring in &mut rings {
            ring.sort_unstable();
        }
        rings.sort();
        let above = (0..count).map(|start| walk(&graph, NodeIndex::new(start))).collect();
        Self { above, rings }
    }

    /// Whether the first (a class) is the second or a part of it.
    #[must_use]
    pub fn within(&self, part: EntityIx, whole: EntityIx) -> bool {
        part == whole || self.above(part).binary_search(&whole).is_ok()
    }

    /// A class and everything it is a part of, sorted. Empty for entities added later.
    #[must_use]
    pub fn above(&self, class: EntityIx) -> &[EntityIx] {
        self.above.get(class.index()).map_or(&[], Vec::as_slice)
    }
}

/// A node and everything reachable from it, sorted.
fn walk(graph: &DiGraph<(), ()>, start: NodeIndex) -> Vec<EntityIx> {
    let mut seen = vec![start];
    let mut next = 0;
    while let Some(at) = seen.get(next).copied() {
        next += 1;
        for above in graph.neighbors(at) {
            if !seen.contains(&above) {
                seen.push(above);
            }
        }
    }
    let mut out: Vec<_> = seen.into_iter().map(|n| EntityIx::new(n.index())).collect();
    out.sort_unstable();
    out
}
