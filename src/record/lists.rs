//! A long list in parts.

use std::fmt;
use std::ops::{Index, IndexMut};

/// Things one after the other, in lists that stay what they were when they are put together: those
/// of a million claims are not copied for it.
///
/// ```
/// use belie::record::Lists;
/// let mut all = Lists::from(vec!['a', 'b']);
/// all.append(Lists::from(vec!['c']));
/// all.push('d');
/// assert_eq!((all.len(), all[2], all.get(4)), (4, 'c', None));
/// assert_eq!(all.into_iter().collect::<String>(), "abcd");
/// ```
#[derive(Clone)]
pub struct Lists<T>(Vec<Vec<T>>);

impl<T> Lists<T> {
    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// Add a thing after all others.
    pub fn push(&mut self, thing: T) {
        match self.0.last_mut() {
            Some(last) => last.push(thing),
            None => self.0.push(vec![thing]),
        }
    }

    /// Make room for more things, in one place.
    pub fn reserve(&mut self, more: usize) {
        match self.0.last_mut() {
            Some(last) => last.reserve(more),
            None => self.0.push(Vec::with_capacity(more)),
        }
    }

    /// Add the things of another list after all others.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0.into_iter().filter(|list| !list.is_empty()));
    }

    /// The lists that it is made of, in their order.
    #[must_use]
    pub fn into_parts(self) -> Vec<Vec<T>> {
        self.0
    }

    /// All things in their order.
    pub fn iter(&self) -> std::iter::Flatten<std::slice::Iter<'_, Vec<T>>> {
        self.0.iter().flatten()
    }

    /// The thing at a position.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        let (list, at) = self.place(at)?;
        self.0[list].get(at)
    }

    /// In which list a position lies, and where in it.
    fn place(&self, mut at: usize) -> Option<(usize, usize)> {
        for (list, things) in self.0.iter().enumerate() {
            if at < things.len() {
                return Some((list, at));
            }
            at -= things.len();
        }
        None
    }
}

impl<T: fmt::Debug> fmt::Debug for Lists<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for Lists<T> {
    fn from(list: Vec<T>) -> Self {
        Self(vec![list])
    }
}

impl<T> Index<usize> for Lists<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        let (list, within) = self.place(at).unwrap_or((self.0.len(), at));
        &self.0[list][within]
    }
}

impl<T> IndexMut<usize> for Lists<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        let (list, within) = self.place(at).unwrap_or((self.0.len(), at));
        &mut self.0[list][within]
    }
}

impl<T> IntoIterator for Lists<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().flatten()
    }
}

impl<'a, T> IntoIterator for &'a Lists<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Flatten<std::slice::Iter<'a, Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
