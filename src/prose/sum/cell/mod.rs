//! What a sentence says of a row of a table, against its cells: "In Varde, where 460 houses burned",
//! beside a row of Varde with 640; "profit rose by 9 per cent", beside two years of it.
//!
//! A sentence seldom names its cell in full. Where it does, any other value is wrong; where it
//! names the row alone, a value is wrong that is a slip of the pen away from one of the row's own
//! and none of them.

mod grown;
mod meant;
mod period;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::Amount;
use super::board::{Axis, Board, Boards, Cell, Line, Named, names_another};
use super::digits::{is_swapped, one_digit};
use super::figure::{
    Figure, OF_TIME, before, figures, is_of_a_split, is_other, is_sum_of_before, limits,
};
use super::placed::{self, Placed};
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::{VERB, class};
use crate::prose::many::is_near;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::value::quantity::{self, Quantity, Unit, show};

/// The rule that reports these.
const RULE: &str = "value-conflict";

/// What to do about them.
const HELP: &str = "correct the sentence or the cell, or say what each counts";

/// Words before a figure that leave open whether it is so.
const OPEN: &[&str] = &["would", "could", "should", "may", "might", "if", "will"];

/// Verbs and nouns that say no more than that there is so much.
const LIGHT: &[&str] = &[
    "have", "be", "record", "report", "see", "suffer", "count", "register", "number", "come",
    "stand", "reach", "total", "people", "person", "year", "season", "follow", "second", "third",
    "place", "alone", "figure",
];

/// Whether a figure is of another time than the table, or of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Other {
    No,
    /// A word of the sentence says so, and may say it of something else.
    Perhaps,
    Yes,
}

/// How far a vague figure may lie off, as a part of the cell.
const VAGUE: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// Sentences behind one that names a row, in which the row may still be meant.
const TOPIC: usize = 1;

/// A sentence with its figures, and where it stands.
struct Told<'a, 't> {
    at: BlockIx,
    passage: &'a Passage<'t>,
    sentence: &'a Sentence,
    figures: Vec<&'a Figure>,
}

/// A line that a sentence is about.
#[derive(Clone)]
struct About {
    axis: Axis,
    line: usize,
    /// Where its label stands; none where an earlier sentence names it.
    label: Option<Tokens>,
    /// Whether no other table has a line of this name, and the sentence does not stand in a section before
    /// that of the table: it may be told of with words that are not the table's.
    settled: bool,
}

/// Slips of the sentences of a document, of whose figures it is told, against its tables.
pub(super) fn slips(
    document: usize,
    text: &Text<'_, '_>,
    (runs, all): (&[bool], &[Placed<'_>]),
    boards: &Boards,
    out: &mut Vec<Slip>,
) {
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        let at = BlockIx { document, block };
        let own = placed::of_block(all, block).iter().filter(|placed| placed.own);
        let told = |(index, sentence)| {
            let figures = own.clone().filter(|placed| placed.index == index);
            Told { at, passage, sentence, figures: figures.map(|p| &p.figure).collect() }
        };
        let near = boards.around(block);
        let named: Vec<Vec<Named>> = passage
            .sentences
            .iter()
            .map(|sentence| boards.named(&near, passage, &sentence.tokens))
            .collect();
        // Nothing is said of a table of which no sentence names anything.
        let mut places: Vec<usize> = named.iter().flatten().map(|named| named.board).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            continue;
        }
        let sentences: Vec<Told<'_, '_>> = passage.sentences.iter().enumerate().map(told).collect();
        for place in places {
            let Some(board) = boards.get(place) else { continue };
            if board.is_of_another_time(text, block) {
                continue;
            }
            let near = board.is_behind_or_beside(text, block);
            let settled = |axis, line| near && boards.has_once(place, axis, line);
            let of_board_only =
                |all: &Vec<Named>| about(all.iter().find(|n| n.board == place), settled);
            let abouts = named.iter().map(of_board_only);
            let before = out.len();
            of_board(board, sentences.iter().zip(abouts), out);
            // "Revenue rose by 16 per cent" in a paragraph on a row of another table.
            if names_another(&named, place) {
                let kept = out.split_off(before);
                out.extend(kept.into_iter().filter(|slip| slip.rule == RULE));
            }
        }
    }
}

/// Slips of the sentences of a block against one table, of which they name lines.
fn of_board<'a>(
    board: &Board,
    sentences: impl Iterator<Item = (&'a Told<'a, 'a>, Names)>,
    out: &mut Vec<Slip>,
) {
    let mut topic: Option<(About, usize)> = None;
    for (index, (told, about)) in sentences.enumerate() {
        match about {
            Names::One(about) => {
                out.extend(told.check(board, &about));
                // What opens a paragraph is what all of it is about.
                let opens = about.label.as_ref().is_some_and(|label| label.start == 0);
                let held = if opens { usize::MAX } else { index + TOPIC };
                topic = Some((About { label: None, ..about }, held));
            }
            Names::Several => topic = None,
            Names::None => {
                let near = topic.as_ref().filter(|(_, held)| index <= *held);
                out.extend(near.and_then(|(about, _)| told.check(board, about)));
            }
        }
    }
}

/// Lines that a sentence names.
enum Names {
    None,
    One(About),
    Several,
}

/// What a sentence is about that names lines of a table.
fn about(named: Option<&Named>, settled: impl Fn(Axis, usize) -> bool) -> Names {
    let Some(named) = named else { return Names::None };
    let one = |axis, (line, label): &(usize, Tokens)| {
        let (line, label) = (*line, Some(label.clone()));
        Names::One(About { axis, line, label, settled: settled(axis, line) })
    };
    match (named.rows.as_slice(), named.columns.as_slice()) {
        ([row], _) => one(Axis::Row, row),
        // "Sixteen patients on the drug had a serious event": of the rows, the figure says which.
        (_, [column]) => one(Axis::Column, column),
        ([], []) => Names::None,
        _ => Names::Several,
    }
}

impl Told<'_, '_> {
    fn check(&self, board: &Board, about: &About) -> Option<Slip> {
        if self.figures.is_empty() {
            return None;
        }
        if let Some(slip) = self.grown(board, about) {
            return Some(slip);
        }
        // "Of the 52 boats, 12 were lost": only the first is all that there are.
        let start = self.sentence.tokens.start;
        let is_part = |figure: &Figure| {
            const OPENING: usize = 3;
            self.passage.is(start, "of") && figure.tokens.start >= start + OPENING
        };
        // "Round four": the number of a name is no figure.
        let is_name = |figure: &Figure| {
            about.label.as_ref().is_some_and(|label| label.contains(&figure.tokens.start))
        };
        let mut figures = self.figures.iter().filter(|f| !is_name(f) && !is_part(f));
        figures.find_map(|figure| {
            let degrees = self.in_degrees(board, about, figure);
            let figure = degrees.as_ref().unwrap_or(figure);
            let lines = self.of_period(board, about, figure)?;
            self.figure(board, about, &lines, figure)
        })
    }

    /// The words up to the first comma, where a sentence says when and where, and those around a
    /// figure, with what stands before the bracket that it is in: "£88 million in 2024 (£112 million now)".
    fn segments(&self, figure: &Figure) -> [Tokens; 2] {
        let mut own = figure.segment(self.passage, self.sentence);
        if self.passage.token(own.start.saturating_sub(1)) == "(" {
            let cuts = |at: &usize| matches!(self.passage.token(*at), "," | ";" | ":" | ")");
            let ahead = (self.sentence.tokens.start..own.start - 1).rev().find(cuts);
            own.start = ahead.map_or(self.sentence.tokens.start, |at| at + 1);
        }
        let start = self.sentence.tokens.start;
        let comma = (start..own.start).find(|at| matches!(self.passage.token(*at), "," | ":"));
        [start..comma.unwrap_or(start), own]
    }

    /// Whether words say that a figure is of another time, or of a part.
    fn is_other(&self, about: &About, figure: &Figure) -> Other {
        /// Tokens before a figure, and behind it, in which words of a part are about it.
        const NEAR: (usize, usize) = (3, 2);
        let label = about.label.clone().unwrap_or(0..0);
        let other = |at: usize| {
            // "19 patients who would have been admitted".
            let which = figure.end.max(figure.tokens.end) + 1;
            let open = at < figure.tokens.start || at == which;
            // "7.4 degrees this May".
            let month = at > self.sentence.tokens.start
                && self.passage.tokens.get(at).is_some_and(|token| token.capital);
            let open = open && !month && self.passage.is_any(at, OPEN);
            let said = open || is_other(self.passage, at) && !self.is_before_date(at);
            if !said || label.contains(&at) || figure.tokens.contains(&at) {
                return Other::No;
            }
            let end = figure.end.max(figure.tokens.end);
            let near = (figure.tokens.start.saturating_sub(NEAR.0)..end + NEAR.1).contains(&at);
            if near || open || self.passage.is_of(at, &OF_TIME) {
                Other::Yes
            } else {
                Other::Perhaps
            }
        };
        // "The council, which counts those who came since 2019, has 171,000".
        let since = |at: usize| self.passage.is(at, "since") && !label.contains(&at);
        if (self.sentence.tokens.start..figure.tokens.start).any(since) {
            return Other::Yes;
        }
        let words = self.segments(figure).into_iter().flatten();
        words.map(other).max().unwrap_or(Other::No)
    }

    /// "By June", beside a column of June.
    fn is_before_date(&self, at: usize) -> bool {
        let next = |mention: &Mention| {
            matches!(mention.kind, MentionKind::Date(_))
                && mention.tokens.start.abs_diff(at + 1) <= 1
        };
        self.passage.is(at, "by") && self.passage.mentions_of(self.sentence).iter().any(next)
    }

    fn figure(
        &self,
        board: &Board,
        about: &About,
        lines: &[usize],
        figure: &Figure,
    ) -> Option<Slip> {
        let end = figure.end.max(figure.tokens.end);
        // "140 kilograms of freight" are no part of something.
        let the = class::DETERMINER | class::PRONOUN;
        let of_all = figure.is_count()
            || self.passage.tokens.get(figure.tokens.end + 1).is_some_and(|t| t.word.is(the));
        let end = if of_all { end } else { end + 1 };
        let part = self.passage.is(figure.tokens.end, "of") && of_all
            || self.passage.is_any(end, &["of", "more", "fewer", "less"])
            || self.is_of_what_is_told(board, about, figure);
        // The figure is one of the line's own.
        let own = |cell: &Cell| quantity::meet(&cell.quantity, &figure.quantity) == Some(true);
        let other = self.is_other(about, figure);
        if part
            || other == Other::Yes
            || board.cells(about.axis, about.line).any(|(_, cell)| own(cell))
        {
            return None;
        }
        let plain = other == Other::No;
        let wrong = plain.then(|| self.wrong(board, about, lines, figure)).flatten();
        let (across, cell) = wrong.or_else(|| self.meant(board, about, lines, figure))?;
        // "1,187 people", of whom the row has 591 and 596.
        let said = figure.amount.as_ref().map(|amount| amount.shown);
        let sums = [(about.axis, about.line), (about.axis.other(), across)];
        let is_sum = sums.iter().any(|(axis, line)| board.sum(*axis, *line) == said);
        // "185 fighters", of 210 dead of whom 25 were none.
        let is_sum =
            is_sum || said.is_some_and(|said| board.has_apart(about.axis, about.line, said));
        if said.is_some() && (is_sum || is_sum_of_before(self.passage, self.sentence, figure)) {
            return None;
        }
        // The passage tells the cell's value too: the figure is of something else.
        let told = |other: &Figure| quantity::meet(&cell.quantity, &other.quantity) == Some(true);
        let sentences = self.passage.sentences.iter();
        if sentences.flat_map(|sentence| figures(self.passage, sentence)).any(|f| told(&f))
            || is_of_a_split(self.passage, self.sentence, end)
        {
            return None;
        }
        Some(self.told(board, (about, across), figure, cell))
    }

    /// "A loss of 210 boats", and not "a pass rate of 71 per cent" beside a column of that name.
    fn is_of_what_is_told(&self, board: &Board, about: &About, figure: &Figure) -> bool {
        let opens = figure.tokens.start == self.sentence.tokens.start + 1;
        if before(self.passage, figure.tokens.start) != "of" || opens {
            return false;
        }
        let noun = figure.tokens.start.checked_sub(2).and_then(|at| gist::lemma(self.passage, at));
        let is = |line: &Line| noun.as_ref().is_some_and(|noun| line.gist.last() == Some(noun));
        !board.across(about.axis).iter().any(is)
    }

    /// The cell that a figure of a line is meant for and is not.
    fn wrong<'b>(
        &self,
        board: &'b Board,
        about: &About,
        lines: &[usize],
        figure: &Figure,
    ) -> Option<(usize, &'b Cell)> {
        let words = self.around(figure);
        let of = |wanted: Match| -> Vec<usize> {
            let across = board.across(about.axis);
            let all = lines.iter().copied();
            all.filter(|at| matched(figure, &words, &across[*at]) == wanted).collect()
        };
        let cell = |at: usize| board.cell(about.axis, about.line, at).map(|cell| (at, cell));
        if let [across] = of(Match::All).as_slice() {
            let (across, cell) = cell(*across)?;
            let whole = self.is_whole(board, about, across, figure);
            let near = is_near(&figure.quantity, &cell.quantity);
            let above = near && limits(&figure.quantity).0 > limits(&cell.quantity).1;
            let wrong = apart(&figure.quantity, &cell.quantity)
                && (whole || above || self.is_pen(board, about, figure, cell));
            return wrong.then_some((across, cell));
        }
        if let [across] = of(Match::Noun).as_slice() {
            return cell(*across).filter(|(_, cell)| self.is_pen(board, about, figure, cell));
        }
        if let (true, [across]) = (self.is_verbatim(board, about, figure), lines) {
            return cell(*across).filter(|(_, cell)| apart(&figure.quantity, &cell.quantity));
        }
        // The line itself names what is measured: "operating profit was 11.6 million".
        let has_unit = !matches!(figure.quantity.unit, Unit::Count(_));
        let bare = figure.noun.is_none() && figure.quantity.unit.is_count();
        let name = about.axis == Axis::Row;
        let mut near = lines.iter().filter_map(|at| {
            let (at, cell) = cell(*at)?;
            (self.is_pen(board, about, figure, cell) && (has_unit || is_long(cell)))
                .then_some((at, cell))
        });
        let found = near.next().filter(|_| near.next().is_none() && name && (has_unit || bare));
        let place = (self.sentence, figure.tokens.start);
        found.filter(|_| !board.knows_nothing_of(self.passage, place, about.line))
    }

    /// "This year 26 per cent called it not very likely": a share that opens its sentence, and a
    /// label of several words.
    fn is_verbatim(&self, board: &Board, about: &About, figure: &Figure) -> bool {
        let line = &board.lines(about.axis)[about.line];
        let start = self.sentence.tokens.start;
        let time = |at: usize| {
            let dated = self
                .passage
                .mentions
                .iter()
                .any(|m| matches!(m.kind, MentionKind::Date(_)) && m.tokens.contains(&at));
            dated || self.passage.is_any(at, &["this", "year", "in", "only", "just", ","])
        };
        let opens = (start..figure.tokens.start).all(time);
        let verb = self
            .passage
            .tokens
            .get(figure.tokens.end)
            .is_some_and(|token| token.word.is(VERB | class::BE));
        about.label.is_some() && line.label.len() > 1 && figure.is_share() && opens && verb
    }

    /// Whether a figure is a slip of the pen away from a cell.
    fn is_pen(&self, board: &Board, about: &About, figure: &Figure, cell: &Cell) -> bool {
        let Some(said) = &figure.amount else { return false };
        let Some(is) = Amount::of(&cell.quantity) else { return false };
        let printed = self.passage.text.get(figure.bytes.clone()).unwrap_or("");
        let pounds = printed.contains("pounds") && matches!(is.unit, Unit::Money(_));
        let measured = matches!(said.unit, Unit::Measure(_));
        // "226 litres" is no slip of 206 cubic kilometres.
        let (own, of_cell) = (&figure.quantity.shown_in, &cell.quantity.shown_in);
        if measured && matches!(is.unit, Unit::Measure(_)) && own.factor != of_cell.factor {
            return false;
        }
        let bare = matches!(cell.quantity.unit, Unit::Count(None)) && !measured;
        // Beside cells that are printed as shares, a number without a sign is none.
        let bare = bare && !(figure.is_share() && board.has_shares());
        if !(said.is_like(&is) || bare || pounds) {
            return false;
        }
        // Units are set aside: the header may not name its own.
        let digits = |text: &str| -> String {
            let cut = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
            let number =
                text[cut..].chars().take_while(|c| c.is_ascii_digit() || ",.".contains(*c));
            number.filter(|c| *c != ',').collect()
        };
        let (a, b) = (digits(printed), digits(&show(&cell.quantity)));
        let read = |text: &str| text.trim_end_matches('.').parse::<Decimal>().ok();
        let pair = read(&a).zip(read(&b));
        // One digit is another by chance, unless the row itself is what is so much.
        let is_row = || about.label.as_ref().is_some_and(|label| self.is_told_of(label, figure));
        pair.is_some_and(|(a, b)| is_swapped(a, b) || one_digit(a, b) && is_row())
    }

    /// "Operating profit was 11.6 million": whether nothing but a verb of being or having stands between.
    fn is_told_of(&self, label: &Tokens, figure: &Figure) -> bool {
        let idle = class::BE | class::HAVE | class::ADVERB;
        let mut between = label.end..figure.tokens.start;
        between.start < between.end && between.all(|at| self.passage.tokens[at].word.is(idle))
    }

    /// What the clause of a figure says.
    fn around(&self, figure: &Figure) -> Gist {
        Gist::of(self.passage, self.clause(figure))
    }

    fn clause(&self, figure: &Figure) -> Tokens {
        let own = self.sentence.clause_of(figure.tokens.start);
        own.map_or(self.sentence.tokens.clone(), |clause| clause.tokens.clone())
    }

    /// Whether the clause says nothing that its row and column do not: no part of the cell is meant.
    fn is_whole(&self, board: &Board, about: &About, across: usize, figure: &Figure) -> bool {
        let (line, other) =
            (&board.lines(about.axis)[about.line], &board.across(about.axis)[across]);
        let header = Gist::new(other.gist.clone());
        self.sentence.tokens.clone().all(|at| {
            let inside = figure.tokens.contains(&at)
                || about.label.as_ref().is_some_and(|label| label.contains(&at));
            let Some(word) = gist::lemma(self.passage, at).filter(|_| !inside) else { return true };
            LIGHT.contains(&word.as_str()) || line.gist.contains(&word) || header.holds(&word)
        })
    }

    fn told(
        &self,
        board: &Board,
        (about, across): (&About, usize),
        figure: &Figure,
        cell: &Cell,
    ) -> Slip {
        let line = &board.lines(about.axis)[about.line];
        let other = &board.across(about.axis)[across];
        let said = show(&figure.quantity);
        let is = show(&cell.quantity);
        let message = format!("{said} here, but the table has {is} for {}", of(line, other));
        Slip {
            rule: RULE,
            at: self.at,
            bytes: figure.bytes.clone(),
            message,
            label: format!("{said} here"),
            help: HELP,
            other: Some((self.cell_at(cell), cell.bytes.clone(), format!("{is} here"))),
        }
    }

    fn cell_at(&self, cell: &Cell) -> BlockIx {
        BlockIx { document: self.at.document, block: cell.block }
    }
}

/// The two lines of a cell, by their labels; a header that is but a unit stands behind the value.
fn of(line: &Line, across: &Line) -> String {
    let named = [line, across].into_iter().filter(|line| !line.title.is_empty());
    let named: Vec<String> = named.map(|line| format!("\u{201c}{}\u{201d}", line.title)).collect();
    named.join(" and ")
}

/// How far the words of a figure are those of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    /// All of the line's words are there.
    All,
    /// Its noun is.
    Noun,
    Not,
}

fn matched(figure: &Figure, words: &Gist, line: &Line) -> Match {
    if line.period.is_some() || line.gist.is_empty() || !figure.is_count() {
        return Match::Not;
    }
    let noun = figure.noun.as_deref();
    let head = |word: &String| noun.is_some_and(|noun| gist::alike(noun, word));
    let all = line.gist.iter().all(|word| head(word) || words.holds(word));
    let people = noun.is_none_or(|noun| super::part::PEOPLE.contains(&noun));
    // "In 612 adults" is no number of days a month.
    let mut title = line.title.split_whitespace();
    let in_time = title.any(|word| crate::prose::lexicon::word(word).is(class::TIME_UNIT));
    if in_time && noun.is_some() && !line.gist.iter().any(head) {
        return Match::Not;
    }
    match (all, line.gist.iter().any(head)) {
        (true, named) if named || people => Match::All,
        (_, true) => Match::Noun,
        _ => Match::Not,
    }
}

/// Whether a cell has digits enough not to be like another by chance.
fn is_long(cell: &Cell) -> bool {
    const LONG: Decimal = Decimal::ONE_HUNDRED;
    Amount::of(&cell.quantity).is_some_and(|is| is.shown >= LONG)
}

/// Whether a figure and a cell cannot be one amount.
fn apart(figure: &Quantity, cell: &Quantity) -> bool {
    if quantity::meet(figure, cell) != Some(false) {
        return false;
    }
    let ((low, high), (least, most)) = (limits(figure), limits(cell));
    let slack = most.filter(|_| figure.soft).and_then(|most| most.checked_mul(VAGUE));
    let slack = slack.unwrap_or_default();
    let under = high.zip(least).is_some_and(|(high, least)| high.saturating_add(slack) < least);
    let over = low.zip(most).is_some_and(|(low, most)| low > most.saturating_add(slack));
    // Counts that share an end lie apart where one of them is open.
    under || over || !figure.soft
}
