//! Entities: the things claims are about, and the names they go by.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::{EntityIx, SourceIx};
use crate::name::name_key;
use crate::name::translit;
pub use crate::record::EntityKind;
use crate::span::Span;

/// Another name of an entity.
#[derive(Debug)]
pub struct Alias {
    /// The name.
    pub name: SmolStr,
    /// Sources that say so; empty for a name that the records take for granted.
    pub cited: Vec<SourceIx>,
}

/// A thing with its names.
#[derive(Debug)]
pub struct Entity {
    /// Its id; for a thing that is only named, the name.
    pub id: SmolStr,
    /// Its usual name.
    pub name: SmolStr,
    /// Kind, where it is known.
    pub kind: Option<EntityKind>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// What it is a part or branch of, or lies in.
    pub part_of: Vec<EntityIx>,
    /// Where its record stands; `None` when it is only named.
    pub span: Option<Span>,
    /// Whether it stands for one use of an ambiguous name, and is known by no name itself.
    pub stand_in: bool,
    /// Its names by the consonants that their spellings share, once asked for.
    pub(crate) spellings: OnceLock<Vec<String>>,
}

impl Entity {
    /// Whether a name of this entity may be a spelling of a name of another.
    #[must_use]
    pub fn may_be_spelt_as(&self, other: &Self) -> bool {
        let (x, y) = (self.spellings(), other.spellings());
        // Names are only looked at closely when their keys are equal.
        x.iter().any(|key| y.contains(key))
            && self.names().any(|p| other.names().any(|q| translit::may_be_one(p, q)))
    }

    fn names(&self) -> impl Iterator<Item = &SmolStr> {
        std::iter::once(&self.name).chain(self.aliases.iter().map(|alias| &alias.name))
    }

    fn spellings(&self) -> &[String] {
        self.spellings.get_or_init(|| self.names().map(|name| translit::key(name)).collect())
    }
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// This entity.
    One(EntityIx),
    /// One of these, and nothing says which.
    Several(Vec<EntityIx>),
    /// Nothing that is known.
    None,
}

/// All entities, and their names.
#[derive(Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    by_id: FxHashMap<SmolStr, EntityIx>,
    by_name: FxHashMap<String, SmallVec<[EntityIx; 1]>>,
}

impl Entities {
    /// Add an entity, known by its id from now on. Its names are added with [`Self::add_name`].
    pub(crate) fn add(&mut self, entity: Entity) -> EntityIx {
        let ix = EntityIx::new(self.all.len());
        if !entity.stand_in {
            self.by_id.entry(entity.id.clone()).or_insert(ix);
        }
        self.all.push(entity);
        ix
    }

    /// Let a name mean an entity (too).
    pub(crate) fn add_name(&mut self, name: &str, ix: EntityIx) {
        let known = self.by_name.entry(name_key(name)).or_default();
        if !known.contains(&ix) {
            known.push(ix);
        }
    }

    /// An entity.
    #[must_use]
    pub fn get(&self, ix: EntityIx) -> &Entity {
        &self.all[ix.index()]
    }

    pub(crate) fn get_mut(&mut self, ix: EntityIx) -> &mut Entity {
        &mut self.all[ix.index()]
    }

    /// Number of entities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All entities, in the order they were added, without those that stand for one use of an
    /// ambiguous name.
    pub fn iter(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        let all = self.all.iter().enumerate().map(|(i, e)| (EntityIx::new(i), e));
        all.filter(|(_, entity)| !entity.stand_in)
    }

    /// An entity by its id alone.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<EntityIx> {
        self.by_id.get(id).copied()
    }

    /// What a text in a record means: an id first, then a name.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Resolved {
        if let Some(ix) = self.by_id(text) {
            return Resolved::One(ix);
        }
        match self.by_name.get(&name_key(text)).map(SmallVec::as_slice) {
            None | Some([]) => Resolved::None,
            Some([one]) => Resolved::One(*one),
            Some(several) => Resolved::Several(several.to_vec()),
        }
    }

    /// The one entity that a text in a record means, if it is one: what [`Self::resolve`] says of it.
    #[must_use]
    pub fn only(&self, text: &str) -> Option<EntityIx> {
        self.by_id(text).or_else(|| match self.by_name.get(&name_key(text))?.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    }

    /// Ids and names that a misspelt one could stand for.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter(|e| e.span.is_some()).flat_map(|e| {
            [e.id.as_str(), e.name.as_str()]
                .into_iter()
                .chain(e.aliases.iter().map(|a| a.name.as_str()))
        })
    }
}
