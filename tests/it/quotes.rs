//! Quotes against a snapshot: defects of every kind and as many near misses, from one fixture.

use super::fixture;

/// Fewest defects, and fewest near misses, that the fixture holds.
const EACH: usize = 75;

#[test]
fn defects_are_caught_and_near_misses_are_not() {
    let (files, expected) = fixture::read(include_str!("../fixtures/quotes/orrin.md"));
    let checked = fixture::check_files(&files);
    let differences = fixture::differences(&checked, &expected);
    assert!(differences.is_empty(), "{}", differences.join("\n"));

    let fine = checked.world.claims.iter().filter(|claim| claim.id.starts_with("fine"));
    assert!(expected.len() >= EACH && fine.count() >= EACH);
    let counts = checked.report.summary.quotes.unwrap();
    assert_eq!((counts.absent, counts.unchecked), (9, 0));
}
