//! Word lists: which classes a word belongs to.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A set of word classes, a bit each in the order of [`CLASSES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

/// The classes of `lexicon.txt`.
pub(super) const CLASSES: [&str; 25] = [
    "month",
    "weekday",
    "particle",
    "suffix",
    "and",
    "etal",
    "editor",
    "translator",
    "performer",
    "in",
    "page",
    "volume",
    "edition",
    "genre",
    "access",
    "nodate",
    "journal",
    "proceedings",
    "news",
    "publisher",
    "organisation",
    "legal",
    "place",
    "given",
    "stop",
];

impl Classes {
    /// Whether the class is among them.
    pub(super) fn has(self, class: &str) -> bool {
        CLASSES.iter().position(|c| *c == class).is_some_and(|bit| self.0 & (1 << bit) != 0)
    }

    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        CLASSES.iter().enumerate().filter(move |(bit, _)| self.0 & (1 << bit) != 0).map(|(_, n)| *n)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static WORDS: LazyLock<FxHashMap<&'static str, Classes>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Classes> = FxHashMap::default();
    let mut bit = 0_u32;
    for line in include_str!("lexicon.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(class) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            bit = CLASSES.iter().position(|c| *c == class).map_or(0, |bit| 1 << bit);
            continue;
        }
        for word in line.split_whitespace() {
            words.entry(word.trim_end_matches('.')).or_default().0 |= bit;
        }
    }
    words
});

/// The classes of a normalised word.
pub(super) fn classes(norm: &str) -> Classes {
    WORDS.get(norm).copied().unwrap_or_default()
}
