//! One block of a document, analysed: tokens, sentences, clauses, verb groups, noun phrases, and
//! the mentions of values and names in them.
//!
//! All places in a [`Passage`] are bytes of its text, or indices of its tokens; the document knows
//! where these stand in the file.

mod clause;
mod name;
mod noun;
mod sentence;
mod tag;
#[cfg(test)]
mod tests;
mod value;

pub(super) use value::HALVES;
mod verb;

use std::ops::Range;

use jiff::civil::Date;
use smol_str::SmolStr;

use super::lexicon::{Lemma, class};
use super::token::{self, Token};
use super::words::Words;
use crate::text;
use crate::value::date::{DateError, DateReading, Duration};
use crate::value::quantity::Quantity;
use tag::Tag;

/// What a figure, by its place, counts, and whether it is definite.
type Counted = (usize, (Option<NounPhrase>, bool));

/// A range of tokens of the passage.
pub type Tokens = Range<usize>;

/// An analysed block of text.
#[derive(Debug)]
pub struct Passage<'t> {
    /// The clean text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; together they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// All mentions, by their first token; those of one kind do not overlap, a name may stand inside
    /// of a noun phrase.
    pub mentions: Vec<Mention>,
}

/// A sentence.
#[derive(Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Tokens,
    /// Its clauses, outermost first, then by place; never empty. Their tokens together cover the
    /// sentence, and an inner clause's tokens lie inside of its parent's.
    pub clauses: Vec<Clause>,
    /// Its mentions, a range of [`Passage::mentions`].
    pub mentions: Range<usize>,
}

impl Sentence {
    /// The place of the innermost clause of a token; `None` for a token of another sentence.
    pub(super) fn innermost(&self, token: usize) -> Option<usize> {
        let all = self.clauses.iter().enumerate();
        let inside = all.filter(|(_, clause)| clause.tokens.contains(&token));
        inside.min_by_key(|(_, clause)| clause.tokens.len()).map(|(at, _)| at)
    }

    /// That clause.
    pub(super) fn clause_of(&self, token: usize) -> Option<&Clause> {
        self.innermost(token).and_then(|at| self.clauses.get(at))
    }
}

/// How a clause hangs on the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// The sentence itself, or one joined to it by "and", "but", a semicolon.
    Main,
    /// "who …", "which …", "where …".
    Relative,
    /// "killing 60 people", "led by …".
    Participle,
    /// "that …" after a verb of saying, or reported speech without "that".
    Complement,
    /// "although …", "after …", "if …": with its conjunction.
    Adverbial,
    /// Between brackets or dashes.
    Aside,
}

/// A clause: one verb group, or none ("15 killed, 40 injured").
#[derive(Debug)]
pub struct Clause {
    /// Its tokens, those of inner clauses included.
    pub tokens: Tokens,
    /// How it hangs on its parent.
    pub kind: ClauseKind,
    /// The clause it stands in, by its place in [`Sentence::clauses`].
    pub parent: Option<usize>,
    /// Its verb.
    pub verb: Option<VerbGroup>,
    /// The noun phrase or name before the verb, by its place in [`Passage::mentions`]; a relative or
    /// participle clause without one has that of what it hangs on.
    pub subject: Option<usize>,
    /// For a relative clause: the mention that it says something of.
    pub head: Option<usize>,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbGroup {
    /// From the first auxiliary to the last verb.
    pub tokens: Tokens,
    /// The token of the full verb.
    pub main: usize,
    /// Its lemma; the default one for a verb that the lexicon does not know.
    pub lemma: Lemma,
    /// The lemma's text; for a verb that the lexicon does not know, what its regular forms share.
    pub stem: SmolStr,
    /// "was killed", "killed by", a participle after its noun.
    pub passive: bool,
    /// "not", "never", "no longer", "failed to".
    pub negated: bool,
    /// "may", "would", "is expected to": what is said to be possible, likely or planned.
    pub modal: bool,
}

/// Something that is mentioned.
#[derive(Debug)]
pub struct Mention {
    /// Its tokens; for a value, with its hedges and unit.
    pub tokens: Tokens,
    /// Its bytes, which may begin or end inside of a token ("$5bn").
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: MentionKind,
}

impl Mention {
    /// Its bytes with all of its hedges: those of a length of time stand before it.
    #[must_use]
    pub fn hedged(&self) -> Range<usize> {
        let hedge = match &self.kind {
            MentionKind::Duration(lasting) => lasting.hedge,
            _ => 0,
        };
        self.bytes.start - hedge..self.bytes.end
    }
}

/// A length of time, and the bytes of the words right before it that hedge it ("at least").
#[derive(Debug)]
pub struct Lasting {
    /// How long.
    pub duration: Duration,
    /// How many bytes before its start the first of these words begins.
    pub hedge: usize,
}

impl std::ops::Deref for Lasting {
    type Target = Duration;

    fn deref(&self) -> &Duration {
        &self.duration
    }
}

/// What a mention is. Most are names and noun phrases; values are large, and stand apart.
#[derive(Debug)]
pub enum MentionKind {
    /// A number of something, with what is counted.
    Figure(Box<Figure>),
    /// A date or period.
    Date(Box<DateReading>),
    /// Has the shape of a date, and cannot be read.
    BadDate(Box<DateError>),
    /// A length of time.
    Duration(Box<Lasting>),
    /// A name: a run of capitalised words, an acronym, or an alias that is known.
    Name,
    /// Any other noun phrase: "the attack", "a suicide bomber".
    Noun(NounPhrase),
    /// "it", "they", "he".
    Pronoun,
}

/// A quantity and what it counts.
#[derive(Debug)]
pub struct Figure {
    /// The quantity.
    pub value: Quantity,
    /// What is counted, from the number's own determiner to the end of the noun phrase; `None` where
    /// no noun follows ("killing over 60").
    pub counted: Option<NounPhrase>,
    /// "the 143 victims", "these 12", "all 30": one thing that has been spoken of.
    pub definite: bool,
}

/// How a noun phrase is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// "the".
    Definite,
    /// "this", "that", "these", "those", "such".
    Demonstrative,
    /// "its", "their", "the group's": the token of the owner, or of the pronoun.
    Possessive(usize),
    /// "a", "an", "another", "one", "each", "every", "any", "no".
    Indefinite,
    /// Nothing, or a number.
    None,
}

/// A noun phrase without what follows its head ("of …", relative clauses).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// All of its tokens, determiner included.
    pub tokens: Tokens,
    /// Its last noun.
    pub head: usize,
    /// Tokens between determiner (and number) and head that narrow it: adjectives, nouns, names.
    pub modifiers: Tokens,
    /// How it is introduced.
    pub determiner: Determiner,
}

/// Whether a text is a word, which is given in lower case.
fn is_word(text: &str, word: &str) -> bool {
    if text.len() == word.len() && text.eq_ignore_ascii_case(word) {
        return true;
    }
    // Letter by letter: neither a word in other letters nor a dash is worth a copy.
    !text.is_ascii() && text.chars().flat_map(char::to_lowercase).eq(word.chars())
}

impl<'t> Passage<'t> {
    /// Analyse a block. `issued` is the document's date, from which relative dates are counted.
    #[must_use]
    pub fn new(text: &'t str, issued: Option<Date>) -> Self {
        let mut passage = Self::of_words(text);
        passage.mentions = passage.values(issued);
        passage.analyse();
        passage
    }

    /// The words of a text, for what asks for no more of it: a label, a header.
    #[must_use]
    pub(super) fn of_words(text: &'t str) -> Self {
        let tokens = token::tokens(text);
        Self { text, tokens, sentences: Vec::new(), mentions: Vec::new() }
    }

    /// The text of a token.
    #[must_use]
    #[inline]
    pub fn token(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    /// The text of a token in lower case.
    #[must_use]
    pub fn lower(&self, at: usize) -> SmolStr {
        text::lower(self.token(at))
    }

    /// The text of a token letter by letter in lower case, as [`Self::is`] compares it.
    #[must_use]
    pub fn folded(&self, at: usize) -> SmolStr {
        let text = self.token(at);
        if text.is_ascii() {
            return text::lower(text);
        }
        text.chars().flat_map(char::to_lowercase).collect()
    }

    /// Whether a token is this word, which is given in lower case.
    #[must_use]
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        let Some(token) = self.tokens.get(at) else { return word.is_empty() };
        token.mark.may_be(word) && is_word(token.text(self.text), word)
    }

    /// Whether a token is one of these words.
    #[must_use]
    #[inline]
    pub(super) fn is_of(&self, at: usize, words: &Words) -> bool {
        self.tokens.get(at).is_some_and(|token| words.may_hold(token.mark))
            && self.is_any(at, words.all())
    }

    /// Whether a date is one of several of one verb, and these are of as many things.
    #[must_use]
    pub fn is_one_of_several_dates(&self, at: usize) -> bool {
        self.is_one_of_dates(at) || self.is_of_next_name(at)
    }

    /// Whether a date is one of two that "and" joins, and that are of two things: "the winner in 2021 and
    /// 2023".
    #[must_use]
    pub fn is_one_of_dates(&self, at: usize) -> bool {
        let date = |at: usize| {
            let mention = self.mentions.get(at);
            mention.filter(|m| matches!(m.kind, MentionKind::Date(_))).map(|m| &m.tokens)
        };
        let joined = |a: usize, b: usize| {
            let (Some(a), Some(b)) = (date(a), date(b)) else { return false };
            let joints = || a.end..b.start;
            let and = joints().any(|at| self.is(at, "and"));
            and && joints().all(|at| self.is_any(at, &["and", ",", "in", "on"]))
        };
        at.checked_sub(1).is_some_and(|before| joined(before, at)) || joined(at, at + 1)
    }

    /// Whether a date is of a name that follows another with its own date, the verb of which is not said
    /// again: "it bought the Orlen mill in 2003, Varde Paper in 2006 and Tell in 2010".
    #[must_use]
    pub fn is_of_next_name(&self, at: usize) -> bool {
        /// Mentions between the two dates: the name, and the nouns in it.
        const BETWEEN: usize = 4;
        let Some(date) = self.mentions.get(at) else { return false };
        let Some(led) =
            date.tokens.start.checked_sub(1).filter(|at| self.is_any(*at, &["in", "on"]))
        else {
            return false;
        };
        let ahead = &self.mentions[at.saturating_sub(BETWEEN)..at];
        ahead.iter().enumerate().any(|(ix, name)| {
            let first = name.tokens.start;
            let joint = first.checked_sub(1).filter(|at| self.is_any(*at, &[",", "and"]));
            let named = matches!(name.kind, MentionKind::Name) && name.tokens.end == led;
            let dated = |earlier: &Mention| {
                let gap = joint
                    .is_some_and(|joint| (joint..=joint + 1).contains(&(earlier.tokens.end + 1)));
                matches!(earlier.kind, MentionKind::Date(_))
                    && (gap || joint == Some(earlier.tokens.end))
            };
            named && joint.is_some() && ahead[..ix].iter().any(dated)
        })
    }

    /// Whether a date is when a figure was that stands right before it, without a noun or a verb of its own:
    /// "a tonne cost 400 crowns before the siege, and 950 in June".
    #[must_use]
    pub fn is_time_of_figure(&self, at: usize) -> bool {
        /// Mentions before the date among which the figure is.
        const NEAR: usize = 6;
        let Some(date) = self.mentions.get(at) else { return false };
        let led = date.tokens.start.checked_sub(1);
        let led = led.filter(|at| self.tokens[*at].word.is(class::PREPOSITION));
        let end = led.unwrap_or(date.tokens.start);
        let joined = |at: usize| self.is_any(at, &[",", "and", "but"]);
        self.mentions[at.saturating_sub(NEAR)..at].iter().any(|mention| {
            matches!(mention.kind, MentionKind::Figure(_))
                && mention.tokens.end == end
                && mention.tokens.start.checked_sub(1).is_some_and(joined)
        })
    }

    /// Whether a token is one of these words, which are given in lower case.
    #[must_use]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if token.mark.is_other() {
            let text = token.text(self.text);
            return words.iter().any(|word| is_word(text, word));
        }
        let Some(text) = self.text.as_bytes().get(token.range()) else { return false };
        let Some(first) = text.first() else { return false };
        // Most words fail by their length or their first letter.
        let lower = first.to_ascii_lowercase();
        words.iter().any(|word| {
            word.len() == text.len()
                && word.as_bytes().first() == Some(&lower)
                && text.eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// The bytes of a range of tokens; empty at the end of the text for one past the last token.
    #[must_use]
    pub fn bytes(&self, tokens: &Tokens) -> Range<usize> {
        let Some(first) = self.tokens.get(tokens.start) else {
            return self.text.len()..self.text.len();
        };
        let start = first.range().start;
        let last = tokens.end.checked_sub(1).and_then(|at| self.tokens.get(at));
        start..last.map_or(start, |token| token.range().end).max(start)
    }

    /// The text of a range of tokens.
    #[must_use]
    pub fn slice(&self, tokens: &Tokens) -> &'t str {
        self.text.get(self.bytes(tokens)).unwrap_or("")
    }

    /// The tokens that a range of bytes touches.
    #[must_use]
    pub fn tokens_of(&self, bytes: &Range<usize>) -> Tokens {
        let start = self.tokens.partition_point(|token| token.end as usize <= bytes.start);
        let end = self.tokens.partition_point(|token| (token.start as usize) < bytes.end);
        start..end.max(start)
    }

    /// The sentence that a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        (at < self.sentences.len()).then_some(at)
    }

    /// The mentions of a sentence of it.
    pub(super) fn mentions_of(&self, sentence: &Sentence) -> &[Mention] {
        self.mentions.get(sentence.mentions.clone()).unwrap_or_default()
    }

    /// The clauses of each sentence, and all mentions.
    fn analyse(&mut self) {
        let split = self.split();
        let names = name::names(self, &split);
        let tags = tag::tags(self, &split, &names);
        self.find_mentions(&split, names, &tags);
        let mut first = 0;
        self.sentences.reserve_exact(split.len());
        for tokens in split {
            let groups = verb::groups(self, &tags, &tokens);
            let clauses = clause::clauses(self, &tags, &tokens, groups);
            let end =
                first + self.mentions[first..].partition_point(|m| m.tokens.start < tokens.end);
            self.sentences.push(Sentence { tokens, clauses, mentions: first..end });
            first = end;
        }
    }

    /// Adds names, noun phrases, pronouns, and what figures count.
    fn find_mentions(&mut self, sentences: &[Tokens], names: Vec<Tokens>, tags: &[Tag]) {
        let mut found: Vec<(Tokens, MentionKind)> = Vec::new();
        let mut counted: Vec<Counted> = Vec::new();
        let phrases = noun::Phrases { p: self, tags };
        let mut value = 0;
        for sentence in sentences {
            let first = counted.len();
            let pronoun = |at: &usize| {
                tags[*at] == Tag::Pronoun
                    && self.tokens[*at].word.is(class::PRONOUN | class::DETERMINER)
            };
            found.extend(
                sentence.clone().filter(pronoun).map(|at| (at..at + 1, MentionKind::Pronoun)),
            );
            while let Some(mention) =
                self.mentions.get(value).filter(|m| m.tokens.start < sentence.end)
            {
                if let MentionKind::Figure(figure) = &mention.kind {
                    counted.push((value, phrases.counted(figure, &mention.tokens, sentence.end)));
                }
                value += 1;
            }
            for phrase in phrases.of(sentence, &self.mentions) {
                let inside = |(_, (counted, _)): &Counted| {
                    counted.as_ref().is_some_and(|c| c.tokens.contains(&phrase.head))
                };
                if phrases.is_mention(&phrase, &self.mentions)
                    && !counted[first..].iter().any(inside)
                {
                    found.push((phrase.tokens.clone(), MentionKind::Noun(phrase)));
                }
            }
        }
        for (at, (phrase, definite)) in counted {
            if let MentionKind::Figure(figure) = &mut self.mentions[at].kind {
                (figure.counted, figure.definite) = (phrase, definite);
            }
        }
        found.extend(names.into_iter().map(|tokens| (tokens, MentionKind::Name)));
        self.mentions.reserve_exact(found.len());
        for (tokens, kind) in found {
            let bytes = self.bytes(&tokens);
            self.mentions.push(Mention { tokens, bytes, kind });
        }
        self.mentions.sort_by_key(|m| (m.tokens.start, usize::MAX - m.tokens.end));
    }
}
