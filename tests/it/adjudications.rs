//! What people decided: when it holds, when it no longer does, and what it says then.

use super::fixture::{check_text, describe};

const TAIL: &str = "
entities: [{id: q, kind: event}, {id: m, kind: organisation, name: Ministry}]
references: [{id: s, issued: 2024-05}, {id: t, issued: 2024-06}]
";

/// What is told of claims `a` (3) and `b` (4), with these changes to `b` and this adjudication,
/// apart from sources that nothing uses.
fn told(claims: &str, adjudication: &str) -> Vec<String> {
    let text = format!(
        "claims:
  - {{id: a, subject: q, predicate: attackers, value: 3, cite: [{{source: s}}]}}
{claims}
adjudications:
  - {{{adjudication}, reason: x}}
{TAIL}"
    );
    let checked = check_text(&text);
    let open = checked.report.open_findings().filter(|f| f.rule != "unused-source");
    open.map(describe).collect()
}

const B: &str = "  - {id: b, subject: q, predicate: attackers, value: 4, cite: [{source: s}]}\n";
const C: &str = "  - {id: c, subject: q, predicate: attackers, value: 5, cite: [{source: s}]}\n";
const BOTH: &str =
    "rule: value-conflict, decision: accepted, judged: {a: {value: 3}, b: {value: 4}}";

#[track_caller]
fn lapses(claims: &str, adjudication: &str, why: &str) {
    let told = told(claims, adjudication);
    let end = format!("no longer applies: {why} ()");
    let found = told
        .iter()
        .any(|line| line.starts_with("warning expired-adjudication: ") && line.ends_with(&end));
    assert!(found, "no {why}: {told:#?}");
}

#[track_caller]
fn malformed(adjudication: &str, message: &str) {
    let told = told(B, adjudication);
    let line = format!("error malformed-record: {message} ()");
    assert!(told.contains(&line), "no {message}: {told:#?}");
    let open = told.iter().any(|line| line.starts_with("error value-conflict"));
    assert!(open, "an adjudication that cannot be read settles nothing: {told:#?}");
}

#[test]
fn a_lapse_says_what_has_changed() {
    assert_eq!(told(B, BOTH), [""; 0]);
    lapses("", BOTH, "there is no claim `b` any more");
    lapses(&B.replace('4', "5"), BOTH, "`value` of `b` was 4 when it was judged, and is 5 now");
    lapses(&format!("{B}{C}"), BOTH, "`c` is a new rival");
    lapses(&B.replace("4", "4, scope: civilians"), BOTH, "nothing like it is found any more");
    lapses(
        &B.replace("4", "4, scope: civilians"),
        "rule: value-conflict, decision: accepted, fingerprint: 0123456789abcdef",
        "nothing like it is found any more",
    );
    lapses(B, &format!("{BOTH}, until: 2026-05"), "it held until 2026-05");
    let three = BOTH.replace("b: {", "c: {value: 5}, b: {");
    lapses(&format!("{B}{}", C.replace("attackers", "deaths")), &three, "`c` is no rival any more");
    lapses(B, &format!("{BOTH}, fingerprint: 0123456789abcdef"), &{
        let checked = check_text(&format!(
            "claims:\n  - {{id: a, subject: q, predicate: attackers, value: 3, cite: [{{source: s}}]}}\n{B}{TAIL}"
        ));
        let finding = checked.report.findings.iter().find(|f| f.rule == "value-conflict");
        let now = &finding.unwrap().fingerprint;
        format!("what it is about has changed, and has the fingerprint `{now}` now")
    });
}

#[test]
fn what_cannot_be_read_is_told_and_settles_nothing() {
    let soon = format!("{BOTH}, until: soonish");
    malformed(&soon, "`until` is `soonish`, which is no date");
    malformed(&BOTH.replace("conflict", "conflct"), "there is no rule `value-conflct`");
    let field = "`valu` is no field of a claim that can be judged";
    malformed(&BOTH.replace("value: 4", "valu: 4"), field);
    let wrong = BOTH.replace("accepted", "wrong, wrong: [bb]");
    malformed(&wrong, "`wrong` names `bb`, and no claim has that id");
    let short = "rule: value-conflict, decision: accepted, fingerprint: 0123";
    malformed(short, "the fingerprint `0123` is too short");
}

#[test]
fn a_claim_that_cannot_be_read_is_not_gone() {
    for broken in [B.replace('4', "{lowest: 3}"), B.replace('4', "?")] {
        let told = told(&broken, BOTH);
        let malformed = |line: &String| line.starts_with("error malformed-record");
        assert!(!told.is_empty() && told.iter().all(malformed), "{told:#?}");
    }
}

#[test]
fn fields_are_compared_whole() {
    let b = |more: &str| B.replace("value: 4", &format!("value: 4, {more}"));
    let judged = |field: &str| BOTH.replace("value: 4", &format!("value: 4, {field}"));
    let holds = |more: &str, field: &str| {
        let told = told(&b(more), &judged(field));
        let lapsed = told.iter().any(|line| line.contains("was"));
        let malformed = told.iter().any(|line| line.starts_with("error malformed"));
        assert!(!malformed, "{told:#?}");
        !lapsed
    };
    assert!(holds("scope: [men, foreigners]", "scope: [foreigners, men]"));
    assert!(!holds("scope: [men, foreigners]", "scope: men"));
    assert!(!holds("scope: men", "scope: [men, foreigners]"));
    assert!(holds("scope: {any: [men, foreigners]}", "scope: {any: [foreigners, men]}"));
    assert!(!holds("scope: [men, foreigners]", "scope: {any: [foreigners, men]}"));
    assert!(holds("hedge: probably", "hedge: probably"));
    assert!(!holds("hedge: probably", "hedge: perhaps"));
    assert!(holds("denied: true", "denied: true"));
    assert!(holds("note: x", "denied: false"));
    assert!(!holds("denied: unseen", "denied: false"));
    assert!(holds("said_by: [Ministry]", "said_by: m"));
    assert!(holds("said_by: [Ministry]", "said_by: [Ministry]"));
    assert!(!holds("said_by: [Ministry, q]", "said_by: m"));
    assert!(holds("note: x", "source: s, as_of: 2024-05"));
    assert!(!holds("note: x", "source: t"));
}

#[test]
fn speakers_of_a_citation_count() {
    let b = B.replace("source: s", "source: s, said_by: [m], as_of: 2024-03");
    let judged = BOTH.replace("value: 4", "said_by: [m], as_of: 2024-03");
    assert!(!told(&b, &judged).iter().any(|line| line.contains("was")), "{:?}", told(&b, &judged));
}

#[test]
fn what_rests_on_a_withdrawn_claim_is_told() {
    let wrong = BOTH.replace("accepted", "wrong, wrong: [b]");
    let rests = |claim: &str| {
        let told = told(&format!("{B}  - {{id: d, subject: q, {claim}}}\n"), &wrong);
        told.iter().any(|line| line.starts_with("warning rests-on-withdrawn: "))
    };
    assert!(rests("predicate: deaths, value: 8, derived: \"2 * {b}\", cite: [{source: t}]"));
    assert!(!rests("predicate: deaths, value: 8, derived: \"2 * {a}\", cite: [{source: t}]"));
    assert!(rests("predicate: attackers, value: 3, supersedes: [b], cite: [{source: t}]"));
    let other = "predicate: attackers, value: 3, cite: [{source: t, via: [s]}]";
    assert!(!rests(other), "`a` stands behind it");
    let b = B.replace("source: s", "source: t");
    let text =
        "  - {id: d, subject: q, predicate: attackers, value: 3, cite: [{source: s, via: [t]}]}\n";
    let told = told(&format!("{b}{text}"), &wrong);
    let told: Vec<_> = told
        .iter()
        .filter(|line| !line.contains("untraced") && !line.contains("anachronistic"))
        .collect();
    let message = "warning rests-on-withdrawn: attackers in q: 3 rests on `b`, judged wrong (d, b)";
    assert_eq!(told, [message]);
}
