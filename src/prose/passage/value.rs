//! Quantities, dates and durations: where a sentence can hold one, it is read.

use std::ops::Range;

use jiff::civil::Date;

use super::{Figure, Mention, MentionKind, Passage};
use crate::value::date::{self, DateWindows, Seen};
use crate::value::quantity;

type Found = (Range<usize>, MentionKind);

impl Passage<'_> {
    /// Quantities, dates and durations. Where they overlap, a date wins over a duration, and both
    /// over a quantity.
    pub(super) fn values(&self, issued: Option<Date>) -> Vec<Mention> {
        let windows = DateWindows::default();
        let kind = |value| match value {
            Seen::Date(reading) => MentionKind::Date(reading),
            Seen::Unread(error) => MentionKind::BadDate(error),
        };
        let dates = date::scan(self.text, issued, &windows);
        let mut found: Vec<Found> = dates.into_iter().map(|s| (s.span, kind(s.value))).collect();
        let durations = date::find_durations(self.text);
        found = merged(found, durations.into_iter().map(|d| (d.span, MentionKind::Duration(d.value))));
        let figure = |value| Figure { value, counted: None, definite: false };
        let figures = quantity::find(self.text);
        found = merged(found, figures.into_iter().map(|f| (f.span, MentionKind::Figure(figure(f.value)))));
        found
            .into_iter()
            .map(|(bytes, kind)| Mention { tokens: self.tokens_of(&bytes), bytes, kind })
            .collect()
    }
}

/// Both lists by place; of what overlaps, the first list's. Each is sorted and without overlaps.
fn merged(first: Vec<Found>, second: impl Iterator<Item = Found>) -> Vec<Found> {
    let mut out = Vec::with_capacity(first.len());
    let mut first = first.into_iter().peekable();
    let mut taken = 0;
    for (span, kind) in second {
        while let Some(earlier) = first.next_if(|(other, _)| other.end <= span.start) {
            out.push(earlier);
        }
        let free = first.peek().is_none_or(|(other, _)| span.end <= other.start);
        if free && taken <= span.start {
            taken = span.end;
            out.push((span, kind));
        }
    }
    out.extend(first);
    out
}
