//! What is in focus: the antecedent of "it", "the group", "the attack"; the event of a clause.

use smallvec::SmallVec;

use super::BlockKind;
use super::anchor::Anchor;
use super::key::lower;
use super::node::{Dated, Few, Meant, NodeIx};
use super::table::tables;
use super::walk::{Here, Walk};
use super::when;
use crate::prose::lexicon::class;
use crate::prose::passage::{Clause, ClauseKind, Determiner, MentionKind, NounPhrase};
use crate::prose::token::Kind;
use crate::record::EntityKind;

/// Sentences back within which a definite description is sure to take up what fits it.
const NEAR: usize = 3;

/// How near an antecedent is, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Sentence,
    Before,
    Near,
    Block,
}

/// How a clause tells of its event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// It is of another time, or of its own subject alone: the event in focus has no part in it.
    pub(super) apart: bool,
    /// Its own words speak of the event, whatever that is one with; or the event is surely in focus.
    pub(super) own: bool,
}

impl Walk {
    /// The things that fit in the nearest place that has any: this sentence, the one before, three
    /// back, the paragraph, the headings, what the title names. Also whether they are near.
    pub(super) fn in_focus(&self, fits: impl Fn(&Self, NodeIx) -> bool) -> Option<(Few, bool)> {
        if let Some(found) = self.in_recent(&fits) {
            return Some(found);
        }
        for heading in self.doc.section.iter().rev() {
            let all = self.doc.headings.get(heading).map_or(&[][..], Vec::as_slice);
            let few = self.fitting(all, &fits);
            if !few.is_empty() {
                return Some((few, true));
            }
        }
        let few = self.fitting(&self.doc.main, &fits);
        (!few.is_empty()).then_some((few, false))
    }

    /// The things that fit in the nearest tier that has any, and whether none but them is near.
    fn in_recent(&self, fits: &impl Fn(&Self, NodeIx) -> bool) -> Option<(Few, bool)> {
        let now = self.doc.sentence;
        // What the text spoke of last before a heading is not what goes on behind it.
        let heading = self.doc.section.last().copied().unwrap_or(0);
        // Those that fit, and those that are known not to.
        let (mut few, mut others) = (Few::new(), SmallVec::<[NodeIx; 16]>::new());
        let mut found = None;
        for recent in self.doc.recent.iter().rev() {
            let tier = match now - recent.sentence.min(now) {
                0 => Tier::Sentence,
                1 => Tier::Before,
                2..=NEAR => Tier::Near,
                _ => Tier::Block,
            };
            let inside = tier < Tier::Block || recent.block == self.doc.block;
            // A tier takes in those before it.
            let done = tier == Tier::Block && found.is_some_and(|found| found < tier);
            if !inside || done || recent.block < heading {
                break;
            }
            let ix = self.nodes.find(recent.node);
            if few.contains(&ix) || others.contains(&ix) {
                continue;
            }
            if !fits(self, ix) {
                others.push(ix);
                continue;
            }
            match found {
                // Another one near it leaves the nearest likely, and no more.
                Some(found) if found < tier => return Some((few, false)),
                _ => found = Some(tier),
            }
            few.push(ix);
        }
        found.map(|tier| (few, tier < Tier::Block))
    }

    fn fitting(&self, all: &[NodeIx], fits: &impl Fn(&Self, NodeIx) -> bool) -> Few {
        let mut few: Few = all.iter().map(|ix| self.nodes.find(*ix)).collect();
        few.retain(|ix| fits(self, *ix));
        few.sort();
        few.dedup();
        few
    }

    /// Whether the thing was last mentioned as a speaker, not as what is spoken of.
    pub(super) fn only_speaks(&self, ix: NodeIx) -> bool {
        let last = self.doc.recent.iter().rev().find(|r| self.nodes.is_same(r.node, ix));
        last.is_some_and(|recent| recent.speaker)
    }

    /// One of several: the one that is spoken of rather than speaking; else the one that was the
    /// subject of the sentence before, softly, when the pronoun or noun is a subject too (the
    /// continuing centre of Grosz, Joshi and Weinstein 1995).
    pub(super) fn narrowed(&self, few: Few, near: bool, subject: bool) -> Meant {
        let spoken: Few = few.iter().copied().filter(|ix| !self.only_speaks(*ix)).collect();
        let few = if spoken.is_empty() { few } else { spoken };
        if few.len() == 1 {
            return Meant::of(few, !near);
        }
        if subject {
            let now = self.doc.sentence;
            let mut centre = self.doc.recent.iter().rev().filter(|recent| {
                recent.subject && recent.sentence <= now && recent.sentence + 1 >= now
            });
            if let Some(recent) = centre.next()
                && few.iter().any(|ix| self.nodes.is_same(*ix, recent.node))
            {
                return Meant::One(self.nodes.find(recent.node), true);
            }
        }
        Meant::of(few, true)
    }

    /// "it", "they", "he", "which".
    pub(super) fn pronoun(&self, here: &Here<'_, '_>, mention: usize) -> Meant {
        let tokens = &here.passage.mentions[mention].tokens;
        let word = here.passage.lower(tokens.start);
        let sentence = &here.passage.sentences[here.sentence];
        let clause = sentence.clauses.get(here.clause(tokens.start));
        if here.passage.tokens.get(tokens.start).is_some_and(|t| t.word.is(class::RELATIVE)) {
            let head = clause.and_then(|clause| clause.head);
            if let Some(whole) = clause.and_then(|clause| self.of_a_whole(here, clause)) {
                return whole;
            }
            return head.map(|head| here.meaning(head).clone()).unwrap_or_default();
        }
        let subject = clause.is_some_and(|clause| clause.subject == Some(mention));
        if word == "it" && is_empty_it(here, tokens.start, clause) {
            return Meant::Unknown;
        }
        // "Built by Harlow in Velm, it weighed …": what stands in the clause that looks ahead to the
        // pronoun is not what it means.
        let first = sentence.tokens.start;
        let ahead = subject
            && here.passage.tokens.get(first).is_some_and(|token| {
                token.word.is(class::PARTICIPLE) && !token.word.is(class::PREPOSITION)
            })
            && (first..tokens.start).any(|at| here.passage.token(at) == ",");
        let skipped: Few = if ahead {
            here.mentions()
                .filter(|at| *at < mention)
                .filter_map(|at| here.meaning(at).one())
                .collect()
        } else {
            Few::new()
        };
        let meant = self.pronoun_word(&word, subject, &skipped);
        // "It killed 12": of a town and a flood, the flood.
        let verb = clause.and_then(|clause| clause.verb.as_ref());
        match meant {
            Meant::Unsettled(few)
                if subject && verb.is_some_and(|verb| tables().is_harm(verb.lemma.text())) =>
            {
                let events: Few =
                    few.iter().copied().filter(|ix| self.nodes.get(*ix).event.is_some()).collect();
                if events.len() == 1 { Meant::of(events, false) } else { Meant::Unsettled(few) }
            }
            meant => meant,
        }
    }

    /// "The NFB is a branch of the Northern Front that surfaced in …": what "that" means is the branch,
    /// and what is said to be one.
    fn of_a_whole(&self, here: &Here<'_, '_>, clause: &Clause) -> Option<Meant> {
        /// Nouns for a part of a body.
        const PARTS: &[&str] = &[
            "branch",
            "affiliate",
            "wing",
            "arm",
            "offshoot",
            "faction",
            "division",
            "unit",
            "subsidiary",
            "chapter",
            "member",
            "part",
        ];
        let head = &here.passage.mentions[clause.head?].tokens;
        let part = here.mentions().find(|at| {
            let mention = &here.passage.mentions[*at];
            let MentionKind::Noun(phrase) = &mention.kind else { return false };
            // Between "of" and the name stand an article and adjectives at most.
            let gap = mention.tokens.end + 1..head.start;
            let plain = |at: usize| {
                here.passage.tokens[at].kind == Kind::Word
                    || matches!(here.passage.token(at), "(" | ")")
            };
            here.passage.token(mention.tokens.end) == "of"
                && PARTS.contains(&lower(here.passage.token(phrase.head)).as_str())
                && gap.start <= gap.end
                && gap.len() <= 6
                && gap.clone().all(plain)
        })?;
        let sentence = &here.passage.sentences[here.sentence];
        let around = sentence.clauses.get(clause.parent?)?;
        let is = |verb: &crate::prose::passage::VerbGroup| {
            let start = here.passage.mentions[part].tokens.start;
            here.passage.tokens[verb.main].word.is(class::BE) && verb.main < start
        };
        let subject = around.subject.filter(|_| around.verb.as_ref().is_some_and(is));
        Some(here.meaning(subject.unwrap_or(part)).clone()).filter(Meant::is_known)
    }

    /// What a third-person pronoun, or its possessive, means here.
    /// Things that it cannot mean are skipped.
    pub(super) fn pronoun_word(&self, word: &str, subject: bool, skipped: &Few) -> Meant {
        let open =
            |walk: &Self, ix: NodeIx| !skipped.iter().any(|other| walk.nodes.is_same(*other, ix));
        let kind = |walk: &Self, ix: NodeIx| walk.nodes.get(ix).kind;
        let found = match word {
            "it" | "its" | "itself" => self.in_focus(|walk, ix| {
                open(walk, ix)
                    && kind(walk, ix) != Some(EntityKind::Person)
                    && !walk.nodes.get(ix).plural
            }),
            "they" | "them" | "their" | "themselves" => self.in_focus(|walk, ix| {
                let node = walk.nodes.get(ix);
                node.plural || node.kind == Some(EntityKind::Organisation)
            }),
            "he" | "him" | "his" | "she" | "her" | "himself" | "herself" => {
                let person = |walk: &Self, ix: NodeIx| kind(walk, ix) == Some(EntityKind::Person);
                let may_be = |walk: &Self, ix: NodeIx| {
                    kind(walk, ix).is_none()
                        && !walk.nodes.get(ix).names.is_empty()
                        && walk.nodes.get(ix).event.is_none()
                };
                self.in_focus(person).or_else(|| self.in_focus(may_be).map(|(few, _)| (few, false)))
            }
            _ => return Meant::Unknown,
        };
        let Some((few, near)) = found else { return Meant::Unknown };
        self.narrowed(few, near, subject)
    }

    /// What owns a thing: the name or pronoun at the token of a possessive.
    pub(super) fn owner(
        &mut self,
        here: &Here<'_, '_>,
        phrase: &NounPhrase,
        token: usize,
    ) -> Meant {
        let covered = here
            .mentions()
            .filter(|at| here.passage.mentions[*at].tokens.contains(&token))
            .filter(|at| matches!(here.passage.mentions[*at].kind, MentionKind::Name))
            .find_map(|at| here.meaning(at).one());
        if let Some(ix) = covered {
            return Meant::One(ix, false);
        }
        let word = here.passage.lower(token);
        let meant = self.pronoun_word(&word, false, &Few::new());
        if meant.is_known() || here.passage.tokens.get(token).is_some_and(|t| t.capital) {
            return meant;
        }
        // "the rival's": the words before it are a phrase of their own.
        let start = phrase.tokens.start;
        let article = matches!(lower(here.passage.token(start)).as_str(), "the" | "this" | "that");
        if !article || start >= token {
            return Meant::Unknown;
        }
        let owner = NounPhrase {
            tokens: start..token + 1,
            head: token,
            modifiers: start + 1..token,
            determiner: Determiner::Definite,
        };
        self.owning(here, &owner)
    }

    /// The event of each clause of a sentence, and whether the clause tells of something else than
    /// the text around it.
    pub(super) fn clauses(
        &self,
        here: &Here<'_, '_>,
        anchors: &[Anchor],
    ) -> (Vec<Meant>, Vec<Told>) {
        let sentence = &here.passage.sentences[here.sentence];
        let mut out: Vec<Meant> = Vec::with_capacity(sentence.clauses.len());
        let mut told_in: Vec<Told> = Vec::with_capacity(sentence.clauses.len());
        for (at, clause) in sentence.clauses.iter().enumerate() {
            let own = self.own_event(here, at, clause, anchors);
            let says = own.as_ref().is_some_and(|meant| meant.one().is_some());
            let meant = own.or_else(|| {
                let parent = clause.parent.filter(|parent| *parent < at)?;
                let inherits = !matches!(clause.kind, ClauseKind::Adverbial);
                out.get(parent).filter(|meant| inherits && meant.is_known()).cloned()
            });
            let outer = clause.parent.and_then(|parent| told_in.get(parent));
            let outer = outer.is_some_and(|told| told.apart);
            let elsewhen = when::told_of(here, clause).is_some_and(|(.., bound)| bound);
            let apart = outer || elsewhen || self.is_of_its_subject(here, clause);
            let sure = meant.as_ref().is_some_and(|meant| matches!(meant, Meant::One(_, false)));
            told_in.push(Told { apart, own: says || sure });
            out.push(meant.unwrap_or_default());
        }
        // A clause without an event of its own: one that the sentence tells of, else in focus.
        let mut told: Few = out.iter().filter_map(Meant::one).collect();
        told.extend(anchors.iter().filter_map(|anchor| anchor.meant.one()));
        let told = Meant::of(told, true);
        let focus = if told.is_known() { told } else { self.event_in_focus(here) };
        for (meant, told) in out.iter_mut().zip(&mut told_in) {
            if !meant.is_known() && !told.apart {
                meant.clone_from(&focus);
                told.own = matches!(meant, Meant::One(_, false));
            }
        }
        (out, told_in)
    }

    /// "The school year began on …", "the rival study has 60 sites": said of the clause's subject,
    /// which is no event.
    fn is_of_its_subject(&self, here: &Here<'_, '_>, clause: &Clause) -> bool {
        /// Verbs that say when their subject ran, or what it has, and nothing of an event around it.
        const OWN: &[&str] = &["begin", "start", "end", "open", "close", "have"];
        let Some(verb) = &clause.verb else { return false };
        let Some(subject) = clause.head.or(clause.subject) else { return false };
        let kind = here.passage.mentions.get(subject).map(|mention| &mention.kind);
        let named = matches!(kind, Some(MentionKind::Name | MentionKind::Noun(_)));
        let event = |ix: NodeIx| self.nodes.get(ix).event.is_some();
        // "Staff who had got 300 people out": the auxiliary has nothing.
        let next = here.passage.tokens.get(verb.main + 1).map(|token| token.word);
        let auxiliary =
            verb.lemma.text() == "have" && next.is_some_and(|word| word.is(class::PARTICIPLE));
        named
            && !auxiliary
            && OWN.contains(&verb.lemma.text())
            && !here.meaning(subject).one().is_some_and(event)
    }

    /// The event in focus, for a sentence that tells of none. Sure only right after a sentence that
    /// spoke of it, and when no date of its own makes the sentence another matter.
    fn event_in_focus(&self, here: &Here<'_, '_>) -> Meant {
        let dates: Vec<Dated> = here
            .mentions()
            .filter_map(|at| match &here.passage.mentions[at].kind {
                MentionKind::Date(reading) => Some(Dated::new((**reading).clone())),
                _ => None,
            })
            .collect();
        let event = |walk: &Self, ix: NodeIx| {
            let Some(event) = &walk.nodes.get(ix).event else { return false };
            event.dates.is_empty()
                || !dates.iter().any(|a| event.dates.iter().all(|(b, _)| a.apart(b)))
        };
        let now = self.doc.sentence;
        let next = |ix: NodeIx| {
            let last = self.doc.recent.iter().rev().find(|r| self.nodes.is_same(r.node, ix));
            last.is_some_and(|recent| recent.sentence + 1 >= now)
        };
        let Some((few, near)) = self.in_focus(event) else { return Meant::Unknown };
        let lone =
            matches!(self.doc.kind, Some(BlockKind::Cell | BlockKind::Item | BlockKind::Caption));
        let headed = few.iter().all(|ix| self.is_headed(*ix));
        let sure = near && dates.is_empty() && (lone || headed || few.iter().all(|ix| next(*ix)));
        Meant::of(few, !sure)
    }

    fn own_event(
        &self,
        here: &Here<'_, '_>,
        at: usize,
        clause: &Clause,
        anchors: &[Anchor],
    ) -> Option<Meant> {
        let event = |mention: usize| {
            let meant = here.meaning(mention);
            let is = |ix: &NodeIx| self.nodes.get(*ix).event.is_some();
            let known = match meant {
                Meant::One(ix, _) => is(ix),
                Meant::Unsettled(few) => few.iter().all(is),
                Meant::Unknown => false,
            };
            known.then(|| meant.clone())
        };
        // "The attack killed …", "a bombing which killed …".
        if let Some(meant) = clause.subject.and_then(event).or_else(|| clause.head.and_then(event))
        {
            return Some(meant);
        }
        let covered = |anchor: &&Anchor| anchor.covers.is_some() && anchor.covers == clause.subject;
        if let Some(anchor) = anchors.iter().find(covered) {
            return Some(anchor.meant.clone());
        }
        // "a bombing at the gate, which killed 13".
        let harms = clause.verb.as_ref().is_some_and(|verb| tables().is_harm(verb.lemma.text()));
        if clause.kind == ClauseKind::Relative && harms {
            let before =
                |anchor: &&Anchor| anchor.token < clause.tokens.start && anchor.meant.is_known();
            let last = anchors.iter().rfind(before);
            if let Some(anchor) = last {
                return Some(anchor.meant.clone());
            }
        }
        let inside = |anchor: &&Anchor| anchor.clause == at && anchor.meant.is_known();
        if let Some(verb) = anchors.iter().filter(inside).find(|anchor| anchor.mention.is_none()) {
            return Some(verb.meant.clone());
        }
        let found = anchors.iter().filter(inside).find(|anchor| here_places(here, anchor));
        if let Some(anchor) = found {
            return Some(anchor.meant.clone());
        }
        // What opens the sentence without a verb: a heading, a table's cell, a headline.
        let first = || anchors.iter().find(|anchor| anchor.clause == at && anchor.meant.is_known());
        if clause.verb.is_none() { first().map(|anchor| anchor.meant.clone()) } else { None }
    }
}

/// Whether a noun says what the clause is part of: "were killed in the attack", "carried out an
/// attack", and not "after the attack", "since the attack".
fn here_places(here: &Here<'_, '_>, anchor: &Anchor) -> bool {
    /// Prepositions that put something into an event.
    const IN: &[&str] = &["in", "by", "from", "of", "at", "for", "with"];
    let Some(before) = anchor.tokens.start.checked_sub(1) else { return true };
    let Some(token) = here.passage.tokens.get(before) else { return true };
    if token.word.is(class::PREPOSITION | class::CONJUNCTION) {
        return here.passage.is_any(before, IN);
    }
    true
}

/// "it is clear that", "it was reported that", "it took 3 days to": no thing is meant.
fn is_empty_it(here: &Here<'_, '_>, at: usize, clause: Option<&Clause>) -> bool {
    /// How far the "that" or "to" may stand.
    const REACH: usize = 7;
    let after = at + 1..(at + 1 + REACH).min(here.passage.tokens.len());
    let weather = clause.and_then(|clause| clause.verb.as_ref()).is_some_and(|verb| {
        let main = here.passage.tokens.get(verb.main).map(|token| token.word).unwrap_or_default();
        main.is(class::BE)
            || (verb.passive && main.is(class::SPEECH))
            || verb.lemma.text() == "take"
    });
    weather
        && after
            .into_iter()
            .any(|at| matches!(here.passage.token(at), "that" | "to" | "whether" | "who"))
}

/// Whether a determiner takes up what was spoken of.
pub(super) fn is_definite(determiner: Determiner) -> bool {
    matches!(determiner, Determiner::Definite | Determiner::Demonstrative)
}
