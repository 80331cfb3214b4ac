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
            &["date-of-hire-coach of Varde Town = 2019-06"],
        ),
        (
            "The envoy, Ida Roth, was welcomed in Varde in May 2020.",
            &["date-of-welcome of Ida Roth = 2020-05"],
        ),
        (
            "In 2016, Varde Town started selling a magazine.",
            &["date-of-start-sell of Varde Town = 2016"],
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
            &["date-of-inspection of Varde Town = 2019-07"],
        ),
        (
            "Rents have risen since its expansion in 2017.",
            &["date-of-expansion of Orlen Brewery = 2017"],
        ),
        // A noun for no deed leaves the date to the verb.
        ("Varde Town painted the old gate in 2017.", &["date-of-paint-gate of Varde Town = 2017"]),
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
            "From 1992 to 1997 Varde Town fought the drought.",
            &["period-of-fight-drought of Varde Town = 1992/1997"],
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
            &["length-of-fight-drought of Varde Town = 20 years"],
        ),
        // These count from another time.
        ("Varde Town fell ill three months later.", &[]),
        ("Varde Town fell ill 20 years ago.", &[]),
        ("Varde Town fell ill two days before the fair.", &[]),
    ]);
}
