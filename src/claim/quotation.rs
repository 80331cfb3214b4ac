//! Quotes and locators of the records, gathered from wherever something is cited: claims, aliases,
//! identities.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Document, Printing, PrintingIx, World};
use crate::parallel;
use crate::record::{CiteRecord, Denied, QuoteRecord, Records};
use crate::span::Span;

/// A quote, or a locator without one, of a source.
#[derive(Clone, Debug)]
pub struct Quotation<'a> {
    /// Id of the source.
    pub source: &'a str,
    /// The words; `None` for a locator alone.
    pub quote: Option<&'a QuoteRecord>,
    /// Locator as written.
    pub at: Option<&'a str>,
    /// Where the words stand in the record; without words, the citation.
    pub span: Span,
    /// Printings that rest on it; none for aliases and identities, several where a series shares a
    /// citation.
    pub printings: SmallVec<[PrintingIx; 1]>,
}

impl<'a> Quotation<'a> {
    fn new(
        source: &'a str,
        quote: Option<&'a QuoteRecord>,
        at: Option<&'a str>,
        cite: Span,
    ) -> Option<Self> {
        let span = quote.map_or(cite, |quote| quote.exact.span);
        let printings = SmallVec::new();
        (quote.is_some() || at.is_some()).then_some(Self { source, quote, at, span, printings })
    }

    /// Whether every claim that rests on it hedges, and whether every one denies.
    #[must_use]
    pub fn kept(&self, world: &World) -> crate::quote::Kept {
        let all = |says: fn(&super::Claim) -> bool| {
            let mut claims = self.printings.iter().map(|ix| world.claim_of(*ix));
            !self.printings.is_empty() && claims.all(says)
        };
        crate::quote::Kept {
            hedge: all(|claim| claim.hedged),
            negation: all(|claim| claim.denied != Denied::No),
        }
    }
}

/// Everything that the records quote, each place of a record once.
#[must_use]
pub fn quotations<'a>(world: &'a World, records: &'a Records) -> Vec<Quotation<'a>> {
    let batches: Vec<(usize, &[Printing])> = world.printings.chunks(BATCH).enumerate().collect();
    let of_batch = |(batch, printings): &(usize, &'a [Printing])| {
        let quoted = printings.iter().enumerate();
        let quoted = quoted.filter_map(|(at, one)| of_printing(world, batch * BATCH + at, one));
        quoted.collect::<Vec<_>>()
    };
    let mut out: Vec<Quotation<'a>> = Vec::with_capacity(world.printings.len());
    parallel::map(&batches, of_batch).into_iter().for_each(|batch| out.extend(batch));
    merge(&mut out);
    let aliases = records.entities.iter().flat_map(|entity| &entity.aliases);
    let cites = (aliases.flat_map(|alias| &alias.cite))
        .chain(records.identities.iter().flat_map(|identity| &identity.cite))
        .chain(&records.quoted);
    out.extend(cites.filter_map(|cite: &CiteRecord| {
        let at = cite.at.as_ref().map(|at| at.value.as_str());
        Quotation::new(&cite.source.value, cite.quote.as_deref(), at, cite.span)
    }));
    out
}

/// Printings that are looked at in one go: what is asked of each is little.
const BATCH: usize = 4096;

/// What a printing quotes, and where. What was read out of a document is quoted from it by its place.
fn of_printing<'a>(world: &'a World, at: usize, printing: &'a Printing) -> Option<Quotation<'a>> {
    let Document::Source(source) = printing.document else { return None };
    let source = world.source(source).id.as_str();
    let (quote, at_line) = (printing.quote.as_deref(), printing.at.as_deref());
    let mut quotation = Quotation::new(source, quote, at_line, printing.span)?;
    quotation.printings.push(PrintingIx::new(at));
    (!world.claim(printing.claim).is_prose()).then_some(quotation)
}

/// Let the first quotation of a place stand for all of them.
fn merge(all: &mut Vec<Quotation<'_>>) {
    let crowded = Crowded::new(all);
    let mut first: FxHashMap<Span, usize> = FxHashMap::default();
    let mut more = false;
    for at in 0..all.len() {
        if !crowded.holds(all[at].span) {
            continue;
        }
        let known = *first.entry(all[at].span).or_insert(at);
        if known != at {
            let printings = std::mem::take(&mut all[at].printings);
            all[known].printings.extend(printings);
            more = true;
        }
    }
    if more {
        all.retain(|quotation| !quotation.printings.is_empty());
    }
}

/// Where more than one quotation may stand: two bits for a few bytes of each file, since nearly all
/// stand alone, and a table of a million places takes longer to ask than all the rest.
struct Crowded {
    /// For each file, where its stretches begin.
    offsets: Vec<usize>,
    /// Stretches in which two or more quotations begin.
    stretches: Vec<u64>,
}

/// Bytes of a stretch: two quotations rarely begin so near to each other.
const STRETCH: u32 = 16;

impl Crowded {
    fn new(all: &[Quotation<'_>]) -> Self {
        let mut offsets: Vec<usize> = Vec::new();
        for Span { file, start, .. } in all.iter().map(|quotation| quotation.span) {
            if offsets.len() <= file.index() {
                offsets.resize(file.index() + 1, 0);
            }
            let length = (start / STRETCH) as usize + 1;
            offsets[file.index()] = offsets[file.index()].max(length);
        }
        let mut count = 0;
        for offset in &mut offsets {
            let length = std::mem::replace(offset, count);
            count += length;
        }
        let words = count.div_ceil(BITS);
        let mut crowded = Self { offsets, stretches: vec![0; words] };
        let mut taken = vec![0; words];
        for quotation in all {
            let (word, bit) = crowded.bit(quotation.span);
            crowded.stretches[word] |= taken[word] & bit;
            taken[word] |= bit;
        }
        crowded
    }

    fn bit(&self, place: Span) -> (usize, u64) {
        let at = self.offsets[place.file.index()] + (place.start / STRETCH) as usize;
        (at / BITS, 1 << (at % BITS))
    }

    fn holds(&self, place: Span) -> bool {
        let (word, bit) = self.bit(place);
        self.stretches[word] & bit != 0
    }
}

/// Bits of a word.
const BITS: usize = u64::BITS as usize;
