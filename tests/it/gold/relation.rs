//! Which of the judged relations a report speaks of, and how loudly.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::judged::{Action, Claim, Judged, Relation};
use super::{Outcome, belie, byte, overlap};

/// What a report says of a relation.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Got {
    Silent,
    /// An `info`, or a pair that cannot be compared.
    Noted,
    /// An error or a warning.
    Flagged,
}

/// A finding, or a pair that cannot be compared.
pub(super) struct Remark<'a> {
    rule: &'a str,
    level: Got,
    spots: Vec<Spot<'a>>,
}

/// A labelled place of a remark.
struct Spot<'a> {
    /// The judged claims that it stands for.
    members: BTreeSet<&'a str>,
    /// The camp of its claim, where the finding has camps.
    camp: Option<usize>,
    role: &'a str,
}

/// Rules that list all claims of a document which lack something: no relation between any two.
const LISTS: [&str; 2] = ["untraced-figure", "missing-field"];

/// The findings and undecidable pairs of a report. `members` says which judged claims a place
/// stands for.
pub(super) fn remarks<'a>(
    report: &'a Value,
    members: impl Fn(&'a Value) -> BTreeSet<&'a str>,
) -> Vec<Remark<'a>> {
    assert_eq!(report["complete"], true);
    let list = |key: &str| report[key].as_array().unwrap().iter();
    let findings = list("findings").map(|finding| {
        let level = if finding["level"] == "info" { Got::Noted } else { Got::Flagged };
        (finding, finding["rule"].as_str().unwrap(), level)
    });
    let pairs = list("undecidable").map(|pair| (pair, "undecidable", Got::Noted));
    findings
        .chain(pairs)
        .filter(|(_, rule, _)| !LISTS.contains(rule))
        .map(|(remark, rule, level)| {
            let camps = remark["camps"].as_array().map_or(&[][..], Vec::as_slice);
            let spots = remark["locations"].as_array().unwrap().iter().map(|place| {
                let claim = &place["claim"];
                let holds = |camp: &Value| camp["claims"].as_array().unwrap().contains(claim);
                let camp = camps.iter().position(holds);
                let role = camp.and_then(|camp| camps[camp]["role"].as_str()).unwrap_or_default();
                Spot { members: members(place), camp, role }
            });
            Remark { rule, level, spots: spots.collect() }
        })
        .collect()
}

impl Remark<'_> {
    /// Whether two of its places are against each other: in different camps, both of them rivals
    /// where there are rivals. Others stand beside them: what was superseded, disputed or counted
    /// otherwise is noted, what agrees is only shown.
    fn between(&self, a: &Spot<'_>, b: &Spot<'_>) -> Got {
        if a.camp.is_some() && a.camp == b.camp {
            return Got::Silent;
        }
        let is_rival = |spot: &Spot<'_>| spot.role == "rival" || spot.camp.is_none();
        let has_rivals = self.spots.iter().any(|spot| spot.role == "rival");
        if self.level < Got::Flagged || !has_rivals || (is_rival(a) && is_rival(b)) {
            return self.level;
        }
        if a.role == "agreeing" || b.role == "agreeing" { Got::Silent } else { Got::Noted }
    }

    /// What it says of a relation: of two of its members, or of its only one.
    fn on(&self, relation: &Relation, claims: &[&Claim], excused: &Excused<'_>) -> Got {
        let has = |spot: &Spot<'_>, claim: &Claim| spot.members.contains(claim.id.as_str());
        if let [only] = claims {
            let hit = self.spots.iter().any(|spot| has(spot, only));
            return if hit { self.level } else { Got::Silent };
        }
        let mut most = Got::Silent;
        for (at, first) in claims.iter().enumerate() {
            for second in &claims[at + 1..] {
                // A pair that another relation wants flagged is not this relation's fault.
                if relation.expected_action != Action::Flag && excused.contains(first, second) {
                    continue;
                }
                // Two members in one entry of a reference list are one thing.
                let together = first.is_reference()
                    && second.is_reference()
                    && first.place.line == second.place.line
                    && first.place.document == second.place.document;
                for (one, a) in self.spots.iter().enumerate() {
                    if !has(a, first) {
                        continue;
                    }
                    if together {
                        most = most.max(self.level);
                    }
                    for (two, b) in self.spots.iter().enumerate() {
                        if one != two && has(b, second) {
                            most = most.max(self.between(a, b));
                        }
                    }
                }
            }
        }
        most
    }
}

/// Pairs of claims that some relation wants flagged.
struct Excused<'a>(BTreeSet<(&'a str, &'a str)>);

impl<'a> Excused<'a> {
    fn of(judged: &'a Judged) -> Self {
        let flagged = judged.relations.iter().filter(|one| one.expected_action == Action::Flag);
        Excused(
            flagged
                .flat_map(|one| {
                    let all = one.members.iter();
                    all.clone().flat_map(move |a| all.clone().map(|b| (a.as_str(), b.as_str())))
                })
                .collect(),
        )
    }

    fn contains(&self, a: &Claim, b: &Claim) -> bool {
        self.0.contains(&(a.id.as_str(), b.id.as_str()))
    }
}

/// What remarks say of each scored relation, and the rules that say it.
pub(super) fn outcomes(
    judged: &Judged,
    remarks: impl Fn(&Relation) -> Vec<usize>,
    all: &[Vec<Remark<'_>>],
) -> BTreeMap<String, (Outcome, Vec<String>)> {
    let excused = Excused::of(judged);
    let scored = judged.relations.iter().filter(|relation| relation.is_scored());
    scored
        .map(|relation| {
            let claims = judged.members(relation);
            let mut said: BTreeMap<&str, Got> = BTreeMap::new();
            for remark in remarks(relation).into_iter().flat_map(|at| &all[at]) {
                let got = remark.on(relation, &claims, &excused);
                let most = said.entry(remark.rule).or_insert(Got::Silent);
                *most = got.max(*most);
            }
            let got = said.values().copied().max().unwrap_or(Got::Silent);
            let by = said.iter().filter(|(_, most)| **most == got && got > Got::Silent);
            let outcome = Outcome { expected: relation.expected_action, got };
            (relation.id.clone(), (outcome, by.map(|(rule, _)| (*rule).to_owned()).collect()))
        })
        .collect()
}

/// The judged claims whose phrases a place in a document touches.
fn touched<'a>(judged: &'a Judged, place: &Value) -> BTreeSet<&'a str> {
    let path = Path::new(place["path"].as_str().unwrap());
    let document = judged.documents.iter().position(|(_, known, _)| known == path);
    let bytes = byte(place, "start")..byte(place, "end");
    judged
        .claims
        .values()
        .filter(|claim| Some(claim.place.document) == document)
        .filter(|claim| overlap(claim.covers(), &bytes))
        .map(|claim| claim.id.as_str())
        .collect()
}

/// What `lint` says: of the documents together and, within one document, of it alone.
pub(super) fn in_prose(judged: &Judged) -> BTreeMap<String, (Outcome, Vec<String>)> {
    let paths: Vec<&Path> = judged.documents.iter().map(|(_, path, _)| path.as_path()).collect();
    let lint = |paths: &[&Path]| belie(&["lint", "--format", "json", "--undecidable"], paths);
    let alone = paths.iter().map(|path| lint(&[path]));
    let reports: Vec<Value> = alone.chain([lint(&paths)]).collect();
    let together = paths.len();
    let all: Vec<_> =
        reports.iter().map(|report| remarks(report, |place| touched(judged, place))).collect();
    let which = |relation: &Relation| {
        let documents: BTreeSet<usize> =
            judged.members(relation).iter().map(|claim| claim.place.document).collect();
        match documents.first() {
            Some(only) if documents.len() == 1 => vec![*only, together],
            _ => vec![together],
        }
    };
    outcomes(judged, which, &all)
}
