//! What stands before a reference in a note ("For more on this, see"), and where one reference of a
//! note ends and the next begins.

use std::ops::Range;

use super::ibid;
use super::token::Token;

/// Words that send the reader on.
const SIGNALS: [&str; 8] = ["see", "cf", "compare", "voir", "siehe", "vgl", "véase", "accord"];

/// Words that may follow a signal and belong to it.
const MORE: [&str; 9] =
    ["also", "eg", "generally", "for", "example", "aussi", "auch", "instance", "e"];

/// Words that a sentence begins with which leads up to a signal.
const OPENINGS: [&str; 6] = ["for", "on", "but", "and", "in", "per"];

/// How far after a semicolon a title in quotation marks or a year must stand, in words.
const AHEAD: usize = 40;

/// How long such a sentence is at most, in words.
const LONGEST: usize = 25;

/// How many tokens after the number of a reference only lead up to it.
pub(super) fn lead(text: &str, tokens: &[Token]) -> usize {
    let Some(first) = tokens.first() else { return 0 };
    let signal = |t: &Token| SIGNALS.contains(&&*t.norm);
    let mut at = 0;
    if OPENINGS.contains(&&*first.norm) {
        let quoted = |t: &&Token| !t.lead(text).contains(['“', '"', '«']);
        let found = tokens.iter().take(LONGEST).take_while(quoted).position(signal);
        match found {
            Some(see) if tokens.len() > see + 1 => at = see + 1,
            _ => return 0,
        }
    } else if signal(first) && first.literal.is_none() && !first.trail(text).contains(['”', '"'])
    {
        at = 1;
    }
    if at > 0 {
        at += tokens[at..].iter().take_while(|t| MORE.contains(&&*t.norm)).count();
    }
    // "Ibid." is no author.
    at + ibid::pointing(text, &tokens[at.min(tokens.len())..])
}

/// The references of a note that holds several, divided by semicolons or by sentences that send the
/// reader on. A semicolon within an author list or a date divides nothing: what stands before it
/// must have a year or an address, or point back, and what follows must not begin with a number.
#[must_use]
pub fn split(text: &str) -> Vec<Range<usize>> {
    let text = super::bounded(text);
    let tokens = super::token::tokens(text);
    let mut out = Vec::new();
    let (mut start, mut depth, mut quoted, mut whole) = (0, 0_i32, false, false);
    for (i, token) in tokens.iter().enumerate() {
        let marks = |marks: &str, open: bool| {
            let set: [char; 2] = if open { ['(', '['] } else { [')', ']'] };
            i32::try_from(marks.matches(set).count()).unwrap_or(0)
        };
        let (lead, trail) = (token.lead(text), token.trail(text));
        depth = (depth + marks(lead, true)).max(0);
        quoted |= lead.contains(['“', '«', '"']);
        whole |= token.literal.is_some()
            || year(token.word(text))
            || ibid::pointing(text, &tokens[i..]) > 0;
        depth = (depth - marks(trail, false)).max(0);
        quoted &= !trail.contains(['”', '»', '"']);
        let Some(next) = tokens.get(i + 1) else { continue };
        let semicolon =
            trail.ends_with(';') && !next.word(text).starts_with(|c: char| c.is_ascii_digit());
        let sentence = trail.ends_with('.') && lead_opens(text, &tokens[i + 1..]);
        let rest = &tokens[i + 1..];
        let cites = |t: &Token| t.lead(text).contains(['“', '«', '"']) || year(t.word(text));
        let more = || rest.iter().take(AHEAD).any(cites);
        if whole && depth == 0 && !quoted && (semicolon || sentence) && more() {
            out.push(super::fields::trim_space(text, start..token.span.end));
            start = next.span.start;
            whole = false;
        }
    }
    out.push(super::fields::trim_space(text, start..text.len()));
    out.retain(|range| !range.is_empty());
    out
}

fn lead_opens(text: &str, tokens: &[Token]) -> bool {
    let capital = tokens.first().is_some_and(|t| t.word(text).starts_with(char::is_uppercase));
    capital && lead(text, tokens) > 0 && ibid::pointing(text, tokens) == 0
}

fn year(word: &str) -> bool {
    word.len() == 4 && ("1500".."2100").contains(&word) && word.bytes().all(|b| b.is_ascii_digit())
}
