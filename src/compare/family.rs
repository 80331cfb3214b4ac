//! Families: the printings that may be compared at all.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::time::{self, Printed, Valid, Window};
use crate::claim::run::Run;
use crate::claim::{
    Claim, Document, EntityIx, Predicate, PredicateIx, Printing, PrintingIx, World,
};
use crate::compare::origin::{Chains, Origin};
use crate::compare::provenance::Provenance;
use crate::compare::resting::Resting;
use crate::parallel;
use crate::record::{Change, ValueKind};
use crate::value::date::Day;

/// What all members of a family share: subject (after identity), predicate, counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FamilyKey {
    /// Class of the subject.
    pub subject: EntityIx,
    /// Predicate.
    pub predicate: PredicateIx,
    /// Class of the counterpart.
    pub toward: Option<EntityIx>,
}

/// A printing with what comparing it needs, worked out once.
#[derive(Debug)]
pub struct Position<'w> {
    /// Which printing.
    pub ix: PrintingIx,
    /// Its claim.
    pub claim: &'w Claim,
    /// Itself.
    pub printing: &'w Printing,
    /// The document it is printed in.
    document: Document,
    /// Whether it names something that it rests on.
    pub has_via: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// Days a per-period figure covers.
    pub period: Option<(Day, Day)>,
    /// Window of `as_of`.
    pub as_of: Option<Window>,
}

/// Printings that share subject, predicate and counterpart.
#[derive(Debug)]
pub struct Family<'w> {
    /// What they share.
    pub key: FamilyKey,
    /// Members, by claim id and number of the printing.
    pub members: Vec<Position<'w>>,
    /// When the subject happened, as far as its date claims say: first and last possible day.
    pub event: Option<Window>,
    /// Whether one of its members names a speaker, or something that it rests on; without, there are
    /// no chains to follow.
    pub rests: bool,
    /// What there is to tell of these chains.
    pub resting: Option<Box<Resting>>,
    /// Whether all members name one thing alone, their subject, by one text.
    pub one_name: bool,
}

impl<'w> Family<'w> {
    /// Its claims, each once: the first printing stands for all.
    pub fn claims(&self) -> impl Iterator<Item = &Position<'w>> {
        self.members.iter().filter(|member| member.printing.number == 1)
    }
}

impl Position<'_> {
    /// The document it is printed in.
    #[must_use]
    pub fn document(&self) -> Document {
        self.document
    }

    /// Where it and another one are printed, as far as that says whether they speak of one moment.
    #[must_use]
    pub fn printed_beside(&self, other: &Self) -> Printed {
        let undated = |p: &Self| p.claim.is_prose() && p.as_of.is_none();
        match (self.document == other.document, undated(self) && undated(other)) {
            (true, _) => Printed::Together,
            (false, true) => Printed::Undated,
            (false, false) => Printed::Apart,
        }
    }

    /// When it says the value holds.
    #[must_use]
    pub fn valid(&self) -> Valid {
        time::valid(self.claim, self.printing, self.as_of)
    }

    /// Whether the document speaks for itself.
    #[must_use]
    pub fn own_voice(&self) -> bool {
        self.printing.speakers.is_empty()
    }
}

/// All families of the printings in force, those of one included, whose predicate compares values;
/// in the order of their first claims. Withdrawn claims are in none.
#[must_use]
pub fn families(world: &World) -> Vec<Family<'_>> {
    families_with(world, |_, _| ()).0
}

/// The same, with what is made of each and its position, while it is near at hand.
pub fn families_with<'w, R: Send>(
    world: &'w World,
    make: impl Fn(usize, &Family<'w>) -> R + Sync,
) -> (Vec<Family<'w>>, Vec<R>) {
    let runs = world.runs();
    let groups = groups(world, &runs);
    let events = event_windows(world, &runs);
    let chains = Chains::new(world);
    let rests = |ix: &PrintingIx| {
        let printing = world.printing(*ix);
        !printing.via.is_empty() || !printing.speakers.is_empty()
    };
    let numbered: Vec<_> = groups.families.iter().enumerate().collect();
    let made = parallel::map(&numbered, |(at, (key, range))| {
        let printings = &groups.printings[range.clone()];
        let slots = printings.iter().any(rests).then(|| chains.slots(printings));
        let mut untraced = Vec::new();
        let position = |(at, ix): (usize, &PrintingIx)| {
            let trace = match &slots {
                Some(slots) => chains.trace(slots, at),
                None => Chains::own(world.printing(*ix)),
            };
            if trace.untraced {
                untraced.push(at);
            }
            position(world, *ix, trace.origin)
        };
        let members: Vec<Position<'_>> = printings.iter().enumerate().map(position).collect();
        let event = events.get(&key.subject).copied();
        let one_name = has_one_name(&members);
        let provenance = slots.as_ref().map(|slots| Provenance::new(world, &chains, slots));
        let rests = provenance.is_some();
        let resting = provenance.and_then(|provenance| Resting::of(&provenance, untraced));
        let family = Family { key: *key, members, event, rests, resting, one_name };
        let made = make(*at, &family);
        (family, made)
    });
    made.into_iter().unzip()
}

/// Whether all members name one thing alone, their subject, by one text: the usual case.
fn has_one_name(members: &[Position<'_>]) -> bool {
    let mut claims = members.iter().map(|member| member.claim);
    let Some(first) = claims.next() else { return true };
    let subject_alone = |claim: &Claim| claim.value.atoms().is_empty();
    let like_first =
        |claim: &Claim| claim.subject == first.subject && claim.subject_text == first.subject_text;
    subject_alone(first) && claims.all(|claim| subject_alone(claim) && like_first(claim))
}

/// The printings of all families, those of one side by side.
struct Groups {
    families: Vec<(FamilyKey, Range<usize>)>,
    printings: Vec<PrintingIx>,
}

/// Put the printings of each family together.
fn groups(world: &World, runs: &[Vec<Run>]) -> Groups {
    let mut at: FxHashMap<FamilyKey, usize> = FxHashMap::default();
    // How many printings a family has, before they are placed.
    let mut families: Vec<(FamilyKey, Range<usize>)> = Vec::new();
    let mut placed: Vec<(Range<u32>, usize)> = Vec::new();
    for run in runs.iter().flatten() {
        if !is_compared(world.predicates.get(run.predicate)) {
            continue;
        }
        let component = |ix| world.identity.component(ix);
        let (subject, toward) = (component(run.subject), run.toward.map(component));
        let key = FamilyKey { subject, predicate: run.predicate, toward };
        let family = *at.entry(key).or_insert_with(|| {
            families.push((key, 0..0));
            families.len() - 1
        });
        families[family].1.end += run.printings.len();
        placed.push((run.printings.clone(), family));
    }
    let mut start = 0;
    for (_, range) in &mut families {
        // Its end goes on with every printing that is placed.
        let count = std::mem::replace(range, start..start).len();
        start += count;
    }
    let mut printings = vec![PrintingIx::new(0); start];
    for (run, family) in placed {
        let end = &mut families[family].1.end;
        for ix in run {
            printings[*end] = PrintingIx::new(ix as usize);
            *end += 1;
        }
    }
    Groups { families, printings }
}

/// Whether values of a predicate can contradict each other. Texts are only shown; of an amount or a
/// day of which a subject may have many, each claim gives one more.
fn is_compared(predicate: &Predicate) -> bool {
    match predicate.kind {
        ValueKind::Text => false,
        ValueKind::Quantity | ValueKind::Date => !predicate.many,
        ValueKind::Entity | ValueKind::Term => true,
    }
}

/// The family of a claim.
#[must_use]
pub fn key(world: &World, claim: &Claim) -> FamilyKey {
    FamilyKey {
        subject: world.identity.component(claim.subject),
        predicate: claim.predicate,
        toward: claim.toward.map(|ix| world.identity.component(ix)),
    }
}

/// Days that a per-period figure covers; periods of other predicates part nothing.
#[must_use]
pub fn period(world: &World, claim: &Claim, printing: &Printing) -> Option<(Day, Day)> {
    // Most claims say nothing of when.
    let is_part = claim.during.is_some() && world.predicate_of(claim).change == Change::PerPeriod;
    is_part.then(|| time::period(claim, printing)).flatten()
}

fn position(world: &World, ix: PrintingIx, origin: Origin) -> Position<'_> {
    let printing = world.printing(ix);
    let claim = world.claim(printing.claim);
    let as_of = printing.as_of.as_deref().map(time::window);
    Position {
        ix,
        claim,
        printing,
        document: printing.document,
        has_via: !printing.via.is_empty(),
        origin,
        period: period(world, claim, printing),
        as_of,
    }
}

/// For each subject, the hull of its date claims: rivals widen it.
fn event_windows(world: &World, runs: &[Vec<Run>]) -> FxHashMap<EntityIx, Window> {
    let mut windows: FxHashMap<EntityIx, Window> = FxHashMap::default();
    let event_date = world.predicates.find(crate::claim::predicate::EVENT_DATE);
    for run in runs.iter().flatten().filter(|run| Some(run.predicate) == event_date) {
        let Some((from, to)) = run.days.map(|(from, to)| (Some(from), Some(to))) else { continue };
        windows
            .entry(world.identity.component(run.subject))
            .and_modify(|known| *known = (known.0.min(from), known.1.max(to)))
            .or_insert((from, to));
    }
    windows
}
