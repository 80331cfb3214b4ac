//! `repeated-reference`: one work that is given in full under several numbers.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "repeated-reference",
    level: Level::Info,
    summary: "one work that is given in full under several numbers",
    why: "A work with two numbers looks like two sources. In notes that is harmless, and a reader who counts sources counts it twice all the same.",
    bad: Example::Brief(
        "\
The bridge fell [1]. The mill was rebuilt [2].

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
2. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
",
    ),
    good: Example::Brief(
        "\
The bridge fell [1]. The mill was rebuilt [2].

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
2. Ibid.
",
    ),
    fix: "Give the work one number, or let the later note point back (*ibid.*, a short title).",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
