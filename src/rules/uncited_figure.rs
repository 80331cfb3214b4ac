//! `uncited-figure`: figures without a citation, in a text that gives one for most of its figures.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "uncited-figure",
    level: Level::Info,
    summary: "figures without a citation, in a text that gives one for most of its figures",
    why: "A reader who sees a source behind every other figure takes this one for checked as well. Its marker was lost, or it never had a source.",
    bad: Example::Brief(
        "\
Orrin has 11 mills [1].

Pellard keeps 14 boats [1].

Tolvane lost 32 orchards [1].

Kelmen runs 18 schools [1].

Dunmore sold 25 barges [1].

Harrow grew 41 vines [1].

Astley built 7 weirs [1].

Corran owns 52 horses [1].

Millbrook trained 16 nurses [1].

Selby planted 28 oaks.

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
",
    ),
    good: Example::Brief(
        "\
Orrin has 11 mills [1].

Pellard keeps 14 boats [1].

Tolvane lost 32 orchards [1].

Kelmen runs 18 schools [1].

Dunmore sold 25 barges [1].

Harrow grew 41 vines [1].

Astley built 7 weirs [1].

Corran owns 52 horses [1].

Millbrook trained 16 nurses [1].

Selby planted 28 oaks [1].

## References

1. Ada Plover, \u{201c}What the flood left behind,\u{201d} The Daily, May 2, 2024.
",
    ),
    fix: "Say where the figure is from. Texts that cite only some of their figures are not held to it: nine sentences of ten, and ten at the least, must have a citation in their paragraph. A text without markers is held to the names it gives (“according to the ministry”): five paragraphs at the least must have one, and more than have none.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
