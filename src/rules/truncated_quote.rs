//! `truncated-quote`: a quote that is cut so that it says something else.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::quote::{Cut, CutKind, Status};

pub(super) static RULE: Rule = Rule {
    name: "truncated-quote",
    level: Level::Warning,
    summary: "a quote that is cut so that it says something else",
    why: "Every word of such a quote is in the source, and the source does not say it: the \"not\" stood before it, the number was longer, or it was only alleged.",
    bad: Example::Records("\
# report.txt | The ministry said that the flood did not kill 12 people.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"kill 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    good: Example::Records("\
# report.txt | The ministry said that the flood did not kill 12 people.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"did not kill 12 people\"}], denied: true}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    fix: "Quote on to the word that is cut off. Where the record itself hedges (`hedge`) or denies (`denied`), nothing is lost, and this is silent.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        let Some(outcome) = &quoted.outcome else { continue };
        let Status::Truncated(cut) = &outcome.status else { continue };
        let quotation = &quoted.quotation;
        let message =
            format!("{} is cut: {}", wording::shown_quote(quotation), words(cut, quotation.source));
        let help = "quote on to what is cut off, or let the record say it";
        let label = if cut.at_start { "begins too late" } else { "leaves words out" };
        let label = label.to_owned();
        out.push(wording::about_quote(&RULE, context, quotation, message, help, label));
    }
}

fn words(cut: &Cut, source: &str) -> String {
    let whole = &cut.whole;
    match cut.kind {
        CutKind::Value => format!("`{source}` has `{whole}`"),
        CutKind::Negation => format!("in `{source}`, `{whole}` denies it"),
        CutKind::Hedge => format!("in `{source}`, `{whole}` leaves it open"),
        CutKind::Word => format!("the word in `{source}` is `{whole}`"),
    }
}
