//! A remark that is recalled by what it is about, and given to another: "…," said NAME, and later
//! "NAME's line about the fence and the neighbour".

use smol_str::SmolStr;

use super::credit::{name_at, titled};
use super::{Quoted, Reader, Who, are_two, echoes, is_mark};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::token::Kind;

/// Nouns for something that was said once, in words worth recalling. Statements and questions about a
/// thing are many people's.
const REMARKS: &[&str] = &[
    "comment",
    "comparison",
    "image",
    "joke",
    "line",
    "metaphor",
    "phrase",
    "quip",
    "remark",
    "sentence",
    "warning",
    "words",
];

/// Fewest words that say what a remark is about.
const TELLING: usize = 2;

/// Most tokens of them, and from a name to "whose".
const ABOUT: usize = 14;
const NEAR: usize = 12;

/// Letters that two forms of a word begin with alike: "mend", "mending".
const STEM: usize = 4;

/// Remarks that are recalled in a passage, each with the words that say what it is about.
pub(super) fn of(reader: &Reader<'_>) -> impl Iterator<Item = (Quoted, Vec<SmolStr>)> {
    let passage = reader.passage;
    let nouns = (1..passage.tokens.len())
        .filter(|at| passage.is(at + 1, "about") && passage.is_any(*at, REMARKS));
    nouns.filter_map(|noun| {
        let about = about(passage, noun)?;
        let words: Vec<SmolStr> = about
            .clone()
            .filter(|at| is_telling(passage, *at))
            .map(|at| passage.lower(at))
            .collect();
        let speaker = reader.who(&owner(passage, noun, about.end)?)?;
        let quoted = reader.said(&(noun..about.end), speaker, false)?;
        (words.len() >= TELLING).then_some((quoted, words))
    })
}

/// Whether a word says what is spoken of: figures do, which two remarks seldom share.
fn is_telling(passage: &Passage<'_>, at: usize) -> bool {
    let idle = class::PREPOSITION | class::CONJUNCTION | class::PRONOUN | class::ADVERB;
    let token = &passage.tokens[at];
    let article = passage.is_any(at, &["the", "a", "an"]) || token.word.is(class::DETERMINER);
    let number = token.word.is(class::NUMBER) || token.kind == Kind::Number;
    number || token.kind == Kind::Word && !article && !token.word.is(idle)
}

/// The tokens that say what a remark is about: "the fence and the neighbour".
fn about(passage: &Passage<'_>, noun: usize) -> Option<Tokens> {
    let start = noun + 2;
    let sentence = &passage.sentences.get(passage.sentence_of(start)?)?.tokens;
    let verb = class::RELATIVE | class::BE | class::HAVE | class::MODAL | class::SPEECH;
    let ends = |at: &usize| {
        let token = &passage.tokens[*at];
        !matches!(token.kind, Kind::Word | Kind::Number)
            || token.word.is(verb)
            || passage.is_any(*at, &["with", "that", "by", "came", "comes"])
    };
    let until = (start + ABOUT).min(sentence.end);
    let end = (start..until).find(ends).unwrap_or(until);
    let and = (start..end).rfind(|at| passage.is(*at, "and"))?;
    if passage.is(noun - 1, "the") {
        return Some(start..end);
    }
    // Of the words behind it, a verb of the sentence may be one: "drew applause".
    let told = (and + 1..end).find(|at| {
        is_telling(passage, *at) && !passage.tokens[*at].word.is(class::NUMBER | class::ADJECTIVE)
    });
    Some(start..told? + 1)
}

/// Whom a remark is given to.
fn owner(passage: &Passage<'_>, noun: usize, end: usize) -> Option<Tokens> {
    let ix = passage.mentions.partition_point(|m| m.tokens.start < noun);
    let names = || {
        let near = passage.mentions[..ix].iter().rev().take(NEAR);
        near.filter(|m| matches!(m.kind, MentionKind::Name))
    };
    // "NAME's remark", "NAME, the minister for fish, whose remark".
    let s = noun.checked_sub(2).filter(|at| passage.is(at + 1, "s") && is_mark(passage, *at));
    if let Some(mark) = s {
        return names().find(|m| m.tokens.end == mark).map(|m| m.tokens.clone());
    }
    if passage.is(noun - 1, "whose") {
        let sentence = &passage.sentences.get(passage.sentence_of(noun)?)?.tokens;
        let near = |at: usize| at >= sentence.start && at + NEAR >= noun;
        let name = names().find(|m| {
            let comma = passage.token(m.tokens.end) == ",";
            near(m.tokens.start) && comma && m.tokens.end < noun
        });
        return name.map(|m| m.tokens.clone());
    }
    if !passage.is(noun - 1, "the") {
        return None;
    }
    // "The remark about … came from NAME".
    if passage.is_any(end, &["came", "comes"]) && passage.is(end + 1, "from") {
        return name_at(passage, titled(passage, end + 2)?);
    }
    // "The remark about …, with which NAME", "that NAME made", "by NAME".
    let comma = end + usize::from(passage.token(end) == ",");
    let with = comma + usize::from(passage.is(comma, "with"));
    let by = passage.is_any(with, &["which", "that", "by"]);
    by.then(|| name_at(passage, titled(passage, with + 1)?)).flatten()
}

/// Whether a quotation has all words that say what a remark is about.
fn is_recalled(quoted: &Quoted, about: &[SmolStr]) -> bool {
    let alike = |a: &str, b: &str| {
        let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        let short = a.chars().count().min(b.chars().count());
        same == short && (same >= STEM || a == b) || same > STEM
    };
    quoted.marked && about.iter().all(|word| quoted.words.iter().any(|own| alike(word, &own.0)))
}

/// The quotation that a remark recalls and gives to another, if it recalls no other one.
pub(super) fn contradicted<'q>(
    all: &'q [Quoted],
    recalled: &(Quoted, Vec<SmolStr>),
) -> Option<&'q Quoted> {
    let mut meant = all.iter().filter(|quoted| is_recalled(quoted, &recalled.1));
    let known = meant.next()?;
    let two = are_two(&known.speaker, &recalled.0.speaker) && !echoes(known, &recalled.0);
    let one = |a: &Who, b: &Who| a.name == b.name;
    (two && meant.all(|other| one(&other.speaker, &known.speaker))).then_some(known)
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::slips_of;

    fn found(text: &str) -> Vec<String> {
        slips_of(super::super::RULE, &text.replace('\n', "\n\n"))
    }

    #[test]
    fn a_remark_is_one_persons() {
        let quoted = "“The best fence is a good neighbour,” said Ada Brook.\n";
        for bad in [
            "Mr Dane’s line about the fence and the neighbour drew applause.",
            "Councillor Carl Dane, whose remark about fences and neighbours was printed, left.",
            "The remark about fences and neighbours, with which Mr Dane won the hall, was printed.",
            "The line about the fence and the neighbour that Mr Dane used was printed.",
            "The line about the fence and the neighbour came from Mr Dane, the mayor.",
            "It was Carl Dane who had said that the best fence is a good neighbour.",
            "As Carl Dane, the mayor, put it in May, the best fence is a good neighbour.",
        ] {
            assert_eq!(found(&format!("{quoted}{bad}")).len(), 1, "{bad}");
        }
        for good in [
            "Ms Brook’s line about the fence and the neighbour drew applause.",
            "Mr Dane’s line about the fence and the gate drew applause.",
            "Mr Dane’s line about the fence drew applause.",
            "Mr Dane’s questions about the fence and the neighbour were read out.",
            "Mr Dane, who repeated Brook’s line about the fence and the neighbour, left.",
            "As Ada Brook put it in May, the best fence is a good neighbour.",
            "“A fence is no neighbour,” said Carl Dane.\nMr Dane’s line about the fence and the neighbour drew applause.",
        ] {
            assert_eq!(found(&format!("{quoted}{good}")), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn who_is_quoted_goes_on() {
        let recalled = "\nMr Dane’s line about the fence and the neighbour drew applause.";
        let next = "“We stay,” said our director, Ada Brook, when it was sold. “The best fence is a good neighbour.”";
        assert_eq!(found(&format!("{next}{recalled}")).len(), 1);
    }
}
