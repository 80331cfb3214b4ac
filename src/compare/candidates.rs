//! Which groups of a family have to be compared with which, without looking at all pairs of them.
//!
//! Two groups of ordered values about one thing have nothing between them when the lowest of each
//! reaches up to the highest of the other. Groups are looked at in blocks, whose outermost ends say
//! of most blocks at once that all of them agree.

use rustc_hash::FxHashMap;

use super::ends::Ends;
use crate::claim::Document;

/// Groups looked at together. A family of n groups takes n² / 128 looks at blocks, and 128 at the
/// groups of each block that somebody disagrees with.
const BLOCK: usize = 128;

/// What is known of a group of ordered values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    /// The member that ends first.
    pub(super) lowest: Ends,
    /// The member that begins last.
    pub(super) highest: Ends,
    /// The document, if some of its members are lower bounds.
    pub(super) bounds_in: Option<Document>,
}

impl Brief {
    /// Whether there surely is nothing between the members of two groups.
    fn agrees(&self, other: &Self) -> bool {
        self.lowest.cell == other.lowest.cell
            && !self.lowest.is_below(&other.highest)
            && !other.lowest.is_below(&self.highest)
            && (self.bounds_in.is_none() || self.bounds_in != other.bounds_in)
    }
}

/// The outermost ends of a block; none when a group of it has no brief, or is about another thing.
struct Block {
    cell: u32,
    /// The least upper end of what its members admit.
    last: i64,
    /// The greatest lower end.
    first: i64,
}

/// The groups of a family, by blocks.
pub(super) struct Candidates<'g> {
    briefs: &'g [Option<Brief>],
    blocks: Vec<Option<Block>>,
    /// Groups with lower bounds by document.
    bounds: FxHashMap<Document, Vec<usize>>,
}

impl<'g> Candidates<'g> {
    pub(super) fn new(briefs: &'g [Option<Brief>]) -> Self {
        let mut bounds: FxHashMap<Document, Vec<usize>> = FxHashMap::default();
        for (at, brief) in briefs.iter().enumerate() {
            if let Some(document) = brief.as_ref().and_then(|brief| brief.bounds_in) {
                bounds.entry(document).or_default().push(at);
            }
        }
        Self { briefs, blocks: briefs.chunks(BLOCK).map(block).collect(), bounds }
    }

    /// Whether there surely is nothing between two groups.
    pub(super) fn agree(&self, a: usize, b: usize) -> bool {
        let both = self.briefs[a].as_ref().zip(self.briefs[b].as_ref());
        both.is_some_and(|(a, b)| a.agrees(b))
    }

    /// The groups after one that may have something between them and it, in their order.
    pub(super) fn after(&self, at: usize, out: &mut Vec<usize>) {
        out.clear();
        let Some(own) = &self.briefs[at] else {
            out.extend(at + 1..self.briefs.len());
            return;
        };
        let mut next = at + 1;
        while next < self.briefs.len() {
            let number = next / BLOCK;
            let end = ((number + 1) * BLOCK).min(self.briefs.len());
            if !self.blocks[number].as_ref().is_some_and(|block| block.agrees(own)) {
                let open = |i: &usize| !self.briefs[*i].as_ref().is_some_and(|b| own.agrees(b));
                out.extend((next..end).filter(open));
            }
            next = end;
        }
        // Blocks know nothing of documents.
        let known = out.len();
        if let Some(same) = own.bounds_in.and_then(|document| self.bounds.get(&document)) {
            out.extend(&same[same.partition_point(|i| *i <= at)..]);
        }
        if out.len() > known {
            out.sort_unstable();
            out.dedup();
        }
    }
}

impl Block {
    fn agrees(&self, group: &Brief) -> bool {
        // What lies wholly below another ends before that begins, also as whole numbers.
        self.cell == group.lowest.cell
            && self.first <= group.lowest.last
            && group.highest.first <= self.last
    }
}

fn block(briefs: &[Option<Brief>]) -> Option<Block> {
    let mut out: Option<Block> = None;
    for brief in briefs {
        let brief = brief.as_ref()?;
        let (cell, last, first) = (brief.lowest.cell, brief.lowest.last, brief.highest.first);
        out = Some(match out {
            None => Block { cell, last, first },
            Some(known) if known.cell == cell => {
                Block { cell, last: known.last.min(last), first: known.first.max(first) }
            }
            Some(_) => return None,
        });
    }
    out
}
