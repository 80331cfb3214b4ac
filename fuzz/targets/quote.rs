//! A quote, what stands beside it and a locator, in any text: four parts, between NULs.
#![no_main]

use belie::quote::{Quote, Status, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(all) = std::str::from_utf8(data) else { return };
    let mut parts = all.splitn(4, '\0');
    let (Some(exact), Some(beside), Some(at), Some(text)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return;
    };
    let quote = Quote { exact: Some(exact), at: Some(at), title: Some(beside), ..Quote::default() };
    let between = Quote { prefix: Some(beside), suffix: Some(beside), ..quote };
    let found = check(text, &[quote, between, Quote { exact: None, ..quote }]);
    assert_eq!(found.len(), 3);
    // A text has all of itself.
    if text.chars().any(char::is_alphanumeric) {
        let whole = Quote { exact: Some(text), ..Quote::default() };
        let found = check(text, &[whole]).remove(0);
        assert!(!matches!(found.status, Status::Absent | Status::Altered(_)), "{found:?}");
    }
});
