//! What there is to tell of what the members of a family rest on.
//!
//! It is looked for when the family is made, while its claims are near at hand, and kept where there
//! is something: of most families there is nothing. Rules put it into words.

use rustc_hash::FxHashSet;

use super::provenance::{Lost, Provenance, Ring, Shared};
use crate::claim::SourceIx;

/// What there is to tell of a family; members are known by their positions.
#[derive(Debug, Default)]
pub struct Resting {
    /// Members that rest on each other in a circle.
    pub rings: Vec<Ring>,
    /// Members outside of circles, with the sources that they rest on and whose reference lists name
    /// their own document.
    pub cited_back: Vec<(usize, Vec<SourceIx>)>,
    /// Values that several documents have from one place.
    pub shared: Vec<Shared>,
    /// Members that say less than another one that they rest on.
    pub lost: Vec<(usize, usize, Lost)>,
    /// Members without the hedge of another one that they have their value from.
    pub dropped: Vec<(usize, usize)>,
}

impl Resting {
    /// Of the members of a family; `None` where there is nothing to tell.
    #[must_use]
    pub fn of(provenance: &Provenance<'_, '_>) -> Option<Box<Self>> {
        let members = || 0..provenance.len();
        let rings = provenance.rings();
        let inside: FxHashSet<usize> = rings.iter().flat_map(|r| &r.steps).copied().collect();
        let cited_back = |member: usize| {
            let back = provenance.cited_back(member);
            (!back.is_empty() && !inside.contains(&member)).then_some((member, back))
        };
        let lost = |member| provenance.lost(member).map(|(other, lost)| (member, other, lost));
        let dropped = |member| provenance.dropped(member).map(|other| (member, other));
        let all = Self {
            cited_back: members().filter_map(cited_back).collect(),
            shared: provenance.shared(),
            lost: members().filter_map(lost).collect(),
            dropped: members().filter_map(dropped).collect(),
            rings,
        };
        let Self { rings, cited_back, shared, lost, dropped } = &all;
        let is_none = rings.is_empty()
            && cited_back.is_empty()
            && shared.is_empty()
            && lost.is_empty()
            && dropped.is_empty();
        (!is_none).then(|| Box::new(all))
    }
}
