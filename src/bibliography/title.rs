//! Titles: what makes two of them one.

use std::borrow::Cow;

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
    let plain = without_markup(title);
    let mut words = Words { out: String::with_capacity(plain.len()), gap: false };
    // ASCII is its own compatibility form, and most titles are.
    if plain.is_ascii() {
        plain.chars().for_each(|c| words.add(c));
    } else {
        plain.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| words.add(c));
    }
    words.out
}

/// Words in lower case, with a space between them.
struct Words {
    out: String,
    /// Whether the last word has ended.
    gap: bool,
}

impl Words {
    fn add(&mut self, c: char) {
        /// They stand inside of a word, and are printed in several ways or not at all.
        const APOSTROPHES: &str = "'’ʼ‘`";
        if APOSTROPHES.contains(c) {
            return;
        }
        if !c.is_alphanumeric() {
            self.gap = true;
            return;
        }
        if self.gap && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.gap = false;
        if c.is_ascii() {
            return self.out.push(c.to_ascii_lowercase());
        }
        match LETTERS.iter().find(|(letter, _)| c.to_lowercase().eq([*letter])) {
            Some((_, plain)) => self.out.push_str(plain),
            None => self.out.extend(c.to_lowercase()),
        }
    }
}

/// `<i>` and the like, with which reference managers set parts of titles.
fn without_markup(title: &str) -> Cow<'_, str> {
    /// Longer ones are no markup.
    const LONGEST: usize = 32;
    if !title.contains('<') {
        return title.into();
    }
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
    out.into()
}

/// Whether a title ends in an ellipsis: only its beginning is known.
#[must_use]
pub fn is_cut(title: &str) -> bool {
    ELLIPSES.iter().any(|ellipsis| title.trim_end().ends_with(ellipsis))
}

/// The key of a journal's or publisher's name, without its article.
#[must_use]
pub fn name_key(name: &str) -> String {
    const ARTICLE: &str = "the ";
    let mut key = key(name);
    if key.starts_with(ARTICLE) {
        key.drain(..ARTICLE.len());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_what_printers_change() {
        assert_eq!(key("The <i>Café</i> – “Quoted”"), "the cafe quoted");
        assert_eq!(key("People’s War"), key("Peoples War"));
        assert_eq!(key("Hawaiʼi"), key("Hawai'i"));
        assert_eq!(key("a < b and c > d"), "a b and c d");
        assert_eq!(name_key("The Lancet"), "lancet");
        assert_eq!(key("Łódź, große Øre"), "lodz grosse ore");
        assert!(is_cut("The beginning of …") && !is_cut("Whole"));
    }
}
