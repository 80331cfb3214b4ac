//! What stands before an item, a note or a reference: "12.", "[12]", "¹²", "(a)", "•".

use std::ops::Range;

use smol_str::SmolStr;

use super::marks::superscript;

/// How a label is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `-`, `*`, `•`.
    Bullet,
    /// `12.`, `12)`, `(12)`, `(a)`, `a)`.
    Item,
    /// `[12]`, `[a]`.
    Bracket,
    /// `¹²`, `^12`, `^{12}`, `[^12]`.
    Raised,
    /// `12` and a space.
    Bare,
    /// `0915` or `9:15` and a gap: an entry of a log.
    Clock,
}

/// A label at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) form: Form,
    /// Without brackets and full stops; superscript digits as digits. Empty for a bullet.
    pub(super) name: SmolStr,
    /// Bytes up to the text that it labels.
    pub(super) end: usize,
}

const BULLETS: [char; 11] = ['-', '*', '•', '–', '◦', '▪', '‣', '·', '●', '○', '□'];

/// Numbers of notes, items and references have at most so many digits; a longer one is a year or a
/// figure.
const DIGITS: Range<usize> = 1..4;

/// The label at the start of a text; it is followed by white space (after brackets and raised
/// digits it may be missing) and by what it labels.
pub(super) fn of(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let (form, name, end) = match first {
        c if BULLETS.contains(&c) => (Form::Bullet, SmolStr::default(), c.len_utf8()),
        '[' => {
            let (name, rest) = text[1..].split_once(']')?;
            let raised = name.strip_prefix('^');
            let form = if raised.is_some() { Form::Raised } else { Form::Bracket };
            let name = raised.unwrap_or(name);
            (form, one(name)?, text.len() - rest.len())
        }
        '(' => {
            let (name, rest) = text[1..].split_once(')')?;
            let name = one(name).or_else(|| roman(name))?;
            (Form::Item, name, text.len() - rest.len())
        }
        '^' => {
            let rest = &text[1..];
            let (name, end) = match rest.strip_prefix('{') {
                Some(inner) => inner.split_once('}').map(|(name, _)| (name, 3 + name.len()))?,
                None => digits(rest).map(|name| (name, 1 + name.len()))?,
            };
            (Form::Raised, number(name)?, end)
        }
        c if superscript(c).is_some() => {
            let name: SmolStr = text.chars().map_while(superscript).collect();
            let end =
                text.chars().take_while(|c| superscript(*c).is_some()).map(char::len_utf8).sum();
            (Form::Raised, name, end)
        }
        c if c.is_ascii_digit() && clock(text).is_some() => {
            let name = clock(text)?;
            (Form::Clock, name.into(), name.len())
        }
        c if c.is_ascii_digit() => {
            let name = number(digits(text)?)?;
            let end = name.len();
            match text.as_bytes().get(end) {
                Some(b'.' | b')') => (Form::Item, name, end + 1),
                _ => (Form::Bare, name, end),
            }
        }
        c if c.is_ascii_lowercase() && matches!(text.as_bytes().get(1), Some(b'.' | b')')) => {
            (Form::Item, text[..1].into(), 2)
        }
        _ => return None,
    };
    let rest = &text[end..];
    let trimmed = rest.trim_start();
    let apart = trimmed.len() < rest.len() || matches!(form, Form::Bracket | Form::Raised);
    // Behind "[^1]" a colon is the label's too.
    let (trimmed, apart) = match trimmed.strip_prefix(':') {
        Some(after) if form != Form::Bullet => (after.trim_start(), true),
        _ => (trimmed, apart),
    };
    (apart && !trimmed.is_empty()).then(|| Label { form, name, end: text.len() - trimmed.len() })
}

/// The time of day that a text begins with, where a gap stands behind it.
fn clock(text: &str) -> Option<&str> {
    let (time, rest) = text.split_once([' ', '\t'])?;
    let (hour, minute) = match time.split_once([':', '.']) {
        Some(parts) => parts,
        None if time.len() == 4 => time.split_at_checked(2)?,
        None => return None,
    };
    let number = |part: &str| -> Option<u8> {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok())?
    };
    let valid = number(hour)? < 24 && minute.len() == 2 && number(minute)? < 60;
    let gap = text.as_bytes().get(time.len()) == Some(&b'\t')
        || [" ", "- ", "\u{2013} ", "\u{2014} "].iter().any(|gap| rest.starts_with(gap));
    (valid && gap).then_some(time)
}

fn digits(text: &str) -> Option<&str> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| &text[..end])
}

fn number(text: &str) -> Option<SmolStr> {
    let numeric = text.bytes().all(|b| b.is_ascii_digit());
    (numeric && DIGITS.contains(&text.len()) && !text.starts_with('0')).then(|| text.into())
}

/// A number or one letter.
fn one(text: &str) -> Option<SmolStr> {
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if letter { Some(text.into()) } else { number(text) }
}

fn roman(text: &str) -> Option<SmolStr> {
    let numeral = (1..=5).contains(&text.len()) && text.bytes().all(|b| b"ivx".contains(&b));
    numeral.then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_all_forms() {
        let of = |text| of(text).map(|l| (l.form, l.name.to_string(), l.end));
        let some = |form, name: &str, end| Some((form, name.to_owned(), end));
        assert_eq!(of("- boats"), some(Form::Bullet, "", 2));
        assert_eq!(of("•  boats"), some(Form::Bullet, "", 5));
        assert_eq!(of("12. Boats"), some(Form::Item, "12", 4));
        assert_eq!(of("(iv) boats"), some(Form::Item, "iv", 5));
        assert_eq!(of("b) boats"), some(Form::Item, "b", 3));
        assert_eq!(of("[12] Boats"), some(Form::Bracket, "12", 5));
        assert_eq!(of("[a]Boats"), some(Form::Bracket, "a", 3));
        assert_eq!(of("[^7]: Boats"), some(Form::Raised, "7", 6));
        assert_eq!(of("¹² Boats"), some(Form::Raised, "12", 5));
        assert_eq!(of("^{3} Boats"), some(Form::Raised, "3", 5));
        assert_eq!(of("3 Boats"), some(Form::Bare, "3", 2));
        assert_eq!(of("0915  Boats leave"), some(Form::Clock, "0915", 6));
        assert_eq!(of("9:15 - Boats leave").map(|label| label.0), Some(Form::Clock));
        for none in [
            "2023. Boats",
            "-boats",
            "12",
            "12.5 boats",
            "[see] boats",
            "",
            "-",
            "A. Boats",
            "007 x",
            "1999 boats",
            "2575  boats",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
