//! `misattributed-quote`: one quotation in prose that is credited to two speakers.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "misattributed-quote",
    level: Level::Warning,
    summary: "one quotation that is credited to two speakers",
    why: "Words are put into the mouth of somebody who did not say them more often than they are said twice.",
    bad: Example::Brief(
        "\
\u{201c}The pumps were never started,\u{201d} said Ada Brook. The council met for an hour.

Carl Dane\u{2019}s remark, \u{201c}the pumps were never started\u{201d}, was read out on Monday.
",
    ),
    good: Example::Brief(
        "\
\u{201c}The pumps were never started,\u{201d} said Ada Brook. The council met for an hour.

Brook\u{2019}s remark, \u{201c}the pumps were never started\u{201d}, was read out on Monday.
",
    ),
    fix: "Look up who said it. Where one repeats the other, say so.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
}
