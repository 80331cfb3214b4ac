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

#[test]
fn a_length_or_an_age_that_no_dates_of_the_passage_make_right() {
    let held = |statement: &str, passage: &str| between(&[statement, passage]);
    let wrong = ["duration-mismatch"];
    let school = "Ada Roth came to the harbour school in 1902 and taught there until 1919, when she was called \
                  home.\n";
    let taught = |length: &str| held(&format!("Ada Roth taught there {length}.\n"), school);
    assert_eq!(taught("for nearly 40 years"), wrong);
    assert_eq!(taught("for less than a decade"), wrong);
    assert_eq!(taught("for at least twenty years"), wrong);
    for right in ["for seventeen years", "for more than a decade", "for less than twenty years"] {
        assert!(taught(right).is_empty(), "{right}");
    }
    // Days of no year are of that of the date before them; "within a month" is no longer than that.
    let strike = "Begun on 6 March 1911, the strike at the mill dragged on until 19 June.\n";
    assert_eq!(held("The mill strike was over within a month.\n", strike), wrong);
    assert!(held("The mill strike was over within four months.\n", strike).is_empty());
    // Two dates of which nothing says that they are a beginning and an end.
    let prizes =
        "Ada Roth won the Velm prize in 1902, the Harlow prize in 1911 and another in 1919.\n";
    assert!(held("Ada Roth was mayor of Velm for at least forty years.\n", prizes).is_empty());
    let life =
        "Ada Roth (4 May 1931 \u{2013} 2 April 2009) wrote her first novel, Salt, in 1975.\n";
    let first = |age: &str| held(&format!("Ada Roth wrote her first novel {age}.\n"), life);
    for age in
        ["before her 30th birthday", "in her fifties", "at the age of 31", "before she was forty"]
    {
        assert_eq!(first(age), wrong, "{age}");
    }
    for age in [
        "before her 50th birthday",
        "in her forties",
        "at the age of 44",
        "after her 40th birthday",
    ] {
        assert!(first(age).is_empty(), "{age}");
    }
    assert_eq!(held("Ada Roth died before her 70th birthday.\n", life), wrong);
    assert!(held("Ada Roth lived past the age of 75.\n", life).is_empty());
    // Whose birth it is, nobody can say.
    let two = "Ada Roth, born in 1931, wrote Salt in 1975; Ben Ode, born in 1950, drew it.\n";
    assert!(held("Ben Ode was over sixty when Salt was drawn.\n", two).is_empty());
}

#[test]
fn what_has_one_name_in_both_texts_is_no_other_thing() {
    let held = |statement: &str, passage: &str| between(&[statement, passage]);
    let poll = |year: u32| {
        format!(
            "In the general election of {year} the Reed Party, led for the first time by Ada Roth, obtained 6.8 \
             percent of the votes.\n"
        )
    };
    let statement = "The Reed Party won over 20 percent of the vote in the 2018 Velm election.\n";
    assert_eq!(held(statement, &poll(2018)), ["value-conflict"]);
    assert!(held(statement, &poll(2013)).is_empty());
}
