//! `duplicate-id`: one id given to two records.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    summary: "one id given to two records",
    why: "Whatever refers to the id may mean either record, and an adjudication of one would silence the other.",
    bad: Example::Records(
        "\
entities:
  - {id: flood, kind: event}
  - {id: flood, kind: event, name: A flood elsewhere}
",
    ),
    good: Example::Records(
        "\
entities:
  - {id: flood, kind: event}
  - {id: second-flood, kind: event, name: A flood elsewhere}
",
    ),
    fix: "Give one of the two another id, and follow its uses.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
