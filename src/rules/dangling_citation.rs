//! `dangling-citation`: a citation of a source that is not recorded.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "dangling-citation",
    level: Level::Error,
    summary: "a citation of a source that is not recorded",
    why: "Nobody can follow it, and the date and origin of the claim are unknown.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: reprot}]}
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
    fix: "Correct the id, or add the reference to a file in `sources/`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
