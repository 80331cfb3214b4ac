//! Ratios that have a name of their own: "9,300 people voted in a town of 31,000 registered voters" and
//! "the turnout of 39 per cent"; "6,200 cases and 104 deaths" and "a case-fatality rate of 3.2 per cent".
//!
//! The name says what is divided by what. Nothing is said where any two counts of the text make it.

use rust_decimal::Decimal;

use super::board::{Axis, Boards};
use super::figure::{any_of, limits};
use super::placed::Placed;
use super::share::{UNTOLD, not_that_share, percent};
use super::slip;
use crate::prose::gist;
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a document: each is held against all of them.
const MOST: usize = 300;

/// How far a share in words may be off, and one in figures beyond its rounding.
const WORDS: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
const FIGURES: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// A ratio: what it is called, and words of what is counted on both sides.
struct Quotient {
    names: &'static [&'static str],
    part: &'static [&'static str],
    whole: &'static [&'static str],
    /// Words of a part that is only some of it.
    some: &'static [&'static str],
}

const QUOTIENTS: &[Quotient] = &[
    Quotient {
        names: &["turnout"],
        part: &["cast", "ballot", "voted"],
        whole: &["registered", "eligible", "entitled", "electorate", "roll", "elector"],
        some: &[
            "for", "favour", "against", "spoilt", "post", "postal", "proxy", "invalid", "blank",
            "won", "took", "majority",
        ],
    },
    Quotient {
        names: &["fatality", "case-fatality", "lethality"],
        part: &["death", "dead", "died", "die", "fatality"],
        whole: &["case", "infection"],
        some: &[],
    },
];

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    for placed in all.iter().filter(|placed| placed.figure.is_share()) {
        if placed.is_in(out) {
            continue;
        }
        let of = QUOTIENTS.iter().find(|quotient| placed.is_called(quotient.names));
        out.extend(of.and_then(|quotient| check(placed, quotient, all, boards)));
    }
}

impl Placed<'_> {
    /// "A turnout of 39 per cent", "turnout was 39 per cent", "a 39 per cent turnout".
    fn is_called(&self, names: &[&str]) -> bool {
        /// Tokens before a share, and behind it, in which its name stands.
        const AHEAD: usize = 5;
        const BEHIND: usize = 2;
        let (first, end) = (self.figure.tokens.start, self.figure.tokens.end);
        let sentence = &self.sentence.tokens;
        let near =
            first.saturating_sub(AHEAD).max(sentence.start)..(end + BEHIND).min(sentence.end);
        let segment = self.figure.segment(self.passage, self.sentence);
        let flat = !segment
            .clone()
            .any(|at| self.passage.is_any(at, UNTOLD) || self.passage.is_any(at, THEN));
        flat && near.into_iter().any(|at| segment.contains(&at) && self.passage.is_any(at, names))
    }

    /// "The rate in Orlen", "turnout among women": whether words say of whom it is that do not stand
    /// around the counts.
    fn is_of_some(&self, counts: &Placed<'_>) -> bool {
        /// Tokens behind a preposition that say of whom it is.
        const WHOSE: usize = 3;
        let figure = &self.figure;
        let segment = figure.segment(self.passage, self.sentence);
        let known = gist::lemmas(counts.passage, counts.sentence.tokens.clone());
        let whose = |at: usize| {
            let said = at + 1..(at + 1 + WHOSE).min(segment.end);
            let outside = |at: &usize| !figure.tokens.contains(at);
            let words = said.take_while(outside).filter_map(|at| gist::lemma(self.passage, at));
            self.passage.is_any(at, OF) && words.into_iter().any(|word| !known.contains(&word))
        };
        (self.sentence.tokens.start..segment.end).any(whose)
    }

    /// Whether it counts what some words tell, in the words around it.
    fn is_told_with(&self, words: &[&str]) -> bool {
        const AROUND: usize = 4;
        let figure = &self.figure;
        let end = figure.end.max(figure.tokens.end);
        let sentence = &self.sentence.tokens;
        let closes = |at: &usize| !matches!(self.passage.token(*at), "," | ";" | ":" | "(" | "and");
        let behind = (figure.tokens.end..(end + AROUND).min(sentence.end)).take_while(closes);
        let from = figure.tokens.start.saturating_sub(2).max(sentence.start);
        let ahead = (from..figure.tokens.start).rev().take_while(closes);
        let says = |at: usize| {
            self.passage.is_any(at, words)
                || gist::lemma(self.passage, at).is_some_and(|word| words.contains(&word.as_str()))
        };
        behind.chain(ahead).any(says)
    }
}

/// Words before those of whom a share is.
const OF: &[&str] = &["in", "among", "amongst", "for", "at", "of", "with", "on", "by"];

/// Words of a share that is of another time or place.
const THEN: &[&str] = &[
    "from",
    "before",
    "previous",
    "last",
    "earlier",
    "nationally",
    "average",
    "record",
    "expected",
];

fn check(
    share: &Placed<'_>,
    quotient: &Quotient,
    all: &[Placed<'_>],
    boards: &Boards,
) -> Option<Slip> {
    let printed = share.passage.slice(&share.figure.tokens);
    let slack = if printed.bytes().any(|b| b.is_ascii_digit()) { FIGURES } else { WORDS };
    let (low, high) = limits(&share.figure.quantity);
    let fits = |n: Decimal, m: Decimal| {
        let is = n.checked_div(m).unwrap_or_default();
        low.is_none_or(|low| low <= is.saturating_add(slack))
            && high.is_none_or(|high| is.saturating_sub(slack) <= high)
    };
    let counts = || all.iter().filter(|placed| placed.figure.is_count());
    let shown = |placed: &Placed<'_>| Some(placed.figure.quantity.printed.as_ref()?.low);
    let wholes: Vec<&Placed<'_>> =
        counts().filter(|placed| placed.is_told_with(quotient.whole)).collect();
    let is_part = |placed: &&Placed<'_>| {
        placed.is_told_with(quotient.part) && !placed.is_told_with(quotient.whole)
    };
    let parts: Vec<&Placed<'_>> = counts().filter(is_part).collect();
    let explained = parts.iter().any(|n| {
        let pairs = wholes.iter().filter_map(|m| Some((shown(n)?, shown(m)?)));
        pairs.filter(|(n, m)| n < m).any(|(n, m)| fits(n, m))
    });
    if explained || in_tables(boards, &fits) {
        return None;
    }
    // "Well above the 1 per cent that was expected".
    let compared = |other: &Placed<'_>| {
        let segment = other.figure.segment(other.passage, other.sentence);
        any_of(other.passage, segment, &["above", "below", "than", "against", "compared"])
    };
    // "In Orlen it was 41 per cent, in Varde 25": each of its own place.
    let several = |other: &Placed<'_>| {
        other.figure.is_share()
            && (other.at, &other.figure.bytes) != (share.at, &share.figure.bytes)
            && (other.is_called(quotient.names) || other.is_beside(share) && !compared(other))
    };
    if all.iter().any(several) {
        return None;
    }
    // The greatest of each is of all that is told.
    let exact = |placed: &&&Placed<'_>| placed.figure.amount.is_some();
    let m = wholes.iter().filter(exact).max_by_key(|placed| shown(placed))?;
    let whole_part =
        |placed: &&&Placed<'_>| !placed.is_told_with(quotient.some) && shown(placed) < shown(m);
    let n = parts.iter().filter(exact).filter(whole_part).max_by_key(|placed| shown(placed))?;
    // Counts of two sentences may be of two times, or of one kind of vote.
    if !n.is_beside(m) || share.is_of_some(m) {
        return None;
    }
    let is = percent(shown(n)?.checked_div(shown(m)?)?);
    let (a, b) = (show(&n.figure.quantity), show(&m.figure.quantity));
    let message = not_that_share(printed, &a, &b, &is);
    let label = format!("{is} by the counts");
    let mut slip = slip(share.at, share.figure.bytes.clone(), message, label);
    slip.other = Some((n.at, n.figure.bytes.clone(), format!("{a} of {b}")));
    let told = any_of(share.passage, share.sentence.tokens.clone(), &["if", "would"]);
    (!told).then_some(slip)
}

/// Whether two cells of a row make the ratio.
fn in_tables(boards: &Boards, fits: &dyn Fn(Decimal, Decimal) -> bool) -> bool {
    boards.iter().any(|board| {
        (0..board.rows.len()).any(|row| {
            let cells = board.cells(Axis::Row, row);
            let shown: Vec<Decimal> = cells
                .filter_map(|(_, cell)| Some(cell.quantity.printed.as_ref()?.low))
                .filter(|n| !n.is_zero())
                .collect();
            shown.iter().any(|m| shown.iter().any(|n| n < m && fits(*n, *m)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{all_slips, check_by};

    #[test]
    fn a_ratio_with_a_name_fits_its_counts() {
        let vote =
            "A total of 6,200 people cast a ballot in a borough with 20,000 registered voters.";
        let fever = "Since May 5,200 cases and 104 deaths have been recorded.";
        let texts = [
            (vote, "The mayor called the turnout of 41 per cent low.", 1),
            (vote, "The mayor called the turnout of 31 per cent low.", 0),
            (vote, "Turnout at the last election was 41 per cent.", 0),
            (vote, "In the ward of Varde the turnout was 41 per cent.", 0),
            (vote, "Turnout was 41 per cent on the isle, and 25 per cent in the hills.", 0),
            (vote, "Turnout among women was 41 per cent.", 0),
            (fever, "The case-fatality rate in infants is 9 per cent.", 0),
            (fever, "The case-fatality rate stands at 3.5 per cent.", 1),
            (fever, "The case-fatality rate stands at 2 per cent.", 0),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a}\n\n{b}"), *n)).collect();
        check_by(all_slips, &all);
    }
}
