//! The noun that is counted, found without a tagger: the first plural among the words after a
//! number, up to a word that cannot belong to its noun phrase.

use smol_str::SmolStr;

use super::hedge;
use super::lexicon::{IDIOM, NumberWord, PLURAL, SINGULAR, STOP};
use super::number::Input;
use super::token::Token;
use super::unit;

/// Words between a number and the end of its noun phrase.
const MAX_WORDS: usize = 7;

/// Words of a noun phrase in the singular.
const MAX_SINGULAR: usize = 3;

/// A counted noun.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    /// The head, lower case.
    pub head: SmolStr,
    /// The token after the head.
    pub next: usize,
    /// The token after all words that may belong to the noun phrase.
    pub end: usize,
}

/// Whether a word is a plural, by its form.
pub(super) fn is_plural(token: &Token) -> bool {
    let word = token.word.as_str();
    let ending = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s", "’s", "ous"].iter().any(|end| word.ends_with(end));
    token.lex.has(PLURAL) || (ending && !token.lex.has(SINGULAR) && !token.lex.has(STOP))
}

/// The noun after a number. `of` allows "of (the)" first, as after "dozens"; `one` is for the
/// number one, whose noun is a singular.
pub(super) fn noun(input: &Input<'_>, at: usize, of: bool, one: bool) -> Option<Noun> {
    let mut next = at;
    // "21st", "1990s"
    if input.at(next).is_some_and(|token| token.is_word() && token.glued) {
        return None;
    }
    let glued = input.past_hyphen(next);
    if glued > next {
        let token = input.at(glued).filter(|token| token.is_word() && !token.lex.has(IDIOM))?;
        // "a 13-member council"; "2,000-strong" names nothing.
        if token.word == "strong" {
            return Some(Noun { head: SmolStr::default(), next: glued + 1, end: glued + 1 });
        }
        return Some(Noun { head: token.word.clone(), next: glued + 1, end: glued + 1 });
    }
    if of && input.is(next, "of") {
        next += 1;
        let determiner = |at: usize| {
            ["the", "its", "their", "all", "his", "her", "our", "these"]
                .iter()
                .any(|word| input.is(at, word))
        };
        while next < at + 3 && determiner(next) {
            next += 1;
        }
    }
    let start = next;
    let mut head: Option<(SmolStr, usize)> = None;
    while next < start + MAX_WORDS {
        let Some(token) = input.at(next).filter(|token| belongs(input, next, token)) else { break };
        if token.is_word() {
            let modifier = input.at(next + 1).is_some_and(|after| after.glued && after.is('-'));
            if head.is_none() && !one && is_plural(token) && !modifier {
                head = Some((token.word.clone(), next + 1));
            }
        }
        next += 1;
    }
    let last = || {
        let token = input.at(next.checked_sub(1)?)?;
        (next > start && token.is_word()).then(|| (token.word.clone(), next))
    };
    // "One soldier", "one infamous outfit"; a longer run has a verb in it.
    let short = one && next <= start + MAX_SINGULAR;
    let fallback = if short || !input.prose { last() } else { None };
    let (head, after) = head.or(fallback)?;
    Some(Noun { head, next: after, end: next })
}

fn belongs(input: &Input<'_>, at: usize, token: &Token) -> bool {
    let inner_hyphen = token.is('-') && input.past_hyphen(at) > at;
    let word = token.is_word()
        && !token.lex.has(STOP)
        && token.lex.number == NumberWord::None
        && hedge::after(input.text, input.tokens, at).is_none()
        && !unit::is_adverb(&token.word);
    // "U.S. troops"
    let initial = token.is('.')
        && token.glued
        && input.at(at.wrapping_sub(1)).is_some_and(|before| before.word.chars().count() == 1);
    inner_hyphen || word || initial
}
