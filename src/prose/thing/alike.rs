//! Events that one document tells of more than once.
//!
//! A telling that only resembles an earlier one stands by itself while the text is read: what it adds
//! may set the two apart. When all is read, tellings are joined by their features, the most alike
//! first, those that what was joined so far keeps apart never; and none that is as near to another
//! event, which is not the same. Who did it makes no two tellings one: the deeds of one group have it in common. Two of one
//! paragraph, "another", "an earlier" and plurals stay what they are.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::across::all_of;
use super::event::{CLOSE, SETTLED, SOFT};
use super::key::key_of;
use super::node::{EventNode, NodeIx};
use super::table::tables;
use super::walk::Walk;
use crate::record::EntityKind;

/// How many of the events before it each is compared with.
const WINDOW: usize = 48;

/// "the attack at …" after an attack near it: as if it were known.
const GIVEN: i32 = 1;

/// A pair of events, by how much they are alike.
type Pair = (i32, NodeIx, NodeIx);

impl Walk {
    /// Join what the document that was read tells twice.
    pub(super) fn join_retold(&mut self) {
        let mut all: Vec<NodeIx> = self.doc.events.iter().map(|ix| self.nodes.find(*ix)).collect();
        let mut seen: FxHashSet<NodeIx> = FxHashSet::default();
        all.retain(|ix| seen.insert(*ix) && self.may_be_retold(*ix));
        let mut pairs: Vec<Pair> = Vec::new();
        for (at, later) in all.iter().enumerate() {
            for earlier in &all[at.saturating_sub(WINDOW)..at] {
                let alike = self.alike(*earlier, *later).filter(|score| *score >= SOFT);
                pairs.extend(alike.map(|score| (score, *earlier, *later)));
            }
        }
        if pairs.is_empty() {
            return;
        }
        pairs.sort_by_key(|(score, a, b)| (Reverse(*score), *a, *b));
        let settled = |pair: &&Pair| pair.0 >= SETTLED;
        let sure: Vec<Pair> = pairs.iter().filter(settled).copied().collect();
        let likely: Vec<Pair> = pairs.iter().filter(|pair| !settled(pair)).copied().collect();
        let near = neighbours(&pairs);
        self.join_alike(&sure, &near);
        let roots = self.nodes.roots();
        let cores: Vec<NodeIx> = all.iter().map(|ix| self.nodes.find(*ix)).collect();
        let told =
            |walk: &Self, ix: NodeIx| walk.nodes.get(ix).event.as_ref().map_or(0, |e| e.told);
        let weights: FxHashMap<NodeIx, u32> =
            cores.iter().map(|ix| (*ix, told(self, *ix))).collect();
        self.join_alike(&likely, &near);
        // What is told of most is what is meant; that the others are it is inferred.
        let mut first: FxHashMap<NodeIx, NodeIx> = FxHashMap::default();
        for core in &cores {
            let best = first.entry(self.nodes.find(*core)).or_insert(*core);
            if weights.get(core) > weights.get(best) {
                *best = *core;
            }
        }
        let guessed = |core: &NodeIx| first.get(&self.nodes.find(*core)) != Some(core);
        let guessed: FxHashSet<NodeIx> = cores.iter().copied().filter(guessed).collect();
        let ixs = (0u32..).map(NodeIx).zip(&roots);
        self.inferred.extend(ixs.filter(|(_, root)| guessed.contains(root)).map(|(ix, _)| ix));
    }

    fn may_be_retold(&self, ix: NodeIx) -> bool {
        let node = self.nodes.get(ix);
        let Some(event) = &node.event else { return false };
        node.known.is_none()
            && !event.back
            && !event.fresh
            && (!node.plural || event.sort.is_plural_of_one())
    }

    /// How much two tellings are alike; none where they cannot be of one event.
    fn alike(&self, earlier: NodeIx, later: NodeIx) -> Option<i32> {
        let (x, y) = (self.nodes.get(earlier), self.nodes.get(later));
        let (event, other) = (x.event.as_ref()?, y.event.as_ref()?);
        if (other.anew && other.started == event.started) || !event.sort.takes_up(other.sort) {
            return None;
        }
        let mut anchor = all_of(other, y.plural);
        if !self.fits(&anchor, earlier, true) || self.strikes_another(event, other) {
            return None;
        }
        if !other.sort.is_rare() {
            anchor.features.agents.clear();
        }
        let score = self.score(&anchor, earlier);
        Some(score + if other.given && score > 0 { GIVEN } else { 0 })
    }

    /// Whether two events struck places of two kinds: a mosque and a hotel.
    pub(super) fn strikes_another(&self, a: &EventNode, b: &EventNode) -> bool {
        const PLACE: Option<EntityKind> = Some(EntityKind::Place);
        let words = |event: &EventNode| -> FxHashSet<SmolStr> {
            let built = |ix: &NodeIx| {
                let node = self.nodes.get(*ix);
                let last = node.last_word();
                node.venue || last.is_some_and(|last| tables().head_kind(&last) == PLACE)
            };
            let named = event.targets.iter().chain(&event.places).copied();
            let named = named.filter(|ix| self.nodes.get(*ix).ground.is_none() && built(ix));
            let names = named.filter_map(|ix| Some(key_of(&self.nodes.get(ix).names.first()?.0)));
            let names: Vec<SmolStr> = names.collect();
            let parts = names.iter().flat_map(|name| name.split(' ').map(SmolStr::new));
            parts.chain(event.common.iter().cloned()).collect()
        };
        let (mine, theirs) = (words(a), words(b));
        let place = |word: &SmolStr| tables().head_kind(word) == PLACE;
        mine.iter().any(place) && theirs.iter().any(place) && mine.is_disjoint(&theirs)
    }

    fn join_alike(&mut self, pairs: &[Pair], near: &FxHashMap<NodeIx, Vec<(i32, NodeIx)>>) {
        for (score, a, b) in pairs {
            let (x, y) = (self.nodes.find(*a), self.nodes.find(*b));
            if x == y
                || self.has_rival(*score, *a, *b, near)
                || self.has_rival(*score, *b, *a, near)
            {
                continue;
            }
            let (into, from) = (x.min(y), x.max(y));
            if self.alike(into, from).is_some() {
                self.join_events(into, from);
            }
        }
    }

    /// Whether an event is as much like a third one, that cannot be the second.
    fn has_rival(
        &self,
        score: i32,
        a: NodeIx,
        b: NodeIx,
        near: &FxHashMap<NodeIx, Vec<(i32, NodeIx)>>,
    ) -> bool {
        let of = |ix: NodeIx| near.get(&ix).map_or(&[][..], Vec::as_slice);
        of(a).iter().any(|(other, third)| {
            let joined = self.nodes.is_same(*third, a) || self.nodes.is_same(*third, b);
            let may_be = || self.alike(b.min(*third), b.max(*third)).is_some();
            score - other <= CLOSE && !joined && !may_be()
        })
    }
}

/// Of each event those that it is like.
fn neighbours(pairs: &[Pair]) -> FxHashMap<NodeIx, Vec<(i32, NodeIx)>> {
    let mut near: FxHashMap<NodeIx, Vec<(i32, NodeIx)>> = FxHashMap::default();
    for (score, a, b) in pairs {
        near.entry(*a).or_default().push((*score, *b));
        near.entry(*b).or_default().push((*score, *a));
    }
    near
}
