//! Patterns that say a predicate's value in prose: the notation, its compiler, where they match.

use super::passage::{Passage, Tokens};

/// A match of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The predicate, by its place in the vocabulary.
    pub predicate: usize,
    /// The value, by its place in [`Passage::mentions`].
    pub value: usize,
    /// The sentence and the clause of the cue's words.
    pub clause: (usize, usize),
    /// Tokens from the first to the last of the match.
    pub tokens: Tokens,
    /// What the cue names as the subject, if it does.
    pub subject: Option<Tokens>,
    /// What the cue names as the place, if it does.
    pub place: Option<Tokens>,
    /// What the cue names as the period of the value (a series gives each figure one).
    pub during: Option<usize>,
    /// What is counted where it stands apart from the figure ("143 of them civilians", "including 3
    /// children"); the figure's own noun otherwise.
    pub scope: Option<Tokens>,
}

/// All matches in a passage, by place.
#[must_use]
pub fn hits(passage: &Passage<'_>) -> Vec<Hit> {
    let _ = passage;
    Vec::new()
}
