//! One number: digits, words, scales and fractions, or a word that stands for a count.
//!
//! Precision. A whole number in digits or words is exact. A decimal, and a number before a scale
//! ("3 million", "5k"), denotes plus or minus half of its last printed digit. Fractions in words
//! and counts in dozens have a soft window ([`super::windows`]).

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::lexicon::{self, NumberWord, SHORT_SCALES};
use super::literal::Literal;
use super::spelled::whole;
use super::token::{Kind, SIGNS, Token};
use super::windows::Windows;

/// What a parser reads from.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The windows of vague words.
    pub windows: &'a Windows,
    /// Whether values are looked for in running text, where doubtful readings are refused.
    pub prose: bool,
    /// Whether "5m" is five metres.
    pub metres: bool,
}

impl<'a> Input<'a> {
    /// The token at an index.
    pub(super) fn at(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index)
    }

    /// Whether the token at an index is this word (or sign).
    pub(super) fn is(&self, index: usize, word: &str) -> bool {
        self.at(index).is_some_and(|token| token.word == word)
    }

    /// The token after a hyphen that joins what is on both sides, or the index itself.
    pub(super) fn past_hyphen(&self, index: usize) -> usize {
        let joins = self.at(index).is_some_and(|token| token.glued && token.is('-'))
            && self.at(index + 1).is_some_and(|token| token.glued);
        if joins { index + 1 } else { index }
    }
}

/// A number as printed.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Its value; for a vague word the least it stands for.
    pub value: Decimal,
    /// Half of the last printed digit, or of the window; 0 when exact.
    pub half: Decimal,
    /// For vague words: the first amount they do not stand for.
    pub below: Option<Decimal>,
    /// Whether `half` or `below` come from the table of windows.
    pub soft: bool,
    /// A fraction without a whole number: a share unless a unit follows.
    pub share: bool,
    /// The scale it was printed with; 1 without.
    pub scale: Decimal,
    /// The digits it was printed with, if it is nothing else.
    pub literal: Option<Literal>,
    /// The vague word, as a key of the table of windows.
    pub key: Option<SmolStr>,
    /// Whether a lower case "m" was read as a million although a metre may be meant.
    pub doubtful_scale: bool,
}

impl Number {
    fn exact(value: Decimal) -> Self {
        Self {
            value,
            half: Decimal::ZERO,
            below: None,
            soft: false,
            share: false,
            scale: Decimal::ONE,
            literal: None,
            key: None,
            doubtful_scale: false,
        }
    }

    /// The number times a factor, its precision with it.
    pub(super) fn times(mut self, factor: Decimal) -> Option<Self> {
        self.value = self.value.checked_mul(factor)?;
        self.half = self.half.checked_mul(factor)?;
        self.below = match self.below {
            Some(below) => Some(below.checked_mul(factor)?),
            None => None,
        };
        self.scale = self.scale.checked_mul(factor)?;
        self.literal = None;
        Some(self)
    }

    /// Whether it was printed without any scale, fraction or vagueness.
    pub(super) fn is_plain(&self) -> bool {
        self.scale == Decimal::ONE && !self.share && self.key.is_none() && !self.soft
    }
}

/// Digits that a scale in letters may follow: "189733b" is a name.
const MAX_SHORT_DIGITS: usize = 4;

type Parsed = Option<(Number, usize)>;

/// The number that starts at a token, and the token after it.
pub(super) fn number(input: &Input<'_>, at: usize, joined: bool) -> Parsed {
    // Asked at most words of a text, hardly any of which are numbers.
    if !input.at(at)?.may_be_numeral() {
        return None;
    }
    signed(input, at, joined).or_else(|| super::vague::vague(input, at))
}

/// The words that a number may start with besides the numbers of the lexicon.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    /// Parts of a whole, and what may stand before them.
    const PARTS: [&str; 4] = ["half", "quarter", "a", "an"];
    PARTS.into_iter().chain(MINUS).chain(super::vague::first_words())
}

/// Words for a sign.
const MINUS: [&str; 2] = ["minus", "negative"];

fn signed(input: &Input<'_>, at: usize, joined: bool) -> Parsed {
    let token = input.at(at)?;
    let sign = token.symbol().filter(|sign| SIGNS.contains(sign));
    let spelled = MINUS.contains(&token.word.as_str());
    if sign.is_none() && !spelled {
        return unsigned(input, at, joined);
    }
    // A hyphen glued to a word before it joins, and one apart from its number is a dash.
    let apart = sign.is_some() && !input.at(at + 1).is_some_and(|next| next.glued);
    let joins = sign.is_some()
        && token.glued
        && input.at(at.wrapping_sub(1)).is_none_or(|before| before.symbol().is_none());
    if apart || joins {
        return None;
    }
    let (mut number, next) = unsigned(input, at + 1, joined)?;
    if sign != Some('+') {
        number.value = -number.value;
    }
    Some((number, next))
}

fn unsigned(input: &Input<'_>, at: usize, joined: bool) -> Parsed {
    let (number, next) = match input.at(at)?.kind {
        Kind::Number(literal) => digits(input, at, literal)?,
        Kind::Vulgar(over, under) => (fraction(input.windows, over.into(), under.into())?, at + 1),
        Kind::Word => words(input, at, joined)?,
        _ => return None,
    };
    mixed(input, number, next)
}

/// Digits, with a fraction and scales after them.
fn digits(input: &Input<'_>, at: usize, literal: Literal) -> Parsed {
    let mut number = Number::exact(literal.value);
    number.literal = Some(literal);
    if literal.places > 0 {
        let step = Decimal::try_new(5, literal.places.checked_add(1)?).ok()?;
        number.half = step;
    }
    let slash = |at: usize| {
        let over = input.at(at)?.literal()?;
        let under = input.at(at + 2).filter(|token| token.glued)?.literal()?;
        let whole = over.places == 0 && under.places == 0;
        (input.at(at + 1)?.is('/') && input.at(at + 1)?.glued && whole)
            .then_some((over.value, under.value))
    };
    if let Some((over, under)) = slash(at) {
        let proper = over < under && !over.is_zero();
        return proper.then(|| fraction_of(input.windows, over, under))?.map(|n| (n, at + 3));
    }
    // "1 1/2", "1½"
    if literal.places == 0 {
        let part = match input.at(at + 1).map(|token| &token.kind) {
            Some(Kind::Vulgar(over, under)) => Some(((*over).into(), (*under).into(), at + 2)),
            _ => slash(at + 1).map(|(over, under)| (over, under, at + 4)),
        };
        if let Some((over, under, next)) = part.filter(|(over, under, _)| over < under) {
            let mut part = fraction_of(input.windows, over, under)?;
            part.value = part.value.checked_add(literal.value)?;
            part.share = false;
            return Some((part, next));
        }
    }
    Some((number, at + 1))
}

/// A fraction of whole numbers in words or digits, with its soft window.
fn fraction_of(windows: &Windows, over: Decimal, under: Decimal) -> Option<Number> {
    let mut number = Number::exact(over.checked_div(under)?);
    let step = Decimal::ONE.checked_div(under)?.checked_mul(windows.fraction_step)?;
    number.half = windows.fraction.min(step);
    (number.soft, number.share) = (true, true);
    Some(number)
}

fn fraction(windows: &Windows, over: u64, under: u64) -> Option<Number> {
    fraction_of(windows, over.into(), under.into())
}

/// Scales after a number, "and a half" before or after them.
fn mixed(input: &Input<'_>, number: Number, at: usize) -> Parsed {
    let (mut number, mut next) = and_fraction(input, number, at)?;
    let mut short = false;
    for _ in 0..3 {
        let Some((scale, bunch, after)) = scale(input, &number, next) else { break };
        let letter = input.at(next).is_some_and(|token| token.word == "m");
        short |= letter && &input.text[input.tokens[next].span.clone()] == "m";
        number = scaled(input, number, scale, bunch)?;
        next = after;
    }
    number.doubtful_scale = short;
    if let Some((part, after)) = smaller(input, &number, next) {
        number.value = number.value.checked_add(part.value)?;
        (number.half, number.scale, next) = (part.half, part.scale, after);
    }
    // "3 million and a quarter"
    if number.scale > Decimal::ONE {
        let scale = number.scale;
        if let Some((part, after)) = scaled_tail(input, next) {
            number.value = number.value.checked_add(part.value.checked_mul(scale)?)?;
            number.half = part.half.checked_mul(scale)?;
            (number.soft, next) = (true, after);
        }
    }
    Some((number, next))
}

/// "4 thousand 3 hundred", "3 hundred and 21": a smaller number goes on with a larger one.
fn smaller(input: &Input<'_>, large: &Number, at: usize) -> Parsed {
    let hundred = large.scale == Decimal::ONE_HUNDRED;
    let and = hundred && input.is(at, "and");
    if large.scale < Decimal::ONE_HUNDRED || large.soft || large.key.is_some() {
        return None;
    }
    let from = at + usize::from(and);
    let literal = input.at(from)?.literal().filter(|literal| {
        literal.places == 0 && !literal.padded && literal.value > Decimal::ZERO
    })?;
    let (mut part, mut next) = (Number::exact(literal.value), from + 1);
    if let Some((scale, false, after)) = scale(input, &part, next) {
        (part, next) = (scaled(input, part, scale, false)?, after);
    }
    let fits = part.value < large.scale && (part.scale > Decimal::ONE || hundred);
    fits.then_some((part, next))
}

fn scaled_tail(input: &Input<'_>, at: usize) -> Parsed {
    if !input.is(at, "and") {
        return None;
    }
    part(input, at + 1).filter(|(_, next)| !scale_word(input, *next) && !input.is(*next, "of"))
}

/// Whether a word is a scale, a hundred or a bunch.
pub(super) fn scale_word(input: &Input<'_>, at: usize) -> bool {
    input.at(at).is_some_and(|token| {
        matches!(
            token.lex.number,
            NumberWord::Hundred | NumberWord::Scale(_) | NumberWord::Bunch(_)
        )
    })
}

/// "Two and a half", "three and one fourth".
fn and_fraction(input: &Input<'_>, mut number: Number, at: usize) -> Parsed {
    let hundred = Decimal::ONE_HUNDRED;
    let plain = number.is_plain() || (number.scale == hundred && number.half.is_zero());
    let year = number.literal.is_some_and(|literal| lexicon::is_year(&literal));
    let whole = plain && !year && number.value.is_integer() && !number.value.is_zero();
    let part = (whole && input.is(at, "and")).then(|| part(input, at + 1)).flatten();
    if let Some((part, next)) = part {
        number.value = number.value.checked_add(part.value)?;
        (number.half, number.soft, number.literal) = (part.half, true, None);
        return Some((number, next));
    }
    Some((number, at))
}

/// The scale that starts at a token: its value, whether it counts in bunches, the token after.
fn scale(input: &Input<'_>, number: &Number, at: usize) -> Option<(u64, bool, usize)> {
    // "two-thirds of a million", "half a dozen", "a quarter million"
    let at = if number.share {
        let at = at + usize::from(input.is(at, "of"));
        at + usize::from(input.is(at, "a"))
    } else {
        input.past_hyphen(at)
    };
    let token = input.at(at)?;
    let found = match token.lex.number {
        NumberWord::Hundred => Some((100, false)),
        NumberWord::Scale(scale) => Some((scale, false)),
        NumberWord::Bunch(size) => Some((size, true)),
        _ => None,
    };
    if let Some((scale, bunch)) = found {
        return Some((scale, bunch, at + 1));
    }
    let short = SHORT_SCALES.iter().find(|(word, _)| token.word == *word)?;
    let written = &input.text[token.span.clone()];
    // "5 m" is five metres, but "5 m people" are millions; "5 b" is nothing.
    let people = written == "m" && input.at(at + 1).is_some_and(|t| t.lex.has(lexicon::PLURAL));
    let usable = number.scale == Decimal::ONE
        && !(input.metres && written == "m")
        && (token.glued || short.0.len() > 1 || matches!(written, "k" | "M") || people)
        && number.literal.is_some_and(|l| l.grouped || l.digits <= MAX_SHORT_DIGITS)
        && !(short.0 == "mm" && written != "MM");
    usable.then_some((short.1, false, at + 1))
}

fn scaled(input: &Input<'_>, number: Number, scale: u64, bunch: bool) -> Option<Number> {
    let exact = number.half.is_zero();
    let mut number = number.times(scale.into())?;
    number.share = false;
    if bunch {
        let window = number.value.abs().checked_mul(input.windows.bunch)?;
        number.half = number.half.max(window);
        number.soft = true;
    } else if exact && scale > 100 {
        number.half = Decimal::from(scale).checked_div(Decimal::TWO)?;
    }
    Some(number)
}

/// Number words and fractions in words.
fn words(input: &Input<'_>, at: usize, joined: bool) -> Parsed {
    if let Some(found) = part(input, at) {
        return Some(found);
    }
    let (value, scale, bunch, next) = whole(input, at, joined)?;
    if is_ordinal(input, scale, next) {
        return None;
    }
    let mut number = Number::exact(value);
    if bunch {
        number.half = value.checked_mul(input.windows.bunch)?;
        (number.soft, number.scale) = (true, Decimal::from(scale));
    } else if scale > 1 {
        number.scale = scale.into();
        if scale > 100 {
            number.half = number.scale.checked_div(Decimal::TWO)?;
        }
    }
    Some((number, next))
}

/// Whether a number in words goes on as an ordinal or an improper fraction ("twenty-first", "two
/// hundred fifth", "twenty fifths").
fn is_ordinal(input: &Input<'_>, scale: u64, next: usize) -> bool {
    let from = input.past_hyphen(next);
    let Some(after) = input.at(from) else { return false };
    let hyphen = from > next;
    let part = after.lex.plural && after.lex.number == NumberWord::None;
    (after.lex.ordinal > 0 && (hyphen || scale > 1)) || (part && (hyphen || after.lex.under > 2))
}

/// "Half", "a third", "two-thirds", "three quarters".
fn part(input: &Input<'_>, at: usize) -> Parsed {
    let first = input.at(at)?;
    if matches!(first.word.as_str(), "half" | "quarter") {
        let quarter = first.word == "quarter" && !scale_word(input, at + 1);
        return (!quarter)
            .then(|| fraction(input.windows, 1, first.lex.under))?
            .map(|n| (n, at + 1));
    }
    let (over, next) = match first.lex.number {
        _ if matches!(first.word.as_str(), "a" | "an") => (1, at + 1),
        NumberWord::Small(over) if over > 0 => (over, input.past_hyphen(at + 1)),
        NumberWord::Tens(over) => (over, input.past_hyphen(at + 1)),
        _ => match first.literal() {
            Some(literal) if literal.places == 0 => {
                (u64::try_from(literal.value).ok()?, input.past_hyphen(at + 1))
            }
            _ => return None,
        },
    };
    let under = input.at(next)?.lex;
    let fits = under.under > 1 && (under.plural == (over != 1)) && over < under.under;
    // "one hundred" and "one thousandth": the word must be a denominator and no scale.
    (fits && under.number == NumberWord::None)
        .then(|| fraction(input.windows, over, under.under))?
        .map(|number| (number, next + 1))
}

/// An ordinal in words or digits ("third", "twenty-first", "21st") and the token after it.
pub(super) fn ordinal(input: &Input<'_>, at: usize) -> Option<(u64, usize)> {
    if let Some(literal) = input.at(at)?.literal() {
        let suffix = input.at(at + 1).filter(|token| token.glued)?;
        let value = u64::try_from(literal.value).ok()?;
        let fits = match suffix.word.as_str() {
            "st" => value % 10 == 1 && value % 100 != 11,
            "nd" => value % 10 == 2 && value % 100 != 12,
            "rd" => value % 10 == 3 && value % 100 != 13,
            "th" => matches!(value % 10, 0 | 4..=9) || matches!(value % 100, 11..=13),
            _ => false,
        };
        return (fits && literal.places == 0).then_some((value, at + 2));
    }
    let alone = input.at(at)?.lex.ordinal;
    if alone > 0 {
        return Some((alone, at + 1));
    }
    let (value, _, bunch, next) = whole(input, at, true)?;
    let from = input.past_hyphen(next);
    let (from, linked) = if input.is(from, "and") { (from + 1, true) } else { (from, false) };
    let last = input.at(from)?.lex.ordinal;
    let value = u64::try_from(value).ok()?;
    let sum = match last {
        0 => return None,
        1..=9 => {
            (value % 10 == 0 && (linked || value % 100 != 10)).then(|| value.checked_add(last))
        }
        10..=99 => (value % 100 == 0).then(|| value.checked_add(last)),
        scale => (!linked && value < scale).then(|| value.checked_mul(scale)),
    };
    (!bunch).then_some((sum??, from + 1))
}
