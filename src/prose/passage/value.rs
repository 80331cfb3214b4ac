//! Quantities, dates and durations: the text around each word that can belong to one is read.

use std::ops::Range;

use jiff::civil::Date;

use super::{Figure, Lasting, Mention, MentionKind, Passage};
use crate::prose::lexicon::{self, class};
use crate::prose::token::{Kind, Token};
use crate::value::date::{self, DateWindows, Seen};
use crate::value::quantity;

type Found = (Range<usize>, MentionKind);

/// Words behind an hour that make it a time of day.
pub(in crate::prose) const HALVES: &[&str] = &["a.m.", "p.m.", "am", "pm", "o'clock", "o’clock"];

/// Tokens around a cue that are read with it. No phrase is longer, and whether it is a value is
/// decided by fewer neighbours: what is found is what is found in the whole text.
const MARGIN: usize = 20;

impl Passage<'_> {
    /// Quantities, dates and durations. Where they overlap, a date wins over a duration, and both
    /// over a quantity.
    pub(super) fn values(&self, issued: Option<Date>) -> Vec<Mention> {
        let mut out = Vec::new();
        for window in self.windows() {
            let offset = window.start;
            let found = found(self.text.get(window).unwrap_or(""), issued);
            out.extend(found.into_iter().map(|(mut bytes, mut kind)| {
                bytes = bytes.start + offset..bytes.end + offset;
                if let MentionKind::BadDate(error) = &mut kind {
                    let span = &mut error.error.span;
                    *span = span.start + offset..span.end + offset;
                }
                Mention { tokens: self.tokens_of(&bytes), bytes, kind }
            }));
        }
        out.retain(|mention| !self.is_hour(mention));
        out
    }

    /// "9:30 a.m.", "ten o'clock", "14:20": a time of day, which counts nothing.
    fn is_hour(&self, mention: &Mention) -> bool {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let digits = |at: usize| self.token(at).bytes().all(|b| b.is_ascii_digit());
        // A minute has two digits.
        let minute = |at: usize| self.token(at).len() == 2 && digits(at);
        let colon = |at: usize| {
            self.token(at) == ":"
                && self.tokens.get(at + 1).is_some_and(|next| {
                    self.tokens[at].start + 1 == next.start && self.tokens[at].end == next.start
                })
        };
        let glued =
            |at: usize| colon(at) && at > 0 && self.tokens[at - 1].end == self.tokens[at].start;
        let hour = glued(end) && minute(end + 1) && digits(start);
        let past = start
            .checked_sub(1)
            .is_some_and(|at| glued(at) && minute(start) && at > 0 && digits(at - 1));
        matches!(mention.kind, MentionKind::Figure(_)) && (self.is_any(end, HALVES) || hour || past)
    }

    /// The ranges of bytes that can hold a value, in order and apart from each other.
    fn windows(&self) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut last = 0;
        for (at, _) in self.tokens.iter().enumerate().filter(|(_, token)| self.is_cue(token)) {
            let first = at.saturating_sub(MARGIN);
            let end = (at + MARGIN + 1).min(self.tokens.len());
            let bytes = self.bytes(&(first..end));
            match out.last_mut() {
                Some(window) if first <= last => window.end = bytes.end,
                _ => out.push(bytes),
            }
            last = end;
        }
        out
    }

    /// Digits, or a word that the values are read from.
    fn is_cue(&self, token: &Token) -> bool {
        if token.kind == Kind::Number || token.word.is(class::VALUE) {
            return true;
        }
        let text = token.text(self.text);
        if token.kind == Kind::Sign {
            return text.chars().any(char::is_numeric);
        }
        // Words of several parts: "two-thirds", "mid-March", "5bn", "today’s".
        let parts = !text.bytes().all(|b| b.is_ascii_alphabetic());
        parts
            && (text.contains(char::is_numeric)
                || text
                    .split(|c: char| !c.is_alphabetic())
                    .any(|part| lexicon::word(part).is(class::VALUE)))
    }
}

fn found(text: &str, issued: Option<Date>) -> Vec<Found> {
    let windows = DateWindows::default();
    let kind = |value| match value {
        Seen::Date(reading) => MentionKind::Date(Box::new(reading)),
        Seen::Unread(error) => MentionKind::BadDate(Box::new(error)),
    };
    let (dates, durations) = date::scan_all(text, issued, &windows);
    let dates: Vec<Found> = dates.into_iter().map(|seen| (seen.span, kind(seen.value))).collect();
    let quantities = quantity::find(text);
    // "At least", "nearly": the reader of quantities knows what hedges them.
    let mut hedged = quantities.iter().peekable();
    let durations = durations.into_iter().map(|found| {
        while hedged.next_if(|quantity| quantity.span.end < found.span.end).is_some() {}
        let same = hedged.peek().filter(|quantity| quantity.span.end == found.span.end);
        let hedge = same.map_or(0, |quantity| found.span.start.saturating_sub(quantity.span.start));
        (found.span, MentionKind::Duration(Box::new(Lasting { duration: found.value, hedge })))
    });
    let durations: Vec<Found> = durations.collect();
    let figures = quantities.into_iter().map(|found| {
        let figure = Figure { value: found.value, counted: None, definite: false };
        (found.span, MentionKind::Figure(Box::new(figure)))
    });
    merged(merged(dates, durations.into_iter()), figures)
}

/// Both lists by place; of what overlaps, the first list's. Each is sorted and without overlaps.
fn merged(first: Vec<Found>, second: impl Iterator<Item = Found>) -> Vec<Found> {
    let mut out = Vec::with_capacity(first.len());
    let mut first = first.into_iter().peekable();
    let mut taken = 0;
    for (span, kind) in second {
        while let Some(earlier) = first.next_if(|(other, _)| other.end <= span.start) {
            taken = earlier.0.end;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(found: &[Found]) -> Vec<(Range<usize>, String)> {
        found.iter().map(|(span, kind)| (span.clone(), format!("{kind:?}"))).collect()
    }

    /// What is read in windows is what is read in the whole.
    fn check(text: &str) {
        let issued = Date::new(2024, 4, 2).ok();
        let passage = Passage::new(text, issued);
        let whole = spans(&found(text, issued));
        let mentions = passage.values(issued);
        let windowed: Vec<Found> = mentions.into_iter().map(|m| (m.bytes, m.kind)).collect();
        assert_eq!(spans(&windowed), whole, "{text}");
    }

    #[test]
    fn windows_find_what_the_whole_text_holds() {
        let filler = "the board met again and talked of nothing but the roof of the old hall and \
                      its many leaks while the rain went on over the roofs of the quiet town below ";
        for value in [
            "at least 143 people so far",
            "no later than the end of the first half of 2022",
            "two-thirds of the voters",
            "in the spring of 2021",
            "last Tuesday",
            "the day before yesterday",
            "several hundred",
            "the vast majority of them",
            "between $5bn and $6bn a year",
            "three and a half years",
            "since mid-March",
            "a couple of decades ago",
            "3 Ramadan 1444",
            "on New Year's Eve",
            "½ mile",
            "half a dozen",
            "no fewer than twenty-one",
            "from 30 to 40 February 2024",
            "a few weeks from now",
            "in the nineties",
            "this weekend",
            "Christmas Day",
        ] {
            check(&format!("{filler}{value}, {filler}{filler}and {value}. {filler}"));
        }
    }

    #[test]
    #[allow(clippy::print_stdout, reason = "a test says what it leaves out")]
    fn windows_find_what_whole_documents_hold() {
        let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
        let Ok(files) = std::fs::read_dir(shared) else {
            println!("skipped: no documents here");
            return;
        };
        for file in files.flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            for block in text.split("\n\n") {
                check(block);
            }
        }
    }
}
