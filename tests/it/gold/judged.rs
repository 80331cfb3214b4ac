//! What was judged by hand: claims with their places in the documents, and relations of claims.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_yaml::Value;

/// The documents by the numbers that the judged claims have for them; the names are those of
/// `sources/documents.yaml`.
const DOCUMENTS: [(&str, &str); 5] = [
    ("000", "yip-2024"),
    ("001", "ctc-2023"),
    ("002", "vox-2024"),
    ("003", "explainer-2024"),
    ("004", "csag-2021"),
];

/// The family of claims about entries of the reference lists.
pub(super) const REFERENCE: &str = "reference";

/// A judged claim as it is written down.
#[derive(Deserialize)]
pub(super) struct Claim {
    pub(super) id: String,
    doc: String,
    line: usize,
    pub(super) quote: String,
    pub(super) family: String,
    pub(super) subject: Value,
    pub(super) predicate: String,
    pub(super) value: Value,
    pub(super) modality: String,
    pub(super) qualifiers: BTreeMap<String, Value>,
    #[serde(skip)]
    pub(super) place: Place,
}

/// Where a claim stands.
#[derive(Default)]
pub(super) struct Place {
    /// The number of the document among the five.
    pub(super) document: usize,
    /// The bytes of the phrase, which a claim about a reference widens to its line.
    pub(super) phrase: Range<usize>,
    /// The line as bytes.
    pub(super) line: Range<usize>,
    /// The note number of the reference that the line is an entry of.
    pub(super) reference: Option<String>,
}

impl Claim {
    pub(super) fn is_reference(&self) -> bool {
        self.family == REFERENCE
    }

    /// What the claim covers: an entry of a reference list is one thing, wherever in it the phrase
    /// stands.
    pub(super) fn covers(&self) -> &Range<usize> {
        if self.is_reference() { &self.place.line } else { &self.place.phrase }
    }
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Action {
    Flag,
    Note,
    DoNotFlag,
}

#[derive(Deserialize)]
pub(super) struct Relation {
    pub(super) id: String,
    tier: String,
    basis: String,
    pub(super) verdict: String,
    pub(super) expected_action: Action,
    pub(super) members: Vec<String>,
}

impl Relation {
    /// Whether it counts, and can be decided from the documents alone.
    pub(super) fn is_scored(&self) -> bool {
        self.tier == "core" && self.basis == "internal"
    }
}

pub(super) struct Judged {
    pub(super) claims: BTreeMap<String, Claim>,
    pub(super) relations: Vec<Relation>,
    /// The five documents: name, path, text.
    pub(super) documents: Vec<(&'static str, PathBuf, String)>,
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The bytes of a line, which count from 1.
fn line(text: &str, number: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(number - 1).map(str::len).sum();
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..end
}

/// Where words stand in a line or, where they do not, anywhere.
pub(super) fn find(text: &str, number: Option<usize>, words: &str) -> Option<Range<usize>> {
    let within = number.map(|number| line(text, number));
    let near = within.and_then(|line| Some(line.start + text[line].find(words)?));
    let start = near.or_else(|| text.find(words))?;
    Some(start..start + words.len())
}

impl Judged {
    /// The judged data beside the project, if it is there.
    pub(super) fn load() -> Option<Self> {
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let gold = shared.join("gold");
        if !gold.is_dir() {
            return None;
        }
        let documents: Vec<_> = DOCUMENTS
            .map(|(_, name)| {
                let path = shared.join("seeds").join(format!("{name}.txt"));
                let text = read(&path);
                (name, path, text)
            })
            .into();
        let mut claims: Vec<Claim> =
            serde_yaml::from_str(&read(&gold.join("claims.yaml"))).unwrap();
        let entries: BTreeMap<(String, usize), String> = claims
            .iter()
            .filter(|claim| claim.is_reference())
            .filter_map(|claim| {
                let note = claim.subject.as_str()?.split_once('[')?.1.strip_suffix(']')?;
                // "76b" is the second work of note 76; "b" is a note.
                let number: String = note.chars().take_while(char::is_ascii_digit).collect();
                let note = if number.is_empty() { note.to_owned() } else { number };
                Some(((claim.doc.clone(), claim.line), note))
            })
            .collect();
        for claim in &mut claims {
            let document = DOCUMENTS.iter().position(|(number, _)| *number == claim.doc).unwrap();
            let text = &documents[document].2;
            let phrase = find(text, Some(claim.line), &claim.quote);
            claim.place = Place {
                document,
                phrase: phrase.unwrap_or_else(|| panic!("{}: no such phrase", claim.id)),
                line: line(text, claim.line),
                reference: entries.get(&(claim.doc.clone(), claim.line)).cloned(),
            };
        }
        let claims = claims.into_iter().map(|claim| (claim.id.clone(), claim)).collect();
        let relations = serde_yaml::from_str(&read(&gold.join("relations.yaml"))).unwrap();
        Some(Judged { claims, relations, documents })
    }

    pub(super) fn members<'a>(&'a self, relation: &'a Relation) -> Vec<&'a Claim> {
        relation.members.iter().map(|id| &self.claims[id]).collect()
    }
}
