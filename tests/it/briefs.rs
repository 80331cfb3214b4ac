//! Briefs with planted contradictions, and documents without any, against their keys.
//!
//! The briefs and their keys were written before the reader of prose, by somebody who knew neither
//! its code nor its vocabulary; those in `later/` to `thirteenth/` by others who knew neither, and the
//! reader was improved on all but the last of these. So it was on the documents without contradictions in
//! `clean/` and `plain/`. Those in `unseen/` were written likewise, and nothing was improved by what is
//! found and missed in them: they say what to expect of a document that comes in.
//! `tests/briefs/score.yaml` says what is found today; it may only improve: a planted contradiction
//! that is lost fails the test, and so does a new false finding.
//! `BELIE_BRIEFS=show cargo test --test all briefs -- --nocapture` prints what is found and missed,
//! and `BELIE_BRIEFS=write` writes the score.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
struct Key {
    #[serde(default)]
    contradictions: Vec<Planted>,
    #[serde(default)]
    near_misses: Vec<Planted>,
}

#[derive(Deserialize)]
struct Planted {
    id: String,
    passages: Vec<String>,
}

/// What is found today.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
struct Score {
    /// For each brief, the planted contradictions that are found.
    found: BTreeMap<String, BTreeSet<String>>,
    /// For each document, how many errors and warnings are about nothing that was planted. Those
    /// with none are left out.
    falsely: BTreeMap<String, usize>,
}

/// The sets of documents: the folder itself, and those in it.
fn sets() -> Vec<String> {
    let within = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let sets = within.filter(|entry| entry.path().is_dir());
    let names = sets.map(|entry| entry.file_name().into_string().unwrap());
    let mut out: Vec<String> = names.chain([String::new()]).collect();
    out.sort();
    out
}

/// What came of one set of documents.
#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
    /// Planted contradictions that are told as a note only.
    noted: usize,
    /// Errors and warnings that are about nothing planted.
    falsely: usize,
    near_misses: usize,
    /// Near misses that an error or a warning is about.
    flagged: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.noted += other.noted;
        self.falsely += other.falsely;
        self.near_misses += other.near_misses;
        self.flagged += other.flagged;
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs")
}

/// The documents of a folder, which may not be there.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "md" || ext == "txt"))
        .collect();
    out.sort();
    out
}

/// A finding: what it says, and the bytes of its places.
struct Seen {
    line: String,
    /// An error or a warning, not a note.
    is_grave: bool,
    texts: Vec<String>,
    places: Vec<Range<usize>>,
}

/// Findings in a document.
fn lint(path: &Path) -> Vec<Seen> {
    let run = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(["lint", "--format", "json"])
        .arg(path)
        .env_clear()
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}: {run:?}", path.display()));
    assert_eq!(report["complete"], true, "{}", path.display());
    let findings = report["findings"].as_array().unwrap().iter();
    let byte =
        |place: &Value, end: &str| usize::try_from(place[end]["byte"].as_u64().unwrap()).unwrap();
    findings
        .map(|finding| {
            let places = finding["locations"].as_array().unwrap();
            let start = |place: &Value| byte(place, "start");
            let texts: Vec<&str> =
                places.iter().map(|place| place["text"].as_str().unwrap_or("")).collect();
            Seen {
                is_grave: finding["level"] != "info",
                line: format!(
                    "{} {}: {} {texts:?}",
                    finding["level"].as_str().unwrap(),
                    finding["rule"].as_str().unwrap(),
                    finding["message"].as_str().unwrap(),
                ),
                texts: texts.iter().map(|text| (*text).to_owned()).collect(),
                places: places.iter().map(|place| start(place)..byte(place, "end")).collect(),
            }
        })
        .collect()
}

/// Where a passage stands; in hard-wrapped texts a line break counts as a space.
fn place(text: &str, passage: &str, path: &Path) -> Range<usize> {
    let flat = text.replace('\n', " ");
    let start =
        flat.find(passage).unwrap_or_else(|| panic!("{}: no passage `{passage}`", path.display()));
    start..start + passage.len()
}

/// The passage and the rest of its sentence's neighbourhood: a finding may point at another word
/// of it.
const NEAR: usize = 60;

fn touches(seen: &Seen, passage: &Range<usize>) -> bool {
    let near = passage.start.saturating_sub(NEAR)..passage.end + NEAR;
    seen.places.iter().any(|place| place.start < near.end && near.start < place.end)
}

/// Whether a finding is about a planted pair: it points at two of its passages, or at nothing but
/// words of them (of a name, wherever else it stands).
fn is_about(seen: &Seen, item: &[(Range<usize>, String)]) -> bool {
    let touched = item.iter().filter(|(passage, _)| touches(seen, passage)).count();
    let quoted =
        seen.texts.iter().all(|text| item.iter().any(|(_, words)| words.contains(text.as_str())));
    touched >= item.len().min(2) || (quoted && touched > 0)
}

fn measure() -> Score {
    let mut score = Score::default();
    for set in &sets() {
        let mut tally = Tally::default();
        let paths = documents(&folder().join(set));
        let half = |paths: &[PathBuf]| {
            let (mut tally, mut score) = (Tally::default(), Score::default());
            paths.iter().for_each(|path| read(path, &mut tally, &mut score));
            (tally, score)
        };
        let (first, second) = paths.split_at(paths.len() / 2);
        let halves = std::thread::scope(|scope| {
            let other = scope.spawn(|| half(second));
            [half(first), other.join().unwrap()]
        });
        for (of_half, mut known) in halves {
            tally.add(&of_half);
            score.found.append(&mut known.found);
            score.falsely.append(&mut known.falsely);
        }
        let Tally { planted, found, noted, falsely, near_misses, flagged } = tally;
        eprintln!(
            "{}: {found} of {planted} planted contradictions found, {noted} more noted; {falsely} \
             false findings; {flagged} of {near_misses} near misses flagged",
            if set.is_empty() { "first" } else { set },
        );
    }
    score
}

/// Lints a document and holds the findings against its key.
fn read(path: &Path, tally: &mut Tally, score: &mut Score) {
    let show = std::env::var("BELIE_BRIEFS").is_ok();
    let name = path.strip_prefix(folder()).unwrap().display().to_string();
    let text = std::fs::read_to_string(path).unwrap();
    let key = match std::fs::read_to_string(path.with_extension("key.yaml")) {
        Ok(key) => serde_yaml::from_str(&key).unwrap(),
        Err(_) => Key { contradictions: Vec::new(), near_misses: Vec::new() },
    };
    let places = |item: &'_ Planted| -> Vec<(Range<usize>, String)> {
        let at = |passage: &String| (place(&text, passage, path), passage.clone());
        item.passages.iter().map(at).collect()
    };
    let (seen, notes): (Vec<Seen>, Vec<Seen>) =
        lint(path).into_iter().partition(|seen| seen.is_grave);
    let mut explained = vec![false; seen.len()];
    let mut found = BTreeSet::new();
    for item in &key.contradictions {
        let passages = places(item);
        for (at, seen) in seen.iter().enumerate() {
            if is_about(seen, &passages) {
                explained[at] = true;
                found.insert(item.id.clone());
            }
        }
        if !found.contains(&item.id) {
            let is_noted = notes.iter().any(|note| is_about(note, &passages));
            tally.noted += usize::from(is_noted);
            if show {
                let what = if is_noted { "noted" } else { "missed" };
                eprintln!("{name}: {what} {}: {:?}", item.id, item.passages);
            }
        }
    }
    let falsely: Vec<&Seen> =
        seen.iter().zip(&explained).filter(|(_, known)| !**known).map(|(s, _)| s).collect();
    for item in &key.near_misses {
        let passages = places(item);
        tally.flagged += usize::from(falsely.iter().any(|seen| is_about(seen, &passages)));
    }
    if show {
        falsely.iter().for_each(|seen| eprintln!("{name}: false: {}", seen.line));
    }
    tally.planted += key.contradictions.len();
    tally.near_misses += key.near_misses.len();
    tally.found += found.len();
    tally.falsely += falsely.len();
    if !falsely.is_empty() {
        score.falsely.insert(name.clone(), falsely.len());
    }
    if !key.contradictions.is_empty() {
        score.found.insert(name, found);
    }
}

#[test]
fn the_briefs_are_read_no_worse_than_before() {
    let path = folder().join("score.yaml");
    let score = measure();
    if std::env::var("BELIE_BRIEFS").is_ok_and(|what| what == "write") {
        std::fs::write(&path, serde_yaml::to_string(&score).unwrap()).unwrap();
    }
    let known: Score = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let none = BTreeSet::new();
    for (name, found) in &known.found {
        let now = score.found.get(name).unwrap_or(&none);
        let lost: Vec<_> = found.difference(now).collect();
        assert!(lost.is_empty(), "{name}: no longer found: {lost:?}");
    }
    for (name, falsely) in &score.falsely {
        let before = known.falsely.get(name).copied().unwrap_or(0);
        assert!(*falsely <= before, "{name}: {falsely} false findings, {before} before");
    }
    assert_eq!(score, known, "better than before: run with BELIE_BRIEFS=write and commit");
}
