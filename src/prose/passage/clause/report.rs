//! Reported speech: what somebody says, around whom it is said.

use super::super::ClauseKind;
use super::super::tag::Tag;
use super::super::verb::{Form, Group};
use super::{AHEAD, THINKING, Walk};
use crate::prose::lexicon::class;

impl Walk<'_, '_> {
    pub(super) fn takes_clause(&self, clause: usize) -> bool {
        self.clauses[clause].verb.as_ref().is_some_and(|verb| {
            let word = self.word(verb.main);
            word.is(class::SPEECH) || THINKING.contains(&word.lemma.text())
        })
    }

    /// "said the people who were hurt were …": the verb's subject has clauses of its own, and all of
    /// it is what is said.
    pub(super) fn reported_around(&mut self, start: usize) -> Option<usize> {
        let inner = |kind| {
            matches!(kind, ClauseKind::Relative | ClauseKind::Participle | ClauseKind::Aside)
        };
        let depth = self.stack.iter().rposition(|c| !inner(self.clauses[*c].kind))?;
        let outer = self.stack[depth];
        let from = self.clauses[outer].verb.as_ref()?.tokens.end;
        if depth + 1 == self.stack.len() || !self.takes_clause(outer) || self.text(from) == "," {
            return None;
        }
        self.close(depth + 1, start);
        let clause = self.open(from, ClauseKind::Complement, None);
        for at in 0..clause {
            if self.clauses[at].parent == Some(outer) && self.clauses[at].tokens.start >= from {
                self.clauses[at].parent = Some(clause);
            }
        }
        Some(clause)
    }

    /// "…, officials said.", "…," said Valle, "the toll, officials said, rose".
    pub(super) fn reporting(
        &mut self,
        index: usize,
        group: &Group,
        lead: Option<usize>,
    ) -> Option<usize> {
        let start = group.verb.tokens.start;
        let end = group.verb.tokens.end;
        // "…, after an attack that claimed 12 lives": the verb of a relative clause.
        if lead.is_some_and(|l| self.tags[l] == Tag::Relative) {
            return None;
        }
        let comma = self.reported_until(start)?;
        let root = self.stack[0];
        let near = comma + AHEAD > start
            && !(comma + 1..start).any(|i| {
                self.tags[i].is_verb()
                    || self.tags[i] == Tag::Auxiliary
                    || self.tags[i] == Tag::Conjunction && comma + 8 < start
            });
        if !near {
            return None;
        }
        let inverted = lead
            .is_some_and(|l| l == comma || matches!(self.text(l), "”" | "\"") && l <= comma + 1)
            && !matches!(self.text(start), "told" | "tells");
        let noun_after = (end..(end + 3).min(self.sentence.end))
            .any(|i| self.tags[i].is_noun() || self.tags[i] == Tag::Pronoun);
        let nouns = |from: usize, to: usize| {
            (from..to).any(|i| self.tags[i].is_noun() || self.tags[i] == Tag::Pronoun)
        };
        let subject_first = nouns(comma + 1, start);
        if !(inverted && noun_after || subject_first && !inverted) {
            return None;
        }
        if self.text(end) == "that" {
            return None;
        }
        let more = self.groups[index + 1..].iter().any(|g| g.form == Form::Finite);
        let said_before = self.clauses[root].verb.is_some();
        if !said_before
            && self.text(end) == ","
            && nouns(self.clauses[root].tokens.start, comma)
            && !inverted
        {
            return Some(self.interruption(comma, start, end));
        }
        if !said_before || more && !inverted && self.object_follows(end) {
            return None;
        }
        self.close(0, comma);
        let first = self.root_start();
        let clause = self.push(first, ClauseKind::Main, None, None);
        for at in 0..clause {
            if self.clauses[at].parent.is_none() && self.clauses[at].tokens.start >= first {
                self.clauses[at].parent = Some(clause);
                self.clauses[at].kind = ClauseKind::Complement;
            }
        }
        self.clauses[clause].subject =
            if inverted { self.mention_after(end) } else { self.subject_between(comma + 1, start) };
        Some(clause)
    }

    /// Who says it, in the middle of the clause that is reported.
    fn interruption(&mut self, comma: usize, verb: usize, end: usize) -> usize {
        self.close(1, comma);
        let subject = self.subject_between(comma + 1, verb);
        let aside = self.open(comma + 1, ClauseKind::Aside, subject);
        self.stack.pop();
        self.clauses[aside].tokens.end = end;
        aside
    }

    /// The comma or the closing quotation mark before a speaker: the last one, or the one before
    /// that where the speaker has an apposition ("…,” Orel, an analyst at Y, said").
    pub(super) fn reported_until(&self, start: usize) -> Option<usize> {
        let last = self.comma.filter(|c| *c >= self.clauses[self.stack[0]].tokens.start)?;
        if last + 1 < start {
            return Some(last);
        }
        let from = start.saturating_sub(AHEAD).max(self.sentence.start);
        let plain = (from..last).rev().take_while(|at| {
            !self.tags[*at].is_verb()
                && !matches!(self.tags[*at], Tag::Auxiliary | Tag::Relative | Tag::That)
        });
        let mut commas = 0;
        for at in plain {
            if matches!(self.text(at), "”" | "\"") {
                return at.checked_sub(1).filter(|b| self.text(*b) == ",").or(Some(at));
            }
            commas += usize::from(self.text(at) == ",");
            if commas == 2 {
                return Some(at);
            }
        }
        Some(last)
    }

    pub(super) fn object_follows(&self, at: usize) -> bool {
        self.tags.get(at).is_some_and(|tag| {
            at < self.sentence.end
                && (tag.is_noun()
                    || matches!(tag, Tag::Determiner | Tag::Pronoun | Tag::Number | Tag::Adjective))
        })
    }

    /// Where the last run of main clauses that no semicolon parts begins.
    pub(super) fn root_start(&self) -> usize {
        let semicolon = (self.sentence.start..self.comma.unwrap_or(self.sentence.start))
            .rev()
            .find(|at| self.text(*at) == ";");
        semicolon.map_or(self.sentence.start, |at| at + 1)
    }
}
