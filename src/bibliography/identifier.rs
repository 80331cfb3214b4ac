//! DOI, ISBN and ISSN: whether they can be one, and what makes two of them one.
//!
//! The check characters are those of ISO 2108 (ISBN: modulus 11 with ten digits, alternating weights
//! of 1 and 3 with thirteen) and ISO 3297 (ISSN: modulus 11); the syntax of a DOI is that of ISO 26324.

/// What keeps a text from being an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In words that follow the identifier: "ends in a full stop".
    pub what: String,
    /// What to do.
    pub help: &'static str,
}

fn fault(what: impl Into<String>, help: &'static str) -> Fault {
    Fault { what: what.into(), help }
}

/// What stands before a DOI proper.
const RESOLVERS: &[&str] = &[
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "doi.org/",
    "dx.doi.org/",
    "doi:",
    "doi ",
];

/// A DOI without its resolver, in lower case, since case does not tell two of them apart.
#[must_use]
pub fn doi_key(text: &str) -> String {
    let lower = text.trim().to_ascii_lowercase();
    let bare = RESOLVERS.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    bare.trim().to_owned()
}

/// What is wrong with a DOI.
#[must_use]
pub fn doi_fault(text: &str) -> Option<Fault> {
    const COPY: &str = "copy the DOI from the publisher's page";
    let doi = doi_key(text);
    let Some((prefix, suffix)) = doi.split_once('/') else {
        return Some(fault("has no slash after its prefix", COPY));
    };
    let mut numbers = prefix.split('.');
    // A registrant has four digits or more, and may have divisions.
    let digits = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    let registered = numbers.next() == Some("10")
        && numbers.next().is_some_and(|n| digits(n) && (4..=9).contains(&n.len()))
        && numbers.all(digits);
    if !registered {
        return Some(fault("does not begin with `10.` and a registrant's number", COPY));
    }
    if suffix.is_empty() {
        return Some(fault("ends after its prefix", COPY));
    }
    if suffix.contains(char::is_whitespace) {
        return Some(fault("holds white space", "join what a line break has parted"));
    }
    if suffix.contains(['–', '—', '…', '“', '”', '’']) {
        return Some(fault("holds a mark that a word processor put there", COPY));
    }
    let closes = |open: char, close: char| {
        suffix.ends_with(close) && suffix.matches(close).count() > suffix.matches(open).count()
    };
    if suffix.ends_with(['.', ',', ';', ':', '"', '\'']) || closes('(', ')') || closes('[', ']') {
        return Some(fault("ends in a mark of the sentence around it", "remove the mark"));
    }
    None
}

/// What is wrong with a field of book numbers, of which there may be several.
#[must_use]
pub fn isbn_fault(text: &str) -> Option<Fault> {
    first_fault(text, "isbn", &[10, 13], |digits| match digits.len() {
        10 => isbn10(digits),
        _ => isbn13(digits),
    })
}

/// What is wrong with a field of serial numbers.
#[must_use]
pub fn issn_fault(text: &str) -> Option<Fault> {
    first_fault(text, "issn", &[8], |digits| modulus_11(digits, 8))
}

/// The first of several numbers that is none. A number may be grouped by hyphens or blanks, and
/// have a word in parentheses beside it ("(paperback)").
fn first_fault(
    text: &str,
    name: &str,
    lengths: &[usize],
    check: fn(&[u8]) -> bool,
) -> Option<Fault> {
    let mut bare = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.to_lowercase().chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => {
                bare.push(if matches!(c, '–' | '‐' | '‑' | '−') { '-' } else { c })
            }
            _ => {}
        }
    }
    for label in ["-13:", "-10:", "-13", "-10", ":", ""] {
        bare = bare.replace(&format!("{name}{label} "), " ");
    }
    let bare = bare.replace(name, " ");
    let all: String = compact(&bare);
    let whole = lengths.contains(&all.len());
    let numbers: Vec<String> = if whole {
        vec![all]
    } else {
        let parts = bare.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | ':'));
        parts.map(compact).filter(|part| !part.is_empty()).collect()
    };
    const HELP: &str = "compare it with the title page or the catalogue";
    for number in numbers {
        if !lengths.contains(&number.len()) || !valid(&number) {
            let sizes: Vec<_> = lengths.iter().map(ToString::to_string).collect();
            let sizes = crate::text::list(&sizes, "or");
            let shown = crate::text::shorten(&number, 20, "…").to_uppercase();
            return Some(fault(format!("holds `{shown}`, which has not {sizes} digits"), HELP));
        }
        if !check(number.as_bytes()) {
            let what = format!("holds `{}`, whose check digit is wrong", number.to_uppercase());
            return Some(fault(what, HELP));
        }
    }
    None
}

/// A number without its hyphens and blanks.
fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Digits, the last of which may be an `x`.
fn valid(number: &str) -> bool {
    let (last, rest) = match number.as_bytes() {
        [rest @ .., last] => (*last, rest),
        [] => return false,
    };
    rest.iter().all(u8::is_ascii_digit)
        && (last.is_ascii_digit() || (last == b'x' && number.len() != 13))
}

/// The value of a check character.
fn digit(byte: u8) -> u32 {
    match byte {
        b'x' => 10,
        _ => u32::from(byte.wrapping_sub(b'0')),
    }
}

/// Weights from the number of digits down to 1.
fn modulus_11(digits: &[u8], length: u32) -> bool {
    let sum: u32 = digits.iter().zip((1..=length).rev()).map(|(b, w)| digit(*b) * w).sum();
    sum.is_multiple_of(11)
}

fn isbn10(digits: &[u8]) -> bool {
    modulus_11(digits, 10)
}

fn isbn13(digits: &[u8]) -> bool {
    let weights = [1, 3].into_iter().cycle();
    let sum: u32 = digits.iter().zip(weights).map(|(b, w)| digit(*b) * w).sum();
    (digits.starts_with(b"978") || digits.starts_with(b"979")) && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_tell_misprints() {
        for good in [
            "0-306-40615-2",
            "978-0-306-40615-7",
            "ISBN 978 0 306 40615 7",
            "9780306406157 0306406152",
            "0-8044-2957-X",
            "978-0-306-40615-7 (hbk.), 0-306-40615-2 (pbk.)",
            "ISBN-13: 978-0-306-40615-7",
        ] {
            assert_eq!(isbn_fault(good), None, "{good}");
        }
        for bad in ["978-0-306-40615-8", "0-306-40615-3", "978-0-306-4061", "977-0-306-40615-0"] {
            assert!(isbn_fault(bad).is_some(), "{bad}");
        }
        for good in ["0317-8471", "2434-561X", "0317-8471, 1050-124X", "03178471"] {
            assert_eq!(issn_fault(good), None, "{good}");
        }
        for bad in ["0317-8472", "0317-847", "1234-5678"] {
            assert!(issn_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn dois_have_a_prefix_and_a_suffix() {
        for good in [
            "10.1000/182",
            "https://doi.org/10.1016/S0140-6736(05)67889-0",
            "doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1000.10/123456",
        ] {
            assert_eq!(doi_fault(good), None, "{good}");
        }
        for bad in
            ["10.1000", "11.1000/182", "10.1000/", "10.1000/18 2", "10.1000/182.", "10.100/1"]
        {
            assert!(doi_fault(bad).is_some(), "{bad}");
        }
        assert_eq!(doi_key("https://doi.org/10.1000/ABC"), "10.1000/abc");
    }
}
