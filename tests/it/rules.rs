//! Every rule's documentation is true: its bad example gives exactly one finding, which is the
//! rule's; its good example gives none.

use belie::render::{Style, human};
use belie::rules::ALL;

use super::fixture;

#[test]
fn examples_of_every_rule() {
    for rule in ALL {
        let bad = fixture::check_example(rule, rule.bad);
        let all: Vec<_> = bad.report.open_findings().map(fixture::describe).collect();
        let [only] = all.as_slice() else { panic!("{}: bad example: {all:#?}", rule.name) };
        assert!(only.contains(&format!(" {}: ", rule.name)), "{}: {only}", rule.name);

        let good = fixture::check_example(rule, rule.good);
        let all: Vec<_> = good.report.open_findings().map(fixture::describe).collect();
        assert!(all.is_empty(), "{}: good example: {all:#?}", rule.name);
    }
}

#[test]
fn each_bad_example_as_people_see_it() {
    for rule in ALL {
        let checked = fixture::check_example(rule, rule.bad);
        let mut out = Vec::new();
        let options = human::Options { quiet: false, undecidable: true };
        human::render(&checked.report, &checked.sources, Style::default(), options, &mut out)
            .unwrap();
        let text = String::from_utf8(out).unwrap();
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("rule-{}", rule.name), text);
        });
    }
}

#[test]
fn documentation_has_one_skeleton() {
    for rule in ALL {
        assert!(!rule.summary.ends_with('.'), "{}", rule.name);
        assert!(rule.why.ends_with('.') && rule.fix.ends_with('.'), "{}", rule.name);
        for part in ["# ", "## Why it matters", "## Example", "## What to do"] {
            assert!(rule.markdown().contains(part), "{}: {part}", rule.name);
        }
    }
}

/// Messages of a rule's findings in a text.
fn messages(rule: &str, text: &str) -> Vec<String> {
    let checked = fixture::check_text(text);
    let found = checked.report.open_findings().filter(|f| f.rule == rule);
    found.map(|f| f.message.clone()).collect()
}

#[test]
fn a_source_is_used_in_whichever_way_it_is_used() {
    const CLAIM: &str = "id: a, subject: flood, predicate: deaths, value: 12";
    const ENTITIES: &str = "{id: flood, kind: event}, {id: town, kind: place}";
    let used = |claim: &str, entities: &str, report: &str, more: &str| {
        let text = format!(
            "claims: [{{{claim}}}]\nentities: [{entities}]\n\
             references: [{{id: report{report}}}, {{id: survey, title: A survey}}]\n{more}"
        );
        messages("unused-source", &text).is_empty()
    };
    let cite = "cite: [{source: report}]";
    let plain = format!("{CLAIM}, {cite}");
    assert!(!used(&plain, ENTITIES, "", ""), "the case that all others differ from");

    let by_a_claim = [
        format!("{CLAIM}, cite: [{{source: report}}, {{source: survey}}]"),
        format!("{CLAIM}, cite: [{{source: report, via: [survey]}}]"),
        format!("{CLAIM}, {cite}, said_by: [survey]"),
        format!("{CLAIM}, {cite}, said_by: [A survey]"),
        format!("{CLAIM}, cite: [{{source: report, said_by: [survey]}}]"),
        format!("{CLAIM}, {cite}, toward: survey"),
        format!("{}, {cite}", CLAIM.replace("flood", "survey")),
        format!("id: a, subject: flood, predicate: perpetrator, value: survey, {cite}"),
    ];
    for claim in by_a_claim {
        assert!(used(&claim, ENTITIES, "", ""), "{claim}");
    }
    assert!(used(&plain, ENTITIES, ", custom: {cites: [survey]}", ""), "a reference list");
    let alias = ENTITIES.replace("place", "place, aliases: [{name: T, cite: [{source: survey}]}]");
    assert!(used(&plain, &alias, "", ""), "an alias");
    for kind in ["same_as", "different_from"] {
        let identity =
            format!("identities: [{{{kind}: [flood, town], cite: [{{source: survey}}]}}]");
        assert!(used(&plain, ENTITIES, "", &identity), "{kind}");
    }
    // What follows from a mistake that is reported is not reported beside it.
    assert!(used(&plain.replace("value: 12", "value: ?"), ENTITIES, "", ""), "a malformed claim");
    assert!(used(&plain.replace("report", "reprot"), ENTITIES, "", ""), "a dangling citation");

    let own = "references: [{id: survey, custom: {cites: [survey]}}]";
    assert_eq!(messages("unused-source", own).len(), 1, "its own reference list");
}

#[test]
fn the_day_of_the_week_is_checked_where_one_is_written() {
    let found = |value: &str| {
        let cites = "cite: [{source: report}, {source: survey}]";
        let claim = format!("{{id: a, subject: raid, predicate: event-date, value: \"{value}\"");
        let text = format!(
            "claims: [{claim}, {cites}}}]\nentities: [{{id: raid, kind: event}}]\n\
             references: [{{id: report, issued: 2024-05-02}}, {{id: survey, issued: 2024-06}}]\n"
        );
        messages("weekday-mismatch", &text)
    };
    let wrong = "event date of raid: Mon 22 March 2024, but 22 March 2024 is a Friday";
    assert_eq!(found("Mon 22 March 2024"), [wrong], "once, though it is printed twice");
    let inferred =
        "event date of raid: Monday, March 22, but 22 March 2024 is a Friday, if that is the year";
    assert_eq!(found("Monday, March 22"), [inferred]);
    for fine in [
        "Friday 22 March 2024",
        "2024-03-22",
        "Wednesday, 25 October 1917",
        "before Monday 22 March 2024",
        "from Monday 18 March to Thursday 22 March 2024",
    ] {
        assert_eq!(found(fine), [""; 0], "{fine}");
    }
}

/// Records that the cases of wording share.
const TAIL: &str = "
entities:
  - {id: q, kind: event, name: Harbour fire}
  - {id: g, kind: organisation, name: Dock Crew}
  - {id: m, kind: organisation, name: Ministry}
  - {id: n, kind: organisation, name: Rescuers}
  - {id: p1, kind: person, name: Anna Bell}
  - {id: p2, kind: person, name: Carl Dorn}
references: [{id: s, issued: 2024-05-10}, {id: t, issued: 2024-06-20}]
";

#[track_caller]
fn says(rule: &str, claims: &[&str], expected: &[&str]) {
    let claims: String =
        claims.iter().map(|c| format!("  - {{{c}, cite: [{{source: s}}]}}\n")).collect();
    assert_eq!(messages(rule, &format!("claims:\n{claims}{TAIL}")), expected);
}

#[test]
fn two_figures_are_not_called_one() {
    says(
        "scope-mismatch",
        &[
            "id: a, subject: q, predicate: deaths, value: 720, scope: children",
            "id: b, subject: q, predicate: deaths, value: 655",
        ],
        &["deaths in the Harbour fire: 720 (children) exceeds 655, which names no population"],
    );
}

#[test]
fn each_number_of_two_tied_predicates_is_a_finding() {
    let found = messages(
        "scope-mismatch",
        &format!(
            "claims:
  - {{id: a, subject: q, predicate: deaths, value: 120, as_of: 2024-03, cite: [{{source: s}}]}}
  - {{id: b, subject: q, predicate: casualties, value: 120, as_of: 2024-03, cite: [{{source: s}}]}}
  - {{id: c, subject: q, predicate: deaths, value: 150, as_of: 2024-04, cite: [{{source: s}}]}}
  - {{id: d, subject: q, predicate: casualties, value: 150, as_of: 2024-04, cite: [{{source: s}}]}}
{TAIL}"
        ),
    );
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().any(|m| m.ends_with("one figure for deaths and casualties: 150")));
}

#[test]
fn lower_bounds_of_one_day_are_lower_and_not_earlier() {
    says(
        "stale-figure",
        &[
            "id: a, subject: q, predicate: deaths, value: 14 so far",
            "id: b, subject: q, predicate: deaths, value: at least 20",
        ],
        &["deaths in the Harbour fire: 14 so far is lower than at least 20"],
    );
}

#[test]
fn each_speaker_is_named_with_its_own_values() {
    says(
        "misattributed-value",
        &[
            "id: a, subject: q, predicate: attackers, value: 3, said_by: [m]",
            "id: b, subject: q, predicate: attackers, value: 4, said_by: [m]",
            "id: c, subject: q, predicate: attackers, value: 5, said_by: [n]",
            "id: d, subject: q, predicate: attackers, value: 6, said_by: [n]",
        ],
        &[
            "attackers in the Harbour fire: Ministry is credited with both 3 and 4; Rescuers is credited with both 5 and 6",
        ],
    );
}

#[test]
fn values_show_names_and_the_times_that_tell_them_apart() {
    says(
        "value-conflict",
        &[
            "id: a, subject: g, predicate: leader, value: p1, during: 2021-01/2023-12",
            "id: b, subject: g, predicate: leader, value: p2, during: 2022-01/2022-12",
        ],
        &["leader of Dock Crew: Anna Bell (2021-01/2023-12) or Carl Dorn (2022-01/2022-12)"],
    );
}

#[test]
fn a_claim_without_a_source_is_said_to_have_none() {
    let text = format!(
        "claims:\n  - {{id: a, subject: q, predicate: deaths, value: 3, said_by: [unnamed]}}\n{TAIL}"
    );
    assert_eq!(
        messages("untraced-figure", &text),
        ["1 claim without a source rests on a nameless speaker"]
    );
}

#[test]
fn a_link_of_two_steps_needs_both_of_them() {
    let found = |second: &str| {
        messages(
            "unlinked-alias",
            &format!(
                "claims:
  - {{id: a, subject: g, predicate: leader, value: p1, cite: [{{source: s}}]}}
  - {{id: b, subject: g, predicate: leader, value: p2, cite: [{{source: s}}]}}
identities:
  - {{same_as: [p1, m], cite: [{{source: s}}]}}
  - {{same_as: [m, p2], cite: [{{source: {second}}}]}}
{TAIL}"
            ),
        )
        .len()
    };
    assert_eq!((found("s"), found("t")), (0, 1));
}
