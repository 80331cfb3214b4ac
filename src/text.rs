//! Small pieces of English that messages are made of.

pub(crate) mod fixed;

use std::borrow::Cow;
use std::fmt::Write as _;

use memchr::memchr;
use smol_str::SmolStr;

/// At most so many characters; a longer text ends in the ellipsis.
#[must_use]
pub fn shorten<'a>(text: &'a str, most: usize, ellipsis: &str) -> Cow<'a, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((cut, _)) => Cow::Owned(format!("{}{ellipsis}", text[..cut].trim_end())),
    }
}

/// A number with its thousands set apart: `12,000`.
#[must_use]
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number and its noun: "no claims", "1 claim", "12,000 claims". The plural adds an s.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    match n {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{} {noun}s", grouped(n)),
    }
}

/// "a", "a and b", "a, b and c"; `last` is the word before the last item.
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S], last: &str) -> String {
    let mut out = String::new();
    for (i, item) in items.iter().enumerate() {
        if i > 0 && i + 1 == items.len() {
            let _ = write!(out, " {last} ");
        } else if i > 0 {
            out.push_str(", ");
        }
        out.push_str(item.as_ref());
    }
    out
}

/// The lines of a table that is a part of the program: an entry each, without `#` and what stands
/// behind it, and without empty ones. Thousands are read at the start of a run.
pub(crate) fn entries(table: &str) -> impl Iterator<Item = &str> {
    fn bare(line: &str) -> &str {
        let comment = memchr(b'#', line.as_bytes());
        line.get(..comment.unwrap_or(line.len())).unwrap_or(line).trim_ascii()
    }
    let mut rest = table;
    let lines = std::iter::from_fn(move || {
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest.get(..end).filter(|_| !rest.is_empty())?;
        rest = rest.get(end + 1..).unwrap_or("");
        Some(line)
    });
    lines.map(bare).filter(|line| !line.is_empty())
}

/// A text in lower case. Words of usual length are held in place: this is asked of every word that is
/// read, most of them ASCII.
#[must_use]
pub fn lower(text: &str) -> SmolStr {
    /// What a [`SmolStr`] holds in itself.
    const SHORT: usize = 23;
    if text.len() > SHORT {
        return SmolStr::new(text.to_lowercase());
    }
    // Most words are small letters and nothing else.
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return SmolStr::new_inline(text);
    }
    // All at once, since nearly all words are asked to their end.
    let seen = text.bytes().fold((false, false), |(other, upper), byte| {
        (other | !byte.is_ascii(), upper | byte.is_ascii_uppercase())
    });
    match seen {
        (true, _) => return SmolStr::new(text.to_lowercase()),
        (false, false) => return SmolStr::new_inline(text),
        (false, true) => {}
    }
    let mut bytes = [0; SHORT];
    let bytes = &mut bytes[..text.len()];
    bytes.copy_from_slice(text.as_bytes());
    bytes.make_ascii_lowercase();
    std::str::from_utf8(bytes).map(SmolStr::new_inline).unwrap_or_default()
}

/// Append a text in lower case.
pub fn push_lower(out: &mut String, text: &str) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
    } else {
        out.push_str(&text.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for text in ["", "Of", "al-Qaida", "ÉTÉ", "ΟΔΟΣ", "İ", "A word of more than 23 Letters"]
        {
            assert_eq!(lower(text), text.to_lowercase());
            let mut pushed = "x".to_owned();
            push_lower(&mut pushed, text);
            assert_eq!(pushed[1..], text.to_lowercase());
        }
    }

    #[test]
    fn numbers_and_lists_read_aloud() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(count(0, "claim"), "no claims");
        assert_eq!(count(1, "source"), "1 source");
        assert_eq!(count(12_000, "claim"), "12,000 claims");
        assert_eq!(list::<&str>(&[], "and"), "");
        assert_eq!(list(&["a"], "and"), "a");
        assert_eq!(list(&["a", "b"], "or"), "a or b");
        assert_eq!(list(&["a", "b", "c"], "and"), "a, b and c");
    }

    #[test]
    fn long_text_says_that_it_goes_on() {
        assert_eq!(shorten("abc", 3, "…"), "abc");
        assert_eq!(shorten("ab cd", 3, "…"), "ab…");
    }
}
