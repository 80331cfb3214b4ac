//! Quotes against a snapshot: defects of every kind and as many near misses, from one fixture.

use std::fs;

use belie::check::{Checked, Input, check};
use belie::repository::{self, SnapshotFolders};
use camino::{Utf8Path, Utf8PathBuf};

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

/// Fewest wrong locators, and fewest right ones or such as cannot be checked.
const LOCATORS: usize = 20;

#[test]
fn locators_of_every_kind_are_checked_where_they_can_be() {
    let (files, expected) = fixture::read(include_str!("../fixtures/quotes/parts.md"));
    let checked = fixture::check_files(&files);
    let differences = fixture::differences(&checked, &expected);
    assert!(differences.is_empty(), "{}", differences.join("\n"));

    let fine = checked.world.claims.iter().filter(|claim| claim.id.starts_with("fine")).count();
    assert!(expected.len() >= LOCATORS && fine >= LOCATORS);
    let counts = checked.report.summary.locators.unwrap();
    assert_eq!((counts.right, counts.wrong, counts.unchecked), (fine - 5, expected.len(), 5));
}

/// The seed documents that the repository's own claims quote; they are not part of it.
const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds");

#[test]
fn every_quote_of_our_own_repository_is_found_or_explained() {
    let Ok(seeds) = Utf8Path::new(SEEDS).canonicalize_utf8() else {
        eprintln!("skipped: no {SEEDS}");
        return;
    };
    let checked = check_folder(Utf8Path::new(env!("CARGO_MANIFEST_DIR")), Some(&seeds));
    assert_eq!(checked.report.errors, []);
    let counts = checked.report.summary.quotes.unwrap();
    assert!(counts.found > 400, "{counts:?}");
    let explained = checked.report.findings.iter().filter(|f| f.rule.ends_with("-quote")).count();
    let open = counts.altered + counts.ambiguous + counts.truncated;
    assert_eq!((open, counts.absent), (explained, 0), "{counts:?}");
}

fn check_folder(root: &Utf8Path, named: Option<&Utf8Path>) -> Checked {
    let loaded = repository::load(root).unwrap();
    let input = Input {
        snapshots: Some(Box::new(SnapshotFolders::new(named, &loaded.root).unwrap())),
        sources: loaded.sources,
        claim_files: loaded.claim_files,
        source_files: loaded.source_files,
        errors: Vec::new(),
        ..Default::default()
    };
    check(input, &fixture::options())
}

/// A repository with one quote, whose source names a snapshot.
fn repository_with(snapshot: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: String| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let claim = "claims: [{subject: flood, predicate: deaths, value: 12, cite: [{source: report, quote: killed 12}]}]\n\
                 entities: [{id: flood, kind: event}]\n";
    write("claims/a.yaml", claim.to_owned());
    write(
        "sources/a.yaml",
        format!(
            "references: [{{id: report, title: A report, custom: {{snapshot: {snapshot:?}}}}}]\n"
        ),
    );
    write("texts/good.txt", "It killed 12.\n".to_owned());
    dir
}

fn root(dir: &tempfile::TempDir) -> Utf8PathBuf {
    Utf8Path::from_path(dir.path()).unwrap().canonicalize_utf8().unwrap()
}

#[test]
fn snapshots_come_from_their_folder_or_the_repository() {
    for (name, named, found) in
        [("good.txt", Some("texts"), 1), ("texts/good.txt", None, 1), ("good.txt", None, 0)]
    {
        let dir = repository_with(name);
        let root = root(&dir);
        let checked = check_folder(&root, named.map(|n| root.join(n)).as_deref());
        let counts = checked.report.summary.quotes.unwrap();
        assert_eq!((counts.found, counts.unchecked), (found, 1 - found), "{name} {named:?}");
        assert!(checked.report.complete);
    }
}

#[test]
fn a_snapshot_that_cannot_be_read_is_told_once() {
    for (name, code) in [
        ("none.txt", "no-snapshot"),
        ("../secret.txt", "outside-snapshots"),
        ("/etc/passwd", "outside-snapshots"),
        ("..\\secret.txt", "outside-snapshots"),
        ("latin.txt", "not-utf8"),
        (".", "not-a-file"),
    ] {
        let dir = repository_with(name);
        let root = root(&dir);
        fs::write(root.join("secret.txt"), "It killed 12.\n").unwrap();
        fs::write(root.join("texts/latin.txt"), b"It killed 12 caf\xe9 owners\n").unwrap();
        let checked = check_folder(&root, Some(&root.join("texts")));
        let codes: Vec<_> = checked.report.errors.iter().map(|error| error.code).collect();
        assert_eq!(codes, [code], "{name}: {:?}", checked.report.errors);
        assert!(!checked.report.complete);
        assert_eq!(checked.report.summary.quotes.unwrap().unchecked, 1);
    }
    assert!(SnapshotFolders::new(Some("no-such-folder".into()), Utf8Path::new("/")).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_of_snapshots_is_not_followed() {
    let dir = repository_with("linked.txt");
    let other = tempfile::tempdir().unwrap();
    let root = root(&dir);
    fs::write(other.path().join("secret.txt"), "It killed 12.\n").unwrap();
    let link = root.join("texts/linked.txt");
    std::os::unix::fs::symlink(other.path().join("secret.txt"), link).unwrap();
    let checked = check_folder(&root, Some(&root.join("texts")));
    assert_eq!(checked.report.errors[0].code, "outside-snapshots");
}
