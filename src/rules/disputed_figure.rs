//! `disputed-figure`: a value that speakers disagree about.

use super::wording::{self, Shared};
use super::{Context, Example, Rule};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "disputed-figure",
    level: Level::Info,
    summary: "a value that speakers disagree about",
    why: "Two parties that give two figures are no mistake of the documents. A reader should be told that the figure is disputed, and by whom.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: second}]}
  - {id: b, subject: quake, predicate: attackers, value: 5, said_by: [rescuers], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, said_by: [ministry], cite: [{source: second}]}
  - {id: b, subject: quake, predicate: attackers, value: at least 2, said_by: [rescuers], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "As a note: nothing is wrong; when you use the figure, say whose it is. As a warning: a brief says the one itself and has a speaker say the other, with no word that they differ; mend the slip, or say so.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::Dispute]) {
        let Some(shared) = Shared::new(context, outcome, CampRole::Disputed) else { continue };
        let values = shared.values(context, outcome, CampRole::Disputed);
        let message = format!("{}: {}", shared.slot(), wording::listed(values, "or"));
        // A document that does not know of it has made a slip more often than it reports a dispute.
        let help = if outcome.level > Level::Info {
            "the document says the one itself and has a speaker say the other: mend one of them, or tell that they differ"
        } else {
            "name the speaker with the figure, or give both"
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}
