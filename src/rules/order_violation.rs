//! `order-violation`: dates in an order that cannot be.

use super::{Context, Example, Rule, wording};
use crate::claim::{ClaimValue, During};
use crate::compare::family::Position;
use crate::compare::order;
use crate::finding::{Confidence, Finding, Level, Verdict};
use crate::value::date;

pub(super) static RULE: Rule = Rule {
    name: "order-violation",
    level: Level::Error,
    summary: "dates in an order that cannot be",
    why: "A group does not strike before it exists. Whoever says so, one of the dates is wrong, or the deed is somebody else's.",
    bad: Example::Records("\
claims:
  - {id: born, subject: crew, predicate: founding, value: 2019, cite: [{source: second}]}
  - {id: raid-day, subject: raid, predicate: event-date, value: 2017-05-02, cite: [{source: second}]}
  - {id: raid-who, subject: raid, predicate: perpetrator, value: crew, cite: [{source: second}]}
entities: [{id: crew, kind: organisation, name: Harbour Crew}, {id: raid, kind: event, name: depot raid}]
references: [{id: second, issued: 2024-09}]
"),
    good: Example::Records("\
claims:
  - {id: born, subject: crew, predicate: founding, value: 2017, cite: [{source: second}]}
  - {id: raid-day, subject: raid, predicate: event-date, value: 2017-05-02, cite: [{source: second}]}
  - {id: raid-who, subject: raid, predicate: perpetrator, value: crew, cite: [{source: second}]}
entities: [{id: crew, kind: organisation, name: Harbour Crew}, {id: raid, kind: event, name: depot raid}]
references: [{id: second, issued: 2024-09}]
"),
    fix: "Check both dates, and who did it.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // Sentences that say what came first.
    wording::problems(&RULE, context, out);
    for violation in order::violations(context.world, context.families, context.lookup) {
        let (date, other) = (violation.date, violation.other);
        let side = if violation.before { "before" } else { "after" };
        let message = format!(
            "{}: {}, which should be {side} {}",
            wording::slot_words(context.world, date.claim),
            wording::shown(context.world, date.claim),
            dated(context, other, &violation.other_day),
        );
        let mut positions = vec![date, other];
        positions.extend(violation.link);
        let help = "check both dates, and whether they belong to the same subject";
        let level = if violation.soft { Level::Warning } else { Level::Error };
        let mut finding =
            wording::about_claims(&RULE, context, level, &positions, message, help.to_owned());
        finding.verdict = Some(Verdict::Contradiction);
        if violation.soft {
            finding.confidence = Confidence::Low;
        }
        out.push(finding);
    }
}

/// "the event date of the raid: 2017-05-02", where the claim is a date; "the attacks of the group
/// (2014)", "the deaths in the flood (as of 2014)", where it has one: 2014 attacks are something
/// else.
fn dated(context: &Context<'_>, other: &Position<'_>, day: &str) -> String {
    let claim = other.claim;
    let slot = wording::the_slot(context.world, claim);
    let holds = matches!(&claim.during, Some(During::Time(time)) if date::show(time) == day);
    match &claim.value {
        ClaimValue::Date(_) if claim.value_text == day => format!("{slot}: {day}"),
        _ if holds => format!("{slot} ({day})"),
        _ => format!("{slot} (as of {day})"),
    }
}
