//! What lies in what: `part_of` between entities, followed through identity.

use super::identity::Identity;
use super::reach::Reach;
use crate::ids::EntityIx;

/// For every class of entities, itself and everything it is a part of.
#[derive(Debug)]
pub struct Parts {
    above: Vec<Vec<EntityIx>>,
    /// Classes of entities that are, step by step, a part of themselves.
    pub rings: Vec<Vec<EntityIx>>,
    /// A class that is a part of more than [`super::reach::MOST_REACHED`] others, of which only the
    /// nearest count.
    pub cut: Option<EntityIx>,
}

impl Parts {
    /// Follow all `part_of` of `count` entities, given as pairs of a part and its whole.
    #[must_use]
    pub fn new(
        count: usize,
        part_of: impl IntoIterator<Item = (EntityIx, EntityIx)>,
        identity: &Identity,
    ) -> Self {
        let class = |ix: EntityIx| identity.class(ix).index();
        // Two names of one thing, of which one is recorded as a part of the other, make no ring:
        // it is the identity that may be wrong.
        let arrows = part_of
            .into_iter()
            .map(|(part, whole)| (part == whole, class(part), class(whole)))
            .filter(|(itself, part, whole)| *itself || part != whole)
            .map(|(_, part, whole)| (part, whole));
        let Reach { reached, rings, cut } = Reach::new(count, arrows);
        let sorted = |all: Vec<usize>| {
            let mut all: Vec<_> = all.into_iter().map(EntityIx::new).collect();
            all.sort_unstable();
            all
        };
        Self {
            above: reached.into_iter().map(sorted).collect(),
            rings: rings.into_iter().map(sorted).collect(),
            cut: cut.map(EntityIx::new),
        }
    }

    /// Whether the first (a class) is the second or a part of it.
    #[must_use]
    pub fn within(&self, part: EntityIx, whole: EntityIx) -> bool {
        part == whole || self.above(part).binary_search(&whole).is_ok()
    }

    /// A class and everything it is a part of, sorted. Empty for entities added later.
    #[must_use]
    pub fn above(&self, class: EntityIx) -> &[EntityIx] {
        self.above.get(class.index()).map_or(&[], Vec::as_slice)
    }
}
