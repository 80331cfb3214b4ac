//! Which two figures tell one thing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::concept;
use super::telling::{Role, Slot, Telling, Term};

/// What is known of each term of a document, by its number.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// From 1, for what two sentences share and no other has, to near 0 for what stands in all.
    rarity: Vec<f32>,
    /// Whether it is a verb of what happens once.
    once: Vec<bool>,
}

impl Terms {
    /// Number the terms of tellings, and count the sentences that each stands in.
    pub(super) fn number(tellings: &mut [Telling]) -> Self {
        let mut numbers: FxHashMap<Term, u32> = FxHashMap::default();
        let mut out = Self::default();
        let mut seen: Vec<u32> = Vec::new();
        let mut sentences = FxHashSet::default();
        for telling in tellings {
            for slot in &mut telling.slots {
                slot.ids.clear();
                for term in &slot.terms {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    let id = *numbers.entry(term.clone()).or_insert(next);
                    if id == next {
                        seen.push(0);
                        out.once.push(is_once(term));
                    }
                    slot.ids.push(id);
                }
            }
            telling.bag = telling.slots.iter().flat_map(|slot| slot.ids.iter().copied()).collect();
            telling.bag.sort_unstable();
            telling.bag.dedup();
            if sentences.insert((telling.at, telling.sentence)) {
                telling.bag.iter().for_each(|id| seen[*id as usize] += 1);
            }
        }
        let all = f32::from(u16::try_from(sentences.len()).unwrap_or(u16::MAX)).max(4.0);
        let rarity = |seen: &u32| {
            let seen = f32::from(u16::try_from(*seen).unwrap_or(u16::MAX)).max(2.0);
            ((all / seen).ln() / (all / 2.0).ln()).clamp(0.1, 1.0)
        };
        out.rarity = seen.iter().map(rarity).collect();
        out
    }

    fn rarity(&self, id: u32) -> f32 {
        self.rarity.get(id as usize).copied().unwrap_or(1.0)
    }

    fn is_once(&self, id: u32) -> bool {
        self.once.get(id as usize).copied().unwrap_or(false)
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
pub(super) fn likeness(a: &Telling, b: &Telling, terms: &Terms) -> Option<Likeness> {
    if most(a, b, terms) < LEAST || opposed(&a.slots, &b.slots) || apart(a, b) {
        return None;
    }
    let (ab, ba) = (matches(&a.slots, &b.bag), matches(&b.slots, &a.bag));
    // Names that the one has and the other lacks, on both sides: two things.
    let foreign = |slots: &[Slot], matched: &[Option<u32>]| {
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
    let (part_a, shared_a) = part(&a.slots, &ab, terms);
    let (part_b, shared_b) = part(&b.slots, &ba, terms);
    let deed = a.slots.iter().zip(&ab).any(|(slot, term)| {
        let done = |other: &&Slot| other.deed;
        let has = |id| b.slots.iter().filter(done).any(|other| other.ids.contains(&id));
        slot.deed && term.is_some_and(|id| terms.is_once(id) && has(id))
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
fn unnarrowed(a: &Telling, ab: &[Option<u32>], b: &Telling, ba: &[Option<u32>]) -> f32 {
    let is_own = |slots: &[Slot], matched: &[Option<u32>], at: usize| {
        let before = at.checked_sub(1).filter(|before| matched[*before].is_none());
        before.is_some_and(|before| {
            matches!(slots[before].role, Role::Word | Role::Name)
                && slots[before].tokens.end == slots[at].tokens.start
        })
    };
    let mut sure = 1.0;
    for (at, term) in ab.iter().enumerate() {
        let Some(term) = term else { continue };
        let other = b.slots.iter().position(|slot| slot.ids.contains(term));
        let Some(other) = other else { continue };
        match (is_own(&a.slots, ab, at), is_own(&b.slots, ba, other)) {
            (true, true) => return 0.0,
            (true, false) | (false, true) => sure = NARROWED,
            (false, false) => {}
        }
    }
    sure
}

/// Least that a pair has to share to matter, as a rival if nothing else.
const LEAST: f32 = 0.6;

/// The most that two tellings can share.
fn most(a: &Telling, b: &Telling, terms: &Terms) -> f32 {
    let rarest = |slot: &Slot| {
        let shared = slot.ids.iter().filter(|id| b.bag.binary_search(id).is_ok());
        shared.map(|id| terms.rarity(*id)).fold(0.0, f32::max)
    };
    a.slots.iter().map(rarest).sum()
}

/// For each slot, the term by which the other sentence has it.
fn matches(slots: &[Slot], other: &[u32]) -> Vec<Option<u32>> {
    let has = |id: &&u32| other.binary_search(id).is_ok();
    slots.iter().map(|slot| slot.ids.iter().find(has).copied()).collect()
}

/// Part of the weight of the slots that is matched, and the matched weight.
fn part(slots: &[Slot], matched: &[Option<u32>], terms: &Terms) -> (f32, f32) {
    let (mut all, mut shared) = (0.0, 0.0);
    for (slot, term) in slots.iter().zip(matched) {
        match term {
            Some(term) => {
                let light = if slot.role == Role::Light { LIGHT } else { 1.0 };
                let weight = slot.near * terms.rarity(*term) * light;
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
