//! What the references of a brief get wrong, and what only looks so: seeded defects and near misses
//! in lists of several styles, notes, footnotes of Markdown, and authors with years.

use super::fixture;

/// Rules about citations.
const RULES: &[&str] = &[
    "accessed-before-issued",
    "anachronistic-citation",
    "duplicate-source",
    "malformed-identifier",
    "malformed-url",
    "misspelt-author",
    "missing-field",
    "reference-numbering",
    "repeated-reference",
    "title-date-mismatch",
    "unmatched-marker",
    "uncited-figure",
    "unused-reference",
    "url-date-mismatch",
    "volume-year-mismatch",
];

/// Findings of these rules in a brief, as "level rule: message".
fn found(text: &str) -> Vec<String> {
    let checked = fixture::check_brief(text, false);
    let open = checked.report.open_findings().filter(|f| RULES.contains(&f.rule));
    open.map(|f| format!("{} {}: {}", f.level.name(), f.rule, f.message)).collect()
}

/// A brief: its text, and its list under a heading, an entry a paragraph.
fn brief(text: &str, heading: &str, list: &[&str]) -> String {
    format!("{text}\n\n## {heading}\n\n{}\n", list.join("\n\n"))
}

#[track_caller]
fn defect(text: &str, heading: &str, list: &[&str], expected: &str) {
    let all = found(&brief(text, heading, list));
    assert!(
        all.len() == 1 && all[0].contains(expected),
        "{expected}\n  in: {text}\n  {list:#?}\n  found: {all:#?}"
    );
}

#[track_caller]
fn clean(text: &str, heading: &str, list: &[&str]) {
    let all = found(&brief(text, heading, list));
    assert!(all.is_empty(), "in: {text}\n  {list:#?}\n  found: {all:#?}");
}

const BRIDGE: &str =
    "[1] Ada Plover, “What the Flood Left Behind in the Valley,” The Daily, May 2, 2024.";
const MILL: &str =
    "[2] Ben Stork, “The Mill Is Rebuilt by Its Own Workers,” The Herald, June 9, 2024.";
const RAIN: &str =
    "[3] Cora Teal, “Rain over the Northern Hills Breaks a Record,” The Courier, July 1, 2024.";

#[test]
fn markers_without_a_reference() {
    let rule = "warning unmatched-marker: ";
    let list = &[BRIDGE, MILL];
    defect("It fell [1]. It rose [2]. It rained [7].", "References", list, rule);
    defect("It fell [1]. It rose [2, 4].", "References", list, "the marker 4 has no reference");
    defect(
        "It fell [1]. It rose [2]. So did this [3] and this [4] and this [5].",
        "References",
        list,
        "the markers 3 to 5 have no reference",
    );
    defect("It fell.¹ It rose.² It rained.³", "Notes", list, rule);
    defect("It fell [1]. It rose [2].", "Notes", &[BRIDGE, "[2] Stork, op. cit., p. 4."], rule);
    defect("It fell [1]. It rose [2].", "Notes", &[BRIDGE, "[2] See supra note 9."], rule);
    let named = &[
        "Plover, A. (2019). What the flood left behind. Journal of Rivers, 12(3), 1–20.",
        "Stork, B. & Teal, C. (2020). The mill and its workers. Journal of Rivers, 13(1), 4–9.",
    ];
    defect(
        "It fell (Plover, 2019). It rose (Stork & Teal, 2020). It rained (Heron, 2021).",
        "References",
        named,
        "the marker Heron, 2021 has no reference",
    );
    defect(
        "It fell (Plover, 2018). It rose (Stork & Teal, 2020).",
        "References",
        named,
        "the list has that author with 2019",
    );
}

#[test]
fn markers_that_meet_their_references() {
    clean("It fell [1]. It rose [2]; it fell again [1].", "References", &[BRIDGE, MILL]);
    clean("It fell [1-3].", "References", &[BRIDGE, MILL, RAIN]);
    clean("It fell.¹ It rose.²˒³", "Notes", &[BRIDGE, MILL, RAIN]);
    clean("It fell [1]. It rose [2].", "Notes", &[BRIDGE, "[2] Ibid., p. 4."]);
    clean("It fell [1]. It rose [2].", "Notes", &[BRIDGE, "[2] Plover, op. cit., p. 4."]);
    clean("It fell [1]. It rose [2].", "Notes", &[BRIDGE, "[2] Plover, supra note 1, at 4."]);
    clean(
        "It fell [1]. It rose [2]. It rained [3].",
        "Notes",
        &[BRIDGE, MILL, "[3] Plover, “What the Flood Left Behind.”"],
    );
    clean(
        "It fell (Plover, 2019). As Stork (2020) shows, it rose (Stork & Teal, 2020; ibid.).",
        "References",
        &[
            "Plover, A. (2019). What the flood left behind. Journal of Rivers, 12(3), 1–20.",
            "Stork, B. & Teal, C. (2020). The mill and its workers. Journal of Rivers, 13(1), 4–9.",
            "Stork, B. (2020). Workers at the weir. Journal of Rivers, 13(2), 40–49.",
        ],
    );
    assert_eq!(
        found(
            "It fell.[^flood] It rose.[^mill]\n\n\
             [^flood]: Ada Plover, “What the Flood Left Behind,” The Daily, May 2, 2024.\n\
             [^mill]: Ben Stork, “The Mill Is Rebuilt,” The Herald, June 9, 2024.\n"
        ),
        [""; 0]
    );
    // Two works under one number, and markers that are links themselves.
    let (a, b) = (MILL.replace("[2]", "[2a]"), RAIN.replace("[3]", "[2b]"));
    clean("It fell [1]. It rose [2].", "References", &[BRIDGE, &a, &b]);
    let link = "It fell [1]. It rose ([302](https://example.org/pull/302)).";
    clean(link, "References", &[BRIDGE]);
    assert_eq!(found("The text has markers [1] and was cut from a page [2]."), [""; 0]);
}

#[test]
fn references_without_a_marker() {
    let rule = "info unused-reference: ";
    defect("It fell [1]. It rose [2].", "References", &[BRIDGE, MILL, RAIN], rule);
    defect("It rained [3].", "References", &[BRIDGE, MILL, RAIN], "the references 1 and 2 are");
    defect(
        "It fell (Plover, 2019). It rose (Stork & Teal, 2020).",
        "References",
        &[
            "Plover, A. (2019). What the flood left behind. Journal of Rivers, 12(3), 1–20.",
            "Stork, B. & Teal, C. (2020). The mill and its workers. Journal of Rivers, 13(1), 4–9.",
            "Heron, D. (2021). Rain over the northern hills. Journal of Rivers, 14(1), 4–9.",
        ],
        rule,
    );
}

#[test]
fn a_list_that_nothing_points_to_is_further_reading() {
    clean("It fell, and rose again.", "Bibliography", &[BRIDGE, MILL, RAIN]);
    clean(
        "It fell, and rose again.",
        "Further reading",
        &["- Ada Plover, *What the Flood Left Behind*, Harbour Press, 2019."],
    );
}

#[test]
fn numbers_that_slip() {
    let text = "It fell [1]. It rose [2]. It rained [4].";
    let four = &RAIN.replace("[3]", "[4]");
    defect(text, "References", &[BRIDGE, MILL, four], "3 missing");
    let two = &RAIN.replace("[3]", "[2]");
    defect("It fell [1]. It rose [2].", "References", &[BRIDGE, MILL, two], "2 used twice");
    defect(
        "It fell [1]. It rose [2]. It rained [3].",
        "References",
        &[BRIDGE, RAIN, MILL],
        "2 after 3",
    );
    let stray = &MILL.replace("Its Own Workers", "Its (3) Own Workers");
    defect("It fell [1-3].", "References", &[BRIDGE, stray, RAIN], "stands inside of reference 2");
    let more: Vec<String> = (4..=8)
        .map(|n| {
            let (title, day) = ("abcdefghi".repeat(n), n + 2);
            format!("[{n}] Dora Heron{n}, “On {title},” The Daily, May {day}, 2024.")
        })
        .collect();
    let list: Vec<&str> =
        [BRIDGE, MILL, RAIN].into_iter().chain(more.iter().map(String::as_str)).collect();
    let text = "A [1]. B [2]. C [3]. D [5]. E [4]. F [6]. G [7]. H [8].";
    defect(text, "References", &list, "the markers run out of order: 4 after 5");
}

#[test]
fn numbers_that_are_as_they_should_be() {
    // In alphabetical order, lists are cited in any.
    clean("It rose [2]. It rained [3]. It fell [1].", "References", &[BRIDGE, MILL, RAIN]);
    let issue = "[2] Ben Stork, “The Mill,” Journal of Rivers 12 (3): 4–9, 2024.";
    clean("It fell [1-3].", "References", &[BRIDGE, issue, RAIN]);
    let second = "# One\n\nIt fell [1]. It rose [2].\n\n## Notes\n\n";
    let (a, b) = (BRIDGE, MILL);
    let (c, d) = (RAIN.replace("[3]", "[1]"), "[2] Dora Heron, “Weirs,” The Daily, May 8, 2024.");
    let text = format!(
        "{second}{a}\n\n{b}\n\n# Two\n\nIt rained [1]. It froze [2].\n\n## Notes\n\n{c}\n\n{d}\n"
    );
    assert_eq!(found(&text), [""; 0]);
    // Addresses of Markdown have names.
    let named = "It [fell][1] and [rose][4].\n\n\
         [1]: https://example.org/fell\n[4]: https://example.org/rose\n[7]: https://example.org/7\n";
    assert_eq!(found(named), [""; 0]);
    assert_eq!(
        found(
            "It fell.[^2] It rose.[^1]\n\n\
             [^2]: Ada Plover, “What the Flood Left Behind,” The Daily, May 2, 2024.\n\n\
             [^1]: Ben Stork, “The Mill Is Rebuilt,” The Herald, June 9, 2024.\n"
        ),
        [""; 0]
    );
}

#[test]
fn sources_from_before_what_they_are_cited_for() {
    let rule = "warning anachronistic-citation: ";
    for text in [
        "The bridge fell in July 2024 [1].",
        "On 3 June 2024, the bridge fell [1].",
        "In 2025, police arrested two of the builders.[1]",
        "The mill burnt in March 2024, and the bridge fell on 9 August 2024 [1].",
        "Two builders were arrested in October 2024 in the port [1]. They were freed.",
    ] {
        // Of two dates, one may be what is cited.
        if text.contains("March") {
            clean(text, "References", &[BRIDGE]);
        } else {
            defect(text, "References", &[BRIDGE], rule);
        }
    }
    defect("It fell in July 2024.[1][2]", "References", &[BRIDGE, MILL], rule);
    defect(
        "The bridge fell in April 2024 [1], and the mill burnt in August 2024 [2].",
        "References",
        &[BRIDGE, MILL],
        "is later than the source cited for it: `brief-2`",
    );
    defect(
        "The bridge fell in May 2024 [1]. The mill burnt in July 2024 [2].",
        "Notes",
        &[BRIDGE, "[2] Ibid."],
        "is later than the source cited for it: `brief-1`",
    );
    defect(
        "The bridge fell in March 2021 (Plover, 2019). It rose (Stork & Teal, 2020).",
        "References",
        &[
            "Plover, A. (2019). What the flood left behind. Journal of Rivers, 12(3), 1–20.",
            "Stork, B. & Teal, C. (2020). The mill and its workers. Journal of Rivers, 13(1), 4–9.",
        ],
        "is later than the source cited for it: `plover-2019`",
    );
}

#[test]
fn sources_that_may_well_know() {
    for text in [
        "The bridge fell in April 2024 [1].",
        "The bridge fell on 2 May 2024 [1].",
        "The bridge fell on 3 May 2024 [1].",
        "The bridge will reopen in March 2025 [1].",
        "The bridge is expected to reopen in March 2025 [1].",
        "The opening is scheduled for March 2025 [1].",
        "The goal was to rebuild it by 2026 [1].",
        "The valley's 2030 agenda names the bridge [1].",
        "The bridge may fall in July 2024 [1].",
        "The bridge fell [1]. In July 2024 the mill burnt.",
        "The bridge had 300 cars a day [1].",
    ] {
        clean(text, "References", &[BRIDGE]);
    }
    clean("It fell in June 2024 [1, 2].", "References", &[BRIDGE, MILL]);
    clean(
        "The weir was raised in July 2015 [1].",
        "References",
        &["[1] Ada Plover, *The Weirs of the Valley* (1964; repr., Harbour Press, 2018)."],
    );
    clean(
        "The weir was raised in July 2015 [1].",
        "References",
        &["[1] Ada Plover, *The Weirs of the Valley* (Harbour Press, forthcoming)."],
    );
    clean(
        "The weir was raised in August 2015 [1].",
        "References",
        &[
            "[1] River Office, “Weirs of the Valley,” 2014, https://example.org/weirs (accessed September 3, 2015).",
        ],
    );
}

#[test]
fn references_are_held_to_the_rules_of_bibliographies() {
    let text = "It fell [1]. It rose [2].";
    let url = "[2] Ben Stork, “The Mill Is Rebuilt by Its Own Workers,” The Herald, June 9, 2024, ";
    let with = |address: &str| format!("{url}{address}");
    let wrong_day = with("https://example.org/2024/03/19/mill.");
    defect(text, "References", &[BRIDGE, &wrong_day], "warning url-date-mismatch: ");
    let day_apart = with("https://example.org/2024/06/08/mill.");
    defect(text, "References", &[BRIDGE, &day_apart], "info url-date-mismatch: ");
    let cut = with("https://example.org/the-mill-is-rebuilt-2024-06-0");
    defect(text, "References", &[BRIDGE, &cut], "warning malformed-url: ");
    let fine = with("https://example.org/2024/06/09/mill.");
    clean(text, "References", &[BRIDGE, &fine]);
    let looked = with("https://example.org/mill (accessed July 3, 2024).");
    clean(text, "References", &[BRIDGE, &looked]);
    let early = with("https://example.org/mill (accessed May 3, 2024).");
    defect(text, "References", &[BRIDGE, &early], "accessed-before-issued: ");
    let elsewhere = &BRIDGE.replace("[1]", "[2]").replace("The Daily", "The Herald");
    defect(text, "References", &[BRIDGE, elsewhere], "warning duplicate-source: ");
    let again = &BRIDGE.replace("[1]", "[2]");
    defect(text, "References", &[BRIDGE, again], "info repeated-reference: ");
    let volumes = &[
        "[1] Ada Plover, “On Weirs,” Journal of Rivers 12:3 (2020).",
        "[2] Ben Stork, “On Mills,” Journal of Rivers 13:1 (2021).",
        "[3] Cora Teal, “On Rain,” Journal of Rivers 14:2 (2024).",
    ];
    defect("It fell [1-3].", "References", volumes, "warning volume-year-mismatch: ");
    clean("It fell [1-2].", "References", &volumes[..2]);
}

/// One article of a newspaper in the styles that lists are printed in, with an address of its day and
/// with one of another day.
const ARTICLE: &[(&str, [&str; 2])] = &[
    (
        "APA",
        [
            "Stork, B. (2024, June 9). The mill is rebuilt by its own workers. *The Herald*. https://example.org/2024/06/09/mill",
            "Stork, B. (2024, June 9). The mill is rebuilt by its own workers. *The Herald*. https://example.org/2024/03/19/mill",
        ],
    ),
    (
        "MLA",
        [
            "Stork, Ben. “The Mill Is Rebuilt by Its Own Workers.” *The Herald*, 9 June 2024, https://example.org/2024/06/09/mill.",
            "Stork, Ben. “The Mill Is Rebuilt by Its Own Workers.” *The Herald*, 9 June 2024, https://example.org/2024/03/19/mill.",
        ],
    ),
    (
        "Chicago",
        [
            "Stork, Ben. 2024. “The Mill Is Rebuilt by Its Own Workers.” The Herald, June 9, 2024. https://example.org/2024/06/09/mill.",
            "Stork, Ben. 2024. “The Mill Is Rebuilt by Its Own Workers.” The Herald, June 9, 2024. https://example.org/2024/03/19/mill.",
        ],
    ),
    (
        "a house of its own",
        [
            "Ben Stork, The Mill Is Rebuilt by Its Own Workers, The Herald, 9 June 2024, https://example.org/2024/06/09/mill",
            "Ben Stork, The Mill Is Rebuilt by Its Own Workers, The Herald, 9 June 2024, https://example.org/2024/03/19/mill",
        ],
    ),
    (
        "links",
        [
            "The Mill Is Rebuilt by Its Own Workers, June 9, 2024, [The Herald](https://example.org/2024/06/09/mill)",
            "The Mill Is Rebuilt by Its Own Workers, June 9, 2024, [The Herald](https://example.org/2024/03/19/mill)",
        ],
    ),
];

/// An entry under a number.
fn numbered(number: usize, entry: &str) -> String {
    format!("[{number}] {entry}")
}

#[test]
fn addresses_that_carry_another_date_in_every_style() {
    for (style, [right, wrong]) in ARTICLE {
        let (right, wrong) = (numbered(1, right), numbered(1, wrong));
        let all = found(&brief("It fell [1].", "References", &[&wrong]));
        assert!(all.len() == 1 && all[0].contains("url-date-mismatch"), "{style}: {all:?}");
        let all = found(&brief("It fell [1].", "References", &[&right]));
        assert!(all.is_empty(), "{style}: {all:?}");
    }
}

#[test]
fn events_after_their_source_in_every_style() {
    for (style, [right, _]) in ARTICLE {
        let one = numbered(1, right);
        let all = found(&brief("Two men were arrested in July 2024 [1].", "References", &[&one]));
        assert!(all.len() == 1 && all[0].contains("anachronistic-citation"), "{style}: {all:?}");
        for fine in ["Two men were arrested in June 2024 [1].", "They were freed in 2024 [1]."] {
            let all = found(&brief(fine, "References", &[&one]));
            assert!(all.is_empty(), "{style}: {all:?}");
        }
    }
}

#[test]
fn events_after_their_source_by_every_marker() {
    let entry = "Ada Plover, “What the Flood Left Behind in the Valley,” The Daily, May 2, 2024.";
    let event = "The keeper of the weir died in July 2024";
    let early = "The keeper of the weir died in April 2024";
    let texts = |event: &str| {
        [
            format!("{event}.¹\n\n## Notes\n\n1. {entry}\n"),
            format!("{event}.^1^\n\n## Notes\n\n1. {entry}\n"),
            format!("{event}.^{{1}}\n\n## Notes\n\n1. {entry}\n"),
            format!("{event}.<sup>1</sup>\n\n## Notes\n\n1. {entry}\n"),
            format!("{event}.[^1]\n\n[^1]: {entry}\n"),
            format!("{event}.[^plover]\n\n[^plover]: {entry}\n"),
            format!("{event} [1].\n\n## References\n\n1. {entry}\n"),
            format!("{event} [1].\n\n## References\n\n[1] {entry}\n"),
        ]
    };
    for text in texts(event) {
        let all = found(&text);
        assert!(all.len() == 1 && all[0].contains("anachronistic-citation"), "{text}: {all:?}");
    }
    for text in texts(early) {
        assert_eq!(found(&text), [""; 0], "{text}");
    }
}

#[test]
fn volumes_that_disagree_in_every_style() {
    let lists = [
        ["Plover, A. (%). On weirs. *Journal of Rivers*, #(3), 1–20.", "APA"],
        ["Plover, Ada. “On Weirs.” *Journal of Rivers*, vol. #, no. 3, %, pp. 1–20.", "MLA"],
        ["Plover, Ada. “On Weirs.” Journal of Rivers #, no. 3 (%): 1–20.", "Chicago"],
        ["Plover A. On weirs. Journal of Rivers. %;#(3):1-20.", "Vancouver"],
        ["Ada Plover, “On Weirs,” Journal of Rivers #:3 (%).", "a house of its own"],
    ];
    let names = [("Plover", "weirs"), ("Stork", "mills"), ("Teal", "dykes"), ("Heron", "fords")];
    for [entry, style] in lists {
        let list = |years: [&str; 4]| -> Vec<String> {
            let all = years.iter().zip(names).enumerate();
            all.map(|(at, (year, (name, title)))| {
                let large = title[..1].to_uppercase() + &title[1..];
                let entry = entry.replace("Plover", name).replace("weirs", title);
                let entry = entry.replace("Weirs", &large).replace('%', year);
                numbered(at + 1, &entry.replace('#', &(12 + at).to_string()))
            })
            .collect()
        };
        let said = |years: [&str; 4]| {
            let list = list(years);
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            found(&brief("It fell [1-4].", "References", &list))
        };
        let all = said(["2010", "2011", "2012", "2016"]);
        assert!(all.len() == 1 && all[0].contains("volume-year"), "{style} {entry}: {all:?}");
        let all = said(["2010", "2011", "2012", "2013"]);
        assert!(all.is_empty(), "{style} {entry}: {all:?}");
    }
}

/// Paragraphs with a figure each, some of them attributed.
fn attributed(with: usize, without: usize) -> String {
    let named = |at: usize| match at % 3 {
        0 => format!("Orrin lost {} boats, according to the Ministry of Rivers.", 31 + at),
        1 => format!("According to the Daily Herald, {} boats were lost in Orrin.", 31 + at),
        _ => format!("The River Office said that {} boats were lost in Orrin.", 31 + at),
    };
    let bare = |at: usize| format!("Pellard has {} mills.", 57 + at);
    let all = (0..with).map(named).chain((0..without).map(bare));
    all.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn figures_that_nobody_is_named_for() {
    for (with, without) in [(6, 1), (6, 2), (9, 4)] {
        let all = found(&attributed(with, without));
        let expected = format!("and {with} other paragraphs name somebody");
        assert!(all.len() == 1 && all[0].contains(&expected), "{with} {without}: {all:?}");
    }
}

#[test]
fn texts_that_need_name_nobody() {
    for (with, without) in [(0, 9), (2, 1), (3, 9), (8, 0)] {
        assert_eq!(found(&attributed(with, without)), [""; 0], "{with} {without}");
    }
    let text = attributed(6, 0) + " Pellard has 57 mills.";
    assert_eq!(found(&text), [""; 0]);
    let listed = attributed(6, 1) + "\n\n## Bibliography\n\n" + BRIDGE + "\n\n" + MILL + "\n";
    assert_eq!(found(&listed), [""; 0]);
}
