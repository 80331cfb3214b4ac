//! Values in messages: as they are shown, with what each counts, and what all of them share.

use rustc_hash::FxHashSet;

use super::{Context, VALUE_WIDTH, VALUES_IN_MESSAGE, slot_words};
use crate::claim::{Atom, Claim, ClaimValue, World};
use crate::compare::family::{Family, Position};
use crate::compare::outcome::{Group, Outcome};
use crate::finding::CampRole;
use crate::record::{Change, Denied};
use crate::value::date::{self, Day};
use crate::value::quantity::Quantity;

/// A claim's value as it is shown: as written, ids of entities by their names, a denial said.
pub(crate) fn shown(world: &World, claim: &Claim) -> String {
    let named = named(world, claim);
    let text = named.as_deref().unwrap_or(&claim.value_text);
    let value = crate::text::shorten(text, VALUE_WIDTH, "…");
    match claim.denied {
        Denied::No => value.into_owned(),
        Denied::Yes => format!("not {value}"),
        Denied::Unseen => format!("no evidence of {value}"),
    }
}

/// A value with the names of the entities that it gives by id; `None` when it reads well as it is. Lists
/// are read as [`crate::claim::resolve`] writes them: `a, b`, `only a, b`, `[a, b]`.
fn named(world: &World, claim: &Claim) -> Option<String> {
    let names: Vec<(&str, &str)> = claim
        .value
        .atoms()
        .iter()
        .filter_map(|atom| match atom {
            Atom::Entity(ix) => {
                let entity = world.entities.get(*ix);
                (entity.id != entity.name).then_some((entity.id.as_str(), entity.name.as_str()))
            }
            Atom::Term(_) => None,
        })
        .collect();
    let text = claim.value_text.as_str();
    let one_of = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_list = one_of.is_some() && !claim.value.atoms().is_empty();
    if names.is_empty() && !is_list {
        return None;
    }
    let (lead, list) = match (one_of, text.strip_prefix("only ")) {
        (Some(list), _) => ("", list),
        (None, Some(list)) => ("only ", list),
        (None, None) => ("", text),
    };
    let name = |id: &str| names.iter().find(|(known, _)| *known == id).map(|(_, name)| *name);
    let parts: Vec<&str> = list.split(", ").collect();
    (is_list || parts.iter().any(|part| name(part).is_some())).then(|| {
        let parts: Vec<&str> = parts.iter().map(|part| name(part).unwrap_or(part)).collect();
        format!("{lead}{}", crate::text::list(&parts, if one_of.is_some() { "or" } else { "and" }))
    })
}

/// What narrows a claim, in brackets: population, place, period. Empty when nothing does.
pub(crate) fn narrowed(world: &World, claim: &Claim) -> String {
    let mut parts: Vec<String> = scope_of(world, claim).into_iter().collect();
    parts.extend(place_of(world, claim));
    // That something was so in the past narrows nothing for a reader.
    parts.extend(period_of(claim).filter(|during| during != "past"));
    bracketed(&parts)
}

/// The period of a claim: as its record has it, and of prose, where nobody wrote that, in words.
fn period_of(claim: &Claim) -> Option<String> {
    let text = claim.during_text.as_ref()?;
    let reading = date::read(text, None).ok().filter(|_| claim.is_prose());
    Some(reading.map_or_else(|| text.to_string(), |reading| date::show(&reading)))
}

fn scope_of(world: &World, claim: &Claim) -> Option<String> {
    let ids = if claim.scope_defaulted { Vec::new() } else { world.scopes.show(&claim.scope) };
    // In prose nobody gave a population an id.
    let words = || match claim.is_prose() {
        true => world.scopes.words(&claim.scope),
        false => ids.join(", ").replace('|', " or ").replace('+', " and "),
    };
    (!ids.is_empty()).then(words)
}

fn place_of(world: &World, claim: &Claim) -> Option<String> {
    let places = if claim.place.defaulted { &[][..] } else { &claim.place.places };
    let names: Vec<&str> = places.iter().map(|ix| world.entities.get(*ix).name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn bracketed(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// The value that stands for some members, and a claim that prints it: the one most of them print,
/// then the shortest.
pub(in crate::rules) fn value_of<'w>(
    world: &World,
    family: &Family<'w>,
    members: &[usize],
) -> Option<(String, &'w Claim)> {
    let text = |i: &usize| (shown(world, family.members[*i].claim), *i);
    let mut texts: Vec<(String, usize)> = members.iter().map(text).collect();
    texts.sort();
    let mut best: Option<(usize, &(String, usize))> = None;
    for chunk in texts.chunk_by(|a, b| a.0 == b.0) {
        let better = best.is_none_or(|(n, known)| {
            chunk.len() > n || (chunk.len() == n && chunk[0].0.len() < known.0.len())
        });
        if better {
            best = Some((chunk.len(), &chunk[0]));
        }
    }
    best.map(|(_, (text, i))| (text.clone(), family.members[*i].claim))
}

/// What the claims of one role share, so that it is said once, and what each value says for itself.
pub(in crate::rules) struct Shared<'a> {
    world: &'a World,
    first: &'a Claim,
    scope: bool,
    place: bool,
    during: bool,
}

impl<'a> Shared<'a> {
    /// Of the groups in a role; `None` when there are none.
    pub(in crate::rules) fn new(
        context: &'a Context<'_>,
        outcome: &Outcome,
        role: CampRole,
    ) -> Option<Self> {
        let members = members(context, outcome, role);
        let (world, first) = (context.world, members.first()?.claim);
        let all = |same: fn(&Claim, &Claim) -> bool| members.iter().all(|m| same(m.claim, first));
        Some(Self {
            world,
            first,
            scope: all(|a, b| a.scope == b.scope),
            place: all(|a, b| a.place.places == b.place.places),
            during: all(|a, b| a.during_text == b.during_text),
        })
    }

    /// "deaths in the flood (children)".
    pub(in crate::rules) fn slot(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(scope_of(self.world, self.first).filter(|_| self.scope));
        parts.extend(place_of(self.world, self.first).filter(|_| self.place));
        parts.extend(period_of(self.first));
        if !self.during && self.first.during_text.is_some() {
            parts.pop();
        }
        format!("{}{}", slot_words(self.world, self.first), bracketed(&parts))
    }

    /// "130 (children)": a value with what it does not share. Periods are told only where they keep
    /// claims apart.
    pub(in crate::rules) fn value(&self, value: &str, claim: &Claim) -> String {
        let mut parts = Vec::new();
        if !self.scope {
            parts.push(scope_of(self.world, claim).unwrap_or_else(|| "all".to_owned()));
        }
        // Dates are held against each other whatever place one of them names.
        let date = matches!(claim.value, ClaimValue::Date(_));
        parts.extend(place_of(self.world, claim).filter(|_| !self.place && !date));
        let change = self.world.predicate_of(claim).change;
        let separates = matches!(change, Change::Varying | Change::PerPeriod);
        if separates && !self.during {
            parts.extend(period_of(claim));
        }
        format!("{value}{}", bracketed(&parts))
    }

    /// The values of the groups in a role, each once: "130 (children)", "120 (people)".
    pub(in crate::rules) fn values(
        &self,
        context: &Context<'_>,
        outcome: &Outcome,
        role: CampRole,
    ) -> Vec<String> {
        let family = &context.families[outcome.family];
        let mut known = FxHashSet::default();
        groups(outcome, role)
            .filter_map(|group| value_of(context.world, family, &group.members))
            .map(|(value, claim)| self.value(&value, claim))
            .filter(|value| known.insert(value.clone()))
            .collect()
    }
}

/// "143 or 144"; of many values the rest are counted.
pub(in crate::rules) fn listed(mut values: Vec<String>, last: &str) -> String {
    if values.len() > VALUES_IN_MESSAGE {
        let rest = values.len() - VALUES_IN_MESSAGE;
        values.truncate(VALUES_IN_MESSAGE);
        values.push(crate::text::count(rest, "other value"));
    }
    crate::text::list(&values, last)
}

/// The groups of an outcome in a role.
pub(in crate::rules) fn groups(outcome: &Outcome, role: CampRole) -> impl Iterator<Item = &Group> {
    outcome.groups.iter().filter(move |group| group.role == role)
}

/// The members of an outcome in a role.
pub(in crate::rules) fn members<'a>(
    context: &'a Context<'_>,
    outcome: &Outcome,
    role: CampRole,
) -> Vec<&'a Position<'a>> {
    let family = &context.families[outcome.family];
    groups(outcome, role).flat_map(|g| &g.members).map(|&i| &family.members[i]).collect()
}

/// Values of the claims in a role, each once, sorted.
pub(in crate::rules) fn values(
    context: &Context<'_>,
    outcome: &Outcome,
    role: CampRole,
) -> Vec<String> {
    let members = members(context, outcome, role);
    let mut values: Vec<String> = members.iter().map(|m| shown(context.world, m.claim)).collect();
    values.sort();
    values.dedup();
    values
}

/// A figure and what it counts.
pub(in crate::rules) struct Figure<'a> {
    /// As it is shown.
    pub(in crate::rules) value: String,
    /// What narrows it, in brackets; may be empty.
    pub(in crate::rules) narrowed: String,
    /// Read.
    pub(in crate::rules) quantity: &'a Quantity,
    /// The first claim that gives it.
    pub(in crate::rules) claim: &'a Claim,
    /// Days it covers.
    pub(in crate::rules) period: Option<(Day, Day)>,
}

impl Figure<'_> {
    /// "130 (children)", "120 (all)".
    pub(in crate::rules) fn described(&self) -> String {
        let counted = if self.narrowed.is_empty() { " (all)" } else { &self.narrowed };
        format!("{}{counted}", self.value)
    }
}

/// "4,000 (people, Orlen)": a figure with the population that its predicate counts where none is named.
pub(in crate::rules) fn with_default(world: &World, figure: &Figure<'_>) -> String {
    let mut parts = vec![world.scopes.words(&figure.claim.scope)];
    parts.retain(|words| !words.is_empty());
    if parts.is_empty() {
        return figure.described();
    }
    parts.extend(place_of(world, figure.claim));
    format!("{}{}", figure.value, bracketed(&parts))
}

/// Figures that are compared with each other for a message; more than these are only listed.
const MOST_FIGURES: usize = 100;

/// The different figures of the claims in a role: each number once for each thing it counts.
pub(in crate::rules) fn figures<'a>(
    context: &'a Context<'_>,
    outcome: &Outcome,
    role: CampRole,
) -> Vec<Figure<'a>> {
    let mut known = FxHashSet::default();
    members(context, outcome, role)
        .into_iter()
        .filter_map(|m| {
            let crate::claim::ClaimValue::Quantity(quantity) = &m.claim.value else { return None };
            let value = shown(context.world, m.claim);
            let narrowed = narrowed(context.world, m.claim);
            known.insert((value.clone(), narrowed.clone())).then_some(Figure {
                value,
                narrowed,
                quantity,
                claim: m.claim,
                period: m.period,
            })
        })
        .take(MOST_FIGURES)
        .collect()
}

/// Whether one figure is surely larger than another of its kind.
pub(in crate::rules) fn is_above(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    a.quantity.unit.comparable(&b.quantity.unit) && a.quantity.set.is_above(&b.quantity.set)
}
