//! `unknown-scope`: a scope that is not declared.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unknown-scope",
    level: Level::Warning,
    summary: "a scope that is not declared",
    why: "A scope that nothing is known about stands apart from all others, so its claims are compared with none of them.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, scope: childern, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05}]
",
    ),
    good: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, scope: children, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05}]
",
    ),
    fix: "Correct the spelling, or declare the scope under `scopes` with what it is `part_of`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
