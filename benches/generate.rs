//! Writes a made-up repository to a folder:
//! `cargo bench --bench generate -- FOLDER CLAIMS FILES yaml|jsonl [SLOT]`, with SLOT claims in each
//! slot.

// A benchmark is its own program: it prints, and stops when its data is not as it made it.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, unreachable_pub)]

mod repository;

use std::path::Path;

use repository::{Format, Shape, files};

const USAGE: &str = "usage: cargo bench --bench generate -- FOLDER CLAIMS FILES yaml|jsonl [SLOT]";

fn main() -> std::io::Result<()> {
    // Cargo adds `--bench` to the arguments of every benchmark; without others there is nothing to do.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let [folder, claims, count, format, slot @ ..] = args.as_slice() else {
        println!("{USAGE}");
        return Ok(());
    };
    let (Ok(claims), Ok(count)) = (claims.parse(), count.parse()) else {
        println!("{USAGE}");
        return Ok(());
    };
    let format = if format == "jsonl" { Format::JsonLines } else { Format::Yaml };
    let slot = slot.first().and_then(|slot| slot.parse().ok());
    for (path, text) in files(Shape { claims, files: count, format, slot }) {
        let path = Path::new(folder).join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}
