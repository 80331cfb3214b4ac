//! One printed reference as a record, each field with its place in the document.

use std::ops::Range;

use smol_str::{SmolStr, ToSmolStr};

use crate::bibliography::title;
use crate::citation::{self, Confidence, Kind, Parsed};
use crate::record::{Datum, Name, ReferenceRecord, Text};
use crate::span::Span;

/// A printed reference, read.
#[derive(Debug)]
pub(super) struct Work {
    /// The record; its id is still to be given.
    pub record: ReferenceRecord,
    /// How far the reading can be trusted.
    pub confidence: Confidence,
    /// Family names of its authors, or whole names of bodies, as they are compared.
    pub authors: Vec<String>,
    /// The title as it is compared.
    pub title: String,
    /// All years that it prints, in its address too.
    pub years: Vec<i16>,
}

/// The text of a list's entry, and the way from its bytes to the file.
#[derive(Clone, Copy)]
pub(super) struct Printed<'a> {
    pub text: &'a str,
    /// The text of the file.
    pub file: &'a str,
    pub place: &'a dyn Fn(Range<usize>) -> Span,
}

impl Printed<'_> {
    fn text(&self, range: &Range<usize>) -> Text {
        let words = self.text.get(range.clone()).unwrap_or_default();
        Text::new(words.to_smolstr(), (self.place)(range.clone()))
    }
}

/// Read one reference of an entry: the part of its text that `piece` is.
pub(super) fn read(whole: Printed<'_>, piece: Range<usize>) -> Work {
    let text = whole.text.get(piece.clone()).unwrap_or_default();
    let place = |range: Range<usize>| (whole.place)(shift(&range, piece.start));
    let printed = Printed { text, file: whole.file, place: &place };
    let parsed = citation::parse(text);
    let span = place(0..text.len());
    // What a finding about the whole points at: the title is what people know it by.
    let known = parsed.title.as_ref().map_or(span, |title| place(title.clone()));
    let mut record = ReferenceRecord::new(Text::new(SmolStr::default(), known), span);
    fill(&mut record, printed, &parsed);
    if !record.has("URL")
        && let Some(address) = link(printed.file, span)
    {
        record.set("URL", Datum::Text { text: address, plain: false });
    }
    let family = |name: &citation::Name| title::key(&name.family);
    Work {
        confidence: parsed.confidence,
        authors: parsed.authors.iter().map(family).collect(),
        title: record.title.as_ref().map(|title| title::key(&title.value)).unwrap_or_default(),
        years: years(text),
        record,
    }
}

/// The address behind linked words of an entry, `[The Daily](https://…)`, where it is the only one.
fn link(file: &str, entry: Span) -> Option<Text> {
    let (start, end) = (entry.start as usize, entry.end as usize);
    // The last words of an entry may be the linked ones, and their address stands behind them.
    let rest = file.get(end..)?;
    let behind =
        if rest.starts_with("](") { rest.find([')', '\n']).map_or(0, |at| at + 1) } else { 0 };
    let raw = file.get(start..end + behind)?;
    let mut targets = raw.match_indices("](http").map(|(at, _)| at + "](".len());
    let (at, None) = (targets.next()?, targets.next()) else { return None };
    let target = &raw[at..];
    let length = target.find([')', ' ', '\n', '>'])?;
    let span = Span::new(entry.file, start + at, start + at + length);
    Some(Text::new(target[..length].to_smolstr(), span))
}

/// Numbers of four digits that are years.
fn years(text: &str) -> Vec<i16> {
    let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    words.filter_map(|word| word.parse().ok()).filter(|year| YEARS.contains(year)).collect()
}

/// Years that works are dated by.
const YEARS: Range<i16> = 1500..2100;

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

fn fill(record: &mut ReferenceRecord, printed: Printed<'_>, parsed: &Parsed) {
    // A type that is a guess from half a reference would make demands of it.
    if parsed.confidence == Confidence::High && parsed.kind != Kind::Document {
        record.set("type", Datum::text(parsed.kind.csl(), record.id.span));
    }
    record.set_names("author", &names(printed, &parsed.authors));
    record.set_names("editor", &names(printed, &parsed.editors));
    let fields = [
        ("title", &parsed.title),
        ("container-title", &parsed.container),
        ("collection-title", &parsed.collection),
        ("publisher", &parsed.publisher),
        ("publisher-place", &parsed.place),
        ("volume", &parsed.volume),
        ("issue", &parsed.issue),
        ("page", &parsed.pages),
        ("edition", &parsed.edition),
        ("genre", &parsed.genre),
        ("number", &parsed.report_number),
        ("DOI", &parsed.doi),
        ("ISBN", &parsed.isbn),
    ];
    for (name, range) in fields {
        if let Some(range) = range {
            let text = printed.text(range);
            record.set(name, Datum::Text { text, plain: false });
        }
    }
    if let Some(url) = &parsed.url {
        let mut text = printed.text(&url.range);
        // Lines of a page break addresses; what is left without the blanks is what was meant.
        if url.broken {
            text.value = text.value.split_whitespace().collect();
        }
        record.set("URL", Datum::Text { text, plain: false });
    }
    for (name, date) in [("issued", &parsed.issued), ("accessed", &parsed.accessed)] {
        if let Some(date) = date {
            let written = printed.text(&date.range);
            let edtf = Text::new(date.edtf.clone(), written.span);
            record.set_date(name, Some(edtf), Datum::Text { text: written, plain: false });
        }
    }
}

fn names(printed: Printed<'_>, all: &[citation::Name]) -> Vec<Name> {
    let name = |name: &citation::Name| {
        let span = (printed.place)(name.range.clone());
        let family = Some(Text::new(name.family.clone(), span));
        let given = name.given.clone().map(|given| Text::new(given, span));
        let blank = Name::new(span);
        if name.literal {
            Name { literal: family, ..blank }
        } else {
            Name { family, given, ..blank }
        }
    };
    all.iter().map(name).collect()
}
