//! Bibliographies: BibTeX, RIS and CSL to references, references to CSL-YAML, and what is known
//! about the parts of a reference (addresses, identifiers, titles).
//!
//! All formats come to one type, [`crate::record::ReferenceRecord`], whose places are those of the
//! file. What holds: an entry that cannot be read is a problem at its place and the next one is
//! read; a field that CSL has no name for is kept under `custom`, by the format's own name.

mod bibtex;
mod dates;
pub mod identifier;
pub mod pairs;
mod ris;
pub mod title;
pub mod url;
pub mod write;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::record::plain::Claims;
use crate::record::read::{FileKind, MALFORMED, check_ids_with, list, read_file, read_files};
use crate::record::{Datum, Problem, Records, ReferenceRecord, Text};
use crate::source::SourceMap;
use crate::span::{FileId, Span};
use crate::tree;

/// How a bibliography is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BibTeX or BibLaTeX.
    BibTex,
    /// RIS, the tagged format of reference managers.
    Ris,
    /// CSL-YAML or CSL-JSON.
    Csl(tree::Format),
}

/// Formats by the ends of file names that only bibliographies have.
const ENDINGS: &[(&str, Format)] =
    &[("bib", Format::BibTex), ("bibtex", Format::BibTex), ("ris", Format::Ris)];

impl Format {
    /// The format of a source file by the end of its name, in either case; `None` for other files.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending)?;
        let own = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        own.map(|(_, format)| *format).or_else(|| tree::Format::of_name(name).map(Self::Csl))
    }
}

/// Read all files of a repository: claim files, source files that hold records, bibliographies of
/// other formats, each in the given order; then compare ids. The claims are apart from the other
/// records.
#[must_use]
pub fn read_all(
    sources: &SourceMap,
    claim_files: &[FileId],
    source_files: &[FileId],
) -> (Records, Claims, Vec<Problem>) {
    let format = |id: &FileId| Format::of_name(sources.file(*id).path().as_str());
    let is_csl = |id: &FileId| matches!(format(id), Some(Format::Csl(_)) | None);
    let (csl, other): (Vec<_>, Vec<_>) = source_files.iter().partition(|id| is_csl(id));
    let (mut records, mut claims, mut problems) = read_files(sources, claim_files, &csl);
    for id in other {
        if let Some(format) = format(&id) {
            read(sources.file(id).text(), id, format, &mut records, &mut problems);
        }
    }
    check_ids_with(&mut claims, sources, &mut records, &mut problems);
    (records, claims, problems)
}

/// Read one bibliography and add what it holds; ids are not compared.
pub fn read(
    text: &str,
    file: FileId,
    format: Format,
    records: &mut Records,
    problems: &mut Vec<Problem>,
) {
    match format {
        Format::BibTex => bibtex::read(text, &mut Reader::new(file, records, problems)),
        Format::Ris => ris::read(text, &mut Reader::new(file, records, problems)),
        Format::Csl(format) => read_file(text, file, format, FileKind::Sources, records, problems),
    }
}

/// What the readers of this room share: places, problems, and where references go.
struct Reader<'a> {
    file: FileId,
    records: &'a mut Records,
    problems: &'a mut Vec<Problem>,
    /// Problems so far.
    listed: usize,
}

impl<'a> Reader<'a> {
    fn new(file: FileId, records: &'a mut Records, problems: &'a mut Vec<Problem>) -> Self {
        Self { file, records, problems, listed: 0 }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// Report something. Problems are limited as the defects of a tree are.
    fn problem(&mut self, span: Span, message: String, label: &str, help: &str) {
        let problem = Problem::at((MALFORMED, span), message, label, Some(help.to_owned()));
        list(problem, &mut self.listed, self.problems);
    }

    /// Set a date of a reference from a text; one that cannot be read is reported and kept as it
    /// is written.
    fn date(&mut self, record: &mut ReferenceRecord, name: &str, text: &str, span: Span) {
        match dates::read(text) {
            Ok(Some(edtf)) => {
                let written = dates::written(&edtf, span);
                record.set_date(name, Some(Text::new(edtf, span)), written);
            }
            Ok(None) => record.set_date(name, None, literal(text, span)),
            Err(message) => {
                let shown = tree::shown(text);
                let id = &record.id.value;
                let whose = if id.is_empty() { String::new() } else { format!(" of `{id}`") };
                let message = format!("`{shown}` is no date{whose}: {message}");
                self.problem(span, message, "no date", "write it like 2024-04-15");
                record.set_date(name, None, literal(text, span));
            }
        }
    }
}

/// `{literal: …}`
fn literal(text: &str, span: Span) -> Datum {
    Datum::Map(vec![(Text::new("literal".into(), span), Datum::text(text, span))], span)
}

/// What a format has fields for and CSL has not, by the format's own names, under `custom`; a list
/// of what is there several times.
fn keep(record: &mut ReferenceRecord, format: &str, fields: Vec<(Text, Datum)>) {
    if let Some((first, last)) = fields.first().zip(fields.last()) {
        let span = first.1.span().to(last.1.span());
        let mut places: FxHashMap<SmolStr, usize> = FxHashMap::default();
        let mut merged: Vec<(Text, Datum)> = Vec::new();
        for (name, value) in fields {
            let at = *places.entry(name.value.clone()).or_insert(merged.len());
            match merged.get_mut(at) {
                None => merged.push((name, value)),
                Some((_, Datum::List(all, _))) => all.push(value),
                Some((_, one)) => {
                    let span = one.span();
                    let first = std::mem::replace(one, Datum::Null(span));
                    *one = Datum::List(vec![first, value], span);
                }
            }
        }
        let inner = Datum::Map(merged, span);
        record.set("custom", Datum::Map(vec![(Text::new(format.into(), span), inner)], span));
    }
}

/// An id for an entry that has none: first author, year, first word of the title.
fn made_id(record: &ReferenceRecord) -> SmolStr {
    let author =
        record.authors().into_iter().next().or_else(|| record.editors().into_iter().next());
    let author = author.and_then(|name| name.family.or(name.literal)).map(|text| text.value);
    let year = record.issued.as_ref().map(|date| date.value.chars().take(4).collect::<String>());
    /// Words that titles begin with and nobody remembers.
    const ARTICLES: &[&str] = &["a", "an", "the"];
    let title = record.title.as_ref().map(|title| title::key(&title.value));
    let word = title.as_deref().and_then(|key| key.split(' ').find(|w| !ARTICLES.contains(w)));
    let author = author.map(|author| title::key(&author));
    let parts = [
        author.as_deref().and_then(|author| author.split(' ').next()).unwrap_or_default(),
        year.as_deref().unwrap_or_default(),
        word.unwrap_or_default(),
    ];
    let there: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if there.is_empty() { "reference".into() } else { there.join("-").into() }
}

#[cfg(test)]
mod tests;
