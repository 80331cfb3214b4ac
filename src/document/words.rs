//! What documents say where: lists of words, as data.

/// How sure a heading is that a list of references follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// Everything under it is a reference.
    Sure,
    /// Notes of all kinds, or prose about sources.
    Mixed,
}

/// Headings of lists of references, in small letters. Style guides' own names for them (Chicago
/// 14 and 15, MLA 9, APA 7) and those that reports and encyclopaedias use.
pub(super) const REFERENCE_HEADINGS: &[(&str, Promise)] = &[
    ("bibliography", Promise::Sure),
    ("citations", Promise::Sure),
    ("cited references", Promise::Sure),
    ("cited works", Promise::Sure),
    ("endnotes", Promise::Mixed),
    ("end notes", Promise::Mixed),
    ("footnotes", Promise::Mixed),
    ("further reading", Promise::Mixed),
    ("literature", Promise::Mixed),
    ("literature cited", Promise::Sure),
    ("notes", Promise::Mixed),
    ("notes and references", Promise::Mixed),
    ("notes and sources", Promise::Mixed),
    ("reference list", Promise::Sure),
    ("references", Promise::Sure),
    ("references and notes", Promise::Mixed),
    ("references cited", Promise::Sure),
    ("select bibliography", Promise::Sure),
    ("selected bibliography", Promise::Sure),
    ("source list", Promise::Sure),
    ("sources", Promise::Mixed),
    ("sources and notes", Promise::Mixed),
    ("sources cited", Promise::Sure),
    ("substantive notes", Promise::Mixed),
    ("works cited", Promise::Sure),
    ("works consulted", Promise::Sure),
];

/// What marks a text as a reference, in small letters, and how strongly.
pub(super) const REFERENCE_SIGNS: &[(&str, u8)] = &[
    ("http://", 2),
    ("https://", 2),
    ("www.", 2),
    ("doi:", 2),
    ("doi.org", 2),
    ("isbn", 2),
    ("ibid", 2),
    ("op. cit", 2),
    ("(accessed", 1),
    ("accessed on", 1),
    ("retrieved", 1),
    ("last updated", 1),
    ("et al.", 1),
    ("vol.", 1),
    ("no.", 1),
    ("pp.", 1),
    ("eds.", 1),
    ("ed.", 1),
    ("trans.", 1),
    (" press", 1),
    ("publish", 1),
    ("journal", 1),
    ("forthcoming", 1),
    ("interview", 1),
];

/// Words that number a caption, in small letters.
pub(super) const CAPTIONS: &[&str] = &[
    "box",
    "chart",
    "diagram",
    "exhibit",
    "fig.",
    "figure",
    "graph",
    "graphic",
    "illustration",
    "image",
    "map",
    "photo",
    "photograph",
    "plate",
    "table",
    "tab.",
];

/// Words that a title in capitals leaves small (Chicago 8.159).
pub(super) const SMALL_WORDS: &[&str] = &[
    "a", "about", "across", "after", "against", "among", "an", "and", "around", "as", "at",
    "before", "behind", "between", "but", "by", "can", "during", "for", "from", "in", "into", "is",
    "its", "of", "on", "onto", "or", "over", "per", "since", "than", "that", "the", "their",
    "through", "to", "toward", "towards", "under", "until", "upon", "v.", "via", "vs", "vs.",
    "with", "within", "without",
];

/// Words before a number that is theirs and no note's, in small letters without a full stop.
pub(super) const NUMBERED: &[&str] = &[
    "art", "bk", "ca", "ch", "chap", "col", "ed", "eq", "fig", "fn", "fol", "no", "nos", "nr",
    "num", "op", "p", "para", "paras", "pp", "pt", "sec", "ser", "tab", "v", "ver", "vol", "vols",
    "vs",
];

/// Units that carry a power: in `km2` the 2 is theirs.
pub(super) const POWERS: &[&str] =
    &["m", "km", "cm", "mm", "dm", "ft", "in", "mi", "nm", "hm", "yd", "s"];

/// What stands where an author would, before a year in parentheses, and is none.
pub(super) const NO_AUTHORS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "since",
    "from",
    "until",
    "in",
    "by",
    "early",
    "late",
    "mid",
    "before",
    "after",
    "between",
    "during",
    "about",
    "around",
    "circa",
    "born",
    "died",
    "founded",
    "established",
    "est",
    "resolution",
    "act",
    "law",
    "decree",
    "treaty",
    "table",
    "figure",
    "chapter",
    "section",
    "appendix",
    "annex",
    "article",
    "note",
    "q1",
    "q2",
    "q3",
    "q4",
    "fy",
    "total",
    "population",
    "effective",
    "as",
];

/// Words before an author inside of the parentheses.
pub(super) const LEADING: &[&str] = &[
    "see also",
    "see, e.g.,",
    "see e.g.",
    "see",
    "e.g.,",
    "e.g.",
    "cf.",
    "cf",
    "compare",
    "but see",
    "also",
];

/// Small words inside of names.
pub(super) const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "al",
    "el", "bin", "ibn", "ter", "ten", "zu", "af", "of", "the", "for", "on", "and", "&",
];
