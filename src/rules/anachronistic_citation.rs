//! `anachronistic-citation`: a source from before what it is cited for, or from after what cites it.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Context, Example, Rule, wording};
use crate::claim::{ClaimValue, Document, EntityIx, Source, SourceIx};
use crate::compare::family::{Family, Position};
use crate::compare::time::{self, Window};
use crate::finding::{Confidence, Finding, Level, Location, LocationRole};
use crate::record::{Denied, ReferenceRecord, ValueKind};
use crate::value::date::show_day;

pub(super) static RULE: Rule = Rule {
    name: "anachronistic-citation",
    level: Level::Warning,
    summary: "a source from before what it is cited for, or from after what cites it",
    why: "A source cannot report what had not happened, and a document cannot cite what was not written. One of the dates is wrong, or the citation was meant for another source.",
    bad: Example::Records("\
claims:
  - {id: a, subject: raid, predicate: event-date, value: 2023-07, cite: [{source: report, via: [daily]}]}
entities: [{id: raid, kind: event, name: depot raid}]
references:
  - {id: report, title: A report, issued: 2024-05}
  - {id: daily, title: A raid, issued: 2023-06-06, custom: {origin: true}}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: raid, predicate: event-date, value: 2023-07, cite: [{source: report, via: [daily]}]}
entities: [{id: raid, kind: event, name: depot raid}]
references:
  - {id: report, title: A report, issued: 2024-05}
  - {id: daily, title: A raid, issued: 2023-07-06, custom: {origin: true}}
"),
    fix: "Look up the dates of the source and of the event, or cite the source that reports it. A day apart is only a note, since time zones do that; so are up to twelve months for a paper that was to be read before its issue.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let sources = context.world.sources.iter();
    let issued: Vec<Option<Window>> =
        sources.map(|source| source.issued.as_deref().map(time::window)).collect();
    citing(context, &issued, out);
    events(context, &issued, out);
    // Sentences of prose that date and cite.
    wording::problems(&RULE, context, out);
}

/// Documents that cite what was issued after them. Nearly all citations are of what came before, which
/// the windows of both dates tell at once.
fn citing(context: &Context<'_>, issued: &[Option<Window>], out: &mut Vec<Finding>) {
    let mut told = FxHashSet::default();
    let is_later = |document: usize, cited: SourceIx| {
        let dates = issued.get(document).copied().flatten().zip(issued[cited.index()]);
        dates.is_some_and(|(from, to)| time::precedes(from, to))
    };
    for (at, (reference, document)) in wording::references(context).enumerate() {
        for ((number, id), cited) in reference.cites.iter().zip(&document.cites) {
            if is_later(at, *cited) && told.insert((document.id.as_str(), *cited)) {
                let number = number.as_ref().map(|number| format!(" (note {})", number.value));
                let place = (id.span, format!("cited here{}", number.unwrap_or_default()));
                out.extend(later(context, document, *cited, place));
            }
        }
    }
    if !context.world.census.is_cited_early() {
        return;
    }
    for printing in &context.world.printings {
        let Document::Source(source) = printing.document else { continue };
        for cited in &printing.via {
            let document = context.world.source(source);
            if is_later(source.index(), *cited) && told.insert((document.id.as_str(), *cited)) {
                let place = (printing.span, "cited here".to_owned());
                out.extend(later(context, document, *cited, place));
            }
        }
    }
}

fn recorded<'a>(context: &'a Context<'_>, source: SourceIx) -> Option<&'a ReferenceRecord> {
    context.records.references.get(source.index())
}

fn later(
    context: &Context<'_>,
    document: &Source,
    cited: SourceIx,
    place: (crate::span::Span, String),
) -> Option<Finding> {
    let source = context.world.source(cited);
    let (from, to) = document.issued.as_ref().zip(source.issued.as_ref())?;
    let days = wording::days_between(from, to)?;
    let reference = recorded(context, cited);
    let message = format!(
        "`{}` ({}) cites `{}`, which was issued later ({})",
        document.id, from.edtf, source.id, to.edtf
    );
    let mut places = vec![place];
    places.extend(reference.map(|r| (wording::issued_place(r), "issued later".to_owned())));
    let level = wording::apart(days, [from, to], reference);
    let help = "look up both dates; the source may be another one, or an earlier edition";
    let mut finding = wording::at_places(&RULE, level, message, help, places);
    if [from, to].iter().any(|date| date.soft || date.uncertain) {
        finding.confidence = Confidence::Medium;
    }
    Some(finding)
}

/// A claim that rests on a source from before what it is about.
struct Early<'a> {
    position: &'a Position<'a>,
    /// Whether it names the source under `via`.
    via: bool,
    event: Window,
    days: i32,
    /// Whether the day of the event is known.
    day_known: bool,
}

/// Claims about events that rest on what was issued before these.
fn events(context: &Context<'_>, issued: &[Option<Window>], out: &mut Vec<Finding>) {
    // One finding for a source and an event, however many claims there are.
    let mut found: BTreeMap<(SourceIx, EntityIx), Vec<Early<'_>>> = BTreeMap::new();
    let kind = |family: &Family<'_>| context.world.predicates.get(family.key.predicate).kind;
    // Without a day of the event nothing is before it.
    // Nor is what was issued after it, and of a date only what names something that it rests on.
    let first_issue = issued.iter().flatten().filter_map(|window| window.1).min();
    let is_early = |event: Window| first_issue.zip(event.0).is_some_and(|(issue, day)| issue < day);
    let dated = |family: &&Family<'_>| match kind(family) {
        ValueKind::Date => family.rests,
        _ => family.event.is_some_and(is_early),
    };
    for family in context.families.iter().filter(dated) {
        let is_date = kind(family) == ValueKind::Date;
        for position in family.members.iter().filter(|member| member.has_via || !is_date) {
            // Of prose, the sentence itself is asked what it dates and cites.
            let prose = position.claim.is_prose();
            if prose || position.claim.denied != Denied::No || position.claim.hedged {
                continue;
            }
            let direct = match position.printing.document {
                Document::Source(source) => Some((source, false)),
                Document::File(_) => None,
            };
            let via = position.printing.via.iter().map(|source| (*source, true));
            for (source, via) in direct.into_iter().chain(via) {
                if let Some(early) = early(context, issued, family, position, source, via) {
                    let class = context.world.identity.class(position.claim.subject);
                    found.entry((source, class)).or_default().push(early);
                }
            }
        }
    }
    for ((source, _), claims) in found {
        out.extend(finding(context, source, &claims));
    }
}

/// Whether a source was surely issued before the event of a claim that it is cited for; `dates` are
/// those of all sources.
fn early<'a>(
    context: &Context<'_>,
    dates: &[Option<Window>],
    family: &Family<'_>,
    position: &'a Position<'a>,
    source: SourceIx,
    via: bool,
) -> Option<Early<'a>> {
    let issued = dates[source.index()]?;
    let event = match &position.claim.value {
        // What the claim itself says of the day, whatever others say.
        ClaimValue::Date(date) => time::window(date),
        _ => family.event?,
    };
    if !time::precedes(issued, event) {
        return None;
    }
    // Dates may be announced; what a document says for itself of the future is no mistake, nor
    // what it takes from another one while the event was still to come.
    let kind = context.world.predicate_of(position.claim).kind;
    if kind == ValueKind::Date && !via {
        return None;
    }
    if via
        && let Document::Source(document) = position.printing.document
        && dates[document.index()].is_some_and(|document| time::precedes(document, event))
    {
        return None;
    }
    let days = issued.1.zip(event.0).map(|(end, start)| start.0.saturating_sub(end.0))?;
    let day_known = event.0 == event.1;
    Some(Early { position, via, event, days, day_known })
}

fn finding(context: &Context<'_>, source: SourceIx, claims: &[Early<'_>]) -> Option<Finding> {
    let world = context.world;
    let first = claims.first()?;
    let issued = world.source(source).issued.as_ref()?;
    let subject = &world.entities.get(first.position.claim.subject).name;
    let day = |window: Window| window.0.map(show_day).unwrap_or_default();
    let message = format!(
        "`{}` was issued {}, before what it is cited for: {subject}, not before {}",
        world.source(source).id,
        issued.edtf,
        day(first.event),
    );
    let longest = claims.iter().max_by_key(|claim| claim.days)?;
    let help = "look up both dates, or cite the source that reports it";
    // Within a day, as the clocks of two places differ.
    let day_known = longest.day_known || issued.single_day().is_some();
    let level = if longest.days <= 1 && day_known { Level::Info } else { RULE.level };
    let mut finding = wording::at_places(&RULE, level, message, help, vec![]);
    finding.slot = wording::slot_name(world, first.position.claim);
    if !claims.iter().any(|claim| claim.via) || issued.soft || issued.uncertain {
        finding.confidence = Confidence::Medium;
    }
    let mut named = FxHashSet::default();
    for claim in claims.iter().map(|early| early.position.claim) {
        if named.insert(claim.id.as_str()) {
            finding.claims.push(claim.id.to_string());
            let primary = finding.locations.is_empty();
            let role = if primary { LocationRole::Primary } else { LocationRole::Secondary };
            let label = format!("rests on `{}`", world.source(source).id);
            let id = Some(claim.id.to_string());
            finding.locations.push(Location { role, claim: id, span: claim.value_span, label });
        }
    }
    if let Some(reference) = recorded(context, source) {
        finding.locations.push(Location {
            role: LocationRole::Secondary,
            claim: None,
            span: wording::issued_place(reference),
            label: "issued".to_owned(),
        });
    }
    Some(finding)
}
