//! What is known about words: their classes and, for verbs, their forms.
//!
//! The tables in `lexicon/` are data: a file a class, one entry a line, `#` for comments. Verbs give
//! their base form, and the past and the participle where they are irregular; the regular forms are
//! generated, when the program is built. Only closed classes and the words that rules ask for are listed: whatever is missing
//! is [`Word::UNKNOWN`], and stages fall back on its shape and its neighbours.

mod forms;
mod made;

use smol_str::SmolStr;

use forms::Form;
use made::LEXICON;

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
        LEXICON.lemma(self.0)
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

/// Longest form in the tables, in bytes; longer words are not looked up.
const LONGEST: usize = 32;

/// What the lexicon knows of a word, in whatever case.
#[must_use]
pub fn word(text: &str) -> Word {
    if text.len() > LONGEST {
        return Word::UNKNOWN;
    }
    let known = |text: &str| LEXICON.word(text);
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
pub fn regular_forms(base: &str) -> [SmolStr; 4] {
    let twice = forms::doubles(base);
    let other = [forms::third(base), forms::past(base, twice), forms::gerund(base, twice)];
    let [third, past, gerund] = other.map(Form::text);
    [SmolStr::new(base), third, past, gerund]
}

/// The plural of a noun that has a regular one ("mines", "boatmen").
#[must_use]
pub fn regular_plural(noun: &str) -> SmolStr {
    forms::plural(noun).text()
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
