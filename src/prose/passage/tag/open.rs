//! Words that can be noun, verb or adjective, by what stands before and after them.

use super::{ADJECTIVES, AHEAD, AUXILIARIES, Forms, NOUNS, Tag, Tagger, is_plural};
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
            Some(Tag::Number) if !previous.is_some_and(|b| self.is_year(b)) => {
                self.counted(at, forms)
            }
            Some(Tag::Preposition) if !self.particle(previous) => self.after_preposition(at, forms),
            _ if word == Word::UNKNOWN && !forms.any() => {
                self.unknown_verb(at, previous).unwrap_or(Tag::Nominal)
            }
            _ if !forms.any() => self.plain(word),
            _ => self.verbal(at, forms, previous).unwrap_or_else(|| {
                let attributive = (forms.participle || forms.gerund) && self.nominal_at(at + 1);
                if attributive { Tag::Adjective } else { self.plain(word) }
            }),
        }
    }

    /// "The strike of 2017 ended": nothing is counted behind a year.
    fn is_year(&self, at: usize) -> bool {
        let text = self.text(at);
        let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        year && at > self.start
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && self.p.is_any(at - 1, &["of", "in", "since", "from"])
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
        // "Who at 37 becomes the youngest".
        let aged = at > self.start + 1 && self.text(at - 2) == "at";
        let third = forms.third && aged && !word.is(NOUNS | ADJECTIVES);
        if third || forms.past && (word.is(class::INTRANSITIVE) || self.finite_only(at)) {
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
        // "Of these, 702 work at Halmvik": several of what is counted would be a plural.
        let several = !matches!(self.text(at - 1), "1" | "one" | "One")
            && !self.plural(at)
            && !word.is(class::PERSON | class::ORGANISATION);
        let opens = at < self.start + 2
            || matches!(self.out[at - 2], Tag::Conjunction | Tag::Relative)
            || matches!(self.text(at - 2), "," | ";" | ":");
        let place = self.p.is_any(at + 1, &["at", "in", "on", "for", "with", "from"]);
        if forms.base && several && opens && place && self.verb.is_none() {
            return Tag::Finite;
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
        // "The Alliance (BGMA) hopes for more"
        let previous = previous.map(|b| self.before_brackets(b));
        let tag = previous.map(|b| self.out[b]);
        let noun = self.word(at).is(NOUNS | ADJECTIVES) && !self.is_verb_first(at);
        let infinitive =
            self.text(at + 1) == "to" && self.word(at).is(class::UNREAL | class::CATENATIVE);
        let object = self.object_at(at + 1) || self.text(at + 1) == "that" || infinitive;
        let free = self.verb.is_none();
        let plural = previous.is_some_and(|b| self.plural(b));
        let pronoun = matches!(tag, Some(Tag::Pronoun | Tag::Relative));
        if (forms.third || forms.base) && !self.title && self.is_only_verb(at, forms, previous) {
            return Some(Tag::Finite);
        }
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

    /// A word that nothing is known of is a verb where it agrees with a subject that nothing else in
    /// the clause is said of, and an object follows: "we recommend that", "a clerk who falsifies one line".
    fn unknown_verb(&self, at: usize, previous: Option<usize>) -> Option<Tag> {
        /// Letters of a verb.
        const LEAST: usize = 4;
        let (text, previous) = (self.text(at), previous?);
        let plain = text.len() >= LEAST && text.bytes().all(|byte| byte.is_ascii_lowercase());
        let object = self.object_at(at + 1) || self.text(at + 1) == "that";
        if !plain || !object || self.verb.is_some() || self.title {
            return None;
        }
        let third = is_plural(text, Word::UNKNOWN);
        let agrees = match self.out[previous] {
            Tag::Relative => true,
            Tag::Pronoun => {
                const ONE: [&str; 5] = ["he", "she", "it", "this", "that"];
                ONE.contains(&&*self.text(previous).to_ascii_lowercase()) == third
            }
            tag if tag.is_noun() => {
                self.plural(previous) != third && !self.may_go_on_with_verb(at + 1)
            }
            _ => false,
        };
        agrees.then_some(Tag::Finite)
    }

    /// The token before brackets that close at a token, else that token.
    fn before_brackets(&self, at: usize) -> usize {
        if self.text(at) != ")" {
            return at;
        }
        let open = (self.start..at).rev().take(AHEAD).find(|at| self.text(*at) == "(");
        open.and_then(|open| open.checked_sub(1)).filter(|at| *at >= self.start).unwrap_or(at)
    }

    /// "Goes", "lies": nouns in dictionaries, and hardly ever in a text.
    fn is_verb_first(&self, at: usize) -> bool {
        const VERBS: [&str; 12] = [
            "goes", "lies", "lives", "gives", "makes", "takes", "comes", "says", "keeps",
            "follows", "holds", "stands",
        ];
        VERBS.contains(&self.text(at))
    }

    /// Whether a word that may be a noun as well goes on as a verb does that has no object: with a
    /// preposition or an adverb, or with the end of the sentence.
    fn goes_on(&self, next: usize) -> bool {
        const ENDS: [&str; 6] = [".", "!", "?", ";", "\u{201d}", "\""];
        if next >= self.end {
            return false;
        }
        let word = self.word(next);
        let preposition = word.is(class::PREPOSITION) && !matches!(self.text(next), "of" | "and");
        preposition || self.adverb(next) || ENDS.contains(&self.text(next))
    }

    /// "The plant stands on the coast", "entries for the prize close on 31 March": whether this is
    /// the one word of its clause that can be its verb, agrees with its subject and goes on as a verb
    /// does.
    fn is_only_verb(&self, at: usize, forms: Forms, previous: Option<usize>) -> bool {
        let next = at + 1;
        // "The Trust helps homeless people": behind a plural, a noun would be one of a fragment.
        let object = || {
            const PLURALS: [&str; 8] = [
                "arms",
                "goods",
                "sales",
                "savings",
                "sports",
                "systems",
                "operations",
                "services",
            ];
            let ends = matches!(self.text(self.end - 1), "." | "!" | "?");
            forms.third && ends && self.nominal_at(next) && !PLURALS.contains(&self.text(at))
        };
        if !(self.goes_on(next) || self.object_at(next) || self.text(next) == "that" || object()) {
            return false;
        }
        let Some(previous) = previous else { return false };
        let head = if self.text(previous) == "," {
            self.head_before_comma(previous)
        } else if self.out[previous].is_noun() {
            self.head_before(previous)
        } else {
            None
        };
        let Some(head) = head else { return false };
        let plural = self.plural(head);
        let agrees = if forms.third { !plural } else { plural };
        agrees && !self.may_go_on_with_verb(next)
    }

    /// The head of the noun phrase, with what prepositions hang on it, that ends at a token and is
    /// all that its clause has so far.
    fn head_before(&self, last: usize) -> Option<usize> {
        let first = self.phrase_start(last, Tag::is_phrasal)?;
        let opened = first == self.start
            || matches!(
                self.out[first - 1],
                Tag::That | Tag::Conjunction | Tag::Sign | Tag::Adverb
            );
        if !opened || self.verb.is_some() {
            return None;
        }
        // "Sales and profits rise" has a plural; what is joined may be of two clauses.
        if first > self.start && matches!(self.text(first - 1), "and" | "or" | ",") {
            return None;
        }
        self.phrase_head(first, last, Tag::is_noun)
    }

    /// The same before something between commas: "Recruitment of staff, 40 more than last year,".
    fn head_before_comma(&self, comma: usize) -> Option<usize> {
        let opens = self.comma_before(comma)?;
        let last = opens.checked_sub(1).map(|at| self.before_brackets(at))?;
        let finite = |at: usize| matches!(self.out[at], Tag::Finite | Tag::Auxiliary);
        let relative = (opens + 1..comma).any(|at| self.out[at] == Tag::Relative);
        let inner = (opens + 1..comma).any(finite);
        let joined = matches!(self.text(opens + 1), "and" | "or" | "but");
        if joined || inner && !relative || (self.start..opens).any(finite) {
            return None;
        }
        let inside = |tag: Tag| tag.is_phrasal() || tag == Tag::Pronoun;
        let first = self.phrase_start(last, inside).filter(|first| *first == self.start)?;
        self.phrase_head(first, last, |tag| tag.is_noun() || tag == Tag::Number)
    }

    fn comma_before(&self, at: usize) -> Option<usize> {
        (self.start..at).rev().take(AHEAD * 2).find(|at| self.text(*at) == ",")
    }

    /// Where the run of such tags begins that ends at a token; `None` where that is with a preposition.
    fn phrase_start(&self, last: usize, inside: impl Fn(Tag) -> bool) -> Option<usize> {
        let run = (self.start..=last).rev().take(AHEAD * 2).take_while(|at| inside(self.out[*at]));
        run.last().filter(|first| self.out[*first] != Tag::Preposition)
    }

    /// The last word before the first preposition of a phrase that can be its head.
    fn phrase_head(&self, first: usize, last: usize, heads: impl Fn(Tag) -> bool) -> Option<usize> {
        let end = (first..=last).find(|at| self.out[*at] == Tag::Preposition).unwrap_or(last + 1);
        (first..end).rev().find(|at| heads(self.out[*at]))
    }

    /// Whether a word that may be a finite verb comes later in the clause.
    fn may_go_on_with_verb(&self, from: usize) -> bool {
        let rest = (from..self.end).take(AHEAD).take_while(|at| !self.ends_clause(*at));
        for at in rest {
            if self.is_finite(at) {
                return at == from || !matches!(self.text(at - 1), "to" | "and" | "or");
            }
            // "The bus stops opened in 2010", but "the plant stands on ground bought by the town".
            let past = self.forms_at(at).past && !self.word(at).is(ADJECTIVES);
            let before = self.word(at.saturating_sub(1));
            let reduced = self.text(at + 1) == "by" || before.is(class::DETERMINER);
            if past && !reduced && !self.nominal_at(at + 1) && !self.named[at] {
                return true;
            }
        }
        false
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
            // "They come for the view".
            let finite = forms.past || forms.base;
            return Some(if finite { Tag::Finite } else { Tag::Participle });
        }
        if !forms.past {
            let finite = forms.base && !self.title && self.is_only_verb(at, forms, previous);
            return Some(if finite { Tag::Finite } else { Tag::Participle });
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
        // "The plan to bring the firms together passed its second reading": the main clause has none yet.
        let finite = |at: usize| matches!(self.out[at], Tag::Finite | Tag::Auxiliary);
        let waits = !(self.start..at).any(finite) && !self.later_verb(at + 1);
        let governed = self.verb.is_some_and(|verb| {
            let clause = self.word(verb).is(class::SPEECH) && (object || preposition);
            !clause && !waits && self.out[verb] != Tag::Auxiliary
        });
        let reduced = !speech && (governed || !object && self.later_verb(at + 1));
        if reduced { Tag::Participle } else { Tag::Finite }
    }

    /// "The group, founded in …": a noun phrase and a comma before a participle; with an earlier
    /// comma it may be the end of an apposition, whose subject has its verb here: "X, a member of
    /// Y, resigned in …".
    pub(super) fn subject_before_comma(&self, previous: Option<usize>) -> bool {
        let Some(comma) = previous.filter(|b| self.text(*b) == ",") else { return false };
        // "Marten Ashdale, who keeps a shop, left with his dog", "the house, built in 1887, closed".
        let opens = self.comma_before(comma);
        let inside = |at: usize| {
            matches!(
                self.out[at + 1],
                Tag::Relative | Tag::Participle | Tag::Gerund | Tag::Adjective | Tag::Preposition
            )
        };
        if opens.is_some_and(inside)
            && self.head_before_comma(comma).is_some()
            && !self.later_verb(comma + 2)
        {
            return true;
        }
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
        // "Dredging will begin".
        if word.is(NOUNS) || self.word(at + 1).is(AUXILIARIES) {
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
