//! Days of the week on which something was done: "they left on Thursday", "when they left on Friday".
//!
//! A weekday with a date of its own is held against that date elsewhere; here one of the two at least
//! stands by itself.

use smol_str::{SmolStr, format_smolstr};

use super::slot::{Basis, Block, Slot, Tie, is_done};
use crate::prose::fill::clause_of;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, MentionKind, Passage, Sentence};
use crate::prose::retold::concept;
use crate::prose::retold::echo::RECURRING;
use crate::prose::retold::telling::lemma;
use crate::prose::token::Kind;
use crate::text;

/// Most tokens from a verb to its day.
const NEAR: usize = 12;

/// Words before a day that is one of many, or of another week.
const OTHER: &[&str] = &["every", "each", "last", "next", "following", "previous", "by", "until"];

/// The weekdays of a block.
pub(super) fn slots(block: &Block<'_>, out: &mut Vec<Slot>) {
    let passage = block.passage;
    for at in 0..passage.tokens.len() {
        let token = &passage.tokens[at];
        if token.word.is(class::WEEKDAY) && token.capital && token.kind == Kind::Word {
            slot(block, at, out);
        }
    }
}

fn slot(block: &Block<'_>, at: usize, out: &mut Vec<Slot>) -> Option<()> {
    let passage = block.passage;
    let (sentence, clause) = clause_of(passage, at)?;
    let whole = &passage.sentences[sentence];
    let other = at.checked_sub(1).is_some_and(|before| passage.is_any(before, OTHER));
    // "Mondays", "Monday to Friday", "Monday's papers".
    let span = passage.is_any(at + 1, &["to", "and", "or", "'s", "’s", "–", "-"]);
    let plural = passage.lower(at).ends_with("days");
    let (clause, own) = told(passage, whole, clause, at)?;
    let verb = own.verb.as_ref().filter(|_| !(other || span || plural))?;
    let near = verb.tokens.end.abs_diff(at).min(verb.tokens.start.abs_diff(at)) <= NEAR;
    if !near || !is_done(passage, own, block.contexts) {
        return None;
    }
    let slot = Slot {
        tie: Tie::Day,
        head: lemma(passage, verb.main),
        basis: Basis::Definite,
        at: block.at,
        sentence,
        clause,
        tokens: at..at + 1,
        name: text::lower(passage.token(at)),
        span: at..at + 1,
        subject: own.subject,
        owner: None,
        phrase: 0..0,
        said: !is_dated(passage, whole, at),
        settled: false,
    };
    // What happens again and again does so on any day, in any words.
    let recurs = RECURRING.hold(&slot.head);
    let sense = concept::word(&slot.head).filter(|_| !recurs);
    for concept in sense.into_iter().flat_map(|sense| sense.concepts) {
        let head: SmolStr = format_smolstr!("#{concept}");
        out.push(Slot { head, ..slot.clone() });
    }
    out.push(slot);
    Some(())
}

/// The clause of what was done on a day: the one that it stands in, or the one that says which day it
/// is: "the Friday on which they met".
fn told<'p>(
    passage: &Passage<'_>,
    whole: &'p Sentence,
    clause: usize,
    at: usize,
) -> Option<(usize, &'p Clause)> {
    let which = passage.is(at + 1, "on") && passage.is(at + 2, "which");
    let when = passage.is_any(at + 1, &["when", "that"]);
    let found = (which || when).then(|| {
        let mut inner = whole.clauses.iter().enumerate();
        inner.find(|(_, inner)| {
            inner.kind == ClauseKind::Relative && (at + 1..=at + 3).contains(&inner.tokens.start)
        })
    });
    found.flatten().or_else(|| Some((clause, whole.clauses.get(clause)?)))
}

/// Whether a weekday stands with a day of a month.
fn is_dated(passage: &Passage<'_>, whole: &Sentence, at: usize) -> bool {
    /// Tokens behind it: "Thursday evening, 13 November".
    const BEHIND: usize = 5;
    let mentions = passage.mentions_of(whole);
    mentions.iter().any(|mention| {
        let near =
            mention.tokens.contains(&at) || (at..at + BEHIND).contains(&mention.tokens.start);
        let numbered = mention.tokens.clone().any(|at| passage.tokens[at].kind == Kind::Number);
        near && numbered && matches!(mention.kind, MentionKind::Date(_))
    })
}
