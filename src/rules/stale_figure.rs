//! `stale-figure`: an earlier figure that a later one replaces.

use super::{Context, Rule, wording};
use crate::compare::outcome::Outcome;
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "stale-figure",
    level: Level::Info,
    summary: "an earlier figure that a later one replaces",
    why: "Tolls grow. An early count is not false, but a document that prints it beside a later one, or long after, misleads.",
    bad: "\
claims:
  - {id: early, subject: quake, predicate: deaths, value: 40, cite: [{source: first}]}
  - {id: late, subject: quake, predicate: deaths, value: 112, as_of: 2024-04-02, cite: [{source: second}]}
  - {id: day, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    good: "\
claims:
  - {id: early, subject: quake, predicate: deaths, value: at least 40, cite: [{source: first}]}
  - {id: late, subject: quake, predicate: deaths, value: 112, as_of: 2024-04-02, cite: [{source: second}]}
  - {id: day, subject: quake, predicate: event-date, value: 2024-03-01, cite: [{source: second}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report, issued: 2024-09}
",
    fix: "Prefer the later figure, or say as of when the earlier one was known.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::Superseded, Cause::Supersedes]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let old = wording::values(context, outcome, CampRole::Superseded);
        let new = wording::values(context, outcome, CampRole::Agreeing);
        let relation = relation(context, outcome);
        let message = format!(
            "{}{}: {} {} {}",
            wording::slot_words(context.world, claim),
            wording::narrowed(context.world, claim),
            crate::text::list(&old, "and"),
            relation.words(old.len() == 1),
            crate::text::list(&new, "or")
        );
        let help = match relation {
            Relation::Earlier => {
                "prefer the later figure, or say as of when the earlier one was known"
            }
            Relation::Lower => "prefer the higher figure, or say as of when each was known",
            Relation::Replaced => "prefer the figure that the record puts in its place",
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
}

/// How the figures that no longer hold lie to those that do.
#[derive(Clone, Copy)]
enum Relation {
    /// Each was known before any of the others.
    Earlier,
    /// Nothing orders them in time: two lower bounds.
    Lower,
    /// A record says `supersedes`.
    Replaced,
}

impl Relation {
    fn words(self, one: bool) -> &'static str {
        match (self, one) {
            (Self::Earlier, true) => "is earlier than",
            (Self::Earlier, false) => "are earlier than",
            (Self::Lower, true) => "is lower than",
            (Self::Lower, false) => "are lower than",
            (Self::Replaced, true) => "gives way to",
            (Self::Replaced, false) => "give way to",
        }
    }
}

fn relation(context: &Context<'_>, outcome: &Outcome) -> Relation {
    let old = wording::members(context, outcome, CampRole::Superseded);
    let new = wording::members(context, outcome, CampRole::Agreeing);
    // A day that is not known orders nothing.
    let last = old.iter().map(|m| m.as_of.and_then(|(_, end)| end)).collect::<Option<Vec<_>>>();
    let first =
        new.iter().map(|m| m.as_of.and_then(|(start, _)| start)).collect::<Option<Vec<_>>>();
    let last = last.and_then(|days| days.into_iter().max());
    let first = first.and_then(|days| days.into_iter().min());
    if last.zip(first).is_some_and(|(last, first)| last < first) {
        Relation::Earlier
    } else if new.iter().any(|m| !m.claim.supersedes.is_empty()) {
        Relation::Replaced
    } else {
        Relation::Lower
    }
}
