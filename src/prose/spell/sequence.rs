//! Two sentences that tell one order, and not alike: "the council closed the file before it visited the
//! flat", and pages on "the council visited the flat before it closed the file".
//!
//! What came first and what came second are held as the words that say something. Where the first of
//! one sentence has the words of the second of the other, and the other way round, one is wrong.

use smol_str::SmolStr;

use super::order::{CHECK, ORDER};
use crate::prose::gist;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::sum::change::moves;
use crate::prose::words::Words;

/// Most orders of a document that are held against each other.
const MOST: usize = 64;

/// Fewest words that two orders share, and the part of the fewer of two ends that the other has.
const SHARED: usize = 3;
const PART: f32 = 0.6;

/// Words between what came later and what came earlier.
static LINKS: Words = Words::new(&["after", "before", "once"]);

/// Words that say no more than that something came about, or when.
const LIGHT: &[&str] = &[
    "come",
    "happen",
    "only",
    "take",
    "place",
    "then",
    "first",
    "just",
    "even",
    "soon",
    "long",
    "shortly",
    "immediately",
    "already",
    "say",
    "begin",
    "start",
    "time",
    "only",
    "do",
    "go",
];

/// Words of what may not have been.
const UNTOLD: &[&str] =
    &["if", "whether", "unless", "should", "would", "could", "might", "may", "will"];

/// An order that a sentence tells.
struct Told {
    at: BlockIx,
    bytes: std::ops::Range<usize>,
    /// How long before, where that is told.
    length: Option<SmolStr>,
    first: Vec<String>,
    second: Vec<String>,
}

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut all: Vec<Told> = Vec::new();
    for (at, passage) in passages {
        for sentence in &passage.sentences {
            if all.len() < MOST {
                all.extend(told(*at, passage, sentence));
            }
        }
    }
    for (n, a) in all.iter().enumerate() {
        let other = all[n + 1..].iter().find(|b| are_reversed(a, b));
        out.extend(other.map(|b| {
            Slip {
                rule: ORDER,
                at: b.at,
                bytes: b.bytes.clone(),
                message:
                    "what is said to have come first here is said to have come second elsewhere"
                        .to_owned(),
                label: "in this order here".to_owned(),
                help: CHECK,
                other: Some((a.at, a.bytes.clone(), "the other way round here".to_owned())),
            }
        }));
    }
}

/// The order that a sentence with one link tells.
fn told(at: BlockIx, passage: &Passage<'_>, sentence: &Sentence) -> Option<Told> {
    let tokens = sentence.tokens.clone();
    let mut links = tokens.clone().filter(|at| passage.is_of(*at, &LINKS));
    let (Some(link), None) = (links.next(), links.next()) else { return None };
    let durations = passage.mentions_of(sentence).iter();
    let length = durations
        .filter(|mention| matches!(mention.kind, MentionKind::Duration(_)))
        .find(|mention| mention.tokens.end == link)
        .map(|mention| mention.tokens.clone());
    // "The year before" is a time.
    let timed = link.checked_sub(1).is_some_and(|at| {
        let unit = passage.tokens[at].word.is(class::TIME_UNIT) && length.is_none();
        unit || passage.is_any(at, &["at", "than", "the"])
    });
    let last = length.as_ref().map_or(link, |tokens| tokens.start);
    let cuts =
        |at: &usize| matches!(passage.token(*at), "," | ";" | ":" | "\u{2014}" | "\u{2013}" | ".");
    let start = (tokens.start..link).rev().find(cuts).map_or(tokens.start, |at| at + 1);
    let cut = (link + 1..tokens.end).find(cuts).unwrap_or(tokens.end);
    // "Only after the sale were talks opened", "after the sale, talks were opened".
    let opens =
        (start..link).all(|at| passage.is_any(at, &["only", "and", "but", "it", "was", "just"]));
    let (ahead, behind) = if opens {
        let turn = (link + 2..cut)
            .find(|at| passage.tokens[*at].word.is(class::BE | class::HAVE | class::DO));
        let only = link.checked_sub(1).is_some_and(|at| passage.is(at, "only"));
        match turn.filter(|_| only) {
            Some(turn) => (turn..cut, link + 1..turn),
            None => {
                let end = (cut + 1..tokens.end).find(cuts).unwrap_or(tokens.end);
                (cut.min(tokens.end)..end, link + 1..cut)
            }
        }
    } else {
        (start..last, link + 1..cut)
    };
    let unsaid =
        |at: usize| passage.is_any(at, UNTOLD) || passage.tokens[at].word.is(class::NEGATION);
    // "Profit before tax", "the hour after dark": no more than a name for a thing or a time.
    let verb = |at: usize| {
        sentence.clauses.iter().any(|c| c.verb.as_ref().is_some_and(|verb| verb.main == at))
    };
    let named = |at: usize| {
        let token = passage.tokens[at];
        token.capital || token.word.is(class::DETERMINER)
    };
    let told = behind.clone().any(|at| named(at) || verb(at));
    if timed || !told || (start..cut).any(unsaid) || ahead.clone().any(unsaid) {
        return None;
    }
    let (ahead_words, mut behind_words) =
        (words(passage, ahead.clone()), words(passage, behind.clone()));
    // "Prices rose by 2 per cent after a rise of 1 per cent": the same thing twice, of which there are many.
    let way = |tokens: &Tokens| tokens.clone().any(|at| moves(passage, at).is_some());
    if shared(&ahead_words, &behind_words).0 > 0 || way(&ahead) && way(&behind) {
        return None;
    }
    // "The mill closed before the quarry": the quarry closed too.
    let verb = |tokens: &Tokens| {
        let verbs = sentence.clauses.iter().filter_map(|clause| clause.verb.as_ref());
        verbs.map(|verb| verb.main).find(|main| tokens.contains(main))
    };
    if let (Some(said), None) = (verb(&ahead), verb(&behind)) {
        let said = gist::lemma(passage, said).filter(|verb| !LIGHT.contains(&verb.as_str()));
        behind_words.extend(said);
        behind_words.sort_unstable();
        behind_words.dedup();
    }
    let before = passage.is(link, "before");
    let (first, second) =
        if before { (ahead_words, behind_words) } else { (behind_words, ahead_words) };
    let whole = ahead.start.min(behind.start)..ahead.end.max(behind.end);
    let says = !first.is_empty() && !second.is_empty();
    let length = length.map(|tokens| passage.slice(&tokens).to_lowercase().into());
    says.then(|| Told { at, bytes: passage.bytes(&whole), length, first, second })
}

fn words(passage: &Passage<'_>, tokens: Tokens) -> Vec<String> {
    let mut words = gist::lemmas(passage, tokens);
    words.retain(|word| !LIGHT.contains(&word.as_str()));
    words.sort_unstable();
    words.dedup();
    words
}

/// How many words of two ends are the same, and the part of the fewer.
fn shared(a: &[String], b: &[String]) -> (usize, f32) {
    let same = a.iter().filter(|word| b.iter().any(|other| gist::is_form(word, other))).count();
    let fewer = u8::try_from(a.len().min(b.len()).max(1)).unwrap_or(u8::MAX);
    (same, f32::from(u8::try_from(same).unwrap_or(u8::MAX)) / f32::from(fewer))
}

/// Whether two orders are of the same, the one the other way round.
fn are_reversed(a: &Told, b: &Told) -> bool {
    let (x, y) = (shared(&a.first, &b.second), shared(&a.second, &b.first));
    let (p, q) = (shared(&a.first, &b.first), shared(&a.second, &b.second));
    let timed = a.length.is_none() || b.length.is_none() || a.length == b.length;
    timed && x.0 + y.0 >= SHARED && x.1 >= PART && y.1 >= PART && x.1 + y.1 > p.1 + q.1
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;
    use super::*;

    fn found(text: &str) -> usize {
        messages(text.split(" / "), slips).len()
    }

    #[test]
    fn an_order_is_told_alike() {
        for bad in [
            "The port closed Ms Brook's case before it inspected her boat. / The port inspected Ms Brook's boat before it closed her case.",
            "Only after the rejection of the Orlen bid were talks with Varde opened. / The rejection of the Orlen bid came after talks with Varde were opened.",
            "Orlen flooded two days before Varde, and the mill stood still. / Since Varde flooded two days before Orlen, nobody was there.",
            "The mill in Orlen closed before the quarry. / The quarry closed before the mill in Orlen, as they say.",
            "After the port had inspected the boat, it closed the case. / The port closed the case before it inspected the boat.",
        ] {
            assert_eq!(found(bad), 1, "{bad}");
        }
        for good in [
            "The port closed Ms Brook's case before it inspected her boat. / The port inspected Ms Brook's boat after it closed her case.",
            "The port closed the case before it inspected the boat. / The port inspected the boat before it sold the quay.",
            "The port closed the case before it inspected the boat. / The port should inspect the boat before it closes a case.",
            "The port closed the case two days before it inspected the boat. / The port inspected the boat a year before it closed the case.",
            "Yearly loss before tax was 3 million. / Yearly tax fell after loss.",
            "Prices of gas rose in May after a rise in April. / Prices of oil rose in April after a rise in May.",
        ] {
            assert_eq!(found(good), 0, "{good}");
        }
    }
}
