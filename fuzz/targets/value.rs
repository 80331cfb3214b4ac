//! Values: quantities, dates and lengths of time, read whole and found in running text. What is found
//! lies inside the text.
#![no_main]

use belie::value::{date, quantity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(quantity) = quantity::read(text, None) {
        let _ = quantity::show(&quantity);
    }
    let today = jiff::civil::date(2024, 2, 29);
    if let Ok(date) = date::read(text, Some(today)) {
        let _ = (date::show(&date), date::earliest(&date) <= date::latest(&date));
    }
    let _ = date::read_duration(text);
    let quantities = quantity::find(text).into_iter().map(|found| found.span);
    let dates = date::find(text, Some(today)).into_iter().map(|found| found.span);
    for range in quantities.chain(dates) {
        assert!(text.get(range).is_some_and(|words| !words.is_empty()));
    }
});
