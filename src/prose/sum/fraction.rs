//! Shares that one sentence tells, against the counts that another gives: "340 servers, 204 of them
//! encrypted" and "with three quarters of its servers encrypted".
//!
//! A share is of what its noun counts. It is held against the counts of that noun whose sentence
//! shares a rare word with it, and only where no counts of the noun, and no rest of them, fit it.

use std::cell::OnceCell;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::board::{Axis, Boards};
use super::figure::{Figure, all_of, any_of, before, figures, limits};
use super::share::{UNTOLD, is_far, not_that_share, percent};
use super::{Amount, slip};
use crate::prose::context::Contexts;
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::table::grid::Text;
use crate::value::quantity::{Quantity, Unit, show};

/// Most figures of a document: of longer ones any share is that of something.
const MOST: usize = 600;

/// Sentences of a document beyond which a word in them says nothing of what is spoken of.
const RARE: usize = 4;

/// How far a share in words may be off ("a third"), and one in figures beyond its rounding.
const WORDS: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// Words between a part and its whole.
const OF: &[&str] = &["of", "out", "the", "its", "their", "all", "a", "total", "those", "these"];

/// Verbs that say that a share is that of their subject.
pub(super) const COMPOSE: &[&str] = &[
    "make",
    "account",
    "supply",
    "represent",
    "constitute",
    "form",
    "contribute",
    "provide",
    "comprise",
];

/// Words for all that has been counted.
const ALL: &[&str] = &["those", "all", "them", "the", "these", "everybody", "everyone"];

/// Words of a share of something else, beside [`UNTOLD`].
const OTHER: &[&str] = &[
    "standard",
    "goal",
    "aim",
    "previous",
    "previously",
    "last",
    "earlier",
    "normally",
    "another",
    "other",
    "nationally",
    "nationwide",
    "typically",
    "remaining",
];

/// A sentence of the document.
struct Told<'t> {
    at: BlockIx,
    passage: &'t Passage<'t>,
    sentence: &'t Sentence,
    figures: Vec<Figure>,
    /// Lemmas of what it says, once they are asked for.
    words: OnceCell<Vec<String>>,
    /// Whether the text says it itself.
    flat: Vec<bool>,
}

/// A part with its whole.
struct Counted {
    told: usize,
    part: Figure,
    whole: Figure,
    noun: String,
    /// Words that tell the part from the others of its whole; none where it has no others.
    own: Vec<String>,
}

/// Slips of the shares of a document.
pub(super) fn slips(
    document: usize,
    text: &Text<'_, '_>,
    (runs, contexts): (&[bool], &[&Contexts]),
    boards: &Boards,
    out: &mut Vec<Slip>,
) {
    let mut all: Vec<Told<'_>> = Vec::new();
    let mut count = 0;
    for block in (0..text.blocks.len()).filter(|at| runs[*at]) {
        let Some(passage) = text.passage(block) else { continue };
        let at = BlockIx { document, block };
        for sentence in &passage.sentences {
            let figures = figures(passage, sentence);
            count += figures.len();
            let contexts = contexts.get(block).copied();
            let flat = figures.iter().map(|f| gist::is_own(contexts, f.tokens.start)).collect();
            let words = OnceCell::new();
            all.push(Told { at, passage, sentence, figures, words, flat });
        }
        if count > MOST {
            return;
        }
    }
    let mut counted: Vec<Counted> = Vec::new();
    for (at, told) in all.iter().enumerate() {
        told.counted(at, &mut counted);
        told.of_total(at, boards, &mut counted);
        told.split(at, &mut counted);
        told.rest(at, &all, &mut counted);
    }
    if counted.is_empty() {
        return;
    }
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for told in &all {
        let mut words: Vec<&str> = told.words().iter().map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            *seen.entry(word).or_default() += 1;
        }
    }
    let rare = |word: &str| seen.get(word).is_none_or(|n| *n <= RARE);
    for (at, told) in all.iter().enumerate() {
        for (share, flat) in told.figures.iter().zip(&told.flat) {
            if *flat && share.is_share() {
                out.extend(check((at, told, share), (&all, &counted, boards), &rare));
            }
        }
    }
}

impl Told<'_> {
    fn words(&self) -> &[String] {
        self.words.get_or_init(|| gist::lemmas(self.passage, self.sentence.tokens.clone()))
    }

    /// "204 of the 340 servers", "340 servers, and 204 of them", "Of the 340 servers, 204 …".
    fn counted(&self, at: usize, out: &mut Vec<Counted>) {
        let passage = self.passage;
        let mut add = |part: &Figure, whole: &Figure| {
            let Some(noun) = whole.noun.clone() else { return };
            let like = part.noun.is_none() || part.noun == whole.noun;
            let exact = part.amount.is_some() && whole.amount.is_some();
            if like && exact && part.is_count() && whole.is_count() {
                let (part, whole) = (part.clone(), whole.clone());
                out.push(Counted { told: at, part, whole, noun, own: Vec::new() });
            }
        };
        for pair in self.figures.windows(2) {
            let [a, b] = pair else { continue };
            let between = a.tokens.end..b.tokens.start;
            if any_of(passage, between.clone(), &["of"]) && all_of(passage, between, OF) {
                add(a, b);
            }
            let end = b.tokens.end;
            let back = passage.is(end, "of")
                && passage.is_any(end + 1, &["them", "these", "those", "which", "whom"]);
            let first = b.tokens.start;
            let whom = passage.is_any(first.saturating_sub(1), &["which", "whom"])
                && passage.is(first.saturating_sub(2), "of");
            if back || whom {
                add(b, a);
            }
        }
        let start = self.sentence.tokens.start;
        let Some((first, others)) = self.figures.split_first() else { return };
        let opens = start..first.tokens.start;
        if any_of(passage, opens.clone(), &["of"]) && all_of(passage, opens, OF) {
            for other in others.iter().filter(|f| !passage.is(f.end, "of")) {
                add(other, first);
            }
        }
    }

    /// "453 of the deaths", beside a table that gives all of them in a row of its own.
    fn of_total(&self, at: usize, boards: &Boards, out: &mut Vec<Counted>) {
        for part in self.figures.iter().filter(|f| f.is_count() && f.amount.is_some()) {
            let of = part.tokens.end;
            let the = self.passage.is(of, "of") && self.passage.is_any(of + 1, &["the", "all"]);
            if boards.is_empty() || !the || self.passage.is(of + 3, "of") {
                continue;
            }
            let noun = open::noun_lemma(self.passage, of + 2);
            let Some(quantity) = total_of(boards, &noun) else { continue };
            let amount = Amount::of(&quantity);
            let whole = Figure { quantity, amount, noun: Some(noun.clone()), ..part.clone() };
            let like = part.amount.as_ref().zip(whole.amount.as_ref());
            if like.is_some_and(|(part, whole)| part.shown < whole.shown) {
                let part = part.clone();
                out.push(Counted { told: at, part, whole, noun, own: Vec::new() });
            }
        }
    }

    /// "2,150 teachers: 860 in primary schools and 1,290 in secondary schools".
    fn split(&self, at: usize, out: &mut Vec<Counted>) {
        for (ix, whole) in self.figures.iter().enumerate() {
            let parts = &self.figures[ix + 1..];
            let Some(noun) = whole.noun.clone().filter(|_| parts.len() >= 2) else { continue };
            let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
                let amount = part.amount.as_ref().filter(|_| part.is_count())?;
                sum.checked_add(amount.shown)
            });
            let of = whole.amount.as_ref().map(|amount| amount.shown);
            if sum.is_none() || sum != of || !whole.is_count() {
                continue;
            }
            let ends = parts.iter().skip(1).map(|part| part.tokens.start);
            let ends = ends.chain(std::iter::once(self.sentence.tokens.end));
            let words: Vec<Vec<String>> = parts
                .iter()
                .zip(ends)
                .map(|(part, end)| gist::lemmas(self.passage, part.tokens.end..end))
                .collect();
            for (n, part) in parts.iter().enumerate() {
                let others = || words.iter().enumerate().filter(|(other, _)| *other != n);
                let own = words[n]
                    .iter()
                    .filter(|word| others().all(|(_, words)| !words.contains(word)))
                    .cloned()
                    .collect();
                let (part, whole, noun) = (part.clone(), whole.clone(), noun.clone());
                out.push(Counted { told: at, part, whole, noun, own });
            }
        }
    }

    /// "31,400 had been used; the other 17,200 were kept", where the document gives the sum.
    fn rest(&self, at: usize, all: &[Told<'_>], out: &mut Vec<Counted>) {
        for pair in self.figures.windows(2) {
            let [a, b] = pair else { continue };
            let other =
                matches!(before(self.passage, b.tokens.start).as_str(), "other" | "remaining");
            let amounts = a.amount.as_ref().zip(b.amount.as_ref());
            let sum = amounts.and_then(|(a, b)| a.shown.checked_add(b.shown));
            let (true, Some(sum)) = (other && a.is_count() && b.is_count(), sum) else { continue };
            let is_sum = |figure: &&Figure| {
                let of = figure.amount.as_ref().is_some_and(|amount| amount.shown == sum);
                of && figure.noun.is_some() && figure.is_count()
            };
            let Some(whole) = all.iter().flat_map(|told| &told.figures).find(is_sum) else {
                continue;
            };
            let noun = whole.noun.clone().unwrap_or_default();
            let (part, whole) = (a.clone(), whole.clone());
            out.push(Counted { told: at, part, whole, noun, own: Vec::new() });
        }
    }

    /// The nouns that a share may be of: "of the group's bottles".
    fn nouns(&self, share: &Figure) -> Vec<String> {
        /// Most tokens behind "of".
        const WITHIN: usize = 6;
        let end = share.tokens.end;
        if !self.passage.is(end, "of") {
            return Vec::new();
        }
        // "Of those who died": of the deaths.
        let who = self.passage.is_any(end + 1, &["those", "the"])
            && self.passage.is_any(end + 2, &["who", "that"]);
        if who && self.passage.is_any(end + 3, &["died", "perished"]) {
            return vec!["death".to_owned(), "dead".to_owned(), "victim".to_owned()];
        }
        let behind = end + 1..(end + 1 + WITHIN).min(self.sentence.tokens.end);
        let closes = |at: &usize| {
            !matches!(self.passage.token(*at), "," | ";" | "(" | ":" | "." | "of" | "in" | "who")
        };
        behind.take_while(closes).map(|at| open::noun_lemma(self.passage, at)).collect()
    }

    /// The tokens of a sentence between the figures on both sides of one.
    fn around(&self, figure: &Figure) -> Tokens {
        let Tokens { start, end } = self.sentence.tokens.clone();
        let place = self.figures.iter().position(|other| other.tokens == figure.tokens);
        let ahead = place.and_then(|at| self.figures.get(at.checked_sub(1)?));
        let behind = place.and_then(|at| self.figures.get(at + 1));
        let from = ahead.map_or(start, |ahead| ahead.tokens.end);
        from..behind.map_or(end, |behind| behind.tokens.start)
    }

    /// Lemmas of the words behind a figure, up to a comma.
    fn behind(&self, from: usize) -> Vec<String> {
        /// Most tokens of what is said of a figure.
        const SAID: usize = 6;
        let tokens = (from..(from + SAID).min(self.sentence.tokens.end))
            .take_while(|at| !matches!(self.passage.token(*at), "," | ";" | "." | ":"));
        tokens.filter_map(|at| gist::lemma(self.passage, at)).collect()
    }

    /// Whether a figure only says of what age: "were over 65".
    fn is_age(&self, figure: &Figure) -> bool {
        let printed = self.passage.slice(&figure.tokens);
        self.ages().iter().any(|age| printed.ends_with(age))
    }

    /// The ages that it sets people apart by: "aged 65 and over", "over 65", "under 18".
    fn ages(&self) -> Vec<&str> {
        let ages = self.sentence.tokens.clone().filter(|at| {
            let before = at.checked_sub(1).map(|at| self.passage.lower(at)).unwrap_or_default();
            matches!(before.as_str(), "aged" | "over" | "under" | "above" | "below" | "than")
        });
        let number = |text: &&str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        ages.map(|at| self.passage.token(at)).filter(number).collect()
    }

    /// Whether the share is that of its clause's subject: "which supplied 55 per cent of those …".
    fn composes(&self, share: &Figure) -> Option<Tokens> {
        /// Tokens between the verb and its share.
        const NEAR: usize = 4;
        let first = share.tokens.start;
        let verb = (first.saturating_sub(NEAR).max(self.sentence.tokens.start)..first)
            .rev()
            .find(|at| COMPOSE.contains(&self.passage.tokens[*at].word.lemma.text()))?;
        let of = self.passage.is(share.tokens.end, "of")
            && self.passage.is_any(share.tokens.end + 1, ALL);
        of.then_some(self.sentence.tokens.start..verb)
    }
}

/// What the tables of a document give as the total of a noun; `None` where they differ.
fn total_of(boards: &Boards, noun: &str) -> Option<Quantity> {
    let mut found: Option<&Quantity> = None;
    for board in boards.iter() {
        let rows = board.rows.iter().enumerate().filter(|(_, row)| row.is_total);
        for (row, _) in rows {
            for (column, cell) in board.cells(Axis::Row, row) {
                let named = board.columns[column].gist.iter().any(|word| word == noun);
                if !named || !matches!(cell.quantity.unit, Unit::Count(_)) {
                    continue;
                }
                if found.is_some_and(|known| known.set != cell.quantity.set) {
                    return None;
                }
                found = Some(&cell.quantity);
            }
        }
    }
    found.cloned()
}

/// How much of its whole a part is, and how far rounding moves that.
fn ratio(counted: &Counted) -> Option<(Decimal, Decimal)> {
    let (part, whole): (&Amount, &Amount) =
        (counted.part.amount.as_ref()?, counted.whole.amount.as_ref()?);
    if whole.shown.is_zero() || part.shown > whole.shown {
        return None;
    }
    let is = part.shown.checked_div(whole.shown)?;
    Some((is, part.slack.checked_add(whole.slack)?.checked_div(whole.shown)?))
}

/// Whether a share can be that of some counts, or of what they leave.
fn fits(counted: &Counted, share: &Figure) -> bool {
    let Some((is, slack)) = ratio(counted) else { return true };
    let (low, high) = limits(&share.quantity);
    let slack = slack.saturating_add(WORDS);
    let inside = |is: Decimal| {
        low.is_none_or(|low| low <= is.saturating_add(slack))
            && high.is_none_or(|high| is.saturating_sub(slack) <= high)
    };
    // "More than half" fits one of any two parts.
    let closed = low.is_some() && high.is_some_and(|high| high < Decimal::ONE);
    inside(is) || (closed && inside(Decimal::ONE.saturating_sub(is)))
}

/// A share against the counts of what it is of.
fn check(
    (at, told, share): (usize, &Told<'_>, &Figure),
    (all, counted, boards): (&[Told<'_>], &[Counted], &Boards),
    rare: &dyn Fn(&str) -> bool,
) -> Option<Slip> {
    let segment = share.segment(told.passage, told.sentence);
    let other = |token: usize| {
        [UNTOLD, OTHER].iter().any(|words| told.passage.is_any(token, words))
            && !share.tokens.contains(&token)
    };
    if segment.into_iter().any(other)
        || told.figures.iter().any(|f| f.is_count() && !told.is_age(f))
    {
        return None;
    }
    // "Its seats": of somebody whom this sentence names; "that is 14 per cent": of what stands before.
    let end = share.tokens.end;
    let owned =
        told.passage.is(end, "of") && told.passage.is_any(end + 1, &["its", "their", "his", "her"]);
    let start = told.sentence.tokens.start;
    let back = told.passage.is_any(start, &["that", "this", "it"])
        && told.passage.tokens.get(start + 1).is_some_and(|next| next.word.is(class::BE));
    if back {
        return None;
    }
    let nouns = told.nouns(share);
    let said_alike = |counted: &Counted| {
        let said = told.behind(end);
        let there = all[counted.told].behind(counted.part.tokens.end);
        said.iter().any(|word| *word != counted.noun && there.contains(word))
    };
    // What stands behind another figure, or before one, is said of that.
    let around = told.around(share);
    let mut own_words = gist::lemmas(told.passage, around.start..share.tokens.start);
    own_words.extend(gist::lemmas(told.passage, share.tokens.end..around.end));
    let subject = told.composes(share).map(|tokens| Gist::of(told.passage, tokens));
    // "9 per cent of our undergraduates" is no share of all students.
    let of_whole = |counted: &Counted| {
        let whole = counted.whole.noun.as_ref().is_some_and(|whole| nouns.contains(whole));
        whole || !counted.own.iter().any(|word| nouns.contains(word))
    };
    let of_noun = |counted: &&Counted| {
        counted.told != at && nouns.contains(&counted.noun) && of_whole(counted)
    };
    let linked = |counted: &&Counted| {
        let there = all[counted.told].words();
        let common = |word: &&String| **word != counted.noun && rare(word) && there.contains(*word);
        if owned {
            return said_alike(counted);
        }
        // "Aged 65 and over", "over 65".
        if all[counted.told].ages().iter().any(|age| told.ages().contains(age)) {
            return true;
        }
        let narrowed =
            counted.own.is_empty() || counted.own.iter().any(|word| told.words().contains(word));
        narrowed && own_words.iter().any(|word| common(&word))
    };
    let part_of = |counted: &&Counted| {
        let Some(subject) = &subject else { return false };
        counted.told != at
            && of_whole(counted)
            && !counted.own.is_empty()
            && counted.own.iter().any(|word| subject.words.contains(word))
    };
    let by_subject = counted.iter().find(part_of);
    let found = match by_subject {
        Some(found) if !fits(found, share) => found,
        Some(_) => return None,
        None => {
            let found = counted.iter().filter(of_noun).find(linked)?;
            if counted.iter().filter(of_noun).any(|counted| fits(counted, share))
                || nouns.iter().any(|noun| boards.have(noun, share.limits()))
            {
                return None;
            }
            found
        }
    };
    let (is, _) = ratio(found).filter(|(is, _)| !is_far(*is, limits(&share.quantity)))?;
    let is = percent(is);
    let (n, m) = (show(&found.part.quantity), show(&found.whole.quantity));
    let said = told.passage.text.get(share.bytes.clone()).unwrap_or("");
    let message = not_that_share(said, &n, &m, &is);
    let mut slip = slip(told.at, share.bytes.clone(), message, format!("{is} by the counts"));
    slip.other = Some((all[found.told].at, found.part.bytes.clone(), format!("{n} of {m}")));
    Some(slip)
}
