//! Statements that a document makes twice in the same words, but for one: a side, a number that
//! something goes by, a place.
//!
//! "Seepage was found in the left abutment" and, pages on, "seepage was found in the right abutment"
//! tell one thing. No figure stands in them that could be compared; what is left of two clauses
//! without the word in which they differ is the same, word for word. Only what is told as done, by
//! the document or by nobody with a name, at times that do not tell it apart, counts; words such as
//! "also" and "another" say that it is not the same again.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::{SmolStr, ToSmolStr};

use super::beside::ORDINALS;
use super::pair::is_done_once;
use super::telling::{IDLE, lemma};
use crate::prose::context::{Contexts, Modality, Speaker};
use crate::prose::fill::{clause_of, edtf, is_value};
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::token::Kind;
use crate::prose::words::{Marks, Words};
use crate::text;
use crate::value::quantity::Unit;

/// The rule that reports these.
const RULE: &str = "conflicting-detail";

/// What to do about them.
const HELP: &str = "find out which is right; if both are, say what tells the two apart";

/// Words for the sides of a thing: a line excludes the other sides of its own.
pub(super) const SIDES: &[&[&[&str]]] = &[
    &[&["left", "left-hand"], &["right", "right-hand"]],
    &[&["north", "northern"], &["south", "southern"], &["east", "eastern"], &["west", "western"]],
    &[&["upper"], &["lower"]],
    &[&["inner"], &["outer"]],
    &[&["front"], &["rear", "back"]],
    &[&["port"], &["starboard"]],
    &[&["upstream"], &["downstream"]],
    &[&["inbound"], &["outbound"]],
];

/// What is told of them at a glance, which most words fail.
static SIDE_MARKS: Marks = {
    let (mut marks, mut line) = (Marks::of(&[]), 0);
    while line < SIDES.len() {
        let mut side = 0;
        while side < SIDES[line].len() {
            let mut word = 0;
            while word < SIDES[line][side].len() {
                marks = marks.with(SIDES[line][side][word].as_bytes());
                word += 1;
            }
            side += 1;
        }
        line += 1;
    }
    marks
};

/// Nouns whose number says which of them it is, or how far it goes on a scale.
const NUMBERED: &[&str] = &[
    "level", "category", "grade", "stage", "tier", "class", "phase", "gate", "platform",
    "terminal", "room", "floor", "ward", "unit", "hall", "pier", "berth", "court", "wing", "lane",
    "runway", "shaft", "tunnel", "turbine", "reactor",
];

/// Prepositions before a place.
const AT: &[&str] = &["in", "at", "on", "near", "off", "outside"];

/// Words that say that something is not the same again.
static AGAIN: Words = Words::new(&[
    "also",
    "too",
    "again",
    "another",
    "other",
    "then",
    "later",
    "next",
    "both",
    "each",
    "every",
    "respectively",
    "either",
    "meanwhile",
    "likewise",
    "similarly",
    "whereas",
    "while",
]);

/// Words beside that by which two clauses differ that they have to share.
const LEAST: usize = 3;

/// Clauses of a block beyond these are not looked at.
const MOST: usize = 2_000;

/// What two clauses have to share: their words in order, that by which they differ left out.
type Key = SmallVec<[SmolStr; 8]>;

/// A clause, with the word by which another may differ.
#[derive(Debug)]
struct Twin {
    at: BlockIx,
    bytes: std::ops::Range<usize>,
    value: SmolStr,
    dates: SmallVec<[SmolStr; 2]>,
}

/// Statements of a document that are made twice, and not alike.
pub(in crate::prose) fn of_document<'a>(
    passages: impl Iterator<Item = (BlockIx, &'a Passage<'a>, &'a Contexts)>,
) -> Vec<Slip> {
    let mut order: Vec<Key> = Vec::new();
    let mut all: FxHashMap<Key, Vec<Twin>> = FxHashMap::default();
    for (at, passage, contexts) in passages {
        let mut left = MOST;
        for sentence in &passage.sentences {
            let again = LazyCell::new(|| sentence.tokens.clone().any(|at| is_again(passage, at)));
            for (index, clause) in sentence.clauses.iter().enumerate().take(left) {
                for (key, twin) in twins((at, passage, contexts), (sentence, &again), index, clause)
                {
                    let entry = all.entry(key.clone()).or_default();
                    if entry.is_empty() {
                        order.push(key);
                    }
                    entry.push(twin);
                }
            }
            left = left.saturating_sub(sentence.clauses.len());
        }
    }
    order.iter().filter_map(|key| slip(all.get(key)?)).collect()
}

/// Two clauses in different places of the text that differ.
fn slip(twins: &[Twin]) -> Option<Slip> {
    let [a, b] = twins else { return None };
    let dated = a.dates.iter().all(|date| b.dates.contains(date))
        || b.dates.iter().all(|date| a.dates.contains(date));
    let nested = a.value.contains(b.value.as_str()) || b.value.contains(a.value.as_str());
    if a.at.block == b.at.block || nested || !dated {
        return None;
    }
    Some(Slip {
        rule: RULE,
        at: a.at,
        bytes: a.bytes.clone(),
        message: format!(
            "the same is said with \u{201c}{}\u{201d} and with \u{201c}{}\u{201d}",
            a.value, b.value
        ),
        label: format!("{} here", a.value),
        help: HELP,
        other: Some((b.at, b.bytes.clone(), format!("{} here", b.value))),
    })
}

/// The ways in which another clause may differ from one.
fn twins(
    (at, passage, contexts): (BlockIx, &Passage<'_>, &Contexts),
    (sentence, again): (&Sentence, &LazyCell<bool, impl FnOnce() -> bool>),
    index: usize,
    clause: &Clause,
) -> Vec<(Key, Twin)> {
    let Some(verb) = clause.verb.as_ref() else { return Vec::new() };
    let told = contexts.at(verb.main);
    let named = |speaker: &Speaker| !matches!(speaker, Speaker::Unnamed(_));
    let first = verb.tokens.start;
    let done = passage.is_any(first, &["was", "were", "had"])
        || passage.tokens[first].word.is(class::PAST | class::PARTICIPLE)
        || passage.token(first).ends_with("ed");
    if verb.modal
        || verb.negated
        || !done
        || told.modality != Modality::Asserted
        || told.speakers.iter().any(named)
        || **again
    {
        return Vec::new();
    }
    let once = is_done_once(&verb.stem);
    if !may_differ(passage, sentence, clause, once) {
        return Vec::new();
    }
    let words = words(passage, sentence, index, clause);
    let mentions = || sentence.mentions.clone().map(|at| &passage.mentions[at]);
    let dates: SmallVec<[SmolStr; 2]> = mentions().filter_map(edtf).collect();
    let mut out = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let Some(differs) = differs(passage, &words, place, once) else { continue };
        // Up to the verb, or to the noun that the word stands with.
        let last = (place + 1).max(words.iter().filter(|word| word.token <= verb.main).count());
        let kept = words.iter().enumerate().take(last + usize::from(differs.noun));
        let mut key: Key =
            kept.filter(|(at, _)| *at != place).map(|(_, word)| word.said.clone()).collect();
        if key.len() < LEAST - usize::from(once) || !key.contains(&verb.stem) {
            continue;
        }
        key.push(differs.kind);
        let bytes = passage.bytes(&word.tokens);
        let value = differs.value;
        out.push((key, Twin { at, bytes, value, dates: dates.clone() }));
    }
    out
}

/// Whether any word of a clause may be one by which another differs, as [`differs`] has it.
fn may_differ(passage: &Passage<'_>, sentence: &Sentence, clause: &Clause, once: bool) -> bool {
    let before = |at: usize| at.checked_sub(1);
    let numbered =
        |at: usize| before(at).is_some_and(|at| NUMBERED.contains(&lemma(passage, at).as_str()));
    clause.tokens.clone().any(|at| {
        let token = &passage.tokens[at];
        SIDE_MARKS.has(token.mark) || token.kind == Kind::Number && numbered(at)
    }) || sentence.mentions.clone().map(|at| &passage.mentions[at]).any(|mention| {
        let start = mention.tokens.start;
        clause.tokens.contains(&start)
            && match mention.kind {
                MentionKind::Figure(_) => numbered(start),
                MentionKind::Name => once && before(start).is_some_and(|at| passage.is_any(at, AT)),
                _ => false,
            }
    })
}

/// Whether a word says that something is not the same again.
pub(super) fn is_again(passage: &Passage<'_>, at: usize) -> bool {
    (passage.is_of(at, &AGAIN) || passage.is_of(at, &ORDINALS)) && !is_unit(passage, at)
}

/// Whether a word is the unit of time of the figure before it: "90 litres a second".
fn is_unit(passage: &Passage<'_>, at: usize) -> bool {
    let article = at.checked_sub(1).filter(|at| passage.is_any(*at, &["a", "per"]));
    let figure = |mention: &Mention| match &mention.kind {
        MentionKind::Figure(figure) => {
            let counted = figure.counted.as_ref().map(|noun| noun.tokens.end);
            Some(mention.tokens.end) == article || counted == article
        }
        _ => false,
    };
    /// Mentions before it that are looked at.
    const NEAR: usize = 6;
    let before = || {
        let until = passage.mentions.partition_point(|mention| mention.tokens.start < at);
        passage.mentions[until.saturating_sub(NEAR)..until].iter()
    };
    article.is_some() && passage.is(at, "second") && before().any(figure)
}

/// A word of a clause that says something.
struct Word {
    /// What it is known by.
    said: SmolStr,
    token: usize,
    tokens: std::ops::Range<usize>,
    /// The figure or name that it is.
    mention: Option<usize>,
}

/// The words of a clause, without those of clauses within it.
fn words(passage: &Passage<'_>, sentence: &Sentence, index: usize, clause: &Clause) -> Vec<Word> {
    /// Words of a clause beyond these are not looked at.
    const LONGEST: usize = 40;
    let verb = clause.verb.as_ref().map_or(0, |verb| verb.main);
    let stem = clause.verb.as_ref().map(|verb| verb.stem.clone()).unwrap_or_default();
    let mut out = Vec::new();
    let mut token = clause.tokens.start;
    while token < clause.tokens.end && out.len() < LONGEST {
        let here = mention_at(passage, sentence, token);
        let end = here.map_or(token + 1, |at| passage.mentions[at].tokens.end.max(token + 1));
        let own = clause_of(passage, token).is_some_and(|(_, at)| at == index);
        let kind = &passage.tokens[token];
        let is_number = kind.kind == Kind::Number;
        let idle = kind.kind != Kind::Word || (kind.word.is(IDLE) && token != verb);
        let dated = |at: usize| matches!(passage.mentions[at].kind, MentionKind::Date(_));
        let said = match here {
            // Dates are held against each other by themselves.
            Some(at) if dated(at) => None,
            Some(at) => Some(text::lower(passage.slice(&passage.mentions[at].tokens))),
            None if token == verb => Some(stem.clone()),
            None if is_number => Some(passage.lower(token)),
            None if idle => None,
            None => Some(lemma(passage, token)),
        };
        if let Some(said) = said.filter(|_| own) {
            out.push(Word { said, token, tokens: token..end, mention: here });
        }
        token = end;
    }
    out
}

/// The name or figure that begins at a token.
fn mention_at(passage: &Passage<'_>, sentence: &Sentence, token: usize) -> Option<usize> {
    let mentions = passage.mentions_of(sentence);
    let first = sentence.mentions.start + mentions.partition_point(|m| m.tokens.start < token);
    (first..sentence.mentions.end)
        .take_while(|at| passage.mentions[*at].tokens.start == token)
        .find(|at| {
            let mention = &passage.mentions[*at];
            matches!(mention.kind, MentionKind::Name) || is_value(mention)
        })
}

/// How a word may differ.
struct Differs {
    /// What stands for it in the key.
    kind: SmolStr,
    value: SmolStr,
    /// Whether the noun behind it belongs to it.
    noun: bool,
}

fn differs(passage: &Passage<'_>, words: &[Word], place: usize, once: bool) -> Option<Differs> {
    let word = &words[place];
    let value = || passage.slice(&word.tokens).to_smolstr();
    let mention = word.mention.map(|at| &passage.mentions[at]);
    let number = match mention {
        Some(mention) => is_number(mention),
        None => passage.tokens[word.token].kind == Kind::Number,
    };
    let before = word.token.checked_sub(1);
    if number && NUMBERED.contains(&lemma(passage, before?).as_str()) {
        return Some(Differs { kind: "#number".into(), value: value(), noun: false });
    }
    if let Some(mention) = mention {
        let name = matches!(mention.kind, MentionKind::Name);
        let placed = name && once && passage.is_any(before?, AT);
        return placed.then(|| Differs { kind: "#place".into(), value: value(), noun: false });
    }
    passage.tokens.get(word.token).filter(|token| SIDE_MARKS.has(token.mark))?;
    let side = |sides: &&&[&[&str]]| sides.iter().any(|side| passage.is_any(word.token, side));
    let line = SIDES.iter().position(|sides| side(&sides))?;
    let next = words.get(place + 1)?;
    let noun = next.token == word.token + 1 && next.mention.is_none();
    noun.then(|| Differs { kind: format!("#side-{line}").into(), value: value(), noun: true })
}

/// A plain number that counts nothing.
fn is_number(mention: &Mention) -> bool {
    let MentionKind::Figure(figure) = &mention.kind else { return false };
    figure.counted.is_none() && matches!(figure.value.unit, Unit::Count(_))
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::reading;

    fn found(first: &str, second: &str) -> usize {
        let text = format!("# The dam\n\n{first}\n\nIt rained all week.\n\n{second}\n");
        let slips = reading(&text).slips;
        slips.iter().filter(|slip| slip.rule == super::RULE).count()
    }

    #[test]
    fn the_same_words_with_another_side_number_or_place_differ() {
        for (first, second) in [
            (
                "A crack was found in the left wall of the lock.",
                "When a crack was found in the right wall, nobody came.",
            ),
            (
                "The bulletin had put the danger at level 3 on the scale.",
                "The mayor forgot that the bulletin had put the danger at level 2.",
            ),
            ("The pact was signed in Varde.", "The pact was signed in Orlen."),
        ] {
            assert_eq!(found(first, second), 1, "{first} {second}");
        }
    }

    #[test]
    fn what_is_told_apart_does_not() {
        for (first, second) in [
            // At another time, as another, by somebody with a name, not yet, the same.
            (
                "In 2019 a crack was found in the left wall.",
                "In 2021 a crack was found in the right wall.",
            ),
            (
                "A crack was found in the left wall of the lock.",
                "A crack was also found in the right wall.",
            ),
            (
                "The bulletin put the danger at level 3.",
                "A bulletin may put the danger at level 2.",
            ),
            ("A crack was found in the left wall.", "A crack was found in the left wall."),
            ("The board met in Varde.", "The board met in Orlen."),
        ] {
            assert_eq!(found(first, second), 0, "{first} {second}");
        }
    }
}
