//! Quantities as short text, for messages.

use std::ops::Bound;

use rust_decimal::Decimal;

use super::hedge;
use super::unit;
use super::{Interval, Quantity, Unit, money};

/// Significant digits shown; more are noise of a conversion.
const DIGITS: u32 = 15;
/// Largest denominator with which a share is shown as a fraction.
const MAX_UNDER: u32 = 20;
/// Words for scales, largest first.
const SCALES: [(u64, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];
/// Digits beyond which a round, hedged number is shown with a scale.
const ROUND_DIGITS: u32 = 3;

/// A quantity as short text, as it was printed: "143", "more than 13", "4,000–6,000",
/// "$597 million", "52%". Reading the text again gives the same set for exact quantities.
///
/// ```
/// use belie::value::quantity::{read, show};
/// for text in ["143", "more than 13", "$597 million", "52%", "about 20 km"] {
///     assert_eq!(show(&read(text, None)?), text);
/// }
/// assert_eq!(show(&read("4000 to 6000 fighters", None)?), "4,000–6,000");
/// # Ok::<(), belie::value::ValueError>(())
/// ```
#[must_use]
pub fn show(quantity: &Quantity) -> String {
    let keys = quantity.hedge.as_deref().unwrap_or("");
    let Some(printed) = &quantity.printed else {
        let name = &quantity.shown_in.name;
        return if name.is_empty() { keys.to_owned() } else { format!("{keys} {name}") };
    };
    let keys = hedge::split_keys(keys);
    let lone = keys.is_empty() && printed.high.is_none() && !quantity.soft;
    let precision = lone.then(|| width(&quantity.set)).flatten();
    let number = match printed.high {
        Some(high) => range(printed.low, high, quantity),
        None if precision.is_none() && !keys.is_empty() => {
            amount(&Style::round(quantity), printed.low)
        }
        None => amount(&Style { quantity, width: precision, round: false }, printed.low),
    };
    let (after, before): (Vec<&str>, Vec<&str>) =
        keys.iter().partition(|key| hedge::stands_after(key));
    let mut parts = before;
    parts.push(&number);
    parts.extend(after);
    parts.join(" ")
}

/// An amount in base units, in the unit in which another quantity was printed ("143", "20 km").
#[must_use]
pub fn show_amount(value: Decimal, like: &Quantity) -> String {
    amount(&Style { quantity: like, width: None, round: false }, value)
}

/// Any set of amounts, in the unit in which a quantity was printed: "at least 139", "100 to 150".
#[must_use]
pub fn show_set(set: &Interval<Decimal>, like: &Quantity) -> String {
    let show = |value: &Decimal| show_amount(*value, like);
    let low = |word: &str, value: &Decimal| format!("{word} {}", show(value));
    if let Some(point) = set.as_point() {
        return show(point);
    }
    match (set.low(), set.high()) {
        (Bound::Unbounded, Bound::Unbounded) => "any amount".to_owned(),
        (Bound::Included(a), Bound::Unbounded) => low("at least", a),
        (Bound::Excluded(a), Bound::Unbounded) => low("more than", a),
        (Bound::Unbounded, Bound::Included(b)) => low("at most", b),
        (Bound::Unbounded, Bound::Excluded(b)) => low("less than", b),
        (Bound::Included(a), Bound::Included(b)) => format!("{} to {}", show(a), show(b)),
        (Bound::Included(a), Bound::Excluded(b)) => format!("{} to below {}", show(a), show(b)),
        (Bound::Excluded(a), Bound::Included(b)) => format!("above {} to {}", show(a), show(b)),
        (Bound::Excluded(a), Bound::Excluded(b)) => {
            format!("above {} to below {}", show(a), show(b))
        }
    }
}

/// The distance between the ends.
fn width(set: &Interval<Decimal>) -> Option<Decimal> {
    match (set.low(), set.high()) {
        (
            Bound::Included(low) | Bound::Excluded(low),
            Bound::Included(high) | Bound::Excluded(high),
        ) => high.checked_sub(*low).filter(|width| !width.is_zero()),
        _ => None,
    }
}

/// How a number is shown.
struct Style<'a> {
    quantity: &'a Quantity,
    /// One unit of the last printed digit, in base units.
    width: Option<Decimal>,
    /// Show round numbers with a scale.
    round: bool,
}

impl<'a> Style<'a> {
    fn round(quantity: &'a Quantity) -> Self {
        Self { quantity, width: None, round: true }
    }
}

fn range(low: Decimal, high: Decimal, quantity: &Quantity) -> String {
    let style = Style::round(quantity);
    let (a, b) = (amount(&style, low), amount(&style, high));
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b",.%$".contains(&b));
    let bare = |text: &str| text.trim_start_matches('$').to_owned();
    if plain(&a) && plain(&b) {
        return format!("{}–{}", a.trim_end_matches('%'), bare(&b));
    }
    // "5–10 km", "5–10 per day"
    match (a.split_once(' '), b.split_once(' ')) {
        (Some((x, unit)), Some((y, same))) if unit == same && plain(x) && plain(y) => {
            format!("{x}–{} {unit}", bare(y))
        }
        _ => format!("{a} to {b}"),
    }
}

fn amount(style: &Style<'_>, value: Decimal) -> String {
    let Quantity { unit, shown_in, soft, .. } = style.quantity;
    if *unit == Unit::Share
        && shown_in.name.is_empty()
        && (*soft || !value.is_integer() || value == Decimal::ONE)
    {
        if value == Decimal::ONE {
            return "all".to_owned();
        }
        if let Some(text) = fraction(value) {
            return text;
        }
    }
    let shift = unit::named(&shown_in.name).map_or(Decimal::ZERO, |scale| scale.shift);
    let divide = |value: Decimal| value.checked_div(shown_in.factor).and_then(tidy);
    let shown = divide(value).and_then(|v| v.checked_sub(shift)).unwrap_or(value).normalize();
    let width = style.width.and_then(divide);
    let number = match width {
        Some(width) => precise(shown.abs(), width),
        None if style.round => rounded(shown.abs()),
        None => grouped(&shown.abs().to_string()),
    };
    let minus = if shown.is_sign_negative() && !shown.is_zero() { "-" } else { "" };
    let name = shown_in.name.as_str();
    match name.split_once(' ').unwrap_or((name, "")) {
        ("", _) => format!("{minus}{number}"),
        ("%", rest) => format!("{minus}{number}%{}", spaced(rest)),
        (code, rest) => match money::sign(code) {
            Some(sign) if is_money(unit) => format!("{minus}{sign}{number}{}", spaced(rest)),
            _ if is_money(unit)
                && code.len() == 3
                && code.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                format!("{minus}{code} {number}{}", spaced(rest))
            }
            _ => format!("{minus}{number} {name}"),
        },
    }
}

fn is_money(unit: &Unit) -> bool {
    match unit {
        Unit::Money(_) => true,
        Unit::Rate(of, _) => is_money(of),
        _ => false,
    }
}

fn spaced(rest: &str) -> String {
    if rest.is_empty() { String::new() } else { format!(" {rest}") }
}

/// Without the noise that a conversion there and back leaves in the last digits.
fn tidy(value: Decimal) -> Option<Decimal> {
    if value.scale() < DIGITS { Some(value) } else { value.round_sf(DIGITS) }
}

/// A number to the digit whose unit is `width`, with a scale where that digit is one.
fn precise(value: Decimal, width: Decimal) -> String {
    let thousand = Decimal::ONE_THOUSAND;
    if width < thousand {
        let mut places = 0;
        let mut step = Decimal::ONE;
        while step > width && places < DIGITS {
            (step, places) = (step / Decimal::TEN, places + 1);
        }
        let exact = value.normalize().scale().max(places);
        return grouped(&format!("{value:.*}", usize::try_from(exact).unwrap_or_default()));
    }
    let lakhs = [(10_000_000_u64, "crore"), (100_000, "lakh")];
    // "0.9 million" before "9 lakh": what no scale suits is read more easily in the next one.
    let reach = value.max(width);
    let near = reach.checked_mul(Decimal::TEN).unwrap_or(reach);
    let scales = SCALES.iter().map(|scale| (scale, reach));
    let next = SCALES.iter().map(|scale| (scale, near));
    let lakhs = lakhs.iter().map(|scale| (scale, reach));
    for ((scale, word), reach) in scales.chain(next).chain(lakhs) {
        let scale = Decimal::from(*scale);
        let units = |x: Decimal| x.checked_div(scale);
        let (Some(shown), Some(step)) = (units(value), units(width)) else { continue };
        let digit = step <= Decimal::ONE && power_of_ten(step);
        if scale <= reach && digit {
            return format!("{} {word}", precise(shown, step));
        }
    }
    grouped(&value.to_string())
}

fn power_of_ten(step: Decimal) -> bool {
    let mut at = Decimal::ONE;
    while at > step && at.scale() < DIGITS {
        at /= Decimal::TEN;
    }
    at == step
}

/// A round number with a scale, any other in full.
fn rounded(value: Decimal) -> String {
    for (scale, word) in SCALES.iter().take(3) {
        let scale = Decimal::from(*scale);
        let shown = value.checked_div(scale).unwrap_or_default().normalize();
        if value >= scale
            && shown.scale() < ROUND_DIGITS
            && shown.mantissa() < 10_i128.pow(ROUND_DIGITS)
        {
            return format!("{shown} {word}");
        }
    }
    grouped(&value.normalize().to_string())
}

/// Digits with commas between thousands.
fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::with_capacity(digits.len() * 2);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// A share as a fraction with a small denominator.
fn fraction(value: Decimal) -> Option<String> {
    if value <= Decimal::ZERO || value >= Decimal::ONE {
        return None;
    }
    (2..=MAX_UNDER).find_map(|under| {
        let over = value.checked_mul(under.into())?;
        let whole = over.round();
        let off = (over - whole).abs();
        (off < Decimal::try_new(1, DIGITS).ok()?).then(|| format!("{whole}/{under}"))
    })
}
