//! `malformed-url`: an address that is cut short, damaged or none.

use super::{Context, Example, Rule, wording};
use crate::bibliography::url;
use crate::finding::{Confidence, Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "malformed-url",
    level: Level::Warning,
    summary: "an address that is cut short, damaged or none",
    why: "A reader who follows it arrives nowhere. Addresses are damaged where lines break, where marks of the sentence are copied with them, and where a field has no room for them.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-02, URL: \"https://example.org/what-the-flood-left-2024-05-0\"}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-02, URL: \"https://example.org/what-the-flood-left-2024-05-02\"}]
"),
    fix: "Find the page and copy its address whole. What only looks damaged is a note.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reference, _) in wording::references(context) {
        let Some(address) = &reference.url else { continue };
        let Some(fault) = url::fault(&address.value) else { continue };
        let message = format!("the address of `{}` {}", reference.id.value, fault.what);
        let width = address.span.range().len();
        let inside = if width == address.value.len() { fault.at } else { 0..width };
        let places = vec![(address.span.part(inside), "here".to_owned())];
        let level = if fault.perhaps { Level::Info } else { RULE.level };
        let help = "find the page, and copy its address whole";
        let mut finding = wording::at_places(&RULE, level, message, help, places);
        if fault.perhaps {
            finding.confidence = Confidence::Medium;
        }
        out.push(finding);
    }
}
