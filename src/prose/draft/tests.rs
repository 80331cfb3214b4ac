use super::*;
use crate::document::{self, Format};
use crate::prose::reading;
use crate::prose::thing::Things;
use crate::record::{Change, ValueKind};
use crate::source::SourceMap;

const TEXT: &str = "The Selm ferry sank [1]. It cost 12 harbour pilots their lives.\n\n\
                    Later counts say 14 and 300 boats.\n\n\
                    ## References\n\n[1] A. Author, *Ferries*, Port Press, 2020.\n\n[2] B. Other, *Boats*, Port Press, 2021.\n";

fn at(sources: &SourceMap, document: &Document, words: &str) -> (BlockIx, Range<usize>) {
    let _ = sources;
    let found = document.blocks.iter().enumerate().find_map(|(block, b)| {
        let start = b.text.find(words)?;
        Some((BlockIx { document: 0, block }, start..start + words.len()))
    });
    found.unwrap()
}

fn claim(place: (BlockIx, Range<usize>), said: Said, value: &str, subject: Meaning) -> Claim {
    Claim::new(place, said, value.into(), subject)
}

fn thing(name: &str, place: &(BlockIx, Range<usize>)) -> Thing {
    let at = At { document: 0, block: place.0.block, bytes: place.1.clone() };
    Thing {
        kind: Some(EntityKind::Event),
        name: name.into(),
        names: vec![(name.into(), at)],
        uses: Vec::new(),
        roles: Vec::new(),
        known: None,
        event: None,
        part_of: Vec::new(),
        unlinked: Vec::new(),
    }
}

/// A predicate for deaths and the scope of people, as the vocabularies have them.
fn vocabulary(sources: &mut SourceMap) -> Records {
    let text = "predicates: [{id: deaths, value: quantity, unit: people, change: cumulative}]\n\
                scopes: [{id: people}, {id: pilots, part_of: [people]}]\n";
    let file = sources.add("vocabulary.yaml", text.to_owned());
    crate::record::read_all(sources, &[file], &[]).0
}

#[test]
fn a_reading_becomes_records_that_point_into_the_text() {
    let mut sources = SourceMap::new();
    let built_in = vocabulary(&mut sources);
    let file = sources.add("notes/selm.md", TEXT.to_owned());
    let document = document::read(&sources, file, Format::Markdown);
    let place = |words: &str| at(&sources, &document, words);
    let deaths = || Said::Known("deaths".into());
    let one = |ix: u32, soft: bool| Meaning::One { thing: ThingIx(ix), soft };
    let mut first = claim(place("12"), deaths(), "12", one(0, false));
    first.scope = vec!["harbour pilots".into()];
    first.marks = vec![0];
    first.said_by = vec![SaidBy::Unnamed, SaidBy::Thing(ThingIx(1))];
    let mut later = claim(place("14"), deaths(), "14", one(0, true));
    later.supersedes = vec![0];
    let open = Said::Open { id: "boat".into(), kind: ValueKind::Quantity, words: "boats".into() };
    let unsettled = Meaning::Unsettled(vec![ThingIx(0), ThingIx(1)]);
    let boats = claim(place("300"), open, "300", unsettled);
    let reading = Reading {
        claims: vec![first, later, boats],
        unread: vec![reading::Unread {
            at: place("ferry").0,
            bytes: place("ferry").1,
            sentence: place("ferry").1,
            why: Why::NoFrame,
        }],
        slips: Vec::new(),
        apart: Vec::new(),
        seen: vec![4],
        things: Things {
            all: vec![
                thing("Selm ferry sinking", &place("Selm")),
                thing("the count", &place("counts")),
            ],
        },
        cited: Vec::new(),
        figures: Vec::new(),
        attributed: Vec::new(),
        variants: Vec::new(),
    };
    let pages =
        [Page { document: &document, issued: Some("2024-05".into()), references: Vec::new() }];
    let known = Records::default();
    let draft = draft(&reading, &pages, &sources, (&built_in, &known));
    let records = &draft.records;

    assert_eq!(draft.documents, ["selm"]);
    let ids: Vec<&str> = records.references.iter().map(|r| r.id.value.as_str()).collect();
    assert_eq!(ids, ["selm", "selm-1", "selm-2"]);
    assert_eq!(records.references[0].issued.as_ref().unwrap().value, "2024-05");

    let claims: Vec<_> = records.claims.iter().collect();
    let [first, later, boats] = claims.as_slice() else { panic!("{records:#?}") };
    assert_eq!(sources.slice(first.value.span()), "12");
    assert_eq!(first.subject.value, "selm-ferry-sinking");
    assert_eq!(first.read.as_ref().unwrap().sure, Confidence::High);
    let speakers: Vec<&str> =
        first.said_by.iter().flatten().map(|text| text.value.as_str()).collect();
    assert_eq!(speakers, ["unnamed", "count"]);
    let via: Vec<&str> = first.cite[0].via.iter().map(|text| text.value.as_str()).collect();
    // The marker stands in the sentence before; what a claim's markers are is not decided here.
    assert_eq!(via, ["selm-1"]);
    assert_eq!(first.cite[0].at.as_ref().unwrap().value, "line 1");
    let Some(RawScope::All(scope)) = &first.scope else { panic!("{first:#?}") };
    assert_eq!(scope[0].value, "harbour-pilots");
    let wider = records.scopes[0].part_of.as_ref().unwrap();
    assert_eq!(wider[0].value, "pilots");

    assert_eq!(later.supersedes[0].value, first.id.as_ref().unwrap().value);
    assert_eq!(later.read.as_ref().unwrap().sure, Confidence::Low, "its subject is a guess");

    assert_eq!(boats.predicate.value, "boats");
    assert_eq!(records.predicates[0].change.as_ref().unwrap().value, Change::Varying);
    let names = |entity: &EntityRecord| {
        entity.aliases.iter().any(|alias| alias.name.value == boats.subject.value)
    };
    assert!(records.entities.iter().all(names), "either may be meant: {:#?}", records.entities);

    assert_eq!(draft.unread.len(), 1);
    assert_eq!(sources.slice(draft.unread[0].span), "ferry");
}

#[test]
fn ids_are_of_the_sentence_and_of_nothing_around_it() {
    let mut ids = ClaimIds::default();
    let (deaths, twelve) = ("deaths".to_smolstr(), "12".to_smolstr());
    let first = ids.make("It  killed 12.", [&deaths, &twelve]);
    let again = ids.make("it killed\n12.", [&deaths, &twelve]);
    assert_eq!(again, format!("{first}-2"));
    assert_ne!(ids.make("It killed 12 more.", [&deaths, &twelve]), first);
    assert_eq!(ids::slug("The O’Neill Group (North)"), "oneill-group-north");
}

#[test]
fn long_ids_end_with_a_whole_word() {
    let name = "The council opened a swimming pool beside the northern gate of the old harbour";
    assert_eq!(ids::slug(name), "council-opened-a-swimming-pool-beside-the-northern-gate-of");
    assert_eq!(ids::slug(&"x".repeat(99)).len(), 60);
}

#[test]
fn populations_keep_their_capitals() {
    let printed = |sentence: &str, name: &str| as_printed(sentence, &name.into());
    assert_eq!(printed("It killed 12 Norland sailors.", "norland sailors"), "Norland sailors");
    assert_eq!(printed("Twelve Norland Sailors Die", "norland sailors"), "norland sailors");
    assert_eq!(printed("It killed 12.", "sailors"), "sailors");
}

#[test]
fn quotes_are_short_and_exact() {
    let text = "One two three four five six seven eight nine ten eleven twelve thirteen.";
    let start = text.find("seven").unwrap();
    let quoted = quote(text, &(0..text.len()), &(start..start + 5));
    assert_eq!(quoted, "two three four five six seven eight nine ten eleven twelve");
    assert!(text.contains(quoted));
    assert_eq!(quote(text, &(start..start + 5), &(start..start + 5)), "seven");
    assert_eq!(quote("5", &(0..9), &(7..9)), "");
}
