//! The words and the dates around a figure, as far as they are told of it.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::beside::{ORDINALS, YEAR, around_own, is_year_like, own_date, year};
use super::figure::{is_threshold, is_year, noun_of};
use super::mood::{Mood, is_expected, is_in_subject, mood, outwards};
use super::pair::is_done_once;
use super::telling::{Measure, Role, Slot, TELLS_WHEN, lemma};
use super::which::is_note;
use crate::prose::context::Modality;
use crate::prose::fill::clause_of;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, Mention, MentionKind, Passage, Sentence, Tokens};
use crate::value::date::{self, Days};

/// Tokens between a figure and a name behind the verb that says what it is of.
const BESIDE: usize = 12;

/// How near words of other clauses of the sentence stand.
const AROUND: f32 = 0.4;

/// Tokens of a sentence; of longer ones each figure would have too many words to be known by.
const LONGEST_SENTENCE: usize = 160;

/// A figure in its sentence.
pub(super) struct Around<'a> {
    pub(super) passage: &'a Passage<'a>,
    /// Its place among the mentions of the passage.
    pub(super) at: usize,
    pub(super) mention: &'a Mention,
    /// Its sentence, by its place too.
    pub(super) sentence: usize,
    pub(super) whole: &'a Sentence,
    /// Its clause, by its place in the sentence too.
    pub(super) clause: usize,
    pub(super) own: &'a Clause,
    pub(super) measure: &'a Measure,
    /// Whether it is introduced as known.
    pub(super) taken: bool,
}

impl<'a> Around<'a> {
    /// How it is told; `None` where it is said not to be so.
    pub(super) fn mood(&self, modality: Modality) -> Option<Mood> {
        let (passage, whole) = (self.passage, self.whole);
        Some(match modality {
            Modality::Asserted if is_expected(self.own, self.mention) => Mood::Planned,
            Modality::Asserted => Mood::Told,
            // Whatever is asked or wished of it, it is taken for granted.
            Modality::Open if self.taken => Mood::Told,
            Modality::Open if is_in_subject(passage, whole, self.clause, self.mention) => {
                Mood::Retold
            }
            Modality::Open => mood(passage, whole, self.clause)?,
            Modality::Rejected => return None,
        })
    }

    /// Whether it is no telling of anything that others may tell: a year, a threshold, a note.
    pub(super) fn is_idle(&self) -> bool {
        let count = *self.measure == Measure::Count;
        self.whole.tokens.len() > LONGEST_SENTENCE
            || (count && is_year(self.passage, self.mention))
            || is_threshold(self.passage, self.mention, self.measure)
            || is_note(self.passage, self.whole)
    }

    /// The head of what it counts.
    pub(super) fn counted(&self) -> Option<usize> {
        let MentionKind::Figure(figure) = &self.mention.kind else { return None };
        let noun = figure.counted.as_ref().or_else(|| noun_of(self.passage, self.mention));
        noun.map(|noun| noun.head)
    }

    /// What its clause is about.
    pub(super) fn subject(&self) -> Option<&'a Mention> {
        self.own.subject.and_then(|at| self.passage.mentions.get(at))
    }

    /// What else its sentence mentions.
    pub(super) fn others(&self) -> impl Iterator<Item = &'a Mention> {
        let others = self.whole.mentions.clone().filter(|other| *other != self.at);
        others.map(|other| &self.passage.mentions[other])
    }

    /// The clauses within its own that say something else.
    fn inner(&self) -> impl Iterator<Item = &'a Tokens> {
        // Of what is introduced as known, the clause after it says which it is.
        let says_which = |c: &Clause| {
            self.taken && matches!(c.kind, ClauseKind::Relative | ClauseKind::Participle)
        };
        let inner = self.whole.clauses.iter().filter(|c| c.parent == Some(self.clause));
        inner.filter(move |c| !says_which(c)).map(|c| &c.tokens)
    }

    /// "First", "second", in its own clause.
    pub(super) fn ordinal(&self) -> Option<SmolStr> {
        let apart = |token: &usize| self.inner().any(|tokens| tokens.contains(token));
        let is_own = |token: &usize| self.passage.is_of(*token, &ORDINALS) && !apart(token);
        self.own.tokens.clone().find(is_own).map(|token| self.passage.lower(token))
    }

    /// Whether a date stands in its clause.
    pub(super) fn is_dated(&self) -> bool {
        self.others().any(|other| {
            matches!(other.kind, MentionKind::Date(_))
                && clause_of(self.passage, other.tokens.start) == Some((self.sentence, self.clause))
        })
    }

    /// What its clause says was done with it, by its token, and the verb of the clause.
    fn deed(&self) -> (Option<usize>, Option<usize>) {
        let passage = self.passage;
        // "Starting in 2022, they moved": the verb says no more than "from".
        let verb = self.own.verb.as_ref().map(|verb| verb.main);
        let verb = verb.filter(|verb| !passage.is_any(*verb, &["starting", "beginning", "dating"]));
        // "Its foundation in 1978" is as good as "it was founded in 1978".
        let deed = hung_on(passage, self.mention, self.measure)
            .filter(|_| verb.is_none_or(|verb| !is_done_once(&lemma(passage, verb))));
        (deed.or(verb), verb)
    }

    /// The slots of its sentence as they are slots of this figure, but for those of who says it.
    pub(super) fn slots(&self, all: &[Slot], counted: Option<usize>, by: &[&Tokens]) -> Vec<Slot> {
        let (passage, whole) = (self.passage, self.whole);
        let (deed_at, verb) = self.deed();
        let around_own = around_own(passage, &whole.clauses, self.clause);
        let inner: SmallVec<[&Tokens; 4]> = self.inner().collect();
        let is_near = |token: usize| {
            let apart = || inner.iter().any(|tokens| tokens.contains(&token));
            self.own.tokens.contains(&token) && !apart()
        };
        let subject_tokens = self.subject().map(|subject| &subject.tokens);
        let says = |token: usize| {
            let verb = whole.clause_of(token).and_then(|clause| clause.verb.as_ref());
            verb.is_some_and(|verb| passage.tokens[verb.main].word.is(class::SPEECH))
        };
        let said = |token| by.iter().any(|tokens| tokens.contains(&token));
        let here = all.iter().filter(|slot| !said(slot.tokens.start)).map(|slot| {
            let start = slot.tokens.start;
            let role = match slot.role {
                Role::Word | Role::Light if counted == Some(start) => Role::Head,
                role => role,
            };
            let deed = deed_at.is_some_and(|deed| slot.tokens.contains(&deed));
            // When something began, or was declared, is said by that verb alone.
            let dated = deed && *self.measure == Measure::Date && TELLS_WHEN.hold(&slot.word);
            let role = if dated { Role::Word } else { role };
            // "They sent him into Orlen, which killed 95": it was at Orlen.
            let named = role == Role::Name && around_own.contains(&start);
            let near = if named || is_near(start) { 1.0 } else { AROUND };
            // "It is 30 metres high", of a tower with a name: as good as the name. Whom "she" means is
            // less sure.
            let means = role == Role::Pronoun
                && subject_tokens == Some(&slot.tokens)
                && passage.is_any(start, &["it", "they"]);
            let tells_apart = (role == Role::Name || means)
                && near >= 1.0
                // Who did it, or whom it was done to, behind the verb; who is said to say it.
                && !(slot.person && verb.is_some_and(|verb| start > verb))
                && !says(start)
                && (verb.is_none_or(|verb| start < verb)
                    || start.abs_diff(self.mention.tokens.start) <= BESIDE);
            slot.with(role, (deed, near), tells_apart)
        });
        let mut slots = Vec::with_capacity(all.len());
        slots.extend(here);
        slots
    }

    /// The dates of its sentence that are its own.
    pub(super) fn dates(&self, counted: Option<usize>) -> SmallVec<[Days; 2]> {
        let (passage, whole) = (self.passage, self.whole);
        // A date in a clause of its own, within this one or beside it, is of what is told there.
        let dating = |token: usize| {
            let opens = token <= whole.tokens.start + 1;
            let chain = outwards(&whole.clauses, self.clause);
            let within = whole.innermost(token).unwrap_or(self.clause);
            opens || chain.contains(&within) || whole.clauses[within].verb.is_none()
        };
        // "201 in 2018", "the 2023 figure of 181": no other date of the sentence is its own.
        let own_date = own_date(passage, self.mention, counted);
        let is_its = |token: usize| match &own_date {
            Some(tokens) => tokens.contains(&token),
            None => dating(token),
        };
        let dates = self.others().filter(|other| is_its(other.tokens.start));
        let dates = dates.filter_map(|other| match &other.kind {
            MentionKind::Date(reading) => Some(date::possible_days(reading)),
            _ => None,
        });
        let years = whole.tokens.clone().filter(|token| !self.mention.tokens.contains(token));
        // Which clause a token stands in takes longer to tell than whether it can be a year.
        let is_year = |token: &usize| {
            passage.tokens[*token].range().len() == YEAR && is_year_like(passage.token(*token))
        };
        let years = years.filter(|token| is_year(token) && is_its(*token));
        dates.chain(years.filter_map(|token| year(passage.token(token)))).collect()
    }
}

/// The noun of what is done once on which a date hangs: "the opening on 3 May", "its sale in 1998".
fn hung_on(passage: &Passage<'_>, mention: &Mention, measure: &Measure) -> Option<usize> {
    let joint = mention.tokens.start.checked_sub(1)?;
    let noun = joint.checked_sub(1).filter(|_| *measure == Measure::Date)?;
    let word = passage.tokens[noun].word;
    let hangs = passage.is_any(joint, &["in", "on", "of"]) && word.is(class::NOUN | class::EVENT);
    (hangs && is_done_once(&lemma(passage, noun))).then_some(noun)
}
