//! Claims in the little room that nearly all of them need: where their texts stand in their file.
//!
//! A claim is plain when each of its keys holds one text that stands in the file as it is, and it is
//! printed in one source at the most. A million such claims fit into 64 megabytes, where their
//! records would take ten times as much; those of other claims stand beside them. What a plain claim
//! says is what its record would say ([`Plain::record`]).

use std::ops::Range;
use std::sync::Arc;

use smol_str::SmolStr;

use super::{CiteRecord, ClaimRecord, Denied, Lists, QuoteRecord, RawScope, RawValue, Text, order};
use crate::parallel;
use crate::source::SourceMap;
use crate::span::{FileId, Span};

/// What a plain claim has places for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Its own id.
    Id,
    /// Who or what it is about.
    Subject,
    /// Predicate.
    Predicate,
    /// Value.
    Value,
    /// The one population.
    Scope,
    /// Valid time.
    During,
    /// Known as of.
    AsOf,
    /// The one speaker.
    SaidBy,
    /// The whole citation.
    Cite,
    /// Its source.
    Source,
    /// Its locator.
    At,
    /// Its quote, without what stands around it.
    Quote,
    /// The one source that it rests on.
    Via,
    /// Free text.
    Note,
}

/// How many keys there are.
const KEYS: usize = Key::Note as usize + 1;

/// A range of bytes within a claim; an empty one is not there.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    from: u16,
    length: u16,
}

/// Where a plain claim and its texts stand; or, of length 0, which record stands for it.
#[derive(Clone, Copy, Debug)]
pub struct PlainClaim {
    start: u32,
    length: u16,
    places: [Place; KEYS],
}

impl PlainClaim {
    /// A claim without keys. `None` when it is too long to be plain.
    #[must_use]
    pub fn new(whole: Span) -> Option<Self> {
        let length = u16::try_from(whole.end - whole.start).ok().filter(|length| *length > 0)?;
        Some(Self { start: whole.start, length, places: [Place::default(); KEYS] })
    }

    /// A claim that begins at a byte, and of which nothing more is known yet.
    #[must_use]
    #[inline]
    pub fn from(start: usize) -> Option<Self> {
        let start = u32::try_from(start).ok()?;
        Some(Self { start, length: u16::MAX, places: [Place::default(); KEYS] })
    }

    /// The same, with all of its keys, up to a byte. `None` when it is too long to be plain.
    #[must_use]
    #[inline]
    pub fn to(self, end: usize) -> Option<Self> {
        let length = end.checked_sub(self.start as usize)?;
        Some(Self { length: u16::try_from(length).ok()?, ..self })
    }

    /// The record at a position stands for it.
    fn of_record(at: usize) -> Self {
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        Self { start, length: 0, places: [Place::default(); KEYS] }
    }

    /// Whether a key is there.
    #[must_use]
    #[inline]
    pub fn has(&self, key: Key) -> bool {
        self.places[key as usize].length > 0
    }

    /// Note where the text of a key stands. `None` when it is there already, or stands elsewhere.
    #[inline]
    pub fn set(&mut self, key: Key, span: Span) -> Option<()> {
        self.set_range(key, span.range())
    }

    /// The same by the bytes of the file.
    #[inline]
    pub fn set_range(&mut self, key: Key, text: Range<usize>) -> Option<()> {
        let from = u16::try_from(text.start.checked_sub(self.start as usize)?).ok()?;
        let length = u16::try_from(text.len()).ok()?;
        let inside = u32::from(from) + u32::from(length) <= u32::from(self.length);
        let place = &mut self.places[key as usize];
        let fits = inside && length > 0 && place.length == 0;
        *place = Place { from, length };
        fits.then_some(())
    }
}

/// A plain claim with its file.
#[derive(Clone, Copy, Debug)]
pub struct Plain<'a> {
    claim: &'a PlainClaim,
    file: FileId,
    /// The text of the claim.
    text: &'a str,
}

impl<'a> Plain<'a> {
    /// The whole claim.
    #[must_use]
    pub fn whole(&self) -> Span {
        let start = self.claim.start;
        Span { file: self.file, start, end: start + u32::from(self.claim.length) }
    }

    /// The text of the whole claim.
    #[must_use]
    pub fn all(&self) -> &'a str {
        self.text
    }

    /// What a key says, if it is there.
    #[must_use]
    #[inline]
    pub fn text(&self, key: Key) -> Option<&'a str> {
        let Place { from, length } = self.claim.places[key as usize];
        let (from, length) = (usize::from(from), usize::from(length));
        if length == 0 { None } else { self.text.get(from..from + length) }
    }

    /// Where that stands.
    #[must_use]
    #[inline]
    pub fn span(&self, key: Key) -> Span {
        let Place { from, length } = self.claim.places[key as usize];
        let start = self.claim.start + u32::from(from);
        Span { file: self.file, start, end: start + u32::from(length) }
    }

    /// What a key says and where, if it is there.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<Text> {
        Some(Text::new(SmolStr::new(self.text(key)?), self.span(key)))
    }

    /// The quote, if there is one.
    fn quote(&self) -> Option<Arc<QuoteRecord>> {
        let exact = self.get(Key::Quote)?;
        Some(Arc::new(QuoteRecord { exact, prefix: None, suffix: None }))
    }

    /// The record of the claim; `None` if its file were another one than it was read from.
    #[must_use]
    pub fn record(&self) -> Option<ClaimRecord> {
        let one = |key| self.get(key).map(|text| vec![text]);
        let cite = self.get(Key::Source).map(|source| CiteRecord {
            span: self.span(Key::Cite),
            source,
            at: self.get(Key::At),
            quote: self.quote(),
            via: one(Key::Via).unwrap_or_default(),
            as_of: None,
            said_by: None,
        });
        Some(ClaimRecord {
            span: self.whole(),
            id: self.get(Key::Id),
            subject: self.get(Key::Subject)?,
            predicate: self.get(Key::Predicate)?,
            value: RawValue::Text(self.get(Key::Value)?),
            scope: one(Key::Scope).map(RawScope::All),
            scope_from_defaults: false,
            place: Vec::new(),
            place_from_defaults: false,
            toward: None,
            during: self.get(Key::During),
            as_of: self.get(Key::AsOf),
            said_by: one(Key::SaidBy),
            denied: Denied::No,
            hedge: None,
            derived: None,
            supersedes: Vec::new(),
            cite: cite.into_iter().collect(),
            note: self.claim.has(Key::Note).then(|| self.span(Key::Note)),
            read: None,
        })
    }
}

/// A claim as it was read.
#[derive(Clone, Copy, Debug)]
pub enum Read<'a> {
    /// By the places of its texts.
    Plain(Plain<'a>),
    /// In full.
    Record(&'a ClaimRecord),
}

/// Claims of some files, in their order.
#[derive(Debug, Default)]
pub struct List {
    claims: Vec<PlainClaim>,
    /// Files, and how many claims there are up to the end of each.
    files: Vec<(FileId, usize)>,
    /// Those that are not plain.
    pub records: Vec<ClaimRecord>,
}

impl List {
    /// How many claims there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Make room for more.
    pub fn reserve(&mut self, more: usize) {
        self.claims.reserve(more);
    }

    /// Add a claim of a file.
    pub fn push(&mut self, file: FileId, claim: PlainClaim) {
        self.claims.push(claim);
        let end = self.claims.len();
        match self.files.last_mut() {
            Some((last, to)) if *last == file => *to = end,
            _ => self.files.push((file, end)),
        }
    }

    /// Add a claim in full.
    pub fn push_record(&mut self, record: ClaimRecord) {
        self.push(record.span.file, PlainClaim::of_record(self.records.len()));
        self.records.push(record);
    }

    /// Where the claim at a position begins in its file, or else its number among the records.
    #[must_use]
    #[inline]
    pub fn start(&self, at: usize) -> u32 {
        self.claims.get(at).map_or(0, |claim| claim.start)
    }

    /// How the claim at a position was read; the position of its record, where there is one.
    #[must_use]
    #[inline]
    pub fn place<'a>(
        &'a self,
        at: usize,
        sources: &'a SourceMap,
    ) -> Option<Result<Plain<'a>, usize>> {
        let claim = self.claims.get(at)?;
        let start = claim.start as usize;
        if claim.length == 0 {
            return Some(Err(start));
        }
        let (file, _) = *self.files.get(self.files.partition_point(|(_, end)| *end <= at))?;
        let text = sources.file(file).text().get(start..start + usize::from(claim.length));
        Some(Ok(Plain { claim, file, text: text.unwrap_or("") }))
    }

    /// For each claim, how it was read; the position of its record, where there is one.
    pub fn places<'a>(
        &'a self,
        sources: &'a SourceMap,
    ) -> impl Iterator<Item = Result<Plain<'a>, usize>> {
        let mut files = self.files.iter();
        let (mut file, mut text, mut past) = (FileId::new(0), "", 0);
        self.claims.iter().enumerate().map(move |(at, claim)| {
            if claim.length == 0 {
                return Err(claim.start as usize);
            }
            while at >= past {
                let Some((next, end)) = files.next() else { break };
                (file, text, past) = (*next, sources.file(*next).text(), *end);
            }
            let start = claim.start as usize;
            let text = text.get(start..start + usize::from(claim.length)).unwrap_or("");
            Ok(Plain { claim, file, text })
        })
    }

    /// The claims.
    pub fn iter<'a>(&'a self, sources: &'a SourceMap) -> impl Iterator<Item = Read<'a>> {
        self.places(sources).filter_map(|place| match place {
            Ok(plain) => Some(Read::Plain(plain)),
            Err(at) => self.records.get(at).map(Read::Record),
        })
    }

    /// Take away the id of a claim.
    fn take_id(&mut self, at: usize) {
        let Some(claim) = self.claims.get_mut(at) else { return };
        if claim.length > 0 {
            claim.places[Key::Id as usize] = Place::default();
        } else if let Some(record) = self.records.get_mut(claim.start as usize) {
            record.id = None;
        }
    }
}

impl From<Vec<ClaimRecord>> for List {
    fn from(records: Vec<ClaimRecord>) -> Self {
        let claims = (0..records.len()).map(PlainClaim::of_record).collect();
        Self { claims, files: Vec::new(), records }
    }
}

/// Where a claim is: the list, and the position in it.
pub type At = (u32, u32);

/// Claims of which a thread looks at the ids in one go.
const BATCH: usize = 1 << 15;

/// Claims of all files, in their order.
#[derive(Debug, Default)]
pub struct Claims {
    lists: Vec<List>,
    /// Where claims are in the order of their ids, once that is known.
    by_id: Option<Vec<At>>,
}

impl Claims {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lists.iter().map(List::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.iter().all(List::is_empty)
    }

    /// Add claims after all others.
    pub fn push(&mut self, list: List) {
        if !list.is_empty() {
            self.lists.push(list);
            self.by_id = None;
        }
    }

    /// Put the claims into the order of their ids, if each has one, and no two have the same.
    pub(super) fn sort(&mut self, sources: &SourceMap) -> bool {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let batches: Vec<(u32, usize)> = (0..)
            .zip(&self.lists)
            .flat_map(|(list, all)| (0..all.len()).step_by(BATCH).map(move |first| (list, first)))
            .collect();
        let ids = parallel::map(&batches, |(list, first)| {
            let claims = &self.lists[*list as usize];
            let id = |at: usize| {
                let id = match claims.place(at, sources)? {
                    Ok(plain) => plain.text(Key::Id)?,
                    Err(at) => claims.records.get(at)?.id.as_ref()?.value.as_str(),
                };
                Some((id, (*list, small(at))))
            };
            let last = claims.len().min(first + BATCH);
            (*first..last).map(id).collect::<Option<Vec<_>>>()
        });
        let ids: Option<Vec<_>> = ids.into_iter().collect();
        self.by_id = ids.and_then(|ids| order::by_id(&ids).ok());
        self.by_id.is_some()
    }

    /// Those that are not plain.
    pub fn records(&self) -> impl Iterator<Item = &ClaimRecord> {
        self.lists.iter().flat_map(|list| &list.records)
    }

    /// All of them.
    pub fn iter<'a>(&'a self, sources: &'a SourceMap) -> impl Iterator<Item = Read<'a>> {
        self.lists.iter().flat_map(|list| list.iter(sources))
    }

    /// All of them in full.
    #[must_use]
    pub fn written(&self, sources: &SourceMap) -> Vec<ClaimRecord> {
        let in_full = |claim| match claim {
            Read::Plain(plain) => plain.record(),
            Read::Record(record) => Some(record.clone()),
        };
        self.iter(sources).filter_map(in_full).collect()
    }

    /// The lists that it is made of, in their order; and where the claims are in the order of their
    /// ids, where that is known.
    #[must_use]
    pub fn into_parts(self) -> (Vec<List>, Option<Vec<At>>) {
        (self.lists, self.by_id)
    }

    /// Take away the id of the claim at a position.
    pub(super) fn take_id(&mut self, mut at: usize) {
        for list in &mut self.lists {
            if at < list.len() {
                return list.take_id(at);
            }
            at -= list.len();
        }
    }
}

impl From<Lists<ClaimRecord>> for Claims {
    fn from(lists: Lists<ClaimRecord>) -> Self {
        let mut claims = Self::default();
        lists.into_parts().into_iter().for_each(|records| claims.push(records.into()));
        claims
    }
}
