//! A source as its reference describes it: a CSL item, each value with its place.
//!
//! What holds: every field is kept as it is written ([`ReferenceRecord::fields`]), whether or not
//! anything here knows its name; what is asked for by a name of its own is read from there. Nothing
//! in the type says which format a reference came from, so that rules work on one from YAML, from
//! BibTeX or from a printed list alike.

use smol_str::SmolStr;

use super::Text;
use crate::span::Span;

/// A source: one reference of a bibliography.
#[derive(Clone, Debug)]
pub struct ReferenceRecord {
    /// The whole record.
    pub span: Span,
    /// Unique among entities and sources.
    pub id: Text,
    /// CSL type ("report").
    pub kind: Option<Text>,
    /// Title.
    pub title: Option<Text>,
    /// Publisher.
    pub publisher: Option<Text>,
    /// EDTF of when it was issued, from any of CSL's ways of writing a date (`2024-04`,
    /// `{date-parts: [[2024, 4]]}`, `{year: 2024, month: 4}`, `{raw: …}`, `{literal: …}`).
    pub issued: Option<Text>,
    /// Address.
    pub url: Option<Text>,
    /// Name of the snapshot file.
    pub snapshot: Option<Text>,
    /// SHA-256 of the snapshot, hex.
    pub sha256: Option<Text>,
    /// Sources it cites, with the document's own note number where one is given.
    pub cites: Vec<(Option<Text>, Text)>,
    /// Whether it is a primary source.
    pub origin: bool,
    /// Its other dates by the names of their fields (`accessed`, `event-date`), EDTF.
    pub dates: Vec<(SmolStr, Text)>,
    /// All fields but `id`, as written and in their order; those with a place of their own above
    /// are here too.
    pub fields: Vec<Field>,
}

/// A field of a reference as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name and the name's place.
    pub name: Text,
    /// Its value.
    pub value: Datum,
}

/// A value as written: what JSON can say, with places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A text; or a number, `true` or `false`, by its own spelling.
    Text {
        /// The text and its place.
        text: Text,
        /// Whether it stands without quotes, so that it may be a number or a flag.
        plain: bool,
    },
    /// A list.
    List(Vec<Self>, Span),
    /// Values by name.
    Map(Vec<(Text, Self)>, Span),
    /// `null`, or nothing at all.
    Null(Span),
}

impl Datum {
    /// A text that is no number.
    #[must_use]
    pub fn text(value: impl Into<SmolStr>, span: Span) -> Self {
        Self::Text { text: Text::new(value.into(), span), plain: false }
    }

    /// Its text, if it is one that is not empty.
    #[must_use]
    pub fn as_text(&self) -> Option<&Text> {
        match self {
            Self::Text { text, .. } => (!text.value.trim().is_empty()).then_some(text),
            _ => None,
        }
    }

    /// The value of a mapping's first entry with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(entries, _) = self else { return None };
        entries.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Text { text, .. } => text.span,
            Self::List(_, span) | Self::Map(_, span) | Self::Null(span) => *span,
        }
    }
}

/// Somebody who made a work or took part in it, by the parts of CSL's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The whole name's place.
    pub span: Span,
    /// Family name.
    pub family: Option<Text>,
    /// Given names, or their initials.
    pub given: Option<Text>,
    /// "van", where the name is sorted under what follows it.
    pub dropping_particle: Option<Text>,
    /// "de", where it belongs to the family name.
    pub non_dropping_particle: Option<Text>,
    /// "Jr.".
    pub suffix: Option<Text>,
    /// A name without parts: an institution, a mononym.
    pub literal: Option<Text>,
}

impl Name {
    /// A name with no part.
    #[must_use]
    pub fn new(span: Span) -> Self {
        Self {
            span,
            family: None,
            given: None,
            dropping_particle: None,
            non_dropping_particle: None,
            suffix: None,
            literal: None,
        }
    }

    fn read(datum: &Datum) -> Option<Self> {
        let part = |name: &str| datum.get(name).and_then(Datum::as_text).cloned();
        let name = match datum {
            // Who writes a bare text means the whole name.
            Datum::Text { .. } => {
                Self { literal: datum.as_text().cloned(), ..Self::new(datum.span()) }
            }
            _ => Self {
                span: datum.span(),
                family: part("family"),
                given: part("given"),
                dropping_particle: part("dropping-particle"),
                non_dropping_particle: part("non-dropping-particle"),
                suffix: part("suffix"),
                literal: part("literal").or_else(|| part("name")),
            },
        };
        let empty = name.family.is_none() && name.given.is_none() && name.literal.is_none();
        (!empty).then_some(name)
    }

    /// As a CSL mapping.
    #[must_use]
    pub fn datum(&self) -> Datum {
        let parts = [
            ("family", &self.family),
            ("given", &self.given),
            ("dropping-particle", &self.dropping_particle),
            ("non-dropping-particle", &self.non_dropping_particle),
            ("suffix", &self.suffix),
            ("literal", &self.literal),
        ];
        let there = parts.into_iter().filter_map(|(key, part)| {
            let part = part.as_ref()?;
            let text = Datum::Text { text: part.clone(), plain: false };
            Some((Text::new(key.into(), part.span), text))
        });
        Datum::Map(there.collect(), self.span)
    }

    /// As it is said: "Ada van der Lee".
    #[must_use]
    pub fn shown(&self) -> String {
        let parts = [
            &self.given,
            &self.dropping_particle,
            &self.non_dropping_particle,
            &self.family,
            &self.suffix,
            &self.literal,
        ];
        let there: Vec<&str> = parts.into_iter().flatten().map(|part| part.value.trim()).collect();
        there.join(" ")
    }
}

/// Accessors for texts, by the names of their fields.
macro_rules! texts {
    ($($(#[$doc:meta])* $method:ident => $name:literal),+ $(,)?) => {
        impl ReferenceRecord {
            $($(#[$doc])* #[must_use] pub fn $method(&self) -> Option<&Text> { self.text($name) })+
        }
    };
}

texts! {
    /// The journal, newspaper, site or book that it is a part of.
    container_title => "container-title",
    /// The series.
    collection_title => "collection-title",
    /// Where the publisher is.
    publisher_place => "publisher-place",
    /// Volume.
    volume => "volume",
    /// Issue of a journal.
    issue => "issue",
    /// Pages.
    page => "page",
    /// Number of a report, patent or law.
    number => "number",
    /// Edition.
    edition => "edition",
    /// Kind of work in words ("PhD thesis").
    genre => "genre",
    /// Digital object identifier.
    doi => "DOI",
    /// Book number.
    isbn => "ISBN",
    /// Serial number.
    issn => "ISSN",
    /// Language.
    language => "language",
    /// Archive that holds it.
    archive => "archive",
    /// Summary.
    summary => "abstract",
    /// Note.
    note => "note",
}

impl ReferenceRecord {
    /// A reference of which nothing is known but its id.
    #[must_use]
    pub fn new(id: Text, span: Span) -> Self {
        Self {
            span,
            id,
            kind: None,
            title: None,
            publisher: None,
            issued: None,
            url: None,
            snapshot: None,
            sha256: None,
            cites: Vec::new(),
            origin: false,
            dates: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Add a field; a name that is there stays as it was. `name` stands where its value does, for
    /// references that print none.
    pub fn set(&mut self, name: &str, value: Datum) {
        if self.field(name).is_some() {
            return;
        }
        let text = || value.as_text().cloned();
        match name {
            "type" => self.kind = text(),
            "title" => self.title = text(),
            "publisher" => self.publisher = text(),
            "URL" => self.url = text(),
            _ => {}
        }
        let name = Text::new(name.into(), value.span());
        self.fields.push(Field { name, value });
    }

    /// Add a date: EDTF, and how it is written as a CSL value.
    pub fn set_date(&mut self, name: &str, edtf: Option<Text>, written: Datum) {
        if self.field(name).is_some() {
            return;
        }
        match edtf {
            Some(edtf) if name == "issued" => self.issued = Some(edtf),
            Some(edtf) => self.dates.push((name.into(), edtf)),
            None => {}
        }
        self.set(name, written);
    }

    /// Add names of one role.
    pub fn set_names(&mut self, role: &str, names: &[Name]) {
        let Some((first, last)) = names.first().zip(names.last()) else { return };
        let span = first.span.to(last.span);
        self.set(role, Datum::List(names.iter().map(Name::datum).collect(), span));
    }

    /// A field's value as written.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Datum> {
        self.fields.iter().find(|field| field.name.value == name).map(|field| &field.value)
    }

    /// Whether a field is there and says something.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some_and(|value| match value {
            Datum::Text { text, .. } => !text.value.trim().is_empty(),
            Datum::List(items, _) => !items.is_empty(),
            Datum::Map(entries, _) => !entries.is_empty(),
            Datum::Null(_) => false,
        })
    }

    /// A field's text, if it is one.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&Text> {
        self.field(name)?.as_text()
    }

    /// The name of the days on which a work without a date may have been issued, EDTF: an own one,
    /// which no format has.
    pub const SINCE: &'static str = "issued-since";

    /// A date by its field's name, EDTF.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<&Text> {
        if name == "issued" {
            return self.issued.as_ref();
        }
        self.dates.iter().find(|(known, _)| known == name).map(|(_, date)| date)
    }

    /// When it was last looked at, EDTF.
    #[must_use]
    pub fn accessed(&self) -> Option<&Text> {
        self.date("accessed")
    }

    /// When what it records took place, EDTF.
    #[must_use]
    pub fn event_date(&self) -> Option<&Text> {
        self.date("event-date")
    }

    /// Everybody of a role (`author`, `editor`), in order.
    #[must_use]
    pub fn names(&self, role: &str) -> Vec<Name> {
        match self.field(role) {
            Some(Datum::List(items, _)) => items.iter().filter_map(Name::read).collect(),
            Some(one) => Name::read(one).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Authors.
    #[must_use]
    pub fn authors(&self) -> Vec<Name> {
        self.names("author")
    }

    /// Editors.
    #[must_use]
    pub fn editors(&self) -> Vec<Name> {
        self.names("editor")
    }

    /// Translators.
    #[must_use]
    pub fn translators(&self) -> Vec<Name> {
        self.names("translator")
    }

    /// Whether its type is one of these.
    #[must_use]
    pub fn is(&self, kinds: &[&str]) -> bool {
        self.kind.as_ref().is_some_and(|kind| kinds.contains(&kind.value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    #[test]
    fn a_reference_is_made_without_a_file_of_records() {
        let span = Span::new(FileId::new(0), 3, 9);
        let text = |value: &str| Text::new(value.into(), span);
        let mut made = ReferenceRecord::new(text("weir"), span);
        made.set("type", Datum::text("report", span));
        made.set("title", Datum::text("On weirs", span));
        made.set("volume", Datum::Null(span));
        made.set("title", Datum::text("again", span));
        made.set_date("issued", Some(text("2020-05")), Datum::text("May 2020", span));
        made.set_date("accessed", Some(text("2021")), Datum::text("2021", span));
        let name =
            Name { family: Some(text("Plover")), given: Some(text("Ada")), ..Name::new(span) };
        made.set_names("author", std::slice::from_ref(&name));
        assert!(made.is(&["book", "report"]) && made.has("title") && !made.has("volume"));
        assert_eq!(made.title.as_ref().unwrap().value, "On weirs");
        assert_eq!(made.date("issued").unwrap().value, "2020-05");
        assert_eq!(made.accessed().unwrap().value, "2021");
        assert_eq!(made.authors(), [name]);
        assert_eq!(made.authors()[0].shown(), "Ada Plover");
        assert!(made.editors().is_empty() && made.doi().is_none());
    }
}
