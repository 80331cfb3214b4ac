//! What fills the same place in two clauses: their subjects, or what stands behind one preposition.
//!
//! "The bridge was opened in 1801", "the mill was opened in 1803"; "310 people worked at the bridge", "340
//! people worked at the mill". Words that differ in like places are what two parallel clauses are about
//! (the focus of a contrast, Rooth 1992), and their figures are of two things, however much else they share.

use smallvec::SmallVec;

use super::telling::{Role, Slot, Telling};
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, Determiner, Mention, MentionKind, NounPhrase, Passage, Sentence,
};
use crate::prose::words::Words;

/// A place in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Subject,
    /// Behind the preposition of this number in [`PREPOSITIONS`].
    Behind(usize),
}

/// Prepositions whose nouns say what a clause is about.
const PREPOSITIONS: &[&str] = &["at", "in", "of", "on", "for", "to", "from", "with"];

/// Nouns that take up what has a noun of its own ("the stadium", "the ground"), and nouns of measures, whose
/// value a figure is.
static GENERAL: Words = Words::new(&[
    "age",
    "amount",
    "area",
    "average",
    "beginning",
    "body",
    "budget",
    "building",
    "business",
    "case",
    "center",
    "centre",
    "collection",
    "company",
    "complex",
    "cost",
    "country",
    "course",
    "day",
    "depth",
    "document",
    "end",
    "event",
    "facility",
    "figure",
    "firm",
    "first",
    "front",
    "ground",
    "group",
    "height",
    "home",
    "house",
    "institute",
    "institution",
    "issue",
    "length",
    "level",
    "line",
    "majority",
    "margin",
    "meantime",
    "meeting",
    "middle",
    "morning",
    "move",
    "movement",
    "number",
    "one",
    "operation",
    "organisation",
    "original",
    "other",
    "party",
    "past",
    "period",
    "place",
    "plan",
    "plant",
    "premises",
    "price",
    "process",
    "project",
    "property",
    "rate",
    "record",
    "region",
    "report",
    "rest",
    "result",
    "same",
    "scene",
    "scheme",
    "second",
    "service",
    "share",
    "site",
    "situation",
    "size",
    "speed",
    "start",
    "stretch",
    "structure",
    "study",
    "sum",
    "survey",
    "system",
    "temperature",
    "thing",
    "time",
    "toll",
    "top",
    "total",
    "town",
    "value",
    "way",
    "weight",
    "whole",
    "width",
    "work",
    "works",
    "world",
]);

/// What fills places of a figure's clause, by its slots.
#[derive(Clone, Debug, Default)]
pub(super) struct Fillers(SmallVec<[(Place, usize); 4]>);

impl Fillers {
    /// Those of the clause of a figure, by its first token: single things that are spoken of as known, by nouns
    /// of their own.
    pub(super) fn of(
        passage: &Passage<'_>,
        (sentence, clause, figure): (&Sentence, &Clause, usize),
        slots: &[Slot],
    ) -> Self {
        let slot = |phrase: &NounPhrase| {
            slots.iter().position(|slot| slot.tokens.contains(&phrase.head) && is_own(slot))
        };
        let known = |mention: &Mention| match &mention.kind {
            MentionKind::Noun(phrase) if is_one(passage, phrase) => slot(phrase),
            _ => None,
        };
        let mut out = SmallVec::new();
        // "Looked at the budget of 381 million": the figure is the budget's, whoever looked.
        let owned = figure.checked_sub(1).is_some_and(|of| passage.is(of, "of"));
        let subject = clause.subject.filter(|_| !owned).and_then(|at| passage.mentions.get(at));
        let subject = subject.and_then(known);
        out.extend(subject.map(|slot| (Place::Subject, slot)));
        for mention in passage.mentions_of(sentence) {
            let before = mention.tokens.start.checked_sub(1);
            let Some(before) = before.filter(|at| clause.tokens.contains(at)) else { continue };
            let is = |word: &str| passage.is(before, word);
            let Some(which) = PREPOSITIONS.iter().position(|word| is(word)) else { continue };
            out.extend(known(mention).map(|slot| (Place::Behind(which), slot)));
        }
        Self(out)
    }
}

/// "The mill": one thing, which is known.
fn is_one(passage: &Passage<'_>, phrase: &NounPhrase) -> bool {
    let head = passage.tokens[phrase.head].word;
    phrase.determiner == Determiner::Definite
        && !head.is(class::TIME_UNIT
            | class::NUMBER
            | class::MONTH
            | class::WEEKDAY
            | class::PERSON)
        && !passage.token(phrase.head).ends_with('s')
}

/// Whether a noun is of one sort of thing.
fn is_own(slot: &Slot) -> bool {
    matches!(slot.role, Role::Word | Role::Head)
        && !slot.deed
        && !slot.person
        && !GENERAL.hold(&slot.word)
}

/// Whether two clauses have a place that different things fill, of which neither is spoken of where the other
/// is. Subjects tell it alone; where both have one, what else differs may say more of the same.
pub(super) fn are_filled_otherwise(a: &Telling, b: &Telling) -> bool {
    let spoken_of = |slot: &Slot, other: &Telling| slot.ids.iter().any(|id| other.has(*id));
    let one = |(place, x): &(Place, usize)| {
        let x = &a.slots[*x];
        let mut there = b.fillers.0.iter().filter(|(other, _)| other == place).peekable();
        there.peek().is_some()
            && there.all(|(_, y)| {
                let y = &b.slots[*y];
                !spoken_of(x, b) && !spoken_of(y, a)
            })
    };
    let subject = |telling: &Telling| telling.fillers.0.iter().any(|(p, _)| *p == Place::Subject);
    let both = subject(a) && subject(b);
    // A name that both have says where or whose it is.
    let named = || {
        let names = a.slots.iter().filter(|slot| slot.role == Role::Name && slot.near >= 1.0);
        names.flat_map(|slot| slot.ids.iter()).any(|id| b.has(*id))
    };
    a.fillers
        .0
        .iter()
        .any(|filler| (filler.0 == Place::Subject || !both && !named()) && one(filler))
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::reading;

    /// Whether two claims of a text are of one thing.
    fn are_one(text: &str) -> bool {
        let reading = reading(text);
        let [a, b] = &reading.claims[..] else { return false };
        a.said == b.said && format!("{:?}", a.subject) == format!("{:?}", b.subject)
    }

    #[test]
    fn what_fills_like_places_keeps_figures_apart() {
        assert!(!are_one("The bridge was opened in 1801.\n\nThe mill was opened in 1803.\n"));
        assert!(are_one("The bridge was opened in 1801.\n\nThe viaduct was opened in 1803.\n"));
        assert!(are_one("The bridge was opened in 1801.\n\nThe structure was opened in 1803.\n"));
        assert!(!are_one("The bridge has 24 rooms.\n\nThe mill has 28 rooms.\n"));
        assert!(are_one("The mill has 24 rooms.\n\nThe mill has 28 rooms.\n"));
    }
}
