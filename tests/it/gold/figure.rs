//! When a reading says what was judged: numbers within their hedges, dates within their precision.

use jiff::civil::{Date, date};
use serde_json::Value;

use super::judged::Claim;

/// A judged value that is a number or a date.
pub(super) enum Figure {
    /// Lowest and highest.
    Number(f64, f64),
    /// Several, where one phrase dates several things.
    Dates(Vec<Day>),
}

/// A judged date.
pub(super) struct Day {
    text: String,
    /// First and last day; none where the year is not known.
    days: Option<(Date, Date)>,
    /// From one date to another, or one of two.
    is_range: bool,
    soft: bool,
}

/// First and last day of `2015`, `2015-01`, `2015-01-02` or `198X`.
fn days(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (first, last): (i16, i16) =
        (year.replace('X', "0").parse().ok()?, year.replace('X', "9").parse().ok()?);
    if year.starts_with('X') {
        return None;
    }
    let Some(month) = parts.next() else { return Some((date(first, 1, 1), date(last, 12, 31))) };
    let month = Date::new(first, month.parse().ok()?, 1).ok()?;
    let Some(day) = parts.next() else { return Some((month, month.last_of_month())) };
    let day = Date::new(first, month.month(), day.parse().ok()?).ok()?;
    Some((day, day))
}

impl Day {
    fn read(text: &str) -> Option<Self> {
        let soft = text.contains(['~', '?']);
        let plain = text.replace(['~', '?', '[', ']'], "");
        let (first, last) = plain.split_once(['/', ',']).unwrap_or((&plain, &plain));
        let of_year = plain.starts_with("XXXX-");
        let known = days(first).zip(days(last)).map(|((start, _), (_, end))| (start, end));
        let is_range = first != last;
        (of_year || known.is_some()).then_some(Day { text: plain, days: known, is_range, soft })
    }

    /// Whether a reading is this date. A date printed without its year is right without it; "since"
    /// is right by its start; a range must be read whole; anything else as finely as it was judged,
    /// except for what its own words make vague.
    fn is_read_as(&self, reading: &Value, phrase: &str) -> bool {
        if reading["kind"] != "date" {
            return false;
        }
        let edtf = reading["edtf"].as_str().unwrap_or_default();
        let soft = self.soft || reading["soft"] == true;
        let (Some((start, end)), Some(first)) = (self.days, day(&reading["earliest"])) else {
            let of_year = |text: &str| text.get(4..).unwrap_or_default().to_owned();
            let unprinted = !self.text.get(..4).is_some_and(|year| phrase.contains(year));
            return unprinted && of_year(edtf) == of_year(&self.text);
        };
        let Some(last) = day(&reading["latest"]) else {
            return !self.is_range && (start..=end).contains(&first);
        };
        let within = start <= first && last <= end;
        let around = first <= start && end <= last;
        match (self.is_range, soft) {
            (true, false) => within && around,
            (_, true) => within || around,
            (false, false) => within,
        }
    }
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

/// The time of a claim, which is printed as EDTF alone, as a reading.
pub(super) fn reading(edtf: &str) -> Value {
    let plain = edtf.replace(['~', '?', '[', ']'], "");
    let ends = plain.split_once('/').or_else(|| plain.split_once(".."));
    let (first, last) = ends.unwrap_or((&plain, &plain));
    serde_json::json!({
        "kind": "date",
        "edtf": edtf,
        "earliest": days(first).map(|(start, _)| start.to_string()),
        "latest": days(last).map(|(_, end)| end.to_string()),
        "soft": plain != edtf,
    })
}

impl Figure {
    /// The judged value, if it is a number or a date.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        // A date of another calendar is judged by the one it was converted to.
        if let Some(converted) = claim.qualifiers.get("gregorian").and_then(|day| day.as_str()) {
            let day = converted.split(' ').next()?;
            return Some(Figure::Dates(vec![Day::read(day)?]));
        }
        let value = &claim.value;
        if let Some(number) = value.as_f64() {
            return Some(Figure::Number(number, number));
        }
        if let Some(text) = value.as_str() {
            return Some(Figure::Dates(vec![Day::read(text)?]));
        }
        let several = value.as_sequence()?;
        if let [low, high] = several.as_slice()
            && let Some((low, high)) = low.as_f64().zip(high.as_f64())
        {
            return Some(Figure::Number(low, high));
        }
        let days = several.iter().map(|day| Day::read(day.as_str()?));
        Some(Figure::Dates(days.collect::<Option<_>>()?))
    }

    /// Whether the readings that stand in the phrase hold the value.
    pub(super) fn is_among<'a>(
        &self,
        mut readings: impl Iterator<Item = &'a Value> + Clone,
        claim: &Claim,
    ) -> bool {
        match self {
            Figure::Number(low, high) => {
                readings.any(|reading| is_number(reading, *low, *high, &claim.modality))
            }
            Figure::Dates(days) => days.iter().all(|day| {
                // Two ends of a range may be read as two dates.
                let ends = day.text.split_once('/').filter(|_| day.is_range);
                let ends = ends.map(|(a, b)| [a, b].map(|end| Day::read(end).unwrap()));
                let read = |day: &Day| {
                    readings.clone().any(|reading| day.is_read_as(reading, &claim.quote))
                };
                read(day) || ends.is_some_and(|ends| ends.iter().all(read))
            }),
        }
    }

    /// Whether one reading is the value, or one of the values.
    pub(super) fn is(&self, reading: &Value, claim: &Claim) -> bool {
        match self {
            Figure::Number(low, high) => is_number(reading, *low, *high, &claim.modality),
            Figure::Dates(days) => days.iter().any(|day| {
                let mut ends = day.text.split('/').filter_map(Day::read);
                day.is_read_as(reading, &claim.quote)
                    || day.is_range && ends.any(|end| end.is_read_as(reading, &claim.quote))
            }),
        }
    }
}

/// The widest window of a vague word, as a part of its number: "dozens" is wider, "about" narrower.
const WIDEST: f64 = 0.6;

/// How far a printed number may be from the judged one, as a part of it: a third is 0.3333.
const ROUNDING: f64 = 0.002;

/// The lowest end of an estimated bound ("an estimated thousand or more"), as a part of its number.
const ESTIMATED: f64 = 0.5;

/// Whether a reading is a number with its hedge: a bound must be open on its side, a range have
/// both ends, anything else hold the number at an end or in a narrow window.
fn is_number(reading: &Value, low: f64, high: f64, modality: &str) -> bool {
    if reading["kind"] != "quantity" {
        return false;
    }
    // Shares are judged as fractions.
    let scale = if reading["unit"] == "%" && high <= 1.0 { 0.01 } else { 1.0 };
    let min = reading["min"].as_f64().map(|number| number * scale);
    let max = reading["max"].as_f64().map(|number| number * scale);
    let near = |a: f64, b: f64| (a - b).abs() <= ROUNDING * b.abs();
    let is = |end: Option<f64>, number: f64| end.is_some_and(|end| near(end, number));
    let apart = min != max;
    let narrow = min.zip(max).is_some_and(|(min, max)| {
        min <= low && high <= max && max - min <= (WIDEST * high).max(scale)
    });
    let estimated = reading["soft"] == true
        && max.is_none()
        && min.is_some_and(|min| ESTIMATED * low <= min && min <= low);
    match modality {
        "more_than" | "at_least" | "approx" if estimated => true,
        "more_than" | "at_least" => apart && is(min, low),
        "at_most" => apart && is(max, high),
        _ if low < high => (is(min, low) && is(max, high)) || (reading["soft"] == true && narrow),
        _ => is(min, low) || is(max, high) || narrow,
    }
}
