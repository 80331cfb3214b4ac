//! A number written in digits: "1,500", "1 500", "1'500", "1.5", "12,34,567".
//!
//! The whole run of digits and separators is taken at once and then judged, so that a part of a
//! number is never read as a number: no 500 out of "1,500", no 150 out of "1,50".

use rust_decimal::Decimal;
use smallvec::SmallVec;

/// Digits a [`Decimal`] can always hold.
const MAX_DIGITS: usize = 28;
/// Digits in a group of thousands.
const GROUP: usize = 3;
/// Digits in the middle groups of the Indian system ("12,34,567").
const INDIAN_GROUP: usize = 2;
/// Spaces that are only ever put inside a number, never between two of them: no-break, thin and
/// narrow no-break space.
const HARD_SPACES: [char; 3] = ['\u{a0}', '\u{2009}', '\u{202f}'];

/// A number read from digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Literal {
    /// Its value.
    pub value: Decimal,
    /// Digits after the decimal point.
    pub places: u32,
    /// Whether it has separators of thousands.
    pub grouped: bool,
    /// Whether its groups are parted by plain spaces and could each be a number ("12 345").
    pub doubtful: bool,
    /// Digits before the decimal point.
    pub digits: usize,
    /// Whether it starts with a zero that says nothing ("09").
    pub padded: bool,
}

/// Why digits are not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Separators where none belong ("1,50", "2.0.1").
    Grouping,
    /// More digits than can be held exactly.
    TooLarge,
    /// Digits of another script.
    Script,
    /// Part of something else: a name, a time, a web address, a note mark.
    Other,
}

/// A separator and the digits after it; the first one has none.
type Piece<'a> = (Option<char>, &'a str);

/// Take the number at the start of `text`, which starts with an ASCII digit, or a point and one.
/// Returns it with its length in bytes.
pub(super) fn lex(text: &str) -> (Result<Literal, Flaw>, usize) {
    let (pieces, length) = pieces(text);
    (judge(&pieces), length)
}

/// The number that a run of digits is where its one comma is the decimal sign, as ISO 80000-1 allows:
/// "1,5". By itself it could as well be two numbers; before "million" it cannot.
pub(super) fn with_decimal_comma(run: &str) -> Option<Literal> {
    /// Digits behind the comma that cannot be a group of thousands.
    const SHORT: std::ops::RangeInclusive<usize> = 1..=GROUP - 1;
    let (whole, fraction) = run.split_once(',')?;
    let plain = |part: &str| digits(part) == part.len();
    let is =
        plain(whole) && plain(fraction) && whole.len() <= GROUP && SHORT.contains(&fraction.len());
    is.then(|| judge(&[(None, whole), (Some('.'), fraction)]).ok())?
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn pieces(text: &str) -> (SmallVec<[Piece<'_>; 4]>, usize) {
    let mut out: SmallVec<[Piece<'_>; 4]> = SmallVec::new();
    let mut at = digits(text);
    out.push((None, &text[..at]));
    while let Some(mark) = text[at..].chars().next() {
        let after = at + mark.len_utf8();
        let len = digits(&text[after..]);
        let joins = match mark {
            '.' | ',' => len > 0,
            // An apostrophe also closes a quotation; a space also parts words.
            '\'' | '’' => len == GROUP,
            ' ' => len == GROUP && spaces_may_join(&out),
            other if HARD_SPACES.contains(&other) => len == GROUP && spaces_may_join(&out),
            _ => false,
        };
        if !joins {
            break;
        }
        out.push((Some(mark), &text[after..after + len]));
        at = after + len;
    }
    (out, at)
}

fn is_space(mark: char) -> bool {
    mark == ' ' || HARD_SPACES.contains(&mark)
}

/// Whether what has been read so far can go on with a space and three digits.
fn spaces_may_join(pieces: &[Piece<'_>]) -> bool {
    let first = pieces.first().map_or("", |piece| piece.1);
    (1..=GROUP).contains(&first.len())
        && !first.starts_with('0')
        && pieces.iter().all(|(mark, _)| mark.is_none_or(is_space))
}

fn judge(pieces: &[Piece<'_>]) -> Result<Literal, Flaw> {
    let (whole, fraction) = match pieces {
        [rest @ .., (Some('.'), last)] => (rest, *last),
        all => (all, ""),
    };
    let Some(&(None, first)) = whole.first() else { return Err(Flaw::Grouping) };
    let groups = whole.get(1..).unwrap_or_default();
    if !well_grouped(first, groups) {
        return Err(Flaw::Grouping);
    }
    let size: usize = whole.iter().map(|piece| piece.1.len()).sum();
    if size + fraction.len() > MAX_DIGITS {
        return Err(Flaw::TooLarge);
    }
    let value = value_of(whole, size, fraction)?;
    let soft_space = groups.iter().any(|(mark, _)| *mark == Some(' '));
    Ok(Literal {
        value,
        places: value.scale(),
        grouped: !groups.is_empty(),
        // "40 000" cannot be two numbers, since nobody writes 000 alone.
        doubtful: soft_space && !groups.iter().any(|(_, digits)| digits.starts_with('0')),
        digits: size,
        padded: first.len() > 1 && first.starts_with('0'),
    })
}

fn value_of(whole: &[Piece<'_>], size: usize, fraction: &str) -> Result<Decimal, Flaw> {
    /// All numbers of so many digits are below the largest `u64`.
    const SHORT: usize = 19;
    if fraction.is_empty() && size <= SHORT {
        let digits = whole.iter().flat_map(|piece| piece.1.bytes());
        let value = digits.fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
        return Ok(Decimal::from(value));
    }
    let mut text: String = whole.iter().map(|piece| piece.1).collect();
    if text.is_empty() {
        text.push('0');
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    Decimal::from_str_exact(&text).map_err(|_| Flaw::TooLarge)
}

fn well_grouped(first: &str, groups: &[Piece<'_>]) -> bool {
    let Some((&(mark, last), middle)) = groups.split_last() else { return true };
    let same = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => a == b || (is_space(a) && is_space(b)),
        _ => false,
    };
    let even = |size| middle.iter().all(|(m, digits)| same(*m, mark) && digits.len() == size);
    let western = (1..=GROUP).contains(&first.len()) && even(GROUP);
    let indian =
        mark == Some(',') && (1..=INDIAN_GROUP).contains(&first.len()) && even(INDIAN_GROUP);
    mark != Some('.') && last.len() == GROUP && (western || indian) && first != "0"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Flaw> {
        let (literal, length) = lex(text);
        assert!(length == text.len() || literal.is_ok(), "{text}");
        literal.map(|literal| format!("{}/{length}", literal.value))
    }

    #[test]
    fn separators_of_thousands_are_known() {
        for (text, value) in [
            ("7", "7/1"),
            ("1,500", "1500/5"),
            ("12,345,678", "12345678/10"),
            ("1 500", "1500/5"),
            ("1\u{202f}500\u{202f}000", "1500000/13"),
            ("1'500", "1500/5"),
            ("1,00,000", "100000/8"),
            ("12,34,567.5", "1234567.5/11"),
            ("1.50", "1.50/4"),
            (".25", "0.25/3"),
            ("3. Next", "3/1"),
            ("3, 4", "3/1"),
            ("1 50", "1/1"),
            ("4 5000", "4/1"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn malformed_runs_are_taken_whole_and_refused() {
        for text in ["1,50", "2.0.1", "1,2,3", "1.500,75", "10,0000", "0,500", "192.168.1.2"] {
            assert_eq!(read(text), Err(Flaw::Grouping), "{text}");
        }
        assert_eq!(read(&"9".repeat(29)), Err(Flaw::TooLarge));
        assert!(read(&"9".repeat(28)).is_ok());
    }

    #[test]
    fn a_comma_may_be_the_decimal_sign() {
        let read = |text: &str| with_decimal_comma(text).map(|literal| literal.value.to_string());
        assert_eq!(read("1,5").as_deref(), Some("1.5"));
        assert_eq!(read("12,75").as_deref(), Some("12.75"));
        for text in ["1,500", "1,2,3", "1.5", "1500,5", "1,"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_plain_space_between_full_groups_is_doubtful() {
        assert!(lex("12 345").0.is_ok_and(|literal| literal.doubtful));
        assert!(lex("40 000").0.is_ok_and(|literal| !literal.doubtful));
        assert!(lex("12\u{a0}345").0.is_ok_and(|literal| !literal.doubtful));
    }
}
