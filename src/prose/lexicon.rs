//! What is known about words: their classes and, for verbs, their forms.
//!
//! The tables in `lexicon/` are data: a file a class, one entry a line, `#` for comments. Verbs give
//! their base form, and the past and the participle where they are irregular; the regular forms are
//! generated. Only closed classes and the words that rules ask for are listed: whatever is missing
//! is [`Word::UNKNOWN`], and stages fall back on its shape and its neighbours.

use std::sync::OnceLock;

use crate::text::entries;
use crate::value::{date, quantity};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// A word of the lexicon: its class bits and its lemma. Small enough to be copied into tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// What it can be: a sum of the constants in [`class`].
    pub class: u64,
    /// Its lemma, by [`Lemma`]; equal for all forms of a word.
    pub lemma: Lemma,
}

/// A lemma of the lexicon. The default one is that of all words that are not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lemma(u32);

impl Word {
    /// A word that is not in the lexicon.
    pub const UNKNOWN: Self = Self { class: 0, lemma: Lemma(0) };

    /// Whether it can be any of these classes.
    #[must_use]
    #[inline]
    pub fn is(self, class: u64) -> bool {
        self.class & class != 0
    }
}

impl Lemma {
    /// Its text; empty for words that are not in the lexicon.
    #[must_use]
    pub fn text(self) -> &'static str {
        lexicon().lemmas.get(self.0 as usize).map_or("", |lemma| lemma)
    }
}

/// Classes of words, one bit each. A word may have several.
pub mod class {
    macro_rules! classes {
        ($($(#[$doc:meta])* $name:ident = $bit:literal $(from $file:literal)?;)+) => {
            $($(#[$doc])* pub const $name: u64 = 1 << $bit;)+
            /// Tables of classes that are plain lists of words.
            pub(super) const TABLES: &[(u64, &str)] = &[$($((1 << $bit, include_str!($file)),)?)+];
        };
    }
    classes! {
        /// A verb in its base form ("kill").
        BASE = 0;
        /// A verb in the third person ("kills"). Weak: plurals of nouns look alike.
        THIRD = 1;
        /// A verb in the past ("killed").
        PAST = 2;
        /// A past participle ("killed", "slain").
        PARTICIPLE = 3;
        /// A present participle ("killing").
        GERUND = 4;
        /// A form of "be".
        BE = 5 from "lexicon/be.txt";
        /// A form of "have".
        HAVE = 6 from "lexicon/have.txt";
        /// "do", "does", "did".
        DO = 7 from "lexicon/do.txt";
        /// "may", "would", "could", "will", …
        MODAL = 8 from "lexicon/modal.txt";
        /// Articles, demonstratives, possessives, "each", "every".
        DETERMINER = 9 from "lexicon/determiner.txt";
        /// Prepositions.
        PREPOSITION = 10 from "lexicon/preposition.txt";
        /// "and", "or", "but", "while", "because", …
        CONJUNCTION = 11 from "lexicon/conjunction.txt";
        /// "it", "they", "he", "which", …
        PRONOUN = 12 from "lexicon/pronoun.txt";
        /// "who", "which", "that", "whose", "where".
        RELATIVE = 13 from "lexicon/relative.txt";
        /// Adverbs that may stand between the words of a pattern ("reportedly", "also").
        ADVERB = 14 from "lexicon/adverb.txt";
        /// "not", "never", "no", "without", …
        NEGATION = 15 from "lexicon/negation.txt";
        /// Nouns for things that happen ("attack", "earthquake", "merger").
        EVENT = 16 from "lexicon/event.txt";
        /// Nouns for people ("civilian", "passenger", "official").
        PERSON = 17 from "lexicon/person.txt";
        /// Nouns for groups and bodies ("group", "ministry", "company").
        ORGANISATION = 18 from "lexicon/organisation.txt";
        /// Nouns for ground ("province", "city", "airport").
        PLACE = 19 from "lexicon/place.txt";
        /// Nouns for publications ("report", "study", "article").
        DOCUMENT = 20 from "lexicon/document.txt";
        /// Verbs of saying ("say", "claim", "report").
        SPEECH = 21 from "lexicon/speech.txt";
        /// Titles before a name ("President", "Mr.").
        TITLE = 22 from "lexicon/title.txt";
        /// Months.
        MONTH = 23 from "lexicon/month.txt";
        /// Days of the week.
        WEEKDAY = 24 from "lexicon/weekday.txt";
        /// Units of time ("day", "year").
        TIME_UNIT = 25 from "lexicon/time_unit.txt";
        /// Number words and words of vague counts ("three", "dozens", "half").
        NUMBER = 26 from "lexicon/number.txt";
        /// Adjectives that never belong to a name and say nothing of a scope ("deadly", "recent").
        ADJECTIVE = 27 from "lexicon/adjective.txt";
        /// Common nouns of no other class, those first that look like verbs ("claim", "plan").
        NOUN = 28 from "lexicon/noun.txt";
        /// Other adjectives ("annual", "dead").
        QUALITY = 29 from "lexicon/quality.txt";
        /// Verbs before "to" and a verb that say that it was so ("began to").
        CATENATIVE = 30 from "lexicon/catenative.txt";
        /// Verbs and adjectives before "to" and a verb that leave it open ("plans to", "likely to").
        UNREAL = 31 from "lexicon/unreal.txt";
        /// Plurals that do not end in -s ("people", "troops" with them).
        PLURAL = 32 from "lexicon/plural.txt";
        /// Ordinary words that begin names or stand in them ("New", "United").
        NAME_PART = 33 from "lexicon/name_part.txt";
        /// Forms with a full stop that ends no sentence by itself ("No.", "a.m.").
        ABBREVIATION = 34 from "lexicon/abbreviation.txt";
        /// Verbs without an object, which have no passive ("die", "remain").
        INTRANSITIVE = 35 from "lexicon/intransitive.txt";
        /// Words without which, or digits, there is no quantity, date or length of time.
        VALUE = 36;
    }
}

/// All forms of a verb.
pub const VERB: u64 = class::BASE | class::THIRD | class::PAST | class::PARTICIPLE | class::GERUND;

/// Classes of verbs that all their forms share.
const VERB_KINDS: u64 = class::SPEECH | class::CATENATIVE | class::UNREAL | class::INTRANSITIVE;

struct Lexicon {
    words: FxHashMap<&'static str, Word>,
    lemmas: Vec<&'static str>,
    /// Of verbs, by their base form: "found" is a verb of its own and a form of "find".
    verbs: FxHashMap<&'static str, Lemma>,
    /// Their kinds.
    kinds: FxHashMap<&'static str, u64>,
    /// Verbs of several syllables that double their last letter ("commit").
    doubling: FxHashSet<&'static str>,
}

/// Longest form in the tables, in bytes; longer words are not looked up.
const LONGEST: usize = 32;

/// What the lexicon knows of a word, in whatever case.
#[must_use]
pub fn word(text: &str) -> Word {
    if text.len() > LONGEST {
        return Word::UNKNOWN;
    }
    let known = |text: &str| lexicon().words.get(text).copied().unwrap_or(Word::UNKNOWN);
    if text.bytes().all(|b| b.is_ascii_lowercase()) {
        return known(text);
    }
    if text.is_ascii() {
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..text.len()];
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).map_or(Word::UNKNOWN, known);
    }
    known(&text.to_lowercase().replace('’', "'"))
}

/// Whether a word with its full stop is an abbreviation ("Mr.", "Gen.", "No.").
#[must_use]
pub fn is_abbreviation(text: &str) -> bool {
    text.len() <= LONGEST && word(text) != Word::UNKNOWN
}

/// The lemma of a word in the tables; `None` for words that are in none.
#[must_use]
pub fn lemma(text: &str) -> Option<Lemma> {
    Some(word(text).lemma).filter(|lemma| *lemma != Lemma::default())
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(build)
}

/// Forms in the tables, and verbs, with room to grow.
const FORMS: usize = 7_000;
const VERBS: usize = 1_700;

fn build() -> Lexicon {
    let mut lexicon = Lexicon {
        words: FxHashMap::with_capacity_and_hasher(FORMS, FxBuildHasher),
        lemmas: vec![""],
        verbs: FxHashMap::with_capacity_and_hasher(VERBS, FxBuildHasher),
        kinds: FxHashMap::default(),
        doubling: entries(include_str!("lexicon/doubling.txt")).collect(),
    };
    for (class, table) in class::TABLES.iter().filter(|(class, _)| class & VERB_KINDS != 0) {
        for verb in entries(table) {
            *lexicon.kinds.entry(verb).or_default() |= class;
        }
    }
    for line in entries(include_str!("lexicon/verbs.txt")) {
        lexicon.verb(line);
    }
    for (class, table) in class::TABLES {
        for line in entries(table) {
            lexicon.line(line, *class);
        }
    }
    for word in date::cues().chain(quantity::cues()) {
        let lemma = lexicon.lemma_of(word);
        lexicon.add(word, class::VALUE, lemma);
    }
    lexicon
}

impl Lexicon {
    fn lemma_of(&mut self, text: &'static str) -> Lemma {
        if let Some(word) = self.words.get(text) {
            return word.lemma;
        }
        let lemma = Lemma(u32::try_from(self.lemmas.len()).unwrap_or(u32::MAX));
        self.lemmas.push(text);
        lemma
    }

    fn add(&mut self, form: &'static str, class: u64, lemma: Lemma) {
        let word = self.words.entry(form).or_insert(Word { class: 0, lemma });
        word.class |= class;
    }

    /// `child children`: a lemma and its other forms; a lone noun gets its regular plural.
    fn line(&mut self, line: &'static str, class: u64) {
        let mut forms = line.split_ascii_whitespace();
        let Some(first) = forms.next() else { return };
        let lemma = self.lemma_of(first);
        self.add(first, class, lemma);
        let mut irregular = false;
        for form in forms {
            irregular = true;
            self.add(form, class, lemma);
        }
        if !irregular && class & NOUNS != 0 {
            let plural: &'static str = String::leak(plural(first));
            self.add(plural, class, lemma);
        }
    }

    /// `kill`, or `slay slew slain`: base, past, participle.
    fn verb(&mut self, line: &'static str) {
        let mut forms = line.split_ascii_whitespace();
        let Some(base) = forms.next() else { return };
        let lemma = self.verbs.get(base).copied().unwrap_or_else(|| {
            let lemma = Lemma(u32::try_from(self.lemmas.len()).unwrap_or(u32::MAX));
            self.lemmas.push(base);
            lemma
        });
        self.verbs.insert(base, lemma);
        let kind = self.kinds.get(base).copied().unwrap_or(0);
        let twice = doubles(base) || self.doubling.contains(base);
        self.add(base, class::BASE | kind, lemma);
        self.add(String::leak(third(base)), class::THIRD | kind, lemma);
        self.add(String::leak(gerund(base, twice)), class::GERUND | kind, lemma);
        let irregular = forms.next();
        let participle = forms.next().or(irregular);
        let past = irregular.unwrap_or_else(|| String::leak(past(base, twice)));
        self.add(past, class::PAST | kind, lemma);
        self.add(participle.unwrap_or(past), class::PARTICIPLE | kind, lemma);
        if irregular.is_none() && twice && !doubles(base) {
            // "Traveled" beside "travelled".
            self.add(
                String::leak(self::past(base, false)),
                class::PAST | class::PARTICIPLE | kind,
                lemma,
            );
            self.add(String::leak(gerund(base, false)), class::GERUND | kind, lemma);
        }
    }
}

/// Classes whose entries are nouns, with a plural.
const NOUNS: u64 = class::EVENT
    | class::PERSON
    | class::ORGANISATION
    | class::PLACE
    | class::DOCUMENT
    | class::TIME_UNIT
    | class::TITLE
    | class::NOUN;

/// All regular forms of a word that may be a verb or a noun: as it is, in -s, -ed and -ing.
#[must_use]
pub fn regular_forms(base: &str) -> [String; 4] {
    [base.to_owned(), third(base), past(base, doubles(base)), gerund(base, doubles(base))]
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Ends in a consonant and `y`.
fn consonant_y(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [.., before, b'y'] if !is_vowel(*before))
}

/// One vowel between consonants at the end of a short word: the last letter is doubled ("stab").
fn doubles(word: &str) -> bool {
    let bytes = word.as_bytes();
    let closed = matches!(bytes, [.., a, v, c]
        if !is_vowel(*a) && is_vowel(*v) && !is_vowel(*c) && !matches!(c, b'w' | b'x' | b'y'));
    closed && bytes.iter().filter(|b| is_vowel(**b)).count() == 1
}

/// A stem and its ending: thousands are made at the start of a run.
fn joined(stem: &str, ending: &str) -> String {
    let mut out = String::with_capacity(stem.len() + ending.len());
    out.push_str(stem);
    out.push_str(ending);
    out
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix("man") {
        Some(stem) if !stem.is_empty() && stem != "hu" => joined(stem, "men"),
        _ => third(noun),
    }
}

fn third(verb: &str) -> String {
    if consonant_y(verb) {
        joined(&verb[..verb.len() - 1], "ies")
    } else if matches!(verb.as_bytes(), [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h']) {
        joined(verb, "es")
    } else {
        joined(verb, "s")
    }
}

fn past(verb: &str, twice: bool) -> String {
    if verb.ends_with('e') {
        joined(verb, "d")
    } else if consonant_y(verb) {
        joined(&verb[..verb.len() - 1], "ied")
    } else if twice {
        [verb, &verb[verb.len() - 1..], "ed"].concat()
    } else {
        joined(verb, "ed")
    }
}

fn gerund(verb: &str, twice: bool) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        joined(stem, "ying")
    } else if verb.ends_with('e') && !verb.ends_with("ee") && verb.len() > 2 {
        joined(&verb[..verb.len() - 1], "ing")
    } else if twice {
        [verb, &verb[verb.len() - 1..], "ing"].concat()
    } else {
        joined(verb, "ing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_their_lemma() {
        for (form, lemma, class) in [
            ("Killing", "kill", class::GERUND),
            ("stabbed", "stab", class::PAST),
            ("dies", "die", class::THIRD),
            ("dying", "die", class::GERUND),
            ("slain", "slay", class::PARTICIPLE),
            ("children", "child", class::PERSON),
            ("officials", "official", class::PERSON),
            ("gunmen", "gunman", class::PERSON),
            ("were", "be", class::BE),
            ("committed", "commit", class::PAST),
            ("traveled", "travel", class::PAST),
            ("travelling", "travel", class::GERUND),
            ("founded", "found", class::PARTICIPLE),
            ("found", "find", class::PAST),
            ("claimed", "claim", class::SPEECH),
            ("expects", "expect", class::UNREAL),
        ] {
            let word = word(form);
            assert_eq!(word.lemma.text(), lemma, "{form}");
            assert!(word.is(class), "{form}");
        }
        assert_eq!(word("xyzzy"), Word::UNKNOWN);
    }
}
