//! LaTeX in values to text, and names to their parts: the one place that names the crate `biblatex`.
//!
//! The crate is given one value at a time: it recurses with the nesting of braces and moves what
//! follows a brace for each of them, so both are limited here; and it resolves abbreviations and
//! cross-references without a limit, so these are resolved before.

use biblatex::{Bibliography, Chunk, ChunksExt as _, Person, RawBibliography, RawChunk, RawEntry};
use biblatex::{Pair, Spanned};

/// How deep braces may be nested in a value that is decoded.
const MAX_DEPTH: usize = 32;

/// How many braces a value that is decoded may hold.
const MAX_BRACES: usize = 1000;

/// Pairs of plain marks that TeX sets as others.
const LIGATURES: &[(&str, &str)] = &[("``", "“"), ("''", "”")];

/// Commands of the text that only set its type, and of what they are given.
const FONTS: &[&str] = &[
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "textsf",
    "texttt",
    "textup",
    "textsl",
    "mkbibquote",
    "mkbibemph",
    "enquote",
    "mbox",
    "hbox",
    "uppercase",
    "NoCaseChange",
    "url",
    "textsuperscript",
    "textsubscript",
    "text",
];

/// What LaTeX in a value says; `None` where it cannot be decoded, for braces that do not balance
/// or are too many.
pub(super) fn text(raw: &str) -> Option<String> {
    if !raw.contains(['\\', '{', '}', '~', '$', '-', '`', '\'']) {
        return Some(joined(raw));
    }
    let decoded = chunks(raw)?.format_verbatim();
    let mut out = joined(&decoded);
    for (plain, set) in LIGATURES {
        out = out.replace(plain, set);
    }
    Some(out)
}

/// One blank for any white space.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address or identifier: only what LaTeX must escape is undone.
pub(super) fn verbatim(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.trim();
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("textasciitilde").or(rest.strip_prefix('~')) {
            out.push('~');
            rest = after.strip_prefix("{}").unwrap_or(after);
        } else if !rest.starts_with(['_', '%', '&', '#', '$', '{', '}', '^', ' ']) {
            out.push('\\');
        }
    }
    out.push_str(rest);
    // Braces of the value itself: `{{https://…}}`.
    let bare = out.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    bare.map_or(out.clone(), ToOwned::to_owned)
}

fn chunks(raw: &str) -> Option<Vec<Spanned<Chunk>>> {
    let (mut depth, mut deepest, mut braces) = (0_usize, 0, 0);
    for byte in raw.bytes() {
        match byte {
            b'{' => {
                depth += 1;
                braces += 1;
                deepest = deepest.max(depth);
            }
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    if depth != 0 || deepest > MAX_DEPTH || braces > MAX_BRACES {
        return None;
    }
    let mut value = without_fonts(raw);
    // A tie is a blank, unless it is an accent (`\~n`).
    if value.contains('~') {
        let mut before = ' ';
        value = value
            .chars()
            .map(|c| {
                let tie = c == '~' && before != '\\';
                before = c;
                if tie { ' ' } else { c }
            })
            .collect();
    }
    let pair = Pair::new(
        Spanned::zero("title"),
        Spanned::zero(vec![Spanned::zero(RawChunk::Normal(&value))]),
    );
    let entry =
        RawEntry { key: Spanned::zero("k"), kind: Spanned::zero("misc"), fields: vec![pair] };
    let bibliography = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::zero(entry)],
        abbreviations: Vec::new(),
    };
    let read = Bibliography::from_raw(bibliography).ok()?;
    Some(read.get("k")?.get("title")?.to_vec())
}

/// Signs that are accents after a backslash, and letters that are.
const ACCENTS: &[char] =
    &['\'', '`', '^', '"', '~', '=', '.', 'u', 'v', 'H', 'c', 'k', 'r', 'd', 'b'];

/// Letters that lose their dot under an accent: TeX's `\i` and `\j`.
const DOTLESS: &[&str] = &["i", "j"];

/// Whether what stands before takes the next letter under an accent: `\'`, `\v{`, `\u `.
fn is_accented(before: &str) -> bool {
    let accent = before.trim_end_matches(['{', ' ']).strip_suffix(ACCENTS);
    accent.is_some_and(|before| before.ends_with('\\'))
}

/// A value without the commands that only set its type, whose braces stay; without the braces that
/// Zotero writes for the sake of balance alone; and with plain letters under accents.
fn without_fonts(raw: &str) -> String {
    let raw = raw.replace("\\vphantom{\\}}", "").replace("\\vphantom{\\{}", "");
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.as_str();
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let command = &rest[at + 1..];
        let length = command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len());
        let (name, after) = command.split_at(length);
        if FONTS.contains(&name) && after.starts_with('{') {
            rest = after;
        } else if DOTLESS.contains(&name) && is_accented(&out) {
            // `\u\i`, where the backslash told the two apart.
            out.extend(out.ends_with(|c: char| c.is_ascii_alphabetic()).then_some(' '));
            out.push_str(name);
            // A blank ends the command and is nothing else.
            rest = after.strip_prefix("{}").unwrap_or(after.trim_start_matches(' '));
        } else if command.starts_with(' ') {
            rest = command;
        } else {
            out.push('\\');
            // An escaped backslash begins no command.
            let next = command.chars().next().filter(|_| length == 0).map_or(0, char::len_utf8);
            out.push_str(&command[..next]);
            rest = &command[next..];
        }
    }
    out.push_str(rest);
    out
}

/// A name by BibTeX's parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// A name in braces of its own, which has no parts.
    pub(super) whole: String,
}

/// The parts of one name; `None` where it cannot be decoded.
pub(super) fn name(raw: &str) -> Option<Parts> {
    let raw = raw.trim();
    let whole = |text: &str| Some(Parts { whole: text.to_owned(), ..Parts::default() });
    if raw == "others" {
        return whole("others");
    }
    let pieces = pieces(raw)?;
    if let [(inner, true)] = pieces.as_slice() {
        return whole(&text(inner)?);
    }
    let mut chunks = Vec::new();
    for (piece, grouped) in pieces {
        let decoded = text_kept(piece)?;
        let chunk = if grouped { Chunk::Verbatim(decoded) } else { Chunk::Normal(decoded) };
        match (chunks.last_mut(), chunk) {
            (Some(Spanned { v: Chunk::Normal(last), .. }), Chunk::Normal(more)) => {
                last.push_str(&more);
            }
            (_, chunk) => chunks.push(Spanned::zero(chunk)),
        }
    }
    let Person { name, given_name, prefix, suffix, .. } = Person::parse(&chunks);
    let [family, given, prefix, suffix] = [name, given_name, prefix, suffix].map(|t| joined(&t));
    if family.is_empty() {
        return whole(&given);
    }
    Some(Parts { family, given, prefix, suffix, whole: String::new() })
}

/// [`text`], with the white space at its ends.
fn text_kept(raw: &str) -> Option<String> {
    let blank = |c: Option<char>| if c.is_some_and(char::is_whitespace) { " " } else { "" };
    let (first, last) = (raw.chars().next(), raw.chars().next_back());
    if raw.trim().is_empty() {
        return Some(blank(first).to_owned());
    }
    // A tie joins words as a blank does.
    let ends = |c: Option<char>| if c == Some('~') { " " } else { blank(c) };
    Some(format!("{}{}{}", ends(first), text(raw)?, ends(last)))
}

/// The pieces of a name: braces that group words (`true`), and all else. Braces that an accent
/// needs group nothing.
fn pieces(raw: &str) -> Option<Vec<(&str, bool)>> {
    let bytes = raw.as_bytes();
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => {
                at += 1;
                let letters = raw.get(at..)?.bytes().take_while(u8::is_ascii_alphabetic).count();
                let next = raw.get(at..)?.chars().next().map_or(0, char::len_utf8);
                at += letters.max(next);
                if bytes.get(at) == Some(&b'{') {
                    at = closing(bytes, at)? + 1;
                }
            }
            b'{' => {
                let end = closing(bytes, at)?;
                if bytes.get(at + 1) != Some(&b'\\') {
                    if from < at {
                        out.push((&raw[from..at], false));
                    }
                    out.push((&raw[at + 1..end], true));
                    from = end + 1;
                }
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    if from < raw.len() {
        out.push((&raw[from..], false));
    }
    Some(out)
}

/// Where the brace closes that opens here.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The names of a list, divided by "and" outside of braces, each with its place in the list.
pub(super) fn names(raw: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = raw.as_bytes();
    let (mut out, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    let mut add = |range: std::ops::Range<usize>| {
        let part = &raw[range.clone()];
        let start = range.start + part.len() - part.trim_start().len();
        let end = start + part.trim().len();
        if start < end {
            out.push(start..end);
        }
    };
    for at in 0..bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b if depth == 0 && b.is_ascii_whitespace() => {
                let word =
                    bytes.get(at + 1..at + 4).is_some_and(|w| w.eq_ignore_ascii_case(b"and"));
                let ends = bytes.get(at + 4).is_none_or(u8::is_ascii_whitespace);
                if word && ends && at >= from {
                    add(from..at);
                    from = at + 4;
                }
            }
            _ => {}
        }
    }
    add(from.min(raw.len())..raw.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_quotes_are_decoded() {
        let cases = [
            (r#"{\"O}zt{\"u}rk and \'{E}mile \v{C}apek"#, "Öztürk and Émile Čapek"),
            (r"Stra{\ss}e \o re, {\L}\'od\'z", "Straße øre, Łódź"),
            ("A {NASA} study --- 1990--2000", "A NASA study — 1990–2000"),
            ("``Quoted'' title", "“Quoted” title"),
            (r"Fish \& Chips, 5\% of \emph{all}", "Fish & Chips, 5% of all"),
            ("J.~Doe", "J. Doe"),
            (r"\~nandu", "ñandu"),
            (r#"Ji\v{r}{\'\i} and \'{\i}le, na\"\i{}ve, \u\i"#, "Jiří and íle, naïve, ĭ"),
            (r"Proc.\ of the 3rd, \i", "Proc. of the 3rd, ı"),
        ];
        for (raw, expected) in cases {
            assert_eq!(text(raw).as_deref(), Some(expected), "{raw}");
        }
        assert_eq!(verbatim(r"https://example.org/a--b\_c\%20d"), "https://example.org/a--b_c%20d");
        assert_eq!(text("{unbalanced"), None);
        assert_eq!(text(&"{".repeat(99_999)), None);
    }

    #[test]
    fn names_have_parts() {
        let read = |raw: &str| {
            let parts = name(raw).unwrap();
            [parts.given, parts.prefix, parts.family, parts.suffix, parts.whole].join("|")
        };
        assert_eq!(read("Ada Lovelace"), "Ada||Lovelace||");
        assert_eq!(read("van der Berg, Jan"), "Jan|van der|Berg||");
        assert_eq!(read("Jan van der Berg"), "Jan|van der|Berg||");
        assert_eq!(read("Doe, Jr., John"), "John||Doe|Jr.|");
        assert_eq!(read("{World Health Organization}"), "||||World Health Organization");
        assert_eq!(read(r#"{\"O}zt{\"u}rk Demir, Ay{\c s}e"#), "Ayşe||Öztürk Demir||");
        assert_eq!(read("{Barnes and Noble, Inc.}"), "||||Barnes and Noble, Inc.");
        assert_eq!(read("Plato"), "||Plato||");
        let list = "A. One and {Two and Three} and\n others";
        let all: Vec<_> = names(list).into_iter().map(|range| &list[range]).collect();
        assert_eq!(all, ["A. One", "{Two and Three}", "others"]);
    }
}
