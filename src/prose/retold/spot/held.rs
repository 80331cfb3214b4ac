//! Meetings of one day, and where they were: "the meeting of 3 May was held at NAME".

use smol_str::{SmolStr, format_smolstr};

use super::slot::{AT, Basis, Block, Slot, Tie};
use super::words::FACILITIES;
use crate::prose::fill::{clause_of, edtf};
use crate::prose::lexicon::class;
use crate::prose::passage::{Determiner, MentionKind, NounPhrase, Passage, Sentence};
use crate::prose::retold::telling::lemma;
use crate::prose::words::Words;
use crate::text;

/// Participles before where it was.
static HELD: Words = Words::new(&[
    "convened",
    "held",
    "hosted",
    "opened",
    "performed",
    "played",
    "staged",
    "celebrated",
    "heard",
]);

/// What comes together at one place, beside what the lexicon knows for things that happen.
static MEETINGS: Words = Words::new(&[
    "assembly",
    "auction",
    "ball",
    "banquet",
    "ceremony",
    "concert",
    "conference",
    "congress",
    "dinner",
    "fair",
    "final",
    "funeral",
    "gala",
    "hearing",
    "inquest",
    "match",
    "mass",
    "meeting",
    "premiere",
    "rally",
    "reception",
    "service",
    "session",
    "summit",
    "talks",
    "vigil",
    "wedding",
]);

/// Most tokens from what was held to the word for it, and from the place to its day.
const BEFORE: usize = 14;
const BEHIND: usize = 3;

/// The meetings of a block.
pub(super) fn slots(block: &Block<'_>, out: &mut Vec<Slot>) {
    let passage = block.passage;
    for at in 1..passage.tokens.len().saturating_sub(2) {
        let took = passage.is(at, "place") && passage.is_any(at - 1, &["took", "taken", "take"]);
        if (took || passage.is_of(at, &HELD)) && passage.is_any(at + 1, AT) {
            out.extend(slot(block, at));
        }
    }
}

fn slot(block: &Block<'_>, held: usize) -> Option<Slot> {
    let passage = block.passage;
    let (ix, clause) = clause_of(passage, held)?;
    let sentence = &passage.sentences[ix];
    let negated = (held.saturating_sub(2)..held)
        .any(|at| passage.tokens[at].word.is(class::NEGATION | class::MODAL));
    let first = held + 2 + usize::from(passage.is(held + 2, "the"));
    let name = passage
        .mentions_of(sentence)
        .iter()
        .find(|m| m.tokens.start == first && matches!(m.kind, MentionKind::Name))?;
    let noun = meeting(passage, sentence, held)?;
    let day = day(passage, sentence, noun.tokens.end..held)
        .or_else(|| day(passage, sentence, name.tokens.end..name.tokens.end + BEHIND))?;
    // A house may stand in the town that another sentence names.
    let house = first > held + 2
        || name.tokens.clone().any(|at| passage.is_of(at, &FACILITIES) || passage.is(at, "st"));
    (!negated).then(|| Slot {
        tie: Tie::Held,
        head: format_smolstr!("{} {day} {house}", lemma(passage, noun.head)),
        basis: Basis::Definite,
        at: block.at,
        sentence: ix,
        clause,
        tokens: name.tokens.clone(),
        name: text::lower(passage.slice(&name.tokens)),
        span: noun.tokens.start..name.tokens.end,
        subject: None,
        owner: None,
        phrase: noun.modifiers.clone(),
        said: true,
        settled: false,
    })
}

/// What was held: the last meeting before the word for it that is one.
fn meeting<'p>(
    passage: &'p Passage<'_>,
    sentence: &Sentence,
    held: usize,
) -> Option<&'p NounPhrase> {
    let nouns = passage.mentions_of(sentence).iter().rev();
    let mut nouns = nouns.filter_map(|mention| match &mention.kind {
        MentionKind::Noun(noun) if noun.tokens.end <= held => Some(noun),
        _ => None,
    });
    let near = |noun: &NounPhrase| noun.tokens.end + BEFORE >= held;
    let one = |noun: &NounPhrase| {
        let known = matches!(
            noun.determiner,
            Determiner::Definite | Determiner::None | Determiner::Possessive(_)
        );
        let plural = lemma(passage, noun.head) != passage.lower(noun.head);
        let event = passage.tokens[noun.head].word.is(class::EVENT);
        known && (passage.is_of(noun.head, &MEETINGS) || event && !plural)
    };
    nouns.find(|noun| near(noun) && one(noun))
}

/// The one day that some tokens name.
fn day(
    passage: &Passage<'_>,
    sentence: &Sentence,
    tokens: std::ops::Range<usize>,
) -> Option<SmolStr> {
    let mut dates = passage.mentions_of(sentence).iter().filter(|mention| {
        let single =
            matches!(&mention.kind, MentionKind::Date(date) if date.single_day().is_some());
        single && tokens.contains(&mention.tokens.start)
    });
    edtf(dates.next()?)
}
