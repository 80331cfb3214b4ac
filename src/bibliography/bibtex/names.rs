//! What BibTeX and BibLaTeX call things, and what CSL calls them: tables alone.

/// Kinds of entries: BibTeX's and BibLaTeX's, CSL's, and the genre that the kind implies.
pub(super) const KINDS: &[(&str, &str, Option<&str>)] = &[
    ("article", "article-journal", None),
    ("artwork", "graphic", None),
    ("audio", "song", None),
    ("book", "book", None),
    ("booklet", "pamphlet", None),
    ("bookinbook", "chapter", None),
    ("collection", "book", None),
    ("conference", "paper-conference", None),
    ("dataset", "dataset", None),
    ("electronic", "webpage", None),
    ("image", "graphic", None),
    ("inbook", "chapter", None),
    ("incollection", "chapter", None),
    ("inproceedings", "paper-conference", None),
    ("inreference", "entry-encyclopedia", None),
    ("jurisdiction", "legal_case", None),
    ("legislation", "legislation", None),
    ("letter", "personal_communication", None),
    ("manual", "book", None),
    ("mastersthesis", "thesis", Some("Master’s thesis")),
    ("misc", "document", None),
    ("movie", "motion_picture", None),
    ("music", "song", None),
    ("mvbook", "book", None),
    ("mvcollection", "book", None),
    ("mvproceedings", "book", None),
    ("mvreference", "book", None),
    ("newspaper", "article-newspaper", None),
    ("online", "webpage", None),
    ("patent", "patent", None),
    ("performance", "performance", None),
    ("periodical", "periodical", None),
    ("phdthesis", "thesis", Some("PhD thesis")),
    ("proceedings", "book", None),
    ("reference", "book", None),
    ("report", "report", None),
    ("review", "review", None),
    ("software", "software", None),
    ("standard", "standard", None),
    ("suppbook", "chapter", None),
    ("suppcollection", "chapter", None),
    ("suppperiodical", "article-journal", None),
    ("techreport", "report", None),
    ("thesis", "thesis", None),
    ("unpublished", "manuscript", None),
    ("video", "motion_picture", None),
    ("webpage", "webpage", None),
    ("www", "webpage", None),
];

/// `entrysubtype` of an article.
pub(super) const SUBTYPES: &[(&str, &str)] = &[
    ("magazine", "article-magazine"),
    ("newspaper", "article-newspaper"),
    ("news", "article-newspaper"),
];

/// BibLaTeX's own keys for `type` (its manual, 4.9.2.13), and what they stand for.
pub(super) const GENRES: &[(&str, &str)] = &[
    ("audiocd", "Audio CD"),
    ("bathesis", "Bachelor’s thesis"),
    ("candthesis", "Candidate thesis"),
    ("datacd", "Data CD"),
    ("mathesis", "Master’s thesis"),
    ("patent", "Patent"),
    ("phdthesis", "PhD thesis"),
    ("resreport", "Research report"),
    ("software", "Computer software"),
    ("techreport", "Technical report"),
];

/// How a field's value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    Text,
    /// An address or identifier, in which nothing but escapes is LaTeX.
    Verbatim,
    Names,
    Date,
}

/// Fields that are one field of CSL; of two that are the same one, the first that is there counts
/// and the other is kept by its own name.
pub(super) const FIELDS: &[(&str, &str, Read)] = &[
    ("author", "author", Read::Names),
    ("editor", "editor", Read::Names),
    ("translator", "translator", Read::Names),
    ("bookauthor", "container-author", Read::Names),
    ("director", "director", Read::Names),
    ("journaltitle", "container-title", Read::Text),
    ("journal", "container-title", Read::Text),
    ("booktitle", "container-title", Read::Text),
    ("maintitle", "container-title", Read::Text),
    ("shortjournal", "container-title-short", Read::Text),
    ("series", "collection-title", Read::Text),
    ("publisher", "publisher", Read::Text),
    ("institution", "publisher", Read::Text),
    ("school", "publisher", Read::Text),
    ("organization", "publisher", Read::Text),
    ("location", "publisher-place", Read::Text),
    ("address", "publisher-place", Read::Text),
    ("date", "issued", Read::Date),
    ("urldate", "accessed", Read::Date),
    ("eventdate", "event-date", Read::Date),
    ("origdate", "original-date", Read::Date),
    ("eventtitle", "event-title", Read::Text),
    ("venue", "event-place", Read::Text),
    ("volume", "volume", Read::Text),
    ("volumes", "number-of-volumes", Read::Text),
    ("pages", "page", Read::Text),
    ("pagetotal", "number-of-pages", Read::Text),
    ("chapter", "chapter-number", Read::Text),
    ("edition", "edition", Read::Text),
    ("version", "version", Read::Text),
    ("type", "genre", Read::Text),
    ("howpublished", "medium", Read::Text),
    ("doi", "DOI", Read::Verbatim),
    ("isbn", "ISBN", Read::Verbatim),
    ("issn", "ISSN", Read::Verbatim),
    ("pmid", "PMID", Read::Verbatim),
    ("pmcid", "PMCID", Read::Verbatim),
    ("url", "URL", Read::Verbatim),
    ("langid", "language", Read::Text),
    ("language", "language", Read::Text),
    ("library", "archive", Read::Text),
    ("abstract", "abstract", Read::Text),
    ("note", "note", Read::Text),
    ("annotation", "annote", Read::Text),
    ("annote", "annote", Read::Text),
    ("keywords", "keyword", Read::Text),
    ("shorttitle", "title-short", Read::Text),
    ("origtitle", "original-title", Read::Text),
    ("origpublisher", "original-publisher", Read::Text),
    ("origlocation", "original-publisher-place", Read::Text),
    ("pubstate", "status", Read::Text),
];

/// Titles that are set with a subtitle.
pub(super) const SUBTITLES: &[(&str, &str)] = &[
    ("title", "subtitle"),
    ("booktitle", "booksubtitle"),
    ("journaltitle", "journalsubtitle"),
    ("maintitle", "mainsubtitle"),
];

/// What a part does not take over from the entry that its `crossref` names: what tells that entry
/// apart, and what only concerns its own place in a list.
pub(super) const NOT_INHERITED: &[&str] = &[
    "abstract",
    "annotation",
    "annote",
    "crossref",
    "doi",
    "entryset",
    "entrysubtype",
    "eprint",
    "execute",
    "file",
    "ids",
    "keywords",
    "label",
    "note",
    "options",
    "pages",
    "presort",
    "related",
    "shorthand",
    "shorttitle",
    "sortkey",
    "url",
    "urldate",
    "xdata",
    "xref",
];

/// Parts of a book: the book's title is their `booktitle`.
pub(super) const PARTS: &[&str] = &[
    "inbook",
    "incollection",
    "inproceedings",
    "conference",
    "inreference",
    "suppbook",
    "suppcollection",
    "bookinbook",
];

/// What a part of something calls the names of the whole.
pub(super) const OF_THE_WHOLE: &[(&str, &str)] =
    &[("title", "booktitle"), ("subtitle", "booksubtitle"), ("author", "bookauthor")];
