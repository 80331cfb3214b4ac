//! `bound-exceeded`: a figure above one that bounds it.

use super::{Context, Example, Rule, wording};
use crate::compare::ties::{self, Tied};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "bound-exceeded",
    level: Level::Error,
    summary: "a figure above one that bounds it",
    why: "The dead are never more than the dead and injured together, and a group is never stronger than at its peak. Where a figure exceeds its bound, one of the two is wrong or counts something else.",
    bad: Example::Records("\
claims:
  - {id: dead, subject: quake, predicate: deaths, value: 120, as_of: 2024-03, cite: [{source: second, at: line 2}]}
  - {id: both, subject: quake, predicate: casualties, value: 90, as_of: 2024-03, cite: [{source: second, at: line 9}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: dead, subject: quake, predicate: deaths, value: 120, as_of: 2024-03, cite: [{source: second, at: line 2}]}
  - {id: both, subject: quake, predicate: casualties, value: 390, as_of: 2024-03, cite: [{source: second, at: line 9}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Check what each passage counts. If a figure counts another population, give it its scope.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for family in context.families {
        for &(bound, any_time) in &context.world.predicates.get(family.key.predicate).at_most {
            let Some(other) = context.lookup.sibling(family.key, bound) else { continue };
            let exceeded = ties::exceeded(context.world, family, other, any_time);
            out.extend(finding(context, &exceeded));
        }
    }
}

/// One finding for all claims of one pair of predicates.
fn finding(context: &Context<'_>, exceeded: &[Tied<'_>]) -> Option<Finding> {
    let gravest =
        exceeded.iter().max_by_key(|tied| (tied.judgement.level, tied.judgement.confidence))?;
    let words = |claim| {
        let predicate = context.world.predicate_of(claim).words();
        format!("{}{}", predicate, wording::narrowed(context.world, claim))
    };
    let message = format!(
        "{}: {}, which exceeds the {} of {}",
        wording::slot_words(context.world, gravest.bounded.claim),
        wording::shown(context.world, gravest.bounded.claim),
        words(gravest.bound.claim),
        wording::shown(context.world, gravest.bound.claim),
    );
    let mut positions = vec![gravest.bounded, gravest.bound];
    positions.extend(exceeded.iter().flat_map(|tied| [tied.bounded, tied.bound]));
    let help = "check what each passage counts, and give another population its scope";
    let level = gravest.judgement.level;
    let mut finding =
        wording::about_claims(&RULE, context, level, &positions, message, help.to_owned());
    finding.verdict = Some(gravest.judgement.cause.verdict());
    finding.confidence = gravest.judgement.confidence;
    Some(finding)
}
