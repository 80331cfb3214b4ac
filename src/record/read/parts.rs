//! Files in parts: large files of JSON Lines cut, small files together; so that several threads read
//! them, and neither a tree of a large file nor a list for each small one stands in memory beside
//! the records.

use std::ops::Range;

use memchr::memchr_iter;

use super::{FileKind, lines};
use crate::record::plain::{Claims, List};
use crate::record::{Problem, Records};
use crate::source::{SourceFile, SourceMap};
use crate::span::FileId;
use crate::tree::{Format, MAX_DEFECTS, SMALL_FILE};

/// Bytes of a part of a file: some hundred thousand claims. The lists of smaller parts would be so
/// small that allocators keep their memory after they are put together, beside the list of all.
/// Tests have smaller files.
const SIZE: usize = if cfg!(test) { 1 << 15 } else { 32 << 20 };

/// Most bytes of small files that are read together: some ten thousand claims, whose list allocators
/// give back to the system.
const TOGETHER: usize = 4 << 20;

/// Parts that threads share at the least, as long as there are files for them.
const SHARES: usize = 16;

/// What is read in one go.
pub(super) enum Part {
    /// Files, one after the other.
    Files(Vec<(FileId, FileKind)>),
    /// Whole lines of a large file of JSON Lines.
    Lines(FileId, FileKind, Range<usize>),
}

/// What a part holds.
#[derive(Default)]
pub(super) struct Read {
    records: Records,
    problems: Vec<Problem>,
    /// What the lines of a part say depends on other parts.
    depends: bool,
    /// See [`super::Reader::shared`].
    shared: usize,
    /// Whether claims are in plain form where they can be.
    plain: bool,
}

impl Read {
    /// Make room for so many claims.
    fn reserve(&mut self, claims: usize) {
        match &mut self.records.plain {
            Some(plain) => plain.reserve(claims),
            None => self.records.claims.reserve(claims),
        }
    }
}

fn format_of(file: &SourceFile) -> Format {
    Format::of_name(file.path().as_str()).unwrap_or(Format::Yaml)
}

/// The parts of some files, in their order.
pub(super) fn of(files: &[(FileId, FileKind)], sources: &SourceMap) -> Vec<Part> {
    let all: usize = files.iter().map(|(file, _)| sources.file(*file).text().len()).sum();
    let together = (all / SHARES).min(TOGETHER);
    let mut parts = Vec::new();
    let (mut small, mut bytes) = (Vec::new(), 0);
    for &(file, kind) in files {
        let source = sources.file(file);
        let text = source.text();
        let large = format_of(source) == Format::JsonLines && text.len() > SIZE;
        if large || bytes + text.len() > together {
            bytes = 0;
            if !small.is_empty() {
                parts.push(Part::Files(std::mem::take(&mut small)));
            }
        }
        if large {
            cut(text, |lines| parts.push(Part::Lines(file, kind, lines)));
        } else {
            bytes += text.len();
            small.push((file, kind));
        }
    }
    if !small.is_empty() {
        parts.push(Part::Files(small));
    }
    parts
}

/// Whole lines of a text, so many that they make a part.
fn cut(text: &str, mut part: impl FnMut(Range<usize>)) {
    let mut start = 0;
    while start < text.len() {
        let least = text.ceil_char_boundary((start + SIZE).min(text.len()));
        let end = text[least..].find('\n').map_or(text.len(), |at| least + at + 1);
        part(start..end);
        start = end;
    }
}

impl Part {
    /// The large file that it is a part of.
    fn large(&self) -> Option<FileId> {
        match self {
            Self::Files(_) => None,
            Self::Lines(file, ..) => Some(*file),
        }
    }

    /// Read it; `plain`: claims go to the little room that nearly all of them need.
    pub(super) fn read(&self, sources: &SourceMap, plain: bool) -> Read {
        let mut read = Read { plain, ..Read::default() };
        read.records.plain = plain.then(List::default);
        match self {
            Self::Files(files) => {
                // A line is a record, mostly a claim; of a list that grows, its things are copied.
                let texts = files.iter().map(|(file, _)| sources.file(*file));
                let texts = texts.filter(|file| format_of(file) == Format::JsonLines);
                let lines = texts.map(|file| memchr_iter(b'\n', file.text().as_bytes()).count());
                read.reserve(lines.sum());
                for (file, kind) in files {
                    let source = sources.file(*file);
                    let (text, format) = (source.text(), format_of(source));
                    let (records, problems) = (&mut read.records, &mut read.problems);
                    super::read_file(text, *file, format, *kind, records, problems);
                }
            }
            Self::Lines(file, kind, range) => {
                let text = sources.file(*file).text();
                let lines = text.as_bytes().get(range.clone()).unwrap_or_default();
                read.reserve(memchr_iter(b'\n', lines).count());
                let (records, problems) = (&mut read.records, &mut read.problems);
                match lines::some(text, *file, *kind, range.clone(), records, problems) {
                    Some(shared) => read.shared = shared,
                    None => read = Read { depends: true, plain, ..Read::default() },
                }
            }
        }
        read
    }
}

/// What all parts hold, in their order. A file whose parts depend on each other is read again, as a
/// whole.
pub(super) fn together(
    parts: &[Part],
    read: Vec<Read>,
    sources: &SourceMap,
) -> (Records, Claims, Vec<Problem>) {
    let (mut records, mut problems) = (Records::default(), Vec::new());
    let mut claims = Claims::default();
    let mut read = read.into_iter();
    for same in parts.chunk_by(|a, b| a.large().is_some() && a.large() == b.large()) {
        let read: Vec<Read> = read.by_ref().take(same.len()).collect();
        let first = problems.len();
        if let [Part::Lines(file, kind, _), ..] = same
            && !independent(&read, sources.file(*file))
        {
            let plain = read.iter().any(|read| read.plain);
            drop(read);
            let mut whole = Part::Files(vec![(*file, *kind)]).read(sources, plain);
            claims.push(whole.records.plain.take().unwrap_or_default());
            records.append(whole.records);
            problems.extend(whole.problems);
            continue;
        }
        for mut part in read {
            claims.push(part.records.plain.take().unwrap_or_default());
            records.append(part.records);
            problems.extend(part.problems);
        }
        if let [Part::Lines(..), ..] = same {
            problems[first..].sort_by_key(|problem| problem.span);
        }
    }
    (records, claims, problems)
}

/// Whether parts hold what they would hold as a whole: nothing is shared across them, and the limits
/// of a file, in problems and in what its claims share, are not reached.
fn independent(read: &[Read], file: &SourceFile) -> bool {
    let shared = read.iter().fold(0, |sum: usize, read| sum.saturating_add(read.shared));
    let problems: usize = read.iter().map(|read| read.problems.len()).sum();
    !read.iter().any(|read| read.depends)
        && problems < MAX_DEFECTS
        && shared <= file.text().len().saturating_add(SMALL_FILE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ClaimRecord;
    use crate::record::read::read_all;

    fn line(at: usize, more: &str) -> String {
        let note = "x".repeat(500);
        format!(
            "{{\"claim\":{{\"id\":\"c{at}\",\"subject\":\"s\",\"predicate\":\"p\",\"value\":{at}{more},\
             \"note\":\"{note}\"}}}}\n"
        )
    }

    fn read(text: String) -> (Vec<ClaimRecord>, Vec<Problem>) {
        let mut sources = SourceMap::new();
        let id = sources.add("claims/a.jsonl", text);
        assert!(of(&[(id, FileKind::Claims)], &sources).len() > 1);
        let (records, problems) = read_all(&sources, &[id], &[]);
        let mut whole = (Records::default(), Vec::new());
        let text = sources.file(id).text();
        let (kind, format) = (FileKind::Claims, Format::JsonLines);
        crate::record::read::read_file(text, id, format, kind, &mut whole.0, &mut whole.1);
        crate::record::read::check_ids(&mut whole.0, &mut whole.1);
        assert_eq!(format!("{:?}", whole.0), format!("{records:?}"));
        assert_eq!(whole.1, problems);
        (records.claims.into_iter().collect(), problems)
    }

    #[test]
    fn parts_say_what_the_whole_says() {
        let lines = SIZE * 5 / 2 / line(0, "").len();
        let plain: String = (0..lines).map(|at| line(at, "")).collect();
        let (claims, problems) = read(plain.clone());
        assert_eq!((claims.len(), problems.len()), (lines, 0));
        // Something is wrong now and then, and one id is there twice.
        let mend = |at| if at % 999 == 5 { ",\"valeu\":3" } else { "" };
        let odd: String = (0..lines).map(|at| line(at % (lines - 1), mend(at))).collect();
        assert!(!read(format!("\u{feff}{odd}{{")).1.is_empty());
        // Defaults at the end are those of the whole file.
        let defaults = "{\"defaults\":{\"source\":\"report\"}}\n";
        assert!(read(format!("{plain}{defaults}")).0.iter().all(|claim| claim.cite.len() == 1));
    }
}
