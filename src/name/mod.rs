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
    let mut push = |c: char| {
        let c = match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !(c == ' ' && (out.is_empty() || out.ends_with(' '))) {
            out.push(c);
        }
    };
    if name.is_ascii() {
        // ASCII is its own compatibility form.
        name.chars().map(|c| c.to_ascii_lowercase()).for_each(&mut push);
    } else {
        name.nfkc().flat_map(char::to_lowercase).for_each(&mut push);
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
