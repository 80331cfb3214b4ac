//! Numbers glued to what stands before them.

use std::ops::Range;

use super::{Candidate, DIGITS, Form, Place, number};
use crate::document::words::{NUMBERED, POWERS};

/// Bytes that are looked at before a number: a longer word is an address.
const REACH: usize = 100;

/// Notes that a glued list spans at most: a larger step is a decimal comma or a range of figures.
const STEP: u16 = 20;

/// The candidate of digits that begin at a byte, or else where they end.
pub(super) fn find(text: &str, at: usize) -> Result<Candidate, usize> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + digits;
    let (start, place) = place(text, at..end).ok_or(end)?;
    let first = number(&text[start..end]).filter(|_| !text[start..].starts_with('0')).ok_or(end)?;
    let mut last = (first, end);
    // "12,13" and "12-14".
    while let Some((next, stop)) = listed(text, last.1) {
        if next <= last.0 || next - last.0 > STEP || place == Place::Weak {
            break;
        }
        last = (next, stop);
    }
    let end = last.1;
    if !is_over(&text[end..], place) {
        return Err(end);
    }
    Ok(Candidate { range: start..end, form: Form::Glued { first, place } })
}

/// Where the number of a note may start in digits, and how likely the place is.
fn place(text: &str, digits: Range<usize>) -> Option<(usize, Place)> {
    let before = &text[..digits.start];
    let previous = before.chars().next_back()?;
    if previous.is_whitespace() || matches!(previous, '(' | '“') {
        // A year and a note: 202124.
        let year = text.get(digits.start..digits.start + 4)?;
        let rest = digits.len().checked_sub(4)?;
        let glued = (1..=DIGITS).contains(&rest) && is_year(year);
        return glued.then_some((digits.start + 4, Place::Weak));
    }
    if digits.len() > DIGITS || is_address(before) {
        return None;
    }
    if previous.is_alphabetic() {
        return behind_word(before).map(|place| (digits.start, place));
    }
    let closing = matches!(
        previous,
        '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '"' | '”' | '’' | '\'' | '»' | '…'
    );
    let inner = &before[..before.len() - previous.len_utf8()];
    let behind = inner.chars().next_back()?;
    if !closing || behind.is_whitespace() || matches!(behind, '(' | '[' | '“') {
        return None;
    }
    if behind.is_ascii_digit() && matches!(previous, '.' | ',' | ':' | '\'' | '’') {
        // "May 2023.86": a year and a stop; all others are decimals, groups and times.
        let word = inner.len() - inner.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let year = &inner[inner.len() - word..];
        let alone = inner[..inner.len() - word].chars().next_back().is_none_or(char::is_whitespace);
        let stands = matches!(previous, '.' | ',') && alone && is_year(year);
        return stands.then_some((digits.start, Place::Weak));
    }
    let abbreviation =
        previous == '.' && NUMBERED.contains(&last_word(inner).to_ascii_lowercase().as_str());
    (!abbreviation).then_some((digits.start, Place::Stop))
}

fn behind_word(before: &str) -> Option<Place> {
    let word = last_word(before);
    let small = word.to_ascii_lowercase();
    let outer = before[..before.len() - word.len()].chars().next_back();
    // "H1N1", "x.y2": a word inside of something else.
    let inside =
        outer.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | '+' | '$' | '€' | '£'));
    if inside || POWERS.contains(&small.as_str()) || NUMBERED.contains(&small.as_str()) {
        return None;
    }
    let letters = word.chars().count();
    let capital = word.ends_with(char::is_uppercase);
    match letters {
        // "G7", "MH17", "CO2"; "v2", "p3".
        0..=2 => None,
        _ if capital => Some(Place::Weak),
        3 => Some(Place::Weak),
        _ => Some(Place::Word),
    }
}

/// The letters at the end of a text.
pub(super) fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev().take(REACH) {
        if !c.is_alphabetic() {
            break;
        }
        start = at;
    }
    &text[start..]
}

/// Whether the word that a text ends in is an address, a handle, a path, a formula.
fn is_address(before: &str) -> bool {
    for c in before.chars().rev().take(REACH) {
        if c.is_whitespace() || matches!(c, '—' | '–') {
            return false;
        }
        if matches!(c, '/' | '@' | '#' | '_' | '\\' | '=' | '&' | '~' | '<' | '>') {
            return true;
        }
    }
    // A word without end is no word.
    before.len() > REACH
}

/// Another number of a list, and where it ends.
fn listed(text: &str, at: usize) -> Option<(u16, usize)> {
    let rest = text[at..].strip_prefix([',', '-', '–', ';'])?;
    let start = text.len() - rest.len();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || rest.starts_with('0') {
        return None;
    }
    Some((number(&rest[..digits])?, start + digits))
}

/// Whether a number is over: what follows makes it no other number, model or unit.
fn is_over(after: &str, place: Place) -> bool {
    let mut chars = after.chars();
    let Some(next) = chars.next() else { return true };
    let digit = chars.next().is_some_and(|c| c.is_ascii_digit());
    match next {
        '.' | ',' | ':' | '-' | '–' | '/' => {
            !digit && next != '/' && (next != '-' || place == Place::Stop)
        }
        '%' | '°' | '_' | '$' | '€' | '£' | '=' | '@' | '#' | '+' | '*' | '\\' => false,
        // "Boeing747s’" is none; "group12’s" is none either.
        '’' | '\'' => place == Place::Stop,
        c => !c.is_alphanumeric(),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}
