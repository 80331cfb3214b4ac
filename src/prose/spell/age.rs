//! Ages against years of birth: of one passage that tells of a death, and of a person whose age and
//! whose birth a document gives in two places.

use super::aged::{self, Aged};
use super::{HELP, RULE, life, years_old};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{Day, When};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Tokens between "born" or "died" and its date.
const NEAR: usize = 8;

/// "Born in 1950 … died in 2001 aged 60", where a passage says each once.
pub(super) fn at_death(at: BlockIx, passage: &Passage<'_>) -> Option<Slip> {
    let only = |words: &[&str]| {
        let is =
            |at: &usize| words.iter().any(|word| passage.token(*at).eq_ignore_ascii_case(word));
        let mut found = (0..passage.tokens.len()).filter(is);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let (born, died) = (only(&["born"])?, only(&["died", "dies"])?);
    let start = passage.sentences.get(passage.sentence_of(died)?)?.tokens.start;
    if (start..died).any(|at| passage.is_any(at, life::OTHERS)) {
        return None;
    }
    let birth = date_after(passage, born).filter(|date| !date.2)?;
    let death = date_after(passage, died).filter(|date| !date.2)?;
    let (number, aged) = aged(passage, died)?;
    let sentence = |token: usize| passage.sentence_of(token);
    // Of two people that are named in one passage, each may be meant.
    let (first, last) = (sentence(born.min(died))?, sentence(born.max(died))?);
    let names = passage.mentions.iter().filter(|mention| {
        let opens = passage.sentence_of(mention.tokens.start).is_some_and(|at| {
            let start = passage.sentences[at].tokens.start;
            (first + 1..=last).contains(&at) && mention.tokens.start == start
        });
        opens && matches!(mention.kind, MentionKind::Name)
    });
    if last.saturating_sub(first) > 2 || names.count() > 1 {
        return None;
    }
    let least = death.1.0 - birth.1.1 - 1;
    let most = death.1.1 - birth.1.0;
    // A year either way: how ages are counted differs.
    if (least - 1..=most + 1).contains(&number) || most < 0 {
        return None;
    }
    let years = if most > least + 1 { format!("{least} to {most}") } else { most.to_string() };
    let message =
        format!("aged {number} does not fit the years of birth and death, which give {years}");
    Some(Slip {
        rule: RULE,
        at,
        bytes: aged,
        message,
        label: format!("the dates give {years}"),
        help: HELP,
        other: Some((at, birth.0, "born".to_owned())),
    })
}

/// A date, with its first and its last year, and whether it is vague.
pub(super) type Dated = (Range<usize>, (i64, i64), bool);

/// The date behind a word.
pub(super) fn date_after(passage: &Passage<'_>, word: usize) -> Option<Dated> {
    passage.mentions.iter().find_map(|mention| {
        let MentionKind::Date(reading) = &mention.kind else { return None };
        let near = mention.tokens.start > word && mention.tokens.start - word <= NEAR;
        let When::Day(days) = &reading.when else { return None };
        let (low, high) = days.bounds()?;
        let year = |day: Day| i64::from(day.date().year());
        let same = passage.sentence_of(word) == passage.sentence_of(mention.tokens.start);
        let crosses = ["born", "died", "dies"];
        let between = word + 1..mention.tokens.start.max(word + 1);
        let free = !between.into_iter().any(|at| crosses.contains(&passage.token(at)));
        let years = (year(low?), year(high?));
        (near && same && free).then(|| (mention.bytes.clone(), years, reading.soft))
    })
}

/// The age that a sentence of a death gives, and its place.
fn aged(passage: &Passage<'_>, died: usize) -> Option<(i64, Range<usize>)> {
    let sentence = &passage.sentences[passage.sentence_of(died)?].tokens;
    (died + 1..sentence.end).find_map(|at| {
        let before = |n: usize| at.checked_sub(n).map_or("", |at| passage.token(at));
        let said =
            before(1) == "aged" || before(1) == "age" || before(2) == "age" && before(1) == "of";
        let number: i64 = passage.token(at).parse().ok()?;
        (said && number < 130).then(|| (number, passage.bytes(&(at..at + 1))))
    })
}

/// The one age that is told of a name, by its last part; none where several are.
type ByName<'a> = FxHashMap<&'a str, Option<usize>>;

/// Slips of the ages of a document: "NAME, 81," and "she was born in 1951", told of 2022. The time
/// that an age is of is one between the days that the document tells of.
pub(super) fn of_document(
    passages: &[(BlockIx, &Passage<'_>)],
    issued: Option<Date>,
    out: &mut Vec<Slip>,
) {
    let all = aged::all(passages);
    let told = years(passages.iter().map(|(_, passage)| *passage), issued);
    out.extend(aged::two_ages(&all, told.last().copied()));
    of_births(passages, &all, &told, out);
    years_old::slips(passages, &all, out);
}

/// The ages against the births that a document tells of. `told` are the years that it tells of.
fn of_births(
    passages: &[(BlockIx, &Passage<'_>)],
    all: &[Aged],
    told: &[i64],
    out: &mut Vec<Slip>,
) {
    let born = |passage: &Passage<'_>| {
        (0..passage.tokens.len())
            .filter(|at| passage.token(*at).eq_ignore_ascii_case("born"))
            .collect::<Vec<_>>()
    };
    let births: Vec<(usize, Vec<usize>)> = passages
        .iter()
        .enumerate()
        .map(|(ix, (_, passage))| (ix, born(passage)))
        .filter(|(_, born)| !born.is_empty())
        .collect();
    if births.is_empty() {
        return;
    }
    life::slips(passages, &births, out);
    let mut named = ByName::default();
    for (ix, aged) in all.iter().enumerate() {
        named.entry(&aged.surname).and_modify(|only| *only = None).or_insert(Some(ix));
    }
    for (ix, born) in births {
        let (at, passage) = passages[ix];
        for word in born {
            out.extend(birth(at, passage, word, (all, &named), told));
        }
    }
}

/// The years of the days and months that a document tells of, in order.
fn years<'p>(passages: impl Iterator<Item = &'p Passage<'p>>, issued: Option<Date>) -> Vec<i64> {
    let mut all: Vec<i64> = issued.iter().map(|date| i64::from(date.year())).collect();
    for passage in passages {
        for mention in &passage.mentions {
            all.extend(exact_year(mention).filter(|_| {
                // A day or a month, not a year in passing.
                passage.slice(&mention.tokens).len() > "2024".len()
            }));
        }
    }
    all.sort_unstable();
    all
}

/// The one year that a sentence tells.
pub(super) fn one_year(passage: &Passage<'_>, sentence: &Sentence) -> Option<i64> {
    let mut years = passage.mentions_of(sentence).iter().filter_map(exact_year);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The year of the date line that a text opens with: "January 2024. In the workshop …", "Annual report
/// for 2024."
pub(super) fn dateline(passages: &[(BlockIx, &Passage<'_>)]) -> Option<i64> {
    /// Most tokens of such a line.
    const LINE: usize = 8;
    let (_, passage) = passages.first()?;
    let [first, _, ..] = passage.sentences.as_slice() else { return None };
    // "May" is a month here.
    let verbs = first.clauses.iter().filter_map(|clause| clause.verb.as_ref());
    let dated = |at: usize| {
        let dates = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Date(_)));
        dates.into_iter().any(|mention| mention.tokens.contains(&at))
    };
    let said = verbs.into_iter().any(|verb| !dated(verb.tokens.start));
    if said || first.tokens.len() > LINE {
        return None;
    }
    let mut dates = passage.mentions_of(first).iter().filter_map(|mention| {
        let of = mention.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "of"));
        exact_year(mention).filter(|_| !of)
    });
    dates.next().filter(|_| dates.next().is_none())
}

pub(super) fn exact_year(mention: &Mention) -> Option<i64> {
    let MentionKind::Date(reading) = &mention.kind else { return None };
    let When::Day(days) = &reading.when else { return None };
    let (low, high) = days.bounds()?;
    let year = |day: Day| i64::from(day.date().year());
    (year(low?) == year(high?)).then_some(year(high?))
}

/// The one person of whose age a document tells, where "she was born" names nobody else.
fn only_one<'a>(passage: &Passage<'_>, word: usize, all: &'a [Aged]) -> Option<&'a Aged> {
    let (first, others) = all.split_first()?;
    let sentence = &passage.sentences.get(passage.sentence_of(word)?)?.tokens;
    let near = word.saturating_sub(3).max(sentence.start)..word;
    let pronoun = near.clone().any(|at| passage.is_any(at, &["he", "she"]));
    let kin = sentence.clone().any(|at| passage.is_any(at, life::OTHERS));
    let named = passage.mentions.iter().any(|m| {
        let text = passage.slice(&m.tokens);
        m.tokens.end <= word
            && matches!(m.kind, MentionKind::Name)
            && aged::is_person(passage, m)
            && !text.ends_with(first.surname.as_str())
    });
    let one = others.iter().all(|other| other.surname == first.surname);
    (pronoun && one && !kin && !named && !first.then).then_some(first)
}

/// A birth against the age that is given of the same person.
fn birth(
    at: BlockIx,
    passage: &Passage<'_>,
    word: usize,
    all: (&[Aged], &ByName<'_>),
    told: &[i64],
) -> Option<Slip> {
    let (bytes, (first, last), _) = date_after(passage, word)?;
    let aged = whose(at, passage, word, all).or_else(|| only_one(passage, word, all.0))?;
    // Years of the passage of the age belong to what is told of the person.
    let here = passage.mentions.iter().filter(|m| aged.at == at && m.bytes != bytes);
    let later = &told[told.partition_point(|year| *year <= last)..];
    // "She was 34 when she came, in 1990": an age of that year.
    let then = aged.year.filter(|year| aged.then && *year > last);
    let told_of = || Some((*later.first()?, *later.last()?));
    let (first_told, last_told) = then.map(|year| (year, year)).or_else(told_of)?;
    let here = here.filter_map(exact_year).filter(|year| *year > last);
    let told = || here.clone().chain([first_told, last_told]);
    let (from, to) = (told().min()?, told().max()?);
    let (least, most) = (from - last - 1, to - first);
    // A year either way: how ages are counted differs.
    if (least - 1..=most + 1).contains(&aged.age) {
        return None;
    }
    let years = if most > least { format!("{least} to {most}") } else { most.to_string() };
    let time = if from == to { from.to_string() } else { format!("{from} to {to}") };
    let born = if first == last { first.to_string() } else { format!("{first} or {last}") };
    let message =
        format!("aged {} does not fit a birth in {born}, which gives {years} in {time}", aged.age);
    Some(Slip {
        rule: RULE,
        at: aged.at,
        bytes: aged.bytes.clone(),
        message,
        label: format!("the year of birth gives {years}"),
        help: HELP,
        other: Some((at, bytes, "born".to_owned())),
    })
}

/// Whose birth a passage tells of, among those whose age is given: of the name before "born", else,
/// where a pronoun or nothing stands there, of the last one with an age before it.
fn whose<'a>(
    at: BlockIx,
    passage: &Passage<'_>,
    word: usize,
    (all, named): (&'a [Aged], &ByName<'_>),
) -> Option<&'a Aged> {
    let sentence = &passage.sentences.get(passage.sentence_of(word)?)?.tokens;
    let names = || passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
    let pronoun = (word.saturating_sub(3).max(sentence.start)..word)
        .any(|at| matches!(passage.lower(at).as_str(), "he" | "she" | "who"));
    let opens = word == sentence.start;
    // "NAME, who was born in 1962".
    let who = word.checked_sub(2).filter(|at| passage.is(*at, "who") && sentence.contains(at));
    let named_before = who.and_then(|at| {
        let comma = at.checked_sub(1).filter(|at| passage.token(*at) == ",")?;
        let name = names().find(|m| m.tokens.end == comma)?;
        let surname = passage.slice(&name.tokens).split_whitespace().next_back()?;
        named.get(surname).copied().flatten().and_then(|only| all.get(only))
    });
    if named_before.is_some() {
        return named_before;
    }
    if !pronoun && !opens {
        let mut name = names().filter(|m| m.tokens.end <= word && m.tokens.start >= sentence.start);
        let name = name.next_back().filter(|m| word - m.tokens.end <= 2)?;
        let surname = passage.slice(&name.tokens).split_whitespace().next_back()?;
        return named.get(surname).copied().flatten().and_then(|only| all.get(only));
    }
    let first = all.partition_point(|aged| aged.at < at);
    let mut before =
        all[first..].iter().take_while(|aged| aged.at == at).filter(|aged| aged.name.end <= word);
    let last = before.by_ref().last()?;
    // Another person between: whose birth it is is not sure.
    let between = names().filter(|m| m.tokens.start >= last.name.end && m.tokens.end <= word);
    let person = |m: &Mention| {
        let titled = m.tokens.start.checked_sub(1).is_some_and(|at| {
            passage.tokens.get(at).is_some_and(|token| token.word.is(class::TITLE) && token.capital)
        });
        let text = passage.slice(&m.tokens);
        (titled || text.contains(' ')) && !text.ends_with(last.surname.as_str())
    };
    (!between.into_iter().any(person)).then_some(last)
}
