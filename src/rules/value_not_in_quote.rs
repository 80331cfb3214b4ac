//! `value-not-in-quote`: a value that the quoted words do not have.

use super::{Context, Example, Rule, wording};
use crate::compare::quoted::Discord;
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "value-not-in-quote",
    level: Level::Warning,
    summary: "a value that the quoted words do not have",
    why: "The quote is the evidence. Where it has figures, and none of them can be the value, either the value was mistyped, or the quote belongs to another claim.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 21, cite: [{source: report, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05}]
"),
    fix: "Record the value as the passage prints it, or quote the words that have it. A value that was worked out from others says so under `derived`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        for (ix, discord) in &quoted.discords {
            let claim = context.world.claim_of(*ix);
            let says = match discord {
                Discord::Absent(figures) => {
                    format!("the quote has {}", crate::text::list(figures, "and"))
                }
                Discord::TooExact(figure) => format!("the quote has only {figure}"),
                Discord::HedgeDropped(_) | Discord::Doubted(_) => continue,
            };
            let message = format!(
                "{}: {} is recorded, {says}",
                wording::slot_words(context.world, claim),
                wording::shown(context.world, claim)
            );
            let help = "record the value as printed, or quote the words that have it";
            let quotation = &quoted.quotation;
            out.push(wording::about_value(&RULE, context.world, *ix, quotation, message, help));
        }
    }
}
