//! What a passage gets wrong by itself, with no other claim to set against it: a date that no
//! calendar has, a day of the week that does not fit, a figure in two units that are not one.

mod base;
mod events;
pub(in crate::prose) mod weekday;

use std::ops::Range;

use rust_decimal::Decimal;

use super::passage::{Figure, Mention, MentionKind, Passage};
use super::reading::BlockIx;
use crate::value::date::DateErrorKind;
use crate::value::quantity::{Dimension, Quantity, Unit, show};

pub(super) use events::of_run;

/// A slip, in the terms of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The rule that reports it.
    pub rule: &'static str,
    /// Where.
    pub at: BlockIx,
    /// Bytes of the block's text.
    pub bytes: Range<usize>,
    /// What and why, in one line that makes sense alone.
    pub message: String,
    /// A few words for the place.
    pub label: String,
    /// What to do next.
    pub help: &'static str,
    /// The other place, with its label.
    pub other: Option<(BlockIx, Range<usize>, String)>,
}

impl Slip {
    /// Whether it is one of just these bytes.
    pub(super) fn is_of(&self, at: BlockIx, bytes: &Range<usize>) -> bool {
        self.at == at && self.bytes == *bytes
    }

    /// Whether it is one of some of these bytes.
    pub(super) fn touches(&self, at: BlockIx, bytes: &Range<usize>) -> bool {
        self.at == at && self.bytes.start < bytes.end && bytes.start < self.bytes.end
    }
}

/// Slips of one passage.
#[must_use]
pub fn of_passage(at: BlockIx, passage: &Passage<'_>) -> Vec<Slip> {
    let mut out = Vec::new();
    for (index, mention) in passage.mentions.iter().enumerate() {
        match &mention.kind {
            MentionKind::BadDate(error)
                if error.kind == DateErrorKind::Impossible && !is_count(passage, mention) =>
            {
                out.push(Slip {
                    rule: "impossible-date",
                    at,
                    bytes: mention.bytes.clone(),
                    message: error.error.message.clone(),
                    label: "no such day".to_owned(),
                    help: "look the date up in another source; the day or the month may be mistyped",
                    other: None,
                });
            }
            MentionKind::Date(reading) => out.extend(weekday::dated(at, mention, reading)),
            MentionKind::Figure(figure) => out.extend(conversion(at, passage, index, figure)),
            _ => {}
        }
    }
    base::slips(at, passage, &mut out);
    out
}

/// "94 of September's cases": more than a slip of the pen from any day.
fn is_count(passage: &Passage<'_>, mention: &Mention) -> bool {
    const MOST: u32 = 39;
    let first = passage.token(mention.tokens.start);
    let of = passage.is(mention.tokens.start + 1, "of");
    of && first.parse::<u32>().is_ok_and(|number| number > MOST)
}

/// The amount of a measure at the printed precision: whole numbers that end in zeros are taken as
/// rounded to the last digit that is none, since conversions are rounded so ("10,000 feet (3,000
/// metres)").
fn slack(quantity: &Quantity) -> Option<(Decimal, Decimal)> {
    let printed = quantity.printed.as_ref().filter(|printed| printed.high.is_none())?;
    let factor = quantity.shown_in.factor;
    let shown = printed.low.checked_div(factor)?.round_dp(MOST_DIGITS).normalize();
    let mut unit = Decimal::ONE;
    if shown.fract().is_zero() {
        let mut rest = shown;
        while !rest.is_zero() && (rest % Decimal::TEN).is_zero() {
            rest = rest.checked_div(Decimal::TEN)?;
            unit = unit.checked_mul(Decimal::TEN)?;
        }
    } else {
        unit = Decimal::new(1, shown.scale());
    }
    Some((printed.low, unit.checked_mul(factor)?.checked_div(Decimal::TWO)?))
}

/// Digits behind the point that are compared; beyond them stands only the rounding of a division.
pub(super) const MOST_DIGITS: u32 = 9;

/// How far two figures of one amount may lie apart beyond their rounding: one part in fifty, for
/// hedges and chains of conversions.
const TOLERANCE: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// "48 km (38 miles)", "74 metres, or 198 feet,": one amount in two units.
fn conversion(at: BlockIx, passage: &Passage<'_>, index: usize, figure: &Figure) -> Option<Slip> {
    let first = passage.mentions.get(index)?;
    let (next, other) = passage.mentions.get(index + 1..)?.iter().find_map(|m| match &m.kind {
        MentionKind::Figure(other) if m.tokens.start >= first.tokens.end => Some((m, other)),
        _ => None,
    })?;
    let (a, b) = (&figure.value, &other.value);
    let measures = matches!((&a.unit, &b.unit), (Unit::Measure(x), Unit::Measure(y)) if x == y);
    if !measures || a.shown_in == b.shown_in || !is_aside(passage, first, next) {
        return None;
    }
    let ((x, slack_x), (y, slack_y)) = (slack(a)?, slack(b)?);
    let apart = x.checked_sub(y)?.abs();
    let larger = x.abs().max(y.abs());
    let allowed = slack_x.checked_add(slack_y)?.checked_add(larger.checked_mul(TOLERANCE)?)?;
    if apart <= allowed {
        return None;
    }
    let mut same = a.clone();
    same.shown_in = b.shown_in.clone();
    if matches!(a.unit, Unit::Measure(Dimension::Temperature)) {
        // Degrees begin at several zeros, so that no factor tells them.
        let message = format!("{} is not {}", show(a), show(b));
        return Some(two_units(at, first, next, message));
    }
    let amount = x.checked_div(b.shown_in.factor)?.round_dp(1).normalize();
    let message = format!("{} is about {amount} {}, not {}", show(a), b.shown_in.name, show(b));
    Some(two_units(at, first, next, message))
}

fn two_units(at: BlockIx, first: &Mention, next: &Mention, message: String) -> Slip {
    Slip {
        rule: "unit-mismatch",
        at,
        bytes: first.bytes.start..next.bytes.end,
        message,
        label: "one amount in two units".to_owned(),
        help: "convert the amount again; one of the two figures is mistyped",
        other: None,
    }
}

/// Whether the second figure stands in brackets behind the first, or after "or".
pub(super) fn is_aside(passage: &Passage<'_>, first: &Mention, next: &Mention) -> bool {
    /// Words between a figure and the same in another unit.
    const LINKS: &[&str] = &["(", ",", "or", "about", "roughly", "around", "some", "just", "i.e."];
    /// Words for which way a measure goes: "40 metres high, or 130 feet".
    const WAYS: &[&str] =
        &["high", "long", "wide", "deep", "tall", "away", "off", "thick", "across"];
    let start = first.tokens.end + usize::from(WAYS.contains(&passage.token(first.tokens.end)));
    let between = start..next.tokens.start.max(start);
    let opens =
        between.clone().next().is_some_and(|at| ["(", ",", "or"].contains(&passage.token(at)));
    let says_or = between.clone().any(|at| matches!(passage.token(at), "(" | "or"));
    opens && says_or && between.into_iter().all(|at| LINKS.contains(&passage.token(at)))
}

/// Slips of a document that no passage shows by itself.
#[must_use]
pub fn of_document<'p>(passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>) -> Vec<Slip> {
    weekday::of_document(&passages.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::swap;
    use super::*;

    fn slips(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        let at = BlockIx { document: 0, block: 0 };
        let mut out = of_passage(at, &passage);
        out.extend(of_document(std::iter::once((at, &passage))));
        out.extend(swap::of_document(std::iter::once((at, &passage))));
        out.into_iter().map(|slip| format!("{}: {}", slip.rule, slip.message)).collect()
    }

    #[test]
    fn the_end_of_a_stay_is_a_day_too() {
        let text =
            |day| format!("They stayed until Friday 20 October. They left on {day} 20 October.");
        assert_eq!(slips(&text("Thursday")).len(), 1);
        assert!(slips(&text("Friday")).is_empty());
    }

    #[test]
    fn slips_know_their_place() {
        let at = |block| BlockIx { document: 0, block };
        let slip = &of_passage(at(1), &Passage::new("It shut on 31 June 2021.", None))[0];
        assert_eq!(slip.bytes, 11..23);
        assert!(slip.is_of(at(1), &(11..23)) && slip.touches(at(1), &(20..30)));
        assert!(!slip.is_of(at(2), &(11..23)) && !slip.touches(at(2), &(20..30)));
        assert!(!slip.is_of(at(1), &(11..20)) && !slip.touches(at(1), &(23..30)));
    }

    #[test]
    fn amounts_in_two_units_agree() {
        for good in [
            "The wall is 12 km (7.5 miles) long.",
            "They flew at 10,000 feet (3,000 metres).",
            "It weighs 5 kg, or 11 lb.",
            "The hall is 30 metres (100 feet) wide.",
            "a drop of 12 m (in 2 km)",
            "The route is 40 km (12 km of it paved).",
            "The wall is 40 metres high, or about 130 feet.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "The wall is 12 km (9 miles) long.",
            "It weighs 5 kg, or 15 lb.",
            "It is 40 metres high, or 95 feet.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}");
        }
    }

    #[test]
    fn one_number_has_one_unit() {
        for good in [
            "The camp is six kilometres from Orlen. It has six wells. Varde is six miles away.",
            "Orlen is 12 km (7.5 miles) away. They walked 12 miles to Orlen.",
            "Orlen is 12 km away. They walked 8 miles to Orlen.",
            "They found 2,140 kg of sugar. It cost £2,140.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "The camp is six kilometres from Orlen. It has a well. They walked six miles to Orlen.",
            "They found 2,140 kg of sugar. Nobody will sell these two thousand one hundred and forty pounds of it.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}");
        }
    }

    #[test]
    fn days_of_the_week_fit() {
        for good in [
            "They met on Friday, 22 March 2024.",
            // The year may be the next one.
            "They were founded on 22 March 2024. They will meet on Monday 9 December.",
            "It opens on Monday 6 May 2024 and closes on Friday 10 May.",
            "It was listed on 8 January 2023. In 2024 it opened on Saturday 17 February.",
            "He left on Saturday. Three days later, on Tuesday, he was found.",
            "He left on Saturday and fell ill two days later. The next day, a Tuesday, he died.",
            "He left on Saturday. She came on Sunday. Three days later, on Tuesday, they met.",
            "He left on Saturday. Some three days later, on Wednesday, he was found.",
            "He left every Saturday. A week later, on Monday, he was found.",
        ] {
            assert_eq!(slips(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "They met on Monday, 22 March 2024.",
            "On Monday 3 May it rose. On Tuesday 3 May it fell.",
            "It was signed on 31 April 2024.",
            "It opens on Monday 6 May 2024 and closes on Friday 11 May.",
            "He left on Saturday. Three days later, on Wednesday, he was found.",
            "She left on Friday 6 September 2024. The next day, a Sunday, she was found.",
            "He left on Saturday and was found on Monday, four days later.",
        ] {
            assert_eq!(slips(bad).len(), 1, "{bad}");
        }
    }
}
