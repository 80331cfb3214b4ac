//! The figures of a sentence, as they are added up and compared.

use std::ops::{Bound, Range};

use super::Amount;
use crate::prose::fill::is_numbering;
use crate::prose::gist;
use crate::prose::lexicon::{class, word};
use crate::prose::open;
use crate::prose::passage::{ClauseKind, MentionKind, Passage, Sentence, Tokens};
use crate::prose::words::Words;
use crate::value::quantity::{self, Quantity, Unit, rounded_to};
use rust_decimal::Decimal;
use smol_str::SmolStr;

/// Words of a sentence by which all that it tells is of another time, or is not so.
pub(super) static OF_TIME: Words = Words::new(&[
    "last",
    "previous",
    "previously",
    "earlier",
    "before",
    "until",
    "once",
    "initially",
    "forecast",
    "expected",
    "planned",
    "target",
    "budget",
    "budgeted",
    "believed",
    "thought",
    "assumed",
    "supposed",
    "estimate",
    "estimated",
    "capacity",
    "provisional",
    "adjusted",
    "underlying",
    "excluding",
    "require",
    "requires",
    "required",
    "need",
    "needs",
    "needed",
    "half",
    "month",
    "week",
    "weekly",
    "daily",
]);

/// Words by which a figure may be of a part.
static OF_PART: Words = Words::new(&[
    "first",
    "another",
    "further",
    "more",
    "fewer",
    "less",
    "remaining",
    "rest",
    "other",
    "others",
    "each",
    "every",
    "per",
    "average",
    "majority",
    "quarter",
    "including",
    "among",
    "from",
    "against",
    "than",
    "by",
    "both",
    "combined",
    "together",
]);

/// Whether a word says that a figure of its sentence may be of another time or of a part.
pub(super) fn is_other(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_of(at, &OF_TIME) || passage.is_of(at, &OF_PART)
}

/// A figure.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its tokens, hedge and unit included.
    pub(super) tokens: Tokens,
    /// One past the noun phrase that it counts.
    pub(super) end: usize,
    pub(super) bytes: Range<usize>,
    pub(super) quantity: Quantity,
    /// None where it is hedged, a range, or vague.
    pub(super) amount: Option<Amount>,
    /// Lemma of what is counted.
    pub(super) noun: Option<String>,
    /// First token of its sentence.
    pub(super) sentence: usize,
}

impl Figure {
    /// Whether it is a part of a whole ("12 per cent", "a third").
    pub(super) fn is_share(&self) -> bool {
        self.quantity.unit == Unit::Share
    }

    /// "Of these 210 (52 per cent) …": whether it is some of what "these" are, and not how many they are.
    pub(super) fn is_some_of_these(&self, passage: &Passage<'_>) -> bool {
        let before = before(passage, self.tokens.start);
        let these = matches!(before.as_str(), "these" | "those" | "them" | "which" | "whom");
        these && self.noun.is_none()
    }

    pub(super) fn is_count(&self) -> bool {
        self.quantity.unit.is_count()
    }

    /// The tokens between it, with its noun where that stands before the other, and another figure.
    pub(super) fn until(&self, other: &Self) -> Tokens {
        let end = if self.end <= other.tokens.start { self.end } else { self.tokens.end };
        end..other.tokens.start.max(end)
    }

    /// The tokens from the comma before it to the one behind it.
    pub(super) fn segment(&self, passage: &Passage<'_>, sentence: &Sentence) -> Tokens {
        let cuts = |at: &usize| {
            matches!(passage.token(*at), "," | ";" | ":" | "(" | ")" | "—" | "–")
                && !self.tokens.contains(at)
        };
        let Tokens { start, end } = sentence.tokens.clone();
        let from = (start..self.tokens.start).rev().find(cuts).map_or(start, |at| at + 1);
        let to = (self.tokens.end..end).find(cuts).unwrap_or(end);
        from..to
    }

    /// The verb of its clause, where that stands behind another figure and has a subject of its own.
    pub(super) fn own_verb(&self, passage: &Passage<'_>, behind: &Self) -> Option<usize> {
        let clause = |at: usize| passage.sentences.get(passage.sentence_of(at)?)?.clause_of(at);
        let (own, other) = (clause(self.tokens.start)?, clause(behind.tokens.start)?);
        let verb = own.verb.as_ref().filter(|verb| verb.tokens.start > behind.tokens.start)?;
        let main = own.kind == ClauseKind::Main && own.subject.is_some();
        (own.tokens != other.tokens && main).then_some(verb.main)
    }

    /// Its least and its greatest value; `None` where one of them is open.
    pub(super) fn limits(&self) -> Option<(Decimal, Decimal)> {
        let (low, high) = limits(&self.quantity);
        low.zip(high)
    }

    /// Whether two figures can be of one kind of thing: nothing says that their nouns differ.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let nouns = self.noun.as_ref().zip(other.noun.as_ref());
        self.quantity.unit.comparable(&other.quantity.unit) && nouns.is_none_or(|(a, b)| a == b)
    }
}

/// The figures of a sentence, in order.
pub(super) fn figures(passage: &Passage<'_>, sentence: &Sentence) -> Vec<Figure> {
    let mentions = passage.mentions_of(sentence);
    let figures = mentions.iter().filter_map(|mention| {
        let MentionKind::Figure(figure) = &mention.kind else { return None };
        // "It fell in four of the last five quarters": how often, and not how much.
        let end = mention.tokens.end;
        if is_how_often(passage, end) || is_numbering(passage, mention) {
            return None;
        }
        // "A 95% confidence interval": how sure, and no part of anything.
        if passage.is_any(end, &["confidence", "credible", "prediction", "ci"]) {
            return None;
        }
        let counted = figure.counted.as_ref();
        let end = counted.map_or(mention.tokens.end, |noun| noun.head + 1);
        Some(Figure {
            tokens: mention.tokens.clone(),
            end: end.max(mention.tokens.end),
            bytes: mention.bytes.clone(),
            amount: Amount::of(&figure.value),
            quantity: figure.value.clone(),
            noun: counted.map(|noun| open::noun_lemma(passage, noun.head)),
            sentence: sentence.tokens.start,
        })
    });
    figures.collect()
}

/// The figures of a sentence and its lengths of time, in order.
pub(super) fn with_lengths(passage: &Passage<'_>, sentence: &Sentence) -> Vec<Figure> {
    let lengths = passage.mentions_of(sentence).iter().filter_map(|mention| {
        let MentionKind::Duration(_) = mention.kind else { return None };
        let quantity = quantity::read(passage.slice(&mention.tokens), None).ok()?;
        Some(Figure {
            tokens: mention.tokens.clone(),
            end: mention.tokens.end,
            bytes: mention.bytes.clone(),
            amount: Amount::of(&quantity),
            quantity,
            noun: None,
            sentence: sentence.tokens.start,
        })
    });
    let mut all = figures(passage, sentence);
    all.extend(lengths);
    all.sort_by_key(|figure| figure.tokens.start);
    all
}

/// "The 101-seat chamber": what is counted in one word with its number.
pub(super) fn joined_noun(passage: &Passage<'_>, figure: &Figure) -> Option<String> {
    let last = passage.tokens.get(figure.tokens.end.checked_sub(1)?)?;
    let noun = passage.text.get(figure.bytes.end..last.range().end)?.strip_prefix('-')?;
    let known = word(noun);
    known.is(class::NOUN | class::PERSON).then(|| known.lemma.text().to_owned())
}

/// "From £20 million to £26 million", which is read as a range, as the two ends of a change.
pub(super) fn parted(passage: &Passage<'_>, figures: &[Figure]) -> Option<Vec<Figure>> {
    let ends = |figure: &Figure| {
        let printed = figure.quantity.printed.as_ref()?;
        let high = printed.high?;
        let start = figure.tokens.start;
        let from = passage.lower(start) == "from";
        if !from && before(passage, start) != "from" {
            return None;
        }
        let start = start + usize::from(from);
        let to = figure.tokens.clone().find(|at| passage.lower(*at) == "to")?;
        let end = |tokens: Tokens, amount: Decimal| {
            let quantity = quantity::read(passage.slice(&tokens), None).ok()?;
            let same = quantity.printed.as_ref().is_some_and(|p| p.low == amount);
            same.then(|| Figure {
                end: tokens.end,
                bytes: passage.bytes(&tokens),
                amount: Amount::of(&quantity),
                quantity,
                tokens,
                noun: None,
                sentence: figure.sentence,
            })
        };
        let first = end(start..to, printed.low)?;
        let mut second = end(to + 1..figure.tokens.end, high)?;
        second.end = figure.end;
        Some([first, second])
    };
    figures
        .iter()
        .any(|figure| figure.quantity.printed.as_ref().is_some_and(|p| p.high.is_some()))
        .then(|| {
            let mut out = Vec::with_capacity(figures.len() + 1);
            for figure in figures {
                match ends(figure) {
                    Some(both) => out.extend(both),
                    None => out.push(figure.clone()),
                }
            }
            out
        })
}

/// "Nine, six, five and four years, a total of 24": whether a figure is the sum of those right before it.
pub(super) fn is_sum_of_before(
    passage: &Passage<'_>,
    sentence: &Sentence,
    figure: &Figure,
) -> bool {
    let Some(whole) = figure.amount.as_ref() else { return false };
    let all = figures(passage, sentence);
    let before = all.iter().rev().filter(|other| other.tokens.end <= figure.tokens.start);
    let mut sum = Decimal::ZERO;
    before.enumerate().any(|(at, other)| {
        let Some(amount) = &other.amount else { return false };
        sum = sum.saturating_add(amount.shown);
        at > 0 && sum == whole.shown
    })
}

/// "Women had 2,223 of the cases (52 per cent) and men 2,052 (48 per cent)": whether the figure that ends
/// at a token is one of several with their shares, the parts of a whole of their own.
pub(super) fn is_of_a_split(passage: &Passage<'_>, sentence: &Sentence, end: usize) -> bool {
    if !passage.is(end, "(") {
        return false;
    }
    let all = figures(passage, sentence);
    let has_share = |end: usize| {
        let aside = |other: &Figure| other.is_share() && other.tokens.start == end + 1;
        passage.is(end, "(") && all.iter().any(aside)
    };
    let parts = all.iter().filter(|other| has_share(other.end.max(other.tokens.end))).count();
    parts > 1 && has_share(end)
}

/// Whether "of the last five" stands behind a figure.
fn is_how_often(passage: &Passage<'_>, end: usize) -> bool {
    const IN_TIME: &[&str] = &["last", "past", "previous", "preceding", "next", "first", "latest"];
    passage.is_any(end, &["of"])
        && passage.is_any(end + 1, &["the", "its", "their"])
        && passage.is_any(end + 2, IN_TIME)
}

/// The noun that stands before a verb, its auxiliaries and adverbs aside: "the fleet was made up".
pub(super) fn noun_before(passage: &Passage<'_>, verb: usize, from: usize) -> Option<String> {
    let idle = class::BE | class::HAVE | class::DO | class::MODAL | class::ADVERB;
    let mut at = verb;
    while at > from && passage.tokens.get(at - 1).is_some_and(|token| token.word.is(idle)) {
        at -= 1;
    }
    (at > from).then(|| gist::lemma(passage, at - 1))?
}

/// Its least and its greatest value, each where it has one.
pub(super) fn limits(quantity: &Quantity) -> (Option<Decimal>, Option<Decimal>) {
    let end = |bound: &Bound<Decimal>| match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(*value),
        Bound::Unbounded => None,
    };
    (end(quantity.set.low()), end(quantity.set.high()))
}

/// The least that a figure can mean: of "some seventeen hundred" what is rounded to it.
pub(super) fn at_least(figure: &Figure) -> Option<Decimal> {
    if let Some(amount) = &figure.amount {
        return Some(amount.shown);
    }
    let printed = figure.quantity.printed.as_ref().filter(|printed| printed.high.is_none())?.low;
    // "As many as 39 of the trains": that is what is told of.
    let low = limits(&figure.quantity).0.unwrap_or(printed);
    // A number that is no round one is told about as it is.
    let rounded = rounded_to(printed).and_then(|step| printed.checked_sub(step));
    Some(rounded.filter(|rounded| low < printed && rounded > &low).unwrap_or(low))
}

/// The token before a token, in lower case.
pub(super) fn before(passage: &Passage<'_>, token: usize) -> SmolStr {
    token.checked_sub(1).map(|at| passage.lower(at)).unwrap_or_default()
}

/// Whether all tokens of a range are among some words.
pub(super) fn all_of(passage: &Passage<'_>, mut tokens: Tokens, words: &[&str]) -> bool {
    tokens.start <= tokens.end && tokens.all(|at| passage.is_any(at, words))
}

/// Whether one of the tokens of a range is on a list.
pub(super) fn any_on(passage: &Passage<'_>, mut tokens: Tokens, list: &Words) -> bool {
    tokens.any(|at| passage.is_of(at, list))
}

/// Whether one of the tokens of a range is among some words.
pub(super) fn any_of(passage: &Passage<'_>, mut tokens: Tokens, words: &[&str]) -> bool {
    tokens.any(|at| passage.is_any(at, words))
}

/// Whether any of some tokens is of a length of time: "of 12,000 files it reads each in 1.6 seconds, down
/// from 6.4".
pub(super) fn lasts(passage: &Passage<'_>, tokens: Tokens) -> bool {
    let is_length = |kind: &MentionKind| matches!(kind, MentionKind::Duration(_));
    passage.mentions.iter().any(|m| is_length(&m.kind) && tokens.contains(&m.tokens.start))
}
