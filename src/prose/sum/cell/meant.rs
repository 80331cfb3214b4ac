//! Which cell of a row a figure is meant for where the sentence says more than the table does: "In the
//! wet spring Holm picked 370 tonnes of apples", beside a row of Holm and a column of apples in tonnes.
//!
//! What the header and the unit leave open, the value has to settle: the more words the clause has that
//! are of neither line, the nearer the figure has to be to the cell that it contradicts. The rest of the
//! sentence may say anything.

use rust_decimal::Decimal;

use super::super::Amount;
use super::super::board::{Axis, Board, Cell, Line};
use super::super::digits::{is_swapped, one_digit};
use super::super::figure::{Figure, before};
use super::super::part::PEOPLE;
use super::{About, LIGHT, Told, apart};
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::{VERB, class, word};
use crate::prose::passage::Tokens;
use crate::value::quantity::{self, Dimension, Quantity, Unit, show};

/// What is done with some of what there is: how many were sold is not how many there are.
const SOME: &[&str] = &[
    "sell", "lose", "buy", "export", "import", "reject", "keep", "store", "give", "donate", "save",
    "spoil", "waste", "miss", "add", "cut", "want", "need", "plan", "expect", "hope", "intend",
    "aim", "leave", "return", "refuse", "repeat", "late", "early", "new", "old", "young", "spare",
    "false", "empty", "own",
];

/// Labels that say how a value is reckoned, and not of what: the text has others of the kind.
const STATISTICS: &[&str] = &[
    "mean",
    "average",
    "median",
    "maximum",
    "minimum",
    "range",
    "share",
    "rate",
    "score",
    "change",
    "difference",
    "result",
];

/// How far the words of a clause are those of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    /// None of them: the unit alone speaks for it.
    None,
    /// The noun that is counted.
    Noun,
    /// All that the column is called.
    All,
}

/// How near a figure is to a cell that it differs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    /// Twice as much at most.
    Far,
    /// About a third apart at most.
    Third,
    /// A slip of the pen away, of several digits.
    Slip,
}

impl Told<'_, '_> {
    /// The cell that a figure is meant for and is not.
    pub(super) fn meant<'b>(
        &self,
        board: &'b Board,
        about: &About,
        lines: &[usize],
        figure: &Figure,
    ) -> Option<(usize, &'b Cell)> {
        let line = &board.lines(about.axis)[about.line];
        let statistic = |word: &String| STATISTICS.contains(&word.as_str());
        if line.is_total && !self.is_of_all()
            || !line.gist.is_empty() && line.gist.iter().all(statistic)
        {
            return None;
        }
        let (at, cell, most) = self.column(board, about, lines, figure)?;
        let other = self.unexplained(board, about, &board.across(about.axis)[at], figure)?;
        let sure = about.settled && is_counted_in(board, figure);
        let place = (self.sentence, figure.tokens.start);
        let fits = nearness(figure, cell)? >= enough(figure, most, other, sure)?
            && apart(&figure.quantity, &cell.quantity)
            && !board.knows_nothing_of(self.passage, place, about.line);
        fits.then_some((at, cell))
    }

    /// "7.4 degrees", beside cells in degrees Celsius: the figure in theirs.
    pub(super) fn in_degrees(
        &self,
        board: &Board,
        about: &About,
        figure: &Figure,
    ) -> Option<Figure> {
        let Unit::Other(unit) = &figure.quantity.unit else { return None };
        let warm = |cell: &&Cell| cell.quantity.unit == Unit::Measure(Dimension::Temperature);
        let mut cells = board.cells(about.axis, about.line).map(|(_, cell)| cell);
        let cell = cells.find(warm).filter(|_| unit == "degrees")?;
        let scale = if show(&cell.quantity).ends_with('F') { "Fahrenheit" } else { "Celsius" };
        let printed = self.passage.text.get(figure.bytes.clone())?;
        let quantity = quantity::read(&format!("{printed} {scale}"), None).ok()?;
        Some(Figure { amount: Amount::of(&quantity), quantity, ..figure.clone() })
    }

    /// The line across that a figure is of by its words and its unit, with the cell there.
    fn column<'b>(
        &self,
        board: &'b Board,
        about: &About,
        lines: &[usize],
        figure: &Figure,
    ) -> Option<(usize, &'b Cell, Words)> {
        let words = Gist::of(self.passage, self.span(figure));
        let across = board.across(about.axis);
        let fitting = lines.iter().filter_map(|at| {
            let cell = board.cell(about.axis, about.line, *at)?;
            let fits = is_in_unit_of(figure, cell) && !self.is_name(&across[*at], figure);
            fits.then(|| (*at, cell, said_of(figure, &words, &across[*at])))
        });
        let fitting: Vec<(usize, &Cell, Words)> = fitting.collect();
        // Of "patients" and "patients cured", the one that says more.
        let length = |words, at: usize| if words == Words::All { across[at].gist.len() } else { 0 };
        let rank = |(at, _, words): &(usize, &Cell, Words)| (*words, length(*words, *at));
        let most = fitting.iter().map(rank).max()?;
        let best = || fitting.iter().filter(|line| rank(line) == most);
        // Of one thing at two times, what is told without a date is of the later.
        let &(at, cell, words) = best().max_by_key(|(at, ..)| &across[*at].period)?;
        let is_other = |other: usize| {
            across[other].gist != across[at].gist || about.axis == Axis::Column && other != at
        };
        // "32 of 387 (8.3 per cent)": a share of what stands before it.
        let aside = figure.is_share() && before(self.passage, figure.tokens.start) == "(";
        // Beside one column of numbers, people need not be named as its header does.
        let anybody = figure.noun.as_deref().is_none_or(|noun| PEOPLE.contains(&noun));
        let said = words > Words::None || !figure.is_count() || fitting.len() == 1 && anybody;
        let total = across[at].is_total || across[at].label.iter().any(|word| is_of_all(word));
        let settled = said && !aside && !best().any(|(other, ..)| is_other(*other));
        (settled && (!total || self.is_of_all())).then_some((at, cell, words))
    }

    /// Whether a line has the name of somebody or some place: what names it is looked for with the words
    /// around it, and not among those of a figure ("the 421 nests outside Orlen").
    fn is_name(&self, line: &Line, figure: &Figure) -> bool {
        let opens = self.sentence.tokens.start;
        let capital = |at: &usize| *at != opens && self.passage.tokens[*at].capital;
        let mut names = self.span(figure).filter(capital).map(|at| self.passage.lower(at));
        let named = |name: smol_str::SmolStr| line.label.iter().any(|word| *word == name);
        line.period.is_none() && names.any(named)
    }

    /// Whether a sentence speaks of all that a table has.
    fn is_of_all(&self) -> bool {
        self.sentence.tokens.clone().any(|at| is_of_all(&self.passage.lower(at)))
    }

    /// The words of a figure: those of its clause, from the comma before it to the one behind.
    fn span(&self, figure: &Figure) -> Tokens {
        let (clause, near) = (self.clause(figure), figure.segment(self.passage, self.sentence));
        let (start, end) = (clause.start.max(near.start), clause.end.min(near.end));
        // "Took 82 minutes and ended in the dark".
        let goes_on = |at: &usize| {
            let next = self.passage.tokens.get(at + 1);
            self.passage.is_any(*at, &["and", "but"]) && next.is_some_and(|t| t.word.is(VERB))
        };
        start..(figure.tokens.end.max(start)..end).find(goes_on).unwrap_or(end)
    }

    /// Words of a figure that are of neither of its lines; `None` where one of them says that it is but
    /// a part.
    fn unexplained(
        &self,
        board: &Board,
        about: &About,
        across: &Line,
        figure: &Figure,
    ) -> Option<usize> {
        let line = &board.lines(about.axis)[about.line];
        let header = Gist::new(across.gist.clone());
        self.span(figure).try_fold(0, |others, at| {
            let inside = figure.tokens.contains(&at)
                || about.label.as_ref().is_some_and(|label| label.contains(&at));
            let Some(word) = gist::lemma(self.passage, at).filter(|_| !inside) else {
                return Some(others);
            };
            if SOME.contains(&word.as_str()) {
                return None;
            }
            let known = LIGHT.contains(&word.as_str())
                || PEOPLE.contains(&word.as_str())
                || line.label.contains(&word)
                || line.gist.contains(&word)
                || header.holds(&word)
                || board.corner.contains(&word);
            Some(others + usize::from(!known))
        })
    }
}

/// How near a figure has to be to a cell that it is said to be of in these words, beside so many `other`
/// ones; `None` where they say too much else. `sure` is whether no other table could be meant, and the
/// table knows what is counted.
fn enough(figure: &Figure, words: Words, other: usize, sure: bool) -> Option<Near> {
    let near = match (words, other) {
        (_, 0..=3) if !sure => Near::Slip,
        (Words::None, 0..=2) if figure.is_count() => Near::Slip,
        // A share may be of anything.
        (Words::All, 0) if figure.is_share() => Near::Third,
        (_, 0..=3) if figure.is_share() => Near::Slip,
        (Words::All, 0) => Near::Far,
        (Words::All, 1) | (Words::Noun | Words::None, 0) => Near::Third,
        (Words::All, 2 | 3) | (Words::Noun | Words::None, 1 | 2) => Near::Slip,
        _ => return None,
    };
    Some(near)
}

/// Whether a word says that all there is is meant.
fn is_of_all(word: &str) -> bool {
    ["all", "total", "altogether", "overall", "combined", "whole"].contains(&word)
}

/// Whether a table knows what a figure counts: the fighters among the dead have no cell of their own.
fn is_counted_in(board: &Board, figure: &Figure) -> bool {
    let Some(noun) = figure.noun.as_deref() else { return true };
    let mut lines = board.rows.iter().chain(&board.columns);
    PEOPLE.contains(&noun) || lines.any(|line| line.gist.iter().any(|word| gist::alike(noun, word)))
}

/// Whether a figure is printed in the unit of a cell.
fn is_in_unit_of(figure: &Figure, cell: &Cell) -> bool {
    figure.quantity.unit.comparable(&cell.quantity.unit)
}

/// How far the words around a figure are those of a column.
fn said_of(figure: &Figure, words: &Gist, line: &Line) -> Words {
    let head = |word: &String| figure.noun.as_deref().is_some_and(|noun| gist::alike(noun, word));
    if line.gist.is_empty() {
        // "Hectares": the unit is all that it is called.
        let named = line.label.is_empty() && line.period.is_none();
        let measure = matches!(figure.quantity.unit, Unit::Measure(_));
        return if named && measure { Words::All } else { Words::None };
    }
    let in_time = line.title.split_whitespace().any(|title| word(title).is(class::TIME_UNIT));
    let all = line.gist.iter().all(|word| head(word) || words.holds(word));
    let any = line.gist.iter().any(head);
    match (all, any) {
        (true, _) if !in_time => Words::All,
        (_, true) => Words::Noun,
        _ => Words::None,
    }
}

/// How near a figure is to a cell.
fn nearness(figure: &Figure, cell: &Cell) -> Option<Near> {
    let printed = |quantity: &Quantity| quantity.printed.as_ref().map(|printed| printed.low);
    let (said, is) = (printed(&figure.quantity)?, printed(&cell.quantity)?);
    // "19 per cent" of 19.7: cut off, and not another figure.
    let cut = said.normalize().scale() < is.normalize().scale()
        && is.trunc_with_scale(said.normalize().scale()) == said;
    if cut {
        return None;
    }
    let (low, high) = (said.abs().min(is.abs()), said.abs().max(is.abs()));
    let within = |times: Decimal| low.checked_mul(times).is_some_and(|reach| high <= reach);
    if one_digit(said, is) || is_swapped(said, is) {
        Some(Near::Slip)
    } else if within(Decimal::from_parts(135, 0, 0, false, 2)) {
        Some(Near::Third)
    } else {
        within(Decimal::TWO).then_some(Near::Far)
    }
}
