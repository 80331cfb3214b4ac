//! What was judged of a claim against what the claim says now.
//!
//! A field may be judged as its record writes it or as the program prints it (ids for names, the
//! default for what is absent). Lists are compared as sets and mappings key by key, so that neither
//! layout nor order reopens anything; they are compared whole, so that anything more or less does.

use crate::claim::resolve::nearest;
use crate::claim::{Claim, EntityIx, Speaker, World};
use crate::record::{CiteRecord, ClaimRecord, Denied, RareText, RawScope, RawValue, Text};
use crate::tree::{self, Format, Node, Shape};

/// A way of writing a field, brought into one spelling.
type Form = String;

/// What a claim says in a field: the ways of writing it, and the one that people are shown.
pub(super) struct Now {
    forms: Vec<Form>,
    pub(super) shown: String,
}

/// Reads a field of a claim from its record and from the world.
type Read = fn(&Known<'_>) -> Now;

/// A claim that is judged.
pub(super) struct Known<'a> {
    pub(super) world: &'a World,
    pub(super) claim: &'a Claim,
    pub(super) record: &'a ClaimRecord,
}

/// The fields that can be judged: those in which a claim says something.
const FIELDS: [(&str, Read); 15] = [
    ("value", value),
    ("subject", |k| named(std::slice::from_ref(&k.record.subject), &[k.id(k.claim.subject)])),
    ("predicate", |k| {
        let id = k.world.predicate_of(k.claim).id.to_string();
        named(std::slice::from_ref(&k.record.predicate), &[id])
    }),
    ("scope", scope),
    ("where", |k| {
        let ids: Vec<_> = k.claim.place.places.iter().map(|ix| k.id(*ix)).collect();
        named(&k.record.place, &ids)
    }),
    ("toward", |k| {
        let ids: Vec<_> = k.claim.toward.iter().map(|ix| k.id(*ix)).collect();
        named(rare(&k.record.toward), &ids)
    }),
    ("during", |k| named(k.record.during.as_slice(), &[])),
    ("as_of", as_of),
    ("said_by", said_by),
    ("source", |k| {
        let cites = k.record.cite.iter().map(|cite| cite.source.value.to_string());
        Now::of(cites.collect(), Vec::new())
    }),
    ("via", |k| {
        let via = k.record.cite.iter().flat_map(|cite| &cite.via);
        Now::of(via.map(|id| id.value.to_string()).collect(), Vec::new())
    }),
    ("denied", denied),
    ("hedge", |k| named(rare(&k.record.hedge), &[])),
    ("derived", |k| named(rare(&k.record.derived), &[])),
    ("supersedes", |k| named(&k.record.supersedes, &[])),
];

impl Known<'_> {
    fn id(&self, ix: EntityIx) -> String {
        self.world.entities.get(ix).id.to_string()
    }

    /// A text that a printing may give instead of its claim, for every printing.
    fn printed<T>(
        &self,
        own: fn(&CiteRecord) -> Option<&T>,
        shared: Option<&'_ T>,
        texts: fn(&T) -> Vec<String>,
    ) -> Vec<String> {
        let cites = self.record.cite.iter().filter_map(|cite| own(cite).or(shared));
        let alone = shared.filter(|_| self.record.cite.is_empty());
        cites.chain(alone).flat_map(texts).collect()
    }

    /// What the claim says in a field; `None` for a field that cannot be judged.
    pub(super) fn now(&self, field: &str) -> Option<Now> {
        FIELDS.iter().find(|(name, _)| *name == field).map(|(_, read)| read(self))
    }
}

impl Now {
    fn of(written: Vec<String>, printed: Vec<String>) -> Self {
        let mut seen = written.clone();
        seen.dedup();
        let shown = if seen.is_empty() { "absent".to_owned() } else { seen.join(", ") };
        let mut forms = vec![set(written)];
        if !printed.is_empty() {
            forms.push(set(printed));
        }
        Self { forms, shown }
    }

    /// Whether this is what was judged.
    pub(super) fn is(&self, judged: &Text) -> bool {
        let is_now = |form: &Form| self.forms.contains(form);
        is_now(&judged.value.to_string()) || structure(judged).as_ref().is_some_and(is_now)
    }
}

/// Whether a field can be judged.
pub(super) fn is_field(name: &str) -> bool {
    FIELDS.iter().any(|(known, _)| *known == name)
}

/// The field that may have been meant.
pub(super) fn nearest_field(name: &str) -> Option<&'static str> {
    nearest(name, FIELDS.iter().map(|(known, _)| *known))
}

fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.to_string()).collect()
}

fn named(written: &[Text], ids: &[String]) -> Now {
    Now::of(strings(written), ids.to_vec())
}

fn rare(text: &RareText) -> &[Text] {
    text.as_deref().map_or(&[], std::slice::from_ref)
}

fn value(known: &Known<'_>) -> Now {
    let list = |all: &[Text]| set(strings(all));
    let form = match &known.record.value {
        RawValue::Text(text) => text.value.to_string(),
        RawValue::Estimate { low, best, high, .. } => {
            let parts = [("low", low), ("best", best), ("high", high)];
            let parts = parts.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?)));
            mapping(parts.map(|(name, text)| (name.to_owned(), text.value.to_string())).collect())
        }
        RawValue::All(all, _) => mapping(vec![("all".to_owned(), list(all))]),
        RawValue::Only(all, _) => mapping(vec![("only".to_owned(), list(all))]),
        RawValue::OneOf(all, _) => list(all),
    };
    let shown = known.claim.value_text.to_string();
    Now { forms: vec![form, shown.clone()], shown }
}

fn scope(known: &Known<'_>) -> Now {
    let ids = known.world.scopes.show(&known.claim.scope);
    match &known.record.scope {
        None => Now::of(Vec::new(), ids),
        Some(RawScope::All(all)) => Now::of(strings(all), ids),
        Some(RawScope::Any(any)) => {
            let form = mapping(vec![("any".to_owned(), set(strings(any)))]);
            Now { forms: vec![form, set(ids)], shown: crate::text::list(&strings(any), "or") }
        }
    }
}

fn as_of(known: &Known<'_>) -> Now {
    let one = |text: &Text| vec![text.value.to_string()];
    let written = known.printed(|cite| cite.as_of.as_deref(), known.record.as_of.as_ref(), one);
    let printings = known.claim.printings.iter().map(|ix| known.world.printing(ix));
    let printed = printings.filter_map(|p| p.as_of_text.as_ref()).map(ToString::to_string);
    Now::of(written, printed.collect())
}

fn said_by(known: &Known<'_>) -> Now {
    let all = |texts: &Vec<Text>| strings(texts);
    let written = known.printed(|cite| cite.said_by.as_ref(), known.record.said_by.as_ref(), all);
    let printings = known.claim.printings.iter().map(|ix| known.world.printing(ix));
    let id = |speaker: &Speaker| match speaker {
        Speaker::Unnamed => "unnamed".to_owned(),
        Speaker::Named(ix) => known.id(*ix),
    };
    let printed = printings.flat_map(|p| p.speakers.iter().map(id));
    Now::of(written, printed.collect())
}

fn denied(known: &Known<'_>) -> Now {
    let word = match known.claim.denied {
        Denied::No => {
            return Now {
                forms: vec!["false".to_owned(), set(Vec::new())],
                shown: "false".to_owned(),
            };
        }
        Denied::Yes => "true",
        Denied::Unseen => "unseen",
    };
    Now { forms: vec![word.to_owned()], shown: word.to_owned() }
}

/// The spelling of a list, whatever its order; a list of one is that one.
fn set(mut items: Vec<String>) -> Form {
    items.sort();
    items.dedup();
    match <[String; 1]>::try_from(items) {
        Ok([one]) => one,
        Err(items) => format!("{items:?}"),
    }
}

/// The spelling of a mapping, whatever its order.
fn mapping(mut entries: Vec<(String, Form)>) -> Form {
    entries.sort();
    format!("{{{entries:?}}}")
}

/// How deep a judged value is looked into: a mapping of lists (`{any: [a, b]}`).
const DEEPEST: usize = 2;

/// The spelling of a list or mapping; `None` for anything else.
fn structure(judged: &Text) -> Option<Form> {
    let text = outdented(&judged.value);
    let (tree, _) = tree::read(&text, judged.span.file, Format::Yaml);
    let root = tree.roots().next()?;
    if matches!(root.shape(), Shape::Seq | Shape::Map) { form(root, DEEPEST) } else { None }
}

fn form(node: Node<'_>, depth: usize) -> Option<Form> {
    let deeper = depth.checked_sub(1);
    match node.shape() {
        Shape::Scalar(text, _) => Some(text.to_owned()),
        Shape::Seq => {
            Some(set(node.items().map(|item| form(item, deeper?)).collect::<Option<_>>()?))
        }
        Shape::Map => {
            let there = node.entries().filter(|(_, v)| !matches!(v.shape(), Shape::Null));
            let entry = |(key, value): (Node<'_>, Node<'_>)| {
                Some((key.text()?.to_owned(), form(value, deeper?)?))
            };
            Some(mapping(there.map(entry).collect::<Option<_>>()?))
        }
        Shape::Null | Shape::Broken => None,
    }
}

/// A list in block style was cut out of its file at its first dash: the other lines are still as
/// far to the right as that dash was.
fn outdented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let rest = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let common = rest.map(indent).min().unwrap_or(0);
    let cut = |(at, line): (usize, &str)| {
        let line = if at == 0 { line } else { line.get(common..).unwrap_or("") };
        format!("{line}\n")
    };
    text.lines().enumerate().map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;
    use crate::span::Span;

    fn judged(text: &str) -> Text {
        let mut sources = SourceMap::new();
        let file = sources.add("claims/a.yaml", text.to_owned());
        Text::new(text.into(), Span::new(file, 0, text.len()))
    }

    #[test]
    fn lists_are_sets_and_layout_is_nothing() {
        let form = |text: &str| structure(&judged(text));
        assert_eq!(form("[men, foreigners]"), form("- foreigners\n      - men\n"));
        assert_eq!(form("[\"men\", foreigners]"), form("[foreigners, men, men]"));
        assert_eq!(form("{low: 3, high: 5}"), form("high: 5\n    low: 3\n    best:"));
        assert_ne!(form("[men]"), form("[men, foreigners]"));
        assert_ne!(form("{any: [a, b]}"), form("[a, b]"));
        assert_eq!(form("143"), None);
        assert_eq!(form("[[[[a]]]]"), None);
        assert_eq!(form("[men]").as_deref(), Some("men"));
    }
}
