//! The table of words that say how what stands around them is meant (`triggers.txt`), and where
//! they stand.

use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};
use smol_str::SmolStr;

use crate::prose::lexicon::{self, Lemma};
use crate::prose::passage::Passage;
use crate::prose::token::{Kind, Token};
use crate::prose::words::Mark;

/// What a phrase says of what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    None,
    Open,
    Rejected,
    Denied,
    Unseen,
    Hedge,
    Early,
    Late,
    Now,
    SoFar,
    Past,
    OtherRound,
}

/// How far it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Clause,
    Forward,
    Comma,
    Figure,
    Before,
    Around,
    Sentence,
}

/// One place of a phrase.
enum Part {
    /// Any of these forms, or of the forms of these lemmas.
    Word { forms: Vec<Form>, lemmas: Vec<Lemma> },
    /// Up to [`GAP`] words.
    Gap,
}

/// A form of a word, and what tells it from most others.
struct Form {
    text: SmolStr,
    mark: Mark,
}

impl Form {
    fn new(text: SmolStr) -> Self {
        // That of words in ASCII is the same.
        Self { mark: Mark::of_sign(&text), text }
    }

    /// Whether a token has it.
    fn is(&self, token: &Token, text: &str) -> bool {
        (token.mark == self.mark || token.mark.is_other()) && self.text.eq_ignore_ascii_case(text)
    }
}

/// A phrase.
pub(super) struct Trigger {
    pub(super) effect: Effect,
    pub(super) reach: Reach,
    /// Its words as they are written, and read, which is done where its first one stands.
    text: &'static str,
    parts: OnceLock<Vec<Part>>,
}

impl Trigger {
    fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| self.text.split_ascii_whitespace().map(part).collect())
    }
}

/// Words that `*` passes over.
const GAP: usize = 2;

/// Lists of words that rules ask for, by the name they have in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum List {
    OpenVerb,
    DenyVerb,
    ClaimNoun,
    CountVerb,
    FindVerb,
    CiteVerb,
    OwnNoun,
    Unnamed,
    Publication,
    NoSpeaker,
    Company,
    FigureNoun,
    UpdateVerb,
    RiseVerb,
    Narrated,
    TellVerb,
}

impl List {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

const LISTS: [(&str, List); 16] = [
    ("open_verb", List::OpenVerb),
    ("deny_verb", List::DenyVerb),
    ("claim_noun", List::ClaimNoun),
    ("count_verb", List::CountVerb),
    ("find_verb", List::FindVerb),
    ("cite_verb", List::CiteVerb),
    ("own_noun", List::OwnNoun),
    ("unnamed", List::Unnamed),
    ("publication", List::Publication),
    ("no_speaker", List::NoSpeaker),
    ("company", List::Company),
    ("figure_noun", List::FigureNoun),
    ("update_verb", List::UpdateVerb),
    ("rise_verb", List::RiseVerb),
    ("narrated", List::Narrated),
    ("tell_verb", List::TellVerb),
];

/// The table, compiled.
#[derive(Default)]
pub(super) struct Table {
    triggers: Vec<Trigger>,
    /// Triggers by the lemma of their first word, and by the form of one that the lexicon lacks.
    by_lemma: FxHashMap<Lemma, Vec<usize>>,
    by_form: FxHashMap<SmolStr, Vec<usize>>,
    /// The lists that each word is on, a bit each.
    lists: FxHashMap<&'static str, u32>,
    /// Lines that are none.
    problems: Vec<&'static str>,
}

/// Words of lists, with room to grow.
const WORDS: usize = 400;

fn with_room<K, V>(room: usize) -> FxHashMap<K, V> {
    FxHashMap::with_capacity_and_hasher(room, FxBuildHasher)
}

/// The compiled table.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::read(include_str!("triggers.txt")))
}

impl Table {
    fn read(text: &'static str) -> Self {
        let mut table = Self { lists: with_room(WORDS), ..Self::default() };
        for line in text.lines().map(str::trim) {
            let read = match line.strip_prefix('@') {
                _ if line.is_empty() || line.starts_with('#') => Some(()),
                Some(list) => table.list(list),
                None => table.trigger(line),
            };
            if read.is_none() {
                table.problems.push(line);
            }
        }
        table
    }

    fn list(&mut self, line: &'static str) -> Option<()> {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        let (_, list) = LISTS.iter().find(|(known, _)| *known == name)?;
        words.for_each(|word| *self.lists.entry(word).or_default() |= list.bit());
        Some(())
    }

    fn trigger(&mut self, line: &'static str) -> Option<()> {
        let (effect, rest) = line.split_once(' ').map(|(name, rest)| (self::effect(name), rest))?;
        let (reach, text) = rest.split_once(' ').map(|(name, rest)| (self::reach(name), rest))?;
        let Part::Word { forms, lemmas } = part(text.split_ascii_whitespace().next()?) else {
            return None;
        };
        let at = self.triggers.len();
        for form in forms {
            match lexicon::lemma(&form.text) {
                Some(lemma) => self.by_lemma.entry(lemma).or_default().push(at),
                None => self.by_form.entry(form.text).or_default().push(at),
            }
        }
        for lemma in lemmas {
            self.by_lemma.entry(lemma).or_default().push(at);
        }
        let (effect, reach) = (effect?, reach?);
        self.triggers.push(Trigger { effect, reach, text, parts: OnceLock::new() });
        Some(())
    }

    /// Whether a word, by its lemma, is on a list.
    pub(super) fn is(&self, list: List, word: &str) -> bool {
        self.lists.get(word).is_some_and(|lists| lists & list.bit() != 0)
    }

    /// The longest phrase that starts at a token and ends before another, all of its effects, and
    /// one past its last token.
    pub(super) fn at<'s>(
        &'s self,
        p: &Passage<'_>,
        at: usize,
        end: usize,
        out: &mut Vec<&'s Trigger>,
    ) -> Option<usize> {
        out.clear();
        let token = p.tokens.get(at)?;
        let candidates = if token.word.lemma != Lemma::default() {
            self.by_lemma.get(&token.word.lemma)?
        } else if token.kind == Kind::Word || token.kind == Kind::Sign {
            let text = token.text(p.text);
            if text.bytes().any(|b| b.is_ascii_uppercase()) {
                self.by_form.get(crate::text::lower(text).as_str())?
            } else {
                self.by_form.get(text)?
            }
        } else {
            return None;
        };
        let mut longest = None;
        for trigger in candidates.iter().filter_map(|i| self.triggers.get(*i)) {
            let Some(stop) = matches(trigger.parts(), p, at, end) else { continue };
            if longest.is_none_or(|longest| stop > longest) {
                out.clear();
                longest = Some(stop);
            }
            if longest == Some(stop) {
                out.push(trigger);
            }
        }
        longest
    }
}

/// One past the last token of a phrase, if it stands here.
fn matches(parts: &[Part], p: &Passage<'_>, at: usize, end: usize) -> Option<usize> {
    let Some((first, rest)) = parts.split_first() else { return Some(at) };
    match first {
        Part::Gap => {
            // As long as one is made of words.
            let words = (at..end.min(at + GAP))
                .take_while(|i| p.tokens.get(*i).is_some_and(|t| t.kind == Kind::Word));
            let longest = words.count();
            (0..=longest).find_map(|skipped| matches(rest, p, at + skipped, end))
        }
        Part::Word { forms, lemmas } => {
            let token = p.tokens.get(at).filter(|_| at < end)?;
            let text = token.text(p.text);
            let known = token.word.lemma != Lemma::default() && lemmas.contains(&token.word.lemma);
            let here = known || forms.iter().any(|form| form.is(token, text));
            if here { matches(rest, p, at + 1, end) } else { None }
        }
    }
}

fn part(word: &'static str) -> Part {
    if word == "*" {
        return Part::Gap;
    }
    let (mut forms, mut lemmas) = (Vec::new(), Vec::new());
    for alternative in word.split('|') {
        match alternative.strip_prefix('{').and_then(|a| a.strip_suffix('}')) {
            Some(base) => match lexicon::lemma(base) {
                Some(lemma) => lemmas.push(lemma),
                None => forms.extend(lexicon::regular_forms(base).map(Form::new)),
            },
            None => forms.push(Form::new(SmolStr::new_static(alternative))),
        }
    }
    Part::Word { forms, lemmas }
}

fn effect(name: &str) -> Option<Effect> {
    Some(match name {
        "none" => Effect::None,
        "open" => Effect::Open,
        "rejected" => Effect::Rejected,
        "denied" => Effect::Denied,
        "unseen" => Effect::Unseen,
        "hedge" => Effect::Hedge,
        "early" => Effect::Early,
        "late" => Effect::Late,
        "now" => Effect::Now,
        "so_far" => Effect::SoFar,
        "past" => Effect::Past,
        "other_round" => Effect::OtherRound,
        _ => return None,
    })
}

fn reach(name: &str) -> Option<Reach> {
    Some(match name {
        "clause" => Reach::Clause,
        "forward" => Reach::Forward,
        "comma" => Reach::Comma,
        "figure" => Reach::Figure,
        "before" => Reach::Before,
        "around" => Reach::Around,
        "sentence" => Reach::Sentence,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        let table = table();
        assert!(table.problems.is_empty(), "{:?}", table.problems);
        let all = table.lists.values().fold(0, |all, lists| all | lists);
        assert!(LISTS.iter().all(|(_, list)| all & list.bit() != 0));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let p =
            Passage::new("It grew faster than expected, and contrary to reports it is so.", None);
        let mut found = Vec::new();
        let at = |word: &str| (0..p.tokens.len()).find(|at| p.token(*at) == word).unwrap();
        assert!(table().at(&p, at("than"), p.tokens.len(), &mut found).is_some());
        assert!(found.iter().all(|t| t.effect == Effect::None));
        assert_eq!(
            table().at(&p, at("contrary"), p.tokens.len(), &mut found),
            Some(at("contrary") + 2)
        );
        assert_eq!(found[0].effect, Effect::Rejected);
    }
}
