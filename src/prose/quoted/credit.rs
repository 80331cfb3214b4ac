//! Whom a sentence credits with words that it does not let him say: "the words …, “…”, were those
//! of NAME", "NAME, who coined the line that “…”".

use super::{NEAR, SAYINGS, is_mark, saying_before};
use crate::prose::lexicon::class;
use smol_str::SmolStr;

use crate::prose::passage::{Determiner, Mention, MentionKind, NounPhrase, Passage, Tokens};
use crate::prose::token::Kind;

/// What somebody does who says a thing first.
const COINS: &[&str] = &[
    "coined", "coins", "coining", "invented", "minted", "made", "gave", "wrote", "used", "uttered",
];

/// Most titles before a name, and one.
const TITLES: usize = 3;

/// The name right behind a quotation: "…," said the cellist NAME, "…," her father, NAME, said, "…,"
/// as the mayor, NAME, put it.
pub(super) fn right_behind(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    /// Most tokens from what a name is called to the verb behind the name.
    const VERB: usize = 12;
    /// Most words that somebody is called before the name.
    const CALLED: usize = 5;
    let said = |at: usize| passage.tokens.get(at).is_some_and(|t| t.word.is(class::SPEECH));
    let start = quotation.end;
    let after = |at: usize| {
        let phrase = mention_at(passage, at).filter(|m| matches!(m.kind, MentionKind::Noun(_)));
        let named = titled(passage, at).and_then(|at| name_at(passage, at));
        let plain = |at: &usize| {
            passage.tokens.get(*at).is_some_and(|t| t.kind == Kind::Word && !t.capital)
        };
        let led = passage.is_any(at, &["the", "its", "her", "his", "their", "our", "my"]);
        let bare = || {
            let end = (at + 1..at + CALLED).find(|at| !plain(at)).filter(|_| led)?;
            bearer(passage, &(at..end))
        };
        named.or_else(|| bearer(passage, &phrase?.tokens)).or_else(bare)
    };
    if said(start) {
        return after(start + 1);
    }
    let called = usize::from(passage.is(start, "as"));
    let name = after(start + called).filter(|name| name.end <= start + VERB)?;
    let verb = name.end + usize::from(passage.token(name.end) == ",");
    let put = called > 0 && passage.is_any(verb, &["put", "puts"]);
    (put || called == 0 && said(verb)).then_some(name)
}

/// The first token from one on that is no title; `None` behind too many.
pub(super) fn titled(passage: &Passage<'_>, at: usize) -> Option<usize> {
    (at..at + TITLES).find(|at| {
        passage.tokens.get(*at).is_none_or(|token| !token.word.is(class::TITLE) || !token.capital)
    })
}

/// Whom the sentence credits with what stands in some tokens of it.
pub(super) fn credited(passage: &Passage<'_>, quotation: &Tokens, marked: bool) -> Option<Tokens> {
    if !marked {
        let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
        let named = || put(passage, sentence).filter(|(_, said)| said == quotation);
        let verb = quotation.start.checked_sub(2).filter(|at| is_recalled(passage, *at));
        let who = || before_verb(passage, sentence.start, verb?);
        return who()
            .or_else(|| said_of(passage, quotation))
            .or_else(|| named().map(|(name, _)| name));
    }
    owner_before(passage, quotation)
        .or_else(|| predicate(passage, quotation))
        .or_else(|| coiner(passage, quotation))
        .or_else(|| caller(passage, quotation))
}

/// "…, were those of her uncle, NAME", "… was NAME's".
fn predicate(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    saying_in(passage, quotation)?;
    let mut end = quotation.end;
    while matches!(passage.token(end), "," | "\u{201d}" | "\"") {
        end += 1;
    }
    // "Belongs to NAME", "was coined by NAME".
    let owed = passage.is_any(end, &["belongs", "belonged"]) && passage.is(end + 1, "to");
    if owed {
        return somebody(passage, end + 2);
    }
    if !is_be(passage, end) {
        return None;
    }
    let first = usize::from(passage.is(end + 1, "first"));
    let by = end + first + 2;
    let coined = passage.is_any(by - 1, COINS) && passage.is(by, "by");
    if coined { somebody(passage, by + 1) } else { owner_from(passage, end + 1) }
}

/// "NAME's “…”".
fn owner_before(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    let s = quotation.start.checked_sub(1).filter(|at| passage.is(*at, "s"))?;
    let mark = s.checked_sub(1).filter(|at| is_mark(passage, *at))?;
    let last = passage.mentions.partition_point(|m| m.tokens.start < mark);
    let mut before = passage.mentions[..last].iter().rev().take(NEAR);
    let name = before.find(|m| matches!(m.kind, MentionKind::Name) && m.tokens.end == mark)?;
    Some(name.tokens.clone())
}

/// "NAME, who called it “…”".
fn caller(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    const CALLS: &[&str] = &["called", "calls", "dubbed", "described", "describes"];
    /// Most words of what is called so.
    const OBJECT: usize = 5;
    let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
    let least = quotation.start.saturating_sub(OBJECT).max(sentence.start);
    let verb = (least..quotation.start).rev().find(|at| passage.is_any(*at, CALLS))?;
    before_verb(passage, sentence.start, verb)
}

/// Whether a verb tells of words that somebody is known by: "who said", "who had said".
pub(super) fn is_recalled(passage: &Passage<'_>, verb: usize) -> bool {
    let had = verb.checked_sub(1).filter(|at| passage.is_any(*at, &["had", "first"]));
    let who = had.unwrap_or(verb).checked_sub(1);
    passage.is_any(verb, &["said", "quipped", "joked"])
        && who.is_some_and(|at| passage.is(at, "who"))
}

/// Who says what in "As NAME, the mayor, put it on Friday, the hall is ours".
pub(super) fn put(passage: &Passage<'_>, sentence: &Tokens) -> Option<(Tokens, Tokens)> {
    /// Most tokens from the head of the sentence to the verb, and from there to what is said.
    const VERB: usize = 20;
    const SAID: usize = 12;
    let until = sentence.end.min(sentence.start + VERB);
    let verb = (sentence.start + 1..until)
        .find(|at| passage.is_any(*at, &["put", "puts"]) && passage.is(at + 1, "it"))
        .filter(|_| passage.is(sentence.start, "as"))?;
    let comma = (verb + 2..sentence.end.min(verb + SAID)).find(|at| passage.token(*at) == ",")?;
    let name = somebody(passage, sentence.start + 1)?;
    Some((name, comma + 1..sentence.end))
}

/// The same where no mark says where the words end: "the remark that it is late was NAME's".
fn said_of(passage: &Passage<'_>, said: &Tokens) -> Option<Tokens> {
    (said.start + 1..said.end)
        .rev()
        .filter(|at| is_be(passage, *at))
        .find_map(|at| owner_from(passage, at + 1))
}

fn is_be(passage: &Passage<'_>, at: usize) -> bool {
    passage.is_any(at, &["is", "was", "are", "were"])
}

/// A noun for what was said, in the sentence before its quotation, however far.
fn saying_in(passage: &Passage<'_>, quotation: &Tokens) -> Option<usize> {
    let sentence = &passage.sentences.get(passage.sentence_of(quotation.start)?)?.tokens;
    let first = quotation.start.saturating_sub(3 * NEAR).max(sentence.start);
    (first..quotation.start).find(|at| passage.is_any(*at, SAYINGS))
}

/// "Those of NAME", "NAME's", and a sign or the end behind it.
fn owner_from(passage: &Passage<'_>, at: usize) -> Option<Tokens> {
    let of = passage.is_any(at, &["those", "that", "words"]) && passage.is(at + 1, "of");
    let of =
        of || passage.is(at, "the") && passage.is_any(at + 1, SAYINGS) && passage.is(at + 2, "of");
    if of {
        let start = (at + 1..at + 3).find(|at| passage.is(*at, "of"))? + 1;
        return somebody(passage, start);
    }
    // "The minister's", before no noun, may be no phrase.
    let end = mention_at(passage, at).map_or(at + TITLES, |owner| owner.tokens.end);
    let mark = (at..=end).rev().find(|at| is_mark(passage, *at))?;
    let s = usize::from(passage.is(mark + 1, "s"));
    let own = usize::from(passage.is(mark + 1 + s, "own"));
    let ends = !passage.token(mark + 1 + s + own).starts_with(char::is_alphanumeric);
    ends.then_some(at..mark)
}

/// The name that stands beside what its bearer is: "her father, NAME", "the cellist NAME".
pub(super) fn bearer(passage: &Passage<'_>, tokens: &Tokens) -> Option<Tokens> {
    let first = passage.tokens.get(tokens.start)?;
    if first.capital && !first.word.is(class::DETERMINER) {
        return None;
    }
    let comma = usize::from(passage.token(tokens.end) == ",");
    let start = tokens.end + comma;
    let start = titled(passage, start)?;
    let last = passage.mentions.partition_point(|m| m.tokens.start < tokens.end);
    let mut inside = passage.mentions[..last].iter().rev().take(NEAR);
    let inside = inside.find(|m| {
        matches!(m.kind, MentionKind::Name)
            && m.tokens.end == tokens.end
            && m.tokens.start > tokens.start
    });
    let name = inside.map(|m| m.tokens.clone()).or_else(|| name_at(passage, start))?;
    let person = name.clone().all(|at| {
        let token = &passage.tokens[at];
        token.capital && !token.word.is(class::ORGANISATION | class::PLACE | class::DOCUMENT)
    });
    let owns = is_mark(passage, name.end);
    (person && name.len() > 1 && !owns).then_some(name)
}

/// A name, or the name behind what its bearer is: "her uncle, NAME".
fn somebody(passage: &Passage<'_>, at: usize) -> Option<Tokens> {
    if let Some(name) = titled(passage, at).and_then(|at| name_at(passage, at)) {
        return Some(name);
    }
    let phrase = mention_at(passage, at)?;
    let comma = passage.token(phrase.tokens.end) == ",";
    let named = name_at(passage, phrase.tokens.end + usize::from(comma));
    named.or_else(|| Some(phrase.tokens.clone()))
}

pub(super) fn name_at(passage: &Passage<'_>, at: usize) -> Option<Tokens> {
    let first = passage.mentions.partition_point(|m| m.tokens.start < at);
    let here = passage.mentions[first..].iter().take_while(|m| m.tokens.start == at);
    let mut names = here.filter(|m| matches!(m.kind, MentionKind::Name));
    names.next().map(|m| m.tokens.clone())
}

/// The longest name or noun phrase that begins at a token.
fn mention_at<'p>(passage: &'p Passage<'_>, at: usize) -> Option<&'p Mention> {
    let title =
        usize::from(passage.tokens.get(at).is_some_and(|t| t.word.is(class::TITLE) && t.capital));
    let first = passage.mentions.partition_point(|m| m.tokens.start < at);
    passage.mentions[first..]
        .iter()
        .take_while(|m| m.tokens.start <= at + title)
        .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Noun(_)))
        .max_by_key(|m| m.tokens.end)
}

/// What people of a passage are called, each with the name: "the minister for health, NAME".
pub(super) fn offices(passage: &Passage<'_>) -> impl Iterator<Item = (SmolStr, Tokens)> {
    /// Most tokens behind the noun: "for health".
    const OF: usize = 6;
    let names = passage.mentions.iter().enumerate();
    let names = names.filter(|(_, m)| matches!(m.kind, MentionKind::Name) && m.tokens.len() > 1);
    names.filter_map(|(at, name)| {
        let comma = name.tokens.start.checked_sub(1).filter(|at| passage.token(*at) == ",")?;
        let ends = matches!(passage.token(name.tokens.end), "," | ".");
        let mut before = passage.mentions[..at].iter().rev().take(NEAR);
        let plain =
            |at: usize| passage.tokens[at].kind == Kind::Word && !passage.tokens[at].capital;
        let near = |noun: &NounPhrase| {
            let end = noun.tokens.end;
            end <= comma && end + OF >= comma && (end..comma).all(plain)
        };
        let noun = before.find_map(|m| match &m.kind {
            MentionKind::Noun(noun) if noun.determiner == Determiner::Definite => Some(noun),
            _ => None,
        });
        let noun = noun.filter(|noun| near(noun))?;
        ends.then(|| (passage.lower(noun.head), name.tokens.clone()))
    })
}

/// "NAME, who coined the line that “…”".
fn coiner(passage: &Passage<'_>, quotation: &Tokens) -> Option<Tokens> {
    let noun = saying_before(passage, quotation)?;
    let led = noun.checked_sub(1)?;
    let verb = led.checked_sub(1).filter(|at| passage.is_any(*at, COINS))?;
    let sentence = &passage.sentences.get(passage.sentence_of(verb)?)?.tokens;
    let named = before_verb(passage, sentence.start, verb)?;
    (passage.is_any(led, &["the", "this", "that", "its"])).then_some(named)
}

/// The name that a verb is said of: "NAME, who had first".
fn before_verb(passage: &Passage<'_>, first: usize, verb: usize) -> Option<Tokens> {
    let idle = |at: usize| {
        passage.is_any(at, &["who", "had", "has", "first", ","])
            || passage.tokens[at].word.is(class::ADVERB)
    };
    let end = (first + 1..=verb).rev().find(|at| !idle(*at - 1))?;
    let last = passage.mentions.partition_point(|m| m.tokens.start < end);
    let mut before = passage.mentions[..last].iter().rev().take(NEAR);
    let named = before.find(|m| m.tokens.end == end && matches!(m.kind, MentionKind::Name))?;
    Some(named.tokens.clone())
}
