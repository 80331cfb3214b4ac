//! RIS: one `TG  - value` a line, from `TY` to `ER`.
//!
//! After the description that reference managers share (Research Information Systems, 2001, and
//! what Zotero, EndNote and Mendeley write since). What CSL has no field for is kept under
//! `custom.ris`, by its tag.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use super::{Reader, dates, keep, made_id};
use crate::record::{Datum, Name, ReferenceRecord, Text};
use crate::tree::shown;

/// Types of RIS and CSL.
const TYPES: &[(&str, &str)] = &[
    ("ABST", "article-journal"),
    ("ADVS", "motion_picture"),
    ("AGGR", "dataset"),
    ("ART", "graphic"),
    ("BILL", "bill"),
    ("BLOG", "post-weblog"),
    ("BOOK", "book"),
    ("CASE", "legal_case"),
    ("CHAP", "chapter"),
    ("COMP", "software"),
    ("CONF", "paper-conference"),
    ("CPAPER", "paper-conference"),
    ("DATA", "dataset"),
    ("DBASE", "dataset"),
    ("DICT", "entry-dictionary"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EDBOOK", "book"),
    ("EJOUR", "article-journal"),
    ("ELEC", "webpage"),
    ("ENCYC", "entry-encyclopedia"),
    ("GOVDOC", "report"),
    ("HEAR", "hearing"),
    ("ICOMM", "post"),
    ("INPR", "article-journal"),
    ("JFULL", "article-journal"),
    ("JOUR", "article-journal"),
    ("MANSCPT", "manuscript"),
    ("MAP", "map"),
    ("MGZN", "article-magazine"),
    ("MPCT", "motion_picture"),
    ("MUSIC", "song"),
    ("NEWS", "article-newspaper"),
    ("PAMP", "pamphlet"),
    ("PAT", "patent"),
    ("PCOMM", "personal_communication"),
    ("RPRT", "report"),
    ("SER", "book"),
    ("SLIDE", "speech"),
    ("SOUND", "song"),
    ("STAND", "standard"),
    ("STAT", "legislation"),
    ("THES", "thesis"),
    ("UNBILL", "bill"),
    ("UNPB", "manuscript"),
    ("UNPD", "manuscript"),
    ("VIDEO", "motion_picture"),
    ("WEB", "webpage"),
];

/// Tags that are one field of CSL whatever the type; of two for one field the first counts.
const FIELDS: &[(&str, &str)] = &[
    ("TI", "title"),
    ("T1", "title"),
    ("CT", "title"),
    ("BT", "container-title"),
    ("JO", "container-title"),
    ("JF", "container-title"),
    ("JA", "container-title-short"),
    ("J2", "container-title-short"),
    ("ST", "title-short"),
    ("T3", "collection-title"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("PP", "publisher-place"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("CP", "issue"),
    ("ET", "edition"),
    ("M1", "number"),
    ("M3", "genre"),
    ("DO", "DOI"),
    ("UR", "URL"),
    ("LA", "language"),
    ("AB", "abstract"),
    ("N2", "abstract"),
    ("N1", "note"),
    ("CN", "call-number"),
    ("DP", "source"),
    ("NV", "number-of-volumes"),
    ("SE", "section"),
];

/// Tags of names.
const NAMES: &[(&str, &str)] = &[
    ("AU", "author"),
    ("A1", "author"),
    ("A2", "editor"),
    ("ED", "editor"),
    ("A3", "collection-editor"),
    ("A4", "translator"),
];

/// Types whose `T2` is a series and not what they are part of.
const WHOLES: &[&str] = &["BOOK", "EBOOK", "EDBOOK", "RPRT", "GOVDOC", "THES", "SER", "MAP"];

/// A line with its tag and its continuation lines.
struct Line<'t> {
    tag: &'t str,
    value: String,
    at: Range<usize>,
}

pub(super) fn read(text: &str, reader: &mut Reader<'_>) {
    let mut ids: FxHashMap<SmolStr, usize> = FxHashMap::default();
    let mut open: Option<Vec<Line<'_>>> = None;
    let mut stray = false;
    let mut from = 0;
    for whole in text.split_inclusive('\n') {
        let start = from;
        from += whole.len();
        let line = whole.trim_end().trim_start_matches('\u{feff}');
        let start = start + (whole.trim_end().len() - line.len());
        let Some((tag, value)) = tagged(line) else {
            continued(line, start, &mut open, &mut stray, reader);
            continue;
        };
        let value_at = start + line.len() - value.len()..start + line.len();
        let first = Line { tag, value: value.to_owned(), at: value_at };
        match (tag, &mut open) {
            ("TY", None) => open = Some(vec![first]),
            ("TY", Some(lines)) => {
                let message = "the entry before this one has no `ER` that ends it".to_owned();
                let span = reader.span(start..start + line.len());
                reader.problem(span, message, "begins here", "put a line `ER  - ` before");
                let lines = std::mem::replace(lines, vec![first]);
                entry(&lines, reader, &mut ids);
            }
            ("ER", Some(_)) => {
                stray = false;
                entry(&open.take().unwrap_or_default(), reader, &mut ids);
            }
            (_, Some(lines)) => lines.push(first),
            (_, None) => strayed(line, start, &mut stray, reader),
        }
    }
    if let Some(lines) = open {
        let span = reader.span(lines.first().map_or(0..0, |line| line.at.clone()));
        let message = "the last entry has no `ER` that ends it".to_owned();
        reader.problem(span, message, "begins here", "put a line `ER  - ` after its last line");
        entry(&lines, reader, &mut ids);
    }
}

/// `AB  - value`: two letters or digits, blanks, a hyphen.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = (line.get(..2)?, line.get(2..)?);
    let mut chars = tag.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let second = chars.next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    let set_off = rest.starts_with(' ') && (value.is_empty() || value.starts_with(' '));
    (first && second && set_off).then(|| (tag, value.trim()))
}

/// A line without a tag goes on with the value before it.
fn continued(
    line: &str,
    start: usize,
    open: &mut Option<Vec<Line<'_>>>,
    stray: &mut bool,
    reader: &mut Reader<'_>,
) {
    if line.trim().is_empty() {
        return;
    }
    match open.as_mut().and_then(|lines| lines.last_mut()) {
        Some(last) => {
            if !last.value.is_empty() {
                last.value.push(' ');
            }
            last.value.push_str(line.trim());
            last.at.end = start + line.len();
        }
        None => strayed(line, start, stray, reader),
    }
}

/// Something outside of all entries, told once until the next one.
fn strayed(line: &str, start: usize, stray: &mut bool, reader: &mut Reader<'_>) {
    if !std::mem::replace(stray, true) {
        let message = format!("`{}` stands outside of all entries", shown(line));
        let span = reader.span(start..start + line.len());
        reader.problem(span, message, "not read", "an entry begins with a line `TY  - `");
    }
}

fn entry(lines: &[Line<'_>], reader: &mut Reader<'_>, ids: &mut FxHashMap<SmolStr, usize>) {
    let Some((first, last)) = lines.first().zip(lines.last()) else { return };
    let span = reader.span(first.at.start..last.at.end.max(first.at.start));
    let first_span = reader.span(first.at.clone());
    let mut record = ReferenceRecord::new(Text::new(SmolStr::default(), first_span), span);
    let mut kept: Vec<(Text, Datum)> = Vec::new();
    let kind = first.value.as_str();
    let csl = TYPES.iter().find(|(name, _)| *name == kind).map_or("document", |(_, csl)| csl);
    record.set("type", Datum::text(csl, first_span));
    if csl == "document" {
        kept.push((Text::new("TY".into(), first_span), Datum::text(kind, first_span)));
    }
    let value = |tag: &str| lines.iter().find(|l| l.tag == tag && !l.value.is_empty());
    if let Some(id) = value("ID") {
        record.id = Text::new(id.value.as_str().into(), reader.span(id.at.clone()));
    }
    for (at, (_, role)) in NAMES.iter().enumerate() {
        // Two tags of one role are read at the first of them.
        if NAMES[..at].iter().any(|(_, before)| before == role) {
            continue;
        }
        let of_role = |line: &&Line<'_>| NAMES.iter().any(|(t, r)| *t == line.tag && r == role);
        let names = lines.iter().filter(of_role).filter_map(|line| name(line, reader));
        let names: Vec<_> = names.collect();
        record.set_names(role, &names);
    }
    dates_of(&mut record, lines, reader, &mut kept);
    for line in lines.iter().skip(1).filter(|line| !line.value.is_empty()) {
        field(&mut record, line, lines, kind, reader, &mut kept);
    }
    keywords(&mut record, lines, reader);
    keep(&mut record, "ris", kept);
    if record.id.value.is_empty() {
        record.id.value = made_id(&record);
    }
    if value("ID").is_none() {
        let count = ids.entry(record.id.value.clone()).or_default();
        *count += 1;
        if *count > 1 {
            record.id.value = format_smolstr!("{}-{count}", record.id.value);
        }
    }
    reader.records.references.push(record);
}

/// A line that is one field, or is kept by its tag.
fn field(
    record: &mut ReferenceRecord,
    line: &Line<'_>,
    lines: &[Line<'_>],
    kind: &str,
    reader: &Reader<'_>,
    kept: &mut Vec<(Text, Datum)>,
) {
    let span = reader.span(line.at.clone());
    let text = |value: &str| Datum::text(value, span);
    let name = match line.tag {
        "TY" | "ER" | "ID" | "PY" | "Y1" | "DA" | "Y2" | "KW" | "EP" => return,
        tag if NAMES.iter().any(|(name, _)| *name == tag) => return,
        "SP" if record.field("page").is_none() => {
            let end = lines.iter().find(|l| l.tag == "EP" && !l.value.is_empty());
            let end = end.filter(|end| end.value != line.value && !line.value.contains(['-', '–']));
            let pages =
                end.map_or(line.value.clone(), |end| format!("{}-{}", line.value, end.value));
            return record.set("page", text(&pages));
        }
        "SN" => {
            // Eight characters are a serial number, ten or thirteen a book number.
            let digits = line.value.chars().filter(char::is_ascii_alphanumeric).count();
            if digits == 8 { "ISSN" } else { "ISBN" }
        }
        "T2" if WHOLES.contains(&kind) => "collection-title",
        "T2" => "container-title",
        "IS" | "M1" if kind == "RPRT" || kind == "GOVDOC" => "number",
        tag => FIELDS.iter().find(|(known, _)| *known == tag).map_or("", |(_, csl)| csl),
    };
    if name.is_empty() || record.field(name).is_some() {
        kept.push((Text::new(line.tag.into(), span), text(&line.value)));
    } else {
        record.set(name, text(&line.value));
    }
}

fn keywords(record: &mut ReferenceRecord, lines: &[Line<'_>], reader: &Reader<'_>) {
    let all: Vec<_> =
        lines.iter().filter(|line| line.tag == "KW" && !line.value.is_empty()).collect();
    let Some((first, last)) = all.first().zip(all.last()) else { return };
    let words: Vec<_> = all.iter().map(|line| line.value.as_str()).collect();
    let span = reader.span(first.at.start..last.at.end);
    record.set("keyword", Datum::text(words.join(", "), span));
}

/// "Family, Given, Suffix"; without a comma, a name without parts.
fn name(line: &Line<'_>, reader: &Reader<'_>) -> Option<Name> {
    let span = reader.span(line.at.clone());
    let mut parts = line.value.split(',').map(str::trim);
    let part = |text: Option<&str>| {
        text.filter(|text| !text.is_empty()).map(|text| Text::new(text.into(), span))
    };
    let (family, given, suffix) = (part(parts.next()), part(parts.next()), part(parts.next()));
    let name = match &given {
        Some(_) => Name { family, given, suffix, ..Name::new(span) },
        None => Name { literal: family, ..Name::new(span) },
    };
    (name.family.is_some() || name.literal.is_some()).then_some(name)
}

/// `2021/05/03/`, where each part but the year may be empty; the last is words ("Spring"). `true`
/// where these are left out, since with them it is no date.
fn date(text: &str) -> (String, bool) {
    let parts: Vec<_> = text.split('/').map(str::trim).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u8>().ok());
    match parts.as_slice() {
        [year, _, ..] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => {
            // A second year makes a range, which is told by its length.
            if parts.len() == 2 && parts[1].len() == 4 {
                return (text.to_owned(), false);
            }
            let words = parts.get(3).filter(|words| !words.is_empty());
            let numbers = || dates::of_parts(year, number(1), number(2)).to_string();
            match words.filter(|_| number(1).is_none()).map(|words| format!("{words} {year}")) {
                Some(said) if dates::read(&said).is_ok() => (said, false),
                _ => (numbers(), words.is_some()),
            }
        }
        _ => (text.to_owned(), false),
    }
}

fn dates_of(
    record: &mut ReferenceRecord,
    lines: &[Line<'_>],
    reader: &mut Reader<'_>,
    kept: &mut Vec<(Text, Datum)>,
) {
    let find = |tag: &str| lines.iter().find(|l| l.tag == tag && !l.value.is_empty());
    let year = find("PY").or_else(|| find("Y1"));
    // `DA` has the day where `PY` has the year alone.
    let issued = match (year, find("DA")) {
        (Some(year), Some(day)) if date(&day.value).0.starts_with(&date(&year.value).0) => {
            Some(day)
        }
        (Some(year), other) => {
            kept.extend(other.map(|line| {
                let span = reader.span(line.at.clone());
                (Text::new(line.tag.into(), span), Datum::text(line.value.as_str(), span))
            }));
            Some(year)
        }
        (None, day) => day,
    };
    for (name, line) in [("issued", issued), ("accessed", find("Y2"))] {
        if let Some(line) = line {
            let span = reader.span(line.at.clone());
            let (date, unread) = date(&line.value);
            reader.date(record, name, &date, span);
            if unread {
                let raw = Datum::text(line.value.as_str(), span);
                kept.push((Text::new(line.tag.into(), span), raw));
            }
        }
    }
}
