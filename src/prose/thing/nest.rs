//! Which places lie in which, when all of them are known.

use rustc_hash::FxHashMap;

use super::node::{Few, NESTING, Node, NodeIx, Nodes};
use crate::record::EntityKind;

impl Nodes {
    /// What each place lies in: its country, and what the text says that it is in.
    pub(super) fn wholes(&self) -> FxHashMap<usize, Few> {
        let place = |node: &Node| node.kind == Some(EntityKind::Place);
        let roots = || {
            let all = self.all.iter().enumerate();
            all.filter(|(ix, node)| self.parent[*ix] as usize == *ix && place(node))
        };
        let countries: FxHashMap<u16, NodeIx> = roots()
            .filter_map(|(ix, node)| {
                let ground = node.ground.filter(|ground| ground.inside.is_none())?;
                Some((ground.country, NodeIx(u32::try_from(ix).ok()?)))
            })
            .collect();
        let mut out = FxHashMap::default();
        for (ix, node) in roots() {
            let Ok(own) = u32::try_from(ix).map(NodeIx) else { break };
            let ground = node.ground.filter(|ground| ground.inside.is_some());
            let country = ground.and_then(|ground| countries.get(&ground.country).copied());
            let told = node.within.iter().map(|ix| self.find(*ix));
            let told = told.filter(|whole| place(self.get(*whole)));
            let wholes: Few = country
                .into_iter()
                .chain(told)
                // Two that are said to lie in each other are one place by two names, or a slip.
                .filter(|whole| *whole != own && !self.lies_in(*whole, own, NESTING))
                .collect();
            if !wholes.is_empty() {
                out.insert(ix, wholes);
            }
        }
        out
    }
}
