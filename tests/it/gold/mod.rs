//! Five documents against what was judged of them by hand: which figures are read, and which
//! relations between claims are found, from the prose and from the records in `claims/`.
//!
//! The judged data stands beside the project, not in it; without it the test is skipped.
//! `tests/gold/score.yaml` says what is found today, by counts and by the relations' ids; it may only
//! improve. `BELIE_GOLD=show cargo test --test all gold -- --nocapture` prints each miss, and
//! `BELIE_GOLD=write` writes the score.

mod figure;
mod judged;
mod reading;
mod relation;
mod repository;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use judged::{Action, Judged};
use reading::Counts;
use relation::Got;

/// What is found today.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
struct Score {
    /// By family of claims: those with a number or a date.
    reading: BTreeMap<String, Counts>,
    /// What `lint` says of the relations.
    prose: BTreeMap<String, Outcome>,
    /// What `check` says of them.
    records: BTreeMap<String, Outcome>,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Outcome {
    expected: Action,
    got: Got,
}

impl Outcome {
    /// Whether an editor gets what is wanted. A note on what needs no flag does no harm.
    fn is_right(self) -> bool {
        match self.expected {
            Action::Flag => self.got == Got::Flagged,
            Action::Note => self.got == Got::Noted,
            Action::DoNotFlag => self.got != Got::Flagged,
        }
    }

    /// A flag that is only a note is better than silence.
    fn worth(self) -> u8 {
        let half = self.expected == Action::Flag && self.got == Got::Noted;
        2 * u8::from(self.is_right()) + u8::from(half)
    }
}

/// Whether to print each miss.
fn shows() -> bool {
    std::env::var("BELIE_GOLD").is_ok()
}

fn belie(args: &[&str], paths: &[&Path]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_belie"))
        .args(args)
        .args(paths)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap();
    serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}: {run:?}"))
}

fn byte(place: &Value, end: &str) -> usize {
    usize::try_from(place[end]["byte"].as_u64().unwrap()).unwrap()
}

fn overlap(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn table(title: &str, judged: &Judged, outcomes: &BTreeMap<String, (Outcome, Vec<String>)>) {
    let right = outcomes.values().filter(|(outcome, _)| outcome.is_right()).count();
    eprintln!("{title}: {right} of {} as expected", outcomes.len());
    for relation in &judged.relations {
        let Some((outcome, by)) = outcomes.get(&relation.id) else { continue };
        let mark = if outcome.is_right() { ' ' } else { '!' };
        eprintln!(
            "{mark} {:28} {:26} {:12} {:8} {}",
            relation.id,
            relation.verdict,
            format!("{:?}", outcome.expected),
            format!("{:?}", outcome.got),
            by.join(", "),
        );
    }
}

fn measure(judged: &Judged) -> Score {
    let reading = reading::measure(judged);
    eprintln!("{:22}{:>6}{:>9}{:>7}{:>8}", "family", "gold", "mention", "claim", "linked");
    let mut total = Counts::default();
    for (family, counts) in &reading {
        eprintln!("{family:22}{counts}");
        total.add(*counts);
    }
    eprintln!("{:22}{total}", "all");
    let prose = relation::in_prose(judged);
    table("relations from prose", judged, &prose);
    let records = repository::relations(judged);
    table("relations from records", judged, &records);
    let plain = |outcomes: BTreeMap<String, (Outcome, Vec<String>)>| {
        outcomes.into_iter().map(|(id, (outcome, _))| (id, outcome)).collect()
    };
    Score { reading, prose: plain(prose), records: plain(records) }
}

#[test]
fn the_judged_documents_are_read_no_worse_than_before() {
    let Some(judged) = Judged::load() else {
        eprintln!("skipped: the judged data is not here");
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/score.yaml");
    let score = measure(&judged);
    if std::env::var("BELIE_GOLD").is_ok_and(|what| what == "write") {
        std::fs::write(&path, serde_yaml::to_string(&score).unwrap()).unwrap();
    }
    let known: Score = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    for (family, before) in &known.reading {
        let now = score.reading.get(family).copied().unwrap_or_default();
        assert!(!now.is_below(*before), "{family}: {before:?} before, now {now:?}");
    }
    for (way, before, now) in
        [("prose", &known.prose, &score.prose), ("records", &known.records, &score.records)]
    {
        for (id, before) in before {
            let now = now[id];
            assert!(now.worth() >= before.worth(), "{id}, {way}: {before:?}, now {now:?}");
        }
    }
    assert_eq!(score, known, "not as before: run with BELIE_GOLD=write and commit");
}
