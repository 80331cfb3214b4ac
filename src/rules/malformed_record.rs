//! `malformed-record`: a record, key or value that cannot be read.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "malformed-record",
    level: Level::Error,
    summary: "a record, key or value that cannot be read",
    why: "What is not read is not checked. A misspelt key would otherwise drop a scope or a hedge without a word, and the claim would be compared as something it does not say.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, valeu: 12, cite: [{source: report}]}
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
    fix: "Correct the place that is shown. The rest of the file has been checked.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
