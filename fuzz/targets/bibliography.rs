//! Bibliographies in every format; the first byte chooses one. What is read is written as CSL-YAML,
//! and what is read of that is written as the same text.
#![no_main]

use belie::bibliography::{self, Format, write};
use belie::record::Records;
use belie::source::SourceMap;
use belie::tree;
use libfuzzer_sys::fuzz_target;

const FORMATS: [Format; 4] =
    [Format::BibTex, Format::Ris, Format::Csl(tree::Format::Yaml), Format::Csl(tree::Format::Json)];

fn read(text: &str, format: Format) -> Records {
    let mut sources = SourceMap::new();
    let file = sources.add("a", text.to_owned());
    let (mut records, mut problems) = (Records::default(), Vec::new());
    bibliography::read(text, file, format, &mut records, &mut problems);
    records
}

fuzz_target!(|data: &[u8]| {
    let Some((choice, text)) = belie_fuzz::chosen(data, FORMATS.len()) else { return };
    let records = read(text, FORMATS[choice]);
    let written = write::csl_yaml(&records.references);
    let again = read(&written, FORMATS[2]);
    assert_eq!(write::csl_yaml(&again.references), written);
});
