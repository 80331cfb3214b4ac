//! Which cues a text can match at all, told by their words as they are written: to compile a cue
//! takes longer than to read a sentence, and a short text has the words of few of them.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::compile::lower;
use crate::prose::lexicon::{self, Lemma, class};
use crate::prose::token;

/// Longest texts, in bytes, whose words are gathered: longer ones have the words of most cues.
const MOST: usize = 32 * 1024;

/// The words of some texts.
#[derive(Debug, Default)]
pub struct Said {
    /// Whether anything may be said: the texts are too long to be looked through.
    anything: bool,
    words: FxHashSet<SmolStr>,
    lemmas: FxHashSet<Lemma>,
    /// First letters of the words, one to three of each.
    starts: FxHashSet<[u8; STEM]>,
}

/// Letters at the start of a word that are looked up.
const STEM: usize = 3;

/// Letters that the regular forms of a word may lack at its end ("die", "dying").
const ENDING: usize = 2;

/// The start of a word, as it is looked up.
fn start(word: &[u8], len: usize) -> [u8; STEM] {
    let mut out = [0; STEM];
    out.iter_mut().zip(&word[..len.min(word.len())]).for_each(|(to, from)| *to = *from);
    out
}

impl Said {
    /// Those of some texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        let anything = texts.clone().map(str::len).sum::<usize>() > MOST;
        let mut out = Self { anything, ..Self::default() };
        if out.anything {
            return out;
        }
        for text in texts {
            for token in token::tokens(text) {
                out.lemmas.insert(token.word.lemma);
                let word = lower(token.text(text));
                for len in 1..=STEM.min(word.len()) {
                    out.starts.insert(start(word.as_bytes(), len));
                }
                out.words.insert(word);
            }
        }
        out
    }

    /// Whether the texts have words without which a cue does not match, as far as it can be read.
    pub(super) fn may_match(&self, cue: &str) -> bool {
        self.anything || self.has_all(cue.as_bytes()).unwrap_or(true)
    }

    /// Whether they have a word of each part that must be there. `None` where the notation is
    /// not followed, and for what is not plain ASCII.
    fn has_all(&self, cue: &[u8]) -> Option<bool> {
        let mut at = 0;
        if !cue.is_ascii() {
            return None;
        }
        while let Some(sign) = cue.get(at) {
            match sign {
                _ if sign.is_ascii_whitespace() => at += 1,
                b'[' | b'{' => at = closing(cue, at)?,
                b'(' => {
                    let end = closing(cue, at)?;
                    if !self.has_one(cue, at + 1..end - 1) {
                        return Some(false);
                    }
                    at = end;
                }
                b')' | b']' | b'}' | b'|' | b'~' => return None,
                _ => {
                    let end = word_end(cue, at);
                    if !self.has_word(cue, at..end) {
                        return Some(false);
                    }
                    at = end + usize::from(cue.get(end) == Some(&b'~'));
                }
            }
        }
        Some(true)
    }

    /// Whether one of some alternatives can begin: its first word is there, or it begins otherwise.
    fn has_one(&self, cue: &[u8], inside: std::ops::Range<usize>) -> bool {
        let (mut depth, mut begins) = (0_usize, true);
        for at in inside {
            match cue[at] {
                b'(' | b'[' | b'{' => {
                    if begins {
                        return true;
                    }
                    depth += 1;
                }
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'|' if depth == 0 => begins = true,
                sign if sign.is_ascii_whitespace() => {}
                _ if begins => {
                    if self.has_word(cue, at..word_end(cue, at)) {
                        return true;
                    }
                    begins = false;
                }
                _ => {}
            }
        }
        false
    }

    /// Whether a word, or for `kill~` one of its forms, is among them.
    fn has_word(&self, cue: &[u8], at: std::ops::Range<usize>) -> bool {
        let forms = cue.get(at.end) == Some(&b'~');
        let Some(word) = cue.get(at).and_then(|word| std::str::from_utf8(word).ok()) else {
            return true;
        };
        let word = lower(word);
        if word == "..." {
            return true;
        }
        if !forms {
            return self.words.contains(&word);
        }
        let len = word.len().saturating_sub(ENDING).clamp(1, STEM);
        if self.starts.contains(&start(word.as_bytes(), len)) {
            return true;
        }
        let known = lexicon::word(&word);
        let auxiliary = known.is(class::BE | class::HAVE | class::DO);
        auxiliary || (known.lemma != Lemma::default() && self.lemmas.contains(&known.lemma))
    }
}

/// One past the bracket that closes the one at a place.
fn closing(cue: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in cue.iter().enumerate().skip(open) {
        match sign {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

fn word_end(cue: &[u8], start: usize) -> usize {
    let ends = |sign: &u8| {
        matches!(sign, b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'|' | b'~')
            || sign.is_ascii_whitespace()
    };
    cue[start..].iter().position(ends).map_or(cue.len(), |len| start + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_needs_its_words() {
        let said = Said::of(std::iter::once("The dam’s toll rose: 12 were slain, 3 are dying."));
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
            let has = said.has_all(cue.replace(" to ", " ").as_bytes());
            assert_ne!(has, Some(false), "{cue}");
        }
        for cue in ["wounded {n}", "{n} (wounded|hurt)", "tolls of {n}", "elect~ {n}", "Death {n}"]
        {
            assert!(!said.may_match(cue), "{cue}");
        }
        assert!(Said::of(std::iter::once("a ".repeat(MOST).as_str())).may_match("wounded {n}"));
    }
}
