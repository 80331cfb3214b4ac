//! "Rose by 12 per cent from 50 to 56": a change against its ends.

mod ends;
mod way;

use super::figure::{Figure, all_of, any_of, before, figures, parted};
use super::{Amount, slip};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date;
use crate::value::quantity::{RateBase, Unit, show};
use ends::{APART, Ends, NEAR, RANKS, UNREAL, ends};
use rust_decimal::Decimal;
pub(in crate::prose) use way::moves;
use way::says_way;

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

/// What part of the ratio "nearly doubled" reaches at least.
const NEARLY: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// How far an end of the ratio may be off for the rounding of the figures.
const SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

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
    let verb = way::way(passage, &tokens, &ends);
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

/// Words that go over to something else.
const CONTRASTS: &[&str] = &["while", "whereas", "whilst", "when", "though", "although"];

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
        let word = before(passage, first);
        let two = first.checked_sub(1).map(|at| before(passage, at)).unwrap_or_default();
        let near = [ends.start, ends.to.end, ends.from.end]
            .into_iter()
            .any(|other| first.abs_diff(other) <= APART);
        // ", while income from abroad went up by two thirds": of something else.
        let (low, high) = (first.min(ends.start), first.max(ends.to.end));
        let other = (low..high).any(|at| passage.is_any(at, CONTRASTS));
        let next = figure.end.max(figure.tokens.end);
        // ", pushing exports up 45 per cent to 260,000": the change of another figure.
        let led = |to: &Figure| to.tokens.start == next + 1 && to.tokens != ends.to.tokens;
        let other = other || passage.is(next, "to") && figures.iter().any(led);
        let more =
            ["more", "less", "fewer", "higher", "lower"].contains(&passage.lower(next).as_str());
        let closes = matches!(passage.token(next), "." | "," | ")" | ";" | "");
        let aside = matches!(word.as_str(), "(" | "or")
            && closes
            && first >= ends.to.end
            && first - ends.to.end <= 2;
        let said = more
            || aside
            || says_way(&word)
            || (["by", "of"].contains(&word.as_str()) && says_way(&two))
            || (says_way(&passage.lower(figure.tokens.end)) && !became(figure.tokens.end));
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
