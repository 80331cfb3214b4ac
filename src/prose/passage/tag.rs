//! What each word is where it stands: a noun, a verb and of which form, or one of a closed class.
//!
//! There is no model: closed classes come from the lexicon, and the words that can be noun or verb
//! are decided by their left neighbours and by whether an object follows. A word in -s is a verb
//! only where its neighbours leave nothing else.

mod open;

use std::borrow::Cow;

use super::Tokens;
use super::{Passage, name};
use crate::prose::lexicon::{self, Word, class};
use crate::prose::token::Kind;

/// What a word is in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A sign.
    Sign,
    /// Digits or a number word.
    Number,
    /// Before a noun: an article, a demonstrative, a possessive pronoun, "many".
    Determiner,
    /// "'s", both of its tokens.
    Possessive,
    /// A preposition or a particle; "after" and "as" too when they open a clause.
    Preposition,
    /// "to" before a verb.
    To,
    /// "and", "although".
    Conjunction,
    /// "who", "which", "that" behind a noun.
    Relative,
    /// "that" before a clause.
    That,
    /// A pronoun that stands for a noun phrase.
    Pronoun,
    /// An adverb.
    Adverb,
    /// "not", "never".
    Negation,
    /// A form of "be", "have", "do", or a modal.
    Auxiliary,
    /// A verb in a finite form.
    Finite,
    /// A verb's base form behind "to" or a modal.
    Base,
    /// A past participle, behind an auxiliary or behind its noun.
    Participle,
    /// A present participle that is a verb.
    Gerund,
    /// An adjective, or a participle before a noun.
    Adjective,
    /// A noun, or whatever else can be in a noun phrase.
    Nominal,
    /// A word of a name.
    Name,
}

impl Tag {
    /// Part of a verb.
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Self::Finite | Self::Base | Self::Participle | Self::Gerund)
    }

    /// Can be the last word of a noun phrase.
    pub(super) fn is_noun(self) -> bool {
        matches!(self, Self::Nominal | Self::Name)
    }

    /// Stands in a noun phrase or in what hangs on it by prepositions.
    fn is_phrasal(self) -> bool {
        self.is_noun()
            || matches!(
                self,
                Self::Determiner
                    | Self::Number
                    | Self::Adjective
                    | Self::Possessive
                    | Self::Preposition
            )
    }
}

/// Nouns of the lexicon.
pub(super) const NOUNS: u64 = class::EVENT
    | class::PERSON
    | class::ORGANISATION
    | class::PLACE
    | class::DOCUMENT
    | class::TIME_UNIT
    | class::NOUN;

/// Verbs that go with another, and modal ones.
const AUXILIARIES: u64 = class::BE | class::HAVE | class::DO | class::MODAL;

const ADJECTIVES: u64 = class::ADJECTIVE | class::QUALITY;

/// How far a later verb is looked for, in tokens.
const AHEAD: usize = 14;

/// Determiners that stand alone as well ("many fled", "both were").
const QUANTIFIERS: [&str; 12] = [
    "all", "both", "many", "some", "several", "few", "most", "more", "each", "any", "either",
    "neither",
];

/// The tags of all tokens.
pub(super) fn tags(passage: &Passage<'_>, sentences: &[Tokens], names: &[Tokens]) -> Vec<Tag> {
    let mut named = vec![false; passage.tokens.len()];
    for name in names {
        named[name.clone()].fill(true);
    }
    let mut out = Vec::with_capacity(passage.tokens.len());
    for sentence in sentences {
        let title = name::is_title(passage, sentence);
        let mut tagger = Tagger {
            p: passage,
            named: &named,
            out: &mut out,
            start: sentence.start,
            end: sentence.end,
            title,
            verb: None,
        };
        for at in sentence.clone() {
            let tag = tagger.tag(at);
            if tag.is_verb() || tag == Tag::Auxiliary {
                tagger.verb = Some(at);
            } else if matches!(tag, Tag::Conjunction | Tag::Relative | Tag::That)
                || tag == Tag::Preposition && passage.tokens[at].word.is(class::CONJUNCTION)
                || (tag == Tag::Sign
                    && !matches!(passage.token(at), "\"" | "“" | "”" | "’" | "'" | "‘"))
            {
                tagger.verb = None;
            }
            tagger.out.push(tag);
        }
    }
    out
}

struct Tagger<'a, 't> {
    p: &'a Passage<'t>,
    named: &'a [bool],
    out: &'a mut Vec<Tag>,
    start: usize,
    end: usize,
    /// Capitals mean nothing here.
    title: bool,
    /// The last verb since a comma, a conjunction or a relative pronoun.
    verb: Option<usize>,
}

/// The forms that a word can be as a verb.
#[derive(Clone, Copy)]
struct Forms {
    base: bool,
    third: bool,
    past: bool,
    participle: bool,
    gerund: bool,
}

impl Forms {
    fn any(self) -> bool {
        self.base || self.third || self.past || self.participle || self.gerund
    }
}

impl Tagger<'_, '_> {
    fn word(&self, at: usize) -> Word {
        if at < self.end { self.p.tokens[at].word } else { Word::UNKNOWN }
    }

    /// The text of a token of the sentence.
    fn text(&self, at: usize) -> &str {
        if at < self.end { self.p.token(at) } else { "" }
    }

    fn is_sign(&self, at: usize) -> bool {
        self.p.tokens[at].kind == Kind::Sign
    }

    /// The last token before this one that is no adverb or negation, and no quotation mark.
    fn before(&self, at: usize) -> Option<usize> {
        let skip = |at: &usize| {
            matches!(self.out[*at], Tag::Adverb | Tag::Negation)
                || self.is_sign(*at) && matches!(self.p.token(*at), "“" | "”" | "\"" | "‘")
        };
        (self.start..at).rev().take(AHEAD).find(|at| !skip(at))
    }

    /// The first token from this one on that is no adverb.
    fn after(&self, at: usize) -> usize {
        let skip = |at: &usize| {
            self.adverb(*at) || self.is_sign(*at) && matches!(self.p.token(*at), "“" | "\"" | "‘")
        };
        (at..self.end).take(AHEAD).find(|at| !skip(at)).unwrap_or(self.end)
    }

    fn adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        let text = self.text(at);
        word.is(class::ADVERB) && !word.is(class::PREPOSITION)
            || word == Word::UNKNOWN && text.len() > 4 && text.ends_with("ly") && !self.named[at]
    }

    /// What may be the first word of an object.
    fn object_at(&self, at: usize) -> bool {
        let at = self.after(at);
        if at >= self.end {
            return false;
        }
        let token = self.p.tokens[at];
        let currency = matches!(self.text(at), "$" | "€" | "£" | "¥");
        currency
            || token.kind == Kind::Number
            || self.named[at]
            || token.word.is(class::DETERMINER | class::NUMBER)
            || token.word.is(class::PRONOUN) && !token.word.is(class::RELATIVE)
            || self.hedged_number(at)
    }

    /// "at least 12", "more than 60", "up to 5", "over 100", "nearly", "about".
    fn hedged_number(&self, at: usize) -> bool {
        let leads = matches!(
            self.text(at),
            "at" | "up"
                | "over"
                | "about"
                | "around"
                | "under"
                | "as"
                | "between"
                | "close"
                | "almost"
                | "nearly"
        );
        leads
            && (at + 1..(at + 4).min(self.end))
                .any(|at| self.p.tokens[at].kind == Kind::Number || self.word(at).is(class::NUMBER))
            && !(at + 1..(at + 3).min(self.end))
                .any(|at| self.word(at).is(class::DETERMINER | NOUNS))
    }

    /// Whether an ordinary word of no closed class follows, which may be a noun or an adjective.
    fn nominal_at(&self, at: usize) -> bool {
        const CLOSED: u64 = name::FUNCTION | class::ADVERB;
        at < self.end
            && self.p.tokens[at].kind == Kind::Word
            && (self.named[at]
                || !self.word(at).is(CLOSED) && !self.adverb(at) && !self.finite_only(at))
    }

    /// A past form that is nothing else ("said", "took", "was").
    fn finite_only(&self, at: usize) -> bool {
        let word = self.word(at);
        word.is(AUXILIARIES)
            || word.is(class::PAST)
                && !word.is(class::PARTICIPLE | class::BASE | NOUNS | ADJECTIVES)
            || word.is(class::SPEECH) && word.is(class::PAST)
    }

    fn forms_at(&self, at: usize) -> Forms {
        let none =
            Forms { base: false, third: false, past: false, participle: false, gerund: false };
        if at < self.end { self.forms(at) } else { none }
    }

    fn forms(&self, at: usize) -> Forms {
        let word = self.word(at);
        let none =
            Forms { base: false, third: false, past: false, participle: false, gerund: false };
        if self.p.tokens[at].kind != Kind::Word {
            return none;
        }
        if word.is(lexicon::VERB) {
            return Forms {
                base: word.is(class::BASE),
                third: word.is(class::THIRD),
                past: word.is(class::PAST),
                participle: word.is(class::PARTICIPLE),
                gerund: word.is(class::GERUND),
            };
        }
        if word.is(NOUNS | ADJECTIVES) {
            return none;
        }
        // Verbs that the lexicon does not know.
        let text = self.text(at);
        let past =
            text.len() > 4 && text.ends_with("ed") && !text.ends_with("eed") && !text.contains('-');
        let gerund = text.len() > 5
            && text.ends_with("ing")
            && !["thing", "morning", "evening"].iter().any(|noun| text.ends_with(noun));
        Forms { past, participle: past, gerund, ..none }
    }

    fn tag(&self, at: usize) -> Tag {
        let token = self.p.tokens[at];
        let text = self.text(at);
        match token.kind {
            Kind::Sign if self.possessive(at) => return Tag::Possessive,
            Kind::Sign => return Tag::Sign,
            Kind::Number => return Tag::Number,
            Kind::Word => {}
        }
        if text == "s" && at > self.start && self.out[at - 1] == Tag::Possessive {
            return self.contraction(at);
        }
        if self.named[at] {
            return Tag::Name;
        }
        self.closed(at).unwrap_or_else(|| self.open(at))
    }

    /// The apostrophe of "group's" or "rebels'".
    fn possessive(&self, at: usize) -> bool {
        let glued = |a: usize, b: usize| self.p.tokens[a].end == self.p.tokens[b].start;
        if !matches!(self.text(at), "’" | "'") || at == self.start || !glued(at - 1, at) {
            return false;
        }
        if self.text(at + 1) == "s" && glued(at, at + 1) {
            return true;
        }
        let plural = self.text(at - 1).ends_with('s') && self.out[at - 1].is_noun();
        let opened = (self.start..at).rev().take(AHEAD).any(|i| self.text(i) == "‘");
        plural && !opened && self.nominal_at(at + 1)
    }

    /// "it's" is "it is"; "the group's" is a possessive.
    fn contraction(&self, at: usize) -> Tag {
        let owner = at.checked_sub(2).filter(|owner| *owner >= self.start);
        let is = owner.is_some_and(|owner| matches!(self.out[owner], Tag::Pronoun | Tag::Relative));
        if is { Tag::Auxiliary } else { Tag::Possessive }
    }

    /// The tag of a word of a closed class.
    fn closed(&self, at: usize) -> Option<Tag> {
        if self.word(at) == Word::UNKNOWN {
            return self.unknown(at);
        }
        let previous = self.before(at).map(|at| self.out[at]);
        let text = self.text(at);
        let capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
        let lower: Cow<'_, str> =
            if capitals { text.to_ascii_lowercase().into() } else { text.into() };
        self.special(at, &lower, previous).or_else(|| self.listed(at, &lower, previous))
    }

    /// The tag of a word that is in no list: [`Self::special`] and [`Self::listed`] have little to
    /// say of it.
    fn unknown(&self, at: usize) -> Option<Tag> {
        let text = self.text(at);
        if text.eq_ignore_ascii_case("according") && self.text(at + 1) == "to" {
            return Some(Tag::Preposition);
        }
        if self.adverb(at) {
            return Some(Tag::Adverb);
        }
        text.contains(['\'', '’']).then(|| self.shortened(&text.to_ascii_lowercase()))?
    }

    /// Words that have rules of their own.
    fn special(&self, at: usize, lower: &str, previous: Option<Tag>) -> Option<Tag> {
        let subject = |tag: Tag| tag.is_noun() || matches!(tag, Tag::Pronoun | Tag::Relative);
        Some(match lower {
            "to" => return Some(self.to(at)),
            "that" => return Some(self.that(at)),
            "as" | "than" => Tag::Preposition,
            "no" if self.text(at + 1) == "longer" => Tag::Negation,
            "longer" if self.text(at.wrapping_sub(1)) == "no" => Tag::Adverb,
            "no" => Tag::Determiner,
            "without" => Tag::Preposition,
            "none" | "nobody" | "nothing" => Tag::Pronoun,
            "when" if previous.is_none_or(|tag| !tag.is_noun()) => Tag::Conjunction,
            "who" | "which" | "whom" | "whose" | "where" | "when" => {
                if previous.is_none()
                    || lower == "which"
                        && self.nominal_at(at + 1)
                        && !self.forms(at + 1).any()
                        && previous == Some(Tag::Preposition)
                {
                    Tag::Pronoun
                } else {
                    Tag::Relative
                }
            }
            "according" if self.text(at + 1) == "to" => Tag::Preposition,
            // "First emerged"
            "first"
                if self.forms_at(at + 1).past
                    && (previous.is_some_and(subject) || self.text(at.wrapping_sub(1)) == ")") =>
            {
                Tag::Adverb
            }
            _ => return None,
        })
    }

    /// What a word is by its classes.
    fn listed(&self, at: usize, lower: &str, previous: Option<Tag>) -> Option<Tag> {
        let word = self.word(at);
        let is = |classes: u64| word.is(classes);
        let capital = self.p.tokens[at].capital && at > self.start;
        // "Long", "back" before a noun.
        let adjective = matches!(lower, "long" | "back" | "well" | "far")
            && is(NOUNS | ADJECTIVES)
            && self.nominal_at(at + 1);
        Some(match lower {
            _ if is(class::MONTH) && capital => Tag::Nominal,
            _ if is(AUXILIARIES) => {
                // "The will of the people", "a can".
                let noun = is(class::MODAL)
                    && matches!(previous, Some(Tag::Determiner | Tag::Possessive | Tag::Adjective));
                if noun { Tag::Nominal } else { Tag::Auxiliary }
            }
            _ if is(class::NEGATION) => {
                if is(class::CONJUNCTION) || matches!(lower, "neither" | "nor") {
                    Tag::Conjunction
                } else {
                    Tag::Negation
                }
            }
            _ if is(class::NUMBER) => Tag::Number,
            _ if is(class::DETERMINER) => self.determiner(at, lower),
            _ if is(class::PRONOUN) => Tag::Pronoun,
            // "Following the attack", but "the following day", "was following".
            _ if is(class::PREPOSITION)
                && is(class::GERUND)
                && matches!(previous, Some(Tag::Auxiliary | Tag::Determiner)) =>
            {
                return None;
            }
            _ if is(class::PREPOSITION) => Tag::Preposition,
            _ if is(class::CONJUNCTION) => Tag::Conjunction,
            _ if is(class::WEEKDAY | class::TIME_UNIT) => Tag::Nominal,
            _ if self.adverb(at) && !adjective => Tag::Adverb,
            _ if lower.contains(['\'', '’']) => self.shortened(lower)?,
            _ => return None,
        })
    }

    /// "They've", "didn't".
    fn shortened(&self, lower: &str) -> Option<Tag> {
        let head = lower.split(['\'', '’']).next()?;
        let word = lexicon::word(head);
        if word.is(class::PRONOUN) {
            return Some(Tag::Pronoun);
        }
        (lower.ends_with("n't") || lower.ends_with("n’t")).then_some(Tag::Auxiliary)
    }

    fn determiner(&self, at: usize, lower: &str) -> Tag {
        let pronoun = matches!(lower, "this" | "these" | "those" | "such" | "her")
            || QUANTIFIERS.contains(&lower);
        let next = self.after(at + 1);
        let noun = self.nominal_at(at + 1)
            || next < self.end
                && (self.p.tokens[next].kind == Kind::Number
                    || self.word(next).is(class::NUMBER | class::DETERMINER));
        if !pronoun || noun && !self.quantified_verb(at, lower) {
            Tag::Determiner
        } else {
            Tag::Pronoun
        }
    }

    /// "Many fled", "this happened": a past form that is no adjective follows a quantifier, and no noun
    /// follows it; "both agree".
    fn quantified_verb(&self, at: usize, lower: &str) -> bool {
        let next = at + 1;
        let forms = if next < self.end { self.forms(next) } else { return false };
        let word = self.word(next);
        let several =
            matches!(lower, "both" | "all" | "many" | "some" | "several" | "few" | "most");
        if several && forms.base && word.is(lexicon::VERB) && !word.is(ADJECTIVES | NOUNS) {
            return self.object_at(next + 1) || !self.nominal_at(next + 1);
        }
        (QUANTIFIERS.contains(&lower) || lower == "this")
            && forms.past
            && !word.is(ADJECTIVES | NOUNS)
            && (word.is(class::INTRANSITIVE)
                || self.object_at(next + 1)
                || !self.nominal_at(next + 1))
    }

    /// "To" before a verb, or before a noun ("according to officials", "to Moscow").
    fn to(&self, at: usize) -> Tag {
        const BEFORE_NOUN: [&str; 12] = [
            "due",
            "according",
            "thanks",
            "owing",
            "response",
            "prior",
            "close",
            "up",
            "addition",
            "access",
            "linked",
            "opposed",
        ];
        let before = at.checked_sub(1).filter(|b| *b >= self.start).map_or("", |b| self.text(b));
        let next = self.after(at + 1);
        if BEFORE_NOUN.contains(&before)
            || next >= self.end
            || self.p.tokens[next].kind != Kind::Word
            || self.named[next]
        {
            return Tag::Preposition;
        }
        let word = self.word(next);
        let aux = matches!(self.text(next), "be" | "have" | "do");
        let noun = word.is(NOUNS)
            && !self.object_at(next + 1)
            && !matches!(self.text(next + 1), "in" | "on" | "at" | "with");
        let catenative = lexicon::word(before).is(class::UNREAL | class::CATENATIVE);
        if aux || word.is(class::BASE) && (!noun || catenative) {
            return Tag::To;
        }
        // A word that nothing is known of is a verb where an object follows it.
        let unknown = word == Word::UNKNOWN && !self.p.tokens[next].capital;
        let object =
            unknown && (self.object_at(next + 1) || catenative) && !self.text(next).ends_with('s');
        if object { Tag::To } else { Tag::Preposition }
    }

    fn that(&self, at: usize) -> Tag {
        let previous = self.before(at);
        // "They point out that".
        let behind = |b: usize| if self.particle(Some(b)) { b - 1 } else { b };
        let previous = previous.map(behind);
        let clause =
            self.object_at(at + 1) && at + 1 < self.end && self.p.tokens[at + 1].kind == Kind::Word;
        let speech = previous.is_some_and(|b| match self.out[b] {
            tag if tag.is_verb() && clause => true,
            Tag::Adjective | Tag::Pronoun | Tag::Auxiliary => true,
            tag => {
                let kind = self.word(b).is(class::SPEECH | class::CATENATIVE | class::UNREAL);
                tag.is_verb() && (kind || self.later_verb(at + 1))
            }
        });
        let next = self.after(at + 1);
        let verb = next < self.end
            && (self.word(next).is(AUXILIARIES)
                || self.forms(next).any() && !self.word(next).is(NOUNS) && !self.forms(next).base);
        let noun = previous.is_some_and(|b| self.out[b].is_noun() || self.out[b] == Tag::Number);
        if noun {
            let fact = previous.is_some_and(|b| FACTS.contains(&self.text(b)));
            return if fact && !verb { Tag::That } else { Tag::Relative };
        }
        if verb && previous.is_some_and(|b| self.text(b) == ",") {
            return Tag::Relative;
        }
        let joined = previous.is_some_and(|b| {
            b > self.start && (self.out[b] == Tag::Conjunction || self.text(b) == ",")
        });
        if speech || joined && !verb {
            return Tag::That;
        }
        if verb { Tag::Pronoun } else { Tag::Determiner }
    }

    /// The kind of auxiliary that governs a word: the last one, with only adverbs between.
    fn governed(&self, at: usize) -> Option<Word> {
        let before = self.before(at)?;
        match self.out[before] {
            Tag::Auxiliary => {
                let word = self.word(before);
                Some(if word == Word::UNKNOWN || self.text(before) == "s" {
                    lexicon::word("is")
                } else {
                    word
                })
            }
            _ => None,
        }
    }

    /// Whether a finite verb comes later in the same clause.
    fn later_verb(&self, from: usize) -> bool {
        let mut rest = (from..self.end).take(AHEAD).take_while(|at| !self.ends_clause(*at));
        let verb = rest.find(|at| self.is_finite(*at));
        verb.is_some_and(|at| at.checked_sub(1).is_none_or(|b| self.text(b) != "to"))
    }

    /// Whether a clause ends before a token, as far as a look ahead can tell.
    fn ends_clause(&self, at: usize) -> bool {
        let (word, text) = (self.word(at), self.text(at));
        let sign = matches!(text, "," | ";" | ":" | "(" | ")" | "that" | "—");
        let conjunction = word.is(class::CONJUNCTION)
            && (!word.is(class::PREPOSITION) || text == "as")
            && !matches!(text, "and" | "or");
        sign || conjunction || word.is(class::RELATIVE)
    }

    /// A form that can be nothing but a finite verb, months aside ("May").
    fn is_finite(&self, at: usize) -> bool {
        self.finite_only(at) && !(self.word(at).is(class::MONTH) && self.p.tokens[at].capital)
    }
}

/// Nouns that "that" and a whole clause follow.
const FACTS: [&str; 22] = [
    "fact",
    "claim",
    "claims",
    "report",
    "reports",
    "evidence",
    "statement",
    "belief",
    "fear",
    "fears",
    "news",
    "sign",
    "signs",
    "idea",
    "view",
    "notion",
    "possibility",
    "assertion",
    "allegation",
    "allegations",
    "suspicion",
    "suspicions",
];

/// Whether a noun is a plural, by its ending or by the lexicon.
pub(super) fn is_plural(text: &str, word: Word) -> bool {
    const COMPOUND: [&str; 4] = ["men", "women", "people", "children"];
    if word.is(class::PLURAL) {
        return true;
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    let regular = text.len() > 2
        && text.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| text.ends_with(end));
    regular || text.len() > 5 && COMPOUND.iter().any(|end| text.ends_with(end))
}
