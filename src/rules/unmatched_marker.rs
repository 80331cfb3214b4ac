//! `unmatched-marker`: a citation marker without a reference.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "unmatched-marker",
    level: Level::Warning,
    summary: "a citation marker without a reference",
    why: "The marker promises a source that nobody can look up. References are lost when lists are cut, and markers go astray when the list is numbered again.",
    bad: Example::Brief(
        "\
The bridge fell [1]. The mill was rebuilt [3].

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
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
    fix: "Add the reference, or correct the marker. Markers are looked up by number, label, or author and year; *ibid.* and *op. cit.* in notes have to point to a work that stands before them.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
