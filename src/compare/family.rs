//! Families: the printings that may be compared at all.

use rustc_hash::FxHashMap;

use super::time::{self, Valid, Window};
use crate::claim::{Claim, Document, EntityIx, PredicateIx, Printing, PrintingIx, World};
use crate::compare::origin::{Chains, Origin};
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
    /// Where it comes from.
    pub origin: Origin,
    /// When it says the value holds.
    pub valid: Valid,
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
        self.printing.document
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
    let mut groups: FxHashMap<FamilyKey, Vec<PrintingIx>> = FxHashMap::default();
    let mut keys = Vec::new();
    for ix in world.printing_ids() {
        let claim = world.claim_of(ix);
        if claim.withdrawn || world.predicate_of(claim).kind == ValueKind::Text {
            continue;
        }
        let key = FamilyKey {
            subject: world.identity.class(claim.subject),
            predicate: claim.predicate,
            toward: claim.toward.map(|ix| world.identity.class(ix)),
        };
        let group = groups.entry(key).or_default();
        if group.is_empty() {
            keys.push(key);
        }
        group.push(ix);
    }
    let events = event_windows(world);
    let family = |key: FamilyKey| {
        let members = groups.remove(&key).unwrap_or_default();
        let chains = Chains::new(world, &members);
        let members = members.into_iter().map(|ix| position(world, &chains, ix)).collect();
        Family { key, members, event: events.get(&key.subject).copied() }
    };
    keys.into_iter().map(family).collect()
}

fn position<'w>(world: &'w World, chains: &Chains, ix: PrintingIx) -> Position<'w> {
    let printing = world.printing(ix);
    let claim = world.claim(printing.claim);
    Position {
        ix,
        claim,
        printing,
        origin: chains.origin(world, ix),
        valid: time::valid(claim, printing),
        period: (world.predicate_of(claim).change == Change::PerPeriod)
            .then(|| time::period(claim, printing))
            .flatten(),
        as_of: printing.as_of.as_ref().map(time::window),
    }
}

/// The predicate whose dates say when an event happened.
pub const EVENT_DATE: &str = "event-date";

/// For each subject, the hull of its date claims: rivals widen it.
fn event_windows(world: &World) -> FxHashMap<EntityIx, Window> {
    let mut windows: FxHashMap<EntityIx, Window> = FxHashMap::default();
    let Some(event_date) = world.predicates.find(EVENT_DATE) else { return windows };
    for claim in &world.claims {
        let crate::claim::ClaimValue::Date(date) = &claim.value else { continue };
        if claim.predicate != event_date || claim.denied != crate::record::Denied::No {
            continue;
        }
        let (from, to) = time::window(date);
        if from.is_none() || to.is_none() {
            continue;
        }
        windows
            .entry(world.identity.class(claim.subject))
            .and_modify(|known| *known = (known.0.min(from), known.1.max(to)))
            .or_insert((from, to));
    }
    windows
}
