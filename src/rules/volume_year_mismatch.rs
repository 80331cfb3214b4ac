//! `volume-year-mismatch`: a volume that disagrees with the years of other issues of the journal.

use std::collections::BTreeMap;

use super::{Context, Example, Rule, wording};
use crate::bibliography::title;
use crate::finding::{Confidence, Finding, Level};
use crate::record::{ReferenceRecord, Text};
use crate::text;
use crate::value::date;

pub(super) static RULE: Rule = Rule {
    name: "volume-year-mismatch",
    level: Level::Warning,
    summary: "a volume that disagrees with the years of other issues of the journal",
    why: "A journal's volumes count its years. One that does not fit was given the wrong volume or the wrong year, and with the wrong year all that is known \"as of\" it is dated wrongly.",
    bad: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: one, via: [two, three]}]}
entities: [{id: flood, kind: event}]
references:
  - {id: one, type: article-journal, title: On floods, container-title: Hydrology, volume: 14, issue: 2, issued: 2023}
  - {id: two, type: article-journal, title: On rivers, container-title: Hydrology, volume: 12, issue: 1, issued: 2019, custom: {origin: true}}
  - {id: three, type: article-journal, title: On rain, container-title: Hydrology, volume: 13, issue: 4, issued: 2020, custom: {origin: true}}
"),
    good: Example::Records("\
claims:
  - {id: a, subject: flood, predicate: deaths, value: 12, cite: [{source: one, via: [two, three]}]}
entities: [{id: flood, kind: event}]
references:
  - {id: one, type: article-journal, title: On floods, container-title: Hydrology, volume: 14, issue: 2, issued: 2021}
  - {id: two, type: article-journal, title: On rivers, container-title: Hydrology, volume: 12, issue: 1, issued: 2019, custom: {origin: true}}
  - {id: three, type: article-journal, title: On rain, container-title: Hydrology, volume: 13, issue: 4, issued: 2020, custom: {origin: true}}
"),
    fix: "Look the issue up and correct its volume or its year.",
    check,
};

/// An issue of a journal.
struct Issue<'a> {
    reference: &'a ReferenceRecord,
    volume: &'a Text,
    number: i32,
    /// First and last year that it may be of.
    years: (i32, i32),
}

impl Issue<'_> {
    /// The year before the first volume, if volumes count years, lowest and highest.
    fn base(&self) -> (i32, i32) {
        (self.years.0 - self.number, self.years.1 - self.number)
    }
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    const JOURNALS: &[&str] = &["article-journal", "article-magazine", "periodical"];
    let mut journals: BTreeMap<String, Vec<Issue<'_>>> = BTreeMap::new();
    for (reference, source) in wording::references(context) {
        let (Some(journal), Some(volume)) = (reference.container_title(), reference.volume())
        else {
            continue;
        };
        let number = volume.value.trim().parse::<i32>().ok().filter(|number| *number > 0);
        let years = source.issued.as_ref().and_then(|issued| {
            let year = |day: date::Day| i32::from(day.date().year());
            Some((date::earliest(issued).map(year)?, date::latest(issued).map(year)?))
        });
        if let (Some(number), Some(years)) = (number, years)
            // A volume that bears its year's number says nothing.
            && number < years.0
            && reference.is(JOURNALS)
        {
            let issues = journals.entry(title::name_key(&journal.value)).or_default();
            issues.push(Issue { reference, volume, number, years });
        }
    }
    for issues in journals.values_mut() {
        issues.sort_by_key(|issue| (issue.number, issue.years, issue.reference.id.span));
        journal(issues, out);
    }
}

/// The volumes of one journal, in their order.
fn journal(issues: &[Issue<'_>], out: &mut Vec<Finding>) {
    let counted = counts_years(issues);
    let mut odd = vec![false; issues.len()];
    if let Some(base) = counted {
        for (at, issue) in issues.iter().enumerate() {
            let (low, high) = issue.base();
            if base < low || base > high {
                odd[at] = true;
                out.push(out_of_step(issues, at, base));
            }
        }
    }
    // Whatever the journal counts, a later volume is not of an earlier year.
    let rest: Vec<_> = issues.iter().zip(&odd).filter(|(_, odd)| !**odd).map(|(i, _)| i).collect();
    for pair in rest.windows(2) {
        let [earlier, later] = pair else { continue };
        let same = earlier.number == later.number;
        // A volume may run into the next year, but not over two.
        let back = earlier.years.0 > later.years.1;
        let apart = same && later.years.0 > earlier.years.1 + 1;
        if (back && !same) || apart {
            out.push(out_of_order(earlier, later));
        }
    }
}

/// Fewest volumes that have to agree on the year of the first one before another is held to it; one
/// more for a difference of one year, which a volume that runs over the new year makes as well.
const AGREEING_VOLUMES: usize = 2;

/// The year before the first volume, where all but at most one issue agree on it exactly.
fn counts_years(issues: &[Issue<'_>]) -> Option<i32> {
    let mut bases: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for issue in issues {
        let (low, high) = issue.base();
        if low == high {
            bases.entry(low).or_default().push(issue.number);
        }
    }
    let (base, mut volumes) = bases.into_iter().max_by_key(|(_, volumes)| volumes.len())?;
    volumes.dedup();
    let fits = |issue: &&Issue<'_>| issue.base().0 <= base && base <= issue.base().1;
    let agree = issues.iter().filter(fits).count();
    let other = issues.iter().find(|issue| !fits(issue))?;
    let off = (base - other.base().0).abs().min((base - other.base().1).abs());
    let needed = if off == 1 { AGREEING_VOLUMES + 1 } else { AGREEING_VOLUMES };
    (volumes.len() >= needed && agree + 1 == issues.len()).then_some(base)
}

fn out_of_step(issues: &[Issue<'_>], at: usize, base: i32) -> Finding {
    let issue = &issues[at];
    let others: Vec<_> = issues
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at)
        .map(|(_, other)| format!("volume {} is of {}", other.number, other.years.0))
        .collect();
    /// Others that a message names.
    const NAMED: usize = 3;
    let message = format!(
        "`{}` gives volume {} and {}; by the others it would be of {}: {}",
        issue.reference.id.value,
        issue.number,
        issue.years.0,
        base + issue.number,
        text::list(&others[..others.len().min(NAMED)], "and"),
    );
    let mut places = vec![
        (issue.volume.span, "this volume".to_owned()),
        (wording::issued_place(issue.reference), "this year".to_owned()),
    ];
    for (_, other) in issues.iter().enumerate().filter(|(other, _)| *other != at).take(NAMED) {
        let label = format!("{}: volume {}", other.years.0, other.number);
        places.push((other.volume.span, label));
    }
    let help = "look the issue up, and correct its volume or its year";
    let mut finding = wording::at_places(&RULE, RULE.level, message, help, places);
    // A volume that begins in the middle of a year is of two.
    let (low, high) = issue.base();
    if (base - low).abs().min((base - high).abs()) == 1 {
        finding.confidence = Confidence::Medium;
    }
    finding
}

fn out_of_order(earlier: &Issue<'_>, later: &Issue<'_>) -> Finding {
    let message = format!(
        "volume {} (`{}`) is of {} and volume {} (`{}`) of {}",
        earlier.number,
        earlier.reference.id.value,
        earlier.years.0,
        later.number,
        later.reference.id.value,
        later.years.0,
    );
    let places = vec![
        (later.volume.span, format!("{}", later.years.0)),
        (earlier.volume.span, format!("{}", earlier.years.0)),
    ];
    let help = "look both issues up; one has the wrong volume or the wrong year";
    wording::at_places(&RULE, RULE.level, message, help, places)
}
