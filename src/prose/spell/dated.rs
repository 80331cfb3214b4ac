//! What a document dates: clauses with a verb and a day, and the words of other sentences that mean
//! them ("four days after the president signed the act").

use std::ops::Range;

use super::extent::ENDS;
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::value::date::{DateReading, Day, Days, Edge, MonthDay, When};
use jiff::civil::Date;

/// Most events of a document: each phrase is held against all of them.
const MOST: usize = 400;

/// Something that a clause dates.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) at: BlockIx,
    pub(super) sentence: usize,
    /// What its verb is.
    pub(super) verb: String,
    /// Nouns and names of its clause.
    pub(super) things: Gist,
    /// When it can have been.
    pub(super) span: Span,
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
                let Some(span) = span(reading) else { continue };
                let Some(clause) = sentence.clause_of(mention.tokens.start) else { continue };
                let others = dates.iter().filter(|(m, _)| clause.tokens.contains(&m.tokens.start));
                let Some(verb) = clause.verb.as_ref().filter(|v| !v.modal && !v.negated) else {
                    continue;
                };
                if others.count() > 1 {
                    continue;
                }
                let outside =
                    |at: &usize| !mention.tokens.contains(at) && !verb.tokens.contains(at);
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
                    span,
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
    let mentions = passage.mentions_of(sentence);
    let date = |mention: &'p Mention| match &mention.kind {
        MentionKind::Date(reading) => Some((mention, &**reading)),
        _ => None,
    };
    mentions.iter().filter_map(date).collect()
}

/// The days on which something can have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Day,
    pub(super) last: Day,
    /// Whether the year is not told; the days are then of a common one.
    yearly: bool,
}

/// Days by which the windows of vague dates, "the summer of 2001", are widened.
const VAGUE: i32 = 45;

/// Most days between two dates without a year that are taken to be of one year.
const ONE_YEAR: i32 = 150;

impl Span {
    /// Two spans, both of which have a year, or both of which have none.
    pub(super) fn pair(self, other: Self) -> Option<(Self, Self)> {
        let pair = match (self.yearly, other.yearly) {
            (true, false) => (self.in_year_of(other), other),
            (false, true) => (self, other.in_year_of(self)),
            _ => (self, other),
        };
        let yearly = self.yearly || other.yearly;
        let apart = pair.0.first.0.abs_diff(pair.1.first.0);
        (!yearly || apart <= ONE_YEAR.unsigned_abs()).then_some(pair)
    }

    fn in_year_of(self, other: Self) -> Self {
        let year = other.first.date().year();
        let put = |day: Day| {
            let date = day.date();
            Date::new(year, date.month(), date.day()).map_or(day, Day::of)
        };
        Self { first: put(self.first), last: put(self.last), yearly: false }
    }

    /// Fewest and most days from its first to its last.
    pub(super) fn days(self) -> (i64, i64) {
        let days = i64::from(self.last.0) - i64::from(self.first.0);
        (days, days)
    }

    /// The first and the last year, where they are told.
    pub(super) fn years(self) -> Option<(i64, i64)> {
        let year = |day: Day| i64::from(day.date().year());
        (!self.yearly).then(|| (year(self.first), year(self.last)))
    }
}

/// The days of a date or of an extent; `None` where one of them is open.
pub(super) fn span(reading: &DateReading) -> Option<Span> {
    /// A leap year, for days without one.
    const YEAR: i16 = 2024;
    let slack = if reading.soft { VAGUE } else { 0 };
    let of = |start: &Days, end: &Days| match (start, end) {
        (Days::Yearly(from, _), Days::Yearly(_, to)) => {
            let day = |at: &MonthDay| Date::new(YEAR, at.month, at.day).ok().map(Day::of);
            let (first, last) = (day(from)?, day(to)?);
            (first <= last).then_some(Span { first, last, yearly: true })
        }
        (Days::Ranges(_), Days::Ranges(_)) => {
            let (first, last) = (start.bounds()?.0?, end.bounds()?.1?);
            let (first, last) = (Day(first.0 - slack), Day(last.0 + slack));
            Some(Span { first, last, yearly: false })
        }
        _ => None,
    };
    match &reading.when {
        When::Day(days) => of(days, days),
        When::Extent { start: Edge::On(start), end: Edge::On(end) } => of(start, end),
        When::Extent { .. } => None,
    }
}

/// What a phrase can mean: the verb that it has or is made of, and the words with it.
#[derive(Debug)]
pub(super) struct Phrase {
    words: Vec<String>,
}

impl Phrase {
    pub(super) fn of(passage: &Passage<'_>, tokens: impl Iterator<Item = usize>) -> Self {
        let speaks = |at: &usize| passage.tokens.get(*at).is_some_and(|t| !t.word.is(class::BE));
        Self { words: tokens.filter(speaks).filter_map(|at| gist::lemma(passage, at)).collect() }
    }

    /// The one event of other sentences that has its verb, or a noun for it, and one of its things; or
    /// two of its things.
    pub(super) fn event_of<'e>(
        &self,
        events: &'e [Event],
        (at, sentence): (BlockIx, usize),
    ) -> Option<&'e Event> {
        let means = |event: &&Event| {
            let verb = self.words.iter().position(|word| is_deed(word, &event.verb));
            let light = LIGHT.contains(&event.verb.as_str());
            let rest = self.words.iter().enumerate().filter(|(ix, _)| Some(*ix) != verb);
            let things = rest.filter(|(_, word)| event.things.has(word)).count();
            (event.at, event.sentence) != (at, sentence)
                && (verb.is_some() && !light && things > 0 || things > 1)
        };
        of_one_time(events.iter().filter(means))
    }

    /// Whether words say that the end of something is meant.
    pub(super) fn says_end(&self) -> bool {
        self.words.iter().any(|word| ENDS.contains(&word.as_str()))
    }

    /// The one event of its verb in other sentences, whatever it is said of.
    pub(super) fn sole<'e>(
        &self,
        events: &'e [Event],
        place: (BlockIx, usize),
    ) -> Option<&'e Event> {
        let event = self.event(events, place)?;
        let same = events.iter().filter(|other| other.verb == event.verb);
        same.into_iter().all(|other| other.span == event.span).then_some(event)
    }

    /// The one event of other sentences that it means: of its verb, and with one of its things, where
    /// it names any. `None` where it may mean several days.
    pub(super) fn event<'e>(
        &self,
        events: &'e [Event],
        (at, sentence): (BlockIx, usize),
    ) -> Option<&'e Event> {
        let means = |event: &&Event| {
            let verb = self.words.iter().position(|word| is_deed(word, &event.verb));
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
        of_one_time(events.iter().filter(means))
    }
}

/// The first of some events; `None` where they are of several times.
fn of_one_time<'e>(mut events: impl Iterator<Item = &'e Event>) -> Option<&'e Event> {
    let first = events.next()?;
    events.all(|other| other.span == first.span).then_some(first)
}

/// Endings of nouns that are made of verbs ("signature", "acceptance", "arrival").
const OF_VERBS: &[&str] =
    &["ature", "ation", "ition", "ure", "ion", "ment", "ance", "ence", "ing", "al", "er", "y", "t"];

/// Nouns of what is done by verbs that look different.
pub(super) const DEEDS: &[(&str, &str)] = &[
    ("death", "die"),
    ("release", "release"),
    ("arrest", "arrest"),
    ("discharge", "discharge"),
    ("birth", "bear"),
    ("theft", "steal"),
    ("loss", "lose"),
    ("sale", "sell"),
    ("flight", "flee"),
    ("defeat", "lose"),
    ("burial", "bury"),
    ("wedding", "marry"),
    ("marriage", "marry"),
    ("decision", "decide"),
    ("break-in", "break"),
    ("invasion", "invade"),
    ("collision", "collide"),
    ("explosion", "explode"),
    ("eruption", "erupt"),
    ("beginning", "begin"),
    ("arrival", "reach"),
];

/// Whether a word is a form of a verb, or what is done by it: "seizure" and "seize".
pub(super) fn is_deed(word: &str, verb: &str) -> bool {
    /// Letters that a verb and its noun have in common at least.
    const STEM: usize = 4;
    let stem = verb.trim_end_matches(['e', 'y', 'i']);
    let made = |ending: &&str| {
        word.strip_suffix(*ending).is_some_and(|of| of.trim_end_matches(['e', 'i']) == stem)
    };
    gist::is_form(word, verb)
        || DEEDS.contains(&(word, verb))
        // Few words begin alike.
        || (stem.len() >= STEM && word.starts_with(stem) && OF_VERBS.iter().any(made))
}

/// Verbs of which too much is said to tell one event by.
pub(super) const LIGHT: &[&str] = &[
    "be", "have", "do", "say", "take", "make", "go", "come", "get", "give", "see", "tell", "know",
    "put", "set", "become", "find", "show", "use", "call", "begin", "start", "run", "last",
];
