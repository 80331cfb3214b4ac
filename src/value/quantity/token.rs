//! Text as words, numbers and signs, each with its place.
//!
//! Digits that belong to something else (`F-16`, `10:30`, `2.0.1`, a web address, a note mark) are
//! made opaque here, by the shape of what they are glued to, so that no later stage can read a
//! number out of them.

use std::ops::Range;

use smol_str::SmolStr;

use super::lexicon::{self, Lex};
use super::literal::{self, Flaw, Literal};
use crate::text::lower;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// A number in digits.
    Number(Literal),
    /// A fraction in one character ("½"): over and under.
    Vulgar(u32, u32),
    /// Any other character.
    Symbol(char),
    /// Digits that are no number here.
    Opaque(Flaw),
}

/// A word, number or sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where, in bytes.
    pub span: Range<usize>,
    /// Whether it follows the one before without a space.
    pub glued: bool,
    /// Whether it is the first of its line.
    pub line_start: bool,
    /// Its text, lower case; empty for numbers.
    pub word: SmolStr,
    /// What the lexicon knows about the word.
    pub lex: Lex,
    /// What the lexicon knows about the word, though it stands for a name in capitals here.
    known: u32,
}

impl Token {
    /// The character, if it is a sign.
    pub(super) fn symbol(&self) -> Option<char> {
        match self.kind {
            Kind::Symbol(c) => Some(c),
            _ => None,
        }
    }

    /// The number, if it is one in digits.
    pub(super) fn literal(&self) -> Option<Literal> {
        match self.kind {
            Kind::Number(literal) => Some(literal),
            _ => None,
        }
    }

    /// Whether something of this flag of the lexicon may start with the word, a name in capitals
    /// included. A sign may start anything that has a sign.
    pub(super) fn may_start(&self, flag: u32) -> bool {
        match self.kind {
            Kind::Word => self.known & flag != 0,
            Kind::Symbol(_) => true,
            _ => false,
        }
    }

    /// Whether a number may start with it.
    pub(super) fn may_be_numeral(&self) -> bool {
        match self.kind {
            Kind::Number(_) | Kind::Vulgar(..) => true,
            Kind::Word => self.known & lexicon::NUMERAL != 0,
            Kind::Symbol(c) => SIGNS.contains(&c),
            Kind::Opaque(_) => false,
        }
    }

    /// Whether it is this sign.
    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Symbol(sign)
    }

    /// Whether it is letters.
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a hyphen or a dash that can stand between numbers.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Symbol('-' | '–' | '—' | '−' | '~' | '〜'))
    }
}

/// Signs of numbers.
pub(super) const SIGNS: [char; 3] = ['-', '−', '+'];
/// Characters that glue what stands on both sides into one thing.
const CONNECTORS: &str = "-–−/:._,@#&'’^\\\u{fffd}";
/// Characters after which glued digits are a note mark or an exponent.
const CLOSERS: &str = "”’\")]}^#@»;!?";
/// What may surround a cluster without belonging to it.
const EDGES: &str = ".,:;'’_";
/// A cluster longer than this is no number whatever its shape.
const MAX_CLUSTER: usize = 12;
/// Tokens that brackets around note numbers may hold.
const MAX_BRACKET: usize = 24;
/// Words of the lexicon that are other words in capitals.
const ACRONYMS: [&str; 4] = ["us", "it", "who", "all"];
/// Letters of the longest of them.
const LONGEST_ACRONYM: usize = 3;
/// Unit symbols that take an exponent as a digit ("km2").
const SQUARED: [&str; 6] = ["km", "m", "cm", "mm", "mi", "ft"];

/// Shapes of clusters whose numbers are numbers: `9` a number, `a` letters.
const SHAPES: [&str; 22] = [
    "9",
    "9a",
    "9-9",
    "9-9a",
    "9a-9a",
    "9-a",
    "9-a-a",
    "9-a-a-a",
    "9-9-a",
    "9-9-a-a",
    "9a-a",
    "9/9",
    "9/a",
    "9a/a",
    "-9",
    "-9a",
    "-9-9",
    "9-9a/a",
    "-9-a",
    "9-9-a-a-a",
    "-9a/a",
    "9-a/a",
];
/// Shapes that begin with letters, which must be a currency ("USD5m", "Rs.500").
const MONEY_SHAPES: [&str; 5] = ["a9", "a9a", "a.9", "a.9a", "a9-9"];
/// Shapes that begin with letters, which must introduce a number ("c.100", "magnitude-6.3").
const LEAD_SHAPES: [&str; 4] = ["a.9", "a-9", "a.9a", "a-9-a"];

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut glued, mut line_start) = (0, false, true);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            glued = false;
            line_start |= c == '\n';
            at += c.len_utf8();
            continue;
        }
        let previous = out.last().filter(|_| glued);
        let (mut kind, mut len) = next(&text[at..], c, previous);
        // "March 22 143": a day of the month does not go on after a space.
        if let Kind::Number(Literal { doubtful: true, .. }) = kind
            && out.last().is_some_and(|token| token.lex.has(lexicon::MONTH))
        {
            let end = text[at..].find(' ').map_or(text.len(), |space| at + space);
            (kind, len) = next(&text[at..end], c, None);
        }
        let span = at..at + len;
        let (word, known) = match kind {
            Kind::Word => {
                let word = lower(&text[span.clone()]);
                let known = lexicon::lookup(&word);
                (word, known)
            }
            Kind::Symbol(c) => (SmolStr::new_inline(c.encode_utf8(&mut [0; 4])), Lex::default()),
            _ => (SmolStr::default(), Lex::default()),
        };
        // "US" and "WHO" are names, "us" and "who" are not.
        let acronym = c.is_uppercase()
            && (2..=LONGEST_ACRONYM).contains(&word.len())
            && ACRONYMS.contains(&word.as_str())
            && text[span.clone()].chars().all(char::is_uppercase);
        let lex = if acronym { Lex::default() } else { known };
        at += len;
        out.push(Token { kind, span, glued, line_start, word, lex, known: known.flags() });
        (glued, line_start) = (true, false);
    }
    veil(text, &mut out);
    out
}

fn next(rest: &str, c: char, previous: Option<&Token>) -> (Kind, usize) {
    let digit_follows = |skip: usize| rest.as_bytes().get(skip).is_some_and(u8::is_ascii_digit);
    if c.is_ascii_digit() || (c == '.' && digit_follows(1) && !previous.is_some_and(closes)) {
        let (literal, len) = literal::lex(rest);
        let literal = literal.or_else(|flaw| {
            let scaled = Some(()).filter(|()| is_scaled(&rest[len..]));
            scaled.and_then(|()| literal::with_decimal_comma(&rest[..len])).ok_or(flaw)
        });
        return (literal.map_or_else(Kind::Opaque, Kind::Number), len);
    }
    if let Some((over, under)) = lexicon::vulgar(c) {
        return (Kind::Vulgar(over, under), c.len_utf8());
    }
    if c.is_alphabetic() {
        let len = word_len(rest);
        let scheme = rest.as_bytes().get(len) == Some(&b':') && rest[len..].starts_with("://");
        let address = scheme || c == 'w' && rest.starts_with("www.");
        if address {
            let end = rest.find(|c: char| c.is_whitespace() || ")>]\"".contains(c));
            return (Kind::Opaque(Flaw::Other), end.unwrap_or(rest.len()));
        }
        return (Kind::Word, len);
    }
    if c.is_numeric() && !"²³¹".contains(c) {
        let len: usize = rest.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum();
        return (Kind::Opaque(Flaw::Script), len);
    }
    let sign = if matches!(c, '‐' | '‑') { '-' } else { c };
    (Kind::Symbol(sign), c.len_utf8())
}

/// Whether a scale follows: "1,5 million".
fn is_scaled(rest: &str) -> bool {
    let Some(word) = rest.strip_prefix([' ', '\u{a0}', '\u{202f}']) else { return false };
    let word = lower(&word[..word_len(word)]);
    matches!(lexicon::lookup(&word).number, lexicon::NumberWord::Scale(_))
}

/// Whether a point glued to this token cannot start a number.
fn closes(token: &Token) -> bool {
    !matches!(token.kind, Kind::Symbol(c) if !CLOSERS.contains(c))
}

/// Letters and combining marks, with an apostrophe between letters ("people's") and an exponent
/// after a unit ("km²", "km2").
fn word_len(rest: &str) -> usize {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if matches!(rest.as_bytes().get(letters), None | Some(b' ' | b',' | b'.' | b'-' | b')' | b'\n'))
    {
        return letters;
    }
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let apostrophe = matches!(c, '\'' | '’')
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
            && len > 0;
        let mark = ('\u{300}'..='\u{36f}').contains(&c);
        if !(c.is_alphabetic() || apostrophe || mark || matches!(c, '²' | '³')) {
            let exponent = matches!(c, '2' | '3')
                && SQUARED.contains(&&rest[..at])
                && !rest[at + 1..].starts_with(|c: char| c.is_alphanumeric());
            return if exponent { at + 1 } else { len };
        }
        len = at + c.len_utf8();
    }
    len
}

/// Make numbers opaque that are part of something else.
fn veil(text: &str, tokens: &mut [Token]) {
    let connects = |token: &Token| match token.kind {
        Kind::Symbol(c) => CONNECTORS.contains(c),
        _ => true,
    };
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        if connects(&tokens[start]) {
            while end < tokens.len() && tokens[end].glued && connects(&tokens[end]) {
                end += 1;
            }
        } else if tokens[start].is('[') {
            veil_bracket(tokens, start);
        }
        let marked = start > 0 && tokens[start].glued && note_mark(&tokens[..start]);
        veil_cluster(text, &mut tokens[start..end], marked);
        start = end;
    }
}

/// Whether what is glued to the right of these tokens is a note mark: after a closing bracket or
/// quotation mark, and inside `^{…}`.
fn note_mark(before: &[Token]) -> bool {
    let Some((last, rest)) = before.split_last() else { return false };
    match last.kind {
        Kind::Symbol('"') => last.glued,
        Kind::Symbol('{') => rest.last().is_some_and(|token| token.is('^')),
        Kind::Symbol(c) => CLOSERS.contains(c),
        _ => false,
    }
}

/// `[12]`, `[3, 4–6]` are citations.
fn veil_bracket(tokens: &mut [Token], open: usize) {
    let inside = |token: &Token| match token.kind {
        Kind::Number(_) | Kind::Opaque(_) => true,
        Kind::Symbol(c) => "-–,;".contains(c),
        _ => false,
    };
    let end = tokens.len().min(open + MAX_BRACKET);
    let len = tokens[open + 1..end].iter().take_while(|token| inside(token)).count();
    if tokens.get(open + 1 + len).is_some_and(|token| token.is(']')) {
        hide(&mut tokens[open + 1..open + 1 + len]);
    }
}

fn hide(tokens: &mut [Token]) {
    for token in tokens {
        if matches!(token.kind, Kind::Number(_) | Kind::Vulgar(..)) {
            token.kind = Kind::Opaque(Flaw::Other);
        }
    }
}

fn veil_cluster(text: &str, cluster: &mut [Token], marked: bool) {
    if !cluster.iter().any(|token| matches!(token.kind, Kind::Number(_) | Kind::Vulgar(..))) {
        return;
    }
    if marked || cluster.len() > MAX_CLUSTER {
        return hide(cluster);
    }
    let edge = |token: &Token| token.symbol().is_some_and(|c| EDGES.contains(c));
    let dash = |token: &Token| matches!(token.kind, Kind::Symbol('-' | '–'));
    let lead = cluster.iter().take_while(|token| edge(token)).count();
    // A point or comma glued to what comes before is the end of that.
    if lead > 0 && cluster.first().is_some_and(|token| token.glued) {
        return hide(cluster);
    }
    let trail = cluster[lead..].iter().rev().take_while(|token| edge(token) || dash(token)).count();
    let core = lead..cluster.len() - trail;
    if !allowed(text, &cluster[core]) {
        hide(cluster);
    }
}

fn allowed(text: &str, core: &[Token]) -> bool {
    // Nearly all are a number and nothing else.
    if let [Token { kind: Kind::Number(_) | Kind::Vulgar(..), .. }] = core {
        return true;
    }
    let mut shape = String::with_capacity(core.len());
    for token in core {
        shape.push(match token.kind {
            Kind::Number(_) => '9',
            // "1½" is one number.
            Kind::Vulgar(..) if shape.ends_with('9') => continue,
            Kind::Vulgar(..) => '9',
            Kind::Word => 'a',
            Kind::Symbol('-' | '–' | '−') => '-',
            Kind::Symbol(c) => c,
            Kind::Opaque(_) => '?',
        });
    }
    let Some(first) = core.first() else { return false };
    let money = || super::money::is_prefix(&text[first.span.clone()], &first.word);
    (SHAPES.contains(&shape.as_str()) && !is_date(core))
        || (MONEY_SHAPES.contains(&shape.as_str()) && money())
        || (LEAD_SHAPES.contains(&shape.as_str()) && first.lex.has(lexicon::LEAD))
}

/// "2021-09", "2021-22": a year and what is glued to it by a hyphen.
fn is_date(core: &[Token]) -> bool {
    let literal = |index: usize| core.get(index).and_then(Token::literal);
    match (literal(0), literal(2)) {
        (Some(a), Some(b)) => {
            lexicon::is_year(&a) && (b.digits <= 2 && b.places == 0 || lexicon::is_year(&b))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> usize {
        let number = |t: &&Token| matches!(t.kind, Kind::Number(_) | Kind::Vulgar(..));
        tokens(text).iter().filter(number).count()
    }

    #[test]
    fn numbers_stand_alone_or_in_known_company() {
        for text in [
            "143",
            "(143)",
            "143.",
            "10k",
            "5km/h",
            "-5",
            "60-year-old",
            "USD5m",
            "Rs.500",
            "c.100",
            "magnitude-6.3",
            "“143 dead”",
            "23/month",
            "~100",
            "km2 5",
            "'143 killed'",
        ] {
            assert_eq!(numbers(text), 1, "{text}");
        }
        for text in ["10-12", "5k-20k", "4–6m", "3/4", "75,000–100,000-strong"] {
            assert_eq!(numbers(text), 2, "{text}");
        }
    }

    #[test]
    fn digits_inside_other_things_are_no_numbers() {
        for text in [
            "F-16",
            "COVID-19",
            "S/2023/568",
            "10:30",
            "2.0.1",
            "192.168.1.2",
            "[12]",
            "[3, 4–6]",
            "people.1",
            "Iran6",
            "said.”12",
            "3/22/2024",
            "2024-03-22",
            "2021-22",
            "1_000",
            "1e400",
            "0x10",
            "https://example.org/2024/143",
            "www.example.org/5",
            "a@b5.org",
            "#5",
            "G20",
            "+1-222-555-0100",
            "fighters,^{1,2}",
            "example.com/2021/11/03",
            "٣",
            "mid-2021",
        ] {
            assert_eq!(numbers(text), 0, "{text}");
        }
    }
}
