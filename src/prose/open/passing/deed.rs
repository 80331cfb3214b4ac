//! Deeds that dates are given to: what they are called, and what a date says of them.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Around, PLACED, Told};
use crate::prose::lexicon::{Word, class};
use crate::prose::open::singular;
use crate::prose::passage::{MentionKind, NounPhrase, Passage, VerbGroup};
use crate::record::EntityKind;

/// What happened, and what its date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What it is called, in words of the text: "Varde Town hired a coach", "arrests in Varde".
    pub name: String,
    /// An event, or a document for what was published.
    pub kind: EntityKind,
    /// The predicate of the vocabulary that its date has.
    pub predicate: &'static str,
    /// Whether it is a death, whose date is that of whoever died.
    pub is_death: bool,
    /// Whether the words are a noun phrase, which others can have too.
    pub is_phrase: bool,
}

/// What is told to have a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// How things stand, which does not happen.
    State,
    /// A clause that tells what was done.
    Clause,
    /// A clause that tells what was made known.
    Announcement,
    /// A clause that tells that somebody was killed.
    Death,
    /// A noun phrase for what was done.
    Phrase,
    /// A noun phrase for what was published.
    Document,
    /// A post, by the handle of its author.
    Post,
}

/// Verbs that tell how things stand. A time of theirs is no time of an event (Vendler 1957: states).
const STATES: &[&str] = &[
    "be",
    "have",
    "do",
    "know",
    "own",
    "contain",
    "remain",
    "exist",
    "live",
    "stand",
    "lie",
    "belong",
    "consist",
    "mean",
    "seem",
    "appear",
    "cost",
    "weigh",
    "total",
    "number",
    "want",
    "need",
    "like",
    "believe",
    "think",
    "depend",
    "include",
    "comprise",
    "frequent",
    "inhabit",
    "resemble",
    "deserve",
    "average",
    "amount",
    "represent",
    "call",
    "name",
    "locate",
    "base",
    "situate",
    "gain",
    "become",
];

/// Nouns with an ending of deeds that name none.
const NO_DEEDS: &[&str] = &[
    "population",
    "audience",
    "apartment",
    "department",
    "government",
    "residence",
    "insurance",
    "equipment",
    "document",
    "station",
    "nation",
    "section",
    "million",
    "billion",
    "evidence",
    "science",
    "intelligence",
    "information",
    "generation",
    "average",
    "element",
    "version",
    "edition",
    "balance",
    "distance",
    "sentence",
    "pension",
    "mansion",
    "region",
    "religion",
    "allowance",
    "segment",
    "location",
    "position",
    "condition",
    "tradition",
    "regulation",
    "legislation",
    "corporation",
    "organisation",
    "organization",
    "association",
    "foundation",
    "institution",
    "constitution",
    "vacation",
];

/// Nouns for what is done, in lower case and the singular.
static DEEDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("deeds.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Verbs by which a date is that of making something known.
const ANNOUNCING: &[&str] = &["announce", "unveil", "proclaim"];

/// Prepositions behind a verb that say where, whence and by whom it was done.
const ADDED: &[&str] = &["in", "at", "from", "by", "near", "on", "across", "through"];

/// Words that stand before a noun and are no part of what it names.
const BEFORE: u64 = class::DETERMINER;

/// Whether who is the object of a verb is dead.
pub(super) fn is_lethal(stem: &str) -> bool {
    const LETHAL: &[&str] = &["kill", "murder", "assassinate", "execute", "slay", "behead"];
    LETHAL.contains(&stem)
}

/// What a verb tells.
pub(super) fn of_verb(stem: &str) -> Sort {
    match stem {
        state if STATES.contains(&state) => Sort::State,
        said if ANNOUNCING.contains(&said) => Sort::Announcement,
        _ => Sort::Clause,
    }
}

/// Whether a noun with such an ending names a body, a place or a measure.
pub(super) fn is_none(word: &Word, stem: &str) -> bool {
    let thing = class::ORGANISATION | class::PERSON | class::PLACE | class::TIME_UNIT;
    NO_DEEDS.contains(&stem) || word.is(thing)
}

/// Whether a noun is in the list of what is done, or is for an event.
pub(in crate::prose) fn is_deed_noun(passage: &Passage<'_>, head: usize) -> bool {
    let text = passage.lower(head);
    let listed = DEEDS.contains(text.as_str()) || DEEDS.contains(singular(&text).as_str());
    listed || passage.tokens.get(head).is_some_and(|token| token.word.is(class::EVENT))
}

impl Around<'_> {
    /// The words of what a clause tells: who, the verb, whom.
    pub(super) fn sentence_of_deed(
        &self,
        actor: Option<usize>,
        verb: &VerbGroup,
        object: Option<usize>,
    ) -> Vec<Range<usize>> {
        let tokens = |at: usize| self.mention_at(at).map(|mention| mention.tokens.clone());
        let pronoun = |at: &usize| {
            self.mention_at(*at).is_some_and(|mention| matches!(mention.kind, MentionKind::Pronoun))
        };
        let actor = actor.filter(|at| !pronoun(at)).and_then(tokens);
        let own = |range: &Range<usize>| range.start >= self.mention.tokens.start;
        let end = object.and_then(tokens).filter(|object| !own(object) || own(&verb.tokens));
        let end = end.map_or(verb.tokens.end, |object| object.end).max(verb.tokens.end);
        let end = if end == verb.tokens.end { self.what_began(verb).unwrap_or(end) } else { end };
        // "were moved away from Orrin in May": where it was done tells it from others.
        let mut added = end;
        while self.passage.tokens.get(added).is_some_and(|t| t.word.is(class::ADVERB)) {
            added += 1;
        }
        let added = Some(added).filter(|at| self.passage.is_any(*at, ADDED));
        // "by author Ida Roth"
        let first = |at: usize| self.beginning(at + 1).or_else(|| self.beginning(at + 2));
        let added = added.and_then(first).and_then(tokens);
        let end = added.filter(|added| !own(added) || own(&verb.tokens)).map_or(end, |a| a.end);
        actor.into_iter().chain(std::iter::once(verb.tokens.start..end)).collect()
    }

    /// "started selling beer": the end of what was begun.
    fn what_began(&self, verb: &VerbGroup) -> Option<usize> {
        let at = verb.tokens.end;
        let begun = self.begun(verb).map(|_| at + 1)?;
        let object = self.beginning(begun).or_else(|| self.beginning(begun + 1));
        let object = object.and_then(|at| self.mention_at(at)).map(|mention| mention.tokens.end);
        let own = self.mention.tokens.start;
        Some(object.filter(|end| *end <= own || own < at).unwrap_or(begun))
    }

    /// Whether a noun names what is done.
    pub(super) fn is_listed(&self, head: usize) -> bool {
        let text = self.passage.lower(head);
        DEEDS.contains(text.as_str()) || DEEDS.contains(singular(&text).as_str())
    }

    /// The words of a noun phrase for a deed, with what a preposition adds to it.
    pub(super) fn phrase_of_deed(&self, noun: &NounPhrase) -> Vec<Range<usize>> {
        let start = noun.modifiers.start.min(noun.head);
        let end = noun.tokens.end.max(noun.head + 1);
        let added = Some(end).filter(|at| self.passage.is_any(*at, PLACED));
        let added = added.and_then(|at| self.beginning(at + 1)).and_then(|at| self.mention_at(at));
        std::iter::once(start..added.map_or(end, |mention| mention.tokens.end)).collect()
    }

    /// What a noun phrase names.
    pub(super) fn sort_of(&self, noun: &NounPhrase) -> Sort {
        let Some(head) = self.passage.tokens.get(noun.head) else { return Sort::State };
        if head.word.is(class::EVENT) || self.is_listed(noun.head) {
            Sort::Phrase
        } else if head.word.is(class::DOCUMENT) {
            Sort::Document
        } else if self.is_deed(noun) {
            Sort::Phrase
        } else {
            Sort::State
        }
    }

    /// What happened at a date, where it is something that happens.
    pub(super) fn named_deed(&self, end: &str, told: &Told) -> Option<Deed> {
        let document = matches!(told.sort, Sort::Document | Sort::Post);
        // "Varde Town has sold beer since May": what goes on is said of whoever does it.
        let goes_on = matches!(end, "start-of" | "end-of") && told.sort == Sort::Clause;
        if goes_on && told.subject.is_some() {
            return None;
        }
        let predicate = match end {
            "date-of" if document => "publication-date",
            "date-of" if told.sort == Sort::Announcement => "announcement-date",
            "date-of" | "period-of" => "event-date",
            "start-of" => "start-date",
            "end-of" => "end-date",
            _ => return None,
        };
        let words = self.words(&told.words);
        let name = match told.sort {
            Sort::State => return None,
            Sort::Post => format!("post of {words}"),
            _ => words,
        };
        let kind = if document { EntityKind::Document } else { EntityKind::Event };
        let is_death = told.sort == Sort::Death && end == "date-of";
        let is_phrase = !matches!(told.sort, Sort::Clause | Sort::Announcement | Sort::Death);
        (!name.is_empty()).then_some(Deed { name, kind, predicate, is_death, is_phrase })
    }

    /// Ranges of tokens as text, without the date and what introduces the first of them.
    fn words(&self, ranges: &[Range<usize>]) -> String {
        let dated = &self.mention.tokens;
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let all = ranges.iter().flat_map(Clone::clone).filter(|at| !dated.contains(at));
        let introduces =
            |at: &usize| self.passage.tokens.get(*at).is_some_and(|token| token.word.is(BEFORE));
        for at in all.skip_while(introduces) {
            match pieces.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => pieces.push(at..at + 1),
            }
        }
        let words: Vec<&str> = pieces.iter().map(|piece| self.passage.slice(piece)).collect();
        words.join(" ")
    }
}
