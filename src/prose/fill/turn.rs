//! Deaths that are dated in turn: "the deaths of Ida Roth and Sam Orel in May 2020 and June 2021,
//! respectively".

use super::words::{clause_of, edtf};
use super::{Block, Filler, Granted};
use crate::prose::passage::{Mention, MentionKind};
use crate::prose::reading::{Claim, Said};
use crate::prose::thing::Meaning;

/// Tokens on each side of a date in which its noun, its name and "respectively" stand.
const NEAR: usize = 48;

impl Filler<'_> {
    /// The death that a date is of by its place among the dates, where as many names stand with the noun.
    pub(super) fn died_in_turn(&self, block: &Block<'_>, at: usize) -> Option<Claim> {
        let passage = block.passage;
        let mention = passage.mentions.get(at)?;
        let (sentence, _) = clause_of(passage, mention.tokens.start)?;
        let sentence = passage.sentences.get(sentence)?;
        let here = mention.tokens.start;
        let last = sentence.tokens.end.min(here + NEAR);
        let in_turn = (here..last).find(|at| passage.is_any(*at, &["respectively"]))?;
        let start = sentence.tokens.start.max(here.saturating_sub(NEAR));
        let deaths = |at: &usize| passage.is_any(*at, &["deaths"]);
        let head = (start..here).rfind(deaths)?;
        let is_date = |mention: &Mention| matches!(mention.kind, MentionKind::Date(_));
        let behind = |mention: &Mention| (head..in_turn).contains(&mention.tokens.start);
        let near = |token: usize| passage.mentions.partition_point(|m| m.tokens.start < token);
        let around = near(start)..near(in_turn);
        let all = || around.clone().zip(&passage.mentions[around.clone()]);
        let dates: Vec<usize> = all()
            .filter(|(_, mention)| is_date(mention) && behind(mention))
            .map(|(at, _)| at)
            .collect();
        let first = passage.mentions.get(*dates.first()?)?.tokens.start;
        let name = |mention: &Mention| matches!(mention.kind, MentionKind::Name);
        // "Deaths of A and B", or "A's and B's deaths".
        let of = passage.is_any(head + 1, &["of"]);
        let place = if of { head..first } else { start..head };
        let names: Vec<usize> = all()
            .filter(|(_, mention)| name(mention) && place.contains(&mention.tokens.start))
            .map(|(at, _)| at)
            .collect();
        let turn = dates.iter().position(|date| *date == at)?;
        let who = names.get(turn).filter(|_| names.len() == dates.len() && names.len() > 1)?;
        let subject = self.meaning(block, *who);
        if !matches!(subject, Meaning::One { .. }) {
            return None;
        }
        let said = Said::Known("death-date".into());
        Some(self.told(block, (at, Granted::No), (said, edtf(mention)?), subject).ok()?.0.claim)
    }
}
