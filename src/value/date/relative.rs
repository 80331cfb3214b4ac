//! Dates that are relative to the reference: reading them, and what they denote.

use jiff::civil::Weekday;
use smallvec::{SmallVec, smallvec};

use super::calendar::{add_days, add_months, civil, month_days};
use super::cue::Cue;
use super::lexicon::{self, TimeUnit, WHICH, Which};
use super::period::{Grain, Period};
use super::term::{Base, Calendar, Counted, Fault, Setting, YearPart, days_until, monday_of};
use super::token::Tokens;
use super::windows::DateWindows;
use super::{DateErrorKind, Day};

/// A date that is relative to the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Relative {
    /// Days from the reference: "yesterday" is -1.
    Day(i64),
    /// "Friday": the last one up to the reference.
    Weekday(Weekday),
    /// "Last Tuesday" (before the reference), "this Tuesday" (of its week), "next Tuesday" (after it).
    WhichWeekday(Which, Weekday),
    /// "This week", "last decade": units from the one that holds the reference.
    Unit(TimeUnit, i64),
    /// "Earlier this month": from its beginning to the reference.
    Earlier(TimeUnit),
    /// "Later this year": from the reference to its end.
    Later(TimeUnit),
    /// "The past three months", between two numbers of units.
    Past(Amount),
    /// "The next ten days".
    Coming(Amount),
    /// "Two weeks ago", "two years from today": from a day counted from the reference.
    Away {
        amounts: SmallVec<[Amount; 1]>,
        back: bool,
        from: Option<i64>,
    },
    /// "Last weekend": the Saturday and the Sunday of a week counted from the reference's.
    Weekend(i64),
    /// "Friday of last week".
    WeekdayOf(Weekday, i64),
    /// "Last March", "next spring".
    WhichMonth(Which, u8),
    WhichSeason(Which, u8),
}

/// A number of units, between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) low: u32,
    pub(super) high: u32,
    pub(super) unit: TimeUnit,
}

impl Relative {
    pub(super) fn resolve(&self, at: Day, setting: Setting<'_>) -> Result<Period, Fault> {
        Ok(match *self {
            Self::Day(days) => Period::day(add_days(at, days)),
            Self::Weekday(name) => Period::day(add_days(at, (days_until(at, name) - 7) % 7)),
            Self::WhichWeekday(which, name) => Period::day(match which {
                Which::Last => {
                    let yesterday = add_days(at, -1);
                    add_days(yesterday, (days_until(yesterday, name) - 7) % 7)
                }
                Which::This => add_days(monday_of(at), name.to_monday_zero_offset().into()),
                Which::Next => {
                    let tomorrow = add_days(at, 1);
                    add_days(tomorrow, days_until(tomorrow, name))
                }
            }),
            Self::Unit(unit, n) => unit_at(at, unit, n)?,
            Self::Earlier(unit) => {
                let whole = unit_at(at, unit, 0)?;
                Period { edtf: None, ..Period::new(whole.first().unwrap_or(at), at, Grain::Other) }
            }
            Self::Later(unit) => {
                let whole = unit_at(at, unit, 0)?;
                Period { edtf: None, ..Period::new(at, whole.last().unwrap_or(at), Grain::Other) }
            }
            Self::Past(amount) => {
                let first = amount.unit.before(at, amount.high);
                Period { soft: true, ..Period::new(first, at, Grain::Other) }
            }
            Self::Coming(amount) => {
                let last = amount.unit.after(at, amount.high);
                Period { soft: true, ..Period::new(at, last, Grain::Other) }
            }
            Self::Away { ref amounts, back, from } => {
                let start = add_days(at, from.unwrap_or(0));
                away(start, amounts, back, from.is_some(), setting.windows)
            }
            Self::Weekend(weeks) => {
                let saturday = add_days(monday_of(at), 7 * weeks + 5);
                Period::new(saturday, add_days(saturday, 1), Grain::Other)
            }
            Self::WeekdayOf(name, weeks) => {
                let days = 7 * weeks + i64::from(name.to_monday_zero_offset());
                Period::day(add_days(monday_of(at), days))
            }
            Self::WhichMonth(which, month) => {
                let (year, now, _) = civil(at);
                Period::month(year_of_which(which, year, month.cmp(&now)), month)
            }
            Self::WhichSeason(which, season) => {
                let (year, ..) = civil(at);
                let this = Period::season(year, season.into());
                let order = match (this.first(), this.last()) {
                    (Some(first), _) if at < first => std::cmp::Ordering::Greater,
                    (_, Some(last)) if at > last => std::cmp::Ordering::Less,
                    _ => std::cmp::Ordering::Equal,
                };
                Period::season(year_of_which(which, year, order), season.into())
            }
        })
    }
}

/// The year of "last March": the month of this year is before, at or after the reference.
fn year_of_which(which: Which, year: i64, order: std::cmp::Ordering) -> i64 {
    match which {
        Which::Last if order.is_ge() => year - 1,
        Which::Next if order.is_le() => year + 1,
        _ => year,
    }
}

/// The unit that holds the reference, or one so many units from it.
fn unit_at(at: Day, unit: TimeUnit, n: i64) -> Result<Period, Fault> {
    let (year, month, _) = civil(at);
    Ok(match unit {
        TimeUnit::Day => Period::day(add_days(at, n)),
        TimeUnit::Week => {
            let monday = add_days(monday_of(at), 7 * n);
            Period::new(monday, add_days(monday, 6), Grain::Week)
        }
        TimeUnit::Month => {
            let (year, month, _) = civil(add_months(at, n));
            Period::month(year, month)
        }
        TimeUnit::Quarter => {
            let (year, month, _) = civil(add_months(month_days(year, month).0, 3 * n));
            YearPart::Quarter((month - 1) / 3 + 1).of(year)
        }
        TimeUnit::Year => Period::years(year + n, year + n, Grain::Year),
        TimeUnit::Decade => {
            let first = (year.div_euclid(10) + n) * 10;
            Period::years(first, first + 9, Grain::Decade)
        }
        TimeUnit::Century => {
            let first = (year.div_euclid(100) + n) * 100;
            Period::years(first, first + 99, Grain::Century)
        }
        _ => return Err(Fault::new(DateErrorKind::NotADate, "not a date")),
    })
}

/// So many units from a day. Days are exact; other units are rounded by half of one.
fn away(
    from: Day,
    amounts: &[Amount],
    back: bool,
    explicit: bool,
    windows: &DateWindows,
) -> Period {
    let step = |n: fn(&Amount) -> u32| {
        amounts.iter().fold(from, |day, amount| {
            let n = n(amount);
            if back { amount.unit.before(day, n) } else { amount.unit.after(day, n) }
        })
    };
    let (a, b) = (step(|amount| amount.low), step(|amount| amount.high));
    let (first, last) = (a.min(b), a.max(b));
    let unit = amounts.iter().map(|amount| amount.unit).min().unwrap_or(TimeUnit::Day);
    // "Two weeks from tomorrow" names its day; "two weeks ago" is rounded.
    if unit == TimeUnit::Day || (unit == TimeUnit::Week && explicit) {
        let soft = first != last;
        return Period { soft, ..Period::new(first, last, Grain::Day) };
    }
    let one = i64::from(unit.after(from, 1).0) - i64::from(from.0);
    let slack = one * i64::from(windows.ago_hundredths) / 100;
    let (first, last) = (add_days(first, -slack), add_days(last, slack));
    // Never across the day that is counted from: a year ago is past.
    let (first, last) = if back { (first, last.min(from)) } else { (first.max(from), last) };
    let grain = match unit {
        TimeUnit::Week | TimeUnit::Fortnight => Grain::Week,
        TimeUnit::Month | TimeUnit::Quarter => Grain::Month,
        _ => Grain::Year,
    };
    Period { soft: true, ..Period::new(first, last.max(first), grain) }
}

/// Reads relative dates.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) windows: &'a DateWindows,
}

type Read = Option<(Base, usize)>;

impl Reader<'_> {
    /// A relative date at a token, with the token after it.
    pub(super) fn read(&self, i: usize) -> Read {
        let t = self.tokens;
        let start = if t.is(i, "the") { i + 1 } else { i };
        self.away(start)
            .or_else(|| self.day(i))
            .or_else(|| self.of_week(start))
            .or_else(|| self.earlier(start))
            .or_else(|| self.which(start))
    }

    /// "Yesterday", "the day before yesterday".
    fn day(&self, i: usize) -> Read {
        let t = self.tokens;
        if let Some(days) =
            t.look(i, lexicon::DAYS_FROM_NOW, Cue::FROM_NOW).filter(|_| !t.is(i, "now"))
        {
            return Some((Base::Relative(Relative::Day(days)), i + 1));
        }
        if let Some(end) = t.phrase(i, &["the", "day", "before", "yesterday"]) {
            return Some((Base::Relative(Relative::Day(-2)), end));
        }
        let end = t.phrase(i, &["the", "day", "after"])?;
        let tomorrow = t.look(end, lexicon::DAYS_FROM_NOW, Cue::FROM_NOW) == Some(1);
        tomorrow.then_some((Base::Relative(Relative::Day(2)), end + 1))
    }

    /// "Two weeks ago", "two years and a month ago", "three days before yesterday".
    fn away(&self, i: usize) -> Read {
        let t = self.tokens;
        let (amount, mut end) = self.amount(i, false)?;
        let mut amounts: SmallVec<[Amount; 1]> = smallvec![amount];
        // As many parts as there are units from the century to the day.
        const MOST_PARTS: usize = 8;
        while amounts.len() < MOST_PARTS {
            let comma = if t.sign(end) == Some(',') { end + 1 } else { end };
            let next = if t.is(comma, "and") { comma + 1 } else { comma };
            let Some((amount, after)) = self.amount(next, false) else { break };
            amounts.push(amount);
            end = after;
        }
        // Months before days: the day of the month is counted from the month that is reached.
        amounts.sort_by_key(|amount| std::cmp::Reverse(amount.unit));
        if t.is(end, "ago") {
            let away = Relative::Away { amounts, back: true, from: None };
            return Some((Base::Relative(away), end + 1));
        }
        let back = t.is(end, "before");
        if !back && !t.is(end, "after") && !t.is(end, "from") {
            return None;
        }
        end += 1;
        let from = Some(t.look(end, lexicon::DAYS_FROM_NOW, Cue::FROM_NOW)?);
        Some((Base::Relative(Relative::Away { amounts, back, from }), end + 1))
    }

    /// "Friday of last week", "last weekend".
    fn of_week(&self, i: usize) -> Read {
        let t = self.tokens;
        let shift = |at: usize| {
            Some(match t.look(at, WHICH, Cue::WHICH)? {
                Which::Last => -1,
                Which::This => 0,
                Which::Next => 1,
            })
        };
        if t.is(i + 1, "weekend") {
            return Some((Base::Relative(Relative::Weekend(shift(i)?)), i + 2));
        }
        let (name, at) = weekday(t, i)?;
        if !(t.is(at, "of") && t.is(at + 2, "week")) {
            return None;
        }
        Some((Base::Relative(Relative::WeekdayOf(name, shift(at + 1)?)), at + 3))
    }

    /// A number and a unit of a day or longer. `bare` allows the unit alone ("the past decade").
    fn amount(&self, i: usize, bare: bool) -> Option<(Amount, usize)> {
        let t = self.tokens;
        let w = self.windows;
        let ((low, high), at) = if let Some(end) = t.phrase(i, &["a", "few"]) {
            (w.a_few, end)
        } else if t.is(i, "few") {
            (w.a_few, i + 1)
        } else if t.is(i, "several") {
            (w.several, i + 1)
        } else if let Some(end) = t.phrase(i, &["a", "couple", "of"]) {
            (w.a_couple, end)
        } else if let Some((n, end)) = t.count(i) {
            return self.unit(n, n, end);
        } else if bare && t.unit(i).is_some() {
            ((1, 1), i)
        } else {
            return None;
        };
        self.unit(low.into(), high.into(), at)
    }

    fn unit(&self, low: u32, high: u32, at: usize) -> Option<(Amount, usize)> {
        // More units than this reach beyond every calendar that is of use here.
        const MOST: u32 = 100_000;
        let unit = self.tokens.unit(at).filter(|unit| *unit >= TimeUnit::Day)?;
        (high <= MOST).then_some((Amount { low, high, unit }, at + 1))
    }

    /// "Earlier this month", "later in the year".
    fn earlier(&self, i: usize) -> Read {
        let t = self.tokens;
        let later = match t.word(i) {
            "earlier" => false,
            "later" => true,
            _ => return None,
        };
        let at = t.phrase(i + 1, &["this"]).or_else(|| t.phrase(i + 1, &["in", "the"]))?;
        let unit = t.unit(at).filter(|unit| *unit > TimeUnit::Day)?;
        let relative = if later { Relative::Later(unit) } else { Relative::Earlier(unit) };
        Some((Base::Relative(relative), at + 1))
    }

    /// "Last Tuesday", "this year", "the past three months", "next March".
    fn which(&self, i: usize) -> Read {
        let t = self.tokens;
        let which = t.look(i, WHICH, Cue::WHICH)?;
        // "Following" and "preceding" count from what the text speaks of, not from its date.
        if matches!(t.word(i), "following" | "preceding") {
            return None;
        }
        let at = i + 1;
        if let Some((name, end)) = weekday(t, at) {
            return Some((Base::Relative(Relative::WhichWeekday(which, name)), end));
        }
        if let Some(month) = t.look(at, lexicon::MONTHS, Cue::MONTH) {
            let plain = t.capital(at) || !lexicon::CAPITAL_ONLY.contains(&t.word(at));
            return plain.then_some((Base::Relative(Relative::WhichMonth(which, month)), at + 1));
        }
        if let Some(season) = t.look(at, lexicon::SEASONS, Cue::SEASON) {
            return Some((Base::Relative(Relative::WhichSeason(which, season)), at + 1));
        }
        let shift = match which {
            Which::Last => -1,
            Which::This => 0,
            Which::Next => 1,
        };
        if let Some(unit) = t.unit(at).filter(|unit| *unit >= TimeUnit::Day) {
            return self.whole_unit(t.word(i), which, unit, shift, at + 1);
        }
        let (amount, end) = self.amount(at, false)?;
        match which {
            Which::Last => Some((Base::Relative(Relative::Past(amount)), end)),
            Which::Next => Some((Base::Relative(Relative::Coming(amount)), end)),
            Which::This => None,
        }
    }

    fn whole_unit(&self, word: &str, which: Which, unit: TimeUnit, shift: i64, end: usize) -> Read {
        let t = self.tokens;
        // "These years", "last days": a plural without a number says nothing that can be compared.
        if t.word(end - 1).ends_with('s') && unit != TimeUnit::Century {
            return None;
        }
        let one = Amount { low: 1, high: 1, unit };
        let rolling = word == "past" || (unit >= TimeUnit::Decade && which == Which::Last);
        let base = match unit {
            _ if rolling => Base::Relative(Relative::Past(one)),
            TimeUnit::Year => Base::Calendar(Calendar {
                year: Some(Counted::FromReference(shift)),
                ..Calendar::default()
            }),
            TimeUnit::Month => Base::Calendar(Calendar {
                month: Some(Counted::FromReference(shift)),
                ..Calendar::default()
            }),
            TimeUnit::Day if which == Which::This => return None,
            _ => Base::Relative(Relative::Unit(unit, shift)),
        };
        Some((base, end))
    }
}

/// The name of a day of the week; a full stop after an abbreviation belongs to it.
pub(super) fn weekday(t: &Tokens, i: usize) -> Option<(Weekday, usize)> {
    let word = t.word(i);
    let number = t.look(i, lexicon::WEEKDAYS, Cue::WEEKDAY)?;
    if lexicon::CAPITAL_ONLY.contains(&word) && !t.capital(i) {
        return None;
    }
    let name = Weekday::from_monday_one_offset(number).ok()?;
    let abbreviated = !word.ends_with("day");
    let stop = abbreviated && t.sign(i + 1) == Some('.') && t.glued(i + 1);
    Some((name, if stop { i + 2 } else { i + 1 }))
}

/// "This year", "last year", "next year": years from the reference's.
pub(super) fn year_word(t: &Tokens, i: usize) -> Option<(Counted, usize)> {
    let shift = match t.look(i, WHICH, Cue::WHICH)? {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
    };
    let plain = matches!(t.word(i), "last" | "this" | "next" | "previous" | "current");
    (plain && t.is(i + 1, "year")).then_some((Counted::FromReference(shift), i + 2))
}
