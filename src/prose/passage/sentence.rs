//! Where sentences end.
//!
//! At a full stop, question or exclamation mark and the quotation marks and brackets that close
//! behind it; not after initials, titles, the number of a list, and abbreviations, unless a word
//! follows that begins sentences ("… in the U.S. The group …"). An empty line ends one too.

use super::{Passage, Tokens};
use crate::prose::lexicon::class;
use crate::prose::token::{Kind, Token};

/// Words that begin a sentence rather than go on with a name.
const OPENERS: u64 = class::DETERMINER
    | class::PRONOUN
    | class::PREPOSITION
    | class::CONJUNCTION
    | class::ADVERB
    | class::BE
    | class::HAVE
    | class::DO
    | class::NEGATION;

/// Tokens of the longest sentence; what has no stop for longer is cut, so that later stages, which
/// may look at a whole sentence for each of its verbs, take time in proportion to the text.
const LONGEST: usize = 400;

/// Signs that close something and belong to the sentence before them.
const CLOSING: [&str; 8] = ["\"", "”", "’", "'", "»", ")", "]", "}"];

impl Passage<'_> {
    /// The sentences of all tokens, in order.
    pub(in crate::prose) fn split(&self) -> Vec<Tokens> {
        let mut out = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while at < self.tokens.len() {
            let full = at + 1 - start >= LONGEST;
            let end = self.end_at(start, at).or_else(|| full.then_some(at + 1));
            if let Some(end) = end.or_else(|| self.gap(at).then_some(at + 1)) {
                out.push(start..end);
                start = end;
                at = end;
            } else {
                at += 1;
            }
        }
        if start < self.tokens.len() {
            out.push(start..self.tokens.len());
        }
        out
    }

    /// Bytes between a token and the next.
    fn between(&self, at: usize) -> &str {
        let (Some(here), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
            return "";
        };
        self.text.get(here.end as usize..next.start as usize).unwrap_or("")
    }

    /// An empty line follows.
    fn gap(&self, at: usize) -> bool {
        let between = self.between(at);
        between.len() > 1 && between.bytes().filter(|b| *b == b'\n').count() > 1
    }

    /// One past the sentence's last token, if a token ends it.
    fn end_at(&self, start: usize, at: usize) -> Option<usize> {
        let token = self.tokens[at];
        let text = self.token(at);
        if token.kind == Kind::Word {
            return (text.ends_with('.') && self.opener(at + 1, at) && self.may_end(&token))
                .then_some(at + 1);
        }
        if !matches!(text, "." | "?" | "!" | "…" | "。") {
            return None;
        }
        if text == "." && (self.initial(start, at) || self.list_number(start, at)) {
            return None;
        }
        let end = self.closed(at + 1);
        let next = self.tokens.get(end)?;
        let apart = !self.between(end - 1).is_empty();
        let glued_capital = next.capital && end > at + 1;
        let begins = next.kind != Kind::Word || next.capital || starts_upper(self.token(end));
        let goes_on = next.kind == Kind::Sign && matches!(self.token(end), "," | ";" | ":" | "%");
        let goes_on = goes_on || (next.is_sign(self.text, '—') && self.between(end - 1).is_empty());
        let lower_line = self.between(end - 1).contains('\n') && text == ".";
        ((apart || glued_capital) && (begins || lower_line) && !goes_on).then_some(end)
    }

    /// Past further stops, and what closes behind a stop: quotation marks, brackets, and the
    /// number of a note.
    fn closed(&self, mut at: usize) -> usize {
        while let Some(token) = self.tokens.get(at) {
            let glued = self.between(at - 1).is_empty();
            let text = self.token(at);
            let note = token.kind == Kind::Number && text.len() <= 3;
            let marked = text == "["
                && self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number)
                && self.token(at + 2) == "]";
            if glued && marked {
                at += 3;
            } else if glued && (CLOSING.contains(&text) || matches!(text, "." | "?" | "!") || note)
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// "a.m.", "U.S.", "Inc.": may be the last word; "Mr." and "No." never are.
    fn may_end(&self, token: &Token) -> bool {
        let numbered = matches!(token.text(self.text), "No." | "no." | "p." | "pp." | "vs." | "v.");
        !token.word.is(class::TITLE) && !numbered
    }

    /// A word that begins sentences, with a capital.
    fn opener(&self, at: usize, before: usize) -> bool {
        let Some(next) = self.tokens.get(at) else { return true };
        let apart = !self.between(before).is_empty();
        let quote = matches!(self.token(at), "“" | "\"");
        apart && (quote || next.capital && next.word.is(OPENERS) && !next.word.is(class::NAME_PART))
    }

    /// "J. R. Orel": a stop after a letter, and no word follows that begins sentences.
    fn initial(&self, start: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else {
            return false;
        };
        let token = self.tokens[before];
        let letter = token.capital && token.end - token.start == 1 && self.token(before) != "I";
        let next = self.tokens.get(at + 1);
        letter && next.is_some_and(|next| next.kind == Kind::Word) && !self.opener(at + 1, at)
    }

    /// "1. Introduction": the number that a sentence starts with.
    fn list_number(&self, start: usize, at: usize) -> bool {
        at == start + 1 && {
            let token = self.tokens[start];
            let short = token.end - token.start <= 3;
            short && (token.kind == Kind::Number || token.end - token.start == 1)
        }
    }
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}
