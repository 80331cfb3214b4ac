//! Sentences that cite: the dates that stand before a marker, set against the date of its source.
//!
//! A source cannot report what had not happened. A marker covers what stands between it and the
//! marker before it in its sentence. Where all dates of that are surely later than every source that
//! is cited there, one of the dates is wrong, or the marker means another source. What is planned,
//! expected or possible may be reported before it is due.

use std::ops::Range;

use super::Citations;
use crate::document::{Block, BlockKind, Document};
use crate::finding::Confidence;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::record::Problem;
use crate::span::Span;
use crate::value::date::{self, Day, show_day};

/// What a sentence says until a marker: its dates.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its block.
    pub at: BlockIx,
    /// The markers behind it, by place among the block's.
    pub marks: Range<usize>,
    /// Bytes of its dates, and the first day that each may be; none for what has no first day.
    pub dates: Vec<(Range<usize>, Day)>,
}

/// The parts of a block's sentences that have dates and are cited.
#[must_use]
pub fn parts(at: BlockIx, passage: &Passage<'_>, block: &Block) -> Vec<Part> {
    let mut out = Vec::new();
    if block.marks.is_empty() || matches!(block.kind, BlockKind::Heading(_)) {
        return out;
    }
    let mut next = 0;
    for sentence in &passage.sentences {
        let bytes = passage.bytes(&sentence.tokens);
        let mut from = bytes.start;
        while let Some(mark) = block.marks.get(next).filter(|mark| mark.at <= bytes.end) {
            let first = next;
            // Markers side by side are one.
            next += block.marks[first..].iter().take_while(|m| m.at <= mark.at + 1).count();
            let part = from..mark.at;
            let inside = |m: &&Mention| m.bytes.start >= part.start && m.bytes.end <= part.end;
            let mentions = passage.mentions_of(sentence);
            let dates: Vec<&Mention> =
                mentions.iter().filter(inside).filter(|m| is_date(m)).collect();
            let told: Vec<_> =
                dates.iter().filter_map(|m| happened(passage, sentence, m)).collect();
            // One date that says less leaves open what is cited.
            if !told.is_empty() && told.len() == dates.len() {
                out.push(Part { at, marks: first..next, dates: told });
            }
            from = mark.at;
        }
    }
    out
}

fn is_date(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Date(_) | MentionKind::BadDate(_))
}

/// The first day that a date may be, where the text says that something happened then.
fn happened(
    passage: &Passage<'_>,
    sentence: &Sentence,
    mention: &Mention,
) -> Option<(Range<usize>, Day)> {
    let MentionKind::Date(reading) = &mention.kind else { return None };
    if reading.soft || reading.uncertain || reading.year_inferred {
        return None;
    }
    let first = mention.tokens.start;
    let around = |clause: &&Clause| clause.tokens.contains(&first);
    let open =
        |clause: &Clause| clause.verb.as_ref().is_some_and(|verb| verb.modal || verb.negated);
    if sentence.clauses.iter().filter(around).any(open) || ahead(passage, sentence) {
        return None;
    }
    // "The 2030 agenda", "fiscal 2025": part of a name.
    let before = first.checked_sub(1).filter(|at| *at >= sentence.tokens.start);
    let timed =
        before.is_none_or(|at| TIMES.contains(&passage.token(at).to_ascii_lowercase().as_str()));
    let bare = passage.slice(&mention.tokens).bytes().all(|b| b.is_ascii_digit());
    if bare && !timed {
        return None;
    }
    Some((mention.bytes.clone(), date::earliest(reading)?))
}

/// Prepositions before the time at which something happened.
const TIMES: &[&str] =
    &["in", "on", "during", "since", "after", "of", "throughout", "from", "early", "late"];

/// Words for what has a date before it comes, in any form that they have there.
const AHEAD: &[&str] = &[
    "agenda",
    "agreed",
    "announced",
    "budget",
    "deadline",
    "due",
    "expected",
    "forecast",
    "forecasts",
    "goal",
    "outlook",
    "plan",
    "planned",
    "plans",
    "pledged",
    "postponed",
    "projected",
    "projection",
    "projections",
    "promised",
    "proposed",
    "scheduled",
    "slated",
    "target",
    "targeting",
    "upcoming",
    "vowed",
];

/// Whether words of the sentence say that what it tells was known ahead.
fn ahead(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let mut words = sentence.tokens.clone().map(|at| passage.token(at));
    words.any(|word| AHEAD.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// What the parts of a document get wrong.
#[must_use]
pub fn problems(document: &Document, citations: &Citations, parts: &[Part]) -> Vec<Problem> {
    parts.iter().filter_map(|part| early(document, citations, part)).collect()
}

fn early(document: &Document, citations: &Citations, part: &Part) -> Option<Problem> {
    let block = document.blocks.get(part.at.block)?;
    let mut works: Vec<usize> = Vec::new();
    for mark in part.marks.clone() {
        let cited = citations.works(part.at.block, mark);
        // Of a source that is not known, nothing can be said.
        if cited.is_empty() {
            return None;
        }
        works.extend(cited);
    }
    let (bytes, day) = part.dates.iter().min_by_key(|(_, day)| *day)?;
    // Every source of the part is from before each of its dates.
    let last: Option<Vec<Day>> = works.iter().map(|at| until(citations, *at, *day)).collect();
    let last = last?.into_iter().max()?;
    if last.0.saturating_add(TIME_ZONES) >= day.0 {
        return None;
    }
    let records = works.iter().filter_map(|at| citations.work(*at));
    let record = records.max_by_key(|record| record.issued.as_ref().map(|d| &d.value))?;
    let issued = record.issued.as_ref()?;
    let range = block.source(bytes.clone());
    let place = Span::new(document.file, range.start, range.end);
    let words = block.text.get(bytes.clone()).unwrap_or_default();
    Some(Problem {
        rule: "anachronistic-citation",
        span: place,
        message: format!(
            "\u{201c}{words}\u{201d} is later than the source cited for it: `{}` was issued {}",
            record.id.value,
            show_date(&issued.value),
        ),
        label: "later than the source".to_owned(),
        help: Some("look up both dates; the marker may mean another source".to_owned()),
        other: Some((issued.span, "issued".to_owned())),
        sure: Confidence::High,
    })
}

/// Days by which two places on earth may name one moment, and by which a page is dated ahead.
const TIME_ZONES: i32 = 1;

fn show_date(edtf: &str) -> String {
    let read = date::read(edtf, None).ok();
    let day = read.as_ref().and_then(date::DateReading::single_day);
    day.map_or_else(|| edtf.to_owned(), show_day)
}

/// The last day that a source may be of; `None` where it may be as late as an event: it was looked
/// at later, or names a later year (another edition, a reprint, an update).
fn until(citations: &Citations, work: usize, event: Day) -> Option<Day> {
    let record = citations.work(work)?;
    let issued = date::read(&record.issued.as_ref()?.value, None).ok()?;
    if issued.soft || issued.uncertain {
        return None;
    }
    let last = date::latest(&issued)?;
    let accessed = record.accessed().and_then(|date| date::read(&date.value, None).ok());
    let seen = accessed.as_ref().and_then(date::latest);
    // A page that is kept up to date has no day.
    if issued.single_day().is_none() && seen.is_some_and(|seen| seen >= event) {
        return None;
    }
    let year = |day: Day| day.date().year();
    let later = |printed: &i16| *printed > year(last) && *printed >= year(event);
    (!citations.list.years(work).iter().any(later)).then_some(last)
}
