//! Headings and captions, told by how they are printed.

use super::lines::ends_sentence;
use super::words::{CAPTIONS, SMALL_WORDS};

/// Words of a heading at most.
const MOST_WORDS: usize = 16;

/// Characters of a heading at most: two lines of a book.
const LONGEST: usize = 120;

/// Letters from which a word of a title is written large whatever it is.
const LARGE: usize = 5;

/// How a line is like a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As a title: capitals, title case, a number before it.
    Title {
        /// Whether all its letters are capitals.
        capitals: bool,
        /// Parts of the number before it: 2 for "1.2 Methods", 0 without.
        number: u8,
    },
    /// As the start of a sentence that does not end. It is a heading only where it stands alone.
    Sentence,
}

/// How a line is like a heading, if it is.
pub(super) fn look(line: &str) -> Option<Look> {
    if line.len() > LONGEST * 2 || line.chars().count() > LONGEST {
        return None;
    }
    let (number, rest) = numbered(line);
    let rest = if number > 0 { rest } else { line };
    let starts =
        |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '\'');
    let words = rest.split_whitespace().count();
    // An address of the web, a handle, a date line: text of a page, but no title.
    let foreign = ["://", "www.", "@", "#", "\t", "|"].iter().any(|sign| rest.contains(sign))
        || rest.split_whitespace().any(is_domain);
    let open = ends_sentence(rest) && !rest.ends_with(['?', ')', '”', '"']) && !ends_in_year(rest);
    if !rest.starts_with(starts)
        || words == 0
        || words > MOST_WORDS
        || open
        || foreign
        || rest.ends_with([',', '-', '–', '—'])
        || !rest.contains(char::is_alphabetic)
        || is_byline(rest)
    {
        return None;
    }
    let capitals = !rest.contains(char::is_lowercase)
        && rest.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if capitals || is_title_case(rest) {
        return Some(Look::Title { capitals, number });
    }
    Some(Look::Sentence)
}

/// "1.2 Methods", "3. Results", "IV. Discussion": parts of the number and what follows.
fn numbered(line: &str) -> (u8, &str) {
    let Some((number, rest)) = line.split_once(' ') else { return (0, line) };
    let bare = number.strip_suffix(['.', ')']).unwrap_or(number);
    let roman = bare.bytes().all(|b| b"IVXLC".contains(&b)) && number.len() > bare.len();
    let parts = bare.split('.').count();
    let numeric = bare
        .split('.')
        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    match u8::try_from(parts) {
        Ok(parts)
            if !bare.is_empty()
                && (numeric && (parts > 1 || number.len() > bare.len()) || roman) =>
        {
            (parts, rest.trim_start())
        }
        _ => (0, line),
    }
}

fn is_title_case(text: &str) -> bool {
    let mut large = 0;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = bare.chars().next() else { continue };
        if first.is_lowercase() {
            let small = bare.chars().count() < LARGE || SMALL_WORDS.contains(&bare);
            // "al-Qaida" and "de-Baathification" are large by their second part.
            let inner =
                bare.split(['-', '\'', '’']).skip(1).any(|p| p.starts_with(char::is_uppercase));
            if !(inner || small && SMALL_WORDS.contains(&bare)) {
                return false;
            }
        } else if first.is_uppercase() {
            large += 1;
        }
    }
    large > 0
}

/// "vox.com": a full stop inside of a word, followed by letters in small.
fn is_domain(word: &str) -> bool {
    word.split_once('.').is_some_and(|(before, after)| {
        before.len() > 1
            && after.len() > 1
            && after.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'/')
    })
}

fn ends_in_year(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit())
}

/// "By A. Name", and names between commas: a list of people and offices has no word that a title
/// would leave small.
fn is_byline(text: &str) -> bool {
    let by = text.strip_prefix("By ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let commas = text.matches(',').count();
    by || commas > 1 && !text.split_whitespace().any(|word| SMALL_WORDS.contains(&word))
}

/// "Table 2: Boats", "Fig. 3. Boats", "Map 1 — Boats", "Figure 4" alone.
pub(super) fn is_caption(text: &str) -> bool {
    let Some((word, rest)) = text.split_once(' ') else { return false };
    let word = word.to_ascii_lowercase();
    if !CAPTIONS.contains(&word.as_str()) {
        return false;
    }
    let number =
        rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let (number, rest) = rest.split_at(number);
    let numeric = number.bytes().any(|b| b.is_ascii_digit()) && number.len() <= 6;
    // The full stop behind the number was taken as a part of it.
    numeric
        && (rest.is_empty()
            || number.ends_with('.')
            || rest.trim_start().starts_with([':', '|', '—', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_titles() {
        let title = |capitals, number| Some(Look::Title { capitals, number });
        assert_eq!(look("Boats and Harbours in the North"), title(false, 0));
        assert_eq!(look("KEY POINTS"), title(true, 0));
        assert_eq!(look("2.1 Methods of Counting"), title(false, 2));
        assert_eq!(look("IV. Results"), title(false, 1));
        assert_eq!(look("What Was al-Bahr?"), title(false, 0));
        assert_eq!(look("Attacks, January 2023 – June 2023"), title(false, 0));
        assert_eq!(look("How the fire spread"), Some(Look::Sentence));
    }

    #[test]
    fn lines_that_do_not() {
        for line in [
            "The Harbour Burned.",
            "and The Boats",
            "Maria Example, Harbour Office, North Unit",
            "By Maria Example",
            "Source: example.com",
            "12, 13",
            "Share: @example",
            "Boats,",
            "",
        ] {
            assert_eq!(look(line), None, "{line}");
        }
        assert_eq!(look("Boats were lost in every harbour"), Some(Look::Sentence));
    }

    #[test]
    fn captions_have_a_number_and_a_stop() {
        for caption in
            ["Table 2: Boats", "Fig. 3. Boats", "FIGURE 4", "Map 1 — Boats", "Table A-1: Boats"]
        {
            assert!(is_caption(caption), "{caption}");
        }
        for none in ["Table 2 shows boats", "Figure it out", "Maps 1: x", "Table"] {
            assert!(!is_caption(none), "{none}");
        }
    }
}
