//! What rules about bibliographies share.

use crate::claim::Source;
use crate::compare::time;
use crate::finding::{Finding, Level, Location, LocationRole};
use crate::record::ReferenceRecord;
use crate::rules::{Context, Rule};
use crate::span::Span;
use crate::value::date::{self, DateReading};

/// Days by which two places on earth may name one moment: a page is dated where it was written, and
/// looked at or addressed elsewhere.
const TIME_ZONES: i32 = 1;

/// Kinds of works that are often to be read before the date of the issue that they appear in.
const AHEAD_OF_PRINT: &[&str] =
    &["article-journal", "book", "chapter", "entry-encyclopedia", "paper-conference"];

/// By how many days at most: publishers put a paper online up to about a year before its issue.
const DAYS_AHEAD: i32 = 366;

/// All references, each with what is known of it as a source.
pub(in crate::rules) fn references<'a>(
    context: &'a Context<'_>,
) -> impl Iterator<Item = (&'a ReferenceRecord, &'a Source)> {
    context.records.references.iter().zip(&context.world.sources)
}

/// How many days lie between two dates of which the first surely precedes the other.
pub(in crate::rules) fn days_between(earlier: &DateReading, later: &DateReading) -> Option<i32> {
    let (end, start) = time::window(earlier).1.zip(time::window(later).0)?;
    (end < start).then(|| start.0.saturating_sub(end.0))
}

/// How grave it is that two dates are so many days apart. `reference` is given where the later one
/// is when it was issued.
pub(in crate::rules) fn apart(
    days: i32,
    dates: [&DateReading; 2],
    reference: Option<&ReferenceRecord>,
) -> Level {
    let ahead = reference.is_some_and(|reference| reference.is(AHEAD_OF_PRINT));
    // Two years that follow each other are a day apart at the least, and mostly far more.
    let days_known = dates.iter().any(|date| date.single_day().is_some());
    let zones = days <= TIME_ZONES && days_known;
    if zones || (ahead && days <= DAYS_AHEAD) { Level::Info } else { Level::Warning }
}

/// Where a reference says when it was issued; its id, where it does not.
pub(in crate::rules) fn issued_place(reference: &ReferenceRecord) -> Span {
    reference.issued.as_ref().map_or(reference.id.span, |issued| issued.span)
}

/// A finding about places; the first is the one to look at.
pub(in crate::rules) fn at_places(
    rule: &Rule,
    level: Level,
    message: String,
    help: &str,
    places: Vec<(Span, String)>,
) -> Finding {
    let mut finding = super::bare(rule, message, Some(help.to_owned()));
    finding.level = level;
    for (at, (span, label)) in places.into_iter().enumerate() {
        let role = if at == 0 { LocationRole::Primary } else { LocationRole::Secondary };
        finding.locations.push(Location { role, claim: None, span, label });
    }
    finding
}

/// A reference's date field, read.
pub(in crate::rules) fn date_of(reference: &ReferenceRecord, name: &str) -> Option<DateReading> {
    date::read(&reference.date(name)?.value, None).ok()
}
