//! Which cues a text can match at all, told by their words as they are written: to compile a cue
//! takes longer than to read a sentence, and a short text has the words of few of them in one
//! sentence.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::compile::lower;
use crate::prose::lexicon::{self, Lemma, class};
use crate::prose::passage::Passage;

/// Longest texts, in bytes, whose words are gathered: longer ones have the words of most cues.
const MOST: usize = 32 * 1024;

/// The words of some texts, and which sentences they stand in.
#[derive(Debug)]
pub struct Said {
    /// Whether anything may be said: the texts are too long to be looked through.
    anything: bool,
    words: FxHashMap<SmolStr, Places>,
    lemmas: FxHashMap<Lemma, Places>,
    /// First letters of the words, one to [`STEM`] of each, by their hash: where a word begins with
    /// them, or with others of that hash.
    starts: Box<[Places; STARTS]>,
}

/// A bit for each sentence; of many sentences, several share one.
type Places = u64;

/// All sentences.
const EVERYWHERE: Places = Places::MAX;

/// Letters at the start of a word that are looked up.
const STEM: usize = 4;

/// Letters that the regular forms of a word may lack at its end ("die", "dying").
const ENDING: usize = 2;

/// Hashes of starts: some times as many as a page has.
const STARTS: usize = 2048;

/// Which hash some first letters have.
fn start(letters: &[u8]) -> usize {
    /// A prime near the number of letters, so that few starts share a hash.
    const MIX: usize = 31;
    letters.iter().fold(0, |hash: usize, byte| hash * MIX + usize::from(*byte)) % STARTS
}

impl Said {
    /// Those of some texts. `together`: cues are matched with words of several of them, as those of
    /// cells of tables are; otherwise one matches within one sentence.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone, together: bool) -> Self {
        let anything = texts.clone().map(str::len).sum::<usize>() > MOST;
        let (words, lemmas) = (FxHashMap::default(), FxHashMap::default());
        let mut out = Self { anything, words, lemmas, starts: Box::new([0; STARTS]) };
        if out.anything {
            return out;
        }
        let mut place: Places = 1;
        for text in texts {
            let passage = Passage::of_words(text);
            for sentence in passage.split() {
                passage.tokens[sentence].iter().for_each(|token| {
                    out.add(lower(token.text(text)), token.word.lemma, place);
                });
                place = place.rotate_left(u32::from(!together));
            }
        }
        out
    }

    fn add(&mut self, word: SmolStr, lemma: Lemma, place: Places) {
        let letters = word.as_bytes();
        for len in 1..=letters.len().min(STEM) {
            self.starts[start(&letters[..len])] |= place;
        }
        if lemma != Lemma::default() {
            *self.lemmas.entry(lemma).or_default() |= place;
        }
        *self.words.entry(word).or_default() |= place;
    }

    /// Whether a sentence has the words without which a cue does not match, as far as it can be read.
    pub(super) fn may_match(&self, cue: &str) -> bool {
        self.anything || self.with_all(cue).is_none_or(|places| places != 0)
    }

    /// Sentences that have a word of each part that must be there. `None` where the notation is not
    /// followed, and for what is not plain ASCII.
    fn with_all(&self, text: &str) -> Option<Places> {
        let (mut at, mut places) = (0, EVERYWHERE);
        if !text.is_ascii() {
            return None;
        }
        let cue = text.as_bytes();
        while let Some(sign) = cue.get(at) {
            match sign {
                _ if sign.is_ascii_whitespace() => at += 1,
                b'[' | b'{' => at = closing(cue, at)?,
                b'(' => {
                    let end = closing(cue, at)?;
                    places &= self.with_one(text, at + 1..end - 1, places);
                    at = end;
                }
                b')' | b']' | b'}' | b'|' | b'~' => return None,
                _ => {
                    let end = word_end(cue, at);
                    places &= self.with_word(text, at..end);
                    at = end + usize::from(cue.get(end) == Some(&b'~'));
                }
            }
            if places == 0 {
                break;
            }
        }
        Some(places)
    }

    /// Sentences in which one of some alternatives can begin: its first word is there, or it begins
    /// otherwise. It is enough to know it of some, which are `wanted`.
    fn with_one(&self, text: &str, inside: Range<usize>, wanted: Places) -> Places {
        let cue = text.as_bytes();
        let (mut at, mut depth, mut begins, mut places) = (inside.start, 0_usize, true, 0);
        while at < inside.end {
            let sign = cue[at];
            if !ENDS[usize::from(sign)] {
                let end = word_end(cue, at);
                if begins {
                    places |= self.with_word(text, at..end);
                    if places & wanted == wanted {
                        return places;
                    }
                }
                (at, begins) = (end, false);
                continue;
            }
            match sign {
                b'(' | b'[' | b'{' if begins => return EVERYWHERE,
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'|' if depth == 0 => begins = true,
                _ => {}
            }
            at += 1;
        }
        places
    }

    /// Sentences that have a word, or for `kill~` one of its forms.
    fn with_word(&self, cue: &str, at: Range<usize>) -> Places {
        let forms = cue.as_bytes().get(at.end) == Some(&b'~');
        let Some(word) = cue.get(at) else { return EVERYWHERE };
        if word == "..." {
            return EVERYWHERE;
        }
        let lowered;
        let word = if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lowered = lower(word);
            lowered.as_str()
        } else {
            word
        };
        let len = if forms { word.len().saturating_sub(ENDING).clamp(1, STEM) } else { STEM };
        let begun = self.starts[start(&word.as_bytes()[..len.min(word.len())])];
        if !forms {
            // Most are not begun at all.
            return if begun == 0 { 0 } else { self.words.get(word).copied().unwrap_or(0) };
        }
        let known = lexicon::word(word);
        if known.is(class::BE | class::HAVE | class::DO) {
            return EVERYWHERE;
        }
        let mut places = 0;
        if known.lemma != Lemma::default() {
            places = self.lemmas.get(&known.lemma).copied().unwrap_or(0);
        }
        // To make its forms takes longer than to see that nothing begins like them.
        if begun & !places != 0 {
            for form in lexicon::regular_forms(word) {
                places |= self.words.get(form.as_str()).copied().unwrap_or(0);
            }
        }
        places
    }
}

/// One past the bracket that closes the one at a place.
fn closing(cue: &[u8], open: usize) -> Option<usize> {
    let (mut at, mut depth) = (open, 0_usize);
    while let Some(sign) = cue.get(at) {
        match sign {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Bytes at which a word ends.
const ENDS: [bool; 256] = {
    let (mut all, signs, mut at) = ([false; 256], b"()[]{}|~ \t\n\x0c\r", 0);
    while at < signs.len() {
        all[signs[at] as usize] = true;
        at += 1;
    }
    all
};

fn word_end(cue: &[u8], start: usize) -> usize {
    let ends = |sign: &u8| ENDS[usize::from(*sign)];
    cue[start..].iter().position(ends).map_or(cue.len(), |len| start + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_needs_its_words() {
        let said =
            Said::of(std::iter::once("The dam’s toll rose: 12 were slain, 3 are dying."), false);
        for cue in [
            "toll ... (rise~|climb~) to {n}",
            "{n} [be~] (killed|slain)",
            "slay~ {n}",
            "{n} (die~|perish~)",
            "[death] toll (of|rose|{d}) {n}",
            "be~ {n}",
            "((a|toll) b|c) {n}",
            // What cannot be read is for the compiler to report.
            "slain) {n}",
            "(slain {n}",
        ] {
            let places = said.with_all(&cue.replace(" to ", " "));
            assert_ne!(places, Some(0), "{cue}");
        }
        for cue in ["wounded {n}", "{n} (wounded|hurt)", "tolls of {n}", "elect~ {n}", "Death {n}"]
        {
            assert!(!said.may_match(cue), "{cue}");
        }
        let said = |together| Said::of(["The toll is 12. It rose to 13."].into_iter(), together);
        for cue in ["toll {n}", "rise~ to {n}"] {
            assert!(said(false).may_match(cue) && said(true).may_match(cue), "{cue}");
        }
        assert!(!said(false).may_match("toll rise~ to {n}"));
        assert!(said(true).may_match("toll rise~ to {n}"));
        assert!(
            Said::of(std::iter::once("a ".repeat(MOST).as_str()), false).may_match("wounded {n}")
        );
    }
}
