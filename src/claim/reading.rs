//! Readings of values for output.

use std::ops::Bound;

use rust_decimal::Decimal;

use crate::finding::Reading;
use crate::value::date::{self, DateReading};
use crate::value::quantity::{Dimension, Quantity, Unit};

/// Decimals kept when an amount is shown in a converted unit.
const DECIMALS_OF_CONVERSION: u32 = 12;

/// How a quantity was read. The ends are in the unit that is named: the one it was printed in, or
/// the base unit, or for plain counts the predicate's.
#[must_use]
pub fn of_quantity(quantity: &Quantity, default_unit: Option<&str>) -> Reading {
    // Money is told by its code, and temperatures in kelvin, whose zero other scales do not share.
    let base = matches!(quantity.unit, Unit::Money(_) | Unit::Measure(Dimension::Temperature));
    let factor = if base { Decimal::ONE } else { quantity.shown_in.factor };
    let number = |amount: &Decimal| {
        let shown = amount.checked_div(factor).unwrap_or(*amount);
        // What conversion adds beyond this is rounding, not precision.
        let exact = factor == Decimal::ONE;
        let shown = if exact { shown } else { shown.round_dp(DECIMALS_OF_CONVERSION) };
        shown.normalize().to_string()
    };
    let end = |bound: &Bound<Decimal>| match bound {
        Bound::Included(amount) => (Some(number(amount)), false),
        Bound::Excluded(amount) => (Some(number(amount)), true),
        Bound::Unbounded => (None, true),
    };
    let (min, min_open) = end(quantity.set.low());
    let (max, max_open) = end(quantity.set.high());
    let unit = match (&quantity.unit, quantity.shown_in.name.as_str()) {
        (Unit::Count(_), _) if default_unit.is_some() => default_unit.map(ToOwned::to_owned),
        (Unit::Count(noun), _) => noun.as_ref().map(ToString::to_string),
        (Unit::Money(code), _) => Some(code.to_string()),
        (Unit::Measure(Dimension::Temperature), _) => Some("K".to_owned()),
        (_, "") => None,
        (_, name) => Some(name.to_owned()),
    };
    Reading::Quantity {
        min,
        min_open,
        max,
        max_open,
        unit,
        hedge: quantity.hedge.as_ref().map(ToString::to_string),
        soft: quantity.soft,
    }
}

/// How a date was read.
#[must_use]
pub fn of_date(reading: &DateReading) -> Reading {
    Reading::Date {
        edtf: reading.edtf.clone(),
        earliest: date::earliest(reading).map(|day| day.date().to_string()),
        latest: date::latest(reading).map(|day| day.date().to_string()),
        soft: reading.soft,
    }
}

/// A reading in one line of words: "143 or more people", "some day from 2015-01-01 to 2015-12-31".
#[must_use]
pub fn in_words(reading: &Reading) -> String {
    match reading {
        Reading::Quantity { min, min_open, max, max_open, unit, hedge: _, soft } => {
            let (min, max) = (min.as_deref().map(grouped), max.as_deref().map(grouped));
            let amount = match (&min, &max) {
                (Some(a), Some(b)) if a == b => format!("exactly {a}"),
                (Some(a), Some(b)) => {
                    let low = if *min_open { format!("more than {a}") } else { a.clone() };
                    let high = if *max_open { format!("less than {b}") } else { b.clone() };
                    format!("from {low} to {high}")
                }
                (Some(a), None) if *min_open => format!("more than {a}"),
                (Some(a), None) => format!("{a} or more"),
                (None, Some(b)) if *max_open => format!("less than {b}"),
                (None, Some(b)) => format!("{b} or less"),
                (None, None) => "any amount".to_owned(),
            };
            let unit = unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{amount}{unit}{}", softness(*soft))
        }
        Reading::Date { edtf, earliest, latest, soft } => {
            let days = match (earliest, latest) {
                (Some(a), Some(b)) if a == b => a.clone(),
                (Some(a), Some(b)) if edtf.contains('/') => format!("lasting from {a} to {b}"),
                (Some(a), Some(b)) => format!("some day from {a} to {b}"),
                (Some(a), None) => format!("from {a} on"),
                (None, Some(b)) => format!("until {b}"),
                (None, None) => "that day of some year".to_owned(),
            };
            format!("{days}{} (EDTF {edtf})", softness(*soft))
        }
        Reading::Entity { id } => id.clone(),
        Reading::Term { term } => term.clone(),
        Reading::OneOf { of } => crate::text::list(of, "or"),
        Reading::Several { all, only: true } => format!("only {}", crate::text::list(all, "and")),
        Reading::Several { all, only: false } => crate::text::list(all, "and"),
        Reading::Text => "text".to_owned(),
    }
}

/// Most decimals shown to people; the JSON has them all.
const DECIMALS_IN_WORDS: u32 = 4;

/// A number for people: `4000` as `4,000`, and no more decimals than they read.
fn grouped(number: &str) -> String {
    let Ok(decimal) = number.parse::<Decimal>() else { return number.to_owned() };
    let text = decimal.round_dp(DECIMALS_IN_WORDS).normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let whole = whole.parse::<usize>().map_or(whole.to_owned(), crate::text::grouped);
    let part = part.map(|part| format!(".{part}")).unwrap_or_default();
    format!("{sign}{whole}{part}")
}

fn softness(soft: bool) -> &'static str {
    if soft { ", by the window of a vague word" } else { "" }
}
