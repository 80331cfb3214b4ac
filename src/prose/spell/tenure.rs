//! How long somebody held a post, how long something was in use, how long an aircraft was in the
//! air, against what a document says of the beginning and the end.
//!
//! A length is wrong only where no end that the document tells of makes it right.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

use super::dated::{dates, span};
use super::{HELP, RULE, apart, clock, dated, length_of, window};
use crate::prose::gist;
use crate::prose::lexicon::{VERB, class};
use crate::prose::open;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{Day, Duration, When, show};

/// Verbs of holding a post, and of coming into one and out of it.
const HOLDS: &[&str] =
    &["lead", "run", "head", "chair", "direct", "manage", "govern", "rule", "hold"];
const SERVES: &[&str] = &["serve", "command", "teach", "coach", "captain", "reign", "edit"];
const ENTERS: &[&str] = &["appoint", "become", "elect", "join", "name", "take", "inaugurate"];
const LEAVES: &[&str] = &["retire", "resign", "step", "leave", "quit", "depart", "stand"];

/// Words behind "years" that say that a post was held so long.
const IN_POST: &[&[&str]] = &[
    &["in", "the", "post"],
    &["in", "the", "job"],
    &["in", "the", "role"],
    &["in", "that", "post"],
    &["in", "office"],
    &["in", "charge"],
    &["in", "power"],
    &["in", "post"],
    &["at", "the", "head"],
    &["at", "the", "helm"],
    &["at", "its", "head"],
    &["at", "the", "top"],
];

/// Words behind "years" that say that something was used so long.
const IN_USE: &[&[&str]] = &[
    &["in", "use"],
    &["in", "service"],
    &["in", "operation"],
    &["of", "service"],
    &["of", "use"],
    &["of", "operation"],
];

/// Verbs of what begins to be used.
const OPENS: &[&str] = &["open", "inaugurate", "launch", "commission"];

/// Verbs of leaving the ground, and words of being off it.
const LEAVES_GROUND: &[&str] = &["leaves", "left", "departs", "departed", "takeoff", "take-off"];
const TAKES: &[&str] = &["takes", "took", "taken", "lifts", "lifted"];
const ALOFT: &[&str] = &["airborne", "aloft"];

/// Where a clause that says which length is meant begins behind "during which", "that", or nothing.
pub(super) fn opens_relative(passage: &Passage<'_>, end: usize) -> usize {
    let which = passage.is_any(end, &["for", "during", "in", "over", "through", "throughout"])
        && passage.is(end + 1, "which");
    if which { end + 2 } else { end + usize::from(passage.is(end, "that")) }
}

/// "The nine years for which she ran it", "the nine years that he was at its head": whether a length is
/// said to be that of a post.
pub(super) fn is_held(passage: &Passage<'_>, end: usize) -> bool {
    /// Tokens from the pronoun to the verb.
    const NEAR: usize = 3;
    let opens = opens_relative(passage, end);
    let holds = |at: usize| {
        let word = passage.tokens[at].word;
        word.is(VERB) && (HOLDS.contains(&word.lemma.text()) || SERVES.contains(&word.lemma.text()))
    };
    let told = passage.is_any(opens, &["he", "she", "they"]);
    told && (opens + 1..(opens + 1 + NEAR).min(passage.tokens.len())).any(holds)
}

/// A stretch of time that is told somewhere.
struct Stretch {
    at: BlockIx,
    bytes: Range<usize>,
    days: (i64, i64),
    words: String,
}

/// A post and the words of the sentence that tells of it.
struct Post<'p> {
    stretch: Stretch,
    told: &'p str,
}

/// The posts of a document.
struct Posts<'p> {
    /// In the order of the text.
    all: Vec<Post<'p>>,
    /// The sentences that tell of them, each once.
    told: Vec<&'p str>,
    /// Fewest days of each, from the least, and the most days of those up to it.
    days: Vec<(i64, i64)>,
}

/// What is opened in a year, by its noun: the first two of each, since two tell nothing.
type Openings = FxHashMap<String, Vec<(Stretch, i64)>>;

/// What a document tells of aircraft and of times of day.
struct Departures {
    /// The one that leaves; none where none does, or several do.
    left: Option<(BlockIx, Range<usize>, i64)>,
    /// Minutes of all times of day, each once.
    times: BTreeSet<i64>,
}

/// A document. What lengths of time are held against is looked for once, when it is first asked for.
struct Told<'d, 'p> {
    passages: &'d [(BlockIx, &'p Passage<'p>)],
    issued: Option<Date>,
    posts: OnceCell<Posts<'p>>,
    held: OnceCell<Vec<Held<'p>>>,
    openings: OnceCell<Openings>,
    years: OnceCell<Vec<i64>>,
    departures: OnceCell<Departures>,
}

impl<'p> Told<'_, 'p> {
    fn posts(&self) -> &Posts<'p> {
        self.posts.get_or_init(|| Posts::of(self.passages))
    }

    /// What it says from when to when.
    fn held(&self) -> &[Held<'p>] {
        self.held.get_or_init(|| stretches(self.passages))
    }

    fn openings(&self) -> &Openings {
        self.openings.get_or_init(|| openings(self.passages))
    }

    /// The years that it tells of, in order.
    fn years(&self) -> &[i64] {
        self.years.get_or_init(|| years(self.passages, self.issued))
    }

    fn departures(&self) -> &Departures {
        self.departures.get_or_init(|| departures(self.passages))
    }
}

/// Slips of a document.
pub(super) fn slips<'p>(
    passages: &[(BlockIx, &'p Passage<'p>)],
    issued: Option<Date>,
    out: &mut Vec<Slip>,
) {
    let document = Told {
        passages,
        issued,
        posts: OnceCell::new(),
        held: OnceCell::new(),
        openings: OnceCell::new(),
        years: OnceCell::new(),
        departures: OnceCell::new(),
    };
    for (at, passage) in passages {
        for mention in &passage.mentions {
            let MentionKind::Duration(duration) = &mention.kind else { continue };
            let end = mention.tokens.end;
            let follows = |phrases: &[&[&str]]| {
                phrases.iter().any(|words| {
                    words.iter().enumerate().all(|(ix, word)| passage.is(end + ix, word))
                })
            };
            let first = mention.tokens.start;
            let whole = super::since::is_plain(passage, mention)
                && !passage.is_any(first.saturating_sub(1), &["last", "next", "these", "past"]);
            if duration.soft || !whole {
                continue;
            }
            let place = (*at, mention.bytes.clone(), &duration.duration);
            let printed = passage.text.get(mention.bytes.clone()).unwrap_or("");
            if duration.iso.ends_with('Y') && follows(IN_POST) {
                if !names_another(passage, first, document.posts()) {
                    out.extend(in_post(place, printed, document.posts()));
                }
            } else if duration.iso.ends_with('Y')
                && let Some(role) = role_behind(passage, end)
            {
                out.extend(in_role((passage, first, &role), place, printed, document.held()));
            } else if duration.iso.ends_with('Y') && follows(IN_USE) {
                out.extend(in_use((passage, first), place, printed, &document));
            } else if duration.iso.starts_with("PT") && is_aloft(passage, first) {
                out.extend(aloft(place, printed, document.departures()));
            }
        }
    }
}

type Place<'d> = (BlockIx, Range<usize>, &'d Duration);

fn told((at, bytes, _): Place<'_>, printed: &str, of: &Stretch, is: String) -> Slip {
    Slip {
        rule: RULE,
        at,
        bytes,
        message: format!("\u{201c}{printed}\u{201d} does not fit {}: that is {is}", of.words),
        label: "does not fit the dates".to_owned(),
        help: HELP,
        other: Some((of.at, of.bytes.clone(), is)),
    }
}

impl<'p> Posts<'p> {
    /// The posts that a document tells the years of: "she led it from 2014 to 2019", "appointed in
    /// 1968 … until she retired in 1991".
    fn of(passages: &[(BlockIx, &'p Passage<'p>)]) -> Self {
        let mut all = Vec::new();
        for (at, passage) in passages {
            for sentence in &passage.sentences {
                let post = stretch(*at, passage, sentence).map(|stretch| {
                    let token = passage.tokens_of(&stretch.bytes).start;
                    let of = passage.sentence_of(token).and_then(|at| passage.sentences.get(at));
                    Post { stretch, told: of.map_or("", |of| passage.slice(&of.tokens)) }
                });
                all.extend(post);
            }
        }
        let mut told: Vec<&str> = all.iter().map(|post| post.told).collect();
        told.sort_unstable();
        told.dedup();
        let mut days: Vec<(i64, i64)> = all.iter().map(|post| post.stretch.days).collect();
        days.sort_unstable();
        let mut most = i64::MIN;
        for (_, last) in &mut days {
            most = most.max(*last);
            *last = most;
        }
        Self { all, told, days }
    }

    /// Whether a length of time can be that of one of them.
    fn fit(&self, (low, high): (i64, i64)) -> bool {
        let shorter = self.days.partition_point(|(least, _)| *least <= high);
        shorter.checked_sub(1).is_some_and(|last| self.days[last].1 >= low)
    }
}

fn stretch(at: BlockIx, passage: &Passage<'_>, sentence: &Sentence) -> Option<Stretch> {
    let dates = dates(passage, sentence);
    let verb_of = |token: usize| {
        sentence.clause_of(token)?.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)
    };
    let is = |token: usize, verbs: &[&str]| {
        verb_of(token).is_some_and(|verb| verbs.contains(&verb.lemma.text()))
    };
    for (mention, reading) in &dates {
        let extent = matches!(reading.when, When::Extent { .. });
        if extent && is(mention.tokens.start, HOLDS) {
            let days = super::days_of(reading)?;
            let (bytes, words) = (mention.bytes.clone(), show(reading));
            return Some(Stretch { at, bytes, days, words });
        }
    }
    let single = |m: &&(&crate::prose::passage::Mention, _)| m.0.tokens.start;
    let from = dates.iter().find(|m| is(single(m), ENTERS))?;
    let to = dates.iter().find(|m| single(m) > from.0.tokens.end && is(single(m), LEAVES))?;
    let (first, last) = span(from.1)?.pair(span(to.1)?)?;
    let day = |day: Day| i64::from(day.0);
    let ((a, b), (c, d)) = ((day(first.first), day(first.last)), (day(last.first), day(last.last)));
    (d > a).then(|| Stretch {
        at,
        bytes: from.0.bytes.start..to.0.bytes.end,
        days: ((c - b).max(0), d - a),
        words: format!("{} to {}", show(from.1), show(to.1)),
    })
}

/// Whether the paragraph of a length names a person before it whom the sentences of a post do not
/// name: "her successor, Carl Dane, has been in the post for nine years".
fn names_another(passage: &Passage<'_>, first: usize, posts: &Posts<'_>) -> bool {
    let successor = (0..first).any(|at| passage.is_any(at, &["successor", "predecessor"]));
    let mut persons = passage.mentions.iter().filter_map(|mention| {
        let titled = mention.tokens.start.checked_sub(1).is_some_and(|at| {
            passage.tokens.get(at).is_some_and(|token| token.word.is(class::TITLE))
        });
        let name = passage.slice(&mention.tokens);
        let is_name = matches!(mention.kind, MentionKind::Name) && mention.tokens.end <= first;
        (is_name && (titled || name.contains(' '))).then_some(name)
    });
    let other = |name: &str| posts.told.iter().any(|told| !told.contains(name));
    !posts.all.is_empty() && (successor || persons.any(other))
}

/// Years in a post, against all posts that the document tells the years of.
fn in_post(place: Place<'_>, printed: &str, posts: &Posts<'_>) -> Option<Slip> {
    if posts.fit(window(place.2)?) {
        return None;
    }
    let nearest = nearest(&posts.all, place.0, |post| &post.stretch)?;
    Some(told(place, printed, nearest, length_of(nearest.days)))
}

/// The post that is told of last before a place, else the first behind it.
fn nearest<T>(posts: &[T], at: BlockIx, of: impl Fn(&T) -> &Stretch) -> Option<&Stretch> {
    let before = posts.partition_point(|post| of(post).at.block <= at.block);
    posts.get(before.saturating_sub(1)).map(of)
}

/// Nouns of the time for which a post is held.
const SPELLS: &[&str] = &["tenure", "term", "spell", "stint", "reign", "career", "stay"];

/// The words of a post behind a length: "nine years as director of the institute".
fn role_behind(passage: &Passage<'_>, end: usize) -> Option<Vec<String>> {
    /// Most tokens of a post.
    const ROLE: usize = 8;
    const CLOSES: &[&str] = &[",", ".", ";", ":", "(", ")", "—", "–", "and", "were", "was", "had"];
    let end = end + usize::from(passage.is_any(end, SPELLS));
    if !passage.is(end, "as") {
        return None;
    }
    let tokens = (end + 1..(end + 1 + ROLE).min(passage.tokens.len()))
        .take_while(|at| !passage.is_any(*at, CLOSES))
        .take_while(|at| !passage.tokens[*at].word.is(class::PRONOUN));
    /// Words that tell one post from another: what it is, and of what.
    const TELLING: usize = 2;
    let words = tokens.filter_map(|at| gist::lemma(passage, at)).take(TELLING);
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then_some(words)
}

/// A stretch of time with what its sentence says.
struct Held<'p> {
    of: Stretch,
    sentence: Tokens,
    words: Vec<String>,
    /// The paragraph that tells of it.
    text: &'p str,
}

/// Most sentences of a document that tell from when to when: each post is held against them.
const MOST: usize = 400;

/// What a document says from when to when.
fn stretches<'p>(passages: &[(BlockIx, &'p Passage<'p>)]) -> Vec<Held<'p>> {
    let mut out = Vec::new();
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            let dates = dates(passage, sentence).into_iter();
            let held = dates.filter_map(|(mention, reading)| {
                let days = super::days_of(reading)?;
                let (bytes, words) = (mention.bytes.clone(), show(reading));
                Some(Stretch { at: *at, bytes, days, words })
            });
            for of in held.chain(stretch(*at, passage, sentence)) {
                let words = gist::lemmas(passage, sentence.tokens.clone());
                let (sentence, text) = (sentence.tokens.clone(), passage.text);
                out.push(Held { of, sentence, words, text });
            }
        }
        if out.len() > MOST {
            break;
        }
    }
    out
}

/// Years in a post that another sentence names with the same words, from one year to another.
fn in_role(
    (passage, first, role): (&Passage<'_>, usize, &[String]),
    place: Place<'_>,
    printed: &str,
    held: &[Held<'_>],
) -> Option<Slip> {
    let here = passage.sentences.get(passage.sentence_of(first)?)?;
    let posts: Vec<&Held<'_>> = held
        .iter()
        .filter(|held| held.of.at != place.0 || held.sentence != here.tokens)
        .filter(|held| role.iter().all(|word| held.words.contains(word)))
        .collect();
    // Somebody else whom the sentence names may have held it for another time.
    let there = posts.first()?.text;
    let mut names = passage.mentions_of(here).iter().filter(|mention| {
        let person = super::aged::is_person(passage, mention);
        matches!(mention.kind, MentionKind::Name) && mention.tokens.end <= first && person
    });
    let known = |mention: &Mention| {
        let last = passage.slice(&mention.tokens).split_whitespace().next_back();
        last.is_some_and(|last| there.contains(last))
    };
    let fits = posts.iter().any(|post| apart(place.2, post.of.days).is_none());
    if fits || !names.all(known) {
        return None;
    }
    let nearest = nearest(&posts, place.0, |post| &post.of)?;
    Some(told(place, printed, nearest, length_of(nearest.days)))
}

/// The years that a document tells of.
fn years(passages: &[(BlockIx, &Passage<'_>)], issued: Option<Date>) -> Vec<i64> {
    let mut out: Vec<i64> = issued.iter().map(|date| i64::from(date.year())).collect();
    for (_, passage) in passages {
        for sentence in &passage.sentences {
            for (_, reading) in dates(passage, sentence) {
                let years = span(reading).and_then(dated::Span::years);
                out.extend(years.into_iter().flat_map(|(low, high)| [low, high]));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// What clauses say was opened in a year.
fn openings(passages: &[(BlockIx, &Passage<'_>)]) -> Openings {
    let mut out = Openings::default();
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            for clause in &sentence.clauses {
                let verb = clause.verb.as_ref();
                let opens = verb.is_some_and(|verb| OPENS.contains(&verb.lemma.text()));
                let subject = clause.subject.and_then(|at| passage.mentions.get(at));
                let Some(MentionKind::Noun(noun)) = subject.map(|m| &m.kind).filter(|_| opens)
                else {
                    continue;
                };
                let dates = dates(passage, sentence);
                let mut inside =
                    dates.iter().filter(|(m, _)| clause.tokens.contains(&m.tokens.start));
                let (Some((date, reading)), None) = (inside.next(), inside.next()) else {
                    continue;
                };
                let Some((year, _)) = span(reading).and_then(dated::Span::years) else { continue };
                let same = out.entry(open::noun_lemma(passage, noun.head)).or_default();
                if same.len() < 2 {
                    let (bytes, words) = (date.bytes.clone(), show(reading));
                    same.push((Stretch { at: *at, bytes, days: (0, 0), words }, year));
                }
            }
        }
    }
    out
}

/// "After 46 years in use", of what one sentence says was opened in a year.
fn in_use(
    (passage, first): (&Passage<'_>, usize),
    place: Place<'_>,
    printed: &str,
    document: &Told<'_, '_>,
) -> Option<Slip> {
    /// Tokens before the length in which what was used is named.
    const AHEAD: usize = 5;
    let sentence = passage.sentences.get(passage.sentence_of(first)?)?;
    let ahead = first.saturating_sub(AHEAD).max(sentence.tokens.start)..first;
    let nouns: BTreeSet<String> = ahead.map(|at| open::noun_lemma(passage, at)).collect();
    let openings = document.openings();
    let mut found = nouns.iter().filter_map(|noun| openings.get(noun)).flatten();
    let (Some((stretch, from)), None) = (found.next(), found.next()) else { return None };
    let (low, high) = (place.2.low.months.to_i64()? / 12, place.2.high.months.to_i64()? / 12);
    let told_of = document.years();
    let next = told_of.partition_point(|year| *year < from + low - 1);
    let fits = told_of.get(next).is_some_and(|year| *year <= from + high + 1);
    let last = told_of.last()?;
    if fits || last <= from {
        return None;
    }
    let words = format!("a beginning in {from}");
    let stretch = Stretch { at: stretch.at, bytes: stretch.bytes.clone(), days: (0, 0), words };
    let is = format!("{} years to {last}", last - from);
    Some(told(place, printed, &stretch, is))
}

fn is_aloft(passage: &Passage<'_>, first: usize) -> bool {
    let word = first.checked_sub(2).filter(|_| passage.is(first.saturating_sub(1), "for"));
    word.is_some_and(|at| {
        passage.is_any(at, ALOFT)
            || (passage.is(at, "air") && passage.is(at.saturating_sub(2), "in"))
    })
}

/// When an aircraft leaves, and all times of day.
fn departures(passages: &[(BlockIx, &Passage<'_>)]) -> Departures {
    let mut left = Vec::new();
    let mut all = BTreeSet::new();
    for (at, passage) in passages {
        let times = clock::times(passage);
        all.extend(times.iter().map(|time| time.minutes));
        let [time] = times.as_slice() else { continue };
        let leaves = (0..passage.tokens.len()).any(|at| {
            passage.is_any(at, LEAVES_GROUND)
                || (passage.is(at + 1, "off") && passage.is_any(at, TAKES))
        });
        let flies = || {
            let text = passage.text.to_lowercase();
            FLYING.iter().any(|word| text.contains(word))
        };
        if left.len() < 2 && leaves && flies() {
            left.push((*at, passage.bytes(&time.tokens), time.minutes));
        }
    }
    let left = left.pop().filter(|_| left.is_empty());
    Departures { left, times: all }
}

/// "It had been airborne for 51 minutes", of an aircraft that left at one time of day.
fn aloft(place: Place<'_>, printed: &str, told_of: &Departures) -> Option<Slip> {
    /// Minutes either way.
    const SLACK: i64 = 3;
    let (at, bytes, from) = told_of.left.clone()?;
    let all = &told_of.times;
    let minutes = place.2.seconds().0.to_i64()? / 60;
    let day = 24 * 60;
    let landed = |time: &i64| {
        let apart = (time - from).rem_euclid(day);
        (apart - minutes).abs() <= SLACK
    };
    if all.iter().any(landed) || !all.iter().any(|time| *time > from) {
        return None;
    }
    let clock = |at: i64| format!("{:02}:{:02}", at.rem_euclid(day) / 60, at.rem_euclid(60));
    let stretch = Stretch { at, bytes, days: (0, 0), words: format!("a start at {}", clock(from)) };
    let is = format!("until {}, of which nothing is told", clock(from + minutes));
    Some(told(place, printed, &stretch, is))
}

/// Words of what flies.
const FLYING: &[&str] =
    &["aircraft", "plane", "flight", "jet", "helicopter", "balloon", "airliner"];
