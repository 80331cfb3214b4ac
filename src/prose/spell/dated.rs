//! What a document dates: clauses with a verb and a day, and the words of other sentences that mean
//! them ("four days after the president signed the act").

use std::ops::Range;

use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::value::date::{DateReading, Day, Edge, When};

/// Most events of a document: each phrase is held against all of them.
const MOST: usize = 400;

/// Something that a clause dates.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) at: BlockIx,
    pub(super) sentence: usize,
    /// What its verb is.
    verb: String,
    /// Nouns and names of its clause.
    things: Gist,
    /// First and last day on which it can have been.
    pub(super) days: (Day, Day),
    pub(super) reading: DateReading,
    pub(super) bytes: Range<usize>,
}

/// The events of a document.
pub(super) fn events(passages: &[(BlockIx, &Passage<'_>)]) -> Vec<Event> {
    let mut out = Vec::new();
    for (at, passage) in passages {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let dates = dates(passage, sentence);
            for (mention, reading) in &dates {
                let Some(days) = days(reading) else { continue };
                let Some(clause) = clause_of(sentence, mention.tokens.start) else { continue };
                let others = dates.iter().filter(|(m, _)| clause.tokens.contains(&m.tokens.start));
                let Some(verb) = clause.verb.as_ref().filter(|v| !v.modal && !v.negated) else {
                    continue;
                };
                if others.count() > 1 {
                    continue;
                }
                let outside = |at: &usize| {
                    !mention.tokens.contains(at) && !verb.tokens.contains(at)
                };
                let mut tokens: Vec<usize> = clause.tokens.clone().filter(outside).collect();
                // "The act, signed on 3 May": what a participle hangs on is a thing of its clause.
                let head = clause.head.or(clause.subject).and_then(|at| passage.mentions.get(at));
                tokens.extend(head.into_iter().flat_map(|head| head.tokens.clone()));
                let words = tokens.into_iter().filter_map(|at| gist::lemma(passage, at)).collect();
                let lemma = verb.lemma.text();
                out.push(Event {
                    at: *at,
                    sentence: index,
                    verb: if lemma.is_empty() { verb.stem.to_string() } else { lemma.to_owned() },
                    things: Gist::new(words),
                    days,
                    reading: (*reading).clone(),
                    bytes: mention.bytes.clone(),
                });
            }
        }
    }
    out.truncate(MOST);
    out
}

/// The dates of a sentence.
pub(super) fn dates<'p>(
    passage: &'p Passage<'_>,
    sentence: &Sentence,
) -> Vec<(&'p Mention, &'p DateReading)> {
    let mentions = passage.mentions.get(sentence.mentions.clone()).unwrap_or(&[]);
    let date = |mention: &'p Mention| match &mention.kind {
        MentionKind::Date(reading) => Some((mention, &**reading)),
        _ => None,
    };
    mentions.iter().filter_map(date).collect()
}

/// The first and the last day of a date or of an extent; `None` where one of them is open or vague.
pub(super) fn days(reading: &DateReading) -> Option<(Day, Day)> {
    if reading.soft {
        return None;
    }
    match &reading.when {
        When::Day(days) => {
            let (low, high) = days.bounds()?;
            Some((low?, high?))
        }
        When::Extent { start: Edge::On(start), end: Edge::On(end) } => {
            Some((start.bounds()?.0?, end.bounds()?.1?))
        }
        When::Extent { .. } => None,
    }
}

/// The innermost clause of a token.
fn clause_of(sentence: &Sentence, token: usize) -> Option<&Clause> {
    let inside = sentence.clauses.iter().filter(|clause| clause.tokens.contains(&token));
    inside.min_by_key(|clause| clause.tokens.len())
}

/// What a phrase can mean: the verb that it has or is made of, and the words with it.
#[derive(Debug)]
pub(super) struct Phrase {
    words: Vec<String>,
}

impl Phrase {
    pub(super) fn of(passage: &Passage<'_>, tokens: Tokens) -> Self {
        let speaks = |at: &usize| passage.tokens.get(*at).is_some_and(|t| !t.word.is(class::BE));
        Self { words: tokens.filter(speaks).filter_map(|at| gist::lemma(passage, at)).collect() }
    }

    /// The one event of other sentences that it means: of its verb, and with one of its things, where
    /// it names any. `None` where it may mean several days.
    pub(super) fn event<'e>(
        &self,
        events: &'e [Event],
        (at, sentence): (BlockIx, usize),
    ) -> Option<&'e Event> {
        let means = |event: &&Event| {
            let verb = self.words.iter().position(|word| gist::is_form(word, &event.verb));
            let Some(verb) = verb.filter(|_| !LIGHT.contains(&event.verb.as_str())) else {
                return false;
            };
            let mut rest = self
                .words
                .iter()
                .enumerate()
                .filter(|(ix, word)| *ix != verb && !ENDS.contains(&word.as_str()));
            let bare = rest.clone().next().is_none();
            (event.at, event.sentence) != (at, sentence)
                && (bare || rest.any(|(_, word)| event.things.holds(word)))
        };
        let mut found = events.iter().filter(means);
        let first = found.next()?;
        found.all(|other| other.days == first.days).then_some(first)
    }
}

/// Words of an end.
const ENDS: &[&str] = &["end", "close", "finish", "conclude", "stop"];

/// Verbs of which too much is said to tell one event by.
const LIGHT: &[&str] = &[
    "be", "have", "do", "say", "take", "make", "go", "come", "get", "give", "see", "tell", "know",
    "put", "set", "become", "find", "show", "use", "call", "begin", "start", "run", "last",
];
