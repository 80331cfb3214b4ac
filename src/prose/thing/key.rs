//! Words and names in the form in which they are looked up.

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::name::name_key;

/// A name as it is compared within a text: besides what never tells names apart
/// ([`name_key`]), accents, full stops, hyphens, the article and a possessive ending do not either.
pub(super) fn key_of(name: &str) -> SmolStr {
    /// Names are looked up all the time, and hardly one is longer.
    const SHORT: usize = 64;
    if name.len() > SHORT || !name.is_ascii() {
        return of_folded(&name_key(name));
    }
    // The same as `name_key`, in place.
    let mut folded = [0; SHORT];
    let (mut len, mut plain) = (0, true);
    for byte in name.bytes() {
        // What `char::is_whitespace` takes for it.
        let space = byte.is_ascii_whitespace() || byte == b'\x0b';
        plain &= space || byte.is_ascii_alphanumeric();
        if !space || len > 0 && folded[len - 1] != b' ' {
            folded[len] = if space { b' ' } else { byte.to_ascii_lowercase() };
            len += 1;
        }
    }
    let folded = std::str::from_utf8(&folded[..len]).unwrap_or_default();
    let folded = folded.strip_suffix(' ').unwrap_or(folded);
    if plain {
        return SmolStr::new(folded.strip_prefix("the ").unwrap_or(folded));
    }
    of_folded(folded)
}

/// The key of a name that is folded as names are.
fn of_folded(folded: &str) -> SmolStr {
    let trimmed = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let trimmed = trimmed.strip_suffix("'s").unwrap_or(trimmed);
    let trimmed = trimmed.strip_prefix("the ").unwrap_or(trimmed);
    if trimmed.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ') {
        return SmolStr::new(trimmed);
    }
    let mut out = String::with_capacity(trimmed.len());
    let kept = trimmed.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '.' | '\''));
    for c in kept {
        let c = if c.is_alphanumeric() { c } else { ' ' };
        if !(c == ' ' && (out.is_empty() || out.ends_with(' '))) {
            out.push(c);
        }
    }
    SmolStr::new(out.trim_end())
}

/// A word in lower case.
pub(super) fn lower(word: &str) -> SmolStr {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return SmolStr::new(word);
    }
    if word.is_ascii() {
        return crate::text::lower(word);
    }
    word.chars().flat_map(char::to_lowercase).collect()
}

/// Nouns whose singular ends in -s, or whose plural is none of the regular ones.
const IRREGULAR: &[(&str, &str)] = &[
    ("gas", "gas"),
    ("bus", "bus"),
    ("virus", "virus"),
    ("crisis", "crisis"),
    ("crises", "crisis"),
    ("series", "series"),
    ("species", "species"),
    ("children", "child"),
    ("people", "people"),
    ("men", "man"),
    ("women", "woman"),
    ("aircraft", "aircraft"),
    ("headquarters", "headquarters"),
    ("movies", "movie"),
    ("surplus", "surplus"),
    ("census", "census"),
    ("campus", "campus"),
    ("status", "status"),
    ("lens", "lens"),
    ("works", "works"),
    ("steelworks", "steelworks"),
    ("waterworks", "waterworks"),
    ("barracks", "barracks"),
];

/// The singular of a noun in lower case, and whether it was a plural. Singulars stay as they are;
/// an unknown word in -s that is neither -ss, -us nor -is counts as a plural.
pub(super) fn singular(noun: &SmolStr) -> (SmolStr, bool) {
    if let Some((plural, one)) = IRREGULAR.iter().find(|(plural, _)| noun == plural) {
        return (SmolStr::new(one), plural != one);
    }
    if !noun.ends_with('s') || noun.len() < 4 {
        return (noun.clone(), false);
    }
    if ["ss", "us", "is", "'s"].iter().any(|end| noun.ends_with(end)) {
        return (noun.clone(), false);
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return (SmolStr::new(format!("{stem}y")), true);
    }
    let hissing = ["sses", "xes", "ches", "shes", "zes"].iter().any(|end| noun.ends_with(end));
    let cut = if hissing { 2 } else { 1 };
    (SmolStr::new(&noun[..noun.len() - cut]), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fold_what_does_not_tell_names_apart() {
        for (a, b) in [
            ("the U.S.", "US"),
            ("Harlow’s", "Harlow"),
            ("São Paulo", "Sao Paulo"),
            ("Al-Shabaab", "al Shabaab"),
            ("The Hague", "Hague"),
            (" Harlow \t Energy\u{b}", "Harlow Energy"),
        ] {
            assert_eq!(key_of(a), key_of(b), "{a} {b}");
        }
        assert_ne!(key_of("Harlow Energy"), key_of("Harlow"));
    }

    #[test]
    fn short_names_are_folded_as_all_are() {
        for name in ["", " ", "the", "The  Hague ", "\tA\u{b}b", "O'Neill's", "A.B.-C", " x y  "] {
            assert_eq!(key_of(name), of_folded(&name_key(name)), "{name:?}");
        }
    }

    #[test]
    fn plurals_lose_their_ending() {
        for (noun, one, plural) in [
            ("attacks", "attack", true),
            ("ferries", "ferry", true),
            ("crashes", "crash", true),
            ("bus", "bus", false),
            ("crisis", "crisis", false),
            ("loss", "loss", false),
            ("houses", "house", true),
        ] {
            assert_eq!(singular(&noun.into()), (one.into(), plural), "{noun}");
        }
    }
}
