//! For each clause: who says it, whether it is asserted, as of when (after ConText, Harkema et al.
//! 2009: triggers with a direction and a category, as data; their scope is the clause).

use super::passage::{Passage, Tokens};
use crate::record::Denied;

/// Whether a clause says that something is so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Modality {
    /// It does.
    #[default]
    Asserted,
    /// If, would, may, feared, planned, forecast, a question, an aim, an order: no claim is made.
    Open,
    /// "wrongly reported", "contrary to", "the myth that": said to be false.
    Rejected,
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Officials, residents, witnesses, an unnamed source.
    Unnamed(Tokens),
    /// A name, or a noun phrase that stands for somebody who has one ("the group", "its spokesman").
    Named(Tokens),
    /// A publication: "a UN report", "the survey".
    Document(Tokens),
}

/// When something was known, by words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// "as of Friday", "by 3 May": the date's place in [`Passage::mentions`].
    AsOf(usize),
    /// "initially", "first reports", "earlier reports": before what is said elsewhere.
    Early,
    /// "now", "currently", "today": the document's own date.
    Now,
    /// "final", "rose to", "revised to", "later": after what is said elsewhere.
    Late,
}

/// What stands around the claims of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Speakers, nearest first; empty for the document's own voice.
    pub speakers: Vec<Speaker>,
    /// Whether it is asserted.
    pub modality: Modality,
    /// "did not", "no evidence that".
    pub denied: Denied,
    /// "probably", "reportedly", "allegedly": the token.
    pub hedge: Option<usize>,
    /// As of when.
    pub known: Option<Known>,
    /// "so far", "confirmed", "identified": the count is a lower bound.
    pub so_far: bool,
    /// "former", "once", "served", "used to".
    pub past: bool,
    /// Inside of quotation marks.
    pub quoted: bool,
}

/// The contexts of a passage.
#[derive(Debug, Default)]
pub struct Contexts;

impl Contexts {
    /// What stands around a token.
    #[must_use]
    pub fn at(&self, token: usize) -> Context {
        let _ = token;
        Context::default()
    }
}

/// The contexts of all clauses of a passage.
#[must_use]
pub fn contexts(passage: &Passage<'_>) -> Contexts {
    let _ = passage;
    Contexts
}
