//! Several documents linted together: what a fact-checker sees who has them side by side, and what
//! only seems to be one thing.

use super::fixture;

/// Rules of what is found between some texts, each a document.
fn between(texts: &[&str]) -> Vec<&'static str> {
    let path = |at: usize| format!("{at}.md");
    let files = texts.iter().enumerate();
    let files: Vec<(String, String)> =
        files.map(|(at, text)| (path(at), (*text).to_owned())).collect();
    let checked = fixture::check_files(&files);
    let apart = |finding: &&belie::finding::Finding| {
        let mut files: Vec<_> = finding.locations.iter().map(|place| place.span.file).collect();
        files.dedup();
        files.len() > 1
    };
    checked.report.open_findings().filter(apart).map(|finding| finding.rule).collect()
}

const PEAK: &str =
    "# The Reed Front\n\nAt its peak, the Reed Front boasted about 3,000 fighters.\n";

#[test]
fn a_strength_does_not_exceed_a_peak_told_elsewhere() {
    let now = |text: &str| between(&[PEAK, &format!("# The war\n\n{text}\n")]);
    // A group's troops are its fighters.
    assert_eq!(
        now("A part of the Reed Front’s estimated 5,000 troops may have left."),
        ["bound-exceeded"]
    );
    assert!(now("A part of the Reed Front’s estimated 2,000 troops may have left.").is_empty());
    assert!(now("A part of the Marsh Front’s estimated 5,000 troops may have left.").is_empty());
    // What was the peak years ago may have been passed since.
    let old = format!("---\ndate: 2016-02-03\n---\n\n{PEAK}");
    let new = "---\ndate: 2024-02-03\n---\n\n# The war\n\nA part of the Reed Front’s estimated \
               5,000 troops may have left.\n";
    assert!(between(&[&old, new]).is_empty());
    assert_eq!(between(&[&old.replace("2016", "2023"), new]), ["bound-exceeded"]);
}

/// A document with references, the last of which was issued long after the events that it tells of.
fn listed(text: &str, year: i32) -> String {
    format!(
        "{text}\n\n# References\n\n1. Ada Roth, “The river war,” Velm Review, March 4, {year}.\n2. \
         Ben Ode, “Gates,” Velm Review, May 9, 2020.\n"
    )
}

#[test]
fn tolls_of_one_event_have_settled_when_both_documents_are_late() {
    let gate = |toll: &str| {
        format!(
            "# The front abroad\n\nThe Reed Front struck in the suicide bombing of August 26, 2021, \
             at the Velm airport, which killed {toll} soldiers.[1]"
        )
    };
    let raid = "# The front in retreat\n\nOn August 28, 2021, a planner of the Reed Front was killed in \
                an operation in Harlow, following a deadly attack in Velm that killed 13 soldiers.[1]";
    let found = |toll: &str, a: i32, b: i32| between(&[&listed(&gate(toll), a), &listed(raid, b)]);
    assert_eq!(found("more than 13", 2024, 2023), ["value-conflict"]);
    assert!(found("at least 13", 2024, 2023).is_empty());
    // Nothing says that one of them was written after the count was over.
    assert!(found("more than 13", 2024, 2020).is_empty());
    // What followed months later followed something else.
    let later = raid.replace("August 28", "December 9");
    assert!(between(&[&listed(&gate("19"), 2024), &listed(&later, 2024)]).is_empty());
}

#[test]
fn shares_of_the_vote_are_of_their_elections() {
    let poll = |year: i32, share: &str| {
        format!(
            "---\ndate: {year}-06-02\n---\n\n# Count\n\nThe Civic Union won {share} of the vote.\n"
        )
    };
    assert!(between(&[&poll(2019, "31.6%"), &poll(2023, "34.9%")]).is_empty());
}

#[test]
fn a_statement_is_held_against_a_short_passage() {
    let held = |statement: &str, passage: &str| between(&[statement, passage]);
    let theatre = "Since its restoration the Corn Theatre, the oldest in Velm, has offered its guests 640 seats, \
                   two bars and a terrace.\n";
    let seats = |statement: &str| held(statement, theatre);
    assert_eq!(seats("The Corn Theatre in Velm has more than 800 seats.\n"), ["value-conflict"]);
    assert!(seats("The Corn Theatre in Velm has more than 600 seats.\n").is_empty());
    // What is denied is no bound of its own; another thing with a name is another thing.
    assert!(seats("The Corn Theatre in Velm has never had more than 800 seats.\n").is_empty());
    assert!(seats("The Reed Arena in Harlow has more than 800 seats.\n").is_empty());
    let mill = |year: u32| {
        format!("Founded in {year} by a miller's son, the Harlow Bakery stayed small.\n")
    };
    let bakery = "The Harlow Bakery was founded before 1850.\n";
    assert_eq!(held(bakery, &mill(1868)), ["value-conflict"]);
    assert!(held(bakery, &mill(1848)).is_empty());
    // A text of several paragraphs is a document: what two of these say is held against each other
    // where both name it.
    let long =
        format!("{theatre}\nIt burned. It was built again.\n\nIt burned twice. It was closed.\n");
    assert!(held("The theatre has more than 800 seats.\n", &long).is_empty());
}
