//! Sources, entities and identity records.

use std::sync::{Arc, OnceLock};

use smol_str::SmolStr;

use super::{Resolver, did_you_mean, rule};
use crate::claim::entity::{Alias, Entity, EntityKind};
use crate::claim::{EntityIx, Source, SourceIx};
use crate::graph::identity::{Identity, Link};
use crate::record::{
    CiteRecord, EntityRecord, IdentityKind, IdentityRecord, ReferenceRecord, Text,
};
use crate::value::date::DateReading;

/// A pair that `different_from` keeps apart, with the position of its record.
pub(super) type Different = (EntityIx, EntityIx, usize);

impl Resolver {
    pub(super) fn add_sources(&mut self, records: &[ReferenceRecord]) {
        for record in records {
            let issued = record.issued.as_ref().and_then(|text| self.date(text, "issued"));
            let since = record.date(ReferenceRecord::SINCE);
            let since = since.and_then(|text| self.date(text, ReferenceRecord::SINCE));
            let title = record.title.as_ref().map_or(&record.id.value, |t| &t.value).clone();
            let entity = self.document_entity(&record.id.value, &title, Some(record.span));
            self.entities.add_name(&title, entity);
            self.sources.push(Source {
                id: record.id.value.clone(),
                title,
                issued,
                since,
                origin: record.origin,
                entity,
                cites: Vec::new(),
                span: Some(record.span),
            });
        }
        for (at, record) in records.iter().enumerate() {
            let cites = record.cites.iter().map(|(_, id)| self.source(id)).collect();
            self.sources[at].cites = cites;
        }
    }

    fn document_entity(
        &mut self,
        id: &SmolStr,
        title: &SmolStr,
        span: Option<crate::span::Span>,
    ) -> EntityIx {
        self.entities.add(Entity {
            id: id.clone(),
            name: title.clone(),
            kind: Some(EntityKind::Document),
            aliases: Vec::new(),
            part_of: Vec::new(),
            span,
            stand_in: false,
            spellings: OnceLock::new(),
        })
    }

    /// A date of a record; what cannot be read is a problem, and counts as not given.
    pub(super) fn date(&mut self, at: &Text, key: &str) -> Option<Arc<DateReading>> {
        match self.readings.date(&at.value, None) {
            Ok(reading) => Some(reading),
            Err(error) => {
                let message = format!("`{key}: {}` is not a date: {}", at.value, error.message);
                self.problem(rule::MALFORMED, at, message, "unreadable date", error.help);
                None
            }
        }
    }

    /// The source with an id. An unrecorded one is reported once, and stands for itself.
    pub(super) fn source(&mut self, at: &Text) -> SourceIx {
        if let Some(found) = self.source_by_id(&at.value) {
            return found;
        }
        if self.first_report(rule::DANGLING_CITATION, &at.value) {
            let near = self.may_compare(self.sources.len()).then(|| {
                let known = self.sources.iter().filter(|s| s.span.is_some());
                did_you_mean(&at.value, known.map(|s| s.id.as_str()))
            });
            let help = near.flatten().unwrap_or_else(|| {
                "add a reference with this id to a file in `sources/`".to_owned()
            });
            let message = format!("no source has the id `{}`", at.value);
            self.problem(rule::DANGLING_CITATION, at, message, "unknown source", Some(help));
        }
        let entity = self.document_entity(&at.value, &at.value, None);
        let ix = SourceIx::new(self.sources.len());
        self.source_ids.insert(at.value.clone(), ix);
        self.sources.push(Source {
            id: at.value.clone(),
            title: at.value.clone(),
            issued: None,
            since: None,
            origin: false,
            entity,
            cites: Vec::new(),
            span: None,
        });
        ix
    }

    fn source_by_id(&mut self, id: &str) -> Option<SourceIx> {
        self.list_sources();
        self.source_ids.get(id).copied()
    }

    /// Fill the table of sources on first use, when all recorded ones are there.
    pub(super) fn list_sources(&mut self) {
        if self.source_ids.is_empty() {
            for (at, source) in self.sources.iter().enumerate() {
                self.source_ids.entry(source.id.clone()).or_insert(SourceIx::new(at));
            }
        }
    }

    pub(super) fn add_entities(&mut self, records: &[EntityRecord]) {
        let mut added = Vec::with_capacity(records.len());
        for record in records {
            let name = record.name.as_ref().map_or(&record.id.value, |n| &n.value).clone();
            let ix = self.entities.add(Entity {
                id: record.id.value.clone(),
                name: name.clone(),
                kind: record.kind,
                aliases: Vec::new(),
                part_of: Vec::new(),
                span: Some(record.span),
                stand_in: false,
                spellings: OnceLock::new(),
            });
            self.entities.add_name(&name, ix);
            added.push(ix);
        }
        for (record, ix) in records.iter().zip(added) {
            for alias in &record.aliases {
                self.entities.add_name(&alias.name.value, ix);
                let cited = self.cited(&alias.cite);
                let alias = Alias { name: alias.name.value.clone(), cited };
                self.entities.get_mut(ix).aliases.push(alias);
            }
        }
    }

    /// What declared entities are a part of.
    pub(super) fn add_wholes(&mut self, records: &[EntityRecord]) {
        for record in records {
            let Some(part) = self.entities.by_id(&record.id.value) else { continue };
            for text in &record.part_of {
                let whole = self.entity(text);
                self.entities.get_mut(part).part_of.push(whole);
                self.part_of.push((part, whole, text.span));
            }
        }
    }

    fn cited(&mut self, cites: &[CiteRecord]) -> Vec<SourceIx> {
        cites.iter().map(|cite| self.source(&cite.source)).collect()
    }

    /// Join and keep apart what the identity records say.
    pub(super) fn join(&mut self, records: &[IdentityRecord]) {
        let (links, different) = self.identities(records);
        // What stands for an ambiguous name in one of them may still be any of its meanings.
        let mut identity = Identity::new(self.entities.len(), links, &different);
        std::mem::swap(&mut self.identity, &mut identity);
        self.identity.take_ambiguous(identity);
    }

    /// Links and differents of the identity records. Each record links its entities in a chain
    /// (`same_as`), or keeps every two of them apart (`different_from`).
    fn identities(&mut self, records: &[IdentityRecord]) -> (Vec<Link>, Vec<Different>) {
        let (mut links, mut different) = (Vec::new(), Vec::new());
        for (at, record) in records.iter().enumerate() {
            let entities: Vec<_> = record.entities.iter().map(|text| self.entity(text)).collect();
            let cited = self.cited(&record.cite);
            match record.kind {
                IdentityKind::SameAs => {
                    for pair in entities.windows(2) {
                        let (a, b) = (pair[0], pair[1]);
                        links.push(Link { a, b, record: at, cited: cited.clone() });
                    }
                }
                IdentityKind::DifferentFrom => {
                    for (i, a) in entities.iter().enumerate() {
                        let others = entities[i + 1..].iter().filter(|b| *b != a);
                        different.extend(others.map(|b| (*a, *b, at)));
                    }
                }
            }
        }
        (links, different)
    }
}
