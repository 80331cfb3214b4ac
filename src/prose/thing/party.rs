//! Who did it, and who or what was struck: names and nouns beside an event's word, by their
//! prepositions, possessives and verbs.
//!
//! Whoever does the deeds of one row is known by them and tells none of them apart, so that who did it
//! and what was struck are kept strictly apart: "the Harlow bombing" struck Harlow, "the NFB bombing"
//! was its deed once the text has said that the NFB does such things.

use super::anchor::{Anchor, How, new, phrase_words};
use super::key::{lower, singular};
use super::node::NodeIx;
use super::table::tables;
use super::walk::{Here, Walk};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, NounPhrase};
use crate::record::EntityKind;

impl Walk {
    /// Whether a thing is known to do what is done in events.
    pub(super) fn acts(&self, ix: NodeIx) -> bool {
        let node = self.nodes.get(ix);
        let group = || node.heads.iter().any(|head| head == tables().class("group"));
        let organised = node.kind == Some(EntityKind::Organisation) && !node.venue;
        organised && (node.acts || group())
    }
}

/// "The NFB carried out a raid", "claimed the raid": who did it.
pub(super) fn doers(here: &Here<'_, '_>, anchors: &mut [Anchor]) {
    let sentence = &here.passage.sentences[here.sentence];
    for anchor in anchors.iter_mut().filter(|anchor| anchor.mention.is_some() && anchor.real) {
        let Some(clause) = sentence.clauses.get(anchor.clause) else { continue };
        let (Some(verb), Some(subject)) = (&clause.verb, clause.subject) else { continue };
        let name = matches!(here.passage.mentions[subject].kind, MentionKind::Name);
        let object = verb.main < anchor.token && !verb.passive;
        if name && object && tables().is_doing(verb.lemma.text()) {
            let agents = &mut anchor.features.agents;
            agents.extend(here.meaning(subject).one().filter(|ix| !agents.contains(ix)));
        }
    }
}

/// "The bombing struck a rally": what an attack strikes is not an event of its own here.
pub(super) fn struck(here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    /// Verbs of an attack whose object it struck.
    const STRIKE: &[&str] = &["strike", "hit", "target", "rock"];
    let sentence = &here.passage.sentences[here.sentence];
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let Some(verb) = clause.verb.as_ref().filter(|v| STRIKE.contains(&v.lemma.text())) else {
            continue;
        };
        let does = |a: &Anchor| a.clause == at && a.token < verb.main && a.sort.is_done();
        let Some(index) = anchors.iter().position(does).filter(|_| !verb.passive) else { continue };
        let object = |a: &Anchor| {
            let near = a.tokens.start == verb.main + 1;
            near && a.mention.is_some() && a.clause == at && !a.sort.is_done()
        };
        let Some(other) = anchors.iter().position(object) else { continue };
        let word = anchors[other].word.clone();
        anchors[index].features.common.push(word);
        anchors.remove(other);
    }
}

/// "A bomber entered a market in Velm", "sent two gunmen into the hall": an attack that no word of its
/// own speaks of.
pub(super) fn attackers(here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    let sentence = &here.passage.sentences[here.sentence];
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let Some(group) = &clause.verb else { continue };
        if anchors.iter().any(|anchor| anchor.clause == at) {
            continue;
        }
        let told = here.passage.tokens[group.main].word.is(class::PAST | class::PARTICIPLE);
        let lemma = group.lemma.text();
        let found = here.mentions().find_map(|mention| {
            let MentionKind::Noun(phrase) = &here.passage.mentions[mention].kind else {
                return None;
            };
            let (noun, _) = singular(&lower(here.passage.token(phrase.head)));
            let subject = clause.subject == Some(mention);
            let object = phrase.tokens.start > group.main && here.clause(phrase.head) == at;
            let fits = tables().is_attacking(lemma, subject) && (subject || object);
            tables().attacker(&noun).filter(|_| fits)
        });
        let Some(word) = found.filter(|_| told && !group.passive) else { continue };
        let Some(sort) = tables().event(word) else { continue };
        let tokens = group.tokens.start..group.main + 1;
        let mut anchor = new(here, group.main, tokens, word.into(), sort, How::Verb);
        anchor.clause = at;
        anchor.real = !group.modal && !group.negated;
        let sender = clause.subject.filter(|_| !tables().is_attacking(lemma, true));
        let name = |at: &usize| matches!(here.passage.mentions[*at].kind, MentionKind::Name);
        anchor.features.agents.extend(sender.filter(name).and_then(|at| here.meaning(at).one()));
        anchors.push(anchor);
    }
}

/// "United States troops": whose they are, not where they were.
pub(super) fn is_nation(walk: &Walk, here: &Here<'_, '_>, at: usize, phrase: &NounPhrase) -> bool {
    let whose = class::PERSON | class::ORGANISATION;
    let head = here.passage.tokens.get(phrase.head).map(|token| token.word).unwrap_or_default();
    let ground = here.meaning(at).one().and_then(|ix| walk.nodes.get(ix).ground);
    head.is(whose) && !head.is(class::PLACE) && ground.is_some_and(|g| g.inside.is_none())
}

/// A name beside an event: where, whom or by whom, by its preposition.
pub(super) fn participant(
    walk: &Walk,
    here: &Here<'_, '_>,
    at: usize,
    inside: bool,
    anchor: &mut Anchor,
) -> bool {
    let Some(ix) = here.meaning(at).one() else { return false };
    let tokens = &here.passage.mentions[at].tokens;
    let node = walk.nodes.get(ix);
    let place = node.kind == Some(EntityKind::Place);
    let deal = !anchor.sort.is_rare();
    if inside {
        let owned = matches!(here.passage.token(tokens.end), "'" | "’")
            || matches!(here.passage.token(tokens.end.saturating_sub(1)), "s" if tokens.len() > 1);
        let features = &mut anchor.features;
        match (place, owned) {
            (true, _) if !node.venue && node.ground.is_some() => features.places.push(ix),
            (false, true) => features.agents.push(ix),
            (false, false) if anchor.sort.is_done() && walk.acts(ix) => features.agents.push(ix),
            _ => features.targets.push(ix),
        }
        return true;
    }
    // "typical of the group's raids": it owns something else.
    if matches!(here.passage.token(tokens.end), "'" | "’") {
        return false;
    }
    let mut before = tokens.start.checked_sub(1);
    while let Some(at) = before.filter(|at| here.passage.tokens[*at].word.is(class::DETERMINER)) {
        before = at.checked_sub(1);
    }
    let word = before.map(|at| lower(here.passage.token(at))).unwrap_or_default();
    let features = &mut anchor.features;
    match word.as_str() {
        "in" | "near" | "outside" | "across" | "at" | "off" if place || node.kind.is_none() => {
            features.places.push(ix);
        }
        // "in Kabul, Afghanistan"
        "," if place && features.places.last().is_some_and(|last| walk.nodes.nested(*last, ix)) => {
            features.places.push(ix);
        }
        "on" | "against" | "of" | "into" | "with" if place && node.ground.is_some() && deal => {
            features.places.push(ix);
        }
        "on" | "against" | "of" | "at" | "into" | "with" => features.targets.push(ix),
        "by" if is_done_by(here, anchor.token, before) => features.agents.push(ix),
        // "an earthquake struck Velm"
        _ if before.is_some_and(|at| at >= anchor.tokens.end && strikes(here, at)) => {
            if place {
                features.places.push(ix)
            } else {
                features.targets.push(ix)
            }
        }
        _ => return false,
    }
    true
}

/// Whether the "by" at a token says who did it: "a raid by", "raided by", "carried out by", and not
/// "led by", "owned by".
fn is_done_by(here: &Here<'_, '_>, event: usize, by: Option<usize>) -> bool {
    let Some(before) = by.and_then(|by| by.checked_sub(1)) else { return false };
    // "carried out by"
    let particle = matches!(here.passage.token(before), "out" | "off" | "down" | "over");
    let at = before - usize::from(particle && before > 0);
    let word = here.passage.tokens[at].word;
    let other = word.is(class::PARTICIPLE | class::PAST) && !word.is(class::EVENT);
    at == event || !other || tables().is_doing(word.lemma.text())
}

/// Whether a token is a verb for what events do.
fn strikes(here: &Here<'_, '_>, at: usize) -> bool {
    let word = here.passage.tokens.get(at).map(|token| token.word).unwrap_or_default();
    word.is(class::PAST | class::PARTICIPLE | class::THIRD) && tables().is_harm(word.lemma.text())
}

/// "at the airport", "on a crowded market": a common noun for what was struck.
pub(super) fn place_noun(
    walk: &Walk,
    here: &Here<'_, '_>,
    phrase: &NounPhrase,
    anchor: &mut Anchor,
) -> bool {
    let start = phrase.tokens.start;
    if start < anchor.token {
        return false;
    }
    let before = start.checked_sub(1).map(|at| here.passage.token(at)).unwrap_or_default();
    let thing = here.passage.tokens.get(phrase.head).map(|token| token.word).unwrap_or_default();
    let fits = match before {
        "at" | "inside" => !thing.is(class::TIME_UNIT),
        "in" | "outside" | "near" => thing.is(class::PLACE),
        "on" | "against" => !thing.is(class::TIME_UNIT | class::WEEKDAY | class::PERSON),
        // "at Mill Hall, a concert venue"
        "," => {
            let article = here.passage.tokens[start].word.is(class::DETERMINER);
            let thing = !thing.is(class::PERSON | class::TIME_UNIT | class::EVENT);
            article && thing && names_struck(here, start - 1, anchor)
        }
        _ => false,
    };
    if fits {
        phrase_words(walk, here, phrase, anchor);
    }
    fits
}

/// Whether the name before a comma is where the event was, or what it struck.
fn names_struck(here: &Here<'_, '_>, comma: usize, anchor: &Anchor) -> bool {
    let features = &anchor.features;
    let name = here.mentions().find(|at| {
        let mention = &here.passage.mentions[*at];
        mention.tokens.end == comma && matches!(mention.kind, MentionKind::Name)
    });
    let node = name.and_then(|at| here.meaning(at).one());
    node.is_some_and(|ix| features.targets.contains(&ix) || features.places.contains(&ix))
}
