//! `conflicting-roles`: one person with two offices of one kind, or one office with two holders.

use super::{Context, Example, Rule, wording};
use crate::finding::{Confidence, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "conflicting-roles",
    level: Level::Warning,
    summary: "one person called by two offices of one kind, or one office given to two people",
    why: "A minister who changes ministry between two pages has usually been mixed up with a colleague.",
    bad: Example::Brief(
        "\
The interior minister, Ada Brook, opened the talks. They went on for a week.

Health minister Ada Brook closed them.
",
    ),
    good: Example::Brief(
        "\
The interior minister, Ada Brook, opened the talks. They went on for a week.

Former health minister Ada Brook closed them.
",
    ),
    fix: "Look up who holds the office. Where both did, say when: \u{201c}former\u{201d}, \u{201c}then\u{201d}, \u{201c}until 2021\u{201d}.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let first = out.len();
    wording::problems(&RULE, context, out);
    // That two titles are of one time is what the text leaves unsaid.
    out.iter_mut().skip(first).for_each(|finding| finding.confidence = Confidence::Medium);
}
