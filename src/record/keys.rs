//! The keys of every kind of record: the one list that reading, the JSON Schema, the order of keys
//! when records are normalised, and the suggestions for misspelt keys come from.

/// A kind of record, or of a mapping inside of one.
#[derive(Debug)]
pub struct Mapping {
    /// What it is called in messages ("claim").
    pub name: &'static str,
    /// One line for people.
    pub doc: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: &'static [Key],
    /// Where other keys are allowed: those that look like a misspelt one of these and are none.
    /// `None` where no others are.
    pub others: Option<&'static [&'static str]>,
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// Whether a record says something else without it: if the key is there and cannot be read, the
    /// record is not used. (A claim whose scope is broken must not be compared as if it had none.)
    pub vital: bool,
    /// One line for people.
    pub doc: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One text; numbers and dates are texts.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these words, or a list of them.
    Choices(&'static [&'static str]),
    /// A claim's value: a text, a list (one of these), [`ESTIMATE`] or [`SEVERAL`].
    Value,
    /// One scope, a list (all of them at once), or [`ANY`].
    Scope,
    /// A source's id, a mapping, or a list of these.
    Cites,
    /// A text, or [`QUOTE`].
    Quote,
    /// A mapping.
    One(&'static Mapping),
    /// A list of mappings; of texts too, where `or_text`.
    Many {
        /// What the elements are.
        of: &'static Mapping,
        /// Whether an element, and the whole list, may be a text instead.
        or_text: bool,
    },
    /// A list of pairs of texts.
    Pairs,
    /// Texts by texts, or a list of texts.
    Numbered,
    /// A mapping from ids to mappings from field names to texts.
    Judged,
    /// A date in any of CSL's ways.
    CslDate,
    /// Free.
    Any,
}

const fn need(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: true, vital: true, doc }
}

const fn vital(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: false, vital: true, doc }
}

const fn extra(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, required: false, vital: false, doc }
}

const fn many(of: &'static Mapping) -> Shape {
    Shape::Many { of, or_text: false }
}

const fn many_or_text(of: &'static Mapping) -> Shape {
    Shape::Many { of, or_text: true }
}

/// A file.
pub const FILE: Mapping = Mapping {
    name: "file",
    doc: "A file of records.",
    keys: &[
        extra("defaults", Shape::One(&SHARED), "Keys that all claims of the file share"),
        extra("claims", many(&CLAIM), "Claims, and series of claims"),
        extra("entities", many(&ENTITY), "Things that claims are about, speakers, places"),
        extra("identities", many(&IDENTITY), "Which entities are one, and which are not"),
        extra("predicates", many(&PREDICATE), "What can be claimed"),
        extra("scopes", many(&SCOPE), "Populations and parts that are counted"),
        extra("adjudications", many(&ADJUDICATION), "What people decided about findings"),
        extra("references", many(&REFERENCE), "Sources, in CSL"),
    ],
    others: None,
};

/// The key of a line of JSON Lines, with the key of [`FILE`] whose element it is.
pub const LINE_KEYS: &[(&str, &str)] = &[
    ("claim", "claims"),
    ("entity", "entities"),
    ("identity", "identities"),
    ("predicate", "predicates"),
    ("scope", "scopes"),
    ("adjudication", "adjudications"),
    ("reference", "references"),
    ("defaults", "defaults"),
];

const SUBJECT: &str = "What the claim is about: an entity's id, name or alias";
const AS_OF: &str = "Known as of, EDTF; without it, when the cited source was issued";
const SAID_BY: &str = "Who says so, nearest speaker first; without it, the document itself";

/// A claim. Its keys but `id` may stand in `with` and `defaults` too.
pub const CLAIM: Mapping = Mapping {
    name: "claim",
    doc: "A subject has a value for a predicate.",
    keys: &[
        extra("id", Shape::Text, "Unique among claims; needed only to refer to the claim"),
        need("subject", Shape::Text, SUBJECT),
        need("predicate", Shape::Text, "What is claimed of it: a predicate's id"),
        need("value", Shape::Value, "The value"),
        vital("scope", Shape::Scope, "The population or part that is counted"),
        vital("where", Shape::Texts, "Places, taken together"),
        vital("toward", Shape::Text, "The counterpart"),
        vital("during", Shape::Text, "When it holds, EDTF, or `past`"),
        vital("as_of", Shape::Text, AS_OF),
        vital("said_by", Shape::Texts, SAID_BY),
        vital(
            "denied",
            Shape::Choice(&["true", "false", "unseen"]),
            "Whether it is denied, or no evidence of it was seen",
        ),
        vital("hedge", Shape::Text, "A word that makes the value soft (`probably`)"),
        extra("derived", Shape::Text, "How it follows from other claims (`{a} + {b}`)"),
        vital("supersedes", Shape::Texts, "Claims that this one replaces"),
        vital("cite", Shape::Cites, "Where it is printed; each entry is one printing"),
        vital("source", Shape::Text, "Short for a `cite` with this source alone"),
        extra("note", Shape::Any, "Free text"),
    ],
    others: None,
};

/// What the claims of a series, or of a file, share.
pub const SHARED: Mapping = Mapping {
    name: "set of shared keys",
    doc: "Keys that several claims share; a claim's own come first.",
    keys: CLAIM.keys,
    others: None,
};

/// Claims that share keys.
pub const SERIES: Mapping = Mapping {
    name: "series",
    doc: "Claims that share keys.",
    keys: &[
        need("with", Shape::One(&SHARED), "The keys that the claims share"),
        need("claims", many(&CLAIM), "The claims"),
    ],
    others: None,
};

/// A printing of a claim.
pub const CITE: Mapping = Mapping {
    name: "citation",
    doc: "One printing of a claim.",
    keys: &[
        need("source", Shape::Text, "The id of the source"),
        extra("at", Shape::Text, "Where in it: a CSL locator (`page 3`, `line 12`)"),
        extra("quote", Shape::Quote, "The exact words"),
        vital("via", Shape::Texts, "What the printing itself rests on: ids of sources"),
        vital("as_of", Shape::Text, AS_OF),
        vital("said_by", Shape::Texts, SAID_BY),
    ],
    others: None,
};

/// Words, told apart from the same words elsewhere.
pub const QUOTE: Mapping = Mapping {
    name: "quote",
    doc: "Exact words, with what stands around them.",
    keys: &[
        need("exact", Shape::Text, "The words"),
        extra("prefix", Shape::Text, "What stands before them"),
        extra("suffix", Shape::Text, "What stands after them"),
    ],
    others: None,
};

/// An amount between two others.
pub const ESTIMATE: Mapping = Mapping {
    name: "estimate",
    doc: "An amount between two others.",
    keys: &[
        vital("low", Shape::Text, "The lowest"),
        vital("best", Shape::Text, "The best"),
        vital("high", Shape::Text, "The highest"),
    ],
    others: None,
};

/// Several values at once.
pub const SEVERAL: Mapping = Mapping {
    name: "set of values",
    doc: "Several values at once.",
    keys: &[
        vital("all", Shape::Texts, "At least these"),
        vital("only", Shape::Texts, "These and no others"),
    ],
    others: None,
};

/// Any of several scopes.
pub const ANY: Mapping = Mapping {
    name: "scope",
    doc: "Any of several scopes.",
    keys: &[need("any", Shape::Texts, "Any of these")],
    others: None,
};

/// An entity.
pub const ENTITY: Mapping = Mapping {
    name: "entity",
    doc: "A thing that claims are about, a speaker, a place.",
    keys: &[
        need("id", Shape::Text, "Unique among entities and sources"),
        extra("name", Shape::Text, "Its usual name"),
        extra(
            "kind",
            Shape::Choice(&["event", "person", "organisation", "place", "document"]),
            "What it is",
        ),
        extra("aliases", many_or_text(&ALIAS), "Its other names"),
        extra("part_of", Shape::Texts, "What it belongs to or lies in"),
    ],
    others: None,
};

/// Another name.
pub const ALIAS: Mapping = Mapping {
    name: "alias",
    doc: "Another name of an entity.",
    keys: &[
        need("name", Shape::Text, "The name"),
        extra("cite", Shape::Cites, "Where it is said to be one"),
    ],
    others: None,
};

/// That entities are one, or are not.
pub const IDENTITY: Mapping = Mapping {
    name: "identity",
    doc: "That entities are one, or are not.",
    keys: &[
        vital("same_as", Shape::Texts, "Two or more names of one entity"),
        vital("different_from", Shape::Texts, "Two or more different entities"),
        extra("cite", Shape::Cites, "Where it is said"),
        extra("by", Shape::Text, "Who decided it"),
        extra("on", Shape::Text, "When"),
    ],
    others: None,
};

/// A predicate.
pub const PREDICATE: Mapping = Mapping {
    name: "predicate",
    doc: "What can be claimed of a subject.",
    keys: &[
        need("id", Shape::Text, "Unique among predicates"),
        extra("description", Shape::Text, "One line for people"),
        vital(
            "value",
            Shape::Choice(&["quantity", "date", "entity", "term", "text"]),
            "The kind of its values",
        ),
        extra(
            "of",
            Shape::Choices(&["event", "organisation", "person", "place", "document", "thing"]),
            "The kinds of things that it is said of",
        ),
        vital("unit", Shape::Text, "The unit of its quantities"),
        vital(
            "values",
            Shape::Choice(&["single", "many"]),
            "Whether a subject may have many at once",
        ),
        vital(
            "change",
            Shape::Choice(&["fixed", "cumulative", "varying", "per_period"]),
            "How it behaves over time",
        ),
        vital("terms", Shape::Texts, "The words that it may have as a value"),
        extra("excludes", Shape::Pairs, "Pairs of terms that cannot both hold"),
        vital("default_scope", Shape::Text, "The scope of claims that name none"),
        vital("default_where", Shape::Text, "The place of claims that name none"),
        vital("settles_after", Shape::Text, "After how long a cumulative figure stays (`90 days`)"),
        vital("holds", Shape::Text, "For how long a varying value is taken to hold (`30 days`)"),
        extra("at_most", many_or_text(&AT_MOST), "Predicates that it never exceeds"),
        extra("sum_of", Shape::One(&SUM_OF), "Predicates that add up to it"),
        extra("before", many_or_text(&ORDER), "Dates that it lies before"),
        extra("after", many_or_text(&ORDER), "Dates that it lies after"),
        extra("cues", Shape::Texts, "Patterns that find it in prose"),
    ],
    others: None,
};

/// A bound of a predicate.
pub const AT_MOST: Mapping = Mapping {
    name: "bound",
    doc: "A predicate that another one never exceeds.",
    keys: &[
        need("predicate", Shape::Text, "The bounding predicate"),
        vital("time", Shape::Choice(&["same", "any"]), "Whether the times must agree"),
    ],
    others: None,
};

/// The parts of a predicate.
pub const SUM_OF: Mapping = Mapping {
    name: "sum",
    doc: "Predicates that add up to another one.",
    keys: &[
        need("parts", Shape::Texts, "The predicates"),
        vital("complete", Shape::Flag, "Whether these are all"),
    ],
    others: None,
};

/// An order of dates.
pub const ORDER: Mapping = Mapping {
    name: "order",
    doc: "Dates that another one lies before or after.",
    keys: &[
        need("predicate", Shape::Text, "A date predicate; or `during`, `as_of`"),
        vital("through", Shape::Text, "The predicate whose value is the subject"),
    ],
    others: None,
};

/// A scope.
pub const SCOPE: Mapping = Mapping {
    name: "scope",
    doc: "A population or part that is counted.",
    keys: &[
        need("id", Shape::Text, "Unique among scopes"),
        extra("part_of", Shape::Texts, "Wider scopes"),
        extra("names", Shape::Texts, "What people call it"),
    ],
    others: None,
};

/// A person's verdict on a finding.
pub const ADJUDICATION: Mapping = Mapping {
    name: "adjudication",
    doc: "What a person decided about a finding.",
    keys: &[
        vital("fingerprint", Shape::Text, "The finding's fingerprint"),
        need("rule", Shape::Text, "The finding's rule"),
        vital("judged", Shape::Judged, "The claims, with the fields that were judged"),
        need(
            "decision",
            Shape::Choice(&["accepted", "wrong", "not-comparable"]),
            "What was decided",
        ),
        vital("wrong", Shape::Texts, "Claims that are withdrawn"),
        extra("reason", Shape::Text, "Why"),
        extra("by", Shape::Text, "Who decided"),
        extra("on", Shape::Text, "When"),
        vital("until", Shape::Text, "Until when it holds"),
    ],
    others: None,
};

/// A source. CSL has many more variables ([`CSL_VARIABLES`]).
pub const REFERENCE: Mapping = Mapping {
    name: "reference",
    doc: "A source, as CSL-YAML or CSL-JSON.",
    keys: &[
        need("id", Shape::Text, "Unique among entities and sources"),
        extra("type", Shape::Text, "CSL type (`report`)"),
        extra("title", Shape::Text, "Title"),
        extra("publisher", Shape::Text, "Publisher"),
        extra("issued", Shape::CslDate, "When it was issued"),
        extra("URL", Shape::Text, "Address"),
        extra("custom", Shape::One(&CUSTOM), "What CSL has no field for"),
    ],
    others: Some(CSL_VARIABLES),
};

/// CSL's own key for what it has no field for.
pub const CUSTOM: Mapping = Mapping {
    name: "reference's `custom`",
    doc: "What CSL has no field for.",
    keys: &[
        extra("snapshot", Shape::Text, "Name of the snapshot file"),
        extra("sha256", Shape::Text, "SHA-256 of the snapshot, hex"),
        extra("cites", Shape::Numbered, "Sources it cites, by its own note numbers or as a list"),
        extra("origin", Shape::Flag, "Whether it is a primary source"),
    ],
    others: Some(&[]),
};

/// Names that people give to keys, where spelling alone does not lead to the right one.
pub const OTHER_NAMES: &[(&str, &str)] = &[
    ("about", "subject"),
    ("entity", "subject"),
    ("property", "predicate"),
    ("amount", "value"),
    ("number", "value"),
    ("population", "scope"),
    ("location", "where"),
    ("place", "where"),
    ("target", "toward"),
    ("against", "toward"),
    ("date", "during"),
    ("period", "during"),
    ("when", "during"),
    ("speaker", "said_by"),
    ("speakers", "said_by"),
    ("according_to", "said_by"),
    ("negated", "denied"),
    ("replaces", "supersedes"),
    ("citation", "cite"),
    ("citations", "cite"),
    ("sources", "cite"),
    ("reference", "source"),
    ("comment", "note"),
    ("locator", "at"),
    ("page", "at"),
    ("text", "quote"),
    ("label", "name"),
    ("type", "kind"),
    ("class", "kind"),
    ("parent", "part_of"),
    ("expires", "until"),
    ("author", "by"),
    ("verdict", "decision"),
    ("units", "unit"),
    ("synonyms", "aliases"),
    ("also_known_as", "aliases"),
];

/// The variables of CSL 1.0.2 (its appendix IV) and of Zotero's exports that look like a misspelt
/// key of ours and are none.
pub const CSL_VARIABLES: &[&str] = &[
    "abstract",
    "accessed",
    "annote",
    "archive",
    "author",
    "call-number",
    "chair",
    "citation-key",
    "citation-label",
    "citation-number",
    "collection-title",
    "compiler",
    "composer",
    "container-title",
    "contributor",
    "curator",
    "dimensions",
    "director",
    "division",
    "DOI",
    "edition",
    "editor",
    "event",
    "event-date",
    "event-title",
    "genre",
    "guest",
    "host",
    "illustrator",
    "ISBN",
    "ISSN",
    "issue",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "locator",
    "medium",
    "narrator",
    "note",
    "number",
    "number-of-pages",
    "organizer",
    "original-date",
    "original-title",
    "page",
    "page-first",
    "part",
    "part-title",
    "performer",
    "PMCID",
    "PMID",
    "printing",
    "producer",
    "publisher-place",
    "recipient",
    "references",
    "reviewed-title",
    "scale",
    "section",
    "series-creator",
    "shortTitle",
    "source",
    "status",
    "submitted",
    "supplement",
    "title-short",
    "translator",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
    "journalAbbreviation",
    "categories",
    "system_id",
];
