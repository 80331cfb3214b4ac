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
    /// Members that rest on something that ends nowhere.
    pub untraced: Vec<usize>,
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
    pub fn of(provenance: &Provenance<'_, '_>, untraced: Vec<usize>) -> Option<Box<Self>> {
        // Nothing else is asked of who names nothing that it rests on.
        let members = || (0..provenance.len()).filter(|member| provenance.has_via(*member));
        let rings = provenance.rings();
        let inside: FxHashSet<usize> = rings.iter().flat_map(|r| &r.steps).copied().collect();
        let cited_back = |member: usize| {
            let back = provenance.cited_back(member);
            (!back.is_empty() && !inside.contains(&member)).then_some((member, back))
        };
        let lost = |member| provenance.lost(member).map(|(other, lost)| (member, other, lost));
        let all = Self {
            untraced,
            cited_back: members().filter_map(cited_back).collect(),
            shared: provenance.shared(),
            lost: members().filter_map(lost).collect(),
            dropped: provenance.dropped(),
            rings,
        };
        let Self { untraced, rings, cited_back, shared, lost, dropped } = &all;
        let is_none = untraced.is_empty()
            && rings.is_empty()
            && cited_back.is_empty()
            && shared.is_empty()
            && lost.is_empty()
            && dropped.is_empty();
        (!is_none).then(|| Box::new(all))
    }
}
