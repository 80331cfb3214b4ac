//! Short forms that a text defines: "Islamic State Khorasan (ISK)", "ISK (Islamic State Khorasan)".
//!
//! The algorithm of Schwartz and Hearst (2003): the characters of the short form are found in the
//! words before the bracket, from the right to the left, the first one at the start of a word.

use crate::prose::lexicon::class;
use crate::prose::passage::{Passage, Tokens};
use crate::prose::token::Kind;

/// Two forms of a name, as ranges of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) long: Tokens,
    pub(super) short: Tokens,
}

/// Fewest and most characters of a short form (Schwartz and Hearst: two to ten).
const SHORT: std::ops::RangeInclusive<usize> = 2..=10;

/// Most words of a bracket that are looked at.
const INSIDE: usize = 24;

/// The definitions in a sentence, by place.
pub(super) fn definitions(passage: &Passage<'_>, sentence: &Tokens) -> Vec<Definition> {
    let mut out = Vec::new();
    let sign =
        |at: usize, sign| passage.tokens.get(at).is_some_and(|t| t.is_sign(passage.text, sign));
    for open in sentence.clone().filter(|at| sign(*at, '(')) {
        let reach = (open + 1)..(open + 1 + INSIDE).min(sentence.end);
        let Some(close) = reach.clone().find(|at| sign(*at, ')')) else { continue };
        let inside = bare(passage, open + 1..close);
        out.extend(forward(passage, sentence, open, inside.clone()));
        if !out.last().is_some_and(|last: &Definition| last.short == inside) {
            out.extend(backward(passage, sentence, open, inside));
        }
    }
    out
}

/// Without quotation marks, "hereafter", "the" and what follows a comma or semicolon.
fn bare(passage: &Passage<'_>, inside: Tokens) -> Tokens {
    /// Words that introduce a short form.
    const INTRODUCING: &[&str] =
        &["hereafter", "hereinafter", "henceforth", "the", "or", "abbreviated", "short", "for"];
    let is = |at: usize, signs: &str| {
        passage.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Sign && signs.contains(token.text(passage.text))
        })
    };
    let mut inside = inside;
    if let Some(end) = inside.clone().find(|at| is(*at, ",;"))
        && (end > inside.start + 1 || !introduces(passage, inside.start, INTRODUCING))
    {
        inside.end = end;
    }
    while !inside.is_empty()
        && (is(inside.start, "\"“”'‘’,:") || introduces(passage, inside.start, INTRODUCING))
    {
        inside.start += 1;
    }
    while !inside.is_empty() && is(inside.end - 1, "\"“”'‘’.") {
        inside.end -= 1;
    }
    inside
}

fn introduces(passage: &Passage<'_>, at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| passage.token(at).eq_ignore_ascii_case(word))
}

/// Whether a token can be a short form: a word with two capitals or a capital and a digit.
fn is_short(passage: &Passage<'_>, tokens: &Tokens) -> bool {
    let text = passage.slice(tokens);
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    tokens.len() == 1
        && SHORT.contains(&text.chars().count())
        && capitals > 0
        && capitals * 2 >= text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Long form, then the short one in brackets.
fn forward(
    passage: &Passage<'_>,
    sentence: &Tokens,
    open: usize,
    short: Tokens,
) -> Option<Definition> {
    if !is_short(passage, &short) || open <= sentence.start {
        return None;
    }
    let form = passage.slice(&short);
    let count = form.chars().filter(|c| c.is_alphanumeric()).count();
    let most = (count + 5).min(2 * count);
    let mut start = open;
    let mut words = 0;
    while start > sentence.start && words < most {
        let token = passage.tokens.get(start - 1)?;
        if token.kind == Kind::Sign && !matches!(token.text(passage.text), "-" | "'" | "’" | "&")
        {
            break;
        }
        words += 1;
        start -= 1;
    }
    let from = matched(passage, start..open, form)?;
    Some(Definition { long: from..open, short })
}

/// Short form, then the long one in brackets.
fn backward(
    passage: &Passage<'_>,
    sentence: &Tokens,
    open: usize,
    long: Tokens,
) -> Option<Definition> {
    let short = open.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let short = short..open;
    if long.len() < 2 || !is_short(passage, &short) {
        return None;
    }
    let start = matched(passage, long.clone(), passage.slice(&short))?;
    // The whole bracket must be the long form, an article apart.
    let skipped = long.start..start;
    let article = |at: usize| passage.tokens[at].word.is(class::DETERMINER);
    skipped.clone().all(article).then_some(Definition { long: start..long.end, short })
}

/// The token that the long form begins with, if the short form's characters are in it.
fn matched(passage: &Passage<'_>, long: Tokens, short: &str) -> Option<usize> {
    let wanted: Vec<char> =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let bytes = passage.bytes(&long);
    let text = passage.text.get(bytes.clone())?;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = chars.len();
    for (n, c) in wanted.iter().enumerate().rev() {
        loop {
            at = at.checked_sub(1)?;
            let same = chars[at].1.to_lowercase().eq(std::iter::once(*c));
            let starts = at == 0 || !chars[at - 1].1.is_alphanumeric();
            if same && (n > 0 || starts) {
                break;
            }
        }
    }
    let first = bytes.start + chars.get(at)?.0;
    let token = passage.tokens.partition_point(|token| token.end as usize <= first);
    // A long form says more than its short form does, and begins where its first letter stands.
    let longer = long.end > token + 1 || passage.slice(&(token..long.end)).len() > short.len() + 2;
    (longer && passage.tokens.get(token)?.kind != Kind::Sign).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let passage = Passage::new(text, None);
        let all = 0..passage.tokens.len();
        let pair =
            |d: Definition| (passage.slice(&d.long).to_owned(), passage.slice(&d.short).to_owned());
        definitions(&passage, &all).into_iter().map(pair).collect()
    }

    #[test]
    fn short_forms_are_found_with_their_long_forms() {
        for (text, long, short) in [
            ("the Northern Fisheries Board (NFB) said", "Northern Fisheries Board", "NFB"),
            ("NFB (Northern Fisheries Board) said", "Northern Fisheries Board", "NFB"),
            ("the Northern Fisheries Board (“NFB”) said", "Northern Fisheries Board", "NFB"),
            ("Northern Fisheries Board (hereafter NFB)", "Northern Fisheries Board", "NFB"),
            ("Northern Fisheries Board (hereafter, the “NFB”)", "Northern Fisheries Board", "NFB"),
            ("the Institute for Tidal Power (ITP) said", "Institute for Tidal Power", "ITP"),
            ("Ministry of Roads (MoR)", "Ministry of Roads", "MoR"),
            ("gross domestic product (GDP) fell", "gross domestic product", "GDP"),
            (
                "NFBO (the Northern Fisheries Board Office, also known by the acronyms NF-B, NF-O, NFO) is",
                "Northern Fisheries Board Office",
                "NFBO",
            ),
            ("Northern Front of Orland (NF-O) is", "Northern Front of Orland", "NF-O"),
        ] {
            assert_eq!(found(text), [(long.to_owned(), short.to_owned())], "{text}");
        }
        for text in [
            "a woman (34) was hurt",
            "Orland (Reuters) reported",
            "the mayor (right) said",
            "Harlow Energy (see page 3)",
            "the fund (US) closed",
            "(ABC) is",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
