//! The grammar against a table of phrases, its laws, and its traps in prose.

use std::ops::Bound;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// `[139,)`, `(13,20]`.
fn notation(set: &Interval<Decimal>) -> String {
    let low = match set.low() {
        Bound::Included(low) => format!("[{}", low.normalize()),
        Bound::Excluded(low) => format!("({}", low.normalize()),
        Bound::Unbounded => "(".to_owned(),
    };
    let high = match set.high() {
        Bound::Included(high) => format!("{}]", high.normalize()),
        Bound::Excluded(high) => format!("{})", high.normalize()),
        Bound::Unbounded => ")".to_owned(),
    };
    format!("{low},{high}")
}

fn unit_notation(unit: &Unit) -> String {
    match unit {
        Unit::Count(None) => "count".to_owned(),
        Unit::Count(Some(noun)) => format!("count:{noun}"),
        Unit::Share => "share".to_owned(),
        Unit::Money(code) => format!("money:{code}"),
        Unit::Measure(dimension) => format!("{dimension:?}").to_lowercase(),
        Unit::Rate(of, base) => {
            format!("rate({},{})", unit_notation(of), format!("{base:?}").to_lowercase())
        }
        Unit::Other(name) => format!("other:{name}"),
    }
}

/// Rows of a table: fields parted by `|`, `#` starts a comment.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('|').map(str::trim).collect())
}

const PHRASES: &str = include_str!("testdata/phrases.txt");

#[test]
fn phrases_denote_their_sets() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows(PHRASES) {
        let [phrase, default, set, unit, soft] = row[..] else { panic!("{row:?}") };
        count += 1;
        let default = Some(default).filter(|default| !default.is_empty());
        let got = match read(phrase, default) {
            Err(_) => "err |  | ".to_owned(),
            Ok(q) => {
                let soft = if q.soft { "soft" } else { "" };
                format!("{} | {} | {soft}", notation(&q.set), unit_notation(&q.unit))
            }
        };
        if got != format!("{set} | {unit} | {soft}") {
            wrong.push(format!("{phrase}: {got}, not {set} | {unit} | {soft}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 280, "{count}");
}

const PROSE: &str = include_str!("testdata/prose.txt");

/// A line without its marks, and the places they held.
fn unmark(line: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '«' => start = text.len(),
            '»' => spans.push(start..text.len()),
            c => text.push(c),
        }
    }
    (text, spans)
}

#[test]
fn prose_is_read_without_its_traps() {
    let mut wrong = Vec::new();
    for rule in PROSE.split("## ").skip(1) {
        let (name, lines) = rule.split_once('\n').unwrap();
        let (mut with, mut without) = (0, 0);
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let (text, spans) = unmark(line);
            let found: Vec<_> = find(&text).into_iter().map(|found| found.span).collect();
            if found != spans {
                let show: Vec<_> = found.iter().map(|span| &text[span.clone()]).collect();
                wrong.push(format!("{name}: {line}\n    found {show:?}"));
            }
            *if spans.is_empty() { &mut without } else { &mut with } += 1;
        }
        assert!(with >= 3 && without >= 3, "{name}: {with} and {without} lines");
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
