//! A list of what happened when, against sentences that tell its order: "they took the airport only
//! after they had crossed the bridge", beside "03:10 — Troops take the airport" and "04:20 — Troops
//! cross the bridge".

use std::ops::Range;

use super::clock;
use super::dated::span;
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;

/// Fewest entries of a timeline.
const FEWEST: usize = 3;

/// Fewest words that a sentence shares with the entry that it means.
const SHARED: usize = 2;

/// An entry, by its time.
struct Entry {
    at: BlockIx,
    bytes: Range<usize>,
    printed: String,
    /// Days, or minutes of one day: entries of one list are compared.
    time: i64,
    words: Gist,
    /// Lemmas of its names: they stand in many entries, and say nothing of what happened.
    names: Vec<String>,
}

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    for read in [by_clock, by_date] {
        let entries: Vec<Entry> =
            passages.iter().filter_map(|(at, passage)| read(*at, passage)).collect();
        // A list goes on in time; what does not is none, or several.
        let sorted = entries.windows(2).all(|pair| pair[0].time <= pair[1].time);
        if entries.len() < FEWEST || !sorted {
            continue;
        }
        for (at, passage) in passages {
            if entries.iter().any(|entry| entry.at == *at) {
                continue;
            }
            for sentence in &passage.sentences {
                out.extend(order(*at, passage, sentence, &entries));
            }
        }
    }
}

/// "03:10 — Troops take the airport."
fn by_clock(at: BlockIx, passage: &Passage<'_>) -> Option<Entry> {
    let time = clock::time(passage, 0).filter(|time| time.tokens.start == 0)?;
    Some(entry(at, passage, &time.tokens, time.minutes))
}

/// "10 November. Letters go out."
fn by_date(at: BlockIx, passage: &Passage<'_>) -> Option<Entry> {
    let date = passage.mentions.iter().find_map(|mention| match &mention.kind {
        MentionKind::Date(reading) if mention.tokens.start == 0 && !reading.soft => {
            Some((mention, reading))
        }
        _ => None,
    });
    let (mention, reading) = date?;
    let closes = matches!(passage.token(mention.tokens.end), "." | ":" | "—" | "–" | ",");
    let span = span(reading).filter(|_| closes)?;
    Some(entry(at, passage, &mention.tokens, i64::from(span.first.0)))
}

fn entry(at: BlockIx, passage: &Passage<'_>, tokens: &Tokens, time: i64) -> Entry {
    Entry {
        at,
        bytes: passage.bytes(tokens),
        printed: passage.slice(tokens).to_owned(),
        time,
        words: Gist::of(passage, tokens.end..passage.tokens.len()),
        names: names(passage),
    }
}

/// The lemmas of the names of a passage.
fn names(passage: &Passage<'_>) -> Vec<String> {
    let names = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
    names.flat_map(|name| gist::lemmas(passage, name.tokens.clone())).collect()
}

/// The one entry that some words mean: more of them stand in it than in any other.
fn meant<'e>(words: &[String], entries: &'e [Entry]) -> Option<&'e Entry> {
    let says = |entry: &Entry, word: &String| entry.words.has(word) && !entry.names.contains(word);
    let shared = |entry: &Entry| words.iter().filter(|word| says(entry, word)).count();
    let best = entries.iter().map(shared).max().filter(|best| *best >= SHARED)?;
    let mut found = entries.iter().filter(|entry| shared(entry) == best);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// "A only after B", "A before B", where the entries have it the other way round.
fn order(
    at: BlockIx,
    passage: &Passage<'_>,
    sentence: &Sentence,
    entries: &[Entry],
) -> Option<Slip> {
    let tokens = sentence.tokens.clone();
    let link = tokens
        .clone()
        .find(|at| passage.is_of(*at, const { &Words::new(&["after", "before", "once"]) }))?;
    let before = passage.is(link, "before");
    let cuts = |at: &usize| matches!(passage.token(*at), "," | ";" | ":" | "—" | "–" | ".");
    let start = (tokens.start..link).rev().find(cuts).map_or(tokens.start, |at| at + 1);
    let end = (link + 1..tokens.end).find(cuts).unwrap_or(tokens.end);
    // "Two hours after", "shortly before": a length is another matter, and so is what was not.
    let near = link.checked_sub(1).is_some_and(|at| {
        passage.tokens[at].word.is(class::TIME_UNIT) || passage.is_any(at, &["soon", "shortly"])
    });
    let unsaid = (start..end).any(|at| {
        passage.tokens[at].word.is(class::NEGATION | class::MODAL) || passage.is(at, "if")
    });
    let words = |tokens: Tokens| gist::lemmas(passage, tokens);
    if near || unsaid {
        return None;
    }
    let (a, b) = (meant(&words(start..link), entries)?, meant(&words(link + 1..end), entries)?);
    let wrong = if before { a.time > b.time } else { a.time < b.time };
    wrong.then(|| {
        let word = if before { "before" } else { "after" };
        Slip {
            rule: "order-violation",
            at,
            bytes: passage.bytes(&(start..end)),
            message: format!(
                "what is listed at {} is said to come {word} what is listed at {}",
                a.printed, b.printed
            ),
            label: format!("said to come {word} it"),
            help: "look both times up in another source; the list or the sentence has them wrong",
            other: Some((a.at, a.bytes.clone(), "listed here".to_owned())),
        }
    })
}
