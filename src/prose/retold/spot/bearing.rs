//! Which way a thing lies of a place: "12 kilometres north of NAME". Two things seldom lie equally far
//! from one place and in two directions.

use smol_str::{SmolStr, format_smolstr};

use super::slot::{Basis, Block, Slot, Tie};
use super::words::LOCATES;
use crate::prose::fill::clause_of;
use crate::prose::lexicon::class;
use crate::prose::passage::{Determiner, Mention, MentionKind, Passage, Sentence};
use crate::prose::retold::telling::lemma;
use crate::prose::words::Words;
use crate::text;

/// Directions, with the first letters of the winds that each is between.
const WAYS: &[(&str, &str)] = &[
    ("north", "n"),
    ("northeast", "n e"),
    ("north-east", "n e"),
    ("east", "e"),
    ("southeast", "s e"),
    ("south-east", "s e"),
    ("south", "s"),
    ("southwest", "s w"),
    ("south-west", "s w"),
    ("west", "w"),
    ("northwest", "n w"),
    ("north-west", "n w"),
    ("upstream", "up"),
    ("downstream", "down"),
];

/// The directions by themselves.
static WAY: Words = Words::new(&[
    "north",
    "northeast",
    "north-east",
    "east",
    "southeast",
    "south-east",
    "south",
    "southwest",
    "south-west",
    "west",
    "northwest",
    "north-west",
    "upstream",
    "downstream",
]);

/// Most tokens from a length to the direction behind it: "12 km to the north of".
const BETWEEN: usize = 2;

/// The directions of a block.
pub(super) fn slots(block: &Block<'_>, out: &mut Vec<Slot>) {
    let passage = block.passage;
    for at in 0..passage.tokens.len().saturating_sub(2) {
        if passage.is_of(at, &WAY) && passage.is(at + 1, "of") {
            out.extend(slot(block, at));
        }
    }
}

fn slot(block: &Block<'_>, at: usize) -> Option<Slot> {
    let passage = block.passage;
    let (_, way) = WAYS.iter().find(|(word, _)| passage.is(at, word))?;
    let first = at + 2 + usize::from(passage.is(at + 2, "the"));
    let from = passage.mentions.partition_point(|m| m.tokens.start < at + 2);
    let mut anchors = passage.mentions[from..].iter().take_while(|m| m.tokens.start <= first);
    let named = anchors.clone().find(|m| matches!(m.kind, MentionKind::Name));
    let (start, length) = length(passage, at)?;
    let (sentence, clause) = clause_of(passage, at)?;
    let whole = &passage.sentences[sentence];
    // "The old spring, 2 km north of NAME".
    let comma = start.checked_sub(1).filter(|at| passage.token(*at) == ",").unwrap_or(start);
    let subject = lies(passage, whole, clause, (start, comma));
    // Of what has no name there may be several, but one thing lies in one direction of it.
    let (anchor, basis) = if let Some(name) = named {
        (text::lower(passage.slice(&name.tokens)), Basis::Named)
    } else {
        let noun = anchors.find_map(|m| match &m.kind {
            MentionKind::Noun(noun) if noun.determiner == Determiner::Definite => Some(noun),
            _ => None,
        })?;
        (lemma(passage, noun.head), Basis::Definite)
    };
    if basis == Basis::Definite && subject.is_none() {
        return None;
    }
    let is_noun = |m: &&Mention| matches!(m.kind, MentionKind::Noun(_) | MentionKind::Name);
    let before = passage.mentions[..from].iter().filter(is_noun);
    let phrase = before.filter(|m| m.tokens.end == comma).map(|m| m.tokens.start).min();
    Some(Slot {
        tie: Tie::Way,
        head: format_smolstr!("{length} {anchor}"),
        basis,
        at: block.at,
        sentence,
        clause,
        tokens: start..at + 1,
        name: SmolStr::new_static(way),
        span: start..first + 1,
        subject,
        owner: None,
        phrase: phrase.map_or(0..0, |first| first..comma),
        said: false,
        settled: false,
    })
}

/// What is said to lie there, by a name or a word that stands for one: "NAME, 6 km east of", "it lies 6
/// km east of". The length starts at a token, and what stands before it ends at one.
fn lies(
    passage: &Passage<'_>,
    sentence: &Sentence,
    clause: usize,
    (start, comma): (usize, usize),
) -> Option<usize> {
    let before = |at: &usize| {
        let mention = &passage.mentions[*at];
        mention.tokens.end == comma && matches!(mention.kind, MentionKind::Name)
    };
    sentence.mentions.clone().find(before).or_else(|| {
        let clause = &sentence.clauses[clause];
        let verb = clause.verb.as_ref().filter(|verb| verb.tokens.end == start && !verb.negated)?;
        let stands =
            passage.is_of(verb.main, &LOCATES) || passage.tokens[verb.main].word.is(class::BE);
        let subject = clause.subject.filter(|_| stands)?;
        let named =
            matches!(passage.mentions.get(subject)?.kind, MentionKind::Name | MentionKind::Pronoun);
        named.then_some(subject)
    })
}

/// The length before a direction: where it begins, and how much it is.
fn length(passage: &Passage<'_>, way: usize) -> Option<(usize, SmolStr)> {
    let to = |at: usize| passage.is_any(at, &["to", "the", "due"]);
    let end = (way.saturating_sub(BETWEEN)..=way).rev().find(|at| *at == 0 || !to(*at - 1))?;
    let last = passage.mentions.partition_point(|m| m.tokens.start < end);
    let mut before = passage.mentions[..last].iter().rev();
    let figure = before.find(|m| matches!(m.kind, MentionKind::Figure(_)))?;
    let MentionKind::Figure(found) = &figure.kind else { return None };
    let printed = found.value.printed.as_ref().filter(|printed| printed.high.is_none())?;
    let amount = printed.low.checked_div(found.value.shown_in.factor)?.normalize();
    let unit = &found.value.shown_in.name;
    (figure.tokens.end == end).then(|| (figure.tokens.start, format_smolstr!("{amount} {unit}")))
}
