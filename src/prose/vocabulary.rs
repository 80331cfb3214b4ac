//! The vocabularies that every run starts from, as texts and as records.

use crate::record::{self, Problem, Records};
use crate::source::SourceMap;

/// Each vocabulary: the path it is shown with, and its text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("<built-in vocabulary of conflict>", include_str!("../vocabulary/conflict.yaml")),
    ("<built-in general vocabulary>", include_str!("../vocabulary/general.yaml")),
];

/// The records of the built-in vocabularies, their texts added to the sources.
#[must_use]
pub fn built_in(sources: &mut SourceMap) -> (Records, Vec<Problem>) {
    let files: Vec<_> =
        BUILT_IN.iter().map(|(path, text)| sources.add(*path, (*text).to_owned())).collect();
    record::read_all(sources, &files, &[])
}
