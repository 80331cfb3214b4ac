//! A brief: read and checked against itself, against another one, and against records with a snapshot.
//! The first byte chooses the format.
#![no_main]

use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 2] = ["a.md", "a.txt"];

/// What the brief is checked against.
const RECORDS: &str = "\
entities: [{id: flood, kind: event, name: Aster Valley flood}]
claims:
- {id: deaths, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
";
const SOURCES: &str = "\
references:
- {id: report, title: What the flood left, issued: 2024-05, custom: {snapshot: a.txt}}
";

fuzz_target!(|data: &[u8]| {
    let Some((choice, text)) = belie_fuzz::chosen(data, PATHS.len()) else { return };
    let other = "The Aster Valley flood of 3 May 2024 killed 14 people [@report].";
    let files = [
        (PATHS[choice], text),
        ("b.md", other),
        ("claims/a.yaml", RECORDS),
        ("sources/a.yaml", SOURCES),
    ];
    belie_fuzz::run(&files, Some("It killed 12 people in the lower town.\n"));
    belie_fuzz::run(&files[..1], None);
});
