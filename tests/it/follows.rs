//! What follows from other figures and dates of a brief, told in another sentence: one defect each,
//! and near misses beside it, as the program reports them.

use belie::finding::Level;

use super::fixture;

/// Rules of errors and warnings, in order of their places.
fn found(brief: &str) -> Vec<&'static str> {
    let checked = fixture::check_brief(brief, false);
    let grave = checked.report.open_findings().filter(|finding| finding.level != Level::Info);
    grave.map(|finding| finding.rule).collect()
}

/// Holds each text to the rules that it is to be reported under.
fn hold(cases: &[(&str, &[&str])]) {
    for (brief, expected) in cases {
        assert_eq!(found(brief), *expected, "{brief}");
    }
}

const SUM: &[&str] = &["arithmetic-mismatch"];
const CELL: &[&str] = &["value-conflict"];
const LENGTH: &[&str] = &["duration-mismatch"];
const ORDER: &[&str] = &["order-violation"];
const NONE: &[&str] = &[];

const TOWNS: &str = "\
| Town | Confirmed cases | In hospital |
|---|---|---|
| Orlen | 142 | 29 |
| Varde | 87 | 14 |
| Tamm | 56 | 9 |

";

const ACCOUNTS: &str = "\
| £ million | 2025 | 2024 |
|---|---|---|
| Fares | 84.2 | 79.5 |
| Revenue | 132.0 | 124.0 |
| Operating profit | 10.6 | 7.8 |

";

#[test]
fn sentences_fit_the_cells_that_they_name() {
    let towns = |text: &str, expected: &[&str]| {
        assert_eq!(found(&format!("{TOWNS}{text}\n")), *expected, "{text}");
    };
    towns("Varde came next, with 78 infections proved in the laboratory.", CELL);
    towns("Varde came next, with 87 infections proved in the laboratory.", NONE);
    // A part, another time, another town, and a figure that is like none.
    towns("In Varde 12 cases were found in one school.", NONE);
    towns("In the first week Varde had 78 cases.", NONE);
    towns("Varde and Orlen had 78 cases among nurses.", NONE);
    towns("Varde has 78 beds.", NONE);
    let accounts = |text: &str, expected: &[&str]| {
        assert_eq!(found(&format!("{ACCOUNTS}{text}\n")), *expected, "{text}");
    };
    accounts("Operating profit was £11.6 million, the best for years.", CELL);
    accounts("Operating profit was £10.6 million, the best for years.", NONE);
    accounts("Operating profit was £7.8 million in 2024.", NONE);
    accounts("Operating profit had been forecast at £11.6 million.", NONE);
    accounts("Revenue rose by 8.5 per cent, and costs fell.", SUM);
    accounts("Revenue rose by 6.5 per cent, and costs fell.", NONE);
    accounts("Revenue rose by 8.5 per cent in the second quarter.", NONE);
    accounts("Revenue per mile rose by 8.5 per cent.", NONE);
}

#[test]
fn superlatives_fit_their_column() {
    let storms = "| Storm | Deaths | Peak wind (mph) |\n|---|---|---|\n| Edda | 12 | 90 |\n\
                  | Finn | 3 | 110 |\n\n";
    for (text, expected) in [
        ("Edda was the strongest storm of the year.", SUM),
        ("Finn was the strongest storm of the year.", NONE),
        ("Edda was the deadliest storm of the year.", NONE),
        ("Edda was one of the strongest storms of the year.", NONE),
        ("Edda was the second strongest storm of the year.", NONE),
    ] {
        assert_eq!(found(&format!("{storms}{text}\n")), *expected, "{text}");
    }
}

#[test]
fn shares_fit_counts_of_other_sentences() {
    hold(&[
        (
            "The town runs 340 lamps, and 204 of them were smashed.\n\n\
             Three quarters of the lamps had been smashed by dawn.\n",
            SUM,
        ),
        (
            "The town runs 340 lamps, and 204 of them were smashed.\n\n\
             Three fifths of the lamps had been smashed by dawn.\n",
            NONE,
        ),
        (
            "The town runs 340 lamps, and 204 of them were smashed.\n\n\
             Three quarters of the lamps are older than the bridge.\n",
            NONE,
        ),
        (
            "Out of 120 files that were called for, 48 lacked a signature.\n\n\
             More than half of the files had no signature at all.\n",
            SUM,
        ),
        (
            "We spoke to 2,000 nurses: 800 in village clinics and 1,200 in city wards.\n\n\
             City wards made up 45 per cent of those we spoke to.\n",
            SUM,
        ),
        (
            "We spoke to 2,000 nurses: 800 in village clinics and 1,200 in city wards.\n\n\
             In city wards, 45 per cent of those we spoke to were tired.\n",
            NONE,
        ),
    ]);
}

#[test]
fn parts_fit_wholes_of_other_sentences() {
    hold(&[
        (
            "The fleet is made up of 412 trucks, 188 vans and 40 carts.\n\n\
             With a fleet of 660 vehicles we are a small buyer.\n",
            SUM,
        ),
        (
            "The fleet is made up of 412 trucks, 188 vans and 40 carts.\n\n\
             With a fleet of 640 vehicles we are a small buyer.\n",
            NONE,
        ),
        (
            "Twelve members were present, with Ada Brook in the chair.\n\n\
             The motion was carried with seven members for, four against and two abstaining.\n",
            SUM,
        ),
        (
            "Thirteen members were present, with Ada Brook in the chair.\n\n\
             The motion was carried with seven members for, four against and one abstaining.\n",
            NONE,
        ),
        (
            "There were 14 guards on duty that night.\n\n\
             Of the guards who were on duty, 19 have been suspended.\n",
            SUM,
        ),
        (
            "There were 24 guards on duty that night.\n\n\
             Of the guards who were on duty, 19 have been suspended.\n",
            NONE,
        ),
        (
            "Of the 150 seats in the hall, 30 are reserved until May.\n\n\
             The reserved seats were given out in June: 18 to the north, eight to the south and \
             six to guests.\n",
            SUM,
        ),
        (
            "The whole repair cost £11.9 million.\n\nIt came from three places. The state gave \
             £5.4 million. The lottery gave £3.1 million. Friends of the abbey gave £2.2 million.\n",
            SUM,
        ),
        (
            "The whole repair cost £10.7 million.\n\nIt came from three places. The state gave \
             £5.4 million. The lottery gave £3.1 million. Friends of the abbey gave £2.2 million.\n",
            NONE,
        ),
    ]);
}

#[test]
fn differences_fit_counts_of_other_sentences() {
    hold(&[
        (
            "In 2019 the office had 212 clerks. By the end of 2023 it had 158.\n\n\
             It has lost 64 clerks in four years.\n",
            SUM,
        ),
        (
            "In 2019 the office had 212 clerks. By the end of 2023 it had 158.\n\n\
             It has lost 54 clerks in four years.\n",
            NONE,
        ),
        (
            "In 2019 the office had 212 clerks. By the end of 2023 it had 158.\n\n\
             It lost 14 clerks to the bank next door.\n",
            NONE,
        ),
        (
            "The count is 6,482,300. The census of 2014 found 5,911,700.\n\nIn ten years the \
             population rose by 570,600.\n\nThe population has grown by 12.4 per cent since then.\n",
            SUM,
        ),
        (
            "The count is 6,482,300. The census of 2014 found 5,911,700.\n\nIn ten years the \
             population rose by 570,600.\n\nThe population has grown by 9.7 per cent since then.\n",
            NONE,
        ),
        (
            "Staff pay 8.5 per cent of their wages, up from 7 per cent, and firms 12 per cent, up \
             from 11. Together that comes to 21.5 per cent of pay.\n",
            SUM,
        ),
        (
            "Staff pay 8.5 per cent of their wages, up from 7 per cent, and firms 12 per cent, up \
             from 11. Together that comes to 20.5 per cent of pay.\n",
            NONE,
        ),
        (
            "Yes won 1,214,300 votes and No 1,042,700.\n\n\
             Fewer than 95,000 ballots separated the two sides.\n",
            SUM,
        ),
        (
            "Yes won 1,214,300 votes and No 1,042,700.\n\n\
             More than 170,000 ballots separated the two sides.\n",
            NONE,
        ),
    ]);
}

#[test]
fn lengths_fit_dates_of_other_sentences() {
    hold(&[
        (
            "The act was signed on 14 November 2025 at the palace.\n\n\
             The post began on 8 December 2025, four days after the president signed the act.\n",
            LENGTH,
        ),
        (
            "The act was signed on 4 December 2025 at the palace.\n\n\
             The post began on 8 December 2025, four days after the president signed the act.\n",
            NONE,
        ),
        (
            "The act was signed on 14 November 2025 at the palace.\n\n\
             The post began on 8 December 2025, four days after the president signed the lease.\n",
            NONE,
        ),
        (
            "The heatwave lasted from 8 July to 19 July 2025.\n\n\
             It took weeks to count the dead of the nine days of the heatwave.\n",
            LENGTH,
        ),
        (
            "The heatwave lasted from 8 July to 19 July 2025.\n\n\
             Most died in the first nine days of the heatwave.\n",
            NONE,
        ),
        (
            "She led the school from April 2014 to April 2019.\n\n\
             In eight years at the head of the school she never saw the roof.\n",
            LENGTH,
        ),
        (
            "She led the school from April 2014 to April 2019.\n\n\
             In five years at the head of the school she never saw the roof.\n",
            NONE,
        ),
        (
            "Ada Brook led the school from April 2014 to April 2019.\n\n\
             Her successor, Carl Dane, has learnt much in eight years in the post.\n",
            NONE,
        ),
        (
            "- 14:12 — The aircraft leaves Orlen.\n- 14:51 — It strikes the hill.\n\n\
             It had been airborne for 51 minutes when it hit the hill.\n",
            LENGTH,
        ),
        (
            "- 14:12 — The aircraft leaves Orlen.\n- 14:51 — It strikes the hill.\n\n\
             It had been airborne for 39 minutes when it hit the hill.\n",
            NONE,
        ),
        (
            "The bridge was opened in 1968.\n\nIt fell in 2024. The bridge, after 46 years in \
             use, was rusty.\n",
            LENGTH,
        ),
        (
            "The bridge was opened in 1968.\n\nIt fell in 2014. The bridge, after 46 years in \
             use, was rusty.\n",
            NONE,
        ),
    ]);
}

#[test]
fn lives_and_orders_can_be() {
    hold(&[
        (
            "She was born on 5 June 1931 in Orlen.\n\n\
             In the summer of 2004, at the age of 79, she climbed the hill.\n",
            LENGTH,
        ),
        (
            "She was born on 5 June 1931 in Orlen.\n\n\
             In the summer of 2004, at the age of 73, she climbed the hill.\n",
            NONE,
        ),
        (
            "She was born on 5 June 1931 in Orlen.\n\n\
             Her brother died in 2004 at the age of 79.\n",
            NONE,
        ),
        (
            "The firms notified the merger to the office on 2 July 2024.\n\n\
             The clearance, dated 14 June 2024, came after the office had looked at the merger \
             notified to it.\n",
            ORDER,
        ),
        (
            "The firms notified the merger to the office on 2 June 2024.\n\n\
             The clearance, dated 14 June 2024, came after the office had looked at the merger \
             notified to it.\n",
            NONE,
        ),
        (
            "On 14 October 2003 a train left the rails at Varde Cutting.\n\n\
             The Rail Office opened in 2001 as a response to Varde Cutting.\n",
            ORDER,
        ),
        (
            "On 14 October 2003 a train left the rails at Varde Cutting.\n\n\
             The Rail Office opened in 2005 as a response to Varde Cutting.\n",
            NONE,
        ),
        (
            "Ada Brook painted the hall. She died in 2016 and was mourned.\n\n\
             In 2021 Ada Brook climbed the scaffold to mend it.\n",
            ORDER,
        ),
        (
            "Ada Brook painted the hall. She died in 2016 and was mourned.\n\n\
             In 2021 Ada Brook was honoured with a plaque.\n",
            NONE,
        ),
    ]);
}

#[test]
fn orders_fit_a_list_of_times() {
    let list = "- **01:50** Rebels hold the airport.\n- **03:10** Loyal troops retake the airport.\n\
                - **04:20** Loyal troops cross the Orlen bridge.\n- **07:30** The rebels give up.\n\n";
    for (text, expected) in [
        ("Loyal troops moved on the airport only after they had crossed the Orlen bridge.", ORDER),
        ("Loyal troops crossed the Orlen bridge only after they had retaken the airport.", NONE),
        ("Loyal troops retook the airport before they crossed the Orlen bridge.", NONE),
        ("Loyal troops would have retaken the airport after they crossed the Orlen bridge.", NONE),
        ("Troops rested after they had crossed the Orlen bridge.", NONE),
    ] {
        assert_eq!(found(&format!("{list}{text}\n")), *expected, "{text}");
    }
}

#[test]
fn those_who_finish_have_started() {
    hold(&[
        ("In all 17,380 runners started.\n\nBy dusk 17,830 had finished the race.\n", SUM),
        ("In all 17,830 runners started.\n\nBy dusk 17,380 had finished the race.\n", NONE),
        (
            "All 19 miners were brought up alive.\n\n\
             Twelve walked to the road and nine were carried.\n",
            SUM,
        ),
        (
            "All 19 miners were brought up alive.\n\n\
             Twelve walked to the road and seven were carried.\n",
            NONE,
        ),
    ]);
}

#[test]
fn what_was_done_for_years_was_done_by_what_was_there() {
    let league = |founded: &str, text: &str| {
        format!("---\ndate: 2024-05-01\n---\n\nThe Orrin League {founded}.\n\n{text}\n")
    };
    let decade = "Over the past decade, the Orrin League has aimed to build halls.";
    for (brief, expected) in [
        (league("was founded in 2018", decade), LENGTH),
        // A decade is told of eight years, and a year is counted as it is begun.
        (league("was founded in 2015", decade), NONE),
        (
            league("was founded in 2022", "For the past three years, the Orrin League has met."),
            NONE,
        ),
        (league("was founded in 2022", "For the past 15 years, the Orrin League has met."), LENGTH),
        // Of something else, and of what nobody says that it has done.
        (league("was founded in 2018", "Over the past decade, the Varde Club has met."), NONE),
        (
            league("was founded in 2018", "Over the past decade, fees for the Orrin League rose."),
            NONE,
        ),
    ] {
        assert_eq!(found(&brief), expected, "{brief}");
    }
    // Without a date, a short list of references tells nothing.
    let undated = format!("The Orrin League was founded in 2018.\n\n{decade}\n");
    assert_eq!(found(&undated), NONE);
}
