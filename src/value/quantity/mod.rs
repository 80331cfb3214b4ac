//! Quantities: counts, shares, sums of money and measures, with their hedges.
//!
//! One grammar reads records ([`read`]: the whole text must be a quantity) and prose ([`find`]:
//! quantities in running text). In reading order:
//!
//! | file | what |
//! | --- | --- |
//! | `lexicon`, `literal`, `token` | words, digits, and what digits are glued to |
//! | `spelled`, `number`, `vague` | one number: digits, words, scales, fractions; words for counts |
//! | `unit`, `money`, `noun` | what is counted or measured |
//! | `hedge`, `windows`, `reach` | what widens or bounds a number, and how far |
//! | `operand`, `phrase` | number and unit, ranges, the whole phrase |
//! | `read`, `find` | a whole text; running text with its traps |
//! | `digits` | the digits of a number |
//! | `show`, `compare` | back to text; whether two can both be true |
//!
//! What a number denotes. A whole number of things is exact, and so is money in digits. A decimal,
//! a percentage, a measure and a number before a scale ("3 million") denote plus or minus half of
//! their last printed digit, both ends included ([`windows::Rounding`]). The ends of ranges and
//! bounds are taken as printed. Vague words use a window and are soft ([`windows`]).

mod compare;
mod digits;
mod find;
mod hedge;
mod index;
mod lexicon;
mod literal;
mod money;
mod noun;
mod number;
mod operand;
mod phrase;
mod plain;
mod reach;
mod read;
mod show;
mod spelled;
#[cfg(test)]
mod tests;
mod token;
mod trap;
mod unit;
mod vague;
pub mod windows;

pub use compare::{admitted, meet, reason};
pub(crate) use digits::{digits, rounded_to, significance, significant};
pub use find::{find, find_ordinals, find_with};
pub use lexicon::CUES;
pub use plain::{PlainCount, find_plain};
pub use read::{read, read_with, unit_of};
pub use show::{show, show_amount, show_set};
pub(crate) use unit::may_begin as may_begin_unit;

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::set::Interval;
use super::{Found, ValueError};

/// What is counted or measured. Amounts are held in the base unit of the kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things that are counted. The noun is the one printed with the number ("soldiers"), if any;
    /// which things are meant is decided by predicate and scope, so nouns never separate values.
    Count(Option<SmolStr>),
    /// A part of a whole; 1 is the whole (percentages and fractions).
    Share,
    /// Money, by ISO 4217 code. Currencies are never converted.
    Money(SmolStr),
    /// A physical measure in the SI base unit of its dimension (metre, kilogram, second, …).
    Measure(Dimension),
    /// So many of something in each period. The amount is per year for months, quarters and years,
    /// per day for hours, days and weeks; the two are not converted into each other.
    Rate(Box<Unit>, RateBase),
    /// A unit that no table knows, as written; comparable only with itself.
    Other(SmolStr),
}

/// Dimensions of measure, each with the base unit amounts are held in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilograms.
    Mass,
    /// Seconds (a duration; months and years are [`Dimension::Months`]).
    Time,
    /// Calendar months, for durations in months, quarters and years.
    Months,
    /// Kelvin, for temperatures.
    Temperature,
    /// Metres a second.
    Speed,
    /// Watts.
    Power,
    /// Joules.
    Energy,
    /// Degrees of a magnitude scale (earthquakes).
    Magnitude,
}

/// The base period of a [`Unit::Rate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateBase {
    /// Per day.
    Day,
    /// Per year.
    Year,
}

impl Unit {
    /// Whether amounts in the two units can be compared.
    #[must_use]
    pub fn comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count(_), Self::Count(_)) => true,
            (Self::Rate(a, x), Self::Rate(b, y)) => x == y && a.comparable(b),
            (a, b) => a == b,
        }
    }

    /// Whether amounts are whole numbers of things.
    #[must_use]
    pub fn is_count(&self) -> bool {
        matches!(self, Self::Count(_))
    }
}

/// The numbers of a quantity as printed, without its hedge, in the base unit: "at least 139" and
/// "139" print the same number. Used to find one printed figure given for two things.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Printed {
    /// The number, or the lower one of a range.
    pub low: Decimal,
    /// The upper one of a range.
    pub high: Option<Decimal>,
}

/// A quantity: the interval of amounts it admits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Admitted amounts in the base unit, soft windows and printed precision applied.
    pub set: Interval<Decimal>,
    /// Unit of the amounts.
    pub unit: Unit,
    /// The words that widen or bound the number, lower case, as a key of the table of hedges
    /// ("over", "about", "so far"); several are joined by a space.
    pub hedge: Option<SmolStr>,
    /// Whether an end of the set comes from the window of a vague word rather than from the text.
    pub soft: bool,
    /// The numbers without their hedge; `None` for vague words that print none ("dozens").
    pub printed: Option<Printed>,
    /// Factor and name of the unit as printed, for showing amounts again the way they were written
    /// (`1000`, "km"); the base unit where nothing else was printed.
    pub shown_in: ShownUnit,
}

/// The unit a quantity was printed in: one of it is `factor` base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownUnit {
    /// Base units in one of this unit.
    pub factor: Decimal,
    /// Its usual name or symbol; empty for plain counts.
    pub name: SmolStr,
}
