//! Figures that two documents tell of one thing, in other words.
//!
//! Within a document nearly all that is said is of the few things that it is about. Two documents may
//! have nothing in common but a country: so that two of their figures are taken for one, both have to
//! be of one thing that has a name, beside all that figures of one document need.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::odds::is_of_one;
use super::pair::Terms;
use super::statement::{Text, Told, name_words};
use super::telling::{Role, Telling};
use super::{
    Pair, Read, Runs, accepted, gather, new_frame, open_frame, pairs, reckoned, shared_words,
    statement,
};
use crate::finding::Confidence;
use crate::prose::fill::{edtf, readable};
use crate::prose::passage::Passage;
use crate::prose::reading::{BlockIx, Claim, Reading, Said, Unread};
use crate::prose::thing::{Event, Meaning, Resolved, Thing};
use crate::record::{EntityKind, ValueKind};
use crate::text::lower;
use crate::value::date::{self, Days};

/// Give one frame and one subject to claims of different documents that tell one thing. `documents`
/// are the blocks of each, what each block is, and whether it carries a date.
pub(in crate::prose) fn join<'a, I>(
    documents: impl Iterator<Item = (I, Vec<Runs>, bool)>,
    resolved: &Resolved,
    reading: &mut Reading,
) where
    I: Iterator<Item = Read<'a>>,
{
    let (mut tellings, mut terms, mut place) = (Vec::new(), Terms::default(), 0);
    let mut passages: FxHashMap<BlockIx, &Passage<'_>> = FxHashMap::default();
    // The documents that are short, and where their tellings are.
    let mut short = Vec::new();
    for (document, (blocks, runs, dated)) in documents.enumerate() {
        let blocks = blocks.inspect(|(at, passage, ..)| {
            passages.insert(*at, passage);
        });
        let from = (tellings.len(), place);
        gather(blocks, &runs, resolved, (&mut place, &mut terms), &mut tellings);
        if !dated && place - from.1 <= statement::SHORT {
            short.push((document, from.0..tellings.len()));
        }
    }
    let found = pairs(&mut tellings, terms, |a, b| a.at.document != b.at.document);
    let accepted = accepted(&tellings, found);
    // Of many short documents none is more than the others what a statement rests on.
    if short.len() > statement::MOST_TEXTS {
        short.clear();
    }
    let texts = short.into_iter().map(|(document, tellings_of)| {
        let own = passages.iter().filter(|(at, _)| at.document == document);
        Text::new(&tellings[tellings_of], own.map(|(at, passage)| (*at, *passage)).collect())
    });
    let texts: Vec<Text<'_>> = texts.collect();
    let mut answers = Vec::new();
    for (claim, passage) in statement::pairs(&texts) {
        let found = statement::answer(claim, passage, &|telling: &Telling| passages[&telling.at]);
        if found.is_none() {
            reading.slips.extend(reckoned::slip(claim, passage));
        }
        answers.extend(found.map(|(a, b)| ((a, claim), (b, passage))));
    }
    if accepted.is_empty() && answers.is_empty() {
        return;
    }
    let mut join = Join::new(resolved, reading);
    for pair in accepted {
        let (a, b) = (&tellings[pair.a], &tellings[pair.b]);
        let with = |one: &Telling| {
            let place = (one.at, one.sentence);
            tellings.iter().filter(move |other| (other.at, other.sentence) == place)
        };
        let meets =
            |x: &Telling, y: &Telling| statement::meets((x, passages[&x.at]), (y, passages[&y.at]));
        if !statement::are_crossed((a, with(a)), (b, with(b)), meets) {
            join.pair((a, passages[&a.at]), (b, passages[&b.at]), &pair);
        }
    }
    for (a, b) in answers {
        join.answer(a, b, &passages);
    }
}

/// Words that are not common in the documents and that both sentences of a sure pair have.
const WORDS: u8 = 2;

struct Join<'a> {
    resolved: &'a Resolved,
    reading: &'a mut Reading,
    /// Claims by their place.
    of: FxHashMap<(BlockIx, usize), usize>,
    /// Ids of frames that are taken.
    ids: FxHashSet<SmolStr>,
}

impl<'a> Join<'a> {
    fn new(resolved: &'a Resolved, reading: &'a mut Reading) -> Self {
        let claims = reading.claims.iter().enumerate();
        let of = claims.map(|(at, claim)| ((claim.at, claim.bytes.start), at)).collect();
        let ids = reading.claims.iter().map(|claim| claim.said.id().clone()).collect();
        Self { resolved, reading, of, ids }
    }

    fn claim(&self, telling: &Telling, passage: &Passage<'_>) -> Option<usize> {
        let start = passage.mentions[telling.mention].bytes.start;
        self.of.get(&(telling.at, start)).copied()
    }

    fn thing(&self, meaning: &Meaning) -> Option<&'a Thing> {
        let Meaning::One { thing, .. } = meaning else { return None };
        self.resolved.things.all.get(thing.0 as usize)
    }

    /// Whether it is a thing with a name of its own, or an event.
    fn is_named(&self, meaning: &Meaning) -> bool {
        self.thing(meaning).is_some_and(|thing| {
            thing.kind != Some(EntityKind::Place)
                && (!thing.names.is_empty() || thing.event.is_some())
        })
    }

    /// The thing with a name that both are of: the subject of both clauses, or of both claims.
    fn anchor(&self, a: (&Telling, usize), b: (&Telling, usize), pair: &Pair) -> Option<Meaning> {
        let of = |at: usize| &self.reading.claims[at].subject;
        let is_named = |meaning: &Meaning| self.is_named(meaning);
        if of(a.1) == of(b.1) && is_named(of(a.1)) {
            return Some(of(a.1).clone());
        }
        let subject = |telling: &Telling| {
            let slot = telling.subject.map(|at| &telling.slots[at]);
            slot.is_some_and(|slot| slot.role == Role::Name)
        };
        if !(pair.likeness.same_subject && subject(a.0) && subject(b.0)) {
            return None;
        }
        // What the words say it is, else what either claim is about.
        let word = a.0.subject.map(|at| a.0.slots[at].word.as_str()).unwrap_or_default();
        let is_said = |meaning: &&Meaning| {
            let mut names = self.thing(meaning).into_iter().flat_map(|thing| &thing.names);
            names.any(|(name, _)| lower(name) == word)
        };
        let both = || [a.1, b.1].into_iter().map(of);
        both().find(is_said).or_else(|| both().find(|meaning| is_named(meaning))).cloned()
    }

    /// A figure of a statement and the one that answers it: that they tell one thing is what was found.
    fn answer(
        &mut self,
        (a, text): Told<'_, '_>,
        (b, answer): Told<'_, '_>,
        passages: &FxHashMap<BlockIx, &Passage<'_>>,
    ) {
        let (passage, other) = (passages[&a.at], passages[&b.at]);
        let (x, y) = (self.claim(a, passage), self.claim(b, other));
        let claim = |at: Option<usize>| at.map(|at| &self.reading.claims[at]);
        let (first, second) = (claim(x), claim(y));
        let subjects = [(first, a, passage), (second, b, other)];
        let subjects = subjects.map(|(claim, telling, passage)| match claim {
            Some(claim) => claim.subject.clone(),
            None => self.about(telling, passage),
        });
        let one = |meaning: &&Meaning| matches!(meaning, Meaning::One { .. });
        let named = subjects.iter().find(|subject| self.is_named(subject));
        // "Over 1.4 million copies were sold": what the texts are about, if neither says of what.
        let any = || self.spoken_of([a.at.document, b.at.document]);
        let found = named.or_else(|| subjects.iter().find(one)).cloned().or_else(any);
        let Some(Meaning::One { thing, .. }) = found else { return };
        let subject = Meaning::One { thing, soft: false };
        if self.are_of_two([(&subjects[0], text), (&subjects[1], answer)]) {
            return;
        }
        // What two documents say in the vocabulary's frames is compared as it is; a lone statement is held
        // against what a passage says, whenever that was counted.
        let known =
            |claim: Option<&Claim>| claim.is_some_and(|claim| matches!(claim.said, Said::Known(_)));
        let alone = [text, answer].iter().all(|text| text.passages.len() == 1);
        if known(first) && known(second) && !alone {
            return;
        }
        let during = first.and_then(|claim| claim.during.clone());
        // A statement that speaks for itself is held against whatever the passage has somebody say.
        let flat = first.is_none_or(|claim| claim.said_by.is_empty());
        // A frame of the vocabulary would ask for scopes and times, which the words around the two settle;
        // what both call it stays its name.
        let frames = [first, second].map(|claim| claim.map(|claim| &claim.said));
        let words = match frames {
            [Some(Said::Known(frame)), Some(Said::Known(other))] if frame == other => {
                frame.replace('-', " ")
            }
            _ => {
                let common: Vec<usize> = statement::common(a, b).collect();
                shared_words(a, passage, &common)
            }
        };
        // Each claim, or the value of a figure that none was made of, as a record can hold it.
        let made = |at: Option<usize>, telling: &Telling, passage: &Passage<'_>| {
            let mention = &passage.mentions[telling.mention];
            let value = || edtf(mention).or_else(|| readable(passage, mention, None));
            at.map_or_else(|| value().map(Err), |at| Some(Ok(at)))
        };
        let Some((x, y)) = made(x, a, passage).zip(made(y, b, other)) else { return };
        let x = x.unwrap_or_else(|value| self.tell(a, passage, value));
        let y = y.unwrap_or_else(|value| self.tell(b, other, value));
        let (id, kind, words) = new_frame(&mut self.ids, words, &a.measure);
        let said = Said::Settled { id, kind, words };
        for at in [x, y] {
            let claim = &mut self.reading.claims[at];
            claim.said = said.clone();
            claim.subject = subject.clone();
            claim.during.clone_from(&during);
            claim.as_of = None;
            if flat {
                claim.said_by.clear();
            }
            claim.scope.clear();
            claim.place.clear();
            claim.confidence = Confidence::Medium;
        }
    }

    /// The first thing that anything is said of in one of two documents.
    fn spoken_of(&self, documents: [usize; 2]) -> Option<Meaning> {
        let claims = self.reading.claims.iter();
        let mut own = claims.filter(|claim| documents.contains(&claim.at.document));
        own.find_map(|claim| match &claim.subject {
            one @ Meaning::One { .. } => Some(one.clone()),
            _ => None,
        })
    }

    /// Whether the subjects of a statement and of a passage are two things: events of two times, or things
    /// with names that share no word, neither of which the other text has.
    fn are_of_two(&self, [a, b]: [(&Meaning, &Text<'_>); 2]) -> bool {
        let named = |meaning| self.thing(meaning).filter(|_| self.is_named(meaning));
        let Some((x, y)) = named(a.0).zip(named(b.0)).filter(|_| a.0 != b.0) else { return false };
        if let (Some(event), Some(other)) = (&x.event, &y.event) {
            let days = |event: &Event| -> Vec<Days> {
                event.dates.iter().map(|(reading, _)| date::possible_days(reading)).collect()
            };
            let (one, two) = (days(event), days(other));
            let meet = one.iter().any(|day| two.iter().any(|other| day.meets(other)));
            return !one.is_empty() && !two.is_empty() && !meet;
        }
        let names = |thing: &'a Thing| {
            thing.names.iter().map(|(name, _)| name).chain([&thing.name]).map(SmolStr::as_str)
        };
        if names(x).any(|name| b.1.has_name(name)) || names(y).any(|name| a.1.has_name(name)) {
            return false;
        }
        let words = |thing| -> FxHashSet<String> { names(thing).flat_map(name_words).collect() };
        words(x).is_disjoint(&words(y))
    }

    /// The first thing that the sentence of a figure speaks of.
    fn about(&self, telling: &Telling, passage: &Passage<'_>) -> Meaning {
        let BlockIx { document, block } = telling.at;
        let mut mentions = passage.sentences[telling.sentence].mentions.clone();
        let meaning = |at| self.resolved.meaning(document, block, at);
        let found = mentions.find(|at| matches!(meaning(*at), Meaning::One { .. }));
        found.map_or(Meaning::Unknown, |at| meaning(at).clone())
    }

    /// A claim of a figure that none was made of.
    fn tell(&mut self, telling: &Telling, passage: &Passage<'_>, value: SmolStr) -> usize {
        let mention = &passage.mentions[telling.mention];
        let id = SmolStr::default();
        let said = Said::Recurring { id, kind: ValueKind::Quantity };
        let place = (telling.at, mention.bytes.clone());
        let mut claim = Claim::new(place, said, value, Meaning::Unknown);
        claim.sentence = passage.bytes(&passage.sentences[telling.sentence].tokens);
        let is = |unread: &Unread| (unread.at, &unread.bytes) == (telling.at, &claim.bytes);
        self.reading.unread.retain(|unread| !is(unread));
        self.reading.claims.push(claim);
        self.reading.claims.len() - 1
    }

    fn pair(
        &mut self,
        (a, passage): (&Telling, &Passage<'_>),
        (b, other): (&Telling, &Passage<'_>),
        pair: &Pair,
    ) {
        let Some((x, y)) = self.claim(a, passage).zip(self.claim(b, other)) else { return };
        // What one document dates, another may say of any other time.
        if self.reading.claims[x].during != self.reading.claims[y].during {
            return;
        }
        let Some(subject) = self.anchor((a, x), (b, y), pair) else { return };
        // The words that say who and the words that say what: a reading that only the time may upset.
        let is_sure = pair.likeness.same_subject
            && (pair.likeness.deeds.same || is_of_one(a, b))
            && pair.likeness.words >= WORDS;
        let confidence = if is_sure { Confidence::Medium } else { Confidence::Low };
        let said = |at: usize| &self.reading.claims[at].said;
        let said = match (said(x), said(y)) {
            // These are compared as they are, or not at all.
            (Said::Known(_), Said::Known(_)) => return,
            (known @ Said::Known(_), _) | (_, known @ Said::Known(_)) => known.clone(),
            (open @ Said::Open { .. }, other) if open == other => open.clone(),
            _ => open_frame(
                &mut self.ids,
                shared_words(a, passage, &pair.likeness.common),
                &a.measure,
            ),
        };
        let both_open = !matches!(said, Said::Known(_));
        for at in [x, y] {
            let claim = &mut self.reading.claims[at];
            claim.said = said.clone();
            claim.subject = subject.clone();
            // A frame of the vocabulary says what its scopes are.
            if both_open {
                claim.scope.clear();
            }
            claim.confidence = confidence;
        }
    }
}
