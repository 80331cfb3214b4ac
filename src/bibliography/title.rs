//! Titles: what makes two of them one.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The ends of titles that were cut when they were printed.
const ELLIPSES: &[&str] = &["…", "...", ". . ."];

/// Letters that have no accent to take off, with what is written where they cannot be.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ħ', "h"),
];

/// A title for comparison: its words in lower case, without accents, marks and markup.
#[must_use]
pub fn key(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut gap = false;
    // An apostrophe is inside of a word, and printed in several ways or not at all.
    let plain = without_markup(title);
    for c in plain.nfkd().filter(|c| !is_combining_mark(*c) && !"'’ʼ‘`".contains(*c)) {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            match LETTERS.iter().find(|(letter, _)| c.to_lowercase().eq([*letter])) {
                Some((_, plain)) => out.push_str(plain),
                None => out.extend(c.to_lowercase()),
            }
        } else {
            gap = true;
        }
    }
    out
}

/// `<i>` and the like, with which reference managers set parts of titles.
fn without_markup(title: &str) -> String {
    /// Longer ones are no markup.
    const LONGEST: usize = 32;
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let starts = tag.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        let end = tag.char_indices().take(LONGEST).find(|(_, c)| *c == '>').map(|(end, _)| end);
        match end.filter(|_| starts) {
            Some(end) => rest = &tag[end + 1..],
            None => {
                out.push('<');
                rest = tag;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether a title ends in an ellipsis: only its beginning is known.
#[must_use]
pub fn is_cut(title: &str) -> bool {
    ELLIPSES.iter().any(|ellipsis| title.trim_end().ends_with(ellipsis))
}

/// The key of a journal's or publisher's name, without its article.
#[must_use]
pub fn name_key(name: &str) -> String {
    let key = key(name);
    key.strip_prefix("the ").map_or(key.clone(), ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_what_printers_change() {
        assert_eq!(key("The <i>Café</i> – “Quoted”"), "the cafe quoted");
        assert_eq!(key("People’s War"), key("Peoples War"));
        assert_eq!(key("a < b and c > d"), "a b and c d");
        assert_eq!(name_key("The Lancet"), "lancet");
        assert_eq!(key("Łódź, große Øre"), "lodz grosse ore");
        assert!(is_cut("The beginning of …") && !is_cut("Whole"));
    }
}
