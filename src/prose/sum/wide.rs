//! Sums, shares, parts and cells that stand in several sentences: what is found by evidence.

use super::tests::check_by;
use crate::prose::table::tests::reading;

fn slips(markdown: &str) -> Vec<String> {
    reading(markdown).slips.into_iter().map(|slip| slip.message).collect()
}

fn check(texts: &[(&str, usize)]) {
    check_by(slips, texts);
}

#[test]
fn lists_come_to_the_whole_that_is_told_elsewhere() {
    check(&[
        (
            "The collapse killed 27 people.\n\nThe dead were 12 miners, nine porters and five drivers.",
            1,
        ),
        (
            "The collapse killed 26 people.\n\nThe dead were 12 miners, nine porters and five drivers.",
            0,
        ),
        (
            "The collapse killed 27 people.\n\nAmong the dead were 12 miners, nine porters and five drivers.",
            0,
        ),
        (
            "The three farms had a good year. Upper Farm cut 210 tonnes, Mill Farm 165 and Low Farm 90.\n\nIn all they cut a total of 485 tonnes of hay.",
            1,
        ),
        (
            "The three farms had a good year. Upper Farm cut 210 tonnes, Mill Farm 165 and Low Farm 90.\n\nIn all they cut a total of 465 tonnes of hay.",
            0,
        ),
        (
            "The club spent £4,200 on boats, £1,350 on oars, £900 on paint.\n\nThe total spending of £6,950 in the year was within the vote.",
            1,
        ),
        (
            "The club spent £4,200 on boats, £1,350 on oars, £900 on paint.\n\nThe total spending of £6,450 in the year was within the vote.",
            0,
        ),
        (
            "The club spent £4,200 in 2021, £1,350 in 2022 and £900 in 2023.\n\nThe total spending of £6,950 was within the vote.",
            0,
        ),
        (
            "The bill passed by 61 to 40, with eight abstentions.\n\nAll 107 members were present.",
            1,
        ),
        (
            "The bill passed by 61 to 40, with eight abstentions.\n\nAll 109 members were present.",
            0,
        ),
        (
            "Dane was given 12 years, Brook nine and Tamm four.\n\nThe combined terms of 29 years are long.",
            1,
        ),
        (
            "Dane was given 12 years, Brook nine and Tamm four.\n\nThe combined terms of 25 years are long.",
            0,
        ),
    ]);
}

#[test]
fn parts_are_no_more_than_any_count_of_them() {
    check(&[
        (
            "The club thanked the 34 rowers on the list.\n\nBy then 39 of the rowers on the list had paid.",
            1,
        ),
        (
            "The club thanked the 34 rowers on the list.\n\nBy then 29 of the rowers on the list had paid.",
            0,
        ),
        (
            "The club thanked the 34 rowers on the list. It has 60 rowers.\n\nBy then 39 of the rowers on the list had paid.",
            0,
        ),
        (
            "The file names fourteen dealers.\n\nOf the dealers in the file, seventeen were fined.",
            1,
        ),
        ("Another fourteen dealers came.\n\nOf the dealers in the file, seventeen were fined.", 0),
    ]);
}

#[test]
fn shares_fit_the_counts_of_the_same_words() {
    check(&[
        (
            "Of the 80 schools in the valley, 32 lost their roof in the storm.\n\nOne school in four lost its roof in the storm.",
            1,
        ),
        (
            "Of the 80 schools in the valley, 32 lost their roof in the storm.\n\nTwo schools in five lost their roof in the storm.",
            0,
        ),
        (
            "In May 102 of the choir's 260 singers signed the letter.\n\nMost of the singers had signed the letter.",
            1,
        ),
        (
            "In May 162 of the choir's 260 singers signed the letter.\n\nMost of the singers had signed the letter.",
            0,
        ),
        (
            "Of the 40 who died, 24 were found on the back stairs.\n\nNine in every ten of the deaths occurred on the back stairs.",
            1,
        ),
        (
            "Of the 40 who died, 24 were found on the back stairs.\n\nThree in every five of the deaths occurred on the back stairs.",
            0,
        ),
        (
            "Of the 40 who died, 24 were found on the back stairs.\n\nNine in every ten of the deaths occurred at night.",
            0,
        ),
        (
            "Sales of boats rose from 40,000 to 46,000.\n\nThe growth of 25 per cent in boats sold is good.",
            1,
        ),
        (
            "Sales of boats rose from 40,000 to 46,000.\n\nThe growth of 15 per cent in boats sold is good.",
            0,
        ),
        (
            "The shop sold 52,500 boats in the year, against 50,000 the year before.\n\nA rise of 9 per cent in boats sold is good.",
            1,
        ),
        (
            "The shop sold 52,500 boats in the year, against 50,000 the year before.\n\nA rise of 5 per cent in boats sold is good.",
            0,
        ),
    ]);
}

#[test]
fn figures_of_a_row_are_not_a_slip_of_the_pen_off() {
    let table = "| Isle | 2014 | 2024 |\n|---|---|---|\n| Orlen | 5,240 | 4,130 |\n| Varde | 1,310 | 962 |\n";
    let text = |sentence: &str| format!("{table}\n{sentence}");
    check(&[
        (&text("Orlen, with 4,310 nests this summer, has the most."), 1),
        (&text("Orlen, with 4,130 nests this summer, has the most."), 0),
        (&text("Orlen, with 4,610 nests in a good year, has the most. It had 4,610 in 2019."), 0),
        (&text("Varde lost 448 more nests than it had gained."), 1),
        (&text("Varde lost 348 more nests than it had gained."), 0),
    ]);
}

#[test]
fn a_label_is_that_of_the_line_alone() {
    let table = "| Isle | Nests | Pairs |\n|---|---|---|\n| Orlen | 412 | 120 |\n| Varde | 96 | 40 |\n| Skerra | 31 | 12 |\n";
    let costs = "| | 2024 | 2023 | Change (%) |\n|---|---|---|---|\n| Fuel | 88 | 90 | −2.2 |\n| Staff | 58 | 53 | +9.4 |\n| Other | 18 | 16 | +11.7 |\n";
    let text = |sentence: &str| format!("{table}\n{sentence}");
    let under = |heading: &str| format!("## Now\n\n{table}\n## {heading}\n\nOrlen had 421 nests.");
    check(&[
        (&text("On Orlen the 421 nests failed."), 1),
        (&text("Twelve of the 421 nests outside Orlen failed."), 0),
        (&text("Orlen lost 421 nests that would have been counted."), 0),
        (&text("Orlen had 421 nests."), 1),
        // Another place of that name, another thing of that kind, another year, parts of their own.
        (&text("Puebla de Orlen had 421 nests."), 0),
        (&format!("{costs}\nOther revenue, most of it from the café, rose 13.7% to £17m."), 0),
        (&under("The isles"), 1),
        (&under("The count of 2011"), 0),
        (&text("On Orlen east side birds had 421 (60%) and west side birds 281 (40%)."), 0),
    ]);
}

#[test]
fn a_share_or_a_change_is_that_of_what_stands_nearest() {
    check(&[
        ("It found 18 of the 60 nests, an odds ratio of 6 (95% confidence interval 2 to 15).", 0),
        ("We asked 640 others. We found 512 of them: 371 (93%) and 141 (88%).", 0),
        (
            "In 31 cases (66%) the council signed after the work had begun, and in eight of these after it had ended.",
            0,
        ),
        ("Loans grew by 5% and savings by 7%, from 3,240 to 3,467.", 0),
        ("Loans grew by 5%, from 3,240 to 3,467.", 1),
        ("Her rating rose from 2,174 in May to 2,261 in July, and she needs 39 more.", 0),
        ("Her rating rose from 2,174 in May to 2,261 in July, 39 more.", 1),
        (
            "Of the 87 in May, 39 were in Orlen and 21 in Varde, the rest being spread over the other four parishes.",
            0,
        ),
        (
            "It took delivery of six ships, four ferries and two tugs, so that it ended with 78. Five of the ferries were in port at the end of the year.",
            0,
        ),
        (
            "The Act passed by 71 votes to 50. At first reading it had been 66 to 55, with four abstentions and five absent.",
            0,
        ),
    ]);
}

#[test]
fn rows_are_named_by_a_word_and_its_number_and_at_any_time() {
    let table =
        "| Group | Upper | Lower |\n|---|---|---|\n| Year 8 | 120 | 79 |\n| Year 9 | 108 | 91 |\n";
    let text = |sentence: &str| format!("{table}\n{sentence}");
    check(&[
        (&text("They asked about the largest of the groups, Year 8 at Upper, with 102 pupils."), 1),
        (&text("They asked about the largest of the groups, Year 8 at Upper, with 120 pupils."), 0),
    ]);
    let table =
        "| Kind | Million crowns |\n|---|---|\n| Loans to boatyards | 157 |\n| Farms | 286 |\n";
    let text = |sentence: &str| format!("{table}\n{sentence}");
    check(&[
        (&text("At the end of 2023 the loans to boatyards had stood at 175 million crowns."), 1),
        (&text("At the end of 2023 the loans to boatyards had stood at 157 million crowns."), 0),
        (&text("At the end of 2019 the loans to boatyards had stood at 220 million crowns."), 0),
    ]);
}
