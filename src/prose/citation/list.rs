//! A document's references: its list or its notes, read in order, so that *ibid.* and short forms
//! mean what stands before them.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use super::work::{self, Printed, Work};
use crate::bibliography::title;
use crate::citation::{self, Back, Confidence, Ibid};
use crate::document::{Block, BlockKind, Document};
use crate::parallel;
use crate::record::{ReferenceRecord, Text};
use crate::span::Span;

/// An entry of a list of references, or a note.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its block.
    pub block: usize,
    /// Its number or letter, without the marks around it.
    pub label: Option<SmolStr>,
    /// The whole entry.
    pub span: Span,
    /// Whether it is an entry of references, and not a note in which the author speaks.
    pub reference: bool,
    /// Works that it cites, by place in [`List::records`].
    pub works: Vec<usize>,
    /// Words of it that point to an earlier work, and to none that is there.
    pub lost: Option<Span>,
}

/// The references of one document.
#[derive(Debug, Default)]
pub struct List {
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// The works that they cite, each once.
    pub records: Vec<ReferenceRecord>,
    /// For each work, the names of its authors as they are compared.
    pub(super) authors: Vec<Vec<String>>,
    titles: Vec<String>,
    /// For each work, the years that its entry prints.
    years: Vec<Vec<i16>>,
    /// Entries that give one work in full again, each group in order.
    pub(super) repeats: Vec<Vec<usize>>,
    /// Entries by their labels, the first of each.
    by_label: FxHashMap<SmolStr, usize>,
    /// Works by their authors.
    by_author: FxHashMap<String, Vec<usize>>,
    /// Works by their titles.
    by_title: FxHashMap<String, Vec<usize>>,
}

/// A label as it is compared: without the sign of a footnote or a key.
#[must_use]
pub fn bare(label: &str) -> &str {
    label.trim_start_matches(['^', '@'])
}

/// What a part of an entry is.
enum Part {
    /// It cites a work.
    Work(Box<Work>),
    /// It points back to one.
    Back(Ibid, Range<usize>),
}

impl List {
    /// Read the references of a document, whose file has this text. `id` makes an id that nothing else has of a name, and
    /// `stem` is what the names begin with.
    #[must_use]
    pub fn read(
        (document, file): (&Document, &str),
        stem: &str,
        id: &mut dyn FnMut(&str) -> SmolStr,
    ) -> Self {
        let blocks: Vec<(usize, &Block)> =
            document.blocks.iter().enumerate().filter(|(_, block)| is_entry(block)).collect();
        let read = parallel::map(&blocks, |(_, block)| parts((document, file), block));
        let mut out = Self::default();
        for ((at, block), parts) in blocks.iter().zip(read) {
            out.entry(document, (*at, block), parts, stem, id);
        }
        out
    }

    fn entry(
        &mut self,
        document: &Document,
        (at, block): (usize, &Block),
        parts: Vec<Part>,
        stem: &str,
        id: &mut dyn FnMut(&str) -> SmolStr,
    ) {
        let (label, reference) = match &block.kind {
            BlockKind::Reference { label } => (label.as_deref(), true),
            BlockKind::Note { label } => (Some(label.as_str()), false),
            _ => return,
        };
        let lettered = label.is_none().then(|| lettered(&block.text)).flatten();
        let label = label.or(lettered.map(|inner| inner.trim_matches(['[', ']'])));
        let label = label.map(|label| SmolStr::new(bare(label)));
        let mut entry = Entry {
            block: at,
            label: label.clone(),
            span: span(document, block, 0..block.text.len()),
            reference,
            works: Vec::new(),
            lost: None,
        };
        for part in parts {
            let found = match part {
                Part::Back(ibid, piece) => {
                    let found = self.back(&ibid, block, &piece);
                    if found.is_empty() && (reference || ibid.note.is_some()) {
                        let words = piece.start + ibid.range.start..piece.start + ibid.range.end;
                        entry.lost = Some(span(document, block, words));
                    }
                    found
                }
                Part::Work(work) => match self.same(&work) {
                    Some((known, in_full)) => {
                        if in_full {
                            self.repeat(known);
                        }
                        vec![known]
                    }
                    None => {
                        let name = made_name(stem, label.as_deref(), entry.works.len(), &work);
                        vec![self.add(*work, id(&name))]
                    }
                },
            };
            entry.works.extend(found);
        }
        if let Some(label) = label {
            self.by_label.entry(label).or_insert(self.entries.len());
        }
        self.entries.push(entry);
    }

    /// Note that the entry that is read now gives a known work in full again.
    fn repeat(&mut self, work: usize) {
        let own = self.entries.len();
        let first = self.entries.iter().position(|entry| entry.works.contains(&work));
        let Some(first) = first else { return };
        match self.repeats.iter_mut().find(|group| group.first() == Some(&first)) {
            Some(group) => group.push(own),
            None => self.repeats.push(vec![first, own]),
        }
    }

    fn add(&mut self, work: Work, id: SmolStr) -> usize {
        let at = self.records.len();
        let mut record = work.record;
        record.id = Text::new(id, record.id.span);
        for author in &work.authors {
            self.by_author.entry(author.clone()).or_default().push(at);
        }
        if !work.title.is_empty() {
            self.by_title.entry(work.title.clone()).or_default().push(at);
        }
        self.records.push(record);
        self.authors.push(work.authors);
        self.titles.push(work.title);
        self.years.push(work.years);
        at
    }

    /// The works that words which point back mean.
    fn back(&self, ibid: &Ibid, block: &Block, piece: &Range<usize>) -> Vec<usize> {
        let named = ibid.name.as_ref().map(|name| {
            let text = block.text.get(piece.start + name.start..piece.start + name.end);
            title::key(text.unwrap_or_default())
        });
        if let Some(note) = ibid.note {
            let entry = self.by_label.get(note.to_string().as_str());
            let works = entry.map(|at| self.entries[*at].works.as_slice()).unwrap_or_default();
            let by = |at: &&usize| {
                named
                    .as_ref()
                    .is_none_or(|name| self.authors[**at].iter().any(|a| mentions(name, a)))
            };
            let by_name: Vec<usize> = works.iter().filter(by).copied().collect();
            return if by_name.is_empty() { works.to_vec() } else { by_name };
        }
        let last = || self.entries.iter().rev().find_map(|entry| entry.works.last().copied());
        let by_name = named.and_then(|name| self.by_name(&name));
        match ibid.back {
            Back::Ibid | Back::Id | Back::LocCit => by_name.or_else(last),
            Back::OpCit | Back::Note => by_name,
        }
        .into_iter()
        .collect()
    }

    /// The last work by somebody.
    fn by_name(&self, name: &str) -> Option<usize> {
        let whole = self.by_author.get(name).and_then(|works| works.last());
        let by_word = || name.split(' ').filter_map(|word| self.by_author.get(word)?.last()).max();
        whole.or_else(by_word).copied()
    }

    /// The work that is cited again, in full and in the same words, or in a short form; and whether
    /// it is in full.
    fn same(&self, work: &Work) -> Option<(usize, bool)> {
        let bare = ["issued", "URL", "DOI", "container-title", "publisher"]
            .iter()
            .all(|name| !work.record.has(name));
        if bare {
            return self.short_for(work).map(|known| (known, false));
        }
        let equal = self.by_title.get(&work.title)?;
        let found = equal.iter().copied().find(|at| {
            let known = &self.records[*at];
            let text = |record: &ReferenceRecord, name: &str| {
                record.text(name).map(|text| title::name_key(&text.value))
            };
            let fields = ["container-title", "publisher", "volume", "issue", "URL", "DOI"];
            self.authors[*at] == work.authors
                && fields.iter().all(|name| text(known, name) == text(&work.record, name))
                && known.issued.as_ref().map(|t| &t.value)
                    == work.record.issued.as_ref().map(|t| &t.value)
        });
        found.map(|known| (known, true))
    }

    /// "Author, Beginning of the title, 45": the author's last work whose title has these words.
    fn short_for(&self, work: &Work) -> Option<usize> {
        let Some(author) = work.authors.first() else {
            // "“The whole title.”"
            return self.by_title.get(&work.title)?.last().copied();
        };
        let works = self.by_author.get(author)?;
        if work.title.is_empty() {
            return works.last().copied();
        }
        works.iter().rev().copied().find(|at| mentions(&self.titles[*at], &work.title))
    }

    /// The years that the entry of a work prints.
    pub(super) fn years(&self, work: usize) -> &[i16] {
        self.years.get(work).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entry that has a label.
    #[must_use]
    pub fn labelled(&self, label: &str) -> Option<&Entry> {
        self.by_label.get(bare(label)).map(|at| &self.entries[*at])
    }

    /// Works by authors whose names stand in a text, of a year ("2019", "2019a").
    #[must_use]
    pub fn by_author_year(&self, names: &str, year: &str) -> Vec<usize> {
        let (key, digits) = (title::key(names), year.get(..4).unwrap_or(year));
        let dated = |at: &usize| {
            let issued = self.records[*at].issued.as_ref();
            issued.is_some_and(|issued| issued.value.starts_with(digits))
        };
        let mut out: Vec<usize> = Vec::new();
        // The first author decides, by the whole name or by the last word of a body's.
        let first = key.split(" and ").next().unwrap_or_default().trim_end_matches(" et al");
        let words = first.split(' ').filter_map(|word| self.by_author.get(word));
        for works in self.by_author.get(first).into_iter().chain(words) {
            out.extend(works.iter().copied().filter(dated));
        }
        if out.is_empty() {
            let body = |at: &usize| {
                let authors = &self.authors[*at];
                authors.iter().any(|author| mentions(author, first) || initials(author, first))
                    || authors.is_empty() && self.titles[*at].starts_with(first)
            };
            out.extend((0..self.records.len()).filter(dated).filter(body));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Whether a text has another one as whole words.
pub(super) fn mentions(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

/// Whether short letters are those that a body's name begins its words with ("who").
fn initials(body: &str, short: &str) -> bool {
    const SMALL: &[&str] = &["of", "the", "for", "and", "on", "in", "de", "la"];
    let letters = |all: bool| -> String {
        let words = body.split(' ').filter(|word| all || !SMALL.contains(word));
        words.filter_map(|word| word.chars().next()).collect()
    };
    short.len() > 1 && (letters(false) == short || letters(true) == short)
}

fn is_entry(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Reference { .. } | BlockKind::Note { .. })
}

fn span(document: &Document, block: &Block, bytes: Range<usize>) -> Span {
    let range = block.source(bytes);
    Span::new(document.file, range.start, range.end)
}

/// "[2a]" at the beginning of an entry, the second of two works under one number.
fn lettered(text: &str) -> Option<&str> {
    let (inner, _) = text.strip_prefix('[')?.split_once(']')?;
    let digits = inner.strip_suffix(|c: char| c.is_ascii_lowercase())?;
    let number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    number.then(|| &text[..inner.len() + 2])
}

/// The works of an entry. A note in which the author speaks cites only what surely is a reference.
fn parts((document, file): (&Document, &str), block: &Block) -> Vec<Part> {
    let place = |bytes: Range<usize>| span(document, block, bytes);
    let printed = Printed { text: &block.text, file, place: &place };
    let spoken = matches!(block.kind, BlockKind::Note { .. });
    let mut out = Vec::new();
    let first = lettered(&block.text).map_or(0, str::len);
    for mut piece in citation::split(&block.text) {
        piece.start = piece.start.max(first).min(piece.end);
        let text = block.text.get(piece.clone()).unwrap_or_default();
        if let Some(ibid) = citation::ibid(text) {
            out.push(Part::Back(ibid, piece));
            continue;
        }
        let work = work::read(printed, piece);
        if !spoken || work.confidence == Confidence::High {
            out.push(Part::Work(Box::new(work)));
        }
    }
    out
}

/// What the id of a work is made of: the document and the label, or author and year.
fn made_name(stem: &str, label: Option<&str>, at: usize, work: &Work) -> SmolStr {
    let part = |n: usize| u8::try_from(n).ok().and_then(|n| b'a'.checked_add(n)).map(char::from);
    match label {
        Some(label) if at == 0 => format_smolstr!("{stem}-{label}"),
        Some(label) => {
            let part = part(at).filter(char::is_ascii_lowercase).unwrap_or('z');
            format_smolstr!("{stem}-{label}{part}")
        }
        None => {
            /// Words of a title that an id keeps.
            const WORDS: usize = 4;
            let year = work.record.issued.as_ref().and_then(|date| date.value.get(..4));
            match (work.authors.first(), year) {
                (Some(author), Some(year)) => format_smolstr!("{author}-{year}"),
                (Some(author), None) => author.as_str().into(),
                _ => {
                    let words: Vec<&str> = work.title.split(' ').take(WORDS).collect();
                    format_smolstr!("{stem}-{}", words.join("-"))
                }
            }
        }
    }
}
