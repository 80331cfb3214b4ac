//! JSON Lines: `{"claim": …}` a line. They are read one after the other, so that no more than one
//! stands in memory beside its records.

use std::ops::Range;

use super::claim::Parts;
use super::fields::{kind_of, nearest_of, shown};
use super::{FileKind, Reader};
use crate::record::keys::LINE_KEYS;
use crate::record::{Problem, Records};
use crate::span::FileId;
use crate::tree::{Defect, Lines, Node, Shape};

/// The key of what the claims of all lines share.
const DEFAULTS: &str = "defaults";

/// What lines hold.
#[derive(Default)]
pub(super) struct Read {
    pub(super) records: Records,
    /// What the trees say comes before what the records say.
    pub(super) problems: Vec<Problem>,
    /// See [`Reader::shared`].
    pub(super) shared: usize,
}

/// Read a range of whole lines; `None` when one of them holds `defaults`, which are those of the
/// whole file.
pub(super) fn some(text: &str, file: FileId, kind: FileKind, lines: Range<usize>) -> Option<Read> {
    let mut read = Read::default();
    let mut reader = Reader::new(text, kind, &mut read.records, &mut read.problems);
    let defects = reader.lines(Lines::new(text, file, lines), None)?;
    read.shared = reader.shared;
    read.put_first(defects);
    Some(read)
}

/// Read all lines of a file.
pub(super) fn all(text: &str, file: FileId, kind: FileKind) -> Read {
    let lines = || Lines::new(text, file, 0..text.len());
    some(text, file, kind, 0..text.len()).unwrap_or_else(|| {
        let mut read = Read::default();
        let mut reader = Reader::new(text, kind, &mut read.records, &mut read.problems);
        let defaults = reader.defaults(lines());
        let defects = reader.lines(lines(), Some(&defaults)).unwrap_or_default();
        read.shared = reader.shared;
        read.put_first(defects);
        read
    })
}

impl Read {
    fn put_first(&mut self, defects: Vec<Defect>) {
        if !defects.is_empty() {
            self.problems.splice(..0, defects.into_iter().map(Problem::from));
        }
    }
}

impl Reader<'_> {
    /// Read lines with the defaults of their file; `None` when a line holds some that are not
    /// given.
    fn lines(&mut self, mut lines: Lines<'_>, defaults: Option<&Parts>) -> Option<Vec<Defect>> {
        while let Some(line) = lines.next_root() {
            if defaults.is_none() && line.get(DEFAULTS).is_some() {
                return None;
            }
            self.line(line, defaults);
        }
        Some(lines.finish())
    }

    /// The first defaults of some lines.
    fn defaults(&mut self, mut lines: Lines<'_>) -> Parts {
        let mut defaults = None;
        while let Some(line) = lines.next_root() {
            let Some(value) = line.get(DEFAULTS) else { continue };
            if defaults.is_none() {
                defaults = Some(self.shared(value).into_defaults());
            } else {
                let message = "`defaults` is there twice; the first is used".to_owned();
                self.problem(self.first_line(value.span()), message, "again", None);
            }
        }
        defaults.unwrap_or_default()
    }

    fn line(&mut self, line: Node<'_>, defaults: Option<&Parts>) {
        let known = |name: &str| LINE_KEYS.iter().find(|(key, _)| *key == name);
        let mut found = false;
        for (key, value) in line.entries() {
            found = true;
            match key.text().map(|name| (name, known(name))) {
                Some((_, Some((_, list)))) => self.record(list, value, defaults),
                Some((name, None)) => {
                    let message = format!("`{}` is no kind of record", shown(name));
                    let names = LINE_KEYS.iter().map(|(key, _)| *key);
                    let near = nearest_of(name, names);
                    let help = near.map(|near| format!("did you mean `{near}`?"));
                    self.problem(key.text_span(), message, "unknown key", help);
                }
                None => {}
            }
        }
        if !found && !matches!(line.shape(), Shape::Broken) {
            let message = format!("the line holds {} where a record is expected", kind_of(line));
            let help = "write one record a line: `{\"claim\": {…}}`".to_owned();
            self.problem(line.span(), message, "no record", Some(help));
        }
    }
}
