//! Documents as sources: what they cite, what is wrong with that, and what they quote.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use super::{Drafter, Page};
use crate::document::MarkKind;
use crate::prose::citation::{Citations, check, direct, figure, sentence};
use crate::prose::reading::{Claim, Said};
use crate::record::{CiteRecord, Denied, QuoteRecord, ReferenceRecord, Text, ValueKind};
use crate::span::Span;
use crate::value::date::{self, Day};

impl<'a> Drafter<'a> {
    /// The documents and what they cite as sources.
    pub(super) fn documents(&mut self) {
        let known = self.keyed.iter().map(|record| (record.id.value.as_str(), record));
        let known: FxHashMap<&str, &ReferenceRecord> = known.collect();
        for (at, page) in self.pages.iter().enumerate() {
            let file = page.document.file;
            let path = self.sources.file(file).path();
            let id = self.ids.make(path.file_stem().unwrap_or("document"));
            let start = Span::new(file, 0, 0);
            let text = self.sources.file(file).text();
            let own = self.own_references(page, &known);
            let by_key = |key: &str| own.get(key).or_else(|| known.get(key).copied());
            let make = &mut |name: &str| self.ids.make(name);
            let citations = Citations::read((page.document, text), &id, &by_key, make);
            if !(own.is_empty() && known.is_empty()) {
                self.out.unknown_keys.extend(citations.unknown.iter().cloned());
            }
            let mut record = ReferenceRecord::new(Text::new(id.clone(), start), start);
            record.title = page.document.title.as_ref().map(|title| {
                let span = Span::new(file, title.range.start, title.range.end);
                Text::new(title.text.to_smolstr(), span)
            });
            record.issued = page.issued.as_ref().map(|issued| Text::new(issued.clone(), start));
            record.cites = citations.cites();
            if record.issued.is_none()
                && let Some(day) = self.latest(at, &citations.list.records)
            {
                let since = Text::new(format_smolstr!("[{}..]", day.date()), start);
                record.dates.push((ReferenceRecord::SINCE.into(), since));
            }
            self.out.records.references.push(record);
            self.out.records.references.extend(citations.list.records.iter().cloned());
            self.out.records.references.extend(own.into_values());
            self.citations.push(citations);
            self.out.documents.push(id);
        }
    }

    /// The last day of what a document cites or shows: it was written no earlier.
    fn latest(&self, document: usize, references: &[ReferenceRecord]) -> Option<Day> {
        let listed = references.iter().flat_map(|record| {
            let dates = [record.issued.as_ref(), record.accessed()];
            dates.into_iter().flatten().map(|text| text.value.as_str())
        });
        let posts = self.reading.claims.iter().filter(|claim| {
            let published = matches!(&claim.said, Said::Known(id) if id == "publication-date");
            published && claim.at.document == document && claim.denied == Denied::No
        });
        let days = listed.chain(posts.map(|claim| claim.value.as_str()));
        days.filter_map(|text| date::earliest(&date::read(text, None).ok()?)).max()
    }

    /// For each document without a date, the last day of those on which it says that something was so:
    /// it was written no earlier, and what it counts was known no earlier.
    pub(super) fn last_told(&self) -> Vec<Option<Day>> {
        let mut out: Vec<Option<Day>> = vec![None; self.pages.len()];
        let dated = |said: &Said| match said {
            Said::Known(id) => self.vocabulary.is_of_dates(id),
            Said::Open { kind, .. } | Said::Recurring { kind, .. } | Said::Settled { kind, .. } => {
                *kind == ValueKind::Date
            }
        };
        for claim in &self.reading.claims {
            let told = claim.denied == Denied::No && claim.hedge.is_none() && dated(&claim.said);
            let reading = if told { date::read(&claim.value, None).ok() } else { None };
            let day = reading.filter(|r| !r.soft && !r.uncertain).and_then(|r| date::earliest(&r));
            if let Some(last) = out.get_mut(claim.at.document) {
                *last = (*last).max(day);
            }
        }
        for (at, (page, citations)) in self.pages.iter().zip(&self.citations).enumerate() {
            let Some(last) = out.get_mut(at) else { break };
            let cited = self.latest(at, &citations.list.records);
            *last = (*last).max(cited).filter(|_| page.issued.is_none());
        }
        out
    }

    /// When a count was known: as the text says, or, of one that grows, no earlier than its document
    /// was written.
    pub(super) fn known_at(&self, claim: &Claim, predicate: &str) -> Option<SmolStr> {
        let written = || self.told_until.get(claim.at.document).copied().flatten();
        let grows = || self.vocabulary.is_cumulative(predicate);
        let since = || grows().then(written).flatten();
        let since = || since().map(|day| format_smolstr!("[{}..]", day.date()));
        claim.as_of.clone().or_else(since)
    }

    /// The references of a document's front matter, by their keys. One that the repository has under
    /// the same key is that one.
    fn own_references(
        &mut self,
        page: &Page<'_>,
        known: &FxHashMap<&str, &ReferenceRecord>,
    ) -> BTreeMap<SmolStr, ReferenceRecord> {
        let mut out = BTreeMap::new();
        for record in &page.references {
            let key = &record.id.value;
            if known.contains_key(key.as_str()) || out.contains_key(key) {
                continue;
            }
            let mut own = record.clone();
            own.id.value = self.ids.make(key);
            out.insert(key.clone(), own);
        }
        out
    }

    /// What the text and its references say of each other.
    pub(super) fn cited(&mut self) {
        for (at, (page, citations)) in self.pages.iter().zip(&self.citations).enumerate() {
            let document = page.document;
            let cited = check::Cited { document, citations, sources: self.sources };
            self.out.problems.extend(check::problems(cited));
            let cited = &self.reading.cited;
            let from = cited.partition_point(|part| part.at.document < at);
            let end = cited.partition_point(|part| part.at.document <= at);
            let parts = &cited[from..end];
            self.out.problems.extend(sentence::problems(document, citations, parts));
            let attributed = self.reading.attributed.get(at).copied().unwrap_or(0);
            let figures = &self.reading.figures;
            let from = figures.partition_point(|figure| figure.at.document < at);
            let end = figures.partition_point(|figure| figure.at.document <= at);
            let figures = &figures[from..end];
            self.out.problems.extend(figure::uncited(document, figures, attributed));
        }
    }

    /// What the documents quote from sources with keys.
    pub(super) fn quoted(&mut self) {
        for (page, citations) in self.pages.iter().zip(&self.citations) {
            let document = page.document;
            let file = self.sources.file(document.file).text();
            for (at, block) in document.blocks.iter().enumerate() {
                for direct in direct::quotations(block) {
                    let Some(mark) = block.marks.get(direct.mark) else { continue };
                    debug_assert_eq!(mark.kind, MarkKind::Key);
                    let Some(id) = citations.ids(at, direct.mark).next() else { continue };
                    let place = Span::new(document.file, mark.source.start, mark.source.end);
                    let range = block.source(direct.bytes.clone());
                    let words = block.text.get(direct.bytes).unwrap_or_default().to_smolstr();
                    let exact = Text::new(words, Span::new(document.file, range.start, range.end));
                    let from = file.get(mark.source.start..).unwrap_or_default();
                    let locator = direct::locator(from, &mark.label);
                    self.out.records.quoted.push(CiteRecord {
                        span: place,
                        source: Text::new(id.clone(), place),
                        at: locator.map(|at| Text::new(at.to_smolstr(), place)),
                        quote: Some(Arc::new(QuoteRecord { exact, prefix: None, suffix: None })),
                        via: Vec::new(),
                        as_of: None,
                        said_by: None,
                    });
                }
            }
        }
    }
}
