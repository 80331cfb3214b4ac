//! What lies between two counts that a document gives, against a sentence elsewhere that says it: the
//! votes that separate two sides, what was lost between two years, a growth in per cent of what has
//! grown by a number.

use rust_decimal::Decimal;

use super::figure::{limits, noun_before};
use super::placed::Placed;
use super::{Amount, change, slip};
use crate::prose::gist::Gist;
use crate::prose::open;
use crate::prose::passage::MentionKind;
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a document: of longer ones any difference is that of two.
const MOST: usize = 400;

/// How far a difference that is meant to be that of two counts lies off it at most, as a part of it.
const NEAR: Decimal = Decimal::from_parts(35, 0, 0, false, 2);

/// How far a margin may lie off: it is told in round numbers and guessed at.
const FAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// Verbs of having less and of having more than before.
const LOSES: &[&str] = &["lose", "shed", "cut", "axe"];
const GAINS: &[&str] = &["gain", "add", "recruit", "hire"];

/// Words of a change of another time.
const OTHER: &[&str] = &[
    "each", "every", "a", "per", "would", "could", "will", "may", "target", "forecast", "expected",
    "further", "another", "more", "average",
];

/// Nouns of what is cast.
const VOTES: &[&str] = &["vote", "ballot"];

/// A change that a sentence gives.
struct Change {
    by: Decimal,
    slack: Decimal,
    up: bool,
}

/// Slips of the differences of a document, of whose figures it is told.
pub(super) fn slips(all: &[Placed<'_>], out: &mut Vec<Slip>) {
    if all.len() > MOST {
        return;
    }
    out.extend(margin(all));
    for placed in all.iter().filter(|placed| placed.own) {
        out.extend(lost(placed, all).or_else(|| grown(placed, all)));
    }
}

impl Placed<'_> {
    fn word(&self, back: usize) -> smol_str::SmolStr {
        let at = self.figure.tokens.start.checked_sub(back);
        at.map(|at| self.passage.lower(at)).unwrap_or_default()
    }

    /// What the sentence says has changed by the figure: "have dropped by 45 million".
    fn change(&self) -> Option<Change> {
        let amount = self.figure.amount.as_ref()?;
        let segment = self.figure.segment(self.passage, self.sentence);
        let other = |at: usize| self.passage.is_any(at, OTHER) && !self.figure.tokens.contains(&at);
        if segment.into_iter().any(other) {
            return None;
        }
        let first = self.figure.tokens.start;
        let by = self.word(1) == "by";
        let verb = first.checked_sub(1 + usize::from(by))?;
        let lemma = self.passage.tokens.get(verb)?.word.lemma.text();
        let up = match lemma {
            _ if by => change::moves(self.passage, verb)?,
            lemma if LOSES.contains(&lemma) => false,
            lemma if GAINS.contains(&lemma) => true,
            _ => return None,
        };
        let goes_on = matches!(self.passage.lower(self.figure.end).as_str(), "to" | "from");
        (!goes_on).then_some(Change { by: amount.shown, slack: amount.slack, up })
    }

    /// The noun that is said to have changed.
    fn subject(&self) -> Option<String> {
        let verb = self.figure.tokens.start.checked_sub(1 + usize::from(self.word(1) == "by"))?;
        noun_before(self.passage, verb, self.sentence.tokens.start)
    }

    /// Whether the sentence says when, and the figure stands for how many there were then.
    fn is_dated(&self) -> bool {
        let mentions = self.passage.mentions_of(self.sentence);
        let dated = mentions.iter().any(|m| matches!(m.kind, MentionKind::Date(_)));
        dated && self.change().is_none() && self.word(1) != "of"
    }

    fn told(&self, (from, to): (&Placed<'_>, &Placed<'_>), is: &str) -> Slip {
        let (a, b) = (show(&from.figure.quantity), show(&to.figure.quantity));
        let said = show(&self.figure.quantity);
        let message = format!("between {a} and {b} lie {is}, not {said}");
        let mut slip =
            slip(self.at, self.figure.bytes.clone(), message, format!("{is} by the counts"));
        slip.other = Some((from.at, from.figure.bytes.clone(), format!("{a} and {b}")));
        slip
    }
}

fn difference(a: &Placed<'_>, b: &Placed<'_>) -> Option<(Decimal, Decimal)> {
    let (x, y): (&Amount, &Amount) = (a.figure.amount.as_ref()?, b.figure.amount.as_ref()?);
    let like = x.is_like(y) && !a.figure.is_share();
    like.then_some((y.shown.checked_sub(x.shown)?, x.slack.checked_add(y.slack)?))
}

/// "Yes won 1,214,300 votes and No 1,042,700", "fewer than 95,000 ballots separated the two".
fn margin(all: &[Placed<'_>]) -> Option<Slip> {
    let votes = |placed: &Placed<'_>| {
        placed.figure.noun.as_deref().is_some_and(|noun| VOTES.contains(&noun))
    };
    let counts: Vec<&Placed<'_>> = all.iter().filter(|p| !p.figure.is_share()).collect();
    let pair_of = |sentence: &'_ [&Placed<'_>]| match sentence {
        [a, b] => {
            let bare = |p: &Placed<'_>| p.figure.noun.is_none() || votes(p);
            let counts = a.figure.is_count() && b.figure.is_count();
            let apart = (a.figure.tokens.end..b.figure.tokens.start)
                .any(|at| a.passage.is(at, "and") || a.passage.is(at, "against"));
            (votes(a) && bare(b) && counts && apart).then_some(())
        }
        _ => None,
    };
    let mut pairs =
        counts.chunk_by(|a, b| a.is_beside(b)).filter(|sentence| pair_of(sentence).is_some());
    let (Some([a, b]), None) = (pairs.next(), pairs.next()) else { return None };
    let (apart, slack) = difference(a, b)?;
    let apart = apart.abs();
    let is_margin = |placed: &&Placed<'_>| {
        let end = placed.figure.end;
        let separate = placed
            .passage
            .tokens
            .get(end)
            .is_some_and(|t| matches!(t.word.lemma.text(), "separate" | "divide"));
        let of = placed.word(1) == "of" && matches!(placed.word(2).as_str(), "margin" | "gap");
        let counts = placed.figure.is_count() && (placed.figure.noun.is_none() || votes(placed));
        counts && (separate || of) && !placed.is_beside(a)
    };
    let wrong = |placed: &&Placed<'_>| {
        let (low, high) = limits(&placed.figure.quantity);
        let near = |end: Option<Decimal>| {
            end.is_none_or(|end| {
                end.checked_mul(FAR).is_some_and(|far| far >= apart)
                    && apart.checked_mul(FAR).is_some_and(|far| far >= end)
            })
        };
        let above = low.is_some_and(|low| low > apart.saturating_add(slack));
        let below = high.is_some_and(|high| high < apart.saturating_sub(slack));
        (above || below) && near(low.filter(|low| !low.is_zero())) && near(high)
    };
    let found = all.iter().filter(is_margin).find(wrong)?;
    Some(found.told((a, b), &super::show(apart, &a.figure.quantity)))
}

/// "In 2019 it had 212 clerks. By 2023 it had 158." and "having lost 64 clerks".
fn lost(placed: &Placed<'_>, all: &[Placed<'_>]) -> Option<Slip> {
    let change = placed.change().filter(|_| !placed.figure.is_share())?;
    let noun = placed.figure.noun.clone()?;
    let words = Gist::of(placed.passage, placed.sentence.tokens.clone());
    let mut found = None;
    for pair in all.windows(2) {
        let [a, b] = pair else { continue };
        let follows = a.at == b.at && b.index == a.index + 1 && a.is_dated() && b.is_dated();
        let same = a.figure.noun.as_ref() == Some(&noun)
            && (b.figure.noun.is_none() || b.figure.noun == a.figure.noun);
        let Some((apart, slack)) = difference(a, b).filter(|_| follows && same) else { continue };
        let up = !apart.is_sign_negative();
        let off = apart.abs().checked_sub(change.by)?.abs();
        if off <= slack.checked_add(change.slack)? {
            return None;
        }
        // A currency says little of what is paid with it.
        let head = placed.figure.end.checked_sub(1)?;
        let linked = !open::is_currency(placed.passage, head)
            || Gist::of(a.passage, a.sentence.tokens.clone())
                .words
                .iter()
                .any(|word| *word != noun && words.has(word));
        let near = apart.abs().checked_mul(NEAR).is_some_and(|near| off <= near);
        if up == change.up && near && linked && !a.is_beside(placed) && !b.is_beside(placed) {
            found = Some((a, b, apart.abs()));
        }
    }
    let (a, b, apart) = found?;
    Some(placed.told((a, b), &super::show(apart, &a.figure.quantity)))
}

/// "The population rose by 570,600", "it has grown by 12.4 per cent": of a base that two counts with
/// that difference show.
fn grown(placed: &Placed<'_>, all: &[Placed<'_>]) -> Option<Slip> {
    let share = placed.change().filter(|_| placed.figure.is_share())?;
    let subject = placed.subject()?;
    let points = placed.passage.is_any(placed.figure.tokens.end, &["point", "points"]);
    let number = all.iter().find(|other| {
        let same = other.figure.is_count() && other.subject().as_ref() == Some(&subject);
        same && !other.is_beside(placed) && other.change().is_some_and(|c| c.up == share.up)
    })?;
    let by = number.change()?.by;
    let mut found = None;
    for (from, to) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))) {
        let exact = |placed: &Placed<'_>| {
            placed.figure.amount.as_ref().filter(|amount| amount.slack.is_zero()).is_some()
        };
        let Some((apart, _)) = difference(from, to).filter(|_| exact(from) && exact(to)) else {
            continue;
        };
        let signed = if share.up { apart } else { -apart };
        let base = from.figure.amount.as_ref()?.shown;
        if signed != by || base.is_zero() || !(from.figure.is_count() && base > by) {
            continue;
        }
        let is = by.checked_div(base)?;
        if is.checked_sub(share.by)?.abs() <= share.slack {
            return None;
        }
        found = found.or(Some((from, is)));
    }
    let (from, is) = found.filter(|_| !points)?;
    let percent = is.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize();
    let (n, m) = (show(&number.figure.quantity), show(&from.figure.quantity));
    let message =
        format!("{n} on {m} is a change of {percent}%, not {}", show(&placed.figure.quantity));
    let bytes = placed.figure.bytes.clone();
    let mut slip = slip(placed.at, bytes, message, format!("{percent}% by the counts"));
    slip.other = Some((number.at, number.figure.bytes.clone(), format!("{n} on {m}")));
    Some(slip)
}
