//! Predicates: what can be said of a subject, and how its values behave.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{EntityIx, PredicateIx, Scope};
use crate::record::{Change, ValueKind};
use crate::span::Span;

/// A predicate, with every option decided.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// Its id.
    pub id: SmolStr,
    /// Kind of its values.
    pub kind: ValueKind,
    /// Unit of its quantities.
    pub unit: Option<SmolStr>,
    /// Whether one subject may have many values at once.
    pub many: bool,
    /// Behaviour over time.
    pub change: Change,
    /// Terms, for [`ValueKind::Term`].
    pub terms: Vec<SmolStr>,
    /// Pairs of terms that cannot hold together, by position in [`Self::terms`].
    pub excludes: Vec<(usize, usize)>,
    /// Scope of claims that name none; `None`: everything.
    pub default_scope: Option<Scope>,
    /// Place of claims that name none.
    pub default_where: Option<EntityIx>,
    /// Days after the event at which a cumulative figure no longer moves.
    pub settles_after: i32,
    /// Days that a varying value is taken to hold on either side of its `as_of`.
    pub holds: i32,
    /// Predicates that this one never exceeds; `true`: at any time.
    pub at_most: Vec<(PredicateIx, bool)>,
    /// Predicates that add up to this one, and whether they are all there are.
    pub sum_of: Option<(Vec<PredicateIx>, bool)>,
    /// Dates that this one comes before.
    pub before: Vec<Order>,
    /// Dates that this one comes after.
    pub after: Vec<Order>,
    /// One line for people.
    pub description: Option<SmolStr>,
    /// Where it is declared; `None` when it is only used.
    pub span: Option<Span>,
}

/// What the other date of a `before` or `after` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A date predicate of the same subject, or with `through`, of every subject that has this
    /// subject as its value of that predicate.
    Date {
        /// The date predicate.
        predicate: PredicateIx,
        /// The linking predicate.
        through: Option<PredicateIx>,
    },
    /// The periods of the subject's claims.
    During,
    /// The `as_of`s of the subject's cumulative claims.
    AsOf,
}

/// DESIGN's default for when a toll no longer moves: 90 days after the event.
pub const SETTLES_AFTER_DAYS: i32 = 90;

impl Predicate {
    pub(crate) fn new(id: SmolStr, kind: ValueKind) -> Self {
        Self {
            id,
            kind,
            unit: None,
            many: false,
            change: Change::Fixed,
            terms: Vec::new(),
            excludes: Vec::new(),
            default_scope: None,
            default_where: None,
            settles_after: SETTLES_AFTER_DAYS,
            holds: 0,
            at_most: Vec::new(),
            sum_of: None,
            before: Vec::new(),
            after: Vec::new(),
            description: None,
            span: None,
        }
    }

    /// The id in words, without the digit that tells it from another of the same name.
    #[must_use]
    pub fn words(&self) -> String {
        let id = self.id.as_str();
        let numbered =
            id.rsplit_once('-').filter(|(_, last)| matches!(last.as_bytes(), [b'2'..=b'9']));
        numbered.map_or(id, |(name, _)| name).replace(['-', '_'], " ")
    }

    /// Position of a term.
    #[must_use]
    pub fn term(&self, text: &str) -> Option<usize> {
        let key = crate::name::name_key(text);
        self.terms.iter().position(|term| crate::name::name_key(term) == key)
    }

    /// Whether two terms cannot hold together.
    #[must_use]
    pub fn excludes(&self, a: usize, b: usize) -> bool {
        self.excludes.iter().any(|&(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
    }
}

// The two predicates that the comparison of others rests on: a toll settles after its event, and an
// event's own place says nothing as a `where` of claims about it. Both are parts of the vocabulary
// that every run starts from; a repository may declare them again, and cannot rename them.

/// Predicate of when an event happened.
pub const EVENT_DATE: &str = "event-date";

/// Predicate of where an event happened.
pub const LOCATION: &str = "location";

/// All predicates.
#[derive(Debug, Default)]
pub struct Predicates {
    all: Vec<Predicate>,
    by_id: FxHashMap<SmolStr, PredicateIx>,
}

impl Predicates {
    pub(crate) fn add(&mut self, predicate: Predicate) -> PredicateIx {
        let ix = PredicateIx::new(self.all.len());
        self.by_id.insert(predicate.id.clone(), ix);
        self.all.push(predicate);
        ix
    }

    /// A predicate.
    #[must_use]
    pub fn get(&self, ix: PredicateIx) -> &Predicate {
        &self.all[ix.index()]
    }

    pub(crate) fn get_mut(&mut self, ix: PredicateIx) -> &mut Predicate {
        &mut self.all[ix.index()]
    }

    /// A predicate by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<PredicateIx> {
        self.by_id.get(id).copied()
    }

    /// All predicates, built-in ones first.
    pub fn iter(&self) -> impl Iterator<Item = (PredicateIx, &Predicate)> {
        self.all.iter().enumerate().map(|(i, p)| (PredicateIx::new(i), p))
    }

    /// Ids of those that are declared, for suggestions: an unknown one may be misspelt itself.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter(|p| p.span.is_some()).map(|p| p.id.as_str())
    }

    /// Number of predicates, declared or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}
