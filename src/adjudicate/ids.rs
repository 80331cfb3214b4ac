//! Ids of claims that records refer to: whether anything has them.

use std::cell::Cell;

use rustc_hash::FxHashSet;

use crate::claim::resolve::{nearest, rule};
use crate::claim::{Claim, World};
use crate::finding::Confidence;
use crate::record::{ClaimRecord, Problem, Records, Text};

/// How many comparisons of spellings suggestions may take in one run: thousands of wrong ids in a
/// repository of a million claims would otherwise take hours.
const MOST_COMPARISONS: usize = 2_000_000;

/// The ids that claims have.
pub struct ClaimIds<'a> {
    world: &'a World,
    /// Ids of claims that are there and could not be read, which was reported.
    unread: FxHashSet<&'a str>,
    comparisons: Cell<usize>,
}

/// What has an id.
pub(super) enum Found<'a> {
    /// A claim.
    Claim(&'a Claim),
    /// A claim that could not be read.
    Unread,
    /// Nothing.
    Nothing,
}

impl<'a> ClaimIds<'a> {
    /// The ids of claims as they are written and as they are resolved.
    #[must_use]
    pub fn new(records: &'a Records, written: &'a [ClaimRecord], world: &'a World) -> Self {
        let mut unread: FxHashSet<&str> =
            records.withheld.iter().map(|id| id.value.as_str()).collect();
        // A claim whose value could not be read is not in the world.
        if written.len() > world.claims.len() {
            let ids = written.iter().filter_map(|claim| claim.id.as_ref());
            unread.extend(ids.map(|id| id.value.as_str()));
        }
        Self { world, unread, comparisons: Cell::new(MOST_COMPARISONS) }
    }

    /// Whether a claim could not be read.
    #[must_use]
    pub fn any_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    pub(super) fn find(&self, id: &str) -> Found<'a> {
        match self.world.claim_by_id(id) {
            Some(claim) => Found::Claim(claim),
            None if self.unread.contains(id) => Found::Unread,
            None => Found::Nothing,
        }
    }

    /// "did you mean `x`?", where one is near enough.
    pub(super) fn did_you_mean(&self, id: &str) -> Option<String> {
        let left = self.comparisons.get().checked_sub(self.world.claims.len())?;
        self.comparisons.set(left);
        let near = nearest(id, self.world.claims.iter().map(|claim| claim.id.as_str()))?;
        Some(format!("did you mean `{near}`?"))
    }

    /// Ids under `supersedes` that no claim has.
    #[must_use]
    pub fn dangling_supersedes(&self, written: &[ClaimRecord]) -> Vec<Problem> {
        let all = written.iter().flat_map(|claim| &claim.supersedes);
        let missing = all.filter(|id| matches!(self.find(&id.value), Found::Nothing));
        missing
            .map(|id| {
                let message =
                    format!("`supersedes` names `{}`, and no claim has that id", id.value);
                let help = self.did_you_mean(&id.value).unwrap_or_else(|| {
                    "write the id of the earlier claim, or remove it from the list".to_owned()
                });
                malformed(id, message, "no such claim", help)
            })
            .collect()
    }
}

/// A problem of what stands at a place.
pub(super) fn malformed(at: &Text, message: String, label: &str, help: String) -> Problem {
    Problem {
        rule: rule::MALFORMED,
        span: at.span,
        message,
        label: label.to_owned(),
        help: Some(help),
        other: None,
        sure: Confidence::High,
    }
}
