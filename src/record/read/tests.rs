use std::fmt::Write as _;

use super::*;
use crate::record::keys::LINE_KEYS;
use crate::record::{Denied, RareText, RawScope, RawValue, Text, keys};
use crate::span::Spanned;

/// Read a YAML file; give what it holds and what is wrong with it.
fn read(text: &str, kind: FileKind) -> (Records, Vec<Problem>) {
    let mut sources = SourceMap::new();
    let id = sources.add("a.yaml", text.to_owned());
    match kind {
        FileKind::Claims => read_all(&sources, &[id], &[]),
        FileKind::Sources => read_all(&sources, &[], &[id]),
    }
}

fn join(texts: &[Text]) -> String {
    texts.iter().map(|t| t.value.as_str()).collect::<Vec<_>>().join(" ")
}

fn value(value: &RawValue) -> String {
    let part = |t: &RareText| t.as_ref().map_or("-".to_owned(), |t| t.value.to_string());
    match value {
        RawValue::Text(text) => text.value.to_string(),
        RawValue::Estimate { low, best, high, .. } => {
            format!("{}<{}<{}", part(low), part(best), part(high))
        }
        RawValue::All(all, _) => format!("all({})", join(all)),
        RawValue::Only(all, _) => format!("only({})", join(all)),
        RawValue::OneOf(all, _) => format!("one({})", join(all)),
    }
}

/// A claim a line: subject, predicate, value and whatever else it has.
fn claims(records: &Records) -> String {
    let mut out = String::new();
    for claim in &records.claims {
        if let Some(id) = &claim.id {
            write!(out, "{}: ", fields::shown(&id.value)).unwrap();
        }
        let subject = &claim.subject.value;
        write!(out, "{subject} {} {}", claim.predicate.value, value(&claim.value)).unwrap();
        match &claim.scope {
            Some(RawScope::All(all)) => write!(out, " scope={}", join(all)).unwrap(),
            Some(RawScope::Any(any)) => write!(out, " scope=any({})", join(any)).unwrap(),
            None => {}
        }
        if claim.denied != Denied::No {
            write!(out, " denied={:?}", claim.denied).unwrap();
        }
        let lists = [("where", &claim.place), ("supersedes", &claim.supersedes)];
        for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            write!(out, " {name}={}", join(list)).unwrap();
        }
        let (during, as_of) = (claim.during.as_ref(), claim.as_of.as_ref());
        let texts = [("toward", claim.toward.as_deref()), ("during", during), ("as_of", as_of)];
        for (name, text) in texts {
            if let Some(Spanned { value, .. }) = text {
                write!(out, " {name}={value}").unwrap();
            }
        }
        if let Some(said_by) = &claim.said_by {
            write!(out, " said_by={}", join(said_by)).unwrap();
        }
        for cite in &claim.cite {
            write!(out, " @{}", cite.source.value).unwrap();
            if let Some(at) = &cite.at {
                write!(out, "/{}", at.value).unwrap();
            }
            if let Some(quote) = &cite.quote {
                write!(out, "/{:?}", quote.exact.value).unwrap();
            }
        }
        out.push('\n');
    }
    out
}

/// A problem a line: place, text, message, help.
fn problems(text: &str, problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let range = problem.span.range();
        let before = &text[..range.start];
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |i| i + 1) + 1;
        let rule = if problem.rule == MALFORMED { "" } else { problem.rule };
        write!(out, "{rule}{line}:{column} {:?}: {}", &text[range], problem.message).unwrap();
        if let Some(help) = &problem.help {
            write!(out, " ({help})").unwrap();
        }
        out.push('\n');
    }
    out
}

fn check(text: &str) -> String {
    let (records, found) = read(text, FileKind::Claims);
    claims(&records) + &problems(text, &found)
}

fn check_sources(text: &str) -> String {
    let (records, found) = read(text, FileKind::Sources);
    let mut out = String::new();
    for r in &records.references {
        write!(out, "{}", r.id.value).unwrap();
        for (name, text) in [("issued", &r.issued), ("title", &r.title), ("snapshot", &r.snapshot)]
        {
            if let Some(Spanned { value, .. }) = text {
                write!(out, " {name}={value}").unwrap();
            }
        }
        for (number, id) in &r.cites {
            write!(out, " {}->{}", number.as_ref().map_or("", |n| &n.value), id.value).unwrap();
        }
        let origin = if r.origin { " origin" } else { "" };
        let fields: Vec<_> = r.fields.iter().map(|f| f.name.value.as_str()).collect();
        writeln!(out, "{origin} {}", fields.join(",")).unwrap();
    }
    out + &problems(text, &found)
}

#[test]
fn every_key_of_a_claim_is_read() {
    let text = "\
claims:
  - id: crowd
    subject: market-fire
    predicate: deaths
    value: \"over 100\"
    scope: [traders, women]
    where: [north, south]
    toward: guild
    during: 2020-01/2020-06
    as_of: 2020-07
    said_by: mayor
    denied: unseen
    hedge: probably
    derived: \"{a} + {b}\"
    supersedes: earlier
    note: [anything, {at: all}]
    cite:
      - {source: gazette, at: line 3, quote: \"more than a hundred\", via: wire}
      - {source: herald, quote: {exact: a hundred, prefix: over}, said_by: [x, y], as_of: 2021}
      - bulletin
  - {subject: a, predicate: p, value: {low: 1, high: 3}, scope: {any: [b, c]}, cite: {source: s}}
  - {subject: a, predicate: p, value: {all: [x, y]}, denied: true, source: s}
  - {subject: a, predicate: p, value: {only: [x]}, denied: False, cite: s}
  - {subject: a, predicate: p, value: [2014, 2015]}
";
    insta::assert_snapshot!(check(text), @r#"
    crowd: market-fire deaths over 100 scope=traders women denied=Unseen where=north south supersedes=earlier toward=guild during=2020-01/2020-06 as_of=2020-07 said_by=mayor @gazette/line 3/"more than a hundred" @herald/"a hundred" @bulletin
    a p 1<-<3 scope=any(b c) @s
    a p all(x y) denied=Yes @s
    a p only(x) @s
    a p one(2014 2015)
    "#);
    let (records, _) = read(text, FileKind::Claims);
    let claim = &records.claims[0];
    let RawValue::Text(value) = &claim.value else { panic!() };
    assert_eq!(&text[value.span.range()], "over 100");
    assert!(text[claim.span.range()].starts_with("id: crowd"));
    assert!(text[claim.span.range()].ends_with("- bulletin"));
    assert!(text[claim.cite[0].span.range()].starts_with("{source: gazette"));
    assert_eq!(claim.cite[1].quote.as_ref().unwrap().prefix.as_ref().unwrap().value, "over");
}

#[test]
fn shared_keys_are_inherited_and_overridden() {
    insta::assert_snapshot!(check("\
claims:
  - with: {subject: a, predicate: p, source: s2, scope: x}
    claims:
      - {during: 2020, value: 1}
      - {during: 2021, value: 2, scope: ~, source: s3}
      - {value: 3, cite: [{source: s4, at: line 1}], scope: []}
      - with: {subject: b, cite: []}
        claims: [{value: 4}]
  - {subject: c, predicate: p, value: 5, said_by: ~}
defaults: {source: s1, said_by: m}
"), @r#"
    a p 1 scope=x during=2020 said_by=m @s2
    a p 2 during=2021 said_by=m @s3
    a p 3 said_by=m @s4/line 1
    b p 4 scope=x said_by=m
    c p 5 @s1
    "#);
}

#[test]
fn a_key_that_matters_and_cannot_be_read_keeps_the_claim_out() {
    insta::assert_snapshot!(check("\
claims:
  - {id: k1, subject: a, predicate: p, value: 1, scop: x}
  - {subject: a, predicate: p, value: 2, colour: red}
  - {subject: a, predicate: p, value: 3, scope: {any: }}
  - {subject: a, predicate: p, value: 4, note: , derived: [1]}
  - {subject: a, predicate: p, value: 5, where: }
  - {subject: a, predicate: p, value: 6, denied: no}
  - {subject: a, predicate: [p], value: }
  - {subject: a}
  - {subject: '', predicate: p, value: 7}
  - {subject: a, predicate: p, value: {lo: 3}}
  - {subject: a, predicate: p, value: {}}
  - {subject: a, predicate: p, value: {all: [x], only: [y]}}
  - {subject: a, predicate: p, value: []}
  - {subject: a, predicate: p, value: 8, place: b}
  - {subject: a, predicate: p, value: 9, source: s, cite: t}
  - {subject: a, predicate: p, value: 10, cite: [{at: line 3}, {source: s, quot: x}]}
  - {subject: a, predicate: p, value: 11, cite: [{at: line 3}]}
  - {<<: *x, subject: a, predicate: p, value: 12}
  - {subject: a, predicate: p, value: 13, value: 14}
  - {[a]: b, subject: a, predicate: p, value: 15}
  - text
  - [list]
  -
  - {id: \"r\\u202Etl\", subject: a, predicate: p, value: 16}
  - {id: \"👨‍👩‍👧\", subject: ناس, predicate: p, value: 17}
  - {id: ~x, subject: a, predicate: p, value: 18}
"), @r#"
    a p 2
    a p 4
    a p 9 @t
    a p 10 @s
    a p 13
    r\u{202e}tl: a p 16
    👨‍👩‍👧: ناس p 17
    ~x: a p 18
    2:50 "scop": a claim has no key `scop` (did you mean `scope`?; the claim is not used until this is settled)
    3:42 "colour": a claim has no key `colour` (its keys are `id`, `subject`, `predicate`, `value`, `scope`, `where`, `toward`, `during`, `as_of`, `said_by`, `denied`, `hedge`, `derived`, `supersedes`, `cite`, `source`, `note`)
    4:50 "any": `any` is empty (write a value after `any:`, or remove the key; the claim is not used until this is settled)
    5:42 "note": `note` is empty (write a value after `note:`, or remove the key)
    5:59 "[1]": `derived` takes one text, and holds a list (write `derived: 1`)
    6:42 "where": `where` is empty (write a value after `where:`, or remove the key; the claim is not used until this is settled)
    7:50 "no": `denied` is one of `false`, `true`, `unseen`, not `no` (the claim is not used until this is settled)
    8:29 "[p]": `predicate` takes one text, and holds a list (write `predicate: p`; the claim is not used until this is settled)
    8:34 "value": `value` is empty (write a value after `value:`, or remove the key; the claim is not used until this is settled)
    9:5 "{subject: a}": this claim has no `predicate` (add `predicate:` (what is claimed of it: a predicate's id); the claim is not used until this is settled)
    9:5 "{subject: a}": this claim has no `value` (add `value:` (the value); the claim is not used until this is settled)
    10:15 "''": `subject` is empty (write a value after `subject:`, or remove the key; the claim is not used until this is settled)
    11:40 "lo": an estimate has no key `lo` (its keys are `low`, `best`, `high`; the claim is not used until this is settled)
    12:39 "{}": this value has neither `low` nor `best` nor `high` (write `{low: 100, best: 143, high: 150}`, `{all: [a, b]}` or a text; the claim is not used until this is settled)
    13:39 "{all: [x], only: [y]}": a value is either `all` of some or `only` some (the claim is not used until this is settled)
    14:39 "[]": `value` is an empty list (`[a, b]` means one of these; the claim is not used until this is settled)
    15:42 "place": a claim has no key `place` (did you mean `where`?; the claim is not used until this is settled)
    16:50 "s": both `source` and `cite` are there; `source` is not used (keep one of the two)
    17:50 "{at: line 3}": this citation has no `source` (add `source:` (the id of the source); the citation is not used until this is settled)
    17:76 "quot": a citation has no key `quot` (did you mean `quote`?)
    18:50 "{at: line 3}": this citation has no `source` (add `source:` (the id of the source); the claim is not used until this is settled)
    19:6 "<<": this claim merges keys with `<<`, which is not read (share keys with `with:` (a series) or `defaults:` (the file); the claim is not used until this is settled)
    19:10 "*x": the alias `*x` has no anchor before it (write out what is meant, or share keys with `with:` or `defaults:`)
    20:43 "value": the key `value` is there twice; the first is used (keep one of the two)
    21:6 "[a]": a key of this claim is a list (the claim is not used until this is settled)
    22:5 "text": a claim takes keys and values, and here is a text (write `id: …`)
    23:5 "[list]": a claim takes keys and values, and here is a list (write `id: …`)
    24:3 "-": a claim takes keys and values, and here is nothing (write `id: …`)
    25:10 "\"r\\u202Etl\"": the id `r\u{202e}tl` holds a character that cannot be seen (U+202E) (choose another id)
    27:10 "~x": the id `~x` begins with `~`, as only made-up ids do (choose another id)
    "#);
    let (records, _) =
        read("claims: [{id: k1, subject: a, predicate: p, value: 1, scop: x}]", FileKind::Claims);
    assert_eq!(join(&records.withheld), "k1");
}

#[test]
fn shared_keys_that_cannot_be_read_keep_their_claims_out() {
    insta::assert_snapshot!(check("\
claims:
  - with: {subject: a, predicate: p, scope: {x: y}, id: z}
    claims:
      - {value: 1}
      - {value: 2, scope: b}
  - with: nothing
    claims: [{subject: a, predicate: p, value: 3}]
  - claims: [{subject: a, predicate: p, value: 4}]
  - with: {subject: a}
    claims: {value: 5}
  - with: {subject: a, predicate: p}
    scope: x
    claims: [{value: 6}]
"), @r#"
    a p 2 scope=b
    2:45 "{x: y}": this scope has no `any` (add `any:` (any of these); the claims that would share it are not used until this is settled)
    2:46 "x": a scope has no key `x` (its keys are `any`; the claims that would share it are not used until this is settled)
    2:53 "id": claims cannot share an `id` (give each claim its own; the claims that would share it are not used until this is settled)
    6:11 "nothing": a set of shared keys takes keys and values, and here is a text (write `id: …`; the claims that would share it are not used until this is settled)
    8:5 "claims: [{subject: a, predicate: p, value: 4}]": this series has no `with` (add `with:` (the keys that the claims share); its claims are not used until this is settled)
    10:5 "claims": `claims` takes a list of claims, and holds a mapping
    12:5 "scope": a series has no key `scope` (move it into `with:` to share it, or into one of the claims; its claims are not used until this is settled)
    "#);
    insta::assert_snapshot!(check("defaults: [a]\nclaims: [{subject: a, predicate: p, value: 1}]\n"), @r#"1:11 "[a]": a set of shared keys takes keys and values, and here is a list (write `id: …`; the claims that would share it are not used until this is settled)"#);
}

#[test]
fn sections_of_a_file() {
    insta::assert_snapshot!(check("\
claim: []
claims: {subject: a}
entities:
scopes: ~
predicates: some
sources: []
7: x
[a]: b
claims: [{subject: a, predicate: p, value: 1}]
"), @r#"
    a p 1
    1:1 "claim": `claim` is no kind of record (did you mean `claims`?)
    2:9 "{subject: a}": `claims` takes a list of records, and holds a mapping (write each record as an element: `claims:` and, below, `- …`; or `claims: []`)
    3:1 "entities": `entities` takes a list of records, and holds nothing (write each record as an element: `entities:` and, below, `- …`; or `entities: []`)
    4:9 "~": `scopes` takes a list of records, and holds null (write each record as an element: `scopes:` and, below, `- …`; or `scopes: []`)
    5:13 "some": `predicates` takes a list of records, and holds a text (write each record as an element: `predicates:` and, below, `- …`; or `predicates: []`)
    6:1 "sources": `sources` is no kind of record (its keys are `defaults`, `claims`, `entities`, `identities`, `predicates`, `scopes`, `adjudications`, `references`)
    7:1 "7": `7` is no kind of record (its keys are `defaults`, `claims`, `entities`, `identities`, `predicates`, `scopes`, `adjudications`, `references`)
    8:1 "[a]": a key of the file is a list
    9:1 "claims": the key `claims` is there twice; both are read (keep one of the two)
    "#);
    insta::assert_snapshot!(check("- subject: a\n  value: 1\n"), @r#"1:1 "- subject: a": the file holds a list where records by kind are expected (put the records into a list under `claims:`, `entities:` or another kind)"#);
    insta::assert_snapshot!(check("just text\nin lines\n"), @r#"1:1 "just text": the file holds a text where records by kind are expected (put the records into a list under `claims:`, `entities:` or another kind)"#);
    assert_eq!(check(""), "");
    assert_eq!(check("# nothing\n"), "");
    assert_eq!(check("claims: []\n---\nclaims: []\n"), "");
}

#[test]
fn the_other_records_are_read() {
    let text = "\
entities:
  - {id: a, name: A, kind: person, aliases: [B, {name: C, cite: s}], part_of: d}
  - {id: b, kind: persn, aliases: D, alises: [E], part_of: [{}]}
  - {name: nameless}
  - {id: }
  - {id: ~}
identities:
  - {same_as: [a, b], cite: s}
  - {different_from: [a, c], by: me, on: 2020-01-01}
  - {same_as: [a], by: me}
  - {same_as: [a, b], different_from: [a, b]}
  - {same: [a, b]}
predicates:
  - id: toll
    value: quantity
    unit: people
    values: single
    change: cumulative
    at_most: [harmed, {predicate: peak, time: any}]
    sum_of: {parts: [x, y], complete: true}
    before: {predicate: start, through: host}
    excludes: [[p, q], [r], s]
    cues: \"killed {n}\"
  - {id: pace, at_most: top, after: [during, {through: x}], value: numbr}
scopes:
  - {id: x, part_of: [y, z], names: [w]}
adjudications:
  - {fingerprint: 9f2c, rule: r, decision: accepted, reason: known}
  - {judged: {k: {value: 143, scope: [a, b]}}, rule: r, decision: wrong, wrong: k}
  - {rule: r, decision: accepted}
  - {fingerprint: 1, rule: r, decision: wrong}
  - {fingerprint: 1, rule: r, decision: acepted, until: []}
  - {fingerprint: 1, decision: accepted, judged: [k]}
";
    let (records, found) = read(text, FileKind::Claims);
    insta::assert_snapshot!(problems(text, &found), @r#"
    3:19 "persn": `kind` is one of `event`, `person`, `organisation`, `place`, `document`, not `persn` (did you mean `person`?)
    3:38 "alises": an entity has no key `alises` (did you mean `aliases`?)
    3:61 "{}": `part_of` takes one text, and holds a mapping
    4:5 "{name: nameless}": this entity has no `id` (add `id:` (unique among entities and sources))
    5:6 "id": `id` is empty (write a value after `id:`, or remove the key)
    6:5 "{id: ~}": this entity has no `id` (add `id:` (unique among entities and sources))
    10:5 "{same_as: [a], by: me}": an identity names two or more entities (write all of them into the list: `same_as: [a, b]`)
    11:5 "{same_as: [a, b], different_from: [a, b]}": an identity has either `same_as` or `different_from`
    12:5 "{same: [a, b]}": an identity has either `same_as` or `different_from`
    12:6 "same": an identity has no key `same` (its keys are `same_as`, `different_from`, `cite`, `by`, `on`)
    22:24 "[r]": `excludes` takes pairs, and this list has 1
    22:29 "s": `excludes` takes pairs, and holds a text
    24:46 "{through: x}": this order has no `predicate` (add `predicate:` (a date predicate; or `during`, `as_of`); the predicate is not used until this is settled)
    24:68 "numbr": `value` is one of `quantity`, `date`, `entity`, `term`, `text`, not `numbr` (the predicate is not used until this is settled)
    30:5 "{rule: r, decision: accepted}": this adjudication has neither `fingerprint` nor `judged` (copy one of them from the finding, so that it is known which one is meant)
    31:41 "wrong": `decision: wrong` does not say which claims are wrong (add `wrong: [id]`)
    32:41 "acepted": `decision` is one of `accepted`, `wrong`, `not-comparable`, not `acepted` (did you mean `accepted`?; the adjudication is not used until this is settled)
    32:57 "[]": `until` takes one text, and holds a list (the adjudication is not used until this is settled)
    33:5 "{fingerprint: 1, decision: accepted, judged: [k]}": this adjudication has no `rule` (add `rule:` (the finding's rule); the adjudication is not used until this is settled)
    33:50 "[k]": `judged` takes claims by id, and holds a list (write `judged: k`; the adjudication is not used until this is settled)
    "#);
    let ids: Vec<_> = records.entities.iter().map(|e| e.id.value.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(records.entities[0].aliases.len(), 2);
    assert_eq!(records.entities[0].kind, Some(crate::record::EntityKind::Person));
    assert_eq!(records.identities.len(), 2);
    let toll = &records.predicates[0];
    assert_eq!((records.predicates.len(), toll.at_most.len(), toll.excludes.len()), (1, 2, 1));
    assert!(toll.at_most[1].any_time && toll.sum_of.as_ref().unwrap().complete);
    assert_eq!(records.adjudications.len(), 3);
    assert_eq!(records.adjudications[1].judged[0].1[1].1.value, "[a, b]");
}

#[test]
fn ids_are_there_once() {
    let text = "\
claims:
  - {id: a, subject: a, predicate: p, value: 1}
  - {id: a, subject: a, predicate: p, value: 2}
entities: [{id: a}, {id: s}, {id: a, name: again}]
references: [{id: s}, {id: t}]
predicates: [{id: p}, {id: p}]
scopes: [{id: a}, {id: a}]
";
    insta::assert_snapshot!(check(text), @r#"
    a: a p 1
    a p 2
    duplicate-id3:10 "a": two claims have the id `a` (give one of them another id; until then references mean the first)
    duplicate-id4:35 "a": two entities have the id `a` (give one of them another id, or make them one record; until then the first is used)
    duplicate-id5:19 "s": the id `s` is that of an entity and of a source (give one of them another id, or make them one record; until then the first is used)
    duplicate-id6:28 "p": two predicates have the id `p` (give one of them another id, or make them one record; until then the first is used)
    duplicate-id7:24 "a": two scopes have the id `a` (give one of them another id, or make them one record; until then the first is used)
    "#);
    let (records, found) = read(text, FileKind::Claims);
    assert_eq!((records.entities.len(), records.references.len()), (2, 1));
    assert_eq!(&text[found[0].other.as_ref().unwrap().0.range()], "a");
}

#[test]
fn references_are_read_as_csl() {
    insta::assert_snapshot!(check_sources("\
references:
  - id: a
    type: report
    title: A
    issued: 2024-04
    URL: https://example.org
    author: [{family: F, given: G}]
    issue: 3
    note: n
    custom: {snapshot: a.txt, sha256: 00, cites: {17: b, \"18\": [c, d]}, origin: true, mine: 1}
  - {id: b, custom: {cites: [a, c], orign: true}, isued: 2024}
  - {title: no id}
nocite: |
  @*
refrences: []
"), @r#"
    a issued=2024-04 title=A snapshot=a.txt 17->b 18->c 18->d origin type,title,issued,URL,author,issue,note,custom
    b ->a ->c custom,isued
    11:37 "orign": a reference's `custom` has no key `orign` (did you mean `origin`?)
    11:51 "isued": a reference has no key `isued` (did you mean `issued`?)
    12:5 "{title: no id}": this reference has no `id` (add `id:` (unique among entities and sources))
    15:1 "refrences": `refrences` is no kind of record (did you mean `references`?)
    "#);
    insta::assert_snapshot!(check_sources("[{\"id\": 12, \"issued\": {\"date-parts\": [[2024, \"4\", 5]]}}]"), @"12 issued=2024-04-05 issued");
}

#[test]
fn dates_of_csl_become_edtf() {
    for (written, edtf) in [
        ("2024-04-15", "2024-04-15"),
        ("{date-parts: [[2024]]}", "2024"),
        ("{date-parts: [[2024, 4], [2024, 6]]}", "2024-04/2024-06"),
        ("{date-parts: [[2024, 4], [0]]}", "2024-04/.."),
        ("{date-parts: [2024, 4]}", "2024-04"),
        ("{date-parts: [[2024]], season: 2}", "2024-22"),
        ("{date-parts: [[2024, 21]]}", "2024-21"),
        ("{date-parts: [[2024, 4]], circa: true}", "2024-04~"),
        ("{date-parts: [[-44, 3, 15]]}", "-0044-03-15"),
        ("{date-parts: [[12024]]}", "Y12024"),
        ("{date-parts: [[\"2024\", \"04\", \"\"]]}", "2024-04"),
        ("{year: 2024, month: 4, day: 15}", "2024-04-15"),
        ("{year: 2024, season: winter}", "2024-24"),
        ("[{year: 2024}, {year: 2025}]", "2024/2025"),
        ("[{year: 2024, month: 4}]", "2024-04"),
        ("{raw: 2024-04}", "2024-04"),
        ("{literal: early 2024}", "early 2024"),
        ("{date-parts: [[\"\"]]}", ""),
        ("{date-parts: []}", ""),
    ] {
        let text = format!("- {{id: a, issued: {written}}}");
        let (records, found) = read(&text, FileKind::Sources);
        let issued = records.references[0].issued.as_ref().map_or("", |t| t.value.as_str());
        assert_eq!((issued, problems(&text, &found).as_str()), (edtf, ""), "{written}");
    }
    for written in [
        "{date-parts: [[2024, 13, 1]]}",
        "{date-parts: [[2024, 17]]}",
        "{date-parts: [[2024, 4, 32]]}",
        "{date-parts: [[2024], [2025], [2026]]}",
        "{date-parts: [[x]]}",
        "{year: 2024, season: 5}",
        "{foo: 1}",
        "[[[1]]]",
        "",
    ] {
        let text = format!("- {{id: a, issued: {written}}}");
        let (records, found) = read(&text, FileKind::Sources);
        assert!(records.references[0].issued.is_none(), "{written}");
        assert_eq!(found.len(), 1, "{written}: {found:?}");
    }
}

#[test]
fn json_lines_hold_a_record_each() {
    let text = "\
{\"claim\": {\"subject\": \"a\", \"predicate\": \"p\", \"value\": 1, \"scope\": null}}
{\"claim\": {\"with\": {\"subject\": \"b\", \"predicate\": \"p\"}, \"claims\": [{\"value\": 2}]}}
{\"clam\": {}}
{\"claim\": {\"subject\": \"c\", }}
{}
[1]
{\"defaults\": {\"source\": \"s\"}}
{\"defaults\": {}}
";
    let mut sources = SourceMap::new();
    let id = sources.add("a.jsonl", text.to_owned());
    let (records, found) = read_all(&sources, &[id], &[]);
    insta::assert_snapshot!(claims(&records) + &problems(text, &found), @r#"
    a p 1 @s
    b p 2 @s
    3:3 "clam": `clam` is no kind of record (did you mean `claim`?)
    4:11 "{\"subject\": \"c\", }": this claim has no `predicate` (add `predicate:` (what is claimed of it: a predicate's id); the claim is not used until this is settled)
    4:11 "{\"subject\": \"c\", }": this claim has no `value` (add `value:` (the value); the claim is not used until this is settled)
    4:26 ",": JSON allows no comma after the last part (remove the comma)
    5:1 "{}": the line holds a mapping where a record is expected (write one record a line: `{"claim": {…}}`)
    6:1 "[1]": the line holds a list where a record is expected (write one record a line: `{"claim": {…}}`)
    8:14 "{}": `defaults` is there twice; the first is used
    "#);
}

#[test]
fn tables_are_consistent() {
    for (line, list) in LINE_KEYS {
        assert!(FILE.keys.iter().any(|key| key.name == *list), "{line}");
    }
    let all = [&keys::CLAIM, &keys::CITE, &keys::ENTITY, &keys::PREDICATE, &keys::ADJUDICATION];
    for (_, name) in keys::OTHER_NAMES {
        assert!(all.iter().any(|m| m.keys.iter().any(|key| key.name == *name)), "{name}");
    }
    let words = |mapping: &keys::Mapping, name: &str| {
        let key = mapping.keys.iter().find(|key| key.name == name).unwrap();
        let (keys::Shape::Choice(words) | keys::Shape::Choices(words)) = key.shape else {
            panic!("{name}")
        };
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    fn names<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
        let mut names: Vec<_> = table.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names
    }
    assert_eq!(words(&keys::CLAIM, "denied"), names(claim::DENIED));
    assert_eq!(words(&keys::ENTITY, "kind"), names(others::KINDS));
    assert_eq!(words(&keys::PREDICATE, "value"), names(others::VALUE_KINDS));
    assert_eq!(words(&keys::PREDICATE, "of"), names(others::SUBJECT_KINDS));
    assert_eq!(words(&keys::PREDICATE, "change"), names(others::CHANGES));
    assert_eq!(words(&keys::PREDICATE, "values"), names(others::HOW_MANY));
    assert_eq!(words(&keys::AT_MOST, "time"), names(others::TIMES));
    assert_eq!(words(&keys::ADJUDICATION, "decision"), names(others::DECISIONS));
}
