//! A number with its unit, and two of them as a range.

use rust_decimal::Decimal;

use super::Unit;
use super::lexicon::{self, NumberWord};
use super::money;
use super::number::{self, Input, Number};
use super::unit::{self, Scale};

/// A number and the unit printed with it.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    /// The number.
    pub number: Number,
    /// Its unit, where one is printed.
    pub scale: Option<Scale>,
    /// Whether the unit stands before the number ("$5").
    pub leads: bool,
    /// The first token.
    pub at: usize,
    /// The token after it.
    pub next: usize,
}

/// Parts of a compound measure: "5 feet 10 inches", "2 hours 30 minutes and 5 seconds".
const MAX_PARTS: usize = 3;

/// Words that make a magnitude or an age of the number after them.
const LEADS: [(&[&str], &str); 6] = [
    (&["magnitude", "of"], "magnitude"),
    (&["magnitude", "-"], "magnitude"),
    (&["magnitude"], "magnitude"),
    (&["a", "magnitude"], "magnitude"),
    (&["aged"], "years"),
    (&["age"], "years"),
];

/// The words that they start with.
pub(super) fn leading_words() -> impl Iterator<Item = &'static str> {
    LEADS.iter().filter_map(|(words, _)| words.first().copied())
}

fn lead(input: &Input<'_>, at: usize) -> Option<(Scale, usize)> {
    if let Some(found) = money::before(input.text, input.tokens, at) {
        return Some(found);
    }
    if !input.at(at)?.may_start(lexicon::MEASURED) {
        return None;
    }
    let (words, name) = LEADS.iter().find(|(words, _)| {
        words.iter().enumerate().all(|(offset, word)| input.is(at + offset, word))
    })?;
    let mut scale = unit::named(name)?;
    if *name == "years" {
        scale = scale.age();
    }
    Some((scale, at + words.len()))
}

/// The number and unit that start at a token. `joined` allows "and" inside a number in words.
pub(super) fn operand(
    input: &Input<'_>,
    at: usize,
    joined: bool,
    default: Option<&Scale>,
) -> Option<Operand> {
    if let Some((scale, from)) = lead(input, at) {
        let bare_scale =
            input.at(from).is_some_and(|t| matches!(t.lex.number, NumberWord::Scale(_)));
        let (number, next) =
            (!bare_scale).then(|| number::number(input, from, joined)).flatten()?;
        let next = match unit::unit(input.text, input.tokens, input.past_hyphen(next)) {
            // "aged 60 years", "$5 million dollars"
            Some((again, after)) if again.unit == scale.unit => after,
            _ => money::after(input.text, input.tokens, next, true)
                .filter(|(again, _)| again.unit == scale.unit)
                .map_or(next, |(_, after)| after),
        };
        return Some(Operand { number, scale: Some(scale), leads: true, at, next });
    }
    let negative_money = input.at(at).is_some_and(|token| token.is('-') || token.is('−'))
        && input.at(at + 1).is_some_and(|token| token.glued);
    if let Some((scale, from)) = negative_money.then(|| lead(input, at + 1)).flatten() {
        let (mut number, next) = number::number(input, from, joined)?;
        number.value = -number.value;
        return Some(Operand { number, scale: Some(scale), leads: true, at, next });
    }
    let (number, next) = number::number(input, at, joined)?;
    if let Some((number, next)) = ratio(input, &number, next) {
        return Some(Operand { number, scale: None, leads: false, at, next });
    }
    let mut out = Operand { number, scale: None, leads: false, at, next };
    if let Some((scale, next)) = unit_after(input, &out.number, next, default) {
        (out.scale, out.next) = (Some(scale), next);
        code_scale(input, &mut out)?;
        if joined {
            compound(input, &mut out)?;
        }
    }
    Some(out)
}

/// "One in five", "two out of three", "12 out of 15".
fn ratio(input: &Input<'_>, over: &Number, at: usize) -> Option<(Number, usize)> {
    let whole = |n: &Number| n.is_plain() && n.half.is_zero() && n.value.is_integer();
    let out_of = input.is(at, "out") && input.is(at + 1, "of");
    if !whole(over) || !(out_of || input.is(at, "in")) || over.value <= Decimal::ZERO {
        return None;
    }
    let (under, next) = number::number(input, at + if out_of { 2 } else { 1 }, true)?;
    let round = under.key.is_none() && !under.soft && under.value.is_integer();
    let year = under.literal.is_some_and(|literal| lexicon::is_year(&literal));
    if !round || over.value > under.value || year {
        return None;
    }
    let spelled = over.literal.is_none() && under.literal.is_none();
    let unit = unit::unit(input.text, input.tokens, next).is_some();
    let month = input.at(next).is_some_and(|token| token.lex.has(lexicon::MONTH));
    if !out_of && (unit || month || over.value == under.value) {
        return None;
    }
    if !out_of && input.prose && !spelled && over.value != Decimal::ONE {
        return None;
    }
    let mut share =
        Number { value: over.value.checked_div(under.value)?, share: true, ..over.clone() };
    share.literal = None;
    if !out_of {
        let step =
            Decimal::ONE.checked_div(under.value)?.checked_mul(input.windows.fraction_step)?;
        (share.half, share.soft) = (input.windows.fraction.min(step), true);
    }
    Some((share, next))
}

fn unit_after(
    input: &Input<'_>,
    number: &Number,
    at: usize,
    default: Option<&Scale>,
) -> Option<(Scale, usize)> {
    let mut from = input.past_hyphen(at);
    if number.share || number.key.is_some() {
        // "half a mile", "two-thirds of an acre", "millions of dollars"
        from += usize::from(input.is(from, "of"));
        if number.share {
            let article = ["a", "an"].iter().any(|word| input.is(from, word));
            if !article {
                return None;
            }
            from += 1;
        }
    }
    let large = number.scale > Decimal::ONE || number.literal.is_some_and(|l| l.grouped);
    let (scale, next) = money::after(input.text, input.tokens, from, large)
        .or_else(|| unit::unit(input.text, input.tokens, from))?;
    if number.share && scale.unit == Unit::Share {
        return None;
    }
    match &scale.unit {
        Unit::Other(name) if name == "pounds" => {
            Some((pounds(input, number, next, default, scale), next))
        }
        _ => Some((scale, next)),
    }
}

/// Which pounds: of something, they weigh; with a scale, they are sterling; else it is not known.
fn pounds(
    input: &Input<'_>,
    number: &Number,
    next: usize,
    default: Option<&Scale>,
    unknown: Scale,
) -> Scale {
    let sterling = money::sterling();
    let weight = unit::named("lb");
    let expected = |scale: &Scale| default.is_some_and(|default| default.unit == scale.unit);
    if input.is(next, "of") || weight.as_ref().is_some_and(expected) {
        return weight.unwrap_or(unknown);
    }
    if number.scale >= Decimal::ONE_THOUSAND || expected(&sterling) {
        return sterling;
    }
    unknown
}

/// "75 USD million": the scale after the code.
fn code_scale(input: &Input<'_>, out: &mut Operand) -> Option<()> {
    let money = matches!(out.scale.as_ref().map(|scale| &scale.unit), Some(Unit::Money(_)));
    let scale = input.at(out.next).map(|token| token.lex.number);
    if let (true, true, Some(NumberWord::Scale(scale))) = (money, out.number.is_plain(), scale) {
        let rounded = out.number.half.is_zero();
        out.number = out.number.clone().times(scale.into())?;
        if rounded {
            out.number.half = Decimal::from(scale).checked_div(Decimal::TWO)?;
        }
        out.next += 1;
    }
    Some(())
}

/// "5 feet 10 inches", "3 dollars 50 cents": parts of one measure, each finer than the last.
fn compound(input: &Input<'_>, out: &mut Operand) -> Option<()> {
    for _ in 1..MAX_PARTS {
        let Some(scale) = out.scale.clone().filter(|_| out.number.key.is_none()) else { break };
        let parts = matches!(scale.unit, Unit::Measure(_) | Unit::Money(_));
        let from = out.next + usize::from(input.is(out.next, "and"));
        let number =
            |at| number::number(input, at, true).filter(|(n, _)| n.key.is_none() && !n.share);
        let Some((part, next)) = parts.then(|| number(from)).flatten() else { break };
        let Some((finer, next)) = unit_after(input, &part, next, None) else { break };
        if finer.unit != scale.unit
            || finer.factor() >= scale.factor()
            || !out.number.half.is_zero()
        {
            break;
        }
        // Held in the finer unit from now on.
        let value = scale.to_base(out.number.value)?.checked_add(finer.to_base(part.value)?)?;
        out.number.value = value.checked_mul(finer.div)?.checked_div(finer.mul)?;
        out.number.half = part.half;
        (out.number.literal, out.scale, out.next) = (None, Some(finer), next);
    }
    Some(())
}

/// How a range is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// By nothing: "10 to 12".
    None,
    /// "Between".
    Between,
    /// "From".
    From,
}

/// Words that open a range from one number to another.
const FROM: [&[&str]; 5] = [
    &["anywhere", "from"],
    &["ranging", "from"],
    &["ranges", "from"],
    &["ranged", "from"],
    &["from"],
];

/// Words that open a range between two numbers.
const BETWEEN: [&[&str]; 3] = [&["anywhere", "between"], &["somewhere", "between"], &["between"]];

/// The words that openers start with.
pub(super) fn opening_words() -> impl Iterator<Item = &'static str> {
    FROM.iter().chain(&BETWEEN).filter_map(|words| words.first().copied())
}

/// The opener that starts at a token.
pub(super) fn opener(input: &Input<'_>, at: usize) -> (Opener, usize) {
    if input.at(at).is_none_or(|token| !token.may_start(lexicon::OPENER)) {
        return (Opener::None, at);
    }
    let starts = |words: &&[&str]| {
        words.iter().enumerate().all(|(offset, word)| input.is(at + offset, word))
    };
    if let Some(words) = BETWEEN.iter().find(|words| starts(words)) {
        return (Opener::Between, at + words.len());
    }
    if let Some(words) = FROM.iter().find(|words| starts(words)) {
        return (Opener::From, at + words.len());
    }
    (Opener::None, at)
}

/// Tokens before "from" in which a verb of change may stand ("rose by 3 points from …").
const CHANGE_REACH: usize = 5;

/// Whether "from A to B" at a token (or A after its "from") is a change and not a range: "rose from
/// 20 to 30". Only prose tells of changes.
pub(super) fn is_change(input: &Input<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let from = if input.is(at, "from") {
        at
    } else if input.is(before, "from") {
        before
    } else {
        return false;
    };
    let start = from.saturating_sub(CHANGE_REACH);
    let clause = input.tokens.get(start..from).unwrap_or_default().iter().rev();
    input.prose
        && clause
            .take_while(|token| !token.symbol().is_some_and(|c| ".;:!?".contains(c)))
            .any(|token| token.lex.has(lexicon::CHANGE))
}

/// The token after what joins the ends of a range.
pub(super) fn connector(input: &Input<'_>, opener: Opener, at: usize) -> Option<usize> {
    // "Hundreds, if not thousands"
    let from = at + usize::from(input.is(at, ","));
    if input.is(from, "if") && input.is(from + 1, "not") {
        return (opener == Opener::None).then_some(from + 2);
    }
    let token = input.at(at)?;
    let after_glued = input.at(at + 1).is_some_and(|next| next.glued);
    let found = match token.word.as_str() {
        "and" => opener == Opener::Between,
        "to" | "through" | "till" => opener != Opener::Between || token.word != "till",
        "up" => return (opener == Opener::From && input.is(at + 1, "to")).then_some(at + 2),
        "or" => opener == Opener::None,
        // "10—12", but not "killed 10 — 12 were hurt".
        "—" => token.glued && after_glued,
        "~" | "〜" => token.glued && after_glued,
        // "10-12" and "10 - 12", but not "10 -12".
        _ => token.is_dash() && token.glued == after_glued,
    };
    found.then_some(at + 1)
}

/// The scale that the upper end of a range gives the lower one: its own, and in words with the
/// hundreds before it ("two to three hundred thousand" begins at 200,000, not at 2,000).
fn shared_scale(low: &Number, high: &Number) -> Option<Decimal> {
    let scale = high.scale;
    let group = high.value.checked_div(scale)?;
    let hundreds = group.checked_div(Decimal::ONE_HUNDRED)?;
    let in_words = high.literal.is_none() && scale > Decimal::ONE;
    if in_words && hundreds.is_integer() && low.value < hundreds {
        scale.checked_mul(Decimal::ONE_HUNDRED)
    } else {
        Some(scale)
    }
}

/// Whether two operands are the ends of a range; their units and scales are shared out.
pub(super) fn pair(
    input: &Input<'_>,
    mut low: Operand,
    mut high: Operand,
    or: bool,
) -> Option<(Operand, Operand)> {
    match (&low.scale, &high.scale) {
        (None, Some(scale)) => {
            if high.leads || (low.number.share && scale.unit == Unit::Share) {
                return None;
            }
            low.scale = Some(scale.clone());
        }
        (Some(scale), None) if low.leads || !input.prose => high.scale = Some(scale.clone()),
        (Some(a), Some(b)) if a.unit == b.unit => {}
        (None, None) if low.number.share == high.number.share => {}
        _ => return None,
    }
    let factor = shared_scale(&low.number, &high.number)?;
    let shares = low.number.is_plain() && low.number.literal.is_none_or(|l| !l.grouped);
    if factor > Decimal::ONE && shares && low.number.value.checked_mul(factor)? < high.number.value
    {
        low.number = low.number.times(factor)?;
        if high.number.soft {
            // "two to three dozen": both are as vague.
            let part = high.number.half.checked_div(high.number.value)?;
            (low.number.half, low.number.soft) = (low.number.value.checked_mul(part)?, true);
        }
    }
    if or && !(low.number.is_plain() && high.number.is_plain()) {
        let scaled = |n: &Number| !n.share && n.key.is_none();
        if !(scaled(&low.number) && scaled(&high.number)) {
            return None;
        }
    }
    let base = |operand: &Operand, value: Decimal| match &operand.scale {
        Some(scale) => scale.to_base(value),
        None => Some(value),
    };
    let top = high.number.below.unwrap_or(high.number.value);
    (base(&low, low.number.value)? < base(&high, top)?).then_some((low, high))
}
