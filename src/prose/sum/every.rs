//! Counts of all of somebody or something that are fewer than the text says there were at least: "more
//! than 80 guards kept the gate" and "all 62 guards who kept the gate", "the entire island crew, 33
//! sailors".
//!
//! "More than 80" and "62" may each be of some; "all 62" is of everybody. That both are of the same ones
//! is shown by what is counted and by what is said of it, and nothing is said where another count of
//! them is told, which may be the one that is meant.

use rust_decimal::Decimal;

use super::figure::{any_of, before, limits};
use super::people::is_people;
use super::placed::Placed;
use crate::prose::gist::{self, Gist};
use crate::prose::passage::Tokens;
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// What to do about them.
const HELP: &str = "find out which is right; if both are, say whom each of them counts";

/// Most figures of a document: each count of all is held against all of them.
const MOST: usize = 600;

/// Least count of all: fewer are soon all of some others.
const LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// How many times the count of all the bound is at most.
const FURTHEST: Decimal = Decimal::from_parts(2, 0, 0, false, 0);

/// Words that both sentences have in common, those of what is counted aside: of the one pair of its kind
/// in a document, one is enough.
const ENOUGH: usize = 2;

/// Words for all of a body, before its name.
const ENTIRE: &[&str] = &["entire", "whole", "full"];

/// Words beside a count that say that it is not of all.
const OTHERS: &[&str] = &[
    "other",
    "others",
    "another",
    "remaining",
    "further",
    "more",
    "first",
    "last",
    "next",
    "extra",
    "additional",
    "previous",
    "rest",
    "new",
    "only",
];

/// Words beside a bound that add it to others.
const FURTHER: &[&str] = &["another", "further", "other", "additional", "extra"];

/// What a count of all is of.
struct All {
    /// What is counted, and which of it.
    counted: Vec<String>,
    /// What is said of them: "who kept the gate".
    said: Vec<String>,
    /// Whether a body of people is counted, by a name of its own.
    body: bool,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let bounds: Vec<(&Placed<'_>, Decimal)> =
        all.iter().filter_map(|placed| Some((placed, bound(placed)?))).collect();
    if bounds.is_empty() {
        return;
    }
    for whole in all {
        let Some((of, n)) = whole.all_of().zip(whole.figure.amount.as_ref()) else { continue };
        let n = n.shown;
        let over = |(placed, m): &&(&Placed<'_>, Decimal)| {
            let near = n.checked_mul(FURTHEST).is_some_and(|most| *m <= most);
            n < *m && near && is_like(&of, whole, placed)
        };
        if n < LEAST || !bounds.iter().any(|bound| over(&bound)) {
            continue;
        }
        let others = all.iter().filter(|other| {
            !other.is_beside(whole) && other.figure.is_count() && is_like(&of, whole, other)
        });
        let enough = if others.count() == 1 { 1 } else { ENOUGH };
        let meant = |(placed, _): &&(&Placed<'_>, Decimal)| {
            !placed.is_beside(whole) && is_meant((&of, enough), whole, placed)
        };
        let mut found = bounds.iter().filter(meant);
        let Some((least, m)) = found.next().filter(|_| found.next().is_none()) else { continue };
        // As many are told of somewhere: that is who the others are.
        let told = all.iter().any(|other| {
            let (low, high) = limits(&other.figure.quantity);
            let reaches = high.is_some_and(|high| high >= *m) && low.is_some();
            let people = whole.figure.noun.as_deref().is_some_and(is_people);
            let same = || !people || is_meant((&of, 1), whole, other);
            reaches && other.figure.is_count() && is_like(&of, whole, other) && same()
        });
        if !over(&&(*least, *m)) || told {
            continue;
        }
        let (n, m) = (show(&whole.figure.quantity), show(&least.figure.quantity));
        let message = format!("all {n} are fewer than {m}");
        out.push(Slip { label: format!("all {n}"), ..whole.against(least, message, HELP) });
    }
}

/// "More than 80", "at least 80": the bound of a count that has no end.
fn bound(placed: &Placed<'_>) -> Option<Decimal> {
    let figure = &placed.figure;
    let (low, high) = limits(&figure.quantity);
    let start = figure.tokens.start;
    let adds = any_of(placed.passage, start.saturating_sub(1)..figure.end, FURTHER);
    let flat = placed.own && figure.is_count() && figure.noun.is_some() && !adds;
    low.filter(|_| high.is_none() && flat)
}

impl Placed<'_> {
    /// Its noun and the words before that.
    fn phrase(&self) -> Vec<String> {
        gist::lemmas(self.passage, self.figure.tokens.end..self.figure.end)
    }

    /// "All 62 guards who kept the gate"; "the entire island crew, 24 sailors".
    fn all_of(&self) -> Option<All> {
        /// Tokens of what is said of them.
        const SAID: usize = 8;
        /// Tokens before the comma in which "entire" stands.
        const BODY: usize = 5;
        let (passage, figure) = (self.passage, &self.figure);
        let start = figure.tokens.start;
        let ahead = before(passage, start);
        if !self.own || !figure.is_count() || figure.noun.is_none() {
            return None;
        }
        if ahead == "all" || ahead == "the" || passage.is(start, "all") {
            let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | ":" | "." | "(");
            let end = self.sentence.tokens.end;
            let behind = (figure.end..end.min(figure.end + SAID)).take_while(|at| !closes(at));
            let which = self.phrase();
            let mut said: Vec<String> = behind.filter_map(|at| gist::lemma(passage, at)).collect();
            let others = start.saturating_sub(2)..figure.end + 1;
            if any_of(passage, others, OTHERS) {
                return None;
            }
            said.extend(which.iter().rev().skip(1).cloned());
            return (!said.is_empty()).then_some(All { counted: which, said, body: false });
        }
        let comma = start.checked_sub(1).filter(|_| matches!(ahead.as_str(), "," | "("))?;
        let from = comma.saturating_sub(BODY).max(self.sentence.tokens.start);
        let entire = (from..comma).rev().find(|at| passage.is_any(*at, ENTIRE))?;
        let name: Tokens = entire + 1..comma;
        let counted = gist::lemmas(passage, name);
        // "The entire crew, 24 sailors": which one is anybody's guess.
        (counted.len() > 1).then(|| All { counted, said: Vec::new(), body: true })
    }
}

/// Whether a figure counts the same kind of thing as a count of all.
fn is_like(of: &All, whole: &Placed<'_>, other: &Placed<'_>) -> bool {
    if of.body {
        return other.is_of_some_people() && whole.is_of_some_people();
    }
    let (a, b) = (whole.figure.noun.as_deref(), other.figure.noun.as_deref());
    let same = a.zip(b).is_some_and(|(a, b)| gist::is_form(a, b));
    let phrase = other.phrase();
    same || whole.is_of_some_people()
        && of.counted.iter().any(|word| phrase.iter().any(|own| gist::alike(own, word)))
}

/// Whether a bound is of those whom a count of all is of, by so many words of what is said of them.
fn is_meant((of, enough): (&All, usize), whole: &Placed<'_>, other: &Placed<'_>) -> bool {
    if !is_like(of, whole, other) {
        return false;
    }
    let here = Gist::of(other.passage, other.sentence.tokens.clone());
    let told = |words: &[String]| words.iter().filter(|word| here.holds(word)).count();
    if of.body {
        let said = gist::lemmas(whole.passage, whole.sentence.tokens.clone());
        return told(&of.counted) > 0 && told(&said) >= ENOUGH;
    }
    told(&of.said) >= enough.min(of.said.len().div_ceil(2)).max(1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, sums_of};

    #[test]
    fn all_are_no_fewer_than_there_were_at_least() {
        let kept = "More than 80 guards kept the gates of the castle through the winter.";
        let came = "More than 30 porters came from the island, and slept in the barn.";
        let fed = "At least 900 hens are kept on the farm.";
        let texts = [
            (kept, "The chronicle names all 62 guards who watched at the castle gates.", 1),
            (kept, "All 85 guards who kept the castle gates were paid in oats.", 0),
            (kept, "All 62 guards who rode to the fair were paid in oats.", 0),
            (kept, "All 12 guards who kept the castle gates on the first night froze.", 0),
            (kept, "All 62 guards who kept the castle gates were paid; the 84 guards were not.", 0),
            (came, "The entire island party, 24 porters and carters, went home in May.", 1),
            (came, "The entire island party, 34 porters and carters, went home in May.", 0),
            (came, "The entire chapel party, 24 porters and carters, went home in May.", 0),
            (fed, "Each of the 740 farm hens has a ring.", 1),
            (fed, "Each of the 940 farm hens has a ring.", 0),
            (fed, "The other 740 farm hens have rings.", 0),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a}\n\n{b}"), *n)).collect();
        check_by(sums_of, &all);
    }
}
