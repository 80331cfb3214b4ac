//! Days of the week beside the words for what another sentence dates: "the fire broke out on Tuesday 18
//! February", and pages on "on that Thursday, when the fire broke out".
//!
//! What is meant is what has the verb of the dated clause, or a noun for it, and one of its things.

use jiff::civil::Weekday;

use super::dated::{Event, Phrase};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::slip::weekday::day_of_week;
use crate::prose::words::Words;
use crate::value::date::{show, weekday_name};

/// Most tokens of the words for what was done behind a day of the week.
const WITHIN: usize = 12;

/// Words before a day of the week that is that of what is told, and words that make it another.
const LEADS: &[&str] = &["on", "that", "the", "a", "fatal"];
static OTHER: Words = Words::new(&[
    "every",
    "each",
    "next",
    "last",
    "following",
    "previous",
    "after",
    "before",
    "again",
    "second",
    "another",
    "since",
    "until",
    "later",
    "not",
    "by",
]);

/// Slips of a sentence without a date; `events` are what the document dates.
pub(super) fn slips(
    (at, passage): (BlockIx, &Passage<'_>),
    (index, sentence): (usize, &Sentence),
    events: &[Event],
    texts: &[(BlockIx, &Passage<'_>)],
    out: &mut Vec<Slip>,
) {
    let tokens = sentence.tokens.clone();
    let is_day = |at: &usize| passage.tokens[*at].word.is(class::WEEKDAY);
    let days = tokens.clone().filter(is_day);
    let mut days = days.filter_map(|at| Some((at, day_of_week(&passage.lower(at))?)));
    let (Some((token, day)), None) = (days.next(), days.next()) else { return };
    let led = token.checked_sub(1).is_some_and(|at| passage.is_any(at, LEADS));
    let mentions = passage.mentions_of(sentence);
    let dated = mentions.iter().any(|m| matches!(m.kind, MentionKind::Date(_)));
    let other = tokens.clone().any(|at| passage.is_of(at, &OTHER));
    // "She said on Monday": the day of the words, and not of what they tell.
    let clause = sentence.clause_of(token).and_then(|clause| clause.verb.as_ref());
    let said = clause.is_some_and(|verb| passage.tokens[verb.main].word.is(class::SPEECH));
    if !led || dated || other || said {
        return;
    }
    // "On that Thursday, when …", "the Saturday of …"; else what its own clause tells.
    let next = token + 1 + usize::from(passage.token(token + 1) == ",");
    let words = if passage.is_any(next, &["when", "of"]) {
        next + 1..tokens.end.min(next + 1 + WITHIN)
    } else {
        let clause = sentence.clause_of(token);
        clause.map_or(token..token, |clause| clause.tokens.clone())
    };
    let cut = words.clone().find(|at| *at > token + 1 && matches!(passage.token(*at), "," | ";"));
    let words = words.start..cut.filter(|_| words.start > token).unwrap_or(words.end);
    let own = words.filter(|at| *at != token);
    let Some(event) = Phrase::of(passage, own).event_of(events, (at, index)) else { return };
    let Some(is) = weekday(event, texts).filter(|is| *is != day) else { return };
    out.push(Slip {
        rule: "weekday-mismatch",
        at,
        bytes: passage.bytes(&(token..token + 1)),
        message: format!(
            "{} is a {}, and what is dated so is said to have been on a {}",
            show(&event.reading),
            weekday_name(is),
            weekday_name(day)
        ),
        label: format!("a {}", weekday_name(day)),
        help: "look the date up in another source; it or the day of the week is wrong",
        other: Some((event.at, event.bytes.clone(), format!("a {}", weekday_name(is)))),
    });
}

/// The day of the week of what happened on one day, as it is printed, else by the calendar.
fn weekday(event: &Event, texts: &[(BlockIx, &Passage<'_>)]) -> Option<Weekday> {
    let (_, passage) = texts.iter().find(|(at, _)| *at == event.at)?;
    let printed = passage.text.get(event.bytes.clone())?;
    let first = printed.split([' ', ',']).next().and_then(|word| day_of_week(&word.to_lowercase()));
    first.or_else(|| event.reading.single_day().map(|day| day.date().weekday()))
}
