//! Times of day in an order that cannot be: a call about a fire that is logged before the fire broke
//! out; and lengths between two of them that another sentence tells: "the second exploded 25 minutes
//! later", beside "the first flash at 9.20 and the second at 10.05".

use rust_decimal::prelude::ToPrimitive;

use super::clock::{self, Time};
use super::{HELP, RULE, subject};
use crate::prose::gist;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::Duration;

/// The rule that reports an order that cannot be.
const ORDER: &str = "order-violation";

/// What to do about it.
const CHECK: &str = "look both times up in another source; one of them is wrong";

/// Verbs of what happens of a sudden, and is then told of.
const ONSETS: &[&str] = &[
    "start", "begin", "break", "erupt", "strike", "fall", "collapse", "explode", "crash", "derail",
    "ignite", "capsize", "sink", "burst", "collide", "detonate", "hit", "give", "run",
];

/// Nouns of what happens so; the light verbs among [`ONSETS`] count only with one of them.
const EVENTS: &[&str] = &[
    "fire",
    "blaze",
    "blast",
    "explosion",
    "bomb",
    "bridge",
    "roof",
    "train",
    "flood",
    "dam",
    "wall",
    "earthquake",
    "quake",
    "shock",
    "ferry",
    "ship",
    "boat",
    "tower",
    "crane",
    "avalanche",
    "landslide",
    "building",
    "plane",
    "aircraft",
    "bus",
    "lorry",
    "tanker",
    "leak",
    "shooting",
];

/// Nouns of what tells of it.
const ALARMS: &[&str] = &["call", "alarm", "alert", "distress", "mayday", "report"];

/// Words of another call.
const OTHER: &[&str] =
    &["earlier", "false", "another", "previous", "unrelated", "test", "yesterday", "different"];

/// Most minutes by which a call lies before what it is about.
const APART: i64 = 120;

/// A time of day with its sentence.
struct Told<'a, 't> {
    at: BlockIx,
    passage: &'a Passage<'t>,
    sentence: &'a Sentence,
    time: Time,
}

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut all: Vec<Told<'_, '_>> = Vec::new();
    for (at, passage) in passages {
        for time in clock::times(passage) {
            let Some(index) = passage.sentence_of(time.tokens.start) else { continue };
            let sentence = &passage.sentences[index];
            all.push(Told { at: *at, passage, sentence, time });
        }
    }
    if all.len() < 2 {
        return;
    }
    out.extend(alarm(&all));
    let pairs: Vec<(&Told<'_, '_>, &Told<'_, '_>)> = all
        .windows(2)
        .filter(|pair| {
            pair[0].at == pair[1].at && pair[0].sentence.tokens == pair[1].sentence.tokens
        })
        .map(|pair| (&pair[0], &pair[1]))
        .filter(|(a, b)| a.is_behind("first") && b.is_behind("second"))
        .collect();
    let [(a, b)] = pairs.as_slice() else { return };
    for (at, passage) in passages {
        for mention in &passage.mentions {
            let MentionKind::Duration(duration) = &mention.kind else { continue };
            out.extend(between((*at, passage), (mention, duration), (a, b)));
        }
    }
}

impl Told<'_, '_> {
    /// Whether a word stands a few tokens before the time.
    fn is_behind(&self, word: &str) -> bool {
        /// Tokens in which it stands.
        const NEAR: usize = 4;
        let first = self.time.tokens.start;
        (first.saturating_sub(NEAR)..first).any(|at| self.passage.is(at, word))
    }

    fn words(&self) -> Vec<String> {
        gist::lemmas(self.passage, self.sentence.tokens.clone())
    }

    fn clause(&self) -> Option<&Clause> {
        self.sentence.clause_of(self.time.tokens.start)
    }

    fn has(&self, list: &[&str]) -> bool {
        self.words().iter().any(|word| list.contains(&word.as_str()))
    }

    /// Whether its clause says that something of a sudden happened then.
    fn is_onset(&self) -> bool {
        let Some(clause) = self.clause() else { return false };
        let sudden = clause.verb.as_ref().is_some_and(|verb| {
            ONSETS.contains(&verb.lemma.text()) && !verb.negated && !verb.modal
        });
        let near = || gist::lemmas(self.passage, clause.tokens.clone());
        sudden && near().iter().any(|word| EVENTS.contains(&word.as_str()))
    }

    fn is_alarm(&self) -> bool {
        let nouns = self.clause().map(|clause| subject(self.passage, clause)).unwrap_or_default();
        nouns.iter().any(|noun| ALARMS.contains(&noun.as_str())) && !self.has(OTHER)
    }
}

/// The first call about something that lies before it.
fn alarm(all: &[Told<'_, '_>]) -> Option<Slip> {
    let onset = all.iter().filter(|told| told.is_onset()).min_by_key(|told| told.time.minutes)?;
    let words = onset.words();
    let about = |told: &&Told<'_, '_>| {
        let said = told.words();
        let first = told
            .sentence
            .tokens
            .clone()
            .any(|at| told.passage.is_any(at, &["first", "emergency", "fire"]));
        let same = said.iter().any(|word| {
            EVENTS.contains(&word.as_str()) && words.iter().any(|own| gist::is_form(own, word))
        });
        let apart = onset.time.minutes - told.time.minutes;
        (first || same) && (2..=APART).contains(&apart)
    };
    let call = all.iter().filter(|told| told.is_alarm() && !told.is_onset()).find(about)?;
    let (a, b) = (call.passage.slice(&call.time.tokens), onset.passage.slice(&onset.time.tokens));
    Some(Slip {
        rule: ORDER,
        at: call.at,
        bytes: call.passage.bytes(&call.time.tokens),
        message: format!("the call at {a} comes before what it is about, at {b}"),
        label: "before what it is about".to_owned(),
        help: CHECK,
        other: Some((
            onset.at,
            onset.passage.bytes(&onset.time.tokens),
            "it happens here".to_owned(),
        )),
    })
}

/// "The second exploded 25 minutes later".
fn between(
    (at, passage): (BlockIx, &Passage<'_>),
    (mention, duration): (&Mention, &Duration),
    (a, b): (&Told<'_, '_>, &Told<'_, '_>),
) -> Option<Slip> {
    /// Minutes either way.
    const SLACK: i64 = 5;
    let sentence = passage.sentences.get(passage.sentence_of(mention.tokens.start)?)?;
    let second = sentence.tokens.clone().any(|at| passage.is(at, "second"));
    let later = passage.is_any(mention.tokens.end, &["later", "after", "apart"]);
    if !second || !later || duration.soft || !duration.iso.starts_with("PT") {
        return None;
    }
    let minutes = duration.seconds().0.to_i64()? / 60;
    let is = b.time.minutes - a.time.minutes;
    if is <= 0 || (is - minutes).abs() <= SLACK {
        return None;
    }
    let printed = passage.text.get(mention.bytes.clone())?;
    let (from, to) = (a.passage.slice(&a.time.tokens), b.passage.slice(&b.time.tokens));
    Some(Slip {
        rule: RULE,
        at,
        bytes: mention.bytes.clone(),
        message: format!(
            "\u{201c}{printed}\u{201d} does not fit {from} and {to}: that is {is} minutes"
        ),
        label: "does not fit the times".to_owned(),
        help: HELP,
        other: Some((
            a.at,
            a.passage.bytes(&(a.time.tokens.start..b.time.tokens.end)),
            format!("{is} minutes"),
        )),
    })
}
