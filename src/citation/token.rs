//! A reference in tokens: words with the punctuation that clings to them, and literals.

use std::ops::Range;

use smol_str::SmolStr;

use super::literal::{self, Literal};

/// One token. `span` holds the punctuation around `core`.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) span: Range<usize>,
    pub(super) core: Range<usize>,
    /// The core in lower case, without full stops.
    pub(super) norm: SmolStr,
    pub(super) literal: Option<Literal>,
}

impl Token {
    /// The punctuation before the core.
    pub(super) fn lead<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.start..self.core.start]
    }

    /// The punctuation after the core.
    pub(super) fn trail<'t>(&self, text: &'t str) -> &'t str {
        &text[self.core.end..self.span.end]
    }

    /// The word itself.
    pub(super) fn word<'t>(&self, text: &'t str) -> &'t str {
        &text[self.core.clone()]
    }
}

/// More tokens than this are not read: no printed reference has them.
const MOST: usize = 4_000;

/// The tokens of a text, in order; no two overlap.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        if out.len() >= MOST {
            break;
        }
        let token = read(text, start);
        at = token.span.end.max(start + 1);
        out.push(token);
    }
    out
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.find(|c: char| !c.is_whitespace()).map(|i| from + i)
}

/// Marks that stand before a word and are not of it.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '<' | '{' | '“' | '„' | '‘' | '«' | '‹' | '"' | '\'' | '`' | '*' | '《' | '（'
    )
}

fn read(text: &str, start: usize) -> Token {
    let rest = &text[start..];
    let lead = rest.len() - rest.trim_start_matches(opens).len();
    let inner = start + lead;
    if let Some((kind, core)) = literal::at(text, inner) {
        let end = core.end + closing(&text[core.end..]);
        return token(text, start..end, core, Some(kind));
    }
    let word = text[start..].split(char::is_whitespace).next().unwrap_or("");
    let mut end = start + word.len();
    if let Some(cut) = split(&text[inner.min(end)..end]) {
        end = inner + cut;
    }
    let whole = &text[start..end];
    let body = whole.trim_start_matches(mark).trim_end_matches(mark);
    let (from, to) = if body.is_empty() {
        (start, end)
    } else {
        let from = start + (whole.len() - whole.trim_start_matches(mark).len());
        (from, from + body.len())
    };
    token(text, start..end, from..to, None)
}

/// Punctuation at either side of a word.
fn mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '&' | '§' | '°' | 'º' | '#' | '$' | '@' | '+' | '%')
}

/// The length of the punctuation that closes a literal.
fn closing(text: &str) -> usize {
    let marks = |c: char| mark(c) && !c.is_whitespace() && !opens(c) || matches!(c, '"' | '\'');
    text.find(|c| !marks(c)).unwrap_or(text.len())
}

fn token(text: &str, span: Range<usize>, core: Range<usize>, literal: Option<Literal>) -> Token {
    let norm = if literal.is_some() { SmolStr::default() } else { norm(&text[core.clone()]) };
    Token { span, core, norm, literal }
}

/// A word as the lexicon has it: lower case, straight apostrophes, no full stops.
pub(super) fn norm(word: &str) -> SmolStr {
    let plain = word.chars().filter(|c| *c != '.' && *c != '\u{ad}');
    plain.flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// Where a run without white space holds more than one part: `2005;59(5):533` is year, volume and
/// pages; `URL:http://…` is a word and an address; `2016.Title` a date and a title.
fn split(run: &str) -> Option<usize> {
    let mut before: Option<char> = None;
    let mut previous = ' ';
    for (i, c) in run.char_indices() {
        let digit = |c: char| c.is_ascii_digit();
        let numeric = digit(c) || c == '(' || (c == 'e' && before.is_some_and(digit));
        if let Some(b) = before {
            let parts = matches!(previous, ':' | ';') && numeric && (digit(b) || b == ')');
            let words = previous == ':' && b.is_alphabetic() && literal::at(run, i).is_some();
            let dated = matches!(previous, '.' | ',') && b == ')' && c.is_alphabetic();
            if parts || words || dated {
                return Some(i);
            }
        }
        // A year in brackets after a volume: `45(1930)`.
        if c == '(' && digit(previous) && year(&run[i + 1..]) {
            return Some(i);
        }
        before = Some(previous);
        previous = c;
    }
    None
}

/// Whether a text starts with the four digits of a year and a closing bracket.
fn year(text: &str) -> bool {
    text.len() > 4
        && text.bytes().take(4).all(|b| b.is_ascii_digit())
        && (text.starts_with("19") || text.starts_with("20") || text.starts_with("18"))
        && text.as_bytes().get(4) == Some(&b')')
}
