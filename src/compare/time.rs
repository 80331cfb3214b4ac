//! Valid time: whether two claims surely speak of one moment.
//!
//! A time as written fixes only some of what it means: `2020` is some day of that year, `2021/..`
//! lasts through the day the claim was known. Two varying claims conflict only when *every* way of
//! placing their times shares a day.

use crate::claim::{AsOfBasis, Claim, During, Printing};
use crate::value::date::{self, Day, Edge, When};

pub use crate::value::date::{Window, window};

/// When a varying claim holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Valid {
    /// It is over; nothing says when it was.
    Past,
    /// Throughout, from a day in the first window to a day in the second.
    Throughout {
        /// Window of the first day.
        start: Window,
        /// Window of the last day.
        end: Window,
        /// Whether no end is written, so that it lasts through `as_of`.
        open: bool,
        /// Whether that `as_of` is the source's date.
        defaulted: bool,
    },
    /// On some day of the window.
    Within(Window),
    /// Nothing is written: some day of `as_of`.
    Unstated {
        /// Window of `as_of`, when it is known.
        as_of: Option<Window>,
        /// Whether `as_of` is the source's date.
        defaulted: bool,
    },
}

/// Whether two times share a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// However they are placed.
    Surely {
        /// Only because the predicate is taken to hold for a while.
        by_holds: bool,
        /// Only because a source's date stands in for `as_of`.
        by_default: bool,
    },
    /// In some placements.
    Perhaps,
    /// In none.
    Never,
}

/// When a printing of a claim says that its value holds; `as_of` is the window of its own.
#[must_use]
pub fn valid(claim: &Claim, printing: &Printing, as_of: Option<Window>) -> Valid {
    let issued = printing.as_of_basis == AsOfBasis::Issued;
    match &claim.during {
        Some(During::Past) => Valid::Past,
        Some(During::Time(reading)) => match &reading.when {
            When::Day(_) => Valid::Within(window(reading)),
            When::Extent { start, end } => Valid::Throughout {
                start: edge(start),
                end: end_window(end, as_of),
                open: *end == Edge::Open,
                defaulted: *end == Edge::Open && issued,
            },
        },
        None => Valid::Unstated { as_of, defaulted: issued },
    }
}

fn edge(edge: &Edge) -> Window {
    match edge {
        Edge::On(days) => days.bounds().unwrap_or((None, None)),
        Edge::Open | Edge::Unknown => (None, None),
    }
}

/// An extent without an end lasts through `as_of`: surely until its first possible day.
fn end_window(end: &Edge, as_of: Option<Window>) -> Window {
    match (end, as_of) {
        (Edge::Open, Some((earliest, _))) => (earliest, earliest),
        _ => edge(end),
    }
}

/// Whether a lies wholly before b.
#[must_use]
pub fn precedes(a: Window, b: Window) -> bool {
    matches!((a.1, b.0), (Some(end), Some(start)) if end < start)
}

/// Whether two `as_of`s are known and share no day.
#[must_use]
pub fn disjoint(a: Option<Window>, b: Option<Window>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if precedes(a, b) || precedes(b, a))
}

/// Where two claims are printed, as far as that says whether they speak of one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// In one document.
    Together,
    /// In two documents of prose that carry no date and were given to be held against each other:
    /// what each says of its now is taken to be said of one.
    Undated,
    /// In two documents.
    Apart,
}

/// Whether two varying claims surely speak of one moment. `holds` is how many days on either side
/// of its `as_of` a value without a time of its own is taken to hold.
#[must_use]
pub fn share(a: &Valid, b: &Valid, printed: Printed, holds: i32) -> Share {
    let one_document = printed == Printed::Together;
    let (sa, sb) = match (a, b) {
        (
            Valid::Unstated { as_of: None, .. } | Valid::Throughout { open: true, .. },
            Valid::Unstated { as_of: None, .. } | Valid::Throughout { open: true, .. },
        ) if printed == Printed::Undated => {
            return Share::Surely { by_holds: false, by_default: true };
        }
        (Valid::Past, _) | (_, Valid::Past) => return Share::Never,
        (
            Valid::Unstated { as_of: x, defaulted: dx },
            Valid::Unstated { as_of: y, defaulted: dy },
        ) if one_document => {
            // The document's own date is no time that either claim gives.
            return if !dx && !dy && disjoint(*x, *y) {
                Share::Never
            } else {
                Share::Surely { by_holds: false, by_default: false }
            };
        }
        // What lasts through the document's moment, beside what it says of that moment.
        (Valid::Throughout { open: true, .. }, Valid::Unstated { as_of, defaulted })
        | (Valid::Unstated { as_of, defaulted }, Valid::Throughout { open: true, .. })
            if one_document && (*defaulted || as_of.is_none()) =>
        {
            return Share::Surely { by_holds: false, by_default: false };
        }
        // Two that both last through the document's moment.
        (
            Valid::Throughout { open: true, defaulted: x, .. },
            Valid::Throughout { open: true, defaulted: y, .. },
        ) if one_document && *x && *y => {
            return Share::Surely { by_holds: false, by_default: false };
        }
        _ => (span(a, 0), span(b, 0)),
    };
    let by_default = |x: &Valid| {
        matches!(
            x,
            Valid::Unstated { defaulted: true, .. } | Valid::Throughout { defaulted: true, .. }
        )
    };
    let default = by_default(a) || by_default(b);
    let bare = placed(sa, sb);
    let unstated = |x: &Valid| matches!(x, Valid::Unstated { .. });
    if holds == 0 || matches!(bare, Placed::Surely) || !(unstated(a) || unstated(b)) {
        return bare.share(false, default);
    }
    placed(span(a, holds), span(b, holds)).share(true, default)
}

/// A time in one form: an extent that is surely covered, or a day in a window.
#[derive(Clone, Copy)]
enum Span {
    Extent { start: Window, end: Window },
    Day(Window),
    Unknown,
}

enum Placed {
    Surely,
    Perhaps,
    Never,
}

impl Placed {
    fn share(&self, by_holds: bool, by_default: bool) -> Share {
        match self {
            Self::Surely => Share::Surely { by_holds, by_default },
            Self::Perhaps => Share::Perhaps,
            Self::Never => Share::Never,
        }
    }
}

fn span(valid: &Valid, holds: i32) -> Span {
    match valid {
        Valid::Past => Span::Unknown,
        Valid::Throughout { start, end, .. } => Span::Extent { start: *start, end: *end },
        Valid::Within(window) => Span::Day(*window),
        Valid::Unstated { as_of: None, .. } => Span::Unknown,
        Valid::Unstated { as_of: Some(window), .. } if holds == 0 => Span::Day(*window),
        Valid::Unstated { as_of: Some((from, to)), .. } => {
            // Holding `holds` days around some day of the window: surely from the last possible
            // beginning to the first possible end.
            let shift = |day: &Option<Day>, by: i32| day.map(|d| Day(d.0.saturating_add(by)));
            let start = (shift(from, -holds), shift(to, -holds));
            let end = (shift(from, holds), shift(to, holds));
            match (start.1, end.0) {
                (Some(s), Some(e)) if s <= e => {
                    Span::Extent { start: (start.1, start.1), end: (end.0, end.0) }
                }
                _ => Span::Day((start.0, end.1)),
            }
        }
    }
}

fn placed(a: Span, b: Span) -> Placed {
    match (a, b) {
        (Span::Unknown, _) | (_, Span::Unknown) => Placed::Perhaps,
        (Span::Day(x), Span::Day(y)) => days(x, y),
        (Span::Extent { start, end }, Span::Day(day))
        | (Span::Day(day), Span::Extent { start, end }) => day_in_extent(day, start, end),
        (Span::Extent { start: s1, end: e1 }, Span::Extent { start: s2, end: e2 }) => {
            extents((s1, e1), (s2, e2))
        }
    }
}

/// Two single days: surely one only when both windows are that day.
fn days(a: Window, b: Window) -> Placed {
    if precedes(a, b) || precedes(b, a) {
        return Placed::Never;
    }
    match (a, b) {
        ((Some(f), Some(t)), (Some(g), Some(u))) if f == t && g == u && f == g => Placed::Surely,
        _ => Placed::Perhaps,
    }
}

fn day_in_extent(day: Window, start: Window, end: Window) -> Placed {
    if precedes(day, start) || precedes(end, day) {
        return Placed::Never;
    }
    match (day, start.0, end.1) {
        ((Some(from), Some(to)), Some(low), Some(high)) if low <= from && to <= high => {
            Placed::Surely
        }
        _ => Placed::Perhaps,
    }
}

fn extents((s1, e1): (Window, Window), (s2, e2): (Window, Window)) -> Placed {
    if precedes(e1, s2) || precedes(e2, s1) {
        return Placed::Never;
    }
    let (Some(low1), Some(high1), Some(low2), Some(high2)) = (s1.0, e1.1, s2.0, e2.1) else {
        return Placed::Perhaps;
    };
    let (low, high) = (low1.max(low2), high1.min(high2));
    if low > high {
        return Placed::Never;
    }
    // A term that ends in 2021 and one that begins in 2021 need not share a day: the whole overlap
    // lies where the one is still ending and the other already beginning.
    let handover = |end: Window, start: Window| {
        let coarse = |w: Window| w.0 != w.1;
        (coarse(end) || coarse(start))
            && end.0.is_some_and(|from| low >= from)
            && start.1.is_some_and(|to| high <= to)
    };
    if handover(e1, s2) || handover(e2, s1) { Placed::Perhaps } else { Placed::Surely }
}

/// First and last day of the period that a per-period figure covers. `2015/..` ends at `as_of`.
#[must_use]
pub fn period(claim: &Claim, printing: &Printing) -> Option<(Day, Day)> {
    let Some(During::Time(reading)) = &claim.during else { return None };
    match &reading.when {
        When::Day(_) => date::earliest(reading).zip(date::latest(reading)),
        When::Extent { start, end: Edge::Open } => {
            edge(start).0.zip(printing.as_of.as_deref().and_then(date::latest))
        }
        When::Extent { start, end } => edge(start).0.zip(edge(end).1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i32) -> Option<Day> {
        Some(Day(n))
    }

    fn within(a: i32, b: i32) -> Valid {
        Valid::Within((day(a), day(b)))
    }

    fn throughout(a: (i32, i32), b: (i32, i32)) -> Valid {
        let (start, end) = ((day(a.0), day(a.1)), (day(b.0), day(b.1)));
        Valid::Throughout { start, end, open: false, defaulted: false }
    }

    const SURELY: Share = Share::Surely { by_holds: false, by_default: false };

    #[test]
    fn some_day_of_a_year_is_no_moment_but_throughout_covers_it() {
        let year = within(0, 364);
        assert_eq!(share(&year, &year, Printed::Apart, 0), Share::Perhaps);
        assert_eq!(share(&within(5, 5), &within(5, 5), Printed::Apart, 0), SURELY);
        let two_years = throughout((0, 364), (365, 729));
        assert_eq!(share(&two_years, &within(100, 130), Printed::Apart, 0), SURELY);
        assert_eq!(share(&two_years, &within(800, 900), Printed::Apart, 0), Share::Never);
        assert_eq!(share(&Valid::Past, &two_years, Printed::Together, 0), Share::Never);
    }

    #[test]
    fn a_handover_within_one_year_is_no_overlap() {
        let first = throughout((0, 364), (730, 1094));
        let second = throughout((730, 1094), (2000, 2000));
        assert_eq!(share(&first, &second, Printed::Apart, 0), Share::Perhaps);
        let early = throughout((365, 729), (2000, 2000));
        assert_eq!(share(&first, &early, Printed::Apart, 0), SURELY);
    }

    #[test]
    fn unstated_times_are_one_moment_in_one_document_only() {
        let on = |n: i32, defaulted| Valid::Unstated { as_of: Some((day(n), day(n))), defaulted };
        assert_eq!(share(&on(3, true), &on(3, true), Printed::Together, 0), SURELY);
        assert_eq!(share(&on(3, false), &on(9, false), Printed::Together, 0), Share::Never);
        assert_eq!(
            share(&on(3, true), &on(3, false), Printed::Apart, 0),
            Share::Surely { by_holds: false, by_default: true }
        );
        assert_eq!(share(&on(3, false), &on(9, false), Printed::Apart, 0), Share::Never);
        assert_eq!(
            share(&on(3, false), &on(9, false), Printed::Apart, 5),
            Share::Surely { by_holds: true, by_default: false }
        );
        let unknown = Valid::Unstated { as_of: None, defaulted: false };
        assert_eq!(share(&unknown, &on(3, false), Printed::Apart, 5), Share::Perhaps);
        assert_eq!(share(&unknown, &unknown, Printed::Apart, 0), Share::Perhaps);
        assert_eq!(
            share(&unknown, &unknown, Printed::Undated, 0),
            Share::Surely { by_holds: false, by_default: true }
        );
        assert_eq!(share(&unknown, &Valid::Past, Printed::Undated, 0), Share::Never);
    }
}
