//! `url-date-mismatch`: an address whose date disagrees with the date of issue.

use super::{Context, Example, Rule, wording};
use crate::bibliography::url;
use crate::finding::{Confidence, Finding, Level};
use crate::value::date::{self, DateReading};

pub(super) static RULE: Rule = Rule {
    name: "url-date-mismatch",
    level: Level::Warning,
    summary: "an address whose date disagrees with the date of issue",
    why: "Many sites put the day of publication into the address. Where it disagrees with the reference, the date was mistyped, the page was updated since, or the reference describes one page and links another.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-20, URL: \"https://example.org/2024/05/02/flood\"}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, title: A report, issued: 2024-05-02, URL: \"https://example.org/2024/05/02/flood\"}]
"),
    fix: "Open the page and take the date from there. A day apart is only a note, since time zones do that.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reference, source) in wording::references(context) {
        let (Some(issued), Some(address)) = (&source.issued, &reference.url) else { continue };
        let dates = url::dates(&address.value);
        let read = |text: &str| date::read(text, None).ok();
        let read: Vec<_> =
            dates.iter().filter_map(|date| Some((date, read(&date.edtf)?))).collect();
        // Of several, one is that of the page and the others that of its subject.
        let nearest = read.iter().map(|(date, reading)| (apart(reading, issued), *date, reading));
        let nearest = nearest.min_by_key(|(days, ..)| *days);
        let Some((Some(days), nearest, reading)) = nearest else { continue };
        let message = format!(
            "`{}` was issued {}, and its address says {}",
            reference.id.value, issued.edtf, nearest.edtf
        );
        let help = "open the page, and take the date from there";
        let width = address.span.range().len();
        // Where the address stands as it is, the date can be pointed at.
        let inside = if width == address.value.len() { nearest.at.clone() } else { 0..width };
        let places = vec![
            (address.span.part(inside), "another date".to_owned()),
            (wording::issued_place(reference), "issued".to_owned()),
        ];
        let level = wording::apart(days, [reading, issued], None);
        let mut finding = wording::at_places(&RULE, level, message, help, places);
        if !nearest.folders || issued.soft || issued.uncertain {
            finding.confidence = Confidence::Medium;
        }
        out.push(finding);
    }
}

/// Days between two dates that cannot be one; `None` for those that can.
fn apart(a: &DateReading, b: &DateReading) -> Option<i32> {
    wording::days_between(a, b).or_else(|| wording::days_between(b, a))
}
