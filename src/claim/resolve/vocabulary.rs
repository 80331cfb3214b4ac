//! Predicates and scopes: the built-in ones, extended and overridden by the repository's.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Resolver, did_you_mean, rule};
use crate::claim::predicate::{Order, Predicate};
use crate::claim::{PredicateIx, Scope, ScopeIx};
use crate::name::name_key;
use crate::record::{OrderRecord, PredicateRecord, RawScope, ScopeRecord, Text, ValueKind};
use crate::value::date::{Day, read_duration};

impl Resolver {
    /// Add the built-in scopes and a repository's own. Where these declare a built-in one again, the
    /// keys they give replace its.
    pub(super) fn add_scopes(&mut self, built_in: &[ScopeRecord], own: &[ScopeRecord]) {
        type Given<'a> = Vec<(ScopeIx, &'a [Text])>;
        let again: FxHashMap<String, &ScopeRecord> =
            own.iter().map(|record| (name_key(&record.id.value), record)).collect();
        let (mut added, mut names): (Given<'_>, Given<'_>) = (Vec::new(), Vec::new());
        let records = built_in.iter().map(|record| (record, true));
        for (record, replaced) in records.chain(own.iter().map(|record| (record, false))) {
            let own = again.get(&name_key(&record.id.value)).filter(|_| replaced);
            let given = |of: fn(&ScopeRecord) -> Option<&[Text]>| -> &[Text] {
                let kept = own.is_none_or(|own| of(own).is_none());
                of(record).filter(|_| kept).unwrap_or_default()
            };
            let ix = self.scopes.add(&record.id.value, true);
            added.push((ix, given(|record| record.part_of.as_deref())));
            names.push((ix, given(|record| record.names.as_deref())));
        }
        for (ix, texts) in names {
            texts.iter().for_each(|name| self.scopes.add_name(&name.value, ix));
        }
        let mut arrows = Vec::new();
        for (ix, texts) in added {
            for text in texts {
                let whole = self.scope_id(text);
                self.scopes.add_part_of(ix, whole);
                arrows.push((ix, whole, text.span));
            }
        }
        let reach = self.scopes.close();
        self.rings_of_scopes(&reach, &arrows);
    }

    /// The scope a text names. An unknown one is reported once, and stands apart from all others.
    fn scope_id(&mut self, at: &Text) -> ScopeIx {
        if let Some(ix) = self.scopes.find(&at.value) {
            return ix;
        }
        if self.first_report(rule::UNKNOWN_SCOPE, &at.value) {
            let near = self
                .may_compare(self.scopes.len())
                .then(|| did_you_mean(&at.value, self.scopes.ids()));
            let help = near.flatten().unwrap_or_else(|| {
                "declare it under `scopes`, with what it is `part_of`".to_owned()
            });
            let message = format!("no scope has the id or name `{}`", at.value);
            self.problem(rule::UNKNOWN_SCOPE, at, message, "unknown scope", Some(help));
        }
        self.scopes.add(&at.value, false)
    }

    pub(super) fn scope(&mut self, raw: &RawScope) -> Scope {
        let union = match raw {
            RawScope::All(all) => vec![all.iter().map(|text| self.scope_id(text)).collect()],
            RawScope::Any(any) => any.iter().map(|text| vec![self.scope_id(text)]).collect(),
        };
        self.scopes.normal(union)
    }

    pub(super) fn add_predicates(&mut self, built_in: &[PredicateRecord], own: &[PredicateRecord]) {
        let records: Vec<_> = built_in.iter().chain(own).collect();
        // Ids first, so that predicates can name each other in any order.
        let indices: Vec<_> = records.iter().map(|record| self.declare(record)).collect();
        for (record, ix) in records.iter().zip(indices) {
            self.describe(record, ix);
        }
    }

    fn declare(&mut self, record: &PredicateRecord) -> PredicateIx {
        let id = &record.id.value;
        let ix = self
            .predicates
            .find(id)
            .unwrap_or_else(|| self.predicates.add(Predicate::new(id.clone(), ValueKind::Text)));
        let predicate = self.predicates.get_mut(ix);
        predicate.span = Some(record.span);
        if let Some(kind) = &record.value {
            predicate.kind = kind.value;
        }
        ix
    }

    /// Apply what a record says to its predicate; keys it does not give stay as they are.
    fn describe(&mut self, record: &PredicateRecord, ix: PredicateIx) {
        let at_most: Vec<_> = record
            .at_most
            .iter()
            .filter_map(|bound| Some((self.predicate_named(&bound.predicate)?, bound.any_time)))
            .collect();
        // Without one of its parts a sum means nothing.
        let sum_of = record.sum_of.as_ref().and_then(|sum| {
            let parts: Vec<_> = sum.parts.iter().map(|part| self.predicate_named(part)).collect();
            Some((parts.into_iter().collect::<Option<Vec<_>>>()?, sum.complete))
        });
        let before: Vec<_> = record.before.iter().filter_map(|o| self.order(o)).collect();
        let after: Vec<_> = record.after.iter().filter_map(|o| self.order(o)).collect();
        let default_scope = record
            .default_scope
            .as_ref()
            .map(|scope| self.scope(&RawScope::All(vec![scope.clone()])));
        let default_where = record.default_where.as_ref().map(|place| self.entity(place));
        let settles_after = record.settles_after.as_ref().and_then(|text| self.days(text));
        let holds = record.holds.as_ref().and_then(|text| self.days(text));
        let excludes = self.excludes(record);

        let predicate = self.predicates.get_mut(ix);
        let texts = |all: &[Text]| all.iter().map(|t| t.value.clone()).collect::<Vec<SmolStr>>();
        if let Some(unit) = &record.unit {
            predicate.unit = Some(unit.value.clone());
        }
        predicate.many = record.many.unwrap_or(predicate.many);
        predicate.change = record.change.as_ref().map_or(predicate.change, |c| c.value);
        if !record.terms.is_empty() {
            predicate.terms = texts(&record.terms);
            predicate.excludes.clear();
        }
        if !excludes.is_empty() {
            predicate.excludes = excludes;
        }
        predicate.default_scope = default_scope.or(predicate.default_scope.take());
        predicate.default_where = default_where.or(predicate.default_where);
        predicate.settles_after = settles_after.unwrap_or(predicate.settles_after);
        predicate.holds = holds.unwrap_or(predicate.holds);
        if !at_most.is_empty() {
            predicate.at_most = at_most;
        }
        predicate.sum_of = sum_of.or(predicate.sum_of.take());
        if !before.is_empty() {
            predicate.before = before;
        }
        if !after.is_empty() {
            predicate.after = after;
        }
        if let Some(text) = &record.description {
            predicate.description = Some(text.value.clone());
        }
    }

    /// Pairs of terms by position among the record's terms, or among those it leaves in force.
    fn excludes(&mut self, record: &PredicateRecord) -> Vec<(usize, usize)> {
        let in_force: Vec<SmolStr> = if record.terms.is_empty() {
            let known = self.predicates.find(&record.id.value);
            known.map(|ix| self.predicates.get(ix).terms.clone()).unwrap_or_default()
        } else {
            record.terms.iter().map(|t| t.value.clone()).collect()
        };
        let mut pairs = Vec::new();
        for (a, b) in &record.excludes {
            let find = |text: &Text| in_force.iter().position(|term| *term == text.value);
            match (find(a), find(b)) {
                (Some(x), Some(y)) => pairs.push((x, y)),
                (missing, _) => {
                    let at = if missing.is_none() { a } else { b };
                    let message = format!("`{}` is not one of this predicate's terms", at.value);
                    let near = self
                        .may_compare(in_force.len())
                        .then(|| did_you_mean(&at.value, in_force.iter().map(SmolStr::as_str)));
                    self.problem(rule::MALFORMED, at, message, "unknown term", near.flatten());
                }
            }
        }
        pairs
    }

    fn predicate_named(&mut self, at: &Text) -> Option<PredicateIx> {
        let found = self.predicates.find(&at.value);
        if found.is_none() {
            self.unknown_predicate(at);
        }
        found
    }

    pub(super) fn unknown_predicate(&mut self, at: &Text) {
        if self.first_report(rule::UNKNOWN_PREDICATE, &at.value) {
            let near = self
                .may_compare(self.predicates.len())
                .then(|| did_you_mean(&at.value, self.predicates.ids()));
            let help = near.flatten().unwrap_or_else(|| {
                "declare it under `predicates`; until then its claims are not compared".to_owned()
            });
            let message = format!("no predicate has the id `{}`", at.value);
            self.problem(rule::UNKNOWN_PREDICATE, at, message, "unknown predicate", Some(help));
        }
    }

    fn order(&mut self, record: &OrderRecord) -> Option<Order> {
        match record.predicate.value.as_str() {
            "during" => Some(Order::During),
            "as_of" => Some(Order::AsOf),
            _ => {
                let predicate = self.predicate_named(&record.predicate)?;
                let through = match &record.through {
                    Some(text) => Some(self.predicate_named(text)?),
                    None => None,
                };
                Some(Order::Date { predicate, through })
            }
        }
    }

    fn days(&mut self, at: &Text) -> Option<i32> {
        match read_duration(&at.value) {
            // Counted from a first of January, so that months are whole.
            Ok(duration) => Some(duration.after(Day(0)).0),
            Err(error) => {
                let message = format!("`{}` is not a length of time: {}", at.value, error.message);
                let help = "write it like `90 days` or `6 months`".to_owned();
                self.problem(rule::MALFORMED, at, message, "unreadable", Some(help));
                None
            }
        }
    }
}
