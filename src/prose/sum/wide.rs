//! Sums, shares, parts and cells that stand in several sentences: what is found by evidence.

use super::tests::{check_by, slips_of, sums_of};
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
            "Of the 40 who died, 24 were found on the back stairs.\n\nFour in every five of the deaths occurred on the back stairs.",
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
        (
            "She won eleven medals at the games: three golds, five silvers and two bronzes, a record from that hill.",
            1,
        ),
        (
            "She won ten medals at the games: three golds, five silvers and two bronzes, a record from that hill.",
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

#[test]
fn people_are_counted_by_trade_nation_and_body() {
    let twos = |a: &str, b: &str| format!("{a}\n\nThe weather was fine.\n\n{b}");
    let hands = "The hands were of three countries: eight Danes, twelve Poles and seven Greeks.";
    let mill =
        "The mill staff numbered 148. It was made up of 96 weavers, 28 carders and 12 dyers.";
    let half = "The hall holds 194 guests. From the tickets of the guests they found that 104 were sitting in the front half of the hall and 78 in the rear half.";
    let votes = "There were 17 votes in favour and 11 against, with three abstentions.";
    let race = "The race was run over three stages, of 130, 85 and 150 kilometres.";
    check(&[
        (&twos(hands, "All twenty-nine people on board came home."), 1),
        (&twos(hands, "All twenty-seven people on board came home."), 0),
        // "27 miles" is no number of people; "27" may be.
        (&twos(hands, "All twenty-nine people on board came home after 27 miles."), 1),
        (&twos(hands, "All twenty-nine people on board came home. The 27 were glad."), 0),
        (mill, 1),
        (&mill.replace("148", "136"), 0),
        (half, 1),
        (&half.replace("194", "182"), 0),
        (&half.replace("in the rear half", "beside a pillar"), 0),
        (&twos(votes, "All 33 members had been present."), 1),
        (&twos(votes, "All 31 members had been present."), 0),
        (&twos(race, "She covered the 375 kilometres in nine hours."), 1),
        (&twos(race, "She covered the 365 kilometres in nine hours."), 0),
        (
            "The port spent $119 million: $74 million on quays, $18 million on cranes, $17 million on ships, and $10 million on roads. It will spend $98 million next year.",
            0,
        ),
    ]);
}

#[test]
fn a_part_is_of_what_is_told_in_its_words() {
    let two = |a: &str, b: &str| format!("{a}\n\nThe weather was fine.\n\n{b}");
    let clinic = "The clinic treated 47 people for burns, and nine went home.";
    let guild = "The guild employs 184 people. It has 900 members in all.";
    let clubs = "The league has 19 regional clubs, and 64 players came.";
    let dead = "The flood left 184 people dead. By noon there had been 150 deaths so far.";
    check(&[
        (&two(clinic, "Of those treated at the clinic, 52 were miners."), 1),
        (&two(clinic, "Of those treated at the clinic, 42 were miners."), 0),
        (&two(clinic, "Of those asked at the market, 52 were miners."), 0),
        (&two(guild, "Of the people the guild employs, 191 belong to its choir."), 1),
        (&two(guild, "Of the people the guild employs, 181 belong to its choir."), 0),
        (&two(guild, "Of the people the guild employs abroad, 191 belong to its choir."), 0),
        (
            &two(
                "The guild employs 184 people in Orlen and 60 in Varde.",
                "Of the people the guild employs, 191 belong to its choir.",
            ),
            0,
        ),
        (&two(guild, "Of the people on the isle, 191 belong to its choir."), 0),
        (&two(clubs, "By night 23 of the regions had chosen her."), 1),
        (&two(clubs, "By night 13 of the regions had chosen her."), 0),
        (&two(dead, "Of those known to have died, 196 lived in Orlen."), 1),
        (&two(dead, "Of those known to have died, 166 lived in Orlen."), 0),
    ]);
    let table = "| Isle | Keepers asked | Hives lost |\n|---|---|---|\n| Orlen | 84 | 640 |\n| Varde | 58 | 300 |\n";
    let text = |sentence: &str| format!("{table}\n{sentence}");
    check(&[
        (&text("At night 93 of those on Orlen who had been asked carried them down."), 1),
        (&text("At night 73 of those on Orlen who had been asked carried them down."), 0),
    ]);
}

#[test]
fn rows_of_codes_are_named_by_their_header() {
    let table = "| Block | Homes | Tenants |\n|---|---|---|\n| A | 1,204 | 5,062 |\n| B | 980 | 4,318 |\n| C | 1,155 | 4,727 |\n";
    let text = |sentence: &str| format!("{table}\n{sentence}");
    check(&[
        (&text("Block B, with 4,138 tenants, is the oldest."), 1),
        (&text("Block B, with 4,318 tenants, is the oldest."), 0),
        (&text("Plan B, with 4,138 tenants, is the oldest."), 0),
    ]);
    let table = "| Trip | Date | Freight (kg) |\n|---|---|---|\n| 1 | 4 May 2023 | 1,270 |\n| 2 | 9 June 2024 | 1,630 |\n";
    let text = |sentence: &str| format!("{table}\n## The trips of 2024\n\n{sentence}");
    check(&[
        (&text("Trip 2 carried 1,360 kilograms of freight over the sound."), 1),
        (&text("Trip 2 carried 1,630 kilograms of freight over the sound."), 0),
    ]);
}

#[test]
fn a_share_of_what_befell_some_fits_their_count() {
    let ships = "The yard keeps 260 barges, and 130 of them were holed.";
    let two = |b: &str| format!("{ships}\n\nThe weather was fine.\n\n{b}");
    check(&[
        (&two("With three quarters of its barges holed, the yard had to close in both towns."), 1),
        (&two("With half of its barges holed, the yard had to close in both towns."), 0),
        (&two("Three quarters of its barges are painted."), 0),
    ]);
}

#[test]
fn lists_that_leave_nothing_out_come_to_the_whole() {
    let two = |a: &str, b: &str| format!("{a}\n\n{b}");
    let staff = "The dairy has a workforce of 94.";
    let fleet = "The company ran a fleet of 46 vehicles to nine towns.";
    let seats = "The council has 61 members.";
    let burnt = "The fire scorched or gutted 1,360 barns.";
    let texts = [
        (
            "Eighty people were on board the ferry.",
            "The list, which was found to be complete, names 31 men, 26 women and 18 children, crew included.",
            1,
        ),
        (
            "Some 75 people were on board the ferry.",
            "The list, which was found to be complete, names 31 men, 26 women and 18 children, crew included.",
            0,
        ),
        (
            "Eighty people were on board the ferry.",
            "The list names 31 men, 26 women and 18 children, five of them included by mistake.",
            0,
        ),
        (
            "The 112-seat hall has new boxes.",
            "It sold 64 seats, 30 seats and 24 seats on three nights.",
            0,
        ),
        (
            staff,
            "Its roll names every hand: fifty-one milkers, twenty carters and thirteen kitchen and garden staff.",
            1,
        ),
        (
            staff,
            "Its roll names every hand: fifty-one milkers, twenty carters and twenty-three kitchen and garden staff.",
            0,
        ),
        (
            fleet,
            "The receiver counted everything on wheels that the company ran: 20 cutters, 14 sledges and nine gigs.",
            1,
        ),
        (
            fleet,
            "The receiver counted everything on wheels that the company ran: 20 cutters, 17 sledges and nine gigs.",
            0,
        ),
        (
            seats,
            "The sheds of the council are as follows: 12 at Orlen, nine at Varde and four at Tamm.",
            0,
        ),
        (
            burnt,
            "The ruins stood in three valleys only: 670 in Orlen, 455 in Varde and 215 in Tamm.",
            1,
        ),
        (
            burnt,
            "The ruins stood in three valleys only: 670 in Orlen, 475 in Varde and 215 in Tamm.",
            0,
        ),
    ];
    let all: Vec<(String, usize)> = texts.iter().map(|(a, b, n)| (two(a, b), *n)).collect();
    check(&all.iter().map(|(text, n)| (text.as_str(), *n)).collect::<Vec<_>>());
    check(&[
        (
            "The council has 61 members. After the vote its make-up is as follows: Reed Party 30, Oak Party 21, Elm League 7 and independents 5.",
            1,
        ),
        (
            "The council has 61 members. After the vote its make-up is as follows: Reed Party 30, Oak Party 21, Elm League 7 and independents 3.",
            0,
        ),
    ]);
}

#[test]
fn parts_are_held_against_the_whole_of_those_who_did_it() {
    let two = |a: &str, b: &str| format!("{a}\n\n{b}");
    let texts = [
        ("The abbey took in 236 applicants.", "Of those who applied, 251 came on foot.", 1),
        ("The abbey took in 236 applicants.", "Of those who applied, 221 came on foot.", 0),
        ("The abbey owns 64 codices and 85 corrigenda.", "Of the corrigenda, 93 were burnt.", 1),
        ("The abbey owns 64 codices and 85 corrigenda.", "Of the corrigenda, 63 were burnt.", 0),
        ("The mills employ 1,320 spinners.", "Some seventeen hundred of the spinners sing.", 1),
        ("The mills employ 1,320 spinners.", "Some fourteen hundred of the spinners sing.", 0),
        ("The mills employ 1,320 spinners.", "Over fifteen hundred of the spinners sing.", 1),
        ("The mill has 72 licensed spinners.", "By noon 77 licensed spinners voted to go.", 1),
        ("The mill has 72 licensed spinners.", "By noon 66 licensed spinners voted to go.", 0),
        ("The mill has 72 licensed spinners.", "In 1950, 77 licensed spinners voted to go.", 0),
    ];
    let all: Vec<(String, usize)> = texts.iter().map(|(a, b, n)| (two(a, b), *n)).collect();
    check_by(sums_of, &all.iter().map(|(text, n)| (text.as_str(), *n)).collect::<Vec<_>>());
}

#[test]
fn cells_are_held_against_what_is_said_to_be_so() {
    let slips = |markdown: &str| slips_of("value-conflict", markdown);
    let ships =
        "| | Maren | Tol |\n|---|---|---|\n| Length | 96 m | 88 m |\n| On board | 143 | 8 |\n\n";
    let schools = "| Type | Seen | Fair | Share |\n|---|---:|---:|---:|\n| Primary | 288 | 66 | 71.9% |\n\
                   | Secondary | 86 | 25 | 60.5% |\n\n";
    let years =
        "| Year | Built | Rented |\n|---|---|---|\n| 2021 | 371 | 71 |\n| 2022 | 488 | 134 |\n\n";
    let money = "| £ million | 2023 | 2024 |\n|---|---|---|\n| Aid | 44.2 | 31.5 |\n| Fees | 17.9 | 18.6 |\n\n";
    check_by(
        slips,
        &[
            (&format!("{ships}That night the number on board was 134."), 1),
            (&format!("{ships}For hours the number on board was believed to be 140."), 0),
            // Where shares have their sign, a bare number is none.
            (&format!("{schools}In secondary schools it was 25.2 per cent."), 0),
            // A season is no year.
            (&format!("{years}The aim was missed in 2022, when 143 homes were ready."), 1),
            (&format!("{years}The aim was missed in 2022/23, when 143 homes were ready."), 0),
            (
                &format!(
                    "{years}The aim was missed in 2021\u{2013}2022, when 143 homes were ready."
                ),
                0,
            ),
            (&format!("{money}The plan foresaw aid of £43.8 million (£42.4 million now)."), 1),
            (
                &format!(
                    "{money}The plan foresaw aid of £40.1 million in 2024 (£44.5 million now)."
                ),
                0,
            ),
        ],
    );
}

#[test]
fn what_is_told_of_another_figure_is_not_told_of_the_first() {
    let boats = |behind: &str| {
        format!("Of 48,200 boats built, 46,980 sailed, or 97.5 per cent.\n\n{behind}")
    };
    check(&[
        // Words behind another figure are said of that.
        (&boats("In spring 60 per cent of boats leaked and 78 per cent of the rest sailed."), 0),
        // A share so far off is of something else.
        (&boats("In the yards 6 per cent of boats sailed."), 0),
        (&boats("In the yards 86 per cent of boats sailed."), 1),
    ]);
    check(&[
        // What "them" are has been counted before.
        ("Of the boats 620 came. Of them 410 were sound, and 31 (5 per cent) leaked badly.", 0),
        // Two wholes, and what is left of the second.
        ("Nine of the 14 were sold, and 12 of the 20; the other eight were burnt.", 0),
        // Ages, goals and sales are no elements of a list.
        (
            "The dead are the driver, Tam Orrel, 51; his mate, Lin Dask, 33; and the guard, Bo Marn, 58.\n\n\
             In all 148 posts are vacant.",
            0,
        ),
        (
            "They won five, drew three and lost two, with 16 goals.\n\nEach club will play 28 matches.",
            0,
        ),
        (
            "It made $222m in spring, on sales of $1,181m, and $288m in summer, on sales of $1,266m.\n\n\
             - Sales in all $2,447m",
            0,
        ),
        // How many had been given something says nothing of how many there are.
        ("Salt had been given to 22 cases. Of the cases, 24 were mild.", 0),
        ("It counted 22 cases in May. Of the cases, 24 were mild.", 1),
    ]);
}

#[test]
fn a_total_is_off_by_more_than_rounding_is_likely_to_make_up() {
    let costs = |total: &str| {
        format!(
            "# Costs\n\n| Item | \u{a3}m |\n|---|---|\n| Roads | 3.2 |\n| Schools | 1.9 |\n| Pumps | 2.4 |\n\
             | Advice | 0.8 |\n| **Total** | **{total}** |\n"
        )
    };
    check(&[(&costs("8.3"), 0), (&costs("8.4"), 0), (&costs("8.5"), 1), (&costs("8.1"), 1)]);
}

#[test]
fn amounts_of_two_scales_are_neither_parts_nor_ends() {
    check(&[
        ("They drew 63 million litres: 41 for fields, 17 for towns and five for mills.", 0),
        ("It cut its plan from 9 to 8 million crowns.", 0),
        ("It cut its plan from 8 million crowns to 9 million crowns.", 1),
        ("Harm was reduced from 40 to 34 (-15%).", 0),
        ("Harm was reduced from 40 to 34 (-25%).", 1),
        (
            "The tenants shall pay £2,200, made up as follows:\n\n| | £ |\n|---|---|\n| Rent | 1,150 |\n\
             | Deposit | 1,300 |\n| Less paid | -250 |\n| To pay | 2,200 |\n",
            0,
        ),
    ]);
}

#[test]
fn a_row_is_not_told_of_by_what_it_has_nothing_of() {
    let slips = |markdown: &str| slips_of("value-conflict", markdown);
    let lines =
        "| | Sales | Profit |\n|---|---|---|\n| Liners | 1,846 | 521 |\n| Quays | 312 | 104 |\n\n";
    let rain = "| Station | May | Normal |\n|---|---|---|\n| Brae | 186 mm | 121 mm |\n| Orn | 97 mm | 82 mm |\n\n";
    check_by(
        slips,
        &[
            (&format!("{lines}**Liners.** A good year. Fuel costs were 251."), 0),
            (&format!("{rain}Brae had 112 mm in the three days from the 18th."), 0),
            (&format!("{rain}Brae had 112 mm."), 1),
        ],
    );
}
