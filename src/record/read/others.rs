//! Entities, identities, predicates, scopes and adjudications.

use super::Reader;
use super::fields::Fields;
use super::values::Slot;
use crate::record::keys::{
    ADJUDICATION, ALIAS, AT_MOST, ENTITY, IDENTITY, ORDER, PREDICATE, SCOPE, SUM_OF,
};
use crate::record::{
    AdjudicationRecord, AliasRecord, AtMostRecord, Change, Decision, EntityKind, EntityRecord,
    IdentityKind, IdentityRecord, OrderRecord, PredicateRecord, ScopeRecord, SubjectKind,
    SumOfRecord, Text, ValueKind,
};
use crate::span::Spanned;
use crate::tree::{Node, Shape};

pub(super) const KINDS: &[(&str, EntityKind)] = &[
    ("event", EntityKind::Event),
    ("person", EntityKind::Person),
    ("organisation", EntityKind::Organisation),
    ("place", EntityKind::Place),
    ("document", EntityKind::Document),
];

pub(super) const VALUE_KINDS: &[(&str, ValueKind)] = &[
    ("quantity", ValueKind::Quantity),
    ("date", ValueKind::Date),
    ("entity", ValueKind::Entity),
    ("term", ValueKind::Term),
    ("text", ValueKind::Text),
];

pub(super) const SUBJECT_KINDS: &[(&str, SubjectKind)] = &[
    ("event", SubjectKind::Event),
    ("organisation", SubjectKind::Organisation),
    ("person", SubjectKind::Person),
    ("place", SubjectKind::Place),
    ("document", SubjectKind::Document),
    ("thing", SubjectKind::Thing),
];

pub(super) const CHANGES: &[(&str, Change)] = &[
    ("fixed", Change::Fixed),
    ("cumulative", Change::Cumulative),
    ("varying", Change::Varying),
    ("per_period", Change::PerPeriod),
];

pub(super) const HOW_MANY: &[(&str, bool)] = &[("single", false), ("many", true)];

pub(super) const TIMES: &[(&str, bool)] = &[("same", false), ("any", true)];

pub(super) const DECISIONS: &[(&str, Decision)] = &[
    ("accepted", Decision::Accepted),
    ("wrong", Decision::Wrong),
    ("not-comparable", Decision::NotComparable),
];

/// The fields that were judged, by claim.
type Judged = Vec<(Text, Vec<(Text, Text)>)>;

impl<'a> Reader<'a> {
    pub(super) fn entity(&mut self, node: Node<'_>) {
        let Some(mut fields) = self.fields(node, &ENTITY) else { return };
        let Some(id) = self.required_id(&mut fields) else { return };
        let name = self.opt(&mut fields, "name", Self::text);
        let kind = self.choice(&mut fields, "kind", KINDS).some().map(|kind| kind.value);
        let aliases = self.mappings(&mut fields, "aliases", Self::alias);
        let part_of = self.list(&mut fields, "part_of");
        let span = fields.span;
        self.records.entities.push(EntityRecord { span, id, name, kind, aliases, part_of });
    }

    fn alias(&mut self, name: &str, node: Node<'_>) -> Option<AliasRecord> {
        if matches!(node.shape(), Shape::Scalar(..)) {
            return Some(AliasRecord { name: self.text(name, node)?, cite: Vec::new() });
        }
        let mut fields = self.fields(node, &ALIAS)?;
        let name = self.opt(&mut fields, "name", Self::text);
        let cite = self.opt(&mut fields, "cite", Self::cites).unwrap_or_default();
        fields.complete(self);
        Some(AliasRecord { name: name?, cite })
    }

    pub(super) fn identity(&mut self, node: Node<'_>) {
        let first = self.problems.len();
        let Some(mut fields) = self.fields(node, &IDENTITY) else { return };
        let same = self.opt(&mut fields, "same_as", Self::texts);
        let different = self.opt(&mut fields, "different_from", Self::texts);
        let cite = self.opt(&mut fields, "cite", Self::cites).unwrap_or_default();
        let by = self.opt(&mut fields, "by", Self::text);
        let on = self.opt(&mut fields, "on", Self::text);
        let (kind, entities) = match (same, different) {
            _ if !fields.sound => return self.unused(first, "the identity is"),
            (Some(entities), None) => (IdentityKind::SameAs, entities),
            (None, Some(entities)) => (IdentityKind::DifferentFrom, entities),
            _ => {
                let message = "an identity has either `same_as` or `different_from`".to_owned();
                self.problem(self.first_line(fields.span), message, "one of the two", None);
                return;
            }
        };
        // One name says nothing; the other one may be the key that the writer took this for.
        if entities.len() < 2 {
            let message = "an identity names two or more entities".to_owned();
            let help = "write all of them into the list: `same_as: [a, b]`".to_owned();
            self.problem(self.first_line(fields.span), message, "fewer than two", Some(help));
            return;
        }
        let span = fields.span;
        self.records.identities.push(IdentityRecord { span, kind, entities, cite, by, on });
    }

    pub(super) fn predicate(&mut self, node: Node<'_>) {
        let first = self.problems.len();
        let Some(mut fields) = self.fields(node, &PREDICATE) else { return };
        let Some(id) = self.required_id(&mut fields) else { return };
        let f = &mut fields;
        let record = PredicateRecord {
            span: f.span,
            id,
            value: self.choice(f, "value", VALUE_KINDS).some(),
            of: self.choices(f, "of", SUBJECT_KINDS),
            unit: self.opt(f, "unit", Self::text),
            many: self.choice(f, "values", HOW_MANY).some().map(|many| many.value),
            change: self.choice(f, "change", CHANGES).some(),
            terms: self.list(f, "terms"),
            excludes: self.opt(f, "excludes", Self::pairs).unwrap_or_default(),
            default_scope: self.opt(f, "default_scope", Self::text),
            default_where: self.opt(f, "default_where", Self::text),
            settles_after: self.opt(f, "settles_after", Self::text),
            holds: self.opt(f, "holds", Self::text),
            at_most: self.mappings(f, "at_most", Self::at_most),
            sum_of: self.opt(f, "sum_of", Self::sum_of),
            before: self.mappings(f, "before", Self::order),
            after: self.mappings(f, "after", Self::order),
            cues: self.list(f, "cues"),
            description: self.opt(f, "description", Self::text),
        };
        if fields.sound {
            self.records.predicates.push(record);
        } else {
            self.records.withheld.push(record.id);
            self.unused(first, "the predicate is");
        }
    }

    fn at_most(&mut self, name: &str, node: Node<'_>) -> Option<AtMostRecord> {
        if matches!(node.shape(), Shape::Scalar(..)) {
            return Some(AtMostRecord { predicate: self.text(name, node)?, any_time: false });
        }
        let mut fields = self.fields(node, &AT_MOST)?;
        let predicate = self.opt(&mut fields, "predicate", Self::text);
        let any_time = self.choice(&mut fields, "time", TIMES).some().is_some_and(|t| t.value);
        let usable = fields.complete(self) && fields.sound;
        Some(AtMostRecord { predicate: predicate.filter(|_| usable)?, any_time })
    }

    fn sum_of(&mut self, _: &str, node: Node<'_>) -> Option<SumOfRecord> {
        let mut fields = self.fields(node, &SUM_OF)?;
        let parts = self.opt(&mut fields, "parts", Self::texts);
        let complete = self.opt(&mut fields, "complete", Self::flag).unwrap_or(false);
        let usable = fields.complete(self) && fields.sound;
        let parts = parts.filter(|parts| usable && !parts.is_empty())?;
        Some(SumOfRecord { parts, complete, span: fields.span })
    }

    fn order(&mut self, name: &str, node: Node<'_>) -> Option<OrderRecord> {
        if matches!(node.shape(), Shape::Scalar(..)) {
            return Some(OrderRecord { predicate: self.text(name, node)?, through: None });
        }
        let mut fields = self.fields(node, &ORDER)?;
        let predicate = self.opt(&mut fields, "predicate", Self::text);
        let through = self.opt(&mut fields, "through", Self::text);
        let usable = fields.complete(self) && fields.sound;
        Some(OrderRecord { predicate: predicate.filter(|_| usable)?, through })
    }

    /// `[[a, b], [c, d]]`
    fn pairs(&mut self, name: &str, node: Node<'_>) -> Option<Vec<(Text, Text)>> {
        if !matches!(node.shape(), Shape::Seq) {
            return self.wrong(name, node, "a list of pairs");
        }
        let mut out = Vec::new();
        for item in node.items() {
            let is_list = matches!(item.shape(), Shape::Seq);
            let Some(pair) = is_list.then(|| self.texts(name, item)).flatten() else {
                if !is_list {
                    self.wrong::<()>(name, item, "pairs");
                }
                continue;
            };
            match <[Text; 2]>::try_from(pair) {
                Ok([a, b]) => out.push((a, b)),
                Err(texts) => {
                    let message =
                        format!("`{name}` takes pairs, and this list has {}", texts.len());
                    self.problem(self.place(item), message, "no pair", None);
                }
            }
        }
        Some(out)
    }

    pub(super) fn scope(&mut self, node: Node<'_>) {
        let Some(mut fields) = self.fields(node, &SCOPE) else { return };
        let Some(id) = self.required_id(&mut fields) else { return };
        let mut given = |reader: &mut Self, name: &str| {
            let slot = reader.slot(&mut fields, name, Self::texts);
            if matches!(slot, Slot::Nothing) { Some(Vec::new()) } else { slot.some() }
        };
        let (part_of, names) = (given(self, "part_of"), given(self, "names"));
        self.records.scopes.push(ScopeRecord { span: fields.span, id, part_of, names });
    }

    pub(super) fn adjudication(&mut self, node: Node<'_>) {
        let first = self.problems.len();
        let Some(mut fields) = self.fields(node, &ADJUDICATION) else { return };
        let f = &mut fields;
        let fingerprint = self.opt(f, "fingerprint", Self::text);
        let rule = self.opt(f, "rule", Self::text);
        let judged = self.opt(f, "judged", Self::judged).unwrap_or_default();
        let decision = self.choice(f, "decision", DECISIONS).some();
        let wrong = self.list(f, "wrong");
        let reason = self.opt(f, "reason", Self::text);
        let by = self.opt(f, "by", Self::text);
        let on = self.opt(f, "on", Self::text);
        let until = self.opt(f, "until", Self::text);
        let span = fields.span;
        if !fields.complete(self) || !fields.sound {
            return self.unused(first, "the adjudication is");
        }
        if fingerprint.is_none() && judged.is_empty() {
            let message = "this adjudication has neither `fingerprint` nor `judged`".to_owned();
            let help = "copy one of them from the finding, so that it is known which one is meant";
            self.problem(self.first_line(span), message, "of no finding", Some(help.to_owned()));
            return;
        }
        let (Some(rule), Some(decision)) = (rule, decision) else { return };
        self.withdrawn(&decision, &wrong);
        self.records.adjudications.push(AdjudicationRecord {
            span,
            fingerprint,
            rule,
            judged,
            decision,
            wrong,
            reason,
            by,
            on,
            until,
        });
    }

    /// `wrong` names claims exactly where the decision is that claims are wrong.
    fn withdrawn(&mut self, decision: &Spanned<Decision>, wrong: &[Text]) {
        match (decision.value, wrong.first()) {
            (Decision::Wrong, None) => {
                let message = "`decision: wrong` does not say which claims are wrong".to_owned();
                let help = "add `wrong: [id]`".to_owned();
                self.problem(decision.span, message, "which ones?", Some(help));
            }
            (Decision::Accepted | Decision::NotComparable, Some(first)) => {
                let message = "`wrong` names claims, but the decision is another one".to_owned();
                let help = "write `decision: wrong`, or remove `wrong`".to_owned();
                self.problem(first.span, message, "withdrawn?", Some(help));
            }
            _ => {}
        }
    }

    /// `{claim-id: {value: 143, source: x}}`
    fn judged(&mut self, name: &str, node: Node<'_>) -> Option<Judged> {
        if !matches!(node.shape(), Shape::Map) {
            return self.wrong(name, node, "claims by id");
        }
        let mut out = Vec::new();
        for (claim, fields) in node.entries() {
            let id = self.text(name, claim)?;
            if !matches!(fields.shape(), Shape::Map) {
                return self.wrong(&id.value, fields, "the fields that were judged");
            }
            let mut judged = Vec::new();
            for (key, value) in fields.entries() {
                let key = self.text(name, key)?;
                // A list or mapping is judged as it is written.
                let value = match value.shape() {
                    Shape::Seq | Shape::Map => self.as_written(value),
                    _ => self.text(&key.value, value)?,
                };
                judged.push((key, value));
            }
            out.push((id, judged));
        }
        Some(out)
    }

    fn as_written(&self, node: Node<'_>) -> Text {
        let span = node.span();
        Text::new(self.text.get(span.range()).unwrap_or("").into(), span)
    }

    /// A list of mappings, or one of them. Elements that cannot be read are left out.
    pub(super) fn mappings<T>(
        &mut self,
        fields: &mut Fields<'_>,
        name: &str,
        read: fn(&mut Self, &str, Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        // The shapes are only looked at here; each element is read by its own function.
        let Slot::Is(()) = self.slot(fields, name, |_, _, _| Some(())) else { return Vec::new() };
        let Some((_, node)) = fields.get(name) else { return Vec::new() };
        match node.shape() {
            Shape::Seq => node.items().filter_map(|item| read(self, name, item)).collect(),
            _ => read(self, name, node).into_iter().collect(),
        }
    }
}
