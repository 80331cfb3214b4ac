//! The document and its reference list as references.

use rustc_hash::FxHashSet;
use smol_str::{SmolStr, ToSmolStr};

use super::ids::Ids;
use crate::document::{BlockKind, Document};
use crate::record::{ReferenceRecord, Text};
use crate::span::Span;

/// A reference of which only the id is known.
pub(super) fn blank(id: Text, span: Span) -> ReferenceRecord {
    ReferenceRecord::new(id, span)
}

/// The entries of a document's list that have a number or letter, with it.
pub(super) fn listed(
    document: &Document,
    id: &SmolStr,
    ids: &mut Ids,
) -> Vec<(SmolStr, ReferenceRecord)> {
    let mut out: Vec<(SmolStr, ReferenceRecord)> = Vec::new();
    let mut seen: FxHashSet<SmolStr> = FxHashSet::default();
    for block in &document.blocks {
        let BlockKind::Reference { label: Some(label) } = &block.kind else { continue };
        let label = label.trim_start_matches(['^', '@']).to_smolstr();
        // Of two entries with one number, the first is the one that a marker means.
        if !seen.insert(label.clone()) {
            continue;
        }
        let range = block.source(0..block.text.len());
        let span = Span::new(document.file, range.start, range.end);
        let mut record = blank(Text::new(ids.make(&format!("{id}-{label}")), span), span);
        record.title = Some(Text::new(block.text.to_smolstr(), span));
        out.push((label, record));
    }
    out
}
