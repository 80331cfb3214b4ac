//! Where a claim comes from: the last speaker it names, or what the chain of citations ends in.

use rustc_hash::{FxHashMap, FxHashSet};

use super::nesting::{self, Cell};
use super::value::{self, Meet};
use crate::claim::{Document, EntityIx, Printing, PrintingIx, SourceIx, Speaker, World};
use crate::value::date::Day;

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

/// The printings of a family by document and slot: where `via` is followed.
#[derive(Debug)]
pub struct Chains<'w> {
    world: &'w World,
    speakers: FxHashMap<EntityIx, SourceIx>,
}

/// The printings of one family, by what `via` may lead to.
#[derive(Debug)]
pub struct Slots<'w> {
    by_source: FxHashMap<(SourceIx, Cell<'w>), Vec<PrintingIx>>,
}

/// Printings looked at for one origin at the most: no report quotes through so many others.
const LONGEST_CHAIN: usize = 100;

/// Printings of one source in one slot that are looked at for what another rests on: no source
/// says one thing so often, and without a limit many that do would be compared pair by pair.
const MOST_IN_A_SLOT: usize = 256;

impl<'w> Chains<'w> {
    /// Follow the citations of a world.
    #[must_use]
    pub fn new(world: &'w World) -> Self {
        let speakers = world
            .sources
            .iter()
            .enumerate()
            .map(|(at, source)| (world.identity.class(source.entity), SourceIx::new(at)));
        Self { world, speakers: speakers.collect() }
    }

    /// The slots of a family's members, given with their periods.
    #[must_use]
    pub fn slots(&self, members: &[(PrintingIx, Option<(Day, Day)>)]) -> Slots<'w> {
        let mut by_source: FxHashMap<_, Vec<PrintingIx>> = FxHashMap::default();
        // Nobody asks for others than those that a printing rests on or quotes as a speaker, and
        // what else its own document says.
        let mut asked: FxHashSet<SourceIx> = FxHashSet::default();
        for (ix, _) in members {
            let printing = self.world.printing(*ix);
            asked.extend(&printing.via);
            if let (Document::Source(own), false) = (printing.document, printing.via.is_empty()) {
                asked.insert(own);
            }
            asked.extend(printing.speakers.iter().filter_map(|speaker| match speaker {
                Speaker::Named(ix) => self.speakers.get(&self.world.identity.class(*ix)),
                Speaker::Unnamed => None,
            }));
        }
        for &(member, period) in members {
            if let Document::Source(source) = self.world.printing(member).document
                && asked.contains(&source)
            {
                let cell = nesting::cell(self.world, self.world.claim_of(member), period);
                by_source.entry((source, cell)).or_default().push(member);
            }
        }
        Slots { by_source }
    }

    /// Where a printing comes from.
    #[must_use]
    pub fn trace(&self, slots: &Slots<'w>, start: PrintingIx, period: Option<(Day, Day)>) -> Trace {
        let printing = self.world.printing(start);
        let rests = !printing.via.is_empty() || printing.speakers.last() == Some(&Speaker::Unnamed);
        let mut seen = FxHashSet::default();
        let origin = self.origin(slots, start, period, &mut seen);
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
    fn origin(
        &self,
        slots: &Slots<'w>,
        at: PrintingIx,
        period: Option<(Day, Day)>,
        seen: &mut FxHashSet<PrintingIx>,
    ) -> Origin {
        let printing = self.world.printing(at);
        // Most printings rest on nothing, and nobody on them.
        if !(printing.via.is_empty() && seen.is_empty()) {
            seen.insert(at);
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
            let origin = match self.nearest(slots, at, period, *source) {
                Some(next) if seen.contains(&next) => ring(self.world, seen),
                Some(next) if seen.len() < LONGEST_CHAIN => self.origin(slots, next, period, seen),
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

    /// What a source prints in the slot of a printing, that one itself left out.
    pub fn printed_in<'s>(
        &self,
        slots: &'s Slots<'w>,
        at: PrintingIx,
        period: Option<(Day, Day)>,
        source: SourceIx,
    ) -> impl Iterator<Item = PrintingIx> + use<'s, 'w> {
        let cell = nesting::cell(self.world, self.world.claim_of(at), period);
        let all = slots.by_source.get(&(source, cell));
        all.into_iter().flatten().copied().filter(move |ix| *ix != at).take(MOST_IN_A_SLOT)
    }

    /// Of several claims that a source prints in the slot, one that agrees, else the first.
    #[must_use]
    pub fn nearest(
        &self,
        slots: &Slots<'w>,
        at: PrintingIx,
        period: Option<(Day, Day)>,
        source: SourceIx,
    ) -> Option<PrintingIx> {
        let others = || self.printed_in(slots, at, period, source);
        others().find(|ix| self.agree(at, *ix)).or_else(|| others().next())
    }

    /// Whether two printings can both be true.
    #[must_use]
    pub fn agree(&self, a: PrintingIx, b: PrintingIx) -> bool {
        let claim = |ix| self.world.claim_of(ix);
        value::meet(self.world, claim(a), claim(b)) == Meet::Yes
    }

    /// A named speaker; a source that is named as one speaks in its own voice.
    #[must_use]
    pub fn speaker(&self, ix: EntityIx) -> Origin {
        let class = self.world.identity.class(ix);
        match self.speakers.get(&class) {
            Some(source) => Origin::Document(Document::Source(*source)),
            None => Origin::Speaker(class),
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
}

/// Sources that rest on each other have no origin: the first of them stands for the ring.
fn ring(world: &World, seen: &FxHashSet<PrintingIx>) -> Origin {
    let mut sources: Vec<SourceIx> = Vec::new();
    #[allow(clippy::iter_over_hash_type, reason = "only the least is taken")]
    for ix in seen {
        if let Document::Source(source) = world.printing(*ix).document {
            sources.push(source);
        }
    }
    let least = sources.into_iter().min_by(|a, b| world.source(*a).id.cmp(&world.source(*b).id));
    least.map_or(Origin::Cited(SourceIx::new(0)), Origin::Cited)
}
