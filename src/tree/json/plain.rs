//! A fast way through the lines of JSON Lines that are as they should be.
//!
//! It writes the nodes of a line without a look at what could be wrong and gives up at the first
//! thing that is, or that is seldom (deep nesting, escapes in keys); then the general reader reads
//! the whole line. It reports nothing: whatever this one reads, both read to the same tree (a
//! property test holds it to that).

use std::borrow::Cow;

use smallvec::SmallVec;

use super::Reader;
use super::token::{is_word_byte, is_word_value, plain_length};
use crate::tree::{Kind, MAX_SCALAR, Raw, Style};

/// How deep this reader goes, far less than the general one may: records need about eight levels.
const DEEPEST: usize = 24;

/// Keys of all open mappings that find room without an allocation; a claim with its citation has
/// some fifteen.
const MANY_KEYS: usize = 32;

/// This reader does not know what stands there.
pub(super) struct Unknown;

type Known<T = ()> = Result<T, Unknown>;

/// Read the line in which the reader stands. When it gives up, the builder holds a part of the line
/// and must be rewound, and the reader stands somewhere in the line.
pub(super) fn read(reader: &mut Reader<'_>) -> Known {
    let bytes = reader.text.as_bytes().get(..reader.end).ok_or(Unknown)?;
    let root = small(reader.builder.tree.nodes.len());
    let at = reader.at;
    let mut line = Line { reader, bytes, at, depth: 0, keys: SmallVec::new() };
    line.value()?;
    line.skip_space();
    if line.at != bytes.len() {
        return Err(Unknown);
    }
    reader.builder.tree.roots.push(root);
    Ok(())
}

struct Line<'r, 't> {
    reader: &'r mut Reader<'t>,
    /// The text up to the line's end.
    bytes: &'t [u8],
    at: usize,
    depth: usize,
    /// Marks of the keys of the open mappings, each one's after those of the one around it.
    keys: SmallVec<[u64; MANY_KEYS]>,
}

/// Files are limited to far less than 4 GiB before they are read.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A number that equal keys share, and few others: length and first bytes.
fn mark_of(key: &[u8]) -> u64 {
    let length = key.len() as u64;
    match key.first_chunk() {
        Some(first) => u64::from_le_bytes(*first).rotate_left(u8::BITS) ^ length,
        None => key.iter().fold(length, |mark, byte| mark << u8::BITS | u64::from(*byte)),
    }
}

impl Line<'_, '_> {
    /// A byte; NUL, which has no place in JSON, past the end of the line.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn skip_space(&mut self) {
        // One comparison settles it nearly always.
        while self.peek() <= b' ' && matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, link: u32) {
        let (start, end) = (small(start), small(end));
        self.reader.builder.tree.nodes.push(Raw { start, end, link, kind });
    }

    fn value(&mut self) -> Known {
        match self.peek() {
            b'"' => self.string(),
            b'{' => self.object(),
            b'[' => self.array(),
            _ => self.word(),
        }
    }

    fn open(&mut self, kind: Kind) -> Known<usize> {
        if self.depth == DEEPEST {
            return Err(Unknown);
        }
        self.depth += 1;
        let node = self.reader.builder.tree.nodes.len();
        self.push(kind, self.at, self.at, 0);
        self.at += 1;
        self.skip_space();
        Ok(node)
    }

    fn close(&mut self, node: usize) {
        self.at += 1;
        self.depth -= 1;
        let (end, nodes) = (small(self.at), &mut self.reader.builder.tree.nodes);
        let past = small(nodes.len());
        if let Some(raw) = nodes.get_mut(node) {
            (raw.end, raw.link) = (end, past);
        }
    }

    fn object(&mut self) -> Known {
        let node = self.open(Kind::Map)?;
        let first = self.keys.len();
        let mut more = self.peek() != b'}';
        while more {
            self.key(first)?;
            self.value()?;
            more = self.goes_on(b'}')?;
        }
        self.keys.truncate(first);
        self.close(node);
        Ok(())
    }

    fn array(&mut self) -> Known {
        let node = self.open(Kind::Seq)?;
        let mut more = self.peek() != b']';
        while more {
            self.value()?;
            more = self.goes_on(b']')?;
        }
        self.close(node);
        Ok(())
    }

    /// Whether a comma comes next, which is passed, and not the end.
    fn goes_on(&mut self, close: u8) -> Known<bool> {
        self.skip_space();
        match self.peek() {
            b',' => {
                self.at += 1;
                self.skip_space();
                Ok(true)
            }
            byte if byte == close => Ok(false),
            _ => Err(Unknown),
        }
    }

    /// A key that is none of those since `first`, and its colon. Of keys that only look alike by
    /// their marks, the general reader knows more.
    fn key(&mut self, first: usize) -> Known {
        if self.peek() != b'"' {
            return Err(Unknown);
        }
        let start = self.at + 1;
        let rest = self.bytes.get(start..).ok_or(Unknown)?;
        let key = rest.get(..plain_length(rest)).ok_or(Unknown)?;
        let mark = mark_of(key);
        let seen = self.keys.get(first..).ok_or(Unknown)?.contains(&mark);
        self.at = start + key.len();
        if seen || self.peek() != b'"' || key.len() > MAX_SCALAR {
            return Err(Unknown);
        }
        self.keys.push(mark);
        self.at += 1;
        self.push(Kind::Scalar(Style::Quoted), start - 1, self.at, 0);
        self.skip_space();
        if self.peek() != b':' {
            return Err(Unknown);
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    fn string(&mut self) -> Known {
        let start = self.at;
        let rest = self.bytes.get(start + 1..).ok_or(Unknown)?;
        let length = plain_length(rest);
        self.at = start + 1 + length;
        match self.peek() {
            b'"' if length <= MAX_SCALAR => {
                self.at += 1;
                self.push(Kind::Scalar(Style::Quoted), start, self.at, 0);
                Ok(())
            }
            b'\\' => self.escaped(start),
            _ => Err(Unknown),
        }
    }

    /// A string with escapes, which the general reader knows to read.
    fn escaped(&mut self, start: usize) -> Known {
        self.reader.at = start;
        let Ok(Cow::Owned(text)) = self.reader.string_text() else { return Err(Unknown) };
        if text.len() > MAX_SCALAR {
            return Err(Unknown);
        }
        self.at = self.reader.at;
        let link = small(self.reader.builder.tree.decoded.len());
        self.reader.builder.tree.decoded.push(text);
        self.push(Kind::Decoded(Style::Quoted), start, self.at, link);
        Ok(())
    }

    fn word(&mut self) -> Known {
        let rest = self.bytes.get(self.at..).ok_or(Unknown)?;
        let length = rest.iter().take_while(|b| is_word_byte(**b)).count();
        let word = self.reader.text.get(self.at..self.at + length).ok_or(Unknown)?;
        if !is_word_value(word) || length > MAX_SCALAR {
            return Err(Unknown);
        }
        let kind = if word == "null" { Kind::Null } else { Kind::Scalar(Style::Plain) };
        let start = self.at;
        self.at += length;
        self.push(kind, start, self.at, 0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Lines, Place};
    use super::*;
    use crate::span::FileId;
    use crate::tree::{Tree, json};

    fn show(tree: &Tree<'_>) -> String {
        format!("{:?} {:?} {:?}", tree.nodes, tree.decoded, tree.roots)
    }

    /// Both readers' trees of one line, the fast one's only if it knows the line.
    fn both(line: &str) -> (Option<String>, String) {
        let reader = || {
            let mut reader = Reader::new(line, FileId::new(0));
            reader.end = line.len();
            reader.skip_space();
            reader
        };
        let (mut general, mut fast) = (reader(), reader());
        general.document(Place::Inside);
        let known = read(&mut fast).is_ok();
        let (tree, defects) = general.builder.finish();
        let general = format!("{} {defects:?}", show(&tree));
        (known.then(|| format!("{} []", show(&fast.builder.tree))), general)
    }

    fn agree(line: &str) -> bool {
        let (fast, general) = both(line);
        if let Some(fast) = &fast {
            assert_eq!(*fast, general, "{line:?}");
        }
        fast.is_some()
    }

    const CLAIM: &str = "{\"claim\": {\"id\": \"c-1\", \"subject\": \"Café \\\"Zúñiga\\\" \\u00e9\\n\", \
        \"predicate\": \"deaths\", \"value\": 143, \"scope\": [\"civilians\", \"others\"], \"denied\": false, \
        \"where\": [], \"toward\": null, \"during\": \"2023-01/2023-06\", \"said_by\": [\"a\"], \"cite\": \
        [{\"source\": \"s\", \"at\": \"page 3\", \"quote\": {\"exact\": \"killing 143\"}, \"via\": [\"b\"]}, \
        {}], \"note\": -1.5e+3}}\r\n";

    #[test]
    fn lines_as_they_should_be_are_known() {
        assert!(agree(CLAIM));
        assert!(agree(&CLAIM.replace(": ", ":").replace(", ", ",")));
        for known in
            ["[]", "{}", " { } ", "[ 1 ,2 ]", "\"a\"", "true", "0", "\"\\ud83d\\ude00\"", "[[{}]]"]
        {
            assert!(agree(known), "{known:?}");
        }
    }

    #[test]
    fn what_is_wrong_or_seldom_is_left_to_the_general_reader() {
        for odd in [
            "",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "{\"a\" 1}",
            "{a:1}",
            "'a'",
            "\"a",
            "\"a\tb\"",
            "\"\\x\"",
            "\"\\ud83d\"",
            "01",
            "1.",
            "nul",
            "{} {}",
            "[}",
            "{]",
            "[\"a\":1]",
            "\u{feff}1",
            "1\0",
            "{\"a\":}",
        ] {
            assert!(!agree(odd), "{odd:?}");
        }
        assert!(!agree(&"[".repeat(DEEPEST + 1)));
        assert!(!agree(&format!("\"{}\"", "a".repeat(MAX_SCALAR + 1))));
        assert!(!agree(&format!("\"\\n{}\"", "a".repeat(MAX_SCALAR))));
    }

    #[test]
    fn strings_of_any_length_end_where_they_end() {
        for length in 0..70 {
            for (at, odd) in
                (0..length).flat_map(|at| ["\\n", "é", "\u{7f}", "\u{1f}"].map(|odd| (at, odd)))
            {
                let text = "x".repeat(length);
                agree(&format!("[\"{}{odd}{}\",\"{text}\"]", &text[..at], &text[at..]));
            }
        }
    }

    #[test]
    fn lines_one_by_one_are_the_lines_of_the_file() {
        let text = format!("\u{feff}{CLAIM}\n[1\n  \n{CLAIM}{{\"a\":1,\"a\":2}}\n1 2\n{CLAIM}{{");
        let (tree, defects) = json::read_lines(&text, FileId::new(0));
        let all: Vec<_> = tree.roots().map(|root| format!("{:?} {root:?}", root.span())).collect();
        let mut lines = Lines::new(&text, FileId::new(0), 0..text.len());
        let mut one_by_one = Vec::new();
        while let Some(root) = lines.next_root() {
            one_by_one.push(format!("{:?} {root:?}", root.span()));
        }
        assert_eq!(one_by_one, all);
        assert_eq!(lines.finish(), defects);
        assert_eq!((all.len(), defects.len()), (5, 4));
    }

    const PIECES: [&str; 32] = [
        "{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\"key\":", "\"a\":", "1", "-", "0", ".5",
        "e3", "null", "true", "nul", "\\", "\\\"", "\\u00e9", "\\ud83d", " ", "\t", "\r", "\n",
        "\u{0}", "\u{1f}", "é", "\u{feff}", "'", "/",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn both_readers_agree_on_pieces(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)
        ) {
            agree(&pieces.concat());
        }

        #[test]
        fn both_readers_agree_on_claims_with_slips(
            slips in prop::collection::vec((0..CLAIM.len(), 0..8_usize, prop::sample::select(&PIECES[..])), 0..3)
        ) {
            let mut line = CLAIM.to_owned();
            for (at, length, piece) in slips {
                let start = line.floor_char_boundary(at.min(line.len()));
                let end = line.ceil_char_boundary((start + length).min(line.len()));
                line.replace_range(start..end, piece);
            }
            agree(&line);
        }

        #[test]
        fn both_readers_agree_on_any_text(text in "[\\[{]?\\PC{0,40}") {
            agree(&text);
        }
    }
}
