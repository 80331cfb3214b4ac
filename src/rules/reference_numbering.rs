//! `reference-numbering`: numbers of references or markers that repeat, skip or run out of order.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "reference-numbering",
    level: Level::Warning,
    summary: "numbers of references or markers that repeat, skip or run out of order",
    why: "Markers are looked up by number. After a slip in the numbering some of them lead to a neighbour of the work that was meant, and nothing in the text shows it.",
    bad: Example::Brief(
        "\
The bridge fell [1]. The mill was rebuilt [2]. Rain followed [4].

## References

[1] Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.

[2] Ada Plover, \u{201c}The valley rebuilds its bridges,\u{201d} The Daily, June 9, 2024.

[4] Ben Stork, \u{201c}Rain over the northern hills,\u{201d} The Herald, July 1, 2024.
",
    ),
    good: Example::Brief(
        "\
The bridge fell [1]. The mill was rebuilt [2]. Rain followed [3].

## References

[1] Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.

[2] Ada Plover, \u{201c}The valley rebuilds its bridges,\u{201d} The Daily, June 9, 2024.

[3] Ben Stork, \u{201c}Rain over the northern hills,\u{201d} The Herald, July 1, 2024.
",
    ),
    fix: "Number the list again in its order, and check for each marker near the slip which work it means. Footnotes of Markdown are numbered when they are shown, and lists in alphabetical order may be cited in any; neither is held to it.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
