//! The figures of a document with their places, read once for all checks that hold those of one
//! sentence against those of others.

use super::CONFLICT;
use super::figure::{Figure, figures};
use crate::prose::context::Contexts;
use crate::prose::gist;
use crate::prose::passage::{Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::value::quantity::show;

/// A figure with its place.
#[derive(Clone)]
pub(super) struct Placed<'t> {
    pub(super) at: BlockIx,
    pub(super) passage: &'t Passage<'t>,
    /// Its sentence's place among those of the passage.
    pub(super) index: usize,
    pub(super) sentence: &'t Sentence,
    pub(super) figure: Figure,
    /// Whether the text says it itself: no speaker with a name, no quotation.
    pub(super) own: bool,
}

impl Placed<'_> {
    /// Whether two figures stand in one sentence.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        (self.at, self.index) == (other.at, other.index)
    }

    /// Whether it has a slip already.
    pub(super) fn is_in(&self, slips: &[Slip]) -> bool {
        slips.iter().any(|slip| slip.is_of(self.at, &self.figure.bytes))
    }

    /// A slip of what another figure tells otherwise.
    pub(super) fn against(&self, other: &Self, message: String, help: &'static str) -> Slip {
        let here = |placed: &Self| format!("{} here", show(&placed.figure.quantity));
        Slip {
            rule: CONFLICT,
            at: self.at,
            bytes: self.figure.bytes.clone(),
            message,
            label: here(self),
            help,
            other: Some((other.at, other.figure.bytes.clone(), here(other))),
        }
    }
}

/// The figures of a document's running text, in order. `runs` says which blocks are.
pub(super) fn all<'t>(
    document: usize,
    text: &Text<'t, 't>,
    told: (&[bool], &[&Contexts]),
) -> Vec<Placed<'t>> {
    of_sentences(document, text, told, figures)
}

/// The same, by what is taken for the figures of a sentence.
pub(super) fn of_sentences<'t>(
    document: usize,
    text: &Text<'t, 't>,
    (runs, contexts): (&[bool], &[&Contexts]),
    figures: impl Fn(&Passage<'_>, &Sentence) -> Vec<Figure>,
) -> Vec<Placed<'t>> {
    let mut out = Vec::new();
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        let at = BlockIx { document, block };
        for (index, sentence) in passage.sentences.iter().enumerate() {
            for figure in figures(passage, sentence) {
                let own = gist::is_own(contexts.get(block).copied(), figure.tokens.start);
                out.push(Placed { at, passage, index, sentence, figure, own });
            }
        }
    }
    out
}

/// Those of a block, of all of its document.
pub(super) fn of_block<'a, 't>(all: &'a [Placed<'t>], block: usize) -> &'a [Placed<'t>] {
    let start = all.partition_point(|placed| placed.at.block < block);
    let end = all.partition_point(|placed| placed.at.block <= block);
    &all[start..end]
}
