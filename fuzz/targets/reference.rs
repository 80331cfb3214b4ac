//! A printed reference: split into works and read into fields, each of which lies inside the text.
#![no_main]

use belie::citation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for piece in citation::split(text) {
        let work = text.get(piece).expect("a piece of the text");
        if let Some(ibid) = citation::ibid(work) {
            assert!(work.get(ibid.range).is_some());
        }
        let parsed = citation::parse(work);
        let fields = [parsed.title, parsed.container, parsed.volume, parsed.pages, parsed.doi];
        for range in fields.into_iter().flatten() {
            assert!(work.get(range).is_some());
        }
    }
});
