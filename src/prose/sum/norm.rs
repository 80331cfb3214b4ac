//! What a rule allows, and what the text calls the limit further on: "no more than five ships a day may
//! pass", "the permitted eight transits a day"; "it must stop if the wind is above 60 kilometres an hour",
//! "a limit of 70".
//!
//! A rule is a bound that something must, may or must not be beyond. "Limit", "permitted" and the like
//! name one that is known. Where a short text has one bound of a kind, and no word of a change or of another
//! rule, the two are one.

use rust_decimal::Decimal;

use super::figure::{any_of, any_on, limits};
use super::placed::Placed;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::{Unit, show};

/// What to do about them.
const HELP: &str = "find out which is right; if both are, say what each of them limits";

/// Most figures of a short text. A longer one has many rules.
const MOST: usize = 20;

/// How far apart two tellings of one limit are at most, as the greater by the less.
const FURTHEST: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// Places behind the point in which two tellings of one limit are compared: beyond them stands only the
/// rounding of a conversion.
const PLACES: u32 = 6;

/// Words of a sentence that makes a rule.
static RULES: Words = Words::new(&[
    "may",
    "must",
    "cannot",
    "allowed",
    "allows",
    "permitted",
    "permits",
    "law",
    "rule",
    "rules",
    "regulation",
    "regulations",
    "licence",
    "license",
    "limited",
    "required",
    "requires",
    "forbidden",
    "forbids",
    "banned",
    "bans",
    "obliged",
    "barred",
    "entitled",
]);

/// Words for what a rule allows, beside a figure, and whether it is the most.
const NORMS: &[(&str, Option<bool>)] = &[
    ("limit", Some(true)),
    ("maximum", Some(true)),
    ("cap", Some(true)),
    ("ceiling", Some(true)),
    ("minimum", Some(false)),
    ("permitted", None),
    ("allowed", None),
    ("permissible", None),
    ("prescribed", None),
    ("statutory", None),
    ("quota", None),
    ("threshold", None),
];

/// Words that say that there is another limit, or was.
static OTHERS: Words = Words::new(&[
    "another",
    "other",
    "old",
    "new",
    "former",
    "previous",
    "earlier",
    "proposed",
    "would",
    "raise",
    "raised",
    "lower",
    "lowered",
    "cut",
    "reduced",
    "increase",
    "increased",
    "extended",
    "until",
    "unless",
    "except",
    "elsewhere",
]);

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    for norm in all {
        let Some(most) = is_norm(norm) else { continue };
        let Some(m) = norm.figure.amount.as_ref().map(|amount| amount.shown) else { continue };
        let like = |other: &&Placed<'_>| {
            !std::ptr::eq(*other, norm) && !other.is_beside(norm) && is_like(other, norm)
        };
        let bounds = all.iter().filter(like).filter_map(|other| Some((other, bound(other)?)));
        let mut bounds = bounds.filter(|(_, (_, upper))| most.is_none_or(|most| most == *upper));
        let Some((rule, (n, _))) = bounds.next().filter(|_| bounds.next().is_none()) else {
            continue;
        };
        // A number by itself is in the unit of the rule.
        let factor =
            if is_bare(rule, norm) { rule.figure.quantity.shown_in.factor } else { Decimal::ONE };
        let Some(n) = n.checked_div(factor).map(|n| n.round_dp(PLACES)) else { continue };
        let apart = n.max(m).checked_div(n.min(m)).is_some_and(|apart| apart <= FURTHEST);
        if n == m || !apart || norm.is_in(out) {
            continue;
        }
        let (x, y) = (show(&rule.figure.quantity), show(&norm.figure.quantity));
        let message = format!("a limit of {y}, where the text has told of {x}");
        out.push(norm.against(rule, message, HELP));
    }
}

/// Whether two figures are of one kind: a number by itself is of that of the rule.
fn is_like(rule: &Placed<'_>, norm: &Placed<'_>) -> bool {
    let (a, b) = (&rule.figure.quantity.unit, &norm.figure.quantity.unit);
    let bare = is_bare(rule, norm);
    match (a, b) {
        // "Ships a day", "transits a day".
        (Unit::Rate(x, p), Unit::Rate(y, q)) => {
            p == q && (x.comparable(y) || x.is_count() && y.is_count())
        }
        (Unit::Rate(x, _), y) => x.comparable(y) || bare,
        _ if rule.figure.is_count() && norm.figure.is_count() => {
            rule.figure.noun.is_some() && rule.figure.noun == norm.figure.noun
        }
        _ => a.comparable(b) || bare,
    }
}

/// Whether a figure that a text calls a limit is a number alone, and the rule has a unit.
fn is_bare(rule: &Placed<'_>, norm: &Placed<'_>) -> bool {
    norm.figure.is_count() && norm.figure.noun.is_none() && !rule.figure.is_count()
}

/// The end of what a rule leaves open, and whether that is the most. What must not be "above 60" has that
/// for its most.
fn bound(placed: &Placed<'_>) -> Option<(Decimal, bool)> {
    let (passage, tokens) = (placed.passage, placed.sentence.tokens.clone());
    let rules =
        any_on(passage, tokens.clone(), &RULES) && !any_on(passage, tokens.clone(), &OTHERS);
    let (low, high) = limits(&placed.figure.quantity);
    let (end, upper) = match (low, high) {
        (None, Some(high)) => (high, true),
        (Some(low), None) => (low, false),
        _ => return None,
    };
    let denied = any_of(passage, tokens, &["not", "no", "nobody", "never", "cannot", "if", "stop"]);
    let least =
        any_of(passage, placed.figure.tokens.clone(), &["least", "minimum", "fewer", "less"]);
    rules.then_some((end, upper || (denied && !least)))
}

/// Whether words beside a figure call it what a rule allows, and whether that is the most, where they say.
fn is_norm(placed: &Placed<'_>) -> Option<Option<bool>> {
    /// Tokens before a figure: "a limit set at 70".
    const AHEAD: usize = 3;
    /// The same behind it and its noun: "the €500 daily limit".
    const BEHIND: usize = 2;
    let (passage, sentence) = (placed.passage, &placed.sentence.tokens);
    let start = placed.figure.tokens.start;
    let end = placed.figure.end.max(placed.figure.tokens.end);
    let open = |at: &usize| !matches!(passage.token(*at), "," | ";" | "." | ":" | "(" | ")");
    let ahead = (start.saturating_sub(AHEAD).max(sentence.start)..start).rev().take_while(open);
    let behind = (end..(end + BEHIND).min(sentence.end)).take_while(open);
    // "Eight transits a day", "1,450 square metres": what is counted stands between.
    let beside: Vec<usize> = ahead.chain(placed.figure.tokens.end..end).chain(behind).collect();
    if beside.iter().any(|at| passage.is_of(*at, &OTHERS)) {
        return None;
    }
    beside.into_iter().find_map(|at| {
        let word = passage.lower(at);
        NORMS.iter().find(|(norm, _)| *norm == word.as_str()).map(|(_, most)| *most)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of};

    #[test]
    fn a_limit_is_that_of_the_rule() {
        let ships =
            "No more than five ships a day may pass through the strait, the pilots have ruled.";
        let wind = "If the wind is above 60 kilometres an hour the lift must stop, by its licence.";
        let court = "By law a cell must have at least nine square metres.";
        let bank = "Nobody may draw over €300 a day.";
        let club = "The rules of the league say that a club may field no more than 23 players.";
        let texts = [
            (ships, "The log shows the permitted eight transits a day.", 1),
            (ships, "The log shows the permitted five transits a day.", 0),
            (ships, "The log shows eight transits a day.", 0),
            (wind, "With a limit set at 70, there was no breach.", 1),
            (wind, "With a limit set at 60, there was no breach.", 0),
            (wind, "The new limit is 70.", 0),
            (court, "Its cells have the statutory seven square metres.", 1),
            (court, "Its cells have a maximum of twelve square metres.", 0),
            (court, "Its cells have seven square metres.", 0),
            (bank, "The bank says that the €500 daily limit protects them.", 1),
            (bank, "The bank says that the €300 daily limit protects them.", 0),
            (bank, "The bank says that the limit of 40 metres protects them.", 0),
            (club, "It stayed within the limit of 25 players.", 1),
            (club, "It stayed within the limit of 23 players.", 0),
            (club, "It stayed within the limit of 40 seats.", 0),
            (club, "It wants the old limit of 25 players back.", 0),
        ];
        let all: Vec<(String, usize)> =
            texts.iter().map(|(a, b, n)| (format!("{a}\n\n{b}"), *n)).collect();
        check_by(|text| slips_of(super::super::CONFLICT, text), &all);
    }
}
