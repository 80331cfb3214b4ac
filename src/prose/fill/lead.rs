//! What a block opens with before it says anything: a heading that runs in ("Castle ward. Turnout was
//! …", "Long paper: 3,000 words"), or the day of an entry ("Friday 3 March, 9 a.m. The tanker …",
//! "1874 The steamer …"). What follows speaks of the one, and as of the other.

use smol_str::SmolStr;

use super::words::{edtf, same_thing};
use super::{Block, Filler};
use crate::prose::cue::Target;
use crate::prose::lexicon::{self, class};
use crate::prose::passage::{MentionKind, Passage, Tokens};
use crate::prose::reading::{Claim, Why};
use crate::prose::thing::Meaning;
use crate::prose::token::Kind;
use crate::record::ValueKind;

/// What a block opens with.
#[derive(Clone, Debug, PartialEq)]
enum Lead {
    /// No more than its first sentence.
    Nothing,
    /// A name by itself, and what it means.
    Named(Meaning),
    /// A date or a time by itself, EDTF where it says which year.
    Day(Option<SmolStr>),
    /// Other words before a colon.
    Label,
}

/// Most tokens of what a block opens with, its stop included.
const LONGEST: usize = 9;

/// The same of words before a colon.
const LONGEST_LABEL: usize = 6;

/// Whether a token is a time of day: "09.00", "7:35".
fn is_clock(token: &str) -> bool {
    let two = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let hour = |part: &str| part.len() <= 2 && part.parse().is_ok_and(|hour: u8| hour < 24);
    let (hours, minutes) = token.split_once([':', '.']).unwrap_or_default();
    hour(hours) && two(minutes)
}

/// The date that a block opens with, where no word or comma ties it to what follows: "1874 The steamer
/// goes aground", "9 March: The levee breaks".
fn day_ahead(block: &Block<'_>) -> Option<Tokens> {
    let passage = block.passage;
    let date = passage
        .mentions
        .first()
        .filter(|first| first.tokens.start == 0 && matches!(first.kind, MentionKind::Date(_)));
    let end = match date {
        Some(date) => date.tokens.end,
        None => bare_year(passage).map(|_| 1)?,
    };
    let next = passage.tokens.get(end)?;
    let mark = matches!(passage.token(end), ":" | "\u{2013}" | "\u{2014}" | "-");
    let fresh = next.kind == Kind::Word
        && passage.token(end).starts_with(char::is_uppercase)
        && !next.word.is(class::MONTH | class::WEEKDAY);
    (mark || fresh).then_some(0..end)
}

/// The year that a block begins with, where it is no more than a number.
fn bare_year<'p>(passage: &'p Passage<'_>) -> Option<&'p str> {
    let first = passage.tokens.first().filter(|first| first.kind == Kind::Number)?;
    let year = first.text(passage.text);
    let known = year.len() == 4 && year.parse().is_ok_and(|year: u16| (1000..2100).contains(&year));
    known.then_some(year)
}

/// The words before a colon that a block opens with: "Long paper: 3,000 words".
fn label_ahead(block: &Block<'_>) -> Option<Tokens> {
    let passage = block.passage;
    let colon = (1..=LONGEST_LABEL)
        .find(|at| passage.tokens.get(*at).is_some_and(|token| token.is_sign(passage.text, ':')))?;
    let says = |at: usize| {
        let clauses = passage.sentences.first().map_or(&[][..], |first| &first.clauses);
        clauses.iter().any(|c| c.verb.as_ref().is_some_and(|verb| verb.tokens.contains(&at)))
    };
    let words = (0..colon).all(|at| passage.tokens[at].kind == Kind::Word && !says(at));
    (words && passage.token(0).starts_with(char::is_uppercase)).then_some(0..colon)
}

/// Times of the year and of the week beside the days of the week.
const TIMES: &[&str] =
    &["spring", "summer", "autumn", "winter", "weekday", "weekend", "holiday", "term", "termtime"];

/// Days of the week and seasons that the words of a heading name: "Sundays and holidays".
pub(in crate::prose) fn times(heading: &Passage<'_>) -> Vec<SmolStr> {
    let words = (0..heading.tokens.len()).map(|at| heading.lower(at));
    let named = words.filter_map(|word| {
        let one = word.strip_suffix('s').unwrap_or(&word);
        let is_time = lexicon::word(one).is(class::WEEKDAY) || TIMES.contains(&one);
        is_time.then(|| SmolStr::new(one))
    });
    named.collect()
}

impl Filler<'_> {
    /// What a block opens with, and its tokens: a short first sentence without a verb, with others
    /// behind it, that holds a name alone, or a date; a date and no mark behind it; words and a colon;
    /// the time of an entry of a log.
    fn lead(&self, block: &Block<'_>) -> (Lead, Tokens) {
        if block.time.is_some() {
            return (Lead::Day(None), 0..0);
        }
        if let Some(tokens) = day_ahead(block) {
            let day = block.passage.mentions.first().and_then(edtf);
            let day = day.or_else(|| bare_year(block.passage).map(SmolStr::new));
            return (Lead::Day(day), tokens);
        }
        if let Some(tokens) = label_ahead(block) {
            return (Lead::Label, tokens);
        }
        let first = block.passage.sentences.first().map(|first| first.tokens.clone());
        (self.sentence_ahead(block), first.unwrap_or_default())
    }

    fn sentence_ahead(&self, block: &Block<'_>) -> Lead {
        let passage = block.passage;
        let [first, _, ..] = passage.sentences.as_slice() else { return Lead::Nothing };
        let tokens = &first.tokens;
        let says = first.clauses.iter().any(|clause| clause.verb.is_some());
        if says || tokens.len() > LONGEST {
            return Lead::Nothing;
        }
        let mut mentions = first.mentions.clone();
        let date = mentions.clone().find_map(|at| {
            let mention = &passage.mentions[at];
            matches!(mention.kind, MentionKind::Date(_)).then(|| edtf(mention))
        });
        // "Friday, 09.00.", of a week that is not named.
        let timed = class::WEEKDAY | class::MONTH;
        let is_timed = |at: usize| passage.tokens[at].word.is(timed) || is_clock(passage.token(at));
        let date = date.or_else(|| tokens.clone().any(is_timed).then_some(None));
        if let Some(date) = date {
            return Lead::Day(date);
        }
        let name = mentions.find(|at| {
            let mention = &passage.mentions[*at];
            let all = mention.tokens.start == tokens.start && mention.tokens.end + 1 >= tokens.end;
            all && matches!(mention.kind, MentionKind::Name)
        });
        name.map_or(Lead::Nothing, |at| Lead::Named(self.meaning(block, at)))
    }

    /// What a block is about where its words name nothing.
    pub(super) fn of_block(&self, block: &Block<'_>) -> Meaning {
        match self.lead(block).0 {
            Lead::Named(meaning) => meaning,
            Lead::Nothing | Lead::Day(_) | Lead::Label => self.about.main.clone(),
        }
    }

    /// The day that a block speaks as of, EDTF.
    pub(super) fn day(&self, block: &Block<'_>) -> Option<SmolStr> {
        match self.lead(block).0 {
            Lead::Day(day) => day,
            Lead::Nothing | Lead::Named(_) | Lead::Label => None,
        }
    }

    /// Whether what two blocks open with, or stand under, tells their figures apart: two entries of a list of
    /// days, two headings that run in, or one and a sentence elsewhere that does not name it; the table for
    /// Sundays and that for other days.
    pub(in crate::prose) fn leads_apart(
        &self,
        (a, in_a): (&Block<'_>, usize),
        (b, in_b): (&Block<'_>, usize),
    ) -> bool {
        let names = |block: &Block<'_>, sentence: usize, named: &Meaning| {
            block.passage.sentences.get(sentence).is_some_and(|sentence| {
                let mut mentions = sentence.mentions.clone();
                mentions.any(|at| same_thing(&self.meaning(block, at), named))
            })
        };
        let words = |block: &Block<'_>, tokens: &Tokens| {
            let time = block.time.map(ToOwned::to_owned);
            time.unwrap_or_else(|| block.passage.slice(tokens).to_lowercase())
        };
        let both = !a.under.is_empty() && !b.under.is_empty();
        if both && !a.under.iter().any(|word| b.under.contains(word)) {
            return true;
        }
        match (self.lead(a), self.lead(b)) {
            ((Lead::Nothing, _), (Lead::Nothing, _)) => false,
            ((Lead::Named(named), _), (Lead::Nothing, _)) => !names(b, in_b, &named),
            ((Lead::Nothing, _), (Lead::Named(named), _)) => !names(a, in_a, &named),
            ((Lead::Day(_) | Lead::Label, _), (Lead::Nothing, _))
            | ((Lead::Nothing, _), (Lead::Day(_) | Lead::Label, _)) => false,
            ((_, in_a), (_, in_b)) => a.at != b.at && words(a, &in_a) != words(b, &in_b),
        }
    }

    /// The time of a claim in a block that opens with a day of which the year is not known: another
    /// than that of any other.
    pub(super) fn untold_day(&self, block: &Block<'_>) -> Option<SmolStr> {
        (self.lead(block).0 == Lead::Day(None)).then(|| SmolStr::new_static("past"))
    }

    /// The year that a block is the entry of: what happened in it happened in no other.
    pub(super) fn year(&self, block: &Block<'_>) -> Option<SmolStr> {
        /// Characters of a year in EDTF.
        const YEAR: usize = 4;
        self.day(block).filter(|day| day.len() == YEAR)
    }

    /// Say a claim of what its block opens with, if its own words name nothing, or of what is there;
    /// `sure` is whether they do.
    pub(super) fn head(
        &self,
        block: &Block<'_>,
        claim: &mut Claim,
        target: &Target,
        sure: bool,
    ) -> Result<(), Why> {
        let Lead::Named(named) = self.lead(block).0 else { return Ok(()) };
        let Meaning::One { thing, .. } = named else {
            return if sure { Ok(()) } else { Err(Why::NoSubject) };
        };
        if same_thing(&named, &claim.subject) || claim.place.contains(&thing) {
            return Ok(());
        }
        if !sure && self.fits(&named, &target.of) {
            claim.subject = named;
        } else if target.kind == ValueKind::Quantity {
            claim.place.push(thing);
        }
        Ok(())
    }
}
