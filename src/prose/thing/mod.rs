//! The things that documents speak of, names, acronyms, events and others; and which mentions mean
//! one thing.
//!
//! Precision first, in the order of Stanford's sieve (Lee et al. 2013): names and what the text
//! says of them (`name`, `form`, `acronym`); definite descriptions and pronouns that have one antecedent
//! in focus (`focus`, `object`); events by their features (`anchor`, `several` and `party` find them,
//! `event` joins them); the event that a whole document is about (`lead`).
//!
//! An event is told apart by its kind, by what it struck, where and when. Who did it tells the deeds
//! of one group from nobody's, not from each other; what they counted never counts. While a text is
//! read, a telling that only resembles an earlier one stands by itself; when all of its features are
//! known it is joined to what it agrees with, if nothing contradicts and no other event is as near
//! (`alike`), and so across documents (`across`). What rests on such a likeness is soft.
//! What has two candidates is [`Meaning::Unsettled`]. Which bodies are branches of others is asked
//! when all is settled (`branch`).
//!
//! A text is read once from its start to its end. What is read later never changes what an earlier
//! mention means, with two exceptions: a text that defines a name after it was used makes the things
//! of both names one; and what a text tells twice, or calls its one event otherwise, is joined at the end. Each
//! document is read by itself; what several speak of is joined when all are read (`across`), so that
//! their order makes no difference.

mod acronym;
mod across;
mod alike;
mod anchor;
mod branch;
mod event;
mod focus;
mod form;
mod key;
mod lead;
mod name;
mod nest;
mod node;
mod object;
mod party;
mod several;
mod site;
mod spelling;
mod table;
mod variant;
mod walk;
mod when;

#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::passage::Passage;
use crate::record::{EntityKind, EntityRecord};
use crate::value::date::DateReading;

pub use variant::{Redefinition, Variant, redefined, variants};

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
    /// Places where each name is used, the first few of each, in order.
    pub uses: Vec<(SmolStr, At)>,
    /// What the text calls a person: titles and offices ("captain"), in lower case.
    pub roles: Vec<SmolStr>,
    /// The id in the repository that the documents are checked against.
    pub known: Option<SmolStr>,
    /// For an event: what is known of it.
    pub event: Option<Event>,
    /// What it is a part of: the ground that a place lies in, the body that another is a branch of.
    pub part_of: Vec<ThingIx>,
    /// Documents that use several of its names and never link them: that they are one, another says.
    pub unlinked: Vec<usize>,
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

/// What a block is, as far as it matters to what is in focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, by its level from 1.
    Heading(u8),
    /// Running text, quotations included.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// The caption of a table or figure.
    Caption,
    /// A footnote or endnote.
    Note,
    /// An entry of a list of references: works are named in it, things are not spoken of.
    Reference,
    /// Source code, which is not read.
    Code,
}

/// A block of a document.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a, 't> {
    /// Its text, analysed.
    pub passage: &'a Passage<'t>,
    /// What it is.
    pub kind: BlockKind,
    /// The headings it stands under, outermost first, by their places among the document's blocks.
    pub section: &'a [usize],
}

/// A document.
#[derive(Clone, Debug)]
pub struct Document<'a, 't> {
    /// Its title, from its metadata or its first heading.
    pub title: Option<&'a str>,
    /// Its date.
    pub issued: Option<Date>,
    /// Its blocks, in order.
    pub blocks: Vec<Block<'a, 't>>,
}

/// The things of a run, and what each mention means.
#[derive(Debug, Default)]
pub struct Resolved {
    /// The things.
    pub things: Things,
    /// By document, block.
    blocks: Vec<Vec<BlockMeanings>>,
    /// By document.
    leads: Vec<Meaning>,
    /// By document.
    titled: Vec<Vec<ThingIx>>,
}

/// What the mentions and clauses of a block mean.
#[derive(Clone, Debug, Default)]
struct BlockMeanings {
    /// By mention.
    mentions: Vec<Meaning>,
    /// Of all clauses, sentence by sentence.
    clauses: Vec<Meaning>,
    /// Of all clauses: how they tell of it.
    told: Vec<focus::Told>,
    /// Where the clauses of each sentence begin.
    sentences: Vec<usize>,
    /// What owns a noun phrase, by mention.
    owners: FxHashMap<usize, Meaning>,
}

const UNKNOWN: &Meaning = &Meaning::Unknown;

impl Resolved {
    /// What a name, noun phrase or pronoun means, by its place in [`Passage::mentions`]. Values, and
    /// places that do not exist, are [`Meaning::Unknown`].
    #[must_use]
    pub fn meaning(&self, document: usize, block: usize, mention: usize) -> &Meaning {
        let block = self.blocks.get(document).and_then(|blocks| blocks.get(block));
        block.and_then(|block| block.mentions.get(mention)).unwrap_or(UNKNOWN)
    }

    /// What owns a noun phrase that a possessive introduces: Harlow in "Harlow's budget", the rival in
    /// "the rival's budget". [`Meaning::Unknown`] where none does, or where that is not settled.
    #[must_use]
    pub fn owner(&self, document: usize, block: usize, mention: usize) -> &Meaning {
        let block = self.blocks.get(document).and_then(|blocks| blocks.get(block));
        block.and_then(|block| block.owners.get(&mention)).unwrap_or(UNKNOWN)
    }

    /// The one event that a document is about, softly; [`Meaning::Unknown`] where it tells of none or
    /// of several.
    #[must_use]
    pub fn lead(&self, document: usize) -> &Meaning {
        self.leads.get(document).unwrap_or(UNKNOWN)
    }

    /// What the title of a document names, wherever the text first speaks of it.
    #[must_use]
    pub fn titled(&self, document: usize) -> &[ThingIx] {
        self.titled.get(document).map_or(&[], Vec::as_slice)
    }

    /// Whether the event of a clause is the one that its own words speak of, rather than one in focus.
    #[must_use]
    pub fn is_told_at(
        &self,
        document: usize,
        block: usize,
        sentence: usize,
        clause: usize,
    ) -> bool {
        let block = self.blocks.get(document).and_then(|blocks| blocks.get(block));
        block.is_some_and(|block| {
            let at = block.clause(sentence, clause);
            at.and_then(|at| block.told.get(at)).is_some_and(|told| told.own)
        })
    }

    /// Whether a clause tells of another time ("the first since 1987, when …") or of its own subject
    /// alone, so that what is in focus around it has no part in it.
    #[must_use]
    pub fn is_apart(&self, document: usize, block: usize, sentence: usize, clause: usize) -> bool {
        let block = self.blocks.get(document).and_then(|blocks| blocks.get(block));
        block.is_some_and(|block| {
            let at = block.clause(sentence, clause);
            at.and_then(|at| block.told.get(at)).is_some_and(|told| told.apart)
        })
    }

    /// The event that a clause speaks of: its subject, its verb, an event it places itself in ("were
    /// killed in the attack"), that of the clause around it; else the one event in focus. A figure
    /// of casualties, damage or the like in the clause can be said of it.
    #[must_use]
    pub fn event_at(
        &self,
        document: usize,
        block: usize,
        sentence: usize,
        clause: usize,
    ) -> &Meaning {
        let Some(block) = self.blocks.get(document).and_then(|blocks| blocks.get(block)) else {
            return UNKNOWN;
        };
        let at = block.clause(sentence, clause);
        at.and_then(|at| block.clauses.get(at)).unwrap_or(UNKNOWN)
    }
}

impl BlockMeanings {
    /// The place of a clause of a sentence among all of the block.
    fn clause(&self, sentence: usize, clause: usize) -> Option<usize> {
        let first = self.sentences.get(sentence)?;
        let next = self.sentences.get(sentence + 1).copied().unwrap_or(self.clauses.len());
        let at = first.saturating_add(clause);
        (at < next).then_some(at)
    }
}

/// Find what the documents of a run speak of. `known` are the entities of the repository that they
/// are checked against; their names come first.
#[must_use]
pub fn resolve(documents: &[Document<'_, '_>], known: &[EntityRecord]) -> Resolved {
    let mut walk = walk::Walk::new(known);
    for (at, document) in documents.iter().enumerate() {
        walk.document(at, document);
    }
    let mut resolved = walk.finish();
    for (part, whole) in branch::parts(documents, &resolved) {
        if let Some(part) = resolved.things.all.get_mut(part.0 as usize) {
            part.part_of.push(whole);
        }
    }
    resolved
}
