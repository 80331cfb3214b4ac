//! What the targets share: texts in memory, checked as the program checks files.
//!
//! A target takes any bytes and must neither panic nor take time or memory out of proportion. Some
//! hold a law beside that, which their first lines name. `cargo fuzz run TARGET fuzz/corpus/TARGET
//! fuzz/seeds/TARGET` runs one; what it finds becomes a test of the room that it was found in.

use belie::check::{Checked, Input, Options, Prose, Snapshots, Unread, check};
use belie::document::Format;

/// A snapshot that every name means.
#[derive(Debug)]
struct Same(String);

impl Snapshots for Same {
    fn read(&self, _: &str) -> Result<String, Unread> {
        Ok(self.0.clone())
    }
}

/// Check records and prose; paths under `sources/` are source files, those that end in `.md` or `.txt`
/// documents, all others claim files. `snapshot` is the text of every source that names one.
pub fn run(files: &[(&str, &str)], snapshot: Option<&str>) -> Checked {
    let mut input = Input::default();
    for (path, text) in files {
        let file = input.sources.add(*path, (*text).to_owned());
        match Format::of_name(path) {
            Some(format) => input.documents.push(Prose { file, format, issued: None }),
            None if path.starts_with("sources/") => input.source_files.push(file),
            None => input.claim_files.push(file),
        }
    }
    input.snapshots =
        snapshot.map(|text| -> Box<dyn Snapshots> { Box::new(Same(text.to_owned())) });
    let today = jiff::civil::date(2026, 6, 1);
    check(input, &Options { today, levels: Default::default(), unread: true })
}

/// A choice, by the first byte, and the rest as text; nothing where that is none.
pub fn chosen(data: &[u8], choices: usize) -> Option<(usize, &str)> {
    let (first, rest) = data.split_first()?;
    Some((usize::from(*first) % choices, std::str::from_utf8(rest).ok()?))
}
