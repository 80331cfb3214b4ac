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

    /// In parts of at most [`LONGEST`] bytes, if it is running text; each ends with a sentence, if it
    /// can.
    pub(super) fn in_parts(mut self) -> Vec<Self> {
        let runs = matches!(
            self.kind,
            BlockKind::Paragraph
                | BlockKind::Quotation
                | BlockKind::Item { .. }
                | BlockKind::Note { .. }
        );
        let cuts = if runs { cuts(self.text()) } else { Vec::new() };
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        // From the end, so that nothing is moved twice.
        for at in cuts.into_iter().rev() {
            let first = self.marked.partition_point(|range| range.start < at);
            let marked = self.marked.split_off(first);
            let marked = marked.into_iter().map(|range| range.start - at..range.end - at);
            if let Some(last) = self.marked.last_mut() {
                last.end = last.end.min(at);
            }
            parts.push(Self {
                kind: self.kind.clone(),
                piece: self.piece.split_off(at),
                label: None,
                marked: marked.collect(),
            });
        }
        parts.push(self);
        parts.reverse();
        parts
    }
}

/// Bytes of the longest block: some 2,500 words, more than people write without a new paragraph. What
/// is read looks around in its block, and would take ever longer in one that is a whole book.
const LONGEST: usize = 1 << 14;

/// Where a text is cut.
fn cuts(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut start = 0;
    while text.len() - start > LONGEST {
        let mut end = start + LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let part = &text.as_bytes()[start..end];
        let ends = |pair: &[u8]| matches!(pair, [b'.' | b'?' | b'!', b' ']);
        let sentence = part.windows(2).rposition(ends).map(|at| at + 2);
        let word = || part.iter().rposition(|byte| *byte == b' ').map(|at| at + 1);
        start = sentence.or_else(word).map_or(end, |length| start + length);
        out.push(start);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_running_text_is_cut_where_a_sentence_ends() {
        let sentence = "The gauge at the lock stood at 14 metres all day. ";
        let text = sentence.repeat(2 * LONGEST / sentence.len() + 1);
        let text = text.trim_end();
        let mut piece = Piece::default();
        piece.copy(text, 0..text.len());
        let draft = |kind| Draft {
            marked: std::iter::once(20_000..20_002).collect(),
            ..Draft::new(kind, piece.clone())
        };
        let parts = draft(BlockKind::Paragraph).in_parts();
        let mut at = 0;
        for part in &parts {
            assert!(part.text().len() <= LONGEST && part.text().ends_with("day."));
            assert_eq!(part.piece.source(0..part.text().len()).start, at);
            at += part.text().len() + 1;
            for range in &part.marked {
                assert_eq!(part.piece.source(range.clone()), 20_000..20_002);
            }
        }
        assert_eq!((parts.len(), at), (3, text.len() + 1));
        assert_eq!(parts.iter().map(|part| part.marked.len()).sum::<usize>(), 1);
        assert_eq!(draft(BlockKind::Code).in_parts().len(), 1);
        // Words without end, and without a space.
        assert_eq!(cuts(&"é".repeat(LONGEST)), [LONGEST]);
    }
}
