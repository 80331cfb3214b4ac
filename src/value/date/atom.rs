//! One date at a place of the text: which words name it.

use super::cue::Cue;
use super::lexicon::{self, TimeUnit};
use super::numeric;
use super::relative::{Reader, weekday};
use super::term::{Base, Calendar, Counted, Part, Setting, Term, YearPart};
use super::token::Tokens;

/// Reads the dates of one text.
pub(super) struct Atoms<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) setting: Setting<'a>,
}

/// A four-digit year that stands in a text; years of fewer digits need an era.
pub(super) const PROSE_YEARS: std::ops::RangeInclusive<i64> = 1000..=2100;

pub(super) type Read<T> = Option<(T, usize)>;

impl Atoms<'_> {
    /// A date at a token, with its hedges and parts.
    pub(super) fn term(&self, i: usize) -> Option<Term> {
        let (about, at) = self.hedge(i);
        let (part, at) = match self.part(at) {
            Some((part, next)) => (Some(part), next),
            None => (None, at),
        };
        let (inner_about, at) = if part.is_some() { self.hedge(at) } else { (false, at) };
        let at = if part.is_some() && self.tokens.is(at, "the") { at + 1 } else { at };
        // "Early in the first half of 2022": one part within another is read as the inner one.
        let (base, end) = self.base(at)?;
        let mut term = Term::new(base, i, end);
        (term.part, term.about) = (part, about || inner_about);
        if part.is_some() && term.is_bare_day() {
            return None;
        }
        Some(term)
    }

    /// "About", "c.", "some time around".
    fn hedge(&self, i: usize) -> (bool, usize) {
        let t = self.tokens;
        let start = t.phrase(i, &["some", "time"]).or_else(|| t.phrase(i, &["sometime"]));
        let at = start.unwrap_or(i);
        if !t.has(at, Cue::HEDGE) {
            return match start {
                // "Some time in 2015" adds nothing to "in 2015".
                Some(at) if t.is(at, "in") || t.is(at, "during") => (false, at + 1),
                _ => (false, i),
            };
        }
        let short = t.word(at).len() <= 2;
        let stop = t.sign(at + 1) == Some('.') && t.glued(at + 1);
        if short && !stop && t.word(at) == "c" && !t.glued(at + 1) {
            return (false, i);
        }
        let next = if stop && (short || t.is(at, "approx")) { at + 2 } else { at + 1 };
        let the = t.is(next, "the") && self.part(next).is_none() && self.base(next).is_none();
        (true, if the { next + 1 } else { next })
    }

    /// "Early", "the end of", "the first six months of", "the second week of".
    fn part(&self, i: usize) -> Read<Part> {
        let t = self.tokens;
        let at = if t.is(i, "the") { i + 1 } else { i };
        let part = match t.word(at) {
            "early" => Part::Early,
            "mid" => Part::Mid,
            "late" => Part::Late,
            "beginning" | "start" => Part::Start,
            "middle" => Part::Mid,
            "end" => Part::End,
            "week" if matches!(t.word(at + 1), "beginning" | "commencing" | "starting") => {
                let on = if t.is(at + 2, "on") { at + 3 } else { at + 2 };
                return Some((Part::WeekFrom, on));
            }
            "week" if t.is(at + 1, "of") => return Some((Part::WeekOf, at + 2)),
            _ => return self.counted_part(at),
        };
        let of = |at: usize| if t.is(at, "of") { Some(at + 1) } else { None };
        if matches!(part, Part::Early | Part::Mid | Part::Late) && !t.is(at, "middle") {
            let mut next = if t.dash(at + 1) { at + 2 } else { at + 1 };
            // "Early in 2015"; "the early months of 2023", "in the late days of May".
            if t.is(next, "in") {
                next += 1;
            } else if t.unit(next).is_some() && t.is(next + 1, "of") {
                next += 2;
            }
            return Some((part, next));
        }
        of(at + 1).map(|next| (part, next))
    }

    /// "First half of", "last three days of", "first Friday of", "second week of", "last months of".
    fn counted_part(&self, at: usize) -> Read<Part> {
        let t = self.tokens;
        let last = t.is(at, "last") || t.is(at, "final");
        let (ordinal, next) = if last {
            (0, at + 1)
        } else if t.is(at, "latter") {
            (2, at + 1)
        } else {
            t.ordinal(at)?
        };
        let of = |at: usize| if t.is(at, "of") { Some(at + 1) } else { None };
        if t.is(next, "half") && (ordinal == 1 || ordinal == 2) {
            return of(next + 1).map(|end| (Part::Half(ordinal), end));
        }
        if let Some((name, end)) = weekday(t, next).filter(|_| ordinal <= 5) {
            let part = if last { Part::LastWeekday(name) } else { Part::NthWeekday(ordinal, name) };
            return of(end).map(|end| (part, end));
        }
        if let Some(unit) =
            t.unit(next).filter(|unit| (TimeUnit::Day..TimeUnit::Quarter).contains(unit))
        {
            let end = of(next + 1)?;
            // "The last months of", "the first days of": no number, so about a third.
            let plural = t.word(next).ends_with('s');
            return match (last, plural, unit) {
                (true, true, _) => Some((Part::End, end)),
                (false, true, _) if ordinal == 1 => Some((Part::Start, end)),
                (_, true, _) => None,
                (true, false, unit) => Some((Part::Last(1, unit), end)),
                (false, false, TimeUnit::Week) => Some((Part::Week(ordinal), end)),
                (false, false, unit) if ordinal == 1 => Some((Part::First(1, unit), end)),
                _ => None,
            };
        }
        if !last && ordinal != 1 {
            return None;
        }
        let (n, next) = t.count(next)?;
        let unit = t.unit(next).filter(|unit| *unit >= TimeUnit::Day)?;
        let part = if last { Part::Last(n, unit) } else { Part::First(n, unit) };
        of(next + 1).map(|end| (part, end))
    }

    /// What the words name, without hedges and parts.
    fn base(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        let reader = Reader { tokens: t, windows: self.setting.windows };
        self.hijri(i)
            .or_else(|| numeric::read(t, i))
            .or_else(|| self.holiday(i))
            .or_else(|| self.year_part(i))
            .or_else(|| reader.read(i))
            .or_else(|| self.decade_or_century(i))
            .or_else(|| self.calendar(i))
    }

    /// "Q3 2022", "the third quarter of 2022", "H1 2023", "the spring of 2021", "2016 Q3".
    fn year_part(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        let at = if t.is(i, "the") { i + 1 } else { i };
        if let Some((year, next)) = self.year(at)
            && let Some((part, end)) = self.part_name(next).filter(|_| !t.is(next, "the"))
        {
            return Some((of_year(part, Some(year)), end));
        }
        let (part, next) = self.part_name(at)?;
        let (year, end) = match self.year_after(next) {
            Some((year, end)) => (Some(year), end),
            None => (None, next),
        };
        // A season without a year is rarely a date: "a fall", "spring water"; the last quarter is
        // the fourth one of a year only when the year is there.
        let season = matches!(part, YearPart::Season(_)) || matches!(t.word(at), "last" | "final");
        (year.is_some() || !season).then_some((of_year(part, year), end))
    }

    fn part_name(&self, i: usize) -> Read<YearPart> {
        let t = self.tokens;
        if let Some(season) = t.look(i, lexicon::SEASONS, Cue::SEASON) {
            return Some((YearPart::Season(season), i + 1));
        }
        if let Some((n, _)) = t.number(i + 1).filter(|_| t.glued(i + 1) && t.capital(i)) {
            let n = u8::try_from(n).ok()?;
            return match t.word(i) {
                "q" if (1..=4).contains(&n) => Some((YearPart::Quarter(n), i + 2)),
                "h" if (1..=2).contains(&n) => Some((YearPart::Half(n), i + 2)),
                _ => None,
            };
        }
        let (n, next) = match t.ordinal(i) {
            Some(found) => found,
            None if t.is(i, "last") || t.is(i, "final") => (4, i + 1),
            None => return None,
        };
        let quarter = t.is(next, "quarter") && (1..=4).contains(&n);
        quarter.then_some((YearPart::Quarter(n), next + 1))
    }
}

fn of_year(part: YearPart, year: Option<Counted>) -> Base {
    Base::Calendar(Calendar { season: Some(part), year, ..Calendar::default() })
}
