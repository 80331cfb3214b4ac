//! A statement held against a short passage that speaks of the same thing, as a checker of facts does it.
//!
//! A statement of one sentence, and a passage of a few from what it rests on, are given together because
//! they are of one thing: "Velm Foods has fewer than 900 staff", "the company, founded in 1951, employs
//! 1,240". The passage has few figures, and the one that answers the statement is that which is told
//! with its words. What makes it likely is weighed as in `odds`, by weights that were fitted to pairs of
//! statements and passages that somebody had judged; where a figure of the passage agrees with the
//! statement as well as another one differs, little speaks for it.
//!
//! The weights are those of a logistic regression with a penalty, fitted to 712 pairs of a statement and
//! a passage on companies, music, sport, places and people, some of them of VitaminC (Schuster et al. 2021).
//! Of each passage that refutes its statement, the pair of figures that the weights so far hold for the
//! likeliest is the planted one (multiple-instance learning, Andrews et al. 2002). Judged by weights that
//! were fitted to others, 111 of the 274 refuted statements with such a pair were found by odds of at least
//! [`ENOUGH`], and 19 of the 289 that were not refuted, most of which had been written to look so. What the
//! vocabulary counts, and what it has two frames for, is left to its own rules; lengths and ages that only
//! dates answer are reckoned (`reckoned`).

use std::ops::Bound;

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::odds::{self, is_of_one, number, weighed, when};
use super::pair;
use super::telling::{Measure, Role, Slot, Telling};
use crate::prose::fill::is_value;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::sum::change;
use crate::value::date;
use crate::value::set::Interval;

/// Most sentences of a text that is held against another as a whole.
pub(super) const SHORT: usize = 4;

/// Most short texts of a run that are held against each other.
pub(super) const MOST_TEXTS: usize = 8;

/// Odds from which a figure of a passage answers a statement, as a natural logarithm.
const ENOUGH: f32 = 0.7;

/// Names that the passage lacks, beyond which more say nothing.
const MOST_LACKING: usize = 3;

/// How far amounts are apart, as the logarithm of their ratio, beyond which further says nothing.
const MOST_APART: f64 = 4.0;

/// What it adds to how alike two figures are that both count the same.
const HEAD: f32 = 0.5;

/// The same for a word that stands next to both.
const NEXT: f32 = 0.3;

/// Tokens between a figure and a word that stands next to it.
const NEAREST: usize = 4;

/// What speaks for a pair, and against it: a weight for each of [`features`].
const WEIGHTS: [f32; FEATURES] = [
    -0.05, // any pair
    0.25,  // of counts
    0.67,  // of lengths of time
    0.08,  // of shares
    0.20,  // of money
    -1.51, // of dates
    0.04,  // the part of the statement's words that stand beside the other figure
    0.83,  // the part of them that the passage has at all
    0.54,  // what one counts is spoken of with the other
    -0.21, // each counts what the other sentence does not speak of
    0.42,  // their verbs are one
    0.08,  // the verb of the statement stands elsewhere in the other sentence
    0.24,  // their subjects are one
    0.56,  // the passage has a name of the statement
    -0.35, // names of the statement that it lacks, up to `MOST_LACKING`
    0.41,  // both have a date
    -0.14, // only the statement has one
    -0.94, // other figures of the measure in the passage, as a logarithm
    1.66,  // how much more alike it is than any of these
    -0.24, // one of these is as alike, and says what the statement does
    -0.96, // how far the amounts are apart, up to `MOST_APART`
    0.76,  // both count the same, and nothing else in the passage does
    0.40,  // dates of one verb
    -1.59, // dates, where the statement has other figures
    -1.11, // words that say which of its kind tell them apart
    0.41,  // only one is a plan
    0.23,  // the statement tells how far something went, by another verb
    -0.03, // a word stands next to both
    0.68,  // of a physical measure
    -0.11, // only the passage dates it, and it is no physical measure
    -0.39, // the same for a physical measure
    -0.24, // no other figure of the measure in the passage
    -0.31, // words say of only one that it is not all
    -0.26, // only one holds for each, or on average
    -0.02, // names beside the other figure that the statement lacks, up to `MOST_LACKING`
    0.32,  // the other figure has several digits
];

/// How many [`features`] there are.
pub(super) const FEATURES: usize = 36;

/// Words that say that something is not so.
const DENIALS: &[&str] =
    &["no", "not", "never", "none", "nobody", "neither", "nor", "without", "n't"];

/// Furthest apart that an amount is from the bound that tells it.
const CROSSED: f64 = 1.2;

/// Words for what was there and is no more, beside those of going down.
const LOST: &[&str] = &["lost", "shed", "cut", "added", "shrank", "shrunk", "retreated"];

/// A short text: its figures, and the words of its names.
pub(super) struct Text<'a> {
    pub(super) tellings: &'a [Telling],
    pub(super) passages: Vec<(BlockIx, &'a Passage<'a>)>,
    /// Lower-case words of its names.
    names: FxHashSet<SmolStr>,
    /// Terms of all its sentences that tell a figure.
    terms: FxHashSet<u32>,
    /// All of its words, lower case.
    words: FxHashSet<SmolStr>,
    /// Whether it says of something that it is not so: a bound of that is one the other way.
    pub(super) denies: bool,
    /// Whether it says that something went up or down, or was lost.
    moves: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(
        tellings: &'a [Telling],
        mut passages: Vec<(BlockIx, &'a Passage<'a>)>,
    ) -> Self {
        passages.sort_by_key(|(at, _)| *at);
        let (mut names, mut words) = (FxHashSet::default(), FxHashSet::default());
        let (mut denies, mut moves) = (false, false);
        for (_, passage) in &passages {
            let all = 0..passage.tokens.len();
            let in_value =
                |at: &usize| passage.mentions.iter().any(|m| is_value(m) && m.tokens.contains(at));
            let denial = |at: &usize| passage.is_any(*at, DENIALS) && !in_value(at);
            denies |= all.clone().any(|at| denial(&at));
            moves |= all
                .clone()
                .any(|at| change::moves(passage, at).is_some() || passage.is_any(at, LOST));
            words.extend(all.map(|at| passage.lower(at)));
            for mention in &passage.mentions {
                if matches!(mention.kind, MentionKind::Name) {
                    let long = mention.tokens.clone().filter(|at| passage.token(*at).len() > 2);
                    names.extend(long.map(|at| passage.lower(at)));
                }
            }
        }
        let terms = tellings.iter().flat_map(|telling| telling.bag.iter().copied()).collect();
        Self { tellings, passages, names, terms, words, denies, moves }
    }

    /// Whether it has a word of a name of another text.
    pub(super) fn names_of(&self, other: &Text<'_>) -> bool {
        other.names.iter().any(|name| self.words.contains(name))
    }

    /// Whether it has all long words of a name.
    pub(super) fn has_name(&self, name: &str) -> bool {
        let mut long = name_words(name).peekable();
        long.peek().is_some() && long.all(|word| self.words.contains(word.as_str()))
    }
}

/// The words of a name that tell it from others, lower case.
pub(super) fn name_words(name: &str) -> impl Iterator<Item = String> {
    let words = name.split([' ', '-', '\'', '\u{2019}']).filter(|word| word.len() > 2);
    words.map(str::to_lowercase).filter(|word| word != "the")
}

/// A figure of a short text, and the text.
pub(super) type Told<'t, 'a> = (&'a Telling, &'t Text<'a>);

/// Each two of some short texts: the statement, which is the shorter one, and the passage.
pub(super) fn pairs<'t, 'a>(
    texts: &'t [Text<'a>],
) -> impl Iterator<Item = (&'t Text<'a>, &'t Text<'a>)> {
    texts.iter().enumerate().flat_map(|(at, first)| {
        texts[at + 1..].iter().map(move |second| {
            let in_order = first.words.len() <= second.words.len();
            if in_order { (first, second) } else { (second, first) }
        })
    })
}

/// The figures of a statement and of a passage that are likeliest to tell one thing, where they differ and
/// are likely enough.
pub(super) fn answer<'a, 'p>(
    claim: &Text<'a>,
    passage: &Text<'a>,
    passage_of: &impl Fn(&Telling) -> &'p Passage<'p>,
) -> Option<(&'a Telling, &'a Telling)> {
    if claim.denies {
        return None;
    }
    let meets = |a: &Telling, b: &Telling| meets((a, passage_of(a)), (b, passage_of(b)));
    // A statement of a figure has its date to say of when it is.
    let of_figures = claim.tellings.iter().any(|a| a.measure != Measure::Date);
    // "The 100-metre record": a figure that is part of a name.
    let names = |telling: &Telling| {
        let words = passage_of(telling).slice(&telling.tokens);
        let joined = words.split(' ').next_back().is_some_and(|unit| unit.contains('-'));
        joined && matches!(telling.measure, Measure::Of(_) | Measure::Time)
    };
    let is = |a: &&Telling| !(of_figures && a.measure == Measure::Date || names(a));
    let own = claim.tellings.iter().filter(is);
    let answers = passage.tellings.iter().filter(|b| !names(b));
    // What is so now may have been otherwise at the time that the passage tells of.
    let was = |a: &Telling, b: &Telling| is_dated_only(a, b) && is_now(passage_of(a), a);
    let pairs = own.flat_map(|a| answers.clone().map(move |b| (a, b)));
    let pairs = pairs.filter(|(a, b)| !was(a, b));
    let pairs = pairs.filter(|(a, b)| a.measure == b.measure && !meets(a, b) && !are_apart(a, b));
    let pairs = pairs.filter(|(a, b)| {
        let (own, other) = (claim.tellings.iter(), passage.tellings.iter());
        !are_crossed((a, own), (b, other), meets)
    });
    let odds =
        pairs.map(|(a, b)| (weighed(&WEIGHTS, &features((a, claim), (b, passage), meets)), (a, b)));
    let best = odds.max_by(|(x, _), (y, _)| x.total_cmp(y));
    best.filter(|(odds, _)| *odds >= ENOUGH).map(|(_, pair)| pair)
}

/// "Over 36 million at home and 40 million in all", "38 million at home … 41 million": whether each of two
/// figures is told by another of those that stand with the other.
pub(super) fn are_crossed<'a>(
    (a, mut with_a): (&Telling, impl Iterator<Item = &'a Telling>),
    (b, mut with_b): (&Telling, impl Iterator<Item = &'a Telling>),
    meets: impl Fn(&Telling, &Telling) -> bool,
) -> bool {
    let other = |x: &Telling, y: &Telling| x.measure == y.measure && x.tokens != y.tokens;
    let tells = |x: &Telling, y: &Telling| {
        let (low, high) = odds::ends(x, y);
        high <= low * CROSSED && meets(x, y)
    };
    with_a.any(|own| other(own, a) && tells(own, b))
        && with_b.any(|told| other(told, b) && tells(a, told))
}

/// What is known of a figure of a statement and one of a passage.
pub(super) fn features(
    (a, claim): (&Telling, &Text<'_>),
    (b, passage): (&Telling, &Text<'_>),
    meets: impl Fn(&Telling, &Telling) -> bool,
) -> [f32; FEATURES] {
    let has = |slot: &Slot, other: &Telling| slot.ids.iter().any(|id| other.has(*id));
    // The part of the words that the figure of the statement is told with.
    let part = |found: &dyn Fn(&Slot) -> bool| {
        let own = a.slots.iter().filter(|slot| slot.tells() && slot.near >= 1.0);
        number(own.filter(|slot| found(slot)).count()) / number(a.own.max(1))
    };
    let near = |slot: &Slot, other: &Telling| {
        let mut near = other.slots.iter().filter(|slot| slot.near >= 1.0);
        near.any(|other| is_one(slot, other))
    };
    let heads = a.head().zip(b.head());
    let head_same = is_of_one(a, b);
    let head_told = a.head().is_some_and(|x| has(x, b)) || b.head().is_some_and(|y| has(y, a));
    let mut deeds = a.slots.iter().filter(|slot| slot.deed);
    let deed_same = deeds.clone().any(|x| b.slots.iter().any(|y| y.deed && is_one(x, y)));
    let deed_told = deeds.any(|x| has(x, b));
    let subjects = a.subject.zip(b.subject);
    let subject_same = subjects.is_some_and(|(x, y)| is_one(&a.slots[x], &b.slots[y]));
    let lacking = claim.names.iter().filter(|name| !passage.words.contains(*name)).count();
    let rivals = || {
        let others = passage.tellings.iter().filter(|other| other.measure == b.measure);
        others.filter(|other| (other.at, other.mention) != (b.at, b.mention))
    };
    let beside = |other: &Telling| part(&|slot| near(slot, other));
    let likes = |other: &Telling| {
        beside(other) + HEAD * when(is_of_one(a, other)) + NEXT * when(are_next(a, other))
    };
    let own = likes(b);
    let best = rivals().map(likes).fold(0.0, f32::max);
    let (low, high) = odds::ends(a, b);
    let is_date = a.measure == Measure::Date;
    #[allow(clippy::cast_possible_truncation)]
    let ratio =
        if is_date { 0.0 } else { (high / low.max(f64::MIN_POSITIVE)).ln().min(MOST_APART) as f32 };
    let dated = (!is_date && !a.dates.is_empty(), !is_date && !b.dates.is_empty());
    let is_physical = matches!(a.measure, Measure::Of(_));
    let dates_apart = !is_date && a.dates.is_empty() && b.is_dated;
    let own_names = |slot: &&Slot| slot.role == Role::Name && slot.near >= 1.0;
    let foreign = b.slots.iter().filter(own_names).filter(|slot| {
        !claim.has_name(&slot.word) && !slot.ids.iter().any(|id| claim.terms.contains(id))
    });
    let foreign = foreign.count();
    let figures = claim.tellings.iter().any(|other| other.measure != Measure::Date);
    [
        1.0,
        when(a.measure == Measure::Count),
        when(a.measure == Measure::Time),
        when(a.measure == Measure::Share),
        when(matches!(a.measure, Measure::Money(_))),
        when(is_date),
        beside(b),
        part(&|slot| slot.ids.iter().any(|id| passage.terms.contains(id))),
        when(!head_same && head_told),
        when(heads.is_some() && !head_told),
        when(deed_same),
        when(!deed_same && deed_told),
        when(subject_same),
        when(passage.names_of(claim)),
        number(lacking.min(MOST_LACKING)),
        when(dated.0 && dated.1),
        when(dated.0 && !dated.1),
        number(rivals().count()).ln_1p(),
        (own - best).clamp(-1.0, 1.0),
        when(rivals().any(|other| meets(a, other) && likes(other) >= own)),
        ratio,
        when(head_same && !rivals().any(|other| is_of_one(a, other))),
        when(is_date && deed_same),
        when(is_date && figures),
        when(a.which.is_apart(&b.which)),
        when(a.mood != b.mood),
        when(claim.moves && !deed_same),
        when(are_next(a, b)),
        when(is_physical),
        when(is_dated_only(a, b)),
        when(dates_apart && is_physical),
        when(rivals().next().is_none()),
        when(a.is_partial != b.is_partial),
        when(a.is_each != b.is_each),
        number(foreign.min(MOST_LACKING)),
        when(b.figure.digits >= 3),
    ]
}

/// Whether two words have a term in common.
fn is_one(x: &Slot, y: &Slot) -> bool {
    x.ids.iter().any(|id| y.has(*id))
}

/// Whether a word that stands next to the one figure, what it counts aside, stands next to the other:
/// "3 million in the north, 5 million in all".
fn are_next(a: &Telling, b: &Telling) -> bool {
    let next = |telling: &'_ Telling| -> [Option<usize>; 2] {
        let tells = |at: &usize| {
            let slot = &telling.slots[*at];
            slot.tells() && slot.role != Role::Head && !slot.deed
        };
        let cut = telling.slots.partition_point(|slot| slot.tokens.start < telling.tokens.start);
        let near = |at: &usize| {
            let slot = &telling.slots[*at];
            let gap = slot.tokens.start.saturating_sub(telling.tokens.end)
                + telling.tokens.start.saturating_sub(slot.tokens.end);
            gap <= NEAREST
        };
        [
            (0..cut).rev().find(tells).filter(near),
            (cut..telling.slots.len()).find(tells).filter(near),
        ]
    };
    let others = next(b);
    let is = |x: usize, y: usize| is_one(&a.slots[x], &b.slots[y]);
    next(a).into_iter().flatten().any(|x| others.into_iter().flatten().any(|y| is(x, y)))
}

/// The slots of a figure of a statement that say what it is of, and that the other one has, by their places.
pub(super) fn common(a: &Telling, b: &Telling) -> impl Iterator<Item = usize> {
    let shared = |slot: &Slot| slot.near >= 1.0 && slot.ids.iter().any(|id| b.has(*id));
    let numbered = a.slots.iter().enumerate();
    numbered.filter(move |(_, slot)| slot.tells() && shared(slot)).map(|(at, _)| at)
}

/// Whether both can be true of one thing.
pub(super) fn meets(
    (a, passage): (&Telling, &Passage<'_>),
    (b, other): (&Telling, &Passage<'_>),
) -> bool {
    let days =
        |telling: &Telling, passage: &Passage<'_>| match &passage.mentions[telling.mention].kind {
            MentionKind::Date(reading) => Some(date::possible_days(reading)),
            _ => None,
        };
    match (&a.figure.extent, &b.figure.extent) {
        // "140" is next to "more than 140"; "fewer than 140" is not.
        (Some(x), Some(y)) if are_least(x, y) => x.closure().meets(&y.closure()),
        (Some(x), Some(y)) => x.meets(y),
        _ => match (days(a, passage), days(b, other)) {
            (Some(x), Some(y)) => x.meets(&y),
            _ => true,
        },
    }
}

/// Whether one of two amounts is exact, and the other the least that there are.
fn are_least(x: &Interval<Decimal>, y: &Interval<Decimal>) -> bool {
    let least = |extent: &Interval<Decimal>| matches!(extent.high(), Bound::Unbounded);
    is_point(x) && least(y) || least(x) && is_point(y)
}

/// Whether an amount is exact.
fn is_point(extent: &Interval<Decimal>) -> bool {
    matches!((extent.low(), extent.high()), (Bound::Included(low), Bound::Included(high)) if low == high)
}

/// Whether only the passage dates its figure, and it is none that stays as it is: how long a river is.
fn is_dated_only(a: &Telling, b: &Telling) -> bool {
    let stays = matches!(a.measure, Measure::Of(_) | Measure::Date);
    !stays && a.dates.is_empty() && b.is_dated
}

/// Whether the clause of a figure says what is so now, or has come about by now.
fn is_now(passage: &Passage<'_>, telling: &Telling) -> bool {
    let sentence = &passage.sentences[telling.sentence];
    let clause = sentence.clause_of(telling.tokens.start);
    clause.and_then(|clause| clause.verb.as_ref()).is_some_and(|verb| {
        let first = verb.tokens.start;
        passage.is_any(first, &["is", "are", "has", "have", "does", "do"])
            || passage.tokens[first].word.is(class::THIRD)
    })
}

/// Whether words tell the two apart, whatever else they share.
pub(super) fn are_apart(a: &Telling, b: &Telling) -> bool {
    let ways = a.figure.way.is_some() && b.figure.way.is_some() && a.figure.way != b.figure.way;
    ways || pair::apart(a, b)
}
