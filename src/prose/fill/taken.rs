//! Claims that are taken back: counts that take up a number that was told of some only ("four of the
//! wounded died … the four who died were taken off the list"), and dates that are those of a figure.

use rustc_hash::FxHashMap;

use super::{Block, Filled, Filler};
use crate::prose::passage::{Figure, Mention, MentionKind, Passage};
use crate::prose::reading::{Claim, Said, Unread, Why};
use crate::prose::vocabulary::EVENT_DATE;
use crate::record::Change;

/// Blocks before a figure in which the number that it takes up is looked for.
const BEFORE: usize = 2;

/// Mentions of each of them that are looked at, the last ones.
const MOST: usize = 64;

/// The claims of a block by their first bytes.
type Starts<'a> = FxHashMap<usize, &'a Claim>;

/// Whether the date of a claim is when a figure was.
fn is_time_of_figure(passage: &Passage<'_>, claim: &Claim) -> bool {
    let date = mentions_at(passage, claim.bytes.start)
        .find(|(_, m)| matches!(m.kind, MentionKind::Date(_)));
    date.is_some_and(|(at, _)| passage.is_time_of_figure(at))
}

/// Take back claims of counts that only take up a number that was told shortly before, and that was no
/// claim there: it counts as few as it did. Take back dates of events that are those of a figure.
pub(in crate::prose) fn take_back(
    filler: &Filler<'_>,
    blocks: &[Block<'_>],
    filled: &mut [Filled],
) {
    let mut back: Vec<(usize, usize)> = Vec::new();
    for (at, (block, own)) in blocks.iter().zip(filled.iter()).enumerate() {
        let mut around: Option<Vec<(&Block<'_>, Starts<'_>)>> = None;
        for (n, claim) in own.claims.iter().enumerate() {
            let Said::Known(id) = &claim.said else { continue };
            if id == EVENT_DATE && is_time_of_figure(block.passage, claim) {
                back.push((at, n));
                continue;
            }
            let change = filler.cues.of_id(id).map(|target| target.change);
            let figure = figure_at(block.passage, claim.bytes.start);
            let Some(figure) = figure.filter(|f| f.definite) else { continue };
            let around = around.get_or_insert_with(|| {
                let near = at.saturating_sub(BEFORE)..=at;
                let near = blocks[near.clone()].iter().zip(&filled[near]);
                near.map(|(block, filled)| (block, starts(filled))).collect()
            });
            if change == Some(Change::Cumulative) && is_told_before(around, claim, figure) {
                back.push((at, n));
            }
        }
    }
    for (at, n) in back.into_iter().rev() {
        let claim = filled[at].claims.remove(n);
        filled[at].known.remove(n);
        let Claim { at: place, bytes, sentence, .. } = claim;
        filled[at].unread.push(Unread { at: place, bytes, sentence, why: Why::NoSubject });
    }
}

fn starts(filled: &Filled) -> Starts<'_> {
    filled.claims.iter().map(|claim| (claim.bytes.start, claim)).collect()
}

/// The mentions that begin at a byte, with their places.
fn mentions_at<'p>(
    passage: &'p Passage<'_>,
    start: usize,
) -> impl Iterator<Item = (usize, &'p Mention)> {
    let from = passage.mentions.partition_point(|mention| mention.bytes.start < start);
    let mentions = passage.mentions.iter().enumerate().skip(from);
    mentions.take_while(move |(_, mention)| mention.bytes.start == start)
}

/// The figure that begins at a byte.
fn figure_at<'p>(passage: &'p Passage<'_>, start: usize) -> Option<&'p Figure> {
    mentions_at(passage, start).find_map(|(_, mention)| match &mention.kind {
        MentionKind::Figure(figure) => Some(&**figure),
        _ => None,
    })
}

/// Whether the number of a figure was told before of what the claim is not made of, and nowhere of that.
fn is_told_before(around: &[(&Block<'_>, Starts<'_>)], claim: &Claim, figure: &Figure) -> bool {
    let low = |figure: &Figure| figure.value.printed.as_ref().map(|printed| printed.low);
    let Some(number) = low(figure) else { return false };
    let mut told = false;
    for (block, starts) in around {
        let before = block.passage.mentions.partition_point(|mention| {
            block.at != claim.at || mention.bytes.start < claim.bytes.start
        });
        for mention in block.passage.mentions[..before].iter().rev().take(MOST) {
            let MentionKind::Figure(other) = &mention.kind else { continue };
            if low(other) != Some(number) {
                continue;
            }
            let known = starts.get(&mention.bytes.start);
            if known.is_some_and(|known| known.said == claim.said && known.subject == claim.subject)
            {
                return false;
            }
            told |= !other.definite;
        }
    }
    told
}
