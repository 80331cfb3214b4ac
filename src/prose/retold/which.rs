//! Words of a clause that say which of its kind a figure is of: a year, a name before brackets, a
//! relative clause, "the highest of the three".

use smol_str::SmolStr;

use super::beside::year;
use crate::prose::fill::clause_of;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, Mention, Passage, Sentence, Tokens};

/// The year behind or in the subject of a clause: "the outbreak of 2019", "the 2019 outbreak".
pub(super) fn of_year(
    passage: &Passage<'_>,
    sentence: &Sentence,
    clause: usize,
) -> Option<SmolStr> {
    let subject = passage.mentions.get(sentence.clauses[clause].subject?)?;
    let end = subject.tokens.end;
    let behind = passage.is_any(end, &["of"]).then_some(end + 1);
    let mut tokens = subject.tokens.clone().chain(behind);
    tokens
        .find(|at| passage.tokens.get(*at).is_some() && year(passage.token(*at)).is_some())
        .map(|at| SmolStr::new(passage.token(at)))
}

/// The relative clause right behind the head of what a figure counts.
pub(super) fn restricted_by(
    passage: &Passage<'_>,
    sentence: &Sentence,
    head: usize,
) -> Option<(Tokens, Option<usize>)> {
    let starts = passage.is_any(head + 1, &["who", "that", "which"]);
    let behind = |c: &&Clause| c.kind == ClauseKind::Relative && c.tokens.start == head + 1;
    sentence
        .clauses
        .iter()
        .find(behind)
        .filter(|_| starts)
        .map(|c| (c.tokens.clone(), c.verb.as_ref().map(|verb| verb.main)))
}

/// Whether a token is "other" before several, or says that it is not the first: "among other children",
/// "the next tallest".
pub(super) fn is_others(passage: &Passage<'_>, at: usize) -> bool {
    let several =
        |next: usize| passage.tokens.get(next).is_some_and(|next| next.word.is(class::PLURAL));
    let most = passage
        .tokens
        .get(at + 1)
        .is_some_and(|next| passage.token(at + 1).ends_with("est") && !next.word.is(class::NOUN));
    (passage.is(at, "other") && (several(at + 1) || several(at + 2)))
        || (most && passage.is_any(at, &["next", "second", "third", "fourth", "fifth"]))
}

/// What the subject of a clause is for: "tours" of "tickets for the tours cost 8 crowns".
pub(super) fn for_what(
    passage: &Passage<'_>,
    sentence: &Sentence,
    clause: usize,
) -> Option<SmolStr> {
    /// Tokens of the phrase in which its noun stands.
    const WITHIN: usize = 4;
    let subject = passage.mentions.get(sentence.clauses[clause].subject?)?;
    let end = subject.tokens.end;
    let behind = end + 1..(end + 1 + WITHIN).min(sentence.tokens.end);
    let is_noun = |at: &usize| {
        let word = passage.tokens[*at].word;
        word.is(class::NOUN | class::EVENT | class::PERSON) && !word.is(class::DETERMINER)
    };
    let found = passage.is(end, "for").then(|| behind.into_iter().find(is_noun))?;
    found.map(|at| SmolStr::new(super::telling::lemma(passage, at)))
}

/// By when a figure is to be reached: "37,500 pathways by the end of November".
pub(super) fn deadline(passage: &Passage<'_>, end: usize, sentence: &Tokens) -> Option<String> {
    /// Tokens between the figure and "by", and those of the date.
    const NEAR: usize = 3;
    const LONG: usize = 5;
    let by = (end..(end + NEAR).min(sentence.end)).find(|at| passage.is(*at, "by"))?;
    let words = by + 1..(by + 1 + LONG).min(sentence.end);
    let dated =
        |at: usize| passage.tokens[at].word.is(class::MONTH) || year(passage.token(at)).is_some();
    words.clone().any(dated).then(|| passage.slice(&words).to_lowercase())
}

/// The last token before the brackets that a token stands in.
pub(super) fn aside_of(passage: &Passage<'_>, sentence: &Sentence, token: usize) -> Option<usize> {
    let ahead = (sentence.tokens.start..token).rev();
    let mut marks = ahead.filter(|at| matches!(passage.token(*at), "(" | ")"));
    let open = marks.next().filter(|at| passage.token(*at) == "(")?;
    open.checked_sub(1).filter(|at| sentence.tokens.contains(at))
}

/// "Cancellations were the highest of the three lines, at 3.1 per cent": it is that of one of several.
pub(super) fn is_foremost(passage: &Passage<'_>, mention: &Mention) -> bool {
    let Some((sentence, clause)) = clause_of(passage, mention.tokens.start) else { return false };
    let clause = &passage.sentences[sentence].clauses[clause];
    let Some(verb) = &clause.verb else { return false };
    // Few words have "of" or "among" behind them.
    let of = |at: &usize| passage.is(at + 1, "of") || passage.is(at + 1, "among");
    (verb.tokens.end..clause.tokens.end).filter(of).any(|at| {
        let listed =
            passage.is_any(at, &["highest", "lowest", "largest", "smallest", "most", "least"]);
        let most =
            passage.tokens[at].word.is(class::ADJECTIVE) && passage.token(at).ends_with("est");
        (most || listed) && passage.is_any(at + 2, &["the", "all", "any"])
    })
}
