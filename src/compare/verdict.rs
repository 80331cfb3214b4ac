//! The table of verdicts, applied to two printings of one family: the first that applies.

use super::family::{Family, Position};
use super::nesting::{self, Related, Relation};
use super::origin::Origin;
use super::time::{self, Share};
use super::value::{self, Meet};
use crate::claim::{AsOfBasis, ClaimValue, Document, During, World};
use crate::finding::{Confidence, Level, Verdict};
use crate::record::{Change, Denied};
use crate::value::date::Day;
use crate::value::quantity::{Printed, significance};

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
pub(super) struct Rests {
    /// Whether the window of a vague word decides.
    pub(super) soft: bool,
    /// Whether a default decides.
    pub(super) by_default: bool,
    /// Whether a value is marked as uncertain.
    pub(super) uncertain: bool,
    /// Whether it rests on an unsure reading of two documents: what a word counts in one, it need not
    /// count in the other.
    pub(super) far: bool,
}

impl Rests {
    pub(super) fn on(a: &Position<'_>, b: &Position<'_>) -> Self {
        let read = |sure| a.claim.read == Some(sure) || b.claim.read == Some(sure);
        Self {
            soft: a.claim.soft() || b.claim.soft(),
            by_default: read(Confidence::Medium),
            far: read(Confidence::Low) && a.document() != b.document(),
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

    pub(super) fn judge(self, cause: Cause) -> Judgement {
        let level = match cause.verdict() {
            Verdict::Contradiction if self.far => Level::Info,
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
        // That one number was printed twice rests on no window.
        return Some(Rests { soft: false, ..rests }.judge(Cause::ScopeMismatch));
    }
    let other = related.other_scope || related.relation != Relation::Same;
    if related.relation == Relation::Apart || (other && !has_parts(a, b)) {
        return None;
    }
    if a.claim.denied == Denied::Unseen || b.claim.denied == Denied::Unseen {
        return unseen(world, family, a, b, related);
    }
    let clash = match clash(world, a, b, related.relation) {
        Clash::None => {
            return stale_bound(world, family, a, b, related).map(|cause| rests.judge(cause));
        }
        Clash::Unknown(reason) => return Some(rests.judge(Cause::Undecidable(reason))),
        clash => clash,
    };
    if let Relation::Unsettled(reason) = related.relation {
        return Some(rests.judge(Cause::Undecidable(reason)));
    }
    if let Some(reason) = contested(world, a, b) {
        return Some(rests.judge(Cause::Undecidable(reason)));
    }
    if are_borne_out(a, b) {
        return Some(rests.judge(Cause::Undecidable(
            "the rest of the document bears out both figures, which may be of two things",
        )));
    }
    let (cause, rests) = at_one_time(world, family, a, b, rests)?;
    let as_part = matches!(clash, Clash::Disjoint(true));
    let cause = match (cause, clash) {
        (Some(cause), _) => cause,
        (None, Clash::Branch) => Cause::Branch,
        (None, _) => spoken(a, b, as_part),
    };
    // A part that only a default put there is one figure with two readings, not two figures.
    let on_a_default = as_part && related.by_default;
    if on_a_default && matches!(cause, Cause::PartExceedsWhole | Cause::Dispute) {
        // A text need not name whom each of its figures counts, and most that name nobody count a part.
        let cause = if are_read(a, b) {
            Cause::Undecidable("one of the figures names nobody, and may count a part")
        } else {
            Cause::ScopeMismatch
        };
        return Some(rests.judge(cause));
    }
    let judgement = rests.judge(cause);
    Some(if cause == Cause::Dispute && is_unreconciled(a, b) {
        Judgement { level: Level::Warning, ..judgement }
    } else {
        judgement
    })
}

/// Whether a document says the one flatly and has a speaker say the other as if it did not know.
fn is_unreconciled(a: &Position<'_>, b: &Position<'_>) -> bool {
    let told = |own: &Position<'_>, other: &Position<'_>| {
        own.own_voice() && !other.own_voice() && other.claim.unreconciled
    };
    a.document() == b.document() && (told(a, b) || told(b, a))
}

/// Whether both were read out of prose.
fn are_read(a: &Position<'_>, b: &Position<'_>) -> bool {
    a.claim.read.is_some() && b.claim.read.is_some()
}

/// Whether a number has so few digits, zeros at the end aside, that it stands for many things.
fn is_short(printed: &Printed) -> bool {
    const FEW: usize = 2;
    printed.high.is_none() && significance(printed.low) <= FEW
}

/// Whether the rest of one document bears out two figures that were read out of its prose.
fn are_borne_out(a: &Position<'_>, b: &Position<'_>) -> bool {
    a.claim.borne_out && b.claim.borne_out && a.document() == b.document()
}

/// Why it is not settled that two claims have one subject, counterpart and speaker, where the
/// records contradict each other about it.
fn contested(world: &World, a: &Position<'_>, b: &Position<'_>) -> Option<&'static str> {
    let unsettled = |x, y| world.identity.same(x, y).is_none();
    if unsettled(a.claim.subject, b.claim.subject) {
        return Some("the records contradict each other about whether their subjects are one");
    }
    if a.claim.toward.zip(b.claim.toward).is_some_and(|(x, y)| unsettled(x, y)) {
        return Some("the records contradict each other about whether their counterparts are one");
    }
    if a.origin.speaker().zip(b.origin.speaker()).is_some_and(|(x, y)| unsettled(x, y)) {
        return Some("the records contradict each other about whether their speakers are one");
    }
    None
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
    if asserted && value::above(p, w) { Clash::Disjoint(true) } else { Clash::None }
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
    // In prose, where most small numbers stand several times, two are one by chance, unless both are told
    // of a period, as what is counted over and over is.
    let in_series = a.period.is_some() && b.period.is_some();
    if are_read(a, b) && !in_series && x.printed.as_ref().is_some_and(is_short) {
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
/// assertion about the same time.
fn unseen(
    world: &World,
    family: &Family<'_>,
    a: &Position<'_>,
    b: &Position<'_>,
    related: Related,
) -> Option<Judgement> {
    let (unseen, other) = if a.claim.denied == Denied::Unseen { (a, b) } else { (b, a) };
    let against_itself = a.document() == b.document() && a.own_voice() && b.own_voice();
    let meets = other.claim.denied == Denied::No
        && value::asserted(world, unseen.claim, other.claim) == Meet::Yes;
    if !against_itself || !meets || related.relation != Relation::Same {
        return None;
    }
    let (cause, rests) = at_one_time(world, family, a, b, Rests::on(a, b))?;
    (cause.is_none() && contested(world, a, b).is_none()).then(|| Judgement {
        cause: Cause::Conflict,
        level: Level::Warning,
        confidence: rests.confidence(),
    })
}

/// The smaller of two lower bounds in one document is stale, unless another speaker gives it for
/// the same time.
fn stale_bound(
    world: &World,
    family: &Family<'_>,
    a: &Position<'_>,
    b: &Position<'_>,
    related: Related,
) -> Option<Cause> {
    let (low_a, low_b) = (lower_bound(a)?, lower_bound(b)?);
    if related.relation != Relation::Same
        || a.document() != b.document()
        || low_a == low_b
        || (a.origin != b.origin && !time::disjoint(a.as_of, b.as_of))
    {
        return None;
    }
    // Strengths of two times are two strengths; counts of two times are one count that grew.
    let varying = world.predicate_of(a.claim).change == Change::Varying;
    if varying && !matches!(at_one_time(world, family, a, b, Rests::default()), Some((None, _))) {
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
pub(super) fn at_one_time(
    world: &World,
    family: &Family<'_>,
    a: &Position<'_>,
    b: &Position<'_>,
    mut rests: Rests,
) -> Option<(Option<Cause>, Rests)> {
    if a.claim.supersedes().binary_search(&b.claim.id).is_ok() {
        return Some((Some(Cause::Supersedes), rests));
    }
    if b.claim.supersedes().binary_search(&a.claim.id).is_ok() {
        return Some((Some(Cause::Superseded), rests));
    }
    let predicate = world.predicate_of(a.claim);
    if matches!(predicate.change, Change::Varying | Change::PerPeriod) {
        let soft = |p: &Position<'_>| matches!(&p.claim.during, Some(During::Time(t)) if t.soft);
        rests.soft |= soft(a) || soft(b);
    }
    let cause = match predicate.change {
        Change::Fixed | Change::PerPeriod => None,
        Change::Varying => {
            match time::share(&a.valid(), &b.valid(), a.printed_beside(b), predicate.holds) {
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
    let one_document = a.document() == b.document();
    let counting = Counting::new(family, settles_after);
    let defaulted = |p: &Position<'_>| p.printing.as_of_basis == AsOfBasis::Issued && !one_document;
    let by_default = counting != Counting::Never && (defaulted(a) || defaulted(b));
    let open = |reason| (Some(Cause::Undecidable(reason)), by_default);
    let (Some(known_a), Some(known_b)) = (a.as_of, b.as_of) else {
        // Nothing says when one of them was known.
        if one_document || counting == Counting::Never {
            return (None, by_default);
        }
        return open("nothing says which count is the later one");
    };
    let settled = counting.at(known_a) == Some(false) && counting.at(known_b) == Some(false);
    let Some(a_is_lower) = lower(a, b) else {
        // Neither is the lower: no growth can explain the two.
        if one_document || settled || counting == Counting::Never {
            return (None, by_default);
        }
        return open("they are counts of about the same time, and counting may have gone on");
    };
    let (low, high, superseded) = if a_is_lower {
        (known_a, known_b, Cause::Superseded)
    } else {
        (known_b, known_a, Cause::Supersedes)
    };
    if time::precedes(low, high) {
        return match counting.at(high) {
            Some(true) => (Some(superseded), by_default),
            Some(false) => (None, by_default),
            None if one_document => (Some(superseded), by_default),
            None => open("it is not known whether the count had settled by then"),
        };
    }
    if one_document || settled || time::precedes(high, low) {
        (None, by_default)
    } else {
        open("they are counts of about the same time, and counting may have gone on")
    }
}

/// Whether the first of two asserted amounts is the lower one; `None` when neither is.
fn lower(a: &Position<'_>, b: &Position<'_>) -> Option<bool> {
    let asserted = a.claim.denied == Denied::No && b.claim.denied == Denied::No;
    match (&a.claim.value, &b.claim.value) {
        (ClaimValue::Quantity(x), ClaimValue::Quantity(y)) if asserted => {
            if value::above(y, x) {
                Some(true)
            } else {
                value::above(x, y).then_some(false)
            }
        }
        _ => None,
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
/// has a name, otherwise a contradiction. A speaker, or a document that others quote, is credited
/// with two values when both claims go back to it.
fn spoken(a: &Position<'_>, b: &Position<'_>, as_part: bool) -> Cause {
    let quoted = matches!(a.origin, Origin::Document(_)) && a.document() != b.document();
    match (a.origin.speaker(), b.origin.speaker()) {
        _ if a.origin == b.origin && as_part => Cause::PartExceedsWhole,
        (Some(x), Some(y)) if x == y => Cause::Misattributed,
        (None, None) if a.origin == b.origin && quoted => Cause::Misattributed,
        (Some(_), _) | (_, Some(_)) => Cause::Dispute,
        _ if as_part => Cause::PartExceedsWhole,
        _ => Cause::Conflict,
    }
}
