//! What something is said to have done for years past, against the year in which the document says
//! that it was founded: "over the past decade the league has …", founded four years ago.

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::RULE;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, MentionKind, Passage, Tokens};
use crate::prose::reading::{BlockIx, Claim, Said};
use crate::prose::slip::Slip;
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::record::Denied;
use crate::value::date;
use crate::value::quantity;

/// What to do about it.
const HELP: &str = "look up when it began; the year or the length of time is mistyped";

/// Days of a year.
const YEAR: i32 = 365;

/// What is known of a document beside its passages.
pub(in crate::prose) struct Known<'a> {
    pub claims: &'a [Claim],
    pub resolved: &'a Resolved,
    pub issued: Option<Date>,
}

/// Slips of the passages that speak; `listed` are the references of the document, which tell how late
/// it may have been written.
pub(in crate::prose) fn slips<'p>(
    speaking: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    listed: impl Iterator<Item = &'p Passage<'p>>,
    known: &Known<'_>,
) -> Vec<Slip> {
    let founded: Vec<Founded<'_>> = known.claims.iter().filter_map(founded).collect();
    if founded.is_empty() {
        return Vec::new();
    }
    let Some(written) = known.issued.map(|day| date::Day::of(day).0).or_else(|| latest(listed))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (at, passage) in speaking {
        for long in lengths(passage) {
            let found = founded.iter().rev().find(|founded| {
                let claim = founded.claim.at;
                claim.document == at.document
                    && written.saturating_sub(founded.day) < long.days
                    && is_of(passage, &long, (at, founded.thing), known.resolved)
            });
            out.extend(found.map(|founded| told(at, passage, &long, founded, written)));
        }
    }
    out
}

/// The document's own word for when something was founded, and the first day that it means.
struct Founded<'a> {
    claim: &'a Claim,
    thing: ThingIx,
    day: i32,
}

fn founded(claim: &Claim) -> Option<Founded<'_>> {
    let Meaning::One { thing, soft: false } = claim.subject else { return None };
    let is_founding = matches!(&claim.said, Said::Known(id) if id == "founding");
    let flat = claim.said_by.is_empty() && claim.denied == Denied::No && claim.hedge.is_none();
    let reading = (is_founding && flat).then(|| date::read(&claim.value, None).ok())??;
    let day = date::earliest(&reading).filter(|_| !reading.soft)?;
    Some(Founded { claim, thing, day: day.0 })
}

/// How late a document was written by its references: a list of many goes on to within half a year of
/// that. A short one says nothing.
fn latest<'p>(listed: impl Iterator<Item = &'p Passage<'p>>) -> Option<i32> {
    const MANY: usize = 10;
    const HALF_A_YEAR: i32 = 183;
    let days = listed.flat_map(|passage| &passage.mentions).filter_map(|mention| {
        let MentionKind::Date(reading) = &mention.kind else { return None };
        date::latest(reading).map(|day| day.0)
    });
    let days: Vec<i32> = days.collect();
    let last = days.iter().max().filter(|_| days.len() >= MANY)?;
    Some(last.saturating_add(HALF_A_YEAR))
}

/// A length of time up to now.
struct Long {
    tokens: Tokens,
    /// The fewest days that it can mean.
    days: i32,
}

/// "Over the past decade", "for the last 15 years".
fn lengths<'a>(passage: &'a Passage<'_>) -> impl Iterator<Item = Long> + 'a {
    const LEADS: &[&str] = &["over", "for", "in", "during", "throughout", "across"];
    (2..passage.tokens.len()).filter_map(|at| {
        let past = passage.is_any(at, &["past", "last"])
            && passage.is(at - 1, "the")
            && passage.is_any(at - 2, LEADS);
        if !past {
            return None;
        }
        let counted = number(passage, at + 1);
        let unit = at + 1 + usize::from(counted.is_some());
        let years = least(counted.unwrap_or(1), &passage.lower(unit))?;
        Some(Long { tokens: at - 2..unit + 1, days: years.saturating_mul(YEAR) })
    })
}

/// A whole number of one word.
fn number(passage: &Passage<'_>, at: usize) -> Option<i64> {
    let read = quantity::read(passage.token(at), None).ok()?;
    read.printed.filter(|printed| printed.high.is_none())?.low.to_i64()
}

/// The fewest years that a number of them can mean: a decade is told of eight, a year is counted as
/// it is begun, and numbers that end in five or zero are round.
fn least(number: i64, unit: &str) -> Option<i32> {
    const DECADE: i64 = 8;
    const MOST: i64 = 50;
    let number = Some(number).filter(|number| (1..=MOST).contains(number))?;
    let years = match unit {
        "decade" | "decades" => number * DECADE,
        "years" if number % 5 == 0 => number - 2,
        "years" => number - 1,
        _ => return None,
    };
    i32::try_from(years).ok()
}

/// Whether the clause of a length tells what a thing has done: its subject, or what is named beside
/// it, before a verb in the perfect.
fn is_of(
    passage: &Passage<'_>,
    long: &Long,
    (at, thing): (BlockIx, ThingIx),
    resolved: &Resolved,
) -> bool {
    let Some((_, clause)) = super::clause_of(passage, long.tokens.start) else { return false };
    let Some(verb) = clause.verb.as_ref().filter(|verb| !verb.negated) else { return false };
    let first = passage.tokens.get(verb.tokens.start).map(|token| token.word);
    let perfect = first.is_some_and(|word| word.is(class::HAVE) && !word.is(class::PAST))
        && verb.tokens.len() > 1;
    perfect
        && subject(passage, clause, long).is_some_and(|subject| {
            let meaning = resolved.meaning(at.document, at.block, subject);
            matches!(meaning, Meaning::One { thing: one, .. } if *one == thing)
        })
}

/// The subject of a clause; where a comma follows it, the name that it begins with.
fn subject(passage: &Passage<'_>, clause: &Clause, long: &Long) -> Option<usize> {
    let comma = long.tokens.end;
    let start = comma + usize::from(passage.is(comma, ","));
    let named = passage.mentions.iter().position(|mention| {
        mention.tokens.start == start && matches!(mention.kind, MentionKind::Name)
    });
    named.filter(|_| start > comma).or(clause.subject)
}

fn told(
    at: BlockIx,
    passage: &Passage<'_>,
    long: &Long,
    founded: &Founded<'_>,
    written: i32,
) -> Slip {
    let bytes = passage.bytes(&long.tokens);
    let printed = passage.text.get(bytes.clone()).unwrap_or_default();
    let years = written.saturating_sub(founded.day).max(0) / YEAR;
    let years = crate::text::count(usize::try_from(years).unwrap_or_default(), "year");
    let value = &founded.claim.value;
    let message = format!(
        "\u{201c}{printed}\u{201d} is longer than it can have existed: founded in {value}, it is no older than {years}"
    );
    let other = (founded.claim.at, founded.claim.bytes.clone(), "founded then".to_owned());
    let label = "longer ago than it was founded".to_owned();
    Slip { rule: RULE, at, bytes, message, label, help: HELP, other: Some(other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_up_to_now_are_read_with_what_they_least_mean() {
        let read = |text: &str| {
            let passage = Passage::new(text, None);
            lengths(&passage).map(|long| long.days / YEAR).collect::<Vec<_>>()
        };
        assert_eq!(read("Over the past decade the league has grown."), [8]);
        assert_eq!(read("For the last 15 years it has met in Orrin."), [13]);
        assert_eq!(read("In the past three years the union has met twice."), [2]);
        assert_eq!(read("Over the past two decades the mill has burnt twice."), [16]);
        assert!(read("In the last game of the year they lost.").is_empty());
        assert!(read("The past decade was dry.").is_empty());
    }
}
