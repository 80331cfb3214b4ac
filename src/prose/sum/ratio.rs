//! Shares against the counts of another sentence, by the words of part and whole: "of the 38 who
//! died, 24 were overcome on the rear stairs" and "three in every four of the deaths occurred on the
//! rear stairs"; "50,610 books were lent, against 48,200 the year before" and "a rise of 8 per cent in
//! lending".
//!
//! [`super::fraction`] asks for one noun of both; here the whole may be told by another word for it,
//! or by what was done, and the part has to be told by the same words.

use rust_decimal::Decimal;

use super::course::ends;
use super::figure::{Figure, any_of, before, limits};
use super::fraction::COMPOSE;
use super::moved;
use super::placed::Placed;
use super::share::{UNTOLD, is_far, not_that_share, percent};
use super::slip;
use super::sole;
use super::whole::{Parted, parted};
use crate::prose::gist;
use crate::prose::lexicon::{VERB, class, word};
use crate::prose::passage::{ClauseKind, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::retold::concept;
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a document: of longer ones any share is that of something.
const MOST: usize = 600;

/// Evidence that the part is the same: two for a word in common, one for another word for it; and that
/// both are, where the whole is told by another word.
const ENOUGH: usize = 2;
const BOTH: usize = 4;

/// How far a share in words may be off, and one in figures beyond its rounding.
const WORDS: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
const FIGURES: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// How far "three in every four" may lie off.
const ROUND: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How far a hedged count may lie off, as a part of it.
const HEDGED: Decimal = Decimal::from_parts(4, 0, 0, false, 2);

/// Least whole: shares of a few are soon told otherwise.
const LEAST: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

/// Words of those who died, of which there are several.
const DEAD: &[&str] = &["dead", "death", "fatality", "victim", "kill", "die", "perish", "killed"];

/// Words of a share that is of another time, beside [`UNTOLD`].
const OTHER: &[&str] = &[
    "goal",
    "aim",
    "previous",
    "previously",
    "last",
    "earlier",
    "another",
    "other",
    "nationally",
    "remaining",
    "once",
    "typically",
    "normally",
];

/// Those of [`UNTOLD`] that are verbs.
const MODALS: &[&str] = &["would", "could", "should"];

/// A share that a sentence tells.
pub(super) struct Share<'a, 't> {
    pub(super) at: BlockIx,
    pub(super) passage: &'t Passage<'t>,
    pub(super) sentence: &'t Sentence,
    pub(super) placed: &'a Placed<'t>,
    low: Option<Decimal>,
    high: Option<Decimal>,
    slack: Decimal,
    pub(super) tokens: Tokens,
    /// What it is of, where no "of" says so, and the token behind that: "four boats in ten", "four in ten boats".
    pub(super) noun: Option<(String, usize)>,
}

/// Slips of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    let sentences: Vec<&[Placed<'_>]> = all.chunk_by(Placed::is_beside).collect();
    let parted: Vec<Parted<'_, '_>> = parted(&sentences);
    let ends = ends(&sentences);
    for share in sentences.iter().flat_map(|s| shares(s)) {
        let known = |slip: &Slip| {
            slip.at == share.at
                && slip.bytes.start <= share.placed.figure.bytes.start
                && slip.bytes.end >= share.placed.figure.bytes.end
        };
        if out.iter().any(known) {
            continue;
        }
        // "Just over half of the sites, 26 of 48": its own counts tell it.
        let counts = all.iter().any(|other| {
            let inside = share.tokens.contains(&other.figure.tokens.start);
            // "One well in four" says itself of what it is one.
            let noun = share.placed.figure.noun.as_ref().filter(|_| share.placed.figure.is_count());
            let alien =
                noun.is_some() && other.figure.noun.is_some() && other.figure.noun.as_ref() != noun;
            other.is_beside(share.placed)
                && other.figure.is_count()
                && !inside
                && !alien
                && !is_aside(other, &share)
                && !is_of_another_clause(other, &share)
        });
        if counts {
            continue;
        }
        let found = check(&share, &parted)
            .or_else(|| sole::check(&share, &parted, all))
            .or_else(|| moved::check(&share, &ends, all));
        out.extend(found);
    }
}

/// "In both schools", "through the two ports": whether a count is a small one in words that does not stand
/// beside a share, and tells no counts of its own for it.
fn is_aside(count: &Placed<'_>, share: &Share<'_, '_>) -> bool {
    /// Tokens between a share and a count that tells it.
    const BESIDE: usize = 5;
    let (a, b) = (&count.figure.tokens, &share.tokens);
    let gap = if a.start >= b.end { a.start - b.end } else { b.start.saturating_sub(a.end) };
    let words = !count.passage.slice(a).bytes().any(|b| b.is_ascii_digit());
    let small = count.figure.amount.as_ref().is_some_and(|amount| amount.shown < LEAST);
    words && small && gap > BESIDE
}

/// "…, where 200 jobs were lost": whether a count of something else stands in a clause behind that of a share.
fn is_of_another_clause(count: &Placed<'_>, share: &Share<'_, '_>) -> bool {
    let place = |at: usize| share.sentence.innermost(at);
    let first = count.figure.tokens.start;
    let Some(noun) = count.figure.noun.as_ref() else { return false };
    let whole = share.words().map(|(whole, _)| whole).unwrap_or_default();
    let clause = share.sentence.clause_of(first);
    first >= share.tokens.end
        && place(first) != place(share.tokens.start)
        && clause.is_some_and(|clause| clause.kind != ClauseKind::Main)
        && clause.is_some_and(|clause| !clause.tokens.contains(&share.tokens.start))
        && !whole.is_empty()
        && !whole.iter().any(|word| same(word, noun) > 0)
}

/// The shares of a sentence that the text tells: "a third of", "three in every four of".
pub(super) fn shares<'a, 't>(sentence: &'a [Placed<'t>]) -> Vec<Share<'a, 't>> {
    let mut out = Vec::new();
    for (ix, placed) in sentence.iter().enumerate() {
        let (passage, figure) = (placed.passage, &placed.figure);
        let base = |low, high, slack, tokens: Tokens, whole: Option<&Figure>| {
            let behind = |counted: &Figure| counted.end.max(tokens.end);
            let own = figure.noun.clone().map(|noun| (noun, behind(figure)));
            let noun = own.or_else(|| Some((whole?.noun.clone()?, behind(whole?))));
            let noun = noun.filter(|_| whole.is_some() || is_in_few(passage, figure));
            let (at, sentence) = (placed.at, placed.sentence);
            Share { at, passage, sentence, placed, low, high, slack, tokens, noun }
        };
        if figure.is_share() {
            let printed = passage.text.get(figure.bytes.clone()).unwrap_or("");
            let words = !printed.bytes().any(|b| b.is_ascii_digit());
            let (low, high) = limits(&figure.quantity);
            let slack = if words { WORDS } else { FIGURES };
            out.push(base(low, high, slack, figure.tokens.clone(), None));
            continue;
        }
        let end = figure.end.max(figure.tokens.end);
        let every = passage.is(end, "in") && passage.is_any(end + 1, &["every", "each"]);
        // "One village in four", as such shares are told, is one of every four.
        let in_few = |whole: &&Placed<'_>| {
            let few = whole.figure.amount.as_ref().is_some_and(|m| m.shown <= Decimal::TEN);
            passage.is(end, "in")
                && whole.figure.tokens.start == end + 1
                && whole.figure.noun.as_deref().is_none_or(is_verb)
                && figure.noun.is_some()
                && few
        };
        let Some(whole) = sentence.get(ix + 1).filter(|whole| every || in_few(whole)) else {
            continue;
        };
        let parts = figure.amount.as_ref().zip(whole.figure.amount.as_ref());
        let share = parts.and_then(|(n, m)| n.shown.checked_div(m.shown));
        if let Some(share) = share.filter(|share| *share < Decimal::ONE) {
            let tokens = figure.tokens.start..whole.figure.tokens.end;
            out.push(base(Some(share), Some(share), ROUND, tokens, Some(&whole.figure)));
        }
    }
    out
}

/// "Four boats in ten say": whether what seems to be counted is what they do.
fn is_verb(noun: &str) -> bool {
    let known = word(noun);
    known.is(VERB) && !known.is(class::NOUN | class::PERSON)
}

/// "Four in ten boats", "two out of three boats": whether a share is one of so many.
fn is_in_few(passage: &Passage<'_>, figure: &Figure) -> bool {
    let inner = figure.tokens.start + 1..figure.tokens.end;
    any_of(passage, inner, &["in", "of"])
}

/// One word for those who died.
fn known(word: &str) -> &str {
    if DEAD.contains(&word) { "dead" } else { word }
}

/// Whether two words say the same, by form or by what they mean.
pub(super) fn same(a: &str, b: &str) -> usize {
    let stem = |word: &str| word.strip_suffix("ing").map_or_else(|| word.to_owned(), str::to_owned);
    let (a, b) = (known(a), known(b));
    if gist::is_form(a, b) || stem(a) == stem(b) { 2 } else { usize::from(gist::alike(a, b)) }
}

/// Whether a word says the contrary of another: "passed" is said of those who did not fail.
pub(super) fn are_contrary(a: &str, b: &str) -> bool {
    let contrary = || {
        let (x, y) = (concept::word(a)?.sides, concept::word(b)?.sides);
        Some(x.iter().any(|(line, side)| y.iter().any(|(l, s)| l == line && s != side)))
    };
    contrary().unwrap_or(false)
}

impl Share<'_, '_> {
    /// The words of what it is of, and those of what is said of that.
    pub(super) fn words(&self) -> Option<(Vec<String>, Vec<String>)> {
        /// Most tokens of what it is of.
        const WITHIN: usize = 6;
        let of = self.tokens.end;
        let passage = self.passage;
        let end = self.sentence.tokens.end;
        if let Some((noun, behind)) = self.noun.as_ref().filter(|_| !passage.is(of, "of")) {
            return Some((vec![noun.clone()], gist::lemmas(passage, *behind..end)));
        }
        passage.is(of, "of").then_some(())?;
        let closes = |at: &usize| {
            let token = &passage.tokens[*at];
            matches!(passage.token(*at), "," | ";" | "." | ":")
                || passage.is_any(*at, &["who", "which", "that", "in", "on", "by", "to", "at"])
                || token.word.is(class::BE | class::HAVE | class::MODAL | class::DO)
                || (token.word.is(class::PAST) && !token.word.is(class::NOUN | class::PARTICIPLE))
        };
        // "Of those answering backed it": the verb that the whole is the subject of.
        let verb = self.sentence.clause_of(self.tokens.start).and_then(|c| c.verb.as_ref());
        let verb = verb.map(|verb| verb.tokens.start).filter(|verb| *verb > of + 1);
        let most = verb.unwrap_or(end).min(of + 1 + WITHIN).min(end);
        let stop = (of + 1..most).find(closes).unwrap_or(most);
        // "Three quarters of its servers encrypted": what befell them stands behind the noun.
        let is_done = |at: usize| {
            passage.tokens[at].word.is(class::PARTICIPLE) || passage.token(at).ends_with("ed")
        };
        let is_noun = |at: usize| gist::lemma(passage, at).is_some();
        let closed = matches!(passage.token(stop), "," | ";" | ":" | ".");
        let done = closed && stop > of + 2 && is_done(stop - 1) && is_noun(stop - 2);
        let stop = if done { stop - 1 } else { stop };
        let whole = gist::lemmas(passage, of + 1..stop);
        // What follows another figure is said of that one: "6 per cent were late, and of the rest 3 …".
        let mentions = passage.mentions_of(self.sentence);
        let next = mentions.iter().find(|mention| {
            matches!(mention.kind, MentionKind::Figure(_)) && mention.tokens.start >= stop
        });
        let end = next.map_or(end, |next| next.tokens.start);
        let cut = (stop..end).find(|at| matches!(passage.token(*at), ";" | ":")).unwrap_or(end);
        // "Longer hours were wanted by half of those who answered".
        let clause = self.sentence.clause_of(self.tokens.start);
        let from = clause.filter(|_| before(passage, self.tokens.start) == "by");
        let from = from.map_or(self.tokens.start, |clause| clause.tokens.start);
        let mut said = gist::lemmas(passage, from.min(self.tokens.start)..self.tokens.start);
        said.extend(gist::lemmas(passage, stop..cut));
        Some((whole, said))
    }

    /// Whether it is what its clause's subject makes up: "a plant that accounts for half of".
    fn composes(&self) -> bool {
        /// Tokens between the verb and its share.
        const NEAR: usize = 4;
        let first = self.tokens.start;
        (first.saturating_sub(NEAR).max(self.sentence.tokens.start)..first)
            .any(|at| COMPOSE.contains(&self.passage.tokens[at].word.lemma.text()))
    }

    pub(super) fn is_flat(&self) -> bool {
        let segment = self.placed.figure.segment(self.passage, self.sentence);
        let clause = self.sentence.clause_of(self.tokens.start).map(|clause| &clause.tokens);
        let known = self.is_known();
        // "A third of the boats could not put to sea", "the loss of a third of the staff would be felt": that
        // much is so. What another clause says would be is not said of the share.
        let is_so = |at: usize| {
            let could = self.passage.is(at, "could") && self.passage.is(at + 1, "not");
            let away = clause.is_some_and(|clause| !clause.contains(&at));
            self.passage.is_any(at, MODALS) && (could || known || away)
        };
        let said = |at: usize| {
            !self.tokens.contains(&at)
                && (self.passage.is_any(at, UNTOLD) || self.passage.is_any(at, OTHER))
                && !is_so(at)
        };
        !segment.into_iter().any(said)
    }

    /// "The two thirds who", "the loss of a third", "with sales down by a third": whether its words say that it
    /// is known.
    fn is_known(&self) -> bool {
        /// Most tokens of what "with" tells.
        const TOLD: usize = 5;
        let first = self.tokens.start;
        let from = first.saturating_sub(TOLD).max(self.sentence.tokens.start);
        if (from..first).any(|at| self.passage.is(at, "with")) {
            return true;
        }
        let the = |back: usize| {
            let at = self.tokens.start.checked_sub(back);
            at.is_some_and(|at| self.passage.is_any(at, &["the", "this", "that", "those"]))
        };
        the(1) || (before(self.passage, self.tokens.start) == "of" && (the(3) || the(4)))
    }

    pub(super) fn fits(&self, is: Decimal, slack: Decimal) -> bool {
        let slack = self.slack.saturating_add(slack);
        self.low.is_none_or(|low| low <= is.saturating_add(slack))
            && self.high.is_none_or(|high| is.saturating_sub(slack) <= high)
    }

    /// Whether it is the share of those of whom the part is not told. "Most" and "fewer than half" are told of
    /// what was done, and not of what was left.
    pub(super) fn fits_rest(&self, is: Decimal, slack: Decimal) -> bool {
        !self.is_of_a_side() && self.fits(Decimal::ONE.saturating_sub(is), slack)
    }

    /// Whether it only says that it is more than half, or less.
    fn is_of_a_side(&self) -> bool {
        const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
        let open = self.high.is_none_or(|high| high >= Decimal::ONE);
        let least = self.low.is_none_or(|low| low.is_zero());
        self.high == Some(Decimal::ONE)
            || (open && self.low == Some(HALF))
            || (least && self.high == Some(HALF))
    }

    /// Whether it lies so far off that it is of something else.
    pub(super) fn is_far(&self, is: Decimal) -> bool {
        is_far(is, (self.low, self.high))
    }

    pub(super) fn slip(
        &self,
        message: String,
        is: &str,
        other: (BlockIx, std::ops::Range<usize>, String),
    ) -> Slip {
        let label = format!("{is} by the counts");
        let mut slip = slip(self.at, self.passage.bytes(&self.tokens), message, label);
        slip.other = Some(other);
        slip
    }
}

/// The part of a whole, and how far rounding and hedges move it.
pub(super) fn ratio(parted: &Parted<'_, '_>) -> Option<(Decimal, Decimal)> {
    let shown = |figure: &Figure| figure.quantity.printed.as_ref().map(|printed| printed.low);
    let (n, m) = (shown(parted.part)?, shown(parted.whole)?);
    let is = n.checked_div(m)?;
    let hedged = parted.part.amount.is_none() || parted.whole.amount.is_none();
    let slack = if hedged { is.checked_mul(HEDGED)? } else { Decimal::ZERO };
    (is <= Decimal::ONE && !is.is_zero() && m >= LEAST).then_some((is, slack))
}

/// A share against the parts of other sentences whose whole and whose part have its words.
fn check(share: &Share<'_, '_>, all: &[Parted<'_, '_>]) -> Option<Slip> {
    let (whole, said) = share.words().filter(|_| share.is_flat())?;
    let named = |parted: &Parted<'_, '_>| {
        let best = |word: &String| {
            parted.whole_words.iter().map(|own| same(word, own)).max().unwrap_or_default()
        };
        whole.iter().map(best).max().unwrap_or_default()
    };
    let is_whole = |parted: &Parted<'_, '_>, word: &String| {
        parted.whole_words.iter().any(|own| same(word, own) == 2)
    };
    let alike = |parted: &Parted<'_, '_>| -> usize {
        let best = |word: &String| {
            parted.part_words.iter().map(|own| same(word, own)).max().unwrap_or_default()
        };
        said.iter().map(best).sum()
    };
    // "It accounts for half of the group's bottles", where one part of the group's bottles is told.
    let only = |parted: &Parted<'_, '_>| {
        if !share.composes() {
            return false;
        }
        let mut words: Vec<&String> = whole.iter().filter(|word| is_whole(parted, word)).collect();
        words.dedup();
        let of_whole = |other: &&Parted<'_, '_>| whole.iter().any(|word| is_whole(other, word));
        words.len() >= ENOUGH && all.iter().filter(of_whole).count() == 1
    };
    let mut found: Option<(usize, &Parted<'_, '_>, Decimal)> = None;
    for parted in all.iter().filter(|parted| {
        let named = named(parted);
        named >= ENOUGH || (named > 0 && named + alike(parted) >= BOTH)
    }) {
        let Some((is, slack)) = ratio(parted) else { continue };
        // "2,376 were left out: 1,654 without a number": any part of that whole may be meant.
        let of_whole = |other: &Placed<'_>| {
            let amounts = other.figure.amount.as_ref().zip(parted.whole.amount.as_ref());
            let of = amounts.and_then(|(n, m)| n.shown.checked_div(m.shown));
            of.is_some_and(|of| of < Decimal::ONE && share.fits(of, Decimal::ZERO))
        };
        // Of less than half "rejected" it what most did not "accept".
        let contrary =
            said.iter().any(|word| parted.part_words.iter().any(|own| are_contrary(word, own)));
        let other = parted.sentence.iter().any(of_whole) || share.is_of_a_side() && contrary;
        if other || share.fits(is, slack) || share.fits_rest(is, slack) {
            return None;
        }
        let score = if only(parted) { ENOUGH.max(alike(parted)) } else { alike(parted) };
        let here = parted.of.at == share.at && parted.of.sentence.tokens == share.sentence.tokens;
        if score >= ENOUGH && !here && found.as_ref().is_none_or(|(known, ..)| score > *known) {
            found = Some((score, parted, is));
        }
    }
    let (_, parted, is) = found.filter(|(.., is)| !share.is_far(*is))?;
    let is = percent(is);
    let (n, m) = (show(&parted.part.quantity), show(&parted.whole.quantity));
    let printed = share.passage.slice(&share.tokens);
    let message = not_that_share(printed, &n, &m, &is);
    let bytes = parted.part.bytes.clone();
    Some(share.slip(message, &is, (parted.of.at, bytes, format!("{n} of {m}"))))
}
