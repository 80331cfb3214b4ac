//! The room's own cases: a table of phrases, a table of prose, and the laws that hold of all dates.

#![allow(clippy::print_stdout, reason = "a tool that prints")]

use proptest::prelude::*;

use super::*;

/// `text | reference | EDTF | earliest..latest | soft`, or `!` and the kind of error for EDTF.
const PHRASES: &str = include_str!("phrases.txt");

const PROSE: &str = include_str!("prose_cases.txt");

fn bound(day: Option<Day>) -> String {
    day.map_or_else(|| "*".to_owned(), |day| day.date().to_string())
}

fn line_of(text: &str, reference: &str) -> String {
    let at = reference.parse().ok();
    match read_with(text, at, &DateWindows::default()) {
        Ok(r) => {
            let soft = if r.soft { "soft" } else { "" };
            let (low, high) = (bound(earliest(&r)), bound(latest(&r)));
            format!("{text} | {reference} | {} | {low}..{high} | {soft}", r.edtf)
        }
        Err(e) => format!("{text} | {reference} | !{:?} | | ", e.kind),
    }
}

fn phrases() -> impl Iterator<Item = Vec<&'static str>> {
    let rows = PHRASES.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|line| line.split('|').map(str::trim).collect())
}

#[test]
fn what_is_plain_reads_again() {
    let plain = ["2024", "2024-02", "2024-02-29", "0999", "2023-02-29", "2024-13", "2024-+1"];
    for text in plain.into_iter().chain(["2024~", "201X", "2014/2016", "March", "", "202é"]) {
        assert_eq!(reads_again(text), read(text, None).is_ok(), "{text}");
    }
}

#[test]
fn phrases_read_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in phrases() {
        count += 1;
        let normal = |line: &str| line.split('|').map(str::trim).collect::<Vec<_>>().join(" | ");
        let (got, want) = (normal(&line_of(row[0], row[1])), normal(&row.join(" | ")));
        if got != want {
            wrong.push(format!("want {want}\n got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 200, "{count} phrases");
}

/// The canonical EDTF of a reading is EDTF, and has the same bounds.
#[test]
fn canonical_edtf_reads_back() {
    for row in phrases() {
        let at = row[1].parse().ok();
        let Ok(reading) = read(row[0], at) else { continue };
        let again = read(&reading.edtf, None).unwrap_or_else(|e| panic!("{}: {e:?}", reading.edtf));
        let bounds = |r: &DateReading| (earliest(r), latest(r));
        assert_eq!(bounds(&again), bounds(&reading), "{} as {}", row[0], reading.edtf);
        assert!(meet(&again, &reading), "{} as {}", row[0], reading.edtf);
    }
}

#[test]
fn prose_is_read_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut counts: Vec<(&str, usize, usize)> = Vec::new();
    for line in PROSE.lines() {
        if let Some(rule) = line.strip_prefix("## ") {
            counts.push((rule, 0, 0));
        }
        let Some((sign, rest)) =
            line.split_once(' ').filter(|(sign, _)| matches!(*sign, "+" | "-"))
        else {
            continue;
        };
        let (at, rest) = match rest.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
            Some((at, rest)) => (at.parse().ok(), rest),
            None => (None, rest),
        };
        let (text, want) = rest.split_once(" => ").unwrap_or((rest, ""));
        let last = counts.last_mut().unwrap();
        if sign == "+" {
            last.1 += 1
        } else {
            last.2 += 1
        }
        let got: Vec<String> = find(text, at)
            .into_iter()
            .map(|f| format!("{}={}", &text[f.span], f.value.edtf))
            .collect();
        if got.join("; ") != want {
            wrong.push(format!("{text}\n  want {want}\n   got {}", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (rule, positive, negative) in counts {
        assert!(positive >= 3 && negative >= 3, "{rule}");
    }
}

#[test]
fn impossible_and_unresolved_dates_are_told_apart() {
    let kinds = |text: &str| -> Vec<(String, DateErrorKind)> {
        scan(text, None, &DateWindows::default())
            .into_iter()
            .filter_map(|found| match found.value {
                Seen::Unread(e) => Some((text[found.span].to_owned(), e.kind)),
                Seen::Date(_) => None,
            })
            .collect()
    };
    use DateErrorKind::{Impossible, NeedsReference, Reversed};
    assert_eq!(kinds("On 31 April 2024 it rained."), [("31 April 2024".into(), Impossible)]);
    assert_eq!(kinds("Due 2023-02-29, or so."), [("2023-02-29".into(), Impossible)]);
    assert_eq!(kinds("On March 45 it froze."), [("March 45".into(), Impossible)]);
    assert_eq!(kinds("He left last Tuesday."), [("last Tuesday".into(), NeedsReference)]);
    assert_eq!(kinds("Lasted from 2016 to 2014."), [("from 2016 to 2014".into(), Reversed)]);
    assert_eq!(kinds("On 29 February 2024 and 30 April 2023."), []);
}

#[test]
fn the_weekday_is_kept_and_checked() {
    let right = read("Friday, March 22, 2024", None).unwrap();
    assert_eq!((right.weekday, right.weekday_mismatch()), (Some(Weekday::Friday), None));
    let wrong = read("Thursday 22 March 2024", None).unwrap();
    assert_eq!(wrong.weekday_mismatch(), Some(Weekday::Friday));
    assert_eq!(read("Thursday, March 22", None).unwrap().weekday_mismatch(), None);
    for wrong in ["22 March 2024, a Thursday", "March 22, 2024, a Thursday"] {
        assert_eq!(read(wrong, None).unwrap().weekday_mismatch(), Some(Weekday::Friday), "{wrong}");
    }
    let found = |text: &str| find(text, None).first().and_then(|found| found.value.weekday);
    for said in [
        "It sank on 22 March 2024 (a Thursday).",
        "On 22 March, a Thursday, it sank.",
        "On 22 March 2024, a Thursday when it rained, it sank.",
    ] {
        assert_eq!(found(said), Some(Weekday::Thursday), "{said}");
    }
    for other in [
        "On 22 March 2024, a Thursday club met.",
        "On 22 March 2024, every Thursday, it sank.",
        "On 22 March 2024, a day before Thursday, it sank.",
    ] {
        assert_eq!(found(other), None, "{other}");
    }
    let old_style = read("Wednesday, 25 October 1917", None).unwrap();
    assert_eq!(old_style.weekday_mismatch(), None);
}

#[test]
fn comparison_and_its_words() {
    let at = |text: &str| read(text, None).unwrap();
    for (a, b, words) in [
        ("22 March 2024", "25 March 2024", "22 March 2024 is not 25 March 2024: three days apart"),
        ("2014", "2016", "2014 is not 2016: two years apart"),
        ("2014/2016", "2015/2016", "the beginning, 2014, is not 2015: one year apart"),
        ("2014/2016", "2018", "from 2014 to 2016 is not 2018: 12 months apart"),
        ("March 22", "March 25", "22 March is not 25 March"),
        ("before 2015", "2015", "2014 or earlier is not 2015"),
    ] {
        assert_eq!(reason(&at(a), &at(b)), words);
    }
    for (a, b) in [
        ("2014", "2014 or 2015"),
        ("2014/2016", "2015"),
        ("2014/..", "2014/2016"),
        ("/2016", "2014/2016"),
        ("March 22", "2024"),
        ("March 22", "March 2024"),
        ("XXXX-12-30/XXXX-01-02", "1 January 2024"),
        ("about 2015", "2016"),
        ("since May 2020", "2024"),
    ] {
        assert!(meet(&at(a), &at(b)), "{a} and {b}");
        assert_eq!(reason(&at(a), &at(b)), "");
    }
    assert!(surely_precedes(&at("2014"), &at("early 2015")));
    assert!(!surely_precedes(&at("2014"), &at("2014/2016")));
    let sure = sure_days(&at("2014/2016")).unwrap();
    assert_eq!(sure, Days::between(calendar::day_of(2014, 12, 31), calendar::day_of(2016, 1, 1)));
    assert_eq!(sure_days(&at("2014")), None);
    assert!(sure_days(&at("2014/..")).unwrap().meets(&possible_days(&at("2500"))));
}

#[test]
fn a_list_is_one_of_its_dates() {
    let list =
        |texts: &[&str]| any_of(&texts.iter().map(|t| read(t, None).unwrap()).collect::<Vec<_>>());
    assert_eq!(list(&["2014", "2015"]), read("[2014,2015]", None).ok());
    assert_eq!(list(&["early 2015", "2017"]).unwrap().edtf, "[2015-01..2015-05,2017]");
    assert_eq!(list(&[]), None);
    assert_eq!(list(&["2014/2015", "2016"]), None);
}

#[test]
fn dates_in_words() {
    for (text, words) in [
        ("2024-03-22", "22 March 2024"),
        ("2024-03", "March 2024"),
        ("[2014,2015]", "2014 or 2015"),
        ("2014/2016", "from 2014 to 2016"),
        ("2015~", "about 2015"),
        ("2014/..", "since 2014"),
        ("XXXX-03-22", "22 March"),
        ("2021-21", "the spring of 2021"),
        ("199X", "the 1990s"),
        ("[2014-03-01,2014-03-05]", "1 March 2014 or 5 March 2014"),
        ("early 2015", "between January 2015 and May 2015"),
        ("-0043", "44 BC"),
    ] {
        assert_eq!(show(&read(text, None).unwrap()), words);
    }
}

#[test]
fn long_hostile_texts_are_read_to_their_end() {
    // A quadratic scan of these would hang the test.
    for piece in [
        "2014, ",
        "March ",
        "1 ",
        "the ",
        "from 2014 to ",
        "22 March or ",
        "one hundred ",
        "[",
        "2014-",
    ] {
        let text = piece.repeat(40_000);
        let found = find(&text, None);
        assert!(found.len() <= text.len());
        let _ = find_durations(&text);
        let _ = read(&text, None);
    }
}

/// Words that make phrases likely.
fn wordy() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = "March May 22 23 2024 2014 or and , from to between since until the of \
        early mid - – late about last this year week Friday Q3 1990s century first half six months ago \
        two past decade 3/4/2024 2024-02-30 Ramadan 1444 AH . ' s é ’ st nd 40 99 now present 31 before \
        Sept. day after tomorrow 0 00 BC 9999 quarter spring hundred few"
        .split_whitespace()
        .collect();
    prop::collection::vec((prop::sample::select(words), prop::bool::weighted(0.8)), 0..14).prop_map(
        |parts| {
            parts.iter().fold(String::new(), |mut text, (word, space)| {
                text.push_str(word);
                text.push_str(if *space { " " } else { "" });
                text
            })
        },
    )
}

fn check_any(text: &str, at: Option<Date>) {
    let mut end = 0;
    for found in scan(text, at, &DateWindows::default()) {
        assert!(text.get(found.span.clone()).is_some_and(|t| !t.is_empty()), "{found:?} in {text}");
        assert!(found.span.start >= end, "overlap in {text}");
        end = found.span.end;
        if let Seen::Date(reading) = &found.value {
            let _ = show(reading);
            read(&reading.edtf, None).unwrap_or_else(|e| panic!("{text}: {}: {e:?}", reading.edtf));
        }
    }
    for found in find_durations(text) {
        assert!(text.get(found.span).is_some());
        let _ = found.value.after(Day(0));
    }
    if let Err(e) = read(text, at) {
        assert!(text.get(e.span).is_some());
    }
    let _ = read_duration(text);
}

fn day() -> impl Strategy<Value = (i64, u8, u8)> {
    (1600_i64..2100, 1_u8..=12, 1_u8..=28)
}

fn any_date() -> impl Strategy<Value = String> {
    let plain = day().prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let vague = (
        day(),
        prop::sample::select(vec![
            "early", "mid", "late", "about", "before", "after", "by", "since", "until",
        ]),
    )
        .prop_map(|((y, ..), word)| format!("{word} {y}"));
    let month = day().prop_map(|(y, m, _)| format!("{y:04}-{m:02}"));
    let extent = (day(), 0_i64..20).prop_map(|((y, ..), n)| format!("{y:04}/{:04}", y + n));
    let yearly = day().prop_map(|(_, m, d)| format!("XXXX-{m:02}-{d:02}"));
    let set = (day(), day()).prop_map(|((a, ..), (b, ..))| format!("[{a:04},{b:04}]"));
    prop_oneof![plain, vague, month, extent, yearly, set]
}

proptest! {
    #[test]
    fn nothing_panics_on_any_text(text in "\\PC{0,60}") {
        check_any(&text, None);
        check_any(&text, Some(Date::constant(2024, 2, 29)));
    }

    #[test]
    fn nothing_panics_on_words_of_dates(text in wordy()) {
        check_any(&text, None);
        check_any(&text, Some(Date::constant(2024, 2, 29)));
        check_any(&text, Some(Date::MIN));
        check_any(&text, Some(Date::MAX));
    }

    #[test]
    fn nothing_panics_on_signs_of_edtf(text in "[0-9XYES./\\[\\]{},?~%T:-]{0,24}") {
        check_any(&text, None);
    }

    #[test]
    fn meeting_is_symmetric(a in any_date(), b in any_date()) {
        let (a, b) = (read(&a, None).unwrap(), read(&b, None).unwrap());
        prop_assert_eq!(meet(&a, &b), meet(&b, &a));
        prop_assert!(meet(&a, &a));
        prop_assert_eq!(meet(&a, &b), reason(&a, &b).is_empty());
    }

    #[test]
    fn widening_never_loses_a_meeting((y, m, d) in day(), other in any_date()) {
        let other = read(&other, None).unwrap();
        let texts = [
            format!("{y:04}-{m:02}-{d:02}"),
            format!("{y:04}-{m:02}"),
            format!("{y:04}"),
            format!("{y:04}~"),
            format!("{:03}X", y / 10),
        ];
        let met: Vec<bool> = texts.iter().map(|t| meet(&read(t, None).unwrap(), &other)).collect();
        // The decade need not hold the window of "about"; each holds what is before it.
        for (narrow, wide) in [(0, 1), (1, 2), (2, 3), (2, 4)] {
            prop_assert!(!met[narrow] || met[wide], "{} {}", texts[narrow], texts[wide]);
        }
    }
}

/// Prints the table's lines for phrases that are new to it: `cargo test print_lines -- --ignored`.
#[test]
#[ignore = "a tool for extending the table"]
fn print_lines() {
    let Some(list) = std::env::var_os("BELIE_PHRASES") else { return };
    for line in std::fs::read_to_string(list).unwrap_or_default().lines() {
        let (text, reference) = line.split_once('|').unwrap_or((line, ""));
        println!("{}", line_of(text.trim(), reference.trim()).trim_end());
    }
}
