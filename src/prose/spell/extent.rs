//! What lasted from one day to another: "the strike, from 1 June to 8 June", "the strike began on 1 June and
//! ended on 8 June", "the bridge was closed on 1 June and reopened on 8 June".

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use smol_str::SmolStr;

use super::{between, clause_of, is_pronoun, named_subject, noun_before, span_of, subject, window};
use crate::prose::only;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage, VerbGroup};
use crate::prose::reading::BlockIx;
use crate::value::date::{DateReading, Day, Days, Duration, Edge, When, show};
use jiff::civil::Weekday;

/// Verbs that say when something begins.
pub(super) const BEGINS: &[&str] = &["begin", "start", "open", "commence"];

/// Verbs that say when something ends.
pub(super) const ENDS: &[&str] = &["end", "finish", "conclude", "close", "stop"];

/// Something that goes on between two deeds.
struct Course {
    begins: &'static [&'static str],
    ends: &'static [&'static str],
    /// Verbs with a particle that end it: "called off", "put out".
    ends_with: &'static [(&'static str, &'static str)],
    /// Nouns for it; none where it is what the verbs are of.
    names: &'static [&'static str],
}

const COURSES: &[Course] = &[
    Course {
        begins: BEGINS,
        ends: ENDS,
        ends_with: &[("call", "off"), ("put", "out"), ("wind", "up"), ("go", "out")],
        names: &[],
    },
    Course {
        begins: &["close", "shut"],
        ends: &["reopen"],
        ends_with: &[],
        names: &["closure", "shutdown"],
    },
    Course {
        begins: &["suspend", "halt", "interrupt", "stop"],
        ends: &["resume", "restart"],
        ends_with: &[],
        names: &["suspension", "interruption", "stoppage", "pause"],
    },
    Course {
        begins: &["occupy", "capture"],
        ends: &["withdraw", "recapture", "retake", "liberate"],
        ends_with: &[],
        names: &["occupation"],
    },
    Course {
        begins: &["arrest", "detain", "jail", "imprison"],
        ends: &["release", "free"],
        ends_with: &[],
        names: &["detention", "imprisonment", "custody"],
    },
    Course {
        begins: &["kidnap", "abduct"],
        ends: &["release", "free"],
        ends_with: &[],
        names: &["captivity"],
    },
    Course {
        begins: &["leave", "depart", "sail"],
        ends: &["return", "arrive", "dock"],
        ends_with: &[("come", "back"), ("come", "home")],
        names: &["voyage", "journey", "trip", "crossing", "absence", "tour"],
    },
    Course {
        begins: &["vanish", "disappear"],
        ends: &["find", "reappear"],
        ends_with: &[],
        names: &["disappearance"],
    },
    Course { begins: &["ban", "prohibit"], ends: &["lift"], ends_with: &[], names: &["ban"] },
    Course { begins: &["evacuate"], ends: &["return"], ends_with: &[], names: &["evacuation"] },
];

/// What pauses on Saturdays and Sundays.
const SITS: &[&str] = &[
    "trial",
    "court",
    "hearing",
    "inquiry",
    "inquest",
    "conference",
    "talk",
    "session",
    "sitting",
    "debate",
    "course",
    "exam",
    "audit",
    "work",
];

impl Extent {
    /// "A trial of nine days, from Monday 11 to Thursday 21": whether it lasted so long because nobody sat on
    /// Saturday and Sunday.
    pub(super) fn is_of_workdays(&self, duration: &Duration) -> bool {
        // What a length comes to in days takes longest to tell, and most extents pause on no days.
        let Some(sat) = self.workdays.filter(|_| duration.iso.ends_with('D')) else { return false };
        let sits = self.heads.iter().any(|head| SITS.contains(&head.as_str()));
        sits && window(duration).is_some_and(|(_, days)| sat == days)
    }
}

/// What a course is known by where its verb is said of something again: "the bridge was closed for five
/// months", "it was closed".
pub(super) fn done_to(of: &str, verb: &str) -> String {
    format!("{} {verb}", if is_pronoun(of) { "it" } else { of })
}

/// Phrases for what is closed: "out of use".
pub(super) const OUT_OF: &[&str] = &["use", "service", "action", "operation"];

/// The verbs of what is out of use.
pub(super) const CLOSED: &[&str] = &["close", "shut", "suspend"];

impl Course {
    /// What a course of something is known by: its nouns, or, where these say nothing, what it is of.
    fn heads(&self, of: Vec<String>) -> Vec<String> {
        if self.names.is_empty() {
            return of;
        }
        let of = of.iter().map(String::as_str).chain(std::iter::once("it"));
        let done = of.flat_map(|of| self.begins.iter().map(move |verb| done_to(of, verb)));
        done.chain(self.names.iter().map(|name| (*name).to_owned())).collect()
    }
}

/// Something that lasted from a date to another.
pub(super) struct Extent {
    pub(super) at: BlockIx,
    pub(super) heads: Vec<String>,
    pub(super) sentence: usize,
    /// Fewest and most days from its first to its last.
    pub(super) days: (i64, i64),
    /// How many of them are no Saturday and no Sunday, the first and the last with them.
    pub(super) workdays: Option<i64>,
    pub(super) bytes: Range<usize>,
    pub(super) words: String,
}

/// The extents of a passage, each with what they are of; those that begin and end in clauses of
/// their own with them.
pub(super) fn extents(at: BlockIx, passage: &Passage<'_>) -> Vec<Extent> {
    let mut out = Vec::new();
    for mention in &passage.mentions {
        let MentionKind::Date(reading) = &mention.kind else { continue };
        let Some(days) = days_of(reading) else { continue };
        let Some((sentence, clause)) = clause_of(passage, mention.tokens.start) else { continue };
        let mut heads = subject(passage, clause);
        heads.extend(noun_before(passage, mention.tokens.start));
        let (bytes, words) = (mention.bytes.clone(), show(reading));
        let workdays = workdays_of(reading);
        out.push(Extent { at, heads, sentence, days, workdays, bytes, words });
    }
    let done: Vec<Done<'_>> = all_done(passage).collect();
    if done.len() > 1 {
        let courses = COURSES.iter();
        out.extend(courses.filter_map(|course| begun_and_ended((at, passage), &done, course)));
    }
    out
}

/// Tokens between a verb and its date: "began on the evening of 1 June".
pub(super) const NEAR: usize = 6;

/// A day on which something is said to have been done.
struct Done<'p> {
    mention: &'p Mention,
    reading: &'p DateReading,
    sentence: usize,
    clause: &'p Clause,
    verb: &'p VerbGroup,
    /// The word behind its verb: "called off".
    particle: SmolStr,
}

/// What a passage says was done, or will be, on a day.
fn all_done<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = Done<'p>> {
    passage.mentions.iter().filter_map(|mention| {
        let MentionKind::Date(reading) = &mention.kind else { return None };
        let (sentence, clause) = clause_of(passage, mention.tokens.start)?;
        let verb = clause.verb.as_ref().filter(|verb| !verb.negated)?;
        let near = mention.tokens.start.checked_sub(verb.tokens.end)? <= NEAR;
        let particle = passage.lower(verb.tokens.end);
        near.then_some(Done { mention, reading, sentence, clause, verb, particle })
    })
}

impl Done<'_> {
    /// Whether it begins something.
    fn begins(&self, course: &Course) -> bool {
        !self.verb.modal && course.begins.contains(&self.verb.lemma.text())
    }

    /// Whether it ends something, as it may be planned to do.
    fn ends(&self, course: &Course) -> bool {
        let with = |(stem, end): &(&str, &str)| *stem == self.verb.stem && *end == self.particle;
        course.ends.contains(&self.verb.lemma.text()) || course.ends_with.iter().any(with)
    }

    /// Whether it has been done, or is said to be on its way.
    fn is_expected(&self, passage: &Passage<'_>) -> bool {
        let planned = |at: usize| passage.is_any(at, &["will", "expected", "due"]);
        !self.verb.modal || self.verb.tokens.clone().any(planned)
    }
}

/// "The strike began on 1 June and ended on 8 June", where that is said of one thing only.
fn begun_and_ended(
    (at, passage): (BlockIx, &Passage<'_>),
    done: &[Done<'_>],
    course: &Course,
) -> Option<Extent> {
    let from = only(done.iter().filter(|done| done.begins(course)))?;
    let to = only(done.iter().filter(|done| done.ends(course) && done.is_expected(passage)))?;
    let of = if course.names.is_empty() { subject } else { named_subject };
    let (heads, same) = (of(passage, from.clause), of(passage, to.clause));
    let (first, last) = (from.sentence, to.sentence);
    let joined = same.is_empty()
        || same.iter().any(|head| heads.contains(head) || is_pronoun(head))
        || first == last && from.clause.tokens == to.clause.tokens;
    let (start, end) = (from.mention, to.mention);
    if !joined || start.tokens.start > end.tokens.start || last.saturating_sub(first) > 2 {
        return None;
    }
    let (When::Day(a), When::Day(b)) = (&from.reading.when, &to.reading.when) else { return None };
    let days = between(a, b)?;
    let words = format!("from {} to {}", show(from.reading), show(to.reading));
    let bytes = start.bytes.start..end.bytes.end;
    let workdays = workdays(a, b);
    Some(Extent { at, heads: course.heads(heads), sentence: first, days, workdays, bytes, words })
}

/// What one sentence of a document says began on a day and another that it ended, and of which no
/// third tells either: "the strike began on 1 June" on one page, "it ended on 8 June" on another.
pub(super) fn far(passages: &[(BlockIx, &Passage<'_>)], known: &[Extent]) -> Vec<Extent> {
    let mut told: Vec<(String, bool, BlockIx, usize, &Mention, &DateReading)> = Vec::new();
    for (at, passage) in passages {
        for done in all_done(passage).filter(|done| !done.verb.modal) {
            let begins = done.begins(&COURSES[0]);
            let head = subject(passage, done.clause).pop().filter(|head| !is_pronoun(head));
            if let Some(head) = head.filter(|_| begins || done.ends(&COURSES[0])) {
                told.push((head, begins, *at, done.sentence, done.mention, done.reading));
            }
        }
    }
    let known: FxHashSet<&str> = known.iter().flat_map(|e| &e.heads).map(String::as_str).collect();
    let mut of: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (ix, told) in told.iter().enumerate() {
        of.entry(told.0.as_str()).or_default().push(ix);
    }
    let mut out = Vec::new();
    for (ix, (head, begins, at, sentence, mention, from)) in told.iter().enumerate() {
        let Some([a, b]) = of.get(head.as_str()).map(Vec::as_slice) else { continue };
        let (_, also_begins, .., to) = &told[if *a == ix { *b } else { *a }];
        if !begins || *also_begins || known.contains(head.as_str()) {
            continue;
        }
        let Some(days) = span_of(from, to) else { continue };
        let words = format!("from {} to {}", show(from), show(to));
        let (heads, bytes) = (vec![head.clone()], mention.bytes.clone());
        let workdays = None;
        out.push(Extent { at: *at, heads, sentence: *sentence, days, workdays, bytes, words });
    }
    out
}

/// Fewest and most days from the start of an extent to its end.
pub(super) fn days_of(reading: &DateReading) -> Option<(i64, i64)> {
    let When::Extent { start: Edge::On(start), end: Edge::On(end) } = &reading.when else {
        return None;
    };
    if reading.soft { None } else { between(start, end) }
}

fn workdays_of(reading: &DateReading) -> Option<i64> {
    match &reading.when {
        When::Extent { start: Edge::On(start), end: Edge::On(end) } => workdays(start, end),
        _ => None,
    }
}

/// The days from one to another, both with them, that are no Saturday and no Sunday; `None` of months and
/// years.
fn workdays(start: &Days, end: &Days) -> Option<i64> {
    /// Most days that a court or a conference sits.
    const MOST: i32 = 100;
    let (from, to) = (start.bounds()?.0?, end.bounds()?.1?);
    let free =
        |day: &i32| matches!(Day(*day).date().weekday(), Weekday::Saturday | Weekday::Sunday);
    let short = from.0 <= to.0 && to.0.saturating_sub(from.0) <= MOST;
    let days = short.then(|| (from.0..=to.0).filter(|day| !free(day)).count())?;
    i64::try_from(days).ok()
}

#[cfg(test)]
mod tests {
    use super::super::of_extents;
    use super::super::tests::messages;

    fn found(text: &str) -> usize {
        messages(text.split(" / "), |passages, out| out.extend(of_extents(passages, None))).len()
    }

    #[test]
    fn what_is_done_and_undone_lasts_from_the_one_to_the_other() {
        let closed = "The bridge was closed on 3 March 2025. It reopened on 26 September.";
        for (again, n) in [
            ("The bridge was closed for five months.", 1),
            ("The closure lasted five months.", 1),
            ("It was out of use for just under five months.", 1),
            ("The bridge was closed for almost seven months.", 0),
            ("The bridge was closed for nearly seven months.", 0),
            ("The bridge will have been closed for five months by the time it reopens.", 1),
            ("The school was closed for five months.", 0),
            ("The strike lasted five months.", 0),
        ] {
            assert_eq!(found(&format!("{closed} / {again}")), n, "{again}");
        }
        let planned = "Orlen was evacuated on 3 May 2021 and its people will return on 9 June.";
        assert_eq!(found(&format!("{planned} / The evacuation will have lasted ten days.")), 0);
    }

    #[test]
    fn days_are_counted_with_both_ends_or_without_the_last() {
        let fair = "The fair ran from Thursday 18 to Sunday 28 September 2025.";
        for (length, n) in [("nine", 1), ("ten", 0), ("eleven", 0), ("twelve", 1)] {
            let text = format!("{fair} / The {length} days of the fair were dry.");
            assert_eq!(found(&text), n, "{text}");
        }
        // Nobody sits on Saturdays and Sundays.
        let trial = "The trial ran from Monday 11 to Thursday 21 November 2024.";
        assert_eq!(found(&format!("{trial} / The nine days of the trial were dry.")), 0);
        assert_eq!(found(&format!("{trial} / The eight days of the trial were dry.")), 1);
    }
}
