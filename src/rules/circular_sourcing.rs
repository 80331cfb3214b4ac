//! `circular-sourcing`: claims that rest on each other.

use super::{Context, Example, Rule, wording};
use crate::claim::{Document, SourceIx};
use crate::compare::family::{Family, Position};
use crate::compare::provenance::Ring;
use crate::finding::{Confidence, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "circular-sourcing",
    level: Level::Warning,
    summary: "claims that rest on each other",
    why: "Two documents that cite each other for a figure look like two witnesses, and are none: nobody in the circle counted. Each step may be honest, so that the circle is seen only by whoever follows all of them.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, cite: [{source: first, quote: forty people died, via: [second]}]}
  - {id: b, subject: quake, predicate: deaths, value: 40, cite: [{source: second, quote: a toll of 40, via: [first]}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}]
references:
  - {id: first, title: First report, issued: 2024-03-02, custom: {origin: true}}
  - {id: second, title: Second report, issued: 2024-03-02}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: deaths, value: 40, cite: [{source: first, quote: forty people died}]}
  - {id: b, subject: quake, predicate: deaths, value: 40, cite: [{source: second, quote: a toll of 40, via: [first]}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}]
references:
  - {id: first, title: First report, issued: 2024-03-02, custom: {origin: true}}
  - {id: second, title: Second report, issued: 2024-03-02}
"),
    fix: "Find out which of them had the figure first, and from whom. Until then count none of them as a source for it.",
    check,
};

const HELP: &str = "find who had the figure first, and from whom; until then none is a source";

/// Most steps of a circle told in a message; the others are counted.
const STEPS_IN_MESSAGE: usize = 6;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (family, resting) in wording::resting(context) {
        out.extend(resting.rings.iter().map(|ring| circle(context, family, ring)));
        let mutual = |(member, back): &(usize, Vec<SourceIx>)| {
            mutual(context, &family.members[*member], back)
        };
        out.extend(resting.cited_back.iter().filter_map(mutual));
    }
}

/// "deaths in the flood: 40 rests on itself: `a` has it from `b`, and `b` from `a`".
fn circle(context: &Context<'_>, family: &Family<'_>, ring: &Ring) -> Finding {
    let members: Vec<&Position<'_>> = ring.steps.iter().map(|at| &family.members[*at]).collect();
    let name =
        |m: &Position<'_>| format!("`{}`", wording::document_name(context.world, m.document()));
    let next = |at: usize| members[(at + 1) % members.len()];
    let mut steps: Vec<String> = members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            let verb = if at == 0 { " has it from" } else { " from" };
            format!("{}{verb} {}", name(member), name(next(at)))
        })
        .collect();
    if steps.len() > STEPS_IN_MESSAGE {
        let rest = steps.len() - STEPS_IN_MESSAGE;
        steps.truncate(STEPS_IN_MESSAGE);
        steps.push(format!("so on for {}", crate::text::count(rest, "step")));
    }
    let value = members.first().map(|m| wording::shown(context.world, m.claim)).unwrap_or_default();
    let slot = members.first().map(|m| wording::slot_words(context.world, m.claim));
    let beside = if ring.has_exit { "; it also rests on something else" } else { "" };
    let message = format!(
        "{}: {value} rests on itself: {}{beside}",
        slot.unwrap_or_default(),
        crate::text::list(&steps, "and")
    );
    let places: Vec<_> = members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            let shown = wording::shown(context.world, member.claim);
            (
                *member,
                format!("{shown}, says {}, which has it from {}", name(member), name(next(at))),
            )
        })
        .collect();
    let mut finding = wording::about_printings(&RULE, context, &places, message, HELP);
    if ring.has_exit {
        finding.level = Level::Info;
    }
    finding
}

/// A printing that rests on a source which says nothing of its own source, and lists the printing's
/// document among its references. That the figure is what it took from there is only likely.
fn mutual(context: &Context<'_>, member: &Position<'_>, back: &[SourceIx]) -> Option<Finding> {
    let back: Vec<String> =
        back.iter().map(|ix| format!("`{}`", context.world.source(*ix).id)).collect();
    let Document::Source(own) = member.document() else { return None };
    let verb = if back.len() == 1 { "cites" } else { "cite" };
    let (back, own) = (crate::text::list(&back, "and"), &context.world.source(own).id);
    let slot = wording::slot_words(context.world, member.claim);
    let value = wording::shown(context.world, member.claim);
    let message = format!("{slot}: `{own}` has {value} from {back}, which {verb} `{own}` in turn");
    let label = format!("{value}, from {back}");
    let help = "see what the source itself rests on, and record that";
    let finding = wording::about_printings(&RULE, context, &[(member, label)], message, help);
    Some(Finding { level: Level::Info, confidence: Confidence::Medium, ..finding })
}
