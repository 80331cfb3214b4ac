//! What is shown of a file around its labels.

use super::*;
use crate::source::SourceMap;

const PAGE: Page = Page { columns: 40, ellipsis: "…", numbered: true };

/// Rows with their gutters, and below each the bytes its marks cover.
fn show(text: &str, spans: &[(usize, usize)]) -> String {
    let mut map = SourceMap::new();
    let id = map.add("a", text.to_owned());
    let labels: Vec<Label> = spans
        .iter()
        .map(|span| Label { span: span.0..span.1, text: "here".to_owned(), primary: true })
        .collect();
    let frame = frame(map.file(id), &labels, PAGE);
    assert_eq!(frame.text.lines().count(), frame.gutters.len());
    let marked: Vec<&str> = frame.marks.iter().map(|m| &frame.text[m.range.clone()]).collect();
    let rows = frame.text.lines().zip(&frame.gutters).map(|(row, gutter)| match gutter {
        Gutter::Line(n) => format!("{n}|{row}\n"),
        Gutter::Same => format!(" |{row}\n"),
        Gutter::Gap => ":\n".to_owned(),
    });
    format!("{}marked: {marked:?}", rows.collect::<String>())
}

#[test]
fn lines_around_a_label_are_shown() {
    let text = "\u{feff}a: 1\r\nb: 2\r\n\r\nc: 3\r\nd: 4\r\ne: 5\r\nf: 6\r\ng: 7\r\nh: 8\r\n";
    insta::assert_snapshot!(show(text, &[(0, 4), (17, 21), (45, 46)]), @r#"
    1|a: 1
    2|b: 2
    3|
    4|c: 3
    5|d: 4
    6|e: 5
    7|f: 6
    8|g: 7
    9|h: 8
    marked: ["a", "c: 3", ""]
    "#);
}

#[test]
fn a_label_over_several_lines_is_marked_in_its_first() {
    let text = "It killed\n  143 civilians\n\n  and wounded\n more.\n";
    insta::assert_snapshot!(show(text, &[(3, text.len())]), @r#"
    1|It killed
    2|  143 civilians
    marked: ["killed", "143 civilians"]
    "#);
}

#[test]
fn overlapping_labels_share_the_line_between_them() {
    let text = "killing 143 civilians";
    insta::assert_snapshot!(show(text, &[(0, 21), (8, 11), (8, 11), (8, 8), (21, 21)]), @r#"
    1|killing 143 civilians
    marked: ["killing ", "", "143", ""]
    "#);
}

#[test]
fn far_labels_on_one_line_have_windows_of_their_own() {
    let text = format!("{0} one {0} {0} two {0}", "some words that stand here ".repeat(20));
    let two = text.find("two").unwrap();
    let one = text.find("one").unwrap();
    insta::assert_snapshot!(show(&text, &[(two, two + 3), (one, one + 3)]), @r#"
    1|…stand here some words that stand here
     |one some words that stand here some…
     |…stand here some words that stand here
     |two some words that stand here some…
    marked: ["one", "two"]
    "#);
}

#[test]
fn a_line_without_spaces_is_cut_but_not_in_a_number() {
    let text = format!("{}1234567890", "x".repeat(36));
    insta::assert_snapshot!(show(&text, &[(36, 46)]), @r#"
    1|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
     |1234567890
    marked: ["1234567890"]
    "#);
}

#[test]
fn characters_without_a_width_stretch_nothing() {
    let text = format!("x{}y {}", "\u{301}".repeat(10_000), "\u{200b}".repeat(10_000));
    let shown = show(&text, &[(0, 1), (20_001, 20_002)]);
    assert!(shown.lines().count() < 12 && shown.len() < 1000, "{shown}");
    let text = format!("x\n{}\ny", " ".repeat(10_000));
    insta::assert_snapshot!(show(&text, &[(0, text.len())]), @r#"
    1|x
    2|…
     |…
    3|y
    marked: ["x", "", "y"]
    "#);
}

#[test]
fn a_label_that_would_not_fit_begins_a_row() {
    let text = "a few words to fill the row, then 143";
    insta::assert_snapshot!(show(text, &[(34, 37)]), @r#"
    1|a few words to fill the row, then
     |143
    marked: ["143"]
    "#);
}
