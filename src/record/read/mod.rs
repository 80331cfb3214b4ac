//! Reading records: text to the types of [`crate::record`], with every defect at its place.
//!
//! What holds: a good record is never lost because of a bad neighbour; a record that would say
//! something else without a key that cannot be read is not used, and the defect says so (see
//! [`super::keys::Key::vital`]); nothing is dropped without a [`Problem`].
//!
//! - A key that is there twice counts once, the first time; a list of records counts each time.
//! - An empty value (`scope:`) is a defect; `null`, `~` and `[]` mean that a claim has none, also
//!   where `with` or `defaults` give one.
//! - A claim's own keys come before those of its series, and these before the file's `defaults`.
//!   `source: x` stands for `cite: [{source: x}]`; where `cite` or `source` is nearer, the farther
//!   one does not count at all.
//! - Of two claims with one id the second loses its id and is still compared; of two other records
//!   with one id the second is not used.

mod claim;
mod fields;
mod ids;
mod lines;
mod others;
mod parts;
mod plain;
mod reference;
mod values;
mod vocabulary;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::keys::{FILE, Mapping};
use super::plain::Claims;
use super::{Problem, Records};
use crate::finding::Confidence;
use crate::parallel;
use crate::source::SourceMap;
use crate::span::{FileId, Span};
use crate::tree::{self, Defect, Format, MAX_DEFECTS, Node, Shape};
use claim::Parts;
use fields::{Fields, kind_of};
pub use ids::{check_ids, check_ids_with};
pub use reference::says_no_date;
pub use vocabulary::vocabulary;

/// The rule that reports records and files that cannot be read.
pub const MALFORMED: &str = "malformed-record";

/// The rule that reports an id that is used twice.
pub const DUPLICATE_ID: &str = "duplicate-id";

/// What a file is for. Both kinds may hold all records; they differ in what a bare list means, and
/// in what other keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Claims and all that belongs to them. Other keys are defects.
    Claims,
    /// Sources. A bare list is one of references (CSL-JSON), and other keys are left alone (the
    /// metadata of pandoc).
    Sources,
}

/// Read all files of a repository: claim files first, then source files, each in the given order,
/// then compare ids. Files whose names have no known ending are read as YAML.
#[must_use]
pub fn read_all(
    sources: &SourceMap,
    claim_files: &[FileId],
    source_files: &[FileId],
) -> (Records, Vec<Problem>) {
    let (mut records, _, mut problems) = read(sources, claim_files, source_files, false);
    check_ids(&mut records, &mut problems);
    (records, problems)
}

/// [`read_all`] without the comparison of ids, for who has more files to read. The claims are apart
/// from the other records, in the little room that nearly all of them need.
#[must_use]
pub fn read_files(
    sources: &SourceMap,
    claim_files: &[FileId],
    source_files: &[FileId],
) -> (Records, Claims, Vec<Problem>) {
    read(sources, claim_files, source_files, true)
}

fn read(
    sources: &SourceMap,
    claim_files: &[FileId],
    source_files: &[FileId],
    plain: bool,
) -> (Records, Claims, Vec<Problem>) {
    let claims = claim_files.iter().map(|id| (*id, FileKind::Claims));
    let references = source_files.iter().map(|id| (*id, FileKind::Sources));
    let files: Vec<_> = claims.chain(references).collect();
    let parts = parts::of(&files, sources);
    let read = parallel::map(&parts, |part| part.read(sources, plain));
    parts::together(&parts, read, sources)
}

/// Read one file and add what it holds. Ids are not compared; [`check_ids`] does that once all
/// files are read.
pub fn read_file(
    text: &str,
    file: FileId,
    format: Format,
    kind: FileKind,
    records: &mut Records,
    problems: &mut Vec<Problem>,
) {
    let first = problems.len();
    if format == Format::JsonLines {
        lines::all(text, file, kind, records, problems);
    } else {
        let (tree, defects) = tree::read(text, file, format);
        problems.extend(defects.into_iter().map(Problem::from));
        let mut reader = Reader::new(text, kind, records, problems);
        tree.roots().for_each(|root| reader.document(root));
    }
    // What the tree and what the records say, in the order of the file.
    problems[first..].sort_by_key(|problem| problem.span);
}

impl From<Defect> for Problem {
    fn from(defect: Defect) -> Self {
        let Defect { span, message, label, help, other } = defect;
        Self { rule: MALFORMED, span, message, label, help, other, sure: Confidence::High }
    }
}

/// Reads one file.
struct Reader<'a> {
    text: &'a str,
    kind: FileKind,
    records: &'a mut Records,
    problems: &'a mut Vec<Problem>,
    /// Problems so far.
    listed: usize,
    /// List elements that claims were given by what they share.
    shared: usize,
    /// Long values of references, which many aliases may stand for.
    long_texts: FxHashMap<Span, SmolStr>,
}

/// Report a problem of a file of which `listed` have been. They are limited as the defects of a tree
/// are; one more says that those from there on are not listed.
pub(crate) fn list(mut problem: Problem, listed: &mut usize, problems: &mut Vec<Problem>) {
    *listed += 1;
    if *listed > MAX_DEFECTS + 1 {
        return;
    }
    if *listed > MAX_DEFECTS {
        problem.message =
            format!("more than {MAX_DEFECTS} problems; those from here on are not listed");
        problem.label = "and so on".to_owned();
        problem.help = None;
    }
    problems.push(problem);
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        kind: FileKind,
        records: &'a mut Records,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        let long_texts = FxHashMap::default();
        Self { text, kind, records, problems, listed: 0, shared: 0, long_texts }
    }

    /// Report something. Problems are limited as the defects of a tree are.
    fn problem(&mut self, span: Span, message: String, label: &str, help: Option<String>) {
        let problem = Problem::at((MALFORMED, span), message, label, help);
        list(problem, &mut self.listed, self.problems);
    }

    /// Say of the problems since a point that something is not used because of them.
    fn unused(&mut self, since: usize, what: &str) {
        const UNTIL: &str = "not used until this is settled";
        for problem in &mut self.problems[since..] {
            let end = format!("{what} {UNTIL}");
            problem.help = Some(match problem.help.take() {
                // What it is a part of is not used either.
                Some(help) if help.ends_with(UNTIL) => match help.rsplit_once("; ") {
                    Some((help, _)) => format!("{help}; {end}"),
                    None => end,
                },
                Some(help) => format!("{help}; {end}"),
                None => end,
            });
        }
    }

    /// The first line of what stands there, for what concerns a whole record; the character before
    /// it, if nothing does.
    fn first_line(&self, span: Span) -> Span {
        let range = span.range();
        if range.is_empty() {
            let before = self.text.get(..range.start).unwrap_or("").trim_end_matches([' ', '\t']);
            let last = before.chars().next_back().filter(|c| !c.is_control());
            let start = before.len() - last.map_or(0, char::len_utf8);
            return Span::new(span.file, start, before.len());
        }
        let text = self.text.get(range).unwrap_or("");
        span.part(0..text.lines().next().unwrap_or("").trim_end().len())
    }

    /// A YAML document, or a JSON file.
    fn document(&mut self, root: Node<'_>) {
        match root.shape() {
            Shape::Map => {}
            Shape::Seq if self.kind == FileKind::Sources => {
                root.items().for_each(|item| self.reference(item));
                return;
            }
            Shape::Null | Shape::Broken => return,
            Shape::Seq | Shape::Scalar(..) => {
                let message =
                    format!("the file holds {} where records by kind are expected", kind_of(root));
                let help =
                    "put the records into a list under `claims:`, `entities:` or another kind";
                self.problem(
                    self.first_line(root.span()),
                    message,
                    "no kind of record",
                    Some(help.to_owned()),
                );
                return;
            }
        }
        if self.kind == FileKind::Sources && root.get("references").is_none() {
            // One item of CSL-JSON, or a list of them under the name that some exports give it.
            if root.get("id").is_some() {
                return self.reference(root);
            }
            if let Some(items) = root.get("items") {
                return items.items().for_each(|item| self.reference(item));
            }
        }
        let mut defaults = None;
        for (key, value) in root.entries() {
            if key.text() == Some("defaults") && defaults.is_none() {
                defaults = Some(self.shared(value).into_defaults());
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        for (key, value) in root.entries() {
            self.section(key, value, defaults.as_ref());
            let Some(name) = key.text() else { continue };
            if seen.contains(&name) && name != "defaults" {
                let again = self.problems.iter_mut().find(|p| p.span == key.text_span());
                if let Some(problem) = again {
                    problem.message =
                        format!("the key `{}` is there twice; both are read", fields::shown(name));
                }
            }
            // Others than the few that are known were reported each by itself.
            if FILE.keys.iter().any(|key| key.name == name) {
                seen.push(name);
            }
        }
    }

    /// A key of a file and its records.
    fn section(&mut self, key: Node<'_>, value: Node<'_>, defaults: Option<&Parts>) {
        let Some(name) = key.text() else {
            let message = format!("a key of the file is {}", kind_of(key));
            return self.problem(self.first_line(key.span()), message, "no name", None);
        };
        if name == "defaults" {
            return;
        }
        if !FILE.keys.iter().any(|k| k.name == name) {
            let near = fields::nearest(name, &FILE);
            if self.kind == FileKind::Claims || near.is_some() {
                let help = fields::suggest(near, &FILE);
                let message = format!("`{}` is no kind of record", fields::shown(name));
                self.problem(key.text_span(), message, "unknown key", Some(help));
            }
            return;
        }
        match value.shape() {
            Shape::Seq => value.items().for_each(|item| self.record(name, item, defaults)),
            Shape::Broken => {}
            _ => {
                let span = if value.is_absent() {
                    key.text_span()
                } else {
                    self.first_line(value.text_span())
                };
                let found = if value.is_absent() {
                    "nothing".to_owned()
                } else {
                    kind_of(value).to_owned()
                };
                let message = format!("`{name}` takes a list of records, and holds {found}");
                let help = format!(
                    "write each record as an element: `{name}:` and, below, `- …`; or `{name}: []`"
                );
                self.problem(span, message, "no list", Some(help));
            }
        }
    }

    /// A record of a kind, by the name of its list.
    fn record(&mut self, list: &str, item: Node<'_>, defaults: Option<&Parts>) {
        match list {
            "claims" => self.claim(item, defaults),
            "entities" => self.entity(item),
            "identities" => self.identity(item),
            "predicates" => self.predicate(item),
            "scopes" => self.scope(item),
            "adjudications" => self.adjudication(item),
            "references" => self.reference(item),
            _ => {}
        }
    }

    /// The fields of a record; `None`, with a problem, when it is no mapping.
    fn fields<'t>(&mut self, node: Node<'t>, mapping: &'static Mapping) -> Option<Fields<'t>> {
        Fields::read(node, mapping, self)
    }
}

#[cfg(test)]
mod tests;
