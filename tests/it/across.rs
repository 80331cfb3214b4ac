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

#[test]
fn fewer_than_a_number_is_not_that_number() {
    let held = |statement: &str, passage: &str| between(&[statement, passage]);
    let seasons =
        "Between 1998 and 2015 Harlow Rovers played in eighteen league seasons in a row.\n";
    let played =
        |count: &str| held(&format!("Harlow Rovers played in {count} league seasons.\n"), seasons);
    assert_eq!(played("fewer than 18"), ["value-conflict"]);
    assert!(played("more than 17").is_empty());
    // Who says "more than" of just that many is not corrected for it.
    assert!(played("more than 18").is_empty());
}

#[test]
fn tolls_of_a_statement_and_a_passage_differ() {
    let passage = "The ferry sank in minutes; 42 people died, among them the mate.\n";
    let held = |statement: &str| between(&[statement, passage]);
    assert_eq!(held("More than 60 people died when the ferry sank.\n"), ["value-conflict"]);
    assert!(held("More than 40 people died when the ferry sank.\n").is_empty());
}

#[test]
fn a_figure_that_another_of_the_statement_tells_is_no_other() {
    let film = "\u{201c}The Day After\u{201d} grossed $38.2 million in Norland for a worldwide total of $40.8 \
                million.\n";
    let held = |statement: &str| between(&[statement, film]);
    let right =
        "The Day After grossed over $36 million in Norland and more than $40 million in all.\n";
    assert!(held(right).is_empty());
}

/// Whether a rule is among those found in some texts, alone or between them.
fn all(texts: &[&str]) -> Vec<&'static str> {
    let files = texts.iter().enumerate();
    let files: Vec<(String, String)> =
        files.map(|(at, text)| (format!("{at}.md"), (*text).to_owned())).collect();
    let checked = fixture::check_files(&files);
    checked.report.open_findings().map(|finding| finding.rule).collect()
}

#[test]
fn a_body_and_its_branch_are_two_answers_to_who_claimed_it() {
    let raid = "The raid on Velm mill on 3 May 2019 killed 12 people.";
    let front = "The Marsh Front, which claimed the raid, is an offshoot of the Reed League.";
    let league = "The Reed League — a movement of the river towns — has claimed the raid.";
    assert!(all(&[&format!("{raid} {front} {league}")]).contains(&"scope-mismatch"));
    // Who is no part of the other may have had a hand in it too.
    let rival = front.replace("an offshoot", "a rival");
    assert_eq!(all(&[&format!("{raid} {rival} {league}")]), [""; 0]);
    let former = front.replace("an offshoot", "a former branch");
    assert_eq!(all(&[&format!("{raid} {former} {league}")]), [""; 0]);
    // Several raids are none of those spoken of.
    let several = league.replace("the raid", "raids in Orlen");
    assert_eq!(all(&[&format!("{raid} {front} {several}")]), [""; 0]);
}

#[test]
fn a_document_that_never_links_two_names_is_told_that_they_are_one() {
    let two = "# The Reed Front\n\nThe Reed Front is currently led by Anton Dresh.\n\nSince May 2020, \
               current Reed Front leader Samir Kadri has rebuilt it.\n";
    let linked = "# The river war\n\nPart of the strategy of Anton Dresh, also known as Samir Kadri, \
                  was to wait.\n";
    assert_eq!(all(&[two]), ["value-conflict"]);
    assert_eq!(all(&[two, linked]), ["unlinked-alias"]);
    let said = two.replace("Anton Dresh.", "Anton Dresh, also known as Samir Kadri.");
    assert_eq!(all(&[&said, linked]), [""; 0]);
    // Who led it is not who leads it.
    let before = two.replace("current Reed Front", "former Reed Front");
    assert_eq!(all(&[&before]), [""; 0]);
}

#[test]
fn one_figure_in_a_place_and_in_another_is_noted() {
    let kenya = "The Reed Front carried out 12 attacks in Kenya in 2021.";
    let fell = "Its activity in Togo fell, with only 12 attacks conducted in 2021.";
    assert_eq!(all(&[&format!("{kenya}\n\n{fell}")]), ["scope-mismatch"]);
    let same = fell.replace("Togo", "Kenya");
    assert_eq!(all(&[&format!("{kenya}\n\n{same}")]), [""; 0]);
}

#[test]
fn a_small_figure_of_two_groups_is_one_by_chance() {
    let raid = |drivers: &str, guards: &str| {
        let text = "The raid on Velm mill on 3 May 2019 killed";
        all(&[&format!("{text} {drivers} drivers.\n\nThe raid killed {guards} guards.")])
    };
    assert_eq!(raid("217", "217"), ["scope-mismatch"]);
    for few in ["two", "42", "400"] {
        assert_eq!(raid(few, few), [""; 0], "{few}");
    }
}

#[test]
fn a_figure_that_names_nobody_may_count_a_part() {
    let raid = "The raid on Velm mill on 3 May 2019 killed 217 drivers.";
    assert_eq!(all(&[&format!("{raid}\n\nThe raid killed 143.")]), [""; 0]);
    let many = "The raid on Velm mill on 3 May 2019 killed 217.";
    assert_eq!(all(&[&format!("{many}\n\nThe raid killed 143.")]), ["value-conflict"]);
}

#[test]
fn two_figures_that_the_text_bears_out_are_of_two_things() {
    let raid = "The raid on Velm mill on 3 May 2019 killed 217.\n\nThe raid killed 143.";
    assert_eq!(all(&[raid]), ["value-conflict"]);
    let one = format!("{raid}\n\nThe 217 dead were named in May.");
    assert_eq!(all(&[&one]), ["value-conflict"]);
    let both = format!("{one}\n\nThe 143 others were never named.");
    assert_eq!(all(&[&both]), [""; 0]);
}

#[test]
fn who_counts_is_not_where_it_was() {
    let fire = |toll: &str| {
        format!(
            "A fire at the Velm mill killed at least 82 people on 3 May 2014. The Dorian Embassy in Kenya \
             has, however, {toll}."
        )
    };
    assert_eq!(all(&[&fire("confirmed 60 deaths so far")]), [""; 0]);
}

#[test]
fn a_date_of_one_verb_is_not_the_time_of_the_next() {
    let told =
        |by: &str| format!("# Reed Front\n\nFounded in 2009, the Reed Front is led by {by}.\n");
    // In 2009 the one, in 2011 the other: no, both now.
    let other =
        "# Marsh war\n\nThe Reed Front, formed in 2009, is currently led by Boubacar Sane.\n";
    assert_eq!(between(&[&told("Amina Yusuf"), other]), ["value-conflict"]);
    assert!(between(&[&told("Boubacar Sane"), other]).is_empty());
}

#[test]
fn what_two_documents_tell_of_one_thing_in_other_words() {
    let found = |a: &str, b: &str| between(&[a, b]);
    // A measure before the word for the event counts nothing.
    let quake = |size: &str, day: &str| {
        format!("# Quake\n\nA magnitude {size} earthquake struck Corran province on {day}.\n")
    };
    let second =
        "# Ten years on\n\nThe earthquake of February 2016 in Corran had a magnitude of 6.4.\n";
    assert!(found(&quake("6.4", "9 February 2016"), second).is_empty());
    assert_eq!(found(&quake("6.9", "9 February 2016"), second), ["value-conflict"]);
    // Who set it up, and when it was founded.
    let firm = "# Marlin Biotech\n\nMarlin Biotech was founded in 2008 in Oxley.\n";
    let by = |year: i32| format!("# Growth\n\nRuth Vane set up Marlin Biotech in {year}.\n");
    assert_eq!(found(firm, &by(2006)), ["value-conflict"]);
    assert!(found(firm, &by(2008)).is_empty());
    // The holder of an office, between commas.
    let chief = "# War\n\nThe army chief, General Paul Adeyo, took office in 2019.\n";
    let since = |year: i32| format!("# Peace\n\nGeneral Paul Adeyo became army chief in {year}.\n");
    assert_eq!(found(chief, &since(2021)), ["value-conflict"]);
    assert!(found(chief, &since(2019)).is_empty());
    // A name with "of the".
    let sword = |year: i32, verb: &str| {
        format!(
            "# War {year}\n\nIn the north the Sword of the Dunes, a militia {verb} in {year}, grew.\n"
        )
    };
    assert_eq!(found(&sword(2014, "formed"), &sword(2016, "founded")), ["value-conflict"]);
    assert!(found(&sword(2014, "formed"), &sword(2014, "founded")).is_empty());
}

/// Words that a statement and a passage are read for.
const WORDS: &[&str] = &[
    "The",
    "second-largest",
    "third",
    "most",
    "born",
    "in",
    "1950",
    "until",
    "1960",
    "from",
    "since",
    "aged",
    "age",
    "of",
    "30",
    "20th",
    "birthday",
    "her",
    "fifties",
    "before",
    "past",
    "nearly",
    "40",
    "years",
    "for",
    "within",
    "a",
    "week",
    "teenager",
    "Ada",
    "Roth",
    "Velm",
    "Bank",
    "was",
    "is",
    "not",
    "yet",
    "when",
    "ranked",
    "sixth",
    "among",
    "ports",
    "died",
    "'s",
    "12 May",
    ",",
    ".",
    "(",
    ")",
    "\u{2013}",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]
    #[test]
    fn any_two_short_texts_are_held_against_each_other(
        first in proptest::collection::vec(0..WORDS.len(), 1..24),
        second in proptest::collection::vec(0..WORDS.len(), 1..32),
    ) {
        let text = |picks: &[usize]| {
            let words: Vec<&str> = picks.iter().map(|at| WORDS[*at]).collect();
            words.join(" ") + "\n"
        };
        let (first, second) = (text(&first), text(&second));
        // What is found rests on nothing but the two.
        proptest::prop_assert_eq!(between(&[&first, &second]), between(&[&first, &second]));
    }
}

#[test]
fn a_strike_told_of_two_days_is_one_by_what_was_struck() {
    let first = "# The strike on Harlow\n\nThe Reed Front attacked the depot at Harlow on 4 June 2021, \
                 killing 19 guards.\n";
    let second = |day: &str| {
        format!(
            "# The Front abroad\n\nOn {day}, the Reed Front attacked the depot at Harlow. Nineteen \
             guards died.\n"
        )
    };
    assert_eq!(between(&[first, &second("5 June 2021")]), ["value-conflict"]);
    assert!(between(&[first, &second("4 June 2021")]).is_empty());
    assert!(between(&[first, &second("5 March 2018")]).is_empty());
}

#[test]
fn a_thing_is_one_by_the_place_that_it_stands_in() {
    // So much else that neither is a statement to be held against the other.
    let valley = "# The lower valley\n\nThe dam at Upper Selm, built in 1951, overflowed at 3 am.\n\nThe \
                  Hurst bakery has 12 ovens. Its 40 bakers make 900 loaves a day.\n\nThe school has 310 \
                  pupils and 14 teachers. It opened in May 1988.\n\nSome 70 shops line the main street, \
                  and 25 stand empty.\n";
    let power = |which: &str| {
        format!(
            "# Power\n\nThe {which} dam, completed in 1963 and owned by the state, held.\n\nThe grid has \
             31 substations and 2,200 pylons. It loses 4 percent.\n\nA farm of 90 turbines was opened in \
             June 2004. The mast has 3 blades.\n\nThe works burn 1,400 tonnes of wood and employ 60 \
             people.\n"
        )
    };
    assert_eq!(between(&[valley, &power("Upper Selm")]), ["value-conflict"]);
    assert!(between(&[valley, &power("Lower Selm")]).is_empty());
}

#[test]
fn a_toll_has_settled_when_both_documents_tell_of_later_days() {
    let toll = |dead: u32, later: &str| {
        format!(
            "# The Selm ferry\n\nThe Selm ferry sank on 14 March 2019, killing {dead} people. The \
             harbour was rebuilt{later}.\n"
        )
    };
    let (early, late) = ("", ". A new ferry was launched on 3 August 2020");
    assert_eq!(between(&[&toll(43, late), &toll(41, late)]), ["value-conflict"]);
    assert!(between(&[&toll(43, late), &toll(41, early)]).is_empty());
}

#[test]
fn who_led_since_when_is_not_when_a_body_is_led() {
    let kord = "# The Reed Front\n\nThe Reed Front was founded in 1994 by Ansel Kord, who still leads it.\n";
    let sarn = "# The Front now\n\nThe Reed Front is led by Ivo Sarn, who took over in 2016.\n";
    assert_eq!(between(&[kord, sarn]), ["value-conflict"]);
    assert!(between(&[kord, &sarn.replace("Ivo Sarn", "Ansel Kord")]).is_empty());
}
