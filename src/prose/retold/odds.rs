//! How likely it is that two figures tell one thing.
//!
//! A weighed sum, as logistic regression gives it, of what two tellings share and of how they
//! stand in the document. Words alone do not settle it: "six minutes" and "eleven minutes" may
//! share none. A fact that is told again is told as known ("the 2.7 million cubic metres"), or by
//! somebody, far from where it was first told, and the document has no third figure like it. The
//! weights are those of a logistic regression with a penalty of half the sum of their squares, fitted
//! to the pairs of the documents in `tests/briefs` that `fit` writes out (`BELIE_FIT=FILE cargo test
//! --lib retold::fit -- --ignored`), and of 640 passages of a hundred words. Each document judged by
//! weights that were fitted to others, 101 of 199 planted contradictions of the briefs were found by odds
//! of at least even, and 14 pairs falsely, in 521 documents.

use std::ops::Bound;

use rustc_hash::FxHashMap;

use super::pair::Likeness;
use super::telling::{Measure, Slot, Telling};
use crate::value::quantity;

/// Furthest apart that two amounts are taken for two tellings of one.
pub(super) const FURTHEST: f64 = 2.5;

/// Odds from which two figures are taken for one, as a natural logarithm.
const ENOUGH: f32 = 0.0;

/// What speaks for a pair of figures, and against it: a weight for each of [`features`].
const WEIGHTS: [f32; FEATURES] = [
    2.99,  // any pair
    1.6,   // of counts
    0.48,  // of lengths of time
    -0.4,  // of shares
    0.8,   // of money
    0.92,  // the weight of what they share, up to `MOST_SHARED`
    -1.83, // how far apart the amounts are, as the logarithm of their ratio
    -0.9,  // how many amounts of about this size the document has, as a logarithm
    1.16,  // only the later is told as known
    1.19,  // only the later is said by somebody
    -1.76, // a small count, which is told of anything
    -1.13, // only one counts something by name
    0.77,  // the sentences between them, as a logarithm, up to `FAR`
    1.29,  // how much more alike they are than any other pair of either, up to `MOST_GAP`
    -0.36, // each counts what the other sentence does not speak of
    -0.35, // they share no word that few others have, and neither is told as known
    -0.78, // how many amounts of their measure the document has, as a logarithm
    1.98,  // two digits have changed places
    0.84,  // both count the same, and only the later is told as known
    1.6,   // the later is more, and counts only some of what is known
    1.08,  // two digits of several have changed places
    0.47,  // the verbs of both are one
    -1.59, // how many figures and dates the document has, as a logarithm
];

/// How many there are.
pub(super) const FEATURES: usize = 23;

/// The same where one is the least that there are and the other is less: "at least 90 boats", "all
/// the 76 boats". Of the pairs of the briefs that are so, one that is planted lies below, and none that
/// tells two things above; the likeliest of those is nearly a whole unit further down.
const ENOUGH_BELOW: f32 = -2.6;

/// The same of two that other figures stand with, and none with both, where the words run alike.
const ENOUGH_OF_OTHERS: f32 = -0.7;

const MOST_SHARED: f32 = 2.5;
const MOST_GAP: f32 = 1.5;
const FAR: f32 = 4.0;

/// Counts up to this are small.
pub(super) const SMALL: f64 = 12.0;

/// Digits that are several.
const DIGITS: usize = 3;

/// The amounts of a document, ascending, without doubles.
#[derive(Debug, Default)]
pub(super) struct Amounts<'t> {
    by_measure: FxHashMap<&'t Measure, Vec<f64>>,
    /// How many figures and dates there are of all measures.
    tellings: usize,
}

impl<'t> Amounts<'t> {
    pub(super) fn of(tellings: &'t [Telling]) -> Self {
        let mut sorted: Vec<(&Measure, f64)> =
            tellings.iter().map(|telling| (&telling.measure, telling.amount.abs())).collect();
        sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut all: FxHashMap<&Measure, Vec<f64>> = FxHashMap::default();
        for (measure, amount) in sorted {
            let amounts = all.entry(measure).or_default();
            if amounts.last().is_none_or(|last| last.total_cmp(&amount).is_ne()) {
                amounts.push(amount);
            }
        }
        Self { by_measure: all, tellings: tellings.len() }
    }

    /// How many amounts of a measure there are.
    fn all(&self, measure: &Measure) -> usize {
        self.by_measure.get(measure).map_or(0, Vec::len)
    }

    /// How many amounts of their measure are about as much as these two.
    fn about(&self, measure: &Measure, low: f64, high: f64) -> usize {
        let Some(amounts) = self.by_measure.get(measure) else { return 0 };
        let from = amounts.partition_point(|amount| *amount < low / FURTHEST);
        let to = amounts.partition_point(|amount| *amount <= high * FURTHEST);
        to.saturating_sub(from)
    }
}

/// The odds of a pair, as a natural logarithm.
pub(super) fn odds(features: &[f32; FEATURES]) -> f32 {
    weighed(&WEIGHTS, features)
}

/// What is known of a pair, each by its weight.
pub(super) fn weighed<const N: usize>(weights: &[f32; N], features: &[f32; N]) -> f32 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

/// 1 for what holds, else 0.
pub(super) fn when(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// A count as a feature.
pub(super) fn number(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// The sentences between two figures, as a logarithm.
pub(super) fn gap(a: &Telling, b: &Telling) -> f32 {
    number(a.place.abs_diff(b.place)).ln_1p().min(FAR)
}

/// How many figures and dates a document has, as a logarithm: of more of them, any two are less often of
/// one thing. Short texts are all alike in that.
pub(super) fn size(tellings: usize) -> f32 {
    const SHORT: usize = 30;
    number(tellings.max(SHORT)).ln()
}

/// What is known of a pair. `rival` is how alike the likest other pair of either is.
pub(super) fn features(
    (a, b): (&Telling, &Telling),
    likeness: &Likeness,
    amounts: &Amounts<'_>,
    rival: f32,
) -> [f32; FEATURES] {
    let (words, shared) = evidence((a, b), likeness);
    let (low, high) = ends(a, b);
    let about = amounts.about(&a.measure, low, high);
    let is_count = a.measure == Measure::Count;
    #[allow(clippy::cast_possible_truncation)]
    let ratio = (high / low.max(f64::MIN_POSITIVE)).ln() as f32;
    let taken = b.figure.taken && !a.figure.taken;
    [
        1.0,
        when(is_count),
        when(a.measure == Measure::Time),
        when(a.measure == Measure::Share),
        when(matches!(a.measure, Measure::Money(_))),
        shared.min(MOST_SHARED),
        ratio,
        number(about.max(1)).ln(),
        when(taken),
        when(b.spoken && !a.spoken),
        when(is_count && high <= SMALL),
        when(is_count && a.figure.headed != b.figure.headed),
        gap(a, b),
        (likeness.alike() - rival).clamp(-MOST_GAP, MOST_GAP),
        when(likeness.of_others),
        when(words == 0 && !a.figure.taken && !b.figure.taken),
        number(amounts.all(&a.measure).max(1)).ln(),
        when(are_swapped(a, b)),
        when(taken && is_of_one(a, b)),
        when(b.some_of && a.amount < b.amount),
        when(is_mistyped(a, b)),
        when(likeness.deeds.same),
        size(amounts.tellings),
    ]
}

/// "Fourteen purchases cost £121,300", "the nine purchases cost £58,400": whether other figures stand with
/// each of two, and none with both. A slip changes one figure: where all differ, two things are told of,
/// however alike the words are.
pub(super) fn is_all_other(a: &Telling, b: &Telling, odds: Option<f32>) -> bool {
    let both = || a.beside.iter().any(|(_, x)| b.beside.iter().any(|(_, y)| same(*x, *y)));
    let told = !a.beside.is_empty() && !b.beside.is_empty();
    told && odds.is_none_or(|odds| odds < ENOUGH_OF_OTHERS) && !both()
}

/// Whether two amounts are printed with the same digits in another order: "1,460" and "1,640". It is
/// how numbers are mistyped, and seldom how two of them differ.
fn are_swapped(a: &Telling, b: &Telling) -> bool {
    let digits = |telling: &Telling| {
        let mut digits = quantity::digits(telling.figure.printed?);
        digits.sort_unstable();
        Some(digits)
    };
    a.figure.unit == b.figure.unit
        && a.figure.printed != b.figure.printed
        && digits(a).is_some_and(|own| own.len() > 1 && digits(b) == Some(own))
}

/// Whether two amounts of several digits have the same in another order.
fn is_mistyped(a: &Telling, b: &Telling) -> bool {
    let fine = a.measure != Measure::Time && a.figure.digits.min(b.figure.digits) >= DIGITS;
    fine && are_swapped(a, b)
}

/// Words that both have and few others, and the weight of what they share. "420 metres down" and
/// "540 metres beneath the grass" share that they are depths.
fn evidence((a, b): (&Telling, &Telling), likeness: &Likeness) -> (u8, f32) {
    /// Weight of a dimension, about that of a word that three sentences of a document have.
    const DIMENSION: f32 = 0.8;
    let same = a.figure.way.is_some() && a.figure.way == b.figure.way;
    let (word, weight) = if same { (1, DIMENSION) } else { (0, 0.0) };
    (likeness.words.saturating_add(word), likeness.shared + weight)
}

/// Whether the less of two counts is of some of what is known, and the more is not: "32 houses", "28 of the
/// houses". Where the verbs of both are one, the same may be counted in two ways.
pub(super) fn is_part(a: &Telling, b: &Telling, likeness: &Likeness) -> bool {
    let (less, more) = if a.amount < b.amount { (a, b) } else { (b, a) };
    less.some_of && !more.some_of && !likeness.deeds.same
}

/// Whether both count the same.
pub(super) fn is_of_one(a: &Telling, b: &Telling) -> bool {
    match (a.head(), b.head()) {
        (Some(x), Some(y)) => x.ids.iter().any(|id| y.ids.contains(id)),
        _ => false,
    }
}

/// Whether each clause says what something is, and of another: "the tower is 31 metres high", "the dam
/// is 24 metres high".
pub(super) fn are_of_others(a: &Telling, b: &Telling) -> bool {
    let (Some(x), Some(y)) = (a.is_of, b.is_of) else { return false };
    let has = |slot: &Slot, other: &Telling| slot.ids.iter().any(|id| other.has(*id));
    !has(&a.slots[x], b) && !has(&b.slots[y], a)
}

/// Whether it is people as such that are counted.
fn is_anybody(telling: &Telling) -> bool {
    telling.head().is_some_and(|head| head.is_word("people") || head.is_word("person"))
}

/// Whether one of two figures is the least that there are, and the other is less.
fn is_below_least(a: &Telling, b: &Telling) -> bool {
    let open = |telling: &Telling| {
        let extent = telling.figure.extent.as_ref();
        extent.is_some_and(|extent| matches!(extent.high(), Bound::Unbounded))
    };
    let below = |least: &Telling, other: &Telling| {
        open(least) && !open(other) && other.amount.abs() < least.amount.abs()
    };
    below(a, b) || below(b, a)
}

/// Whether two figures are likely enough to tell one thing.
pub(super) fn are_likely(odds: f32, (a, b): (&Telling, &Telling), likeness: &Likeness) -> bool {
    // How long things take differs from one to the next, whatever the least is.
    if a.measure != Measure::Time && is_below_least(a, b) {
        let (words, _) = evidence((a, b), likeness);
        return odds >= ENOUGH_BELOW && (words > 0 || is_of_one(a, b));
    }
    odds >= ENOUGH && is_grounded(a, b, likeness)
}

/// Whether the odds of two figures may be relied on: counts of different things, and lengths of
/// time, are so many that one word which both have says little.
fn is_grounded(a: &Telling, b: &Telling, likeness: &Likeness) -> bool {
    let (words, _) = evidence((a, b), likeness);
    match a.measure {
        Measure::Time => {
            // "The repairs took six weeks", "the repairs, which took nine weeks".
            let same = likeness.same_subject && likeness.deeds.same;
            words > 1 || same || (b.figure.taken && a.dates.is_empty() && b.dates.is_empty())
        }
        Measure::Count => {
            // Numbers with the same digits are seldom those of two things.
            let mistyped = words > 0 && is_mistyped(a, b);
            words > 1 || mistyped || (is_of_one(a, b) && !is_anybody(a))
        }
        _ => true,
    }
}

/// The less and the more of two amounts.
pub(super) fn ends(a: &Telling, b: &Telling) -> (f64, f64) {
    let (a, b) = (a.amount.abs(), b.amount.abs());
    (a.min(b), a.max(b))
}

/// Whether both are the same amount, or the same day.
pub(super) fn are_same(a: &Telling, b: &Telling) -> bool {
    same(a.amount, b.amount) || same(b.amount, a.amount)
}

/// Whether two amounts are one, the rounding of the first one's last bit aside.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= f64::EPSILON * a.abs()
}

/// Whether the other sentence tells one of two figures again by another of its own: "29 in all: the 22
/// at the port", "13 hours, less than the 14 that she had promised".
pub(super) fn is_told_by_another(a: &Telling, b: &Telling) -> bool {
    let retold = |x: &Telling, y: &Telling| {
        let printed = x.figure.printed.as_ref();
        let elided = || y.elided.iter().any(|z| printed == Some(z));
        let beside = || y.beside.iter().any(|(_, z)| same(x.amount, *z));
        if x.measure == Measure::Time { elided() } else { beside() || elided() }
    };
    retold(a, b) || retold(b, a)
}

/// Whether the text tells, with one of two figures or right behind it, how far the two are apart: "the
/// price was put at £24.5m … the extra £4.1m".
///
/// Where two figures are `sure` to tell one thing, what happens to be the difference is another's: it
/// has to be told as one.
pub(super) fn is_difference_told(
    (a, b): (&Telling, &Telling),
    sure: bool,
    tellings: &[Telling],
) -> bool {
    /// Least difference that is told on purpose: one is that of any two.
    const LEAST: f64 = 2.0;
    /// Differences up to this are those of others by chance: they have to stand in the same sentence,
    /// and count the same or what is left of it.
    const SMALL: f64 = 10.0;
    const REST: &[&str] = &["spare", "extra", "more", "fewer", "over", "left"];
    /// Least that no number without a unit is by chance.
    const LARGE: f64 = 1000.0;
    /// Part of it by which rounding moves it.
    const ROUNDED: f64 = 1e-6;
    let apart = (a.amount - b.amount).abs();
    let near = |end: &Telling| {
        let from = tellings.partition_point(|telling| telling.place < end.place);
        let behind = tellings[from..].iter().take_while(|telling| telling.place <= end.place + 1);
        let mut behind = behind.filter(|telling| telling.measure == end.measure);
        let is = |amount: f64| (amount.abs() - apart).abs() <= apart * ROUNDED;
        let told = behind.any(|telling| {
            let of_them = || telling.head().is_none_or(|head| REST.iter().any(|w| head.is_word(w)));
            let own = telling.place == end.place && (is_of_one(telling, end) || of_them());
            let rest = || {
                let named = telling.head().is_some_and(|head| REST.iter().any(|w| head.is_word(w)));
                telling.figure.is_more || named
            };
            (apart > SMALL || own) && is(telling.amount) && (!sure || rest())
        });
        // "It spent 30 million of the 70 million dinars": the first has no unit of its own.
        told || (apart >= LARGE && end.beside.iter().any(|(_, amount)| is(*amount)))
    };
    apart >= LEAST && a.measure != Measure::Date && (near(a) || near(b))
}

/// Whether the subjects of both are one word, and what stands right behind each says that they are two:
/// "seats for the play", "seats for the opera".
fn are_for_others(a: &Telling, b: &Telling) -> bool {
    /// Most words of grammar between the two.
    const BETWEEN: usize = 2;
    let behind = |telling: &Telling| {
        let subject = telling.slots.get(telling.subject?)?;
        let near = |slot: &&Slot| {
            let between = slot.tokens.start.checked_sub(subject.tokens.end);
            between.is_some_and(|tokens| (1..=BETWEEN).contains(&tokens))
        };
        let next = telling.slots.iter().find(|slot| slot.tokens.start >= subject.tokens.end);
        next.filter(near).filter(|slot| !slot.deed && slot.tells()).cloned()
    };
    let subject = |telling: &Telling| telling.subject.and_then(|at| telling.slots.get(at)).cloned();
    let (Some(x), Some(y)) = (subject(a), subject(b)) else { return false };
    let one = x.ids.iter().any(|id| y.ids.contains(id));
    let has = |slot: &Slot, other: &Telling| slot.ids.iter().any(|id| other.has(*id));
    one && behind(a).zip(behind(b)).is_some_and(|(p, q)| !has(&p, b) && !has(&q, a))
}

/// Whether two figures can be compared as tellings of one thing: they differ, but not by much, and
/// both say the same kind of thing.
pub(super) fn may_be_one(a: &Telling, b: &Telling) -> bool {
    /// Part by which amounts in two units differ that were rounded apart.
    const CONVERTED: f64 = 1.04;
    let (low, high) = ends(a, b);
    let meets = || match (&a.figure.extent, &b.figure.extent) {
        (Some(x), Some(y)) => x.meets(y),
        _ => true,
    };
    let converted = a.figure.unit != b.figure.unit && high <= low * CONVERTED;
    // One number in two units is said to be just that elsewhere.
    let swapped = a.figure.unit != b.figure.unit
        && a.figure.printed.is_some()
        && a.figure.printed == b.figure.printed;
    let of_two_kinds = || match (a.head(), b.head()) {
        (Some(x), Some(y)) => {
            let has = |slot: &Slot, other: &Telling| slot.ids.iter().any(|id| other.has(*id));
            x.person != y.person && !has(x, b) && !has(y, a)
        }
        _ => false,
    };
    let headless = a.measure == Measure::Count && !a.figure.headed && !b.figure.headed;
    // "Minus 0.8", "0.9": what lies below nothing is told as that each time.
    let signs = a.amount.is_sign_negative() != b.amount.is_sign_negative();
    let ways = a.figure.way.is_some() && b.figure.way.is_some() && a.figure.way != b.figure.way;
    // "A storm in 2020 closed it for six days": another one than that which was told of.
    let of_new = b.of_new && b.is_dated;
    // What is cheap to tell first.
    high <= low * FURTHEST
        && !of_new
        && !ways
        && !signs
        && !converted
        && !a.is_partial
        && !b.is_partial
        && a.figure.span == b.figure.span
        && !headless
        && !swapped
        && !(a.listed && b.listed)
        && !meets()
        && !of_two_kinds()
        && !are_of_others(a, b)
        && !are_for_others(a, b)
        && !is_told_by_another(a, b)
}
