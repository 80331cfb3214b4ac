//! The grammar of a whole quantity: hedges, number or range, unit, rate, noun, hedges.

use std::ops::Bound;

use rust_decimal::Decimal;
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::hedge::{self, Effect, Hedge};
use super::literal::Literal;
use super::noun::{self, Noun};
use super::number::{self, Input, Number};
use super::operand::{self, Opener, Operand};
use super::reach::{self, Reach};
use super::token::Token;
use super::unit::{self, Scale};
use super::{Interval, Printed, Quantity, ShownUnit, Unit};

/// Hedges that may be stacked before a number ("as many as at least some 50").
const MAX_HEDGES: usize = 4;
/// Hedges after a number ("2,000 or more so far").
const MAX_AFTER: usize = 2;

type Hedges = SmallVec<[Hedge; 4]>;

/// A quantity and how it was printed.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// What it denotes.
    pub quantity: Quantity,
    /// The token after it, noun excluded unless something of it stands after the noun.
    pub next: usize,
    /// The token after its noun phrase.
    pub end: usize,
    /// The first token.
    pub first: usize,
    /// The token where the number itself starts.
    pub number: usize,
    /// The digits, if it is nothing but digits (low end of a range).
    pub literal: Option<Literal>,
    /// Whether a number word or digits were printed, not only a vague word.
    pub numeric: bool,
    /// Whether it is a range.
    pub range: bool,
    /// Whether a unit was printed.
    pub unit: bool,
    /// The token of the head of its noun phrase, where one was found.
    pub noun: Option<usize>,
    /// Hedges before and after.
    pub hedges: Hedges,
    /// A lower case "m" was read as a million although a metre may be meant.
    pub doubtful: bool,
}

/// Read the quantity that starts at a token. A bare number takes the default unit.
pub(super) fn phrase(input: &Input<'_>, at: usize, default: Option<&Scale>) -> Option<Phrase> {
    let first = simple(input, at, default)?;
    between_bounds(input, &first, default).or(Some(first))
}

/// "More than 10 and less than 20", "at least 100 but fewer than 200 people".
fn between_bounds(input: &Input<'_>, first: &Phrase, default: Option<&Scale>) -> Option<Phrase> {
    let open = |phrase: &Phrase| {
        let set = &phrase.quantity.set;
        (*set.low() == Bound::Unbounded) != (*set.high() == Bound::Unbounded)
    };
    let joins = ["and", "but"].iter().any(|word| input.is(first.next, word));
    if !joins || !open(first) {
        return None;
    }
    let mut second = simple(input, first.next + 1, default)?;
    // "More than 10 and less than 20 percent": the first takes the unit of the second.
    let low = &first.quantity;
    let bare = !first.unit && first.noun.is_none();
    let alike = low.unit.comparable(&second.quantity.unit);
    let first = if bare && !alike {
        let scale = Scale {
            mul: second.quantity.shown_in.factor,
            ..Scale::plain(second.quantity.unit.clone(), second.quantity.shown_in.name.clone())
        };
        simple(input, first.first, Some(&scale))?
    } else {
        first.clone()
    };
    let (a, b) = (&first.quantity, &second.quantity);
    let opposite = (*a.set.low() == Bound::Unbounded) != (*b.set.low() == Bound::Unbounded);
    if !open(&second) || !opposite || !a.unit.comparable(&b.unit) {
        return None;
    }
    let set = a.set.intersect(&b.set)?;
    let mut ends: Vec<Decimal> =
        [a, b].iter().filter_map(|q| Some(q.printed.as_ref()?.low)).collect();
    ends.sort_unstable();
    let hedges: Hedges = first.hedges.iter().chain(&second.hedges).copied().collect();
    second.quantity = Quantity {
        set,
        hedge: hedge::keys(&hedges),
        soft: a.soft || b.soft,
        printed: match ends[..] {
            [low, high] => Some(Printed { low, high: Some(high) }),
            _ => None,
        },
        ..second.quantity
    };
    (second.hedges, second.range) = (hedges, true);
    (second.first, second.number) = (first.first, first.number);
    Some(second)
}

fn hedges_before(input: &Input<'_>, at: usize) -> (Hedges, usize) {
    let (mut hedges, mut next) = (Hedges::new(), at);
    while hedges.len() < MAX_HEDGES {
        let Some((hedge, after)) = hedge::before(input.text, input.tokens, next) else { break };
        // "Police confirmed 60 deaths" is an act, "a confirmed 60" a count.
        let act = after == next + 1 && matches!(hedge.key, "confirmed" | "identified");
        // "=>" and "<>" are no comparisons.
        let sign = |at: usize| {
            input
                .at(at)
                .filter(|token| token.glued && token.symbol().is_some_and(|c| "<>=".contains(c)))
        };
        let arrow = input.at(next).is_some_and(|token| !token.is_word())
            && (sign(after).is_some()
                || (next == at && sign(next).is_some_and(|_| arrow_before(input, next))));
        if (input.prose && act) || arrow {
            break;
        }
        hedges.push(hedge);
        next = after;
    }
    (hedges, next)
}

fn arrow_before(input: &Input<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| input.at(before));
    before.and_then(Token::symbol).is_some_and(|c| "<>=".contains(c))
}

fn hedges_after(input: &Input<'_>, at: usize, hedges: &mut Hedges) -> usize {
    let mut next = at;
    for _ in 0..MAX_AFTER {
        let Some((hedge, after)) = hedge::after(input.text, input.tokens, next) else { break };
        let sum = hedge.key == "plus"
            && (input.at(after).is_some_and(|token| token.literal().is_some())
                || (input.is(next, "+") && !input.tokens[next].glued));
        // "killed 3, at least 5 of them", "10 or more than 8": the words hedge what follows.
        let word = input.at(next).is_some_and(Token::is_word);
        let followed = word && number::number(input, after, true).is_some();
        if sum || followed || input.is(after, "than") {
            break;
        }
        hedges.push(hedge);
        next = after;
    }
    next
}

/// A number, or two as a range.
struct Core {
    low: Operand,
    high: Option<Operand>,
    next: usize,
}

fn core(input: &Input<'_>, at: usize, default: Option<&Scale>) -> Option<Core> {
    let (opener, from) = operand::opener(input, at);
    let low = operand::operand(input, from, opener != Opener::Between, default);
    let Some(low) = low else {
        // "Some" and "near" are hedges, "from" and "between" need two numbers.
        return None;
    };
    let changes = operand::is_change(input, at);
    let range =
        operand::connector(input, opener, low.next).filter(|_| !changes).and_then(|start| {
            let or = input.is(low.next, "or");
            let (_, start) = if or { (Hedges::new(), start) } else { hedges_before(input, start) };
            let high = operand::operand(input, start, true, default)?;
            operand::pair(input, low.clone(), high, or)
        });
    match range {
        Some((low, high)) => Some(Core { next: high.next, low, high: Some(high) }),
        None if opener == Opener::None => Some(Core { next: low.next, low, high: None }),
        None => None,
    }
}

fn simple(input: &Input<'_>, at: usize, default: Option<&Scale>) -> Option<Phrase> {
    let (mut hedges, from) = hedges_before(input, at);
    let Core { low, high, next } = core(input, from, default)?;
    let printed_unit = high.as_ref().map_or(&low, |high| high).scale.clone().or(low.scale.clone());
    let mut next = hedges_after(input, next, &mut hedges);
    let number = low.number.clone();
    let mut tail = Tail { scale: printed_unit, noun: None, next, end: next };
    tail.read(input, &number, &mut hedges, default, high.is_some());
    (next, _) = (tail.next, tail.end);
    let scale =
        tail.scale.clone().unwrap_or_else(|| fallback(&number, default, tail.noun.as_ref()));
    let units = |operand: &Operand| match (&operand.scale, &tail.scale) {
        // The end's own unit, made a rate if the whole is one.
        (Some(own), Some(whole)) if own.unit == whole.unit => own.clone(),
        _ => scale.clone(),
    };
    let low_scale = units(&low);
    let high_scale = high.as_ref().map(units);
    let Reach { set, soft, printed } = reach::reach(
        input,
        (&low.number, &low_scale),
        high.as_ref().zip(high_scale.as_ref()).map(|(high, scale)| (&high.number, scale)),
        &hedges,
    )?;
    let quantity = Quantity {
        set,
        unit: scale.unit.clone(),
        hedge: joined_keys(&hedges, &low.number, high.as_ref()),
        soft,
        printed,
        shown_in: ShownUnit { factor: scale.factor(), name: scale.name.clone() },
    };
    Some(Phrase {
        quantity,
        next,
        end: tail.end,
        number: low.at,
        first: at,
        literal: low.number.literal,
        numeric: low.number.key.is_none(),
        range: high.is_some(),
        unit: tail.scale.is_some(),
        noun: tail.noun.as_ref().and_then(|noun| noun.next.checked_sub(1)),
        doubtful: low.number.doubtful_scale || high.is_some_and(|high| high.number.doubtful_scale),
        hedges,
    })
}

/// Hedges before the number, the vague words themselves, hedges after it.
fn joined_keys(hedges: &[Hedge], low: &Number, high: Option<&Operand>) -> Option<SmolStr> {
    let after = |hedge: &&Hedge| hedge::stands_after(hedge.key);
    let before = hedges.iter().filter(|hedge| !after(hedge)).map(|hedge| hedge.key);
    let vague = [low.key.as_deref(), high.and_then(|high| high.number.key.as_deref())];
    let all: Vec<&str> = before
        .chain(vague.into_iter().flatten())
        .chain(hedges.iter().filter(after).map(|hedge| hedge.key))
        .filter(|key| !key.is_empty())
        .collect();
    (!all.is_empty()).then(|| SmolStr::from(all.join(" ")))
}

/// The unit of a number that is printed without one.
fn fallback(number: &Number, default: Option<&Scale>, noun: Option<&Noun>) -> Scale {
    let head = noun.map(|noun| noun.head.clone()).filter(|head| !head.is_empty());
    if number.share {
        return Scale::plain(Unit::Share, "");
    }
    match default {
        Some(scale) => match (&scale.unit, head) {
            (_, None) if number.key.is_none() => scale.clone(),
            (Unit::Rate(of, base), head) if of.is_count() => {
                let of = head.map_or_else(|| (**of).clone(), |head| Unit::Count(Some(head)));
                Scale { unit: Unit::Rate(Box::new(of), *base), ..scale.clone() }
            }
            (Unit::Count(_), None) => scale.clone(),
            (_, head) => Scale::count(head),
        },
        None => Scale::count(head),
    }
}

/// What stands after the number.
struct Tail {
    scale: Option<Scale>,
    noun: Option<Noun>,
    next: usize,
    end: usize,
}

impl Tail {
    fn read(
        &mut self,
        input: &Input<'_>,
        number: &Number,
        hedges: &mut Hedges,
        default: Option<&Scale>,
        range: bool,
    ) {
        let shares = self.scale.as_ref().map_or(number.share, |scale| scale.unit == Unit::Share);
        let adverb = input.at(self.next).is_some_and(|token| unit::is_adverb(&token.word));
        if self.scale.is_none() && !adverb {
            let one = !range && number.value == Decimal::ONE && number.is_plain();
            let of = shares || number.key.is_some() || (!input.prose && !one);
            self.noun = noun::noun(input, self.next, of, one);
            // A share without "of" is of what follows: "half the fighters", "all attacks".
            if let (None, true) = (&self.noun, shares) {
                let article = ["the", "its", "their"].iter().any(|word| input.is(self.next, word));
                self.noun =
                    article.then(|| noun::noun(input, self.next + 1, false, false)).flatten();
            }
        } else if shares
            || (!input.prose
                && matches!(self.scale.as_ref().map(|s| &s.unit), Some(Unit::Money(_))))
        {
            self.noun = noun::noun(input, self.next, shares, false);
        }
        if self.noun.as_ref().is_some_and(|noun| noun.head.is_empty()) {
            // "2,000-strong"
            self.next = self.noun.take().map_or(self.next, |noun| noun.end);
        }
        self.end = self.noun.as_ref().map_or(self.next, |noun| noun.end);
        let base = self.scale.clone().unwrap_or_else(|| fallback(number, None, self.noun.as_ref()));
        let after_noun = self.noun.as_ref().map(|noun| [noun.next, noun.end]);
        for at in std::iter::once(self.next).chain(after_noun.into_iter().flatten()) {
            let rate = unit::per(input.tokens, at, &base)
                .or_else(|| unit::per_other(input.text, input.tokens, at, &base));
            if let Some((scale, next)) = rate {
                (self.scale, self.next) = (Some(scale), next);
                self.end = self.end.max(next);
                break;
            }
        }
        let before = self.next;
        for at in [self.next, self.end] {
            let count = hedges.len();
            let next = hedges_after(input, at, hedges);
            if hedges.len() > count {
                self.next = next;
                self.end = self.end.max(next);
                break;
            }
        }
        // "2,000 plus fighters", "60 so far": the noun may stand after the hedge.
        if self.next > before && self.noun.is_none() && self.scale.is_none() && default.is_none() {
            self.noun = noun::noun(input, self.next, false, false);
            self.end = self.noun.as_ref().map_or(self.next, |noun| noun.end);
        }
    }
}

/// Whether a phrase is bounded by a word that only ever hedges a number, so that four digits after
/// it are no year ("more than 2000", but "around 2014").
pub(super) fn surely_counts(hedges: &[Hedge]) -> bool {
    hedges.iter().any(|hedge| {
        !matches!(hedge.effect, Effect::About | Effect::Nothing | Effect::Mean)
            && !matches!(hedge.key, "up to" | "to date")
    })
}

/// The set of a phrase with nothing but an exact zero ("none").
pub(super) fn zero(default: Option<&Scale>, noun: Option<SmolStr>) -> Option<Quantity> {
    let scale = match (default, noun) {
        (Some(scale), None) => scale.clone(),
        (_, noun) => Scale::count(noun),
    };
    let value = scale.to_base(Decimal::ZERO)?;
    Some(Quantity {
        set: Interval::point(value),
        unit: scale.unit.clone(),
        hedge: None,
        soft: false,
        printed: Some(Printed { low: value, high: None }),
        shown_in: ShownUnit { factor: scale.factor(), name: scale.name },
    })
}
