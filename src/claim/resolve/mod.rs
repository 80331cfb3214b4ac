//! Records to a [`World`]: names resolved, values read, defaults applied, problems kept.
//!
//! The steps are in the order they depend on each other: vocabulary, sources, entities and their
//! identity, claims. Every name that means nothing is a problem at its place, and the record is
//! still used as far as it can be: a claim about an undeclared thing is a claim about that name.

mod claims;
mod known;
mod made_id;
mod names;
mod order;
mod plain;
mod readings;
mod rings;
mod stretch;
mod values;
mod vocabulary;

use std::sync::OnceLock;

pub use claims::is_hedge;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

use super::{Census, Entities, EntityIx, Predicates, Scope, Scopes, Source, SourceIx, World};
use crate::finding::Confidence;
use crate::graph::identity::Identity;
use crate::graph::parts::Parts;
use crate::record::plain::Claims;
use crate::record::{Problem, Records, Text};
use crate::source::SourceMap;
use crate::span::Span;
use readings::Readings;

/// Rules under which problems of resolution are reported.
pub mod rule {
    /// A name that no entity has.
    pub const UNKNOWN_ENTITY: &str = "unknown-entity";
    /// A predicate that is not declared.
    pub const UNKNOWN_PREDICATE: &str = "unknown-predicate";
    /// A scope that is not declared.
    pub const UNKNOWN_SCOPE: &str = "unknown-scope";
    /// A source that is cited and not recorded.
    pub const DANGLING_CITATION: &str = "dangling-citation";
    /// A claim that cites nothing.
    pub const MISSING_CITATION: &str = "missing-citation";
    /// A name that several entities have.
    pub const AMBIGUOUS_NAME: &str = "ambiguous-name";
    /// A record that does not say what it must.
    pub const MALFORMED: &str = "malformed-record";
}

/// Most edits between a misspelling and the spelling that is offered for it, as a share of the
/// longer one's length in percent: "deths" finds "deaths", "cat" does not find "dog".
const SUGGESTION_MAX_EDITS_PERCENT: usize = 34;

/// The known spelling nearest to a text, if one is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = crate::name::name_key(text);
    let length = wanted.chars().count();
    known
        .filter_map(|candidate| {
            let key = crate::name::name_key(candidate);
            let longest = key.chars().count().max(length);
            let allowed = longest * SUGGESTION_MAX_EDITS_PERCENT / 100;
            // The difference in length is a lower bound of the distance, and cheap.
            if key.chars().count().abs_diff(length) > allowed {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &key);
            (distance <= allowed).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn did_you_mean<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(text, known).map(|near| format!("did you mean `{near}`?"))
}

/// What has been resolved so far.
struct Resolver {
    entities: Entities,
    predicates: Predicates,
    scopes: Scopes,
    sources: Vec<Source>,
    source_ids: FxHashMap<SmolStr, SourceIx>,
    problems: Vec<Problem>,
    /// Names already reported, by rule, so that a name used a thousand times is one finding.
    reported: FxHashSet<(&'static str, SmolStr)>,
    readings: Readings,
    /// What claims count that name no scope.
    everything: Scope,
    /// Which entities are one; nobody with anybody until the identity records are read.
    identity: Identity,
    /// Each `part_of` of an entity, with its place.
    part_of: Vec<(EntityIx, EntityIx, Span)>,
    /// Comparisons of spellings that may still be made for suggestions.
    comparisons: usize,
}

/// How many comparisons of spellings suggestions may take in one run. A repository whose entities
/// are not declared at all would otherwise compare every name with every other one.
const MOST_COMPARISONS: usize = 2_000_000;

/// Resolve records. `built_in` is the vocabulary that the repository's own predicates and scopes
/// extend or override. The claims are given apart from the other records and freed one by one, since
/// memory would hold all of them twice otherwise; those in `records` are not looked at.
#[must_use]
pub fn resolve(
    built_in: &Records,
    records: &Records,
    claims: Claims,
    sources: &SourceMap,
) -> (World, Vec<Problem>) {
    let mut resolver = Resolver::new(built_in, records);
    let (claims, printings, noted) = resolver.claims(claims, sources);
    let (census, known_runs) = noted.map_or((None, None), |noted| (Some(noted.0), Some(noted.1)));
    let part_of = resolver.part_of.iter().map(|&(part, whole, _)| (part, whole));
    let parts = Parts::new(resolver.entities.len(), part_of, &resolver.identity);
    resolver.rings_of_parts(&parts);
    let mut world = World {
        parts,
        entities: resolver.entities,
        identity: resolver.identity,
        predicates: resolver.predicates,
        scopes: resolver.scopes,
        sources: resolver.sources,
        claims,
        printings,
        census: Census::default(),
        any_withdrawn: false,
        known_runs,
    };
    world.census = census.unwrap_or_else(|| Census::of(&world));
    (world, resolver.problems)
}

impl Resolver {
    /// All but the claims.
    fn new(built_in: &Records, records: &Records) -> Self {
        let mut resolver = Self {
            entities: Entities::default(),
            predicates: Predicates::default(),
            scopes: Scopes::default(),
            sources: Vec::new(),
            source_ids: FxHashMap::default(),
            problems: Vec::new(),
            reported: FxHashSet::default(),
            readings: Readings::default(),
            everything: Scope::everything(),
            identity: Identity::new(0, Vec::new(), &[]),
            part_of: Vec::new(),
            comparisons: MOST_COMPARISONS,
        };
        resolver.add_sources(&records.references);
        resolver.add_entities(&records.entities);
        // Before every other use of a name, since a name of two entities that are one is not ambiguous.
        resolver.join(&records.identities);
        resolver.add_wholes(&records.entities);
        resolver.add_scopes(&built_in.scopes, &records.scopes);
        resolver.add_predicates(&built_in.predicates, &records.predicates);
        resolver
    }

    fn problem(
        &mut self,
        rule: &'static str,
        at: &Text,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        self.problems.push(Problem {
            rule,
            span: at.span,
            message,
            label: label.to_owned(),
            help,
            other: None,
            sure: Confidence::High,
        });
    }

    /// Whether this name is reported for the first time.
    fn first_report(&mut self, rule: &'static str, name: &str) -> bool {
        self.reported.insert((rule, SmolStr::new(name)))
    }

    /// The entity a text names. An unknown name is reported once, and becomes an entity of its own;
    /// an ambiguous one is an entity of its own each time it is used.
    fn entity(&mut self, at: &Text) -> EntityIx {
        if let Some(ix) = self.entities.by_id(&at.value) {
            return ix;
        }
        let candidates = self.entity_candidates(at);
        self.one_of(&at.value, &candidates)
    }

    /// The one candidate for a name, or an entity for this use of it: two uses may mean two things,
    /// so nothing else is it.
    fn one_of(&mut self, name: &SmolStr, candidates: &[EntityIx]) -> EntityIx {
        if let [one] = candidates {
            return *one;
        }
        let ix = self.entities.add(super::Entity {
            id: SmolStr::new(format!("{name} (ambiguous)")),
            name: name.clone(),
            kind: None,
            aliases: Vec::new(),
            part_of: Vec::new(),
            span: None,
            stand_in: true,
            spellings: OnceLock::new(),
        });
        self.identity.add_ambiguous(ix, candidates.to_vec());
        ix
    }

    /// Candidates without those that are one with another, in the order of their ids.
    fn distinct(&self, mut all: Vec<EntityIx>) -> SmallVec<[EntityIx; 1]> {
        let id = |ix: &EntityIx| self.entities.get(*ix).id.clone();
        all.sort_by_cached_key(|ix| (self.identity.class(*ix), id(ix)));
        all.dedup_by(|a, b| self.identity.same(*a, *b) == Some(true));
        all.sort_by_cached_key(id);
        all.into()
    }

    /// What a text may name: one entity, or several that share the name (reported).
    fn entity_candidates(&mut self, at: &Text) -> SmallVec<[EntityIx; 1]> {
        use super::entity::Resolved;
        match self.entities.resolve(&at.value) {
            Resolved::One(ix) => smallvec![ix],
            Resolved::Several(all) => {
                let all = self.distinct(all);
                if all.len() > 1 && self.first_report(rule::AMBIGUOUS_NAME, &at.value) {
                    let ids: Vec<_> =
                        all.iter().map(|ix| format!("`{}`", self.entities.get(*ix).id)).collect();
                    let message =
                        format!("`{}` is a name of {}", at.value, crate::text::list(&ids, "and"));
                    let help = "write the id of the one that is meant".to_owned();
                    self.problem(rule::AMBIGUOUS_NAME, at, message, "ambiguous", Some(help));
                }
                all
            }
            Resolved::None => {
                if self.first_report(rule::UNKNOWN_ENTITY, &at.value) {
                    let near = self
                        .may_compare(self.entities.len())
                        .then(|| did_you_mean(&at.value, self.entities.spellings()));
                    let help = near.flatten().unwrap_or_else(|| {
                        "declare it under `entities`, or as an alias of one that is".to_owned()
                    });
                    let message = format!("no entity has the id or name `{}`", at.value);
                    self.problem(rule::UNKNOWN_ENTITY, at, message, "unknown name", Some(help));
                }
                smallvec![self.implicit_entity(&at.value)]
            }
        }
    }

    /// Whether there is time left for a suggestion that takes so many comparisons.
    fn may_compare(&mut self, count: usize) -> bool {
        let left = self.comparisons.checked_sub(count);
        self.comparisons = left.unwrap_or(self.comparisons);
        left.is_some()
    }

    fn implicit_entity(&mut self, name: &SmolStr) -> EntityIx {
        let ix = self.entities.add(super::Entity {
            id: name.clone(),
            name: name.clone(),
            kind: None,
            aliases: Vec::new(),
            part_of: Vec::new(),
            span: None,
            stand_in: false,
            spellings: OnceLock::new(),
        });
        self.entities.add_name(name, ix);
        ix
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_near_misses_only() {
        let known = || ["deaths", "injuries", "event-date"].into_iter();
        assert_eq!(nearest("deths", known()), Some("deaths"));
        assert_eq!(nearest("event_date", known()), Some("event-date"));
        assert_eq!(nearest("founding", known()), None);
        assert_eq!(nearest("x", known()), None);
    }
}
