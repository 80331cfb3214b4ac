//! `changed-snapshot`: a saved text that is not the one that was recorded.

use super::{Context, Example, Rule, wording};
use crate::finding::{Finding, Level, Location, LocationRole};

pub(super) static RULE: Rule = Rule {
    name: "changed-snapshot",
    level: Level::Error,
    summary: "a saved text that is not the one that was recorded",
    why: "What was quoted was quoted from another text. The page may have been corrected, or the file edited, and nobody has looked at the claims since.",
    bad: Example::Records("\
# report.txt | The flood on 3 May killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt, sha256: \"0000000000000000000000000000000000000000000000000000000000000001\"}}]
"),
    good: Example::Records("\
# report.txt | The flood on 3 May killed 12 people in the lower town.
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: \"killed 12 people\"}]}
entities: [{id: flood, kind: event, name: Aster Valley flood}]
references: [{id: report, title: A report, issued: 2024-05, custom: {snapshot: report.txt, sha256: \"494ffa30ce13861614ec9aa1d0773bc4ff72f5604b072f039a9c6b13da89e9e5\"}}]
"),
    fix: "Compare the two texts, look at the claims that quote from it, then record the new `sha256`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for changed in context.changed {
        let reference = changed.reference;
        let Some(recorded) = &reference.sha256 else { continue };
        let message =
            format!("the snapshot of `{}` is not the text that was recorded", reference.id.value);
        let help = format!(
            "compare the texts, look at what quotes it, then record its SHA-256: {}",
            changed.actual
        );
        let mut finding = wording::bare(&RULE, message, Some(help));
        finding.locations.push(Location {
            role: LocationRole::Primary,
            claim: None,
            span: recorded.span,
            label: "of another text".to_owned(),
        });
        out.push(finding);
    }
}
