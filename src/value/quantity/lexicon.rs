//! Words that the grammar knows, as tables.

use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smol_str::SmolStr;

use super::literal::Literal;
use super::{hedge, money, number, operand};
use crate::value::shapes::Shapes;

/// What a word contributes to a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberWord {
    /// Nothing.
    #[default]
    None,
    /// 0 to 19.
    Small(u64),
    /// 20, 30 … 90.
    Tens(u64),
    /// 100.
    Hundred,
    /// A thousand and beyond.
    Scale(u64),
    /// Dozen and score: counts in these are not sharp.
    Bunch(u64),
}

/// What is known about a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lex {
    /// Its part in numbers.
    pub number: NumberWord,
    /// As an ordinal: which one; 0 for other words.
    pub ordinal: u64,
    /// As the lower part of a fraction ("third", "quarters"); 0 for other words.
    pub under: u64,
    /// Plural of a scale, a bunch or a denominator ("thousands", "thirds").
    pub plural: bool,
    flags: u32,
}

impl Lex {
    /// Whether the word is in the list.
    pub(super) fn has(self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// All lists that the word is in.
    pub(super) fn flags(self) -> u32 {
        self.flags
    }
}

/// Never the head or a modifier of what is counted.
pub(super) const STOP: u32 = 1;
/// A month; "may" and "march" only count when capitalised.
pub(super) const MONTH: u32 = 1 << 1;
/// Numbers that follow are names of things ("page 12").
pub(super) const LABEL: u32 = 1 << 2;
/// Before "from A to B" it makes a change of it, not a range.
pub(super) const CHANGE: u32 = 1 << 3;
/// May be glued before a number by a point or hyphen ("c.100").
pub(super) const LEAD: u32 = 1 << 4;
/// A plural without -s, or a participle that heads a count ("60 dead").
pub(super) const PLURAL: u32 = 1 << 5;
/// Before four digits it makes a year of them.
pub(super) const TEMPORAL: u32 = 1 << 6;
/// After a number it makes a time of day of it.
pub(super) const CLOCK: u32 = 1 << 7;
/// After a hyphen it makes an idiom of a spelled number ("two-way").
pub(super) const IDIOM: u32 = 1 << 8;
/// Before "one" it makes a pronoun of it ("this one").
pub(super) const PRONOUN: u32 = 1 << 9;
/// Numbers that follow are names of things unless they count or measure something.
pub(super) const WEAK_LABEL: u32 = 1 << 11;
/// Ends in -s without being a plural.
pub(super) const SINGULAR: u32 = 1 << 10;
/// A quantity may start with it: a hedge, a currency, a number.
pub(super) const START: u32 = 1 << 12;
/// No quantity is without digits or one of these.
pub(super) const CUE: u32 = 1 << 13;
/// A number in words, a word for a count or a share, or a word for a sign may start with it.
pub(super) const NUMERAL: u32 = 1 << 14;
/// A hedge before a number may start with it.
pub(super) const HEDGE: u32 = 1 << 15;
/// A currency before a number may start with it.
pub(super) const CURRENCY: u32 = 1 << 16;
/// A range may open with it.
pub(super) const OPENER: u32 = 1 << 17;
/// A word that makes a magnitude or an age of the number after it may start with it.
pub(super) const MEASURED: u32 = 1 << 18;

/// Word lists, space-separated.
const LISTS: &[(u32, &str)] = &[
    (
        STOP,
        "a an the this that these those of in on at by for from to with without within into onto \
         over under about after before during since until till between among amongst against \
         across through toward towards via per than as and or but nor so if while when where \
         which who whom whose what how because although though however is are was were be been \
         being has have had having do does did will would can could may might shall should must \
         i he she it we they him her them us his its their our my your there here not no also \
         only just more less fewer most least very too then now already still ago later earlier \
         each every both all some any many much such other another said says say according \
         including included follow followed plus minus versus vs i.e e.g etc percent who's it's \
         until up down out off well even ever never again once twice times every because both \
         near along around behind beyond like unlike amid upon died came went began remain \
         remained became took made fled left",
    ),
    (
        MONTH,
        "january february march april may june july august september october november december \
         jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (
        LABEL,
        "page pages p pp line lines l ll chapter chapters ch table tables figure figures fig figs \
         section sections sec article articles art paragraph paragraphs para paras note notes \
         footnote footnotes endnote endnotes appendix annex exhibit volume volumes vol vols issue \
         issues no nos nr № resolution resolutions rule clause version versions flight boeing \
         airbus apollo psalm id isbn issn doi exercise equation eq theorem lemma protocol decree \
         directive highway interstate",
    ),
    (
        WEAK_LABEL,
        "number item step steps part parts act scene verse v episode season route \
         channel room gate unit level grade phase stage tier group class type model size case \
         question problem law order bill form box row column platform sector district precinct \
         battalion brigade division squadron regiment windows ios android area studio pier camp",
    ),
    (
        CHANGE,
        "rose rise rises risen rising fell fall falls fallen falling increased increase increases \
         increasing decreased decrease decreases decreasing dropped drop drops dropping grew grow \
         grows grown growing jumped jump jumps jumping declined decline declines declining up \
         down climbed climb climbs climbing went go goes going shrank shrunk shrink shrinking \
         surged surge soared plunged plummeted changed change changes revised raised cut doubled \
         tripled reduced expanded swelled dwindled slipped moved lowered upped advanced improved \
         slid sank tumbled widened narrowed slowed corrected amended updated upgraded downgraded \
         adjusted trimmed",
    ),
    (LEAD, "c ca approx magnitude circa"),
    (
        PLURAL,
        "people men women children police personnel troops servicemen servicewomen policemen \
         gunmen militiamen dead killed wounded injured hurt missing arrested detained displaced \
         feet teeth oxen sheep cattle livestock fish aircraft spacecraft clergy staff crew \
         infantry militia cavalry personnel infected hospitalised hospitalized evacuated \
         businessmen fishermen lawmakers media data youth elderly poor civilians fatalities \
         casualties alumni criteria phenomena bacteria mice geese",
    ),
    (
        TEMPORAL,
        "in since by during until till from before after early late mid of year years circa \
         throughout fiscal fy spring summer autumn fall winter january february march april may \
         june july august september october november december jan feb mar apr jun jul aug sep \
         sept oct nov dec around about between the to through and or c ca as last next this \
         class election elections",
    ),
    (CLOCK, "am pm gmt utc hrs o'clock o’clock noon midnight est edt bst cet bc ad bce ce"),
    (
        IDIOM,
        "way time sided faced party handed piece fold dimensional step star stop part tier \
         pronged off on one two track thirds quarter size tone ply bit liner legged armed seater \
         timer up down wheel",
    ),
    (
        PRONOUN,
        "this that which no any every each the another some last next previous current only \
         right wrong first second old new big little good bad loved such either neither not \
         other same best day from if",
    ),
    (
        SINGULAR,
        "series news species gas bus crisis basis analysis virus campus status chaos always",
    ),
];

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Other words for nought.
const NOUGHT: [&str; 2] = ["nil", "nought"];

/// Words for a thousand and beyond, the short scale; lakh and crore are the Indian system's.
const SCALES: [(&str, u64); 10] = [
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    // The long scale's word, which English uses for nothing else.
    ("milliard", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("quadrillion", 1_000_000_000_000_000),
    ("lakh", 100_000),
    ("lac", 100_000),
    ("crore", 10_000_000),
    ("hundred", 100),
];
const BUNCHES: [(&str, u64); 2] = [("dozen", 12), ("score", 20)];

/// Scales written short after digits. A lower case `m` is a million only where a metre cannot be
/// meant (see [`super::number`]).
pub(super) const SHORT_SCALES: [(&str, u64); 12] = [
    ("k", 1_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mln", 1_000_000),
    ("mm", 1_000_000),
    ("b", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("bln", 1_000_000_000),
    ("tn", 1_000_000_000_000),
    ("trn", 1_000_000_000_000),
    ("tln", 1_000_000_000_000),
    ("cr", 10_000_000),
];

const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// Names of fractions that are no ordinals.
const PARTS: [(&str, u64); 2] = [("half", 2), ("quarter", 4)];

/// Fractions in one character, over and under.
const VULGAR: [(char, u32, u32); 18] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
];

/// The fraction a character stands for.
pub(super) fn vulgar(c: char) -> Option<(u32, u32)> {
    if c.is_ascii() {
        return None;
    }
    VULGAR.iter().find(|row| row.0 == c).map(|row| (row.1, row.2))
}

/// Four digits without separators in this range are taken for a year unless something says
/// otherwise.
const YEARS: std::ops::Range<i64> = 1400..2150;

/// Whether a number looks like a year.
pub(super) fn is_year(literal: &Literal) -> bool {
    let year = |value: i64| YEARS.contains(&value);
    literal.digits == 4 && !literal.grouped && i64::try_from(literal.value.trunc()).is_ok_and(year)
}

static WORDS: LazyLock<FxHashMap<SmolStr, Lex>> = LazyLock::new(|| {
    /// Words of all tables, with room to grow.
    const ALL: usize = 1_700;
    let mut words: FxHashMap<SmolStr, Lex> =
        FxHashMap::with_capacity_and_hasher(ALL, FxBuildHasher);
    let mut edit = |word: &str, change: &dyn Fn(&mut Lex)| {
        change(words.entry(SmolStr::new(word)).or_default());
    };
    for (flag, list) in LISTS {
        for word in list.split_ascii_whitespace() {
            edit(word, &|lex| lex.flags |= flag);
        }
    }
    for (value, word) in (0..).zip(SMALL) {
        edit(word, &|lex| lex.number = NumberWord::Small(value));
    }
    for word in NOUGHT {
        edit(word, &|lex| lex.number = NumberWord::Small(0));
    }
    for (tens, word) in (2..).zip(TENS) {
        edit(word, &|lex| lex.number = NumberWord::Tens(tens * 10));
        let ordinal = word.replace('y', "ieth");
        number_parts(&ordinal, tens * 10, &mut edit);
    }
    for (value, word) in (0..).zip(ORDINALS).skip(1) {
        number_parts(word, value, &mut edit);
    }
    // "A second" is a unit of time, never a half.
    edit("second", &|lex| lex.under = 0);
    edit("seconds", &|lex| *lex = Lex::default());
    edit("firsts", &|lex| lex.under = 0);
    edit("first", &|lex| lex.under = 0);
    for (word, value) in SCALES {
        let number = if value == 100 { NumberWord::Hundred } else { NumberWord::Scale(value) };
        edit(word, &|lex| lex.number = number);
        edit(&format!("{word}s"), &|lex| (lex.number, lex.plural) = (number, true));
        number_parts(&format!("{word}th"), value, &mut edit);
    }
    for (word, value) in BUNCHES {
        let number = NumberWord::Bunch(value);
        edit(word, &|lex| lex.number = number);
        edit(&format!("{word}s"), &|lex| (lex.number, lex.plural) = (number, true));
    }
    for (word, value) in PARTS {
        edit(word, &|lex| lex.under = value);
    }
    edit("halves", &|lex| (lex.under, lex.plural) = (2, true));
    edit("quarters", &|lex| (lex.under, lex.plural) = (4, true));
    hedge::first_words().for_each(|word| edit(word, &|lex| lex.flags |= START | HEDGE));
    money::first_words().for_each(|word| edit(word, &|lex| lex.flags |= START | CURRENCY));
    OTHER_STARTS.iter().for_each(|word| edit(word, &|lex| lex.flags |= START));
    operand::opening_words().for_each(|word| edit(word, &|lex| lex.flags |= OPENER));
    operand::leading_words().for_each(|word| edit(word, &|lex| lex.flags |= MEASURED));
    number::first_words().for_each(|word| edit(word, &|lex| lex.flags |= NUMERAL));
    for word in VAGUE {
        edit(word, &|lex| lex.flags |= CUE);
    }
    words.values_mut().for_each(|lex| {
        lex.flags |= if lex.number != NumberWord::None || lex.under > 0 { CUE | START } else { 0 };
        lex.flags |= if lex.number == NumberWord::None { 0 } else { NUMERAL };
        lex.flags |= if lex.has(LEAD) { START } else { 0 };
    });
    words
});

/// First words of quantities that are in no other table.
const OTHER_STARTS: [&str; 23] = [
    "a",
    "an",
    "the",
    "several",
    "tens",
    "most",
    "all",
    "quite",
    "between",
    "from",
    "anywhere",
    "somewhere",
    "ranging",
    "ranges",
    "ranged",
    "aged",
    "age",
    "minus",
    "negative",
    "vast",
    "majority",
    "minority",
    "everyone",
];

fn number_parts(ordinal: &str, value: u64, edit: &mut impl FnMut(&str, &dyn Fn(&mut Lex))) {
    edit(ordinal, &|lex| (lex.ordinal, lex.under) = (value, value));
    edit(&format!("{ordinal}s"), &|lex| (lex.under, lex.plural) = (value, true));
}

/// Words that stand for a number and are in no table of numbers.
const VAGUE: [&str; 10] = [
    "tens", "several", "few", "handful", "couple", "most", "all", "majority", "minority",
    "everyone",
];

/// The words that hold a number, in lower case: each as a stem and its ending. They are those of
/// `WORDS` that are a `CUE`, told when the program is built.
pub const CUES: &[(&str, &str)] = ALL.0.split_at(ALL.1).0;

/// The cues, and how many they are.
const ALL: Cues = {
    let all = with(([("", ""); MOST], 0), &SMALL, &[""]);
    let all = with(all, &NOUGHT, &[""]);
    let all = with(all, &TENS, &[""]);
    let mut stems = TENS;
    let mut at = 0;
    while at < stems.len() {
        // "Twenty", "twentieth".
        stems[at] = stems[at].split_at(stems[at].len() - 1).0;
        at += 1;
    }
    let all = with(all, &stems, &["ieth", "ieths"]);
    // "First" and "second" are no parts.
    let all = with(all, ORDINALS.split_at(3).1, &["", "s"]);
    let all = with(all, &words_of(&SCALES), &["", "s", "th", "ths"]);
    let all = with(all, &words_of(&BUNCHES), &["", "s"]);
    let all = with(all, &words_of(&PARTS), &[""]);
    let all = with(all, &["halves", "quarters"], &[""]);
    with(all, &VAGUE, &[""])
};

/// Room for the cues.
const MOST: usize = 256;

type Cues = ([(&'static str, &'static str); MOST], usize);

/// Words, put to others with each of some endings.
const fn with((mut all, mut len): Cues, words: &[&'static str], endings: &[&'static str]) -> Cues {
    let mut word = 0;
    while word < words.len() {
        let mut ending = 0;
        while ending < endings.len() {
            (all[len], len) = ((words[word], endings[ending]), len + 1);
            ending += 1;
        }
        word += 1;
    }
    (all, len)
}

const fn words_of<const N: usize>(table: &[(&'static str, u64); N]) -> [&'static str; N] {
    let (mut words, mut at) = ([""; N], 0);
    while at < N {
        words[at] = table[at].0;
        at += 1;
    }
    words
}

/// All words of the tables, with what is known about them.
pub(super) fn words() -> impl Iterator<Item = (&'static str, Lex)> {
    WORDS.iter().map(|(word, lex)| (word.as_str(), *lex))
}

/// The shapes of those that are letters only.
static SHAPES: LazyLock<Shapes> =
    LazyLock::new(|| Shapes::of(WORDS.keys().map(|word| word.as_bytes())));

/// What is known about a word, given in lower case.
pub(super) fn lookup(word: &str) -> Lex {
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if letters && !SHAPES.may_hold(word.as_bytes()) {
        return Lex::default();
    }
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_parts() {
        assert_eq!(lookup("forty").number, NumberWord::Tens(40));
        assert_eq!(lookup("fortieth").ordinal, 40);
        assert_eq!(lookup("thirds").under, 3);
        assert!(lookup("thirds").plural && lookup("thirds").ordinal == 0);
        assert_eq!(lookup("second").under, 0);
        assert_eq!(lookup("millionth").ordinal, 1_000_000);
        assert_eq!(lookup("dozens").number, NumberWord::Bunch(12));
        let mut cues: Vec<String> =
            CUES.iter().map(|(stem, ending)| [*stem, ending].concat()).collect();
        let mut all: Vec<&str> =
            words().filter(|(_, lex)| lex.has(CUE)).map(|(word, _)| word).collect();
        cues.sort_unstable();
        all.sort_unstable();
        assert_eq!(cues, all);
        assert!(lookup("march").has(MONTH) && !lookup("may").has(LABEL));
    }
}
