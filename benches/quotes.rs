//! 100,000 quotes against 2,000 snapshots of 50 kB, from disk to findings (`cargo bench --bench
//! quotes`). Ninety in a hundred are exact, five differ in what typesetting changes, four in some
//! words, and one is of another text.

// A benchmark is its own program: it prints, and stops when its data is not as it made it.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, unreachable_pub)]

use std::fmt::Write as _;
use std::time::Instant;

use belie::check::{self, Input, Options};
use belie::repository::{self, SnapshotFolders};
use camino::Utf8Path;

const SNAPSHOTS: usize = 2_000;
const SNAPSHOT_SIZE: usize = 50_000;
const QUOTES_OF_EACH: usize = 50;

/// Marsaglia's generator of 64 bits (xorshift, 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

const SYLLABLES: [&str; 48] = [
    "the", "an", "re", "ing", "to", "con", "ti", "er", "ed", "al", "in", "ate", "ter", "ous",
    "men", "ra", "lo", "ver", "est", "ish", "pro", "den", "ma", "sto", "com", "un", "de", "li",
    "ble", "hor", "gra", "ple", "nor", "sta", "ry", "cen", "for", "ba", "si", "wick", "tor", "ham",
    "lin", "que", "mo", "dra", "fen", "ton",
];

/// Words of a language of its own; two seeds share next to none.
fn vocabulary(dice: &mut Dice) -> Vec<String> {
    let word = |dice: &mut Dice| -> String {
        (0..1 + dice.below(4)).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect()
    };
    (0..3_000).map(|_| word(dice)).collect()
}

fn text(dice: &mut Dice, words: &[String]) -> String {
    let mut out = String::with_capacity(SNAPSHOT_SIZE + 32);
    while out.len() < SNAPSHOT_SIZE {
        for _ in 0..8 + dice.below(14) {
            // Common words are common: the lower of two throws.
            let at = dice.below(words.len()).min(dice.below(words.len()));
            out.push_str(&words[at]);
            if dice.below(30) == 0 {
                write!(out, " {}", 10 + dice.below(900)).unwrap();
            }
            out.push_str(if dice.below(12) == 0 { ", " } else { " " });
        }
        out.pop();
        out.push_str(if dice.below(6) == 0 { ".\n\n" } else { ". " });
    }
    out
}

/// A stretch of a text from word to word.
fn passage<'t>(dice: &mut Dice, text: &'t str) -> Vec<&'t str> {
    let from = dice.below(text.len() - 400);
    let from = from + text[from..].find(' ').unwrap() + 1;
    text[from..from + 60 + dice.below(120)].split(' ').filter(|word| !word.is_empty()).collect()
}

fn quote(dice: &mut Dice, text: &str, other: &[String]) -> String {
    let mut words: Vec<String> = passage(dice, text).into_iter().map(ToOwned::to_owned).collect();
    // A cut word at the end would be no quote that anybody makes.
    words.pop();
    match dice.below(100) {
        0..90 => words.join(" "),
        90..95 => words.join("\u{a0} ").replace("in", "i\u{ad}n"),
        95..99 => {
            for _ in 0..=dice.below(2) {
                let at = dice.below(words.len());
                words[at] = other[dice.below(other.len())].clone();
            }
            words.join(" ")
        }
        _ => (0..12).map(|_| &*other[dice.below(other.len())]).collect::<Vec<_>>().join(" "),
    }
}

fn write(root: &Utf8Path) {
    for folder in ["claims", "sources", "snapshots"] {
        std::fs::create_dir_all(root.join(folder)).unwrap();
    }
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (words, other) = (vocabulary(&mut dice), vocabulary(&mut dice));
    let mut references = "references:\n".to_owned();
    for source in 0..SNAPSHOTS {
        let text = text(&mut dice, &words);
        std::fs::write(root.join(format!("snapshots/s{source}.txt")), &text).unwrap();
        writeln!(references, "  - {{id: s{source}, title: Report {source}, issued: 2024, custom: {{snapshot: s{source}.txt}}}}").unwrap();
        let mut claims = String::new();
        for at in 0..QUOTES_OF_EACH {
            let quote = quote(&mut dice, &text, &other).replace('\n', "\\n");
            writeln!(claims, "{{\"claim\": {{\"subject\": \"flood-{source}-{at}\", \"predicate\": \"deaths\", \"value\": 12, \"cite\": [{{\"source\": \"s{source}\", \"quote\": \"{quote}\"}}]}}}}").unwrap();
        }
        for at in 0..QUOTES_OF_EACH {
            writeln!(
                claims,
                "{{\"entity\": {{\"id\": \"flood-{source}-{at}\", \"kind\": \"event\"}}}}"
            )
            .unwrap();
        }
        std::fs::write(root.join(format!("claims/c{source}.jsonl")), claims).unwrap();
    }
    std::fs::write(root.join("sources/s.yaml"), references).unwrap();
}

/// Seconds of processor time so far, where the system tells (`/proc/self/stat`, in hundredths).
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split(' ').collect();
    let field = |at: usize| fields.get(at).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (field(12) + field(13)) / 100.0
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap().canonicalize_utf8().unwrap();
    write(&root);
    let run = |snapshots: Option<&str>| {
        let (clock, before) = (Instant::now(), processor());
        let loaded = repository::load(&root).unwrap();
        let named = snapshots.map(|name| root.join(name));
        let folders = SnapshotFolders::new(named.as_deref(), &root).unwrap();
        let input = Input {
            sources: loaded.sources,
            claim_files: loaded.claim_files,
            source_files: loaded.source_files,
            errors: Vec::new(),
            snapshots: Some(Box::new(folders)),
            ..Default::default()
        };
        let options = Options {
            today: jiff::civil::date(2026, 1, 1),
            levels: Default::default(),
            unread: false,
        };
        let checked = check::check(input, &options);
        println!("{:?}", checked.report.summary.quotes.unwrap());
        println!(
            "{:.2} s, of the processor {:.2} s",
            clock.elapsed().as_secs_f64(),
            processor() - before
        );
    };
    println!("without snapshots:");
    run(None);
    println!("with snapshots:");
    run(Some("snapshots"));
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
}
