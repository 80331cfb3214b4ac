//! `stale-figure`: an earlier figure that a later one replaces.

use super::{Context, Rule, wording};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "stale-figure",
    level: Level::Info,
    summary: "an earlier figure that a later one replaces",
    why: "Tolls grow. An early count is not false, but a document that prints it beside a later one, or long after, misleads.",
    bad: "\
claims:
  - {id: early, subject: quake, predicate: deaths, value: 40, cite: [{source: first}]}
  - {id: late, subject: quake, predicate: deaths, value: 112, as_of: 2024-04-02, cite: [{source: second}]}
  - {id: day, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    good: "\
claims:
  - {id: early, subject: quake, predicate: deaths, value: at least 40, cite: [{source: first}]}
  - {id: late, subject: quake, predicate: deaths, value: 112, as_of: 2024-04-02, cite: [{source: second}]}
  - {id: day, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    fix: "Prefer the later figure, or say as of when the earlier one was known.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::Superseded, Cause::Supersedes]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let old = wording::values(context, outcome, CampRole::Superseded);
        let new = wording::values(context, outcome, CampRole::Agreeing);
        let message = format!(
            "{}{}: {} {} earlier than {}",
            wording::slot_words(context.world, claim),
            wording::narrowed(context.world, claim),
            crate::text::list(&old, "and"),
            if old.len() == 1 { "is" } else { "are" },
            crate::text::list(&new, "or")
        );
        let help = "prefer the later figure, or say as of when the earlier one was known";
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}
