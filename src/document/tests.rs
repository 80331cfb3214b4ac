use std::fmt::Write as _;

use super::*;

fn document(format: Format, text: &str) -> (SourceMap, Document) {
    let mut sources = SourceMap::new();
    let file = sources.add("a", text.to_owned());
    let document = read(&sources, file, format);
    (sources, document)
}

#[test]
fn scratch() {
    let Ok(path) = std::env::var("SCRATCH") else { return };
    let format = Format::of_name(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let text = decode(bytes).unwrap().text;
    let (sources, document) = document(format, &text);
    let mut out = String::new();
    writeln!(out, "title {:?} issued {:?}", document.title, document.issued).unwrap();
    for (i, block) in document.blocks.iter().enumerate() {
        let labels: Vec<_> = block.marks.iter().map(|m| format!("{}@{}", m.label, m.at)).collect();
        let n = block.text.len();
        let start: String = block.text.chars().take(110).collect();
        writeln!(out, "{i} {:?} {:?} [{n}] {start}\n      {}", block.kind, block.section, labels.join(" ")).unwrap();
    }
    let _ = sources;
    std::fs::write("/tmp/document-scratch.out", out).unwrap();
}
