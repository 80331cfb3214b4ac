//! The things that a document speaks of: names, acronyms, events; and which mentions mean one.

use std::ops::Range;

use smol_str::SmolStr;

use crate::record::EntityKind;
use crate::value::date::DateReading;

/// A thing of a run, by its place in [`Things::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThingIx(pub u32);

/// A place in the documents read: document, block, bytes of the block's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct At {
    /// Document.
    pub document: usize,
    /// Block.
    pub block: usize,
    /// Bytes of its text.
    pub bytes: Range<usize>,
}

/// Something spoken of.
#[derive(Clone, Debug)]
pub struct Thing {
    /// What kind of thing it is, where that is known.
    pub kind: Option<EntityKind>,
    /// The name it is shown by: the longest of its names, or a description ("the Bajaur bombing").
    pub name: SmolStr,
    /// All names, each with the place where it is first used or introduced; for a name that the
    /// text introduces ("Islamic State Khorasan (ISK)", "also known as"), that place.
    pub names: Vec<(SmolStr, At)>,
    /// The id in the repository that the documents are checked against.
    pub known: Option<SmolStr>,
    /// For an event: what is known of it.
    pub event: Option<Event>,
}

/// What is known of an event.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Lemma of what it is called ("attack").
    pub class: SmolStr,
    /// Dates given for it, each with its place.
    pub dates: Vec<(DateReading, At)>,
    /// Where.
    pub places: Vec<ThingIx>,
    /// Who or what was struck, or takes part.
    pub targets: Vec<ThingIx>,
    /// Who did it.
    pub agents: Vec<ThingIx>,
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One thing; soft where its identity is inferred and could be otherwise.
    One {
        /// Which.
        thing: ThingIx,
        /// Whether a finding that rests on it is a warning at most.
        soft: bool,
    },
    /// One of several; claims about it are undecidable.
    Unsettled(Vec<ThingIx>),
    /// Nothing that can be told apart ("a man").
    Unknown,
}

/// All things of a run.
#[derive(Debug, Default)]
pub struct Things {
    /// By [`ThingIx`].
    pub all: Vec<Thing>,
}
