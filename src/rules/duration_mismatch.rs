//! `duration-mismatch`: a length of time that does not fit its dates.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "duration-mismatch",
    level: Level::Error,
    summary: "a length of time, or an age, that does not fit its dates",
    why: "A strike from 1 June to 8 June did not last twelve days: a date or the length is wrong, and the text alone shows it.",
    bad: Example::Brief(
        "\
The strike ran from 1 June to 8 June. The twelve-day strike closed the port.
",
    ),
    good: Example::Brief(
        "\
The strike ran from 1 June to 8 June. The eight-day strike closed the port.
",
    ),
    fix: "Look the dates up in another source. A day either way, for counting both ends, is never reported.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
