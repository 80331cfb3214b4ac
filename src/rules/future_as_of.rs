//! `future-as-of`: a figure known as of a day after its source was issued.

use super::{Context, Example, Rule, wording};
use crate::claim::{AsOfBasis, Document};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "future-as-of",
    level: Level::Warning,
    summary: "a figure known as of a day after its source was issued",
    why: "A document cannot know what was counted after it was issued. Either the date of the figure or that of the source is wrong, and later counts would be taken for earlier ones.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, as_of: 2024-06-10, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-20}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, as_of: 2024-05-10, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-20}]
"),
    fix: "Correct the date that is wrong, or cite the edition that has the figure. A day apart is only a note.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let world = context.world;
    if !world.census.is_known_later() {
        return;
    }
    for printing in &world.printings {
        let (Document::Source(source), AsOfBasis::Record) =
            (printing.document, printing.as_of_basis)
        else {
            continue;
        };
        let claim = world.claim(printing.claim);
        let reference = context.records.references.get(source.index());
        let source = world.source(source);
        let (Some(as_of), Some(issued)) = (&printing.as_of, &source.issued) else { continue };
        let Some(days) = wording::days_between(issued, as_of) else { continue };
        if claim.withdrawn {
            continue;
        }
        let message = format!(
            "{}: {} is known as of {}, and `{}` was issued {}",
            wording::slot_words(world, claim),
            wording::shown(world, claim),
            as_of.edtf,
            source.id,
            issued.edtf,
        );
        let help = "correct the date that is wrong, or cite the edition that has the figure";
        let mut places = vec![(claim.value_span, format!("as of {}", as_of.edtf))];
        places.extend(reference.map(|r| (wording::issued_place(r), "issued".to_owned())));
        let level = wording::apart(days, [issued, as_of], None);
        let mut finding = wording::at_places(&RULE, level, message, help, places);
        finding.claims.push(claim.id.to_string());
        finding.slot = wording::slot_name(world, claim);
        for place in finding.locations.iter_mut().take(1) {
            place.claim = Some(claim.id.to_string());
        }
        out.push(finding);
    }
}
