//! BibTeX text to entries and fields with their places.
//!
//! Braces decide where things end, as in BibTeX itself. Where they do not balance, an entry ends
//! before the next line that begins one, and a value before the next line that begins a field, so
//! that a lost brace costs one value.

use std::ops::Range;

/// How far past the beginning of what may be a next entry the end of the present one is looked for:
/// longer than any abstract that quotes an entry.
const LOOK_AHEAD: usize = 1 << 16;

/// How far back a line is looked at for the mark of a comment.
const LINE: usize = 1 << 10;

/// An entry; `@string`, `@comment` and `@preamble` too.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    pub(super) at: Range<usize>,
    pub(super) kind: &'t str,
    /// The citation key and its place; empty where there is none.
    pub(super) key: (&'t str, Range<usize>),
    pub(super) fields: Vec<Field<'t>>,
}

/// A field: its name, and what is joined by `#`.
#[derive(Clone, Debug)]
pub(super) struct Field<'t> {
    pub(super) name: &'t str,
    pub(super) name_at: Range<usize>,
    pub(super) pieces: Vec<Piece<'t>>,
}

#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) at: Range<usize>,
    /// Whether it is the name of an abbreviation.
    pub(super) name: bool,
}

/// A defect and its place.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

pub(super) fn entries(text: &str) -> (Vec<Entry<'_>>, Vec<Fault>) {
    let ahead = text.len() + LOOK_AHEAD;
    let mut scan = Scan { text, faults: Vec::new(), ahead };
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(entry) = scan.next_entry(from) {
        scan.between(from..entry.at.start);
        from = entry.at.end;
        out.push(entry);
    }
    scan.between(from..text.len());
    (out, scan.faults)
}

struct Scan<'t> {
    text: &'t str,
    faults: Vec<Fault>,
    /// How much may still be looked ahead in the whole file, so that a file of unclosed entries
    /// takes no longer than another.
    ahead: usize,
}

/// Whether a byte may be part of a name (of an entry's kind, a field, an abbreviation).
fn named(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-:.+/'!$&*?".contains(&byte) || byte >= 0x80
}

impl<'t> Scan<'t> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The first place from here that holds no white space.
    fn skip(&self, from: usize, end: usize) -> usize {
        let blank = |at: &usize| self.byte(*at).is_some_and(|b| b.is_ascii_whitespace());
        (from..end).find(|at| !blank(at)).unwrap_or(end)
    }

    /// The first place of the line from here that holds no blank.
    fn indent(&self, from: usize, end: usize) -> usize {
        let blank = |at: &usize| matches!(self.byte(*at), Some(b' ' | b'\t' | b'\r'));
        (from..end).find(|at| !blank(at)).unwrap_or(end)
    }

    /// The end of a name that begins here.
    fn name_end(&self, from: usize, end: usize) -> usize {
        (from..end).find(|at| !self.byte(*at).is_some_and(named)).unwrap_or(end)
    }

    /// The head of an entry at an `@`: its kind, and where its brace stands.
    fn head(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let kind = self.skip(at + 1, self.text.len());
        let end = self.name_end(kind, self.text.len());
        let open = self.skip(end, self.text.len());
        let first = self.byte(kind).is_some_and(|b| b.is_ascii_alphabetic());
        (first && matches!(self.byte(open), Some(b'{' | b'('))).then_some((kind..end, open))
    }

    fn next_entry(&mut self, from: usize) -> Option<Entry<'t>> {
        let mut at = from;
        loop {
            at += memchr::memchr(b'@', self.text.as_bytes().get(at..)?)?;
            match self.head(at) {
                Some((kind, open)) if !self.is_comment(from, at) => {
                    return Some(self.entry(at, kind, open));
                }
                _ => at += 1,
            }
        }
    }

    /// Whether an `@` is part of an address (`name@example.org`), or its line is commented out.
    fn is_comment(&self, from: usize, at: usize) -> bool {
        let glued = at.checked_sub(1).and_then(|i| self.byte(i)).is_some_and(named);
        let before = &self.text.as_bytes()[from.max(at.saturating_sub(LINE))..at];
        let line = before.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        glued || line.trim_ascii_start().first() == Some(&b'%')
    }

    fn entry(&mut self, at: usize, kind: Range<usize>, open: usize) -> Entry<'t> {
        let (inner, end) = self.entry_end(open);
        let closed = end > inner;
        let kind = &self.text[kind];
        let mut entry =
            Entry { at: at..end, kind, key: ("", open + 1..open + 1), fields: Vec::new() };
        if kind.eq_ignore_ascii_case("comment") || kind.eq_ignore_ascii_case("preamble") {
            return entry;
        }
        let mut from = self.skip(open + 1, inner);
        if !kind.eq_ignore_ascii_case("string") {
            let ends = |at: &usize| {
                matches!(self.byte(*at), Some(b',' | b'}' | b'=' | b'{' | b'"'))
                    || self.byte(*at).is_some_and(|b| b.is_ascii_whitespace())
            };
            let key_end = (from..inner).find(ends).unwrap_or(inner);
            let after = self.skip(key_end, inner);
            if self.byte(after) == Some(b'=') && after < inner {
                let message = format!("this entry of kind `{}` has no key", clip(kind));
                self.fault(at..open + 1, message, "write a key and a comma after the brace");
            } else {
                entry.key = (&self.text[from..key_end], from..key_end);
                from = after;
            }
        }
        let before = self.faults.len();
        entry.fields = self.fields(from, inner, closed);
        if !closed && self.faults.len() == before {
            let name = if entry.key.0.is_empty() { kind } else { entry.key.0 };
            let message = format!("the entry `{}` is not closed", clip(name));
            self.fault(at..open + 1, message, "add the brace that closes it");
        }
        entry
    }

    /// Where an entry's inside and the whole entry end; the same place when it is not closed.
    fn entry_end(&mut self, open: usize) -> (usize, usize) {
        let text = self.text;
        let bytes = text.as_bytes();
        let parenthesis = bytes[open] == b'(';
        let mut depth = usize::from(!parenthesis);
        let mut next: Option<usize> = None;
        for (at, byte) in bytes.iter().enumerate().skip(open + 1) {
            match byte {
                b'{' => depth += 1,
                b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && !parenthesis {
                        return (at, at + 1);
                    }
                }
                b')' if parenthesis && depth == 0 => return (at, at + 1),
                b'\n' if next.is_none() => {
                    let line = self.indent(at + 1, bytes.len());
                    if bytes.get(line) == Some(&b'@') && self.head(line).is_some() {
                        // After a brace it is the next entry; else a value may quote one.
                        if text[..at].trim_end().ends_with('}') {
                            return (line, line);
                        }
                        next = Some(line);
                    }
                }
                _ => {}
            }
            if let Some(next) = next {
                self.ahead = self.ahead.saturating_sub(1);
                if at > next + LOOK_AHEAD || self.ahead == 0 {
                    break;
                }
            }
        }
        let end = next.unwrap_or(bytes.len());
        (end, end)
    }

    fn fields(&mut self, from: usize, end: usize, closed: bool) -> Vec<Field<'t>> {
        let mut out: Vec<Field<'t>> = Vec::new();
        let mut at = from;
        let mut separated = false;
        loop {
            at = self.skip(at, end);
            match self.byte(at).filter(|_| at < end) {
                None => return out,
                Some(b',') => {
                    separated = true;
                    at += 1;
                    continue;
                }
                // A comment, which Biber and the crate of this name allow here.
                Some(b'%') => {
                    at = self.text[at..end].find('\n').map_or(end, |n| at + n);
                    continue;
                }
                _ => {}
            }
            let name_end = self.name_end(at, end);
            let equals = self.skip(name_end, end);
            if name_end == at || equals >= end || self.byte(equals) != Some(b'=') {
                let stop = self.text[at..end].find('\n').map_or(end, |n| at + n);
                let unclosed = !closed && self.text[at..stop].trim() == "}";
                if !unclosed {
                    let shown = self.text[at..stop].trim_end();
                    let message = format!("`{}` is no field of an entry", clip(shown));
                    let help = "write fields like `name = {value},`; look for a brace or quotation \
                                mark that is missing or too many";
                    self.fault(at..at + shown.len(), message, help);
                }
                at = self.next_field(stop, end);
                separated = true;
                continue;
            }
            if !separated && let Some(before) = out.last() {
                let message = format!("a comma is missing after `{}`", clip(before.name));
                self.fault(at..name_end, message, "put a comma after the value before it");
            }
            let before = self.faults.len();
            let (pieces, after) = self.value(equals + 1, end, closed, &self.text[at..name_end]);
            let name = &self.text[at..name_end];
            out.push(Field { name, name_at: at..name_end, pieces });
            // The comma may be in what was cut.
            separated = self.faults.len() > before;
            at = after;
        }
    }

    /// The beginning of the next line that begins a field.
    fn next_field(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while let Some(line) = self.text[at..end].find('\n').map(|n| at + n + 1) {
            if self.begins_field(line, end) {
                return line;
            }
            at = line;
        }
        end
    }

    /// Whether `name = {`, `name = "` or `name = 12` stands here.
    fn begins_field(&self, line: usize, end: usize) -> bool {
        let name = self.indent(line, end);
        let name_end = self.name_end(name, end);
        let equals = self.indent(name_end, end);
        let value = self.indent((equals + 1).min(end), end);
        name_end > name
            && equals < end
            && self.byte(equals) == Some(b'=')
            && self.byte(value).is_some_and(|b| b == b'{' || b == b'"' || b.is_ascii_digit())
    }

    fn value(
        &mut self,
        from: usize,
        end: usize,
        closed: bool,
        name: &str,
    ) -> (Vec<Piece<'t>>, usize) {
        let mut pieces = Vec::new();
        let mut at = from;
        loop {
            at = self.skip(at, end);
            let (inner, after) = match self.byte(at).filter(|_| at < end) {
                Some(open @ (b'{' | b'"')) => match self.delimited(at, end, open, closed) {
                    Ok(inner) => (at + 1..inner, inner + 1),
                    Err(cut) => {
                        let message = format!("the value of `{}` is not closed", clip(name));
                        let mark = if open == b'{' { "brace" } else { "quotation mark" };
                        let help = match mark {
                            "brace" => "add the brace that closes it",
                            _ => "add the quotation mark that closes it",
                        };
                        self.fault(at..at + 1, message, help);
                        let kept = self.text[at + 1..cut].trim_end().trim_end_matches(',').len();
                        (at + 1..at + 1 + kept, cut)
                    }
                },
                Some(byte) if named(byte) => {
                    let stop = self.name_end(at, end);
                    (at..stop, stop)
                }
                _ => {
                    let message = format!("`{}` has no value", clip(name));
                    self.fault(at.min(end)..at.min(end), message, "write it like `{value}`");
                    return (pieces, at);
                }
            };
            let text = &self.text[inner.clone()];
            let bare = inner.start == at;
            let is_number = text.bytes().all(|b| b.is_ascii_digit());
            pieces.push(Piece { text, at: inner, name: bare && !is_number });
            at = self.skip(after, end);
            if at >= end || self.byte(at) != Some(b'#') {
                return (pieces, at);
            }
            at += 1;
        }
    }

    /// Where a value in braces or quotation marks ends; where it is cut, when it does not.
    fn delimited(&self, open: usize, end: usize, mark: u8, closed: bool) -> Result<usize, usize> {
        let mut depth = 0_usize;
        let mut cut = None;
        for at in open + 1..end {
            match self.byte(at) {
                Some(b'{') => depth += 1,
                Some(b'}') if depth == 0 && mark == b'{' => return Ok(at),
                Some(b'}') => depth = depth.saturating_sub(1),
                Some(b'"') if depth == 0 && mark == b'"' => return Ok(at),
                Some(b'\n') if cut.is_none() && self.begins_field(at + 1, end) => {
                    cut = Some(at);
                    if !closed {
                        return Err(at);
                    }
                }
                _ => {}
            }
        }
        Err(cut.unwrap_or(end))
    }

    /// What stands between entries is a comment; a brace that closes nothing there was one too many
    /// before.
    fn between(&mut self, range: Range<usize>) {
        let (mut from, mut depth) = (range.start, 0_usize);
        for line in self.text[range].split_inclusive('\n') {
            let start = from;
            from += line.len();
            if line.trim_start().starts_with('%') {
                continue;
            }
            for (at, byte) in line.bytes().enumerate() {
                match byte {
                    b'{' => depth += 1,
                    b'}' if depth > 0 => depth -= 1,
                    b'}' => {
                        let message =
                            "a brace that closes nothing; what stands before it was not read";
                        let help = "look for a brace too many in the entry before";
                        let at = start + at..start + at + 1;
                        return self.fault(at, message.to_owned(), help);
                    }
                    _ => {}
                }
            }
        }
    }

    fn fault(&mut self, at: Range<usize>, message: String, help: &'static str) {
        self.faults.push(Fault { at, message, help });
    }
}

/// As much of a text as a message shows.
fn clip(text: &str) -> String {
    /// Characters.
    const WIDTH: usize = 40;
    let line = text.lines().next().unwrap_or("");
    crate::tree::shown(&crate::text::shorten(line, WIDTH, "…")).to_string()
}
