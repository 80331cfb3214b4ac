//! "Rose by 12 per cent from 50 to 56": a change against its ends.

use super::figure::{Figure, any_of, before};
use super::slip;
use crate::prose::passage::Passage;
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::quantity::show;
use rust_decimal::Decimal;

/// Verbs and nouns of going up.
const UP: &[&str] = &[
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
];

/// Verbs and nouns of going down.
const DOWN: &[&str] = &[
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
];

/// Words that multiply, and by how much.
const TIMES: &[(&str, Decimal)] = &[
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
const RANKS: &[&str] = &[
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
];

/// Hedges before "doubled" with which it says another ratio.
const NEARLY: &[&str] =
    &["than", "nearly", "almost", "over", "about", "roughly", "not", "have", "to"];

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
    if any_of(passage, tokens.clone(), RANKS) {
        return;
    }
    let mut all = ends(passage, figures);
    // Two changes in one sentence: which figure belongs to which is not sure.
    let (Some(ends), None) = (all.pop(), all.pop()) else { return };
    let before = (tokens.start..ends.start).rev().take(APART * 2);
    let verb = ends.up.or_else(|| before.into_iter().find_map(|at| moves(passage, at)));
    if let Some(slip) = times(at, passage, &ends) {
        out.push(slip);
        return;
    }
    let change = change(passage, figures, &ends);
    if let Some(slip) = verb.and_then(|up| direction(at, &ends, up)) {
        out.push(slip);
    } else if let Some(change) = change {
        out.extend(check(at, passage, &ends, change));
    }
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
        let fits = |ends: &Ends<'_>| ends.to.amount.is_some() && ends.to.is_like(from);
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
        let near = start.saturating_sub(last.end) <= APART;
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
fn moves(passage: &Passage<'_>, at: usize) -> Option<bool> {
    let word = passage.lower(at);
    let up = UP.contains(&word.as_str());
    (up || DOWN.contains(&word.as_str())).then_some(up)
}

/// The figure that says by how much.
fn change<'a>(passage: &Passage<'_>, figures: &'a [Figure], ends: &Ends<'_>) -> Option<&'a Figure> {
    let is_change = |figure: &&Figure| {
        let first = figure.tokens.start;
        if first == ends.from.tokens.start || first == ends.to.tokens.start {
            return false;
        }
        let moves = |word: &str| UP.contains(&word) || DOWN.contains(&word);
        let word = before(passage, first);
        let two = first.checked_sub(1).map(|at| before(passage, at)).unwrap_or_default();
        let near = [ends.start, ends.to.end, ends.from.end]
            .into_iter()
            .any(|other| first.abs_diff(other) <= APART);
        let said = moves(&word)
            || (["by", "of"].contains(&word.as_str()) && moves(&two))
            || moves(&passage.lower(figure.tokens.end));
        near && said
    };
    let mut found = figures.iter().filter(is_change);
    let first = found.next()?;
    found.next().is_none().then_some(first)
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
    Some(slip(at, bytes(ends), message, format!("a {is}")))
}

fn bytes(ends: &Ends<'_>) -> std::ops::Range<usize> {
    let (a, b) = (&ends.from.bytes, &ends.to.bytes);
    a.start.min(b.start)..a.end.max(b.end)
}

/// "Doubled from 40 to 90".
fn times(at: BlockIx, passage: &Passage<'_>, ends: &Ends<'_>) -> Option<Slip> {
    let word = before(passage, ends.start);
    let (_, times) = TIMES.iter().find(|(name, _)| *name == word)?;
    let hedge = ends.start.checked_sub(1).map(|at| before(passage, at))?;
    if NEARLY.contains(&hedge.as_str()) {
        return None;
    }
    let (from, to) = (ends.from.amount.as_ref()?, ends.to.amount.as_ref()?);
    let ratio = to.shown.checked_div(from.shown)?;
    let off = ratio.checked_sub(*times)?.abs();
    if off <= times.checked_mul(LOOSE)? {
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
    let (low, high) = change.limits()?;
    let apart = to.shown.checked_sub(from.shown)?.abs();
    let slack = from.slack.checked_add(to.slack)?;
    let within = |actual: Decimal, slack: Decimal| {
        let width = high.checked_sub(low)?.checked_div(Decimal::TWO)?.checked_add(slack)?;
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
