//! Cues made ready: each a few flat sequences, found by one of their words.

use std::hash::{BuildHasher as _, Hash};
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::head::{self, Head};
use super::likely::Said;
use super::notation::{self, Fault, Fill, Part, Slot};
use crate::finding::Confidence;
use crate::parallel;
use crate::prose::lexicon::{self, Lemma, Word, class};
use crate::prose::token::Token;
use crate::record::{Change, PredicateRecord, Problem, SubjectKind, Text, ValueKind};

/// Sequences that the alternatives of one cue may come to.
const MAX_SEQUENCES: usize = 64;

/// Parts of one sequence.
const MAX_PARTS: usize = 24;

/// The rule that reports cues that cannot be read.
const RULE: &str = "malformed-record";

/// What matches one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// This text, in whatever case.
    Text(SmolStr),
    /// All forms of a lemma.
    Lemma(Lemma),
    /// A word of a class ("be" in all its forms).
    Class(u64),
}

/// A part of a sequence.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// One of these words.
    Word(SmallVec<[Atom; 2]>),
    /// A slot.
    Slot(Slot),
    /// A few tokens of any kind.
    Gap,
}

/// A part that may be missing.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Shared by the sequences of a cue.
    pub(super) test: Arc<Test>,
    pub(super) optional: bool,
    /// How rare its words are; `None` where a sequence cannot be found by it. It takes look-ups, and
    /// so is told once for all the sequences of a cue.
    rarity: Option<usize>,
    /// The marks of all words that it may be; `None` for what is no word or may be missing.
    marks: Option<Marks>,
}

impl Element {
    pub(super) fn is_be(&self) -> bool {
        matches!(&*self.test, Test::Word(atoms) if atoms.contains(&Atom::Class(class::BE)))
    }

    pub(super) fn takes(&self, fill: Fill) -> bool {
        matches!(&*self.test, Test::Slot(slot) if slot.fill == fill)
    }
}

/// A sequence of a cue.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// By place in [`Cues::predicates`].
    pub(super) predicate: usize,
    pub(super) elements: Vec<Element>,
    /// The element that it is found by.
    pub(super) anchor: usize,
    /// Values without which it cannot match, before its anchor and behind.
    pub(super) needs: [Needs; 2],
    /// For each word without which it cannot match, the marks of all that it may be.
    pub(super) words: SmallVec<[Marks; 4]>,
}

/// Which words a sentence may have, a bit for every so many of them: a word whose bit is missing is
/// not there, and nearly all sequences end at that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u64);

impl Marks {
    fn of(word: impl Hash) -> Self {
        // The high bits of the hash are the good ones.
        Self(1 << (FxBuildHasher.hash_one(word) >> (u64::BITS - u64::BITS.ilog2())))
    }

    /// Those of a token.
    pub(super) fn of_token(token: &Token, text: &str) -> Self {
        if token.word.lemma == Lemma::default() {
            return Self::of(lower(text).as_str());
        }
        let auxiliary = token.word.class & AUXILIARIES;
        let class = if auxiliary == 0 { Self::default() } else { Self::of_classes(auxiliary) };
        Self::of(token.word.lemma).and(class)
    }

    /// Those of all words that match an atom; `known` is what the lexicon knows of its text.
    fn of_atom(atom: &Atom, known: Word) -> Self {
        match atom {
            Atom::Lemma(lemma) => Self::of(*lemma),
            Atom::Class(class) if class & !AUXILIARIES == 0 => Self::of_classes(*class),
            Atom::Class(_) => Self(u64::MAX),
            Atom::Text(_) if known.lemma != Lemma::default() => Self::of(known.lemma),
            Atom::Text(text) => Self::of(lower(text).as_str()),
        }
    }

    fn of_classes(classes: u64) -> Self {
        let each = [class::BE, class::HAVE, class::DO].into_iter().filter(|c| classes & c != 0);
        each.map(Self::of).fold(Self::default(), Self::and)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they have a bit in common.
    pub(super) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A word as the texts of cues are written.
pub(super) fn lower(text: &str) -> SmolStr {
    let lower = crate::text::lower(text);
    let plain = lower.is_ascii() || !lower.contains('’');
    if plain { lower } else { lower.replace('’', "'").into() }
}

/// Sorts of values that must be there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs {
    pub(super) figure: bool,
    pub(super) date: bool,
}

impl Needs {
    fn of(elements: &[Element]) -> Self {
        let needs = |fills: &[Fill]| {
            let takes = |element: &Element| fills.iter().any(|fill| element.takes(*fill));
            elements.iter().any(|element| !element.optional && takes(element))
        };
        Self { figure: needs(&[Fill::Figure]), date: needs(&[Fill::Date, Fill::During]) }
    }
}

/// A predicate that cues were read for.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its id.
    pub id: SmolStr,
    /// The kind of its values.
    pub kind: ValueKind,
    /// The kinds of things it is said of; empty when the vocabulary does not say.
    pub of: Vec<SubjectKind>,
    /// How its values behave over time.
    pub change: Change,
    /// Unit of its quantities.
    pub unit: Option<SmolStr>,
    /// What the unit asks for, told when something is first held against it.
    head: OnceLock<Head>,
}

impl Target {
    /// What its figures count.
    pub(super) fn head(&self) -> &Head {
        self.head.get_or_init(|| head::of_unit(self.unit.as_deref()))
    }
}

/// The cues of a vocabulary, compiled.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// Predicates in the order in which their ids are first declared, with or without cues: the
    /// order of `claim::Predicates`.
    predicates: Vec<Target>,
    pub(super) sequences: Vec<Sequence>,
    pub(super) by_lemma: FxHashMap<Lemma, Vec<u32>>,
    pub(super) by_text: FxHashMap<SmolStr, Vec<u32>>,
    pub(super) by_class: Vec<(u64, u32)>,
    /// All classes of `by_class`.
    pub(super) classes: u64,
    /// Whether any predicate has entities as values.
    pub(super) entities: bool,
}

impl Cues {
    /// Compile the cues of a vocabulary: the built-in records first, then a repository's own. A
    /// predicate that is declared again keeps what the new record does not give; cues that are given
    /// replace the earlier ones. Cues that cannot be read are left out and reported.
    #[must_use]
    pub fn compile<'r>(
        records: impl IntoIterator<Item = &'r PredicateRecord>,
    ) -> (Self, Vec<Problem>) {
        Self::compile_if(records, |_| true)
    }

    /// The same for some texts alone: cues that none of them can match are left out.
    #[must_use]
    pub fn compile_for<'r>(
        records: impl IntoIterator<Item = &'r PredicateRecord>,
        said: &Said,
    ) -> Self {
        Self::compile_if(records, |cue| said.may_match(cue)).0
    }

    fn compile_if<'r>(
        records: impl IntoIterator<Item = &'r PredicateRecord>,
        wanted: impl Fn(&str) -> bool,
    ) -> (Self, Vec<Problem>) {
        let mut merged: Vec<(&PredicateRecord, Target, &[Text], Option<&str>)> = Vec::new();
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        for record in records {
            let at = *by_id.entry(record.id.value.as_str()).or_insert(merged.len());
            if at == merged.len() {
                let id = record.id.value.clone();
                let target = Target {
                    id,
                    kind: ValueKind::Text,
                    of: Vec::new(),
                    change: Change::Fixed,
                    unit: None,
                    head: OnceLock::new(),
                };
                merged.push((record, target, &[], None));
            }
            let (_, target, cues, unit) = &mut merged[at];
            target.kind = record.value.as_ref().map_or(target.kind, |kind| kind.value);
            target.change = record.change.as_ref().map_or(target.change, |change| change.value);
            if !record.of.is_empty() {
                target.of = record.of.iter().map(|of| of.value).collect();
            }
            *unit = record.unit.as_ref().map(|unit| unit.value.as_str()).or(*unit);
            if !record.cues.is_empty() {
                *cues = &record.cues;
            }
        }
        let (mut out, mut problems) = (Self::default(), Vec::new());
        let all: Vec<_> = merged
            .iter()
            .enumerate()
            .flat_map(|(at, (_, target, cues, _))| {
                cues.iter().map(move |cue| (at, cue, target.kind))
            })
            .filter(|(_, cue, _)| wanted(&cue.value))
            .collect();
        let read = parallel::map(&all, |(_, cue, kind)| sequences(&cue.value, *kind));
        let mut read = all.iter().zip(read).peekable();
        for (at, (_, mut target, cues, unit)) in merged.into_iter().enumerate() {
            target.unit = unit.map(SmolStr::new);
            out.entities |= target.kind == ValueKind::Entity && !cues.is_empty();
            while let Some(((_, cue, _), read)) = read.next_if(|((of, ..), _)| *of == at) {
                match read {
                    Ok(all) => all.into_iter().for_each(|elements| out.add(at, elements)),
                    Err(fault) => problems.push(problem(cue, fault)),
                }
            }
            out.predicates.push(target);
        }
        (out, problems)
    }

    /// What is known of a predicate, by its id.
    #[must_use]
    pub fn of_id(&self, id: &str) -> Option<&Target> {
        self.predicates.iter().find(|target| target.id == id)
    }

    /// The place of a predicate by its id.
    pub(super) fn index_of(&self, id: &str) -> Option<usize> {
        self.predicates.iter().position(|target| target.id == id)
    }

    /// A predicate that a hit names.
    #[must_use]
    pub fn predicate(&self, at: usize) -> Option<&Target> {
        self.predicates.get(at)
    }

    fn add(&mut self, predicate: usize, elements: Vec<Element>) {
        let Some(anchor) = anchor(&elements) else { return };
        let id = u32::try_from(self.sequences.len()).unwrap_or(u32::MAX);
        if let Test::Slot(Slot { head: Head::Class(class), .. }) = &*elements[anchor].test {
            self.by_class.push((*class, id));
            self.classes |= class;
        }
        if let Test::Word(atoms) = &*elements[anchor].test {
            for atom in atoms {
                match atom {
                    Atom::Lemma(lemma) => self.by_lemma.entry(*lemma).or_default().push(id),
                    Atom::Text(text) => match lexicon::lemma(text) {
                        Some(lemma) => self.by_lemma.entry(lemma).or_default().push(id),
                        None => self.by_text.entry(text.clone()).or_default().push(id),
                    },
                    Atom::Class(class) => {
                        self.by_class.push((*class, id));
                        self.classes |= class;
                    }
                }
            }
        }
        let needs = [Needs::of(&elements[..anchor]), Needs::of(&elements[anchor + 1..])];
        let words = elements.iter().filter_map(|element| element.marks).collect();
        self.sequences.push(Sequence { predicate, elements, anchor, needs, words });
    }
}

/// What is wrong with the cues of records, whether they are used or not.
#[must_use]
pub fn problems(records: &[PredicateRecord]) -> Vec<Problem> {
    Cues::compile(records).1
}

/// A fault at its place in the record. A text with escapes or folded lines is longer or shorter
/// there than it reads, and is shown whole.
fn problem(cue: &Text, fault: Fault) -> Problem {
    let length = cue.span.range().len();
    let quotes = usize::from(length == cue.value.len() + 2);
    let known = length == cue.value.len() || quotes == 1;
    let at = fault.at.start + quotes..fault.at.end.max(fault.at.start + 1) + quotes;
    let span = if known { cue.span.part(at) } else { cue.span };
    let message = format!("the cue `{}` cannot be read: {}", cue.value, fault.message);
    let label = fault.label.to_owned();
    Problem {
        rule: RULE,
        span,
        message,
        label,
        help: fault.help,
        other: None,
        sure: Confidence::High,
    }
}

/// The flat sequences of a cue for values of a kind.
pub(super) fn sequences(text: &str, kind: ValueKind) -> Result<Vec<Vec<Element>>, Fault> {
    let parts = notation::parse(text)?;
    let whole = |message: &str, label, help: &str| Fault {
        at: 0..text.len(),
        message: message.to_owned(),
        label,
        help: Some(help.to_owned()),
    };
    let (fill, slot) = match kind {
        ValueKind::Quantity => (Fill::Figure, "{n}"),
        ValueKind::Date => (Fill::Date, "{d}"),
        _ => (Fill::Entity, "{e}"),
    };
    let mut all = vec![Vec::new()];
    expand(&parts, &mut all).map_err(|()| {
        whole("it stands for too many sequences", "too many", "write it as several cues")
    })?;
    for elements in &all {
        if !elements.iter().any(|element| element.takes(fill) && !element.optional) {
            let message = format!("it has no `{slot}` for the value in each of its alternatives");
            return Err(whole(&message, "no value", &format!("write `{slot}` where it stands")));
        }
        if anchor(elements).is_none() {
            let help = "add a word that the text has next to the value";
            return Err(whole("it has no word that it could be found by", "no word", help));
        }
        if elements.len() > MAX_PARTS {
            return Err(whole("it has too many parts", "too long", "write a shorter cue"));
        }
    }
    Ok(all)
}

/// Append parts to each of the sequences so far.
fn expand(parts: &[Part], all: &mut Vec<Vec<Element>>) -> Result<(), ()> {
    for part in parts {
        match part {
            Part::Optional(inner) => match single(inner) {
                Some(test) => append(all, test, true),
                None => branch(&[inner.as_slice(), &[]], all)?,
            },
            Part::Choice(choices) => match single(std::slice::from_ref(part)) {
                Some(test) => append(all, test, false),
                None => {
                    let choices: Vec<_> = choices.iter().map(Vec::as_slice).collect();
                    branch(&choices, all)?;
                }
            },
            other => {
                let test = single(std::slice::from_ref(other)).ok_or(())?;
                append(all, test, false);
            }
        }
    }
    Ok(())
}

fn append(all: &mut [Vec<Element>], test: Test, optional: bool) {
    let (rarity, marks) = if optional { (None, None) } else { gist(&test) };
    let test = Arc::new(test);
    for elements in all {
        elements.push(Element { test: Arc::clone(&test), optional, rarity, marks });
    }
}

fn branch(choices: &[&[Part]], all: &mut Vec<Vec<Element>>) -> Result<(), ()> {
    let before = std::mem::take(all);
    for choice in choices {
        let mut more = before.clone();
        expand(choice, &mut more)?;
        all.append(&mut more);
        if all.len() > MAX_SEQUENCES {
            return Err(());
        }
    }
    Ok(())
}

/// Whether one test of words covers parts.
fn is_of_words(parts: &[Part]) -> bool {
    match parts {
        [Part::Word(_) | Part::Forms(_)] => true,
        [Part::Choice(choices)] => choices.iter().all(|choice| is_of_words(choice)),
        _ => false,
    }
}

/// Parts that one test covers.
fn single(parts: &[Part]) -> Option<Test> {
    let [part] = parts else { return None };
    // What cannot be covered is told before any forms of words are made.
    if matches!(part, Part::Choice(_)) && !is_of_words(parts) {
        return None;
    }
    match part {
        Part::Word(word) => Some(Test::Word(SmallVec::from_iter([Atom::Text(word.clone())]))),
        Part::Forms(word) => Some(Test::Word(forms(word))),
        Part::Slot(slot) => Some(Test::Slot(slot.clone())),
        Part::Gap => Some(Test::Gap),
        Part::Choice(choices) => {
            let mut atoms = SmallVec::new();
            for choice in choices {
                match single(choice)? {
                    Test::Word(more) => atoms.extend(more),
                    _ => return None,
                }
            }
            Some(Test::Word(atoms))
        }
        Part::Optional(_) => None,
    }
}

/// Auxiliaries, whose forms are classes of the lexicon.
const AUXILIARIES: u64 = class::BE | class::HAVE | class::DO;

fn forms(word: &str) -> SmallVec<[Atom; 2]> {
    let known = lexicon::word(word);
    if known.is(AUXILIARIES) {
        return SmallVec::from_iter([Atom::Class(known.class & AUXILIARIES)]);
    }
    let regular = lexicon::regular_forms(word).into_iter();
    if known.lemma.text() == word {
        // What the lexicon has as a noun alone may be a verb in a cue.
        let lemma = Atom::Lemma(known.lemma);
        let others = regular.filter(|form| lexicon::lemma(form) != Some(known.lemma));
        let others = others.map(Atom::Text);
        return std::iter::once(lemma).chain(others).collect();
    }
    regular.map(Atom::Text).collect()
}

/// Words that are everywhere: a sequence is found by them only if it has no others.
const COMMON: u64 = class::PREPOSITION
    | class::CONJUNCTION
    | class::PRONOUN
    | class::DETERMINER
    | class::MODAL
    | class::NUMBER
    | AUXILIARIES;

/// The word of a sequence that is the rarest, as far as that can be told.
fn anchor(elements: &[Element]) -> Option<usize> {
    let rarities = elements.iter().enumerate().filter_map(|(at, e)| Some((e.rarity?, at)));
    rarities.max_by_key(|(rarity, at)| (*rarity, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

/// How rare the words of a test are, and the marks of all of them; `None` for what it is not found by,
/// and for what is no word. Long words are rare, and function words are the commonest.
fn gist(test: &Test) -> (Option<usize>, Option<Marks>) {
    let atoms = match test {
        Test::Word(atoms) => atoms,
        // A noun of a class is found like a word, if there is none.
        Test::Slot(Slot { fill: Fill::Subject, head: Head::Class(_) }) => return (Some(1), None),
        _ => return (None, None),
    };
    let (mut rarity, mut marks) = (usize::MAX, Marks::default());
    for atom in atoms {
        let known = match atom {
            Atom::Text(text) => lexicon::word(text),
            _ => Word::UNKNOWN,
        };
        marks = marks.and(Marks::of_atom(atom, known));
        rarity = rarity.min(match atom {
            Atom::Class(_) => 0,
            Atom::Text(_) if known.is(COMMON) => 0,
            Atom::Text(text) => text.len(),
            Atom::Lemma(lemma) => lemma.text().len(),
        });
    }
    (Some(if atoms.is_empty() { 0 } else { rarity }), Some(marks))
}
