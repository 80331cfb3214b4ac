//! `ambiguous-name`: a name that several entities have.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-name",
    level: Level::Info,
    summary: "a name that several entities have",
    why: "A claim about \"the ministry\" of two countries cannot be compared with claims about either.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: the ministry, predicate: founding, value: 1990, cite: [{source: report}]}
entities:
  - {id: north-ministry, kind: organisation, aliases: [the ministry]}
  - {id: south-ministry, kind: organisation, aliases: [the ministry]}
references: [{id: report, title: A report, issued: 2024-05}]
",
    ),
    good: Example::Records(
        "\
claims:
  - {id: a, subject: north-ministry, predicate: founding, value: 1990, cite: [{source: report}]}
entities:
  - {id: north-ministry, kind: organisation, aliases: [the ministry]}
  - {id: south-ministry, kind: organisation, aliases: [the ministry]}
references: [{id: report, title: A report, issued: 2024-05}]
",
    ),
    fix: "Write the id of the entity that is meant. If the two are one, say so with `same_as`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
