//! A fast way through records all of whose names are known and whose values can be read, which are
//! nearly all of them. It changes nothing, so that several threads can go it at once, and gives up at
//! the first thing that has to be reported or that adds to what is known; then the [`Resolver`]
//! resolves the whole record. Both do it by the same steps ([`super::claims`]).

use std::sync::{Arc, Mutex};

use super::Resolver;
use super::claims::{Names, Settled, UNNAMED, Unsettled, is_hedge, written};
use super::readings::{Readings, Shared, is_whole_day};
use crate::claim::entity::Resolved;
use crate::claim::{Atom, ClaimValue, EntityIx, PredicateIx, Printing, Scope, SourceIx, Speaker};
use crate::record::{ClaimRecord, Denied, RawScope, RawValue, Text, ValueKind};
use crate::value::date::DateReading;

/// What one thread has of its own.
#[derive(Default)]
pub(super) struct Own {
    readings: Readings,
    /// Scopes of claims that name none, by predicate: nearly every claim has one of these, and
    /// threads that count their uses in one place hold each other up.
    scopes: Vec<Option<Scope>>,
}

/// What is known, and one thread's own things.
pub(super) struct Known<'r> {
    pub(super) names: &'r Resolver,
    /// What any thread has read.
    pub(super) read: &'r Mutex<Readings>,
    pub(super) own: &'r mut Own,
}

impl Known<'_> {
    fn readings(&mut self) -> Shared<'_> {
        Shared { own: &mut self.own.readings, all: self.read }
    }
}

impl Names for Known<'_> {
    fn resolver(&self) -> &Resolver {
        self.names
    }

    fn predicate(&mut self, at: &Text) -> Settled<PredicateIx> {
        self.names.predicates.find(&at.value).ok_or(Unsettled)
    }

    fn subject(&mut self, at: &Text) -> Settled<(EntityIx, Vec<EntityIx>)> {
        Ok((self.entity(at)?, Vec::new()))
    }

    fn entity(&mut self, at: &Text) -> Settled<EntityIx> {
        match self.names.entities.resolve(&at.value) {
            Resolved::One(ix) => Ok(ix),
            Resolved::Several(_) | Resolved::None => Err(Unsettled),
        }
    }

    fn source(&mut self, at: &Text) -> Settled<SourceIx> {
        self.names.source_ids.get(&at.value).copied().ok_or(Unsettled)
    }

    fn speaker(&mut self, at: &Text) -> Settled<Speaker> {
        if at.value == UNNAMED { Ok(Speaker::Unnamed) } else { self.entity(at).map(Speaker::Named) }
    }

    fn scope(&mut self, raw: &RawScope) -> Settled<Scope> {
        let find = |text: &Text| self.names.scopes.find(&text.value).ok_or(Unsettled);
        let union: Settled<Vec<_>> = match raw {
            RawScope::All(all) => Ok(vec![all.iter().map(find).collect::<Settled<_>>()?]),
            RawScope::Any(any) => any.iter().map(|text| Ok(vec![find(text)?])).collect(),
        };
        Ok(self.names.scopes.normal(union?))
    }

    fn default_scope(&mut self, predicate: PredicateIx) -> Scope {
        let (scopes, at) = (&mut self.own.scopes, predicate.index());
        if scopes.len() <= at {
            scopes.resize(at + 1, None);
        }
        scopes[at].get_or_insert_with(|| self.names.scope_of(predicate).apart()).clone()
    }

    fn issued(&mut self, source: SourceIx) -> Option<Arc<DateReading>> {
        self.names.sources[source.index()].issued.clone()
    }

    fn date(&mut self, at: &Text, _: &str) -> Settled<Option<Arc<DateReading>>> {
        self.readings().date(&at.value, None).map(Some).map_err(|_| Unsettled)
    }

    fn value(
        &mut self,
        raw: &RawValue,
        predicate: PredicateIx,
        printing: Option<&Printing>,
        _: Denied,
    ) -> Settled<Option<ClaimValue>> {
        let declared = self.names.predicates.get(predicate);
        let text = match (declared.kind, raw) {
            (ValueKind::Text, _) => return Ok(Some(ClaimValue::Text(written(raw).into()))),
            (_, RawValue::Text(text)) => text,
            _ => return Err(Unsettled),
        };
        let one = |atom| match declared.many {
            true => ClaimValue::Several { all: vec![atom], only: false },
            false => ClaimValue::OneOf(vec![atom]),
        };
        Ok(Some(match declared.kind {
            ValueKind::Quantity => {
                let unit = declared.unit.as_deref();
                let read = self.readings().quantity(&text.value, predicate, unit);
                ClaimValue::Quantity(read.map_err(|_| Unsettled)?)
            }
            ValueKind::Date => {
                let day = |printing| self.names.document_date(printing);
                let reference = printing.filter(|_| !is_whole_day(&text.value)).and_then(day);
                let read = self.readings().date(&text.value, reference);
                let read = read.ok().filter(|date| !date.year_inferred);
                ClaimValue::Date(read.ok_or(Unsettled)?)
            }
            ValueKind::Entity => one(Atom::Entity(self.entity(text)?)),
            ValueKind::Term => one(Atom::Term(declared.term(&text.value).ok_or(Unsettled)?)),
            ValueKind::Text => return Err(Unsettled),
        }))
    }

    fn hedged(&mut self, hedge: Option<&Text>) -> Settled<bool> {
        match hedge {
            Some(at) if !is_hedge(&at.value) => Err(Unsettled),
            hedge => Ok(hedge.is_some()),
        }
    }

    fn uncited(&mut self, _: &ClaimRecord) -> Settled<()> {
        Err(Unsettled)
    }
}
