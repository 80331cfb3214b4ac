//! `unknown-predicate`: a predicate that is not declared.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unknown-predicate",
    level: Level::Error,
    summary: "a predicate that is not declared",
    why: "Without a predicate's kind and behaviour over time its values cannot be compared.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deths, value: 12, cite: [{source: report}]}
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
    fix: "Correct the spelling, or declare the predicate under `predicates`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
