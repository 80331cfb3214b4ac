//! `arithmetic-mismatch`: parts that do not add up to their whole.

use super::{Context, Example, Rule, wording};
use crate::claim::ClaimValue;
use crate::compare::ties::{self, Unequal};
use crate::finding::{Finding, Level};
use crate::value::quantity::show_set;

pub(super) static RULE: Rule = Rule {
    name: "arithmetic-mismatch",
    level: Level::Error,
    summary: "parts that do not add up to their whole",
    why: "A table whose rows do not sum to its total has a wrong row or a wrong total.",
    bad: Example::Records("\
claims:
  - {id: north, subject: relief, predicate: tents-north, value: 40, cite: [{source: second, at: line 3}]}
  - {id: south, subject: relief, predicate: tents-south, value: 35, cite: [{source: second, at: line 4}]}
  - {id: all, subject: relief, predicate: tents, value: 70, cite: [{source: second, at: line 5}]}
predicates:
  - {id: tents-north, value: quantity}
  - {id: tents-south, value: quantity}
  - {id: tents, value: quantity, sum_of: {parts: [tents-north, tents-south], complete: true}}
entities: [{id: relief, kind: organisation}]
references: [{id: second, issued: 2024-09}]
"),
    good: Example::Records("\
claims:
  - {id: north, subject: relief, predicate: tents-north, value: 40, cite: [{source: second, at: line 3}]}
  - {id: south, subject: relief, predicate: tents-south, value: 35, cite: [{source: second, at: line 4}]}
  - {id: all, subject: relief, predicate: tents, value: about 75, cite: [{source: second, at: line 5}]}
predicates:
  - {id: tents-north, value: quantity}
  - {id: tents-south, value: quantity}
  - {id: tents, value: quantity, sum_of: {parts: [tents-north, tents-south], complete: true}}
entities: [{id: relief, kind: organisation}]
references: [{id: second, issued: 2024-09}]
"),
    fix: "Add the parts up again; correct the part or the total, or, where the parts come to too little, say that they are not `complete`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    wording::problems(&RULE, context, out);
    for family in context.families {
        let predicate = context.world.predicates.get(family.key.predicate);
        let Some((parts, complete)) = &predicate.sum_of else { continue };
        for unequal in ties::unequal(context.world, context.lookup, family, parts, *complete) {
            out.extend(finding(context, &unequal));
        }
    }
}

fn finding(context: &Context<'_>, unequal: &Unequal<'_>) -> Option<Finding> {
    let parts: Vec<_> =
        unequal.parts.iter().map(|p| wording::shown(context.world, p.claim)).collect();
    let ClaimValue::Quantity(like) = &unequal.whole.claim.value else { return None };
    let sum = show_set(&unequal.sum, like);
    let message = format!(
        "{}{}: {}, but its parts {} come to {}",
        wording::slot_words(context.world, unequal.whole.claim),
        wording::narrowed(context.world, unequal.whole.claim),
        wording::shown(context.world, unequal.whole.claim),
        crate::text::list(&parts, "and"),
        sum,
    );
    let mut positions = vec![unequal.whole];
    positions.extend(&unequal.parts);
    // Parts that come to too much do so whether or not they are all there are.
    let help = if unequal.too_much {
        "add the parts up again; correct a part or the total"
    } else {
        "add the parts up again; correct a part or the total, or drop `complete`"
    };
    let level = unequal.judgement.level;
    let mut finding =
        wording::about_claims(&RULE, context, level, &positions, message, help.to_owned());
    finding.verdict = Some(unequal.judgement.cause.verdict());
    finding.confidence = unequal.judgement.confidence;
    Some(finding)
}
