use super::super::{Knowledge, Source, read, vocabulary};
use crate::document::{self, Format};
use crate::prose::cue::Cues;
use crate::prose::reading::{Reading, Said};
use crate::prose::thing::Meaning;
use crate::source::SourceMap;

pub(in crate::prose) fn reading(markdown: &str) -> Reading {
    let mut sources = SourceMap::default();
    let (records, problems) = vocabulary::built_in(&mut sources);
    assert!(problems.is_empty());
    let (cues, problems) = Cues::compile(&records.predicates);
    assert!(problems.is_empty());
    let file = sources.add("brief.md", markdown.to_owned());
    let document = document::read(&sources, file, Format::Markdown);
    let source = Source { document: &document, issued: None };
    read(&[source], Knowledge { cues: &cues, entities: &[] })
}

/// Each claim as "predicate subject place period = value".
fn said(markdown: &str) -> Vec<String> {
    let reading = reading(markdown);
    let name = |ix: crate::prose::thing::ThingIx| reading.things.all[ix.0 as usize].name.as_str();
    let claims = reading.claims.iter().map(|claim| {
        let said = match &claim.said {
            Said::Known(id) => id.to_string(),
            Said::Open { id, .. } => format!("[{id}]"),
        };
        let subject = match claim.subject {
            Meaning::One { thing, .. } => name(thing),
            _ => "?",
        };
        let places: Vec<&str> = claim.place.iter().map(|place| name(*place)).collect();
        let during = claim.during.as_deref().unwrap_or("-");
        format!("{said} {subject} {places:?} {during} = {}", claim.value)
    });
    claims.collect()
}

#[test]
fn show_me() {
    for path in ["/tmp/tb/a.md", "/tmp/tb/b.md"] {
        let text = std::fs::read_to_string(path).unwrap();
        for line in said(&text) {
            println!("{line}");
        }
    }
}
