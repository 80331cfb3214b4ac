//! `part-exceeds-whole`: a part that is larger than its whole.

use super::wording::{self, Figure};
use super::{Context, Example, Rule};
use crate::compare::nesting::{self, Relation};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "part-exceeds-whole",
    level: Level::Error,
    summary: "a part that is larger than its whole",
    why: "More children than people, or more attacks in a month than in its year, means that one of the two figures is wrong or counts something else.",
    bad: Example::Records("\
claims:
  - {id: all, subject: quake, predicate: deaths, value: 120, scope: people, cite: [{source: second, at: line 2}]}
  - {id: children, subject: quake, predicate: deaths, value: 130, scope: children, cite: [{source: second, at: line 9}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: all, subject: quake, predicate: deaths, value: 120, scope: people, cite: [{source: second, at: line 2}]}
  - {id: children, subject: quake, predicate: deaths, value: 30, scope: children, cite: [{source: second, at: line 9}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Check which population, place or period each passage counts, and correct the figure or the scope.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::PartExceedsWhole]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let figures = wording::figures(context, outcome, CampRole::Rival);
        let message = format!(
            "{}: {}",
            wording::slot_words(context.world, claim),
            exceeding(context, &figures).unwrap_or_else(|| {
                let all: Vec<_> = figures.iter().map(Figure::described).collect();
                format!("a part is larger than its whole: {}", wording::listed(all, "and"))
            })
        );
        let help = "check which population, place or period each passage counts";
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}

/// "130 (children) exceeds 120 (people)": the first whole that is exceeded, with all parts that do.
fn exceeding(context: &Context<'_>, figures: &[Figure<'_>]) -> Option<String> {
    let exceeds = |part: &&Figure<'_>, whole: &Figure<'_>| {
        let (a, b) = ((part.claim, part.period), (whole.claim, whole.period));
        wording::is_above(part, whole)
            && nesting::relate(context.world, a, b).relation == Relation::Part
    };
    figures.iter().find_map(|whole| {
        let parts = figures.iter().filter(|part| exceeds(part, whole));
        let parts: Vec<_> = parts.map(Figure::described).collect();
        let verb = if parts.len() == 1 { "exceeds" } else { "exceed" };
        let whole = whole.described();
        (!parts.is_empty()).then(|| format!("{} {verb} {whole}", wording::listed(parts, "and")))
    })
}
