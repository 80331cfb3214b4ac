//! Whom the pronouns of a text speak of: of him or of her.

use crate::prose::passage::Passage;

/// "he" or "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

const HE: &[&str] = &["he", "his", "him"];
const SHE: &[&str] = &["she", "her"];

impl Gender {
    /// That of a pronoun in any of its forms.
    pub(super) fn of_pronoun(passage: &Passage<'_>, at: usize) -> Option<Self> {
        Self::of(passage, at, HE, SHE)
    }

    /// That of one who does something: "he", "she".
    pub(super) fn of_subject(passage: &Passage<'_>, at: usize) -> Option<Self> {
        Self::of(passage, at, &["he"], &["she"])
    }

    /// That of one who has something: "his", "her".
    pub(super) fn of_owner(passage: &Passage<'_>, at: usize) -> Option<Self> {
        Self::of(passage, at, &["his"], &["her"])
    }

    /// That of a word, by those of him and those of her.
    pub(super) fn of(passage: &Passage<'_>, at: usize, he: &[&str], she: &[&str]) -> Option<Self> {
        if passage.is_any(at, he) {
            return Some(Self::He);
        }
        passage.is_any(at, she).then_some(Self::She)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_speak_of_him_or_of_her() {
        let passage = Passage::new("She gave him her oar.", None);
        let all = |of: fn(&Passage<'_>, usize) -> Option<Gender>| {
            (0..passage.tokens.len())
                .filter_map(|at| Some((at, of(&passage, at)?)))
                .collect::<Vec<_>>()
        };
        use Gender::{He, She};
        assert_eq!(all(Gender::of_pronoun), [(0, She), (2, He), (3, She)]);
        assert_eq!(all(Gender::of_subject), [(0, She)]);
        assert_eq!(all(Gender::of_owner), [(3, She)]);
    }
}
