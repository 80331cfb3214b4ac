//! The records of the project's own repository, which are of the same documents, and what `check`
//! says of the judged relations from them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use serde_yaml::Value as Yaml;

use super::figure::Figure;
use super::judged::{Claim, Judged, Place, find};
use super::relation::{outcomes, remarks};
use super::{Outcome, belie, overlap, shows};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The YAML files of a folder by their paths in the repository.
fn files(folder: &str) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.ends_with(".yaml"))
        .map(|name| {
            let path = format!("{folder}/{name}");
            let text = std::fs::read_to_string(root().join(&path)).unwrap();
            (path, text)
        })
        .collect()
}

/// A printing of a record: the document and the words it quotes.
struct Printing {
    id: String,
    document: usize,
    quote: std::ops::Range<usize>,
    source: String,
}

/// All printings of all records.
fn printings(judged: &Judged, works: &Works) -> Vec<Printing> {
    let mut out = Vec::new();
    for text in files("claims").values() {
        let file: Yaml = serde_yaml::from_str(text).unwrap();
        let default = &file["defaults"]["source"];
        let entries = file["claims"].as_sequence().cloned().unwrap_or_default();
        for entry in &entries {
            let series = entry["claims"].as_sequence().cloned();
            for claim in series.unwrap_or_else(|| vec![entry.clone()]) {
                let cites = claim["cite"].as_sequence().cloned().unwrap_or_default();
                let cited = cites.iter();
                out.extend(cited.filter_map(|cite| printing(judged, works, &claim, cite, default)));
            }
        }
    }
    out
}

fn printing(
    judged: &Judged,
    works: &Works,
    claim: &Yaml,
    cite: &Yaml,
    default: &Yaml,
) -> Option<Printing> {
    let source = cite["source"].as_str().or(default.as_str())?;
    let words = cite["quote"].as_str().or_else(|| cite["quote"]["exact"].as_str())?;
    let id = claim["id"].as_str()?.to_owned();
    let Some(document) = judged.documents.iter().position(|(name, ..)| *name == source) else {
        // The title of a work that one of the documents lists.
        let cited = judged.claims.values().filter(|entry| works.lists(entry, source));
        let mut places = cited.filter_map(|entry| {
            let Place { document, line, .. } = &entry.place;
            let start = line.start + judged.documents[*document].2[line.clone()].find(words)?;
            Some((*document, start..start + words.len()))
        });
        let (document, quote) = places.next()?;
        return Some(Printing { id, document, quote, source: source.to_owned() });
    };
    let at = cite["at"].as_str().unwrap_or_default();
    let line = at.strip_prefix("line ").and_then(|line| line.parse().ok());
    let quote = find(&judged.documents[document].2, line, words);
    assert!(quote.is_some(), "{id}: its quote is not in {source}");
    Some(Printing { id, document, quote: quote?, source: source.to_owned() })
}

/// The works of each document by its note numbers.
struct Works(BTreeMap<(usize, String), BTreeSet<String>>);

impl Works {
    /// Whether a claim stands in the entry of a work in a reference list.
    fn lists(&self, claim: &Claim, work: &str) -> bool {
        let note = claim.place.reference.clone();
        let works = note.and_then(|note| self.0.get(&(claim.place.document, note)));
        works.is_some_and(|works| works.contains(work))
    }
}

fn cited(judged: &Judged) -> Works {
    let file: Yaml = serde_yaml::from_str(&files("sources")["sources/documents.yaml"]).unwrap();
    let mut out = BTreeMap::new();
    for reference in file["references"].as_sequence().unwrap() {
        let document = judged.documents.iter().position(|(name, ..)| reference["id"] == *name);
        let cites = reference["custom"]["cites"].as_mapping();
        for (note, works) in cites.into_iter().flatten() {
            let works = works.as_sequence().cloned().unwrap_or_else(|| vec![works.clone()]);
            let works = works.iter().filter_map(|work| work.as_str().map(str::to_owned));
            let note = note.as_str().unwrap().to_owned();
            out.insert((document.unwrap(), note), works.collect());
        }
    }
    Works(out)
}

/// The reference whose entry in a source file a line stands in.
fn entry(text: &str, line: usize) -> Option<&str> {
    let above = text
        .lines()
        .take(line)
        .filter_map(|line| line.trim().strip_prefix("- id: ")?.split(" ").next());
    above.last()
}

/// The judged claims that each record states: of the same value where the value is a number or a
/// date, else of the same words. What the title of a work says stands for its entry too.
fn stated<'a>(
    judged: &'a Judged,
    works: &Works,
    report: &Value,
) -> BTreeMap<String, BTreeSet<&'a str>> {
    let records = report["claims"].as_array().unwrap();
    let readings: BTreeMap<&str, &Value> =
        records.iter().map(|record| (record["id"].as_str().unwrap(), &record["reading"])).collect();
    let mut out: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for printing in printings(judged, works) {
        let reading = readings[printing.id.as_str()];
        let is_figure = reading["kind"] == "quantity" || reading["kind"] == "date";
        let states = |claim: &Claim| match Figure::of(claim) {
            Some(figure) => figure.is(reading, claim),
            None => !is_figure,
        };
        let near = judged.claims.values().filter(|claim| {
            let of_entry = claim.is_reference() && works.lists(claim, &printing.source);
            of_entry
                || claim.place.document == printing.document
                    && overlap(&claim.place.phrase, &printing.quote)
                    && states(claim)
        });
        let ids = near.map(|claim| claim.id.as_str());
        out.entry(printing.id.clone()).or_default().extend(ids);
    }
    out
}

/// What `check` says of the relations. Findings that are adjudicated count as they are.
pub(super) fn relations(judged: &Judged) -> BTreeMap<String, (Outcome, Vec<String>)> {
    let report = belie(&["check", "--format", "json", "--undecidable", "--all-claims"], &[root()]);
    let works = cited(judged);
    let stated = stated(judged, &works, &report);
    let sources = files("sources");
    let of_source = |place: &Value| -> BTreeSet<&str> {
        let (path, line) = (place["path"].as_str().unwrap(), &place["start"]["line"]);
        let line = usize::try_from(line.as_u64().unwrap()).unwrap();
        let Some(id) = sources.get(path).and_then(|text| entry(text, line)) else {
            return BTreeSet::new();
        };
        let of_entry = judged.claims.values().filter(|claim| works.lists(claim, id));
        of_entry.map(|claim| claim.id.as_str()).collect()
    };
    let members = |place: &Value| match place["claim"].as_str() {
        Some(id) => stated.get(id).cloned().unwrap_or_default(),
        None => of_source(place),
    };
    if shows() {
        unstated(judged, &stated);
    }
    outcomes(judged, |_| vec![0], &[remarks(&report, members)])
}

/// Prints the members of relations that no record states.
fn unstated(judged: &Judged, stated: &BTreeMap<String, BTreeSet<&str>>) {
    let known: BTreeSet<&str> = stated.values().flatten().copied().collect();
    for relation in judged.relations.iter().filter(|relation| relation.is_scored()) {
        let without = judged
            .members(relation)
            .into_iter()
            .filter(|claim| claim.place.reference.is_none() && !known.contains(claim.id.as_str()));
        for claim in without {
            eprintln!("no record: {} of {}", claim.id, relation.id);
        }
    }
}
