//! What stands on disk: the records of claim and source files, each value with its place.
//!
//! A record here is as written. Names are not resolved, values are not read, defaults that come
//! from other files are not applied; `crate::claim` does that. `defaults` and `with` of the same
//! file *are* applied, since they are a way of writing: the spans then point to where they stand.

pub mod keys;
mod lists;
pub(crate) mod order;
pub mod plain;
pub mod read;
mod reference;

pub use lists::Lists;
pub use read::read_all;
pub use reference::{Datum, Field, Name, ReferenceRecord};

use std::sync::Arc;

use smol_str::SmolStr;

use crate::finding::Confidence;
use crate::span::{Span, Spanned};

/// A string and its place.
pub type Text = Spanned<SmolStr>;

/// A text that few records have, kept apart: a million claims have to fit into memory, and the room of
/// what they do not have costs as much time as anything that they do.
pub type RareText = Option<Box<Text>>;

/// Everything that a set of files holds.
#[derive(Debug, Default)]
pub struct Records {
    /// Claims, in file order.
    pub claims: Lists<ClaimRecord>,
    /// Where claims go that are read in the little room that nearly all need; without it, they go to
    /// `claims`.
    pub plain: Option<plain::List>,
    /// Entities.
    pub entities: Vec<EntityRecord>,
    /// `same_as` and `different_from`.
    pub identities: Vec<IdentityRecord>,
    /// Predicates.
    pub predicates: Vec<PredicateRecord>,
    /// Scopes.
    pub scopes: Vec<ScopeRecord>,
    /// Verdicts of people on findings.
    pub adjudications: Vec<AdjudicationRecord>,
    /// References of source files.
    pub references: Vec<ReferenceRecord>,
    /// What documents of prose quote word by word from sources: source, locator and words.
    pub quoted: Vec<CiteRecord>,
    /// Ids of claims and predicates that are there and could not be read, which was reported.
    /// References to them are not dangling.
    pub withheld: Vec<Text>,
}

impl Records {
    /// Add what other files hold, after what is there.
    pub fn append(&mut self, other: Self) {
        self.claims.append(other.claims);
        self.entities.extend(other.entities);
        self.identities.extend(other.identities);
        self.predicates.extend(other.predicates);
        self.scopes.extend(other.scopes);
        self.adjudications.extend(other.adjudications);
        self.references.extend(other.references);
        self.quoted.extend(other.quoted);
        self.withheld.extend(other.withheld);
    }
}

/// A defect of a record or a file, found while reading. The rest of the file is still used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the rule that reports it (`malformed-record`, `duplicate-id`, …).
    pub rule: &'static str,
    /// Where.
    pub span: Span,
    /// What and why, in one line that makes sense alone; no trailing full stop.
    pub message: String,
    /// A few words for the place itself ("unknown key").
    pub label: String,
    /// What to do next.
    pub help: Option<String>,
    /// A second place that matters (the first use of a duplicate id), with its label.
    pub other: Option<(Span, String)>,
    /// How sure it is: what is wrong with high confidence is reported at the level of its rule, and
    /// what may be explained by what lies between two places as a warning at most.
    pub sure: Confidence,
}

impl Problem {
    /// What is plainly wrong at one place.
    pub(crate) fn at(
        (rule, span): (&'static str, Span),
        message: String,
        label: &str,
        help: Option<String>,
    ) -> Self {
        let label = label.to_owned();
        Self { rule, span, message, label, help, other: None, sure: Confidence::High }
    }
}

/// A value as written; it is read once its predicate is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    /// `143`, `over 100`, `2024-03-22`, a name: the scalar's own spelling (`1.10` stays `1.10`).
    Text(Text),
    /// `{low: 100, best: 143, high: 150}`; an absent part is `None`, at least one is there.
    Estimate {
        /// Lowest.
        low: RareText,
        /// Best.
        best: RareText,
        /// Highest.
        high: RareText,
        /// The whole mapping.
        span: Span,
    },
    /// `{all: [a, b]}`: at least these; never empty.
    All(Vec<Text>, Span),
    /// `{only: [a, b]}`: these and no others; never empty.
    Only(Vec<Text>, Span),
    /// `[2014, 2015]`: one of these.
    OneOf(Vec<Text>, Span),
}

impl RawValue {
    /// The whole value's place.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Text(text) => text.span,
            Self::Estimate { span, .. }
            | Self::All(_, span)
            | Self::Only(_, span)
            | Self::OneOf(_, span) => *span,
        }
    }
}

/// `scope` as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawScope {
    /// One id, or a list: all of them at once.
    All(Vec<Text>),
    /// `{any: [fighters, families]}`.
    Any(Vec<Text>),
}

/// `denied` as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Denied {
    /// Asserted (absent or `false`).
    #[default]
    No,
    /// "did not" (`true`).
    Yes,
    /// "no evidence that" (`unseen`).
    Unseen,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct ClaimRecord {
    /// The whole record, first key to last value.
    pub span: Span,
    /// Its own id, if it has one.
    pub id: Option<Text>,
    /// Entity id, name or alias.
    pub subject: Text,
    /// Predicate id.
    pub predicate: Text,
    /// Value.
    pub value: RawValue,
    /// Population counted.
    pub scope: Option<RawScope>,
    /// Whether the scope is the file's default. What a series shares is not a default.
    pub scope_from_defaults: bool,
    /// Places, a union.
    pub place: Vec<Text>,
    /// Whether the places are the file's default.
    pub place_from_defaults: bool,
    /// Counterpart.
    pub toward: RareText,
    /// Valid time, EDTF or `past`.
    pub during: Option<Text>,
    /// Known as of, EDTF.
    pub as_of: Option<Text>,
    /// Speakers, nearest first; `None` when absent (the document's own voice).
    pub said_by: Option<Vec<Text>>,
    /// Whether the claim is a denial.
    pub denied: Denied,
    /// `hedge: probably`.
    pub hedge: RareText,
    /// Arithmetic over other claims.
    pub derived: RareText,
    /// Claims this one replaces.
    pub supersedes: Vec<Text>,
    /// Printings.
    pub cite: Vec<CiteRecord>,
    /// Where its free text stands, which is for people alone.
    pub note: Option<Span>,
    /// For a claim that was read out of prose: how. No key of the format.
    pub read: Option<Box<Read>>,
}

/// How a claim was read out of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// How sure the reading is.
    pub sure: Confidence,
    /// The value as it is printed, where the record says it in other words.
    pub printed: SmolStr,
    /// Whether its document says otherwise in its own voice, and nothing tells that they differ.
    pub unreconciled: bool,
    /// Whether the rest of its document bears its figure out.
    pub borne_out: bool,
}

/// One printing of a claim.
#[derive(Clone, Debug)]
pub struct CiteRecord {
    /// The whole entry.
    pub span: Span,
    /// Source id.
    pub source: Text,
    /// CSL locator ("line 3").
    pub at: Option<Text>,
    /// Exact words; the claim that is made of the record shares them.
    pub quote: Option<Arc<QuoteRecord>>,
    /// What the printing itself rests on.
    pub via: Vec<Text>,
    /// Overrides the claim's.
    pub as_of: RareText,
    /// Overrides the claim's.
    pub said_by: Option<Vec<Text>>,
}

/// Exact words of a source, with what stands around them where two places must be told apart
/// (the W3C TextQuoteSelector).
#[derive(Clone, Debug)]
pub struct QuoteRecord {
    /// The words.
    pub exact: Text,
    /// What stands before.
    pub prefix: RareText,
    /// What stands after.
    pub suffix: RareText,
}

/// Kinds of entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// Something that happened.
    Event,
    /// A human being.
    Person,
    /// A group, an office, a company, a medium.
    Organisation,
    /// Ground.
    Place,
    /// A source.
    Document,
}

/// A thing claims are about, or a speaker, or a place.
#[derive(Clone, Debug)]
pub struct EntityRecord {
    /// The whole record.
    pub span: Span,
    /// Unique among entities and sources.
    pub id: Text,
    /// Its usual name.
    pub name: Option<Text>,
    /// What kind of thing it is.
    pub kind: Option<EntityKind>,
    /// Other names.
    pub aliases: Vec<AliasRecord>,
    /// What it is a part or branch of, or for a place, what it lies in.
    pub part_of: Vec<Text>,
}

/// Another name of an entity.
#[derive(Clone, Debug)]
pub struct AliasRecord {
    /// The name.
    pub name: Text,
    /// Where it is said to be one.
    pub cite: Vec<CiteRecord>,
}

/// Which way an identity record goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityKind {
    /// One entity.
    SameAs,
    /// Different entities.
    DifferentFrom,
}

/// That entities are, or are not, one.
#[derive(Clone, Debug)]
pub struct IdentityRecord {
    /// The whole record.
    pub span: Span,
    /// Same or different.
    pub kind: IdentityKind,
    /// Two or more entities; pairwise for `different_from`.
    pub entities: Vec<Text>,
    /// Where it is said.
    pub cite: Vec<CiteRecord>,
    /// Who decided it, where nothing is cited.
    pub by: Option<Text>,
    /// When.
    pub on: Option<Text>,
}

/// Kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// An amount.
    Quantity,
    /// A day or period.
    Date,
    /// An entity.
    Entity,
    /// One of the predicate's terms.
    Term,
    /// Never compared, only shown.
    Text,
}

/// How a predicate's value behaves over time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Change {
    /// Never changes.
    #[default]
    Fixed,
    /// A count that is still being made.
    Cumulative,
    /// Holds for a while.
    Varying,
    /// One value for each period.
    PerPeriod,
}

/// Kinds of things that a predicate is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// Something that happens.
    Event,
    /// A group, an office, a company, a team.
    Organisation,
    /// A human being.
    Person,
    /// Ground, and what is built on it.
    Place,
    /// A publication.
    Document,
    /// Anything else: a vessel, a vaccine, a budget.
    Thing,
}

/// A predicate.
#[derive(Clone, Debug)]
pub struct PredicateRecord {
    /// The whole record.
    pub span: Span,
    /// Its id.
    pub id: Text,
    /// Kind of its values; `None` when an override leaves the built-in one.
    pub value: Option<Spanned<ValueKind>>,
    /// Kinds of things that it is said of; empty when none are given.
    pub of: Vec<Spanned<SubjectKind>>,
    /// Unit of its quantities.
    pub unit: Option<Text>,
    /// Whether one subject may have many values at once.
    pub many: Option<bool>,
    /// Behaviour over time.
    pub change: Option<Spanned<Change>>,
    /// Terms, for [`ValueKind::Term`].
    pub terms: Vec<Text>,
    /// Pairs of terms that cannot hold together.
    pub excludes: Vec<(Text, Text)>,
    /// Scope of claims that name none.
    pub default_scope: Option<Text>,
    /// Place of claims that name none.
    pub default_where: Option<Text>,
    /// After how long a cumulative figure no longer moves ("90 days").
    pub settles_after: Option<Text>,
    /// How long a varying value is taken to hold around its `as_of` ("30 days").
    pub holds: Option<Text>,
    /// Predicates that this one never exceeds.
    pub at_most: Vec<AtMostRecord>,
    /// Predicates that add up to this one.
    pub sum_of: Option<SumOfRecord>,
    /// Dates: earlier than those.
    pub before: Vec<OrderRecord>,
    /// Dates: later than those.
    pub after: Vec<OrderRecord>,
    /// Patterns for prose.
    pub cues: Vec<Text>,
    /// One line for people.
    pub description: Option<Text>,
}

impl PredicateRecord {
    /// A record that says nothing but its id.
    #[must_use]
    pub fn new(span: Span, id: Text) -> Self {
        Self {
            span,
            id,
            value: None,
            of: Vec::new(),
            unit: None,
            many: None,
            change: None,
            terms: Vec::new(),
            excludes: Vec::new(),
            default_scope: None,
            default_where: None,
            settles_after: None,
            holds: None,
            at_most: Vec::new(),
            sum_of: None,
            before: Vec::new(),
            after: Vec::new(),
            cues: Vec::new(),
            description: None,
        }
    }
}

/// `at_most`: the predicate that bounds, and whether the times must agree.
#[derive(Clone, Debug)]
pub struct AtMostRecord {
    /// Predicate id.
    pub predicate: Text,
    /// `time: any`.
    pub any_time: bool,
}

/// `sum_of`.
#[derive(Clone, Debug)]
pub struct SumOfRecord {
    /// Predicate ids.
    pub parts: Vec<Text>,
    /// Whether the parts are all there are.
    pub complete: bool,
    /// The mapping.
    pub span: Span,
}

/// `before` or `after`.
#[derive(Clone, Debug)]
pub struct OrderRecord {
    /// A date predicate; or `during`, `as_of`.
    pub predicate: Text,
    /// The predicate whose value is the subject, on the subjects whose dates are meant.
    pub through: Option<Text>,
}

/// A scope.
#[derive(Clone, Debug)]
pub struct ScopeRecord {
    /// The whole record.
    pub span: Span,
    /// Its id.
    pub id: Text,
    /// Wider scopes; `None` when an override leaves the built-in ones.
    pub part_of: Option<Vec<Text>>,
    /// What people call it; `None` when an override leaves the built-in names.
    pub names: Option<Vec<Text>>,
}

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Known and accepted.
    Accepted,
    /// Some claims are wrong: they are withdrawn.
    Wrong,
    /// The claims should not be compared.
    NotComparable,
}

/// A person's verdict on a finding.
#[derive(Clone, Debug)]
pub struct AdjudicationRecord {
    /// The whole record.
    pub span: Span,
    /// Of the finding; `None` where `judged` says which one is meant.
    pub fingerprint: Option<Text>,
    /// Rule of the finding.
    pub rule: Text,
    /// Claim ids with the fields that were judged.
    pub judged: Vec<(Text, Vec<(Text, Text)>)>,
    /// What was decided.
    pub decision: Spanned<Decision>,
    /// Claims that are withdrawn.
    pub wrong: Vec<Text>,
    /// Why.
    pub reason: Option<Text>,
    /// Who.
    pub by: Option<Text>,
    /// When.
    pub on: Option<Text>,
    /// Until when it holds.
    pub until: Option<Text>,
}
