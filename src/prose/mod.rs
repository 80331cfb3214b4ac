//! Claims out of prose: documents in, claim records out.
//!
//! Finite-state stages, each consuming what the one before made, in the order of FASTUS (Appelt et
//! al. 1993): no tagger, no model, everything a table or a small grammar. In reading order:
//!
//! | file | stage |
//! | --- | --- |
//! | `lexicon`, `token` | words with their classes and lemmas; a text as tokens |
//! | `passage` | one block analysed: sentences, clauses, verb groups, noun phrases, mentions |
//! | `context` | for each clause: who says it, whether it is asserted, as of when |
//! | `cue`, `vocabulary` | patterns of predicates, compiled; where they match |
//! | `open` | figures and dates of no known predicate that can be compared all the same |
//! | `thing` | names, acronyms, events; which mentions mean one thing |
//! | `fill` | a match and its context to a claim: subject, scope, place, period, speaker |
//! | `table` | cells of tables to claims, by what their rows and columns are named |
//! | `slip`, `sum`, `spell`, `role` | what a text gets wrong by itself: dates, sums, lengths of time, offices |
//! | `draft` | claims to records, which the one driver checks like any others |
//!
//! What is not settled by the text stays open: a figure that no claim is made of is counted as
//! unread, never dropped.

pub mod context;
pub mod cue;
pub mod draft;
pub mod fill;
pub mod lexicon;
pub mod open;
pub mod passage;
pub mod reading;
mod role;
pub mod slip;
mod spell;
mod sum;
mod table;
pub mod thing;
pub mod token;
pub mod vocabulary;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::document::{BlockKind, Document};
use crate::parallel;
use crate::record::EntityRecord;
use context::{Contexts, Known};
use cue::{Cues, Hit};
use fill::{Filled, Filler};
use passage::Passage;
use reading::{BlockIx, Reading, Said};
use table::grid::Text;
use thing::{Meaning, ThingIx};

/// What prose is read with.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// The patterns of the vocabulary.
    pub cues: &'a Cues,
    /// Entities of the repository that the documents are checked against.
    pub entities: &'a [EntityRecord],
}

/// A document to be read, and its date.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its date, from which relative dates are counted.
    pub issued: Option<Date>,
}

/// A block with what the stages that look at it alone made of it.
struct Analysed<'d> {
    passage: Passage<'d>,
    contexts: Contexts,
    hits: Vec<Hit>,
    marks: Vec<usize>,
    speaks: bool,
}

/// Read the claims of documents.
#[must_use]
pub fn read(sources: &[Source<'_>], knowledge: Knowledge<'_>) -> Reading {
    let documents: Vec<Vec<Analysed<'_>>> =
        sources.iter().map(|source| analyse(source, knowledge.cues)).collect();
    let resolved = {
        let seen: Vec<thing::Document<'_, '_>> = sources
            .iter()
            .zip(&documents)
            .map(|(source, blocks)| in_focus(source, blocks))
            .collect();
        thing::resolve(&seen, knowledge.entities)
    };
    let mut reading = Reading { seen: vec![0; sources.len()], ..Reading::default() };
    let mut known: Vec<Option<Known>> = Vec::new();
    for (at, (source, blocks)) in sources.iter().zip(&documents).enumerate() {
        let main = fill::main_thing(&resolved, at, blocks.iter().map(|block| &block.passage));
        let filler = Filler { cues: knowledge.cues, resolved: &resolved, main };
        let numbered: Vec<(usize, &Analysed<'_>)> = blocks.iter().enumerate().collect();
        let filled: Vec<Filled> = parallel::map(&numbered, |(block, analysed)| {
            filler.fill(&fill::Block {
                at: BlockIx { document: at, block: *block },
                passage: &analysed.passage,
                contexts: &analysed.contexts,
                hits: &analysed.hits,
                marks: &analysed.marks,
                speaks: analysed.speaks,
            })
        });
        let analyses: Vec<&Passage<'_>> = blocks.iter().map(|block| &block.passage).collect();
        let text = Text { blocks: &source.document.blocks, passages: &analyses };
        reading.slips.extend(sum::of_document(at, &text));
        let mut tables = table::read(&filler, at, &text);
        for (index, mut block) in filled.into_iter().enumerate() {
            tables.join(index, &mut block);
            reading.seen[at] += block.seen;
            reading.unread.extend(block.unread);
            reading.claims.extend(block.claims);
            known.extend(block.known);
        }
        let passages = || {
            let numbered = blocks.iter().enumerate();
            numbered
                .filter(|(_, block)| block.speaks)
                .map(move |(block, analysed)| (BlockIx { document: at, block }, &analysed.passage))
        };
        for (at, passage) in passages() {
            reading.slips.extend(slip::of_passage(at, passage));
            reading.slips.extend(spell::of_passage(at, passage));
        }
        reading.slips.extend(slip::of_document(passages()));
        reading.slips.extend(role::of_document(passages()));
        let _ = source;
    }
    supersede(&mut reading, &known);
    reading.things = resolved.things;
    reading
}

fn analyse<'d>(source: &Source<'d>, cues: &Cues) -> Vec<Analysed<'d>> {
    let blocks: Vec<_> = source.document.blocks.iter().collect();
    parallel::map(&blocks, |block| {
        let passage = Passage::new(&block.text, source.issued);
        let speaks = !matches!(
            block.kind,
            BlockKind::Reference { .. } | BlockKind::Code | BlockKind::Boilerplate
        );
        let hits = if speaks { cue::hits(&passage, cues) } else { Vec::new() };
        let contexts = context::contexts(&passage);
        let marks = block.marks.iter().map(|mark| mark.at).collect();
        Analysed { passage, contexts, hits, marks, speaks }
    })
}

/// A document as the resolution of things wants it.
fn in_focus<'a, 'd>(source: &Source<'d>, blocks: &'a [Analysed<'d>]) -> thing::Document<'a, 'd>
where
    'd: 'a,
{
    let kind = |kind: &BlockKind| match kind {
        BlockKind::Heading(level) => thing::BlockKind::Heading(*level),
        BlockKind::Paragraph | BlockKind::Quotation => thing::BlockKind::Paragraph,
        BlockKind::Item { .. } => thing::BlockKind::Item,
        BlockKind::Cell { .. } => thing::BlockKind::Cell,
        BlockKind::Caption => thing::BlockKind::Caption,
        BlockKind::Note { .. } => thing::BlockKind::Note,
        BlockKind::Reference { .. } => thing::BlockKind::Reference,
        BlockKind::Code | BlockKind::Boilerplate => thing::BlockKind::Code,
    };
    let focus = source.document.blocks.iter().zip(blocks).map(|(block, analysed)| thing::Block {
        passage: &analysed.passage,
        kind: kind(&block.kind),
        section: &block.section,
    });
    thing::Document {
        title: source.document.title.as_ref().map(|title| title.text.as_str()),
        issued: source.issued,
        blocks: focus.collect(),
    }
}

/// A count that the text calls an early one is replaced by those of its slot that it does not.
fn supersede(reading: &mut Reading, known: &[Option<Known>]) {
    let mut early: FxHashMap<(usize, ThingIx, Said), Vec<usize>> = FxHashMap::default();
    let slot = |at: usize, reading: &Reading| {
        let claim = &reading.claims[at];
        match claim.subject {
            Meaning::One { thing, .. } => Some((claim.at.document, thing, claim.said.clone())),
            _ => None,
        }
    };
    for (at, known) in known.iter().enumerate() {
        if *known == Some(Known::Early) {
            if let Some(slot) = slot(at, reading) {
                early.entry(slot).or_default().push(at);
            }
        }
    }
    for at in 0..reading.claims.len() {
        if known.get(at).is_some_and(|known| *known == Some(Known::Early)) {
            continue;
        }
        if let Some(older) = slot(at, reading).and_then(|slot| early.get(&slot)) {
            reading.claims[at].supersedes.extend(older);
        }
    }
}
