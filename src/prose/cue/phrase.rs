//! Noun phrases and names beside a token, and what may be passed over between two parts of a cue.

use super::values::{Sort, Value};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::token::Kind;

/// Tokens between commas, dashes or brackets that are passed over.
const MAX_ASIDE: usize = 15;

/// Words of a noun phrase that no stage has marked as one.
const MAX_WORDS: usize = 6;

/// Tokens between a subject and its verb that are passed over.
const MAX_BRIDGE: usize = 16;

/// Words that may stand between any two parts: adverbs, determiners, auxiliaries of tense.
const PASSED: u64 = class::ADVERB | class::DETERMINER | class::HAVE | class::MODAL;

/// What a cue is matched on: a sentence and its values.
pub(super) struct Ground<'a, 't> {
    pub(super) passage: &'a Passage<'t>,
    pub(super) tokens: Tokens,
    pub(super) values: &'a [Value],
}

impl Ground<'_, '_> {
    pub(super) fn class(&self, at: usize) -> u64 {
        self.passage.tokens.get(at).map_or(0, |token| token.word.class)
    }

    fn is(&self, at: usize, class: u64) -> bool {
        self.class(at) & class != 0
    }

    /// Whether a token is a word of a date, and so none of a cue ("by the end of June").
    pub(super) fn in_date(&self, at: usize) -> bool {
        /// Words that name a part of a period.
        const PARTS: &[&str] =
            &["end", "start", "beginning", "close", "opening", "middle", "turn", "eve", "birth"];
        let inside = super::values::from(self.values, Sort::Date, at).is_some_and(|ix| {
            let tokens = &self.values[ix].tokens;
            let period = at + 2 <= tokens.start
                && tokens.start <= at + 4
                && matches!(self.passage.token(at + 1), "of" | "to")
                && (at + 2..tokens.start)
                    .all(|at| self.is(at, class::DETERMINER | class::ADJECTIVE));
            tokens.start <= at || (period && PARTS.contains(&self.passage.token(at)))
        });
        inside && !self.is(at, class::PREPOSITION)
    }

    /// Whether a date is one from which something holds.
    pub(super) fn is_since(&self, at: usize) -> bool {
        let since = |at: usize| self.passage.token(at).eq_ignore_ascii_case("since");
        since(at) || at.checked_sub(1).is_some_and(since)
    }

    /// Whether a date opens its sentence or clause, so that it dates what follows and not what
    /// stands before it ("put into orbit in 2009 and ended its work").
    pub(super) fn opens(&self, date: usize) -> bool {
        let first = |at: usize| at <= self.tokens.start;
        let led = date.checked_sub(1).filter(|at| self.is(*at, class::PREPOSITION));
        let start = led.filter(|_| !first(date)).unwrap_or(date);
        first(start) || {
            let before = start - 1;
            self.sign(before).is_some()
                || self.is(before, class::CONJUNCTION | class::RELATIVE | class::DETERMINER)
        }
    }

    /// Whether words and a date with these tokens between them can belong together: no other verb
    /// stands between them, which would have the date, and it is no limit ("by June").
    pub(super) fn dates(&self, between: Tokens, date: usize) -> bool {
        /// Words before a date by which it is a limit and not the day itself.
        const LIMITS: &[&str] = &["by", "until", "till", "before", "after"];
        /// Words after which something else is dated ("attacks since its founding in 2015").
        const TURNS: &[&str] = &[
            "since",
            "after",
            "before",
            "until",
            "when",
            "while",
            "following",
            "because",
            "despite",
            "than",
        ];
        let first = self.values[date].tokens.start;
        let limit = |at: usize| self.passage.is_any(at, LIMITS);
        let led = limit(first) || first.checked_sub(1).is_some_and(limit);
        let verb = |at: usize| {
            let finite = self.is(at, class::PAST) && !self.is(at, class::NOUN | class::ADJECTIVE);
            finite || self.is(at, class::RELATIVE) || TURNS.contains(&self.passage.token(at))
        };
        !led && !between.into_iter().any(verb)
    }

    fn sign(&self, at: usize) -> Option<char> {
        let token = self.passage.tokens.get(at).filter(|token| token.kind == Kind::Sign)?;
        token.text(self.passage.text).chars().next()
    }

    fn is_passed(&self, at: usize) -> bool {
        let word = self.is(at, PASSED) && !self.is(at, class::NEGATION);
        let text = || self.passage.token(at);
        let adverb = || {
            let token = &self.passage.tokens[at];
            token.kind == Kind::Word && token.word.class == 0 && text().ends_with("ly")
        };
        let tense = || self.is(at, class::BE) && matches!(text(), "been" | "being" | "be");
        word || matches!(self.sign(at), Some('"' | '“' | '”')) || tense() || adverb()
    }

    /// The token after what may be passed over at a token; `None` where that must be matched.
    pub(super) fn pass(&self, at: usize) -> Option<usize> {
        if at >= self.tokens.end {
            return None;
        }
        if self.is_passed(at) {
            return Some(at + 1);
        }
        let close = closing(self.sign(at)?)?;
        let last = (at + MAX_ASIDE).min(self.tokens.end);
        let end = (at + 1..last).find(|end| self.sign(*end) == Some(close))?;
        (end > at + 1 && self.is_aside(at, end)).then_some(end + 1)
    }

    /// The same backwards: the first token of what ends before a token.
    pub(super) fn pass_back(&self, end: usize) -> Option<usize> {
        let at = end.checked_sub(1).filter(|at| *at >= self.tokens.start)?;
        if self.is_passed(at) {
            return Some(at);
        }
        let close = self.sign(at)?;
        let first = at.saturating_sub(MAX_ASIDE).max(self.tokens.start);
        let open =
            (first..at).rev().find(|open| self.sign(*open).and_then(closing) == Some(close))?;
        (open + 1 < at && self.is_aside(open, at)).then_some(open)
    }

    /// Whether what stands between two signs may be left out. Between commas, that is what begins
    /// like an aside: otherwise the commas may well divide a list.
    fn is_aside(&self, open: usize, close: usize) -> bool {
        const OPENERS: u64 = class::PREPOSITION
            | class::RELATIVE
            | class::ADVERB
            | class::CONJUNCTION
            | class::GERUND;
        let first = self.class(open + 1);
        let and = matches!(self.passage.token(open + 1), "and" | "or" | "but" | "nor");
        let at = self.values.partition_point(|value| value.tokens.start <= open);
        let part = self.values.get(at).is_some_and(|value| value.tokens.start == open + 1)
            && (open + 2..close).any(|at| matches!(self.passage.token(at), "whom" | "them"));
        self.sign(open) != Some(',') || (first & OPENERS != 0 && !and) || part
    }

    /// Whether a noun phrase that ends before `from` can be the subject of what begins at `to`: what
    /// follows it is a prepositional phrase, a relative clause, an aside or an auxiliary.
    pub(super) fn bridges(&self, from: usize, to: usize) -> bool {
        if to < from || to - from > MAX_BRIDGE {
            return false;
        }
        const STARTS: u64 =
            class::PREPOSITION | class::RELATIVE | class::BE | class::HAVE | class::MODAL;
        let start = |at: usize| self.is(at, STARTS) || self.pass(at).is_some();
        if from < to && !start(from) {
            return false;
        }
        let mut at = from;
        while at < to {
            if let Some(next) = self.pass(at).filter(|next| *next <= to) {
                at = next;
                continue;
            }
            let class = self.class(at);
            let capitals = || {
                let capital = |at: usize| self.passage.tokens.get(at).is_some_and(|t| t.capital);
                capital(at - 1) && capital(at + 1)
            };
            let joint = class & class::CONJUNCTION != 0
                && class & class::PREPOSITION == 0
                && !(at > from && capitals());
            let said = class & class::SPEECH != 0 && !(at > from && self.is(at - 1, class::BE));
            let finite = class & class::PAST != 0 && class & class::PARTICIPLE == 0;
            if self.sign(at).is_some_and(|sign| !"'’%".contains(sign)) || joint || said || finite
            {
                return false;
            }
            at += 1;
        }
        true
    }

    /// The longest name, noun phrase or pronoun that begins at a token; a run of words that could be
    /// one where no stage has marked any.
    pub(super) fn phrase(&self, at: usize) -> Option<Tokens> {
        let mentions = &self.passage.mentions;
        let first = mentions.partition_point(|mention| mention.tokens.start < at);
        let here = mentions[first..].iter().take_while(|mention| mention.tokens.start == at);
        let marked = here.filter(|mention| is_phrase(&mention.kind)).map(|m| m.tokens.clone());
        if let Some(tokens) = marked.max_by_key(|tokens| tokens.end) {
            return Some(tokens);
        }
        let mut end = at;
        while end < self.tokens.end && end - at < MAX_WORDS {
            let determiner = self.is(end, class::DETERMINER) && end == at;
            if !determiner && !self.is_nominal(end) {
                break;
            }
            end += 1;
        }
        let named = (at..end).any(|at| !self.is(at, class::DETERMINER));
        named.then_some(at..end)
    }

    /// The same for one that ends before a token.
    pub(super) fn phrase_back(&self, end: usize) -> Option<Tokens> {
        /// Mentions that may begin inside of a phrase.
        const NEAR: usize = 8;
        let mentions = &self.passage.mentions;
        let after = mentions.partition_point(|mention| mention.tokens.start < end);
        let near = mentions[after.saturating_sub(NEAR)..after].iter();
        let marked = near.filter(|m| m.tokens.end == end && is_phrase(&m.kind));
        if let Some(tokens) = marked.map(|m| m.tokens.clone()).min_by_key(|tokens| tokens.start) {
            return Some(tokens);
        }
        let mut start = end;
        while start > self.tokens.start && end - start < MAX_WORDS && self.is_nominal(start - 1) {
            start -= 1;
        }
        let determiner = start > self.tokens.start && self.is(start - 1, class::DETERMINER);
        let start = if determiner && start < end { start - 1 } else { start };
        (start < end).then_some(start..end)
    }

    /// Whether a token can be a part of a noun phrase.
    fn is_nominal(&self, at: usize) -> bool {
        const STOP: u64 = class::PREPOSITION
            | class::CONJUNCTION
            | class::PRONOUN
            | class::RELATIVE
            | class::DETERMINER
            | class::BE
            | class::HAVE
            | class::DO
            | class::MODAL
            | class::NEGATION
            | class::SPEECH;
        const NOUN: u64 = class::EVENT | class::PERSON | class::ORGANISATION | class::PLACE;
        let Some(token) = self.passage.tokens.get(at) else { return false };
        let verb = token.word.is(class::PAST | class::GERUND) && !token.word.is(NOUN);
        let value = super::values::from(self.values, Sort::Figure, at)
            .is_some_and(|ix| self.values[ix].tokens.start <= at);
        token.kind != Kind::Sign && !token.word.is(STOP) && !verb && !value
    }
}

fn is_phrase(kind: &MentionKind) -> bool {
    matches!(kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
}

fn closing(open: char) -> Option<char> {
    match open {
        ',' => Some(','),
        '(' => Some(')'),
        '[' => Some(']'),
        '—' => Some('—'),
        '–' => Some('–'),
        _ => None,
    }
}
