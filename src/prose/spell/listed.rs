//! The dates of a table against the sentences that tell of its rows: "the yoghurt line was working again on
//! 28 June", beside a row of yoghurt with 21 June under "Back at work"; "| 1 September | The line opens to
//! passengers |", beside "it will open to passengers on 1 October".
//!
//! A row is meant by its name and what the date's column is called, or by most of what it says; and by no
//! other row. Dates of one thing lie near each other, or have all parts but one in common.

use std::ops::Range;

use super::dated::{LIGHT, Span, dates, is_deed, span};
use crate::document::BlockKind;
use crate::prose::context::Contexts;
use crate::prose::gist::{self, Gist};
use crate::prose::only;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::retold::dates::kept;
use crate::prose::slip::Slip;
use crate::prose::table::grid::{Grid, Row, Text};
use crate::prose::words::Words;
use crate::value::date::{DateReading, show};

/// Days between two dates that may be those of one thing, in whatever parts they differ.
const MONTH: u32 = 31;

/// Most rows of a table whose dates are held against sentences.
const MOST: usize = 60;

/// Fewest dates of a column.
const FEWEST: usize = 2;

/// Fewest words that a sentence shares with the row that it means, and fewest where its verb says little.
const SHARED: usize = 2;
const SHARED_WITHOUT_VERB: usize = 3;

/// Words for what works again.
static AGAIN: Words = Words::new(&[
    "again",
    "back",
    "restored",
    "restore",
    "resumed",
    "resume",
    "resumption",
    "reopened",
    "reopen",
    "reopening",
    "return",
    "returned",
    "recovered",
    "recovery",
    "repaired",
    "reconnected",
    "online",
    "restart",
    "restarted",
]);

/// Words of a date that is of a plan, or of some other time.
static PLANNED: Words = Words::new(&[
    "planned",
    "plan",
    "originally",
    "initially",
    "first",
    "due",
    "scheduled",
    "hoped",
    "hopes",
    "meant",
    "intended",
    "supposed",
    "postponed",
    "delayed",
    "moved",
    "brought",
    "instead",
    "latest",
    "earliest",
    "deadline",
    "had",
    "would",
    "should",
    "if",
    "may",
    "might",
    "could",
    "before",
    "after",
    "until",
    "since",
    "later",
    "earlier",
    "last",
    "partly",
    "partially",
    "some",
    "second",
]);

/// Columns before and behind a sentence that it is held against: of a text with more of them, it speaks of
/// those around.
const AROUND: usize = 12;

/// A date of a table.
struct Entry<'a> {
    at: BlockIx,
    bytes: Range<usize>,
    span: Span,
    reading: &'a DateReading,
    /// The name of its row; empty where its date is that.
    label: Vec<String>,
    /// All else that its row says.
    words: Gist,
}

/// A column of dates.
struct Column<'a> {
    /// What it is called, and whether that is of what works again.
    header: Vec<String>,
    again: bool,
    entries: Vec<Entry<'a>>,
}

impl Column<'_> {
    /// The block of its first date.
    fn block(&self) -> usize {
        self.entries.first().map_or(0, |entry| entry.at.block)
    }
}

/// Slips of a document.
pub(in crate::prose) fn slips(
    document: usize,
    text: &Text<'_, '_>,
    contexts: &[&Contexts],
) -> Vec<Slip> {
    let columns: Vec<Column<'_>> = text
        .grids()
        .iter()
        .filter(|grid| grid.rows.len() <= MOST)
        .flat_map(|grid| columns(document, text, grid))
        .collect();
    let mut out = Vec::new();
    if columns.is_empty() {
        return out;
    }
    for (block, of) in text.blocks.iter().enumerate() {
        let runs = matches!(
            of.kind,
            BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Note { .. }
        );
        let Some(passage) = text.passage(block).filter(|_| runs) else { continue };
        let at = BlockIx { document, block };
        for sentence in &passage.sentences {
            let Some(told) = Told::of(passage, sentence) else { continue };
            let own = gist::is_own(contexts.get(block).copied(), told.mention.tokens.start);
            let behind = columns.partition_point(|column| column.block() <= block);
            let around = behind.saturating_sub(AROUND)..(behind + AROUND).min(columns.len());
            let mut around = columns[around].iter().filter(|_| own);
            out.extend(around.find_map(|column| told.check(at, column)));
        }
    }
    out
}

/// The columns of a table that hold dates.
fn columns<'a>(document: usize, text: &Text<'a, '_>, grid: &Grid) -> Vec<Column<'a>> {
    let date = |block: usize| {
        let passage = text.passage(block)?;
        let all = |mention: &&Mention| mention.bytes == (0..passage.text.trim_end().len());
        let mention = passage.mentions.iter().find(all)?;
        let MentionKind::Date(reading) = &mention.kind else { return None };
        Some((mention, &**reading, span(reading).filter(|_| !reading.soft)?))
    };
    let is_date = |row: &Row, column: u32| row.cell(column).and_then(date).is_some();
    let dated = |column: u32| grid.rows.iter().filter(|row| is_date(row, column)).count() >= FEWEST;
    let header = &grid.header.cells;
    let with_dates: Vec<u32> = header.iter().map(|(n, _)| *n).filter(|n| dated(*n)).collect();
    let first = header.iter().map(|(n, _)| *n).find(|n| !with_dates.contains(n));
    let lemmas = |block: usize| {
        text.passage(block).map(|p| gist::lemmas(p, 0..p.tokens.len())).unwrap_or_default()
    };
    let entry = |row: &Row, column: u32| {
        let block = row.cell(column)?;
        let (mention, reading, span) = date(block)?;
        let label = first.filter(|first| *first < column).and_then(|first| row.cell(first));
        let rest = row.cells.iter().filter(|(n, _)| !with_dates.contains(n));
        let words: Vec<String> = rest.flat_map(|(_, block)| lemmas(*block)).collect();
        Some(Entry {
            at: BlockIx { document, block },
            bytes: mention.bytes.clone(),
            span,
            reading,
            label: label.map(lemmas).unwrap_or_default(),
            words: Gist::new(words),
        })
    };
    let column = |column: &u32| {
        let block = grid.header.cell(*column);
        let passage = block.and_then(|block| text.passage(block));
        let again = passage.is_some_and(|p| (0..p.tokens.len()).any(|at| p.is_of(at, &AGAIN)));
        let entries = grid.rows.iter().filter_map(|row| entry(row, *column)).collect();
        Column { header: block.map(lemmas).unwrap_or_default(), again, entries }
    };
    with_dates.iter().map(column).collect()
}

/// A sentence with its one date.
struct Told<'a> {
    mention: &'a Mention,
    reading: &'a DateReading,
    span: Span,
    words: Gist,
    /// Its verbs.
    verbs: Vec<String>,
    again: bool,
}

impl<'a> Told<'a> {
    fn of(passage: &'a Passage<'a>, sentence: &'a Sentence) -> Option<Self> {
        let all = dates(passage, sentence);
        let [(mention, reading)] = all.as_slice() else { return None };
        let (mention, reading) = (*mention, *reading);
        let tokens = sentence.tokens.clone();
        let led = mention.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "on"));
        let other = tokens.clone().any(|at| passage.is_of(at, &PLANNED));
        let negated = |clause: &Clause| clause.verb.as_ref().is_some_and(|verb| verb.negated);
        if !led || other || sentence.clauses.iter().any(negated) {
            return None;
        }
        let span = span(reading).filter(|span| !reading.soft && span.first == span.last)?;
        let outside = tokens.clone().filter(|at| !mention.tokens.contains(at));
        let words = outside.filter_map(|at| gist::lemma(passage, at)).collect();
        let verb = |clause: &Clause| gist::lemma(passage, clause.verb.as_ref()?.main);
        let verbs = sentence.clauses.iter().filter_map(verb).collect();
        let again = tokens.into_iter().any(|at| passage.is_of(at, &AGAIN));
        Some(Self { mention, reading, span, words: Gist::new(words), verbs, again })
    }

    fn check(&self, at: BlockIx, column: &Column<'_>) -> Option<Slip> {
        let entry = self.by_name(column).or_else(|| self.by_words(column))?;
        // The date of another row may be told in a sentence that speaks of this one by the way.
        let shares = |other: &&Entry<'_>| {
            self.is_on(other) && (self.shared(other) > 0 || std::ptr::eq(*other, entry))
        };
        if column.entries.iter().any(|other| shares(&other)) || !self.is_off(entry) {
            return None;
        }
        let (said, is) = (show(self.reading), show(entry.reading));
        Some(Slip {
            rule: "value-conflict",
            at,
            bytes: self.mention.bytes.clone(),
            message: format!("{said} here, but the table has {is} for the same"),
            label: format!("{said} here"),
            help: "look the date up in another source; correct the sentence or the table",
            other: Some((entry.at, entry.bytes.clone(), format!("{is} here"))),
        })
    }

    /// The one row whose name the sentence has, where it tells of what the column is of.
    fn by_name<'e, 'c>(&self, column: &'e Column<'c>) -> Option<&'e Entry<'c>> {
        let of = self.again && column.again
            || column.header.iter().any(|word| {
                self.words.holds(word) || self.verbs.iter().any(|verb| is_deed(word, verb))
            });
        let named = |entry: &&Entry<'_>| {
            !entry.label.is_empty() && entry.label.iter().all(|word| self.words.has(word))
        };
        only(column.entries.iter().filter(named)).filter(|_| of)
    }

    fn shared(&self, entry: &Entry<'_>) -> usize {
        let mut seen: Vec<&String> = Vec::new();
        for word in &entry.words.words {
            if self.words.has(word) && !seen.contains(&word) {
                seen.push(word);
            }
        }
        seen.len()
    }

    /// The one row most of whose words the sentence has, and its verb among them.
    fn by_words<'e, 'c>(&self, column: &'e Column<'c>) -> Option<&'e Entry<'c>> {
        let best = column.entries.iter().map(|entry| self.shared(entry)).max()?;
        let entry = only(column.entries.iter().filter(|entry| self.shared(entry) == best))?;
        let is_verb = |verb: &String| {
            entry.words.words.iter().any(|word| is_deed(word, verb) || gist::alike(word, verb))
        };
        let verb = self.verbs.iter().any(is_verb);
        let light = self.verbs.iter().any(|verb| LIGHT.contains(&verb.as_str()));
        // "Work on the bridge begins" is not "Work on the depot begins": of two words both are the row's own.
        let all = entry.words.words.len() <= SHARED || best > SHARED;
        let enough = verb && all && best >= SHARED || light && best >= SHARED_WITHOUT_VERB;
        (enough && best * 2 >= entry.words.words.len()).then_some(entry)
    }

    /// Whether a row has the date that is told.
    fn is_on(&self, entry: &Entry<'_>) -> bool {
        let Some((a, b)) = self.span.pair(entry.span) else { return false };
        a.first <= b.last && b.first <= a.last
    }

    /// Whether the date of a row is another, and may be of the same.
    fn is_off(&self, entry: &Entry<'_>) -> bool {
        let Some((a, b)) = self.span.pair(entry.span) else { return false };
        let apart = a.last < b.first || b.last < a.first;
        let (exact, slipped) = kept(&self.reading.edtf, &entry.reading.edtf);
        let year = a.first.date().year() == b.first.date().year();
        let near = a.first.0.abs_diff(b.first.0) <= MONTH;
        apart && exact && (near || slipped && year)
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::reading;

    const DAIRY: &str = "# The fire at the dairy\n\nThe fire broke out on 2 June 2024.\n\n\
        | Line | Back at work | Cost |\n|---|---|---|\n| Butter | 14 June | £20,000 |\n\
        | Yoghurt | 21 June | £31,000 |\n| Hard cheese | 9 July | £7,000 |\n\n";

    const TRAM: &str = "# The new tram\n\n| Date | Step |\n|---|---|\n| 4 March 2024 | Work on the depot begins |\n\
        | 15 May 2025 | Test runs start |\n| 1 September 2025 | The line opens to passengers |\n\
        | 3 October 2025 | The ministry decides on the second line |\n\n";

    fn found(table: &str, sentence: &str) -> usize {
        let slips = reading(&format!("{table}{sentence}\n")).slips;
        slips.iter().filter(|slip| slip.message.contains("the table has")).count()
    }

    #[test]
    fn what_a_table_dates_is_told_with_its_date() {
        for (table, sentence) in [
            (DAIRY, "The yoghurt line was working again on 28 June, and shops were supplied."),
            (DAIRY, "Hard cheese was back on the shelves on 9 June."),
            (TRAM, "The line will open to passengers on 1 October 2025."),
            (TRAM, "On 5 September 2025 the line opens to passengers."),
        ] {
            assert_eq!(found(table, sentence), 1, "{sentence}");
        }
    }

    #[test]
    fn what_may_be_dated_otherwise_is_let_be() {
        for (table, sentence) in [
            (DAIRY, "The yoghurt line was working again on 21 June."),
            (DAIRY, "On 20 June the minister saw the yoghurt line."),
            (DAIRY, "The yoghurt line should have been working again on 17 June."),
            (DAIRY, "Butter and yoghurt were back on 14 June and 21 June."),
            (DAIRY, "The creamery next door was working again on 18 June."),
            (TRAM, "The line was planned to open to passengers on 1 August 2025."),
            (TRAM, "The old line opened to passengers on 1 September 1925."),
            (TRAM, "Work on the bridge begins on 20 March 2024."),
            (TRAM, "The first test runs ended on 20 May 2025."),
        ] {
            assert_eq!(found(table, sentence), 0, "{sentence}");
        }
    }
}
