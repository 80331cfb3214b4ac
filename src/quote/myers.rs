//! Approximate matching: where in a text a pattern stands with the fewest edits.
//!
//! The bit-parallel algorithm of G. Myers (JACM 46:3, 1999) in blocks of 64 rows, in the form of
//! H. Hyyrö (2003). It tells where the best match ends; run backwards from there, where it starts.

/// Rows of a block.
const ROWS: usize = 64;

/// A pattern made ready: for each byte, the rows where it stands.
#[derive(Debug)]
pub(super) struct Pattern {
    /// `blocks` words for each of the 256 bytes.
    rows: Vec<u64>,
    blocks: usize,
    len: usize,
}

/// The columns of one block that are kept: vertical differences of +1 and of -1.
#[derive(Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
}

impl Pattern {
    /// A pattern; it is not empty.
    pub(super) fn new(pattern: impl ExactSizeIterator<Item = u8>) -> Self {
        let len = pattern.len();
        let blocks = len.div_ceil(ROWS).max(1);
        let mut rows = vec![0; 256 * blocks];
        for (at, byte) in pattern.enumerate() {
            rows[usize::from(byte) * blocks + at / ROWS] |= 1 << (at % ROWS);
        }
        Self { rows, blocks, len }
    }

    /// Fewest edits of the whole pattern, and how many bytes of the text were read by then; the
    /// first such place. `anchored` to the text's start, or starting anywhere.
    pub(super) fn best(
        &self,
        text: impl Iterator<Item = u8>,
        anchored: bool,
    ) -> Option<(usize, usize)> {
        let mut columns = vec![Block { plus: u64::MAX, minus: 0 }; self.blocks];
        let mut score = self.len;
        let mut best = None;
        let last = 1_u64 << ((self.len.max(1) - 1) % ROWS);
        for (at, byte) in text.enumerate() {
            let first = usize::from(byte) * self.blocks;
            let rows = &self.rows[first..first + self.blocks];
            let (mut plus, mut minus) = (u64::from(anchored), 0);
            for (i, (block, equal)) in columns.iter_mut().zip(rows).enumerate() {
                let end = if i + 1 == self.blocks { last } else { 1 << (ROWS - 1) };
                (plus, minus) = block.step(*equal, plus, minus, end);
            }
            score = score + usize::from(plus != 0) - usize::from(minus != 0);
            if best.is_none_or(|(fewest, _)| score < fewest) {
                best = Some((score, at + 1));
            }
        }
        best
    }
}

impl Block {
    /// One column: horizontal differences come in at the top and go out at row `end`.
    #[inline]
    fn step(&mut self, equal: u64, plus_in: u64, minus_in: u64, end: u64) -> (u64, u64) {
        let vertical = equal | self.minus;
        let equal = equal | minus_in;
        let diagonal = (((equal & self.plus).wrapping_add(self.plus)) ^ self.plus) | equal;
        let mut plus = self.minus | !(diagonal | self.plus);
        let mut minus = self.plus & diagonal;
        let out = (u64::from(plus & end != 0), u64::from(minus & end != 0));
        plus = (plus << 1) | plus_in;
        minus = (minus << 1) | minus_in;
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the textbook's table.
    fn table(pattern: &[u8], text: &[u8], anchored: bool) -> Option<(usize, usize)> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut best = None;
        for (at, byte) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if anchored { at + 1 } else { 0 };
            for (i, row) in pattern.iter().enumerate() {
                let substituted = diagonal + usize::from(row != byte);
                diagonal = column[i + 1];
                column[i + 1] = substituted.min(diagonal + 1).min(column[i] + 1);
            }
            let score = column[pattern.len()];
            if best.is_none_or(|(fewest, _)| score < fewest) {
                best = Some((score, at + 1));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn it_counts_as_the_table_does(pattern in "[abc]{1,150}", text in "[abc]{0,200}", anchored: bool) {
            let (p, t) = (pattern.as_bytes(), text.as_bytes());
            let ours = Pattern::new(p.iter().copied()).best(t.iter().copied(), anchored);
            prop_assert_eq!(ours, table(p, t, anchored));
        }
    }
}
