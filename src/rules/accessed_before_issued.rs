//! `accessed-before-issued`: a source that was looked at before it was issued.

use super::{Context, Example, Rule, wording};
use crate::finding::{Confidence, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "accessed-before-issued",
    level: Level::Warning,
    summary: "a source that was looked at before it was issued",
    why: "One of the two dates is wrong. If it is the date of issue, everything that is known \"as of\" the source is dated wrongly too.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-20, accessed: 2024-05-02}]
",
    ),
    good: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05, accessed: 2024-05-02}]
",
    ),
    fix: "Open the page and correct the date that is wrong. A day apart is only a note, since time zones do that; so are up to twelve months for what is put online before its issue, as papers are.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reference, source) in wording::references(context) {
        let Some(issued) = &source.issued else { continue };
        let Some(accessed) = wording::date_of(reference, "accessed") else { continue };
        let Some(days) = wording::days_between(&accessed, issued) else { continue };
        let Some(place) = reference.accessed() else { continue };
        let message = format!(
            "`{}` was looked at on {}, before it was issued ({})",
            reference.id.value, accessed.edtf, issued.edtf
        );
        let help = "open the page, and correct the date that is wrong";
        let places = vec![
            (place.span, "looked at".to_owned()),
            (wording::issued_place(reference), "issued".to_owned()),
        ];
        let level = wording::apart(days, [&accessed, issued], Some(reference));
        let mut finding = wording::at_places(&RULE, level, message, help, places);
        if issued.soft || issued.uncertain || accessed.uncertain {
            finding.confidence = Confidence::Medium;
        }
        out.push(finding);
    }
}
