//! "The twelve weeks between the signature and the seizure of the depot", "the five years that
//! elapsed between the first pour and the handover": lengths that a sentence puts between two things
//! that other sentences date.

use super::dated::{Event, Phrase};
use super::{HELP, RULE, apart, length_of, since};
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{Day, Duration, show};

/// Words before the two ends, and the words between them.
const PAIRS: &[(&str, &[&str])] = &[("between", &["and"]), ("from", &["to", "until", "till"])];

/// Most tokens between a length and the words that open its ends: "that elapsed", "of quiet".
const GAP: usize = 5;

/// Most tokens of the first and of the second end.
const FIRST: usize = 9;
const SECOND: usize = 9;

/// Words at which the second end stops.
const CLOSES: &[&str] = &[
    ",", ";", ".", ":", "—", "–", "(", ")", "and", "but", "which", "who", "had", "has", "was",
    "were", "there", "showed",
];

/// Slips of a sentence; `events` are what the document dates.
pub(super) fn slips(
    (at, passage): (BlockIx, &Passage<'_>),
    (index, sentence): (usize, &Sentence),
    events: &[Event],
    out: &mut Vec<Slip>,
) {
    let mentions = passage.mentions_of(sentence);
    for mention in mentions {
        let MentionKind::Duration(duration) = &mention.kind else { continue };
        let Some((first, second)) = ends(passage, sentence, mention) else { continue };
        if !since::is_plain(passage, mention) {
            continue;
        }
        // An end with a date of its own is held against that in its own sentence.
        let dated = |tokens: &Tokens| {
            let inside = |m: &Mention| tokens.contains(&m.tokens.start);
            mentions.iter().any(|m| matches!(m.kind, MentionKind::Date(_)) && inside(m))
        };
        if dated(&first) || dated(&second) {
            continue;
        }
        let event = |tokens: Tokens| Phrase::of(passage, tokens).sole(events, (at, index));
        let Some((from, to)) = event(first).zip(event(second)) else { continue };
        out.extend(check(at, passage, (mention, duration), (from, to)));
    }
}

/// The tokens of the two ends of a length.
fn ends(passage: &Passage<'_>, sentence: &Sentence, mention: &Mention) -> Option<(Tokens, Tokens)> {
    let (start, end) = (mention.tokens.end, sentence.tokens.end);
    let (open, links) = (start..(start + GAP).min(end)).find_map(|at| {
        let (_, links) = PAIRS.iter().find(|(word, _)| passage.is(at, word))?;
        Some((at, *links))
    })?;
    let link = (open + 2..(open + 2 + FIRST).min(end)).find(|at| passage.is_any(*at, links))?;
    let close = (link + 1..(link + 1 + SECOND).min(end))
        .find(|at| passage.is_any(*at, CLOSES))
        .unwrap_or((link + 1 + SECOND).min(end));
    (close > link + 1).then_some((open + 1..link, link + 1..close))
}

/// A length against the days from one thing to another.
pub(super) fn check(
    at: BlockIx,
    passage: &Passage<'_>,
    (mention, duration): (&Mention, &Duration),
    (from, to): (&Event, &Event),
) -> Option<Slip> {
    if from.reading.soft || to.reading.soft || from.bytes == to.bytes && from.at == to.at {
        return None;
    }
    let (first, last) = from.span.pair(to.span)?;
    let days = |a: Day, b: Day| i64::from(b.0) - i64::from(a.0);
    let (least, most) = (days(first.last, last.first), days(first.first, last.last));
    (most > 0).then_some(())?;
    let days = (least.max(0), most);
    apart(duration, days)?;
    let printed = passage.text.get(mention.bytes.clone())?;
    let is = length_of(days);
    let (a, b) = (show(&from.reading), show(&to.reading));
    Some(Slip {
        rule: RULE,
        at,
        bytes: mention.bytes.clone(),
        message: format!("\u{201c}{printed}\u{201d} does not fit {a} and {b}: that is {is}"),
        label: "does not fit the dates".to_owned(),
        help: HELP,
        other: Some((from.at, from.bytes.clone(), is)),
    })
}
