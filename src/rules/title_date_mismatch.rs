//! `title-date-mismatch`: a work whose date disagrees with what its own title dates it by.

use super::{Context, Example, Rule, wording};
use crate::bibliography::title;
use crate::finding::{Confidence, Finding, Level};
use crate::record::{ReferenceRecord, Text};
use crate::value::date::{self, DateReading, Day, Edge, When};

pub(super) static RULE: Rule = Rule {
    name: "title-date-mismatch",
    level: Level::Warning,
    summary: "a work whose date disagrees with what its own title dates it by",
    why: "A report cannot be older than the resolution that it carries out, or than the period that it covers; and one that comes many years after its period is mostly a misprint.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, type: report, title: Report submitted pursuant to resolution 9999 (2022), publisher: A council, issued: 2013-06}]
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: report}]}
entities: [{id: flood, kind: event}]
references: [{id: report, type: report, title: Report submitted pursuant to resolution 9999 (2022), publisher: A council, issued: 2023-06}]
"),
    fix: "Look the work up and correct its date or its title.",
    check,
};

/// Words after which a number and a year in parentheses name an act that came first.
const ACTS: &[&str] = &["resolution", "resolutions", "decision", "decisions", "res", "directive"];

/// Words of titles of works that tell what happened in a period.
const COVERING: &[&[&str]] = &[
    &["annual", "report"],
    &["annual", "review"],
    &["quarterly", "report"],
    &["quarterly", "review"],
    &["monthly", "report"],
    &["monthly", "review"],
    &["half", "yearly", "report"],
    &["biannual", "report"],
    &["situation", "report"],
    &["activity", "report"],
    &["progress", "report"],
    &["yearbook"],
    &["year", "in", "review"],
    &["reporting", "period"],
    &["statistical", "abstract"],
    &["report", "for", "the", "period"],
    &["report", "covering"],
    &["covering", "the", "period"],
];

/// Words of titles that look ahead.
const AHEAD: &[&str] = &[
    "outlook",
    "forecast",
    "forecasts",
    "plan",
    "plans",
    "planning",
    "strategy",
    "budget",
    "projection",
    "projections",
    "programme",
    "program",
    "agenda",
    "preview",
    "appeal",
    "scenario",
    "scenarios",
    "towards",
    "by",
];

/// Years after its period in which a periodical report still comes out.
const LATE_YEARS: i32 = 4;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (reference, source) in wording::references(context) {
        let Some(issued) = &source.issued else { continue };
        let act = [reference.title.as_ref(), reference.note(), reference.genre()];
        let found = act.into_iter().flatten().find_map(|text| before_act(reference, issued, text));
        let found = found.or_else(|| period(reference, issued, reference.title.as_ref()?));
        out.extend(found);
    }
}

fn year_of(day: Day) -> i32 {
    i32::from(day.date().year())
}

/// "resolution 9999 (2022)" in what was issued before 2022.
fn before_act(reference: &ReferenceRecord, issued: &DateReading, text: &Text) -> Option<Finding> {
    let last = year_of(date::latest(issued)?);
    let key = title::key(&text.value);
    let words: Vec<&str> = key.split(' ').collect();
    let year = |word: &str| word.parse::<i32>().ok().filter(|_| word.len() == 4);
    let mut act: Option<(String, i32)> = None;
    for (at, word) in words.iter().enumerate() {
        if !ACTS.contains(word) {
            continue;
        }
        // "resolutions 1526 (2004) and 2253 (2015)": numbers, each with its year.
        let mut next = at + 1;
        while let [number, dated, ..] = &words[next.min(words.len())..] {
            if matches!(*number, "and" | "no") {
                next += 1;
                continue;
            }
            let Some(year) = year(dated).filter(|_| number.parse::<u32>().is_ok()) else { break };
            let printed = text.value.contains(&format!("({year})"));
            if printed && act.as_ref().is_none_or(|(_, known)| *known < year) {
                act = Some((format!("{word} {number} ({year})"), year));
            }
            next += 2;
        }
    }
    let (act, _) = act.filter(|(_, year)| *year > last)?;
    let message =
        format!("`{}` was issued {}, and its title names {act}", reference.id.value, issued.edtf);
    Some(finding(reference, text, RULE.level, Confidence::High, message))
}

/// A report from before the period it covers, or from long after it.
fn period(reference: &ReferenceRecord, issued: &DateReading, text: &Text) -> Option<Finding> {
    let key = title::key(&text.value);
    let words: Vec<&str> = key.split(' ').collect();
    let covers =
        COVERING.iter().any(|phrase| words.windows(phrase.len()).any(|words| words == *phrase));
    if !covers || words.iter().any(|word| AHEAD.contains(word)) {
        return None;
    }
    let (first, last) = date::earliest(issued).zip(date::latest(issued))?;
    // The last period that is named is the one that is covered to its end.
    let found = date::find(&text.value, None).into_iter().map(|found| found.value);
    // Titles name years where sentences would not ("Annual report 2022").
    let years = words.iter().filter(|word| word.len() == 4 && word.starts_with(['1', '2']));
    let years = years.filter_map(|word| date::read(word, None).ok());
    let found = found.chain(years);
    let covered = found.filter_map(|date| Some((final_part(&date)?, date)));
    let ((start, end), named) = covered.max_by_key(|((start, _), _)| *start)?;
    let (what, level, confidence) = if last < start {
        ("before", RULE.level, Confidence::High)
    } else if year_of(first) > year_of(end) + LATE_YEARS {
        ("long after", Level::Info, Confidence::Medium)
    } else {
        return None;
    };
    let message = format!(
        "`{}` was issued {}, {what} the period that its title names ({})",
        reference.id.value, issued.edtf, named.edtf
    );
    Some(finding(reference, text, level, confidence, message))
}

/// First and last day of the last part of a period that is named: of a range, its end.
fn final_part(date: &DateReading) -> Option<(Day, Day)> {
    let days = match &date.when {
        When::Day(days) => days,
        When::Extent { end: Edge::On(days), .. } => days,
        When::Extent { .. } => return None,
    };
    let (start, end) = days.bounds()?;
    start.zip(end)
}

fn finding(
    reference: &ReferenceRecord,
    text: &Text,
    level: Level,
    confidence: Confidence,
    message: String,
) -> Finding {
    let places = vec![
        (wording::issued_place(reference), "issued".to_owned()),
        (text.span, "dated by its own words".to_owned()),
    ];
    let help = "look the work up, and correct its date or its title";
    Finding { confidence, ..wording::at_places(&RULE, level, message, help, places) }
}
