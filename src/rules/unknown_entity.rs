//! `unknown-entity`: a name that no entity has.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unknown-entity",
    level: Level::Warning,
    summary: "a name that no entity has",
    why: "Claims meet only when their subjects are one. A misspelt subject stands alone and agrees with everybody.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flod, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05}]
",
    ),
    good: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05}]
",
    ),
    fix: "Correct the spelling, or declare the thing under `entities` (or as an alias of one that is there).",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
