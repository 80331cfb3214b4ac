//! What several documents of a run speak of.
//!
//! Each document is read by itself, so that what one calls a thing never changes what another means
//! by its own words. Only then are their things joined: by their names, then events by what is known
//! of them. Which are joined follows from the things as each document left them, not from the order
//! of the documents.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::anchor::{Anchor, Features, How};
use super::event::{CLOSE, SETTLED, SOFT};
use super::form::looked_up;
use super::node::{EventNode, Few, Meant, NodeIx};
use super::walk::Walk;
use crate::record::EntityKind;

/// What a document left for the others.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// Names that mean one thing in it.
    names: Vec<(SmolStr, NodeIx)>,
    /// Its events.
    events: Vec<NodeIx>,
    /// Its things without a name that a place tells from others, by the class of their noun.
    objects: Vec<(SmolStr, NodeIx)>,
}

/// An event of a document: its place among the documents, and its node.
type Told = (usize, NodeIx);

/// Events with their scores.
type Scored = SmallVec<[(i32, NodeIx); 2]>;

/// Events of a run that share a feature; what more share tells none of them from the others.
const MOST_SHARING: usize = 96;

impl Walk {
    /// What the document that was read leaves for the others; the repository's things are again as
    /// they were before it.
    pub(super) fn leave(&mut self) {
        let mut left = Left::default();
        let one = |few: &Few| {
            let few = few.iter().map(|ix| self.nodes.find(*ix)).collect();
            Meant::of(few, false).one()
        };
        let names = self.doc.names.iter();
        left.names = names.filter_map(|(key, few)| Some((key.clone(), one(few)?))).collect();
        left.names.sort();
        left.events = self.doc.events.iter().map(|ix| self.nodes.find(*ix)).collect();
        left.events.sort();
        left.events.dedup();
        left.events.retain(|ix| {
            let node = self.nodes.get(*ix);
            node.known.is_none() && node.event.is_some()
        });
        let objects =
            self.doc.objects.iter().flat_map(|(class, few)| few.iter().map(move |ix| (class, ix)));
        let placed =
            objects.map(|(class, ix)| (class.clone(), self.nodes.find(*ix))).filter(|(_, ix)| {
                let node = self.nodes.get(*ix);
                let placed = node.words.iter().any(|word| word.starts_with('@'));
                placed && node.names.is_empty() && !node.plural && node.event.is_none()
            });
        left.objects = placed.collect();
        left.objects.sort();
        left.objects.dedup();
        // As the document itself would call them.
        for ix in &left.events {
            let label = self.nodes.shown(self.nodes.get(*ix));
            if let Some(node) = self.nodes.get_mut(*ix) {
                node.label = Some(label);
            }
        }
        self.left.push(left);
        self.nodes.restore();
    }

    /// Join the things of the documents.
    pub(super) fn join_documents(&mut self) {
        let left = std::mem::take(&mut self.left);
        if left.len() < 2 {
            return;
        }
        self.join_names(&left);
        self.join_placed(&left);
        self.join_tellings(&left);
    }

    fn join_names(&mut self, left: &[Left]) {
        let mut by_key: BTreeMap<&SmolStr, Few> = BTreeMap::new();
        for (key, ix) in left.iter().flat_map(|left| &left.names) {
            let few = by_key.entry(key).or_default();
            if !few.contains(ix) {
                few.push(*ix);
            }
        }
        // Full names first: they say which short forms are of one thing.
        let mut pairs: Vec<(NodeIx, NodeIx)> = Vec::new();
        for (key, few) in by_key.iter().filter(|(_, few)| few.len() > 1) {
            let groups = if is_full(key) { vec![few.clone()] } else { self.told_alike(few) };
            for group in groups {
                pairs.extend(self.of_a_kind(&group));
            }
        }
        for (a, b) in pairs {
            self.join_things(a, b);
        }
        for (document, left) in left.iter().enumerate() {
            self.keep_apart(document, &left.names);
        }
    }

    /// "The dam at Upper Orr", "the Upper Orr dam": things of one noun that stand in one place, where each
    /// document has no other of them.
    fn join_placed(&mut self, left: &[Left]) {
        type Standing = (SmolStr, Vec<SmolStr>);
        let mut all: BTreeMap<Standing, Vec<(usize, NodeIx)>> = BTreeMap::new();
        for (document, left) in left.iter().enumerate() {
            for (class, ix) in &left.objects {
                let words = self.nodes.get(*ix).words.iter();
                let words: Option<Vec<SmolStr>> = words.map(|word| self.placed_by(word)).collect();
                let Some(mut words) = words else { continue };
                words.sort();
                all.entry((class.clone(), words)).or_default().push((document, *ix));
            }
        }
        for few in all.into_values() {
            // Of two in one document, nothing says which.
            if few.windows(2).all(|pair| pair[0].0 < pair[1].0) {
                for (_, ix) in &few[1..] {
                    self.join_things(few[0].1, *ix);
                }
            }
        }
    }

    /// A word that narrows a noun, as all documents have it; `None` for who owns a thing, who may own
    /// several, and for a country.
    fn placed_by(&self, word: &SmolStr) -> Option<SmolStr> {
        let Some(number) = word.strip_prefix('@') else { return Some(word.clone()) };
        let ix = self.nodes.find(NodeIx(number.parse().ok()?));
        let node = self.nodes.get(ix);
        let stands = matches!(node.kind, None | Some(EntityKind::Place));
        let country = node.ground.is_some_and(|ground| ground.inside.is_none());
        let stands = stands && !country && !node.names.is_empty() && node.event.is_none();
        stands.then(|| smol_str::format_smolstr!("@{}", ix.0))
    }

    /// Remembers of things that a document took for several, and another says are one, that the first
    /// never links their names.
    fn keep_apart(&mut self, document: usize, names: &[(SmolStr, NodeIx)]) {
        let mut firsts: FxHashMap<NodeIx, NodeIx> = FxHashMap::default();
        for (_, was) in names {
            let ix = self.nodes.find(*was);
            let first = *firsts.entry(ix).or_insert(*was);
            if first != *was
                && let Some(node) = self.nodes.get_mut(ix)
                && !node.unlinked.contains(&document)
            {
                node.unlinked.push(document);
            }
        }
    }

    /// Things of one short name, parted by what it is short for: those whose full names say the
    /// same, and those without. Where it is short for one thing, it is so for all.
    fn told_alike(&self, few: &Few) -> Vec<Few> {
        let full = |ix: &NodeIx| {
            let node = self.nodes.get(*ix);
            node.names.iter().map(|(name, _)| looked_up(name)).filter(|key| is_full(key))
        };
        let (named, bare): (Few, Few) =
            few.iter().copied().partition(|ix| full(ix).next().is_some());
        let mut groups: Vec<Few> = Vec::new();
        for ix in named {
            let alike = |other: &NodeIx| full(&ix).any(|name| self.says_the_same(*other, &name));
            let (near, far): (Vec<Few>, Vec<Few>) =
                groups.into_iter().partition(|group| group.iter().any(alike));
            let mut group: Few = near.into_iter().flatten().collect();
            group.push(ix);
            groups = far;
            groups.push(group);
        }
        match groups.as_mut_slice() {
            [one] => one.extend(bare),
            _ => groups.push(bare),
        }
        groups
    }

    /// Pairs of a group that may be one: people are joined to people, and two of the repository stay
    /// two.
    fn of_a_kind(&self, group: &Few) -> Vec<(NodeIx, NodeIx)> {
        let kind = |ix: NodeIx| self.nodes.get(ix).kind;
        let persons = group.iter().any(|ix| kind(*ix) == Some(EntityKind::Person));
        let others = group.iter().any(|ix| {
            kind(*ix).is_some_and(|kind| kind != EntityKind::Person && kind != EntityKind::Event)
        });
        let known: FxHashSet<&SmolStr> =
            group.iter().filter_map(|ix| self.nodes.get(*ix).known.as_ref()).collect();
        if known.len() > 1 {
            return Vec::new();
        }
        let sort = |ix: NodeIx| match kind(ix) {
            Some(EntityKind::Person) => 1,
            Some(EntityKind::Event) => 2,
            // A name without a kind is either's, if both are spoken of.
            None if persons && others => 3,
            None if persons => 1,
            _ => 0,
        };
        let mut firsts: FxHashMap<i32, NodeIx> = FxHashMap::default();
        let mut pairs = Vec::new();
        for ix in group {
            let first = *firsts.entry(sort(*ix)).or_insert(*ix);
            if first != *ix {
                pairs.push((first, *ix));
            }
        }
        pairs
    }

    fn join_things(&mut self, a: NodeIx, b: NodeIx) {
        /// Where documents take a thing for two kinds: the first of these.
        const KINDS: &[EntityKind] = &[
            EntityKind::Event,
            EntityKind::Person,
            EntityKind::Organisation,
            EntityKind::Place,
            EntityKind::Document,
        ];
        if self.nodes.is_same(a, b) {
            return;
        }
        let (x, y) = (self.nodes.get(a), self.nodes.get(b));
        let venue = x.venue || y.venue;
        let kind = KINDS.iter().copied().find(|k| x.kind == Some(*k) || y.kind == Some(*k));
        let into = self.nodes.join(a, b);
        if let Some(node) = self.nodes.get_mut(into) {
            node.kind = kind;
            node.venue = venue && node.ground.is_none();
        }
    }

    /// Events that two documents tell of: each the other's best, and no second one near it.
    fn join_tellings(&mut self, left: &[Left]) {
        let mut pairs: Vec<(Told, Told)> = Vec::new();
        for sharing in self.sharing(left).into_values() {
            if sharing.len() > MOST_SHARING {
                continue;
            }
            for (at, a) in sharing.iter().enumerate() {
                pairs.extend(sharing[at + 1..].iter().filter(|b| a.0 != b.0).map(|b| (*a, *b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut best: FxHashMap<(NodeIx, usize), Scored> = FxHashMap::default();
        for (a, b) in pairs {
            let Some(score) = self.likeness(a.1, b.1) else { continue };
            best.entry((a.1, b.0)).or_default().push((score, b.1));
            best.entry((b.1, a.0)).or_default().push((score, a.1));
        }
        let one = |ix: NodeIx, document: usize| {
            let all = best.get(&(ix, document))?;
            let first = all.iter().max_by_key(|(score, _)| *score)?;
            let close = all.iter().filter(|(score, _)| first.0 - score <= CLOSE).count();
            (close == 1).then_some(*first)
        };
        let mut joined: Vec<(NodeIx, NodeIx)> = Vec::new();
        for (document, left) in left.iter().enumerate() {
            for a in &left.events {
                for other in 0..document {
                    let found = one(*a, other);
                    let Some((_, b)) = found else { continue };
                    if one(b, document).is_some_and(|(_, back)| back == *a) {
                        joined.push((*a, b));
                    }
                }
            }
        }
        let sure = |(a, b): &(NodeIx, NodeIx)| self.is_surely(*a, *b);
        let (sure, likely): (Vec<_>, Vec<_>) = joined.into_iter().partition(sure);
        self.unite(&sure, &likely);
    }

    /// Events by their places, targets and participants.
    fn sharing(&self, left: &[Left]) -> FxHashMap<NodeIx, Vec<Told>> {
        let mut sharing: FxHashMap<NodeIx, Vec<Told>> = FxHashMap::default();
        for (document, left) in left.iter().enumerate() {
            for ix in &left.events {
                let Some(event) = &self.nodes.get(*ix).event else { continue };
                let all = event.places.iter().chain(&event.targets).chain(&event.agents);
                for feature in all {
                    let few = sharing.entry(self.nodes.find(*feature)).or_default();
                    if few.last() != Some(&(document, *ix)) {
                        few.push((document, *ix));
                    }
                }
            }
        }
        sharing
    }

    /// How much agrees of two events that may be one.
    fn likeness(&self, a: NodeIx, b: NodeIx) -> Option<i32> {
        let (x, y) = (self.nodes.get(a), self.nodes.get(b));
        let (event, other) = (x.event.as_ref()?, y.event.as_ref()?);
        // One group does much in a year: who did it, and when, tells no two deeds apart.
        let named =
            |event: &EventNode| event.places.iter().chain(&event.targets).copied().collect();
        let told = event.sort.is_rare() || self.related(&named(event), &named(other));
        if event.back != other.back || !told || self.strikes_another(event, other) {
            return None;
        }
        let anchor = all_of(event, x.plural);
        let score = if self.fits(&anchor, b, false) { self.score(&anchor, b) } else { 0 };
        let score = score + followed(event, other).max(followed(other, event));
        (score >= SOFT).then_some(score)
    }

    /// Whether two events are one by what is struck or where, and when. What more is known of both
    /// makes up for dates that lie days apart, as one of them may be wrong, and for one that is not
    /// given.
    fn is_surely(&self, a: NodeIx, b: NodeIx) -> bool {
        /// Days by which two dates of one event may differ.
        const NEAR: i32 = 3;
        let (x, y) = (self.nodes.get(a), self.nodes.get(b));
        let (Some(event), Some(other)) = (&x.event, &y.event) else { return false };
        let anchor = all_of(event, x.plural);
        if self.score(&anchor, b) < SETTLED {
            return false;
        }
        let shared = event.common.iter().any(|word| other.common.contains(word));
        let gap = |(a, _): &(super::node::Dated, _)| {
            other.dates.iter().map(|(b, _)| a.gap(b)).min().unwrap_or(0)
        };
        let near = event.dates.iter().map(gap).min().unwrap_or(0) <= NEAR;
        self.name_and_date(&anchor, b) || (event.word == other.word && shared && near)
    }

    /// Join the pairs. What is told of most stands for what it likely is, which is inferred.
    fn unite(&mut self, sure: &[(NodeIx, NodeIx)], likely: &[(NodeIx, NodeIx)]) {
        let weight = |walk: &Self, ix: NodeIx| {
            let node = walk.nodes.get(ix);
            let named = node.names.iter().map(|(name, _)| name.chars().count()).max();
            let told = node.event.as_ref().map_or(0, |event| event.told);
            (named.unwrap_or(0), told, node.label.clone())
        };
        let mut all: Vec<NodeIx> = sure.iter().chain(likely).flat_map(|(a, b)| [*a, *b]).collect();
        all.sort_unstable();
        all.dedup();
        let roots: Vec<NodeIx> = self.nodes.roots();
        let weights: Vec<_> = all.iter().map(|ix| weight(self, *ix)).collect();
        self.join_pairs(sure);
        let cores: Vec<NodeIx> = all.iter().map(|ix| self.nodes.find(*ix)).collect();
        self.join_pairs(likely);
        let mut groups: BTreeMap<NodeIx, Vec<usize>> = BTreeMap::new();
        for (at, ix) in all.iter().enumerate() {
            groups.entry(self.nodes.find(*ix)).or_default().push(at);
        }
        let mut guessed: FxHashSet<NodeIx> = FxHashSet::default();
        for (root, group) in groups {
            let Some(first) = group.iter().copied().max_by_key(|at| &weights[*at]) else {
                continue;
            };
            if let Some(node) = self.nodes.get_mut(root) {
                node.label.clone_from(&weights[first].2);
            }
            let others = group.iter().filter(|at| cores[**at] != cores[first]);
            guessed.extend(others.map(|at| all[*at]));
        }
        // Mentions mean what a node was before it was joined to others of its own document.
        let ixs = (0u32..).map(NodeIx).zip(&roots);
        self.inferred.extend(ixs.filter(|(_, root)| guessed.contains(root)).map(|(ix, _)| ix));
    }

    fn join_pairs(&mut self, pairs: &[(NodeIx, NodeIx)]) {
        for (a, b) in pairs {
            let (into, from) = (self.nodes.find(*a), self.nodes.find(*b));
            if into != from {
                self.join_events(into.min(from), into.max(from));
            }
        }
    }
}

/// Weight of a day that only what followed an event gives it, as of its month.
fn followed(event: &EventNode, other: &EventNode) -> i32 {
    const MONTH: i32 = 2;
    let after = event.before.as_ref().filter(|_| event.dates.is_empty());
    let near = after.is_some_and(|day| other.dates.iter().any(|(own, _)| day.follows_on(own)));
    if near { MONTH } else { 0 }
}

/// A word for an event with all that is known of it.
pub(super) fn all_of(event: &EventNode, plural: bool) -> Anchor {
    let dates = event.dates.iter().map(|(dated, at)| (dated.clone(), at.bytes.clone()));
    let features = Features {
        dates: dates.collect(),
        places: event.places.clone(),
        targets: event.targets.clone(),
        agents: event.agents.clone(),
        common: event.common.clone(),
        before: event.before.clone(),
    };
    Anchor {
        token: 0,
        tokens: 0..0,
        mention: Some(0),
        covers: None,
        whole: true,
        clause: 0,
        word: event.word.clone(),
        sort: event.sort,
        how: How::Definite,
        plural,
        fresh: false,
        back: event.back,
        elsewhen: false,
        given: false,
        real: true,
        narrowed: true,
        features,
        meant: Meant::Unknown,
    }
}

/// Whether a name, by its key, has several words, or is a country's.
fn is_full(key: &str) -> bool {
    key.contains(' ') || key.starts_with('@')
}
