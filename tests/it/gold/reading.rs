//! How much of what was judged is read: as a mention, as a claim, and as the right claim.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::figure::{self, Figure};
use super::judged::{Claim, Judged};
use super::{belie, byte, overlap, shows};

/// How many of a family's claims are found.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Counts {
    /// Those judged.
    gold: usize,
    /// The value is read in the phrase.
    mention: usize,
    /// A claim has the value.
    claim: usize,
    /// The claim has the predicate and the subject too.
    linked: usize,
}

impl Counts {
    pub(super) fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.mention += other.mention;
        self.claim += other.claim;
        self.linked += other.linked;
    }

    pub(super) fn is_below(self, other: Self) -> bool {
        self.mention < other.mention || self.claim < other.claim || self.linked < other.linked
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>6}{:>9}{:>7}{:>8}", self.gold, self.mention, self.claim, self.linked)
    }
}

/// Judged predicates (all that begin so) and ours that say the same. A predicate without a row is
/// met by one that has a word of its name: ours are made from the sentence where no table has them.
const SAME: &[(&str, &[&str])] = &[
    ("active_since", &["active-since", "founding", "start-date"]),
    ("analysis_window", &[DURING]),
    ("announcement_date", &["announcement-date", "event-date", "publication-date"]),
    ("attack_decline", &["attack-decline", "attack-rate", "attacks"]),
    ("attacker_count", &["attackers"]),
    ("attacks_per_month", &["attack-rate"]),
    ("attacks", &["attacks"]),
    ("casualties_total", &["casualties"]),
    ("child_casualties", &["casualties"]),
    ("comparison_period", &[DURING]),
    ("conflict_with", &["start-date"]),
    ("count_window_start", &[DURING]),
    ("death_date", &["death-date"]),
    ("deaths", &["deaths"]),
    ("engaged_since", &["start-date"]),
    ("established", &["founding"]),
    ("event_date", &["event-date", "start-date"]),
    ("event_interval", &["event-date", "start-date", "end-date", DURING]),
    ("external_plots", &["plots", "identify-attack-external-isk-linked-plot"]),
    ("fighters", &["strength", "troops"]),
    ("first_wave", &["event-date", "start-date", "end-date", DURING]),
    ("founded", &["founding"]),
    ("funding_received", &["funding-received", "money-received"]),
    ("independence_date", &["independence", "independence-date", "founding", "event-date"]),
    ("injured", &["injuries"]),
    ("interview_period", &["event-date", "publication-date", DURING]),
    ("kp_networks_merged", &["announcement-date", "signing-date", "publication-date"]),
    ("leader_since", &["leader-since", "office-start", "start-date"]),
    ("membership_incl", &["strength"]),
    ("operation_date", &["death-date", "event-date"]),
    ("peak_fighters", &["peak-strength"]),
    ("pledge", &["money-pledged"]),
    ("post_date", &["publication-date", "announcement-date"]),
    ("province_campaign_start", &["start-date", "event-date"]),
    ("raids", &["raids"]),
    ("report_date", &["publication-date", "issued-on", "event-date"]),
    ("second_wave", &["event-date", "start-date", "end-date", DURING]),
    ("share_of_attacks", &["share-of-attacks"]),
    ("split_from", &["founding", "split-date", "event-date"]),
    ("start_date", &["start-date"]),
    ("statement_date", &["publication-date", "event-date", "announcement-date"]),
    ("suicide_attacks", &["attacks"]),
    ("troops", &["troops", "strength"]),
    ("us_military_deaths", &["deaths"]),
];

/// Stands for the time of a claim of any predicate.
const DURING: &str = "(during)";

fn is_same(judged: &str, ours: &str) -> bool {
    // "start-of-sell-beer": a start date whose id says of what.
    let dated = ["start", "end"].iter().find(|edge| ours.starts_with(&format!("{edge}-of-")));
    if dated.is_some_and(|edge| is_same(judged, &format!("{edge}-date"))) {
        return true;
    }
    match SAME.iter().find(|(prefix, _)| judged.starts_with(prefix)) {
        Some((_, same)) => same.contains(&ours),
        None => {
            // "clashes" and "clash", but not "is" and "issue".
            let meets = |a: &str, b: &str| {
                a.len().min(b.len()) > 3 && (a.starts_with(b) || b.starts_with(a))
            };
            ours.split('-').any(|word| judged.split('_').any(|other| meets(word, other)))
        }
    }
}

/// A mention or a claim that the program reads in a document.
struct Read {
    place: Range<usize>,
    reading: Value,
    predicate: String,
    subject: String,
}

fn entries(list: &Value) -> Vec<Read> {
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let entries = list.as_array().unwrap().iter();
    entries
        .flat_map(|entry| {
            let read = |predicate: String, reading: Value| Read {
                place: byte(entry, "start")..byte(entry, "end"),
                reading,
                predicate,
                subject: text(entry, "subject"),
            };
            let during = entry["during"].as_str().map(figure::reading);
            let own = read(text(entry, "predicate"), entry["reading"].clone());
            [Some(own), during.map(|reading| read(DURING.to_owned(), reading))]
        })
        .flatten()
        .collect()
}

/// Words of a name or an id, the years and the small ones aside.
fn words(name: &str) -> impl Iterator<Item = String> {
    const SMALL: [&str; 6] = ["of", "in", "the", "and", "on", "a"];
    let parts = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    parts.filter(|word| {
        !word.is_empty()
            && !SMALL.contains(&word.as_str())
            && !word.chars().all(|c| c.is_ascii_digit())
    })
}

/// The subjects of a claim: one, or several where one phrase is about several.
fn subjects(claim: &Claim) -> Vec<&str> {
    match claim.subject.as_sequence() {
        Some(several) => several.iter().filter_map(|one| one.as_str()).collect(),
        None => claim.subject.as_str().into_iter().collect(),
    }
}

/// A judged claim and the claims of the program that have its value and predicate.
struct Met<'a> {
    claim: &'a Claim,
    mention: bool,
    valued: Vec<&'a Read>,
    matched: Vec<&'a Read>,
}

/// For each judged subject the one of ours that most of its claims have: it must be this subject's
/// more than any other's, unambiguous, and named by a word of the subject's names or phrases (what
/// is wholly misread agrees with itself too).
fn right_subjects<'a>(judged: &'a Judged, met: &[Met<'a>]) -> BTreeMap<&'a str, &'a str> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut named: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut phrased: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for claim in judged.claims.values() {
        for subject in subjects(claim) {
            let known = named.entry(subject).or_default();
            known.extend(words(subject));
            if claim.family == "alias" {
                let names = claim.value.as_sequence().cloned().unwrap_or_default();
                let names = names.iter().chain([&claim.value]).filter_map(|name| name.as_str());
                known.extend(names.flat_map(words));
            }
        }
    }
    for met in met {
        for subject in subjects(met.claim) {
            phrased.entry(subject).or_default().extend(words(&met.claim.quote));
            let ids: BTreeSet<&str> = met.matched.iter().map(|read| &*read.subject).collect();
            for id in ids {
                *counts.entry((subject, id)).or_default() += 1;
            }
        }
    }
    let shared =
        |id: &str, known: &BTreeSet<String>| words(id).filter(|word| known.contains(word)).count();
    // By how many claims, then by how much of the name.
    let fit = |subject: &str, id: &str, count: usize| {
        (count, shared(id, &named[subject]), shared(id, &phrased[subject]))
    };
    let mut right = BTreeMap::new();
    for ((subject, id), count) in &counts {
        let own = fit(subject, id, *count);
        let others = counts.iter().filter(|((one, other), _)| other == id && one != subject);
        let owned = others.clone().all(|((other, _), less)| fit(other, id, *less) < own);
        let is_named = own.1 > 0 || own.2 > 0;
        if owned && is_named && !id.contains("(ambiguous)") {
            let best = right.entry(*subject).or_insert((own, *id));
            *best = (*best).max((own, id));
        }
    }
    right.into_iter().map(|(subject, (_, id))| (subject, id)).collect()
}

pub(super) fn measure(judged: &Judged) -> BTreeMap<String, Counts> {
    let paths: Vec<_> = judged.documents.iter().map(|(_, path, _)| path.as_path()).collect();
    let read = belie(&["extract", "--format", "json", "--mentions"], &paths);
    let documents: Vec<(Vec<Read>, Vec<Read>)> = (read["documents"].as_array().unwrap().iter())
        .map(|document| (entries(&document["mentions"]), entries(&document["claims"])))
        .collect();
    let met: Vec<Met<'_>> = judged
        .claims
        .values()
        .filter(|claim| !claim.is_reference())
        .filter_map(|claim| {
            let figure = Figure::of(claim)?;
            let (mentions, claims) = &documents[claim.place.document];
            let near = |read: &&Read| overlap(&read.place, &claim.place.phrase);
            let readings =
                |list: &[&Read]| figure.is_among(list.iter().map(|read| &read.reading), claim);
            let mentioned: Vec<&Read> = mentions.iter().filter(near).collect();
            let is_right = |read: &&Read| {
                let timed = read.predicate != DURING || is_same(&claim.predicate, DURING);
                timed && figure.is(&read.reading, claim)
            };
            let mut valued: Vec<&Read> = claims.iter().filter(near).filter(is_right).collect();
            if !readings(&valued) {
                valued.clear();
            }
            let of_predicate = |read: &&&Read| is_same(&claim.predicate, &read.predicate);
            let matched = valued.iter().filter(of_predicate).copied().collect();
            Some(Met { claim, mention: readings(&mentioned), valued, matched })
        })
        .collect();
    let right = right_subjects(judged, &met);
    let mut out: BTreeMap<String, Counts> = BTreeMap::new();
    for met in &met {
        let linked = met.matched.iter().any(|read| {
            subjects(met.claim).iter().any(|subject| right.get(subject) == Some(&&*read.subject))
        });
        let counts = Counts {
            gold: 1,
            mention: usize::from(met.mention),
            claim: usize::from(!met.valued.is_empty()),
            linked: usize::from(linked),
        };
        out.entry(met.claim.family.clone()).or_default().add(counts);
        if shows() && !linked {
            show(met, &right);
        }
    }
    out
}

fn show(met: &Met<'_>, right: &BTreeMap<&str, &str>) {
    let stage = match (met.mention, met.valued.is_empty(), met.matched.is_empty()) {
        (false, true, _) => "no mention",
        (true, true, _) => "no claim",
        (_, false, true) => "predicate",
        (_, false, false) => "subject",
    };
    let claim = met.claim;
    let wanted: Vec<_> = subjects(claim).iter().map(|one| right.get(one).unwrap_or(&"?")).collect();
    let got: Vec<_> =
        met.valued.iter().map(|read| format!("{} of {}", read.predicate, read.subject)).collect();
    eprintln!("{stage}: {} {} of {wanted:?}: {got:?}", claim.id, claim.predicate);
}
