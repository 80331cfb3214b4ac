//! `possible-alias`: two names that may be spellings of one.

use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{Context, Example, Rule, wording};
use crate::claim::EntityIx;
use crate::claim::entity::EntityKind;
use crate::finding::{Confidence, Finding, Level, Location, LocationRole};
use crate::name::translit;

pub(super) static RULE: Rule = Rule {
    name: "possible-alias",
    level: Level::Info,
    summary: "two names that may be spellings of one",
    why: "Names reach English along many roads. If two spellings are one person, their claims should meet; if not, somebody will one day take them for one.",
    bad: Example::Records(
        "\
entities:
  - {id: karimov-m, kind: person, name: Mohammed Karimov}
  - {id: karimov-mu, kind: person, name: Muhammad Karimov}
",
    ),
    good: Example::Records(
        "\
entities:
  - {id: karimov-m, kind: person, name: Mohammed Karimov}
  - {id: karimov-mu, kind: person, name: Muhammad Karimov}
identities:
  - different_from: [karimov-m, karimov-mu]
",
    ),
    fix: "Say `same_as` with a citation, or `different_from`.",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let world = context.world;
    // Only names with one key can be spellings of one, so names are compared in small groups.
    let mut names: Vec<(String, EntityIx, &str)> = Vec::new();
    for (ix, entity) in world.entities.iter() {
        if entity.kind == Some(EntityKind::Document) {
            continue;
        }
        let aliases = entity.aliases.iter().map(|alias| alias.name.as_str());
        let all = std::iter::once(entity.name.as_str()).chain(aliases);
        names.extend(all.map(|name| (translit::key(name), ix, name)));
    }
    // Most names have a key of their own.
    let mut uses: FxHashMap<u64, usize> = FxHashMap::default();
    names.iter().for_each(|(key, ..)| *uses.entry(FxBuildHasher.hash_one(key)).or_default() += 1);
    names.retain(|(key, ..)| uses.get(&FxBuildHasher.hash_one(key)).is_some_and(|n| *n > 1));
    // By names and ids, so that the order of the records changes nothing.
    let id = |ix: EntityIx| &world.entities.get(ix).id;
    names.sort_by(|a, b| (&a.0, a.2).cmp(&(&b.0, b.2)).then_with(|| id(a.1).cmp(id(b.1))));
    let mut seen = FxHashSet::default();
    for group in names.chunk_by(|a, b| a.0 == b.0) {
        for (i, a) in group.iter().enumerate() {
            for b in &group[i + 1..] {
                let pair = (a.1.min(b.1), a.1.max(b.1));
                if proposed(context, (a.1, a.2), (b.1, b.2)) && seen.insert(pair) {
                    out.push(finding(context, (a.1, a.2), (b.1, b.2)));
                }
            }
        }
    }
}

fn proposed(context: &Context<'_>, a: (EntityIx, &str), b: (EntityIx, &str)) -> bool {
    let identity = &context.world.identity;
    let kind = |ix| context.world.entities.get(ix).kind;
    identity.same(a.0, b.0) == Some(false)
        && !identity.kept_apart(a.0, b.0)
        && (kind(a.0) == kind(b.0) || kind(a.0).is_none() || kind(b.0).is_none())
        && translit::may_be_one(a.1, b.1)
}

fn finding(context: &Context<'_>, a: (EntityIx, &str), b: (EntityIx, &str)) -> Finding {
    let message = format!("`{}` and `{}` may be spellings of one name", a.1, b.1);
    let help = "say `same_as` with a citation, or `different_from`, under `identities`";
    let mut finding = wording::bare(&RULE, message, Some(help.to_owned()));
    finding.confidence = Confidence::Low;
    for (ix, name) in [a, b] {
        let Some(span) = wording::place_of(context, ix) else { continue };
        let role = match finding.locations.is_empty() {
            true => LocationRole::Primary,
            false => LocationRole::Secondary,
        };
        finding.locations.push(Location { role, claim: None, span, label: format!("`{name}`") });
    }
    finding
}
