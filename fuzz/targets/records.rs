//! Records in YAML, JSON and JSON Lines: read, resolved, compared, and every rule run on them. The
//! first byte chooses the format.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// Files of the formats that records are written in.
const PATHS: [&str; 4] = ["claims/a.yaml", "claims/a.json", "claims/a.jsonl", "sources/a.yaml"];

fuzz_target!(|data: &[u8]| {
    if let Some((choice, text)) = belie_fuzz::chosen(data, PATHS.len()) {
        belie_fuzz::run(
            &[(PATHS[choice], text)],
            Some("It killed 12 people.\nNo one else was hurt."),
        );
    }
});
