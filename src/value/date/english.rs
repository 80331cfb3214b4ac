//! English dates: one date, several with their connecting words, and what they denote together.

use jiff::civil::Date;

use super::atom::Atoms;
use super::lexicon::{self};
use super::period::day_text;
use super::relative::{Relative, weekday};
use super::show::show_day;
use super::term::{Base, Counted, Fault, Setting, Term};
use super::token::Tokens;
use super::windows::DateWindows;
use super::{DateError, DateErrorKind, DateReading, Day};
use crate::value::ValueError;

/// A word before a date that changes what it denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    Between,
    From,
    Since,
    SinceAtLeast,
    Until,
    UntilAtLeast,
    Before,
    After,
    By,
    NotBefore,
    Throughout,
}

/// Longer phrases stand before their own beginnings.
pub(super) const LEADS: &[(&[&str], Lead)] = &[
    (&["between"], Lead::Between),
    (&["from"], Lead::From),
    (&["since", "at", "least"], Lead::SinceAtLeast),
    (&["ever", "since"], Lead::Since),
    (&["since"], Lead::Since),
    (&["until", "at", "least"], Lead::UntilAtLeast),
    (&["until"], Lead::Until),
    (&["till"], Lead::Until),
    (&["up", "until"], Lead::Until),
    (&["up", "to"], Lead::Until),
    (&["before"], Lead::Before),
    (&["prior", "to"], Lead::Before),
    (&["pre"], Lead::Before),
    (&["after"], Lead::After),
    (&["post"], Lead::After),
    (&["by"], Lead::By),
    (&["no", "later", "than"], Lead::By),
    (&["on", "or", "before"], Lead::By),
    (&["no", "earlier", "than"], Lead::NotBefore),
    (&["on", "or", "after"], Lead::NotBefore),
    (&["throughout"], Lead::Throughout),
    (&["all", "of"], Lead::Throughout),
    (&["all", "through"], Lead::Throughout),
];

/// Words that may stand before a date in a record and add nothing to it.
const IDLE: &[&str] = &["in", "on", "during", "at", "dated", "either"];

/// Words for the present at the end of an extent.
const PRESENT: &[&str] = &["present", "now", "today", "date"];

/// How many dates a list may have; a longer one is read piece by piece.
const LONGEST_LIST: usize = 16;

/// Dates and how they are connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    One(Term),
    OneOf(Vec<Term>),
    AllOf(Vec<Term>),
    Between(Term, Term),
    /// "From A to B"; without B, to the present when that is said.
    Extent(Term, Option<Term>, bool),
    Lead(Lead, Term),
}

/// A phrase of dates.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) shape: Shape,
    /// The word before that is part of it, if there is one.
    pub(super) lead: Option<Lead>,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Read a text that is an English date as a whole.
pub(super) fn read(
    text: &str,
    reference: Option<Date>,
    windows: &DateWindows,
) -> Result<DateReading, DateError> {
    let tokens = Tokens::of(text);
    let setting = Setting { reference: reference.map(Day::of), windows };
    let reader = Phrases { atoms: Atoms { tokens: &tokens, setting } };
    let all = || 0..text.len();
    let error = |fault: Fault| DateError {
        kind: fault.kind,
        error: ValueError { message: fault.message, span: all(), help: fault.help },
    };
    let mut at = 0;
    let phrase = loop {
        match reader.phrase(at) {
            Some(phrase) if phrase.to == tokens.len() => break phrase,
            _ if lexicon_idle(&tokens, at) => at += 1,
            _ => return Err(error(not_a_date(text))),
        }
    };
    if let Shape::One(Term { base: Base::Either(a, b), .. }) = &phrase.shape {
        return Err(error(ambiguous(*a, *b)));
    }
    // One word that is a month, a season or a day only among others is none alone.
    let lone = tokens.len() == 1 && !tokens.capital(0);
    if lone && lexicon::CAPITAL_ONLY.contains(&tokens.word(0)) {
        return Err(error(not_a_date(text)));
    }
    phrase.resolve(setting).map_err(error)
}

fn lexicon_idle(tokens: &Tokens, at: usize) -> bool {
    IDLE.contains(&tokens.word(at))
}

fn not_a_date(text: &str) -> Fault {
    // A long text would drown the message.
    const SHOWN: usize = 40;
    let short: String = text.chars().take(SHOWN).collect();
    let dots = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    let help = "write a date as 2024-03-22, 2024-03, 2024, 2014/2016 or in English".to_owned();
    Fault {
        help: Some(help),
        ..Fault::new(DateErrorKind::NotADate, format!("not a date: {short}{dots}"))
    }
}

fn ambiguous(a: Day, b: Day) -> Fault {
    let message = format!("a numeric date that may be {} or {}", show_day(a), show_day(b));
    let help = format!("write {} or {}", day_text(a), day_text(b));
    Fault { help: Some(help), ..Fault::new(DateErrorKind::Ambiguous, message) }
}

/// Reads the phrases of one text.
pub(super) struct Phrases<'a> {
    pub(super) atoms: Atoms<'a>,
}

impl Phrases<'_> {
    fn tokens(&self) -> &Tokens {
        self.atoms.tokens
    }

    /// The longest phrase of dates at a token.
    pub(super) fn phrase(&self, i: usize) -> Option<Phrase> {
        if !self.tokens().get(i).is_some_and(|token| token.cue.leads()) {
            return self.sequence(i);
        }
        let lead = LEADS
            .iter()
            .find_map(|(words, lead)| self.tokens().phrase(i, words).map(|at| (*lead, at)));
        let Some((lead, at)) = lead else { return self.sequence(i) };
        let at = self.filler(lead, at)?;
        let phrase = self.led(lead, at)?;
        Some(Phrase { from: i, lead: Some(lead), ..phrase })
    }

    /// Between a leading word and its date: "since the", "by about", "pre-".
    fn filler(&self, lead: Lead, at: usize) -> Option<usize> {
        let t = self.tokens();
        let glued = matches!(t.word(at - 1), "pre" | "post");
        if glued {
            return (t.dash(at) && matches!(lead, Lead::Before | Lead::After)).then_some(at + 1);
        }
        Some(if matches!(t.word(at), "in" | "on") { at + 1 } else { at })
    }

    fn led(&self, lead: Lead, at: usize) -> Option<Phrase> {
        let t = self.tokens();
        let now = || if lead == Lead::Between { self.now(at) } else { None };
        let first = self.atoms.term(at).or_else(now)?;
        let shape = |shape: Shape, to: usize| Some(Phrase { shape, lead: None, from: at, to });
        match lead {
            Lead::Between => {
                let joint = if t.dash(first.to) || t.is(first.to, "and") {
                    first.to + 1
                } else {
                    return None;
                };
                let last = self.right(joint).or_else(|| self.now(joint))?;
                let (a, b) = share(first, last, true)?;
                let to = b.to;
                shape(Shape::Between(a, b), to)
            }
            Lead::From => {
                if let Some(extent) = self.extent(&first) {
                    return Some(extent);
                }
                let to = first.to;
                complete(&first).then(|| shape(Shape::Extent(first, None, false), to)).flatten()
            }
            Lead::Since => {
                let to = first.to;
                complete(&first).then(|| shape(Shape::Extent(first, None, true), to)).flatten()
            }
            _ => {
                let to = first.to;
                complete(&first).then(|| shape(Shape::Lead(lead, first), to)).flatten()
            }
        }
    }

    /// "A to B", "A–B", "2014-15", "A to the present", with A read.
    fn extent(&self, first: &Term) -> Option<Phrase> {
        let t = self.tokens();
        let at = first.to;
        let dash = t.dash(at);
        let word = matches!(t.word(at), "to" | "through" | "until" | "till" | "thru");
        if !dash && !word {
            return None;
        }
        let the = if t.is(at + 1, "the") { at + 2 } else { at + 1 };
        let joined = word || t.glued(at);
        if PRESENT.contains(&t.word(the)) && complete(first) && joined {
            let shape = Shape::Extent(first.clone(), None, true);
            return Some(Phrase { shape, lead: None, from: first.from, to: the + 1 });
        }
        if let Some(extent) = self.short_year(first) {
            return Some(extent);
        }
        let right = self.right(at + 1)?;
        // "Day 38 – Thu 9 April": who gives one end its day of the week gives the other its own.
        let named = |term: &Term| term.calendar().is_some_and(|c| c.weekday.is_some());
        let own = first.from.checked_sub(1).and_then(|before| weekday(t, before)).is_some();
        if dash && first.is_bare_day() && named(&right) && !named(first) && !own {
            return None;
        }
        let (a, b) = share(first.clone(), right, true)?;
        // "March 22 - 2015": a day and a year are no extent.
        let alike = a.is_bare_year() == b.is_bare_year() || word;
        let to = b.to;
        let shape = Shape::Extent(a, Some(b), false);
        alike.then_some(Phrase { shape, lead: None, from: first.from, to })
    }

    /// "2014-15": the second year by its last two digits.
    fn short_year(&self, first: &Term) -> Option<Phrase> {
        let t = self.tokens();
        let at = first.to;
        let calendar = *first.calendar().filter(|_| first.is_bare_year())?;
        let Some(Counted::Written(year)) = calendar.year else { return None };
        if !(t.dash(at) && t.glued(at) && t.glued(at + 1)) {
            return None;
        }
        let (short, _) = t.number(at + 1).filter(|(n, digits)| *digits == 2 && *n > year % 100)?;
        let mut last = first.clone();
        last.base = Base::Calendar(super::term::Calendar {
            year: Some(Counted::Written(year / 100 * 100 + short)),
            ..calendar
        });
        (last.from, last.to) = (at + 1, at + 2);
        let shape = Shape::Extent(first.clone(), Some(last), false);
        Some(Phrase { shape, lead: None, from: first.from, to: at + 2 })
    }

    /// The date on the right of a connecting word. A day alone must not count something else.
    fn right(&self, i: usize) -> Option<Term> {
        let term = self.atoms.term(i)?;
        let alone = term.is_bare_day() && term.calendar().is_some_and(|c| c.year.is_none());
        if alone && counts_something(self.tokens(), term.to) { None } else { Some(term) }
    }

    /// "Now", which is a date only beside another one.
    fn now(&self, i: usize) -> Option<Term> {
        let now = self.tokens().is(i, "now");
        now.then(|| Term::new(Base::Relative(Relative::Day(0)), i, i + 1))
    }

    /// One date, an extent, or a list.
    fn sequence(&self, i: usize) -> Option<Phrase> {
        let first = self.atoms.term(i)?;
        if let Some(extent) = self.extent(&first) {
            return Some(extent);
        }
        if let Some(list) = self.list(&first) {
            return Some(list);
        }
        let to = first.to;
        complete(&first).then(|| Phrase { shape: Shape::One(first), lead: None, from: i, to })
    }

    /// "A or B", "A and B", "A, B and C" of years or months.
    fn list(&self, first: &Term) -> Option<Phrase> {
        let t = self.tokens();
        let mut at = first.to;
        if t.sign(at) != Some(',') && !matches!(t.word(at), "or" | "and") {
            return None;
        }
        let mut terms = vec![first.clone()];
        let any = loop {
            let comma = t.sign(at) == Some(',');
            let next = if comma { at + 1 } else { at };
            let joint = match t.word(next) {
                "or" => Some(true),
                "and" => Some(false),
                _ => None,
            };
            if joint.is_none() && (!comma || terms.len() >= LONGEST_LIST) {
                return None;
            }
            let term = self.right(if joint.is_some() { next + 1 } else { next })?;
            let alike = |b: &Term| {
                (first.is_bare_year() && b.is_bare_year())
                    || (first.is_bare_month()
                        && b.calendar().is_some_and(|c| c.month.is_some() && c.day.is_none()))
            };
            if comma && !alike(&term) {
                return None;
            }
            at = term.to;
            terms.push(term);
            if let Some(any) = joint {
                break any;
            }
        };
        // What is missing comes from the last one, or from the first.
        let mut last = terms.pop()?;
        for term in terms.iter_mut().rev() {
            let (a, b) = share(term.clone(), last, false)?;
            (*term, last) = (a, b);
        }
        terms.push(last);
        // Two dates that share nothing are two dates, unless it is one or the other.
        let shared = terms.iter().any(|t| t.is_bare_year())
            || terms.iter().zip([first]).any(|(a, b)| a.base != b.base);
        let shape = if any { Shape::OneOf(terms) } else { Shape::AllOf(terms) };
        (any || shared).then_some(Phrase { shape, lead: None, from: first.from, to: at })
    }
}

/// Whether a number before this token counts the thing that the token names.
pub(super) fn counts_something(t: &Tokens, at: usize) -> bool {
    let word = t.word(at);
    // "By 2018 controlled", "in 2018 allegedly": verbs and adverbs are not counted.
    let no_noun = word.ends_with("ed") || word.ends_with("ly");
    let noun = !word.is_empty() && !t.capital(at) && !no_noun;
    t.sign(at) == Some('%') || (noun && !lexicon::AFTER_A_YEAR.contains(&word))
}

/// Whether a date stands alone: not a day without its month.
fn complete(term: &Term) -> bool {
    !term.is_bare_day() || term.calendar().is_some_and(|c| c.weekday.is_some())
}

/// Give each of two dates what only the other has written: "22 to 24 March", "March 22 or 23, 2024".
/// `None` when a day stays without a month. In order, a later month is of the year before.
fn share(mut a: Term, mut b: Term, in_order: bool) -> Option<(Term, Term)> {
    if let (Base::Calendar(x), Base::Calendar(y)) = (&mut a.base, &mut b.base) {
        let day_alone =
            (x.day.is_some() && x.month.is_none(), y.day.is_some() && y.month.is_none());
        // "March and 12": only a day lends its month to a day.
        if day_alone.0 && y.day.is_some() {
            x.month = y.month;
        }
        if day_alone.1 && x.day.is_some() {
            y.month = x.month;
        }
        let number = |c: Option<Counted>| match c {
            Some(Counted::Written(n)) => Some(n),
            _ => None,
        };
        let wraps = in_order && number(x.month) > number(y.month) && number(y.month).is_some();
        let shift = |year: Option<Counted>, by: i64| match year {
            Some(Counted::Written(n)) => Some(Counted::Written(n + by)),
            Some(Counted::FromReference(n)) => Some(Counted::FromReference(n + by)),
            None => None,
        };
        let part_of_year = |c: &super::term::Calendar| c.month.is_some() || c.season.is_some();
        if x.year.is_none() && part_of_year(x) && part_of_year(y) {
            x.year = shift(y.year, if wraps { -1 } else { 0 });
        } else if y.year.is_none() && part_of_year(y) && part_of_year(x) {
            y.year = shift(x.year, i64::from(wraps));
        }
    }
    (complete(&a) && complete(&b)).then_some((a, b))
}
