//! One person with two ranks: "Colonel NAME", and later "General NAME".

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{HELP, RULE, time};
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;

/// Ranks of armies, navies, police and fire services, as they stand before a name.
const RANKS: &[&str] = &[
    "admiral",
    "brigadier",
    "captain",
    "colonel",
    "commander",
    "commodore",
    "constable",
    "corporal",
    "general",
    "inspector",
    "lieutenant",
    "major",
    "marshal",
    "private",
    "sergeant",
    "superintendent",
];

/// A rank beside a name.
struct Ranked {
    /// The words of the rank, lower case.
    rank: String,
    surname: String,
    name: String,
    at: BlockIx,
    bytes: Range<usize>,
}

/// Slips of a document.
pub(super) fn slips<'p>(
    passages: impl Iterator<Item = (BlockIx, &'p Passage<'p>)>,
    out: &mut Vec<Slip>,
) {
    let passages: Vec<_> = passages.collect();
    let mut bearers: FxHashMap<String, FxHashSet<String>> = FxHashMap::default();
    for (_, passage) in &passages {
        for mention in passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name)) {
            let named = |at: &usize| {
                let rank = RANKS.contains(&passage.lower(*at).as_str());
                !rank && !passage.tokens[*at].word.is(class::TITLE)
            };
            let words = mention.tokens.clone().rev().filter(named);
            let mut words = words.map(|at| passage.lower(at));
            if let (Some(surname), Some(given)) = (words.next(), words.next()) {
                bearers.entry(surname.to_string()).or_default().insert(given.to_string());
            }
        }
    }
    let shared =
        |surname: &str| bearers.get(&surname.to_lowercase()).is_some_and(|given| given.len() > 1);
    let mut first: FxHashMap<String, Ranked> = FxHashMap::default();
    for (at, passage) in passages {
        for mention in passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name)) {
            let Some(found) = ranked(at, passage, &mention.tokens) else { continue };
            let Some(known) = first.get(&found.surname) else {
                first.insert(found.surname.clone(), found);
                continue;
            };
            let bare = |ranked: &Ranked| ranked.name == ranked.surname;
            // Of two people with one surname, the surname alone is either's.
            let alone = (bare(known) || bare(&found)) && !shared(&found.surname);
            let same = known.name == found.name || alone;
            // "Lieutenant Colonel Brook", then "Colonel Brook".
            let short = known.rank.ends_with(&found.rank) || found.rank.ends_with(&known.rank);
            if same && !short {
                out.push(slip(known, &found));
            }
        }
    }
}

/// The rank before a name, in a sentence that tells of no change.
fn ranked(at: BlockIx, passage: &Passage<'_>, name: &Range<usize>) -> Option<Ranked> {
    let is_rank = |at: usize| RANKS.contains(&passage.lower(at).as_str());
    let is_title = |at: usize| {
        let token = passage.tokens.get(at);
        token.is_some_and(|token| token.word.is(class::TITLE) || is_rank(at))
    };
    // Titles stand in the name, or before it.
    let end = name.clone().find(|at| !is_title(*at))?;
    let start = (0..end).rev().take_while(|at| is_rank(*at)).last()?;
    let sentence = &passage.sentences.get(passage.sentence_of(start)?)?.tokens;
    let before = start.checked_sub(1).filter(|at| sentence.contains(at));
    let other = before.is_some_and(|at| time::is_other(&passage.lower(at)));
    if other || start < sentence.start || time::is_of_a_change(passage, sentence) {
        return None;
    }
    let words: Vec<_> = (start..end).map(|at| passage.lower(at)).collect();
    let text = passage.slice(&(end..name.end));
    Some(Ranked {
        rank: words.join(" "),
        surname: text.split_whitespace().next_back()?.to_owned(),
        name: text.to_owned(),
        at,
        bytes: passage.bytes(&(start..name.end)),
    })
}

fn slip(known: &Ranked, found: &Ranked) -> Slip {
    let name = if found.name.len() > known.name.len() { &found.name } else { &known.name };
    Slip {
        rule: RULE,
        at: found.at,
        bytes: found.bytes.clone(),
        message: format!("{name} is called {} here and {} before", found.rank, known.rank),
        label: format!("{} here", found.rank),
        help: HELP,
        other: Some((known.at, known.bytes.clone(), format!("{} here", known.rank))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, None);
        messages(&passage, slips)
    }

    #[test]
    fn nobody_has_two_ranks() {
        for bad in [
            "At their head was Colonel Ada Brook. On Friday General Brook will speak.",
            "They asked Detective Sergeant Carl Dane. Nobody had heard Inspector Dane.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "They met Lieutenant Colonel Ada Brook. Colonel Brook left.",
            "They met Colonel Ada Brook. General Carl Brook left.",
            "They met Colonel Ada Brook. Brook was promoted. Former General Brook left.",
            "In 2009 Captain Ada Brook came. General Brook left.",
            "They met Colonel Ada Brook. Mrs Brook left.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
