//! Ids: what they may be, and that each is there once.

use std::collections::hash_map::Entry;
use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::fields::{Fields, a, shown};
use super::{DUPLICATE_ID, Reader};
use crate::finding::Confidence;
use crate::record::plain::{Claims, Key, Read};
use crate::record::{Problem, Records, Text};
use crate::source::SourceMap;
use crate::span::Span;
use crate::tree::{Node, Shape, is_invisible};

/// What the ids of claims without one begin with; nobody else's may.
const GENERATED: char = '~';

/// `{id}` names a claim in a formula.
const BRACES: [char; 2] = ['{', '}'];

impl Reader<'_> {
    /// A record's own id. A strange one is reported and used.
    pub(super) fn id(&mut self, fields: &mut Fields<'_>) -> Option<Text> {
        let id = self.opt(fields, "id", Self::text)?;
        if is_usual(id.value.as_bytes()) {
            return Some(id);
        }
        let hidden = id.value.chars().find(|c| c.is_control() || is_invisible(*c));
        let wrong = if let Some(c) = hidden {
            Some(format!("holds a character that cannot be seen (U+{:04X})", u32::from(c)))
        } else if id.value.contains(BRACES) {
            Some("holds braces, which mark ids in `derived`".to_owned())
        } else if id.value.starts_with(GENERATED) {
            Some(format!("begins with `{GENERATED}`, as only made-up ids do"))
        } else {
            None
        };
        if let Some(wrong) = wrong {
            let message = format!("the id `{}` {wrong}", shown(&id.value));
            self.problem(id.span, message, "strange id", Some("choose another id".to_owned()));
        }
        Some(id)
    }

    /// The id of a record that is nothing without one.
    pub(super) fn required_id(&mut self, fields: &mut Fields<'_>) -> Option<Text> {
        let says_none = |node: Node<'_>| matches!(node.shape(), Shape::Null) && !node.is_absent();
        if fields.get("id").is_none_or(|(_, node)| says_none(node)) {
            self.missing(fields.span, fields.mapping, "id");
        }
        self.id(fields)
    }
}

/// Whether an id is of such characters alone as need no closer look; nearly all are.
pub(super) fn is_usual(id: &[u8]) -> bool {
    id.iter().all(|byte| USUAL[usize::from(*byte)])
}

/// Letters, digits, and what stands between them in most ids.
const USUAL: [bool; 256] = {
    let mut usual = [false; 256];
    let mut byte = 0;
    while byte < usual.len() {
        #[allow(clippy::cast_possible_truncation, reason = "there are as many bytes")]
        let b = byte as u8;
        usual[byte] = b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':');
        byte += 1;
    }
    usual
};

/// Report ids that are used twice, in the order of the records: entities and sources share their
/// ids; claims, predicates and scopes have their own. Of two claims the second loses its id; of
/// other records the second is removed.
pub fn check_ids(records: &mut Records, problems: &mut Vec<Problem>) {
    let ids = || {
        let ids = records.claims.iter().map(|claim| claim.id.as_ref());
        ids.map(|id| id.map(|id| (id.value.as_str(), id.span)))
    };
    for (at, id, first) in repeated(records.claims.len(), ids) {
        records.claims[at].id = None;
        problems.push(again(&id, "claim", (first, "claim")));
    }
    check_other_ids(records, problems);
}

/// [`check_ids`] for claims that are apart from the other records.
pub fn check_ids_with(
    claims: &mut Claims,
    sources: &SourceMap,
    records: &mut Records,
    problems: &mut Vec<Problem>,
) {
    if claims.sort(sources) {
        return check_other_ids(records, problems);
    }
    let ids = || {
        claims.iter(sources).map(|claim| match claim {
            Read::Plain(plain) => Some((plain.text(Key::Id)?, plain.span(Key::Id))),
            Read::Record(record) => record.id.as_ref().map(|id| (id.value.as_str(), id.span)),
        })
    };
    for (at, id, first) in repeated(claims.len(), ids) {
        claims.take_id(at);
        problems.push(again(&id, "claim", (first, "claim")));
    }
    check_other_ids(records, problems);
}

fn check_other_ids(records: &mut Records, problems: &mut Vec<Problem>) {
    let mut things = Seen::new(problems);
    records.entities.retain(|entity| things.is_new(&entity.id, "entity"));
    records.references.retain(|reference| things.is_new(&reference.id, "source"));
    let mut predicates = Seen::new(problems);
    records.predicates.retain(|predicate| predicates.is_new(&predicate.id, "predicate"));
    let mut scopes = Seen::new(problems);
    records.scopes.retain(|scope| scopes.is_new(&scope.id, "scope"));
}

/// Claims whose ids are those of earlier ones, with these ids and the places of their first uses. A
/// million ids are looked at, and are not copied for that.
fn repeated<'a, I>(count: usize, ids: impl Fn() -> I) -> Vec<(usize, Text, Span)>
where
    I: Iterator<Item = Option<(&'a str, Span)>>,
{
    // Where no two ids have one hash, none is there twice; the hashes alone take half the room.
    let mut hashes: FxHashSet<u64> = FxHashSet::default();
    hashes.reserve(count);
    if ids().flatten().all(|(id, _)| hashes.insert(FxBuildHasher.hash_one(id))) {
        return Vec::new();
    }
    drop(hashes);
    let mut first: FxHashMap<&str, Span> = FxHashMap::default();
    let mut out = Vec::new();
    for (at, (id, span)) in ids().enumerate().filter_map(|(at, id)| Some((at, id?))) {
        match first.entry(id) {
            Entry::Occupied(known) => {
                out.push((at, Text::new(SmolStr::new(id), span), *known.get()));
            }
            Entry::Vacant(new) => {
                new.insert(span);
            }
        }
    }
    out
}

struct Seen<'p> {
    first: FxHashMap<SmolStr, (Span, &'static str)>,
    problems: &'p mut Vec<Problem>,
}

impl<'p> Seen<'p> {
    fn new(problems: &'p mut Vec<Problem>) -> Self {
        Self { first: FxHashMap::default(), problems }
    }

    fn is_new(&mut self, id: &Text, kind: &'static str) -> bool {
        let Some(known) = self.first.get(&id.value) else {
            self.first.insert(id.value.clone(), (id.span, kind));
            return true;
        };
        self.problems.push(again(id, kind, *known));
        false
    }
}

/// That an id was used before.
fn again(id: &Text, kind: &str, (first, first_kind): (Span, &str)) -> Problem {
    let name = shown(&id.value);
    let message = if first_kind == kind {
        format!("two {} have the id `{name}`", plural(kind))
    } else {
        format!("the id `{name}` is that of {} and of {}", a(first_kind), a(kind))
    };
    let help = match kind {
        "claim" => "give one of them another id; until then references mean the first",
        _ => "give one of them another id, or make them one record; until then the first is used",
    };
    Problem {
        rule: DUPLICATE_ID,
        span: id.span,
        message,
        label: "used again here".to_owned(),
        help: Some(help.to_owned()),
        other: Some((first, "first used here".to_owned())),
        sure: Confidence::High,
    }
}

fn plural(kind: &str) -> String {
    match kind.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{kind}s"),
    }
}
