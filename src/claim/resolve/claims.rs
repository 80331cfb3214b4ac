//! Claims and their printings.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::made_id::made_id;
use super::{Resolver, rule};
use crate::claim::predicate::Predicate;
use crate::claim::{
    AsOfBasis, Claim, ClaimIx, Document, During, EntityIx, Place, PredicateIx, Printing,
    PrintingIx, Scope, Speaker,
};
use crate::graph::reach::Reach;
use crate::name::name_key;
use crate::record::{CiteRecord, ClaimRecord, Lists, Problem, RareText, RawValue, Text, ValueKind};
use crate::value::date::{self, When};

/// The word for a speaker who has no name.
const UNNAMED: &str = "unnamed";

/// Words for speakers that name nobody ("officials said").
const NOBODY: [&str; 14] = [
    "analysts",
    "authorities",
    "experts",
    "local media",
    "media",
    "observers",
    "official",
    "officials",
    "reports",
    "residents",
    "some",
    "sources",
    "witness",
    "witnesses",
];

/// Words that hedge a whole claim.
const HEDGES: [&str; 14] = [
    "allegedly",
    "apparently",
    "likely",
    "maybe",
    "perhaps",
    "possibly",
    "presumably",
    "probably",
    "purportedly",
    "reportedly",
    "seemingly",
    "supposedly",
    "suspected",
    "unconfirmed",
];

/// The word for a time that is over ("former", "served").
const PAST: &str = "past";

/// Whether a word hedges a whole claim ("probably").
#[must_use]
pub fn is_hedge(word: &str) -> bool {
    HEDGES.contains(&name_key(word).as_str())
}

impl Resolver {
    /// Claims sorted by id, so that neither the order of files nor of records shows anywhere.
    pub(super) fn claims(&mut self, records: Lists<ClaimRecord>) -> (Vec<Claim>, Vec<Printing>) {
        let printed = records.iter().map(|record| record.cite.len().max(1)).sum();
        let mut claims = Vec::with_capacity(records.len());
        let mut printings: Vec<Printing> = Vec::with_capacity(printed);
        let mut replaced = Vec::new();
        for mut record in records {
            let first = printings.len();
            let Some(claim) = self.claim(&mut record, &mut printings) else {
                printings.truncate(first);
                continue;
            };
            let at = claims.len();
            replaced.extend(record.supersedes.into_iter().map(|earlier| (at, earlier)));
            claims.push(claim);
        }
        let mut order = by_id(&claims);
        if order.windows(2).any(|pair| claims[pair[0]].id == claims[pair[1]].id) {
            number_equal_ids(&mut claims);
            order = by_id(&claims);
        }
        self.follow_corrections(&mut claims, &replaced);
        let printed = |at: &usize| claims[*at].printings.iter().map(|ix| ix.index());
        arrange(&mut printings, &order.iter().flat_map(printed).collect::<Vec<_>>());
        arrange(&mut claims, &order);
        let mut next = 0;
        for (at, claim) in claims.iter_mut().enumerate() {
            for ix in &mut claim.printings {
                *ix = PrintingIx::new(next);
                printings[next].claim = ClaimIx::new(at);
                next += 1;
            }
        }
        (claims, printings)
    }

    /// Let each claim replace also what those replace that it replaces.
    fn follow_corrections(&mut self, all: &mut [Claim], replaced: &[(usize, Text)]) {
        if replaced.is_empty() {
            return;
        }
        let ids: Vec<SmolStr> = all.iter().map(|claim| claim.id.clone()).collect();
        let by_id: FxHashMap<&SmolStr, usize> =
            ids.iter().enumerate().map(|(at, id)| (id, at)).collect();
        let arrow = |(later, earlier): &(usize, Text)| {
            Some((*later, *by_id.get(&earlier.value)?, earlier.span))
        };
        let arrows: Vec<_> = replaced.iter().filter_map(arrow).collect();
        let reach =
            Reach::new(all.len(), arrows.iter().map(|&(later, earlier, _)| (later, earlier)));
        self.rings_of_claims(&ids, &reach, &arrows);
        let mut ring_of: FxHashMap<usize, usize> = FxHashMap::default();
        for (number, ring) in reach.rings.iter().enumerate() {
            ring_of.extend(ring.iter().map(|at| (*at, number)));
        }
        for (at, (claim, reached)) in all.iter_mut().zip(&reach.reached).enumerate() {
            let ring = ring_of.get(&at);
            let earlier = reached[1..].iter().filter(|e| ring.is_none() || ring_of.get(e) != ring);
            claim.supersedes = earlier.map(|e| ids[*e].clone()).collect();
            claim.supersedes.sort();
        }
    }

    /// The claim of a record, whose citations are taken out of it; its printings are added to those of
    /// the others, also where nothing comes of the claim.
    fn claim(&mut self, record: &mut ClaimRecord, printings: &mut Vec<Printing>) -> Option<Claim> {
        let predicate_ix = if let Some(ix) = self.predicates.find(&record.predicate.value) {
            ix
        } else {
            self.unknown_predicate(&record.predicate);
            let id = record.predicate.value.clone();
            self.predicates.add(Predicate::new(id, ValueKind::Text))
        };
        let (subject, ambiguous) = self.subject(&record.subject);
        let id = record.id.as_ref().map_or_else(|| made_id(record), |id| id.value.clone());
        let first = printings.len();
        self.printings(record, printings);
        let value = self.value(&record.value, predicate_ix, printings.get(first), record.denied)?;
        let (scope, scope_defaulted) = self.claim_scope(record, predicate_ix);
        let place = self.claim_place(record, predicate_ix);
        let toward = record.toward.as_ref().map(|text| self.entity(text));
        let during = match &record.during {
            Some(text) if text.value == PAST => Some(During::Past),
            Some(text) => Some(During::Time(self.date(text, "during")?)),
            None => None,
        };
        let during_text = record.during.as_ref().map(|text| text.value.clone());
        Some(Claim {
            id,
            subject,
            subject_text: record.subject.value.clone(),
            ambiguous,
            predicate: predicate_ix,
            value,
            hedged: self.hedged(record.hedge.as_deref()),
            scope,
            scope_defaulted,
            place,
            toward,
            during,
            during_text,
            denied: record.denied,
            withdrawn: false,
            supersedes: Vec::new(),
            derived: record.derived.as_ref().map(|text| text.value.clone()),
            printings: (first..printings.len()).map(PrintingIx::new).collect(),
            value_text: match &record.read {
                Some(read) => read.printed.clone(),
                None => value_text(&record.value),
            },
            value_span: record.value.span(),
            span: record.span,
            read: record.read.as_ref().map(|read| read.sure),
        })
    }

    /// What a claim is about, and what it may be about when the name is ambiguous.
    fn subject(&mut self, at: &Text) -> (EntityIx, Vec<EntityIx>) {
        if let Some(ix) = self.entities.by_id(&at.value) {
            return (ix, Vec::new());
        }
        let candidates = self.entity_candidates(at);
        let subject = self.one_of(&at.value, &candidates);
        (subject, if candidates.len() > 1 { candidates.into_vec() } else { Vec::new() })
    }

    fn claim_scope(&mut self, record: &ClaimRecord, predicate: PredicateIx) -> (Scope, bool) {
        match &record.scope {
            Some(raw) => (self.scope(raw), record.scope_from_defaults),
            None => {
                let default = self.predicates.get(predicate).default_scope.clone();
                (default.unwrap_or_else(|| self.everything.clone()), true)
            }
        }
    }

    fn claim_place(&mut self, record: &ClaimRecord, predicate: PredicateIx) -> Place {
        if record.place.is_empty() {
            let default = self.predicates.get(predicate).default_where;
            return Place { places: default.into_iter().collect(), defaulted: default.is_some() };
        }
        let mut places: Vec<_> = record.place.iter().map(|text| self.entity(text)).collect();
        places.sort_unstable();
        places.dedup();
        Place { places, defaulted: record.place_from_defaults }
    }

    fn printings(&mut self, record: &mut ClaimRecord, out: &mut Vec<Printing>) {
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
            out.push(self.printing(record, None, document, 1));
        }
        for (at, cite) in std::mem::take(&mut record.cite).into_iter().enumerate() {
            let document = Document::Source(self.source(&cite.source));
            out.push(self.printing(record, Some(cite), document, at + 1));
        }
    }

    fn printing(
        &mut self,
        record: &ClaimRecord,
        cite: Option<CiteRecord>,
        document: Document,
        number: usize,
    ) -> Printing {
        let of_cite = cite.as_ref();
        let written = of_cite.and_then(|cite| cite.as_of.as_deref()).or(record.as_of.as_ref());
        let mut as_of = written.and_then(|text| self.date(text, "as_of"));
        let mut as_of_text = written.map(|text| text.value.clone());
        let mut as_of_basis = match (&as_of, &record.read) {
            (None, _) => AsOfBasis::None,
            (Some(_), None) => AsOfBasis::Record,
            (Some(_), Some(_)) => AsOfBasis::Text,
        };
        if as_of.is_none()
            && let Document::Source(source) = document
            && let Some(issued) = &self.sources[source.index()].issued
        {
            as_of_text = Some(SmolStr::new(&issued.edtf));
            as_of = Some(issued.clone());
            as_of_basis = AsOfBasis::Issued;
        }
        let said_by = of_cite.and_then(|cite| cite.said_by.as_ref()).or(record.said_by.as_ref());
        let speakers = said_by.into_iter().flatten().map(|text| self.speaker(text)).collect();
        let via = of_cite.into_iter().flat_map(|cite| &cite.via);
        let via = via.map(|id| self.source(id)).collect();
        let span = of_cite.map_or(record.span, |cite| cite.span);
        let (quote, at) = cite.map_or((None, None), |cite| (cite.quote, cite.at));
        Printing {
            claim: ClaimIx::new(0),
            number,
            document,
            as_of,
            as_of_basis,
            as_of_text,
            speakers,
            via,
            quote,
            at: at.map(|at| at.value),
            span,
        }
    }

    /// Whether a claim is hedged; a word that is no hedge is told, and counts for none.
    fn hedged(&mut self, hedge: Option<&Text>) -> bool {
        let Some(at) = hedge else { return false };
        let known = is_hedge(&at.value);
        if !known {
            let near = super::nearest(&at.value, HEDGES.iter().copied());
            let help = near.map(|near| format!("did you mean `{near}`?")).unwrap_or_else(|| {
                "write `probably` or its like; a bound (`at least 40`) belongs to the value"
                    .to_owned()
            });
            let message = format!("`{}` is not a hedge", at.value);
            self.problem(rule::MALFORMED, at, message, "no hedge", Some(help));
        }
        known
    }

    /// Who speaks. Words for nobody in particular name nobody, unless an entity bears them.
    fn speaker(&mut self, text: &Text) -> Speaker {
        if let Some(ix) = self.entities.by_id(&text.value).filter(|_| text.value != UNNAMED) {
            return Speaker::Named(ix);
        }
        let nobody = || NOBODY.contains(&name_key(&text.value).as_str());
        let borne =
            |all: &Self| all.entities.resolve(&text.value) != crate::claim::entity::Resolved::None;
        if text.value == UNNAMED || (!borne(self) && nobody()) {
            Speaker::Unnamed
        } else {
            Speaker::Named(self.entity(text))
        }
    }

    /// The day relative dates of a printing are counted from: its source's date, when that is one.
    pub(super) fn document_date(&self, printing: &Printing) -> Option<Date> {
        let Document::Source(source) = printing.document else { return None };
        let issued = self.sources[source.index()].issued.as_ref()?;
        // Most are a day.
        if let When::Day(days) = &issued.when
            && let Some(day) = days.single()
        {
            return Some(day.date());
        }
        let (earliest, latest) = (date::earliest(issued)?, date::latest(issued)?);
        (earliest == latest).then(|| earliest.date())
    }
}

/// Positions of claims in the order of their ids. The first bytes after what all of them begin with
/// tell most of them apart, and are compared as one number.
fn by_id(claims: &[Claim]) -> Vec<usize> {
    const FIRST: usize = size_of::<u64>();
    let ids = || claims.iter().map(|claim| claim.id.as_bytes());
    let Some(one) = ids().next() else { return Vec::new() };
    let begins = ids().fold(one, |known, id| {
        if id.starts_with(known) {
            return known;
        }
        let alike = known.iter().zip(id).take_while(|(a, b)| a == b).count();
        &known[..alike]
    });
    let first = |id: &[u8]| {
        let id = &id[begins.len()..];
        let mut bytes = [0; FIRST];
        let length = id.len().min(FIRST);
        bytes[..length].copy_from_slice(&id[..length]);
        u64::from_be_bytes(bytes)
    };
    let mut keys: Vec<(u64, ClaimIx)> =
        ids().enumerate().map(|(at, id)| (first(id), ClaimIx::new(at))).collect();
    let id = |at: ClaimIx| claims[at.index()].id.as_str();
    keys.sort_unstable();
    for alike in keys.chunk_by_mut(|(a, _), (b, _)| a == b).filter(|alike| alike.len() > 1) {
        alike.sort_by(|(_, i), (_, j)| id(*i).cmp(id(*j)));
    }
    keys.into_iter().map(|(_, at)| at.index()).collect()
}

/// Bring things into an order, given by their present positions, without a second copy of them.
fn arrange<T>(things: &mut [T], order: &[usize]) {
    let mut target = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        target[*old] = new;
    }
    for at in 0..things.len() {
        while target[at] != at {
            let to = target[at];
            things.swap(at, to);
            target.swap(at, to);
        }
    }
}

/// Claims that say the same in every field get the same made id; the second and later ones are
/// told apart by a counter, in the order of their places.
fn number_equal_ids(all: &mut [Claim]) {
    let mut seen: FxHashMap<SmolStr, usize> = FxHashMap::default();
    let mut taken: FxHashSet<SmolStr> = all.iter().map(|claim| claim.id.clone()).collect();
    for claim in all {
        let uses = seen.entry(claim.id.clone()).or_default();
        *uses += 1;
        if *uses > 1 {
            let mut number = *uses;
            let base = claim.id.clone();
            while !taken.insert(SmolStr::new(format!("{base}-{number}"))) {
                number += 1;
            }
            claim.id = SmolStr::new(format!("{base}-{number}"));
        }
    }
}

/// [`written`], without a copy of what is one text.
fn value_text(value: &RawValue) -> SmolStr {
    match value {
        RawValue::Text(text) => text.value.clone(),
        other => written(other).into(),
    }
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
            let part = |name: &str, text: &RareText| {
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
