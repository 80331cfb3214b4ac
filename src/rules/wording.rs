//! What rules share in putting findings into words: the slot, the camps, the places.

use rustc_hash::FxHashSet;

use crate::claim::entity::EntityKind;
use crate::claim::{Claim, Document, EntityIx, World};
use crate::compare::family::{Family, Position};
use crate::compare::origin::Origin;
use crate::compare::outcome::{Group, Outcome};
use crate::finding::{
    Camp, CampRole, Confidence, Finding, Level, Location, LocationRole, SlotName, Verdict,
};
use crate::record::{Problem, ValueKind};

use super::{Context, Rule};

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
    Finding { locations, ..bare(rule, problem.message.clone(), problem.help.clone()) }
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
pub(super) fn slot_words(world: &World, claim: &Claim) -> String {
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
        format!("{predicate} {link} {subject}")
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

/// What narrows a claim, in brackets: population, place, period. Empty when nothing does.
pub(super) fn narrowed(world: &World, claim: &Claim) -> String {
    let mut parts = Vec::new();
    if !claim.scope_defaulted {
        parts.extend(world.scopes.show(&claim.scope).into_iter().map(|s| s.replace('|', " or ")));
    }
    if !claim.place.defaulted {
        parts.extend(claim.place.places.iter().map(|ix| world.entities.get(*ix).name.to_string()));
    }
    parts.extend(claim.during_text.as_ref().map(ToString::to_string));
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
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

/// The value that stands for a group: the one most of its claims print, then the shortest.
pub(super) fn value_of(family: &Family<'_>, group: &Group) -> String {
    let text = |i: &usize| shown(family.members[*i].claim);
    let mut texts: Vec<String> = group.members.iter().map(text).collect();
    texts.sort();
    let mut best: Option<(usize, &String)> = None;
    for chunk in texts.chunk_by(|a, b| a == b) {
        let better = best.is_none_or(|(n, known)| {
            chunk.len() > n || (chunk.len() == n && chunk[0].len() < known.len())
        });
        if better {
            best = Some((chunk.len(), &chunk[0]));
        }
    }
    best.map(|(_, text)| text.clone()).unwrap_or_default()
}

/// A claim's value as it is shown: as written, a denial said.
pub(super) fn shown(claim: &Claim) -> String {
    let value = crate::text::shorten(&claim.value_text, VALUE_WIDTH, "…").into_owned();
    match claim.denied {
        crate::record::Denied::No => value,
        crate::record::Denied::Yes => format!("not {value}"),
        crate::record::Denied::Unseen => format!("no evidence of {value}"),
    }
}

/// "143 or 144"; with many values the rest are counted.
pub(super) fn alternatives(family: &Family<'_>, outcome: &Outcome, roles: &[CampRole]) -> String {
    let mut values: Vec<String> = Vec::new();
    for group in outcome.groups.iter().filter(|g| roles.contains(&g.role)) {
        let value = value_of(family, group);
        if !values.contains(&value) {
            values.push(value);
        }
    }
    if values.len() > VALUES_IN_MESSAGE {
        let rest = values.len() - VALUES_IN_MESSAGE;
        values.truncate(VALUES_IN_MESSAGE);
        values.push(crate::text::count(rest, "other value"));
    }
    crate::text::list(&values, "or")
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
    let value = value_of(family, group);
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
        if reading.is_none() && shown(position.claim) == value {
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
    let who = match position.origin {
        Origin::Speaker(ix) => format!(", says {}", world.entities.get(ix).name),
        _ => String::new(),
    };
    let document = document_name(world, position.document());
    let at = position.printing.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
    let what = match role {
        CampRole::Rival | CampRole::Disputed => shown(position.claim),
        CampRole::Agreeing => format!("{} agrees", shown(position.claim)),
        CampRole::Superseded => format!("{}, an earlier count", shown(position.claim)),
        CampRole::OtherScope => {
            format!("{}{}", shown(position.claim), narrowed(world, position.claim))
        }
    };
    Location {
        role: LocationRole::Secondary,
        claim: Some(position.claim.id.to_string()),
        span: position.claim.value_span,
        label: format!("{what} ({document}{at}{who})"),
    }
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
    for position in positions {
        let id = position.claim.id.to_string();
        if !finding.claims.contains(&id) {
            finding.claims.push(id);
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

/// "130 (children)": each group of a role with what it counts.
pub(super) fn described(context: &Context<'_>, outcome: &Outcome, role: CampRole) -> Vec<String> {
    let family = &context.families[outcome.family];
    let groups = outcome.groups.iter().filter(|group| group.role == role);
    groups
        .filter_map(|group| {
            let claim = family.members[*group.members.first()?].claim;
            let narrowed = narrowed(context.world, claim);
            let all = if narrowed.is_empty() { " (all)" } else { &narrowed };
            Some(format!("{}{all}", value_of(family, group)))
        })
        .collect()
}

/// Values of the claims in a role, each once, sorted.
pub(super) fn values(context: &Context<'_>, outcome: &Outcome, role: CampRole) -> Vec<String> {
    let family = &context.families[outcome.family];
    let groups = outcome.groups.iter().filter(|group| group.role == role);
    let mut values: Vec<String> =
        groups.flat_map(|group| &group.members).map(|&i| shown(family.members[i].claim)).collect();
    values.sort();
    values.dedup();
    values
}

/// " (143 and 144 are both exact)": why the first two rivals cannot both be true; empty where the
/// values speak for themselves.
pub(super) fn why(family: &Family<'_>, outcome: &Outcome) -> String {
    let mut rivals = outcome.groups.iter().filter(|group| group.role == CampRole::Rival);
    let mut next = || Some(family.members[*rivals.next()?.members.first()?].claim);
    let reason = next().zip(next()).and_then(|(a, b)| crate::compare::value::reason(a, b));
    reason.map(|reason| format!(" ({reason})")).unwrap_or_default()
}
