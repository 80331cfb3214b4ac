//! Counts that a short text tells again as known, and otherwise: "63 boats had been damaged" and "the
//! 58 damaged boats"; "fined 90,000 euros" and "the 19,000-crown fine".
//!
//! "The" before a number says that the reader has met it. Where a short text has met one count of that
//! noun and no other, and the number is neither that nor anything that follows from the numbers told
//! before, one of the two is wrong. Words that say which of them are meant have to be told of the first
//! as well: "the 20 boats that had sunk" may be some of the 63.

use rust_decimal::Decimal;

use super::figure::{Figure, limits};
use super::kinds::is_kind;
use super::placed::Placed;
use super::slip;
use crate::prose::gist;
use crate::prose::lexicon::{class, word};
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::slip::Slip;
use crate::value::quantity::{Unit, show};

/// The rule that reports these.
const RULE: &str = "conflicting-detail";

/// What to do about them.
const HELP: &str = "find out which is right; if both are, say which of them the second counts";

/// Most figures of a short text. In longer ones a noun is soon counted of two things.
const MOST: usize = 20;

/// How far apart two counts of one thing are at most, as the greater by the less.
const FURTHEST: Decimal = Decimal::from_parts(16, 0, 0, false, 1);

/// Words that say that what is counted has been told of.
const KNOWN: &[&str] = &["the", "these", "those", "all"];

/// Words beside a count that say that it is not of all, or that it is of others.
const OTHERS: &[&str] = &[
    "other",
    "others",
    "another",
    "further",
    "more",
    "additional",
    "extra",
    "remaining",
    "rest",
    "first",
    "last",
    "next",
    "previous",
    "past",
    "new",
    "only",
    "same",
    "original",
    "least",
    "best",
    "top",
    "every",
    "including",
];

/// Prepositions behind a noun that pick some of it out.
const PICKS: &[&str] = &["in", "on", "at", "of", "from", "with", "without", "by", "for"];

/// A figure that is told as known.
struct Recalled<'a, 't> {
    placed: &'a Placed<'t>,
    /// Lemma of what it counts, or of what it is the size of.
    noun: String,
    /// Words that say which of them.
    which: Vec<String>,
    /// Words of what stands behind the noun and picks them out, of which one is enough.
    by: Vec<String>,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    for (at, placed) in all.iter().enumerate() {
        let Some(recalled) = recalled(placed) else { continue };
        let known = |slip: &Slip| slip.at == placed.at && slip.bytes == placed.figure.bytes;
        if out.iter().any(known) {
            continue;
        }
        let Some(first) = first(&recalled, &all[..at], all) else { continue };
        let (n, m) = (show(&first.figure.quantity), show(&placed.figure.quantity));
        let message = format!("{m} are spoken of as known, where the text has told of {n}");
        let mut slip = slip(placed.at, placed.figure.bytes.clone(), message, format!("{m} here"));
        (slip.rule, slip.help) = (RULE, HELP);
        slip.other = Some((first.at, first.figure.bytes.clone(), format!("{n} here")));
        out.push(slip);
    }
}

/// "The 58 damaged boats", "each of the 58 boats", "all 58 who rowed", "the 19,000-crown fine".
fn recalled<'a, 't>(placed: &'a Placed<'t>) -> Option<Recalled<'a, 't>> {
    /// Tokens behind the noun that say which of them are meant.
    const WHICH: usize = 6;
    let (passage, figure) = (placed.passage, &placed.figure);
    let start = figure.tokens.start;
    let end = placed.sentence.tokens.end;
    figure.amount.as_ref()?;
    let money = matches!(figure.quantity.unit, Unit::Money(_));
    let joint = start.checked_sub(1).filter(|at| *at >= placed.sentence.tokens.start)?;
    if !passage.is_any(joint, KNOWN) || !(money || figure.is_count()) {
        return None;
    }
    let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | "." | ":" | "(" | ")");
    let relative = |at: usize| passage.is_any(at, &["who", "that", "which"]);
    // "The 512 who finished" has no noun: what they did is what is known of them.
    if figure.noun.is_none() && !money {
        let behind = figure.tokens.end;
        relative(behind).then_some(())?;
        let said = (behind + 1..end.min(behind + 1 + WHICH)).take_while(|at| !closes(at));
        let which: Vec<String> = said.filter_map(|at| gist::lemma(passage, at)).take(1).collect();
        let noun = which.first()?.clone();
        return Some(Recalled { placed, noun, which, by: Vec::new() });
    }
    let head = if money { sized(passage, figure)? } else { figure.end.checked_sub(1)? };
    if !money && passage.tokens.get(head)?.word.is(class::TIME_UNIT) {
        return None;
    }
    let which = gist::lemmas(passage, figure.tokens.end..head);
    let behind = head + 1..end.min(head + 1 + WHICH);
    let auxiliary = class::BE | class::HAVE | class::DO | class::MODAL;
    let picks = |at: usize| {
        let word = passage.tokens[at].word;
        let participle = word.is(class::PARTICIPLE) || passage.token(at).ends_with("ed");
        relative(at) || passage.is_any(at, PICKS) || (participle && !word.is(auxiliary))
    };
    let narrowed = behind.start < end && picks(behind.start);
    let said = behind.clone().take_while(|at| narrowed && !closes(at));
    let by = said.filter_map(|at| gist::lemma(passage, at)).collect();
    let beside = joint.saturating_sub(2)..behind.start + 1;
    if beside.clone().any(|at| passage.is_any(at, OTHERS)) {
        return None;
    }
    let noun = gist::lemma(passage, head)?;
    Some(Recalled { placed, noun, which, by })
}

/// The noun of which an amount of money is the size: "the 19,000-crown fine".
fn sized(passage: &Passage<'_>, figure: &Figure) -> Option<usize> {
    let at = figure.tokens.end;
    let noun = passage.tokens.get(at)?.word;
    (noun.is(class::NOUN) && !noun.is(class::PREPOSITION | class::TIME_UNIT)).then_some(at)
}

/// The one figure before it that it can be meant to be, where it is not that one.
fn first<'a, 't>(
    recalled: &Recalled<'_, '_>,
    before: &'a [Placed<'t>],
    all: &[Placed<'_>],
) -> Option<&'a Placed<'t>> {
    let own = recalled.placed;
    let amount = own.figure.amount.as_ref()?;
    let money = !own.figure.is_count();
    let like = |other: &Placed<'_>| {
        own.figure.quantity.unit.comparable(&other.figure.quantity.unit)
            || (own.figure.is_count() && other.figure.is_count())
    };
    let mut found: Option<&Placed<'_>> = None;
    for other in before.iter().filter(|other| like(other) && !other.is_beside(own)) {
        if !is_of(recalled, other) {
            continue;
        }
        // Two counts of it: which is meant is anybody's guess.
        if found.is_some() {
            return None;
        }
        found = Some(other);
    }
    let first = found?;
    let (low, high) = limits(&first.figure.quantity);
    let (n, m) = (first.figure.quantity.printed.as_ref()?.low, amount.shown);
    let fits = low.is_none_or(|low| low <= m) && high.is_none_or(|high| m <= high);
    let apart = n.max(m).checked_div(n.min(m))?;
    let alike = money || apart <= FURTHEST;
    // What a hedge leaves open is not told by a number.
    let bounded = first.figure.amount.is_some() || high.is_some_and(|high| m > high);
    let only = !money || before.iter().filter(|other| like(other)).count() == 1;
    let follows = all.iter().any(|other| !std::ptr::eq(other, own) && is_told(other, m))
        || is_made_of(before, m);
    let partial = is_partial(first) || are_apart(first, own);
    (!fits && alike && bounded && only && !follows && !partial).then_some(first)
}

/// Whether a figure counts what a recalled one does, by its noun or by what its clause tells of it.
fn is_of(recalled: &Recalled<'_, '_>, other: &Placed<'_>) -> bool {
    let (passage, noun) = (other.passage, &recalled.noun);
    let said = gist::Gist::of(passage, other.sentence.tokens.clone());
    let segment = other.figure.segment(passage, other.sentence);
    let words = gist::lemmas(passage, segment);
    let counted = other.figure.noun.as_deref();
    let same = counted.is_some_and(|own| {
        gist::is_form(own, noun) || is_kind(own, noun) || own.ends_with(noun.as_str())
    });
    // "Fined 900 crowns" and "the fine", "two guests died" and "the deaths".
    let people = counted.is_some_and(|own| word(own).is(class::PERSON))
        || recalled.placed.figure.noun.is_none();
    let deed = (people || !recalled.placed.figure.is_count())
        && words.iter().any(|own| gist::is_form(own, noun) || gist::alike(own, noun));
    let picked = recalled.by.is_empty() || recalled.by.iter().any(|word| said.holds(word));
    (same || deed) && picked && recalled.which.iter().all(|word| said.holds(word))
}

/// Whether a figure is some of what there are.
fn is_partial(placed: &Placed<'_>) -> bool {
    let (passage, figure) = (placed.passage, &placed.figure);
    let beside = figure.tokens.start.saturating_sub(2)..figure.end + 1;
    passage.is(figure.tokens.end, "of") || beside.into_iter().any(|at| passage.is_any(at, OTHERS))
}

/// Whether two sentences are of two years, or of different speakers' making.
fn are_apart(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let years = |placed: &Placed<'_>| -> Vec<String> {
        let mentions = placed.passage.mentions.get(placed.sentence.mentions.clone());
        let dates = mentions.unwrap_or(&[]).iter().filter(|mention| {
            matches!(mention.kind, MentionKind::Date(_) | MentionKind::Duration(_))
        });
        dates.map(|mention| placed.passage.slice(&mention.tokens).to_owned()).collect()
    };
    let year = |text: &String| text.contains("year") || text.len() == "2003".len();
    let (x, y) = (years(a), years(b));
    let other = |own: &[String], rest: &[String]| own.iter().any(|d| year(d) && !rest.contains(d));
    other(&y, &x) || (other(&x, &y) && !y.is_empty())
}

/// Whether a figure is a number.
fn is_told(placed: &Placed<'_>, number: Decimal) -> bool {
    let printed = placed.figure.quantity.printed.as_ref();
    printed.is_some_and(|printed| printed.low == number || printed.high == Some(number))
}

/// Whether a number is the sum or the difference of two that are told, or the sum of all of a run.
fn is_made_of(all: &[Placed<'_>], number: Decimal) -> bool {
    let shown: Vec<Decimal> =
        all.iter().filter_map(|p| Some(p.figure.quantity.printed.as_ref()?.low)).collect();
    let two = shown.iter().enumerate().any(|(at, a)| {
        shown[at + 1..].iter().any(|b| {
            let apart = a.checked_sub(*b).map(|apart| apart.abs());
            a.checked_add(*b) == Some(number) || apart == Some(number)
        })
    });
    let run = |from: usize| {
        let mut sum = Decimal::ZERO;
        shown[from..].iter().any(|n| {
            sum = sum.saturating_add(*n);
            sum == number
        })
    };
    two || (0..shown.len()).any(run)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of};

    #[test]
    fn counts_that_are_known_are_those_that_were_told() {
        check_by(
            |markdown| slips_of(super::RULE, markdown),
            &[
                // Both are claims of one frame, and compared as such.
                (
                    "The storm damaged 63 boats.\n\nThe owners of the 58 damaged boats will be paid.",
                    0,
                ),
                (
                    "The storm damaged 63 boats.\n\nThe owners of the 63 damaged boats will be paid.",
                    0,
                ),
                // Some of them, or others.
                (
                    "The storm damaged 63 boats.\n\nThe owners of the 58 wooden boats will be paid.",
                    0,
                ),
                ("The storm damaged 63 boats.\n\nThe other 58 boats were in port.", 0),
                ("The storm damaged 63 boats, and the tide 20 more.\n\nThe 83 boats are old.", 0),
                ("The storm damaged 63 boats.\n\nThe 58 boats that still float are old.", 0),
                // Another year's, or far from it.
                ("The storm damaged 63 boats.\n\nThe 58 boats damaged in 1987 are gone.", 0),
                ("The storm damaged 63 boats.\n\nThe 400 boats of the fleet are old.", 0),
                // By what was done, and by a hedge.
                ("Two guests have died.\n\nAll three deaths were sudden.", 1),
                ("Almost 500 runners finished.\n\nEach of the 512 who finished got a cup.", 1),
                ("Almost 500 runners finished.\n\nEach of the 492 who finished got a cup.", 0),
                ("The inn was fined 90,000 euros.\n\nIt will pay the 19,000-euro fine.", 1),
                ("The inn was fined 19,000 euros.\n\nIt will pay the 19,000-euro fine.", 0),
            ],
        );
    }
}
