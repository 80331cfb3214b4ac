//! Where a claim comes from: the last speaker it names, or what the chain of citations ends in.

use rustc_hash::FxHashMap;

use crate::claim::{Document, EntityIx, PrintingIx, SourceIx, Speaker, World};

/// Who or what a printing of a claim goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A named speaker (a class of entities).
    Speaker(EntityIx),
    /// A document in its own voice.
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

/// The printings of one slot by document: where `via` is followed.
#[derive(Debug, Default)]
pub struct Chains {
    by_source: FxHashMap<SourceIx, Vec<PrintingIx>>,
}

/// A chain of `via` longer than this is cut: no report quotes through a hundred others, and a ring
/// of sources that quote each other must end somewhere.
const LONGEST_CHAIN: usize = 100;

impl Chains {
    /// The printings that `via` may lead to.
    #[must_use]
    pub fn new(world: &World, members: &[PrintingIx]) -> Self {
        let mut by_source: FxHashMap<SourceIx, Vec<PrintingIx>> = FxHashMap::default();
        for &member in members {
            if let Document::Source(source) = world.printing(member).document {
                by_source.entry(source).or_default().push(member);
            }
        }
        Self { by_source }
    }

    /// The origin of a printing: its last speaker; else the origin of the first claim in the slot
    /// that is printed in what it rests on; else that source; else its own document.
    #[must_use]
    pub fn origin(&self, world: &World, start: PrintingIx) -> Origin {
        let mut at = start;
        let mut steps = 0;
        loop {
            let printing = world.printing(at);
            match printing.speakers.last() {
                Some(Speaker::Named(ix)) => return Origin::Speaker(world.identity.class(*ix)),
                Some(Speaker::Unnamed) if printing.via.is_empty() => {
                    return Origin::Unnamed(printing.document);
                }
                _ => {}
            }
            let Some(source) = printing.via.first() else {
                return Origin::Document(printing.document);
            };
            let next = self.by_source.get(source).and_then(|all| all.iter().find(|p| **p != at));
            steps += 1;
            match next {
                Some(next) if steps < LONGEST_CHAIN => at = *next,
                _ => return Origin::Cited(*source),
            }
        }
    }
}

/// Whether a printing says that it rests on something, and the chain of what it rests on, which
/// ends in the origin, ends neither in a named speaker nor in a primary source.
#[must_use]
pub fn untraced(world: &World, printing: PrintingIx, origin: Origin) -> bool {
    let record = world.printing(printing);
    let rests = !record.via.is_empty() || record.speakers.last() == Some(&Speaker::Unnamed);
    let primary = |source: SourceIx| world.source(source).origin;
    rests
        && !record.via.iter().any(|source| primary(*source))
        && match origin {
            Origin::Speaker(_) => false,
            Origin::Cited(source) | Origin::Document(Document::Source(source)) => !primary(source),
            Origin::Unnamed(_) | Origin::Document(Document::File(_)) => true,
        }
}
