//! Which numbers of terms may be among some, in a few bits: most questions end there.

/// Which terms may be in a bag: a bit that few numbers share for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks([u64; 2]);

impl Marks {
    pub(super) fn of(ids: &[u32]) -> Self {
        let mut out = Self::default();
        ids.iter().for_each(|id| out.0[(id >> 6 & 1) as usize] |= bit(*id));
        out
    }

    pub(super) fn has(self, id: u32) -> bool {
        self.0[(id >> 6 & 1) as usize] & bit(id) != 0
    }

    /// Whether two bags may have a term in common.
    pub(super) fn meet(self, other: Self) -> bool {
        self.0[0] & other.0[0] != 0 || self.0[1] & other.0[1] != 0
    }
}

/// A bit that few numbers of terms share, by which most are known not to be among some.
pub(super) fn bit(id: u32) -> u64 {
    1 << (id % u64::BITS)
}
