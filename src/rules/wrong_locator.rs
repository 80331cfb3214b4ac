//! `wrong-locator`: a locator that does not lead to what is cited.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::quote::Misplaced;

pub(super) static RULE: Rule = Rule {
    name: "wrong-locator",
    level: Level::Warning,
    summary: "a locator that does not lead to what is cited",
    why: "Whoever follows the citation looks in the wrong place, and may take the claim for invented.",
    bad: Example::Records("\
# report.txt | A flood came on 3 May.
# report.txt | It killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, at: line 1, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    good: Example::Records("\
# report.txt | A flood came on 3 May.
# report.txt | It killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, at: line 2, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    fix: "Correct `at`. Lines are those of the snapshot, from 1; other locators (pages, sections) are not checked.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        let Some(misplaced) = quoted.outcome.as_ref().and_then(|o| o.misplaced.as_ref()) else {
            continue;
        };
        let quotation = &quoted.quotation;
        let (at, source) = (quotation.at.unwrap_or_default(), quotation.source);
        let message = match misplaced {
            Misplaced::Elsewhere(lines) => format!(
                "{} stands {} of `{source}`, not on {at}",
                wording::shown_quote(quotation),
                wording::on_lines(lines)
            ),
            Misplaced::PastTheEnd(count) => {
                format!("`{source}` has {}, and {at} is cited", crate::text::count(*count, "line"))
            }
            Misplaced::Empty => format!("{at} of `{source}` is empty"),
        };
        let help = "correct `at`; lines are those of the snapshot, from 1";
        let label = format!("not on {at}");
        out.push(wording::about_quote(&RULE, context, quotation, message, help, label));
    }
}
