//! Tables, lists and sums of briefs, as the program reports them: totals, cells against prose,
//! lengths of time, offices.

use super::fixture;

const RULES: &[&str] =
    &["arithmetic-mismatch", "value-conflict", "duration-mismatch", "conflicting-roles"];

/// Findings of errors and warnings, each as its rule.
fn found(brief: &str) -> Vec<&'static str> {
    let checked = fixture::check_brief(brief, false);
    checked.report.open_findings().map(|finding| finding.rule).collect()
}

/// What is wrong in each brief, and nothing where a word or a figure is different.
#[test]
fn briefs_with_one_defect_and_without() {
    let budget = |roads: &str, total: &str, said: &str| {
        format!(
            "# Budget of Lind\n\nLind has 620 employees. {said}\n\n\
             | Line | Cost (£m) |\n|---|---|\n| Roads | {roads} |\n| Parks | 1.1 |\n\
             | Total | {total} |\n"
        )
    };
    let storm = |orlen: &str, total: &str| {
        format!(
            "# Storm Edda\n\nThe storm Edda struck the coast on 3 May 2023. It killed 12 people in \
             Orlen and 9 people in Varde.\n\n| Town | Deaths |\n|---|---|\n| Orlen | {orlen} |\n\
             | Varde | 9 |\n| Total | {total} |\n"
        )
    };
    let cases: &[(String, &[&str])] = &[
        (budget("4.1", "5.2", ""), &[]),
        (budget("4.1", "5.9", ""), &["arithmetic-mismatch"]),
        (budget("4.1", "5.2", "It has 640 employees."), &["value-conflict"]),
        (storm("12", "21"), &[]),
        (storm("12", "23"), &["arithmetic-mismatch"]),
        (storm("13", "22"), &["value-conflict"]),
        (
            "The strike lasted twelve days, from 1 June to 8 June.".to_owned(),
            &["duration-mismatch"],
        ),
        ("The strike lasted eight days, from 1 June to 8 June.".to_owned(), &[]),
        (
            "Of the 40 pupils, 25 passed and the remaining 20 failed.".to_owned(),
            &["arithmetic-mismatch"],
        ),
    ];
    for (brief, expected) in cases {
        let mut rules = found(brief);
        rules.retain(|rule| RULES.contains(rule));
        assert_eq!(rules, *expected, "{brief}");
    }
}

/// No finding of any rule in a text whose tables and sums are right.
#[test]
fn a_sound_report_is_left_alone() {
    let brief = "\
# Ferry safety in Lind

The yard employs 300 people. Of these, 180 build hulls. Inspectors looked at 42 ferries in all: 20 in
Orlen, 12 in Varde and 10 in Tamm. They passed 35 of the 42 ferries (83 per cent).

| Port | Ferries | Passed | Share (%) |
|---|---|---|---|
| Orlen | 20 | 17 | 85 |
| Varde | 12 | 10 | 83 |
| Tamm | 10 | 8 | 80 |
| Total | 42 | 35 | 83 |

The inspection ran from 3 March to 14 March. The twelve-day inspection cost £1.2m, up 20 per cent
from £1m.
";
    assert_eq!(found(brief), Vec::<&str>::new());
}
