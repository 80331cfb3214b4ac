//! What can be read by its shape alone: addresses, digital object identifiers, book numbers.
//!
//! An address ends where it ends: at white space, a closing quotation mark or angle bracket, or a
//! bracket that was not opened within it; full stops and commas after it are the sentence's. One
//! that a line break or a stray space split is taken up again when it stopped at a character that an
//! address goes on from and what follows can only be more of it.

use std::ops::Range;

/// What a literal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    Url,
    Doi,
    Isbn,
}

/// Schemes that printed addresses start with, and the host name that stands without one.
const STARTS: [&str; 4] = ["http://", "https://", "ftp://", "www."];

/// Characters after which an address that breaks off goes on.
const GOES_ON: [char; 9] = ['/', '-', '.', '_', '=', '?', '&', '%', '#'];

/// Marks of the sentence around an address, not of the address.
const SENTENCE: [char; 9] = ['.', ',', ';', ':', '!', '?', '\'', '*', '’'];

/// How many broken pieces of one address are joined: lines of an address, not of a paragraph.
const PIECES: usize = 4;

/// The literal that starts at `at`, and where it ends.
pub(super) fn at(text: &str, at: usize) -> Option<(Literal, Range<usize>)> {
    let rest = text.get(at..)?;
    if let Some(end) = doi(rest) {
        return Some((Literal::Doi, at..at + end));
    }
    if let Some(end) = isbn(rest) {
        return Some((Literal::Isbn, at..at + end));
    }
    let scheme = STARTS.iter().any(|start| {
        if !starts_with(rest, start) {
            return false;
        }
        // A start alone is a word ("the www"), unless what a space split off is a host.
        let after = &rest[start.len()..];
        let host = run(after.trim_start());
        after.starts_with(char::is_alphanumeric)
            || (host.contains('/')
                && host.contains('.')
                && host.starts_with(|c: char| c.is_ascii_lowercase()))
    });
    if scheme
        && text[..at].ends_with('<')
        && let Some(end) = bracketed(rest)
    {
        return Some((Literal::Url, at..at + end));
    }
    if scheme || bare_host(rest) {
        let end = url(rest);
        return Some((Literal::Url, at..at + end));
    }
    None
}

/// Angle brackets say where an address ends, whatever white space printing put into it.
fn bracketed(text: &str) -> Option<usize> {
    /// Longer than addresses that are printed.
    const LONGEST: usize = 400;
    let end = text.find(['>', '<', '"', '“']).filter(|end| *end <= LONGEST)?;
    let gaps = text[..end].split_whitespace().count();
    let closed = text[end..].starts_with('>') && gaps <= PIECES;
    closed.then(|| text[..end].trim_end_matches(SENTENCE).trim_end().len())
}

/// Whether a text starts with an ASCII word in any case.
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// The first run of characters that an address may hold.
fn run(text: &str) -> &str {
    let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»' | '«');
    text.split(stop).next().unwrap_or("")
}

/// Where an address ends within a run: before a bracket that it did not open, and before the
/// punctuation of the sentence.
fn trimmed(run: &str) -> usize {
    let mut open = [0_u32; 2];
    let mut end = run.len();
    for (i, c) in run.char_indices() {
        match c {
            '(' => open[0] += 1,
            '[' => open[1] += 1,
            ')' | ']' => {
                let count = &mut open[usize::from(c == ']')];
                if *count == 0 {
                    end = i;
                    break;
                }
                *count -= 1;
            }
            _ => {}
        }
    }
    // An ellipsis says that the address was cut short: it stays, so that this can be seen.
    let body = &run[..end];
    if body.ends_with('…') || body.ends_with("...") {
        return end;
    }
    body.trim_end_matches(SENTENCE).len()
}

fn url(text: &str) -> usize {
    let mut end = 0;
    for _ in 0..PIECES {
        let piece = run(&text[end..]);
        let whole = end + trimmed(piece);
        if whole < end + piece.trim_end_matches(SENTENCE).len() {
            return whole;
        }
        let raw = &text[..end + piece.len()];
        let after = &text[raw.len()..];
        let next = after.trim_start();
        let gap = &after[..after.len() - next.len()];
        if gap.is_empty()
            || !(raw.ends_with(GOES_ON) || path(run(next)))
            || !continues(raw, gap, run(next))
        {
            return whole.max(1);
        }
        end = raw.len() + gap.len();
    }
    end + trimmed(run(&text[end..]))
}

/// Whether a word starts as a path does ("/subjects/afam.html").
fn path(word: &str) -> bool {
    word.len() > 2 && word.starts_with('/') && word[1..].contains(['/', '.'])
}

/// Whether `next` can only be more of the address that stopped at `raw`.
fn continues(raw: &str, gap: &str, next: &str) -> bool {
    let Some(first) = next.chars().next() else { return false };
    if STARTS.iter().any(|start| starts_with(next, start)) || gap.matches('\n').count() > 1 {
        return false;
    }
    let core = next.trim_end_matches(SENTENCE);
    let inner = |marks: &[char]| core.contains(marks);
    if raw.ends_with("www.") {
        return inner(&['.']);
    }
    if raw.ends_with('.') {
        return first.is_ascii_lowercase() && inner(&['/']);
    }
    let lower = first.is_ascii_lowercase() || first.is_ascii_digit() || first == '/';
    let path = inner(&['/', '-', '_', '=', '.', '%']) && !core.starts_with(['(', '[']);
    // Over a line end, one lower-case word may be the last of a path; within a line it is prose.
    path && (lower || inner(&['/', '=', '_'])) || (gap.contains('\n') && lower && core.len() > 3)
}

/// A host name with a path and nothing before it (`example.org/path`).
fn bare_host(text: &str) -> bool {
    let run = run(text);
    let Some((host, path)) = run.split_once('/') else { return false };
    let labels = host.split('.').count();
    let last = host.rsplit('.').next().unwrap_or("");
    labels >= 2
        && path.chars().next().is_none_or(|c| c.is_ascii_alphanumeric())
        && (2..=6).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && host.len() > last.len() + 2
        && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b))
}

/// `doi:10.1000/182`, `[doi>10.…]`, `10.1000/182`; a resolver's address is an address.
fn doi(text: &str) -> Option<usize> {
    let mut from = 0;
    if starts_with(text, "doi") {
        let rest = text[3..].trim_start_matches([':', '>', ' ', '.', '\u{a0}']);
        from = text.len() - rest.len();
    }
    let body = doi_body(&text[from..])?;
    Some(from + body)
}

/// The length of the identifier itself, which text starts with (ISO 26324: `10.`, a registrant of
/// four digits and more, a slash).
fn doi_body(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("10.")?;
    let registrant = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let long = registrant >= 4 && rest.as_bytes().get(registrant) == Some(&b'/');
    long.then(|| trimmed(run(text))).filter(|len| *len > registrant + 4)
}

/// Where the identifier stands within a literal or an address, if it holds one.
pub(super) fn doi_within(text: &str) -> Option<Range<usize>> {
    let resolver = text.contains("doi.org/") || starts_with(text, "doi") || text.starts_with("10.");
    let start = resolver.then(|| text.find("10."))??;
    doi_body(&text[start..]).map(|len| start..start + len)
}

/// `ISBN 978-0-00-000000-2`, `ISBN: …`, `ISBN-13: …`.
fn isbn(text: &str) -> Option<usize> {
    if !starts_with(text, "isbn") {
        return None;
    }
    let rest = text[4..].trim_start_matches(['-', ' ', '\u{a0}']);
    let rest = ["13:", "10:"].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest);
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}']);
    let from = text.len() - rest.len();
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | 'X' | 'x');
    let body = rest.find(|c| !digit(c)).map_or(rest, |end| &rest[..end]);
    let body = body.trim_end_matches(['-', '–', ' ']);
    // Thirteen digits and hyphens; what follows may be a year.
    let mut digits = 0;
    let mut end = 0;
    for (i, c) in body.char_indices() {
        digits += u8::from(c.is_ascii_digit() || c.eq_ignore_ascii_case(&'x'));
        if digits > 13 || (c == ' ' && digits >= 10) {
            break;
        }
        end = i + c.len_utf8();
    }
    (digits >= 9).then_some(from + end)
}

/// Whether an address was broken, and whether it was cut short.
pub(super) fn damage(url: &str) -> (bool, bool) {
    let broken = url.contains(char::is_whitespace);
    let cut = url.ends_with('…')
        || url.ends_with("...")
        || url.ends_with(['-', '=', '&', '?', '%', '_'])
        || short_date(url);
    (broken, cut)
}

/// An address that ends within a day of the month (`…-2024-03-2`): a slug's date has two digits,
/// and one that has one was printed to the width of a column.
fn short_date(url: &str) -> bool {
    let tail: Vec<&str> = url.rsplit('-').take(3).collect();
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match tail.as_slice() {
        [day, month, year] => {
            let year = year.rsplit('/').next().unwrap_or("");
            digits(day, 1) && digits(month, 2) && digits(year, 4)
        }
        _ => false,
    }
}
