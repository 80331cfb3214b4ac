//! `scope-mismatch`: one figure given for two populations, places or roles.

use rustc_hash::{FxHashMap, FxHashSet};

use super::wording::{self, Figure};
use super::{Context, Example, Rule};
use crate::claim::ClaimValue;
use crate::compare::family::Position;
use crate::compare::ties;
use crate::compare::verdict::Cause;
use crate::finding::{CampRole, Finding, Level, Verdict};
use crate::value::quantity::Printed;

pub(super) static RULE: Rule = Rule {
    name: "scope-mismatch",
    level: Level::Info,
    summary: "one figure given for two populations, places or roles",
    why: "The same number for soldiers in one place and for people with their families in another means that one use dropped or gained a part of what was counted. An organisation and its branch named for one role are likewise two answers to one question.",
    bad: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: displaced, value: 4000 to 6000, scope: men, cite: [{source: second, at: line 3}]}
  - {id: b, subject: quake, predicate: displaced, value: 4000 to 6000, scope: people, cite: [{source: second, at: line 30}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: quake, predicate: displaced, value: 1000 to 2000, scope: men, cite: [{source: second, at: line 3}]}
  - {id: b, subject: quake, predicate: displaced, value: 4000 to 6000, scope: people, cite: [{source: second, at: line 30}]}
entities: [{id: quake, kind: event, name: Aster Valley earthquake}, {id: ministry, kind: organisation}, {id: rescuers, kind: organisation}]
references:
  - {id: second, title: Second report, issued: 2024-09}
"),
    fix: "Find out what the figure counts at its origin, and write that wherever it is used.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for outcome in wording::outcomes(context, &[Cause::ScopeMismatch, Cause::Branch]) {
        let Some(claim) = wording::first_claim(context, outcome) else { continue };
        let slot = wording::slot_words(context.world, claim);
        let (message, help) = if outcome.cause == Cause::Branch {
            let names = wording::values(context, outcome, CampRole::OtherScope);
            let names = crate::text::list(&names, "or");
            let help = "name the branch wherever the branch is meant";
            (format!("{slot}: {names}, one of which is a branch of the other"), help)
        } else {
            let figures = wording::figures(context, outcome, CampRole::OtherScope);
            let help = "find out what the figure counts at its origin, and write that everywhere";
            (format!("{slot}: {}", clauses(context, &figures).join("; ")), help)
        };
        out.push(wording::from_outcome(&RULE, context, outcome, message, help.to_owned()));
    }
    tied(context, out);
    wording::problems(&RULE, context, out);
}

/// The figures that print a number, one for each thing that is counted.
type ByNumber<'a> = FxHashMap<&'a Printed, Vec<&'a Figure<'a>>>;

/// The number of a figure and all figures that share it, where there are several.
fn shared<'a, 'm>(
    by_number: &'m ByNumber<'a>,
    figure: &'a Figure<'a>,
) -> Option<(&'a Printed, &'m [&'a Figure<'a>])> {
    let number = figure.quantity.printed.as_ref()?;
    let like = by_number.get(number)?;
    (like.len() > 1).then_some((number, like))
}

/// What is wrong with some figures: numbers that are given for several things, and parts above a
/// whole that names no population or place of its own.
fn clauses<'a>(context: &Context<'_>, figures: &'a [Figure<'a>]) -> Vec<String> {
    let mut by_number: ByNumber<'a> = FxHashMap::default();
    for figure in figures {
        let Some(number) = &figure.quantity.printed else { continue };
        let like = by_number.entry(number).or_default();
        if like.iter().all(|known| known.narrowed != figure.narrowed) {
            like.push(figure);
        }
    }
    let mut clauses = Vec::new();
    let mut told = FxHashSet::default();
    for (i, figure) in figures.iter().enumerate() {
        if let Some((number, like)) = shared(&by_number, figure) {
            if told.insert(number) {
                let scopes = like.iter().any(|figure| figure.claim.scope != like[0].claim.scope);
                let described: Vec<_> = like
                    .iter()
                    .map(|figure| match scopes && figure.claim.scope_defaulted {
                        // A population that goes without saying is said beside another.
                        true => wording::with_default(context.world, figure),
                        false => figure.described(),
                    })
                    .collect();
                let counts = if like.len() == 2 { "two counts" } else { "several counts" };
                let described = wording::listed(described, "and");
                clauses.push(format!("one figure for {counts}: {described}"));
            }
            continue;
        }
        let later = figures[i + 1..].iter().filter(|other| shared(&by_number, other).is_some());
        let mut others = figures[..i].iter().chain(later);
        clauses.extend(others.find_map(|other| exceeding(figure, other)));
    }
    if clauses.is_empty() {
        let described: Vec<_> = figures.iter().map(Figure::described).collect();
        clauses.push(format!("figures for other counts: {}", wording::listed(described, "and")));
    }
    clauses
}

/// "720 (children) exceeds 655, which names no population".
fn exceeding(a: &Figure<'_>, b: &Figure<'_>) -> Option<String> {
    let (high, low) = if wording::is_above(a, b) { (a, b) } else { (b, a) };
    if !wording::is_above(high, low) {
        return None;
    }
    let missing = |figure: &Figure<'_>| {
        let (x, y) = (high.claim, low.claim);
        if x.scope != y.scope && figure.claim.scope_defaulted {
            Some(", which names no population")
        } else if x.place.places != y.place.places && figure.claim.place.defaulted {
            Some(", which names no place")
        } else {
            None
        }
    };
    let (of_high, of_low) = (missing(high), missing(low));
    of_high.or(of_low)?;
    let of_high = of_high.map(|words| format!("{words},")).unwrap_or_default();
    Some(format!(
        "{}{}{of_high} exceeds {}{}{}",
        high.value,
        high.narrowed,
        low.value,
        low.narrowed,
        of_low.unwrap_or_default()
    ))
}

/// One printed number for two predicates that are tied by `at_most` or `sum_of`.
fn tied(context: &Context<'_>, out: &mut Vec<Finding>) {
    for family in context.families {
        let predicate = context.world.predicates.get(family.key.predicate);
        let bounds = predicate.at_most.iter().map(|(bound, _)| *bound);
        let parts = predicate.sum_of.iter().flat_map(|(parts, _)| parts.iter().copied());
        for other in bounds.chain(parts) {
            let Some(other) = context.lookup.sibling(family.key, other) else { continue };
            let pairs = ties::one_number(context.world, family, other);
            // Each number is a question of its own.
            let mut numbers: Vec<Vec<&Position<'_>>> = Vec::new();
            let mut at: FxHashMap<Option<&Printed>, usize> = FxHashMap::default();
            for (p, q) in pairs {
                let place = *at.entry(printed(p)).or_insert_with(|| {
                    numbers.push(Vec::new());
                    numbers.len() - 1
                });
                numbers[place].extend([p, q]);
            }
            out.extend(numbers.iter().filter_map(|positions| one_number(context, positions)));
        }
    }
}

fn printed<'a>(position: &'a Position<'_>) -> Option<&'a Printed> {
    match &position.claim.value {
        ClaimValue::Quantity(quantity) => quantity.printed.as_ref(),
        _ => None,
    }
}

/// The finding of one number; the first two of its claims are of the two predicates.
fn one_number(context: &Context<'_>, positions: &[&Position<'_>]) -> Option<Finding> {
    let [p, q, ..] = positions else { return None };
    let words = |claim| {
        let narrowed = wording::narrowed(context.world, claim);
        format!("{}{narrowed}", context.world.predicate_of(claim).words())
    };
    let message = format!(
        "{}: one figure for {} and {}: {}",
        context.world.entities.get(p.claim.subject).name,
        words(p.claim),
        words(q.claim),
        wording::shown(context.world, p.claim)
    );
    let help = "find out which of the two the figure is, and write that everywhere";
    let mut finding =
        wording::about_claims(&RULE, context, RULE.level, positions, message, help.to_owned());
    finding.verdict = Some(Verdict::ScopeMismatch);
    Some(finding)
}
