//! Words that say one thing, and words that tell things apart.
//!
//! The tables are data: `concepts.txt` has a set of words a line, any of which may stand for
//! another in a report; `contrasts.txt` has words a line each of which excludes the others, with
//! words of one side joined by `/`. Words are lemmas; `_` joins those of a phrase, small words left
//! out ("enter_water" is "entered the water").

use crate::prose::words::Words;
use crate::text::fixed::{self, Part, SPACE, Table};

/// A set of the table, by its line.
pub(in crate::prose) type Concept = u16;

/// A side of a contrast: its line, and its place in the line.
pub(in crate::prose) type Side = (u16, u8);

/// What a word or phrase can mean.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::prose) struct Sense {
    pub(in crate::prose) concepts: &'static [Concept],
    pub(in crate::prose) sides: &'static [Side],
}

/// What a lemma means by itself.
pub(in crate::prose) fn word(lemma: &str) -> Option<Sense> {
    let number = SENSES.entries.get(TEXT.as_bytes(), lemma.as_bytes())?;
    (!SENSES.phrases[number]).then(|| SENSES.sense(number))
}

/// Whether a phrase of several words begins with a lemma.
pub(super) fn begins(lemma: &str) -> bool {
    SENSES.firsts.get(TEXT.as_bytes(), lemma.as_bytes()).is_some()
}

/// The longest phrase that a run of lemmas begins with: how many of them, and what it means.
pub(in crate::prose) fn phrase<S: AsRef<str>>(lemmas: &[S]) -> Option<(usize, Sense)> {
    let first = SENSES.firsts.get(TEXT.as_bytes(), lemmas.first()?.as_ref().as_bytes())?;
    let phrases = std::iter::successors(SENSES.of_first[first].checked_sub(1), |phrase| {
        SENSES.of_same[usize::from(*phrase)].checked_sub(1)
    });
    let fits = |phrase: u16| {
        let (at, len) = SENSES.entries.place(usize::from(phrase));
        let mut words = 0;
        let all = TEXT.get(at..at + len)?.split(JOINT).all(|word| {
            words += 1;
            lemmas.get(words - 1).is_some_and(|lemma| lemma.as_ref() == word)
        });
        all.then_some((words, phrase))
    };
    let (words, phrase) = phrases.filter_map(fits).max_by_key(|(words, _)| *words)?;
    Some((words, SENSES.sense(usize::from(phrase))))
}

/// Both tables.
const TEXT: &str = concat!(
    include_str!("../lexicon/concepts.txt"),
    "\n",
    include_str!("../lexicon/contrasts.txt")
);

/// Where the second one begins.
const CONTRASTS: usize = include_str!("../lexicon/concepts.txt").len() + 1;

/// What joins the words of a phrase.
const JOINT: char = '_';

/// Entries of the tables, first words of phrases, and how often all entries stand there, with room
/// to grow.
const ENTRIES: usize = 8 * 1024;
const FIRSTS: usize = 1024;
const SETS: usize = 12 * 1024;
const SIDES: usize = 4 * 1024;

/// The tables, by entry.
struct Senses {
    entries: Table<ENTRIES, { 2 * ENTRIES }>,
    /// Whether an entry is of several words.
    phrases: [bool; ENTRIES],
    /// The first words of phrases; of each, one more than the number of a phrase.
    firsts: Table<FIRSTS, { 2 * FIRSTS }>,
    of_first: [u16; FIRSTS],
    /// Of a phrase, one more than the number of another that begins so.
    of_same: [u16; ENTRIES],
    /// Where the sets of each entry start; the next one's start is where they end.
    from_set: [u16; ENTRIES + 1],
    sets: [Concept; SETS],
    from_side: [u16; ENTRIES + 1],
    sides: [Side; SIDES],
}

#[allow(long_running_const_eval, reason = "it takes a second, when the program is built")]
static SENSES: Senses = {
    let mut senses = Senses {
        entries: Table::new(),
        phrases: [false; ENTRIES],
        firsts: Table::new(),
        of_first: [0; FIRSTS],
        of_same: [0; ENTRIES],
        from_set: [0; ENTRIES + 1],
        sets: [0; SETS],
        from_side: [0; ENTRIES + 1],
        sides: [(0, 0); SIDES],
    };
    senses.walk(Pass::Count);
    senses.add_up();
    senses.walk(Pass::Fill);
    senses.step_back();
    senses
};

/// The tables are gone through twice: to count what each entry has, and to put it where there is
/// room for it.
#[derive(Clone, Copy)]
enum Pass {
    Count,
    Fill,
}

impl Senses {
    fn sense(&'static self, number: usize) -> Sense {
        let of = |from: &[u16]| usize::from(from[number])..usize::from(from[number + 1]);
        Sense { concepts: &self.sets[of(&self.from_set)], sides: &self.sides[of(&self.from_side)] }
    }

    const fn walk(&mut self, pass: Pass) {
        let text = TEXT.as_bytes();
        let (mut from, mut concept, mut contrast) = (0, 0, 0);
        while let Some(line) = fixed::line(text, from) {
            from = line.next;
            let is_contrast = line.start >= CONTRASTS;
            let (mut at, mut side) = (line.start, 0);
            while let Some(words) = fixed::field(text, at, line.end, SPACE) {
                at = words.next;
                let mut inside = words.start;
                let sign = if is_contrast { b'/' } else { SPACE };
                while let Some(entry) = fixed::field(text, inside, words.end, sign) {
                    inside = entry.next;
                    let number = self.entry(entry, pass);
                    if is_contrast {
                        self.side(number, (contrast, side), pass);
                    } else {
                        self.set(number, concept, pass);
                    }
                }
                side += 1;
            }
            if is_contrast {
                contrast += 1;
            } else {
                concept += 1;
            }
        }
    }

    /// The number of an entry. A new one that is a phrase is put to those that begin like it.
    #[allow(clippy::cast_possible_truncation, reason = "there are fewer entries than that")]
    const fn entry(&mut self, entry: Part, pass: Pass) -> usize {
        let text = TEXT.as_bytes();
        let number = self.entries.put(text, entry);
        let (mut end, is_new) = (entry.start, self.entries.place(number).0 == entry.start);
        while end < entry.end && text[end] != JOINT as u8 {
            end += 1;
        }
        if end < entry.end && is_new && matches!(pass, Pass::Count) {
            let first = self.firsts.put(text, Part { end, ..entry });
            self.phrases[number] = true;
            self.of_same[number] = self.of_first[first];
            self.of_first[first] = number as u16 + 1;
        }
        number
    }

    /// In the first pass, what is counted for an entry stands at the next one. In the second, where an
    /// entry starts moves along as it is filled.
    const fn set(&mut self, number: usize, concept: Concept, pass: Pass) {
        match pass {
            Pass::Count => self.from_set[number + 1] += 1,
            Pass::Fill => {
                self.sets[self.from_set[number] as usize] = concept;
                self.from_set[number] += 1;
            }
        }
    }

    const fn side(&mut self, number: usize, side: Side, pass: Pass) {
        match pass {
            Pass::Count => self.from_side[number + 1] += 1,
            Pass::Fill => {
                self.sides[self.from_side[number] as usize] = side;
                self.from_side[number] += 1;
            }
        }
    }

    /// Counts to starts.
    const fn add_up(&mut self) {
        let mut at = 1;
        while at <= ENTRIES {
            self.from_set[at] += self.from_set[at - 1];
            self.from_side[at] += self.from_side[at - 1];
            at += 1;
        }
    }

    /// Back to where entries start: each now has the start of the next one.
    const fn step_back(&mut self) {
        let mut at = ENTRIES;
        while at > 0 {
            self.from_set[at] = self.from_set[at - 1];
            self.from_side[at] = self.from_side[at - 1];
            at -= 1;
        }
        (self.from_set[0], self.from_side[0]) = (0, 0);
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
