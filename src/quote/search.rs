//! The places of a text that have what a quote asks for.

use std::cell::OnceCell;
use std::ops::Range;

use super::cut::{may_be_note, parts_number, parts_word};
use super::index::Index;
use super::nearest::Grams;
use super::normal::Normal;
use super::pattern::{ENDING_REACH, Gap, Pattern};
use super::{diff, normal};

/// A place that has a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes of the text.
    pub(super) passage: Range<usize>,
    /// Whether the bytes are the quote's own.
    pub(super) exact: bool,
    /// Parts of the passage that the quote leaves out.
    pub(super) left_out: Vec<Range<usize>>,
    /// The passage with the neighbours that the quote names: all that a reader of it sees.
    pub(super) seen: Range<usize>,
}

/// A match in the normalised text, gaps included.
#[derive(Clone, Debug)]
struct Match {
    range: Range<usize>,
    gaps: Vec<Range<usize>>,
    /// With the neighbours that the quote names.
    seen: Range<usize>,
}

impl Match {
    fn new(range: Range<usize>, gaps: Vec<Range<usize>>) -> Self {
        Self { seen: range.clone(), range, gaps }
    }
}

/// A text made ready to be searched for quotes.
#[derive(Debug)]
pub(super) struct Searcher<'t> {
    raw: &'t str,
    normal: &'t Normal,
    index: Index<'t>,
    grams: OnceCell<Grams<'t>>,
}

/// Punctuation at the end of a quote that may be that of the sentence it is quoted in.
const FINAL: [char; 4] = ['.', ',', ';', ':'];

impl<'t> Searcher<'t> {
    pub(super) fn new(raw: &'t str, normal: &'t Normal) -> Self {
        let index = Index::new(normal.text.as_bytes());
        Self { raw, normal, index, grams: OnceCell::new() }
    }

    /// The places of a quote, in order. Those between the right neighbours, if it names them; and if
    /// there are some that begin and end with words and others that are parts of longer words, the
    /// former.
    pub(super) fn find(
        &self,
        exact: &str,
        prefix: Option<&str>,
        suffix: Option<&str>,
    ) -> Vec<Place> {
        let mut matches = self.literal(exact);
        let mut places = self.places(exact, matches, prefix, suffix);
        if places.is_empty() {
            matches = Pattern::of(exact).map(|p| self.edited(&p)).unwrap_or_default();
            places = self.places(exact, matches, prefix, suffix);
        }
        if places.is_empty() {
            places = self.verbatim(exact, prefix, suffix);
        }
        if places.iter().any(|place| place.exact) {
            places.retain(|place| place.exact);
        }
        places
    }

    /// Matches that stand between the right neighbours, as places.
    fn places(
        &self,
        exact: &str,
        mut matches: Vec<Match>,
        prefix: Option<&str>,
        suffix: Option<&str>,
    ) -> Vec<Place> {
        let text = &self.normal.text;
        let beside = |words: Option<&str>| words.map(|words| Normal::new(words).text);
        // Programs cut neighbours by length, people by words.
        let by_word =
            |m: &Match| ![m.seen.start, m.seen.end].iter().any(|at| parts_word(text, *at));
        if let Some(prefix) = beside(prefix) {
            matches.retain_mut(|m| {
                let before = &text[..m.range.start];
                let trimmed = before.trim_end_matches([' ', '-']);
                let head = before.strip_suffix(&*prefix).or_else(|| trimmed.strip_suffix(&*prefix));
                m.seen.start = head.map_or(m.range.start, str::len);
                head.is_some()
            });
        }
        if let Some(suffix) = beside(suffix) {
            matches.retain_mut(|m| {
                let after = &text[m.range.end..];
                let trimmed = after.trim_start_matches([' ', '-']);
                let tail = after.strip_prefix(&*suffix).or_else(|| trimmed.strip_prefix(&*suffix));
                m.seen.end = tail.map_or(m.range.end, |tail| text.len() - tail.len());
                tail.is_some()
            });
        }
        if (prefix.is_some() || suffix.is_some()) && matches.iter().any(by_word) {
            matches.retain(by_word);
        }
        let mut places: Vec<Place> = matches.iter().map(|m| self.place(exact, m)).collect();
        let whole = |place: &Place| self.is_whole(&place.passage);
        if places.iter().any(whole) {
            places.retain(|place| whole(place));
        }
        places
    }

    fn is_whole(&self, passage: &Range<usize>) -> bool {
        ![passage.start, passage.end]
            .iter()
            .any(|at| parts_word(self.raw, *at) || parts_number(self.raw, *at))
            || may_be_note(self.raw, passage.end) && !parts_word(self.raw, passage.start)
    }

    fn place(&self, exact: &str, found: &Match) -> Place {
        let passage = self.normal.raw(found.range.clone());
        let exact = self.raw.get(passage.clone()) == Some(exact.trim());
        let gap = |gap: &Range<usize>| self.normal.raw(gap.clone());
        let left_out = found.gaps.iter().filter(|gap| !gap.is_empty()).map(gap).collect();
        let seen = self.normal.raw(found.seen.clone());
        Place { passage, exact, left_out, seen }
    }

    /// Matches of the words as they stand; failing that, with the first letter in the other case, and
    /// without final punctuation, as editors of quotations may change both (Chicago Manual of Style,
    /// 13.7).
    fn literal(&self, exact: &str) -> Vec<Match> {
        let words = Normal::new(exact).text;
        let all = spellings(&words).into_iter().map(|spelling| {
            let starts = self.index.find(spelling.as_bytes());
            (starts, spelling.len())
        });
        let first = all.into_iter().find(|(starts, _)| !starts.is_empty());
        let (starts, len) = first.unwrap_or_default();
        starts.into_iter().map(|at| Match::new(at..at + len, Vec::new())).collect()
    }

    /// Matches of a quote in pieces: each piece within reach of the one before it, as near as can be.
    fn edited(&self, pattern: &Pattern) -> Vec<Match> {
        let Some((first, rest)) = pattern.pieces.split_first() else { return Vec::new() };
        let mut matches = Vec::new();
        for spelling in spellings(first) {
            let last = rest.is_empty();
            // Only the last piece ends the quote.
            if !last && spelling.len() != first.len() {
                continue;
            }
            let starts = self.index.find(spelling.as_bytes());
            let make = |at: usize| Match::new(at..at + spelling.len(), Vec::new());
            matches = starts.into_iter().map(make).collect();
            if !matches.is_empty() {
                break;
            }
        }
        for (i, (piece, gap)) in rest.iter().zip(&pattern.gaps).enumerate() {
            let mut starts = self.index.find(piece.as_bytes());
            let mut len = piece.len();
            if starts.is_empty() && i + 1 == rest.len() {
                let short = piece.trim_end_matches(FINAL);
                (starts, len) = (self.index.find(short.as_bytes()), short.len());
            }
            matches = self.extended(matches, &starts, len, *gap);
        }
        let text = &self.normal.text;
        let in_word = |c: &char| c.is_alphanumeric();
        for m in &mut matches {
            if pattern.starts_in_word {
                let before = text[..m.range.start].chars().rev().take(ENDING_REACH);
                m.range.start -= before.take_while(in_word).map(char::len_utf8).sum::<usize>();
            }
            if pattern.ends_in_word {
                let after = text[m.range.end..].chars().take(ENDING_REACH);
                m.range.end += after.take_while(in_word).map(char::len_utf8).sum::<usize>();
            }
            m.seen = m.range.clone();
        }
        matches
    }

    /// Matches that go on with a piece, each with the nearest; of several that share it, the last.
    fn extended(&self, matches: Vec<Match>, starts: &[usize], len: usize, gap: Gap) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        let mut next = 0;
        for m in matches {
            let end = m.range.end;
            while starts.get(next).is_some_and(|start| *start < end) {
                next += 1;
            }
            let Some(start) = starts.get(next).copied().filter(|at| at - end <= gap.reach) else {
                continue;
            };
            let between = &self.normal.text.as_bytes()[end..start];
            let ending = between.trim_ascii();
            if gap.in_word && ending.iter().any(|byte| !byte.is_ascii_alphanumeric()) {
                continue;
            }
            let mut gaps = m.gaps;
            gaps.push(end..start);
            let extended = Match::new(m.range.start..start + len, gaps);
            match out.last_mut() {
                Some(last) if last.range.end == extended.range.end => *last = extended,
                _ => out.push(extended),
            }
        }
        out
    }

    /// Places of the quote's own bytes, for words whose normal form depends on what is around them.
    fn verbatim(&self, exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Vec<Place> {
        let exact = exact.trim();
        if exact.is_empty() || prefix.is_some() || suffix.is_some() {
            return Vec::new();
        }
        let starts = memchr::memmem::find_iter(self.raw.as_bytes(), exact);
        let make = |at: usize| {
            let passage = at..at + exact.len();
            Place { seen: passage.clone(), passage, exact: true, left_out: Vec::new() }
        };
        starts.take(super::index::MOST_PLACES).map(make).collect()
    }

    /// The passage nearest to a quote with its neighbours, and how it differs, word by word.
    pub(super) fn nearest(
        &self,
        exact: &str,
        prefix: Option<&str>,
        suffix: Option<&str>,
    ) -> Option<(Range<usize>, String)> {
        let edited = Pattern::of(exact).map(|pattern| pattern.pieces.join(" "));
        let quote = edited.as_deref().unwrap_or(exact);
        let parts = [prefix.unwrap_or(""), quote, suffix.unwrap_or("")];
        let whole = parts.map(str::trim).join(" ");
        let sought = normal::Normal::new(&whole).text;
        let grams = self.grams.get_or_init(|| Grams::new(self.normal.text.as_bytes()));
        let near = grams.nearest(sought.as_bytes())?;
        let near = self.characters(near);
        let passage = self.words(self.normal.raw(near));
        let source = bare_like(whole.trim(), self.raw.get(passage.clone())?);
        Some((passage, diff::words(whole.trim(), source)))
    }

    /// A range of bytes as one of whole characters.
    fn characters(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.normal.text;
        let (mut start, mut end) = (range.start.min(text.len()), range.end.min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end.max(start)
    }

    /// A passage widened to whole words, without the space around them.
    fn words(&self, passage: Range<usize>) -> Range<usize> {
        /// A word is no longer than this; the rest is something else.
        const LONGEST_WORD: usize = 40;
        let Range { mut start, mut end } = passage;
        let inner = &self.raw[start..end];
        start += inner.len() - inner.trim_start().len();
        end = start + inner.trim().len();
        let in_word = |c: &char| !c.is_whitespace();
        if !self.raw[start..end].is_empty() {
            let before = self.raw[..start].chars().rev().take(LONGEST_WORD).take_while(in_word);
            start -= before.map(char::len_utf8).sum::<usize>();
            let after = self.raw[end..].chars().take(LONGEST_WORD).take_while(in_word);
            end += after.map(char::len_utf8).sum::<usize>();
        }
        start..end
    }
}

/// A passage without the punctuation around it, where the quote has none there.
fn bare_like<'t>(quote: &str, mut source: &'t str) -> &'t str {
    let sign = |c: char| !c.is_alphanumeric();
    if !quote.starts_with(sign) {
        source = source.trim_start_matches(sign);
    }
    if !quote.ends_with(sign) {
        source = source.trim_end_matches(sign);
    }
    source
}

/// The ways in which a quote may begin and end, the plainest first.
fn spellings(words: &str) -> Vec<String> {
    let mut out = vec![words.to_owned()];
    let recased = other_case(words);
    out.extend(recased.clone());
    let short = words.trim_end_matches(FINAL);
    if !short.is_empty() && short.len() < words.len() {
        out.push(short.to_owned());
        out.extend(recased.map(|other| other.trim_end_matches(FINAL).to_owned()));
    }
    out
}

/// Words with their first letter in the other case.
fn other_case(words: &str) -> Option<String> {
    let (at, first) = words.char_indices().find(|(_, c)| c.is_alphanumeric())?;
    let other: String = if first.is_uppercase() {
        first.to_lowercase().collect()
    } else {
        first.to_uppercase().collect()
    };
    let after = at + first.len_utf8();
    (!words[at..].starts_with(&*other))
        .then(|| format!("{}{other}{}", &words[..at], &words[after..]))
}
