//! The stages of reading prose apart, on made-up reports (`cargo bench --bench prose`).
//! `cargo bench --bench prose -- --write FILE BYTES` writes such a report instead, for measuring the
//! whole program.

// A benchmark is its own program: it prints, and stops when its data is not as it made it.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, unreachable_pub)]

use std::fmt::Write as _;

use belie::check::prose::Prose;
use belie::check::{self, Input, Options};
use belie::document::{self, Document, Format};
use belie::prose::cue::{self, Cues};
use belie::prose::passage::Passage;
use belie::prose::{Knowledge, Source, context, token, vocabulary};
use belie::record::Records;
use belie::render::json;
use belie::source::SourceMap;
use belie::value::date::{self, DateWindows};
use belie::value::quantity;
use divan::Bencher;
use divan::counter::BytesCount;

/// Some hundred pages.
const SIZE: usize = 300_000;

/// A page.
const PAGE: usize = 3_000;

fn main() {
    let mut args = std::env::args().skip_while(|arg| arg != "--write").skip(1);
    match (args.next(), args.next().and_then(|size| size.parse().ok())) {
        (Some(path), Some(size)) => std::fs::write(path, report(size)).unwrap(),
        _ => divan::main(),
    }
}

/// Marsaglia's generator of 64 bits (xorshift, 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const SYLLABLES: [&str; 16] = [
    "ka", "ro", "mi", "ten", "val", "do", "sha", "bri", "nor", "el", "gus", "ha", "len", "ver",
    "dun", "lo",
];

const MONTHS: [&str; 6] = ["January", "March", "May", "August", "October", "December"];

/// Sentences: `T` is a town, `F` a firm, `P` a person, `N` a number, `D` a date, `Y` a year, `E` an
/// event.
const SENTENCES: [&str; 12] = [
    "The {E} in {T} killed {N} people and injured {N} others, officials said on Monday.",
    "{F}, which was founded in {Y}, employs {N} people in {T} and made a profit of ${N} million \
     last year.",
    "According to {P}, the mayor of {T}, the work had been delayed for several weeks because the \
     ground was too wet to carry heavy machines.",
    "The company said it expected the repairs to last until {D}, although residents doubted that \
     the road would be open again before the winter.",
    "Nobody in the village could remember anything like it, and most of those who had left their \
     homes returned slowly, carrying what they had been able to save.",
    "On {D}, {P} told reporters that \"the safety of our workers comes first\" and that an inquiry \
     would be held.",
    "It covers {N} square kilometres, of which a third is forest; the rest is farmland, much of it \
     owned by a handful of families.",
    "Investigators later found that the valve, installed by {F} in {Y}, had failed twice before, \
     and that warnings of the staff were ignored.",
    "The toll rose to {N} by {D}, with {N} still missing, the ministry said.",
    "While the cause remains unclear, experts pointed to poor maintenance, a lack of training and \
     the age of the plant, which dates from the 1970s.",
    "{P} joined the board in {Y} and became chief executive two years later.",
    "Critics argue that the plan is neither affordable nor fair, since it takes from those who have \
     least and gives to those who need nothing.",
];

/// A report of so many bytes or a little more.
fn report(size: usize) -> String {
    const EVENTS: [&str; 6] = ["explosion", "flood", "landslide", "fire", "strike", "outbreak"];
    const FIRMS: [&str; 4] = ["Holdings", "Group", "Energy", "Rail"];
    let mut dice = Dice(20_240_322);
    let name = |dice: &mut Dice| -> String {
        let name: String = (0..2 + dice.below(2)).map(|_| dice.of(&SYLLABLES)).collect();
        name[..1].to_uppercase() + &name[1..]
    };
    let towns: Vec<String> = (0..60).map(|_| name(&mut dice)).collect();
    let people: Vec<String> =
        (0..80).map(|_| format!("{} {}", name(&mut dice), name(&mut dice))).collect();
    let firms: Vec<String> =
        (0..40).map(|_| format!("{} {}", name(&mut dice), dice.of(&FIRMS))).collect();
    let mut out = String::with_capacity(size + 1024);
    while out.len() < size {
        for _ in 0..2 + dice.below(6) {
            let sentence = dice.of(&SENTENCES);
            let mut rest = sentence;
            while let Some((text, slot)) = rest.split_once('{') {
                out.push_str(text);
                match &slot[..1] {
                    "T" => out.push_str(&towns[dice.below(towns.len())]),
                    "P" => out.push_str(&people[dice.below(people.len())]),
                    "F" => out.push_str(&firms[dice.below(firms.len())]),
                    "E" => out.push_str(dice.of(&EVENTS)),
                    "Y" => write!(out, "{}", 1950 + dice.below(70)).unwrap(),
                    "N" => write!(out, "{}", 2 + dice.below(900)).unwrap(),
                    _ => {
                        let (day, month) = (1 + dice.below(28), dice.of(&MONTHS));
                        write!(out, "{day} {month} {}", 1995 + dice.below(30)).unwrap();
                    }
                }
                rest = &slot[2..];
            }
            out.push_str(rest);
            out.push(' ');
        }
        out.pop();
        out.push_str("\n\n");
    }
    out
}

/// A report as a document, with what it is read with.
struct Read {
    document: Document,
    cues: Cues,
}

fn read(size: usize) -> Read {
    let mut sources = SourceMap::new();
    let file = sources.add("report.txt", report(size));
    let document = document::read(&sources, file, Format::Text);
    Read { document, cues: cues() }
}

fn cues() -> Cues {
    let (built_in, _) = vocabulary::built_in(&mut SourceMap::new());
    Cues::compile(&built_in.predicates).0
}

/// Measure what is done to each block of a report.
fn of_blocks<R>(bencher: Bencher, make: impl Fn(&str) -> R) {
    let read = read(SIZE);
    bencher.counter(BytesCount::new(SIZE)).bench_local(|| {
        read.document.blocks.iter().map(|block| make(&block.text)).collect::<Vec<R>>()
    });
}

/// Measure what is done to each analysed block of a report.
fn of_passages<R>(bencher: Bencher, make: impl Fn(&Passage<'_>, &Cues) -> R) {
    let read = read(SIZE);
    let blocks = read.document.blocks.iter();
    let passages: Vec<Passage<'_>> = blocks.map(|block| Passage::new(&block.text, None)).collect();
    bencher.counter(BytesCount::new(SIZE)).bench_local(|| {
        passages.iter().map(|passage| make(passage, &read.cues)).collect::<Vec<R>>()
    });
}

/// Blocks of a plain text.
#[divan::bench]
fn a_blocks(bencher: Bencher) {
    let mut sources = SourceMap::new();
    let file = sources.add("report.txt", report(SIZE));
    let size = BytesCount::new(SIZE);
    bencher.counter(size).bench_local(|| document::read(&sources, file, Format::Text));
}

#[divan::bench]
fn b_tokens(bencher: Bencher) {
    of_blocks(bencher, token::tokens);
}

#[divan::bench]
fn c_dates(bencher: Bencher) {
    let windows = DateWindows::default();
    of_blocks(bencher, |text| date::scan_all(text, None, &windows));
}

#[divan::bench]
fn d_quantities(bencher: Bencher) {
    of_blocks(bencher, quantity::find);
}

/// Tokens, values, names, sentences, clauses.
#[divan::bench]
fn e_passages(bencher: Bencher) {
    of_blocks(bencher, |text| Passage::new(text, None).mentions.len());
}

#[divan::bench]
fn f_contexts(bencher: Bencher) {
    of_passages(bencher, |passage, _| context::contexts(passage));
}

#[divan::bench]
fn g_cues(bencher: Bencher) {
    of_passages(bencher, cue::hits);
}

/// All of the reader, on as many threads as there are cores: the stages before, things, claims.
#[divan::bench]
fn h_reading(bencher: Bencher) {
    let read = read(SIZE);
    let sources = [Source { document: &read.document, issued: None }];
    let knowledge = Knowledge { cues: &read.cues, entities: &[] };
    let size = BytesCount::new(SIZE);
    bencher.counter(size).bench_local(|| belie::prose::read(&sources, knowledge));
}

fn input(size: usize) -> Input {
    let mut sources = SourceMap::new();
    let file = sources.add("report.txt", report(size));
    let documents = vec![Prose { file, format: Format::Text, issued: None }];
    let (claim_files, source_files) = (Vec::new(), Vec::new());
    Input { sources, claim_files, source_files, documents, ..Default::default() }
}

fn options() -> Options {
    Options { today: jiff::civil::date(2026, 1, 1), levels: Default::default(), unread: false }
}

/// All of a run but finding and writing files.
#[divan::bench(args = [PAGE, SIZE])]
fn i_run(bencher: Bencher, size: usize) {
    bencher
        .with_inputs(|| input(size))
        .counter(BytesCount::new(size))
        .bench_local_values(|input| check::check(input, &options()));
}

#[divan::bench]
fn j_rendering(bencher: Bencher) {
    let checked = check::check(input(SIZE), &options());
    let options = json::Options { all_claims: false, undecidable: false };
    bencher.counter(BytesCount::new(SIZE)).bench_local(|| {
        let mut out = Vec::new();
        json::render(&checked.report, &checked.sources, options, &mut out).map(|()| out)
    });
}

/// The cost of a start: the built-in vocabulary and its patterns.
#[divan::bench]
fn k_starting(bencher: Bencher) {
    bencher.bench_local(|| {
        let (built_in, _): (Records, _) = vocabulary::built_in(&mut SourceMap::new());
        Cues::compile(&built_in.predicates)
    });
}
