//! What comes first: "cleared on 14 June, after it had been notified", beside a notice of 2 July;
//! an answer from before the question; the deeds of the dead; and lengths of time from one dated
//! thing to another that another sentence dates.

use std::ops::Range;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use super::dated::{Event, Phrase, Span, dates, events, span};
use super::{HELP, RULE, apart};
use crate::prose::lexicon::class;
use crate::prose::passage::{ClauseKind, Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{DateReading, Day, Duration, show};

/// The rule that reports an order that cannot be.
pub(super) const ORDER: &str = "order-violation";

/// What to do about it.
pub(super) const CHECK: &str = "look both dates up in another source; one of them is wrong";

/// Words before what came earlier.
const AFTER: &[&str] = &["after", "once", "following"];

/// Words of a phrase at which it ends.
const CLOSES: &[&str] = &[",", ";", ".", ":", "—", "–", "(", ")", "and", "but", "which", "who"];

/// Most tokens of a phrase that names an event.
const PHRASE: usize = 14;

/// Passages by the names that they hold, for the names that are asked for.
type Places<'p> = FxHashMap<&'p str, Vec<usize>>;

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let events = events(passages);
    if events.is_empty() {
        return;
    }
    let mut answers: FxHashMap<(BlockIx, usize), Answer<'_>> = FxHashMap::default();
    for (at, passage) in passages {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let here = Here { at: *at, passage, index, sentence };
            answers.extend(here.answer().map(|answer| ((*at, index), answer)));
        }
    }
    let deaths = deaths(passages);
    let names = answers.values().map(|a| a.name).chain(deaths.iter().map(|d| d.name));
    let places = places(passages, names.collect());
    let mut dated: FxHashMap<&str, Vec<Dated<'_>>> = FxHashMap::default();
    for (at, passage) in passages {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let here = Here { at: *at, passage, index, sentence };
            out.extend(here.reversed(&events));
            here.after(&events, out);
            if let Some(answer) = answers.get(&(*at, index)) {
                let name = answer.name;
                let dated = dated.entry(name).or_insert_with(|| all_dated(passages, &places, name));
                out.extend(here.answers(answer, dated));
            }
            super::apart::slips((*at, passage), (index, sentence), &events, out);
            super::lasting::slips((*at, passage), sentence, &events, out);
            super::day_of::slips((*at, passage), (index, sentence), &events, passages, out);
        }
    }
    let mut deeds: FxHashMap<&str, Vec<Deed<'_>>> = FxHashMap::default();
    for death in &deaths {
        let name = death.name;
        let deeds = deeds.entry(name).or_insert_with(|| all_deeds(passages, &places, name));
        out.extend(deed(deeds, death));
    }
}

/// Where each of some names stands: all are looked for together, since a long text has many.
fn places<'p>(passages: &[(BlockIx, &Passage<'p>)], mut names: Vec<&'p str>) -> Places<'p> {
    names.sort_unstable();
    names.dedup();
    let mut out = Places::default();
    let Some(finder) = AhoCorasick::new(&names).ok().filter(|_| !names.is_empty()) else {
        return out;
    };
    for (ix, (_, passage)) in passages.iter().enumerate() {
        for found in finder.find_overlapping_iter(passage.text) {
            let Some(name) = names.get(found.pattern().as_usize()) else { continue };
            let places = out.entry(name).or_default();
            if places.last() != Some(&ix) {
                places.push(ix);
            }
        }
    }
    out
}

/// A sentence with one date that says that it answers something that has a name.
struct Answer<'p> {
    tokens: Tokens,
    reading: &'p DateReading,
    span: Span,
    name: &'p str,
}

/// A date of a sentence.
struct Dated<'p> {
    at: BlockIx,
    sentence: usize,
    bytes: Range<usize>,
    reading: &'p DateReading,
}

/// The dates of the sentences that hold a name.
fn all_dated<'p>(
    passages: &[(BlockIx, &'p Passage<'_>)],
    places: &Places<'_>,
    name: &str,
) -> Vec<Dated<'p>> {
    let mut out = Vec::new();
    for (at, passage) in places.get(name).into_iter().flatten().map(|ix| passages[*ix]) {
        for (index, sentence) in passage.sentences.iter().enumerate() {
            if passage.slice(&sentence.tokens).contains(name) {
                out.extend(dates(passage, sentence).into_iter().map(|(mention, reading)| {
                    let bytes = mention.bytes.clone();
                    Dated { at, sentence: index, bytes, reading }
                }));
            }
        }
    }
    out
}

/// A sentence.
struct Here<'a, 't> {
    at: BlockIx,
    passage: &'a Passage<'t>,
    index: usize,
    sentence: &'a Sentence,
}

impl<'a, 't> Here<'a, 't> {
    /// The phrase that begins with a token.
    fn phrase(&self, from: usize) -> Phrase {
        let end = (from..self.sentence.tokens.end.min(from + PHRASE))
            .find(|at| self.passage.is_any(*at, CLOSES))
            .unwrap_or(self.sentence.tokens.end.min(from + PHRASE));
        Phrase::of(self.passage, from..end)
    }

    /// The one date of the sentence.
    fn date(&self) -> Option<(Tokens, &'a DateReading, Span)> {
        let dates = dates(self.passage, self.sentence);
        let [(mention, reading)] = dates.as_slice() else { return None };
        Some((mention.tokens.clone(), reading, span(reading)?))
    }

    /// "The clearance, dated 14 June, came after it had examined the file notified": a date against
    /// that of what it is said to follow.
    fn reversed(&self, events: &[Event]) -> Option<Slip> {
        let (tokens, reading, here) = self.date()?;
        let link = self
            .sentence
            .tokens
            .clone()
            .find(|at| self.passage.is_any(*at, AFTER) || self.passage.is(*at, "before"))?;
        // "Two days after": a length of its own; "shortly after", "after 3 May": no event.
        let plain = link.checked_sub(1).is_none_or(|at| {
            let token = &self.passage.tokens[at];
            !token.word.is(class::TIME_UNIT | class::ADVERB) && !self.passage.is(at, "and")
        });
        let ahead = tokens.end <= link;
        let before = self.passage.is(link, "before");
        let verb =
            self.sentence.clauses.iter().find(|clause| clause.tokens.contains(&tokens.start));
        let real = verb.and_then(|c| c.verb.as_ref()).is_none_or(|v| !v.modal && !v.negated);
        // "In its report of May it found that this ought to have come before …": reported, not dated.
        let reported = self.sentence.clauses.iter().any(|clause| {
            clause.kind == ClauseKind::Complement
                && clause.tokens.contains(&link)
                && !clause.tokens.contains(&tokens.start)
        });
        if !plain || !ahead || !real || reported {
            return None;
        }
        let phrase = self.phrase(link + 1);
        let place = (self.at, self.index);
        let event = phrase.event(events, place)?;
        let (here, there) = here.pair(event.span)?;
        let wrong = if before { there.last < here.first } else { here.last < there.first };
        wrong.then(|| {
            let (here, there) = (show(reading), show(&event.reading));
            let (word, side) = if before { ("before", "earlier") } else { ("after", "later") };
            Slip {
                rule: ORDER,
                at: self.at,
                bytes: self.passage.bytes(&tokens),
                message: format!("{here} is said to come {word} what is dated {there}"),
                label: format!("said to come {word} the other"),
                help: CHECK,
                other: Some((event.at, event.bytes.clone(), format!("dated {side}"))),
            }
        })
    }

    /// "On 8 December, four days after the president signed the act", which is dated elsewhere.
    fn after(&self, events: &[Event], out: &mut Vec<Slip>) {
        for mention in self.passage.mentions_of(self.sentence) {
            let MentionKind::Duration(duration) = &mention.kind else { continue };
            let end = mention.tokens.end;
            let back = self.passage.is(end, "before");
            if !back && !self.passage.is(end, "after")
                || !super::since::is_plain(self.passage, mention)
            {
                continue;
            }
            let Some((date, reading, _)) = self.date() else { continue };
            let beside = mention.tokens.start.checked_sub(date.end).is_some_and(|n| n <= 1);
            let phrase = self.phrase(end + 1);
            let Some(event) = phrase.event(events, (self.at, self.index)) else { continue };
            if beside {
                out.extend(self.length(
                    (mention.bytes.clone(), duration),
                    (reading, event),
                    (back, phrase.says_end()),
                ));
            }
        }
    }

    fn length(
        &self,
        (bytes, duration): (Range<usize>, &Duration),
        (here, event): (&DateReading, &Event),
        (back, ends): (bool, bool),
    ) -> Option<Slip> {
        if here.soft || event.reading.soft {
            return None;
        }
        let apart_by = |a: Day, b: Day| i64::from(b.0) - i64::from(a.0);
        let (of, there) = span(here)?.pair(event.span)?;
        let (first, last) = (of.first, of.last);
        let (from, to) = if ends { (there.last, there.last) } else { (there.first, there.last) };
        let days = if back {
            (apart_by(last, from), apart_by(first, to))
        } else {
            (apart_by(to, first), apart_by(from, last))
        };
        (days.1 > 0).then_some(())?;
        let days = (days.0.max(0), days.1);
        apart(duration, days)?;
        let printed = self.passage.text.get(bytes.clone())?;
        let is = super::length_of(days);
        let (a, b) = (show(&event.reading), show(here));
        Some(Slip {
            rule: RULE,
            at: self.at,
            bytes,
            message: format!("\u{201c}{printed}\u{201d} does not fit {a} and {b}: that is {is}"),
            label: "does not fit the dates".to_owned(),
            help: HELP,
            other: Some((event.at, event.bytes.clone(), is)),
        })
    }

    /// "It opened in 2001 as a response to NAME".
    fn answer(&self) -> Option<Answer<'a>>
    where
        't: 'a,
    {
        let (tokens, reading, span) = self.date()?;
        let said = |at: &usize| {
            ANSWERS.iter().any(|words| {
                words.iter().enumerate().all(|(ix, word)| self.passage.is(at + ix, word))
            })
        };
        let link = self.sentence.tokens.clone().find(said)?;
        let names = || self.passage.mentions_of(self.sentence).iter();
        let name = names().find(|mention| {
            let near = mention.tokens.start.checked_sub(link).is_some_and(|n| n <= 4);
            near && matches!(mention.kind, MentionKind::Name)
        })?;
        Some(Answer { tokens, reading, span, name: self.passage.slice(&name.tokens) })
    }

    /// An answer where all that the document dates of the name is later.
    fn answers(&self, answer: &Answer<'_>, dated: &[Dated<'_>]) -> Option<Slip> {
        let name = answer.name;
        let mut first: Option<&Dated<'_>> = None;
        for other in dated.iter().filter(|d| (d.at, d.sentence) != (self.at, self.index)) {
            let (own, from) = answer.span.pair(span(other.reading)?)?;
            if own.last >= from.first {
                return None;
            }
            first = first.or(Some(other));
        }
        let other = first?;
        Some(Slip {
            rule: ORDER,
            at: self.at,
            bytes: self.passage.bytes(&answer.tokens),
            message: format!(
                "{} is before {name}, which is dated {}, and is said to answer it",
                show(answer.reading),
                show(other.reading)
            ),
            label: "said to come after the other".to_owned(),
            help: CHECK,
            other: Some((other.at, other.bytes.clone(), "dated later".to_owned())),
        })
    }
}

/// Words that say that something answers what came before.
const ANSWERS: &[&[&str]] = &[
    &["response", "to"],
    &["in", "the", "wake", "of"],
    &["in", "the", "aftermath", "of"],
    &["prompted", "by"],
    &["in", "memory", "of"],
    &["in", "reaction", "to"],
];

/// Verbs of what the dead still do: they lie, are remembered, and have their names on things.
const STILL: &[&str] = &[
    "be",
    "have",
    "become",
    "remain",
    "receive",
    "win",
    "lie",
    "appear",
    "stand",
    "rest",
    "live",
    "die",
    "get",
    "inspire",
    "leave",
    "feature",
    "belong",
    "hang",
    "mean",
    "continue",
    "influence",
    "come",
    "sell",
    "help",
    "prove",
];

/// A death that the text dates.
struct Death<'p> {
    at: BlockIx,
    bytes: Range<usize>,
    reading: &'p DateReading,
    span: Span,
    name: &'p str,
}

fn deaths<'p>(passages: &[(BlockIx, &'p Passage<'p>)]) -> Vec<Death<'p>> {
    let mut out = Vec::new();
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            for clause in &sentence.clauses {
                let Some(verb) = clause.verb.as_ref().filter(|v| v.lemma.text() == "die") else {
                    continue;
                };
                let dead = |m: &&(&Mention, &DateReading)| {
                    let start = m.0.tokens.start;
                    clause.tokens.contains(&start) && start >= verb.tokens.end
                };
                let dates = dates(passage, sentence);
                let Some((mention, reading)) = dates.iter().find(dead) else { continue };
                let Some(span) = span(reading).filter(|_| !verb.modal && !verb.negated) else {
                    continue;
                };
                let Some(name) = who(passage, sentence, clause.subject) else { continue };
                out.push(Death { at: *at, bytes: mention.bytes.clone(), reading, span, name });
            }
        }
    }
    out
}

/// Whom the subject of a clause means: a name, or the last name of two words before a pronoun.
fn who<'t>(passage: &Passage<'t>, sentence: &Sentence, subject: Option<usize>) -> Option<&'t str> {
    let subject = passage.mentions.get(subject?)?;
    let full = |name: &&str| name.contains(' ');
    match subject.kind {
        MentionKind::Name => Some(passage.slice(&subject.tokens)).filter(full),
        MentionKind::Pronoun if passage.is_any(subject.tokens.start, &["he", "she"]) => {
            let start = sentence.tokens.start;
            let names = passage.mentions.iter().filter(|m| {
                matches!(m.kind, MentionKind::Name) && m.tokens.end <= subject.tokens.start
            });
            let person = |m: &&Mention| {
                let next = passage.lower(m.tokens.end);
                passage.slice(&m.tokens).contains(' ') || next == "'s"
            };
            let near = passage.sentence_of(start)?.saturating_sub(2);
            let last = names.rev_find(person)?;
            let of = passage.sentence_of(last.tokens.start)?;
            (of >= near).then(|| passage.slice(&last.tokens)).filter(full)
        }
        _ => None,
    }
}

/// The last of some things that is as wanted.
trait Last: Iterator + Sized {
    fn rev_find(self, wanted: impl Fn(&Self::Item) -> bool) -> Option<Self::Item> {
        self.filter(|item| wanted(item)).last()
    }
}

impl<I: Iterator> Last for I {}

/// What somebody does at some time.
struct Deed<'p> {
    at: BlockIx,
    bytes: Range<usize>,
    reading: &'p DateReading,
    span: Span,
}

/// What a document says that somebody did, and when.
fn all_deeds<'p>(
    passages: &[(BlockIx, &'p Passage<'_>)],
    places: &Places<'_>,
    name: &str,
) -> Vec<Deed<'p>> {
    let mut out = Vec::new();
    for (at, passage) in places.get(name).into_iter().flatten().map(|ix| passages[*ix]) {
        for sentence in &passage.sentences {
            let dates = dates(passage, sentence);
            let [(date, reading)] = dates.as_slice() else { continue };
            let Some(span) = span(reading) else { continue };
            let does = sentence.clauses.iter().any(|clause| {
                let subject = clause.subject.and_then(|at| passage.mentions.get(at));
                let named = subject.is_some_and(|m| passage.slice(&m.tokens) == name);
                let verb = clause.verb.as_ref().is_some_and(|verb| {
                    let lemma = verb.lemma.text();
                    !verb.passive && !verb.modal && !verb.negated && !STILL.contains(&lemma)
                });
                let plain = !matches!(clause.kind, ClauseKind::Relative | ClauseKind::Participle);
                let ahead = subject.is_some_and(|m| {
                    m.tokens.start.checked_sub(date.tokens.end).is_some_and(|n| n <= 2)
                });
                let dated = ahead || clause.tokens.contains(&date.tokens.start);
                named && verb && plain && dated
            });
            if does {
                out.push(Deed { at, bytes: date.bytes.clone(), reading, span });
            }
        }
    }
    out
}

/// Somebody who does something after the text has told of the death.
fn deed(deeds: &[Deed<'_>], death: &Death<'_>) -> Option<Slip> {
    let is_later = |deed: &&Deed<'_>| {
        let pair = deed.span.pair(death.span);
        pair.is_some_and(|(here, died)| here.first > died.last)
    };
    let deed = deeds.iter().find(is_later)?;
    let (name, when, died) = (death.name, show(deed.reading), show(death.reading));
    Some(Slip {
        rule: ORDER,
        at: deed.at,
        bytes: deed.bytes.clone(),
        message: format!("{name} does something in {when}, but died in {died}"),
        label: "after the death".to_owned(),
        help: CHECK,
        other: Some((death.at, death.bytes.clone(), "died".to_owned())),
    })
}
