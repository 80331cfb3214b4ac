//! What two sentences that put different names in one place share, and what tells them apart.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::slot::{BORN, Basis, Block, Slot, Tie};
use super::words::{GENERIC, SINGLE, TAKES};
use crate::prose::fill::edtf;
use crate::prose::lexicon::class;
use crate::prose::passage::{ClauseKind, Mention, MentionKind, Passage, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::retold::concept;
use crate::prose::retold::echo::RECURRING;
use crate::prose::retold::pair::is_done_once;
use crate::prose::retold::telling::{IDLE, lemma};
use crate::prose::retold::twin::is_again;
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::prose::token::Kind;
use crate::prose::words::Marks;
use crate::record::EntityKind;
use crate::text;

/// Least weight of what two sentences share, by how it is known that they tell of one thing: it has
/// a name; it was done, and can be done only once; it is known, and one of them says where it stands;
/// one of three words or more lies equally far from one place as the other; both name the same beside it; the words before the names are the same; nothing but what they share; it is brought up both times.
const NAMED: f32 = 1.0;
const DONE_ONCE: f32 = 0.3;
const KNOWN: f32 = 1.5;
const SOME: f32 = 0.75;
const LISTED: f32 = 1.25;
const SAID: f32 = 2.0;
const ALIKE: f32 = 2.5;
const NEW: f32 = 3.0;

/// Fewest words that they share, and fewest in a row before the names, of which so many say something.
const WORDS: usize = 2;
const RUN: usize = 3;
const TELLING: usize = 2;

/// Words in a row before two sides that are no chance.
const ROW: usize = 4;

/// Words before what has been told of.
const KNOWN_BY: &[&str] = &["the", "this", "that", "his", "her", "their", "its"];

/// Tokens between two names that are told in one breath.
const CLOSE: usize = 6;

/// Sentences of one block that are told as one.
const TOGETHER: usize = 2;

/// What two slots share, with the words around them.
#[derive(Clone, Copy)]
struct Shared {
    weight: f32,
    words: usize,
    /// Words in a row before the names, and how many of them say something.
    run: usize,
    telling: usize,
    /// Whether they are told of one thing, where that is known.
    subject: Option<bool>,
    /// Whether each names something that the other does not.
    of_two: bool,
    retold: bool,
}

/// Whether two slots say by whom one thing was done, or who did it.
fn are_by_one(a: &Slot, shared: &Shared) -> bool {
    let Shared { weight, telling, subject, of_two, retold, .. } = *shared;
    match a.tie {
        Tie::By if subject == Some(true) => {
            let least = if is_done_once(&a.head) { NAMED } else { KNOWN };
            weight >= least && !of_two
        }
        // "Designed by the painter X".
        Tie::By if telling >= TELLING => subject != Some(false) && weight >= SAID && !of_two,
        _ => retold && subject != Some(false) && weight >= ALIKE && !of_two,
    }
}

/// Whether two slots may be one, by themselves.
pub(super) fn may_be_one(a: &Slot, b: &Slot) -> bool {
    let near = a.at == b.at && a.sentence.abs_diff(b.sentence) <= TOGETHER;
    let (x, y) = (a.words(), b.words());
    let nested = x.iter().any(|word| y.contains(word));
    // A place may be called by what stands there: "Morne Bridge".
    let grounds = a.ground() == b.ground() || (a.said && b.said);
    // Two days with dates are dates.
    let dated = a.tie == Tie::Day && !a.said && !b.said;
    !near && !dated && !nested && grounds && !x.is_empty() && !y.is_empty()
}

/// A token, by its block, its sentence there and its own place.
type Place = (BlockIx, usize, usize);

/// Where a name is told: the tokens of its first word, by sentence.
type Told = FxHashMap<(BlockIx, usize), SmallVec<[usize; 1]>>;

/// What a document says as a whole.
pub(super) struct Text<'a> {
    blocks: FxHashMap<BlockIx, &'a Block<'a>>,
    resolved: &'a Resolved,
    all: &'a [Block<'a>],
    /// In how many sentences each word stands.
    counts: OnceCell<FxHashMap<SmolStr, (u32, usize)>>,
    /// Where each name is told.
    told: FxHashMap<SmolStr, Told>,
}

/// A sentence as it is compared.
struct Said {
    quoted: bool,
    /// Whether it is told as what is known: in a clause that hangs on something.
    retold: bool,
    /// Its words that say something, in their order, each once.
    words: Vec<SmolStr>,
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
        let mut wanted: FxHashMap<SmolStr, Vec<Place>> = FxHashMap::default();
        let mut names: FxHashMap<SmolStr, SmallVec<[SmolStr; 3]>> = FxHashMap::default();
        let mut marks = Marks::default();
        // Sides are told in small letters.
        let mut small = false;
        for slot in slots {
            small |= matches!(slot.tie, Tie::Which | Tie::Way);
            let words = slot.words();
            marks = words.iter().fold(marks, |marks, word| marks.with(word.as_bytes()));
            wanted.extend(words.iter().map(|word| (word.clone(), Vec::new())));
            names.insert(slot.name.clone(), words);
        }
        for block in blocks {
            for (at, sentence) in block.passage.sentences.iter().enumerate() {
                for token in sentence.tokens.clone() {
                    let told = block.passage.tokens[token];
                    let idle = told.kind == Kind::Word && !told.capital && !small;
                    if idle || !marks.has(told.mark) {
                        continue;
                    }
                    if let Some(places) = wanted.get_mut(&block.passage.lower(token)) {
                        places.push((block.at, at, token));
                    }
                }
            }
        }
        let told = names.into_iter().map(|(name, words)| {
            let of = |word: &SmolStr| wanted.get(word).map_or(&[][..], Vec::as_slice);
            let mut told = Told::default();
            for (block, sentence, token) in words.first().map_or(&[][..], of) {
                told.entry((*block, *sentence)).or_default().push(*token);
            }
            for word in words.iter().skip(1) {
                let others: FxHashSet<_> =
                    of(word).iter().map(|place| (place.0, place.1)).collect();
                told.retain(|place, _| others.contains(place));
            }
            (name, told)
        });
        let told = told.collect();
        let by_place = blocks.iter().map(|block| (block.at, block)).collect();
        Self { blocks: by_place, resolved, all: blocks, counts: OnceCell::new(), told }
    }

    /// In how many sentences each word stands.
    fn counts(&self) -> &FxHashMap<SmolStr, (u32, usize)> {
        self.counts.get_or_init(|| {
            // With the last sentence that each word was counted for.
            let mut counts: FxHashMap<SmolStr, (u32, usize)> = FxHashMap::default();
            let sentences = self.all.iter().flat_map(|block| {
                block.passage.sentences.iter().map(|sentence| (block.passage, sentence))
            });
            for (at, (passage, sentence)) in sentences.enumerate() {
                for word in sentence.tokens.clone().filter_map(|token| word(passage, token)) {
                    let (count, last) = counts.entry(word).or_insert((0, usize::MAX));
                    *count += u32::from(*last != at);
                    *last = at;
                }
            }
            counts
        })
    }

    /// How strongly two slots speak for one thing; `None` where they do not do so enough.
    pub(super) fn weight(&self, a: &Slot, b: &Slot) -> Option<f32> {
        let (x, y) = (self.said(a)?, self.said(b)?);
        let of_two = foreign(&x, &y) && foreign(&y, &x);
        let quoted = a.tie != Tie::Day && x.quoted != y.quoted;
        if !meet(&x.dates, &y.dates) || x.again != y.again || quoted {
            return None;
        }
        let subject = self.subject(a, b);
        // That two towns lie on two sides of a third is told anywhere.
        if !matches!(a.tie, Tie::Way | Tie::Day)
            && self.are_told_together(a, b, subject == Some(true))
        {
            return None;
        }
        let (weight, words) = self.shared(&x, &y);
        let (run, telling) = self.run(a, b);
        let retold = x.retold || y.retold;
        let shared = Shared { weight, words, run, telling, subject, of_two, retold };
        let enough = match a.tie {
            Tie::At => self.are_at_one(a, b, &shared),
            Tie::Done => self.are_done_to_one(a, b, &shared),
            Tie::By | Tie::Who => are_by_one(a, &shared),
            Tie::Which => {
                let beside = telling > 0 || self.run_behind(a, b) > 0;
                // "Went off beside the left gate".
                let row = run >= ROW && telling > 0 && weight >= LISTED;
                // "The north side of the hall": both are of one thing.
                let of = self.run_behind(a, b) > 0 && weight >= SAID;
                words > WORDS && !of_two && (row || of || weight >= ALIKE && (retold || beside))
            }
            // One thing, or what nothing tells apart.
            Tie::Way if (a.basis, b.basis) == (Basis::Definite, Basis::Definite) => {
                subject == Some(true)
            }
            Tie::Way => subject.unwrap_or_else(|| {
                let few = words > WORDS && weight >= SOME;
                weight >= NAMED || few || (run >= WORDS && telling > 0)
            }),
            // "The public meeting", "the parish meeting".
            Tie::Held => {
                let (p, q) = (self.phrase(a), self.phrase(b));
                p.is_empty() || q.is_empty() || p.iter().any(|word| q.contains(word))
            }
            Tie::Of => weight >= ALIKE && !of_two,
            Tie::Day => match subject {
                _ if run >= ROW && telling > TELLING => true,
                Some(false) => false,
                _ if RECURRING.hold(&a.head) => false,
                _ if is_done_once(&a.head) => weight >= DONE_ONCE && !of_two,
                _ => false,
            },
            Tie::And => weight >= LISTED && run >= RUN,
        };
        enough.then_some(weight)
    }

    /// Whether two slots say where one thing is.
    fn are_at_one(&self, a: &Slot, b: &Slot, shared: &Shared) -> bool {
        let Shared { weight, words, run, telling, of_two, .. } = *shared;
        match (a.basis, b.basis) {
            (Basis::Named, Basis::Named) => weight >= NAMED || (run >= RUN && telling >= TELLING),
            (Basis::New, Basis::New) => {
                weight >= NEW && telling >= TELLING && !of_two || self.is_known_again(a, b)
            }
            // "A tent was set up at X. … The tent at Y".
            (Basis::New, Basis::Definite) => {
                a.said && words >= WORDS && weight >= KNOWN && !of_two || self.is_known_again(a, b)
            }
            (Basis::New, _) | (_, Basis::New) => false,
            (Basis::Owned, Basis::Owned) => {
                let one = SINGLE.hold(&a.head);
                self.are_of_one(a, b) && words >= WORDS && weight >= if one { NAMED } else { ALIKE }
            }
            // "The hospital in X" is the one of several that is in X.
            _ => {
                let said = (a.said || b.said) && words >= WORDS && weight >= KNOWN;
                // Both say where it stands, in the same words: "the new dairy is at X".
                let both = a.said && b.said && self.is_one_phrase(a, b);
                // "The tour opened in the cathedral of X".
                let row = run >= ROW && telling >= TELLING && words > WORDS && weight >= KNOWN;
                // "The district court in X": each town has one.
                let row = row && !self.phrase(a).iter().any(|word| GENERIC.hold(word));
                said || both
                    || row && !of_two
                    || self.is_one_kind(a, b) && words > WORDS && weight >= ALIKE && !of_two
            }
        }
    }

    /// Whether two slots say where one thing was done.
    fn are_done_to_one(&self, a: &Slot, b: &Slot, shared: &Shared) -> bool {
        let Shared { weight, subject, of_two, retold, .. } = *shared;
        let born = a.head == BORN;
        if born && a.settled && b.settled && self.are_of_one_pronoun(a, b) {
            return true;
        }
        match subject {
            // One is born once, in whatever words; where is not said to be a country.
            Some(true) if born && (a.settled || b.settled) => true,
            Some(true) if is_done_once(&a.head) || TAKES.hold(&a.head) => weight >= DONE_ONCE,
            Some(false) => false,
            // "The van was found without wheels in X", "the van, found without wheels in Y".
            Some(true) if retold && self.is_one_deed(a, b) => true,
            _ => retold && weight >= ALIKE && !of_two,
        }
    }

    /// The weight of the words that two sentences share, and how many they are. Words meet by
    /// lemma, or more weakly by what they can mean.
    fn shared(&self, a: &Said, b: &Said) -> (f32, usize) {
        /// Weight of another word for the same.
        const OTHER: f32 = 0.6;
        let concepts = |word: &SmolStr| concept::word(word).map_or(&[][..], |s| s.concepts);
        let mut weight = 0.0;
        let mut words = 0;
        for word in &a.words {
            if b.words.contains(word) {
                weight += self.rarity(word);
                words += 1;
                continue;
            }
            let own = concepts(word);
            let other = b
                .words
                .iter()
                .filter(|other| !a.words.contains(*other))
                .find(|other| concepts(other).iter().any(|concept| own.contains(concept)));
            if let Some(other) = other {
                weight += OTHER * self.rarity(word).min(self.rarity(other));
                words += 1;
            }
        }
        (weight, words)
    }

    /// Whether what two names stand with may be owned by one.
    fn are_of_one(&self, a: &Slot, b: &Slot) -> bool {
        let person = |thing: ThingIx| {
            let found = self.resolved.things.all.get(thing.0 as usize);
            found.is_some_and(|thing| thing.kind == Some(EntityKind::Person))
        };
        // Whose it is, and whether that is sure: what a pronoun seems to stand for may be a place.
        let thing = |slot: &Slot| {
            let passage = self.passage(slot)?;
            let noun = passage.mentions.iter().position(|mention| {
                let noun = matches!(mention.kind, MentionKind::Noun(_));
                noun && mention.tokens.start == slot.span.start
            })?;
            match self.resolved.owner(slot.at.document, slot.at.block, noun) {
                Meaning::One { thing, soft } => Some((*thing, !soft || person(*thing))),
                _ => None,
            }
        };
        let word = |slot: &Slot| {
            let (passage, at) = (self.passage(slot)?, slot.owner?);
            let pronoun = passage.tokens[at].word.is(class::PRONOUN | class::DETERMINER);
            (!pronoun).then(|| lemma(passage, at))
        };
        let differ = thing(a).zip(thing(b)).is_some_and(|(x, y)| x.0 != y.0 && x.1 && y.1);
        let others = word(a).zip(word(b)).is_some_and(|(x, y)| x != y);
        !differ && !others
    }

    /// From 1, for what two sentences share and no other has, to near 0 for what stands in all.
    fn rarity(&self, word: &SmolStr) -> f32 {
        let count = self.counts().get(word).map_or(2, |(count, _)| *count).max(2);
        1.0 / (count as f32 - 1.0)
    }

    fn passage(&self, slot: &Slot) -> Option<&'a Passage<'a>> {
        self.blocks.get(&slot.at).map(|block| block.passage)
    }

    fn said(&self, slot: &Slot) -> Option<Said> {
        let passage = self.passage(slot)?;
        let sentence = passage.sentences.get(slot.sentence)?;
        // A length and the place that it is told from say nothing of what lies there.
        let own = if slot.tie == Tie::Way { &slot.span } else { &slot.tokens };
        let words = words(passage, &sentence.tokens, own);
        let mentions = passage.mentions_of(sentence);
        let names = mentions.iter().filter(|mention| {
            matches!(mention.kind, MentionKind::Name) && mention.tokens != slot.tokens
        });
        let names = names
            .map(|mention| mention.tokens.clone().filter_map(|at| word(passage, at)).collect());
        // What stands somewhere is told apart by words beside it, what was done by any of its clause.
        let own = match slot.tie {
            Tie::At | Tie::Of => &slot.span,
            Tie::Done
            | Tie::By
            | Tie::And
            | Tie::Who
            | Tie::Which
            | Tie::Way
            | Tie::Held
            | Tie::Day => &sentence.clauses.get(slot.clause)?.tokens,
        };
        let dated = !matches!(slot.tie, Tie::At | Tie::Of | Tie::Day);
        let whole = sentence.clauses.get(slot.clause)?;
        // "Caught at X, they will be heard in May": what hangs on another clause has its own time.
        let hangs = matches!(slot.tie, Tie::Done | Tie::By) && whole.kind == ClauseKind::Participle;
        let timed =
            |mention: &&Mention| dated && (!hangs || whole.tokens.contains(&mention.tokens.start));
        let dates = mentions.iter().filter(timed).filter_map(edtf);
        // "Another camp 6 km north of X, in the second valley"; "a new road passes the camp, 6 km north of X".
        let noun = if slot.phrase.is_empty() { &whole.tokens } else { &slot.phrase };
        let ahead = noun.start..slot.span.end;
        let within = |at: &usize| match slot.tie {
            Tie::Day => sentence.innermost(*at) == Some(slot.clause),
            Tie::Way => ahead.contains(at),
            _ => true,
        };
        let again = own.clone().filter(within).filter(|at| is_again(passage, *at));
        let contexts = self.blocks.get(&slot.at)?.contexts;
        let quoted = contexts.at(slot.tokens.start).quoted;
        let kind = sentence.clauses.get(slot.clause)?.kind;
        // "The south tower, where the fire broke out".
        let next = slot.span.end + usize::from(passage.token(slot.span.end) == ",");
        let goes_on = slot.tie == Tie::Which && passage.is_any(next, &["where", "which"]);
        let retold = goes_on || !matches!(kind, ClauseKind::Main | ClauseKind::Complement);
        Some(Said {
            quoted,
            retold,
            words,
            names: names.collect(),
            dates: dates.collect(),
            again: again.map(|at| passage.lower(at)).collect(),
        })
    }

    /// Whether the document tells two names in one breath, or one of them beside the slot of the
    /// other.
    fn are_told_together(&self, a: &Slot, b: &Slot, one: bool) -> bool {
        let none = Told::default();
        let of = |slot: &Slot| self.told.get(&slot.name).unwrap_or(&none);
        let (x, y) = (of(a), of(b));
        // People are told together wherever they meet, which does not say who did it; nor does it say
        // where one thing was done that somebody went from one place to another.
        let people = matches!(a.tie, Tie::By | Tie::Who);
        let near = |slot: &Slot, others: &Told| {
            let far = usize::from(!people);
            let around = slot.sentence.saturating_sub(far)..=slot.sentence + far;
            let mut around = around.filter(|at| !one || *at != slot.sentence);
            around.any(|at| others.contains_key(&(slot.at, at)))
        };
        let (few, many) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        let meet = |p: &[usize], q: &[usize]| {
            !one || p.iter().any(|p| q.iter().any(|q| p.abs_diff(*q) <= CLOSE))
        };
        let mut places = few.iter().filter_map(|(place, p)| Some((p, many.get(place)?)));
        !people && places.any(|(p, q)| meet(p, q)) || near(a, y) || near(b, x)
    }

    /// Whether two noun phrases are the same two words or more, and of no kind that each town has.
    fn is_one_kind(&self, a: &Slot, b: &Slot) -> bool {
        self.phrase(a).len() >= WORDS && self.is_one_phrase(a, b)
    }

    /// Whether the heads of both are spoken of in the same words.
    fn is_one_phrase(&self, a: &Slot, b: &Slot) -> bool {
        let (x, y) = (self.phrase(a), self.phrase(b));
        !x.is_empty() && x == y && !x.iter().any(|word| GENERIC.hold(word))
    }

    /// The words of what a name is said of.
    fn phrase(&self, slot: &Slot) -> Vec<SmolStr> {
        let Some(passage) = self.passage(slot) else { return Vec::new() };
        slot.phrase.clone().filter_map(|at| word(passage, at)).collect()
    }

    /// How many words right behind two slots are the same and say something, signs left out.
    fn run_behind(&self, a: &Slot, b: &Slot) -> usize {
        /// Tokens that are looked at.
        const FAR: usize = 12;
        let behind = |slot: &Slot| -> Vec<(SmolStr, bool)> {
            let Some(passage) = self.passage(slot) else { return Vec::new() };
            let end = passage.sentences.get(slot.sentence).map_or(0, |whole| whole.tokens.end);
            let tokens = (slot.span.end..end).take(FAR);
            let tokens = tokens.filter(|at| passage.tokens[*at].kind != Kind::Sign);
            tokens.map(|at| (passage.lower(at), word(passage, at).is_some())).collect()
        };
        let (x, y) = (behind(a), behind(b));
        let same = x.iter().zip(&y).take_while(|(p, q)| p == q);
        same.filter(|(word, _)| word.1).count()
    }

    /// How many words right before the names are the same, and how many of them say something.
    fn run(&self, a: &Slot, b: &Slot) -> (usize, usize) {
        let (Some(p), Some(q)) = (self.passage(a), self.passage(b)) else { return (0, 0) };
        // "The old spring, 2 km north of NAME".
        let start = |slot: &Slot, passage: &Passage<'_>| {
            let first = slot.tokens.start;
            let comma = first.checked_sub(1).filter(|at| passage.token(*at) == ",");
            comma.filter(|_| slot.tie == Tie::Way).unwrap_or(first)
        };
        let (mut x, mut y) = (start(a, p), start(b, q));
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

    /// Whether the words from the verb to the name are the same, and more than the verb says something;
    /// and no words tell what it was done to apart: "the grey van", "the red van".
    fn is_one_deed(&self, a: &Slot, b: &Slot) -> bool {
        let narrowed = |slot: &Slot| -> SmallVec<[SmolStr; 2]> {
            let noun =
                self.passage(slot).zip(slot.subject).and_then(|(passage, at)| {
                    match &passage.mentions.get(at)?.kind {
                        MentionKind::Noun(noun) => Some((passage, noun.tokens.start..noun.head)),
                        _ => None,
                    }
                });
            noun.into_iter()
                .flat_map(|(passage, tokens)| tokens.filter_map(|at| word(passage, at)))
                .collect()
        };
        let (p, q) = (narrowed(a), narrowed(b));
        let nested = p.iter().all(|word| q.contains(word)) || q.iter().all(|word| p.contains(word));
        let deed = |slot: &Slot| {
            let passage = self.passage(slot)?;
            let clause = passage.sentences.get(slot.sentence)?.clauses.get(slot.clause)?;
            let verb = clause.verb.as_ref().filter(|verb| verb.main < slot.tokens.start)?;
            let words = (verb.main..slot.tokens.start).map(|at| passage.lower(at));
            let telling = (verb.main..slot.tokens.start).filter_map(|at| word(passage, at));
            Some((words.collect::<Vec<_>>(), telling.count()))
        };
        let (x, y) = (deed(a), deed(b));
        nested && x == y && x.is_some_and(|(_, telling)| telling >= TELLING)
    }

    /// Whether the words before two names are the same but for an article, which is "a" the first
    /// time and "the" or whose it is the second: "a cellar beneath a farmhouse outside X", "the cellar beneath a
    /// farmhouse outside Y".
    fn is_known_again(&self, a: &Slot, b: &Slot) -> bool {
        let later = (a.at, a.sentence) > (b.at, b.sentence);
        let (a, b) = if later { (b, a) } else { (a, b) };
        let (Some(p), Some(q)) = (self.passage(a), self.passage(b)) else { return false };
        let (mut x, mut y) = (a.tokens.start, b.tokens.start);
        let mut telling = 0;
        while let (Some(i), Some(j)) = (x.checked_sub(1), y.checked_sub(1)) {
            let (new, known) = (p.is_any(i, &["a", "an"]), q.is_any(j, KNOWN_BY));
            if new && known {
                return telling >= TELLING;
            }
            if p.lower(i) != q.lower(j) || p.tokens[i].kind == Kind::Sign {
                return false;
            }
            telling += usize::from(word(p, i).is_some());
            (x, y) = (i, j);
        }
        false
    }

    /// Whether both subjects are "he", or both "she".
    fn are_of_one_pronoun(&self, a: &Slot, b: &Slot) -> bool {
        let pronoun = |slot: &Slot| {
            let (passage, at) = (self.passage(slot)?, slot.subject?);
            let start = passage.mentions.get(at)?.tokens.start;
            passage.is_any(start, &["he", "she"]).then(|| passage.lower(start))
        };
        pronoun(a).zip(pronoun(b)).is_some_and(|(x, y)| x == y)
    }

    /// Whether what was done was done to one thing; `None` where that is open.
    fn subject(&self, a: &Slot, b: &Slot) -> Option<bool> {
        let (p, q) = (self.passage(a)?, self.passage(b)?);
        let (i, j) = (a.subject?, b.subject?);
        // "It was moved that": nothing that was spoken of.
        let empty = |passage: &Passage<'_>, at: usize| {
            passage.mentions.get(at).is_some_and(|mention| passage.is(mention.tokens.start, "it"))
        };
        if empty(p, i) && empty(q, j) {
            return None;
        }
        let meaning = |slot: &Slot, at| self.resolved.meaning(slot.at.document, slot.at.block, at);
        if let (Meaning::One { thing: x, .. }, Meaning::One { thing: y, .. }) =
            (meaning(a, i), meaning(b, j))
        {
            return Some(x == y);
        }
        /// Prepositions behind a noun that say which it is, and words that are held against each other.
        const OF: [&str; 4] = ["on", "of", "for", "about"];
        const PHRASE: usize = 4;
        let head = |passage: &Passage<'_>, at: usize| {
            let mention = passage.mentions.get(at)?;
            match &mention.kind {
                // "The report on the quay": of one thing of several.
                MentionKind::Noun(noun) if passage.is_any(noun.head + 1, &OF) => {
                    Some(text::lower(passage.slice(&(noun.head..noun.head + PHRASE))))
                }
                MentionKind::Noun(noun) => Some(lemma(passage, noun.head)),
                MentionKind::Name => Some(text::lower(passage.slice(&mention.tokens))),
                _ => None,
            }
        };
        Some(head(p, i)? == head(q, j)?)
    }
}

/// The lemmas of the words of a sentence that say something, in order, without those of a name.
fn words(passage: &Passage<'_>, tokens: &Tokens, name: &Tokens) -> Vec<SmolStr> {
    let outside = tokens.clone().filter(|at| !name.contains(at));
    let mut out: Vec<SmolStr> = outside.filter_map(|at| word(passage, at)).collect();
    out.sort_unstable();
    out.dedup();
    out
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
