//! Claims drafted from prose, for a person to edit: YAML in the record format, or JSON.

use std::fmt::Write as _;
use std::io;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use smol_str::SmolStr;

use super::json::{WireClaim, WirePosition, WireReading};
use super::text;
use crate::claim::resolve::is_hedge;
use crate::finding::Reading;
use crate::prose::draft::Draft;
use crate::record::{
    AliasRecord, ClaimRecord, Denied, EntityKind, RawScope, RawValue, ReferenceRecord, Text,
    ValueKind,
};
use crate::report::ClaimRow;
use crate::source::SourceMap;
use crate::span::Span;

/// What is drafted, as records. `known` are ids of entities that are declared elsewhere.
#[derive(Debug)]
pub struct Yaml<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// All texts.
    pub sources: &'a SourceMap,
    /// Ids of entities that a repository declares.
    pub known: FxHashSet<SmolStr>,
}

/// A scalar of YAML on one line: plain where that is surely read back as it is, else quoted as in
/// JSON.
fn scalar(value: &str) -> String {
    /// Words that YAML 1.1 or 1.2 reads as something else than text.
    const RESERVED: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        && value.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !value.ends_with(' ')
        && !RESERVED.contains(&value.to_ascii_lowercase().as_str());
    if plain { value.to_owned() } else { quoted(value) }
}

/// A text in double quotes, in which nothing acts.
fn quoted(value: &str) -> String {
    let mut out: Vec<u8> = Vec::new();
    // Writing to memory does not fail.
    let _ = super::json::value(&mut out, &value);
    String::from_utf8(out).unwrap_or_default()
}

fn list<'t>(all: impl IntoIterator<Item = &'t Text>) -> String {
    let all: Vec<String> = all.into_iter().map(|text| scalar(&text.value)).collect();
    format!("[{}]", all.join(", "))
}

impl Yaml<'_> {
    /// The references of the documents, and of what they cite.
    #[must_use]
    pub fn references(&self) -> String {
        let mut out = String::from("references:\n");
        for reference in &self.draft.records.references {
            write_reference(&mut out, reference);
        }
        out
    }

    /// Entities, scopes, predicates and claims.
    #[must_use]
    pub fn records(&self) -> String {
        let mut out = String::new();
        self.entities(&mut out);
        self.vocabulary(&mut out);
        self.claims(&mut out);
        out
    }

    fn is_settled(&self, claim: &ClaimRecord, declared: &FxHashSet<&SmolStr>) -> bool {
        declared.contains(&claim.subject.value) || self.known.contains(&claim.subject.value)
    }

    fn declared(&self) -> FxHashSet<&SmolStr> {
        self.draft.records.entities.iter().map(|entity| &entity.id.value).collect()
    }

    fn entities(&self, out: &mut String) {
        let records = &self.draft.records;
        if records.entities.is_empty() {
            return;
        }
        let declared = self.declared();
        // What several things may be called together is a name of none of them.
        let open = records.claims.iter().filter(|claim| !self.is_settled(claim, &declared));
        let open: FxHashSet<&SmolStr> = open.map(|claim| &claim.subject.value).collect();
        out.push_str("entities:\n");
        for entity in &records.entities {
            let _ = writeln!(out, "  - id: {}", scalar(&entity.id.value));
            if let Some(name) = &entity.name {
                let _ = writeln!(out, "    name: {}", scalar(&name.value));
            }
            if let Some(kind) = entity.kind {
                let _ = writeln!(out, "    kind: {}", kind_name(kind));
            }
            let aliases = entity.aliases.iter().filter(|alias| !open.contains(&alias.name.value));
            let aliases: Vec<String> = aliases.map(alias).collect();
            if !aliases.is_empty() {
                let _ = writeln!(out, "    aliases: [{}]", aliases.join(", "));
            }
            if !entity.part_of.is_empty() {
                let _ = writeln!(out, "    part_of: {}", list(&entity.part_of));
            }
        }
        out.push('\n');
    }

    fn vocabulary(&self, out: &mut String) {
        let records = &self.draft.records;
        if !records.scopes.is_empty() {
            out.push_str("scopes:\n");
            for scope in &records.scopes {
                let names = list(scope.names.iter().flatten());
                let _ = write!(out, "  - {{id: {}, names: {names}", scalar(&scope.id.value));
                if let Some(wider) = scope.part_of.as_ref().filter(|wider| !wider.is_empty()) {
                    let _ = write!(out, ", part_of: {}", list(wider));
                }
                out.push_str("}\n");
            }
            out.push('\n');
        }
        if !records.predicates.is_empty() {
            out.push_str("predicates:\n");
            for predicate in &records.predicates {
                let id = scalar(&predicate.id.value);
                let kind = match predicate.value.as_ref().map(|value| value.value) {
                    Some(ValueKind::Date) => "date",
                    _ => "quantity",
                };
                let holds = match predicate.many {
                    Some(true) => "values: many",
                    _ => "change: varying",
                };
                let _ = writeln!(out, "  - {{id: {id}, value: {kind}, {holds}}}");
            }
            out.push('\n');
        }
    }

    fn claims(&self, out: &mut String) {
        let records = &self.draft.records;
        if records.claims.is_empty() {
            out.push_str("claims: []\n");
            return;
        }
        let declared = self.declared();
        let ids = self.ids(&declared);
        out.push_str("claims:\n");
        for (claim, sentence) in records.claims.iter().zip(&self.draft.sentences) {
            let words: Vec<&str> = self.sources.slice(*sentence).split_whitespace().collect();
            let _ = writeln!(out, "  # {}", text::escape(&words.join(" ")));
            if self.is_settled(claim, &declared) {
                write_claim(out, claim, &ids);
            } else {
                // A claim about nothing in particular would be an error of the records.
                let mut draft = String::new();
                write_claim(&mut draft, claim, &ids);
                out.push_str("  # What this is about is not settled:\n");
                draft.lines().for_each(|line| {
                    let _ = writeln!(out, "  # {}", line.trim_start_matches("  "));
                });
            }
        }
    }

    /// Ids of the claims that others refer to; the others need none.
    fn ids(&self, declared: &FxHashSet<&SmolStr>) -> FxHashMap<SmolStr, String> {
        let claims = &self.draft.records.claims;
        let referred: FxHashSet<&SmolStr> =
            claims.iter().flat_map(|claim| claim.supersedes.iter().map(|id| &id.value)).collect();
        let mut ids = FxHashMap::default();
        let mut used: FxHashMap<String, usize> = FxHashMap::default();
        for claim in claims.iter().filter(|claim| self.is_settled(claim, declared)) {
            let Some(id) = claim.id.as_ref().filter(|id| referred.contains(&id.value)) else {
                continue;
            };
            let source = claim.cite.first().map_or("", |cite| cite.source.value.as_str());
            let base = format!("{source}-{}", claim.predicate.value);
            let number = used.entry(base.clone()).or_default();
            *number += 1;
            ids.insert(id.value.clone(), format!("{base}-{number}"));
        }
        ids
    }
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Event => "event",
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Document => "document",
    }
}

fn alias(alias: &AliasRecord) -> String {
    let name = scalar(&alias.name.value);
    match alias.cite.first() {
        None => name,
        Some(cite) => {
            format!("{{name: {name}, cite: [{{source: {}}}]}}", scalar(&cite.source.value))
        }
    }
}

fn write_reference(out: &mut String, reference: &ReferenceRecord) {
    let _ = writeln!(out, "  - id: {}", scalar(&reference.id.value));
    if let Some(title) = &reference.title {
        let _ = writeln!(out, "    title: {}", scalar(&title.value));
    }
    if let Some(issued) = &reference.issued {
        let _ = writeln!(out, "    issued: {}", scalar(&issued.value));
    }
    // A number that a list of references has twice is its first work's.
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let cites: Vec<String> = reference
        .cites
        .iter()
        .map(|(label, id)| (label.as_ref().map_or("", |label| label.value.as_str()), id))
        .filter(|(label, _)| seen.insert(*label))
        .map(|(label, id)| format!("{}: {}", quoted(label), scalar(&id.value)))
        .collect();
    if !cites.is_empty() {
        let _ = writeln!(out, "    custom: {{cites: {{{}}}}}", cites.join(", "));
    }
}

fn write_claim(out: &mut String, claim: &ClaimRecord, ids: &FxHashMap<SmolStr, String>) {
    let mut lead = "  - ";
    let mut field = |key: &str, value: String| {
        let _ = writeln!(out, "{lead}{key}: {value}");
        lead = "    ";
    };
    if let Some(id) = claim.id.as_ref().and_then(|id| ids.get(&id.value)) {
        field("id", scalar(id));
    }
    field("subject", scalar(&claim.subject.value));
    field("predicate", scalar(&claim.predicate.value));
    if let RawValue::Text(value) = &claim.value {
        field("value", scalar(&value.value));
    }
    match &claim.scope {
        Some(RawScope::All(all)) => field("scope", list(all)),
        Some(RawScope::Any(any)) => field("scope", format!("{{any: {}}}", list(any))),
        None => {}
    }
    if !claim.place.is_empty() {
        field("where", list(&claim.place));
    }
    let (during, as_of) = (claim.during.as_ref(), claim.as_of.as_ref());
    let texts = [("toward", claim.toward.as_deref()), ("during", during), ("as_of", as_of)];
    for (key, value) in texts {
        if let Some(value) = value {
            field(key, scalar(&value.value));
        }
    }
    if let Some(speakers) = &claim.said_by {
        field("said_by", list(speakers));
    }
    match claim.denied {
        Denied::No => {}
        Denied::Yes => field("denied", "true".to_owned()),
        Denied::Unseen => field("denied", "unseen".to_owned()),
    }
    if let Some(hedge) = claim.hedge.as_ref().filter(|hedge| is_hedge(&hedge.value)) {
        field("hedge", scalar(&hedge.value));
    }
    let earlier: Vec<String> =
        claim.supersedes.iter().filter_map(|id| ids.get(&id.value)).map(|id| scalar(id)).collect();
    if !earlier.is_empty() {
        field("supersedes", format!("[{}]", earlier.join(", ")));
    }
    for cite in &claim.cite {
        let mut parts = vec![format!("source: {}", scalar(&cite.source.value))];
        parts.extend(cite.at.as_ref().map(|at| format!("at: {}", scalar(&at.value))));
        let quote = cite.quote.as_ref();
        parts.extend(quote.map(|quote| format!("quote: {}", quoted(&quote.exact.value))));
        if !cite.via.is_empty() {
            parts.push(format!("via: {}", list(&cite.via)));
        }
        field("cite", format!("[{{{}}}]", parts.join(", ")));
    }
}

/// What was read of a document, for programs.
#[derive(Debug)]
pub struct Document<'a> {
    /// As given.
    pub path: &'a str,
    /// Its date, EDTF.
    pub issued: Option<&'a str>,
    /// Its claims: each with how sure its reading is, and where its value stands.
    pub claims: Vec<(&'a ClaimRow, &'static str, Span)>,
    /// Every number, date, name and marker.
    pub mentions: Vec<Mention>,
    /// Ids and titles of what it cites.
    pub references: Vec<(&'a str, &'a str)>,
    /// Figures that no claim was made of, and why.
    pub unread: Vec<(Span, &'a str)>,
}

/// Something that was read.
#[derive(Clone, Debug)]
pub struct Mention {
    /// `quantity`, `date`, `duration`, `percent`, `money`, `name` or `marker`.
    pub kind: &'static str,
    /// Where.
    pub span: Span,
    /// What was read, for a value.
    pub reading: Option<Reading>,
}

#[derive(Serialize)]
struct WireDocuments<'a> {
    version: u32,
    documents: Vec<WireDocument<'a>>,
}

#[derive(Serialize)]
struct WireDocument<'a> {
    path: &'a str,
    issued: Option<&'a str>,
    claims: Vec<WireDrafted<'a>>,
    mentions: Vec<WireMention<'a>>,
    references: Vec<WireReference<'a>>,
    unread: Vec<WireUnread<'a>>,
}

#[derive(Serialize)]
struct WireDrafted<'a> {
    #[serde(flatten)]
    claim: WireClaim<'a>,
    confidence: &'static str,
    #[serde(flatten)]
    place: WirePlace<'a>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    text: &'a str,
    start: WirePosition,
    end: WirePosition,
}

#[derive(Serialize)]
struct WireMention<'a> {
    kind: &'static str,
    reading: Option<WireReading<'a>>,
    #[serde(flatten)]
    place: WirePlace<'a>,
}

#[derive(Serialize)]
struct WireReference<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct WireUnread<'a> {
    why: &'a str,
    #[serde(flatten)]
    place: WirePlace<'a>,
}

/// Write what was read as one JSON object, version 1.
///
/// # Errors
/// Those of `out`.
pub fn json(
    documents: &[Document<'_>],
    sources: &SourceMap,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let place = |span: Span| {
        let (start, end) = sources.positions(span);
        WirePlace {
            text: sources.slice(span),
            start: WirePosition::new(start),
            end: WirePosition::new(end),
        }
    };
    let documents = documents.iter().map(|document| WireDocument {
        path: document.path,
        issued: document.issued,
        claims: document
            .claims
            .iter()
            .map(|(claim, confidence, span)| WireDrafted {
                claim: WireClaim::new(claim),
                confidence,
                place: place(*span),
            })
            .collect(),
        mentions: document
            .mentions
            .iter()
            .map(|mention| WireMention {
                kind: mention.kind,
                reading: mention.reading.as_ref().map(WireReading::new),
                place: place(mention.span),
            })
            .collect(),
        references: document
            .references
            .iter()
            .map(|(id, title)| WireReference { id, title })
            .collect(),
        unread: document
            .unread
            .iter()
            .map(|(span, why)| WireUnread { why, place: place(*span) })
            .collect(),
    });
    let all = WireDocuments { version: 1, documents: documents.collect() };
    super::json::value(out, &all)?;
    out.write_all(b"\n")
}
