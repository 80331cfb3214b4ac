//! Where claims come from, as trees: each printing, what it rests on, down to the origins, and
//! where on the way something was lost.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::claim::{
    AsOfBasis, Claim, ClaimIx, Document, EntityIx, PrintingIx, SourceIx, Speaker, World,
};
use crate::compare::family::{self, FamilyKey};
use crate::compare::origin::{Chains, Origin};
use crate::compare::provenance::{Lost, Provenance};
use crate::compare::slots::Slots;
use crate::rules::{narrowed, shown, slot_words};
use crate::source::SourceMap;

/// Steps followed down from a printing at the most: no report quotes through so many others.
const DEEPEST: usize = 100;

/// What was asked for, and a tree for each claim that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traces {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Claims by predicate and id.
    pub trees: Vec<Tree>,
}

/// What can be traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A claim.
    Claim,
    /// The claims about an entity; where there are none, those it is the speaker of.
    Entity,
    /// The claims printed in a source; where there are none, those that rest on it.
    Source,
}

/// The provenance of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Id of the claim.
    pub claim: String,
    /// "deaths in the flood (children)".
    pub slot: String,
    /// Its value as it is shown: ids by their names, a denial said.
    pub value: String,
    /// What is in the tree. What a step rests on comes after it.
    pub steps: Vec<Step>,
    /// Positions of the claim's printings in the list of steps.
    pub roots: Vec<usize>,
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// How the step above comes to it.
    pub link: Link,
    /// What it is.
    pub what: What,
    /// What is to be said of it.
    pub marks: Vec<Mark>,
    /// What it rests on: positions in the list of steps.
    pub below: Vec<usize>,
}

/// How one step leads to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The claim is printed there.
    Printed,
    /// It rests on it.
    Via,
    /// It credits it.
    SaidBy,
}

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A claim, printed somewhere.
    Printing(Printed),
    /// A source of which nothing is recorded in the slot.
    Source {
        /// Its id.
        id: String,
        /// EDTF.
        date: Option<String>,
    },
    /// A speaker.
    Speaker {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// A speaker without a name.
    Nobody,
}

/// A claim in one printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Id of the claim.
    pub claim: String,
    /// Which of its printings, from 1.
    pub printing: usize,
    /// Value as it is shown.
    pub value: String,
    /// Id of the source; `None` for a claims file that cites nothing.
    pub source: Option<String>,
    /// Locator.
    pub at: Option<String>,
    /// When the source was issued; EDTF.
    pub date: Option<String>,
    /// When it was known, where the record says so; EDTF.
    pub as_of: Option<String>,
    /// Exact words.
    pub quote: Option<String>,
}

/// What is to be said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A primary source.
    Primary,
    /// The chain ends here as it should: in a speaker with a name.
    Origin,
    /// The chain ends here, and should not.
    Untraced,
    /// A step above rests on this one: the chain goes round.
    Circular,
    /// What the printing no longer says of what it rests on: a speaker's name, or `None` for a
    /// nameless one.
    LostSpeaker(Option<String>),
    /// The printing has dropped the hedge of what it rests on.
    LostHedge,
    /// A person judged the claim wrong.
    Withdrawn,
    /// What it rests on is told in another place of the tree.
    Repeated,
    /// More lies below, too deep to be followed.
    Deeper,
}

impl Kind {
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

impl Link {
    /// The name used in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Printed => "printed-in",
            Self::Via => "via",
            Self::SaidBy => "said-by",
        }
    }
}

impl Mark {
    /// The name used in every output.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Origin => "origin",
            Self::Untraced => "untraced",
            Self::Circular => "circular",
            Self::LostSpeaker(_) => "lost-attribution",
            Self::LostHedge => "dropped-hedge",
            Self::Withdrawn => "withdrawn",
            Self::Repeated => "repeated",
            Self::Deeper => "deeper",
        }
    }
}

/// Trace a claim, an entity or a source; `None` for an id that nothing has. Ids of entities may be
/// names, if only one bears them.
#[must_use]
pub fn trace(world: &World, sources: &SourceMap, id: &str) -> Option<Traces> {
    use crate::claim::entity::Resolved;
    let claims = |wanted: &dyn Fn(&Claim) -> bool| -> Vec<ClaimIx> {
        let all = world.claims.iter().enumerate().filter(|(_, claim)| wanted(claim));
        all.map(|(at, _)| ClaimIx::new(at)).collect()
    };
    let printed = |claim: &Claim, wanted: &dyn Fn(&crate::claim::Printing) -> bool| {
        claim.printings.iter().any(|ix| wanted(world.printing(ix)))
    };
    let (kind, mut found) = if world.claim_by_id(id).is_some() {
        (Kind::Claim, claims(&|claim| claim.id == id))
    } else if let Some(at) = world.sources.iter().position(|source| source.id == id) {
        let source = SourceIx::new(at);
        let mut found = claims(&|c| printed(c, &|p| p.document == Document::Source(source)));
        if found.is_empty() {
            found = claims(&|c| printed(c, &|p| p.via.contains(&source)));
        }
        (Kind::Source, found)
    } else {
        let Resolved::One(entity) = world.entities.resolve(id) else { return None };
        let class = |ix: EntityIx| world.identity.class(ix);
        let mut found = claims(&|c| class(c.subject) == class(entity));
        if found.is_empty() {
            let speaks =
                |s: &Speaker| matches!(s, Speaker::Named(ix) if class(*ix) == class(entity));
            found = claims(&|c| printed(c, &|p| p.speakers.iter().any(speaks)));
        }
        (Kind::Entity, found)
    };
    found.sort_by_key(|ix| (world.predicate_of(world.claim(*ix)).id.clone(), *ix));
    let trees = plant(world, sources, &found);
    Some(Traces { id: id.to_owned(), kind, trees })
}

/// Ids that can be traced, for finding the one that was meant.
pub fn ids(world: &World) -> impl Iterator<Item = &str> {
    let claims = world.claims.iter().map(|claim| claim.id.as_str());
    let sources = world.sources.iter().map(|source| source.id.as_str());
    claims.chain(sources).chain(world.entities.spellings())
}

/// The trees of some claims, with the families they are in.
fn plant(world: &World, sources: &SourceMap, claims: &[ClaimIx]) -> Vec<Tree> {
    let mut members: FxHashMap<FamilyKey, Vec<PrintingIx>> = FxHashMap::default();
    for ix in claims {
        members.entry(family::key(world, world.claim(*ix))).or_default();
    }
    for ix in world.printing_ids() {
        if let Some(members) = members.get_mut(&family::key(world, world.claim_of(ix))) {
            members.push(ix);
        }
    }
    let chains = Chains::new(world);
    let slots: FxHashMap<FamilyKey, Slots> =
        members.into_iter().map(|(key, all)| (key, chains.slots(&all))).collect();
    let mut trees = Vec::new();
    for ix in claims {
        let claim = world.claim(*ix);
        let Some(slots) = slots.get(&family::key(world, claim)) else { continue };
        let mut grower = Grower {
            world,
            sources,
            chains: &chains,
            provenance: Provenance::new(world, &chains, slots),
            steps: Vec::new(),
            told: FxHashSet::default(),
        };
        let roots = claim.printings.iter();
        let roots = roots.filter_map(|ix| grower.root(ix)).collect();
        trees.push(Tree {
            claim: claim.id.to_string(),
            slot: format!("{}{}", slot_words(world, claim), narrowed(world, claim)),
            value: shown(world, claim),
            steps: grower.steps,
            roots,
        });
    }
    trees
}

struct Grower<'c, 'w> {
    world: &'w World,
    sources: &'c SourceMap,
    chains: &'c Chains<'w>,
    provenance: Provenance<'c, 'w>,
    steps: Vec<Step>,
    /// Members whose chains are told already.
    told: FxHashSet<usize>,
}

impl Grower<'_, '_> {
    fn push(&mut self, link: Link, what: What, marks: Vec<Mark>) -> usize {
        self.steps.push(Step { link, what, marks, below: Vec::new() });
        self.steps.len() - 1
    }

    fn root(&mut self, ix: PrintingIx) -> Option<usize> {
        let member = self.provenance.position(ix)?;
        let settled = !self.provenance.untraced(member);
        Some(self.printing(Link::Printed, member, &mut Vec::new(), settled))
    }

    /// A printing and what it rests on. `settled`: the claim has its origin, here or elsewhere,
    /// so that an end below is none that leaves it untraced.
    fn printing(
        &mut self,
        link: Link,
        member: usize,
        path: &mut Vec<usize>,
        settled: bool,
    ) -> usize {
        let ix = self.provenance.printing(member);
        let (world, printing) = (self.world, self.world.printing(ix));
        let at = self.push(link, What::Printing(printed(world, self.sources, ix)), Vec::new());
        let mut marks = Vec::new();
        if world.claim_of(ix).withdrawn {
            marks.push(Mark::Withdrawn);
        }
        let rests = !printing.via.is_empty() || !printing.speakers.is_empty();
        if let Document::Source(source) = printing.document {
            if world.source(source).origin {
                marks.push(Mark::Primary);
            } else if !rests && !settled {
                marks.push(Mark::Untraced);
            }
        }
        marks.extend(self.lost(member));
        if path.contains(&member) {
            marks.push(Mark::Circular);
        } else if !self.told.insert(member) {
            marks.extend(rests.then_some(Mark::Repeated));
        } else if path.len() >= DEEPEST {
            marks.extend(rests.then_some(Mark::Deeper));
        } else {
            path.push(member);
            self.steps[at].below = self.below(member, path, settled);
            path.pop();
        }
        self.steps[at].marks = marks;
        at
    }

    fn below(&mut self, member: usize, path: &mut Vec<usize>, settled: bool) -> Vec<usize> {
        let (world, ix) = (self.world, self.provenance.printing(member));
        let printing = world.printing(ix);
        let mut out = Vec::new();
        let last = printing.speakers.last();
        let named = matches!(last, Some(Speaker::Named(_)));
        out.extend(self.speakers(&printing.speakers, printing.via.is_empty(), settled));
        let settled = settled || named;
        let via: Vec<_> = self.provenance.via(member).collect();
        for (source, next) in via {
            let step = match next {
                Some(next) => self.printing(Link::Via, next, path, settled),
                None => self.source(source, printing.document, settled),
            };
            out.push(step);
        }
        out
    }

    /// Speakers, nearest first, each below the one that quotes it.
    fn speakers(&mut self, speakers: &[Speaker], ends: bool, settled: bool) -> Option<usize> {
        let mut first = None;
        let mut above: Option<usize> = None;
        for (i, speaker) in speakers.iter().enumerate().take(DEEPEST) {
            let is_last = i + 1 == speakers.len();
            let (what, marks) = match speaker {
                Speaker::Unnamed => {
                    let untraced = is_last && ends && !settled;
                    (What::Nobody, untraced.then_some(Mark::Untraced))
                }
                Speaker::Named(ix) => {
                    let entity = self.world.entities.get(self.world.identity.class(*ix));
                    let (id, name) = (entity.id.to_string(), entity.name.to_string());
                    let mark = match self.chains.speaker(*ix) {
                        Origin::Document(Document::Source(s)) if self.world.source(s).origin => {
                            Some(Mark::Primary)
                        }
                        Origin::Document(_) if is_last && !settled => Some(Mark::Untraced),
                        _ => is_last.then_some(Mark::Origin),
                    };
                    (What::Speaker { id, name }, mark)
                }
            };
            let at = self.push(Link::SaidBy, what, marks.into_iter().collect());
            if let Some(above) = above {
                self.steps[above].below.push(at);
            }
            first.get_or_insert(at);
            above = Some(at);
        }
        first
    }

    /// A source of which nothing is recorded in the slot; its own document when it rests on itself.
    fn source(&mut self, ix: SourceIx, own: Document, settled: bool) -> usize {
        let source = self.world.source(ix);
        let mark = if own == Document::Source(ix) {
            Some(Mark::Circular)
        } else if source.origin {
            Some(Mark::Primary)
        } else {
            (!settled).then_some(Mark::Untraced)
        };
        let date = source.issued.as_ref().map(|date| date.edtf.to_string());
        let what = What::Source { id: source.id.to_string(), date };
        self.push(Link::Via, what, mark.into_iter().collect())
    }

    fn lost(&self, member: usize) -> impl Iterator<Item = Mark> {
        let lost = self.provenance.lost(member).map(|(_, lost)| lost);
        let speaker = match lost {
            Some(Lost::Speaker(ix)) => {
                Some(Mark::LostSpeaker(Some(self.world.entities.get(ix).name.to_string())))
            }
            Some(Lost::Nobody) => Some(Mark::LostSpeaker(None)),
            Some(Lost::Hedge) | None => None,
        };
        let hedge = lost == Some(Lost::Hedge) || self.provenance.lost_hedge(member);
        speaker.into_iter().chain(hedge.then_some(Mark::LostHedge))
    }
}

fn printed(world: &World, sources: &SourceMap, ix: PrintingIx) -> Printed {
    let printing = world.printing(ix);
    let claim = world.claim_of(ix);
    let source = match printing.document {
        Document::Source(source) => Some(world.source(source)),
        Document::File(_) => None,
    };
    let recorded = printing.as_of_basis == AsOfBasis::Record;
    Printed {
        claim: claim.id.to_string(),
        printing: printing.number,
        value: shown(world, claim),
        source: source.map(|source| source.id.to_string()),
        at: printing.at.as_ref().map(SmolStr::to_string),
        date: source.and_then(|s| s.issued.as_ref()).map(|date| date.edtf.to_string()),
        as_of: printing.as_of_text.as_ref().filter(|_| recorded).map(SmolStr::to_string),
        quote: printing.quote(sources).map(|quote| quote.exact.to_owned()),
    }
}
