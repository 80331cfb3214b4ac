//! Lengths that are told as known, against the beginning and the end that the document tells: "the siege
//! lasted from 9 to 13 June", and "in the eleven days it took"; "the strike that began on 4 March ended on
//! 18 April", and "the three-week strike".
//!
//! "The", "her" and "those" say that the reader has met it. Any two dates may be meant by it: where the
//! length fits none of them, and one sentence dates a beginning and an end with the same words, one of
//! the two is wrong.

use std::cell::OnceCell;
use std::ops::Range;

use super::dated::{Span, dates, span};
use super::gender::Gender;
use super::{Extent, clause_of, misfit, tenure, window};
use crate::prose::gist::{self, Gist};
use crate::prose::passage::{Mention, MentionKind, Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::date::{Duration, show};

/// Words before a length that has been told of.
const KNOWN: &[&str] = &[
    "the",
    "his",
    "her",
    "its",
    "their",
    "our",
    "those",
    "these",
    "that",
    "this",
    "s",
    "'s",
    "\u{2019}s",
];

/// Words beside a length that make it another than that of the whole.
pub(super) const OTHER: &[&str] = &[
    "first",
    "last",
    "past",
    "next",
    "final",
    "previous",
    "another",
    "other",
    "further",
    "later",
    "earlier",
    "ago",
    "before",
    "after",
    "within",
    "than",
    "old",
    "every",
    "each",
    "more",
    "notice",
    "following",
    "coming",
    "recent",
    "less",
    "since",
    "remaining",
    "opening",
    "up",
];

/// The same of one that is known, where it is a rough one too.
const ROUGH: &[&str] = &["preceding", "leading", "about", "nearly", "almost"];

/// Tokens behind a length in which its own ends are told.
const OWN: usize = 4;

/// How many times as long the one may be as the other to be meant to be it.
const FURTHEST: i64 = 4;

/// Words that both have to share where the document has several beginnings and ends.
const ENOUGH: usize = 2;

/// Most dates of a document: of more of them two fit any length.
const MOST: usize = 24;

/// Verbs of what goes on from one day to another: "ran between 3 March and 30 May".
static GOES_ON: Words = Words::new(&[
    "run", "last", "operate", "work", "serve", "continue", "fight", "hold", "try", "test",
    "travel", "stay", "live", "close", "shut", "occupy", "besiege", "block", "take", "play",
    "perform", "show", "train", "be",
]);

/// What a length in office is of: "her nine years in the post".
static POSTS: Words = Words::new(&[
    "post",
    "job",
    "role",
    "office",
    "position",
    "chair",
    "charge",
    "command",
    "saddle",
    "service",
    "helm",
    "throne",
    "seat",
    "force",
    "ranks",
    "firm",
    "company",
    "club",
    "profession",
    "pulpit",
    "classroom",
]);

/// What is told with a beginning and an end.
struct Told {
    at: BlockIx,
    sentences: Range<usize>,
    days: (i64, i64),
    bytes: Range<usize>,
    words: String,
    /// Whether it rests on a vague date.
    soft: bool,
}

/// What is told with a beginning and an end, and the days between any two dates.
type Dated = (Vec<Told>, Vec<(i64, i64)>);

/// The beginnings and ends of a document.
pub(super) struct Lasted<'a, 't> {
    passages: &'a [(BlockIx, &'a Passage<'t>)],
    extents: &'a [Extent],
    told: OnceCell<Dated>,
}

impl<'a, 't> Lasted<'a, 't> {
    pub(super) fn new(passages: &'a [(BlockIx, &'a Passage<'t>)], extents: &'a [Extent]) -> Self {
        Self { passages, extents, told: OnceCell::new() }
    }

    fn told(&self) -> &Dated {
        self.told.get_or_init(|| {
            let mut all: Vec<(BlockIx, usize, Range<usize>, Span, String, bool)> = Vec::new();
            let mut through: Vec<Told> = Vec::new();
            for (at, passage) in self.passages {
                for (index, sentence) in passage.sentences.iter().enumerate() {
                    for (mention, reading) in dates(passage, sentence) {
                        if let Some(span) = span(reading) {
                            let bytes = mention.bytes.clone();
                            all.push((*at, index, bytes, span, show(reading), reading.soft));
                            through.extend(is_through(passage, mention).then(|| Told {
                                at: *at,
                                sentences: index..index + 1,
                                days: span.days(),
                                bytes: mention.bytes.clone(),
                                words: show(reading),
                                soft: reading.soft,
                            }));
                        }
                    }
                }
            }
            let mut told: Vec<Told> = self.extents.iter().map(of_extent).collect();
            told.append(&mut through);
            let mut every: Vec<(i64, i64)> = told.iter().map(|told| told.days).collect();
            // A text of two dates tells one beginning and one end, wherever they stand.
            let pair = all.len() == 2 && told.is_empty() && all.iter().all(|date| !date.5);
            for (n, a) in all.iter().enumerate().filter(|_| all.len() <= MOST) {
                for b in &all[n + 1..] {
                    let Some(days) = between(a.3, b.3) else { continue };
                    every.push(days);
                    let beside = a.0 == b.0 && b.1 - a.1 <= 1;
                    if beside || pair {
                        let words = format!("{} and {}", a.4, b.4);
                        let (at, end) = (a.0, if beside { b.2.end } else { a.2.end });
                        let sentences = a.1..if beside { b.1 + 1 } else { a.1 + 1 };
                        let (soft, bytes) = (a.5 || b.5, a.2.start..end);
                        told.push(Told { at, sentences, days, bytes, words, soft });
                    }
                }
            }
            if all.len() > MOST {
                told.clear();
            }
            (told, every)
        })
    }
}

fn of_extent(extent: &Extent) -> Told {
    Told {
        at: extent.at,
        sentences: extent.sentence..extent.sentence + 1,
        days: extent.days,
        bytes: extent.bytes.clone(),
        words: extent.words.clone(),
        soft: false,
    }
}

/// "Ran between 3 March and 30 May": whether something went on all the time between two days.
fn is_through(passage: &Passage<'_>, mention: &Mention) -> bool {
    let days = mention
        .tokens
        .clone()
        .filter(|at| passage.token(*at).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)));
    let verb =
        clause_of(passage, mention.tokens.start).and_then(|(_, clause)| clause.verb.as_ref());
    let goes_on = |lemma: &str| GOES_ON.hold(lemma);
    passage.is(mention.tokens.start, "between")
        && days.count() == 2
        && verb.is_some_and(|verb| !verb.negated && !verb.modal && goes_on(verb.lemma.text()))
}

/// "Her nine years there", "his nine years in the post": whether a length is that of all that somebody did
/// in a place that has been told of.
fn is_tenure(passage: &Passage<'_>, mention: &Mention) -> bool {
    /// Tokens behind the length in which the post is named.
    const NEAR: usize = 4;
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let whose = start.checked_sub(1).is_some_and(|at| passage.is_any(at, &["his", "her", "their"]));
    let post = || {
        (end + 1..(end + NEAR).min(passage.tokens.len()))
            .take_while(|at| passage.token(*at) != ",")
            .any(|at| passage.is_of(at, &POSTS) && !passage.is(at + 1, "of"))
    };
    let there = || passage.is(end, "there") || (passage.is_any(end, &["in", "at", "of"]) && post());
    whose && there() || tenure::is_held(passage, end)
}

/// "Six weeks from start to finish", "from the first dose to the last": whether a length is said to be all
/// of what it is of.
fn is_whole(passage: &Passage<'_>, end: usize) -> bool {
    /// Tokens from "from" to the word for the end.
    const WITHIN: usize = 7;
    const FIRST: &[&str] = &["first", "start", "beginning", "outset"];
    const LAST: &[&str] = &["last", "finish", "end", "final"];
    let first = end + 1 + usize::from(passage.is(end + 1, "the"));
    let opens = passage.is(end, "from") && passage.is_any(first, FIRST);
    let mut behind = first + 1..(first + WITHIN).min(passage.tokens.len());
    let to = behind.find(|at| passage.is(*at, "to")).filter(|_| opens);
    to.is_some_and(|to| (to + 1..to + 3).any(|at| passage.is_any(at, LAST)))
}

/// Fewest and most days between two dates, whichever is the later.
fn between(a: Span, b: Span) -> Option<(i64, i64)> {
    let (a, b) = a.pair(b)?;
    let (a, b) = if a.first <= b.first { (a, b) } else { (b, a) };
    let days = |from: i32, to: i32| i64::from(to) - i64::from(from);
    let most = days(a.first.0, b.last.0);
    (most > 0).then(|| (days(a.last.0, b.first.0).max(0), most))
}

pub(super) fn slip(
    (at, passage): (BlockIx, &Passage<'_>),
    lasted: &Lasted<'_, '_>,
    (mention, duration): (&Mention, &Duration),
) -> Option<Slip> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let known = start.checked_sub(1).is_some_and(|at| passage.is_any(at, KNOWN));
    // "A siege of six weeks": the noun is what has been told of.
    let of = start.checked_sub(2).filter(|at| {
        let article = at.checked_sub(1).is_some_and(|at| passage.is_any(at, &["a", "an", "the"]));
        passage.is(start - 1, "of") && article
    });
    let noun = of.and_then(|at| gist::lemma(passage, at));
    let around = start.saturating_sub(2)..(end + 2).min(passage.tokens.len());
    // "The twelve weeks between the signature and the seizure" has ends of its own.
    let ends = (end..(end + OWN).min(passage.tokens.len())).any(|at| passage.is(at, "between"));
    let other = |at: usize| passage.is_any(at, OTHER) || passage.is_any(at, ROUGH) || ends;
    let whole = is_whole(passage, end);
    // "From the first to the last" are no words for another.
    let around = if whole { around.start..end } else { around };
    if !known && !whole && noun.is_none() || around.into_iter().any(other) {
        return None;
    }
    let (low, high) = window(duration)?;
    let index = passage.sentence_of(start)?;
    let sentence = passage.sentences.get(index)?;
    let mut inside = passage.mentions_of(sentence).iter();
    if inside.any(|m| matches!(m.kind, MentionKind::Date(_))) {
        return None;
    }
    let (told, every) = lasted.told();
    if lasted.extents.iter().any(|extent| extent.is_of_workdays(duration)) {
        return None;
    }
    // Any two dates may be meant.
    if every.iter().any(|(least, most)| high >= *least && low <= *most) {
        return None;
    }
    let own = Gist::of(passage, sentence.tokens.clone());
    let clause = sentence.innermost(start).and_then(|at| sentence.clauses.get(at));
    let clause = clause.map_or(sentence.tokens.clone(), |clause| clause.tokens.clone());
    let told_once = told.len() == 1;
    let tenure = told_once && is_tenure(passage, mention);
    // "His nine years in the post had taken him to Varde": whoever had the post is named ahead of it.
    let clause = if tenure { clause.start..start } else { clause };
    let shared = |told: &Told| -> Option<usize> {
        let (_, there) = lasted.passages.iter().find(|(block, _)| *block == told.at)?;
        let of = there.sentences.get(told.sentences.clone())?;
        let tokens = of.first()?.tokens.start..of.last()?.tokens.end;
        // "Head of the Hale museum", "head of the Varde museum".
        // Whoever says so is no name of what lasted: "the minister, Orla Brandt, said that the strike …".
        let (x, y) = (names(passage, &clause), names(there, &tokens));
        let foreign = |a: &[&str], b: &[&str]| a.iter().any(|name| !b.contains(name));
        if foreign(&x, &y) && foreign(&y, &x) {
            return None;
        }
        let mut words = gist::lemmas(there, tokens.clone());
        // "Trials of the bus have ended. It ran from …": the sentence before may name it.
        let before = told.sentences.start.checked_sub(1).and_then(|at| there.sentences.get(at));
        let named = |noun: &String| {
            let before = before.map(|before| gist::lemmas(there, before.tokens.clone()));
            words.iter().chain(before.iter().flatten()).any(|word| gist::is_form(word, noun))
        };
        if noun.as_ref().is_some_and(|noun| !named(noun)) {
            return None;
        }
        words.extend(noun.clone());
        words.retain(|word| own.holds(word));
        words.sort_unstable();
        words.dedup();
        let gender = gender(passage, sentence.tokens.clone());
        let same = gender.is_some() && gender == self::gender(there, tokens);
        Some(words.len() + usize::from(same))
    };
    // Of the one time that is told somebody's years in a post are, and what took so long in all.
    let least = match told.iter().filter(|told| !told.soft || tenure).count() {
        1 if tenure || whole => 0,
        1 => 1,
        _ => ENOUGH,
    };
    let meant = |told: &&Told| {
        let near = told.days.1 <= high.saturating_mul(FURTHEST)
            && low <= told.days.1.saturating_mul(FURTHEST);
        // What one passage tells is held against itself there.
        let here = told.at == at;
        let sure = !told.soft || tenure;
        near && sure && !here && shared(told).is_some_and(|words| words >= least)
    };
    let mut found = told.iter().filter(meant);
    let first = found.next()?;
    if found.any(|other| other.days != first.days) {
        return None;
    }
    let other = (first.at, first.bytes.clone());
    misfit((at, passage, &mention.bytes), (&first.words, first.days), other)
}

/// The names that some tokens hold.
pub(super) fn names<'p>(passage: &'p Passage<'_>, tokens: &Tokens) -> Vec<&'p str> {
    let names = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
    let inside = names.filter(|m| tokens.contains(&m.tokens.start));
    inside.map(|m| passage.slice(&m.tokens)).collect()
}

/// Whether some tokens speak of her alone, or of him.
pub(super) fn gender(passage: &Passage<'_>, tokens: Tokens) -> Option<Gender> {
    let mut all = tokens.filter_map(|at| Gender::of_pronoun(passage, at));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::{of_document, tests::messages};

    fn found(text: &str) -> Vec<String> {
        messages(text.split(" / "), |all, out| out.extend(of_document(all.iter().copied(), None)))
    }

    #[test]
    fn lengths_told_as_known_fit_some_dates() {
        for bad in [
            "The siege of Orlen lasted from 9 June to 13 June. / The town hid in the eleven days of the siege.",
            "Dockers came back on 18 April 2024 after a strike that began on 4 March. / The three-week strike cost them much.",
            "Dockers came back on 18 April 2024 after a strike that began on 4 March. / The minister, Ada Brook of Varde, said that the three-week strike had cost them much.",
            "Trials of the bus ran from 3 March 2025 to 30 May 2025. / A trial of six weeks was enough.",
            "The siege began on 1 May 2016. / The road was opened again on 30 May 2016, and in the siege's sixty days many died. / They wrote of the sixty days of the siege.",
            "Trials of the bus ran from the station to the park between 3 March and 30 May 2025. / A trial of six weeks was enough.",
            "Trials of the bus have ended. It ran to the park between 3 March and 30 May 2025. / A trial of six weeks was enough.",
            "The ward was shut between 2 May and 20 May 2023. / Its sick were sent away in the sixty days of the shut ward.",
            "Ada Brook was head of the choir from 2004 until 2016. / They sang for her at the end of her nine years there.",
            "She took the post on 1 January 2018. She will leave it at the end of 2024. / They praised her nine years in the job.",
            "He was mate of the Swift from 1990 until 1996. / The crew spoke well of his eleven years in the post.",
            "She led the choir of Orlen from 2004 until 2016. / The choir sang at the end of her nine years there.",
            "Ada Brook managed the bank at Orlen from 2004 to 2016. / The nine years for which she ran it were dull.",
            "Ada Brook joined the police at Orlen in 1991. / When she left in 2012 they sang. Her thirty years in the force had taken her from Varde to Hale.",
            "He edited the paper from 1990 until 1996. / In the eleven years that he led it nobody was sued.",
            "The nurses gave out vaccines from 2 May to 30 May. / Considering that it was done in ten days from first dose to last, they did well.",
            "The harvest went on from 3 to 24 August. / That is eight weeks from start to finish, and it rained.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The siege of Orlen lasted from 9 June to 13 June. / The town hid in the four days of the siege.",
            "The siege of Orlen lasted from 9 June to 13 June. / The first eleven days of the siege were the worst.",
            "The siege of Orlen lasted from 9 June to 13 June. / The town had water for eleven days.",
            "The siege of Orlen lasted from 9 June to 13 June. / A feast of eleven days was held in Orlen.",
            "The siege of Orlen lasted from 9 June to 13 June. / The town wrote of the eleven days between the siege and the feast.",
            "Trials of the bus ran from the station to the park between 3 March and 30 May 2025. / A trial of twelve weeks was enough.",
            "Two babies were born between 3 March and 30 May 2025. / The six weeks of the babies were hard.",
            "Ada Brook was head of the choir from 2004 until 2016. / They sang for her at the end of her twelve years there.",
            "Ada Brook was head of the choir from 2004 until 2016. / They sang for her at the end of her nine years in the army.",
            "She took the post on 1 January 2018. She will leave it at the end of 2024. / They praised her seven years in the job.",
            "Dockers came back on 18 April 2024 after a strike that began on 4 March. / The three-week holidays cost the school much.",
            "Ada Brook managed the bank at Orlen from 2004 to 2016. / The twelve years for which she ran it were dull.",
            "Ada Brook joined the police at Orlen in 1991. / When she left in 2012 they sang. Her 21 years in the force had taken her from Varde to Hale.",
            "The nurses gave out vaccines from 2 May to 30 May. / Considering that it was done in four weeks from first dose to last, they did well.",
            "The nurses gave out vaccines from 2 May to 30 May. / Each dose took ten days from the factory to the ward.",
            "Ada Brook managed the bank at Orlen from 2004 to 2016. / In the nine years that it stood empty the mill leaked.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
