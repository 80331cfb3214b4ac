//! What claims are about, where the words around them leave it to be found.

use crate::prose::reading::Said;
use crate::prose::table::tests::reading;
use crate::prose::thing::{Meaning, ThingIx};

/// What a text about the Orlen Front says, each as "predicate of subject [scope] [places] = value".
fn said(text: &str) -> Vec<String> {
    let reading = reading(&format!("# The Orlen Front\n\n{text}\n"));
    let name = |ix: ThingIx| reading.things.all[ix.0 as usize].name.to_string();
    let claims = reading.claims.iter().filter_map(|claim| {
        let Said::Known(id) = &claim.said else { return None };
        let subject = match claim.subject {
            Meaning::One { thing, .. } => name(thing),
            _ => "?".to_owned(),
        };
        let scope = claim.scope.join(", ");
        let places: Vec<String> = claim.place.iter().map(|place| name(*place)).collect();
        Some(format!("{id} of {subject} [{scope}] {places:?} = {}", claim.value))
    });
    claims.collect()
}

/// Texts, each with how what it says begins, and what it does not say.
fn check(cases: &[(&str, &[&str], &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, there, not)| {
            let found = said(text);
            let has = |claim: &str| found.iter().any(|other| other.starts_with(claim));
            let right = there.iter().all(|c| has(c)) && !not.iter().any(|c| has(c));
            (!right).then(|| format!("{text}\n  {found:?}\n  not {there:?}, without {not:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_participle_that_opens_its_sentence_is_said_of_what_follows() {
    check(&[
        (
            "Founded in January 2015 during the boom in Varde, Kestrel Union recruits members.",
            &["founding of Kestrel Union [] [] = 2015-01"],
            &[],
        ),
        // A clause that does not open it.
        (
            "The ferry, founded on a sandbank in January 2015, lay still. Kestrel Union paid.",
            &[],
            &["founding of Kestrel Union"],
        ),
    ]);
}

#[test]
fn a_measure_that_does_something_is_a_thing_of_its_own() {
    let quake = "A magnitude 3.8 earthquake hit Orlen on 3 May 2021.";
    let felt = format!("{quake} It was a magnitude 3.8, the observatory said.");
    let other = format!("{quake} A magnitude 3.5 followed.");
    check(&[
        (&felt, &["magnitude of 2021 Orlen earthquake [] [] = a magnitude 3.8"], &[]),
        (&other, &[], &["magnitude of 2021 Orlen earthquake [] [] = A magnitude 3.5"]),
    ]);
}

#[test]
fn a_noun_between_a_date_and_its_verb_is_the_subject() {
    check(&[
        (
            "In January 2023, a new union media group emerged.",
            &["founding of new union media group"],
            &[],
        ),
        // What started is what it began to do.
        (
            "In May 2022, the Orlen Front started selling a magazine.",
            &["event-date of Orlen Front started selling a magazine [] [] = 2022-05"],
            &["start-date of Orlen Front"],
        ),
    ]);
}

#[test]
fn what_with_adds_is_of_whoever_the_sentence_before_the_comma_names() {
    check(&[
        (
            "Norland kept 400 troops in Varde; this number grew, with 900 troops deployed in Varde \
             and 2,500 in Marrow in 2023.",
            &[
                "troops of Norland [] [\"Varde\"] = 900",
                "troops of Norland [] [\"Marrow\"] = 2,500",
            ],
            &["troops of Orlen Front"],
        ),
        // A survey has no raids.
        (
            "The survey shows a fall, with only 12 attacks carried out in 2023.",
            &["attacks of Orlen Front"],
            &["attacks of survey"],
        ),
    ]);
}

#[test]
fn support_is_of_whoever_gives_it() {
    check(&[(
        "The mayors met in May, with Norland Bank support pledging $13 million for the dam.",
        &["money-pledged of Norland Bank"],
        &["money-pledged of Orlen Front"],
    )]);
}

#[test]
fn a_part_is_told_behind_the_places_of_its_whole() {
    check(&[
        (
            "Since then the Orlen Front has claimed 119 attacks in nine towns, 62 (52 percent) of \
             which occurred in Marrow.",
            &[
                "attacks of Orlen Front [] [] = 119",
                "attacks of Orlen Front [] [\"Marrow\"] = 62",
                "share-of-attacks of Orlen Front [] [\"Marrow\"] = 52 percent",
            ],
            &["attacks of Orlen Front [] [] = 62", "attacks of Orlen Front [] [\"Marrow\"] = 119"],
        ),
        (
            "The Orlen Front claimed 10 attacks in 2022, the majority (six) of which were suicide \
             attacks.",
            &["attacks of Orlen Front [suicide] [] = six"],
            &["attacks of Orlen Front [] [] = six"],
        ),
    ]);
}

#[test]
fn the_dead_who_are_picked_out_of_many_are_counted() {
    check(&[
        (
            "A blast at the Varde mill on 3 May 2021 claimed numerous lives, including 13 pupils.",
            &["deaths of"],
            &[],
        ),
        ("The Orlen Front claimed numerous seats, including 13 in Varde.", &[], &["deaths of"]),
    ]);
}

#[test]
fn a_word_that_only_says_which_body_is_no_event() {
    check(&[(
        "The tension rose after the fall of Varde's elected council in August 2021.",
        &["event-date of fall of Varde's elected council, August 2021"],
        &["office-start of"],
    )]);
}

#[test]
fn the_group_is_not_whose_officer_spoke() {
    check(&[(
        "The Orlen Front wants, as noted by PORTCOM Commander General Ada Roth, to \
         strike at the port. Since its official formation in 2015, the group has had members in \
         Varde.",
        &[],
        &["founding of PORTCOM"],
    )]);
}

#[test]
fn a_surname_has_its_particles() {
    check(&[(
        "The party is led by Ida van der Roth. The papers liked van der Roth's appointment in May \
         2020.",
        &["office-start of Ida van der Roth [] [] = 2020-05"],
        &[],
    )]);
}

#[test]
fn what_happened_on_a_day_of_its_own_is_not_the_thing_s_own() {
    check(&[
        ("In 1988 a lorry overturned at the inn, killing two people.", &[], &["deaths of"]),
        (
            "On Wednesday 8 May 2023 some 300 officers searched the town. Eleven people were arrested.",
            &[],
            &["arrests of"],
        ),
        (
            "A lorry overturned at the inn, killing two people.",
            &["deaths of Orlen Front [] [] = two"],
            &[],
        ),
    ]);
}

#[test]
fn the_count_of_a_month_is_not_that_of_an_event() {
    check(&[(
        "The worst month was August 2023, with 812 deaths, and the worst day 6 August, when a market \
         in Varde was bombed and 96 people died.",
        &["deaths of Varde bombing [] [] = 96"],
        &["deaths of Varde bombing [] [] = 812"],
    )]);
}

#[test]
fn of_each_of_two_places_nothing_is_said_of_both() {
    check(&[(
        "The vaccine was tried in two towns. In Kesha, where 300 took part, efficacy was 74 per cent; \
         in Moro, with 200, it was 63 per cent.",
        &[],
        &["efficacy of"],
    )]);
}

#[test]
fn dates_that_and_joins_are_of_two() {
    check(&[(
        "The bend is steep, said Ida Roth, 33, the winner of the race in 2021 and 2023.",
        &["age of Ida Roth"],
        &["event-date of race"],
    )]);
}

#[test]
fn where_some_of_it_happened_not_all_did() {
    check(&[(
        "The storm struck the coast in May 2021. Two thirds of the deaths in the storm occurred in \
         Varde.",
        &["event-date of"],
        &["location of"],
    )]);
}

#[test]
fn what_is_numbered_or_counted_by_is_no_count() {
    check(&[
        (
            "The Orlen Front killed 14 people in week 22.",
            &["deaths"],
            &["deaths of Orlen Front [] [] = 22"],
        ),
        (
            "The Orlen Front has one medic for every 9,700 fighters.",
            &[],
            &["strength of Orlen Front [fighters] [] = 9,700"],
        ),
    ]);
}

#[test]
fn a_share_behind_a_comma_is_of_what_the_count_before_it_is_of() {
    let share = |text: &str| {
        let reading = reading(&format!("# The Orlen Front\n\n{text}\n"));
        let share = reading.claims.iter().find(|claim| claim.value.contains("third"));
        let Meaning::One { thing, .. } = share.unwrap().subject else { return String::new() };
        reading.things.all[thing.0 as usize].name.to_string()
    };
    assert_eq!(
        share("There are 30,000 weavers living in Marrow, about one-third of all weavers."),
        "Marrow"
    );
}

#[test]
fn a_body_with_a_purpose_is_one_name() {
    check(&[(
        "The Norland Campaign to Stop Hunger was founded in 2014. The Norland Alliance to Save \
         Bees, founded in 2016, has 87 members. The Alliance has an office.",
        &["founding of Norland Alliance to Save Bees [] [] = 2016"],
        &["founding of Bees"],
    )]);
}

#[test]
fn deaths_are_dated_in_turn() {
    check(&[
        (
            "Ida Roth's and Sam Velt's deaths (May 2020 and June 2021, respectively) hurt the Front.",
            &["death-date of Ida Roth [] [] = 2020-05", "death-date of Sam Velt [] [] = 2021-06"],
            &[],
        ),
        (
            "The deaths of Ida Roth and Sam Velt in May 2020 and June 2021, respectively, hurt it.",
            &["death-date of Ida Roth [] [] = 2020-05", "death-date of Sam Velt [] [] = 2021-06"],
            &[],
        ),
        // One name, and two dates.
        (
            "The deaths of Ida Roth and others in May 2020 and June 2021, respectively, hurt it.",
            &[],
            &["death-date of Ida Roth"],
        ),
    ]);
}

#[test]
fn where_a_force_works_is_not_where_it_emerged() {
    check(&[(
        "The Orlen Front emerged in 2017 as a small force operating in Varde.",
        &["founding of Orlen Front [] [] = 2017"],
        &[],
    )]);
}

#[test]
fn a_general_directorate_is_no_general() {
    check(&[(
        "In 2023, the Norland General Directorate of Customs carried out 35 raids in Varde.",
        &["raids of Norland General Directorate of Customs"],
        &["raids of Directorate of Customs"],
    )]);
}

#[test]
fn a_count_of_some_is_none_of_the_whole() {
    let blast = "A blast at Varde market on 3 May wounded 64 people and killed 17.";
    let of = |text: &str| {
        let mut found = said(&format!("{blast}\n\n{text}"));
        found.retain(|claim| claim.starts_with("deaths") || claim.starts_with("injuries"));
        found.len()
    };
    assert_eq!(of(""), 2);
    for some in [
        "No attack in 2024 killed more than 12 people.",
        "In 2011 there were seven blasts and 45 people were killed.",
        "Four people wounded in the blast at Varde's market died overnight.",
        "In week 22 six people died.",
        "Of the 17 people who died 12 were Roth's.",
        "Four had gone home with cuts. The four who died were taken off the list.",
    ] {
        assert!(of(some) <= 3, "{some} {:?}", said(&format!("{blast}\n\n{some}")));
        let new = said(&format!("{blast}\n\n{some}"));
        let wrong = ["= 12", "= more than 12", "= 45", "= six", "= four", "= Four"];
        let wrong = |claim: &String| {
            let toll = claim.starts_with("deaths") || claim.starts_with("injuries");
            toll && wrong.iter().any(|end| claim.ends_with(end))
        };
        assert!(!new.iter().any(wrong), "{some} {new:?}");
    }
    assert_eq!(of("The toll rose: 21 people were killed."), 3);
}

#[test]
fn a_header_says_whom_its_column_counts() {
    let table = "A flood hit Varde in May.\n\n| District | Affected | Cholera deaths |\n|---|---|---|\n| Marrow | 96,000 | 19 |\n| Skell | 52,000 | 6 |\n| Total | 148,000 | 25 |\n";
    let found = said(table);
    let deaths: Vec<_> = found.iter().filter(|claim| claim.starts_with("deaths")).collect();
    assert!(!deaths.is_empty() && deaths.iter().all(|d| d.contains("[cholera]")), "{found:?}");
}

#[test]
fn what_a_place_reports_is_its_own() {
    check(&[(
        "Varde has reported 78 deaths from measles.\n\nThe Republic of Taru had reported 612 cases \
         and nine deaths.",
        &[],
        &["deaths of Orlen Front [] [] = nine", "cases of Republic of Taru [] [] = nine"],
    )]);
}

#[test]
fn what_is_taken_for_granted_is_not_what_somebody_says() {
    let says = |text: &str| {
        let reading =
            reading(&format!("# The Orlen flood\n\nThe flood hurt 90 people.\n\n{text}\n"));
        let of = reading.claims.iter().filter(|claim| claim.value == "76");
        of.map(|claim| claim.said_by.len()).collect::<Vec<_>>()
    };
    assert_eq!(says("Ada Brook said that the 76 people hurt in the flood had been paid."), [0]);
    assert_eq!(says("Ada Brook said that 76 people were hurt in the flood."), [1]);
}

#[test]
fn what_a_verb_did_something_to_has_the_date() {
    check(&[
        ("In 2019 the Kestrel Bank opened twelve branches.", &[], &["opening-date"]),
        ("In 2022 the council finished 62 homes.", &[], &["end-date"]),
        ("In 2004 Ada Brook finished a novel.", &[], &["end-date"]),
        (
            "In 1995 the council opened the Tamm Museum.",
            &["opening-date of Tamm Museum"],
            &["opening-date of council"],
        ),
        ("In 2019 the Kestrel Bank opened.", &["opening-date of Kestrel Bank [] [] = 2019"], &[]),
    ]);
}

#[test]
fn some_of_the_dead_are_not_all_of_them() {
    check(&[
        (
            "The raid on Orlen came in May. Of the 41 deaths laid to the miners, nine came later.",
            &[],
            &["deaths"],
        ),
        (
            "The raid on Orlen came in May. Of the 12 people who died of thirst two were old.",
            &[],
            &["deaths"],
        ),
        ("The raid on Orlen came in May. A further 38 deaths are known.", &[], &["deaths"]),
    ]);
}
