//! Which event a date of a sentence belongs to: the one whose own noun or verb it stands beside.
//!
//! A date that bounds ("since 1987"), or that is said of an event's parts or aftermath ("the deal was
//! approved on …", "led to a law that was passed in …"), dates no event.

use std::ops::Range;

use super::anchor::{Anchor, How};
use super::key::lower;
use super::node::Dated;
use super::table::tables;
use super::walk::Here;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, MentionKind};
use crate::prose::token::Kind;
use crate::value::date::{self, DateReading, Edge, When};

/// Whether a date has no end on one side: it says from or until when something holds.
pub(super) fn is_bound(reading: &DateReading) -> bool {
    match &reading.when {
        When::Extent { start, end } => {
            matches!(start, Edge::Open | Edge::Unknown) || matches!(end, Edge::Open | Edge::Unknown)
        }
        When::Day(_) => false,
    }
}

/// Whether a time is told with a beginning and an end, and another is a day between the two.
pub(super) fn spans(long: &DateReading, day: &DateReading) -> bool {
    let told = matches!(long.when, When::Extent { start: Edge::On(_), end: Edge::On(_) });
    told && matches!(day.when, When::Day(_)) && date::meet(long, day)
}

/// A bare year that stands right behind an event's noun: "the vote of 2016".
pub(super) fn year_of(here: &Here<'_, '_>, anchor: &Anchor) -> Option<(Dated, usize)> {
    let end = anchor.tokens.end.max(anchor.token + 1);
    let at = (here.passage.token(end) == "of").then_some(end + 1)?;
    let reading = year(here.passage.token(at))?;
    Some((Dated::new(reading), at))
}

/// Four digits that can be a year.
pub(super) fn year(text: &str) -> Option<DateReading> {
    /// Years that texts count events by; other numbers of four digits are counts.
    const YEARS: std::ops::Range<u16> = 1000..2100;
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let number: u16 = if digits { text.parse().ok()? } else { return None };
    YEARS.contains(&number).then(|| date::read(text, None).ok()).flatten()
}

/// The event that a date mention belongs to, and whether it stands in the event's own phrase.
pub(super) fn dated(here: &Here<'_, '_>, at: usize, anchors: &[Anchor]) -> Option<(usize, bool)> {
    if here.passage.is_one_of_several_dates(at) {
        return None;
    }
    let tokens = &here.passage.mentions[at].tokens;
    let inside = anchors.iter().position(|anchor| {
        // "the March 2024 Velm raid": the phrase may begin inside of the date.
        anchor.how != How::Verb
            && anchor.tokens.start < tokens.end
            && tokens.start < anchor.token
            && tokens.end <= anchor.tokens.end
    });
    if let Some(index) = inside {
        return Some((index, true));
    }
    if let Some(index) = anchors.iter().rposition(|anchor| is_beside(here, anchor, tokens.start)) {
        return Some((index, false));
    }
    if is_elsewhen(here, tokens.start) || here.passage.is_time_of_figure(at) {
        return None;
    }
    let sentence = &here.passage.sentences[here.sentence];
    let current = here.clause(tokens.start);
    let of = sentence.clauses.get(current)?;
    let among = || anchors.iter().enumerate().filter(|(_, anchor)| anchor.clause == current);
    let told = among().find(|(_, anchor)| anchor.how == How::Verb);
    if let Some((index, _)) = told {
        return Some((index, false));
    }
    let Some(verb) = &of.verb else {
        // A headline, or an aside: the date is of the event that it names, or stands in.
        let near = among().rfind(|(_, a)| a.token < tokens.start).or_else(|| among().next());
        return near.map(|(index, _)| (index, false)).or_else(|| outer(of, anchors, tokens.start));
    };
    let said = here.passage.tokens.get(verb.main).is_some_and(|t| t.word.is(class::SPEECH));
    let lemma = verb.lemma.text();
    if said || verb.modal {
        return None;
    }
    let about = of.head.or(of.subject);
    let subject = anchors
        .iter()
        .position(|anchor| about.is_some() && (anchor.mention == about || anchor.covers == about));
    if let Some(index) = subject {
        let anchor = &anchors[index];
        let happens = tables().is_happening(lemma);
        let acts = !anchor.sort.runs_long() && !verb.passive && !tables().is_aftermath(lemma);
        return (happens || acts).then_some((index, false));
    }
    // "On 3 May 12 people died in a crash", "killing 60 on 3 May", "in May it carried out a raid".
    if !(tables().is_happening(lemma) || tables().is_harm(lemma) || tables().is_doing(lemma)) {
        return None;
    }
    let among = || among().filter(|(_, anchor)| !is_set_against(here, anchor));
    let near = among().rfind(|(_, a)| a.token < tokens.start).or_else(|| among().next());
    let near = near.map(|(index, _)| (index, false));
    near.or_else(|| {
        (of.kind == ClauseKind::Participle).then(|| outer(of, anchors, tokens.start))?
    })
}

/// Prepositions that set one time against another.
const AGAINST: &[&str] = &["since", "after", "before", "until", "till", "following"];

/// "the worst since its foundation in 2015": the date of what the event is set against.
fn is_elsewhen(here: &Here<'_, '_>, start: usize) -> bool {
    /// How far the preposition may stand before the date.
    const REACH: usize = 10;
    let verb = class::BE | class::HAVE | class::MODAL | class::PAST | class::THIRD;
    let back = (start.saturating_sub(REACH)..start).rev().take_while(|at| {
        let Some(token) = here.passage.tokens.get(*at) else { return false };
        let sign = token.kind == Kind::Sign && !matches!(here.passage.token(*at), "'" | "’");
        !sign && (!token.word.is(verb) || token.word.is(class::PREPOSITION))
    });
    let mut back = back.map(|at| lower(here.passage.token(at)));
    back.any(|word| AGAINST.contains(&word.as_str()))
}

/// "In 2019, the last full year before the strike": whether an event is only what a time is set against.
fn is_set_against(here: &Here<'_, '_>, anchor: &Anchor) -> bool {
    let start = anchor.tokens.start.min(anchor.token);
    let Some(at) = start.checked_sub(1) else { return false };
    // "Twelve died in May after the crash" dates the crash, "the first year after it" does not.
    let time = |at: usize| here.passage.tokens[at].word.is(class::TIME_UNIT);
    match lower(here.passage.token(at)).as_str() {
        "before" | "until" | "till" | "since" => true,
        "after" | "following" => at.checked_sub(1).is_some_and(time),
        _ => false,
    }
}

/// The event of the clause around, before a token.
fn outer(of: &Clause, anchors: &[Anchor], start: usize) -> Option<(usize, bool)> {
    let parent = of.parent?;
    let found = anchors.iter().rposition(|a| a.clause == parent && a.token < start);
    found.map(|index| (index, false))
}

/// "the vote in May 2020", "the strike, in October 2022,", "the attack at the gate on Monday".
fn is_beside(here: &Here<'_, '_>, anchor: &Anchor, start: usize) -> bool {
    /// Words that join a date to what stands before it.
    const JOINTS: &[&str] = &["in", "on", "of", "at", "during"];
    let from = anchor.tokens.end.max(anchor.token + 1);
    if anchor.mention.is_none() || start < from {
        return false;
    }
    let comma = from + 1 < start
        && here.passage.token(from) == ","
        && JOINTS.contains(&here.passage.token(from + 1));
    (from + usize::from(comma)..start).all(|at| {
        let Some(token) = here.passage.tokens.get(at) else { return false };
        let verb = class::BE | class::HAVE | class::MODAL | class::PAST | class::THIRD;
        let placed = token.word.is(class::PLACE | class::PREPOSITION) || token.capital;
        let text = here.passage.token(at);
        let clause = matches!(text, "that" | "which" | "who" | "to") || AGAINST.contains(&text);
        token.kind != Kind::Sign && !clause && (!token.word.is(verb) || placed)
    })
}

/// Whether a clause tells of another time than its sentence does, and of which, where that is plain:
/// "the first since 1987, when …", "as in 2016, when …".
pub(super) fn told_of(
    here: &Here<'_, '_>,
    clause: &Clause,
) -> Option<(DateReading, Range<usize>, bool)> {
    let start = clause.tokens.start;
    if lower(here.passage.token(start)) != "when" {
        return None;
    }
    let mut end = start;
    while end > 0 && here.passage.token(end - 1) == "," {
        end -= 1;
    }
    let mention = here.mentions().map(|at| &here.passage.mentions[at]).find(|mention| {
        mention.tokens.end == end && matches!(mention.kind, MentionKind::Date(_))
    })?;
    let MentionKind::Date(reading) = &mention.kind else { return None };
    if !is_bound(reading) {
        return Some(((**reading).clone(), mention.bytes.clone(), false));
    }
    // "since May 1987": the words behind the preposition are the date.
    let text = here.passage.text.get(mention.bytes.clone())?;
    let (_, bare) = text.split_once(' ')?;
    let reading = date::read(bare, None).ok()?;
    Some((reading, mention.bytes.end - bare.len()..mention.bytes.end, true))
}

/// Give the events of such clauses their date.
pub(super) fn elsewhen(here: &Here<'_, '_>, anchors: &mut [Anchor]) {
    let sentence = &here.passage.sentences[here.sentence];
    for clause in &sentence.clauses {
        let Some((reading, bytes, bound)) = told_of(here, clause) else { continue };
        for anchor in anchors.iter_mut().filter(|a| clause.tokens.contains(&a.token)) {
            if anchor.features.dates.is_empty() {
                anchor.features.dates.push((Dated::new(reading.clone()), bytes.clone()));
            }
            anchor.elsewhen |= bound;
        }
    }
}

/// "On 9 May they struck a depot, following a raid on Velm": the day of what followed an event.
pub(super) fn followed(here: &Here<'_, '_>, anchors: &mut [Anchor]) {
    let single = |at: usize| {
        let MentionKind::Date(reading) = &here.passage.mentions[at].kind else { return None };
        let dated = Dated::new((**reading).clone());
        dated.days.is_some_and(|(from, to)| from == to).then_some(dated)
    };
    let mut days = here.mentions().filter_map(single);
    let (Some(day), None) = (days.next(), days.next()) else { return };
    let leads = |at: usize| is_behind(here, at, FOLLOWING);
    for anchor in anchors.iter_mut().filter(|anchor| anchor.mention.is_some()) {
        if anchor.features.dates.is_empty() && leads(anchor.tokens.start) {
            anchor.features.before = Some(day.clone());
        }
    }
}

/// Words before what something followed soon.
const FOLLOWING: &[&str] =
    &["following", "after", "in response to", "in retaliation for", "in the wake of"];

/// Whether one of these phrases stands right before a token.
fn is_behind(here: &Here<'_, '_>, at: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let words = phrase.split(' ').rev().enumerate();
        let mut all = words.map(|(n, word)| {
            at.checked_sub(n + 1).is_some_and(|at| lower(here.passage.token(at)) == word)
        });
        all.all(|same| same)
    })
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::reading;

    fn dates(markdown: &str) -> Vec<String> {
        let things = reading(markdown).things.all;
        let dates = things.iter().filter_map(|thing| thing.event.as_ref());
        dates.flat_map(|event| &event.dates).map(|(when, _)| when.edtf.to_string()).collect()
    }

    #[test]
    fn a_time_that_a_figure_has_or_that_an_event_is_set_against_dates_no_event() {
        let strike = |rest: &str| dates(&format!("# The port\n\nIt had 4 million {rest}.\n"));
        let before =
            "passengers in 2019, the last full year before the strike, and 3 million in 2023";
        assert_eq!(strike(before), [""; 0]);
        assert_eq!(strike("passengers before the strike, and 3 million in 2023"), [""; 0]);
        assert_eq!(strike("passengers before the strike of 2021"), ["2021"]);
    }

    #[test]
    fn a_day_of_a_long_siege_is_not_its_date() {
        let siege = |days: &str| {
            let plane = "On 3 May an army plane was shot down. Its crew of four died.";
            dates(&format!("# The siege of Varde, {days}\n\n{plane}\n"))
        };
        assert_eq!(siege("April to June 2022"), ["2022-04/2022-06"]);
    }
}
