//! Whole repositories with their expected verdicts, written from the design alone.

use super::fixture;

fn expect(markdown: &str) {
    let (files, expected) = fixture::read(markdown);
    assert!(!files.is_empty() && !expected.is_empty(), "a fixture without files or expectations");
    let checked = fixture::check_files(&files);
    let differences = fixture::differences(&checked, &expected);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn an_epidemic() {
    expect(include_str!("../fixtures/repos/epidemic.md"));
}

#[test]
fn an_election() {
    expect(include_str!("../fixtures/repos/election.md"));
}
