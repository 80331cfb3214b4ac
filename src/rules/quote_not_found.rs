//! `quote-not-found`: a quote that its source does not have.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::quote::Status;

pub(super) static RULE: Rule = Rule {
    name: "quote-not-found",
    level: Level::Error,
    summary: "a quote that its source does not have",
    why: "A quote that nobody said is the gravest error a citation can have, and the easiest to check. It may have been taken from another edition, or from memory, or belong to another source.",
    bad: Example::Records("\
# report.txt | The flood on 3 May killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"the worst disaster in a century, with 12 dead\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    good: Example::Records("\
# report.txt | The flood on 3 May killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    fix: "Find the passage and quote its own words, or cite the source that has them.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        let Some(Status::Absent) = quoted.outcome.as_ref().map(|outcome| &outcome.status) else {
            continue;
        };
        let quotation = &quoted.quotation;
        let quote = wording::shown_quote(quotation);
        let message = format!("`{}` has no passage like {quote}", quotation.source);
        let help = "quote the source's own words, or cite the source that has these";
        let label = "not in the source".to_owned();
        out.push(wording::about_quote(&RULE, context, quotation, message, help, label));
    }
}
