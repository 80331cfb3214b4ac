//! What claims have at all, noted while they are resolved and near at hand: who looks for what few of
//! them have need not ask every one again.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{
    AsOfBasis, Atom, Claim, ClaimValue, Document, EntityIx, Printing, Source, SourceIx, Speaker,
    World,
};
use crate::parallel;
use crate::value::date::{self, DateReading, Day, When};

/// What some claims have. Threads note it side by side.
#[derive(Debug, Default)]
pub struct Census {
    /// Sources that claims are printed in.
    printed: Vec<AtomicBool>,
    /// Sources that claims rest on.
    rested_on: Vec<AtomicBool>,
    /// Entities that claims are about, name, or are spoken by.
    named: Vec<AtomicBool>,
    places: AtomicBool,
    ambiguous: AtomicBool,
    known_later: AtomicBool,
    cited_early: AtomicBool,
    wrong_weekday: AtomicBool,
}

impl Census {
    /// Of no claims.
    pub(super) fn new(sources: usize, entities: usize) -> Self {
        let list = |count| std::iter::repeat_with(AtomicBool::default).take(count).collect();
        Self {
            printed: list(sources),
            rested_on: list(sources),
            named: list(entities),
            ..Self::default()
        }
    }

    /// Of all claims of a world.
    pub(super) fn of(world: &World) -> Self {
        let census = Self::new(world.sources.len(), world.entities.len());
        let claims: Vec<_> = world.claims.pieces().map(|(_, piece)| piece).collect();
        parallel::map(&claims, |claims| claims.iter().for_each(|claim| census.claim(claim)));
        let printings: Vec<_> = world.printings.pieces().map(|(_, piece)| piece).collect();
        parallel::map(&printings, |printings| {
            printings.iter().for_each(|printing| census.printing(printing, &world.sources));
        });
        census
    }

    /// Note what a claim has.
    pub(super) fn claim(&self, claim: &Claim) {
        self.name(claim.subject);
        claim.toward.into_iter().for_each(|ix| self.name(ix));
        for atom in claim.value.atoms() {
            if let Atom::Entity(ix) = atom {
                self.name(*ix);
            }
        }
        if let ClaimValue::Date(date) = &claim.value
            && date.weekday_mismatch().is_some()
        {
            note(&self.wrong_weekday);
        }
        if !claim.place.places.is_empty() {
            note(&self.places);
        }
        if !claim.ambiguous().is_empty() {
            note(&self.ambiguous);
            claim.ambiguous().iter().for_each(|ix| self.name(*ix));
        }
    }

    /// Note what a printing has.
    pub(super) fn printing(&self, printing: &Printing, sources: &[Source]) {
        for speaker in &printing.speakers {
            if let Speaker::Named(ix) = speaker {
                self.name(*ix);
            }
        }
        let issued = |source: SourceIx| sources.get(source.index())?.issued.as_deref();
        let own = match printing.document {
            Document::Source(source) => {
                at(&self.printed, source.index()).into_iter().for_each(note);
                issued(source)
            }
            Document::File(_) => None,
        };
        for source in &printing.via {
            at(&self.rested_on, source.index()).into_iter().for_each(note);
            if is_later(issued(*source), own) {
                note(&self.cited_early);
            }
        }
        if printing.as_of_basis == AsOfBasis::Record && is_later(printing.as_of.as_deref(), own) {
            note(&self.known_later);
        }
    }

    fn name(&self, entity: EntityIx) {
        at(&self.named, entity.index()).into_iter().for_each(note);
    }

    /// Whether a claim is printed in a source.
    #[must_use]
    pub fn is_printed(&self, source: SourceIx) -> bool {
        at(&self.printed, source.index()).is_some_and(is_noted)
    }

    /// Whether a claim is printed in a source, or rests on it.
    #[must_use]
    pub fn is_cited(&self, source: SourceIx) -> bool {
        self.is_printed(source) || at(&self.rested_on, source.index()).is_some_and(is_noted)
    }

    /// Whether a claim is about an entity, names it other than by its place, or is spoken by it.
    #[must_use]
    pub fn is_named(&self, entity: EntityIx) -> bool {
        at(&self.named, entity.index()).is_some_and(is_noted)
    }

    /// Whether a claim names places.
    #[must_use]
    pub fn has_places(&self) -> bool {
        is_noted(&self.places)
    }

    /// Whether the subject of a claim may be several things.
    #[must_use]
    pub fn has_ambiguous(&self) -> bool {
        is_noted(&self.ambiguous)
    }

    /// Whether the value of a claim is a day with another day of the week than its own.
    #[must_use]
    pub fn has_wrong_weekday(&self) -> bool {
        is_noted(&self.wrong_weekday)
    }

    /// Whether a claim may be known as of a day after the issue of its source.
    #[must_use]
    pub fn is_known_later(&self) -> bool {
        is_noted(&self.known_later)
    }

    /// Whether a claim may rest on a source that was issued after its own.
    #[must_use]
    pub fn is_cited_early(&self) -> bool {
        is_noted(&self.cited_early)
    }
}

/// Whether a day may lie wholly after another; `false` is sure.
fn is_later(day: Option<&DateReading>, than: Option<&DateReading>) -> bool {
    let (Some(day), Some(than)) = (day, than) else { return false };
    match (single(day), single(than)) {
        (Some(day), Some(than)) => day > than,
        _ => matches!((date::earliest(day), date::latest(than)), (Some(a), Some(b)) if a > b),
    }
}

fn single(reading: &DateReading) -> Option<Day> {
    match &reading.when {
        When::Day(days) => days.single(),
        When::Extent { .. } => None,
    }
}

fn at(all: &[AtomicBool], index: usize) -> Option<&AtomicBool> {
    all.get(index)
}

/// Most is noted already, and threads that write to one place hold each other up.
fn note(flag: &AtomicBool) {
    if !is_noted(flag) {
        flag.store(true, Ordering::Relaxed);
    }
}

fn is_noted(flag: &AtomicBool) -> bool {
    flag.load(Ordering::Relaxed)
}
