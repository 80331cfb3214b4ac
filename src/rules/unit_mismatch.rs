//! `unit-mismatch`: one amount in two units that do not agree.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unit-mismatch",
    level: Level::Warning,
    summary: "one amount in two units that do not agree",
    why: "Who converts an amount for the reader and slips gives two figures of which one is wrong, side by side.",
    bad: Example::Brief(
        "\
The wall is 12 km (9 miles) long.
",
    ),
    good: Example::Brief(
        "\
The wall is 12 km (7.5 miles) long.
",
    ),
    fix: "Convert the amount again. If the two figures measure different things, say so.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
