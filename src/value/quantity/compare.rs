//! Whether two quantities can both be true.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::show::{show, show_amount, show_set};
use super::{Interval, Quantity, Unit};

/// Whether the two admit a common amount; `None` when their units are not comparable. Of counts
/// only whole numbers count, so that "more than 13" and "fewer than 14" do not meet.
///
/// ```
/// use belie::value::quantity::{meet, read};
/// let q = |text| read(text, None);
/// assert_eq!(meet(&q("over 100")?, &q("143")?), Some(true));
/// assert_eq!(meet(&q("more than 13")?, &q("13")?), Some(false));
/// assert_eq!(meet(&q("more than 13")?, &q("fewer than 14")?), Some(false));
/// assert_eq!(meet(&q("13")?, &q("13%")?), None);
/// # Ok::<(), belie::value::ValueError>(())
/// ```
#[must_use]
pub fn meet(a: &Quantity, b: &Quantity) -> Option<bool> {
    a.unit.comparable(&b.unit).then(|| common(a, b).is_some())
}

/// What a quantity admits: of counts, the whole numbers.
#[must_use]
pub fn admitted(quantity: &Quantity) -> Interval<Decimal> {
    let whole = quantity.unit.is_count().then(|| whole(&quantity.set)).flatten();
    whole.unwrap_or_else(|| quantity.set.clone())
}

/// What both admit; units must be comparable.
fn common(a: &Quantity, b: &Quantity) -> Option<Interval<Decimal>> {
    let both = a.set.intersect(&b.set)?;
    // A printed mean ("2.5 children") admits no whole number, and is compared as it is.
    let whole = a.unit.is_count() && whole(&a.set).is_some() && whole(&b.set).is_some();
    if whole { self::whole(&both) } else { Some(both) }
}

/// The whole numbers of a set.
fn whole(set: &Interval<Decimal>) -> Option<Interval<Decimal>> {
    let low = match set.low() {
        Bound::Included(low) => Bound::Included(low.ceil()),
        Bound::Excluded(low) => Bound::Included(low.floor().checked_add(Decimal::ONE)?),
        Bound::Unbounded => Bound::Unbounded,
    };
    let high = match set.high() {
        Bound::Included(high) => Bound::Included(high.floor()),
        Bound::Excluded(high) => Bound::Included(high.ceil().checked_sub(Decimal::ONE)?),
        Bound::Unbounded => Bound::Unbounded,
    };
    Interval::new(low, high)
}

/// Why the two meet, do not meet or cannot be compared, in words that a reader can check; no
/// trailing full stop.
///
/// ```
/// use belie::value::quantity::{read, reason};
/// let q = |text| read(text, None);
/// assert_eq!(reason(&q("143")?, &q("144")?), "143 and 144 are both exact");
/// assert_eq!(reason(&q("13")?, &q("more than 13")?), "13 is not more than 13");
/// # Ok::<(), belie::value::ValueError>(())
/// ```
#[must_use]
pub fn reason(a: &Quantity, b: &Quantity) -> String {
    if !a.unit.comparable(&b.unit) {
        return format!(
            "{} and {} are in different units ({} and {})",
            show(a),
            show(b),
            unit_words(&a.unit),
            unit_words(&b.unit)
        );
    }
    if let Some(both) = common(a, b) {
        return agreement(a, b, &both);
    }
    match (a.set.as_point(), b.set.as_point()) {
        (Some(_), Some(_)) => format!("{} and {} are both exact", show(a), show(b)),
        (Some(_), None) => outside(a, b),
        (None, Some(_)) => outside(b, a),
        (None, None) => {
            if a.set.meets(&b.set) {
                let (low, high) = if *a.set.low() == Bound::Unbounded { (a, b) } else { (b, a) };
                let (low, high) = (show(low), show(high));
                return format!("{low} lies below {high}: no whole number is in both");
            }
            let (low, high) = if b.set.is_above(&a.set) { (a, b) } else { (b, a) };
            if is_plain(low, high) {
                return format!("{} lies below {}", show(low), show(high));
            }
            format!("{}{} lies below {}{}", show(low), admits(low), show(high), admits(high))
        }
    }
}

/// Whether two amounts lie so far apart that how they are rounded explains nothing.
fn is_plain(low: &Quantity, high: &Quantity) -> bool {
    let end = |bound: &Bound<Decimal>| match bound {
        Bound::Included(end) | Bound::Excluded(end) => Some(*end),
        Bound::Unbounded => None,
    };
    let bounds = |q: &Quantity| Some((end(q.set.low())?, end(q.set.high())?));
    let apart = || {
        let ((a, b), (c, d)) = bounds(low).zip(bounds(high))?;
        let wider = b.checked_sub(a)?.max(d.checked_sub(c)?);
        Some(c.checked_sub(b)? > wider)
    };
    !low.soft && !high.soft && apart() == Some(true)
}

fn agreement(a: &Quantity, b: &Quantity, both: &Interval<Decimal>) -> String {
    if a.set == b.set {
        return format!("both are {}", show(a));
    }
    match both.as_point() {
        Some(point) if a.set.as_point() == Some(point) => {
            format!("{} admits {}", show(b), show_amount(*point, a))
        }
        Some(point) if b.set.as_point() == Some(point) => {
            format!("{} admits {}", show(a), show_amount(*point, b))
        }
        _ => format!("{} and {} both admit {}", show(a), show(b), show_set(both, a)),
    }
}

/// An exact amount against a set that leaves it out.
fn outside(exact: &Quantity, set: &Quantity) -> String {
    let one_sided = *set.set.low() == Bound::Unbounded || *set.set.high() == Bound::Unbounded;
    if one_sided && !set.soft {
        return format!("{} is not {}", show(exact), show_set(&set.set, set));
    }
    format!("{} lies outside {}{}", show(exact), show(set), admits(set))
}

/// What a word or a rounding admits, where the text does not say it.
fn admits(quantity: &Quantity) -> String {
    let set = &quantity.set;
    let bounded = *set.low() != Bound::Unbounded && *set.high() != Bound::Unbounded;
    let range = quantity.printed.as_ref().is_some_and(|printed| printed.high.is_some());
    if quantity.soft || (bounded && set.as_point().is_none() && !range) {
        return format!(" (read as {})", show_set(set, quantity));
    }
    String::new()
}

fn unit_words(unit: &Unit) -> String {
    match unit {
        Unit::Count(Some(noun)) => noun.to_string(),
        Unit::Count(None) => "a count".to_owned(),
        Unit::Share => "a share".to_owned(),
        Unit::Money(code) => code.to_string(),
        Unit::Measure(dimension) => format!("{dimension:?}").to_lowercase(),
        Unit::Rate(of, base) => format!("{} per {base:?}", unit_words(of)).to_lowercase(),
        Unit::Other(name) => name.to_string(),
    }
}
