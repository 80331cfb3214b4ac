//! Documents that say what to do, step by step: recipes, patterns, manuals, protocols.
//!
//! A figure of theirs is of its own step, and what is made in another size or another way has figures of
//! its own: "butter a 23 cm tin", and below "for a 28 cm tin, make half as much again". That two of them
//! differ says nothing, whatever words they share; what adds up, and what dates and names say, is held
//! against each other as anywhere.

use super::lexicon::class;
use super::passage::{Passage, Sentence};
use super::reading::{Claim, Said};
use super::token::Kind;
use crate::value::quantity::{self, Unit};

/// Sentences that say what to do, at least: as many, and one in so many of all that have words enough.
const LEAST: usize = 6;
const ONE_IN: usize = 10;

/// Fewest tokens of a sentence that is counted.
const SHORTEST: usize = 4;

/// Whether the document says mostly what to do.
pub(super) fn are_told<'a>(passages: impl Iterator<Item = &'a Passage<'a>>) -> bool {
    let (mut all, mut steps) = (0, 0);
    for passage in passages {
        for sentence in passage.sentences.iter().filter(|s| s.tokens.len() >= SHORTEST) {
            all += 1;
            steps += usize::from(is_step(passage, sentence));
        }
    }
    steps >= LEAST && steps * ONE_IN >= all
}

/// "Heat the oven", "Work 14 rounds": a sentence that opens with a verb and what it is done to.
fn is_step(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    const SMALL: u64 = class::PREPOSITION
        | class::CONJUNCTION
        | class::MODAL
        | class::HAVE
        | class::DO
        | class::BE
        | class::PRONOUN
        | class::DETERMINER;
    const OBJECT: u64 =
        class::DETERMINER | class::NUMBER | class::PREPOSITION | class::PRONOUN | class::ADVERB;
    let first = sentence.tokens.start;
    let (verb, next) = (passage.tokens[first].word, passage.tokens[first + 1]);
    verb.is(class::BASE) && !verb.is(SMALL) && (next.kind == Kind::Number || next.word.is(OBJECT))
}

/// Whether a claim of such a document is of its step alone: a measure, or a count that the vocabulary has
/// no name for.
pub(super) fn is_of_step(claim: &Claim) -> bool {
    let Ok(value) = quantity::read(&claim.value, None) else { return false };
    match &claim.said {
        Said::Open { .. } => true,
        Said::Known(_) => !matches!(value.unit, Unit::Count(_)),
        Said::Recurring { .. } | Said::Settled { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::reading::Said;
    use crate::prose::table::tests::reading;

    const STEPS: &str = "\
Cut the cloth along the fold. Press the hem with an iron. Put it by. Turn the bag inside out.
Work 14 rows of rib. Leave it to dry. Take the pins out. Fill it with straw.
";

    fn held(text: &str) -> usize {
        let claims = reading(text).claims;
        claims.iter().filter(|claim| !matches!(claim.said, Said::Recurring { .. })).count()
    }

    #[test]
    fn the_figures_of_steps_are_of_one_each() {
        let sizes = "The bag is 38 cm wide.\n\nThe small bag is 30 cm wide.\n";
        assert_eq!(held(&format!("# The bag\n\n{STEPS}\n{sizes}")), 0);
        // What is told of people and of days is told in a manual as anywhere.
        let told = "The fire killed 12 people on 4 May 2021.\n";
        assert!(held(&format!("# The bag\n\n{STEPS}\n{told}")) > 0);
        // A report in which little is said of what to do.
        let report = "The bag was made in Varde. It was sold there.\n\n".repeat(60);
        assert!(held(&format!("# The bag\n\n{report}{STEPS}\n{sizes}")) > 0);
    }
}
