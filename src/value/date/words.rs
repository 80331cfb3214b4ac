//! Days, months and years in words, in their usual orders.

use super::atom::{Atoms, PROSE_YEARS, Read};
use super::cue::Cue;
use super::lexicon;
use super::relative::{Relative, weekday, year_word};
use super::term::{Base, Calendar, Counted};
use super::token::Kind;

impl Atoms<'_> {
    /// A day, a month and a year in their usual orders; any of them may be missing.
    pub(super) fn calendar(&self, i: usize) -> Read<Base> {
        let t = self.tokens;
        let (name, at) = match weekday(t, i) {
            Some((name, next)) => {
                let comma = t.sign(next) == Some(',');
                (Some(name), if comma { next + 1 } else { next })
            }
            None => (None, i),
        };
        let era = || {
            let (year, end) = self.era_year(at)?;
            Some((Calendar { year: Some(year), ..Calendar::default() }, end))
        };
        let found = era()
            .or_else(|| self.month_day(at))
            .or_else(|| self.day_month(at, name.is_some()))
            .or_else(|| self.year_month(at))
            .map(|(calendar, end)| {
                let calendar = Calendar { weekday: name, ..calendar };
                let (calendar, end) = self.weekday_behind(i, (calendar, end));
                (Base::Calendar(calendar), end)
            });
        found.or_else(|| self.weekday_alone(i))
    }

    /// "22 March, a Friday,", "the 22nd, a Friday", "the first of the month, a Friday": the day of the
    /// week of a date that begins with a token.
    fn weekday_behind(&self, i: usize, (calendar, end): (Calendar, usize)) -> (Calendar, usize) {
        const GOES_ON: &[&str] = &[
            "and",
            "but",
            "when",
            "in",
            "at",
            "with",
            "as",
            "that",
            "evening",
            "morning",
            "night",
            "afternoon",
        ];
        let t = self.tokens;
        let bare = calendar.month.is_none();
        // "Chapter 22, a Friday song".
        let plain = calendar.day.is_some()
            && calendar.weekday.is_none()
            && (!bare || t.is(i, "the") && t.ordinal(i + 1).is_some());
        let month = t.phrase(end, &["of", "the", "month"]).filter(|_| bare).unwrap_or(end);
        let comma = t.sign(month) == Some(',');
        let aside = t.sign(month) == Some('(') && !bare;
        let found = weekday(t, month + 2).filter(|(_, next)| {
            let closes = t.get(*next).is_none() || t.sign(*next).is_some();
            closes || GOES_ON.contains(&t.word(*next))
        });
        match found.filter(|_| plain && (comma || aside) && t.is(month + 1, "a")) {
            // What stands in brackets is no part of the date.
            Some((name, next)) => {
                let calendar = Calendar { weekday: Some(name), ..calendar };
                (calendar, if comma { next } else { end })
            }
            None => (calendar, end),
        }
    }

    pub(super) fn weekday_alone(&self, i: usize) -> Read<Base> {
        let (name, end) = weekday(self.tokens, i)?;
        // "Sun" and "sat" are words; abbreviations need a date beside them.
        let full = self.tokens.word(i).ends_with("day");
        full.then_some((Base::Relative(Relative::Weekday(name)), end))
    }

    /// "March 22nd, 2024", "March 2024", "March".
    pub(super) fn month_day(&self, i: usize) -> Read<Calendar> {
        let t = self.tokens;
        let (month, at) = self.month(i)?;
        let at_day = if t.is(at, "the") || (t.dash(at) && t.glued(at)) { at + 1 } else { at };
        let mut calendar = Calendar { month: Some(month), ..Calendar::default() };
        let mut end = at;
        if let Some((day, next)) = self.day(at_day) {
            (calendar.day, end) = (Some(day), next);
        }
        if let Some((year, next)) = self.year_after(end) {
            (calendar.year, end) = (Some(year), next);
        }
        // A month's name in lower case is a month only with a year or an ordinal day.
        let sure = calendar.year.is_some() || t.ordinal(at_day).is_some();
        (self.month_is_plain(i) || sure).then_some((calendar, end))
    }

    /// Whether the word can be nothing but a month.
    pub(super) fn month_is_plain(&self, i: usize) -> bool {
        self.tokens.capital(i) || !lexicon::CAPITAL_ONLY.contains(&self.tokens.word(i))
    }

    /// "22 March 2024", "the 22nd of March", "the 22nd of this month"; "22" and "the 22nd" alone,
    /// which get their month from the rest of the phrase.
    pub(super) fn day_month(&self, i: usize, named: bool) -> Read<Calendar> {
        let t = self.tokens;
        let the = t.is(i, "the");
        let at = if the { i + 1 } else { i };
        let (day, next) = self.day(at)?;
        let ordinal = t.ordinal(at).is_some();
        let of = if t.is(next, "of") || (t.dash(next) && t.glued(next) && t.glued(next + 1)) {
            next + 1
        } else {
            next
        };
        let mut calendar = Calendar { day: Some(day), ..Calendar::default() };
        if let Some((month, end)) = self.month(of).or_else(|| self.month_word(of)) {
            let lower = !self.month_is_plain(of) && !ordinal;
            // "The second May attack": an ordinal in words needs its "of".
            let in_words = ordinal && t.number(at).is_none() && of == next;
            if matches!(month, Counted::Written(_)) && (lower || in_words) {
                return None;
            }
            calendar.month = Some(month);
            let year = self.year_after(end);
            calendar.year = year.map(|(year, _)| year);
            return Some((calendar, year.map_or(end, |(_, next)| next)));
        }
        if named && !(the && ordinal) {
            return None;
        }
        // "22 or 23, 2024": the year after the day, the month before it.
        if let Some((year, end)) = self.comma_year(next) {
            calendar.year = Some(year);
            return Some((calendar, end));
        }
        Some((calendar, next))
    }

    /// "2015 June", "2015", "AD 70", "500 BC", "the year 1979".
    pub(super) fn year_month(&self, i: usize) -> Read<Calendar> {
        let t = self.tokens;
        let at = t.phrase(i, &["the", "year"]).or_else(|| t.phrase(i, &["year"])).unwrap_or(i);
        if let Some((year, end)) = year_word(t, at) {
            return Some((Calendar { year: Some(year), ..Calendar::default() }, end));
        }
        let (year, end) = self.era_year(at).or_else(|| self.year(at))?;
        let mut calendar = Calendar { year: Some(year), ..Calendar::default() };
        let comma = if t.sign(end) == Some(',') { end + 1 } else { end };
        match self.month(comma).filter(|_| self.month_is_plain(comma)) {
            // "In 2014, May said": a month after a year ends the date.
            Some((month, next)) if comma == end && self.day(next).is_none() => {
                calendar.month = Some(month);
                Some((calendar, next))
            }
            _ => Some((calendar, end)),
        }
    }

    /// A month by name, with the full stop of its abbreviation.
    pub(super) fn month(&self, i: usize) -> Read<Counted> {
        let t = self.tokens;
        let month = t.look(i, lexicon::MONTHS, Cue::MONTH)?;
        let short = t.word(i).len() <= 4 && !matches!(t.word(i), "may" | "june" | "july");
        let stop = short && t.sign(i + 1) == Some('.') && t.glued(i + 1);
        Some((Counted::Written(month.into()), if stop { i + 2 } else { i + 1 }))
    }

    /// "This month", "last month".
    pub(super) fn month_word(&self, i: usize) -> Read<Counted> {
        let t = self.tokens;
        let shift = match t.word(i) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        t.is(i + 1, "month").then_some((Counted::FromReference(shift), i + 2))
    }

    /// A day of the month: a number or an ordinal below 100, so that "March 45" is impossible
    /// and not "March"; no number with decimals, no time of day.
    pub(super) fn day(&self, i: usize) -> Read<u8> {
        let t = self.tokens;
        if let Some((day, end)) = t.ordinal(i) {
            return Some((day, end));
        }
        let (n, _) = t.number(i).filter(|(_, digits)| *digits <= 2)?;
        let next = i + 1;
        let part_of_more = t.glued(next)
            && (t.get(next).is_some_and(|token| matches!(token.kind, Kind::Word(_)))
                || t.sign(next).is_some_and(|c| matches!(c, '%' | ':'))
                || (t.sign(next).is_some_and(|c| matches!(c, '.' | ','))
                    && t.glued(next + 1)
                    && t.number(next + 1).is_some_and(|(_, digits)| digits != 4)));
        if part_of_more { None } else { Some((u8::try_from(n).ok()?, next)) }
    }

    /// A year after a month or a day: ", 2024", "of 2024", "of this year", "last year".
    pub(super) fn year_after(&self, i: usize) -> Read<Counted> {
        let t = self.tokens;
        let at = if t.sign(i) == Some(',') || t.is(i, "of") || t.is(i, "in") { i + 1 } else { i };
        let at = if t.dash(at) && t.glued(at) && t.glued(at + 1) && at == i { at + 1 } else { at };
        let at = t.phrase(at, &["the", "year"]).unwrap_or(at);
        let comma = t.sign(i) == Some(',');
        let word = if comma { None } else { year_word(t, at) };
        let era = if comma { None } else { self.era_year(at) };
        word.or(era).or_else(|| self.year(at))
    }

    pub(super) fn comma_year(&self, i: usize) -> Read<Counted> {
        if self.tokens.sign(i) == Some(',') { self.year(i + 1) } else { None }
    }

    /// Four digits, or a year in words ("nineteen seventy-eight", "two thousand and one").
    pub(super) fn year(&self, i: usize) -> Read<Counted> {
        let t = self.tokens;
        if let Some((year, 4)) = t.number(i) {
            let next = i + 1;
            let thousand = t.sign(next) == Some(',')
                && t.glued(next)
                && t.glued(next + 1)
                && t.number(next + 1).is_some_and(|(_, digits)| digits == 3);
            let point = t.sign(next) == Some('.') && t.glued(next) && t.glued(next + 1);
            let decimal = point && t.number(next + 1).is_some() && !self.note_follows(i);
            let fits = PROSE_YEARS.contains(&year) && !thousand && !decimal;
            return fits.then_some((Counted::Written(year), next));
        }
        self.year_in_words(i)
    }

    /// Whether the full stop and the digits behind a year are the end of a sentence and the number of
    /// a note ("in June 2022.58 The group"): after a month, or before a word with a capital.
    fn note_follows(&self, i: usize) -> bool {
        const LONGEST_NOTE: usize = 3;
        let t = self.tokens;
        let digits = t.number(i + 2).is_some_and(|(_, digits)| digits <= LONGEST_NOTE);
        let month =
            i.checked_sub(1).is_some_and(|i| t.look(i, lexicon::MONTHS, Cue::MONTH).is_some());
        let sentence = !t.glued(i + 3) && (t.get(i + 3).is_none() || t.capital(i + 3));
        digits && !t.glued(i + 3) && (month || sentence)
    }

    pub(super) fn year_in_words(&self, i: usize) -> Read<Counted> {
        let t = self.tokens;
        if let Some(at) = t.phrase(i, &["two", "thousand"]) {
            let at = if t.is(at, "and") { at + 1 } else { at };
            // "Two thousand one hundred": a number that goes on.
            let (rest, end) = t.below_hundred(at).filter(|(_, end)| !t.is(*end, "hundred"))?;
            return Some((Counted::Written(2000 + i64::from(rest)), end));
        }
        let (hundreds, at) = t.below_hundred(i).filter(|(n, _)| (17..=20).contains(n))?;
        let (rest, end) = t.below_hundred(at).filter(|(n, _)| *n >= 10)?;
        Some((Counted::Written(i64::from(hundreds * 100 + rest)), end))
    }

    /// "44 BC", "AD 70", "70 CE".
    pub(super) fn era_year(&self, i: usize) -> Read<Counted> {
        let t = self.tokens;
        if t.is(i, "ad") && t.capital(i) {
            let (year, digits) = t.number(i + 1)?;
            return (digits <= 4).then_some((Counted::Written(year), i + 2));
        }
        let (year, _) = t.number(i).filter(|(n, digits)| *digits <= 4 && *n > 0)?;
        match t.word(i + 1) {
            "bc" | "bce" if t.capital(i + 1) => Some((Counted::Written(1 - year), i + 2)),
            "ad" | "ce" if t.capital(i + 1) => Some((Counted::Written(year), i + 2)),
            _ => None,
        }
    }
}
