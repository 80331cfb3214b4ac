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
