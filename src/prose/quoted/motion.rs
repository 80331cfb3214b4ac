//! One motion with two movers: "NAME proposed that the lower tender be accepted", and later "NAME
//! having proposed that the lower tender be accepted".

use super::{Quoted, RULE, Reader};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::slip::Slip;
use crate::prose::words::Words;

/// What is done with a motion that one person does, one line for each deed.
const DEEDS: &[&[&str]] = &[
    &["proposed", "moved", "proposes", "moves", "proposing", "moving"],
    &["seconded", "seconds", "seconding"],
];

/// All of these.
static DONE: Words = Words::new(&[
    "proposed",
    "moved",
    "proposes",
    "moves",
    "proposing",
    "moving",
    "seconded",
    "seconds",
    "seconding",
]);

/// Fewest words of a motion, and of these that say something, where one of the two sentences looks
/// back at it, and where none does: reports are accepted at each meeting.
const WORDS: (usize, usize) = (4, 2);
const LONG: (usize, usize) = (8, 4);

/// Tokens from a name to its verb ("having", "had then").
const BETWEEN: usize = 2;

/// A motion, with who did which of [`DEEDS`].
pub(super) struct Motion {
    pub(super) quoted: Quoted,
    deed: usize,
    /// Whether it is told as what has been done.
    looks_back: bool,
}

/// The motions of a passage.
pub(super) fn of(reader: &Reader<'_>) -> Vec<Motion> {
    let passage = reader.passage;
    let verbs = (0..passage.tokens.len())
        .filter(|at| passage.is(at + 1, "that") && passage.is_of(*at, &DONE));
    verbs.filter_map(|verb| motion(reader, verb)).collect()
}

fn motion(reader: &Reader<'_>, verb: usize) -> Option<Motion> {
    let passage = reader.passage;
    let sentence = &passage.sentences.get(passage.sentence_of(verb)?)?.tokens;
    let deed = DEEDS.iter().position(|words| passage.is_any(verb, words))?;
    let (mover, between) = mover(passage, verb, sentence.start)?;
    let start = verb + 2;
    let ends = |at: &usize| matches!(passage.token(*at), "," | "." | ";" | ":" | ")" | "?" | "!");
    let end = (start..sentence.end).find(ends).unwrap_or(sentence.end);
    let looks_back = between.clone().any(|at| passage.is_any(at, &["having", "had", "has", "who"]))
        || passage.is(verb, "proposing");
    let quoted = reader.said_by(&(start..end), &mover)?;
    Some(Motion { quoted, deed, looks_back })
}

/// The name that a verb is said of, and what stands between.
fn mover(passage: &Passage<'_>, verb: usize, first: usize) -> Option<(Tokens, Tokens)> {
    let last = passage.mentions.partition_point(|m| m.tokens.start < verb);
    let least = verb.saturating_sub(BETWEEN).max(first);
    let named = passage.mentions[..last]
        .iter()
        .rev()
        .find(|m| matches!(m.kind, MentionKind::Name) && (least..=verb).contains(&m.tokens.end))?;
    let between = named.tokens.end..verb;
    let idle = |at: usize| {
        passage.tokens[at].word.is(class::HAVE | class::ADVERB)
            || passage.is_any(at, &["then", "who", ","])
    };
    between.clone().all(idle).then(|| (named.tokens.clone(), between))
}

/// Whether two motions are one: the words of the one begin with those of the other.
pub(super) fn is_one(a: &Motion, b: &Motion) -> bool {
    let (x, y) = (&a.quoted.words, &b.quoted.words);
    let run = x.iter().zip(y.iter()).take_while(|(p, q)| p.0 == q.0);
    let (words, telling) = run.fold((0, 0), |(n, t), (p, _)| (n + 1, t + usize::from(p.1)));
    let least = if a.looks_back || b.looks_back { WORDS } else { LONG };
    let whole = words == x.len().min(y.len());
    a.deed == b.deed && whole && words >= least.0 && telling >= least.1
}

pub(super) fn slip(known: &Motion, found: &Motion) -> Slip {
    let name = |motion: &Motion| motion.quoted.speaker.name.clone();
    let (here, before) = (name(found), name(known));
    let done = if found.deed == 0 { "moved" } else { "seconded" };
    Slip {
        rule: RULE,
        at: found.quoted.at,
        bytes: found.quoted.bytes.clone(),
        message: format!("one motion is {done} by {here} here and by {before} before"),
        label: format!("{done} by {here}"),
        help: "look up who did, or say what tells the two motions apart",
        other: Some((known.quoted.at, known.quoted.bytes.clone(), format!("{done} by {before}"))),
    }
}
