//! Findings: plain data, without serialisation, colours or wording for any one output.

use std::fmt;

use crate::span::Span;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

/// How sure the program is of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Rests on the window of a vague word, or on an inferred identity.
    Low,
    /// Rests on a default, or on an uncertain date.
    Medium,
    /// Rests on what is written alone.
    High,
}

/// What was decided about the claims of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not settled enough to compare.
    Undecidable,
    /// One figure for two populations.
    ScopeMismatch,
    /// A later count replaces an earlier one.
    Supersession,
    /// Two speakers disagree.
    Dispute,
    /// The claims cannot all be true.
    Contradiction,
}

macro_rules! names {
    ($type:ty { $($variant:ident => $name:literal),+ $(,)? }) => {
        impl $type {
            /// The name used in every output.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names!(Level { Info => "info", Warning => "warning", Error => "error" });
names!(Confidence { Low => "low", Medium => "medium", High => "high" });
names!(Verdict {
    Undecidable => "undecidable",
    ScopeMismatch => "scope-mismatch",
    Supersession => "supersession",
    Dispute => "dispute",
    Contradiction => "contradiction",
});
names!(CampRole {
    Rival => "rival",
    Agreeing => "agreeing",
    Superseded => "superseded",
    Disputed => "disputed",
    OtherScope => "other-scope",
});

/// The part a camp plays in its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CampRole {
    /// Cannot be true together with another rival.
    Rival,
    /// Compatible with several rivals.
    Agreeing,
    /// An earlier count.
    Superseded,
    /// Another speaker's.
    Disputed,
    /// Counts another population, or another place or period.
    OtherScope,
}

/// Claims of a finding that can all be true together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Camp {
    /// Its part.
    pub role: CampRole,
    /// The value as printed, or as it is shown for several.
    pub value: String,
    /// How the value was read.
    pub reading: Option<Reading>,
    /// Ids of its claims, without repetition, in order.
    pub claims: Vec<String>,
    /// Independent origins: ids of speakers or sources.
    pub origins: Vec<String>,
}

/// How a value was read, for output. Numbers are text, so that none loses a digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An interval of amounts.
    Quantity {
        /// Lower end, `None` when there is none.
        min: Option<String>,
        /// Whether the lower end itself is excluded (or absent).
        min_open: bool,
        /// Upper end.
        max: Option<String>,
        /// Whether the upper end itself is excluded (or absent).
        max_open: bool,
        /// Unit of the ends.
        unit: Option<String>,
        /// Hedge as printed.
        hedge: Option<String>,
        /// Whether an end comes from a vague word's window.
        soft: bool,
    },
    /// A date.
    Date {
        /// Canonical EDTF.
        edtf: String,
        /// Earliest day, ISO 8601.
        earliest: Option<String>,
        /// Latest day, ISO 8601.
        latest: Option<String>,
        /// Whether a bound comes from a vague word's window.
        soft: bool,
    },
    /// An entity, by id.
    Entity {
        /// Its id.
        id: String,
    },
    /// A term.
    Term {
        /// The term.
        term: String,
    },
    /// Exactly one of these.
    OneOf {
        /// Ids or terms.
        of: Vec<String>,
    },
    /// Several.
    Several {
        /// At least these.
        all: Vec<String>,
        /// And no others.
        only: bool,
    },
    /// Text that is never compared.
    Text,
}

/// Whether a place is what the finding is about, or belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocationRole {
    /// The place to look at first; exactly one.
    Primary,
    /// Another place of the finding.
    Secondary,
}

/// A place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its part.
    pub role: LocationRole,
    /// The claim that stands there, if one does.
    pub claim: Option<String>,
    /// Where.
    pub span: Span,
    /// A few words for the place.
    pub label: String,
}

/// The slot a finding is about, by ids, for output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotName {
    /// Entity id of the subject.
    pub subject: Option<String>,
    /// Predicate id.
    pub predicate: Option<String>,
    /// Scope ids.
    pub scope: Vec<String>,
    /// Place ids, joined with a comma.
    pub place: Option<String>,
    /// Counterpart's id.
    pub toward: Option<String>,
    /// EDTF.
    pub during: Option<String>,
}

/// A verdict of a person that applies to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjudicated {
    /// `accepted`, `wrong` or `not-comparable`.
    pub decision: String,
    /// Why.
    pub reason: Option<String>,
    /// Until when.
    pub until: Option<String>,
}

/// A defect, with everything that any output needs to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: &'static str,
    /// Gravity, after configuration.
    pub level: Level,
    /// Certainty.
    pub confidence: Confidence,
    /// What was decided, for findings about slots.
    pub verdict: Option<Verdict>,
    /// What, where and why in one line that makes sense alone; no trailing full stop.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// Hash of the rule, the slot and the rivals' identities and values; hex.
    pub fingerprint: String,
    /// A person's verdict on it. Findings that have one do not count.
    pub adjudication: Option<Adjudicated>,
    /// Whether one document disagrees with itself.
    pub within_document: bool,
    /// The slot.
    pub slot: SlotName,
    /// Ids of all claims, rivals first.
    pub claims: Vec<String>,
    /// Camps, gravest role first.
    pub camps: Vec<Camp>,
    /// Places; the primary one first. Empty only for findings about the run as a whole.
    pub locations: Vec<Location>,
}
