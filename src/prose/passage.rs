//! One block of a document, analysed: tokens, sentences, clauses, verb groups, noun phrases, and
//! the mentions of values and names in them.
//!
//! All places in a [`Passage`] are bytes of its text, or indices of its tokens; the document knows
//! where these stand in the file.

use std::ops::Range;

use jiff::civil::Date;

use super::lexicon::Lemma;
use super::token::{self, Token};
use crate::value::date::{self, DateError, DateReading, DateWindows, Duration, Seen};
use crate::value::quantity::{self, Quantity};

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

/// What a mention is.
#[derive(Debug)]
pub enum MentionKind {
    /// A number of something, with what is counted.
    Figure(Figure),
    /// A date or period.
    Date(DateReading),
    /// Has the shape of a date, and cannot be read.
    BadDate(DateError),
    /// A length of time.
    Duration(Duration),
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

impl<'t> Passage<'t> {
    /// Analyse a block. `issued` is the document's date, from which relative dates are counted.
    #[must_use]
    pub fn new(text: &'t str, issued: Option<Date>) -> Self {
        let tokens = token::tokens(text);
        let mut passage = Self { text, tokens, sentences: Vec::new(), mentions: Vec::new() };
        passage.find_values(issued);
        passage.find_sentences();
        passage
    }

    /// The text of a token.
    #[must_use]
    pub fn token(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
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

    /// Quantities, dates and durations. Where they overlap, a date wins over a duration, and both
    /// over a quantity.
    fn find_values(&mut self, issued: Option<Date>) {
        let windows = DateWindows::default();
        let mut found: Vec<(Range<usize>, MentionKind)> = Vec::new();
        let free = |found: &[(Range<usize>, MentionKind)], span: &Range<usize>| {
            found.iter().all(|(other, _)| other.end <= span.start || span.end <= other.start)
        };
        for seen in date::scan(self.text, issued, &windows) {
            let kind = match seen.value {
                Seen::Date(reading) => MentionKind::Date(reading),
                Seen::Unread(error) => MentionKind::BadDate(error),
            };
            found.push((seen.span, kind));
        }
        for seen in date::find_durations(self.text) {
            if free(&found, &seen.span) {
                found.push((seen.span, MentionKind::Duration(seen.value)));
            }
        }
        for seen in quantity::find(self.text) {
            if free(&found, &seen.span) {
                let figure = Figure { value: seen.value, counted: None, definite: false };
                found.push((seen.span, MentionKind::Figure(figure)));
            }
        }
        found.sort_by_key(|(span, _)| span.start);
        self.mentions = found
            .into_iter()
            .map(|(bytes, kind)| Mention { tokens: self.tokens_of(&bytes), bytes, kind })
            .collect();
    }

    fn find_sentences(&mut self) {
        let mut start = 0;
        let mut at = 0;
        let mut mention = 0;
        for piece in sentencex::segment("en", self.text) {
            at += piece.len();
            let end = self.tokens.partition_point(|token| (token.start as usize) < at);
            if end > start {
                let first = mention;
                mention += self.mentions[mention..].partition_point(|m| m.tokens.start < end);
                let clause = Clause {
                    tokens: start..end,
                    kind: ClauseKind::Main,
                    parent: None,
                    verb: None,
                    subject: None,
                    head: None,
                };
                self.sentences.push(Sentence {
                    tokens: start..end,
                    clauses: vec![clause],
                    mentions: first..mention,
                });
            }
            start = end;
        }
    }
}
