//! A fast way through records all of whose names are known and whose values can be read, which are
//! nearly all of them. It changes nothing, so that several threads can go it at once, and gives up at
//! the first thing that has to be reported or that adds to what is known; then the [`Resolver`]
//! resolves the whole record. Both do it by the same steps ([`super::claims`]).

use std::sync::{Arc, Mutex, PoisonError};

use smol_str::SmolStr;

use super::Resolver;
use super::claims::{Names, Settled, UNNAMED, Unsettled, claim, is_hedge, written};
use super::order::{Resolved, printings_of};
use super::readings::{Readings, Shared, is_whole_day};
use crate::claim::{
    Atom, Claim, ClaimIx, ClaimValue, EntityIx, PredicateIx, Printing, Scope, SourceIx, Speaker,
};
use crate::parallel;
use crate::record::plain::{Claims, List, Plain};
use crate::record::{ClaimRecord, Denied, RawScope, RawValue, Text, ValueKind};
use crate::source::SourceMap;
use crate::value::date::DateReading;

/// What one thread has of its own.
#[derive(Default)]
pub(super) struct Own {
    readings: Readings,
    /// Scopes of claims that name none, by predicate: nearly every claim has one of these, and
    /// threads that count their uses in one place hold each other up.
    scopes: Vec<Option<Scope>>,
    /// What the last claim was about: claims with ids in a row are mostly about one thing.
    last: Last<EntityIx>,
    /// Its predicate.
    last_predicate: Last<PredicateIx>,
}

/// The last name that was looked up, and what it means.
type Last<T> = Option<(SmolStr, T)>;

/// What a name means, that it is looked up for only where it is not the last one; with the name.
fn again<T: Copy>(
    last: &mut Last<T>,
    name: &str,
    look: impl FnOnce(&str) -> Option<T>,
) -> Settled<(SmolStr, T)> {
    if let Some(known) = last.as_ref().filter(|(known, _)| known == name) {
        return Ok(known.clone());
    }
    let found = (SmolStr::new(name), look(name).ok_or(Unsettled)?);
    *last = Some(found.clone());
    Ok(found)
}

/// What is known, and one thread's own things.
pub(super) struct Known<'r> {
    pub(super) names: &'r Resolver,
    /// What any thread has read.
    pub(super) read: &'r Mutex<Readings>,
    pub(super) own: &'r mut Own,
}

impl Known<'_> {
    pub(super) fn readings(&mut self) -> Shared<'_> {
        Shared { own: &mut self.own.readings, all: self.read }
    }

    pub(super) fn entity_named(&self, name: &str) -> Settled<EntityIx> {
        self.names.entities.only(name).ok_or(Unsettled)
    }

    /// What a claim is about, with its name.
    pub(super) fn subject_named(&mut self, name: &str) -> Settled<(SmolStr, EntityIx)> {
        again(&mut self.own.last, name, |name| self.names.entities.only(name))
    }

    pub(super) fn predicate_named(&mut self, id: &str) -> Settled<PredicateIx> {
        let found = again(&mut self.own.last_predicate, id, |id| self.names.predicates.find(id));
        found.map(|(_, predicate)| predicate)
    }

    pub(super) fn source_named(&self, id: &str) -> Settled<SourceIx> {
        self.names.source_ids.get(id).copied().ok_or(Unsettled)
    }

    /// A value of one text, as its predicate reads it.
    pub(super) fn value_of(
        &mut self,
        text: &str,
        predicate: PredicateIx,
        printing: Option<&Printing>,
    ) -> Settled<ClaimValue> {
        let declared = self.names.predicates.get(predicate);
        let one = |atom| match declared.many {
            true => ClaimValue::Several { all: vec![atom], only: false },
            false => ClaimValue::OneOf(vec![atom]),
        };
        Ok(match declared.kind {
            ValueKind::Quantity => {
                let unit = declared.unit.as_deref();
                let read = self.readings().quantity(text, predicate, unit);
                ClaimValue::Quantity(read.map_err(|_| Unsettled)?)
            }
            ValueKind::Date => {
                let day = |printing| self.names.document_date(printing);
                let reference = printing.filter(|_| !is_whole_day(text)).and_then(day);
                let read = self.readings().date(text, reference);
                let read = read.ok().filter(|date| !date.year_inferred);
                ClaimValue::Date(read.ok_or(Unsettled)?)
            }
            ValueKind::Entity => one(Atom::Entity(self.entity_named(text)?)),
            ValueKind::Term => one(Atom::Term(declared.term(text).ok_or(Unsettled)?)),
            ValueKind::Text => ClaimValue::Text(text.into()),
        })
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
        self.entity_named(&at.value)
    }

    fn source(&mut self, at: &Text) -> Settled<SourceIx> {
        self.source_named(&at.value)
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
        self.names.sources[source.index()].from().cloned()
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
        let text = match (self.names.predicates.get(predicate).kind, raw) {
            (ValueKind::Text, _) => return Ok(Some(ClaimValue::Text(written(raw).into()))),
            (_, RawValue::Text(text)) => text,
            _ => return Err(Unsettled),
        };
        self.value_of(&text.value, predicate, printing).map(Some)
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

/// Where claims that are resolved in one go, and their printings, go.
struct Room<'a> {
    claims: &'a mut [Option<Claim>],
    printings: &'a mut [Option<Printing>],
    /// Where these begin among all.
    first_claim: usize,
    first_printing: usize,
    /// The first printing that is free.
    next: usize,
}

/// Lists of claims that threads share at a time; a large repository has several dozen.
const SIDE_BY_SIDE: usize = 8;

/// At the most one claim in so many is in full where claims are resolved in order: what is in full stays
/// in memory until the end then, beside what comes of it.
const MOSTLY: usize = 16;

fn are_mostly_plain(lists: &[List]) -> bool {
    let all: usize = lists.iter().map(List::len).sum();
    let records: usize = lists.iter().map(|list| list.records.len()).sum();
    records * MOSTLY <= all
}

/// How many printings the claims of a list have. A plain one has one.
fn printings_in(list: &List) -> usize {
    let of_records: usize = list.records.iter().map(printings_of).sum();
    list.len() - list.records.len() + of_records
}

/// Work that one of several threads takes.
type Taken<T> = Mutex<Option<T>>;

/// Lists of claims with room for what comes of them, after what has come of others.
fn work(lists: Vec<List>, resolved: &mut Resolved) -> Vec<Taken<(List, Room<'_>)>> {
    let (mut first_claim, mut first_printing) = (resolved.claims.len(), resolved.printings.len());
    let counts: Vec<usize> = lists.iter().map(printings_in).collect();
    let (mut claims, mut printings) =
        resolved.room(lists.iter().map(List::len).sum(), counts.iter().sum());
    let mut work = Vec::with_capacity(lists.len());
    for (list, count) in lists.into_iter().zip(counts) {
        let (own_claims, other_claims) = claims.split_at_mut(list.len());
        let (own_printings, other_printings) = printings.split_at_mut(count);
        (claims, printings) = (other_claims, other_printings);
        let (next_claim, next_printing) = (first_claim + list.len(), first_printing + count);
        let (claims, printings) = (own_claims, own_printings);
        let room = Room { claims, printings, first_claim, first_printing, next: 0 };
        work.push(Mutex::new(Some((list, room))));
        (first_claim, first_printing) = (next_claim, next_printing);
    }
    work
}

/// A record that is not resolved yet, and where its claim and its printings go.
pub(super) struct Left {
    pub(super) record: ClaimRecord,
    pub(super) claim: usize,
    pub(super) first: usize,
}

/// What is left of some records, and what those that are not replace.
type Done = (Vec<Left>, Vec<(usize, Text)>);

impl Room<'_> {
    /// Resolve claims of a list by what is known.
    fn done(mut self, mut list: List, known: &mut Known<'_>, sources: &SourceMap) -> Done {
        let (mut left, mut replaced) = Done::default();
        let mut records = std::mem::take(&mut list.records);
        for (at, place) in list.places(sources).enumerate() {
            left.extend(match place {
                Ok(plain) => self.plain(at, &plain, known),
                Err(record) => records
                    .get_mut(record)
                    .and_then(|record| self.record(at, record, known, &mut replaced)),
            });
        }
        (left, replaced)
    }

    /// The claim of a plain one; what is left, where nothing comes of it.
    fn plain(&mut self, at: usize, plain: &Plain<'_>, known: &mut Known<'_>) -> Option<Left> {
        let (claim, first) = (self.first_claim + at, self.first_printing + self.next);
        let place = self.next;
        self.next += 1;
        let keep = |found, printing| {
            self.printings[place] = Some(printing);
            self.claims[at] = Some(found);
        };
        match known.plain(plain, (claim, first), keep) {
            Ok(()) => None,
            Err(Unsettled) => plain.record().map(|record| Left { record, claim, first }),
        }
    }

    /// The claim of a record; what is left, where nothing comes of it.
    fn record(
        &mut self,
        at: usize,
        record: &mut ClaimRecord,
        known: &mut Known<'_>,
        replaced: &mut Vec<(usize, Text)>,
    ) -> Option<Left> {
        let (at_all, first) = (self.first_claim + at, self.first_printing + self.next);
        let printings = &mut self.printings[self.next..self.next + printings_of(record)];
        self.next += printings.len();
        let found = claim(known, record, printings, first).ok().flatten();
        if found.is_none() {
            return Some(Left { record: record.clone(), claim: at_all, first });
        }
        own(printings, at_all);
        let supersedes = std::mem::take(&mut record.supersedes).into_iter();
        replaced.extend(supersedes.map(|earlier| (at_all, earlier)));
        self.claims[at] = found;
        None
    }
}

/// Let printings be those of a claim.
pub(super) fn own(printings: &mut [Option<Printing>], claim: usize) {
    printings.iter_mut().flatten().for_each(|printing| printing.claim = ClaimIx::new(claim));
}

impl Resolver {
    /// Resolve claims by what is known, and tell which ones that leaves.
    pub(super) fn by_what_is_known(
        &mut self,
        claims: Claims,
        sources: &SourceMap,
    ) -> (Resolved, Vec<Left>) {
        self.list_sources();
        let (lists, order) = claims.into_parts();
        if let Some(order) = order.filter(|_| are_mostly_plain(&lists)) {
            return self.by_id(&lists, &order, sources);
        }
        let printings = lists.iter().map(printings_in).sum();
        let mut resolved = Resolved::with_capacity(lists.iter().map(List::len).sum(), printings);
        let read = Mutex::new(std::mem::take(&mut self.readings));
        let mut all_left = Vec::new();
        let mut lists = lists.into_iter();
        loop {
            // Memory would hold all records beside room for all claims otherwise.
            let some: Vec<_> = lists.by_ref().take(SIDE_BY_SIDE).collect();
            if some.is_empty() {
                break;
            }
            let work = work(some, &mut resolved);
            let (names, read) = (&*self, &read);
            let done = parallel::map_with(&work, Own::default, |own, work| {
                let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
                let mut known = Known { names, read, own };
                work.map(|(list, room)| room.done(list, &mut known, sources)).unwrap_or_default()
            });
            drop(work);
            for (left, replaced) in done {
                all_left.extend(left);
                resolved.replaced.extend(replaced);
            }
        }
        self.readings = read.into_inner().unwrap_or_else(PoisonError::into_inner);
        (resolved, all_left)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::claim::{Citing, Words};
    use crate::record::plain::Read;
    use crate::record::read::{check_ids_with, read_files};
    use crate::record::{Records, read_all};

    /// Claims whose names are known, and others that need something said or added.
    const CLAIMS: &str = "\
entities:
  - {id: quake, kind: event, name: Aster Valley earthquake, aliases: [the quake]}
  - {id: north, kind: organisation, name: Relief}
  - {id: south, kind: organisation, name: Relief}
  - {id: valley, kind: place, name: Aster Valley}
predicates:
  - {id: leader, value: entity, change: varying}
  - {id: supports, value: entity, values: many}
  - {id: phase, value: term, terms: [alert, relief]}
references:
  - {id: first, title: First report, issued: 2024-03-02}
  - {id: second, title: Second report}
claims:
  - {id: z, subject: quake, predicate: deaths, value: 40, said_by: [unnamed, north], cite: [{source: first}]}
  - {subject: the quake, predicate: deaths, value: over 30, scope: civilians, cite: [{source: second, at: page 3, quote: over 30 dead}]}
  - {subject: the quake, predicate: deaths, value: over 30, scope: civilians, cite: [{source: second, at: page 3, quote: over 30 dead}]}
  - {id: b, subject: quake, predicate: event-date, value: 1 March, cite: [{source: first}, {source: second, as_of: 2024}]}
  - {id: c, subject: Relief, predicate: leader, value: Relief, during: past, cite: [{source: first, said_by: [officials]}]}
  - {id: d, subject: nobody, predicate: deaths, value: 12, cite: [{source: third, via: [first]}]}
  - {id: e, subject: nobody, predicate: height, value: 12 m, where: valley, cite: [{source: third}]}
  - {id: f, subject: quake, predicate: deaths, value: a lot, cite: [{source: first}]}
  - {id: g, subject: quake, predicate: deaths, value: 41, during: some day, cite: [{source: first}]}
  - {id: h, subject: quake, predicate: phase, value: relief, hedge: probably, cite: [{source: first}]}
  - {id: i, subject: quake, predicate: phase, value: recovery, hedge: oddly}
  - {id: j, subject: quake, predicate: supports, value: {all: [north, valley]}, supersedes: [z, d], cite: [{source: first}]}
  - {id: k, subject: quake, predicate: supports, value: north, toward: south, denied: true, derived: \"{b}\", cite: [{source: first}]}
  - {id: l, subject: quake, predicate: deaths, value: {low: 30, high: 50}, scope: [guests], cite: [{source: second, as_of: soon}]}
";

    /// By what is known: records, or claims in plain form; or one after the other.
    enum Way {
        Records,
        Plain(Claims),
        Slow,
    }

    fn resolved(built_in: &Records, records: &Records, sources: &SourceMap, way: Way) -> String {
        let mut resolver = Resolver::new(built_in, records);
        let claims: Vec<ClaimRecord> = records.claims.iter().cloned().collect();
        let fast = match way {
            Way::Records => {
                let mut lists = Claims::default();
                claims.chunks(5).for_each(|some| lists.push(some.to_vec().into()));
                Some(lists)
            }
            Way::Plain(claims) => Some(claims),
            Way::Slow => None,
        };
        let (resolved, left) = if let Some(fast) = fast {
            let (resolved, left) = resolver.by_what_is_known(fast, sources);
            assert!(left.len() < claims.len(), "{} of {}", left.len(), claims.len());
            (resolved, left)
        } else {
            let (mut left, mut first) = (Vec::new(), 0);
            for (claim, record) in claims.iter().cloned().enumerate() {
                let count = printings_of(&record);
                left.push(Left { record, claim, first });
                first += count;
            }
            let mut resolved = Resolved::with_capacity(claims.len(), first);
            resolved.room(claims.len(), first);
            (resolved, left)
        };
        let (claims, mut printings, _) = resolver.settle(resolved, left);
        let quotes: Vec<_> =
            printings.iter().map(|one| format!("{:?}", one.quote(sources))).collect();
        // How they are kept may differ.
        for printing in printings.iter_mut() {
            (printing.quote, printing.citing) = (Words::None, Citing::Open);
        }
        let ids: Vec<_> = resolver.entities.iter().map(|(_, entity)| entity.id.as_str()).collect();
        let problems = &resolver.problems;
        format!("{claims:#?}\n{printings:#?}\n{quotes:#?}\n{problems:#?}\n{ids:?}")
    }

    #[test]
    fn the_fast_way_comes_to_what_the_other_one_does() {
        let mut sources = SourceMap::new();
        let (built_in, _) = crate::prose::vocabulary::built_in(&mut sources);
        let own = sources.add("claims/own.yaml", CLAIMS.to_owned());
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        for folder in ["claims", "sources"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
                files.push(sources.add(name, std::fs::read_to_string(path).unwrap()));
            }
        }
        for files in [vec![own], files] {
            let (records, _) = read_all(&sources, &files, &[]);
            let slow = resolved(&built_in, &records, &sources, Way::Slow);
            assert_eq!(resolved(&built_in, &records, &sources, Way::Records), slow);
            let (_, mut plain, _) = read_files(&sources, &files, &[]);
            check_ids_with(&mut plain, &sources, &mut Records::default(), &mut Vec::new());
            let some = plain.iter(&sources).filter(|claim| matches!(claim, Read::Plain(_))).count();
            assert!(some > 0);
            assert_eq!(resolved(&built_in, &records, &sources, Way::Plain(plain)), slow);
        }
    }
}
