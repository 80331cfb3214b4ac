//! `misattributed-value`: one speaker credited with two values.

use super::{Context, Rule, wording};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "misattributed-value",
    level: Level::Error,
    summary: "one speaker credited with two values",
    why: "A speaker who is quoted with two figures for one thing was misquoted at least once, or spoke twice and the record does not say when.",
    bad: "\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: first}]}
  - {id: b, subject: quake, predicate: attackers, value: 4, said_by: [ministry], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    good: "\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: first}]}
  - {id: b, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    fix: "Find the speaker's own words. If there were two statements, give each its `as_of`; if one replaces the other, say `supersedes`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::Misattributed]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let family = &context.families[outcome.family];
        let speaker = outcome.groups[0]
            .members
            .first()
            .and_then(|&i| family.members[i].origin.speaker())
            .map(|ix| context.world.entities.get(ix).name.to_string())
            .unwrap_or_default();
        let message = format!(
            "{}{}: {speaker} is credited with {}",
            wording::slot_words(context.world, claim),
            wording::narrowed(context.world, claim),
            wording::alternatives(family, outcome, &[CampRole::Rival])
        );
        let help = "find the speaker's own words; give two statements their own `as_of`";
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}
