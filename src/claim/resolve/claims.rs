//! Claims and their printings.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use smol_str::SmolStr;

use super::{Resolver, rule};
use crate::claim::predicate::Predicate;
use crate::claim::{
    AsOfBasis, Claim, ClaimIx, Document, During, EntityKind, Place, Printing, PrintingIx, Scope,
    Speaker, World,
};
use crate::graph::identity::Identity;
use crate::record::{CiteRecord, ClaimRecord, Problem, RawScope, RawValue, Text, ValueKind};
use crate::value::date;

/// The word for a speaker who has no name.
const UNNAMED: &str = "unnamed";

/// The word for a time that is over ("former", "served").
const PAST: &str = "past";

/// Hex digits of a made id: 40 bits keep a million claims apart with a chance of one in two that
/// no two collide; a collision is settled by a counter.
const MADE_ID_DIGITS: usize = 10;

struct Resolved {
    claim: Claim,
    printings: Vec<Printing>,
}

impl Resolver {
    /// Claims sorted by id, so that neither the order of files nor of records shows anywhere.
    pub(super) fn claims(
        &mut self,
        records: Vec<ClaimRecord>,
        identity: &Identity,
    ) -> (Vec<Claim>, Vec<Printing>) {
        let printed = records.iter().map(|record| record.cite.len().max(1)).sum();
        let mut all = Vec::with_capacity(records.len());
        all.extend(records.into_iter().filter_map(|record| self.claim(&record, identity)));
        number_equal_ids(&mut all);
        all.sort_unstable_by(|a, b| a.claim.id.cmp(&b.claim.id));
        let (mut claims, mut printings) =
            (Vec::with_capacity(all.len()), Vec::with_capacity(printed));
        for (at, mut resolved) in all.into_iter().enumerate() {
            let first = printings.len();
            for mut printing in std::mem::take(&mut resolved.printings) {
                printing.claim = ClaimIx::new(at);
                printings.push(printing);
            }
            resolved.claim.printings = (first..printings.len()).map(PrintingIx::new).collect();
            claims.push(resolved.claim);
        }
        (claims, printings)
    }

    fn claim(&mut self, record: &ClaimRecord, identity: &Identity) -> Option<Box<Resolved>> {
        let predicate_ix = if let Some(ix) = self.predicates.find(&record.predicate.value) {
            ix
        } else {
            self.unknown_predicate(&record.predicate);
            let id = record.predicate.value.clone();
            self.predicates.add(Predicate::new(id, ValueKind::Text))
        };
        let mut candidates = self.entity_candidates(&record.subject);
        candidates.dedup_by_key(|ix| identity.class(*ix));
        let subject = match candidates.as_slice() {
            [one] => *one,
            _ => self.implicit_ambiguous(&record.subject.value),
        };
        let ambiguous = if candidates.len() > 1 { candidates.into_vec() } else { Vec::new() };
        let printings = self.printings(record);
        let reference = printings.first().and_then(|p| self.document_date(p));
        let value = self.value(&record.value, predicate_ix, reference)?;
        let (scope, scope_defaulted) = self.claim_scope(record.scope.as_ref(), predicate_ix);
        let place = self.claim_place(&record.place, predicate_ix);
        let toward = record.toward.as_ref().map(|text| self.entity(text));
        let during = match &record.during {
            Some(text) if text.value == PAST => Some(During::Past),
            Some(text) => Some(During::Time(self.date(text, "during")?)),
            None => None,
        };
        let during_text = record.during.as_ref().map(|text| text.value.clone());
        let id = record.id.as_ref().map_or_else(|| made_id(record), |id| id.value.clone());
        let claim = Claim {
            id,
            subject,
            subject_text: record.subject.value.clone(),
            ambiguous,
            predicate: predicate_ix,
            value,
            hedged: record.hedge.is_some(),
            scope,
            scope_defaulted,
            place,
            toward,
            during,
            during_text,
            denied: record.denied,
            withdrawn: false,
            supersedes: record.supersedes.iter().map(|t| t.value.clone()).collect(),
            derived: record.derived.as_ref().map(|text| text.value.clone()),
            printings: Vec::new(),
            value_text: written(&record.value),
            value_span: record.value.span(),
            span: record.span,
        };
        // Boxed, since sorting moves them about.
        Some(Box::new(Resolved { claim, printings }))
    }

    /// An entity for an ambiguous name: nothing else is it, so nothing is compared with it.
    fn implicit_ambiguous(&mut self, name: &SmolStr) -> crate::claim::EntityIx {
        let id = SmolStr::new(format!("{name} (ambiguous)"));
        self.entities.by_id(&id).unwrap_or_else(|| self.implicit_entity(&id))
    }

    fn claim_scope(
        &mut self,
        raw: Option<&RawScope>,
        predicate: crate::claim::PredicateIx,
    ) -> (Scope, bool) {
        match raw {
            Some(raw) => (self.scope(raw), false),
            None => {
                let default = self.predicates.get(predicate).default_scope.clone();
                (default.unwrap_or_else(Scope::everything), true)
            }
        }
    }

    fn claim_place(&mut self, raw: &[Text], predicate: crate::claim::PredicateIx) -> Place {
        if raw.is_empty() {
            let default = self.predicates.get(predicate).default_where;
            return Place { places: default.into_iter().collect(), defaulted: default.is_some() };
        }
        let mut places: Vec<_> = raw.iter().map(|text| self.entity(text)).collect();
        places.sort_unstable();
        places.dedup();
        Place { places, defaulted: false }
    }

    fn printings(&mut self, record: &ClaimRecord) -> Vec<Printing> {
        if record.cite.is_empty() {
            self.problems.push(Problem {
                rule: rule::MISSING_CITATION,
                span: record.subject.span.to(record.value.span()),
                message: format!(
                    "the claim `{} of {}: {}` cites nothing",
                    record.predicate.value,
                    record.subject.value,
                    written(&record.value)
                ),
                label: "no `cite`".to_owned(),
                help: Some(
                    "add `cite: [{source: …}]`, or `source` under the file's `defaults`".to_owned(),
                ),
                other: None,
            });
            let document = Document::File(record.span.file);
            return vec![self.printing(record, None, document, 1)];
        }
        let cites = record.cite.iter().enumerate();
        cites
            .map(|(at, cite)| {
                let document = Document::Source(self.source(&cite.source));
                self.printing(record, Some(cite), document, at + 1)
            })
            .collect()
    }

    fn printing(
        &mut self,
        record: &ClaimRecord,
        cite: Option<&CiteRecord>,
        document: Document,
        number: usize,
    ) -> Printing {
        let written = cite.and_then(|cite| cite.as_of.as_ref()).or(record.as_of.as_ref());
        let mut as_of = written.and_then(|text| self.date(text, "as_of"));
        let mut as_of_text = written.map(|text| text.value.clone());
        let mut as_of_basis = if as_of.is_some() { AsOfBasis::Record } else { AsOfBasis::None };
        if as_of.is_none()
            && let Document::Source(source) = document
            && let Some(issued) = &self.sources[source.index()].issued
        {
            as_of_text = Some(SmolStr::new(&issued.edtf));
            as_of = Some(issued.clone());
            as_of_basis = AsOfBasis::Issued;
        }
        let said_by = cite.and_then(|cite| cite.said_by.as_ref()).or(record.said_by.as_ref());
        let speakers = said_by.into_iter().flatten().map(|text| self.speaker(text)).collect();
        let via = cite.into_iter().flat_map(|cite| &cite.via).map(|id| self.source(id)).collect();
        Printing {
            claim: ClaimIx::new(0),
            number,
            document,
            as_of,
            as_of_basis,
            as_of_text,
            speakers,
            via,
            quote: cite.and_then(|cite| cite.quote.clone()),
            at: cite.and_then(|cite| cite.at.as_ref()).map(|at| at.value.clone()),
            span: cite.map_or(record.span, |cite| cite.span),
        }
    }

    fn speaker(&mut self, text: &Text) -> Speaker {
        if text.value == UNNAMED { Speaker::Unnamed } else { Speaker::Named(self.entity(text)) }
    }

    /// The day relative dates of a printing are counted from: its source's date, when that is one.
    fn document_date(&self, printing: &Printing) -> Option<Date> {
        let Document::Source(source) = printing.document else { return None };
        let issued = self.sources[source.index()].issued.as_ref()?;
        let (earliest, latest) = (date::earliest(issued)?, date::latest(issued)?);
        (earliest == latest).then(|| earliest.date())
    }
}

/// Claims that say the same in every field get the same made id; the second and later ones are
/// told apart by a counter, in the order of their places.
fn number_equal_ids(all: &mut [Box<Resolved>]) {
    let mut seen: FxHashMap<SmolStr, usize> = FxHashMap::default();
    let mut taken: FxHashSet<SmolStr> = all.iter().map(|r| r.claim.id.clone()).collect();
    for resolved in all {
        let uses = seen.entry(resolved.claim.id.clone()).or_default();
        *uses += 1;
        if *uses > 1 {
            let mut number = *uses;
            let base = resolved.claim.id.clone();
            while !taken.insert(SmolStr::new(format!("{base}-{number}"))) {
                number += 1;
            }
            resolved.claim.id = SmolStr::new(format!("{base}-{number}"));
        }
    }
}

/// An id from what the claim says: `~` and hex.
fn made_id(record: &ClaimRecord) -> SmolStr {
    let mut hash = Sha256::new();
    let mut field = |name: &str, texts: &mut dyn Iterator<Item = &str>| {
        hash.update(name.as_bytes());
        for text in texts {
            hash.update([0]);
            hash.update(text.as_bytes());
        }
        hash.update([1]);
    };
    field("subject", &mut std::iter::once(record.subject.value.as_str()));
    field("predicate", &mut std::iter::once(record.predicate.value.as_str()));
    field("value", &mut std::iter::once(written(&record.value).as_str()));
    let scope = match &record.scope {
        None => &[][..],
        Some(RawScope::All(all) | RawScope::Any(all)) => all,
    };
    field("scope", &mut scope.iter().map(|t| t.value.as_str()));
    field("where", &mut record.place.iter().map(|t| t.value.as_str()));
    let one = |t: &Option<Text>| t.as_ref().map(|t| t.value.clone());
    field("toward", &mut one(&record.toward).iter().map(SmolStr::as_str));
    field("during", &mut one(&record.during).iter().map(SmolStr::as_str));
    field("as_of", &mut one(&record.as_of).iter().map(SmolStr::as_str));
    field("denied", &mut std::iter::once(format!("{:?}", record.denied).as_str()));
    field("cite", &mut record.cite.iter().map(|c| c.source.value.as_str()));
    let digest = hash.finalize();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    SmolStr::new(format!("~{}", &hex[..MADE_ID_DIGITS]))
}

/// A value as a person would write it on one line.
pub(crate) fn written(value: &RawValue) -> String {
    let join = |all: &[Text]| {
        let texts: Vec<_> = all.iter().map(|t| t.value.as_str()).collect();
        texts.join(", ")
    };
    match value {
        RawValue::Text(text) => text.value.to_string(),
        RawValue::Estimate { low, best, high, .. } => {
            let part = |name: &str, text: &Option<Text>| {
                text.as_ref().map(|text| format!("{name} {}", text.value))
            };
            let parts: Vec<_> = [part("low", low), part("best", best), part("high", high)]
                .into_iter()
                .flatten()
                .collect();
            parts.join(", ")
        }
        RawValue::All(all, _) => join(all),
        RawValue::Only(all, _) => format!("only {}", join(all)),
        RawValue::OneOf(all, _) => format!("[{}]", join(all)),
    }
}

/// On an event, a `where` that is or contains the event's own place says nothing: drop it.
pub(super) fn drop_own_places(world: &mut World) {
    let location = world.predicates.find("location");
    let mut own: FxHashMap<crate::claim::EntityIx, Vec<crate::claim::EntityIx>> =
        FxHashMap::default();
    for claim in &world.claims {
        let subject = world.identity.class(claim.subject);
        let places = own.entry(subject).or_default();
        if Some(claim.predicate) == location && claim.denied == crate::record::Denied::No {
            for atom in claim.value.atoms() {
                if let crate::claim::Atom::Entity(ix) = atom {
                    places.extend_from_slice(world.parts.above(world.identity.class(*ix)));
                }
            }
        }
        places.extend_from_slice(world.parts.above(subject));
    }
    for claim in &mut world.claims {
        if world.entities.get(claim.subject).kind != Some(EntityKind::Event) {
            continue;
        }
        let Some(own) = own.get(&world.identity.class(claim.subject)) else { continue };
        claim.place.places.retain(|place| !own.contains(&world.identity.class(*place)));
    }
}
