//! From a printed number and its hedges to the set of amounts they admit.
//!
//! A hedge that bounds ("at least", "up to") and the ends of a range take the number as printed: the
//! words themselves say how far the set goes. A number alone reaches as far as its printed
//! precision. Hedges that soften ("about", "nearly") use the table of windows; beside a bound they
//! move it: "around 2000 plus" is a soft lower bound a tenth below 2000. Where two bounds pull
//! apart ("at least up to 50"), the first one counts, softly.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::hedge::{Effect, Hedge};
use super::number::{Input, Number};
use super::unit::{Scale, Sharp};
use super::windows::Rounding;
use super::{Interval, Printed, Unit};

/// A number in base units.
#[derive(Clone, Debug)]
struct Base {
    value: Decimal,
    half: Decimal,
    below: Option<Decimal>,
    soft: bool,
    /// A word for a share ("most"), which leaves out its lower end and admits its upper one.
    most: bool,
    /// Ends are completed units: the first amount that is too much is left out.
    completed: bool,
}

/// What a quantity admits.
pub(super) struct Reach {
    pub set: Interval<Decimal>,
    pub soft: bool,
    pub printed: Option<Printed>,
}

fn base(number: &Number, scale: &Scale) -> Option<Base> {
    let whole = number.half.is_zero() && number.key.is_none() && !number.soft;
    let rounds = scale.sharp == Sharp::Rounded && whole && !number.share;
    let half = if rounds { half_unit()? } else { number.half };
    let (mut below, mut completed) = (number.below, false);
    if scale.sharp == Sharp::Completed && whole && number.value.is_integer() {
        (below, completed) = (Some(number.value.checked_add(Decimal::ONE)?), true);
    }
    Some(Base {
        value: scale.to_base(number.value)?,
        half: scale.width(half)?,
        below: match below {
            Some(below) => Some(scale.to_base(below)?),
            None => None,
        },
        soft: number.soft,
        most: number.share && number.key.is_some(),
        completed,
    })
}

fn half_unit() -> Option<Decimal> {
    Decimal::ONE.checked_div(Decimal::TWO)
}

/// The amounts that a number, or a range, admits with its hedges, printed in a unit.
pub(super) fn reach(
    input: &Input<'_>,
    (low, low_scale): (&Number, &Scale),
    high: Option<(&Number, &Scale)>,
    hedges: &[Hedge],
) -> Option<Reach> {
    let a = base(low, low_scale)?;
    let b = match high {
        Some((number, scale)) => Some(base(number, scale)?),
        None => None,
    };
    let top = b.as_ref().unwrap_or(&a);
    let effects: Vec<Effect> = hedges.iter().map(|hedge| hedge.effect).collect();
    let stretch = Stretch { input, scale: low_scale, effects: &effects };
    let direction = stretch.direction();
    let (bounds, soft) = match direction {
        Some((true, strict)) => {
            (stretch.lower_bound(&a, strict)?, stretch.softens() || a.soft && !low.share)
        }
        Some((false, strict)) => {
            (stretch.upper_bound(top, strict)?, stretch.softens() || top.soft && !low.share)
        }
        None => stretch.around(&a, b.as_ref())?,
    };
    let printed = low.key.is_none().then(|| Printed {
        low: a.value,
        high: b.as_ref().filter(|b| b.below.is_none() || b.completed).map(|b| b.value),
    });
    let set = Interval::new(bounds.0, bounds.1)?;
    Some(Reach { set, soft: soft || stretch.torn(), printed })
}

type Bounds = (Bound<Decimal>, Bound<Decimal>);

/// The hedges around one number.
struct Stretch<'a> {
    input: &'a Input<'a>,
    scale: &'a Scale,
    effects: &'a [Effect],
}

impl Stretch<'_> {
    fn has(&self, wanted: &[Effect]) -> bool {
        self.effects.iter().any(|effect| wanted.contains(effect))
    }

    /// Whether bounds in both directions are printed for one number.
    fn torn(&self) -> bool {
        self.has(&[Effect::AtLeast, Effect::MoreThan])
            && self.has(&[Effect::AtMost, Effect::LessThan])
    }

    /// The direction of a bound (true is a lower bound) and whether it leaves out the number. Of
    /// several in one direction the widest counts.
    fn direction(&self) -> Option<(bool, bool)> {
        let lower = |effect: &Effect| match effect {
            Effect::AtLeast | Effect::MoreThan => Some(true),
            Effect::AtMost | Effect::LessThan => Some(false),
            _ => None,
        };
        let up = self.effects.iter().find_map(lower)?;
        let closed = if up { Effect::AtLeast } else { Effect::AtMost };
        Some((up, !self.has(&[closed, Effect::Inclusive])))
    }

    fn softener(&self) -> Option<Effect> {
        let soft = [Effect::About, Effect::Nearly, Effect::JustOver];
        self.effects.iter().copied().find(|effect| soft.contains(effect))
    }

    fn softens(&self) -> bool {
        self.softener().is_some()
    }

    /// How far a window reaches from a number: a part of it, but for counts at least so many.
    fn width(&self, base: &Base, part: Decimal) -> Option<Decimal> {
        let wide = base.value.abs().checked_mul(part)?.max(base.half);
        let counted = matches!(self.scale.unit, Unit::Count(_));
        Some(if counted { wide.max(self.input.windows.least_count) } else { wide })
    }

    /// The lower end after softening, and the upper one.
    fn softened(&self, low: &Base, high: &Base) -> Option<Bounds> {
        let windows = self.input.windows;
        let below = |part| low.value.checked_sub(self.width(low, part)?);
        let above = |part| high.value.checked_add(self.width(high, part)?);
        let (value, range) = (high.value, low.value != high.value);
        Some(match self.softener()? {
            Effect::About => {
                (Bound::Included(below(windows.about)?), Bound::Included(above(windows.about)?))
            }
            Effect::Nearly if range => {
                (Bound::Included(below(windows.nearly)?), Bound::Included(value))
            }
            Effect::Nearly => (Bound::Included(below(windows.nearly)?), Bound::Excluded(value)),
            _ => (Bound::Excluded(low.value), Bound::Included(above(windows.just_over)?)),
        })
    }

    fn lower_bound(&self, a: &Base, strict: bool) -> Option<Bounds> {
        let end = if self.softens() && a.below.is_none() {
            self.softened(a, a)?.0
        } else if strict || a.most {
            Bound::Excluded(a.value)
        } else {
            Bound::Included(a.value)
        };
        Some((end, Bound::Unbounded))
    }

    fn upper_bound(&self, top: &Base, strict: bool) -> Option<Bounds> {
        let end = match top.below {
            Some(below) if !top.completed => Bound::Excluded(below),
            _ if self.softens() => self.softened(top, top)?.1,
            Some(below) if !strict => Bound::Excluded(below),
            _ if strict => Bound::Excluded(top.value),
            _ => Bound::Included(top.value),
        };
        Some((Bound::Unbounded, end))
    }

    /// Without any bound.
    fn around(&self, a: &Base, b: Option<&Base>) -> Option<(Bounds, bool)> {
        let top = b.unwrap_or(a);
        let vague = a.below.is_some() && !a.completed;
        if self.softens() && !vague && (top.below.is_none() || top.completed) {
            return Some((self.softened(a, top)?, true));
        }
        if self.has(&[Effect::Exactly]) && b.is_none() && !vague {
            return Some(((Bound::Included(a.value), Bound::Included(a.value)), false));
        }
        let soft = a.soft || top.soft || self.softens();
        let low = match (a.most, b) {
            (true, _) => Bound::Excluded(a.value),
            (_, Some(_)) if !a.soft => Bound::Included(a.value),
            _ => Bound::Included(a.value.checked_sub(self.half(a)?)?),
        };
        let high = match (top.below, b) {
            (Some(below), _) if top.most => Bound::Included(below),
            (Some(below), _) => Bound::Excluded(below),
            (None, Some(_)) if !top.soft => Bound::Included(top.value),
            _ => self.upper(top)?,
        };
        Some(((low, high), soft))
    }

    /// Half of the last printed digit; a mean is rounded even where it is whole.
    fn half(&self, base: &Base) -> Option<Decimal> {
        if base.half.is_zero() && base.below.is_none() && self.has(&[Effect::Mean]) {
            return self.scale.width(half_unit()?);
        }
        Some(base.half)
    }

    fn upper(&self, base: &Base) -> Option<Bound<Decimal>> {
        let half = self.half(base)?;
        let end = base.value.checked_add(half)?;
        let open =
            self.input.windows.rounding == Rounding::HalfOpen && !half.is_zero() && !base.soft;
        Some(if open { Bound::Excluded(end) } else { Bound::Included(end) })
    }
}
