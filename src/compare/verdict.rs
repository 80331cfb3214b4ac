//! The table of verdicts, applied to two printings of one family: the first that applies.

use super::family::{Family, Position};
use super::nesting::{self, Related, Relation};
use super::time::{self, Share};
use super::value::{self, Meet};
use crate::claim::{AsOfBasis, ClaimValue, Document, World};
use crate::finding::{Confidence, Level, Verdict};
use crate::record::{Change, Denied};
use crate::value::date::Day;

/// What makes two claims a finding, or keeps them from being compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Not settled enough to compare, for this reason.
    Undecidable(&'static str),
    /// One printed number for two scopes or places.
    ScopeMismatch,
    /// An organisation and its branch in one role.
    Branch,
    /// The first is an earlier count than the second.
    Superseded,
    /// The second is an earlier count than the first.
    Supersedes,
    /// Two speakers disagree.
    Dispute,
    /// A part is larger than its whole.
    PartExceedsWhole,
    /// One speaker is credited with two values.
    Misattributed,
    /// They cannot both be true.
    Conflict,
}

/// A verdict on a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Judgement {
    /// Why.
    pub cause: Cause,
    /// How grave.
    pub level: Level,
    /// How sure.
    pub confidence: Confidence,
}

impl Cause {
    /// The verdict it stands for.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Undecidable(_) => Verdict::Undecidable,
            Self::ScopeMismatch | Self::Branch => Verdict::ScopeMismatch,
            Self::Superseded | Self::Supersedes => Verdict::Supersession,
            Self::Dispute => Verdict::Dispute,
            Self::PartExceedsWhole | Self::Misattributed | Self::Conflict => Verdict::Contradiction,
        }
    }
}

/// What a verdict rests on besides what is written.
#[derive(Clone, Copy, Default)]
struct Rests {
    soft: bool,
    by_default: bool,
    uncertain: bool,
}

impl Rests {
    fn on(a: &Position<'_>, b: &Position<'_>) -> Self {
        let soft = |p: &Position<'_>| p.claim.value.soft() || p.claim.hedged;
        Self {
            soft: soft(a) || soft(b),
            by_default: false,
            uncertain: a.claim.value.uncertain() || b.claim.value.uncertain(),
        }
    }

    fn confidence(self) -> Confidence {
        if self.soft {
            Confidence::Low
        } else if self.by_default || self.uncertain {
            Confidence::Medium
        } else {
            Confidence::High
        }
    }

    fn judge(self, cause: Cause) -> Judgement {
        let level = match cause.verdict() {
            Verdict::Contradiction if self.soft || self.by_default => Level::Warning,
            Verdict::Contradiction => Level::Error,
            _ if cause == Cause::Branch => Level::Warning,
            _ => Level::Info,
        };
        Judgement { cause, level, confidence: self.confidence() }
    }
}

/// The verdict on two members of a family; `None` when they agree or are not to be compared.
#[must_use]
pub fn judge(
    world: &World,
    family: &Family<'_>,
    a: &Position<'_>,
    b: &Position<'_>,
) -> Option<Judgement> {
    let related = nesting::relate(world, (a.claim, a.period), (b.claim, b.period));
    let rests = Rests::on(a, b);
    if one_figure_for_two(world, a, b, related) {
        return Some(rests.judge(Cause::ScopeMismatch));
    }
    if related.relation == Relation::Apart || (related.other_scope && !has_parts(a, b)) {
        return None;
    }
    if a.claim.denied == Denied::Unseen || b.claim.denied == Denied::Unseen {
        return unseen(world, a, b, related);
    }
    let disjoint = match clash(world, a, b, related.relation) {
        Clash::None => return stale_bound(world, a, b, related).map(|cause| rests.judge(cause)),
        Clash::Branch => return Some(rests.judge(Cause::Branch)),
        Clash::Unknown(reason) => return Some(rests.judge(Cause::Undecidable(reason))),
        Clash::Disjoint(as_part) => as_part,
    };
    if let Relation::Unsettled(reason) = related.relation {
        return Some(rests.judge(Cause::Undecidable(reason)));
    }
    if world.identity.same(a.claim.subject, b.claim.subject) != Some(true) {
        let reason = "the records contradict each other about whether their subjects are one";
        return Some(rests.judge(Cause::Undecidable(reason)));
    }
    let (cause, rests) = at_one_time(world, family, a, b, rests)?;
    let cause = match cause {
        Some(cause) => cause,
        None => spoken(a, b, disjoint),
    };
    // A part that only a default put there is one figure with two readings, not two figures.
    if disjoint && related.by_default && matches!(cause, Cause::PartExceedsWhole | Cause::Dispute) {
        return Some(rests.judge(Cause::ScopeMismatch));
    }
    Some(rests.judge(cause))
}

/// Only counts have parts: shares, rates and dates of another population may lie anywhere.
fn has_parts(a: &Position<'_>, b: &Position<'_>) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => {
            x.unit.is_count() && y.unit.is_count()
        }
        _ => false,
    }
}

enum Clash {
    None,
    /// They cannot both be true; `true` when one is part of the other.
    Disjoint(bool),
    Branch,
    Unknown(&'static str),
}

fn clash(world: &World, a: &Position<'_>, b: &Position<'_>, relation: Relation) -> Clash {
    let (part, whole) = match relation {
        Relation::Part => (a, b),
        Relation::Whole => (b, a),
        _ => {
            return match value::meet(world, a.claim, b.claim) {
                Meet::Yes => Clash::None,
                Meet::No => Clash::Disjoint(false),
                Meet::Branch => Clash::Branch,
                Meet::Unknown(reason) => Clash::Unknown(reason),
            };
        }
    };
    let (ClaimValue::Quantity(p), ClaimValue::Quantity(w)) =
        (&part.claim.value, &whole.claim.value)
    else {
        return Clash::None;
    };
    let asserted = part.claim.denied == Denied::No && whole.claim.denied == Denied::No;
    if asserted && p.set.is_above(&w.set) { Clash::Disjoint(true) } else { Clash::None }
}

/// One printed number for two scopes or places: in one document or along a citation; anywhere, if
/// it is hedged or a range, for a part and its whole.
fn one_figure_for_two(world: &World, a: &Position<'_>, b: &Position<'_>, related: Related) -> bool {
    let (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) = (&a.claim.value, &b.claim.value)
    else {
        return false;
    };
    let asserted = a.claim.denied == Denied::No && b.claim.denied == Denied::No;
    if !asserted || !related.other_scope || a.claim.id == b.claim.id {
        return false;
    }
    if x.printed.is_none() || x.printed != y.printed || !x.unit.comparable(&y.unit) {
        return false;
    }
    let telling = |q: &crate::value::quantity::Quantity| {
        q.hedge.is_some() || q.printed.as_ref().is_some_and(|p| p.high.is_some())
    };
    let nested = matches!(related.relation, Relation::Part | Relation::Whole);
    let other_period = related.relation == Relation::Apart
        && a.period.zip(b.period).is_some_and(|((s, e), (t, f))| e < t || f < s);
    !other_period
        && (a.document() == b.document()
            || along_citation(world, a, b)
            || (nested && (telling(x) || telling(y))))
}

/// Whether one of two printings rests on the other's document, or that document is in the
/// reference list of its own.
#[must_use]
pub fn along_citation(world: &World, a: &Position<'_>, b: &Position<'_>) -> bool {
    let cites = |from: &Position<'_>, to: &Position<'_>| match to.document() {
        Document::Source(target) => {
            let listed = match from.document() {
                Document::Source(source) => world.source(source).cites.contains(&target),
                Document::File(_) => false,
            };
            listed || from.printing.via.contains(&target)
        }
        Document::File(_) => false,
    };
    cites(a, b) || cites(b, a)
}

/// "No evidence that" is compatible with anything, but a warning against the same document's own
/// assertion.
fn unseen(
    world: &World,
    a: &Position<'_>,
    b: &Position<'_>,
    related: Related,
) -> Option<Judgement> {
    let (unseen, other) = if a.claim.denied == Denied::Unseen { (a, b) } else { (b, a) };
    let asserted = other.claim.denied == Denied::No && other.own_voice();
    let meets = value::asserted(world, unseen.claim, other.claim) == Meet::Yes;
    let conflict =
        asserted && meets && related.relation == Relation::Same && a.document() == b.document();
    conflict.then(|| Judgement {
        cause: Cause::Conflict,
        level: Level::Warning,
        confidence: Rests::on(a, b).confidence(),
    })
}

/// The smaller of two lower bounds in one document is stale, unless another speaker gives it for
/// the same time.
fn stale_bound(
    world: &World,
    a: &Position<'_>,
    b: &Position<'_>,
    related: Related,
) -> Option<Cause> {
    let change = world.predicate_of(a.claim).change;
    let (low_a, low_b) = (lower_bound(a)?, lower_bound(b)?);
    if related.relation != Relation::Same
        || a.document() != b.document()
        || low_a == low_b
        || change != Change::Cumulative
        || (a.origin != b.origin && !time::disjoint(a.as_of, b.as_of))
    {
        return None;
    }
    Some(if low_a < low_b { Cause::Superseded } else { Cause::Supersedes })
}

/// The number below which a value cannot be, if it has no upper end.
pub(super) fn lower_bound(position: &Position<'_>) -> Option<rust_decimal::Decimal> {
    use std::ops::Bound;
    let ClaimValue::Quantity(quantity) = &position.claim.value else { return None };
    match (quantity.set.low(), quantity.set.high()) {
        (Bound::Included(low) | Bound::Excluded(low), Bound::Unbounded)
            if position.claim.denied == Denied::No =>
        {
            Some(*low)
        }
        _ => None,
    }
}

/// Whether time keeps two disjoint claims apart. `None`: they speak of different times. A cause:
/// time decides. No cause: they speak of one time.
#[allow(clippy::type_complexity)]
fn at_one_time(
    world: &World,
    family: &Family<'_>,
    a: &Position<'_>,
    b: &Position<'_>,
    mut rests: Rests,
) -> Option<(Option<Cause>, Rests)> {
    if a.claim.supersedes.contains(&b.claim.id) {
        return Some((Some(Cause::Supersedes), rests));
    }
    if b.claim.supersedes.contains(&a.claim.id) {
        return Some((Some(Cause::Superseded), rests));
    }
    let predicate = world.predicate_of(a.claim);
    let cause = match predicate.change {
        Change::Fixed | Change::PerPeriod => None,
        Change::Varying => {
            let one_document = a.document() == b.document();
            match time::share(&a.valid, &b.valid, one_document, predicate.holds) {
                Share::Never => return None,
                Share::Perhaps => {
                    Some(Cause::Undecidable("it is not settled that they speak of one time"))
                }
                Share::Surely { by_holds, by_default } => {
                    rests.by_default |= by_holds || by_default;
                    None
                }
            }
        }
        Change::Cumulative => {
            let (cause, by_default) = counted(family, predicate.settles_after, a, b);
            rests.by_default |= by_default;
            cause
        }
    };
    Some((cause, rests))
}

/// Cumulative figures: an earlier, lower count is superseded while counting goes on. The flag says
/// whether a source's date that stands in for `as_of` decides.
fn counted(
    family: &Family<'_>,
    settles_after: i32,
    a: &Position<'_>,
    b: &Position<'_>,
) -> (Option<Cause>, bool) {
    let a_is_lower = is_lower(a, b);
    let (lower, higher) = if a_is_lower { (a, b) } else { (b, a) };
    let one_document = a.document() == b.document();
    let defaulted = |p: &Position<'_>| p.printing.as_of_basis == AsOfBasis::Issued && !one_document;
    let by_default = defaulted(a) || defaulted(b);
    let superseded = if a_is_lower { Cause::Superseded } else { Cause::Supersedes };
    let counting = Counting::new(family, settles_after);
    let (Some(low), Some(high)) = (lower.as_of, higher.as_of) else {
        // Nothing says when one of them was known.
        let open = !one_document && counting != Counting::Never;
        let reason = "nothing says which count is the later one";
        return (open.then_some(Cause::Undecidable(reason)), by_default);
    };
    if time::precedes(low, high) {
        return match counting.at(high) {
            Some(true) => (Some(superseded), by_default),
            Some(false) => (None, by_default),
            None if one_document => (Some(superseded), by_default),
            None => {
                let reason = "it is not known whether the count had settled by then";
                (Some(Cause::Undecidable(reason)), by_default)
            }
        };
    }
    if time::precedes(high, low) {
        return (None, by_default);
    }
    let settled = counting.at(low) == Some(false) && counting.at(high) == Some(false);
    if one_document || settled {
        (None, by_default)
    } else {
        let reason = "they are counts of about the same time, and counting may have gone on";
        (Some(Cause::Undecidable(reason)), by_default)
    }
}

fn is_lower(a: &Position<'_>, b: &Position<'_>) -> bool {
    match (&a.claim.value, &b.claim.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) => y.set.is_above(&x.set),
        _ => false,
    }
}

/// The time in which a count of an event still moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// Until some day between these.
    Until(Option<Day>, Option<Day>),
    /// The subject has no date.
    Unknown,
    /// It never moves.
    Never,
}

impl Counting {
    fn new(family: &Family<'_>, settles_after: i32) -> Self {
        let end = |day: Option<Day>| day.map(|d| Day(d.0.saturating_add(settles_after)));
        match family.event {
            _ if settles_after <= 0 => Self::Never,
            Some((from, to)) => Self::Until(end(from), end(to)),
            None => Self::Unknown,
        }
    }

    /// Whether a count known as of the window was still being made; `None` when that is not known.
    fn at(self, as_of: time::Window) -> Option<bool> {
        match self {
            Self::Never => Some(false),
            Self::Unknown => None,
            Self::Until(from, to) => {
                if as_of.1.is_some() && as_of.1 <= from {
                    Some(true)
                } else if to.is_some() && as_of.0 > to {
                    Some(false)
                } else {
                    None
                }
            }
        }
    }
}

/// Two disjoint claims of one time: a dispute when different speakers stand behind them and one
/// has a name, otherwise a contradiction.
fn spoken(a: &Position<'_>, b: &Position<'_>, as_part: bool) -> Cause {
    match (a.origin.speaker(), b.origin.speaker()) {
        (Some(x), Some(y)) if x == y && !as_part => Cause::Misattributed,
        (Some(x), Some(y)) if x != y => Cause::Dispute,
        (Some(_), None) | (None, Some(_)) => Cause::Dispute,
        _ if as_part => Cause::PartExceedsWhole,
        _ => Cause::Conflict,
    }
}
