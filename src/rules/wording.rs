//! What rules share in putting findings into words: the slot, the camps, the places.

use rustc_hash::FxHashSet;

use crate::claim::entity::EntityKind;
use crate::claim::{Claim, Document, EntityIx, World};
use crate::compare::family::{Family, Position};
use crate::compare::origin::Origin;
use crate::compare::outcome::{Group, Outcome};
use crate::compare::resting::Resting;
use crate::finding::{
    Camp, CampRole, Confidence, Finding, Level, Location, LocationRole, SlotName, Verdict,
};
use crate::record::{Problem, ValueKind};

use super::{Context, Rule};

mod sources;
mod values;

pub(super) use sources::{apart, at_places, date_of, days_between, issued_place, references};
mod quotes;

pub(super) use quotes::{about_quote, about_value, on, on_lines, shown_quote};

pub(super) use values::{
    Figure, Shared, figures, groups, is_above, listed, members, value_of, values, with_default,
};
pub(crate) use values::{narrowed, shown};

/// Most values named in a message; the others are counted.
const VALUES_IN_MESSAGE: usize = 4;

/// Words at whose end a predicate's name takes no other: "blamed on", and not "blamed on of".
const PREPOSITIONS: [&str; 9] = ["as", "at", "by", "for", "from", "in", "on", "through", "to"];

/// Most characters of a value in a message.
const VALUE_WIDTH: usize = 60;

/// Findings of a rule that reports problems of reading.
pub(super) fn problems(rule: &Rule, context: &Context<'_>, out: &mut Vec<Finding>) {
    out.extend(context.problems.iter().filter(|p| p.rule == rule.name).map(|p| problem(rule, p)));
}

fn problem(rule: &Rule, problem: &Problem) -> Finding {
    let mut locations = vec![Location {
        role: LocationRole::Primary,
        claim: None,
        span: problem.span,
        label: problem.label.clone(),
    }];
    locations.extend(problem.other.as_ref().map(|(span, label)| Location {
        role: LocationRole::Secondary,
        claim: None,
        span: *span,
        label: label.clone(),
    }));
    let level = match problem.sure {
        Confidence::High => rule.level,
        Confidence::Low | Confidence::Medium => rule.level.min(Level::Warning),
    };
    let bare = bare(rule, problem.message.clone(), problem.help.clone());
    Finding { locations, level, confidence: problem.sure, ..bare }
}

/// A finding without places, slot or claims.
pub(super) fn bare(rule: &Rule, message: String, help: Option<String>) -> Finding {
    Finding {
        rule: rule.name,
        level: rule.level,
        confidence: Confidence::High,
        verdict: None,
        message,
        help,
        fingerprint: String::new(),
        adjudication: None,
        within_document: false,
        slot: SlotName::default(),
        claims: Vec::new(),
        camps: Vec::new(),
        locations: Vec::new(),
    }
}

/// "deaths in the Crocus City Hall attack", "founding of the Islamic State Khorasan (fighters)".
pub(crate) fn slot_words(world: &World, claim: &Claim) -> String {
    slot_in_words(world, claim, "")
}

/// The same inside a sentence: "the deaths in the Crocus City Hall attack".
pub(super) fn the_slot(world: &World, claim: &Claim) -> String {
    slot_in_words(world, claim, "the ")
}

fn slot_in_words(world: &World, claim: &Claim, article: &str) -> String {
    let predicate = world.predicate_of(claim);
    let subject = world.entities.get(claim.subject);
    let event = subject.kind == Some(EntityKind::Event);
    let counted = predicate.kind == ValueKind::Quantity;
    let link = if event && counted { "in" } else { "of" };
    let (predicate, subject) = (predicate.words(), with_article(&subject.name, event));
    let last = predicate.rsplit(' ').next().unwrap_or_default();
    let mut words = if PREPOSITIONS.contains(&last) {
        format!("{subject}, {predicate}")
    } else {
        format!("{article}{predicate} {link} {subject}")
    };
    if let Some(toward) = claim.toward {
        words.push_str(" toward ");
        words.push_str(&world.entities.get(toward).name);
    }
    words
}

fn with_article(name: &str, event: bool) -> String {
    let lower = name.to_lowercase();
    let has_one = ["the ", "a ", "an "].iter().any(|article| lower.starts_with(article));
    // A year at the front ("2019 Port Ellery flood") takes the article too.
    if event && !has_one && name.contains(' ') { format!("the {name}") } else { name.to_owned() }
}

/// The slot of a claim by ids.
pub(crate) fn slot_name(world: &World, claim: &Claim) -> SlotName {
    let id = |ix: EntityIx| world.entities.get(ix).id.to_string();
    let places: Vec<_> = claim.place.places.iter().map(|ix| id(*ix)).collect();
    SlotName {
        subject: Some(id(claim.subject)),
        predicate: Some(world.predicate_of(claim).id.to_string()),
        scope: world.scopes.show(&claim.scope),
        place: (!places.is_empty()).then(|| places.join(",")),
        toward: claim.toward.map(id),
        during: claim.during_text.as_ref().map(ToString::to_string),
    }
}

/// A finding from an outcome: slot, camps, claims and places filled in; `lead` are the roles whose
/// passages the finding is about.
pub(super) fn from_outcome(
    rule: &Rule,
    context: &Context<'_>,
    outcome: &Outcome,
    message: String,
    help: String,
) -> Finding {
    let family = &context.families[outcome.family];
    let world = context.world;
    let mut finding = Finding {
        level: outcome.level,
        confidence: outcome.confidence,
        verdict: Some(verdict_of(outcome)),
        within_document: outcome.within_document,
        ..bare(rule, message, Some(help))
    };
    let mut named = FxHashSet::default();
    for group in &outcome.groups {
        finding.camps.push(camp(context, family, group));
        for &i in &group.members {
            let position = &family.members[i];
            if named.insert(position.claim.id.as_str()) {
                finding.claims.push(position.claim.id.to_string());
                finding.locations.push(location(world, position, group.role));
            }
        }
    }
    if let Some(first) = finding.locations.first_mut() {
        first.role = LocationRole::Primary;
    }
    if let Some(first) = outcome.groups.first().and_then(|g| g.members.first()) {
        finding.slot = slot_name(world, family.members[*first].claim);
    }
    finding
}

fn verdict_of(outcome: &Outcome) -> Verdict {
    outcome.cause.verdict()
}

fn camp(context: &Context<'_>, family: &Family<'_>, group: &Group) -> Camp {
    let value =
        value_of(context.world, family, &group.members).map(|(text, _)| text).unwrap_or_default();
    let mut claims: Vec<String> = Vec::new();
    let mut origins: Vec<String> = Vec::new();
    let mut reading = None;
    let (mut named, mut known) = (FxHashSet::default(), FxHashSet::default());
    for &i in &group.members {
        let position = &family.members[i];
        if named.insert(position.claim.id.as_str()) {
            claims.push(position.claim.id.to_string());
        }
        if known.insert(position.origin) {
            origins.push(origin_name(context.world, position.origin));
        }
        if reading.is_none() && shown(context.world, position.claim) == value {
            reading = Some(context.world.reading(position.claim));
        }
    }
    Camp { role: group.role, value, reading, claims, origins }
}

/// Id of who or what a claim goes back to.
pub(super) fn origin_name(world: &World, origin: Origin) -> String {
    match origin {
        Origin::Speaker(ix) => world.entities.get(ix).id.to_string(),
        Origin::Cited(source) => world.source(source).id.to_string(),
        Origin::Document(document) => document_name(world, document),
        Origin::Unnamed(document) => format!("unnamed in {}", document_name(world, document)),
    }
}

/// Id of a document; a claims file that cites nothing has none.
pub(super) fn document_name(world: &World, document: Document) -> String {
    match document {
        Document::Source(source) => world.source(source).id.to_string(),
        Document::File(_) => "uncited".to_owned(),
    }
}

fn location(world: &World, position: &Position<'_>, role: CampRole) -> Location {
    // What a document states flatly is not said by whom it has it from.
    let verb = if position.printing.speakers.is_empty() { "from" } else { "says" };
    let who = match position.origin {
        Origin::Speaker(ix) => format!(", {verb} {}", world.entities.get(ix).name),
        _ => String::new(),
    };
    let document = document_name(world, position.document());
    let at = position.printing.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
    let what = match role {
        CampRole::Rival | CampRole::Disputed => shown(world, position.claim),
        CampRole::Agreeing => format!("{} agrees", shown(world, position.claim)),
        CampRole::Superseded => format!("{}, superseded", shown(world, position.claim)),
        CampRole::OtherScope => {
            format!("{}{}", shown(world, position.claim), narrowed(world, position.claim))
        }
    };
    // In prose the passage itself is shown, and where it stands.
    let label = match (position.claim.is_prose(), role) {
        (true, CampRole::Rival | CampRole::Disputed) if who.is_empty() => format!("{what} here"),
        (true, _) => format!("{what}{who}"),
        (false, _) => format!("{what} ({document}{at}{who})"),
    };
    Location {
        role: LocationRole::Secondary,
        claim: Some(position.claim.id.to_string()),
        span: position.claim.value_span,
        label,
    }
}

/// Where a printing's words stand: its quote, and where it has none, the value.
pub(super) fn words_of(position: &Position<'_>, label: String) -> Location {
    Location {
        role: LocationRole::Secondary,
        claim: Some(position.claim.id.to_string()),
        span: position.printing.quote_span().unwrap_or(position.claim.value_span),
        label,
    }
}

/// A finding about how some printings rest on each other: their words are its places, in order.
pub(super) fn about_printings(
    rule: &Rule,
    context: &Context<'_>,
    positions: &[(&Position<'_>, String)],
    message: String,
    help: &str,
) -> Finding {
    let all: Vec<&Position<'_>> = positions.iter().map(|(position, _)| *position).collect();
    let help = help.to_owned();
    let mut finding = about_claims(rule, context, rule.level, &all, message, help);
    let place = |(position, label): &(&Position<'_>, String)| words_of(position, label.clone());
    finding.locations = positions.iter().map(place).collect();
    if let Some(first) = finding.locations.first_mut() {
        first.role = LocationRole::Primary;
    }
    finding
}

/// The families with something to tell of what their members rest on.
pub(super) fn resting<'c, 'w>(
    context: &'c Context<'w>,
) -> impl Iterator<Item = (&'c Family<'w>, &'c Resting)> {
    context.families.iter().filter_map(|family| Some((family, family.resting.as_deref()?)))
}

/// The first claim of an outcome, for naming its slot.
pub(super) fn first_claim<'a>(context: &'a Context<'_>, outcome: &Outcome) -> Option<&'a Claim> {
    let first = outcome.groups.first()?.members.first()?;
    Some(context.families[outcome.family].members[*first].claim)
}

/// Outcomes with a cause.
pub(super) fn outcomes<'a>(
    context: &'a Context<'_>,
    causes: &'a [crate::compare::verdict::Cause],
) -> impl Iterator<Item = &'a Outcome> {
    context.outcomes.iter().filter(|outcome| causes.contains(&outcome.cause))
}

/// A finding about some claims outside of one slot's outcome.
pub(super) fn about_claims(
    rule: &Rule,
    context: &Context<'_>,
    level: Level,
    positions: &[&Position<'_>],
    message: String,
    help: String,
) -> Finding {
    let world = context.world;
    let mut finding = Finding { level, ..bare(rule, message, Some(help)) };
    let mut named = FxHashSet::default();
    for position in positions {
        if named.insert(position.claim.id.as_str()) {
            finding.claims.push(position.claim.id.to_string());
            finding.locations.push(location(world, position, CampRole::Rival));
        }
    }
    if let Some(first) = finding.locations.first_mut() {
        first.role = LocationRole::Primary;
    }
    if let Some(first) = positions.first() {
        finding.slot = slot_name(world, first.claim);
        finding.within_document =
            positions.len() > 1 && positions.iter().all(|p| p.document() == first.document());
    }
    finding
}

/// Where an entity is declared, or first named by a claim.
pub(super) fn place_of(context: &Context<'_>, ix: EntityIx) -> Option<crate::span::Span> {
    let world = context.world;
    world.entities.get(ix).span.or_else(|| {
        world
            .claims
            .iter()
            .find(|c| c.subject == ix || c.value.atoms().contains(&crate::claim::Atom::Entity(ix)))
            .map(|c| c.value_span)
    })
}

/// " (143 and 144 are both exact)": why the first two rivals cannot both be true; empty where the
/// values speak for themselves, or count different things.
pub(super) fn why(context: &Context<'_>, outcome: &Outcome) -> String {
    let family = &context.families[outcome.family];
    let mut rivals = groups(outcome, CampRole::Rival);
    let mut next = || Some(value_of(context.world, family, &rivals.next()?.members)?.1);
    let like = |(a, b): &(&Claim, &Claim)| a.scope == b.scope && a.place.places == b.place.places;
    let reason = next().zip(next()).filter(like);
    let reason = reason.and_then(|(a, b)| crate::compare::value::reason(a, b));
    reason.map(|reason| format!(" ({reason})")).unwrap_or_default()
}
