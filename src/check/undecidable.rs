//! Pairs of claims that could not be compared. However often two claims are printed, they are one
//! pair.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::{Claim, ClaimIx, World};
use crate::compare::family::{Family, FamilyKey};
use crate::compare::outcome::Undecided;
use crate::finding::{Location, LocationRole};
use crate::report;
use crate::rules;

/// Two claims, and why they are not compared.
pub(super) struct Pair {
    claims: (ClaimIx, ClaimIx),
    reason: &'static str,
    /// How many pairs this one stands for.
    pub(super) count: usize,
}

/// Why a claim whose subject may be several things is compared with nothing.
const AMBIGUOUS: &str = "the subject's name has several meanings";

impl Pair {
    /// Whether one of them was read out of prose.
    pub(super) fn involves_prose(&self, world: &World) -> bool {
        world.claim(self.claims.0).is_prose() || world.claim(self.claims.1).is_prose()
    }

    /// The pair in a report.
    pub(super) fn row(&self, world: &World) -> report::Undecided {
        let (a, b) = (world.claim(self.claims.0), world.claim(self.claims.1));
        report::Undecided {
            claims: vec![a.id.to_string(), b.id.to_string()],
            slot: rules::slot_name(world, a),
            reason: self.reason.to_owned(),
            locations: vec![
                place_of(a, LocationRole::Primary),
                place_of(b, LocationRole::Secondary),
            ],
        }
    }
}

fn place_of(claim: &Claim, role: LocationRole) -> Location {
    Location {
        role,
        claim: Some(claim.id.to_string()),
        span: claim.value_span,
        label: claim.value_text.to_string(),
    }
}

/// All pairs, each once, in the order of the families.
pub(super) fn pairs(world: &World, families: &[Family<'_>], undecided: &[Undecided]) -> Vec<Pair> {
    let compared = undecided.iter().map(|open| {
        let members = &families[open.family].members;
        let claim = |member: usize| members[member].printing.claim;
        let claims = (claim(open.pair.0), claim(open.pair.1));
        Pair { claims, reason: open.reason, count: open.count }
    });
    let mut seen = FxHashSet::default();
    compared
        .chain(ambiguous(world, families))
        .filter(|pair| {
            let (a, b) = pair.claims;
            // A claim agrees with its own second printing.
            a != b && seen.insert((a.min(b), a.max(b), pair.reason))
        })
        .collect()
}

/// Claims about an ambiguous name, with the claims they would meet under each of its meanings.
fn ambiguous(world: &World, families: &[Family<'_>]) -> Vec<Pair> {
    let unsettled = || {
        let claims = world.claims.iter().enumerate();
        claims.filter(|(_, claim)| !claim.ambiguous().is_empty() && !claim.withdrawn)
    };
    if !world.census.has_ambiguous() || unsettled().next().is_none() {
        return Vec::new();
    }
    let by_key: FxHashMap<FamilyKey, &Family<'_>> = families.iter().map(|f| (f.key, f)).collect();
    let mut out = Vec::new();
    for (at, claim) in unsettled() {
        for candidate in claim.ambiguous() {
            let key = FamilyKey {
                subject: world.identity.class(*candidate),
                predicate: claim.predicate,
                toward: claim.toward.map(|ix| world.identity.class(ix)),
            };
            let members = by_key.get(&key).into_iter().flat_map(|family| family.claims());
            out.extend(members.map(|other| Pair {
                claims: (ClaimIx::new(at), other.printing.claim),
                reason: AMBIGUOUS,
                count: 1,
            }));
        }
    }
    out
}
