//! What a reader of a format makes: blocks before references and markers are told.

use smol_str::SmolStr;

use super::BlockKind;
use super::map::Piece;

/// A block on its way.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    pub(super) piece: Piece,
    /// The number or letter that was printed before it and is not in its text: that of an item.
    pub(super) label: Option<SmolStr>,
    /// Markers that the markup itself says, as ranges of the text: `<sup>12</sup>`.
    pub(super) marked: Vec<std::ops::Range<usize>>,
}

impl Draft {
    pub(super) fn new(kind: BlockKind, piece: Piece) -> Self {
        Self { kind, piece, label: None, marked: Vec::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.piece.text
    }
}
