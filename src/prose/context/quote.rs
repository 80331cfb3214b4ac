//! Quotation marks, and speakers who go on through a paragraph.

use super::{Contexts, Speaker};
use crate::prose::passage::{Passage, Tokens};
use crate::prose::token::Kind;

/// A range between quotation marks.
#[derive(Debug)]
pub(super) struct Quote {
    /// What stands between them, the marks included.
    pub(super) tokens: Tokens,
    /// Who says it, where the sentences themselves do not tell at each token.
    pub(super) speakers: Vec<Speaker>,
}

/// The quotation that a token stands in.
pub(super) fn at(quotes: &[Quote], token: usize) -> Option<&Quote> {
    let at = quotes.partition_point(|quote| quote.tokens.end <= token);
    quotes.get(at).filter(|quote| quote.tokens.contains(&token))
}

/// Quotations of a passage, with their speakers: the one of any sentence of the quotation, or else
/// the last one who was quoted, when whole sentences stand between the marks.
pub(super) fn quotes(p: &Passage<'_>, contexts: &Contexts) -> Vec<Quote> {
    let mut out: Vec<Quote> = Vec::new();
    let mut last: Vec<Speaker> = Vec::new();
    let mut before = None;
    for tokens in ranges(p) {
        let inside = tokens.start + 1..tokens.end.saturating_sub(1).max(tokens.start + 1);
        let first = p.sentence_of(tokens.start);
        let spoken = [inside.start, inside.end.saturating_sub(1)]
            .into_iter()
            .map(|token| contexts.at(token).speakers)
            .find(|speakers| !speakers.is_empty());
        let sentence = first.is_some_and(|at| {
            let from = p.sentences[at].tokens.start;
            tokens.start <= from + 1 && p.tokens.get(inside.start).is_some_and(|t| t.capital)
        });
        // "…," he said, "and …".
        let goes_on = first.is_some() && first == before;
        before = p.sentence_of(tokens.end.saturating_sub(1));
        let speakers = match spoken {
            Some(speakers) => {
                last.clone_from(&speakers);
                speakers
            }
            None if sentence || goes_on => last.clone(),
            None => Vec::new(),
        };
        out.push(Quote { tokens, speakers });
    }
    out
}

/// Ranges between quotation marks; one that is not closed ends with the paragraph.
fn ranges(p: &Passage<'_>) -> Vec<Tokens> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let signs = p.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Sign);
    for (at, token) in signs {
        match token.text(p.text) {
            "“" | "«" | "„" => open = open.or(Some(at)),
            "”" | "»" => {
                if let Some(start) = open.take() {
                    out.push(start..at + 1);
                }
            }
            "\"" => match open.take() {
                Some(start) => out.push(start..at + 1),
                // An inch mark stands behind a number.
                None if !behind_number(p, at) => open = Some(at),
                None => {}
            },
            _ => {}
        }
    }
    if let Some(start) = open {
        // Of a lone straight mark nobody knows what it is.
        if p.token(start) != "\"" {
            out.push(start..p.tokens.len());
        }
    }
    out
}

fn behind_number(p: &Passage<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| p.tokens.get(before));
    before.is_some_and(|token| {
        token.kind == crate::prose::token::Kind::Number && token.end == p.tokens[at].start
    })
}
