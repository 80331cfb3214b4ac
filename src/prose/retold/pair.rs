//! Which two figures tell one thing.

use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

use super::concept::{self, Concept, Side};
use super::echo::{Echo, echo};
use super::marks::Marks;
use super::mood::Mood;
use super::telling::{Measure, Role, Slot, Telling, Term};
use super::which::are_of_two;
use crate::prose::reading::BlockIx;
use crate::prose::words::Words;

/// The terms of a document by number, and what is known of each.
#[derive(Debug, Default)]
pub(super) struct Terms {
    numbers: FxHashMap<Term, u32>,
    /// From 1, for what two sentences share and no other has, to near 0 for what stands in all.
    rarity: Vec<f32>,
    /// Whether it is a verb of what happens once.
    once: Vec<bool>,
    /// Whether it is a verb of how something began.
    origin: Vec<bool>,
    /// Dates of clauses that have it as their verb.
    dated: Vec<u16>,
    /// The year that most figures of the document are of, where one is.
    year: Option<SmolStr>,
}

impl Terms {
    /// The number of a term.
    pub(super) fn number(&mut self, term: Term) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        match self.numbers.entry(term) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                self.once.push(is_of(new.key(), &ONCE_SETS, &ONCE));
                self.origin.push(is_of(new.key(), &ORIGIN_SETS, &ORIGIN));
                *new.insert(next)
            }
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Gather the terms of tellings, and count the sentences that each stands in.
    pub(super) fn count(&mut self, tellings: &mut [Telling]) {
        let mut seen: Vec<u32> = vec![0; self.numbers.len()];
        self.dated = vec![0; self.numbers.len()];
        let mut sentences = FxHashSet::default();
        let mut years: FxHashMap<SmolStr, FxHashSet<(BlockIx, usize)>> = FxHashMap::default();
        for telling in tellings {
            if let Some(year) = &telling.which.of_year {
                let sentence = (telling.at, telling.sentence);
                years.entry(year.clone()).or_default().insert(sentence);
            }
            let deeds = telling.slots.iter().filter(|slot| slot.deed);
            telling.deeds = deeds.flat_map(|slot| slot.ids.iter().copied()).collect();
            if telling.measure == Measure::Date {
                for id in &telling.deeds {
                    let dated = &mut self.dated[*id as usize];
                    *dated = dated.saturating_add(1);
                }
            }
            telling.places = places(&telling.slots);
            telling.bag = telling.places.iter().map(|place| place.id).collect();
            telling.bag.dedup();
            telling.marks = Marks::of(&telling.bag);
            // What is told in part is no measure of what is rare.
            if !telling.is_partial && sentences.insert((telling.at, telling.sentence)) {
                telling.bag.iter().for_each(|id| seen[*id as usize] += 1);
            }
        }
        let years = years.into_iter().map(|(year, sentences)| (year, sentences.len()));
        let most = years.max_by_key(|(year, count)| (*count, year.clone()));
        self.year = most.filter(|(_, count)| *count > 1).map(|(year, _)| year);
        let all = f32::from(u16::try_from(sentences.len()).unwrap_or(u16::MAX)).max(4.0);
        let rarity = |seen: &u32| {
            let seen = f32::from(u16::try_from(*seen).unwrap_or(u16::MAX)).max(2.0);
            ((all / seen).ln() / (all / 2.0).ln()).clamp(0.1, 1.0)
        };
        self.rarity = seen.iter().map(rarity).collect();
    }

    /// Whether one of two is of a year that the other does not speak of, and that is not what most of
    /// the document is about: "the outbreak of 2019" and "the outbreak".
    fn are_of_two_years(&self, a: &Telling, b: &Telling) -> bool {
        let apart = |x: &Telling, y: &Telling| {
            x.which.of_year.as_ref().is_some_and(|year| {
                y.which.of_year.as_ref() != Some(year)
                    && (y.which.of_year.is_some() || self.year.as_ref() != Some(year))
                    && !x.dates.iter().any(|day| y.dates.iter().any(|other| day == other))
            })
        };
        apart(a, b) || apart(b, a)
    }

    pub(super) fn rarity(&self, id: u32) -> f32 {
        self.rarity.get(id as usize).copied().unwrap_or(1.0)
    }

    fn is_origin(&self, id: u32) -> bool {
        self.origin.get(id as usize).copied().unwrap_or(false)
    }

    /// Dates of clauses that have it as their verb.
    fn dated(&self, id: u32) -> u16 {
        self.dated.get(id as usize).copied().unwrap_or(0)
    }

    pub(super) fn is_once(&self, id: u32) -> bool {
        self.once.get(id as usize).copied().unwrap_or(false)
    }
}

/// Where a term stands: its number, its slot, its place in that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    id: u32,
    slot: u16,
    order: u16,
}

/// Where each term stands among some slots, ascending.
fn places(slots: &[Slot]) -> Vec<Place> {
    let mut out = Vec::with_capacity(slots.iter().map(|slot| slot.ids.len()).sum());
    for (at, slot) in (0..).zip(slots) {
        let of_slot = slot.ids.iter().zip(0..);
        out.extend(of_slot.map(|(id, order)| Place { id: *id, slot: at, order }));
    }
    out.sort_unstable();
    out
}

/// How alike two tellings are.
#[derive(Clone, Debug, Default)]
pub(super) struct Likeness {
    /// Weight of what is shared, by the part of the words that it is; less where only one has a
    /// word that narrows what both have, a name or a date.
    pub(super) score: f32,
    /// Slots of the first that say what it is of, and that the second has.
    pub(super) common: SmallVec<[usize; 4]>,
    /// How far the words around the two run alike.
    pub(super) echo: Echo,
    /// Weight of what is shared, the less of both.
    pub(super) shared: f32,
    /// The part of the words of either that is shared: the mean, and the greater.
    pub(super) part: (f32, f32),
    /// Words that both have and that are not common in the document.
    pub(super) words: u8,
    /// Whether only one has a name that the other has not.
    pub(super) named: bool,
    /// Whether each counts something that the other sentence does not speak of.
    pub(super) of_others: bool,
    /// What the verbs of both have in common.
    pub(super) deeds: Deeds,
    /// Whether the subjects of both are one, by a word or the thing that they stand for.
    pub(super) same_subject: bool,
}

/// What the verbs of two clauses have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Deeds {
    /// Whether they are one.
    pub(super) same: bool,
    /// Whether that is of what happens once.
    pub(super) once: bool,
    /// Whether it is of how something began.
    pub(super) origin: bool,
    /// Dates that the document has of it.
    pub(super) dated: u16,
}

impl Likeness {
    /// Weight of what is shared, by the part of the words that it is.
    pub(super) fn alike(&self) -> f32 {
        self.shared * self.part.0
    }

    /// How strongly it speaks for one thing, by words or by a run of them.
    pub(super) fn strength(&self) -> f32 {
        if self.echo.is_one() { self.score.max(self.echo.weight) } else { self.score }
    }
}

/// How alike two tellings of one measure are; `None` where words of theirs tell them apart. Of
/// figures that stand `alone`, few of one measure and size, words need not be shared.
pub(super) fn likeness(a: &Telling, b: &Telling, terms: &Terms, alone: bool) -> Option<Likeness> {
    if !may_be_alike(a, b, terms) {
        return None;
    }
    let shared = Shared::of(a, b);
    if !alone && shared.ids.is_empty() {
        return None;
    }
    let (ab, most) = matches(a, &shared, terms);
    if (!alone && most < LEAST) || are_of_two(a, b) {
        return None;
    }
    let (ba, _) = matches(b, &shared, terms);
    // Names that the one has and the other lacks, on both sides: two things.
    let foreign = |slots: &[Slot], matched: &[Match]| {
        slots.iter().zip(matched).any(|(slot, m)| slot.tells_apart && m.is_none())
    };
    // Where both clauses have two names in common, others in them say more of the same.
    let known = |slots: &[Slot], matched: &[Match]| {
        let names = slots.iter().zip(matched).filter(|(slot, m)| slot.tells_apart && !m.is_none());
        names.count() >= NAMES
    };
    let named = match (foreign(&a.slots, &ab), foreign(&b.slots, &ba)) {
        (true, true) if known(&a.slots, &ab) && known(&b.slots, &ba) => NARROWED * NARROWED,
        (true, true) => return None,
        (false, false) => 1.0,
        _ => NARROWED,
    };
    // Nouns for people stand for one another: what they did tells them apart.
    let head = |slots: &[Slot]| slots.iter().position(|slot| slot.role == Role::Head);
    let of_others = match (head(&a.slots), head(&b.slots)) {
        (Some(x), Some(y)) if a.slots[x].person && b.slots[y].person => false,
        (Some(x), Some(y)) => match (ab[x].is_none(), ba[y].is_none()) {
            (true, true) => true,
            // Each sentence counts both, and these are not of one of them.
            (false, false) => !a.slots[x].ids.iter().any(|id| b.slots[y].has(*id)),
            _ => false,
        },
        _ => false,
    };
    let sure = unnarrowed(a, &ab, b, &ba)?;
    let dated = if a.dates.is_empty() == b.dates.is_empty() { 1.0 } else { DATED };
    let (part_a, shared_a, words_a) = part(&a.slots, &ab, terms);
    let (part_b, shared_b, words_b) = part(&b.slots, &ba, terms);
    let both = || shared_deeds(a, b);
    let score = sure * dated * named * shared_a.min(shared_b) * (part_a + part_b) / 2.0;
    let echo = if of_others { Echo::default() } else { echo(a, b, terms) };
    // "A further 12 people were hurt": the next 12 are others, unless all of it is said again.
    if a.is_partial && !echo.is_one() {
        return None;
    }
    let common = (0..ab.len()).filter(|at| !ab[*at].is_none() && a.slots[*at].tells());
    Some(Likeness {
        score: if of_others { 0.0 } else { score },
        common: common.collect(),
        echo,
        shared: shared_a.min(shared_b),
        part: ((part_a + part_b) / 2.0, part_a.max(part_b)),
        words: words_a.min(words_b),
        named: named < 1.0,
        of_others,
        deeds: Deeds {
            same: both().next().is_some(),
            once: both().any(|id| terms.is_once(id)),
            origin: both().any(|id| terms.is_origin(id)),
            dated: both().map(|id| terms.dated(id)).min().unwrap_or(0),
        },
        same_subject: match (a.subject, b.subject) {
            (Some(x), Some(y)) => a.slots[x].ids.iter().any(|id| b.slots[y].has(*id)),
            _ => false,
        },
    })
}

/// The terms that the verbs of two clauses have in common.
pub(super) fn shared_deeds<'a>(a: &'a Telling, b: &'a Telling) -> impl Iterator<Item = u32> + 'a {
    a.deeds.iter().copied().filter(|id| b.deeds.contains(id))
}

/// Whether nothing in how two figures of one measure are told says that they are two, whatever words they
/// share.
pub(super) fn may_be_alike(a: &Telling, b: &Telling, terms: &Terms) -> bool {
    a.is_partial == b.is_partial
        && a.change == b.change
        && a.is_each == b.is_each
        && !a.so_far
        && !b.so_far
        && !a.which.is_apart(&b.which)
        && meet(a, b)
        && !apart(a, b)
        && !opposed(a, b)
        && !terms.are_of_two_years(a, b)
}

/// Verbs of what happens once to one thing, so that two dates for it cannot both be right. Those
/// that the tables give as words for one of these are too.
static ONCE: Words = Words::new(&[
    "abolish",
    "acquire",
    "adopt",
    "approve",
    "arrest",
    "bear",
    "build",
    "buy",
    "capsize",
    "close",
    "collapse",
    "commission",
    "complete",
    "convict",
    "crash",
    "demolish",
    "derail",
    "die",
    "dissolve",
    "execute",
    "explode",
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
    "sign",
    "sink",
    "unveil",
]);

/// Those of them that say how something began.
static ORIGIN: Words = Words::new(&["build", "complete", "found", "inaugurate", "launch", "open"]);

type Sets = LazyLock<FxHashSet<Concept>>;

static ONCE_SETS: Sets = LazyLock::new(|| sets(&ONCE));

static ORIGIN_SETS: Sets = LazyLock::new(|| sets(&ORIGIN));

/// The sets of words that verbs are of.
fn sets(verbs: &Words) -> FxHashSet<Concept> {
    let senses = verbs.all().iter().filter_map(|verb| concept::word(verb));
    senses.flat_map(|sense| sense.concepts.iter().copied()).collect()
}

/// Whether a verb tells what happens once.
pub(super) fn is_done_once(verb: &str) -> bool {
    ONCE.hold(verb)
        || concept::word(verb)
            .is_some_and(|sense| sense.concepts.iter().any(|concept| ONCE_SETS.contains(concept)))
}

fn is_of(term: &Term, sets: &Sets, verbs: &Words) -> bool {
    match term {
        Term::Word(word) => verbs.hold(word),
        Term::Concept(set) => sets.contains(set),
        Term::Thing(_) => false,
    }
}

/// How sure a pair is of which only one has a word that narrows what both have, or a name.
const NARROWED: f32 = 0.85;

/// Names that two clauses have in common where others do not tell them apart.
const NAMES: usize = 2;

/// How sure a pair is of which only one has a date.
const DATED: f32 = 0.9;

/// Weight of verbs that go with anything.
const LIGHT: f32 = 0.15;

/// How sure it is that words before those that both have tell nothing apart; `None` where each has
/// its own ("the short essay", "the long essay").
fn unnarrowed(a: &Telling, ab: &[Match], b: &Telling, ba: &[Match]) -> Option<f32> {
    let is_own = |slots: &[Slot], matched: &[Match], at: usize| {
        let before = at.checked_sub(1).filter(|before| matched[*before].is_none());
        before.is_some_and(|before| {
            matches!(slots[before].role, Role::Word | Role::Name)
                && slots[before].tokens.end == slots[at].tokens.start
        })
    };
    let slots_near = |telling: &Telling, at: usize| telling.slots[at].near >= 1.0;
    let mut sure = 1.0;
    for (at, term) in ab.iter().enumerate().filter(|(_, term)| !term.is_none()) {
        let other = b.slots.iter().position(|slot| slot.has(term.id));
        let Some(other) = other else { continue };
        match (is_own(&a.slots, ab, at), is_own(&b.slots, ba, other)) {
            // "The shipping line", and in a clause of its own "the end of a branch line".
            (true, true) if slots_near(a, at) && slots_near(b, other) => return None,
            (true, _) | (_, true) => sure = NARROWED,
            (false, false) => {}
        }
    }
    Some(sure)
}

/// Least that a pair has to share to matter, as a rival if nothing else.
const LEAST: f32 = 0.6;

/// The terms that two tellings share, ascending.
struct Shared {
    ids: SmallVec<[u32; 16]>,
}

impl Shared {
    fn of(a: &Telling, b: &Telling) -> Self {
        let mut out = Self { ids: SmallVec::new() };
        if !a.marks.meet(b.marks) {
            return out;
        }
        // Both are in order; the marks leave few to be looked for.
        let mut others = b.bag.as_slice();
        for id in a.bag.iter().filter(|id| b.marks.has(**id)) {
            while let [first, rest @ ..] = others
                && first < id
            {
                others = rest;
            }
            if others.first() == Some(id) {
                out.ids.push(*id);
            }
        }
        out
    }
}

/// The term by which another sentence has a slot, and how much the rarest of its terms that the other
/// has weighs.
#[derive(Clone, Copy, Debug)]
struct Match {
    id: u32,
    rarest: f32,
}

impl Match {
    /// That of a slot which the other sentence has not.
    const NONE: Self = Self { id: u32::MAX, rarest: 0.0 };

    fn is_none(self) -> bool {
        self.id == u32::MAX
    }
}

/// That of each slot.
type Matched = SmallVec<[Match; 24]>;

/// These, and the most that the two can share, as the rarest term of each slot weighs.
fn matches(telling: &Telling, shared: &Shared, terms: &Terms) -> (Matched, f32) {
    let mut out: Matched = smallvec![Match::NONE; telling.slots.len()];
    let mut places = telling.places.as_slice();
    for id in &shared.ids {
        while let [first, rest @ ..] = places
            && first.id < *id
        {
            places = rest;
        }
        let rare = terms.rarity(*id);
        while let [here, rest @ ..] = places
            && here.id == *id
        {
            places = rest;
            let slot = usize::from(here.slot);
            let found = &mut out[slot];
            // Of several terms, the one by which the slot is known first.
            let order = || telling.slots[slot].ids.iter().position(|other| *other == found.id);
            if found.is_none() || order().is_some_and(|order| usize::from(here.order) < order) {
                found.id = *id;
            }
            found.rarest = found.rarest.max(rare);
        }
    }
    let most = out.iter().map(|found| found.rarest).sum();
    (out, most)
}

/// Weight of a word that the other has not: such are of no set, so that how rare they are says little.
const OWN: f32 = 0.6;

/// Weight from which a word is not common in the document.
const TELLING: f32 = 0.3;

/// Part of the weight of the slots that is matched, the matched weight, and how many words of it
/// are not common.
fn part(slots: &[Slot], matched: &[Match], terms: &Terms) -> (f32, f32, u8) {
    let (mut all, mut shared, mut words) = (0.0, 0.0, 0_u8);
    for (slot, found) in slots.iter().zip(matched) {
        match slot.role {
            _ if !found.is_none() => {
                let light = if slot.role == Role::Light { LIGHT } else { 1.0 };
                let weight = slot.near * terms.rarity(found.id) * light;
                all += weight;
                shared += weight;
                words = words.saturating_add(u8::from(weight > TELLING));
            }
            Role::Pronoun | Role::Light => {}
            // What the other has not is no evidence where it stands in another clause.
            _ if slot.near < 1.0 => {}
            Role::Head if slot.person => {}
            _ => all += OWN,
        }
    }
    (if all > 0.0 { shared / all } else { 0.0 }, shared, words)
}

/// Whether of some contrast each takes a side that the other does not. What is wanted or offered is
/// told by the clauses around it as well.
fn opposed(a: &Telling, b: &Telling) -> bool {
    let around = |telling: &Telling| {
        let all = || telling.slots.iter().flat_map(|slot| slot.sides.iter().copied());
        (telling.mood == Mood::Open).then(|| all().collect::<SmallVec<[Side; 4]>>())
    };
    let (x, y) = (around(a), around(b));
    let (a, b) = (x.as_ref().unwrap_or(&a.sides), y.as_ref().unwrap_or(&b.sides));
    // Most take none.
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let mut only_a = a.iter().filter(|side| !b.contains(side));
    only_a.any(|x| b.iter().any(|y| y.0 == x.0 && !a.contains(y)))
}

/// Whether the moods of both can be held against each other: a plan against a plan, or against what
/// is spoken of as known.
fn meet(a: &Telling, b: &Telling) -> bool {
    // What is planned for one year is not what is done in another.
    let dated = a.dates.is_empty() != b.dates.is_empty();
    let refused = |x: &Telling, y: &Telling| {
        x.mood == Mood::Planned && !y.figure.taken && (dated || y.mood != Mood::Planned)
    };
    a.measure == Measure::Date || !(refused(a, b) || refused(b, a))
}

/// Whether both are dated, and never alike.
pub(super) fn apart(a: &Telling, b: &Telling) -> bool {
    let meet = a.dates.iter().any(|x| b.dates.iter().any(|y| x.meets(y)));
    !a.dates.is_empty() && !b.dates.is_empty() && !meet
}

/// Why two tellings of one measure are not compared, for people.
#[cfg(test)]
pub(super) fn why(a: &Telling, b: &Telling) -> String {
    let shared = Shared::of(a, b);
    let matches = |telling: &Telling| matches(telling, &shared, &Terms::default()).0;
    let (ab, ba) = (matches(a), matches(b));
    let foreign = |slots: &[Slot], matched: &[Match]| {
        let mut both = slots.iter().zip(matched);
        both.any(|(slot, m)| slot.tells_apart && m.is_none())
    };
    format!(
        "partial {}/{} each {}/{} mood {:?}/{:?} opposed {} apart {} foreign {}/{} narrowed {} may {}",
        a.is_partial,
        b.is_partial,
        a.is_each,
        b.is_each,
        a.mood,
        b.mood,
        opposed(a, b),
        apart(a, b),
        foreign(&a.slots, &ab),
        foreign(&b.slots, &ba),
        unnarrowed(a, &ab, b, &ba).is_none(),
        super::odds::may_be_one(a, b),
    )
}
