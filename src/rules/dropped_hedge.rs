//! `dropped-hedge`: a value without the hedge that its source has.

use super::{Context, Example, Rule, wording};
use smallvec::SmallVec;

use crate::claim::{Claim, ClaimValue, Document, SourceIx};
use crate::compare::family::{Family, Position};
use crate::compare::quoted::Discord;
use crate::finding::{Finding, Level};
use crate::value::date;

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
    for family in context.families.iter().filter(|family| family.slots.is_some()) {
        let resting = || family.members.iter().filter(|member| member.has_via);
        let mut rested_on: SmallVec<[SourceIx; 16]> =
            resting().flat_map(|member| member.printing.via.iter().copied()).collect();
        if rested_on.is_empty() {
            continue;
        }
        rested_on.sort_unstable();
        rested_on.dedup();
        let printed = printed_in(family, &rested_on);
        for member in resting() {
            let of = |source: &SourceIx| {
                let first = printed.partition_point(|(known, _)| known < source);
                let past = printed.partition_point(|(known, _)| known <= source);
                printed[first..past].iter().map(|(_, at)| &family.members[*at])
            };
            let origins = member.printing.via.iter().flat_map(of);
            let origins: SmallVec<[&Position<'_>; 4]> = origins.take(MOST_ORIGINS).collect();
            out.extend(along_citation(context, member, &origins));
        }
    }
}

/// The members that some sources print, by source.
fn printed_in(family: &Family<'_>, sources: &[SourceIx]) -> Vec<(SourceIx, usize)> {
    let printed = family.members.iter().enumerate().filter_map(|(at, member)| {
        let Document::Source(source) = member.document() else { return None };
        sources.binary_search(&source).is_ok().then_some((source, at))
    });
    let mut printed: Vec<(SourceIx, usize)> = printed.collect();
    printed.sort_unstable();
    printed
}

/// Most printings of a cited source that one printing is held against.
const MOST_ORIGINS: usize = 64;

/// A printing that has its value from a source, without the hedge that all of the source's claims
/// have that print this value.
fn along_citation(
    context: &Context<'_>,
    member: &Position<'_>,
    origins: &[&Position<'_>],
) -> Option<Finding> {
    let alike: Vec<&Position<'_>> =
        origins.iter().copied().filter(|origin| prints_alike(member.claim, origin.claim)).collect();
    let (&first, _) = alike.split_first()?;
    let dropped = |origin: &&Position<'_>| drops(member.claim, origin.claim);
    if !alike.iter().all(dropped) {
        return None;
    }
    let world = context.world;
    let hedge = if first.claim.hedged { " with a hedge" } else { "" };
    let message = format!(
        "{}: `{}` has {}, `{}`, which it rests on, has {}{hedge}",
        wording::slot_words(world, member.claim),
        wording::document_name(world, member.document()),
        wording::shown(world, member.claim),
        wording::document_name(world, first.document()),
        wording::shown(world, first.claim),
    );
    let help = "if the record is true to the document, the document dropped the hedge: accept this";
    let level = RULE.level;
    Some(wording::about_claims(&RULE, context, level, &[member, first], message, help.to_owned()))
}

/// Whether two claims of one slot print one value, whatever its hedge.
fn prints_alike(a: &Claim, b: &Claim) -> bool {
    let slot = a.scope == b.scope
        && a.place.places == b.place.places
        && a.during_text == b.during_text
        && a.denied == b.denied;
    slot && match (&a.value, &b.value) {
        (ClaimValue::Quantity(a), ClaimValue::Quantity(b)) => {
            a.unit.comparable(&b.unit) && a.printed.is_some() && a.printed == b.printed
        }
        (ClaimValue::Date(a), ClaimValue::Date(b)) => {
            a.edtf == b.edtf || b.soft && date::meet(a, b)
        }
        (a, b) => a == b,
    }
}

/// Whether the first leaves out the hedge of the second.
fn drops(a: &Claim, b: &Claim) -> bool {
    if a.hedged {
        return false;
    }
    b.hedged
        || match (&a.value, &b.value) {
            (ClaimValue::Quantity(a), ClaimValue::Quantity(b)) => {
                a.hedge.is_none() && b.hedge.is_some() && !b.set.is_within(&a.set)
            }
            (ClaimValue::Date(a), ClaimValue::Date(b)) => b.soft && !a.soft,
            _ => false,
        }
}
