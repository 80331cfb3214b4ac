//! What a document is about: what its title names, and the event that it tells of.

use rustc_hash::FxHashMap;

use super::subject::reading;
use crate::prose::passage::Passage;
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::record::EntityKind;
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
pub(super) fn bounds(reading: &DateReading) -> Option<(i32, i32)> {
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
    let titled = resolved.titled(document);
    let candidates = count
        .into_iter()
        .filter(|(thing, (_, block))| Some(*block) == first || titled.contains(thing));
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
