//! `missing-citation`: a claim that cites nothing.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "missing-citation",
    level: Level::Warning,
    summary: "a claim that cites nothing",
    why: "A claim is worth what its citation is worth; without one it has no date, no origin and no document.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12}
entities: [{id: flood, kind: event}]
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
    fix: "Add `cite` to the record, or `source` to the file's `defaults`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
