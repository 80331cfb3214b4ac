//! `weekday-mismatch`: a date written with the wrong day of the week.

use super::{Context, Example, Rule, wording};
use crate::claim::ClaimValue;
use crate::compare::family::Family;
use crate::finding::{Confidence, Finding, Level};
use crate::record::ValueKind;
use crate::value::date::{show_day, weekday_name};

pub(super) static RULE: Rule = Rule {
    name: "weekday-mismatch",
    level: Level::Warning,
    summary: "a date written with the wrong day of the week",
    why: "The day of the week is a checksum: when it does not fit, the day, the month or the year was mistyped or copied from another event, and no second document is needed to see it.",
    bad: Example::Records("\
claims:
  - {id: a, subject: raid, predicate: event-date, value: \"Monday, 22 March 2024\", cite: [{source: report}]}
entities: [{id: raid, kind: event, name: depot raid}]
references: [{id: report, title: A report, issued: 2024-05}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: raid, predicate: event-date, value: \"Friday, 22 March 2024\", cite: [{source: report}]}
entities: [{id: raid, kind: event, name: depot raid}]
references: [{id: report, title: A report, issued: 2024-05}]
"),
    fix: "Look the date up in another source. If the document has it wrong, record it as printed and accept the finding.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    // In prose every date is looked at, those that no claim was made of too.
    wording::problems(&RULE, context, out);
    if !context.world.census.has_wrong_weekday() {
        return;
    }
    let kind = |family: &Family<'_>| context.world.predicates.get(family.key.predicate).kind;
    for family in context.families.iter().filter(|family| kind(family) == ValueKind::Date) {
        // A value stands in its record once, however often the claim is printed.
        for position in family
            .members
            .iter()
            .filter(|member| member.printing.number == 1 && !member.claim.is_prose())
        {
            let ClaimValue::Date(date) = &position.claim.value else { continue };
            let (Some(day), Some(actual)) = (date.single_day(), date.weekday_mismatch()) else {
                continue;
            };
            let inferred = if date.year_inferred { ", if that is the year" } else { "" };
            let message = format!(
                "{}: {}, but {} is a {}{inferred}",
                wording::slot_words(context.world, position.claim),
                wording::shown(context.world, position.claim),
                show_day(day),
                weekday_name(actual),
            );
            let help = "look the date up in another source; the day, month or year may be mistyped";
            let mut finding = wording::about_claims(
                &RULE,
                context,
                RULE.level,
                &[position],
                message,
                help.to_owned(),
            );
            if date.year_inferred {
                finding.confidence = Confidence::Medium;
            }
            out.push(finding);
        }
    }
}
