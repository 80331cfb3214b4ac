//! Measures the grammar on the cases of Microsoft's Recognizers-Text, where they are at hand.
//!
//! Conventions that differ and how they are counted: a relative date has a future and a past reading
//! there and one here, so either is right; periods there end before their last day, and here with
//! it; a soft window is right when it holds the reading. Spans are compared without a leading "the"
//! and without prepositions, which belong to the span only here or only there.

#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use serde_json::Value;

use super::*;

fn cases() -> Option<Vec<Value>> {
    let up = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = up.ancestors().flat_map(|dir| {
        ["shared/data", "../shared/data"].map(|data| dir.join(data).join("recognizers-en.jsonl"))
    });
    let path = std::env::var_os("BELIE_RECOGNIZERS").map(std::path::PathBuf::from);
    let text = path.into_iter().chain(file).find_map(|path| std::fs::read_to_string(path).ok())?;
    Some(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// A span without the words whose place in it is a matter of convention.
fn core(text: &str) -> String {
    const LEADING: [&str; 7] = ["the ", "on ", "in ", "at ", "a ", "during ", "within "];
    let mut rest = text.trim().to_lowercase();
    while let Some(cut) = LEADING.iter().find_map(|lead| rest.strip_prefix(lead)) {
        rest = cut.trim_start().to_owned();
    }
    rest
}

fn day(text: &str) -> Option<Day> {
    text.parse::<Date>().ok().map(Day::of)
}

/// First and last day of a reading there; the end of a period is not part of it.
fn expected(resolution: &Value) -> Option<(Day, Day)> {
    if let Some(at) = resolution["date"].as_str().and_then(day) {
        return Some((at, at));
    }
    let end = resolution["endDate"].as_str().and_then(day)?;
    let start = resolution["startDate"].as_str().and_then(day).unwrap_or(Day(i32::MIN));
    Some((start, Day(end.0 - 1)))
}

/// Whether the days are the ones there: equal, off by the convention of the end, or within a window.
fn agrees(reading: &DateReading, resolution: &Value) -> bool {
    // A day that does not exist has no date there and none here.
    let Some((start, end)) = expected(resolution) else { return false };
    // `3-7-2017` is one of two days in prose.
    if reading.edtf.starts_with('[') && reading.edtf.matches(',').count() == 1 && start == end {
        return possible_days(reading).meets(&Days::between(start, end));
    }
    let low = earliest(reading).unwrap_or(Day(i32::MIN));
    let high = latest(reading).unwrap_or(Day(i32::MAX));
    // There, "from 2014 to 2018" ends as 2018 begins, and what is open ends with the reference.
    let (year, month, _) = calendar::civil(high);
    let begins = [calendar::day_of(year, 1, 1), calendar::day_of(year, month, 1)];
    let open = latest(reading).is_none();
    let ends = open || high.0.abs_diff(end.0) <= 1 || begins.contains(&Day(end.0 + 1));
    (low == start && ends) || (reading.soft && low <= start && end <= high)
}

struct Tally {
    cases: usize,
    span: usize,
    value: usize,
}

fn measure(
    model: &str,
    show_misses: bool,
    found: impl Fn(&str, &Value) -> Vec<(String, bool)>,
) -> Option<Tally> {
    let mut tally = Tally { cases: 0, span: 0, value: 0 };
    for case in cases()?.iter().filter(|case| case["model"] == model) {
        let text = case["input"].as_str().unwrap_or_default();
        let results = case["results"].as_array().cloned().unwrap_or_default();
        if results.is_empty() {
            tally.cases += 1;
            let none = found(text, &Value::Null).is_empty();
            tally.span += usize::from(none);
            tally.value += usize::from(none);
            if !none && show_misses {
                println!("  extra: {text}");
            }
        }
        for result in results {
            tally.cases += 1;
            let want = core(result["text"].as_str().unwrap_or_default());
            if result["resolution"]["FutureResolution"]["date"] == "0001-01-01" {
                // No such day: there is no date there, and an impossible one here.
                let none = found(text, &serde_json::json!({"case": case})).is_empty();
                tally.span += usize::from(none);
                tally.value += usize::from(none);
                continue;
            }
            let seen = found(text, &serde_json::json!({"case": case, "result": result}));
            let span = seen.iter().any(|(span, _)| core(span) == want);
            let value = seen.iter().any(|(_, right)| *right);
            tally.span += usize::from(span);
            tally.value += usize::from(value);
            if show_misses && !(span && value) {
                println!(
                    "  {} {} [{want}] in: {text} -> {seen:?}",
                    u8::from(span),
                    u8::from(value)
                );
            }
        }
    }
    Some(tally)
}

fn dates(text: &str, at: &Value) -> Vec<(String, bool)> {
    let reference = at["case"]["reference"].as_str().and_then(|r| r.get(..10)?.parse().ok());
    let resolution = &at["result"]["resolution"];
    find(text, reference)
        .into_iter()
        .map(|found| {
            let reading = &found.value;
            let timex = resolution["Timex"].as_str().unwrap_or_default();
            let season = timex.len() == 7 && {
                let code = ["SP", "SU", "FA", "WI"].iter().position(|s| timex.ends_with(s));
                code.is_some_and(|n| reading.edtf == format!("{}-{}", &timex[..4], 21 + n))
            };
            let right = season
                || agrees(reading, &resolution["FutureResolution"])
                || agrees(reading, &resolution["PastResolution"]);
            (text[found.span].to_owned(), right)
        })
        .collect()
}

fn durations(text: &str, at: &Value) -> Vec<(String, bool)> {
    let timex = at["result"]["resolution"]["Timex"].as_str().unwrap_or_default();
    let seconds = at["result"]["resolution"]["PastResolution"]["duration"].as_str();
    find_durations(text)
        .into_iter()
        .map(|found| {
            let (low, high) = found.value.seconds();
            let within = seconds
                .and_then(|s| s.parse::<rust_decimal::Decimal>().ok())
                .is_some_and(|s| low <= s && s <= high);
            (text[found.span].to_owned(), found.value.iso == timex || within)
        })
        .collect()
}

#[test]
#[ignore = "measures on data that is not part of the project"]
fn recognizers() {
    let misses = std::env::var_os("BELIE_MISSES").is_some();
    for (model, found) in [
        ("DateParser", dates as fn(&str, &Value) -> Vec<(String, bool)>),
        ("DatePeriodParser", dates),
        ("DurationParser", durations),
    ] {
        match measure(model, misses, found) {
            None => println!("{model}: skipped, no data"),
            Some(t) => println!("{model}: {} cases, span {}, value {}", t.cases, t.span, t.value),
        }
    }
}
