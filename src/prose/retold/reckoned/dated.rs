//! The dates of a passage, and what its words say that each is: a beginning, an end, a birth.

use std::ops::Range;

use jiff::civil::Date;

use crate::prose::gist::{self, Gist};
use crate::prose::lexicon::{VERB, class};
use crate::prose::passage::{Mention, MentionKind, Passage, Sentence};
use crate::prose::reading::BlockIx;
use crate::prose::words::Words;
use crate::value::date::{DateReading, Day, Days, Edge, MonthDay, When, show, show_day};

/// Verbs, and nouns of what is done by them, that tell when something began.
static BEGINS: Words = Words::new(&[
    "take",
    "walk",
    "lay",
    "invade",
    "promote",
    "swear",
    "oath",
    "debut",
    "accede",
    "appoint",
    "appointment",
    "arrest",
    "arrive",
    "arrival",
    "ascend",
    "begin",
    "break",
    "capture",
    "commence",
    "consecrate",
    "crown",
    "elect",
    "enter",
    "erupt",
    "found",
    "imprison",
    "inaugurate",
    "install",
    "introduce",
    "join",
    "jail",
    "launch",
    "open",
    "seize",
    "set",
    "start",
    "throne",
    "turn",
]);

/// The same for when it ended.
static ENDS: Words = Words::new(&[
    "cancel",
    "peace",
    "recall",
    "withdraw",
    "relegation",
    "relegate",
    "abdicate",
    "abolish",
    "beat",
    "break",
    "capitulate",
    "cease",
    "close",
    "complete",
    "completion",
    "conclude",
    "depose",
    "die",
    "disband",
    "dismiss",
    "dissolve",
    "end",
    "exceed",
    "expire",
    "fall",
    "finish",
    "free",
    "inaugurate",
    "leave",
    "lift",
    "lose",
    "open",
    "oust",
    "quit",
    "release",
    "replace",
    "resign",
    "retire",
    "step",
    "stop",
    "succeed",
    "surpass",
    "surrender",
]);

/// Words of a death.
static DIES: Words = Words::new(&["die", "death", "dead", "assassinate", "execute", "perish"]);

/// A date of the passage.
pub(super) struct Dated {
    pub(super) at: BlockIx,
    pub(super) bytes: Range<usize>,
    pub(super) days: (Day, Day),
    pub(super) words: String,
    pub(super) begins: bool,
    /// Whether "until" says that it is an end; that, or a verb.
    pub(super) until: bool,
    pub(super) ends: bool,
    pub(super) born: bool,
    pub(super) died: bool,
    /// Whether the date behind it is the end of what it is the beginning of: "from 1961 to 1966".
    pub(super) lasts: bool,
    /// Whether its days are those of a vague word, which it makes nothing wrong by.
    pub(super) soft: bool,
    /// Whether its sentence speaks of what the statement does.
    pub(super) told: bool,
}

/// The days between two dates, at least and at most.
pub(super) fn between(from: &Dated, to: &Dated) -> (f64, f64) {
    let apart = |from: Day, to: Day| f64::from(to.0) - f64::from(from.0);
    (apart(from.days.1, to.days.0).max(0.0), apart(from.days.0, to.days.1) + 1.0)
}

/// The dates of a passage, in the order of the text. `said` is what the statement speaks of.
pub(super) fn dates(at: BlockIx, passage: &Passage<'_>, said: &[String]) -> Vec<Dated> {
    let mut out: Vec<Dated> = Vec::new();
    for sentence in &passage.sentences {
        let gist = Gist::of(passage, sentence.tokens.clone());
        let told = said.iter().any(|word| gist.holds(word));
        let mut from = sentence.tokens.start;
        for mention in passage.mentions_of(sentence) {
            let MentionKind::Date(reading) = &mention.kind else { continue };
            let ahead = from..mention.tokens.start.max(from);
            from = mention.tokens.end;
            let known = out.last().map(|date| date.days.0);
            let edges = edges(reading, known);
            let lasts = edges.len() > 1;
            let is_day = matches!(reading.when, When::Day(_));
            // "Ada Brook (1931–2009)".
            let aside = lasts && is_life(passage, mention);
            for (nth, days) in edges.into_iter().enumerate() {
                let last = nth > 0;
                let closes = (lasts && last) || opens(reading, true);
                let mut date = Dated {
                    at,
                    bytes: mention.bytes.clone(),
                    days,
                    words: if is_day { show(reading) } else { days_shown(days) },
                    begins: (lasts && !last) || opens(reading, false),
                    until: closes,
                    ends: closes,
                    born: aside && !last,
                    died: aside && last,
                    lasts: lasts && !last && !aside,
                    soft: reading.soft,
                    told,
                };
                if is_day {
                    date.mark(passage, ahead.clone(), mention.tokens.end, sentence);
                }
                out.push(date);
            }
        }
    }
    out
}

/// Whether a date is the one edge that is told of something: "until 1919", "from 1902".
fn opens(reading: &DateReading, is_end: bool) -> bool {
    match &reading.when {
        When::Extent { start: Edge::On(_), end: Edge::On(_) } | When::Day(_) => false,
        When::Extent { start, end } => matches!(if is_end { end } else { start }, Edge::On(_)),
    }
}

fn days_shown((first, last): (Day, Day)) -> String {
    let (a, b) = (first.date(), last.date());
    if a == b {
        show_day(first)
    } else if a.year() == b.year() && a.month() == b.month() {
        a.strftime("%B %Y").to_string()
    } else {
        a.year().to_string()
    }
}

/// The first and the last day of a date, or of the beginning and the end of an extent. A day of no year
/// is of that of the date before it.
fn edges(reading: &DateReading, known: Option<Day>) -> Vec<(Day, Day)> {
    let of = |days: &Days| {
        if let Days::Yearly(first, last) = days {
            let known = known?;
            let day = |at: &MonthDay| {
                let date = Date::new(known.date().year(), at.month, at.day);
                date.ok().map(Day::of)
            };
            let (first, last) = (day(first)?, day(last)?);
            return (first.0 >= known.0).then_some((first, last));
        }
        let (first, last) = days.bounds()?;
        Some((first?, last?))
    };
    let all = match &reading.when {
        When::Day(days) => of(days).map(|days| vec![days]),
        When::Extent { start: Edge::On(start), end: Edge::On(end) } => {
            of(start).zip(of(end)).map(|(start, end)| vec![start, end])
        }
        When::Extent { start: Edge::On(one), .. } | When::Extent { end: Edge::On(one), .. } => {
            of(one).map(|days| vec![days])
        }
        When::Extent { .. } => None,
    };
    all.unwrap_or_default()
}

/// Whether a span of years stands in brackets behind a name.
fn is_life(passage: &Passage<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(2);
    before.is_some_and(|at| {
        passage.is(at + 1, "(")
            && passage
                .mentions
                .iter()
                .any(|m| matches!(m.kind, MentionKind::Name) && m.tokens.end == at + 1)
    })
}

impl Dated {
    /// What the words before it, else right behind it, say that it is.
    fn mark(
        &mut self,
        passage: &Passage<'_>,
        ahead: Range<usize>,
        end: usize,
        sentence: &Sentence,
    ) {
        /// Tokens between "until" and a date.
        const NEAR: usize = 4;
        const BEHIND: usize = 4;
        let near = ahead.end.saturating_sub(NEAR).max(ahead.start)..ahead.end;
        self.until = ahead.clone().any(|at| passage.is_any(at, &["until", "till"]));
        self.begins = near.clone().any(|at| passage.is_any(at, &["from", "since"]));
        self.ends = self.until;
        let verb = |at: usize| {
            let token = passage.tokens.get(at)?;
            let speaks =
                token.word.is(VERB | class::PAST | class::NOUN) || !token.word.is(class::BE);
            gist::lemma(passage, at).filter(|_| speaks)
        };
        let holds = |words: &Words, lemma: &str| {
            let forms = [Some(lemma), lemma.strip_suffix('d'), lemma.strip_suffix("ed")];
            forms.into_iter().flatten().any(|form| words.hold(form))
        };
        let mut born = false;
        for at in ahead.rev().chain(end..(end + BEHIND).min(sentence.tokens.end)) {
            if passage.is(at, "born") {
                born = true;
                break;
            }
            let Some(lemma) = verb(at) else { continue };
            let (begins, ends) = (holds(&BEGINS, &lemma), holds(&ENDS, &lemma));
            self.died = holds(&DIES, &lemma);
            self.begins |= begins;
            self.ends |= ends;
            if begins || ends || self.died {
                break;
            }
        }
        self.born = born;
    }
}
