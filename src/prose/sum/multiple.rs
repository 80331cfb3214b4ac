//! How many times as much one thing is as another, against two amounts that other sentences tell: "the
//! second fleet had 14 boats, the third 21", and pages on "the third fleet had twice as many boats as the
//! second"; "output three times what it was in 2015", beside 1.2 million litres in 2015 and 1.8 million
//! in 2024.
//!
//! That a pair of amounts is meant is shown by the words that both share, each weighed by how rare it is.
//! Nothing is said where any pair that may be meant fits.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::figure::any_of;
use super::placed::Placed;
use super::share::UNTOLD;
use super::{CONFLICT, slip};
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date;
use crate::value::quantity::show;

/// What to do about two multiples of the same.
const HELP: &str = "find out which of the two is right";

/// Most figures of a document: of longer ones any two are so many times each other.
const MOST: usize = 400;

/// Weight of words that a pair of amounts shares with what is said of it, to be meant and to be looked at.
const ENOUGH: f32 = 1.5;
const SOME: f32 = 0.75;

/// How many times as much as it is a multiple may be said to be: more is that of something else.
const FURTHEST: Decimal = parts(190);

/// How far a multiple may be off either way, and when it is said to be nearly reached or passed.
const LOOSE: (Decimal, Decimal) = (parts(87), parts(115));
const NEARLY: (Decimal, Decimal) = (parts(75), parts(103));
const OVER: (Decimal, Decimal) = (parts(90), parts(150));

const fn parts(hundredths: u32) -> Decimal {
    Decimal::from_parts(hundredths, 0, 0, false, 2)
}

/// Words before a multiple.
const UNDER: &[&str] = &["nearly", "almost", "under", "barely"];
const ABOVE: &[&str] = &["over", "than", "least"];

/// Numbers in words and in digits before "times".
const IN_WORDS: std::ops::RangeInclusive<u32> = 2..=10;
const IN_DIGITS: std::ops::RangeInclusive<u32> = 2..=20;

/// Nouns and verbs that multiply what they are said of.
const MULTIPLIES: &[(&str, u32)] = &[
    ("doubling", 2),
    ("trebling", 3),
    ("tripling", 3),
    ("quadrupling", 4),
    ("doubled", 2),
    ("trebled", 3),
    ("tripled", 3),
    ("quadrupled", 4),
];

/// Words that say nothing of what is so many times as much.
const IDLE: &[&str] = &[
    "number", "total", "figure", "count", "amount", "size", "sum", "time", "many", "much",
    "people", "person", "large", "big", "great", "year", "have", "make", "single", "last",
];

/// What a sentence says is so many times as much as something.
struct Times<'t> {
    at: BlockIx,
    passage: &'t Passage<'t>,
    sentence: &'t Sentence,
    tokens: Tokens,
    low: Decimal,
    high: Decimal,
    words: Vec<String>,
}

/// Two amounts that are told together.
struct Pair<'a, 't> {
    a: &'a Placed<'t>,
    b: &'a Placed<'t>,
    words: Vec<String>,
    /// How many times the one is the other.
    ratio: Decimal,
}

/// Slips of a document, of whose figures and passages it is told.
pub(super) fn slips<'t>(
    passages: impl Iterator<Item = (BlockIx, &'t Passage<'t>)>,
    all: &[Placed<'t>],
    out: &mut Vec<Slip>,
) {
    if all.len() > MOST {
        return;
    }
    let passages: Vec<(BlockIx, &Passage<'_>)> = passages.collect();
    let sentences = || {
        let of = |(at, passage): &(BlockIx, &'t Passage<'t>)| {
            let (at, passage) = (*at, *passage);
            passage.sentences.iter().map(move |sentence| (at, passage, sentence))
        };
        passages.iter().flat_map(of)
    };
    let said: Vec<Times<'_>> =
        sentences().filter_map(|(at, passage, sentence)| times(at, passage, sentence)).collect();
    if said.is_empty() {
        return;
    }
    let mut counts: FxHashMap<String, u16> = FxHashMap::default();
    for word in sentences().flat_map(|(_, passage, sentence)| words(passage, sentence)) {
        *counts.entry(word).or_default() += 1;
    }
    twice(&said, out);
    let pairs = pairs(all);
    for times in &said {
        let bytes = times.passage.bytes(&times.tokens);
        if !out.iter().any(|slip| slip.touches(times.at, &bytes)) {
            out.extend(check(times, &pairs, &counts));
        }
    }
}

/// Two multiples of the same two things: "the mill is twice the size of the barn" and "the mill is three
/// times the size of the barn". All that their clauses say has to be the same.
fn twice(said: &[Times<'_>], out: &mut Vec<Slip>) {
    for (at, here) in said.iter().enumerate() {
        let apart = |there: &&Times<'_>| here.high < there.low || there.high < here.low;
        let Some(own) = here.sides() else { continue };
        let told = |there: &Times<'_>| {
            let of = there.sides();
            of.is_some_and(|of| is_same(&own.0, &of.0) && is_same(&own.1, &of.1))
        };
        // In one sentence the one is what it was, the other what it is.
        let beside = |there: &Times<'_>| {
            there.at == here.at && there.sentence.tokens == here.sentence.tokens
        };
        let Some(there) =
            said[..at].iter().filter(apart).find(|there| !beside(there) && told(there))
        else {
            continue;
        };
        let (a, b) = (there.printed(), here.printed());
        let message =
            format!("told twice: \u{201c}{a}\u{201d} and \u{201c}{b}\u{201d} of the same two");
        let bytes = here.passage.bytes(&here.tokens);
        let mut slip = slip(here.at, bytes, message, format!("{b} here"));
        (slip.rule, slip.help) = (CONFLICT, HELP);
        slip.other = Some((there.at, there.passage.bytes(&there.tokens), format!("{a} here")));
        out.push(slip);
    }
}

/// Whether all words of each of two lists are among those of the other.
fn is_same(a: &[String], b: &[String]) -> bool {
    let within = |a: &[String], b: &[String]| {
        a.iter().all(|word| b.iter().any(|own| gist::is_form(own, word)))
    };
    !a.is_empty() && !b.is_empty() && within(a, b) && within(b, a)
}

impl Times<'_> {
    fn printed(&self) -> &str {
        self.passage.slice(&self.tokens)
    }

    /// What its clause says before the multiple and behind it, up to a comma or a word that joins another
    /// clause; `None` where it names too little.
    fn sides(&self) -> Option<(Vec<String>, Vec<String>)> {
        let passage = self.passage;
        let clause = self.sentence.clause_of(self.tokens.start)?;
        let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | ":" | "." | "(" | ")");
        let Tokens { start, end } = clause.tokens.clone();
        let from = (start..self.tokens.start).rev().find(closes).map_or(start, |at| at + 1);
        let to = (self.tokens.end..end).find(closes).unwrap_or(end);
        // Which year, and which of several: "last year", "in 2015".
        let dated = passage.mentions.iter().any(|mention| {
            matches!(mention.kind, MentionKind::Date(_))
                && (from..to).contains(&mention.tokens.start)
        });
        let sides = (
            gist::lemmas(passage, from..self.tokens.start),
            gist::lemmas(passage, self.tokens.end..to),
        );
        (!dated).then_some(sides)
    }
}

/// "Twice as many boats as", "three times the size of", "the doubling of": the multiple of a sentence
/// that has one.
fn times<'t>(at: BlockIx, passage: &'t Passage<'t>, sentence: &'t Sentence) -> Option<Times<'t>> {
    let mut found = sentence.tokens.clone().filter_map(|at| multiple(passage, at));
    let (by, tokens, more) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let clause = sentence.clause_of(tokens.start);
    let verb = clause.and_then(|clause| clause.verb.as_ref());
    let open = verb.is_some_and(|verb| verb.modal || verb.negated);
    // What is so on average is told of its own clause alone, a condition of all that follows from it.
    let own = clause.map_or(sentence.tokens.clone(), |clause| clause.tokens.clone());
    let untold = any_of(passage, own, UNTOLD) || any_of(passage, sentence.tokens.clone(), &["if"]);
    // "Doubled, from 1.1 to 2.3": it gives the amounts itself.
    let next = tokens.end + usize::from(passage.token(tokens.end) == ",");
    let is_number = passage.tokens.get(next + 1).is_some_and(|token| {
        token.word.is(class::NUMBER)
            || token.text(passage.text).starts_with(|c: char| c.is_ascii_digit())
    });
    if open || untold || passage.is(next, "from") && is_number {
        return None;
    }
    let hedge = tokens.start.saturating_sub(2)..tokens.start;
    let (low, high) = match () {
        () if any_of(passage, hedge.clone(), UNDER) => NEARLY,
        () if any_of(passage, hedge, ABOVE) => OVER,
        () => LOOSE,
    };
    let by = Decimal::from(by);
    // "Three times more" is three times as much to some, and four times to others.
    let most = if more { by.checked_add(Decimal::ONE)? } else { by };
    let mut words = words(passage, sentence);
    words.retain(|word| !IDLE.contains(&word.as_str()));
    let (low, high) = (by.checked_mul(low)?, most.checked_mul(high)?);
    Some(Times { at, passage, sentence, tokens, low, high, words })
}

/// The words of a sentence that say something, and its years, each once.
fn words(passage: &Passage<'_>, sentence: &Sentence) -> Vec<String> {
    let year = |at: &usize| {
        let text = passage.token(*at);
        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
    };
    let years = sentence.tokens.clone().filter(year).map(|at| passage.token(at).to_owned());
    let mut words = gist::lemmas(passage, sentence.tokens.clone());
    words.extend(years);
    words.sort_unstable();
    words.dedup();
    words
}

/// By how much the words from a token on multiply, which they are, and whether they say "more".
fn multiple(passage: &Passage<'_>, at: usize) -> Option<(u32, Tokens, bool)> {
    let word = passage.lower(at);
    let (by, end) = if word == "twice" {
        (2, at + 1)
    } else if passage.is(at + 1, "times") {
        let in_words = date::cardinal(&word).filter(|by| IN_WORDS.contains(by));
        let in_digits = || word.parse().ok().filter(|by| IN_DIGITS.contains(by));
        (in_words.or_else(in_digits)?, at + 2)
    } else {
        let (_, by) = MULTIPLIES.iter().find(|(name, _)| *name == word)?;
        // "The doubling of complaints"; "complaints have doubled".
        let noun = word.ends_with("ing");
        let said = if noun { passage.is(at + 1, "of") } else { ends_clause(passage, at + 1) };
        return said.then(|| (*by, at..at + 1, false));
    };
    let more = passage.is_any(end, &["more", "higher", "larger", "bigger", "greater"]);
    let compares = more
        || passage.is_any(end, &["what", "the"])
        || passage.is(end, "as")
            && passage.tokens.get(end + 1).is_some_and(|next| {
                next.word.is(class::ADJECTIVE | class::QUALITY | class::ADVERB | class::DETERMINER)
            });
    compares.then_some((by, at..end, more))
}

/// Whether nothing follows a verb that would be what it multiplies.
fn ends_clause(passage: &Passage<'_>, at: usize) -> bool {
    passage.tokens.get(at).is_none_or(|next| {
        matches!(passage.token(at), "," | "." | ";" | ")")
            || next.word.is(class::PREPOSITION | class::CONJUNCTION)
    })
}

/// The pairs of like amounts that one sentence, or two that follow each other, tell.
fn pairs<'a, 't>(all: &'a [Placed<'t>]) -> Vec<Pair<'a, 't>> {
    /// Figures behind another that are held against it.
    const NEXT: usize = 4;
    let mut out = Vec::new();
    for (ix, a) in all.iter().enumerate().filter(|(_, a)| a.own) {
        let near = |b: &&Placed<'_>| b.own && b.at == a.at && b.index <= a.index + 1;
        for b in all[ix + 1..].iter().take(NEXT).take_while(near) {
            out.extend(pair(a, b));
        }
    }
    out
}

fn pair<'a, 't>(a: &'a Placed<'t>, b: &'a Placed<'t>) -> Option<Pair<'a, 't>> {
    let (x, y) = a.figure.amount.as_ref().zip(b.figure.amount.as_ref())?;
    let one = a.is_beside(b);
    // "There were 36": of what the sentence before counts.
    let elided = b.figure.noun.is_none()
        && (one || any_of(b.passage, before_of(b), &["was", "were", "to", "are", "is"]));
    // "Rose from 20,000 to 40,000".
    let bare = one
        && a.figure.noun.is_none()
        && b.figure.noun.is_none()
        && any_of(a.passage, a.figure.until(&b.figure), &["to", "against"]);
    let counts = bare || a.figure.noun.is_some() && (a.figure.noun == b.figure.noun || elided);
    let measures = !a.figure.is_count() && a.figure.noun == b.figure.noun;
    let part = any_of(a.passage, a.figure.until(&b.figure), &["whom", "which", "them", "these"]);
    if !x.is_like(y) || a.figure.is_share() || !(counts || measures) || (one && part) {
        return None;
    }
    let (least, most) = (x.shown.min(y.shown), x.shown.max(y.shown));
    let ratio = most.checked_div(least).filter(|_| least > Decimal::ZERO)?;
    let mut words = self::words(a.passage, a.sentence);
    if !one {
        words.extend(self::words(b.passage, b.sentence));
    }
    Some(Pair { a, b, words, ratio })
}

/// The token before a figure.
fn before_of(placed: &Placed<'_>) -> Tokens {
    placed.figure.tokens.start.saturating_sub(1)..placed.figure.tokens.start
}

/// A multiple against the two amounts that it is said of.
fn check(
    times: &Times<'_>,
    pairs: &[Pair<'_, '_>],
    counts: &FxHashMap<String, u16>,
) -> Option<Slip> {
    let weight = |pair: &Pair<'_, '_>| -> f32 {
        let has = |word: &&String| pair.words.iter().any(|own| gist::is_form(own, word));
        let shared = times.words.iter().filter(has);
        let rarity = |word: &String| match counts.get(word).copied().unwrap_or(1) {
            0..=3 => 1.0,
            4..=6 => 0.5,
            _ => 0.25,
        };
        let counted = pair.a.figure.noun.as_ref();
        let named = counted.is_some_and(|noun| times.words.contains(noun));
        shared.map(rarity).sum::<f32>() + f32::from(u8::from(named))
    };
    let mut best: Option<(f32, &Pair<'_, '_>)> = None;
    for pair in pairs {
        let here = pair.a.at == times.at
            && [pair.a, pair.b].iter().any(|of| of.sentence.tokens == times.sentence.tokens);
        let weight = weight(pair);
        let fits = times.low <= pair.ratio && pair.ratio <= times.high;
        if weight >= SOME && fits || here && pair.a.is_beside(pair.b) {
            return None;
        }
        if !here && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, pair));
        }
    }
    let (_, pair) = best.filter(|(weight, _)| *weight >= ENOUGH)?;
    let far = pair.ratio > times.high.checked_mul(FURTHEST)?
        || pair.ratio.checked_mul(FURTHEST)? < times.low;
    // What stands right beside it is told with it, in whatever way it is meant.
    let beside = pair.a.at == times.at;
    if far || beside {
        return None;
    }
    let (a, b) = (show(&pair.a.figure.quantity), show(&pair.b.figure.quantity));
    let is = pair.ratio.round_dp(1).normalize();
    let printed = times.passage.slice(&times.tokens);
    let message = format!(
        "{a} and {b} lie apart by a factor of {is}, which \u{201c}{printed}\u{201d} is not"
    );
    let bytes = times.passage.bytes(&times.tokens);
    let mut slip = slip(times.at, bytes, message, format!("{is} times by the figures"));
    let other = if pair.a.is_beside(pair.b) {
        pair.a.figure.bytes.start..pair.b.figure.bytes.end
    } else {
        pair.b.figure.bytes.clone()
    };
    slip.other = Some((pair.a.at, other, format!("{a} and {b}")));
    Some(slip)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of};

    #[test]
    fn a_multiple_is_that_of_the_two_amounts_that_are_meant() {
        check_by(
            |markdown| slips_of(super::super::RULE, markdown),
            &[
                (
                    "Against the 14 boats of the second fleet, the third fleet had 21.\n\nThe third fleet had twice as many boats as the second fleet.",
                    1,
                ),
                (
                    "Against the 14 boats of the second fleet, the third fleet had 28.\n\nThe third fleet had twice as many boats as the second fleet.",
                    0,
                ),
                (
                    "In 2015 the mill made 12 tonnes of flour; in 2024 it made 18 tonnes.\n\nThe mill had an output of flour three times what it was in 2015.",
                    1,
                ),
                (
                    "In 2015 the mill made 12 tonnes of flour; in 2024 it made 18 tonnes.\n\nThe mill could have an output of flour three times what it was in 2015.",
                    0,
                ),
                (
                    "Visits to the mill rose from 20,000 to 40,000.\n\nThe trebling of visits to the mill has worn out the carpets.",
                    1,
                ),
                (
                    "In 2015 the mill made 12 tonnes of flour; in 2024 it made 18 tonnes.\n\nThe output of flour of the mill has doubled, from 1.1 to 2.3 an hour.",
                    0,
                ),
                (
                    "In 2015 the mill made 12 tonnes of flour; in 2024 it made 18 tonnes.\n\nThe owner has been to the islands three times.",
                    0,
                ),
            ],
        );
    }

    #[test]
    fn two_things_are_told_to_be_so_many_times_each_other_once() {
        let told = |a: &str, b: &str| format!("{a}\n\n{b}");
        let barn = "The barn at Orlen is twice the size of the chapel.";
        let texts = [
            (barn, "The barn at Orlen is three times the size of the chapel, but it leaks.", 1),
            (barn, "The barn at Orlen is twice the size of the chapel, but it leaks.", 0),
            (barn, "The barn at Orlen is three times the size of the mill.", 0),
            (barn, "The barn at Varde is three times the size of the chapel.", 0),
            (barn, "In 1850 the barn at Orlen was three times the size of the chapel.", 0),
            (barn, "The barn at Orlen would be three times the size of the chapel.", 0),
        ];
        let all: Vec<(String, usize)> = texts.iter().map(|(a, b, n)| (told(a, b), *n)).collect();
        check_by(|markdown| slips_of(super::CONFLICT, markdown), &all);
    }
}
