//! The two ends of a change: "from A to B", "to B from A", "B, up from A", "B, against A".

use super::super::are_of_two_scales;
use super::super::figure::{Figure, any_of, before, lasts};
use super::TIMES;
use super::way::moves;
use crate::prose::lexicon::class;
use crate::prose::passage::Passage;
use crate::prose::words::Words;

/// Tokens between two ends: "from 50 people in the spring of 2021 to 56".
pub(super) const APART: usize = 10;

/// Words in whose clauses less is more, or figures are no amounts.
pub(super) static RANKS: Words = Words::new(&[
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

/// The ends of a change.
pub(super) struct Ends<'a> {
    pub(super) from: &'a Figure,
    pub(super) to: &'a Figure,
    /// Token before which the change itself is looked for.
    pub(super) start: usize,
    /// Whether the words behind the ends call it a rise, where they say it.
    pub(super) up: Option<bool>,
}

/// "From A to B", "to B from A", "B, up P from A", "B, against A".
pub(super) fn ends<'a>(passage: &Passage<'_>, figures: &'a [Figure]) -> Vec<Ends<'a>> {
    let mut out = Vec::new();
    for (ix, from) in figures.iter().enumerate().filter(|(_, from)| from.amount.is_some()) {
        let word = before(passage, from.tokens.start);
        let found = match word.as_str() {
            "from" => from_to(passage, figures, ix)
                .or_else(|| up_from(passage, figures, ix))
                .or_else(|| to_from(passage, figures, ix)),
            "against" | "with" | "to" | "versus" | "vs" => against(passage, figures, ix),
            _ => None,
        };
        out.extend(found.filter(|ends| ends.to.is_like(from) && are_amounts(passage, ends)));
    }
    out
}

/// Words of what is worth less the more of it another is worth: "the crown rose to 36 to the dollar from
/// 40".
static RATES: Words = Words::new(&[
    "currency",
    "currencies",
    "counterpart",
    "dollar",
    "euro",
    "yen",
    "yuan",
    "renminbi",
    "franc",
    "mark",
    "sterling",
    "peso",
    "real",
    "rupee",
    "rouble",
    "ruble",
    "lira",
    "rand",
    "krona",
    "krone",
    "zloty",
    "won",
]);

/// Whether more of what two figures are of is a greater figure: not so of what is owed, of prices that
/// are printed from one end to the other ("4.18/06"), and of what one money is worth in another.
fn are_amounts(passage: &Passage<'_>, ends: &Ends<'_>) -> bool {
    let Some((a, b)) = ends.from.amount.as_ref().zip(ends.to.amount.as_ref()) else { return false };
    let quoted = |figure: &Figure| {
        passage.text.get(figure.bytes.end..).is_some_and(|behind| behind.starts_with('/'))
    };
    let sentence = passage.sentence_of(ends.start).and_then(|at| passage.sentences.get(at));
    let rate = |at: usize| passage.is_of(at, &RATES);
    let rates = || ends.to.is_count() && sentence.is_some_and(|said| said.tokens.clone().any(rate));
    !are_of_two_scales(a.shown, b.shown)
        && !a.shown.is_sign_negative()
        && !b.shown.is_sign_negative()
        && !quoted(ends.from)
        && !quoted(ends.to)
        && !rates()
}

/// Whether a figure is what something came to: "to 40".
fn is_to(passage: &Passage<'_>, figure: &Figure) -> bool {
    before(passage, figure.tokens.start) == "to"
}

/// The figure that the one of a place was before the change: "to 40 from 30".
fn came_to<'a>(passage: &Passage<'_>, figures: &'a [Figure], ix: usize) -> Option<&'a Figure> {
    let (from, to) = (figures.get(ix)?, figures.get(ix.checked_sub(1)?)?);
    (from.tokens.start.saturating_sub(to.end) <= APART && is_to(passage, to)).then_some(to)
}

/// "From A to B".
fn from_to<'a>(passage: &Passage<'_>, figures: &'a [Figure], ix: usize) -> Option<Ends<'a>> {
    let (from, to) = (figures.get(ix)?, figures.get(ix + 1)?);
    let start = from.tokens.start.checked_sub(1)?;
    let between = from.end..to.tokens.start;
    // "Imports rose to 445 from 362 and exports to 151 from 139", "from 57 million, and spending fell to 36".
    let other = came_to(passage, figures, ix).is_some()
        || between.clone().any(|at| moves(passage, at).is_some());
    let near = between.len() <= APART && is_to(passage, to);
    (near && !other).then_some(Ends { from, to, start, up: None })
}

/// "Rose to B from A".
fn to_from<'a>(passage: &Passage<'_>, figures: &'a [Figure], ix: usize) -> Option<Ends<'a>> {
    let (from, to) = (figures.get(ix)?, came_to(passage, figures, ix)?);
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
pub(super) const NEAR: usize = 4;

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
pub(super) const UNREAL: &[&str] = &[
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

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check_by, sums_of};

    #[test]
    fn two_changes_of_one_sentence_have_their_own_ends() {
        check_by(
            sums_of,
            &[
                ("Imports rose to 445 tonnes from 362 and exports to 151 from 139.", 0),
                ("Fares rose to £220 in May from £110 in April while tolls were down to £54.", 0),
                (
                    "The port cut its estimate to 22 ships from 32 in May and to 23 from 30 in June.",
                    0,
                ),
                ("Visits rose to 880 in May, but were well down from 960 in March.", 0),
                ("Visits fell to 880 in May, and were well up from 960 in March.", 1),
                ("Visits rose from 220 to 180 in May.", 1),
                ("Visits rose to 180 in May from 220 in April.", 1),
                // What grows more slowly, and what is worth more the less is paid for it.
                ("Growth slowed to 2.6 per cent from 4.3 per cent in the year before.", 0),
                ("It cut its forecast for growth to 2.3 per cent from 2.8 per cent.", 0),
                ("This rise in prices will bring their spending to £130 from £150.", 0),
                ("The crown rose to 36.8 to the dollar from 40.5.", 0),
                ("The rate rose to 4.14/03 from 4.18/06.", 0),
            ],
        );
    }
}
