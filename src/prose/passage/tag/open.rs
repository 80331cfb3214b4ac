//! Words that can be noun, verb or adjective, by what stands before and after them.

use super::{ADJECTIVES, AHEAD, Forms, NOUNS, Tag, Tagger, is_plural};
use crate::prose::lexicon::{Word, class};
use crate::prose::token::Kind;

impl Tagger<'_, '_> {
    /// The tag of a word that may be a noun, a verb or an adjective.
    pub(super) fn open(&self, at: usize) -> Tag {
        let forms = self.forms(at);
        let word = self.word(at);
        let previous = self.before(at);
        if let Some(auxiliary) = self.governed(at) {
            return self.after_auxiliary(at, auxiliary, forms);
        }
        match previous.map(|b| self.out[b]) {
            Some(Tag::To) => Tag::Base,
            Some(Tag::Determiner | Tag::Possessive | Tag::Adjective) => self.attributive(at, forms),
            Some(Tag::Number) => self.counted(at, forms),
            Some(Tag::Preposition) if !self.particle(previous) => self.after_preposition(at, forms),
            _ if !forms.any() => self.plain(word),
            _ => self.verbal(at, forms, previous).unwrap_or_else(|| {
                let attributive = (forms.participle || forms.gerund) && self.nominal_at(at + 1);
                if attributive { Tag::Adjective } else { self.plain(word) }
            }),
        }
    }

    pub(super) fn plain(&self, word: Word) -> Tag {
        if word.is(ADJECTIVES) && !word.is(NOUNS) { Tag::Adjective } else { Tag::Nominal }
    }

    /// "carried out attacks": a particle right behind a verb.
    pub(super) fn particle(&self, before: Option<usize>) -> bool {
        before.is_some_and(|b| {
            matches!(self.text(b), "out" | "up" | "down" | "off" | "away")
                && b > self.start
                && self.out[b - 1].is_verb()
        })
    }

    pub(super) fn after_auxiliary(&self, at: usize, auxiliary: Word, forms: Forms) -> Tag {
        let word = self.word(at);
        if auxiliary.is(class::MODAL | class::DO) {
            let noun = word.is(ADJECTIVES) && !forms.base;
            return if noun { Tag::Adjective } else { Tag::Base };
        }
        if auxiliary.is(class::HAVE) {
            let verb = forms.participle && !(word.is(ADJECTIVES) && self.nominal_at(at + 1));
            return if verb { Tag::Participle } else { self.plain(word) };
        }
        // "Are open", "was clear": adjectives that are base forms too.
        if forms.participle
            && !(word.is(ADJECTIVES) && self.nominal_at(at + 1) && !word.is(class::PAST))
        {
            return Tag::Participle;
        }
        if forms.gerund && !(word.is(NOUNS) && !self.object_at(at + 1) && !self.nominal_at(at + 1))
        {
            return Tag::Gerund;
        }
        self.plain(word)
    }

    /// Behind an article, a possessive or an adjective: a noun, or a participle before one.
    pub(super) fn attributive(&self, at: usize, forms: Forms) -> Tag {
        let word = self.word(at);
        let next = self.nominal_at(at + 1);
        if (forms.participle || forms.gerund) && !word.is(NOUNS) {
            // "The injured were", "the dead included three".
            let adjective_before = self.before(at).is_some_and(|b| self.out[b] == Tag::Adjective);
            if adjective_before && forms.past && self.object_at(at + 1) {
                return Tag::Finite;
            }
            return if next { Tag::Adjective } else { Tag::Nominal };
        }
        if self.finite_only(at) && forms.past {
            return Tag::Finite;
        }
        self.plain(word)
    }

    /// Behind a number: what is counted, or, where that is left out, its verb ("15 killed").
    pub(super) fn counted(&self, at: usize, forms: Forms) -> Tag {
        let word = self.word(at);
        if forms.past && (word.is(class::INTRANSITIVE) || self.finite_only(at)) {
            return Tag::Finite;
        }
        if forms.participle {
            if self.nominal_at(at + 1) {
                return Tag::Adjective;
            }
            return if self.object_at(at + 1) && forms.past && self.text(at + 1) != "," {
                Tag::Finite
            } else {
                Tag::Participle
            };
        }
        if forms.gerund && !word.is(NOUNS) && self.object_at(at + 1) {
            return Tag::Gerund;
        }
        self.plain(word)
    }

    pub(super) fn after_preposition(&self, at: usize, forms: Forms) -> Tag {
        let word = self.word(at);
        if forms.gerund {
            let object = self.object_at(at + 1);
            let opens = self.before(at).is_some_and(|b| {
                matches!(
                    self.text(b),
                    "by" | "for"
                        | "after"
                        | "before"
                        | "without"
                        | "while"
                        | "despite"
                        | "from"
                        | "of"
                        | "in"
                )
            });
            let verb = object
                || opens
                    && !word.is(NOUNS)
                    && self
                        .p
                        .tokens
                        .get(at + 1)
                        .is_some_and(|t| t.kind == Kind::Word && at + 1 < self.end);
            if verb {
                return Tag::Gerund;
            }
        }
        if forms.participle && !word.is(NOUNS) {
            let clause = self.before(at).is_some_and(|b| matches!(self.text(b), "as" | "than"));
            if clause && !self.nominal_at(at + 1) {
                return Tag::Participle;
            }
            return if self.nominal_at(at + 1) { Tag::Adjective } else { Tag::Nominal };
        }
        self.plain(word)
    }

    /// Behind a noun, a pronoun, a sign or a conjunction: whether it is a verb.
    pub(super) fn verbal(&self, at: usize, forms: Forms, previous: Option<usize>) -> Option<Tag> {
        if (forms.past || forms.participle)
            && let Some(tag) = self.past(at, forms, previous)
        {
            return Some(tag);
        }
        if forms.gerund {
            return self.gerund(at, previous);
        }
        let tag = previous.map(|b| self.out[b]);
        let noun = self.word(at).is(NOUNS | ADJECTIVES);
        let infinitive =
            self.text(at + 1) == "to" && self.word(at).is(class::UNREAL | class::CATENATIVE);
        let object = self.object_at(at + 1) || self.text(at + 1) == "that" || infinitive;
        let free = self.verb.is_none();
        let plural = previous.is_some_and(|b| self.plural(b));
        let pronoun = matches!(tag, Some(Tag::Pronoun | Tag::Relative));
        if forms.third {
            let subject = tag.is_some_and(|tag| tag.is_noun()) && (!plural || self.title);
            let coordinate = matches!(tag, Some(Tag::Conjunction | Tag::Sign))
                && at > self.start + 1
                && object
                && !noun;
            let sure = !noun && (free || !self.object_at(at + 1) && self.speech_before())
                || object && free;
            return (pronoun && (!noun || free) || subject && sure || coordinate)
                .then_some(Tag::Finite);
        }
        if forms.base {
            let subject = tag.is_some_and(|tag| tag.is_noun()) && (plural || self.named[at - 1]);
            let coordinate = tag == Some(Tag::Conjunction) && (object || !noun);
            let last = (self.start..at).rev().take(AHEAD * 2).find(|i| self.out[*i].is_verb());
            let infinitive = last.is_some_and(|i| self.out[i] == Tag::Base);
            if infinitive
                && (coordinate || tag == Some(Tag::Conjunction) && self.nominal_at(at + 1))
            {
                return Some(Tag::Base);
            }
            let sure = (!noun || object) && free;
            return (pronoun && (!noun || object || free && !self.nominal_at(at + 1))
                || subject && sure
                || coordinate && !noun)
                .then_some(Tag::Finite);
        }
        None
    }

    pub(super) fn speech_before(&self) -> bool {
        self.verb.is_some_and(|verb| self.word(verb).is(class::SPEECH))
    }

    /// A past form: the verb of its subject, or a participle behind its noun.
    pub(super) fn past(&self, at: usize, forms: Forms, previous: Option<usize>) -> Option<Tag> {
        let word = self.word(at);
        let next = self.after(at + 1);
        let next_text = self.text(next);
        let tag = previous.map(|b| self.out[b]);
        let number_after_by = next_text == "by"
            && self.p.tokens.get(next + 1).is_some_and(|t| {
                t.kind == Kind::Number
                    || matches!(
                        self.text(next + 1),
                        "about" | "more" | "almost" | "nearly" | "around"
                    )
            });
        // "Left" and "right", "close" and "open" before a noun.
        if word.is(ADJECTIVES | NOUNS) && !forms.participle {
            let subject =
                matches!(tag, Some(Tag::Pronoun | Tag::Relative)) || self.object_at(at + 1);
            if !subject {
                return None;
            }
        }
        if word.is(class::BASE) && tag == Some(Tag::Conjunction) && !self.object_at(at + 1) {
            return None;
        }
        if matches!(tag, Some(Tag::Pronoun | Tag::Relative)) {
            return Some(if forms.past { Tag::Finite } else { Tag::Participle });
        }
        if !forms.past {
            return Some(Tag::Participle);
        }
        if !forms.participle
            || word.is(class::INTRANSITIVE)
            || number_after_by && !word.is(class::PERSON)
        {
            return Some(Tag::Finite);
        }
        let preposition =
            next < self.end && self.word(next).is(class::PREPOSITION) && !self.hedged_number(next);
        match tag {
            None => (preposition || next_text == "by").then_some(Tag::Participle),
            Some(Tag::Sign) => {
                let object = self.object_at(at + 1) || self.text(at + 1) == "that";
                let last = next >= self.end || self.p.tokens[next].kind == Kind::Sign;
                let reporting = word.is(class::SPEECH) && !preposition
                    || last && self.text(at.wrapping_sub(1)) == ",";
                let active = object && next_text != "by" || reporting;
                let finite = active || self.subject_before_comma(previous);
                Some(if finite { Tag::Finite } else { Tag::Participle })
            }
            Some(Tag::Conjunction) => Some(self.coordinated(at)),
            _ if next_text == "by" && !number_after_by => Some(Tag::Participle),
            _ => Some(self.after_noun(at, preposition)),
        }
    }

    /// A past form right behind a noun: a participle where that noun is an object, or where its
    /// verb comes later.
    fn after_noun(&self, at: usize, preposition: bool) -> Tag {
        let object = self.object_at(at + 1);
        let speech =
            self.word(at).is(class::SPEECH) && (self.text(at + 1) == "that" || self.verb.is_none());
        let governed = self.verb.is_some_and(|verb| {
            let clause = self.word(verb).is(class::SPEECH) && (object || preposition);
            !clause && self.out[verb] != Tag::Auxiliary
        });
        let reduced = !speech && (governed || !object && self.later_verb(at + 1));
        if reduced { Tag::Participle } else { Tag::Finite }
    }

    /// "The group, founded in …": a noun phrase and a comma before a participle; with an earlier
    /// comma it may be the end of an apposition, whose subject has its verb here: "X, a member of
    /// Y, resigned in …".
    pub(super) fn subject_before_comma(&self, previous: Option<usize>) -> bool {
        let Some(comma) = previous.filter(|b| self.text(*b) == ",") else { return false };
        let mut commas = 0;
        for at in (self.start..comma).rev().take(AHEAD * 2) {
            let tag = self.out[at];
            if tag.is_verb() || tag == Tag::Auxiliary {
                return false;
            }
            commas += usize::from(self.text(at) == ",");
            if matches!(tag, Tag::Conjunction) && commas == 0 {
                return false;
            }
        }
        commas == 1 && !self.later_verb(comma + 2)
    }

    /// Behind "and": of the kind of the verb before it.
    pub(super) fn coordinated(&self, at: usize) -> Tag {
        let last = (self.start..at).rev().take(AHEAD * 2).find(|i| self.out[*i].is_verb());
        let Some(last) = last else { return Tag::Finite };
        match self.out[last] {
            Tag::Participle => {
                let have = self.before(last).is_some_and(|b| self.word(b).is(class::HAVE));
                if self.object_at(at + 1) && !have { Tag::Finite } else { Tag::Participle }
            }
            _ => Tag::Finite,
        }
    }

    pub(super) fn gerund(&self, at: usize, previous: Option<usize>) -> Option<Tag> {
        let word = self.word(at);
        let object = self.object_at(at + 1);
        let tag = previous.map(|b| self.out[b]);
        let next_word = at + 1 < self.end && self.p.tokens[at + 1].kind == Kind::Word;
        let next_nominal = self.nominal_at(at + 1);
        // "A small but growing group".
        let adjective = tag == Some(Tag::Conjunction)
            && previous
                .and_then(|b| b.checked_sub(1))
                .is_some_and(|b| self.out[b] == Tag::Adjective);
        if adjective && next_nominal {
            return None;
        }
        if object {
            return Some(Tag::Gerund);
        }
        if word.is(NOUNS) {
            return None;
        }
        let plural_object = next_nominal && self.plural(at + 1);
        match tag {
            Some(Tag::Nominal | Tag::Name) => {
                (next_word && (!next_nominal || plural_object)).then_some(Tag::Gerund)
            }
            Some(Tag::Sign | Tag::Conjunction) => (next_word || self.title).then_some(Tag::Gerund),
            None => (next_word && !next_nominal || plural_object).then_some(Tag::Gerund),
            _ => Some(Tag::Gerund),
        }
    }

    pub(super) fn plural(&self, at: usize) -> bool {
        is_plural(self.text(at), self.word(at))
    }
}
