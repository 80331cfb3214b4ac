//! Names in the form in which they are compared.
//!
//! [`name_key`] folds what never tells names apart; [`translit`] finds spellings that may be one name.

pub mod translit;

use unicode_normalization::UnicodeNormalization;

/// A name in the form names are compared in: compatibility forms, case, white space, dashes and
/// apostrophes do not tell names apart (Unicode NFKC, then lower case).
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    // Whether a space may come next: behind a word, and not behind another space.
    let mut word = false;
    let mut push = |c: char| {
        let space = c.is_whitespace();
        if !space || word {
            out.push(if space { ' ' } else { c });
        }
        word = !space;
    };
    if name.is_ascii() {
        // ASCII is its own compatibility form.
        for byte in name.bytes() {
            push(char::from(byte.to_ascii_lowercase()));
        }
    } else {
        for c in name.nfkc().flat_map(char::to_lowercase) {
            push(match c {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
                c => c,
            });
        }
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    out
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
