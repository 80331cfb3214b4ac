//! Counts that take up a number that was told of some only: "four of the wounded died … the four who
//! died were taken off the list".

use super::{Block, Filled, Filler};
use crate::prose::passage::{Figure, MentionKind, Passage};
use crate::prose::reading::{Claim, Said, Unread, Why};
use crate::record::Change;

/// Blocks before a figure in which the number that it takes up is looked for.
const BEFORE: usize = 2;

/// Take back claims of counts that only take up a number that was told shortly before, and that was no
/// claim there: it counts as few as it did.
pub(in crate::prose) fn take_back(
    filler: &Filler<'_>,
    blocks: &[Block<'_>],
    filled: &mut [Filled],
) {
    for at in 0..filled.len() {
        let passage = blocks[at].passage;
        let taken = |claim: &Claim| {
            let Said::Known(id) = &claim.said else { return false };
            let change = filler.cues.of_id(id).map(|target| target.change);
            let Some(figure) = figure_at(passage, claim.bytes.start) else { return false };
            change == Some(Change::Cumulative)
                && figure.definite
                && is_told_before((blocks, filled), (at, claim), figure)
        };
        let back: Vec<usize> =
            (0..filled[at].claims.len()).rev().filter(|n| taken(&filled[at].claims[*n])).collect();
        for n in back {
            let claim = filled[at].claims.remove(n);
            filled[at].known.remove(n);
            let Claim { at: place, bytes, sentence, .. } = claim;
            filled[at].unread.push(Unread { at: place, bytes, sentence, why: Why::NoSubject });
        }
    }
}

/// The figure that begins at a byte.
fn figure_at<'p>(passage: &'p Passage<'_>, start: usize) -> Option<&'p Figure> {
    let from = passage.mentions.partition_point(|mention| mention.bytes.start < start);
    let here = passage.mentions[from..].iter().take_while(|mention| mention.bytes.start == start);
    here.into_iter().find_map(|mention| match &mention.kind {
        MentionKind::Figure(figure) => Some(&**figure),
        _ => None,
    })
}

/// Whether the number of a figure was told before of what the claim is not made of, and nowhere of that.
fn is_told_before(
    (blocks, filled): (&[Block<'_>], &[Filled]),
    (at, claim): (usize, &Claim),
    figure: &Figure,
) -> bool {
    let number = |other: &Figure| {
        let low = |figure: &Figure| figure.value.printed.as_ref().map(|printed| printed.low);
        low(figure).is_some() && low(other) == low(figure)
    };
    let is_own = |block: usize, start: usize| {
        let same = |other: &Claim| {
            other.bytes.start == start && other.said == claim.said && other.subject == claim.subject
        };
        filled[block].claims.iter().any(same)
    };
    let mut told = false;
    for block in at.saturating_sub(BEFORE)..=at {
        for mention in &blocks[block].passage.mentions {
            let MentionKind::Figure(other) = &mention.kind else { continue };
            let start = mention.bytes.start;
            if block == at && start >= claim.bytes.start || !number(other) {
                continue;
            }
            if is_own(block, start) {
                return false;
            }
            told |= !other.definite;
        }
    }
    told
}
