//! Words that widen or bound a number, before or after it.

use smol_str::SmolStr;

use super::index::Index;
use super::lexicon;
use super::token::Token;

/// What a hedge does to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The number or more.
    AtLeast,
    /// More than the number.
    MoreThan,
    /// The number or less.
    AtMost,
    /// Less than the number.
    LessThan,
    /// Somewhere around it.
    About,
    /// A little less.
    Nearly,
    /// A little more.
    JustOver,
    /// Just the number.
    Exactly,
    /// The number itself, which the bound before it left out.
    Inclusive,
    /// A mean: rounded to the last printed digit.
    Mean,
    /// The word says nothing about the number ("a total of").
    Nothing,
}

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Both,
}

/// A hedge: the word it goes by in [`super::Quantity::hedge`], and its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hedge {
    /// Canonical word.
    pub key: &'static str,
    /// What it does.
    pub effect: Effect,
}

use Effect::{
    About, AtLeast, AtMost, Exactly, Inclusive, JustOver, LessThan, Mean, MoreThan, Nearly, Nothing,
};
use Place::{After, Before, Both};

/// A key and its effect, where it stands, and its spellings, parted by `|`, their pieces (words and
/// signs) by spaces. The first spelling before a number is the one that is shown.
const HEDGES: &[(&str, Effect, Place, &str)] = &[
    ("at least", AtLeast, Both, "at least|at the very least|at the least|at a minimum"),
    ("no fewer than", AtLeast, Before, "no fewer than|not fewer than"),
    ("no less than", AtLeast, Before, "no less than|not less than|nothing less than"),
    ("a minimum of", AtLeast, Before, "a minimum of|minimum of|minimum|min ."),
    ("as few as", AtLeast, Before, "as few as|as little as"),
    (
        "at least",
        AtLeast,
        Before,
        "≥|> =|greater than or equal to|more than or equal to|\
        greater or equal than|bigger or equal than|equal to or greater than|equal to or more than",
    ),
    (
        "more than",
        MoreThan,
        Before,
        "more than|>|greater than|larger than|bigger than|\
        higher than|far more than|many more than|well more than|much more than|surpassing|\
        surpassed|not just|more then",
    ),
    ("over", MoreThan, Before, "over|well over|far over"),
    ("above", MoreThan, Before, "above|well above"),
    ("upwards of", MoreThan, Before, "upwards of|upward of"),
    ("in excess of", MoreThan, Before, "in excess of|well in excess of"),
    ("exceeding", MoreThan, Before, "exceeding|exceeds|exceeded|exceed|topping|topped|surpass"),
    ("up to", AtMost, Before, "up to|upto"),
    ("at most", AtMost, Both, "at most|at the most|at the very most|at a maximum"),
    (
        "no more than",
        AtMost,
        Before,
        "no more than|not more than|no greater than|no higher than|\
        not exceeding|no larger than",
    ),
    ("as many as", AtMost, Before, "as many as|as much as"),
    ("a maximum of", AtMost, Before, "a maximum of|maximum of|maximum|max ."),
    (
        "at most",
        AtMost,
        Before,
        "≤|< =|less than or equal to|fewer than or equal to|\
        smaller or equal than|less or equal than|equal to or less than",
    ),
    ("fewer than", LessThan, Before, "fewer than|far fewer than|many fewer than"),
    (
        "less than",
        LessThan,
        Before,
        "less than|<|smaller than|lower than|much less than|\
        far less than|well less than",
    ),
    ("under", LessThan, Before, "under|well under"),
    ("below", LessThan, Before, "below|well below"),
    ("nearly", Nearly, Before, "nearly|very nearly"),
    ("almost", Nearly, Before, "almost"),
    ("virtually", Nearly, Before, "virtually|practically"),
    ("approaching", Nearly, Before, "approaching|nearing"),
    (
        "just under",
        Nearly,
        Before,
        "just under|slightly under|a little under|just below|\
        slightly below|just less than|slightly less than|a little less than|slightly fewer than|\
        just short of|just shy of|a little fewer than|just fewer than|a shade under",
    ),
    (
        "just over",
        JustOver,
        Before,
        "just over|slightly over|a little over|just above|\
        slightly above|just more than|slightly more than|a little more than|a shade over|\
        a bit more than|a bit over",
    ),
    ("close to", About, Before, "close to|near|somewhere near"),
    (
        "about",
        About,
        Before,
        "about|just about|~|≈|∼|somewhere around|something like|\
        on the order of|in the order of|in the region of|in the neighborhood of|\
        in the neighbourhood of|in the vicinity of",
    ),
    ("around", About, Before, "around"),
    ("approximately", About, Before, "approximately|approx|approx .|an approximate"),
    ("roughly", About, Before, "roughly|broadly|very roughly"),
    ("some", About, Before, "some"),
    (
        "an estimated",
        About,
        Before,
        "an estimated|estimated|estimated at|estimated to be|\
        an estimate of|estimates of",
    ),
    ("circa", About, Before, "circa|c .|ca .|ca"),
    ("perhaps", About, Before, "perhaps|maybe|possibly|probably"),
    (
        "an average of",
        Mean,
        Before,
        "an average of|on average|averaging|averaged|a mean of|\
        a median of|on average about",
    ),
    (
        "exactly",
        Exactly,
        Before,
        "exactly|precisely|equal to|equals|equalling|\
        equals to|equaling|equaling to|equalling to|=",
    ),
    (
        "",
        Nothing,
        Before,
        "a total of|totalling|totaling|a combined|a further|a record|just|only|\
        an additional|another|a reported|reportedly|a staggering|a mere|merely|fully|\
        a full|the sum of",
    ),
    (
        "or more",
        AtLeast,
        After,
        "or more|and more|or above|and above|or higher|or greater|\
        or over|and over|and up|and upwards|or upwards|or better",
    ),
    ("plus", AtLeast, After, "plus|+|- plus"),
    ("and counting", AtLeast, After, "and counting"),
    ("so far", AtLeast, After, "so far|, so far"),
    ("to date", AtLeast, After, "to date|thus far|as yet|up to now|until now"),
    ("confirmed", AtLeast, Both, "confirmed|a confirmed"),
    ("identified", AtLeast, Both, "identified"),
    ("or fewer", AtMost, After, "or fewer|or less|or below|or under|and below|or lower|and under"),
    (
        "or so",
        About,
        After,
        "or so|or thereabouts|give or take|- odd|odd|more or less|- ish|\
        , give or take|approximately|approx|approx .",
    ),
    ("or equal", Inclusive, After, "or equal|or equal to"),
    ("on average", Mean, After, "on average|, on average"),
];

type Hedges = Index<Hedge, 256, 512, 4096>;

static BEFORE: Hedges = at(Before);
static AFTER: Hedges = at(After);

/// Those that stand at a place.
const fn at(place: Place) -> Hedges {
    let mut index = Index::new(Hedge { key: "", effect: Nothing });
    let mut row = 0;
    while row < HEDGES.len() {
        let (key, effect, of, spellings) = HEDGES[row];
        if of as u8 == place as u8 || matches!(of, Both) {
            index.add_each(spellings, &[""], Hedge { key, effect });
        }
        row += 1;
    }
    index
}

/// Each hedge that stands before a number.
pub(super) fn phrases_before() -> impl Iterator<Item = &'static str> {
    BEFORE.phrases()
}

/// Each hedge that stands after a number.
pub(super) fn phrases_after() -> impl Iterator<Item = &'static str> {
    AFTER.phrases()
}

/// The words that a hedge before a number can start with, in any order.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    BEFORE.first_words()
}

/// The hedge before a number that starts at a token, and the token after it.
pub(super) fn before(text: &str, tokens: &[Token], at: usize) -> Option<(Hedge, usize)> {
    tokens.get(at).filter(|token| token.may_start(lexicon::HEDGE))?;
    BEFORE.longest(text, tokens, at).map(|(hedge, next)| (*hedge, next))
}

/// The hedge after a number that starts at a token, and the token after it.
pub(super) fn after(text: &str, tokens: &[Token], at: usize) -> Option<(Hedge, usize)> {
    AFTER.longest(text, tokens, at).map(|(hedge, next)| (*hedge, next))
}

/// Whether a hedge is shown after its number.
pub(super) fn stands_after(key: &str) -> bool {
    HEDGES.iter().find(|row| row.0 == key).is_some_and(|row| row.2 == After)
        || matches!(key, "confirmed" | "identified")
}

/// The keys of several hedges, as one.
pub(super) fn keys(hedges: &[Hedge]) -> Option<SmolStr> {
    let keys: Vec<&str> =
        hedges.iter().map(|hedge| hedge.key).filter(|key| !key.is_empty()).collect();
    (!keys.is_empty()).then(|| SmolStr::from(keys.join(" ")))
}

/// The single keys in a joined one, in order.
pub(super) fn split_keys(joined: &str) -> Vec<&'static str> {
    let mut out = Vec::new();
    let mut rest = joined.trim_start();
    while !rest.is_empty() {
        let hit = HEDGES
            .iter()
            .map(|row| row.0)
            .filter(|key| {
                !key.is_empty()
                    && rest.strip_prefix(key).is_some_and(|r| r.is_empty() || r.starts_with(' '))
            })
            .max_by_key(|key| key.len());
        match hit {
            Some(key) => {
                out.push(key);
                rest = rest.get(key.len()..).unwrap_or("").trim_start();
            }
            // A word of another table ("dozens"); the caller has it.
            None => rest = rest.split_once(' ').map_or("", |(_, after)| after),
        }
    }
    out
}
