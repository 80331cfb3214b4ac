//! Briefs that cite by key (`[@key]`), beside a repository that has the references, or with the
//! references in their own front matter.

use super::fixture;

/// A repository: a report with a snapshot, a newspaper, and what the report says.
fn repository() -> fixture::Files {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    vec![
        file(
            "sources/refs.yaml",
            "references:\n\
             - {id: report-2024, title: What the flood left, issued: 2024-05-20, custom: {snapshot: report.txt}}\n\
             - {id: daily-2024, title: A bridge falls, issued: 2024-05-02, custom: {origin: true}}\n",
        ),
        file(
            "claims/a.yaml",
            "entities: [{id: flood, kind: event, name: Aster Valley flood}]\n\
             claims:\n\
             - {id: deaths, subject: flood, predicate: deaths, value: 12, cite: [{source: report-2024, via: [daily-2024]}]}\n",
        ),
        file(
            "snapshots/report.txt",
            "The flood came in the night.\n\
             It killed 12 people in the lower town, and the mill was never rebuilt.\n",
        ),
    ]
}

/// Findings in a brief beside the repository, as "level rule: message (help)".
fn beside(text: &str) -> Vec<String> {
    let mut files = repository();
    files.push(("brief.md".to_owned(), text.to_owned()));
    said(&files)
}

fn said(files: &[(String, String)]) -> Vec<String> {
    let checked = fixture::check_files(files);
    let open = checked.report.open_findings();
    let help = |f: &belie::finding::Finding| f.help.clone().unwrap_or_default();
    open.map(|f| format!("{} {}: {} ({})", f.level.name(), f.rule, f.message, help(f))).collect()
}

#[track_caller]
fn one(found: &[String], expected: &str) {
    assert!(found.len() == 1 && found[0].contains(expected), "{expected}\n  found: {found:#?}");
}

#[test]
fn keys_that_no_reference_has() {
    one(&beside("It fell [@dayly-2024].\n"), "error dangling-citation: no reference has the key");
    one(&beside("It fell [@dayly-2024].\n"), "did you mean `@daily-2024`?");
    one(&beside("It fell [@heron]. It rose [see @heron, p. 4].\n"), "add a reference with this id");
    one(&beside("It fell [@daily-2024; @plover].\n"), "the key `plover`");
    let own = "---\nreferences:\n- {id: heron, title: On Weirs, issued: 2020}\n---\n\nIt fell [@herron].\n";
    let file = ("brief.md".to_owned(), own.to_owned());
    one(&said(&[file]), "did you mean `@heron`?");
}

#[test]
fn keys_that_a_reference_has_or_that_nothing_is_known_of() {
    assert_eq!(beside("It fell [@daily-2024, p. 3; see also @report-2024].\n"), [""; 0]);
    assert_eq!(beside("Write to [ada@example.org] or to @ada.\n"), [""; 0]);
    let alone = ("brief.md".to_owned(), "It fell [@heron].\n".to_owned());
    assert_eq!(said(&[alone]), [""; 0]);
    let own = "---\ntitle: Weirs\nauthor: [A, B]\nreferences:\n- id: heron\n  title: On Weirs\n  \
               issued: 2020\n- id: daily-2024\n  title: A bridge falls\n  issued: 2024-05-02\n\
               ---\n\nIt fell [@heron]. It rose [@daily-2024].\n";
    assert_eq!(beside(own), [""; 0]);
}

#[test]
fn sources_from_before_what_they_are_cited_for() {
    let rule = "warning anachronistic-citation: ";
    one(&beside("The bridge fell in July 2024 [@daily-2024].\n"), rule);
    one(&beside("On 4 August 2024 the bridge fell [@daily-2024; @report-2024].\n"), rule);
    let own = |issued: &str| {
        let text = format!(
            "---\nreferences:\n- id: heron\n  title: On Weirs\n  issued: {issued}\n---\n\n\
             The weir was mended in July 2024 [@heron].\n"
        );
        said(&[("brief.md".to_owned(), text)])
    };
    one(&own("2024-03"), rule);
    assert_eq!(own("2024-09"), [""; 0]);
    assert_eq!(own("2024-07"), [""; 0]);
    assert_eq!(beside("The bridge fell on 2 May 2024 [@daily-2024].\n"), [""; 0]);
    assert_eq!(beside("It fell in May 2024 [@daily-2024; @report-2024].\n"), [""; 0]);
    one(
        &beside("---\ndate: 2023-01-05\n---\n\nThe bridge fell [@daily-2024].\n"),
        "cites `daily-2024`, which was issued later",
    );
}

#[test]
fn quotations_are_looked_for_in_snapshots() {
    one(
        &beside("The report says it “killed 14 people in the lower town” [@report-2024].\n"),
        "altered-quote: ",
    );
    one(
        &beside("They say “the harbour master resigned the same week” [@report-2024].\n"),
        "error quote-not-found: ",
    );
    one(
        &beside("“The flood came in the night”, says the report [@report-2024, line 2].\n"),
        "warning wrong-locator: ",
    );
    for fine in [
        "The report says it “killed 12 people in the lower town” [@report-2024].\n",
        "“The flood came in the night,” says the report [@report-2024, line 1].\n",
        "The “mill of the old man” is lost. The flood took it [@report-2024].\n",
        "They say “the harbour master resigned the same week” [@daily-2024].\n",
        "They say “the harbour master resigned the same week” [@daily-2024; @report-2024].\n",
    ] {
        assert_eq!(beside(fine), [""; 0], "{fine}");
    }
}

#[test]
fn what_a_quotation_came_to_is_counted() {
    let mut files = repository();
    let text = "It “killed 12 people in the lower town” [@report-2024]. They say “the bridge fell \
                in the morning” [@daily-2024].\n";
    files.push(("brief.md".to_owned(), text.to_owned()));
    let counts = fixture::check_files(&files).report.summary.quotes.unwrap();
    assert_eq!((counts.found, counts.unchecked), (1, 1));
}

#[test]
fn references_of_the_front_matter_are_held_to_the_rules_of_bibliographies() {
    let own = |more: &str| {
        let text = format!(
            "---\nreferences:\n- id: heron\n  type: webpage\n  title: On Weirs\n  issued: 2024-03-09\n  \
             URL: https://example.org/{more}\n---\n\nThe weir was mended [@heron].\n"
        );
        said(&[("brief.md".to_owned(), text)])
    };
    one(&own("2024/06/19/weirs"), "warning url-date-mismatch: ");
    assert_eq!(own("2024/03/09/weirs"), [""; 0]);
}

#[test]
fn figures_rest_on_what_their_keys_name() {
    let found = beside("The Aster Valley flood killed 12 people [@daily-2024].\n");
    one(&found, "info single-origin: ");
    let found = beside("The Aster Valley flood killed 12 people.\n");
    assert_eq!(found, [""; 0]);
}
