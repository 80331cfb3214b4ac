//! `stale-figure`: an earlier figure that a later one replaces.

use rustc_hash::FxHashSet;

use super::{Context, Example, Rule, wording};
use crate::claim::ClaimValue;
use crate::compare::family::Position;
use crate::compare::outcome::Outcome;
use crate::compare::time;
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};
use crate::value::set::cmp_low;

pub(super) static RULE: Rule = Rule {
    name: "stale-figure",
    level: Level::Info,
    summary: "an earlier figure that a later one replaces",
    why: "Tolls grow. An early count is not false, but a document that prints it beside a later one, or long after, misleads.",
    bad: Example::Records("\
claims:
  - {id: early, subject: quake, predicate: deaths, value: 40, cite: [{source: first}]}
  - {id: late, subject: quake, predicate: deaths, value: 112, as_of: 2024-04-02, cite: [{source: second}]}
  - {id: day, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: early, subject: quake, predicate: deaths, value: at least 40, cite: [{source: first}]}
  - {id: late, subject: quake, predicate: deaths, value: 112, as_of: 2024-04-02, cite: [{source: second}]}
  - {id: day, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Prefer the later figure, or say as of when the earlier one was known.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::Superseded, Cause::Supersedes]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let clauses = clauses(context, outcome);
        let message = format!(
            "{}{}: {}",
            wording::slot_words(context.world, claim),
            wording::narrowed(context.world, claim),
            clauses.iter().map(Clause::words).collect::<Vec<_>>().join("; ")
        );
        let relations: Vec<Relation> = clauses.iter().map(|clause| clause.relation).collect();
        let help = match relations.as_slice() {
            [Relation::Earlier, ..] => {
                "prefer the later figure, or say as of when the earlier one was known"
            }
            [Relation::Lower, ..] => "prefer the higher figure, or say as of when each was known",
            _ => "prefer the figure that takes its place",
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}

/// How a figure that no longer holds lies to one that does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// It was known before.
    Earlier,
    /// Nothing orders them in time: two lower bounds.
    Lower,
    /// A record says `supersedes`, or it follows from others between them.
    Replaced,
}

/// Figures that lie alike to one that takes their place.
struct Clause {
    relation: Relation,
    old: Vec<String>,
    new: String,
}

impl Clause {
    /// "40 is earlier than 112".
    fn words(&self) -> String {
        let verb = match (self.relation, self.old.len()) {
            (Relation::Earlier, 1) => "is earlier than",
            (Relation::Earlier, _) => "are earlier than",
            (Relation::Lower, 1) => "is lower than",
            (Relation::Lower, _) => "are lower than",
            (Relation::Replaced, 1) => "gives way to",
            (Relation::Replaced, _) => "give way to",
        };
        format!("{} {verb} {}", wording::listed(self.old.clone(), "and"), self.new)
    }
}

/// Most figures that are each set beside the one that takes their place; what is beyond them is
/// among the camps.
const MOST_FIGURES: usize = 8;

fn clauses(context: &Context<'_>, outcome: &Outcome) -> Vec<Clause> {
    let new = wording::members(context, outcome, CampRole::Agreeing);
    let mut known = FxHashSet::default();
    let mut clauses: Vec<Clause> = Vec::new();
    for old in wording::members(context, outcome, CampRole::Superseded) {
        let text = wording::shown(context.world, old.claim);
        if known.len() >= MOST_FIGURES || !known.insert(text.clone()) {
            continue;
        }
        let Some(best) = new.iter().min_by_key(|new| rank(old, new)) else { continue };
        let (relation, new) = (relation(old, best), wording::shown(context.world, best.claim));
        match clauses.iter_mut().find(|c| c.relation == relation && c.new == new) {
            Some(clause) => clause.old.push(text),
            None => clauses.push(Clause { relation, old: vec![text], new }),
        }
    }
    clauses
}

/// What is said of two figures: time before size.
fn relation(old: &Position<'_>, new: &Position<'_>) -> Relation {
    let earlier = old.as_of.zip(new.as_of).is_some_and(|(old, new)| time::precedes(old, new));
    if new.claim.supersedes().contains(&old.claim.id) {
        Relation::Replaced
    } else if earlier && is_lower(old, new) {
        Relation::Earlier
    } else if is_lower(old, new) {
        Relation::Lower
    } else {
        Relation::Replaced
    }
}

/// The figure that takes another's place is one that says so, else one that is higher, and of
/// these one of the same document; lowest first.
fn rank(old: &Position<'_>, new: &Position<'_>) -> (bool, bool, bool, bool) {
    let earlier = old.as_of.zip(new.as_of).is_some_and(|(old, new)| time::precedes(old, new));
    (
        !new.claim.supersedes().contains(&old.claim.id),
        !is_lower(old, new),
        old.document() != new.document(),
        !earlier,
    )
}

/// Whether the least that one figure admits is lower than the least of another.
fn is_lower(a: &Position<'_>, b: &Position<'_>) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (ClaimValue::Quantity(a), ClaimValue::Quantity(b)) => {
            cmp_low(a.set.low(), b.set.low()) == std::cmp::Ordering::Less
        }
        _ => false,
    }
}
