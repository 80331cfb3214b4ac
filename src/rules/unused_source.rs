//! `unused-source`: a recorded source that nothing uses.

use rustc_hash::FxHashSet;

use super::{Context, Example, Rule, wording};
use crate::claim::resolve::rule;
use crate::claim::{EntityIx, SourceIx, World};
use crate::finding::{Finding, Level, Location, LocationRole};
use crate::record::Records;

pub(super) static RULE: Rule = Rule {
    name: "unused-source",
    level: Level::Info,
    summary: "a recorded source that nothing uses",
    why: "Either the claims of a document were never recorded, or they cite another one by mistake. A reader of the bibliography takes it for evidence that was weighed.",
    bad: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references:
  - {id: report, title: A report, issued: 2024-05}
  - {id: survey, title: A survey, issued: 2024-04}
",
    ),
    good: Example::Records(
        "\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report, via: [survey]}]}
entities: [{id: flood, kind: event}]
references:
  - {id: report, title: A report, issued: 2024-05}
  - {id: survey, title: A survey, issued: 2024-04, custom: {origin: true}}
",
    ),
    fix: "Record what the source says, name it under `via` or in the `cites` of the source that rests on it, or remove it.",
    check,
};

/// Rules whose findings mean that a citation may be lost or misspelt. While there is one, what looks
/// unused may be used, and the finding would only follow from the other.
const CITATIONS_LOST: [&str; 2] = [rule::MALFORMED, rule::DANGLING_CITATION];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    if !context.complete
        || context.problems.iter().any(|problem| CITATIONS_LOST.contains(&problem.rule))
    {
        return;
    }
    let world = context.world;
    let cited = cited(world, context.records);
    let named = named(world);
    for reference in &context.records.references {
        let id = &reference.id;
        // Entities and sources share their ids.
        let document = world.entities.by_id(&id.value).map(|ix| world.identity.class(ix));
        if cited.contains(id.value.as_str()) || document.is_some_and(|ix| named[ix.index()]) {
            continue;
        }
        let message = format!("nothing cites or names the source `{}`", id.value);
        let help = "record what it says, name it under `via` or `cites`, or remove it";
        let mut finding = wording::bare(&RULE, message, Some(help.to_owned()));
        finding.locations.push(Location {
            role: LocationRole::Primary,
            claim: None,
            span: id.span,
            label: "never used".to_owned(),
        });
        out.push(finding);
    }
}

/// Ids that anything cites: printings of claims, aliases and identities, and other sources. Of
/// identities the records are asked, since the world forgets what `different_from` cites.
fn cited<'a>(world: &'a World, records: &'a Records) -> FxHashSet<&'a str> {
    let sources = world.sources.iter().enumerate();
    let used = sources.filter(|(at, _)| world.census.is_cited(SourceIx::new(*at)));
    let mut out: FxHashSet<&str> = used.map(|(_, source)| source.id.as_str()).collect();
    let aliases = records.entities.iter().flat_map(|entity| &entity.aliases);
    let cites = (aliases.flat_map(|alias| &alias.cite))
        .chain(records.identities.iter().flat_map(|identity| &identity.cite));
    for cite in cites {
        out.insert(cite.source.value.as_str());
        out.extend(cite.via.iter().map(|id| id.value.as_str()));
    }
    for reference in &records.references {
        let others = reference.cites.iter().filter(|(_, id)| id.value != reference.id.value);
        out.extend(others.map(|(_, id)| id.value.as_str()));
    }
    out
}

/// For each entity, whether claims are about it or name it, it speaks, or has parts, by any of its
/// names. A document that is one of these is used as a thing.
fn named(world: &World) -> Vec<bool> {
    let mut named = vec![false; world.entities.len()];
    let mut name = |ix: EntityIx| named[world.identity.class(ix).index()] = true;
    let entities = (0..world.entities.len()).map(EntityIx::new);
    entities.filter(|ix| world.census.is_named(*ix)).for_each(&mut name);
    // Those that say nothing are taken away later.
    if world.census.has_places() {
        world.claims.iter().flat_map(|claim| &claim.place.places).copied().for_each(&mut name);
    }
    world.entities.iter().flat_map(|(_, entity)| &entity.part_of).copied().for_each(&mut name);
    named
}
