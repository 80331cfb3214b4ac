//! Days of what another sentence has told: "they walked out on Monday", and "Wednesday's walkout"; "the
//! hall will open on 9 September", and "the opening day, 19 September"; "the inquest was held in June",
//! and "the inquest of 14 July"; "12 March, when she sank".
//!
//! Such words take up one thing that has been told, by its verb, a noun for it or another word for the
//! same, and what they name must be named there too. What the text gives several days, or says to have
//! been moved, tells nothing.

use std::ops::Range;

use jiff::civil::Weekday;
use smallvec::SmallVec;

use super::dated::{DEEDS, LIGHT, Span, is_deed, span};
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, MentionKind, NounPhrase, Passage, Sentence, Tokens,
};
use crate::prose::reading::BlockIx;
use crate::prose::retold::concept::{self, Concept};
use crate::prose::retold::dates;
use crate::prose::slip::Slip;
use crate::prose::slip::weekday::day_of_week;
use crate::prose::words::Words;
use crate::value::date::{DateReading, When, show, weekday_name};

/// Most deeds of a document that are held against each other.
const MOST: usize = 300;

/// Passages between what is taken up without a word for its thing and where it is told.
const NEAR: usize = 2;

/// Days between two dates that may be those of one thing, in whatever parts they differ.
const MONTH: u32 = 31;

/// Words before a day that is one of many, or of another week.
const ANY: &[&str] = &[
    "every",
    "each",
    "any",
    "next",
    "last",
    "this",
    "coming",
    "following",
    "previous",
    "by",
    "until",
    "good",
    "black",
    "alternate",
];

/// Words beside a noun for another thing of its kind.
static OTHER: Words = Words::new(&[
    "second", "third", "next", "last", "previous", "earlier", "later", "another", "other",
    "annual", "new", "proposed", "failed", "weekly", "final", "further", "latest", "final",
]);

/// Words of a day that was moved.
static MOVED: Words = Words::new(&[
    "postpone",
    "postponed",
    "delay",
    "delayed",
    "moved",
    "reschedule",
    "rescheduled",
    "forward",
    "original",
    "originally",
    "planned",
    "instead",
    "scheduled",
    "extended",
    "extension",
]);

/// Words of a deed that was done again.
static AGAIN: Words = Words::new(&[
    "again",
    "anniversary",
    "previously",
    "follow",
    "follows",
    "followed",
    "following",
    "similar",
    "another",
]);

/// Nouns of what is done again and again, of which a date picks one out.
static RECURRING: Words = Words::new(&[
    "hearing",
    "meeting",
    "session",
    "sitting",
    "match",
    "game",
    "attack",
    "raid",
    "strike",
    "vote",
    "election",
    "concert",
    "visit",
    "report",
    "statement",
    "protest",
    "talks",
]);

/// Verbs that say no more than that what they are said of came about.
const HOLDS: &[&str] = &["hold", "take", "be", "happen", "occur", "begin", "start", "open"];

/// Nouns for the time of what stands before them: "the opening day".
const TIMES: &[&str] = &["day", "night", "evening", "morning", "date", "afternoon"];

/// When something was done.
#[derive(Clone, Debug)]
enum Day<'p> {
    Date(Span, &'p DateReading),
    Week(Weekday),
}

impl Day<'_> {
    fn weekday(&self) -> Option<Weekday> {
        match self {
            Self::Week(day) => Some(*day),
            Self::Date(_, reading) => {
                reading.weekday.or_else(|| Some(reading.single_day()?.date().weekday()))
            }
        }
    }

    /// Whether both cannot be one day; `None` where that is not known.
    fn differs(&self, other: &Self) -> Option<bool> {
        if let (Self::Date(a, x), Self::Date(b, y)) = (self, other) {
            let (a, b) = a.pair(*b)?;
            let apart = a.last < b.first || b.last < a.first;
            // Two times of one kind of deed differ in any way, a date that slipped keeps its other parts.
            let (exact, slipped) = dates::kept(&x.edtf, &y.edtf);
            let near = exact && a.first == a.last && a.first.0.abs_diff(b.first.0) <= MONTH;
            return if apart { (slipped || near).then_some(true) } else { Some(false) };
        }
        Some(self.weekday()? != other.weekday()?)
    }

    fn show(&self) -> String {
        match self {
            Self::Week(day) => weekday_name(*day).to_owned(),
            Self::Date(_, reading) => show(reading),
        }
    }
}

/// What a verb or a noun says was done.
#[derive(Debug)]
pub(super) struct Kind {
    lemma: String,
    concepts: SmallVec<[Concept; 4]>,
}

impl Kind {
    pub(super) fn of(lemma: String, phrase: &[String]) -> Self {
        let mut concepts = SmallVec::new();
        let senses = [concept::word(&lemma), concept::phrase(phrase).map(|found| found.1)];
        concepts.extend(senses.into_iter().flatten().flat_map(|sense| sense.concepts).copied());
        Self { lemma, concepts }
    }

    pub(super) fn verb(passage: &Passage<'_>, clause: &Clause) -> Option<Self> {
        let verb = clause.verb.as_ref().filter(|verb| !verb.negated)?;
        let lemma = gist::lemma(passage, verb.main).or_else(|| {
            let lemma = verb.lemma.text();
            (!lemma.is_empty()).then(|| lemma.to_owned())
        })?;
        let behind = verb.main + 1;
        let next = |at: usize| passage.lower(at).to_string();
        let phrase = [lemma.clone(), next(behind), next(behind + 1)];
        Some(Self::of(lemma, &phrase))
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        let light = |kind: &Self| LIGHT.contains(&kind.lemma.as_str());
        let word = self.lemma == other.lemma
            || is_deed(&self.lemma, &other.lemma)
            || is_deed(&other.lemma, &self.lemma);
        word && !(light(self) && light(other))
            || self.concepts.iter().any(|concept| other.concepts.contains(concept))
    }
}

/// Something that was done on a day.
struct Deed<'p> {
    block: usize,
    at: BlockIx,
    sentence: usize,
    bytes: Range<usize>,
    day: Day<'p>,
    kinds: SmallVec<[Kind; 2]>,
    things: Gist,
    /// Whether it is taken up as what is known.
    known: bool,
}

/// A sentence.
#[derive(Clone, Copy)]
struct Here<'a, 'p> {
    block: usize,
    at: BlockIx,
    passage: &'a Passage<'p>,
    index: usize,
    sentence: &'a Sentence,
}

/// Slips of a document.
pub(super) fn slips(passages: &[(BlockIx, &Passage<'_>)], out: &mut Vec<Slip>) {
    let mut all: Vec<Deed<'_>> = Vec::new();
    for (block, (at, passage)) in passages.iter().enumerate() {
        if (0..passage.tokens.len()).any(|at| passage.is_of(at, &MOVED)) {
            continue;
        }
        for (index, sentence) in passage.sentences.iter().enumerate() {
            let here = Here { block, at: *at, passage, index, sentence };
            if all.len() < MOST && !sentence.tokens.clone().any(|at| passage.is_of(at, &AGAIN)) {
                here.deeds(&mut all);
            }
        }
    }
    let mut found = Vec::new();
    for known in all.iter().filter(|deed| deed.known) {
        let others = || all.iter().filter(|deed| is_of(known, deed));
        let Some(first) = others().next() else { continue };
        let apart = others().all(|deed| known.day.differs(&deed.day) == Some(true));
        let one = others().all(|deed| first.day.differs(&deed.day) == Some(false));
        let place = (known.at, &known.bytes);
        let told = out.iter().chain(&found).any(|slip: &Slip| {
            let there = slip.other.as_ref().map(|(at, bytes, _)| (*at, bytes));
            (slip.at, &slip.bytes) == place || there == Some(place)
        });
        if apart && one && !told {
            found.push(slip(known, first));
        }
    }
    out.extend(found);
}

/// Whether a deed of another sentence is what is taken up.
fn is_of(known: &Deed<'_>, deed: &Deed<'_>) -> bool {
    let other = (known.at, known.sentence) != (deed.at, deed.sentence);
    let kind = || known.kinds.iter().any(|kind| deed.kinds.iter().any(|other| kind.is(other)));
    let things = || {
        let mut things = known.things.words.iter();
        let named = things.any(|thing| deed.things.has(thing));
        named || known.things.words.is_empty() && known.block.abs_diff(deed.block) <= NEAR
    };
    other && kind() && things()
}

fn slip(known: &Deed<'_>, told: &Deed<'_>) -> Slip {
    let (here, there) = (known.day.show(), told.day.show());
    let week = matches!((&known.day, &told.day), (Day::Week(_), _) | (_, Day::Week(_)));
    Slip {
        rule: if week { "weekday-mismatch" } else { "value-conflict" },
        at: known.at,
        bytes: known.bytes.clone(),
        message: format!("{here} here, and {there} where it is told that this was done"),
        label: format!("{here} here"),
        help: "find out which day is right; if both are, say what tells the two apart",
        other: Some((told.at, told.bytes.clone(), format!("{there} here"))),
    }
}

impl<'a, 'p> Here<'a, 'p> {
    /// The times of the sentence, each with its tokens.
    fn times(&self) -> Vec<(Tokens, Day<'a>)> {
        let passage = self.passage;
        let mentions = passage.mentions.get(self.sentence.mentions.clone()).unwrap_or(&[]);
        let mut out = Vec::new();
        for mention in mentions {
            let MentionKind::Date(reading) = &mention.kind else { continue };
            let day = matches!(reading.when, When::Day(_)) && !reading.soft;
            if let Some(span) = span(reading).filter(|_| day) {
                out.push((mention.tokens.clone(), Day::Date(span, reading)));
            }
        }
        let dated = |at: usize| {
            mentions
                .iter()
                .any(|m| matches!(m.kind, MentionKind::Date(_)) && m.tokens.contains(&at))
        };
        let is_day = |at: &usize| {
            let token = &passage.tokens[*at];
            let any = at.checked_sub(1).is_some_and(|at| passage.is_any(at, ANY));
            token.word.is(class::WEEKDAY) && token.capital && !any && !dated(*at)
        };
        for at in self.sentence.tokens.clone().filter(is_day) {
            let day = day_of_week(&passage.lower(at));
            out.extend(day.map(|day| (at..at + 1, Day::Week(day))));
        }
        out
    }

    fn deeds(&self, out: &mut Vec<Deed<'a>>) {
        for (tokens, day) in self.times() {
            let found = self.noun(&tokens).or_else(|| self.time_of(&tokens));
            let found = found.or_else(|| self.clause(&tokens));
            out.extend(found.map(|(kinds, words, known)| Deed {
                block: self.block,
                at: self.at,
                sentence: self.index,
                bytes: self.passage.bytes(&tokens),
                day,
                kinds,
                things: Gist::new(words),
                known,
            }));
        }
    }

    /// "Wednesday's walkout", "the inquest of 14 July", "since its foundation in 1978", "the opening day,
    /// 29 August".
    fn noun(&self, tokens: &Tokens) -> Option<(SmallVec<[Kind; 2]>, Vec<String>, bool)> {
        let passage = self.passage;
        let nouns = || {
            let mentions = passage.mentions.get(self.sentence.mentions.clone()).unwrap_or(&[]);
            mentions.iter().filter_map(|mention| match &mention.kind {
                MentionKind::Noun(noun) => Some(noun),
                _ => None,
            })
        };
        let end = tokens.end;
        let owns = passage.is_any(end, &["'", "\u{2019}"]) && passage.is(end + 1, "s");
        let behind = owns
            .then(|| nouns().find(|noun| noun.tokens.contains(&(end + 2)) && noun.head > end + 1));
        if let Some(noun) = behind.flatten() {
            return self.of_noun(noun, tokens);
        }
        // "Friday's signing" may be read as a verb.
        let gerund = owns && passage.lower(end + 2).ends_with("ing");
        if let Some(lemma) = gist::lemma(passage, end + 2).filter(|_| gerund) {
            return Some((std::iter::once(Kind::of(lemma, &[])).collect(), Vec::new(), true));
        }
        let is = |at: Option<usize>, words: &[&str]| at.is_some_and(|at| passage.is_any(at, words));
        let mut at = tokens.start;
        let link = at.checked_sub(1).filter(|at| passage.is_any(*at, &["of", "on", "in"]));
        at = link.unwrap_or(at);
        let comma = is(at.checked_sub(1), &[","]);
        at -= usize::from(comma);
        at -= usize::from(is(at.checked_sub(1), &["itself"]));
        let noun = nouns().find(|noun| noun.head + 1 == at)?;
        let time = passage.is_any(noun.head, TIMES);
        let of = link.is_some_and(|at| passage.is(at, "of"));
        // "She left the hall on 3 May": the day of the verb.
        let led = noun.tokens.start.checked_sub(1).is_some_and(|at| {
            passage.tokens[at].word.is(class::PREPOSITION) && !passage.is_any(at, &["to", "from"])
        });
        // "The hearing of 4 May" is one of several.
        let often = passage.is_of(noun.head, &RECURRING);
        let sure = if comma || link.is_none() { time } else { (of || led) && !often };
        let definite = !matches!(noun.determiner, Determiner::Indefinite | Determiner::None);
        if sure && definite { self.of_noun(noun, tokens) } else { None }
    }

    /// What a noun says was done, and its other words.
    fn of_noun(
        &self,
        noun: &NounPhrase,
        tokens: &Tokens,
    ) -> Option<(SmallVec<[Kind; 2]>, Vec<String>, bool)> {
        let passage = self.passage;
        if noun.tokens.clone().any(|at| passage.is_of(at, &OTHER)) {
            return None;
        }
        let time = passage.is_any(noun.head, TIMES);
        let own = |at: &usize| !tokens.contains(at) && *at != noun.head;
        let words = noun.modifiers.clone().filter(own).filter_map(|at| gist::lemma(passage, at));
        let mut words: Vec<String> = words.collect();
        // "The first night" of a play is that on which it opens.
        let first = time && noun.modifiers.clone().any(|at| passage.is(at, "first"));
        let lemma = match (first, time) {
            (true, _) => Some("open".to_owned()).filter(|_| passage.is(noun.head, "night")),
            (false, true) => words.pop(),
            (false, false) => gist::lemma(passage, noun.head),
        }?;
        const MADE: &[&str] =
            &["tion", "sion", "ture", "ment", "ance", "ence", "ing", "out", "over"];
        let made = time
            || passage.tokens[noun.head].word.is(class::EVENT)
            || MADE.iter().any(|end| passage.lower(noun.head).ends_with(end))
            || DEEDS.iter().any(|(noun, _)| *noun == lemma);
        let says = |word: &str| word.starts_with(char::is_alphabetic) && !LIGHT.contains(&word);
        words.retain(|word| says(word) && *word != lemma && !first);
        let kind = Kind::of(lemma, &[]);
        made.then(|| (std::iter::once(kind).collect(), words, true))
    }

    /// "12 March, when she sank", "6 August, the day the fire broke out", "19 February, the day of his
    /// release".
    fn time_of(&self, tokens: &Tokens) -> Option<(SmallVec<[Kind; 2]>, Vec<String>, bool)> {
        let passage = self.passage;
        let mut at = tokens.end;
        at += usize::from(passage.is(at, ","));
        let the = passage.is(at, "the") && passage.is_any(at + 1, TIMES);
        let opens = if the {
            let on = usize::from(passage.is_any(at + 2, &["on", "that", "when", "in"]));
            at + 2 + on + usize::from(on > 0 && passage.is(at + 3, "which"))
        } else {
            let when =
                passage.is(at, "when") || passage.is(at, "on") && passage.is(at + 1, "which");
            if !when {
                return None;
            }
            at
        };
        if the && passage.is(opens, "of") {
            let mentions = passage.mentions.get(self.sentence.mentions.clone())?;
            let noun = mentions.iter().find_map(|mention| match &mention.kind {
                MentionKind::Noun(noun) if noun.tokens.start == opens + 1 => Some(noun),
                _ => None,
            })?;
            return self.of_noun(noun, tokens);
        }
        let mut clauses = self.sentence.clauses.iter();
        let clause = clauses.find(|clause| {
            let verb = clause.verb.as_ref().map(|verb| verb.main);
            (opens..opens + 3).contains(&clause.tokens.start)
                && verb.is_some_and(|main| main > opens)
                && !clause.tokens.contains(&tokens.start)
        })?;
        self.of_clause(clause, tokens, true)
    }

    /// What the clause of a day tells.
    fn clause(&self, tokens: &Tokens) -> Option<(SmallVec<[Kind; 2]>, Vec<String>, bool)> {
        /// Words that open a clause which tells of what is known.
        const OPENS: &[&str] = &["since", "when", "after", "before", "until", "once"];
        let passage = self.passage;
        let clause = self.sentence.clause_of(tokens.start)?;
        // "2,900 in July, 4,400 in August": each of another.
        let times = self.times();
        if times.iter().filter(|(at, _)| clause.tokens.contains(&at.start)).count() > 1 {
            return None;
        }
        let first = clause.tokens.start;
        let head = clause.head.or(clause.subject).and_then(|at| passage.mentions.get(at));
        let definite = head.is_some_and(|mention| match &mention.kind {
            MentionKind::Noun(noun) => {
                matches!(noun.determiner, Determiner::Definite | Determiner::Demonstrative)
                    && !noun.tokens.clone().any(|at| passage.is_of(at, &OTHER))
            }
            _ => false,
        });
        let known = match clause.kind {
            ClauseKind::Adverbial => passage.is_any(first, OPENS),
            ClauseKind::Participle => definite,
            // "The accord signed on 3 May held".
            ClauseKind::Main => definite && self.is_reduced(clause, tokens),
            _ => false,
        };
        // In a list of times each is of another.
        self.of_clause(clause, tokens, known && times.len() == 1)
    }

    /// Whether the verb of a clause says no more than which one is meant: another follows its day.
    fn is_reduced(&self, clause: &Clause, tokens: &Tokens) -> bool {
        let passage = self.passage;
        let subject = clause.subject.and_then(|at| passage.mentions.get(at));
        let beside = clause.verb.as_ref().zip(subject).is_some_and(|(verb, subject)| {
            subject.tokens.end == verb.tokens.start
                && passage.tokens[verb.main].word.is(class::PARTICIPLE)
                && verb.tokens.end + 2 > tokens.start
        });
        let next = passage.tokens.get(tokens.end).map(|token| token.word);
        let acts = class::PAST | class::THIRD | class::BE | class::HAVE | class::MODAL;
        beside && next.is_some_and(|next| next.is(acts) && !next.is(class::CONJUNCTION))
    }

    fn of_clause(
        &self,
        clause: &Clause,
        tokens: &Tokens,
        known: bool,
    ) -> Option<(SmallVec<[Kind; 2]>, Vec<String>, bool)> {
        let passage = self.passage;
        let verb = clause.verb.as_ref()?;
        let unreal = verb.tokens.clone().any(|at| {
            passage.is_any(at, &["would", "could", "should", "may", "might", "must", "can"])
        });
        let said = passage.tokens[verb.main].word.is(class::SPEECH);
        // Of births others speak.
        if unreal || said || passage.is(verb.main, "born") {
            return None;
        }
        let kind = Kind::verb(passage, clause)?;
        let head = clause.head.or(clause.subject).and_then(|at| passage.mentions.get(at));
        let mut kinds: SmallVec<[Kind; 2]> = SmallVec::new();
        // "The inquest was held": what it is said of was done.
        let holds = HOLDS.contains(&kind.lemma.as_str());
        if let Some(MentionKind::Noun(noun)) = head.map(|mention| &mention.kind).filter(|_| holds) {
            let lemma = gist::lemma(passage, noun.head);
            kinds.extend(lemma.map(|lemma| Kind::of(lemma, &[])));
        }
        let own = |at: &usize| !tokens.contains(at) && !verb.tokens.contains(at);
        let mut words: Vec<usize> = clause.tokens.clone().filter(own).collect();
        words.extend(head.into_iter().flat_map(|head| head.tokens.clone()));
        let words = words.into_iter().filter_map(|at| gist::lemma(passage, at));
        let words = words.filter(|word| !LIGHT.contains(&word.as_str()) && *word != kind.lemma);
        let words = words.collect();
        kinds.push(kind);
        Some((kinds, words, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let passages: Vec<Passage<'_>> =
            text.split(" / ").map(|text| Passage::new(text, None)).collect();
        let at = |block| BlockIx { document: 0, block };
        let all: Vec<(BlockIx, &Passage<'_>)> =
            passages.iter().enumerate().map(|(ix, passage)| (at(ix), passage)).collect();
        let mut out = Vec::new();
        slips(&all, &mut out);
        out.into_iter().map(|slip| slip.message).collect()
    }

    #[test]
    fn what_is_taken_up_has_the_day_on_which_it_is_told() {
        for bad in [
            // Courts, shipping, hospitals, sport, armies, the stage, farms, banks.
            "The inquest was held on 14 June 2022 in Hale. / Nobody had asked before the inquest of 14 July 2022.",
            "Porters walked out at the hospital on Monday. / A judge will hear whether Thursday's walkout was lawful.",
            "The arena will open on 9 September with a match. / For the opening day, 19 September, buses will run.",
            "The bank, founded in 1987 by two clerks, has lost its hall. / In the years since its foundation in 1978 it has never closed.",
            "On 2 May 2014 the dyke was blown up by the army. / A stone says that the dyke was lost on 12 May 2014, when the army blew it up.",
            "She was released on Friday 9 February 2024 with a tag. / The tag was fitted on 19 February, the day of her release.",
            "The play opens on 3 February for a run of ten nights. / All will be ready for the first night on 30 January.",
            "The farm was inaugurated on 8 February 2021. / It has made a loss each year. Once the farm was inaugurated on 8 November 2021 the wells ran dry.",
            "Ministers signed the accord on Wednesday, 11 December 2024. / Buyers had waited for Friday's signing.",
            "The two sides signed a truce on 28 June 2021. / The truce signed on 3 July 2021 held.",
        ] {
            assert_eq!(found(bad).len(), 1, "{bad}: {:?}", found(bad));
        }
        for good in [
            "The inquest was held on 14 June 2022 in Hale. / Nobody had asked before the inquest of 14 June 2022.",
            "Porters walked out at the hospital on Monday. / A second walkout, Thursday's, was called off.",
            "Porters walked out at the hospital on Monday. / The walkout follows Thursday's walkout by nurses.",
            "The arena will open on 9 September with a match. / For the opening day, 9 September, buses will run.",
            "The arena was to open on 9 September. / It was postponed. For the opening day, 19 September, buses will run.",
            "The bank, founded in 1987 by two clerks, was merged with one founded in 1978. / Since its foundation in 1978 it has never closed.",
            "She was released on Friday 9 February 2024 with a tag. / He was arrested on 19 February, the day of his wedding.",
            "The play opens on 3 February for a run of ten nights. / The last night, 14 February, is sold out.",
            "The army attacked on Monday. / Every Friday's attack is told in song.",
            "Ministers signed the accord on Wednesday, 11 December 2024. / Buyers had waited for Wednesday's signing.",
            "The hearing was held on 3 May 2024. / The hearing of 4 May 2024 was short.",
            "The league met on 3 May 2021. / The members left the hall on 5 May 2021.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
