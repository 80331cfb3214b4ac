//! How long somebody held a post, how long something was in use, how long an aircraft was in the
//! air, against what a document says of the beginning and the end.
//!
//! A length is wrong only where no end that the document tells of makes it right.

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::dated::{dates, span};
use super::{HELP, RULE, apart, clock, dated, length_of};
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::open;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{Day, Duration, When, show};

/// Verbs of holding a post, and of coming into one and out of it.
const HOLDS: &[&str] =
    &["lead", "run", "head", "chair", "direct", "manage", "govern", "rule", "hold"];
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

/// A stretch of time that is told somewhere.
struct Stretch {
    at: BlockIx,
    bytes: Range<usize>,
    days: (i64, i64),
    words: String,
}

/// Slips of a document.
pub(super) fn slips(
    passages: &[(BlockIx, &Passage<'_>)],
    issued: Option<Date>,
    out: &mut Vec<Slip>,
) {
    let mut posts: Option<Vec<Stretch>> = None;
    let mut told: Option<Vec<Told>> = None;
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
            let place = (*at, mention.bytes.clone(), &**duration);
            let printed = passage.text.get(mention.bytes.clone()).unwrap_or("");
            if duration.iso.ends_with('Y') && follows(IN_POST) {
                let posts = posts.get_or_insert_with(|| held(passages));
                let of_another = |post: &Stretch| names_another(passage, first, passages, post);
                if !posts.iter().any(of_another) {
                    out.extend(in_post(place, printed, posts.iter().collect()));
                }
            } else if duration.iso.ends_with('Y')
                && let Some(role) = role_behind(passage, end)
            {
                let told = told.get_or_insert_with(|| stretches(passages));
                out.extend(in_role((passage, first, &role), place, printed, (passages, told)));
            } else if duration.iso.ends_with('Y') && follows(IN_USE) {
                out.extend(in_use((passage, first), place, printed, (passages, issued)));
            } else if duration.iso.starts_with("PT") && is_aloft(passage, first) {
                out.extend(aloft(place, printed, passages));
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

/// The posts that a document tells the years of: "she led it from 2014 to 2019", "appointed in 1968
/// … until she retired in 1991".
fn held(passages: &[(BlockIx, &Passage<'_>)]) -> Vec<Stretch> {
    let mut out = Vec::new();
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            out.extend(stretch(*at, passage, sentence));
        }
    }
    out
}

fn stretch(at: BlockIx, passage: &Passage<'_>, sentence: &Sentence) -> Option<Stretch> {
    let dates = dates(passage, sentence);
    let verb_of = |token: usize| {
        let inside = sentence.clauses.iter().filter(|c| c.tokens.contains(&token));
        let clause = inside.min_by_key(|clause| clause.tokens.len())?;
        clause.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)
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
fn names_another(
    passage: &Passage<'_>,
    first: usize,
    passages: &[(BlockIx, &Passage<'_>)],
    post: &Stretch,
) -> bool {
    let Some((_, there)) = passages.iter().find(|(at, _)| *at == post.at) else { return true };
    let successor = (0..first).any(|at| passage.is_any(at, &["successor", "predecessor"]));
    let token = there.tokens_of(&post.bytes).start;
    let told = there.sentence_of(token).map_or("", |at| there.slice(&there.sentences[at].tokens));
    let person = |mention: &&crate::prose::passage::Mention| {
        let titled = mention.tokens.start.checked_sub(1).is_some_and(|at| {
            passage.tokens.get(at).is_some_and(|token| token.word.is(class::TITLE))
        });
        let name = passage.slice(&mention.tokens);
        let is_name = matches!(mention.kind, MentionKind::Name) && mention.tokens.end <= first;
        is_name && (titled || name.contains(' ')) && !told.contains(name)
    };
    successor || passage.mentions.iter().any(|mention| person(&mention))
}

/// Years in a post, against all posts that the document tells the years of.
fn in_post(place: Place<'_>, printed: &str, posts: Vec<&Stretch>) -> Option<Slip> {
    for post in &posts {
        apart(place.2, post.days)?;
    }
    // The post that is told of last before it.
    let before = posts.iter().rev().find(|post| post.at.block <= place.0.block);
    let nearest = *before.or(posts.first())?;
    Some(told(place, printed, nearest, length_of(nearest.days)))
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
        .take_while(|at| !passage.is_any(*at, CLOSES));
    /// Words that tell one post from another: what it is, and of what.
    const TELLING: usize = 2;
    let words = tokens.filter_map(|at| gist::lemma(passage, at)).take(TELLING);
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then_some(words)
}

/// A stretch of time with what its sentence says.
struct Told {
    of: Stretch,
    sentence: Tokens,
    words: Vec<String>,
}

/// Most sentences of a document that tell from when to when: each post is held against them.
const MOST: usize = 400;

/// What a document says from when to when.
fn stretches(passages: &[(BlockIx, &Passage<'_>)]) -> Vec<Told> {
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
                out.push(Told { of, sentence: sentence.tokens.clone(), words });
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
    (passages, told): (&[(BlockIx, &Passage<'_>)], &[Told]),
) -> Option<Slip> {
    let here = passage.sentences.get(passage.sentence_of(first)?)?;
    let posts: Vec<&Stretch> = told
        .iter()
        .filter(|told| told.of.at != place.0 || told.sentence != here.tokens)
        .filter(|told| role.iter().all(|word| told.words.contains(word)))
        .map(|told| &told.of)
        .collect();
    // Somebody else whom the sentence names may have held it for another time.
    let (_, there) = passages.iter().find(|(at, _)| posts.first().is_some_and(|p| p.at == *at))?;
    let mut names = passage.mentions.get(here.mentions.clone())?.iter().filter(|mention| {
        let person = super::aged::is_person(passage, mention);
        matches!(mention.kind, MentionKind::Name) && mention.tokens.end <= first && person
    });
    let known = |mention: &Mention| {
        let last = passage.slice(&mention.tokens).split_whitespace().next_back();
        last.is_some_and(|last| there.text.contains(last))
    };
    if names.all(known) { in_post(place, printed, posts) } else { None }
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
    out
}

/// "After 46 years in use", of what one sentence says was opened in a year.
fn in_use(
    (passage, first): (&Passage<'_>, usize),
    place: Place<'_>,
    printed: &str,
    (passages, issued): (&[(BlockIx, &Passage<'_>)], Option<Date>),
) -> Option<Slip> {
    /// Tokens before the length in which what was used is named.
    const AHEAD: usize = 5;
    let sentence = passage.sentences.get(passage.sentence_of(first)?)?;
    let ahead = first.saturating_sub(AHEAD).max(sentence.tokens.start)..first;
    let mut found: Option<(Stretch, i64)> = None;
    for (at, other) in passages {
        for there in &other.sentences {
            for clause in &there.clauses {
                let verb = clause.verb.as_ref();
                let opens = verb.is_some_and(|verb| OPENS.contains(&verb.lemma.text()));
                let subject = clause.subject.and_then(|at| other.mentions.get(at));
                let Some(MentionKind::Noun(noun)) = subject.map(|m| &m.kind) else { continue };
                let head = open::noun_lemma(other, noun.head);
                let named = ahead.clone().any(|at| open::noun_lemma(passage, at) == head);
                let dates = dates(other, there);
                let mut inside =
                    dates.iter().filter(|(m, _)| clause.tokens.contains(&m.tokens.start));
                let (Some((date, reading)), None) = (inside.next(), inside.next()) else {
                    continue;
                };
                let years = span(reading).and_then(dated::Span::years);
                let Some((year, _)) = years.filter(|_| opens && named) else { continue };
                if found.is_some() {
                    return None;
                }
                let (bytes, words) = (date.bytes.clone(), show(reading));
                found = Some((Stretch { at: *at, bytes, days: (0, 0), words }, year));
            }
        }
    }
    let (mut stretch, from) = found?;
    let (low, high) = (place.2.low.months.to_i64()? / 12, place.2.high.months.to_i64()? / 12);
    let told_of = years(passages, issued);
    let fits = |year: &i64| (from + low - 1..=from + high + 1).contains(year);
    let last = told_of.iter().copied().max()?;
    if told_of.iter().any(fits) || last <= from {
        return None;
    }
    stretch.words = format!("a beginning in {from}");
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

/// "It had been airborne for 51 minutes", of an aircraft that left at one time of day.
fn aloft(place: Place<'_>, printed: &str, passages: &[(BlockIx, &Passage<'_>)]) -> Option<Slip> {
    /// Minutes either way.
    const SLACK: i64 = 3;
    let mut left: Option<(BlockIx, Range<usize>, i64)> = None;
    let mut all: Vec<i64> = Vec::new();
    for (at, passage) in passages {
        let times = clock::times(passage);
        all.extend(times.iter().map(|time| time.minutes));
        let [time] = times.as_slice() else { continue };
        let leaves = (0..passage.tokens.len()).any(|at| {
            passage.is_any(at, LEAVES_GROUND)
                || (passage.is(at + 1, "off") && passage.is_any(at, TAKES))
        });
        let flies = FLYING.iter().any(|word| passage.text.to_lowercase().contains(word));
        if leaves && flies {
            if left.is_some() {
                return None;
            }
            left = Some((*at, passage.bytes(&time.tokens), time.minutes));
        }
    }
    let (at, bytes, from) = left?;
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
