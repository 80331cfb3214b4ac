//! What the odds are fitted to: the pairs of figures of the briefs in `tests/briefs`, with what is
//! known of each, and whether the key has it as one that was planted.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::*;
use crate::document::{self, Format};
use crate::prose::cue::Cues;
use crate::prose::{Source, analyse, in_focus, thing, vocabulary};
use crate::source::SourceMap;

#[derive(Default, Deserialize)]
struct Key {
    #[serde(default)]
    contradictions: Vec<Planted>,
    #[serde(default)]
    near_misses: Vec<Planted>,
}

#[derive(Deserialize)]
struct Planted {
    id: String,
    #[serde(default)]
    kind: String,
    passages: Vec<String>,
}

fn briefs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/briefs");
    let mut out = Vec::new();
    let more = std::env::var_os("BELIE_FIT_MORE").map(PathBuf::from);
    let sets = std::fs::read_dir(&root).into_iter().flatten().map(|entry| entry.unwrap().path());
    let learnt: Vec<PathBuf> =
        sets.filter(|set| set.is_dir() && !set.ends_with("unseen")).collect();
    for set in std::iter::once(root).chain(learnt).chain(more) {
        let files = std::fs::read_dir(set).into_iter().flatten();
        let files = files.map(|entry| entry.unwrap().path());
        out.extend(files.filter(|p| p.extension().is_some_and(|e| e == "md" || e == "txt")));
    }
    out.sort();
    out
}

fn flat(text: &str) -> String {
    text.replace(['\n', '*'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the words around a figure are of a passage of the key.
fn is_in(passage: &Passage<'_>, telling: &Telling, planted: &str) -> bool {
    let own = flat(passage.slice(&telling.tokens));
    let planted = flat(planted);
    let sentence = flat(passage.slice(&passage.sentences[telling.sentence].tokens));
    let plain = |text: &str| text.replace(' ', "");
    plain(&planted).contains(&plain(&own))
        && (plain(&sentence).contains(&plain(&planted))
            || plain(&planted).contains(&plain(&sentence))
            || plain(&flat(passage.text)).contains(&plain(&planted)))
}

fn measure_of(passage: &Passage<'_>, mention: &crate::prose::passage::Mention) -> Option<Measure> {
    figure::measure(passage, mention)
}

/// Writes a line a pair: `BELIE_FIT=FILE cargo test --lib retold::fit -- --ignored`, of the documents in
/// the folder `BELIE_FIT_MORE` too.
#[test]
#[ignore = "writes what the odds are fitted to"]
fn write() {
    let mut sources = SourceMap::default();
    let (records, _) = vocabulary::built_in(&mut sources);
    let (cues, _) = Cues::compile(&records.predicates);
    let mut out = String::new();
    for path in briefs() {
        let name =
            path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&path).display().to_string();
        let key: Key = std::fs::read_to_string(path.with_extension("key.yaml"))
            .map(|key| serde_yaml::from_str(&key).unwrap())
            .unwrap_or_default();
        let file = sources.add(name.as_str(), std::fs::read_to_string(&path).unwrap());
        let format = if name.ends_with("md") { Format::Markdown } else { Format::Text };
        let document = document::read(&sources, file, format);
        let source = Source { document: &document, issued: None };
        let blocks = analyse(&source, &cues);
        let resolved = thing::resolve(&[in_focus(&source, &blocks)], &[]);
        let runs = crate::prose::runs(&document);
        let read = blocks.iter().enumerate().map(|(block, analysed)| {
            let at = BlockIx { document: 0, block };
            (at, &analysed.passage, &analysed.contexts, analysed.speaks)
        });
        let (mut tellings, mut terms) = (Vec::new(), Terms::default());
        gather(read, &runs, &resolved, (&mut 0, &mut terms), &mut tellings);
        let pairs =
            every_pair(&mut tellings, terms, |a, b| (a.at, a.sentence) != (b.at, b.sentence));
        let passage = |telling: &Telling| &blocks[telling.at.block].passage;
        let side = |item: &Planted, telling: &Telling| {
            item.passages.iter().position(|p| is_in(passage(telling), telling, p))
        };
        let is = |item: &Planted, a: &Telling, b: &Telling| matches!((side(item, a), side(item, b)), (Some(x), Some(y)) if x != y);
        for item in &key.contradictions {
            let told = |at: usize| {
                let told = tellings.iter().filter(|t| is_in(passage(t), t, &item.passages[at]));
                told.map(|t| {
                    let words = passage(t).slice(&t.tokens);
                    format!("{words}:{:?}{}", t.measure, if t.is_partial { "/partial" } else { "" })
                })
                .collect::<Vec<_>>()
            };
            let of: Vec<_> = (0..item.passages.len()).map(told).collect();
            let within = |at: usize| {
                tellings
                    .iter()
                    .filter(move |t| item.passages.get(at).is_some_and(|p| is_in(passage(t), t, p)))
            };
            for a in within(0) {
                for b in within(1).filter(|b| b.measure == a.measure) {
                    let slots = |t: &Telling| {
                        let slots = t.slots.iter().map(|s| {
                            format!(
                                "{}/{:?}{}{:?}",
                                passage(t).slice(&s.tokens),
                                s.role,
                                s.near,
                                s.ids
                            )
                        });
                        slots.collect::<Vec<_>>().join(" ")
                    };
                    writeln!(
                        out,
                        "W\t{name}\t{}\t{}\t{}\t{}",
                        item.id,
                        pair::why(a, b),
                        slots(a),
                        slots(b)
                    )
                    .unwrap();
                }
            }
            for (at, planted) in
                item.passages.iter().enumerate().filter(|(at, _)| of[*at].is_empty())
            {
                for analysed in &blocks {
                    let plain = |text: &str| flat(text).replace(' ', "");
                    let p = &analysed.passage;
                    for mention in p.mentions.iter().filter(|m| crate::prose::fill::is_value(m)) {
                        let text = plain(p.text);
                        if text.contains(&plain(planted))
                            && plain(planted).contains(&plain(p.slice(&mention.tokens)))
                        {
                            writeln!(
                                out,
                                "M\t{name}\t{}\t{at}\t{}\t{:?}\t{:?}",
                                item.id,
                                p.slice(&mention.tokens),
                                analysed.contexts.at(mention.tokens.start).modality,
                                measure_of(p, mention)
                            )
                            .unwrap();
                        }
                    }
                }
            }
            writeln!(out, "K\t{name}\t{}\t{of:?}", item.id).unwrap();
        }
        for (judged, pair) in judge(&tellings, &pairs).iter().zip(&pairs) {
            let (a, b) = (&tellings[pair.a], &tellings[pair.b]);
            let planted = key.contradictions.iter().find(|item| is(item, a, b));
            let near = key.near_misses.iter().find(|item| is(item, a, b));
            let words = |t: &Telling| {
                let whole = &passage(t).sentences[t.sentence].tokens;
                flat(&format!("[{}] {}", passage(t).slice(&t.tokens), passage(t).slice(whole)))
            };
            let l = &pair.likeness;
            writeln!(
                out,
                "P\t{name}\t{}\t{}\t{:?}\t{}\t{}\t{}\t{:.2}/{:.2}/{:.2}\t{:?}\t{}\t{}",
                planted.map_or("-".to_owned(), |item| format!("{}:{}", item.kind, item.id)),
                near.map_or("-", |item| item.id.as_str()),
                a.measure,
                judged.same,
                judged.accepted,
                judged.odds.map_or("none".to_owned(), |odds| format!("{odds:.2}")),
                judged.stronger,
                l.strength(),
                l.alike(),
                judged.features.map(Vec::from).or(judged.of_dates.map(Vec::from)),
                words(a),
                words(b)
            )
            .unwrap();
            if planted.is_some() && !judged.accepted {
                let refused = [
                    ("mood", a.mood != b.mood || a.mood != Mood::Told),
                    ("likely", !odds::are_likely(judged.odds.unwrap_or(f32::MIN), (a, b), l)),
                    ("another", odds::is_told_by_another(a, b)),
                    ("difference", odds::is_difference_told((a, b), false, &tellings)),
                    ("recurs", recurs(a)),
                    ("periods", are_periods(a, b, &tellings)),
                    ("common", l.common.is_empty()),
                ];
                let refused: Vec<&str> = refused.iter().filter(|r| r.1).map(|r| r.0).collect();
                let name = planted.map_or("", |item| item.id.as_str());
                writeln!(out, "R\t{name}\t{}\t{:?}\t{refused:?}", judged.same, judged.odds)
                    .unwrap();
            }
            if planted.is_some() || judged.accepted {
                let slots = |t: &Telling| {
                    let slots = t
                        .slots
                        .iter()
                        .map(|s| format!("{}{:?}{}", passage(t).slice(&s.tokens), s.role, s.near));
                    slots.collect::<Vec<_>>().join(" ")
                };
                writeln!(out, "D\t{:?}\t{}\t{}\t{}", l.echo, l.deeds.once, slots(a), slots(b))
                    .unwrap();
            }
        }
    }
    std::fs::write(std::env::var("BELIE_FIT").unwrap(), out).unwrap();
}

#[derive(Deserialize)]
struct Judged {
    claim: String,
    evidence: String,
    label: String,
}

/// Writes a line a pair of figures of a statement and a passage: `BELIE_FIT=FILE
/// BELIE_STATEMENTS=FILE cargo test --lib retold::fit::statements -- --ignored`, of lines of JSON with
/// `claim`, `evidence` and `label`.
#[test]
#[ignore = "writes what the odds of statements are fitted to"]
fn statements() {
    let mut sources = SourceMap::default();
    let (records, _) = vocabulary::built_in(&mut sources);
    let (cues, _) = Cues::compile(&records.predicates);
    let file = std::fs::read(std::env::var("BELIE_STATEMENTS").unwrap()).unwrap();
    let text = String::from_utf8_lossy(&file).into_owned();
    let all: Vec<Judged> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut out = String::new();
    for (n, one) in all.iter().enumerate() {
        let of_others = &all[(n + all.len() / 2) % all.len()].evidence;
        for (label, evidence) in [(one.label.as_str(), &one.evidence), ("CROSS", of_others)] {
            statement_of((&one.claim, evidence), &mut sources, &cues, |line| {
                writeln!(out, "{n}\t{label}\t{line}").unwrap();
            });
        }
    }
    std::fs::write(std::env::var("BELIE_FIT").unwrap(), out).unwrap();
}

fn statement_of(
    (claim, evidence): (&str, &str),
    sources: &mut SourceMap,
    cues: &Cues,
    mut write: impl FnMut(String),
) {
    let documents: Vec<_> = [claim, evidence]
        .iter()
        .map(|text| {
            let file = sources.add("statement.txt", (*text).to_owned());
            document::read(sources, file, Format::Text)
        })
        .collect();
    let read: Vec<Source<'_>> =
        documents.iter().map(|document| Source { document, issued: None }).collect();
    let blocks: Vec<_> = read.iter().map(|source| analyse(source, cues)).collect();
    let seen: Vec<_> = read.iter().zip(&blocks).map(|(s, b)| in_focus(s, b)).collect();
    let resolved = thing::resolve(&seen, &[]);
    let (mut tellings, mut terms, mut place) = (Vec::new(), Terms::default(), 0);
    for (document, blocks) in blocks.iter().enumerate() {
        let runs = crate::prose::runs(&documents[document]);
        let read = blocks.iter().enumerate().map(|(block, analysed)| {
            let at = BlockIx { document, block };
            (at, &analysed.passage, &analysed.contexts, analysed.speaks)
        });
        gather(read, &runs, &resolved, (&mut place, &mut terms), &mut tellings);
    }
    terms.count(&mut tellings);
    let cut = tellings.partition_point(|telling| telling.at.document == 0);
    let passages = |document: usize| {
        let numbered = blocks[document].iter().enumerate();
        let placed =
            numbered.map(|(block, analysed)| (BlockIx { document, block }, &analysed.passage));
        placed.collect()
    };
    let texts = [
        statement::Text::new(&tellings[..cut], passages(0)),
        statement::Text::new(&tellings[cut..], passages(1)),
    ];
    let passage = |t: &Telling| &blocks[t.at.document][t.at.block].passage;
    let meets = |a: &Telling, b: &Telling| statement::meets((a, passage(a)), (b, passage(b)));
    for a in texts[0].tellings.iter().filter(|_| !texts[0].denies) {
        for b in texts[1].tellings.iter().filter(|b| b.measure == a.measure) {
            let features = statement::features((a, &texts[0]), (b, &texts[1]), meets);
            let words = |t: &Telling| flat(passage(t).slice(&t.tokens));
            write(format!(
                "{}\t{}\t{:?}\t{}\t{}\t{}",
                meets(a, b),
                statement::are_apart(a, b),
                Vec::from(features),
                words(a),
                words(b),
                flat(claim),
            ));
        }
    }
}
