//! `redefined-acronym`: a short form that one document gives two meanings.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "redefined-acronym",
    level: Level::Warning,
    summary: "a short form that one document gives two meanings",
    why: "A reader who has learnt what a short form stands for takes it for that to the end.",
    bad: Example::Brief(
        "\
The Northern Fisheries Board (NFB) met in May. The National Flood Bureau (NFB) was not invited.
",
    ),
    good: Example::Brief(
        "\
The Northern Fisheries Board (NFB) met in May. The National Flood Bureau was not invited.
",
    ),
    fix: "Give one of the two another short form, or none.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
