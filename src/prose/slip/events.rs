//! Days of the week of events against the calendar: one passage tells the day of the week, another the
//! date, and both speak of one event.

use std::ops::Range;

use jiff::civil::Weekday;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Slip;
use super::weekday::day_of_week;
use crate::prose::lexicon::class;
use crate::prose::open::singular;
use crate::prose::passage::{MentionKind, NounPhrase, Passage};
use crate::prose::reading::{BlockIx, Claim, Said};
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::prose::vocabulary::EVENT_DATE;
use crate::value::date::{self, Day, show_day, weekday_name};

/// The day of the week that a passage gives an event.
struct Told {
    at: BlockIx,
    bytes: Range<usize>,
    day: Weekday,
    what: String,
}

/// Dates of events that are other days of the week than another passage gives them.
pub(in crate::prose) fn of_run<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    resolved: &Resolved,
    claims: &[Claim],
) -> Vec<Slip> {
    let mut told: FxHashMap<ThingIx, Vec<Told>> = FxHashMap::default();
    for (at, passage) in passages {
        for (index, mention) in passage.mentions.iter().enumerate() {
            let MentionKind::Noun(noun) = &mention.kind else { continue };
            let Some((day, what)) = weekday(passage, noun) else { continue };
            let meaning = resolved.meaning(at.document, at.block, index);
            let Meaning::One { thing, .. } = meaning else { continue };
            let bytes = passage.bytes(&noun.tokens);
            told.entry(*thing).or_default().push(Told { at, bytes, day, what });
        }
    }
    if told.is_empty() {
        return Vec::new();
    }
    let mut dated: FxHashMap<ThingIx, Vec<(Day, &Claim)>> = FxHashMap::default();
    for claim in claims {
        let Meaning::One { thing, .. } = claim.subject else { continue };
        let is_date = matches!(&claim.said, Said::Known(id) if id == EVENT_DATE);
        if !is_date || !told.contains_key(&thing) {
            continue;
        }
        let day = date::read(&claim.value, None).ok().and_then(|reading| reading.single_day());
        dated.entry(thing).or_default().extend(day.map(|day| (day, claim)));
    }
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    let mut things: Vec<_> = dated.into_iter().collect();
    things.sort_by_key(|(thing, _)| *thing);
    for (thing, days) in things {
        for (day, claim) in &days {
            let actual = day.date().weekday();
            let others = || told[&thing].iter();
            // Any passage that has the day right leaves the others to be another's.
            if others().any(|other| other.day == actual) {
                continue;
            }
            // A document that gives the date itself means another day by the word.
            let own = |other: &&Told| {
                days.iter().any(|(_, claim)| claim.at.document == other.at.document)
            };
            let Some(other) = others().find(|other| !own(other)) else { continue };
            if !seen.insert((thing, claim.at.document, other.at.document)) {
                continue;
            }
            out.push(Slip {
                rule: "weekday-mismatch",
                at: claim.at,
                bytes: claim.bytes.clone(),
                message: format!(
                    "{} is a {}, and the {} is told elsewhere to have been on a {}",
                    show_day(*day),
                    weekday_name(actual),
                    other.what,
                    weekday_name(other.day)
                ),
                label: format!("a {}", weekday_name(actual)),
                help: "look the date up in another source; the day of the month is wrong in one text, \
                       or the day of the week in the other",
                other: Some((
                    other.at,
                    other.bytes.clone(),
                    format!("a {}", weekday_name(other.day)),
                )),
            });
        }
    }
    out
}

/// "Friday's raid", "the Sunday fire": the day of the week that a noun for one event has, and the noun.
fn weekday(passage: &Passage<'_>, noun: &NounPhrase) -> Option<(Weekday, String)> {
    let head = passage.tokens.get(noun.head)?;
    let word = passage.lower(noun.head);
    if !head.word.is(class::EVENT) || singular(&word) != word.as_str() {
        return None;
    }
    let first = noun.tokens.start;
    // "Every Friday's", "next Friday's".
    const ANY: &[&str] = &["every", "each", "any", "next", "this", "coming", "good", "black"];
    let any = |at: usize| passage.is_any(at, ANY);
    let mut days = (first..noun.head).filter_map(|at| {
        let word = passage.lower(at);
        let word = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word);
        let loose = at.checked_sub(1).is_none_or(|before| !any(before));
        day_of_week(word).filter(|_| loose)
    });
    let day = days.next().filter(|_| days.next().is_none())?;
    Some((day, word.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::readings;

    fn slips(texts: &[&str]) -> Vec<String> {
        let reading = readings(texts);
        let days = reading.slips.iter().filter(|slip| slip.rule == "weekday-mismatch");
        days.map(|slip| slip.message.clone()).collect()
    }

    #[test]
    fn the_day_of_the_week_of_one_text_is_held_against_the_date_of_another() {
        let dated =
            "# The Orlen fire\n\nOn 25 March 2024, a fire destroyed the Velm Hall in Orlen.\n";
        let told = |words: &str| {
            slips(&[
                dated,
                &format!("# Velm Hall\n\n{words} the Velm Hall in Orlen killed nine.\n"),
            ])
        };
        assert_eq!(
            told("Friday's fire at"),
            ["25 March 2024 is a Monday, and the fire is told elsewhere to have been on a Friday"]
        );
        assert_eq!(told("Monday's fire at"), Vec::<String>::new());
        // Another event, another day of it in the same text, one of many.
        assert_eq!(told("Friday's strike at"), Vec::<String>::new());
        assert_eq!(told("On 22 March 2024 Friday's fire at"), Vec::<String>::new());
        assert_eq!(told("Every Friday's fire at"), Vec::<String>::new());
    }
}
