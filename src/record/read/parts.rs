//! Large files of JSON Lines in parts: so that several threads read them, and so that no tree of a
//! whole file stands in memory beside its records.

use std::ops::Range;

use super::{FileKind, lines};
use crate::record::{Problem, Records};
use crate::source::{SourceFile, SourceMap};
use crate::span::FileId;
use crate::tree::{Format, MAX_DEFECTS, SMALL_FILE};

/// Bytes of a part: some hundred thousand claims. The lists of smaller parts would be so small that
/// allocators keep their memory after they are put together, beside the list of all. Tests have
/// smaller files.
const SIZE: usize = if cfg!(test) { 1 << 15 } else { 32 << 20 };

/// Claims of a file so few that the room beside them counts.
const FEW_CLAIMS: usize = 3;

/// A part of a file.
pub(super) struct Part {
    pub(super) file: FileId,
    pub(super) kind: FileKind,
    /// Whole lines of JSON Lines; `None` for all of a file.
    lines: Option<Range<usize>>,
}

/// What a part holds.
pub(super) struct Read {
    records: Records,
    problems: Vec<Problem>,
    /// What the lines of a part say depends on other parts.
    depends: bool,
    /// See [`Reader::shared`].
    shared: usize,
}

fn format_of(file: &SourceFile) -> Format {
    Format::of_name(file.path().as_str()).unwrap_or(Format::Yaml)
}

/// The parts of a file.
pub(super) fn of(file: FileId, kind: FileKind, sources: &SourceMap) -> Vec<Part> {
    let source = sources.file(file);
    let text = source.text();
    if format_of(source) != Format::JsonLines || text.len() <= SIZE {
        return vec![Part { file, kind, lines: None }];
    }
    let (mut parts, mut start) = (Vec::new(), 0);
    while start < text.len() {
        let least = text.ceil_char_boundary((start + SIZE).min(text.len()));
        let end = text[least..].find('\n').map_or(text.len(), |at| least + at + 1);
        parts.push(Part { file, kind, lines: Some(start..end) });
        start = end;
    }
    parts
}

impl Part {
    pub(super) fn read(&self, sources: &SourceMap) -> Read {
        let source = sources.file(self.file);
        let (mut records, mut problems) = (Records::default(), Vec::new());
        let Some(range) = self.lines.clone() else {
            let (text, format) = (source.text(), format_of(source));
            super::read_file(text, self.file, format, self.kind, &mut records, &mut problems);
            // A list keeps room for some more, which of many files that hold a claim each is most.
            if records.claims.len() <= FEW_CLAIMS {
                records.claims.shrink_to_fit();
            }
            return Read { records, problems, depends: false, shared: 0 };
        };
        match lines::some(source.text(), self.file, self.kind, range) {
            Some(lines::Read { records, problems, shared }) => {
                Read { records, problems, depends: false, shared }
            }
            None => Read { records, problems, depends: true, shared: 0 },
        }
    }
}

/// What all parts hold, in their order. A file whose parts depend on each other is read again, as a
/// whole.
pub(super) fn together(
    parts: &[Part],
    read: Vec<Read>,
    sources: &SourceMap,
) -> (Records, Vec<Problem>) {
    let (mut records, mut problems) = (Records::default(), Vec::new());
    // One file's claims are taken as they are.
    if read.iter().filter(|read| !read.records.claims.is_empty()).count() > 1 {
        records.claims.reserve_exact(read.iter().map(|read| read.records.claims.len()).sum());
    }
    let mut read = read.into_iter();
    for same in parts.chunk_by(|a, b| a.file == b.file) {
        let read: Vec<Read> = read.by_ref().take(same.len()).collect();
        let first = problems.len();
        if let ([_, _, ..], Some(part)) = (same, same.first())
            && !independent(&read, sources.file(part.file))
        {
            let whole = Part { lines: None, ..*part }.read(sources);
            records.append(whole.records);
            problems.extend(whole.problems);
            continue;
        }
        for part in read {
            records.append(part.records);
            problems.extend(part.problems);
        }
        problems[first..].sort_by_key(|problem| problem.span);
    }
    (records, problems)
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
        assert!(of(id, FileKind::Claims, &sources).len() > 1);
        let (records, problems) = read_all(&sources, &[id], &[]);
        let mut whole = (Records::default(), Vec::new());
        let text = sources.file(id).text();
        let (kind, format) = (FileKind::Claims, Format::JsonLines);
        crate::record::read::read_file(text, id, format, kind, &mut whole.0, &mut whole.1);
        crate::record::read::check_ids(&mut whole.0, &mut whole.1);
        assert_eq!(format!("{:?}", whole.0), format!("{records:?}"));
        assert_eq!(whole.1, problems);
        (records.claims, problems)
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
