//! Values in words that a record can hold.

use smol_str::{SmolStr, ToSmolStr};

use super::Block;
use super::words::{edtf, is_stretch, readable};
use crate::prose::cue::Target;
use crate::prose::passage::{Mention, MentionKind};
use crate::prose::reading::Why;
use crate::record::ValueKind;
use crate::value::{date, quantity};

/// The value of a figure or date that no pattern takes, in words that a record can hold. A stretch of
/// time is no day.
pub(super) fn printed(block: &Block<'_>, mention: &Mention) -> Option<SmolStr> {
    match &mention.kind {
        MentionKind::Date(reading) if is_stretch(reading) => None,
        MentionKind::Date(_) => edtf(mention),
        _ => readable(block.passage, mention, None),
    }
}

/// The same of what is told twice: without words that no record holds ("an average of"), and of a
/// time that something lasts from, its start.
pub(super) fn retold(block: &Block<'_>, mention: &Mention) -> Option<SmolStr> {
    if let MentionKind::Date(reading) = &mention.kind {
        let start = reading.edtf.strip_suffix("/..").or(reading.edtf.strip_suffix('/'));
        let start = start.filter(|start| date::read(start, None).is_ok());
        return start.map(ToSmolStr::to_smolstr).or_else(|| printed(block, mention));
    }
    printed(block, mention).or_else(|| {
        let starts = mention.tokens.clone().skip(1);
        let text = |at| block.passage.slice(&(at..mention.tokens.end)).to_smolstr();
        starts.map(text).find(|text| quantity::read(text, None).is_ok())
    })
}

/// The value in words that a record can hold.
pub(super) fn value(block: &Block<'_>, mention: &Mention, target: &Target) -> Result<SmolStr, Why> {
    let passage = block.passage;
    match (&mention.kind, target.kind) {
        (MentionKind::BadDate(_), _) => Err(Why::BadDate),
        (MentionKind::Figure(_) | MentionKind::Duration(_), ValueKind::Quantity) => {
            let unit = target.unit.as_deref();
            readable(passage, mention, unit).ok_or(Why::NoFrame)
        }
        // "Since 1987" says from when something holds: cues that ask for it mean its first day. "From
        // May to June" is how long something holds, not when it happened.
        (MentionKind::Date(reading), ValueKind::Date) if is_stretch(reading) => {
            let open = reading.edtf.strip_suffix("/..").or(reading.edtf.strip_suffix('/'));
            let start = open.filter(|start| date::read(start, None).is_ok());
            start.map(ToSmolStr::to_smolstr).ok_or(Why::NoFrame)
        }
        (MentionKind::Date(_), ValueKind::Date) => edtf(mention).ok_or(Why::NoFrame),
        (MentionKind::Name | MentionKind::Noun(_), ValueKind::Entity | ValueKind::Text) => {
            Ok(passage.slice(&mention.tokens).to_smolstr())
        }
        _ => Err(Why::NoFrame),
    }
}
