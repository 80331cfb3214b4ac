//! Figures and dates told in passing: what they are of, where nothing says that there is but one.
//!
//! "In June an officer searched a flat" gives a date to a deed that may be done again, "fires in
//! nine provinces" a count that the next sentence may give of others. Such readings are worth having
//! (a person who drafts records wants them, and a reader wants to know what was read), but two of
//! them never contradict each other: they are said to recur, and are not compared.
//!
//! What a date is of is the noun that it stands in or behind, if that names a deed ("the July
//! arrests", "the fall of Varde in 2017"), else what its clause tells. What happened is an event of
//! its own, which nothing else is said of; a state ("owned the mill in 2017") holds of its subject. What a figure is of is the
//! noun that it counts; of a bare one, that of its whole, of its neighbour or of the clause's subject.

mod deed;
mod figure;

use std::ops::Range;

use super::{names_thing, noun_key, noun_lemma, owner};
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, Mention, MentionKind, NounPhrase, Passage, Sentence, VerbGroup,
};
use crate::prose::token::Kind;
use crate::value::date::{DateReading, Edge, When};
pub use deed::Deed;
use deed::Sort;
pub(in crate::prose) use deed::is_deed_noun;

/// A value told in passing.
pub struct Telling<'a> {
    /// Its block.
    pub passage: &'a Passage<'a>,
    /// Its sentence and the innermost clause that it stands in.
    pub place: (usize, usize),
    /// Itself, by its place in [`Passage::mentions`].
    pub value: usize,
    /// Whether it is settled what something is.
    pub is_known: &'a dyn Fn(Subject) -> bool,
}

/// Words before a date that say which end of a time it is, and what the date is then called.
const ENDS: &[(&str, &str)] = &[
    ("since", "start-of"),
    ("from", "start-of"),
    ("starting", "start-of"),
    ("beginning", "start-of"),
    ("dating", "start-of"),
    ("until", "end-of"),
    ("till", "end-of"),
    ("through", "end-of"),
    ("to", "end-of"),
    ("by", "latest-date-of"),
    ("before", "latest-date-of"),
    ("after", "earliest-date-of"),
];

/// Words between those and the date ("starting around May").
const BETWEEN: &[&str] = &["in", "on", "around", "about", "from", "of", "back", "to"];

/// Words that join a date to what it dates.
const JOINTS: &[&str] = &[
    "in",
    "on",
    "at",
    "of",
    "during",
    "since",
    "from",
    "until",
    "till",
    "through",
    "by",
    "before",
    "after",
    "between",
    "over",
    "throughout",
    "around",
];

/// Words between a noun and the place that narrows it.
const PLACED: &[&str] =
    &["in", "at", "of", "near", "across", "on", "against", "with", "by", "to", "and"];

/// Endings of nouns for what is done ("appointment", "expansion", "independence").
const DEEDS: &[&str] = &["ment", "tion", "sion", "ence", "ance", "talks"];

/// Verbs of the apparatus of a text: when a page was looked up is no claim of the text.
const APPARATUS: &[&str] = &["access", "retrieve", "update", "archive", "visit"];

/// Verbs that say nothing by themselves.
const EMPTY: &[&str] = &["be", "have", "do"];

/// Verbs by which a text only leads to a time, or points at what it speaks of: the date is of what
/// is told around them ("starting in May, the firm sold", "as seen in 2015").
const POINTING: &[&str] =
    &["start", "begin", "commence", "date", "see", "note", "mention", "describe", "show"];

/// Tokens of a handle: its sign and its name.
const HANDLE: usize = 2;

/// Nouns between a deed and its date that are passed over, with their prepositions.
const HOPS: usize = 4;

/// What a claim told in passing is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A mention.
    Mention(usize),
    /// What owns a noun phrase: the firm in "its expansion".
    OwnerOf(usize),
}

/// What a value told in passing is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Id of what is said.
    pub id: String,
    /// What it is said of, if the words name it.
    pub subject: Option<Subject>,
    /// For a date, what happened then, where it is not a state of the subject.
    pub deed: Option<Deed>,
    /// The group that a figure is the size of, in the words of the text.
    pub group: Option<String>,
}

/// What a clause or a noun phrase tells.
struct Told {
    subject: Option<Subject>,
    parts: Vec<String>,
    /// Tokens that say what it is, in order, dates among them.
    words: Vec<Range<usize>>,
    sort: Sort,
}

/// What the value is of; `None` where its words do not say enough.
#[must_use]
pub fn frame(telling: &Telling<'_>) -> Option<Frame> {
    let passage = telling.passage;
    let sentence = passage.sentences.get(telling.place.0)?;
    let mention = passage.mentions.get(telling.value)?;
    let around = Around { passage, sentence, mention, is_known: telling.is_known };
    let clause = sentence.clauses.get(telling.place.1)?;
    match &mention.kind {
        MentionKind::Date(reading) => around.date(clause, reading),
        MentionKind::Figure(figure) => around.figure(around.telling(clause)?, figure),
        MentionKind::Duration(_) => around.length(around.telling(clause)?),
        _ => None,
    }
}

/// The value of a date claim, as EDTF: of a time that is open on one side its end.
#[must_use]
pub fn edge(edtf: &str) -> &str {
    let start = edtf.strip_suffix("/..").or_else(|| edtf.strip_suffix('/'));
    let end = || edtf.strip_prefix("../").or_else(|| edtf.strip_prefix('/'));
    start.or_else(end).unwrap_or(edtf)
}

/// A value and what stands around it.
struct Around<'a> {
    passage: &'a Passage<'a>,
    sentence: &'a Sentence,
    mention: &'a Mention,
    is_known: &'a dyn Fn(Subject) -> bool,
}

impl Around<'_> {
    fn mention_at(&self, at: usize) -> Option<&Mention> {
        self.passage.mentions.get(at)
    }

    /// The innermost clause with a verb around a clause.
    fn telling<'c>(&'c self, clause: &'c Clause) -> Option<&'c Clause> {
        let mut clause = clause;
        for _ in 0..self.sentence.clauses.len() {
            if clause.verb.is_some() {
                return Some(clause);
            }
            clause = self.sentence.clauses.get(clause.parent?)?;
        }
        None
    }

    fn in_sentence(&self) -> Range<usize> {
        self.sentence.mentions.clone()
    }

    /// The name or noun phrase of the sentence that ends at a token.
    fn ending(&self, token: usize) -> Option<usize> {
        self.in_sentence().rev().find(|at| {
            let mention = &self.passage.mentions[*at];
            mention.tokens.end == token
                && matches!(mention.kind, MentionKind::Name | MentionKind::Noun(_))
        })
    }

    /// The name, noun phrase or figure that begins at a token.
    fn beginning(&self, token: usize) -> Option<usize> {
        let mentions = &self.passage.mentions;
        let first = mentions.partition_point(|mention| mention.tokens.start < token);
        let here = mentions[first..].iter().take_while(|mention| mention.tokens.start == token);
        let is_thing = |mention: &Mention| {
            names_thing(mention) || matches!(mention.kind, MentionKind::Figure(_))
        };
        here.clone().position(is_thing).map(|at| first + at)
    }

    /// A mention as part of an id.
    fn key(&self, at: usize) -> Option<String> {
        let mention = self.mention_at(at)?;
        match &mention.kind {
            MentionKind::Noun(noun) => self.noun_part(noun),
            MentionKind::Figure(figure) => self.noun_part(figure.counted.as_ref()?),
            MentionKind::Name => {
                let words = self.passage.slice(&mention.tokens);
                Some(words.to_lowercase().replace(' ', "-"))
            }
            _ => None,
        }
    }

    /// A noun phrase as part of an id: what is not compared is called by its words as they stand.
    fn noun_part(&self, noun: &NounPhrase) -> Option<String> {
        let (_, words) = noun_key(self.passage, noun)?;
        let head = noun_lemma(self.passage, noun.head);
        let before = words.rsplit_once(' ').map_or("", |(before, _)| before);
        let parts = before.split(' ').filter(|part| !part.is_empty()).chain([head.as_str()]);
        Some(parts.collect::<Vec<_>>().join("-"))
    }

    fn is_settled(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(names_thing) && (self.is_known)(Subject::Mention(at))
    }

    fn word(&self, at: usize) -> String {
        String::from(self.passage.lower(at))
    }

    /// What a clause tells: who did what to whom. What is settled first is the subject; the rest is
    /// part of what is said.
    fn deed(&self, clause: &Clause) -> Option<Told> {
        let verb = clause.verb.as_ref().filter(|verb| !verb.modal && !verb.negated)?;
        let stem = match verb.stem.as_str() {
            "" => self.word(verb.main),
            stem => stem.to_owned(),
        };
        if APPARATUS.contains(&stem.as_str()) {
            return None;
        }
        let actor = self.actor(clause, verb.tokens.start);
        let object = self.object(verb.tokens.end);
        let direct = object.filter(|(_, direct)| *direct).map(|(at, _)| at);
        let object = object.map(|(at, _)| at);
        let ends = || [actor, direct].into_iter().flatten();
        // Whoever in a phrase has a name did it, before what it was done to.
        let subject = ends().find_map(|at| {
            let itself = Some(at).filter(|at| self.is_settled(*at));
            itself.or_else(|| self.name_in(at))
        });
        let other = |at: Option<usize>| {
            at.filter(|at| Some(*at) != subject && Some(*at) != self.own())
                .and_then(|at| self.key(at))
        };
        let victim = verb.passive && deed::is_lethal(&stem);
        let sort = if victim { Sort::Death } else { deed::of_verb(&stem) };
        let words = self.sentence_of_deed(actor, verb, object);
        let parts = [other(actor), Some(stem), self.begun(verb), other(object)];
        let subject = subject.map(Subject::Mention);
        Some(Told { subject, parts: parts.into_iter().flatten().collect(), words, sort })
    }

    /// "Started publishing": what was begun or ended.
    fn begun(&self, verb: &VerbGroup) -> Option<String> {
        let word = self.passage.tokens.get(verb.tokens.end)?.word;
        let main = self.passage.tokens.get(verb.main)?.word;
        let goes_on = word.is(class::GERUND) && main.is(class::CATENATIVE);
        goes_on.then(|| word.lemma.text().to_owned())
    }

    /// The same for a time, of which a verb that goes with anything says nothing.
    fn done(&self, clause: &Clause) -> Option<Told> {
        let says = |told: &Told| told.parts.iter().any(|part| !EMPTY.contains(&part.as_str()));
        self.deed(clause).filter(says)
    }

    /// The value itself, if it is a mention that a clause can be told with.
    fn own(&self) -> Option<usize> {
        self.in_sentence().find(|at| std::ptr::eq(&self.passage.mentions[*at], self.mention))
    }

    /// What a verb is followed by, and whether at once or behind a preposition.
    fn object(&self, end: usize) -> Option<(usize, bool)> {
        /// Prepositions before what a deed is done to; others lead to where and when.
        const TO: &[&str] = &["to", "with", "for", "into", "against", "of"];
        let passed =
            |at: usize| self.passage.tokens.get(at).is_some_and(|t| t.word.is(class::ADVERB));
        // "Carried out raids": a particle is no part of what follows.
        let particle = |at: usize| self.passage.is_any(at, &["out", "up", "off", "down"]);
        let start = end + usize::from(passed(end) || particle(end));
        // "The" before a name is no part of it.
        let article = |at: usize| self.passage.is_any(at, &["the", "a", "an", "its", "their"]);
        let begins = |at: usize| {
            self.beginning(at).or_else(|| self.beginning(at + 1).filter(|_| article(at)))
        };
        if self.passage.is_any(start, TO) {
            return begins(start + 1).map(|at| (at, false));
        }
        begins(start).map(|at| (at, true))
    }

    /// Who does it: the subject, or the name that stands beside it between signs ("the envoy, Ida
    /// Roth, was"); of a participle at the head of its sentence, the subject of the clause around.
    fn actor(&self, clause: &Clause, verb: usize) -> Option<usize> {
        let own = clause.subject.or(clause.head);
        // "Summary: in May the union": a label is nobody.
        let label = |at: &usize| {
            self.mention_at(*at).is_some_and(|m| self.passage.token(m.tokens.end) == ":")
        };
        let own = if own.as_ref().is_some_and(label) { self.ending(verb) } else { own };
        let around = || {
            let opens = verb == self.sentence.tokens.start;
            let mut others = self.sentence.clauses.iter().filter(|_| opens);
            others.find(|other| other.verb.as_ref().is_some_and(|v| v.tokens.start > verb))?.subject
        };
        let subject = own.or_else(around)?;
        // "A wave of strikes against the union (UOW) led": what stands in brackets is what they follow.
        let bracket = (0..verb).next_back().is_some_and(|at| self.passage.token(at) == ")");
        if bracket {
            return Some(subject);
        }
        let sign =
            |at: usize| self.passage.tokens.get(at).is_some_and(|token| token.kind == Kind::Sign);
        let signed = (0..verb).rev().take_while(|at| sign(*at)).last();
        let named = signed.and_then(|end| self.ending(end)).filter(|at| {
            let mention = &self.passage.mentions[*at];
            let start = mention.tokens.start;
            // "known as “Captain Roth,” was"
            let title = |at: &usize| {
                self.passage.tokens.get(*at).is_some_and(|token| token.capital && !sign(*at))
            };
            let before =
                start.checked_sub(1).map(|at| if title(&at) { at.saturating_sub(1) } else { at });
            matches!(mention.kind, MentionKind::Name) && subject < *at && before.is_some_and(sign)
        });
        Some(named.filter(|_| own.is_some()).unwrap_or(subject))
    }

    /// The first name within a noun phrase that is settled: Varde in "the Varde police".
    fn name_in(&self, at: usize) -> Option<usize> {
        let tokens = self.mention_at(at)?.tokens.clone();
        let inside = |at: &usize| {
            let mention = &self.passage.mentions[*at];
            matches!(mention.kind, MentionKind::Name) && tokens.contains(&mention.tokens.start)
        };
        self.in_sentence().filter(inside).find(|at| self.is_settled(*at))
    }

    fn date(&self, clause: &Clause, reading: &DateReading) -> Option<Frame> {
        let first = self.mention.tokens.start;
        let before = first.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start);
        let joint = before.filter(|at| self.passage.is_any(*at, JOINTS));
        let opens = before.is_none() || self.passage.is_any(first, JOINTS);
        let after_sign = before
            .and_then(|at| self.passage.tokens.get(at))
            .is_some_and(|token| token.kind == Kind::Sign);
        let joined = opens || joint.is_some() || !after_sign;
        let lead = joint.unwrap_or(first);
        let pointed = self.pointed(clause);
        let stated = clause.tokens.start;
        let around = self.around_state(clause);
        let clause = around.unwrap_or(clause);
        let told = self
            .noun_around()
            .or_else(|| around.and_then(|_| self.noun_behind(None, stated)))
            .or_else(|| self.noun_behind(Some(pointed.unwrap_or(clause)), lead))
            .or_else(|| self.begins_with(pointed?))
            .or_else(|| self.done(pointed?))
            .or_else(|| if joined { self.done(self.telling(clause)?) } else { None })
            .or_else(|| self.label(clause))?;
        let end = self.end(lead, reading);
        let deed = self.named_deed(end, &told);
        Some(Frame { deed, ..framed(end, &told) })
    }

    /// The clause around one that only leads to a time.
    fn pointed<'c>(&'c self, clause: &'c Clause) -> Option<&'c Clause> {
        let verb = clause.verb.as_ref()?;
        let points = POINTING.contains(&verb.stem.as_str())
            && matches!(clause.kind, ClauseKind::Participle | ClauseKind::Adverbial);
        self.telling(self.sentence.clauses.get(clause.parent.filter(|_| points)?)?)
    }

    /// "Starting in May, a wave of strikes stopped the trains": what begins is the subject, where that is
    /// something done.
    fn begins_with(&self, clause: &Clause) -> Option<Told> {
        /// Nouns for several deeds.
        const SEVERAL: &[&str] = &["wave", "series", "string", "spate", "campaign", "round"];
        let end = self.mention.tokens.end;
        let comma = usize::from(self.passage.token(end) == ",");
        let at = self.beginning(end + comma).or_else(|| self.beginning(end + comma + 1))?;
        let MentionKind::Noun(noun) = &self.mention_at(at)?.kind else { return None };
        let is_subject = clause.verb.as_ref().is_some_and(|verb| noun.head < verb.tokens.start);
        let several = self.passage.is_any(noun.head, SEVERAL);
        let told = if is_subject && (several || self.is_deed(noun)) { self.noun(at) } else { None };
        told.map(|told| Told { subject: None, sort: Sort::Phrase, ..told })
    }

    /// "The raid on a hotel owned by Varde Town in May": no day is that of a state which a participle
    /// tells in passing, but of the deed around it.
    fn around_state<'c>(&'c self, clause: &'c Clause) -> Option<&'c Clause> {
        let verb = clause.verb.as_ref().filter(|_| clause.kind == ClauseKind::Participle)?;
        let state = deed::of_verb(&verb.stem) == Sort::State && verb.passive;
        self.sentence.clauses.get(clause.parent.filter(|_| state)?)
    }

    /// What a date is called by its end of the time.
    fn end(&self, lead: usize, reading: &DateReading) -> &'static str {
        if let When::Extent { start, end } = &reading.when {
            let open = |edge: &Edge| matches!(edge, Edge::Open | Edge::Unknown);
            return match (open(start), open(end)) {
                (false, false) => "period-of",
                (true, _) => "end-of",
                _ => "start-of",
            };
        }
        let between = |at: usize| self.passage.is_any(at, BETWEEN);
        let mut at = lead;
        while between(at) && at > self.sentence.tokens.start {
            at -= 1;
        }
        let named = |at: usize| {
            let word = self.passage.lower(at);
            ENDS.iter().find(|(lead, _)| *lead == word).map(|(_, name)| *name)
        };
        // "Starting in", "dating back to": the word behind says more than the one beside.
        named(at).or_else(|| named(lead)).unwrap_or("date-of")
    }

    /// The noun phrase that the date narrows: "the July 2023 arrests", "its 1979 war". Without a word
    /// that introduces both, the noun has to be one for a deed: "in March 2023 testimony", but "in
    /// March 2023 prices".
    fn noun_around(&self) -> Option<Told> {
        let dated = &self.mention.tokens;
        let before = dated.start.checked_sub(1).and_then(|at| self.passage.tokens.get(at));
        let introduced = before.is_some_and(|token| {
            let owner = matches!(token.text(self.passage.text), "s" | "'s" | "’s");
            token.word.is(class::DETERMINER) || owner
        });
        let at = self.in_sentence().find(|at| {
            let mention = &self.passage.mentions[*at];
            let starts = dated.start <= mention.tokens.start && mention.tokens.start <= dated.end;
            match &mention.kind {
                MentionKind::Noun(noun) if noun.head >= dated.end => {
                    let around = noun.tokens.start < dated.start;
                    around || (starts && (introduced || self.is_deed(noun)))
                }
                MentionKind::Name => introduced && mention.tokens.start == dated.end,
                _ => false,
            }
        })?;
        self.noun(at)
    }

    /// Whether a noun names something that is done or happens, or is published.
    fn is_deed(&self, noun: &NounPhrase) -> bool {
        let Some(head) = self.passage.tokens.get(noun.head) else { return false };
        let text = self.passage.lower(noun.head);
        let stem = text.strip_suffix('s').unwrap_or(&text);
        head.word.is(class::EVENT | class::DOCUMENT)
            || self.is_listed(noun.head)
            || (!deed::is_none(&head.word, stem)
                && DEEDS.iter().any(|end| stem.ends_with(end) || text.ends_with(end)))
    }

    /// The noun for a deed that the date stands behind: "the fall of Varde in 2017". Of a clause that
    /// tells something before, the date is rather the verb's, unless the deed is a known one.
    fn noun_behind(&self, clause: Option<&Clause>, lead: usize) -> Option<Told> {
        let mut end = lead;
        for _ in 0..HOPS {
            let at = self.ending(end)?;
            let mention = &self.passage.mentions[at];
            if let MentionKind::Noun(noun) = &mention.kind
                && self.is_deed(noun)
            {
                let verb = clause.and_then(|clause| clause.verb.as_ref());
                let verb = verb.is_some_and(|verb| verb.tokens.end <= noun.head);
                let known = super::is_known(noun);
                return if !verb || known { self.noun(at) } else { None };
            }
            let mut joint = mention.tokens.start.checked_sub(1)?;
            // "raids on depots and some of their guards"
            let some =
                |at: usize| self.passage.is_any(at, &["some", "many", "most", "all", "both"]);
            if self.passage.is_any(joint, &["of"]) && joint > 1 && some(joint - 1) {
                joint -= 2;
            }
            if !self.passage.is_any(joint, PLACED) {
                return None;
            }
            end = joint;
        }
        None
    }

    /// A noun phrase as what is told, of its owner or of itself, with what "of" names after it.
    fn noun(&self, at: usize) -> Option<Told> {
        let mut parts = vec![self.key(at)?];
        let MentionKind::Noun(noun) = &self.mention_at(at)?.kind else {
            let subject = Some(Subject::Mention(at)).filter(|_| self.is_settled(at));
            let tokens = self.mention_at(at)?.tokens.clone();
            // "The 2020 Orrin Games": an event by its name.
            let last = tokens.end.checked_sub(1);
            let event = last.is_some_and(|last| self.is_listed(last));
            let sort = if event { Sort::Phrase } else { Sort::State };
            return Some(Told { subject, parts, words: vec![tokens], sort });
        };
        let subject = self.owner(at, noun);
        if subject.is_none()
            && let Some(of) = owner(self.passage, noun)
        {
            parts.extend(self.key(of));
        }
        let itself = || Some(Subject::Mention(at)).filter(|_| self.is_settled(at));
        let (words, sort) = (self.phrase_of_deed(noun), self.sort_of(noun));
        Some(Told { subject: subject.or_else(itself), parts, words, sort })
    }

    /// What owns a noun phrase: Harlow in "its expansion" and in "the fall of Harlow".
    fn owner(&self, at: usize, noun: &NounPhrase) -> Option<Subject> {
        let named = owner(self.passage, noun).filter(|at| self.is_settled(*at));
        let owned = Subject::OwnerOf(at);
        let is_owned = matches!(noun.determiner, Determiner::Possessive(_));
        named
            .map(Subject::Mention)
            .or_else(|| (is_owned && (self.is_known)(owned)).then_some(owned))
    }

    /// Where no verb tells anything: the noun before a date in brackets, behind a comma or a dash
    /// ("Operations, May 2019", "the deaths (May and June 2020)"); the author of a post, who signs it
    /// with a dash and a handle.
    fn label(&self, clause: &Clause) -> Option<Told> {
        let (start, first) = (self.sentence.tokens.start, self.mention.tokens.start);
        // Beside a verb, only what stands right before the sign.
        let beside = clause.verb.is_none()
            || first.checked_sub(1).is_some_and(|at| {
                self.ending(at).is_some() && self.passage.is_any(at, &[",", "(", "–", "—"])
            });
        if !beside {
            return None;
        }
        let handle = (start..first).any(|at| self.passage.token(at).starts_with('@'));
        if handle && matches!(self.passage.token(start), "—" | "–" | "-") {
            let author = self.in_sentence().find(|at| self.is_settled(*at));
            let subject = author.map(Subject::Mention);
            let handle = (start..first).find(|at| self.passage.token(*at).starts_with('@'));
            let words = handle.map(|at| at..first.min(at + HANDLE)).into_iter().collect();
            return Some(Told { subject, parts: vec!["post".to_owned()], words, sort: Sort::Post });
        }
        let idle = |at: usize| {
            let token = &self.passage.tokens[at];
            token.kind != Kind::Word
                || token.word.is(class::PREPOSITION | class::CONJUNCTION | class::MONTH)
        };
        let near = self.in_sentence().rev().find(|at| {
            let mention = &self.passage.mentions[*at];
            mention.tokens.end <= first && matches!(mention.kind, MentionKind::Noun(_))
        })?;
        let end = self.passage.mentions[near].tokens.end;
        (end..first).all(idle).then(|| self.noun(near)).flatten()
    }
}

fn framed(sort: &str, told: &Told) -> Frame {
    /// Parts of the longest id.
    const LONGEST: usize = 8;
    let parts = told.parts.iter().flat_map(|part| part.split('-')).take(LONGEST);
    let id = parts.fold(sort.to_owned(), |id, part| format!("{id}-{part}"));
    Frame { id, subject: told.subject, deed: None, group: None }
}
