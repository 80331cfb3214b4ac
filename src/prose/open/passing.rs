//! Figures and dates told in passing: what they are of, where nothing says that there is but one.
//!
//! "In June an officer searched a flat" gives a date to a deed that may be done again, "fires in
//! nine provinces" a count that the next sentence may give of others. Such readings are worth having
//! (a person who drafts records wants them, and a reader wants to know what was read), but two of
//! them never contradict each other: they are said to recur, and are not compared.
//!
//! What a date is of is the noun that it stands in or behind, if that names a deed ("the July
//! arrests", "the fall of Varde in 2017"), else what its clause tells. What a figure is of is the
//! noun that it counts; of a bare one, that of its whole, of its neighbour or of the clause's subject.

use std::ops::Range;

use super::{Frame, LIGHT, names_thing, noun_before, noun_key, owner};
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, Determiner, Figure, Mention, MentionKind, NounPhrase, Passage, Sentence,
};
use crate::prose::token::Kind;
use crate::value::date::{DateReading, Edge, When};
use crate::value::quantity::Unit;

/// A value told in passing.
pub struct Telling<'a> {
    /// Its block.
    pub passage: &'a Passage<'a>,
    /// Its sentence and the innermost clause that it stands in.
    pub place: (usize, usize),
    /// Itself, by its place in [`Passage::mentions`].
    pub value: usize,
    /// Whether it is settled what a mention means, or owns.
    pub is_known: &'a dyn Fn(usize) -> bool,
}

/// Words before a date that say which end of a time it is, and what the date is then called.
const ENDS: &[(&str, &str)] = &[
    ("since", "start-of"),
    ("from", "start-of"),
    ("starting", "start-of"),
    ("beginning", "start-of"),
    ("until", "end-of"),
    ("till", "end-of"),
    ("through", "end-of"),
    ("by", "latest-date-of"),
    ("before", "latest-date-of"),
    ("after", "earliest-date-of"),
];

/// Words between those and the date ("starting around May").
const BETWEEN: &[&str] = &["in", "on", "around", "about", "early", "late", "from", "of"];

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
const PLACED: &[&str] = &["in", "at", "of", "near", "across", "on", "against", "with", "by", "to"];

/// Endings of nouns for what is done ("appointment", "expansion", "independence").
const DEEDS: &[&str] = &["ment", "tion", "sion", "ence", "ance", "talks"];

/// Verbs of the apparatus of a text: when a page was looked up is no claim of the text.
const APPARATUS: &[&str] = &["access", "retrieve", "update", "archive", "visit"];

/// Nouns between a deed and its date that are passed over, with their prepositions.
const HOPS: usize = 4;

/// What a clause or a noun phrase tells.
struct Told {
    subject: Option<usize>,
    parts: Vec<String>,
    words: String,
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
    is_known: &'a dyn Fn(usize) -> bool,
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

    /// A mention as part of an id, and in words.
    fn key(&self, at: usize) -> Option<(String, String)> {
        let mention = self.mention_at(at)?;
        match &mention.kind {
            MentionKind::Noun(noun) => noun_key(self.passage, noun),
            MentionKind::Figure(figure) => noun_key(self.passage, figure.counted.as_ref()?),
            MentionKind::Name => {
                let words = self.passage.slice(&mention.tokens);
                Some((words.to_lowercase().replace(' ', "-"), words.to_owned()))
            }
            _ => None,
        }
    }

    fn is_settled(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(names_thing) && (self.is_known)(at)
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
        let actor = clause.head.or(clause.subject);
        let object = self.object(verb.tokens.end);
        let subject = [actor, object].into_iter().flatten().find(|at| self.is_settled(*at));
        let other = |at: Option<usize>| {
            at.filter(|at| Some(*at) != subject && Some(*at) != self.own())
                .and_then(|at| self.key(at))
        };
        let (actor, object) = (other(actor), other(object));
        let deed = (stem, String::from(self.passage.lower(verb.main)));
        let told = [actor, Some(deed), object].into_iter().flatten();
        let (parts, words): (Vec<String>, Vec<String>) = told.unzip();
        Some(Told { subject, parts, words: words.join(" ") })
    }

    /// The value itself, if it is a mention that a clause can be told with.
    fn own(&self) -> Option<usize> {
        self.in_sentence().find(|at| std::ptr::eq(&self.passage.mentions[*at], self.mention))
    }

    /// What a verb is followed by, at once or behind one preposition.
    fn object(&self, end: usize) -> Option<usize> {
        let passed =
            |at: usize| self.passage.tokens.get(at).is_some_and(|t| t.word.is(class::ADVERB));
        let start = end + usize::from(passed(end));
        let led = self.passage.tokens.get(start)?.word.is(class::PREPOSITION);
        self.beginning(start).or_else(|| if led { self.beginning(start + 1) } else { None })
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
        let told = self
            .noun_around()
            .or_else(|| self.noun_behind(clause, lead))
            .or_else(|| if joined { self.deed(self.telling(clause)?) } else { None })
            .or_else(|| self.label(clause))?;
        Some(framed(self.end(lead, reading), told))
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
        named(lead).or_else(|| named(at)).unwrap_or("date-of")
    }

    /// The noun phrase that the date narrows: "the July 2023 arrests", "its 1979 war".
    fn noun_around(&self) -> Option<Told> {
        let dated = &self.mention.tokens;
        let inside = self.in_sentence().find(|at| match &self.passage.mentions[*at].kind {
            MentionKind::Noun(noun) => noun.tokens.start <= dated.start && dated.end <= noun.head,
            _ => false,
        });
        let before = dated.start.checked_sub(1).and_then(|at| self.passage.tokens.get(at));
        let follows = || {
            let at = self.beginning(dated.end)?;
            let introduced = before.is_some_and(|token| {
                token.word.is(class::DETERMINER)
                    || matches!(token.text(self.passage.text), "s" | "'s" | "’s")
            });
            let deed = match &self.passage.mentions[at].kind {
                MentionKind::Noun(noun) => {
                    noun.determiner == Determiner::None && self.is_deed(noun)
                }
                _ => false,
            };
            (introduced || deed).then_some(at)
        };
        self.noun(inside.or_else(follows)?)
    }

    /// Whether a noun names something that is done or happens, or is published.
    fn is_deed(&self, noun: &NounPhrase) -> bool {
        let Some(head) = self.passage.tokens.get(noun.head) else { return false };
        let text = self.passage.lower(noun.head);
        let stem = text.strip_suffix('s').unwrap_or(&text);
        head.word.is(class::EVENT | class::DOCUMENT)
            || DEEDS.iter().any(|end| stem.ends_with(end) || text.ends_with(end))
    }

    /// The noun for a deed that the date stands behind: "the fall of Varde in 2017". Of a clause that
    /// tells something before, the date is rather the verb's, unless the deed is a known one.
    fn noun_behind(&self, clause: &Clause, lead: usize) -> Option<Told> {
        let mut end = lead;
        for _ in 0..HOPS {
            let at = self.ending(end)?;
            let mention = &self.passage.mentions[at];
            if let MentionKind::Noun(noun) = &mention.kind
                && self.is_deed(noun)
            {
                let verb = clause.verb.as_ref().is_some_and(|verb| verb.tokens.end <= noun.head);
                let known = super::is_known(noun);
                return if !verb || known { self.noun(at) } else { None };
            }
            let joint = mention.tokens.start.checked_sub(1)?;
            if !self.passage.is_any(joint, PLACED) {
                return None;
            }
            end = joint;
        }
        None
    }

    /// A noun phrase as what is told, of itself or of its owner, with what "of" names after it.
    fn noun(&self, at: usize) -> Option<Told> {
        let (key, words) = self.key(at)?;
        let (mut parts, mut words) = (vec![key], words);
        if self.is_settled(at) {
            return Some(Told { subject: Some(at), parts, words });
        }
        let subject = match &self.mention_at(at)?.kind {
            MentionKind::Noun(noun) => owner(self.passage, noun),
            _ => None,
        };
        let settled = subject.filter(|at| self.is_settled(*at));
        if let (None, Some((key, name))) = (settled, subject.and_then(|at| self.key(at))) {
            parts.push(key);
            words = format!("{words} of {name}");
        }
        Some(Told { subject: settled, parts, words })
    }

    /// Where no verb tells anything: the noun before a date in brackets, behind a comma or a dash
    /// ("Operations, May 2019", "the deaths (May and June 2020)"); the author of a post, who signs it
    /// with a dash and a handle.
    fn label(&self, clause: &Clause) -> Option<Told> {
        if clause.verb.is_some() {
            return None;
        }
        let (start, first) = (self.sentence.tokens.start, self.mention.tokens.start);
        let handle = (start..first).any(|at| self.passage.token(at).starts_with('@'));
        if handle && matches!(self.passage.token(start), "—" | "–" | "-") {
            let author = self.in_sentence().find(|at| self.is_settled(*at));
            let (parts, words) = (vec!["post".to_owned()], "post".to_owned());
            return Some(Told { subject: author, parts, words });
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

    fn figure(&self, clause: &Clause, figure: &Figure) -> Option<Frame> {
        /// Words that make a number one of another count, or none.
        const OTHERS: &[&str] =
            &["another", "further", "additional", "extra", "other", "each", "every", "per", "no"];
        figure.value.printed.as_ref()?;
        let tokens = &self.mention.tokens;
        let before = tokens.start.checked_sub(1);
        if before.is_some_and(|at| self.passage.is_any(at, OTHERS)) || self.is_one() {
            return None;
        }
        let sort = sort(&figure.value.unit);
        let (key, words, at) = self.measured(clause, figure)?;
        let mut told = match at.and_then(|at| self.owned(at, figure)) {
            Some(subject) => {
                Told { subject: Some(subject), parts: Vec::new(), words: String::new() }
            }
            None => self.deed(clause)?,
        };
        // What links a figure with its thing says nothing more.
        told.parts.retain(|part| !LIGHT.contains(&part.as_str()) && *part != key);
        told.parts.insert(0, key);
        told.words = words;
        Some(framed(sort, told))
    }

    /// "One of the": a word that counts nothing.
    fn is_one(&self) -> bool {
        let tokens = &self.mention.tokens;
        tokens.len() == 1 && self.passage.is_any(tokens.start, &["one", "a", "an"])
    }

    /// The thing that owns what a figure is of.
    fn owned(&self, at: usize, figure: &Figure) -> Option<usize> {
        let noun = match &self.mention_at(at)?.kind {
            MentionKind::Noun(noun) => noun,
            MentionKind::Figure(_) => figure.counted.as_ref()?,
            _ => return None,
        };
        owner(self.passage, noun).filter(|at| self.is_settled(*at))
    }

    /// What a figure is of: its key, in words, and the mention.
    fn measured(
        &self,
        clause: &Clause,
        figure: &Figure,
    ) -> Option<(String, String, Option<usize>)> {
        let own = self.own();
        if let Some(noun) =
            figure.counted.as_ref().filter(|noun| !super::is_currency(self.passage, noun.head))
        {
            if let Some((key, words)) = noun_key(self.passage, noun) {
                return Some((key, words, own));
            }
            return None;
        }
        let of_mention = |at: usize| self.key(at).map(|(key, words)| (key, words, Some(at)));
        self.whole()
            .or_else(|| noun_before(self.passage, self.mention))
            .or_else(|| self.neighbour(figure))
            .or_else(|| clause.subject.filter(|at| Some(*at) != own))
            .and_then(of_mention)
    }

    /// "Half of these boats", "(52 per cent) of which": the whole that a part is of.
    fn whole(&self) -> Option<usize> {
        const BEFORE: &[&str] = &["which", "whom", "them", "those"];
        let end = self.mention.tokens.end;
        let of = end + usize::from(self.passage.token(end) == ")");
        if !self.passage.is_any(of, &["of"]) {
            return None;
        }
        if !self.passage.is_any(of + 1, BEFORE) {
            return self.beginning(of + 1).filter(|at| self.key(*at).is_some());
        }
        self.in_sentence().rev().find(|at| {
            self.passage.mentions[*at].tokens.end <= self.mention.tokens.start
                && self.key(*at).is_some()
        })
    }

    /// The figure before one that leaves out its noun: "900 in one port and 250 in the other".
    fn neighbour(&self, figure: &Figure) -> Option<usize> {
        /// Words before a figure that goes on with another.
        const GOES_ON: &[&str] = &["and", "or", "but", ",", "to", "from", "(", "–", "—", "while"];
        let first = self.mention.tokens.start;
        let joined = first.checked_sub(1).is_some_and(|at| self.passage.is_any(at, GOES_ON));
        let before = |at: &usize| {
            let mention = &self.passage.mentions[*at];
            match &mention.kind {
                MentionKind::Figure(other) => {
                    mention.tokens.end <= first
                        && other.counted.is_some()
                        && other.value.unit.comparable(&figure.value.unit)
                }
                _ => false,
            }
        };
        if joined { self.in_sentence().rev().find(before) } else { None }
    }

    /// "Fought for 20 years", "20 years of drought".
    fn length(&self, clause: &Clause) -> Option<Frame> {
        const LEADS: &[&str] =
            &["for", "over", "during", "throughout", "after", "within", "nearly"];
        /// Words after a length that count it from another time.
        const APART: &[&str] =
            &["later", "earlier", "ago", "old", "before", "after", "since", "into", "from"];
        let tokens = &self.mention.tokens;
        if self.passage.is_any(tokens.end, APART) {
            return None;
        }
        if self.passage.is_any(tokens.end, &["of"]) {
            return Some(framed("length-of", self.noun(self.beginning(tokens.end + 1)?)?));
        }
        let before = tokens.start.checked_sub(1)?;
        let led = self.passage.is_any(before, LEADS) || self.passage.is_any(tokens.start, LEADS);
        if led { Some(framed("length-of", self.deed(clause)?)) } else { None }
    }
}

/// What a figure of a unit is called.
fn sort(unit: &Unit) -> &'static str {
    match unit {
        Unit::Count(_) => "number-of",
        Unit::Share => "share-of",
        Unit::Rate(..) => "rate-of",
        Unit::Money(_) | Unit::Measure(_) | Unit::Other(_) => "amount-of",
    }
}

fn framed(sort: &str, told: Told) -> Frame {
    /// Parts of the longest id.
    const LONGEST: usize = 8;
    let parts: Vec<&str> = told.parts.iter().flat_map(|part| part.split('-')).collect();
    let id = parts.iter().take(LONGEST).fold(sort.to_owned(), |id, part| format!("{id}-{part}"));
    let words = format!("{} {}", sort.replace('-', " "), told.words);
    Frame { id, words, subject: told.subject }
}
