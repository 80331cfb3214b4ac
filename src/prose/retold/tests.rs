use super::*;
use crate::document::{self, Format};
use crate::prose::cue::Cues;
use crate::prose::reading::BlockIx;
use crate::prose::table::tests::reading;
use crate::prose::{Analysed, Source, analyse, in_focus, thing, vocabulary};
use crate::source::SourceMap;

/// Figures that got one frame with another, in pairs, in order.
fn told(markdown: &str) -> Vec<Vec<String>> {
    let reading = reading(markdown);
    let mut frames: Vec<(_, Vec<String>)> = Vec::new();
    for claim in &reading.claims {
        if matches!(claim.said, Said::Recurring { .. }) {
            continue;
        }
        let frame = (claim.said.clone(), format!("{:?}", claim.subject));
        let value = claim.value.to_string();
        match frames.iter_mut().find(|(seen, _)| *seen == frame) {
            Some((_, values)) => values.push(value),
            None => frames.push((frame, vec![value])),
        }
    }
    frames.into_iter().map(|(_, values)| values).filter(|values| values.len() > 1).collect()
}

#[test]
fn figures_that_all_differ_tell_of_two_things() {
    let apart = |second: &str| {
        let text = format!("Nine purchases cost the museum £121,300.\n\n{second}\n");
        let tellings = with_tellings(&text, |_, _, tellings| {
            tellings.sort_by_key(|telling| (telling.at, telling.tokens.start));
            tellings.clone()
        });
        let [a, _, b, ..] = tellings.as_slice() else { return false };
        odds::is_all_other(a, b, None)
    };
    assert!(apart("The 14 purchases cost the museum £58,400."));
    // A slip changes one of them.
    assert!(!apart("The 14 purchases cost the museum £121,300."));
    assert!(!apart("The 14 purchases were made in May."));
}

#[test]
fn what_is_told_on_in_one_paragraph_is_told_of_another() {
    let both = |between: &str, second: &str| {
        let first = "The storm crossed the hills with gusts and left 62,000 homes without power.";
        !told(&format!("# Gales\n\n{first}{between}{second}\n")).is_empty()
    };
    let again = "Days later it was slow: the gusts of the storm kept 91,000 homes without power.";
    assert!(!both(" ", again));
    assert!(both("\n\nThe sea was calm.\n\nThe mayor spoke.\n\n", again));
}

#[test]
fn of_two_figures_of_one_thing_both_are_of_the_place_that_one_names() {
    let reading = reading(
        "The coast guard brought 42 fishermen ashore at Port Salen late on Tuesday.\n\nIt rained.\n\n\
         The 47 rescued fishermen were given blankets at the clinic.\n",
    );
    let claim = |value: &str| reading.claims.iter().find(|claim| claim.value == value).unwrap();
    assert!(!claim("42").place.is_empty());
    assert_eq!(claim("42").place, claim("47").place);
}

#[test]
fn what_tells_one_thing_is_compared_whatever_else_is_dated() {
    let text = "\
# The canal board

The canal board had a budget of 318 million crowns for the deep lock in 2024.

The tower keeps the time.

The council, which looked at the budget of 381 million crowns for the deep lock in 2024 at its meeting of
30 January, has asked for a plan.
";
    assert_eq!(told(text), [["318 million", "381 million"]]);
    // Some day of a long time is another than some other day of it.
    let text = "\
# Brindle Care

Between February 2019 and January 2020 Brindle Care enrolled adults at 19 hospitals.

The tower keeps the time.

We thank the nurses at the 23 hospitals at which Brindle Care enrolled them.
";
    assert_eq!(told(text), [["19", "23"]]);
}

#[test]
fn how_often_is_not_how_many_times_as_much() {
    let text = "\
# The Ridge Front

The Ridge Front carried out 205 raids, three times the 72 of the year before.

The camps are cold.

\"A man of the Front who is paid five times goes home,\" its chief said.
";
    assert!(told(text).is_empty());
}

#[test]
fn other_words_for_one_figure_meet() {
    let text = "\
# Orlen Brewery in 2021

Orlen Brewery had a dry summer. It has sold beer in Varde since the war.

Wages swallowed 71 per cent of the brewery's revenue.

The board met in Harlow. The chair spoke of a good harvest.

\"We watch it,\" the chair said. Of the brewery's income 78 per cent goes on pay.
";
    assert_eq!(told(text), [["71 per cent", "78 per cent"]]);
    let text = "\
# The Ansel ferry

Launched in 1991 at the Varde yard, the ferry had served the island for years.

The coast guard wrote a report. It names nobody.

The ferry, which entered the water in 1994, had been due for repairs.
";
    assert_eq!(told(text), [["1991", "1994"]]);
}

/// A word is shared: it is told again as known, far from the first, and there is no third.
#[test]
fn a_figure_told_again_as_known_meets_the_only_one_like_it() {
    let text = |first: &str| {
        format!(
            "# The Varde dam\n\nThe Varde dam failed on 3 May 2019, sending {first} of slurry down \
             the valley.\n\nThe mayor opened a shelter. It stayed open until June.\n\nVolunteers \
             cleared the road. Shops opened again within a week.\n\nThe court will ask where the \
             2.9 million litres of slurry released that night went.\n"
        )
    };
    assert_eq!(told(&text("2.7 million litres")).len(), 1);
    // It can be the same, or is another by far.
    assert!(told(&text("over 2.1 million litres")).is_empty());
    assert!(told(&text("some 40,000 litres")).is_empty());
}

#[test]
fn words_that_tell_figures_apart_keep_them_apart() {
    for (first, second) in [
        // A contrast.
        (
            "The harbour bridge opened to traffic at a cost of $12 million.",
            "The harbour bridge closed to traffic at a cost of $14 million.",
        ),
        // Two names.
        (
            "The port of Varde moved 12 tonnes of salt.",
            "The port of Orlen moved 14 tonnes of salt.",
        ),
        // Two years.
        ("In 2019 the appeal raised $12 million.", "In 2020 the appeal raised $14 million."),
        // Each has its own word before the noun that both have.
        ("The steel bridge is 120 metres long.", "The wooden bridge is 140 metres long."),
        // Too far apart to be a slip.
        ("The salt mine holds 12 tonnes of salt.", "The salt mine holds 900 tonnes of salt."),
        // One is a part, not the whole.
        (
            "The salt mine sold 120 tonnes of salt.",
            "The salt mine sold another 140 tonnes of salt.",
        ),
    ] {
        let text = format!("# The harbour\n\n{first}\n\nIt rained all week.\n\n{second}\n");
        assert!(told(&text).is_empty(), "{text}: {:?}", told(&text));
    }
}

/// Two sentences of one document, paragraphs apart.
fn apart(first: &str, second: &str) -> String {
    format!("# The harbour\n\n{first}\n\nIt rained all week.\n\n{second}\n")
}

#[test]
fn the_same_words_around_two_figures_make_them_one() {
    for (first, second, values) in [
        (
            "In all, 14,600 people were moved from eleven hamlets to the new town.",
            "That 16,400 people were moved from eleven hamlets was news to the clerk.",
            ["14,600", "16,400"],
        ),
        (
            "The burglars left the warehouse on 21 September, by the loading bay.",
            "Tapes show that the burglars left the warehouse on 12 September.",
            ["XXXX-09-21", "XXXX-09-12"],
        ),
        (
            "Regatta night was Sunday 17 March 2024. It passed quietly.",
            "On regatta night, Sunday 24 March 2024, a storm cut off the island.",
            ["2024-03-17", "2024-03-24"],
        ),
        (
            "The levy was fixed at 22 per cent and took effect on 3 February.",
            "The levy was fixed at 28 per cent by the old council.",
            ["22 per cent", "28 per cent"],
        ),
    ] {
        assert_eq!(told(&apart(first, second)), [values]);
    }
}

#[test]
fn the_same_words_of_two_times_places_or_parts_stay_apart() {
    for (first, second) in [
        (
            "The board met in the town hall on 4 March.",
            "The board met in the town hall on 8 April.",
        ),
        (
            "In 2019 the levy was fixed at 22 per cent.",
            "In 2021 the levy was fixed at 28 per cent.",
        ),
        (
            "In Varde 140 people were moved from eleven hamlets.",
            "In Orlen 160 people were moved from eleven hamlets.",
        ),
        ("A further 12 boats sank in the old dock.", "The storm sank 14 boats in the old dock."),
    ] {
        let text = apart(first, second);
        assert!(told(&text).is_empty(), "{text}: {:?}", told(&text));
    }
}

#[test]
fn less_than_the_least_that_there_are_is_told_with_few_words() {
    let least = "At least 90 barges lay at the quay that night.";
    let of_all = "The list names all 76 barges, each with its master.";
    assert_eq!(told(&apart(least, of_all)), [["At least 90", "76"]]);
    let more = "The list names all 96 barges, each with its master.";
    assert!(told(&apart(least, more)).is_empty());
}

#[test]
fn what_stands_behind_two_subjects_tells_them_apart() {
    let play = "Seats for the play cost 8 crowns.";
    let opera = "Seats for the opera cost 18 crowns and are sold at the quay.";
    assert!(told(&apart(play, opera)).is_empty());
}

#[test]
fn one_part_of_a_date_slips_even_of_what_recurs() {
    let text = |day: &str| {
        let weeks = "It rained all week. Nobody went out.\n\n".repeat(8);
        let crack = |day: &str| format!("His cough appeared on {day}, at the inn.");
        format!("# The harbour\n\n{}\n\n{weeks}{}\n", crack("6 May 2021"), crack(day))
    };
    assert_eq!(told(&text("16 May 2021")), [["2021-05-06", "2021-05-16"]]);
    assert!(told(&text("9 July 2021")).is_empty());
}

#[test]
fn a_debut_is_one_whoever_else_sang() {
    let debut = |aside: &str| {
        let first = format!("Ada Roth made her debut at the Lyric in October 1968{aside}.");
        told(&apart(&first, "They had known of her since her debut at the Lyric in March 1971."))
    };
    assert_eq!(debut(", when two other singers were ill"), [["1968-10", "1971-03"]]);
    assert_eq!(debut(" with another singer"), [["1968-10", "1971-03"]]);
}

#[test]
fn what_stands_under_two_days_of_the_week_is_of_two_times() {
    let table = |day: &str| {
        let trams = "There are 65 trams in each direction.";
        let other = "There are 45 trams in each direction.";
        told(&format!("# The tram\n\n## Mondays to Fridays\n\n{trams}\n\n## {day}\n\n{other}\n"))
    };
    assert_eq!(table("Sundays"), [[""; 0]; 0]);
    assert_eq!(table("Fridays"), [["65", "45"]]);
    assert_eq!(table("The line"), [["65", "45"]]);
}

#[test]
fn some_of_what_is_known_is_not_all_of_it() {
    let sheds = |told_again: &str| {
        let first = "There are 32 sheds in the old harbour.";
        told(&apart(first, &format!("The wardens reported that {told_again} sheds had burned.")))
    };
    assert!(sheds("28 of the harbour's").is_empty());
    assert_eq!(sheds("the 28 harbour"), [["32", "28"]]);
}

#[test]
fn digits_that_have_changed_places_need_few_words() {
    let deep = |metres: &str| {
        let first = "The bell lay 1,460 metres below the harbour wall.";
        told(&apart(first, &format!("A diver saw a rope {metres} metres down, beside a cave.")))
    };
    assert_eq!(deep("1,640"), [["1,460 metres", "1,640 metres"]]);
    assert!(deep("1,710").is_empty());
    let made = |year: &str| {
        let first = "The lamps of the quay were replaced in 1998, one by one.";
        told(&apart(first, &format!("He was there when the lamps, replaced in {year}, were lit.")))
    };
    assert_eq!(made("1989"), [["1998", "1989"]]);
}

#[test]
fn what_happens_to_be_the_difference_does_not_explain_it() {
    let first = "The barn is licensed for 460 guests, of whom 180 may be upstairs.";
    let again = "The barn is licensed for 640 guests, all of them on the ground.";
    assert_eq!(told(&apart(first, again)), [["460", "640"]]);
}

#[test]
fn two_years_of_how_something_began_are_of_one_thing() {
    let first = "The Ansel school was founded in 1962 by two sisters.";
    let second = "In all the years since its foundation in 1967 the school has never been shut.";
    let weeks = "It rained all week. Nobody went out.\n\n".repeat(8);
    let text = format!("# The report\n\n{first}\n\n{weeks}{second}\n");
    assert_eq!(told(&text), [["1962", "1967"]]);
}

#[test]
fn shares_by_which_something_changed_are_held_against_each_other() {
    let first = "The museum's income from tickets fell by 12 per cent.";
    let same = "The fall of 17 per cent in the museum's income from tickets worries the board.";
    assert_eq!(told(&apart(first, same)), [["12 per cent", "17 per cent"]]);
    let level = "The museum's income from tickets is 17 per cent of the whole.";
    assert!(told(&apart(first, level)).is_empty());
    let other = "The rise of 17 per cent in the museum's income from tickets pleased the board.";
    assert!(told(&apart(first, other)).is_empty());
}

/// What tells a careful reader that two figures are of two things.
#[test]
fn figures_of_two_things_are_told_apart() {
    let texts = [
        // The verb is not said again.
        "\
# The Orlen Front

Ada Roth was arrested on 20 February 2024, Ben Moe on 3 March and Carl Ek on 5 March.
",
        // "It" means as much as the name does.
        "\
# Two dams

Tarn Dam was finished first. It is 412 metres long and 47 metres high.

The second stage was a quieter affair, and few men lived in camps.

Loss Dam, 35 metres high and 268 metres long, is built of rock.
",
        // No slip changes both sides of a vote.
        "\
# Council meeting

The motion on the pool was carried by 16 votes to nine.

The mayor thanked the clerk. The next item was the library.

The motion as altered was carried by 26 votes to none.
",
        // Of how many it was, not how many did it.
        "\
# A trial of letters

In the poorest towns 190 of 480 people in the letter arm sent a form back.

Letters were printed in Orlen. They were short.

By May, 1,020 people in the letter arm had sent a form back.
",
        // Over so long something else was counted.
        "\
# The tunnel

In just over six years of work there were 31 accidents with injuries on the site.

The old road is quieter now. It is used by farmers.

There were 47 accidents with injuries on the old road in the five years to 2019.
",
        // Which members is said behind them.
        "\
# The co-op

The co-operative in Varde has 186 members, and most of them grow pears.

The union spoke of a hard winter. The rain came late.

Its president said that of the 212 members who gave up their policies she had met nobody who did so gladly.
",
        // The sentence opens with another year.
        "\
# Safety in prisons

Of the 11 deaths in the year, seven were from natural causes, three were self-inflicted and one was unexplained.

Of the 13 deaths in the previous year, eight were from natural causes and five were self-inflicted.
",
        // The list is of one survey.
        "\
# Herons of Varde

Pairs counted in the last survey:

- Outer marshes: 290
- Northern lagoons: 120

The rise has been uneven. The Cray had only 70 pairs in 2013, while the northern lagoons had 160.
",
        // A study that is brought up is another one.
        "\
# A drug for gout

At 100 milligrams 28.8 percent had a flare. That is a relative reduction of 46.6 percent.

The results are in line with those of an earlier study. In a small Phase 2 trial published in 2011, 12 of 62 flared, a relative reduction of exactly half.
",
        // What it had been at another time.
        "\
# A semi-final

Northfield had 61 per cent of the ball and 17 shots. They won 11 corners.

In the league match in October Northfield had had 70 per cent of the ball and no shot.
",
        // The text tells what lies between the two.
        "\
# The fund

The development fund for the north spent 58 million of the 140 million dinars allotted to it.

The minister wrote to the towns. They did not answer.

The 82 million dinars that remain in the development fund should go to the north.
",
    ];
    for text in texts {
        assert!(told(text).is_empty(), "{text}: {:?}", told(text));
    }
}

#[test]
fn pairs_that_are_left_out_change_no_verdict() {
    let text = "\
# Velm Quarry

The quarry sold 340 tonnes of slate to the port of Orlen in spring. It has two cranes, and 14 people work \
there. The saw cuts 60 slabs a day.

A new road was opened on 4 May 2016. It is 8 metres wide, and cost 2.4 million crowns.

The board met in Harlow. The quarry sold 430 tonnes of slate to the port of Orlen in spring, the chair said, \
and the 41 workers were paid. The road was opened on 14 May 2016.

The port bought 340 tonnes of slate, and 3,400 tonnes of sand. Nobody expects 900 tonnes of slate. The \
road had cost 4.2 million crowns.
";
    with_tellings(text, |_, mut terms, tellings| {
        terms.count(tellings);
        let all = (0..tellings.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let all = all.filter(|(a, b)| {
            let (a, b) = (&tellings[*a], &tellings[*b]);
            a.measure == b.measure && (a.at, a.sentence) != (b.at, b.sentence)
        });
        let mut all: Vec<(usize, usize)> = all.collect();
        all.sort_unstable();
        let mut some = all.clone();
        worth::retain(tellings, &mut some, &terms);
        assert!(!some.is_empty() && some.len() < all.len());
        let told = |pairs: &[(usize, usize)]| -> Vec<(usize, usize)> {
            let pairs = pairs.iter().filter_map(|(a, b)| {
                let likeness = likeness(&tellings[*a], &tellings[*b], &terms, false)?;
                Some(Pair { a: *a, b: *b, likeness })
            });
            accepted(tellings, pairs.collect()).iter().map(|pair| (pair.a, pair.b)).collect()
        };
        assert!(!told(&all).is_empty());
        assert_eq!(told(&some), told(&all));
    });
}

/// What becomes of the figures and dates of a text.
fn with_tellings<T>(
    text: &str,
    then: impl FnOnce(&[Analysed<'_>], Terms, &mut Vec<Telling>) -> T,
) -> T {
    let mut sources = SourceMap::default();
    let (records, _) = vocabulary::built_in(&mut sources);
    let (cues, _) = Cues::compile(&records.predicates);
    let file = sources.add("brief.md", text.to_owned());
    let document = document::read(&sources, file, Format::Markdown);
    let source = Source { document: &document, issued: None };
    let blocks = analyse(&source, &cues);
    let resolved = thing::resolve(&[in_focus(&source, &blocks)], &[]);
    let speaking = blocks.iter().enumerate().filter(|(_, block)| block.speaks);
    let mut terms = Terms::default();
    let mut tellings: Vec<Telling> = speaking
        .flat_map(|(block, Analysed { passage, contexts, .. })| {
            let at = BlockIx { document: 0, block };
            let resolved = &resolved;
            let teller = Teller { at, passage, contexts, resolved, place: block, listed: false };
            teller.tellings(&mut terms)
        })
        .collect();
    then(&blocks, terms, &mut tellings)
}

/// Prints the pairs of a document, likest first:
/// `BELIE_SHOW=FILE cargo test --lib retold -- --ignored --nocapture`.
#[test]
#[ignore = "a viewer"]
fn show() {
    let path = std::env::var("BELIE_SHOW").unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    with_tellings(&text, |blocks, terms, tellings| show_pairs(blocks, terms, tellings));
}

#[allow(clippy::print_stdout)]
fn show_pairs(blocks: &[Analysed<'_>], terms: Terms, tellings: &mut [Telling]) {
    let pairs = every_pair(tellings, terms, |a, b| (a.at, a.sentence) != (b.at, b.sentence));
    let line = |telling: &Telling| {
        let passage = &blocks[telling.at.block].passage;
        let sentence = passage.slice(&passage.sentences[telling.sentence].tokens);
        let slots = telling.slots.iter().map(|slot| {
            format!("{}:{}{}{:?}", passage.slice(&slot.tokens), slot.near, slot.deed, slot.sides)
        });
        let slots = slots.collect::<Vec<_>>().join(" ");
        format!(
            "[{}] {sentence} {{{slots}}} {:?}",
            passage.slice(&passage.mentions[telling.mention].tokens),
            telling.sides
        )
    };
    let judged = judge(tellings, &pairs);
    let mut all: Vec<_> = pairs.into_iter().zip(judged).collect();
    all.sort_by(|(a, _), (b, _)| b.likeness.score.total_cmp(&a.likeness.score));
    for (pair, judged) in all {
        let (a, b) = (&tellings[pair.a], &tellings[pair.b]);
        let taken = if judged.accepted { "one" } else { "-" };
        let Likeness { score, echo, .. } = &pair.likeness;
        println!(
            "{taken} {score:.2} odds {:?} echo {echo:?} {:?}/{:?} {} | {}",
            judged.odds,
            a.mood,
            b.mood,
            line(a),
            line(b)
        );
    }
}
