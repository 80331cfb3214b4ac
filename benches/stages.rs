//! The stages of a run apart: reading, resolving, checking, rendering (`cargo bench --bench stages`).

// A benchmark is its own program: it prints, and stops when its data is not as it made it.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, unreachable_pub)]

mod repository;

use belie::check::{self, Checked, Input, Options};
use belie::claim::resolve;
use belie::record::{self, Records};
use belie::render::{Style, human, json};
use belie::source::SourceMap;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use repository::{Format, Shape, files};

const CLAIMS: usize = 10_000;

fn main() {
    divan::main();
}

fn input(format: Format, count: usize) -> Input {
    let mut sources = SourceMap::new();
    let (mut claim_files, mut source_files) = (Vec::new(), Vec::new());
    for (path, text) in files(Shape { claims: CLAIMS, files: count, format, slot: None }) {
        let kind = if path.starts_with("claims/") { &mut claim_files } else { &mut source_files };
        kind.push(sources.add(path, text));
    }
    Input { sources, claim_files, source_files, ..Default::default() }
}

fn options() -> Options {
    Options { today: jiff::civil::date(2026, 1, 1), levels: Default::default(), unread: false }
}

fn read(input: &Input) -> Records {
    record::read_all(&input.sources, &input.claim_files, &input.source_files).0
}

fn size(input: &Input) -> BytesCount {
    BytesCount::new(input.sources.iter().map(|(_, file)| file.text().len()).sum::<usize>())
}

#[divan::bench(args = [(Format::Yaml, 1), (Format::Yaml, 100), (Format::JsonLines, 1)])]
fn reading(bencher: Bencher, (format, count): (Format, usize)) {
    let input = input(format, count);
    bencher.counter(size(&input)).bench_local(|| read(&input));
}

#[divan::bench]
fn resolving(bencher: Bencher) {
    let input = input(Format::Yaml, 1);
    bencher.with_inputs(|| read(&input)).counter(ItemsCount::new(CLAIMS)).bench_local_values(
        |mut records| {
            let claims = std::mem::take(&mut records.claims);
            resolve::resolve(&Records::default(), &records, claims.into(), &input.sources)
        },
    );
}

/// All of a run but finding and writing files.
#[divan::bench]
fn checking(bencher: Bencher) {
    bencher
        .with_inputs(|| input(Format::Yaml, 1))
        .counter(ItemsCount::new(CLAIMS))
        .bench_local_values(|input| check::check(input, &options()));
}

/// The cost of a start: the built-in vocabulary, and nothing to check.
#[divan::bench]
fn starting(bencher: Bencher) {
    let nothing = || Input {
        sources: SourceMap::new(),
        claim_files: Vec::new(),
        source_files: Vec::new(),
        errors: Vec::new(),
        ..Default::default()
    };
    bencher.with_inputs(nothing).bench_local_values(|input| check::check(input, &options()));
}

fn checked() -> Checked {
    check::check(input(Format::Yaml, 1), &options())
}

#[divan::bench]
fn rendering_for_people(bencher: Bencher) {
    let checked = checked();
    let options = human::Options { quiet: false, undecidable: false };
    bencher.bench_local(|| {
        let mut out = Vec::new();
        human::render(&checked.report, &checked.sources, Style::default(), options, &mut out)
            .map(|()| out)
    });
}

#[divan::bench]
fn rendering_json(bencher: Bencher) {
    let checked = checked();
    let options = json::Options { all_claims: true, undecidable: true };
    bencher.bench_local(|| {
        let mut out = Vec::new();
        json::render(&checked.report, &checked.sources, options, &mut out).map(|()| out)
    });
}
