//! Names in the form in which they are compared.
//!
//! [`name_key`] folds what never tells names apart; [`translit`] finds spellings that may be one name.

pub mod translit;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A name in the form names are compared in: compatibility forms, case, white space, dashes and
/// apostrophes do not tell names apart (Unicode NFKC, then lower case).
#[must_use]
pub fn name_key(name: &str) -> String {
    // ASCII is its own compatibility form.
    let folded: Cow<'_, str> = match name.is_ascii() {
        true => name.into(),
        false => name.nfkc().flat_map(char::to_lowercase).map(plain).collect(),
    };
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.make_ascii_lowercase();
    out
}

/// A dash or an apostrophe as it is typed.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_width_dash_or_quote() {
        assert_eq!(name_key("  Al\u{2010}Shabaab "), "al-shabaab");
        assert_eq!(name_key("O\u{2019}Neill  Group"), "o'neill group");
        assert_eq!(name_key("ＩＳＫ"), "isk");
        assert_ne!(name_key("José"), name_key("Jose"));
    }
}
