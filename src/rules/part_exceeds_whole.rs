//! `part-exceeds-whole`: a part that is larger than its whole.

use super::{Context, Rule, wording};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "part-exceeds-whole",
    level: Level::Error,
    summary: "a part that is larger than its whole",
    why: "More children than people, or more attacks in a month than in its year, means that one of the two figures is wrong or counts something else.",
    bad: "\
claims:
  - {id: all, subject: quake, predicate: deaths, value: 120, scope: people, cite: [{source: second, at: line 2}]}
  - {id: children, subject: quake, predicate: deaths, value: 130, scope: children, cite: [{source: second, at: line 9}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
",
    good: "\
claims:
  - {id: all, subject: quake, predicate: deaths, value: 120, scope: people, cite: [{source: second, at: line 2}]}
  - {id: children, subject: quake, predicate: deaths, value: 30, scope: children, cite: [{source: second, at: line 9}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
",
    fix: "Check which population, place or period each passage counts, and correct the figure or the scope.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::PartExceedsWhole]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let described = wording::described(context, outcome, CampRole::Rival);
        let message = format!(
            "{}: a part is larger than its whole: {}",
            wording::slot_words(context.world, claim),
            crate::text::list(&described, "and")
        );
        let help = "check which population, place or period each passage counts";
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}
