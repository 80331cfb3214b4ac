//! What a phrase of English dates denotes: one day among some, or an extent.

use smallvec::smallvec;

use super::calendar::{add_days, add_months};
use super::english::{Lead, Phrase, Shape};
use super::period::{Grain, Period, Run, day_text, days_of, one_of};
use super::relative::Relative;
use super::term::{Base, Fault, Setting, Term};
use super::{DateErrorKind, DateReading, Day, Days, Edge, When, end_day};

impl Phrase {
    /// What the phrase denotes.
    pub(super) fn resolve(&self, setting: Setting<'_>) -> Result<DateReading, Fault> {
        match &self.shape {
            Shape::One(term) => Ok(term.resolve(setting)?.reading()),
            Shape::OneOf(terms) => {
                let periods = all(terms, setting)?;
                Ok(one_of_periods(&periods))
            }
            Shape::AllOf(terms) => {
                let mut periods = all(terms, setting)?;
                periods.sort_by_key(Period::first);
                let edtf = periods.iter().map(Period::edtf_atom).collect::<Option<Vec<_>>>();
                match (periods.first(), periods.last()) {
                    (Some(first), Some(last)) => {
                        let extent = extent(Some(first), Some(last), false)?;
                        let edtf = edtf.map(|parts| format!("{{{}}}", parts.join(",")));
                        let plain = periods.iter().all(|p| !p.yearly && !p.soft);
                        Ok(DateReading {
                            edtf: edtf.filter(|_| plain).unwrap_or(extent.edtf),
                            ..extent
                        })
                    }
                    _ => Err(Fault::new(DateErrorKind::NotADate, "not a date")),
                }
            }
            Shape::Between(a, b) => {
                let start = a.resolve(setting)?;
                let end = end_after(b, &start, setting)?;
                between(&start, &end)
            }
            Shape::Extent(a, b, open) => {
                let start = a.resolve(setting)?;
                let end = b.as_ref().map(|b| end_after(b, &start, setting)).transpose()?;
                extent(Some(&start), end.as_ref(), *open)
            }
            Shape::Lead(lead, term) => led(*lead, &term.resolve(setting)?),
        }
    }
}

/// The end of an extent; where its week or its year is not written, the first one from the start on.
fn end_after(term: &Term, start: &Period, setting: Setting<'_>) -> Result<Period, Fault> {
    let end = term.resolve(setting)?;
    let (Some(first), Some((from, to))) = (start.first(), end.hull()) else { return Ok(end) };
    if to >= first {
        return Ok(end);
    }
    if matches!(term.base, Base::Relative(Relative::Weekday(_))) {
        let weeks = (i64::from(first.0) - i64::from(from.0) + 6) / 7;
        return Ok(Period::day(add_days(from, 7 * weeks)));
    }
    if end.year_inferred {
        let next = |day: Day| add_months(day, 12);
        return Ok(Period {
            runs: smallvec![(Some(next(from)), Some(next(to)))],
            edtf: None,
            ..end
        });
    }
    Ok(end)
}

/// One of several dates, as a list in a record has them. `None` for none, and when one of them is an
/// extent or a day of an unwritten year, which are not the same kind of thing as a calendar day.
#[must_use]
pub fn any_of(readings: &[DateReading]) -> Option<DateReading> {
    let first = readings.first()?;
    let mut pieces = Vec::new();
    for reading in readings {
        let When::Day(Days::Ranges(ranges)) = &reading.when else { return None };
        pieces.extend(ranges.pieces().iter().cloned());
    }
    let runs: Vec<Run> =
        pieces.iter().map(|piece| (end_day(piece.low()), end_day(piece.high()))).collect();
    let plain = readings.iter().all(|r| !r.edtf.contains(['[', '{', '/', '~', '?', '%']));
    let listed = || readings.iter().map(|r| r.edtf.as_str()).collect::<Vec<_>>().join(",");
    Some(DateReading {
        when: When::Day(days_of(&runs)),
        edtf: if plain { format!("[{}]", listed()) } else { one_of(&runs) },
        soft: readings.iter().any(|r| r.soft),
        uncertain: readings.iter().any(|r| r.uncertain),
        year_inferred: readings.iter().any(|r| r.year_inferred),
        weekday: if readings.len() == 1 { first.weekday } else { None },
    })
}

fn all(terms: &[Term], setting: Setting<'_>) -> Result<Vec<Period>, Fault> {
    terms.iter().map(|term| term.resolve(setting)).collect()
}

/// One of some periods.
fn one_of_periods(periods: &[Period]) -> DateReading {
    let union = super::edtf::union(periods);
    let atoms = periods.iter().map(Period::edtf_atom).collect::<Option<Vec<_>>>();
    let runs: Vec<Run> = periods.iter().flat_map(|p| p.runs.iter().copied()).collect();
    let yearly = periods.iter().any(|p| p.yearly);
    let edtf = match atoms {
        Some(atoms) => format!("[{}]", atoms.join(",")),
        None if yearly => union.edtf,
        None => one_of(&runs),
    };
    let year_inferred = periods.iter().any(|p| p.year_inferred);
    DateReading { edtf, year_inferred, ..union }
}

/// What periods that are read together share beside their days.
fn like(periods: &[Period]) -> Period {
    let first = periods.first().cloned().unwrap_or_else(|| Period::day(Day(0)));
    let year_inferred = periods.iter().any(|p| p.year_inferred);
    Period { year_inferred, weekday: None, ..first }
}

fn reversed() -> Fault {
    Fault::new(DateErrorKind::Reversed, "it ends before it begins")
}

fn between(a: &Period, b: &Period) -> Result<DateReading, Fault> {
    let (first, last) = (a.first(), b.last());
    if !a.yearly && first.zip(last).is_some_and(|(first, last)| first > last) {
        return Err(reversed());
    }
    let both = [a.clone(), b.clone()];
    let soft = a.soft || b.soft;
    let runs = smallvec![(first, last)];
    Ok(Period { soft, runs, grain: Grain::Other, edtf: None, ..like(&both) }.reading())
}

/// From the one to the other; a missing end is open ("since") or unknown.
fn extent(a: Option<&Period>, b: Option<&Period>, open: bool) -> Result<DateReading, Fault> {
    let missing = || if open { Edge::Open } else { Edge::Unknown };
    let edge = |period: Option<&Period>| period.map_or_else(missing, |p| Edge::On(p.days()));
    if let (Some(a), Some(b)) = (a, b) {
        let late = a.first().zip(b.last()).is_some_and(|(first, last)| first > last);
        if late && !a.yearly && !b.yearly {
            return Err(reversed());
        }
    }
    let text = |period: Option<&Period>, start: bool| match period {
        // A part of a year that is not written has no day that EDTF could name.
        Some(period) if period.yearly && period.edtf_atom().is_none() => String::new(),
        Some(period) => period.edtf_atom().unwrap_or_else(|| {
            let day = if start { period.first() } else { period.last() };
            day.map_or_else(|| "..".to_owned(), day_text)
        }),
        None if open => "..".to_owned(),
        None => String::new(),
    };
    let known: Vec<Period> = a.into_iter().chain(b).cloned().collect();
    Ok(DateReading {
        when: When::Extent { start: edge(a), end: edge(b) },
        edtf: format!("{}/{}", text(a, true), text(b, false)),
        soft: known.iter().any(|p| p.soft),
        weekday: None,
        ..like(&known).reading()
    })
}

fn led(lead: Lead, period: &Period) -> Result<DateReading, Fault> {
    if period.yearly && !matches!(lead, Lead::Until) {
        return Err(Fault::needs_reference());
    }
    let (Some(first), Some(last)) = (period.first(), period.last()) else {
        return Err(Fault::new(DateErrorKind::NotADate, "not a date"));
    };
    let run = |run: Run| {
        let window =
            Period { runs: smallvec![run], grain: Grain::Other, edtf: None, ..period.clone() };
        Ok(Period { weekday: None, ..window }.reading())
    };
    let with = |start: Edge, end: Edge, edtf: String| {
        Ok(DateReading {
            when: When::Extent { start, end },
            edtf,
            weekday: None,
            ..period.reading()
        })
    };
    let on = |run: Run| Edge::On(days_of(&[run]));
    match lead {
        Lead::Before => run((None, Some(add_days(first, -1)))),
        Lead::By => run((None, Some(last))),
        Lead::After => run((Some(add_days(last, 1)), None)),
        Lead::NotBefore => run((Some(first), None)),
        Lead::Until => {
            let text = period.edtf_atom().unwrap_or_else(|| day_text(last));
            with(Edge::Unknown, Edge::On(period.days()), format!("/{text}"))
        }
        Lead::SinceAtLeast => {
            with(on((None, Some(last))), Edge::Open, format!("..{}/..", day_text(last)))
        }
        Lead::UntilAtLeast => {
            with(Edge::Unknown, on((Some(first), None)), format!("/{}..", day_text(first)))
        }
        Lead::Throughout => {
            let day = |d: Day| Edge::On(Days::between(d, d));
            with(day(first), day(last), format!("{}/{}", day_text(first), day_text(last)))
        }
        Lead::Between | Lead::From | Lead::Since => {
            Err(Fault::new(DateErrorKind::NotADate, "not a date"))
        }
    }
}
