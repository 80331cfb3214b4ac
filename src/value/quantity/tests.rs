//! The grammar against a table of phrases, its laws, and its traps in prose.

use std::ops::Bound;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// `[139,)`, `(13,20]`.
fn notation(set: &Interval<Decimal>) -> String {
    let low = match set.low() {
        Bound::Included(low) => format!("[{}", low.normalize()),
        Bound::Excluded(low) => format!("({}", low.normalize()),
        Bound::Unbounded => "(".to_owned(),
    };
    let high = match set.high() {
        Bound::Included(high) => format!("{}]", high.normalize()),
        Bound::Excluded(high) => format!("{})", high.normalize()),
        Bound::Unbounded => ")".to_owned(),
    };
    format!("{low},{high}")
}

fn unit_notation(unit: &Unit) -> String {
    match unit {
        Unit::Count(None) => "count".to_owned(),
        Unit::Count(Some(noun)) => format!("count:{noun}"),
        Unit::Share => "share".to_owned(),
        Unit::Money(code) => format!("money:{code}"),
        Unit::Measure(dimension) => format!("{dimension:?}").to_lowercase(),
        Unit::Rate(of, base) => {
            format!("rate({},{})", unit_notation(of), format!("{base:?}").to_lowercase())
        }
        Unit::Other(name) => format!("other:{name}"),
    }
}

/// Rows of a table: fields parted by `|`, `#` starts a comment.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('|').map(str::trim).collect())
}

const PHRASES: &str = include_str!("testdata/phrases.txt");

#[test]
fn phrases_denote_their_sets() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows(PHRASES) {
        let [phrase, default, set, unit, soft] = row[..] else { panic!("{row:?}") };
        count += 1;
        let default = Some(default).filter(|default| !default.is_empty());
        let got = match read(phrase, default) {
            Err(_) => "err |  | ".to_owned(),
            Ok(q) => {
                let soft = if q.soft { "soft" } else { "" };
                format!("{} | {} | {soft}", notation(&q.set), unit_notation(&q.unit))
            }
        };
        if got != format!("{set} | {unit} | {soft}") {
            wrong.push(format!("{phrase}: {got}, not {set} | {unit} | {soft}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 280, "{count}");
}

const PROSE: &str = include_str!("testdata/prose.txt");

/// A line without its marks, and the places they held.
fn unmark(line: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '«' => start = text.len(),
            '»' => spans.push(start..text.len()),
            c => text.push(c),
        }
    }
    (text, spans)
}

#[test]
fn prose_is_read_without_its_traps() {
    let mut wrong = Vec::new();
    for rule in PROSE.split("## ").skip(1) {
        let (name, lines) = rule.split_once('\n').unwrap();
        let (mut with, mut without) = (0, 0);
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let (text, spans) = unmark(line);
            let found: Vec<_> = find(&text).into_iter().map(|found| found.span).collect();
            if found != spans {
                let show: Vec<_> = found.iter().map(|span| &text[span.clone()]).collect();
                wrong.push(format!("{name}: {line}\n    found {show:?}"));
            }
            *if spans.is_empty() { &mut without } else { &mut with } += 1;
        }
        assert!(with >= 3 && without >= 3, "{name}: {with} and {without} lines");
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn hedges_keep_their_words() {
    for (text, hedge) in [
        ("over 100", Some("over")),
        ("143", None),
        ("2,000+", Some("plus")),
        ("around 2000 plus", Some("around plus")),
        ("60 people so far", Some("so far")),
        ("~100", Some("about")),
        ("≥ 13", Some("at least")),
        ("nearly over 100", Some("nearly over")),
        ("tens of thousands", Some("tens of thousands")),
        ("more than several hundred", Some("more than several hundred")),
        ("virtually all", Some("virtually")),
        ("a total of 13", None),
    ] {
        assert_eq!(read(text, None).unwrap().hedge.as_deref(), hedge, "{text}");
    }
}

#[test]
fn one_number_prints_the_same_under_any_hedge() {
    let printed = |text| read(text, None).unwrap().printed;
    assert_eq!(printed("at least 139"), printed("139"));
    assert_eq!(printed("about 3 million"), printed("3,000,000"));
    assert_eq!(printed("12 miles").unwrap().low, Decimal::new(19_312_128, 3));
    assert_eq!(printed("4,000 to 6,000").unwrap().high, Some(6000.into()));
    assert_eq!(printed("dozens"), None);
}

#[test]
fn errors_say_what_is_wrong_and_where() {
    for (text, message, at) in [
        ("", "empty", 0..0),
        ("1,50", "do not part thousands", 0..4),
        ("about 1.500,75 km", "do not part thousands", 6..14),
        ("1e400", "part of something", 0..1),
        ("0x10", "part of something", 0..1),
        ("1_000", "part of something", 0..1),
        ("٣", "digits 0 to 9", 0..2),
        ("NaN", "not a quantity", 0..3),
        ("infinity", "not a quantity", 0..8),
        ("99999999999999999999999999999", "more than 28 digits", 0..29),
        ("6,000 to 4,000", "does not run upwards", 6..14),
        ("13 soldiers in Kabul", "left over", 12..20),
        ("5m", "million or metres", 0..2),
        ("2014 election", "a year and a name", 0..13),
        ("many", "not a quantity", 0..4),
        ("21st", "left over", 2..4),
        ("60 killed and 100 injured", "left over", 10..25),
        ("5 trillion trillion trillion", "too large", 0..28),
    ] {
        let error = read(text, None).expect_err(text);
        assert!(error.message.contains(message), "{text}: {}", error.message);
        if !text.is_empty() {
            assert_eq!(
                (error.span.start, error.span.end.min(at.end)),
                (at.start, at.end),
                "{text}"
            );
        }
    }
}

#[test]
fn windows_can_be_replaced() {
    let wide = windows::Windows { about: Decimal::new(5, 1), ..windows::Windows::default() };
    let set = |text, windows| notation(&read_with(text, None, windows).unwrap().set);
    assert_eq!(set("about 100", &wide), "[50,150]");
    assert_eq!(
        find_with("about 100 died", &wide)[0].value.set,
        Interval::closed(50.into(), 150.into())
    );
    let half_open =
        windows::Windows { rounding: windows::Rounding::HalfOpen, ..windows::Windows::default() };
    assert_eq!(set("52%", &half_open), "[0.515,0.525)");
    let q = |text| read_with(text, None, &half_open).unwrap();
    assert_eq!(meet(&q("52%"), &q("53%")), Some(false));
    assert_eq!(meet(&q("52%"), &q("52.4%")), Some(true));
}

/// Pairs of phrases, and whether they can both be true.
const PAIRS: &str = "
over 100 | 143 | yes
143 | 144 | no
more than 13 | 13 | no
at least 13 | 13 | yes
more than 13 | fewer than 14 | no
more than 13 km | less than 14 km | yes
about 100 | 143 | no
about 100 | 95 | yes
nearly 3 million | 2,900,000 | yes
3 million | 3,400,000 | yes
3 million | 3,600,000 | no
dozens | 143 | no
dozens | 60 | yes
52 percent | 0.52 | -
52 percent | 51.6% | yes
two-thirds | 67 percent | yes
12 miles | 20 km | yes
$5 | €5 | -
13 soldiers | 13 people | yes
4,000 to 6,000 | 1,500 to 2,200 | no
4,000 to 6,000 | around 2000 plus | yes
4 a month | 48 a year | yes
4 a month | 2 a day | -
virtually all | 95% | yes
2.5 people | 2 to 3 people | yes
60 years old | 720 months old | yes
60 years old | 61 years old | no
5 tons | 5 tonnes | -
";

#[test]
fn pairs_meet_or_do_not() {
    for row in rows(PAIRS) {
        let [a, b, wanted] = row[..] else { panic!("{row:?}") };
        let (p, q) = (read(a, None).unwrap(), read(b, None).unwrap());
        let wanted = match wanted {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        assert_eq!(meet(&p, &q), wanted, "{a} and {b}");
        assert!(!reason(&p, &q).is_empty());
    }
}

#[test]
fn reasons_can_be_checked_by_a_reader() {
    let why = |a, b| reason(&read(a, None).unwrap(), &read(b, None).unwrap());
    assert_eq!(why("143", "144"), "143 and 144 are both exact");
    assert_eq!(why("13", "more than 13"), "13 is not more than 13");
    assert_eq!(why("143", "about 100"), "143 lies outside about 100 (read as 90 to 110)");
    assert_eq!(why("over 100", "143"), "over 100 admits 143");
    assert_eq!(
        why("fewer than 14", "more than 13"),
        "fewer than 14 lies below more than 13: no whole number is in both"
    );
    assert_eq!(
        why("40%", "41%"),
        "40% (read as 39.5% to below 40.5%) lies below 41% (read as 40.5% to below 41.5%)"
    );
    // So far apart that how they are rounded explains nothing.
    assert_eq!(why("40%", "52%"), "40% lies below 52%");
    assert_eq!(why("$5", "€5"), "$5 and €5 are in different units (USD and EUR)");
}

#[test]
fn ordinals_are_found_apart() {
    let found = |text| find_ordinals(text).into_iter().map(|found| found.value).collect::<Vec<_>>();
    assert_eq!(found("The third attack, the 21st in the twenty-first week"), [3, 21, 21]);
    assert_eq!(found("one hundred and fifth"), [105]);
    assert_eq!(found("a third of them left on March 22nd, the 3rd of May"), [] as [u64; 0]);
    assert_eq!(found("11st, 12nd, 21th, second-hand"), [2]);
}

#[test]
fn time_grows_with_the_length_of_the_text() {
    // A quadratic reader would need minutes for these.
    for piece in ["one hundred and ", "1,", "more than ", "10-", "[1, ", "a few ", "5 km "] {
        let text = piece.repeat(40_000);
        assert!(find(&text).len() <= text.len());
        assert!(read(&text, None).is_err());
    }
}

#[test]
fn exact_values_survive_being_shown() {
    for text in [
        "143",
        "-5",
        "3,000,000",
        "4,000–6,000",
        "$12,345",
        "PKR 500",
        "3 million",
        "$597 million",
        "2.4 billion",
        "52%",
        "52.5%",
        "20 km",
        "60 km/h",
        "more than 13",
        "at least 139",
        "up to $5 million",
        "60 so far",
        "23 per month",
        "0.3 million",
        "0.9 million",
        "all",
        "10–20%",
        "20 °C",
        "at least 2,000 plus",
        "5–10 km",
        "5–10 per day",
        "60 years old",
        "$4–6 million",
        "$98 per year",
        "720 months",
        "-3%",
        "1.50",
        "3.5 times",
    ] {
        let once = read(text, None).unwrap();
        let again = read(&show(&once), None).unwrap();
        assert_eq!((&once.set, &once.unit), (&again.set, &again.unit), "{text}: {}", show(&once));
        assert_eq!(show(&once), text);
    }
}

/// Words of which the grammar is made, to reach deep into it with random texts.
const VOCABULARY: &str = "a an one two twenty hundred thousand million dozen dozens half third \
    thirds and of to or - – from between more than at least about nearly over up plus + so far \
    most all 3 1,500 1.5 2017 $ € USD Rs % percent km miles years old per month day people \
    soldiers , . ( ) [ ] May March ~ >= < = m k 1/2 ½ minus -5 in out rose x '";

fn sentence() -> impl Strategy<Value = String> {
    let words: Vec<&str> = VOCABULARY.split_whitespace().collect();
    let word = (proptest::sample::select(words), proptest::bool::weighted(0.8));
    proptest::collection::vec(word, 0..12).prop_map(|words| {
        words
            .iter()
            .map(|(word, apart)| format!("{word}{}", if *apart { " " } else { "" }))
            .collect()
    })
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![sentence(), "\\PC{0,40}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn nothing_panics_and_spans_slice(text in texts()) {
        if let Err(error) = read(&text, None) {
            prop_assert!(text.get(error.span).is_some());
        }
        let _ = read(&text, Some("attacks per month"));
        let _ = unit_of(&text);
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.span.start >= end && !found.span.is_empty());
            prop_assert!(text.get(found.span.clone()).is_some());
            end = found.span.end;
        }
        for found in find_ordinals(&text) {
            prop_assert!(text.get(found.span).is_some());
        }
    }

    #[test]
    fn what_is_read_can_be_shown(text in sentence()) {
        if let Ok(quantity) = read(&text, None) {
            prop_assert!(!show(&quantity).is_empty(), "{text}");
        }
    }

    #[test]
    fn exact_numbers_round_trip(n in -1_000_000_000_i64..1_000_000_000, form in 0..6) {
        let text = match form {
            0 => n.to_string(),
            1 => format!("more than {n}"),
            2 => format!("at most {n}"),
            3 => format!("${}", n.abs()),
            4 => format!("{} to {}", n.abs(), n.abs() + 7),
            _ => format!("{} so far", n.abs()),
        };
        let once = read(&text, None).unwrap();
        let again = read(&show(&once), None).unwrap();
        prop_assert_eq!(once.set, again.set);
        prop_assert_eq!(once.unit, again.unit);
    }

    #[test]
    fn meeting_is_symmetric_and_reflexive(a in sentence(), b in sentence()) {
        if let (Ok(a), Ok(b)) = (read(&a, None), read(&b, None)) {
            prop_assert_eq!(meet(&a, &b), meet(&b, &a));
            prop_assert!(!reason(&a, &b).is_empty());
            prop_assert_eq!(meet(&a, &a), Some(true));
        }
    }

    #[test]
    fn a_wider_hedge_never_makes_a_conflict(n in 1_i64..100_000, m in 1_i64..100_000) {
        let q = |text: String| read(&text, None).unwrap();
        let exact = meet(&q(n.to_string()), &q(m.to_string()));
        for hedge in ["about", "at least", "up to", "some"] {
            let hedged = meet(&q(format!("{hedge} {n}")), &q(m.to_string()));
            prop_assert!(exact != Some(true) || hedged == Some(true));
        }
    }
}
