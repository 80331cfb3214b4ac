//! The phases of a run on a repository apart, in processor time: `cargo bench --bench phases -- FOLDER`.
//!
//! The processor time of all threads is what Linux counts in `/proc/self/stat`, in hundredths of a
//! second, so that a repository of some 100,000 claims is the least that tells anything. Reading ends
//! with typed claims: values, dates and times as the sets they are compared as, names as entities.

// A benchmark is its own program: it prints, and stops when its data is not as it made it.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, unreachable_pub)]

use std::time::Instant;

use belie::bibliography;
use belie::check::{Input, Options, Resolved};
use belie::render::{Style, human, json};
use belie::repository;
use camino::Utf8Path;

/// Runs of which the median is told.
const RUNS: usize = 3;

/// Ticks a second in `/proc/self/stat` (USER_HZ, the same on every machine).
const TICKS: f64 = 100.0;

/// Seconds of processor time of this process and of the clock.
#[derive(Clone, Copy)]
struct Time {
    cpu: f64,
    wall: f64,
}

impl Time {
    fn now(start: Instant) -> Self {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        // The name of the program may hold anything; user and system time are the 14th and 15th field.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: f64 =
            fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        Self { cpu: ticks / TICKS, wall: start.elapsed().as_secs_f64() }
    }

    fn minus(self, other: Self) -> Self {
        Self { cpu: self.cpu - other.cpu, wall: self.wall - other.wall }
    }
}

const PHASES: [&str; 6] = [
    "loading",
    "records alone",
    "reading to typed claims",
    "graph and check",
    "for people",
    "JSON",
];

fn run(folder: &Utf8Path) -> ([Time; PHASES.len()], usize) {
    let start = Instant::now();
    let took = |from: &mut Time| {
        let now = Time::now(start);
        now.minus(std::mem::replace(from, now))
    };
    let mut at = Time::now(start);
    let loaded = repository::load(folder).expect("a repository");
    let loading = took(&mut at);
    let input = Input {
        sources: loaded.sources,
        claim_files: loaded.claim_files,
        source_files: loaded.source_files,
        ..Input::default()
    };
    let read = bibliography::read_all(&input.sources, &input.claim_files, &input.source_files);
    let records = took(&mut at);
    drop(read);
    let today = jiff::civil::date(2026, 1, 1);
    let options = Options { today, levels: Default::default(), unread: false };
    at = Time::now(start);
    let resolved = Resolved::new(input, &options);
    let reading = took(&mut at);
    let checked = resolved.check(&options);
    let checking = took(&mut at);
    let mut out = Vec::new();
    let (report, sources) = (&checked.report, &checked.sources);
    let people = human::Options { quiet: false, undecidable: false };
    human::render(report, sources, Style::default(), people, &mut out).expect("a text");
    let for_people = took(&mut at);
    let options = json::Options { all_claims: false, undecidable: false };
    json::render(report, sources, options, &mut out).expect("a text");
    let as_json = took(&mut at);
    std::hint::black_box(out);
    let times = [loading, records, reading, checking, for_people, as_json];
    (times, checked.world.claims.len())
}

fn main() {
    // Cargo adds `--bench` to the arguments of every benchmark; without others there is nothing to do.
    let Some(folder) = std::env::args().skip(1).find(|arg| !arg.starts_with("--")) else {
        println!("usage: cargo bench --bench phases -- FOLDER");
        return;
    };
    let runs: Vec<_> = (0..RUNS).map(|_| run(Utf8Path::new(&folder))).collect();
    let claims = runs[0].1;
    println!("{claims} claims; medians of {RUNS} runs");
    println!("{:24}{:>8}{:>8}{:>16}", "phase", "CPU s", "wall s", "CPU s a million");
    for (at, phase) in PHASES.iter().enumerate() {
        let median = |of: fn(&Time) -> f64| {
            let mut all: Vec<f64> = runs.iter().map(|(times, _)| of(&times[at])).collect();
            all.sort_by(f64::total_cmp);
            all[RUNS / 2]
        };
        let (cpu, wall) = (median(|time| time.cpu), median(|time| time.wall));
        let a_million = cpu * 1e6 / f64::from(u32::try_from(claims.max(1)).unwrap());
        println!("{phase:24}{cpu:8.2}{wall:8.2}{a_million:16.2}");
    }
}
