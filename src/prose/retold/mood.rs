//! How a figure is told: as a fact, as a plan, as all there is, as what holds for each.

use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

use super::telling::lemma;
use crate::prose::lexicon::class;
use crate::prose::open::ADDED;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, Mention, MentionKind, Passage, Sentence,
};
use crate::prose::sum::change::moves;
use crate::prose::token::Kind;
use crate::prose::words::Words;
use crate::value::quantity::{Dimension, Unit};

/// How a figure is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// As a fact, or as one that is taken for granted.
    Told,
    /// As a fact, by somebody who "will tell you that" it is.
    Retold,
    /// As what is to be: "will close", "is to open", "is expected to cost".
    Planned,
    /// As what somebody wants, offers or fears ("demanded 4.5 million"): only the same words tell of
    /// the same.
    Open,
}

/// Whether a figure only describes the subject of a clause whose verb leaves something open: "a
/// captain with 4,300 hours in his logbook should have known".
pub(super) fn is_in_subject(
    passage: &Passage<'_>,
    sentence: &Sentence,
    at: usize,
    mention: &Mention,
) -> bool {
    let Some(clause) = sentence.clauses.get(at) else { return false };
    let (Some(subject), Some(verb)) = (clause.subject, &clause.verb) else { return false };
    let asks = sentence.tokens.clone().rev().take(CLOSING).any(|at| passage.is(at, "?"));
    let hinges = passage.is_any(clause.tokens.start, HINGES);
    passage.mentions.get(subject).is_some_and(|subject| {
        let inside = subject.tokens.end <= mention.tokens.start;
        inside && mention.tokens.end <= verb.tokens.start && !asks && !hinges
    })
}

/// How a figure is told that a clause leaves open; `None` where it is asked, denied or a condition.
pub(super) fn mood(passage: &Passage<'_>, sentence: &Sentence, at: usize) -> Option<Mood> {
    let clause = sentence.clauses.get(at)?;
    let asks = sentence.tokens.clone().rev().take(CLOSING).any(|at| passage.is(at, "?"));
    let all = outwards(&sentence.clauses, at);
    // "If weather allows, dredging will begin on 3 March": the condition is a clause in it.
    let inner = |start: usize, at: usize| {
        sentence.clauses.iter().any(|c| c.parent == Some(at) && c.tokens.start == start)
    };
    let hinges = |at: &usize| {
        let start = sentence.clauses[*at].tokens.start;
        passage.is_any(start, HINGES) && !inner(start, *at)
    };
    if asks || all.iter().any(hinges) {
        return None;
    }
    let told = all.iter().find_map(|at| sentence.clauses[*at].verb.as_ref())?;
    if told.negated {
        return None;
    }
    let first = told.tokens.start;
    let obliged = passage.tokens[first].word.is(class::BE) && passage.is(first + 1, "to");
    let intends = |at: usize| INTENTIONS.contains(&lemma(passage, at).as_str());
    let planned = passage.is_any(first, PLANS)
        || obliged
        || told.tokens.clone().any(intends)
        // "Agreed to pay", "plans to close".
        || first.checked_sub(1).is_some_and(intends);
    if told.modal || planned {
        return Some(if planned { Mood::Planned } else { Mood::Open });
    }
    // "They will tell you that it was founded in 1183": no plan, but a way to say so.
    let around = clause.parent.and_then(|parent| sentence.clauses.get(parent)?.verb.as_ref());
    let says = around.is_some_and(|around| {
        passage.tokens[around.main].word.is(class::SPEECH)
            && passage.is(around.tokens.start, "will")
    });
    let retold = says && clause.kind == ClauseKind::Complement;
    Some(if retold { Mood::Retold } else { Mood::Open })
}

/// Signs that may close a sentence.
const CLOSING: usize = 3;

/// Words that make what follows a condition.
const HINGES: &[&str] = &["if", "unless", "whether", "lest", "should", "were"];

/// Auxiliaries of what is settled to be.
const PLANS: &[&str] = &["will", "shall", "would", "must", "'ll", "\u{2019}ll"];

/// Verbs by which somebody settles what is to be.
const INTENTIONS: &[&str] = &[
    "agree",
    "plan",
    "expect",
    "propose",
    "intend",
    "schedule",
    "undertake",
    "promise",
    "decide",
    "project",
    "forecast",
    "budget",
    "order",
    "commit",
    "vow",
];

/// A clause and those around it, outwards.
pub(super) fn outwards(clauses: &[Clause], at: usize) -> SmallVec<[usize; 4]> {
    let mut out: SmallVec<[usize; 4]> = smallvec![at];
    let mut at = at;
    while let Some(parent) = clauses.get(at).and_then(|clause| clause.parent) {
        // Clauses stand behind the one that they are in.
        if parent >= at {
            break;
        }
        out.push(parent);
        at = parent;
    }
    out
}

/// Words beside a figure that make it a part of something or a change, besides those that make it an
/// addition.
const PARTIAL: &[&str] = &["by", "first", "last", "next", "outstanding", "remaining", "top"];

/// The same behind it.
const AFTER: &[&str] = &["ahead", "clear", "apart", "adrift"];

/// "700 feet lower than": how far two things are apart.
fn is_compared(passage: &Passage<'_>, at: usize) -> bool {
    passage.is(at + 1, "than") && passage.token(at).ends_with("er")
}

/// "Nearly all of the rest".
fn is_rest(passage: &Passage<'_>, at: usize) -> bool {
    passage.is(at, "of")
        && passage.is(at + 1, "the")
        && passage.is_any(at + 2, &["rest", "remainder", "others", "remaining"])
}

/// Words beside a figure that make it hold for each of many.
static EACH: Words = Words::new(&[
    "each",
    "every",
    "apiece",
    "respectively",
    "average",
    "mean",
    "median",
    "typical",
    "per",
    "a",
    "head",
    "seldom",
    "rarely",
    "usually",
    "normally",
    "typically",
]);

/// Tokens on either side in which such a word speaks of a figure.
const EACH_REACH: usize = 4;

/// Whether words beside a figure say that it is not all there is.
pub(super) fn is_partial(passage: &Passage<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    // "More than 450" is no part.
    let any = |at: usize, more: &[&str]| passage.is_any(at, ADDED) || passage.is_any(at, more);
    let partial = |at: usize| any(at, PARTIAL) && !passage.is(at + 1, "than");
    before.is_some_and(|at| partial(at) || passage.is(at, "from"))
        || mention.tokens.clone().any(partial)
        || any(mention.tokens.end, AFTER)
        || is_compared(passage, mention.tokens.end)
        || is_rest(passage, mention.tokens.end)
        || is_change(passage, mention)
}

/// Whether a count is of some of what is known: "28 of the houses", "nine of its 14 boats".
pub(super) fn is_some_of(passage: &Passage<'_>, mention: &Mention) -> bool {
    const KNOWN: &[&str] = &["the", "these", "those", "its", "their", "his", "her", "our", "them"];
    let start = mention.tokens.start;
    let all = start.checked_sub(1).into_iter().chain([start]).any(|at| passage.is(at, "all"));
    // What is counted may be read as part of the figure.
    let mut of = mention.tokens.clone().skip(1).chain([mention.tokens.end]);
    !all && of.any(|at| passage.is(at, "of") && passage.is_any(at + 1, KNOWN))
}

/// Whether a date is told by the way, of what the reader knows to have happened: "since the works opened
/// in May", "the inquest of 14 July", "the year 1734, when she was lost".
pub(super) fn is_by_the_way(passage: &Passage<'_>, clause: &Clause, mention: &Mention) -> bool {
    const NEAR: usize = 6;
    let start = mention.tokens.start;
    let inner = matches!(
        clause.kind,
        ClauseKind::Relative | ClauseKind::Adverbial | ClauseKind::Participle
    );
    let joint = start.checked_sub(1).filter(|at| passage.is_any(*at, &["of", "on", "in"]));
    let upto = passage.mentions.partition_point(|m| m.tokens.start < start);
    let noun = joint.is_some_and(|joint| {
        passage.mentions[..upto].iter().rev().take(NEAR).any(|m| match &m.kind {
            MentionKind::Noun(noun) => {
                m.tokens.end == joint
                    && !matches!(noun.determiner, Determiner::Indefinite | Determiner::None)
            }
            _ => false,
        })
    });
    inner || noun
}

/// "The increase of £2.1 million", "0.9 °C above the average": how far two things are apart. What is
/// so many metres above something stands there.
fn is_change(passage: &Passage<'_>, mention: &Mention) -> bool {
    const CHANGES: &[&str] = &[
        "increase",
        "rise",
        "fall",
        "drop",
        "decrease",
        "growth",
        "reduction",
        "cut",
        "decline",
        "jump",
        "difference",
        "gap",
        "change",
        "excess",
        "shortfall",
        "overrun",
    ];
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let of = start.checked_sub(2).filter(|_| passage.is(start - 1, "of"));
    let named = of.is_some_and(|at| CHANGES.contains(&lemma(passage, at).as_str()));
    let length = matches!(&mention.kind, MentionKind::Figure(figure)
        if matches!(&figure.value.unit, Unit::Measure(dimension) if *dimension == Dimension::Length));
    let apart = passage.is_any(end, &["above", "below", "over", "under"])
        && passage.is_any(end + 1, &["the", "its", "their", "that", "average", "normal", "last"]);
    named || (apart && !length)
}

/// "Fell by 12 per cent", "a rise of 12 per cent": for a share by which something has changed, whether
/// it went up.
pub(super) fn change(passage: &Passage<'_>, mention: &Mention) -> Option<bool> {
    let joint = mention.tokens.start.checked_sub(1)?;
    let linked = passage.is_any(joint, &["by", "of"]);
    let at = if linked { joint.checked_sub(1)? } else { joint };
    moves(passage, at)
}

/// Whether a figure is what somebody expects: "the board expects a profit of £61 million".
pub(super) fn is_expected(clause: &Clause, mention: &Mention) -> bool {
    const EXPECTS: &[&str] = &["expect", "forecast", "project", "anticipate", "predict", "foresee"];
    clause.verb.as_ref().is_some_and(|verb| {
        verb.tokens.end <= mention.tokens.start && EXPECTS.contains(&verb.stem.as_str())
    })
}

/// What a figure holds for each of: "job" for "the cost per job was $5,500".
pub(super) fn each_of(
    passage: &Passage<'_>,
    mention: &Mention,
    sentence: &Sentence,
) -> Option<SmolStr> {
    let tokens = &mention.tokens;
    let from = tokens.start.saturating_sub(EACH_REACH).max(sentence.tokens.start);
    let to = (tokens.end + EACH_REACH).min(sentence.tokens.end);
    let (per, verb) = ((from..tokens.start).chain(tokens.end..to), class::BE | class::HAVE);
    let found = per
        .into_iter()
        .find(|at| passage.is_of(*at, const { &Words::new(&["per", "each", "every"]) }))?;
    let noun = found + 1;
    let idle = passage.is(noun, "cent") || passage.tokens.get(noun)?.word.is(verb);
    (noun < sentence.tokens.end && !idle && passage.tokens[noun].kind == Kind::Word)
        .then(|| super::telling::lemma(passage, noun))
}

/// Whether words beside a figure say that it holds for each of many, or on average.
pub(super) fn is_each(passage: &Passage<'_>, mention: &Mention, sentence: &Sentence) -> bool {
    let tokens = &mention.tokens;
    let from = tokens.start.saturating_sub(EACH_REACH).max(sentence.tokens.start);
    let to = (tokens.end + EACH_REACH).min(sentence.tokens.end);
    let stops = |at: &usize| passage.tokens[*at].kind == Kind::Sign;
    let before = (from..tokens.start).rev().take_while(|at| !stops(at));
    let after = (tokens.end..to).take_while(|at| !stops(at));
    // "Per cent" is a unit; "a head", "a year" make a rate.
    let says = |at: usize| match passage.is_of(at, &EACH) {
        false => false,
        _ if passage.is(at, "per") => !passage.is(at + 1, "cent"),
        _ if passage.is(at, "a") => {
            at >= tokens.end
                && passage.tokens.get(at + 1).is_some_and(|next| next.word.is(class::TIME_UNIT))
                || passage.is(at + 1, "head")
        }
        _ => true,
    };
    before.chain(after).chain(tokens.clone()).any(says)
}
