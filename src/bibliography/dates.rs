//! Dates of bibliographies: to EDTF, and from EDTF to the mappings that CSL writes.

use smol_str::{SmolStr, format_smolstr};

use crate::record::read::says_no_date;
use crate::record::{Datum, Text};
use crate::span::Span;
use crate::value::date;

/// EDTF of a date as bibliographies write it (`2020-05/2020-06`, `May 2020`, `1998--1999`, `[1920]`,
/// `c1985`); `None` where the text says that there is none.
///
/// # Errors
/// When it is no date: why, in words.
pub(super) fn read(text: &str) -> Result<Option<SmolStr>, String> {
    let text = text.trim().trim_matches(['[', ']', '(', ')']);
    if text.is_empty() || says_no_date(text) {
        return Ok(None);
    }
    // A copyright date, and the year that tells two works of one year apart.
    let text = text.strip_prefix(['c', '©', 'C']).filter(|rest| year(rest)).unwrap_or(text);
    let text =
        text.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|s| year(s)).unwrap_or(text);
    // `2020–2021`, as BibTeX writes ranges.
    let slashed = text.replace(['–', '—'], "/");
    let slashed = match slashed.split_once('/') {
        Some((from, to)) if year(from.trim()) && year(to.trim()) => {
            format!("{}/{}", from.trim(), to.trim())
        }
        _ => text.to_owned(),
    };
    match date::read(&slashed, None) {
        Ok(reading) => Ok(Some(reading.edtf.into())),
        Err(error) => Err(error.message),
    }
}

fn year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// EDTF of year, month and day, as many as there are.
pub(super) fn of_parts(year: &str, month: Option<u8>, day: Option<u8>) -> SmolStr {
    match (month, day) {
        (Some(month), Some(day)) => format_smolstr!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format_smolstr!("{year}-{month:02}"),
        _ => year.into(),
    }
}

/// A month by its number, its name or the beginning of that.
pub(super) fn month(text: &str) -> Option<u8> {
    const MONTHS: &[&str] =
        &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let start = text.get(..3)?;
    let at = MONTHS.iter().position(|month| *month == start)?;
    u8::try_from(at + 1).ok()
}

/// The ordinal seasons of EDTF begin here: 21 is spring.
const SEASONS: u8 = 20;

/// A date as CSL writes it: `{date-parts: [[2020, 5]]}` with `season` and `circa`; what these cannot
/// say is `{literal: …}`.
pub(super) fn written(edtf: &str, span: Span) -> Datum {
    let key = |name: &str| Text::new(name.into(), span);
    let circa = edtf.contains(['~', '%', '?']);
    let plain = edtf.replace(['~', '%', '?'], "");
    let ends: Option<Vec<(Vec<u32>, Option<u8>)>> = plain.split('/').map(end).collect();
    let Some(ends) = ends.filter(|ends| ends.len() <= 2) else {
        return super::literal(edtf, span);
    };
    let number =
        |n: u32| Datum::Text { text: Text::new(format_smolstr!("{n}"), span), plain: true };
    let lists = ends
        .iter()
        .map(|(numbers, _)| Datum::List(numbers.iter().map(|n| number(*n)).collect(), span));
    let mut map = vec![(key("date-parts"), Datum::List(lists.collect(), span))];
    if let Some(season) = ends.iter().find_map(|(_, season)| *season) {
        map.push((key("season"), number(season.into())));
    }
    if circa {
        let flag = Datum::Text { text: Text::new("true".into(), span), plain: true };
        map.push((key("circa"), flag));
    }
    Datum::Map(map, span)
}

/// Year, month and day of one end, and its season; an open end is the year 0, as pandoc has it.
fn end(text: &str) -> Option<(Vec<u32>, Option<u8>)> {
    if matches!(text, "" | "..") {
        return Some((vec![0], None));
    }
    let numbers: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    match numbers?.as_slice() {
        [y] => Some((vec![*y], None)),
        [y, m @ 1..=12] => Some((vec![*y, *m], None)),
        [y, season @ 21..=24] => Some((vec![*y], u8::try_from(*season).ok().map(|n| n - SEASONS))),
        [y, m @ 1..=12, d @ 1..=31] => Some((vec![*y, *m, *d], None)),
        _ => None,
    }
}
