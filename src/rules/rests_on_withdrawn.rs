//! `rests-on-withdrawn`: a claim that rests on one judged wrong.

use rustc_hash::FxHashMap;

use super::{Context, Example, Rule, wording};
use crate::claim::{Claim, Document, EntityIx, PredicateIx, SourceIx, World};
use crate::finding::{Finding, Level, Location, LocationRole};

pub(super) static RULE: Rule = Rule {
    name: "rests-on-withdrawn",
    level: Level::Warning,
    summary: "a claim that rests on one judged wrong",
    why: "Withdrawing a claim does not withdraw what was made of it: the share worked out from it, the later count that corrects it, the article that repeats its source. They stand on nothing until somebody has looked at them again.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 40, as_of: 2024-05, cite: [{source: report}]}
  - {id: b, subject: flood, predicate: deaths, value: 90, as_of: 2024-05, cite: [{source: report}]}
  - {id: c, subject: flood, predicate: injuries, value: 180, derived: \"{b} * 2\", cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05}]
adjudications:
  - {rule: value-conflict, judged: {a: {value: 40}, b: {value: 90}}, decision: wrong, wrong: [b], reason: A misprint.}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 40, as_of: 2024-05, cite: [{source: report}]}
  - {id: b, subject: flood, predicate: deaths, value: 90, as_of: 2024-05, cite: [{source: report}]}
  - {id: c, subject: flood, predicate: injuries, value: 80, derived: \"{a} * 2\", cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05}]
adjudications:
  - {rule: value-conflict, judged: {a: {value: 40}, b: {value: 90}}, decision: wrong, wrong: [b], reason: A misprint.}
"),
    fix: "Work the value out again from claims that stand, find another source for it, or withdraw it too.",
    check,
};

/// What claims are about, and where they are printed.
type Slot = (EntityIx, PredicateIx, Option<EntityIx>, SourceIx);

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let world = context.world;
    let withdrawn: Vec<&Claim> = world.claims.iter().filter(|claim| claim.withdrawn).collect();
    if withdrawn.is_empty() {
        return;
    }
    // The claims of the slots and sources in which one was withdrawn; no others matter.
    let mut printed: FxHashMap<Slot, Vec<&Claim>> = FxHashMap::default();
    for claim in withdrawn {
        printed
            .extend(sources(world, claim).map(|source| (slot(world, claim, source), Vec::new())));
    }
    for claim in &world.claims {
        for source in sources(world, claim) {
            if let Some(claims) = printed.get_mut(&slot(world, claim, source)) {
                claims.push(claim);
            }
        }
    }
    for claim in world.claims.iter().filter(|claim| !claim.withdrawn) {
        let mut bases: Vec<&Claim> = named(world, claim).filter(|base| base.withdrawn).collect();
        bases.extend(behind(world, &printed, claim));
        bases.sort_by(|a, b| a.id.cmp(&b.id));
        bases.dedup_by(|a, b| a.id == b.id);
        if !bases.is_empty() {
            out.push(finding(world, claim, &bases));
        }
    }
}

/// The claims that a claim names: it is worked out from them, or it replaces them.
fn named<'w>(world: &'w World, claim: &'w Claim) -> impl Iterator<Item = &'w Claim> {
    let formula = claim.derived.as_deref().unwrap_or_default();
    let derived = formula.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let derived = derived.map(|(id, _)| id.trim());
    let ids = derived.chain(claim.supersedes.iter().map(smol_str::SmolStr::as_str));
    ids.filter_map(|id| world.claim_by_id(id))
}

/// The withdrawn claims that all of a claim's `via` lead to; none, where one leads to a claim that
/// stands or to a source of which nothing is recorded.
fn behind<'w>(
    world: &World,
    printed: &FxHashMap<Slot, Vec<&'w Claim>>,
    claim: &Claim,
) -> Vec<&'w Claim> {
    let mut out = Vec::new();
    let printings = claim.printings.iter().map(|ix| world.printing(*ix));
    for source in printings.flat_map(|printing| &printing.via) {
        let Some(all) = printed.get(&slot(world, claim, *source)) else { return Vec::new() };
        let others = || all.iter().copied().filter(|other| other.id != claim.id);
        let alike = |other: &&Claim| {
            other.scope == claim.scope
                && other.place.places == claim.place.places
                && other.during == claim.during
        };
        // What says the same of the same people, place and time is what is rested on.
        let exact = others().any(|other| alike(&other));
        let rested: Vec<_> = others().filter(|other| !exact || alike(other)).collect();
        if rested.is_empty() || rested.iter().any(|other| !other.withdrawn) {
            return Vec::new();
        }
        out.extend(rested);
    }
    out
}

fn slot(world: &World, claim: &Claim, source: SourceIx) -> Slot {
    let class = |ix| world.identity.class(ix);
    (class(claim.subject), claim.predicate, claim.toward.map(class), source)
}

fn sources<'w>(world: &'w World, claim: &'w Claim) -> impl Iterator<Item = SourceIx> + use<'w> {
    claim.printings.iter().filter_map(|ix| match world.printing(*ix).document {
        Document::Source(source) => Some(source),
        Document::File(_) => None,
    })
}

fn finding(world: &World, claim: &Claim, bases: &[&Claim]) -> Finding {
    let ids: Vec<_> = bases.iter().map(|base| format!("`{}`", base.id)).collect();
    let message = format!(
        "{}: {} rests on {}, judged wrong",
        wording::slot_words(world, claim),
        wording::shown(world, claim),
        crate::text::list(&ids, "and"),
    );
    let help = "work it out again from claims that stand, or withdraw it too";
    let mut finding = wording::bare(&RULE, message, Some(help.to_owned()));
    finding.slot = wording::slot_name(world, claim);
    let place = |of: &Claim, role, label: &str| Location {
        role,
        claim: Some(of.id.to_string()),
        span: of.value_span,
        label: label.to_owned(),
    };
    finding.locations.push(place(claim, LocationRole::Primary, "rests on it"));
    for base in bases {
        finding.locations.push(place(base, LocationRole::Secondary, "judged wrong"));
    }
    let all = std::iter::once(&claim).chain(bases);
    finding.claims = all.map(|claim| claim.id.to_string()).collect();
    finding
}
