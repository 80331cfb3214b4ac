//! Which figures count people: by their noun, a trade or a nation, by the body that people make up ("a
//! crew of 24", "the staff numbered 160"), and by "who".

use super::figure::before;
use super::part::PEOPLE;
use super::placed::Placed;
use crate::prose::lexicon::{class, word};
use crate::prose::open;

/// Bodies of people whose size is told without a noun: "a crew of 24".
pub(super) const BODIES: &[&str] = &[
    "crew",
    "jury",
    "choir",
    "garrison",
    "orchestra",
    "squad",
    "committee",
    "panel",
    "cabinet",
    "staff",
    "workforce",
    "team",
    "delegation",
    "expedition",
    "convoy",
    "contingent",
    "payroll",
];

/// Endings of nouns of people by what they do.
const DOERS: &[&str] = &["er", "or", "ist", "ian", "ant", "ee", "man", "woman", "hand", "keeper"];

/// Whether a noun is one of people as such.
pub(super) fn is_people(noun: &str) -> bool {
    word(noun).is(class::PERSON) || PEOPLE.contains(&noun)
}

/// Whether a noun can be one of people: as such, by what they do, or with others ("schoolchildren").
pub(super) fn may_be_people(noun: &str) -> bool {
    /// Letters of an ending that tells people by itself.
    const LONG: usize = 5;
    is_people(noun)
        || DOERS.iter().any(|end| noun.ends_with(end))
        || PEOPLE.iter().any(|own| own.len() >= LONG && noun.ends_with(own))
}

impl Placed<'_> {
    /// Whether its noun is one of people as such.
    pub(super) fn is_of_people(&self) -> bool {
        self.figure.noun.as_deref().is_some_and(is_people)
    }

    /// Whether it counts people by who they are: by their trade, or by their nation, which has a
    /// capital.
    pub(super) fn is_of_some_people(&self) -> bool {
        let Some(noun) = self.figure.noun.as_deref() else { return false };
        may_be_people(noun) || self.is_of_a_nation() || self.is_of_shared_people()
    }

    /// "Thirty kitchen and garden staff": a noun that tells, with another, of what people they are.
    fn is_of_shared_people(&self) -> bool {
        /// Tokens behind "and" in which the head of both stands.
        const NEAR: usize = 3;
        let (passage, end) = (self.passage, self.figure.end);
        let singular = end
            .checked_sub(1)
            .is_some_and(|at| self.figure.noun.as_deref() == Some(passage.lower(at).as_str()));
        let until = self.sentence.tokens.end.min(end + 1 + NEAR);
        let small =
            class::DETERMINER | class::PREPOSITION | class::NUMBER | class::BE | class::HAVE;
        let inside = |at: &usize| {
            let token = passage.token(*at);
            !passage.tokens[*at].word.is(small) && token.starts_with(char::is_alphabetic)
        };
        let mut behind = (end + 1..until).take_while(inside);
        let head = behind.find(|at| is_people(&open::noun_lemma(passage, *at)));
        singular && passage.is(end, "and") && head.is_some_and(|at| at > end + 1)
    }

    /// "Nine Danes": a plural with a capital, and no name behind it.
    fn is_of_a_nation(&self) -> bool {
        let (passage, figure) = (self.passage, &self.figure);
        let Some(head) = figure.end.checked_sub(1).filter(|at| *at == figure.tokens.end) else {
            return false;
        };
        let token = &passage.tokens[head];
        let next = passage.tokens.get(figure.end).is_some_and(|token| token.capital);
        let text = passage.token(head);
        let plural =
            text.ends_with('s') || ["ese", "ish", "ch", "men"].iter().any(|e| text.ends_with(e));
        let acronym = text.chars().skip(1).any(char::is_uppercase);
        token.capital && plural && !acronym && !next
    }

    /// "A crew of 24", "the staff numbered 160", "the 24 who were taken".
    pub(super) fn is_of_a_body(&self) -> bool {
        /// Tokens before a figure in which its body stands.
        const NEAR: usize = 3;
        let (passage, figure) = (self.passage, &self.figure);
        if figure.noun.is_some() || !figure.is_count() {
            return false;
        }
        let first = figure.tokens.start;
        let numbers = |at: usize| {
            let verb = passage.tokens.get(at).map_or("", |token| token.word.lemma.text());
            ["number", "total"].contains(&verb)
        };
        let is_body = |at: usize| BODIES.contains(&open::noun_lemma(passage, at).as_str());
        let from = first.saturating_sub(NEAR).max(self.sentence.tokens.start);
        let of = before(passage, first) == "of" && first >= 2 && is_body(first - 2);
        let numbered = || (from..first).any(is_body) && (from..first).any(numbers);
        let who = || passage.is(figure.tokens.end, "who");
        of || numbered() || who()
    }
}
