//! Values: what a claim says something is, as the set of possible truths it denotes.
//!
//! [`quantity`] and [`date`] read text into sets; [`set`] holds the interval algebra. Reading is
//! one grammar, used for records (the whole text must be a value) and for prose (values are found
//! in running text). Nothing here knows about records, files or claims.

pub mod date;
pub mod quantity;
pub mod set;
pub(crate) mod shapes;

use std::ops::Range;

/// Why a text could not be read as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong, in words for the person who wrote it; no trailing full stop.
    pub message: String,
    /// The part of the text that is at fault, in bytes of the text that was read.
    pub span: Range<usize>,
    /// What to write instead, where that is known.
    pub help: Option<String>,
}

/// A value found in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// Where it stands, hedges and units included, in bytes of the text.
    pub span: Range<usize>,
    /// What it denotes.
    pub value: T,
}
