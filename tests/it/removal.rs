//! Taking a sentence out of a document: what the others say stays what it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Sentences that are taken out of each brief, evenly spread: few, since each is a run of its own.
const EACH: usize = 1;

/// Removals that may add a finding: of a figure that is told again in other words, how many others of
/// about its size there are says whether it is told twice, and the sentence that is gone may have held
/// one. These are of low confidence. May only get less.
const ADDING: usize = 1;

fn briefs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs");
    let sets = ["", "later", "third", "fourth"].map(|set| folder.join(set));
    let files = sets.iter().flat_map(|set| std::fs::read_dir(set).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    let is_text = |path: &PathBuf| path.extension().is_some_and(|e| e == "md" || e == "txt");
    let mut out: Vec<PathBuf> = files.filter(is_text).collect();
    out.sort();
    out
}

/// Contradictions of a text: the rule, and the words that it points at.
fn contradictions(text: &str) -> BTreeSet<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("brief.md");
    std::fs::write(&path, text).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["lint", "--format", "json"])
        .arg(&path)
        .env_clear()
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter();
    found
        .filter(|finding| finding["level"] != "info" && finding["verdict"] == "contradiction")
        .map(|finding| {
            let places = finding["locations"].as_array().unwrap().iter();
            let mut texts: Vec<&str> = places.filter_map(|place| place["text"].as_str()).collect();
            texts.sort_unstable();
            format!("{} {texts:?}", finding["rule"])
        })
        .collect()
}

/// Bytes of the sentences of running text, roughly: from one full stop of a line to the next.
fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut from = start;
        let runs = line.starts_with(|c: char| c.is_alphabetic());
        for (at, _) in line.match_indices(". ").filter(|_| runs) {
            out.push(from..start + at + 2);
            from = start + at + 2;
        }
        start += line.len();
    }
    out
}

#[test]
fn taking_a_sentence_away_adds_no_contradiction() {
    let (mut tried, mut adding) = (0, Vec::new());
    for path in briefs() {
        let text = std::fs::read_to_string(&path).unwrap();
        let before = contradictions(&text);
        let all = sentences(&text);
        let step = (all.len() / (EACH + 1)).max(1);
        for gone in all.iter().skip(step).step_by(step).take(EACH) {
            let rest = format!("{}{}", &text[..gone.start], &text[gone.end..]);
            let added: Vec<String> = contradictions(&rest).difference(&before).cloned().collect();
            tried += 1;
            if !added.is_empty() {
                adding.push(format!("{}: {:?}: {added:?}", path.display(), &text[gone.clone()]));
            }
        }
    }
    assert!(tried >= briefs().len() / 2, "{tried} sentences");
    eprintln!("{} of {tried} removals add a contradiction: {adding:#?}", adding.len());
    assert!(adding.len() <= ADDING);
}
