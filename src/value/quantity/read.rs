//! A whole text as one quantity, for records.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::lexicon::NumberWord;
use super::literal::Flaw;
use super::noun;
use super::number::Input;
use super::phrase::{self, Phrase};
use super::token::{self, Kind, Token};
use super::unit::{self, Scale};
use super::windows::Windows;
use super::{Dimension, Quantity, Unit, ValueError, lexicon, money};

/// A quantity in a record is a phrase, not a page.
const MAX_LENGTH: usize = 1_000;
/// Longest excerpt of the text in a message.
const MAX_EXCERPT: usize = 40;

pub(super) static DEFAULT_WINDOWS: LazyLock<Windows> = LazyLock::new(Windows::default);

/// Read a text that must be one quantity. A bare number takes `default_unit`, the unit of a
/// predicate: a counted noun ("people"), a unit of measure ("km", "percent"), a currency ("USD"),
/// or a rate of one ("attacks per month").
///
/// # Errors
///
/// When the text is no quantity, or not only one, or a number in it is malformed or has more than
/// 28 digits. Digits of other scripts than Latin are refused, not guessed at: their separators and
/// direction differ, and look-alikes are mixed up.
///
/// ```
/// use belie::value::quantity::{Dimension, Unit, read};
/// let toll = read("more than 13 US soldiers", Some("people"))?;
/// assert!(!toll.set.contains(&13.into()) && toll.set.contains(&14.into()));
/// assert_eq!(read("52 km", None)?.unit, Unit::Measure(Dimension::Length));
/// assert!(read("1,50", None).is_err());
/// # Ok::<(), belie::value::ValueError>(())
/// ```
pub fn read(text: &str, default_unit: Option<&str>) -> Result<Quantity, ValueError> {
    if text.len() > MAX_KNOWN {
        return read_with(text, default_unit, &DEFAULT_WINDOWS);
    }
    let key = (SmolStr::new(text), default_unit.map(SmolStr::new));
    if let Some(known) = KNOWN.with_borrow(|known| known.get(&key).cloned()) {
        return known;
    }
    let read = read_with(text, default_unit, &DEFAULT_WINDOWS);
    KNOWN.with_borrow_mut(|known| {
        if known.len() == MOST_KNOWN {
            known.clear();
        }
        known.insert(key, read.clone());
    });
    read
}

/// Longest text whose reading is remembered: what fits into a [`SmolStr`] itself.
const MAX_KNOWN: usize = 23;

/// Most readings that are remembered; then it begins anew.
const MOST_KNOWN: usize = 4_096;

type Known = FxHashMap<(SmolStr, Option<SmolStr>), Result<Quantity, ValueError>>;

thread_local! {
    /// What short texts read as: the stages of reading prose ask for the same figure again and again,
    /// and many figures of a text are alike.
    static KNOWN: RefCell<Known> = RefCell::new(Known::default());
}

/// [`read`] with other windows for vague words.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(
    text: &str,
    default_unit: Option<&str>,
    windows: &Windows,
) -> Result<Quantity, ValueError> {
    let whole = 0..text.len();
    if text.trim().is_empty() {
        return Err(error(
            "the value is empty",
            whole,
            Some("write a number, such as `at least 13`"),
        ));
    }
    if text.len() > MAX_LENGTH {
        return Err(error("the value is too long for a quantity", whole, None));
    }
    let tokens = token::tokens(text);
    for token in &tokens {
        if let Kind::Opaque(flaw) = token.kind {
            return Err(flawed(text, token, flaw));
        }
    }
    let default = default_unit.map(scale_of);
    let metres = default.as_ref().is_some_and(|s| s.unit == Unit::Measure(Dimension::Length));
    let input = Input { text, tokens: &tokens, windows, prose: false, metres };
    let phrase = phrase::phrase(&input, 0, default.as_ref());
    match phrase {
        Some(phrase) => finish(&input, phrase),
        None => none(&input, default.as_ref()).ok_or_else(|| unread(text, &tokens)),
    }
}

fn error(message: impl Into<String>, span: Range<usize>, help: Option<&str>) -> ValueError {
    ValueError { message: message.into(), span, help: help.map(str::to_owned) }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn flawed(text: &str, token: &Token, flaw: Flaw) -> ValueError {
    let written = excerpt(&text[token.span.clone()]);
    let (message, help) = match flaw {
        Flaw::Grouping => (
            format!("the separators in `{written}` do not part thousands"),
            "write 1,500 for fifteen hundred and 1.5 for one and a half",
        ),
        Flaw::TooLarge => (
            format!("`{written}` has more than 28 digits"),
            "write large numbers with a scale, such as `3 trillion`",
        ),
        Flaw::Script => {
            (format!("`{written}` is not written in the digits 0 to 9"), "use the digits 0 to 9")
        }
        Flaw::Other => (
            format!("`{written}` is part of something that is not a number"),
            "write the number alone, in digits or words, such as `1,500` or `3 million`",
        ),
    };
    error(message, token.span.clone(), Some(help))
}

fn unread(text: &str, tokens: &[Token]) -> ValueError {
    let span = text.len() - text.trim_start().len()..text.trim_end().len();
    if overflows(tokens) {
        return error(
            format!("`{}` is too large to be held exactly", excerpt(text.trim())),
            span,
            Some("numbers may have up to 28 digits"),
        );
    }
    let digits = tokens.iter().any(|token| token.literal().is_some());
    let message = format!("`{}` is not a quantity", excerpt(text.trim()));
    let help = if digits {
        "write hedges before the number and the unit after it, such as `at least 13 people`"
    } else {
        "write a number, such as `13`, `over 100`, `4,000 to 6,000` or `two-thirds`"
    };
    error(message, span, Some(help))
}

/// Whether the number with all its scales has more digits than can be held.
fn overflows(tokens: &[Token]) -> bool {
    let factors = tokens.iter().filter_map(|token| match token.lex.number {
        NumberWord::Scale(scale) => Some(Decimal::from(scale)),
        _ => token.literal().map(|literal| literal.value.max(Decimal::ONE)),
    });
    factors
        .into_iter()
        .try_fold(Decimal::ONE, |product, factor| product.checked_mul(factor))
        .is_none()
}

fn finish(input: &Input<'_>, phrase: Phrase) -> Result<Quantity, ValueError> {
    let mut rest = phrase.next;
    let full_stop = |at: usize| at + 1 == input.tokens.len() && input.is(at, ".");
    let ends = |at: usize| at == input.tokens.len() || full_stop(at);
    if !ends(rest) && ends(phrase.end) {
        rest = phrase.end;
    }
    if !ends(rest) {
        return Err(left_over(input, &phrase));
    }
    let span = || 0..input.text.len();
    let year = phrase.literal.is_some_and(|literal| lexicon::is_year(&literal));
    let plural = input.tokens[phrase.number..rest].iter().any(noun::is_plural);
    if year && phrase.noun.is_some() && !plural {
        return Err(error(
            format!("`{}` reads like a year and a name", excerpt(input.text.trim())),
            span(),
            Some("write the number alone, or with its unit or a noun in the plural"),
        ));
    }
    if phrase.doubtful && !phrase.unit && phrase.noun.is_none() {
        return Err(error(
            "`m` may stand for million or metres",
            span(),
            Some("write `million` or `metres`"),
        ));
    }
    Ok(phrase.quantity)
}

fn left_over(input: &Input<'_>, phrase: &Phrase) -> ValueError {
    let at = phrase.next.max(phrase.end).min(input.tokens.len() - 1);
    let start = input.tokens[at].span.start;
    let end = input.text.trim_end().len();
    let rest = excerpt(&input.text[start..end]);
    let joint = input.tokens[at].is_dash() || input.is(at, "to");
    let number = input.at(at + 1).is_some_and(|token| token.literal().is_some());
    if joint && number {
        return error(
            format!("the range does not run upwards: `{}`", excerpt(input.text.trim())),
            start..end,
            Some("write the smaller number first, both in one unit"),
        );
    }
    error(
        format!("`{rest}` is left over after the quantity"),
        start..end,
        Some("write one number with its hedges, unit and noun, and put the rest into a note"),
    )
}

/// "None", "no casualties".
fn none(input: &Input<'_>, default: Option<&Scale>) -> Option<Quantity> {
    const NONE: [&str; 3] = ["none", "nobody", "nothing"];
    let first = input.at(0)?;
    let nobody = first.word == "no" && input.is(1, "one") && input.tokens.len() == 2;
    if nobody || (NONE.contains(&first.word.as_str()) && input.tokens.len() == 1) {
        return phrase::zero(default, None);
    }
    let of = first.word == "none";
    if !(of || first.word == "no") {
        return None;
    }
    let noun = noun::noun(input, 1, of, false)?;
    (noun.end == input.tokens.len()).then(|| phrase::zero(None, Some(noun.head)))?
}

/// The unit that a text names, as a predicate's `unit` does. A word that no table knows is a
/// counted noun; anything else is a unit comparable only with itself.
pub(super) fn scale_of(text: &str) -> Scale {
    let tokens = token::tokens(text);
    let all = |found: Option<(Scale, usize)>| {
        found.filter(|(_, next)| *next == tokens.len()).map(|(scale, _)| scale)
    };
    let named = |upto: usize| {
        let found = money::after(text, &tokens[..upto], 0, true)
            .or_else(|| money::before(text, &tokens[..upto], 0))
            .or_else(|| unit::unit(text, &tokens[..upto], 0));
        found.filter(|(_, next)| *next == upto).map(|(scale, _)| scale)
    };
    if let Some(scale) = named(tokens.len()) {
        return scale;
    }
    let words = |tokens: &[Token]| !tokens.is_empty() && tokens.iter().all(Token::is_word);
    let counted = |tokens: &[Token]| {
        let head = tokens.last().map(|token| token.word.clone());
        Scale::count(head.filter(|head| !matches!(head.as_str(), "count" | "number")))
    };
    for at in 0..tokens.len() {
        let base = named(at).or_else(|| words(&tokens[..at]).then(|| counted(&tokens[..at])));
        let base = base.or_else(|| (at == 0).then(|| Scale::count(None)));
        let rate = base.and_then(|base| {
            all(unit::per(&tokens, at, &base).or_else(|| unit::per_other(text, &tokens, at, &base)))
        });
        if let Some(rate) = rate {
            return rate;
        }
    }
    if words(&tokens) {
        return counted(&tokens);
    }
    let name = SmolStr::from(text.trim());
    Scale::plain(Unit::Other(name.clone()), name)
}

/// The unit that a predicate's `unit` names: "people" counts people, "km" measures length.
///
/// ```
/// use belie::value::quantity::{RateBase, Unit, unit_of};
/// let rate = Unit::Rate(Box::new(Unit::Count(Some("attacks".into()))), RateBase::Year);
/// assert_eq!(unit_of("attacks per month"), rate);
/// ```
#[must_use]
pub fn unit_of(text: &str) -> Unit {
    scale_of(text).unit
}
