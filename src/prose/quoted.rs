//! One quotation that is credited to two speakers: "…," said NAME, and later, as another's remark.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::context::{Contexts, Speaker};
use super::lexicon::class;
use super::passage::{MentionKind, Passage, Tokens};
use super::reading::BlockIx;
use super::slip::Slip;
use super::token::Kind;

/// The rule that reports these.
const RULE: &str = "misattributed-quote";

/// Fewest words of a quotation that two people do not happen to say.
const WORDS: usize = 4;

/// Nouns for what somebody said, behind a possessive: "the mayor's remark".
const SAYINGS: &[&str] = &[
    "account",
    "admission",
    "advice",
    "answer",
    "apology",
    "assurance",
    "claim",
    "comment",
    "complaint",
    "conclusion",
    "description",
    "expression",
    "formula",
    "joke",
    "line",
    "motto",
    "phrase",
    "plea",
    "pledge",
    "prediction",
    "promise",
    "question",
    "quip",
    "remark",
    "reply",
    "response",
    "saying",
    "sentence",
    "slogan",
    "statement",
    "summary",
    "verdict",
    "view",
    "warning",
    "word",
    "words",
];

/// A quotation and who is said to say it.
struct Quoted {
    speaker: String,
    at: BlockIx,
    bytes: Range<usize>,
}

/// Slips of a document.
pub(super) fn of_document<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>, &'p Contexts)>,
) -> Vec<Slip> {
    let mut first: FxHashMap<String, Quoted> = FxHashMap::default();
    let mut out = Vec::new();
    for (at, passage, contexts) in passages {
        for tokens in contexts.quotations() {
            let Some(words) = words(passage, tokens) else { continue };
            let Some(speaker) = speaker(passage, contexts, tokens) else { continue };
            let found = Quoted { speaker, at, bytes: passage.bytes(tokens) };
            match first.get(&words) {
                Some(known) if are_two(&known.speaker, &found.speaker) => {
                    out.push(slip(known, &found));
                }
                Some(_) => {}
                None => {
                    first.insert(words, found);
                }
            }
        }
    }
    out
}

/// The words between two marks in lower case, if they are enough to be one person's.
fn words(passage: &Passage<'_>, tokens: &Tokens) -> Option<String> {
    let inside = tokens.clone().filter(|at| passage.tokens[*at].kind != Kind::Sign);
    let words: Vec<_> = inside.map(|at| passage.lower(at)).collect();
    (words.len() >= WORDS).then(|| words.join(" "))
}

/// Who says a quotation, as the text calls them.
fn speaker(passage: &Passage<'_>, contexts: &Contexts, tokens: &Tokens) -> Option<String> {
    let owner = owner(passage, tokens);
    let spoken = || {
        contexts.at(tokens.start + 1).speakers.into_iter().find_map(|speaker| match speaker {
            Speaker::Named(tokens) => Some(tokens),
            Speaker::Unnamed(_) | Speaker::Document(_) => None,
        })
    };
    let named = owner.or_else(spoken).or_else(|| beside(passage, tokens))?;
    let is_anybody = |at: usize| passage.tokens[at].word.is(class::PRONOUN);
    if named.clone().all(is_anybody) || named.is_empty() {
        return None;
    }
    let text = passage.slice(&named);
    Some(text.strip_prefix("The ").map_or_else(|| text.to_owned(), |rest| format!("the {rest}")))
}

/// The name or office beside a verb of saying, right behind a quotation ("…, Ada Brook told them"), or before one
/// that a colon or a comma leads in ("what Ada Brook told them in May: …").
fn beside(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    /// Most tokens from a quotation to the verb behind it, and to the one before it.
    const BEHIND: usize = 5;
    const BEFORE: usize = 12;
    let says = |at: &usize| passage.tokens[*at].word.is(class::SPEECH);
    let named = |verb: usize| {
        passage.mentions.iter().find(|mention| {
            let near = mention.tokens.end == verb || mention.tokens.start == verb + 1;
            near && matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_))
        })
    };
    let last = quotation.end.checked_sub(1)?;
    let behind = &passage.sentences.get(passage.sentence_of(last)?)?.tokens;
    let until = (quotation.end + BEHIND).min(behind.end);
    let verb = (quotation.end..until).find(says).and_then(named);
    let before = || {
        let led = passage.token(quotation.start.checked_sub(1)?);
        let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
        let from = quotation.start.saturating_sub(BEFORE).max(sentence.start);
        let verb = (from..quotation.start).rfind(says).filter(|_| matches!(led, ":" | ","))?;
        named(verb)
    };
    verb.or_else(before).map(|mention| mention.tokens.clone())
}

/// Who owns the noun before a quotation: "the mayor's remark, “…”".
fn owner(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    /// Most tokens from the possessive to the quotation.
    const NEAR: usize = 8;
    let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
    let from = quotation.start.saturating_sub(NEAR).max(sentence.start);
    let noun = (from..quotation.start).rfind(|at| passage.is_any(*at, SAYINGS))?;
    let is_mark = |at: &usize| {
        matches!(passage.token(*at), "'" | "\u{2019}") && passage.lower(*at + 1) == "s"
    };
    let mark = (from..noun).rfind(is_mark)?;
    let named = passage.mentions.iter().find(|mention| {
        let kind = matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_));
        kind && mention.tokens.start < mark && mention.tokens.end >= mark
    })?;
    Some(named.tokens.start..mark)
}

/// Whether two ways of calling a speaker are of two people: two names of which none is the other's
/// last part, or two offices in words that have none in common.
fn are_two(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
        words.filter(|word| !word.is_empty() && !IDLE.contains(&word.as_str())).collect()
    };
    let is_name = |text: &str| {
        text.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let (x, y) = (words(a), words(b));
    is_name(a) == is_name(b) && !x.is_empty() && !y.is_empty() && !x.iter().any(|w| y.contains(w))
}

/// Words that call nobody by themselves.
const IDLE: &[&str] =
    &["the", "a", "an", "mr", "mrs", "ms", "miss", "dr", "of", "its", "their", "own"];

fn slip(known: &Quoted, found: &Quoted) -> Slip {
    Slip {
        rule: RULE,
        at: found.at,
        bytes: found.bytes.clone(),
        message: format!(
            "one quotation is {}\u{2019}s here and {}\u{2019}s before",
            found.speaker, known.speaker
        ),
        label: format!("said by {}", found.speaker),
        help: "look up who said it, or say who repeats whom",
        other: Some((known.at, known.bytes.clone(), format!("said by {}", known.speaker))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::context;

    fn found(text: &str) -> Vec<String> {
        let read: Vec<(Passage<'_>, Contexts)> = text
            .split('\n')
            .map(|block| Passage::new(block, None))
            .map(|passage| {
                let contexts = context::contexts(&passage);
                (passage, contexts)
            })
            .collect();
        let numbered = read.iter().enumerate();
        let all = numbered.map(|(block, (passage, contexts))| {
            (BlockIx { document: 0, block }, passage, contexts)
        });
        of_document(all).into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn a_quotation_has_one_speaker() {
        for bad in [
            "“The pumps were never started,” said Ada Brook.\nMr Dane’s remark, “the pumps were never started”, was read out.",
            "“We will not sell the yard,” Ada Brook told reporters.\nThere is what Carl Dane told reporters in May: “We will not sell the yard.”",
            "“We are far too heavy,” says the first mate.\nThe captain’s words, “We are far too heavy”, drew no answer.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "“The pumps were never started,” said Ada Brook.\nMs Brook’s remark, “the pumps were never started”, was read out.",
            "“The pumps were never started,” said Ada Brook.\nThe engineer’s remark, “the pumps were never started”, was read out.",
            "“The pumps were never started,” said Ada Brook.\n“The pumps were started late,” said Carl Dane.",
            "“No comment,” said Ada Brook.\n“No comment,” said Carl Dane.",
            "“The pumps were never started,” she said.\nMr Dane’s remark, “the pumps were never started”, was read out.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
