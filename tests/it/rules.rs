//! Every rule's documentation is true: its bad example gives exactly one finding of the rule and
//! none above it, its good example none of the rule and no error.

use belie::finding::Level;
use belie::render::{Style, human};
use belie::rules::ALL;

use super::fixture;

#[test]
fn examples_of_every_rule() {
    for rule in ALL {
        let bad = fixture::check_text(rule.bad);
        let found = bad.report.open_findings().filter(|f| f.rule == rule.name).count();
        let all: Vec<_> = bad.report.open_findings().map(fixture::describe).collect();
        assert_eq!(found, 1, "{}: bad example: {all:#?}", rule.name);

        let good = fixture::check_text(rule.good);
        let all: Vec<_> = good.report.open_findings().map(fixture::describe).collect();
        let wrong =
            good.report.open_findings().any(|f| f.rule == rule.name || f.level == Level::Error);
        assert!(!wrong, "{}: good example: {all:#?}", rule.name);
    }
}

#[test]
fn each_bad_example_as_people_see_it() {
    for rule in ALL {
        let checked = fixture::check_text(rule.bad);
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
