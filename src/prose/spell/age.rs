//! Ages against years of birth: of one passage that tells of a death, and of a person whose age and
//! whose birth a document gives in two places.

use super::{HELP, RULE};
use crate::prose::lexicon::class;
use crate::prose::passage::{Mention, MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{Day, When};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
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
type Dated = (Range<usize>, (i64, i64), bool);

/// The date behind a word.
fn date_after(passage: &Passage<'_>, word: usize) -> Option<Dated> {
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

/// Years of age that are told of people; smaller numbers beside a name are seldom ages.
const AGES: std::ops::RangeInclusive<i64> = 14..=115;

/// An age that stands beside a name.
struct Aged {
    /// The last part of the name, and all of it.
    surname: String,
    full: String,
    age: i64,
    at: BlockIx,
    /// Tokens of the name.
    name: Range<usize>,
    bytes: Range<usize>,
}

/// The one age that stands beside a name, by its last part; none where several do.
type ByName<'a> = FxHashMap<&'a str, Option<usize>>;

/// Slips of the ages of a document: "NAME, 81," and "she was born in 1951", told of 2022. The time
/// that an age is of is one between the days that the document tells of.
pub(super) fn of_document(
    passages: &[(BlockIx, &Passage<'_>)],
    issued: Option<Date>,
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
    let all: Vec<Aged> =
        passages.iter().flat_map(|(at, passage)| aged_names(*at, passage)).collect();
    out.extend(two_ages(&all));
    if births.is_empty() {
        return;
    }
    if let [(ix, born)] = births.as_slice()
        && let [word] = born.as_slice()
    {
        lived(passages, (passages[*ix].0, passages[*ix].1, *word), out);
    }
    let told = years(passages.iter().map(|(_, passage)| *passage), issued);
    let mut named = ByName::default();
    for (ix, aged) in all.iter().enumerate() {
        named.entry(&aged.surname).and_modify(|only| *only = None).or_insert(Some(ix));
    }
    for (ix, born) in births {
        let (at, passage) = passages[ix];
        for word in born {
            out.extend(birth(at, passage, word, (&all, &named), &told));
        }
    }
}

/// Ages that a document of one life gives with their years: "in 2004, at the age of 79, she …". The
/// one birth that it tells of is that of the pronoun.
fn lived(
    passages: &[(BlockIx, &Passage<'_>)],
    (there, passage, word): (BlockIx, &Passage<'_>, usize),
    out: &mut Vec<Slip>,
) {
    let Some((bytes, (first, last), false)) = date_after(passage, word) else { return };
    let born = passage.sentence_of(word).map(|at| passage.sentences[at].mentions.clone());
    let born = passage.mentions.get(born.unwrap_or_default()).unwrap_or(&[]);
    let names = born.iter().filter(|m| matches!(m.kind, MentionKind::Name));
    let named: Vec<&str> =
        names.flat_map(|m| passage.slice(&m.tokens).split_whitespace()).collect();
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            let mentions = passage.mentions.get(sentence.mentions.clone()).unwrap_or(&[]);
            let is_date = |m: &&Mention| matches!(m.kind, MentionKind::Date(_));
            let mut dates = mentions.iter().filter(is_date);
            let (Some(date), None) = (dates.next(), dates.next()) else { continue };
            let Some(year) = exact_year(date).filter(|year| *year > last) else { continue };
            let Some((age, token)) = age_of_pronoun(passage, &sentence.tokens) else { continue };
            // Somebody else who is named in full is "he".
            let other = mentions.iter().any(|m| {
                let full = passage.slice(&m.tokens);
                matches!(m.kind, MentionKind::Name)
                    && m.tokens.end <= token
                    && full.contains(' ')
                    && !full.split(' ').any(|part| named.contains(&part))
            });
            if other {
                continue;
            }
            // A year either way: how ages are counted differs.
            let (least, most) = (year - last - 1, year - first);
            if (least - 1..=most + 1).contains(&age) {
                continue;
            }
            let born = if first == last { first.to_string() } else { format!("{first} or {last}") };
            out.push(Slip {
                rule: RULE,
                at: *at,
                bytes: passage.bytes(&(token..token + 1)),
                message: format!(
                    "{age} in {year} does not fit a birth in {born}, which gives {most}"
                ),
                label: format!("the year of birth gives {most}"),
                help: HELP,
                other: Some((there, bytes.clone(), "born".to_owned())),
            });
        }
    }
}

/// "At the age of 79 she", "she was 24", "aged 31, he": the age that a sentence gives of its pronoun.
fn age_of_pronoun(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<(i64, usize)> {
    let is_pronoun = |at: usize| passage.is_any(at, &["he", "she"]);
    sentence.clone().find_map(|at| {
        let age: i64 = passage.token(at).parse().ok()?;
        let back = |n: usize, word: &str| at.checked_sub(n).is_some_and(|at| passage.is(at, word));
        let aged = back(1, "aged") || (back(1, "of") && back(2, "age"));
        let comma = usize::from(passage.is(at + 1, ","));
        let follows = aged && is_pronoun(at + 1 + comma);
        let precedes = back(1, "was") && at.checked_sub(2).is_some_and(is_pronoun);
        let closes = matches!(passage.token(at + 1), "," | "." | ";" | ")" | "" | "—" | "–");
        (AGES.contains(&age) && (follows || (precedes && closes))).then_some((age, at))
    })
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

fn exact_year(mention: &Mention) -> Option<i64> {
    let MentionKind::Date(reading) = &mention.kind else { return None };
    let When::Day(days) = &reading.when else { return None };
    let (low, high) = days.bounds()?;
    let year = |day: Day| i64::from(day.date().year());
    (year(low?) == year(high?)).then_some(year(high?))
}

/// "NAME, 81,", "NAME (81)", "NAME, aged 81", "NAME, now 58".
fn aged_names(at: BlockIx, passage: &Passage<'_>) -> Vec<Aged> {
    let mut out = Vec::new();
    for mention in passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name)) {
        let end = mention.tokens.end;
        if !matches!(passage.token(end), "," | "(") {
            continue;
        }
        let next = passage.lower(end + 1);
        let aged = matches!(next.as_str(), "aged" | "now" | "then");
        // "NAME, who is 81,": of a birthday to come or gone it would be "was … when".
        let who = next == "who" && matches!(passage.lower(end + 2).as_str(), "is" | "was");
        let number = end + 1 + usize::from(aged) + 2 * usize::from(who);
        let closes = matches!(passage.token(number + 1), "," | ")" | "." | ";" | "");
        let Ok(age) = passage.token(number).parse::<i64>() else { continue };
        let name = passage.slice(&mention.tokens);
        let Some(surname) = name.split_whitespace().next_back() else { continue };
        let titled = mention.tokens.start.checked_sub(1).is_some_and(|at| {
            passage.tokens.get(at).is_some_and(|token| token.capital && token.word.is(class::TITLE))
        });
        // "Orlen, 21," may be a score.
        let person = name.contains(' ') || titled || aged || who;
        if closes && person && AGES.contains(&age) && passage.lower(end + 1) != "then" {
            out.push(Aged {
                surname: surname.to_owned(),
                full: name.to_owned(),
                age,
                at,
                name: mention.tokens.clone(),
                bytes: passage.bytes(&(number..number + 1)),
            });
        }
    }
    out
}

/// Years by which two ages of one person may differ in a text that covers some time.
const BIRTHDAYS: i64 = 1;

/// Two ages of one person: the name stands with both, and in full with one of them at least.
fn two_ages(all: &[Aged]) -> Vec<Slip> {
    let is_full = |aged: &Aged| aged.full.contains(' ');
    let mut first: FxHashMap<&str, &Aged> = FxHashMap::default();
    let mut full: FxHashMap<&str, BTreeSet<&str>> = FxHashMap::default();
    for aged in all.iter().filter(|aged| is_full(aged)) {
        full.entry(aged.surname.as_str()).or_default().insert(aged.full.as_str());
    }
    let mut out = Vec::new();
    for aged in all {
        let known = *first.entry(aged.surname.as_str()).or_insert(aged);
        let one = known.full == aged.full || is_full(known) != is_full(aged);
        let named = full.get(aged.surname.as_str());
        let family = named.is_some_and(|names| {
            // Of one who is named in full there is another such name.
            [known, aged].iter().any(|one| is_full(one) && names.iter().any(|n| *n != one.full))
        });
        if !one || family || (known.age - aged.age).abs() <= BIRTHDAYS {
            continue;
        }
        let name = if is_full(known) { &known.full } else { &aged.full };
        out.push(Slip {
            rule: RULE,
            at: aged.at,
            bytes: aged.bytes.clone(),
            message: format!("{name} is {} here and {} before", aged.age, known.age),
            label: format!("{} here", aged.age),
            help: "look the age up; if years lie between, say when",
            other: Some((known.at, known.bytes.clone(), format!("{} before", known.age))),
        });
    }
    out
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
    let aged = whose(at, passage, word, all)?;
    // Years of the passage of the age belong to what is told of the person.
    let here = passage.mentions.iter().filter(|m| aged.at == at && m.bytes != bytes);
    let later = &told[told.partition_point(|year| *year <= last)..];
    let (first_told, last_told) = (*later.first()?, *later.last()?);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        let at = BlockIx { document: 0, block: 0 };
        let mut out = Vec::new();
        of_document(&[(at, &passage)], None, &mut out);
        out.into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn nobody_has_two_ages() {
        for bad in [
            "The guide Ada Brook, 34, led them. Friends of Ms Brook, who was 43, were told.",
            "Ada Brook, aged 34, led them. Later Ada Brook, 43, was found.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}");
        }
        for good in [
            "The guide Ada Brook, 34, led them. Friends of Ms Brook, who was 35, were told.",
            "Ada Brook, 34, led them with her father, Carl Brook, 61. Ms Brook, who was 34, fell.",
            "Ada Brook, 34, led them. Carl Brook, 61, followed.",
            "Ada Brook, 34, led them. Ms Brook, who was 12 when it opened, fell.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
