//! BibTeX and BibLaTeX to references: abbreviations and cross-references resolved, LaTeX decoded,
//! fields by CSL's names.

mod decode;
mod names;
mod scan;

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use self::decode::Parts;
use self::names::{
    FIELDS, GENRES, KINDS, NOT_INHERITED, OF_THE_WHOLE, PARTS, Read, SUBTITLES, SUBTYPES,
};
use self::scan::{Entry, Field};
use super::{Reader, dates, keep, made_id};
use crate::record::{Datum, Name, ReferenceRecord, Text};
use crate::span::Span;
use crate::tree::shown;

/// How deep cross-references may lead.
const MAX_LINKS: usize = 8;

/// Text that abbreviations and cross-references may add to a file however small it is, in bytes;
/// beyond it, as much as the file has.
const SMALL_FILE: usize = 1 << 16;

pub(super) fn read(text: &str, reader: &mut Reader<'_>) {
    let (entries, faults) = scan::entries(text);
    for fault in faults {
        let label = "here";
        reader.problem(reader.span(fault.at), fault.message, label, fault.help);
    }
    let mut file = File {
        strings: FxHashMap::default(),
        entries: FxHashMap::default(),
        budget: text.len() * 4 + SMALL_FILE,
        reader,
    };
    for entry in &entries {
        file.entries.entry(entry.key.0.to_lowercase()).or_insert(entry);
    }
    for entry in &entries {
        match entry.kind.to_ascii_lowercase().as_str() {
            "string" => file.strings(entry),
            "comment" | "preamble" => {}
            kind => file.entry(entry, kind),
        }
    }
}

struct File<'r, 'a, 't> {
    /// What abbreviations stand for, LaTeX as it is, by their names in lower case.
    strings: FxHashMap<String, String>,
    /// Entries by their keys in lower case, the first of each.
    entries: FxHashMap<String, &'t Entry<'t>>,
    /// Bytes that abbreviations and cross-references may still add.
    budget: usize,
    reader: &'r mut Reader<'a>,
}

/// A field's value before LaTeX is decoded.
struct Value<'t> {
    raw: Cow<'t, str>,
    at: Range<usize>,
    name: &'t str,
    name_at: Range<usize>,
    /// Whether a place in `raw` is a place in the file.
    direct: bool,
}

/// The fields of an entry by their names in lower case, in order.
type Values<'t> = Vec<(String, Value<'t>)>;

impl<'t> File<'_, '_, 't> {
    fn strings(&mut self, entry: &'t Entry<'t>) {
        for field in &entry.fields {
            if let Some(value) = self.value(field) {
                let raw = value.raw.into_owned();
                self.strings.insert(field.name.to_lowercase(), raw);
            }
        }
    }

    /// The text of a field, abbreviations put in.
    fn value(&mut self, field: &'t Field<'t>) -> Option<Value<'t>> {
        let (first, last) = field.pieces.first().zip(field.pieces.last())?;
        let at = first.at.start..last.at.end;
        let (name, name_at) = (field.name, field.name_at.clone());
        if let [piece] = field.pieces.as_slice()
            && !piece.name
        {
            let raw = Cow::Borrowed(piece.text);
            return Some(Value { raw, at, name, name_at, direct: true });
        }
        let mut raw = String::new();
        for piece in &field.pieces {
            if !piece.name {
                raw.push_str(piece.text);
                continue;
            }
            let meant = self.strings.get(&piece.text.to_lowercase());
            let Some(meant) = meant else {
                if dates::month(piece.text).is_none() {
                    let message =
                        format!("`{}` is no abbreviation that is known", shown(piece.text));
                    let help = "declare it with `@string` before, or put the text into braces";
                    let span = self.reader.span(piece.at.clone());
                    self.reader.problem(span, message, "unknown abbreviation", help);
                }
                raw.push_str(piece.text);
                continue;
            };
            match self.budget.checked_sub(meant.len()) {
                Some(left) => {
                    self.budget = left;
                    raw.push_str(meant);
                }
                None => self.spent(&piece.at),
            }
        }
        Some(Value { raw: raw.into(), at, name, name_at, direct: false })
    }

    fn spent(&mut self, at: &Range<usize>) {
        let message = "abbreviations and cross-references make this file several times as long; \
                       this one is not followed";
        let span = self.reader.span(at.clone());
        self.reader.problem(span, message.to_owned(), "too much", "write the text itself");
    }

    /// The fields of an entry, with those that it takes over from others.
    fn values(&mut self, entry: &'t Entry<'t>, kind: &str) -> Values<'t> {
        let mut out: Values<'t> = Vec::new();
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for field in &entry.fields {
            let name = field.name.to_lowercase();
            if !seen.insert(name.clone()) {
                let message = format!("`{}` is there twice; the first is used", shown(field.name));
                let span = self.reader.span(field.name_at.clone());
                self.reader.problem(span, message, "again", "remove one of them");
                continue;
            }
            if let Some(value) = self.value(field) {
                out.push((name, value));
            }
        }
        self.inherit(&mut out, seen, entry, kind);
        out
    }

    fn inherit(
        &mut self,
        out: &mut Values<'t>,
        mut seen: FxHashSet<String>,
        entry: &'t Entry<'t>,
        kind: &str,
    ) {
        let mut done: FxHashSet<usize> = FxHashSet::default();
        done.insert(entry.at.start);
        let mut links: Vec<(String, Range<usize>, bool, usize)> = Vec::new();
        let links_of = |values: &Values<'t>, from: usize, depth: usize| {
            let mut links = Vec::new();
            for (name, value) in &values[from..] {
                let whole = name == "crossref";
                if whole || name == "xdata" {
                    let keys = value.raw.split(',').map(|key| key.trim().to_lowercase());
                    links.extend(keys.map(|key| (key, value.at.clone(), whole, depth)));
                }
            }
            links
        };
        links.extend(links_of(out, 0, 0));
        while let Some((key, at, whole, depth)) = links.pop() {
            let Some(parent) = self.entries.get(&key).copied() else {
                let message = format!("there is no entry `{}` in this file", shown(&key));
                let span = self.reader.span(at);
                self.reader.problem(
                    span,
                    message,
                    "unknown entry",
                    "check the spelling of the key",
                );
                continue;
            };
            if depth >= MAX_LINKS || !done.insert(parent.at.start) {
                continue;
            }
            let from = out.len();
            for field in &parent.fields {
                let name = field.name.to_lowercase();
                let name = match OF_THE_WHOLE.iter().find(|(own, _)| *own == name) {
                    Some((_, theirs)) if whole && PARTS.contains(&kind) => (*theirs).to_owned(),
                    Some(("title", _)) if whole && kind == "article" => "journaltitle".to_owned(),
                    _ => name,
                };
                let follows = name == "crossref" || name == "xdata";
                if (seen.contains(&name) || (whole && NOT_INHERITED.contains(&name.as_str())))
                    && !follows
                {
                    continue;
                }
                let length = field.pieces.iter().map(|piece| piece.text.len()).sum();
                let Some(left) = self.budget.checked_sub(length) else {
                    self.spent(&at);
                    return;
                };
                self.budget = left;
                seen.insert(name.clone());
                out.extend(self.value(field).map(|value| (name, value)));
            }
            links.extend(links_of(out, from, depth + 1));
        }
        // Links of what was taken over have been followed.
        seen.clear();
        out.retain(|(name, _)| seen.insert(name.clone()));
    }

    fn entry(&mut self, entry: &'t Entry<'t>, kind: &str) {
        let values = self.values(entry, kind);
        let mut end = entry.at.end;
        // A cut entry ends with its last character that is one.
        if let Some(last) = entry.fields.last().and_then(|field| field.pieces.last()) {
            end = end.max(last.at.end);
        }
        let span = self.reader.span(entry.at.start..end);
        let key_span = self.reader.span(entry.key.1.clone());
        let id = Text::new(entry.key.0.into(), key_span);
        let mut convert = Convert {
            reader: self.reader,
            record: ReferenceRecord::new(id, span),
            kept: Vec::new(),
        };
        convert.kind(entry, kind, &values);
        for at in 0..values.len() {
            convert.field(kind, &values, at);
        }
        let Convert { mut record, kept, .. } = convert;
        keep(&mut record, "bibtex", kept);
        if record.id.value.is_empty() {
            record.id.value = made_id(&record);
        }
        self.reader.records.references.push(record);
    }
}

/// One entry on its way to a reference.
struct Convert<'r, 'a> {
    reader: &'r mut Reader<'a>,
    record: ReferenceRecord,
    /// Fields that CSL has no name for.
    kept: Vec<(Text, Datum)>,
}

impl Convert<'_, '_> {
    fn kind(&mut self, entry: &Entry<'_>, kind: &str, values: &Values<'_>) {
        let start = entry.at.start + 1;
        let span = self.reader.span(start..start + entry.kind.len());
        let subtype = values.iter().find(|(name, _)| name == "entrysubtype");
        let subtype = subtype.map(|(_, value)| value.raw.to_lowercase());
        let subtype = SUBTYPES.iter().find(|(name, _)| Some(*name) == subtype.as_deref());
        let known = KINDS.iter().find(|(name, ..)| *name == kind);
        let csl = match (known, subtype) {
            (Some((_, "article-journal", _)), Some((_, csl))) => csl,
            (Some((_, csl, _)), _) => csl,
            (None, _) => "document",
        };
        self.record.set("type", Datum::text(csl, span));
        if known.is_none() {
            self.kept.push((Text::new("entrytype".into(), span), Datum::text(kind, span)));
        }
        let genre = known.and_then(|(_, _, genre)| *genre);
        if let Some(genre) = genre.filter(|_| values.iter().all(|(name, _)| name != "type")) {
            self.record.set("genre", Datum::text(genre, span));
        }
    }

    fn field(&mut self, kind: &str, values: &Values<'_>, at: usize) {
        let (name, value) = &values[at];
        let with = |other: &str| values.iter().find(|(known, _)| known == other).map(|(_, v)| v);
        let part_of_title = SUBTITLES.iter().any(|(main, sub)| sub == name && with(main).is_some());
        match name.as_str() {
            // Followed, or a part of another field.
            "crossref" | "xdata" | "entrysubtype" => self.keep_raw(value),
            "month" | "day" if with("year").is_some() && with("date").is_none() => {}
            _ if part_of_title => {}
            "year" => self.year(value, with("month"), with("day"), with("date").is_some()),
            "number" | "issue" => self.number(kind, name, value, with),
            "title" => {
                let title = self.titled(value, "title", &with);
                self.put("title", value, title);
            }
            _ => match FIELDS.iter().find(|(known, ..)| known == name) {
                Some((_, csl, _)) if self.record.field(csl).is_some() => self.keep_raw(value),
                Some((_, csl, Read::Names)) => self.names(csl, value),
                Some((_, csl, Read::Date)) => {
                    let text = self.dated(value);
                    let span = self.span(value);
                    self.reader.date(&mut self.record, csl, &text, span);
                }
                Some((_, csl, Read::Verbatim)) => {
                    let text = decode::verbatim(&value.raw);
                    self.put(csl, value, text);
                }
                Some((_, csl, Read::Text)) => {
                    let mut text = self.titled(value, name, &with);
                    if *csl == "page" {
                        text = text.replace('–', "-");
                    }
                    if let Some((_, genre)) = GENRES.iter().find(|(key, _)| *key == text)
                        && *csl == "genre"
                    {
                        text = (*genre).to_owned();
                    }
                    self.put(csl, value, text);
                }
                None => self.keep_raw(value),
            },
        }
    }

    fn span(&self, value: &Value<'_>) -> Span {
        self.reader.span(value.at.clone())
    }

    /// Add a text under CSL's name for it; an empty one says nothing.
    fn put(&mut self, csl: &str, value: &Value<'_>, text: String) {
        if !text.is_empty() {
            let span = self.span(value);
            self.record.set(csl, Datum::text(text, span));
        }
    }

    fn keep_raw(&mut self, value: &Value<'_>) {
        let text = self.decoded(value);
        let name = Text::new(value.name.into(), self.reader.span(value.name_at.clone()));
        let span = self.span(value);
        self.kept.push((name, Datum::text(text, span)));
    }

    /// A value's text; as it is written, where its LaTeX cannot be decoded, which is reported.
    fn decoded(&mut self, value: &Value<'_>) -> String {
        decode::text(&value.raw).unwrap_or_else(|| {
            let name = shown(value.name);
            let message = format!("the LaTeX of `{name}` cannot be decoded; it is kept as written");
            let help =
                "look for a brace that is missing or too many, or a command without its text";
            self.reader.problem(self.reader.span(value.at.clone()), message, "here", help);
            value.raw.trim().to_owned()
        })
    }

    /// A date, in which `~` is EDTF's mark and no tie of TeX's.
    fn dated(&mut self, value: &Value<'_>) -> String {
        let raw = value.raw.trim();
        let plain = |byte| matches!(byte, b'0'..=b'9' | b'-' | b'/' | b'.' | b'~' | b'?' | b'%');
        if raw.bytes().all(plain) && !raw.contains("--") {
            return raw.to_owned();
        }
        self.decoded(value)
    }

    /// A title with its subtitle.
    fn titled<'v>(
        &mut self,
        value: &Value<'_>,
        name: &str,
        with: &impl Fn(&str) -> Option<&'v Value<'v>>,
    ) -> String {
        let main = self.decoded(value);
        let sub = SUBTITLES.iter().find(|(known, _)| *known == name).and_then(|(_, sub)| with(sub));
        match sub.map(|sub| self.decoded(sub)).filter(|sub| !sub.is_empty()) {
            Some(sub) if main.ends_with(['?', '!', ':', '.']) => format!("{main} {sub}"),
            Some(sub) => format!("{main}: {sub}"),
            None => main,
        }
    }

    /// `number` is the issue of a journal, the volume of a series, or a report's own.
    fn number<'v>(
        &mut self,
        kind: &str,
        name: &str,
        value: &Value<'_>,
        with: impl Fn(&str) -> Option<&'v Value<'v>>,
    ) {
        let journal = matches!(kind, "article" | "periodical" | "suppperiodical" | "newspaper");
        let csl = match name {
            "issue" => "issue",
            // BibLaTeX's `issue` is a name of one ("Spring"); the number is the number.
            _ if journal && with("issue").is_some() => "number",
            _ if journal => "issue",
            _ if with("series").is_some() => "collection-number",
            _ => "number",
        };
        let text = self.decoded(value);
        self.put(csl, value, text);
    }

    fn year(
        &mut self,
        value: &Value<'_>,
        month: Option<&Value<'_>>,
        day: Option<&Value<'_>>,
        has_date: bool,
    ) {
        if has_date {
            return self.keep_raw(value);
        }
        let year = self.dated(value);
        let span = self.span(value);
        let month_text = month.map(|month| self.decoded(month));
        let (first, rest) = match month_text.as_deref() {
            // "March 22", "22 March"
            Some(text) => {
                let mut words =
                    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
                let (a, b) = (words.next().unwrap_or(""), words.next());
                if b.is_some() && a.parse::<u8>().is_ok() {
                    (b.unwrap_or(""), Some(a))
                } else {
                    (a, b)
                }
            }
            None => ("", None),
        };
        let day = day.map(|day| self.decoded(day)).or_else(|| rest.map(ToOwned::to_owned));
        let day = day.and_then(|day| day.trim().parse::<u8>().ok());
        let number = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let text = match dates::month(first) {
            Some(month) if number => dates::of_parts(&year, Some(month), day).to_string(),
            _ => year,
        };
        if let Some(month) = month.filter(|_| dates::month(first).is_none()) {
            self.keep_raw(month);
        }
        let span = month.map_or(span, |month| span.to(self.span(month)));
        self.reader.date(&mut self.record, "issued", &text, span);
    }

    fn names(&mut self, role: &str, value: &Value<'_>) {
        let mut names = Vec::new();
        for range in decode::names(&value.raw) {
            let raw = &value.raw[range.clone()];
            let span = if value.direct {
                self.reader.span(value.at.start + range.start..value.at.start + range.end)
            } else {
                self.span(value)
            };
            let parts = decode::name(raw).unwrap_or_else(|| {
                let message = format!("the name `{}` cannot be decoded", shown(raw));
                let help = "look for a brace that is missing or too many";
                self.reader.problem(span, message, "here", help);
                Parts { whole: raw.to_owned(), ..Parts::default() }
            });
            let part = |text: String| (!text.is_empty()).then(|| Text::new(text.into(), span));
            names.push(Name {
                family: part(parts.family),
                given: part(parts.given),
                non_dropping_particle: part(parts.prefix),
                suffix: part(parts.suffix),
                literal: part(parts.whole),
                ..Name::new(span)
            });
        }
        self.record.set_names(role, &names);
    }
}
