//! The keys of one mapping, matched with the table of its kind.

use std::cell::Cell;
use std::num::NonZeroU32;

use super::Reader;
use crate::record::keys::{CLAIM, Key, Mapping, OTHER_NAMES, SERIES};
use crate::span::Span;
use crate::tree::{Node, Shape, Style};

pub(super) use crate::tree::shown;

/// Most keys of a table.
const MOST_KEYS: usize = 20;

/// The numbers of a key and of its value.
pub(super) type Entry = (NonZeroU32, NonZeroU32);

/// The keys of a mapping that are there.
pub(super) struct Fields<'t> {
    /// The whole mapping.
    pub(super) span: Span,
    pub(super) mapping: &'static Mapping,
    node: Node<'t>,
    /// By position in the table.
    slots: [Option<Entry>; MOST_KEYS],
    /// The key after the one that was asked for last: keys are asked for in the order of the table.
    next: Cell<usize>,
    /// Keys that are not in the table, with their values.
    pub(super) others: Vec<(Node<'t>, Node<'t>)>,
    /// Whether every vital key that is there can be read.
    pub(super) sound: bool,
}

impl<'t> Fields<'t> {
    pub(super) fn read(
        node: Node<'t>,
        mapping: &'static Mapping,
        reader: &mut Reader<'_>,
    ) -> Option<Self> {
        match node.shape() {
            Shape::Map => {}
            Shape::Broken => return None,
            _ => {
                let name = mapping.name;
                let message =
                    format!("a {name} takes keys and values, and here is {}", kind_of(node));
                let help = mapping.keys.first().map(|key| format!("write `{}: …`", key.name));
                reader.problem(reader.place(node), message, "no keys", help);
                return None;
            }
        }
        debug_assert!(mapping.keys.len() <= MOST_KEYS, "{}", mapping.name);
        let mut fields = Self {
            span: node.span(),
            mapping,
            node,
            slots: [None; MOST_KEYS],
            next: Cell::new(0),
            others: Vec::new(),
            sound: true,
        };
        // Keys mostly come in the order of the table, so the search goes on from the last one.
        let mut from = 0;
        for (key, value) in node.entries() {
            let Some(name) = key.text() else {
                fields.bad_key(key, reader);
                continue;
            };
            let Some(at) = position(mapping, name, from) else {
                fields.unknown(name, key, value, reader);
                continue;
            };
            from = at + 1;
            // The tree has reported a key that is there twice; the first one counts.
            if let Some(slot @ None) = fields.slots.get_mut(at) {
                *slot = Some((key.number(), value.number()));
            }
        }
        Some(fields)
    }

    /// A key of the table, if it is there: where the key stands, and its value.
    pub(super) fn get(&self, name: &str) -> Option<(Span, Node<'t>)> {
        self.find(name).map(|entry| self.at(entry))
    }

    /// A key of the table, if it is there.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<Entry> {
        let at = position(self.mapping, name, self.next.get())?;
        self.next.set(at + 1);
        self.slots.get(at).copied().flatten()
    }

    /// Where a key that was found stands, and its value.
    #[inline]
    pub(super) fn at(&self, (key, value): Entry) -> (Span, Node<'t>) {
        (self.node.numbered(key).text_span(), self.node.numbered(value))
    }

    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.mapping.keys.iter().find(|key| key.name == name)
    }

    /// Note that a key cannot be read.
    pub(super) fn fail(&mut self, name: &str) {
        if self.key(name).is_none_or(|key| key.vital) {
            self.sound = false;
        }
    }

    fn bad_key(&mut self, key: Node<'t>, reader: &mut Reader<'_>) {
        if matches!(key.shape(), Shape::Broken) {
            return;
        }
        let message = format!("a key of this {} is {}", self.mapping.name, kind_of(key));
        reader.problem(reader.place(key), message, "no name", None);
        self.sound = false;
    }

    fn unknown(&mut self, name: &str, key: Node<'t>, value: Node<'t>, reader: &mut Reader<'_>) {
        let kind = self.mapping.name;
        if name == "<<" && matches!(key.shape(), Shape::Scalar(_, Style::Plain)) {
            let message = format!("this {kind} merges keys with `<<`, which is not read");
            let help = "share keys with `with:` (a series) or `defaults:` (the file)".to_owned();
            reader.problem(key.span(), message, "merge key", Some(help));
            self.sound = false;
            return;
        }
        if kind == CLAIM.name && is_of_series(key) {
            // Then it is no claim that was misspelt.
            return self.others.push((key, value));
        }
        let near = nearest(name, self.mapping);
        self.others.push((key, value));
        if self.mapping.others.is_some_and(|known| near.is_none() || known.contains(&name)) {
            return;
        }
        let mut help = suggest(near, self.mapping);
        self.sound &= near.is_none_or(|key| !key.vital);
        if kind == SERIES.name && CLAIM.keys.iter().any(|key| key.name == name) {
            "move it into `with:` to share it, or into one of the claims".clone_into(&mut help);
            self.sound = false;
        }
        let message = format!("{} has no key `{}`", a(kind), shown(name));
        reader.problem(key.text_span(), message, "unknown key", Some(help));
    }

    /// Report required keys that are missing. `false` when one is.
    pub(super) fn complete(&self, reader: &mut Reader<'_>) -> bool {
        let missing = (self.mapping.keys.iter().zip(&self.slots))
            .filter(|(key, slot)| key.required && slot.is_none())
            .map(|(key, _)| key.name);
        let missing: Vec<_> = missing.collect();
        for name in &missing {
            reader.missing(self.span, self.mapping, name);
        }
        missing.is_empty()
    }
}

/// Whether a key is one that only a series has.
pub(super) fn is_of_series(key: Node<'_>) -> bool {
    SERIES.keys.iter().any(|known| key.is_text(known.name))
}

/// Where a key stands in its table, mostly at the place where it is looked for first.
#[inline]
fn position(mapping: &Mapping, name: &str, from: usize) -> Option<usize> {
    match mapping.keys.get(from) {
        Some(key) if is_name(key.name, name) => Some(from),
        _ => search(mapping.keys, name, from),
    }
}

/// Where a key stands in its table, searched from a place on.
fn search(keys: &[Key], name: &str, from: usize) -> Option<usize> {
    let (before, after) = keys.split_at(from.min(keys.len()));
    let is_it = |key: &Key| is_name(key.name, name);
    let found = after.iter().position(is_it).map(|at| before.len() + at);
    found.or_else(|| before.iter().position(is_it))
}

/// Whether two names are the same. A name that the program asks for is mostly the compiler's one
/// copy of the table's own; others are mostly told apart by their first letters.
#[inline]
fn is_name(known: &str, name: &str) -> bool {
    let (known, name) = (known.as_bytes(), name.as_bytes());
    let same = || known.first() == name.first() && known == name;
    known.len() == name.len() && (std::ptr::eq(known.as_ptr(), name.as_ptr()) || same())
}

impl Reader<'_> {
    /// Report a required key that is not there.
    pub(super) fn missing(&mut self, span: Span, mapping: &Mapping, name: &str) {
        let kind = mapping.name;
        let key = mapping.keys.iter().find(|key| key.name == name);
        let help = key.map(|key| {
            let mut doc = key.doc.chars();
            let first = doc.next().map(|c| c.to_ascii_lowercase());
            format!("add `{name}:` ({}{})", first.unwrap_or_default(), doc.as_str())
        });
        let message = format!("this {kind} has no `{name}`");
        self.problem(self.first_line(span), message, &format!("no `{name}`"), help);
    }

    /// Where a node is shown: its text, or its first line.
    pub(super) fn place(&self, node: Node<'_>) -> Span {
        self.first_line(node.text_span())
    }
}

/// A noun with its article.
pub(super) fn a(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// What a node is, for messages.
pub(super) fn kind_of(node: Node<'_>) -> &'static str {
    match node.shape() {
        Shape::Scalar(..) => "a text",
        Shape::Seq => "a list",
        Shape::Map => "a mapping",
        Shape::Null if node.is_absent() => "nothing",
        Shape::Null => "null",
        Shape::Broken => "something unreadable",
    }
}

/// The help for a key that is not in the table.
pub(super) fn suggest(near: Option<&Key>, mapping: &Mapping) -> String {
    match near {
        Some(key) => format!("did you mean `{}`?", key.name),
        None => {
            let names: Vec<_> = mapping.keys.iter().map(|key| format!("`{}`", key.name)).collect();
            format!("its keys are {}", names.join(", "))
        }
    }
}

/// The key of a table that is meant by another spelling or another name.
pub(super) fn nearest(name: &str, mapping: &'static Mapping) -> Option<&'static Key> {
    let find = |name: &str| mapping.keys.iter().find(|key| key.name == name);
    let folded = fold(name);
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == folded);
    other
        .and_then(|(_, key)| find(key))
        .filter(|_| mapping.others.is_none())
        .or_else(|| nearest_of(name, mapping.keys.iter().map(|key| key.name)).and_then(find))
}

/// The nearest of some words by spelling; `None` when none is near.
pub(super) fn nearest_of<'n>(name: &str, words: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Longer than any key; the distance would be large, and its cost too.
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return None;
    }
    let folded = fold(name);
    // One slip in a short word, two in a longer one: what spelling checkers allow, too.
    let allowed = match folded.chars().count() {
        ..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    words
        .map(|word| (strsim::osa_distance(&folded, &fold(word)), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}
