//! `dropped-hedge`: a value without the hedge that its source has.

use super::{Context, Example, Rule, wording};
use crate::compare::family::Position;
use crate::compare::quoted::Discord;
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "dropped-hedge",
    level: Level::Warning,
    summary: "a value without the hedge that its source has",
    why: "\"At least 40\" becomes 40, and 40 becomes a fact. Hedges are lost one citation at a time, and nobody notices, since the number is the right one.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 40, cite: [{source: report, quote: \"killed at least 40 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: at least 40, cite: [{source: report, quote: \"killed at least 40 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05}]
"),
    fix: "Write the hedge with the value: `at least 40`. A document that dropped the hedge of the source it cites is recorded as it prints it; accept the finding.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        for (ix, discord) in &quoted.discords {
            let says = match discord {
                Discord::HedgeDropped(figure) => figure.clone(),
                Discord::Doubted(word) => format!("`{word}`"),
                Discord::Absent(_) | Discord::TooExact(_) => continue,
            };
            let claim = context.world.claim_of(*ix);
            let message = format!(
                "{}: {} is recorded, the quote says {says}",
                wording::slot_words(context.world, claim),
                wording::shown(context.world, claim)
            );
            let help = match discord {
                Discord::Doubted(_) => "say so under `hedge`, or name who says it under `said_by`",
                _ => "record the value with its hedge",
            };
            let quotation = &quoted.quotation;
            out.push(wording::about_value(&RULE, context.world, *ix, quotation, message, help));
        }
    }
    for (family, resting) in wording::resting(context) {
        let along = |(member, origin): &(usize, usize)| {
            along_citation(context, &family.members[*member], &family.members[*origin])
        };
        out.extend(resting.dropped.iter().map(along));
    }
}

/// A printing that has its value from a source, without the hedge that all of the source's claims
/// have that print this value; the first of these.
fn along_citation(context: &Context<'_>, member: &Position<'_>, origin: &Position<'_>) -> Finding {
    let world = context.world;
    let hedge = if origin.claim.hedged { " with a hedge" } else { "" };
    let message = format!(
        "{}: `{}` has {}, `{}`, which it rests on, has {}{hedge}",
        wording::slot_words(world, member.claim),
        wording::document_name(world, member.document()),
        wording::shown(world, member.claim),
        wording::document_name(world, origin.document()),
        wording::shown(world, origin.claim),
    );
    let help = "if the record is true to the document, the document dropped the hedge: accept this";
    let level = RULE.level;
    wording::about_claims(&RULE, context, level, &[member, origin], message, help.to_owned())
}
