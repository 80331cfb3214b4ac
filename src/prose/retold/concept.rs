//! Words that say one thing, and words that tell things apart.
//!
//! The tables are data: `concepts.txt` has a set of words a line, any of which may stand for
//! another in a report; `contrasts.txt` has words a line each of which excludes the others, with
//! words of one side joined by `/`. Words are lemmas; `_` joins those of a phrase, small words left
//! out ("enter_water" is "entered the water").

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::prose::words::Words;
use crate::text;

/// A set of the table, by its line.
pub(in crate::prose) type Concept = u16;

/// A side of a contrast: its line, and its place in the line.
pub(in crate::prose) type Side = (u16, u8);

/// What a word or phrase can mean.
#[derive(Debug, Default)]
pub(in crate::prose) struct Sense {
    pub(in crate::prose) concepts: SmallVec<[Concept; 3]>,
    pub(in crate::prose) sides: SmallVec<[Side; 3]>,
}

/// The tables, by word and by phrase.
#[derive(Debug, Default)]
struct Table {
    words: FxHashMap<&'static str, Sense>,
    /// By the first word: the words that follow it, and what they mean together.
    phrases: FxHashMap<&'static str, Vec<(Vec<&'static str>, Sense)>>,
}

/// What a lemma means by itself.
pub(in crate::prose) fn word(lemma: &str) -> Option<&'static Sense> {
    table().words.get(lemma)
}

/// Whether a phrase of several words begins with a lemma.
pub(super) fn begins(lemma: &str) -> bool {
    table().phrases.contains_key(lemma)
}

/// The longest phrase that a run of lemmas begins with: how many of them, and what it means.
pub(in crate::prose) fn phrase<S: AsRef<str>>(lemmas: &[S]) -> Option<(usize, &'static Sense)> {
    let phrases = table().phrases.get(lemmas.first()?.as_ref())?;
    let fits = |rest: &[&str]| {
        lemmas.len() > rest.len() && rest.iter().zip(&lemmas[1..]).all(|(a, b)| *a == b.as_ref())
    };
    let found = phrases.iter().filter(|(rest, _)| fits(rest)).max_by_key(|(rest, _)| rest.len())?;
    Some((found.0.len() + 1, &found.1))
}

/// Words of the tables, with room to grow.
const WORDS: usize = 4_000;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        table.words.reserve(WORDS);
        for (at, line) in lines(include_str!("../lexicon/concepts.txt")) {
            for entry in line.split_ascii_whitespace() {
                table.sense(entry).concepts.push(at);
            }
        }
        for (at, line) in lines(include_str!("../lexicon/contrasts.txt")) {
            for (side, words) in (0_u8..).zip(line.split_ascii_whitespace()) {
                for entry in words.split('/') {
                    table.sense(entry).sides.push((at, side));
                }
            }
        }
        table
    })
}

fn lines(text: &'static str) -> impl Iterator<Item = (u16, &'static str)> {
    (0..).zip(text::entries(text))
}

impl Table {
    fn sense(&mut self, entry: &'static str) -> &mut Sense {
        let Some(end) = memchr::memchr(b'_', entry.as_bytes()) else {
            return self.words.entry(entry).or_default();
        };
        let (first, rest) = (&entry[..end], &entry[end + 1..]);
        let rest: Vec<&'static str> = rest.split('_').collect();
        let phrases = self.phrases.entry(first).or_default();
        let at = phrases.iter().position(|(words, _)| *words == rest).unwrap_or_else(|| {
            phrases.push((rest, Sense::default()));
            phrases.len() - 1
        });
        &mut phrases[at].1
    }
}

/// Nouns that any figure may stand with.
pub(super) static EMPTY: Words = Words::new(&[
    "figure",
    "share",
    "total",
    "number",
    "rate",
    "level",
    "percentage",
    "amount",
    "sum",
    "part",
    "proportion",
    "average",
    "majority",
    "time",
    "day",
    "year",
    "month",
    "week",
    "half",
    "rest",
    "way",
    "order",
    "end",
    "kind",
    "thing",
]);

/// Verbs that go with anything.
pub(super) static LIGHT: Words = Words::new(&[
    "take", "make", "give", "get", "go", "come", "put", "set", "see", "show", "know", "keep",
    "let", "leave", "reach", "bring", "find", "stand", "use", "become", "include", "begin", "last",
    "follow",
]);
