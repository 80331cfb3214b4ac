//! Sets of possible truths: intervals with open or closed ends, and unions of them.

use std::cmp::Ordering;
use std::ops::Bound;

use smallvec::SmallVec;

/// A non-empty interval over an ordered type; each end open, closed or absent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval<T> {
    low: Bound<T>,
    high: Bound<T>,
}

/// Order of two lower ends by what they admit: an absent end is lowest, an open one above a closed one.
pub(crate) fn cmp_low<T: Ord>(a: &Bound<T>, b: &Bound<T>) -> Ordering {
    match (a, b) {
        (Bound::Unbounded, Bound::Unbounded) => Ordering::Equal,
        (Bound::Unbounded, _) => Ordering::Less,
        (_, Bound::Unbounded) => Ordering::Greater,
        (Bound::Included(x) | Bound::Excluded(x), Bound::Included(y) | Bound::Excluded(y)) => {
            x.cmp(y).then(match (a, b) {
                (Bound::Included(_), Bound::Excluded(_)) => Ordering::Less,
                (Bound::Excluded(_), Bound::Included(_)) => Ordering::Greater,
                _ => Ordering::Equal,
            })
        }
    }
}

/// Order of two upper ends by what they admit: an absent end is highest, an open one below a closed one.
pub(crate) fn cmp_high<T: Ord>(a: &Bound<T>, b: &Bound<T>) -> Ordering {
    match (a, b) {
        (Bound::Unbounded, Bound::Unbounded) => Ordering::Equal,
        (Bound::Unbounded, _) => Ordering::Greater,
        (_, Bound::Unbounded) => Ordering::Less,
        (Bound::Included(x) | Bound::Excluded(x), Bound::Included(y) | Bound::Excluded(y)) => {
            x.cmp(y).then(match (a, b) {
                (Bound::Included(_), Bound::Excluded(_)) => Ordering::Greater,
                (Bound::Excluded(_), Bound::Included(_)) => Ordering::Less,
                _ => Ordering::Equal,
            })
        }
    }
}

/// Whether some value lies at or above `low` and at or below `high`.
pub(crate) fn reaches<T: Ord>(low: &Bound<T>, high: &Bound<T>) -> bool {
    match (low, high) {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => true,
        (Bound::Included(l), Bound::Included(h)) => l <= h,
        (Bound::Included(l) | Bound::Excluded(l), Bound::Included(h) | Bound::Excluded(h)) => l < h,
    }
}

impl<T: Ord + Clone> Interval<T> {
    /// An interval from its ends; `None` when no value lies between them.
    #[must_use]
    pub fn new(low: Bound<T>, high: Bound<T>) -> Option<Self> {
        reaches(&low, &high).then_some(Self { low, high })
    }

    /// Exactly one value.
    #[must_use]
    pub fn point(value: T) -> Self {
        Self { low: Bound::Included(value.clone()), high: Bound::Included(value) }
    }

    /// Both ends closed, in whichever order they are given.
    #[must_use]
    pub fn closed(a: T, b: T) -> Self {
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        Self { low: Bound::Included(low), high: Bound::Included(high) }
    }

    /// `value` or more.
    #[must_use]
    pub fn at_least(value: T) -> Self {
        Self { low: Bound::Included(value), high: Bound::Unbounded }
    }

    /// More than `value`.
    #[must_use]
    pub fn more_than(value: T) -> Self {
        Self { low: Bound::Excluded(value), high: Bound::Unbounded }
    }

    /// `value` or less.
    #[must_use]
    pub fn at_most(value: T) -> Self {
        Self { low: Bound::Unbounded, high: Bound::Included(value) }
    }

    /// Less than `value`.
    #[must_use]
    pub fn less_than(value: T) -> Self {
        Self { low: Bound::Unbounded, high: Bound::Excluded(value) }
    }

    /// The lower end.
    #[must_use]
    pub fn low(&self) -> &Bound<T> {
        &self.low
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> &Bound<T> {
        &self.high
    }

    /// The value, if there is only one.
    #[must_use]
    pub fn as_point(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (Bound::Included(l), Bound::Included(h)) if l == h => Some(l),
            _ => None,
        }
    }

    /// Whether the value lies inside.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        reaches(&self.low, &Bound::Included(value.clone()))
            && reaches(&Bound::Included(value.clone()), &self.high)
    }

    /// What both have in common.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let low = if cmp_low(&self.low, &other.low).is_ge() { &self.low } else { &other.low };
        let high = if cmp_high(&self.high, &other.high).is_le() { &self.high } else { &other.high };
        Self::new(low.clone(), high.clone())
    }

    /// Whether the two have a value in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        reaches(&self.low, &other.high) && reaches(&other.low, &self.high)
    }

    /// The same with both of its ends.
    #[must_use]
    pub fn closure(&self) -> Self {
        let closed = |end: &Bound<T>| match end {
            Bound::Excluded(value) => Bound::Included(value.clone()),
            other => other.clone(),
        };
        Self { low: closed(&self.low), high: closed(&self.high) }
    }

    /// Whether every value of `self` lies in `other`.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        cmp_low(&self.low, &other.low).is_ge() && cmp_high(&self.high, &other.high).is_le()
    }

    /// Whether every value of `self` is greater than every value of `other`.
    #[must_use]
    pub fn is_above(&self, other: &Self) -> bool {
        !reaches(&self.low, &other.high)
    }

    /// The smallest interval around both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        let low = if cmp_low(&self.low, &other.low).is_le() { &self.low } else { &other.low };
        let high = if cmp_high(&self.high, &other.high).is_ge() { &self.high } else { &other.high };
        Self { low: low.clone(), high: high.clone() }
    }
}

/// A union of intervals, sorted and without overlaps. May be empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ranges<T>(SmallVec<[Interval<T>; 1]>);

impl<T: Ord + Clone> Ranges<T> {
    /// The union of any intervals.
    #[must_use]
    pub fn union(intervals: impl IntoIterator<Item = Interval<T>>) -> Self {
        let mut all: Vec<_> = intervals.into_iter().collect();
        all.sort_by(|a, b| cmp_low(&a.low, &b.low).then_with(|| cmp_high(&a.high, &b.high)));
        let mut out: SmallVec<[Interval<T>; 1]> = SmallVec::new();
        for next in all {
            match out.last_mut() {
                Some(last) if last.meets(&next) => *last = last.hull(&next),
                _ => out.push(next),
            }
        }
        Self(out)
    }

    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Interval<T>] {
        &self.0
    }

    /// Everything that is not in this set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut out = SmallVec::new();
        let mut low = Bound::Unbounded;
        let mut open_ended = true;
        for piece in &self.0 {
            let high = match &piece.low {
                Bound::Included(v) => Some(Bound::Excluded(v.clone())),
                Bound::Excluded(v) => Some(Bound::Included(v.clone())),
                Bound::Unbounded => None,
            };
            if let Some(gap) = high.and_then(|high| Interval::new(low.clone(), high)) {
                out.push(gap);
            }
            match &piece.high {
                Bound::Included(v) => low = Bound::Excluded(v.clone()),
                Bound::Excluded(v) => low = Bound::Included(v.clone()),
                Bound::Unbounded => open_ended = false,
            }
        }
        if open_ended {
            out.push(Interval { low, high: Bound::Unbounded });
        }
        Self(out)
    }

    /// Whether the two have a value in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let (mut i, mut j) = (0, 0);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            if a.meets(b) {
                return true;
            }
            if cmp_high(&a.high, &b.high).is_le() {
                i += 1;
            } else {
                j += 1;
            }
        }
        false
    }

    /// Whether every value of `self` lies in `other`.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|a| other.0.iter().any(|b| a.is_within(b)))
    }

    /// The smallest interval around all of it; `None` when empty.
    #[must_use]
    pub fn hull(&self) -> Option<Interval<T>> {
        let (first, last) = (self.0.first()?, self.0.last()?);
        Some(first.hull(last))
    }
}

impl<T: Ord + Clone> From<Interval<T>> for Ranges<T> {
    fn from(interval: Interval<T>) -> Self {
        Self(SmallVec::from_iter([interval]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_decide_whether_intervals_meet() {
        let more = Interval::more_than(13);
        assert!(!more.meets(&Interval::point(13)));
        assert!(Interval::at_least(13).meets(&Interval::point(13)));
        assert!(more.is_above(&Interval::point(13)));
        assert!(!Interval::closed(4, 6).is_above(&Interval::closed(1, 4)));
        assert_eq!(Interval::new(Bound::Excluded(3), Bound::Included(3)), None);
    }

    #[test]
    fn a_complement_leaves_out_just_the_set() {
        let set =
            Ranges::union([Interval::closed(5, 7), Interval::point(1), Interval::closed(6, 9)]);
        assert_eq!(set.pieces().len(), 2);
        let rest = set.complement();
        assert!(!rest.meets(&set));
        assert!(
            rest.meets(&Interval::point(3).into()) && rest.meets(&Interval::at_least(10).into())
        );
        assert_eq!(rest.complement(), set);
        assert!(Ranges::<i32>::union([]).complement().complement().pieces().is_empty());
    }
}
