//! Claims as they are meant: names resolved, values read, defaults applied.
//!
//! [`resolve`] turns the records of all files into one [`World`]. Everything after this room works
//! on small typed indices; texts and places stay reachable for messages. Nothing here compares.

pub mod census;
pub mod chunked;
pub mod entity;
mod own_places;
pub mod predicate;
pub mod quotation;
pub mod reading;
pub mod resolve;
pub mod run;
pub mod scope;
pub mod value;

use std::sync::Arc;

use smallvec::SmallVec;
use smol_str::SmolStr;

pub use crate::ids::{ClaimIx, EntityIx, PredicateIx, PrintingIx, ScopeIx, SourceIx};
pub use census::Census;
pub use chunked::Chunked;
pub use entity::{Entities, Entity, EntityKind};
pub use predicate::{Predicate, Predicates};
pub use quotation::Quote;
pub use scope::{Scope, Scopes};
pub use value::{Atom, ClaimValue};

use crate::finding::Confidence;
use crate::graph::identity::Identity;
use crate::graph::parts::Parts;
use crate::record::{Denied, QuoteRecord};
use crate::source::SourceMap;
use crate::span::{FileId, Span};
use crate::value::date::DateReading;

/// What the records say, resolved. A claim whose value or time cannot be read is not here, and of
/// identity records only what they join or keep apart; rules about what is *written* ask
/// [`crate::record::Records`].
#[derive(Debug)]
pub struct World {
    /// Entities, declared or only named.
    pub entities: Entities,
    /// Which entities are one.
    pub identity: Identity,
    /// What lies in what.
    pub parts: Parts,
    /// Predicates, built in or declared.
    pub predicates: Predicates,
    /// Scopes and how they nest.
    pub scopes: Scopes,
    /// Sources: those recorded, in the order of the records, then those that are only cited.
    pub sources: Vec<Source>,
    /// Claims, by id.
    pub claims: Chunked<Claim>,
    /// Printings, by claim and order in the record.
    pub printings: Chunked<Printing>,
    /// What claims have at all.
    pub census: Census,
    /// Whether a claim is withdrawn.
    pub any_withdrawn: bool,
    /// The runs of claims, where they were noted.
    known_runs: Option<Vec<Vec<run::Run>>>,
}

/// A source that claims are printed in or rest on.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: SmolStr,
    /// Title, or the id where there is none.
    pub title: SmolStr,
    /// When it was issued, where that is known and can be read.
    pub issued: Option<Arc<DateReading>>,
    /// The days on which it may have been issued, where only what it cites tells: none is earlier
    /// than that.
    pub since: Option<Arc<DateReading>>,
    /// Whether it is primary.
    pub origin: bool,
    /// The document as an entity (ids share a namespace).
    pub entity: EntityIx,
    /// Sources in its reference list.
    pub cites: Vec<SourceIx>,
    /// Where its record stands; `None` for a source that is cited but not recorded.
    pub span: Option<Span>,
}

impl Source {
    /// When it was issued, as far as that is known.
    pub(crate) fn from(&self) -> Option<&Arc<DateReading>> {
        self.issued.as_ref().or(self.since.as_ref())
    }
}

/// Where a value holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// A union of places, sorted; empty when none is named.
    pub places: Vec<EntityIx>,
    /// Whether it comes from the default of the predicate or of the file.
    pub defaulted: bool,
}

/// Valid time as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum During {
    /// "former", "served".
    Past,
    /// A day among some, or an extent.
    Time(Arc<DateReading>),
}

/// A claim: one record.
#[derive(Debug)]
pub struct Claim {
    /// Its id; made from its content (`~` and hex) where the record has none.
    pub id: SmolStr,
    /// Who or what it is about.
    pub subject: EntityIx,
    /// The subject as written.
    pub subject_text: SmolStr,
    /// What few claims have.
    rare: Option<Box<Rare>>,
    /// Predicate.
    pub predicate: PredicateIx,
    /// Value.
    pub value: ClaimValue,
    /// Whether `hedge` makes the value soft.
    pub hedged: bool,
    /// Population.
    pub scope: Scope,
    /// Whether the scope is the default of the predicate or of the file.
    pub scope_defaulted: bool,
    /// Place.
    pub place: Place,
    /// Counterpart.
    pub toward: Option<EntityIx>,
    /// Valid time.
    pub during: Option<During>,
    /// EDTF of the valid time as written.
    pub during_text: Option<SmolStr>,
    /// Asserted, denied, or not seen.
    pub denied: Denied,
    /// Whether a person judged it wrong.
    pub withdrawn: bool,
    /// Printings, in order; never empty.
    pub printings: PrintingRange,
    /// The value as written.
    pub value_text: SmolStr,
    /// Where the value stands.
    pub value_span: Span,
    /// Where the record stands.
    pub span: Span,
    /// For a claim that was read out of prose: how sure the reading is.
    pub read: Option<Confidence>,
    /// Whether its document says otherwise in its own voice, and nothing tells that they differ.
    pub unreconciled: bool,
    /// Whether the rest of its document bears its figure out.
    pub borne_out: bool,
}

/// What few claims have, kept apart: a million claims have to fit into memory, and every look at them
/// costs as much time as there is of them.
#[derive(Debug, Default)]
struct Rare {
    ambiguous: Vec<EntityIx>,
    supersedes: Vec<SmolStr>,
    derived: Option<SmolStr>,
}

impl Rare {
    fn boxed(self) -> Option<Box<Self>> {
        let none =
            self.ambiguous.is_empty() && self.supersedes.is_empty() && self.derived.is_none();
        (!none).then(|| Box::new(self))
    }
}

/// The printings of a claim, which stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintingRange {
    first: PrintingIx,
    past: PrintingIx,
}

impl PrintingRange {
    fn new(first: usize, past: usize) -> Self {
        Self { first: PrintingIx::new(first), past: PrintingIx::new(past) }
    }

    fn numbers(self) -> std::ops::Range<u32> {
        let number = |ix: PrintingIx| u32::try_from(ix.index()).unwrap_or(u32::MAX);
        number(self.first)..number(self.past)
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = PrintingIx> {
        self.into_iter()
    }
}

impl IntoIterator for PrintingRange {
    type Item = PrintingIx;
    type IntoIter = std::iter::Map<std::ops::Range<usize>, fn(usize) -> PrintingIx>;

    fn into_iter(self) -> Self::IntoIter {
        (self.first.index()..self.past.index()).map(PrintingIx::new)
    }
}

/// Who says it, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// Somebody without a name ("officials").
    Unnamed,
    /// An entity.
    Named(EntityIx),
}

/// Where an `as_of` comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AsOfBasis {
    /// The record says it.
    Record,
    /// The cited source's date stands in.
    Issued,
    /// Words of the text say it.
    Text,
    /// Unknown.
    None,
}

impl AsOfBasis {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Issued => "issued",
            Self::Text => "text",
            Self::None => "none",
        }
    }
}

/// The document a claim is printed in: what "one document" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// A source.
    Source(SourceIx),
    /// A claims file whose claim cites nothing: the file speaks for itself.
    File(FileId),
}

/// The words that a printing quotes.
#[derive(Clone, Debug)]
pub enum Words {
    /// None.
    None,
    /// Those of a record.
    Record(Arc<QuoteRecord>),
    /// Those that stand in the file of the citation as they are, by their first byte and the one past
    /// the last.
    Here(u32, u32),
}

/// What is known of a quote and a locator before anybody looks for them in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Citing {
    /// Nothing: several records may have one citation.
    Open,
    /// No other plain claim has its citation.
    Alone,
    /// The same, and without a text of the source nothing comes of it: the quote says what the value
    /// does, or nothing that could be another value, and the locator names no title.
    Settled,
}

/// One printing of a claim.
#[derive(Debug)]
pub struct Printing {
    /// The claim.
    pub claim: ClaimIx,
    /// Which of the claim's printings, from 1.
    pub number: usize,
    /// Where it is printed.
    pub document: Document,
    /// Known as of.
    pub as_of: Option<Arc<DateReading>>,
    /// Where that comes from.
    pub as_of_basis: AsOfBasis,
    /// `as_of` as EDTF, for output.
    pub as_of_text: Option<SmolStr>,
    /// Speakers, nearest first; empty for the document's own voice.
    pub speakers: SmallVec<[Speaker; 2]>,
    /// Sources it rests on.
    pub via: SmallVec<[SourceIx; 4]>,
    /// Exact words.
    pub quote: Words,
    /// How the quote and the locator are written.
    pub citing: Citing,
    /// Locator as written.
    pub at: Option<SmolStr>,
    /// Where the entry stands; the claim's record where nothing is cited.
    pub span: Span,
}

impl Printing {
    /// Where the words stand that it quotes.
    #[must_use]
    pub fn quote_span(&self) -> Option<Span> {
        match &self.quote {
            Words::None => None,
            Words::Record(quote) => Some(quote.exact.span),
            Words::Here(start, end) => Some(Span { start: *start, end: *end, ..self.span }),
        }
    }

    /// The words that it quotes, and what stands around them.
    #[must_use]
    pub fn quote<'a>(&'a self, sources: &'a SourceMap) -> Option<Quote<'a>> {
        match &self.quote {
            Words::None => None,
            Words::Record(quote) => Some(quote.as_ref().into()),
            Words::Here(..) => {
                let span = self.quote_span()?;
                let exact = sources.file(span.file).text().get(span.range())?;
                Some(Quote { exact, span, prefix: None, suffix: None })
            }
        }
    }
}

impl Claim {
    /// Entities the subject's name may mean, when it is ambiguous; otherwise none.
    #[must_use]
    pub fn ambiguous(&self) -> &[EntityIx] {
        self.rare.as_ref().map_or(&[], |rare| &rare.ambiguous)
    }

    /// Ids of claims it replaces, also by way of others, sorted. No claim of a ring replaces another
    /// one of it.
    #[must_use]
    pub fn supersedes(&self) -> &[SmolStr] {
        self.rare.as_ref().map_or(&[], |rare| &rare.supersedes)
    }

    fn set_supersedes(&mut self, supersedes: Vec<SmolStr>) {
        let rare = self.rare.take().map_or_else(Rare::default, |rare| *rare);
        self.rare = Rare { supersedes, ..rare }.boxed();
    }

    /// Arithmetic over other claims, as written; `{id}` is a claim.
    #[must_use]
    pub fn derived(&self) -> Option<&str> {
        self.rare.as_ref()?.derived.as_deref()
    }

    /// Whether a vague word, a hedge on the whole claim, or a reading of prose that may be another
    /// decides what it says.
    #[must_use]
    pub fn soft(&self) -> bool {
        self.hedged || self.value.soft() || self.read == Some(Confidence::Low)
    }

    /// Whether it is soft, or rests on what the prose that it was read from does not say.
    #[must_use]
    pub fn unsure(&self) -> bool {
        self.soft() || self.read.is_some_and(|read| read < Confidence::High)
    }

    /// Whether it was read out of prose.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        self.read.is_some()
    }
}

impl World {
    /// A claim.
    #[must_use]
    pub fn claim(&self, ix: ClaimIx) -> &Claim {
        &self.claims[ix.index()]
    }

    /// A printing.
    #[must_use]
    pub fn printing(&self, ix: PrintingIx) -> &Printing {
        &self.printings[ix.index()]
    }

    /// A claim by its id, a made one too.
    #[must_use]
    pub fn claim_by_id(&self, id: &str) -> Option<&Claim> {
        self.find_claim(id).map(|ix| self.claim(ix))
    }

    /// The index of a claim by its id.
    #[must_use]
    pub fn find_claim(&self, id: &str) -> Option<ClaimIx> {
        self.claims.find(|claim| claim.id.as_str().cmp(id)).map(ClaimIx::new)
    }

    /// The indices of claims by their ids, one after the other: what is named together mostly stands
    /// side by side, so that the next claim is looked at first.
    pub fn find_claims<'a>(
        &'a self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> impl Iterator<Item = Option<ClaimIx>> {
        let mut next = 0;
        ids.into_iter().map(move |id| {
            let is_next = self.claims.get(next).is_some_and(|claim| claim.id == id);
            let found = if is_next { Some(ClaimIx::new(next)) } else { self.find_claim(id) };
            next = found.map_or(next, |ix| ix.index() + 1);
            found
        })
    }

    /// The claim that a printing prints.
    #[must_use]
    pub fn claim_of(&self, ix: PrintingIx) -> &Claim {
        self.claim(self.printing(ix).claim)
    }

    /// A claim's predicate.
    #[must_use]
    pub fn predicate_of(&self, claim: &Claim) -> &Predicate {
        self.predicates.get(claim.predicate)
    }

    /// The day that relative dates of a printing are counted from: its source's date, when that is
    /// one.
    #[must_use]
    pub fn document_date(&self, ix: PrintingIx) -> Option<jiff::civil::Date> {
        let Document::Source(source) = self.printing(ix).document else { return None };
        Some(self.source(source).issued.as_ref()?.single_day()?.date())
    }

    /// A source.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.sources[ix.index()]
    }

    /// Take claims back: they stay known, are compared with nothing, and say nothing about others.
    /// Has to be called once, before anything is compared, also when there are none.
    pub(crate) fn withdraw(&mut self, ids: &rustc_hash::FxHashSet<SmolStr>) {
        if !ids.is_empty() {
            self.known_runs = None;
            for claim in self.claims.iter_mut() {
                claim.withdrawn = ids.contains(&claim.id);
                self.any_withdrawn |= claim.withdrawn;
            }
        }
        self.drop_own_places();
    }

    /// All printings with their indices.
    pub fn printing_ids(&self) -> impl Iterator<Item = PrintingIx> + use<> {
        (0..self.printings.len()).map(PrintingIx::new)
    }
}
