//! "The bridge closed on 4 March", "it reopened on 17 September", "the ten-month closure": what lasts
//! from one deed to another, against the dates of both.

use super::dated::Event;
use super::{apart, heads_of, since};
use crate::prose::open;
use crate::prose::passage::{MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;

/// Nouns of what lasts, with the verbs of its beginning and of its end.
const LASTING: &[(&[&str], &[&str], &[&str])] = &[
    (&["closure", "shutdown"], &["close", "shut"], &["reopen", "open"]),
    (
        &["construction", "building", "work"],
        &["break", "lay", "begin", "start"],
        &["open", "complete", "finish", "inaugurate"],
    ),
    (
        &["renovation", "restoration", "refurbishment", "repair"],
        &["close", "begin", "start"],
        &["reopen", "complete", "finish"],
    ),
    (
        &["siege", "blockade"],
        &["besiege", "surround", "begin", "blockade"],
        &["lift", "relieve", "end"],
    ),
    (&["ban", "embargo", "sanction"], &["ban", "impose", "introduce"], &["lift", "repeal", "end"]),
    (&["suspension"], &["suspend"], &["reinstate", "resume", "lift"]),
    (
        &["captivity", "ordeal"],
        &["kidnap", "capture", "abduct", "seize"],
        &["free", "release", "rescue"],
    ),
    (
        &["imprisonment", "detention", "custody"],
        &["arrest", "jail", "imprison", "detain"],
        &["release", "free"],
    ),
    (&["occupation"], &["occupy", "invade"], &["withdraw", "liberate", "leave"]),
    (
        &["voyage", "journey", "crossing", "trek"],
        &["sail", "leave", "depart"],
        &["arrive", "reach", "return"],
    ),
    (&["evacuation"], &["evacuate"], &["return"]),
    (&["exile"], &["flee", "exile", "banish"], &["return"]),
    (&["marriage"], &["marry"], &["divorce", "separate"]),
    (&["walkout", "stoppage"], &["walk", "strike"], &["return", "resume"]),
    (&["outage", "blackout"], &["fail", "lose"], &["restore", "return"]),
    (&["truce", "ceasefire"], &["sign", "agree"], &["break", "collapse", "end"]),
];

/// Whether a noun means something that lasts.
pub(super) fn is_lasting(noun: &str) -> bool {
    LASTING.iter().any(|(nouns, ..)| nouns.contains(&noun))
}

/// Verbs of which too much is said: they count only beside the noun of what lasts.
const LIGHT: &[&str] =
    &["begin", "start", "open", "end", "break", "leave", "return", "lose", "lay"];

/// Slips of a sentence; `events` are what the document dates.
pub(super) fn slips(
    (at, passage): (BlockIx, &Passage<'_>),
    sentence: &Sentence,
    events: &[Event],
    out: &mut Vec<Slip>,
) {
    let mentions = passage.mentions_of(sentence);
    let dated = mentions.iter().any(|m| matches!(m.kind, MentionKind::Date(_)));
    for mention in mentions {
        let MentionKind::Duration(duration) = &mention.kind else { continue };
        if dated || !since::is_plain(passage, mention) {
            continue;
        }
        let mut heads = heads_of(passage, mention);
        // "After eleven years of construction".
        if passage.is(mention.tokens.end, "of") {
            heads.push(open::noun_lemma(passage, mention.tokens.end + 1));
        }
        let of = LASTING
            .iter()
            .find(|(nouns, ..)| heads.iter().any(|head| nouns.contains(&head.as_str())));
        let Some((nouns, starts, ends)) = of else { continue };
        let pair = only(events, nouns, starts).zip(only(events, nouns, ends));
        let of_it = |(from, to): &(&Event, &Event)| {
            let named = object(passage, mention.tokens.end);
            named.is_none_or(|noun| from.things.has(&noun) || to.things.has(&noun))
        };
        if let Some((from, to)) = pair.filter(|(from, to)| are_of_one(from, to)).filter(of_it) {
            out.extend(apart::check(at, passage, (mention, duration), (from, to)));
        }
    }
}

/// What a length and its noun are said to be of: "two years of construction of the station".
fn object(passage: &Passage<'_>, end: usize) -> Option<String> {
    /// Tokens behind a length in which "of the" stands.
    const NEAR: usize = 4;
    let of = (end + 1..end + NEAR).find(|at| {
        passage.is(*at, "of")
            && passage.is_any(at + 1, &["the", "its", "their", "a", "this", "that"])
    })?;
    // "The three months of the siege" has no noun between.
    Some(open::noun_lemma(passage, of + 2)).filter(|noun| noun.chars().all(char::is_alphabetic))
}

/// The one thing that some verbs date.
fn only<'e>(events: &'e [Event], nouns: &[&str], verbs: &[&str]) -> Option<&'e Event> {
    let is = |event: &&Event| {
        let verb = event.verb.as_str();
        let named = || nouns.iter().any(|noun| event.things.has(noun));
        verbs.contains(&verb)
            && (!LIGHT.contains(&verb) || verbs[0] == verb || named() || is_work(event))
    };
    let mut found = events.iter().filter(is);
    let first = found.next()?;
    found.all(|other| other.span == first.span).then_some(first)
}

/// "Work on the tunnel started", "the tunnel was opened": of something that is built.
fn is_work(event: &Event) -> bool {
    event.verb == "open" || event.things.has("work") || event.things.has("stone")
}

/// Whether two things that are dated are of the same: a word of both, or one beside the other.
fn are_of_one(from: &Event, to: &Event) -> bool {
    let near = from.at.block.abs_diff(to.at.block) <= 1;
    near || from.things.words.iter().any(|word| to.things.has(word))
}
