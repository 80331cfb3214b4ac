//! Lists of references and notes: told by their heading, or by how a run of numbered lines reads.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use smol_str::SmolStr;

use super::BlockKind;
use super::draft::Draft;
use super::label::{self, Form, Label};
use super::map::Piece;
use super::marks::superscript;
use super::words::{Promise, REFERENCE_HEADINGS, REFERENCE_SIGNS};

/// What a text shows of being a reference, from which a number before it makes it one.
const SURE: u8 = 2;

/// Bytes of a reference that are read for signs; longer texts are prose about sources.
const READ: usize = 600;

/// What a text shows of being a reference: a year, an address, a quoted title, words of the trade.
pub(super) fn score(text: &str) -> u8 {
    let mut end = text.len().min(READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    signs(text) + u8::from(has_year(text)) + u8::from(quotes_title(text))
}

/// What words of the trade are worth, each once.
fn signs(text: &str) -> u8 {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let signs = REFERENCE_SIGNS.iter().map(|(sign, _)| sign);
        AhoCorasick::builder().ascii_case_insensitive(true).build(signs).ok()
    });
    let Some(finder) = FINDER.as_ref() else { return 0 };
    let mut seen = [false; REFERENCE_SIGNS.len()];
    for found in finder.find_overlapping_iter(text) {
        seen[found.pattern().as_usize()] = true;
    }
    seen.iter().zip(REFERENCE_SIGNS).filter(|(seen, _)| **seen).map(|(_, (_, n))| *n).sum()
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        digits.len() == 4
            && word.len() <= 5
            && (digits.starts_with("19") || digits.starts_with("20"))
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Quotation marks around a few words, with a stop or a comma at their end.
fn quotes_title(text: &str) -> bool {
    let Some(open) = text.find(['“', '"', '‘']) else { return false };
    let rest = &text[open..];
    let Some(close) = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '”' | '"' | '’'))
    else {
        return false;
    };
    rest[..close.0].contains(' ')
        && (rest[..close.0].ends_with([',', '.', '?', '!'])
            || rest[close.0..].chars().nth(1) == Some(','))
}

/// What a heading promises, if it is that of a list of references.
fn promise(text: &str) -> Option<Promise> {
    let longest = REFERENCE_HEADINGS.iter().map(|(words, _)| words.len()).max().unwrap_or(0);
    // Numbers and stops around it: "7. References:".
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    if bare.len() > longest {
        return None;
    }
    let small = bare.to_lowercase();
    REFERENCE_HEADINGS.iter().find(|(words, _)| *words == small).map(|(_, promise)| *promise)
}

/// The list that drafts stand in.
#[derive(Clone, Copy)]
struct List {
    promise: Promise,
    /// Whether its entries have labels so far; none, before its first.
    labelled: Option<bool>,
}

/// Tell references and notes from the rest.
pub(super) fn tell(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    let mut list: Option<List> = None;
    let mut run: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        let headed = match draft.kind {
            BlockKind::Heading(_) => true,
            BlockKind::Paragraph => promise(draft.text()).is_some(),
            _ => false,
        };
        if headed {
            close(&mut run, &mut out);
            list = promise(draft.text()).map(|promise| List { promise, labelled: None });
            if list.is_some() && draft.kind == BlockKind::Paragraph {
                draft.kind = BlockKind::Heading(2);
            }
            out.push(draft);
            continue;
        }
        let may_be = matches!(draft.kind, BlockKind::Paragraph | BlockKind::Item { .. });
        if !may_be {
            close(&mut run, &mut out);
            out.push(foot(draft));
            continue;
        }
        if let Some(under) = &mut list {
            match under.entry(&draft) {
                true => {
                    entries(draft, under.promise, &mut out);
                    continue;
                }
                false => list = None,
            }
        }
        if numbered(&draft).is_some() {
            run.push(draft);
        } else {
            close(&mut run, &mut out);
            out.push(draft);
        }
    }
    close(&mut run, &mut out);
    out
}

impl List {
    /// Whether a draft is an entry of the list, which ends with the first that is none.
    fn entry(&mut self, draft: &Draft) -> bool {
        /// Bytes of an entry that nothing marks as one.
        const SHORT: usize = 300;
        let labelled = draft.label.is_some() || entry_label(draft.text()).is_some();
        let score = score(draft.text());
        let bullet = matches!(draft.kind, BlockKind::Item { .. });
        let is = match (self.promise, self.labelled) {
            _ if labelled => true,
            (_, Some(true)) => score >= SURE,
            (Promise::Sure, _) => score > 0 || draft.text().len() < SHORT,
            (Promise::Mixed, _) => score >= SURE || bullet && score > 0,
        };
        if is && self.labelled.is_none() {
            self.labelled = Some(labelled);
        }
        is
    }
}

/// A label of a note or reference: bare numbers only before what reads like the start of a text.
fn entry_label(text: &str) -> Option<Label> {
    let label = label::of(text)?;
    let after = &text[label.end..];
    let starts = |c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '[' | '<' | '\'');
    match label.form {
        Form::Bullet => None,
        Form::Bare if !after.starts_with(starts) => None,
        _ => Some(label),
    }
}

/// The number of a draft that could be an entry of a list without a heading.
fn numbered(draft: &Draft) -> Option<u32> {
    match &draft.label {
        Some(label) => label.parse().ok(),
        None => entry_label(draft.text())?.name.parse().ok(),
    }
}

/// Decide on a run of numbered drafts without a heading above: references when all read like them
/// and most surely do. One alone is too little, unless it is a note with an address and a date.
fn close(run: &mut Vec<Draft>, out: &mut Vec<Draft>) {
    let scores: Vec<u8> = run.iter().map(|draft| score(draft.text())).collect();
    let sure = scores.iter().filter(|score| **score >= SURE).count();
    let most = sure * 4 >= scores.len() * 3;
    let alone = scores.len() == 1 && scores.iter().all(|score| *score > SURE);
    let read = scores.len() > 1 && most || alone;
    for draft in run.drain(..) {
        if read {
            entries(draft, Promise::Mixed, out);
        } else {
            out.push(draft);
        }
    }
}

/// A footnote of Markdown that only names a source is a reference.
fn foot(mut draft: Draft) -> Draft {
    if let BlockKind::Note { label } = &draft.kind
        && score(draft.text()) >= SURE
    {
        draft.kind = BlockKind::Reference { label: Some(label.clone()) };
    }
    draft
}

/// Split a draft into the entries it holds, one a line that begins with a label, and push each.
fn entries(mut draft: Draft, promise: Promise, out: &mut Vec<Draft>) {
    let labelled = entry_label(draft.text()).is_some();
    let mut starts: Vec<usize> = Vec::new();
    if labelled && draft.label.is_none() {
        let begins = |at: &usize| draft.text().get(*at..).and_then(entry_label);
        let breaks = draft.piece.breaks.iter().map(|b| *b as usize);
        let bare = |label: &Label| label.form == Form::Bare;
        starts.extend(breaks.filter(|at| begins(at).is_some_and(|label| !bare(&label))));
    }
    starts.extend(raised_starts(draft.text()));
    starts.sort_unstable();
    starts.dedup();
    let mut rest = Vec::with_capacity(starts.len());
    for at in starts.into_iter().rev() {
        rest.push(draft.piece.split_off(at));
    }
    let label = draft.label.take();
    push_entry(draft.piece, label, promise, out);
    for piece in rest.into_iter().rev() {
        push_entry(piece, None, promise, out);
    }
}

/// Where a raised number begins another note behind the end of one: "… 2021). ³ Title, 2022".
fn raised_starts(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let opens = superscript(c).is_some() && superscript(before).is_none();
        let ended = text[..at].trim_end().ends_with(['.', ')', ']']);
        if at > 0 && opens && ended && text[at..].len() > READ / 20 {
            let begins = entry_label(&text[at..]).is_some_and(|label| {
                text[at + label.end..].starts_with(char::is_uppercase) && score(&text[at..]) >= SURE
            });
            if begins {
                out.push(at);
            }
        }
        before = c;
    }
    out
}

fn push_entry(mut piece: Piece, label: Option<SmolStr>, promise: Promise, out: &mut Vec<Draft>) {
    let label = label.or_else(|| {
        let label = entry_label(&piece.text)?;
        piece = piece.split_off(label.end);
        Some(label.name)
    });
    let lettered = label.as_ref().filter(|name| !name.bytes().all(|b| b.is_ascii_digit()));
    let told = promise == Promise::Mixed && score(&piece.text) == 0;
    let kind = match (lettered.is_some() || told, label) {
        (true, Some(label)) => BlockKind::Note { label },
        (_, label) => BlockKind::Reference { label },
    };
    if !piece.text.is_empty() {
        out.push(Draft::new(kind, piece));
    }
}
