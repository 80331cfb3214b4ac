//! JSON and JSON Lines text to a tree.
//!
//! A strict reader (RFC 8259): YAML would let trailing commas, comments and tabs in strings pass.
//! After an error inside an element of a list of records the reader goes on with the next element,
//! so that a broken record costs itself alone. Lines that are as they should be are read in one fast
//! pass ([`plain`](mod@plain)), any other one by the strict reader.

mod lines;
mod plain;
mod scan;
mod token;

use std::borrow::Cow;
use std::ops::Range;

use super::build::{Builder, shown};
use super::{Defect, MAX_DEPTH, Style, Tree};
use crate::span::FileId;
pub(crate) use lines::Lines;
pub(super) use lines::read_lines;
pub(crate) use scan::Scan;
use token::{is_word_byte, is_word_value, plain_length, unicode_escape};

const MARK: char = '\u{feff}';

/// The key under which a series holds its records.
const SERIES_KEY: &str = "claims";

pub(super) fn read(text: &str, file: FileId) -> (Tree<'_>, Vec<Defect>) {
    let mut reader = Reader::new(text, file);
    reader.end = text.len();
    if text.starts_with(MARK) {
        reader.at = MARK.len_utf8();
    }
    reader.document(Place::Root);
    reader.builder.finish()
}

/// What is wrong, where.
struct Broken {
    range: Range<usize>,
    message: String,
    label: &'static str,
    help: Option<&'static str>,
}

struct Reader<'t> {
    builder: Builder<'t>,
    text: &'t str,
    at: usize,
    end: usize,
    /// The rest of the text could not be read, which was reported.
    lost: bool,
}

/// Where a list stands decides whether its elements are records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    /// The value of a key of the root, or of a series' list.
    Records,
    Inside,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, file: FileId) -> Self {
        Self { builder: Builder::new(text, file), text, at: 0, end: 0, lost: false }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied().filter(|_| self.at < self.end)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The rest of the text that may be read.
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn broken(&self, message: impl Into<String>, label: &'static str) -> Broken {
        let word = self.rest().find([' ', '\t', '\n', '\r', ',', ']', '}', '"']);
        let length = word.unwrap_or(self.end - self.at).max(1);
        let mut range = self.at..self.text.ceil_char_boundary((self.at + length).min(self.end));
        if range.is_empty() {
            // At the end of the text: the last character that is there.
            let before = self.text[..self.at].trim_end();
            let last = before.chars().next_back().map_or(0, char::len_utf8);
            range = before.len() - last..before.len();
        }
        Broken { range, message: message.into(), label, help: None }
    }

    fn report(&mut self, broken: Broken) {
        self.builder.defect(broken.range, broken.message, broken.label, broken.help);
    }

    fn document(&mut self, place: Place) {
        self.skip_space();
        if self.at == self.end {
            return;
        }
        let mark = self.builder.mark();
        let result = self.value(place).and_then(|()| {
            self.skip_space();
            if self.at < self.end {
                return Err(self.broken("something follows the end of the JSON value", "left over"));
            }
            Ok(())
        });
        if let Err(broken) = result {
            // What is left over does not make the value wrong.
            if broken.label != "left over" {
                self.builder.rewind(&mark);
            }
            self.report(broken);
        }
    }

    fn value(&mut self, place: Place) -> Result<(), Broken> {
        match self.peek() {
            Some(b'{') => self.object(place),
            Some(b'[') => self.array(place),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => self.word(),
            Some(b'\'') => Err(self.broken("JSON takes \" for quotations", "single quote")),
            Some(b'/') => Err(self.broken("JSON has no comments", "comment")),
            Some(b',' | b']' | b'}' | b':') => {
                Err(self.broken("a value is missing", "no value before this"))
            }
            Some(_) => Err(self.broken("this cannot be read as JSON", "not JSON")),
            None => Err(self.broken("the text ends in the middle of a value", "ends here")),
        }
    }

    fn open(&mut self, is_map: bool) -> Result<(), Broken> {
        if self.builder.open(is_map, self.at) {
            self.at += 1;
            return Ok(());
        }
        Err(self.broken(format!("this is nested more than {MAX_DEPTH} levels deep"), "too deep"))
    }

    fn object(&mut self, place: Place) -> Result<(), Broken> {
        let start = self.at;
        self.open(true)?;
        let mut comma = None;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'}') => break,
                Some(b'"') => {
                    let before = self.builder.mark();
                    let entry = self.at;
                    if let Err(broken) = self.entry(place) {
                        if place != Place::Root {
                            return Err(broken);
                        }
                        self.recover(&before, entry, start, broken);
                    }
                }
                None => return self.cut_off(start, place == Place::Root),
                Some(_) => return Err(self.broken("a key in quotes is expected here", "no key")),
            }
            comma = None;
            self.skip_space();
            match self.peek() {
                Some(b',') => {
                    comma = Some(self.at);
                    self.at += 1;
                }
                Some(b'}') => break,
                None => return self.cut_off(start, place == Place::Root),
                Some(_) => {
                    let broken = self.broken("a comma is missing before this", "no comma");
                    if place != Place::Root {
                        return Err(broken);
                    }
                    self.report(broken);
                    self.at = self.end;
                    self.lost = true;
                }
            }
        }
        self.close(comma);
        Ok(())
    }

    fn entry(&mut self, place: Place) -> Result<(), Broken> {
        let key = self.at;
        self.string()?;
        let series = self.text.get(key + 1..self.at - 1) == Some(SERIES_KEY);
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.broken("a `:` is missing after this key", "no `:`"));
        }
        self.at += 1;
        self.skip_space();
        let records = place == Place::Root || series;
        self.value(if records { Place::Records } else { Place::Inside })
    }

    fn array(&mut self, place: Place) -> Result<(), Broken> {
        let start = self.at;
        self.open(false)?;
        let mut comma = None;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => break,
                None => return self.cut_off(start, place != Place::Inside),
                Some(_) => {
                    let before = self.builder.mark();
                    let element = self.at;
                    if let Err(broken) = self.value(Place::Inside) {
                        if place == Place::Inside {
                            return Err(broken);
                        }
                        self.recover(&before, element, start, broken);
                    }
                }
            }
            comma = None;
            self.skip_space();
            match self.peek() {
                Some(b',') => {
                    comma = Some(self.at);
                    self.at += 1;
                }
                Some(b']') => break,
                None => return self.cut_off(start, place != Place::Inside),
                // A record that ended too early or has no comma after it: go on with what follows.
                Some(b'{') if place != Place::Inside => {
                    let broken = self.broken("a comma is missing before this", "no comma");
                    self.report(broken);
                }
                Some(_) => {
                    let broken = self.broken("a comma is missing before this", "no comma");
                    if place == Place::Inside {
                        return Err(broken);
                    }
                    self.report(broken);
                    self.at = self.end;
                    self.lost = true;
                }
            }
        }
        self.close(comma);
        Ok(())
    }

    /// The end of a list or mapping. A comma before it is wrong, but loses nothing.
    fn close(&mut self, comma: Option<usize>) {
        if let Some(comma) = comma {
            let message = "JSON allows no comma after the last part";
            self.builder.defect(
                comma..comma + 1,
                message,
                "one too many",
                Some("remove the comma"),
            );
        }
        self.at += 1;
        self.builder.close(Some(self.at));
    }

    /// The text ends inside of a list or mapping. What it holds is kept where that is a list of
    /// records, or the mapping of such lists; a record that is cut off is not.
    fn cut_off(&mut self, start: usize, keep: bool) -> Result<(), Broken> {
        if !keep {
            return Err(self.unclosed(start));
        }
        if !self.lost {
            let broken = self.unclosed(start);
            self.report(broken);
            self.lost = true;
        }
        self.builder.close(None);
        Ok(())
    }

    fn unclosed(&self, start: usize) -> Broken {
        let line = self.text[start..self.end].lines().next().unwrap_or("").trim_end();
        let range = start..start + line.len().max(1);
        let message = "a bracket is not closed".to_owned();
        Broken { range, message, label: "opened here", help: None }
    }

    /// Leave out a broken part of a list or mapping and go on after it: where the next part starts
    /// like this one, in the same column of a line of its own; else where brackets balance.
    fn recover(&mut self, before: &super::build::Mark, part: usize, opened: usize, broken: Broken) {
        self.builder.rewind(before);
        self.report(broken);
        let at_end = self.at >= self.end;
        self.at = part;
        let line = self.text[..part].trim_end_matches([' ', '\t']).len();
        let next = if self.text[..line].ends_with('\n') && line > opened {
            self.next_line_like(&self.text[line..part], part)
        } else {
            self.balanced(part)
        };
        self.at = next.unwrap_or(self.end);
        if next.is_none() && !self.lost {
            self.lost = true;
            if !at_end {
                let mut broken = self.unclosed(part);
                broken.message = "nothing after this error could be read".to_owned();
                broken.label = "not read from here on";
                self.report(broken);
            }
        }
    }

    /// The comma or bracket before the next line with this indentation; the line starts a part.
    fn next_line_like(&self, indent: &str, part: usize) -> Option<usize> {
        let first = self.text.as_bytes().get(part).copied()?;
        let mut from = part;
        while let Some(found) = self.text[from..self.end].find('\n') {
            from += found + 1;
            let line = &self.text[from..self.end];
            let Some(rest) = line.strip_prefix(indent) else {
                if line.trim_start_matches([' ', '\t']).starts_with([']', '}']) {
                    return Some(self.before(from + line.len() - line.trim_start().len()));
                }
                continue;
            };
            if rest.as_bytes().first() == Some(&first) {
                return Some(self.before(from + indent.len()));
            }
        }
        None
    }

    /// The comma before an offset, if one is the last thing before it.
    fn before(&self, at: usize) -> usize {
        let before = self.text[..at].trim_end();
        if before.ends_with(',') { before.len() - 1 } else { at }
    }

    /// The comma or closing bracket after a part, its own brackets counted. Strings end with their
    /// line at the latest.
    fn balanced(&self, part: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        let (mut open, mut i) = (Vec::new(), part);
        while let Some(byte) = bytes.get(i) {
            match byte {
                b'"' => {
                    i += 1;
                    while bytes.get(i).is_some_and(|b| !matches!(b, b'"' | b'\n')) {
                        i += if bytes[i] == b'\\' { 2 } else { 1 };
                    }
                }
                b'[' | b'{' => open.push(*byte),
                b']' | b'}' | b',' if open.is_empty() => return Some(i),
                b']' | b'}' => {
                    let own = if *byte == b']' { b'[' } else { b'{' };
                    // A bracket that was never closed ends with the one around it.
                    if let Some(at) = open.iter().rposition(|b| *b == own) {
                        open.truncate(at);
                    }
                }
                _ => {}
            }
            i += 1;
        }
        None
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), Broken> {
        let rest = self.rest();
        let length = rest.bytes().take_while(|b| is_word_byte(*b)).count();
        let word = &rest[..length];
        if !is_word_value(word) {
            let what = shown(word);
            return Err(
                self.broken(format!("`{what}` is no JSON value; texts need quotes"), "no quotes")
            );
        }
        let range = self.at..self.at + word.len();
        self.at = range.end;
        self.builder.scalar(Cow::Borrowed(word), Style::Plain, range);
        Ok(())
    }

    fn string(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let text = self.string_text()?;
        self.builder.scalar(text, Style::Quoted, start..self.at);
        Ok(())
    }

    /// The text of a string, which is passed.
    fn string_text(&mut self) -> Result<Cow<'t, str>, Broken> {
        let start = self.at;
        let mut decoded: Option<String> = None;
        let mut from = start + 1;
        self.at = from;
        loop {
            let rest = self.rest().as_bytes();
            let stop = plain_length(rest);
            let Some(byte) = rest.get(stop) else { return Err(self.unclosed_string(start)) };
            self.at += stop;
            match byte {
                b'"' => break,
                b'\\' => {
                    let text = decoded.get_or_insert_default();
                    text.push_str(&self.text[from..self.at]);
                    let c = self.escape()?;
                    decoded.get_or_insert_default().push(c);
                    from = self.at;
                }
                b'\n' | b'\r' => return Err(self.unclosed_string(start)),
                byte => {
                    let message = format!(
                        "a control character (U+{byte:04X}) stands in a text; write it as an escape"
                    );
                    return Err(Broken {
                        range: self.at..self.at + 1,
                        message,
                        label: "control character",
                        help: None,
                    });
                }
            }
        }
        let tail = &self.text[from..self.at];
        self.at += 1;
        Ok(match decoded {
            Some(mut text) => {
                text.push_str(tail);
                Cow::Owned(text)
            }
            None => Cow::Borrowed(tail),
        })
    }

    fn unclosed_string(&self, start: usize) -> Broken {
        let line = self.text[start..self.end].lines().next().unwrap_or("");
        let range = start..start + line.len().max(1);
        Broken {
            range,
            message: "a quotation is not closed".to_owned(),
            label: "opened here",
            help: None,
        }
    }

    /// A `\` and what it means; `at` is moved past it.
    fn escape(&mut self) -> Result<char, Broken> {
        let start = self.at;
        let wrong = |end: usize| Broken {
            range: start..self.text.ceil_char_boundary(end.min(self.end)),
            message: "an escape after `\\` is not one that JSON knows".to_owned(),
            label: "unknown escape",
            help: Some("write `\\\\` for a backslash"),
        };
        let byte = *self.text.as_bytes().get(start + 1).ok_or_else(|| wrong(start + 1))?;
        let c = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (c, length) = unicode_escape(self.rest()).ok_or_else(|| wrong(start + 6))?;
                self.at += length;
                return Ok(c);
            }
            _ => return Err(wrong(start + 2)),
        };
        self.at += 2;
        Ok(c)
    }
}
