//! Deaths that are dated in turn: "the deaths of Ida Roth and Sam Orel in May 2020 and June 2021,
//! respectively".

use super::words::{clause_of, edtf};
use super::{Block, Filler, Granted};
use crate::prose::passage::{Mention, MentionKind};
use crate::prose::reading::{Claim, Said};
use crate::prose::thing::Meaning;

impl Filler<'_> {
    /// The death that a date is of by its place among the dates, where as many names stand with the noun.
    pub(super) fn died_in_turn(&self, block: &Block<'_>, at: usize) -> Option<Claim> {
        let passage = block.passage;
        let mention = passage.mentions.get(at)?;
        let (sentence, _) = clause_of(passage, mention.tokens.start)?;
        let sentence = passage.sentences.get(sentence)?;
        let in_turn = sentence.tokens.clone().find(|at| passage.is_any(*at, &["respectively"]))?;
        let deaths = |at: &usize| passage.is_any(*at, &["deaths"]);
        let head = sentence.tokens.clone().take_while(|at| *at < mention.tokens.start);
        let head = head.filter(deaths).last()?;
        let is_date = |mention: &Mention| matches!(mention.kind, MentionKind::Date(_));
        let behind = |mention: &Mention| (head..in_turn).contains(&mention.tokens.start);
        let of_sentence = || {
            let mentions = passage.mentions.get(sentence.mentions.clone()).unwrap_or(&[]);
            sentence.mentions.clone().zip(mentions)
        };
        let dates: Vec<usize> = of_sentence()
            .filter(|(_, mention)| is_date(mention) && behind(mention))
            .map(|(at, _)| at)
            .collect();
        let first = passage.mentions.get(*dates.first()?)?.tokens.start;
        let name = |mention: &Mention| matches!(mention.kind, MentionKind::Name);
        // "Deaths of A and B", or "A's and B's deaths".
        let of = passage.is_any(head + 1, &["of"]);
        let place = if of { head..first } else { sentence.tokens.start..head };
        let names: Vec<usize> = of_sentence()
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
