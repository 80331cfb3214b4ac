//! Lengths that mean a time of which the document tells the beginning and the end elsewhere: "the
//! sixteen weeks that the senators gave to it", of a trial that opened on 3 March and closed on 12
//! May; "over the twelve months for which the trial was in force".
//!
//! A time is told by two dates of one sentence, by a beginning and an end of one noun, or by two
//! sentences that follow each other, the second with a pronoun. A length means one where it is
//! definite, its sentence has no date of its own, and it names what begins or ends, or shares two
//! words with what is said of it. It is wrong only where no time that the document tells fits it.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::dated::{Span, dates, span};
use super::{
    BEGINS, ENDS, HELP, RULE, apart, clause_of, lasting, length_of, since, subject, window,
};
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{DateReading, Day, Duration, show};

/// Most times of a document: each length is held against all of them.
const MOST: usize = 300;

/// How many times longer than the other a length and a time that are meant to be one are at most.
const FAR: i64 = 3;

/// Words in common that make up for a noun that is not named.
const SHARED: usize = 2;

/// Words before a length that mean one that is known.
const DEFINITE: &[&str] = &["the", "these", "those", "their", "his", "her", "our", "its", "whole"];

/// A time that is told.
struct Term {
    at: BlockIx,
    /// First and last sentence that tell it.
    sentences: (usize, usize),
    bytes: Range<usize>,
    days: (i64, i64),
    /// What begins and what ends.
    nouns: Vec<String>,
    words: Vec<String>,
    shown: String,
}

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut terms: Vec<Term> = Vec::new();
    for (at, passage) in passages {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            terms.extend(within(*at, passage, index, sentence));
            terms.extend(following(*at, passage, index));
        }
    }
    terms.extend(of_nouns(passages));
    if terms.is_empty() || terms.len() > MOST {
        return;
    }
    for (at, passage) in passages {
        for mention in &passage.mentions {
            let MentionKind::Duration(duration) = &mention.kind else { continue };
            let told = out.iter().any(|slip| slip.is_of(*at, &mention.bytes));
            if !told {
                out.extend(check((*at, passage), mention, duration, &terms));
            }
        }
    }
}

/// Fewest and most days from one date to another.
fn days(from: &DateReading, to: &DateReading) -> Option<(i64, i64)> {
    if from.soft || to.soft {
        return None;
    }
    let (a, b): (Span, Span) = span(from)?.pair(span(to)?)?;
    let day = |day: Day| i64::from(day.0);
    let (least, most) = (day(b.first) - day(a.last), day(b.last) - day(a.first));
    (least > 0).then_some((least, most))
}

/// Whether a date stands in a clause that says that something was done, and not in "the fire of 3
/// May".
fn is_done(passage: &Passage<'_>, mention: &Mention) -> bool {
    let verb =
        clause_of(passage, mention.tokens.start).and_then(|(_, clause)| clause.verb.as_ref());
    let of = mention.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "of"));
    verb.is_some_and(|verb| !verb.modal && !verb.negated) && !of
}

/// "She sailed on 6 March and came home on 28 July".
fn within(at: BlockIx, passage: &Passage<'_>, index: usize, sentence: &Sentence) -> Option<Term> {
    let dates = dates(passage, sentence);
    let [(a, from), (b, to)] = dates.as_slice() else { return None };
    if !is_done(passage, a) || !is_done(passage, b) {
        return None;
    }
    let (first, last) =
        (clause_of(passage, a.tokens.start)?.1, clause_of(passage, b.tokens.start)?.1);
    if first.tokens == last.tokens {
        return None;
    }
    let mut nouns = subject(passage, first);
    nouns.extend(subject(passage, last));
    Some(Term {
        at,
        sentences: (index, index),
        bytes: a.bytes.start..b.bytes.end,
        days: days(from, to)?,
        nouns,
        words: gist::lemmas(passage, sentence.tokens.clone()),
        shown: format!("{} to {}", show(from), show(to)),
    })
}

/// "The players walked out on 4 February. They went back on 24 March."
fn following(at: BlockIx, passage: &Passage<'_>, index: usize) -> Option<Term> {
    let (here, next) = (passage.sentences.get(index)?, passage.sentences.get(index + 1)?);
    let (first, second) = (dates(passage, here), dates(passage, next));
    let ([(a, from)], [(b, to)]) = (first.as_slice(), second.as_slice()) else { return None };
    let start = next.tokens.start;
    let pronoun = passage.is_any(start, &["he", "she", "it", "they", "we"]);
    if !pronoun || !is_done(passage, a) || !is_done(passage, b) {
        return None;
    }
    let nouns = subject(passage, clause_of(passage, a.tokens.start)?.1);
    Some(Term {
        at,
        sentences: (index, index + 1),
        bytes: a.bytes.start..b.bytes.end,
        days: days(from, to)?,
        nouns,
        words: gist::lemmas(passage, here.tokens.start..next.tokens.end),
        shown: format!("{} to {}", show(from), show(to)),
    })
}

/// A beginning or an end of a noun.
struct Edge<'p> {
    at: BlockIx,
    index: usize,
    noun: String,
    begins: bool,
    mention: &'p Mention,
    reading: &'p DateReading,
    words: Vec<String>,
}

/// "3 March. The trial opens in the Senate", "12 May. The trial closes": the one beginning and the
/// one end of a noun.
fn of_nouns<'p>(passages: &[(BlockIx, &'p Passage<'p>)]) -> Vec<Term> {
    let mut edges: Vec<Edge<'p>> = Vec::new();
    for (at, passage) in passages {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            edges.extend(edge(*at, passage, index, sentence));
        }
    }
    let mut out = Vec::new();
    for from in edges.iter().filter(|edge| edge.begins) {
        let of = |begins: bool| {
            edges.iter().filter(move |edge| edge.begins == begins && edge.noun == from.noun)
        };
        let (Some(to), 1, 1) = (of(false).next(), of(true).count(), of(false).count()) else {
            continue;
        };
        let Some(days) = days(from.reading, to.reading) else { continue };
        out.push(Term {
            at: from.at,
            sentences: (from.index, from.index),
            bytes: from.mention.bytes.clone(),
            days,
            nouns: vec![from.noun.clone()],
            words: from.words.iter().chain(&to.words).cloned().collect(),
            shown: format!("{} to {}", show(from.reading), show(to.reading)),
        });
    }
    out
}

fn edge<'p>(
    at: BlockIx,
    passage: &'p Passage<'p>,
    index: usize,
    sentence: &Sentence,
) -> Option<Edge<'p>> {
    let clause = sentence.clauses.first()?;
    let verb = clause.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)?;
    let lemma = verb.lemma.text();
    let begins = BEGINS.contains(&lemma);
    if !begins && !ENDS.contains(&lemma) {
        return None;
    }
    let noun = subject(passage, clause).pop().filter(|noun| noun.len() > 3)?;
    let own = dates(passage, sentence);
    let (mention, reading) = match own.as_slice() {
        [one] => *one,
        // An entry of a timeline.
        [] if index <= 1 => {
            let head = passage.sentences.first().map(|first| dates(passage, first))?;
            head.first().copied().filter(|(mention, _)| mention.tokens.start == 0)?
        }
        _ => return None,
    };
    let words = gist::lemmas(passage, sentence.tokens.clone());
    Some(Edge { at, index, noun, begins, mention, reading, words })
}

/// A length against the times that are told.
fn check(
    (at, passage): (BlockIx, &Passage<'_>),
    mention: &Mention,
    duration: &Duration,
    terms: &[Term],
) -> Option<Slip> {
    let first = mention.tokens.start;
    let index = passage.sentence_of(first)?;
    let sentence = passage.sentences.get(index)?;
    let definite = first.checked_sub(1).is_some_and(|at| passage.is_any(at, DEFINITE));
    // "Over the twelve months" is all of them.
    let over = first.checked_sub(2).is_some_and(|at| passage.is(at, "over"));
    let plain = over || since::is_plain(passage, mention);
    if !definite || !dates(passage, sentence).is_empty() || !plain {
        return None;
    }
    let (low, high) = window(duration)?;
    if terms.iter().any(|term| apart(duration, term.days).is_none()) {
        return None;
    }
    let end = mention.tokens.end;
    // "The ten days of hearing" are those of the hearing.
    let of = passage.is(end, "of").then(|| {
        let the =
            usize::from(passage.tokens.get(end + 1).is_some_and(|t| t.word.is(class::DETERMINER)));
        open::noun_lemma(passage, end + 1 + the)
    });
    let of_other = |term: &Term| {
        of.as_ref().is_some_and(|of| {
            !lasting::is_lasting(of) && !term.words.iter().any(|word| gist::is_form(word, of))
        })
    };
    let away =
        passage.is_any(end, &["before", "after", "later", "earlier", "ago", "to", "old", "each"]);
    let mut said = gist::lemmas(passage, sentence.tokens.clone());
    // "Gave to it": of what the sentence before speaks of.
    let back = sentence.tokens.clone().any(|at| passage.is_any(at, &["it", "they", "them"]));
    let before = index.checked_sub(1).and_then(|at| passage.sentences.get(at));
    if let Some(before) = before.filter(|_| back) {
        said.extend(gist::lemmas(passage, before.tokens.clone()));
    }
    said.sort_unstable();
    said.dedup();
    let score = |term: &Term| {
        let holds = |word: &String| said.iter().any(|own| gist::is_form(own, word));
        let named = term.nouns.iter().any(|noun| noun.len() > 3 && holds(noun));
        let common =
            said.iter().filter(|own| term.words.iter().any(|word| gist::is_form(own, word)));
        let common = common.count();
        let near = term.days.1.checked_mul(FAR)? >= low && high.checked_mul(FAR)? >= term.days.0;
        let here = term.at == at && (term.sentences.0..=term.sentences.1).contains(&index);
        let meant = (named || common >= SHARED) && near && !here && !of_other(term);
        meant.then_some(common + usize::from(named))
    };
    let mut found: Vec<(usize, &Term)> =
        terms.iter().filter_map(|term| Some((score(term)?, term))).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let (best, term) = *found.first().filter(|_| !away)?;
    let rival = found.iter().any(|(score, other)| *score == best && other.days != term.days);
    if rival || duration.seconds().0.to_i64().is_none() {
        return None;
    }
    let printed = passage.text.get(mention.bytes.clone())?;
    let is = length_of(term.days);
    Some(Slip {
        rule: RULE,
        at,
        bytes: mention.bytes.clone(),
        message: format!("\u{201c}{printed}\u{201d} does not fit {}: that is {is}", term.shown),
        label: "does not fit the dates".to_owned(),
        help: HELP,
        other: Some((term.at, term.bytes.clone(), is)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{alarm, tests::messages};
    use super::*;

    fn found(text: &str) -> Vec<String> {
        messages(text.split("\n\n"), |all, out| {
            slips(all, out);
            alarm::slips(all, out);
        })
    }

    #[test]
    fn lengths_fit_the_time_that_they_mean() {
        for bad in [
            "She sailed for the islands on 6 March 1964 and came home with plants on 28 July \
             1964.\n\nThe fourteen months among the islands and their plants made her name.",
            "The lane was opened on 1 May 2023 and the trial closed on 31 October 2024.\n\nOver the \
             twelve months for which the trial ran they had letters.",
            "The players walked out on 4 February 2024. They went back on 24 March 2024.\n\nThe \
             eleven weeks of stoppage cost the players dearly.",
            "3 March 2025. The trial opens in the hall.\n\n12 May 2025. The trial closes.\n\nThe \
             sixteen weeks that the trial took were dear.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}");
        }
        for good in [
            "She sailed for the islands on 6 March 1964 and came home with plants on 28 July \
             1964.\n\nThe five months among the islands and their plants made her name.",
            "She sailed for the islands on 6 March 1964 and came home with plants on 28 July \
             1964.\n\nThe fourteen months of building were dull.",
            "The lane was opened on 1 May 2023 and the trial closed on 31 October 2024.\n\nAbout \
             twelve months into the trial they had letters.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn nobody_calls_before_it_happens() {
        for bad in [
            "The fire started at 23.42 above the stage.\n\nThe first emergency call was logged at 23.36.",
            "The second bomb exploded 25 minutes later.\n\nA camera recorded the first flash at \
             9.20 a.m. and the second at 10.05 a.m. on the square.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}");
        }
        for good in [
            "The fire started at 23.42 above the stage.\n\nThe first emergency call was logged at 23.46.",
            "The fire started at 23.42 above the stage.\n\nAn earlier call was logged at 23.36.",
            "The ferry struck the rock at 07:31.\n\nAt 07:24 the mate went to see to a fire alarm.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
