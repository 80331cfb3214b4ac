//! Patterns that say a predicate's value in prose: the notation, its compiler, where they match.
//!
//! | file | what |
//! | --- | --- |
//! | `notation` | a cue as text to a tree, faults at their places |
//! | `head` | what a figure may count |
//! | `compile` | cues to flat sequences, found by one of their words |
//! | `likely` | which cues a text can match at all |
//! | `values`, `phrase` | the figures of a sentence; what may be passed over between two parts |
//! | `matcher` | one sequence at one place |
//! | `coordinate` | figures that stand beside a match and share its predicate: lists, series, parts |
//! | `group` | the group that a figure is of: "58 cases in the vaccine group" |
//!
//! A figure belongs to one predicate. Of several matches that take it, the first of these decides:
//! one by a cue comes before one that is inherited from a coordinate; more words of the cue, where
//! the noun of the figure itself is half a word; fewer tokens passed over; a value behind the cue's
//! words before one that precedes them; the predicate, or the cue, that is declared later (a
//! repository's own come after the built-in ones).

mod compile;
mod coordinate;
mod group;
mod head;
mod likely;
mod matcher;
mod notation;
mod phrase;
#[cfg(test)]
mod tests;
mod values;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::lexicon::Lemma;
use super::passage::{MentionKind, Passage, Sentence, Tokens};
use super::token::Kind;
use crate::finding::Confidence;
use crate::record::ValueKind;
use compile::Marks;
pub use compile::{Cues, Target, problems};
pub use likely::Said;
use matcher::{Found, Taken};
use notation::Fill;
use phrase::Ground;
use values::Value;

/// A match of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The predicate: [`Cues::predicate`].
    pub predicate: usize,
    /// The value, by its place in [`Passage::mentions`].
    pub value: usize,
    /// The sentence and the clause of the cue's words.
    pub clause: (usize, usize),
    /// Tokens from the first to the last of the match.
    pub tokens: Tokens,
    /// What the cue names as the subject, if it does.
    pub subject: Option<Tokens>,
    /// What the cue names as the place, if it does.
    pub place: Option<Tokens>,
    /// What the cue names as the counterpart, if it does.
    pub toward: Option<Tokens>,
    /// The date, by its place in [`Passage::mentions`], that stands beside the figure as its period
    /// (a series gives each figure one).
    pub during: Option<usize>,
    /// What is counted where it stands apart from the figure ("143 of them civilians", "including 3
    /// children", the noun of a coordinate); the figure's own noun otherwise.
    pub scope: Option<Tokens>,
    /// The hit, by its place in the result, that this one counts a part of ("including 3
    /// children").
    pub part_of: Option<usize>,
    /// How sure the reading is: medium where much was passed over.
    pub confidence: Confidence,
}

/// All matches in a passage, by place; one for each value.
#[must_use]
pub fn hits(passage: &Passage<'_>, cues: &Cues) -> Vec<Hit> {
    let mut out = Vec::new();
    for (at, sentence) in passage.sentences.iter().enumerate() {
        let valued = |kind: &MentionKind| match kind {
            MentionKind::Figure(_) | MentionKind::Date(_) | MentionKind::Duration(_) => true,
            MentionKind::Name => cues.entities,
            _ => false,
        };
        let range = sentence.mentions.start..sentence.mentions.end.min(passage.mentions.len());
        if passage.mentions[range].iter().any(|mention| valued(&mention.kind)) {
            in_sentence(passage, (at, sentence), cues, &mut out);
        }
    }
    out
}

/// How good a match is, as the head of this file has it.
type Rank = (usize, std::cmp::Reverse<usize>, bool, u32);

/// A value's best match so far: how good it is, which element of which sequence took it.
struct Best {
    found: usize,
    element: usize,
    rank: Rank,
}

fn in_sentence(
    passage: &Passage<'_>,
    (at, sentence): (usize, &Sentence),
    cues: &Cues,
    out: &mut Vec<Hit>,
) {
    let values = values::values(passage, sentence);
    let ground = Ground { passage, tokens: sentence.tokens.clone(), values: &values };
    let reach = values::Reach::of(&values);
    let mut all: Vec<(u32, Found)> = Vec::new();
    let marks = OnceCell::new();
    let marks = || {
        *marks.get_or_init(|| {
            let tokens = &passage.tokens[sentence.tokens.clone()];
            let marks = tokens.iter().map(|token| Marks::of_token(token, token.text(passage.text)));
            marks.fold(Marks::default(), Marks::and)
        })
    };
    for token in sentence.tokens.clone() {
        candidates(passage, cues, token, &mut |id| {
            let sequence = &cues.sequences[id as usize];
            let Some(target) = cues.predicate(sequence.predicate) else { return };
            let words = || sequence.words.iter().all(|word| word.meet(marks()));
            if !reach.has(sequence.needs, token) || !words() {
                return;
            }
            if let Some(found) = matcher::find(&ground, sequence, target.head(), token) {
                all.push((id, found));
            }
        });
    }
    if all.is_empty() {
        return;
    }
    let mut best: FxHashMap<usize, Best> = FxHashMap::default();
    for (index, (id, found)) in all.iter().enumerate() {
        let rank = (found.weight, std::cmp::Reverse(found.passed), found.behind, *id);
        for (element, mention) in valued(cues, *id, found, &values) {
            let entry = best.entry(mention).or_insert(Best { found: index, element, rank });
            if entry.rank < rank {
                *entry = Best { found: index, element, rank };
            }
        }
    }
    let mut chosen: Vec<(usize, Best)> = best.into_iter().collect();
    chosen.sort_unstable_by_key(|(mention, _)| *mention);
    let first = out.len();
    let clauses = clauses(sentence);
    for (mention, best) in chosen {
        let (id, found) = &all[best.found];
        let inner = found.anchor.checked_sub(sentence.tokens.start);
        let clause = inner.and_then(|ix| clauses.get(ix)).copied().unwrap_or(0);
        out.push(hit((passage, cues), *id, found, (best.element, mention), (at, clause), &values));
    }
    coordinate::extend(&ground, cues, first, out);
    group::scope(&ground, &mut out[first..]);
}

/// The sequences that may have their anchor at a token.
fn candidates(passage: &Passage<'_>, cues: &Cues, at: usize, each: &mut impl FnMut(u32)) {
    let token = &passage.tokens[at];
    if token.word.lemma != Lemma::default() {
        if let Some(ids) = cues.by_lemma.get(&token.word.lemma) {
            ids.iter().for_each(|id| each(*id));
        }
    } else if token.kind != Kind::Sign || !cues.by_text.is_empty() {
        let text = token.text(passage.text);
        let found = if text.bytes().all(|b| b.is_ascii_lowercase()) {
            cues.by_text.get(text)
        } else {
            cues.by_text.get(&compile::lower(text))
        };
        found.into_iter().flatten().for_each(|id| each(*id));
    }
    if token.word.is(cues.classes) {
        let of_class = cues.by_class.iter().filter(|(class, _)| token.word.is(*class));
        of_class.for_each(|(_, id)| each(*id));
    }
}

/// The values that a match gives its predicate: element and mention.
fn valued<'a>(
    cues: &'a Cues,
    id: u32,
    found: &'a Found,
    values: &'a [Value],
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let sequence = &cues.sequences[id as usize];
    let kind = cues.predicate(sequence.predicate).map_or(ValueKind::Text, |target| target.kind);
    let wanted = match kind {
        ValueKind::Quantity => Fill::Figure,
        ValueKind::Date => Fill::Date,
        _ => Fill::Entity,
    };
    found.taken.iter().filter_map(move |(element, taken)| {
        let mention = match taken {
            Taken::Value(ix, _) => values[*ix].mention,
            Taken::Name(mention) => *mention,
            Taken::Phrase(_) => return None,
        };
        sequence.elements[*element].takes(wanted).then_some((*element, mention))
    })
}

/// Tokens passed over beyond which a reading is no longer sure.
const SURE: usize = 5;

fn hit(
    (passage, cues): (&Passage<'_>, &Cues),
    id: u32,
    found: &Found,
    (element, value): (usize, usize),
    clause: (usize, usize),
    values: &[Value],
) -> Hit {
    let sequence = &cues.sequences[id as usize];
    let phrase = |fill: Fill| {
        found.taken.iter().find_map(|(at, taken)| match taken {
            Taken::Phrase(tokens) if sequence.elements[*at].takes(fill) => Some(tokens.clone()),
            _ => None,
        })
    };
    // The period that stands nearest behind the value's own slot.
    let during = found.taken.iter().find_map(|(at, taken)| match taken {
        Taken::Value(ix, _) if *at > element && sequence.elements[*at].takes(Fill::During) => {
            Some(values[*ix].mention)
        }
        _ => None,
    });
    // A name that is not the value is what the value is said of ("Ines Roth, 44,").
    let named = || {
        found.taken.iter().find_map(|(at, taken)| match taken {
            Taken::Name(name) if *at != element => {
                passage.mentions.get(*name).map(|mention| mention.tokens.clone())
            }
            _ => None,
        })
    };
    let sure = found.passed <= SURE;
    Hit {
        predicate: sequence.predicate,
        value,
        clause,
        tokens: found.tokens.clone(),
        subject: phrase(Fill::Subject).or_else(named),
        place: phrase(Fill::Place),
        toward: phrase(Fill::Toward),
        during,
        scope: None,
        part_of: None,
        confidence: if sure { Confidence::High } else { Confidence::Medium },
    }
}

/// The innermost clause of each token of a sentence. Inner clauses come after outer ones.
fn clauses(sentence: &Sentence) -> Vec<usize> {
    let mut out = vec![0; sentence.tokens.len()];
    for (ix, clause) in sentence.clauses.iter().enumerate().skip(1) {
        let inside = clause.tokens.start.max(sentence.tokens.start)
            ..clause.tokens.end.min(sentence.tokens.end);
        for token in inside {
            out[token - sentence.tokens.start] = ix;
        }
    }
    out
}
