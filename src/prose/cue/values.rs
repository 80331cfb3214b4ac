//! The figures and dates of a sentence, with the noun phrases they count.

use super::compile::Needs;
use crate::prose::lexicon::class;
use crate::prose::passage::{Figure, Mention, MentionKind, Passage, Sentence, Tokens};
use crate::value::quantity::Unit;

/// What a value is, as far as slots tell values apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A quantity, or a length of time.
    Figure,
    /// A date.
    Date,
}

/// A figure or date.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Its place in [`Passage::mentions`].
    pub(super) mention: usize,
    pub(super) sort: Sort,
    /// Its own tokens, hedges included.
    pub(super) tokens: Tokens,
    /// The token after the noun phrase that it counts.
    pub(super) extent: usize,
    /// The noun that is counted.
    pub(super) head: Option<usize>,
}

impl Value {
    /// Whether a token is the noun counted, or a word of the figure itself ("23 attacks a month").
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.head == Some(at) || (self.tokens.start < at && at < self.tokens.end)
    }
}

/// Words between a number and the noun that it counts; the reader of quantities looks as far.
const MAX_WORDS: usize = 7;

/// The values of a sentence, by place. They do not overlap.
pub(super) fn values(passage: &Passage<'_>, sentence: &Sentence) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    let range = sentence.mentions.clone();
    // Dates that cannot be read are no values, and end noun phrases all the same.
    for at in range.start..range.end.min(passage.mentions.len()) {
        let mention = &passage.mentions[at];
        if let (MentionKind::BadDate(_), Some(last)) = (&mention.kind, out.last_mut()) {
            end_before(last, mention.tokens.start);
        }
        let tokens = mention.tokens.clone();
        if tokens.is_empty() || out.last().is_some_and(|last| tokens.start < last.tokens.end) {
            continue;
        }
        let (sort, extent, head) = match &mention.kind {
            MentionKind::Figure(figure) => {
                let (extent, head) = counted(passage, sentence, mention, figure);
                (Sort::Figure, extent, head)
            }
            MentionKind::Duration(_) => (Sort::Figure, tokens.end, None),
            MentionKind::Date(_) => (Sort::Date, tokens.end, None),
            _ => continue,
        };
        out.push(Value { mention: at, sort, tokens, extent, head });
    }
    // A noun phrase ends where the next value begins.
    let starts: Vec<_> = out.iter().skip(1).map(|value| value.tokens.start).collect();
    out.iter_mut().zip(starts).for_each(|(value, start)| end_before(value, start));
    out
}

fn end_before(value: &mut Value, start: usize) {
    value.extent = value.extent.min(start).max(value.tokens.end);
    value.head = value.head.filter(|head| *head < start);
}

/// The end of the noun phrase that a figure counts, and its head.
fn counted(
    passage: &Passage<'_>,
    sentence: &Sentence,
    mention: &Mention,
    figure: &Figure,
) -> (usize, Option<usize>) {
    let end = mention.tokens.end;
    if let Some(noun) = &figure.counted {
        if noun.head < passage.tokens.len() && is_state(passage, noun.head) {
            return (noun.head.max(end), None);
        }
        return (noun.tokens.end.max(end), Some(noun.head));
    }
    let Unit::Count(Some(noun)) = &figure.value.unit else { return (end, None) };
    let last = (end + MAX_WORDS).min(sentence.tokens.end);
    let is_noun = |at: &usize| {
        let text = passage.token(*at);
        text.eq_ignore_ascii_case(noun) || text.to_lowercase() == noun.as_str()
    };
    // "23 attacks per month" is covered by the figure; "12-member" is one token with it.
    let head = (mention.tokens.start..last).find(is_noun);
    let Some(head) = head else { return (end, None) };
    if is_state(passage, head) { (end, None) } else { ((head + 1).max(end), Some(head)) }
}

/// "63 dead and 120 injured" count people: the word says of what kind, and is the cue's.
pub(super) fn is_state(passage: &Passage<'_>, at: usize) -> bool {
    const STATES: &[&str] = &["dead", "missing", "alive", "homeless", "aboard", "strong"];
    let word = passage.tokens[at].word;
    let participle =
        word.is(class::PARTICIPLE) && !word.is(class::PERSON | class::EVENT | class::ORGANISATION);
    participle || STATES.contains(&passage.token(at))
}

/// How far the values of a sentence reach: the beginning of the first of each sort, and the end of
/// the last.
pub(super) struct Reach {
    figures: Tokens,
    dates: Tokens,
}

impl Reach {
    pub(super) fn of(values: &[Value]) -> Self {
        let reach = |sort: Sort| {
            let mut of_sort = values.iter().filter(|value| value.sort == sort);
            let first = of_sort.next();
            let last = of_sort.next_back().or(first);
            first.map_or(usize::MAX, |value| value.tokens.start)
                ..last.map_or(0, |value| value.tokens.end)
        };
        Self { figures: reach(Sort::Figure), dates: reach(Sort::Date) }
    }

    /// Whether the values that a sequence cannot do without may stand before its anchor and behind.
    pub(super) fn has(&self, [before, behind]: [Needs; 2], anchor: usize) -> bool {
        let starts = |tokens: &Tokens| tokens.start <= anchor;
        let ends = |tokens: &Tokens| tokens.end > anchor + 1;
        (!before.figure || starts(&self.figures))
            && (!before.date || starts(&self.dates))
            && (!behind.figure || ends(&self.figures))
            && (!behind.date || ends(&self.dates))
    }
}

/// The first value of a sort that ends after a token.
pub(super) fn from(values: &[Value], sort: Sort, at: usize) -> Option<usize> {
    let first = values.partition_point(|value| value.tokens.end <= at);
    // Dates stand between figures seldom, and never many of them.
    const LOOK: usize = 4;
    let near = values[first..].iter().take(LOOK);
    near.clone().position(|value| value.sort == sort).map(|more| first + more)
}

/// The last value of a sort that begins before a token.
pub(super) fn before(values: &[Value], sort: Sort, at: usize) -> Option<usize> {
    const LOOK: usize = 4;
    let after = values.partition_point(|value| value.tokens.start < at);
    (after.saturating_sub(LOOK)..after).rev().find(|ix| values[*ix].sort == sort)
}
