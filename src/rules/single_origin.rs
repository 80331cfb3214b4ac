//! `single-origin`: documents that agree because they rest on one origin.
//!
//! At least two documents. One that gives a figure twice, by way of two outlets that have it from one
//! origin, is one voice to whoever reads it, and names both outlets in its own words.

use super::{Context, Example, Rule, wording};
use crate::claim::Document;
use crate::compare::family::{Family, Position};
use crate::compare::origin::Origin;
use crate::compare::provenance::Shared;
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "single-origin",
    level: Level::Info,
    summary: "documents that agree because they rest on one origin",
    why: "Three articles that quote one report are one source. Their agreement says that they can copy, and nothing about the figure.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: first}]}
  - {id: b, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation, name: Ministry of Health}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, said_by: [ministry], cite: [{source: first}]}
  - {id: b, subject: quake, predicate: deaths, value: 40, said_by: [rescuers], cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation, name: Ministry of Health}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Nothing is wrong. Count them as one source, and look for a second that does not rest on the same origin.",
    check,
};

/// Most chains told in a message; the others are counted.
const CHAINS_IN_MESSAGE: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (family, resting) in wording::resting(context) {
        out.extend(resting.shared.iter().filter_map(|shared| finding(context, family, shared)));
    }
}

/// "deaths in the flood: 40 in `a` and, through `c`, in `b` goes back to Ministry alone".
fn finding(context: &Context<'_>, family: &Family<'_>, shared: &Shared) -> Option<Finding> {
    let world = context.world;
    let members: Vec<&Position<'_>> =
        shared.printings.iter().map(|at| &family.members[*at]).collect();
    let first = members.first()?;
    let name = |document: Document| format!("`{}`", wording::document_name(world, document));
    let origin = match shared.origin {
        Origin::Speaker(ix) => world.entities.get(ix).name.to_string(),
        Origin::Document(document) => name(document),
        Origin::Unnamed(document) => format!("a nameless speaker in {}", name(document)),
        Origin::Cited(source) => name(Document::Source(source)),
    };
    let chains: Vec<String> = members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            let through = shared.through.get(at).map(Vec::as_slice).unwrap_or_default();
            let through: Vec<String> = through.iter().map(|step| name(*step)).collect();
            let own = name(member.document());
            if through.is_empty() { own } else { format!("{own} by way of {}", through.join(", ")) }
        })
        .collect();
    let mut told = chains.clone();
    if told.len() > CHAINS_IN_MESSAGE {
        let rest = told.len() - CHAINS_IN_MESSAGE;
        told.truncate(CHAINS_IN_MESSAGE);
        told.push(crate::text::count(rest, "other document"));
    }
    let value = wording::shown(world, first.claim);
    let message = format!(
        "{}{}: {value} has one origin, {origin}, in {}",
        wording::slot_words(world, first.claim),
        wording::narrowed(world, first.claim),
        crate::text::list(&told, "and")
    );
    let label = |chain: &String| format!("{value} ({chain}, from {origin})");
    let places: Vec<_> =
        members.iter().zip(&chains).map(|(member, chain)| (*member, label(chain))).collect();
    let help = "count them as one source, and look for one with another origin";
    Some(wording::about_printings(&RULE, context, &places, message, help))
}
