//! What a run came to: plain data that every renderer takes, without serialisation or wording for
//! any one output.
//!
//! A renderer sees a [`Report`] and the [`crate::source::SourceMap`], and nothing else: it never
//! looks at records, the graph or the settings, so that no output can know more than another.

pub use crate::claim::AsOfBasis;
use crate::finding::{Finding, Location, Reading, SlotName};
use crate::record::Denied;
use crate::span::{FileId, Span};

/// The outcome of a run. Every list is in the order it is shown in; that order is total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether all of the work was done. When not, `errors` says what was left out.
    pub complete: bool,
    /// What could not be done.
    pub errors: Vec<RunError>,
    /// How much was looked at, and what came of it.
    pub summary: Summary,
    /// The claims that findings and undecidable pairs name, or all of the run: one row a printing.
    pub claims: Vec<ClaimRow>,
    /// All findings that are to be shown, sorted. Those with a verdict of a person are among them.
    pub findings: Vec<Finding>,
    /// Pairs of claims that could not be compared.
    pub undecidable: Vec<Undecided>,
    /// Where passages stand in files that have no lines.
    pub landmarks: Vec<Landmarks>,
    /// Documents of prose that were read; empty for a run on records.
    pub prose: Vec<FileId>,
    /// Findings that were made but are not in `findings`, by the reason they are left out.
    pub hidden: Vec<Hidden>,
}

/// A part of the work that could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunError {
    /// The file, as it is shown; `None` when no one file is at fault.
    pub path: Option<String>,
    /// A name for programs, in kebab-case (`unreadable`, `too-large`).
    pub code: &'static str,
    /// What and why, in one line that makes sense alone; no trailing full stop.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

/// The numbers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents and claim files read.
    pub documents: usize,
    /// Claims found in them.
    pub claims: usize,
    /// Sources the claims cite.
    pub sources: usize,
    /// Slots: groups of claims about one thing, within which claims are compared.
    pub slots: usize,
    /// Findings that a person has judged. They count in no level.
    pub adjudicated: usize,
    /// Pairs of claims that could not be compared.
    pub undecidable: usize,
    /// Findings of this level.
    pub error: usize,
    /// Findings of this level.
    pub warning: usize,
    /// Findings of this level.
    pub info: usize,
    /// Figures seen in prose; `None` when no prose was read.
    pub figures: Option<usize>,
    /// Figures in prose that no claim was made of; `None` when no prose was read.
    pub unread: Option<usize>,
    /// Quotes, by what came of them; `None` when the records quote nothing.
    pub quotes: Option<QuoteCounts>,
    /// Locators, by what came of them; `None` when the records have none.
    pub locators: Option<LocatorCounts>,
}

/// How many locators came to what. Each is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocatorCounts {
    /// They lead to what is cited.
    pub right: usize,
    /// They do not.
    pub wrong: usize,
    /// Not checked: there is no text of the source, it does not show what they name, or the words
    /// were not found in it.
    pub unchecked: usize,
}

/// How many quotes came to what. Each is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuoteCounts {
    /// In their source, byte by byte.
    pub found: usize,
    /// In it but for what typesetting changes, or as the quote itself says.
    pub normalised: usize,
    /// With other words than the source's.
    pub altered: usize,
    /// Not in it.
    pub absent: usize,
    /// In several places of it, which nothing tells apart.
    pub ambiguous: usize,
    /// In it, and cut so that they say something else.
    pub truncated: usize,
    /// Not looked for, since there is no text of the source.
    pub unchecked: usize,
}

/// A claim in one printing, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// Its own id, or the name made from its content.
    pub id: String,
    /// Path of the document or claim file it stands in.
    pub document: String,
    /// Entity id.
    pub subject: String,
    /// Predicate id.
    pub predicate: String,
    /// Value as printed.
    pub value: String,
    /// How the value was read.
    pub reading: Option<Reading>,
    /// Scope ids.
    pub scope: Vec<String>,
    /// Place ids, joined with a comma.
    pub place: Option<String>,
    /// Counterpart's id.
    pub toward: Option<String>,
    /// EDTF.
    pub during: Option<String>,
    /// Whether it is a denial.
    pub denied: Denied,
    /// Which printing of the claim this is, from 1.
    pub printing: usize,
    /// EDTF.
    pub as_of: Option<String>,
    /// Where `as_of` comes from.
    pub as_of_basis: AsOfBasis,
    /// Speakers, nearest first.
    pub said_by: Vec<String>,
    /// Source it is cited to.
    pub source: Option<String>,
}

/// Claims that could not be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Their ids.
    pub claims: Vec<String>,
    /// The slot they would share.
    pub slot: SlotName,
    /// What is not settled, in one line that makes sense alone; no trailing full stop.
    pub reason: String,
    /// Where they stand.
    pub locations: Vec<Location>,
}

/// Findings that are left out for one reason, since nothing is left out without saying so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// How many.
    pub count: usize,
    /// Reads after a number: "in the baseline", "outside the change".
    pub why: String,
}

/// Where passages stand in a file that has no lines (.docx, .pdf). Its text in the source map is
/// the one that was taken out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmarks {
    /// The file.
    pub file: FileId,
    /// Byte of the text from which on a place holds, in ascending order.
    pub marks: Vec<(u32, Place)>,
}

/// A place in a file without lines, as far as the format tells. All numbers count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Page.
    pub page: Option<u32>,
    /// Paragraph of the file.
    pub paragraph: Option<u32>,
    /// Cell of a table ("table 2, B3").
    pub cell: Option<String>,
}

/// The place of all that stands before the first landmark.
static NOWHERE: Place = Place { page: None, paragraph: None, cell: None };

impl Report {
    /// The place of a span in a file without lines; `None` for files with lines.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<&Place> {
        let marks = &self.landmarks.iter().find(|l| l.file == span.file)?.marks;
        let after = marks.partition_point(|(from, _)| *from <= span.start);
        Some(after.checked_sub(1).and_then(|i| marks.get(i)).map_or(&NOWHERE, |(_, place)| place))
    }

    /// Whether a place stands in prose.
    #[must_use]
    pub fn is_prose(&self, span: Span) -> bool {
        self.prose.contains(&span.file)
    }

    /// Findings that count: those that no person has judged.
    pub fn open_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.adjudication.is_none())
    }
}
