//! Members of a family as small numbers: enough to see at a glance that two of them agree.
//!
//! Nearly all pairs of a family agree, and every pair is looked at, so the look has to be cheap. The
//! values themselves stay the truth: a member whose value does not fit into these numbers exactly has
//! none, and is compared by its value.

use std::ops::Bound;

use rust_decimal::Decimal;
use smallvec::SmallVec;

use super::family::Family;
use super::pairs::{Set, set};
use super::verdict;
use crate::claim::{ClaimValue, EntityIx, Scope};
use crate::graph::groups::Numbers;
use crate::record::Denied;
use crate::value::date::Day;
use crate::value::quantity::Unit;
use crate::value::set::Interval;

/// Digits after the point that are kept of an amount: those of a share in a millionth.
const PLACES: u32 = 6;

/// An amount of one. Amounts are even, so that an open end has room beside them.
const ONE: i64 = 2 * 10_i64.pow(PLACES);

/// The ends of an asserted amount or stretch of days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// Lower end, in the order of `cmp_low`.
    pub(super) low: i64,
    /// Upper end, in the order of `cmp_high`.
    pub(super) high: i64,
    /// Lower end of what is compared: of counts the whole numbers.
    pub(super) first: i64,
    /// Upper end of what is compared.
    pub(super) last: i64,
    /// Scope and places as written, by a number within the family.
    pub(super) cell: u32,
    /// Members with one number have comparable units.
    unit: u32,
    /// Whether it is an amount without an upper end.
    pub(super) is_bound: bool,
}

impl Ends {
    /// Whether two are given for one scope and place, in comparable units, and admit a common value.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.cell == other.cell
            && self.unit == other.unit
            && self.first <= other.last
            && other.first <= self.last
    }

    /// The ends with which those of a member have to agree that agrees with all, where all are given
    /// for one scope and place, in comparable units.
    pub(super) fn common(all: &[Option<Self>]) -> Option<Self> {
        let mut common = *all.first()?.as_ref()?;
        for ends in all {
            let ends = ends.as_ref().filter(|e| e.cell == common.cell && e.unit == common.unit)?;
            common.first = common.first.max(ends.first);
            common.last = common.last.min(ends.last);
        }
        Some(common)
    }

    /// Whether this one lies wholly below another.
    pub(super) fn is_below(&self, other: &Self) -> bool {
        other.low > self.high
            || (self.low < other.low
                && self.unit == other.unit
                && (self.first > other.last || other.first > self.last))
    }
}

/// The ends of all members of a family, where they have some.
pub(super) fn all(family: &Family<'_>) -> Vec<Option<Ends>> {
    let mut cells: Numbers<(&Scope, &[EntityIx])> = Numbers::default();
    let mut units: SmallVec<[&Unit; 2]> = SmallVec::new();
    let mut known_numbers = Known::default();
    let mut out = Vec::with_capacity(family.members.len());
    for member in &family.members {
        let claim = member.claim;
        let (cell, _) = cells.number((&claim.scope, claim.place.places.as_slice()));
        let unit = match &claim.value {
            ClaimValue::Quantity(quantity) => &quantity.unit,
            _ => &Unit::Count(None),
        };
        let known = units.iter().position(|known| known.comparable(unit));
        let unit = known.unwrap_or_else(|| {
            units.push(unit);
            units.len() - 1
        });
        let numbers = match set(member) {
            _ if claim.denied != Denied::No => None,
            Some(Set::Amount(amount)) => {
                known_numbers.of(amount, |amount| amounts(amount, units[unit].is_count()))
            }
            Some(Set::Days(days)) => stretch(days),
            None => None,
        };
        out.push(numbers.map(|(low, high, first, last)| Ends {
            low,
            high,
            first,
            last,
            cell,
            unit: u32::try_from(unit).unwrap_or(u32::MAX),
            is_bound: verdict::lower_bound(member).is_some(),
        }));
    }
    out
}

type Extent = (i64, i64, i64, i64);

/// The numbers of the last few amounts, by where these lie in memory: claims that print the same
/// share one.
#[derive(Default)]
struct Known([(usize, Option<Extent>); KNOWN]);

/// Amounts that are remembered: claims of one thing print a handful.
const KNOWN: usize = 8;

impl Known {
    fn of(
        &mut self,
        amount: &Interval<Decimal>,
        make: impl FnOnce(&Interval<Decimal>) -> Option<Extent>,
    ) -> Option<Extent> {
        let address = std::ptr::from_ref(amount).addr();
        let place = &mut self.0[address / size_of::<Decimal>() % KNOWN];
        if place.0 != address {
            *place = (address, make(amount));
        }
        place.1
    }
}

fn amounts(set: &Interval<Decimal>, is_count: bool) -> Option<Extent> {
    let (low, high) = (end(set.low(), 1, i64::MIN)?, end(set.high(), -1, i64::MAX)?);
    if !is_count {
        return Some((low, high, low, high));
    }
    // Of an open end the amount itself is not admitted: the whole number beyond it is the next one.
    let first = match set.low() {
        Bound::Unbounded => low,
        Bound::Included(_) | Bound::Excluded(_) => above(low)?,
    };
    let last = match set.high() {
        Bound::Unbounded => high,
        Bound::Included(_) | Bound::Excluded(_) => high.div_euclid(ONE) * ONE,
    };
    // A printed mean ("2.5 children") admits no whole number, and is compared as it is.
    (first <= last).then_some((low, high, first, last))
}

/// The least whole amount that is not below a number.
fn above(number: i64) -> Option<i64> {
    number.checked_add(ONE - 1).map(|n| n.div_euclid(ONE) * ONE)
}

/// An end as a number; an open one lies beside its amount, on the side of the set.
fn end(bound: &Bound<Decimal>, inward: i64, unbounded: i64) -> Option<i64> {
    match bound {
        Bound::Unbounded => Some(unbounded),
        Bound::Included(amount) => number(amount),
        Bound::Excluded(amount) => Some(number(amount)? + inward),
    }
}

/// An amount as a number, if it is one exactly; well within the range of such numbers.
fn number(amount: &Decimal) -> Option<i64> {
    const LARGEST: i64 = i64::MAX / 4;
    let missing = PLACES.checked_sub(amount.scale())?;
    let digits = i64::try_from(amount.mantissa()).ok()?;
    let number = digits.checked_mul(10_i64.pow(missing))?.checked_mul(2)?;
    (number.abs() < LARGEST).then_some(number)
}

fn stretch(days: &Interval<Day>) -> Option<Extent> {
    let day = |bound: &Bound<Day>, inward: i64, unbounded| match bound {
        Bound::Unbounded => unbounded,
        Bound::Included(day) => 2 * i64::from(day.0),
        Bound::Excluded(day) => 2 * i64::from(day.0) + inward,
    };
    let (low, high) = (day(days.low(), 1, i64::MIN), day(days.high(), -1, i64::MAX));
    Some((low, high, low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::quantity::{Quantity, meet, read};
    use crate::value::set::{cmp_high, cmp_low};

    fn ends(quantity: &Quantity, unit: u32) -> Option<Ends> {
        let (low, high, first, last) = amounts(&quantity.set, quantity.unit.is_count())?;
        Some(Ends { low, high, first, last, cell: 0, unit, is_bound: false })
    }

    #[test]
    fn numbers_say_what_the_values_say() {
        let texts = [
            "13",
            "14",
            "more than 13",
            "fewer than 14",
            "at least 13",
            "up to 13",
            "12 to 15",
            "about 13",
            "2.5",
            "13.4",
            "-3",
            "over -4",
            "below -2",
            "0",
            "3 million",
            "half",
            "33.3%",
            "34%",
            "over 33%",
            "12.345678%",
            "100 to 200 km",
            "99.9 km",
            "$5 million",
            "dozens",
            "hundreds",
            "9 trillion",
            "13.0",
            "no more than 14",
            "1,000,000",
        ];
        let all: Vec<_> = texts.iter().filter_map(|text| read(text, None).ok()).collect();
        assert!(all.len() > texts.len() - 3, "{}", all.len());
        let mut compared = 0;
        for a in &all {
            for b in &all {
                let unit = u32::from(!a.unit.comparable(&b.unit));
                let (Some(x), Some(y)) = (ends(a, 0), ends(b, unit)) else { continue };
                compared += 1;
                assert_eq!(x.low.cmp(&y.low), cmp_low(a.set.low(), b.set.low()), "{a:?} {b:?}");
                assert_eq!(x.high.cmp(&y.high), cmp_high(a.set.high(), b.set.high()));
                assert_eq!(x.agrees(&y), meet(a, b) == Some(true), "{a:?} {b:?}");
                let below = b.set.is_above(&a.set)
                    || (cmp_low(a.set.low(), b.set.low()).is_lt() && meet(a, b) == Some(false));
                assert_eq!(x.is_below(&y), below, "{a:?} {b:?}");
            }
        }
        assert!(compared > 400, "{compared}");
    }
}
