//! What names, defaults, scopes and corrections of records mean.

use super::fixture::{check_files, check_text, describe};
use belie::check::Checked;

const TAIL: &str = "
entities:
  - {id: q, kind: event, name: q}
  - {id: g, kind: organisation, name: g}
  - {id: land, kind: place}
  - {id: town, kind: place, part_of: land}
  - {id: other, kind: place}
  - {id: nm, kind: organisation, aliases: [the ministry]}
  - {id: sm, kind: organisation, aliases: [the ministry]}
references:
  - {id: s, issued: 2024-05-10}
  - {id: t, issued: 2024-06-20}
";

fn checked(text: &str) -> Checked {
    check_text(&format!("{text}{TAIL}"))
}

/// Findings that are no errors of the fixture itself: unused sources are left out.
fn lines(text: &str) -> Vec<String> {
    let checked = checked(text);
    let findings = checked.report.open_findings().filter(|f| f.rule != "unused-source");
    findings.map(describe).collect()
}

/// Findings of one rule, with their help.
fn of_rule(text: &str, rule: &str) -> Vec<String> {
    let checked = checked(text);
    let findings = checked.report.findings.iter().filter(|f| f.rule == rule);
    let help = |help: &Option<String>| help.clone().unwrap_or_default();
    findings.map(|f| format!("{} ({})", f.message, help(&f.help))).collect()
}

#[test]
fn a_name_of_two_entities_that_are_one_is_not_ambiguous() {
    let claims = "claims:
  - {id: a, subject: the ministry, predicate: founding, value: 1990, cite: [{source: s}]}
  - {id: b, subject: sm, predicate: founding, value: 1992, cite: [{source: s}]}
";
    assert_eq!(lines(claims).len(), 1, "{:#?}", lines(claims));
    let joined = lines(&format!("{claims}identities:\n  - {{same_as: [nm, sm]}}\n"));
    assert!(joined.iter().any(|l| l.starts_with("error value-conflict")), "{joined:#?}");
    assert!(!joined.iter().any(|l| l.contains("ambiguous-name")), "{joined:#?}");
}

#[test]
fn an_ambiguous_name_in_a_list_or_a_denial_conflicts_with_none_of_its_meanings() {
    for (a, b) in [
        ("value: {only: [the ministry]}", "value: {only: [nm]}"),
        ("value: {only: [the ministry]}", "value: sm"),
        ("value: {all: [the ministry]}", "value: {only: [nm]}"),
        ("value: the ministry, denied: true", "value: nm"),
        ("value: {only: [the ministry]}", "value: {only: [the ministry]}"),
    ] {
        let lines = lines(&format!(
            "claims:
  - {{id: a, subject: q, predicate: claimed-by, {a}, cite: [{{source: s}}]}}
  - {{id: b, subject: q, predicate: claimed-by, {b}, cite: [{{source: s}}]}}
"
        ));
        assert_eq!(lines.len(), 1, "{a} and {b}: {lines:#?}");
        assert!(lines[0].contains("ambiguous-name"), "{lines:#?}");
    }
    let other = lines(
        "claims:
  - {id: a, subject: q, predicate: claimed-by, value: {only: [the ministry]}, cite: [{source: s}]}
  - {id: b, subject: q, predicate: claimed-by, value: g, cite: [{source: s}]}
",
    );
    assert!(other.iter().any(|l| l.starts_with("error value-conflict")), "{other:#?}");
}

#[test]
fn a_union_that_holds_the_events_own_place_is_no_place() {
    let at = |more: &str| {
        let text = format!(
            "claims:
  - {{id: l, subject: q, predicate: location, value: town, cite: [{{source: s}}]}}
  - {{id: m, subject: q, predicate: location, value: other, cite: [{{source: t}}]}}
  - {{id: a, subject: q, predicate: attackers, value: 3, where: [land, other], cite: [{{source: s}}]}}
  - {{id: b, subject: q, predicate: attackers, value: 4, cite: [{{source: s}}]}}
  - {{id: c, subject: q, predicate: injuries, value: 4, where: other, cite: [{{source: s}}]}}
{more}"
        );
        let checked = checked(&text);
        let place = |id: &str| {
            let claim = checked.world.claims.iter().find(|claim| claim.id == id);
            claim.map(|claim| claim.place.places.len())
        };
        (place("a"), place("c"))
    };
    assert_eq!(at(""), (Some(0), Some(0)));
    let withdrawn = "adjudications:
  - {rule: value-conflict, judged: {l: {value: town}, m: {value: other}}, decision: wrong, wrong: [m], reason: x}
";
    assert_eq!(at(withdrawn), (Some(0), Some(1)));
}

#[test]
fn what_a_file_shares_by_default_is_a_default_and_what_a_series_shares_is_not() {
    let text = "defaults: {scope: people, where: land}
claims:
  - {id: a, subject: q, predicate: deaths, value: 3, cite: [{source: s}]}
  - {id: b, subject: q, predicate: deaths, value: 3, scope: civilians, where: town, cite: [{source: s}]}
  - with: {subject: q, predicate: deaths, source: s, scope: men}
    claims: [{id: c, value: 3, where: null}]
";
    let checked = checked(text);
    let flags: Vec<_> = checked.world.claims.iter().collect();
    let flags = flags.iter().map(|c| (&*c.id, c.scope_defaulted, c.place.defaulted));
    assert_eq!(
        flags.collect::<Vec<_>>(),
        [("a", true, true), ("b", false, false), ("c", false, false)]
    );
}

#[test]
fn a_scope_declared_again_lies_in_what_its_record_says() {
    let wholes = |record: &str| {
        let checked = checked(&format!("scopes:\n  - {record}\n"));
        let scopes = &checked.world.scopes;
        let one = |id: &str| scopes.find(id).map(|ix| scopes.normal(vec![vec![ix]]));
        let nested = |a: &str, b: &str| match (one(a), one(b)) {
            (Some(a), Some(b)) => {
                Some(scopes.nesting(&a, &b) == belie::claim::scope::Nesting::Inside)
            }
            _ => None,
        };
        (nested("soldiers", "combatants"), scopes.find("servicemen").is_some())
    };
    assert_eq!(wholes("{id: x}"), (Some(true), true));
    assert_eq!(wholes("{id: soldiers, part_of: [people]}"), (Some(false), true));
    assert_eq!(wholes("{id: soldiers, part_of: []}"), (Some(false), true));
    assert_eq!(wholes("{id: soldiers, names: [ranks]}"), (Some(true), false));
}

#[test]
fn absent_ends_of_an_estimate_are_open() {
    for (estimate, met, missed) in [
        ("{low: 100}", "143", "99"),
        ("{low: 100, best: 120}", "143", "99"),
        ("{high: 100}", "43", "101"),
        ("{best: 100, high: 120}", "43", "121"),
        ("{best: 100}", "100", "101"),
        ("{low: 100, high: 120}", "110", "121"),
    ] {
        let conflicts = |value: &str| {
            let text = format!(
                "claims:
  - {{id: a, subject: q, predicate: attackers, value: {estimate}, cite: [{{source: s}}]}}
  - {{id: b, subject: q, predicate: attackers, value: {value}, cite: [{{source: s}}]}}
"
            );
            lines(&text).iter().any(|l| l.starts_with("error value-conflict"))
        };
        assert!(!conflicts(met), "{estimate} {met}");
        assert!(conflicts(missed), "{estimate} {missed}");
    }
}

#[test]
fn made_ids_do_not_depend_on_the_order_of_files() {
    let file = |name: &str, fields: &str| {
        let text =
            format!("claims:\n  - {{subject: q, predicate: attackers, value: 3, {fields}}}\n");
        (format!("claims/{name}.yaml"), text)
    };
    let pairs = [
        ("source: s", "source: s, said_by: [g]"),
        ("source: s", "source: s, hedge: probably"),
        ("source: s, scope: [men, women]", "source: s, scope: {any: [men, women]}"),
        ("cite: [{source: s, at: line 1}]", "cite: [{source: s, at: line 2}]"),
        ("cite: [{source: s, said_by: [g]}]", "cite: [{source: s, via: [g]}]"),
    ];
    for (a, b) in pairs {
        let checked = check_files(&[file("a", a), file("b", b)]);
        let ids: Vec<_> = checked.world.claims.iter().map(|claim| claim.id.clone()).collect();
        assert!(ids.iter().all(|id| !id.contains('-')), "{a} and {b}: {ids:?}");
    }
}

#[test]
fn corrections_are_followed_and_rings_of_them_count_for_nothing() {
    let claims = |rest: &str| {
        format!(
            "claims:
  - {{id: a, subject: q, predicate: attackers, value: 3, {rest}cite: [{{source: s}}]}}
  - {{id: b, subject: q, predicate: attackers, value: 4, supersedes: [a], cite: [{{source: s}}]}}
  - {{id: c, subject: q, predicate: attackers, value: 5, supersedes: [b], cite: [{{source: s}}]}}
"
        )
    };
    let chain = lines(&claims(""));
    assert!(!chain.iter().any(|l| l.starts_with("error")), "{chain:#?}");
    let ring = claims("supersedes: [c], ");
    assert!(
        lines(&ring).iter().any(|l| l.starts_with("error value-conflict")),
        "{:#?}",
        lines(&ring)
    );
    assert_eq!(
        of_rule(&ring, "malformed-record"),
        [
            "`a`, `b` and `c` are, step by step, said to replace each other (remove one `supersedes` of the ring)"
        ]
    );
}

#[test]
fn rings_of_wholes_are_told_once() {
    let text = "claims: []
scopes:
  - {id: big, part_of: [small]}
  - {id: small, part_of: [big]}
  - {id: own, part_of: [own]}
";
    assert_eq!(
        of_rule(text, "malformed-record"),
        [
            "`big` and `small` are, step by step, a part of themselves (remove one `part_of` of the ring)",
            "`own` is a part of itself (remove one `part_of` of the ring)"
        ]
    );
    let checked = check_text(
        "entities:
  - {id: e1, kind: place, part_of: e2}
  - {id: e2, kind: place, part_of: e3}
  - {id: e3, kind: place, part_of: e1}
  - {id: e4, kind: place, part_of: e1}
",
    );
    let found: Vec<_> = checked.report.findings.iter().map(|f| f.message.clone()).collect();
    assert_eq!(found, ["`e1`, `e2` and `e3` are, step by step, a part of themselves"]);
}

#[test]
fn mistakes_are_not_suggested_for_mistakes() {
    let text = "claims:
  - {id: a, subject: q, predicate: wobblers, scope: zorgs, value: 3, cite: [{source: s}]}
  - {id: b, subject: q, predicate: wobbler, scope: zorg, value: 3, cite: [{source: s}]}
";
    for rule in ["unknown-predicate", "unknown-scope"] {
        let found = of_rule(text, rule);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(!found.iter().any(|line| line.contains("did you mean")), "{found:?}");
    }
}

#[test]
fn an_empty_list_is_no_value() {
    for value in ["{only: []}", "{all: []}", "[]"] {
        let text = format!(
            "claims:
  - {{id: a, subject: q, predicate: claimed-by, value: {value}, cite: [{{source: s}}]}}
"
        );
        assert_eq!(of_rule(&text, "malformed-record").len(), 1, "{value}");
    }
}

#[test]
fn a_stray_bracket_costs_no_record() {
    let text = "claims:
  - {id: a, subject: q, predicate: attackers, value: 3, cite: [{source: s}]}
  - id: b
    subject: q
    predicate: attackers
    value: 4
    cite: [{source: s}]
}
entities: [{id: q, kind: event}]
references: [{id: s, issued: 2024}]
";
    let checked = super::fixture::check_text(text);
    let rules: Vec<_> = checked.report.findings.iter().map(|f| f.rule).collect();
    assert_eq!(checked.report.summary.claims, 2, "{rules:?}");
    assert!(rules.contains(&"malformed-record") && rules.contains(&"value-conflict"), "{rules:?}");
}

#[test]
fn claims_are_found_by_their_ids_in_any_order() {
    let claim = |id: &str| {
        format!(
            "  - {{id: {id}, subject: q, predicate: deaths, value: 4, cite: [{{source: s}}]}}\n"
        )
    };
    let claims: String = ["d", "a", "c", "b"].map(claim).concat();
    let world = checked(&format!("claims:\n{claims}")).world;
    let found = |ids: &[&'static str]| {
        let found = world.find_claims(ids.iter().copied());
        found.map(|ix| ix.map_or("-", |ix| world.claim(ix).id.as_str())).collect::<String>()
    };
    assert_eq!(found(&["a", "b", "c", "d"]), "abcd");
    assert_eq!(found(&["c", "x", "d", "a", "a", "d"]), "c-daad");
}

#[test]
fn a_run_of_claims_knows_the_days_that_they_assert() {
    let claim = |id: &str, rest: &str| {
        let about = "subject: q, predicate: event-date";
        format!("  - {{id: {id}, {about}, {rest}, cite: [{{source: s}}]}}\n")
    };
    let claims = [
        claim("a", "value: 2024-03-05"),
        claim("b", "value: 2024-03-01, denied: true"),
        claim("c", "value: 2024-03-04/2024-03-09"),
    ];
    let world = checked(&format!("claims:\n{}", claims.concat())).world;
    let runs: Vec<_> = world.runs().iter().flatten().map(|run| run.days).collect();
    let day = |day| belie::value::date::Day::of(jiff::civil::date(2024, 3, day));
    assert_eq!(runs, [Some((day(4), day(9)))]);
}
