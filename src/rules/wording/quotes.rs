//! Findings about quotes: at the words in the record, with the claims that rest on them.

use super::{bare, shown, slot_name};
use crate::claim::quotation::Quotation;
use crate::claim::{PrintingIx, World};
use crate::finding::{Finding, Location, LocationRole};
use crate::quote::Unit;
use crate::rules::{Context, Rule};

/// Most characters of a quote in a message.
const QUOTE_WIDTH: usize = 80;

/// A finding at a quote's words.
pub(in crate::rules) fn about_quote(
    rule: &Rule,
    context: &Context<'_>,
    quotation: &Quotation<'_>,
    message: String,
    help: &str,
    label: String,
) -> Finding {
    let world = context.world;
    let mut finding = bare(rule, message, Some(help.to_owned()));
    for ix in &quotation.printings {
        let claim = world.claim_of(*ix);
        finding.claims.push(claim.id.to_string());
    }
    finding.claims.dedup();
    if let Some(first) = quotation.printings.first() {
        finding.slot = slot_name(world, world.claim_of(*first));
    }
    let claim = finding.claims.first().cloned();
    let span = quotation.span;
    finding.locations.push(Location { role: LocationRole::Primary, claim, span, label });
    finding
}

/// A finding at a claim's value, with the words it is quoted from.
pub(in crate::rules) fn about_value(
    rule: &Rule,
    world: &World,
    ix: PrintingIx,
    quotation: &Quotation<'_>,
    message: String,
    help: &str,
) -> Finding {
    let claim = world.claim_of(ix);
    let mut finding = bare(rule, message, Some(help.to_owned()));
    finding.slot = slot_name(world, claim);
    finding.claims.push(claim.id.to_string());
    let place =
        |role, span, label| Location { role, claim: Some(claim.id.to_string()), span, label };
    let places = [
        place(LocationRole::Primary, claim.value_span, shown(world, claim)),
        place(LocationRole::Secondary, quotation.span, format!("quoted from {}", quotation.source)),
    ];
    finding.locations.extend(places);
    finding
}

/// A quote in a message.
pub(in crate::rules) fn shown_quote(quotation: &Quotation<'_>) -> String {
    let words = quotation.quote.map_or("", |quote| quote.exact);
    let words: Vec<&str> = words.split_whitespace().collect();
    format!("“{}”", crate::text::shorten(&words.join(" "), QUOTE_WIDTH, "…"))
}

/// "on line 3", "on lines 3 and 9".
pub(in crate::rules) fn on_lines(lines: &[usize]) -> String {
    on(Unit::Line, lines)
}

/// The same for pages.
pub(in crate::rules) fn on(unit: Unit, all: &[usize]) -> String {
    let numbers: Vec<String> = all.iter().map(ToString::to_string).collect();
    let ending = if numbers.len() == 1 { "" } else { "s" };
    let noun = unit.name();
    format!("{} {noun}{ending} {}", unit.preposition(), crate::text::list(&numbers, "and"))
}
