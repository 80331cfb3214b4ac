//! Dates as references print them, brought into an order that [`crate::value::date`] reads.

use smol_str::SmolStr;

use crate::value::date::{self, DateReading};

use super::token;

/// Names of months in the languages that bibliographies are printed in, by month.
const MONTHS: &str = include_str!("months.txt");

/// The date that a text holds, in EDTF; a text without a year holds none.
pub(super) fn read(text: &str) -> Option<SmolStr> {
    let plain = plain(text);
    let year = year(&plain)?;
    let known =
        |text: &str| date::read(text, None).ok().filter(|r| sound(r, year)).map(|r| r.edtf.into());
    known(&plain)
        .or_else(|| turned(&plain, year).and_then(|turned| known(&turned)))
        .or_else(|| parts(&plain, year).and_then(|parts| known(&parts)))
        .or_else(|| known(year))
}

/// A reading that kept the printed year.
fn sound(reading: &DateReading, year: &str) -> bool {
    reading.edtf.contains(year)
}

/// The text without brackets, letters after years and words around it, months in English.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']')) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let comma = if word.ends_with(',') { "," } else { "" };
        let norm = token::norm(bare);
        let lettered = bare.len() == 5
            && bare.bytes().take(4).all(|b| b.is_ascii_digit())
            && bare.ends_with(|c: char| c.is_ascii_lowercase());
        let kept = if lettered {
            &bare[..4]
        } else if let Some(month) = month(&norm) {
            month
        } else if matches!(
            &*norm,
            "copyright"
                | "published"
                | "posted"
                | "updated"
                | "last"
                | "de"
                | "le"
                | "of"
                | "c"
                | "©"
                | "1st"
                | "1er"
        ) && norm != "1st"
            && norm != "1er"
        {
            ""
        } else if norm == "1er" {
            "1"
        } else {
            bare
        };
        if !kept.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(kept);
            out.push_str(comma);
        }
    }
    out.trim_end_matches(',').to_owned()
}

/// The English name of a month in any of the languages; English ones stay as they are.
fn month(norm: &str) -> Option<&'static str> {
    MONTHS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (english, others) = line.split_once(':')?;
        others.split_whitespace().any(|other| other == norm).then_some(english)
    })
}

/// The first four digits that can be a year.
fn year(text: &str) -> Option<&str> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 4).find(|run| ("1400".."2100").contains(run))
}

/// "2015, August 6" the way round that dates are read.
fn turned(text: &str, year: &str) -> Option<String> {
    let rest = text.strip_prefix(year)?.trim_start_matches([',', ' ', ':']);
    (!rest.is_empty()).then(|| format!("{rest} {year}"))
}

/// Day, month and year picked out of what else is printed; the month alone where there is no day.
fn parts(text: &str, year: &str) -> Option<String> {
    let is_day =
        |w: &&str| w.len() <= 2 && w.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let month = words.iter().find(|w| {
        date::read(&format!("{w} {year}"), None).is_ok() && w.chars().all(char::is_alphabetic)
    })?;
    let days: Vec<&&str> = words.iter().filter(|w| is_day(w)).collect();
    match days.as_slice() {
        [day] => Some(format!("{day} {month} {year}")),
        _ => Some(format!("{month} {year}")),
    }
}
