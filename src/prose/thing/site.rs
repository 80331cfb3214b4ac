//! Where an event was, and what stands beside it in its clause without any part in it.

use super::anchor::{Anchor, Features, phrase_words};
use super::node::Few;
use super::table::tables;
use super::walk::{Here, Walk};
use crate::prose::passage::MentionKind;

/// "The raid revealed gaps in Velm": what stands behind the verb of an event is not where it was,
/// unless the verb says that it happened or whom it struck.
pub(super) fn is_of_object(here: &Here<'_, '_>, anchor: &Anchor, start: usize) -> bool {
    let sentence = &here.passage.sentences[here.sentence];
    let Some(clause) = sentence.clauses.get(anchor.clause) else { return false };
    let Some(verb) = &clause.verb else { return false };
    let subject = anchor.mention.or(anchor.covers);
    let lemma = verb.lemma.text();
    let told = tables().is_happening(lemma) || tables().is_harm(lemma) || tables().is_doing(lemma);
    subject.is_some()
        && subject == clause.subject
        && verb.main > anchor.token
        && start > verb.main
        && !verb.passive
        && !told
        && tables().verb(lemma, "").is_none()
        && !verb.lemma.text().is_empty()
}

/// "The attack was claimed by the Front, a rival of the League": the League has no part in it.
pub(super) fn is_in_apposition(here: &Here<'_, '_>, start: usize) -> bool {
    /// Words from an article to the "of" behind its noun.
    const WORDS: usize = 4;
    let article = start.checked_sub(1).filter(|at| here.passage.is(*at, "the"));
    let of = article.unwrap_or(start).checked_sub(1).filter(|at| here.passage.is(*at, "of"));
    let Some(of) = of else { return false };
    let article =
        (of.saturating_sub(WORDS)..of).rev().find(|at| here.passage.is_any(*at, &["a", "an"]));
    let comma = article.and_then(|at| at.checked_sub(1)).filter(|at| here.passage.is(*at, ","));
    comma.is_some_and(|comma| {
        here.mentions().any(|at| {
            let name = &here.passage.mentions[at];
            name.tokens.end == comma && matches!(name.kind, MentionKind::Name)
        })
    })
}

/// "the concert hall where an attack killed 140": the head of the clause is where it was.
pub(super) fn where_of(walk: &Walk, here: &Here<'_, '_>, anchor: &mut Anchor) {
    let sentence = &here.passage.sentences[here.sentence];
    let Some(clause) = sentence.clauses.get(anchor.clause) else { return };
    let Some(head) = clause.head.filter(|_| here.passage.token(clause.tokens.start) == "where")
    else {
        return;
    };
    match here.passage.mentions.get(head).map(|mention| &mention.kind) {
        Some(MentionKind::Name) => anchor.name(walk, here, head),
        Some(MentionKind::Noun(phrase)) => {
            phrase_words(walk, here, phrase, anchor);
            // "Mill Hall in Velm, the concert hall where …"
            let mut end = phrase.tokens.start.saturating_sub(1);
            let mut joint = here.passage.token(end);
            while matches!(joint, "," | "in") {
                let name = here.mentions().find(|at| {
                    let mention = &here.passage.mentions[*at];
                    mention.tokens.end == end && matches!(mention.kind, MentionKind::Name)
                });
                let Some(name) = name else { break };
                anchor.name(walk, here, name);
                end = here.passage.mentions[name].tokens.start.saturating_sub(1);
                joint = here.passage.token(end);
            }
        }
        _ => {}
    }
}

/// Where a hall or a gate stands, the event is too: "the Moscow Concert Hall" is in Moscow, and a
/// concert hall.
pub(super) fn around(walk: &Walk, features: &mut Features) {
    let all: Few = features.targets.iter().chain(&features.places).copied().collect();
    for ix in all {
        let node = walk.nodes.get(ix);
        for outer in node.within.iter().take(2) {
            if !features.places.contains(outer) {
                features.places.push(*outer);
            }
        }
        for word in &node.words {
            if !features.common.contains(word) {
                features.common.push(word.clone());
            }
        }
    }
}
