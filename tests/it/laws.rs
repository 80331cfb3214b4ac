//! Laws that hold for all input.

use belie::check::{Checked, check};
use belie::compare::family::families;
use belie::compare::pairs::{Edge, Pairs, every, grouped, pairs};
use belie::compare::verdict::Cause;
use proptest::prelude::*;

use super::fixture;

/// Values that a toll may be printed as, widest last within each line.
const WIDENING: [[&str; 3]; 5] = [
    ["143", "140 to 150", "at least 100"],
    ["12", "10 to 14", "at most 20"],
    ["60 so far", "at least 50", "at least 10"],
    ["2.4 million", "2 to 3 million", "over 1 million"],
    ["200", "about 200", "at least 100"],
];

const SCOPES: [&str; 4] = ["", "civilians", "people", "soldiers"];
const PLACES: [&str; 3] = ["", "north", "land"];

#[derive(Clone, Debug)]
struct Toll {
    value: (usize, usize),
    scope: usize,
    place: usize,
    source: usize,
    speaker: bool,
    month: u8,
}

fn toll() -> impl Strategy<Value = Toll> {
    (
        (0..WIDENING.len(), 0..2_usize),
        0..SCOPES.len(),
        0..PLACES.len(),
        0..3_usize,
        any::<bool>(),
        1..12_u8,
    )
        .prop_map(|(value, scope, place, source, speaker, month)| Toll {
            value,
            scope,
            place,
            source,
            speaker,
            month,
        })
}

fn record(id: usize, toll: &Toll) -> String {
    let optional = |key: &str, value: &str| {
        if value.is_empty() { String::new() } else { format!(", {key}: {value}") }
    };
    format!(
        "  - {{id: c{id}, subject: flood, predicate: deaths, value: {}, as_of: 2024-{:02}{}{}{}, \
         cite: [{{source: s{}}}]}}\n",
        WIDENING[toll.value.0][toll.value.1],
        toll.month,
        optional("scope", SCOPES[toll.scope]),
        optional("where", PLACES[toll.place]),
        optional("said_by", if toll.speaker { "[ministry]" } else { "" }),
        toll.source
    )
}

fn repository(records: &[String]) -> fixture::Files {
    let rest = "entities:
  - {id: flood, kind: organisation}
  - {id: land, kind: place}
  - {id: north, kind: place, part_of: land}
  - {id: ministry, kind: organisation}
";
    let sources =
        "references:\n  - {id: s0, issued: 2024-02}\n  - {id: s1, issued: 2024-06}\n  - {id: s2}\n";
    vec![
        ("claims/a.yaml".to_owned(), format!("claims:\n{}", records.concat())),
        ("claims/b.yaml".to_owned(), rest.to_owned()),
        ("sources/s.yaml".to_owned(), sources.to_owned()),
    ]
}

/// What a run found, without where it found it.
fn essence(files: &[(String, String)]) -> Vec<String> {
    let checked = fixture::check_files(files);
    let findings = checked.report.findings.iter().map(|f| {
        let camps: Vec<_> =
            f.camps.iter().map(|c| (c.role, c.value.clone(), c.claims.clone())).collect();
        format!("{} {} {} {} {camps:?}", f.fingerprint, f.level, f.rule, f.message)
    });
    let undecidable = checked.report.undecidable.iter().map(|u| {
        let mut claims = u.claims.clone();
        claims.sort();
        format!("undecidable {claims:?} {}", u.reason)
    });
    let mut all: Vec<_> = findings.chain(undecidable).collect();
    all.sort();
    all
}

fn contradictions(files: &[(String, String)]) -> usize {
    let checked = fixture::check_files(files);
    let verdict = Some(belie::finding::Verdict::Contradiction);
    checked.report.findings.iter().filter(|f| f.verdict == verdict).count()
}

/// For each member, the verdicts it is part of and from which side, and how many pairs are open.
fn roles(pairs: &Pairs) -> (Vec<String>, usize) {
    let sides = |e: &Edge| {
        let flipped = match e.judgement.cause {
            Cause::Superseded => Cause::Supersedes,
            Cause::Supersedes => Cause::Superseded,
            other => other,
        };
        [(e.a, e.judgement.cause), (e.b, flipped)]
            .map(|(i, cause)| format!("{i} {cause:?} {}", e.judgement.level))
    };
    let mut all: Vec<_> = pairs.edges.iter().flat_map(sides).collect();
    all.sort();
    all.dedup();
    (all, pairs.open.iter().map(|open| open.count).sum())
}

/// Grouping members must not change what one-by-one judging says of each.
fn grouping_changes_nothing(checked: &Checked) {
    for family in families(&checked.world) {
        let (slow, fast) = (every(&checked.world, &family), grouped(&checked.world, &family));
        assert_eq!(roles(&slow), roles(&fast), "{:?}", family.key);
        assert_eq!(roles(&slow), roles(&pairs(&checked.world, &family)), "{:?}", family.key);
    }
}

/// A table whose rows each count something else, some of it inside of other rows.
fn table(row: impl Fn(usize) -> String) -> Vec<(String, String)> {
    const ROWS: usize = 90;
    let value = |at: usize| ["40", "at least 30", "41", "120", "about 12"][at * 7 % 5];
    let mut text = String::from("entities:\n");
    for at in 0..ROWS {
        let above = if at % 3 == 0 { String::new() } else { format!(", part_of: t{}", at / 3) };
        text += &format!("  - {{id: t{at}, name: Town {at}, kind: place{above}}}\n");
    }
    text += "scopes:\n";
    for at in 0..ROWS {
        let above = if at % 4 == 0 { String::new() } else { format!(", part_of: [g{}]", at / 4) };
        text += &format!("  - {{id: g{at}{above}}}\n");
    }
    text += "claims:\n";
    for at in 0..ROWS + 9 {
        text += &format!(
            "  - {{id: c{at}, subject: flood, value: {}, {}, cite: [{{source: s{}}}]}}\n",
            value(at),
            row(at % ROWS),
            at % 2,
        );
    }
    vec![("claims/table.yaml".to_owned(), text)]
}

#[test]
fn grouping_changes_nothing_in_a_table_of_many_things() {
    let some = |at: usize, key: &str, value: String| {
        if at.is_multiple_of(11) { String::new() } else { format!(", {key}: {value}") }
    };
    let scope = |at| format!("predicate: deaths{}", some(at, "scope", format!("g{at}")));
    let union = |at| format!("predicate: deaths, scope: {{any: [g{at}, g{}]}}", at / 2);
    let place = |at| format!("predicate: deaths{}", some(at, "where", format!("t{at}")));
    let period = |at: usize| {
        let years = format!("{}/{}", 1900 + at, 1900 + at + at % 3);
        format!("predicate: attacks{}", some(at, "during", years))
    };
    for files in [table(scope), table(union), table(place), table(period)] {
        let checked = fixture::check_files(&files);
        assert!(checked.world.claims.len() > 90);
        grouping_changes_nothing(&checked);
    }
}

#[test]
fn leaving_out_who_agrees_with_all_changes_nothing() {
    const COUNT: usize = 120;
    type Value = fn(usize) -> &'static str;
    // Nearly all agree; one does not, and some bounds stand in one document, so that one is stale.
    let families: [(Value, usize); 4] = [
        (|at| ["40", "at least 30", "35 to 45"][at % 3], 0),
        (|at| if at == 7 { "43" } else { ["40", "at least 30"][at % 2] }, 1),
        (|at| if at % 5 == 0 { "at least 31" } else { "40" }, 0),
        (|at| ["at least 30", "at least 31", "40", "39"][at % 4], 2),
    ];
    for (value, few) in families {
        let record = |at: usize| {
            let source = if few > 0 { at % few } else { at };
            format!(
                "  - {{id: c{at}, subject: flood, predicate: deaths, value: {}, as_of: 2024-05, \
                 cite: [{{source: s{source}}}]}}\n",
                value(at)
            )
        };
        let text: String = (0..COUNT).map(record).collect();
        let text = format!("entities: [{{id: flood, kind: event}}]\nclaims:\n{text}");
        grouping_changes_nothing(&fixture::check_files(&[("claims/a.yaml".to_owned(), text)]));
    }
}

#[test]
fn grouping_changes_nothing_in_the_real_repository() {
    let root = camino::Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let loaded = belie::repository::load(root).unwrap();
    let input = belie::check::Input {
        sources: loaded.sources,
        claim_files: loaded.claim_files,
        source_files: loaded.source_files,
        errors: Vec::new(),
        ..Default::default()
    };
    grouping_changes_nothing(&check(input, &fixture::options()));
}

/// Words and signs that the stages of reading look for, so that runs of them lead everywhere.
const BRIEF: &[&str] = &[
    ".",
    ",",
    ";",
    ":",
    "?",
    "(",
    ")",
    "\u{201c}",
    "\u{201d}",
    "\u{2014}",
    "\n\n",
    "\n\n",
    "\n- ",
    "\n\n## The inquiry\n\n",
    "\n| a | 12 | 14 |\n",
    "\n\n| Year | Dead | Hurt |\n|---|---|---|\n| 2023 | 14 | 31 |\n",
    "[1]",
    "By",
    "by",
    "The",
    "the",
    "A",
    "of",
    "Of",
    "in",
    "In",
    "at",
    "on",
    "from",
    "to",
    "for",
    "and",
    "but",
    "who",
    "which",
    "where",
    "that",
    "since",
    "until",
    "after",
    "before",
    "between",
    "Ada Coyle",
    "Coyle",
    "Varde Mill",
    "the mill",
    "the mayor",
    "Orlen",
    "the Orlen Relief Fund (ORF)",
    "ORF",
    "she",
    "her",
    "it",
    "they",
    "their",
    "was",
    "were",
    "has been",
    "had",
    "will",
    "would",
    "founded",
    "killed",
    "died",
    "injured",
    "said",
    "told",
    "claimed",
    "wrote",
    "born",
    "aged",
    "opened",
    "began",
    "closed",
    "rose",
    "fell",
    "lasted",
    "held",
    "appointed",
    "chair",
    "director",
    "seven",
    "12",
    "14",
    "1,248",
    "31 per cent",
    "a third",
    "half",
    "£4.5 million",
    "two weeks",
    "three days later",
    "years",
    "old",
    "3 May 2023",
    "Friday",
    "2019",
    "June 2021",
    "9.20 a.m.",
    "people",
    "workers",
    "members",
    "metres",
    "long",
    "east",
    "western",
    "at least",
    "about",
    "more than",
    "fewer than",
    "all",
    "each",
    "total",
    "in all",
    "not",
    "no",
    "former",
    "first",
    "second",
    "last",
    "according to",
    "as",
    "than",
    "its",
    "s",
    "'s",
    "-",
    "12-year-old",
    "2019\u{2013}21",
    "No. 4",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_records_changes_nothing(
        tolls in prop::collection::vec(toll(), 2..7),
        seed in any::<u64>(),
    ) {
        let records: Vec<_> = tolls.iter().enumerate().map(|(i, t)| record(i, t)).collect();
        let mut shuffled = records.clone();
        let mut state = seed;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(i, usize::try_from(state >> 33).unwrap() % (i + 1));
        }
        let mut files = repository(&shuffled);
        files.reverse();
        prop_assert_eq!(essence(&repository(&records)), essence(&files));
    }

    #[test]
    fn two_claims_are_judged_alike_from_either_side(a in toll(), b in toll()) {
        let one = repository(&[record(0, &a), record(1, &b)]);
        let other = repository(&[record(0, &b), record(1, &a)]);
        prop_assert_eq!(contradictions(&one), contradictions(&other));
        let (one, other) = (fixture::check_files(&one), fixture::check_files(&other));
        // Findings stand by their places, which the two claims have exchanged.
        let levels = |c: &belie::check::Checked| {
            let mut out: Vec<_> = c.report.findings.iter().map(|f| (f.rule, f.level)).collect();
            out.sort_unstable();
            out
        };
        prop_assert_eq!(levels(&one), levels(&other));
    }

    #[test]
    fn a_wider_value_never_creates_a_contradiction(a in toll(), b in toll()) {
        let narrow = repository(&[record(0, &a), record(1, &b)]);
        let mut wide = a.clone();
        wide.value.1 += 1;
        let wide = repository(&[record(0, &wide), record(1, &b)]);
        prop_assert!(contradictions(&wide) <= contradictions(&narrow));
    }

    #[test]
    fn grouping_changes_nothing_in_any_slot(tolls in prop::collection::vec(toll(), 2..24)) {
        let records: Vec<_> = tolls.iter().enumerate().map(|(i, t)| record(i, t)).collect();
        grouping_changes_nothing(&fixture::check_files(&repository(&records)));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        let _ = fixture::check_text(&text);
    }

    #[test]
    fn any_run_of_the_words_of_a_brief_is_read_without_panic(
        words in prop::collection::vec(prop::sample::select(BRIEF), 0..120)
    ) {
        let mut text = String::from("# The fire at Varde Mill\n\n");
        for word in words {
            text.push_str(word);
            let joined = word.ends_with(['\n', '(', '\u{201c}']);
            text.push_str(if joined { "" } else { " " });
        }
        let _ = fixture::check_brief(&text, false);
    }

    #[test]
    fn any_lines_of_record_words_are_read_without_panic(
        lines in prop::collection::vec(
            (0..5_usize, prop::sample::select(vec![
                "claims:", "- id: a", "subject: x", "predicate: deaths", "value: 12", "- with: {",
                "}", "cite: [", "]", "scope: {any: [", "\"", "'", "&a", "*a", "<<: *a", "- {",
                "value: {low: 1, best:", "during: 2020/..", "---", "? :", "\t", "| ", "> x", "!!",
            ])),
            0..30,
        )
    ) {
        let text: String =
            lines.iter().map(|(indent, line)| format!("{}{line}\n", " ".repeat(*indent))).collect();
        let _ = fixture::check_text(&text);
    }
}

#[test]
fn an_empty_run_says_so() {
    let input = belie::check::Input {
        sources: belie::source::SourceMap::new(),
        claim_files: Vec::new(),
        source_files: Vec::new(),
        errors: Vec::new(),
        ..Default::default()
    };
    let checked = check(input, &fixture::options());
    assert_eq!(checked.report.summary.claims, 0);
    assert!(checked.report.findings.is_empty());
}
