//! What a sentence says of whole lines of a table: the share that a row has in the total ("three
//! islanders in every four live on Orlen"), two rows taken together ("very or fairly likely"), and a
//! change from one row to the next ("46 per cent below the year before").
//!
//! A sentence does not say which column it means; so a share is wrong only where it is that of none
//! which can be meant.

use rust_decimal::Decimal;

use super::board::{Axis, Board, Boards, Cell, Named};
use super::figure::{any_of, limits};
use super::placed::Placed;
use super::share::{UNTOLD, not_that_share, percent};
use super::{Amount, slip};
use crate::prose::open;
use crate::prose::passage::Tokens;
use crate::prose::slip::Slip;
use crate::value::quantity::{Unit, show};

/// Most figures of a document: of longer ones any share is that of something.
const MOST: usize = 600;

/// How far a share may lie off what the cells give, beyond its own rounding: that of the cells.
const SLACK: Decimal = Decimal::from_parts(15, 0, 0, false, 3);

/// How far "three in every four" may lie off.
const ROUND: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Tokens on either side of a share in which such a word counts.
const AROUND: usize = 6;

/// Words of a share of another time or of something that is not so, beside [`UNTOLD`].
const OTHER: &[&str] = &["once", "used", "formerly", "normally", "another", "other"];

/// Verbs, directly before a preposition, that say where something is.
pub(super) const LIES: &[&str] = &[
    "lives", "live", "lived", "dwell", "are", "is", "were", "was", "lie", "lies", "lay", "come",
    "comes", "came", "occurred", "happened", "fell", "stand", "stood",
];

/// Those of them that are said of inhabitants.
const LIVES: &[&str] = &["live", "lives", "lived", "dwell"];

/// All who live somewhere.
const INHABITANTS: &[&str] = &[
    "people",
    "person",
    "population",
    "inhabitant",
    "resident",
    "citizen",
    "islander",
    "villager",
    "everybody",
    "everyone",
    "townspeople",
];

/// Verbs that say that a share is that of their subject.
const COMPOSE: &[&str] = &["account", "make", "supply", "contribute", "provide", "represent"];

/// A share that a sentence gives.
struct Share {
    low: Decimal,
    high: Decimal,
    soft: bool,
    tokens: Tokens,
    bytes: std::ops::Range<usize>,
    /// Lemmas of what it is of.
    nouns: Vec<String>,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if all.len() > MOST || boards.is_empty() {
        return;
    }
    for sentence in all.chunk_by(Placed::is_beside) {
        let first = &sentence[0];
        if sentence.iter().any(|placed| !placed.own) {
            continue;
        }
        let near = boards.around(first.at.block);
        let shares = shares(sentence);
        if shares.is_empty() {
            continue;
        }
        out.extend(together(first, &shares, boards));
        let [share] = shares.as_slice() else { continue };
        let around = share.tokens.start.saturating_sub(AROUND)..share.tokens.end + AROUND;
        let sentence = &first.sentence.tokens;
        let around = around.start.max(sentence.start)..around.end.min(sentence.end);
        if [UNTOLD, OTHER].iter().any(|words| any_of(first.passage, around.clone(), words)) {
            continue;
        }
        for named in boards.named(&near, first.passage, &first.sentence.tokens) {
            let Some(board) = boards.get(named.board) else { continue };
            let found = of_row(first, share, (board, &named));
            let found = found.or_else(|| year_on_year(first, share, (board, &named)));
            // What the cells show to be wrong already is wrong once.
            let known = |slip: &Slip| slip.is_of(first.at, &share.bytes);
            out.extend(found.filter(|_| !out.iter().any(known)));
        }
    }
}

/// The shares of a sentence: "46 per cent", "three islanders in every four".
fn shares(sentence: &[Placed<'_>]) -> Vec<Share> {
    let mut out = Vec::new();
    for (ix, placed) in sentence.iter().enumerate() {
        let (passage, figure) = (placed.passage, &placed.figure);
        let end = figure.end.max(figure.tokens.end);
        if figure.is_share() {
            let (Some(low), Some(high)) = limits(&figure.quantity) else { continue };
            /// Most tokens behind "of".
            const WITHIN: usize = 5;
            let of = figure.tokens.end;
            let behind = if passage.is(of, "of") { of + 1..of + 1 + WITHIN } else { of..of };
            let nouns = behind.map(|at| open::noun_lemma(passage, at)).collect();
            let (tokens, bytes) = (figure.tokens.clone(), figure.bytes.clone());
            let soft = figure.quantity.soft;
            out.push(Share { low, high, soft, tokens, bytes, nouns });
            continue;
        }
        let every = passage.is(end, "in") && passage.is_any(end + 1, &["every", "each"]);
        let Some(whole) = sentence.get(ix + 1).filter(|_| every && figure.is_count()) else {
            continue;
        };
        let parts = figure.amount.as_ref().zip(whole.figure.amount.as_ref());
        let Some(share) = parts.and_then(|(n, m)| n.shown.checked_div(m.shown)) else { continue };
        if whole.figure.tokens.start <= end + 2 && share < Decimal::ONE {
            let tokens = figure.tokens.start..whole.figure.tokens.end;
            let (low, high) = (share.saturating_sub(ROUND), share.saturating_add(ROUND));
            let nouns = figure.noun.iter().cloned().collect();
            let bytes = passage.bytes(&tokens);
            out.push(Share { low, high, soft: true, tokens, bytes, nouns });
        }
    }
    out
}

fn amount(cell: &Cell) -> Option<Decimal> {
    let counted = matches!(cell.quantity.unit, Unit::Count(_) | Unit::Money(_) | Unit::Measure(_));
    Amount::of(&cell.quantity).filter(|_| counted).map(|amount| amount.shown)
}

fn fits(share: &Share, is: Decimal) -> bool {
    // The window of a vague share is wide already.
    let slack = if share.soft { Decimal::ZERO } else { SLACK };
    share.low.saturating_sub(slack) <= is && is <= share.high.saturating_add(slack)
}

/// "Three islanders in every four live on Orlen", "Orlen accounted for 40 per cent of the houses".
fn of_row(first: &Placed<'_>, share: &Share, (board, named): (&Board, &Named)) -> Option<Slip> {
    let ([(row, label)], []) = (named.rows.as_slice(), named.columns.as_slice()) else {
        return None;
    };
    let (passage, sentence) = (first.passage, &first.sentence.tokens);
    let lemma = |at: usize| passage.tokens.get(at).map_or("", |token| token.word.lemma.text());
    let the = usize::from(passage.is(label.start.saturating_sub(1), "the"));
    let place = label.start.checked_sub(2 + the).filter(|verb| *verb >= share.tokens.end);
    let lies = place.filter(|verb| {
        passage.is_any(*verb, LIES) && passage.is_any(verb + 1, &["in", "on", "at", "from", "to"])
    });
    let lives = lies.is_some_and(|verb| passage.is_any(verb, LIVES));
    let opens = label.start <= sentence.start + 1 && label.end <= share.tokens.start;
    let composes = opens
        && (label.end..(label.end + 3).min(share.tokens.start))
            .any(|at| COMPOSE.contains(&lemma(at)));
    if lies.is_none() && !composes {
        return None;
    }
    let total = total(board).filter(|total| total != row)?;
    let meant = |column: &usize| {
        let line = &board.columns[*column];
        let said = line.gist.iter().any(|word| share.nouns.contains(word));
        let all = share.nouns.iter().any(|noun| INHABITANTS.contains(&noun.as_str()));
        said || (lives && all && line.period.is_some())
    };
    let ratio = |column: usize| {
        let (part, whole) =
            (board.cell(Axis::Row, *row, column)?, board.cell(Axis::Row, total, column)?);
        let is = amount(part)?.checked_div(amount(whole)?)?;
        Some((part, whole, is))
    };
    let columns: Vec<(&Cell, &Cell, Decimal)> =
        (0..board.columns.len()).filter(meant).filter_map(ratio).collect();
    if columns.iter().any(|(.., is)| fits(share, *is)) {
        return None;
    }
    let (part, whole, is) = columns.last()?;
    let said = passage.text.get(share.bytes.clone())?;
    let (n, m, is) = (show(&part.quantity), show(&whole.quantity), percent(*is));
    let message = not_that_share(said, &n, &m, &is);
    Some(told(first, share, part, (message, format!("{is} by the table"))))
}

/// The row of all others: the one that is named so, or a last one that is their sum in each column
/// that can be added up, and in one at least.
fn total(board: &Board) -> Option<usize> {
    let mut named = (0..board.rows.len()).filter(|row| board.rows[*row].is_total);
    if let Some(total) = named.next() {
        return named.next().is_none().then_some(total);
    }
    let last = board.rows.len().checked_sub(1).filter(|last| *last > 1)?;
    let sum = |column: usize| {
        (0..last).try_fold(Decimal::ZERO, |sum, row| {
            sum.checked_add(amount(board.cell(Axis::Row, row, column)?)?)
        })
    };
    let is = |column: usize| Some(amount(board.cell(Axis::Row, last, column)?)? == sum(column)?);
    let sums: Vec<bool> = (0..board.columns.len()).filter_map(is).collect();
    (!sums.is_empty() && sums.iter().all(|is| *is)).then_some(last)
}

/// "44 per cent said they were very or fairly likely": two rows that differ in their first word.
fn together(first: &Placed<'_>, shares: &[Share], boards: &Boards) -> Option<Slip> {
    /// Most tokens between a share and the rows that it is of.
    const FAR: usize = 12;
    let (passage, sentence) = (first.passage, &first.sentence.tokens);
    let near = boards.around(first.at.block);
    let joins = sentence.clone().filter(|at| passage.is(*at, "or") && *at > sentence.start);
    for join in joins {
        for board in near.clone().filter_map(|at| boards.get(at)) {
            let is = |label: &[String], from: usize| {
                let fits = |(n, word): (usize, &String)| passage.is(from + n, word);
                label.len() > 1 && label.iter().enumerate().all(fits)
            };
            let row = |wanted: &dyn Fn(&[String]) -> bool| {
                board.rows.iter().position(|row| wanted(&row.label))
            };
            let Some(b) = row(&|label| is(label, join + 1)) else { continue };
            let rest = &board.rows[b].label[1..];
            let same = |label: &[String]| {
                label.len() == rest.len() + 1
                    && label[1..] == *rest
                    && passage.is(join - 1, &label[0])
            };
            let Some(a) = row(&same) else { continue };
            let share = shares
                .iter()
                .rev()
                .find(|share| join.checked_sub(share.tokens.end).is_some_and(|apart| apart <= FAR));
            let Some(share) = share else { continue };
            let sum = |column: usize| {
                let cells = (board.cell(Axis::Row, a, column)?, board.cell(Axis::Row, b, column)?);
                let of = |cell: &Cell| {
                    let shown = Amount::of(&cell.quantity)?.shown;
                    // Cells under "per cent" are shares; bare ones are of a hundred.
                    let bare = matches!(cell.quantity.unit, Unit::Count(_));
                    if bare { shown.checked_div(Decimal::ONE_HUNDRED) } else { Some(shown) }
                };
                Some((cells.1, of(cells.0)?.checked_add(of(cells.1)?)?))
            };
            let sums: Vec<(&Cell, Decimal)> = (0..board.columns.len()).filter_map(sum).collect();
            let whole = sums.iter().all(|(_, is)| *is <= Decimal::ONE);
            if !whole || sums.iter().any(|(_, is)| fits(share, *is)) {
                continue;
            }
            let (cell, is) = sums.first()?;
            let said = passage.text.get(share.bytes.clone())?;
            let (x, y) = (&board.rows[a].title, &board.rows[b].title);
            let is = percent(*is);
            let message =
                format!("\u{201c}{x}\u{201d} and \u{201c}{y}\u{201d} come to {is}, not {said}");
            return Some(told(first, share, cell, (message, format!("{is} by the table"))));
        }
    }
    None
}

/// Words behind a share that say which way it is, and whether up.
const WAYS: &[(&str, bool)] = &[
    ("below", false),
    ("less", false),
    ("lower", false),
    ("fewer", false),
    ("down", false),
    ("above", true),
    ("more", true),
    ("higher", true),
    ("up", true),
];

/// "Bottles: last year's deliveries were 46 per cent below those of the year before".
fn year_on_year(
    first: &Placed<'_>,
    share: &Share,
    (board, named): (&Board, &Named),
) -> Option<Slip> {
    /// Most tokens between the direction and "year before".
    const FAR: usize = 6;
    let ([], [(column, _)]) = (named.rows.as_slice(), named.columns.as_slice()) else {
        return None;
    };
    let passage = first.passage;
    let way = share.tokens.end;
    let (_, up) = WAYS.iter().find(|(word, _)| passage.is(way, word))?;
    let before = (way + 1..(way + 1 + FAR).min(first.sentence.tokens.end)).any(|at| {
        (passage.is(at, "year") && passage.is_any(at + 1, &["before", "earlier"]))
            || (passage.is(at, "previous") && passage.is(at + 1, "year"))
    });
    let rows: Vec<usize> =
        (0..board.rows.len()).filter(|at| board.rows[*at].period.is_some()).collect();
    if !before || rows.len() < 2 {
        return None;
    }
    let change = |pair: &[usize]| {
        let [a, b] = pair else { return None };
        let (from, to) = (board.cell(Axis::Row, *a, *column)?, board.cell(Axis::Row, *b, *column)?);
        let (x, y) = (amount(from)?, amount(to)?);
        let is = y.checked_sub(x)?.checked_div(x)?;
        Some((from, to, if *up { is } else { -is }))
    };
    let changes: Vec<(&Cell, &Cell, Decimal)> = rows.windows(2).filter_map(change).collect();
    if changes.len() + 1 != rows.len() || changes.iter().any(|(.., is)| fits(share, is.abs())) {
        return None;
    }
    let (from, to, is) = changes.iter().rev().find(|(.., is)| is.is_sign_positive())?;
    let (x, y, is) = (amount(from)?, amount(to)?, percent(*is));
    let said = passage.text.get(share.bytes.clone())?;
    let message = format!("from {x} to {y} is {is}, not {said}");
    Some(told(first, share, to, (message, format!("{is} by the table"))))
}

fn told(
    first: &Placed<'_>,
    share: &Share,
    cell: &Cell,
    (message, label): (String, String),
) -> Slip {
    let mut slip = slip(first.at, share.bytes.clone(), message, label);
    let at = crate::prose::reading::BlockIx { document: first.at.document, block: cell.block };
    slip.other = Some((at, cell.bytes.clone(), "the table".to_owned()));
    slip
}
