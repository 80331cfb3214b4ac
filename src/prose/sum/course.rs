//! Which way something went, and how far, against two counts of it in another sentence: "complaints fell
//! last year", and "there were 87, against 74 the year before"; "visits doubled", and "310,000 in 2003
//! and 390,000 in 2004".
//!
//! [`super::change`] reads one sentence. Here the two have to be of one thing: what went up or down is
//! what the two counts are of, and no word says that another time is meant.

use rust_decimal::Decimal;

use super::change::{TIMES, moves};
use super::figure::{any_of, before, limits};
use super::placed::Placed;
use super::ratio::same;
use super::share::UNTOLD;
use super::slip;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{ClauseKind, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::words::Words;
use crate::value::quantity::show;

/// Most figures of a short text: a longer one has counts of one noun for many times and places.
const MOST: usize = 24;

/// How far "doubled" may be off either way, as a part of the ratio.
const LOOSE: Decimal = Decimal::from_parts(20, 0, 0, false, 2);

/// How far a share of change may be off beyond its own rounding.
const ROUNDED: Decimal = Decimal::from_parts(6, 0, 0, false, 3);

/// Words of another time than from one year to the next, or of what is not so.
const ELSEWHEN: &[&str] = &[
    "month",
    "months",
    "week",
    "weeks",
    "quarter",
    "decade",
    "decades",
    "overnight",
    "not",
    "never",
    "no",
    "will",
    "may",
    "might",
    "than",
    "least",
    "again",
    "then",
    "would",
    "predicted",
    "hopes",
    "until",
];

/// Nouns that say nothing of what is counted.
const IDLE: &[&str] = &["number", "total", "figure", "count", "rate", "level", "year", "report"];

/// A sentence that says which way something went.
struct Course<'t> {
    at: BlockIx,
    passage: &'t Passage<'t>,
    sentence: &'t Sentence,
    /// The word of what went.
    topic: String,
    /// The token that says so.
    verb: usize,
    way: Way,
}

/// Which way something went.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
    Times(Decimal),
    Same,
}

/// Two counts of one thing, in the order of time.
pub(super) struct Ends<'a, 't> {
    pub(super) then: &'a Placed<'t>,
    pub(super) now: &'a Placed<'t>,
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
    let sentences: Vec<&[Placed<'_>]> = all.chunk_by(Placed::is_beside).collect();
    let ends = ends(&sentences);
    if ends.is_empty() {
        return;
    }
    for (at, passage) in passages {
        let courses = passage.sentences.iter().filter_map(|sentence| course(at, passage, sentence));
        for course in courses {
            out.extend(check(&course, &ends, all));
        }
    }
}

/// What the sentences of a text tell of one thing at two times.
pub(super) fn ends<'a, 't>(sentences: &[&'a [Placed<'t>]]) -> Vec<Ends<'a, 't>> {
    let inside = sentences.iter().flat_map(|sentence| {
        sentence
            .windows(2)
            .filter_map(|pair| within(pair).or_else(|| one_after_the_other(sentence, pair)))
    });
    let pairs = sentences.windows(2);
    inside.chain(pairs.filter_map(|pair| following(pair[0], pair[1]))).collect()
}

/// "It sold 84 boats in 2019. The figure a year earlier was 112."
fn following<'a, 't>(first: &'a [Placed<'t>], second: &'a [Placed<'t>]) -> Option<Ends<'a, 't>> {
    /// Most tokens before the figure.
    const OPENS: usize = 10;
    let then = second.first()?;
    let y = then.figure.amount.as_ref()?;
    let like = |placed: &&Placed<'_>| placed.figure.amount.as_ref().is_some_and(|a| a.is_like(y));
    let now = first.iter().find(like)?;
    let x = now.figure.amount.as_ref()?;
    if now.at != then.at || now.index + 1 != then.index {
        return None;
    }
    let alone = |all: &[Placed<'_>]| all.iter().filter(like).count() == 1;
    let passage = then.passage;
    let opening = then.sentence.tokens.start..then.figure.tokens.start;
    let back = |at: usize| is_earlier_time(passage, at);
    let noun = then.figure.noun.as_ref();
    let same = noun.is_none() || noun == now.figure.noun.as_ref();
    (x.is_like(y)
        && alone(first)
        && alone(second)
        && same
        && !now.figure.is_share()
        && opening.len() <= OPENS
        && opening.into_iter().any(back))
    .then_some(Ends { then, now })
}

/// "The year before", "a month earlier", "the previous quarter", at the word for the time.
fn is_earlier_time(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_any(at, TIMES_OF_COUNTS)
        && (passage.is_any(at + 1, &["before", "earlier"])
            || at > 0 && passage.is_any(at - 1, &["previous", "preceding"]))
}

/// Times at the end of which something is counted.
const TIMES_OF_COUNTS: &[&str] = &["year", "month", "week", "quarter", "season", "term"];

/// Verbs of what a time begins and ends with.
static BEGINS: Words = Words::new(&["begin", "start", "open"]);
static ENDS: Words = Words::new(&["end", "finish", "close"]);

/// The earlier count ahead of the later one: "it began the year with 33 boats and ended it with 48", "in its
/// first month it sold 40 boats, in its second 25", "40 boats sank in the year before the law, and 25 did in
/// the year behind it", "in 2000 it had 40 boats; now it has 25".
fn one_after_the_other<'a, 't>(
    sentence: &'a [Placed<'t>],
    pair: &'a [Placed<'t>],
) -> Option<Ends<'a, 't>> {
    /// Tokens before a figure in which that is said.
    const AHEAD: usize = 10;
    let [a, b] = pair else { return None };
    let (x, y) = a.figure.amount.as_ref().zip(b.figure.amount.as_ref())?;
    let like =
        |placed: &&Placed<'_>| placed.figure.amount.as_ref().is_some_and(|own| own.is_like(x));
    let only = sentence.iter().filter(like).count() == 2;
    if !only || !x.is_like(y) || !a.figure.is_like(&b.figure) || a.figure.is_share() {
        return None;
    }
    let passage = a.passage;
    let first = a.figure.tokens.start;
    let opening = first.saturating_sub(AHEAD).max(a.sentence.tokens.start)..first;
    let gap = a.figure.until(&b.figure);
    let behind = b.figure.tokens.end..(b.figure.end + AHEAD).min(b.sentence.tokens.end);
    if any_of(passage, gap.clone(), &["than", "against", "compared", "from"]) {
        return None;
    }
    let verb = |tokens: Tokens, verbs: &Words| {
        tokens.into_iter().any(|at| verbs.hold(passage.tokens[at].word.lemma.text()))
    };
    let begun = verb(opening.clone(), &BEGINS) && verb(gap.clone(), &ENDS);
    let time = |at: usize| passage.is_any(at, TIMES_OF_COUNTS);
    let numbered = opening.clone().any(|at| passage.is(at, "first") && time(at + 1))
        && gap.clone().any(|at| passage.is_any(at, &["second", "next", "following"]));
    let earlier = |tokens: Tokens| tokens.into_iter().any(|at| is_earlier_time(passage, at));
    let in_year = |tokens: Tokens| -> Option<i32> {
        let year = |at: usize| passage.token(at).parse().ok().filter(|y| (1500..2200).contains(y));
        let now = |at: usize| {
            passage.is_any(at, &["now", "today"])
                || passage.is(at, "this") && passage.is(at + 1, "year")
        };
        tokens.into_iter().find_map(|at| {
            if now(at) { Some(i32::MAX) } else { passage.is(at, "in").then(|| year(at + 1))? }
        })
    };
    let joint = gap
        .clone()
        .find(|at| matches!(passage.token(*at), "," | ";") || passage.is_any(*at, &["and", "but"]));
    // "40 boats, more than the 30 of the year before": what is said behind the joint is of the other.
    let first_time = gap.start..joint.unwrap_or(gap.end);
    let before_it = earlier(first_time) && !earlier(behind.clone());
    let dated = || {
        let joint = joint?;
        let own = in_year(opening).filter(|_| in_year(gap.start..joint).is_none())?;
        Some(own < in_year(joint..gap.end)?)
    };
    (begun || numbered || before_it || dated().unwrap_or(false)).then_some(Ends { then: a, now: b })
}

/// "87, against 74 the year before", "from 250 to 200", "310,000 in 2003 and 390,000 in 2004".
fn within<'a, 't>(pair: &'a [Placed<'t>]) -> Option<Ends<'a, 't>> {
    /// Tokens behind a figure in which its year stands, and words of the year before.
    const BEHIND: usize = 5;
    let [a, b] = pair else { return None };
    let (x, y) = a.figure.amount.as_ref().zip(b.figure.amount.as_ref())?;
    let (passage, gap) = (a.passage, a.figure.until(&b.figure));
    if !x.is_like(y) || !a.figure.is_like(&b.figure) || a.figure.is_share() {
        return None;
    }
    // "To 103 from 98, while income from abroad fell to 11", "2.99 (revised from 3.01) against 2.70", "a loss
    // of nine million, compared with a profit of 52".
    let other = |at: usize| {
        matches!(passage.token(at), "(" | ")" | ";")
            || passage.is_any(at, &["while", "whereas"])
            || moves(passage, at).is_some()
    };
    let first = a.figure.tokens.start;
    let owed = before(passage, first) == "of"
        && first.checked_sub(2).is_some_and(|at| passage.is_any(at, &["loss", "deficit"]));
    if owed || gap.clone().any(other) {
        return None;
    }
    let behind = b.figure.end..(b.figure.end + BEHIND).min(b.sentence.tokens.end);
    let back = any_of(passage, behind.clone(), &["before", "earlier", "previous", "last"]);
    let opens = before(passage, a.figure.tokens.start);
    if opens == "from" && before(passage, b.figure.tokens.start) == "to" {
        // "From £9 at the one port to £32 at the other".
        let range = any_of(passage, gap, &["on", "at", "for"]);
        return (!range).then_some(Ends { then: a, now: b });
    }
    let then = any_of(passage, gap.clone(), &["against", "compared", "from"]);
    // "84,000 last year, compared with 70,000 in 2022": the one behind it is of another time.
    let dated = || {
        passage.is(behind.start, "in")
            && passage.token(behind.start + 1).parse().is_ok_and(|y| (1500..2200).contains(&y))
            && any_of(passage, gap.clone(), &["compared", "against"])
    };
    if then && (back || dated()) {
        return Some(Ends { then: b, now: a });
    }
    let year = |tokens: Tokens| -> Option<i32> {
        let of_year =
            |at: usize| passage.token(at).parse().ok().filter(|y| (1500..2200).contains(y));
        passage.is(tokens.start, "in").then(|| of_year(tokens.start + 1))?
    };
    let near = gap.len() <= BEHIND + 2;
    let (first, second) = (year(gap).filter(|_| near)?, year(behind)?);
    match first.cmp(&second) {
        std::cmp::Ordering::Less => Some(Ends { then: a, now: b }),
        std::cmp::Ordering::Greater => Some(Ends { then: b, now: a }),
        std::cmp::Ordering::Equal => None,
    }
}

/// "The number of complaints fell", "visits to the libraries doubled".
fn course<'t>(at: BlockIx, passage: &'t Passage<'t>, sentence: &'t Sentence) -> Option<Course<'t>> {
    let way = |at: usize| {
        let word = passage.lower(at);
        let times = TIMES.iter().find(|(name, _)| *name == word).map(|(_, by)| Way::Times(*by));
        let up = || moves(passage, at).map(|up| if up { Way::Up } else { Way::Down });
        times.or_else(up)
    };
    // "Is unchanged", "stayed the same".
    let same = |verb: usize| {
        let stays = |at: usize| {
            let word = passage.tokens[at].word;
            word.is(class::BE) || ["remain", "stay"].contains(&word.lemma.text())
        };
        // "Unchanged" may be read as the verb itself.
        let next = if stays(verb) { verb + 1 } else { verb };
        let as_before = passage.is_any(next, &["unchanged", "unaltered"])
            || passage.is(next, "the") && passage.is(next + 1, "same");
        (next > 0 && stays(next - 1) && as_before).then_some(Way::Same)
    };
    let mut ways = sentence.clauses.iter().filter_map(|clause| {
        let verb = clause.verb.as_ref().filter(|verb| !verb.negated && !verb.modal)?;
        let subject = passage.mentions.get(clause.subject?)?;
        let way = way(verb.main).or_else(|| same(verb.main))?;
        Some((verb.main, way, subject.tokens.start.min(verb.main)..verb.main))
    });
    let (Some((verb, way, subject)), None) = (ways.next(), ways.next()) else { return None };
    let end = sentence.tokens.end;
    let cut = (verb + 1..end).find(|at| matches!(passage.token(*at), "," | ";" | ":" | "."));
    // "No town can bear thefts that have doubled": what "that" stands for did.
    let clause = sentence.clause_of(verb).filter(|clause| clause.kind == ClauseKind::Relative);
    let from = clause.map_or(sentence.tokens.start, |clause| clause.tokens.start);
    let own = from..cut.unwrap_or(end);
    // "Since May" is of another time; "since the road was closed" says why.
    let dated = |at: usize| {
        let digits = |at: usize| passage.token(at).bytes().any(|b| b.is_ascii_digit());
        let time = |at: usize| {
            let word = passage.tokens.get(at).map(|token| token.word);
            word.is_some_and(|word| word.is(class::MONTH | class::TIME_UNIT)) || digits(at)
        };
        (at + 1..at + 4).any(time) || sentence.clause_of(at).is_none_or(|c| c.tokens.start != at)
    };
    let other = |at: usize| passage.is_any(at, ELSEWHEN) || passage.is(at, "since") && dated(at);
    if own.clone().any(|at| passage.is_any(at, UNTOLD) || other(at)) {
        return None;
    }
    let noun =
        |at: &usize| passage.tokens[*at].word.is(class::NOUN) || passage.token(*at).ends_with('s');
    let mut words = subject.filter(noun).filter_map(|at| gist::lemma(passage, at));
    let topic = words.find(|word| !IDLE.contains(&word.as_str()))?;
    Some(Course { at, passage, sentence, topic, verb, way })
}

/// A course against the two counts of what it is of.
fn check(course: &Course<'_>, all: &[Ends<'_, '_>], figures: &[Placed<'_>]) -> Option<Slip> {
    let is_of = |ends: &&Ends<'_, '_>| {
        let (now, then) = (ends.now, ends.then);
        // "Theft is the commonest crime. Last year there were 310": what the sentence before is of.
        let before = now.index.checked_sub(1).and_then(|ix| now.passage.sentences.get(ix));
        let from = before.unwrap_or(now.sentence).tokens.start;
        let words = gist::lemmas(now.passage, from..now.sentence.tokens.end);
        let counted = [&now.figure.noun, &then.figure.noun].into_iter().flatten();
        let counted: Vec<&String> = counted.collect();
        // "Rents went up from 900 to 1,200 crowns": what its clause is about.
        let clause = now.sentence.clause_of(now.figure.tokens.start.min(then.figure.tokens.start));
        let subject = clause.and_then(|clause| now.passage.mentions.get(clause.subject?));
        let subject = subject.map(|subject| gist::lemmas(now.passage, subject.tokens.clone()));
        // What is counted, or what was spoken of before an amount that counts nothing.
        let named = |word: &String| {
            let about = || subject.as_ref().is_some_and(|subject| subject.contains(word));
            let told = || counted.is_empty() && words.contains(word);
            // "Deaths were halved", and "40 miners died".
            let verb = clause.and_then(|clause| clause.verb.as_ref());
            let done = || verb.is_some_and(|verb| same(verb.lemma.text(), word) == 2);
            counted.contains(&word) || told() || about() || done()
        };
        named(&course.topic)
    };
    let mut found = all.iter().filter(is_of);
    let (Some(ends), None) = (found.next(), found.next()) else { return None };
    let here = ends.now.at == course.at && ends.now.sentence.tokens == course.sentence.tokens;
    if here || are_of_two(course, ends) || has_ends(course, figures) || is_of_month(course, ends) {
        return None;
    }
    let (then, now) = ends.then.figure.amount.as_ref().zip(ends.now.figure.amount.as_ref())?;
    let ratio = now.shown.checked_div(then.shown)?;
    let change = ratio.checked_sub(Decimal::ONE)?;
    let said = match course.way {
        Way::Times(by) => {
            let off = ratio.checked_div(by)?.checked_sub(Decimal::ONE)?.abs();
            (off > LOOSE).then(|| course.passage.lower(course.verb).to_string())
        }
        Way::Same => {
            (change.abs() > ROUNDED).then(|| course.passage.lower(course.verb).to_string())
        }
        Way::Up | Way::Down => {
            let up = matches!(course.way, Way::Up);
            let wrong = if up { ratio < Decimal::ONE } else { ratio > Decimal::ONE };
            let share = || share(course, figures).filter(|share| !fits(share, change.abs()));
            let apart = now.shown.checked_sub(then.shown)?.abs();
            let slack = now.slack.checked_add(then.slack)?;
            let by = || step(course, ends, figures).filter(|by| !is_by(by, apart, slack));
            let word = || course.passage.lower(course.verb).to_string();
            if wrong {
                Some(word())
            } else {
                share().or_else(by).map(|by| format!("by {}", show(&by.figure.quantity)))
            }
        }
    }?;
    let (a, b) = (show(&ends.then.figure.quantity), show(&ends.now.figure.quantity));
    let is = super::share::percent(change);
    let message =
        format!("from {a} to {b} is a change of {is}, which \u{201c}{said}\u{201d} is not");
    let bytes = course.passage.bytes(&(course.verb..course.verb + 1));
    let mut slip = slip(course.at, bytes, message, format!("{is} by the counts"));
    let (x, y) = (&ends.then.figure.bytes, &ends.now.figure.bytes);
    let other = x.start.min(y.start)..x.end.max(y.end);
    slip.other = Some((ends.now.at, other, format!("from {a} to {b}")));
    Some(slip)
}

/// "Income rose to 28 million": whether what went up or down did so from or to a figure of its own.
fn has_ends(course: &Course<'_>, figures: &[Placed<'_>]) -> bool {
    figures.iter().any(|placed| {
        let start = placed.figure.tokens.start;
        placed.at == course.at
            && course.sentence.tokens.contains(&start)
            && start > course.verb
            && !placed.figure.is_share()
            && matches!(before(placed.passage, start).as_str(), "to" | "from")
    })
}

/// "In October it sold 20, down from 38": whether the two counts are of a month that the other sentence
/// does not name.
fn is_of_month(course: &Course<'_>, ends: &Ends<'_, '_>) -> bool {
    let months = |passage: &Passage<'_>, sentence: &Sentence| {
        let month = |at: usize| {
            passage.is_any(at, &["in", "for"])
                && passage.tokens.get(at + 1).is_some_and(|next| next.word.is(class::MONTH))
        };
        sentence.tokens.clone().any(month)
    };
    months(ends.now.passage, ends.now.sentence) && !months(course.passage, course.sentence)
}

/// Whether each sentence has a name that the other has not, or the one says of which part it is: "revenue
/// from farms rose".
fn are_of_two(course: &Course<'_>, ends: &Ends<'_, '_>) -> bool {
    let passage = course.passage;
    let part = (course.sentence.tokens.start..course.verb).find(|at| passage.is(*at, "from"));
    let told = gist::lemmas(ends.now.passage, ends.now.sentence.tokens.clone());
    let of_part = part.is_some_and(|from| {
        let words = gist::lemmas(passage, from + 1..course.verb);
        !words.is_empty() && !words.iter().any(|word| told.contains(word))
    });
    if of_part {
        return true;
    }
    let names = |passage: &Passage<'_>, sentence: &Sentence| -> Vec<String> {
        let mentions = passage.mentions_of(sentence);
        let names = mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
        names.map(|m| passage.slice(&m.tokens).to_owned()).collect()
    };
    let own = names(course.passage, course.sentence);
    let others = names(ends.now.passage, ends.now.sentence);
    others.iter().any(|name| !own.contains(name)) && own.iter().any(|name| !others.contains(name))
}

/// The share by which something went: "by 40 per cent", right behind the verb.
fn share<'a, 't>(course: &Course<'_>, figures: &'a [Placed<'t>]) -> Option<&'a Placed<'t>> {
    /// Tokens from the verb to it.
    const NEAR: usize = 3;
    figures.iter().find(|placed| {
        let start = placed.figure.tokens.start;
        placed.at == course.at
            && placed.figure.is_share()
            && start > course.verb
            && start <= course.verb + NEAR
            && !course.passage.is(start - 1, "to")
    })
}

/// The number by which something went: "rose by twelve".
fn step<'a, 't>(
    course: &Course<'_>,
    ends: &Ends<'_, '_>,
    figures: &'a [Placed<'t>],
) -> Option<&'a Placed<'t>> {
    figures.iter().find(|placed| {
        let start = placed.figure.tokens.start;
        let end = placed.figure.end.max(placed.figure.tokens.end);
        placed.at == course.at
            && start == course.verb + 2
            && course.passage.is(start - 1, "by")
            && !placed.figure.is_share()
            && placed.figure.quantity.printed.as_ref().is_some_and(|printed| printed.high.is_none())
            && placed.figure.is_like(&ends.now.figure)
            // "By 40 a year", "by two to 14".
            && !course.passage.is_any(end, &["a", "an", "per", "every", "each", "to", "from"])
    })
}

fn is_by(by: &Placed<'_>, apart: Decimal, slack: Decimal) -> bool {
    let (low, high) = limits(&by.figure.quantity);
    low.is_none_or(|low| low <= apart.saturating_add(slack))
        && high.is_none_or(|high| apart.saturating_sub(slack) <= high)
}

fn fits(share: &Placed<'_>, is: Decimal) -> bool {
    let (low, high) = limits(&share.figure.quantity);
    low.is_none_or(|low| low <= is.saturating_add(ROUNDED))
        && high.is_none_or(|high| is.saturating_sub(ROUNDED) <= high)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_by, slips_of};

    #[test]
    fn what_rose_or_fell_did_so_by_its_counts() {
        check_by(
            |markdown| slips_of(super::super::RULE, markdown),
            &[
                (
                    "Thefts rose last year.\n\nThere were 74 thefts last year, against 87 the year before.",
                    1,
                ),
                (
                    "Thefts fell last year.\n\nThere were 74 thefts last year, against 87 the year before.",
                    0,
                ),
                (
                    "Thefts fell by 40 per cent last year.\n\nThe number of thefts went from 250 to 200.",
                    1,
                ),
                (
                    "Thefts fell by 20 per cent last year.\n\nThe number of thefts went from 250 to 200.",
                    0,
                ),
                (
                    "Loans doubled last year.\n\nThere were 310,000 loans in 2003 and 390,000 in 2004.",
                    1,
                ),
                (
                    "Loans doubled last year.\n\nThere were 310,000 loans in 2003 and 630,000 in 2004.",
                    0,
                ),
                (
                    "Theft is common here. Last year 310 were reported, against 280 the year before.\n\nNo town can bear thefts which have doubled in a year.",
                    1,
                ),
                (
                    "Rents in the old town went up from 900 to 1,200 crowns after the bridge opened.\n\nIt says that rents have doubled.",
                    1,
                ),
                // The earlier count stands first.
                (
                    "The number of boats on our books rose by twelve.\n\nWe began the year with 30 boats and ended it with 50.",
                    1,
                ),
                (
                    "The number of boats on our books rose by twenty.\n\nWe began the year with 30 boats and ended it with 50.",
                    0,
                ),
                (
                    "Crashes have been halved since the bend was straightened.\n\nWhere 40 crashes happened in the year before the work, 30 did in the year behind us.",
                    1,
                ),
                (
                    "Crashes have been halved since the bend was straightened.\n\nWhere 40 crashes happened in the year before the work, 21 did in the year behind us.",
                    0,
                ),
                (
                    "Deaths on the road have been halved.\n\nWhere 40 drivers died in the year before the work, 33 did in the year that has ended.",
                    1,
                ),
                (
                    "Sales trebled.\n\nIn its first month the shop told of sales of 40 boats, in its second 50.",
                    0,
                ),
                ("Loans doubled.\n\nIn its first month it made 400 loans, in its second 500.", 1),
                ("Loans doubled.\n\nIn its first month it made 400 loans, in its second 800.", 0),
                ("Loans have fallen.\n\nIn 2003 it made 400 loans; this year it made 500.", 1),
                ("Loans have risen.\n\nIn 2003 it made 400 loans; this year it made 500.", 0),
                ("The fares are unchanged.\n\nThe fares went up from 900 to 990 crowns.", 1),
                ("The fares are unchanged.\n\nThe wages went up from 900 to 990 crowns.", 0),
                (
                    "Claims fell, said the fund, which covers a fifth of all ships.\n\nIts claims, a fifth of them for fire, came to $84 million in the year to May. The total a year earlier was $80 million.",
                    1,
                ),
                (
                    "Claims fell in the years since 2010.\n\nIn 2003 there were 400 claims; this year there are 500.",
                    0,
                ),
                (
                    "Claims rose by 20 a year.\n\nIn 2003 there were 400 claims; this year there are 500.",
                    0,
                ),
                (
                    "Claims fell by two to 14.\n\nIn 2003 there were 400 claims; this year there are 300.",
                    0,
                ),
                // What went to a figure of its own, a part, a month, what was left out.
                (
                    "Income from fares rose to 28 million.\n\nIncome was 43 million last year, against 79 million the year before.",
                    0,
                ),
                (
                    "Income from fares rose.\n\nIncome was 43 million last year, against 79 million the year before.",
                    0,
                ),
                (
                    "Exports rose in 2003.\n\nIn October exports were 20 tonnes, against 38 tonnes the year before.",
                    0,
                ),
                (
                    "Profits fell.\n\nIt made 33 boats in 2003, more than the 30 of the year before.",
                    0,
                ),
                // Of something else, of another time, not so.
                (
                    "Fires rose last year.\n\nThere were 74 thefts last year, against 87 the year before.",
                    0,
                ),
                (
                    "Thefts rose in the last month.\n\nThere were 74 thefts last year, against 87 the year before.",
                    0,
                ),
                (
                    "Thefts did not rise last year.\n\nThere were 74 thefts last year, against 87 the year before.",
                    0,
                ),
                (
                    "Thefts in Orlen rose.\n\nIn Varde there were 74 thefts, against 87 the year before.",
                    0,
                ),
            ],
        );
    }
}
