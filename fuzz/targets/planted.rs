//! A quote with k edits, planted on a line of its own in a text that is nothing like it, is found on
//! that line. The input says where, how long, and which edits.
#![no_main]

use belie::quote::{Quote, Status, check};
use libfuzzer_sys::fuzz_target;

/// A word of letters that the rest of the text has not, by a number.
fn word(mut number: usize) -> String {
    const LETTERS: &[u8] = b"nopqrstuvwxyz";
    let mut out = String::new();
    for _ in 0..6 {
        out.push(char::from(LETTERS[number % LETTERS.len()]));
        number = number / 3 + number * 7 + 1;
    }
    out
}

/// Letters for each edit: a match within a sixth of the quote's length is surely found.
const LETTERS_AN_EDIT: usize = 6;

fuzz_target!(|data: &[u8]| {
    let [line, words, lines, edits @ ..] = data else { return };
    let words = 6 + usize::from(*words) % 12;
    let quote: Vec<String> = (0..words).map(|at| word(at * 31 + usize::from(*line))).collect();
    let quote = quote.join(" ");
    let mut planted: Vec<char> = quote.chars().collect();
    // Its ends stay, so that it is clear where it begins.
    for edit in edits.chunks_exact(3).take(quote.len() / LETTERS_AN_EDIT) {
        let at = 1 + (usize::from(edit[0]) * 256 + usize::from(edit[1])) % (planted.len() - 2);
        match edit[2] % 3 {
            0 => planted[at] = 'n',
            1 => planted.insert(at, 'o'),
            _ => drop(planted.remove(at)),
        }
    }
    let planted: String = planted.into_iter().collect();
    let lines = usize::from(*lines) + 1;
    let line = usize::from(*line) % lines;
    let text: Vec<&str> = (0..lines)
        .map(|at| if at == line { planted.as_str() } else { "a bad deal made him lack a mill" })
        .collect();
    let found = check(&text.join("\n"), &[Quote { exact: Some(&quote), ..Quote::default() }]);
    assert_ne!(found[0].status, Status::Absent, "{quote}\n{planted}");
    assert_eq!(found[0].line, Some(line + 1), "{quote}\n{planted}");
});
