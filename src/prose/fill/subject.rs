//! What a claim is about: what the pattern names, the event that the clause speaks of, the clause's
//! subject; else what the document is about, if nothing in the clause speaks against it.

use rustc_hash::FxHashMap;

use super::words::{covering, is_value_of, said_of};
use super::{Filler, Where};
use crate::prose::cue::{Hit, Target};
use crate::prose::passage::{Clause, Mention, MentionKind, Passage};
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::record::{EntityKind, SubjectKind, ValueKind};
use crate::value::date::{self, DateReading};

/// What a document is about.
#[derive(Clone, Debug)]
pub struct About {
    /// The thing that its title or its first sentence names, softly.
    pub main: Meaning,
    /// The one event that it tells of, softly.
    pub event: Meaning,
    /// The day before which what is dated is another matter, in days.
    pub since: Option<i32>,
}

/// What a document is about: the thing that its headings of the first level, or its first sentence,
/// name (of several, the one that is spoken of most), and the event that it tells of.
#[must_use]
pub fn about<'p>(
    resolved: &Resolved,
    document: usize,
    passages: impl Iterator<Item = &'p Passage<'p>> + Clone,
) -> About {
    let main = main_thing(resolved, document, passages.clone());
    let event = resolved.lead(document).clone();
    About { main, event, since: first_year(passages) }
}

/// A year before the first date that the opening of a text names: it may be the text's own, a while
/// after what it tells of.
fn first_year<'p>(passages: impl Iterator<Item = &'p Passage<'p>>) -> Option<i32> {
    /// Blocks in which a text says what it is about.
    const OPENING: usize = 4;
    const YEAR: i32 = 366;
    let mut mentions = passages.take(OPENING).flat_map(|passage| &passage.mentions);
    let (first, _) = mentions.find_map(|mention| bounds(reading(mention)?))?;
    Some(first.saturating_sub(YEAR))
}

/// First and last day of a date.
fn bounds(reading: &DateReading) -> Option<(i32, i32)> {
    Some((date::earliest(reading)?.0, date::latest(reading)?.0))
}

fn main_thing<'p>(
    resolved: &Resolved,
    document: usize,
    passages: impl Iterator<Item = &'p Passage<'p>>,
) -> Meaning {
    let mut count: FxHashMap<ThingIx, (usize, usize)> = FxHashMap::default();
    for (block, passage) in passages.enumerate() {
        for at in 0..passage.mentions.len() {
            if let Meaning::One { thing, .. } = resolved.meaning(document, block, at) {
                let seen = count.entry(*thing).or_insert((0, block));
                seen.0 += 1;
            }
        }
    }
    let first = count.values().map(|(_, block)| *block).min();
    let candidates = count.into_iter().filter(|(_, (_, block))| Some(*block) == first);
    // A title that names an event and its place, or a company and its head, is about the former.
    let rank = |thing: &ThingIx| match resolved.things.all.get(thing.0 as usize)?.kind {
        Some(EntityKind::Event) => Some(3),
        Some(EntityKind::Organisation) | None => Some(2),
        Some(EntityKind::Person | EntityKind::Document) => Some(1),
        Some(EntityKind::Place) => Some(0),
    };
    let best = candidates
        .max_by_key(|(thing, (times, _))| (rank(thing), *times, std::cmp::Reverse(*thing)));
    best.map_or(Meaning::Unknown, |(thing, _)| Meaning::One { thing, soft: true })
}

impl Filler<'_> {
    /// What a claim is about, and whether the words themselves say so.
    pub(super) fn subject(
        &self,
        place: &Where<'_>,
        hit: &Hit,
        target: &Target,
        dated: Option<usize>,
    ) -> Option<(Meaning, bool)> {
        let of = target.of.as_slice();
        let (block, passage) = (place.block, place.block.passage);
        if let Some(tokens) = &hit.subject {
            let named = covering(passage, tokens).map(|at| self.meaning(block, at));
            if let Some(meaning) = named.filter(|m| self.is_told_of(m, target)) {
                return Some((self.as_event(meaning, of), true));
            }
        }
        if of.contains(&SubjectKind::Event) {
            let (document, index) = (block.at.document, block.at.block);
            let event = self.resolved.event_at(document, index, place.sentence, place.clause);
            // A date belongs to an event that its own sentence surely speaks of, a figure also to
            // the one in focus.
            let sure = matches!(event, Meaning::One { soft: false, .. });
            if *event != Meaning::Unknown && (target.kind != ValueKind::Date || sure) {
                return Some((event.clone(), true));
            }
        }
        let clauses = &passage.sentences.get(place.sentence)?.clauses;
        let mut clause = clauses.get(place.clause);
        while let Some(here) = clause {
            let subject = here.subject.filter(|at| !is_value_of(passage, *at, place.mention));
            let named =
                subject.and_then(|at| said_of(passage, at, hit)).map(|at| self.meaning(block, at));
            if let Some(meaning) = named.filter(|m| self.is_told_of(m, target)) {
                return Some((self.as_event(meaning, of), true));
            }
            clause = here.parent.and_then(|at| clauses.get(at));
        }
        if target.kind == ValueKind::Date {
            return None;
        }
        self.from_document(place, hit, target, dated).map(|meaning| (meaning, false))
    }

    /// What the document is about, for a claim whose words name nothing it can be said of.
    fn from_document(
        &self,
        place: &Where<'_>,
        hit: &Hit,
        target: &Target,
        dated: Option<usize>,
    ) -> Option<Meaning> {
        let of = target.of.as_slice();
        let at = place.block.at;
        if self.resolved.is_apart(at.document, at.block, place.sentence, place.clause) {
            return None;
        }
        let about = &self.about;
        let told_of_event = of == [SubjectKind::Event];
        if !told_of_event && self.has_own_subject(place, hit) {
            return None;
        }
        if of.contains(&SubjectKind::Event) && self.is_before(place, dated) {
            return None;
        }
        if of.contains(&SubjectKind::Event) && about.event != Meaning::Unknown {
            return Some(about.event.clone());
        }
        // What happened at a thing that no word calls an event is known by the thing.
        (self.fits(&about.main, of) || told_of_event)
            .then(|| about.main.clone())
            .filter(|main| *main != Meaning::Unknown)
    }

    /// Whether the clause, or the one it stands in as a relative, has a subject of its own that the
    /// figure is said of, though what it means is not known.
    fn has_own_subject(&self, place: &Where<'_>, hit: &Hit) -> bool {
        let passage = place.block.passage;
        let Some(sentence) = passage.sentences.get(place.sentence) else { return false };
        let Some(clause) = sentence.clauses.get(place.clause) else { return false };
        let subject = |clause: &Clause| clause.head.or(clause.subject);
        let Some(at) = subject(clause) else { return false };
        let Some(mention) = passage.mentions.get(at) else { return false };
        match &mention.kind {
            MentionKind::Noun(noun) => {
                !hit.tokens.contains(&noun.head) && !is_value_of(passage, at, place.mention)
            }
            MentionKind::Name => true,
            _ => false,
        }
    }

    /// Whether a figure is dated before the year in which the document begins to tell.
    fn is_before(&self, place: &Where<'_>, dated: Option<usize>) -> bool {
        let passage = place.block.passage;
        let Some(since) = self.about.since else { return false };
        let dated = dated.or_else(|| when(place));
        let when = dated.and_then(|at| passage.mentions.get(at)).and_then(reading);
        when.and_then(bounds).is_some_and(|(_, last)| last < since)
    }

    /// What a thing that an event happened to says of the event: the crew of the ferry that sank.
    fn as_event(&self, meaning: Meaning, of: &[SubjectKind]) -> Meaning {
        let Meaning::One { thing, .. } = meaning else { return meaning };
        if of.first() != Some(&SubjectKind::Event) || self.kind(thing) == Some(EntityKind::Event) {
            return meaning;
        }
        let Meaning::One { thing: lead, .. } = self.about.event else { return meaning };
        let lead = self.resolved.things.all.get(lead.0 as usize);
        let struck = lead
            .and_then(|lead| lead.event.as_ref())
            .is_some_and(|event| event.targets.contains(&thing) || event.agents.contains(&thing));
        if struck { self.about.event.clone() } else { meaning }
    }

    /// Whether a predicate can be said of a meaning. What happens only in events is not said of what
    /// is not known to be one.
    fn is_told_of(&self, meaning: &Meaning, target: &Target) -> bool {
        let of = target.of.as_slice();
        let event = |thing: &ThingIx| self.kind(*thing) == Some(EntityKind::Event);
        match meaning {
            _ if !self.fits(meaning, of) => false,
            _ if of != [SubjectKind::Event] => true,
            Meaning::One { thing, .. } => event(thing),
            Meaning::Unsettled(things) => things.iter().all(event),
            Meaning::Unknown => false,
        }
    }

    /// Whether a meaning is a thing of one of the kinds; any is, where no kind is asked for or known.
    pub(in crate::prose) fn fits(&self, meaning: &Meaning, of: &[SubjectKind]) -> bool {
        let fits = |thing: ThingIx| {
            let kind = self.kind(thing);
            of.is_empty() || kind.is_none_or(|kind| of.iter().any(|of| matches(*of, kind)))
        };
        match meaning {
            Meaning::One { thing, .. } => fits(*thing),
            Meaning::Unsettled(things) => things.iter().any(|thing| fits(*thing)),
            Meaning::Unknown => false,
        }
    }

    /// Whether a figure's date lies before all that is known of when its event was, or years after:
    /// "In 2022 the season had claimed two lives" is of another season.
    pub(super) fn is_of_another_time(
        &self,
        subject: &Meaning,
        passage: &Passage<'_>,
        dated: Option<usize>,
    ) -> bool {
        /// Days after an event in which its figures are told with the day on which they were known.
        const TOLD: i32 = 366;
        let Meaning::One { thing, .. } = subject else { return false };
        let thing = self.resolved.things.all.get(thing.0 as usize);
        let Some(event) = thing.and_then(|thing| thing.event.as_ref()) else { return false };
        let when = dated.and_then(|at| passage.mentions.get(at)).and_then(reading);
        let Some((first, last)) = when.and_then(bounds) else { return false };
        let known: Vec<_> = event.dates.iter().filter_map(|(reading, _)| bounds(reading)).collect();
        !known.is_empty()
            && known.iter().all(|(from, to)| last < *from || first > to.saturating_add(TOLD))
    }
}

/// The date that a clause's "when" or "in which" hangs on: "in 1967, when four anglers drowned".
pub(super) fn when(place: &Where<'_>) -> Option<usize> {
    let passage = place.block.passage;
    let sentence = passage.sentences.get(place.sentence)?;
    let clause = sentence.clauses.get(place.clause)?;
    let first = passage.token(clause.tokens.start).to_lowercase();
    if !matches!(first.as_str(), "when" | "in" | "during") {
        return None;
    }
    let before = |mention: &Mention| {
        let gap = clause.tokens.start.checked_sub(mention.tokens.end);
        gap.is_some_and(|gap| gap == 0 || (gap == 1 && passage.token(mention.tokens.end) == ","))
    };
    let mut dates = sentence
        .mentions
        .clone()
        .filter(|at| passage.mentions.get(*at).is_some_and(|m| before(m) && reading(m).is_some()));
    dates.next()
}

fn reading(mention: &Mention) -> Option<&DateReading> {
    match &mention.kind {
        MentionKind::Date(reading) => Some(reading),
        _ => None,
    }
}

/// Whether a thing of a kind is what a predicate is said of. Buildings and ships are told apart from
/// neither ground nor groups by their names, so that "place" takes things, and "thing" all but
/// events and people.
fn matches(of: SubjectKind, kind: EntityKind) -> bool {
    match of {
        SubjectKind::Event => kind == EntityKind::Event,
        SubjectKind::Organisation => kind == EntityKind::Organisation,
        SubjectKind::Person => kind == EntityKind::Person,
        SubjectKind::Place => kind == EntityKind::Place,
        SubjectKind::Document => kind == EntityKind::Document,
        SubjectKind::Thing => !matches!(kind, EntityKind::Event | EntityKind::Person),
    }
}
