//! Statements held against passages that speak of the same thing, as somebody judged them.
//!
//! Each line of the files in `tests/statements` is a statement, a passage, and whether the passage refutes
//! it; most of those that are not refuted were written to look so. They were written by people who knew
//! neither the program nor its vocabulary. `first` to `fourth` are what the weights of
//! `retold::statement` were fitted to, with others; `unseen` and `unseen-second` are measured and not
//! looked into.
//! `score.yaml` says how many are flagged: it may only improve. `BELIE_STATEMENTS=write cargo test
//! statements` writes it.

use std::collections::BTreeMap;
use std::path::Path;

use belie::finding::Level;
use serde::{Deserialize, Serialize};

use super::fixture;

#[derive(Deserialize)]
struct Statement {
    id: String,
    claim: String,
    evidence: String,
    label: String,
}

/// How many pairs of a file are flagged, of how many.
#[derive(Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
struct Score {
    refuted: usize,
    found: usize,
    others: usize,
    flagged: usize,
}

/// Whether a finding between the two texts is more than a note.
fn is_flagged(statement: &Statement) -> bool {
    let files = [("statement.md", &statement.claim), ("passage.md", &statement.evidence)];
    let files = files.map(|(name, text)| (name.to_owned(), format!("{text}\n")));
    let checked = fixture::check_files(&files);
    let mut findings = checked.report.open_findings();
    findings.any(|finding| {
        let first = finding.locations.first().map(|place| place.span.file);
        let apart = finding.locations.iter().any(|place| Some(place.span.file) != first);
        finding.level > Level::Info && apart
    })
}

#[test]
fn the_statements_are_judged_no_worse_than_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements");
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for name in ["first", "second", "third", "fourth", "unseen", "unseen-second"] {
        let text = std::fs::read_to_string(folder.join(name).with_extension("jsonl")).unwrap();
        let score = scores.entry(name.to_owned()).or_default();
        for line in text.lines() {
            let statement: Statement = serde_json::from_str(line).unwrap();
            let flagged = usize::from(is_flagged(&statement));
            match statement.label.as_str() {
                "REFUTES" => {
                    score.refuted += 1;
                    score.found += flagged;
                }
                "SUPPORTS" | "NOT ENOUGH INFO" => {
                    score.others += 1;
                    score.flagged += flagged;
                }
                label => panic!("{}: a label {label:?}", statement.id),
            }
        }
        eprintln!("{name}: {score:?}");
    }
    let path = folder.join("score.yaml");
    if std::env::var("BELIE_STATEMENTS").is_ok_and(|what| what == "write") {
        std::fs::write(&path, serde_yaml::to_string(&scores).unwrap()).unwrap();
    }
    let known: BTreeMap<String, Score> =
        serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    for (name, before) in &known {
        let now = &scores[name];
        assert!(now.found >= before.found, "{name}: {} found, {} before", now.found, before.found);
        assert!(now.flagged <= before.flagged, "{name}: {} falsely flagged", now.flagged);
    }
    assert_eq!(scores, known, "better than before: run with BELIE_STATEMENTS=write and commit");
}
