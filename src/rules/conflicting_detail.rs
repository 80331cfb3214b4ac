//! `conflicting-detail`: one thing told twice alike, but for a side, a number, a place or a doer.

use super::{Context, Example, Rule, wording};
use crate::finding::{Confidence, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "conflicting-detail",
    level: Level::Warning,
    summary: "one thing told twice alike, with another side, number, place or doer",
    why: "A detail that holds no figure is corrected in one place and left standing in another as easily as one that does.",
    bad: Example::Brief(
        "\
A crack was found in the left wall of the lock. The gates were closed.

When a crack was found in the right wall, work had already begun.
",
    ),
    good: Example::Brief(
        "\
A crack was found in the left wall of the lock. The gates were closed.

When a crack was also found in the right wall, work had already begun.
",
    ),
    fix: "Find out which is right. Where both are, say what tells the two apart: \u{201c}also\u{201d}, \u{201c}another\u{201d}, when each was.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let first = out.len();
    wording::problems(&RULE, context, out);
    // That both tell of one thing is what only their words say.
    out.iter_mut().skip(first).for_each(|finding| finding.confidence = Confidence::Medium);
}
