//! `ambiguous-quote`: a quote that stands in several places of its source.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::quote::Status;

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-quote",
    level: Level::Warning,
    summary: "a quote that stands in several places of its source",
    why: "Nobody can tell which of the places is meant, and they may speak of different things.",
    bad: Example::Records("\
# report.txt | The flood of 2019 killed 12 people.
# report.txt | The flood of 2024 killed 12 people too.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    good: Example::Records("\
# report.txt | The flood of 2019 killed 12 people.
# report.txt | The flood of 2024 killed 12 people too.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: {exact: killed 12 people, prefix: of 2024}}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    fix: "Quote more words, name the line under `at`, or give what stands before and after: `quote: {exact: …, prefix: …, suffix: …}`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        let Some(outcome) = &quoted.outcome else { continue };
        let Status::Ambiguous(lines) = &outcome.status else { continue };
        let quotation = &quoted.quotation;
        let often = if lines.len() == 1 { "several times " } else { "" };
        let message = format!(
            "{} stands {often}{} of `{}`",
            wording::shown_quote(quotation),
            wording::on_lines(lines),
            quotation.source
        );
        let help = "quote more words, or write `{exact: …, prefix: …, suffix: …}`";
        let label = "which of these?".to_owned();
        out.push(wording::about_quote(&RULE, context, quotation, message, help, label));
    }
}
