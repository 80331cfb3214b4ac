//! Figures of a group of their own: "58 cases in the vaccine group", "71 per cent among those aged
//! 60", "of the crew of 28, six lost their lives". The group is their scope.

use super::Hit;
use super::phrase::Ground;
use super::values::Value;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Tokens};
use crate::value::quantity::Unit;

/// Nouns for a part of those that an event or a thing has.
const GROUPS: &[&str] = &[
    "arm", "cohort", "group", "half", "placebo", "site", "subgroup", "wing", "shift", "ward",
    "crew", "class", "section", "depot", "branch", "site", "plant", "division", "unit", "category",
];

/// Words that lead a group in wherever they stand.
const AMONG: &[&str] = &["among", "amongst"];

/// Words that lead in a group whose noun is known.
const IN: &[&str] = &["in", "at", "on", "of", "for"];

/// Words of "those aged 60 and older" behind the pronoun.
const MAX_TAIL: usize = 4;

/// Words between a figure and its group.
const REACH: usize = 8;

/// Give the hits from one on their groups.
pub(super) fn scope(ground: &Ground<'_, '_>, hits: &mut [Hit]) {
    for hit in hits {
        if hit.part_of.is_some() || (hit.scope.is_some() && !is_bare(ground, hit)) {
            continue;
        }
        let Some(at) = ground.values.iter().position(|value| value.mention == hit.value) else {
            continue;
        };
        if !can_be_of_part(ground, &ground.values[at]) {
            continue;
        }
        if let Some(group) = behind(ground, at).or_else(|| before(ground, at)) {
            hit.scope = Some(group);
        }
    }
}

/// Whether the scope is only the noun of another figure, taken over.
fn is_bare(ground: &Ground<'_, '_>, hit: &Hit) -> bool {
    let people = |at: usize| ground.class(at) & class::PERSON != 0;
    hit.scope.as_ref().is_some_and(|scope| scope.len() == 1 && people(scope.start))
}

/// Counts and shares are of groups; sums of money and measures are not.
fn can_be_of_part(ground: &Ground<'_, '_>, value: &Value) -> bool {
    match &ground.passage.mentions[value.mention].kind {
        MentionKind::Figure(figure) => matches!(figure.value.unit, Unit::Count(_) | Unit::Share),
        _ => false,
    }
}

/// A group between a figure and the next one.
fn behind(ground: &Ground<'_, '_>, at: usize) -> Option<Tokens> {
    let value = &ground.values[at];
    let next = ground.values.get(at + 1).map_or(ground.tokens.end, |next| next.tokens.start);
    let last = next.min(value.extent + REACH);
    let comes = (value.tokens.end..last).take_while(|at| !ends(ground, *at));
    comes.into_iter().find_map(|at| group(ground, at))
}

/// A group that opens the sentence, or the clause, of a figure.
fn before(ground: &Ground<'_, '_>, at: usize) -> Option<Tokens> {
    let value = &ground.values[at];
    let first = value.tokens.start.saturating_sub(REACH).max(ground.tokens.start);
    let opens = |at: usize| {
        at == ground.tokens.start || matches!(ground.passage.token(at - 1), "," | ";" | "and" | ":")
    };
    let found = (first..value.tokens.start).filter(|at| opens(*at)).find_map(|at| {
        let group = group(ground, at)?;
        // "Of the crew of 28, six": the whole, and not the part.
        (group.end <= value.tokens.start && ground.passage.token(value.tokens.start - 1) != "of")
            .then_some(group)
    })?;
    Some(found)
}

fn ends(ground: &Ground<'_, '_>, at: usize) -> bool {
    matches!(ground.passage.token(at), "," | ";" | "." | ":" | "(" | ")" | "and" | "but" | "while")
}

/// A group that a preposition at a token leads in.
fn group(ground: &Ground<'_, '_>, at: usize) -> Option<Tokens> {
    let word = ground.passage.lower(at);
    let among = AMONG.contains(&word.as_str());
    if !among && !IN.contains(&word.as_str()) {
        return None;
    }
    if among && matches!(ground.passage.token(at + 1), "those" | "people" | "them") {
        let tail = (at + 2..ground.tokens.end).take_while(|at| !ends(ground, *at)).take(MAX_TAIL);
        return Some(at + 1..tail.last()? + 1);
    }
    let phrase = ground.phrase(at + 1)?;
    let from = (phrase.clone()).find(|at| ground.class(*at) & class::DETERMINER == 0)?;
    // "In the first half of 2023": when, and of nobody.
    if ground.in_date(from) {
        return None;
    }
    let head = ground.passage.lower(phrase.end - 1);
    let known = GROUPS.iter().any(|noun| head.strip_prefix(noun).is_some_and(|s| s.len() < 2));
    // "at the site" of an accident is no part of it; "at the northern site" is.
    let narrowed = phrase.end - from > 1 || matches!(head.as_str(), "crew" | "placebo");
    (among || (known && narrowed)).then_some(from..phrase.end)
}
