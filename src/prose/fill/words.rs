//! What the words of a passage say of a figure: its clause, what it counts, how a record has it.

use std::ops::Range;

use smol_str::{SmolStr, ToSmolStr};

use crate::prose::context::{Context, Modality};
use crate::prose::cue::{Hit, Target};
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, Tokens};
use crate::prose::reading::Why;
use crate::prose::thing::Meaning;
use crate::value::date::{DateReading, When};
use crate::value::quantity::Unit;
use crate::value::{date, quantity};

pub(super) fn asserted(context: &Context) -> Result<(), Why> {
    match context.modality {
        Modality::Asserted => Ok(()),
        Modality::Open | Modality::Rejected => Err(Why::NotAsserted),
    }
}

/// Mentions of values, the only ones that are counted as figures and dates.
pub(super) fn values<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = (usize, &'p Mention)> {
    passage.mentions.iter().enumerate().filter(|(_, mention)| {
        matches!(
            mention.kind,
            MentionKind::Figure(_)
                | MentionKind::Date(_)
                | MentionKind::BadDate(_)
                | MentionKind::Duration(_)
        )
    })
}

pub(super) fn sentence_bytes(passage: &Passage<'_>, mention: &Mention) -> Range<usize> {
    let sentence = passage.sentence_of(mention.tokens.start);
    sentence.map_or(mention.bytes.clone(), |at| passage.bytes(&passage.sentences[at].tokens))
}

/// The innermost clause of a token.
pub(super) fn clause_of(passage: &Passage<'_>, token: usize) -> Option<(usize, usize)> {
    let sentence = passage.sentence_of(token)?;
    let clauses: &[Clause] = &passage.sentences[sentence].clauses;
    let inside = clauses.iter().enumerate().filter(|(_, clause)| clause.tokens.contains(&token));
    let innermost = inside.min_by_key(|(_, clause)| clause.tokens.len())?;
    Some((sentence, innermost.0))
}

/// The largest name, noun phrase or pronoun that shares tokens with a range.
pub(super) fn covering(passage: &Passage<'_>, tokens: &Tokens) -> Option<usize> {
    let shared = |mention: &Mention| {
        let start = mention.tokens.start.max(tokens.start);
        mention.tokens.end.min(tokens.end).saturating_sub(start)
    };
    passage
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| {
            matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun)
        })
        .filter(|(_, mention)| shared(mention) > 0)
        .max_by_key(|(at, mention)| (shared(mention), std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

/// The names in a range, in order.
pub(super) fn names_in<'p>(
    passage: &'p Passage<'_>,
    tokens: &Tokens,
) -> impl Iterator<Item = usize> + 'p {
    let from = passage.mentions.partition_point(|m| m.tokens.start < tokens.start);
    let to = passage.mentions.partition_point(|m| m.tokens.start < tokens.end);
    (from..to).filter(|at| matches!(passage.mentions[*at].kind, MentionKind::Name))
}

/// Whether a mention is the counted noun of a figure.
pub(super) fn is_value_of(passage: &Passage<'_>, at: usize, value: &Mention) -> bool {
    let counted = match &value.kind {
        MentionKind::Figure(figure) => figure.counted.as_ref().map(|noun| noun.tokens.clone()),
        _ => None,
    };
    let whole = value.tokens.start..counted.map_or(value.tokens.end, |tokens| tokens.end);
    passage
        .mentions
        .get(at)
        .is_some_and(|m| m.tokens.start < whole.end && whole.start < m.tokens.end)
}

/// What a clause's subject makes a claim about: itself, or where it is the noun of the pattern
/// ("Harlow's revenue was …"), its owner.
pub(super) fn said_of(passage: &Passage<'_>, subject: usize, hit: &Hit) -> Option<usize> {
    match &passage.mentions.get(subject)?.kind {
        MentionKind::Noun(noun) if hit.tokens.contains(&noun.head) => open::owner(passage, noun),
        _ => Some(subject),
    }
}

/// Whether two meanings are one thing.
pub(super) fn same_thing(a: &Meaning, b: &Meaning) -> bool {
    matches!((a, b), (Meaning::One { thing: a, .. }, Meaning::One { thing: b, .. }) if a == b)
}

/// The printed value, if a record can hold it with the same meaning.
pub(in crate::prose) fn readable(
    passage: &Passage<'_>,
    mention: &Mention,
    unit: Option<&str>,
) -> Option<SmolStr> {
    let text = passage.text.get(mention.bytes.clone())?;
    quantity::read(text, unit).ok()?;
    Some(text.to_smolstr())
}

/// Whether a date is a stretch of time.
pub(super) fn is_stretch(reading: &DateReading) -> bool {
    matches!(reading.when, When::Extent { .. })
}

/// A date mention as EDTF that reads again.
pub(in crate::prose) fn edtf(mention: &Mention) -> Option<SmolStr> {
    let MentionKind::Date(reading) = &mention.kind else { return None };
    date::read(&reading.edtf, None).ok()?;
    Some(reading.edtf.to_smolstr())
}

/// What a figure counts, without its determiner and number.
pub(super) fn counted(passage: &Passage<'_>, mention: &Mention) -> Option<Tokens> {
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    let noun = figure.counted.as_ref()?;
    // The whole of a share is the predicate's ("of the voters"), but for kinds of events and names.
    let head = passage.tokens.get(noun.head)?;
    let is_part = head.word.is(class::EVENT) || head.capital;
    if figure.value.unit == Unit::Share && !is_part {
        return None;
    }
    Some(noun.modifiers.start.min(noun.head)..noun.tokens.end)
}

/// Words of a phrase that narrow a population, in order, lower case; `None` where none does. What
/// the predicate counts anyway says nothing: "119 attacks" of attacks, "60 victims" of deaths.
pub(super) fn population(
    passage: &Passage<'_>,
    tokens: &Tokens,
    target: &Target,
) -> Option<SmolStr> {
    /// Nouns for people as such, and for those to whom something happened.
    const ANYBODY: &[&str] = &[
        "people",
        "person",
        "other",
        "others",
        "life",
        "lives",
        "victim",
        "individual",
        "casualty",
        "fatality",
        "death",
        "injury",
        "dead",
        "injured",
        "survivor",
    ];
    let idle = class::ADJECTIVE | class::DETERMINER | class::NUMBER | class::ADVERB;
    let words: Vec<usize> = tokens
        .clone()
        .filter(|at| passage.tokens.get(*at).is_some_and(|token| !token.word.is(idle)))
        .filter(|at| passage.token(*at).chars().any(char::is_alphanumeric))
        .collect();
    let (last, rest) = words.split_last()?;
    let head = open::noun_lemma(passage, *last);
    let of_unit = |words: &str| words.split([' ', '-']).any(|word| open::singular(word) == head);
    let idle_head = ANYBODY.contains(&head.as_str())
        || target.unit.as_deref().is_some_and(of_unit)
        || of_unit(&target.id);
    // "38 suffered injuries": the verb is none of the words that narrow.
    let verb = |at: &usize| passage.tokens[*at].word.is(class::PARTICIPLE);
    let kept = if idle_head { rest } else { &words };
    if idle_head && kept.iter().all(verb) {
        return None;
    }
    // "Men, women and children" are people.
    let everybody = |at: &usize| passage.is_any(*at, &["men", "women", "children", "and"]);
    if kept.len() > 1 && kept.iter().all(everybody) {
        return None;
    }
    let text: Vec<SmolStr> = kept.iter().map(|at| passage.lower(*at)).collect();
    (!text.is_empty()).then(|| text.join(" ").to_smolstr())
}
