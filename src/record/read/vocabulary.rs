//! Vocabularies that stand in the program, read line by line: every run starts from them, and a tree
//! of one takes ten times as long to make as its records.
//!
//! A line is a key and its value, a pattern, or the head of a list, at the indentation that goes with
//! it. A text with anything else is left to the reader of all YAML, so that what is read here is what
//! that one would read, or nothing.

use std::ops::Range;

use memchr::{memchr, memchr2};
use smol_str::SmolStr;

use super::others::{CHANGES, HOW_MANY, SUBJECT_KINDS, TIMES, VALUE_KINDS};
use crate::record::{AtMostRecord, OrderRecord, PredicateRecord, Records, ScopeRecord, Text};
use crate::span::{FileId, Span, Spanned};

/// The records of a text; `None` where it has what is not read here.
pub fn vocabulary(text: &'static str, file: FileId) -> Option<Records> {
    let reader = Reader { text, file };
    let mut records = Records::default();
    records.predicates.reserve(PREDICATES);
    let mut section = Section::None;
    let mut at = 0;
    while at < text.len() {
        let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
        let line = at..end;
        at = end + 1;
        let indent = text.get(line.clone())?.bytes().take_while(|byte| *byte == b' ').count();
        let start = line.start + indent;
        match (indent, text.get(start..end)?) {
            (_, "") => {}
            (_, comment) if comment.starts_with('#') => {}
            (0, "scopes:") => section = Section::Scopes,
            (0, "predicates:") => section = Section::Predicates,
            (2, item) if item.starts_with("- ") => match section {
                Section::Scopes => records.scopes.push(reader.scope(start + 2..end)?),
                Section::Predicates | Section::Cues => {
                    section = Section::Predicates;
                    records.predicates.push(reader.predicate(start + 2..end)?);
                }
                Section::None => return None,
            },
            (4, "cues:") if section == Section::Predicates => section = Section::Cues,
            (4, _) if matches!(section, Section::Predicates | Section::Cues) => {
                section = Section::Predicates;
                reader.field(start..end, records.predicates.last_mut()?)?;
            }
            (6, item) if section == Section::Cues && item.starts_with("- ") => {
                let cue = reader.quoted(start + 2..end)?;
                let record = records.predicates.last_mut()?;
                record.span = record.span.to(Span::new(file, start, end));
                record.cues.push(cue);
            }
            _ => return None,
        }
    }
    Some(records)
}

/// Room for the predicates of a text, and for the cues of one: as many as most have.
const PREDICATES: usize = 128;
const CUES: usize = 8;

/// What the lines are of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    None,
    Scopes,
    Predicates,
    Cues,
}

struct Reader {
    text: &'static str,
    file: FileId,
}

/// Signs that make more of a value than its letters.
const SIGNS: [bool; 256] = {
    let (mut all, signs, mut at) = ([false; 256], b"#:[]{}\t\r", 0);
    while at < signs.len() {
        all[signs[at] as usize] = true;
        at += 1;
    }
    all
};

impl Reader {
    fn text(&self, range: Range<usize>) -> &'static str {
        self.text.get(range).unwrap_or_default()
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    fn spanned(&self, range: Range<usize>) -> Text {
        Spanned::new(SmolStr::new_static(self.text(range.clone())), self.span(range))
    }

    /// A value that is its own letters, and neither a number nor a word that YAML reads otherwise.
    fn plain(&self, range: Range<usize>) -> Option<Text> {
        let text = self.text(range.clone());
        let bytes = text.as_bytes();
        let (first, last) = (bytes.first()?, bytes.last()?);
        let plain = (first.is_ascii_alphanumeric() || !first.is_ascii()) && *last != b' ';
        let other = ["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word));
        let sound = plain && !other && !bytes.iter().any(|byte| SIGNS[usize::from(*byte)]);
        sound.then(|| self.spanned(range))
    }

    /// A value in quotes, without what these would read otherwise.
    fn quoted(&self, range: Range<usize>) -> Option<Text> {
        let inner = self.text(range.clone()).strip_prefix('"')?.strip_suffix('"')?;
        let inner = range.start + 1..range.start + 1 + inner.len();
        let other = memchr2(b'"', b'\\', self.text(inner.clone()).as_bytes());
        (!inner.is_empty() && other.is_none()).then(|| self.spanned(inner))
    }

    /// A key and its value.
    fn entry(&self, range: Range<usize>) -> Option<(&'static str, Range<usize>)> {
        let text = self.text(range.clone());
        let colon = text.bytes().position(|byte| byte == b':')?;
        text[colon..]
            .starts_with(": ")
            .then(|| (&text[..colon], range.start + colon + 2..range.end))
    }

    /// What stands between brackets, parted by commas that are in no others.
    fn items(&self, range: Range<usize>, [open, close]: [char; 2]) -> Option<Vec<Range<usize>>> {
        let inner = self.text(range.clone()).strip_prefix(open)?.strip_suffix(close)?;
        let (mut out, mut depth) = (Vec::new(), 0_usize);
        let mut start = range.start + 1;
        for (at, byte) in (start..).zip(inner.bytes()) {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.checked_sub(1)?,
                b',' if depth == 0 => {
                    out.push(start..at);
                    start = at + 1 + usize::from(self.text[at + 1..].starts_with(' '));
                }
                _ => {}
            }
        }
        out.push(start..range.end - 1);
        (depth == 0).then_some(out)
    }

    /// A list of plain values.
    fn texts(&self, range: Range<usize>) -> Option<Vec<Text>> {
        self.items(range, ['[', ']'])?.into_iter().map(|item| self.plain(item)).collect()
    }

    fn choice<T: Copy>(&self, range: Range<usize>, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let text = self.text(range.clone());
        let (_, value) = words.iter().find(|(word, _)| *word == text)?;
        Some(Spanned::new(*value, self.span(range)))
    }

    fn scope(&self, range: Range<usize>) -> Option<ScopeRecord> {
        let span = self.span(range.clone());
        let (mut id, mut part_of, mut names) = (None, None, None);
        for item in self.items(range, ['{', '}'])? {
            let (key, value) = self.entry(item)?;
            match key {
                "id" if id.is_none() => id = Some(self.plain(value)?),
                "part_of" if part_of.is_none() => part_of = Some(self.texts(value)?),
                "names" if names.is_none() => names = Some(self.texts(value)?),
                _ => return None,
            }
        }
        Some(ScopeRecord { span, id: id?, part_of, names })
    }

    /// A predicate by its first key, which is its id.
    fn predicate(&self, range: Range<usize>) -> Option<PredicateRecord> {
        let span = self.span(range.clone());
        let ("id", id) = self.entry(range)? else { return None };
        let record = PredicateRecord::new(span, self.plain(id)?);
        Some(PredicateRecord { cues: Vec::with_capacity(CUES), ..record })
    }

    /// Another key of a predicate.
    fn field(&self, range: Range<usize>, record: &mut PredicateRecord) -> Option<()> {
        let (key, value) = self.entry(range)?;
        let span = self.span(value.clone());
        record.span = record.span.to(span);
        let is_list = self.text(value.clone()).starts_with('[');
        match key {
            "value" if record.value.is_none() => {
                record.value = Some(self.choice(value, VALUE_KINDS)?);
            }
            "of" if record.of.is_empty() => {
                let all = if is_list { self.items(value, ['[', ']'])? } else { vec![value] };
                for kind in all {
                    record.of.push(self.choice(kind, SUBJECT_KINDS)?);
                }
            }
            "values" if record.many.is_none() => {
                record.many = Some(self.choice(value, HOW_MANY)?.value);
            }
            "change" if record.change.is_none() => {
                record.change = Some(self.choice(value, CHANGES)?);
            }
            "terms" if record.terms.is_empty() => record.terms = self.texts(value)?,
            "excludes" if record.excludes.is_empty() => record.excludes = self.pairs(value)?,
            "at_most" if record.at_most.is_empty() => {
                for item in self.items(value, ['[', ']'])? {
                    let (predicate, time) = self.named(item, "time")?;
                    let any_time = match time {
                        Some(time) => TIMES.iter().find(|(word, _)| *word == time.value)?.1,
                        None => false,
                    };
                    record.at_most.push(AtMostRecord { predicate, any_time });
                }
            }
            "before" if record.before.is_empty() => {
                for item in self.items(value, ['[', ']'])? {
                    let (predicate, through) = self.named(item, "through")?;
                    record.before.push(OrderRecord { predicate, through });
                }
            }
            _ => {
                let field = match key {
                    "unit" => &mut record.unit,
                    "default_scope" => &mut record.default_scope,
                    "settles_after" => &mut record.settles_after,
                    "holds" => &mut record.holds,
                    "description" => &mut record.description,
                    _ => return None,
                };
                if field.is_some() {
                    return None;
                }
                *field = Some(self.plain(value)?);
            }
        }
        Some(())
    }

    /// `[[a, b], [c, d]]`
    fn pairs(&self, range: Range<usize>) -> Option<Vec<(Text, Text)>> {
        let pair = |item| match <[Text; 2]>::try_from(self.texts(item)?) {
            Ok([a, b]) => Some((a, b)),
            Err(_) => None,
        };
        self.items(range, ['[', ']'])?.into_iter().map(pair).collect()
    }

    /// A predicate, or `{predicate: p, key: value}`.
    fn named(&self, range: Range<usize>, key: &str) -> Option<(Text, Option<Text>)> {
        if !self.text(range.clone()).starts_with('{') {
            return Some((self.plain(range)?, None));
        }
        let items = self.items(range, ['{', '}'])?;
        let [predicate, other] = items.as_slice() else { return None };
        match (self.entry(predicate.clone())?, self.entry(other.clone())?) {
            (("predicate", predicate), (name, value)) if name == key => {
                Some((self.plain(predicate)?, Some(self.plain(value)?)))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read_all;
    use crate::source::SourceMap;

    fn both(text: &'static str) -> (Option<Records>, Records) {
        let mut sources = SourceMap::new();
        let file = sources.add("a.yaml", text.to_owned());
        let (records, problems) = read_all(&sources, &[file], &[]);
        assert!(problems.is_empty(), "{problems:?}");
        (vocabulary(text, file), records)
    }

    #[test]
    fn what_is_read_is_what_the_reader_of_all_yaml_reads() {
        let (read, all) = both(
            "# Of orchards.\nscopes:\n  - {id: trees, part_of: [plants, crops], names: [tree]}\n  \
             - {id: plants}\n\npredicates:\n  - id: yield\n    description: fruit of a year\n    \
             value: quantity\n    of: [place, thing]\n    unit: kg\n    values: many\n    \
             change: per_period\n    default_scope: trees\n    settles_after: 90 days\n    \
             at_most: [crop, {predicate: most, time: any}]\n    cues:\n      \
             - \"{n} [be~] (picked|gathered)\"\n      # A comment.\n      - \"yield of {n}\"\n  \
             - id: planted\n    value: date\n    of: event\n    \
             before: [{predicate: felled, through: place}]\n  - id: rank\n    value: term\n    \
             terms: [first, second, third]\n    excludes: [[first, second], [first, third]]\n",
        );
        assert_eq!(format!("{:?}", read.unwrap()), format!("{all:?}"));
    }

    #[test]
    fn what_is_written_otherwise_is_left_to_the_reader_of_all_yaml() {
        for text in [
            "predicates:\n  - id: a\n    unit: \"kg\"\n",
            "predicates:\n  - id: a\n    unit: kg # a comment\n",
            "predicates:\n  - id: a\n    values: single\n    terms:\n      - b\n",
            "predicates:\n  - id: a\n    cues:\n      - \"a \\\"b\\\" {n}\"\n",
            "predicates:\n  - id: a\n    cues: [\"b {n}\"]\n",
            "predicates:\n  - {id: a}\n",
            "predicates:\n- id: a\n",
            "scopes:\n  - id: a\n",
            "scopes:\n  - {id: a, names: ['b']}\n",
            "entities:\n  - id: a\n",
        ] {
            assert!(both(text).0.is_none(), "{text}");
        }
    }
}
