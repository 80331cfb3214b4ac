//! Words without which there is no date and no length of time: the names of units, months and days,
//! numbers, and what counts from today. Where none of them and no digit is near, nothing is read.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::token::{Kind, Tokens};
use super::{english, hijri, lexicon};

/// How many tokens before its first cue a phrase may start: "no later than some time around the end
/// of the first half of 2022".
const REACH: usize = 16;

/// The cues, in lower case; digits are cues too.
pub const CUES: &[&str] = ALL.0.split_at(ALL.1).0;

/// Words that are read where they stand and are in no table.
const OTHERS: [(&str, ()); 3] = [("weekend", ()), ("ago", ()), ("few", ())];

/// The cues, and how many they are.
const ALL: ([&str; MOST], usize) = {
    let all = first_of(lexicon::MONTHS, ([""; MOST], 0));
    let all = first_of(lexicon::WEEKDAYS, all);
    let all = first_of(lexicon::SEASONS, all);
    let all = first_of(lexicon::DECADES, all);
    let all = first_of(lexicon::UNITS, all);
    let all = first_of(lexicon::DAYS_FROM_NOW, all);
    let all = first_of(lexicon::ONES, all);
    let (mut all, mut len) = first_of(lexicon::TENS, all);
    let mut at = 0;
    while at < lexicon::HOLIDAYS.len() {
        if let [.., last] = lexicon::HOLIDAYS[at].0 {
            (all[len], len) = (*last, len + 1);
        }
        at += 1;
    }
    let mut at = 0;
    while at < hijri::MONTHS.len() {
        if let [first, ..] = hijri::MONTHS[at].0 {
            (all[len], len) = (*first, len + 1);
        }
        at += 1;
    }
    first_of(&OTHERS, (all, len))
};

/// Room for the cues.
const MOST: usize = 256;

/// The words of a table, put to others.
const fn first_of<T: Copy>(
    table: &[(&'static str, T)],
    (mut all, mut len): ([&'static str; MOST], usize),
) -> ([&'static str; MOST], usize) {
    let mut at = 0;
    while at < table.len() {
        (all[len], len) = (table[at].0, len + 1);
        at += 1;
    }
    (all, len)
}

/// What a token may begin, or makes of the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue(u32);

impl Cue {
    /// It is one of the [`cues`].
    const NEAR: u32 = 1;
    /// A date may start with it.
    const DATE: u32 = 1 << 1;
    /// The longest phrase that starts with it has a word that leads to the date.
    const LEAD: u32 = 1 << 2;
    /// A length of time may start with it.
    const LENGTH: u32 = 1 << 3;
    /// A date starts with it only where one of a few words or the rest of a date follows.
    const OPEN: u32 = 1 << 4;
    /// A month of the lunar calendar starts with it.
    const LUNAR: u32 = 1 << 5;
    /// A day with a name starts with it.
    const HOLIDAY: u32 = 1 << 6;
    /// It is a word of the table of months; the bits below are of the other tables of the lexicon.
    pub(super) const MONTH: u32 = 1 << 7;
    pub(super) const WEEKDAY: u32 = 1 << 8;
    pub(super) const SEASON: u32 = 1 << 9;
    pub(super) const ORDINAL: u32 = 1 << 10;
    pub(super) const ONE: u32 = 1 << 11;
    pub(super) const TEN: u32 = 1 << 12;
    pub(super) const UNIT: u32 = 1 << 13;
    pub(super) const FROM_NOW: u32 = 1 << 14;
    pub(super) const WHICH: u32 = 1 << 15;
    pub(super) const HEDGE: u32 = 1 << 16;

    /// Whether it has one of these bits.
    pub(super) fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// Whether a phrase may start with a word that leads to the date.
    pub(super) fn leads(self) -> bool {
        self.has(Self::LEAD)
    }

    /// Whether the name of a lunar month may start with it.
    pub(super) fn is_lunar(self) -> bool {
        self.has(Self::LUNAR)
    }

    /// Whether the name of a day may start with it.
    pub(super) fn is_holiday(self) -> bool {
        self.has(Self::HOLIDAY)
    }
}

/// Words besides cues that a date may start with: words that lead to it, parts, eras.
const STARTS: [&str; 31] = [
    "sometime",
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
    "year",
    "new",
    "boxing",
    "valentine",
    "s",
];

/// Words with which a date starts only where one of these or the rest of a date follows: they are
/// the most frequent words of English, and hardly ever begin one.
const OPEN: &[(&str, &[&str])] = &[
    ("the", &["day"]),
    ("a", &["hundred"]),
    ("an", &["hundred"]),
    ("some", &["time"]),
    ("between", PREPOSITIONS),
    ("from", PREPOSITIONS),
    ("since", PREPOSITIONS),
    ("until", PREPOSITIONS),
    ("till", PREPOSITIONS),
    ("before", PREPOSITIONS),
    ("after", PREPOSITIONS),
    ("by", PREPOSITIONS),
    ("throughout", PREPOSITIONS),
    ("up", &["until", "to"]),
    ("no", &["later", "earlier"]),
    ("on", &["or"]),
    ("all", &["of", "through"]),
];

/// What may stand between a word that leads to a date and the date.
const PREPOSITIONS: &[&str] = &["in", "on", "at"];

/// Words that a length of time may start with, besides numbers.
const LENGTHS: [&str; 13] = [
    "p", "pt", "all", "whole", "entire", "full", "another", "half", "a", "an", "few", "several",
    "couple",
];

fn table() -> &'static FxHashMap<&'static str, Cue> {
    static TABLE: OnceLock<FxHashMap<&'static str, Cue>> = OnceLock::new();
    let words = || {
        let mut table: FxHashMap<&'static str, Cue> = FxHashMap::default();
        let mut mark = |word, bits| table.entry(word).or_default().0 |= bits;
        CUES.iter().for_each(|word| mark(word, Cue::NEAR | Cue::DATE));
        for word in lexicon::WHICH.iter().map(|(word, _)| *word).chain(STARTS) {
            mark(word, Cue::DATE);
        }
        lexicon::ORDINALS.iter().for_each(|(word, _)| mark(word, Cue::DATE));
        for (words, _) in english::LEADS {
            words.first().into_iter().for_each(|word| mark(word, Cue::DATE | Cue::LEAD));
        }
        OPEN.iter().for_each(|(word, _)| mark(word, Cue::DATE | Cue::OPEN));
        let lunar = hijri::MONTHS.iter().filter_map(|(words, _)| words.first());
        lunar.for_each(|word| mark(word, Cue::LUNAR));
        let holidays = lexicon::HOLIDAYS.iter().filter_map(|(words, ..)| words.first());
        holidays.for_each(|word| mark(word, Cue::HOLIDAY));
        lexicon::HEDGES.iter().for_each(|word| mark(word, Cue::DATE | Cue::LENGTH | Cue::HEDGE));
        lexicon::MONTHS.iter().for_each(|(word, _)| mark(word, Cue::MONTH));
        lexicon::WEEKDAYS.iter().for_each(|(word, _)| mark(word, Cue::WEEKDAY));
        lexicon::SEASONS.iter().for_each(|(word, _)| mark(word, Cue::SEASON));
        lexicon::ORDINALS.iter().for_each(|(word, _)| mark(word, Cue::ORDINAL));
        lexicon::ONES.iter().for_each(|(word, _)| mark(word, Cue::ONE));
        lexicon::TENS.iter().for_each(|(word, _)| mark(word, Cue::TEN));
        lexicon::UNITS.iter().for_each(|(word, _)| mark(word, Cue::UNIT));
        lexicon::DAYS_FROM_NOW.iter().for_each(|(word, _)| mark(word, Cue::FROM_NOW));
        lexicon::WHICH.iter().for_each(|(word, _)| mark(word, Cue::WHICH));
        let numbers = lexicon::ONES.iter().chain(lexicon::TENS).map(|(word, _)| *word);
        numbers.chain(LENGTHS).for_each(|word| mark(word, Cue::LENGTH));
        table
    };
    TABLE.get_or_init(words)
}

/// The words that a date may start with, in lower case, in any order.
pub(super) fn starts_of_dates() -> impl Iterator<Item = &'static str> {
    table().iter().filter(|(_, cue)| cue.has(Cue::DATE)).map(|(word, _)| *word)
}

/// What may start at a token.
pub(super) fn of(kind: &Kind) -> Cue {
    match kind {
        Kind::Word(word) => table().get(word.as_str()).copied().unwrap_or_default(),
        Kind::Number(..) => Cue(Cue::NEAR | Cue::DATE | Cue::LENGTH),
        // "'98".
        Kind::Sign(_) => Cue(Cue::DATE),
    }
}

/// Whether a date may start at a token: anything but a word that starts none.
fn starts(tokens: &Tokens, at: usize) -> bool {
    /// "From the …": two open words, and one more to be sure.
    const DEEPEST: usize = 3;
    // "'98" is the one date that starts with a sign; after a word, it may stand inside of one.
    if let Some(sign) = tokens.sign(at) {
        return matches!(sign, '\'' | '’' | '‘');
    }
    for at in at..at + DEEPEST {
        let here = tokens.get(at).map_or(Cue::default(), |token| token.cue);
        if !here.has(Cue::OPEN) {
            return here.has(Cue::DATE);
        }
        let (word, next) = (tokens.word(at), tokens.word(at + 1));
        let words = OPEN.iter().find(|(open, _)| *open == word).map_or(&[][..], |(_, words)| words);
        if words.contains(&next) {
            return true;
        }
    }
    true
}

/// For each token, whether a date may start there; `near` is of [`near`].
pub(super) fn date_starts(tokens: &Tokens, near: &[bool]) -> Vec<bool> {
    near.iter().enumerate().map(|(at, near)| *near && starts(tokens, at)).collect()
}

/// For each token, whether a length of time may start there; `near` is of [`near`].
pub(super) fn length_starts(tokens: &Tokens, near: &[bool]) -> Vec<bool> {
    let starts = |at| tokens.get(at).is_some_and(|token| token.cue.has(Cue::LENGTH));
    near.iter().enumerate().map(|(at, near)| *near && starts(at)).collect()
}

/// For each token, whether a phrase may start there.
pub(super) fn near(tokens: &Tokens) -> Vec<bool> {
    let mut out = vec![false; tokens.len()];
    let mut cue = None;
    for at in (0..tokens.len()).rev() {
        let here = tokens.get(at).is_some_and(|token| token.cue.has(Cue::NEAR));
        cue = if here { Some(at) } else { cue };
        out[at] = cue.is_some_and(|cue| cue - at <= REACH);
    }
    out
}
