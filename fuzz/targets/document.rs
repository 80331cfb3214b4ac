//! Bytes of any encoding to a document, as text and as Markdown: every piece of a block leads back to
//! whole characters of the file.
#![no_main]

use belie::document::{self, Format};
use belie::source::SourceMap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(decoded) = document::decode(data.to_vec()) else { return };
    let mut sources = SourceMap::new();
    let file = sources.add_decoded("a", decoded);
    for format in [Format::Text, Format::Markdown] {
        let read = document::read(&sources, file, format);
        let text = sources.file(file).text();
        for block in &read.blocks {
            assert!(text.get(block.source(0..block.text.len())).is_some());
            for mark in &block.marks {
                assert!(mark.at <= block.text.len() && text.get(mark.source.clone()).is_some());
            }
        }
    }
});
