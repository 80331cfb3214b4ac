//! `malformed-identifier`: a DOI, ISBN or ISSN that cannot be one.

use super::{Context, Example, Rule, wording};
use crate::bibliography::identifier::{self, Fault};
use crate::finding::{Finding, Level};

pub(super) static RULE: Rule = Rule {
    name: "malformed-identifier",
    level: Level::Warning,
    summary: "a DOI, ISBN or ISSN that cannot be one",
    why: "Identifiers carry their own check: a digit that was mistyped or dropped leads to no work, or to another one.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, type: book, title: A report, publisher: A press, issued: 2024-05, ISBN: 978-0-306-40615-8}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, type: book, title: A report, publisher: A press, issued: 2024-05, ISBN: 978-0-306-40615-7}]
"),
    fix: "Copy the identifier from the publisher's page or a catalogue. If the work itself misprints it, keep it and accept the finding.",
    check,
};

/// What is wrong with a value.
type FaultOf = fn(&str) -> Option<Fault>;

/// Fields with what is wrong with their values.
const FIELDS: &[(&str, FaultOf)] = &[
    ("DOI", identifier::doi_fault),
    ("ISBN", identifier::isbn_fault),
    ("ISSN", identifier::issn_fault),
];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reference, _) in wording::references(context) {
        for (name, fault) in FIELDS {
            let Some(text) = reference.text(name) else { continue };
            let Some(Fault { what, help }) = fault(&text.value) else { continue };
            let message = format!("the {name} of `{}` {what}", reference.id.value);
            let places = vec![(text.span, format!("no {name}"))];
            out.push(wording::at_places(&RULE, RULE.level, message, help, places));
        }
    }
}
