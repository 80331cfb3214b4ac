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
fn other_words_for_one_figure_meet() {
    let text = "\
# Orlen Brewery in 2021

Orlen Brewery had a dry summer. It has sold beer in Varde since the war.

Wages swallowed 71 per cent of the brewery's revenue.

The board met in Harlow. The chair spoke of a good harvest.

\"We watch it,\" the chair said. Some 78 per cent of the brewery's income goes on pay.
";
    assert_eq!(told(text), [["71 per cent", "Some 78 per cent"]]);
    let text = "\
# The Ansel ferry

Launched in 1991 at the Varde yard, the ferry had served the island for years.

The coast guard wrote a report. It names nobody.

The ferry, which entered the water in 1994, had been due for repairs.
";
    assert_eq!(told(text), [["1991", "1994"]]);
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

/// Prints the pairs of a document, likest first:
/// `BELIE_SHOW=FILE cargo test --lib retold -- --ignored --nocapture`.
#[test]
#[ignore = "a viewer"]
#[allow(clippy::print_stdout)]
fn show() {
    let path = std::env::var("BELIE_SHOW").unwrap();
    let mut sources = SourceMap::default();
    let (records, _) = vocabulary::built_in(&mut sources);
    let (cues, _) = Cues::compile(&records.predicates);
    let file = sources.add(path.as_str(), std::fs::read_to_string(&path).unwrap());
    let document = document::read(&sources, file, Format::Markdown);
    let source = Source { document: &document, issued: None };
    let blocks = analyse(&source, &cues);
    let resolved = thing::resolve(&[in_focus(&source, &blocks)], &[]);
    let speaking = blocks.iter().enumerate().filter(|(_, block)| block.speaks);
    let mut tellings: Vec<Telling> = speaking
        .flat_map(|(block, Analysed { passage, contexts, .. })| {
            let at = BlockIx { document: 0, block };
            Teller { at, passage, contexts, resolved: &resolved }.tellings()
        })
        .collect();
    let mut pairs = pairs(&mut tellings);
    let line = |telling: &Telling| {
        let passage = &blocks[telling.at.block].passage;
        let sentence = passage.slice(&passage.sentences[telling.sentence].tokens);
        format!("[{}] {sentence}", passage.slice(&passage.mentions[telling.mention].tokens))
    };
    pairs.sort_by(|a, b| b.likeness.score.total_cmp(&a.likeness.score));
    for pair in pairs {
        let (a, b) = (&tellings[pair.a], &tellings[pair.b]);
        println!("{:.2} {} | {}", pair.likeness.score, line(a), line(b));
    }
}
