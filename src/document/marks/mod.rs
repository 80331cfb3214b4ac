//! Citation markers: found in the clean text, decided on over the whole document, taken out.
//!
//! A marker in brackets, raised, or with an author and a year says what it is. A number glued to a
//! word says nothing, and only the sequence it stands in tells it from a model's or a unit's
//! number ([`sequence`]).

mod author;
mod glued;
mod sequence;

use std::ops::Range;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::draft::Draft;
use super::map::Piece;
use super::words::POWERS;
use super::{Block, BlockKind, Mark, MarkKind};

/// A place in a text that may be a marker.
#[derive(Clone, Debug)]
struct Candidate {
    range: Range<usize>,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `¹²`, `^{12}`, or what markup raises.
    Raised,
    /// `[12]`, `[12-14]`.
    Bracket,
    /// `[@key]`.
    Keys,
    /// `[^a]`.
    Footnote,
    /// `(ibid.)`.
    Ibid,
    /// `(Author, 2023)`; told from other words in parentheses by a word that only citations have.
    Author {
        /// Whether "et al.", "and" or a page says so.
        sure: bool,
    },
    /// `fighters.12`: the number, and how likely its place is one of a note.
    Glued { first: u16, place: Place },
    /// `(TTP)a`.
    Letter,
}

/// Where a glued number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Behind a stop, a comma, a closing mark.
    Stop,
    /// Behind a word in small letters.
    Word,
    /// Where other numbers stand too: behind an acronym or a year.
    Weak,
}

/// The digit that a superscript digit stands for.
pub(super) fn superscript(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if c.is_ascii() {
        return None;
    }
    let digit = RAISED.iter().position(|raised| *raised == c)?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

/// Labels that notes and references of the document have.
#[derive(Debug, Default)]
struct Labels {
    numbers: FxHashSet<u16>,
    letters: FxHashSet<u8>,
}

impl Labels {
    fn of(drafts: &[Draft]) -> Self {
        let mut out = Self::default();
        for draft in drafts {
            let label = match &draft.kind {
                BlockKind::Note { label } | BlockKind::Reference { label: Some(label) } => label,
                _ => continue,
            };
            if let Ok(number) = label.parse() {
                out.numbers.insert(number);
            } else if let [letter @ b'a'..=b'z'] = label.as_bytes() {
                out.letters.insert(*letter);
            }
        }
        out
    }
}

/// Take the markers out of all drafts, and make them blocks.
pub(super) fn take_out(drafts: Vec<Draft>) -> Vec<Block> {
    let labels = Labels::of(&drafts);
    let mut found: Vec<Vec<Candidate>> = drafts.iter().map(find).collect();
    if !labels.letters.is_empty() {
        letters(&drafts, &labels, &mut found);
    }
    decide(&labels, &mut found);
    drafts.into_iter().zip(found).map(|(draft, found)| block(draft, found)).collect()
}

/// Bytes with which a candidate may begin; all others are stepped over.
const OPENING: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"[(^0123456789\xc2\xe2";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// Candidates of a draft, in order and apart.
fn find(draft: &Draft) -> Vec<Candidate> {
    let silent = matches!(
        draft.kind,
        BlockKind::Code | BlockKind::Boilerplate | BlockKind::Reference { .. }
    );
    if silent {
        return Vec::new();
    }
    let text = draft.text();
    let glue = !matches!(draft.kind, BlockKind::Note { .. });
    let mut out: Vec<Candidate> = Vec::new();
    let mut marked = draft.marked.iter().peekable();
    let mut literal = draft.piece.literal.iter().peekable();
    let simple = draft.marked.is_empty() && draft.piece.literal.is_empty();
    let mut at = 0;
    while at < text.len() {
        if simple {
            let rest = &text.as_bytes()[at..];
            at += rest.iter().position(|b| OPENING[usize::from(*b)]).unwrap_or(rest.len());
            if at == text.len() {
                break;
            }
        }
        if let Some(range) = marked.next_if(|range| range.start <= at) {
            if range.start >= at && range.end > at {
                out.push(Candidate { range: range.clone(), form: Form::Raised });
                at = range.end;
            }
            continue;
        }
        while literal.next_if(|range| range.end <= at).is_some() {}
        let inside = literal.peek().filter(|range| range.start <= at);
        if let Some(range) = inside {
            at = range.end;
            continue;
        }
        let candidate = match text.as_bytes()[at] {
            b'[' => bracket(text, at),
            b'(' => parenthesis(text, at),
            b'^' => caret(text, at),
            0xc2 | 0xe2 => raised(text, at),
            b'0'..=b'9' if glue => match glued::find(text, at) {
                Ok(candidate) => Some(candidate),
                Err(end) => {
                    at = end;
                    continue;
                }
            },
            _ => None,
        };
        at = match candidate {
            Some(candidate) => {
                let end = candidate.range.end;
                out.push(candidate);
                end
            }
            None => at + 1,
        };
    }
    out
}

/// Bytes of a marker in brackets at most.
const LONGEST: usize = 300;

/// What stands between an opening and its closing byte, without another opening between.
fn enclosed(text: &str, at: usize, open: u8, close: u8) -> Option<&str> {
    let rest = &text.as_bytes()[at + 1..text.len().min(at + LONGEST)];
    let end = memchr::memchr2(open, close, rest)?;
    (rest[end] == close).then(|| &text[at + 1..at + 1 + end])
}

fn bracket(text: &str, at: usize) -> Option<Candidate> {
    let inner = enclosed(text, at, b'[', b']')?;
    let form = if inner.len() > 1 && inner.starts_with('^') && !inner.contains(' ') {
        Form::Footnote
    } else if inner.contains('@') {
        keys(inner).map(|_| Form::Keys)?
    } else if is_ibid(inner) {
        Form::Ibid
    } else {
        let list = inner.split_once(", p").map_or(inner, |(list, _)| list);
        numbers(list).map(|_| Form::Bracket)?
    };
    Some(Candidate { range: at..at + inner.len() + 2, form })
}

fn parenthesis(text: &str, at: usize) -> Option<Candidate> {
    let inner = enclosed(text, at, b'(', b')')?;
    let form = if is_ibid(inner) {
        Form::Ibid
    } else {
        let pieces = author::pieces(inner)?;
        Form::Author { sure: pieces.iter().any(|piece| piece.sure) }
    };
    Some(Candidate { range: at..at + inner.len() + 2, form })
}

fn is_ibid(inner: &str) -> bool {
    let word = inner.split([',', ' ', ';']).next().unwrap_or_default();
    word.trim_end_matches('.').eq_ignore_ascii_case("ibid")
}

/// Keys of `[@a, p. 3; see @b]`, as ranges with their `@`.
fn keys(inner: &str) -> Option<Vec<Range<usize>>> {
    let mut out = Vec::new();
    let mut from = 0;
    for piece in inner.split(';') {
        let sign = from + piece.find('@')?;
        let before = inner[..sign].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ';' | '(')) {
            return None;
        }
        // Pandoc's manual, "Citation syntax": letters, digits and single punctuation inside.
        let inside = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
        let rest = &inner[sign + 1..from + piece.len()];
        let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        let key = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
        if key.is_empty() {
            return None;
        }
        out.push(sign..sign + 1 + key.len());
        from += piece.len() + 1;
    }
    Some(out)
}

/// Numbers that notes have. A longer one is a year.
const DIGITS: usize = 3;

/// Numbers of "12", "12, 13", "12-14" (each of the three), with their ranges.
fn numbers(list: &str) -> Option<Vec<(u16, Range<usize>)>> {
    /// Notes that one range may stand for; a longer one gives its ends.
    const MOST: u16 = 30;
    let mut out: Vec<(u16, Range<usize>)> = Vec::new();
    let mut from = 0;
    for piece in list.split([',', ';', '˒']) {
        let range = from..from + piece.len();
        // The separators differ in width; the next piece begins behind whichever it was.
        from = range.end + list[range.end..].chars().next().map_or(0, char::len_utf8);
        let trimmed = piece.trim();
        let mut ends = trimmed.split(['-', '–', '—', '⁻']).map(|end| number(end.trim()));
        let first = ends.next()??;
        let start = range.start + piece.len() - piece.trim_start().len();
        let range = start..start + trimmed.len();
        match ends.next() {
            None => out.push((first, range)),
            Some(last) => {
                let last = last.filter(|last| *last > first)?;
                if last - first > MOST {
                    out.extend([(first, range.clone()), (last, range)]);
                } else {
                    out.extend((first..=last).map(|n| (n, range.clone())));
                }
            }
        }
        if ends.next().is_some() {
            return None;
        }
    }
    Some(out)
}

/// A number in digits or superscript digits.
fn number(text: &str) -> Option<u16> {
    let mut value = 0;
    let mut count = 0;
    for c in text.chars() {
        let digit = superscript(c).unwrap_or(c).to_digit(10)?;
        value = value * 10 + u16::try_from(digit).ok()?;
        count += 1;
        if count > DIGITS {
            return None;
        }
    }
    (value > 0).then_some(value)
}

/// `^12`, `^{1,2}`, `^12^` behind a word or a stop.
fn caret(text: &str, at: usize) -> Option<Candidate> {
    let rest = &text[at + 1..];
    let (list, end) = match rest.strip_prefix('{') {
        Some(_) => {
            let list = enclosed(text, at + 1, b'{', b'}')?;
            (list, at + list.len() + 3)
        }
        None => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let closing = usize::from(rest[digits..].starts_with('^'));
            (&rest[..digits], at + 1 + digits + closing)
        }
    };
    numbers(list)?;
    (!is_power(text, at, list)).then_some(Candidate { range: at..end, form: Form::Raised })
}

/// `¹²`, `¹,²`, `¹⁻³`.
fn raised(text: &str, at: usize) -> Option<Candidate> {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next_raised = chars.peek().is_some_and(|(_, c)| superscript(*c).is_some());
        let joins = matches!(c, ',' | '˒' | '⁻' | '-' | '–') && i > 0 && next_raised;
        if superscript(c).is_none() && !joins {
            break;
        }
        end = at + i + c.len_utf8();
    }
    let list = text.get(at..end).filter(|list| !list.is_empty())?;
    numbers(list)?;
    (!is_power(text, at, list)).then_some(Candidate { range: at..end, form: Form::Raised })
}

/// Whether a raised number is a power: behind a digit that ends no year, a unit, a lone letter.
fn is_power(text: &str, at: usize, number: &str) -> bool {
    let before = &text[..at];
    let word = glued::last_word(before);
    if word.is_empty() {
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        // At the start of a text, a raised number labels the text.
        return digits > 0 && digits != 4 || before.trim().is_empty();
    }
    let power = matches!(number, "2" | "3" | "²" | "³");
    let lone =
        word.chars().count() == 1 && !before.trim_end_matches(word).ends_with(['\'', '’', '.']);
    power && (lone || POWERS.contains(&word))
}

/// Whether a text ends in a unit that carries a power.
pub(super) fn is_unit(text: &str) -> bool {
    POWERS.contains(&glued::last_word(text))
}

/// Letters of notes: glued behind a closing mark or alone behind a number's marker, in the order of
/// the notes. Only documents with lettered notes have them.
fn letters(drafts: &[Draft], labels: &Labels, found: &mut [Vec<Candidate>]) {
    let mut expected = b'a';
    for (draft, found) in drafts.iter().zip(found) {
        let silent = matches!(
            draft.kind,
            BlockKind::Code
                | BlockKind::Boilerplate
                | BlockKind::Reference { .. }
                | BlockKind::Note { .. }
        );
        if silent || !labels.letters.contains(&expected) {
            continue;
        }
        let text = draft.text();
        let more = letters_in(text, &mut expected, labels, found);
        if !more.is_empty() {
            found.extend(more);
            found.sort_by_key(|candidate| candidate.range.start);
        }
    }
}

/// Places of the expected letters in one text.
fn letters_in(
    text: &str,
    expected: &mut u8,
    labels: &Labels,
    found: &[Candidate],
) -> Vec<Candidate> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    while labels.letters.contains(expected) {
        let Some(at) = memchr::memchr(*expected, &bytes[from..]).map(|n| from + n) else { break };
        from = at + 1;
        let bracketed = text[..at].ends_with('[') && text[from..].starts_with(']');
        if bracketed {
            out.push(Candidate { range: at - 1..at + 2, form: Form::Letter });
            *expected += 1;
            continue;
        }
        let ends = text[from..].chars().next().is_none_or(|c| {
            c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | ')' | '—' | '–' | '”')
        });
        let before = &text[..at];
        let glued = before.ends_with([')', '.', ',', ';', '”', '"', '’', '?', '!', ']'])
            && glued::last_word(before.trim_end_matches('.')).chars().count() != 1;
        let behind =
            before.ends_with(' ') && found.binary_search_by_key(&(at - 1), |c| c.range.end).is_ok();
        if ends && (glued || behind) {
            out.push(Candidate { range: at..at + 1, form: Form::Letter });
            *expected += 1;
        }
    }
    out
}

/// Keep the candidates that are markers.
fn decide(labels: &Labels, found: &mut [Vec<Candidate>]) {
    let glued: Vec<sequence::Number> = found
        .iter()
        .flatten()
        .filter_map(|candidate| match candidate.form {
            Form::Glued { first, place } => Some(sequence::Number { value: first, place }),
            _ => None,
        })
        .collect();
    let mut kept = sequence::choose(&glued, &labels.numbers).into_iter();
    let numeric = !labels.numbers.is_empty();
    for found in found {
        found.retain(|candidate| match candidate.form {
            Form::Glued { .. } => kept.next().unwrap_or(false),
            // A document whose references are numbered cites no authors by year in passing.
            Form::Author { sure } => sure || !numeric,
            _ => true,
        });
    }
}

/// A block without its markers.
fn block(draft: Draft, found: Vec<Candidate>) -> Block {
    let mut piece = draft.piece;
    let mut marks = Vec::new();
    let mut cuts: Vec<Range<usize>> = Vec::with_capacity(found.len());
    let mut gone = 0;
    for Candidate { range, form } in found {
        let mut cut = range.clone();
        let last = cuts.last().map_or(0, |last| last.end);
        // The space before goes with the marker, unless it parts what remains.
        let follows = piece.text[cut.end..].chars().next();
        let apart =
            follows.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '"'));
        if !apart && cut.start > last && piece.text[..cut.start].ends_with(' ') {
            cut.start -= 1;
        } else if (cut.start == last || piece.text[..cut.start].ends_with(['(', '“']))
            && follows == Some(' ')
            && gone == last
        {
            // At the start of the text, the space behind it does.
            cut.end += 1;
        }
        let at = cut.start - gone;
        gone += cut.len();
        marks.extend(read(&piece, range, form, at));
        cuts.push(cut);
    }
    if !cuts.is_empty() {
        piece.cut(&cuts);
        piece.trim_end();
    }
    let (text, map) = piece.finish();
    for mark in &mut marks {
        mark.at = mark.at.min(text.len());
    }
    Block { kind: draft.kind, text, marks, section: Vec::new(), map }
}

/// The marks of one candidate: several, for a list.
fn read(piece: &Piece, range: Range<usize>, form: Form, at: usize) -> Vec<Mark> {
    let text = &piece.text[range.clone()];
    let inner = text.trim_matches(['[', ']', '(', ')', '^', '{', '}']);
    let offset = range.start + text.find(inner).unwrap_or(0);
    let (kind, labels): (MarkKind, Vec<(SmolStr, Range<usize>)>) = match form {
        Form::Raised | Form::Bracket | Form::Glued { .. } => {
            let list = inner.split_once(", p").map_or(inner, |(list, _)| list);
            let numbers = numbers(list).unwrap_or_default().into_iter();
            (
                MarkKind::Number,
                numbers.map(|(n, r)| (smol_str::format_smolstr!("{n}"), r)).collect(),
            )
        }
        Form::Keys => {
            let keys = keys(inner).unwrap_or_default().into_iter();
            (MarkKind::Key, keys.map(|r| (inner[r.clone()].into(), r)).collect())
        }
        Form::Author { .. } => {
            let pieces = author::pieces(inner).unwrap_or_default().into_iter();
            (
                MarkKind::AuthorYear,
                pieces.map(|p| (inner[p.range.clone()].into(), p.range)).collect(),
            )
        }
        Form::Footnote | Form::Letter => {
            let label = smol_str::format_smolstr!("^{inner}");
            (MarkKind::Footnote, vec![(label, 0..inner.len())])
        }
        Form::Ibid => {
            let end = inner.find([',', ' ', ';']).unwrap_or(inner.len());
            (MarkKind::Ibid, vec![(inner[..end].into(), 0..inner.len())])
        }
    };
    let single = labels.len() == 1;
    let mark = |(label, part): (SmolStr, Range<usize>)| {
        let own = offset + part.start..offset + part.end;
        let source = piece.source(if single { range.clone() } else { own });
        Mark { at, label, kind, source }
    };
    labels.into_iter().map(mark).collect()
}
