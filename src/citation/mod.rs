//! Printed references, read into the fields of CSL whatever their style.
//!
//! A reference is cut into tokens (`token`), what shape alone tells is set (addresses, identifiers),
//! and the rest is told apart as a whole: each token has features (`feature`), a table says how
//! much each speaks for a part and which part follows which (`weights.txt`, `model`), and the best
//! sequence wins. The stretches are then trimmed and read further: names, dates, volume and issue.
//! The table was learnt (`train.rs`) from half of the marked references of AnyStyle (BSD-2-Clause)
//! and from templates of news and web references (`made.txt`); it holds no reference, only weights of
//! words and marks that several have.
//!
//! Over five folds of that half, a title is exactly right in 85 of a hundred, the authors in 95, the
//! container in 76, the date in 95 (`measure.rs`).
//!
//! Everything is a range of the given text. Ranges do not overlap, but for an identifier that is
//! printed as an address, which is in both fields.

mod dates;
mod feature;
mod fields;
mod ibid;
mod kind;
mod label;
mod lead;
mod lexicon;
mod literal;
mod model;
mod names;
mod token;

#[cfg(test)]
mod made;
#[cfg(test)]
mod measure;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod train;

use std::ops::Range;

use smol_str::SmolStr;

use fields::Filling;
pub use ibid::{Back, Ibid, ibid};
pub use kind::Kind;
pub use lead::split;
pub use names::Name;

/// A date as printed, and in EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it says; what cannot be read but for its year is the year.
    pub edtf: SmolStr,
}

/// An address as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// Where it stands, white space of a broken one included.
    pub range: Range<usize>,
    /// White space stands in it: it was broken over lines. Without the white space it may be right.
    pub broken: bool,
    /// It ends where no address ends: the rest is missing.
    pub cut: bool,
}

/// How far a parse can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Little of it looks like a reference.
    #[default]
    Low,
    /// Fields are missing that references have, or parts stand in an odd order.
    Medium,
    /// It has what references have, each once.
    High,
}

/// A printed reference in parts: byte ranges of the given text, without the punctuation around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its number in the list (`[12]`).
    pub number: Option<Range<usize>>,
    /// Who wrote it; a body may.
    pub authors: Vec<Name>,
    /// Who edited it or what contains it.
    pub editors: Vec<Name>,
    /// Its title, quotation marks left out.
    pub title: Option<Range<usize>>,
    /// What it appeared in: a journal, a newspaper, a book, a site. `container-title`.
    pub container: Option<Range<usize>>,
    /// The series. `collection-title`.
    pub collection: Option<Range<usize>>,
    /// The publisher, or the institution that a thesis was written at.
    pub publisher: Option<Range<usize>>,
    /// `publisher-place`.
    pub place: Option<Range<usize>>,
    /// When it was issued.
    pub issued: Option<Dated>,
    /// When it was looked at.
    pub accessed: Option<Dated>,
    /// The number of the volume.
    pub volume: Option<Range<usize>>,
    /// The number of the issue.
    pub issue: Option<Range<usize>>,
    /// Pages, or a paragraph where that is printed.
    pub pages: Option<Range<usize>>,
    /// The edition as printed ("2nd ed").
    pub edition: Option<Range<usize>>,
    /// What sort of thing it says it is ("PhD diss", "Press release").
    pub genre: Option<Range<usize>>,
    /// The number of a report, the symbol of a document. CSL `number`.
    pub report_number: Option<Range<usize>>,
    /// The identifier without `doi:` or its resolver.
    pub doi: Option<Range<usize>>,
    /// The address.
    pub url: Option<Url>,
    /// The book number without `ISBN`.
    pub isbn: Option<Range<usize>>,
    /// What belongs to none of these, in order.
    pub note: Vec<Range<usize>>,
    /// What it is, as far as the fields tell.
    pub kind: Kind,
    /// How far to trust this.
    pub confidence: Confidence,
    /// The text was longer than a reference is, and only its beginning was read.
    pub shortened: bool,
}

/// No printed reference is longer, in bytes; the longest lists of authors run to some ten thousand.
const LONGEST: usize = 16_384;

/// The part of a text that is read.
fn bounded(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Read one printed reference.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse_with(text, model::shipped())
}

fn parse_with(text: &str, weights: &model::Weights<'_>) -> Parsed {
    let all = text;
    let text = bounded(all);
    let pieces = split(text);
    let main = pieces.iter().find(|piece| enough(&text[(*piece).clone()])).cloned();
    let main = main.unwrap_or(0..text.len());
    let mut all_tokens = token::tokens(text);
    // Where no piece is more than a pointer, all of them are in what is read.
    let apart = |piece: &Range<usize>| piece.start < main.start || main.end < piece.end;
    let others = pieces.into_iter().filter(|piece| apart(piece));
    let number = all_tokens.first().filter(|t| is_number(text, t)).map(|t| t.span.clone());
    let number = number.unwrap_or(0..0);
    all_tokens.retain(|t| main.contains(&t.span.start) || t.span == number);
    let numbered = usize::from(all_tokens.first().is_some_and(|t| is_number(text, t)));
    let lead = lead::lead(text, &all_tokens[numbered..]);
    // The number stays: the table knows what follows one.
    let mut tokens = all_tokens[..numbered].to_vec();
    tokens.extend_from_slice(&all_tokens[numbered + lead..]);
    let attributes = feature::attributes(text, &tokens);
    let labels = model::label(weights, &tokens, &attributes);
    let segments = fields::segments(text, &labels, &tokens);
    let mut parsed = Parsed { shortened: text.len() < all.len(), ..Parsed::default() };
    parsed
        .note
        .extend(others.map(|piece| fields::trim(text, piece.start.max(number.end)..piece.end)));
    if lead > 0 {
        let span = all_tokens[numbered].span.start..all_tokens[numbered + lead - 1].span.end;
        parsed.note.push(fields::trim(text, span));
    }
    let mut filling = Filling { text, tokens: &tokens, parsed };
    filling.fill(&segments);
    let mut parsed = filling.parsed;
    parsed.kind = kind::guess(text, &parsed);
    parsed.confidence = confidence(&parsed, &segments);
    parsed
}

/// Whether a piece of a note is more than a pointer to another note.
fn enough(piece: &str) -> bool {
    let tokens = token::tokens(piece);
    let numbered = usize::from(tokens.first().is_some_and(|t| is_number(piece, t)));
    tokens.len() > numbered + lead::lead(piece, &tokens[numbered..])
}

/// Whether a token is the number of a note or of an entry: brackets, or a full stop after it.
fn is_number(text: &str, token: &token::Token) -> bool {
    let marked = !token.lead(text).is_empty() || !token.trail(text).is_empty();
    let word = token.word(text);
    marked && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is the symbol of a document (`S/2023/568`, `A/HRC/50/12`).
fn is_symbol(text: &str) -> bool {
    let mut parts = text.split('/');
    let organ = parts.next().is_some_and(|p| {
        (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
    });
    let rest: Vec<&str> = parts.collect();
    let plain = |p: &&str| {
        !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b".-()".contains(&b))
    };
    let numbered = rest.last().is_some_and(|p| p.bytes().any(|b| b.is_ascii_digit()));
    organ && !rest.is_empty() && rest.iter().all(plain) && numbered
}

fn confidence(parsed: &Parsed, segments: &[fields::Segment]) -> Confidence {
    let once = |label| segments.iter().filter(|s| s.label == label).count() <= 1;
    let named = parsed.title.is_some() || parsed.report_number.is_some();
    let from =
        !parsed.authors.is_empty() || parsed.container.is_some() || parsed.publisher.is_some();
    let found = parsed.issued.is_some() || parsed.url.is_some() || parsed.doi.is_some();
    let ordered = once(label::Label::Author) && once(label::Label::Title);
    match () {
        () if named && from && found && ordered && !parsed.shortened => Confidence::High,
        () if (named || parsed.container.is_some()) && (from || found) => Confidence::Medium,
        () => Confidence::Low,
    }
}
