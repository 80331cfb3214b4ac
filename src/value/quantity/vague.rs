//! Words that stand for a count or a share without a number: "dozens", "several hundred", "most".

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::lexicon::NumberWord;
use super::number::{Input, Number};

type Parsed = Option<(Number, usize)>;

/// Scales that may follow one another: "hundreds of thousands of millions" is already far-fetched.
const MAX_SCALES: usize = 2;

/// Words that multiply what follows, with their key: "several hundred".
const MULTIPLIERS: [(&[&str], &str); 5] = [
    (&["several"], "several"),
    (&["a", "few"], "a few"),
    (&["a", "handful"], "a handful"),
    (&["a", "couple"], "a couple"),
    (&["quite", "a", "few"], "a few"),
];

/// Words for a share of the whole.
const SHARES: [(&[&str], Share); 16] = [
    (&["all"], Share::All),
    (&["most"], Share::Most),
    (&["the", "majority"], Share::Majority),
    (&["a", "majority"], Share::Majority),
    (&["majority"], Share::Majority),
    (&["the", "vast", "majority"], Share::Vast),
    (&["the", "overwhelming", "majority"], Share::Vast),
    (&["the", "great", "majority"], Share::Vast),
    (&["a", "vast", "majority"], Share::Vast),
    (&["a", "large", "majority"], Share::Vast),
    (&["an", "overwhelming", "majority"], Share::Vast),
    (&["vast", "majority"], Share::Vast),
    (&["a", "minority"], Share::Minority),
    (&["a", "small", "minority"], Share::Minority),
    (&["minority"], Share::Minority),
    (&["everyone"], Share::All),
];

#[derive(Clone, Copy)]
enum Share {
    All,
    Most,
    Majority,
    Vast,
    Minority,
}

/// The words that a vague word of several may start with, and one of no table of numbers.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    let multipliers = MULTIPLIERS.iter().map(|(words, _)| *words);
    let all = multipliers.chain(SHARES.iter().map(|(words, _)| *words));
    all.filter_map(|words| words.first().copied()).chain([TENS])
}

/// The plural of a number that is none of those of the tables.
const TENS: &str = "tens";

/// The vague word that starts at a token, and the token after it.
pub(super) fn vague(input: &Input<'_>, at: usize) -> Parsed {
    plural(input, at).or_else(|| multiplied(input, at)).or_else(|| share(input, at))
}

fn phrase(input: &Input<'_>, at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(offset, word)| input.is(at + offset, word))
}

fn window(input: &Input<'_>, key: SmolStr, scales: &str, factor: Decimal) -> Option<Number> {
    let window = input.windows.vague(&key)?;
    let shown =
        if scales.is_empty() { key.clone() } else { SmolStr::from(format!("{key} {scales}")) };
    Some(Number {
        value: window.low.checked_mul(factor)?,
        half: Decimal::ZERO,
        below: Some(window.below.checked_mul(factor)?),
        soft: true,
        share: false,
        scale: Decimal::ONE,
        literal: None,
        key: Some(shown),
        doubtful_scale: false,
    })
}

/// "Dozens", "hundreds of thousands".
fn plural(input: &Input<'_>, at: usize) -> Parsed {
    let first = input.at(at)?;
    let plural = (first.lex.plural && first.lex.number != NumberWord::None) || first.word == TENS;
    if !plural
        || first.glued && at > 0 && input.at(at - 1).is_some_and(super::token::Token::is_dash)
    {
        return None;
    }
    let (mut next, mut factor, mut scales) = (at + 1, Decimal::ONE, String::new());
    for _ in 0..MAX_SCALES {
        let Some(token) = input.at(next + 1).filter(|_| input.is(next, "of")) else { break };
        let size = match token.lex.number {
            NumberWord::Hundred if token.lex.plural => 100,
            NumberWord::Scale(scale) if token.lex.plural => scale,
            _ => break,
        };
        factor = factor.checked_mul(size.into())?;
        scales.push_str(if scales.is_empty() { "of " } else { " of " });
        scales.push_str(&token.word);
        next += 2;
    }
    Some((window(input, first.word.clone(), &scales, factor)?, next))
}

/// "Several", "a few dozen", "a couple of hundred thousand".
fn multiplied(input: &Input<'_>, at: usize) -> Parsed {
    let (words, key) = MULTIPLIERS.iter().find(|(words, _)| phrase(input, at, words))?;
    let mut next = at + words.len();
    let (mut factor, mut scales) = (Decimal::ONE, String::new());
    let of = usize::from(input.is(next, "of"));
    for step in 0..=MAX_SCALES {
        let skip = if step == 0 { of } else { 0 };
        let Some(token) = input.at(next + skip) else { break };
        let size = match token.lex.number {
            _ if token.lex.plural => break,
            NumberWord::Hundred => 100,
            NumberWord::Scale(size) | NumberWord::Bunch(size) => size,
            _ => break,
        };
        factor = factor.checked_mul(size.into())?;
        scales.push_str(if scales.is_empty() { "" } else { " " });
        scales.push_str(&token.word);
        next += skip + 1;
    }
    Some((window(input, SmolStr::new_static(key), &scales, factor)?, next))
}

fn share(input: &Input<'_>, at: usize) -> Parsed {
    let (words, share) = SHARES
        .iter()
        .filter(|(words, _)| phrase(input, at, words))
        .max_by_key(|(words, _)| words.len())?;
    let next = at + words.len();
    let half = Decimal::ONE.checked_div(Decimal::TWO)?;
    let mut number = Number {
        value: Decimal::ONE,
        half: Decimal::ZERO,
        below: None,
        soft: !matches!(share, Share::All | Share::Majority | Share::Minority),
        share: true,
        scale: Decimal::ONE,
        literal: None,
        key: None,
        doubtful_scale: false,
    };
    let (low, key) = match share {
        Share::All => return Some((number, next)),
        Share::Most => (input.windows.most, "most"),
        Share::Majority => (half, "the majority"),
        Share::Vast => (input.windows.vast_majority, "the vast majority"),
        Share::Minority => (Decimal::ZERO, "a minority"),
    };
    let below = if matches!(share, Share::Minority) { half } else { Decimal::ONE };
    (number.value, number.below) = (low, Some(below));
    number.key = Some(SmolStr::new_static(key));
    Some((number, next))
}
