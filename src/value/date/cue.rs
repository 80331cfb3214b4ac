//! Words without which there is no date and no length of time: the names of units, months and days,
//! numbers, and what counts from today. Where none of them and no digit is near, nothing is read.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::token::{Kind, Tokens};
use super::{english, hijri, lexicon};

/// How many tokens before its first cue a phrase may start: "no later than some time around the end
/// of the first half of 2022".
const REACH: usize = 16;

/// The cues, in lower case; digits are cues too.
pub fn cues() -> impl Iterator<Item = &'static str> {
    /// Words that are read where they stand and are in no table.
    const OTHERS: [&str; 3] = ["weekend", "ago", "few"];
    let words = |table: &'static [(&'static str, u32)]| table.iter().map(|(word, _)| *word);
    lexicon::MONTHS
        .iter()
        .map(|(word, _)| *word)
        .chain(lexicon::WEEKDAYS.iter().map(|(word, _)| *word))
        .chain(lexicon::SEASONS.iter().map(|(word, _)| *word))
        .chain(lexicon::DECADES.iter().map(|(word, _)| *word))
        .chain(lexicon::UNITS.iter().map(|(word, _)| *word))
        .chain(lexicon::DAYS_FROM_NOW.iter().map(|(word, _)| *word))
        .chain(words(lexicon::ONES))
        .chain(words(lexicon::TENS))
        .chain(lexicon::HOLIDAYS.iter().filter_map(|(words, ..)| words.last().copied()))
        .chain(hijri::MONTHS.iter().filter_map(|(words, _)| words.first().copied()))
        .chain(OTHERS)
}

fn is_cue(word: &str) -> bool {
    static CUES: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    CUES.get_or_init(|| cues().collect()).contains(word)
}

/// The words that a date may start with, in lower case: cues, words that lead to it, parts, eras.
pub(super) fn starts_of_dates() -> impl Iterator<Item = &'static str> {
    const OTHERS: [&str; 36] = [
        "some",
        "sometime",
        "the",
        "a",
        "an",
        "early",
        "mid",
        "late",
        "beginning",
        "start",
        "middle",
        "end",
        "week",
        "last",
        "final",
        "latter",
        "earlier",
        "later",
        "several",
        "couple",
        "q",
        "h",
        "ad",
        "ah",
        "bc",
        "ce",
        "bce",
        "fy",
        "half",
        "turn",
        "weekend",
        "year",
        "new",
        "boxing",
        "valentine",
        "s",
    ];
    let leads = english::LEADS.iter().filter_map(|(words, _)| words.first().copied());
    let which = lexicon::WHICH.iter().map(|(word, _)| *word);
    let ordinals = lexicon::ORDINALS.iter().map(|(word, _)| *word);
    let hedges = lexicon::HEDGES.iter().copied();
    leads.chain(which).chain(ordinals).chain(hedges).chain(cues()).chain(OTHERS)
}

fn is_start(word: &str) -> bool {
    static STARTS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    STARTS.get_or_init(|| starts_of_dates().collect()).contains(word)
}

/// Whether a date may start at a token: anything but a word that starts none.
pub(super) fn starts(tokens: &Tokens, at: usize) -> bool {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => is_start(word),
        _ => true,
    }
}

/// For each token, whether a phrase may start there.
pub(super) fn near(tokens: &Tokens) -> Vec<bool> {
    let mut out = vec![false; tokens.len()];
    let mut cue = None;
    for at in (0..tokens.len()).rev() {
        let here = match tokens.get(at).map(|token| &token.kind) {
            Some(Kind::Number(..)) => true,
            Some(Kind::Word(word)) => is_cue(word),
            _ => false,
        };
        cue = if here { Some(at) } else { cue };
        out[at] = cue.is_some_and(|cue| cue - at <= REACH);
    }
    out
}
