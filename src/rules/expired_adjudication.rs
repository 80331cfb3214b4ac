//! `expired-adjudication`: an adjudication that no longer applies.

use super::{Context, Example, Rule};
use crate::finding::{Finding, Level};

pub(crate) static RULE: Rule = Rule {
    name: "expired-adjudication",
    level: Level::Warning,
    summary: "an adjudication that no longer applies",
    why: "An accepted disagreement is accepted until a date, and for the claims as they were. \
          When the date has passed, a judged field has changed, a rival has come or the finding is \
          gone, somebody has to look again.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, cite: [{source: report}]}
  - {id: b, subject: quake, predicate: attackers, value: 3, cite: [{source: report}]}
entities: [{id: quake, kind: event}]
references: [{id: report, issued: 2024-09}]
adjudications:
  - {rule: value-conflict, judged: {a: {value: 3}, b: {value: 4}}, decision: accepted, reason: Two counts., by: ab, on: 2024-10-01}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, cite: [{source: report}]}
  - {id: b, subject: quake, predicate: attackers, value: 4, cite: [{source: report}]}
entities: [{id: quake, kind: event}]
references: [{id: report, issued: 2024-09}]
adjudications:
  - {rule: value-conflict, judged: {a: {value: 3}, b: {value: 4}}, decision: accepted, reason: Two counts., by: ab, on: 2024-10-01}
"),
    fix: "Judge the finding again: change `until`, the judged fields or the decision, or remove \
          the adjudication.",
    check: nothing,
};

/// Only the adjudications know, once they have been held against the findings: they report it.
fn nothing(_: &Context<'_>, _: &mut Vec<Finding>) {}
