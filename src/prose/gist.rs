//! What some words of a text say, small words left out: whether two passages speak of one thing.

use rustc_hash::FxHashSet;

use super::context::{Contexts, Modality, Speaker};
use super::lexicon::class;
use super::open;
use super::passage::{Passage, Tokens};
use super::retold::concept::{self, Concept};

/// Words of grammar, of time and of number: they say nothing of what is spoken of.
const IDLE: u64 = class::DETERMINER
    | class::PREPOSITION
    | class::CONJUNCTION
    | class::PRONOUN
    | class::RELATIVE
    | class::NEGATION
    | class::ADVERB
    | class::NUMBER
    | class::BE
    | class::HAVE
    | class::DO
    | class::MODAL
    | class::MONTH
    | class::WEEKDAY
    | class::TIME_UNIT;

/// Letters that two words have to begin with to be taken as one word in two forms ("accepted",
/// "acceptance").
const STEM: usize = 5;

/// Most letters behind such a beginning.
const ENDING: usize = 5;

/// The lemma of a word that says something; `None` for the others.
pub(super) fn lemma(passage: &Passage<'_>, token: usize) -> Option<String> {
    let seen = passage.tokens.get(token)?;
    let speaks = seen.text(passage.text).chars().any(char::is_alphabetic) && !seen.word.is(IDLE);
    (speaks && seen.range().len() > 1).then(|| open::noun_lemma(passage, token))
}

/// The lemmas of some tokens that say something.
pub(super) fn lemmas(passage: &Passage<'_>, tokens: Tokens) -> Vec<String> {
    tokens.filter_map(|at| lemma(passage, at)).collect()
}

/// Words with what they and their phrases can mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Gist {
    pub(super) words: Vec<String>,
    concepts: FxHashSet<Concept>,
}

impl Gist {
    pub(super) fn of(passage: &Passage<'_>, tokens: Tokens) -> Self {
        Self::new(lemmas(passage, tokens))
    }

    pub(super) fn new(words: Vec<String>) -> Self {
        let mut concepts = FxHashSet::default();
        for at in 0..words.len() {
            let senses = [concept::word(&words[at]), concept::phrase(&words[at..]).map(|p| p.1)];
            concepts.extend(senses.into_iter().flatten().flat_map(|s| s.concepts.iter().copied()));
        }
        Self { words, concepts }
    }

    /// Whether it holds a word, or another for the same.
    pub(super) fn holds(&self, word: &str) -> bool {
        let same = |own: &String| is_form(own, word);
        self.words.iter().any(same)
            || concept::word(word)
                .is_some_and(|sense| sense.concepts.iter().any(|c| self.concepts.contains(c)))
    }

    /// Whether it holds this very word, in whatever form.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| is_form(own, word))
    }
}

/// Whether two lemmas are forms of one word.
pub(super) fn is_form(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    common >= STEM && a.len().max(b.len()) - common <= ENDING && a.is_ascii() && b.is_ascii()
}

/// Whether two words can mean one thing.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let concepts = |word| concept::word(word).map(|sense| sense.concepts);
    let shared = || {
        let (x, y) = concepts(a).zip(concepts(b))?;
        Some(x.iter().any(|concept| y.contains(concept)))
    };
    is_form(a, b) || shared().unwrap_or(false)
}

/// Whether a text says something in its own voice: nobody who has a name says it, and no quotation
/// marks stand around it, and it is not said to be false.
pub(super) fn is_own(contexts: Option<&Contexts>, token: usize) -> bool {
    let Some(context) = contexts.map(|contexts| contexts.at(token)) else { return true };
    let named = context.speakers.iter().any(|speaker| matches!(speaker, Speaker::Named(_)));
    !named && !context.quoted && context.modality != Modality::Rejected
}
