use crate::prose::table::tests::reading;

const FARMS: &str = "# Harvest

The co-operative has four farms.

| Farm | Hectares | Apples (tonnes) | Pears (tonnes) |
|---|---|---|---|
| Holm | 42 | 310 | 84 |
| Eastry | 27 | 196 | 45 |
| Marl End | 61 | 405 | 132 |
| Tansy Bank | 19 | 118 | 37 |
| All farms | 149 | 1,029 | 298 |

";

const QUARTERS: &str = "# Traffic

| Quarter | Passengers, million | Flights | Fuel, thousand tonnes |
|---|---|---|---|
| First | 2.4 | 18,300 | 61.2 |
| Second | 3.6 | 22,750 | 80.4 |
| Third | 4.9 | 26,100 | 97.0 |
| Fourth | 2.9 | 19,400 | 66.8 |

";

const LAKES: &str = "# Reserves

Volumes are given in millions of cubic metres.

| Lake | Capacity | June 2022 | June 2023 |
|---|---|---|---|
| Lorne | 340 | 212 | 96 |
| Pask | 180 | 141 | 63 |

";

const SCHOOLS: &str = "# Schools

| School | Pupils entered | Passed | Pass rate |
|---|---|---|---|
| Ridley Academy | 240 | 168 | 70% |
| Saint Hilda's | 150 | 96 | 64% |
| Corran High | 310 | 155 | 50% |

";

const WARDS: &str = "# Wards

| Ward | Beds | Nurses, 2022 | Nurses, 2023 |
|---|---|---|---|
| Surgery | 36 | 22 | 27 |
| Maternity | 24 | 14 | 16 |

";

const ROUNDS: &str = "# Match

| Round | Date | Winner | Shots | Minutes |
|---|---|---|---|---|
| 1 | 3 May | Adair | 41 | 52 |
| 2 | 4 May | Brusk | 38 | 47 |
| 3 | 6 May | Adair | 57 | 75 |
| 4 | 7 May | Brusk | 44 | 61 |

";

const DEPTHS: &str = "# The lake

| Depth | July 2024 | July 2025 | Mean 1991-2020 |
|---|---|---|---|
| 5 m | 19.5°C | 20.2°C | 18.0°C |
| 20 m | 8.1°C | 8.6°C | 7.9°C |

";

const ACCOUNTS: &str = "# Brewery

All figures are in millions of pounds.

| | 2024 | 2023 |
|---|---|---|
| Sales | 812 | 790 |
| Wages | (236) | (221) |
| Marketing | (58) | (61) |

";

/// How often a sentence behind a table is held against a cell of it.
fn found(table: &str, sentence: &str) -> usize {
    let slips = reading(&format!("{table}{sentence}\n")).slips;
    slips.iter().filter(|slip| slip.message.contains("the table has")).count()
}

#[test]
fn what_a_sentence_tells_of_a_row_is_what_its_cell_has() {
    for (table, sentence) in [
        (
            FARMS,
            "In the wet spring Eastry lost its bees, and only 154 tonnes of apples were picked there.",
        ),
        (FARMS, "Marl End has 71 hectares under trees."),
        (FARMS, "In all the farms picked 1,129 tonnes of apples."),
        (
            QUARTERS,
            "In the third quarter the airport had 4.2 million passengers, helped by a warm September.",
        ),
        (QUARTERS, "The second quarter brought 24,750 flights."),
        (QUARTERS, "Fuel use reached 88.0 thousand tonnes in the third quarter."),
        (LAKES, "Lorne was left with 69 million cubic metres in June 2023."),
        (SCHOOLS, "At Corran 165 pupils passed."),
        (SCHOOLS, "Saint Hilda's, a church school, had a pass rate of 71 per cent."),
        (WARDS, "Maternity, where 18 nurses now work, is the smallest ward."),
        (ROUNDS, "The third round took 82 minutes and ended in the dark."),
        (ROUNDS, "Round four lasted 67 minutes."),
        (DEPTHS, "At a depth of 20 metres it was 9.9 degrees this July."),
        (DEPTHS, "At a depth of 5 metres it was 22.2 degrees this July, which is warm."),
        (ACCOUNTS, "Wages were £263m in 2024."),
    ] {
        assert_eq!(found(table, sentence), 1, "{sentence}");
    }
}

#[test]
fn what_a_sentence_tells_of_a_part_of_a_row_is_no_cell() {
    for (table, sentence) in [
        (FARMS, "Eastry has 27 hectares under trees."),
        (FARMS, "Holm, the oldest, sold 230 tonnes of apples to a school kitchen."),
        (FARMS, "Eastry lost 140 tonnes of apples to hail in May."),
        (FARMS, "Tansy Bank wants to plant 25 hectares by 2030."),
        (FARMS, "Holm picked 290 tonnes of apples in 2019."),
        (QUARTERS, "In the third quarter of 2019 the airport had 4.2 million passengers."),
        (QUARTERS, "Some 3.1 million passengers changed planes in the second quarter."),
        (LAKES, "Lorne loses 90 million cubic metres a month to the mills."),
        (SCHOOLS, "Of Ridley's pupils 85 per cent passed in mathematics."),
        (SCHOOLS, "Cape Corran lies 165 miles away."),
        (WARDS, "Surgery had 40 beds until 2021."),
        (WARDS, "In Surgery 22 nurses worked in 2022."),
        (DEPTHS, "At a depth of 20 metres it was 8.6 degrees this July."),
        (ACCOUNTS, "Wages were £236m in 2024."),
        (
            ROUNDS,
            "The third round was stopped for 70 minutes when the lights failed, and for 5 more by rain.",
        ),
    ] {
        assert_eq!(found(table, sentence), 0, "{sentence}");
    }
}
