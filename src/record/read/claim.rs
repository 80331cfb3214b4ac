//! Claims, alone or in series, with the keys that they share; citations and quotes.

use std::sync::Arc;

use super::Reader;
use super::fields::{Fields, is_of_series, kind_of};
use super::plain;
use super::values::Slot;
use crate::record::keys::{CITE, CLAIM, QUOTE, SERIES, SHARED};
use crate::record::{CiteRecord, ClaimRecord, Denied, QuoteRecord, RawScope, RawValue, Text};
use crate::span::Span;
use crate::tree::{Node, SMALL_FILE, Shape};

pub(super) const DENIED: &[(&str, Denied)] =
    &[("false", Denied::No), ("true", Denied::Yes), ("unseen", Denied::Unseen)];

/// The keys of a claim, or those that several claims share.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    subject: Slot<Text>,
    predicate: Slot<Text>,
    value: Slot<RawValue>,
    scope: Slot<RawScope>,
    scope_from_defaults: bool,
    place: Slot<Vec<Text>>,
    place_from_defaults: bool,
    toward: Slot<Text>,
    during: Slot<Text>,
    as_of: Slot<Text>,
    said_by: Slot<Vec<Text>>,
    denied: Slot<Denied>,
    hedge: Slot<Text>,
    derived: Slot<Text>,
    supersedes: Slot<Vec<Text>>,
    cite: Slot<Vec<CiteRecord>>,
    note: Slot<Span>,
    /// A key that matters is misspelt or unreadable beyond telling which one it is.
    unsound: bool,
}

/// A list without elements says that there are none.
fn filled<T>(slot: Slot<T>, is_empty: fn(&T) -> bool) -> Slot<T> {
    match slot {
        Slot::Is(value) if is_empty(&value) => Slot::Nothing,
        other => other,
    }
}

impl Parts {
    fn read(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Self {
        let unsound = !fields.sound;
        let texts = |fields: &mut Fields<'_>, reader: &mut Reader<'_>, name: &str| {
            filled(reader.slot(fields, name, Reader::texts), Vec::is_empty)
        };
        let no_scope = |scope: &RawScope| matches!(scope, RawScope::All(all) if all.is_empty());
        Self {
            subject: reader.slot(fields, "subject", Reader::text),
            predicate: reader.slot(fields, "predicate", Reader::text),
            value: reader.slot(fields, "value", Reader::value),
            scope: filled(reader.slot(fields, "scope", Reader::scope_value), no_scope),
            scope_from_defaults: false,
            place: texts(fields, reader, "where"),
            place_from_defaults: false,
            toward: reader.slot(fields, "toward", Reader::text),
            during: reader.slot(fields, "during", Reader::text),
            as_of: reader.slot(fields, "as_of", Reader::text),
            said_by: texts(fields, reader, "said_by"),
            denied: match reader.choice(fields, "denied", DENIED) {
                Slot::Is(denied) => Slot::Is(denied.value),
                Slot::Absent => Slot::Absent,
                Slot::Nothing => Slot::Nothing,
                Slot::Bad => Slot::Bad,
            },
            hedge: reader.slot(fields, "hedge", Reader::text),
            derived: reader.slot(fields, "derived", Reader::text),
            supersedes: texts(fields, reader, "supersedes"),
            cite: reader.cite_or_source(fields),
            note: reader.slot(fields, "note", Reader::note),
            unsound,
        }
    }

    /// These keys as the `defaults` of a file.
    pub(super) fn into_defaults(self) -> Self {
        Self { scope_from_defaults: true, place_from_defaults: true, ..self }
    }

    /// These keys, and those of a wider set that are not among them.
    fn or(self, wider: &Self) -> Self {
        fn near<T: Clone>(own: Slot<T>, wider: &Slot<T>) -> Slot<T> {
            if absent(&own) { wider.clone() } else { own }
        }
        fn absent<T>(slot: &Slot<T>) -> bool {
            matches!(slot, Slot::Absent)
        }
        Self {
            scope_from_defaults: if absent(&self.scope) {
                wider.scope_from_defaults
            } else {
                self.scope_from_defaults
            },
            place_from_defaults: if absent(&self.place) {
                wider.place_from_defaults
            } else {
                self.place_from_defaults
            },
            subject: near(self.subject, &wider.subject),
            predicate: near(self.predicate, &wider.predicate),
            value: near(self.value, &wider.value),
            scope: near(self.scope, &wider.scope),
            place: near(self.place, &wider.place),
            toward: near(self.toward, &wider.toward),
            during: near(self.during, &wider.during),
            as_of: near(self.as_of, &wider.as_of),
            said_by: near(self.said_by, &wider.said_by),
            denied: near(self.denied, &wider.denied),
            hedge: near(self.hedge, &wider.hedge),
            derived: near(self.derived, &wider.derived),
            supersedes: near(self.supersedes, &wider.supersedes),
            cite: near(self.cite, &wider.cite),
            note: near(self.note, &wider.note),
            unsound: self.unsound || wider.unsound,
        }
    }

    /// How many elements the lists have: what a claim that shares them costs.
    fn weight(&self) -> usize {
        fn len<T>(slot: &Slot<T>, of: impl Fn(&T) -> usize) -> usize {
            if let Slot::Is(value) = slot { of(value) } else { 0 }
        }
        let said = |said_by: &Option<Vec<Text>>| said_by.as_ref().map_or(0, Vec::len);
        let value = len(&self.value, |value| match value {
            RawValue::All(all, _) | RawValue::Only(all, _) | RawValue::OneOf(all, _) => all.len(),
            RawValue::Text(_) | RawValue::Estimate { .. } => 0,
        });
        let scope = len(&self.scope, |scope| match scope {
            RawScope::All(all) | RawScope::Any(all) => all.len(),
        });
        let cite = len(&self.cite, |cites| {
            cites.iter().map(|cite| 1 + cite.via.len() + said(&cite.said_by)).sum()
        });
        value
            + scope
            + cite
            + len(&self.place, Vec::len)
            + len(&self.said_by, Vec::len)
            + len(&self.supersedes, Vec::len)
    }

    /// Whether a key that matters cannot be read; it was reported where it stands.
    fn is_bad(&self) -> bool {
        fn bad<T>(slot: &Slot<T>) -> bool {
            matches!(slot, Slot::Bad)
        }
        self.unsound
            || bad(&self.subject)
            || bad(&self.predicate)
            || bad(&self.value)
            || bad(&self.scope)
            || bad(&self.place)
            || bad(&self.toward)
            || bad(&self.during)
            || bad(&self.as_of)
            || bad(&self.said_by)
            || bad(&self.denied)
            || bad(&self.hedge)
            || bad(&self.supersedes)
            || bad(&self.cite)
    }
}

impl<'a> Reader<'a> {
    /// The keys that a series' or a file's claims share.
    pub(super) fn shared(&mut self, node: Node<'_>) -> Parts {
        const UNUSED: &str = "the claims that would share it are";
        let first = self.problems.len();
        let nothing = matches!(node.shape(), Shape::Null);
        let Some(mut fields) = (!nothing).then(|| self.fields(node, &SHARED)).flatten() else {
            // Without them, the claims would say something else.
            self.unused(first, UNUSED);
            return Parts { unsound: !nothing, ..Parts::default() };
        };
        if let Some((span, _)) = fields.get("id") {
            let message = "claims cannot share an `id`".to_owned();
            self.problem(
                span,
                message,
                "for one claim only",
                Some("give each claim its own".to_owned()),
            );
        }
        let parts = Parts::read(&mut fields, self);
        if parts.is_bad() {
            self.unused(first, UNUSED);
        }
        parts
    }

    /// An element of `claims`: a claim, or a series of them.
    pub(super) fn claim(&mut self, node: Node<'_>, wider: Option<&Parts>) {
        if let Some(plain) = &mut self.records.plain
            && wider.is_none()
            && let Some(claim) = plain::claim(node)
        {
            return plain.push(node.span().file, claim);
        }
        let (first, listed) = (self.problems.len(), self.listed);
        let Some(mut fields) = self.fields(node, &CLAIM) else { return };
        if fields.others.iter().any(|(key, _)| is_of_series(*key)) {
            // What is wrong with it as a claim is nothing to a series.
            self.problems.truncate(first);
            self.listed = listed;
            return self.series(node, wider);
        }
        let id = self.id(&mut fields);
        let own = Parts::read(&mut fields, self);
        let parts = match wider {
            Some(wider) => self.share(own, wider, fields.span),
            None => own,
        };
        let bad = parts.is_bad();
        let missing: [(&str, bool); 3] = [
            ("subject", matches!(parts.subject, Slot::Absent | Slot::Nothing)),
            ("predicate", matches!(parts.predicate, Slot::Absent | Slot::Nothing)),
            ("value", matches!(parts.value, Slot::Absent | Slot::Nothing)),
        ];
        // A misspelt key was reported, and is most likely the one that is missing.
        if !parts.unsound {
            for (name, _) in missing.iter().filter(|(_, missing)| *missing) {
                self.missing(fields.span, &CLAIM, name);
            }
        }
        let required = parts.subject.some().zip(parts.predicate.some()).zip(parts.value.some());
        let Some(((subject, predicate), value)) = required.filter(|_| !bad) else {
            self.records.withheld.extend(id);
            self.unused(first, "the claim is");
            return;
        };
        let record = ClaimRecord {
            read: None,
            span: fields.span,
            id,
            subject,
            predicate,
            value,
            scope_from_defaults: parts.scope_from_defaults && matches!(parts.scope, Slot::Is(_)),
            scope: parts.scope.some(),
            place_from_defaults: parts.place_from_defaults && matches!(parts.place, Slot::Is(_)),
            place: parts.place.some().unwrap_or_default(),
            toward: parts.toward.some().map(Box::new),
            during: parts.during.some(),
            as_of: parts.as_of.some(),
            said_by: parts.said_by.some(),
            denied: parts.denied.some().unwrap_or_default(),
            hedge: parts.hedge.some().map(Box::new),
            derived: parts.derived.some().map(Box::new),
            supersedes: parts.supersedes.some().unwrap_or_default(),
            cite: parts.cite.some().unwrap_or_default(),
            note: parts.note.some(),
        };
        match &mut self.records.plain {
            Some(plain) => plain.push_record(record),
            None => self.records.claims.push(record),
        }
    }

    /// A claim's or a series' own keys with the wider ones. What is shared may make the records as
    /// large as the file, and not larger.
    fn share(&mut self, own: Parts, wider: &Parts, span: Span) -> Parts {
        let budget = self.text.len().saturating_add(SMALL_FILE);
        let before = self.shared;
        self.shared = self.shared.saturating_add(wider.weight());
        if self.shared <= budget {
            return own.or(wider);
        }
        if before <= budget {
            let message =
                "the lists that claims share by `with` and `defaults` make the file too large";
            let help =
                "share fewer; the claims from here on that share lists are not used".to_owned();
            self.problem(self.first_line(span), message.to_owned(), "from here on", Some(help));
        }
        Parts { unsound: true, ..own }
    }

    fn series(&mut self, node: Node<'_>, wider: Option<&Parts>) {
        let first = self.problems.len();
        let Some(fields) = self.fields(node, &SERIES) else { return };
        let own = match fields.get("with") {
            Some((_, with)) if fields.complete(self) && fields.sound => self.shared(with),
            // What the claims share is not known; they are read for their own problems.
            found => {
                if found.is_none() {
                    fields.complete(self);
                }
                self.unused(first, "its claims are");
                Parts { unsound: true, ..Parts::default() }
            }
        };
        let shared = match wider {
            Some(wider) => self.share(own, wider, fields.span),
            None => own,
        };
        let Some((key, claims)) = fields.get("claims") else { return };
        match claims.shape() {
            Shape::Seq => claims.items().for_each(|item| self.claim(item, Some(&shared))),
            Shape::Broken => {}
            _ => {
                let message =
                    format!("`claims` takes a list of claims, and holds {}", kind_of(claims));
                self.problem(key, message, "no list", None);
            }
        }
    }

    /// `cite`, or `source` as its short form.
    fn cite_or_source(&mut self, fields: &mut Fields<'_>) -> Slot<Vec<CiteRecord>> {
        let cite = filled(self.slot(fields, "cite", Reader::cites), Vec::is_empty);
        let source = self.slot(fields, "source", Reader::text);
        match (cite, source) {
            (Slot::Absent, Slot::Is(source)) => Slot::Is(vec![CiteRecord::of(source)]),
            (Slot::Absent, Slot::Absent) => Slot::Absent,
            (Slot::Absent, Slot::Nothing) => Slot::Nothing,
            (_, Slot::Bad) => Slot::Bad,
            (cite, Slot::Is(source)) => {
                let message = "both `source` and `cite` are there; `source` is not used".to_owned();
                let help = "keep one of the two".to_owned();
                self.problem(source.span, message, "not used", Some(help));
                cite
            }
            (cite, _) => cite,
        }
    }

    /// Printings: a list, one mapping, or ids of sources. An entry that cannot be read is left out;
    /// if none can, nothing is known about where the claim is printed.
    pub(super) fn cites(&mut self, name: &str, node: Node<'_>) -> Option<Vec<CiteRecord>> {
        match node.shape() {
            Shape::Seq => {
                let count = node.items().count();
                // Of a list that grows, most claims would keep the room for three more.
                let mut cites = Vec::with_capacity(count);
                cites.extend(node.items().filter_map(|item| self.cite(name, item)));
                (count == 0 || !cites.is_empty()).then_some(cites)
            }
            _ => Some(vec![self.cite(name, node)?]),
        }
    }

    fn cite(&mut self, name: &str, node: Node<'_>) -> Option<CiteRecord> {
        if matches!(node.shape(), Shape::Scalar(..)) {
            return Some(CiteRecord::of(self.text(name, node)?));
        }
        let mut fields = self.fields(node, &CITE)?;
        let first = self.problems.len();
        let source = self.opt(&mut fields, "source", Self::text);
        let (at, quote) =
            (self.opt(&mut fields, "at", Self::text), self.opt(&mut fields, "quote", Self::quote));
        let via = self.list(&mut fields, "via");
        let as_of = self.rare(&mut fields, "as_of");
        let said_by = filled(self.slot(&mut fields, "said_by", Self::texts), Vec::is_empty).some();
        let complete = fields.complete(self);
        let Some(source) = source.filter(|_| complete && fields.sound) else {
            self.unused(first, "the citation is");
            return None;
        };
        Some(CiteRecord { span: fields.span, source, at, quote, via, as_of, said_by })
    }

    fn quote(&mut self, name: &str, node: Node<'_>) -> Option<Arc<QuoteRecord>> {
        if matches!(node.shape(), Shape::Scalar(..)) {
            let exact = self.text(name, node)?;
            return Some(Arc::new(QuoteRecord { exact, prefix: None, suffix: None }));
        }
        let mut fields = self.fields(node, &QUOTE)?;
        let exact = self.opt(&mut fields, "exact", Self::text);
        let prefix = self.rare(&mut fields, "prefix");
        let suffix = self.rare(&mut fields, "suffix");
        fields.complete(self);
        Some(Arc::new(QuoteRecord { exact: exact?, prefix, suffix }))
    }

    /// Free text; a list or mapping is left alone.
    fn note(&mut self, _: &str, node: Node<'_>) -> Option<Span> {
        node.text().map(|_| node.text_span())
    }
}

impl CiteRecord {
    /// A source and nothing else.
    fn of(source: Text) -> Self {
        Self {
            span: source.span,
            source,
            at: None,
            quote: None,
            via: Vec::new(),
            as_of: None,
            said_by: None,
        }
    }
}
