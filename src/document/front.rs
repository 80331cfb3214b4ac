//! Front matter: what a document says of itself between two lines of `---`.
//!
//! Only plain keys at the left margin are read; a repository's own records go through the tree
//! room, but a document may hold anything here, and no fault in it is the document's.

use std::ops::Range;

use super::Field;

/// What front matter gives.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) issued: Option<Field>,
    pub(super) title: Option<Field>,
    /// Bytes that it takes; 0 without front matter.
    pub(super) end: usize,
}

/// Keys of the date, the most telling first: CSL's own, then pandoc's and the site builders'.
const DATES: [&str; 4] = ["issued", "date", "published", "pubdate"];
const TITLE: &str = "title";

/// Lines after which an opening `---` is a rule of the text.
const MOST_LINES: usize = 400;

/// Read the front matter at the start of a text, if there is any.
pub(super) fn read(file: &str) -> Front {
    let mut front = Front::default();
    let mark = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = mark;
    let mut rank = DATES.len();
    for (number, line) in file[mark..].split_inclusive('\n').enumerate().take(MOST_LINES) {
        let range = at..at + line.len();
        at = range.end;
        let line = line.trim_end();
        match (number, line) {
            (0, "---") => {}
            (0, _) => return Front::default(),
            (_, "---" | "...") => return Front { end: range.end, ..front },
            _ => {
                let Some((key, field)) = field(line, range.start) else { continue };
                let key = key.to_ascii_lowercase();
                if key == TITLE && front.title.is_none() {
                    front.title = Some(field);
                } else if let Some(better) = DATES[..rank].iter().position(|date| *date == key) {
                    rank = better;
                    front.issued = Some(field);
                }
            }
        }
    }
    Front::default()
}

/// `key: value` at the left margin.
fn field(line: &str, start: usize) -> Option<(&str, Field)> {
    let colon = line.find(':')?;
    let key = &line[..colon];
    let named = key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if key.is_empty() || !named {
        return None;
    }
    let range = value(line, colon + 1)?;
    let text = line[range.clone()].to_owned();
    Some((key, Field { text, range: start + range.start..start + range.end }))
}

/// A plain or quoted scalar, without quotation marks and without a comment.
fn value(line: &str, from: usize) -> Option<Range<usize>> {
    let from = line.len() - line[from..].trim_start().len();
    let rest = &line[from..];
    let range = match rest.chars().next()? {
        quote @ ('"' | '\'') => from + 1..from + 1 + rest[1..].find(quote)?,
        '|' | '>' | '[' | '{' | '&' | '*' | '!' | '#' => return None,
        _ => {
            let end = rest.find(" #").unwrap_or(rest.len());
            from..from + rest[..end].trim_end().len()
        }
    };
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_and_title_with_their_bytes() {
        let file = "\u{feff}---\nTitle: \"Boats: a count\"\ntags: [a, b]\ndate: 2024-04-02 # first\nissued: 2024-04\nx:\n---\ntext";
        let front = read(file);
        let (title, issued) = (front.title.unwrap(), front.issued.unwrap());
        assert_eq!((title.text.as_str(), &file[title.range]), ("Boats: a count", "Boats: a count"));
        assert_eq!((issued.text.as_str(), &file[issued.range]), ("2024-04", "2024-04"));
        assert_eq!(&file[front.end..], "text");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for file in
            ["---\ndate: 2024", "text\n---\ndate: 2024\n---\n", "", "----\ndate: 2024\n----\n"]
        {
            let front = read(file);
            assert_eq!((front.end, front.issued, front.title), (0, None, None));
        }
    }
}
