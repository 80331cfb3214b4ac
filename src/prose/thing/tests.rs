//! Small documents on all kinds of subjects, with the mentions in them that are and are not one.
//!
//! A line is a block, `#` begins a heading, `===` a document. `{a:the attack}` marks a mention: marks
//! of one letter are one thing, of two letters two things; `{?:it}` must not be one thing; `{@a:died}`
//! marks a word whose clause speaks of the event `a`. A letter with `~` must be soft, with `!` must
//! not be.

use jiff::civil::Date;

use super::*;
use crate::prose::passage::MentionKind;

struct Mark {
    label: String,
    document: usize,
    block: usize,
    bytes: Range<usize>,
    text: String,
}

struct Text {
    clean: String,
    kind: BlockKind,
    section: Vec<usize>,
}

struct Input {
    documents: Vec<Vec<Text>>,
    marks: Vec<Mark>,
}

fn parse(input: &str) -> Input {
    let mut out = Input { documents: vec![Vec::new()], marks: Vec::new() };
    let mut headings: Vec<(u8, usize)> = Vec::new();
    for line in input.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line == "===" {
            out.documents.push(Vec::new());
            headings.clear();
            continue;
        }
        let document = out.documents.len() - 1;
        let block = out.documents[document].len();
        let level = line.bytes().take_while(|b| *b == b'#').count();
        let mut clean = String::new();
        let mut rest = line[level..].trim();
        while let Some(open) = rest.find('{') {
            clean.push_str(&rest[..open]);
            let close = open + rest[open..].find('}').unwrap();
            let (label, text) = rest[open + 1..close].split_once(':').unwrap();
            let start = clean.len();
            clean.push_str(text);
            let bytes = start..clean.len();
            out.marks.push(Mark { label: label.into(), document, block, bytes, text: text.into() });
            rest = &rest[close + 1..];
        }
        clean.push_str(rest);
        let level = u8::try_from(level).unwrap();
        let kind = if level > 0 { BlockKind::Heading(level) } else { BlockKind::Paragraph };
        if level > 0 {
            headings.retain(|(other, _)| *other < level);
        }
        let section = headings.iter().map(|(_, at)| *at).collect();
        if level > 0 {
            headings.push((level, block));
        }
        out.documents[document].push(Text { clean, kind, section });
    }
    out
}

fn issued() -> Option<Date> {
    Some(Date::new(2031, 6, 1).unwrap())
}

fn run(input: &Input, known: &[EntityRecord]) -> (Vec<Vec<String>>, Resolved) {
    run_at(input, known, issued())
}

fn run_at(
    input: &Input,
    known: &[EntityRecord],
    issued: Option<Date>,
) -> (Vec<Vec<String>>, Resolved) {
    let passages: Vec<Vec<Passage<'_>>> = input
        .documents
        .iter()
        .map(|blocks| blocks.iter().map(|b| Passage::new(&b.clean, issued)).collect())
        .collect();
    let documents: Vec<Document<'_, '_>> = input
        .documents
        .iter()
        .zip(&passages)
        .map(|(texts, passages)| Document {
            title: texts.first().filter(|t| t.kind == BlockKind::Heading(1)).map(|t| &*t.clean),
            issued,
            blocks: texts
                .iter()
                .zip(passages)
                .map(|(t, passage)| Block { passage, kind: t.kind, section: &t.section })
                .collect(),
        })
        .collect();
    let resolved = resolve(&documents, known);
    let meanings = input
        .marks
        .iter()
        .map(|mark| {
            let passage = &passages[mark.document][mark.block];
            let meaning = meaning(&resolved, passage, mark);
            vec![format!("{meaning:?}"), shape(passage, mark)]
        })
        .collect();
    (meanings, resolved)
}

fn meaning<'r>(resolved: &'r Resolved, passage: &Passage<'_>, mark: &Mark) -> &'r Meaning {
    let tokens = passage.tokens_of(&mark.bytes);
    if mark.label.starts_with('@') {
        let sentence = passage.sentence_of(tokens.start).unwrap();
        let clauses = &passage.sentences[sentence].clauses;
        let clause = clauses.iter().rposition(|c| c.tokens.contains(&tokens.start)).unwrap();
        return resolved.event_at(mark.document, mark.block, sentence, clause);
    }
    match mention(passage, &tokens) {
        Some(at) => resolved.meaning(mark.document, mark.block, at),
        None => UNKNOWN,
    }
}

fn mention(passage: &Passage<'_>, tokens: &Range<usize>) -> Option<usize> {
    let thing = |kind: &MentionKind| {
        matches!(kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
    };
    let all = || passage.mentions.iter().enumerate().filter(|(_, m)| thing(&m.kind));
    let exact = all().find(|(_, m)| m.tokens == *tokens);
    let start =
        || all().find(|(_, m)| m.tokens.start == tokens.start && m.tokens.end <= tokens.end);
    let end = || all().find(|(_, m)| m.tokens.end == tokens.end && m.tokens.start >= tokens.start);
    let around =
        || all().find(|(_, m)| m.tokens.start <= tokens.start && tokens.end <= m.tokens.end);
    exact.or_else(start).or_else(end).or_else(around).map(|(at, _)| at)
}

fn shape(passage: &Passage<'_>, mark: &Mark) -> String {
    let tokens = passage.tokens_of(&mark.bytes);
    let mention = mention(passage, &tokens).map(|at| passage.slice(&passage.mentions[at].tokens));
    mention.unwrap_or("no mention").to_owned()
}

/// What is wrong with a document; empty when all is as marked.
fn wrong(input: &str) -> Vec<String> {
    let parsed = parse(input);
    let (meanings, resolved) = run(&parsed, &[]);
    let mut out = Vec::new();
    let mut of: Vec<(String, String)> = Vec::new();
    for (mark, meaning) in parsed.marks.iter().zip(&meanings) {
        let (meaning, shape) = (&meaning[0], &meaning[1]);
        let label = mark.label.trim_start_matches('@');
        let one = meaning.strip_prefix("One { thing: ").and_then(|m| m.split_once(", soft: "));
        let bare = label.trim_end_matches(['~', '!']);
        let at = format!("{:?} ({shape}) {bare}", mark.text);
        let Some((thing, soft)) = one else {
            if bare != "?" {
                out.push(format!("{at}: {meaning}"));
            }
            continue;
        };
        if bare == "?" {
            out.push(format!("{at}: {thing}"));
            continue;
        }
        if label.ends_with('~') && soft.starts_with('f')
            || label.ends_with('!') && soft.starts_with('t')
        {
            out.push(format!("{at}: soft {soft}"));
        }
        for (other, theirs) in &of {
            if (other == bare) != (theirs == thing) {
                out.push(format!("{at} is {thing}, {other} is {theirs}"));
            }
        }
        of.push((bare.to_owned(), thing.to_owned()));
    }
    if !out.is_empty() {
        for (ix, thing) in resolved.things.all.iter().enumerate() {
            out.push(format!("   {ix}: {} {:?}", thing.name, thing.kind));
        }
    }
    out
}

/// All small documents: between `---` lines in `cases.txt`.
#[test]
fn mentions_mean_what_they_are_marked_to_mean() {
    let cases: Vec<&str> = include_str!("cases.txt").split("\n---\n").collect();
    assert!(cases.len() >= 80, "{}", cases.len());
    let mut failed = Vec::new();
    for case in &cases {
        let wrong = wrong(case);
        if !wrong.is_empty() {
            failed.push(format!("{case}\n  {}\n", wrong.join("\n  ")));
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

fn names(input: &str) -> Things {
    run(&parse(input), &[]).1.things
}

#[test]
fn spellings_of_one_name_are_told_and_not_merged() {
    for (text, pair) in [
        ("Marisa Holt spoke. Marissa Holt left.", ("Marisa Holt", "Marissa Holt")),
        ("Mara Ansah-Kovac spoke. Mara Ansa-Kovac left.", ("Mara Ansah-Kovac", "Mara Ansa-Kovac")),
        ("Calder Shipping grew. Caldar Shipping fell.", ("Calder Shipping", "Caldar Shipping")),
        (
            "The mayor, Mohammed Karimi, left. Later Muhammad Karimi spoke.",
            ("Mohammed Karimi", "Muhammad Karimi"),
        ),
        ("In Jowzjan it rained. In Jawzjan it snowed.", ("Jowzjan", "Jawzjan")),
        ("Dr Oskar Lindemar spoke. Mr Lindmar left.", ("Oskar Lindemar", "Lindmar")),
        (
            "In May the baker Jonas Werk opened a shop there. They praised the baker, Jonas Wark.",
            ("Jonas Werk", "Jonas Wark"),
        ),
        (
            "The ferry Golden Lodger left at nine with all of its crew. The Golden Ladder sank.",
            ("Golden Lodger", "Golden Ladder"),
        ),
        (
            "The captain, Edvard Nissen, left. On deck Captain Nielsen stayed.",
            ("Edvard Nissen", "Nielsen"),
        ),
        (
            "The organist, Bertold Falkner, played.\n They thanked the organist, Bernard Falkner.",
            ("Bertold Falkner", "Bernard Falkner"),
        ),
        (
            "Silver Merlin left. Silver Merlin is small.\n Boats like Silver Merman are rare.",
            ("Silver Merlin", "Silver Merman"),
        ),
        (
            "Corvale Optics Ltd makes lenses.\n The head of Cornhill Optics left.",
            ("Corvale Optics Ltd", "Cornhill Optics"),
        ),
        ("Irene Castellan spoke.\n Mrs Castello left.", ("Irene Castellan", "Castello")),
    ] {
        let found = variants(&names(text));
        let found: Vec<_> = found.iter().map(|v| (v.name.as_str(), v.other.as_str())).collect();
        assert_eq!(found, [pair], "{text}");
    }
    for text in [
        "Marisa Holt spoke. Marisa Hale left.",
        "Harlow Energy grew. Harlow Foods fell.",
        "Resolution 2231 passed. Resolution 2232 failed.",
        "North Korea and South Korea met.",
        "Russia fell. Russian men left.",
        "Marisa Holt spoke. Marisa Holt left.",
        "Northern Calder grew. Southern Calder fell.",
        "Jon Berg left with his brother, Nils Berg.",
        "The captain, Edvard Nissen, left. The mate, Mr Nielsen, stayed.",
        "Dr Oskar Lindemar spoke. Lindemar left.",
        "They praised BlockReader for its speed. Nobody liked BlockLeader as much as that one.",
        "Calder Shipping, Caldar Shipping and others grew.",
        "Bertold Falkner played. His brother Bernard Falkner sang.",
        "Port Calder grew.\n Port Calvin fell.",
        "The mayor, Mohammed Karimi, left.\n===\n The mayor, Muhammad Karimi, spoke.",
        "Westfield School won.\n Westgate School lost.",
        "Martin Falkner sang.\n Bernard Falkner played.",
    ] {
        assert_eq!(variants(&names(text)), [], "{text}");
    }
}

#[test]
fn spellings_are_told_with_their_places() {
    let text = "Dr Oskar Lindemar spoke. Mr Lindmar left.\n Mr Lindmar came. Lindemar stayed.";
    let found = variants(&names(text));
    let places = |uses: &[At]| uses.iter().map(|at| at.block).collect::<Vec<_>>();
    assert_eq!(places(&found[0].uses), [0]);
    assert_eq!(places(&found[0].other_uses), [0, 1]);
}

#[test]
fn owners_are_told() {
    let input = parse("Harlow Energy grew. {b:Its debt} rose. {a:The insurer's debt} fell.");
    let (_, resolved) = run(&input, &[]);
    let owner = |mark: &Mark| {
        let passage = Passage::new(&input.documents[0][0].clean, issued());
        let mention = mention(&passage, &passage.tokens_of(&mark.bytes)).unwrap();
        match resolved.owner(0, 0, mention) {
            Meaning::One { thing, .. } => resolved.things.all[thing.0 as usize].name.to_string(),
            other => format!("{other:?}"),
        }
    };
    assert_eq!(owner(&input.marks[1]), "insurer");
    assert_eq!(owner(&input.marks[0]), "Harlow Energy");
}

#[test]
fn a_short_form_defined_twice_is_told() {
    let text = "The Northern Front of Orland (NFO) is armed.
        The National Fisheries Office (NFO) is not.";
    let found = redefined(&names(text));
    assert_eq!(found.len(), 1);
    let full: Vec<_> =
        found[0].meanings.iter().map(|(_, name, at)| (name.as_str(), at.block)).collect();
    assert_eq!(full, [("Northern Front of Orland", 0), ("National Fisheries Office", 1)]);
    for text in [
        "The Northern Front of Orland (NFO) is armed. The Northern Front of Orland (NFO) grew.",
        "The Northern Fisheries Organisation (NFO) met. The Northern Fisheries Organization (NFO) grew.",
        "The Northern Front of Orland (NFO) is armed.\n===\nThe National Fisheries Office (NFO) is not.",
        "NFO grew. The Northern Front of Orland (NFO) is armed.",
    ] {
        assert_eq!(redefined(&names(text)), [], "{text}");
    }
}

fn known(id: &str, name: &str, kind: EntityKind, aliases: &[&str]) -> EntityRecord {
    let span = crate::span::Span::new(crate::span::FileId::new(0), 0, 0);
    let text = |value: &str| crate::span::Spanned { value: SmolStr::new(value), span };
    EntityRecord {
        span,
        id: text(id),
        name: Some(text(name)),
        kind: Some(kind),
        aliases: aliases
            .iter()
            .map(|name| crate::record::AliasRecord { name: text(name), cite: Vec::new() })
            .collect(),
        part_of: Vec::new(),
    }
}

#[test]
fn names_of_a_repository_come_first() {
    let entities = [
        known("harlow", "Harlow Energy", EntityKind::Organisation, &["HEN", "Harlow Power"]),
        known("orland-attack", "Orland Theatre attack", EntityKind::Event, &["Orland bombing"]),
        known("orland", "Orland Theatre", EntityKind::Place, &[]),
    ];
    let input = parse(
        "HEN paid. {x:Harlow Power} grew. {x:Harlow Energy} fell.
        {y:The Orland Theatre attack} killed 3 people. {y:The attack} was claimed.",
    );
    let (meanings, resolved) = run(&input, &entities);
    let known = |id: &str| resolved.things.all.iter().position(|t| t.known.as_deref() == Some(id));
    for (mark, meaning) in input.marks.iter().zip(&meanings) {
        let id = if mark.label == "x" { "harlow" } else { "orland-attack" };
        let ix = known(id).unwrap();
        assert!(meaning[0].starts_with(&format!("One {{ thing: ThingIx({ix})")), "{meaning:?}");
    }
}

/// Every meaning of a document in its order, by the first mention of the same thing.
fn partition(input: &str) -> Vec<String> {
    let parsed = parse(input);
    let (_, resolved) = run(&parsed, &[]);
    let mut first: Vec<ThingIx> = Vec::new();
    let mut number = |ix: ThingIx| {
        first.iter().position(|known| *known == ix).unwrap_or_else(|| {
            first.push(ix);
            first.len() - 1
        })
    };
    let mut out = Vec::new();
    for (document, blocks) in resolved.blocks.iter().enumerate() {
        for (at, block) in blocks.iter().enumerate() {
            for meaning in block.mentions.iter().chain(&block.clauses) {
                out.push(match meaning {
                    Meaning::One { thing, soft } => {
                        format!("{document} {at} {} {soft}", number(*thing))
                    }
                    Meaning::Unsettled(all) => {
                        let all: Vec<_> = all.iter().map(|ix| number(*ix)).collect();
                        format!("{document} {at} {all:?}")
                    }
                    Meaning::Unknown => format!("{document} {at}"),
                });
            }
        }
    }
    out
}

/// All but definitions of names that were used before: see the head of this room.
#[test]
fn what_follows_does_not_change_what_was_meant() {
    for case in include_str!("cases.txt").split("\n---\n") {
        let lines: Vec<&str> = case.lines().collect();
        let all = partition(case);
        for n in 1..lines.len() {
            let part = partition(&lines[..n].join("\n"));
            assert!(all.starts_with(&part), "{case}\n{n}: {part:?}\n{all:?}");
        }
    }
}

/// Of each document, what its mentions mean, however the documents stand: things by the first mention
/// of each in a fixed order.
fn in_any_order(documents: &[&str], order: &[usize]) -> Vec<Vec<String>> {
    let texts: Vec<&str> = order.iter().map(|at| documents[*at]).collect();
    let mut out = vec![Vec::new(); documents.len()];
    for line in partition(&texts.join("\n===\n")) {
        let (document, rest) = line.split_once(' ').unwrap();
        out[order[document.parse::<usize>().unwrap()]].push(rest.to_owned());
    }
    let mut numbers: Vec<String> = Vec::new();
    for line in out.iter_mut().flatten() {
        let parts: Vec<&str> = line.split(' ').collect();
        if let [at, thing, soft] = parts[..]
            && !thing.starts_with('[')
        {
            let number = numbers.iter().position(|known| known == thing).unwrap_or_else(|| {
                numbers.push(thing.to_owned());
                numbers.len() - 1
            });
            *line = format!("{at} {number} {soft}");
        } else if let Some((at, _)) = line.split_once(" [") {
            *line = format!("{at} unsettled");
        }
    }
    out
}

#[test]
fn the_order_of_documents_makes_no_difference() {
    let more = "\
# Varde after the flood
The Northern Rescue League (NRL) was founded in 2009. The NRL has 40 boats.
A flood in Varde on 3 May 2024 killed 12 people.
===
# The League's Long Duel With the River
The NRL's 83 rescues were in Varde. It lost two boats.
The flood in Varde in May 2024 killed 14 people.
===
# Rescue in the north
The Northern Rescue League Trust (NRLT), or NRL, owns 38 boats. The league began in 2010.";
    for case in include_str!("cases.txt").split("\n---\n").chain([more]) {
        let documents: Vec<&str> = case.split("\n===\n").collect();
        let order: Vec<usize> = (0..documents.len()).collect();
        let first = in_any_order(&documents, &order);
        let mut order = order;
        for _ in 1..documents.len() {
            order.rotate_left(1);
            assert_eq!(first, in_any_order(&documents, &order), "{case}\n{order:?}");
        }
        order.reverse();
        assert_eq!(first, in_any_order(&documents, &order), "{case}\n{order:?}");
    }
}

/// Words that the stages above react to, to be put together at random.
const WORDS: &[&str] = &[
    "the",
    "The",
    "a",
    "attack",
    "attacks",
    "bombing",
    "Kabul",
    "Moscow",
    "Harlow",
    "Energy",
    "(",
    ")",
    "NFO",
    "Northern",
    "Front",
    "of",
    "Orland",
    "on",
    "in",
    "at",
    "3 May 2031",
    "killed",
    "12",
    "people",
    "which",
    "it",
    "It",
    "they",
    "group",
    "company",
    "its",
    "'s",
    ",",
    ".",
    "and",
    "one",
    "also known as",
    "formerly",
    "ferry",
    "vessel",
    "president",
    "President",
    "said",
    "that",
    "by",
    "{",
    "“",
    "”",
    "é",
    "2024",
    "another",
    "stormed",
    "exploded",
    "agreed",
    "to",
    "buy",
    "province",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_words_are_read(picks in proptest::collection::vec(0..WORDS.len(), 0..80)) {
        let text: Vec<&str> = picks.iter().map(|at| WORDS[*at]).filter(|word| *word != "{").collect();
        let text = text.join(" ");
        proptest::prop_assert_eq!(partition(&text), partition(&text));
        let things = names(&text);
        let _ = (variants(&things), redefined(&things));
    }

    #[test]
    fn any_text_is_read(text in "[^{}]{0,200}") {
        let _ = partition(&text);
    }
}

/// What is found in a text of one's own: `TEXT="…" cargo test --lib shown -- --ignored --nocapture`.
#[test]
#[ignore = "for looking at what is found"]
#[expect(clippy::print_stdout, reason = "a person asked to see it")]
fn shown() {
    let Ok(text) = std::env::var("TEXT") else { return };
    let parsed = parse(&text);
    let issued = std::env::var("ISSUED").ok().and_then(|date| date.parse().ok()).or(issued());
    let (_, resolved) = run_at(&parsed, &[], issued);
    for (document, blocks) in parsed.documents.iter().enumerate() {
        for (block, text) in blocks.iter().enumerate() {
            let passage = Passage::new(&text.clean, issued);
            for (at, mention) in passage.mentions.iter().enumerate() {
                let meaning = resolved.meaning(document, block, at);
                println!("{:?} {:?} {meaning:?}", passage.slice(&mention.tokens), mention.kind);
            }
            for (s, sentence) in passage.sentences.iter().enumerate() {
                for (c, clause) in sentence.clauses.iter().enumerate() {
                    let event = resolved.event_at(document, block, s, c);
                    let verb = clause.verb.as_ref().map(|v| passage.token(v.main));
                    println!(
                        "  {:?} {verb:?} {:?} {event:?}",
                        passage.slice(&clause.tokens),
                        clause.kind
                    );
                }
            }
        }
    }
    for (ix, thing) in resolved.things.all.iter().enumerate() {
        println!("{ix}: {thing:?}");
    }
}
