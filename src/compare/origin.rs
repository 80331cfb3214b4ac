//! Where a claim comes from: the last speaker it names, or what the chain of citations ends in.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::slots::Slots;
use super::value::{self, Meet};
use crate::claim::{Document, EntityIx, Printing, PrintingIx, SourceIx, Speaker, World};

/// Who or what a printing of a claim goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A named speaker (a class of entities) that is no document.
    Speaker(EntityIx),
    /// A document in its own voice, whether it prints the claim or is named as its speaker.
    Document(Document),
    /// Somebody without a name, in a document.
    Unnamed(Document),
    /// A source that is cited, and of which no claim is recorded.
    Cited(SourceIx),
}

impl Origin {
    /// The speaker, when it is a named one. A document that is only cited is not a speaker.
    #[must_use]
    pub fn speaker(self) -> Option<EntityIx> {
        match self {
            Self::Speaker(ix) => Some(ix),
            _ => None,
        }
    }
}

/// An origin, and whether the chain to it ends where chains should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where the claim comes from.
    pub origin: Origin,
    /// Whether the claim says that it rests on something, and the chain of what it rests on ends
    /// neither in a named speaker nor in a primary source.
    pub untraced: bool,
}

/// How chains are followed: through `via`, and through speakers that are documents.
#[derive(Debug)]
pub struct Chains<'w> {
    world: &'w World,
    /// For each class of entities the source that it is, if it is one.
    speakers: Vec<Option<SourceIx>>,
    /// Sources, each with one that its reference list names.
    cites: FxHashSet<(SourceIx, SourceIx)>,
}

/// Printings that a chain has led to: mostly one or two.
type Seen = SmallVec<[usize; 8]>;

/// Printings looked at for one origin at the most: no report quotes through so many others.
const LONGEST_CHAIN: usize = 100;

impl<'w> Chains<'w> {
    /// Follow the citations of a world.
    #[must_use]
    pub fn new(world: &'w World) -> Self {
        let sources = || (0..).map(SourceIx::new).zip(&world.sources);
        let mut speakers = vec![None; world.entities.len()];
        for (ix, source) in sources() {
            speakers[world.identity.class(source.entity).index()] = Some(ix);
        }
        let cites = sources().flat_map(|(ix, source)| source.cites.iter().map(move |to| (ix, *to)));
        Self { world, speakers, cites: cites.collect() }
    }

    /// Whether a source has a reference list.
    pub(super) fn has_reference_lists(&self) -> bool {
        !self.cites.is_empty()
    }

    /// Whether the reference list of a source names another one.
    pub(super) fn cites(&self, source: SourceIx, other: SourceIx) -> bool {
        self.cites.contains(&(source, other))
    }

    /// The slots of a family's printings, given in ascending order.
    #[must_use]
    pub fn slots(&self, printings: &[PrintingIx]) -> Slots {
        // Nobody asks for other sources than those that a printing rests on or quotes as a speaker,
        // and what else its own document says.
        let mut asked: SmallVec<[SourceIx; 16]> = SmallVec::new();
        for printing in printings.iter().map(|ix| self.world.printing(*ix)) {
            if !printing.via.is_empty() {
                asked.extend_from_slice(&printing.via);
                if let Document::Source(own) = printing.document {
                    asked.push(own);
                }
            }
            for speaker in &printing.speakers {
                if let Speaker::Named(ix) = speaker
                    && let Origin::Document(Document::Source(source)) = self.speaker(*ix)
                {
                    asked.push(source);
                }
            }
        }
        asked.sort_unstable();
        asked.dedup();
        Slots::new(self.world, printings, &asked)
    }

    /// Where a printing comes from that names neither a speaker nor anything that it rests on.
    #[must_use]
    pub fn own(printing: &Printing) -> Trace {
        Trace { origin: Origin::Document(printing.document), untraced: false }
    }

    /// Where the printing at a position comes from.
    #[must_use]
    pub fn trace(&self, slots: &Slots, start: usize) -> Trace {
        let printing = self.world.printing(slots.printing(start));
        if printing.via.is_empty() && printing.speakers.is_empty() {
            return Self::own(printing);
        }
        let rests = !printing.via.is_empty() || printing.speakers.last() == Some(&Speaker::Unnamed);
        let mut seen = Seen::new();
        let origin = self.origin(slots, start, &mut seen);
        let settled = match origin {
            Origin::Speaker(_) => true,
            Origin::Document(Document::Source(source)) | Origin::Cited(source) => {
                self.world.source(source).origin
                    // A document that speaks for itself rests on nothing.
                    || (origin == Origin::Document(printing.document) && !rests)
            }
            Origin::Document(Document::File(_)) => !rests,
            Origin::Unnamed(_) => false,
        };
        Trace { origin, untraced: rests && !settled }
    }

    /// The last speaker; else the best origin among those of the claims of the slot that are
    /// printed in what it rests on, and of those sources themselves; else its own document.
    fn origin(&self, slots: &Slots, at: usize, seen: &mut Seen) -> Origin {
        let printing = self.world.printing(slots.printing(at));
        // Most printings rest on nothing, and nobody on them.
        if !(printing.via.is_empty() && seen.is_empty()) {
            seen.push(at);
        }
        match printing.speakers.last() {
            Some(Speaker::Named(ix)) => return self.speaker(*ix),
            Some(Speaker::Unnamed) if printing.via.is_empty() => {
                return Origin::Unnamed(printing.document);
            }
            _ if printing.via.is_empty() => return Origin::Document(printing.document),
            _ => {}
        }
        let mut best: Option<Origin> = None;
        for source in &printing.via {
            let origin = match self.nearest(slots, at, *source) {
                Some(next) if seen.contains(&next) => self.ring(slots, seen),
                Some(next) if seen.len() < LONGEST_CHAIN => self.origin(slots, next, seen),
                _ => Origin::Cited(*source),
            };
            if best.is_none_or(|known| self.rank(origin) < self.rank(known)) {
                best = Some(origin);
            }
        }
        best.unwrap_or(Origin::Document(printing.document))
    }

    /// The sources that a printing says it rests on: those of `via`, and the last speaker, when it
    /// is another document.
    pub fn rests_on<'p>(
        &self,
        printing: &'p Printing,
    ) -> impl Iterator<Item = SourceIx> + use<'p, 'w> {
        let speaker = match printing.speakers.last() {
            Some(Speaker::Named(ix)) => match self.speaker(*ix) {
                // A document that names itself as the speaker speaks in its own voice.
                Origin::Document(own) if own == printing.document => None,
                Origin::Document(Document::Source(source)) => Some(source),
                _ => None,
            },
            _ => None,
        };
        printing.via.iter().copied().chain(speaker.filter(|s| !printing.via.contains(s)))
    }

    /// Of several claims that a source prints in the slot, one that agrees, else the first.
    #[must_use]
    pub fn nearest(&self, slots: &Slots, at: usize, source: SourceIx) -> Option<usize> {
        let others = slots.printed_in(at, source);
        others.clone().find(|other| self.agree(slots, at, *other)).or_else(|| others.clone().next())
    }

    /// Whether two printings can both be true.
    #[must_use]
    pub fn agree(&self, slots: &Slots, a: usize, b: usize) -> bool {
        let claim = |member| self.world.claim_of(slots.printing(member));
        value::meet(self.world, claim(a), claim(b)) == Meet::Yes
    }

    /// A named speaker; a source that is named as one speaks in its own voice.
    #[must_use]
    pub fn speaker(&self, ix: EntityIx) -> Origin {
        let class = self.world.identity.class(ix);
        match self.speakers.get(class.index()) {
            Some(Some(source)) => Origin::Document(Document::Source(*source)),
            _ => Origin::Speaker(class),
        }
    }

    /// Which of several origins a claim is credited to: a speaker before a primary source before
    /// any other, and a recorded claim before a mere citation.
    fn rank(&self, origin: Origin) -> u8 {
        let primary = |source: SourceIx| self.world.source(source).origin;
        match origin {
            Origin::Speaker(_) => 0,
            Origin::Document(Document::Source(source)) | Origin::Cited(source)
                if primary(source) =>
            {
                1
            }
            Origin::Document(_) => 2,
            Origin::Unnamed(_) => 3,
            Origin::Cited(_) => 4,
        }
    }

    /// Sources that rest on each other have no origin: the first of them stands for the ring.
    fn ring(&self, slots: &Slots, seen: &Seen) -> Origin {
        let mut sources: Vec<SourceIx> = Vec::new();
        for member in seen {
            if let Document::Source(source) = self.world.printing(slots.printing(*member)).document
            {
                sources.push(source);
            }
        }
        let id = |source: SourceIx| &self.world.source(source).id;
        let least = sources.into_iter().min_by(|a, b| id(*a).cmp(id(*b)));
        least.map_or(Origin::Cited(SourceIx::new(0)), Origin::Cited)
    }
}
