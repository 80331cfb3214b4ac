//! Ages told by their decade: "an octogenarian", "in her fifties".

use super::whom::{Named, Place, Text};
use super::{Time, Told};
use crate::prose::lexicon::class;
use crate::prose::passage::{Passage, Sentence};

impl<'p> Text<'_, 'p> {
    /// "Ada Brook, an octogenarian", "she is in her fifties".
    pub(super) fn called(&self, place: Place<'_, 'p>, token: usize) -> Option<Told<'p>> {
        /// Words between the article and the noun.
        const ADJECTIVES: usize = 2;
        let passage = place.passage;
        let (first, (low, high)) = match decade(passage, token) {
            Some(ages) => {
                let mut back = (token.saturating_sub(ADJECTIVES + 1)..token).rev();
                (back.find(|at| passage.is_any(*at, &["a", "an"]))?, ages)
            }
            None => {
                let whose = token.checked_sub(1)?;
                let early = passage.is_any(whose, &["early", "mid", "late", "-"]);
                let whose = if early { whose.checked_sub(1)? } else { whose };
                let whose = if passage.is(whose, "mid") { whose.checked_sub(1)? } else { whose };
                let of = whose.checked_sub(1).filter(|at| passage.is(*at, "in"))?;
                let own = passage.is_any(whose, &["his", "her"]);
                (of, tens(passage, token).filter(|_| own)?)
            }
        };
        let idle =
            |at: &usize| passage.is_any(*at, &["now", "still", "already", "himself", "herself"]);
        let mut link = first.checked_sub(1)?;
        while idle(&link) {
            link = link.checked_sub(1)?;
        }
        let next = passage.tokens.get(token + 1).map(|next| next.word);
        let closes = matches!(passage.token(token + 1), "," | "." | ";" | ")" | "")
            || next.is_some_and(|next| next.is(class::PREPOSITION | class::RELATIVE));
        let who = if passage.is(link, ",") {
            let mut here = self.named.iter().filter(|named| named.block == place.block);
            here.find(|named| named.tokens.end == link).map(|named| named.surname)
        } else if passage.is(link, "is") {
            self.subject(place, link.checked_sub(1)?)
        } else {
            None
        };
        who.filter(|_| closes).map(|who| Told {
            who,
            at: place.at,
            bytes: passage.bytes(&(first..token + 1)),
            time: Time::Now,
            low,
            high,
            beside: false,
        })
    }

    /// "An octogenarian who swims was honoured. Ada Brook, a widow, …": the one person of the document.
    pub(super) fn lead(&self, place: Place<'_, 'p>, next: Option<&Sentence>) -> Option<Told<'p>> {
        let (passage, start) = (place.passage, place.sentence.tokens.start);
        if start != 0 || !passage.is_any(start, &["a", "an"]) {
            return None;
        }
        let (low, high) = decade(passage, start + 1)?;
        let next = next?.tokens.start;
        let own = |named: &&Named<'p>| named.block == place.block;
        let first = self.named.iter().find(own).filter(|named| named.tokens.start == next)?;
        let alone = self.named.iter().all(|named| named.surname == first.surname);
        alone.then(|| Told {
            who: first.surname,
            at: place.at,
            bytes: passage.bytes(&(start..start + 2)),
            time: Time::Now,
            low,
            high,
            beside: false,
        })
    }
}

/// Years of age of those whom a word means.
fn decade(passage: &Passage<'_>, token: usize) -> Option<(i64, i64)> {
    const WORDS: &[(&str, i64, i64)] = &[
        ("teenager", 13, 19),
        ("quinquagenarian", 50, 59),
        ("sexagenarian", 60, 69),
        ("septuagenarian", 70, 79),
        ("octogenarian", 80, 89),
        ("nonagenarian", 90, 99),
        ("centenarian", 100, 109),
    ];
    let word = passage.lower(token);
    let (_, low, high) = WORDS.iter().find(|(known, ..)| *known == word)?;
    Some((*low, *high))
}

/// Years of age of those who are in them: "her fifties", "his mid-forties".
fn tens(passage: &Passage<'_>, token: usize) -> Option<(i64, i64)> {
    const TENS: &[&str] = &[
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let word = passage.lower(token);
    let word = word.strip_prefix("mid-").unwrap_or(&word);
    let ten = TENS.iter().position(|known| *known == word)?;
    let low = (i64::try_from(ten).ok()? + 2) * 10;
    Some((low, low + 9))
}
