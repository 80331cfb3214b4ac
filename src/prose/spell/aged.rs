//! How old a document says that somebody is: ages beside names, and what they are in other places.

use std::collections::BTreeSet;
use std::ops::{Bound, Range, RangeInclusive};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{RULE, age, since};
use crate::prose::lexicon::{VERB, class};
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::quantity::Unit;

/// Years of age that are told of people; smaller numbers beside a name are seldom ages.
pub(super) const AGES: RangeInclusive<i64> = 14..=115;

/// Most words between "the 58-year-old" and the name of whom it is said.
const BETWEEN: usize = 3;

/// An age that is told of a name.
pub(super) struct Aged {
    /// The last part of the name, and all of it.
    pub(super) surname: String,
    full: String,
    pub(super) age: i64,
    pub(super) at: BlockIx,
    /// Tokens of the name.
    pub(super) name: Range<usize>,
    pub(super) bytes: Range<usize>,
    /// The one year that its sentence tells.
    pub(super) year: Option<i64>,
    /// Whether it is of a time that the sentence tells: "was 24 when she was seized".
    pub(super) then: bool,
    /// Whether nothing but the number says that it is an age: "Orlen, 21," may be a score.
    bare: bool,
}

/// The first age that is told of each name, by its last part.
type BySurname<'a> = FxHashMap<&'a str, &'a Aged>;

/// The one year of the sentence of a token.
fn year_of(passage: &Passage<'_>, token: usize) -> Option<i64> {
    let sentence = passage.sentences.get(passage.sentence_of(token)?)?;
    age::one_year(passage, sentence)
}

/// The ages of a document, each of a name.
pub(super) fn all(passages: &[(BlockIx, &Passage<'_>)]) -> Vec<Aged> {
    let mut out: Vec<Aged> =
        passages.iter().flat_map(|(at, passage)| names(*at, passage)).collect();
    let known: FxHashSet<String> =
        out.iter().filter(|aged| !aged.bare).map(|aged| aged.surname.clone()).collect();
    out.retain(|aged| !aged.bare || known.contains(&aged.surname));
    if !out.is_empty() {
        let mut known = BySurname::default();
        for aged in &out {
            known.entry(&aged.surname).or_insert(aged);
        }
        let of = passages.iter().flat_map(|(at, passage)| {
            let mut of = meant(*at, passage, &known);
            of.extend(birthdays(*at, passage, &known));
            of
        });
        let of: Vec<Aged> = of.collect();
        out.extend(of);
        out.sort_by_key(|aged| (aged.at, aged.bytes.start));
    }
    out
}

/// The whole number that begins at a token, in figures or in words, and the token behind it.
pub(in crate::prose) fn number(passage: &Passage<'_>, token: usize) -> Option<(i64, usize)> {
    if let Ok(number) = passage.token(token).parse() {
        return Some((number, token + 1));
    }
    let mention = mention_at(passage, token)?;
    Some((whole(mention)?, mention.tokens.end))
}

fn mention_at<'p>(passage: &'p Passage<'_>, token: usize) -> Option<&'p Mention> {
    let sentence = passage.sentences.get(passage.sentence_of(token)?)?;
    let mentions = passage.mentions_of(sentence);
    let figure = |m: &&Mention| matches!(m.kind, MentionKind::Figure(_));
    mentions.iter().filter(figure).find(|mention| mention.tokens.contains(&token))
}

fn whole(mention: &Mention) -> Option<i64> {
    let MentionKind::Figure(figure) = &mention.kind else { return None };
    // "58-year-old" is any age, in months, from 58 to the day before the 59th birthday.
    let Bound::Included(low) = figure.value.set.low() else { return None };
    let year = match figure.value.unit {
        Unit::Count(_) => Decimal::ONE,
        _ if figure.value.shown_in.name == "years old" => figure.value.shown_in.factor,
        _ => return None,
    };
    let one = match figure.value.set.high() {
        Bound::Included(high) => high == low,
        Bound::Excluded(high) => high.checked_sub(*low)? == year,
        Bound::Unbounded => false,
    };
    let age = low.checked_div(year)?;
    let flat = figure.value.hedge.is_none() && one && age.fract().is_zero();
    if flat { age.to_i64() } else { None }
}

/// Words for the place of somebody's age among others.
const RANKS: &[&str] = &["elder", "eldest", "older", "oldest", "younger", "youngest", "senior"];

/// "58-year-old": an age that is said like an adjective.
fn is_adjective(passage: &Passage<'_>, mention: &Mention) -> bool {
    passage.slice(&mention.tokens).to_ascii_lowercase().ends_with("-year-old")
}

/// The age that stands behind a name, with its tokens, and whether no score can be meant:
/// "NAME, 81,", "NAME (81)", "NAME, aged 81", "NAME, now 58", "NAME, who is 81,", "NAME, who at 37
/// becomes", "NAME, the 58-year-old deputy".
fn behind(passage: &Passage<'_>, end: usize) -> Option<(i64, Tokens, bool)> {
    if passage.is(end, "is") {
        // "Ada Brook is 34 and": today.
        let at = end + 1 + usize::from(passage.is_any(end + 1, &["now", "aged"]));
        let (age, next) = number(passage, at)?;
        let closes = matches!(passage.token(next), "," | "." | ";" | "and" | "");
        return closes.then_some((age, at..next, false));
    }
    if !matches!(passage.token(end), "," | "(") {
        return None;
    }
    let mut at = end + 1;
    let aged = passage.is_any(at, &["aged", "now"]);
    at += usize::from(aged);
    let who = passage.is(at, "who");
    // Of a birthday to come or gone it would be "was … when".
    // "Who turned 66 in May": this year's.
    let is = who && passage.is_any(at + 1, &["is", "was", "turns", "turned"]);
    let today = who && passage.is(at + 1, "at");
    at += 2 * usize::from(is || today);
    // "NAME, at 47 the elder of the two".
    let among = !who && passage.is(at, "at");
    at += usize::from(among);
    let article = passage.is_any(at, &["a", "an", "the"]);
    at += usize::from(article);
    // "NAME, a guide of 57,".
    let of = article
        && passage.is(at + 1, "of")
        && passage.tokens.get(at).is_some_and(|token| token.word.is(class::PERSON));
    if let Some((age, next)) = number(passage, at + 2).filter(|_| of) {
        let closes = matches!(passage.token(next), "," | ")" | "." | ";" | "");
        return closes.then_some((age, at + 2..next, true));
    }
    let (age, next) = number(passage, at)?;
    // "NAME, 39 and in good health".
    let goes_on = passage.is(next, "and")
        && passage.tokens.get(next + 1).is_some_and(|token| token.word.is(class::PREPOSITION));
    let closes = goes_on
        || matches!(passage.token(next), "," | ")" | "." | ";" | "")
        || (is && passage.is_any(next, &["and", "last", "this"]))
        || (is && passage.is(next, "in") && !passage.token(next + 1).starts_with(is_digit));
    let said = if among {
        passage.is(next, "the") && passage.is_any(next + 1, RANKS)
    } else if article {
        is_adjective(passage, mention_at(passage, at)?)
    } else if today {
        passage.tokens.get(next).is_some_and(|token| token.word.is(class::THIRD | class::BE))
            && !passage.is(next, "was")
    } else {
        closes
    };
    said.then_some((age, at..next, aged || who || article || among))
}

/// "NAME was 24 when she was seized": an age at a time that its sentence tells.
fn when(passage: &Passage<'_>, end: usize) -> Option<(i64, Tokens, bool)> {
    let (age, next) = number(passage, end + 1).filter(|_| passage.is(end, "was"))?;
    let told = passage.is(next, "when") && year_of(passage, end).is_some();
    told.then_some((age, end + 1..next, true))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// "At 47, Marsh is": the age that opens the sentence of a name.
fn ahead(passage: &Passage<'_>, name: &Mention) -> Option<(i64, Tokens, bool)> {
    let comma = name.tokens.start.checked_sub(1).filter(|at| passage.token(*at) == ",")?;
    let at = comma.checked_sub(1)?;
    let opens = passage.sentence_of(at).map(|ix| passage.sentences[ix].tokens.start);
    let (age, end) = number(passage, at)?;
    let said = opens.is_some_and(|start| start + 1 == at && passage.is(start, "at"));
    let now = passage.is_any(name.tokens.end, &["is", "remains", "has"]);
    (said && now && end == comma).then_some((age, at..comma, true))
}

/// The ages that stand beside names.
fn names(at: BlockIx, passage: &Passage<'_>) -> Vec<Aged> {
    let mut out = Vec::new();
    let mut add = |mention: &Mention, (age, tokens, sure): (i64, Tokens, bool), then: bool| {
        let name = passage.slice(&mention.tokens);
        let Some(surname) = name.split_whitespace().next_back() else { return };
        if AGES.contains(&age) {
            out.push(Aged {
                surname: surname.to_owned(),
                full: name.to_owned(),
                age,
                at,
                name: mention.tokens.clone(),
                year: year_of(passage, tokens.start),
                bytes: passage.bytes(&tokens),
                then,
                bare: !sure && !is_person(passage, mention),
            });
        }
    };
    for (ix, mention) in passage.mentions.iter().enumerate() {
        if matches!(mention.kind, MentionKind::Name) {
            let told = behind(passage, mention.tokens.end).or_else(|| ahead(passage, mention));
            if let Some(told) = told {
                add(mention, told, false);
            } else if let Some(told) = when(passage, mention.tokens.end) {
                add(mention, told, true);
            }
            continue;
        }
        // "The 58-year-old deputy Ada Brook", "58-year-old Ada Brook".
        let Some(age) = whole(mention).filter(|_| is_adjective(passage, mention)) else { continue };
        let end = mention.tokens.end;
        let name = passage.mentions[ix + 1..]
            .iter()
            .take_while(|other| other.tokens.start <= end + BETWEEN)
            .find(|other| matches!(other.kind, MentionKind::Name));
        let Some(name) = name else { continue };
        let plain = (end..name.tokens.start).all(|at| {
            passage.tokens.get(at).is_some_and(|token| {
                let noun = token.word.is(class::PERSON | class::NOUN | class::TITLE)
                    || !token.word.is(VERB | class::PREPOSITION | class::CONJUNCTION | class::BE);
                noun && token
                    .text(passage.text)
                    .bytes()
                    .all(|b| b.is_ascii_alphabetic() || b == b'-')
            })
        });
        if plain {
            add(name, (age, mention.tokens.clone(), true), false);
        }
    }
    out
}

/// Whether a name is written as that of a person: of two words, or behind a title.
pub(super) fn is_person(passage: &Passage<'_>, name: &Mention) -> bool {
    let titled = name.tokens.start.checked_sub(1).is_some_and(|at| {
        passage.tokens.get(at).is_some_and(|token| token.capital && token.word.is(class::TITLE))
    });
    titled || passage.slice(&name.tokens).contains(' ')
}

/// "Ada Brook had walked. The 53-year-old was glad", "She is 53": ages of the one person that the
/// sentence before names, of whom another age is told.
fn meant(at: BlockIx, passage: &Passage<'_>, known: &BySurname<'_>) -> Vec<Aged> {
    let mut out = Vec::new();
    for (index, sentence) in passage.sentences.iter().enumerate() {
        let mentions = passage.mentions_of(sentence);
        let start = sentence.tokens.start;
        for mention in mentions {
            let Some(age) = whole(mention).filter(|age| AGES.contains(age)) else { continue };
            let (first, end) = (mention.tokens.start, mention.tokens.end);
            let next = passage.tokens.get(end).map(|token| token.word);
            let goes_on = next.is_some_and(|next| {
                let does = class::PAST | class::THIRD | class::HAVE | class::BE | class::MODAL;
                next.is(does) && !next.is(class::PERSON)
            });
            let the = is_adjective(passage, mention)
                && first.checked_sub(1).is_some_and(|at| passage.is(at, "the"))
                && (goes_on || passage.is_any(end, &["'s", "’s", "who"]));
            let closes = matches!(passage.token(end), "," | "." | ";" | "and" | "");
            let pronoun = first == start + 2
                && passage.is_any(start, &["he", "she"])
                && passage.is(start + 1, "is")
                && closes;
            let ahead = if the { start..first.saturating_sub(1) } else { start..start };
            if !(the || pronoun) {
                continue;
            }
            let before = index.checked_sub(1).and_then(|at| passage.sentences.get(at));
            let Some((one, full)) = only(passage, (before, ahead), known) else { continue };
            out.push(Aged {
                surname: one.surname.clone(),
                full,
                age,
                at,
                name: first..end,
                year: year_of(passage, first),
                bytes: mention.bytes.clone(),
                then: false,
                bare: false,
            });
        }
    }
    out
}

/// "He had kept his forty-fifth birthday in March": the age of the one person, of those whose age is
/// told, that a passage names up to there.
fn birthdays(at: BlockIx, passage: &Passage<'_>, known: &BySurname<'_>) -> Vec<Aged> {
    /// Verbs of a birthday that was had, and tokens from them to it.
    const KEEPS: &[&str] =
        &["celebrated", "marked", "kept", "had", "celebrates", "marks", "reached"];
    const REACH: usize = 4;
    let mut out = Vec::new();
    for word in (0..passage.tokens.len()).filter(|at| passage.is(*at, "birthday")) {
        let Some((age, owner)) = since::birthday(passage, word) else { continue };
        let Some(index) = passage.sentence_of(word) else { continue };
        let sentence = &passage.sentences[index];
        let from = owner.saturating_sub(REACH).max(sentence.tokens.start);
        let keeps = (from..owner).any(|at| passage.is_any(at, KEEPS));
        let plain = passage.is_any(owner, &["his", "her"]) && keeps && AGES.contains(&age);
        // Another year's birthday is that of another age.
        let mut dated = passage.mentions_of(sentence).iter();
        if !plain || dated.any(|mention| age::exact_year(mention).is_some()) {
            continue;
        }
        let all = (passage.sentences.first(), sentence.tokens.start..owner);
        let Some((one, _)) = only(passage, all, known) else { continue };
        out.push(Aged {
            surname: one.surname.clone(),
            full: one.surname.clone(),
            age,
            at,
            name: owner..word + 1,
            year: None,
            bytes: passage.bytes(&(owner + 1..word + 1)),
            then: false,
            bare: false,
        });
    }
    out
}

/// The one person whose age is known that some words name, where they name no other person; and how
/// they name them: a namesake may be meant.
fn only<'a>(
    passage: &Passage<'_>,
    (before, ahead): (Option<&Sentence>, Tokens),
    known: &BySurname<'a>,
) -> Option<(&'a Aged, String)> {
    let from = before.map_or(ahead.start, |before| before.tokens.start);
    let names = passage.mentions.iter().filter(|m| {
        matches!(m.kind, MentionKind::Name) && m.tokens.start >= from && m.tokens.end <= ahead.end
    });
    let mut found: Option<(&Aged, String)> = None;
    for name in names {
        let full = passage.slice(&name.tokens).trim_end_matches("'s").trim_end_matches("’s");
        let surname = full.split_whitespace().next_back()?;
        match (known.get(surname).copied(), &found) {
            (Some(one), None) => found = Some((one, full.to_owned())),
            (Some(one), Some((other, _))) if one.surname == other.surname => {}
            (None, _) if !is_person(passage, name) => {}
            _ => return None,
        }
    }
    found
}

/// Years by which two ages of one person may differ in a text that covers some time.
const BIRTHDAYS: i64 = 1;

/// Years that two ages lie apart at most to be meant to be one: more are those of a life.
const LIFE: i64 = 12;

/// Whether two ages cannot both be right, and are no ages of two times of a life: near to each
/// other, or the digits of one in the order of the other.
fn is_slip(a: i64, b: i64) -> bool {
    let apart = (a - b).abs();
    let swapped = a < 100 && b < 100 && (a / 10, a % 10) == (b % 10, b / 10);
    apart > BIRTHDAYS && (apart <= LIFE || swapped)
}

/// Two ages of one person: the name stands with both, and in full with one of them at least.
pub(super) fn two_ages(all: &[Aged], now: Option<i64>) -> Vec<Slip> {
    let is_full = |aged: &Aged| aged.full.contains(' ');
    let mut first = BySurname::default();
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
        // "In 2012, at 62, … in 2016, at 66".
        let then = known.then || aged.then;
        let year = |aged: &Aged| aged.year.or(now.filter(|_| then));
        let years = year(known).zip(year(aged)).map(|(a, b)| b - a);
        let grown = years.is_some_and(|years| (aged.age - known.age - years).abs() <= BIRTHDAYS);
        let open = then && years.is_none();
        if family && !is_full(aged) && !aged.then && aged.year.is_none() {
            out.extend(of_family(all, aged));
            continue;
        }
        if !one || family || grown || open || !is_slip(known.age, aged.age) {
            continue;
        }
        let name = if is_full(known) { &known.full } else { &aged.full };
        let message = format!("{name} is {} here and {} before", aged.age, known.age);
        out.push(slip(aged, message, (known, format!("{} before", known.age))));
    }
    out
}

/// An age that is told of a surname alone, and that is that of none who have it: "Ada Brook, 34, and
/// Carl Brook, 29", and later "Brook, 43".
fn of_family(all: &[Aged], aged: &Aged) -> Option<Slip> {
    let kin = all.iter().filter(|one| one.surname == aged.surname && one.full.contains(' '));
    let apart = |one: &&Aged| (one.age - aged.age).abs();
    let near = kin.clone().min_by_key(|one| apart(one))?;
    let told = kin.clone().all(|one| one.year.is_none() && !one.then);
    // One of two whose age is neither.
    let meant =
        kin.clone().filter(|one| is_slip(one.age, aged.age)).min_by_key(|one| apart(one))?;
    (told && apart(&near) > BIRTHDAYS).then(|| {
        let message =
            format!("{} is {} here, and nobody of that name is before", aged.full, aged.age);
        slip(aged, message, (meant, format!("{} is {}", meant.full, meant.age)))
    })
}

/// An age that is not what another place says, with that place and what it says.
fn slip(aged: &Aged, message: String, (other, says): (&Aged, String)) -> Slip {
    Slip {
        rule: RULE,
        at: aged.at,
        bytes: aged.bytes.clone(),
        message,
        label: format!("{} here", aged.age),
        help: "look the age up; if years lie between, say when",
        other: Some((other.at, other.bytes.clone(), says)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        let at = BlockIx { document: 0, block: 0 };
        let mut out = Vec::new();
        super::age::of_document(&[(at, &passage)], None, &mut out);
        out.into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn nobody_has_two_ages() {
        for bad in [
            "The guide Ada Brook, 34, led them. Friends of Ms Brook, who was 43, were told.",
            "Ada Brook, aged 34, led them. Later Ada Brook, 43, was found.",
            "Ada Brook, who is thirty-four, led them. Brook, who at 37 becomes the head, is glad.",
            "The guide was Ada Brook, a 34-year-old teacher. Ada Brook, 43, was found.",
            "Ada Brook, 34, led them. The cook heard Brook's voice. The 43-year-old had a horn.",
            "The 34-year-old guide Ada Brook led them. Ms Brook is 43 and lives in Hale.",
            "Ada Brook, 34, led them. Ms Brook was glad. She is 43 and lives in Hale.",
            "Ada Brook, 34, led them. At 43, Brook is the oldest of them.",
            "Ada Brook, 34, led them. Brook, who turned 43 in May, is the oldest of them.",
            "Ada Brook, 34, led them. The court heard that Brook, 43, was ill.",
            "Ada Brook, 34, led her brother Carl Brook, 29. The court heard that Brook, 43, was ill.",
            "Ada Brook, at 34 the elder of the two, led them. Ada Brook, 43, was found.",
            "Ada Brook, 34, led them. Her friends said that Brook, 43 and in plaster, was glad.",
            "Ada Brook, 34, led them. Ada Brook, a farmer of 43, was found.",
            "Ada Brook was 34 when she came to Orlen in 1990. Ms Brook, who was born in 1962, was glad.",
            "Ada Brook, 34, led them. Ms Brook was glad. Her team was there. She had kept her forty-third birthday in May.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}");
        }
        for good in [
            "The guide Ada Brook, 34, led them. Friends of Ms Brook, who was 35, were told.",
            "Ada Brook, 34, led them with her father, Carl Brook, 61. Ms Brook, who was 34, fell.",
            "Ada Brook, 34, led them. Carl Brook, 61, followed.",
            "Ada Brook, 34, led her brother Carl Brook, 29. The court heard that Brook, 29, was ill.",
            "Ada Brook, 34, led them. Orlen, 43, and Varde, 21, were out.",
            "Ada Brook, 34, led them. Ms Brook, who was 12 when it opened, fell.",
            "Ada Brook, 34, led them. Brook, who at 19 became a nurse, fell.",
            "Ada Brook, 34, led them. A 43-year-old man called Brook for help.",
            "Ada Brook, 34, met Carl Dane. The 43-year-old had a horn.",
            "Ada Brook, 34, led them. Her dog fell. The 43-year-old man who had come was glad.",
            "In 2012 Ada Brook, 34, led them. In 2021 Ada Brook, 43, led them.",
            "Ada Brook, 34, and a 43-year-old brother of Ada Brook were found.",
            "Ada Brook, 34, led them. The horn was Carl Brook's. He is 43.",
            "Ada Brook, 34, led them. She had kept her thirty-fourth birthday in May.",
            "Ada Brook was 34 when she came to Orlen in 1990. Ms Brook, who was born in 1956, was glad.",
            "Ada Brook, 34, led them. She wants to be there on her fortieth birthday.",
            "Ada Brook, 34, led them. Her father has a farm. Carl Dane kept his forty-third birthday there.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
