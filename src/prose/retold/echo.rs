//! Figures that a document tells twice in the same words.
//!
//! "The intruders entered the network on 21 September" and, pages on, "the intruders entered the
//! network on 12 September": whatever the frame of such a figure is, a run of words that stands
//! around two figures and around no other says that they are of one thing. It is the plainest
//! evidence there is, and the commonest slip: a figure corrected in one place.

use super::pair::Terms;
use super::telling::{Measure, Role, Slot, Telling};
use crate::prose::words::Words;

/// How far the words around two figures run alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Echo {
    /// Words of the run, each weighed by how rare it is in the document.
    pub(super) weight: f32,
    /// Whether it takes in every word of one of the clauses.
    whole: bool,
    /// Whether it takes in the verbs of both clauses, which have no date.
    said: bool,
    /// Whether it takes in all of both clauses, which say what something "was".
    named: bool,
}

/// Least weight of a run.
const LONG: f32 = 2.4;

/// The same of one that is all that one of the clauses says.
const WHOLE: f32 = 1.6;

/// The same of one that is its subject or object and its verb.
const SAID: f32 = 1.3;

/// The same of one that is all that is said of what both clauses say it "was".
const NAMED: f32 = 0.9;

/// Sentences between two that would only go on from one to the next ("It was 12. Then it was 14").
const GOES_ON: usize = 3;

/// Words of a name that count.
const NAME: usize = 2;

/// Verbs of what happens again and again: two dates are two times.
pub(super) static RECURRING: Words = Words::new(&[
    "announce",
    "appear",
    "attend",
    "celebrate",
    "fall",
    "happen",
    "hold",
    "host",
    "increase",
    "issue",
    "lose",
    "meet",
    "occur",
    "pay",
    "perform",
    "play",
    "publish",
    "raise",
    "release",
    "report",
    "return",
    "rise",
    "say",
    "stage",
    "update",
    "visit",
    "vote",
    "win",
    "write",
]);

impl Echo {
    /// Whether the run by itself says that the two tell one thing.
    pub(super) fn is_one(&self) -> bool {
        let least = match (self.named, self.said, self.whole) {
            (true, ..) => NAMED,
            (_, true, _) => SAID,
            (_, false, true) => WHOLE,
            (_, false, false) => LONG,
        };
        self.weight >= least
    }
}

/// The run of words around two figures; none for dates of what recurs.
pub(super) fn echo(a: &Telling, b: &Telling, terms: &Terms) -> Echo {
    if a.ordinal != b.ordinal {
        return Echo::default();
    }
    let mut run = Run { a, b, terms, weight: 0.0, matched: (0, 0), deeds: (false, false) };
    run.walk(before, beside_before);
    run.walk(after, beside_after);
    if run.weight <= 0.0 {
        return Echo::default();
    }
    let verb = match (deed(a), deed(b)) {
        (None, None) => true,
        (Some(_), Some(_)) => run.deeds == (true, true),
        _ => false,
    };
    let recurs = recurs(a);
    // "Polling day was 4 May", "on polling day, 5 May, it rained": the verb says nothing of when.
    let named = a.after_noun && b.after_noun;
    // Labels: "Middle House, about 1765".
    let says = a.has_verb || b.has_verb;
    if a.measure == Measure::Date && (!says || !named && (!verb || recurs)) {
        return Echo::default();
    }
    let all = (run.matched.0 >= a.own, run.matched.1 >= b.own);
    let whole = all.0 || all.1;
    // "The duty was fixed at 22 per cent": subject, verb and figure are all there is to be said.
    let said = run.deeds == (true, true) && !recurs && !a.is_dated && !b.is_dated;
    // "The response rate was 94 per cent": so is what something was.
    let apart = a.place.abs_diff(b.place) >= GOES_ON && !a.is_dated && !b.is_dated;
    let named = named && apart && all == (true, true) && a.measure != Measure::Date;
    Echo { weight: run.weight, whole, said, named }
}

/// Whether the verb of the figure's clause is of what happens again and again.
pub(super) fn recurs(telling: &Telling) -> bool {
    deed(telling).is_some_and(|slot| RECURRING.hold(&slot.word))
}

/// The verb of the figure's clause, where it says something.
fn deed(telling: &Telling) -> Option<&Slot> {
    telling.slots.iter().find(|slot| slot.deed && slot.role == Role::Word)
}

struct Run<'a> {
    a: &'a Telling,
    b: &'a Telling,
    terms: &'a Terms,
    weight: f32,
    /// Slots of each clause that say something and that the run takes in.
    matched: (usize, usize),
    /// Whether the verb of each is in the run.
    deeds: (bool, bool),
}

impl<'a> Run<'a> {
    /// Go away from the figures as long as the words are the same.
    fn walk<S, V>(
        &mut self,
        side: impl Fn(&'a Telling) -> S,
        values: impl Fn(&'a Telling, usize) -> V,
    ) where
        S: Iterator<Item = &'a Slot>,
        V: Iterator<Item = f64>,
    {
        for (x, y) in side(self.a).zip(side(self.b)) {
            if x.bits & y.bits == 0 {
                return;
            }
            let shared = x.ids.iter().copied().filter(|id| y.has(*id));
            let rarity = shared.map(|id| self.terms.rarity(id)).fold(0.0, f32::max);
            // Between the words stand other figures: different ones, and it is another statement.
            let others = values(self.a, x.tokens.start).eq(values(self.b, y.tokens.start));
            if rarity <= 0.0 || !others {
                return;
            }
            let words = if x.role == Role::Name { x.tokens.len().clamp(1, NAME) } else { 1 };
            self.weight += rarity * f32::from(u8::try_from(words).unwrap_or(1));
            self.deeds.0 |= x.deed;
            self.deeds.1 |= y.deed;
            self.matched.0 += usize::from(x.near >= 1.0);
            self.matched.1 += usize::from(y.near >= 1.0);
        }
    }
}

/// Slots before the figure that say something, the nearest first.
fn before(telling: &Telling) -> impl Iterator<Item = &Slot> {
    // Slots are in the order of their tokens, and do not overlap.
    let upto = telling.slots.partition_point(|slot| slot.tokens.end <= telling.tokens.start);
    telling.slots[..upto].iter().rev().filter(|slot| says(slot))
}

/// Slots after it.
fn after(telling: &Telling) -> impl Iterator<Item = &Slot> {
    let from = telling.slots.partition_point(|slot| slot.tokens.start < telling.tokens.end);
    telling.slots[from..].iter().filter(|slot| says(slot))
}

/// Whether a slot has to have its like: verbs that go with anything have not.
fn says(slot: &Slot) -> bool {
    slot.tells() || slot.role == Role::Pronoun
}

fn beside_before(telling: &Telling, from: usize) -> impl Iterator<Item = f64> {
    let between = move |at: &usize| (from..telling.tokens.start).contains(at);
    telling.beside.iter().filter(move |(at, _)| between(at)).map(|(_, amount)| *amount)
}

fn beside_after(telling: &Telling, upto: usize) -> impl Iterator<Item = f64> {
    let between = move |at: &usize| (telling.tokens.end..upto).contains(at);
    telling.beside.iter().filter(move |(at, _)| between(at)).map(|(_, amount)| *amount)
}
