//! Names that a document gives in two ways to one thing: where it stands, where or by whom it was
//! done, which of its kind it is.
//!
//! "The brothers were found hiding in a barn near X" and, pages on, "the two, who were found hiding
//! in a barn near Y". No figure could be compared; what can are the names that two sentences put in
//! one place of what else is alike. That it is one thing is shown by how it is spoken of ("the
//! camp", "her home", a name of its own) and by the words that the two sentences share, each weighed
//! by how rare it is in the document. Names that the document tells together anywhere, or side by
//! side, are two; so are those that dates or words such as "another" tell apart.
//!
//! | file | what |
//! | --- | --- |
//! | `slot` | what a name is said of |
//! | `bearing` | which way a thing lies of a place |
//! | `held` | meetings of one day, and where they were |
//! | `day` | days of the week on which something was done |
//! | `words` | words for what stands somewhere |
//! | `alike` | what two sentences share, and what tells them apart |

mod alike;
mod bearing;
mod day;
mod held;
mod slot;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::prose::context::Contexts;
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::retold::telling::lemma;
use crate::prose::slip::Slip;
use crate::prose::thing::Resolved;
use crate::value::quantity::Quantity;
use alike::Text;
use slot::{Block, Slot, Tie};

/// The rule that reports these.
const RULE: &str = "conflicting-detail";

/// What to do about them.
const HELP: &str = "find out which is right; if both are, say what tells the two apart";

/// Most names of one slot: more are those of several things.
const NAMES: usize = 8;

/// The same of sides and numbers.
const WHICH: usize = 3;

/// Most slots of one kind that are compared with each other.
const MOST: usize = 24;

/// Most pairs of a document that are looked at closely.
const PAIRS: usize = 256;

/// Slips of a document beside those that are `told`.
pub(in crate::prose) fn of_document<'a>(
    passages: impl Iterator<Item = (BlockIx, &'a Passage<'a>, &'a Contexts)>,
    resolved: &Resolved,
    told: &[Slip],
) -> Vec<Slip> {
    let blocks = passages.map(|(at, passage, contexts)| Block { at, passage, contexts });
    let blocks: Vec<Block<'_>> = blocks.collect();
    let mut slots: Vec<Slot> = Vec::new();
    for block in &blocks {
        block.slots(&mut slots);
    }
    let mut order: Vec<(Tie, SmolStr)> = Vec::new();
    let mut by_head: FxHashMap<(Tie, SmolStr), Vec<usize>> = FxHashMap::default();
    for (at, slot) in slots.iter().enumerate() {
        let key = (slot.tie, slot.head.clone());
        by_head
            .entry(key.clone())
            .or_insert_with(|| {
                order.push(key);
                Vec::new()
            })
            .push(at);
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for key in &order {
        let Some(list) = by_head.get(key) else { continue };
        pairs.extend(of_head(&slots, list));
    }
    pairs.truncate(PAIRS);
    if pairs.is_empty() {
        return Vec::new();
    }
    let text =
        Text::of(&blocks, resolved, pairs.iter().flat_map(|(a, b)| [&slots[*a], &slots[*b]]));
    // The surest pair of two names is told, once.
    let mut best: Vec<(f32, &Slot, &Slot)> = Vec::new();
    for (a, b) in pairs {
        let (a, b) = (&slots[a], &slots[b]);
        let Some(weight) = text.weight(a, b) else { continue };
        if have_other_figures(&blocks, a, b) {
            continue;
        }
        let same = |(_, x, y): &&mut (f32, &Slot, &Slot)| {
            (&x.name, &y.name) == (&a.name, &b.name) || (&x.name, &y.name) == (&b.name, &a.name)
        };
        match best.iter_mut().find(same) {
            Some(known) if known.0 < weight => *known = (weight, a, b),
            Some(_) => {}
            None => best.push((weight, a, b)),
        }
    }
    let found = best.into_iter().map(|(_, a, b)| slip(&blocks, a, b));
    found.filter(|found| !told.iter().any(|told| is_of_one(told, found))).collect()
}

/// Pairs of slots of one head that have two names.
fn of_head(slots: &[Slot], list: &[usize]) -> Vec<(usize, usize)> {
    let mut names: Vec<&SmolStr> = list.iter().map(|at| &slots[*at].name).collect();
    names.sort_unstable();
    names.dedup();
    if !(2..=NAMES).contains(&names.len()) {
        return Vec::new();
    }
    let numbered = list.first().is_some_and(|at| slots[*at].tie == Tie::Which);
    if numbered && names.len() > WHICH {
        return Vec::new();
    }
    let mut out = Vec::new();
    let list = &list[..list.len().min(MOST)];
    for (n, a) in list.iter().enumerate() {
        let others = list[n + 1..].iter().filter(|b| alike::may_be_one(&slots[*a], &slots[**b]));
        out.extend(others.map(|b| (*a, *b)));
    }
    out
}

/// "The mill at Arle cost £40 million", "the mill at Velm cost £60 million": whether both clauses tell how
/// much of one kind, and not the same. A slip changes one word: where the figures differ as well, two things
/// are told of.
fn have_other_figures(blocks: &[Block<'_>], a: &Slot, b: &Slot) -> bool {
    /// What is counted or measured, and how much of it.
    type Told<'q> = (String, &'q Quantity);
    fn told<'q>(block: &'q Block<'_>, slot: &Slot) -> Vec<Told<'q>> {
        let passage = block.passage;
        let sentence = &passage.sentences[slot.sentence];
        let own = sentence.clauses.get(slot.clause).map_or(&sentence.tokens, |c| &c.tokens);
        let figures = passage.mentions_of(sentence).iter().filter_map(|mention| {
            let start = mention.tokens.start;
            let inside = own.contains(&start) && !slot.span.contains(&start);
            let MentionKind::Figure(figure) = &mention.kind else { return None };
            let head = figure.counted.as_ref().map(|counted| lemma(passage, counted.head));
            inside.then(|| (head.unwrap_or_default().to_string(), &figure.value))
        });
        figures.collect()
    }
    let (Some(first), Some(second)) = (block_of(blocks, a), block_of(blocks, b)) else {
        return false;
    };
    let (x, y) = (told(first, a), told(second, b));
    let alike = |p: &Told<'_>, q: &Told<'_>| {
        let counts = p.1.unit.is_count();
        p.1.unit.comparable(&q.1.unit) && (!counts || !p.0.is_empty() && p.0 == q.0)
    };
    x.iter().any(|p| {
        let mut same = y.iter().filter(|q| alike(p, q)).peekable();
        same.peek().is_some() && same.all(|q| !p.1.set.meets(&q.1.set))
    })
}

/// Whether two slips are about one place of the text and another.
fn is_of_one(a: &Slip, b: &Slip) -> bool {
    let there = |slip: &Slip| slip.other.as_ref().map(|(at, bytes, _)| (*at, bytes.clone()));
    let here = |slip: &Slip| Some((slip.at, slip.bytes.clone()));
    let meet = |x: Option<(BlockIx, Range<usize>)>, y: Option<(BlockIx, Range<usize>)>| {
        x.zip(y).is_some_and(|((p, a), (q, b))| p == q && a.start < b.end && b.start < a.end)
    };
    a.rule == b.rule
        && (meet(here(a), here(b)) && meet(there(a), there(b))
            || meet(here(a), there(b)) && meet(there(a), here(b)))
}

/// The block that a slot stands in.
fn block_of<'b, 'a>(blocks: &'b [Block<'a>], slot: &Slot) -> Option<&'b Block<'a>> {
    blocks.iter().find(|block| block.at == slot.at)
}

fn slip(blocks: &[Block<'_>], a: &Slot, b: &Slot) -> Slip {
    let shown = |slot: &Slot| {
        block_of(blocks, slot).map_or("", |block| block.passage.slice(&slot.tokens)).to_owned()
    };
    let bytes = |slot: &Slot| {
        block_of(blocks, slot).map(|block| block.passage.bytes(&slot.tokens)).unwrap_or_default()
    };
    let (first, second) = (shown(a), shown(b));
    Slip {
        rule: RULE,
        at: a.at,
        bytes: bytes(a),
        message: format!(
            "the same is said with \u{201c}{first}\u{201d} and with \u{201c}{second}\u{201d}"
        ),
        label: format!("{first} here"),
        help: HELP,
        other: Some((b.at, bytes(b), format!("{second} here"))),
    }
}
