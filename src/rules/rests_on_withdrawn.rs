//! `rests-on-withdrawn`: a claim that rests on one judged wrong.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, Example, Rule, wording};
use crate::claim::{Claim, Document, EntityIx, PredicateIx, SourceIx, World};
use crate::compare::origin::Chains;
use crate::compare::value::{self, Meet};
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

/// Steps from a withdrawn claim up to which what rests on it is told.
const MOST_STEPS: usize = 20;

/// A claim that rests on withdrawn ones.
struct Fallen<'w> {
    claim: &'w Claim,
    /// The withdrawn claims at the end of its chains.
    bases: Vec<&'w Claim>,
    /// The claims by way of which it rests on them, where it does not do so itself.
    between: Vec<&'w Claim>,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let world = context.world;
    if !world.any_withdrawn {
        return;
    }
    let mut last: Vec<&Claim> = world.claims.iter().filter(|claim| claim.withdrawn).collect();
    if last.is_empty() {
        return;
    }
    let chains = Chains::new(world);
    let mut fallen: FxHashMap<&str, Fallen<'_>> = FxHashMap::default();
    let mut down: FxHashSet<&str> = last.iter().map(|claim| claim.id.as_str()).collect();
    let mut printed: FxHashMap<Slot, Vec<&Claim>> = FxHashMap::default();
    // What rests on a withdrawn claim, then what rests on that, and so on.
    for _ in 0..MOST_STEPS {
        add_slots(world, &mut printed, &last);
        let found: Vec<(&Claim, Vec<&Claim>)> = world
            .claims
            .iter()
            .filter(|claim| !down.contains(claim.id.as_str()))
            .filter_map(|claim| {
                let mut under: Vec<&Claim> =
                    named(world, claim).filter(|base| down.contains(base.id.as_str())).collect();
                under.extend(behind(world, &chains, &printed, &down, claim));
                sort_by_id(&mut under);
                (!under.is_empty()).then_some((claim, under))
            })
            .collect();
        last = found.iter().map(|(claim, _)| *claim).collect();
        for (claim, under) in found {
            let (mut bases, between): (Vec<&Claim>, Vec<&Claim>) =
                under.into_iter().partition(|base| base.withdrawn);
            bases.extend(
                between.iter().filter_map(|b| fallen.get(b.id.as_str())).flat_map(|f| &f.bases),
            );
            sort_by_id(&mut bases);
            down.insert(&claim.id);
            fallen.insert(&claim.id, Fallen { claim, bases, between });
        }
        if last.is_empty() {
            break;
        }
    }
    let all = world.claims.iter().filter_map(|claim| fallen.get(claim.id.as_str()));
    out.extend(all.map(|fallen| finding(world, fallen)));
}

fn sort_by_id(claims: &mut Vec<&Claim>) {
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    claims.dedup_by(|a, b| a.id == b.id);
}

/// Add the claims of the slots and sources in which some are printed; no others matter.
fn add_slots<'w>(world: &'w World, printed: &mut FxHashMap<Slot, Vec<&'w Claim>>, of: &[&Claim]) {
    let slots = of.iter().flat_map(|claim| sources(world, claim).map(|s| slot(world, claim, s)));
    let new: FxHashSet<Slot> = slots.filter(|slot| !printed.contains_key(slot)).collect();
    for claim in &world.claims {
        for slot in sources(world, claim).map(|source| slot(world, claim, source)) {
            if new.contains(&slot) {
                printed.entry(slot).or_default().push(claim);
            }
        }
    }
}

/// The claims that a claim names: it is worked out from them, or it replaces them.
fn named<'w>(world: &'w World, claim: &'w Claim) -> impl Iterator<Item = &'w Claim> {
    let formula = claim.derived().unwrap_or_default();
    let derived = formula.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let derived = derived.map(|(id, _)| id.trim());
    let ids = derived.chain(claim.supersedes().iter().map(smol_str::SmolStr::as_str));
    ids.filter_map(|id| world.claim_by_id(id))
}

/// The claims judged wrong, or resting on such, that everything a claim rests on leads to: its
/// `via`, and documents that it quotes as speakers. None, where one leads to a claim that stands or
/// to a source of which nothing is recorded.
fn behind<'w>(
    world: &World,
    chains: &Chains<'_>,
    printed: &FxHashMap<Slot, Vec<&'w Claim>>,
    down: &FxHashSet<&str>,
    claim: &Claim,
) -> Vec<&'w Claim> {
    let mut out = Vec::new();
    let printings = claim.printings.iter().map(|ix| world.printing(ix));
    for source in printings.flat_map(|printing| chains.rests_on(printing)) {
        let Some(all) = printed.get(&slot(world, claim, source)) else { return Vec::new() };
        let rested = rested(world, all, claim);
        if rested.is_empty() || rested.iter().any(|other| !down.contains(other.id.as_str())) {
            return Vec::new();
        }
        out.extend(rested);
    }
    out
}

/// Of what a source prints, the claims that a claim rests on: those that say the same of the same
/// people, place and time, as far as there are any.
fn rested<'w>(world: &World, all: &[&'w Claim], claim: &Claim) -> Vec<&'w Claim> {
    let alike = |other: &&Claim| {
        other.scope == claim.scope
            && other.place.places == claim.place.places
            && other.during == claim.during
    };
    let agrees = |other: &&Claim| value::meet(world, claim, other) == Meet::Yes;
    let mut rested: Vec<&Claim> =
        all.iter().copied().filter(|other| other.id != claim.id).collect();
    for nearer in [&alike as &dyn Fn(&&Claim) -> bool, &agrees] {
        if rested.iter().any(nearer) {
            rested.retain(nearer);
        }
    }
    rested
}

fn slot(world: &World, claim: &Claim, source: SourceIx) -> Slot {
    let class = |ix| world.identity.class(ix);
    (class(claim.subject), claim.predicate, claim.toward.map(class), source)
}

fn sources<'w>(world: &'w World, claim: &'w Claim) -> impl Iterator<Item = SourceIx> + use<'w> {
    claim.printings.iter().filter_map(|ix| match world.printing(ix).document {
        Document::Source(source) => Some(source),
        Document::File(_) => None,
    })
}

fn finding(world: &World, fallen: &Fallen<'_>) -> Finding {
    let Fallen { claim, bases, between } = fallen;
    let ids = |claims: &[&Claim]| {
        let ids: Vec<_> = claims.iter().map(|claim| format!("`{}`", claim.id)).collect();
        crate::text::list(&ids, "and")
    };
    let way =
        if between.is_empty() { String::new() } else { format!(", by way of {}", ids(between)) };
    let message = format!(
        "{}: {} rests on {}, judged wrong{way}",
        wording::slot_words(world, claim),
        wording::shown(world, claim),
        ids(bases),
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
    for step in between {
        finding.locations.push(place(step, LocationRole::Secondary, "rests on it"));
    }
    for base in bases {
        finding.locations.push(place(base, LocationRole::Secondary, "judged wrong"));
    }
    let all = std::iter::once(claim).chain(between).chain(bases);
    finding.claims = all.map(|claim| claim.id.to_string()).collect();
    finding
}
