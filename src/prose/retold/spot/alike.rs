//! What two sentences that put different names in one place share, and what tells them apart.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::slot::{Basis, Block, Ground, Slot, Tie};
use crate::prose::fill::edtf;
use crate::prose::lexicon::class;
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::retold::pair::is_done_once;
use crate::prose::retold::telling::{IDLE, lemma};
use crate::prose::retold::twin::is_again;
use crate::prose::thing::{Meaning, Resolved};
use crate::prose::token::Kind;
use crate::text;

/// Sentences of one block that are told as one.
const TOGETHER: usize = 2;

/// Whether two slots may be one, by themselves.
pub(super) fn may_be_one(a: &Slot, b: &Slot) -> bool {
    let near = a.at == b.at && a.sentence.abs_diff(b.sentence) <= TOGETHER;
    let (x, y) = (a.words(), b.words());
    let nested = x.iter().any(|word| y.contains(word));
    let grounds = a.ground() == b.ground();
    !near && !nested && grounds && !x.is_empty() && !y.is_empty()
}

/// A sentence, by its block and its place there.
type Place = (BlockIx, usize);

/// What a document says as a whole.
pub(super) struct Text<'a> {
    blocks: FxHashMap<BlockIx, &'a Block<'a>>,
    resolved: &'a Resolved,
    /// In how many sentences each word stands.
    counts: FxHashMap<SmolStr, u32>,
    /// Where each name is told, in order.
    told: FxHashMap<SmolStr, Vec<Place>>,
}

/// A sentence as it is compared.
struct Said {
    words: FxHashSet<SmolStr>,
    /// The words of names, each name by itself.
    names: Vec<SmallVec<[SmolStr; 2]>>,
    dates: SmallVec<[SmolStr; 2]>,
    again: SmallVec<[SmolStr; 2]>,
}

impl<'a> Text<'a> {
    pub(super) fn of<'s>(
        blocks: &'a [Block<'a>],
        resolved: &'a Resolved,
        slots: impl Iterator<Item = &'s Slot>,
    ) -> Self {
        let mut counts: FxHashMap<SmolStr, u32> = FxHashMap::default();
        let mut wanted: FxHashMap<SmolStr, Vec<Place>> = FxHashMap::default();
        let mut names: FxHashMap<SmolStr, SmallVec<[SmolStr; 3]>> = FxHashMap::default();
        for slot in slots {
            let words = slot.words();
            wanted.extend(words.iter().map(|word| (word.clone(), Vec::new())));
            names.insert(slot.name.clone(), words);
        }
        for block in blocks {
            for (at, sentence) in block.passage.sentences.iter().enumerate() {
                let own: FxHashSet<SmolStr> =
                    sentence.tokens.clone().filter_map(|at| word(block.passage, at)).collect();
                for word in own {
                    *counts.entry(word).or_default() += 1;
                }
                for token in sentence.tokens.clone() {
                    if !block.passage.tokens[token].capital {
                        continue;
                    }
                    if let Some(places) = wanted.get_mut(&block.passage.lower(token)) {
                        places.push((block.at, at));
                    }
                }
            }
        }
        let told = names.into_iter().map(|(name, words)| {
            let of = |word: &SmolStr| wanted.get(word).cloned().unwrap_or_default();
            let mut places = words.first().map(of).unwrap_or_default();
            for word in words.iter().skip(1) {
                let others = of(word);
                places.retain(|place| others.contains(place));
            }
            (name, places)
        });
        let told = told.collect();
        let blocks = blocks.iter().map(|block| (block.at, block)).collect();
        Self { blocks, resolved, counts, told }
    }

    /// How strongly two slots speak for one thing; `None` where they do not do so enough.
    pub(super) fn weight(&self, a: &Slot, b: &Slot) -> Option<f32> {
        let (x, y) = (self.said(a)?, self.said(b)?);
        let shared: Vec<&SmolStr> = x.words.iter().filter(|word| y.words.contains(*word)).collect();
        let mut weight: f32 = shared.iter().map(|word| self.rarity(word)).sum();
        let together = self.are_told_together(a, b);
        let dated = meet(&x.dates, &y.dates);
        let foreign = foreign(&x, &y) && foreign(&y, &x);
        let run = self.run(a, b);
        let subject = self.subject(a, b);
        if std::env::var("BELIE_SPOT").is_ok() {
            let mut s: Vec<String> = shared.iter().map(|w| format!("{w}:{:.2}", self.rarity(w))).collect();
            s.sort();
            eprintln!("{:?} {} {:?}/{:?} [{}]/[{}] w {weight:.2} together {together} dated {dated} foreign {foreign} again {:?}/{:?} run {run:?} subj {subject:?} {s:?}", a.tie, a.head, a.basis, b.basis, a.name, b.name, x.again, y.again);
        }
        if together || !dated || x.again != y.again {
            return None;
        }
        weight = weight.max(0.0);
        None
    }

    /// From 1, for what two sentences share and no other has, to near 0 for what stands in all.
    fn rarity(&self, word: &SmolStr) -> f32 {
        let count = self.counts.get(word).copied().unwrap_or(2).max(2);
        1.0 / (count as f32 - 1.0)
    }

    fn passage(&self, slot: &Slot) -> Option<&'a Passage<'a>> {
        self.blocks.get(&slot.at).map(|block| block.passage)
    }

    fn said(&self, slot: &Slot) -> Option<Said> {
        let passage = self.passage(slot)?;
        let sentence = passage.sentences.get(slot.sentence)?;
        let outside = sentence.tokens.clone().filter(|at| !slot.tokens.contains(at));
        let words = outside.filter_map(|at| word(passage, at)).collect();
        let mentions = &passage.mentions[sentence.mentions.clone()];
        let names = mentions.iter().filter(|mention| {
            matches!(mention.kind, MentionKind::Name) && mention.tokens != slot.tokens
        });
        let names = names.map(|mention| mention.tokens.clone().filter_map(|at| word(passage, at)).collect());
        let clause = &sentence.clauses.get(slot.clause)?.tokens;
        let again = clause.clone().filter(|at| is_again(passage, *at));
        Some(Said {
            words,
            names: names.collect(),
            dates: mentions.iter().filter_map(edtf).collect(),
            again: again.map(|at| passage.lower(at)).collect(),
        })
    }

    /// Whether the document tells two names in one breath, or one of them beside the slot of the
    /// other.
    fn are_told_together(&self, a: &Slot, b: &Slot) -> bool {
        let none = Vec::new();
        let of = |slot: &Slot| self.told.get(&slot.name).unwrap_or(&none);
        let (x, y) = (of(a), of(b));
        let near = |slot: &Slot, others: &[Place]| {
            others.iter().any(|(at, sentence)| {
                *at == slot.at && sentence.abs_diff(slot.sentence) <= 1
            })
        };
        x.iter().any(|place| y.contains(place)) || near(a, y) || near(b, x)
    }

    /// How many words right before the names are the same, and how many of them say something.
    fn run(&self, a: &Slot, b: &Slot) -> (usize, usize) {
        let (Some(p), Some(q)) = (self.passage(a), self.passage(b)) else { return (0, 0) };
        let (mut x, mut y) = (a.tokens.start, b.tokens.start);
        let (mut all, mut telling) = (0, 0);
        while let (Some(i), Some(j)) = (x.checked_sub(1), y.checked_sub(1)) {
            let same = p.lower(i) == q.lower(j);
            if !same || p.tokens[i].kind == Kind::Sign {
                break;
            }
            all += 1;
            telling += usize::from(word(p, i).is_some());
            (x, y) = (i, j);
        }
        (all, telling)
    }

    /// Whether what was done was done to one thing; `None` where that is open.
    fn subject(&self, a: &Slot, b: &Slot) -> Option<bool> {
        let (p, q) = (self.passage(a)?, self.passage(b)?);
        let (i, j) = (a.subject?, b.subject?);
        let meaning = |slot: &Slot, at| self.resolved.meaning(slot.at.document, slot.at.block, at);
        if let (Meaning::One { thing: x, .. }, Meaning::One { thing: y, .. }) = (meaning(a, i), meaning(b, j)) {
            return Some(x == y);
        }
        let head = |passage: &Passage<'_>, at: usize| {
            let mention = passage.mentions.get(at)?;
            match &mention.kind {
                MentionKind::Noun(noun) => Some(lemma(passage, noun.head)),
                MentionKind::Name => Some(text::lower(passage.slice(&mention.tokens))),
                _ => None,
            }
        };
        Some(head(p, i)? == head(q, j)?)
    }
}

/// The lemma of a word that says something.
fn word(passage: &Passage<'_>, at: usize) -> Option<SmolStr> {
    const WHEN: u64 = class::MONTH | class::WEEKDAY | class::TIME_UNIT | class::ADVERB;
    let token = &passage.tokens[at];
    let idle = token.kind != Kind::Word || token.word.is(IDLE | WHEN) || token.range().len() < 2;
    (!idle).then(|| lemma(passage, at))
}

/// Whether one sentence has a name that the other has not.
fn foreign(a: &Said, b: &Said) -> bool {
    a.names.iter().any(|name| !name.is_empty() && !name.iter().any(|word| b.words.contains(word)))
}

/// Whether dates do not tell two sentences apart: one has none, or they may be one.
fn meet(a: &[SmolStr], b: &[SmolStr]) -> bool {
    let one = |x: &SmolStr, y: &SmolStr| x.starts_with(y.as_str()) || y.starts_with(x.as_str());
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| one(x, y)))
}
