//! `belie lint` and `belie extract` as they are run: on briefs, one or several, alone and against
//! a repository.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn belie(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .current_dir(dir)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that reads nothing closes the pipe first.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json(run: &Output) -> Value {
    serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    dir
}

/// One toll in two figures, far apart.
const BRIEF: &str = "\
---
title: The Aldermoor flood
date: 2024-05-20
---

# The Aldermoor flood

The Aldermoor flood of 2 May 2024 killed 143 people and left 60 injured. The wall is 12 km \
(7.5 miles) long.

## What followed

Aid came late. The Aldermoor flood killed 144 people, and the wall was never rebuilt. Some say 14.
";

const FIRST: &str = "The Aldermoor flood killed 143 people.\n";
const SECOND: &str = "The Aldermoor flood killed 150 people.\n";
const CLEAN: &str = "The Aldermoor flood killed 143 people. It rained for hours.\n";

fn rules(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_brief_that_contradicts_itself() {
    let dir = folder(&[("brief.md", BRIEF)]);
    let run = belie(dir.path(), &["lint", "brief.md"], "");
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("lint-human", text(&run.stdout));
        let run = belie(dir.path(), &["lint", "--format", "json", "brief.md"], "");
        insta::assert_snapshot!("lint-json", text(&run.stdout));
        let run = belie(dir.path(), &["extract", "brief.md"], "");
        assert_eq!(run.status.code(), Some(0));
        insta::assert_snapshot!("extract", text(&run.stdout));
    });
}

#[test]
fn exit_status_and_streams() {
    let dir = folder(&[("brief.md", BRIEF), ("clean.txt", CLEAN), ("brief.pdf", "%PDF-1.7")]);
    let status = |args: &[&str]| belie(dir.path(), args, "").status.code();
    assert_eq!(status(&["lint", "clean.txt"]), Some(0));
    assert_eq!(status(&["lint", "brief.md"]), Some(1));
    assert_eq!(status(&["lint", "--fail-on", "never", "brief.md"]), Some(0));
    assert_eq!(status(&["lint"]), Some(2));
    assert_eq!(status(&["lint", "absent.md"]), Some(2));
    assert_eq!(status(&["lint", "."]), Some(2));
    assert_eq!(status(&["lint", "--issued", "soon", "clean.txt"]), Some(2));
    assert_eq!(status(&["lint", "--against", "absent", "clean.txt"]), Some(2));
    let run = belie(dir.path(), &["lint", "brief.pdf"], "");
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("brief.pdf: PDF is not read yet"), "{run:?}");
    // One that cannot be read does not stop the others.
    let run = belie(dir.path(), &["lint", "--format", "json", "brief.pdf", "brief.md"], "");
    assert_eq!(run.status.code(), Some(2));
    let report = json(&run);
    assert_eq!(report["complete"], false);
    assert_eq!(report["errors"][0]["code"], "unsupported-format");
    assert_eq!(rules(&report), ["value-conflict"]);
}

#[test]
fn standard_input_is_a_document() {
    let dir = folder(&[]);
    let run = belie(dir.path(), &["lint", "--format", "json", "-"], BRIEF);
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let report = json(&run);
    assert_eq!(report["findings"][0]["locations"][0]["path"], "-");
    assert_eq!(report["summary"]["documents"], 1);
}

#[test]
fn documents_are_checked_against_each_other() {
    let dir = folder(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let run =
        belie(dir.path(), &["lint", "--format", "json", "--undecidable", "a.txt", "b.txt"], "");
    let report = json(&run);
    assert_eq!(report["summary"]["documents"], 2);
    // Nothing says which count is the later one: of two sentences that each stand alone one is wrong, or
    // says too little.
    assert_eq!(report["summary"]["warning"], 1, "{}", text(&run.stdout));
    let finding = &report["findings"][0];
    assert_eq!(finding["confidence"], "medium");
    let message = finding["message"].as_str().unwrap();
    assert!(message.starts_with("deaths as told in the Aldermoor flood"), "{message}");
    let dated = ["lint", "--format", "json", "--issued", "2025-06-01", "a.txt", "b.txt"];
    let report = json(&belie(dir.path(), &dated, ""));
    assert_eq!(report["summary"]["figures"], 2);
    // What documents of several paragraphs say may be of any two days.
    let longer = format!("{SECOND}\nBoats came from three towns.\n");
    let dir = folder(&[("a.txt", FIRST), ("b.txt", &longer)]);
    let run =
        belie(dir.path(), &["lint", "--format", "json", "--undecidable", "a.txt", "b.txt"], "");
    let report = json(&run);
    assert_eq!(report["summary"]["undecidable"], 1, "{}", text(&run.stdout));
}

#[test]
fn two_documents_without_a_date_are_held_against_each_other() {
    let levels = |a: &str, b: &str| -> Vec<String> {
        let dir = folder(&[("a.txt", a), ("b.txt", b)]);
        let report = json(&belie(dir.path(), &["lint", "--format", "json", "a.txt", "b.txt"], ""));
        let findings = report["findings"].as_array().unwrap().iter();
        findings.map(|finding| finding["level"].as_str().unwrap().to_owned()).collect()
    };
    // What each says of its now is said of one.
    let shops = "Varde Holdings has 6,200 employees.\n";
    assert_eq!(levels(shops, "Varde Holdings has 2,600 employees.\n"), ["warning"]);
    let dated = "Varde Holdings had 2,600 employees in 1994.\n";
    assert_eq!(levels(shops, dated), [""; 0]);
    // Other words, one thing that has a name.
    let sold = "Tesk Rovers have sold fewer than 4.5 million albums worldwide.\n";
    assert_eq!(levels(sold, "Tesk Rovers have sold 5.2 million albums worldwide.\n"), ["warning"]);
    let long_ago = "In 1994 Tesk Rovers had sold 5.2 million albums worldwide.\n";
    assert_eq!(levels(sold, long_ago), [""; 0]);
    assert_eq!(levels(sold, "Orlen Wanderers have sold 5.2 million albums worldwide.\n"), [""; 0]);
}

#[test]
fn what_was_not_read_is_counted_and_listed() {
    let dir = folder(&[("brief.md", "# Notes\n\nSome say 14. Others say 15.\n")]);
    let run = belie(dir.path(), &["lint", "brief.md"], "");
    assert_eq!(run.status.code(), Some(0));
    let out = text(&run.stdout);
    assert_eq!(
        out,
        "1 document: 2 figures and dates, 0 read as claims, 2 not (--unread lists them):\nnothing to compare\n"
    );
    for args in [
        &["lint", "--format", "json", "--unread", "brief.md"][..],
        &["lint", "--format", "json", "--level", "unread-figure=warning", "brief.md"],
    ] {
        let report = json(&belie(dir.path(), args, ""));
        assert_eq!(rules(&report), ["unread-figure", "unread-figure"]);
    }
    let off = ["lint", "--format", "json", "--unread", "--level", "unread-figure=off", "brief.md"];
    assert!(rules(&json(&belie(dir.path(), &off, ""))).is_empty());
}

/// A repository with the same flood, and a conflict of its own.
const RECORDS: &str = "\
claims:
  - {id: toll, subject: aldermoor, predicate: deaths, value: 139, as_of: 2025-05, cite: [{source: inquiry}]}
  - {id: day, subject: aldermoor, predicate: event-date, value: 2024-05-02, cite: [{source: inquiry}]}
  - {id: walls, subject: wall, predicate: length, value: 12 km, cite: [{source: inquiry}]}
  - {id: walls-again, subject: wall, predicate: length, value: 13 km, cite: [{source: inquiry}]}
entities:
  - {id: aldermoor, kind: event, name: Aldermoor flood}
  - {id: wall, kind: place, name: Sea Wall}
references: [{id: inquiry, title: The inquiry, issued: 2025-05}]
";

#[test]
fn a_repository_is_read_with_the_documents() {
    let dir = folder(&[("claims/a.yaml", RECORDS), ("clean.txt", CLEAN)]);
    let alone = json(&belie(dir.path(), &["check", "--format", "json"], ""));
    assert_eq!(rules(&alone), ["value-conflict"]);
    let args = ["lint", "--format", "json", "--against", ".", "--issued", "2025-06", "clean.txt"];
    let report = json(&belie(dir.path(), &args, ""));
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{report:#}");
    assert_eq!(findings[0]["subject"], "aldermoor");
    let places = findings[0]["locations"].as_array().unwrap();
    let paths: Vec<&str> = places.iter().map(|place| place["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"claims/a.yaml") && paths.contains(&"clean.txt"), "{paths:?}");
}

#[test]
fn a_known_finding_is_adjudicated_by_its_fingerprint() {
    let dir = folder(&[("brief.md", BRIEF)]);
    let report = json(&belie(dir.path(), &["lint", "--format", "json", "brief.md"], ""));
    let fingerprint = report["findings"][0]["fingerprint"].as_str().unwrap();
    let verdict = format!(
        "adjudications:\n  - {{fingerprint: \"{fingerprint}\", rule: value-conflict, decision: accepted, \
         reason: two counts, by: ab, on: 2026-01-01}}\n"
    );
    std::fs::write(dir.path().join("known.yaml"), &verdict).unwrap();
    // The finding is known again when its document grows and moves.
    let longer =
        BRIEF.replace("Aid came late.", "Aid came late, and from afar.\n\nNobody knew why.");
    std::fs::write(dir.path().join("moved.md"), longer).unwrap();
    for document in ["brief.md", "moved.md"] {
        let args = ["lint", "--format", "json", "--adjudications", "known.yaml", document];
        let run = belie(dir.path(), &args, "");
        let report = json(&run);
        assert_eq!(run.status.code(), Some(0), "{report:#}");
        assert_eq!(report["summary"]["adjudicated"], 1);
        assert_eq!(rules(&report), ["value-conflict"]);
    }
    // One that fits nothing is told.
    let args = ["lint", "--format", "json", "--adjudications", "known.yaml", "-"];
    let report = json(&belie(dir.path(), &args, CLEAN));
    assert_eq!(rules(&report), ["expired-adjudication"]);
}

#[test]
fn drafted_records_are_accepted_as_they_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let briefs = root.join("tests/briefs");
    let mut paths: Vec<_> = std::fs::read_dir(&briefs)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "txt"))
        .collect();
    paths.sort();
    for path in paths {
        let path = path.to_str().unwrap();
        let dir = folder(&[("claims/.keep", ""), ("sources/.keep", "")]);
        let sources = dir.path().join("sources/references.yaml");
        let apart = ["extract", "--references", sources.to_str().unwrap(), path];
        let run = belie(root, &apart, "");
        assert_eq!(run.status.code(), Some(0), "{path}: {run:?}");
        std::fs::write(dir.path().join("claims/draft.yaml"), &run.stdout).unwrap();
        let whole = belie(root, &["extract", path], "");
        let together = folder(&[("claims/draft.yaml", text(&whole.stdout))]);
        for dir in [dir.path(), together.path()] {
            let report = json(&belie(dir, &["check", "--format", "json"], ""));
            let of_records =
                ["malformed-record", "unknown-", "dangling-", "duplicate-", "missing-"];
            let wrong: Vec<&Value> = report["findings"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|f| {
                    of_records.iter().any(|rule| f["rule"].as_str().unwrap().starts_with(rule))
                })
                .collect();
            assert!(wrong.is_empty(), "{path}: {wrong:#?}");
            assert_eq!(report["complete"], true);
        }
    }
}

#[test]
fn all_that_was_read_for_programs() {
    let dir = folder(&[("brief.md", BRIEF)]);
    let report = json(&belie(dir.path(), &["extract", "--format", "json", "brief.md"], ""));
    let document = &report["documents"][0];
    assert_eq!((&report["version"], &document["path"]), (&1.into(), &"brief.md".into()));
    assert_eq!(document["issued"], "2024-05-20");
    let claims = document["claims"].as_array().unwrap();
    let toll = claims.iter().find(|claim| claim["text"] == "143").unwrap();
    assert_eq!(toll["predicate"], "deaths");
    assert_eq!(toll["start"]["line"], 8);
    assert!(toll["confidence"].is_string());
    let kinds: Vec<&str> = document["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| mention["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"quantity") && kinds.contains(&"date") && kinds.contains(&"name"));
    let words = belie(dir.path(), &["extract", "--mentions", "brief.md"], "");
    assert!(
        text(&words.stdout).contains("brief.md:8:42: quantity \u{201c}143\u{201d}: exactly 143")
    );
}

#[test]
fn a_long_line_is_shown_around_its_passages() {
    let filler = "The river runs through fields and woods without a name. ".repeat(60);
    let brief =
        format!("{FIRST}{filler}\n\n{filler}The Aldermoor flood killed 144 people.{filler}\n");
    let brief = brief.replacen(".\nThe river", ". The river", 1);
    let dir = folder(&[("brief.txt", &brief)]);
    let run = belie(dir.path(), &["lint", "brief.txt"], "");
    let out = text(&run.stdout);
    assert!(out.contains("killed 143 people") && out.contains("144 people"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(!out.contains('~'), "{out}");
}

/// Passages of a text in another encoding are marked where they stand.
#[test]
fn other_encodings_are_shown_in_their_places() {
    let dir = tempfile::tempdir().unwrap();
    let text = "A bombing in Tarn on 3 May 2020 killed 12 people.\n\n\
                The Tarn bombing of 3 May 2020 killed 15 people.\n";
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    std::fs::write(dir.path().join("brief.txt"), bytes).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["lint", "brief.txt"])
        .current_dir(dir.path())
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let shown = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(1), "{shown}");
    assert!(shown.contains("12 here") && shown.contains("15 here"), "{shown}");
}

/// Findings above info of a brief, by their messages.
fn found(brief: &str) -> Vec<String> {
    let dir = folder(&[("brief.md", brief)]);
    let report = json(&belie(dir.path(), &["lint", "--format", "json", "brief.md"], ""));
    let all = report["findings"].as_array().unwrap().iter();
    all.filter(|finding| finding["level"] != "info")
        .map(|finding| finding["message"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn what_a_document_is_about_has_what_its_words_leave_open() {
    for (brief, expected) in [
        (
            "# The blast at Tolley mill\n\nAn explosion at the mill in Tolley on 4 May 2019 killed 21 \
             people.\n\n## After\n\nThe accident closed the mill. A stone will carry the names of the \
             18 people killed.\n",
            Some("deaths in the 2019 Tolley blast: 18 or 21"),
        ),
        (
            "# The Orrin dam\n\nThe Orrin dam, built in 1931, gave way on 7 March 2020. Twelve people \
             died.\n\nIn 1958, when four workers drowned, it had been overtopped.\n",
            None,
        ),
        (
            "# The Orrin dam\n\nThe Orrin dam gave way on 7 March 2020. Twelve people died.\n\nThe \
             council wrote to the families of the 14 victims.\n",
            Some("deaths of Orrin: Twelve or 14"),
        ),
        (
            "# Harlow Air and Velm Air\n\nHarlow Air employs 900 people.\n\nThe two firms together \
             employ 1,600 people.\n",
            None,
        ),
        (
            "# The ferry Aurelia\n\nLaunched in 1988 at the Cobham yard, the ferry Aurelia served for \
             long. The ferry, which entered the water in 1986, was sold.\n",
            Some("launch date of Aurelia: 1986 or 1988"),
        ),
    ] {
        let found = found(brief);
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(found.len(), expected.len(), "{brief}\n{found:#?}");
        let agree = found.iter().zip(&expected).all(|(a, b)| a.starts_with(b));
        assert!(agree, "{brief}\n{found:#?}");
    }
}

/// What is claimed of two texts that stand in files of these names, by text.
fn claimed(names: [&str; 2], texts: [&str; 2]) -> Vec<Vec<serde_json::Value>> {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in names.iter().zip(texts) {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let mut given = names;
    given.sort_unstable();
    let args = ["extract", "--format", "json", given[0], given[1]];
    let out = belie(dir.path(), &args, "");
    let all: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let of = |name: &&str| {
        let document = all["documents"].as_array().unwrap().iter().find(|d| d["path"] == *name);
        let claims = document.unwrap()["claims"].as_array().unwrap().iter();
        let said = claims.map(|claim| {
            ["subject", "predicate", "value", "scope", "where", "confidence", "text"]
                .map(|key| claim[key].clone())
                .to_vec()
                .into()
        });
        said.collect()
    };
    names.iter().map(of).collect()
}

#[test]
fn two_documents_say_the_same_in_both_orders() {
    let league = "# Varde after the flood\n\nThe Northern Rescue League (NRL) was founded in 2009. \
                  The NRL has 40 members. A flood in Varde on 3 May 2024 killed 12 people.\n";
    let duel = "# The League's Long Duel With the River\n\nThe Northern Rescue League Trust (NRLT), \
                also known as the NRL, was founded in 2010. The NRL's 83 members live in Varde. \
                A flood in Varde in May 2024 killed 14 people. It has 90 members.\n";
    let first = claimed(["a.md", "b.md"], [league, duel]);
    assert!(first.iter().all(|claims| claims.len() > 2), "{first:#?}");
    assert_eq!(first, claimed(["b.md", "a.md"], [league, duel]));
}
