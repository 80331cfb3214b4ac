//! Figures of no known predicate: what they are of, where the words around them say it.
//!
//! The key is the record of a quantity as CQE (Almasian et al. 2023) and MinIE (Gashteovski et al.
//! 2017) have it: head noun, the modifiers that narrow it, and the verb where the figure is not
//! introduced as a known one. Two figures are compared only when all of these are equal, which
//! misses much and invents little.

pub mod passing;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::lexicon::class;
use super::passage::{
    Clause, Determiner, Figure, Mention, MentionKind, NounPhrase, Passage, Sentence,
};
use super::words::Words;
use crate::value::quantity::Unit;

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Id of the open predicate: equal for figures that can be compared.
    pub id: String,
    /// The same for people.
    pub words: String,
    /// The mention that the figure is about, when the words name it.
    pub subject: Option<usize>,
}

/// Verbs that only link a thing with its figure: "has 6,200 employees" says what "the 6,200
/// employees" takes for granted.
const LIGHT: &[&str] = &[
    "be",
    "have",
    "include",
    "comprise",
    "contain",
    "count",
    "number",
    "total",
    "reach",
    "exceed",
    "amount",
    "stand",
    "come",
    "employ",
    "consist",
    "hold",
    "represent",
    "remain",
    "make",
];

/// Verbs that say of a deed only that it was done: "carried out 35 raids" counts raids.
pub(super) const SUPPORT: &[&str] =
    &["carry", "conduct", "perform", "undertake", "commit", "perpetrate", "mount", "stage"];

/// Verbs of change: what stands with them is a difference, or one end of it.
const CHANGES: &[&str] = &[
    "rise", "fall", "grow", "increase", "decrease", "drop", "climb", "jump", "shrink", "raise",
    "reduce", "cut", "add", "gain", "lose", "double", "triple", "halve", "expand", "extend",
    "take", "compare",
];

/// Nouns for a change of a figure.
pub(super) const CHANGE_NOUNS: &[&str] =
    &["increase", "decrease", "rise", "growth", "surge", "decline", "drop"];

/// Words beside a number that make it an addition to another.
pub(super) const ADDED: &[&str] =
    &["another", "further", "additional", "extra", "more", "fewer", "less", "other"];

/// Words before a number that make it a part of something, beside those, and not the whole.
const PARTIAL: &[&str] =
    &["each", "every", "per", "by", "average", "first", "last", "next", "remaining", "top", "only"];

/// Words of a clause that speak of one of many: its figures hold for each of them.
static DISTRIBUTIVE: Words =
    Words::new(&["each", "every", "apiece", "respectively", "average", "typical"]);

/// Nouns that say nothing of what is counted.
const EMPTY_HEADS: &[&str] = &[
    "time", "times", "thing", "things", "way", "ways", "part", "parts", "number", "figure",
    "percent", "per", "cent", "point", "points", "kind", "kinds", "reason", "reasons", "step",
    "steps", "example", "side", "sides", "other", "others", "page", "pages", "item", "items",
    "kib", "mib", "gib", "sec", "min", "hrs",
];

/// What a figure of the passage is of; `None` where its words do not say enough.
#[must_use]
pub fn frame(passage: &Passage<'_>, clause: &Clause, at: usize) -> Option<Frame> {
    let mention = passage.mentions.get(at)?;
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    figure.value.printed.as_ref()?;
    if is_small_word(passage, mention) && !figure.definite || is_strong(passage, mention) {
        return None;
    }
    if is_partial(passage, mention) || is_distributive(passage, clause) {
        return None;
    }
    let counted = figure.counted.as_ref().filter(|noun| !is_currency(passage, noun.head));
    let is_money = figure.counted.is_some() && counted.is_none();
    match (counted, &figure.value.unit) {
        (_, Unit::Count(_)) if is_money => attribute_frame(passage, clause, mention, None),
        (Some(counted), Unit::Count(_)) => counted_frame(passage, clause, mention, figure, counted),
        (_, Unit::Count(_) | Unit::Rate(..)) => None,
        (counted, _) => attribute_frame(passage, clause, mention, counted),
    }
}

/// "two neighbours": small numbers in words are told in passing, and are seldom figures.
fn is_small_word(passage: &Passage<'_>, mention: &Mention) -> bool {
    let digits = passage.slice(&mention.tokens).bytes().any(|byte| byte.is_ascii_digit());
    !digits && mention.tokens.len() == 1
}

/// "A 2,000-strong choir": a figure that says the size of what follows, and counts no noun.
pub(super) fn is_strong(passage: &Passage<'_>, mention: &Mention) -> bool {
    passage.slice(&mention.tokens).ends_with("-strong")
}

/// Names of currencies that several countries share, so that no code can be given.
const CURRENCIES: &[&str] = &["crown", "krona", "krone", "franc", "dinar", "peso", "rial", "riyal"];

pub(super) fn is_currency(passage: &Passage<'_>, head: usize) -> bool {
    CURRENCIES.contains(&noun_lemma(passage, head).as_str())
}

pub(super) fn is_partial(passage: &Passage<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    // "Per cent" is a unit, "per day" makes a rate.
    let is_unit = |at: usize| passage.is_any(at, &["per"]) && passage.is_any(at + 1, &["cent"]);
    let is_listed = |at: usize| passage.is_any(at, ADDED) || passage.is_any(at, PARTIAL);
    let partial = |at: usize| is_listed(at) && !is_unit(at);
    // "Rose by 12" says how much more; "12 by the evening" does not.
    let after = mention.tokens.end;
    let is_after = partial(after) && !passage.is_any(after, &["by"]);
    before.is_some_and(is_listed) || mention.tokens.clone().any(partial) || is_after
}

pub(super) fn is_distributive(passage: &Passage<'_>, clause: &Clause) -> bool {
    clause.tokens.clone().any(|at| passage.is_of(at, &DISTRIBUTIVE))
}

/// Lemma of a noun: of the lexicon, else without the plural's ending.
pub(super) fn noun_lemma(passage: &Passage<'_>, token: usize) -> String {
    let known = passage.tokens.get(token).map_or("", |token| token.word.lemma.text());
    if !known.is_empty() {
        return known.to_owned();
    }
    singular(&passage.lower(token)).into()
}

/// A noun in lower case without the plural's ending, as far as its form tells.
pub(super) fn singular(word: &str) -> SmolStr {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y").into();
    }
    let plural = word.len() > 3 && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('s').filter(|_| plural) {
        Some(stem) => stem.into(),
        None => word.into(),
    }
}

/// Letters of the longest sign of a unit.
const SIGN: usize = 2;

/// Head and narrowing modifiers, sorted, as one key, and as words.
fn noun_key(passage: &Passage<'_>, noun: &NounPhrase) -> Option<(String, String)> {
    let head = noun_lemma(passage, noun.head);
    // "s", "kB", "°C": signs of units.
    let speaks = head.chars().filter(|c| c.is_alphabetic()).count() > SIGN
        && !EMPTY_HEADS.contains(&head.as_str());
    let is_time = passage.tokens.get(noun.head)?.word.is(class::TIME_UNIT);
    if !speaks || is_time {
        return None;
    }
    let idle = class::ADJECTIVE
        | class::DETERMINER
        | class::NUMBER
        | class::ADVERB
        | class::PRONOUN
        | class::PREPOSITION
        | class::CONJUNCTION;
    let mut modifiers: Vec<String> = noun
        .modifiers
        .clone()
        .filter(|at| *at != noun.head)
        .filter(|at| passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle)))
        .map(|at| String::from(passage.lower(at)))
        .filter(|word| word.chars().any(char::is_alphanumeric) && word != "there")
        .collect();
    let mut words = modifiers.join(" ");
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(&passage.lower(noun.head));
    modifiers.sort();
    modifiers.push(head);
    Some((modifiers.join("-"), words))
}

/// Owner of a noun phrase, or what "of" or "at" names after it.
pub(super) fn owner(passage: &Passage<'_>, noun: &NounPhrase) -> Option<usize> {
    if let Determiner::Possessive(token) = noun.determiner {
        // The name inside of the phrase, not the phrase that it owns.
        let owns = |mention: &Mention| {
            names_thing(mention)
                && mention.tokens.contains(&token)
                && !mention.tokens.contains(&noun.head)
        };
        return passage.mentions.iter().position(owns);
    }
    let of = noun.tokens.end.max(noun.head + 1);
    if passage.is_any(of, &["of", "at"]) {
        return mention_from(passage, of + 1);
    }
    None
}

/// A name or noun phrase that begins at a token.
fn mention_from(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let first = passage.mentions.partition_point(|m| m.tokens.start < token);
    let here = passage.mentions[first..].iter().take_while(|m| m.tokens.start == token);
    here.clone().position(names_thing).map(|at| first + at)
}

fn names_thing(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
}

/// Whether what follows a noun picks some of what it names: "the 108 nests that failed", "the 40
/// houses damaged by hail", "all three seats in Brookside". A comma before it only adds to what is
/// said.
fn is_restricted(passage: &Passage<'_>, noun: &NounPhrase) -> bool {
    let end = noun.tokens.end.max(noun.head + 1);
    let Some(next) = passage.tokens.get(end) else { return false };
    let placed = passage.is_any(end, &["in", "on", "near"])
        && mention_from(passage, end + 1)
            .is_some_and(|at| matches!(passage.mentions[at].kind, MentionKind::Name));
    placed || next.word.is(class::RELATIVE | class::PARTICIPLE | class::GERUND)
}

/// "6,200 employees", with the verb that says how.
fn counted_frame(
    passage: &Passage<'_>,
    clause: &Clause,
    mention: &Mention,
    figure: &Figure,
    counted: &NounPhrase,
) -> Option<Frame> {
    let (id, words) = noun_key(passage, counted)?;
    if is_restricted(passage, counted) {
        return None;
    }
    if let Some(owner) = owner(passage, counted)
        && (figure.definite || !is_some_of(passage, mention, counted))
    {
        return Some(Frame { id, words, subject: Some(owner) });
    }
    if figure.definite {
        return Some(Frame { id, words, subject: None });
    }
    let verb = clause.verb.as_ref()?;
    let lemma = verb.stem.as_str();
    if CHANGES.contains(&lemma) {
        return None;
    }
    let is_subject = mention.tokens.start < verb.tokens.start;
    let subject = if is_subject { None } else { clause.subject };
    // Two figures that are both news are compared only where the words name what has them.
    subject?;
    if LIGHT.contains(&lemma) {
        return Some(Frame { id, words, subject });
    }
    // "Carried out raids in 11 parishes" does not carry parishes.
    if lemma.is_empty() || (SUPPORT.contains(&lemma) && is_some_of(passage, mention, counted)) {
        return None;
    }
    // "The union's campaign reached 15 towns": it is told of the union.
    if let Some((owner, deed)) = subject.and_then(|at| deed_of_name(passage, at)) {
        return Some(Frame { id: format!("{deed}-{lemma}-{id}"), words, subject: Some(owner) });
    }
    Some(Frame { id: format!("{lemma}-{id}"), words, subject })
}

/// "Searched houses in 11 parishes of Orrin": a number of something's parts where no word says that
/// they are all.
fn is_some_of(passage: &Passage<'_>, mention: &Mention, counted: &NounPhrase) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    before.is_some_and(|at| passage.is_any(at, &["in", "across", "throughout", "from"]))
        && !matches!(counted.determiner, Determiner::Possessive(_))
}

/// A name that owns a noun for what is done, and that noun as a key.
fn deed_of_name(passage: &Passage<'_>, at: usize) -> Option<(usize, String)> {
    let MentionKind::Noun(noun) = &passage.mentions.get(at)?.kind else { return None };
    let owned = matches!(noun.determiner, Determiner::Possessive(_))
        && passing::is_deed_noun(passage, noun.head);
    let name = owner(passage, noun).filter(|_| owned)?;
    let by_name = matches!(passage.mentions[name].kind, MentionKind::Name);
    by_name.then_some((name, noun_key(passage, noun)?.0))
}

/// "a budget of $3 million", "the budget was $3 million", "the $3 million budget".
fn attribute_frame(
    passage: &Passage<'_>,
    clause: &Clause,
    mention: &Mention,
    counted: Option<&NounPhrase>,
) -> Option<Frame> {
    if let Some(noun) = counted {
        let (id, words) = noun_key(passage, noun)?;
        let definite = matches!(&mention.kind, MentionKind::Figure(figure) if figure.definite);
        let subject = owner(passage, noun);
        return (definite || is_known(noun)).then_some(Frame { id, words, subject });
    }
    let noun =
        noun_before(passage, mention).or_else(|| noun_of_copula(passage, clause, mention))?;
    let MentionKind::Noun(noun) = &passage.mentions.get(noun)?.kind else { return None };
    let (id, words) = noun_key(passage, noun)?;
    let subject = owner(passage, noun);
    (is_known(noun) || subject.is_some()).then_some(Frame { id, words, subject })
}

/// Whether a phrase speaks of something as known, and not of one of many.
fn is_known(noun: &NounPhrase) -> bool {
    matches!(
        noun.determiner,
        Determiner::Definite | Determiner::Demonstrative | Determiner::Possessive(_)
    )
}

/// "NOUN of FIGURE".
fn noun_before(passage: &Passage<'_>, mention: &Mention) -> Option<usize> {
    let of = mention.tokens.start.checked_sub(1)?;
    if passage.lower(of) != "of" {
        return None;
    }
    passage
        .mentions
        .iter()
        .position(|m| matches!(m.kind, MentionKind::Noun(_)) && m.tokens.end == of)
}

/// "NOUN was FIGURE".
fn noun_of_copula(passage: &Passage<'_>, clause: &Clause, mention: &Mention) -> Option<usize> {
    /// Words between verb and figure ("stood at", "amounted to").
    const LINKS: &[&str] = &["at", "to", "just", "only", "a", "some"];
    let verb = clause.verb.as_ref().filter(|verb| LIGHT.contains(&verb.lemma.text()))?;
    let between = verb.tokens.end..mention.tokens.start;
    let joined =
        between.start <= between.end && between.clone().all(|at| passage.is_any(at, LINKS));
    if joined { clause.subject } else { None }
}

/// Whether what a verb tells happens once to one thing.
fn is_once(stem: &str) -> bool {
    static ONCE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("open/once.txt").lines();
        lines.filter(|line| !line.starts_with('#')).collect()
    });
    ONCE.contains(stem)
}

/// "In Orlen it was 70 per cent; in Varde, 61": the token of the name that a figure is told of, where
/// its sentence tells another of another name.
pub(super) fn of_one(
    passage: &Passage<'_>,
    sentence: &Sentence,
    mention: &Mention,
) -> Option<usize> {
    /// Names and figures of a sentence that are looked at.
    const MOST: usize = 24;
    let all = passage.mentions_of(sentence);
    let all = || all.iter().take(MOST);
    let in_name = |m: &&Mention| {
        let before = m.tokens.start.checked_sub(1);
        matches!(m.kind, MentionKind::Name)
            && before.is_some_and(|at| passage.is_any(at, &["in", "at", "for", "among"]))
    };
    let like = |m: &&Mention| {
        std::mem::discriminant(&m.kind) == std::mem::discriminant(&mention.kind)
            && unit(m) == unit(mention)
    };
    let own = all().filter(in_name).rfind(|m| m.tokens.end <= mention.tokens.start)?;
    let between =
        |m: &&Mention| (own.tokens.end..mention.tokens.start).contains(&m.tokens.start) && like(m);
    let others = all().filter(in_name).filter(|m| m.tokens != own.tokens);
    let told = |name: &Mention| {
        let next = all().filter(like).find(|m| m.tokens.start >= name.tokens.end);
        next.is_some_and(|m| m.tokens != mention.tokens)
    };
    let others = others.filter(|name| told(name)).count();
    // "70 in Orlen and 61 in Varde" has its names behind.
    let ahead = all().find(in_name)?.tokens.start < all().find(like)?.tokens.start;
    (others > 0 && ahead && !all().any(|m| between(&m))).then_some(own.tokens.start)
}

/// The unit of a figure.
fn unit(mention: &Mention) -> Option<&Unit> {
    match &mention.kind {
        MentionKind::Figure(figure) => Some(&figure.value.unit),
        _ => None,
    }
}

/// "Ana was freed on 3 May, Boris on 9 May": whether a date behind another is that of somebody named
/// right before it, for whom the verb is not said again.
fn is_gapped(passage: &Passage<'_>, clause: &Clause, date: &Mention) -> bool {
    let Some(verb) = &clause.verb else { return false };
    let first = passage.mentions.partition_point(|m| m.tokens.start < verb.tokens.end);
    let behind = passage.mentions[first..].iter();
    let mut behind = behind.take_while(|m| m.tokens.start < date.tokens.start);
    // The preposition may be part of the date.
    let lead =
        |m: &Mention| m.tokens.end == date.tokens.start || m.tokens.end + 1 == date.tokens.start;
    behind.clone().any(|m| matches!(m.kind, MentionKind::Date(_)))
        && behind.any(|m| matches!(m.kind, MentionKind::Name | MentionKind::Noun(_)) && lead(m))
}

/// What a date is of, where no predicate of the vocabulary takes it: what a clause says was done
/// once, to whom. The subject of a passive, or subject and named object of an active, have to be
/// named, else nothing says that two clauses speak of one deed.
#[must_use]
pub fn date_frame(passage: &Passage<'_>, clause: &Clause, at: usize) -> Option<Frame> {
    let date = passage.mentions.get(at)?;
    let MentionKind::Date(_) = &date.kind else { return None };
    let verb = clause.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)?;
    let stem = verb.stem.as_str();
    if !is_once(stem) || is_gapped(passage, clause, date) {
        return None;
    }
    let is_name = |at: usize| matches!(passage.mentions[at].kind, MentionKind::Name);
    let subject = clause.subject.filter(|at| is_name(*at))?;
    if verb.passive {
        let words = format!("when it was {}", passage.lower(verb.main));
        return Some(Frame { id: format!("{stem}ed-date"), words, subject: Some(subject) });
    }
    let object = mention_from(passage, verb.tokens.end).filter(|object| {
        is_name(*object) && passage.mentions[*object].tokens.end <= date.tokens.start
    })?;
    let object = passage.slice(&passage.mentions[object].tokens);
    let id = format!("{stem}-{}-date", object.to_lowercase().replace(' ', "-"));
    let words = format!("when it {} {object}", passage.lower(verb.main));
    Some(Frame { id, words, subject: Some(subject) })
}
