//! One change that is told twice: "the price of wool has halved since 1990", and pages on "the price of
//! wool has fallen by a third since 1990".
//!
//! Two changes are one where the same words stand before the verb and the same times behind it.

use rust_decimal::Decimal;

use super::change::{TIMES, WAY, moves};
use super::figure::{any_of, limits};
use super::share::UNTOLD;
use super::slip;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::quantity::{self, Quantity, Unit};

/// Most changes of a document: each is held against all that follow it.
const MOST: usize = 60;

/// How far a change may be off, as a part of it where a word tells it, and of the whole where a share does.
const LOOSE: (Decimal, Decimal) = (parts(87), parts(115));
const NEARLY: (Decimal, Decimal) = (parts(75), parts(150));
const SHARE: Decimal = parts(4);

/// Words before a change that say that it is near it.
const HEDGES: &[&str] =
    &["nearly", "almost", "roughly", "about", "than", "over", "around", "virtually", "some"];

/// Words of what changes that say nothing of what it is.
const IDLE: &[&str] = &[
    "number", "total", "figure", "count", "amount", "level", "combined", "overall", "annual",
    "yearly",
];

/// Subjects that stand for what the sentence before tells of.
const BACK: &[&str] = &["it", "its", "they", "their", "this", "these"];

const fn parts(hundredths: u32) -> Decimal {
    Decimal::from_parts(hundredths, 0, 0, false, 2)
}

/// By how much something has changed, and since when.
struct Factor<'t> {
    at: BlockIx,
    passage: &'t Passage<'t>,
    index: usize,
    /// What says so.
    tokens: Tokens,
    /// How many times as much it is.
    low: Decimal,
    high: Decimal,
    /// Lemmas of what has changed, or of all that the sentence before tells.
    words: Vec<String>,
    back: bool,
    /// The words of its times.
    times: Vec<String>,
}

/// Slips of a document, of whose passages it is told.
pub(super) fn slips<'t>(
    passages: impl Iterator<Item = (BlockIx, &'t Passage<'t>)>,
    out: &mut Vec<Slip>,
) {
    let mut told: Vec<Factor<'_>> = Vec::new();
    for (at, passage) in passages {
        for index in 0..passage.sentences.len() {
            told.extend(factors(at, passage, index));
        }
    }
    if told.len() > MOST {
        return;
    }
    for (n, later) in told.iter().enumerate() {
        let bytes = later.passage.bytes(&later.tokens);
        if out.iter().any(|slip| slip.touches(later.at, &bytes)) {
            continue;
        }
        let before = told[..n].iter().filter(|earlier| earlier.is_of_same(later));
        let apart = |earlier: &&Factor<'_>| earlier.high < later.low || later.high < earlier.low;
        let Some(earlier) = before.clone().find(apart) else { continue };
        if before.clone().any(|earlier| !apart(&earlier)) {
            continue;
        }
        let (a, b) = (earlier.passage.slice(&earlier.tokens), later.passage.slice(&later.tokens));
        let message =
            format!("\u{201c}{b}\u{201d} is said of a change that is \u{201c}{a}\u{201d} before");
        let mut slip = slip(later.at, bytes, message, "the same change".to_owned());
        let other = earlier.passage.bytes(&earlier.tokens);
        slip.help = WAY;
        slip.other = Some((earlier.at, other, format!("\u{201c}{a}\u{201d} here")));
        out.push(slip);
    }
}

impl Factor<'_> {
    /// Whether two passages tell of one change.
    fn is_of_same(&self, other: &Self) -> bool {
        let apart = self.at != other.at || self.index.abs_diff(other.index) > 1;
        let holds = |all: &[String], some: &[String]| {
            some.iter().all(|word| all.iter().any(|own| gist::is_form(own, word)))
        };
        let (a, b) = (&self.words, &other.words);
        let subject = match (self.back, other.back) {
            (false, false) => holds(a, b) && holds(b, a),
            (true, false) => holds(a, b),
            (false, true) => holds(b, a),
            (true, true) => false,
        };
        apart && subject && self.times == other.times
    }
}

/// The changes that a sentence tells.
fn factors<'t>(at: BlockIx, passage: &'t Passage<'t>, index: usize) -> Vec<Factor<'t>> {
    let sentence = &passage.sentences[index];
    let mut out = Vec::new();
    for token in sentence.tokens.clone() {
        let by = TIMES.iter().find(|(name, _)| *name == passage.lower(token));
        if let Some((_, by)) = by.filter(|_| ends_at(passage, token + 1)) {
            let hedged = any_of(passage, token.saturating_sub(1)..token, HEDGES);
            let (low, high) = if hedged { NEARLY } else { LOOSE };
            let of = by.checked_mul(low).zip(by.checked_mul(high));
            out.extend(of.and_then(|of| factor(at, passage, index, token..token + 1, of)));
        }
    }
    for verb in sentence.tokens.clone().filter(|at| passage.is(at + 1, "by")) {
        let Some((up, (end, share))) = moves(passage, verb).zip(share(passage, sentence, verb + 2))
        else {
            continue;
        };
        let (low, high) = limits(&share);
        let of = low.zip(high).map(|(low, high)| {
            let (low, high) = if up { (low, high) } else { (-high, -low) };
            let whole = Decimal::ONE;
            (
                whole.saturating_add(low).saturating_sub(SHARE),
                whole.saturating_add(high).saturating_add(SHARE),
            )
        });
        out.extend(of.and_then(|of| factor(at, passage, index, verb..end, of)));
    }
    out
}

/// "A third", "two thirds", "40 per cent", of nothing that would follow: the share from a token on and
/// where it ends.
fn share(passage: &Passage<'_>, sentence: &Sentence, at: usize) -> Option<(usize, Quantity)> {
    /// Most tokens of it.
    const WORDS: usize = 4;
    let ends = (at + 1..=(at + WORDS).min(sentence.tokens.end)).rev();
    let mut read =
        ends.filter_map(|end| Some((end, quantity::read(passage.slice(&(at..end)), None).ok()?)));
    let (end, share) = read.next()?;
    (share.unit == Unit::Share && ends_at(passage, end)).then_some((end, share))
}

/// Whether nothing follows a verb that would be what it multiplies.
fn ends_at(passage: &Passage<'_>, at: usize) -> bool {
    passage.tokens.get(at).is_some_and(|next| next.word.is(class::PREPOSITION))
        && !passage.is(at, "of")
}

fn factor<'t>(
    at: BlockIx,
    passage: &'t Passage<'t>,
    index: usize,
    tokens: Tokens,
    (low, high): (Decimal, Decimal),
) -> Option<Factor<'t>> {
    let sentence: &Sentence = &passage.sentences[index];
    let clause = sentence.clause_of(tokens.start)?;
    let open = clause.verb.as_ref().is_some_and(|verb| verb.modal || verb.negated);
    let start = sentence.innermost(tokens.start).and_then(|at| sentence.clauses.get(at));
    let from = start.map_or(clause.tokens.start, |clause| clause.tokens.start).min(tokens.start);
    if open || any_of(passage, from..clause.tokens.end, UNTOLD) {
        return None;
    }
    let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | ":" | "." | "(" | "—");
    // "Between 1990 and 2010, from 20 to 40".
    let stop = |at: &usize| closes(at) || passage.is_any(*at, &["while", "whereas", "but"]);
    let to = (tokens.end..sentence.tokens.end).find(stop).unwrap_or(sentence.tokens.end);
    let says = |at: &usize| {
        let word = passage.tokens[*at].word;
        !word.is(class::PREPOSITION | class::DETERMINER | class::CONJUNCTION)
    };
    let mut times: Vec<String> =
        (tokens.end..to).filter(says).map(|at| passage.lower(at).into()).collect();
    times.sort_unstable();
    let dated = times.iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()));
    let first = (from..tokens.start).rev().find(closes).map_or(from, |at| at + 1);
    let back = any_of(passage, first..tokens.start, BACK);
    let told = match (back, index.checked_sub(1)) {
        (false, _) => first..tokens.start,
        (true, before) => passage.sentences.get(before?)?.tokens.clone(),
    };
    let says = |at: &usize| !passage.is_any(*at, IDLE);
    let words: Vec<String> = told.filter(says).filter_map(|at| gist::lemma(passage, at)).collect();
    (dated && !words.is_empty()).then_some(Factor {
        at,
        passage,
        index,
        tokens,
        low,
        high,
        words,
        back,
        times,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of};

    #[test]
    fn one_change_is_told_alike() {
        let two = |a: &str, b: &str| format!("{a}\n\nIt rained.\n\n{b}");
        let wool = "The overall price of raw wool has halved since 1990.";
        let barges = "Barges were seldom late. Their number doubled between 1994 and 2011.";
        let texts = [
            (wool, "As the price of raw wool has fallen by a third since 1990, few keep sheep.", 1),
            (wool, "As the price of raw wool has fallen by half since 1990, few keep sheep.", 0),
            (wool, "As the price of raw wool has fallen by a third since 2002, few keep sheep.", 0),
            (
                wool,
                "As the price of fine wool has fallen by a third since 1990, few keep sheep.",
                0,
            ),
            (wool, "If the price of raw wool had fallen by a third since 1990, few would mind.", 0),
            (
                barges,
                "Since the number of barges trebled between 1994 and 2011, there is a toll.",
                1,
            ),
            (
                barges,
                "Since the number of barges doubled between 1994 and 2011, there is a toll.",
                0,
            ),
            (
                barges,
                "Since the number of ferries trebled between 1994 and 2011, there is a toll.",
                0,
            ),
        ];
        let all: Vec<(String, usize)> = texts.iter().map(|(a, b, n)| (two(a, b), *n)).collect();
        check_by(
            |markdown| slips_of(super::super::RULE, markdown),
            &all.iter().map(|(text, n)| (text.as_str(), *n)).collect::<Vec<_>>(),
        );
    }
}
