//! Parts that stand in several sentences, as many as one of them says there are: "it came from three
//! places", and what each gave; "the four regions", and what each has. "Twelve members were
//! present", and seven for, four against and two abstaining.

use rust_decimal::Decimal;

use super::digits::one_digit;
use super::figure::{Figure, any_of, any_on, before, figures};
use super::part::{NOT_PARTS, Parts, check, told};
use super::placed::Placed;
use super::{Amount, adds_up, sum};
use crate::prose::passage::{Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::value::quantity::Unit;

/// Most parts that a number in words announces.
const MOST_PARTS: usize = 12;

/// Sentences behind the one that announces them in which parts are looked for.
const BEHIND: usize = 4;

/// Most figures of a document: of longer ones any sum is that of something.
const MOST: usize = 600;

/// Part of a sum that a whole which is meant to be it lies off at most.
const NEAR: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// Digits of sums that nothing but a slip of the pen makes alike.
const LONG: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// Nouns of what an amount comes from, or goes to.
const SOURCES: &[&str] = &[
    "place",
    "source",
    "part",
    "way",
    "fund",
    "grant",
    "group",
    "kind",
    "category",
    "class",
    "instalment",
    "installment",
    "item",
    "heading",
    "head",
    "purse",
    "donor",
    "pot",
    "stage",
];

/// Words that say that a figure is all of it.
const WHOLE: &[&str] =
    &["whole", "total", "all", "altogether", "overall", "entire", "cost", "sum", "bill"];

/// Slips of the parts of a document's paragraphs.
pub(super) fn slips(
    text: &Text<'_, '_>,
    runs: &[bool],
    (document, all): (usize, &[Placed<'_>]),
    out: &mut Vec<Slip>,
) {
    if all.len() > MOST {
        return;
    }
    for at in 0..all.len() {
        out.extend(announced(all, at));
    }
    out.extend(votes(all));
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        together(BlockIx { document, block }, passage, out);
    }
}

impl Placed<'_> {
    /// How many things a number in words says there are.
    fn says(&self) -> Option<usize> {
        let printed = self.passage.slice(&self.figure.tokens);
        let words = !printed.bytes().any(|b| b.is_ascii_digit());
        let amount = self.figure.amount.as_ref().filter(|_| words && self.figure.is_count())?;
        let number = usize::try_from(amount.shown).ok()?;
        (2..=MOST_PARTS).contains(&number).then_some(number)
    }

    fn amount(&self) -> Option<&Amount> {
        self.figure.amount.as_ref().filter(|_| !self.figure.is_share())
    }
}

/// Parts behind a number of them, against the whole that stands before it, or anywhere where the two
/// differ by a slip of the pen.
fn announced(all: &[Placed<'_>], at: usize) -> Option<Slip> {
    let here = &all[at];
    let number = here.says()?;
    let noun = here.figure.noun.clone()?;
    // "The three largest items": there are others.
    let foremost = |at: usize| {
        let word = here.passage.lower(at);
        word.ends_with("est")
            || ["main", "top", "principal", "leading", "most"].contains(&word.as_str())
    };
    if (here.figure.tokens.end..here.figure.end).any(foremost) {
        return None;
    }
    let parts = behind(all, at, number)?;
    let first = *parts.first()?;
    let own: Vec<&Amount> = parts.iter().filter_map(|part| part.amount()).collect();
    let whole = whole_of(all, here, (&noun, number), (&parts, &own))?;
    let mut of_it: Vec<Figure> = parts.iter().map(|part| part.figure.clone()).collect();
    for (figure, amount) in of_it.iter_mut().zip(in_unit(&own, whole.amount()?)) {
        figure.amount = Some(amount);
    }
    let parts: Vec<&Figure> = of_it.iter().collect();
    let mut slip = check(whole.at, &Parts { whole: &whole.figure, parts })?;
    slip.bytes = whole.figure.bytes.clone();
    let label = format!("the first of {number} parts");
    slip.other = Some((first.at, first.figure.bytes.clone(), label));
    Some(slip)
}

/// The amounts of one kind behind a number of parts, where they are as many.
fn behind<'a, 't>(all: &'a [Placed<'t>], at: usize, number: usize) -> Option<Vec<&'a Placed<'t>>> {
    let here = &all[at];
    let of_block = || all[at + 1..].iter().take_while(|other| other.at.block == here.at.block);
    let first = of_block().next()?;
    let like = |other: &&Placed<'_>| {
        let (a, b) = (first.amount(), other.amount());
        a.zip(b).is_some_and(|(a, b)| a.is_like(b) && b.shown > Decimal::from(MOST_PARTS))
            && other.passage.slice(&other.figure.tokens).bytes().any(|b| b.is_ascii_digit())
    };
    let sentence = |other: &Placed<'_>| {
        let start = other.sentence.tokens.start;
        here.passage.sentence_of(start).unwrap_or(usize::MAX)
    };
    let from = sentence(here);
    let parts: Vec<&Placed<'_>> = of_block()
        .take_while(|other| sentence(other) <= from + BEHIND)
        .filter(|other| like(other))
        .collect();
    let flat = parts.iter().all(|part| {
        let start = part.figure.tokens.start;
        !any_on(part.passage, start.saturating_sub(2)..start, &NOT_PARTS)
    });
    (parts.len() == number && flat && like(&first)).then_some(parts)
}

/// What they are the parts of, and do not add up to; `None` where they add up to anything.
fn whole_of<'a, 't>(
    all: &'a [Placed<'t>],
    here: &Placed<'_>,
    (noun, number): (&str, usize),
    (parts, own): (&[&Placed<'_>], &[&Amount]),
) -> Option<&'a Placed<'t>> {
    let source = SOURCES.contains(&noun);
    // "It breaks the cost down into four parts."
    let split = source && before(here.passage, here.figure.tokens.start) == "into";
    let mut whole: Option<&Placed<'_>> = None;
    for other in all {
        let inside = parts.iter().any(|part| std::ptr::eq(*part, other));
        let Some(amount) = other.amount().filter(|_| !inside) else { continue };
        let of_it = in_unit(own, amount);
        let amounts: Vec<&Amount> = of_it.iter().collect();
        let Some(total) = sum(&amounts, amount) else { continue };
        if adds_up(&total, amount) {
            return None;
        }
        let apart = total.shown.checked_sub(amount.shown)?.abs();
        // Of two parts, of whatever there are two, the sum is soon a digit away from something.
        let pen = one_digit(total.shown, amount.shown) && amount.shown >= LONG && number > 2;
        let near = total.shown.checked_mul(NEAR).is_some_and(|near| apart <= near);
        let ahead = other.at.block <= here.at.block && other.at.block + 1 >= here.at.block;
        let tokens = other.sentence.tokens.clone();
        let all_of_it = source
            && ahead
            && near
            && (other.at.block < here.at.block
                || other.figure.bytes.end <= here.figure.bytes.start)
            && any_of(other.passage, tokens, WHOLE);
        let divided = split && near && !matches!(amount.unit, Unit::Count(None));
        if (pen || all_of_it || divided) && amounts.iter().all(|part| part.shown < amount.shown) {
            let rival = whole.and_then(|known| known.amount());
            if divided && rival.is_some_and(|known| known.shown != amount.shown) {
                return None;
            }
            whole = Some(other);
        }
    }
    whole
}

/// Amounts without a unit, behind one that has it, are of that unit: "11.9 million pounds … gave 5.4
/// million".
fn in_unit(parts: &[&Amount], whole: &Amount) -> Vec<Amount> {
    let bare = |part: &Amount| matches!(part.unit, Unit::Count(None));
    let of = |part: &&Amount| {
        let unit = if bare(part) { whole.unit.clone() } else { part.unit.clone() };
        Amount { unit, ..(*part).clone() }
    };
    parts.iter().map(of).collect()
}

/// Words behind the numbers of a vote.
const VOTES: &[&[&str]] = &[
    &["for", "favour", "favor"],
    &["against"],
    &["abstain", "abstaining", "abstained", "abstention", "abstentions"],
];

/// "By nine votes to four, with two abstentions": which vote each figure of a sentence is.
fn by_votes(sentence: &[Placed<'_>]) -> Option<Vec<usize>> {
    let (a, b) = (sentence.first()?, sentence.get(1)?);
    let votes =
        a.figure.noun.as_deref() == Some("vote") || b.figure.noun.as_deref() == Some("vote");
    let to = a.figure.end.max(a.figure.tokens.end);
    let to = a.passage.is_any(to, &["to", "against"]) && to + 1 >= b.figure.tokens.start;
    let third = sentence.get(2).map(|c| c.figure.noun.as_deref() == Some("abstention"));
    let rest = sentence.len() <= 3 && third.unwrap_or(true);
    (votes && to && rest).then(|| (0..sentence.len()).collect())
}

/// Votes that are more than those who were there.
fn votes(all: &[Placed<'_>]) -> Option<Slip> {
    let mut present = all.iter().filter(|placed| {
        let end = placed.figure.end.max(placed.figure.tokens.end);
        // "All 14 members of the committee were present".
        const BEHIND: usize = 7;
        let behind = end..(end + BEHIND).min(placed.sentence.tokens.end);
        let person = placed.figure.noun.is_some() && placed.figure.is_count();
        // "Eleven members of the public attended": they have no vote.
        let public = any_of(placed.passage, behind.clone(), &["public", "audience", "press"]);
        person && !public && any_of(placed.passage, behind, &["present", "attended"])
    });
    let (Some(present), None) = (present.next(), present.next()) else { return None };
    let of = |placed: &Placed<'_>, until: usize| {
        let behind = placed.figure.tokens.end..until;
        VOTES.iter().position(|words| any_of(placed.passage, behind.clone(), words))
    };
    for sentence in all.chunk_by(Placed::is_beside) {
        let ends = sentence.iter().skip(1).map(|placed| placed.figure.tokens.start);
        let ends = ends.chain(std::iter::once(sentence[0].sentence.tokens.end));
        let kinds: Option<Vec<usize>> =
            sentence.iter().zip(ends).map(|(placed, end)| of(placed, end)).collect();
        let kinds = kinds.or_else(|| by_votes(sentence));
        let Some(kinds) = kinds.filter(|kinds| matches!(kinds.as_slice(), [0, 1] | [0, 1, 2]))
        else {
            continue;
        };
        let parts: Vec<&Figure> = sentence.iter().map(|placed| &placed.figure).collect();
        let amounts: Option<Vec<&Amount>> = parts.iter().map(|p| p.amount.as_ref()).collect();
        let Some(amounts) = amounts.filter(|_| kinds.len() > 1) else { continue };
        let whole = present.figure.amount.as_ref()?;
        let total = sum(&amounts, whole)?;
        let some = amounts.iter().all(|part| part.shown <= whole.shown);
        if !some || total.shown.checked_sub(whole.shown)? <= total.slack {
            continue;
        }
        let mut slip = told(present.at, &Parts { whole: &present.figure, parts }, total.shown);
        slip.bytes = present.figure.bytes.clone();
        let first = &sentence[0];
        slip.other = Some((first.at, first.figure.bytes.clone(), "the votes".to_owned()));
        return Some(slip);
    }
    None
}

/// "Employees pay 8 per cent, up from 7, and employers 12. Together that comes to 21 per cent."
fn together(at: BlockIx, passage: &Passage<'_>, out: &mut Vec<Slip>) {
    /// Words of a sentence that gives the sum of the one before it.
    const COMES: &[&str] =
        &["come", "comes", "came", "make", "makes", "made", "gives", "is", "are"];
    for pair in passage.sentences.windows(2) {
        let [before_it, sentence] = pair else { continue };
        let start = sentence.tokens.start;
        let opens = passage.is(start, "together")
            && passage.is_any(start + 1, &["that", "this", "they", "these", "the"]);
        let here = figures(passage, sentence);
        let comes = any_of(passage, sentence.tokens.clone(), COMES);
        let Some(whole) = here.first().filter(|_| opens && comes) else { continue };
        let now = |figure: &Figure| {
            let word = before(passage, figure.tokens.start);
            !matches!(word.as_str(), "from" | "against")
                && figure.quantity.unit.comparable(&whole.quantity.unit)
        };
        let there = figures(passage, before_it);
        // "Up from 7 per cent", "up from 11": what was before is no part, whatever its unit.
        let old = |figure: &Figure| before(passage, figure.tokens.start) == "from";
        let parts: Vec<&Figure> = there.iter().filter(|figure| now(figure)).collect();
        let rest = there.iter().filter(|figure| !now(figure) && !old(figure)).count();
        let span: Tokens = before_it.tokens.clone();
        let plain = !any_of(passage, span, &["including", "about", "each", "of", "per"])
            || whole.is_share();
        let flat = parts.len() == 2 && rest == 0 && plain;
        if flat && parts.iter().all(|part| part.amount.is_some()) {
            out.extend(check(at, &Parts { whole, parts }));
        }
    }
}
