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
            place(
                Secondary,
                "toll-first-day",
                at(sources, moscow, "over 100", 0),
                "agrees with both",
            ),
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

/// A soft conflict in one document, among wide characters, text from right to left and escapes, and
/// in a file without lines.
fn boats(sources: &SourceMap, history: FileId, brief: FileId) -> Finding {
    use LocationRole::{Primary, Secondary};
    let mut boats = finding(
        "value-conflict",
        Level::Warning,
        "boats lost in the harbour fire: 12 or 15",
        vec![
            place(Primary, "", at(sources, history, "12 boats", 0), "12, as the witnesses counted"),
            place(
                Secondary,
                "",
                at(sources, history, "15\nboats", 0),
                "15, as the harbour master counted",
            ),
            place(Secondary, "", at(sources, history, "\u{202e}evil\u{1b}[31m", 0), ""),
            place(Secondary, "", at(sources, brief, "Fifteen", 0), "15"),
            place(Secondary, "", at(sources, brief, "Twelve", 0), "12"),
        ],
    );
    boats.confidence = Confidence::Low;
    boats.within_document = true;
    boats
}

fn summary() -> Summary {
    Summary {
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
        quotes: Some(QuoteCounts {
            found: 1000,
            normalised: 7,
            altered: 2,
            absent: 1,
            ..QuoteCounts::default()
        }),
        locators: Some(LocatorCounts { right: 900, wrong: 1, unchecked: 9 }),
    }
}

fn fixture() -> Fixture {
    use LocationRole::{Primary, Secondary};
    let mut sources = SourceMap::new();
    let moscow = sources.add("claims/moscow.yaml", MOSCOW.to_owned());
    let history = sources.add("history.md", HISTORY.to_owned());
    let filler =
        "{\"claim\": {\"subject\": \"harbour-fire\", \"predicate\": \"boats\", \"value\": 12}} ";
    let long =
        format!("{}{{\"claim\": {{\"valeu\": 12}}}} {}", filler.repeat(50_000), filler.repeat(9));
    let long = sources.add("claims/all.jsonl", long);
    let brief =
        sources.add("brief.docx", "Fifteen boats were lost.\nTwelve boats were lost.\n".to_owned());

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
    let mark =
        |byte, paragraph| (byte, Place { page: Some(2), paragraph: Some(paragraph), cell: None });
    let report = Report {
        complete: true,
        prose: Vec::new(),
        errors: Vec::new(),
        summary: summary(),
        claims: vec![
            claim(
                "toll-overview",
                "claims/moscow.yaml",
                "143",
                count_reading("143", Some("143"), None),
            ),
            claim("toll-unnamed", "history.md", "7", count_reading("7", Some("7"), None)),
            claim(
                "toll-first-day",
                "claims/moscow.yaml",
                "over 100",
                count_reading("100", None, Some("over")),
            ),
        ],
        findings: vec![
            conflict,
            boats(&sources, history, brief),
            stale,
            malformed,
            accepted,
            disputed,
        ],
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

#[test]
fn human_when_quiet() {
    let quiet = human::Options { quiet: true, undecidable: false };
    let text = human_with(&fixture(), PLAIN, quiet);
    assert!(text.starts_with("error[value-conflict]") && !text.contains("sources in"));
}

#[test]
fn human_on_a_narrow_page() {
    let narrow = Style { width: 44, ..PLAIN };
    insta::assert_snapshot!(human_with(&fixture(), narrow, ALL));
}

/// A report without findings.
fn clean() -> Fixture {
    let mut fixture = fixture();
    fixture.report.findings.clear();
    fixture.report.undecidable.clear();
    fixture.report.hidden.clear();
    let counted = fixture.report.summary;
    fixture.report.summary = Summary {
        adjudicated: 0,
        undecidable: 0,
        error: 0,
        warning: 0,
        info: 0,
        figures: None,
        unread: None,
        quotes: None,
        locators: None,
        ..counted
    };
    fixture
}

#[test]
fn human_without_findings_says_what_was_checked() {
    let mut f = clean();
    let none = human::Options::default();
    insta::assert_snapshot!(human_with(&f, PLAIN, none), @r#"
    1,012 claims from 3 sources in 4 documents:
    nothing found in 8 groups of comparable claims
    "#);
    f.report.summary.figures = Some(1);
    f.report.summary.unread = Some(1);
    f.report.summary.undecidable = 1;
    f.report.summary.quotes = Some(QuoteCounts { unchecked: 12, ..QuoteCounts::default() });
    insta::assert_snapshot!(human_with(&f, PLAIN, none), @r#"
    4 documents: 1 figure or date, 0 read as claims, 1 not (--unread lists it):
    nothing found in what was read, the rest is not checked;
    1 undecidable pair (--undecidable lists it);
    12 quotes: unchecked (no snapshot of the source)
    "#);
    f.report.summary =
        Summary { documents: 1, figures: Some(0), unread: Some(0), ..Summary::default() };
    insta::assert_snapshot!(human_with(&f, PLAIN, none), @r#"
    1 document: no figures or dates: nothing to compare
    "#);
}

#[test]
fn human_says_first_what_could_not_be_done() {
    let mut f = clean();
    f.report.complete = false;
    f.report.errors = vec![
        RunError {
            path: Some("claims/old.yaml".to_owned()),
            code: "unreadable",
            message: "the file is not UTF-8 from byte 812 on".to_owned(),
            help: Some("save it as UTF-8, or leave it out with --exclude".to_owned()),
        },
        RunError {
            path: None,
            code: "nothing-to-check",
            message: "no document was given".to_owned(),
            help: None,
        },
    ];
    insta::assert_snapshot!(human_with(&f, PLAIN, human::Options::default()), @r#"
    error[unreadable]: the file is not UTF-8 from byte 812 on
      in claims/old.yaml
      help: save it as UTF-8, or leave it out with --exclude

    error[nothing-to-check]: no document was given

    This check is not complete: 2 problems above. What follows holds for the rest.

    1,012 claims from 3 sources in 4 documents:
    nothing found in 8 groups of comparable claims
    "#);
    insta::assert_snapshot!("json_incomplete", json_with(&f, json::Options::default()));
}

#[test]
fn json_as_asked() {
    let f = fixture();
    let usual = json_with(&f, json::Options::default());
    insta::assert_snapshot!("json", usual);
    let all = json_with(&f, json::Options { all_claims: true, undecidable: true });
    let parsed: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert_eq!(parsed["claims"].as_array().unwrap().len(), 3);
    assert_eq!(parsed["undecidable"][0]["where"], serde_json::Value::Null);
    assert_eq!(parsed["findings"][1]["locations"][3]["paragraph"], 4);
    assert_eq!(parsed["findings"][1]["locations"][3]["start"]["line"], serde_json::Value::Null);
    let parsed: serde_json::Value = serde_json::from_str(&usual).unwrap();
    assert_eq!(parsed.get("undecidable"), None);
    assert_eq!(parsed["claims"].as_array().unwrap().len(), 2);
}

#[test]
fn output_grows_with_the_findings_and_not_with_the_file() {
    let line = "  - {subject: harbour-fire, predicate: deaths, value: 143, scope: civilians, as_of: 1987}\n";
    for text in [line.repeat(4500), line.replace('\n', " ").repeat(4500)] {
        let mut sources = SourceMap::new();
        let file = sources.add("claims/all.yaml", text);
        let span = |n: usize| Span::new(file, n * line.len() + 54, n * line.len() + 57);
        let both = |n: usize| {
            vec![
                place(LocationRole::Primary, "", span(n), "143 here"),
                place(LocationRole::Secondary, "", span(4400 - n), "143 there"),
            ]
        };
        let findings =
            (0..1000).map(|n| finding("value-conflict", Level::Error, "a conflict", both(n)));
        let report = Report { complete: true, findings: findings.collect(), ..Report::default() };
        let f = Fixture { sources, report };
        let human = human_with(&f, PLAIN, human::Options::default());
        assert!(human.len() < 1_500_000, "{}", human.len());
        assert!(json_with(&f, json::Options::default()).len() < 1_500_000);
        assert!(human.lines().all(|row| super::text::width(row) <= 80));
    }
}

/// Any text: scripts of all kinds, and more of what acts than chance would give.
fn any_text() -> impl Strategy<Value = String> {
    let acting = "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}]{0,6}";
    let parts =
        prop_oneof![any::<String>(), acting, "[ -~\n]{0,60}", "[é数🔥م\u{301}\t\r\n 0-9]{0,300}"];
    proptest::collection::vec(parts, 0..5).prop_map(|parts| parts.concat())
}

fn any_level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Error), Just(Level::Warning), Just(Level::Info)]
}

/// Whether a character may stand in an output without colours.
fn is_safe(c: char) -> bool {
    c == '\n' || !super::text::is_hidden(c)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_text_acts_and_no_span_panics(
        texts in proptest::collection::vec(any_text(), 2),
        words in proptest::collection::vec(any_text(), 8),
        spans in proptest::collection::vec((0..2_usize, 0..400_usize, 0..400_usize), 0..12),
        level in any_level(),
        unlined: bool,
        width in 0..130_usize,
        unicode: bool,
    ) {
        let word = |i: usize| words[i].clone();
        let mut sources = SourceMap::new();
        let files = [
            sources.add(word(0), texts[0].clone()),
            sources.add(word(1), texts[1].clone()),
        ];
        let location = |(i, (file, start, len)): (usize, &(usize, usize, usize))| {
            let role = if i == 0 { LocationRole::Primary } else { LocationRole::Secondary };
            place(role, &word(2), Span::new(files[*file], *start, start + len), &words[i % 8])
        };
        let locations: Vec<Location> = spans.iter().enumerate().map(location).collect();
        let mut hostile = finding("value-conflict", level, &words[3], locations.clone());
        hostile.help = Some(word(4));
        hostile.fingerprint = word(5);
        hostile.claims = vec![word(6)];
        hostile.camps = [CampRole::Rival, CampRole::Rival, CampRole::Agreeing]
            .map(|role| camp(role, &words[7], &[&words[0], "b"], &[&words[1]]))
            .to_vec();
        let somewhere = Place { page: Some(1), paragraph: None, cell: Some(word(5)) };
        let report = Report {
            complete: false,
            errors: vec![RunError { path: Some(word(0)), code: "unreadable", message: word(1), help: Some(word(2)) }],
            claims: vec![claim(&words[6], &words[0], &words[1], count_reading(&words[2], Some(&words[3]), None))],
            findings: vec![hostile],
            undecidable: vec![Undecided { claims: vec![word(3)], slot: slot(&words[4]), reason: word(5), locations }],
            landmarks: if unlined { vec![Landmarks { file: files[0], marks: vec![(7, somewhere)] }] } else { Vec::new() },
            hidden: vec![Hidden { count: 1, why: word(6) }],
            ..Report::default()
        };
        let f = Fixture { sources, report };
        let human = human_with(&f, Style { color: false, unicode, width }, ALL);
        prop_assert!(human.chars().all(is_safe), "{human:?}");
        let json = json_with(&f, json::Options { all_claims: true, undecidable: true });
        prop_assert!(json.chars().all(is_safe), "{json:?}");
        let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(parsed["findings"][0]["message"].as_str(), Some(&*words[3]));
        // With colours, escape codes are our own and nothing else is added.
        let colour = human_with(&f, Style { color: true, unicode, width }, ALL);
        prop_assert_eq!(without_colours(&colour), human);
    }
}

/// Remove Select Graphic Rendition sequences.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| {
        let (codes, rest) = part.split_once('m').unwrap();
        assert!(codes.chars().all(|c| c.is_ascii_digit() || c == ';'), "{codes:?}");
        out + rest
    })
}
