//! What figures and lengths of time told in passing are of.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::{Around, Frame, Sort, Subject, Told, framed};
use crate::prose::lexicon::class;
use crate::prose::open::{
    CHANGE_NOUNS, LIGHT, SUPPORT, is_currency, is_some_of, is_strong, noun_before, noun_lemma,
};
use crate::prose::passage::{Clause, ClauseKind, Figure, Mention, MentionKind};
use crate::value::quantity::Unit;

impl Around<'_> {
    /// What a figure is of.
    pub(super) fn figure(&self, clause: &Clause, figure: &Figure) -> Option<Frame> {
        /// Words that make a number one of another count, or none.
        const OTHERS: &[&str] = &[
            "another",
            "further",
            "additional",
            "extra",
            "other",
            "each",
            "every",
            "per",
            "no",
            "past",
        ];
        figure.value.printed.as_ref()?;
        let tokens = &self.mention.tokens;
        let before = tokens.start.checked_sub(1);
        if before.is_some_and(|at| self.passage.is_any(at, OTHERS)) || self.is_no_count() {
            return None;
        }
        if is_strong(self.passage, self.mention) {
            return self.size(figure);
        }
        let sort = sort(&figure.value.unit);
        let (key, at) = self.measured(clause, figure)?;
        if let Some(change) = at.and_then(|at| self.change(at)) {
            return Some(self.changed(clause, change));
        }
        let mut told = match at.and_then(|at| self.owned(at, figure)) {
            Some(subject) => Told {
                subject: Some(subject),
                parts: Vec::new(),
                words: Vec::new(),
                sort: Sort::State,
            },
            None => self.deed(clause)?,
        };
        // What links a figure with its thing says nothing more.
        let idle = |part: &str| LIGHT.contains(&part) || SUPPORT.contains(&part);
        told.parts.retain(|part| !idle(part) && *part != key);
        told.parts.insert(0, key);
        Some(framed(sort, &told))
    }

    /// "A 40,000-strong minority": how many those have whom the noun names.
    fn size(&self, figure: &Figure) -> Option<Frame> {
        /// Nouns for people who live somewhere.
        const PEOPLES: &[&str] = &["diaspora", "community", "minority", "population", "people"];
        let end = self.mention.tokens.end;
        let around = |mention: &&Mention| match &mention.kind {
            MentionKind::Noun(noun) => noun.head >= end && mention.tokens.start <= end,
            _ => false,
        };
        let mut mentions = self.in_sentence().map(|at| &self.passage.mentions[at]);
        let noun = match mentions.find(around).map(|mention| &mention.kind) {
            Some(MentionKind::Noun(noun)) => noun,
            _ => figure.counted.as_ref()?,
        };
        let people = PEOPLES.contains(&noun_lemma(self.passage, noun.head).as_str());
        let id = if people { "population" } else { "strength" }.to_owned();
        let group = self.passage.slice(&(end..noun.head + 1)).to_owned();
        (noun.head >= end).then_some(Frame { id, subject: None, deed: None, group: Some(group) })
    }

    /// The noun for a change that a figure says the size of, with its head.
    fn change(&self, at: usize) -> Option<(usize, String)> {
        /// Nouns that are one only of what falls by a figure.
        const BY_FIGURE: &[&str] = &["fall", "reduction"];
        let head = match &self.mention_at(at)?.kind {
            MentionKind::Noun(noun) => noun.head,
            MentionKind::Figure(figure) => figure.counted.as_ref()?.head,
            _ => return None,
        };
        let noun = noun_lemma(self.passage, head);
        let changes = CHANGE_NOUNS.contains(&noun.as_str()) || BY_FIGURE.contains(&noun.as_str());
        changes.then_some((head, noun))
    }

    /// "A fall of 8 per cent in sales", "raids fell to nine, a decline of 83 per cent": what changed, by
    /// its own words or as whatever the clause is told of, which the change itself is not.
    fn changed(&self, clause: &Clause, (head, noun): (usize, String)) -> Frame {
        let after = [self.mention.tokens.end, head + 1].into_iter();
        let mut after = after.filter(|at| self.passage.is_any(*at, &["in", "of"]));
        let of = after.find_map(|at| self.beginning(at + 1).or_else(|| self.beginning(at + 2)));
        let of = of.filter(|at| Some(*at) != self.own());
        let own =
            |at: &usize| self.mention_at(*at).is_some_and(|mention| mention.tokens.contains(&head));
        let actor = clause.verb.as_ref().and_then(|verb| self.actor(clause, verb.tokens.start));
        // "They counted nine fires, representing a fall": what a count told before it is of.
        let counted = |at: &usize| match &self.passage.mentions[*at].kind {
            MentionKind::Figure(figure) => {
                figure.counted.is_some() && self.passage.mentions[*at].tokens.end <= head
            }
            _ => false,
        };
        let adds = clause.kind == ClauseKind::Participle;
        let counted = self.in_sentence().rev().find(|at| adds && counted(at) && !own(at));
        let what = of.or(counted).or(actor.filter(|at| !own(at)));
        let owner = what.and_then(|at| match &self.mention_at(at)?.kind {
            MentionKind::Noun(phrase) => self.owner(at, phrase),
            _ => None,
        });
        let settled = what.filter(|at| self.is_settled(*at)).map(Subject::Mention);
        let name = settled.filter(|_| {
            what.and_then(|at| self.mention_at(at))
                .is_some_and(|mention| matches!(mention.kind, MentionKind::Name))
        });
        let key = what.filter(|_| name.is_none()).and_then(|at| self.key(at));
        let id = key.map_or_else(|| noun.clone(), |key| format!("{key}-{noun}"));
        Frame { id, subject: owner.or(name), deed: None, group: None }
    }

    /// "One of the", "a two-dose vaccine", "aged 34": what is no count by itself.
    fn is_no_count(&self) -> bool {
        let text = self.passage.text.get(self.mention.bytes.clone()).unwrap_or("");
        let after = self.passage.text.get(self.mention.bytes.end..).unwrap_or("");
        ["one", "a", "an"].iter().any(|word| text.eq_ignore_ascii_case(word))
            || text.starts_with("aged")
            || after.starts_with('-')
    }

    /// The thing that owns what a figure is of.
    fn owned(&self, at: usize, figure: &Figure) -> Option<Subject> {
        match &self.mention_at(at)?.kind {
            MentionKind::Noun(noun) => self.owner(at, noun),
            MentionKind::Figure(_) => {
                let counted = figure.counted.as_ref()?;
                let some = !figure.definite && is_some_of(self.passage, self.mention, counted);
                if some { None } else { self.owner(at, counted) }
            }
            _ => None,
        }
    }

    /// What a figure is of: its key, and the mention.
    fn measured(&self, clause: &Clause, figure: &Figure) -> Option<(String, Option<usize>)> {
        let own = self.own();
        let counted = figure.counted.as_ref();
        if let Some(noun) = counted.filter(|noun| !is_currency(self.passage, noun.head)) {
            return Some((self.noun_part(noun)?, own));
        }
        let of_mention = |at: usize| Some((self.key(at)?, Some(at)));
        self.whole()
            .or_else(|| noun_before(self.passage, self.mention))
            .or_else(|| self.neighbour(figure))
            .or_else(|| clause.subject.filter(|at| Some(*at) != own && !self.is_said(clause)))
            .and_then(of_mention)
    }

    /// "Others say 15": whoever speaks is not counted.
    fn is_said(&self, clause: &Clause) -> bool {
        clause.verb.as_ref().filter(|verb| !verb.passive).is_some_and(|verb| {
            let main = self.passage.tokens.get(verb.main);
            main.is_some_and(|token| token.word.is(class::SPEECH))
        })
    }

    /// "Half of these boats", "(52 per cent) of which": the whole that a part is of.
    fn whole(&self) -> Option<usize> {
        const BEFORE: &[&str] = &["which", "whom", "them", "those"];
        /// Tokens of the longest bracket between a part and its whole.
        const BRACKET: usize = 8;
        let end = self.mention.tokens.end;
        let of = match self.passage.token(end) {
            "(" => 1 + (end..end + BRACKET).find(|at| self.passage.token(*at) == ")")?,
            ")" => end + 1,
            _ => end,
        };
        if !self.passage.is_any(of, &["of"]) {
            return None;
        }
        if !self.passage.is_any(of + 1, BEFORE) {
            return self.beginning(of + 1).filter(|at| self.key(*at).is_some());
        }
        // A part is no greater than its whole; a share in brackets is of what the count before it is.
        let first = self.mention.tokens.start;
        let bracketed = first.checked_sub(1).filter(|at| self.passage.token(*at) == "(");
        let part = bracketed.and_then(|end| self.figure_at(end)).or_else(|| low(self.mention));
        let counted = |at: &usize| {
            let mention = &self.passage.mentions[*at];
            let is_whole = matches!(mention.kind, MentionKind::Figure(_))
                && low(mention).zip(part).is_none_or(|(whole, part)| whole >= part);
            mention.tokens.end <= first && is_whole && self.key(*at).is_some()
        };
        let named = |at: &usize| {
            let mention = &self.passage.mentions[*at];
            mention.tokens.end <= first
                && matches!(mention.kind, MentionKind::Noun(_))
                && self.key(*at).is_some()
        };
        let before = || self.in_sentence().rev();
        before().find(counted).or_else(|| before().find(named))
    }

    /// The least that the figure before a token can be.
    fn figure_at(&self, end: usize) -> Option<Decimal> {
        let mentions = self.in_sentence().rev().map(|at| &self.passage.mentions[at]);
        low(mentions.filter(|mention| mention.tokens.end == end).find(|m| low(m).is_some())?)
    }

    /// The figure before one that leaves out its noun: "900 in one port and 250 in the other".
    fn neighbour(&self, figure: &Figure) -> Option<usize> {
        /// Words before a figure that goes on with another.
        const GOES_ON: &[&str] = &["and", "or", "but", ",", "to", "from", "(", "–", "—", "while"];
        let first = self.mention.tokens.start;
        let joined = first.checked_sub(1).is_some_and(|at| self.passage.is_any(at, GOES_ON));
        let before = |at: &usize| {
            let mention = &self.passage.mentions[*at];
            match &mention.kind {
                MentionKind::Figure(other) => {
                    mention.tokens.end <= first
                        && other.counted.is_some()
                        && other.value.unit.comparable(&figure.value.unit)
                }
                _ => false,
            }
        };
        if joined { self.in_sentence().rev().find(before) } else { None }
    }

    /// "Fought for 20 years", "20 years of drought".
    pub(super) fn length(&self, clause: &Clause) -> Option<Frame> {
        const LEADS: &[&str] =
            &["for", "over", "during", "throughout", "after", "within", "nearly"];
        /// Words after a length that count it from another time.
        const APART: &[&str] =
            &["later", "earlier", "ago", "old", "before", "after", "since", "into", "from"];
        let tokens = &self.mention.tokens;
        if self.passage.is_any(tokens.end, APART) {
            return None;
        }
        if self.passage.is_any(tokens.end, &["of"]) {
            return Some(framed("duration-of", &self.noun(self.beginning(tokens.end + 1)?)?));
        }
        let before = tokens.start.checked_sub(1)?;
        let led = self.passage.is_any(before, LEADS) || self.passage.is_any(tokens.start, LEADS);
        if led { Some(framed("duration-of", &self.done(clause)?)) } else { None }
    }
}

/// The least that a figure can be.
fn low(mention: &Mention) -> Option<Decimal> {
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    match figure.value.set.low() {
        Bound::Included(low) | Bound::Excluded(low) => Some(*low),
        Bound::Unbounded => None,
    }
}

/// What a figure of a unit is called.
fn sort(unit: &Unit) -> &'static str {
    match unit {
        Unit::Count(_) => "number-of",
        Unit::Share => "share-of",
        Unit::Rate(..) => "rate-of",
        // "3.5 times more"
        Unit::Other(word) if word == "times" => "ratio-of",
        Unit::Money(_) | Unit::Measure(_) | Unit::Other(_) => "amount-of",
    }
}
