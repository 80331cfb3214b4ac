//! Verdicts of people on findings: which apply, which have lapsed, which claims they withdraw.
//!
//! An adjudication applies while what was judged is as it was: the same rivals, with the judged
//! fields unchanged, before its `until`. Otherwise the finding is open again, and says why.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::finding::{
    Adjudicated, CampRole, Confidence, Finding, Level, Location, LocationRole, SlotName, Verdict,
};
use crate::record::{AdjudicationRecord, ClaimRecord, Decision, RawScope, Text};
use crate::rules::{Context, Rule};
use crate::value::date;

/// `expired-adjudication`: reported here, since only adjudications know.
pub static EXPIRED: Rule = Rule {
    name: "expired-adjudication",
    level: Level::Warning,
    summary: "an adjudication that no longer applies",
    why: "An accepted disagreement is accepted until a date, and for the claims as they were. \
          When the date has passed or a judged field has changed, somebody has to look again.",
    bad: "\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, cite: [{source: report}]}
  - {id: b, subject: quake, predicate: attackers, value: 3, cite: [{source: report}]}
entities: [{id: quake, kind: event}]
references: [{id: report, issued: 2024-09}]
adjudications:
  - {rule: value-conflict, judged: {a: {value: 3}, b: {value: 4}}, decision: accepted, reason: Two counts., by: ab, on: 2024-10-01}
",
    good: "\
claims:
  - {id: a, subject: quake, predicate: attackers, value: 3, cite: [{source: report}]}
  - {id: b, subject: quake, predicate: attackers, value: 4, cite: [{source: report}]}
entities: [{id: quake, kind: event}]
references: [{id: report, issued: 2024-09}]
adjudications:
  - {rule: value-conflict, judged: {a: {value: 3}, b: {value: 4}}, decision: accepted, reason: Two counts., by: ab, on: 2024-10-01}
",
    fix: "Judge the finding again: change `until`, the judged fields or the decision, or remove \
          the adjudication.",
    check: nothing,
};

fn nothing(_: &Context<'_>, _: &mut Vec<Finding>) {}

/// Why an adjudication does not apply.
enum Lapse {
    Expired(String),
    Changed { claim: String, field: String, judged: String, now: String },
    Gone(String),
}

impl Lapse {
    fn words(&self) -> String {
        match self {
            Self::Expired(until) => format!("it held until {until}"),
            Self::Changed { claim, field, judged, now } => {
                format!("`{field}` of `{claim}` was {judged} when it was judged, and is {now} now")
            }
            Self::Gone(claim) => format!("there is no claim `{claim}` any more"),
        }
    }
}

/// Adjudications, checked against the records they judge.
pub struct Adjudications<'a> {
    all: Vec<(&'a AdjudicationRecord, Option<Lapse>)>,
}

impl<'a> Adjudications<'a> {
    /// Check adjudications of some claims. `today` decides what has expired.
    #[must_use]
    pub fn new(all: &'a [AdjudicationRecord], claims: &[ClaimRecord], today: Date) -> Self {
        let mut by_id: FxHashMap<&str, &ClaimRecord> = FxHashMap::default();
        // Without adjudications nobody asks for them.
        for claim in claims.iter().filter(|_| !all.is_empty()) {
            if let Some(id) = &claim.id {
                by_id.entry(id.value.as_str()).or_insert(claim);
            }
        }
        let check = |record: &'a AdjudicationRecord| (record, lapse(record, &by_id, today));
        Self { all: all.iter().map(check).collect() }
    }

    /// Ids of claims that are withdrawn: judged wrong, by an adjudication that applies.
    #[must_use]
    pub fn withdrawn(&self) -> FxHashSet<SmolStr> {
        self.all
            .iter()
            .filter(|(record, lapse)| lapse.is_none() && record.decision.value == Decision::Wrong)
            .flat_map(|(record, _)| record.wrong.iter().map(|id| id.value.clone()))
            .collect()
    }

    /// Mark the findings that have been judged, and report the adjudications that have lapsed.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        let mut lapsed = Vec::new();
        for (record, lapse) in &self.all {
            if let Some(lapse) = lapse {
                lapsed.push(expired(record, lapse));
                continue;
            }
            for finding in findings.iter_mut().filter(|finding| matches(record, finding)) {
                finding.adjudication = Some(Adjudicated {
                    decision: decision_name(record.decision.value).to_owned(),
                    reason: record.reason.as_ref().map(|text| text.value.to_string()),
                    until: record.until.as_ref().map(|text| text.value.to_string()),
                });
            }
        }
        findings.extend(lapsed);
    }
}

fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "accepted",
        Decision::Wrong => "wrong",
        Decision::NotComparable => "not-comparable",
    }
}

fn lapse(
    record: &AdjudicationRecord,
    claims: &FxHashMap<&str, &ClaimRecord>,
    today: Date,
) -> Option<Lapse> {
    if let Some(until) = &record.until
        && let Ok(reading) = date::read(&until.value, None)
        && date::latest(&reading).is_some_and(|latest| latest < date::Day::of(today))
    {
        return Some(Lapse::Expired(until.value.to_string()));
    }
    for (id, fields) in &record.judged {
        let Some(claim) = claims.get(id.value.as_str()) else {
            return Some(Lapse::Gone(id.value.to_string()));
        };
        for (field, judged) in fields {
            let now = current(claim, &field.value);
            if !now.iter().any(|value| *value == judged.value.as_str()) {
                return Some(Lapse::Changed {
                    claim: id.value.to_string(),
                    field: field.value.to_string(),
                    judged: judged.value.to_string(),
                    now: if now.is_empty() { "absent".to_owned() } else { now.join(", ") },
                });
            }
        }
    }
    None
}

/// What a claim's record gives for a field that an adjudication can judge.
fn current(claim: &ClaimRecord, field: &str) -> Vec<String> {
    let texts = |all: &[Text]| all.iter().map(|text| text.value.to_string()).collect::<Vec<_>>();
    let one = |text: &Option<Text>| text.iter().map(|text| text.value.to_string()).collect();
    match field {
        "value" => vec![crate::claim::resolve::written(&claim.value)],
        "subject" => vec![claim.subject.value.to_string()],
        "predicate" => vec![claim.predicate.value.to_string()],
        "scope" => match &claim.scope {
            Some(RawScope::All(all) | RawScope::Any(all)) => texts(all),
            None => Vec::new(),
        },
        "where" => texts(&claim.place),
        "toward" => one(&claim.toward),
        "during" => one(&claim.during),
        "as_of" => {
            let cited = claim.cite.iter().filter_map(|cite| cite.as_of.as_ref());
            cited.chain(&claim.as_of).map(|text| text.value.to_string()).collect()
        }
        "said_by" => claim.said_by.as_deref().map(texts).unwrap_or_default(),
        "source" => claim.cite.iter().map(|cite| cite.source.value.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// Fewest hex digits of a fingerprint that stand for the whole.
const SHORTEST_FINGERPRINT: usize = 8;

fn matches(record: &AdjudicationRecord, finding: &Finding) -> bool {
    if record.rule.value != finding.rule {
        return false;
    }
    if let Some(fingerprint) = &record.fingerprint {
        let given = fingerprint.value.as_str();
        return given.len() >= SHORTEST_FINGERPRINT && finding.fingerprint.starts_with(given);
    }
    // A rival that was not judged is new: the finding is open.
    let judged = |id: &str| record.judged.iter().any(|(known, _)| known.value == id);
    let rivals = rivals(finding);
    !rivals.is_empty()
        && rivals.iter().all(|id| judged(id))
        && record.judged.iter().all(|(id, _)| finding.claims.iter().any(|c| id.value == *c))
}

/// Ids of the claims that make a finding, without those that are only listed beside them.
#[must_use]
pub fn rivals(finding: &Finding) -> Vec<&str> {
    let lead: &[CampRole] = match finding.verdict {
        Some(Verdict::Contradiction) => &[CampRole::Rival],
        Some(Verdict::Dispute) => &[CampRole::Disputed],
        Some(Verdict::Supersession) => &[CampRole::Superseded, CampRole::Agreeing],
        _ => &[CampRole::OtherScope],
    };
    let camps: Vec<&str> = finding
        .camps
        .iter()
        .filter(|camp| lead.contains(&camp.role))
        .flat_map(|camp| camp.claims.iter().map(String::as_str))
        .collect();
    if camps.is_empty() { finding.claims.iter().map(String::as_str).collect() } else { camps }
}

fn expired(record: &AdjudicationRecord, lapse: &Lapse) -> Finding {
    let ids: Vec<_> = record.judged.iter().map(|(id, _)| format!("`{}`", id.value)).collect();
    let of = if ids.is_empty() {
        String::new()
    } else {
        format!(" of {}", crate::text::list(&ids, "and"))
    };
    Finding {
        rule: EXPIRED.name,
        level: EXPIRED.level,
        confidence: Confidence::High,
        verdict: None,
        message: format!(
            "the adjudication of {}{of} no longer applies: {}",
            record.rule.value,
            lapse.words()
        ),
        help: Some("judge the finding again, or remove the adjudication".to_owned()),
        fingerprint: String::new(),
        adjudication: None,
        within_document: false,
        slot: SlotName::default(),
        claims: Vec::new(),
        camps: Vec::new(),
        locations: vec![Location {
            role: LocationRole::Primary,
            claim: None,
            span: record.rule.span,
            label: "judged here".to_owned(),
        }],
    }
}
