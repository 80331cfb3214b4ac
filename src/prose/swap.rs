//! One number in two units in two places: "twelve kilometres from Orlen", "twelve miles to Orlen".

use std::ops::Range;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::passage::{Mention, MentionKind, Passage};
use super::reading::BlockIx;
use super::slip::{MOST_DIGITS, Slip, is_aside};
use crate::value::quantity::Dimension::{Area, Length, Mass, Volume};
use crate::value::quantity::{Quantity, Unit, significance};

/// Customary units, by the name that they are shown by; the others are metric.
const CUSTOMARY: &[&str] = &[
    "miles",
    "yards",
    "feet",
    "inches",
    "square miles",
    "square feet",
    "square yards",
    "acres",
    "pounds",
    "ounces",
    "stone",
    "gallons",
    "pints",
    "cubic feet",
    "lb",
    "oz",
];

/// Least number that is looked for in two units.
const LEAST: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// Digits from which a number is not the same by chance.
const TELLING: usize = 3;

/// Most sentences of a document that a name may stand in to join two figures.
const RARE: usize = 6;

/// Most places of one number that are compared.
const BUCKET: usize = 12;

/// A measure with the place where it stands.
struct Measured<'p> {
    quantity: &'p Quantity,
    /// Its number as printed.
    number: Decimal,
    at: BlockIx,
    sentence: usize,
    bytes: Range<usize>,
    /// Last words of the names around it.
    names: Vec<&'p str>,
}

impl Measured<'_> {
    /// "Pounds" may be read as money.
    fn is_money(&self) -> bool {
        matches!(self.quantity.unit, Unit::Money(_))
    }

    fn unit(&self) -> &str {
        if self.is_money() { "pounds" } else { self.quantity.shown_in.name.as_str() }
    }

    fn is_telling(&self) -> bool {
        significance(self.number) >= TELLING
    }
}

/// Slips of a document. A name that is not told everywhere and stands near both joins two measures;
/// a number of several digits does so by itself.
pub(super) fn of_document<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
) -> Vec<Slip> {
    let mut all: FxHashMap<Decimal, Vec<Measured<'p>>> = FxHashMap::default();
    let mut told: FxHashMap<&str, usize> = FxHashMap::default();
    let mut order: Vec<Decimal> = Vec::new();
    for (at, passage) in passages {
        let mut before: Vec<&str> = Vec::new();
        for (sentence, of) in passage.sentences.iter().enumerate() {
            let mentions = passage.mentions_of(of);
            let names: Vec<&str> = mentions
                .iter()
                .filter(|m| matches!(m.kind, MentionKind::Name))
                .filter_map(|m| passage.slice(&m.tokens).split_whitespace().next_back())
                .collect();
            names.iter().for_each(|name| *told.entry(name).or_default() += 1);
            for place in 0..mentions.len() {
                let Some((number, quantity)) = measured(passage, mentions, place) else { continue };
                let same = all.entry(number).or_insert_with(|| {
                    order.push(number);
                    Vec::new()
                });
                let bytes = mentions[place].bytes.clone();
                let names = before.iter().chain(&names).copied().collect();
                if same.len() < BUCKET {
                    same.push(Measured { quantity, number, at, sentence, bytes, names });
                }
            }
            before = names;
        }
    }
    let mut out = Vec::new();
    for number in order {
        let same = all.get(&number).map_or(&[][..], Vec::as_slice);
        for (ix, second) in same.iter().enumerate() {
            let first = same[..ix].iter().find(|first| is_swapped(first, second, &told));
            out.extend(first.map(|first| slip(first, second)));
        }
    }
    out
}

/// The number of a measure of length, area, volume or mass that stands by itself: one that is
/// converted on the spot is no slip of the unit.
fn measured<'p>(
    passage: &Passage<'_>,
    mentions: &'p [Mention],
    place: usize,
) -> Option<(Decimal, &'p Quantity)> {
    let mention = mentions.get(place)?;
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    let quantity = &figure.value;
    let measure = matches!(quantity.unit, Unit::Measure(Length | Area | Volume | Mass));
    let pounds = || {
        let text = passage.text.get(mention.bytes.clone());
        matches!(quantity.unit, Unit::Money(_)) && text.is_some_and(|t| t.ends_with("pounds"))
    };
    if !measure && !pounds() {
        return None;
    }
    let is_figure = |m: &&Mention| matches!(m.kind, MentionKind::Figure(_));
    let next = mentions.get(place + 1..)?.iter().find(is_figure);
    let last = mentions.get(..place)?.iter().rev().find(is_figure);
    let joined = next.is_some_and(|next| is_aside(passage, mention, next))
        || last.is_some_and(|last| is_aside(passage, last, mention));
    let printed = quantity.printed.as_ref().filter(|printed| printed.high.is_none() && !joined)?;
    let number = printed.low.checked_div(quantity.shown_in.factor)?;
    let number = number.round_dp(MOST_DIGITS).normalize();
    (number >= LEAST).then_some((number, quantity))
}

fn is_swapped(a: &Measured<'_>, b: &Measured<'_>, told: &FxHashMap<&str, usize>) -> bool {
    let mass = Unit::Measure(Mass);
    let kind = |m: &Measured<'_>| if m.is_money() { mass.clone() } else { m.quantity.unit.clone() };
    let customary = |m: &Measured<'_>| CUSTOMARY.contains(&m.unit());
    if kind(a) != kind(b)
        || customary(a) == customary(b)
        || (a.at == b.at && a.sentence == b.sentence)
    {
        return false;
    }
    let rare = |name: &&&str| told.get(**name).is_some_and(|n| *n <= RARE);
    let named = || a.names.iter().filter(rare).any(|name| b.names.contains(name));
    a.is_telling() || (!a.is_money() && !b.is_money() && named())
}

fn slip(first: &Measured<'_>, second: &Measured<'_>) -> Slip {
    let (a, b, number) = (first.unit(), second.unit(), first.number);
    Slip {
        rule: "unit-mismatch",
        at: second.at,
        bytes: second.bytes.clone(),
        message: format!("{number} {b} here, {number} {a} before: one number in two units"),
        label: format!("{number} {b}"),
        help: "look up which unit it is; if these are two amounts, say so",
        other: Some((first.at, first.bytes.clone(), format!("{number} {a}"))),
    }
}
