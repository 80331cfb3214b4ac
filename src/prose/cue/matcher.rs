//! One sequence of a cue at one place of a sentence: from its anchor to the right, then to the left.
//!
//! No part is looked for farther than a fixed number of tokens, and none is tried again, so that a
//! try costs at most so much, whatever the text.

use smallvec::SmallVec;

use super::compile::{Atom, Element, Sequence, Test};
use super::head::Head;
use super::notation::{Fill, Slot};
use super::phrase::Ground;
use super::values::{self, Sort};
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, MentionKind, Tokens};
use crate::prose::token::{Kind, Token};

/// Passed-over pieces (an adverb, an aside) between two parts.
const MAX_PASSED: usize = 5;

/// Tokens in a gap.
const MAX_GAP: usize = 10;

/// Mentions before a token among which one may end there.
const NEAR: usize = 8;

/// What a slot was filled with.
#[derive(Clone, Debug)]
pub(super) enum Taken {
    /// A value of the sentence, by its place among them; whether the cue names its noun itself.
    Value(usize, bool),
    /// A name, by its place in the passage's mentions.
    Name(usize),
    /// Tokens.
    Phrase(Tokens),
}

/// A sequence that matched.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Element and what filled it, by element.
    pub(super) taken: SmallVec<[(usize, Taken); 4]>,
    pub(super) tokens: Tokens,
    /// Words of the cue that were matched: two for each, one for the noun of its own figure.
    pub(super) weight: usize,
    /// Whether the value stands behind the words, as a date does after what it dates.
    pub(super) behind: bool,
    /// Tokens inside of the match that no part took.
    pub(super) passed: usize,
    pub(super) anchor: usize,
}

/// Where each element stood.
type Spots = SmallVec<[Option<usize>; 12]>;

struct Try<'a, 't> {
    ground: &'a Ground<'a, 't>,
    sequence: &'a Sequence,
    head: &'a Head,
    taken: SmallVec<[(usize, Taken); 4]>,
    spots: Spots,
    passed: usize,
}

/// Whether a token is one of these words.
pub(super) fn is_one(atoms: &[Atom], token: &Token, text: &str) -> bool {
    atoms.iter().any(|atom| match atom {
        Atom::Lemma(lemma) => token.word.lemma == *lemma,
        Atom::Class(class) => token.word.is(*class),
        Atom::Text(word) => {
            text.len() == word.len() && text.eq_ignore_ascii_case(word)
                || (!text.is_ascii() && text.to_lowercase().replace('’', "'") == word.as_str())
        }
    })
}

/// Match a sequence whose anchor may be a token.
pub(super) fn find(
    ground: &Ground<'_, '_>,
    sequence: &Sequence,
    head: &Head,
    at: usize,
) -> Option<Found> {
    let mut one = Try {
        ground,
        sequence,
        head,
        taken: SmallVec::new(),
        spots: SmallVec::from_elem(None, sequence.elements.len()),
        passed: 0,
    };
    let from = one.anchor(at)?;
    let end = one.right(at + 1)?;
    let start = one.left(from)?;
    one.heads_fit().then_some(())?;
    one.voice_fits(end).then_some(())?;
    one.taken.sort_by_key(|(element, _)| *element);
    let (weight, behind) = (one.weight(), one.behind());
    let (taken, passed) = (one.taken, one.passed);
    Some(Found { taken, tokens: start..end, weight, behind, passed, anchor: at })
}

impl<'a> Try<'a, '_> {
    fn element(&self, at: usize) -> &'a Element {
        &self.sequence.elements[at]
    }

    /// Take the anchor at a token, and say where what stands before it ends: a word, or a slot that
    /// a noun of a class ends.
    fn anchor(&mut self, at: usize) -> Option<usize> {
        let element = self.sequence.anchor;
        self.spots[element] = Some(at);
        let Test::Slot(slot) = &*self.element(element).test else {
            return self.word_at(element, at).then_some(at);
        };
        // Counted things, and several of them, are no one thing that something is said of.
        let counted = values::before(self.ground.values, Sort::Figure, at + 1)
            .is_some_and(|ix| at < self.ground.values[ix].extent && self.counts(ix));
        let lemma = self.ground.passage.tokens.get(at)?.word.lemma.text();
        if counted || !lemma.eq_ignore_ascii_case(self.ground.passage.token(at)) {
            return None;
        }
        let phrase = self.ground.phrase_back(at + 1).unwrap_or(at..at + 1);
        let inside = values::before(self.ground.values, Sort::Date, at)
            .map(|ix| self.ground.values[ix].tokens.end);
        let from = inside.filter(|end| phrase.start < *end).unwrap_or(phrase.start);
        slot.head.end_in(self.ground.passage, &(from..at + 1)).filter(|end| *end == at + 1)?;
        self.taken.push((element, Taken::Phrase(from..at + 1)));
        Some(from)
    }

    /// Whether a value is a number of things, and not an age or a measure.
    fn counts(&self, ix: usize) -> bool {
        let mention = &self.ground.passage.mentions[self.ground.values[ix].mention];
        matches!(&mention.kind, MentionKind::Figure(figure) if figure.value.unit.is_count())
    }

    fn word_at(&self, element: usize, at: usize) -> bool {
        let Test::Word(atoms) = &*self.element(element).test else { return false };
        if !self.ground.tokens.contains(&at) {
            return false;
        }
        let token = &self.ground.passage.tokens[at];
        is_one(atoms, token, token.text(self.ground.passage.text)) && !self.ground.in_date(at)
    }

    /// The token after the last element.
    fn right(&mut self, from: usize) -> Option<usize> {
        let (mut low, mut at, mut gap) = (from, from, false);
        for element in self.sequence.anchor + 1..self.sequence.elements.len() {
            let found = match &*self.element(element).test {
                Test::Gap => {
                    gap = true;
                    continue;
                }
                Test::Word(_) => self.word_right(element, low, at, gap).map(|next| (next, next)),
                Test::Slot(slot) => self.slot_right(element, slot, at, gap),
            };
            match found {
                Some(found) => (low, at, gap) = (found.0, found.1, false),
                None if self.element(element).optional => {}
                None => return None,
            }
        }
        Some(at.max(low))
    }

    fn word_right(&mut self, element: usize, low: usize, at: usize, gap: bool) -> Option<usize> {
        // A word of the noun phrase that a figure covers.
        if let Some(inside) = (low..at).find(|inside| self.word_at(element, *inside)) {
            self.name_value(inside);
            self.spots[element] = Some(inside);
            return Some(inside + 1).map(|next| next.max(at));
        }
        let spot = if gap {
            (at..at + MAX_GAP).find(|spot| self.word_at(element, *spot))?
        } else {
            let mut spot = at;
            for _ in 0..MAX_PASSED {
                if self.word_at(element, spot) {
                    break;
                }
                spot = self.ground.pass(spot)?;
            }
            spot
        };
        if !self.word_at(element, spot) {
            return None;
        }
        self.passed += spot - at;
        self.spots[element] = Some(spot);
        Some(spot + 1)
    }

    /// The noun of the figure at a token is a word of the cue.
    fn name_value(&mut self, inside: usize) {
        for (_, taken) in &mut self.taken {
            if let Taken::Value(ix, named) = taken {
                let value = &self.ground.values[*ix];
                *named |= value.is_noun(inside);
            }
        }
    }

    /// Where the next element may begin at the earliest, and where it begins otherwise.
    fn slot_right(
        &mut self,
        element: usize,
        slot: &Slot,
        at: usize,
        gap: bool,
    ) -> Option<(usize, usize)> {
        match slot.fill {
            Fill::Figure | Fill::Date | Fill::During => {
                self.value_right(element, slot.fill, at, gap)
            }
            Fill::Entity => self.name_right(element, at, gap),
            Fill::Subject | Fill::Place | Fill::Toward => {
                let phrase = self.ground.phrase(at)?;
                let end = slot.head.end_in(self.ground.passage, &phrase)?;
                self.taken.push((element, Taken::Phrase(phrase.start..end)));
                Some((end, end))
            }
        }
    }

    fn value_right(
        &mut self,
        element: usize,
        fill: Fill,
        at: usize,
        gap: bool,
    ) -> Option<(usize, usize)> {
        let ground = self.ground;
        let sort = if fill == Fill::Figure { Sort::Figure } else { Sort::Date };
        let ix = values::from(ground.values, sort, at)?;
        let value = &ground.values[ix];
        let mut spot = at;
        if gap {
            (value.tokens.start <= at + MAX_GAP).then_some(())?;
            self.no_break(at..value.tokens.start).then_some(())?;
            (sort == Sort::Figure || ground.dates(at..value.tokens.start, ix)).then_some(())?;
        } else {
            let mut prepositions = usize::from(sort == Sort::Date);
            let allowed = prepositions;
            for _ in 0..MAX_PASSED {
                if spot >= value.tokens.start {
                    break;
                }
                spot = match ground.pass(spot) {
                    Some(next) => next,
                    None if prepositions > 0 && ground.class(spot) & class::PREPOSITION != 0 => {
                        // "opened in Leeds in 1961": a place or a person may come first.
                        match ground.phrase(spot + 1) {
                            Some(phrase) if phrase.end < value.tokens.start => phrase.end,
                            _ => {
                                prepositions -= 1;
                                spot + 1
                            }
                        }
                    }
                    None => return None,
                };
            }
            (spot >= value.tokens.start).then_some(())?;
            self.passed += value.tokens.start.saturating_sub(at + allowed - prepositions);
        }
        if gap {
            let led = value.tokens.start > at && sort == Sort::Date;
            self.passed += value.tokens.start.saturating_sub(at + usize::from(led));
        }
        self.taken.push((element, Taken::Value(ix, false)));
        Some(((value.tokens.start + 1).max(at), value.extent))
    }

    /// A gap does not run out of a quotation, a bracket or a clause; commas come in pairs.
    fn no_break(&self, tokens: Tokens) -> bool {
        const BREAKS: &[&str] = &[";", ":", ".", "?", "!", "\"", "“", "”", "(", ")", "[", "]", "|"];
        let signs = |at: &usize| self.ground.passage.tokens[*at].kind == Kind::Sign;
        let mut commas = 0;
        let open = tokens.into_iter().filter(signs).all(|at| {
            let sign = self.ground.passage.token(at);
            commas += usize::from(sign == ",");
            !BREAKS.contains(&sign)
        });
        open && commas % 2 == 0
    }

    fn name_right(&mut self, element: usize, at: usize, gap: bool) -> Option<(usize, usize)> {
        let mentions = &self.ground.passage.mentions;
        let mut first = mentions.partition_point(|mention| mention.tokens.start < at);
        let mut spot = at;
        for _ in 0..if gap { MAX_GAP } else { MAX_PASSED } {
            while mentions.get(first).is_some_and(|m| m.tokens.start < spot) {
                first += 1;
            }
            let here = mentions[first..].iter().take_while(|m| m.tokens.start == spot);
            let name = here.clone().position(|m| matches!(m.kind, MentionKind::Name));
            if let Some(more) = name {
                let end = mentions[first + more].tokens.end;
                self.passed += spot - at;
                self.taken.push((element, Taken::Name(first + more)));
                return Some((end, end));
            }
            let title = self.ground.class(spot) & class::TITLE != 0;
            spot = match self.ground.pass(spot) {
                Some(next) => next,
                None if (title || gap) && spot < self.ground.tokens.end => spot + 1,
                None => return None,
            };
        }
        None
    }

    /// The first token of the match.
    fn left(&mut self, from: usize) -> Option<usize> {
        let (mut at, mut gap) = (from, false);
        for element in (0..self.sequence.anchor).rev() {
            let found = match &*self.element(element).test {
                Test::Gap => {
                    gap = true;
                    continue;
                }
                Test::Word(_) => self.word_left(element, at, gap),
                Test::Slot(slot) => self.slot_left(element, slot, at, gap),
            };
            match found {
                Some(next) => (at, gap) = (next, false),
                None if self.element(element).optional => {}
                None => return None,
            }
        }
        Some(at)
    }

    fn word_left(&mut self, element: usize, end: usize, gap: bool) -> Option<usize> {
        let first = self.ground.tokens.start;
        let spot = if gap {
            let low = end.saturating_sub(MAX_GAP).max(first);
            (low..end).rev().find(|spot| self.word_at(element, *spot))?
        } else {
            let mut after = end;
            for _ in 0..MAX_PASSED {
                if after > first && self.word_at(element, after - 1) {
                    break;
                }
                after = self.ground.pass_back(after)?;
            }
            after.checked_sub(1)?
        };
        if !self.word_at(element, spot) {
            return None;
        }
        self.passed += end - spot - 1;
        self.spots[element] = Some(spot);
        Some(spot)
    }

    fn slot_left(&mut self, element: usize, slot: &Slot, end: usize, gap: bool) -> Option<usize> {
        match slot.fill {
            Fill::Figure => self.figure_left(element, end, gap),
            Fill::Date | Fill::During => self.date_left(element, end, gap),
            Fill::Entity => {
                let (name, start) = self.name_left(end).or_else(|| self.subject_left(end))?;
                self.taken.push((element, Taken::Name(name)));
                Some(start)
            }
            Fill::Subject | Fill::Place | Fill::Toward => {
                let phrase = self.ground.phrase_back(end)?;
                let last = slot.head.end_in(self.ground.passage, &phrase)?;
                self.taken.push((element, Taken::Phrase(phrase.start..last)));
                Some(phrase.start)
            }
        }
    }

    /// The name that ends before a token, or that a relative pronoun there stands for ("the Front, which
    /// claimed the attack"), and its first token.
    fn name_left(&self, end: usize) -> Option<(usize, usize)> {
        let mentions = &self.ground.passage.mentions;
        let is_name = |at: usize| matches!(mentions[at].kind, MentionKind::Name);
        let mut after = end;
        for _ in 0..MAX_PASSED {
            let at = after.checked_sub(1).filter(|at| *at >= self.ground.tokens.start)?;
            let before = mentions.partition_point(|mention| mention.tokens.start < after);
            let near = (before.saturating_sub(NEAR)..before).rev();
            let name = near.filter(|at| is_name(*at)).find(|at| mentions[*at].tokens.end == after);
            if let Some(name) = name {
                let name = self.first_of_two(name);
                return Some((name, mentions[name].tokens.start));
            }
            if self.ground.class(at) & class::RELATIVE != 0 {
                let opens = |clause: &Clause| {
                    clause.kind == ClauseKind::Relative && clause.tokens.start == at
                };
                let head = self.clause_that(at, opens)?.head?;
                return is_name(head).then_some((head, at));
            }
            after = self.ground.pass_back(after)?;
        }
        None
    }

    /// "The Dawn League/DAWN": the first of two names that a slash joins.
    fn first_of_two(&self, name: usize) -> usize {
        let passage = self.ground.passage;
        let start = passage.mentions[name].tokens.start;
        let slash = start.checked_sub(1).filter(|at| passage.is(*at, "/"));
        let joined = |before: &usize| {
            let mention = &passage.mentions[*before];
            matches!(mention.kind, MentionKind::Name) && Some(mention.tokens.end) == slash
        };
        (name.saturating_sub(NEAR)..name).rev().find(joined).unwrap_or(name)
    }

    /// The name that is the subject of the verb at a token, whatever stands between ("the League — a
    /// group of old — claimed …").
    fn subject_left(&self, verb: usize) -> Option<(usize, usize)> {
        let has = |clause: &Clause| clause.verb.as_ref().is_some_and(|group| group.main == verb);
        let subject = self.clause_that(verb, has)?.subject?;
        let mention = self.ground.passage.mentions.get(subject)?;
        let before = matches!(mention.kind, MentionKind::Name) && mention.tokens.end < verb;
        before.then_some((subject, mention.tokens.start))
    }

    /// The clause, of those of the sentence of a token, that is so.
    fn clause_that(&self, at: usize, is: impl Fn(&Clause) -> bool) -> Option<&'a Clause> {
        let passage = self.ground.passage;
        let sentence = passage.sentence_of(at).and_then(|ix| passage.sentences.get(ix))?;
        sentence.clauses.iter().find(|clause| is(clause))
    }

    fn figure_left(&mut self, element: usize, end: usize, gap: bool) -> Option<usize> {
        let ground = self.ground;
        let mut ix = values::before(ground.values, Sort::Figure, end)?;
        let mut after = end;
        // Asides are passed over with the figures in them ("12 people, including 3 children, were").
        for _ in 0..MAX_PASSED {
            if after <= ground.values[ix].extent {
                break;
            }
            let Some(next) = ground.pass_back(after) else { break };
            let Some(before) = values::before(ground.values, Sort::Figure, next) else { break };
            (after, ix) = (next, before);
        }
        let value = &ground.values[ix];
        let inside = value.is_noun(end);
        let near = after <= value.extent
            || (gap && end - value.extent <= MAX_GAP && self.no_break(value.extent..end))
            || ground.bridges(value.extent, after)
            || self.is_subject(ix);
        near.then_some(())?;
        self.passed += end.saturating_sub(value.extent);
        self.taken.push((element, Taken::Value(ix, inside)));
        Some(value.tokens.start)
    }

    /// Whether a figure is the subject of the clause of the anchor, as the analysis has it.
    fn is_subject(&self, ix: usize) -> bool {
        let Some(at) = self.spots[self.sequence.anchor] else { return false };
        let verb = |clause: &Clause| clause.verb.as_ref().is_some_and(|verb| verb.main == at);
        let subject = self.clause_that(at, verb).and_then(|clause| clause.subject);
        let tokens = subject.and_then(|subject| self.ground.passage.mentions.get(subject));
        let value = &self.ground.values[ix];
        tokens.is_some_and(|mention| {
            mention.tokens.start <= value.tokens.start && value.tokens.end <= mention.tokens.end
        })
    }

    fn date_left(&mut self, element: usize, end: usize, gap: bool) -> Option<usize> {
        let ground = self.ground;
        let ix = values::before(ground.values, Sort::Date, end)?;
        let value = &ground.values[ix];
        let comma = end.checked_sub(1).is_some_and(|at| ground.passage.token(at) == ",");
        let last = value.tokens.end;
        // "On 3 May, four men …": the comma that ends the date breaks nothing.
        let from = last + usize::from(ground.passage.token(last) == ",");
        let near = last >= end
            || (comma && last + 1 == end)
            || (gap
                && end - last <= MAX_GAP
                && self.no_break(from.min(end)..end)
                && ground.opens(value.tokens.start)
                && ground.dates(from.min(end)..end, ix));
        near.then_some(())?;
        self.passed += end.saturating_sub(last + usize::from(comma));
        self.taken.push((element, Taken::Value(ix, false)));
        let before = value.tokens.start.checked_sub(1).filter(|at| *at >= ground.tokens.start);
        let preposition = before.filter(|at| ground.class(*at) & class::PREPOSITION != 0);
        Some(preposition.unwrap_or(value.tokens.start))
    }

    fn weight(&self) -> usize {
        let in_figure = |at: usize| {
            self.taken.iter().any(|(_, taken)| match taken {
                Taken::Value(ix, _) => {
                    let value = &self.ground.values[*ix];
                    value.tokens.start <= at && at < value.extent
                }
                _ => false,
            })
        };
        self.spots.iter().flatten().map(|at| if in_figure(*at) { 1 } else { 2 }).sum()
    }

    fn behind(&self) -> bool {
        let anchor = self.sequence.anchor;
        let mut values = self.taken.iter().filter(|(_, taken)| matches!(taken, Taken::Value(..)));
        values.all(|(element, _)| *element > anchor)
    }

    /// Whether all figures count what the predicate, or their slot, asks for.
    fn heads_fit(&self) -> bool {
        let fits = |(element, taken): &(usize, Taken)| match taken {
            Taken::Value(ix, named) => {
                let value = &self.ground.values[*ix];
                let Test::Slot(slot) = &*self.element(*element).test else { return true };
                let head = if slot.head == Head::Any { self.head } else { &slot.head };
                if value.sort == Sort::Date {
                    let since = self.ground.is_since(value.tokens.start);
                    return since == (slot.head == Head::Since);
                }
                head.fits(self.ground.passage, value, *named)
            }
            _ => true,
        };
        self.taken.iter().all(fits)
    }

    /// Whether each verb stands in the voice that the cue gives it: before its figure in the active,
    /// behind "be" as a participle.
    fn voice_fits(&self, end: usize) -> bool {
        (0..self.sequence.elements.len()).all(|element| {
            let Some(at) = self.spots[element] else { return true };
            let next = self.sequence.elements.get(element + 1);
            let behind_be = element > 0 && self.element(element - 1).is_be();
            if behind_be {
                let elided = self.spots[element - 1].is_none();
                return self.is_passive(at, elided, at + 1 == end);
            }
            let object = next.is_some_and(|next| next.takes(Fill::Figure));
            !object || self.is_active(at)
        })
    }

    fn is_active(&self, at: usize) -> bool {
        let class = self.ground.class(at);
        if class & class::PARTICIPLE == 0 || class & (class::GERUND | class::BE) != 0 {
            return true;
        }
        let mut before = at;
        while let Some(next) = before.checked_sub(1) {
            let class = self.ground.class(next);
            if class & class::BE != 0 {
                return false;
            }
            if next < self.ground.tokens.start || class & class::ADVERB == 0 {
                break;
            }
            before = next;
        }
        true
    }

    fn is_passive(&self, at: usize, elided: bool, last: bool) -> bool {
        let class = self.ground.class(at);
        const VERB: u64 = class::PAST | class::GERUND | class::THIRD | class::BASE;
        let quality = class & (class::QUALITY | class::ADJECTIVE) != 0;
        if class & class::PARTICIPLE == 0 && class & VERB != 0 && !quality {
            return false;
        }
        if !elided || !last {
            return true;
        }
        // "12 gunmen killed 40 people": an object follows.
        let mut next = at + 1;
        while self.ground.class(next) & class::ADVERB != 0 {
            next += 1;
        }
        if next >= self.ground.tokens.end {
            return true;
        }
        let figure = values::from(self.ground.values, Sort::Figure, next)
            .is_some_and(|ix| self.ground.values[ix].tokens.start <= next);
        let token = &self.ground.passage.tokens[next];
        const PLAIN: u64 = class::MONTH | class::WEEKDAY | class::PREPOSITION | class::CONJUNCTION;
        let name = token.capital && !token.word.is(PLAIN);
        let person = token.word.is(class::PRONOUN) && !token.word.is(class::RELATIVE);
        !(figure || name || person || token.word.is(class::DETERMINER))
    }
}
