//! One report, seen in every format; and laws that hold for any text and any span.

use proptest::prelude::*;

use super::{Style, human, json};
use crate::finding::*;
use crate::record::Denied;
use crate::report::*;
use crate::source::SourceMap;
use crate::span::{FileId, Span};

/// A source map and a report over it, built by hand.
struct Fixture {
    sources: SourceMap,
    report: Report,
}

const MOSCOW: &str = "\u{feff}# Claims about the attack.\r\nclaims:\r\n  - id: toll-overview\r\n    \
    subject: harbour-fire\r\n    predicate: deaths\r\n    value: 143\r\n    scope: civilians\r\n\r\n  \
    - id: toll-first-day\r\n    subject: harbour-fire\r\n    predicate: deaths\r\n    value: over 100\r\n";

const HISTORY: &str = "# The harbour fire 🔥 of 1987

The fire broke out on a Friday night, in a warehouse at the northern end of the harbour where paint was kept without a permit, and by the time the third engine came it had spread to the ferry terminal. It killed 144 people, according to the coroner's final count, and left at least 139 families without a home; the insurers later paid $3 million for the terminal alone, a sum that the city called an insult.

Witnesses (目撃者👀) counted 12 boats, and the harbour master, قائد الميناء, counted 15
boats that were lost.\u{202e}evil\u{1b}[31m
";

/// Where a text stands in a file; `nth` counts from 0.
fn at(sources: &SourceMap, file: FileId, text: &str, nth: usize) -> Span {
    let found = sources.file(file).text().match_indices(text).nth(nth);
    let (start, _) = found.unwrap_or_else(|| panic!("no {text:?} number {nth}"));
    Span::new(file, start, start + text.len())
}

fn place(role: LocationRole, claim: &str, span: Span, label: &str) -> Location {
    Location {
        role,
        claim: (!claim.is_empty()).then(|| claim.to_owned()),
        span,
        label: label.to_owned(),
    }
}

fn count_reading(min: &str, max: Option<&str>, hedge: Option<&str>) -> Option<Reading> {
    Some(Reading::Quantity {
        min: Some(min.to_owned()),
        min_open: hedge == Some("over"),
        max: max.map(str::to_owned),
        max_open: max.is_none(),
        unit: Some("people".to_owned()),
        hedge: hedge.map(str::to_owned),
        soft: false,
    })
}

fn camp(role: CampRole, value: &str, claims: &[&str], origins: &[&str]) -> Camp {
    let own = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let reading = match value {
        "over 100" => count_reading("100", None, Some("over")),
        exact => count_reading(exact, Some(exact), None),
    };
    Camp { role, value: value.to_owned(), reading, claims: own(claims), origins: own(origins) }
}

fn slot(predicate: &str) -> SlotName {
    SlotName {
        subject: Some("harbour-fire".to_owned()),
        predicate: Some(predicate.to_owned()),
        scope: vec!["civilians".to_owned()],
        ..SlotName::default()
    }
}

fn finding(rule: &'static str, level: Level, message: &str, locations: Vec<Location>) -> Finding {
    Finding {
        rule,
        level,
        confidence: Confidence::High,
        verdict: None,
        message: message.to_owned(),
        help: None,
        fingerprint: "9f2c41d0a3b17e6688d1c0ffee".to_owned(),
        adjudication: None,
        within_document: false,
        slot: SlotName::default(),
        claims: Vec::new(),
        camps: Vec::new(),
        locations,
    }
}

fn claim(id: &str, document: &str, value: &str, reading: Option<Reading>) -> ClaimRow {
    ClaimRow {
        id: id.to_owned(),
        document: document.to_owned(),
        subject: "harbour-fire".to_owned(),
        predicate: "deaths".to_owned(),
        value: value.to_owned(),
        reading,
        scope: vec!["civilians".to_owned()],
        place: None,
        toward: None,
        during: None,
        denied: Denied::No,
        printing: 1,
        as_of: Some("1987-04".to_owned()),
        as_of_basis: AsOfBasis::Issued,
        said_by: vec!["coroner".to_owned()],
        source: Some("harbour-report".to_owned()),
    }
}

/// Two rivals in two files, a camp that agrees with both, and one that is superseded.
fn conflict(sources: &SourceMap, moscow: FileId, history: FileId) -> Finding {
    use LocationRole::{Primary, Secondary};
    let mut conflict = finding(
        "value-conflict",
        Level::Error,
        "deaths in the harbour fire: 143 or 144",
        vec![
            place(Primary, "toll-overview", at(sources, moscow, "143", 0), "143 here"),
            place(Secondary, "toll-history", at(sources, history, "144 people", 0), "144 here"),
            place(Secondary, "toll-first-day", at(sources, moscow, "over 100", 0), "agrees with both"),
        ],
    );
    conflict.verdict = Some(Verdict::Contradiction);
    conflict.help = Some(
        "check both passages against the coroner's report; if both counts are meant, give each its \
         scope, or record a verdict with belie adjudicate"
            .to_owned(),
    );
    conflict.slot = slot("deaths");
    conflict.claims =
        ["toll-overview", "toll-history", "toll-first-day"].map(str::to_owned).to_vec();
    conflict.camps = vec![
        camp(CampRole::Rival, "143", &["toll-overview", "toll-press"], &["harbour-report"]),
        camp(CampRole::Rival, "144", &["toll-history"], &["coroner"]),
        camp(CampRole::Agreeing, "over 100", &["toll-first-day"], &["radio"]),
        camp(CampRole::Superseded, "131", &["toll-second-day"], &["radio"]),
    ];
    conflict
}

fn fixture() -> Fixture {
    use LocationRole::{Primary, Secondary};
    let mut sources = SourceMap::new();
    let moscow = sources.add("claims/moscow.yaml", MOSCOW.to_owned());
    let history = sources.add("history.md", HISTORY.to_owned());
    let filler = "{\"claim\": {\"subject\": \"harbour-fire\", \"predicate\": \"boats\", \"value\": 12}} ";
    let long = format!("{}{{\"claim\": {{\"valeu\": 12}}}} {}", filler.repeat(50_000), filler.repeat(9));
    let long = sources.add("claims/all.jsonl", long);
    let brief = sources.add("brief.docx", "Fifteen boats were lost.\nTwelve boats were lost.\n".to_owned());

    let mut boats = finding(
        "value-conflict",
        Level::Warning,
        "boats lost in the harbour fire: 12 or 15",
        vec![
            place(Primary, "", at(&sources, history, "12 boats", 0), "12, as the witnesses counted"),
            place(Secondary, "", at(&sources, history, "15\nboats", 0), "15, as the harbour master counted"),
            place(Secondary, "", at(&sources, history, "\u{202e}evil\u{1b}[31m", 0), ""),
            place(Secondary, "", at(&sources, brief, "Fifteen", 0), "15"),
            place(Secondary, "", at(&sources, brief, "Twelve", 0), "12"),
        ],
    );
    boats.confidence = Confidence::Low;
    boats.within_document = true;
    let malformed = finding(
        "malformed-record",
        Level::Error,
        "a claim has no key \"valeu\"",
        vec![place(Primary, "", at(&sources, long, "\"valeu\"", 0), "did you mean \"value\"?")],
    );
    let mut stale = finding(
        "stale-figure",
        Level::Info,
        "families without a home after the harbour fire: at least 139 was later 152",
        vec![
            place(Primary, "", at(&sources, history, "at least 139", 0), "139 first"),
            place(Secondary, "", at(&sources, moscow, "over 100", 0), "152 later"),
        ],
    );
    stale.verdict = Some(Verdict::Supersession);
    stale.confidence = Confidence::Medium;
    let mut accepted = stale.clone();
    accepted.adjudication = Some(Adjudicated {
        decision: "accepted".to_owned(),
        reason: Some("two counts of one toll".to_owned()),
        until: None,
    });
    let disputed = finding(
        "disputed-figure",
        Level::Info,
        "cost of the harbour fire: $3 million (insurers) or $9 million (city)",
        vec![place(Primary, "", at(&sources, history, "$3 million", 0), "$3 million here")],
    );
    let conflict = conflict(&sources, moscow, history);
    let undecidable = Undecided {
        claims: vec!["toll-overview".to_owned(), "toll-islands".to_owned()],
        slot: slot("deaths"),
        reason: "one is about the islands, the other names no place".to_owned(),
        locations: vec![
            place(Primary, "toll-overview", at(&sources, moscow, "143", 0), ""),
            place(Secondary, "toll-islands", at(&sources, brief, "Twelve", 0), ""),
        ],
    };
    let mark = |byte, paragraph| {
        (byte, Place { page: Some(2), paragraph: Some(paragraph), cell: None })
    };
    let report = Report {
        complete: true,
        errors: Vec::new(),
        summary: Summary {
            documents: 4,
            claims: 1012,
            sources: 3,
            slots: 8,
            adjudicated: 1,
            undecidable: 1,
            error: 2,
            warning: 1,
            info: 2,
            figures: Some(40),
            unread: Some(3),
        },
        claims: vec![
            claim("toll-overview", "claims/moscow.yaml", "143", count_reading("143", Some("143"), None)),
            claim("toll-unnamed", "history.md", "7", count_reading("7", Some("7"), None)),
            claim("toll-first-day", "claims/moscow.yaml", "over 100", count_reading("100", None, Some("over"))),
        ],
        findings: vec![conflict, boats, stale, malformed, accepted, disputed],
        undecidable: vec![undecidable],
        landmarks: vec![Landmarks { file: brief, marks: vec![mark(0, 4), mark(25, 5)] }],
        hidden: vec![Hidden { count: 2, why: "in the baseline".to_owned() }],
    };
    Fixture { sources, report }
}

fn as_text(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human_with(f: &Fixture, style: Style, options: human::Options) -> String {
    as_text(|out| human::render(&f.report, &f.sources, style, options, out))
}

fn json_with(f: &Fixture, options: json::Options) -> String {
    let written = as_text(|out| json::render(&f.report, &f.sources, options, out));
    written.replacen(env!("CARGO_PKG_VERSION"), "0.0.0", 1)
}

const PLAIN: Style = Style { color: false, unicode: true, width: 80 };
const ALL: human::Options = human::Options { quiet: false, undecidable: true };

#[test]
fn human_in_unicode() {
    insta::assert_snapshot!(human_with(&fixture(), PLAIN, ALL));
}

#[test]
fn human_in_ascii() {
    insta::assert_snapshot!(human_with(&fixture(), Style { unicode: false, ..PLAIN }, ALL));
}

#[test]
fn human_in_colour() {
    let colour = Style { color: true, ..PLAIN };
    insta::assert_snapshot!(human_with(&fixture(), colour, ALL).replace('\u{1b}', "␛"));
}
