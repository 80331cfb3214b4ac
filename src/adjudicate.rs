//! Verdicts of people on findings: which apply, which have lapsed, which claims they withdraw.
//!
//! An adjudication applies while what was judged is as it was: the same rivals, with the judged
//! fields unchanged, before its `until`. Otherwise the finding is open again, and it is said why: as
//! `expired-adjudication` where the world has moved on, as `malformed-record` where the adjudication
//! names what there never was. None is passed over in silence.

mod ids;
mod judged;

pub use ids::ClaimIds;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::claim::World;
use crate::claim::resolve::nearest;
use crate::finding::{
    Adjudicated, CampRole, Confidence, Finding, Location, LocationRole, SlotName, Verdict,
};
use crate::record::{AdjudicationRecord, ClaimRecord, Decision, Problem, Text};
use crate::rules;
use crate::span::Span;
use crate::value::date;
use ids::{Found, malformed};
use judged::Known;

/// Why an adjudication does not apply.
enum Lapse {
    Expired(String),
    Changed { claim: String, field: String, judged: String, now: String },
    Gone { claim: String, help: Option<String> },
    NewRivals(Vec<String>),
    LostRivals(Vec<String>),
    Refingerprinted(String),
    Unfound,
}

/// Most claims named in a message; the others are counted.
const CLAIMS_IN_MESSAGE: usize = 4;

impl Lapse {
    fn words(&self) -> String {
        match self {
            Self::Expired(until) => format!("it held until {until}"),
            Self::Changed { claim, field, judged, now } => {
                format!("`{field}` of `{claim}` was {judged} when it was judged, and is {now} now")
            }
            Self::Gone { claim, .. } => format!("there is no claim `{claim}` any more"),
            Self::NewRivals(ids) => match ids.as_slice() {
                [one] => format!("`{one}` is a new rival"),
                _ => format!("{} are new rivals", listed(ids)),
            },
            Self::LostRivals(ids) => match ids.as_slice() {
                [one] => format!("`{one}` is no rival any more"),
                _ => format!("{} are no rivals any more", listed(ids)),
            },
            Self::Refingerprinted(now) => {
                format!("what it is about has changed, and has the fingerprint `{now}` now")
            }
            Self::Unfound => "nothing like it is found any more".to_owned(),
        }
    }

    fn help(&self) -> String {
        match self {
            Self::Gone { help: Some(help), .. } => help.clone(),
            Self::Unfound => "remove the adjudication, or copy the fingerprint again".to_owned(),
            _ => "judge the finding again, or remove the adjudication".to_owned(),
        }
    }
}

fn listed<S: AsRef<str>>(ids: &[S]) -> String {
    let shown = ids.iter().take(CLAIMS_IN_MESSAGE).map(|id| format!("`{}`", id.as_ref()));
    let mut shown: Vec<_> = shown.collect();
    if ids.len() > CLAIMS_IN_MESSAGE {
        shown.push(crate::text::count(ids.len() - CLAIMS_IN_MESSAGE, "other"));
    }
    crate::text::list(&shown, "and")
}

/// Whether an adjudication counts.
enum State {
    InForce,
    Lapsed(Lapse),
    /// It cannot be read, or judges what cannot; that was reported where it stands.
    Unusable,
}

/// Adjudications, checked against the records they judge.
pub struct Adjudications<'a> {
    all: Vec<(&'a AdjudicationRecord, State)>,
    /// Whether all claims could be read. When not, that something is not found means nothing.
    whole: bool,
}

impl<'a> Adjudications<'a> {
    /// Check adjudications of claims, as they are `written` and as the world has them. `today`
    /// decides what has expired; `complete` is whether all files could be read. What cannot be used
    /// goes to the problems.
    #[must_use]
    pub fn new(
        all: &'a [AdjudicationRecord],
        ids: &ClaimIds<'_>,
        written: &[ClaimRecord],
        (world, complete, today): (&World, bool, Date),
        problems: &mut Vec<Problem>,
    ) -> Self {
        let judged: FxHashSet<Span> = all
            .iter()
            .flat_map(|record| &record.judged)
            .filter_map(|(id, _)| world.claim_by_id(&id.value))
            .map(|claim| claim.span)
            .collect();
        let records = if judged.is_empty() { &[] } else { written };
        let records: FxHashMap<Span, &ClaimRecord> = records
            .iter()
            .filter(|record| judged.contains(&record.span))
            .map(|record| (record.span, record))
            .collect();
        let state = |record: &'a AdjudicationRecord| {
            let before = problems.len();
            unusable(record, ids, today, problems);
            if problems.len() > before {
                return (record, State::Unusable);
            }
            (record, state(record, ids, (world, &records), today))
        };
        Self { all: all.iter().map(state).collect(), whole: complete && !ids.any_unread() }
    }

    /// Ids of claims that are withdrawn: judged wrong, by an adjudication that applies.
    #[must_use]
    pub fn withdrawn(&self) -> FxHashSet<SmolStr> {
        self.in_force()
            .filter(|record| record.decision.value == Decision::Wrong)
            .flat_map(|record| record.wrong.iter().map(|id| id.value.clone()))
            .collect()
    }

    fn in_force(&self) -> impl Iterator<Item = &'a AdjudicationRecord> {
        let in_force = self.all.iter().filter(|(_, state)| matches!(state, State::InForce));
        in_force.map(|(record, _)| *record)
    }

    /// Mark the findings that have been judged, and report the adjudications that have lapsed.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.all.is_empty() {
            return;
        }
        let index = Index::new(findings);
        let (mut judged, mut unfound) = (FxHashMap::default(), Vec::new());
        for record in self.in_force() {
            let meant = index.meant(record);
            // What was settled by withdrawing a claim is not found for that very reason.
            if meant.is_empty() && record.decision.value != Decision::Wrong {
                unfound.push(record);
            }
            judged.extend(meant.into_iter().map(|at| (at, record)));
        }
        let mut lapsed: Vec<Finding> = Vec::new();
        for (record, state) in &self.all {
            if let State::Lapsed(lapse) = state {
                lapsed.push(expired(record, lapse));
            }
        }
        for record in unfound {
            let lapse = self.missing(record, &index, &judged);
            lapsed.extend(lapse.map(|lapse| expired(record, &lapse)));
        }
        for (at, finding) in findings.iter_mut().enumerate() {
            if let Some(record) = judged.get(&at) {
                finding.adjudication = Some(Adjudicated {
                    decision: decision_name(record.decision.value).to_owned(),
                    reason: record.reason.as_ref().map(|text| text.value.to_string()),
                    until: record.until.as_ref().map(|text| text.value.to_string()),
                });
            }
        }
        findings.extend(lapsed);
    }

    /// Why an adjudication in force judges no finding.
    fn missing(
        &self,
        record: &AdjudicationRecord,
        index: &Index<'_>,
        judged: &FxHashMap<usize, &AdjudicationRecord>,
    ) -> Option<Lapse> {
        let known: FxHashSet<&str> =
            record.judged.iter().map(|(id, _)| id.value.as_str()).collect();
        let new = |finding: &Finding| -> Vec<String> {
            let rivals = rivals(finding).into_iter().filter(|id| !known.contains(id));
            rivals.map(ToOwned::to_owned).collect()
        };
        // The one that shares most with what was judged is what has become of it.
        let open = index.related(record).filter(|(at, _)| !judged.contains_key(at));
        let nearest = open.min_by_key(|(at, shared)| {
            let finding = &index.findings[*at];
            (std::cmp::Reverse(*shared), new(finding).len(), finding.fingerprint.as_str())
        });
        let Some((at, _)) = nearest else { return self.whole.then_some(Lapse::Unfound) };
        let finding = &index.findings[at];
        let new = new(finding);
        if !new.is_empty() {
            return Some(Lapse::NewRivals(new));
        }
        let still: FxHashSet<&str> = finding.claims.iter().map(String::as_str).collect();
        let ids = record.judged.iter().map(|(id, _)| id.value.as_str());
        let lost: Vec<_> = ids.filter(|id| !still.contains(id)).map(ToOwned::to_owned).collect();
        if !lost.is_empty() {
            return self.whole.then_some(Lapse::LostRivals(lost));
        }
        Some(Lapse::Refingerprinted(finding.fingerprint.clone()))
    }
}

/// Findings by what adjudications name them by.
struct Index<'f> {
    findings: &'f [Finding],
    /// Sorted.
    fingerprints: Vec<(&'f str, usize)>,
    rivals: FxHashMap<&'f str, Vec<usize>>,
}

impl<'f> Index<'f> {
    fn new(findings: &'f [Finding]) -> Self {
        let numbered = || findings.iter().enumerate();
        let mut fingerprints: Vec<_> =
            numbered().map(|(at, finding)| (finding.fingerprint.as_str(), at)).collect();
        fingerprints.sort_unstable();
        let mut by_rival: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, finding) in numbered() {
            for id in rivals(finding) {
                by_rival.entry(id).or_default().push(at);
            }
        }
        Self { findings, fingerprints, rivals: by_rival }
    }

    /// The findings that an adjudication judges.
    fn meant(&self, record: &AdjudicationRecord) -> Vec<usize> {
        if let Some(fingerprint) = &record.fingerprint {
            let given = fingerprint.value.as_str();
            let first = self.fingerprints.partition_point(|(known, _)| *known < given);
            let same = self.fingerprints[first..]
                .iter()
                .map_while(|(known, at)| known.starts_with(given).then_some(*at));
            return same.filter(|at| self.findings[*at].rule == record.rule.value).collect();
        }
        let judged = |id: &&str| record.judged.iter().any(|(known, _)| known.value == *id);
        // A rival that was not judged is new: the finding is open.
        let is_meant = |at: &usize| {
            let finding = &self.findings[*at];
            rivals(finding).iter().all(judged)
                && record.judged.iter().all(|(id, _)| finding.claims.iter().any(|c| id.value == *c))
        };
        self.related(record).map(|(at, _)| at).filter(is_meant).collect()
    }

    /// Findings of the rule with rivals that were judged, and how many of these they have.
    fn related(&self, record: &AdjudicationRecord) -> impl Iterator<Item = (usize, usize)> + use<> {
        let ids = record.judged.iter().map(|(id, _)| id.value.as_str());
        let all = ids.filter_map(|id| self.rivals.get(id)).flatten().copied();
        let mut all: Vec<usize> =
            all.filter(|at| self.findings[*at].rule == record.rule.value).collect();
        all.sort_unstable();
        let runs: Vec<_> = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
        runs.into_iter()
    }
}

fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Accepted => "accepted",
        Decision::Wrong => "wrong",
        Decision::NotComparable => "not-comparable",
    }
}

/// Report what an adjudication names that there is not.
fn unusable(
    record: &AdjudicationRecord,
    ids: &ClaimIds<'_>,
    today: Date,
    problems: &mut Vec<Problem>,
) {
    let mut problem = |at: &Text, message: String, label: &str, help: String| {
        let help = format!("{help}; the adjudication is not used until this is settled");
        problems.push(malformed(at, message, label, help));
    };
    let rule = &record.rule;
    if rules::find(&rule.value).is_none() {
        let near = nearest(&rule.value, rules::ALL.iter().map(|rule| rule.name));
        let help = near.map(|near| format!("did you mean `{near}`?"));
        let help = help.unwrap_or_else(|| "`belie explain` lists the rules".to_owned());
        problem(rule, format!("there is no rule `{}`", rule.value), "unknown rule", help);
    }
    if let Some(fingerprint) = &record.fingerprint
        && fingerprint.value.len() < SHORTEST_FINGERPRINT
    {
        let message = format!("the fingerprint `{}` is too short", fingerprint.value);
        let help = format!("copy at least {SHORTEST_FINGERPRINT} digits of the finding's");
        problem(fingerprint, message, "too short", help);
    }
    if let Some(until) = &record.until
        && has_passed(until, today).is_none()
    {
        let message = format!("`until` is `{}`, which is no date", until.value);
        problem(until, message, "no date", "write a day like 2027-05-21".to_owned());
    }
    for id in &record.wrong {
        if matches!(ids.find(&id.value), Found::Nothing) {
            let message = format!("`wrong` names `{}`, and no claim has that id", id.value);
            let help = ids.did_you_mean(&id.value);
            let help = help.unwrap_or_else(|| "write the id of the claim that is wrong".to_owned());
            problem(id, message, "no such claim", help);
        }
    }
    let fields = record.judged.iter().flat_map(|(_, fields)| fields);
    for (field, _) in fields.filter(|(field, _)| !judged::is_field(&field.value)) {
        let message = format!("`{}` is no field of a claim that can be judged", field.value);
        let near = judged::nearest_field(&field.value);
        let help = near.map(|near| format!("did you mean `{near}`?"));
        let help = help.unwrap_or_else(|| "remove it, or judge another field".to_owned());
        problem(field, message, "unknown field", help);
    }
}

/// Whether a day lies before today; `None` for what is no date. `2027/..` never passes.
fn has_passed(until: &Text, today: Date) -> Option<bool> {
    let reading = date::read(&until.value, None).ok()?;
    let latest = date::latest(&reading);
    if latest.is_none() {
        date::earliest(&reading)?;
    }
    Some(latest.is_some_and(|latest| latest < date::Day::of(today)))
}

fn state(
    record: &AdjudicationRecord,
    ids: &ClaimIds<'_>,
    (world, records): (&World, &FxHashMap<Span, &ClaimRecord>),
    today: Date,
) -> State {
    if let Some(until) = &record.until
        && has_passed(until, today) == Some(true)
    {
        return State::Lapsed(Lapse::Expired(until.value.to_string()));
    }
    for (id, fields) in &record.judged {
        let claim = match ids.find(&id.value) {
            Found::Claim(claim) => claim,
            Found::Unread => return State::Unusable,
            Found::Nothing => {
                let help = ids.did_you_mean(&id.value);
                return State::Lapsed(Lapse::Gone { claim: id.value.to_string(), help });
            }
        };
        let Some(record) = records.get(&claim.span) else { continue };
        let known = Known { world, claim, record };
        for (field, judged) in fields {
            let Some(now) = known.now(&field.value) else { continue };
            if !now.is(judged) {
                return State::Lapsed(Lapse::Changed {
                    claim: id.value.to_string(),
                    field: field.value.to_string(),
                    judged: judged.value.split_whitespace().collect::<Vec<_>>().join(" "),
                    now: now.shown,
                });
            }
        }
    }
    State::InForce
}

/// Fewest hex digits of a fingerprint that stand for the whole.
const SHORTEST_FINGERPRINT: usize = 8;

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
    let ids: Vec<&str> = record.judged.iter().map(|(id, _)| id.value.as_str()).collect();
    let of = match (&record.fingerprint, ids.is_empty()) {
        (_, false) => format!(" of {}", listed(&ids)),
        (Some(fingerprint), true) => format!(" `{}`", fingerprint.value),
        (None, true) => String::new(),
    };
    Finding {
        rule: rules::EXPIRED.name,
        level: rules::EXPIRED.level,
        confidence: Confidence::High,
        verdict: None,
        message: format!(
            "the adjudication of {}{of} no longer applies: {}",
            record.rule.value,
            lapse.words()
        ),
        help: Some(lapse.help()),
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
