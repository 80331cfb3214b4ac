//! Parts with their wholes, read once: "24 of the 38", "of the 38 who died, 24 …", "out of 38 hens nine …",
//! "38, of whom 24 …", "720 deserters in an army of 18,000", "they tested 150 lamps. Thirty did not work".

use super::figure::{Figure, all_of, any_of};
use super::placed::Placed;
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{Passage, Tokens};
use crate::prose::words::Words;
use crate::value::quantity::Unit;

/// Words between "of" and a whole.
const OF: &[&str] =
    &["of", "the", "its", "their", "these", "those", "all", "our", "his", "her", "my", "your"];

/// Words for what has just been counted.
const THEM: &[&str] = &["which", "whom", "them", "these", "those"];

/// Signs and words that a clause may begin behind: "found that of the 38 …".
const OPENS: &[&str] =
    &["that", ",", ";", ":", "and", "but", "(", "\u{2014}", "\u{2013}", "\"", "“"];

/// Nouns of those of whom some are counted.
static BODIES: Words = Words::new(&[
    "army",
    "crew",
    "electorate",
    "class",
    "workforce",
    "staff",
    "membership",
    "force",
    "population",
    "field",
    "congregation",
    "school",
    "fleet",
    "herd",
    "flock",
    "village",
    "town",
    "city",
    "parish",
    "district",
    "chamber",
    "parliament",
    "assembly",
    "company",
    "group",
    "cohort",
    "audience",
    "team",
    "garrison",
    "regiment",
    "brigade",
    "battalion",
    "party",
    "club",
    "union",
    "sample",
    "total",
    "batch",
    "consignment",
    "stock",
    "collection",
    "roll",
    "community",
    "ward",
    "constituency",
    "squad",
    "year",
]);

/// Prepositions before such a noun.
const WITHIN: &[&str] = &["in", "from", "of", "among", "within", "to"];

/// Verbs of asking or looking at all of some.
static EXAMINES: Words = Words::new(&[
    "ask",
    "survey",
    "poll",
    "test",
    "inspect",
    "examine",
    "check",
    "visit",
    "interview",
    "screen",
    "sample",
    "study",
    "question",
    "canvass",
    "review",
    "audit",
    "weigh",
    "search",
    "stop",
    "call",
    "try",
    "treat",
]);

/// Tokens behind a part that say which it is, and around a whole.
const SAID: usize = 12;
const NAMED: usize = 6;

/// A part with its whole.
pub(super) struct Parted<'a, 't> {
    /// The first figure of those that its sentence tells.
    pub(super) of: &'a Placed<'t>,
    pub(super) sentence: &'a [Placed<'t>],
    pub(super) part: &'a Figure,
    pub(super) whole: &'a Figure,
    pub(super) whole_words: Vec<String>,
    pub(super) part_words: Vec<String>,
    /// What is done to the part, or by it, and what it is, beside these.
    pub(super) more: Vec<String>,
    /// Whether both stand in one sentence and nothing but their grammar tells it.
    pub(super) plain: bool,
}

/// How two figures of a sentence are part and whole, by the words around them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// "24 of the 38".
    Of,
    /// "Of the 38 …, 24 …"; "38, of whom 24 …".
    Opens,
    /// "24 … in a crew of 38", and the other way round.
    Body,
    BodyOpens,
}

/// The parts of some sentences.
pub(super) fn parted<'a, 't>(sentences: &[&'a [Placed<'t>]]) -> Vec<Parted<'a, 't>> {
    let mut out = Vec::new();
    for (ix, sentence) in sentences.iter().enumerate() {
        let before = out.len();
        for pair in sentence.windows(2) {
            out.extend(within(sentence, pair));
        }
        if out.len() == before {
            out.extend(beneath(sentence));
        }
        if out.len() == before {
            let earlier = ix.checked_sub(1).and_then(|ix| sentences.get(ix));
            out.extend(earlier.and_then(|earlier| across(earlier, sentence)));
        }
    }
    out
}

/// The words of some tokens up to the first sign that closes a phrase.
fn unbroken(passage: &Passage<'_>, tokens: Tokens) -> Vec<String> {
    let closes = |at: &usize| matches!(passage.token(*at), "," | ";" | "." | ":" | "(" | ")");
    let end = tokens.clone().find(closes).unwrap_or(tokens.end);
    gist::lemmas(passage, tokens.start..end)
}

/// "Of the 38 who died, 24 …", "24 of the 38", "5,200 firearms, of which 1,300 …".
fn within<'a, 't>(sentence: &'a [Placed<'t>], pair: &'a [Placed<'t>]) -> Option<Parted<'a, 't>> {
    let [first, second] = pair else { return None };
    let (passage, a, b) = (first.passage, &first.figure, &second.figure);
    let counts = a.is_count() && b.is_count();
    let sums =
        matches!(a.quantity.unit, Unit::Money(_)) && a.quantity.unit.comparable(&b.quantity.unit);
    let way =
        way(first, a, b).filter(|way| counts || sums && matches!(way, Way::Of | Way::Opens))?;
    let (part, whole) = if matches!(way, Way::Of | Way::Body) { (a, b) } else { (b, a) };
    let of = way == Way::Of;
    let Tokens { start, end } = first.sentence.tokens.clone();
    let from = if of { whole.end.max(whole.tokens.end) } else { part.end.max(part.tokens.end) };
    let last = if way == Way::Body { end.min(whole.tokens.start) } else { end };
    let part_words = unbroken(passage, from..last.min(from + SAID));
    let ahead = whole.tokens.start.saturating_sub(NAMED).max(start)..whole.tokens.start;
    // "Of 25 nests ten failed": what the part did is not said of the whole.
    let until = if part.tokens.start > whole.tokens.start { part.tokens.start } else { end };
    let own = whole.tokens.end..until.min(whole.tokens.end + NAMED);
    let mut whole_words: Vec<String> = if of { Vec::new() } else { gist::lemmas(passage, ahead) };
    whole_words.extend(unbroken(passage, own));
    whole_words.extend(whole.noun.clone());
    let more = beside(first, part);
    let plain = true;
    Some(Parted { of: first, sentence, part, whole, whole_words, part_words, more, plain })
}

fn way(placed: &Placed<'_>, a: &Figure, b: &Figure) -> Option<Way> {
    let passage = placed.passage;
    let start = placed.sentence.tokens.start;
    let gap = a.tokens.end..b.tokens.start;
    let of = (any_of(passage, gap.clone(), &["of"]) && all_of(passage, gap.clone(), OF))
        || is_out_of(passage, &gap)
        || is_of_anothers(passage, a, &gap);
    if of {
        return Some(Way::Of);
    }
    let which = gap.clone().any(|at| {
        passage.is(at, "of") && passage.is_any(at + 1, &["which", "whom", "them", "these"])
    }) || (passage.is(b.tokens.end, "of")
        && passage.is_any(b.tokens.end + 1, &["them", "these", "those"]));
    if which || (opens(passage, start, a.tokens.start) && !a.is_some_of_these(passage)) {
        return Some(Way::Opens);
    }
    let printed = |figure: &Figure| figure.quantity.printed.as_ref().map(|printed| printed.low);
    let less = |x: &Figure, y: &Figure| printed(x).zip(printed(y)).is_some_and(|(x, y)| x < y);
    if body(passage, b, a.tokens.end).is_some() && less(a, b) {
        return Some(Way::Body);
    }
    let first = body(passage, a, start).filter(|_| less(b, a) && gap.len() <= SAID);
    let opens = first.is_some_and(|at| at == start || passage.is_any(at - 1, OPENS));
    opens.then_some(Way::BodyOpens)
}

/// "Out of": "nine out of the 38".
fn is_out_of(passage: &Passage<'_>, gap: &Tokens) -> bool {
    passage.is(gap.start, "out")
        && passage.is(gap.start + 1, "of")
        && all_of(passage, gap.start + 2..gap.end.max(gap.start + 2), OF)
}

/// "Of the 38", "out of 38", at the start of a clause.
fn opens(passage: &Passage<'_>, start: usize, whole: usize) -> bool {
    /// Most tokens of whose they are.
    const WHOSE: usize = 4;
    let mut at = whole;
    while at > start && passage.is_any(at - 1, &OF[1..]) {
        at -= 1;
    }
    // "Of the town's 16 bakeries six …".
    let owner = (whole.saturating_sub(WHOSE).max(start + 1)..whole)
        .find(|at| is_possessive(passage, whole - 1) && passage.is(at - 1, "of"));
    at = owner.unwrap_or(at);
    let Some(of) = at.checked_sub(1).filter(|of| *of >= start && passage.is(*of, "of")) else {
        return false;
    };
    let out = of > start && passage.is(of - 1, "out");
    let first = if out { of - 1 } else { of };
    first == start || passage.is_any(first - 1, OPENS)
}

/// "In an army of 18,000", "to an electorate of 4,200", "in a town with 31,000 registered voters": where the
/// words for all begin, behind a token, that a figure counts.
fn body(passage: &Passage<'_>, whole: &Figure, from: usize) -> Option<usize> {
    /// Most tokens of such a phrase.
    const PHRASE: usize = 6;
    let joint = whole.tokens.start.checked_sub(1).filter(|at| *at > from)?;
    let noun = joint - 1;
    let lemma = gist::lemma(passage, noun).filter(|_| passage.is_any(joint, &["of", "with"]))?;
    BODIES.hold(&lemma).then_some(())?;
    let article = (noun.saturating_sub(PHRASE).max(from)..noun)
        .rev()
        .find(|at| passage.is_any(*at, &["a", "an", "the", "its", "their"]));
    // "Sent 40 to a school of 200": only the papers of a vote are given to all of whom some are told.
    let to =
        |at: usize| !passage.is(at, "to") || passage.is_any(noun, &["electorate", "membership"]);
    let at = article?.checked_sub(1)?;
    (at >= from && passage.is_any(at, WITHIN) && to(at)).then_some(at)
}

/// Whether a token closes a possessive.
fn is_possessive(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_any(at, &["'s", "\u{2019}s", "s", "'", "\u{2019}"])
        || passage.token(at).ends_with("'s")
}

/// "112 of the choir's 260 members".
fn is_of_anothers(passage: &Passage<'_>, part: &Figure, gap: &Tokens) -> bool {
    /// Most tokens of whose they are.
    const WHOSE: usize = 8;
    let owned = gap.end.checked_sub(1).is_some_and(|at| is_possessive(passage, at));
    owned && gap.len() <= WHOSE && passage.is(part.tokens.end, "of")
}

/// "They stopped 200 lorries and found that 50 had no brakes", "the court heard 80 appeals and allowed 20":
/// the only two counts of a sentence, the second of what the first counts.
fn beneath<'a, 't>(sentence: &'a [Placed<'t>]) -> Option<Parted<'a, 't>> {
    let mut counts = sentence.iter().filter(|placed| placed.figure.is_count());
    let (Some(first), Some(second), None) = (counts.next(), counts.next(), counts.next()) else {
        return None;
    };
    let (passage, whole, part) = (first.passage, &first.figure, &second.figure);
    let (n, m) = part.amount.as_ref().zip(whole.amount.as_ref())?;
    let noun = whole.noun.as_ref().filter(|_| part.noun.is_none() && n.shown < m.shown)?;
    // "Heard 80 appeals and allowed 20".
    let verb = part.tokens.start.checked_sub(1)?;
    let object =
        passage.is(verb.checked_sub(1)?, "and") && passage.tokens[verb].word.is(class::PAST);
    if !object && !is_subject(second, part) {
        return None;
    }
    let end = first.sentence.tokens.end;
    let part_words = unbroken(passage, part.tokens.end..end.min(part.tokens.end + SAID));
    let mut own = whole.tokens.end..part.tokens.start.min(whole.tokens.end + NAMED);
    own.end = own.clone().find(|at| passage.is(*at, "and")).unwrap_or(own.end);
    let mut whole_words = unbroken(passage, own);
    whole_words.push(noun.clone());
    let more = beside(second, part);
    Some(Parted { of: second, sentence, part, whole, whole_words, part_words, more, plain: false })
}

/// Whether a figure is what a clause is about.
fn is_subject(placed: &Placed<'_>, figure: &Figure) -> bool {
    placed.sentence.clauses.iter().any(|clause| {
        let subject = clause.subject.and_then(|at| placed.passage.mentions.get(at));
        let own = subject.is_some_and(|subject| subject.tokens.contains(&figure.tokens.start));
        own && clause.verb.is_some()
    })
}

/// "It tested 150 lamps. Thirty did not work", "the survey covered 240 farms. Of these, 96 …", "6,000 voters
/// live in two valleys. In all 4,100 of them came".
fn across<'a, 't>(earlier: &'a [Placed<'t>], sentence: &'a [Placed<'t>]) -> Option<Parted<'a, 't>> {
    let (first, before) = (sentence.first()?, earlier.first()?);
    if first.at != before.at || first.index != before.index + 1 {
        return None;
    }
    let passage = first.passage;
    let start = first.sentence.tokens.start;
    // "Of these, 96 …", "96 of them …".
    let of_these = |part: &Figure| {
        passage.is(start, "of") && passage.is_any(start + 1, THEM) && part.tokens.start <= start + 3
            || passage.is(part.tokens.end, "of") && passage.is_any(part.tokens.end + 1, THEM)
    };
    let counted = sentence.iter().find(|placed| of_these(&placed.figure));
    let back = counted.is_some();
    let of = counted.unwrap_or(first);
    let part = &of.figure;
    let n = part.amount.as_ref()?;
    // What "them" are is more than some of them, and has a name.
    let may_be = |placed: &&Placed<'_>| {
        let more = || placed.figure.amount.as_ref().is_some_and(|m| n.shown < m.shown);
        placed.figure.is_count() && (!back || placed.figure.noun.is_some() && more())
    };
    let mut counts = earlier.iter().filter(may_be);
    let (Some(whole), None) = (counts.next(), counts.next()) else { return None };
    let noun = whole.figure.noun.as_ref()?;
    let m = whole.figure.amount.as_ref()?;
    // "A further 30": of others.
    let only = !(start..part.tokens.end)
        .any(|at| passage.is_any(at, &["further", "another", "other", "others", "more"]));
    if !part.is_count() || n.shown >= m.shown || !only {
        return None;
    }
    let end = part.tokens.end;
    let is_subject = is_subject(of, part);
    let elided = part.noun.is_none() && is_subject;
    // "All 64 farms … 48 farms said".
    let examined = || {
        let mut verbs = whole.sentence.clauses.iter().filter_map(|clause| clause.verb.as_ref());
        verbs.any(|verb| EXAMINES.hold(verb.lemma.text()))
    };
    let same = part.noun.as_ref() == Some(noun) && is_subject && examined();
    if !back && !elided && !same {
        return None;
    }
    let from = part.end.max(end);
    let part_words = unbroken(passage, from..of.sentence.tokens.end.min(from + SAID));
    let mut whole_words = vec![noun.clone()];
    let own =
        whole.figure.tokens.end..whole.sentence.tokens.end.min(whole.figure.tokens.end + NAMED);
    whole_words.extend(unbroken(passage, own));
    let more = beside(of, part);
    let whole = &whole.figure;
    Some(Parted { of, sentence, part, whole, whole_words, part_words, more, plain: back })
}

/// The verb of a part's clause, and its own noun.
fn beside(placed: &Placed<'_>, part: &Figure) -> Vec<String> {
    let clause = placed.sentence.clause_of(part.tokens.start);
    let verb = clause.and_then(|clause| clause.verb.as_ref());
    let verb = verb.filter(|verb| !placed.passage.tokens[verb.main].word.is(class::SPEECH));
    let mut out: Vec<String> =
        verb.into_iter().filter_map(|v| gist::lemma(placed.passage, v.main)).collect();
    // "Found mould in 40 of them".
    let object = verb.map(|verb| verb.main + 1).filter(|from| *from + SAID > part.tokens.start);
    let object = object.unwrap_or(part.tokens.start)..part.tokens.start;
    out.extend(object.filter_map(|at| gist::lemma(placed.passage, at)));
    out.extend(part.noun.clone());
    // "Ballot papers": what stands before the noun says which.
    out.extend((part.tokens.end..part.end).filter_map(|at| gist::lemma(placed.passage, at)));
    out
}
