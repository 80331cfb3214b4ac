//! Where claims come from: seeded defects of provenance, and near misses of each.

use super::fixture;

/// Things and documents that the cases share: `prime` is primary, `paper` is a document by the name
/// of which others quote it.
pub(crate) const TAIL: &str = "
entities:
  - {id: q, kind: event, name: Harbour fire}
  - {id: g, kind: organisation, name: Dock Crew}
  - {id: m, kind: organisation, name: Ministry, aliases: [MoH]}
  - {id: r, kind: organisation, name: Rescuers}
  - {id: town, kind: place, name: Aster}
references:
  - {id: a, title: Report A, issued: 2024-05}
  - {id: b, title: Report B, issued: 2024-05}
  - {id: c, title: Report C, issued: 2024-05}
  - {id: d, title: Report D, issued: 2024-05}
  - {id: citing, title: Citing, issued: 2024-05, custom: {cites: [a]}}
  - {id: cited, title: Cited, issued: 2024-05, custom: {cites: [citing]}}
  - {id: paper, title: The Paper, issued: 2024-05}
  - {id: prime, title: Register, issued: 2024-05, custom: {origin: true, cites: [a]}}
";

/// The rules that the cases are about.
const RULES: [&str; 5] = [
    "circular-sourcing",
    "dropped-hedge",
    "lost-attribution",
    "single-origin",
    "rests-on-withdrawn",
];

/// Findings of those rules for some claims, each the fields of a flow mapping, as "level rule: ids".
fn found(claims: &[&str], more: &str) -> Vec<String> {
    let claims: String = claims.iter().map(|c| format!("  - {{{c}}}\n")).collect();
    let checked = fixture::check_text(&format!("claims:\n{claims}{TAIL}{more}"));
    let malformed: Vec<_> =
        checked.report.findings.iter().filter(|f| f.rule == "malformed-record").collect();
    assert!(malformed.is_empty(), "{malformed:#?}");
    let findings = checked.report.findings.iter().filter(|f| RULES.contains(&f.rule));
    let line = |f: &belie::finding::Finding| {
        format!("{} {}: {}", f.level.name(), f.rule, f.claims.join(" "))
    };
    let mut lines: Vec<String> = findings.map(line).collect();
    lines.sort();
    lines
}

/// A claim about the dead of the fire, with its citation.
pub(crate) fn deaths(id: &str, value: &str, cite: &str) -> String {
    format!("id: {id}, subject: q, predicate: deaths, value: {value}, {cite}")
}

/// Cases: a name, claims as (id, value, the rest), and what is found.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str, &'a str)], &'a [&'a str]);

#[track_caller]
fn hold(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (name, claims, expected) in cases {
        let claims: Vec<String> = claims.iter().map(|(i, v, c)| deaths(i, v, c)).collect();
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        let found = found(&claims, "");
        if found != *expected {
            wrong.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn circles() {
    hold(&[
        (
            "a ring of two",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "cite: [{source: b, via: [a]}]"),
            ],
            &["warning circular-sourcing: x y"],
        ),
        (
            "a ring of three",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "cite: [{source: b, via: [c]}]"),
                ("z", "40", "cite: [{source: c, via: [a]}]"),
            ],
            &["warning circular-sourcing: x y z"],
        ),
        (
            "a ring that someone outside rests on",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "cite: [{source: b, via: [a]}]"),
                ("z", "40", "cite: [{source: d, via: [a]}]"),
            ],
            &["warning circular-sourcing: x y"],
        ),
        (
            "two printings of one claim",
            &[("x", "40", "cite: [{source: a, via: [b]}, {source: b, via: [a]}]")],
            &["warning circular-sourcing: x"],
        ),
        (
            "a document that gives itself as its source",
            &[("x", "40", "cite: [{source: a, via: [a]}]")],
            &["warning circular-sourcing: x"],
        ),
        (
            "a document that rests on its own flat statement",
            &[("x", "40", "cite: [{source: a, via: [a]}]"), ("y", "40", "cite: [{source: a}]")],
            &["warning circular-sourcing: x"],
        ),
        (
            "each is the other's speaker",
            &[
                ("x", "40", "said_by: [b], cite: [{source: a}]"),
                ("y", "40", "said_by: [a], cite: [{source: b}]"),
            ],
            &["warning circular-sourcing: x y"],
        ),
        (
            "by speaker one way, by note the other",
            &[
                ("x", "40", "said_by: [Report B], cite: [{source: a}]"),
                ("y", "40", "cite: [{source: b, via: [a]}]"),
            ],
            // The speaker is the document that the other rests on, so nothing is lost.
            &["warning circular-sourcing: x y"],
        ),
        (
            "values that agree",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "43 so far", "cite: [{source: b, via: [a]}]"),
            ],
            &[],
        ),
        (
            "a bound and its number",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "at least 40", "cite: [{source: b, via: [a]}]"),
            ],
            &["warning circular-sourcing: x y", "warning dropped-hedge: x y"],
        ),
        (
            "a ring with a way out adds nothing, and is no reproach",
            &[
                ("x", "40", "cite: [{source: a, via: [b, prime]}]"),
                ("y", "40", "cite: [{source: b, via: [a]}]"),
            ],
            &["info circular-sourcing: x y"],
        ),
        (
            "a report and what cites it",
            &[("x", "40", "cite: [{source: a, via: [citing]}]")],
            &["info circular-sourcing: x"],
        ),
        (
            "a report and what cites it, which says so flatly",
            &[
                ("x", "40", "cite: [{source: a, via: [citing]}]"),
                ("y", "40", "cite: [{source: citing}]"),
            ],
            &["info circular-sourcing: x"],
        ),
    ]);
}

#[test]
fn no_circles() {
    hold(&[
        (
            "a chain of two",
            &[("x", "40", "cite: [{source: a, via: [b]}]"), ("y", "40", "cite: [{source: b}]")],
            &[],
        ),
        (
            "each cites the other for another figure",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "55", "cite: [{source: b, via: [a]}]"),
            ],
            &[],
        ),
        (
            "each cites the other for another population",
            &[
                ("x", "40", "scope: children, cite: [{source: a, via: [b]}]"),
                ("y", "40", "scope: fighters, cite: [{source: b, via: [a]}]"),
            ],
            &[],
        ),
        (
            "reference lists alone make no chain",
            &[("x", "40", "cite: [{source: citing}]"), ("y", "40", "cite: [{source: cited}]")],
            &[],
        ),
        (
            "a primary source may cite who cites it",
            &[("x", "40", "cite: [{source: a, via: [prime]}]")],
            &[],
        ),
        (
            "what cites the report names its own source",
            &[
                ("x", "40", "cite: [{source: a, via: [citing]}]"),
                ("y", "40", "cite: [{source: citing, via: [prime]}]"),
            ],
            &[],
        ),
        (
            "another place of the document names the source",
            &[
                ("x", "40", "said_by: [m], cite: [{source: a, via: [a]}]"),
                ("y", "40", "said_by: [m], cite: [{source: a, at: note 3}]"),
            ],
            &[],
        ),
        (
            "a denial rests on no assertion",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "denied: unseen, cite: [{source: b, via: [a]}]"),
            ],
            &[],
        ),
    ]);
}

#[test]
fn one_origin() {
    hold(&[
        (
            "two articles, one report that nobody recorded",
            &[
                ("x", "40", "cite: [{source: a, via: [d]}]"),
                ("y", "40", "cite: [{source: b, via: [d]}]"),
            ],
            &["info single-origin: x y"],
        ),
        (
            "three articles, one report",
            &[
                ("w", "40", "cite: [{source: d}]"),
                ("x", "40", "cite: [{source: a, via: [d]}]"),
                ("y", "40", "cite: [{source: b, via: [d]}]"),
                ("z", "40", "cite: [{source: c, via: [d]}]"),
            ],
            &["info single-origin: x y z"],
        ),
        (
            "one spokesman by two names",
            &[
                ("x", "40", "said_by: [m], cite: [{source: a}]"),
                ("y", "40", "said_by: [MoH], cite: [{source: b}]"),
            ],
            &["info single-origin: x y"],
        ),
        (
            "two ways to one report",
            &[
                ("x", "40", "cite: [{source: a, via: [c]}]"),
                ("y", "40", "cite: [{source: b, via: [d]}]"),
                ("z", "40", "cite: [{source: c, via: [prime]}]"),
                ("zz", "40", "cite: [{source: d, via: [prime]}]"),
            ],
            &["info single-origin: x y"],
        ),
        (
            "a compilation that itself has two sources",
            &[
                ("x", "40", "cite: [{source: a, via: [d]}]"),
                ("y", "40", "cite: [{source: b, via: [d]}]"),
                ("z", "40", "cite: [{source: d, via: [prime, c]}]"),
            ],
            &["info single-origin: x y"],
        ),
        (
            "one names the paper, one notes it",
            &[
                ("x", "40", "said_by: [The Paper], cite: [{source: a}]"),
                ("y", "40", "cite: [{source: b, via: [paper]}]"),
            ],
            &["info single-origin: x y"],
        ),
        (
            "one claim printed twice",
            &[("x", "40", "said_by: [m], cite: [{source: a}, {source: b}]")],
            &["info single-origin: x"],
        ),
        (
            "another's nameless official",
            &[
                ("x", "40", "said_by: [d, unnamed], cite: [{source: a, via: [d]}]"),
                ("y", "40", "said_by: [d, unnamed], cite: [{source: b, via: [d]}]"),
                ("z", "40", "said_by: [unnamed], cite: [{source: d}]"),
            ],
            &["info single-origin: x y"],
        ),
    ]);
}

#[test]
fn several_origins() {
    hold(&[
        (
            "two documents in their own voices",
            &[("x", "40", "cite: [{source: a}]"), ("y", "40", "cite: [{source: b}]")],
            &[],
        ),
        (
            "two speakers",
            &[
                ("x", "40", "said_by: [m], cite: [{source: a}]"),
                ("y", "40", "said_by: [r], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "one of three has it from elsewhere",
            &[
                ("x", "40", "said_by: [m], cite: [{source: a}]"),
                ("y", "40", "said_by: [m], cite: [{source: b}]"),
                ("z", "40", "cite: [{source: c, via: [prime]}]"),
            ],
            &[],
        ),
        (
            "an article that quotes a report that quotes a register",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "cite: [{source: b, via: [prime]}]"),
                ("z", "40", "cite: [{source: prime}]"),
            ],
            &[],
        ),
        (
            "a report and the one article that quotes it",
            &[
                ("x", "40", "cite: [{source: a, via: [prime]}]"),
                ("y", "40", "cite: [{source: prime}]"),
            ],
            &[],
        ),
        (
            "one document that says it twice",
            &[
                ("x", "40", "said_by: [m], cite: [{source: a, at: line 1}]"),
                ("y", "40", "said_by: [m], cite: [{source: a, at: line 9}]"),
            ],
            &[],
        ),
        (
            "one document that cites two",
            &[
                ("x", "40", "cite: [{source: a, via: [c, d]}]"),
                ("y", "40", "cite: [{source: b, via: [c]}]"),
            ],
            &[],
        ),
        (
            "one speaker, two figures",
            &[
                ("x", "at least 40", "said_by: [m], cite: [{source: a}]"),
                ("y", "43", "said_by: [m], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "one speaker, two populations",
            &[
                ("x", "40", "scope: children, said_by: [m], cite: [{source: a}]"),
                ("y", "40", "scope: fighters, said_by: [m], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "nameless officials of two documents",
            &[
                ("x", "40", "said_by: [unnamed], cite: [{source: a}]"),
                ("y", "40", "said_by: [unnamed], cite: [{source: b}]"),
            ],
            &[],
        ),
    ]);
}

#[test]
fn attribution_that_is_lost() {
    hold(&[
        (
            "a speaker",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "said_by: [m], cite: [{source: b}]"),
            ],
            &["warning lost-attribution: x y"],
        ),
        (
            "a speaker of the second hand",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "said_by: [r, m], cite: [{source: b}]"),
            ],
            &["warning lost-attribution: x y"],
        ),
        (
            "somebody without a name",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("y", "40", "said_by: [officials], cite: [{source: b}]"),
            ],
            &["warning lost-attribution: x y"],
        ),
        (
            "dropped on the second step",
            &[
                ("x", "40", "said_by: [b], cite: [{source: a, via: [b]}]"),
                ("y", "40", "cite: [{source: b, via: [c]}]"),
                ("z", "40", "said_by: [m], cite: [{source: c}]"),
            ],
            &["warning lost-attribution: y z"],
        ),
        (
            "a hedge on the whole",
            &[
                ("x", "40", "cite: [{source: a, via: [prime]}]"),
                ("y", "40", "hedge: reportedly, cite: [{source: prime}]"),
            ],
            &["warning dropped-hedge: x y"],
        ),
        (
            "a bound",
            &[
                ("x", "40", "cite: [{source: a, via: [prime]}]"),
                ("y", "about 40", "cite: [{source: prime}]"),
            ],
            &["warning dropped-hedge: x y"],
        ),
        (
            "from both of two sources",
            &[
                ("x", "40", "cite: [{source: a, via: [b, c]}]"),
                ("y", "40", "said_by: [m], cite: [{source: b}]"),
                ("z", "40", "said_by: [r], cite: [{source: c}]"),
            ],
            &["warning lost-attribution: x y"],
        ),
    ]);
    let stance = |id: &str, rest: &str| {
        format!("id: {id}, subject: g, predicate: stance, toward: r, value: war, {rest}")
    };
    let x = stance("x", "cite: [{source: a, via: [b]}]");
    let y = stance("y", "said_by: [m], cite: [{source: b}]");
    assert_eq!(found(&[&x, &y], ""), ["warning lost-attribution: x y"], "no figure");
}

#[test]
fn attribution_that_is_kept() {
    hold(&[
        (
            "the speaker is named",
            &[
                ("x", "40", "said_by: [m], cite: [{source: a, via: [b]}]"),
                ("y", "40", "said_by: [r], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "the source speaks for itself",
            &[("x", "40", "cite: [{source: a, via: [b]}]"), ("y", "40", "cite: [{source: b}]")],
            &[],
        ),
        (
            "the source names itself",
            &[
                ("x", "40", "cite: [{source: a, via: [paper]}]"),
                ("y", "40", "said_by: [The Paper], cite: [{source: paper}]"),
            ],
            &[],
        ),
        (
            "the source quotes the document",
            &[
                ("x", "40", "cite: [{source: paper, via: [b]}]"),
                ("y", "40", "said_by: [The Paper], cite: [{source: b, at: line 2}]"),
            ],
            // Nothing is lost: it is a circle.
            &["warning circular-sourcing: x y"],
        ),
        (
            "another source states it flatly",
            &[
                ("x", "40", "cite: [{source: a, via: [b, prime]}]"),
                ("y", "40", "said_by: [m], cite: [{source: b}]"),
                ("z", "40", "cite: [{source: prime}]"),
            ],
            &[],
        ),
        (
            "of another source nothing is recorded",
            &[
                ("x", "40", "cite: [{source: a, via: [b, prime]}]"),
                ("y", "40", "said_by: [m], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "another place of the document names the speaker",
            &[
                ("x", "40", "cite: [{source: a, via: [b]}]"),
                ("w", "40", "said_by: [m], cite: [{source: a, at: line 9}]"),
                ("y", "40", "said_by: [m], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "the speaker gave another figure",
            &[
                ("x", "43", "cite: [{source: a, via: [b]}]"),
                ("y", "at least 40", "said_by: [m], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "another hedge stands in its place",
            &[
                ("x", "40", "hedge: reportedly, cite: [{source: a, via: [b]}]"),
                ("y", "40", "said_by: [unnamed], cite: [{source: b}]"),
            ],
            &[],
        ),
        (
            "both give the bound",
            &[
                ("x", "at least 40", "cite: [{source: a, via: [prime]}]"),
                ("y", "at least 40", "cite: [{source: prime}]"),
            ],
            &[],
        ),
        (
            "a reference list is no step",
            &[
                ("x", "40", "cite: [{source: citing}]"),
                ("y", "40", "said_by: [m], cite: [{source: a}]"),
            ],
            &[],
        ),
    ]);
}

const WRONG: &str = "
adjudications:
  - {rule: value-conflict, judged: {z: {value: 40}, other: {value: 90}}, decision: wrong, wrong: [z], reason: A misprint.}
";

#[test]
fn what_rests_on_a_claim_judged_wrong() {
    let rests = |claims: &[(&str, &str)]| {
        let mut all = vec![
            deaths("z", "40", "cite: [{source: c}]"),
            deaths("other", "90", "cite: [{source: c}]"),
        ];
        all.extend(claims.iter().map(|(id, rest)| deaths(id, "40", rest)));
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        found(&all, WRONG)
            .into_iter()
            .filter(|line| line.contains("rests-on-withdrawn"))
            .collect::<Vec<_>>()
    };
    // The rival that stands is printed in the same source: a figure of 40 does not rest on it.
    let by_note = ("x", "cite: [{source: a, via: [c]}]");
    let by_name = ("x", "said_by: [Report C], cite: [{source: a}]");
    let next = ("y", "cite: [{source: b, via: [a]}]");
    let elsewhere = ("x", "cite: [{source: a, via: [c, prime]}]");
    assert_eq!(rests(&[by_note]), ["warning rests-on-withdrawn: x z"]);
    assert_eq!(rests(&[by_name]), ["warning rests-on-withdrawn: x z"]);
    assert_eq!(
        rests(&[by_note, next]),
        ["warning rests-on-withdrawn: x z", "warning rests-on-withdrawn: y x z"]
    );
    assert_eq!(rests(&[elsewhere]), [""; 0]);
    assert_eq!(rests(&[("x", "cite: [{source: a}]")]), [""; 0]);
}
