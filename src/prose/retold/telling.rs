//! A figure and the words it is told with.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use smol_str::SmolStr;

use super::around::Around;
use super::concept::{self, Concept, EMPTY, LIGHT, Sense, Side};
use super::figure::{Figure, Way, amount, measure, printed};
use super::frame::Fillers;
use super::marks::Marks;
use super::mood::{Mood, change, is_by_the_way, is_each, is_partial, is_some_of};
use super::pair::{Place, Terms};
pub(super) use super::slot::{Role, Slot};
use super::which::{Which, is_foremost};
use crate::prose::context::{Contexts, Known, Speaker};
use crate::prose::fill::{clause_of, is_value};
use crate::prose::lexicon::{self, class};
use crate::prose::open;
use crate::prose::passage::{Determiner, Mention, MentionKind, Passage, Sentence, Tokens};
use crate::prose::reading::BlockIx;
use crate::prose::thing::{Meaning, Resolved, ThingIx};
use crate::prose::token::Kind;
use crate::prose::words::Words;
use crate::record::EntityKind;
use crate::text;
use crate::value::date::Days;
use crate::value::quantity::{Dimension, RateBase, Unit};

/// What can be compared at all: figures of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Measure {
    /// Things that are counted.
    Count,
    /// A part of a whole.
    Share,
    /// Money of a currency.
    Money(SmolStr),
    /// A length of time.
    Time,
    /// A physical measure.
    Of(Dimension),
    /// So much of something in each period.
    Rate(Box<Unit>, RateBase),
    /// Anything else, by its unit.
    Other(SmolStr),
    /// A date.
    Date,
}

/// What a word of a sentence is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Term {
    /// A lemma.
    Word(SmolStr),
    /// A set of words of one meaning.
    Concept(Concept),
    /// A thing of the document.
    Thing(ThingIx),
}

/// A figure and its words.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    pub(super) at: BlockIx,
    pub(super) mention: usize,
    pub(super) sentence: usize,
    pub(super) measure: Measure,
    pub(super) slots: Vec<Slot>,
    /// Where each term of the slots stands, ascending.
    pub(super) places: Vec<Place>,
    /// Numbers of all terms of the slots, ascending.
    pub(super) bag: Vec<u32>,
    /// Which they may be.
    pub(super) marks: Marks,
    /// Numbers of the terms of the verb of its clause.
    pub(super) deeds: SmallVec<[u32; 4]>,
    /// How many slots of its own clause say what it is of.
    pub(super) own: usize,
    /// Contrasts that words of its clause take a side in.
    pub(super) sides: SmallVec<[Side; 4]>,
    /// How much it is, in base units, its lower end; for a date, its first day.
    pub(super) amount: f64,
    /// How it is printed and introduced.
    pub(super) figure: Figure,
    /// Whether somebody is said to have said it.
    pub(super) spoken: bool,
    /// Its sentence, counted from the beginning of the document.
    pub(super) place: usize,
    /// Whether it stands in an item of a list.
    pub(super) listed: bool,
    /// The dates beside it.
    pub(super) dates: SmallVec<[Days; 2]>,
    /// Its own tokens.
    pub(super) tokens: Tokens,
    /// The word of its clause that says that it is one of several ("the second group").
    pub(super) ordinal: Option<SmolStr>,
    /// Whether a date stands in its clause.
    pub(super) is_dated: bool,
    /// For a share by which something has changed, whether it went up.
    pub(super) change: Option<bool>,
    /// Whether words beside it say that it is not all.
    pub(super) is_partial: bool,
    /// Whether words beside it say that it holds for each, or on average.
    pub(super) is_each: bool,
    /// Whether it counts some of what is known.
    pub(super) some_of: bool,
    /// For a date, whether it is told by the way.
    pub(super) by_the_way: bool,
    /// How it is told.
    pub(super) mood: Mood,
    /// Whether its clause tells it of something that it brings up, "a storm", not of what is known.
    pub(super) of_new: bool,
    /// For a clause that says what something is, the noun that it says it of, among the slots.
    pub(super) is_of: Option<usize>,
    /// Whether it follows a noun with nothing between but "was", or for a date a comma.
    pub(super) after_noun: bool,
    /// The other figures of the sentence: first token, and how much each is.
    pub(super) beside: SmallVec<[(usize, f64); 2]>,
    /// Numbers beside it that count nothing by name, as printed: "the 14 that she had promised".
    pub(super) elided: SmallVec<[Decimal; 1]>,
    /// Which of its kind it is of.
    pub(super) which: Which,
    /// Whether its clause has a verb.
    pub(super) has_verb: bool,
    /// Whether it is what was known so far.
    pub(super) so_far: bool,
    /// What fills the places of its clause.
    pub(super) fillers: Fillers,
    /// The subject of its clause, among the slots.
    pub(super) subject: Option<usize>,
    /// For a date: EDTF.
    pub(super) edtf: SmolStr,
}

impl Telling {
    /// Whether one of its slots has a term, by its number.
    pub(super) fn has(&self, id: u32) -> bool {
        self.marks.has(id) && self.bag.binary_search(&id).is_ok()
    }

    /// The noun that is counted or measured.
    pub(super) fn head(&self) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.role == Role::Head)
    }

    /// Whether words say what is counted.
    pub(super) fn counts(&self) -> bool {
        self.head().is_some()
    }

    /// What is counted, else what kind of figure it is, for people.
    pub(super) fn named(&self, passage: &Passage<'_>) -> String {
        let kind = || match &self.measure {
            Measure::Share => "share",
            Measure::Money(_) => "amount",
            Measure::Time => "duration",
            Measure::Of(Dimension::Length) => match self.figure.way {
                Some(Way::Across) => "width",
                Some(Way::Up) => "height",
                Some(Way::Down) => "depth",
                Some(Way::Along) | None => "length",
            },
            Measure::Of(Dimension::Area) => "area",
            Measure::Of(Dimension::Volume) => "volume",
            Measure::Of(Dimension::Mass) => "weight",
            Measure::Of(Dimension::Temperature) => "temperature",
            Measure::Of(Dimension::Speed) => "speed",
            Measure::Of(Dimension::Power) => "power",
            Measure::Of(_) | Measure::Rate(..) | Measure::Other(_) => "figure",
            Measure::Count => "number",
            Measure::Date => "date",
        };
        let head = self.head().map(|head| passage.slice(&head.tokens).to_lowercase());
        head.unwrap_or_else(|| kind().to_owned())
    }
}

/// What tellings are made from.
pub(super) struct Teller<'a> {
    pub(super) at: BlockIx,
    pub(super) passage: &'a Passage<'a>,
    pub(super) contexts: &'a Contexts,
    pub(super) resolved: &'a Resolved,
    /// Sentences of the document before it.
    pub(super) place: usize,
    /// Whether it is an item of a list.
    pub(super) listed: bool,
}

/// Verbs that go with anything, or that speak, but of what happens once.
pub(super) static TELLS_WHEN: Words = Words::new(&["begin", "declare", "proclaim", "announce"]);

/// Words that stand in any sentence.
pub(super) const IDLE: u64 = class::BE
    | class::HAVE
    | class::DO
    | class::MODAL
    | class::DETERMINER
    | class::PREPOSITION
    | class::CONJUNCTION
    | class::PRONOUN
    | class::RELATIVE
    | class::NEGATION
    | class::NUMBER
    | class::SPEECH
    | class::TITLE;

impl Teller<'_> {
    /// All figures and dates of a block that say something definite. `terms` are those of its
    /// document so far.
    pub(super) fn tellings(&self, terms: &mut Terms) -> Vec<Telling> {
        let mut slots: FxHashMap<usize, Vec<Slot>> = FxHashMap::default();
        let mentions = 0..self.passage.mentions.len();
        mentions.filter_map(|at| self.telling(at, &mut slots, terms)).collect()
    }

    /// `slots` are those of the sentences so far.
    fn telling(
        &self,
        at: usize,
        slots: &mut FxHashMap<usize, Vec<Slot>>,
        terms: &mut Terms,
    ) -> Option<Telling> {
        let passage = self.passage;
        let mention = &passage.mentions[at];
        let measure = measure(passage, mention)?;
        let (sentence, clause) = clause_of(passage, mention.tokens.start)?;
        let context = self.contexts.at(mention.tokens.start);
        let figure = Figure::of(passage, mention);
        let whole = &passage.sentences[sentence];
        let own = &whole.clauses[clause];
        let taken = figure.taken;
        let around =
            Around { passage, at, mention, sentence, whole, clause, own, measure: &measure, taken };
        let mood = around.mood(context.modality)?;
        if around.is_idle() {
            return None;
        }
        // What is confirmed so far of a count is not all of it.
        let so_far = context.so_far && measure == Measure::Count;
        let change = (measure == Measure::Share).then(|| change(passage, mention)).flatten();
        let is_partial = measure != Measure::Date
            && change.is_none()
            && (so_far || is_partial(passage, mention) || is_foremost(passage, mention));
        let speakers = context.speakers.iter().map(|speaker| match speaker {
            Speaker::Unnamed(tokens) | Speaker::Named(tokens) | Speaker::Document(tokens) => tokens,
        });
        let speakers: Vec<&Tokens> = speakers.collect();
        let counted = around.counted();
        let all = slots.entry(sentence).or_insert_with(|| self.slots(&whole.tokens, terms));
        let slots = around.slots(all, counted, &speakers);
        let own_slots = slots.iter().filter(|slot| slot.near >= 1.0);
        let sides = own_slots.flat_map(|slot| slot.sides.iter().copied()).collect();
        let subject = around.subject();
        let of_new = subject.is_some_and(|subject| {
            matches!(&subject.kind, MentionKind::Noun(noun)
                if noun.determiner == Determiner::Indefinite)
        });
        let is = own.verb.as_ref();
        let is = is.is_some_and(|verb| passage.tokens[verb.main].word.is(class::BE));
        let slot_of = |mention: &Mention, tells: fn(&Slot) -> bool| {
            let last = mention.tokens.end.checked_sub(1)?;
            slots.iter().position(|slot| slot.tokens.contains(&last) && tells(slot))
        };
        let beside = around.others().filter_map(|other| {
            let is_figure = !matches!(other.kind, MentionKind::Date(_));
            Some((other.tokens.start, amount(passage, other).filter(|_| is_figure)?))
        });
        let elided = around.others().filter_map(|other| match &other.kind {
            MentionKind::Figure(value) if value.counted.is_none() => printed(passage, other),
            _ => None,
        });
        Some(Telling {
            at: self.at,
            mention: at,
            tokens: mention.tokens.clone(),
            ordinal: around.ordinal(),
            is_dated: around.is_dated(),
            change,
            is_partial,
            is_each: measure != Measure::Date && is_each(passage, mention, whole),
            some_of: measure == Measure::Count && is_some_of(passage, mention),
            by_the_way: measure == Measure::Date && is_by_the_way(passage, own, mention),
            mood,
            of_new,
            is_of: subject.filter(|_| is).and_then(|subject| slot_of(subject, Slot::tells)),
            after_noun: self.is_after_noun(whole, &measure, mention.tokens.start),
            beside: beside.collect(),
            elided: elided.collect(),
            which: Which::of(
                (passage, whole, clause),
                (mention, counted),
                &slots,
                (
                    context.other_round || self.opens_other_round(whole),
                    context.known == Some(Known::Now),
                ),
            ),
            fillers: Fillers::of(passage, (whole, own, mention.tokens.start), &slots),
            has_verb: own.verb.is_some(),
            so_far,
            subject: subject.and_then(|subject| slot_of(subject, |slot| slot.role != Role::Light)),
            edtf: match &mention.kind {
                MentionKind::Date(reading) => SmolStr::new(&reading.edtf),
                _ => SmolStr::default(),
            },
            sentence,
            own: slots.iter().filter(|slot| slot.near >= 1.0 && slot.tells()).count(),
            places: Vec::new(),
            bag: Vec::new(),
            deeds: SmallVec::new(),
            marks: Marks::default(),
            sides,
            amount: amount(passage, mention)?,
            figure,
            spoken: context.quoted || !context.speakers.is_empty(),
            place: self.place + sentence,
            listed: self.listed,
            dates: around.dates(counted),
            slots,
            measure,
        })
    }

    /// "Of the 13 fires in the previous year, nine …, and four …": whether a sentence opens with what is of
    /// another round, of which it tells the parts.
    fn opens_other_round(&self, sentence: &Sentence) -> bool {
        let start = sentence.tokens.start;
        self.passage.is(start, "of") && self.contexts.at(start).other_round
    }

    /// Whether only "was", or before a date a comma, stands between a noun and a token.
    fn is_after_noun(&self, sentence: &Sentence, measure: &Measure, token: usize) -> bool {
        let passage = self.passage;
        let Some(before) = token.checked_sub(1) else { return false };
        let link = &passage.tokens[before];
        let comma = *measure == Measure::Date && link.is_sign(passage.text, ',');
        let links = link.word.is(class::BE) || comma;
        let is_end = |m: &Mention| match &m.kind {
            MentionKind::Noun(noun) => noun.head + 1 == before,
            MentionKind::Name => m.tokens.end == before,
            _ => false,
        };
        links && passage.mentions_of(sentence).iter().any(is_end)
    }

    /// The slots of a sentence, whichever its figure.
    fn slots(&self, sentence: &Tokens, terms: &mut Terms) -> Vec<Slot> {
        let mut out = Vec::new();
        let mut token = sentence.start;
        while token < sentence.end {
            let (slot, next) = self.slot(token, sentence.end, terms);
            out.extend(slot);
            token = next;
        }
        out
    }

    /// The slot that begins at a token, if one does, and where to go on.
    fn slot(&self, token: usize, end: usize, terms: &mut Terms) -> (Option<Slot>, usize) {
        let passage = self.passage;
        let first = passage.mentions.partition_point(|m| m.tokens.start < token);
        let here = || {
            let from = passage.mentions[first..].iter().enumerate();
            from.map(|(at, m)| (first + at, m)).take_while(move |(_, m)| m.tokens.start == token)
        };
        // A value's own words say nothing but how much.
        if let Some((_, value)) = here().find(|(_, m)| is_value(m)) {
            return (None, value.tokens.end.max(token + 1));
        }
        if let Some((at, name)) = here().find(|(_, m)| matches!(m.kind, MentionKind::Name)) {
            return (Some(self.name(at, name, terms)), name.tokens.end.max(token + 1));
        }
        if let Some((at, pronoun)) = here().find(|(_, m)| matches!(m.kind, MentionKind::Pronoun)) {
            let slot = |thing| {
                let ids = smallvec![terms.number(Term::Thing(thing))];
                Slot::new(SmolStr::default(), ids, Role::Pronoun, pronoun.tokens.clone())
            };
            let slot = self.thing(at).map(slot);
            return (slot, pronoun.tokens.end.max(token + 1));
        }
        let word = &passage.tokens[token];
        let letters = passage.token(token).chars().nth(1).is_some();
        if word.kind != Kind::Word || !letters {
            return (None, token + 1);
        }
        let idle = word.word.is(IDLE) && !word.word.is(CONTENT);
        if idle && !word.word.is(class::SPEECH) {
            return (None, token + 1);
        }
        let said = lemma(passage, token);
        if idle && !TELLS_WHEN.hold(&said) {
            return (None, token + 1);
        }
        let is_light = idle || LIGHT.hold(&said) || EMPTY.hold(&said);
        let (taken, word, sense) = self.words(token, said, end);
        // "Took effect" says something, other than "took".
        let role = if is_light && taken == 1 { Role::Light } else { Role::Word };
        let mut ids: SmallVec<[u32; 4]> = smallvec![terms.number(Term::Word(word.clone()))];
        let concepts = sense.into_iter().flat_map(|sense| sense.concepts);
        ids.extend(concepts.map(|concept| terms.number(Term::Concept(*concept))));
        // The head of a noun phrase stands for what the phrase means.
        let is_its = |m: &Mention| matches!(&m.kind, MentionKind::Noun(noun) if noun.head == token);
        let upto = first + here().count();
        let meant = (0..upto)
            .rev()
            .take_while(|at| passage.mentions[*at].tokens.end + LONGEST_PHRASE > token)
            .find(|at| is_its(&passage.mentions[*at]));
        if let Some(thing) = meant.and_then(|at| self.thing(at)) {
            ids.push(terms.number(Term::Thing(thing)));
        }
        let person = passage.tokens[token].word.is(class::PERSON | class::PLURAL);
        // "Closed to traffic" is no less closed.
        let own = (taken > 1).then(|| concept::word(&word)).flatten();
        let both = sense.into_iter().chain(own);
        let sides: SmallVec<[Side; 2]> = both.flat_map(|sense| sense.sides).copied().collect();
        let slot = Slot::of((word, ids), role, token..token + taken, (person, sides));
        (Some(slot), token + taken)
    }

    fn name(&self, at: usize, name: &Mention, terms: &mut Terms) -> Slot {
        let word = text::lower(self.passage.slice(&name.tokens));
        let mut ids: SmallVec<[u32; 4]> = smallvec![terms.number(Term::Word(word.clone()))];
        let thing = self.thing(at);
        ids.extend(thing.map(|thing| terms.number(Term::Thing(thing))));
        let known = thing.and_then(|thing| self.resolved.things.all.get(thing.0 as usize));
        let person = known.is_some_and(|known| known.kind == Some(EntityKind::Person));
        let sides = SmallVec::new();
        Slot::of((word, ids), Role::Name, name.tokens.clone(), (person, sides))
    }

    fn thing(&self, mention: usize) -> Option<ThingIx> {
        match self.resolved.meaning(self.at.document, self.at.block, mention) {
            Meaning::One { thing, .. } => Some(*thing),
            _ => None,
        }
    }

    /// A word with its lemma, or the longest phrase of the table that begins with it: how many
    /// tokens it takes, and what it means.
    fn words(&self, token: usize, lemma: SmolStr, end: usize) -> (usize, SmolStr, Option<Sense>) {
        let passage = self.passage;
        // Few words begin a phrase, and lemmas take look-ups.
        if !concept::begins(&lemma) {
            let sense = concept::word(&lemma);
            return (1, lemma, sense);
        }
        let (mut lemmas, mut places) = (vec![lemma.clone()], vec![token]);
        for at in token + 1..end.min(token + REACH) {
            let next = &passage.tokens[at];
            if next.word.is(class::DETERMINER)
                || ["of", "its", "their"].contains(&passage.token(at))
            {
                continue;
            }
            if next.kind != Kind::Word {
                break;
            }
            lemmas.push(self::lemma(passage, at));
            places.push(at);
        }
        let (taken, sense) = match concept::phrase(&lemmas) {
            Some((taken, sense)) => (places[taken - 1] + 1 - token, Some(sense)),
            None => (1, concept::word(&lemma)),
        };
        (taken, lemma, sense)
    }
}

/// The lemma of a word; of one that the lexicon lacks, what its regular forms share.
pub(super) fn lemma(passage: &Passage<'_>, token: usize) -> SmolStr {
    let known = passage.tokens[token].word.lemma.text();
    if !known.is_empty() {
        return SmolStr::new_static(known);
    }
    let word = passage.lower(token);
    let is_known = |form: &String| concept::word(form).is_some() || lexicon::lemma(form).is_some();
    for (ending, instead) in [("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")] {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        let form = format!("{stem}{instead}");
        let mut letters = stem.chars().rev();
        let doubled = letters.next() == letters.next() && instead.is_empty();
        let single = stem.get(..stem.len().saturating_sub(1)).unwrap_or(stem).to_owned();
        if let Some(form) =
            [Some(form), doubled.then_some(single)].into_iter().flatten().find(is_known)
        {
            return form.into();
        }
    }
    open::singular(&word)
}

/// Tokens of a noun phrase: one that ends further back does not reach a token.
const LONGEST_PHRASE: usize = 24;

/// Tokens that a phrase of the table is looked for in.
const REACH: usize = 5;

/// Classes whose words say something though they are also of an idle one.
const CONTENT: u64 =
    class::NOUN | class::PERSON | class::PLACE | class::ORGANISATION | class::EVENT;
