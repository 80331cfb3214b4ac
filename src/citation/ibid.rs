//! Notes that point back to an earlier note: *ibid.*, *id.*, *op. cit.*, *supra* note 12.

use std::ops::Range;

use super::fields;
use super::lexicon;
use super::token::{self, Token};

/// How a note points back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Back {
    /// To what the note before cites (*ibid.*, *ebd.*).
    Ibid,
    /// To the same, or the same author (*id.*, *idem*).
    Id,
    /// To the work of the named author cited before (*op. cit.*).
    OpCit,
    /// To the same place in the work cited before (*loc. cit.*).
    LocCit,
    /// To a numbered note (*supra* note 12, above n 12, (n 12)).
    Note,
}

/// A note that points back. Ranges are in bytes of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ibid {
    /// How it points.
    pub back: Back,
    /// The words that point.
    pub range: Range<usize>,
    /// The name before them ("Smith").
    pub name: Option<Range<usize>>,
    /// The number of the note pointed to.
    pub note: Option<u32>,
    /// The page or other place ("p. 4").
    pub locator: Option<Range<usize>>,
}

/// Words that may stand before the pointer and are no name.
const SIGNALS: [&str; 10] =
    ["see", "also", "cf", "and", "but", "contra", "e.g", "eg", "compare", "siehe"];

/// How far into a note a pointer is looked for, in words: "Smith, Jones and Brown, op. cit."
const REACH: usize = 12;

/// Read a note that points back; `None` for one that does not, or that cites a work before it does.
#[must_use]
pub fn ibid(text: &str) -> Option<Ibid> {
    let text = super::bounded(text);
    let tokens = token::tokens(text);
    let start = first(text, &tokens)?;
    let (at, len, back, note) = (start..tokens.len().min(start + REACH))
        .find_map(|i| pointer(text, &tokens, i, i == start).map(|(n, b, m)| (i, n, b, m)))?;
    let range = tokens[at].core.start..tokens[at + len - 1].core.end;
    // "For more on this, see Ibid.": what leads up to it is no name.
    let from =
        tokens[start..at].iter().rposition(|t| SIGNALS.contains(&&*t.norm) && &*t.norm != "and");
    let from = from.map_or(start, |signal| start + signal + 1);
    let name = (at > from).then(|| tokens[from].span.start..tokens[at - 1].span.end);
    let name = name.map(|name| fields::trim(text, name)).filter(|name| !name.is_empty());
    // A year or an address before the pointer: a full citation precedes it.
    let full = tokens[start..at]
        .iter()
        .any(|t| t.literal.is_some() || t.word(text).bytes().any(|b| b.is_ascii_digit()));
    if full {
        return None;
    }
    let rest = &text[range.end..];
    let rest = &rest[..rest.find([';', '\n']).unwrap_or(rest.len())];
    let locator = fields::trim(text, range.end..range.end + rest.len());
    let numbered = |range: &Range<usize>| {
        const LONGEST: usize = 40;
        range.len() <= LONGEST && text[range.clone()].bytes().any(|b| b.is_ascii_digit())
    };
    let locator = Some(locator).filter(numbered);
    Some(Ibid { back, range, name, note, locator })
}

/// How many tokens at the beginning point back and nothing else (`Ibid.`).
pub(super) fn pointing(text: &str, tokens: &[Token]) -> usize {
    match pointer(text, tokens, 0, true) {
        Some((len, Back::Ibid | Back::Id, _)) => len,
        _ => 0,
    }
}

/// The first word after a note's number and signals.
fn first(text: &str, tokens: &[Token]) -> Option<usize> {
    tokens.iter().enumerate().position(|(i, t)| {
        let number = i == 0 && t.word(text).bytes().all(|b| b.is_ascii_digit());
        let signal = SIGNALS.contains(&&*t.norm);
        !(number || signal) && t.word(text).chars().any(char::is_alphanumeric)
    })
}

/// The pointer that starts at a token: how many tokens it has, and the note that it names.
fn pointer(
    text: &str,
    tokens: &[Token],
    i: usize,
    first: bool,
) -> Option<(usize, Back, Option<u32>)> {
    let own = tokens.get(i)?;
    let norm = |at: usize| tokens.get(at).map_or("", |t| &*t.norm);
    let here = norm(i);
    let dotted = own.trail(text).contains(['.', ',']) || tokens.len() == 1;
    let back = match here {
        "ibid" | "ibidem" | "ib" | "ebd" | "ebenda" => Some((1, Back::Ibid)),
        "id" | "idem" if first && (dotted || norm(i + 1) == "at") => Some((1, Back::Id)),
        "op" if norm(i + 1) == "cit" => Some((2, Back::OpCit)),
        "loc" if norm(i + 1) == "cit" => Some((2, Back::LocCit)),
        "opcit" => Some((1, Back::OpCit)),
        "loccit" => Some((1, Back::LocCit)),
        _ => None,
    };
    if let Some((len, back)) = back {
        return Some((len, back, None));
    }
    let above = matches!(here, "supra" | "above");
    let word = |at: usize| matches!(norm(at), "note" | "n" | "fn" | "nn" | "footnote" | "notes");
    let number = |at: usize| {
        let token = tokens.get(at)?;
        let digits = token.word(text);
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    if above && word(i + 1) {
        let note = number(i + 2);
        return Some((2 + usize::from(note.is_some()), Back::Note, note));
    }
    if here == "supra" && (tokens[i].trail(text).contains(['.', ',']) || i + 1 == tokens.len()) {
        return Some((1, Back::Note, None));
    }
    // "Smith (n 12) 45".
    let bracket = word(i) && tokens[i].lead(text) == "(" && i > 0;
    let name = i > 0 && !lexicon::classes(norm(i - 1)).has("stop");
    match number(i + 1) {
        Some(note) if bracket && name && tokens[i + 1].trail(text).starts_with(')') => {
            Some((2, Back::Note, Some(note)))
        }
        _ => None,
    }
}
