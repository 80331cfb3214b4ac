//! Where a text holds some words: an index of its eight-byte pieces, so that the cost of a look-up
//! is that of the rarest piece of what is looked for, and what is not there costs next to nothing.

use memchr::memmem;

/// Bytes of a piece: one word of the machine.
const PIECE: usize = 8;

/// Fewest and most bits of a bucket's number: a table is about as large as its text.
const BITS: std::ops::RangeInclusive<u32> = 8..=22;

/// Places of one quote that are listed. Whoever quotes what stands in more places than these means
/// none of them.
pub(super) const MOST_PLACES: usize = 1024;

/// The positions of a text by the pieces that start there.
#[derive(Debug)]
pub(super) struct Index<'t> {
    text: &'t [u8],
    /// For each bucket, where its positions start in `positions`; one more than there are buckets.
    starts: Vec<u32>,
    positions: Vec<u32>,
    bits: u32,
}

impl<'t> Index<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        let bits = text.len().max(1).ilog2().clamp(*BITS.start(), *BITS.end());
        let mut starts = vec![0_u32; (1 << bits) + 1];
        let count = text.len().saturating_sub(PIECE - 1);
        for piece in text.windows(PIECE) {
            starts[bucket(piece, bits) + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut positions = vec![0; count];
        for (at, piece) in text.windows(PIECE).enumerate() {
            let place = &mut next[bucket(piece, bits)];
            positions[*place as usize] = u32::try_from(at).unwrap_or(u32::MAX);
            *place += 1;
        }
        Self { text, starts, positions, bits }
    }

    /// Where the needle starts, in order, overlapping places too; at most [`MOST_PLACES`].
    pub(super) fn find(&self, needle: &[u8]) -> Vec<usize> {
        if needle.is_empty() {
            return Vec::new();
        }
        if needle.len() < PIECE {
            return memmem::find_iter(self.text, needle).take(MOST_PLACES).collect();
        }
        let positions = |bucket: usize| {
            let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
            &self.positions[start..end]
        };
        let pieces = needle.windows(PIECE).map(|piece| positions(bucket(piece, self.bits)));
        let Some((offset, rarest)) = pieces.enumerate().min_by_key(|(_, at)| at.len()) else {
            return Vec::new();
        };
        let starts = rarest.iter().filter_map(|at| (*at as usize).checked_sub(offset));
        starts.filter(|at| self.text[*at..].starts_with(needle)).take(MOST_PLACES).collect()
    }
}

/// Fibonacci hashing: the golden ratio of 2^64 spreads the bits of a piece over the upper ones.
fn bucket(piece: &[u8], bits: u32) -> usize {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let word = piece.try_into().map_or(0, u64::from_le_bytes);
    usize::try_from((word ^ (word >> 29)).wrapping_mul(GOLDEN) >> (64 - bits)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_finds_what_a_plain_search_finds(text in "[ab ]{0,300}", needle in "[ab ]{0,20}") {
            let index = Index::new(text.as_bytes());
            let plain: Vec<usize> = if needle.len() < PIECE {
                memmem::find_iter(text.as_bytes(), needle.as_bytes()).filter(|_| !needle.is_empty()).collect()
            } else {
                (0..text.len()).filter(|at| text[*at..].starts_with(&needle)).collect()
            };
            prop_assert_eq!(index.find(needle.as_bytes()), plain);
        }
    }
}
