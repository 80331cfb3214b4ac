//! One thing that the text calls by two names which share a word: "the group calls itself Grey Heron", and
//! later "White Heron, as the group signs itself"; "the ferry Ada Brook", and later "the Ada Birch".
//!
//! Two names that share a word may be those of two things: sister ships, two bridges of one town. What
//! gives a slip away is that the second is told as known, and that nothing ever told of it.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::lexicon::class;
use super::passage::{Mention, MentionKind, Passage, Tokens};
use super::reading::BlockIx;
use super::slip::Slip;
use super::token::Kind;
use super::words::Words;

/// The rule that reports these.
const RULE: &str = "name-variant";

/// Nouns for what bears the name of a person or of anything at all.
static BEARERS: Words = Words::new(&[
    "barge",
    "boat",
    "brig",
    "cutter",
    "destroyer",
    "dredger",
    "ferry",
    "freighter",
    "frigate",
    "icebreaker",
    "launch",
    "lifeboat",
    "liner",
    "locomotive",
    "schooner",
    "ship",
    "sloop",
    "spacecraft",
    "steamer",
    "submarine",
    "tanker",
    "trawler",
    "tug",
    "vessel",
    "yacht",
]);

/// Verbs of what a body says that it is called.
const CALLS: &[&str] = &["calls", "called", "calling", "names", "signs", "styled", "styles"];

/// Words beside a name that say that it is another's.
const OTHERS: &[&str] =
    &["another", "fellow", "other", "rival", "second", "sister", "sisters", "twin", "unlike"];

/// Most tokens from a name to such a word.
const NEAR: usize = 4;

/// Most names of a document that are compared.
const MOST: usize = 256;

/// A name as it is written somewhere.
struct Written {
    words: Vec<SmolStr>,
    name: SmolStr,
    at: BlockIx,
    sentence: usize,
    bytes: std::ops::Range<usize>,
    /// What bears it: the noun before it, or the noun of what calls itself so.
    noun: Option<SmolStr>,
    calls_itself: bool,
    /// Whether it stands behind a bare article, as one that is known.
    is_known: bool,
    is_another: bool,
}

/// Slips of a document.
pub(super) fn of_document<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
) -> Vec<Slip> {
    let mut all: Vec<Written> = Vec::new();
    let mut times: FxHashMap<SmolStr, usize> = FxHashMap::default();
    for (at, passage) in passages {
        let names = passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
        for written in names.filter_map(|mention| written(at, passage, mention)) {
            *times.entry(written.name.clone()).or_default() += 1;
            let kept = written.noun.is_some() || written.is_known;
            if kept && all.len() < MOST {
                all.push(written);
            }
        }
    }
    let once = |name: &SmolStr| times.get(name) == Some(&1);
    let mut out = Vec::new();
    for (ix, found) in all.iter().enumerate().filter(|(_, found)| once(&found.name)) {
        let known = all[..ix].iter().find(|known| is_one(known, found));
        out.extend(known.map(|known| slip(known, found)));
    }
    out
}

/// Whether a name that is told as known is meant for one that the text has introduced.
fn is_one(known: &Written, found: &Written) -> bool {
    let apart = known.at != found.at || known.sentence + 1 < found.sentence;
    let itself = known.calls_itself && found.calls_itself && known.noun == found.noun;
    // "The ferry Ada Brook", "the Ada Birch".
    let borne =
        known.noun.is_some() && !known.calls_itself && found.noun.is_none() && found.is_known;
    apart
        && !found.is_another
        && (itself && share(known, found, false) || borne && share(known, found, true))
}

/// Whether two names differ in one word: of what bears a person's name, in the last.
fn share(a: &Written, b: &Written, first: bool) -> bool {
    let (x, y) = (&a.words, &b.words);
    let differing: Vec<usize> = (0..x.len().min(y.len())).filter(|at| x[*at] != y[*at]).collect();
    let last = differing == [x.len() - 1];
    x.len() == y.len() && differing.len() == 1 && (!first || last)
}

fn written(at: BlockIx, passage: &Passage<'_>, mention: &Mention) -> Option<Written> {
    let own = &mention.tokens;
    let plain = |at: usize| {
        let token = &passage.tokens[at];
        let other = class::ORGANISATION | class::PLACE | class::TITLE | class::MONTH | class::EVENT;
        token.kind == Kind::Word && token.capital && !token.word.is(other)
    };
    if own.len() < 2 || !own.clone().all(plain) {
        return None;
    }
    let sentence = passage.sentence_of(own.start)?;
    let within = passage.sentences[sentence].tokens.clone();
    let words: Vec<SmolStr> = own.clone().map(|at| passage.lower(at)).collect();
    let itself = itself(passage, own, &within);
    let before = own.start.checked_sub(1).filter(|at| within.contains(at));
    let noun = || {
        let noun = before.filter(|at| passage.is_of(*at, &BEARERS))?;
        Some(passage.lower(noun))
    };
    // "Another ferry, the Ada Brunt", "the Ada Brunt, a ferry": told for the first time.
    let led = before.and_then(|at| at.checked_sub(1)).filter(|at| within.contains(at));
    let listed = led.is_some_and(|at| {
        passage.tokens[at].kind != Kind::Word || passage.tokens[at].word.is(class::CONJUNCTION)
    });
    let told = passage.token(own.end) == "," && passage.is_any(own.end + 1, &["a", "an"]);
    let noun_of = |at: usize| passage.is_of(at, &BEARERS);
    let introduced = listed || told || within.clone().any(noun_of);
    // "The Ada Brook prize" is none of hers.
    let longer = |m: &Mention| m.tokens.start <= own.start && m.tokens.end > own.end;
    let ends = || !passage.mentions_of(&passage.sentences[sentence]).iter().any(longer);
    let around = own.start.saturating_sub(NEAR).max(within.start)..(own.end + NEAR).min(within.end);
    Some(Written {
        name: passage.slice(own).into(),
        words,
        at,
        sentence,
        bytes: passage.bytes(own),
        calls_itself: itself.is_some(),
        noun: itself.or_else(noun),
        is_known: before.is_some_and(|at| passage.is(at, "the")) && !introduced && ends(),
        is_another: around.into_iter().any(|at| passage.is_any(at, OTHERS)),
    })
}

/// The noun of what calls itself so: "the group calls itself NAME", "NAME, as the group … styles itself".
fn itself(passage: &Passage<'_>, name: &Tokens, within: &Tokens) -> Option<SmolStr> {
    /// Most tokens from the noun to the verb.
    const NOUN: usize = 10;
    let reflexive =
        |at: usize| passage.is_any(at + 1, &["itself", "themselves"]) && passage.is_any(at, CALLS);
    let ahead = name.start.checked_sub(2).filter(|at| within.contains(at) && reflexive(*at));
    let behind = || {
        let led = passage.token(name.end) == "," && passage.is(name.end + 1, "as");
        let until = (name.end + 2 + NOUN).min(within.end);
        (name.end + 2..until).find(|at| led && reflexive(*at))
    };
    let verb = ahead.or_else(behind)?;
    // "The group behind the theft" is no theft.
    let led = |at: &usize| {
        let inner = at.checked_sub(1).filter(|at| within.contains(at));
        let inner = inner.is_some_and(|at| {
            passage.tokens[at].word.is(class::PREPOSITION) && !passage.is(at, "as")
        });
        passage.is_any(*at, &["the", "a", "this", "its"]) && !inner
    };
    let the = (verb.saturating_sub(NOUN).max(within.start)..verb).rev().find(led)?;
    let stop = class::PREPOSITION | class::RELATIVE;
    let goes_on = |at: &usize| {
        let token = &passage.tokens[*at];
        token.kind == Kind::Word && !token.word.is(stop)
    };
    let noun = (the + 1..verb).take_while(goes_on).last()?;
    Some(passage.lower(noun))
}

fn slip(known: &Written, found: &Written) -> Slip {
    let (before, here) = (&known.name, &found.name);
    Slip {
        rule: RULE,
        at: found.at,
        bytes: found.bytes.clone(),
        message: format!(
            "\u{201c}{before}\u{201d} or \u{201c}{here}\u{201d}: one thing under two names, or one that nothing introduces"
        ),
        label: format!("\u{201c}{here}\u{201d} here"),
        help: "if it is one thing, give it one name",
        other: Some((known.at, known.bytes.clone(), format!("\u{201c}{before}\u{201d} here"))),
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::table::tests::slips_of;

    fn found(text: &str) -> Vec<String> {
        slips_of(super::RULE, &text.replace('\n', "\n\n"))
    }

    #[test]
    fn what_nothing_introduces_is_what_was_introduced() {
        for bad in [
            "The ferry Ada Brook left at six.\nIt rained. The Ada Brunt, which carried forty cars, came back at nine.",
            "The gang calls itself Silver Heron.\nIt rained. The police say that White Heron, as the gang behind the thefts styles itself, has left.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            // Introduced, told of twice, a sister of it, another kind of thing.
            "The ferry Ada Brook left at six.\nIt rained. The tug Ada Brunt came back at nine.",
            "The ferry Ada Brook left at six.\nIt rained. The Ada Brunt came back at nine. The Ada Brunt is new.",
            "The ferry Ada Brook left at six.\nIt rained. Her sister, the Ada Brunt, came back at nine.",
            "The ferry Ada Brook left at six.\nIt rained. Behind it came another, the Ada Brunt.",
            "The ferry Ada Brook left at six.\nIt rained. The Ada Brunt, a dredger, came back at nine.",
            "The ferry Ada Brook left at six.\nIt rained. The Ada Brunt school was shut.",
            "The baker Ada Brook left at six.\nIt rained. The Ada Brunt came back at nine.",
            "The gang calls itself Silver Heron.\nIt rained. The police say that White Heron, as the club styles itself, has left.",
            "The gang calls itself Silver Heron.\nIt rained. The police say that Varde Elks, as the gang styles itself, has left.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
