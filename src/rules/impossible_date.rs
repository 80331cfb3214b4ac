//! `impossible-date`: a date that no calendar has.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "impossible-date",
    level: Level::Error,
    summary: "a date that no calendar has",
    why: "There is no 31 April. One digit of such a date is wrong, and no second document is needed to see it.",
    bad: Example::Brief(
        "\
The treaty was signed on 31 April 2024.
",
    ),
    good: Example::Brief(
        "\
The treaty was signed on 30 April 2024.
",
    ),
    fix: "Look the date up in another source.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
