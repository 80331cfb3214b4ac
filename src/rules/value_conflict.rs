//! `value-conflict`: values that cannot all be true.

use super::wording::{self, Shared};
use super::{Context, Example, Rule};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};
use crate::record::ValueKind;

pub(super) static RULE: Rule = Rule {
    name: "value-conflict",
    level: Level::Error,
    summary: "values that cannot all be true",
    why: "Two exact numbers, dates or names for one thing cannot both be right. A reader who finds one finds the other, and trusts neither. Hedges, settled aliases, later counts and other speakers are no conflict: what is left is a mistake, or a correction that nobody recorded.",
    bad: Example::Records("\
claims:
  - {id: lead, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second, at: line 2}]}
  - {id: table, subject: quake, predicate: event-date, value: 2024-03-04, cite: [{source: second, at: line 40}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: lead, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second, at: line 2}]}
  - {id: table, subject: quake, predicate: event-date, value: 2024-03, cite: [{source: second, at: line 40}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Go back to the passages that are shown. If one record misreads its passage, correct the record. If a document is wrong, adjudicate the finding with the reason. If the figures count different things, give each its scope.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // Cells of tables that sentences contradict.
    wording::problems(&RULE, context, out);
    for outcome in wording::outcomes(context, &[Cause::Conflict]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let Some(shared) = Shared::new(context, outcome, CampRole::Rival) else { continue };
        let values = shared.values(context, outcome, CampRole::Rival);
        let why = wording::why(context, outcome);
        let message = format!("{}: {}{why}", shared.slot(), wording::listed(values, "or"));
        let counted = context.world.predicate_of(claim).kind == ValueKind::Quantity;
        let help = match (outcome.within_document, counted) {
            (true, true) if claim.is_prose() => "correct one passage, or say what each counts",
            (true, false) if claim.is_prose() => "correct one of the passages",
            (false, _) if claim.is_prose() => {
                "look at both passages: one is wrong, or says too little"
            }
            (true, true) => "one document says both: correct one passage, or say what each counts",
            (true, false) => "one document says both: correct one passage, or adjudicate",
            (false, true) => {
                "check both passages: correct a misreading, say what each counts, or adjudicate"
            }
            (false, false) => "check both passages: correct a misreading, or adjudicate",
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}
