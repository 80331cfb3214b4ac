//! Parts that are more than their whole: "Of the 22 members of the crew, 9 died" and "eleven of the
//! crew who died"; "14 officers were on duty" and "of the officers who were on duty, 19".

use super::figure::{before, limits};
use super::part::PEOPLE;
use super::people::{BODIES, is_people};
use super::placed::Placed;
use super::slip;
use crate::prose::gist;
use crate::prose::lexicon::{VERB, class};
use crate::prose::open;
use crate::prose::passage::{Determiner, MentionKind, Passage, Tokens};
use crate::prose::slip::Slip;
use crate::value::quantity::show;

/// Most figures of a document: each part is held against all of them.
const MOST: usize = 600;

/// Tokens behind a figure in which what it is said of stands.
const BEHIND: usize = 5;

/// Tokens between "of the" and "who".
const NOUN: usize = 5;

/// Tokens before a figure in which its noun stands, where it has none of its own.
const AHEAD: usize = 8;

/// Tokens of what a participle says of those that it picks out.
const PICKED: usize = 6;

/// A set of which a figure counts a part: its noun, if "those" does not stand for it, and what is
/// said of it.
struct Set {
    noun: Option<String>,
    said: Vec<String>,
}

/// The lemma of a word that picks some out of many: one that says something, a day of the week.
fn picks(passage: &Passage<'_>, at: usize) -> Option<String> {
    let day = passage.tokens.get(at)?.word.is(class::WEEKDAY);
    gist::lemma(passage, at).or_else(|| day.then(|| passage.lower(at).to_string()))
}

/// Slips of the parts of a document, of whose figures it is told.
pub(super) fn slips(figures: &[Placed<'_>], out: &mut Vec<Slip>) {
    let counts = figures.iter().filter(|placed| placed.figure.is_count());
    let flat = counts.clone().filter(|placed| placed.own);
    if counts.clone().count() > MOST {
        return;
    }
    let all: Vec<Placed<'_>> = flat.cloned().collect();
    // What somebody says of a part takes for granted the whole that the text tells itself.
    for part in counts {
        let Some(set) = part.set() else { continue };
        let counts = |whole: &&Placed<'_>| whole.counts(&set) && !part.is_beside(whole);
        let Some(least) = limits(&part.figure.quantity).0 else { continue };
        let over =
            |whole: &Placed<'_>| limits(&whole.figure.quantity).1.is_some_and(|most| most < least);
        let mut wholes = all.iter().filter(counts).peekable();
        if wholes.peek().is_none() {
            continue;
        }
        let wholes: Vec<&Placed<'_>> = wholes.collect();
        if wholes.iter().all(|whole| over(whole)) {
            out.push(part.exceeds(wholes[0]));
        }
    }
    out.extend(FUNNELS.iter().flat_map(|verbs| verbs.windows(2)).filter_map(|pair| {
        let (before, after) = (only(&all, pair[0])?, only(&all, pair[1])?);
        let (n, m) = (after.figure.amount.as_ref()?, before.figure.amount.as_ref()?);
        let over = n.is_like(m) && n.shown > m.shown;
        (over && !after.is_beside(before)).then(|| after.exceeds(before))
    }));
    for at in 1..all.len() {
        // "310 deaths and 120 births, 180 of them": of both.
        let second = at > 1 && all[at - 2].is_beside(&all[at - 1]);
        if !second {
            out.extend(of_those(&all[at - 1], &all[at]));
        }
    }
    out.extend(named(&all));
    out.extend(all.windows(2).filter_map(|pair| both(&all, (&pair[0], &pair[1]))));
}

/// Verbs of people each of whom has done what comes before: who finishes has started.
const FUNNELS: &[&[&str]] = &[
    &["enter", "start", "finish"],
    &["register", "vote"],
    &["apply", "enrol", "graduate"],
    &["invite", "attend"],
    &["embark", "disembark"],
];

/// The one figure of people that is the subject of a verb.
fn only<'a, 't>(all: &'a [Placed<'t>], verb: &str) -> Option<&'a Placed<'t>> {
    let is = |placed: &&Placed<'_>| {
        let noun = placed.figure.noun.as_deref();
        let people = noun.is_none_or(is_people);
        people && placed.verb() == Some(verb) && !placed.is_partial()
    };
    let mut found = all.iter().filter(is);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// "All 19 men were brought up" and "twelve walked and nine were carried": two parts without a noun
/// of the people that stand last before them, and more than these.
fn both(all: &[Placed<'_>], (a, b): (&Placed<'_>, &Placed<'_>)) -> Option<Slip> {
    let bare = |p: &Placed<'_>| p.figure.noun.is_none() && p.verb().is_some() && !p.is_partial();
    let and = before(b.passage, b.figure.tokens.start) == "and";
    let others = all.iter().filter(|other| other.is_beside(a)).count();
    if !(a.is_beside(b) && and && others == 2 && bare(a) && bare(b)) {
        return None;
    }
    let ahead = |p: &&Placed<'_>| {
        let near = p.at.block <= a.at.block && p.at.block + 1 >= a.at.block;
        let earlier = (p.at.block, p.figure.bytes.start) < (a.at.block, a.figure.bytes.start);
        near && earlier && p.is_of_people()
    };
    let is_all = |p: &&Placed<'_>| {
        let first = p.figure.tokens.start;
        before(p.passage, first) == "all" || p.passage.is(first, "all")
    };
    let people = |p: &&Placed<'_>| p.is_of_people();
    // Of people of whom "all" is said once, further on in the text too.
    let mut of_all = all.iter().filter(people).filter(is_all);
    let once = of_all.next().filter(|_| of_all.next().is_none());
    let whole = all.iter().rev().find(ahead).filter(is_all).or(once)?;
    let sum = a.figure.amount.as_ref()?.shown.checked_add(b.figure.amount.as_ref()?.shown)?;
    let most = whole.figure.amount.as_ref()?;
    let told = |p: &Placed<'_>| p.figure.amount.as_ref().is_some_and(|known| known.shown == sum);
    if sum <= most.shown || all.iter().any(told) {
        return None;
    }
    let (n, m) = (show(&a.figure.quantity), show(&b.figure.quantity));
    let of = show(&whole.figure.quantity);
    let message = format!("{n} and {m} are {sum}, which is more than all {of}");
    let bytes = a.figure.bytes.start..b.figure.bytes.end;
    let mut slip = slip(a.at, bytes, message, format!("{sum} together"));
    slip.other = Some((whole.at, whole.figure.bytes.clone(), format!("{of} in all")));
    Some(slip)
}

/// Most tokens between a count and a part "of them": "12,000 books last year, 400 of them".
const GAP: usize = 4;

/// Sentences behind a count in which "of those" means what it counts.
const BACK: usize = 2;

/// "The estate comprised 312 servers. … 340 of those servers were rebuilt": the count that "those"
/// points back to is the last one of that noun.
fn of_those(whole: &Placed<'_>, part: &Placed<'_>) -> Option<Slip> {
    let (passage, end) = (part.passage, part.figure.tokens.end);
    let points = passage.is(end, "of") && passage.is_any(end + 1, &["those", "these"]);
    let noun = whole.figure.noun.as_deref()?;
    // "12,000 books, 13,400 of them to children".
    let gap = whole.figure.end..part.figure.tokens.start;
    let idle = |at: usize| {
        let word = passage.tokens[at].word;
        !word.is(class::BE | class::HAVE | class::CONJUNCTION | class::RELATIVE | class::PRONOUN)
            && (!word.is(VERB) || word.is(class::NOUN | class::ADJECTIVE | class::QUALITY))
            && !matches!(passage.token(at), ";" | ":")
    };
    let beside = gap.len() <= GAP
        && passage.token(gap.end.saturating_sub(1)) == ","
        && gap.clone().all(idle);
    let them = part.is_beside(whole)
        && beside
        && part.figure.noun.is_none()
        && passage.is(end, "of")
        && passage.is_any(end + 1, &["them", "these", "those"])
        && !passage.is_any(end + 2, &["who", "that", "which"]);
    let named = them
        || (end + 2..end + 2 + NOUN)
            .take_while(|at| !passage.is_any(*at, &["of", "who", "which", "that", ",", "."]))
            .any(|at| open::noun_lemma(passage, at) == noun);
    let near = whole.at == part.at && part.index.abs_diff(whole.index) <= BACK;
    let (n, m) = (part.figure.amount.as_ref()?, limits(&whole.figure.quantity).1?);
    let flat = !part.is_partial() && !whole.is_partial() && whole.set().is_none();
    ((points || them) && named && near && flat && n.shown > m).then(|| part.exceeds(whole))
}

/// What a count of somebody or something is of: "the engineer company, of 160 soldiers", "185
/// soldiers of the engineer company".
fn named(all: &[Placed<'_>]) -> Vec<Slip> {
    let strength = |placed: &Placed<'_>| -> Option<Vec<String>> {
        let (passage, first) = (placed.passage, placed.figure.tokens.start);
        let of = first.checked_sub(1).filter(|at| passage.is_any(*at, &["of", "has", "with"]))?;
        let body = of.checked_sub(1).filter(|at| passage.is_any(*at, BODIES));
        if let Some(body) = body.filter(|_| passage.is(of, "of") && placed.figure.noun.is_none()) {
            return Some(vec![open::noun_lemma(passage, body)]);
        }
        let comma = of.checked_sub(1).is_some_and(|at| passage.is_any(at, &[",", "("]));
        let end = if comma { of - 1 } else { of };
        group(placed, |tokens| tokens.end == end)
    };
    let wholes: Vec<(&Placed<'_>, Vec<String>)> = all
        .iter()
        .filter(|placed| !placed.is_partial())
        .filter_map(|placed| Some((placed, strength(placed)?)))
        .collect();
    if wholes.is_empty() {
        return Vec::new();
    }
    let check = |part: &Placed<'_>| -> Option<Slip> {
        let of = part.figure.end.max(part.figure.tokens.end);
        let noun = part.figure.noun.as_ref().filter(|_| part.passage.is(of, "of"))?;
        let body = part.passage.is_any(of + 2, BODIES) && part.passage.is(of + 1, "the");
        let name = if body {
            vec![open::noun_lemma(part.passage, of + 2)]
        } else {
            group(part, |tokens| tokens.start == of + 1)?
        };
        let people = is_people(noun);
        let mut same = wholes.iter().filter(|(whole, of)| {
            let own = whole.figure.noun.as_ref();
            let like = own == Some(noun) || (body && people && own.is_none());
            like && *of == name && !whole.is_beside(part)
        });
        let (whole, _) = same.next().filter(|_| same.next().is_none())?;
        let (n, m) = (part.figure.amount.as_ref()?, limits(&whole.figure.quantity).1?);
        (n.shown > m && !part.is_partial()).then(|| part.exceeds(whole))
    };
    all.iter().filter_map(check).collect()
}

/// The words of a definite noun phrase of two words or more, where one stands so.
fn group(placed: &Placed<'_>, stands: impl Fn(&Tokens) -> bool) -> Option<Vec<String>> {
    let passage = placed.passage;
    let noun =
        passage.mentions_of(placed.sentence).iter().find_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) if stands(&noun.tokens) => Some(noun),
            _ => None,
        })?;
    let words: Vec<String> = noun
        .modifiers
        .clone()
        .chain(std::iter::once(noun.head))
        .map(|at| open::noun_lemma(passage, at))
        .collect();
    (noun.determiner == Determiner::Definite && words.len() > 1).then_some(words)
}

impl Placed<'_> {
    /// What the figure is a part of: "eleven of the crew who died", "of those who died, eleven",
    /// "sixteen of the guests who came on Monday".
    fn set(&self) -> Option<Set> {
        let (passage, sentence) = (self.passage, &self.sentence.tokens);
        let end = self.figure.tokens.end;
        let start = sentence.start;
        let of = if passage.is(end, "of") {
            end
        } else if passage.is(start, "of") && self.figure.tokens.start > start {
            start
        } else {
            return None;
        };
        passage.is_any(of + 1, &["the", "those", "its", "our"]).then_some(())?;
        let before_part = of == end || {
            let comma = before(passage, self.figure.tokens.start);
            matches!(comma.as_str(), "," | "some" | "about")
        };
        let until = (of + 2 + NOUN).min(sentence.end);
        let who = (of + 2..until).find(|at| passage.is_any(*at, &["who", "that", "which"]));
        let Some(who) = who else { return self.picked(of).filter(|_| before_part) };
        let noun = gist::lemma(passage, who - 1)?;
        // What a relative clause says first tells which of them.
        let said = (who + 1..(who + 1 + BEHIND).min(sentence.end))
            .find_map(|at| gist::lemma(passage, at))?;
        before_part.then_some(Set { noun: Some(noun), said: vec![said] })
    }

    /// What a participle behind "of" picks out: "sixteen of the guests invited on Monday", "of those
    /// treated in hospital, 63".
    fn picked(&self, of: usize) -> Option<Set> {
        let (passage, sentence) = (self.passage, &self.sentence.tokens);
        let until = (of + 2 + NOUN).min(sentence.end);
        let done = (of + 2..until).find(|at| {
            let word = passage.tokens[*at].word;
            word.is(class::PARTICIPLE) || passage.token(*at).ends_with("ed")
        })?;
        let those = passage.is(of + 1, "those") && done == of + 2;
        let noun = if those { None } else { Some(gist::lemma(passage, done - 1)?) };
        let closes = |at: &usize| {
            let token = &passage.tokens[*at];
            !token.word.is(class::BE | class::HAVE | class::MODAL)
                && !matches!(passage.token(*at), "," | ";" | "." | ":" | "and" | "or")
        };
        let words = (done..(done + PICKED).min(sentence.end)).take_while(closes);
        let said: Vec<String> = words.filter_map(|at| picks(passage, at)).collect();
        // One word picks out too much: "of the guests invited, 63".
        (said.len() > 1).then_some(Set { noun, said })
    }

    /// Whether the figure counts all of a set.
    fn counts(&self, set: &Set) -> bool {
        let (passage, sentence) = (self.passage, &self.sentence.tokens);
        if self.is_partial() || self.set().is_some() {
            return false;
        }
        let noun = self.figure.noun.as_deref();
        let Some(of) = set.noun.as_deref() else {
            let people = noun.is_some_and(|noun| PEOPLE.contains(&noun));
            return people && self.says_all(set);
        };
        let own = noun.map(|noun| gist::is_form(noun, of));
        let first = self.figure.tokens.start;
        let ahead = first.saturating_sub(AHEAD).max(sentence.start)..first;
        let named = || ahead.into_iter().any(|at| open::noun_lemma(passage, at) == of);
        if set.said.len() > 1 {
            return own == Some(true) && self.says_all(set);
        }
        let end = self.figure.end.max(self.figure.tokens.end);
        let behind = end..(end + BEHIND).min(sentence.end);
        let closes = |at: &usize| {
            !matches!(passage.token(*at), "," | ";" | "." | ":" | "and" | "who" | "of")
        };
        let said = behind
            .take_while(closes)
            .filter_map(|at| gist::lemma(passage, at))
            .any(|word| set.said.iter().any(|said| gist::is_form(&word, said)));
        said && own.unwrap_or_else(named)
    }

    /// Whether the clause of the figure has every word that picks a set out.
    fn says_all(&self, set: &Set) -> bool {
        let (passage, sentence) = (self.passage, self.sentence);
        let Some(clause) = sentence.innermost(self.figure.tokens.start) else { return false };
        let words = sentence.clauses[clause].tokens.clone().filter_map(|at| picks(passage, at));
        let words: Vec<String> = words.collect();
        set.said.iter().all(|said| words.iter().any(|word| gist::is_form(word, said)))
    }

    /// The verb directly behind the figure and its noun.
    fn verb(&self) -> Option<&'static str> {
        let idle = class::BE | class::HAVE | class::ADVERB;
        let end = self.figure.end.max(self.figure.tokens.end);
        let mut words = (end..(end + BEHIND).min(self.sentence.tokens.end))
            .map(|at| self.passage.tokens[at].word)
            .skip_while(|word| word.is(idle));
        words.next().filter(|word| word.is(VERB)).map(|word| word.lemma.text())
    }

    fn is_partial(&self) -> bool {
        let word = before(self.passage, self.figure.tokens.start);
        matches!(
            word.as_str(),
            "another" | "further" | "other" | "more" | "first" | "least" | "last"
        )
    }

    fn exceeds(&self, whole: &Placed<'_>) -> Slip {
        let (n, m) = (show(&self.figure.quantity), show(&whole.figure.quantity));
        let message = format!("{n} of them is more than the {m} that there are said to be");
        let mut slip = slip(self.at, self.figure.bytes.clone(), message, format!("a part of {m}"));
        slip.other = Some((whole.at, whole.figure.bytes.clone(), format!("{m} in all")));
        slip
    }
}
