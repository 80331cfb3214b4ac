//! A claim's value against the words it is quoted from: read again, with the grammar that read the
//! value.
//!
//! A quote may be a part of what a claim rests on, so that nothing follows from what it does not
//! mention: only from figures that it does.

use std::ops::{Bound, Range};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::claim::quotation::{LONGEST, printed_plainly};
use crate::claim::{Claim, ClaimValue};
use crate::record::Denied;
use crate::value::Found;
use crate::value::date::{self, DateReading, DateWindows, Days, Seen, When};
use crate::value::quantity::{self, Quantity};
use crate::value::set::Interval;

/// How a value lies to the quote that it is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discord {
    /// The quote has figures, and none can be the value: the first few, as printed.
    Absent(Vec<String>),
    /// The quote has this, which the value is more exact than.
    TooExact(String),
    /// The quote has this: the number of the value, with a hedge that the value has not.
    HedgeDropped(String),
    /// The quote has the value, in a clause that this word leaves open.
    Doubted(String),
}

/// Most figures that are named.
const MOST_NAMED: usize = 3;

/// Words that say a small number without printing one.
const SAID: [(i64, &[&str]); 4] = [
    (0, &["no", "none", "nobody", "zero", "without", "any", "never", "not"]),
    (1, &["a", "an", "one", "single", "another", "once", "sole", "only", "lone", "the"]),
    (2, &["both", "pair", "couple", "twin", "twice", "double", "duo"]),
    (3, &["triple", "trio", "thrice", "threefold"]),
];

/// How a claim's value lies to a quote; `None` where they agree, or where the quote does not say.
/// Relative dates are counted from `reference`, the date of the source; it is asked for only where the
/// quote has to be read. Who names a speaker has said
/// whose word it is (`own_voice` is false), and "reportedly" says no more.
#[must_use]
pub fn discord(
    claim: &Claim,
    own_voice: bool,
    quote: &str,
    reference: impl FnOnce() -> Option<Date>,
) -> Option<Discord> {
    if claim.derived().is_some() || quote.len() > LONGEST {
        return None;
    }
    match &claim.value {
        ClaimValue::Quantity(value) => {
            let settled = claim.hedged || !own_voice || claim.denied != Denied::No;
            if let Some(own) = printed_plainly(value, quote) {
                return if settled { None } else { doubted(own, quote) };
            }
            let found = quantity::find(quote);
            match found.iter().find(|figure| holds(value, &figure.value)) {
                Some(own) if !settled => doubted(own.span.clone(), quote),
                Some(_) => None,
                None => of_quantity(value, claim.hedged, quote, found),
            }
        }
        ClaimValue::Date(value) => of_date(value, quote, reference),
        _ => None,
    }
}

/// A quote none of whose figures says what the value does.
fn of_quantity(
    value: &Quantity,
    hedged: bool,
    quote: &str,
    mut found: Vec<Found<Quantity>>,
) -> Option<Discord> {
    if is_said(value, quote) {
        return None;
    }
    let comparable = |figure: &Found<Quantity>| figure.value.unit.comparable(&value.unit);
    let all: Vec<String> = named(&found, quote);
    found.retain(comparable);
    let printed = |n: Decimal| {
        let same = |f: &Found<Quantity>| {
            f.value.printed.as_ref().is_some_and(|p| p.low == n || p.high == Some(n))
        };
        found.iter().any(same)
    };
    // "4,000, perhaps 6,000 men": both ends of a range, each on its own.
    let ends = value.printed.as_ref().and_then(|p| Some((p.low, p.high?)));
    if ends.is_some_and(|(low, high)| printed(low) && printed(high)) {
        return None;
    }
    let text = |figure: &Found<Quantity>| quote[figure.span.clone()].trim().to_owned();
    let like = |f: &&Found<Quantity>| value.printed.is_some() && f.value.printed == value.printed;
    if let Some(same) = found.iter().find(like) {
        // The record's own hedge may stand outside of the quote, or be a key of its own.
        let kept = same.value.hedge.is_none() || (hedged && same.value.soft);
        return (!kept).then(|| Discord::HedgeDropped(text(same)));
    }
    let wider = found.iter().find(|f| value.set.is_within(&f.value.set));
    if let Some(wider) = wider {
        return Some(Discord::TooExact(text(wider)));
    }
    (!all.is_empty()).then_some(Discord::Absent(all))
}

/// The value's own figure in a clause that is left open.
fn doubted(own: Range<usize>, quote: &str) -> Option<Discord> {
    let hedge = crate::quote::hedge_around(quote, own)?;
    Some(Discord::Doubted(hedge.to_owned()))
}

/// Whether a figure says at least what the value does.
fn holds(value: &Quantity, figure: &Quantity) -> bool {
    figure.unit.comparable(&value.unit) && figure.set.is_within(&value.set)
}

/// Whether words say the number that are no figures: an article, "both", an ordinal.
fn is_said(value: &Quantity, quote: &str) -> bool {
    let Some(point) = value.set.as_point().copied() else { return false };
    if !value.unit.is_count() {
        return false;
    }
    let said = SAID.iter().find(|(n, _)| Decimal::from(*n) == point);
    let words = || quote.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let by_word = said.is_some_and(|(_, all)| words().any(|word| all.contains(&word.as_str())));
    by_word || quantity::find_ordinals(quote).iter().any(|n| Decimal::from(n.value) == point)
}

fn named<T>(found: &[Found<T>], quote: &str) -> Vec<String> {
    let texts = found.iter().map(|figure| quote[figure.span.clone()].trim().to_owned());
    texts.take(MOST_NAMED).collect()
}

fn of_date(
    value: &DateReading,
    quote: &str,
    reference: impl FnOnce() -> Option<Date>,
) -> Option<Discord> {
    if value.single_day().is_some_and(|day| date::find_plain(quote, day).is_some()) {
        return None;
    }
    let mut found: Vec<Found<DateReading>> = Vec::new();
    for seen in date::scan(quote, reference(), &DateWindows::default()) {
        match seen.value {
            Seen::Date(value) => found.push(Found { span: seen.span, value }),
            // It may be the value, and nobody can say.
            Seen::Unread(_) => return None,
        }
    }
    if found.iter().any(|date| says(value, &date.value)) {
        return None;
    }
    let text = |date: &Found<DateReading>| quote[date.span.clone()].trim().to_owned();
    if let Some(wider) = found.iter().find(|date| date::meet(value, &date.value)) {
        let open = date::earliest(&wider.value).is_none() || date::latest(&wider.value).is_none();
        let hedged = wider.value.soft || open;
        let discord = if hedged { Discord::HedgeDropped } else { Discord::TooExact };
        return Some(discord(text(wider)));
    }
    (!found.is_empty()).then(|| Discord::Absent(named(&found, quote)))
}

/// Whether a date says at least what the value does. A day without its year does, and so do the ends
/// of a stretch.
fn says(value: &DateReading, date: &DateReading) -> bool {
    match (&value.when, &date.when) {
        (When::Day(Days::Ranges(value)), When::Day(Days::Ranges(days))) => days.is_within(value),
        (When::Day(Days::Yearly(..)), _) | (_, When::Day(Days::Yearly(..))) => {
            date::meet(value, date)
        }
        (When::Extent { .. }, _) | (_, When::Extent { .. }) => {
            let hull = |reading: &DateReading| {
                let bound = |day: Option<date::Day>| day.map_or(Bound::Unbounded, Bound::Included);
                Interval::new(bound(date::earliest(reading)), bound(date::latest(reading)))
            };
            let both = hull(value).zip(hull(date));
            both.is_some_and(|(value, date)| value.meets(&date))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(value: &str, quote: &str) -> Option<Discord> {
        let value = quantity::read(value, None).unwrap();
        let found = quantity::find(quote);
        if found.iter().any(|figure| holds(&value, &figure.value)) {
            return None;
        }
        of_quantity(&value, false, quote, found)
    }

    fn date(value: &str, quote: &str) -> Option<Discord> {
        of_date(&date::read(value, None).unwrap(), quote, || None)
    }

    #[test]
    fn figures_that_are_not_the_value() {
        use Discord::{Absent, HedgeDropped, TooExact};
        let absent = |all: &[&str]| Some(Absent(all.iter().map(ToString::to_string).collect()));
        assert_eq!(quantity("143", "killed 144 people"), absent(&["144"]));
        assert_eq!(
            quantity("139", "killed at least 139"),
            Some(HedgeDropped("at least 139".into()))
        );
        assert_eq!(quantity("143", "killed over 100"), Some(TooExact("over 100".into())));
        assert_eq!(
            quantity("3.2 million", "some 3 million men"),
            Some(TooExact("some 3 million".into()))
        );
        assert_eq!(date("2015", "founded in 2014"), absent(&["2014"]));
        assert_eq!(date("2024-03-22", "fell in March 2024"), Some(TooExact("March 2024".into())));
        assert_eq!(date("2015", "founded before 2015, or"), absent(&["before 2015"]));
        assert_eq!(
            date("2014", "founded before 2015, or"),
            Some(HedgeDropped("before 2015".into()))
        );
    }

    #[test]
    fn figures_that_may_be_the_value() {
        for (value, quote) in [
            ("143", "killed 143 people on 3 May"),
            ("about 100", "killed 103"),
            ("over 100", "100 people"),
            ("4,000 to 6,000", "between 4,000 and 6,000 men"),
            ("4,000 to 6,000", "4,000 men, others say 6,000"),
            ("3 million", "2.9 million"),
            ("1", "a bomb that killed 12"),
            ("2", "both of the 12 boats"),
            ("3", "its third attack in 12 days"),
            ("143", "killed many"),
            ("52 percent", "62 (52 percent) of them"),
            ("dozens", "dozens of 400 men"),
        ] {
            assert_eq!(quantity(value, quote), None, "{value}: {quote}");
        }
        for (value, quote) in [
            ("2024-03-22", "on March 22 they came"),
            ("2024-03", "on 22 March 2024"),
            ("2015", "since 2015"),
            ("2015", "they came late"),
            ("2015", "from 2015 to 2017"),
            ("2024-03-22", "last Friday"),
        ] {
            assert_eq!(date(value, quote), None, "{value}: {quote}");
        }
    }
}
