//! `unread-figure`: a figure or date in prose that no claim was made of.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unread-figure",
    level: Level::Info,
    summary: "a figure or date in prose that no claim was made of",
    why: "What was not read was not checked. That nothing is found says nothing about these figures.",
    bad: Example::Brief(
        "\
Some say 14.
",
    ),
    good: Example::Brief(
        "\
Some say so.
",
    ),
    fix: "Check these figures by eye. The rule is off unless `--unread` is given, or its level is set.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
