//! `wrong-locator`: a locator that does not lead to what is cited.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level};
use crate::quote::{Located, Locator, Misplaced, Unit};

pub(super) static RULE: Rule = Rule {
    name: "wrong-locator",
    level: Level::Warning,
    summary: "a locator that does not lead to what is cited",
    why: "Whoever follows the citation looks in the wrong place, and may take the claim for invented.",
    bad: Example::Records("\
# report.txt | A flood came on 3 May.
# report.txt | It killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, at: line 1, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    good: Example::Records("\
# report.txt | A flood came on 3 May.
# report.txt | It killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, at: line 2, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt}}]
"),
    fix: "Correct `at`. Lines are those of the snapshot, from 1, and pages those between its form feeds, or what they print of themselves; paragraphs are counted with and without headings and items of lists; sections are found by their headings, tables and figures by their captions, notes by their marks. What the snapshot does not show is left unchecked, and counted.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for quoted in context.quoted {
        let Some(Located::Not(misplaced)) = quoted.outcome.as_ref().map(|o| &o.located) else {
            continue;
        };
        let quotation = &quoted.quotation;
        let (at, source) = (quotation.at.unwrap_or_default(), quotation.source);
        let unit = Locator::read(at).map_or(Unit::Line, |locator| locator.unit);
        let on = unit.preposition();
        let message = match misplaced {
            Misplaced::Elsewhere(by, numbers) => format!(
                "{} stands {} of `{source}`, not {on} {at}",
                wording::shown_quote(quotation),
                wording::on(*by, numbers)
            ),
            Misplaced::PastTheEnd(unit, count) => {
                let count = crate::text::count(*count, unit.name());
                format!("`{source}` has {count}, and {at} is cited")
            }
            Misplaced::Missing(Unit::Title) => {
                format!("{} is not in the title of `{source}`", wording::shown_quote(quotation))
            }
            Misplaced::Missing(unit) => {
                format!("`{source}` has no such {}: {at} is cited", unit.name())
            }
            Misplaced::Empty => format!("{at} of `{source}` is empty"),
        };
        let help = match unit {
            Unit::Line => "correct `at`; lines are those of the snapshot, from 1",
            Unit::Page => "correct `at`; pages are those of the snapshot, from 1",
            _ => "correct `at`, or give the line of the snapshot",
        };
        let label = format!("not {on} {at}");
        out.push(wording::about_quote(&RULE, context, quotation, message, help, label));
    }
}
