//! Lists of figures against the one figure that is meant to be their sum, wherever that stands.
//!
//! "14 traders, nine shoppers and five porters" in one section, "killed 31 people" in the title. No
//! word links the two, so that evidence of several kinds is weighed: that the list is told as all
//! there is, that the whole is told as one, that both are of one kind of thing and speak of it in the
//! same words, that a number says how many parts there are, and that the two lie near each other.
//! Nothing is said where any figure of the document is the sum.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::board::Boards;
use super::digits::one_digit;
use super::figure::{any_of, any_on, before};
use super::kinds::is_kind;
use super::lists::{List, lists};
use super::part::{NOT_PARTS, says_sum};
use super::placed::Placed;
use super::{Amount, sum};
use crate::prose::gist;
use crate::prose::lexicon::{VERB, class};
use crate::prose::open;
use crate::prose::passage::{MentionKind, Tokens};
use crate::prose::slip::Slip;
use crate::value::quantity::{Dimension, Unit, rounded_to};

/// Most figures of a document: of longer ones any sum is that of something.
const MOST: usize = 600;

/// Part of a sum that a whole which is meant to be it lies off at most, and with more evidence.
const NEAR: Decimal = Decimal::from_parts(10, 0, 0, false, 2);
const FAR: Decimal = Decimal::from_parts(18, 0, 0, false, 2);

/// Part of it by which the nearest of several lies off.
const CLOSE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Evidence that is asked for in either case.
const ENOUGH: i32 = 4;
const PLENTY: i32 = 5;

/// Sentences of a document beyond which a word in them says nothing of what is spoken of.
const RARE: usize = 4;

/// Most words in common that count.
const SHARED: i32 = 2;

/// Words for all of something.
const TOTAL: &[&str] = &[
    "total",
    "whole",
    "overall",
    "combined",
    "joint",
    "all",
    "altogether",
    "entire",
    "together",
    "sum",
    "aggregate",
];

/// Nouns of amounts that are made up of others.
const COMPOSED: &[&str] = &[
    "price",
    "cost",
    "bill",
    "budget",
    "income",
    "spending",
    "toll",
    "expenditure",
    "outlay",
    "revenue",
    "takings",
    "proceeds",
    "turnover",
    "harvest",
    "fund",
];

/// Words ahead of a list that say that it leaves nothing out.
const NOTHING_LEFT: &[&str] = &[
    "all",
    "every",
    "everything",
    "everyone",
    "everybody",
    "whole",
    "entire",
    "only",
    "complete",
    "full",
    "composition",
    "exclusively",
];

/// Nouns of sets of things that are counted whole: "a fleet of 46 vehicles".
const SETS: &[&str] = &[
    "fleet",
    "stock",
    "herd",
    "flock",
    "collection",
    "holding",
    "inventory",
    "estate",
    "portfolio",
    "network",
    "membership",
];

/// Words near a figure that is of another time, or is not so.
const OTHER: &[&str] = &[
    "previous",
    "previously",
    "earlier",
    "last",
    "target",
    "forecast",
    "expected",
    "planned",
    "estimate",
    "estimated",
    "initially",
    "originally",
    "once",
    "average",
    "next",
    "would",
    "could",
    "should",
    "may",
    "might",
    "far",
    "provisional",
    "another",
    "capacity",
    "licensed",
    "limit",
    "ago",
];

/// Slips of a document.
pub(super) fn slips(all: &[Placed<'_>], boards: &Boards, out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let lists = lists(all);
    if lists.is_empty() {
        return;
    }
    let known = Known::new(all, boards);
    let inside: FxHashSet<(usize, usize)> =
        lists.iter().flat_map(|list| list.items.iter().map(|item| item.place())).collect();
    let mut told: FxHashSet<(usize, usize)> = FxHashSet::default();
    for list in &lists {
        let place = list.items[list.items.len() - 1].place();
        if known.has(list) || told.contains(&place) {
            continue;
        }
        let Some(whole) = whole(list, all, &known, &inside) else { continue };
        let same = |slip: &Slip| slip.bytes == whole.figure.bytes && slip.at == whole.at;
        if out.iter().any(same) {
            continue;
        }
        if let Some(slip) = list.slip(whole) {
            told.insert(place);
            out.push(slip);
        }
    }
}

impl Placed<'_> {
    fn place(&self) -> (usize, usize) {
        (self.at.block, self.figure.bytes.start)
    }
}

/// What a document prints: its numbers, those of them that count something that is no people, and how
/// many of its sentences hold each word.
struct Known {
    numbers: FxHashSet<Decimal>,
    of_people: FxHashSet<Decimal>,
    words: FxHashMap<String, usize>,
}

impl Known {
    fn new(all: &[Placed<'_>], boards: &Boards) -> Self {
        let printed = |placed: &Placed<'_>| {
            let printed = placed.figure.quantity.printed.clone();
            printed.into_iter().flat_map(|p| std::iter::once(p.low).chain(p.high))
        };
        let mut numbers: FxHashSet<Decimal> = all.iter().flat_map(printed).collect();
        let people = |placed: &&Placed<'_>| {
            placed.figure.is_count() && (placed.figure.noun.is_none() || placed.is_of_some_people())
        };
        let mut of_people: FxHashSet<Decimal> =
            all.iter().filter(people).flat_map(printed).collect();
        for board in boards.iter() {
            for row in 0..board.rows.len() {
                let cells = board.cells(super::board::Axis::Row, row);
                let shown = |(_, cell): (usize, &super::board::Cell)| {
                    Some(cell.quantity.printed.as_ref()?.low)
                };
                for number in cells.filter_map(shown) {
                    numbers.insert(number);
                    of_people.insert(number);
                }
            }
        }
        let mut words: FxHashMap<String, usize> = FxHashMap::default();
        let mut block = usize::MAX;
        for placed in all {
            if placed.at.block == block {
                continue;
            }
            block = placed.at.block;
            for sentence in &placed.passage.sentences {
                let mut said = gist::lemmas(placed.passage, sentence.tokens.clone());
                said.sort_unstable();
                said.dedup();
                for word in said {
                    *words.entry(word).or_default() += 1;
                }
            }
        }
        Self { numbers, of_people, words }
    }

    /// Whether the document prints the sum of a list: that of people as a number of people.
    fn has(&self, list: &List<'_, '_>) -> bool {
        let people = list.items.iter().all(|item| item.is_of_some_people());
        let of = if people { &self.of_people } else { &self.numbers };
        of.contains(&list.sum)
    }

    fn is_rare(&self, word: &str) -> bool {
        self.words.get(word).is_none_or(|seen| *seen <= RARE)
    }
}

/// The one figure that is meant to be the sum of a list.
fn whole<'a, 't>(
    list: &List<'_, 't>,
    all: &'a [Placed<'t>],
    known: &Known,
    inside: &FxHashSet<(usize, usize)>,
) -> Option<&'a Placed<'t>> {
    let mut best: Option<(i32, &Placed<'_>)> = None;
    let mut rival = false;
    for other in all {
        let own = list.items.iter().any(|item| item.is_beside(other));
        if own || inside.contains(&other.place()) {
            continue;
        }
        let Some(found) = weigh(list, other, all, known) else { continue };
        let shown = |placed: &Placed<'_>| placed.figure.amount.as_ref().map(|a| a.shown);
        match best {
            Some((known, _)) if known > found => {}
            Some((known, of)) if known == found => rival |= shown(of) != shown(other),
            _ => {
                best = Some((found, other));
                rival = false;
            }
        }
    }
    best.filter(|_| !rival).map(|(_, whole)| whole)
}

/// How much says that a figure is meant to be the sum of a list; `None` where too little does.
fn weigh(
    list: &List<'_, '_>,
    other: &Placed<'_>,
    all: &[Placed<'_>],
    known: &Known,
) -> Option<i32> {
    let amount = other.figure.amount.as_ref()?;
    let refs: Vec<&Amount> = list.amounts.iter().collect();
    let total = sum(&refs, amount)?;
    // What leaves nothing out by its own words adds up to the last one.
    let rounded = !list.says_all() && is_rounded(total.shown, amount.shown);
    if refs.iter().any(|part| part.shown >= amount.shown) || rounded {
        return None;
    }
    let apart = total.shown.checked_sub(amount.shown)?.abs();
    let within = |part: Decimal| total.shown.checked_mul(part).is_some_and(|most| apart <= most);
    if apart.is_zero() || !within(FAR) || is_part(other) {
        return None;
    }
    // "It will spend so much over the next two years. Of this sum, …".
    let before = list.is_of_amount_before(other);
    if !before && is_of_other_time(list, other) {
        return None;
    }
    let mut found = kind(list, other)?;
    let (passage, tokens) = (other.passage, &other.sentence.tokens);
    let first = other.figure.tokens.start;
    let near = first.saturating_sub(6).max(tokens.start)..(other.figure.end + 4).min(tokens.end);
    if says_sum(passage, tokens.clone()) || any_of(passage, near.clone(), TOTAL) {
        found += 2;
    } else if any_of(passage, near, COMPOSED) {
        found += 1;
    }
    let the = first.saturating_sub(1)..first + 1;
    found += i32::from(any_of(passage, the, &["the", "all"]));
    found += if list.is_all() { 2 } else { i32::from(list.is_dealt_out()) };
    found += if is_of_everything(list) { 2 } else { 0 };
    found += i32::from(list.is_set_out() && is_right_before(other, list));
    found += numbered(list, other, all);
    found += if before { 2 } else { 0 };
    found += shared(list, other, known);
    found += i32::from(one_digit(total.shown, amount.shown));
    // What somebody else says may be of something else, unless it is all but the sum or points back to it.
    found -= i32::from(!other.own && !within(CLOSE) && !before);
    let enough = if within(NEAR) { ENOUGH } else { PLENTY };
    // Of two that both may be meant, the nearer one is.
    let found = (found >= enough).then_some(found)?;
    Some(found + i32::from(within(NEAR)) + i32::from(within(CLOSE)))
}

/// "The register names everything that floats: …", "in three streets only: …": whether a list is said to
/// leave nothing out.
fn is_of_everything(list: &List<'_, '_>) -> bool {
    /// Tokens before a list in which that is said.
    const NEAR: usize = 14;
    let first = list.items[0];
    let start = first.figure.tokens.start;
    let from = start.saturating_sub(NEAR).max(first.sentence.tokens.start);
    let not = (from..start).any(|at| first.passage.tokens[at].word.is(class::NEGATION));
    any_of(first.passage, from..start, NOTHING_LEFT) && !not
}

/// Whether a figure stands in the sentence right before a list.
fn is_right_before(other: &Placed<'_>, list: &List<'_, '_>) -> bool {
    let first = list.items[0];
    other.at == first.at && other.index + 1 == first.index
}

/// "A fleet of 46 vehicles": whether a figure says how many things a set is of.
fn is_of_a_set(other: &Placed<'_>) -> bool {
    let (passage, first) = (other.passage, other.figure.tokens.start);
    let is_set = |at: usize| SETS.contains(&open::noun_lemma(passage, at).as_str());
    before(passage, first) == "of" && first.checked_sub(2).is_some_and(is_set)
}

/// Whether a whole is the sum, rounded to its own last digit that is no zero.
fn is_rounded(sum: Decimal, whole: Decimal) -> bool {
    let apart = || sum.checked_sub(whole).map(|apart| apart.abs());
    rounded_to(whole).is_some_and(|unit| apart().is_some_and(|apart| apart < unit))
}

/// Whether a figure is told as a part of something, or stands among words of comparison.
fn is_part(other: &Placed<'_>) -> bool {
    let (passage, figure) = (other.passage, &other.figure);
    let end = figure.end.max(figure.tokens.end);
    let of = |at: usize| {
        passage.is(at, "of")
            && passage.is_any(at + 1, &["the", "them", "these", "those", "which", "whom", "its"])
    };
    // "They sold or lent 40 of them": of two verbs, and no other number.
    let ahead = figure.tokens.start.saturating_sub(2);
    let verbs = passage.is(ahead, "or") && passage.tokens[ahead + 1].word.is(VERB);
    let around = ahead + usize::from(verbs)..figure.tokens.start;
    let behind = end..(end + 2).min(other.sentence.tokens.end);
    of(figure.tokens.end)
        || any_on(passage, around, &NOT_PARTS)
        || any_of(passage, behind, &["more", "less", "fewer", "each", "per"])
}

/// Whether a whole is of another time than a list, as far as words say.
fn is_of_other_time(list: &List<'_, '_>, other: &Placed<'_>) -> bool {
    let years = |placed: &Placed<'_>| -> Vec<i64> {
        let dates = placed.passage.mentions_of(placed.sentence).iter();
        dates
            .filter(|m| matches!(m.kind, MentionKind::Date(_)))
            .flat_map(|m| {
                let printed = placed.passage.slice(&m.tokens);
                printed
                    .split(|c: char| !c.is_ascii_digit())
                    .filter(|part| part.len() == 4)
                    .filter_map(|part| part.parse().ok())
                    .collect::<Vec<i64>>()
            })
            .collect()
    };
    let here: Vec<i64> = list.items.iter().flat_map(|item| years(item)).collect();
    let there = years(other);
    let apart = !here.is_empty() && !there.is_empty() && !there.iter().any(|y| here.contains(y));
    let segment = other.figure.segment(other.passage, other.sentence);
    let said = any_of(other.passage, segment.start..other.figure.end, OTHER);
    let same =
        list.items.iter().any(|item| any_of(item.passage, item.sentence.tokens.clone(), OTHER));
    apart || (said && !same)
}

/// Whether a whole and the parts of a list are of one kind, and how surely.
fn kind(list: &List<'_, '_>, other: &Placed<'_>) -> Option<i32> {
    let unit = &other.figure.quantity.unit;
    // Lengths of time lie side by side; only some words add them up.
    if matches!(unit, Unit::Measure(Dimension::Time | Dimension::Months)) {
        return says_sum(other.passage, other.sentence.tokens.clone()).then_some(3);
    }
    if !unit.is_count() {
        return Some(1);
    }
    let noun = other.figure.noun.as_deref();
    let nouns = || list.items.iter().map(|item| item.figure.noun.as_deref());
    if list.ballot {
        let present = any_of(
            other.passage,
            other.sentence.tokens.clone(),
            &["present", "attended", "attendance"],
        );
        let absent = any_of(other.passage, other.sentence.tokens.clone(), &["absent", "away"]);
        return (present && !absent).then_some(2);
    }
    let people = other.is_of_people()
        || (noun.is_none() && is_killed(other))
        || other.is_of_a_body()
        || noun.is_some_and(|noun| ["witness", "victim"].contains(&noun));
    if people && list.items.iter().all(|item| item.is_of_some_people()) {
        return Some(2);
    }
    let noun = noun?;
    // "Four gold, six silver and three bronze" are all the kinds of medals that the noun has.
    if nouns().all(|own| own.is_some_and(|own| is_kind(own, noun))) {
        return Some(3);
    }
    if nouns().all(|own| own == Some(noun)) {
        return Some(2);
    }
    // "Of the replies, 214 came by post, 356 online and 70 by telephone".
    let near = list.items[0];
    let named = {
        let tokens: Tokens = near.sentence.tokens.clone();
        gist::lemmas(near.passage, tokens).iter().any(|word| gist::is_form(word, noun))
    };
    let mixed = nouns().all(|own| own.is_none_or(|own| own == noun));
    let beside = near.at.block.abs_diff(other.at.block) <= 2;
    match (list.is_bare(), named) {
        (true, true) => Some(2),
        (true, false) if beside || is_of_everything(list) && list.is_all() => Some(1),
        _ if mixed => Some(2),
        _ if named || is_of_a_set(other) && is_of_everything(list) => Some(1),
        _ => None,
    }
}

/// "Blasts kill 31", "31 dead".
fn is_killed(other: &Placed<'_>) -> bool {
    let first = other.figure.tokens.start;
    let ahead = before(other.passage, first);
    ["kill", "kills", "killed", "killing"].contains(&ahead.as_str())
        || other.passage.is_any(other.figure.tokens.end, &["dead", "killed", "died"])
}

/// Whether a number in words says how many parts there are: "the three mills", "three donors".
fn numbered(list: &List<'_, '_>, other: &Placed<'_>, all: &[Placed<'_>]) -> i32 {
    let parts = Decimal::from(list.items.len());
    let first = list.items[0];
    let is = |placed: &&Placed<'_>| {
        let printed = placed.passage.slice(&placed.figure.tokens);
        let words = !printed.bytes().any(|b| b.is_ascii_digit());
        let says = placed.figure.amount.as_ref().is_some_and(|amount| amount.shown == parts);
        words && says && placed.figure.noun.is_some()
    };
    let beside = |placed: &&Placed<'_>| placed.is_beside(other);
    let ahead = |placed: &&Placed<'_>| {
        placed.at == first.at && placed.index <= first.index && placed.index + 1 >= first.index
    };
    let there = all.iter().filter(is).find(beside);
    let here = all.iter().filter(is).find(ahead);
    match (there, here) {
        (Some(a), Some(b)) if a.figure.noun == b.figure.noun => 4,
        (None, None) => 0,
        _ => 2,
    }
}

/// Words that the sentences of a list and of a whole have in common.
fn shared(list: &List<'_, '_>, other: &Placed<'_>, known: &Known) -> i32 {
    let words = |placed: &Placed<'_>| gist::lemmas(placed.passage, placed.sentence.tokens.clone());
    let mut here: Vec<String> = list.items.iter().flat_map(|item| words(item)).collect();
    here.sort_unstable();
    here.dedup();
    let there = words(other);
    let unit = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    let common = |word: &&String| {
        known.is_rare(word) && !unit(word) && there.iter().any(|own| gist::is_form(own, word))
    };
    let found = here.iter().filter(common).count();
    i32::try_from(found).unwrap_or(SHARED).min(SHARED)
}
