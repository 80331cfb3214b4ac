//! What is told twice with another name, and what only looks like it.

use super::RULE;
use crate::prose::table::tests::reading;

fn found(first: &str, second: &str) -> Vec<String> {
    let text = format!(
        "# The report\n\n{first}\n\nIt rained all week. Nobody knew why.\n\nThe roads were closed.\n\n{second}\n"
    );
    let slips = reading(&text).slips.into_iter().filter(|slip| slip.rule == RULE);
    slips.map(|slip| slip.message).collect()
}

#[test]
fn one_thing_has_one_place_and_one_doer() {
    for (first, second) in [
        (
            "The twins were found asleep in a shed near Tallow.",
            "The twins, who were found asleep in a shed near Merrin, had no coats.",
        ),
        (
            "The store for 900 tents is to be built at Hallin.",
            "The tents' store at Perrow would be given to the town.",
        ),
        (
            "She sang at the Lyric on Chapel Street.",
            "A new floor was laid for those who sing at the Lyric on Harbour Road.",
        ),
        (
            "By law the coins go to the County Museum in Hallin.",
            "At the County Museum in Perrow, where the coins are taken, there is a film.",
        ),
        (
            "Ada Brook, the painter, died at her home in Hallin.",
            "When she died at her home in Perrow, Ada Brook had painted 200 pictures.",
        ),
        (
            "The pact was signed in Hallin on 3 May.",
            "They met in front of the town hall of Perrow, where the pact was signed.",
        ),
        (
            "The motion was moved by Mr Dane and seconded by Mrs Ferrow.",
            "The motion, which was moved by Mr Hale and seconded by Mrs Ferrow, is in force.",
        ),
        (
            "The first flood warning was for the Capital and the Highlands.",
            "When the first flood warning was sent out, for the Capital and the Islands, it was night.",
        ),
        (
            "The fair opened in the cathedral of Hallin.",
            "When the fair opened in the cathedral of Perrow the organ was silent.",
        ),
        (
            "All four balloons were launched from the salt flats at Hallin.",
            "Trucks came from where the balloons had been launched, the salt flats at Perrow.",
        ),
        (
            "A leak was found in the left wall of the lock in May.",
            "When in May a leak was found in the right wall of the lock, work stopped.",
        ),
        (
            "In autumn she sang in the old signal house in Hallin.",
            "The choir has sung in the old signal house in Perrow since autumn.",
        ),
        (
            "A dyke broke on the left bank, near the sugar mill.",
            "They began to close the gap on the right bank near the sugar mill.",
        ),
        (
            "A field kitchen was set up in the sports hall at Hallin.",
            "The field kitchen at Perrow has fed 200 people.",
        ),
        (
            "The cup was presented by the mayor, Ada Brook.",
            "The cup, which was presented by the bishop, Carl Dane, will stand in the hall.",
        ),
        (
            "It was designed by the architect Ivo Sands.",
            "They recall that it was designed by the architect Elias Grun.",
        ),
        (
            "The first flare went off beside the eastern gate, where they queue.",
            "The first flare, they said, went off beside the western gate.",
        ),
        (
            "The convoy was stopped 12 km east of Hallin.",
            "The convoy, stopped 12 km to the west of Hallin, was searched.",
        ),
        (
            "The Ferrow spring, 2 km north of Hallin, feeds the town.",
            "A new main is to pass the Ferrow spring, 2 km south of Hallin.",
        ),
        (
            "The islet of Little Varn, 6 km east of the lighthouse, has a spring.",
            "Nobody lives on Little Varn, 6 km west of the lighthouse, in the second half of the year.",
        ),
        (
            "Ivo Sands drew maps. In spring Ivo Sands was captured at Hallin.",
            "One of them was known: Ivo Sands, captured at Perrow, was to go home in May.",
        ),
        (
            "The grey van was found without wheels in Hallin.",
            "The grey van, found without wheels in Perrow, was empty.",
        ),
        (
            "The exhibition opened in Hallin Hall, and there was a band.",
            "The exhibition, which opened in Perrow Hall, lasted until May.",
        ),
        (
            "The dairy's head office will remain in Hallin.",
            "They work in the dairy's head office at Perrow.",
        ),
        (
            "The hearing was held at the Guildhall on 3 May 2024.",
            "At the hearing of 3 May 2024, held in the Corn Exchange, he wept.",
        ),
        (
            "They were held in a loft above a bakery outside Hallin.",
            "The hairs came from the loft above a bakery outside Perrow.",
        ),
        (
            "The first nest, in Glass Wood in Hallin, was found by a forester.",
            "They stay away from the first nest, in Glass Wood in Perrow, since the ground is soft.",
        ),
        (
            "A fire broke out in the north tower.",
            "They rebuilt the south tower, where the fire broke out.",
        ),
        (
            "Ivo Sands drew maps. He was born in Hallin.",
            "Ivo Sands was shy. He never went back to Perrow, the port in which he came into the world.",
        ),
        (
            "Ivo Sands drew maps. He was born in the village of Hallin.",
            "The town of Perrow, where he was born, will name a lane after him.",
        ),
        (
            "The walkers set out from Hallin on Saturday morning.",
            "When the walkers set out from Hallin on Sunday morning, it was dry.",
        ),
        (
            "The ferry from Hallin to Perrow capsized on Thursday evening, 13 November.",
            "Another ship had passed before the ferry capsized on Wednesday evening.",
        ),
    ] {
        let found = found(first, second);
        assert_eq!(found.len(), 1, "{first} {second} {found:?}");
    }
}

#[test]
fn two_things_have_two() {
    for (first, second) in [
        // Told together, nested, on a street of a town, of two kinds.
        (
            "The coins go to the County Museum in Hallin. There is another in Perrow.",
            "At the County Museum in Perrow, where the coins are taken, there is a film.",
        ),
        (
            "Ada Brook, the painter, died at her home in Perrow. It lies near Hallin.",
            "When she died at her home in Hallin, Ada Brook had painted 200 pictures.",
        ),
        (
            "Ada Brook, the painter, died at her home in Hallin.",
            "When she died at her home on Chapel Street, Ada Brook had painted 200 pictures.",
        ),
        // One of several.
        (
            "The hospital in Hallin treated 12 patients after the storm.",
            "The hospital in Perrow treated 30 patients after the storm.",
        ),
        ("They sleep in a shed near Hallin.", "He kept his goats in a shed near Perrow."),
        ("The firm has a plant in Hallin.", "Its plant in Perrow was closed."),
        // Another time, another motion, somebody else.
        (
            "In 2019 the talks were held in Hallin.",
            "In 2021 the talks, which were held in Perrow, failed.",
        ),
        (
            "It was moved by Mr Dane and seconded by Mrs Ferrow that the roof be mended.",
            "It was moved by Mr Hale and seconded by Mrs Ferrow that the bridge be closed.",
        ),
        ("Ada Brook was born in Hallin.", "Carl Dane was born in Perrow."),
        (
            "The report on the fish quay was written by Ada Brook.",
            "The report on the ferry quay, which was written by Carl Dane, was late.",
        ),
        (
            "The district court in Hallin fined the owner 200 crowns.",
            "The district court in Perrow fined the owner 300 crowns.",
        ),
        (
            "A leak was found in the left wall of the lock in May.",
            "When a leak was also found in the right wall of the lock, work stopped.",
        ),
        ("The camp is 5 km north of Hallin.", "The dump is 5 km south of Hallin."),
        (
            "The Ferrow spring, 2 km north of Hallin, feeds the town.",
            "A main is to pass another spring, 2 km south of Hallin.",
        ),
        (
            "The islet of Little Varn is 6 km east of the lighthouse.",
            "Nobody lives on Great Sark, 6 km west of the lighthouse.",
        ),
        (
            "The camp by the ford is 5 km north of Hallin.",
            "Another camp by the ford is 5 km south of Hallin.",
        ),
        (
            "Ivo Sands was captured at Hallin in May.",
            "Ivo Sands, captured at Perrow in June, was to go home.",
        ),
        (
            "The grey van was found without wheels in Hallin.",
            "The red van, found without wheels in Perrow, was empty.",
        ),
        (
            "The first flare went off beside the eastern gate, where they queue.",
            "The second flare, they said, went off beside the western gate.",
        ),
        ("A fire broke out in the north tower.", "The fire did not reach the south tower."),
        (
            "He lives in a flat above a bakery in Hallin.",
            "She rents a flat above a bakery in Perrow.",
        ),
        // Two dates, another week, another part of the way.
        (
            "The ferry capsized on Thursday 13 November.",
            "The hull was raised after the ferry capsized on Wednesday 12 November.",
        ),
        (
            "The walkers set out from Hallin on Saturday morning.",
            "When the walkers set out from Hallin again on Sunday morning, it was dry.",
        ),
        (
            "The walkers set out from Hallin on Saturday morning.",
            "When the walkers set out from Perrow on Sunday morning, it was dry.",
        ),
        ("The council sat on Monday.", "Before the council sat on Thursday, it had rained."),
        ("The council met on Monday.", "Before the council met on Thursday, it had rained."),
        // On another day, and a house in a town.
        (
            "The hearing was held at the Guildhall on 3 May 2024.",
            "The hearing of 4 May 2024, held in the Corn Exchange, was short.",
        ),
        (
            "The hearing was held at the Guildhall on 3 May 2024.",
            "The hearing of 3 May 2024, held in Hallin, was short.",
        ),
        (
            "Ivo Sands drew maps. He was born in the village of Hallin.",
            "The town of Perrow, where she was born, will name a lane after her.",
        ),
    ] {
        let found = found(first, second);
        assert!(found.is_empty(), "{first} {second} {found:?}");
    }
}
