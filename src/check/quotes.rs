//! Quotes of a run against the snapshots of their sources.
//!
//! What holds: a snapshot is held only while its own quotes are looked for, so that memory is bounded
//! by the largest of those in flight; what stays is results and short excerpts.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use smol_str::SmolStr;

use crate::claim::quotation::{self, Quotation};
use crate::claim::{PrintingIx, World};
use crate::compare::quoted::{self, Discord};
use crate::parallel;
use crate::quote::{self, Located, Outcome, Quote, Status};
use crate::record::{Records, ReferenceRecord};
use crate::report::{LocatorCounts, QuoteCounts, RunError};
use crate::rules::{ChangedSnapshot, Quoted};
use crate::source::SourceMap;
use crate::span::FileId;

/// Where the texts of sources come from, by the names that references give them.
pub trait Snapshots: std::fmt::Debug + Sync {
    /// The text of a snapshot as it stands, a byte order mark included.
    ///
    /// # Errors
    /// [`Unread::Unknown`] where nobody was told to look for it, and an error where it should be there
    /// and cannot be read.
    fn read(&self, name: &str) -> Result<String, Unread>;
}

/// Why there is no text of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not at hand, and nothing says that it should be.
    Unknown,
    /// It should be, and cannot be read.
    Failed(RunError),
}

/// All that came of looking.
#[derive(Debug, Default)]
pub(super) struct Checked<'a> {
    /// The quotes that something came of, in the order of the records.
    pub(super) quoted: Vec<Quoted<'a>>,
    /// Snapshots whose text is not the recorded one.
    pub(super) changed: Vec<ChangedSnapshot<'a>>,
    /// Snapshots that could not be read, each told once.
    pub(super) errors: Vec<RunError>,
    pub(super) counts: Option<QuoteCounts>,
    pub(super) locators: Option<LocatorCounts>,
}

/// One snapshot and the quotes that it is to bear out.
struct Work<'a> {
    reference: &'a ReferenceRecord,
    name: &'a str,
    /// Positions of its quotes.
    quotes: Vec<usize>,
}

/// What came of one snapshot.
struct Done {
    outcomes: Vec<Outcome>,
    /// SHA-256 of the text, where it is not the recorded one.
    changed: Option<SmolStr>,
}

pub(super) fn check<'a>(
    world: &'a World,
    records: &'a Records,
    sources: &'a SourceMap,
    snapshots: Option<&dyn Snapshots>,
    documents: &FxHashSet<FileId>,
) -> Checked<'a> {
    let texts = snapshots.is_some() && records.references.iter().any(|r| r.snapshot.is_some());
    let all = quotation::quotations(world, records, sources, texts);
    // They are of claim files.
    let counted = if documents.is_empty() { (all.quotes, all.locators) } else { (0, 0) };
    let mut quotations = all.all;
    // Beside documents of prose, what the records quote is for another run.
    quotations.retain(|quotation| documents.is_empty() || documents.contains(&quotation.span.file));
    let mut outcomes: Vec<(usize, Outcome)> = Vec::new();
    let mut out = Checked::default();
    if let Some(snapshots) = snapshots {
        let work = work(records, &quotations, documents.is_empty());
        let done = parallel::map(&work, |work| one(world, &quotations, snapshots, work));
        for (work, done) in work.into_iter().zip(done) {
            match done {
                Ok(done) => {
                    outcomes.extend(work.quotes.iter().copied().zip(done.outcomes));
                    let changed = done
                        .changed
                        .map(|actual| ChangedSnapshot { reference: work.reference, actual });
                    out.changed.extend(changed);
                }
                Err(Unread::Unknown) => {}
                Err(Unread::Failed(error)) => out.errors.push(error),
            }
        }
        out.errors.sort_by(|a, b| a.path.cmp(&b.path).then(a.code.cmp(b.code)));
        out.errors.dedup();
    }
    titles(world, records, &quotations, &mut outcomes);
    out.counts = counts(&quotations, &outcomes, counted.0);
    out.locators = locators(&quotations, &outcomes, counted.1);
    out.quoted = quoted(world, quotations, outcomes);
    out
}

/// Quotations that are looked at in one go; what comes of most of them is nothing.
const BATCH: usize = 512;

/// What came of one quotation.
type Results = (Option<Outcome>, Vec<(PrintingIx, Discord)>);

/// The quotations that something came of, with that.
fn quoted<'a>(
    world: &World,
    quotations: Vec<Quotation<'a>>,
    outcomes: Vec<(usize, Outcome)>,
) -> Vec<Quoted<'a>> {
    let batches: Vec<(usize, &[Quotation<'_>])> = quotations.chunks(BATCH).enumerate().collect();
    let discords = parallel::map(&batches, |(batch, quotations)| {
        let all = quotations.iter().enumerate();
        let found = all.map(|(at, one)| (batch * BATCH + at, discords(world, one)));
        found.filter(|(_, discords)| !discords.is_empty()).collect::<Vec<_>>()
    });
    let mut results: BTreeMap<usize, Results> = BTreeMap::new();
    for (at, outcome) in outcomes {
        results.entry(at).or_default().0 = Some(outcome);
    }
    for (at, discords) in discords.into_iter().flatten() {
        results.entry(at).or_default().1 = discords;
    }
    let quoted = |(at, (outcome, discords)): (usize, Results)| {
        let quotation = quotations.get(at)?.clone();
        Some(Quoted { quotation, outcome, discords })
    };
    results.into_iter().filter_map(quoted).collect()
}

/// What is quoted from a title alone needs no text: the reference gives the title.
fn titles(
    world: &World,
    records: &Records,
    quotations: &[Quotation<'_>],
    outcomes: &mut Vec<(usize, Outcome)>,
) {
    let titled = records.references.iter().filter_map(|reference| {
        Some((reference.id.value.as_str(), reference.title.as_ref()?.value.as_str()))
    });
    let titles: FxHashMap<&str, &str> = titled.collect();
    let known: FxHashSet<usize> = outcomes.iter().map(|(at, _)| *at).collect();
    let entitled = |quotation: &Quotation<'_>| quotation.at.is_some_and(quote::may_name_title);
    let open = quotations.iter().enumerate().filter(|(_, quotation)| entitled(quotation));
    for (at, quotation) in open.filter(|(at, _)| !known.contains(at)) {
        let title = titles.get(quotation.source);
        let found = title.and_then(|title| quote::in_title(title, &sought(world, quotation, None)));
        outcomes.extend(found.map(|found| (at, found)));
    }
}

/// Snapshots with their quotes, in the order of the references. Of references with one id the first
/// counts; the others are told elsewhere. `sums`: also those of which only the SHA-256 is checked.
fn work<'a>(records: &'a Records, quotations: &[Quotation<'_>], sums: bool) -> Vec<Work<'a>> {
    let mut out: Vec<Work<'a>> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for reference in &records.references {
        let Some(name) = &reference.snapshot else { continue };
        places.entry(reference.id.value.as_str()).or_insert_with(|| {
            out.push(Work { reference, name: &name.value, quotes: Vec::new() });
            out.len() - 1
        });
    }
    for (at, quotation) in quotations.iter().enumerate() {
        if let Some(place) = places.get(quotation.source) {
            out[*place].quotes.push(at);
        }
    }
    out.retain(|work| !work.quotes.is_empty() || sums && work.reference.sha256.is_some());
    out
}

fn one(
    world: &World,
    quotations: &[Quotation<'_>],
    snapshots: &dyn Snapshots,
    work: &Work<'_>,
) -> Result<Done, Unread> {
    let text = snapshots.read(work.name)?;
    let changed = work.reference.sha256.as_ref().and_then(|recorded| {
        let actual = hex(&Sha256::digest(text.as_bytes()));
        (!actual.eq_ignore_ascii_case(recorded.value.trim())).then(|| actual.into())
    });
    let title = work.reference.title.as_ref().map(|title| title.value.as_str());
    let quotes: Vec<Quote<'_>> =
        work.quotes.iter().map(|at| sought(world, &quotations[*at], title)).collect();
    Ok(Done { outcomes: quote::check(&text, &quotes), changed })
}

fn sought<'q>(world: &World, quotation: &Quotation<'q>, title: Option<&'q str>) -> Quote<'q> {
    Quote {
        exact: quotation.quote.map(|quote| quote.exact),
        prefix: quotation.quote.and_then(|quote| quote.prefix),
        suffix: quotation.quote.and_then(|quote| quote.suffix),
        at: quotation.at,
        title,
        kept: quotation.kept(world),
    }
}

/// Printings whose value is not what they quote.
fn discords(world: &World, quotation: &Quotation<'_>) -> Vec<(PrintingIx, Discord)> {
    let Some(quote) = quotation.quote else { return Vec::new() };
    let discord = |ix: &PrintingIx| {
        let claim = world.claim_of(*ix);
        let own_voice = world.printing(*ix).speakers.is_empty();
        let reference = || world.document_date(*ix);
        let found = quoted::discord(claim, own_voice, quote.exact, reference)?;
        (!claim.withdrawn).then_some((*ix, found))
    };
    quotation.printings.iter().filter_map(discord).collect()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// How many quotes came to what, with others that nothing came of; `None` when there are none.
fn counts(
    quotations: &[Quotation<'_>],
    outcomes: &[(usize, Outcome)],
    others: usize,
) -> Option<QuoteCounts> {
    let listed = quotations.iter().filter(|quotation| quotation.quote.is_some()).count();
    let quotes = listed + others;
    let mut out = QuoteCounts { unchecked: quotes, ..QuoteCounts::default() };
    for (_, outcome) in outcomes {
        let count = match &outcome.status {
            Status::Unquoted => continue,
            Status::Found => &mut out.found,
            Status::Normalised => &mut out.normalised,
            Status::Altered(_) => &mut out.altered,
            Status::Absent => &mut out.absent,
            Status::Ambiguous(_) => &mut out.ambiguous,
            Status::Truncated(_) => &mut out.truncated,
        };
        *count += 1;
        out.unchecked -= 1;
    }
    (quotes > 0).then_some(out)
}

/// How many locators came to what, with others that nothing came of; `None` when there are none.
fn locators(
    quotations: &[Quotation<'_>],
    outcomes: &[(usize, Outcome)],
    others: usize,
) -> Option<LocatorCounts> {
    let listed = quotations.iter().filter(|quotation| quotation.at.is_some()).count();
    let named = listed + others;
    let mut out = LocatorCounts { unchecked: named, ..LocatorCounts::default() };
    for (at, outcome) in outcomes {
        if quotations.get(*at).is_none_or(|quotation| quotation.at.is_none()) {
            continue;
        }
        let count = match &outcome.located {
            Located::There => &mut out.right,
            Located::Not(_) => &mut out.wrong,
            Located::Unchecked | Located::Unnamed => continue,
        };
        *count += 1;
        out.unchecked -= 1;
    }
    (named > 0).then_some(out)
}
