//! `unused-reference`: references that no marker of the text points to.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unused-reference",
    level: Level::Info,
    summary: "references that no marker of the text points to",
    why: "A reader takes the list for what the text rests on. A reference that nothing cites was left over from a passage that is gone, or its marker was lost, and a statement stands without its source.",
    bad: Example::Brief(
        "\
The bridge fell [1].

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
2. Ada Plover, \u{201c}The valley rebuilds its bridges,\u{201d} The Daily, June 9, 2024.
",
    ),
    good: Example::Brief(
        "\
The bridge fell [1]. The mill was rebuilt [2].

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
2. Ada Plover, \u{201c}The valley rebuilds its bridges,\u{201d} The Daily, June 9, 2024.
",
    ),
    fix: "Cite it where it belongs, or leave it out. A list that the text never points to, such as further reading, is not looked at.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
