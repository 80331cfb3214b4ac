//! The passage of a text that is nearest to a quote.
//!
//! Counting first, since most of a text is nothing like the quote: a passage within k edits of a
//! quote of m bytes shares at least m - 3 - 4k of its four-byte pieces with it (the q-gram lemma of
//! P. Jokinen and E. Ukkonen, 1991). Only where that many stand together is edited distance worked
//! out.

use std::ops::Range;

use super::myers::Pattern;

/// Bytes of a counted piece.
const GRAM: usize = 4;

/// Bits of a piece's hash.
const BITS: u32 = 16;

/// A match within a sixth of the quote's length is found wherever it is.
const SURE: usize = 6;

/// Beyond half of the length two texts have nothing to do with each other: random English sentences
/// are that near. A third is still the same sentence with several words changed.
const NEAR: usize = 3;

/// The stretches looked at more closely when nothing is within the sure distance.
const STRETCHES: usize = 8;

/// Longest quote that is matched as a whole, in bytes; of a longer one, the passage is found by its
/// beginning.
const LONGEST: usize = 1024;

/// Shortest quote that is matched approximately: with fewer bytes, everything is near.
const SHORTEST: usize = 6;

/// A text made ready to be searched for near passages.
#[derive(Debug)]
pub(super) struct Grams<'t> {
    text: &'t [u8],
    hashes: Vec<u16>,
}

impl<'t> Grams<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, hashes: text.windows(GRAM).map(hash).collect() }
    }

    /// The passage with the fewest edits, in bytes of the text, if one is near enough to be meant.
    pub(super) fn nearest(&self, quote: &[u8]) -> Option<Range<usize>> {
        if quote.len() < SHORTEST || self.text.is_empty() {
            return None;
        }
        let head = &quote[..quote.len().min(LONGEST)];
        let pattern = Pattern::new(head.iter().copied());
        let (distance, found) = if head.len() < 2 * GRAM {
            let whole = 0..self.text.len();
            self.best(head, &pattern, std::slice::from_ref(&whole))?
        } else {
            self.counted(head, &pattern)?
        };
        if distance > head.len() / NEAR {
            return None;
        }
        let rest = quote.len() - head.len();
        Some(found.start..(found.end + rest).min(self.text.len()))
    }

    fn counted(&self, head: &[u8], pattern: &Pattern) -> Option<(usize, Range<usize>)> {
        let sure = head.len() / SURE;
        let window = (head.len() + sure - (GRAM - 1)).max(1);
        let fewest = (head.len() - (GRAM - 1)).saturating_sub(GRAM * sure).max(1);
        let stretches = self.count(head, window);
        let enough: Vec<Range<usize>> =
            merged(stretches.iter().filter(|s| s.shared >= fewest).map(|s| s.range.clone()));
        let best = self.best(head, pattern, &enough);
        if best.as_ref().is_some_and(|(distance, _)| *distance <= sure) {
            return best;
        }
        let mut most = stretches;
        most.sort_by(|a, b| b.shared.cmp(&a.shared).then(a.range.start.cmp(&b.range.start)));
        most.truncate(STRETCHES);
        most.sort_by_key(|stretch| stretch.range.start);
        let wider = merged(most.into_iter().filter(|s| s.shared > 0).map(|s| s.range));
        let other = self.best(head, pattern, &wider);
        best.into_iter().chain(other).min_by_key(|(distance, found)| (*distance, found.start))
    }

    /// How much the text shares with a quote: one stretch for each window's length of it, wide
    /// enough for any match that has its most shared window there.
    fn count(&self, head: &[u8], window: usize) -> Vec<Stretch> {
        let mut known = vec![0_u64; 1 << (BITS - 6)];
        for gram in head.windows(GRAM) {
            let hash = hash(gram);
            known[usize::from(hash >> 6)] |= 1 << (hash & 63);
        }
        let shares = |hash: u16| usize::from(known[usize::from(hash >> 6)] >> (hash & 63) & 1 == 1);
        let mut out: Vec<Stretch> = Vec::new();
        let mut shared = 0;
        for (first, step) in self.hashes.chunks(window).enumerate() {
            let start = first * window;
            let mut most = 0;
            for (i, hash) in step.iter().enumerate() {
                shared += shares(*hash);
                if let Some(left) = (start + i).checked_sub(window) {
                    shared -= shares(self.hashes[left]);
                }
                most = most.max(shared);
            }
            let from = start.saturating_sub(window + head.len() / NEAR);
            let to = (start + window + GRAM + head.len() / NEAR).min(self.text.len());
            out.push(Stretch { range: from..to, shared: most });
        }
        out
    }

    /// The best match within some ranges of the text.
    fn best(
        &self,
        head: &[u8],
        pattern: &Pattern,
        ranges: &[Range<usize>],
    ) -> Option<(usize, Range<usize>)> {
        let ends = ranges.iter().filter_map(|range| {
            let (distance, read) = pattern.best(self.text[range.clone()].iter().copied(), false)?;
            Some((distance, range.start + read))
        });
        let (distance, end) = ends.min_by_key(|found| *found)?;
        let reversed = Pattern::new(head.iter().rev().copied());
        let longest = (2 * head.len()).min(end);
        let before = self.text[end - longest..end].iter().rev().copied();
        let (_, read) = reversed.best(before, true)?;
        Some((distance, end - read..end))
    }
}

#[derive(Debug)]
struct Stretch {
    range: Range<usize>,
    /// Most pieces shared by any window that ends in it.
    shared: usize,
}

/// Ranges in order, those that touch made one.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Fibonacci hashing of four bytes.
fn hash(gram: &[u8]) -> u16 {
    const GOLDEN: u32 = 0x9e37_79b1;
    let word = gram.try_into().map_or(0, u32::from_le_bytes);
    u16::try_from((word ^ (word >> 15)).wrapping_mul(GOLDEN) >> (32 - BITS)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Make up to `edits` changes at places that a list of numbers chooses.
    fn edited(text: &[u8], edits: &[(u16, u8)]) -> Vec<u8> {
        let mut out = text.to_vec();
        for (place, kind) in edits {
            let at = usize::from(*place) % out.len().max(1);
            match kind % 3 {
                0 => out[at] = b'#',
                1 => out.insert(at, b'#'),
                _ => drop(out.remove(at)),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn a_planted_quote_is_found_where_it_was_planted(
            before in "[a-m ]{0,900}",
            quote in "[n-z ]{30,200}",
            after in "[a-m ]{0,900}",
            edits in prop::collection::vec((0_u16.., 0_u8..), 0..5),
        ) {
            let planted = edited(quote.as_bytes(), &edits);
            let text = [before.as_bytes(), &planted, after.as_bytes()].concat();
            let found = Grams::new(&text).nearest(quote.as_bytes()).expect("it is there");
            let (start, end) = (before.len(), before.len() + planted.len());
            prop_assert!(found.start.abs_diff(start) <= 2 * edits.len(), "{found:?} {start}");
            prop_assert!(found.end.abs_diff(end) <= 2 * edits.len(), "{found:?} {end}");
        }

        #[test]
        fn any_bytes_are_searched(
            text in prop::collection::vec(0_u8.., 0..600),
            quote in prop::collection::vec(0_u8.., 0..200),
        ) {
            if let Some(found) = Grams::new(&text).nearest(&quote) {
                prop_assert!(found.start <= found.end && found.end <= text.len());
            }
        }
    }
}
