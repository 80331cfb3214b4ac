//! Quotes and locators of the records, gathered from wherever something is cited: claims, aliases,
//! identities.

use std::ops::{Bound, Range};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{Citing, ClaimValue, Document, Printing, PrintingIx, Words, World};
use crate::parallel;
use crate::quote::hedge_around;
use crate::record::{CiteRecord, Denied, QuoteRecord, Records, Text};
use crate::source::SourceMap;
use crate::span::Span;
use crate::value::date;
use crate::value::quantity::{self, PlainCount, Quantity};

/// The words of a quote.
#[derive(Clone, Copy, Debug)]
pub struct Quote<'a> {
    /// Themselves.
    pub exact: &'a str,
    /// Where they stand in the record.
    pub span: Span,
    /// What stands before them in the source.
    pub prefix: Option<&'a str>,
    /// What stands behind them.
    pub suffix: Option<&'a str>,
}

impl<'a> From<&'a QuoteRecord> for Quote<'a> {
    fn from(quote: &'a QuoteRecord) -> Self {
        let words = |text: &'a Text| text.value.as_str();
        Self {
            exact: words(&quote.exact),
            span: quote.exact.span,
            prefix: quote.prefix.as_deref().map(words),
            suffix: quote.suffix.as_deref().map(words),
        }
    }
}

/// A quote, or a locator without one, of a source.
#[derive(Clone, Debug)]
pub struct Quotation<'a> {
    /// Id of the source.
    pub source: &'a str,
    /// The words; `None` for a locator alone.
    pub quote: Option<Quote<'a>>,
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
        quote: Option<Quote<'a>>,
        at: Option<&'a str>,
        cite: Span,
    ) -> Option<Self> {
        let span = quote.map_or(cite, |quote| quote.span);
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

/// What the records quote.
#[derive(Debug, Default)]
pub struct Quotations<'a> {
    /// The quotations, each place of a record once.
    pub all: Vec<Quotation<'a>>,
    /// How many others have words, of which nothing comes without a text of their source.
    pub quotes: usize,
    /// How many others have a locator.
    pub locators: usize,
}

/// Everything that the records quote. Those of which nothing comes without a text of their source are
/// counted alone, unless there may be one (`texts`).
#[must_use]
pub fn quotations<'a>(
    world: &'a World,
    records: &'a Records,
    sources: &'a SourceMap,
    texts: bool,
) -> Quotations<'a> {
    let batches: Vec<(usize, &[Printing])> = world.printings.pieces().collect();
    let listed = |spans: &FxHashSet<Span>| {
        let done = parallel::map(&batches, |(first, printings)| {
            let mut some = Quotations::default();
            for (at, one) in printings.iter().enumerate() {
                let counted = one.citing == Citing::Settled && !texts;
                if counted && (spans.is_empty() || !spans.contains(&place_of(one))) {
                    some.quotes += usize::from(!matches!(one.quote, Words::None));
                    some.locators += usize::from(one.at.is_some());
                } else {
                    some.all.extend(of_printing(world, sources, first + at, one));
                }
            }
            some
        });
        let mut quoted = Quotations::default();
        for some in done {
            quoted.all.extend(some.all);
            quoted.quotes += some.quotes;
            quoted.locators += some.locators;
        }
        quoted
    };
    let mut quoted = listed(&FxHashSet::default());
    // A record may have its citation from a plain claim; then the two are one quotation.
    let open = |one: &&Quotation<'_>| {
        one.printings.iter().any(|ix| world.printing(*ix).citing == Citing::Open)
    };
    let shared: FxHashSet<Span> = quoted.all.iter().filter(open).map(|one| one.span).collect();
    if !shared.is_empty() && quoted.quotes + quoted.locators > 0 {
        quoted = listed(&shared);
    }
    let mut out = std::mem::take(&mut quoted.all);
    merge(&mut out);
    let aliases = records.entities.iter().flat_map(|entity| &entity.aliases);
    let cites = (aliases.flat_map(|alias| &alias.cite))
        .chain(records.identities.iter().flat_map(|identity| &identity.cite))
        .chain(&records.quoted);
    out.extend(cites.filter_map(|cite: &CiteRecord| {
        let at = cite.at.as_ref().map(|at| at.value.as_str());
        Quotation::new(&cite.source.value, cite.quote.as_deref().map(Quote::from), at, cite.span)
    }));
    quoted.all = out;
    quoted
}

/// What a printing quotes, and where. What was read out of a document is quoted from it by its place.
fn of_printing<'a>(
    world: &'a World,
    sources: &'a SourceMap,
    at: usize,
    printing: &'a Printing,
) -> Option<Quotation<'a>> {
    let Document::Source(source) = printing.document else { return None };
    let source = world.source(source).id.as_str();
    let (quote, at_line) = (printing.quote(sources), printing.at.as_deref());
    let mut quotation = Quotation::new(source, quote, at_line, printing.span)?;
    quotation.printings.push(PrintingIx::new(at));
    (!world.claim(printing.claim).is_prose()).then_some(quotation)
}

/// The place of a printing's quotation.
fn place_of(printing: &Printing) -> Span {
    printing.quote_span().unwrap_or(printing.span)
}

/// Longest quote that is read again, in bytes; a longer one is a page.
pub(crate) const LONGEST: usize = 4096;

/// Whether a quote surely says what the value of a claim does that neither hedges nor denies, or
/// nothing that could be another value. Who names a speaker has said whose word it is (`own_voice` is
/// false), and "reportedly" says no more.
pub(crate) fn agrees(value: &ClaimValue, own_voice: bool, quote: &str) -> bool {
    if quote.len() > LONGEST {
        return true;
    }
    match value {
        ClaimValue::Quantity(value) => printed_plainly(value, quote)
            .is_some_and(|own| !own_voice || hedge_around(quote, own).is_none()),
        ClaimValue::Date(value) => {
            value.single_day().is_some_and(|day| date::find_plain(quote, day).is_some())
        }
        _ => true,
    }
}

/// Where a quote prints an amount as the count that most quotes print it as: one that does says what
/// the value does, and the rest of the quote need not be read.
pub(crate) fn printed_plainly(value: &Quantity, quote: &str) -> Option<Range<usize>> {
    quantity::find_plain(quote, plain(value)?)
}

fn plain(value: &Quantity) -> Option<PlainCount> {
    let whole = |n: &Decimal| match n.scale() {
        0 => u64::try_from(n.mantissa()).ok(),
        _ => n.is_integer().then(|| n.to_u64())?,
    };
    if !value.unit.is_count() {
        return None;
    }
    match (value.set.low(), value.set.high()) {
        (Bound::Included(low), Bound::Included(high)) if low == high => {
            whole(low).map(PlainCount::Just)
        }
        (Bound::Included(low), Bound::Included(high)) => {
            Some(PlainCount::Range(whole(low)?, whole(high)?))
        }
        (Bound::Included(low), Bound::Unbounded) => whole(low).map(PlainCount::AtLeast),
        _ => None,
    }
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
