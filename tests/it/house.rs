//! The rules of the house: who may know whom, and where a crate may be named.

use std::fs;
use std::path::{Path, PathBuf};

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Rooms in the order of the map at the head of `lib.rs`.
fn map() -> Vec<String> {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .filter_map(|line| line.split('`').next())
        .map(ToOwned::to_owned)
        .collect()
}

/// The room a file belongs to: the first part of its path.
fn room(path: &Path) -> String {
    let relative = path.strip_prefix(src()).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn the_map_names_every_room() {
    let mut all = Vec::new();
    files(&src(), &mut all);
    let mut rooms: Vec<_> =
        all.iter().map(|p| room(p)).filter(|r| r != "lib" && r != "main").collect();
    rooms.dedup();
    let mut map = map();
    map.sort();
    assert_eq!(rooms, map);
}

#[test]
fn a_room_knows_only_the_rooms_above_it() {
    let map = map();
    let named = regex::Regex::new(r"\bcrate::(\w+)").unwrap();
    let place = |room: &str| map.iter().position(|r| r == room);
    let mut all = Vec::new();
    files(&src(), &mut all);
    let mut wrong = Vec::new();
    for path in all {
        let room = room(&path);
        let Some(own) = place(&room) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            // Documentation may point anywhere.
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in named.captures_iter(line) {
                let name = &used[1];
                let down = place(name).is_some_and(|other| other > own);
                if down {
                    wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_foreign_interface_is_named_in_one_room() {
    let homes = [
        ("granit_parser", "tree"),
        ("petgraph", "graph"),
        ("miette", "render/human"),
        ("clap", "cli"),
        ("edtf_core", "value/date"),
        ("pulldown_cmark", "document/markdown"),
        ("chardetng", "document/decode"),
        ("encoding_rs", "document/decode"),
        ("biblatex", "bibliography"),
    ];
    let mut all = Vec::new();
    files(&src(), &mut all);
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        let relative = path.strip_prefix(src()).unwrap().to_str().unwrap().to_owned();
        for (name, home) in homes {
            let named =
                text.contains(&format!("use {name}::")) || text.contains(&format!("{name}::"));
            assert!(!named || relative.starts_with(home), "{relative} names {name}");
        }
    }
}

#[test]
fn files_stay_readable() {
    /// A file past this is looked at for a second room inside it.
    const LONGEST: usize = 650;
    let mut all = Vec::new();
    files(&src(), &mut all);
    let long: Vec<_> = all
        .iter()
        .map(|path| (path, fs::read_to_string(path).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}
