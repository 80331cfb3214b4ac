//! `(Author, 2023)`, `(see Author and Other 2019, p. 3; Third et al. 2020)`.

use std::ops::Range;

use crate::document::words::{LEADING, NO_AUTHORS, PARTICLES};

/// One citation of a list.
#[derive(Debug)]
pub(super) struct Cited {
    /// Author and year, without "see" and without a page.
    pub(super) range: Range<usize>,
    /// Whether only citations are written so: two authors, "et al.", a page.
    pub(super) sure: bool,
}

/// Citations between parentheses; none, unless all of it is citations.
pub(super) fn pieces(inner: &str) -> Option<Vec<Cited>> {
    if !inner.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut from = 0;
    let mut out = Vec::new();
    for piece in inner.split(';') {
        out.push(cited(piece, from)?);
        from += piece.len() + 1;
    }
    Some(out)
}

fn cited(piece: &str, from: usize) -> Option<Cited> {
    let mut rest = piece.trim_start();
    for words in LEADING {
        let head = rest.get(..words.len()).filter(|head| head.eq_ignore_ascii_case(words));
        if head.is_some() && rest[words.len()..].starts_with(' ') {
            rest = rest[words.len()..].trim_start();
        }
    }
    let start = from + piece.len() - rest.len();
    let (year, end) = year(rest)?;
    let names = rest[..year].trim_end();
    let comma = names.ends_with(',');
    let names = names.trim_end_matches([',', ' ']);
    let after = rest[end..].trim();
    let located = !after.is_empty();
    if located && !is_locator(after) {
        return None;
    }
    let joined = are_authors(names, comma)?;
    Some(Cited { range: start..start + end, sure: joined || located })
}

/// The year of a citation, "2019", "2019a": where it starts and ends.
fn year(text: &str) -> Option<(usize, usize)> {
    /// Years that modern documents cite.
    const YEARS: Range<u16> = 1500..2100;
    let mut at = 0;
    for word in text.split([' ', ',', ':']) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        if year && word.len() <= 5 && digits.parse().is_ok_and(|year| YEARS.contains(&year)) {
            return (at > 0).then_some((at, at + word.len()));
        }
        at += word.len() + 1;
    }
    None
}

/// ", p. 3", ":12-14", ", chap. 2".
fn is_locator(text: &str) -> bool {
    const LOCATORS: [&str; 14] = [
        "p", "pp", "para", "paras", "chap", "ch", "sec", "section", "vol", "fig", "table", "art",
        "n", "fn",
    ];
    let Some(rest) = text.strip_prefix([',', ':']) else { return false };
    let rest = rest.trim_start();
    let word = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
    (word.is_empty() || LOCATORS.contains(&word)) && rest.bytes().any(|b| b.is_ascii_digit())
}

/// Whether names are those of authors; if so, whether their joining says so by itself.
fn are_authors(names: &str, comma: bool) -> Option<bool> {
    /// Words of the longest list of authors that a text cites.
    const MOST: usize = 9;
    let (mut large, mut joins, mut count) = (0, 0, 0);
    for word in names.split_whitespace() {
        count += 1;
        let bare = word.trim_matches([',', '.', '’', '\'']);
        let small = bare.to_lowercase();
        let lettered = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '&');
        if NO_AUTHORS.contains(&small.as_str()) || !bare.chars().all(lettered) {
            return None;
        }
        if matches!(small.as_str(), "and" | "&" | "et" | "al") {
            joins += usize::from(matches!(small.as_str(), "and" | "&" | "al"));
        } else if bare.starts_with(char::is_uppercase) {
            large += 1;
        } else if !PARTICLES.contains(&small.as_str()) && !bare.contains(['-', '\'', '’']) {
            return None;
        }
    }
    // Two names without a comma behind them are a thing with a year: "(Harbour Act 2000)".
    let plain = comma || joins > 0 || large == 1;
    (large > 0 && plain && count <= MOST).then_some(joins > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Option<Vec<(&str, bool)>> {
        Some(pieces(inner)?.into_iter().map(|p| (&inner[p.range], p.sure)).collect())
    }

    #[test]
    fn authors_and_years() {
        assert_eq!(read("Author, 2023"), Some(vec![("Author, 2023", false)]));
        assert_eq!(
            read("see Author and Other 2019, p. 3; Third 2020a"),
            Some(vec![("Author and Other 2019", true), ("Third 2020a", false)])
        );
        assert_eq!(
            read("van den Author et al., 2019:12"),
            Some(vec![("van den Author et al., 2019", true)])
        );
        assert_eq!(read("Harbour Office, 2020"), Some(vec![("Harbour Office, 2020", false)]));
    }

    #[test]
    fn other_words_with_years() {
        for none in [
            "2023",
            "March 2023",
            "in 2019",
            "2015-2018",
            "since 2015",
            "the 12 boats of 2019",
            "Harbour Act 2000",
            "12",
            "Author",
            "North: Press, 2023",
            "about 300 in 2019",
            "July 30, 2023",
            "Author, 2023 and later",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
