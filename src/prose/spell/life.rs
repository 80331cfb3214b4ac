//! "In 2004, at the age of 79, she …", "she was thirty-one when she moved there, in 1957", "his 60th
//! birthday in 2019": ages with their years, against the one birth that a document tells of.

use std::ops::Range;

use super::age::{date_after, exact_year};
use super::gender::Gender;
use super::{HELP, RULE, aged, since};
use crate::prose::passage::{ClauseKind, Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::value::date::{Day, When};

/// Years of age that are told of somebody's life.
const AGES: std::ops::RangeInclusive<i64> = 5..=115;

/// Tokens between a pronoun and "born".
const NEAR: usize = 3;

/// The pronoun of whom a document is about: nearly all of its pronouns for people are that.
fn most(passages: &[(BlockIx, &Passage<'_>)]) -> Option<Gender> {
    /// Of how many pronouns one may be another.
    const ONE_IN: usize = 3;
    let tokens = passages.iter().flat_map(|(_, p)| (0..p.tokens.len()).map(move |at| (p, at)));
    let (mut he, mut she) = (0_usize, 0_usize);
    for said in tokens.filter_map(|(passage, at)| Gender::of_subject(passage, at)) {
        match said {
            Gender::He => he += 1,
            Gender::She => she += 1,
        }
    }
    match () {
        () if he * ONE_IN < she => Some(Gender::She),
        () if she * ONE_IN < he => Some(Gender::He),
        () => None,
    }
}

/// The birth that a document tells of.
struct Birth {
    at: BlockIx,
    bytes: Range<usize>,
    /// Its first and its last year.
    years: (i64, i64),
    of: Option<Gender>,
    /// Parts of the names of its sentence.
    named: Vec<String>,
    /// Whether it is told of a pronoun.
    told: bool,
}

/// The parts of the names of the first sentence of a passage.
fn parts(passage: &Passage<'_>) -> Vec<String> {
    let first = passage.sentences.first().map(|sentence| passage.mentions_of(sentence));
    first
        .unwrap_or_default()
        .iter()
        .filter(|m| matches!(m.kind, MentionKind::Name))
        .flat_map(|m| passage.slice(&m.tokens).split_whitespace().map(str::to_owned))
        .collect()
}

/// Years that a winter reaches over at most.
const WINTERS: i64 = 2;

/// The year of a date, or those of a winter.
fn years_of(mention: &Mention) -> Option<(i64, i64)> {
    if let Some(year) = exact_year(mention) {
        return Some((year, year));
    }
    let MentionKind::Date(reading) = &mention.kind else { return None };
    let When::Day(days) = &reading.when else { return None };
    let (low, high) = days.bounds()?;
    let year = |day: Day| i64::from(day.date().year());
    let (low, high) = (year(low?), year(high?));
    // "The winter of 2003" may be either of two.
    (high - low <= WINTERS).then_some((low, high))
}

/// Slips of the ages of a document. `births` are the passages that say "born", with the places of
/// the word.
pub(super) fn slips(
    passages: &[(BlockIx, &Passage<'_>)],
    births: &[(usize, Vec<usize>)],
    out: &mut Vec<Slip>,
) {
    let Some(mut birth) = birth(passages, births) else { return };
    birth.of = birth.of.or_else(|| most(passages));
    if birth.told {
        // "He was born …": of whom the title and the first paragraph name.
        const LEAD: usize = 2;
        birth.named.extend(passages.iter().take(LEAD).flat_map(|(_, passage)| parts(passage)));
    }
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            let mentions = passage.mentions_of(sentence);
            let is_date = |m: &&Mention| matches!(m.kind, MentionKind::Date(_));
            let mut dates = mentions.iter().filter(is_date);
            let (Some(date), None) = (dates.next(), dates.next()) else { continue };
            let year = years_of(date).filter(|(year, _)| *year > birth.years.1);
            // "The war that had begun in 1914": a date of something else.
            let of_another = sentence.clause_of(date.tokens.start).is_some_and(|clause| {
                let which = passage.is_any(clause.tokens.start, &["who", "which", "that", "whose"]);
                clause.kind == ClauseKind::Relative && which
            });
            // "The storm of 1962", "a 1936 fishing smack".
            let before = date.tokens.start.checked_sub(1);
            let of = before
                .is_some_and(|at| passage.is_any(at, &["of", "a", "an", "the", "his", "her"]));
            let Some((from, year)) = year.filter(|_| !of_another && !of) else { continue };
            let told = age_of_pronoun(passage, sentence, &birth.named);
            let Some((age, tokens, of)) = told else { continue };
            // Somebody else who is named in full is "he".
            let another = mentions.iter().any(|m| {
                let full = passage.slice(&m.tokens);
                matches!(m.kind, MentionKind::Name)
                    && m.tokens.end <= tokens.start
                    && full.contains(' ')
                    && !full.split(' ').any(|part| birth.named.iter().any(|own| own == part))
            });
            if another {
                continue;
            }
            // A year either way: how ages are counted differs.
            let (first, last) = birth.years;
            let (least, most) = (from - last - 1, year - first);
            let other = birth.of.zip(of).is_some_and(|(birth, of)| birth != of);
            if other || (least - 1..=most + 1).contains(&age) {
                continue;
            }
            let born = if first == last { first.to_string() } else { format!("{first} or {last}") };
            out.push(Slip {
                rule: RULE,
                at: *at,
                bytes: passage.bytes(&tokens),
                message: format!(
                    "{age} in {year} does not fit a birth in {born}, which gives {most}"
                ),
                label: format!("the year of birth gives {most}"),
                help: HELP,
                other: Some((birth.at, birth.bytes.clone(), "born".to_owned())),
            });
        }
    }
}

/// The one birth of a document: the only one with a date, or the only one that is told of a pronoun
/// or of nobody by name ("Born 5 June 1931; died 3 March 2019").
fn birth(passages: &[(BlockIx, &Passage<'_>)], births: &[(usize, Vec<usize>)]) -> Option<Birth> {
    let dated = births.iter().flat_map(|(ix, words)| words.iter().map(move |word| (*ix, *word)));
    let dated = dated.filter_map(|(ix, word)| {
        let (at, passage) = passages[ix];
        let (bytes, years, vague) = date_after(passage, word).filter(|date| !date.2)?;
        let sentence = passage.sentences.get(passage.sentence_of(word)?)?;
        let start = sentence.tokens.start;
        let names = passage.mentions_of(sentence).iter();
        let named = names
            .filter(|m| matches!(m.kind, MentionKind::Name))
            .flat_map(|m| passage.slice(&m.tokens).split_whitespace().map(str::to_owned))
            .collect();
        let of = (word.saturating_sub(NEAR).max(start)..word)
            .find_map(|at| Gender::of_subject(passage, at));
        let ahead = || passage.mentions.iter().filter(|m| (start..word).contains(&m.tokens.start));
        let nobody = of.is_some() || word == start || ahead().next().is_none();
        let kin = (start..word).any(|at| passage.is_any(at, OTHERS));
        let told = of.is_some();
        (!vague && (nobody || !kin))
            .then_some((Birth { at, bytes, years, of, named, told }, nobody))
    });
    let dated: Vec<(Birth, bool)> = dated.collect();
    // A text that tells the births of several people is of several lives.
    let one = dated.windows(2).all(|pair| pair[0].0.years == pair[1].0.years);
    let sure = dated.iter().any(|(_, nobody)| *nobody);
    let mut wanted = dated.into_iter().filter(|(_, nobody)| *nobody || !sure).map(|(b, _)| b);
    let mut first = wanted.next().filter(|_| one)?;
    for other in wanted {
        first.of = first.of.or(other.of);
    }
    Some(first)
}

/// Words for others in somebody's life: an age in their sentence may be theirs.
pub(super) const OTHERS: &[&str] = &[
    "mother",
    "father",
    "brother",
    "sister",
    "wife",
    "husband",
    "son",
    "daughter",
    "parents",
    "uncle",
    "aunt",
    "grandfather",
    "grandmother",
    "cousin",
    "friend",
    "widow",
    "twin",
    "nephew",
    "niece",
    "teacher",
    "partner",
    "children",
];

/// "At the age of 79 she", "she was 24", "aged 31, he", "she climbed it at the age of 79": the age
/// that a sentence gives of its pronoun.
fn age_of_pronoun(
    passage: &Passage<'_>,
    sentence: &Sentence,
    names: &[String],
) -> Option<(i64, Range<usize>, Option<Gender>)> {
    let is = |at: usize, back: usize, word: &str| {
        at.checked_sub(back).is_some_and(|at| passage.is(at, word))
    };
    let named = |at: usize| passage.is_any(at, OTHERS);
    if sentence.tokens.clone().any(named) {
        return None;
    }
    let subject = |at: usize| {
        let clause = sentence.clause_of(at)?;
        let mention = passage.mentions.get(clause.subject?)?;
        Gender::of_subject(passage, mention.tokens.start)
    };
    sentence.tokens.clone().find_map(|at| {
        // "Her 60th birthday".
        if passage.is(at + 1, "birthday") {
            let age = since::ordinal(&passage.lower(at))?;
            let of = Gender::of_owner(passage, at.checked_sub(1)?)?;
            return AGES.contains(&age).then_some((age, at..at + 2, Some(of)));
        }
        let aged = is(at, 1, "aged") || (is(at, 1, "of") && is(at, 2, "age"));
        let was = is(at, 1, "was") || is(at, 1, "turned");
        if !aged && !was {
            return None;
        }
        let (age, end) = aged::number(passage, at).filter(|(age, _)| AGES.contains(age))?;
        let comma = usize::from(passage.is(end, ","));
        let closes = matches!(passage.token(end), "," | "." | ";" | ")" | "" | "—" | "–" | "when");
        let of = if aged {
            let own = || subject(at).or_else(|| Gender::of_subject(passage, sentence.tokens.start));
            Gender::of_subject(passage, end + comma).or_else(|| own().filter(|_| closes))
        } else {
            Gender::of_subject(passage, at.checked_sub(2)?).filter(|_| closes)
        };
        if of.is_none() && aged && closes && opens_with(passage, sentence, names) {
            return Some((age, at..end, None));
        }
        of.map(|of| (age, at..end, Some(of)))
    })
}

/// Whether a sentence begins with the name of whom the birth is told: all of its parts are.
fn opens_with(passage: &Passage<'_>, sentence: &Sentence, names: &[String]) -> bool {
    let mentions = passage.mentions_of(sentence);
    mentions.first().is_some_and(|first| {
        let name = passage.slice(&first.tokens);
        first.tokens.start == sentence.tokens.start
            && matches!(first.kind, MentionKind::Name)
            && name.split_whitespace().all(|part| names.iter().any(|own| own == part))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{age, tests::messages};

    fn found(text: &str) -> Vec<String> {
        messages(text.split("\n\n"), |all, out| age::of_document(all, None, out))
    }

    #[test]
    fn ages_with_their_years_fit_the_birth() {
        for bad in [
            "She was born on 4 May 1931 at Hale.\n\nShe was thirty-eight when she came home, in \
             the spring of 1957.",
            "*Born 4 May 1931; died 2 April 2019.*\n\nIn the autumn of 2004, at the age of 79, she \
             crossed the ridge. Those who were born there had not.",
            "He was born in 1940 at Hale. He kept his 60th birthday at sea in 2006.",
            "She was born in 1931. She crossed the ridge in 2004 at the age of 79.",
            "She was born in 1931. She crossed the ridge in the winter of 2004, at the age of 66.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}");
        }
        for good in [
            "She was born on 4 May 1931 at Hale.\n\nShe was twenty-five when she came home, in \
             the spring of 1957.",
            "She was born in 1931. Her mother married in 1924, when she was 19.",
            "She was born in 1931. He crossed the ridge in 2004 at the age of 39.",
            "She was born in 1931. She was 28 when the war that began in 1952 was lost.",
            "She was born in 1931. She was 28 when the storm of 1952 was put to music.",
            "Ada Brook was born in 1966 and died in 2015, aged 48. Born in 1984, he led them; in 2015, \
             when he was 48, it rained.",
            "She was born in 1931. In 2004 the house, aged 79, was hers.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
