//! Predicates that are tied to each other: one never exceeds another, or is the sum of others.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::family::{Family, FamilyKey, Position};
use super::nesting::{self, Relation};
use super::time::{self, Share, Valid};
use super::value;
use super::verdict::{Cause, Judgement, Rests, along_citation};
use crate::claim::{AsOfBasis, ClaimValue, PredicateIx, World};
use crate::record::{Change, Denied};
use crate::value::quantity::Quantity;
use crate::value::set::Interval;

/// Families by what their members share.
#[derive(Debug)]
pub struct Lookup<'a> {
    families: &'a [Family<'a>],
    by_key: FxHashMap<FamilyKey, usize>,
}

impl<'a> Lookup<'a> {
    /// Index some families.
    #[must_use]
    pub fn new(families: &'a [Family<'a>]) -> Self {
        let by_key = families.iter().enumerate().map(|(at, family)| (family.key, at)).collect();
        Self { families, by_key }
    }

    /// The family of another predicate about the same subject and counterpart.
    #[must_use]
    pub fn sibling(&self, key: FamilyKey, predicate: PredicateIx) -> Option<&'a Family<'a>> {
        self.family(FamilyKey { predicate, ..key })
    }

    /// The family whose members share this.
    #[must_use]
    pub fn family(&self, key: FamilyKey) -> Option<&'a Family<'a>> {
        self.by_key.get(&key).map(|at| &self.families[*at])
    }
}

/// Two claims of tied predicates.
#[derive(Debug)]
pub struct Tied<'a> {
    /// The claim that is bounded.
    pub bounded: &'a Position<'a>,
    /// The claim that bounds it.
    pub bound: &'a Position<'a>,
    /// The verdict on the two.
    pub judgement: Judgement,
}

/// Claims that exceed what they never may, for one family and one predicate that bounds it.
#[must_use]
pub fn exceeded<'a>(
    world: &World,
    family: &'a Family<'a>,
    bound: &'a Family<'a>,
    any_time: bool,
) -> Vec<Tied<'a>> {
    let mut out = Vec::new();
    for p in &family.members {
        for q in &bound.members {
            let (Some(x), Some(y)) = (asserted(p), asserted(q)) else { continue };
            if !value::above(x, y) {
                continue;
            }
            let related = nesting::relate(world, (p.claim, p.period), (q.claim, q.period));
            let nested = matches!(related.relation, Relation::Same | Relation::Part);
            let by_default = match any_time {
                true => (!outgrown(p, q)).then_some(false),
                false => at_one_time(world, p, q),
            };
            if let (true, Some(by_default)) = (nested, by_default) {
                out.push(Tied { bounded: p, bound: q, judgement: judge(p, q, by_default) });
            }
        }
    }
    out
}

/// Whether what bounds at any time was told long before what it bounds: the peak of one year says
/// nothing of the years after it.
fn outgrown(bounded: &Position<'_>, bound: &Position<'_>) -> bool {
    /// Days after which a count may be of another time: strengths are told yearly.
    const YEAR: i32 = 366;
    let at = match bounded.valid() {
        Valid::Within(window) => Some(window),
        _ => bounded.as_of,
    };
    let from = at.and_then(|window| window.0);
    let told = bound.as_of.and_then(|window| window.1);
    from.zip(told).is_some_and(|(from, told)| from.0.saturating_sub(told.0) > YEAR)
}

/// Pairs of one printed number for two tied predicates, in one document or along a citation.
#[must_use]
pub fn one_number<'a>(
    world: &World,
    family: &'a Family<'a>,
    other: &'a Family<'a>,
) -> Vec<(&'a Position<'a>, &'a Position<'a>)> {
    let mut out = Vec::new();
    for p in &family.members {
        for q in &other.members {
            let (Some(x), Some(y)) = (asserted(p), asserted(q)) else { continue };
            let same = x.printed.is_some() && x.printed == y.printed && x.unit.comparable(&y.unit);
            if same && (p.document() == q.document() || along_citation(world, p, q)) {
                out.push((p, q));
            }
        }
    }
    out
}

/// A whole and parts of one document that do not add up.
#[derive(Debug)]
pub struct Unequal<'a> {
    /// The whole.
    pub whole: &'a Position<'a>,
    /// One claim for each part that is given.
    pub parts: Vec<&'a Position<'a>>,
    /// What the parts come to.
    pub sum: Interval<Decimal>,
    /// Whether they come to too much (or else to too little).
    pub too_much: bool,
    /// The verdict.
    pub judgement: Judgement,
}

/// Wholes that their parts cannot add up to. Parts are taken from the whole's own document, for
/// the same scope, place and period; where a part is given twice, its widest reading counts.
#[must_use]
pub fn unequal<'a>(
    world: &World,
    lookup: &Lookup<'a>,
    family: &'a Family<'a>,
    parts: &[PredicateIx],
    complete: bool,
) -> Vec<Unequal<'a>> {
    let mut out = Vec::new();
    for whole in &family.members {
        let Some(total) = asserted(whole) else { continue };
        let mut used: Vec<&Position<'_>> = Vec::new();
        let mut sum = Interval::point(Decimal::ZERO);
        let mut given = 0;
        for part in parts {
            let candidates: Vec<&Position<'_>> = lookup
                .sibling(family.key, *part)
                .into_iter()
                .flat_map(|family| &family.members)
                .filter(|p| belongs(world, whole, p, total))
                .collect();
            let Some(first) = candidates.first() else { continue };
            given += 1;
            let sets = candidates.iter().filter_map(|p| asserted(p)).map(|q| q.set.clone());
            let Some(widest) = sets.reduce(|a, b| a.hull(&b)) else { continue };
            let Some(next) = add(&sum, &widest) else { break };
            sum = next;
            used.push(first);
        }
        let too_much = given > 0 && sum.is_above(&total.set);
        let too_little = complete && given == parts.len() && total.set.is_above(&sum);
        if used.len() == given && (too_much || too_little) {
            let verdicts = used.iter().map(|part| judge(part, whole, false));
            let Some(judgement) = verdicts.min_by_key(|j| (j.level, j.confidence)) else {
                continue;
            };
            out.push(Unequal { whole, parts: used, sum, too_much, judgement });
        }
    }
    out
}

fn belongs(world: &World, whole: &Position<'_>, part: &Position<'_>, total: &Quantity) -> bool {
    let related = nesting::relate(world, (part.claim, part.period), (whole.claim, whole.period));
    part.document() == whole.document()
        && related.relation == Relation::Same
        && asserted(part).is_some_and(|q| q.unit.comparable(&total.unit))
        && at_one_time(world, part, whole).is_some()
        && !apart_in_time(part, whole)
}

/// Counts of two times do not add up: either may have grown since.
fn apart_in_time(a: &Position<'_>, b: &Position<'_>) -> bool {
    time::disjoint(a.as_of, b.as_of)
}

fn asserted<'a>(position: &'a Position<'_>) -> Option<&'a Quantity> {
    match &position.claim.value {
        ClaimValue::Quantity(quantity) if position.claim.denied == Denied::No => Some(quantity),
        _ => None,
    }
}

fn add(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Option<Interval<Decimal>> {
    use std::ops::Bound;
    let join = |x: &Bound<Decimal>, y: &Bound<Decimal>| {
        Some(match (x, y) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => Bound::Unbounded,
            (Bound::Included(x), Bound::Included(y)) => Bound::Included(x.checked_add(*y)?),
            (Bound::Included(x) | Bound::Excluded(x), Bound::Included(y) | Bound::Excluded(y)) => {
                Bound::Excluded(x.checked_add(*y)?)
            }
        })
    };
    Interval::new(join(a.low(), b.low())?, join(a.high(), b.high())?)
}

/// Whether two claims of tied predicates speak of one time, and if so, whether a default decides:
/// varying ones surely; counts, when the bound is surely no older, since what was counted before is
/// counted still.
fn at_one_time(world: &World, bounded: &Position<'_>, bound: &Position<'_>) -> Option<bool> {
    let predicate = world.predicate_of(bounded.claim);
    let one_document = bounded.document() == bound.document();
    match predicate.change {
        Change::Varying => {
            let printed = bounded.printed_beside(bound);
            match time::share(&bounded.valid(), &bound.valid(), printed, predicate.holds) {
                Share::Surely { by_holds, by_default } => Some(by_holds || by_default),
                Share::Perhaps | Share::Never => None,
            }
        }
        Change::Cumulative => {
            let known = bounded.as_of.zip(bound.as_of);
            let defaulted = |p: &Position<'_>| p.printing.as_of_basis == AsOfBasis::Issued;
            match known {
                Some((p, q)) if one_document => (!time::precedes(q, p)).then_some(false),
                None if one_document => Some(false),
                Some((p, q)) if p.1.is_some() && p.1 <= q.0 => {
                    Some(defaulted(bounded) || defaulted(bound))
                }
                _ => None,
            }
        }
        Change::Fixed | Change::PerPeriod => Some(false),
    }
}

/// The verdict on two claims that break a tie: a dispute when different speakers stand behind them
/// and one has a name, otherwise a contradiction.
fn judge(a: &Position<'_>, b: &Position<'_>, by_default: bool) -> Judgement {
    let rests = Rests { by_default, ..Rests::on(a, b) };
    let disputed = a.origin.speaker() != b.origin.speaker();
    rests.judge(if disputed { Cause::Dispute } else { Cause::Conflict })
}
