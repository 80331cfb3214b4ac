//! JSON Lines: `{"claim": …}` a line. They are read one after the other, so that no more than one
//! stands in memory beside its records.

use std::ops::Range;

use memchr::memmem;

use super::claim::Parts;
use super::fields::{kind_of, nearest_of, shown};
use super::plain;
use super::{FileKind, Reader};
use crate::record::keys::LINE_KEYS;
use crate::record::{Problem, Records};
use crate::span::FileId;
use crate::tree::{Defect, Lines, Node, Shape};

/// The key of what the claims of all lines share.
const DEFAULTS: &str = "defaults";

/// How the key may begin when its letters are written as escapes (U+0061 to U+0075).
const ESCAPES: [&str; 2] = ["\\u006", "\\u007"];

/// Read a range of whole lines and add what they hold: the elements that claims were given by what
/// they share. `None` when one of the lines holds `defaults`, which are those of the whole file;
/// then only a part was read.
pub(super) fn some(
    text: &str,
    file: FileId,
    kind: FileKind,
    lines: Range<usize>,
    records: &mut Records,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let first = problems.len();
    let mut reader = Reader::new(text, kind, records, problems);
    let defects = reader.lines(file, Lines::new(text, file, lines), None)?;
    let shared = reader.shared;
    put(problems, first, defects);
    Some(shared)
}

/// Read all lines of a file and add what they hold.
pub(super) fn all(
    text: &str,
    file: FileId,
    kind: FileKind,
    records: &mut Records,
    problems: &mut Vec<Problem>,
) {
    let first = problems.len();
    let lines = || Lines::new(text, file, 0..text.len());
    let mut reader = Reader::new(text, kind, records, problems);
    let holds = |part: &str| memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    let escaped = || holds("\\") && ESCAPES.iter().any(|escape| holds(escape));
    let may_have_defaults = holds(DEFAULTS) || escaped();
    let defaults = may_have_defaults.then(|| reader.defaults(lines())).flatten();
    let defects = reader.lines(file, lines(), defaults.as_ref()).unwrap_or_default();
    put(problems, first, defects);
}

/// Put what trees say before what records say.
fn put(problems: &mut Vec<Problem>, first: usize, defects: Vec<Defect>) {
    if !defects.is_empty() {
        problems.splice(first..first, defects.into_iter().map(Problem::from));
    }
}

impl Reader<'_> {
    /// Read lines with the defaults of their file; `None` when a line holds some that are not
    /// given.
    fn lines(
        &mut self,
        file: FileId,
        mut lines: Lines<'_>,
        defaults: Option<&Parts>,
    ) -> Option<Vec<Defect>> {
        loop {
            if let Some(plain) = &mut self.records.plain
                && defaults.is_none()
            {
                while let Some(claim) = lines.next_with(plain::line) {
                    plain.push(file, claim);
                }
            }
            let Some(line) = lines.next_root() else { break };
            if defaults.is_none() && line.get(DEFAULTS).is_some() {
                return None;
            }
            self.line(line, defaults);
        }
        Some(lines.finish())
    }

    /// The first defaults of some lines.
    fn defaults(&mut self, mut lines: Lines<'_>) -> Option<Parts> {
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
        defaults
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
