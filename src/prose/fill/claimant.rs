//! Who claims what happened, where no pattern of words in a row says it: "the Front has claimed attacks
//! in Norland, Orrin and Varde" claims that of each place which the text tells of, "the Front-claimed
//! attack in Varde" that one.

use smol_str::{SmolStr, ToSmolStr};

use super::words::clause_of;
use super::{Block, Filler, Where, asserted};
use crate::finding::Confidence;
use crate::name::name_key;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, Mention, MentionKind, Passage};
use crate::prose::reading::{Claim, Said};
use crate::prose::thing::{Meaning, ThingIx};
use crate::record::EntityKind;

/// The predicate of the vocabulary.
const CLAIMED_BY: &str = "claimed-by";

/// How a word ends that says who claims what follows it.
const CLAIMED: &str = "-claimed";

/// Words of a list of places.
const IN_LIST: &[&str] = &[",", "and", "in", "the", "as", "well"];

/// Wholes that a place is looked for in: city, province, country, with room for one more.
const DEEPEST: usize = 4;

/// Most words of a name before its "-claimed".
const LONGEST: usize = 6;

impl Filler<'_> {
    /// Claims of who claims which event of a block.
    pub(in crate::prose) fn claimants(&self, block: &Block<'_>) -> Vec<Claim> {
        let mut out = Vec::new();
        for sentence in &block.passage.sentences {
            for clause in &sentence.clauses {
                self.in_places(block, clause, &mut out);
            }
        }
        out.extend(self.before_events(block));
        out
    }

    /// "The Front has claimed attacks in Norland, Orrin and Varde."
    fn in_places(&self, block: &Block<'_>, clause: &Clause, out: &mut Vec<Claim>) {
        let passage = block.passage;
        let verb = clause.verb.as_ref().filter(|v| !v.passive && !v.modal && !v.negated);
        let Some(verb) = verb.filter(|verb| verb.lemma.text() == "claim") else { return };
        let Some(by) = clause.subject else { return };
        let Meaning::One { thing: claimant, .. } = self.meaning(block, by) else { return };
        let ahead = passage.mentions.iter().find_map(|mention| match &mention.kind {
            MentionKind::Noun(noun) if mention.tokens.start == verb.tokens.end => Some(noun),
            _ => None,
        });
        let Some(events) = ahead.filter(|noun| passage.tokens[noun.head].word.is(class::EVENT))
        else {
            return;
        };
        let plural = passage.lower(events.head);
        let Some(word) = plural.strip_suffix('s') else { return };
        let mut at = events.head + 1;
        while at < clause.tokens.end {
            let place = passage.mentions.iter().position(|mention| {
                mention.tokens.start == at && matches!(mention.kind, MentionKind::Name)
            });
            let Some(place) = place else {
                // A marker of a source stands behind its place.
                if !passage.is_any(at, IN_LIST) && !is_marker(block, at) {
                    return;
                }
                at += 1;
                continue;
            };
            let mention = &passage.mentions[place];
            at = mention.tokens.end;
            let Meaning::One { thing, .. } = self.meaning(block, place) else { continue };
            if self.kind(thing) != Some(EntityKind::Place) {
                return;
            }
            let Some(event) = self.only_event(block.at.document, word, thing) else { continue };
            let name = self.resolved.things.all[claimant.0 as usize].name.clone();
            out.extend(self.claimed(block, mention, event, (claimant, name)));
        }
    }

    /// "The Front-claimed attack in Varde was the first": the event, by a word before its noun.
    fn before_events(&self, block: &Block<'_>) -> Vec<Claim> {
        let passage = block.passage;
        let tokens = (0..passage.tokens.len()).filter(|at| {
            let token = passage.token(*at);
            token.len() > CLAIMED.len() && token.ends_with(CLAIMED)
        });
        let claim = |at: usize| {
            let noun = passage.mentions.iter().position(|mention| {
                matches!(&mention.kind, MentionKind::Noun(noun) if noun.head > at)
                    && mention.tokens.contains(&at)
            })?;
            let Meaning::One { thing: event, soft: false } = self.meaning(block, noun) else {
                return None;
            };
            if self.kind(event) != Some(EntityKind::Event) {
                return None;
            }
            let (claimant, name, first) = self.called_until(passage, at)?;
            let bytes = passage.tokens[first].range().start..passage.tokens[at].range().end;
            let mention = &passage.mentions[noun];
            let claim = self.claimed(block, mention, event, (claimant, name))?;
            Some(Claim { bytes, ..claim })
        };
        tokens.filter_map(claim).collect()
    }

    /// The longest known name that ends in a word, its "-claimed" aside, and its first token.
    fn called_until(&self, passage: &Passage<'_>, at: usize) -> Option<(ThingIx, SmolStr, usize)> {
        let end = passage.tokens[at].range().end - CLAIMED.len();
        let capital = |at: &usize| passage.token(*at).starts_with(char::is_uppercase);
        let firsts: Vec<usize> = (0..=at).rev().take(LONGEST).take_while(capital).collect();
        firsts.into_iter().rev().find_map(|first| {
            let name = passage.text.get(passage.tokens[first].range().start..end)?;
            let key = name_key(name);
            let all = self.resolved.things.all.iter().enumerate();
            let mut called = all.filter(|(_, thing)| {
                thing.event.is_none() && thing.names.iter().any(|(name, _)| name_key(name) == key)
            });
            let (thing, _) = called.next()?;
            let alone = called.next().is_none();
            Some((ThingIx(u32::try_from(thing).ok()?), name.to_smolstr(), first)).filter(|_| alone)
        })
    }

    /// The one event of a word that a document tells of in a place.
    fn only_event(&self, document: usize, word: &str, place: ThingIx) -> Option<ThingIx> {
        let all = &self.resolved.things.all;
        let is_in = |thing: &ThingIx| {
            let mut here = vec![*thing];
            for _ in 0..DEEPEST {
                if here.contains(&place) {
                    return true;
                }
                let wholes = here.iter().filter_map(|thing| all.get(thing.0 as usize));
                here = wholes.flat_map(|thing| thing.part_of.iter().copied()).collect();
            }
            false
        };
        let mut found = all.iter().enumerate().filter(|(_, thing)| {
            thing.event.as_ref().is_some_and(|event| {
                event.class == word
                    && event.places.iter().any(is_in)
                    && event.dates.iter().any(|(_, at)| at.document == document)
            })
        });
        let (event, _) = found.next()?;
        let alone = found.next().is_none();
        Some(ThingIx(u32::try_from(event).ok()?)).filter(|_| alone)
    }

    fn claimed(
        &self,
        block: &Block<'_>,
        mention: &Mention,
        event: ThingIx,
        (claimant, name): (ThingIx, SmolStr),
    ) -> Option<Claim> {
        let at = mention.tokens.start;
        let context = block.contexts.at(at);
        asserted(&context).ok()?;
        let (sentence, clause) = clause_of(block.passage, at)?;
        let place = Where { block, sentence, clause, mention };
        let subject = Meaning::One { thing: event, soft: true };
        let mut claim = self.claim(&place, &context, subject, name);
        claim.said = Said::Known(SmolStr::new_static(CLAIMED_BY));
        claim.named = Some(claimant);
        claim.confidence = Confidence::Low;
        Some(claim)
    }
}

/// Whether a token is the number of a source.
fn is_marker(block: &Block<'_>, at: usize) -> bool {
    let range = block.passage.tokens[at].range();
    block.marks.iter().any(|mark| (range.start..=range.end).contains(mark))
}

#[cfg(test)]
mod tests {
    use crate::prose::reading::Said;
    use crate::prose::table::tests::reading;
    use crate::prose::thing::{Meaning, ThingIx};

    /// Who claims which event.
    fn claimed(text: &str) -> Vec<String> {
        let text = format!(
            "# The League\n\nThe Reed Front is a branch of the Marsh League. A bombing in Nairobi \
             on 3 May 2021 killed nine people.\n\n{text}\n"
        );
        let reading = reading(&text);
        let name = |ix: ThingIx| reading.things.all[ix.0 as usize].name.to_string();
        let claims =
            reading.claims.iter().filter_map(|claim| match (&claim.said, &claim.subject) {
                (Said::Known(id), Meaning::One { thing, .. }) if id == "claimed-by" => {
                    Some(format!("{}: {}", name(*thing), claim.named.map(name).unwrap_or_default()))
                }
                _ => None,
            });
        claims.collect()
    }

    #[test]
    fn of_events_that_are_claimed_together_that_of_each_place() {
        let front = "The Reed Front also claimed bombings in Nairobi, Lagos and Accra.";
        assert_eq!(claimed(front), ["2021 Nairobi bombing: Reed Front"]);
        // Nobody claims what is told of otherwise, or what he says that he will not.
        assert!(claimed("The Reed Front claimed robberies in Nairobi and Lagos.").is_empty());
        assert!(claimed("The Reed Front never claimed bombings in Nairobi and Lagos.").is_empty());
    }

    #[test]
    fn a_word_before_an_event_says_who_claims_it() {
        let word = "The Marsh League-claimed bombing in Nairobi in May 2021 was the first.";
        assert_eq!(claimed(word), ["2021 Marsh bombing: Marsh League"]);
        assert!(
            claimed("The self-claimed bombing in Nairobi in May 2021 was the first.").is_empty()
        );
    }
}
