//! Units of measure, as a table with exact factors to the base unit of each dimension.

use std::sync::{LazyLock, OnceLock};

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::index::Index;
use super::token::Token;
use super::{Dimension, RateBase, Unit};
use crate::text::lower;

/// A unit as it is used with a number: `(x + shift) * mul / div` base units.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Unit of the amounts.
    pub unit: Unit,
    /// Added before anything else (temperatures).
    pub shift: Decimal,
    /// Multiplied.
    pub mul: Decimal,
    /// Divided by; never zero.
    pub div: Decimal,
    /// Name to show.
    pub name: SmolStr,
    /// How whole numbers in it are meant.
    pub sharp: Sharp,
}

/// How a whole number of a unit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharp {
    /// Exactly: things and money are counted.
    Exact,
    /// To the nearest whole: measures and percentages are rounded.
    Rounded,
    /// Completed units: an age of 60 lasts until the birthday.
    Completed,
}

impl Scale {
    /// A plain unit, whose amounts are printed as they are held.
    pub(super) fn plain(unit: Unit, name: impl Into<SmolStr>) -> Self {
        Self {
            unit,
            shift: Decimal::ZERO,
            mul: Decimal::ONE,
            div: Decimal::ONE,
            name: name.into(),
            sharp: Sharp::Exact,
        }
    }

    /// Counted things.
    pub(super) fn count(noun: Option<SmolStr>) -> Self {
        Self::plain(Unit::Count(noun), "")
    }

    /// Percent.
    pub(super) fn percent() -> Self {
        let div = Decimal::ONE_HUNDRED;
        Self { div, sharp: Sharp::Rounded, ..Self::plain(Unit::Share, "%") }
    }

    /// The unit as that of an age.
    pub(super) fn age(self) -> Self {
        Self { sharp: Sharp::Completed, name: format!("{} old", self.name).into(), ..self }
    }

    /// An amount in base units.
    pub(super) fn to_base(&self, value: Decimal) -> Option<Decimal> {
        let shifted = value.checked_add(self.shift)?;
        Some(shifted.checked_mul(self.mul)?.checked_div(self.div)?.normalize())
    }

    /// A difference in base units.
    pub(super) fn width(&self, value: Decimal) -> Option<Decimal> {
        Some(value.checked_mul(self.mul)?.checked_div(self.div)?.normalize())
    }

    /// Base units in one of this unit.
    pub(super) fn factor(&self) -> Decimal {
        self.mul.checked_div(self.div).unwrap_or(Decimal::ONE).normalize()
    }
}

/// A dimension, base units in one unit (a fraction where no decimal is exact), what is added
/// before, and spellings parted by `|`, the shown one first; a spelling after `!` is a symbol,
/// written just so.
type Row = (Dimension, &'static str, &'static str, &'static str, &'static str);

use Dimension::{
    Area, Energy, Length, Magnitude, Mass, Months, Power, Speed, Temperature, Time, Volume,
};

/// Factors: the International System of Units (BIPM, 9th edition) and, for customary units, NIST
/// Special Publication 811, Appendix B, which are exact by definition. Gallons are US gallons,
/// pounds (mass) are avoirdupois, calories and tons are left out because their names are shared by
/// several units.
const UNITS: &[Row] = &[
    (Length, "1", "1", "0", "!m|metre|metres|meter|meters"),
    (Length, "1000", "1", "0", "!km|kilometre|kilometres|kilometer|kilometers|kms|km"),
    (Length, "0.01", "1", "0", "!cm|centimetre|centimetres|centimeter|centimeters"),
    (Length, "0.001", "1", "0", "!mm|millimetre|millimetres|millimeter|millimeters"),
    (Length, "1609.344", "1", "0", "miles|mile|!mi|statute miles"),
    (Length, "1852", "1", "0", "nautical miles|nautical mile|!nm|!nmi"),
    (Length, "0.9144", "1", "0", "yards|yard|!yd|!yds"),
    (Length, "0.3048", "1", "0", "feet|foot|!ft"),
    (Length, "0.0254", "1", "0", "inches|inch"),
    (Area, "1", "1", "0", "!m²|!m2|sq m|square metre|square metres|square meter|square meters"),
    (
        Area,
        "1000000",
        "1",
        "0",
        "!km²|!km2|sq km|square km|square kilometre|square kilometres|\
        square kilometer|square kilometers",
    ),
    (Area, "2589988.110336", "1", "0", "square miles|square mile|sq mi|sq miles|!mi²"),
    (Area, "0.09290304", "1", "0", "square feet|square foot|sq ft|!ft²|!ft2"),
    (Area, "10000", "1", "0", "hectares|hectare|!ha"),
    (Area, "4046.8564224", "1", "0", "acres|acre"),
    (Volume, "1", "1", "0", "!m³|!m3|cubic metre|cubic metres|cubic meter|cubic meters"),
    (Volume, "0.001", "1", "0", "litres|litre|liter|liters|!L|!l"),
    (Volume, "0.000001", "1", "0", "!ml|!mL|millilitre|millilitres|milliliter|milliliters"),
    (
        Volume,
        "1000000000",
        "1",
        "0",
        "cubic kilometres|cubic kilometre|cubic kilometer|\
        cubic kilometers|!km³",
    ),
    (Volume, "0.028316846592", "1", "0", "cubic feet|cubic foot|cu ft|!ft³"),
    (Volume, "0.003785411784", "1", "0", "gallons|gallon|us gallons"),
    (Mass, "1", "1", "0", "!kg|kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|kgs|kg"),
    (Mass, "0.001", "1", "0", "!g|gram|grams|gramme|grammes"),
    (Mass, "0.000001", "1", "0", "!mg|milligram|milligrams"),
    (Mass, "1000", "1", "0", "tonnes|tonne|metric tons|metric ton|metric tonnes"),
    (Mass, "907.18474", "1", "0", "short tons|short ton"),
    (Mass, "1016.0469088", "1", "0", "long tons|long ton"),
    (Mass, "0.45359237", "1", "0", "!lb|!lbs|pounds in weight"),
    (Mass, "0.028349523125", "1", "0", "ounces|ounce|!oz"),
    (Time, "1", "1", "0", "seconds|second|sec|secs"),
    (Time, "60", "1", "0", "minutes|minute|min|mins"),
    (Time, "3600", "1", "0", "hours|hour|hr|hrs"),
    (Time, "86400", "1", "0", "days|day"),
    (Time, "604800", "1", "0", "weeks|week"),
    (Time, "1209600", "1", "0", "fortnights|fortnight"),
    (Months, "1", "1", "0", "months|month"),
    (Months, "12", "1", "0", "years|year|yrs|yr"),
    (Months, "120", "1", "0", "decades|decade"),
    (Months, "1200", "1", "0", "centuries|century"),
    (Months, "12000", "1", "0", "millennia|millennium"),
    (Temperature, "1", "1", "0", "kelvin|kelvins|!K"),
    (
        Temperature,
        "1",
        "1",
        "273.15",
        "° c|!C|degrees celsius|degree celsius|degrees centigrade|\
        celsius|degrees c",
    ),
    (
        Temperature,
        "5",
        "9",
        "459.67",
        "° f|!F|degrees fahrenheit|degree fahrenheit|fahrenheit|\
        degrees f",
    ),
    (Speed, "1", "1", "0", "m / s|metres per second|meters per second|metres a second"),
    (
        Speed,
        "1000",
        "3600",
        "0",
        "km / h|kph|kmh|km per hour|kilometres per hour|km an hour|\
        kilometers per hour|kilometres an hour|kilometers an hour|kmph",
    ),
    (Speed, "0.44704", "1", "0", "mph|miles per hour|miles an hour"),
    (Speed, "1852", "3600", "0", "knots|knot|kn"),
    (Power, "1", "1", "0", "watts|watt|!W"),
    (Power, "1000", "1", "0", "!kW|kilowatt|kilowatts"),
    (Power, "1000000", "1", "0", "!MW|megawatt|megawatts"),
    (Power, "1000000000", "1", "0", "!GW|gigawatt|gigawatts"),
    (Power, "1000000000000", "1", "0", "!TW|terawatt|terawatts"),
    (Energy, "1", "1", "0", "joules|joule|!J"),
    (Energy, "1000", "1", "0", "!kJ|kilojoule|kilojoules"),
    (Energy, "1000000", "1", "0", "!MJ|megajoule|megajoules"),
    (Energy, "1000000000", "1", "0", "!GJ|gigajoule|gigajoules"),
    (Energy, "3600000", "1", "0", "!kWh|kilowatt hour|kilowatt hours|kilowatt - hours"),
    (Energy, "3600000000", "1", "0", "!MWh|megawatt hour|megawatt hours|megawatt - hours"),
    (Energy, "3600000000000", "1", "0", "!GWh|gigawatt hour|gigawatt hours|gigawatt - hours"),
    (Energy, "3600000000000000", "1", "0", "!TWh|terawatt hour|terawatt hours|terawatt - hours"),
    (Magnitude, "1", "1", "0", "magnitude|on the richter scale"),
];

/// Units of no dimension, or of one that cannot be told: the name under which they are comparable
/// only with themselves, and their spellings.
const OTHERS: &[(&str, &str)] = &[
    (
        "percentage points",
        "percentage points|percentage point|percentage - point|\
        percent points|!pp|!ppt|% points",
    ),
    ("basis points", "basis points|basis point|!bps"),
    ("times", "times|fold|- fold|x"),
    ("tons", "tons|ton"),
    ("pounds", "pounds|pound"),
    ("degrees", "degrees|degree|°"),
    ("calories", "calories|kilocalories|kcal"),
    ("kilotons", "kilotons|kiloton"),
    ("megatons", "megatons|megaton"),
    ("decibels", "decibels|!dB"),
];

/// Words after a number of months or years (or days) that make it an age.
const AGE: &str = "old|- old|of age|- olds|years young";

/// Periods of a rate: base, multiplied, divided.
const PERIODS: &[(&str, RateBase, u32, u32)] = &[
    ("hour", RateBase::Day, 24, 1),
    ("day", RateBase::Day, 1, 1),
    ("night", RateBase::Day, 1, 1),
    ("week", RateBase::Day, 1, 7),
    ("month", RateBase::Year, 12, 1),
    ("quarter", RateBase::Year, 4, 1),
    ("year", RateBase::Year, 1, 1),
    ("annum", RateBase::Year, 1, 1),
    ("yr", RateBase::Year, 1, 1),
    ("decade", RateBase::Year, 1, 10),
];
/// Words between a number and its period.
const PER: [&str; 6] = ["a", "an", "per", "each", "every", "/"];
/// Adverbs that are a rate by themselves.
const ADVERBS: [(&str, &str); 7] = [
    ("hourly", "hour"),
    ("daily", "day"),
    ("weekly", "week"),
    ("monthly", "month"),
    ("quarterly", "quarter"),
    ("annually", "year"),
    ("yearly", "year"),
];
/// After "a year" these make a time of it, not a rate.
const WHEN: [&str; 6] = ["ago", "later", "earlier", "after", "before", "old"];

/// Spellings of percent.
const PERCENT: &str = "%|percent|per cent|pct|percentage|percents|％";

/// What a spelling stands for, by its row. What has to be read for a unit is read when it is met.
#[derive(Clone, Copy, Debug)]
enum Spelled {
    Measure(usize),
    Other(&'static str),
    Percent,
}

impl Spelled {
    fn scale(self) -> Option<Scale> {
        static READ: [OnceLock<Option<Scale>>; UNITS.len()] =
            [const { OnceLock::new() }; UNITS.len()];
        match self {
            Self::Measure(at) => READ.get(at)?.get_or_init(|| measure(UNITS.get(at)?)).clone(),
            Self::Other(name) => Some(Scale::plain(Unit::Other(SmolStr::new_static(name)), name)),
            Self::Percent => Some(Scale::percent()),
        }
    }
}

static SPELLINGS: Index<Spelled, 512, 1024, 8192> = {
    let mut index = Index::new(Spelled::Percent);
    let mut at = 0;
    while at < UNITS.len() {
        index.add_each(UNITS[at].4, &[""], Spelled::Measure(at));
        at += 1;
    }
    at = 0;
    while at < OTHERS.len() {
        index.add_each(OTHERS[at].1, &[""], Spelled::Other(OTHERS[at].0));
        at += 1;
    }
    index.add_each(PERCENT, &[""], Spelled::Percent);
    index
};

static AGES: Index<(), 8, 16, 64> = {
    let mut index = Index::new(());
    index.add_each(AGE, &[""], ());
    index
};

fn measure(row: &Row) -> Option<Scale> {
    let parse = |text| Decimal::from_str_exact(text).ok();
    let first = row.4.split('|').next()?.trim_start_matches('!');
    Some(Scale {
        unit: Unit::Measure(row.0),
        shift: parse(row.3)?,
        mul: parse(row.1)?,
        div: parse(row.2)?,
        // The tokenizer parts signs from letters and lowers them; a reader wants "km/h", "°C".
        name: first.replace(" / ", "/").replace("° c", "°C").replace("° f", "°F").into(),
        sharp: Sharp::Rounded,
    })
}

/// The unit that starts at a token, and the token after it.
pub(super) fn unit(text: &str, tokens: &[Token], at: usize) -> Option<(Scale, usize)> {
    let (spelled, next) = SPELLINGS.longest(text, tokens, at)?;
    let scale = spelled.scale()?;
    let written = &text[tokens[at].span.clone()];
    let after = |offset: usize| tokens.get(next + offset).filter(|token| token.glued);
    // "C-130" is an aircraft; "5 x 5" is no multiple.
    let name = written.len() == 1
        && after(0).is_some_and(|token| token.is('-'))
        && after(1).is_some_and(|token| !token.is_word());
    if name || (written == "x" && !tokens[at].glued) {
        return None;
    }
    if matches!(scale.unit, Unit::Measure(Dimension::Months | Dimension::Time)) {
        let hyphen = tokens.get(next).is_some_and(|t| t.glued && t.is('-'));
        let from = if hyphen { next + 1 } else { next };
        let age = AGES.longest(text, tokens, next);
        if let Some(((), next)) = age.or_else(|| AGES.longest(text, tokens, from)) {
            return Some((scale.age(), next));
        }
    }
    Some((scale, next))
}

/// Whether the name of a unit may begin with a word.
pub(crate) fn may_begin(word: &str) -> bool {
    SPELLINGS.may_begin(&lower(word))
}

/// The scale of a unit by the name it is shown with.
pub(super) fn named(name: &str) -> Option<Scale> {
    static NAMED: LazyLock<FxHashMap<SmolStr, Scale>> = LazyLock::new(|| {
        // Of several of one name, the first.
        let all = UNITS.iter().rev().filter_map(measure);
        all.map(|scale| (scale.name.clone(), scale)).collect()
    });
    NAMED.get(name).cloned()
}

/// Each unit.
pub(super) fn phrases() -> impl Iterator<Item = &'static str> {
    SPELLINGS.phrases()
}

/// First words of rates: "per day", "a month", "daily".
pub(super) fn rate_words() -> impl Iterator<Item = &'static str> {
    PER.into_iter().chain(ADVERBS.iter().map(|row| row.0))
}

/// Whether a word is a rate by itself.
pub(super) fn is_adverb(word: &str) -> bool {
    ADVERBS.iter().any(|row| row.0 == word)
}

/// Make a rate of a scale, per period.
fn rate(scale: &Scale, period: &str) -> Option<Scale> {
    let &(name, base, mul, div) = PERIODS.iter().find(|row| row.0 == period)?;
    let mut out = scale.clone();
    out.unit = Unit::Rate(Box::new(scale.unit.clone()), base);
    out.mul = out.mul.checked_mul(mul.into())?;
    out.div = out.div.checked_mul(div.into())?;
    out.name = SmolStr::from(format!("{} per {name}", scale.name).trim());
    Some(out)
}

/// "Per month", "a day", "/year", "annually" after a unit: the rate and the token after it.
pub(super) fn per(tokens: &[Token], at: usize, scale: &Scale) -> Option<(Scale, usize)> {
    let token = tokens.get(at)?;
    if let Some((_, period)) = ADVERBS.iter().find(|(word, _)| token.word == *word) {
        return Some((rate(scale, period)?, at + 1));
    }
    if !PER.contains(&token.word.as_str()) {
        return None;
    }
    let period = tokens.get(at + 1)?;
    let when = tokens.get(at + 2).is_some_and(|token| WHEN.contains(&token.word.as_str()));
    let time = matches!(scale.unit, Unit::Measure(Dimension::Months));
    if when || time {
        return None;
    }
    Some((rate(scale, &period.word)?, at + 2))
}

/// "Per 100,000 people", "per barrel", "per capita": a unit comparable only with itself.
pub(super) fn per_other(
    text: &str,
    tokens: &[Token],
    at: usize,
    scale: &Scale,
) -> Option<(Scale, usize)> {
    let first = tokens.get(at)?;
    let slash = first.is('/') && first.glued && tokens.get(at + 1).is_some_and(Token::is_word);
    if first.word != "per" && !slash {
        return None;
    }
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|token| token.literal().is_some()) {
        next += 1;
    }
    let word = |at: usize| tokens.get(at).is_some_and(Token::is_word);
    let noun = |at: usize| word(at) && !tokens[at].lex.has(super::lexicon::STOP);
    if noun(next) {
        next += 1;
    }
    let last = tokens.get(next.checked_sub(1)?).filter(|_| next > at + 1)?;
    let whole = text.get(tokens.get(at + 1)?.span.start..last.span.end)?.to_lowercase();
    let name = SmolStr::from(format!("{} per {whole}", scale.name).trim());
    Some((Scale { unit: Unit::Other(name.clone()), name, ..scale.clone() }, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_factor_of_the_table_parses() {
        for row in UNITS {
            assert!(measure(row).is_some_and(|scale| !scale.div.is_zero()), "{row:?}");
            assert!(named(&measure(row).unwrap().name).is_some());
        }
    }

    #[test]
    fn a_unit_begins_with_a_word_of_its_own() {
        for word in ["km", "KM", "tonnes", "Years", "square", "MW"] {
            assert!(may_begin(word), "{word}");
        }
        assert!(!may_begin("region") && !may_begin(""));
    }

    #[test]
    fn temperatures_are_held_in_kelvin() {
        let scale = named("°F").unwrap();
        assert_eq!(scale.to_base(Decimal::from(32)), Some(Decimal::new(27315, 2)));
    }
}
