//! `dropped-hedge`: a value without the hedge that its source has.

use super::{Context, Rule, wording};
use crate::compare::quoted::Discord;
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "dropped-hedge",
    level: Level::Warning,
    summary: "a value without the hedge that its source has",
    why: "\"At least 40\" becomes 40, and 40 becomes a fact. Hedges are lost one citation at a time, and nobody notices, since the number is the right one.",
    bad: "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 40, cite: [{source: report, quote: \"killed at least 40 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05}]
",
    good: "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: at least 40, cite: [{source: report, quote: \"killed at least 40 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05}]
",
    fix: "Write the hedge with the value: `at least 40`. A document that dropped the hedge of the source it cites is recorded as it prints it; accept the finding.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        for (ix, discord) in &quoted.discords {
            let Discord::HedgeDropped(figure) = discord else { continue };
            let claim = context.world.claim_of(*ix);
            let message = format!(
                "{}: {} is recorded, the quote says {figure}",
                wording::slot_words(context.world, claim),
                wording::shown(context.world, claim)
            );
            let help = "record the value with its hedge";
            let quotation = &quoted.quotation;
            out.push(wording::about_value(&RULE, context.world, *ix, quotation, message, help));
        }
    }
}
