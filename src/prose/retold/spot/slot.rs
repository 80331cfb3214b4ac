//! What a name is the place, the doer or the one of: "a barn near NAME", "moved by NAME", "the River
//! NAME".

use smallvec::SmallVec;
use smol_str::{SmolStr, format_smolstr};

use super::words::{
    FACILITIES, GROUNDS_OF_MANY, LAND, LOCATES, NUMBERED, SIDE, STREETS, TOWNS, TYPED, VAGUE,
    WATERS,
};
use super::{bearing, day, held};
use crate::prose::context::{Contexts, Modality, Speaker};
use crate::prose::fill::clause_of;
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, Mention, MentionKind, NounPhrase, Passage, Sentence, Tokens,
};
use crate::prose::reading::BlockIx;
use crate::prose::retold::concept;
use crate::prose::retold::telling::{IDLE, lemma};
use crate::prose::retold::twin::SIDES;
use crate::prose::token::Kind;
use crate::text;

/// How a name hangs on what it says something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tie {
    /// What stands at the place: "the camp at NAME".
    At,
    /// What was done there: "signed in NAME".
    Done,
    /// What was done by somebody: "moved by NAME".
    By,
    /// What kind of thing it is the name of: "the River NAME".
    Of,
    /// What it is named together with: "for the coast and NAME".
    And,
    /// What somebody did: "NAME won the bid".
    Who,
    /// Which of its kind it is, by its side or its number: "the left wall", "platform 3".
    Which,
    /// Which way it lies: "12 kilometres north of NAME".
    Way,
    /// Where a meeting of one day was: "the meeting of 3 May, held at NAME".
    Held,
    /// On which day of the week it was done: "they left on Thursday".
    Day,
}

/// How sure it is that the same words mean one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// It has a name of its own: "the Tivoli".
    Named,
    /// It is somebody's: "her home".
    Owned,
    /// It is spoken of as known: "the camp".
    Definite,
    /// It is brought up: "a barn".
    New,
}

/// A name, and what it is said of.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) tie: Tie,
    /// The noun, name or verb that it is said of.
    pub(super) head: SmolStr,
    pub(super) basis: Basis,
    pub(super) at: BlockIx,
    /// The sentence of its block, and its clause there.
    pub(super) sentence: usize,
    pub(super) clause: usize,
    /// The name, without a word that says what kind of thing it is.
    pub(super) tokens: Tokens,
    /// The same in lower case.
    pub(super) name: SmolStr,
    /// What the head and the name take up.
    pub(super) span: Tokens,
    /// What was done is done to, or by.
    pub(super) subject: Option<usize>,
    /// Who owns the head, as a token.
    pub(super) owner: Option<usize>,
    /// The head with the words that narrow it.
    pub(super) phrase: Tokens,
    /// Whether the sentence says of the head that it stands there, and does not pick it out by that.
    pub(super) said: bool,
    /// Whether its name is said to be a town's.
    pub(super) settled: bool,
}

/// Prepositions before a place.
pub(super) const AT: &[&str] = &["in", "at", "on", "near", "off", "outside", "beside", "behind"];

/// Kinds of ground that a name is led in by: "the province of NAME".
const GROUNDS: &[&str] = &[
    "province",
    "district",
    "county",
    "parish",
    "region",
    "state",
    "canton",
    "commune",
    "department",
    "town",
    "city",
    "village",
    "valley",
    "island",
    "municipality",
];

/// Most tokens from a verb to the place where it was done.
const NEAR: usize = 9;

/// The same for where it says that something stands.
const BEHIND: usize = 5;

/// Tokens of a sentence; in longer ones too much may belong to a name.
const LONGEST: usize = 80;

/// A block that is read.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) at: BlockIx,
    pub(super) passage: &'a Passage<'a>,
    pub(super) contexts: &'a Contexts,
}

impl Block<'_> {
    /// All slots of its names.
    pub(super) fn slots(&self, out: &mut Vec<Slot>) {
        let passage = self.passage;
        for mention in passage.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name)) {
            let Some((sentence, clause)) = clause_of(passage, mention.tokens.start) else {
                continue;
            };
            let whole = &passage.sentences[sentence];
            if whole.tokens.len() > LONGEST {
                continue;
            }
            let named = Named { block: *self, mention, sentence, clause, whole };
            named.slots(out);
        }
        self.which(out);
        bearing::slots(self, out);
        held::slots(self, out);
        day::slots(self, out);
    }

    /// Which of its kind a thing is: "the left wall", "platform 3".
    fn which(&self, out: &mut Vec<Slot>) {
        let passage = self.passage;
        for at in 0..passage.tokens.len().saturating_sub(1) {
            let side = passage.is_of(at, &SIDE).then(|| side(passage, at)).flatten();
            let number = || passage.is_of(at, &NUMBERED).then(|| at + 1);
            let Some((tokens, head, name)) = side
                .map(|name| (at..at + 1, at + 1, SmolStr::new(name)))
                .or_else(|| number().map(|n| (n..n + 1, at, passage.lower(n))))
            else {
                continue;
            };
            let is_side = head > at;
            let next = &passage.tokens[if is_side { head } else { tokens.start }];
            let fits = if is_side {
                next.kind == Kind::Word
                    && !next.word.is(IDLE)
                    && lemma(passage, head) == passage.lower(head)
                    && at
                        .checked_sub(1)
                        .is_some_and(|at| passage.tokens[at].word.is(class::DETERMINER))
            } else {
                next.kind == Kind::Number && passage.lower(at) == lemma(passage, at)
            };
            let Some((sentence, clause)) = clause_of(passage, at).filter(|_| fits) else {
                continue;
            };
            if passage.sentences[sentence].tokens.len() > LONGEST {
                continue;
            }
            out.push(Slot {
                tie: Tie::Which,
                head: lemma(passage, head),
                basis: Basis::Definite,
                at: self.at,
                sentence,
                clause,
                span: tokens.start.min(head)..tokens.end.max(head + 1),
                tokens,
                name,
                subject: None,
                owner: None,
                phrase: 0..0,
                said: false,
                settled: false,
            });
        }
    }
}

/// A name in its sentence.
struct Named<'a> {
    block: Block<'a>,
    mention: &'a Mention,
    sentence: usize,
    clause: usize,
    whole: &'a Sentence,
}

impl Named<'_> {
    fn slot(&self, tie: Tie, head: SmolStr, basis: Basis, from: usize) -> Slot {
        let tokens = self.mention.tokens.clone();
        let name = text::lower(self.block.passage.slice(&tokens));
        let span = from.min(tokens.start)..tokens.end;
        Slot {
            tie,
            head,
            basis,
            at: self.block.at,
            sentence: self.sentence,
            clause: self.clause,
            tokens,
            name,
            span,
            subject: None,
            owner: None,
            phrase: 0..0,
            said: false,
            settled: false,
        }
    }

    fn slots(&self, out: &mut Vec<Slot>) {
        let passage = self.block.passage;
        let first = self.whole.tokens.start;
        let mut start = self.mention.tokens.start;
        let led = |at: usize| {
            passage.is(at, "the") || passage.tokens[at].word.is(class::TITLE) || passage.is(at, ".")
        };
        while start > first && led(start - 1) && self.mention.tokens.start - start < 3 {
            start -= 1;
        }
        // "In the province of NAME".
        if start > first + 3 && passage.is(start - 1, "of") && passage.is_any(start - 2, GROUNDS) {
            start -= 2 + usize::from(passage.is(start - 3, "the"));
        }
        if let Some(before) = start.checked_sub(1).filter(|at| *at > first) {
            if passage.is_any(before, AT) {
                out.extend(self.located(before));
                self.done(before, out);
                out.extend(self.stands(before));
            } else if passage.is(before, "and") {
                out.extend(self.beside(before));
            } else if passage.is(before, "of") {
                // "The cathedral of NAME" stands there.
                out.extend(self.located(before).filter(|slot| FACILITIES.hold(&slot.head)));
            }
        }
        out.extend(self.by(start).and_then(|by| self.agent(by)));
        self.inverted(out);
        out.extend(self.typed());
        out.extend(self.modifier());
        out.extend(self.who());
    }

    /// "The camp at NAME", "her home in NAME", "the Tivoli on NAME".
    fn located(&self, before: usize) -> Option<Slot> {
        let passage = self.block.passage;
        let comma = before.checked_sub(1).is_some_and(|at| passage.token(at) == ",");
        let before = before - usize::from(comma);
        let mut ends =
            passage.mentions_of(self.whole).iter().filter(|mention| mention.tokens.end == before);
        let noun = ends.clone().find_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) if noun.head + 1 == before => Some(noun),
            _ => None,
        });
        if let Some(noun) = noun
            && let Some((basis, owner)) = basis(passage, noun)
        {
            let head = lemma(passage, noun.head);
            let slot = self.slot(Tie::At, head, basis, noun.tokens.start);
            // "The camp, near X": said by the way.
            return Some(Slot { owner, phrase: phrase(noun), said: comma, ..slot });
        }
        let name = ends.find(|mention| matches!(mention.kind, MentionKind::Name))?;
        let last = name.tokens.end - 1;
        let article = name.tokens.start.checked_sub(1).is_some_and(|at| passage.is(at, "the"));
        let facility = passage.is_of(last, &FACILITIES);
        let street = self.is_street() && !passage.tokens[last].word.is(class::PERSON);
        // "In Glass Wood in NAME".
        let stood = name.tokens.start.checked_sub(1).is_some_and(|at| passage.is_any(at, AT));
        let ground = passage.tokens[last].word.is(class::PLACE)
            || stood && (passage.is_of(last, &LAND) || facility);
        let place = name.tokens.len() > 1 && ground;
        let of = place || article && (facility || street);
        of.then(|| {
            let head = text::lower(passage.slice(&name.tokens));
            self.slot(Tie::At, head, Basis::Named, name.tokens.start)
        })
    }

    fn is_street(&self) -> bool {
        self.block.passage.is_of(self.mention.tokens.end - 1, &STREETS)
    }

    /// "Signed in NAME".
    fn done(&self, before: usize, out: &mut Vec<Slot>) {
        let clause = &self.whole.clauses[self.clause];
        let Some(verb) = &clause.verb else { return };
        let near = before.checked_sub(verb.tokens.end).is_some_and(|far| far <= NEAR);
        if near {
            self.deed(clause, verb.tokens.start, out);
        }
    }

    /// What the verb of a clause says was done, under its own name and those of words like it.
    fn deed(&self, clause: &Clause, from: usize, out: &mut Vec<Slot>) {
        let passage = self.block.passage;
        let Some(verb) = clause.verb.as_ref().filter(|_| self.is_fact(clause)) else { return };
        let head = born(passage, clause).unwrap_or_else(|| lemma(passage, verb.main));
        let slot = self.slot(Tie::Done, head, Basis::Definite, from);
        let subject = self.antecedent(clause).or(clause.subject);
        let slot = Slot { subject, settled: self.is_settled(), ..slot };
        let sense = concept::word(&slot.head);
        for concept in sense.into_iter().flat_map(|sense| sense.concepts) {
            out.push(Slot { head: format_smolstr!("#{concept}"), ..slot.clone() });
        }
        out.push(slot);
    }

    /// The name that a clause without a subject of its own follows: "NAME, captured at …".
    fn antecedent(&self, clause: &Clause) -> Option<usize> {
        let passage = self.block.passage;
        let comma = clause.tokens.start.checked_sub(1).filter(|at| passage.token(*at) == ",")?;
        let names = |at: &usize| {
            let mention = &passage.mentions[*at];
            mention.tokens.end == comma && matches!(mention.kind, MentionKind::Name)
        };
        let here = clause.kind == ClauseKind::Participle;
        self.whole.mentions.clone().find(names).filter(|_| here)
    }

    /// Whether a clause tells what was done, in the document's own voice.
    fn is_fact(&self, clause: &Clause) -> bool {
        let told = clause.verb.as_ref().map(|verb| self.block.contexts.at(verb.main));
        let named = |speaker: &Speaker| !matches!(speaker, Speaker::Unnamed(_));
        is_done(self.block.passage, clause, self.block.contexts)
            && told.is_some_and(|told| !told.quoted && !told.speakers.iter().any(named))
    }

    /// "NAME won the bid".
    fn who(&self) -> Option<Slot> {
        let passage = self.block.passage;
        let clause = self.whole.clauses.iter().find(|clause| {
            let subject = clause.subject.and_then(|at| passage.mentions.get(at));
            subject.is_some_and(|subject| subject.tokens == self.mention.tokens)
        })?;
        let verb = clause.verb.as_ref().filter(|verb| !verb.passive && self.is_fact(clause))?;
        Some(self.slot(Tie::Who, lemma(passage, verb.main), Basis::Definite, verb.tokens.start))
    }

    /// "Her NAME home", "the NAME camp".
    fn modifier(&self) -> Option<Slot> {
        let passage = self.block.passage;
        let mut phrases = passage.mentions_of(self.whole).iter();
        let noun = phrases.find_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) if noun.head == self.mention.tokens.end => Some(noun),
            _ => None,
        })?;
        let inside = noun.modifiers.contains(&self.mention.tokens.start);
        let (basis, owner) = basis(passage, noun).filter(|_| inside)?;
        let slot = self.slot(Tie::At, lemma(passage, noun.head), basis, noun.tokens.start);
        Some(Slot { owner, phrase: phrase(noun), ..slot })
    }

    /// "The camp is to be built at NAME": where what the verb is said of stands.
    fn stands(&self, before: usize) -> Option<Slot> {
        let passage = self.block.passage;
        let clause = &self.whole.clauses[self.clause];
        let verb = clause.verb.as_ref()?;
        // "Set up in the sports hall at NAME".
        let right_behind = before.checked_sub(verb.tokens.end).is_some_and(|far| far <= BEHIND)
            && (verb.tokens.end..=before).any(|at| at == before || passage.is_any(at, AT));
        let stands =
            passage.is_of(verb.main, &LOCATES) || passage.tokens[verb.main].word.is(class::BE);
        if verb.negated || !right_behind || !stands {
            return None;
        }
        let mention = passage.mentions.get(clause.subject?)?;
        let MentionKind::Noun(noun) = &mention.kind else { return None };
        let (basis, owner) = basis(passage, noun)?;
        let head = lemma(passage, noun.head);
        let slot = self.slot(Tie::At, head, basis, noun.tokens.start);
        Some(Slot { owner, phrase: phrase(noun), said: true, ..slot })
    }

    /// Whether a town, a village or a port is called by the name, or the name so.
    fn is_settled(&self) -> bool {
        /// Words behind the name that are looked at.
        const CALLED: usize = 6;
        let passage = self.block.passage;
        let Tokens { start, end } = self.mention.tokens.clone();
        let before = start > 2 && passage.is(start - 1, "of") && passage.is_of(start - 2, &TOWNS);
        let comma = passage.token(end) == "," && passage.is_any(end + 1, &["the", "a"]);
        before || comma && (end + 2..end + CALLED).any(|at| passage.is_of(at, &TOWNS))
    }

    /// "NAME, where the accord was signed", "NAME, the port in which she was born".
    fn inverted(&self, out: &mut Vec<Slot>) {
        /// Most words of what the name is called between.
        const CALLED: usize = 5;
        let passage = self.block.passage;
        let comma = usize::from(passage.token(self.mention.tokens.end) == ",");
        let start = self.mention.tokens.end + comma;
        let called = comma > 0 && passage.is_any(start, &["the", "a"]);
        let until = start + if called { CALLED } else { 0 };
        let led = |at: &usize| passage.is(*at, "where") || passage.is(*at, "which");
        let Some(at) = (start..=until.min(self.whole.tokens.end)).find(led) else { return };
        if passage.is(at, "which") && !(called && passage.is(at - 1, "in")) {
            return;
        }
        let clause = self.whole.clauses.iter().find(|clause| {
            clause.kind == ClauseKind::Relative
                && clause.tokens.contains(&at)
                && clause.tokens.start >= self.mention.tokens.end
        });
        if let Some(clause) = clause {
            self.deed(clause, self.mention.tokens.start, out);
        }
    }

    /// The "by" before a name, or before what it is said to be: "by the mayor, NAME".
    fn by(&self, start: usize) -> Option<usize> {
        /// Words between them.
        const BETWEEN: usize = 5;
        let passage = self.block.passage;
        let idle = class::PREPOSITION | class::CONJUNCTION | class::RELATIVE | class::BE;
        let least = start.saturating_sub(BETWEEN + 1).max(self.whole.tokens.start);
        let mut at = start;
        while at > least {
            at -= 1;
            if passage.is(at, "by") {
                let bare = at + 1 == start;
                return (bare || passage.is_any(at + 1, &["the", "its"])).then_some(at);
            }
            let token = &passage.tokens[at];
            let comma = at + 1 == start && passage.token(at) == ",";
            if token.word.is(idle) || (token.kind != Kind::Word && !comma) {
                return None;
            }
        }
        None
    }

    /// "Moved by NAME".
    fn agent(&self, by: usize) -> Option<Slot> {
        let passage = self.block.passage;
        let verb = by.checked_sub(1)?;
        let done =
            passage.tokens[verb].word.is(class::PARTICIPLE) || passage.token(verb).ends_with("ed");
        // "By" may open a sentence: what stands before it is of none of its clauses.
        let at = self.whole.innermost(verb)?;
        let clause = &self.whole.clauses[at];
        let negated = clause.verb.as_ref().is_some_and(|verb| verb.negated || verb.modal);
        (done && !negated).then(|| {
            let slot = self.slot(Tie::By, lemma(passage, verb), Basis::Definite, verb);
            Slot { subject: clause.subject, clause: at, ..slot }
        })
    }

    /// "For the coast and NAME".
    fn beside(&self, and: usize) -> Option<Slot> {
        let passage = self.block.passage;
        let mut inside = passage.mentions_of(self.whole).iter();
        let first = inside.find(|mention| {
            mention.tokens.end == and && matches!(mention.kind, MentionKind::Name)
        })?;
        let article = first.tokens.start.checked_sub(1)?;
        let before = if passage.is(article, "the") { article.checked_sub(1)? } else { article };
        let led = passage.tokens[before].word.is(class::PREPOSITION);
        let ends = !passage.is(self.mention.tokens.end, "and");
        (led && ends).then(|| {
            let head = text::lower(passage.slice(&first.tokens));
            self.slot(Tie::And, head, Basis::Definite, before)
        })
    }

    /// "The River NAME", "NAME prison".
    fn typed(&self) -> Option<Slot> {
        let passage = self.block.passage;
        let Tokens { start, end } = self.mention.tokens.clone();
        let many = end - start > 1;
        let (kind, rest) = if many && passage.is_of(start, &TYPED) {
            (start, start + 1..end)
        } else if many && passage.is_of(end - 1, &TYPED) {
            (end - 1, start..end - 1)
        } else if passage.is_of(end, &TYPED) {
            (end, start..end)
        } else {
            return None;
        };
        let mut slot = self.slot(Tie::Of, lemma(passage, kind), Basis::Definite, kind);
        slot.name = text::lower(passage.slice(&rest));
        slot.span = start.min(kind)..end.max(kind + 1);
        Some(slot)
    }
}

/// Whether a clause tells what was done, whoever says so.
pub(super) fn is_done(passage: &Passage<'_>, clause: &Clause, contexts: &Contexts) -> bool {
    let Some(verb) = &clause.verb else { return false };
    let first = verb.tokens.start;
    let past = passage.is_any(first, &["was", "were", "had"])
        || passage.tokens[first].word.is(class::PAST | class::PARTICIPLE)
        || passage.token(first).ends_with("ed");
    past && !verb.modal
        && !verb.negated
        && !passage.tokens[verb.main].word.is(class::BE | class::HAVE | class::SPEECH)
        && contexts.at(verb.main).modality == Modality::Asserted
}

/// The head of a birth, in whatever words.
pub(super) const BORN: &str = "bear";

/// Whether a clause tells of a birth: "was born", "came into the world".
fn born(passage: &Passage<'_>, clause: &Clause) -> Option<SmolStr> {
    let verb = clause.verb.as_ref()?;
    let born = passage.is(verb.main, "born");
    let inside = |words: &[&str]| clause.tokens.clone().any(|at| passage.is_any(at, words));
    let came =
        passage.is_any(verb.main, &["came", "come"]) && inside(&["into"]) && inside(&["world"]);
    (born || came).then(|| SmolStr::new_static(BORN))
}

/// The side that a word before a noun says that it is on, by the first word for it.
fn side(passage: &Passage<'_>, at: usize) -> Option<&'static str> {
    let sides = SIDES.iter().flat_map(|line| line.iter());
    sides.into_iter().find(|side| passage.is_any(at, side))?.first().copied()
}

/// The head of a noun phrase with the words that narrow it.
fn phrase(noun: &NounPhrase) -> Tokens {
    noun.modifiers.start.min(noun.head)..noun.head + 1
}

/// How a noun phrase for what stands somewhere is introduced, and who owns it; `None` for what is
/// several, or no thing that stands somewhere.
fn basis(passage: &Passage<'_>, noun: &NounPhrase) -> Option<(Basis, Option<usize>)> {
    let word = passage.tokens.get(noun.head)?.word;
    let head = lemma(passage, noun.head);
    let plural = head != passage.lower(noun.head);
    let idle = class::PERSON | class::TIME_UNIT | class::MONTH | class::WEEKDAY | class::NUMBER;
    // "The salt flats" are one ground.
    let one = || GROUNDS_OF_MANY.hold(&head) && noun.determiner == Determiner::Definite;
    if (plural && !one()) || word.is(idle) || passage.is_of(noun.head, &VAGUE) {
        return None;
    }
    match noun.determiner {
        Determiner::Definite | Determiner::Demonstrative => Some((Basis::Definite, None)),
        Determiner::Possessive(owner) => Some((Basis::Owned, Some(owner))),
        Determiner::Indefinite if passage.is_any(noun.tokens.start, &["a", "an"]) => {
            Some((Basis::New, None))
        }
        _ => None,
    }
}

impl Slot {
    /// The words of its name, without one that says what kind of ground it is the name of.
    pub(super) fn words(&self) -> SmallVec<[SmolStr; 3]> {
        let words = || self.name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        // "Tallow Hall" and "Merrin Hall" are two.
        let own = words().filter(|word| ground(word).is_none() && !FACILITIES.hold(word));
        let own: SmallVec<[SmolStr; 3]> = own.map(SmolStr::new).collect();
        if own.is_empty() { words().map(SmolStr::new).collect() } else { own }
    }

    /// What kind of ground its name says that it is. Those of two kinds do not exclude each other: a
    /// house in a town stands on a street, and on a lake.
    pub(super) fn ground(&self) -> Option<&str> {
        self.name.split(' ').find_map(ground)
    }
}

/// The kind of ground that a word of a name stands for.
fn ground(word: &str) -> Option<&str> {
    if STREETS.hold(word) {
        Some(STREETS.all()[0])
    } else if WATERS.hold(word) {
        Some(WATERS.all()[0])
    } else {
        Some(word).filter(|word| TYPED.hold(word))
    }
}
