//! How one party stands toward another: "the Front has been fighting the Guild since 2015", "sees the
//! Guild as its enemy", "its policy has turned toward coexistence".
//!
//! A verb says it of its subject and its object, a noun of whoever has it and whoever it is held
//! against. A former ally, and what is told in the past, say nothing of how they stand now.

use smol_str::SmolStr;

use super::words::{asserted, clause_of};
use super::{Block, Filler, Where};
use crate::finding::Confidence;
use crate::prose::lexicon::{VERB, class};
use crate::prose::passage::{Clause, ClauseKind, Determiner, MentionKind, Passage};
use crate::prose::reading::{Claim, Said};
use crate::prose::thing::{Meaning, ThingIx};
use crate::prose::words::Words;
use crate::record::{Denied, EntityKind};

/// The predicate, whose terms are named below.
const STANCE: &str = "stance";

/// Verbs of one party and another, by their lemmas.
const VERBS: &[(&str, &str)] = &[("fight", "war")];

/// Nouns for what lies between two parties.
const TIES: &[(&str, &str)] = &[
    ("war", "war"),
    ("hostilities", "war"),
    ("rivalry", "rivalry"),
    ("rivalries", "rivalry"),
    ("enmity", "rivalry"),
    ("feud", "rivalry"),
    ("alliance", "cooperation"),
    ("alliances", "cooperation"),
    ("cooperation", "cooperation"),
    ("coexistence", "coexistence"),
    ("truce", "coexistence"),
    ("ceasefire", "coexistence"),
    ("rapprochement", "coexistence"),
];

/// Nouns for what one party is to another.
const ROLES: &[(&str, &str)] = &[
    ("enemy", "war"),
    ("enemies", "war"),
    ("foe", "war"),
    ("foes", "war"),
    ("rival", "rivalry"),
    ("rivals", "rivalry"),
    ("ally", "cooperation"),
    ("allies", "cooperation"),
];

/// All of the nouns, to be looked for.
static NOUNS: Words = Words::new(&[
    "war",
    "hostilities",
    "rivalry",
    "rivalries",
    "enmity",
    "feud",
    "alliance",
    "alliances",
    "cooperation",
    "coexistence",
    "truce",
    "ceasefire",
    "rapprochement",
    "enemy",
    "enemies",
    "foe",
    "foes",
    "rival",
    "rivals",
    "ally",
    "allies",
]);

/// Words between a tie and the party that it is held with.
const WITH: &[&str] = &["with", "against", "toward", "towards"];

/// Words before a noun by which it is not what holds now.
static NOT_NOW: Words = Words::new(&[
    "former",
    "ex",
    "erstwhile",
    "onetime",
    "past",
    "old",
    "longtime",
    "civil",
    "world",
    "forthcoming",
    "future",
    "possible",
    "potential",
    "renewed",
    "cold",
    "first",
    "second",
    "new",
    "trade",
    "price",
    "no",
    "any",
    "another",
    "if",
    "common",
    "mutual",
]);

/// Verbs by which one party takes another for something ("sees the Guild as its foe").
static TAKES: Words = Words::new(&[
    "see", "view", "regard", "consider", "treat", "describe", "brand", "denounce", "portray",
    "deem",
]);

/// Tokens from a word to the party that it leads to.
const NEAR: usize = 4;

/// A word by which a stance is told.
struct Told {
    /// The word.
    at: usize,
    /// Who holds it.
    holder: usize,
    /// Whether the holder is the owner of that noun phrase, rather than what it means.
    owned: bool,
    /// Toward whom.
    toward: usize,
    /// The term.
    term: &'static str,
}

fn term(list: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    list.iter().find(|(other, _)| *other == word).map(|(_, term)| *term)
}

impl Filler<'_> {
    /// How parties stand toward one another, as a block tells it.
    pub(in crate::prose) fn stances(&self, block: &Block<'_>) -> Vec<Claim> {
        let told = self.by_verbs(block).into_iter().chain(self.by_nouns(block));
        told.filter_map(|told| self.stance(block, &told)).collect()
    }

    /// Whether a mention is a party: a body of people, or a country that acts as one.
    fn party(&self, block: &Block<'_>, at: usize) -> Option<(ThingIx, bool)> {
        let Meaning::One { thing, soft } = self.meaning(block, at) else { return None };
        let is_party = match self.kind(thing) {
            Some(kind) => matches!(kind, EntityKind::Organisation | EntityKind::Place),
            None => !matches!(block.passage.mentions.get(at)?.kind, MentionKind::Noun(_)),
        };
        is_party.then_some((thing, soft))
    }

    fn by_verbs(&self, block: &Block<'_>) -> Vec<Told> {
        let passage = block.passage;
        let clauses = passage.sentences.iter().flat_map(|sentence| &sentence.clauses);
        let told = clauses.filter_map(|clause| {
            let verb = clause.verb.as_ref().filter(|v| !v.passive && !v.modal && !v.negated)?;
            let term = term(VERBS, verb.lemma.text())?;
            // "To fight it", "fighting it": what somebody is to do, and no more than a name for it.
            let first = verb.tokens.start;
            let before = first.checked_sub(1);
            if before.is_some_and(|at| passage.is(at, "to"))
                || passage.tokens[first].word.class & VERB == class::GERUND
            {
                return None;
            }
            let behind = verb.tokens.end;
            let lead = behind + usize::from(passage.is(behind, "against"));
            let toward = self.party_from(block, lead)?;
            Some(Told { at: verb.main, holder: clause.subject?, owned: false, toward, term })
        });
        told.collect()
    }

    fn by_nouns(&self, block: &Block<'_>) -> Vec<Told> {
        let passage = block.passage;
        let nouns = (0..passage.tokens.len()).filter(|at| passage.is_of(*at, &NOUNS));
        nouns.filter_map(|at| self.by_noun(block, at)).collect()
    }

    fn by_noun(&self, block: &Block<'_>, at: usize) -> Option<Told> {
        let passage = block.passage;
        let word = passage.lower(at);
        let noun = passage.mentions.iter().position(
            |mention| matches!(&mention.kind, MentionKind::Noun(noun) if noun.head == at),
        )?;
        let MentionKind::Noun(phrase) = &passage.mentions[noun].kind else { return None };
        if phrase.tokens.clone().any(|at| passage.is_of(at, &NOT_NOW)) {
            return None;
        }
        let (sentence, clause) = clause_of(passage, at)?;
        let clause = &passage.sentences[sentence].clauses[clause];
        let owns = matches!(phrase.determiner, Determiner::Possessive(_));
        if let Some(term) = term(TIES, &word) {
            let (holder, owned) = if owns { (noun, true) } else { (clause.subject?, false) };
            let held = |toward| Told { at, holder, owned, toward, term };
            if passage.is_any(at + 1, WITH) {
                return self.party_from(block, at + 2).map(held);
            }
            return self.shifted(block, noun, (sentence, clause));
        }
        let term = term(ROLES, &word)?;
        let start = phrase.tokens.start;
        // "Sees the Guild as an enemy."
        let before = start.checked_sub(1)?;
        if passage.is(before, "as") {
            let toward = passage.mentions.iter().rposition(|m| m.tokens.end == before)?;
            self.party(block, toward)?;
            let verb = clause.verb.as_ref()?;
            let takes = TAKES.hold(verb.lemma.text())
                && verb.tokens.end <= passage.mentions[toward].tokens.start;
            let holder = clause.subject.filter(|_| takes && !verb.modal && !verb.negated)?;
            return Some(Told { at, holder, owned: false, toward, term });
        }
        // "Its main rival, the Guild": the owner's.
        if owns {
            let next = at + 1 + usize::from(passage.is(at + 1, ","));
            let toward = self
                .party_from(block, next)
                .filter(|toward| passage.mentions[*toward].tokens.start <= next + 1);
            if let Some(toward) = toward {
                return Some(Told { at, holder: noun, owned: true, toward, term });
            }
        }
        None
    }

    /// The first party that begins within a few tokens of a place.
    fn party_from(&self, block: &Block<'_>, token: usize) -> Option<usize> {
        let passage = block.passage;
        let near = token..token + NEAR;
        let mut all = passage.mentions.iter().enumerate();
        let first = all.find(|(_, mention)| {
            near.contains(&mention.tokens.start)
                && matches!(
                    mention.kind,
                    MentionKind::Name | MentionKind::Noun(_) | MentionKind::Pronoun
                )
        });
        let (at, _) = first?;
        self.party(block, at).map(|_| at)
    }

    /// "It once tried to ruin the Guild, although its policy has turned toward coexistence": of
    /// whoever has the policy, toward the one other party that the sentence names.
    fn shifted(
        &self,
        block: &Block<'_>,
        noun: usize,
        (sentence, clause): (usize, &Clause),
    ) -> Option<Told> {
        let passage = block.passage;
        let MentionKind::Noun(phrase) = &passage.mentions.get(noun)?.kind else { return None };
        let leads = phrase.tokens.start.checked_sub(1)?;
        let word = passage.lower(phrase.head);
        let term = term(TIES, &word).filter(|term| *term == "coexistence")?;
        if !passage.is_any(leads, &["toward", "towards", "to"]) {
            return None;
        }
        let subject = clause.subject?;
        let owned = matches!(&passage.mentions.get(subject)?.kind, MentionKind::Noun(noun)
            if matches!(noun.determiner, Determiner::Possessive(_)));
        // "Its policy": of whoever the clause around it is about, where the words leave that open.
        let (holder, owned) = match self.holder(block, (subject, owned)) {
            Some(_) => ((subject, owned), owned),
            None => {
                let around = passage.sentences[sentence].clauses.get(clause.parent?)?.subject?;
                ((around, false), false)
            }
        };
        let (subject, holder) = (holder.0, self.holder(block, holder)?);
        let mut others = passage.sentences[sentence].mentions.clone().filter_map(|at| {
            let name = matches!(passage.mentions[at].kind, MentionKind::Name);
            let thing = self.party(block, at).filter(|_| name)?.0;
            let body = self.kind(thing) != Some(EntityKind::Place);
            (body && thing != holder.0).then_some((thing, at))
        });
        let (other, toward) = others.next()?;
        let alone = others.all(|(thing, _)| thing == other);
        alone.then_some(Told { at: phrase.head, holder: subject, owned, toward, term })
    }

    /// Who holds a stance, and whether that is a guess.
    fn holder(&self, block: &Block<'_>, (at, owned): (usize, bool)) -> Option<(ThingIx, bool)> {
        let meaning = match owned {
            true => self.resolved.owner(block.at.document, block.at.block, at).clone(),
            false => self.meaning(block, at),
        };
        match meaning {
            Meaning::One { thing, soft } if owned => {
                let body = self.kind(thing) != Some(EntityKind::Person);
                body.then_some((thing, soft))
            }
            _ => self.party(block, at),
        }
    }

    fn stance(&self, block: &Block<'_>, told: &Told) -> Option<Claim> {
        let passage = block.passage;
        let (subject, soft) = self.holder(block, (told.holder, told.owned))?;
        let (toward, guessed) = self.party(block, told.toward)?;
        if subject == toward || (soft && guessed) {
            return None;
        }
        let context = block.contexts.at(told.at);
        asserted(&context).ok()?;
        if context.denied != Denied::No {
            return None;
        }
        let mention = passage.mentions.get(told.toward)?;
        let (sentence, clause) = clause_of(passage, told.at)?;
        let place = Where { block, sentence, clause, mention };
        let value = SmolStr::new_static(told.term);
        let mut claim = self.claim(&place, &context, Meaning::One { thing: subject, soft }, value);
        claim.said = Said::Known(SmolStr::new_static(STANCE));
        claim.bytes = passage.tokens[told.at].range();
        claim.toward = Some(toward);
        claim.during = self.during(passage, self.period(&place), &context);
        let verbal = !passage.is_of(told.at, &NOUNS);
        if claim.during.is_none() && is_past(passage, (sentence, clause), verbal) {
            claim.during = Some(SmolStr::new_static("past"));
        }
        claim.confidence = Confidence::Low;
        Some(claim)
    }
}

/// Whether what a clause says is over by the form of its verb, or of that of the clause it hangs on;
/// `verbal` where that verb itself is what tells the stance.
fn is_past(passage: &Passage<'_>, (sentence, clause): (usize, usize), verbal: bool) -> bool {
    let clauses = &passage.sentences[sentence].clauses;
    let mut at = clauses.get(clause);
    while let Some(clause) = at {
        if let Some(verb) = &clause.verb
            && clause.kind != ClauseKind::Participle
        {
            let first = verb.tokens.start;
            let word = passage.tokens[first].word;
            let aux = word.is(class::HAVE | class::BE | class::DO);
            let over = passage.is_any(first, &["had", "was", "were", "did"]);
            // "Has fought it" tells of some time before; "has been fighting it" and "has turned toward
            // coexistence" of now.
            let been = (verb.tokens.clone()).any(|at| passage.is(at, "been"));
            let before = verbal && word.is(class::HAVE) && !been;
            return over || before || (!aux && word.is(class::PAST) && !word.is(class::BASE));
        }
        at = clause.parent.and_then(|parent| clauses.get(parent));
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::prose::reading::Said;
    use crate::prose::table::tests::reading;
    use crate::prose::thing::{Meaning, ThingIx};

    /// Each stance as "holder toward other: term", with its time.
    fn stances(text: &str) -> Vec<String> {
        let text = format!(
            "# The Marsh League\n\nThe Marsh League is a militia. The Reed Guild is another group.\n\n\
             {text}\n"
        );
        let reading = reading(&text);
        let name = |ix: ThingIx| reading.things.all[ix.0 as usize].name.as_str();
        let claims =
            reading.claims.iter().filter_map(|claim| match (&claim.said, &claim.subject) {
                (Said::Known(id), Meaning::One { thing, .. }) if id == "stance" => Some(format!(
                    "{} toward {}: {} {}",
                    name(*thing),
                    name(claim.toward?),
                    claim.value,
                    claim.during.as_deref().unwrap_or("-"),
                )),
                _ => None,
            });
        claims.collect()
    }

    #[test]
    fn verbs_and_nouns_say_how_one_party_stands_toward_another() {
        let cases = [
            ("The Marsh League has been fighting the Reed Guild since 2014.", "war 2014/.."),
            ("The Marsh League regards the Reed Guild as a mortal foe.", "war -"),
            ("The Marsh League maintains a truce with the Reed Guild.", "coexistence -"),
            (
                "The Marsh League tried to ruin the Reed Guild, although its policy has turned toward \
                 coexistence.",
                "coexistence -",
            ),
            // What is over says nothing of now.
            ("The Marsh League fought the Reed Guild.", "war past"),
            ("The Marsh League has fought the Reed Guild.", "war past"),
        ];
        for (text, told) in cases {
            assert_eq!(
                stances(text),
                [format!("Marsh League toward Reed Guild: {told}")],
                "{text}"
            );
        }
    }

    #[test]
    fn no_stance_is_told_by_what_is_open_denied_or_of_nobody() {
        let none = [
            "The Marsh League may fight the Reed Guild.",
            "The Marsh League does not fight the Reed Guild.",
            "The Marsh League trains to fight the Reed Guild.",
            "The Marsh League sees the Reed Guild as a former ally.",
            "The Marsh League fights poverty.",
            "The Marsh League fought in the civil war with courage.",
        ];
        for text in none {
            assert!(stances(text).is_empty(), "{text}: {:?}", stances(text));
        }
    }
}
