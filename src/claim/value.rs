//! A claim's value: what the record's text denotes, given its predicate.

use std::sync::Arc;

use smol_str::SmolStr;

use super::{EntityIx, reading};
use crate::finding::Reading;
use crate::value::date::DateReading;
use crate::value::quantity::Quantity;

/// One thing that a value can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// An entity.
    Entity(EntityIx),
    /// A term of the predicate, by position.
    Term(usize),
}

/// A value, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimValue {
    /// An amount. Claims that print the same share it.
    Quantity(Arc<Quantity>),
    /// A day or a period, likewise.
    Date(Arc<DateReading>),
    /// Exactly one of these (usually one).
    OneOf(Vec<Atom>),
    /// These at least, or with `only`, these and no others; for predicates with many values.
    Several {
        /// The values.
        all: Vec<Atom>,
        /// Whether there are no others.
        only: bool,
    },
    /// Never compared, only shown.
    Text(SmolStr),
}

impl ClaimValue {
    /// The entities and terms it names.
    #[must_use]
    pub fn atoms(&self) -> &[Atom] {
        match self {
            Self::OneOf(atoms) | Self::Several { all: atoms, .. } => atoms,
            _ => &[],
        }
    }

    /// Whether a vague word's window decides an end of it.
    #[must_use]
    pub fn soft(&self) -> bool {
        match self {
            Self::Quantity(quantity) => quantity.soft,
            Self::Date(date) => date.soft,
            _ => false,
        }
    }

    /// Whether it is marked as uncertain (`?`).
    #[must_use]
    pub fn uncertain(&self) -> bool {
        matches!(self, Self::Date(date) if date.uncertain)
    }
}

impl super::World {
    /// How a claim's value was read, for output.
    #[must_use]
    pub fn reading(&self, claim: &super::Claim) -> Reading {
        let predicate = self.predicate_of(claim);
        let name = |atom: &Atom| match atom {
            Atom::Entity(ix) => self.entities.get(*ix).id.to_string(),
            Atom::Term(at) => predicate.terms.get(*at).map(ToString::to_string).unwrap_or_default(),
        };
        match &claim.value {
            ClaimValue::Quantity(quantity) => {
                reading::of_quantity(quantity, predicate.unit.as_deref())
            }
            ClaimValue::Date(date) => reading::of_date(date),
            ClaimValue::OneOf(atoms) => match atoms.as_slice() {
                [Atom::Entity(_)] => Reading::Entity { id: name(&atoms[0]) },
                [Atom::Term(_)] => Reading::Term { term: name(&atoms[0]) },
                several => Reading::OneOf { of: several.iter().map(name).collect() },
            },
            ClaimValue::Several { all, only } => {
                Reading::Several { all: all.iter().map(name).collect(), only: *only }
            }
            ClaimValue::Text(_) => Reading::Text,
        }
    }
}
