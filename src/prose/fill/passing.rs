//! Claims of figures and dates that are told in passing: what no other stage has made a claim of.

use rustc_hash::FxHashSet;
use smol_str::{SmolStr, ToSmolStr};

use super::words::{clause_of, edtf, readable, values};
use super::{Block, Filled, Filler};
use crate::prose::lexicon::class;
use crate::prose::open::passing::{self, Deed, Subject, Telling};
use crate::prose::passage::{Clause, ClauseKind, Mention, MentionKind, Passage};
use crate::prose::reading::{BlockIx, Claim, Said, Why};
use crate::prose::thing::{Event, Meaning, Thing, ThingIx, Things};
use crate::prose::vocabulary::EVENT_DATE;
use crate::record::{EntityKind, ValueKind};
use crate::value::quantity::Unit;

/// Stands for a thing that is yet to be counted among the others.
const NEW: Meaning = Meaning::One { thing: ThingIx(u32::MAX), soft: false };

/// Dates by which events are known, by their blocks and first bytes: claims are made of them when
/// the events are written down.
pub(in crate::prose) type OfEvents = FxHashSet<(BlockIx, usize)>;

/// The dates by which the events of a run are known.
#[must_use]
pub(in crate::prose) fn of_events(things: &Things) -> OfEvents {
    let events = things.all.iter().filter_map(|thing| thing.event.as_ref());
    let places = events
        .flat_map(|event| &event.dates)
        .map(|(_, at)| (BlockIx { document: at.document, block: at.block }, at.bytes.start));
    places.collect()
}

/// A thing that nothing is known of but what it is called.
fn unnamed(name: SmolStr, kind: Option<EntityKind>) -> Thing {
    Thing {
        kind,
        name,
        names: Vec::new(),
        uses: Vec::new(),
        roles: Vec::new(),
        known: None,
        event: (kind == Some(EntityKind::Event)).then(Event::default),
        part_of: Vec::new(),
        unlinked: Vec::new(),
    }
}

/// "Three million people live in Orrin, about a third of its people": the claim that a share behind a
/// comma only adds to.
fn added_to<'c>(passage: &Passage<'_>, share: &Mention, claims: &'c [Claim]) -> Option<&'c Claim> {
    let MentionKind::Figure(figure) = &share.kind else { return None };
    let comma = share.tokens.start.checked_sub(1).filter(|at| passage.token(*at) == ",")?;
    let behind = figure.value.unit == Unit::Share;
    let before = passage.mentions.iter().rev().filter(|mention| mention.tokens.end <= comma);
    let whole = before.clone().find(|mention| matches!(mention.kind, MentionKind::Figure(_)))?;
    let joined = (whole.tokens.end..comma)
        .any(|at| passage.tokens.get(at).is_some_and(|token| token.word.is(class::CONJUNCTION)));
    let own = |claim: &&Claim| claim.bytes.start == whole.bytes.start;
    claims.iter().find(own).filter(|_| behind && !joined)
}

impl Filler<'_> {
    /// Claims of what is left unread in a block, and is asserted.
    pub(in crate::prose) fn passing(
        &self,
        block: &Block<'_>,
        filled: &Filled,
        of_events: &OfEvents,
    ) -> Vec<(Claim, Option<Thing>)> {
        let left: FxHashSet<usize> = filled
            .unread
            .iter()
            .filter(|unread| matches!(unread.why, Why::NoFrame | Why::NoSubject))
            .filter(|unread| !of_events.contains(&(block.at, unread.bytes.start)))
            .map(|unread| unread.bytes.start)
            .collect();
        if left.is_empty() {
            return Vec::new();
        }
        let own = values(block.passage).filter(|(_, mention)| left.contains(&mention.bytes.start));
        own.filter_map(|(at, _)| self.told_in_passing(block, at, &filled.claims)).collect()
    }

    /// A claim of a value that is told in passing, and what it is about, where that is nothing that
    /// was spoken of before.
    fn told_in_passing(
        &self,
        block: &Block<'_>,
        at: usize,
        claims: &[Claim],
    ) -> Option<(Claim, Option<Thing>)> {
        let passage = block.passage;
        let mention = passage.mentions.get(at)?;
        let meaning = |subject: Subject| match subject {
            Subject::Mention(at) => self.meaning(block, at),
            Subject::OwnerOf(at) => {
                self.resolved.owner(block.at.document, block.at.block, at).clone()
            }
        };
        let is_known = |subject: Subject| meaning(subject) != Meaning::Unknown;
        let place = clause_of(passage, mention.tokens.start)?;
        if let Some(claim) = self.died_in_turn(block, at) {
            return Some((claim, None));
        }
        let frame = passing::frame(&Telling { passage, place, value: at, is_known: &is_known })?;
        if let Some(group) = frame.group {
            return self.group_of(block, at, (frame.id, group));
        }
        if let Some(deed) = &frame.deed {
            if let Some(claim) = self.when_it_happened(block, at, place, deed) {
                return Some((claim, None));
            }
            if let Some(claim) = self.died(block, at, deed, frame.subject) {
                return Some((claim, None));
            }
            let owner = match frame.subject {
                Some(owned @ Subject::OwnerOf(_)) => Some(meaning(owned)),
                _ => None,
            };
            return self.happened(block, at, deed, owner);
        }
        let joined = self.joined(block, mention);
        let added = || added_to(passage, mention, claims);
        let subject = match frame.subject {
            _ if joined.is_some() => joined?,
            Some(subject) => meaning(subject),
            None if added().is_some() => added()?.subject.clone(),
            // Whoever did what a text about an event dates, the event did not.
            None if matches!(mention.kind, MentionKind::Date(_)) && self.is_about_event() => {
                return None;
            }
            None => self.about.main.clone(),
        };
        let (kind, value) = match mention.kind {
            MentionKind::Date(_) => (ValueKind::Date, passing::edge(&edtf(mention)?).to_smolstr()),
            _ => (ValueKind::Quantity, readable(passage, mention, None)?),
        };
        let said = Said::Recurring { id: frame.id.to_smolstr(), kind };
        let (claim, _) = self.told(block, (at, super::Granted::No), (said, value), subject).ok()?;
        Some((claim.claim, None))
    }

    /// How many a group has that nothing else is said of: a thing of its own.
    fn group_of(
        &self,
        block: &Block<'_>,
        at: usize,
        (id, name): (String, String),
    ) -> Option<(Claim, Option<Thing>)> {
        let value = readable(block.passage, block.passage.mentions.get(at)?, None)?;
        let said = Said::Recurring { id: id.to_smolstr(), kind: ValueKind::Quantity };
        let (claim, _) = self.told(block, (at, super::Granted::No), (said, value), NEW).ok()?;
        Some((claim.claim, Some(unnamed(name.to_smolstr(), None))))
    }

    /// "In May the mood changed, when gunmen stormed the hall": the date is that of the event which the
    /// clause of time tells, if it has none of its own.
    fn when_it_happened(
        &self,
        block: &Block<'_>,
        at: usize,
        (sentence, clause): (usize, usize),
        deed: &Deed,
    ) -> Option<Claim> {
        let passage = block.passage;
        let clauses = &passage.sentences.get(sentence)?.clauses;
        let dated = |clause: &Clause| {
            let date = |mention: &Mention| {
                matches!(mention.kind, MentionKind::Date(_) | MentionKind::BadDate(_))
            };
            let first = passage.mentions.partition_point(|m| m.tokens.start < clause.tokens.start);
            let inside = passage.mentions[first..].iter();
            inside.take_while(|m| m.tokens.start < clause.tokens.end).any(date)
        };
        let of_time = |inner: &Clause| {
            inner.kind == ClauseKind::Adverbial
                && inner.parent == Some(clause)
                && passage.is_any(inner.tokens.start, &["when"])
                && !dated(inner)
        };
        let when = clauses.iter().position(of_time).filter(|_| deed.predicate == EVENT_DATE)?;
        let (document, number) = (block.at.document, block.at.block);
        let event = self.resolved.event_at(document, number, sentence, when);
        let own = self.resolved.is_told_at(document, number, sentence, when);
        if !own || !matches!(event, Meaning::One { .. }) {
            return None;
        }
        let value = edtf(passage.mentions.get(at)?)?;
        let said = Said::Known(SmolStr::new_static(deed.predicate));
        let told = self.told(block, (at, super::Granted::No), (said, value), event.clone());
        Some(told.ok()?.0.claim)
    }

    /// "Ida Roth was killed in May": when a person of a name died.
    fn died(
        &self,
        block: &Block<'_>,
        at: usize,
        deed: &Deed,
        who: Option<Subject>,
    ) -> Option<Claim> {
        let Some(Subject::Mention(who)) = who.filter(|_| deed.is_death) else { return None };
        let by_name = matches!(block.passage.mentions.get(who)?.kind, MentionKind::Name);
        let who = self.meaning(block, who);
        let Meaning::One { thing, .. } = &who else { return None };
        let thing = self.resolved.things.all.get(thing.0 as usize)?;
        let named = !thing.names.is_empty() && thing.event.is_none();
        let person = matches!(thing.kind, None | Some(EntityKind::Person));
        let value = edtf(block.passage.mentions.get(at)?)?;
        let said = Said::Known(SmolStr::new_static("death-date"));
        if !(by_name && named && person) {
            return None;
        }
        Some(self.told(block, (at, super::Granted::No), (said, value), who).ok()?.0.claim)
    }

    /// When something happened that is told once: a thing of its own, with nothing but its date.
    fn happened(
        &self,
        block: &Block<'_>,
        at: usize,
        deed: &Deed,
        owner: Option<Meaning>,
    ) -> Option<(Claim, Option<Thing>)> {
        let mention = block.passage.mentions.get(at)?;
        let value = edtf(mention)?;
        let value = match deed.predicate {
            "event-date" => value,
            _ => passing::edge(&value).to_smolstr(),
        };
        let said = Said::Known(SmolStr::new_static(deed.predicate));
        let (claim, _) = self.told(block, (at, super::Granted::No), (said, value), NEW).ok()?;
        let owner = match owner {
            Some(Meaning::One { thing, .. }) => self.resolved.things.all.get(thing.0 as usize),
            _ => None,
        };
        let of = owner.map(|owner| format!(" of {}", owner.name)).unwrap_or_default();
        // A noun phrase can mean others too; its date tells them apart.
        let when = if deed.is_phrase {
            format!(", {}", block.passage.slice(&mention.tokens))
        } else {
            String::new()
        };
        let name = format!("{}{of}{when}", deed.name).to_smolstr();
        Some((claim.claim, Some(unnamed(name, Some(deed.kind)))))
    }

    fn is_about_event(&self) -> bool {
        let Meaning::One { thing, .. } = self.about.main else { return false };
        self.kind(thing) == Some(EntityKind::Event)
    }
}
