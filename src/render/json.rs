//! JSON, version 1: what other programs read. The types below are the format; a field is added at
//! the end of its object or not at all, and none is ever renamed.
//!
//! Each error, claim and finding stands on a line of its own, so that a difference between two runs
//! can be read. Several threads write them. Characters that act are written as JSON escapes: the
//! value is the same, and looking at the file in a terminal is safe.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::ser::{Serialize, Serializer};
use serde_json::ser::Formatter;

use super::text;
use crate::finding::{Adjudicated, Camp, Finding, Location, LocationRole, Reading, SlotName};
use crate::parallel;
use crate::record::Denied;
use crate::report::{ClaimRow, LocatorCounts, QuoteCounts, Report, RunError, Summary, Undecided};
use crate::source::{Position, SourceMap};

/// Version of the format.
const VERSION: u32 = 1;
/// Characters of a place's text that are written; what is longer ends in an ellipsis. The bytes say
/// where all of it is.
const LONGEST_TEXT: usize = 4096;

/// What is written beyond the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Write all claims, not only those that findings name.
    pub all_claims: bool,
    /// Write the pairs that could not be compared, as a last list `undecidable`.
    pub undecidable: bool,
}

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn render(
    report: &Report,
    sources: &SourceMap,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let named = named_claims(report, options);
    let claims = report.claims.iter().filter(|c| options.all_claims || named.contains(&*c.id));
    write!(out, "{{\n  \"version\": {VERSION},\n  \"tool\": ")?;
    value(out, &Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") })?;
    write!(out, ",\n  \"complete\": {}", report.complete)?;
    list(out, "errors", report.errors.iter().map(WireError::new))?;
    write!(out, ",\n  \"summary\": ")?;
    value(out, &WireSummary::new(report.summary))?;
    let claims: Vec<&ClaimRow> = claims.collect();
    list_apart(out, "claims", &claims, |claim| WireClaim::new(claim))?;
    list_apart(out, "findings", &report.findings, |f| WireFinding::new(f, report, sources))?;
    if options.undecidable {
        let pairs = report.undecidable.iter().map(|u| WireUndecided::new(u, report, sources));
        list(out, "undecidable", pairs)?;
    }
    out.write_all(b"\n}\n")
}

/// Ids of the claims that are named by what is written.
fn named_claims(report: &Report, options: Options) -> HashSet<&str> {
    let of_findings = report.findings.iter().flat_map(|f| &f.claims);
    let of_camps = report.findings.iter().flat_map(|f| &f.camps).flat_map(|camp| &camp.claims);
    let pairs = if options.undecidable { report.undecidable.as_slice() } else { &[] };
    let of_pairs = pairs.iter().flat_map(|u| &u.claims);
    of_findings.chain(of_camps).chain(of_pairs).map(String::as_str).collect()
}

/// Write one value on one line.
pub(crate) fn value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, OneLine);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Write a top-level list, an element a line.
fn list<T: Serialize>(
    out: &mut dyn Write,
    key: &str,
    items: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\n  \"{key}\": [")?;
    let mut any = false;
    for item in items {
        out.write_all(if any { b",\n    " } else { b"\n    " })?;
        value(out, &item)?;
        any = true;
    }
    out.write_all(if any { b"\n  ]" } else { b"]" })
}

/// [`list`] of many things, which several threads make and put down in their parts of it.
fn list_apart<'a, T: Sync, W: Serialize>(
    out: &mut dyn Write,
    key: &str,
    things: &'a [T],
    make: impl Fn(&'a T) -> W + Sync,
) -> io::Result<()> {
    let parts: Vec<&'a [T]> = things.chunks(PART).collect();
    let written = parallel::map(&parts, |part: &&'a [T]| -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        for (at, thing) in part.iter().enumerate() {
            text.extend_from_slice(if at > 0 { BETWEEN } else { b"" });
            value(&mut text, &make(thing))?;
        }
        Ok(text)
    });
    write!(out, ",\n  \"{key}\": [")?;
    let any = !written.is_empty();
    for (at, text) in written.into_iter().enumerate() {
        out.write_all(if at > 0 { BETWEEN } else { b"\n    " })?;
        out.write_all(&text?)?;
    }
    out.write_all(if any { b"\n  ]" } else { b"]" })
}

/// What stands between two things of a list.
const BETWEEN: &[u8] = b",\n    ";

/// Things that a thread writes in one go.
const PART: usize = 64;

/// JSON on one line with a space after commas and colons, in which no character acts.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        // Nearly all text is of this kind, and is looked at many bytes at a time.
        if rest.bytes().fold(true, |all, b| all & (b' '..=b'~').contains(&b)) {
            return out.write_all(rest.as_bytes());
        }
        while let Some(at) = rest.find(text::is_hidden) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut after = rest[at..].chars();
            for unit in after.next().into_iter().flat_map(|c| {
                let mut units = [0; 2];
                c.encode_utf16(&mut units).to_vec()
            }) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = after.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[derive(serde::Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(serde::Serialize)]
struct WireError<'a> {
    path: Option<&'a str>,
    code: &'a str,
    message: &'a str,
}

impl<'a> WireError<'a> {
    fn new(error: &'a RunError) -> Self {
        Self { path: error.path.as_deref(), code: error.code, message: &error.message }
    }
}

#[derive(serde::Serialize)]
struct WireSummary {
    documents: usize,
    claims: usize,
    sources: usize,
    slots: usize,
    adjudicated: usize,
    undecidable: usize,
    error: usize,
    warning: usize,
    info: usize,
    figures: Option<usize>,
    unread: Option<usize>,
    quotes: Option<WireQuotes>,
    locators: Option<WireLocators>,
}

#[derive(serde::Serialize)]
struct WireLocators {
    right: usize,
    wrong: usize,
    unchecked: usize,
}

impl WireLocators {
    fn new(counts: LocatorCounts) -> Self {
        let LocatorCounts { right, wrong, unchecked } = counts;
        Self { right, wrong, unchecked }
    }
}

#[derive(serde::Serialize)]
struct WireQuotes {
    found: usize,
    normalised: usize,
    altered: usize,
    absent: usize,
    ambiguous: usize,
    truncated: usize,
    unchecked: usize,
}

impl WireQuotes {
    fn new(counts: QuoteCounts) -> Self {
        let QuoteCounts { found, normalised, altered, absent, .. } = counts;
        let QuoteCounts { ambiguous, truncated, unchecked, .. } = counts;
        Self { found, normalised, altered, absent, ambiguous, truncated, unchecked }
    }
}

impl WireSummary {
    fn new(summary: Summary) -> Self {
        let Summary { documents, claims, sources, slots, adjudicated, undecidable, .. } = summary;
        let Summary { error, warning, info, figures, unread, .. } = summary;
        Self {
            documents,
            claims,
            sources,
            slots,
            adjudicated,
            undecidable,
            error,
            warning,
            info,
            figures,
            unread,
            quotes: summary.quotes.map(WireQuotes::new),
            locators: summary.locators.map(WireLocators::new),
        }
    }
}

#[derive(serde::Serialize)]
pub(crate) struct WireClaim<'a> {
    id: &'a str,
    document: &'a str,
    subject: &'a str,
    predicate: &'a str,
    value: &'a str,
    reading: Option<WireReading<'a>>,
    scope: &'a [String],
    r#where: Option<&'a str>,
    toward: Option<&'a str>,
    during: Option<&'a str>,
    denied: WireDenied,
    printing: usize,
    as_of: Option<&'a str>,
    as_of_basis: &'static str,
    said_by: &'a [String],
    source: Option<&'a str>,
}

impl<'a> WireClaim<'a> {
    pub(crate) fn new(claim: &'a ClaimRow) -> Self {
        Self {
            id: &claim.id,
            document: &claim.document,
            subject: &claim.subject,
            predicate: &claim.predicate,
            value: &claim.value,
            reading: claim.reading.as_ref().map(WireReading::new),
            scope: &claim.scope,
            r#where: claim.place.as_deref(),
            toward: claim.toward.as_deref(),
            during: claim.during.as_deref(),
            denied: WireDenied(claim.denied),
            printing: claim.printing,
            as_of: claim.as_of.as_deref(),
            as_of_basis: claim.as_of_basis.name(),
            said_by: &claim.said_by,
            source: claim.source.as_deref(),
        }
    }
}

/// `false`, `true` or `"unseen"`, as in records.
struct WireDenied(Denied);

impl Serialize for WireDenied {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Denied::No => serializer.serialize_bool(false),
            Denied::Yes => serializer.serialize_bool(true),
            Denied::Unseen => serializer.serialize_str("unseen"),
        }
    }
}

#[derive(serde::Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum WireReading<'a> {
    Quantity {
        min: Option<serde_json::Number>,
        min_open: bool,
        max: Option<serde_json::Number>,
        max_open: bool,
        unit: Option<&'a str>,
        hedge: Option<&'a str>,
        soft: bool,
        exact: Option<String>,
    },
    Date {
        edtf: &'a str,
        earliest: Option<&'a str>,
        latest: Option<&'a str>,
        soft: bool,
    },
    Entity {
        id: &'a str,
    },
    Term {
        term: &'a str,
    },
    #[serde(rename = "one-of")]
    OneOf {
        of: &'a [String],
    },
    Several {
        all: &'a [String],
        only: bool,
    },
    Text,
}

impl<'a> WireReading<'a> {
    pub(crate) fn new(reading: &'a Reading) -> Self {
        match reading {
            Reading::Quantity { min, min_open, max, max_open, unit, hedge, soft } => {
                Self::Quantity {
                    min: number(min.as_deref()),
                    min_open: *min_open,
                    max: number(max.as_deref()),
                    max_open: *max_open,
                    unit: unit.as_deref(),
                    hedge: hedge.as_deref(),
                    soft: *soft,
                    exact: exact(min.as_deref(), max.as_deref()),
                }
            }
            Reading::Date { edtf, earliest, latest, soft } => Self::Date {
                edtf,
                earliest: earliest.as_deref(),
                latest: latest.as_deref(),
                soft: *soft,
            },
            Reading::Entity { id } => Self::Entity { id },
            Reading::Term { term } => Self::Term { term },
            Reading::OneOf { of } => Self::OneOf { of },
            Reading::Several { all, only } => Self::Several { all, only: *only },
            Reading::Text => Self::Text,
        }
    }
}

/// A JSON number with all the digits of the text; `None` for what is no number.
fn number(text: Option<&str>) -> Option<serde_json::Number> {
    text?.parse().ok()
}

/// The numbers as text, where a double cannot hold one of them: the number, or the lower and the
/// upper one with `..` between them, either of which may be absent.
fn exact(min: Option<&str>, max: Option<&str>) -> Option<String> {
    if [min, max].into_iter().flatten().all(fits_double) {
        return None;
    }
    Some(match (min, max) {
        (Some(min), Some(max)) if min == max => min.to_owned(),
        (min, max) => format!("{}..{}", min.unwrap_or(""), max.unwrap_or("")),
    })
}

/// Whether a decimal comes back the same after it was read into a double and printed in the
/// shortest way that reads as that double, as JSON readers do.
fn fits_double(decimal: &str) -> bool {
    fn canonical(decimal: &str) -> (bool, &str, &str) {
        let (negative, digits) =
            decimal.strip_prefix('-').map_or((false, decimal), |rest| (true, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        (negative, whole.trim_start_matches('0'), part.trim_end_matches('0'))
    }
    let Ok(double) = decimal.parse::<f64>() else { return false };
    double.is_finite() && canonical(&double.to_string()) == canonical(decimal)
}

#[derive(serde::Serialize)]
struct WireFinding<'a> {
    rule: &'static str,
    level: &'static str,
    confidence: &'static str,
    verdict: Option<&'static str>,
    message: &'a str,
    help: Option<&'a str>,
    fingerprint: &'a str,
    adjudication: Option<WireAdjudication<'a>>,
    within_document: bool,
    #[serde(flatten)]
    slot: WireSlot<'a>,
    claims: &'a [String],
    camps: Vec<WireCamp<'a>>,
    locations: Vec<WireLocation<'a>>,
}

impl<'a> WireFinding<'a> {
    fn new(finding: &'a Finding, report: &'a Report, sources: &'a SourceMap) -> Self {
        Self {
            rule: finding.rule,
            level: finding.level.name(),
            confidence: finding.confidence.name(),
            verdict: finding.verdict.map(crate::finding::Verdict::name),
            message: &finding.message,
            help: finding.help.as_deref(),
            fingerprint: &finding.fingerprint,
            adjudication: finding.adjudication.as_ref().map(WireAdjudication::new),
            within_document: finding.within_document,
            slot: WireSlot::new(&finding.slot),
            claims: &finding.claims,
            camps: finding.camps.iter().map(WireCamp::new).collect(),
            locations: locations(&finding.locations, report, sources),
        }
    }
}

#[derive(serde::Serialize)]
struct WireAdjudication<'a> {
    decision: &'a str,
    reason: Option<&'a str>,
    until: Option<&'a str>,
}

impl<'a> WireAdjudication<'a> {
    fn new(verdict: &'a Adjudicated) -> Self {
        Self {
            decision: &verdict.decision,
            reason: verdict.reason.as_deref(),
            until: verdict.until.as_deref(),
        }
    }
}

#[derive(serde::Serialize)]
struct WireSlot<'a> {
    subject: Option<&'a str>,
    predicate: Option<&'a str>,
    scope: &'a [String],
    r#where: Option<&'a str>,
    toward: Option<&'a str>,
    during: Option<&'a str>,
}

impl<'a> WireSlot<'a> {
    fn new(slot: &'a SlotName) -> Self {
        Self {
            subject: slot.subject.as_deref(),
            predicate: slot.predicate.as_deref(),
            scope: &slot.scope,
            r#where: slot.place.as_deref(),
            toward: slot.toward.as_deref(),
            during: slot.during.as_deref(),
        }
    }
}

#[derive(serde::Serialize)]
struct WireCamp<'a> {
    role: &'static str,
    value: &'a str,
    reading: Option<WireReading<'a>>,
    claims: &'a [String],
    origins: &'a [String],
}

impl<'a> WireCamp<'a> {
    fn new(camp: &'a Camp) -> Self {
        Self {
            role: camp.role.name(),
            value: &camp.value,
            reading: camp.reading.as_ref().map(WireReading::new),
            claims: &camp.claims,
            origins: &camp.origins,
        }
    }
}

#[derive(serde::Serialize)]
struct WireLocation<'a> {
    role: &'static str,
    claim: Option<&'a str>,
    path: &'a str,
    start: WirePosition,
    end: WirePosition,
    page: Option<u32>,
    paragraph: Option<u32>,
    cell: Option<&'a str>,
    text: std::borrow::Cow<'a, str>,
    label: &'a str,
}

fn locations<'a>(
    locations: &'a [Location],
    report: &'a Report,
    sources: &'a SourceMap,
) -> Vec<WireLocation<'a>> {
    let wire = |location: &'a Location| {
        let place = report.place(location.span);
        let (start, end) = sources.positions(location.span);
        let position =
            |at| if place.is_none() { WirePosition::new(at) } else { WirePosition::NONE };
        WireLocation {
            role: match location.role {
                LocationRole::Primary => "primary",
                LocationRole::Secondary => "secondary",
            },
            claim: location.claim.as_deref(),
            path: sources.file(location.span.file).path().as_str(),
            start: position(start),
            end: position(end),
            page: place.and_then(|p| p.page),
            paragraph: place.and_then(|p| p.paragraph),
            cell: place.and_then(|p| p.cell.as_deref()),
            text: crate::text::shorten(sources.slice(location.span), LONGEST_TEXT, "…"),
            label: &location.label,
        }
    };
    locations.iter().map(wire).collect()
}

#[derive(serde::Serialize)]
pub(crate) struct WirePosition {
    line: Option<usize>,
    column: Option<usize>,
    byte: Option<usize>,
}

impl WirePosition {
    const NONE: Self = Self { line: None, column: None, byte: None };

    pub(crate) fn new(at: Position) -> Self {
        Self { line: Some(at.line), column: Some(at.column), byte: Some(at.byte) }
    }
}

#[derive(serde::Serialize)]
struct WireUndecided<'a> {
    claims: &'a [String],
    #[serde(flatten)]
    slot: WireSlot<'a>,
    reason: &'a str,
    locations: Vec<WireLocation<'a>>,
}

impl<'a> WireUndecided<'a> {
    fn new(pair: &'a Undecided, report: &'a Report, sources: &'a SourceMap) -> Self {
        Self {
            claims: &pair.claims,
            slot: WireSlot::new(&pair.slot),
            reason: &pair.reason,
            locations: locations(&pair.locations, report, sources),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_say_when_a_double_cannot() {
        assert!(
            ["0", "143", "-0.52", "2400000000", "0.1", "1.50", "007"].into_iter().all(fits_double)
        );
        assert!(!fits_double("9007199254740993"));
        assert!(!fits_double("0.12345678901234567890"));
        assert_eq!(exact(Some("100"), None), None);
        assert_eq!(exact(Some("9007199254740993"), None).unwrap(), "9007199254740993..");
        let point = Some("9007199254740993");
        assert_eq!(exact(point, point).unwrap(), "9007199254740993");
        assert_eq!(number(point).unwrap().to_string(), "9007199254740993");
        assert_eq!(number(Some("many")), None);
    }

    #[test]
    fn what_acts_is_a_json_escape_of_the_same_value() {
        let text = "a\u{1b}\u{7f}\u{9b}\u{202e}\u{e0041}\u{200d}é\n";
        let mut out = Vec::new();
        value(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, r#""a\u001b\u007f\u009b\u202e\udb40\udc41\u200dé\n""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
