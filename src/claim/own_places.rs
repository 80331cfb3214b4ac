//! Places of claims about events.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Atom, EntityIx, EntityKind, Place, World, predicate};
use crate::record::Denied;

impl World {
    /// On an event, a `where` that is or contains the event's own place says nothing: drop it, all of
    /// a union, since what holds for the union then holds for the event. Claims that are withdrawn
    /// do not say where an event is.
    pub(super) fn drop_own_places(&mut self) {
        if !self.census.has_places() {
            return;
        }
        let class = |ix: EntityIx| self.identity.class(ix);
        // Any of an event's names may be the one that says what it is.
        let events: FxHashSet<EntityIx> = self
            .entities
            .iter()
            .filter(|(_, entity)| entity.kind == Some(EntityKind::Event))
            .map(|(ix, _)| class(ix))
            .collect();
        let location = self.predicates.find(predicate::LOCATION);
        let mut own: FxHashMap<EntityIx, FxHashSet<EntityIx>> = FxHashMap::default();
        let mut placed: Vec<usize> = Vec::new();
        for (at, claim) in self.claims.iter().enumerate() {
            if !claim.place.places.is_empty() {
                placed.push(at);
            }
            let says = Some(claim.predicate) == location && claim.denied == Denied::No;
            if !says || claim.withdrawn {
                continue;
            }
            let subject = class(claim.subject);
            if !events.contains(&subject) {
                continue;
            }
            for atom in claim.value.atoms() {
                if let Atom::Entity(ix) = atom {
                    own.entry(subject).or_default().extend(self.parts.above(class(*ix)));
                }
            }
        }
        for at in placed {
            let claim = &self.claims[at];
            let subject = self.identity.class(claim.subject);
            if !events.contains(&subject) {
                continue;
            }
            let places = claim.place.places.iter().map(|place| self.identity.class(*place));
            let found = own.get(&subject);
            let is_own = |place: EntityIx| {
                self.parts.within(subject, place) || found.is_some_and(|own| own.contains(&place))
            };
            if places.into_iter().any(is_own) {
                self.claims[at].place = Place::default();
            }
        }
    }
}
