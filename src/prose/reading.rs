//! What was read out of prose: claims as the text states them, and figures no claim was made of.

use std::ops::Range;

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use super::citation::sentence::Part;
use super::slip::Slip;
use super::thing::{Meaning, ThingIx, Things, Variant};
use crate::finding::Confidence;
use crate::record::{Denied, ValueKind};

/// What a run of documents says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Claims, by document and place.
    pub claims: Vec<Claim>,
    /// Figures and dates that no claim was made of, by document and place.
    pub unread: Vec<Unread>,
    /// What passages get wrong by themselves.
    pub slips: Vec<Slip>,
    /// Of each of them, whether it holds two places against each other between which something may
    /// stand that explains it.
    pub apart: Vec<bool>,
    /// How many figures and dates were seen in each document, those of `unread` included.
    pub seen: Vec<usize>,
    /// What sentences date and cite.
    pub cited: Vec<Part>,
    /// Sentences of running text with figures.
    pub figures: Vec<Figured>,
    /// For each document without markers, how many of its paragraphs name somebody or a document
    /// for what they say; 0 for others.
    pub attributed: Vec<usize>,
    /// What the claims are about.
    pub things: Things,
    /// Names of these that may be spellings of one.
    pub variants: Vec<Variant>,
}

/// A passage's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockIx {
    /// Document of the run.
    pub document: usize,
    /// Block of the document.
    pub block: usize,
}

/// What a claim says of its subject.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// A predicate of the vocabulary, by its id.
    Known(SmolStr),
    /// A figure or date whose frame the vocabulary does not have: an id made of its head noun, its
    /// modifiers and its verb, equal for what can be compared.
    Open {
        /// The id ("employees", "purchase-price").
        id: SmolStr,
        /// Quantity or date.
        kind: ValueKind,
        /// What is counted or measured, for people.
        words: String,
    },
    /// A figure or date of what may hold of its subject any number of times ("searched a flat in
    /// May"): two of them never conflict.
    Recurring {
        /// The id ("date-of-search-flat").
        id: SmolStr,
        /// Quantity or date.
        kind: ValueKind,
    },
    /// A figure or date that two texts tell of one thing at one time, whatever else they say of when.
    Settled {
        /// An id that no other has.
        id: SmolStr,
        /// Quantity or date.
        kind: ValueKind,
        /// What is counted or measured, for people.
        words: String,
    },
}

impl Said {
    /// The id of the frame.
    #[must_use]
    pub fn id(&self) -> &SmolStr {
        match self {
            Self::Known(id)
            | Self::Open { id, .. }
            | Self::Recurring { id, .. }
            | Self::Settled { id, .. } => id,
        }
    }
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SaidBy {
    /// Somebody without a name.
    Unnamed,
    /// A thing.
    Thing(ThingIx),
}

/// A sentence of running text with a figure.
#[derive(Clone, Debug)]
pub struct Figured {
    /// Its block.
    pub at: BlockIx,
    /// Bytes of the first figure.
    pub bytes: Range<usize>,
    /// Whether its paragraph says of anybody that they say something. Asked only where a text has
    /// no markers.
    pub attributed: bool,
}

/// A claim as the text states it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its block.
    pub at: BlockIx,
    /// Bytes of its sentence in the block's text.
    pub sentence: Range<usize>,
    /// What it says.
    pub said: Said,
    /// The value, in words that a record can hold: as printed; a date as EDTF where it is counted
    /// from the document's date.
    pub value: SmolStr,
    /// Bytes of the value in the block's text.
    pub bytes: Range<usize>,
    /// What the value names, where it is a name and that is settled.
    pub named: Option<ThingIx>,
    /// What it is about.
    pub subject: Meaning,
    /// Population counted, each as printed, lower case, in the plural ("american servicemen"); all
    /// of them at once. Empty: none is named.
    pub scope: Vec<SmolStr>,
    /// Places, a union.
    pub place: Vec<ThingIx>,
    /// Counterpart.
    pub toward: Option<ThingIx>,
    /// Valid time, EDTF or `past`.
    pub during: Option<SmolStr>,
    /// Known as of, EDTF.
    pub as_of: Option<SmolStr>,
    /// Speakers, nearest first; empty for the document's own voice.
    pub said_by: Vec<SaidBy>,
    /// Whether it is denied.
    pub denied: Denied,
    /// "probably", "reportedly".
    pub hedge: Option<SmolStr>,
    /// Claims of the same reading that it replaces by words of the text ("revised from N"), by place
    /// in [`Reading::claims`].
    pub supersedes: Vec<usize>,
    /// Citation markers attached to it, by place among the block's.
    pub marks: Vec<usize>,
    /// How sure the reading is. Low: a finding that rests on it is a warning at most.
    pub confidence: Confidence,
    /// Whether its document says otherwise in its own voice, elsewhere, and nothing around these words
    /// tells that its speaker differs.
    pub unreconciled: bool,
    /// Whether the rest of its text bears its figure out, so that it is no slip for another.
    pub borne_out: bool,
}

impl Claim {
    /// A claim with nothing but a subject and a value: flat, for everybody, everywhere and at any
    /// time. `place` is its block and the bytes of the value, which is all of its sentence.
    #[must_use]
    pub fn new(
        place: (BlockIx, Range<usize>),
        said: Said,
        value: SmolStr,
        subject: Meaning,
    ) -> Self {
        Self {
            at: place.0,
            sentence: place.1.clone(),
            said,
            value,
            bytes: place.1,
            named: None,
            subject,
            scope: Vec::new(),
            place: Vec::new(),
            toward: None,
            during: None,
            as_of: None,
            said_by: Vec::new(),
            denied: Denied::No,
            hedge: None,
            supersedes: Vec::new(),
            marks: Vec::new(),
            confidence: Confidence::High,
            unreconciled: false,
            borne_out: false,
        }
    }
}

/// Why no claim was made of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// No pattern of the vocabulary fits, and what is counted is not clear either.
    NoFrame,
    /// What it is about is not settled.
    NoSubject,
    /// It is said to be possible, planned or false.
    NotAsserted,
    /// It has the shape of a date and cannot be read.
    BadDate,
}

/// A figure or date that no claim was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its block.
    pub at: BlockIx,
    /// Its bytes in the block's text.
    pub bytes: Range<usize>,
    /// Bytes of its sentence.
    pub sentence: Range<usize>,
    /// Why.
    pub why: Why,
}

/// An id with these words that nothing else has. A number behind them would be read as one of the words.
pub(super) fn untaken(words: &str, mut take: impl FnMut(&SmolStr) -> bool) -> SmolStr {
    let mut id = words.to_smolstr();
    let mut number = 1;
    while !take(&id) {
        let told = format_smolstr!("{words}-as-told");
        id = if number > 1 { format_smolstr!("{told}-{number}") } else { told };
        number += 1;
    }
    id
}
