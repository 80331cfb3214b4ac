use proptest::prelude::*;

use super::*;
use crate::prose::vocabulary;
use crate::record::{PredicateRecord, read_all};
use crate::source::SourceMap;

fn built_in() -> &'static Cues {
    static CUES: std::sync::OnceLock<Cues> = std::sync::OnceLock::new();
    CUES.get_or_init(read_built_in)
}

fn read_built_in() -> Cues {
    let (records, problems) = vocabulary::built_in(&mut SourceMap::default());
    assert!(problems.is_empty(), "{problems:?}");
    let (cues, problems) = Cues::compile(&records.predicates);
    let messages: Vec<_> = problems.iter().map(|problem| &problem.message).collect();
    assert!(messages.is_empty(), "{messages:#?}");
    cues
}

fn records(yaml: &str) -> (Vec<PredicateRecord>, SourceMap) {
    let mut sources = SourceMap::default();
    let id = sources.add("claims/x.yaml", yaml.to_owned());
    let (records, problems) = read_all(&sources, &[id], &[]);
    assert!(problems.is_empty(), "{problems:?}");
    (records.predicates, sources)
}

/// Hits as "predicate: value".
fn shown(text: &str, cues: &Cues) -> Vec<String> {
    let passage = Passage::new(text, None);
    let show = |hit: &Hit| {
        let value = &text[passage.mentions[hit.value].bytes.clone()];
        format!("{}: {value}", cues.predicate(hit.predicate).unwrap().id)
    };
    hits(&passage, cues).iter().map(show).collect()
}

/// Sentences that say a predicate and near misses, by predicate.
struct Examples {
    predicate: &'static str,
    hit: Vec<(&'static str, &'static str)>,
    miss: Vec<&'static str>,
}

fn examples() -> Vec<Examples> {
    let mut out: Vec<Examples> = Vec::new();
    let texts = [include_str!("examples/conflict.txt"), include_str!("examples/general.txt")];
    for line in texts.iter().flat_map(|text| text.lines()) {
        match line.split_at_checked(2) {
            Some(("+ ", rest)) => {
                let (value, sentence) = rest.split_once(" | ").unwrap();
                out.last_mut().unwrap().hit.push((value, sentence));
            }
            Some(("- ", rest)) => out.last_mut().unwrap().miss.push(rest),
            Some((start, _)) if start.starts_with('#') => {}
            _ => out.push(Examples { predicate: line, hit: Vec::new(), miss: Vec::new() }),
        }
    }
    out
}

#[test]
fn every_predicate_hits_and_misses() {
    let cues = built_in();
    let mut wrong = Vec::new();
    for Examples { predicate, hit, miss } in examples() {
        assert!(hit.len() >= 3 && miss.len() >= 3, "{predicate} wants three of each");
        for (value, sentence) in hit {
            let hits = shown(sentence, cues);
            let start = format!("{predicate}: ");
            let found =
                hits.iter().any(|hit| hit.strip_prefix(&*start).is_some_and(|v| v.contains(value)));
            if !found {
                wrong.push(format!("+ {predicate} {value} | {sentence} {hits:?}"));
            }
        }
        for sentence in miss {
            let hits = shown(sentence, cues);
            if hits.iter().any(|hit| hit.starts_with(&format!("{predicate}: "))) {
                wrong.push(format!("- {predicate} | {sentence} {hits:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_predicate_with_cues_has_examples() {
    let (records, _) = vocabulary::built_in(&mut SourceMap::default());
    let named: Vec<_> = examples().iter().map(|examples| examples.predicate).collect();
    let with_cues = records.predicates.iter().filter(|record| !record.cues.is_empty());
    let missing: Vec<_> =
        with_cues.filter(|r| !named.contains(&&*r.id.value)).map(|r| &r.id.value).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Sentences with all that is hit in them: predicate, value, and what stands beside it.
#[test]
fn figures_beside_a_cue_share_it() {
    let cues = built_in();
    for (text, expected) in [
        (
            "The blast killed over 60 people, wounding well over 100.",
            "deaths over 60; injuries well over 100 (people)",
        ),
        ("15 killed, 40 injured in market blast", "deaths 15; injuries 40"),
        ("A toll of 63 dead and 120 injured was given.", "deaths 63; injuries 120"),
        ("60 were killed and more than 100 injured.", "deaths 60; injuries more than 100"),
        ("143 people died and 60 others were injured.", "deaths 143; injuries 60"),
        ("It killed 12 sailors and 3 passengers.", "deaths 12; deaths 3"),
        ("12 sailors and 3 passengers were killed.", "deaths 12; deaths 3"),
        (
            "They killed 12 soldiers, three of them officers, and 5 civilians.",
            "deaths 12; deaths three (officers) of 12; deaths 5",
        ),
        ("12 people, including 3 children, were killed.", "deaths 12; deaths 3 (children) of 12"),
        ("It killed 12 people, of whom 4 were children.", "deaths 12; deaths 4 (children) of 12"),
        (
            "The militia carried out 12 attacks in 2020, 83 in 2021 and 334 in 2022.",
            "attacks 12 in 2020; attacks 83 (attacks) in 2021; attacks 334 (attacks) in 2022",
        ),
        (
            "Attacks rose from nine in 2020 to 20 in 2021.",
            "attacks nine in 2020; attacks 20 in 2021",
        ),
        ("12 gunmen killed 40 people.", "attackers 12; deaths 40"),
        // Whether a clause denies what it says is not asked here.
        ("40 people were not killed.", "deaths 40"),
        ("Gunmen killed 12 cows.", ""),
    ] {
        let passage = Passage::new(text, None);
        let hits = hits(&passage, cues);
        let value = |mention: usize| &text[passage.mentions[mention].bytes.clone()];
        let show = |hit: &Hit| {
            let scope =
                hit.scope.as_ref().map_or(String::new(), |s| format!(" ({})", passage.slice(s)));
            let during = hit.during.map_or(String::new(), |date| format!(" in {}", value(date)));
            let of =
                hit.part_of.map_or(String::new(), |of| format!(" of {}", value(hits[of].value)));
            let id = &cues.predicate(hit.predicate).unwrap().id;
            format!("{id} {}{scope}{during}{of}", value(hit.value))
        };
        let shown: Vec<_> = hits.iter().map(show).collect();
        assert_eq!(shown.join("; "), expected, "{text}");
    }
}

#[test]
fn a_repository_writes_cues_of_its_own() {
    let yaml = r#"
predicates:
  - id: deaths
    value: quantity
    unit: people
    cues: ["killed {n}", "claimed {n} lives", "death toll (of|rose to|reached) {n}"]
  - id: barrels
    value: quantity
    cues: ["{n:barrel|cask} [be~] spill~", "spill~ of {n:barrel}"]
  - id: rename
    value: date
    cues: ["rename~ [{place}] {d}"]
"#;
    let (own, _) = records(yaml);
    let (cues, problems) = Cues::compile(&own);
    assert!(problems.is_empty(), "{problems:?}");
    for (text, expected) in [
        ("The raid killed 12 people.", "deaths: 12"),
        ("The flood claimed 40 lives.", "deaths: 40"),
        ("The death toll rose to 19.", "deaths: 19"),
        ("A death toll of 7 was given.", "deaths: 7"),
        ("The death toll has reached 9.", "deaths: 9"),
        ("Some 300 barrels were spilled.", "barrels: Some 300"),
        ("A spill of 40 barrels closed the port.", "barrels: 40"),
        ("The club was renamed in 1951.", "rename: 1951"),
        ("The raid killed 12 cows.", ""),
        ("300 votes were spilled.", ""),
    ] {
        assert_eq!(shown(text, &cues).join("; "), expected, "{text}");
    }
    // Declared again, after the built-in ones, it replaces their cues.
    let (built_in, _) = vocabulary::built_in(&mut SourceMap::default());
    let (cues, _) = Cues::compile(built_in.predicates.iter().chain(&own));
    assert_eq!(shown("The flood left 40 people dead.", &cues), [] as [&str; 0]);
    assert_eq!(shown("The flood claimed 40 lives.", &cues), ["deaths: 40"]);
}

#[test]
fn a_cue_that_cannot_be_read_is_reported_at_its_place() {
    for (cue, value, at, message) in [
        ("killed {x}", "quantity", "{x}", "a cue has no slot `{x}`"),
        (
            "killed {d}",
            "quantity",
            "killed {d}",
            "it has no `{n}` for the value in each of its alternatives",
        ),
        (
            "died in {n}",
            "date",
            "died in {n}",
            "it has no `{d}` for the value in each of its alternatives",
        ),
        (
            "(killed {n}|died)",
            "quantity",
            "(killed {n}|died)",
            "it has no `{n}` for the value in each of its alternatives",
        ),
        ("{n}", "quantity", "{n}", "it has no word that it could be found by"),
        ("killed (a|b {n}", "quantity", "(", "`(` is not closed"),
        (
            "(a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) {n}",
            "quantity",
            "(a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) {n}",
            "it stands for too many sequences",
        ),
    ] {
        let yaml = format!("predicates:\n  - {{id: x, value: {value}, cues: [\"{cue}\"]}}\n");
        let (own, _) = records(&yaml);
        let problems = problems(&own);
        assert_eq!(problems.len(), 1, "{cue}");
        let expected = format!("the cue `{cue}` cannot be read: {message}");
        assert_eq!(
            (problems[0].message.as_str(), &yaml[problems[0].span.range()]),
            (&*expected, at)
        );
        assert_eq!(problems[0].rule, "malformed-record");
    }
}

#[test]
fn the_kind_of_thing_is_a_list_of_known_words() {
    let (own, _) = records("predicates:\n  - {id: x, value: quantity, of: [event, place]}\n");
    let of: Vec<_> = own[0].of.iter().map(|of| of.value).collect();
    assert_eq!(of, [crate::record::SubjectKind::Event, crate::record::SubjectKind::Place]);
    let mut sources = SourceMap::default();
    let yaml = "predicates:\n  - {id: x, value: quantity, of: evnet}\n";
    let id = sources.add("claims/x.yaml", yaml.to_owned());
    let (_, problems) = read_all(&sources, &[id], &[]);
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].help.as_deref().is_some_and(|help| help.contains("`event`")),
        "{problems:?}"
    );
}

/// Texts of words that cues are made of, so that much of them matches.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "killed",
        "12",
        "people",
        ",",
        "and",
        "including",
        "3",
        "children",
        "were",
        "in",
        "2020",
        "to",
        "from",
        "attacks",
        "rose",
        "the",
        "of",
        "whom",
        "(",
        ")",
        "toll",
        ".",
        "died",
        "“",
        "”",
        "—",
        "not",
        "$5bn",
        "was",
        "founded",
        "60%",
        "34-year-old",
        "Leeds",
        "é",
        "\n",
        "by",
        "more than",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn hits_lie_inside(text in any_text()) {
        let cues = built_in();
        let passage = Passage::new(&text, None);
        let hits = hits(&passage, cues);
        let mut taken: Vec<usize> = hits.iter().map(|hit| hit.value).collect();
        taken.dedup();
        prop_assert_eq!(taken.len(), hits.len());
        for (at, hit) in hits.iter().enumerate() {
            let sentence = &passage.sentences[hit.clause.0];
            prop_assert!(hit.clause.1 < sentence.clauses.len());
            for tokens in [Some(&hit.tokens), hit.subject.as_ref(), hit.place.as_ref(), hit.scope.as_ref()].into_iter().flatten() {
                prop_assert!(tokens.start < tokens.end, "{:?}", hit);
                prop_assert!(sentence.tokens.start <= tokens.start && tokens.end <= sentence.tokens.end, "{:?}", hit);
            }
            prop_assert!(hit.value < passage.mentions.len());
            prop_assert!(hit.part_of.is_none_or(|of| of < hits.len() && of != at));
        }
    }

    #[test]
    fn any_cue_is_read_or_reported(cue in "[a-z{}()\\[\\]|~:. n,é]{0,40}", text in any_text()) {
        if let Ok(all) = compile::sequences(&cue, ValueKind::Quantity) {
            prop_assert!(!all.is_empty());
        }
        let quoted = cue.replace('"', "");
        let yaml = format!("predicates:\n  - id: x\n    value: quantity\n    cues: [\"a {{n}}\", \"{quoted} \"]\n");
        let mut sources = SourceMap::default();
        let id = sources.add("claims/x.yaml", yaml);
        let (records, _) = read_all(&sources, &[id], &[]);
        let (cues, _) = Cues::compile(&records.predicates);
        let _ = hits(&Passage::new(&text, None), &cues);
    }
}

/// Time grows with the text, also where everything matches and nothing ends.
#[test]
fn long_sentences_are_read() {
    let cues = built_in();
    for piece in [
        "killed 12 people, 3 in 2020 and ",
        "12 attacks in 2020, ",
        "toll rose (",
        "killed , ",
        "the attack ",
    ] {
        // A square would take minutes here.
        let text = piece.repeat(4000);
        let passage = Passage::new(&text, None);
        let found = hits(&passage, cues);
        assert!(found.len() <= passage.mentions.len());
    }
}
