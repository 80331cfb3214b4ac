//! References to CSL-YAML, as pandoc and Zotero read it.
//!
//! Other programs read YAML 1.1, where `no` is a flag and `12:30` a number; texts that mean something
//! else to them are put into quotes.

use smol_str::format_smolstr;

use super::dates;
use crate::record::{Datum, ReferenceRecord, Text};

/// Variables of CSL that are dates.
const DATES: [&str; 6] =
    ["issued", "accessed", "event-date", "original-date", "submitted", "available-date"];

/// Words that are no text to a reader of YAML 1.1, in any case.
const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"];

/// `references:` with all fields of all references, in their order.
#[must_use]
pub fn csl_yaml(references: &[ReferenceRecord]) -> String {
    let mut out = "references:".to_owned();
    if references.is_empty() {
        out.push_str(" []");
    }
    for reference in references {
        out.push_str("\n- id: ");
        out.push_str(&scalar(&reference.id.value, false, 1));
        let mut seen = rustc_hash::FxHashSet::default();
        for field in &reference.fields {
            let name = field.name.value.as_str();
            // A key that is there twice was reported; the first one counts.
            if name != "id" && seen.insert(name) {
                let date = DATES.contains(&name).then(|| date(&field.value)).flatten();
                out.push_str("\n  ");
                entry(&field.name, date.as_ref().unwrap_or(&field.value), 1, &mut out);
            }
        }
    }
    out.push('\n');
    out
}

/// A date with what pandoc reads of it: a `raw` text in numbers too, and `circa` as a flag.
fn date(datum: &Datum) -> Option<Datum> {
    let Datum::Map(entries, span) = datum else { return None };
    let mut out = entries.clone();
    for (name, value) in &mut out {
        if let ("circa", Datum::Text { text, plain }) = (name.value.as_str(), value) {
            let flag = if matches!(&*text.value, "" | "0" | "false") { "false" } else { "true" };
            (*text, *plain) = (Text::new(flag.into(), text.span), true);
        }
    }
    if datum.get("date-parts").is_none()
        && let Some(raw) = datum.get("raw").and_then(Datum::as_text)
        && let Ok(Some(edtf)) = dates::read(&raw.value)
        && let Datum::Map(mut numbers, _) = dates::written(&edtf, *span)
        && numbers.iter().any(|(name, _)| name.value == "date-parts")
    {
        numbers.retain(|(name, _)| datum.get(&name.value).is_none());
        out.splice(0..0, numbers);
    }
    Some(Datum::Map(out, *span))
}

/// A key and its value; `depth` counts two blanks for each mapping around it.
fn entry(key: &Text, value: &Datum, depth: usize, out: &mut String) {
    /// A key that says so may be longer than the 1024 characters of others.
    const LONG_KEY: usize = 512;
    let key = if key.value.contains('\n') {
        quoted(&key.value)
    } else {
        scalar(&key.value, false, depth)
    };
    if key.len() > LONG_KEY {
        out.push_str("? ");
        out.push_str(&key);
        line(depth, out);
    } else {
        out.push_str(&key);
    }
    out.push(':');
    match value {
        Datum::List(items, _) if !items.is_empty() => {
            line(depth, out);
            list(items, depth, out);
        }
        Datum::Map(entries, _) if !entries.is_empty() => {
            line(depth + 1, out);
            map(entries, depth + 1, out);
        }
        leaf => {
            out.push(' ');
            block(leaf, depth, out);
        }
    }
}

/// What begins where the last line ends.
fn block(value: &Datum, depth: usize, out: &mut String) {
    match value {
        Datum::List(items, _) if items.is_empty() => out.push_str("[]"),
        Datum::Map(entries, _) if entries.is_empty() => out.push_str("{}"),
        Datum::List(items, _) => list(items, depth, out),
        Datum::Map(entries, _) => map(entries, depth, out),
        Datum::Text { text, plain } => out.push_str(&scalar(&text.value, *plain, depth)),
        Datum::Null(_) => out.push_str("null"),
    }
}

fn list(items: &[Datum], depth: usize, out: &mut String) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            line(depth, out);
        }
        out.push_str("- ");
        block(item, depth + 1, out);
    }
}

fn map(entries: &[(Text, Datum)], depth: usize, out: &mut String) {
    for (at, (key, value)) in entries.iter().enumerate() {
        if at > 0 {
            line(depth, out);
        }
        entry(key, value, depth, out);
    }
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// A text as a scalar that is read as this text by everybody; `plain` ones may be read as the number
/// or the flag that they are.
fn scalar(text: &str, plain: bool, depth: usize) -> String {
    let number = || text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
    if plain && (matches!(text, "true" | "false") || number()) {
        return text.to_owned();
    }
    if text.contains('\n') {
        return lines(text, depth).unwrap_or_else(|| quoted(text));
    }
    if is_plain(text) {
        return text.to_owned();
    }
    if !text.chars().any(is_escaped) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        quoted(text)
    }
}

/// Whether a text of one line needs no quotes: it begins like no sign of YAML's, has none inside, and
/// is neither a word nor a number nor a date of YAML 1.1.
fn is_plain(text: &str) -> bool {
    /// Signs that begin something else than a text.
    const FIRST: &str = "-?:,[]{}#&*!|>'\"%@`=<.+~";
    let Some(first) = text.chars().next() else { return false };
    let signs = |c: char| c.is_ascii_digit() || "_:.-+/".contains(c);
    let numeric = first.is_ascii_digit()
        && (!text.contains(|c: char| !signs(c)) || text.bytes().all(|b| b.is_ascii_alphanumeric()))
        && !is_range(text);
    !FIRST.contains(first)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && first != ' '
        && !text.chars().any(is_escaped)
        && !numeric
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Pages and identifiers, which nobody reads as numbers: `1-20`, `10.1000/182`, `978-0-306-40615-7`.
fn is_range(text: &str) -> bool {
    let date = text.len() >= 8 && text.as_bytes()[4..].starts_with(b"-") && !text.contains('/');
    let parts = text.split(['-', '/']).count();
    (parts > 1) && !date && text.bytes().all(|b| b.is_ascii_digit() || b"-/.".contains(&b))
}

/// Several lines as a block that keeps them; `None` where the block would not say how they begin or
/// end.
fn lines(text: &str, depth: usize) -> Option<String> {
    let bare = text.strip_suffix('\n');
    let body = bare.unwrap_or(text);
    let odd = |c: char| is_escaped(c) && c != '\n';
    if body.starts_with([' ', '\n', '\t']) || body.ends_with('\n') || body.chars().any(odd) {
        return None;
    }
    let mut out = if bare.is_some() { "|" } else { "|-" }.to_owned();
    for row in body.split('\n') {
        if row.is_empty() {
            out.push('\n');
        } else {
            line(depth + 1, &mut out);
            out.push_str(row);
        }
    }
    Some(out)
}

/// Whether YAML must not have a character as it is, or takes it for the end of a line.
fn is_escaped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text in double quotes, with everything escaped that is not printed.
fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if is_escaped(c) => {
                out.push_str(&format_smolstr!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_and_numbers_of_other_readers_are_quoted() {
        for text in
            ["no", "Yes", "OFF", "y", "~", "12", "1_000", "12:30", "1e3", "2020-05-02", "", "0x1F"]
        {
            assert_eq!(scalar(text, false, 0), format!("'{text}'"));
        }
        for text in ["None", "1-20", "10.1000/182", "978-0-306-40615-7", "2020-05", "A: B"] {
            let quoted = if text.contains(": ") { format!("'{text}'") } else { text.to_owned() };
            assert_eq!(scalar(text, false, 0), quoted);
        }
        assert_eq!(scalar("12", true, 0), "12");
    }

    proptest! {
        #[test]
        fn a_text_is_read_as_itself(
            text in prop_oneof!["[a-z0-9:#,'\"{}|>\\-_. \n\t~&*!%@]{0,12}", "\\PC{0,8}", ".{0,6}"],
        ) {
            let yaml = format!("a:\n- b: {}\n", scalar(&text, false, 1));
            let read: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
            prop_assert_eq!(read["a"][0]["b"].as_str(), Some(text.as_str()), "{}", yaml);
        }
    }
}
