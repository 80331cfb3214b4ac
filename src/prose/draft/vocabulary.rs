//! Predicates and scopes that the vocabulary does not have, declared as they are met.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, ToSmolStr};

use super::ids::slug;
use crate::name::name_key;
use crate::prose::reading::{Claim, Said, untaken};
use crate::record::{Change, PredicateRecord, Records, ScopeRecord, Text, ValueKind};
use crate::span::{Span, Spanned};
use crate::value::date;

/// The scope that all populations of persons are a part of, and the unit that they are counted in.
const PEOPLE: &str = "people";

pub(super) struct Vocabulary {
    /// Ids of predicates, and whether they count people.
    predicates: FxHashMap<SmolStr, bool>,
    /// Ids of predicates whose values are entities.
    of_entities: FxHashSet<SmolStr>,
    /// Ids of predicates whose values are dates.
    of_dates: FxHashSet<SmolStr>,
    /// Ids of predicates whose values are counts that grow.
    cumulative: FxHashSet<SmolStr>,
    /// Ids of scopes by their ids and names.
    scopes: FxHashMap<String, SmolStr>,
    /// Predicates of open figures, by the id of what is said and whether it is of a period.
    open: FxHashMap<(SmolStr, bool), SmolStr>,
    /// Predicates whose values recur, by the id of what is said and whether they are dates.
    apart: FxHashMap<(SmolStr, bool), SmolStr>,
    /// Names that open predicates may have, each for the first that is called so.
    taken: FxHashSet<SmolStr>,
    declared: (Vec<PredicateRecord>, Vec<ScopeRecord>),
}

impl Vocabulary {
    pub(super) fn new(built_in: &Records, known: &Records, claims: &[Claim]) -> Self {
        let predicates = built_in.predicates.iter().chain(&known.predicates);
        let of_kind = |kind: ValueKind| {
            let of = |p: &&PredicateRecord| p.value.as_ref().is_some_and(|v| v.value == kind);
            predicates.clone().filter(of).map(|predicate| predicate.id.value.clone()).collect()
        };
        let (of_entities, of_dates) = (of_kind(ValueKind::Entity), of_kind(ValueKind::Date));
        let grows = |p: &&PredicateRecord| {
            p.change.as_ref().is_some_and(|change| change.value == Change::Cumulative)
        };
        let cumulative = predicates.clone().filter(grows).map(|p| p.id.value.clone()).collect();
        let predicates: FxHashMap<SmolStr, bool> = predicates
            .map(|predicate| {
                let people = predicate.unit.as_ref().is_some_and(|unit| unit.value == PEOPLE);
                (predicate.id.value.clone(), people)
            })
            .collect();
        let mut scopes = FxHashMap::default();
        for scope in built_in.scopes.iter().chain(&known.scopes) {
            let names = scope.names.iter().flatten().chain([&scope.id]);
            scopes.extend(names.map(|name| (name_key(&name.value), scope.id.value.clone())));
        }
        // What is an id of its own is nobody else's words.
        let open = claims.iter().filter_map(|claim| match &claim.said {
            Said::Open { id, .. } => Some(slug(id)),
            Said::Known(_) | Said::Recurring { .. } | Said::Settled { .. } => None,
        });
        let taken = open.chain(predicates.keys().cloned()).collect();
        Self {
            predicates,
            of_entities,
            of_dates,
            cumulative,
            scopes,
            open: FxHashMap::default(),
            apart: FxHashMap::default(),
            taken,
            declared: Default::default(),
        }
    }

    /// Whether a predicate's values are entities.
    pub(super) fn is_of_entities(&self, predicate: &str) -> bool {
        self.of_entities.contains(predicate)
    }

    /// Whether a predicate's values are dates.
    pub(super) fn is_of_dates(&self, predicate: &str) -> bool {
        self.of_dates.contains(predicate)
    }

    /// Whether a predicate's values are counts that grow.
    pub(super) fn is_cumulative(&self, predicate: &str) -> bool {
        self.cumulative.contains(predicate)
    }

    pub(super) fn declared(self) -> (Vec<PredicateRecord>, Vec<ScopeRecord>) {
        self.declared
    }

    /// The id of a predicate; one of an open figure is declared. A figure of a period ("revenue in
    /// 2023") is another than one of a moment: it is compared over the same days only, since that of
    /// a quarter says nothing of a year's.
    pub(super) fn predicate(&mut self, said: &Said, during: Option<&str>, span: Span) -> SmolStr {
        let (id, kind, words) = match said {
            Said::Known(id) => return id.clone(),
            Said::Open { id, kind, words } => (id, *kind, words),
            Said::Recurring { id, kind } => return self.apart(id, *kind, Some(true), span),
            Said::Settled { id, kind, .. } => return self.apart(id, *kind, None, span),
        };
        let of_period = kind == ValueKind::Quantity && during.is_some_and(is_period);
        let key = (id.clone(), of_period);
        if let Some(known) = self.open.get(&key) {
            return known.clone();
        }
        // A figure that the vocabulary has a name for, and no pattern.
        let plain = slug(id);
        let record = if self.predicates.contains_key(&plain) {
            plain
        } else {
            let record = if self.open.contains_key(&(id.clone(), !of_period)) {
                let what = if of_period { "of-a-period" } else { "at-a-time" };
                format!("{plain}-{what}").to_smolstr()
            } else {
                self.called(&plain, words)
            };
            let change = if of_period { Change::PerPeriod } else { Change::Varying };
            let change = Some(Spanned::new(change, span));
            let predicate = PredicateRecord { change, ..predicate(record.clone(), kind, span) };
            self.declared.0.push(predicate);
            record
        };
        self.open.insert(key, record.clone());
        record
    }

    /// The id of a predicate that never changes, under a name that no other has. `many` says whether it
    /// holds of its subject any number of times.
    fn apart(&mut self, id: &SmolStr, kind: ValueKind, many: Option<bool>, span: Span) -> SmolStr {
        let key = (id.clone(), kind == ValueKind::Date);
        if let Some(known) = self.apart.get(&key) {
            return known.clone();
        }
        let record = untaken(&slug(id), |record| {
            !self.predicates.contains_key(record) && self.taken.insert(record.clone())
        });
        let predicate = PredicateRecord { many, ..predicate(record.clone(), kind, span) };
        self.declared.0.push(predicate);
        self.apart.insert(key, record.clone());
        record
    }

    /// What a predicate is called: the words of the text where they say as much as the id does.
    fn called(&mut self, id: &SmolStr, words: &str) -> SmolStr {
        let called = slug(words);
        let parts = |id: &str| id.split('-').count();
        if parts(&called) == parts(id) && self.taken.insert(called.clone()) {
            return called;
        }
        id.clone()
    }

    /// The id of a population; an unknown one is declared as a part of the widest that it names.
    pub(super) fn scope(&mut self, name: &SmolStr, said: &Said, span: Span) -> SmolStr {
        let key = name_key(name);
        if let Some(known) = self.scopes.get(&key) {
            return known.clone();
        }
        // "men, women and children" are no kind of children.
        let words: Vec<&str> = key.split(' ').collect();
        let one_kind = !words.contains(&"and") && !words.contains(&"or");
        let ends = (1..words.len()).filter(|_| one_kind).map(|from| words[from..].join(" "));
        let wider = ends.filter_map(|end| self.scopes.get(&end)).next().cloned();
        let people = match said {
            Said::Known(id) => self.predicates.get(id).copied().unwrap_or(false),
            Said::Open { .. } | Said::Recurring { .. } | Said::Settled { .. } => false,
        };
        let people = people.then(|| self.scopes.get(PEOPLE).cloned()).flatten();
        let base = slug(name);
        let taken: FxHashSet<&SmolStr> = self.scopes.values().collect();
        let mut id = base.clone();
        let mut number = 2;
        while taken.contains(&id) {
            id = format!("{base}-{number}").to_smolstr();
            number += 1;
        }
        let text = |value: SmolStr| Text::new(value, span);
        self.declared.1.push(ScopeRecord {
            span,
            id: text(id.clone()),
            part_of: Some(wider.or(people).into_iter().map(text).collect()),
            names: Some(vec![text(name.clone())]),
        });
        self.scopes.insert(key, id.clone());
        id
    }
}

/// Whether a time (EDTF) is longer than a day.
fn is_period(during: &str) -> bool {
    date::read(during, None).is_ok_and(|reading| reading.single_day().is_none())
}

/// A predicate that the vocabulary does not have. Figures of one that is not said to recur hold for a
/// time: two of different years are no conflict.
fn predicate(id: SmolStr, kind: ValueKind, span: Span) -> PredicateRecord {
    let value = Some(Spanned::new(kind, span));
    PredicateRecord { value, ..PredicateRecord::new(span, Text::new(id, span)) }
}
