use proptest::prelude::*;

use super::*;
use crate::check;
use crate::record::{PredicateRecord, read_all};
use crate::source::SourceMap;

fn built_in() -> Cues {
    let (records, problems) = check::built_in(&mut SourceMap::default());
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
            let hits = shown(sentence, &cues);
            let start = format!("{predicate}: ");
            let found =
                hits.iter().any(|hit| hit.strip_prefix(&*start).is_some_and(|v| v.contains(value)));
            if !found {
                wrong.push(format!("+ {predicate} {value} | {sentence} {hits:?}"));
            }
        }
        for sentence in miss {
            let hits = shown(sentence, &cues);
            if hits.iter().any(|hit| hit.starts_with(&format!("{predicate}: "))) {
                wrong.push(format!("- {predicate} | {sentence} {hits:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_predicate_with_cues_has_examples() {
    let (records, _) = check::built_in(&mut SourceMap::default());
    let named: Vec<_> = examples().iter().map(|examples| examples.predicate).collect();
    let with_cues = records.predicates.iter().filter(|record| !record.cues.is_empty());
    let missing: Vec<_> =
        with_cues.filter(|r| !named.contains(&&*r.id.value)).map(|r| &r.id.value).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
