//! Which mention is the subject of a verb, and which one a relative clause speaks of.

use super::super::tag::Tag;
use super::super::{Determiner, MentionKind, Tokens};
use super::{AHEAD, Walk};
use crate::prose::lexicon::class;

impl Walk<'_, '_> {
    /// The mention that a relative clause says something of: the last one, but "the attack in
    /// Moscow that …" speaks of the attack.
    pub(super) fn head(&self, start: usize) -> Option<usize> {
        let last = self.mention_before(start)?;
        let mention = &self.p.mentions[last];
        let first = mention.tokens.start;
        let preposition = self.preposition_before(first);
        let noun_before = preposition.and_then(|prep| {
            let before = self.mention_before(prep)?;
            (self.p.mentions[before].tokens.end == prep).then_some(before)
        });
        match (&mention.kind, noun_before) {
            (MentionKind::Name, Some(before))
                if matches!(self.p.mentions[before].kind, MentionKind::Noun(_)) =>
            {
                Some(before)
            }
            (MentionKind::Noun(place), Some(before))
                if self.word(place.head).is(class::PLACE) && self.is_event(before) =>
            {
                Some(before)
            }
            _ => Some(last),
        }
    }

    pub(super) fn is_event(&self, mention: usize) -> bool {
        matches!(&self.p.mentions[mention].kind, MentionKind::Noun(noun) if self.word(noun.head).is(class::EVENT))
    }

    /// The preposition right before a mention, a determiner and an adjective between.
    pub(super) fn preposition_before(&self, first: usize) -> Option<usize> {
        /// Words between the two.
        const BETWEEN: usize = 2;
        let start = self.sentence.start;
        let between =
            |at: &usize| matches!(self.tags[*at], Tag::Determiner | Tag::Adjective | Tag::Nominal);
        let words = (start..first).rev().take(BETWEEN).take_while(between).count();
        let at = (first - words).checked_sub(1).filter(|at| *at >= start)?;
        (self.tags[at] == Tag::Preposition).then_some(at)
    }

    /// The last mention of a thing that ends before a token.
    pub(super) fn mention_before(&self, at: usize) -> Option<usize> {
        let end = self.p.mentions.partition_point(|m| m.tokens.start < at);
        (0..end).rev().take(8).find(|i| {
            let mention = &self.p.mentions[*i];
            let whole = self.extent(*i);
            mention.tokens.start >= self.sentence.start
                && whole.end <= at
                && is_thing(&mention.kind)
                && !self.inside_noun(*i)
        })
    }

    /// A mention's tokens, what a figure counts included.
    pub(super) fn extent(&self, mention: usize) -> Tokens {
        let mention = &self.p.mentions[mention];
        match &mention.kind {
            MentionKind::Figure(figure) => {
                let counted = figure.counted.as_ref();
                mention.tokens.start
                    ..counted.map_or(mention.tokens.end, |c| c.tokens.end.max(mention.tokens.end))
            }
            _ => mention.tokens.clone(),
        }
    }

    /// A name within a noun phrase or within what a figure counts.
    pub(super) fn inside_noun(&self, mention: usize) -> bool {
        let own = self.p.mentions[mention].tokens.clone();
        (mention.saturating_sub(4)..mention).any(|i| {
            let outer = self.extent(i);
            is_thing(&self.p.mentions[i].kind) && outer.start <= own.start && own.end <= outer.end
        })
    }

    /// A name before a noun that is no mention, or before a title: "Russian President …".
    pub(super) fn modifies(&self, mention: usize) -> bool {
        let mention = &self.p.mentions[mention];
        let end = mention.tokens.end;
        let first = self.p.mentions.partition_point(|m| m.tokens.start < end);
        let dated =
            self.p.mentions.get(first).is_some_and(|m| m.tokens.start == end && !is_thing(&m.kind));
        let noun = self.tags.get(end).is_some_and(|tag| {
            matches!(tag, Tag::Nominal | Tag::Name | Tag::Possessive | Tag::Adjective)
        });
        matches!(mention.kind, MentionKind::Name) && noun && !dated && end < self.sentence.end
    }

    pub(super) fn mention_after(&self, at: usize) -> Option<usize> {
        let first = self.p.mentions.partition_point(|m| m.tokens.start < at);
        (first..self.p.mentions.len()).take(3).find(|i| {
            let mention = &self.p.mentions[*i];
            mention.tokens.start < (at + 5).min(self.sentence.end) && is_thing(&mention.kind)
        })
    }

    /// The subject of a clause whose verb starts at a token: the first mention in it that no
    /// preposition governs.
    pub(super) fn subject(&self, clause: usize, verb: usize) -> Option<usize> {
        let clause = &self.clauses[clause];
        let own = clause.tokens.start;
        // What the clause opens with is not its subject: "While X …, Y …", "In addition to X, Y …".
        let opening = self.clauses.iter().filter(|inner| {
            inner.tokens.start <= own + 1
                && inner.tokens.end < verb
                && inner.tokens.len() > 1
                && inner.tokens != clause.tokens
        });
        let inner = opening.map(|inner| inner.tokens.end).max().unwrap_or(own);
        let skipped = (own..verb)
            .find(|at| !matches!(self.tags[*at], Tag::Conjunction | Tag::Adverb | Tag::Sign));
        let fronted = skipped.is_some_and(|at| {
            self.tags[at] == Tag::Preposition && !self.word(at).is(class::NUMBER)
        });
        let comma =
            (own..verb).rev().find(|at| fronted && self.text(*at) == ",").map_or(own, |at| at + 1);
        // "Before the cuts it was 154", "to the tip of the vane the tower is 61 metres high".
        if fronted && let Some(own) = self.bare_before(verb) {
            return Some(own);
        }
        let from = inner.max(comma);
        let behind = (from > own).then(|| {
            let first = self.subject_between(from, verb)?;
            Some(self.last_of_place(first, verb).unwrap_or(first))
        });
        let behind = behind.flatten();
        let noun = from > own && (from..verb).any(|at| self.tags[at] == Tag::Nominal);
        if noun { behind } else { behind.or_else(|| self.subject_between(own, verb)) }
    }

    /// What stands right before a verb and can be nothing but its subject: a pronoun, or a phrase with an
    /// article behind a noun.
    fn bare_before(&self, verb: usize) -> Option<usize> {
        let last = self.mention_before(verb)?;
        let mention = &self.p.mentions[last];
        let first = mention.tokens.start;
        let before = first.checked_sub(1).filter(|at| *at > self.sentence.start)?;
        let subject = match &mention.kind {
            MentionKind::Pronoun => self.p.is_any(first, &["he", "she", "it", "they", "we"]),
            MentionKind::Noun(phrase) => {
                phrase.determiner == Determiner::Definite && self.tags[before].is_noun()
            }
            _ => false,
        };
        (subject && mention.tokens.end == verb).then_some(last)
    }

    /// "Based in Velm, Orland, Ada Roth runs": the rest of the place that the opening ends with is no
    /// subject, where a name behind it stands right before the verb.
    fn last_of_place(&self, first: usize, verb: usize) -> Option<usize> {
        let is_name = |at: usize| matches!(self.p.mentions[at].kind, MentionKind::Name);
        let next = self.mention_after(self.p.mentions[first].tokens.end)?;
        let (place, name) = (&self.p.mentions[first].tokens, &self.p.mentions[next].tokens);
        let joined = self.text(place.end) == "," && name.start == place.end + 1;
        let opens = place.start.checked_sub(1).is_some_and(|at| self.text(at) == ",");
        let right_before = (name.end..verb).all(|at| self.tags[at] == Tag::Adverb);
        (is_name(first) && is_name(next) && opens && joined && name.end <= verb && right_before)
            .then_some(next)
    }

    pub(super) fn subject_between(&self, from: usize, to: usize) -> Option<usize> {
        let first = self.p.mentions.partition_point(|m| m.tokens.start < from);
        let inside = |i: &usize| self.p.mentions[*i].tokens.start < to;
        let things = || {
            (first..self.p.mentions.len()).take(AHEAD).take_while(inside).filter(|i| {
                is_thing(&self.p.mentions[*i].kind)
                    && self.p.mentions[*i].tokens.end <= to
                    && !self.inside_noun(*i)
                    && !self.modifies(*i)
            })
        };
        let free = |i: &usize| {
            self.preposition_before(self.p.mentions[*i].tokens.start).is_none_or(|at| at <= from)
        };
        things().find(free).or_else(|| {
            things().last().filter(|i| {
                self.p.mentions[*i].tokens.end + 1 >= to
                    && !self.tags[from..to].contains(&Tag::Nominal)
            })
        })
    }
}

/// A thing that can do something, as against a date or a length of time.
fn is_thing(kind: &MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Figure(_) | MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun
    )
}
