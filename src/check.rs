//! The one driver: everything that checks goes through here.
//!
//! Texts in, a report out; no input, no output. The command line, and later the language server and
//! the reader of prose, hand over what they have read.

mod fingerprint;
pub mod prose;
mod quotes;
mod undecidable;

use camino::Utf8Path;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

pub use quotes::{Snapshots, Unread};

use crate::adjudicate::{Adjudications, ClaimIds};
use crate::bibliography;
use crate::claim::{Claim, ClaimIx, Document, PrintingIx, SourceIx, Speaker, World, resolve};
use crate::compare::family::{self, Family};
use crate::compare::outcome;
use crate::compare::ties::Lookup;
use crate::finding::{Finding, Level, SlotName};
use crate::parallel;
use crate::prose::{cue, vocabulary};
use crate::record::{ClaimRecord, Problem, Records};
use crate::report::{self, ClaimRow, Report, RunError, Summary};
use crate::rules::{self, Context};
use crate::source::SourceMap;
use crate::span::{FileId, Span};

pub use prose::{Prose, Read};

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day on which adjudications are in force or expired.
    pub today: Date,
    /// Levels of rules that are not their own; `None` turns a rule off.
    pub levels: FxHashMap<String, Option<Level>>,
    /// Whether figures in prose that no claim was made of are listed.
    pub unread: bool,
}

/// Everything a run works on: texts, which of them hold what, and what could not be read.
#[derive(Debug, Default)]
pub struct Input {
    /// All texts.
    pub sources: SourceMap,
    /// Claim files.
    pub claim_files: Vec<FileId>,
    /// Source files.
    pub source_files: Vec<FileId>,
    /// Documents of prose. Where there are any, only findings that involve one of them are made.
    pub documents: Vec<Prose>,
    /// Claim files whose own findings are made beside those of documents: verdicts of people that a
    /// run on documents was given.
    pub verdicts: Vec<FileId>,
    /// Files that could not be read.
    pub errors: Vec<RunError>,
    /// Where the texts of sources come from; without, no quote is checked.
    pub snapshots: Option<Box<dyn Snapshots>>,
}

/// A run's results, with the texts that spans point into.
#[derive(Debug)]
pub struct Checked {
    /// What came of it.
    pub report: Report,
    /// All texts, the built-in vocabulary included.
    pub sources: SourceMap,
    /// The resolved records.
    pub world: World,
}

impl Checked {
    /// Let the report list every claim, and not those alone that its findings and undecidable pairs
    /// name.
    pub fn list_all_claims(&mut self) {
        let all: Vec<ClaimIx> = (0..self.world.claims.len()).map(ClaimIx::new).collect();
        self.report.claims = claim_rows(&self.world, &self.sources, &all);
    }
}

/// Check a repository.
#[must_use]
pub fn check(input: Input, options: &Options) -> Checked {
    Resolved::new(input, options).check(options)
}

/// What a run has read: claims with their values, times and names in the types in which they are
/// compared. Nothing has been compared yet.
pub struct Resolved {
    input: Input,
    records: Records,
    /// Claims as they are written, where something refers to that.
    written: Vec<ClaimRecord>,
    world: World,
    /// What reading found wrong.
    problems: Vec<Problem>,
    /// Files of prose.
    documents: FxHashSet<FileId>,
    /// What the documents' figures and dates came to, where there are documents.
    figures: Option<prose::Figures>,
}

impl Resolved {
    /// Read texts to records, and records to claims.
    #[must_use]
    pub fn new(mut input: Input, options: &Options) -> Self {
        let (built_in, built_in_problems) = vocabulary::built_in(&mut input.sources);
        debug_assert!(built_in_problems.is_empty(), "{built_in_problems:?}");
        let (mut records, mut claims, mut problems) =
            bibliography::read_all(&input.sources, &input.claim_files, &input.source_files);
        problems.extend(cue::problems(&records.predicates));
        let figures = (!input.documents.is_empty()).then(|| {
            let read = prose::read(&input.sources, &input.documents, &built_in, &records);
            let (figures, found) = read.join(&mut records);
            problems.extend(found);
            if prose::lists_unread(options) {
                problems.extend(prose::unread(&input.sources, &figures));
            }
            figures
        });
        let documents = input.documents.iter().map(|prose| prose.file).collect();
        // The claims live on in the world; the records of a million would fill memory beside them,
        // and are kept only where something refers to what is written.
        for of_prose in std::mem::take(&mut records.claims).into_parts() {
            claims.push(of_prose.into());
        }
        let referred =
            !records.adjudications.is_empty() || claims.records().any(|c| !c.supersedes.is_empty());
        let written = if referred { claims.written(&input.sources) } else { Vec::new() };
        let (world, unresolved) = resolve::resolve(&built_in, &records, claims, &input.sources);
        problems.extend(unresolved);
        Self { input, records, written, world, problems, documents, figures }
    }

    /// Compare the claims with each other and with what they cite, and report what disagrees.
    #[must_use]
    pub fn check(self, options: &Options) -> Checked {
        let Self { mut input, records, written, mut world, mut problems, documents, figures } =
            self;
        let complete = input.errors.is_empty();
        let ids = ClaimIds::new(&records, &written, &world);
        problems.extend(ids.dangling_supersedes(&written));
        let known = (&world, complete, options.today);
        let adjudications =
            Adjudications::new(&records.adjudications, &ids, &written, known, &mut problems);
        drop(ids);
        drop(written);
        world.withdraw(&adjudications.withdrawn());

        let (families, judged) =
            family::families_with(&world, |at, family| outcome::outcomes(&world, at, family));
        let (mut outcomes, mut undecided) = (Vec::new(), Vec::new());
        for (more, open) in judged {
            outcomes.extend(more);
            undecided.extend(open);
        }
        let quotes =
            quotes::check(&world, &records, &input.sources, input.snapshots.as_deref(), &documents);
        let lookup = Lookup::new(&families);
        let context = Context {
            world: &world,
            complete,
            documents: &documents,
            records: &records,
            problems: &problems,
            families: &families,
            lookup: &lookup,
            outcomes: &outcomes,
            quoted: &quotes.quoted,
            changed: &quotes.changed,
        };
        // What would not be kept is not looked for, unless a verdict may be about it.
        let unseen = !documents.is_empty() && input.verdicts.is_empty();
        let without =
            if unseen && records.adjudications.is_empty() { prose::OF_RECORDS } else { &[] };
        let mut findings = rules::check(&context, without);
        fingerprint::fill(&world, &input.sources, &documents, &mut findings);
        // Adjudications need the fingerprints of what they judge, and bring findings of their own.
        adjudications.apply(&mut findings);
        fingerprint::fill(&world, &input.sources, &documents, &mut findings);
        if !documents.is_empty() {
            prose::keep(&mut findings, &documents, &input.verdicts);
        }
        set_levels(&mut findings, options);
        sort(&mut findings, &input.sources);

        let mut open = undecidable::pairs(&world, &families, &undecided);
        if !documents.is_empty() {
            open.retain(|pair| pair.involves_prose(&world));
        }
        input.errors.extend(quotes.errors);
        let undecided = open.iter().map(|pair| pair.count).sum();
        let mut summary = Summary {
            quotes: quotes.counts,
            locators: quotes.locators,
            ..summary(&input, &world, &families, &findings, undecided)
        };
        if let Some(figures) = &figures {
            prose::count(&mut summary, &world, &families, figures, input.documents.len());
        }
        let undecidable: Vec<_> = open.iter().map(|pair| pair.row(&world)).collect();
        let named = named_claims(&world, &findings, &undecidable);
        let claims = claim_rows(&world, &input.sources, &named);
        let report = Report {
            complete: input.errors.is_empty(),
            errors: input.errors,
            summary,
            claims,
            findings,
            undecidable,
            prose: input.documents.iter().map(|prose| prose.file).collect(),
            ..Report::default()
        };
        drop(families);
        Checked { report, sources: input.sources, world }
    }
}

fn set_levels(findings: &mut Vec<Finding>, options: &Options) {
    findings.retain_mut(|finding| match options.levels.get(finding.rule) {
        Some(None) => false,
        Some(Some(level)) => {
            finding.level = *level;
            true
        }
        None => true,
    });
}

/// Gravest first, then by place, rule and fingerprint: a total order.
fn sort(findings: &mut [Finding], sources: &SourceMap) {
    let ranks = path_ranks(sources);
    findings.sort_by_cached_key(|finding| {
        let place = finding.locations.first().map(|location| {
            let Span { file, start, end } = location.span;
            (ranks[file.index()], start, end)
        });
        let fingerprint = SmolStr::new(&finding.fingerprint);
        (std::cmp::Reverse(finding.level), place, finding.rule, fingerprint)
    });
}

/// For each file, the place of its path among all paths, which costs less to compare than they do.
fn path_ranks(sources: &SourceMap) -> Vec<usize> {
    let mut paths: Vec<(&Utf8Path, FileId)> =
        sources.iter().map(|(id, file)| (file.path(), id)).collect();
    paths.sort_unstable();
    let mut ranks = vec![0; paths.len()];
    for (rank, same) in paths.chunk_by(|a, b| a.0 == b.0).enumerate() {
        same.iter().for_each(|(_, file)| ranks[file.index()] = rank);
    }
    ranks
}

fn summary(
    input: &Input,
    world: &World,
    families: &[Family<'_>],
    findings: &[Finding],
    undecidable: usize,
) -> Summary {
    let open =
        |level| findings.iter().filter(|f| f.adjudication.is_none() && f.level == level).count();
    Summary {
        documents: input.claim_files.len(),
        claims: world.claims.len(),
        sources: cited_sources(world),
        slots: families.len(),
        adjudicated: findings.iter().filter(|f| f.adjudication.is_some()).count(),
        undecidable,
        error: open(Level::Error),
        warning: open(Level::Warning),
        info: open(Level::Info),
        figures: None,
        unread: None,
        quotes: None,
        locators: None,
    }
}

/// How many sources claims are printed in.
fn cited_sources(world: &World) -> usize {
    (0..world.sources.len()).filter(|at| world.census.is_printed(SourceIx::new(*at))).count()
}

fn slot_name(world: &World, claim: &Claim) -> SlotName {
    rules::slot_name(world, claim)
}

/// The claims that are named by what a report says, in their order.
fn named_claims(
    world: &World,
    findings: &[Finding],
    undecidable: &[report::Undecided],
) -> Vec<ClaimIx> {
    let of_findings = findings.iter().flat_map(|finding| &finding.claims);
    let of_camps = findings.iter().flat_map(|f| &f.camps).flat_map(|camp| &camp.claims);
    let of_pairs = undecidable.iter().flat_map(|pair| &pair.claims);
    let ids = of_findings.chain(of_camps).chain(of_pairs).map(String::as_str);
    let mut named: Vec<ClaimIx> = world.find_claims(ids).flatten().collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The printings of some claims.
fn claim_rows(world: &World, sources: &SourceMap, claims: &[ClaimIx]) -> Vec<ClaimRow> {
    let rows = parallel::map(claims, |ix| {
        let printings = world.claim(*ix).printings.iter();
        printings.map(|ix| claim_row(world, sources, ix)).collect::<Vec<_>>()
    });
    rows.into_iter().flatten().collect()
}

fn claim_row(world: &World, sources: &SourceMap, ix: PrintingIx) -> ClaimRow {
    let printing = world.printing(ix);
    let claim = world.claim(printing.claim);
    let slot = slot_name(world, claim);
    let speaker = |speaker: &Speaker| match speaker {
        Speaker::Unnamed => "unnamed".to_owned(),
        Speaker::Named(ix) => world.entities.get(*ix).id.to_string(),
    };
    ClaimRow {
        id: claim.id.to_string(),
        document: sources.file(claim.span.file).path().to_string(),
        subject: slot.subject.unwrap_or_default(),
        predicate: slot.predicate.unwrap_or_default(),
        value: claim.value_text.to_string(),
        reading: Some(world.reading(claim)),
        scope: slot.scope,
        place: slot.place,
        toward: slot.toward,
        during: slot.during,
        denied: claim.denied,
        printing: printing.number,
        as_of: printing.as_of_text.as_ref().map(SmolStr::to_string),
        as_of_basis: printing.as_of_basis,
        said_by: printing.speakers.iter().map(speaker).collect(),
        source: match printing.document {
            Document::Source(source) => Some(world.source(source).id.to_string()),
            Document::File(_) => None,
        },
    }
}
