//! "394 had received no dose, 86 had received one and 60 two", "84 per cent had never been
//! vaccinated": the share of those who have or did not, in other words than the count of them.
//!
//! That both deny the same thing links them, where the counts come to a figure that the document
//! gives: they are all there are.

use rust_decimal::Decimal;

use super::board::{Axis, Boards};
use super::figure::{any_of, limits};
use super::placed::Placed;
use super::share::{UNTOLD, not_that_share, percent};
use super::{Amount, slip};
use crate::prose::gist;
use crate::prose::passage::{Passage, Tokens};
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a document: of longer ones any share is that of something.
const MOST: usize = 600;

/// Fewest counts that together are all there are.
const FEWEST: usize = 3;

/// How far a share may lie off what the counts give, beyond its own rounding.
const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// Words that deny what stands behind them.
const DENIES: &[&str] = &["no", "not", "never", "without", "neither"];

/// Words of a share of another time or place, beside [`UNTOLD`].
const OTHER: &[&str] = &["previous", "previously", "earlier", "nationally", "nationwide"];

/// What somebody without a thing has not had done.
const DONE: &[(&str, &str)] =
    &[("vaccine", "vaccinate"), ("dose", "vaccinate"), ("job", "employ"), ("degree", "graduate")];

/// A count of those who have or did not, with how many there are in all.
struct Lacking<'a, 't> {
    of: &'a Placed<'t>,
    whole: Decimal,
    /// Lemmas of what they have not, or did not.
    what: Vec<String>,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let lacking: Vec<Lacking<'_, '_>> = all
        .chunk_by(Placed::is_beside)
        .filter(|sentence| sentence.iter().all(|placed| placed.own))
        .flat_map(|sentence| counted(sentence, all, boards))
        .collect();
    for sentence in all.chunk_by(Placed::is_beside).filter(|_| !lacking.is_empty()) {
        let mut shares = sentence.iter().filter(|placed| placed.figure.is_share());
        let (Some(share), None) = (shares.next(), shares.next()) else { continue };
        let segment = share.figure.segment(share.passage, share.sentence);
        if share.own
            && ![UNTOLD, OTHER].iter().any(|words| any_of(share.passage, segment.clone(), words))
        {
            let denied = denied(share.passage, segment);
            let mut of = lacking.iter().filter(|lacking| {
                lacking.what.iter().any(|a| denied.iter().any(|b| gist::alike(a, b)))
            });
            if let (Some(of), None) = (of.next(), of.next()) {
                out.extend(check(share, of));
            }
        }
    }
}

/// What some words deny: "had never been vaccinated", "the unvaccinated".
fn denied(passage: &Passage<'_>, tokens: Tokens) -> Vec<String> {
    /// Tokens behind a word that denies.
    const BEHIND: usize = 6;
    /// Letters of a word that "un-" may stand before.
    const LONG: usize = 7;
    let mut out = Vec::new();
    for at in tokens.clone() {
        let word = passage.lower(at);
        if DENIES.contains(&word.as_str()) {
            let behind = at + 1..(at + 1 + BEHIND).min(tokens.end);
            let closes =
                |at: &usize| !matches!(passage.token(*at), "," | ";" | "." | "and" | "but");
            let words = behind.take_while(closes).filter_map(|at| gist::lemma(passage, at));
            for word in words {
                out.extend(DONE.iter().filter(|(noun, _)| *noun == word).map(|d| d.1.to_owned()));
                out.push(word);
            }
        } else if let Some(rest) = word.strip_prefix("un").filter(|rest| {
            // "The undergraduates" are not those who are not "dergraduates".
            rest.len() >= LONG && (rest.ends_with("ed") || rest.ends_with("en"))
        }) {
            out.push(rest.to_owned());
        }
    }
    out
}

/// The one count of a list that is all there is, of those of whom something is denied.
fn counted<'a, 't>(
    sentence: &'a [Placed<'t>],
    all: &[Placed<'_>],
    boards: &Boards,
) -> Option<Lacking<'a, 't>> {
    let whole_of = |p: &&Placed<'_>| p.figure.is_count() && p.figure.amount.is_some();
    let parts: Vec<&Placed<'_>> = sentence.iter().filter(whole_of).collect();
    // "One", "two" of what each has had are no counts of people.
    let mut starts = parts.iter().enumerate().filter_map(|(ix, part)| {
        let end = parts.get(ix + 1).map_or(part.sentence.tokens.end, |p| p.figure.tokens.start);
        let what = denied(part.passage, part.figure.tokens.end..end);
        (!what.is_empty()).then_some((ix, what))
    });
    let (first, what) = starts.next()?;
    let of = sentence.iter().find(|placed| std::ptr::eq(*placed, parts[first]))?;
    let ten = Decimal::TEN;
    let shown = |p: &&&Placed<'_>| p.figure.amount.as_ref().map(|amount| amount.shown);
    let counts: Vec<Decimal> =
        parts.iter().filter_map(|p| shown(&p)).filter(|n| *n > ten).collect();
    let whole = counts.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    let given = all.iter().any(|placed| {
        let amount = placed.figure.amount.as_ref();
        placed.figure.is_count() && amount.is_some_and(|amount| amount.shown == whole)
    }) || is_total(boards, whole);
    (counts.len() >= FEWEST && given).then_some(Lacking { of, whole, what })
}

/// Whether a table gives a number in a row of totals.
fn is_total(boards: &Boards, number: Decimal) -> bool {
    boards.iter().any(|board| {
        let totals = board.rows.iter().enumerate().filter(|(_, row)| row.is_total);
        totals.into_iter().any(|(row, _)| {
            let shown = |cell| Amount::of(cell).map(|amount| amount.shown);
            board.cells(Axis::Row, row).any(|(_, cell)| shown(&cell.quantity) == Some(number))
        })
    })
}

fn check(share: &Placed<'_>, of: &Lacking<'_, '_>) -> Option<Slip> {
    let part = of.of.figure.amount.as_ref()?;
    let is = part.shown.checked_div(of.whole)?;
    let (low, high) = limits(&share.figure.quantity);
    let above = low.is_none_or(|low| low <= is.saturating_add(SLACK));
    let below = high.is_none_or(|high| is.saturating_sub(SLACK) <= high);
    if (above && below) || share.is_beside(of.of) {
        return None;
    }
    let is = percent(is);
    let (n, m) = (show(&of.of.figure.quantity), super::show(of.whole, &of.of.figure.quantity));
    let said = share.passage.text.get(share.figure.bytes.clone())?;
    let message = not_that_share(said, &n, &m, &is);
    let label = format!("{is} by the counts");
    let mut slip = slip(share.at, share.figure.bytes.clone(), message, label);
    slip.other = Some((of.of.at, of.of.figure.bytes.clone(), format!("{n} of {m}")));
    Some(slip)
}
