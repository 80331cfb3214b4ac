//! Trees of provenance: for people, for programs, as pictures.

use super::fixture;
use super::provenance::{TAIL, deaths};

/// What `belie trace ID` prints for some claims, as people see it.
fn tree(id: &str, claims: &[String]) -> String {
    let claims: String = claims.iter().map(|c| format!("  - {{{c}}}\n")).collect();
    let checked = fixture::check_text(&format!("claims:\n{claims}{TAIL}"));
    let traces = belie::network::trace::trace(&checked.world, &checked.sources, id).unwrap();
    let mut out = Vec::new();
    belie::render::trace::human(&traces, belie::render::Style::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_trace_leads_down_to_the_origin_and_shows_what_is_lost() {
    let claims = [
        deaths("x", "40", "cite: [{source: a, at: page 3, quote: forty dead, via: [b]}]"),
        deaths("y", "40", "cite: [{source: b, quote: a toll of 40, via: [c]}]"),
        deaths("z", "40", "said_by: [r, m], cite: [{source: c, quote: \"40, it is said\"}]"),
    ];
    insta::assert_snapshot!(tree("x", &claims), @r#"
    x: deaths in the Harbour fire: 40
    └─ in a, page 3 (2024-05)
       │  "forty dead"
       └─ via b (2024-05): 40
          │  "a toll of 40"
          │  attribution lost: it is Ministry who says so
          └─ via c (2024-05): 40
             │  "40, it is said"
             └─ said by Rescuers
                └─ said by Ministry, the origin
    "#);
    let firmer = [
        deaths("x", "40", "cite: [{source: a, via: [b]}]"),
        deaths("y", "at least 40", "said_by: [m], cite: [{source: b}]"),
    ];
    let said = tree("x", &firmer);
    assert!(said.contains("attribution lost") && said.contains("hedge lost"), "{said}");
    assert_eq!(tree("Harbour fire", &claims).matches("deaths in the Harbour fire").count(), 3);
    assert_eq!(tree("c", &claims).matches("the origin").count(), 1);
    assert!(tree("m", &claims).starts_with("z: "), "what a speaker says");
    assert!(tree("d", &claims).starts_with("No claim"));
}

#[test]
fn a_trace_shows_circles_and_chains_that_end_nowhere() {
    let claims = [
        deaths("x", "40", "cite: [{source: a, via: [b, prime, d]}]"),
        deaths("y", "40", "cite: [{source: b, via: [a]}]"),
        deaths("w", "40", "said_by: [unnamed], cite: [{source: paper}]"),
        deaths("v", "55", "cite: [{source: citing, via: [d]}]"),
    ];
    insta::assert_snapshot!(tree("x", &claims), @r#"
    x: deaths in the Harbour fire: 40
    └─ in a (2024-05)
       ├─ via b (2024-05): 40
       │  └─ via a (2024-05): 40
       │       circular: the chain is back where it came by
       ├─ via prime (2024-05), a primary source
       └─ via d (2024-05)
    "#);
    insta::assert_snapshot!(tree("w", &claims), @r#"
    w: deaths in the Harbour fire: 40
    └─ in paper (2024-05)
       └─ said by somebody without a name
            untraced: nobody is named
    "#);
    insta::assert_snapshot!(tree("v", &claims), @r#"
    v: deaths in the Harbour fire: 55
    └─ in citing (2024-05)
       └─ via d (2024-05)
            untraced: what it says is not recorded, and it is not primary
    "#);
}

#[test]
fn long_and_wide_traces_end() {
    const LONG: usize = 300;
    let mut text = String::from("claims:\n");
    let mut references = String::from("references:\n");
    for i in 0..LONG {
        // Each rests on the next two, so that ways multiply with every step.
        let cite = format!("cite: [{{source: s{i}, via: [s{}, s{}]}}]", i + 1, i + 2);
        text.push_str(&format!("  - {{{}}}\n", deaths(&format!("c{i}"), "40", &cite)));
        references.push_str(&format!("  - {{id: s{i}, title: Report {i}, issued: 2024-05}}\n"));
    }
    let checked =
        fixture::check_text(&format!("{text}entities: [{{id: q, kind: event}}]\n{references}"));
    let traces = belie::network::trace::trace(&checked.world, &checked.sources, "c0").unwrap();
    assert!(traces.trees[0].steps.len() <= 3 * LONG, "{}", traces.trees[0].steps.len());
    for format in [belie::render::trace::json, belie::render::trace::dot] {
        let mut out = Vec::new();
        format(&traces, &mut out).unwrap();
        assert!(!out.is_empty());
    }
}

#[test]
fn traces_for_programs_and_pictures() {
    let claims = [
        deaths("x", "40", "cite: [{source: a, quote: \"forty \\u001b[31mdead\", via: [b]}]"),
        deaths("y", "40", "said_by: [m], cite: [{source: b}]"),
    ];
    let text: String = claims.iter().map(|c| format!("  - {{{c}}}\n")).collect();
    let checked = fixture::check_text(&format!("claims:\n{text}{TAIL}"));
    let traces = belie::network::trace::trace(&checked.world, &checked.sources, "x").unwrap();
    let mut out = Vec::new();
    belie::render::trace::json(&traces, &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let steps = json["trees"][0]["steps"].as_array().unwrap();
    assert_eq!(json["kind"], "claim");
    assert_eq!(steps[0]["marks"], serde_json::json!(["lost-attribution"]));
    assert_eq!((&steps[0]["lost"], &steps[0]["below"][0]), (&"Ministry".into(), &1.into()));
    assert_eq!((&steps[1]["link"], &steps[1]["claim"]), (&"via".into(), &"y".into()));
    assert_eq!((&steps[2]["kind"], &steps[2]["id"]), (&"speaker".into(), &"m".into()));
    let mut out = Vec::new();
    belie::render::trace::dot(&traces, &mut out).unwrap();
    let dot = String::from_utf8(out).unwrap();
    assert!(dot.starts_with("digraph belie {") && !dot.contains('\u{1b}'), "{dot}");
    assert!(!tree("x", &claims).contains('\u{1b}'), "no words of a document act");
}
