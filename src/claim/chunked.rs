//! A long list in pieces: each is made by itself, by one of several threads, and none is moved again.

use std::ops::{Index, IndexMut};

/// Things of a piece. A million claims make a thousand pieces.
pub(crate) const PIECE: usize = 1024;

/// A list in pieces of `PIECE` things; the last one may be shorter.
#[derive(Clone, Debug)]
pub struct Chunked<T> {
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

impl<T> Chunked<T> {
    /// A list of pieces; these are moved where they are of other lengths.
    pub(crate) fn of(pieces: Vec<Vec<T>>) -> Self {
        let (last, whole) = pieces.split_last().map_or((0, &[][..]), |(l, all)| (l.len(), all));
        if whole.iter().all(|piece| piece.len() == PIECE) && (1..=PIECE).contains(&last) {
            return Self { pieces };
        }
        pieces.into_iter().flatten().collect()
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let last = self.pieces.last().map_or(0, Vec::len);
        self.pieces.len().saturating_sub(1) * PIECE + last
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> std::iter::Flatten<std::slice::Iter<'_, Vec<T>>> {
        self.pieces.iter().flatten()
    }

    /// Each of them, to change it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.pieces.iter_mut().flatten()
    }

    /// The pieces, each with the position of its first thing.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, &[T])> {
        self.pieces.iter().enumerate().map(|(at, piece)| (at * PIECE, piece.as_slice()))
    }

    /// The thing at a position, if there is one.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.pieces.get(at / PIECE)?.get(at % PIECE)
    }

    /// The position of a thing, in a list that is in an order.
    pub(crate) fn find(&self, mut order: impl FnMut(&T) -> std::cmp::Ordering) -> Option<usize> {
        let is_before = |piece: &Vec<T>| piece.last().is_some_and(|last| order(last).is_lt());
        let piece = self.pieces.partition_point(is_before);
        let at = self.pieces.get(piece)?.binary_search_by(order).ok()?;
        Some(piece * PIECE + at)
    }
}

impl<T> FromIterator<T> for Chunked<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut things = things.into_iter();
        let mut pieces = Vec::new();
        loop {
            let piece: Vec<T> = things.by_ref().take(PIECE).collect();
            if piece.is_empty() {
                return Self { pieces };
            }
            pieces.push(piece);
        }
    }
}

impl<T> Index<usize> for Chunked<T> {
    type Output = T;

    #[inline]
    fn index(&self, at: usize) -> &T {
        &self.pieces[at / PIECE][at % PIECE]
    }
}

impl<T> IndexMut<usize> for Chunked<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.pieces[at / PIECE][at % PIECE]
    }
}

impl<'a, T> IntoIterator for &'a Chunked<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Flatten<std::slice::Iter<'a, Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_pieces_is_a_list() {
        for count in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
            let all: Vec<usize> = (0..count).map(|n| 2 * n).collect();
            let made = Chunked::of(all.chunks(PIECE).map(<[usize]>::to_vec).collect());
            let moved = Chunked::of(all.chunks(100).map(<[usize]>::to_vec).collect());
            for list in [made, moved, all.iter().copied().collect()] {
                assert_eq!(list.iter().copied().collect::<Vec<_>>(), all);
                assert_eq!((list.len(), list.is_empty()), (count, count == 0));
                assert!(list.pieces().all(|(first, piece)| piece[0] == list[first]));
                for at in 0..count {
                    assert_eq!(list.get(at), Some(&list[at]));
                    assert_eq!(list.find(|n| n.cmp(&(2 * at))), Some(at));
                    assert_eq!(list.find(|n| n.cmp(&(2 * at + 1))), None);
                }
                assert_eq!(list.get(count), None);
            }
        }
    }
}
