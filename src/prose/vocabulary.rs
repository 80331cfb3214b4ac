//! The vocabularies that every run starts from, as texts and as records.

use crate::record::{self, Problem, Records, read};
use crate::source::SourceMap;

/// The predicate of when an event was.
pub(crate) const EVENT_DATE: &str = "event-date";

/// Each vocabulary: the path it is shown with, and its text.
pub const BUILT_IN: [(&str, &str); 2] = [
    ("<built-in vocabulary of conflict>", include_str!("../vocabulary/conflict.yaml")),
    ("<built-in general vocabulary>", include_str!("../vocabulary/general.yaml")),
];

/// The records of the built-in vocabularies, their texts added to the sources.
#[must_use]
pub fn built_in(sources: &mut SourceMap) -> (Records, Vec<Problem>) {
    let files = BUILT_IN.map(|(path, text)| sources.add(path, text.to_owned()));
    let mut records = Records::default();
    for (file, (_, text)) in files.into_iter().zip(BUILT_IN) {
        match read::vocabulary(text, file) {
            Some(more) => records.append(more),
            None => return record::read_all(sources, &files, &[]),
        }
    }
    (records, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_records_are_those_of_the_texts_as_yaml() {
        let mut sources = SourceMap::new();
        let (records, _) = built_in(&mut sources);
        let files: Vec<_> = sources.iter().map(|(file, _)| file).collect();
        for (file, (_, text)) in files.iter().zip(BUILT_IN) {
            assert!(read::vocabulary(text, *file).is_some(), "it is read by the slow way");
        }
        let (all, problems) = record::read_all(&sources, &files, &[]);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(format!("{records:?}"), format!("{all:?}"));
    }
}
