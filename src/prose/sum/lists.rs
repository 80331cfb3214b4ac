//! The lists of figures of a document's sentences: elements joined by commas and "and", of one unit
//! or of that of the first ("410 tonnes, the other mill 365"), and the counts of votes.

use rust_decimal::Decimal;

use super::Amount;
use super::figure::{Figure, any_of, any_on, before, figures};
use super::part::{NOT_PARTS, Parts, check, says_split};
use super::placed::Placed;
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::slip::Slip;
use crate::value::date;
use crate::value::quantity::{self, Unit};

/// Fewest elements of a list.
const FEWEST: usize = 3;

/// Most tokens between two elements.
const GAP: usize = 14;

/// Least sum: smaller numbers are near each other by chance.
const LEAST: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// How many times the least part of a list the greatest one is at most.
const UNEVEN: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// Words between two figures that are no elements of one list, beside those of [`NOT_PARTS`].
const PARTED: &[&str] = &[
    "who", "that", "when", "while", "but", "because", "if", "after", "before", "until", "since",
    "then", "later", "of", "out",
];

/// Those of [`NOT_PARTS`] that stand inside of an element: "guests or relatives".
const INSIDE: &[&str] = &["or"];

/// A list: its figures in their unit, and what they come to.
pub(super) struct List<'a, 't> {
    pub(super) items: Vec<&'a Placed<'t>>,
    pub(super) amounts: Vec<Amount>,
    pub(super) sum: Decimal,
    /// Whether it is the count of a vote.
    pub(super) ballot: bool,
}

/// The figures of a sentence, in order: lengths of time with them, and numbers that stand behind a
/// name, as those of a list do ("the new mill at Las Cuevas 290").
pub(super) fn with_hidden(passage: &Passage<'_>, sentence: &Sentence) -> Vec<Figure> {
    let mut here = figures(passage, sentence);
    let mentions = passage.mentions_of(sentence);
    here.extend(mentions.iter().filter_map(|mention| hidden(passage, sentence, mention)));
    here.sort_by_key(|figure| figure.tokens.start);
    here.dedup_by_key(|figure| figure.tokens.start);
    here
}

/// A length of time, or the number behind a name, as a figure.
fn hidden(passage: &Passage<'_>, sentence: &Sentence, mention: &Mention) -> Option<Figure> {
    let tokens = match &mention.kind {
        MentionKind::Duration(duration) if !duration.soft => mention.tokens.clone(),
        MentionKind::Name => {
            let last = mention.tokens.end.checked_sub(1).filter(|at| *at > mention.tokens.start)?;
            let number = passage.token(last);
            let all = number.bytes().all(|b| b.is_ascii_digit());
            let digits = all && (number.len() > 1 || has_numbered_names(passage, sentence));
            let closes =
                matches!(passage.token(last + 1), "," | "." | ";") || passage.is(last + 1, "and");
            (digits && closes).then_some(last..last + 1)?
        }
        _ => return None,
    };
    let quantity = quantity::read(passage.slice(&tokens), None).ok()?;
    Some(Figure {
        end: tokens.end,
        bytes: passage.bytes(&tokens),
        amount: Amount::of(&quantity),
        quantity,
        noun: None,
        sentence: sentence.tokens.start,
        tokens,
    })
}

/// "North Ward 30, South Ward 21, Harbour Ward 7": whether names of a sentence end with numbers, so that
/// a single digit behind one is no part of that.
fn has_numbered_names(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let mentions = passage.mentions_of(sentence);
    let ends = |mention: &&Mention| {
        let last = passage.token(mention.tokens.end.saturating_sub(1));
        let number = last.len() > 1 && last.bytes().all(|b| b.is_ascii_digit());
        number && matches!(mention.kind, MentionKind::Name)
    };
    mentions.iter().filter(ends).count() > 1
}

/// Words of which each is of what the other leaves out.
const HALVES: &[[&str; 2]] = &[
    ["front", "rear"],
    ["front", "back"],
    ["upper", "lower"],
    ["northern", "southern"],
    ["north", "south"],
    ["eastern", "western"],
    ["east", "west"],
    ["inner", "outer"],
    ["inside", "outside"],
    ["men", "women"],
    ["male", "female"],
    ["boys", "girls"],
    ["adults", "children"],
    ["morning", "afternoon"],
    ["day", "night"],
    ["urban", "rural"],
    ["full-time", "part-time"],
];

/// "118 in the front half and 86 in the rear half": two figures, each of what the other leaves out.
fn are_halves(sentence: &[&Placed<'_>]) -> bool {
    /// Tokens behind the second that say what it is of.
    const BEHIND: usize = 8;
    let [a, b] = sentence else { return false };
    let passage = a.passage;
    let gap = a.figure.tokens.end..b.figure.tokens.start;
    let end = b.sentence.tokens.end.min(b.figure.tokens.end + BEHIND);
    let behind = b.figure.tokens.end..end;
    let and = gap.clone().any(|at| passage.is(at, "and") || passage.token(at) == ",");
    let parted = |at: usize| {
        let of = passage.is(at, "of") || passage.is(at, "half");
        !of && (passage.is_any(at, PARTED) || passage.is_of(at, &NOT_PARTS))
    };
    let has = |tokens: &Tokens, word: &str| tokens.clone().any(|at| passage.is(at, word));
    let pair = |[x, y]: &[&str; 2]| {
        let one = |p: &str, q: &str| has(&gap, p) && has(&behind, q) && !has(&gap, q);
        one(x, y) || one(y, x)
    };
    let counts = a.figure.is_count() && b.figure.is_count();
    counts && and && gap.len() <= GAP && !gap.clone().any(parted) && HALVES.iter().any(pair)
}

/// The lists of a document.
pub(super) fn lists<'a, 't>(all: &'a [Placed<'t>]) -> Vec<List<'a, 't>> {
    let mut out = Vec::new();
    let sentences: Vec<&[Placed<'t>]> = all.chunk_by(Placed::is_beside).collect();
    for (at, sentence) in sentences.iter().enumerate() {
        let mut from = 0;
        let counts: Vec<&Placed<'_>> =
            sentence.iter().filter(|placed| !placed.figure.is_share()).collect();
        for ix in 1..counts.len() {
            let beside = ix > 1 && is_linked(counts[ix - 2], counts[ix - 1])
                || counts.get(ix + 1).is_some_and(|next| is_linked(counts[ix], next));
            // "Of the 800, girls are 420 and boys 380": the words of the second are those of a third.
            let end = counts[ix].figure.tokens.end;
            let third =
                counts.get(ix + 1).is_some_and(|next| next.figure.tokens.start <= end + GAP);
            if !beside && !third && are_halves(&counts[ix - 1..=ix]) {
                out.extend(List::of(counts[ix - 1..=ix].to_vec()));
            }
        }
        while from < sentence.len() {
            let linked = (from + 1..sentence.len())
                .take_while(|next| is_linked(&sentence[next - 1], &sentence[*next]))
                .count();
            let run: Vec<&Placed<'_>> = sentence[from..=from + linked].iter().collect();
            let opens = from == 0;
            let own = from.checked_sub(1).is_some_and(|at| is_whole_of(&sentence[at], &run));
            from += linked + 1;
            // "He was given 18 years. The others got 14, 11 and six."
            let ahead = at.checked_sub(1).and_then(|before| match sentences[before] {
                [one] if run.len() + 1 >= FEWEST && opens && one.is_ahead(&run) => Some(one),
                _ => None,
            });
            if run.len() >= FEWEST && !own {
                out.extend(List::of(run.clone()));
            }
            if let Some(one) = ahead.filter(|_| run.len() >= 2) {
                let longer = std::iter::once(one).chain(run).collect();
                out.extend(List::of(longer));
            }
        }
    }
    out
}

impl<'t> Placed<'t> {
    /// Whether it stands in the sentence before some figures, of the same paragraph, and gives them
    /// their unit: a sentence that names the unit of each of its figures opens a list of its own.
    fn is_ahead(&self, run: &[&Placed<'t>]) -> bool {
        let unit = &self.figure.quantity.unit;
        let measured = !unit.is_count() && !self.figure.is_share();
        let bare = |placed: &&Placed<'t>| {
            placed.figure.noun.is_none() && placed.figure.quantity.unit.is_count()
        };
        let next = |other: &&Placed<'t>| self.at == other.at && self.index + 1 == other.index;
        measured && run.first().is_some_and(next) && run.iter().any(bare)
    }
}

/// "We spent 119 million: 74 million on ships, 18 million on cranes and 17 million on roads": whether a
/// figure is the whole of the list behind it, all of which may not have been read.
fn is_whole_of(figure: &Placed<'_>, list: &[&Placed<'_>]) -> bool {
    let Some(first) = list.first() else { return false };
    let mark = before(first.passage, first.figure.tokens.start);
    let shown = |placed: &Placed<'_>| placed.figure.amount.as_ref().map(|a| a.shown);
    let like = figure.figure.quantity.unit.comparable(&first.figure.quantity.unit);
    matches!(mark.as_str(), ":" | "\u{2014}" | "\u{2013}")
        && like
        && list.iter().all(|part| shown(part) < shown(figure))
}

/// "84 to 69, with three abstentions": whether a figure is the other side of a score whose first side the
/// list does not take in.
fn is_other_side(first: &Placed<'_>) -> bool {
    let passage = first.passage;
    let Some(to) = first.figure.tokens.start.checked_sub(1) else { return false };
    let ends = |m: &Mention| m.tokens.end == to && matches!(m.kind, MentionKind::Figure(_));
    passage.is(to, "to") && passage.mentions.iter().any(ends)
}

/// Whether two figures of a sentence, one behind the other, are elements of one list.
fn is_linked(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let passage = a.passage;
    let gap = a.figure.tokens.end..b.figure.tokens.start;
    if a.figure.is_share() || b.figure.is_share() || gap.len() > GAP || gap.is_empty() {
        return false;
    }
    if is_vote(a, b) {
        return true;
    }
    // "The League would have 21, one short".
    if b.figure.noun.is_none() && passage.is(b.figure.tokens.start, "one") {
        return false;
    }
    // "Forty on the wards, six of them alone in a room": some of those before.
    let end = b.figure.tokens.end;
    if passage.is(end, "of") && passage.is_any(end + 1, &["them", "these", "those", "whom"]) {
        return false;
    }
    // "The driver, Tam Orrel, 51; the guard, Lin Dask, 33".
    if is_age(a) || is_age(b) {
        return false;
    }
    // "222 million in spring, on sales of 1,181 million", "lost two, with 16 goals": told of the one before.
    let told = |at: usize| {
        let comma = at.checked_sub(1).is_some_and(|at| passage.token(at) == ",");
        comma && passage.is_any(at, &["on", "with", "from", "after", "despite"])
    };
    if !is_abstention(b) && gap.clone().any(told) {
        return false;
    }
    // "14 in favour and nine against, with two abstentions".
    let against = |at: usize| passage.is(at, "against") && at == gap.start;
    let parted = |at: usize| {
        passage.is_any(at, PARTED)
            || passage.is_of(at, &NOT_PARTS) && !passage.is_any(at, INSIDE) && !against(at)
            || matches!(passage.token(at), ":" | "." | "(" | ")")
    };
    let links = |at: usize| matches!(passage.token(at), "," | ";") || passage.is(at, "and");
    // "Of the rise of 90, 60 is wages": what follows is of a whole of its own.
    let of = |at: usize| passage.is(at, "of") && at > gap.start && !links(at - 1);
    gap.clone().any(links) && !gap.clone().any(|at| parted(at) && !of(at))
}

/// Whether a number is the age of somebody whose name stands between commas before it.
fn is_age(placed: &Placed<'_>) -> bool {
    let (passage, figure) = (placed.passage, &placed.figure);
    let bare = figure.noun.is_none() && figure.is_count();
    let closes = matches!(passage.token(figure.tokens.end), "," | ";" | "." | ")");
    let Some(comma) = figure.tokens.start.checked_sub(1).filter(|_| bare && closes) else {
        return false;
    };
    let aside = |mention: &Mention| {
        let ahead = mention.tokens.start.checked_sub(1);
        matches!(mention.kind, MentionKind::Name)
            && mention.tokens.end == comma
            && ahead.is_some_and(|at| passage.token(at) == ",")
    };
    passage.token(comma) == "," && passage.mentions.iter().any(aside)
}

/// "Two abstentions", "three abstaining".
fn is_abstention(placed: &Placed<'_>) -> bool {
    let figure = &placed.figure;
    (figure.tokens.end..=figure.end).any(|at| {
        placed.passage.lower(at).starts_with("absten")
            || placed.passage.lower(at).starts_with("abstain")
    })
}

/// "By 103 to 61", "103 votes to 61".
fn is_vote(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let passage = a.passage;
    let end = a.figure.end.max(a.figure.tokens.end);
    let to = passage.is_any(end, &["to", "against"]) && end + 1 == b.figure.tokens.start;
    let by = before(passage, a.figure.tokens.start) == "by";
    let votes = a.figure.noun.as_deref() == Some("vote");
    to && (by || votes)
}

/// "14 votes in favour", "14 in favour".
fn is_favour(a: &Placed<'_>) -> bool {
    let end = a.figure.end.max(a.figure.tokens.end);
    a.passage.is(end, "in") && a.passage.is_any(end + 1, &["favour", "favor"])
}

fn amounts_of(list: &List<'_, '_>) -> impl Iterator<Item = Decimal> {
    list.amounts.iter().map(|amount| amount.shown)
}

impl<'a, 't> List<'a, 't> {
    fn of(items: Vec<&'a Placed<'t>>) -> Option<Self> {
        let (first, last) = (*items.first()?, *items.last()?);
        // "Of 120, 95 and 140 kilometres": what the last one is in.
        let bare = |placed: &&Placed<'_>| {
            placed.figure.is_count() && placed.figure.end <= placed.figure.tokens.end
        };
        let ahead = items.iter().rev().skip(1).all(bare);
        let of = if ahead { last } else { first };
        let unit = of.figure.quantity.unit.clone();
        let factor = of.figure.quantity.shown_in.factor;
        let measured = matches!(unit, Unit::Measure(_));
        // "410 tonnes, the other mill 365": of what the first one is of.
        let amount = |placed: &&Placed<'_>| {
            let figure = &placed.figure;
            let mut amount = figure.amount.clone()?;
            let bare = figure.is_count() && figure.noun.is_none() && !unit.is_count();
            if bare {
                amount.unit = unit.clone();
                if measured {
                    amount.shown = amount.shown.checked_mul(factor)?;
                    amount.slack = amount.slack.checked_mul(factor)?;
                }
            }
            Some(amount)
        };
        let amounts: Option<Vec<Amount>> = items.iter().map(amount).collect();
        let amounts = amounts?;
        let like = amounts.iter().all(|amount| amount.is_like(&amounts[0]));
        let ballot = items.windows(2).any(|pair| is_vote(pair[0], pair[1]) || is_favour(pair[0]));
        let sum =
            amounts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.shown))?;
        // "17 goals, eleven at home and six away": its own whole is one of its figures.
        let ends = [amounts.first()?.shown, amounts.last()?.shown];
        let whole = ends.iter().any(|end| end.checked_add(*end) == Some(sum));
        let list = Self { items, amounts, sum, ballot };
        let whole = whole && !list.is_announced();
        let picked = !ballot && list.is_picked(first, last) || is_other_side(first);
        // "Three pictures, one buyer and 3.1 million crowns" are not of one kind.
        let shown = || amounts_of(&list);
        let even = shown()
            .max()
            .zip(shown().min())
            .is_some_and(|(most, least)| least.checked_mul(UNEVEN).is_some_and(|far| most <= far));
        (like && even && sum >= LEAST && !picked && !whole).then_some(list)
    }

    /// "In three streets: 30 in …, 20 in … and 10 in …": whether a number in words ahead of it says how many
    /// elements it has, so that none of them is the sum of the others.
    fn is_announced(&self) -> bool {
        /// Tokens before a list in which that number stands.
        const NEAR: usize = 6;
        let first = self.items[0];
        let start = first.figure.tokens.start;
        let from = start.saturating_sub(NEAR).max(first.sentence.tokens.start);
        let number = u32::try_from(self.items.len()).ok();
        let says = |at: usize| date::cardinal(&first.passage.lower(at)) == number;
        before(first.passage, start) == ":" && (from..start).any(says)
    }

    /// Whether words say that the list is not all there is.
    fn is_picked(&self, first: &Placed<'_>, last: &Placed<'_>) -> bool {
        /// Tokens behind the last figure in which an element without one may follow.
        const BEHIND: usize = 9;
        const OPEN: &[&str] = &["among", "amongst", "others", "more", "etc", "included", "example"];
        const UNCOUNTED: &[&str] =
            &["a", "an", "one", "several", "some", "others", "various", "its", "many", "few"];
        let passage = last.passage;
        let start = first.figure.tokens.start;
        let ahead = start.saturating_sub(2)..start;
        let end = last.sentence.tokens.end;
        let behind = last.figure.end.max(last.figure.tokens.end)..end;
        let near = behind.start..end.min(behind.start + BEHIND);
        let another = near.clone().any(|at| {
            let links = passage.token(at) == "," || passage.is(at, "and");
            links && passage.is_any(at + 1, UNCOUNTED)
        });
        let goes_on = near
            .clone()
            .any(|at| passage.tokens[at].word.is(class::BE | class::HAVE | class::MODAL));
        /// Tokens behind the last figure in which its date stands.
        const DATED: usize = 5;
        // "97 million in 2022, 91.8 million in 2023": one thing at several times.
        let span = start..last.sentence.tokens.end.min(behind.start + DATED);
        let dated = self.items.len() > 1
            && first.index == last.index
            && passage.mentions.iter().any(|mention| {
                matches!(mention.kind, MentionKind::Date(_)) && span.contains(&mention.tokens.start)
            });
        // "Among the dead were 12 miners".
        const AMONG: &[&str] =
            &["among", "amongst", "including", "include", "includes", "included"];
        let opened = any_of(first.passage, first.sentence.tokens.start..start, AMONG);
        dated
            || opened
            || any_on(first.passage, ahead, &NOT_PARTS)
            || any_of(passage, behind, OPEN) && !self.is_inclusive()
            || (another && !goes_on)
            || self.items.iter().any(|item| {
                let start = item.figure.tokens.start;
                any_of(item.passage, start.saturating_sub(1)..start, &["last", "first", "next"])
            })
    }

    /// "31 men, 26 women and 18 children, crew included": whether what is said to be included is none of its
    /// parts, so that they are all.
    fn is_inclusive(&self) -> bool {
        let last = self.items[self.items.len() - 1];
        let passage = last.passage;
        let end = last.figure.end.max(last.figure.tokens.end);
        passage.token(end) == "," && passage.is(end + 2, "included") && {
            let what = passage.lower(end + 1);
            !matches!(what.as_str(), "them" | "these" | "those" | "others" | "all")
        }
    }

    /// Whether its parts are counted without a noun, but for one.
    pub(super) fn is_bare(&self) -> bool {
        self.items.iter().filter(|item| item.figure.noun.is_some()).count() <= 1
            && self.items[0].figure.noun.is_none()
    }

    /// Whether its sentence tells it as all there is: "the dead were 14 men, nine women and …".
    pub(super) fn is_all(&self) -> bool {
        let first = self.items[0];
        let (passage, start) = (first.passage, first.figure.tokens.start);
        let from = first.sentence.tokens.start;
        let be = start.checked_sub(1).is_some_and(|at| {
            passage.tokens.get(at).is_some_and(|token| token.word.is(class::BE)) && at > from
        });
        let there = (from..start).any(|at| passage.is(at, "there"));
        (be && !there)
            || self.is_set_out()
            || self.says_all()
            || self.items.len() < FEWEST && !self.ballot
    }

    /// Whether words behind it say that it is all there is.
    pub(super) fn says_all(&self) -> bool {
        self.leaves_nothing() || self.is_inclusive()
    }

    /// Whether it is set out behind words that announce it, or a colon.
    pub(super) fn is_set_out(&self) -> bool {
        let first = self.items[0];
        let ahead = first.sentence.tokens.start..first.figure.tokens.start;
        says_split(first.passage, ahead) || self.is_apposed()
    }

    /// "Of three trades: nine porters, …", "the whole shift, six drivers, …": a list that tells who or what
    /// all of something are.
    fn is_apposed(&self) -> bool {
        /// Tokens of what the list is set beside.
        const NEAR: usize = 5;
        const ALL: &[&str] = &["all", "whole", "entire", "full"];
        let first = self.items[0];
        let (passage, start) = (first.passage, first.figure.tokens.start);
        let from = start.saturating_sub(NEAR).max(first.sentence.tokens.start);
        match before(passage, start).as_str() {
            ":" | "\u{2014}" | "\u{2013}" => true,
            "," => any_of(passage, from..start, ALL),
            // "The tally of four gold, six silver and three bronze".
            "of" => any_of(passage, from..start, &["tally", "total", "haul", "sum"]),
            _ => false,
        }
    }

    /// "…, leaving nothing for paint": whether words behind it say that it is all.
    fn leaves_nothing(&self) -> bool {
        let last = self.items[self.items.len() - 1];
        let (passage, tokens) = (last.passage, last.figure.tokens.end..last.sentence.tokens.end);
        tokens.into_iter().any(|at| {
            passage.is_any(at, &["leaving", "leaves", "left"]) && passage.is(at + 1, "nothing")
                || passage.is(at, "nothing") && passage.is_any(at + 1, &["left", "over", "else"])
        })
    }

    /// "Of the replies, 210 came by post, 350 online and 70 by telephone": whether it deals out what "of"
    /// names.
    pub(super) fn is_dealt_out(&self) -> bool {
        let first = self.items[0];
        let (passage, from) = (first.passage, first.sentence.tokens.start);
        let comma = before(passage, first.figure.tokens.start) == ",";
        let counted = first.figure.is_count();
        passage.is(from, "of") && comma && (self.is_bare() || !counted)
    }

    /// "Of this sum, …": whether it deals out what the sentence before tells last.
    pub(super) fn is_of_amount_before(&self, other: &Placed<'_>) -> bool {
        let first = self.items[0];
        let from = first.sentence.tokens.start;
        let this = first.passage.is_any(from + 1, &["this", "that", "the", "these", "those"]);
        this && self.is_dealt_out() && other.at == first.at && other.index + 1 == first.index
    }

    pub(super) fn slip(&self, whole: &Placed<'_>) -> Option<Slip> {
        let mut parts: Vec<Figure> = self.items.iter().map(|item| item.figure.clone()).collect();
        for (figure, amount) in parts.iter_mut().zip(&self.amounts) {
            figure.amount = Some(amount.clone());
        }
        let parts: Vec<&Figure> = parts.iter().collect();
        let mut slip = check(whole.at, &Parts { whole: &whole.figure, parts })?;
        slip.bytes = whole.figure.bytes.clone();
        let (first, last) = (self.items[0], self.items[self.items.len() - 1]);
        let label = format!("{} parts", self.items.len());
        let bytes = first.figure.bytes.start..last.figure.bytes.end;
        slip.other = Some((first.at, bytes, label));
        Some(slip)
    }
}
