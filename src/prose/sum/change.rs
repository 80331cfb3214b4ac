//! "Rose by 12 per cent from 50 to 56": a change against its ends.

use super::figure::{Figure, all_of, any_of, before, figures, lasts, parted};
use super::{Amount, are_of_two_scales, slip};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::date;
use crate::value::quantity::{RateBase, Unit, show};
use rust_decimal::Decimal;

/// Verbs and nouns of going up.
static UP: Words = Words::new(&[
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "increase",
    "increases",
    "increased",
    "increasing",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "growth",
    "climb",
    "climbs",
    "climbed",
    "climbing",
    "jump",
    "jumps",
    "jumped",
    "jumping",
    "gain",
    "gains",
    "gained",
    "soar",
    "soared",
    "soaring",
    "surge",
    "surged",
    "surging",
    "up",
]);

/// Verbs and nouns of going down.
static DOWN: Words = Words::new(&[
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "decline",
    "declines",
    "declined",
    "declining",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "shrink",
    "shrank",
    "shrunk",
    "shrinking",
    "slump",
    "slumped",
    "plunge",
    "plunged",
    "cut",
    "reduced",
    "reduction",
    "sank",
    "down",
]);

/// Words that multiply, and by how much.
pub(super) const TIMES: &[(&str, Decimal)] = &[
    ("doubled", Decimal::TWO),
    ("doubling", Decimal::TWO),
    ("tripled", Decimal::from_parts(3, 0, 0, false, 0)),
    ("trebled", Decimal::from_parts(3, 0, 0, false, 0)),
    ("quadrupled", Decimal::from_parts(4, 0, 0, false, 0)),
    ("halved", Decimal::from_parts(5, 0, 0, false, 1)),
];

/// How far "doubled" may be off either way, as a part of the ratio.
const LOOSE: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// Words in whose clauses less is more, or figures are no amounts.
static RANKS: Words = Words::new(&[
    "rank",
    "ranked",
    "ranking",
    "rankings",
    "place",
    "places",
    "position",
    "positions",
    "seed",
    "seeded",
    "number",
    "table",
    "standings",
    "chart",
    "spot",
    "range",
    "ranged",
    "ranging",
    "between",
    "age",
    "ages",
    "aged",
    "channel",
    "route",
    "flight",
    "junction",
]);

/// What part of the ratio "nearly doubled" reaches at least.
const NEARLY: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// How far an end of the ratio may be off for the rounding of the figures.
const SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// Tokens between two ends: "from 50 people in the spring of 2021 to 56".
const APART: usize = 10;

/// The ends of a change.
struct Ends<'a> {
    from: &'a Figure,
    to: &'a Figure,
    /// Token before which the change itself is looked for.
    start: usize,
    /// Whether the words behind the ends call it a rise, where they say it.
    up: Option<bool>,
}

/// Slips of the changes of a sentence.
pub(super) fn slips(at: BlockIx, passage: &Passage<'_>, figures: &[Figure], out: &mut Vec<Slip>) {
    let Some(first) = figures.first() else { return };
    let Some(sentence) = passage.sentence_of(first.tokens.start) else { return };
    let tokens = passage.sentences[sentence].tokens.clone();
    let ranked = |at: usize| {
        passage.is_of(at, &RANKS) && !(passage.is(at, "number") && passage.is(at + 1, "of"))
    };
    if tokens.clone().any(ranked) {
        return;
    }
    let parted = parted(passage, figures);
    let figures = parted.as_deref().unwrap_or(figures);
    let unlike = per_year(figures);
    let figures = unlike.as_deref().unwrap_or(figures);
    let mut all = ends(passage, figures);
    if all.is_empty() {
        out.extend(more_than(at, passage, figures));
        out.extend(since(at, passage, (sentence, &tokens), figures));
    }
    // Two changes in one sentence: which figure belongs to which is not sure.
    let (Some(ends), None) = (all.pop(), all.pop()) else { return };
    let before = (tokens.start..ends.start).rev().take(APART * 2);
    let verb = ends.up.or_else(|| before.into_iter().find_map(|at| moves(passage, at)));
    if let Some(slip) = times(at, passage, &ends) {
        out.push(slip);
        return;
    }
    let change = change(passage, figures, &ends);
    let step = || verb.and_then(|up| step(at, passage, figures, &ends, up));
    if let Some(slip) = verb.and_then(|up| direction(at, &ends, up)).or_else(step) {
        out.push(slip);
    } else if let Some(change) = change {
        out.extend(check(at, passage, &ends, change));
    }
}

/// "From £1,640 to £1,762 a year": where some amounts of money are rates of a year and others have
/// no period, all are taken as of one.
fn per_year(figures: &[Figure]) -> Option<Vec<Figure>> {
    let of_year = |figure: &Figure| match &figure.quantity.unit {
        Unit::Rate(inner, RateBase::Year) if figure.quantity.shown_in.factor == Decimal::ONE => {
            matches!(**inner, Unit::Money(_)).then(|| (**inner).clone())
        }
        _ => None,
    };
    let plain = figures.iter().any(|figure| matches!(figure.quantity.unit, Unit::Money(_)));
    if !plain || !figures.iter().any(|figure| of_year(figure).is_some()) {
        return None;
    }
    let alike = |figure: &Figure| {
        let mut figure = figure.clone();
        if let Some(unit) = of_year(&figure) {
            figure.quantity.unit = unit;
            figure.amount = Amount::of(&figure.quantity);
        }
        figure
    };
    Some(figures.iter().map(alike).collect())
}

/// Words between a difference and what it is a difference to.
const THAN: &[&str] = &[
    "more", "fewer", "less", "higher", "lower", "than", "over", "under", "above", "below", "on",
    "the", "its", "their", "a", "budget", "target", "of", "original", "planned", "last",
    "previous", "year", "years", "'", "’", "s", "record", "compared", "with", "against", "from",
    "figure",
];

/// Of these, those that say that it is one.
const DIFFERS: &[&str] = &["than", "over", "under", "above", "below", "on", "compared", "against"];

/// "56, 12 per cent more than the 50 of last year", "56, up 12 per cent on the 50 …", "26, 6 over
/// the budget of 20".
fn more_than(at: BlockIx, passage: &Passage<'_>, figures: &[Figure]) -> Option<Slip> {
    let [to, change, from] = figures else { return None };
    let between = change.end.max(change.tokens.end)..from.tokens.start;
    let first = change.tokens.start;
    let up = |word: &str| match word {
        "more" | "higher" | "over" | "above" => Some(true),
        "fewer" | "less" | "lower" | "under" | "below" => Some(false),
        _ => None,
    };
    let behind = between.clone().find_map(|at| up(&passage.lower(at)));
    let of = usize::from(before(passage, first) == "of");
    let ahead = first.checked_sub(1 + of).and_then(|at| moves(passage, at));
    let comma = (to.end..first).any(|at| matches!(passage.token(at), "," | "(" | "—" | "–"));
    let near = first.saturating_sub(to.end) <= NEAR;
    let said = all_of(passage, between.clone(), THAN) && any_of(passage, between, DIFFERS);
    if !said || !near || !comma || !(behind.is_some() || ahead.is_some()) || !to.is_like(from) {
        return None;
    }
    let both = to.amount.is_some() && from.amount.is_some();
    let ends = both.then_some(Ends { from, to, start: first, up: ahead.or(behind) })?;
    direction(at, &ends, ends.up?).or_else(|| check(at, passage, &ends, change))
}

/// "In 2019 there were 50. Last year there were 56, an increase of 12 per cent."
fn since(
    at: BlockIx,
    passage: &Passage<'_>,
    (sentence, tokens): (usize, &Tokens),
    here: &[Figure],
) -> Option<Slip> {
    let [to, change] = here else { return None };
    let first = change.tokens.start;
    let moved = moves(passage, first.checked_sub(2)?)?;
    let article = matches!(before(passage, first - 2).as_str(), "a" | "an");
    let comma = matches!(before(passage, first - 3).as_str(), "," | "—" | "–" | "(");
    let near = first.saturating_sub(to.end) <= NEAR + 3;
    let earlier = passage.sentences.get(sentence.checked_sub(1)?)?;
    let there = figures(passage, earlier);
    let [from] = there.as_slice() else { return None };
    let closes = matches!(passage.token(change.end), "." | "," | ";" | ")" | "");
    let dated = |tokens: Tokens| {
        passage
            .mentions
            .iter()
            .any(|m| matches!(m.kind, MentionKind::Date(_)) && tokens.contains(&m.tokens.start))
    };
    let same = to.is_like(from) && (to.noun.is_some() || !to.is_count() || from.noun.is_some());
    let fits = before(passage, first) == "of" && article && comma && near && closes && same;
    let plain = !any_of(passage, tokens.clone(), UNREAL)
        && !any_of(passage, earlier.tokens.clone(), UNREAL);
    if !fits || !plain || !dated(earlier.tokens.clone()) || to.is_share() {
        return None;
    }
    let both = to.amount.is_some() && from.amount.is_some();
    let ends = both.then_some(Ends { from, to, start: first, up: Some(moved) })?;
    direction(at, &ends, moved).or_else(|| check(at, passage, &ends, change))
}

/// "From A to B", "to B from A", "B, up P from A", "B, against A".
fn ends<'a>(passage: &Passage<'_>, figures: &'a [Figure]) -> Vec<Ends<'a>> {
    let mut out = Vec::new();
    for (ix, from) in figures.iter().enumerate().filter(|(_, from)| from.amount.is_some()) {
        let word = before(passage, from.tokens.start);
        let found = match word.as_str() {
            "from" => from_to(passage, figures, ix).or_else(|| up_from(passage, figures, ix)),
            "against" | "with" | "to" | "versus" | "vs" => against(passage, figures, ix),
            _ => None,
        };
        let fits = |ends: &Ends<'_>| {
            let amounts = ends.from.amount.as_ref().zip(ends.to.amount.as_ref());
            let scaled = amounts.is_some_and(|(a, b)| !are_of_two_scales(a.shown, b.shown));
            scaled && ends.to.is_like(from)
        };
        out.extend(found.filter(fits));
    }
    out
}

/// "From A to B", "rose to B from A".
fn from_to<'a>(passage: &Passage<'_>, figures: &'a [Figure], ix: usize) -> Option<Ends<'a>> {
    let from = figures.get(ix)?;
    let start = from.tokens.start.checked_sub(1)?;
    let near = |a: &Figure, b: &Figure| b.tokens.start.saturating_sub(a.end) <= APART;
    let is_to = |to: &&Figure| before(passage, to.tokens.start) == "to";
    if let Some(to) = figures.get(ix + 1).filter(|to| near(from, to)).filter(is_to) {
        return Some(Ends { from, to, start, up: None });
    }
    let to = figures.get(ix.checked_sub(1)?).filter(|to| near(to, from)).filter(is_to)?;
    let start = to.tokens.start.checked_sub(1)?;
    // "Up to 40" is a bound.
    let verb = (start.saturating_sub(NEAR)..start).rev().find(|at| {
        let word = passage.lower(*at);
        moves(passage, *at).is_some() || TIMES.iter().any(|(name, _)| *name == word)
    });
    let bound = ["up", "down", "close", "due"].contains(&before(passage, start).as_str());
    (verb.is_some() && !bound).then_some(Ends { from, to, start, up: None })
}

/// Tokens between a verb and the end that it leads to ("rose in the year to 40").
const NEAR: usize = 4;

/// "56, up 12 per cent from 50", "56, up from 50".
fn up_from<'a>(passage: &Passage<'_>, figures: &'a [Figure], ix: usize) -> Option<Ends<'a>> {
    let from = figures.get(ix)?;
    let start = from.tokens.start.checked_sub(1)?;
    let is_up = |word: &str| ["up", "down"].contains(&word);
    let last = figures.get(ix.checked_sub(1)?)?;
    if is_up(&before(passage, start)) {
        // "9,400 soldiers in the four provinces, up from 5,200": where, and not how many.
        let aside = before(passage, last.tokens.start) == "the"
            && last.tokens.start.checked_sub(2).is_some_and(|at| {
                passage.tokens[at].word.is(class::PREPOSITION) && !passage.is(at, "to")
            });
        let last = if aside { figures.get(ix.checked_sub(2)?)? } else { last };
        let near = start.saturating_sub(last.end) <= APART && !lasts(passage, last.end..start);
        return near.then_some(Ends { from, to: last, start, up: None });
    }
    let word = before(passage, last.tokens.start);
    let word = if word == "by" { before(passage, last.tokens.start - 1) } else { word };
    let to = figures.get(ix.checked_sub(2)?)?;
    let joined = last.end >= start && is_up(&word);
    let near = last.tokens.start.saturating_sub(to.end) <= APART;
    (joined && near && !to.is_share()).then_some(Ends { from, to, start, up: None })
}

/// "56, against 50 the year before, an increase of 12 per cent".
fn against<'a>(passage: &Passage<'_>, figures: &'a [Figure], ix: usize) -> Option<Ends<'a>> {
    let (from, to) = (figures.get(ix)?, figures.get(ix.checked_sub(1)?)?);
    let word = from.tokens.start.checked_sub(1)?;
    let compared = || before(passage, word) == "compared";
    let said = match passage.lower(word).as_str() {
        "with" | "to" => compared(),
        _ => true,
    };
    let near = word.saturating_sub(to.end) <= NEAR;
    let sentence = &passage.sentences.get(passage.sentence_of(word)?)?.tokens;
    let planned = any_of(passage, sentence.clone(), UNREAL);
    // What is set against it is the same thing of another time: the sentence says what changed.
    let changes = figures.get(ix + 1).and_then(|change| {
        let first = change.tokens.start;
        let of = ["of", "by"].contains(&before(passage, first).as_str());
        moves(passage, first.checked_sub(1 + usize::from(of))?)
    });
    let start = to.tokens.start;
    (said && near && !planned && changes.is_some()).then_some(Ends { from, to, start, up: changes })
}

/// Words that make one of two figures a wish.
const UNREAL: &[&str] = &[
    "target",
    "forecast",
    "forecasts",
    "expected",
    "budget",
    "budgeted",
    "plan",
    "planned",
    "hoped",
    "goal",
    "limit",
    "estimate",
    "estimated",
    "average",
];

/// Whether a word says up (true) or down.
pub(in crate::prose) fn moves(passage: &Passage<'_>, at: usize) -> Option<bool> {
    let up = passage.is_of(at, &UP);
    (up || passage.is_of(at, &DOWN)).then_some(up)
}

/// Words that go over to something else.
const CONTRASTS: &[&str] = &["while", "whereas", "whilst", "when"];

/// The figure that says by how much.
fn change<'a>(passage: &Passage<'_>, figures: &'a [Figure], ends: &Ends<'_>) -> Option<&'a Figure> {
    // "Eight of the 12 fell": what became of them, and not by how many.
    let became = |at: usize| {
        let word = passage.tokens.get(at).map(|token| token.word);
        word.is_some_and(|word| word.is(class::PAST) && !word.is(class::BASE))
    };
    let is_change = |figure: &&Figure| {
        let first = figure.tokens.start;
        if first == ends.from.tokens.start || first == ends.to.tokens.start {
            return false;
        }
        let moves = |word: &str| UP.hold(word) || DOWN.hold(word);
        let word = before(passage, first);
        let two = first.checked_sub(1).map(|at| before(passage, at)).unwrap_or_default();
        let near = [ends.start, ends.to.end, ends.from.end]
            .into_iter()
            .any(|other| first.abs_diff(other) <= APART);
        // ", while income from abroad went up by two thirds": of something else.
        let (low, high) = (first.min(ends.start), first.max(ends.to.end));
        let other = (low..high).any(|at| passage.is_any(at, CONTRASTS));
        let next = figure.end.max(figure.tokens.end);
        let more =
            ["more", "less", "fewer", "higher", "lower"].contains(&passage.lower(next).as_str());
        let closes = matches!(passage.token(next), "." | "," | ")" | ";" | "");
        let aside = matches!(word.as_str(), "(" | "or")
            && closes
            && first >= ends.to.end
            && first - ends.to.end <= 2;
        let said = more
            || aside
            || moves(&word)
            || (["by", "of"].contains(&word.as_str()) && moves(&two))
            || (moves(&passage.lower(figure.tokens.end)) && !became(figure.tokens.end));
        near && said && !other
    };
    let mut found = figures.iter().filter(is_change);
    let first = found.next()?;
    // "Loans grew by 5 per cent and savings by 7, from 3,240 to 3,460": the verb is not said again.
    let again = figures.iter().any(|other| {
        let between = first.tokens.end..ends.start;
        between.contains(&other.tokens.start) && before(passage, other.tokens.start) == "by"
    });
    // "It fell by 11 million, and from 3.10 to 2.70 a head": two changes, the first without its ends.
    let own = any_of(passage, first.tokens.end..ends.start, &["and", ";"]);
    // "It rose from 2,174 to 2,261, and she needs 39 more".
    let apart = first.own_verb(passage, ends.to).is_some_and(|at| moves(passage, at).is_none());
    (found.next().is_none() && !again && !own && !apart).then_some(first)
}

fn direction(at: BlockIx, ends: &Ends<'_>, up: bool) -> Option<Slip> {
    let (from, to) = (ends.from.amount.as_ref()?, ends.to.amount.as_ref()?);
    let wrong = if up { to.shown < from.shown } else { to.shown > from.shown };
    if !wrong {
        return None;
    }
    let (said, is) = if up { ("rise", "fall") } else { ("fall", "rise") };
    let (a, b) = (show(&ends.from.quantity), show(&ends.to.quantity));
    let message = format!("from {a} to {b} is a {is}, and the text calls it a {said}");
    Some(Slip { help: WAY, ..slip(at, bytes(ends), message, format!("a {is}")) })
}

/// What to do about a rise that is a fall.
pub(super) const WAY: &str =
    "look both figures up; one of them is wrong, or the word for the change";

/// "Rose from 14 in 2009 to 31 in 2010, to 58 in 2011, and 17 in 2012": a later step that goes the other
/// way. Of a shorter time the figure is taken at its pace.
fn step(
    at: BlockIx,
    passage: &Passage<'_>,
    figures: &[Figure],
    ends: &Ends<'_>,
    up: bool,
) -> Option<Slip> {
    let first = figures.iter().position(|figure| figure.tokens == ends.to.tokens)?;
    let ahead = ends.from.tokens.start < ends.to.tokens.start;
    let sentence = passage.sentences.get(passage.sentence_of(ends.to.tokens.start)?)?;
    for (ix, pair) in figures.get(first..)?.windows(2).enumerate() {
        let [from, to] = pair else { return None };
        let lead = to.tokens.start.checked_sub(1)?;
        let joined = match passage.lower(lead).as_str() {
            "to" => matches!(before(passage, lead).as_str(), "," | "and" | "then"),
            "and" | "then" => before(passage, lead) == ",",
            _ => false,
        };
        let end = figures.get(first + ix + 2).map_or(sentence.tokens.end, |f| f.tokens.start);
        let times = time_of(passage, from.end..lead).zip(time_of(passage, to.end..end));
        // ", and 30 fires broke out": what rose is named before.
        let named = to.noun.as_ref().is_none_or(|noun| {
            let mut before = sentence.tokens.start..ends.start;
            before.any(|at| open::noun_lemma(passage, at) == *noun)
        });
        let (a, b) = times.filter(|_| ahead && joined && named && from.is_like(to))?;
        let (x, y) = (from.amount.as_ref()?, to.amount.as_ref()?);
        let at_pace = y.shown.checked_mul(Decimal::from(a.max(b)))?.checked_div(b.into())?;
        let wrong = if up { at_pace < x.shown } else { y.shown > x.shown };
        if wrong {
            let (said, is) = if up { ("rise", "fall") } else { ("fall", "rise") };
            let (shown, then) = (show(&from.quantity), show(&to.quantity));
            let pace = if a > b && up { ", even allowing for the shorter time" } else { "" };
            let message =
                format!("from {shown} to {then} is a {is}{pace}, and the text calls it a {said}");
            let found = slip(at, to.bytes.clone(), message, format!("a {is}"));
            return Some(Slip {
                other: Some((at, from.bytes.clone(), "the step before".into())),
                help: WAY,
                ..found
            });
        }
    }
    None
}

/// Days of the first date within some tokens.
fn time_of(passage: &Passage<'_>, tokens: Tokens) -> Option<i32> {
    let mut inside = passage.mentions.iter().filter(|m| tokens.contains(&m.tokens.start));
    let (from, to) = inside.find_map(|mention| {
        let MentionKind::Date(reading) = &mention.kind else { return None };
        date::earliest(reading).zip(date::latest(reading))
    })?;
    Some(to.0.saturating_sub(from.0).saturating_add(1).max(1))
}

fn bytes(ends: &Ends<'_>) -> std::ops::Range<usize> {
    let (a, b) = (&ends.from.bytes, &ends.to.bytes);
    a.start.min(b.start)..a.end.max(b.end)
}

/// "Doubled from", "doubled last year, from", "halved in the past six years, from": the word that multiplies,
/// of which only a time stands between it and the ends.
fn multiplies(passage: &Passage<'_>, start: usize) -> Option<usize> {
    const BETWEEN: &[&str] = &[
        ",", "last", "this", "past", "in", "over", "during", "since", "the", "a", "an", "next",
        "and", "between", "within", "by",
    ];
    let is_times = |at: usize| TIMES.iter().any(|(name, _)| passage.is(at, name));
    let idle = |at: usize| {
        let word = passage.tokens[at].word;
        passage.is_any(at, BETWEEN)
            || word.is(class::TIME_UNIT | class::MONTH | class::NUMBER)
            || passage.token(at).bytes().all(|b| b.is_ascii_digit())
    };
    let from = start.saturating_sub(APART);
    let at = (from..start).rev().find(|at| is_times(*at) || !idle(*at))?;
    is_times(at).then_some(at)
}

/// "Doubled from 40 to 90".
fn times(at: BlockIx, passage: &Passage<'_>, ends: &Ends<'_>) -> Option<Slip> {
    let at_word = multiplies(passage, ends.start)?;
    let word = passage.lower(at_word);
    let (_, times) = TIMES.iter().find(|(name, _)| *name == word)?;
    let (from, to) = (ends.from.amount.as_ref()?, ends.to.amount.as_ref()?);
    let ratio = to.shown.checked_div(from.shown)?;
    // A half is less the more it is halved.
    let (least, most) = match before(passage, at_word).as_str() {
        "not" | "have" | "to" => return None,
        "than" if *times > Decimal::ONE => (*times, Decimal::MAX),
        "than" => (Decimal::ZERO, *times),
        "nearly" | "almost" if *times > Decimal::ONE => (times.checked_mul(NEARLY)?, *times),
        "nearly" | "almost" => (*times, times.checked_div(NEARLY)?),
        "over" | "about" | "roughly" => (times.checked_mul(NEARLY)?, times.checked_div(NEARLY)?),
        _ => {
            let off = times.checked_mul(LOOSE)?;
            (times.checked_sub(off)?, times.checked_add(off)?)
        }
    };
    let slack = times.checked_mul(SLACK)?;
    if least.checked_sub(slack)? <= ratio && ratio <= most.saturating_add(slack) {
        return None;
    }
    let (a, b) = (show(&ends.from.quantity), show(&ends.to.quantity));
    let shown = ratio.round_dp(1).normalize();
    let message = format!("from {a} to {b} is {shown} times as much, and the text says {word}");
    Some(slip(at, bytes(ends), message, format!("{shown} times as much")))
}

/// A change said against that of its ends.
fn check(at: BlockIx, passage: &Passage<'_>, ends: &Ends<'_>, change: &Figure) -> Option<Slip> {
    let (from, to) = (ends.from.amount.as_ref()?, ends.to.amount.as_ref()?);
    // "Cut from 40 to 34 (-15 per cent)": which way is told by the verb, if at all.
    let (low, high) = match change.limits()? {
        (low, high) if high.is_sign_negative() => (high.abs(), low.abs()),
        limits => limits,
    };
    let apart = to.shown.checked_sub(from.shown)?.abs();
    let slack = from.slack.checked_add(to.slack)?;
    let within = |actual: Decimal, slack: Decimal| {
        // A share may be cut off at its last digit.
        let width = high.checked_sub(low)?.checked_div(Decimal::TWO)?;
        let width = if change.is_share() { width } else { Decimal::ZERO }.checked_add(slack)?;
        Some(low.checked_sub(width)? <= actual && actual <= high.checked_add(width)?)
    };
    let points = ["percentage", "point", "points"];
    let of_points =
        any_of(passage, change.tokens.start..change.end.max(change.tokens.end + 2), &points);
    if ends.from.is_share() {
        let percent = apart.checked_mul(Decimal::ONE_HUNDRED)?;
        let slack = slack.checked_mul(Decimal::ONE_HUNDRED)?;
        if of_points && !change.is_share() {
            let shown = percent.normalize();
            return (!within(percent, slack)?)
                .then(|| told(at, ends, change, &format!("{shown} points")));
        }
        let fits = within(apart, slack.checked_div(Decimal::ONE_HUNDRED)?)?;
        if of_points {
            let shown = percent.normalize();
            return (!fits).then(|| told(at, ends, change, &format!("{shown} points")));
        }
        if change.is_share() && fits {
            return None;
        }
    }
    if change.is_share() && !of_points {
        let actual = apart.checked_div(from.shown)?;
        let slack =
            slack.checked_mul(Decimal::ONE.checked_add(actual)?)?.checked_div(from.shown)?;
        let shown = actual.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize();
        return (!within(actual, slack)?).then(|| told(at, ends, change, &format!("{shown}%")));
    }
    if change.amount.is_some() && change.is_like(ends.from) && !change.is_share() && !of_points {
        let shown = super::show(apart, &ends.from.quantity);
        return (!within(apart, slack)?).then(|| told(at, ends, change, &shown));
    }
    None
}

fn told(at: BlockIx, ends: &Ends<'_>, change: &Figure, actual: &str) -> Slip {
    let (a, b) = (show(&ends.from.quantity), show(&ends.to.quantity));
    let said = show(&change.quantity);
    let message = format!("from {a} to {b} is a change of {actual}, not {said}");
    let all = bytes(ends);
    let bytes = all.start.min(change.bytes.start)..all.end.max(change.bytes.end);
    slip(at, bytes, message, format!("a change of {actual}"))
}
