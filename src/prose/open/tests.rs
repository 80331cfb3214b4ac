use crate::prose::reading::Said;
use crate::prose::table::tests::reading;
use crate::prose::thing::Meaning;

/// What a text tells in passing, as "predicate of subject = value".
fn told(text: &str) -> Vec<String> {
    let reading = reading(&format!("# The Orlen Brewery\n\n{text}\n"));
    let name = |meaning: &Meaning| match meaning {
        Meaning::One { thing, .. } => reading.things.all[thing.0 as usize].name.to_string(),
        _ => "?".to_owned(),
    };
    let passing = reading.claims.iter().filter_map(|claim| match &claim.said {
        Said::Known(id) if id.ends_with("-date") => {
            Some(format!("{id} of {} = {}", name(&claim.subject), claim.value))
        }
        Said::Recurring { id, .. } => {
            Some(format!("{id} of {} = {}", name(&claim.subject), claim.value))
        }
        _ => None,
    });
    passing.collect()
}

/// Texts, each with all that it tells in passing.
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = told(text);
            (found != *expected).then(|| format!("{text}\n  {found:?}\n  not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_date_is_of_the_deed_of_its_clause() {
    check(&[
        (
            "In June 2019, Varde Town hired a new coach.",
            &["event-date of Varde Town hired a new coach = 2019-06"],
        ),
        (
            "The envoy, Ida Roth, was welcomed in Varde in May 2020.",
            &["event-date of Ida Roth was welcomed in Varde = 2020-05"],
        ),
        (
            "In 2016, Varde Town started selling a magazine.",
            &["event-date of Varde Town started selling a magazine = 2016"],
        ),
        (
            "In July 2021, Varde Town announced that the mill would close.",
            &["announcement-date of Varde Town announced = 2021-07"],
        ),
        // Neither a state nor what a participle tells of one happens on a day.
        ("Varde Town owned the mill in 2017.", &["date-of-own-mill of Varde Town = 2017"]),
        (
            "The inspection of a mill owned by Varde Town in May 2018 was short.",
            &["event-date of inspection of a mill, May 2018 = 2018-05"],
        ),
        // It may be so, it was not so, it is the text that was looked up.
        ("Varde Town may hire a new coach in June 2019.", &[]),
        ("Varde Town did not hire a coach in June 2019.", &[]),
        ("The page of Varde Town was accessed on 3 May 2019.", &[]),
    ]);
}

#[test]
fn a_date_is_of_the_noun_for_a_deed() {
    check(&[
        (
            "The July 2019 inspections of Varde Town found nothing.",
            &["event-date of inspections of Varde Town, July 2019 = 2019-07"],
        ),
        (
            "Rents have risen since its expansion in 2017.",
            &["event-date of expansion of Orlen Brewery, 2017 = 2017"],
        ),
        (
            "Rents rose with the fall of Varde's elected council in 2017.",
            &["event-date of fall of Varde's elected council, 2017 = 2017"],
        ),
        (
            "Hotels were full for the 2022 Orlen World Cup in Varde.",
            &["event-date of Orlen World Cup, 2022 = 2022"],
        ),
        (
            "Fares rose after its 1979–1989 dispute with Varde Town.",
            &["event-date of dispute with Varde Town, 1979–1989 = 1979/1989"],
        ),
        (
            "A July 2023 report to Varde Town praised the beer.",
            &["publication-date of report to Varde Town, July 2023 = 2023-07"],
        ),
        // A noun for no deed leaves the date to the verb.
        (
            "Varde Town painted the old gate in 2017.",
            &["event-date of Varde Town painted the old gate = 2017"],
        ),
    ]);
}

#[test]
fn a_person_who_was_killed_died() {
    check(&[
        (
            "The envoy, Ida Roth, was murdered in Varde in May 2020.",
            &["death-date of Ida Roth = 2020-05"],
        ),
        // Of nobody who is named.
        (
            "The deputy envoy was murdered in Varde in May 2020.",
            &["event-date of deputy envoy was murdered in Varde = 2020-05"],
        ),
    ]);
}

#[test]
fn a_post_is_dated_by_its_signature() {
    check(&[(
        "— Varde Town (@vardetown) March 23, 2024",
        &["publication-date of post of @vardetown, March 23, 2024 = 2024-03-23"],
    )]);
}

#[test]
fn a_clause_of_time_has_the_date_of_what_it_explains() {
    check(&[
        (
            "In May 2021 the mood changed when gunmen stormed the Varde market, killing 12.",
            &["event-date of Varde attack = 2021-05"],
        ),
        // It has a date of its own.
        (
            "In May 2021 Varde Town wept when the 1994 flood was remembered.",
            &["event-date of 1994 flood = 1994", "event-date of Varde Town wept = 2021-05"],
        ),
    ]);
}

#[test]
fn a_time_with_one_end_is_called_by_it() {
    check(&[
        (
            "Varde Town has supported the choir since 2015.",
            &["start-of-support-choir of Varde Town = 2015"],
        ),
        (
            "Starting in 2014, Varde Town lent money to farmers.",
            &["start-of-lend-money of Varde Town = 2014"],
        ),
        (
            "Efforts undertaken by Varde Town since May 2022 have yielded little.",
            &["start-date of Efforts undertaken by Varde Town = 2022-05"],
        ),
        (
            "From 1992 to 1997 Varde Town fought the drought.",
            &["event-date of Varde Town fought the drought = 1992/1997"],
        ),
    ]);
}

#[test]
fn a_count_is_of_its_noun_and_of_what_the_clause_does() {
    check(&[
        (
            "Varde Town hired teachers in nine provinces.",
            &["number-of-province-hire-teacher of Varde Town = nine"],
        ),
        ("Beer was sold in three waves.", &["number-of-wave-sell of Beer = three"]),
        // Whole and part are of one noun.
        (
            "Half of these barrels are believed to be old.",
            &["share-of-barrel of Orlen Brewery = Half"],
        ),
        ("A two-part play was shown by Varde Town.", &[]),
        ("Varde Town is one of the oldest.", &[]),
        ("Varde Town may open three shops.", &[]),
    ]);
}

#[test]
fn a_length_is_of_what_lasted() {
    check(&[
        (
            "Varde Town has fought the drought for 20 years.",
            &["duration-of-fight-drought of Varde Town = 20 years"],
        ),
        // These count from another time.
        ("Varde Town fell ill three months later.", &[]),
        ("Varde Town fell ill 20 years ago.", &[]),
        ("Varde Town fell ill two days before the fair.", &[]),
    ]);
}

#[test]
fn a_change_is_called_by_what_changes() {
    check(&[
        (
            "Varde Town counted 12 fires in 2021, representing a fall of 40 percent.",
            &["fire-fall of Orlen Brewery = 40 percent"],
        ),
        (
            "Varde Town reported a decline of 9 percent in rents.",
            &["rent-decline of Orlen Brewery = 9 percent"],
        ),
        (
            "Varde Town brewed 3.5 times more than in the year before.",
            &["ratio-of-varde-town-brew of Varde Town = 3.5 times"],
        ),
    ]);
}

#[test]
fn what_a_name_is_joined_to_is_its() {
    check(&[
        (
            "Inspectors listed 15 Orlen Brewery-linked cellars by May.",
            &["number-of-orlen-brewery-linked-cellar-inspector-list of Orlen Brewery = 15"],
        ),
        // Parts of a town of which no word says that they are all.
        (
            "Varde Town carried out repairs in 11 streets of Harlow.",
            &["number-of-street-repair of Varde Town = 11"],
        ),
    ]);
}

#[test]
fn what_begins_is_the_subject_where_that_is_a_deed() {
    check(&[
        (
            "Starting in May 2023, a wave of strikes stopped the trams.",
            &["start-date of wave of strikes, May 2023 = 2023-05"],
        ),
        // A label before a colon is nobody.
        (
            "Summary: Starting in May 2023, Varde Town sold trams.",
            &["start-of-sell-tram of Varde Town = 2023-05"],
        ),
    ]);
}

#[test]
fn what_is_strong_is_a_group() {
    check(&[
        (
            "The 40,000-strong Velmar community in Orrin grew.",
            &["population of Velmar community = 40,000-strong"],
        ),
        ("Varde Town paid for a 2,000-strong choir.", &["strength of choir = 2,000-strong"]),
    ]);
}
