//! Fingerprints: what a finding is known by from one run to the next.

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use crate::adjudicate;
use crate::claim::{Claim, ClaimIx, World};
use crate::finding::{Finding, SlotName};
use crate::parallel;
use crate::record::Denied;
use crate::source::SourceMap;
use crate::span::FileId;

/// Hex digits of a fingerprint: 64 bits keep the findings of a large repository apart.
const DIGITS: usize = 16;

/// Give every finding that has none its fingerprint: a hash of the rule, the slot, and the rivals'
/// identities and values; for findings without claims, of the message. Equal ones are numbered in
/// the order of their places.
pub(super) fn fill(
    world: &World,
    sources: &SourceMap,
    documents: &FxHashSet<FileId>,
    findings: &mut [Finding],
) {
    let mut equal: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let made = parallel::map(findings, |finding| {
        finding.fingerprint.is_empty().then(|| match in_prose(world, sources, documents, finding) {
            Some(parts) => digest(&parts),
            None => digest(&parts(world, finding)),
        })
    });
    for (at, (finding, made)) in findings.iter_mut().zip(made).enumerate() {
        if let Some(fingerprint) = made {
            finding.fingerprint = fingerprint;
            equal.entry(finding.fingerprint.clone()).or_default().push(at);
        }
    }
    let mut equal: Vec<(String, Vec<usize>)> =
        equal.into_iter().filter(|(_, all)| all.len() > 1).collect();
    equal.sort_unstable();
    for (base, mut all) in equal {
        let place = |at: &usize| {
            let first = findings[*at].locations.first()?;
            let path = sources.file(first.span.file).path().to_owned();
            Some((path, first.span.start, first.span.end))
        };
        all.sort_by_cached_key(place);
        for (number, at) in all.into_iter().enumerate().skip(1) {
            findings[at].fingerprint = digest(&[base.clone(), (number + 1).to_string()]);
        }
    }
}

/// What a finding in prose is known by: its rule, and what stands in its passages. The ids of its
/// claims are made of their sentences ([`crate::prose::draft`]); the names of what they are about
/// may be others when another document is read beside it.
fn in_prose(
    world: &World,
    sources: &SourceMap,
    documents: &FxHashSet<FileId>,
    finding: &Finding,
) -> Option<Vec<String>> {
    let mut parts: Vec<String> = vec![finding.rule.to_owned()];
    if finding.claims.is_empty() {
        let first = finding.locations.first()?;
        if !documents.contains(&first.span.file) {
            return None;
        }
        parts.push(finding.message.clone());
        let words = sources.slice(first.span).split_whitespace().map(str::to_lowercase);
        parts.push(words.collect::<Vec<_>>().join(" "));
        return Some(parts);
    }
    let is_prose = |id: &String| world.claim_by_id(id).is_some_and(Claim::is_prose);
    if documents.is_empty() || !finding.claims.iter().any(is_prose) {
        return None;
    }
    parts.extend(rivals(world, finding));
    Some(parts)
}

fn parts(world: &World, finding: &Finding) -> Vec<String> {
    let mut parts: Vec<String> = vec![finding.rule.to_owned()];
    if finding.claims.is_empty() {
        parts.push(finding.message.clone());
        return parts;
    }
    let SlotName { subject, predicate, scope, place, toward, during } = &finding.slot;
    parts.extend(
        [subject, predicate, place, toward, during].map(|part| part.clone().unwrap_or_default()),
    );
    parts.push(scope.join("+"));
    parts.extend(rivals(world, finding));
    parts
}

/// The rivals of a finding, each by its identity and its value; sorted.
fn rivals(world: &World, finding: &Finding) -> Vec<String> {
    let ids = adjudicate::rivals(finding);
    let claims = world.find_claims(ids.iter().copied());
    let says = |(id, claim): (&&str, Option<ClaimIx>)| {
        let Some(claim) = claim.map(|ix| world.claim(ix)) else { return (*id).to_owned() };
        let denied = match claim.denied {
            Denied::No => "",
            Denied::Yes => "not ",
            Denied::Unseen => "unseen ",
        };
        format!("{id}={denied}{}", claim.value_text)
    };
    let mut rivals: Vec<String> = ids.iter().zip(claims).map(says).collect();
    rivals.sort();
    rivals
}

fn digest(parts: &[String]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    let digits = hash.finalize().into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.take(DIGITS).collect()
}
