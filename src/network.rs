//! The graph of a run as plain data: who says what of whom, printed where, resting on what.

pub mod trace;

use rustc_hash::FxHashMap;

use crate::claim::{Atom, Document, EntityIx, Speaker, World};
use crate::finding::Finding;

/// Kinds of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A claim.
    Claim,
    /// A thing claims are about, or a speaker.
    Entity,
    /// A source.
    Source,
}

/// Kinds of edges, each read as "from … to".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A claim is about an entity.
    About,
    /// A claim names an entity as its value.
    Value,
    /// A claim is printed in a source.
    PrintedIn,
    /// A claim is said by an entity.
    SaidBy,
    /// A claim rests on a source.
    Via,
    /// A source cites a source.
    Cites,
    /// An entity is part of another.
    PartOf,
    /// Two claims cannot both be true, or stand for a dispute or an earlier count: the rule is the
    /// label.
    Finding,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Kind.
    pub kind: NodeKind,
    /// Id, unique within its kind.
    pub id: String,
    /// What is shown.
    pub label: String,
}

/// An edge between nodes, by position.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// From.
    pub from: usize,
    /// To.
    pub to: usize,
    /// Kind.
    pub kind: EdgeKind,
    /// What is shown.
    pub label: String,
}

/// Nodes and edges, each sorted and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Nodes: claims, then entities, then sources.
    pub nodes: Vec<Node>,
    /// Edges.
    pub edges: Vec<Edge>,
}

impl NodeKind {
    /// The name used in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Entity => "entity",
            Self::Source => "source",
        }
    }
}

impl EdgeKind {
    /// The name used in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Value => "value",
            Self::PrintedIn => "printed-in",
            Self::SaidBy => "said-by",
            Self::Via => "via",
            Self::Cites => "cites",
            Self::PartOf => "part-of",
            Self::Finding => "finding",
        }
    }
}

/// Build the graph of a world and what was found in it. Entities and sources that nothing refers
/// to are left out.
#[must_use]
pub fn build(world: &World, findings: &[Finding]) -> Network {
    let mut builder = Builder { world, network: Network::default(), at: FxHashMap::default() };
    for claim in &world.claims {
        let predicate = world.predicate_of(claim);
        let label = format!("{}: {}", predicate.words(), claim.value_text);
        builder.node(NodeKind::Claim, claim.id.as_str(), &label);
    }
    for claim in &world.claims {
        builder.claim(claim);
    }
    builder.between_entities();
    builder.between_sources();
    for finding in findings {
        builder.finding(finding);
    }
    let mut network = builder.network;
    network.edges.sort();
    network.edges.dedup();
    network
}

struct Builder<'w> {
    world: &'w World,
    network: Network,
    at: FxHashMap<(NodeKind, String), usize>,
}

impl Builder<'_> {
    fn node(&mut self, kind: NodeKind, id: &str, label: &str) -> usize {
        let nodes = &mut self.network.nodes;
        *self.at.entry((kind, id.to_owned())).or_insert_with(|| {
            nodes.push(Node { kind, id: id.to_owned(), label: label.to_owned() });
            nodes.len() - 1
        })
    }

    fn entity(&mut self, ix: EntityIx) -> usize {
        let entity = self.world.entities.get(self.world.identity.class(ix));
        self.node(NodeKind::Entity, &entity.id, &entity.name)
    }

    fn source(&mut self, ix: crate::claim::SourceIx) -> usize {
        let source = self.world.source(ix);
        self.node(NodeKind::Source, &source.id, &source.title)
    }

    fn edge(&mut self, from: usize, to: usize, kind: EdgeKind, label: &str) {
        self.network.edges.push(Edge { from, to, kind, label: label.to_owned() });
    }

    fn claim(&mut self, claim: &crate::claim::Claim) {
        let from = self.node(NodeKind::Claim, &claim.id, "");
        let subject = self.entity(claim.subject);
        self.edge(from, subject, EdgeKind::About, "");
        for atom in claim.value.atoms() {
            if let Atom::Entity(ix) = atom {
                let to = self.entity(*ix);
                self.edge(from, to, EdgeKind::Value, "");
            }
        }
        for ix in claim.printings {
            let printing = self.world.printing(ix);
            if let Document::Source(source) = printing.document {
                let to = self.source(source);
                let at = printing.at.as_deref().unwrap_or("");
                self.edge(from, to, EdgeKind::PrintedIn, at);
            }
            for speaker in &printing.speakers {
                if let Speaker::Named(ix) = speaker {
                    let to = self.entity(*ix);
                    self.edge(from, to, EdgeKind::SaidBy, "");
                }
            }
            for source in &printing.via {
                let to = self.source(*source);
                self.edge(from, to, EdgeKind::Via, "");
            }
        }
    }

    fn between_entities(&mut self) {
        let known: Vec<_> = self.world.entities.iter().map(|(ix, _)| ix).collect();
        for ix in known {
            let entity = self.world.entities.get(ix);
            if !self.at.contains_key(&(NodeKind::Entity, entity.id.to_string())) {
                continue;
            }
            for whole in &entity.part_of {
                let (from, to) = (self.entity(ix), self.entity(*whole));
                self.edge(from, to, EdgeKind::PartOf, "");
            }
        }
    }

    fn between_sources(&mut self) {
        let world = self.world;
        for source in &world.sources {
            let Some(&from) = self.at.get(&(NodeKind::Source, source.id.to_string())) else {
                continue;
            };
            for cited in &source.cites {
                let to = self.source(*cited);
                self.edge(from, to, EdgeKind::Cites, "");
            }
        }
    }

    /// An edge between the first claims of a finding's first two camps.
    fn finding(&mut self, finding: &Finding) {
        let rivals = crate::adjudicate::rivals(finding);
        let nodes: Vec<usize> = rivals
            .iter()
            .filter_map(|id| self.at.get(&(NodeKind::Claim, (*id).to_owned())).copied())
            .collect();
        for pair in nodes.windows(2) {
            self.edge(pair[0], pair[1], EdgeKind::Finding, finding.rule);
        }
    }
}
