//! What a text says has never been so before, beside a table in which it has: "the fair has never had more
//! visitors", "no other winter since 1979 has brought so little snow", "the ferry carried more than 700,000
//! passengers for the first time".
//!
//! Nothing is said unless just one line of numbers by year is meant, its year is known, and an earlier one
//! of the table is beyond it.

use rust_decimal::Decimal;

use super::board::{Axis, Board, Boards, Cell};
use super::figure::{any_of, limits};
use super::placed::{self, Placed};
use super::{Amount, slip};
use crate::prose::context::Contexts;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::prose::words::Words;
use crate::value::quantity::show;

/// Words for so much, or for so little, as others are compared with it.
const MORE: &[&str] = &["more", "larger", "bigger", "higher", "greater"];
const LESS: &[&str] = &["fewer", "less", "smaller", "lower"];

/// The same behind "so" and "as".
const MUCH: &[&str] = &["many", "much", "high", "large", "big", "great"];
const LITTLE: &[&str] = &["few", "little", "low", "small"];

/// The same behind "the", before "since" and "ever".
const MOST: &[&str] = &["most", "highest", "largest", "biggest", "greatest"];
const LEAST: &[&str] = &["fewest", "least", "lowest", "smallest"];

/// Words for the most or the least of one thing: what their column is of.
const OF_ONE: &[(&str, bool, &[&str])] = &[
    ("wettest", true, &["rain", "rainfall", "precipitation"]),
    ("driest", false, &["rain", "rainfall", "precipitation"]),
    ("hottest", true, &["temperature"]),
    ("warmest", true, &["temperature"]),
    ("coldest", false, &["temperature"]),
    ("coolest", false, &["temperature"]),
    ("snowiest", true, &["snow", "snowfall"]),
    ("deadliest", true, &["death", "fatality", "toll"]),
    ("busiest", true, &["passenger", "visitor", "traffic"]),
    ("hungriest", true, &["hunger"]),
];

/// Words for those who come to see something, whichever a column counts.
const PUBLIC: &[&str] = &[
    "visitor",
    "visit",
    "audience",
    "attendance",
    "admission",
    "spectator",
    "public",
    "crowd",
    "attendee",
];

/// Words of a sentence that is of another time, of some of it, or not quite so.
static NOT_SO: Words = Words::new(&[
    "almost", "nearly", "until", "second", "third", "one", "among", "if", "would", "could", "may",
    "might", "expected", "forecast", "some", "per", "average", "week", "day", "month", "quarter",
    "single", "outside", "except", "apart",
]);

/// Tokens behind a comparative in which stands what there is so much of.
const NEAR: usize = 4;

/// Fewest years of a line in which something can be a record.
const FEWEST: usize = 3;

/// What is said to be beyond all others.
struct Told {
    token: usize,
    /// Whether it is the most, and not the least.
    most: bool,
    /// What there is so much of.
    of: Vec<String>,
    /// A year beyond it: those after it count.
    since: Option<String>,
}

/// A line of numbers by year.
struct Series<'b> {
    board: &'b Board,
    axis: Axis,
    line: usize,
    /// Each with its year, in order.
    cells: Vec<(&'b str, &'b Cell)>,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(
    document: usize,
    text: &Text<'_, '_>,
    (runs, contexts, all): (&[bool], &[&Contexts], &[Placed<'_>]),
    boards: &Boards,
    out: &mut Vec<Slip>,
) {
    let all_series = series(boards);
    if all_series.is_empty() {
        return;
    }
    let own_year = own_year(text);
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        let at = BlockIx { document, block };
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let figures: Vec<&Placed<'_>> =
                placed::of_block(all, block).iter().filter(|p| p.index == index).collect();
            let context = contexts.get(block).copied();
            let mut told: Vec<Told> = told(passage, sentence);
            told.retain(|told| gist::is_own(context, told.token));
            let found = told.iter().find_map(|told| {
                let series = meant(&all_series, told)?;
                let own = series.own(passage, sentence, told, own_year.as_deref())?;
                // "60,000 visitors, more than ever", beside a table of other visitors.
                let cell = series.cells[own].1;
                let fits = |placed: &&Placed<'_>| {
                    let said = &placed.figure.quantity;
                    !said.unit.comparable(&cell.quantity.unit)
                        || crate::value::quantity::meet(said, &cell.quantity) != Some(false)
                };
                figures.iter().all(fits).then(|| series.beyond(at, passage, told, own))?
            });
            let found = found.or_else(|| {
                let first = figures.iter().find(|placed| placed.own)?;
                first_time(first, &all_series, own_year.as_deref())
            });
            out.extend(found);
        }
    }
}

/// The lines of numbers by year of all tables.
fn series(boards: &Boards) -> Vec<Series<'_>> {
    let mut out = Vec::new();
    for board in boards.iter() {
        for axis in [Axis::Row, Axis::Column] {
            for (line, of) in board.lines(axis).iter().enumerate() {
                let period = |at: usize| {
                    let across = &board.across(axis)[at];
                    across.period.as_deref().filter(|_| !across.is_total)
                };
                let cells = board.cells(axis, line);
                let mut cells: Vec<(&str, &Cell)> =
                    cells.filter_map(|(at, cell)| Some((period(at)?, cell))).collect();
                cells.sort_by_key(|(period, _)| *period);
                let once = cells.windows(2).all(|pair| pair[0].0 != pair[1].0);
                // "2024", and not "March 2024", which has its like in other years.
                let years = cells.iter().all(|(period, _)| is_year(period));
                let named = !of.gist.is_empty() && of.period.is_none();
                if cells.len() >= FEWEST && once && years && named {
                    out.push(Series { board, axis, line, cells });
                }
            }
        }
    }
    out
}

/// Whether a period is a year.
fn is_year(period: &str) -> bool {
    period.len() == 4 && period.bytes().all(|b| b.is_ascii_digit())
}

/// The year that a document names first: the one that it is about.
fn own_year(text: &Text<'_, '_>) -> Option<String> {
    /// Blocks of its title and its first words.
    const FIRST: usize = 4;
    let blocks = (0..text.blocks.len().min(FIRST)).filter_map(|block| text.passage(block));
    let mut tokens = blocks.flat_map(|p| (0..p.tokens.len()).map(|at| p.token(at)));
    tokens.find(|token| is_year(token) && token.starts_with(['1', '2'])).map(str::to_owned)
}

/// What a sentence says is beyond all others.
fn told(passage: &Passage<'_>, sentence: &Sentence) -> Vec<Told> {
    let tokens = sentence.tokens.clone();
    let since = year_since(passage, &tokens);
    let mut out = Vec::new();
    for token in tokens.clone() {
        // What stands behind the comma is another matter: "…, and the forecast is for more".
        let end = (token..tokens.end).find(|at| matches!(passage.token(*at), "," | ";"));
        let mut before = tokens.start..end.unwrap_or(tokens.end);
        if before.any(|at| passage.is_of(at, &NOT_SO)) {
            break;
        }
        if let Some((_, most, of)) = OF_ONE.iter().find(|(word, ..)| passage.is(token, word)) {
            let the = token.checked_sub(1).is_some_and(|at| passage.is(at, "the"));
            let ends = since.is_some() || is_ever(passage, token + 1..tokens.end);
            if the && ends {
                let of = of.iter().map(|&word| word.to_owned()).collect();
                out.push(Told { token, most: *most, of, since: since.clone() });
            }
            continue;
        }
        let Some(most) = direction(passage, &tokens, token, since.is_some()) else { continue };
        let of = words(passage, sentence, token);
        out.push(Told { token, most, of, since: since.clone() });
    }
    out
}

/// Whether a word says that there is the most of something, or the least, of all times.
fn direction(passage: &Passage<'_>, tokens: &Tokens, token: usize, since: bool) -> Option<bool> {
    /// Tokens between "never" and what it is said of.
    const BACK: usize = 12;
    let of = |more: &[&str], less: &[&str]| {
        if passage.is_any(token, more) {
            Some(true)
        } else {
            passage.is_any(token, less).then_some(false)
        }
    };
    let previous = |words: &[&str]| {
        token
            .checked_sub(1)
            .filter(|at| *at >= tokens.start)
            .is_some_and(|at| passage.is_any(at, words))
    };
    let before = tokens.start.max(token.saturating_sub(BACK))..token;
    let never = before.clone().any(|at| {
        let had = at.checked_sub(1).is_some_and(|at| passage.is(at, "had"));
        passage.is(at, "never") && !had
            || passage.is(at, "no") && passage.is_any(at + 1, &["other", "previous", "earlier"])
            || passage.is(at, "not") && passage.is(at + 1, "since")
    });
    let than = any_of(passage, token + 1..(token + 1 + NEAR).min(tokens.end), &["than"]);
    if never && !than {
        let compared = of(MORE, LESS);
        return compared.or_else(|| of(MUCH, LITTLE).filter(|_| previous(&["so", "as"])));
    }
    if passage.is(token, "record") {
        let number = passage.is(token + 1, "number") && passage.is(token + 2, "of");
        let low = passage.is(token + 1, "low");
        let is =
            previous(&["a", "the"]) && !passage.is_any(token + 1, &["of", "for", "in", "label"]);
        let noun = passage.tokens.get(token + 1).is_some_and(|t| t.word.is(class::NOUN));
        return (is && (number || low || noun)).then_some(!low);
    }
    let ends = since || is_ever(passage, token + 1..tokens.end);
    of(MOST, LEAST).filter(|_| previous(&["the"]) && ends)
}

/// "The most visitors ever", "on record", "in its history".
fn is_ever(passage: &Passage<'_>, mut tokens: Tokens) -> bool {
    tokens.any(|at| {
        passage.is(at, "ever")
            || passage.is(at, "on") && passage.is(at + 1, "record")
            || passage.is(at, "in")
                && passage.is_any(at + 1, &["its", "their"])
                && passage.is(at + 2, "history")
    })
}

/// The year behind "since".
fn year_since(passage: &Passage<'_>, tokens: &Tokens) -> Option<String> {
    let since = tokens.clone().find(|at| passage.is(*at, "since"))?;
    let year = |at: &usize| is_year(passage.token(*at));
    (since + 1..(since + NEAR).min(tokens.end)).find(year).map(|at| passage.token(at).to_owned())
}

/// What there is so much of: the noun behind the word, or what is said to be so high.
fn words(passage: &Passage<'_>, sentence: &Sentence, token: usize) -> Vec<String> {
    let end = sentence.tokens.end;
    let cuts = |at: &usize| {
        matches!(passage.token(*at), "," | ";" | ":" | "(" | ")" | "." | "—" | "–")
            || passage.is_any(*at, &["to", "in", "at", "since", "and", "as", "before", "for", "on"])
    };
    let stop = (token + 1..end).find(cuts).unwrap_or(end).min(token + 1 + NEAR);
    let idle = |word: &String| {
        ["number", "figure", "amount", "level", "high", "low"].contains(&word.as_str())
    };
    let behind: Vec<String> =
        gist::lemmas(passage, token + 1..stop).into_iter().filter(|word| !idle(word)).collect();
    if !behind.is_empty() {
        return behind;
    }
    let subject = sentence.clause_of(token).and_then(|clause| clause.subject);
    let subject = subject.and_then(|at| passage.mentions.get(at));
    let noun = subject.filter(|m| matches!(m.kind, MentionKind::Noun(_) | MentionKind::Name));
    noun.map(|m| gist::lemmas(passage, m.tokens.clone())).unwrap_or_default()
}

/// The one line that is of what there is so much of.
fn meant<'s, 'b>(all: &'s [Series<'b>], told: &Told) -> Option<&'s Series<'b>> {
    let public = |word: &str| PUBLIC.contains(&word);
    let same = |own: &String, word: &String| gist::alike(own, word) || public(own) && public(word);
    let is = |series: &&Series<'_>| {
        let line = &series.board.lines(series.axis)[series.line];
        // "Sheep shorn": the noun, and the words that narrow it.
        let of = |own: &String| told.of.iter().any(|word| same(own, word));
        line.gist.iter().any(of) && told.of.iter().any(|w| line.gist.iter().any(|own| same(own, w)))
    };
    let mut found = all.iter().filter(is);
    found.next().filter(|_| found.next().is_none())
}

impl<'b> Series<'b> {
    /// The place of the year that is spoken of: the one that the sentence names, or the last, where that
    /// is the one that the document is about.
    fn own(
        &self,
        passage: &Passage<'_>,
        sentence: &Sentence,
        told: &Told,
        own_year: Option<&str>,
    ) -> Option<usize> {
        let years = sentence.tokens.clone().map(|at| passage.token(at)).filter(|t| is_year(t));
        let mut years = years.filter(|year| told.since.as_deref() != Some(*year));
        match (years.next(), years.next()) {
            (Some(year), None) => self.cells.iter().position(|(period, _)| *period == year),
            (None, _) => {
                let (last, _) = self.cells.last()?;
                own_year.is_none_or(|year| year == *last).then(|| self.cells.len() - 1)
            }
            _ => None,
        }
    }

    /// What was beyond the year that is spoken of.
    fn beyond(&self, at: BlockIx, passage: &Passage<'_>, told: &Told, own: usize) -> Option<Slip> {
        let (year, cell) = self.cells[own];
        let is = Amount::of(&cell.quantity)?.shown;
        let counts = |(period, _): &&(&str, &Cell)| {
            told.since.as_deref().is_none_or(|since| *period > since)
        };
        let beyond = |(_, other): &&(&str, &Cell)| {
            Amount::of(&other.quantity)
                .is_some_and(|o| if told.most { o.shown > is } else { o.shown < is })
        };
        let (other, best) = self.cells[..own].iter().filter(counts).find(beyond)?;
        let line = &self.board.lines(self.axis)[self.line];
        let (a, b) = (show(&cell.quantity), show(&best.quantity));
        let message = format!(
            "said to be beyond all others, but the table has {a} for {year} and {b} for {other} under \
             \u{201c}{}\u{201d}",
            line.title
        );
        let bytes = passage.bytes(&(told.token..told.token + 1));
        let mut slip = slip(at, bytes, message, format!("{a} in {year} in the table"));
        slip.other = Some((
            BlockIx { document: at.document, block: best.block },
            best.bytes.clone(),
            format!("{b} in {other}"),
        ));
        slip.help = "correct the superlative or the cell";
        Some(slip)
    }
}

/// "More than 700,000 passengers for the first time", where an earlier year has more.
fn first_time(placed: &Placed<'_>, all: &[Series<'_>], own_year: Option<&str>) -> Option<Slip> {
    let (passage, tokens) = (placed.passage, placed.sentence.tokens.clone());
    let first = tokens.clone().find(|at| {
        passage.is(*at, "for")
            && ["the", "first", "time"]
                .iter()
                .enumerate()
                .all(|(n, word)| passage.is(at + 1 + n, word))
    })?;
    let (Some(low), None) = limits(&placed.figure.quantity) else { return None };
    let again = any_of(passage, first..tokens.end, &["since", "in"]);
    if again || tokens.clone().any(|at| passage.is_of(at, &NOT_SO) && !passage.is(at, "one")) {
        return None;
    }
    let noun = placed.figure.noun.clone()?;
    let told = Told { token: placed.figure.tokens.start, most: true, of: vec![noun], since: None };
    let series = meant(all, &told)?;
    let own = series.own(passage, placed.sentence, &told, own_year)?;
    let over = |(_, cell): &&(&str, &Cell)| {
        cell.quantity.unit.comparable(&placed.figure.quantity.unit)
            && Amount::of(&cell.quantity)
                .is_some_and(|amount| amount.shown > low.max(Decimal::ZERO))
    };
    let (year, cell) = series.cells[..own].iter().find(over)?;
    let (said, is) = (show(&placed.figure.quantity), show(&cell.quantity));
    let message =
        format!("{said} is said to be for the first time, but the table has {is} for {year}");
    let mut slip =
        slip(placed.at, placed.figure.bytes.clone(), message, "not the first time".to_owned());
    slip.other = Some((
        BlockIx { document: placed.at.document, block: cell.block },
        cell.bytes.clone(),
        format!("{is} in {year}"),
    ));
    slip.help = "correct the sentence or the cell";
    Some(slip)
}

#[cfg(test)]
mod tests {
    use crate::prose::sum::tests::{check_by, slips_of};

    const FAIR: &str = "# The town fair\n\nThe fair of 2025 was dry.\n\n| Year | Visitors | Stalls |\n|---|---|---|\n\
        | 2018 | 51,700 | 120 |\n| 2022 | 39,000 | 98 |\n| 2024 | 44,100 | 117 |\n| 2025 | 48,300 | 131 |\n\n";

    const SNOW: &str = "# Snow\n\n| Winter | Snow (cm) | Rain (mm) |\n|---|---|---|\n| 1979 | 96 | 340 |\n\
        | 1996 | 131 | 305 |\n| 2007 | 118 | 297 |\n| 2025 | 124 | 320 |\n\n";

    #[test]
    fn what_has_never_been_so_has_not_in_the_table() {
        let fair = |sentence: &str, n| (format!("{FAIR}{sentence}\n"), n);
        let snow = |sentence: &str, n| (format!("{SNOW}{sentence}\n"), n);
        check_by(
            |text| slips_of(super::super::RULE, text),
            &[
                fair("The fair has never had more visitors, and the mayor is pleased.", 1),
                fair("Never has the fair had a larger public.", 1),
                fair("In 2025 the fair had a record number of visitors.", 1),
                fair("The fair drew more than 40,000 visitors for the first time.", 1),
                fair("The fair has never had more stalls.", 0),
                fair("The fair has almost never had more visitors.", 0),
                fair("It was the most visitors since 2018.", 0),
                fair("The fair has never had more than 60,000 visitors.", 0),
                fair("The fair drew more than 52,000 visitors for the first time.", 0),
                fair("The town has never had more dogs.", 0),
                snow("No other winter since 1979 has brought so little snow to the valley.", 1),
                snow("The winter of 2025 was the wettest since 1979.", 0),
                snow("The winter of 2025 was the driest since 1979.", 1),
                snow("No other winter since 2007 has brought so little snow.", 0),
            ],
        );
    }
}
