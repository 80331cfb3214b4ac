//! Events that one noun speaks of together, and those that stand without a noun of their own:
//! "attacks on a market in 2021 and a hall in March 2024", "bombings, including one at the gate",
//! "the Lagos bombing" where its last word was taken for a verb.

use super::anchor::{Anchor, How, new, phrase_words};
use super::key::lower;
use super::node::Dated;
use super::table::tables;
use super::walk::{Here, Walk};
use crate::prose::lexicon::class;
use crate::prose::passage::{Determiner, MentionKind};
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
            part.features.dates.push((Dated::new(reading.clone()), mention.bytes.clone()));
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
            // The words of a noun phrase are read with it.
            MentionKind::Name if !is_inside(here, at) => part.name(walk, here, at),
            _ => {}
        }
    }
}

/// Whether a name stands inside of a noun phrase.
fn is_inside(here: &Here<'_, '_>, name: usize) -> bool {
    let tokens = &here.passage.mentions[name].tokens;
    here.mentions().any(|at| {
        let mention = &here.passage.mentions[at];
        matches!(mention.kind, MentionKind::Noun(_))
            && mention.tokens.start <= tokens.start
            && tokens.end <= mention.tokens.end
    })
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

/// "The Lagos bombing", "a car bombing": a name or noun and the word after it, where that was taken
/// for a verb.
pub(super) fn after_name(walk: &Walk, here: &Here<'_, '_>, anchors: &mut Vec<Anchor>) {
    let mut found: Vec<Anchor> = Vec::new();
    for at in here.mentions() {
        let mention = &here.passage.mentions[at];
        let token = mention.tokens.end;
        let next = here.passage.tokens.get(token);
        let Some(gerund) = next.filter(|t| t.word.is(class::GERUND) && !t.capital) else {
            continue;
        };
        let word = lower(gerund.text(here.passage.text));
        let Some(sort) = tables().event(&word) else { continue };
        let Some(how) = how_before(here, at) else { continue };
        if anchors.iter().any(|anchor| anchor.tokens.contains(&token)) {
            continue;
        }
        let mut anchor = new(here, token, mention.tokens.start..token + 1, word, sort, how);
        anchor.covers = Some(at);
        if matches!(mention.kind, MentionKind::Name) {
            anchor.narrowed = true;
            anchor.name(walk, here, at);
        }
        found.push(anchor);
    }
    anchors.extend(found);
}

/// How the name or noun phrase before an event's word introduces the event. A verb may stand behind
/// a noun as well ("a firm bombing the lake"): only what goes on with a verb of its own is none.
fn how_before(here: &Here<'_, '_>, at: usize) -> Option<How> {
    let mention = &here.passage.mentions[at];
    match &mention.kind {
        MentionKind::Name => {
            let before = mention.tokens.start.checked_sub(1);
            let before = before.map(|at| lower(here.passage.token(at)));
            let first = lower(here.passage.token(mention.tokens.start));
            match (before.as_deref(), first.as_str()) {
                (Some("the" | "this" | "that"), _) | (_, "the") => Some(How::Definite),
                (Some("a" | "an"), _) | (_, "a" | "an") => Some(How::Indefinite),
                _ => None,
            }
        }
        MentionKind::Noun(phrase) => {
            let next = here.passage.tokens.get(mention.tokens.end + 1)?.word;
            let verb = class::PAST | class::BE | class::HAVE | class::MODAL;
            let ends =
                matches!(here.passage.token(mention.tokens.end + 1), "at" | "in" | "on" | "near");
            (next.is(verb) || ends).then_some(())?;
            match phrase.determiner {
                Determiner::Definite | Determiner::Demonstrative => Some(How::Definite),
                Determiner::Indefinite => Some(How::Indefinite),
                _ => None,
            }
        }
        _ => None,
    }
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
