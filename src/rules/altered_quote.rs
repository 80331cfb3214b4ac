//! `altered-quote`: a quote with other words than its source.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::quote::Status;

pub(super) static RULE: Rule = Rule {
    name: "altered-quote",
    level: Level::Error,
    summary: "a quote with other words than its source",
    why: "Quotation marks promise the exact words. A word or a figure that is another one makes the source say what it does not, and every later document copies it.",
    bad: Example::Records("\
# report.txt | The flood on 3 May killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people in the upper town\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    good: Example::Records("\
# report.txt | The flood on 3 May killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people in the lower town\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    fix: "Copy the words from the source. What you leave out is `…`, what you put in stands in square brackets.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        let Some(outcome) = &quoted.outcome else { continue };
        let Status::Altered(difference) = &outcome.status else { continue };
        let quotation = &quoted.quotation;
        let message =
            format!("`{}` has other words than the quote: {difference}", quotation.source);
        let help = "copy the source's words; `…` leaves words out, square brackets put words in";
        let place = outcome.line.map(|line| format!(" (line {line})")).unwrap_or_default();
        let label = format!("[-quote-]{{+source+}}{place}");
        out.push(wording::about_quote(&RULE, context, quotation, message, help, label));
    }
}
