//! What a statement says of how long something went on or how old somebody was, against the dates of
//! a short passage: "she taught there for nearly 40 years", of somebody who "arrived in 1902 and
//! taught there until 1919"; "before his 20th birthday", of what he did in 1973, born in 1948.
//!
//! A passage tells many dates, and which two are meant is seldom sure. A length or an age is wrong
//! only where no two dates of the passage make it right, where two of them are told as the beginning
//! and the end of something or one as a birth, and where both texts speak of the same.

mod dated;
mod stated;

use dated::{Dated, between, dates};
use stated::{Stated, ages, is_lasting, length, stated};

use super::concept::LIGHT;
use super::statement::Text;
use crate::prose::gist;
use crate::prose::passage::{MentionKind, Passage};
use crate::prose::reading::BlockIx;
use crate::prose::slip::Slip;
use crate::prose::spell;

/// Days of an average Gregorian year.
const YEAR: f64 = 365.2425;

/// The slip of a statement, if there is one.
pub(super) fn slip(statement: &Text<'_>, passage: &Text<'_>) -> Option<Slip> {
    let mut all = statement.passages.iter().flat_map(|(at, told)| stated(*at, told));
    // Of two lengths it is not sure which is meant.
    let (stated, None) = (all.next()?, all.next()) else { return None };
    let said = said(statement, &stated);
    let dates = passage.passages.iter().flat_map(|(at, told)| dates(*at, told, &said)).collect();
    let held = Held { stated, statement, passage, dates };
    match held.stated.age {
        Some(at_death) => held.aged(at_death),
        None => held.lasted(),
    }
}

/// A statement that is held against a passage.
struct Held<'t, 'a> {
    stated: Stated,
    statement: &'t Text<'a>,
    passage: &'t Text<'a>,
    /// The dates of the passage.
    dates: Vec<Dated>,
}

impl Held<'_, '_> {
    /// A length that no two dates make right.
    fn lasted(&self) -> Option<Slip> {
        // The passage says so itself.
        let told = self.passage.passages.iter().flat_map(|(_, passage)| {
            let lasting = passage.mentions.iter().filter(|mention| is_lasting(passage, mention));
            lasting.filter_map(|mention| length(passage, mention))
        });
        if told.into_iter().any(|length| self.stated.fits(length)) {
            return None;
        }
        let mut best: Option<(u8, &Dated, &Dated)> = None;
        for (ix, to) in self.dates.iter().enumerate() {
            for (other, from) in self.dates.iter().enumerate() {
                if ix == other || from.days.0 >= to.days.1 {
                    continue;
                }
                if self.stated.fits(between(from, to)) {
                    return None;
                }
                let rank = self.rank(from, to, other + 1 == ix);
                if let Some(rank) = rank
                    && best.is_none_or(|(known, ..)| rank > known)
                {
                    best = Some((rank, from, to));
                }
            }
        }
        let (_, from, to) = best?;
        let (least, most) = between(from, to);
        let dates = format!("{} to {}", from.words, to.words);
        let days = (whole(least), whole(most - 1.0));
        let (at, passage) = self.own()?;
        spell::misfit((at, passage, &self.stated.bytes), (&dates, days), (to.at, to.bytes.clone()))
    }

    /// The passage of what is stated.
    fn own(&self) -> Option<(BlockIx, &Passage<'_>)> {
        let mut own = self.statement.passages.iter();
        own.find(|(at, _)| *at == self.stated.at).copied()
    }

    /// How well two dates are told as the beginning and the end of what the statement speaks of; `None`
    /// where they are not. `follows` says whether the text tells the one right after the other.
    fn rank(&self, from: &Dated, to: &Dated, follows: bool) -> Option<u8> {
        let one = follows && from.lasts;
        let marks = u8::from(one || from.begins) + u8::from(one || to.ends);
        let until = follows && to.until;
        let rank = u8::from(one) * 4 + u8::from(until) * 2 + u8::from(marks == 2);
        // From a birth to a death is a life, and nothing that was done in it.
        let life = from.born || (to.died && marks < 2);
        let vague = from.soft || to.soft;
        let told = rank > 0 || (marks > 0 && self.dates.len() == 2);
        let same = from.told || to.told;
        let named = || marks == 2 && self.passage.names_of(self.statement);
        (told && !life && !vague && (same || named())).then_some(rank)
    }

    /// An age that no date makes right.
    fn aged(&self, at_death: bool) -> Option<Slip> {
        let mut births = self.dates.iter().filter(|date| date.born && !date.soft);
        let (birth, None) = (births.next()?, births.next()) else { return None };
        // The passage says so itself. What is under twenty at one time says nothing of another.
        let told = self.passage.passages.iter().flat_map(|(_, passage)| ages(passage));
        let is_bound = self.stated.from <= 0.0 || self.stated.to.is_infinite();
        if !is_bound && told.into_iter().any(|age| self.stated.fits((age, age + 1.0))) {
            return None;
        }
        let later = |date: &&Dated| !date.born && date.days.1 > birth.days.0;
        let others = self.dates.iter().filter(later).filter(|date| !at_death || date.died);
        let others: Vec<&Dated> = others.collect();
        let age = |date: &Dated| {
            let (least, most) = between(birth, date);
            (least / YEAR, most / YEAR)
        };
        if others.iter().any(|date| self.stated.fits(age(date))) {
            return None;
        }
        let only = others.len() == 1 && self.passage.names_of(self.statement);
        let mut sure = others.into_iter().filter(|date| !date.soft);
        let date = sure.find(|date| at_death || only || date.told)?;
        let (least, most) = age(date);
        let (least, most) = (whole(least), whole(most));
        let gives = if least == most { format!("{least}") } else { format!("{least} or {most}") };
        let (at, passage) = self.own()?;
        let bytes = self.stated.bytes.clone();
        let words = passage.text.get(bytes.clone())?;
        Some(Slip {
            rule: spell::RULE,
            at,
            bytes,
            message: format!(
                "\u{201c}{words}\u{201d} does not fit a birth in {} and {}: that is an age of {gives}",
                birth.words, date.words
            ),
            label: "does not fit the dates".to_owned(),
            help: spell::HELP,
            other: Some((date.at, date.bytes.clone(), format!("an age of {gives}"))),
        })
    }
}

/// Whole days, or years.
#[allow(clippy::cast_possible_truncation, reason = "those of the calendar fit")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// The words of a statement, names and the length or age aside.
fn said(statement: &Text<'_>, stated: &Stated) -> Vec<String> {
    let mut words = Vec::new();
    for (at, told) in &statement.passages {
        let is_name = |token: &usize| {
            let mut names = told.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name));
            names.any(|name| name.tokens.contains(token))
        };
        let is_stated = |token: &usize| *at == stated.at && stated.tokens.contains(token);
        let tokens = (0..told.tokens.len()).filter(|at| !is_name(at) && !is_stated(at));
        words.extend(tokens.filter_map(|token| gist::lemma(told, token)));
    }
    words.retain(|word| !LIGHT.hold(word));
    words
}
