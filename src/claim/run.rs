//! Claims in a row that are about one thing: what belongs together mostly stands together.

use std::borrow::Cow;
use std::ops::Range;

use super::{Claim, EntityIx, PredicateIx, World};
use crate::parallel;

/// Claims in a row with one subject, predicate and counterpart.
#[derive(Clone, Debug)]
pub struct Run {
    /// What they are about.
    pub subject: EntityIx,
    /// What they say of it.
    pub predicate: PredicateIx,
    /// In view of what.
    pub toward: Option<EntityIx>,
    /// Their printings, by index.
    pub printings: Range<u32>,
}

/// The runs of some claims, without those that are withdrawn.
pub(super) fn of(claims: &[Claim]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for claim in claims.iter().filter(|claim| !claim.withdrawn) {
        let (printings, key) =
            (claim.printings.numbers(), (claim.subject, claim.predicate, claim.toward));
        match runs.last_mut() {
            Some(run)
                if (run.subject, run.predicate, run.toward) == key
                    && run.printings.end == printings.start =>
            {
                run.printings.end = printings.end;
            }
            _ => {
                let (subject, predicate, toward) = key;
                runs.push(Run { subject, predicate, toward, printings });
            }
        }
    }
    runs
}

impl World {
    /// All claims that are not withdrawn, in runs, in their order.
    #[must_use]
    pub fn runs(&self) -> Cow<'_, [Vec<Run>]> {
        if let Some(known) = &self.known_runs {
            return Cow::Borrowed(known);
        }
        let pieces: Vec<_> = self.claims.pieces().map(|(_, piece)| piece).collect();
        Cow::Owned(parallel::map(&pieces, |claims| of(claims)))
    }
}
