//! Documents of prose in a run: read, drafted, and put beside the records.

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use smol_str::{SmolStr, ToSmolStr};

use super::Options;
use crate::bibliography;
use crate::claim::World;
use crate::claim::resolve::{nearest, rule};
use crate::compare::family::Family;
use crate::document::{self, BlockKind, Document, Format};
use crate::finding::{Confidence, Finding};
use crate::prose::cue::{Cues, Said};
use crate::prose::draft::{self, Draft, Page, Unread};
use crate::prose::reading::{Reading, Why};
use crate::prose::{self, Knowledge};
use crate::record::{Problem, Records, ReferenceRecord, Text};
use crate::report::Summary;
use crate::source::SourceMap;
use crate::span::{FileId, Span};
use crate::text;
use crate::tree;
use crate::value::date;

/// A document of prose.
#[derive(Clone, Debug)]
pub struct Prose {
    /// Its text.
    pub file: FileId,
    /// How it is written.
    pub format: Format,
    /// Its date, EDTF, where that is given from outside; it comes before the document's own.
    pub issued: Option<SmolStr>,
}

/// What was read out of the documents of a run.
#[derive(Debug, Default)]
pub struct Read {
    /// The documents.
    pub documents: Vec<Document>,
    /// The date of each, EDTF.
    pub issued: Vec<Option<SmolStr>>,
    /// What they say.
    pub reading: Reading,
    /// The same as records.
    pub draft: Draft,
}

/// The rule that lists what was not read.
pub const UNREAD: &str = "unread-figure";

/// Rules about how records are written and sourced: a text for readers need not name who counted,
/// or declare its names.
pub(super) const OF_RECORDS: &[&str] = &[
    "ambiguous-name",
    "malformed-record",
    "missing-citation",
    "possible-alias",
    "unknown-entity",
    "unknown-predicate",
    "unknown-scope",
    "untraced-figure",
    "unused-source",
];

/// Read documents. `built_in` is the vocabulary, `known` the records that they are checked against.
#[must_use]
pub fn read(sources: &SourceMap, all: &[Prose], built_in: &Records, known: &Records) -> Read {
    // By their paths, so that what they are given as makes no difference.
    let mut all: Vec<&Prose> = all.iter().collect();
    all.sort_by_key(|prose| (sources.file(prose.file).path(), prose.file));
    let documents: Vec<Document> =
        all.iter().map(|prose| document::read(sources, prose.file, prose.format)).collect();
    let blocks = documents.iter().flat_map(|document| &document.blocks);
    // What stands in a table is read with what its rows and columns are named.
    let tables = blocks.clone().any(|block| matches!(block.kind, BlockKind::Cell { .. }));
    let said = Said::of(blocks.map(|block| block.text.as_str()), tables);
    let cues = Cues::compile_for(built_in.predicates.iter().chain(&known.predicates), &said);
    let issued: Vec<Option<SmolStr>> = all
        .iter()
        .zip(&documents)
        .map(|(prose, document)| {
            let own = || document.issued.as_ref().map(|field| field.text.to_smolstr());
            let text = prose.issued.clone().or_else(own)?;
            Some(date::read(&text, None).ok()?.edtf.to_smolstr())
        })
        .collect();
    let to_read: Vec<prose::Source<'_>> = documents
        .iter()
        .zip(&issued)
        .map(|(document, issued)| prose::Source {
            document,
            issued: issued.as_deref().and_then(day),
        })
        .collect();
    let knowledge = Knowledge { cues: &cues, entities: &known.entities };
    let reading = prose::read(&to_read, knowledge);
    let mut problems = Vec::new();
    let pages: Vec<Page<'_>> = documents
        .iter()
        .zip(&issued)
        .map(|(document, issued)| Page {
            document,
            issued: issued.clone(),
            references: front_references(sources, document, &mut problems),
        })
        .collect();
    let mut draft = draft::draft(&reading, &pages, sources, (built_in, known));
    let own = pages.iter().flat_map(|page| &page.references);
    let keys: Vec<&str> =
        own.chain(&known.references).map(|record| record.id.value.as_str()).collect();
    let unknown = draft.unknown_keys.iter().enumerate();
    problems.extend(
        unknown.map(|(at, key)| unknown_key(key, if at < MOST_NEAR { &keys } else { &[] })),
    );
    draft.problems.extend(problems);
    drop(pages);
    Read { documents, issued, reading, draft }
}

/// `references:` in the front matter of a document, as pandoc reads them. What else stands there is
/// not ours.
fn front_references(
    sources: &SourceMap,
    document: &Document,
    problems: &mut Vec<Problem>,
) -> Vec<ReferenceRecord> {
    let text = sources.file(document.file).text();
    let front = text.get(document.front.clone()).unwrap_or_default().trim_end();
    if !front.lines().any(|line| line.starts_with("references:")) {
        return Vec::new();
    }
    // Without the line that ends it.
    let front = front.rsplit_once('\n').map_or("", |(front, _)| front);
    let (mut records, mut found) = (Records::default(), Vec::new());
    let format = bibliography::Format::Csl(tree::Format::Yaml);
    bibliography::read(front, document.file, format, &mut records, &mut found);
    let inside = |problem: &Problem| {
        let holds = |span: Span| span.start <= problem.span.start && problem.span.end <= span.end;
        records.references.iter().any(|reference| holds(reference.span))
    };
    problems.extend(found.into_iter().filter(inside));
    records.references
}

/// Unknown keys for which a near one is looked for: each is compared with all that are known.
const MOST_NEAR: usize = 100;

/// A key that no reference has.
fn unknown_key(key: &Text, known: &[&str]) -> Problem {
    let near = nearest(&key.value, known.iter().copied());
    let help = near.map(|near| format!("did you mean `@{near}`?"));
    let place = "add a reference with this id to a file in `sources/`, or to the front matter";
    Problem {
        rule: rule::DANGLING_CITATION,
        span: key.span,
        message: format!("no reference has the key `{}`", key.value),
        label: "unknown key".to_owned(),
        help: Some(help.unwrap_or_else(|| place.to_owned())),
        other: None,
        sure: Confidence::High,
    }
}

/// The day that a date is, if it is one.
fn day(edtf: &str) -> Option<Date> {
    date::read(edtf, None).ok()?.single_day().map(date::Day::date)
}

/// Figures of a run's prose.
pub(super) struct Figures {
    pub(super) seen: usize,
    pub(super) unread: Vec<Unread>,
}

impl Read {
    /// Put the drafted records to those of a repository; what is left are the figures and the
    /// problems.
    pub(super) fn join(self, records: &mut Records) -> (Figures, Vec<Problem>) {
        let mut draft = self.draft;
        for (id, alias) in std::mem::take(&mut draft.names) {
            if let Some(entity) = records.entities.iter_mut().find(|e| e.id.value == id) {
                entity.aliases.push(alias);
            }
        }
        records.append(draft.records);
        // A date of its own that a document has and nobody can read is a figure like others.
        let mut unread = draft.unread;
        let mut seen: usize = self.reading.seen.iter().sum();
        for (document, issued) in self.documents.iter().zip(&self.issued) {
            if let (Some(field), None) = (&document.issued, issued) {
                let span = Span::new(document.file, field.range.start, field.range.end);
                unread.push(Unread { span, sentence: span, why: Why::BadDate });
                seen += 1;
            }
        }
        unread.sort_by_key(|unread| unread.span);
        (Figures { seen, unread }, draft.problems)
    }
}

/// Whether figures that were not read are listed.
pub(super) fn lists_unread(options: &Options) -> bool {
    options.unread || matches!(options.levels.get(UNREAD), Some(Some(_)))
}

/// Figures that no claim was made of, as problems.
pub(super) fn unread(sources: &SourceMap, figures: &Figures) -> Vec<Problem> {
    let problem = |unread: &Unread| {
        let words =
            |span: Span| sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let why = match unread.why {
            Why::NoFrame => "what it says is not clear enough to be compared",
            Why::NoSubject => "what it is about is not settled",
            Why::NotAsserted => "it is not said to be so, but to be possible, planned or false",
            Why::BadDate => "it has the shape of a date and cannot be read as one",
        };
        let (figure, sentence) = (words(unread.span), words(unread.sentence));
        let around = if sentence.len() > figure.len() {
            format!(" (\u{201c}{}\u{201d})", text::shorten(&sentence, SENTENCE, "…"))
        } else {
            String::new()
        };
        Problem {
            rule: UNREAD,
            span: unread.span,
            message: format!("\u{201c}{figure}\u{201d} was not read: {why}{around}"),
            label: "not read".to_owned(),
            help: None,
            other: None,
            sure: Confidence::High,
        }
    };
    figures.unread.iter().map(problem).collect()
}

/// Most characters of a sentence that are shown with a figure.
const SENTENCE: usize = 160;

/// Keep what concerns the documents: what a repository has to say about itself alone is for
/// `check`. `also` are files whose own findings are kept too.
pub(super) fn keep(findings: &mut Vec<Finding>, documents: &FxHashSet<FileId>, also: &[FileId]) {
    findings.retain(|finding| {
        let stands =
            |of: &dyn Fn(FileId) -> bool| finding.locations.iter().any(|l| of(l.span.file));
        let of_records = OF_RECORDS.contains(&finding.rule);
        stands(&|file| also.contains(&file))
            || (!of_records && stands(&|file| documents.contains(&file)))
    });
    for finding in findings.iter_mut().filter(|finding| finding.claims.is_empty()) {
        let mut files = finding.locations.iter().map(|location| location.span.file);
        let first = files.next();
        finding.within_document = first.is_some() && files.all(|file| Some(file) == first);
    }
}

/// What a run on documents looked at: their own claims, and groups that one of these is in.
pub(super) fn count(
    summary: &mut Summary,
    world: &World,
    families: &[Family<'_>],
    figures: &Figures,
    documents: usize,
) {
    let claims = world.claims.iter().filter(|claim| claim.is_prose()).count();
    summary.documents = documents;
    summary.claims = claims;
    summary.slots =
        families.iter().filter(|f| f.members.iter().any(|m| m.claim.is_prose())).count();
    summary.figures = Some(figures.seen);
    summary.unread = Some(figures.unread.len());
}
