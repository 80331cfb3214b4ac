//! Quantities in running text.
//!
//! Time is linear: every phrase has a bounded number of tokens, and a text is read in pieces of
//! bounded size, cut at empty lines.

use std::ops::Range;

use super::lexicon;
use super::number::{self, Input};
use super::phrase::{self, Phrase};
use super::read::DEFAULT_WINDOWS;
use super::token::{self, Kind, Token};
use super::trap;
use super::windows::Windows;
use super::{Found, Quantity};

/// Text read at once. A longer paragraph is cut at a space; memory stays in proportion.
const MAX_BLOCK: usize = 1 << 16;

/// The quantities in running text, in order and without overlaps. Numbers that are no quantities
/// are left out: dates, times, ages of things in a name, versions, labels ("page 12"), note marks,
/// list numbers. A span covers hedges and unit, and the noun only where a rate or a hedge follows
/// it ("23 attacks per month").
///
/// ```
/// use belie::value::quantity::{find, show};
/// let found = find("On 22 March 2024, at least 143 people were killed in Moscow [12].");
/// let texts: Vec<_> = found.iter().map(|found| show(&found.value)).collect();
/// assert_eq!(texts, ["at least 143"]);
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Found<Quantity>> {
    find_with(text, &DEFAULT_WINDOWS)
}

/// [`find`] with other windows for vague words.
#[must_use]
pub fn find_with(text: &str, windows: &Windows) -> Vec<Found<Quantity>> {
    let mut out = Vec::new();
    for block in blocks(text) {
        let tokens = token::tokens(&text[block.clone()]);
        let input = Input {
            text: &text[block.clone()],
            tokens: &tokens,
            windows,
            prose: true,
            metres: false,
        };
        scan(&input, block.start, &mut out);
    }
    out
}

/// The ordinals in running text ("third", "21st"), each with the number it names. Parts of dates
/// and lower parts of fractions are left out.
#[must_use]
pub fn find_ordinals(text: &str) -> Vec<Found<u64>> {
    let mut out = Vec::new();
    for block in blocks(text) {
        let tokens = token::tokens(&text[block.clone()]);
        let input = Input {
            text: &text[block.clone()],
            tokens: &tokens,
            windows: &DEFAULT_WINDOWS,
            prose: true,
            metres: false,
        };
        let mut at = 0;
        while at < tokens.len() {
            let found = number::ordinal(&input, at);
            at = match found {
                Some((value, next)) => {
                    if !trap::is_date(&input, at, next) && !part_of_fraction(&input, at) {
                        let span = span(&input, at, next, block.start);
                        out.push(Found { span, value });
                    }
                    next
                }
                None => number::number(&input, at, true).map_or(at + 1, |(_, next)| next),
            };
        }
    }
    out
}

fn part_of_fraction(input: &Input<'_>, at: usize) -> bool {
    let one = at.checked_sub(1).and_then(|before| input.at(before));
    let article = one.is_some_and(|token| ["a", "an", "one"].contains(&token.word.as_str()));
    article && input.is(at + 1, "of")
}

/// Pieces of a text, cut at empty lines, or at a space where a paragraph is very long.
fn blocks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let mut limit = rest.len().min(MAX_BLOCK);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let head = &rest[..limit];
        let cut = match head.find("\n\n") {
            Some(cut) => cut + 2,
            None if limit == rest.len() => limit,
            None => head.rfind(char::is_whitespace).filter(|cut| *cut > 0).unwrap_or(limit),
        };
        let block = start..start + cut;
        start = block.end;
        Some(block)
    })
}

fn span(input: &Input<'_>, from: usize, to: usize, offset: usize) -> Range<usize> {
    let start = input.tokens.get(from).map_or(0, |token| token.span.start);
    let end = input.tokens.get(to.saturating_sub(1)).map_or(start, |token| token.span.end);
    offset + start..offset + end.max(start)
}

fn scan(input: &Input<'_>, offset: usize, out: &mut Vec<Found<Quantity>>) {
    scan_near(input, &near(input.tokens), offset, out);
}

fn scan_near(input: &Input<'_>, near: &[bool], offset: usize, out: &mut Vec<Found<Quantity>>) {
    let mut at = 0;
    while at < input.tokens.len() {
        let phrase = (near[at] && starts(&input.tokens[at]))
            .then(|| phrase::phrase(input, at, None))
            .flatten();
        let Some(phrase) = phrase else {
            at += 1;
            continue;
        };
        let next = phrase.next.max(at + 1);
        if let Some(phrase) = settle(input, phrase) {
            let span = span(input, phrase.first, phrase.next, offset);
            at = phrase.next.max(at + 1);
            out.push(Found { span, value: phrase.quantity });
        } else {
            at = next;
        }
    }
}

/// For each token, whether a quantity may start there: digits or a word for a number are near.
fn near(tokens: &[Token]) -> Vec<bool> {
    /// How many tokens before its first number a phrase may start: four hedges of several words.
    const REACH: usize = 16;
    let mut out = vec![false; tokens.len()];
    let mut cue = None;
    for (at, token) in tokens.iter().enumerate().rev() {
        let here = match token.kind {
            Kind::Number(_) | Kind::Vulgar(..) => true,
            Kind::Word => token.may_start(lexicon::CUE),
            _ => false,
        };
        cue = if here { Some(at) } else { cue };
        out[at] = cue.is_some_and(|cue| cue - at <= REACH);
    }
    out
}

/// The phrase, if it is a quantity here; "5m tall" is read again in metres.
fn settle(input: &Input<'_>, phrase: Phrase) -> Option<Phrase> {
    /// Words after a length.
    const LONG: [&str; 9] =
        ["long", "tall", "high", "wide", "deep", "away", "thick", "below", "above"];
    if phrase.doubtful && !phrase.unit && phrase.noun.is_none() {
        let length = LONG.iter().any(|word| input.is(phrase.next, word));
        let metres = Input { metres: true, ..*input };
        return length.then(|| phrase::phrase(&metres, phrase.first, None)).flatten();
    }
    (!trap::is_trap(input, &phrase)).then_some(phrase)
}

/// Whether a quantity can start at a token.
fn starts(token: &Token) -> bool {
    match token.kind {
        Kind::Number(_) | Kind::Vulgar(..) => true,
        Kind::Symbol(c) => !",.;:!?()[]\"”“’".contains(c),
        Kind::Word => token.may_start(lexicon::START),
        Kind::Opaque(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where nothing is skipped, nothing else is found.
    fn same_everywhere(text: &str) {
        let tokens = token::tokens(text);
        let windows = &DEFAULT_WINDOWS;
        let input = Input { text, tokens: &tokens, windows, prose: true, metres: false };
        let (mut some, mut all) = (Vec::new(), Vec::new());
        scan(&input, 0, &mut some);
        scan_near(&input, &vec![true; tokens.len()], 0, &mut all);
        assert_eq!(some, all, "{text}");
    }

    #[test]
    #[allow(clippy::print_stdout, reason = "a test says what it leaves out")]
    fn what_is_skipped_holds_no_quantity() {
        let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let folders = ["seeds", "data"].map(|folder| std::fs::read_dir(shared.join(folder)));
        let mut read = false;
        for file in folders.into_iter().flatten().flatten().flatten() {
            let Ok(text) = std::fs::read_to_string(file.path()) else { continue };
            read = true;
            // Enough of a large data set.
            text.lines().take(4000).for_each(same_everywhere);
        }
        if !read {
            println!("skipped: no documents here");
        }
    }
}
