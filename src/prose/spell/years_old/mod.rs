//! How old somebody is, in the words that take up a name: "he is 34", "at 41 she still sang", "two weeks
//! short of his eightieth birthday", "an octogenarian". What they tell is held against each other, against
//! ages beside names and against births.
//!
//! A pronoun means the one person whom the text names before it. Where it may mean another, by what is
//! named or by who acts, it tells nothing.

mod decade;
mod whom;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::aged::{self, Aged};
use super::gender::Gender;
use super::{HELP, RULE, age, life, since};
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use whom::{Place, Text};

/// Ages that are read; smaller numbers are mostly of something else.
const AGES: std::ops::RangeInclusive<i64> = 10..=115;

/// Years by which two ages, or two years of birth, may differ: how they are counted differs.
const SLACK: i64 = 1;

/// Years that a slip of an age or of a year of birth comes to at most.
const FURTHEST: i64 = 15;

/// When somebody is of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// Today, or at the end of a life.
    Now,
    /// At some time before.
    Past,
    In(i64),
    /// The bounds are years of birth.
    Born,
}

/// An age of a person, by the last part of the name.
#[derive(Debug)]
struct Told<'p> {
    who: &'p str,
    at: BlockIx,
    bytes: Range<usize>,
    time: Time,
    low: i64,
    high: i64,
    /// Whether an age beside a name tells it, which others look after.
    beside: bool,
}

/// Slips of a document, of which `all` are the ages beside names.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], all: &[Aged], out: &mut Vec<Slip>) {
    let text = Text::of(passages);
    let mut of: FxHashMap<&str, Vec<Told<'_>>> = FxHashMap::default();
    let mut order: Vec<&str> = Vec::new();
    for told in text.told(all) {
        let known = of.entry(told.who).or_default();
        if known.is_empty() {
            order.push(told.who);
        }
        known.push(told);
    }
    if of.is_empty() {
        return;
    }
    let latest = text.latest();
    let now = age::dateline(passages);
    let covered = text.covered();
    for elder in text.elders() {
        let told = of.get(elder.of).map_or(&[][..], Vec::as_slice);
        let told = told.iter().find(|told| told.time == Time::Now && told.low == told.high);
        out.extend(told.and_then(|told| elder.slip(told)));
    }
    for who in order {
        // Of a family each may be meant.
        if text.is_family(who) {
            continue;
        }
        let told = of.get(who).map_or(&[][..], Vec::as_slice);
        let pairs = told.iter().enumerate().flat_map(|(n, a)| {
            told[n + 1..].iter().map(move |b| if a.time == Time::Born { (b, a) } else { (a, b) })
        });
        let mut wrong = pairs.filter(|(a, b)| (a.at, &a.bytes) != (b.at, &b.bytes));
        let wrong = wrong.find(|(a, b)| are_apart(a, b, (latest, now), covered));
        let known = |slip: &Slip, (a, b): (&Told<'_>, &Told<'_>)| {
            [a, b].iter().any(|told| slip.is_of(told.at, &told.bytes))
        };
        if let Some((a, b)) = wrong.filter(|pair| !out.iter().any(|slip| known(slip, *pair))) {
            out.push(slip(who, a, b));
        }
    }
}

fn slip(who: &str, a: &Told<'_>, b: &Told<'_>) -> Slip {
    let shown = |told: &Told<'_>| {
        let years = if told.low == told.high {
            told.low.to_string()
        } else {
            format!("{} to {}", told.low, told.high)
        };
        match told.time {
            Time::Born => format!("born in {years}"),
            Time::In(year) => format!("{years} in {year}"),
            Time::Now => years,
            Time::Past => format!("{years} at a time before"),
        }
    };
    let (here, there) = (shown(b), shown(a));
    Slip {
        rule: RULE,
        at: b.at,
        bytes: b.bytes.clone(),
        message: format!("{who} is {here} here, which does not fit {there}"),
        label: here,
        help: HELP,
        other: Some((a.at, a.bytes.clone(), there)),
    }
}

/// "His elder brother Carl, 31": an age beside that of another.
struct Elder<'p> {
    of: &'p str,
    at: BlockIx,
    bytes: Range<usize>,
    age: i64,
    is_elder: bool,
}

impl Elder<'_> {
    fn slip(&self, told: &Told<'_>) -> Option<Slip> {
        let wrong = if self.is_elder { self.age < told.low } else { self.age > told.low };
        let which = if self.is_elder { "elder" } else { "younger" };
        wrong.then(|| Slip {
            rule: RULE,
            at: self.at,
            bytes: self.bytes.clone(),
            message: format!(
                "the {which} of the two is {}, and {} is {}",
                self.age, self.of, told.low
            ),
            label: format!("the {which}"),
            help: "look up both ages; one of them is wrong, or which of the two is older",
            other: Some((told.at, told.bytes.clone(), told.low.to_string())),
        })
    }
}

/// Whether two ages of one person cannot both be right. `latest` is the last year that is told of, `now`
/// that in which the text says that it is written, `covered` how many years are.
fn are_apart(
    a: &Told<'_>,
    b: &Told<'_>,
    (latest, now): (Option<i64>, Option<i64>),
    covered: i64,
) -> bool {
    if a.beside && b.beside {
        return false;
    }
    let born = |told: &Told<'_>| match told.time {
        Time::Born => Some((told.low, told.high)),
        Time::In(year) => Some((year - told.high - 1, year - told.low)),
        Time::Now | Time::Past => None,
    };
    let years = match (a.time, b.time) {
        // Who grows older in the text has an age beside the name at its beginning.
        (Time::Now, Time::Now) => {
            let years = gap((a.low, a.high), (b.low, b.high));
            let grown = (a.beside || b.beside) && covered + SLACK >= years;
            if grown { 0 } else { years }
        }
        (Time::Past, Time::Now) => a.low - b.high,
        (Time::Now, Time::Past) => b.low - a.high,
        (Time::Born, Time::Now) if now.is_some() => {
            now.map_or(0, |year| gap((year - a.high - 1, year - a.low), (b.low, b.high)))
        }
        (Time::Now, Time::Born) if now.is_some() => {
            now.map_or(0, |year| gap((year - b.high - 1, year - b.low), (a.low, a.high)))
        }
        _ => match (born(a), born(b)) {
            // A year of birth, and a year of birth that an age gives.
            (Some(a), Some(b)) => gap(a, b),
            // Nobody was older in a year gone by.
            (Some(born), None) if b.time == Time::Now => {
                let younger = if a.time == Time::Born { 0 } else { a.low - b.high };
                latest.map_or(0, |year| year - born.1 - 1 - b.high).max(younger)
            }
            (None, Some(born)) if a.time == Time::Now => {
                let younger = if b.time == Time::Born { 0 } else { b.low - a.high };
                latest.map_or(0, |year| year - born.1 - 1 - a.high).max(younger)
            }
            _ => 0,
        },
    };
    let swapped = a.low == a.high && b.low == b.high && {
        let digits = |age: i64| (age / 10, age % 10);
        let (x, y) = (digits(a.low), digits(b.low));
        a.low < 100 && b.low < 100 && x == (y.1, y.0)
    };
    years > SLACK && (years <= FURTHEST || swapped)
}

/// Years between two windows.
fn gap(a: (i64, i64), b: (i64, i64)) -> i64 {
    (a.0 - b.1).max(b.0 - a.1).max(0)
}

impl<'a, 'p> Text<'a, 'p> {
    fn told(&self, all: &[Aged]) -> Vec<Told<'p>> {
        let mut out = Vec::new();
        for (block, (at, passage)) in self.passages.iter().enumerate() {
            for (index, sentence) in passage.sentences.iter().enumerate() {
                let place = Place { block, at: *at, passage, sentence };
                for token in sentence.tokens.clone() {
                    out.extend(self.age(place, token));
                    out.extend(self.birthday(place, token));
                    out.extend(self.birth(place, token));
                    out.extend(self.called(place, token));
                }
                out.extend(self.lead(place, passage.sentences.get(index + 1)));
            }
        }
        for aged in all {
            let known = self.named.iter().find(|named| named.surname == aged.surname);
            let Some(named) = known else { continue };
            let time = match (aged.year, aged.then) {
                (Some(year), true) => Time::In(year),
                (None, true) => Time::Past,
                // "Is 24 and has sung since 2012": of then or of today.
                (Some(_), false) => continue,
                (None, false) => Time::Now,
            };
            out.push(Told {
                who: named.surname,
                at: aged.at,
                bytes: aged.bytes.clone(),
                time,
                low: aged.age,
                high: aged.age,
                beside: true,
            });
        }
        out
    }

    /// Years from the first day or month that the text tells of to the last.
    fn covered(&self) -> i64 {
        let years = self.passages.iter().flat_map(|(_, passage)| {
            let whole = passage.mentions.iter().filter(|mention| mention.tokens.len() > 1);
            whole.filter_map(age::exact_year)
        });
        let (first, last) = years.fold((i64::MAX, i64::MIN), |(a, b), y| (a.min(y), b.max(y)));
        last.saturating_sub(first).max(0)
    }

    /// The last year in which the first two passages tell that something was done on a day or in a month:
    /// the text was written then or later.
    fn latest(&self) -> Option<i64> {
        const HEAD: usize = 3;
        let of = |passage: &'a Passage<'p>| {
            passage.mentions.iter().filter_map(|mention| {
                let year = age::exact_year(mention)?;
                let whole = mention.tokens.len() > 1;
                let sentence = passage.sentences.get(passage.sentence_of(mention.tokens.start)?)?;
                let verb = sentence.clause_of(mention.tokens.start)?.verb.as_ref();
                (whole && verb.is_none_or(|verb| !verb.modal)).then_some(year)
            })
        };
        self.passages.iter().take(HEAD).flat_map(|(_, passage)| of(passage)).max()
    }

    /// The ages of elder and younger brothers and sisters.
    fn elders(&self) -> Vec<Elder<'p>> {
        const ELDER: &[&str] = &["elder", "older", "big"];
        const YOUNGER: &[&str] = &["younger", "little", "kid"];
        const KIN: &[&str] = &["brother", "sister", "sibling"];
        let mut out = Vec::new();
        for (block, (at, passage)) in self.passages.iter().enumerate() {
            for sentence in &passage.sentences {
                let place = Place { block, at: *at, passage, sentence };
                for token in sentence.tokens.clone().filter(|at| passage.is_any(*at, KIN)) {
                    let Some(which) = token.checked_sub(1) else { continue };
                    let is_elder = passage.is_any(which, ELDER);
                    if !is_elder && !passage.is_any(which, YOUNGER) {
                        continue;
                    }
                    let owner = which.checked_sub(1).and_then(|at| self.owner(place, at));
                    let aged = self.aged_behind(place, token + 1);
                    out.extend(owner.zip(aged).map(|(of, (age, bytes))| Elder {
                        of,
                        at: *at,
                        bytes,
                        age,
                        is_elder,
                    }));
                }
            }
        }
        out
    }

    /// The age behind a name there: "Carl, 31,", "Carl Brook, who is 31".
    fn aged_behind(&self, place: Place<'_, 'p>, token: usize) -> Option<(i64, Range<usize>)> {
        let passage = place.passage;
        let start = token + usize::from(passage.is(token, ","));
        let mut names = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
        let end = names.find(|m| m.tokens.start == start)?.tokens.end;
        if !matches!(passage.token(end), "," | "(") {
            return None;
        }
        let who = passage.is(end + 1, "who") && passage.is(end + 2, "is");
        let at = end + 1 + if who { 2 } else { usize::from(passage.is(end + 1, "aged")) };
        let (age, next) = aged::number(passage, at)?;
        let closes = matches!(passage.token(next), "," | "." | ")" | ";" | "");
        closes.then(|| (age, passage.bytes(&(at..next))))
    }

    fn age(&self, place: Place<'_, 'p>, token: usize) -> Option<Told<'p>> {
        let passage = place.passage;
        let (age, end) = aged::number(passage, token).filter(|(age, _)| AGES.contains(age))?;
        let start = place.sentence.tokens.start;
        let back = |at: usize, words: &[&str]| at > start && passage.is_any(at - 1, words);
        let (who, time) = self.is_of_age(place, token, end).or_else(|| {
            // "At 41 she", "at the age of nine he": of small numbers, hours.
            let of = back(token, &["of"]) && back(token - 1, &["age"]);
            const HOURS: i64 = 24;
            if !(of || back(token, &["aged"]) || back(token, &["at"]) && age > HOURS) {
                return None;
            }
            // "Her death in 2012, at the age of seventy".
            let death = |at: &usize| {
                passage.is_any(at + 1, &["death", "funeral"])
                    && passage.is_any(*at, &["his", "her", "s"])
            };
            let dead = of.then(|| (start..token.saturating_sub(1)).find(death)).flatten();
            if let Some(at) = dead {
                return Some((self.owner(place, at)?, Time::Past));
            }
            let subject = end + usize::from(passage.is(end, ","));
            let pronoun = passage.is_any(subject, &["he", "she"]);
            let who = self.subject(place, subject).filter(|_| pronoun)?;
            let clause = place.sentence.clause_of(subject)?;
            let verb = clause.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)?;
            let first = passage.tokens[verb.tokens.start].word;
            let today = first.is(class::THIRD | class::BE | class::HAVE)
                && !first.is(class::PAST)
                && !passage.is_any(verb.tokens.start, &["was", "had"]);
            Some((who, if today { Time::Now } else { Time::Past }))
        })?;
        let year = age::one_year(place.passage, place.sentence);
        let time = match (time, year) {
            (Time::Past, Some(year)) => Time::In(year),
            _ => time,
        };
        let bytes = passage.bytes(&(token..end));
        Some(Told { who, at: place.at, bytes, time, low: age, high: age, beside: false })
    }

    /// "He is only 34", "NAME, who turned 41 in 2019".
    fn is_of_age(&self, place: Place<'_, 'p>, token: usize, end: usize) -> Option<(&'p str, Time)> {
        const BETWEEN: &[&str] = &["only", "now", "just", "still", "already", "aged"];
        const LATER: &[&str] = &["when", "last", "this", "but", "and", "at", "on"];
        let passage = place.passage;
        let mut verb = token.checked_sub(1)?;
        while passage.is_any(verb, BETWEEN) {
            verb = verb.checked_sub(1)?;
        }
        let closes =
            matches!(passage.token(end), "," | "." | ";" | "" | "\u{2014}" | ")" | "\u{201d}")
                || passage.is_any(end, LATER)
                || passage.is(end, "years") && passage.is(end + 1, "old")
                || passage.is(end, "in") && {
                    let next = |m: &&crate::prose::passage::Mention| m.tokens.start == end + 1;
                    passage
                        .mentions
                        .iter()
                        .find(next)
                        .is_some_and(|m| matches!(m.kind, MentionKind::Date(_)))
                };
        // "He's".
        let short = passage.is(verb, "s");
        let verb = if short { verb.checked_sub(1)? } else { verb };
        let pronoun = || verb.checked_sub(1).is_some_and(|at| passage.is_any(at, &["he", "she"]));
        let short = short && pronoun() && passage.is_any(verb, &["'", "\u{2019}"]);
        let is = passage.is(verb, "is") || short;
        let turned = passage.is_any(verb, &["turned", "turns"]);
        if !closes || !(is || turned || passage.is(verb, "was")) {
            return None;
        }
        let who = self.subject(place, verb.checked_sub(1)?)?;
        let dated = age::one_year(place.passage, place.sentence).is_some();
        let today = is || turned && !dated;
        Some((who, if today { Time::Now } else { Time::Past }))
    }

    /// "Two weeks short of her eightieth birthday", "a month past my sixteenth birthday".
    fn birthday(&self, place: Place<'_, 'p>, token: usize) -> Option<Told<'p>> {
        let passage = place.passage;
        if !passage.is(token, "birthday") {
            return None;
        }
        let (turned, owner) = since::birthday(passage, token)?;
        let who = if passage.is(owner, "my") {
            let mut said = place.sentence.tokens.clone().filter(|at| {
                let next = passage.tokens.get(at + 1).map(|next| next.word);
                *at > token && next.is_some_and(|next| next.is(class::SPEECH))
            });
            self.subject(place, said.next()?)?
        } else {
            self.meant(place, owner, Gender::of_owner(passage, owner)?)?
        };
        let link = owner.checked_sub(1)?;
        let short = passage.is(link, "of") && link > 0 && passage.is(link - 1, "short");
        let unit = if short { link.checked_sub(2)? } else { link.checked_sub(1)? };
        const UNITS: &[&str] = &["month", "months", "week", "weeks", "day", "days"];
        let counted = passage.is_any(unit, UNITS);
        let age = match () {
            () if !counted => return None,
            () if short || passage.is(link, "before") => turned - 1,
            () if passage.is_any(link, &["past", "after"]) => turned,
            () => return None,
        };
        let lemma = |at| gist::lemma(passage, at);
        let ends = |at| lemma(at).is_some_and(|verb| matches!(verb.as_str(), "die" | "dead"));
        let last = passage.is(owner, "my") || place.sentence.tokens.clone().any(ends);
        let time = match age::one_year(place.passage, place.sentence) {
            Some(year) => Time::In(year),
            None if last => Time::Now,
            None => Time::Past,
        };
        let bytes = passage.bytes(&(owner..token + 1));
        let told = Told { who, at: place.at, bytes, time, low: age, high: age, beside: false };
        AGES.contains(&age).then_some(told)
    }

    /// "She was born in 1961", "Ada Brook was born".
    fn birth(&self, place: Place<'_, 'p>, token: usize) -> Option<Told<'p>> {
        let passage = place.passage;
        let who = if passage.is(token, "born") {
            let was = token.checked_sub(1).filter(|at| passage.is(*at, "was"))?;
            let subject = was.checked_sub(1)?;
            self.subject(place, subject).or_else(|| self.of_clause(place, token))?
        } else {
            // "He came into the world in 1951".
            let came = token.checked_sub(3).filter(|_| passage.is(token, "world"))?;
            let said = ["came", "into", "the"].iter().zip(came..).all(|(w, at)| passage.is(at, w));
            self.subject(place, came.checked_sub(1)?).filter(|_| said)?
        };
        let (bytes, (low, high), vague) = age::date_after(passage, token)?;
        (!vague).then_some(Told {
            who,
            at: place.at,
            bytes,
            time: Time::Born,
            low,
            high,
            beside: false,
        })
    }

    /// "Ada Brook, who wrote the song, was born": the person of whom a clause says it.
    fn of_clause(&self, place: Place<'_, 'p>, token: usize) -> Option<&'p str> {
        let subject = place.sentence.clause_of(token)?.subject?;
        let tokens = &place.passage.mentions.get(subject)?.tokens;
        let mut here = self.named.iter().filter(|named| named.block == place.block);
        here.find(|named| named.tokens == *tokens).map(|named| named.surname)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::spell::tests::messages;

    fn found(text: &str) -> Vec<String> {
        messages(text.split(" / "), |all, out| age::of_document(all, None, out))
    }

    #[test]
    fn ages_of_pronouns_and_birthdays_are_those_of_whom_they_mean() {
        for bad in [
            // Courts, shipping, hospitals, sport, the stage, farms.
            "Carl Dane, a 38-year-old clerk, was cleared on Monday. / Mr Dane's sister said that at 47 he had seen enough of courts.",
            "When the ferry sank in 1988 Ada Brook was 24 and its cook. / Ms Brook, who turned seventy-one in 2021, keeps the bell.",
            "Ada Brook, who is 52, runs the ward at night. / She was 31 when it opened, in 2004, and wrote to the board. In 2020 she was 56.",
            "The keeper Emil Rook saved two penalties. He is 23, and has not missed a game. / \u{201c}Two weeks past my nineteenth birthday,\u{201d} he told a reporter, \u{201c}and I am tired.\u{201d}",
            "Ilse Varn died in the wings on Sunday, two weeks short of her seventieth birthday. / \u{201c}At 73 she still sang,\u{201d} a stagehand said.",
            "An octogenarian who mows with a scythe was given a medal. Ada Brook, a widow, wore clogs. / Mrs Brook said that it kept her warm. She is 74, and has nine goats.",
            "Emil Rook, 37, keeps the bank\u{2019}s books. His elder brother Carl, 34, keeps bees.",
            "Emil Rook, 37, keeps the books, and Mr Rook\u{2019}s younger brother Carl, 44, keeps bees.",
            "Ada Brook, 37, sails alone. \u{201c}I worry,\u{201d} says a friend. / She's 52, and has not been ill.",
            "Ada Brook, 37, leads the regiment. Her younger sister Ilse Brook, 41, is a nurse.",
            "Ada Brook, a 34-year-old nurse, was hurt on Monday. / Her brother said that at 43 she had been fitter than most since she came to Hale in 2019.",
            "Emil Rook, who built the first of the dams, was born at Hale in 1950. / His death in 2012, at the age of seventy, was told on the radio by his son.",
            "March 2024. The potter Ada Brook, a sprightly octogenarian with one ear, still throws. / She came into the world in 1951, in a barn.",
            "May 2024. Judge Emil Rook has retired to his bees. / Mr Rook was born in 1951. He is in his mid-eighties, and deaf.",
            "Mother Ilse Varn died in the ward on Sunday, two weeks short of her seventieth birthday. / \u{201c}At 73 she still sang,\u{201d} a nurse said.",
            "The keeper Ada Brook, now in her forties, has saved two penalties. / She is 29, and has not missed a game.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "Carl Dane, a 38-year-old clerk, was cleared on Monday. / Mr Dane's brother said that at 47 he had seen enough of courts.",
            "When the ferry sank in 1988 Ada Brook was 24 and its cook. / Ms Brook, who turned fifty-seven in 2021, keeps the bell.",
            "Ada Brook, who is 52, runs the ward at night. / Her mother was glad. She is 78, and a nurse too.",
            "Ada Brook, who is 52, runs the ward at night. / At 23 she came to Hale, and at 31 she was its matron.",
            "The keeper Emil Rook saved two penalties. He is 23, and has not missed a game. / The trainer thanked him. He is 61.",
            "Ilse Varn died in the wings on Sunday, two weeks short of her seventieth birthday. / At 23 she still sang.",
            "An octogenarian was robbed in Hale. Ada Brook, a widow, saw it. / Carl Dane, 23, did too. Mrs Brook was glad. She is 74.",
            "Emil Rook, 37, keeps the bank\u{2019}s books. His elder brother Carl, 41, keeps bees.",
            "Emil Rook, 37, keeps the books. Ada Brook, 52, and her elder sister Ilse, 55, keep bees.",
            "Ada Brook, 52, met Carl Dane. He is 34. She was 24 when they met. He was 6.",
            "Ada Brook, 52, met her niece Ilse Brook. She is 34.",
            "Ada Brook, 41, was taken on 3 May 2017. / She was let go in June 2023. Ms Brook turned 47 in March. She sails again.",
            "Emil Rook, a 24-year-old from Hale, won. Ada Brook has 41 points to Rook\u{2019}s 36.",
            "Emil Rook is 24 and best known for the cup that he won in 2022, when he was 21.",
            "Ada Brook was 52 in 2020. At 8 she went to bed, and at 11 she was up.",
            "Emil Rook, who built the first of the dams, was born at Hale in 1950. / His death in 2012, at the age of sixty-two, was told on the radio.",
            "March 2024. The potter Ada Brook, a sprightly septuagenarian, still throws. / She came into the world in 1951, in a barn.",
            "Ada Brook, a 34-year-old nurse, was hurt on Monday. / Her brother said that at 28 she had been fitter than most since she came to Hale in 2019.",
            "The flood of 2014. The potter Ada Brook, an octogenarian, still throws. / She came into the world in 1941, in a barn.",
            "The keeper Ada Brook, now in her forties, has saved two penalties. / She is 43, and has not missed a game.",
            "Ada Brook wrote songs in her forties. / She is 79, and sings.",
            "Ada Brook, who was in her thirties when she wrote it, sings. / She is 79.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
