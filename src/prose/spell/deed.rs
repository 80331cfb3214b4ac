//! What is said to have been done, and when: by a verb, a noun for it or another word for the same; on a
//! day, a day of the week, at the weekend, in a month.

use jiff::civil::Weekday;
use smallvec::SmallVec;

use super::dated::{LIGHT, Span, is_deed};
use crate::prose::gist;
use crate::prose::passage::{Clause, Passage};
use crate::prose::retold::concept::{self, Concept};
use crate::prose::retold::dates;
use crate::prose::words::Words;
use crate::value::date::{self as calendar, DateReading, show, weekday_name};

/// Days between two dates that may be those of one thing, in whatever parts they differ.
const MONTH: u32 = 31;

/// Days of a year and of a week.
const YEAR: i32 = 365;
const WEEK: usize = 7;

/// When something was done.
#[derive(Clone, Debug)]
pub(super) enum Day<'p> {
    Date(Span, &'p DateReading),
    Week(Weekday),
    /// A part of the week: "the weekend".
    Part(&'static Part),
    /// A month, by its number: "the October fire".
    Month(i8),
}

/// A part of the week, with the days on which what is told of it may have been.
#[derive(Debug)]
pub(super) struct Part {
    name: &'static str,
    days: &'static [Weekday],
}

static PARTS: [Part; 2] = [
    Part { name: "weekend", days: &[Weekday::Friday, Weekday::Saturday, Weekday::Sunday] },
    Part { name: "midweek", days: &[Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday] },
];

impl Part {
    pub(super) fn of(word: &str) -> Option<&'static Self> {
        PARTS.iter().find(|part| part.name == word)
    }
}

impl Day<'_> {
    pub(super) fn weekday(&self) -> Option<Weekday> {
        match self {
            Self::Week(day) => Some(*day),
            Self::Part(_) | Self::Month(_) => None,
            Self::Date(_, reading) => {
                reading.weekday.or_else(|| Some(reading.single_day()?.date().weekday()))
            }
        }
    }

    /// Whether both cannot be one day; `None` where that is not known.
    pub(super) fn differs(&self, other: &Self) -> Option<bool> {
        if let (Self::Date(a, x), Self::Date(b, y)) = (self, other) {
            let (a, b) = a.pair(*b)?;
            let apart = a.last < b.first || b.last < a.first;
            // Two times of one kind of deed differ in any way, a date that slipped keeps its other parts.
            let (exact, slipped) = dates::kept(&x.edtf, &y.edtf);
            let near = exact && a.first == a.last && a.first.0.abs_diff(b.first.0) <= MONTH;
            return if apart { (slipped || near).then_some(true) } else { Some(false) };
        }
        match (self, other) {
            (Self::Part(a), Self::Part(b)) => Some(a.name != b.name),
            (Self::Part(part), day) | (day, Self::Part(part)) => {
                Some(!part.days.contains(&day.weekday()?))
            }
            (Self::Month(a), Self::Month(b)) => Some(a != b),
            (Self::Month(month), Self::Date(span, _))
            | (Self::Date(span, _), Self::Month(month)) => {
                let mut days = (span.first.0..=span.last.0).step_by(WEEK);
                let short = span.last.0 - span.first.0 < YEAR;
                let last = span.last.date().month() == *month;
                short.then(|| !last && !days.any(|day| calendar::Day(day).date().month() == *month))
            }
            _ => Some(self.weekday()? != other.weekday()?),
        }
    }

    pub(super) fn show(&self) -> String {
        match self {
            Self::Week(day) => weekday_name(*day).to_owned(),
            Self::Date(_, reading) => show(reading),
            Self::Part(part) => format!("the {}", part.name),
            Self::Month(month) => {
                let at = usize::try_from(*month).unwrap_or(1).saturating_sub(1);
                calendar::MONTH_NAMES.get(at).copied().unwrap_or_default().to_owned()
            }
        }
    }
}

/// What a verb or a noun says was done.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) lemma: String,
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

    /// Whether both are one word.
    pub(super) fn is_verb(&self, other: &Self) -> bool {
        self.lemma == other.lemma
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

/// Nouns for any disaster, and nouns and verbs of those that there are.
static DISASTERS: Words = Words::new(&["disaster", "tragedy", "catastrophe", "calamity"]);
static CALAMITIES: Words = Words::new(&[
    "avalanche",
    "flood",
    "fire",
    "blaze",
    "earthquake",
    "quake",
    "crash",
    "collision",
    "explosion",
    "blast",
    "landslide",
    "collapse",
    "sinking",
    "shipwreck",
    "eruption",
    "cyclone",
    "hurricane",
    "tornado",
    "derailment",
    "explode",
    "capsize",
    "sink",
    "derail",
    "collide",
    "erupt",
]);

/// Whether the one is a word for any disaster, and the other tells which it was.
pub(super) fn is_disaster(any: &Kind, told: &Kind) -> bool {
    DISASTERS.hold(&any.lemma) && CALAMITIES.hold(&told.lemma)
}
