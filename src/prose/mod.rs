//! Claims out of prose: documents in, claim records out.
//!
//! Finite-state stages, each consuming what the one before made, in the order of FASTUS (Appelt et
//! al. 1993): no tagger, no model, everything a table or a small grammar. In reading order:
//!
//! | file | stage |
//! | --- | --- |
//! | `lexicon`, `words`, `token` | words with their classes and lemmas, lists of words; a text as tokens |
//! | `passage` | one block analysed: sentences, clauses, verb groups, noun phrases, mentions |
//! | `context` | for each clause: who says it, whether it is asserted, as of when |
//! | `cue`, `vocabulary` | patterns of predicates, compiled; where they match |
//! | `open` | figures and dates of no known predicate: those that can be compared all the same, those told in passing |
//! | `thing` | names, acronyms, events; which mentions mean one thing |
//! | `retold` | figures that are told twice in other words, whatever their frames |
//! | `gist` | whether two passages speak of one thing |
//! | `fill` | a match and its context to a claim: subject, scope, place, period, speaker |
//! | `table` | cells of tables to claims, by what their rows and columns are named |
//! | `called` | things that the text calls by two names |
//! | `slip`, `sum`, `spell`, `role`, `quoted`, `swap` | what a text gets wrong by itself: dates, sums, lengths of time, offices, speakers, units |
//! | `steps` | documents that say what to do, whose figures are of one step each |
//! | `many` | slots that hold more values than one thing can have |
//! | `tied` | figures that the rest of the text bears out |
//! | `unreconciled` | what a document says itself and has somebody say otherwise |
//! | `citation` | the list of references, and what the markers of the text stand for |
//! | `draft` | claims to records, which the one driver checks like any others |
//!
//! What is not settled by the text stays open: a figure that no claim is made of is counted as
//! unread, never dropped.

mod called;
pub mod citation;
pub mod context;
pub mod cue;
pub mod draft;
pub mod fill;
mod gist;
pub mod lexicon;
mod many;
pub mod open;
pub mod passage;
mod quoted;
pub mod reading;
mod retold;
mod role;
pub mod slip;
mod spell;
mod steps;
mod sum;
mod swap;
mod table;
pub mod thing;
mod tied;
pub mod token;
mod unreconciled;
pub mod vocabulary;
mod words;

use std::cell::OnceCell;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::document::{BlockKind, Document};
use crate::parallel;
use crate::record::EntityRecord;
use context::{Contexts, Known};
use cue::{Cues, Hit};
use fill::{Filled, Filler};
use passage::{MentionKind, Passage};
use reading::{BlockIx, Claim, Reading, Said};
use retold::Runs;
use retold::ranked::Ranked;
use table::grid::Text;
use thing::{Meaning, Resolved, Thing, ThingIx};

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
    let of_events = fill::of_events(&resolved.things);
    let mut deeds: Vec<Thing> = Vec::new();
    let mut ranks = Vec::new();
    let variants = OnceCell::new();
    let is_spelled = |a: &str, b: &str| {
        let of = |x: &str, y: &str| x.ends_with(a) && y.ends_with(b);
        let all: &Vec<thing::Variant> = variants.get_or_init(|| thing::variants(&resolved.things));
        all.iter().any(|v| of(&v.name, &v.other) || of(&v.other, &v.name))
    };
    for (at, (source, blocks)) in sources.iter().zip(&documents).enumerate() {
        let runs = runs(source.document);
        let analysis = Analysis { at, source, blocks, runs, resolved: &resolved };
        analysis.claims(knowledge.cues, (&of_events, &mut deeds), &mut known, &mut reading);
        let own = analysis.slips(&is_spelled, &mut reading);
        // What ranks third in one year may rank second in another.
        if source.issued.is_none() {
            ranks.extend(own);
        }
    }
    if sources.len() > 1 {
        join(sources, &documents, (&resolved, &ranks), &mut reading);
    }
    let speaking = documents.iter().enumerate().flat_map(|(document, blocks)| {
        let speaking = blocks.iter().enumerate().filter(|(_, block)| block.speaks);
        speaking.map(move |(block, analysed)| (BlockIx { document, block }, &analysed.passage))
    });
    let days = slip::of_run(speaking, &resolved, &reading.claims);
    reading.slips.extend(days);
    replace(&mut reading, &documents);
    supersede(&mut reading, &known);
    unreconciled::mark(&mut reading, &documents, knowledge.cues);
    let figures = sources.iter().zip(&documents).map(|(source, blocks)| {
        source.document.blocks.iter().zip(blocks.iter().map(|block| &block.passage)).collect()
    });
    let ties = tied::Ties::new(figures);
    many::part(&mut reading);
    ties.mark(&mut reading.claims);
    ties.retain(&mut reading.slips);
    let blocks: Vec<&[crate::document::Block]> =
        sources.iter().map(|source| source.document.blocks.as_slice()).collect();
    reading.apart = apart(&reading.slips, &blocks, &documents);
    // What happened has no names, and so no spellings of them.
    reading.variants = variants.into_inner().unwrap_or_else(|| thing::variants(&resolved.things));
    reading.things = resolved.things;
    reading.things.all.extend(deeds);
    reading
}

/// What the figures of several documents say of one thing.
fn join(
    sources: &[Source<'_>],
    documents: &[Vec<Analysed<'_>>],
    (resolved, ranks): (&Resolved, &[Ranked]),
    reading: &mut Reading,
) {
    let told = sources.iter().zip(documents).enumerate().map(|(at, (source, blocks))| {
        let blocks = blocks.iter().enumerate().map(move |(block, analysed)| {
            let Analysed { passage, contexts, speaks, .. } = analysed;
            (BlockIx { document: at, block }, passage, contexts, *speaks)
        });
        (blocks, runs(source.document), source.issued.is_some())
    });
    retold::across::join(told, resolved, reading);
    let apart = |slip: &slip::Slip| {
        slip.other.as_ref().is_some_and(|(at, ..)| at.document != slip.at.document)
    };
    reading.slips.extend(retold::ranked::slips(ranks, resolved).filter(apart));
}

/// A document whose blocks are analysed.
struct Analysis<'a> {
    /// Its place among the documents.
    at: usize,
    source: &'a Source<'a>,
    blocks: &'a [Analysed<'a>],
    runs: Vec<Runs>,
    resolved: &'a Resolved,
}

impl<'a> Analysis<'a> {
    /// The passages that speak.
    fn passages(&self) -> impl Iterator<Item = (BlockIx, &'a Passage<'a>)> + Clone {
        let document = self.at;
        let speaking = self.blocks.iter().enumerate().filter(|(_, block)| block.speaks);
        speaking.map(move |(block, analysed)| (BlockIx { document, block }, &analysed.passage))
    }

    /// The same with what is known of their clauses.
    fn told(&self) -> impl Iterator<Item = (BlockIx, &'a Passage<'a>, &'a Contexts)> + Clone {
        let blocks = self.blocks;
        self.passages().map(move |(at, passage)| (at, passage, &blocks[at.block].contexts))
    }

    /// What claims are made from.
    fn to_fill(&self) -> Vec<fill::Block<'a>> {
        let blocks = &self.source.document.blocks;
        let times = times_of_headings(self.source.document, self.blocks);
        let under = |block: &crate::document::Block| {
            let mut named = block.section.iter().rev().filter_map(|heading| times.get(heading));
            named.next().cloned().unwrap_or_default()
        };
        let block = |(block, analysed): (usize, &'a Analysed<'a>)| fill::Block {
            at: BlockIx { document: self.at, block },
            passage: &analysed.passage,
            contexts: &analysed.contexts,
            hits: &analysed.hits,
            marks: &analysed.marks,
            speaks: analysed.speaks,
            time: match &blocks[block].kind {
                BlockKind::Item { time, .. } => time.as_deref(),
                // "**18:00.** The toll is 28."
                BlockKind::Paragraph => clock_ahead(&blocks[block].text),
                _ => None,
            },
            under: under(&blocks[block]),
        };
        self.blocks.iter().enumerate().map(block).collect()
    }

    /// Its claims, with what is known of each; `deeds` are the events that they tell of.
    fn claims(
        &self,
        cues: &Cues,
        (of_events, deeds): (&fill::OfEvents, &mut Vec<Thing>),
        known: &mut Vec<Option<Known>>,
        reading: &mut Reading,
    ) {
        let passages = self.blocks.iter().map(|block| &block.passage);
        let about = fill::about(self.resolved, self.at, passages.clone());
        let filler = Filler { cues, resolved: self.resolved, about };
        let to_fill = self.to_fill();
        let mut filled: Vec<Filled> = parallel::map(&to_fill, |block| filler.fill(block));
        fill::take_back(&filler, &to_fill, &mut filled);
        let steps = steps::are_told(self.passages().map(|(_, passage)| passage));
        if !steps {
            retold::join(&filler, &to_fill, &self.runs, &mut filled);
        }
        pass(&filler, &to_fill, &self.runs, (of_events, deeds), &mut filled);
        let passages: Vec<&Passage<'_>> = passages.collect();
        let text = Text::new(&self.source.document.blocks, &passages);
        let mut tables = table::read(&filler, self.at, &text);
        for (index, mut block) in filled.into_iter().enumerate() {
            tables.join(index, &mut block);
            if steps {
                let of_step = block.claims.iter_mut().filter(|claim| steps::is_of_step(claim));
                of_step.for_each(many::sever);
            }
            reading.seen[self.at] += block.seen;
            reading.unread.extend(block.unread);
            reading.claims.extend(block.claims);
            known.extend(block.known);
        }
    }

    /// What it gets wrong by itself, beside the claims that it makes; the ranks that it tells.
    fn slips(
        &self,
        is_spelled: &impl Fn(&str, &str) -> bool,
        reading: &mut Reading,
    ) -> Vec<Ranked> {
        let (source, resolved) = (self.source, self.resolved);
        let passages: Vec<&Passage<'_>> = self.blocks.iter().map(|block| &block.passage).collect();
        let text = Text::new(&source.document.blocks, &passages);
        let contexts: Vec<&Contexts> = self.blocks.iter().map(|block| &block.contexts).collect();
        let sums = not_compared(reading, sum::of_document(self.at, &text, &contexts));
        reading.slips.extend(sums);
        let listed = spell::listed::slips(self.at, &text, &contexts);
        reading.slips.extend(not_compared(reading, listed));
        self.of_passages(reading);
        reading.slips.extend(slip::of_document(self.passages()));
        reading.slips.extend(swap::of_document(self.passages()));
        let spelled = not_compared(reading, spell::of_document(self.passages(), source.issued));
        reading.slips.extend(spelled);
        let listed = self.blocks.iter().zip(&source.document.blocks);
        let listed = listed.filter(|(_, block)| matches!(block.kind, BlockKind::Reference { .. }));
        let listed = listed.map(|(analysed, _)| &analysed.passage);
        let claims = &reading.claims;
        let known = spell::standing::Known { claims, resolved, issued: source.issued };
        let standing = spell::standing::slips(self.passages(), listed, &known);
        reading.slips.extend(standing);
        reading.slips.extend(called::of_document(self.passages()));
        reading.slips.extend(role::of_document(self.passages(), is_spelled));
        reading.slips.extend(retold::twin::of_document(self.told()));
        let runs = |at: BlockIx| self.runs.get(at.block) != Some(&Runs::Not);
        let running = self.told().filter(|(at, ..)| runs(*at));
        let named = retold::spot::of_document(running, resolved, &reading.slips);
        reading.slips.extend(named);
        let ranks = retold::ranked::read(self.told(), resolved);
        reading.slips.extend(retold::ranked::slips(&ranks, resolved));
        reading.slips.extend(quoted::of_document(self.told(), resolved));
        ranks
    }

    /// What single passages get wrong, and what they cite.
    fn of_passages(&self, reading: &mut Reading) {
        let blocks = &self.source.document.blocks;
        let marked = blocks.iter().any(|block| !block.marks.is_empty());
        let mut attributed = 0;
        for (at, passage, contexts) in self.told() {
            reading.slips.extend(slip::of_passage(at, passage));
            reading.slips.extend(spell::of_passage(at, passage));
            let block = &blocks[at.block];
            reading.cited.extend(citation::sentence::parts(at, passage, block));
            let contexts = Some(contexts).filter(|_| !marked);
            let paragraph = citation::figure::of_block(at, passage, contexts, block);
            reading.figures.extend(paragraph.figures);
            attributed += usize::from(paragraph.named);
        }
        reading.attributed.push(attributed);
    }
}

/// Rules of what follows from figures that a text gives.
const ARITHMETIC: &[&str] = &["arithmetic-mismatch", "duration-mismatch", "order-violation"];

/// Rules of two figures that are one: where both carry claims of one kind, these are compared.
const COMPARED: &[&str] = &["value-conflict", "conflicting-detail"];

/// Which slips hold figures against each other that stand neither in one sentence nor in one table:
/// something that lies between them may explain it.
fn apart(
    slips: &[slip::Slip],
    blocks: &[&[crate::document::Block]],
    documents: &[Vec<Analysed<'_>>],
) -> Vec<bool> {
    let is_cell = |at: BlockIx| {
        let block = blocks.get(at.document).and_then(|all| all.get(at.block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Cell { .. }))
    };
    let of = |slip: &slip::Slip| {
        let Some((there, bytes, _)) = &slip.other else { return false };
        let (a, b) = (is_cell(slip.at), is_cell(*there));
        if !ARITHMETIC.contains(&slip.rule) && slip.rule != "value-conflict" {
            return false;
        }
        let sentence = |bytes: &std::ops::Range<usize>| {
            let passage = &documents.get(slip.at.document)?.get(slip.at.block)?.passage;
            passage.sentence_of(passage.tokens_of(bytes).start)
        };
        let one = slip.at == *there && sentence(&slip.bytes) == sentence(bytes);
        !(one || a && b)
    };
    slips.iter().map(of).collect()
}

/// The time of day that a paragraph opens with, as an entry of a log does: "18:00. The toll is 28".
fn clock_ahead(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':')?;
    let (hour, minute) = text.get(..end)?.split_once(':')?;
    let two = (1..=2).contains(&hour.len()) && minute.len() == 2;
    let closes = text[end..].starts_with(['.', ' ', ',', '\u{2013}', '\u{2014}']);
    (two && closes).then(|| &text[..end])
}

/// Claims of what running text tells in passing and no stage before has read. What they say happened
/// is added to the things.
fn pass(
    filler: &Filler<'_>,
    blocks: &[fill::Block<'_>],
    runs: &[Runs],
    (of_events, deeds): (&fill::OfEvents, &mut Vec<Thing>),
    filled: &mut [Filled],
) {
    let speaking =
        |at: &usize| blocks[*at].speaks && matches!(runs.get(*at), Some(Runs::Text | Runs::Item));
    let places: Vec<usize> = (0..blocks.len()).filter(speaking).collect();
    let told = parallel::map(&places, |at| {
        let block = &blocks[*at];
        let between = filler.stances(block).into_iter().chain(filler.claimants(block));
        let between: Vec<Claim> = between.collect();
        (filler.passing(block, &filled[*at], of_events), between)
    });
    for (at, (claims, between)) in places.into_iter().zip(told) {
        let out = &mut filled[at];
        out.known.extend(between.iter().map(|_| None));
        out.claims.extend(between);
        for (mut claim, deed) in claims {
            if let Some(deed) = deed {
                let at = filler.resolved.things.all.len() + deeds.len();
                let Ok(at) = u32::try_from(at) else { continue };
                claim.subject = Meaning::One { thing: ThingIx(at), soft: false };
                deeds.push(deed);
            }
            out.unread.retain(|unread| unread.bytes != claim.bytes);
            out.claims.push(claim);
            out.known.push(None);
        }
    }
}

/// The first claim of each place.
type Of = FxHashMap<(BlockIx, usize, usize), usize>;

fn of_places(reading: &Reading) -> Of {
    let mut out = Of::default();
    for (ix, claim) in reading.claims.iter().enumerate() {
        out.entry((claim.at, claim.bytes.start, claim.bytes.end)).or_insert(ix);
    }
    out
}

/// Slips without those whose values carry claims that are compared as such.
fn not_compared(reading: &Reading, mut slips: Vec<slip::Slip>) -> Vec<slip::Slip> {
    if slips.iter().any(|slip| COMPARED.contains(&slip.rule)) {
        let of = of_places(reading);
        slips.retain(|slip| !is_compared((reading, &of), slip));
    }
    slips
}

/// Whether both values of a slip carry claims of one kind, which are compared as such.
fn is_compared((reading, of): (&Reading, &Of), slip: &slip::Slip) -> bool {
    let Some((there, bytes, _)) = slip.other.as_ref().filter(|_| COMPARED.contains(&slip.rule))
    else {
        return false;
    };
    let of = |at: BlockIx, bytes: &std::ops::Range<usize>| {
        reading.claims.get(*of.get(&(at, bytes.start, bytes.end))?)
    };
    let pair = of(slip.at, &slip.bytes).zip(of(*there, bytes));
    // What one of two says is told as disputed, and no more.
    let one = |a: &reading::Claim, b: &reading::Claim| {
        a.said == b.said && a.subject == b.subject && a.place == b.place && a.said_by == b.said_by
    };
    pair.is_some_and(|(a, b)| one(a, b))
}

/// The days of the week and seasons that headings name, by their places.
fn times_of_headings(
    document: &Document,
    blocks: &[Analysed<'_>],
) -> FxHashMap<usize, Vec<SmolStr>> {
    let headings = document.blocks.iter().zip(blocks).enumerate();
    let headings = headings.filter(|(_, (block, _))| matches!(block.kind, BlockKind::Heading(_)));
    let times = headings.map(|(at, (_, own))| (at, fill::times(&own.passage)));
    times.filter(|(_, times)| !times.is_empty()).collect()
}

/// What each block is to a reader.
fn runs(document: &Document) -> Vec<Runs> {
    let runs = |kind: &BlockKind| match kind {
        BlockKind::Heading(_)
        | BlockKind::Paragraph
        | BlockKind::Quotation
        | BlockKind::Caption
        | BlockKind::Note { .. } => Runs::Text,
        BlockKind::Item { .. } => Runs::Item,
        _ => Runs::Not,
    };
    document.blocks.iter().map(|block| runs(&block.kind)).collect()
}

fn analyse<'d>(source: &Source<'d>, cues: &Cues) -> Vec<Analysed<'d>> {
    let blocks: Vec<_> = source.document.blocks.iter().collect();
    parallel::map(&blocks, |block| {
        let passage = Passage::new(&block.text, source.issued);
        let speaks = !matches!(
            block.kind,
            BlockKind::Reference { .. } | BlockKind::Code | BlockKind::Boilerplate
        );
        let contexts = if speaks { context::contexts(&passage) } else { Contexts::default() };
        let mut hits = if speaks { cue::hits(&passage, cues) } else { Vec::new() };
        link(&passage, &contexts, &mut hits);
        let marks = block.marks.iter().map(|mark| mark.at).collect();
        Analysed { passage, contexts, hits, marks, speaks }
    })
}

/// The only one of some.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
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

/// Of two figures one of which replaces the other, both are of one predicate.
fn link(passage: &Passage<'_>, contexts: &Contexts, hits: &mut Vec<Hit>) {
    let figure = |at: usize| {
        passage.mentions.get(at).is_some_and(|m| matches!(m.kind, MentionKind::Figure(_)))
    };
    for link in contexts.links() {
        let hit = |value: usize| hits.iter().find(|hit| hit.value == value);
        let (known, unknown) = match (hit(link.earlier), hit(link.later)) {
            (Some(hit), None) => (hit.clone(), link.later),
            (None, Some(hit)) => (hit.clone(), link.earlier),
            _ => continue,
        };
        if figure(known.value) && figure(unknown) {
            // The subject is what the pattern names for the other.
            hits.push(Hit { value: unknown, part_of: None, during: None, ..known });
        }
    }
}

/// Claims of figures that the text itself replaces by others ("revised from 12 to 15").
fn replace(reading: &mut Reading, documents: &[Vec<Analysed<'_>>]) {
    let mut places: FxHashMap<(BlockIx, usize), usize> = FxHashMap::default();
    for (at, claim) in reading.claims.iter().enumerate() {
        places.insert((claim.at, claim.bytes.start), at);
    }
    for (document, blocks) in documents.iter().enumerate() {
        for (block, analysed) in blocks.iter().enumerate() {
            let at = BlockIx { document, block };
            let claim = |mention: usize| {
                let start = analysed.passage.mentions.get(mention)?.bytes.start;
                places.get(&(at, start)).copied()
            };
            for link in analysed.contexts.links() {
                if let (Some(earlier), Some(later)) = (claim(link.earlier), claim(link.later))
                    && reading.claims[earlier].said == reading.claims[later].said
                {
                    reading.claims[later].supersedes.push(earlier);
                }
            }
        }
    }
}

/// What figures have to share to replace each other by "initially" and "now" alone.
type Slot = (usize, ThingIx, Said, Vec<SmolStr>, Vec<ThingIx>);

/// A count that the text calls an early one is replaced by those of its slot that it does not.
fn supersede(reading: &mut Reading, known: &[Option<Known>]) {
    let mut early: FxHashMap<Slot, Vec<usize>> = FxHashMap::default();
    let slot = |at: usize, reading: &Reading| {
        let claim = &reading.claims[at];
        let Meaning::One { thing, .. } = claim.subject else { return None };
        let (said, scope) = (claim.said.clone(), claim.scope.clone());
        Some((claim.at.document, thing, said, scope, claim.place.clone()))
    };
    let is_early = |at: usize| known.get(at).is_some_and(|known| *known == Some(Known::Early));
    for at in (0..reading.claims.len()).filter(|at| is_early(*at)) {
        if let Some(slot) = slot(at, reading) {
            early.entry(slot).or_default().push(at);
        }
    }
    // "It held 143. It now holds 151": what holds now replaces what the same passage said before.
    let is_now = |at: usize| known.get(at).is_some_and(|known| *known == Some(Known::Now));
    for at in (0..reading.claims.len()).filter(|at| is_now(*at)) {
        let Some(own) = slot(at, reading) else { continue };
        let place = (reading.claims[at].at, reading.claims[at].bytes.start);
        let before = |other: &usize| {
            let claim = &reading.claims[*other];
            claim.at == place.0 && claim.bytes.start < place.1 && !is_now(*other)
        };
        let older: Vec<usize> = (0..at)
            .rev()
            .take_while(|other| reading.claims[*other].at == place.0)
            .filter(|other| before(other) && slot(*other, reading).as_ref() == Some(&own))
            .collect();
        reading.claims[at].supersedes.extend(older);
    }
    if early.is_empty() {
        return;
    }
    for at in (0..reading.claims.len()).filter(|at| !is_early(*at)) {
        let Some(older) = slot(at, reading).and_then(|slot| early.get(&slot)) else { continue };
        let new: Vec<usize> = {
            let supersedes = &reading.claims[at].supersedes;
            older.iter().copied().filter(|older| !supersedes.contains(older)).collect()
        };
        reading.claims[at].supersedes.extend(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(value: &str) -> reading::Claim {
        let subject = Meaning::One { thing: ThingIx(0), soft: false };
        let place = (BlockIx { document: 0, block: 0 }, 0..0);
        let said = Said::Known(SmolStr::new("deaths"));
        reading::Claim::new(place, said, SmolStr::new(value), subject)
    }

    #[test]
    fn an_early_figure_is_replaced_by_those_of_its_slot() {
        let mut other = claim("7");
        other.scope = vec![SmolStr::new("children")];
        let mut reading =
            Reading { claims: vec![claim("12"), claim("15"), other], ..Reading::default() };
        supersede(&mut reading, &[Some(Known::Early), None, None]);
        let found: Vec<&[usize]> = reading.claims.iter().map(|c| &c.supersedes[..]).collect();
        assert_eq!(found, [&[][..], &[0], &[]]);
    }
}
