//! Quotes and locators of the records, gathered from wherever something is cited: claims, aliases,
//! identities.

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::{Document, PrintingIx, World};
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
    let mut out: Vec<Quotation<'a>> = Vec::new();
    let count = world.printings.len();
    let mut known: FxHashMap<Span, usize> =
        FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
    for ix in world.printing_ids() {
        let printing = world.printing(ix);
        // What was read out of a document is quoted from it by its place.
        if world.claim(printing.claim).read.is_some() {
            continue;
        }
        let Document::Source(source) = printing.document else { continue };
        let source = world.source(source).id.as_str();
        let (quote, at) = (printing.quote.as_deref(), printing.at.as_deref());
        let Some(quotation) = Quotation::new(source, quote, at, printing.span) else {
            continue;
        };
        let place = *known.entry(quotation.span).or_insert_with(|| {
            out.push(quotation);
            out.len() - 1
        });
        out[place].printings.push(ix);
    }
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
