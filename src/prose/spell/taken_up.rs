//! Days of what another sentence has told: "they walked out on Monday", and "Wednesday's walkout"; "the
//! hall will open on 9 September", and "the opening day, 19 September"; "the inquest was held in June",
//! and "the inquest of 14 July"; "12 March, when she sank".
//!
//! Such words take up one thing that has been told, by its verb, a noun for it or another word for the
//! same, and what they name must be named there too. What the text gives several days, or says to have
//! been moved, tells nothing.

use std::ops::Range;

use smallvec::SmallVec;

use super::dated::{DEEDS, LIGHT, span};
use super::deed::{Day, Kind, Part, is_disaster};
use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::class;
use crate::prose::passage::{
    Clause, ClauseKind, Determiner, MentionKind, NounPhrase, Passage, Sentence, Tokens,
};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::slip::weekday::day_of_week;
use crate::prose::words::Words;
use crate::value::date::When;

/// Most deeds of a document that are held against each other.
const MOST: usize = 300;

/// Passages between what is taken up without a word for its thing and where it is told.
const NEAR: usize = 2;

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
    "annual", "new", "proposed", "failed", "weekly", "final", "further", "latest",
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

/// Verbs of what an event does as it comes about.
static HAPPENS: Words = Words::new(&[
    "sweep",
    "break",
    "tear",
    "rip",
    "hit",
    "strike",
    "destroy",
    "kill",
    "damage",
    "gut",
    "rage",
    "engulf",
    "shake",
    "flatten",
    "injure",
    "wound",
    "rock",
    "breach",
    "come",
    "bury",
    "ravage",
    "level",
    "devastate",
    "claim",
    "wreck",
]);

/// Nouns for the time of what stands before them: "the opening day".
const TIMES: &[&str] =
    &["day", "night", "evening", "morning", "date", "afternoon", "year", "month", "week", "hour"];

/// Something that was done on a day.
struct Deed<'p> {
    block: usize,
    at: BlockIx,
    sentence: usize,
    bytes: Range<usize>,
    day: Day<'p>,
    done: Done,
}

/// What was done, as words beside a day tell it.
struct Done {
    kinds: SmallVec<[Kind; 2]>,
    things: Gist,
    /// Whether it is taken up as what is known.
    known: bool,
}

impl Done {
    /// What a noun that is known means, with its other words.
    fn known(kind: Kind, words: Vec<String>) -> Self {
        Self { kinds: std::iter::once(kind).collect(), things: Gist::new(words), known: true }
    }
}

/// A time of a sentence with its tokens.
type Timed<'p> = (Tokens, Day<'p>);

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
    for known in all.iter().filter(|deed| deed.done.known) {
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
    let (taken, told) = (&known.done, &deed.done);
    let is = |kind: &Kind, other: &Kind| kind.is(other) || is_disaster(kind, other);
    let kind = || taken.kinds.iter().any(|kind| told.kinds.iter().any(|other| is(kind, other)));
    let things = || {
        let mut things = taken.things.words.iter();
        let named = things.any(|thing| told.things.has(thing));
        named || taken.things.words.is_empty() && known.block.abs_diff(deed.block) <= NEAR
    };
    other && kind() && things()
}

fn slip(known: &Deed<'_>, told: &Deed<'_>) -> Slip {
    let (here, there) = (known.day.show(), told.day.show());
    let is_week = |day: &Day<'_>| matches!(day, Day::Week(_) | Day::Part(_));
    let week = is_week(&known.day) || is_week(&told.day);
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
    fn times(&self) -> Vec<Timed<'a>> {
        let passage = self.passage;
        let dates = super::dated::dates(passage, self.sentence);
        let mut out = Vec::new();
        for (mention, reading) in &dates {
            let day = matches!(reading.when, When::Day(_)) && !reading.soft;
            let Some(span) = span(reading).filter(|_| day) else { continue };
            // "The October fire": of whatever year.
            let end = mention.tokens.end;
            let event = passage.tokens.get(end).is_some_and(|token| token.word.is(class::EVENT));
            let month = reading.edtf.strip_prefix("XXXX-").filter(|_| event);
            let month = month.and_then(|month| month.parse().ok()).map(Day::Month);
            out.push((mention.tokens.clone(), month.unwrap_or(Day::Date(span, reading))));
        }
        let dated = |at: usize| dates.iter().any(|(mention, _)| mention.tokens.contains(&at));
        let is_day = |at: &usize| {
            let token = &passage.tokens[*at];
            let any = at.checked_sub(1).is_some_and(|at| passage.is_any(at, ANY));
            token.word.is(class::WEEKDAY) && token.capital && !any && !dated(*at)
        };
        for at in self.sentence.tokens.clone().filter(is_day) {
            let day = day_of_week(&passage.lower(at));
            out.extend(day.map(|day| (at..at + 1, Day::Week(day))));
        }
        for at in self.sentence.tokens.clone().filter(|at| *at > 0 && !dated(*at)) {
            // "The weekend blaze".
            let the = passage.is_any(at - 1, &["the", "that"]);
            let part = if the { Part::of(&passage.lower(at)) } else { None };
            out.extend(part.map(|part| (at..at + 1, Day::Part(part))));
        }
        out
    }

    /// The noun phrases of the sentence.
    fn nouns(&self) -> impl Iterator<Item = &'a NounPhrase> + use<'a, 'p> {
        self.passage.mentions_of(self.sentence).iter().filter_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) => Some(noun),
            _ => None,
        })
    }

    /// What was done on the times of the sentence.
    fn deeds(&self, out: &mut Vec<Deed<'a>>) {
        let times = self.times();
        for (tokens, day) in &times {
            let found = self.noun(tokens).or_else(|| self.time_of(tokens));
            let found = found.or_else(|| self.clause(tokens, &times));
            out.extend(found.map(|done| Deed {
                block: self.block,
                at: self.at,
                sentence: self.index,
                bytes: self.passage.bytes(tokens),
                day: day.clone(),
                done,
            }));
        }
    }

    /// "Wednesday's walkout", "the inquest of 14 July", "since its foundation in 1978", "the opening day,
    /// 29 August".
    fn noun(&self, tokens: &Tokens) -> Option<Done> {
        let passage = self.passage;
        let end = tokens.end;
        let owns = passage.is_any(end, &["'", "\u{2019}"]) && passage.is(end + 1, "s");
        let behind = owns.then(|| {
            self.nouns().find(|noun| noun.tokens.contains(&(end + 2)) && noun.head > end + 1)
        });
        if let Some(noun) = behind.flatten() {
            return self.of_noun(noun, tokens);
        }
        // "Friday's signing" may be read as a verb.
        let gerund = owns && passage.lower(end + 2).ends_with("ing");
        if let Some(lemma) = gist::lemma(passage, end + 2).filter(|_| gerund) {
            return Some(Done::known(Kind::of(lemma, &[]), Vec::new()));
        }
        let is = |at: Option<usize>, words: &[&str]| at.is_some_and(|at| passage.is_any(at, words));
        // "The Wednesday walkout", "the weekend blaze".
        let before = tokens.start.checked_sub(1);
        let led = tokens.len() == 1 && is(before, &["the", "that", "this"]);
        let beside = self.nouns().find(|noun| noun.tokens.start <= end && noun.head == end);
        if let Some(noun) = beside.filter(|noun| led && !passage.is_of(noun.head, &RECURRING)) {
            return self.of_noun(noun, tokens);
        }
        if let Some(found) = self.instrument(tokens) {
            return Some(found);
        }
        let mut at = tokens.start;
        let link = at.checked_sub(1).filter(|at| passage.is_any(*at, &["of", "on", "in"]));
        at = link.unwrap_or(at);
        let comma = is(at.checked_sub(1), &[","]);
        at -= usize::from(comma);
        at -= usize::from(is(at.checked_sub(1), &["itself"]));
        let noun = self.nouns().find(|noun| noun.head + 1 == at)?;
        let time = passage.is_any(noun.head, TIMES);
        let of = link.is_some_and(|at| passage.is(at, "of"));
        // "She left the hall on 3 May": the day of the verb.
        let led = noun.tokens.start.checked_sub(1).is_some_and(|at| {
            passage.tokens[at].word.is(class::PREPOSITION) && !passage.is_any(at, &["to", "from"])
        });
        // "The hearing of 4 May" is one of several.
        let often = passage.is_of(noun.head, &RECURRING);
        let sure = if comma || link.is_none() { time } else { (of || led) && !often };
        // "The night of the break-in, 17 January".
        let of_time = noun
            .tokens
            .start
            .checked_sub(2)
            .is_some_and(|at| passage.is_any(at, TIMES) && passage.is(at + 1, "of"));
        let sure = sure || (comma || link.is_none()) && of_time;
        let definite = !matches!(noun.determiner, Determiner::Indefinite | Determiner::None);
        if sure && definite { self.of_noun(noun, tokens) } else { None }
    }

    /// "The Treaty of Orlen (3 May 1997)": what was signed then.
    fn instrument(&self, tokens: &Tokens) -> Option<Done> {
        const INSTRUMENTS: &[&str] = &[
            "treaty",
            "accord",
            "accords",
            "agreement",
            "convention",
            "pact",
            "protocol",
            "charter",
            "declaration",
            "covenant",
        ];
        let passage = self.passage;
        let opens = tokens.start.checked_sub(1).filter(|at| passage.is(*at, "("))?;
        let name = passage.mentions.iter().find(|mention| {
            matches!(mention.kind, MentionKind::Name) && mention.tokens.end == opens
        })?;
        let said = name.tokens.clone().any(|at| passage.is_any(at, INSTRUMENTS));
        let words = name.tokens.clone().filter(|at| !passage.is_any(*at, INSTRUMENTS));
        let words: Vec<String> = words.filter_map(|at| gist::lemma(passage, at)).collect();
        let kind = Kind::of("sign".to_owned(), &[]);
        let sure = said && passage.is(tokens.end, ")") && !words.is_empty();
        sure.then(|| Done::known(kind, words))
    }

    /// What a noun says was done, and its other words.
    fn of_noun(&self, noun: &NounPhrase, tokens: &Tokens) -> Option<Done> {
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
        made.then(|| Done::known(Kind::of(lemma, &[]), words))
    }

    /// "12 March, when she sank", "6 August, the day the fire broke out", "19 February, the day of his
    /// release".
    fn time_of(&self, tokens: &Tokens) -> Option<Done> {
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
            let noun = self.nouns().find(|noun| noun.tokens.start == opens + 1)?;
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
    fn clause(&self, tokens: &Tokens, times: &[Timed<'_>]) -> Option<Done> {
        /// Words that open a clause which tells of what is known.
        const OPENS: &[&str] = &["since", "when", "after", "before", "until", "once"];
        let passage = self.passage;
        let clause = self.sentence.clause_of(tokens.start)?;
        // "2,900 in July, 4,400 in August": each of another.
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

    fn of_clause(&self, clause: &Clause, tokens: &Tokens, known: bool) -> Option<Done> {
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
        // "The fire swept through the hall": what did so came about then.
        let event = |noun: &NounPhrase| passage.tokens[noun.head].word.is(class::EVENT);
        let comes = HAPPENS.hold(&kind.lemma)
            && head.is_some_and(|m| matches!(&m.kind, MentionKind::Noun(noun) if event(noun)));
        let holds = comes || HOLDS.contains(&kind.lemma.as_str());
        if let Some(MentionKind::Noun(noun)) = head.map(|mention| &mention.kind).filter(|_| holds) {
            let lemma = gist::lemma(passage, noun.head);
            kinds.extend(lemma.map(|lemma| Kind::of(lemma, &[])));
        }
        let own = |at: &usize| !tokens.contains(at) && !verb.tokens.contains(at);
        let mut words: Vec<usize> = clause.tokens.clone().filter(own).collect();
        words.extend(head.into_iter().flat_map(|head| head.tokens.clone()));
        // "The accord, signed on 3 May": it is said of what stands right before it.
        let start = clause.tokens.start;
        let comma = start.checked_sub(1).filter(|at| passage.is(*at, ","));
        let end = comma.unwrap_or(start);
        let beside = passage.mentions.iter().filter(|mention| mention.tokens.end == end);
        let participle = clause.kind == ClauseKind::Participle;
        words.extend(beside.filter(|_| participle).flat_map(|mention| mention.tokens.clone()));
        let words = words.into_iter().filter_map(|at| gist::lemma(passage, at));
        let words = words.filter(|word| !LIGHT.contains(&word.as_str()) && *word != kind.lemma);
        let things = Gist::new(words.collect());
        kinds.push(kind);
        Some(Done { kinds, things, known })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        messages(text.split(" / "), slips)
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
            "A fire swept through the hospital at Orlen on Wednesday. / Nurses who lost their rooms in the weekend fire will be paid.",
            "Dockers walked out on Monday. / The Thursday walkout cost the port a fortune.",
            "The blaze that gutted the theatre in April 2014 began on the stage. / What the October blaze left standing is now a bank.",
            "The border rests on the Treaty of Orlen, signed on 3 May 1996. / Both armies rely on the Treaty of Orlen (3 May 1997) today.",
            "An avalanche buried the farm on 24 March 1953. / In the ledger stands the date of the disaster, 28 March, with a cross.",
            "The bank was founded in 1887 by a ropemaker. / In 1878, the year of its foundation, it had two clerks.",
            "Burglars broke into the club on 7 January. / He was in court on the night of the break-in, 17 January.",
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
            "A fire swept through the hospital at Orlen on Saturday. / Nurses who lost their rooms in the weekend fire will be paid.",
            "A fire swept through the hospital at Orlen on Wednesday. / Nurses were glad at the weekend.",
            "Traders meet on Wednesday. / The Saturday market is shut.",
            "The blaze that gutted the theatre in the spring of 2014 began on the stage. / What the April blaze left standing is now a bank.",
            "The treaty of Orlen was signed on 3 May 1996. / Both armies rely on the Treaty of Varde (3 May 1997) today.",
            "An avalanche buried the farm on 24 March 1953. / He died on the day of the funeral, 28 March, at home.",
            "The bank was founded in 1887 by a ropemaker. / In 1897, the year of its jubilee, it had two clerks.",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
    }
}
