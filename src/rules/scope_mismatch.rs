//! `scope-mismatch`: one figure given for two populations, places or roles.

use super::{Context, Rule, wording};
use crate::compare::ties::{self, Lookup};
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level, Verdict};

pub(super) static RULE: Rule = Rule {
    name: "scope-mismatch",
    level: Level::Info,
    summary: "one figure given for two populations, places or roles",
    why: "The same number for soldiers in one place and for people with their families in another means that one use dropped or gained a part of what was counted. An organisation and its branch named for one role are likewise two answers to one question.",
    bad: "\
claims:
  - {id: a, subject: quake, predicate: displaced, value: 4000 to 6000, scope: men, cite: [{source: second, at: line 3}]}
  - {id: b, subject: quake, predicate: displaced, value: 4000 to 6000, scope: people, cite: [{source: second, at: line 30}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
",
    good: "\
claims:
  - {id: a, subject: quake, predicate: displaced, value: 1000 to 2000, scope: men, cite: [{source: second, at: line 3}]}
  - {id: b, subject: quake, predicate: displaced, value: 4000 to 6000, scope: people, cite: [{source: second, at: line 30}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
",
    fix: "Find out what the figure counts at its origin, and write that wherever it is used.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::ScopeMismatch, Cause::Branch]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let slot = wording::slot_words(context.world, claim);
        let (message, help) = if outcome.cause == Cause::Branch {
            let names = wording::values(context, outcome, CampRole::OtherScope);
            let names = crate::text::list(&names, "or");
            let help = "name the branch wherever the branch is meant";
            (format!("{slot}: {names}, one of which is a branch of the other"), help)
        } else {
            let described = wording::described(context, outcome, CampRole::OtherScope);
            let described = crate::text::list(&described, "and");
            let help = "find out what the figure counts at its origin, and write that everywhere";
            (format!("{slot}: one figure for two counts: {described}"), help)
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
    tied(context, out);
}

/// One printed number for two predicates that are tied by `at_most` or `sum_of`.
fn tied(context: &Context<'_>, out: &mut Vec<Finding>) {
    let lookup = Lookup::new(context.families);
    for family in context.families {
        let predicate = context.world.predicates.get(family.key.predicate);
        let bounds = predicate.at_most.iter().map(|(bound, _)| *bound);
        let parts = predicate.sum_of.iter().flat_map(|(parts, _)| parts.iter().copied());
        for other in bounds.chain(parts) {
            let Some(other) = lookup.sibling(family.key, other) else { continue };
            let pairs = ties::one_number(context.world, family, other);
            let Some((p, q)) = pairs.first() else { continue };
            let words = |claim| {
                let narrowed = wording::narrowed(context.world, claim);
                format!("{}{narrowed}", context.world.predicate_of(claim).words())
            };
            let message = format!(
                "{}: one figure for {} and {}: {}",
                context.world.entities.get(p.claim.subject).name,
                words(p.claim),
                words(q.claim),
                wording::shown(p.claim)
            );
            let positions: Vec<_> = pairs.iter().flat_map(|(p, q)| [*p, *q]).collect();
            let help = "find out which of the two the figure is, and write that everywhere";
            let level = RULE.level;
            let mut finding =
                wording::about_claims(&RULE, context, level, &positions, message, help.to_owned());
            finding.verdict = Some(Verdict::ScopeMismatch);
            out.push(finding);
        }
    }
}
