//! What a block opens with before it says anything: a heading that runs in ("Castle ward. Turnout was
//! …"), or the day of an entry ("Friday 3 March, 9 a.m. The tanker …"). What follows speaks of the
//! one, and as of the other.

use smol_str::SmolStr;

use super::words::{edtf, same_thing};
use super::{Block, Filler};
use crate::prose::cue::Target;
use crate::prose::lexicon::class;
use crate::prose::passage::MentionKind;
use crate::prose::reading::{Claim, Why};
use crate::prose::thing::Meaning;
use crate::record::ValueKind;

/// What a block opens with.
#[derive(Clone, Debug, PartialEq)]
enum Lead {
    /// No more than its first sentence.
    Nothing,
    /// A name by itself, and what it means.
    Named(Meaning),
    /// A date by itself, EDTF where it says which year.
    Day(Option<SmolStr>),
}

/// Most tokens of what a block opens with, its stop included.
const LONGEST: usize = 9;

/// Whether a token is a time of day: "09.00", "7:35".
fn is_clock(token: &str) -> bool {
    let two = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let hour = |part: &str| part.len() <= 2 && part.parse().is_ok_and(|hour: u8| hour < 24);
    let (hours, minutes) = token.split_once([':', '.']).unwrap_or_default();
    hour(hours) && two(minutes)
}

impl Filler<'_> {
    /// What a block opens with: a short first sentence without a verb, with others behind it, that
    /// holds a name alone, or a date.
    fn lead(&self, block: &Block<'_>) -> Lead {
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
        match self.lead(block) {
            Lead::Named(meaning) => meaning,
            Lead::Nothing | Lead::Day(_) => self.about.main.clone(),
        }
    }

    /// The day that a block speaks as of, EDTF.
    pub(super) fn day(&self, block: &Block<'_>) -> Option<SmolStr> {
        match self.lead(block) {
            Lead::Day(day) => day,
            Lead::Nothing | Lead::Named(_) => None,
        }
    }

    /// The time of a claim in a block that opens with a day of which the year is not known: another
    /// than that of any other.
    pub(super) fn untold_day(&self, block: &Block<'_>) -> Option<SmolStr> {
        (self.lead(block) == Lead::Day(None)).then(|| SmolStr::new_static("past"))
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
        let Lead::Named(named) = self.lead(block) else { return Ok(()) };
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
