//! Measures the fields on marked references: on all of them, which the table of weights was learnt
//! from, by `cargo test --lib citation::measure -- --nocapture`, and on those that a table was not
//! learnt from, by `cargo test --release --lib citation::measure -- --ignored --nocapture`.

#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use std::ops::Range;

use super::label::Label;
use super::train::{self, Marked};
use super::*;

#[derive(Default)]
struct Score {
    gold: usize,
    exact: usize,
    common: usize,
    wanted: usize,
    given: usize,
}

const FIELDS: [Label; 13] = [
    Label::Number,
    Label::Author,
    Label::Editor,
    Label::Title,
    Label::Container,
    Label::Publisher,
    Label::Place,
    Label::Date,
    Label::Volume,
    Label::Pages,
    Label::Url,
    Label::Doi,
    Label::Isbn,
];

fn words(text: &str) -> Vec<String> {
    const MARKS: [&str; 24] = [
        "in",
        "p",
        "pp",
        "pages",
        "page",
        "vol",
        "volume",
        "no",
        "nos",
        "ed",
        "eds",
        "s",
        "url",
        "doi",
        "isbn",
        "edited",
        "editor",
        "editors",
        "by",
        "and",
        "translated",
        "al",
        "et",
        "hrsg",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| !w.is_empty() && !MARKS.contains(&w.as_str()))
        .collect()
}

fn found(text: &str, p: &Parsed, label: Label) -> Option<String> {
    let part = |range: &Option<Range<usize>>| range.clone().map(|r| text[r].to_owned());
    let hull = |names: &[Name]| {
        let (first, last) = (names.first()?, names.last()?);
        Some(text[first.range.start..last.range.end].to_owned())
    };
    match label {
        Label::Number => part(&p.number),
        Label::Author => hull(&p.authors),
        Label::Editor => hull(&p.editors),
        Label::Title => part(&p.title),
        Label::Container => part(&p.container),
        Label::Publisher => part(&p.publisher),
        Label::Place => part(&p.place),
        Label::Date => p.issued.as_ref().map(|d| text[d.range.clone()].to_owned()),
        Label::Volume => match (part(&p.volume), part(&p.issue)) {
            (Some(v), Some(i)) => Some(format!("{v} {i}")),
            (v, i) => v.or(i),
        },
        Label::Pages => part(&p.pages),
        Label::Url => p.url.as_ref().map(|u| text[u.range.clone()].to_owned()),
        Label::Doi => part(&p.doi),
        Label::Isbn => part(&p.isbn),
        _ => None,
    }
}

/// Parse one reference and count it; the first field of each sort is the one that is wanted.
fn count(
    marked: &Marked,
    weights: &model::Weights<'_>,
    scores: &mut [Score; 13],
    show: Option<Label>,
) {
    let (text, _) = train::join(marked, false);
    let parsed = super::parse_with(&text, weights);
    for (label, score) in FIELDS.iter().zip(scores.iter_mut()) {
        let gold = marked.iter().find(|(l, _)| l == label).map(|(_, value)| words(value));
        let found = found(&text, &parsed, *label).map(|value| words(&value));
        let (gold, found) = (gold.unwrap_or_default(), found.unwrap_or_default());
        score.gold += usize::from(!gold.is_empty());
        score.exact += usize::from(!gold.is_empty() && gold == found);
        score.wanted += gold.len();
        score.given += found.len();
        let mut left = found.clone();
        for word in &gold {
            if let Some(at) = left.iter().position(|w| w == word) {
                left.swap_remove(at);
                score.common += 1;
            }
        }
        if show == Some(*label) && gold != found {
            println!("{text}\n    gold  {}\n    found {}", gold.join(" "), found.join(" "));
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn print(scores: &[Score; 13]) {
    println!("{:10} {:>6} {:>7} {:>7}", "field", "n", "exact", "F1");
    for (label, s) in FIELDS.iter().zip(scores) {
        let exact = 100.0 * s.exact as f64 / s.gold.max(1) as f64;
        let f1 = 200.0 * s.common as f64 / (s.wanted + s.given).max(1) as f64;
        println!("{:10} {:>6} {exact:>7.1} {f1:>7.1}", label.name(), s.gold);
    }
}

/// What the shipped table makes of the references that it was learnt from: an upper bound.
#[test]
fn fields_of_the_learnt_half() {
    let Some(data) = train::core() else {
        println!("skipped: the marked references are not at hand");
        return;
    };
    let weights = model::Weights::read(include_str!("weights.txt"));
    let mut scores: [Score; 13] = std::array::from_fn(|_| Score::default());
    data.iter().for_each(|marked| count(marked, &weights, &mut scores, None));
    print(&scores);
    let title = &scores[3];
    assert!(title.exact * 100 >= title.gold * 85, "titles: {} of {}", title.exact, title.gold);
}

/// What a table makes of references that it was not learnt from, by five folds.
#[test]
#[ignore = "minutes in a debug build"]
fn fields_across_folds() {
    let show = std::env::var("BELIE_SHOW").ok().and_then(|name| Label::named(&name));
    let mut scores: [Score; 13] = std::array::from_fn(|_| Score::default());
    train::across(|marked, weights| count(marked, weights, &mut scores, show));
    print(&scores);
}
