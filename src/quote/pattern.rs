//! What a quote asks for: words that stand in the source as they are, and between them places where
//! the quoting hand left something out (`…`, `[...]`) or put something in (`[his]`, `[T]he`).

use super::normal::{Normal, ellipsis};

/// Bytes that an ellipsis may leave out: about a page. What is further apart was never one passage.
const ELLIPSIS_REACH: usize = 3000;

/// Bytes that words in brackets may stand for: a name with its titles.
const BRACKET_REACH: usize = 80;

/// Bytes that brackets at a word may stand for: an initial, an ending.
pub(super) const ENDING_REACH: usize = 8;

/// Longest words in brackets that are an insertion; longer ones are a text of its own.
const LONGEST_INSERTION: usize = 120;

/// Most places of one quote where something is left out or put in. A quote with more is taken as it
/// stands.
const MOST_GAPS: usize = 24;

/// Remarks in brackets that stand for no words of the source.
const REMARKS: [&str; 7] =
    ["sic", "sic!", "!", "?", "emphasis added", "emphasis in original", "emphasis mine"];

/// What may stand between two pieces of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// Most bytes of the normalised source.
    pub(super) reach: usize,
    /// Whether it lies inside a word.
    pub(super) in_word: bool,
}

/// A quote in pieces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The pieces, normalised; none is empty.
    pub(super) pieces: Vec<String>,
    /// What may stand between each and the next.
    pub(super) gaps: Vec<Gap>,
    /// Whether the first piece goes on with a word whose beginning is in brackets.
    pub(super) starts_in_word: bool,
    /// Whether the last piece ends in a word whose ending is in brackets.
    pub(super) ends_in_word: bool,
}

enum Part<'q> {
    Words(&'q str),
    Gap(Gap),
}

impl Pattern {
    /// The pieces of a quote that says it was edited; `None` for one that does not.
    pub(super) fn of(quote: &str) -> Option<Self> {
        if !quote.contains(['[', '…']) && !quote.contains("..") && !quote.contains(". .") {
            return None;
        }
        let mut out = Self {
            pieces: Vec::new(),
            gaps: Vec::new(),
            starts_in_word: false,
            ends_in_word: false,
        };
        let mut open: Option<Gap> = None;
        let mut edited = false;
        for part in parts(quote) {
            match part {
                Part::Words(words) => {
                    let piece = Normal::new(words).text;
                    if !piece.chars().any(char::is_alphanumeric) {
                        continue;
                    }
                    if out.pieces.is_empty() {
                        out.starts_in_word = open.is_some_and(|gap| gap.in_word);
                    } else {
                        out.gaps.push(open.unwrap_or(Gap { reach: 1, in_word: false }));
                    }
                    out.pieces.push(piece);
                    open = None;
                }
                Part::Gap(gap) => {
                    edited = true;
                    open = Some(match open {
                        Some(other) => Gap {
                            reach: gap.reach.max(other.reach),
                            in_word: gap.in_word && other.in_word,
                        },
                        None => gap,
                    });
                }
            }
        }
        out.ends_in_word = open.is_some_and(|gap| gap.in_word);
        (edited && !out.pieces.is_empty() && out.gaps.len() <= MOST_GAPS).then_some(out)
    }
}

/// A quote cut at its ellipses and brackets.
fn parts(quote: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(c) = quote[at..].chars().next() {
        let found = match c {
            '.' | '…' => ellipsis(quote, at)
                .map(|end| (end, Some(Gap { reach: ELLIPSIS_REACH, in_word: false }))),
            '[' | '(' => bracket(quote, at, c),
            _ => None,
        };
        let Some((end, gap)) = found else {
            at += c.len_utf8();
            continue;
        };
        out.push(Part::Words(&quote[from..at]));
        out.extend(gap.map(Part::Gap));
        (from, at) = (end, end);
    }
    out.push(Part::Words(&quote[from..]));
    out
}

/// The end of brackets, and what they stand for. Round ones are the source's own, unless they hold
/// an ellipsis alone.
fn bracket(quote: &str, at: usize, open: char) -> Option<(usize, Option<Gap>)> {
    let inner = &quote[at + 1..];
    let len = inner.find(if open == '[' { ']' } else { ')' })?;
    let end = at + 1 + len + 1;
    let inner = inner[..len].trim();
    let leaves_out = ellipsis(inner, 0) == Some(inner.len());
    if leaves_out {
        return Some((end, Some(Gap { reach: ELLIPSIS_REACH, in_word: false })));
    }
    let note = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
    if open == '(' || len > LONGEST_INSERTION || note {
        return None;
    }
    if REMARKS.contains(&inner.to_lowercase().as_str()) {
        return Some((end, Some(Gap { reach: 1, in_word: false })));
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let in_word = letter(quote[..at].chars().next_back()) || letter(quote[end..].chars().next());
    let reach = if in_word { ENDING_REACH } else { BRACKET_REACH };
    Some((end, Some(Gap { reach, in_word })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edited_quotes_fall_into_pieces() {
        let pieces = |quote| Pattern::of(quote).map(|pattern| pattern.pieces);
        let all = |list: &[&str]| Some(list.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(pieces("they left (all of them)"), None);
        assert_eq!(pieces("at 3.50 a piece."), None);
        assert_eq!(pieces("they … left"), all(&["they", "left"]));
        assert_eq!(pieces("they [...] left"), all(&["they", "left"]));
        assert_eq!(pieces("… [his] men left …"), all(&["men left"]));
        assert_eq!(pieces("[T]he men"), all(&["he men"]));
        assert_eq!(pieces("thier [sic] men"), all(&["thier", "men"]));
        assert_eq!(pieces("the men [12] left"), None);
    }
}
