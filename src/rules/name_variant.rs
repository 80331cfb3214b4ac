//! `name-variant`: two names in prose that may be spellings of one.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "name-variant",
    level: Level::Warning,
    summary: "two names in prose that may be spellings of one",
    why: "A name that is written in two ways is one person too many for the reader, and one of the two spellings is wrong.",
    bad: Example::Brief(
        "\
Marisa Holt runs the harbour office. In May, Marissa Holt asked for two more boats.
",
    ),
    good: Example::Brief(
        "\
Marisa Holt runs the harbour office. In May, Holt asked for two more boats.
",
    ),
    fix: "If it is one name, write it one way. If there are two, say what tells them apart.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
