//! Claims in a row that are about one thing: what belongs together mostly stands together.

use std::borrow::Cow;
use std::ops::Range;

use super::{Claim, ClaimValue, EntityIx, PredicateIx, World};
use crate::parallel;
use crate::record::Denied;
use crate::value::date::{self, Day};

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
    /// The hull of the days that they assert, as far as these are known.
    pub days: Option<(Day, Day)>,
}

/// The runs of some claims, without those that are withdrawn.
pub(super) fn of(claims: &[Claim]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for claim in claims.iter().filter(|claim| !claim.withdrawn) {
        let (printings, key) =
            (claim.printings.numbers(), (claim.subject, claim.predicate, claim.toward));
        let days = asserted_days(claim);
        match runs.last_mut() {
            Some(run)
                if (run.subject, run.predicate, run.toward) == key
                    && run.printings.end == printings.start =>
            {
                run.printings.end = printings.end;
                run.days = match (run.days, days) {
                    (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
                    (known, new) => known.or(new),
                };
            }
            _ => {
                let (subject, predicate, toward) = key;
                runs.push(Run { subject, predicate, toward, printings, days });
            }
        }
    }
    runs
}

/// The first and the last day that the date of a claim can be.
fn asserted_days(claim: &Claim) -> Option<(Day, Day)> {
    match &claim.value {
        ClaimValue::Date(date) if claim.denied == Denied::No => {
            let (from, to) = date::window(date);
            from.zip(to)
        }
        _ => None,
    }
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
