//! Which two figures tell one thing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::concept;
use super::telling::{Role, Slot, Telling, Term};

/// How often each term stands in the sentences of a document.
pub(super) struct Rarity {
    seen: FxHashMap<Term, u32>,
    sentences: f32,
}

impl Rarity {
    /// Count the terms of a document's sentences.
    pub(super) fn new<'s>(sentences: impl Iterator<Item = &'s [Slot]>) -> Self {
        let mut out = Self { seen: FxHashMap::default(), sentences: 0.0 };
        for slots in sentences {
            out.sentences += 1.0;
            let mut seen = FxHashSet::default();
            let terms = slots.iter().flat_map(|slot| &slot.terms);
            for term in terms.filter(|term| seen.insert(*term)) {
                *out.seen.entry(term.clone()).or_default() += 1;
            }
        }
        out
    }

    /// From 1, for what two sentences share and no other has, to near 0 for what stands in all.
    fn of(&self, term: &Term) -> f32 {
        let seen = self
            .seen
            .get(term)
            .map_or(1.0, |seen| f32::from(u16::try_from(*seen).unwrap_or(u16::MAX)));
        let most = (self.sentences.max(4.0) / 2.0).ln();
        ((self.sentences.max(4.0) / seen.max(2.0)).ln() / most).clamp(0.1, 1.0)
    }
}

/// How alike two tellings are.
#[derive(Clone, Debug, Default)]
pub(super) struct Likeness {
    /// Part of the words of the one that the other has, and the other way round; the greater first.
    pub(super) parts: (f32, f32),
    /// Weight of what they share.
    pub(super) shared: f32,
    /// Slots of the first that the second has.
    pub(super) common: Vec<usize>,
    /// How many words of the first's own clause they share that are neither unit nor pronoun.
    pub(super) words: usize,
    /// Whether the clauses of both have one verb, of what happens once.
    pub(super) deed: bool,
    /// Less than 1 where only one has a word that narrows what both have, or a date.
    pub(super) sure: f32,
}

impl Likeness {
    /// Weight of what is shared, by the part of the words that it is.
    pub(super) fn score(&self) -> f32 {
        self.sure * self.shared * (self.parts.0 + self.parts.1) / 2.0
    }
}

/// How alike two tellings of one measure are; `None` where words of theirs tell them apart.
pub(super) fn likeness(a: &Telling, b: &Telling, rarity: &Rarity) -> Option<Likeness> {
    if opposed(&a.slots, &b.slots) || apart(a, b) {
        return None;
    }
    let (ab, ba) = (matches(&a.slots, &b.slots), matches(&b.slots, &a.slots));
    // Names that the one has and the other lacks, on both sides: two things.
    let foreign = |slots: &[Slot], matched: &[Option<Term>]| {
        slots
            .iter()
            .zip(matched)
            .any(|(slot, m)| slot.role == Role::Name && slot.near >= 1.0 && m.is_none())
    };
    let named = match (foreign(&a.slots, &ab), foreign(&b.slots, &ba)) {
        (true, true) => return None,
        (false, false) => 1.0,
        _ => NARROWED,
    };
    // Nouns for people stand for one another: what they did tells them apart.
    let head = |slots: &[Slot]| slots.iter().position(|slot| slot.role == Role::Head);
    let of_others = match (head(&a.slots), head(&b.slots)) {
        (Some(x), Some(y)) if a.slots[x].person && b.slots[y].person => false,
        (Some(x), Some(y)) => ab[x].is_none() && ba[y].is_none(),
        _ => false,
    };
    let sure = unnarrowed(a, &ab, b, &ba);
    if of_others || sure <= 0.0 {
        return None;
    }
    let dated = if a.dates.is_empty() == b.dates.is_empty() { 1.0 } else { DATED };
    let (part_a, shared_a) = part(&a.slots, &ab, rarity);
    let (part_b, shared_b) = part(&b.slots, &ba, rarity);
    let deed = a.slots.iter().zip(&ab).any(|(slot, term)| {
        let done = |other: &&Slot| other.deed;
        let has = |term: &Term| b.slots.iter().filter(done).any(|other| other.terms.contains(term));
        slot.deed && term.as_ref().is_some_and(|term| is_once(term) && has(term))
    });
    let tells = |slot: &Slot| matches!(slot.role, Role::Head | Role::Name | Role::Word);
    let words = a.slots.iter().zip(&ab).filter(|(slot, m)| m.is_some() && tells(slot)).count();
    let common: Vec<usize> =
        ab.iter().enumerate().filter(|(_, m)| m.is_some()).map(|(at, _)| at).collect();
    Some(Likeness {
        parts: (part_a.max(part_b), part_a.min(part_b)),
        shared: shared_a.min(shared_b),
        common,
        words,
        deed,
        sure: sure * dated * named,
    })
}

/// Verbs of what happens once to one thing, so that two dates for it cannot both be right. Those
/// that the tables give as words for one of these are too.
const ONCE: &[&str] = &[
    "abolish",
    "acquire",
    "adopt",
    "approve",
    "arrest",
    "bear",
    "build",
    "buy",
    "commission",
    "complete",
    "convict",
    "demolish",
    "die",
    "dissolve",
    "execute",
    "finish",
    "found",
    "inaugurate",
    "launch",
    "open",
    "privatise",
    "ratify",
    "rename",
    "retire",
    "sell",
    "sentence",
    "sink",
    "unveil",
];

fn is_once(term: &Term) -> bool {
    ONCE.iter().any(|verb| match term {
        Term::Word(word) => word == verb,
        Term::Concept(set) => concept::word(verb).is_some_and(|sense| sense.concepts.contains(set)),
        Term::Thing(_) | Term::Unit(_) => false,
    })
}

/// How sure a pair is of which only one has a word that narrows what both have, or a name.
const NARROWED: f32 = 0.85;

/// How sure a pair is of which only one has a date.
const DATED: f32 = 0.9;

/// Weight of verbs that go with anything.
const LIGHT: f32 = 0.15;

/// How sure it is that words before those that both have tell nothing apart: not at all, where
/// each has its own ("the short essay", "the long essay").
fn unnarrowed(a: &Telling, ab: &[Option<Term>], b: &Telling, ba: &[Option<Term>]) -> f32 {
    let is_own = |slots: &[Slot], matched: &[Option<Term>], at: usize| {
        let before = at.checked_sub(1).filter(|before| matched[*before].is_none());
        before.is_some_and(|before| {
            matches!(slots[before].role, Role::Word | Role::Name)
                && slots[before].tokens.end == slots[at].tokens.start
        })
    };
    let mut sure = 1.0;
    for (at, term) in ab.iter().enumerate() {
        let Some(term) = term else { continue };
        let other = b.slots.iter().position(|slot| slot.terms.contains(term));
        let Some(other) = other else { continue };
        match (is_own(&a.slots, ab, at), is_own(&b.slots, ba, other)) {
            (true, true) => return 0.0,
            (true, false) | (false, true) => sure = NARROWED,
            (false, false) => {}
        }
    }
    sure
}

/// For each slot, the term by which the other sentence has it.
fn matches(slots: &[Slot], other: &[Slot]) -> Vec<Option<Term>> {
    let has: FxHashSet<&Term> = other.iter().flat_map(|slot| &slot.terms).collect();
    slots.iter().map(|slot| slot.terms.iter().find(|term| has.contains(term)).cloned()).collect()
}

/// Part of the weight of the slots that is matched, and the matched weight.
fn part(slots: &[Slot], matched: &[Option<Term>], rarity: &Rarity) -> (f32, f32) {
    let (mut all, mut shared) = (0.0, 0.0);
    for (slot, term) in slots.iter().zip(matched) {
        match term {
            Some(term) => {
                let light = if slot.role == Role::Light { LIGHT } else { 1.0 };
                let weight = slot.near * rarity.of(term) * light;
                all += weight;
                shared += weight;
            }
            None if matches!(slot.role, Role::Pronoun | Role::Light) => {}
            // What the other has not is no evidence where it stands in another clause.
            None if slot.near < 1.0 => {}
            None if slot.role == Role::Head && slot.person => {}
            None => all += 0.6,
        }
    }
    (if all > 0.0 { shared / all } else { 0.0 }, shared)
}

/// Whether the one takes a side of a contrast, and the other another.
fn opposed(a: &[Slot], b: &[Slot]) -> bool {
    let sides = |slots: &[Slot]| -> FxHashSet<(u16, u8)> {
        slots
            .iter()
            .filter(|slot| slot.near >= 1.0)
            .flat_map(|slot| slot.sides.iter().copied())
            .collect()
    };
    let (a, b) = (sides(a), sides(b));
    let only = |x: &FxHashSet<(u16, u8)>, y: &FxHashSet<(u16, u8)>| -> FxHashSet<u16> {
        x.iter().filter(|side| !y.contains(side)).map(|side| side.0).collect()
    };
    let (in_a, in_b) = (only(&a, &b), only(&b, &a));
    let lines_of_b: FxHashSet<u16> = b.iter().map(|side| side.0).collect();
    let lines_of_a: FxHashSet<u16> = a.iter().map(|side| side.0).collect();
    let mut crossed = in_a.iter().filter(|line| lines_of_b.contains(line) && in_b.contains(line));
    crossed.any(|line| lines_of_a.contains(line))
}

/// Whether both are dated, and never alike.
fn apart(a: &Telling, b: &Telling) -> bool {
    let meet = a.dates.iter().any(|x| b.dates.iter().any(|y| x.0 <= y.1 && y.0 <= x.1));
    !a.dates.is_empty() && !b.dates.is_empty() && !meet
}
