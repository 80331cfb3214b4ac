//! What a document cites: its references as records, and the markers of its text joined to them.
//!
//! An entry of a list, or a note, is read by [`crate::citation`] into the fields of CSL, and from
//! there the rules about bibliographies hold for it as they do for a file of references. What
//! belongs to a text alone is looked at here: markers and references that do not meet, numbers out of
//! order ([`check`]), sentences whose dates lie behind those of the source they cite
//! ([`sentence`]), figures that nothing is cited for ([`figure`]), and words that are quoted ([`direct`]). A key (`[@key]`) means a reference that is
//! recorded elsewhere: in the repository, or in the document's own front matter.

pub mod check;
pub mod direct;
pub mod figure;
pub mod list;
pub mod sentence;
mod work;

pub use list::{Entry, List};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use list::bare;

use crate::document::{Document, Mark, MarkKind};
use crate::record::{ReferenceRecord, Text};
use crate::span::Span;

/// The references of a document, and what its markers stand for.
#[derive(Debug, Default)]
pub struct Citations {
    /// The references.
    pub list: List,
    /// References that are recorded elsewhere and cited by their keys, each once, with the place of
    /// the first marker. As works they come behind those of the list.
    keyed: Vec<(ReferenceRecord, Span)>,
    /// Keys that no reference has, each once.
    pub unknown: Vec<Text>,
    /// For each block, for each of its markers, the works it stands for.
    joined: Vec<Vec<Vec<usize>>>,
}

/// The reference with a key.
pub type ByKey<'a> = &'a dyn Fn(&str) -> Option<&'a ReferenceRecord>;

impl Citations {
    /// Read the references of a document, whose file has this text, and join its markers to them.
    #[must_use]
    pub fn read(
        (document, file): (&Document, &str),
        stem: &str,
        by_key: ByKey<'_>,
        id: &mut dyn FnMut(&str) -> SmolStr,
    ) -> Self {
        let list = List::read((document, file), stem, id);
        let (mut keyed, mut unknown) = (Vec::new(), Vec::new());
        // For each key, the work that it means.
        let mut keys: FxHashMap<SmolStr, Vec<usize>> = FxHashMap::default();
        let mut last: Vec<usize> = Vec::new();
        // A name is looked for once, however often it is cited.
        let mut named: FxHashMap<SmolStr, Vec<usize>> = FxHashMap::default();
        let mut joined = Vec::with_capacity(document.blocks.len());
        for block in &document.blocks {
            let mut marks = Vec::with_capacity(block.marks.len());
            for mark in &block.marks {
                let works = if mark.kind == MarkKind::AuthorYear {
                    let found = named.entry(mark.label.clone());
                    found.or_insert_with(|| stands_for(&list, mark, &last)).clone()
                } else if mark.kind == MarkKind::Key && list.labelled(&mark.label).is_none() {
                    let place = Span::new(document.file, mark.source.start, mark.source.end);
                    let key = bare(&mark.label);
                    let found = keys.entry(key.into()).or_insert_with(|| {
                        let Some(record) = by_key(key) else {
                            unknown.push(Text::new(key.into(), place));
                            return Vec::new();
                        };
                        keyed.push((record.clone(), place));
                        vec![list.records.len() + keyed.len() - 1]
                    });
                    found.clone()
                } else {
                    stands_for(&list, mark, &last)
                };
                if !works.is_empty() {
                    last.clone_from(&works);
                }
                marks.push(works);
            }
            joined.push(marks);
        }
        Self { list, keyed, unknown, joined }
    }

    /// A work.
    #[must_use]
    pub fn work(&self, at: usize) -> Option<&ReferenceRecord> {
        let keyed = || self.keyed.get(at.checked_sub(self.list.records.len())?);
        self.list.records.get(at).or_else(|| keyed().map(|(record, _)| record))
    }

    /// What the document cites: the ids of its works, with the number of the note that has each.
    #[must_use]
    pub fn cites(&self) -> Vec<(Option<Text>, Text)> {
        let mut seen = vec![false; self.list.records.len()];
        let mut out = Vec::new();
        for entry in &self.list.entries {
            for work in &entry.works {
                if !std::mem::replace(&mut seen[*work], true) {
                    let label = entry.label.clone().map(|label| Text::new(label, entry.span));
                    out.push((label, self.list.records[*work].id.clone()));
                }
            }
        }
        let keyed = self.keyed.iter();
        out.extend(keyed.map(|(record, at)| (None, Text::new(record.id.value.clone(), *at))));
        out
    }

    /// The ids of the works that a marker stands for.
    pub fn ids(&self, block: usize, mark: usize) -> impl Iterator<Item = &SmolStr> {
        let works = self.works(block, mark).iter();
        works.filter_map(|at| self.work(*at)).map(|record| &record.id.value)
    }

    /// The works that a marker stands for.
    #[must_use]
    pub fn works(&self, block: usize, mark: usize) -> &[usize] {
        let of_block = self.joined.get(block).and_then(|marks| marks.get(mark));
        of_block.map(Vec::as_slice).unwrap_or_default()
    }
}

/// The works that a marker stands for; `last` are those of the one before.
fn stands_for(list: &List, mark: &Mark, last: &[usize]) -> Vec<usize> {
    match mark.kind {
        MarkKind::Ibid => last.to_vec(),
        MarkKind::AuthorYear => {
            let (names, year) = author_year(&mark.label);
            list.by_author_year(names, year)
        }
        MarkKind::Number | MarkKind::Key | MarkKind::Footnote => {
            list.labelled(&mark.label).map(|entry| entry.works.clone()).unwrap_or_default()
        }
    }
}

/// "Author and Other, 2019a" in its two parts.
fn author_year(label: &str) -> (&str, &str) {
    let at = label.rfind([' ', ',']).map_or(0, |at| at + 1);
    (label[..at].trim_end_matches([' ', ',']), &label[at..])
}
