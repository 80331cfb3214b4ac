//! What reading costs at the least: `cargo bench --bench baseline -- FOLDER` reads the claim files
//! of a repository, one after the other, into plain structs of the same fields, without spans,
//! without a look at what is wrong, and without checking anything. YAML goes through the events of
//! the parser that the program uses, JSON Lines through `serde_json`. The number it prints is there
//! so that nothing is optimised away.

// A benchmark is its own program: it prints, and stops when its data is not as it made it.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, unreachable_pub)]

use std::path::Path;

use granit_parser::{Event, Parser};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Claim {
    id: Option<String>,
    subject: String,
    predicate: String,
    value: String,
    as_of: Option<String>,
    said_by: Vec<String>,
    cite: Vec<Cite>,
    note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Cite {
    source: String,
    at: Option<String>,
    quote: Option<String>,
    via: Vec<String>,
}

#[derive(Deserialize)]
struct Line {
    claim: Claim,
}

/// Events of one file; the files hold no anchors, tags or several documents.
struct Events<'t>(Box<dyn Iterator<Item = Event<'t>> + 't>);

impl<'t> Events<'t> {
    fn of(text: &'t str) -> Self {
        Self(Box::new(Parser::new_from_str(text).map(|next| next.expect("well-formed").0)))
    }

    fn next(&mut self) -> Event<'t> {
        self.0.next().expect("complete")
    }

    /// The rest of a node whose first event is this one.
    fn skip(&mut self, first: &Event<'t>) {
        let mut depth = usize::from(starts(first));
        while depth > 0 {
            match self.next() {
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
                event if starts(&event) => depth += 1,
                _ => {}
            }
        }
    }

    fn text(&mut self) -> String {
        match self.next() {
            Event::Scalar(text, ..) => text.into_owned(),
            other => {
                self.skip(&other);
                String::new()
            }
        }
    }

    fn texts(&mut self) -> Vec<String> {
        match self.next() {
            Event::Scalar(text, ..) => vec![text.into_owned()],
            Event::SequenceStart(..) => {
                let mut out = Vec::new();
                loop {
                    match self.next() {
                        Event::SequenceEnd => return out,
                        Event::Scalar(text, ..) => out.push(text.into_owned()),
                        other => self.skip(&other),
                    }
                }
            }
            other => {
                self.skip(&other);
                Vec::new()
            }
        }
    }

    /// The keys of a mapping that has begun.
    fn entries(&mut self, mut entry: impl FnMut(&mut Self, &str)) {
        loop {
            match self.next() {
                Event::MappingEnd => return,
                Event::Scalar(key, ..) => entry(self, &key),
                other => self.skip(&other),
            }
        }
    }

    fn value(&mut self) {
        let first = self.next();
        self.skip(&first);
    }

    fn claim(&mut self) -> Claim {
        let mut claim = Claim::default();
        self.entries(|events, key| match key {
            "id" => claim.id = Some(events.text()),
            "subject" => claim.subject = events.text(),
            "predicate" => claim.predicate = events.text(),
            "value" => claim.value = events.text(),
            "as_of" => claim.as_of = Some(events.text()),
            "said_by" => claim.said_by = events.texts(),
            "note" => claim.note = Some(events.text()),
            "cite" => claim.cite = events.cites(),
            _ => events.value(),
        });
        claim
    }

    fn cites(&mut self) -> Vec<Cite> {
        let mut out = Vec::new();
        let first = self.next();
        if !matches!(first, Event::SequenceStart(..)) {
            self.skip(&first);
            return out;
        }
        loop {
            match self.next() {
                Event::SequenceEnd => return out,
                Event::MappingStart(..) => {
                    let mut cite = Cite::default();
                    self.entries(|events, key| match key {
                        "source" => cite.source = events.text(),
                        "at" => cite.at = Some(events.text()),
                        "quote" => cite.quote = Some(events.text()),
                        "via" => cite.via = events.texts(),
                        _ => events.value(),
                    });
                    out.push(cite);
                }
                other => self.skip(&other),
            }
        }
    }
}

fn starts(event: &Event<'_>) -> bool {
    matches!(event, Event::SequenceStart(..) | Event::MappingStart(..))
}

fn yaml(text: &str) -> Vec<Claim> {
    let mut events = Events::of(text);
    let mut out = Vec::new();
    while !matches!(events.next(), Event::MappingStart(..)) {}
    events.entries(|events, key| {
        let first = events.next();
        if key != "claims" || !matches!(first, Event::SequenceStart(..)) {
            return events.skip(&first);
        }
        loop {
            match events.next() {
                Event::SequenceEnd => return,
                Event::MappingStart(..) => out.push(events.claim()),
                other => events.skip(&other),
            }
        }
    });
    out
}

fn json_lines(text: &str) -> Vec<Claim> {
    text.lines()
        .map(|line| serde_json::from_str::<Line>(line).expect("well-formed").claim)
        .collect()
}

fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args().skip(1).find(|arg| !arg.starts_with("--")) else {
        println!("usage: cargo bench --bench baseline -- FOLDER");
        return Ok(());
    };
    let mut paths: Vec<_> = std::fs::read_dir(Path::new(&folder).join("claims"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let (mut claims, mut kept) = (Vec::new(), Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let is_lines = path.extension().is_some_and(|ending| ending == "jsonl");
        claims.extend(if is_lines { json_lines(&text) } else { yaml(&text) });
        // The program keeps all texts, to quote from them.
        kept.push(text);
    }
    println!("{} claims in {} files", claims.len(), kept.len());
    Ok(())
}
