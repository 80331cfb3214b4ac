//! Events that one noun speaks of together, and those that stand without a noun of their own:
//! "attacks on a market in 2021 and a hall in March 2024", "bombings, including one at the gate",
//! "the Lagos bombing" where its last word was taken for a verb.

use super::anchor::{Anchor, How, new, phrase_words};
use super::key::lower;
use super::node::Dated;
use super::table::tables;
use super::walk::{Here, Walk};
use crate::prose::lexicon::class;
use crate::prose::passage::MentionKind;
use crate::record::EntityKind;

/// Prepositions that put an event into what follows.
const INTO: &[&str] = &["on", "in", "at", "against", "near"];

/// "attacks on A in 2021 and B in March 2024": an event for each date.
pub(super) fn distributed(walk: &Walk, here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    let sentence = &here.passage.sentences[here.sentence];
    let mut found: Vec<Anchor> = Vec::new();
    for (at, anchor) in anchors.iter().enumerate() {
        let after = here.passage.token(anchor.tokens.end);
        if !anchor.plural || anchor.sort.is_plural_of_one() || !INTO.contains(&after) {
            continue;
        }
        let end = anchors.get(at + 1).map_or(sentence.tokens.end, |next| next.tokens.start);
        let mut starts = anchor.tokens.end;
        let mut parts: Vec<Anchor> = Vec::new();
        for mention in here.mentions().map(|at| &here.passage.mentions[at]) {
            let MentionKind::Date(reading) = &mention.kind else { continue };
            let tokens = mention.tokens.clone();
            if tokens.start < starts || tokens.end > end || !joined(here, starts, parts.is_empty())
            {
                continue;
            }
            let (word, sort) = (anchor.word.clone(), anchor.sort);
            let mut part = new(here, starts, starts..tokens.end, word, sort, How::Indefinite);
            part.whole = true;
            part.features.dates.push((Dated::new((**reading).clone()), mention.bytes.clone()));
            gather(walk, here, &mut part);
            starts = tokens.end;
            parts.push(part);
        }
        if parts.len() > 1 {
            found.extend(parts);
        }
    }
    anchors.extend(found);
}

/// Whether a part begins here: the first after the noun, the others after "and" or a comma.
fn joined(here: &Here<'_, '_>, start: usize, first: bool) -> bool {
    first || matches!(here.passage.token(start), "and" | "," | ";")
}

/// The names and nouns between the ends of a part.
fn gather(walk: &Walk, here: &Here<'_, '_>, part: &mut Anchor) {
    for at in here.mentions() {
        let mention = &here.passage.mentions[at];
        if mention.tokens.start < part.tokens.start || mention.tokens.end > part.tokens.end {
            continue;
        }
        match &mention.kind {
            MentionKind::Noun(phrase) => phrase_words(walk, here, phrase, part),
            MentionKind::Name => part.name(walk, here, at),
            _ => {}
        }
    }
}

/// "including one at the gate" after "bombings".
pub(super) fn one_of(here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    let mut found = Vec::new();
    if !anchors.iter().any(|anchor| anchor.plural) {
        return;
    }
    for start in here.passage.sentences[here.sentence].tokens.clone() {
        let one = here.passage.token(start) == "one";
        if !one || !INTO.contains(&here.passage.token(start + 1)) {
            continue;
        }
        let of = anchors.iter().rev().find(|anchor| anchor.plural && anchor.token < start);
        if let Some(of) = of {
            let (word, sort) = (of.word.clone(), of.sort);
            found.push(new(here, start, start..start + 1, word, sort, How::Indefinite));
        }
    }
    anchors.extend(found);
}

/// "The Lagos bombing": a name and the word after it.
pub(super) fn after_name(walk: &Walk, here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    let mut found: Vec<Anchor> = Vec::new();
    for at in here.mentions() {
        let mention = &here.passage.mentions[at];
        if !matches!(mention.kind, MentionKind::Name) {
            continue;
        }
        let token = mention.tokens.end;
        let next = here.passage.tokens.get(token);
        let Some(gerund) = next.filter(|t| t.word.is(class::GERUND) && !t.capital) else {
            continue;
        };
        let word = lower(gerund.text(here.passage.text));
        let Some(sort) = tables().event(&word) else { continue };
        let taken = anchors.iter().any(|anchor| anchor.tokens.contains(&token));
        let before = mention.tokens.start.checked_sub(1).map(|at| lower(here.passage.token(at)));
        let first = lower(here.passage.token(mention.tokens.start));
        let how = match (before.as_deref(), first.as_str()) {
            (Some("the" | "this" | "that"), _) | (_, "the") => How::Definite,
            (Some("a" | "an"), _) | (_, "a" | "an") => How::Indefinite,
            _ => continue,
        };
        if taken {
            continue;
        }
        let mut anchor = new(here, token, mention.tokens.start..token + 1, word, sort, how);
        anchor.narrowed = true;
        anchor.covers = Some(at);
        anchor.name(walk, here, at);
        found.push(anchor);
    }
    anchors.extend(found);
}

impl Anchor {
    /// A name that says where the event was, or what was struck.
    pub(super) fn name(&mut self, walk: &Walk, here: &Here<'_, '_>, mention: usize) {
        let Some(ix) = here.meaning(mention).one() else { return };
        let node = walk.nodes.get(ix);
        // "Moscow Concert Hall" says where it stands and what it is, and is hardly a name.
        let described = !node.words.is_empty();
        if described
            || node.ground.is_some()
            || (node.kind == Some(EntityKind::Place) && !node.venue)
        {
            self.features.places.push(ix);
        } else {
            self.features.targets.push(ix);
        }
    }
}
