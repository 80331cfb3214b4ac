//! Claims and their printings.
//!
//! Records are resolved in parts side by side, by what is known ([`Known`]); then those that this
//! does not settle, one after the other in their order, by the [`Resolver`], which reports and adds.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::known::{Left, own};
use super::made_id::made_id;
use super::order::{Noted, Resolved, printings_of};
use super::{Resolver, rule};
use crate::claim::predicate::Predicate;
use crate::claim::{
    AsOfBasis, Chunked, Citing, Claim, ClaimIx, ClaimValue, Document, During, EntityIx, Place,
    PredicateIx, Printing, PrintingRange, Rare, Scope, SourceIx, Speaker, Words,
};
use crate::finding::Confidence;
use crate::graph::reach::Reach;
use crate::name::name_key;
use crate::record::plain::Claims;
use crate::record::{
    CiteRecord, ClaimRecord, Denied, Problem, RareText, RawScope, RawValue, Text, ValueKind,
};
use crate::source::SourceMap;
use crate::value::date::{self, DateReading, When};

/// The word for a speaker who has no name.
pub(super) const UNNAMED: &str = "unnamed";

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
pub(super) const PAST: &str = "past";

/// Whether a word hedges a whole claim ("probably").
#[must_use]
pub fn is_hedge(word: &str) -> bool {
    HEDGES.contains(&name_key(word).as_str())
}

/// That something is not known, or cannot be read, and what to say and do about it is for the
/// [`Resolver`].
pub(super) struct Unsettled;

pub(super) type Settled<T> = Result<T, Unsettled>;

/// What turns the texts of a record into what they mean.
pub(super) trait Names {
    fn resolver(&self) -> &Resolver;
    fn predicate(&mut self, at: &Text) -> Settled<PredicateIx>;
    /// What a claim is about, and what it may be about when the name is ambiguous.
    fn subject(&mut self, at: &Text) -> Settled<(EntityIx, Vec<EntityIx>)>;
    fn entity(&mut self, at: &Text) -> Settled<EntityIx>;
    fn source(&mut self, at: &Text) -> Settled<SourceIx>;
    fn speaker(&mut self, at: &Text) -> Settled<Speaker>;
    fn scope(&mut self, raw: &RawScope) -> Settled<Scope>;
    /// The scope of claims that name none.
    fn default_scope(&mut self, predicate: PredicateIx) -> Scope;
    /// When a source was issued, or may have been.
    fn issued(&mut self, source: SourceIx) -> Option<Arc<DateReading>>;
    fn date(&mut self, at: &Text, key: &str) -> Settled<Option<Arc<DateReading>>>;
    fn value(
        &mut self,
        raw: &RawValue,
        predicate: PredicateIx,
        printing: Option<&Printing>,
        denied: Denied,
    ) -> Settled<Option<ClaimValue>>;
    fn hedged(&mut self, hedge: Option<&Text>) -> Settled<bool>;
    /// A claim that cites nothing.
    fn uncited(&mut self, record: &ClaimRecord) -> Settled<()>;
}

/// The claim of a record, from which its quotes and locators are taken. Its printings go to the room
/// for them, which begins at `first` among all; where nothing comes of the claim, some may stand there.
pub(super) fn claim<N: Names>(
    names: &mut N,
    record: &mut ClaimRecord,
    room: &mut [Option<Printing>],
    first: usize,
) -> Settled<Option<Claim>> {
    let predicate = names.predicate(&record.predicate)?;
    let (subject, ambiguous) = names.subject(&record.subject)?;
    let id = record.id.as_ref().map_or_else(|| made_id(record), |id| id.value.clone());
    printings(names, record, room)?;
    let printing = room.first().and_then(Option::as_ref);
    let Some(value) = names.value(&record.value, predicate, printing, record.denied)? else {
        return Ok(None);
    };
    let (scope, scope_defaulted) = match &record.scope {
        Some(raw) => (names.scope(raw)?, record.scope_from_defaults),
        None => (names.default_scope(predicate), true),
    };
    let place = place(names, record, predicate)?;
    let toward = record.toward.as_ref().map(|text| names.entity(text)).transpose()?;
    let during = match &record.during {
        Some(text) if text.value == PAST => Some(During::Past),
        Some(text) => match names.date(text, "during")? {
            Some(reading) => Some(During::Time(reading)),
            None => return Ok(None),
        },
        None => None,
    };
    let hedged = names.hedged(record.hedge.as_deref())?;
    // Nothing gives up from here on.
    for (cite, printing) in record.cite.iter_mut().zip(room.iter_mut().flatten()) {
        printing.quote = cite.quote.take().map_or(Words::None, Words::Record);
        printing.at = cite.at.take().map(|at| at.value);
    }
    let derived = record.derived.as_ref().map(|text| text.value.clone());
    Ok(Some(Claim {
        id,
        subject,
        subject_text: record.subject.value.clone(),
        rare: Rare::boxed(Rare { ambiguous, supersedes: Vec::new(), derived }),
        predicate,
        value,
        hedged,
        scope,
        scope_defaulted,
        place,
        toward,
        during,
        during_text: record.during.as_ref().map(|text| text.value.clone()),
        denied: record.denied,
        withdrawn: false,
        printings: PrintingRange::new(first, first + room.len()),
        value_text: match &record.read {
            Some(read) => read.printed.clone(),
            None => value_text(&record.value),
        },
        value_span: record.value.span(),
        span: record.span,
        read: record.read.as_ref().map(|read| read.sure),
        unreconciled: record.read.as_ref().is_some_and(|read| read.unreconciled),
        borne_out: record.read.as_ref().is_some_and(|read| read.borne_out),
    }))
}

fn place<N: Names>(names: &mut N, record: &ClaimRecord, predicate: PredicateIx) -> Settled<Place> {
    if record.place.is_empty() {
        let default = names.resolver().predicates.get(predicate).default_where;
        return Ok(Place { places: default.into_iter().collect(), defaulted: default.is_some() });
    }
    let places: Settled<Vec<_>> = record.place.iter().map(|text| names.entity(text)).collect();
    let mut places = places?;
    places.sort_unstable();
    places.dedup();
    Ok(Place { places, defaulted: record.place_from_defaults })
}

fn printings<N: Names>(
    names: &mut N,
    record: &ClaimRecord,
    room: &mut [Option<Printing>],
) -> Settled<()> {
    if let ([], [room, ..]) = (record.cite.as_slice(), &mut *room) {
        names.uncited(record)?;
        let document = Document::File(record.span.file);
        *room = Some(printing(names, record, None, document, 1)?);
    }
    for ((at, cite), room) in record.cite.iter().enumerate().zip(room) {
        let document = Document::Source(names.source(&cite.source)?);
        *room = Some(printing(names, record, Some(cite), document, at + 1)?);
    }
    Ok(())
}

/// A printing, but for its quote and its locator.
fn printing<N: Names>(
    names: &mut N,
    record: &ClaimRecord,
    cite: Option<&CiteRecord>,
    document: Document,
    number: usize,
) -> Settled<Printing> {
    let written = cite.and_then(|cite| cite.as_of.as_deref()).or(record.as_of.as_ref());
    let mut as_of = match written {
        Some(text) => names.date(text, "as_of")?,
        None => None,
    };
    let mut as_of_text = written.map(|text| text.value.clone());
    let mut as_of_basis = match (&as_of, &record.read) {
        (None, _) => AsOfBasis::None,
        (Some(_), None) => AsOfBasis::Record,
        (Some(_), Some(_)) => AsOfBasis::Text,
    };
    if as_of.is_none()
        && let Document::Source(source) = document
        && let Some(issued) = names.issued(source)
    {
        as_of_text = Some(SmolStr::new(&issued.edtf));
        as_of = Some(issued);
        as_of_basis = AsOfBasis::Issued;
    }
    let said_by = cite.and_then(|cite| cite.said_by.as_ref()).or(record.said_by.as_ref());
    let speakers = said_by.into_iter().flatten().map(|text| names.speaker(text));
    let speakers = speakers.collect::<Settled<_>>()?;
    let via = cite.into_iter().flat_map(|cite| &cite.via).map(|id| names.source(id));
    Ok(Printing {
        claim: ClaimIx::new(0),
        number,
        document,
        as_of,
        as_of_basis,
        as_of_text,
        speakers,
        via: via.collect::<Settled<_>>()?,
        quote: Words::None,
        citing: Citing::Open,
        at: None,
        span: cite.map_or(record.span, |cite| cite.span),
    })
}

impl Resolver {
    /// Claims sorted by id, so that neither the order of files nor of records shows anywhere; with
    /// what they have, where that was noted.
    pub(super) fn claims(
        &mut self,
        claims: Claims,
        sources: &SourceMap,
    ) -> (Chunked<Claim>, Chunked<Printing>, Option<Noted>) {
        let (resolved, left) = self.by_what_is_known(claims, sources);
        self.settle(resolved, left)
    }

    /// Resolve what is left, and put all claims into their order.
    pub(super) fn settle(
        &mut self,
        mut resolved: Resolved,
        left: Vec<Left>,
    ) -> (Chunked<Claim>, Chunked<Printing>, Option<Noted>) {
        for Left { mut record, claim: at, first } in left {
            let printings = &mut resolved.printings[first..first + printings_of(&record)];
            let found = claim(self, &mut record, printings, first).ok().flatten();
            own(printings, at);
            if found.is_some() {
                let supersedes = record.supersedes.into_iter();
                resolved.replaced.extend(supersedes.map(|earlier| (at, earlier)));
            }
            resolved.claims[at] = found;
        }
        let noted = resolved.whole.as_mut().and_then(|whole| whole.noted.take());
        let (mut claims, printings, replaced) = resolved.in_order();
        self.follow_corrections(&mut claims, &replaced);
        (claims, printings, noted)
    }

    /// Let each claim replace also what those replace that it replaces.
    fn follow_corrections(&mut self, all: &mut Chunked<Claim>, replaced: &[(usize, Text)]) {
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
            let mut supersedes: Vec<SmolStr> = earlier.map(|e| ids[*e].clone()).collect();
            supersedes.sort();
            claim.set_supersedes(supersedes);
        }
    }

    /// The scope of claims of a predicate that name none.
    pub(super) fn scope_of(&self, predicate: PredicateIx) -> &Scope {
        self.predicates.get(predicate).default_scope.as_ref().unwrap_or(&self.everything)
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

impl Names for Resolver {
    fn resolver(&self) -> &Resolver {
        self
    }

    fn predicate(&mut self, at: &Text) -> Settled<PredicateIx> {
        Ok(self.predicates.find(&at.value).unwrap_or_else(|| {
            self.unknown_predicate(at);
            self.predicates.add(Predicate::new(at.value.clone(), ValueKind::Text))
        }))
    }

    fn subject(&mut self, at: &Text) -> Settled<(EntityIx, Vec<EntityIx>)> {
        if let Some(ix) = self.entities.by_id(&at.value) {
            return Ok((ix, Vec::new()));
        }
        let candidates = self.entity_candidates(at);
        let subject = self.one_of(&at.value, &candidates);
        Ok((subject, if candidates.len() > 1 { candidates.into_vec() } else { Vec::new() }))
    }

    fn entity(&mut self, at: &Text) -> Settled<EntityIx> {
        Ok(Resolver::entity(self, at))
    }

    fn source(&mut self, at: &Text) -> Settled<SourceIx> {
        Ok(Resolver::source(self, at))
    }

    fn speaker(&mut self, at: &Text) -> Settled<Speaker> {
        Ok(Resolver::speaker(self, at))
    }

    fn scope(&mut self, raw: &RawScope) -> Settled<Scope> {
        Ok(Resolver::scope(self, raw))
    }

    fn default_scope(&mut self, predicate: PredicateIx) -> Scope {
        self.scope_of(predicate).clone()
    }

    fn issued(&mut self, source: SourceIx) -> Option<Arc<DateReading>> {
        self.sources[source.index()].from().cloned()
    }

    fn date(&mut self, at: &Text, key: &str) -> Settled<Option<Arc<DateReading>>> {
        Ok(Resolver::date(self, at, key))
    }

    fn value(
        &mut self,
        raw: &RawValue,
        predicate: PredicateIx,
        printing: Option<&Printing>,
        denied: Denied,
    ) -> Settled<Option<ClaimValue>> {
        Ok(Resolver::value(self, raw, predicate, printing, denied))
    }

    fn hedged(&mut self, hedge: Option<&Text>) -> Settled<bool> {
        Ok(Resolver::hedged(self, hedge))
    }

    fn uncited(&mut self, record: &ClaimRecord) -> Settled<()> {
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
            sure: Confidence::High,
        });
        Ok(())
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
